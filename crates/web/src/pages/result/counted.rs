//! The published count of a matter as the view that all its pages and files show.

use std::sync::Arc;

use polity_office::result::{self, Published};
use polity_org::matter::BoxState;
use polity_org::{Digest, Matter};
use polity_papers::Lang;
use polity_papers::result::{
    DigestLine, Figures, Hand, Invalid, InvalidReason, ResultParts, ResultView, Standing,
};
use polity_procedure::model::{ActKind, EndKind, StageKind};

use crate::PageFault;
use crate::kept::Kept;
use crate::lang::Language;
use crate::visitor::Visitor;
use crate::words;

/// Counts that were read, by the digest of the transcript: what is read is what the record names, so it never
/// changes.
static READ: Kept<Arc<Published>> = Kept::at_most(8);

/// The acts that are told under "who did what".
const HANDLED: [ActKind; 10] = [
    ActKind::FreezeRoll,
    ActKind::CorrectRoll,
    ActKind::RecordCredentials,
    ActKind::OpenBallot,
    ActKind::ExtendBallot,
    ActKind::CloseBallot,
    ActKind::RecordShuffle,
    ActKind::RecordDecryption,
    ActKind::RecordCount,
    ActKind::Declare,
];

/// The language of documents that is the language of pages.
pub(crate) fn lang(language: Language) -> Lang {
    Lang::of_code(language.code())
}

/// The count of a matter; nothing before one is on the record.
pub(crate) async fn counted(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Option<Arc<Published>>, PageFault> {
    let Some(count) = &matter.count else {
        return Ok(None);
    };
    if let Some(found) = READ.get(&count.transcript) {
        return Ok(Some(found));
    }
    let folder = visitor.site.election(&matter.id)?;
    let of = matter.clone();
    let found = tokio::task::spawn_blocking(move || result::published(&folder, &of))
        .await
        .map_err(|fault| PageFault::Defect(fault.to_string()))?
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    Ok(found.map(|found| READ.keep(count.transcript, Arc::new(found))))
}

/// The count as a view, with the figures that the record has.
pub(crate) async fn view(
    visitor: &Visitor,
    matter: &Matter,
    counted: &Published,
) -> Result<ResultView, PageFault> {
    let papers = counted.papers;
    let set_aside = [
        (InvalidReason::NoRanking, papers.invalid),
        (
            InvalidReason::NobodyStanding,
            papers.ranked.saturating_sub(counted.transcript.valid),
        ),
    ];
    let figures = Figures {
        electorate: matter.roll.as_ref().map_or(0, |roll| roll.statement.size),
        issued: matter.credentials.map_or(0, |issued| issued.count),
        cast: papers.ranked + papers.blank + papers.invalid,
        blank: papers.blank,
        invalid: set_aside
            .into_iter()
            .filter(|(reason, papers)| *papers > 0 || *reason == InvalidReason::NoRanking)
            .map(|(reason, papers)| Invalid { reason, papers })
            .collect(),
    };
    Ok(ResultView::new(ResultParts {
        organisation: visitor.organisation_name(),
        title: matter.title.clone(),
        standing: standing(visitor, matter),
        figures,
        transcript: counted.transcript.clone(),
        hands: hands(visitor, matter).await?,
        digests: digests(visitor, matter),
    }))
}

/// Where the result of a matter stands.
pub(crate) fn standing(visitor: &Visitor, matter: &Matter) -> Standing {
    use polity_org::matter::Position;
    if let Some(declared) = &matter.declaration {
        return Standing::Declared {
            at: visitor.at(declared.at),
        };
    }
    let ended = matter.ended.last().map(|end| end.effective);
    if let (Position::Ended(EndKind::Void), Some(at)) = (&matter.position, ended) {
        return Standing::Void { at: visitor.at(at) };
    }
    let challenge = matter
        .procedure
        .stages
        .iter()
        .find(|stage| stage.acts.iter().any(|rule| rule.act == ActKind::Challenge));
    let until = challenge.and_then(|stage| matter.window(&stage.id));
    Standing::Provisional {
        challenge_until: until.map_or_else(String::new, |window| visitor.at(window.closes)),
    }
}

/// When the count is made, in words; nothing where the procedure has no such stage.
pub(crate) fn count_due(visitor: &Visitor, matter: &Matter) -> Option<String> {
    let stage = matter.stage_of_kind(StageKind::Count)?;
    let window = matter.window(&stage.id)?;
    Some(visitor.at(window.opens))
}

async fn hands(visitor: &Visitor, matter: &Matter) -> Result<Vec<Hand>, PageFault> {
    let done = || {
        matter
            .done
            .iter()
            .filter(|done| HANDLED.contains(&done.act))
    };
    let names = visitor.names(done().flat_map(|done| &done.by)).await?;
    let lang = lang(visitor.t.language);
    Ok(done()
        .map(|done| {
            let who: Vec<&str> = done
                .by
                .iter()
                .map(|person| names.get(person).map_or("", String::as_str))
                .collect();
            Hand {
                what: words::act(visitor.t, done.act),
                who: lang.list(&who),
                when: visitor.at(done.at),
            }
        })
        .collect())
}

fn digests(visitor: &Visitor, matter: &Matter) -> Vec<DigestLine> {
    let t = visitor.t;
    let mut lines = Vec::new();
    let mut line = |of: crate::lang::Phrase, digest: Option<Digest>| {
        if let Some(digest) = digest {
            lines.push(DigestLine {
                of: of.to_string(),
                digest: digest.to_string(),
            });
        }
    };
    let opened = matter.ballot_box.as_ref();
    let head = opened.and_then(|found| match &found.state {
        BoxState::Closed { head, .. } => Some(head.head),
        BoxState::Open => None,
    });
    line(t.say("result-digest-rules"), Some(matter.terms));
    line(
        t.say("result-digest-roll"),
        matter.roll.as_ref().map(|roll| roll.statement.digest),
    );
    line(
        t.say("result-digest-election"),
        opened.map(|found| found.opening.election),
    );
    line(t.say("result-digest-box"), head);
    line(
        t.say("result-digest-count"),
        matter.count.as_ref().map(|count| count.transcript),
    );
    lines
}
