//! The votes of bodies, and thresholds of support, in words.

use polity_values::{Rounding, StageId};

use super::{Words, plural};
use crate::model::{CardSection, CardVote, GroupId, Level, Rejection, Stage, VoteBase};

impl Words<'_> {
    pub(super) fn title(&self, id: &StageId) -> String {
        let stage = self.procedure.stages.iter().find(|stage| stage.id == *id);
        stage
            .map_or(id.as_str(), |stage| stage.title.as_str())
            .to_owned()
    }

    /// By what votes a stage decides.
    pub(super) fn votes(&self, stage: &Stage) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(test) = &stage.decision {
            let of = match test.of {
                VoteBase::Cast => "the votes for and against",
                VoteBase::Present => "those present",
                VoteBase::Entitled => "those who may vote",
            };
            lines.push(format!(
                "{} decides: {} {} of {of} ({}); at least {} of it must be present ({}).",
                self.body(test.body.as_str()),
                at_least(test.rounding),
                test.majority,
                test.rule,
                test.quorum,
                test.quorum_rule
            ));
            if let Some(least) = test.at_least {
                lines.push(format!(
                    "It keeps at least {} ({}).",
                    plural(least, "candidate"),
                    test.rule
                ));
            }
            if let Some(most) = test.at_most {
                lines.push(format!(
                    "It keeps at most {} ({}).",
                    plural(most, "candidate"),
                    test.rule
                ));
            }
        }
        if let Some(rounds) = &stage.rounds {
            let until = match rounds.leave {
                1 if !rounds.sections.is_empty() => {
                    "one has more than half of the whole".to_owned()
                }
                1 => "one has more than half of the valid votes".to_owned(),
                more => format!("{} are left", plural(more, "candidate")),
            };
            let floor = rounds.floor.map_or_else(String::new, |floor| {
                format!(" Who has fewer than {floor} in the first round is out.")
            });
            let heard = if rounds.heard {
                " Only who was present throughout when each candidate was heard has a vote."
            } else {
                ""
            };
            let rule = &rounds.rule;
            lines.push(if rounds.plurality {
                format!("There is one vote: whoever has the most votes is elected ({rule}).{heard}")
            } else {
                format!(
                    "There is a vote in rounds until {until}: after each the lowest is out ({rule}).{floor}{heard}"
                )
            });
            if rounds.candidates {
                lines.push(format!("Those who stand vote too ({rule})."));
            }
            if !rounds.sections.is_empty() {
                let parts = parts(&rounds.sections);
                lines.push(format!(
                    "Votes are in sections that weigh: {parts} ({rule})."
                ));
            }
        }
        lines.extend(stage.card.iter().flat_map(card_words));
        lines
    }

    pub(super) fn support(&self, group: &GroupId, level: Level) -> String {
        let known = self.procedure.groups.iter().find(|one| one.id == *group);
        let title = known.map_or(group.as_str(), |group| group.title.as_str());
        match level {
            Level::AtLeast(number) => format!("the support of at least {number} of {title:?}"),
            Level::Units(number) => {
                let units = plural(number, "unit");
                format!("the support of {title:?} in at least {units}")
            }
            Level::Share { of, rounding } => {
                format!("the support of {} {of} of {title:?}", at_least(rounding))
            }
            Level::Weight { of, rounding } => {
                let how = at_least(rounding);
                format!(
                    "the support of {title:?} with {how} {of} of the members whom they represent"
                )
            }
        }
    }
}

fn at_least(rounding: Rounding) -> &'static str {
    match rounding {
        Rounding::Ceiling => "at least",
        Rounding::MoreThan => "more than",
        Rounding::Floor => "at least, fractions dropped,",
    }
}

fn parts(sections: &[CardSection]) -> String {
    let parts = sections
        .iter()
        .map(|section| format!("{} {}", section.title, section.weight));
    parts.collect::<Vec<_>>().join(", ")
}

/// The terms of a card vote, and what a rejection brings.
fn card_words(card: &CardVote) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(format!(
        "Delegations vote by cards, in sections that weigh: {}. It takes {} {} of the whole ({}).",
        parts(&card.sections),
        at_least(card.rounding),
        card.majority,
        card.rule
    ));
    let follows = match card.rejection {
        Rejection::EndsTenure => "whoever holds the seats loses them at once",
        Rejection::KeepsTenure => "whoever holds the seats stays until their terms end",
        Rejection::NoSeat => "nothing changes",
    };
    lines.push(format!("If it is rejected, {follows} ({}).", card.rule));
    lines
}
