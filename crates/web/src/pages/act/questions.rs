//! The questions that every candidate is asked, as forms: they are put into a bank under a theme, fixed, and released to
//! all candidates at one time.

use polity_office::texts::DECIDERS;
use polity_org::Matter;
use polity_org::act::Deed;
use polity_org::step::{Question, Step};
use polity_procedure::model::ActKind;
use polity_values::PaperId;

use super::deed::written;
use super::form::Reader;
use super::step::{Form, instant, long};
use crate::PageFault;
use crate::pages::progress::questions::{bank_of, text_of};
use crate::words::{self, Said};

/// The longest theme, in bytes: what the judge takes.
const MAX_THEME_BYTES: usize = 60;

/// The fields of an act about questions, and the deed when all of them are right.
pub(super) async fn form(
    reader: &mut Reader<'_>,
    matter: &Matter,
    kind: ActKind,
    most: Option<usize>,
) -> Form {
    let t = reader.t();
    match kind {
        ActKind::ProposeQuestion => propose(reader, matter, most),
        ActKind::FixQuestions => fix(reader, matter).await,
        _ => {
            let hint = t.say("act-field-release-text");
            let text = Said::plain(hint);
            reader.note("release", t.say("act-field-release"), text, None);
            let at = instant(reader, "at", &t.say("act-field-at"));
            Ok(at.map(|at| Deed::Step(Step::ReleaseQuestions { at }).into()))
        }
    }
}

fn propose(reader: &mut Reader<'_>, matter: &Matter, most: Option<usize>) -> Form {
    let t = reader.t();
    let themes: Vec<String> = bank_of(matter)
        .into_iter()
        .map(|(theme, _)| theme.to_owned())
        .collect();
    let hint = if themes.is_empty() {
        t.say("act-field-theme-hint")
    } else {
        t.say("act-field-theme-known")
            .str("themes", words::list(t, &themes))
    };
    let theme = reader.line("theme", t.say("act-field-theme"), Some(hint.to_string()));
    if theme
        .as_ref()
        .is_some_and(|theme| theme.len() > MAX_THEME_BYTES)
    {
        reader.fault(t.say("act-fault-theme"));
    }
    let (label, hint) = (
        t.say("act-field-question"),
        t.say("act-field-question-hint"),
    );
    let text = long(reader, "question", (&label, &hint), most);
    let Some(theme) = theme else {
        return Ok(None);
    };
    written(reader, DECIDERS, text, |text| {
        Deed::Step(Step::ProposeQuestion(Question { theme, text }))
    })
}

async fn fix(reader: &mut Reader<'_>, matter: &Matter) -> Form {
    let t = reader.t();
    let text = Said::plain(t.say("act-field-fix-text"));
    reader.note("fix", t.say("act-field-fix"), text, None);
    let mut questions: Vec<PaperId> = Vec::new();
    for (theme, of_theme) in bank_of(matter) {
        for question in of_theme {
            let text = text_of(reader.visitor, &question.text).await?;
            let label = t.say("act-field-fix-line").str("theme", theme);
            let paper = &question.text.paper;
            if reader.tick_if(&format!("fix-{paper}"), label.str("text", text)) {
                questions.push(paper.clone());
            }
        }
    }
    if questions.is_empty() {
        reader.fault(t.say("act-fault-questions"));
        return Ok(None);
    }
    Ok(Some(Deed::Step(Step::FixQuestions { questions }).into()))
}

/// The questions of the set, to tick those that a candidate was asked.
pub(super) async fn asked(
    reader: &mut Reader<'_>,
    matter: &Matter,
) -> Result<Vec<PaperId>, PageFault> {
    let t = reader.t();
    let Some(set) = matter.questions_here() else {
        return Ok(Vec::new());
    };
    let text = Said::plain(t.say("act-field-asked-text"));
    reader.note("asked", t.say("act-field-asked"), text, None);
    let mut asked = Vec::new();
    for (place, (paper, text)) in (1_i64..).zip(texts(reader, matter, &set.questions).await?) {
        let label = t.say("act-field-asked-line").num("number", place);
        if reader.tick_if(&format!("asked-{paper}"), label.str("text", text)) {
            asked.push(paper);
        }
    }
    Ok(asked)
}

/// What is proposed to be fixed, for who is asked to confirm it.
pub(super) async fn tell(
    reader: &mut Reader<'_>,
    matter: &Matter,
    questions: &[PaperId],
) -> Result<(), PageFault> {
    let t = reader.t();
    for (place, (paper, text)) in (1_i64..).zip(texts(reader, matter, questions).await?) {
        let label = t.say("questions-number").num("number", place);
        reader.note(&format!("fix-{paper}"), label, Said::plain(text), None);
    }
    Ok(())
}

async fn texts(
    reader: &Reader<'_>,
    matter: &Matter,
    questions: &[PaperId],
) -> Result<Vec<(PaperId, String)>, PageFault> {
    let mut texts = Vec::new();
    for paper in questions {
        let bank = &matter.progress.bank;
        let known = bank.iter().find(|one| one.question.text.paper == *paper);
        if let Some(known) = known {
            let text = text_of(reader.visitor, &known.question.text).await?;
            texts.push((paper.clone(), text));
        }
    }
    Ok(texts)
}
