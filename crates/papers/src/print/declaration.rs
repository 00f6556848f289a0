//! The declaration of the result on paper: every figure of a scrutineer's report (D7), the count stage by
//! stage, who did what, the digests, and lines to sign.

use polity_count::Stage;
use serde_json::{Value, json};

use super::Sheet;
use super::booklet::short_digest;
use crate::Lang;
use crate::lang::grouped;
use crate::result::{ResultView, Standing};

/// Stages in one table: more do not fit beside the names.
const COLUMNS: usize = 6;

/// What a declaration says besides the result.
#[derive(Debug, Clone)]
pub struct DeclarationPaper<'a> {
    /// The language.
    pub lang: Lang,
    /// The result.
    pub result: &'a ResultView,
    /// Who signs: their offices, a line each.
    pub signers: Vec<String>,
    /// What identifies this version: the digest of the count's or the declaration's entry on the record.
    pub version: String,
}

/// The declaration's sheet for the press. Before the declaration it says that the result is provisional.
pub fn declaration(of: &DeclarationPaper<'_>) -> Sheet {
    Sheet {
        document: "declaration",
        values: values(of),
        pictures: Vec::new(),
        version: format!("declaration {} {}", of.version, of.lang.code()),
    }
}

fn values(of: &DeclarationPaper<'_>) -> Value {
    let lang = of.lang;
    let text = |key: &str| lang.text(key);
    let view = of.result;
    let (kicker, elected) = match &view.standing {
        Standing::Declared { at } => (
            lang.say("declaration-declared", &[("at", at.into())]),
            view.elected.as_slice(),
        ),
        Standing::Provisional { .. } => (text("declaration-provisional"), view.elected.as_slice()),
        Standing::Void { at } => (
            lang.say("declaration-void", &[("at", at.into())]),
            [].as_slice(),
        ),
    };
    let words = [
        "elected",
        "figures",
        "candidates",
        "stages",
        "story",
        "lots",
        "hands",
        "digests",
        "signed",
        "name",
        "date",
    ];
    let mut named: serde_json::Map<String, Value> = words
        .iter()
        .map(|word| {
            (
                (*word).to_owned(),
                text(&format!("declaration-{word}")).into(),
            )
        })
        .collect();
    named.insert("page".into(), text("paper-page").into());
    named.insert("of".into(), text("paper-of").into());
    let head = |keys: &[&str]| -> Vec<String> { keys.iter().map(|key| text(key)).collect() };
    json!({
        "lang": lang.code(),
        "size": 10.5,
        "organisation": view.organisation,
        "title": view.title,
        "kicker": kicker,
        "answer": view.answer(lang),
        "elected": elected.iter().map(|&number| winner(lang, view, number)).collect::<Vec<_>>(),
        "figures": view.figure_rows(lang).iter().map(|row| [row.label.clone(), grouped(&row.figure)]).collect::<Vec<_>>(),
        "rule": view.rule_line(lang),
        "why": view.why_less_than_half(lang).unwrap_or_default(),
        "candidates-head": head(&["head-number", "head-candidate", "head-first", "head-share", "head-last", "head-result"]),
        "candidates": candidates(lang, view),
        "stages-note": text("declaration-stages-note"),
        "stages": stages(lang, view),
        "story": story(lang, view),
        "lots": lots(lang, view),
        "hands-head": head(&["head-what", "head-who", "head-when"]),
        "hands": view.hands.iter().map(|hand| [&hand.what, &hand.who, &hand.when]).collect::<Vec<_>>(),
        "digests-note": text("declaration-digests-note"),
        "digests": view.digests.iter().map(|line| [&line.of, &line.digest]).collect::<Vec<_>>(),
        "statement": statement(lang, view),
        "signers": of.signers,
        "footer": lang.say("paper-footer", &[("title", (&view.title).into()), ("version", short_digest(&of.version).into())]),
        "words": named,
    })
}

/// Somebody elected: the name, and at which stage.
fn winner(lang: Lang, view: &ResultView, number: u8) -> [String; 2] {
    let found = view.candidates.iter().find(|one| one.number == number);
    let when = found.map_or_else(String::new, |one| ResultView::status_words(lang, one));
    [view.name(number).to_owned(), when]
}

/// What is signed: nothing while the result is provisional.
fn statement(lang: Lang, view: &ResultView) -> String {
    match view.standing {
        Standing::Declared { .. } => lang.text("declaration-statement"),
        Standing::Void { .. } => lang.text("declaration-statement-void"),
        Standing::Provisional { .. } => String::new(),
    }
}

/// Each lot with what it decided, or that none was needed.
fn lots(lang: Lang, view: &ResultView) -> Vec<String> {
    let drawn = view.lots(lang);
    if drawn.is_empty() {
        vec![lang.text("declaration-lots-none")]
    } else {
        drawn
    }
}

fn candidates(lang: Lang, view: &ResultView) -> Vec<[String; 6]> {
    let rows = view.candidates.iter().map(|one| {
        [
            one.number.to_string(),
            one.name.clone(),
            grouped(&one.first),
            one.first_share.clone(),
            grouped(&one.last),
            ResultView::status_words(lang, one),
        ]
    });
    rows.collect()
}

/// The table of the stages in parts that fit the width.
fn stages(lang: Lang, view: &ResultView) -> Vec<Value> {
    let shown = view.shown_stages();
    let part = |stages: &[&Stage]| {
        let mut head = vec![lang.text("head-candidate")];
        head.extend(
            stages
                .iter()
                .map(|stage| lang.say("story-heading", &[("stage", stage.stage.into())])),
        );
        let row = |name: String, figure: &dyn Fn(&Stage) -> String| {
            let figures = stages.iter().map(|stage| figure(stage));
            std::iter::once(name).chain(figures).collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<String>> = view
            .candidates
            .iter()
            .enumerate()
            .map(|(index, one)| {
                row(one.name.clone(), &|stage| {
                    stage
                        .votes
                        .get(index)
                        .map(|votes| grouped(votes))
                        .unwrap_or_default()
                })
            })
            .collect();
        rows.push(row(lang.text("head-non-transferable"), &|s| {
            grouped(&s.non_transferable)
        }));
        rows.push(row(lang.text("head-lost"), &|s| {
            grouped(&s.loss_by_fraction)
        }));
        rows.push(row(lang.text("head-quota"), &|s| grouped(&s.quota)));
        json!({ "head": head, "rows": rows })
    };
    shown.chunks(COLUMNS).map(part).collect()
}

fn story(lang: Lang, view: &ResultView) -> Vec<Value> {
    view.story(lang)
        .iter()
        .map(|stage| {
            let parts: Vec<&str> = stage.parts.iter().map(|part| part.text.as_str()).collect();
            json!({
                "heading": format!("{}: {}", stage.heading, stage.summary),
                "parts": parts,
                "clause": stage.clause,
            })
        })
        .collect()
}
