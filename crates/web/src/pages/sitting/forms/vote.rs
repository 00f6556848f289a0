//! Votes: called, given, counted, decided.

use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{
    CardReturn, CardSection, Choice as Way, Delegation, Method, QuestionEffect, Tally,
};
use polity_org::sitting::state::{Question, Sitting};
use polity_values::{Fraction, PersonId, UnitId};

use super::{Form, done, numbered, option, person};
use crate::PageFault;
use crate::lang::Say;
use crate::pages::act::form::Reader;
use crate::pages::sitting::gate::waits;
use crate::pages::sitting::meeting::Meeting;
use crate::words::Said;

pub(super) fn read(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    actor: &PersonId,
    name: &str,
) -> Form {
    let t = reader.t();
    match name {
        "open-vote" => open_vote(reader, meeting),
        "vote" => vote(reader, meeting, actor),
        "count" => {
            let votes_for = reader.number("for", t.say("act-field-for"), None);
            let against = reader.number("against", t.say("act-field-against"), None);
            let abstained = reader.number("abstained", t.say("act-field-abstained"), None);
            match (votes_for, against, abstained) {
                (Some(votes_for), Some(against), Some(abstained)) => {
                    done(SittingAct::CountVotes(Tally {
                        votes_for,
                        against,
                        abstained,
                    }))
                }
                _ => Ok(None),
            }
        }
        "round" => round(reader, meeting),
        "draw-out" => {
            let among = meeting.by_name(&meeting.in_lot());
            let label = t.say("sitting-field-drawn");
            let who = person(reader, "person", label, among, true);
            who.map_or(Ok(None), |person| done(SittingAct::DrawOut { person }))
        }
        "card" => card(reader, meeting),
        "decide" => {
            let choices = vec![
                option("for", t.say("sitting-casting-for-short")),
                option("against", t.say("sitting-casting-against-short")),
            ];
            let orders = &meeting.sitting.composition.orders;
            let casting = if orders.casting_vote {
                let hint = t.say("sitting-field-casting-hint").to_string();
                let label = t.say("sitting-field-casting");
                reader.select("casting", label, Some(hint), choices, false)
            } else {
                None
            };
            done(SittingAct::Decide {
                casting: casting.map(|way| way == "for"),
            })
        }
        "divide" => {
            let question = waiting(reader, meeting, |one| one.spec.items.len() > 1);
            let items = super::agenda::items(meeting, |_| true);
            let item = numbered(reader, "item", t.say("sitting-item"), items);
            match (question, item) {
                (Some(question), Some(item)) => done(SittingAct::DivideQuestion { question, item }),
                _ => Ok(None),
            }
        }
        "withdraw" => {
            let question = waiting(reader, meeting, |_| true);
            question.map_or(Ok(None), |question| {
                done(SittingAct::WithdrawQuestion { question })
            })
        }
        _ => Err(PageFault::NotFound),
    }
}

/// A question that waits for its vote.
fn waiting(
    reader: &mut Reader<'_>,
    meeting: &Meeting<'_>,
    is: impl Fn(&Question) -> bool,
) -> Option<u32> {
    let all = (1..).zip(&meeting.sitting.questions);
    let offered = all
        .filter(|(_, one)| waits(one) && is(one))
        .map(|(number, one)| (number, format!("{number}. {}", one.spec.title)));
    let label = reader.t().say("sitting-question");
    numbered(reader, "question", label, offered.collect())
}

/// The ways of voting that fit a question, by their stable names.
pub(in crate::pages::sitting) fn methods(effect: &QuestionEffect) -> &'static [&'static str] {
    match effect {
        QuestionEffect::Choose(_) => &["secret"],
        QuestionEffect::AdoptProcedure(_) | QuestionEffect::AdoptComposition(_) => &["roll-call"],
        QuestionEffect::ChangeRules(_) => &["roll-call", "card"],
        _ => &["hands", "roll-call", "secret", "card"],
    }
}

/// A way of voting by its stable name; a card vote without its sections.
pub(in crate::pages::sitting) fn method(name: &str) -> Method {
    match name {
        "roll-call" => Method::RollCall {},
        "secret" => Method::Secret {},
        "card" => Method::Card {
            sections: Vec::new(),
        },
        _ => Method::Hands {},
    }
}

fn open_vote(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let question = waiting(reader, meeting, |_| true);
    let found = question.and_then(|one| Sitting::numbered(&meeting.sitting.questions, one));
    let fitting = found.map_or(&["hands", "roll-call", "secret", "card"][..], |one| {
        methods(&one.spec.effect)
    });
    let choices = fitting
        .iter()
        .map(|name| option(name, meeting.method(&method(name))));
    let label = t.say("sitting-field-method");
    let chosen = reader.choice("method", label, None, choices.collect());
    let _ = reader.hidden("shown");
    let Some(name) = chosen else {
        return Ok(None);
    };
    let method = if name == "card" {
        let hint = t.say("sitting-field-sections-hint").to_string();
        let label = t.say("sitting-field-sections");
        let Some(text) = reader.text("sections", label, Some(hint), None) else {
            return Ok(None);
        };
        match sections(t, &text) {
            Ok(sections) => Method::Card { sections },
            Err(faults) => {
                reader.fault(faults.join(" "));
                return Ok(None);
            }
        }
    } else {
        method(&name)
    };
    question.map_or(Ok(None), |question| {
        done(SittingAct::OpenVote { question, method })
    })
}

/// A line for each delegation: section, its share, delegation, votes.
fn sections(t: Say, text: &str) -> Result<Vec<CardSection>, Vec<String>> {
    let mut sections: Vec<CardSection> = Vec::new();
    let mut faults = Vec::new();
    for (place, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let cells: Vec<&str> = line.split([';', '\t', ',']).map(str::trim).collect();
        let read = match cells.as_slice() {
            [title, share, id, votes] => {
                let votes = votes.replace(' ', "").parse::<u64>().ok();
                percent(share)
                    .zip(UnitId::new(*id).ok())
                    .zip(votes)
                    .map(|((share, id), entitled)| (*title, share, Delegation { id, entitled }))
            }
            _ => None,
        };
        let Some((title, share, delegation)) = read else {
            let fault = t.say("sitting-fault-section").num("line", place + 1);
            faults.push(fault.str("text", line.trim()).to_string());
            continue;
        };
        match sections.iter_mut().find(|one| one.title == title) {
            Some(section) => section.delegations.push(delegation),
            None => sections.push(CardSection {
                title: title.to_owned(),
                share,
                delegations: vec![delegation],
            }),
        }
    }
    if faults.is_empty() {
        Ok(sections)
    } else {
        Err(faults)
    }
}

fn percent(text: &str) -> Option<Fraction> {
    text.parse().ok()
}

fn vote(reader: &mut Reader<'_>, meeting: &Meeting<'_>, actor: &PersonId) -> Form {
    let t = reader.t();
    let choices = [Way::For, Way::Against, Way::Abstain].map(|way| {
        let name = match way {
            Way::For => "for",
            Way::Against => "against",
            Way::Abstain => "abstain",
        };
        option(name, meeting.choice(way))
    });
    what_is_voted_on(reader, meeting);
    let who = if meeting.me.desk() {
        let vote = meeting
            .sitting
            .voting()
            .and_then(|(_, one)| one.vote.as_ref());
        let left = vote.map_or_else(Vec::new, |vote| {
            let mut left = meeting.by_name(&vote.opened.voters);
            left.retain(|(one, _)| !vote.given.contains_key(one));
            left
        });
        let label = t.say("sitting-field-person");
        person(reader, "person", label, left, true)
    } else {
        Some(actor.clone())
    };
    let way = reader.choice("choice", t.say("sitting-vote"), None, choices.into());
    match (who, way) {
        (Some(person), Some(way)) => done(SittingAct::Vote {
            person,
            choice: match way.as_str() {
                "for" => Way::For,
                "against" => Way::Against,
                _ => Way::Abstain,
            },
        }),
        _ => Ok(None),
    }
}

/// The question, with the words that go and come where it changes rules.
fn what_is_voted_on(reader: &mut Reader<'_>, meeting: &Meeting<'_>) {
    let Some((_, question)) = meeting.sitting.voting() else {
        return;
    };
    let label = reader.t().say("sitting-question");
    let title = Said::plain(&question.spec.title);
    reader.note("about", label, title, None);
    if let Some(proposed) = meeting.proposed(question) {
        for line in proposed.lines {
            let said = Said::plain(line.in_a_line());
            reader.note("change", &proposed.headline, said, None);
        }
    }
}

fn round(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let mut totals = Some(Vec::new());
    for person in meeting.in_round() {
        let votes = reader.number(&format!("votes-{person}"), meeting.name(&person), None);
        totals = totals.zip(votes).map(|(mut totals, votes)| {
            totals.push(votes);
            totals
        });
    }
    let spoilt = reader.number("spoilt", t.say("sitting-round-spoilt"), None);
    match (totals, spoilt) {
        (Some(totals), Some(spoilt)) => done(SittingAct::CountRound { totals, spoilt }),
        _ => Ok(None),
    }
}

fn card(reader: &mut Reader<'_>, meeting: &Meeting<'_>) -> Form {
    let t = reader.t();
    let vote = meeting
        .sitting
        .voting()
        .and_then(|(_, one)| one.vote.as_ref());
    let sections = match vote.map(|vote| &vote.opened.method) {
        Some(Method::Card { sections }) => sections.as_slice(),
        _ => &[],
    };
    let all = sections.iter().flat_map(|one| &one.delegations);
    let choices = all.map(|one| option(&one.id, format!("{} ({})", one.id, one.entitled)));
    let label = t.say("progress-delegation");
    let delegation = reader.select("delegation", label, None, choices.collect(), true);
    let delegation = delegation.and_then(|id| UnitId::new(id).ok());
    let votes_for = reader.number("for", t.say("act-field-for"), None);
    let against = reader.number("against", t.say("act-field-against"), None);
    let abstained = reader.number("abstained", t.say("act-field-abstained"), None);
    let missing = reader.number("missing", t.say("progress-not-received"), None);
    let figures = (votes_for, against, abstained, missing);
    match (delegation, figures) {
        (Some(delegation), (Some(yes), Some(no), Some(neither), Some(missing))) => {
            done(SittingAct::ReturnCard(CardReturn {
                delegation,
                votes_for: u64::from(yes),
                against: u64::from(no),
                abstained: u64::from(neither),
                not_received: u64::from(missing),
            }))
        }
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    #[test]
    fn delegations_are_gathered_by_section_and_every_fault_is_told() {
        let t = Say::new(Language::English);
        let text = "Branches; 50%; alder; 120\nBranches; 50%; birch; 80\nUnions; 50%; dock; 900\n";
        let sections = sections(t, text).unwrap();
        let told: Vec<_> = sections
            .iter()
            .map(|one| (one.title.as_str(), one.delegations.len()))
            .collect();
        assert_eq!(told, [("Branches", 2), ("Unions", 1)]);
        let faults = super::sections(t, "Branches; half; alder; 1\nx\n").unwrap_err();
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
