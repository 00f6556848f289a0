//! How a vote fell, in sentences and tables: the answer first, then the figures, then who voted how.

use polity_org::sitting::deed::{Choice, Method, QuestionEffect};
use polity_org::sitting::event::Outcome;
use polity_org::sitting::state::{Question, Vote};

use super::meeting::Meeting;
use crate::pages::rules;
use crate::words;

/// A table of figures beside names.
pub(super) struct Figures {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(String, Vec<String>)>,
}

impl Meeting<'_> {
    /// The state of a question in a word, with the colour of its tag.
    pub(super) fn question_state(&self, question: &Question) -> (String, &'static str) {
        let t = self.visitor.t;
        let (said, colour) = match (&question.decision, &question.vote) {
            _ if question.withdrawn => (t.say("sitting-withdrawn"), "govuk-tag--grey"),
            (Some((_, one)), _) => match one.outcome {
                Outcome::Carried => (t.say("sitting-carried"), "govuk-tag--green"),
                Outcome::Chosen => (t.say("sitting-chosen"), "govuk-tag--green"),
                Outcome::Lost => (t.say("sitting-lost"), "govuk-tag--red"),
            },
            (None, Some(_)) => (t.say("sitting-voting"), "govuk-tag--yellow"),
            (None, None) => (t.say("sitting-put"), ""),
        };
        (said.to_string(), colour)
    }

    /// How a question fell, in sentences; empty before.
    pub(super) fn fell(&self, question: &Question) -> Vec<String> {
        let t = self.visitor.t;
        let Some((_, decision)) = &question.decision else {
            return Vec::new();
        };
        let mut said = Vec::new();
        if let Some(person) = &decision.chosen {
            let phrase = t.say("sitting-fell-chosen").str("name", self.name(person));
            said.push(
                phrase
                    .str("votes", t.count(decision.votes_for))
                    .str("others", t.count(decision.against))
                    .to_string(),
            );
        } else if matches!(question.spec.effect, QuestionEffect::Choose(_)) {
            said.push(t.say("sitting-fell-nobody").to_string());
        } else {
            let phrase = match decision.outcome {
                Outcome::Lost => t.say("sitting-fell-lost"),
                _ => t.say("sitting-fell-carried"),
            };
            said.push(
                phrase
                    .str("for", t.count(decision.votes_for))
                    .str("against", t.count(decision.against))
                    .to_string(),
            );
        }
        if decision.abstained > 0 {
            let phrase = t.say("sitting-fell-abstained");
            said.push(phrase.num("count", decision.abstained).to_string());
        }
        if let Some(needs) = decision.needs {
            said.push(t.say("sitting-fell-needs").num("needs", needs).to_string());
        }
        if let Some(cast) = decision.casting {
            let way = if cast {
                t.say("sitting-casting-for")
            } else {
                t.say("sitting-casting-against")
            };
            said.push(way.to_string());
        }
        if let Some(why) = &decision.hindered {
            let phrase = t.say("sitting-fell-hindered");
            let why = words::judges_sentence(t, why);
            said.push(phrase.str("why", why.text).to_string());
        }
        said
    }

    /// How a vote was called: in which way, how many could vote, who takes no part.
    pub(super) fn called(&self, vote: &Vote) -> Vec<String> {
        let t = self.visitor.t;
        let opened = &vote.opened;
        let mut said = vec![
            self.method(&opened.method),
            t.say("sitting-vote-figures")
                .num("voters", opened.voters.len())
                .str("entitled", t.count(opened.entitled))
                .str("present", t.count(opened.present))
                .str("quorum", t.count(opened.quorum))
                .to_string(),
        ];
        if !opened.recused.is_empty() {
            let names = self.listed(opened.recused.iter());
            said.push(
                t.say("sitting-vote-recused")
                    .str("names", names)
                    .to_string(),
            );
        }
        for (person, items) in &opened.missed {
            let items: Vec<_> = items.iter().map(ToString::to_string).collect();
            let phrase = t.say("sitting-vote-missed").str("name", self.name(person));
            said.push(phrase.str("items", items.join(", ")).to_string());
        }
        said
    }

    /// The way of a vote in words.
    pub(super) fn method(&self, method: &Method) -> String {
        let t = self.visitor.t;
        match method {
            Method::Hands {} => t.say("sitting-by-hands"),
            Method::RollCall {} => t.say("sitting-by-roll"),
            Method::Secret {} => t.say("sitting-by-secret"),
            Method::Card { .. } => t.say("sitting-by-card"),
        }
        .to_string()
    }

    /// Names in a sentence, in their order.
    pub(super) fn listed<'p>(
        &self,
        persons: impl IntoIterator<Item = &'p polity_values::PersonId>,
    ) -> String {
        let names: Vec<_> = self
            .by_name(persons)
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        words::list(self.visitor.t, &names)
    }

    /// A way of voting in a roll-call, in words.
    pub(super) fn choice(&self, choice: Choice) -> String {
        let t = self.visitor.t;
        match choice {
            Choice::For => t.say("act-field-for"),
            Choice::Against => t.say("act-field-against"),
            Choice::Abstain => t.say("sitting-abstain"),
        }
        .to_string()
    }

    /// Who voted how by name, in a roll-call; whoever may vote and did not is told too.
    pub(super) fn by_roll(&self, vote: &Vote) -> Vec<(String, String)> {
        if vote.opened.method != (Method::RollCall {}) {
            return Vec::new();
        }
        let t = self.visitor.t;
        let voters = self.by_name(vote.opened.voters.iter());
        let line = |(person, name): (polity_values::PersonId, String)| {
            let way = vote.given.get(&person).map_or_else(
                || t.say("sitting-no-vote").to_string(),
                |choice| self.choice(*choice),
            );
            (name, way)
        };
        voters.into_iter().map(line).collect()
    }

    /// The rounds of a ballot among persons, a column each.
    pub(super) fn rounds(&self, question: &Question) -> Option<Figures> {
        let t = self.visitor.t;
        let QuestionEffect::Choose(choosing) = &question.spec.effect else {
            return None;
        };
        let rounds = &question.vote.as_ref()?.rounds;
        if rounds.is_empty() {
            return None;
        }
        let heads = (1..=rounds.len()).map(|n| t.say("sitting-round").num("n", n).to_string());
        let cell = |person, round: &polity_org::sitting::rounds::Round| {
            let of = round.totals.iter().find(|(who, _)| who == person);
            let votes = of.map_or_else(|| "\u{2013}".to_owned(), |(_, votes)| t.count(*votes));
            if round.drawn_out.as_ref() == Some(person) {
                t.say("sitting-round-lot").str("votes", votes).to_string()
            } else {
                votes
            }
        };
        let row = |person| {
            let cells = rounds.iter().map(|round| cell(person, round)).collect();
            (self.name(person), cells)
        };
        let mut rows: Vec<_> = choosing.among.iter().map(row).collect();
        let spoilt = rounds.iter().map(|round| t.count(round.spoilt)).collect();
        rows.push((t.say("sitting-round-spoilt").to_string(), spoilt));
        Some(Figures {
            heads: heads.collect(),
            rows,
        })
    }

    /// The sections of a card vote, with what they weigh.
    pub(super) fn sections(&self, question: &Question) -> Option<Figures> {
        let t = self.visitor.t;
        let (_, decision) = question.decision.as_ref()?;
        if decision.sections.is_empty() {
            return None;
        }
        let percent = |share: u32| format!("{}.{:02}%", share / 100, share % 100);
        let rows = decision.sections.iter().map(|one| {
            let cells = vec![
                t.count(one.votes_for),
                t.count(one.against),
                percent(one.share_for),
                percent(one.share_against),
            ];
            (one.title.clone(), cells)
        });
        Some(Figures {
            heads: vec![
                t.say("act-field-for").to_string(),
                t.say("act-field-against").to_string(),
                t.say("sitting-share-for").to_string(),
                t.say("sitting-share-against").to_string(),
            ],
            rows: rows.collect(),
        })
    }

    /// What a question does to the words of the rules; nothing where it changes none.
    pub(super) fn proposed(&self, question: &Question) -> Option<rules::Proposed> {
        let QuestionEffect::ChangeRules(change) = &question.spec.effect else {
            return None;
        };
        rules::proposed(self.visitor, change, question.entry)
    }

    /// What follows when a question is carried, in a sentence; nothing where it stands as a resolution.
    pub(super) fn follows(&self, question: &Question) -> Option<String> {
        let t = self.visitor.t;
        let said = match &question.spec.effect {
            QuestionEffect::Resolve {} => return None,
            QuestionEffect::WaiveNotice {} => t.say("sitting-effect-waive-notice"),
            QuestionEffect::WaivePapers { item } => {
                t.say("sitting-effect-waive-papers").num("item", *item)
            }
            QuestionEffect::Overrule { point } => {
                t.say("sitting-effect-overrule").num("point", *point)
            }
            QuestionEffect::ApproveMinutes { sitting } => {
                let other = self.visitor.world.sitting(sitting);
                let title = other.map_or_else(|| sitting.to_string(), |one| one.call.title.clone());
                t.say("sitting-effect-approve").str("meeting", title)
            }
            QuestionEffect::Ratify { tenure } => {
                let held = self.organisation.tenure(tenure);
                let name = held.map_or_else(|| tenure.to_string(), |one| self.name(&one.person));
                t.say("sitting-effect-ratify").str("name", name)
            }
            QuestionEffect::AdoptProcedure(adoption) => {
                let report = polity_procedure::parse(&adoption.source).ok();
                let title = report.map_or_else(String::new, |one| {
                    words::procedure::text(t, &one.title).text
                });
                t.say("sitting-effect-procedure").str("title", title)
            }
            QuestionEffect::AdoptComposition(_) => t.say("sitting-effect-composition"),
            QuestionEffect::ChangeRules(_) => t.say("sitting-effect-rules"),
            QuestionEffect::Choose(choosing) => {
                let names: Vec<_> = choosing.among.iter().map(|one| self.name(one)).collect();
                let seat = choosing.seat.as_ref();
                let seat = seat.and_then(|seat| self.organisation.seats.get(seat));
                let names = words::list(t, &names);
                match seat {
                    Some(seat) => t
                        .say("sitting-effect-choose")
                        .str("names", names)
                        .str("seat", words::procedure::text(t, &seat.title).text),
                    None => t.say("sitting-effect-recommend").str("names", names),
                }
            }
        };
        Some(said.to_string())
    }
}
