//! The acts by which bodies and persons decide without a ballot box, as forms: they apply, support, score, are
//! heard, keep and leave out candidates, vote in rounds and by cards, report.

use std::collections::BTreeMap;

use polity_office::texts::{DECIDERS, PUBLIC};
use polity_org::act::Deed;
use polity_org::step::{GroupSize, Resolution, Selection, Step};
use polity_org::{Matter, Text};
use polity_procedure::model::{ActKind, GroupOf};
use polity_values::{PersonId, UnitId};

use super::deed::{Ready, reason, rule_of, words_hint, written, zone_name};
use super::form::{Choice, Reader};
use super::{cards, monitoring, questions, round};
use crate::PageFault;
use crate::lang::Phrase;
use crate::pages::progress::{Sifted, audience_of};
use crate::words::{self, Said};

pub(super) type Form = Result<Option<Ready>, PageFault>;

/// Whether an act is a form of this file.
pub(super) fn is_here(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Apply
            | ActKind::Endorse
            | ActKind::Unendorse
            | ActKind::StateSize
            | ActKind::Score
            | ActKind::DeclareInterest
            | ActKind::Select
            | ActKind::Resolve
            | ActKind::Vet
            | ActKind::Schedule
            | ActKind::DrawOrder
            | ActKind::Hear
            | ActKind::RecordRound
            | ActKind::RecordCardVote
            | ActKind::SubmitPaper
            | ActKind::DrawPapers
            | ActKind::PublishReport
            | ActKind::InviteAll
            | ActKind::NameNext
            | ActKind::Delegate
            | ActKind::ProposeQuestion
            | ActKind::FixQuestions
            | ActKind::ReleaseQuestions
    )
}

fn step(step: Step) -> Ready {
    Deed::Step(step).into()
}

/// The fields of a step, and the deed when all of them are right.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    matter: &Matter,
    actor: &PersonId,
    kind: ActKind,
) -> Form {
    let t = reader.t();
    let most = rule_of(matter, kind).and_then(|rule| rule.words);
    match kind {
        ActKind::Apply => {
            let label = t.say("act-field-application");
            let hint = t.say("act-field-application-hint");
            let text = long(reader, "application", (&label, &hint), most);
            let monitored = monitoring::read(reader);
            let ready = written(reader, DECIDERS, text, |application| {
                Deed::Step(Step::Apply { application })
            })?;
            Ok(ready.map(|ready| Ready { monitored, ..ready }))
        }
        ActKind::Endorse | ActKind::Unendorse => endorse(reader, matter, actor, kind).await,
        ActKind::Score => score(reader, matter, actor, most).await,
        ActKind::DeclareInterest => {
            let text = reason(reader, false, most);
            written(reader, PUBLIC, text, |reason| {
                Deed::Step(Step::DeclareInterest { reason })
            })
        }
        ActKind::Select => select(reader, matter, most).await,
        ActKind::Resolve => {
            let vote = vote(reader, most);
            voted(reader, vote, Step::Resolve)
        }
        ActKind::Vet => vet(reader, matter, most).await,
        ActKind::Schedule => {
            let candidate = candidate(reader, matter, matter.standing()).await?;
            let at = instant(reader, "at", &t.say("act-field-at"));
            let hint = t.say("act-field-minutes-hint").to_string();
            let minutes = reader.number_if_given("minutes", t.say("act-field-minutes"), Some(hint));
            match (candidate, at, minutes) {
                (Some(candidate), Some(at), Some(minutes)) => Ok(Some(step(Step::Schedule {
                    candidate,
                    at,
                    minutes,
                }))),
                _ => Ok(None),
            }
        }
        ActKind::DrawOrder | ActKind::DrawPapers => {
            let hint = t.say("act-field-seed-hint").to_string();
            let seed = reader.line("seed", t.say("act-field-seed"), Some(hint));
            let drawn = |seed| match kind {
                ActKind::DrawOrder => Step::DrawOrder { seed },
                _ => Step::DrawPapers { seed },
            };
            Ok(seed.map(|seed| Deed::Step(drawn(seed)).into()))
        }
        ActKind::Hear => hear(reader, matter).await,
        ActKind::RecordRound => round::form(reader, matter).await,
        ActKind::ProposeQuestion | ActKind::FixQuestions | ActKind::ReleaseQuestions => {
            questions::form(reader, matter, kind, most).await
        }
        _ => further(reader, matter, kind, most).await,
    }
}

async fn further(
    reader: &mut Reader<'_>,
    matter: &Matter,
    kind: ActKind,
    most: Option<usize>,
) -> Form {
    let t = reader.t();
    match kind {
        ActKind::StateSize => state_size(reader, matter, most),
        ActKind::RecordCardVote => {
            let hint = t.say("act-field-cards-hint").to_string();
            let label = t.say("act-field-cards");
            let text = reader.text("cards", label, Some(hint), None);
            let Some(text) = text.filter(|_| reader.checking()) else {
                return Ok(None);
            };
            match cards::read(&text) {
                Ok(count) => Ok(Some(step(Step::RecordCardVote(count)))),
                Err(faults) => {
                    reader.fault(cards::tell(t, &faults));
                    Ok(None)
                }
            }
        }
        ActKind::SubmitPaper | ActKind::PublishReport => {
            let (label, hint) = (t.say("act-field-paper"), t.say("act-field-reason-public"));
            let text = long(reader, "paper", (&label, &hint), most);
            written(reader, PUBLIC, text, |paper| {
                Deed::Step(match kind {
                    ActKind::SubmitPaper => Step::SubmitPaper { paper },
                    _ => Step::PublishReport { report: paper },
                })
            })
        }
        ActKind::InviteAll => {
            let at = instant(reader, "at", &t.say("act-field-at"));
            Ok(at.map(|at| Deed::Step(Step::InviteAll { at }).into()))
        }
        ActKind::NameNext => {
            let hint = t.say("act-field-next-hint").to_string();
            let label = t.say("act-field-next");
            let person = reader.member("person", label, Some(hint), true).await?;
            let text = reason(reader, false, most);
            let Some(person) = person else {
                return Ok(None);
            };
            written(reader, PUBLIC, text, |basis| {
                Deed::Step(Step::NameNext { person, basis })
            })
        }
        ActKind::Delegate => {
            let hint = t.say("act-field-delegate-hint").to_string();
            let label = t.say("act-field-delegate");
            let to = reader.member("to", label, Some(hint), true).await?;
            let until = instant(reader, "until", &t.say("act-field-until"));
            let role = rule_of(matter, kind).map(|rule| rule.by.clone());
            match (to, role, until) {
                (Some(to), Some(role), Some(until)) => {
                    Ok(Some(step(Step::Delegate { to, role, until })))
                }
                _ => Ok(None),
            }
        }
        _ => Err(PageFault::NotFound),
    }
}

/// A text with a hint that says for whom it is, and how long it may be.
pub(super) fn long(
    reader: &mut Reader<'_>,
    id: &str,
    (label, who): (&Phrase, &Phrase),
    most: Option<usize>,
) -> Option<String> {
    let hint = format!("{who} {}", words_hint(reader, most));
    reader.text(id, label, Some(hint), most)
}

pub(super) fn instant(
    reader: &mut Reader<'_>,
    id: &str,
    label: &Phrase,
) -> Option<polity_values::Timestamp> {
    let t = reader.t();
    let hint = t.say("act-field-instant-hint");
    let hint = hint.str("zone", zone_name(reader)).to_string();
    reader.instant(id, label, Some(hint))
}

/// One of these persons, by name; while applications are sifted, by the number of the application.
async fn candidate(
    reader: &mut Reader<'_>,
    matter: &Matter,
    offered: Vec<PersonId>,
) -> Result<Option<PersonId>, PageFault> {
    let labels = Sifted::of(reader.visitor, matter).labels(&offered).await?;
    let choices = labels.into_iter().map(|(person, label)| Choice {
        value: person.to_string(),
        label,
        hint: None,
    });
    let choices = choices.collect();
    let label = reader.t().say("act-field-candidate");
    let chosen = reader.choice("candidate", label, None, choices);
    Ok(chosen.and_then(|id| PersonId::new(id).ok()))
}

async fn endorse(
    reader: &mut Reader<'_>,
    matter: &Matter,
    actor: &PersonId,
    kind: ActKind,
) -> Form {
    let supports = |candidate: &PersonId| {
        let of = matter.progress.endorsed.get(candidate);
        of.is_some_and(|of| of.contains_key(actor))
    };
    let back = kind == ActKind::Unendorse;
    let mut offered = matter.standing();
    offered.retain(|candidate| supports(candidate) == back);
    let chosen = candidate(reader, matter, offered).await?;
    let done = |candidate| match kind {
        ActKind::Unendorse => Step::Unendorse { candidate },
        _ => Step::Endorse { candidate },
    };
    Ok(chosen.map(|candidate| Deed::Step(done(candidate)).into()))
}

async fn score(
    reader: &mut Reader<'_>,
    matter: &Matter,
    actor: &PersonId,
    most: Option<usize>,
) -> Form {
    let t = reader.t();
    let scored = matter.progress.scored.get(actor);
    let mut offered = matter.standing();
    offered.retain(|one| !scored.is_some_and(|scored| scored.contains(one)));
    let candidate = candidate(reader, matter, offered).await?;
    let (label, hint) = (t.say("act-field-sheet"), t.say("act-field-sheet-hint"));
    let text = long(reader, "sheet", (&label, &hint), most);
    let Some(candidate) = candidate else {
        return Ok(None);
    };
    written(reader, DECIDERS, text, |sheet| {
        Deed::Step(Step::Score { candidate, sheet })
    })
}

async fn select(reader: &mut Reader<'_>, matter: &Matter, most: Option<usize>) -> Form {
    let t = reader.t();
    let standing = matter.standing();
    let hint = t.say("act-field-keeps-hint").to_string();
    let (fewest, largest) = matter
        .current_stage()
        .and_then(|stage| stage.decision.as_ref())
        .map_or((None, None), |test| (test.at_least, test.at_most));
    let bounds = t
        .say("act-field-keeps-bounds")
        .num("fewest", fewest.unwrap_or(0))
        .num("most", largest.map_or(standing.len(), |most| most as usize));
    reader.note(
        "keeps",
        t.say("act-field-keeps"),
        Said::plain(bounds),
        Some(hint),
    );
    let names = reader.visitor.names(&standing).await?;
    let mut keeps = Vec::new();
    for person in standing {
        let name = names.get(&person).cloned().unwrap_or_default();
        if reader.tick_if(&format!("keep-{person}"), name) {
            keeps.push(person);
        }
    }
    let vote = vote(reader, most);
    voted(reader, vote, |vote| Step::Select(Selection { keeps, vote }))
}

/// The figures of a vote, and its reasons.
fn vote(reader: &mut Reader<'_>, most: Option<usize>) -> (Option<[u32; 4]>, Option<String>) {
    let t = reader.t();
    let hint = t.say("act-field-present-hint").to_string();
    let present = reader.number("present", t.say("act-field-present"), Some(hint));
    let in_favour = reader.number("for", t.say("act-field-for"), None);
    let against = reader.number("against", t.say("act-field-against"), None);
    let abstained = reader.number("abstained", t.say("act-field-abstained"), None);
    let text = reason(reader, false, most);
    let figures = || Some([present?, in_favour?, against?, abstained?]);
    (figures(), text)
}

fn voted(
    reader: &Reader<'_>,
    (figures, text): (Option<[u32; 4]>, Option<String>),
    make: impl FnOnce(Resolution) -> Step,
) -> Form {
    let Some([present, in_favour, against, abstained]) = figures else {
        return Ok(None);
    };
    written(reader, PUBLIC, text, |reasons| {
        Deed::Step(make(Resolution {
            in_favour,
            against,
            abstained,
            present,
            reasons,
        }))
    })
}

async fn vet(reader: &mut Reader<'_>, matter: &Matter, most: Option<usize>) -> Form {
    let t = reader.t();
    let candidate = candidate(reader, matter, matter.standing()).await?;
    let answers = [
        ("yes", t.say("act-field-fit-yes")),
        ("no", t.say("act-field-fit-no")),
    ];
    let answers = answers.map(|(value, label)| Choice {
        value: value.to_owned(),
        label: label.to_string(),
        hint: None,
    });
    let fit = reader.choice("fit", t.say("act-field-fit"), None, answers.into());
    let (label, hint) = (t.say("act-field-reason"), t.say("act-field-fit-hint"));
    let text = long(reader, "reason", (&label, &hint), most);
    let (Some(candidate), Some(fit)) = (candidate, fit) else {
        return Ok(None);
    };
    written(reader, DECIDERS, text, |reasons| {
        Deed::Step(Step::Vet {
            candidate,
            fit: fit == "yes",
            reasons,
        })
    })
}

async fn hear(reader: &mut Reader<'_>, matter: &Matter) -> Form {
    let t = reader.t();
    let stage = matter.current_stage().map(|stage| &stage.id);
    let heard = stage.and_then(|stage| matter.progress.heard.get(stage));
    let mut offered = matter.standing();
    offered.retain(|one| !heard.is_some_and(|heard| heard.contains_key(one)));
    let candidate = candidate(reader, matter, offered).await?;
    let hint = t.say("act-field-heard-hint").to_string();
    let text = Said::plain(t.say("act-field-heard-text"));
    reader.note("heard", t.say("act-field-heard"), text, Some(hint));
    let listeners = audience_of(reader.visitor, matter);
    let names = reader.visitor.names(&listeners).await?;
    let mut present = Vec::new();
    for person in &listeners {
        let name = names.get(person).cloned().unwrap_or_default();
        if reader.tick_if(&format!("present-{person}"), name) {
            present.push(person.clone());
        }
    }
    let hint = t.say("act-field-others-hint").to_string();
    let label = t.say("act-field-others");
    let others = reader.members_or_none("others", label, Some(hint)).await?;
    present.extend(others.into_iter().filter(|one| !listeners.contains(one)));
    let asked = questions::asked(reader, matter).await?;
    Ok(candidate.map(|candidate| {
        step(Step::Hear {
            candidate,
            present,
            asked,
        })
    }))
}

fn state_size(reader: &mut Reader<'_>, matter: &Matter, most: Option<usize>) -> Form {
    let t = reader.t();
    let groups = &matter.procedure.groups;
    let choices = groups.iter().map(|group| Choice {
        value: group.id.to_string(),
        label: words::procedure::text(t, &group.title).text,
        hint: None,
    });
    let chosen = reader.choice("group", t.say("act-field-group"), None, choices.collect());
    let group = groups
        .iter()
        .find(|group| Some(group.id.to_string()) == chosen);
    let size = reader.number("size", t.say("act-field-size"), None);
    let mut weights = Some(BTreeMap::new());
    let of_units = |of: &GroupOf| matches!(of, GroupOf::Kinds(_));
    if groups.iter().any(|group| of_units(&group.of)) {
        let hint = t.say("act-field-weights-hint").to_string();
        let label = t.say("act-field-weights");
        if let Some(text) = reader.lines_or_none("weights", label, Some(hint)) {
            weights = read_weights(&text);
            if weights.is_none() {
                reader.fault(t.say("act-fault-weights"));
            }
        }
    }
    let text = reason(reader, false, most);
    let (Some(group), Some(size), Some(weights)) = (group, size, weights) else {
        return Ok(None);
    };
    let (group, size) = (group.id.clone(), u64::from(size));
    written(reader, PUBLIC, text, |basis| {
        Deed::Step(Step::StateSize(GroupSize {
            group,
            size,
            weights,
            basis,
        }))
    })
}

/// A line for each unit: its short name, then the members whom it represents.
fn read_weights(text: &str) -> Option<BTreeMap<UnitId, u64>> {
    let mut weights = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (unit, members) = line.split_once([' ', ',', ';', '\t'])?;
        let members = members.trim().replace(',', "").parse().ok()?;
        if weights.insert(UnitId::new(unit).ok()?, members).is_some() {
            return None;
        }
    }
    Some(weights)
}

/// What was proposed, in words, for who is asked to confirm it.
pub(super) fn summary(reader: &mut Reader<'_>, step: &Step, names: &BTreeMap<PersonId, String>) {
    let t = reader.t();
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let mut note = |key: &str, label: Phrase, text: String| {
        reader.note(key, label, Said::plain(text), None);
    };
    if let Some(person) = step.subject() {
        note("candidate", t.say("nominations-person"), name(person));
    }
    let figures = |vote: &Resolution| {
        t.say("progress-vote")
            .num("for", vote.in_favour)
            .num("against", vote.against)
            .num("abstained", vote.abstained)
            .num("present", vote.present)
            .to_string()
    };
    match step {
        Step::Select(selection) => {
            let keeps: Vec<_> = selection.keeps.iter().map(name).collect();
            note("keeps", t.say("act-field-keeps"), words::list(t, &keeps));
            note("vote", t.say("progress-votes"), figures(&selection.vote));
        }
        Step::Resolve(vote) => note("vote", t.say("progress-votes"), figures(vote)),
        Step::Vet { fit, .. } => {
            let said = if *fit {
                t.say("act-field-fit-yes")
            } else {
                t.say("act-field-fit-no")
            };
            note("fit", t.say("act-field-fit"), said.to_string());
        }
        Step::RecordRound(round) => round::notes(reader, round, names),
        Step::RecordCardVote(count) => {
            let cards: Vec<_> = count.delegations.iter().map(cards::line).collect();
            note("cards", t.say("act-field-cards"), cards.join("\n"));
        }
        _ => {}
    }
}

/// The persons whom a step names besides its subject.
pub(super) fn persons(step: &Step) -> Vec<&PersonId> {
    match step {
        Step::Select(selection) => selection.keeps.iter().collect(),
        Step::RecordRound(round) => round.parts()[0].1.keys().collect(),
        Step::Hear { present, .. } => present.iter().collect(),
        _ => Vec::new(),
    }
}

/// The text of a step's reasons, if it has some.
pub(super) fn reasons_of(step: &Step) -> Option<&Text> {
    match step {
        Step::Select(selection) => Some(&selection.vote.reasons),
        Step::Resolve(vote) => Some(&vote.reasons),
        Step::Vet { reasons, .. } => Some(reasons),
        Step::StateSize(size) => Some(&size.basis),
        Step::NameNext { basis, .. } => Some(basis),
        Step::PublishReport { report } => Some(report),
        Step::SubmitPaper { paper } => Some(paper),
        Step::ProposeQuestion(question) => Some(&question.text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_a_line_for_each_unit() {
        let weights = read_weights("alder 1,200\n\n birch;30\n").unwrap();
        let figures: Vec<_> = weights.values().copied().collect();
        assert_eq!(figures, [1_200, 30]);
        for wrong in ["alder", "alder x", "alder 1\nalder 2", "A! 3"] {
            assert_eq!(read_weights(wrong), None, "{wrong}");
        }
    }
}
