//! The tables of how a matter went.

use std::collections::BTreeMap;

use polity_org::matter::{CandidacyState, Progress};
use polity_org::step::{Resolution, Stepped};
use polity_org::{Event, Matter, Text};
use polity_procedure::model::{ActKind, MatterKind};
use polity_values::{PersonId, SectionId, StageId};

use super::applications::{Sifted, entry_at, fetch};
use crate::PageFault;
use crate::lang::Say;
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

/// A person who stands, or stood.
pub(super) struct CandidateLine {
    pub(super) name: String,
    pub(super) state: String,
    pub(super) colour: &'static str,
    /// The step at which a body did not keep him or her.
    pub(super) out: Option<String>,
    /// The time that he or she was given.
    pub(super) at: Option<Moment>,
    /// How many were present throughout at the last hearing.
    pub(super) heard: Option<usize>,
    /// How many persons and units support the candidate.
    pub(super) support: usize,
}

/// A vote of a body.
pub(super) struct Decision {
    pub(super) stage: Said,
    pub(super) entry: u64,
    pub(super) at: Moment,
    pub(super) outcome: String,
    pub(super) agreed: bool,
    pub(super) votes: String,
    pub(super) needed: String,
    pub(super) keeps: Option<String>,
    pub(super) reasons: Option<String>,
}

/// The rounds of a stage: a row for each candidate, a column for each round.
pub(super) struct RoundTable {
    pub(super) stage: Said,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(String, Vec<String>)>,
    pub(super) notes: Vec<String>,
}

/// A delegation's card.
pub(super) struct Card {
    pub(super) delegation: String,
    pub(super) section: String,
    pub(super) figures: [String; 5],
}

/// A paper or report.
pub(super) struct Paper {
    pub(super) by: String,
    pub(super) text: Option<String>,
}

pub(super) async fn candidates(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<CandidateLine>, PageFault> {
    let all: Vec<PersonId> = matter.candidacies.keys().cloned().collect();
    let progress = &matter.progress;
    let last = matter.last_stage_of(ActKind::Hear);
    let heard = last.and_then(|stage| progress.heard.get(stage));
    let elected = elected(matter);
    let line = |(person, name): (PersonId, String)| {
        let (state, colour) = state(visitor, matter, &person, &elected);
        let units = matter.candidacies.get(&person);
        let units = units.map_or(0, |candidacy| candidacy.supports.len());
        let persons = progress.endorsed.get(&person).map_or(0, BTreeMap::len);
        CandidateLine {
            name,
            state,
            colour,
            out: out_at(visitor, matter, &person),
            at: progress
                .slots
                .get(&person)
                .map(|slot| Moment::brief(visitor, slot.at)),
            heard: heard
                .and_then(|heard| heard.get(&person))
                .map(std::collections::BTreeSet::len),
            support: units + persons,
        }
    };
    let labels = Sifted::of(visitor, matter).labels(&all).await?;
    Ok(labels.into_iter().map(line).collect())
}

/// Who is elected, by whatever way.
fn elected(matter: &Matter) -> Vec<PersonId> {
    let by_rounds = matter.progress.elected.clone();
    let winners = matter.winners().map(|(winners, _)| winners);
    winners.unwrap_or_else(|| by_rounds.into_iter().collect())
}

fn state(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
    elected: &[PersonId],
) -> (String, &'static str) {
    let t = visitor.t;
    let withdrawn = matter
        .candidacies
        .get(person)
        .is_some_and(|one| matches!(one.state, CandidacyState::Withdrawn { .. }));
    // A post is not elected to, however it was chosen.
    let post = matter.procedure.kind == MatterKind::Appointment;
    let (phrase, colour) = if elected.contains(person) {
        let phrase = if post {
            t.say("progress-appointed")
        } else {
            t.say("progress-elected")
        };
        (phrase, "govuk-tag--green")
    } else if withdrawn {
        (t.say("progress-withdrawn"), "govuk-tag--grey")
    } else if let Some(out) = matter.progress.out.get(person) {
        let phrase = if out.unfit {
            t.say("progress-unfit")
        } else {
            t.say("progress-out")
        };
        (phrase, "govuk-tag--grey")
    } else if elected.is_empty() {
        (t.say("progress-standing"), "govuk-tag--blue")
    } else if post {
        (t.say("progress-not-appointed"), "govuk-tag--grey")
    } else {
        (t.say("progress-not-elected"), "govuk-tag--grey")
    };
    (phrase.to_string(), colour)
}

/// Where a candidate was left out, in words.
fn out_at(visitor: &Visitor, matter: &Matter, person: &PersonId) -> Option<String> {
    let out = matter.progress.out.get(person).filter(|out| !out.unfit)?;
    let title = words::procedure::text(visitor.t, &matter.stage(&out.stage)?.title);
    let phrase = visitor.t.say("progress-out-at").str("stage", title.text);
    Some(phrase.to_string())
}

/// The stated sizes of groups.
pub(super) fn sizes(visitor: &Visitor, matter: &Matter) -> Vec<(String, String)> {
    let t = visitor.t;
    let groups = matter.procedure.groups.iter();
    let line = |group: &polity_procedure::model::Group| {
        let size = matter.progress.sizes.get(&group.id)?;
        let title = words::procedure::text(t, &group.title).text;
        let mut said = t.say("progress-size").num("size", size.size).to_string();
        let members: u64 = size.weights.values().sum();
        if members > 0 {
            let weighed = t.say("progress-weights").num("members", members);
            said = format!("{said} {weighed}");
        }
        Some((title, said))
    };
    groups.filter_map(line).collect()
}

/// Every vote of a body, with its figures and reasons.
pub(super) async fn decisions(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<Decision>, PageFault> {
    let t = visitor.t;
    let mut decisions = Vec::new();
    for done in &matter.done {
        if !matches!(done.act, ActKind::Select | ActKind::Resolve) {
            continue;
        }
        let entry = entry_at(visitor, done.seq).await?;
        let (vote, needed, agreed, keeps) = match &entry.event {
            Event::Step(Stepped::Selected {
                selection,
                needed,
                agreed,
            }) => (&selection.vote, *needed, *agreed, Some(&selection.keeps)),
            Event::Step(Stepped::Resolved {
                vote,
                needed,
                agreed,
            }) => (vote, *needed, *agreed, None),
            _ => continue,
        };
        let keeps = match keeps {
            Some(keeps) => {
                let names = visitor.names(keeps).await?;
                let names: Vec<_> = names.into_values().collect();
                Some(words::list(t, &names))
            }
            None => None,
        };
        let stage = done.stage.as_ref().and_then(|stage| matter.stage(stage));
        let stage = stage.map(|stage| &stage.title);
        let outcome = if agreed {
            t.say("progress-agreed")
        } else {
            t.say("progress-rejected")
        };
        decisions.push(Decision {
            stage: stage.map_or_else(|| Said::plain(""), |title| words::procedure::text(t, title)),
            entry: done.seq,
            at: Moment::brief(visitor, entry.at),
            outcome: outcome.to_string(),
            agreed,
            votes: votes(visitor, vote),
            needed: t.say("progress-needed").num("needed", needed).to_string(),
            keeps,
            reasons: fetch(visitor, &vote.reasons).await?,
        });
    }
    Ok(decisions)
}

fn votes(visitor: &Visitor, vote: &Resolution) -> String {
    let said = visitor.t.say("progress-vote");
    said.num("for", vote.in_favour)
        .num("against", vote.against)
        .num("abstained", vote.abstained)
        .num("present", vote.present)
        .to_string()
}

/// The rounds of every stage that had some.
pub(super) async fn rounds(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<RoundTable>, PageFault> {
    let t = visitor.t;
    let mut tables = Vec::new();
    for (stage, rounds) in &matter.progress.rounds {
        let Some(first) = rounds.first() else {
            continue;
        };
        let parts = first.round.parts();
        let names = visitor.names(parts[0].1.keys()).await?;
        let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
        let mut rows = Vec::new();
        for (at, (section, people)) in parts.iter().enumerate() {
            for person in people.keys() {
                let votes = |round: &polity_org::matter::CountedRound| {
                    let parts = round.round.parts();
                    let votes = parts.get(at).and_then(|(_, votes)| votes.get(person));
                    votes.map_or_else(String::new, ToString::to_string)
                };
                let label = match section {
                    None => name(person),
                    Some(id) => {
                        format!("{}: {}", section_title(t, matter, stage, id), name(person))
                    }
                };
                rows.push((label, rounds.iter().map(votes).collect()));
            }
        }
        let invalid = rounds.iter().map(|round| round.round.invalid.to_string());
        rows.push((t.say("act-field-invalid").to_string(), invalid.collect()));
        let heads = (1..=rounds.len()).map(|round| {
            let said = t.say("progress-round").num("number", round);
            said.to_string()
        });
        let mut notes = Vec::new();
        for (at, round) in (1_i64..).zip(rounds) {
            if round.out.is_empty() {
                continue;
            }
            let out: Vec<_> = round.out.iter().map(name).collect();
            let said = t.say("progress-round-out").num("number", at);
            notes.push(said.str("names", words::list(t, &out)).to_string());
        }
        let title = matter.stage(stage).map(|stage| &stage.title);
        tables.push(RoundTable {
            stage: title.map_or_else(|| Said::plain(""), |title| words::procedure::text(t, title)),
            heads: heads.collect(),
            rows,
            notes,
        });
    }
    Ok(tables)
}

/// The title of a section of an electoral college.
fn section_title(t: Say, matter: &Matter, stage: &StageId, id: &SectionId) -> String {
    let terms = matter.stage(stage).and_then(|stage| stage.rounds.as_ref());
    let mut sections = terms.into_iter().flat_map(|terms| &terms.sections);
    let known = sections.find(|section| section.id == *id);
    known.map_or_else(
        || id.to_string(),
        |known| words::procedure::text(t, &known.title).text,
    )
}

/// The last card vote: every delegation's card.
pub(super) fn cards(visitor: &Visitor, matter: &Matter) -> Vec<Card> {
    let units = visitor.world.organisation().map(|one| &one.units);
    let card = |vote: &polity_org::step::DelegationVote| {
        let known = units.and_then(|units| units.get(&vote.delegation));
        Card {
            delegation: known.map_or_else(|| vote.delegation.to_string(), |one| one.title.clone()),
            section: vote.section.to_string(),
            figures: [
                vote.entitled,
                vote.in_favour,
                vote.against,
                vote.abstained,
                vote.not_received,
            ]
            .map(|figure| visitor.t.count(figure)),
        }
    };
    let counted = matter.progress.card.as_ref();
    counted.map_or_else(Vec::new, |(count, _)| {
        count.delegations.iter().map(card).collect()
    })
}

/// Whether the card vote was carried.
pub(super) fn carried(visitor: &Visitor, matter: &Matter) -> Option<String> {
    let (_, carried) = matter.progress.card.as_ref()?;
    let said = if *carried {
        visitor.t.say("progress-carried")
    } else {
        visitor.t.say("progress-lost")
    };
    Some(said.to_string())
}

/// The papers in the order in which they were drawn, or else came in.
pub(super) fn papers_in_order(progress: &Progress) -> Vec<(PersonId, Text)> {
    let mut papers = progress.papers.clone();
    if let Some(order) = &progress.paper_order {
        papers.sort_by_key(|(_, text)| order.iter().position(|id| *id == text.paper));
    }
    papers
}

pub(super) async fn papers(
    visitor: &Visitor,
    papers: &[(PersonId, Text)],
) -> Result<Vec<Paper>, PageFault> {
    let names = visitor.names(papers.iter().map(|(by, _)| by)).await?;
    let mut shown = Vec::new();
    for (by, text) in papers {
        shown.push(Paper {
            by: names.get(by).cloned().unwrap_or_default(),
            text: fetch(visitor, text).await?,
        });
    }
    Ok(shown)
}

/// Who lets whom act, until when.
pub(super) async fn delegations(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<String>, PageFault> {
    let all = &matter.progress.delegations;
    let persons = all.iter().flat_map(|one| [&one.from, &one.to]);
    let names = visitor.names(persons).await?;
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let t = visitor.t;
    let line = |one: &polity_org::matter::Delegation| {
        let role = words::procedure::role(t, &matter.procedure, &one.role).text;
        t.say("progress-delegated")
            .str("from", name(&one.from))
            .str("to", name(&one.to))
            .str("role", role)
            .str("until", visitor.at(one.until))
            .to_string()
    };
    Ok(all.iter().map(line).collect())
}
