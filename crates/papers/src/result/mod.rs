//! The result of a count as one view: every figure that a page, a PDF, a CSV or JSON file shows is taken
//! from here, so that they cannot differ (D7). What is worked out (two shares) is worked out once, in
//! [`ResultView::new`].

mod print;
mod sheet;
mod story;
mod tables;
mod xlsx;

use polity_count::{Action, Stage, Status, Transcript};
use serde::Serialize;

use crate::lang::{Lang, Value, spoken};

pub use print::print;
pub(crate) use sheet::SIGNATURES;
pub use sheet::{Column, Figure, Line, Sheet};
pub use story::{StageStory, StoryPart, limit_words};
pub(crate) use story::{decimal, sum_of};
pub use tables::{declaration_sheet, result_sheet, stage_sheet};
pub use xlsx::workbook;

/// What is known of an election besides its transcript. Counts are of papers or persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Voters on the frozen roll.
    pub electorate: u64,
    /// Voting codes that were issued.
    pub issued: u64,
    /// Ballots in the box that count: one for each voter who voted, blank and invalid ones among them.
    pub cast: u64,
    /// Blank papers.
    pub blank: u64,
    /// Papers set aside, by the reason.
    pub invalid: Vec<Invalid>,
}

/// Papers that were set aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// Why.
    pub reason: InvalidReason,
    /// How many.
    pub papers: u64,
}

/// Why a paper is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InvalidReason {
    /// It is no ranking in the one form that counts.
    NoRanking,
    /// It ranks nobody who stood at the count.
    NobodyStanding,
}

/// Where a result stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Standing {
    /// Counted, not declared.
    Provisional {
        /// Until when it may be challenged, in words, by language; empty where that is not known.
        challenge_until: String,
    },
    /// Declared.
    Declared {
        /// When, in words.
        at: String,
    },
    /// Declared void.
    Void {
        /// When, in words.
        at: String,
    },
}

/// Somebody who handled something: for the list of who did what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hand {
    /// What was done, in words.
    pub what: String,
    /// By whom.
    pub who: String,
    /// When, in words.
    pub when: String,
}

/// A digest and what it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestLine {
    /// What it is of, in words.
    pub of: String,
    /// The digest in hexadecimal.
    pub digest: String,
}

/// What a result is made of.
#[derive(Debug, Clone)]
pub struct ResultParts {
    /// The organisation's name.
    pub organisation: String,
    /// What was elected.
    pub title: String,
    /// Where the result stands.
    pub standing: Standing,
    /// The figures besides the count's.
    pub figures: Figures,
    /// The count.
    pub transcript: Transcript,
    /// Who did what.
    pub hands: Vec<Hand>,
    /// The digests that bind the result to the record.
    pub digests: Vec<DigestLine>,
}

/// A result, ready to be shown.
#[derive(Debug, Clone, Serialize)]
pub struct ResultView {
    /// The organisation's name.
    pub organisation: String,
    /// What was elected.
    pub title: String,
    /// Where the result stands.
    pub standing: Standing,
    /// The figures besides the count's.
    pub figures: Figures,
    /// Ballots cast, of voters on the roll, in percent with one decimal, cut off.
    pub turnout: String,
    /// The candidates, by number.
    pub candidates: Vec<CandidateView>,
    /// The numbers of those elected, in order.
    pub elected: Vec<u8>,
    /// Who did what.
    pub hands: Vec<Hand>,
    /// The digests that bind the result to the record.
    pub digests: Vec<DigestLine>,
    /// The count.
    pub transcript: Transcript,
}

/// A candidate in the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateView {
    /// The number on the paper.
    pub number: u8,
    /// The name.
    pub name: String,
    /// First preferences, with the rule's decimals.
    pub first: String,
    /// First preferences, of valid votes, in percent with one decimal, cut off.
    pub first_share: String,
    /// Votes at the end of the last stage.
    pub last: String,
    /// How it ended.
    pub status: Status,
    /// The stage at which that was decided.
    pub stage: Option<u32>,
}

impl ResultView {
    /// The view of a result.
    pub fn new(parts: ResultParts) -> Self {
        let transcript = parts.transcript;
        let votes = |stage: Option<&Stage>, index: usize| {
            stage
                .and_then(|stage| stage.votes.get(index))
                .cloned()
                .unwrap_or_default()
        };
        let candidates = transcript.candidates.iter().enumerate();
        let candidates = candidates
            .map(|(index, candidate)| {
                let first = votes(transcript.stages.first(), index);
                CandidateView {
                    number: candidate.number,
                    name: named(&candidate.name, candidate.number),
                    first_share: percent(whole(&first), transcript.valid),
                    first,
                    last: votes(transcript.stages.last(), index),
                    status: candidate.status,
                    stage: candidate.stage,
                }
            })
            .collect();
        Self {
            turnout: percent(parts.figures.cast, parts.figures.electorate),
            organisation: parts.organisation,
            title: parts.title,
            standing: parts.standing,
            figures: parts.figures,
            candidates,
            elected: transcript.elected.clone(),
            hands: parts.hands,
            digests: parts.digests,
            transcript,
        }
    }

    /// The name of a candidate by number.
    pub fn name(&self, number: u8) -> &str {
        self.candidates
            .iter()
            .find(|candidate| candidate.number == number)
            .map_or("", |candidate| candidate.name.as_str())
    }

    /// Several names, listed as people list them.
    pub fn names(&self, lang: Lang, numbers: &[u8]) -> String {
        let names: Vec<&str> = numbers.iter().map(|&number| self.name(number)).collect();
        lang.list(&names)
    }

    /// The answer in one sentence.
    pub fn answer(&self, lang: Lang) -> String {
        let values = [
            ("names", self.names(lang, &self.elected).into()),
            ("seats", Value::from(self.transcript.seats)),
            ("count", Value::from(self.elected.len())),
        ];
        match self.standing {
            Standing::Provisional { .. } => lang.say("answer-provisional", &values),
            Standing::Declared { .. } => lang.say("answer-declared", &values),
            Standing::Void { .. } => lang.text("answer-void"),
        }
    }

    /// Every figure with what it counts and, where it is a share, of what: the rows that every form of the
    /// result prints.
    pub fn figure_rows(&self, lang: Lang) -> Vec<FigureRow> {
        let t = &self.transcript;
        let row = |key: &'static str, figure: String| FigureRow {
            key,
            label: lang.text(&format!("figure-{key}")),
            figure,
        };
        let mut rows = vec![
            row("electorate", self.figures.electorate.to_string()),
            row("issued", self.figures.issued.to_string()),
            row("cast", self.figures.cast.to_string()),
            row("turnout", self.turnout.clone()),
            row("blank", self.figures.blank.to_string()),
        ];
        for invalid in &self.figures.invalid {
            let key = match invalid.reason {
                InvalidReason::NoRanking => "invalid-no-ranking",
                InvalidReason::NobodyStanding => "invalid-nobody-standing",
            };
            rows.push(row(key, invalid.papers.to_string()));
        }
        rows.extend([
            row("valid", t.valid.to_string()),
            row("seats", t.seats.to_string()),
            row("quota", t.quota.clone()),
            row("stages", t.stages.len().to_string()),
        ]);
        rows
    }

    /// The stages that a table shows: all but Meek's iterations at which nothing was decided, and the last.
    pub fn shown_stages(&self) -> Vec<&Stage> {
        let all = &self.transcript.stages;
        let decides = |stage: &Stage| {
            stage.action != Action::Iteration
                || !(stage.elected.is_empty() && stage.excluded.is_empty())
        };
        let shown = all.iter().enumerate();
        shown
            .filter(|(index, stage)| index + 1 == all.len() || decides(stage))
            .map(|(_, stage)| stage)
            .collect()
    }

    /// The rule of the count, named with its version and its source.
    pub fn rule_line(&self, lang: Lang) -> String {
        let t = &self.transcript;
        lang.say(
            "rule-line",
            &[
                ("name", lang.text(&format!("rule-{}", t.rule)).into()),
                ("rule", t.rule.to_string().into()),
                ("version", (&t.rule_version).into()),
                ("source", t.rule.info().source.into()),
            ],
        )
    }

    /// How a candidate ended, in words.
    pub fn status_words(lang: Lang, candidate: &CandidateView) -> String {
        let stage = Value::from(candidate.stage.unwrap_or(0));
        match candidate.status {
            Status::Elected => lang.say("status-elected", &[("stage", stage)]),
            Status::Excluded => lang.say("status-excluded", &[("stage", stage)]),
            Status::Withdrawn => lang.text("status-withdrawn"),
            Status::Continuing => lang.text("status-continuing"),
        }
    }

    /// Why somebody may be elected with fewer than half of the first preferences, told from this count.
    /// Nothing where every winner had more than half of them.
    pub fn why_less_than_half(&self, lang: Lang) -> Option<String> {
        let winners = self.candidates.iter().filter(|candidate| {
            candidate.status == Status::Elected
                && u128::from(whole(&candidate.first)) * 2 <= u128::from(self.transcript.valid)
        });
        let winner = winners.min_by_key(|candidate| whole(&candidate.first))?;
        let last = self.transcript.stages.last()?;
        let decided = winner
            .stage
            .and_then(|stage| self.transcript.stages.get((stage as usize).checked_sub(1)?))
            .unwrap_or(last);
        let votes = decided
            .votes
            .get(usize::from(winner.number).checked_sub(1)?)?;
        let key = if self.transcript.seats == 1 {
            "why-half-one"
        } else if votes == &winner.first {
            "why-half-many-first"
        } else {
            "why-half-many"
        };
        Some(lang.say(
            key,
            &[
                ("name", (&winner.name).into()),
                ("first", spoken(&winner.first).into()),
                ("share", (&winner.first_share).into()),
                ("seats", self.transcript.seats.into()),
                ("quota", spoken(&self.transcript.quota).into()),
                ("votes", spoken(votes).into()),
                ("stage", decided.stage.into()),
            ],
        ))
    }
}

/// A figure with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureRow {
    /// Its name for programs.
    pub key: &'static str,
    /// What it counts, in words.
    pub label: String,
    /// The figure, its digits as counted.
    pub figure: String,
}

fn named(name: &str, number: u8) -> String {
    if name.is_empty() {
        format!("#{number}")
    } else {
        name.to_owned()
    }
}

/// The whole votes of a figure.
fn whole(figure: &str) -> u64 {
    let digits = figure.split_once('.').map_or(figure, |(whole, _)| whole);
    digits.parse().unwrap_or(0)
}

/// A share in percent with one decimal, cut off, never rounded up.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    let tenths = (u128::from(part) * 1000)
        .checked_div(u128::from(whole))
        .unwrap_or(0);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use polity_count::{Lots, Outcome, Rule, blt};

    pub(crate) const SMALL: &str = "4 2\n8 1 2 0\n3 2 1 0\n2 3 2 0\n2 4 3 0\n1 3 0\n0\n\"Ann, of Ash\"\n\"Ben\"\n\"Cy\"\n\"Dee\"\n\"Chair\"\n";

    /// The result of a small count.
    pub(crate) fn sample(rule: Rule) -> ResultView {
        let contest = blt::parse(SMALL.as_bytes()).unwrap();
        let outcome = polity_count::count(&contest, rule, &Lots::Seed("sample".into())).unwrap();
        let Outcome::Complete(transcript) = outcome else {
            panic!("a seed answers every lot")
        };
        ResultView::new(ResultParts {
            organisation: "The Society".into(),
            title: "Committee 2026".into(),
            standing: Standing::Provisional {
                challenge_until: "10 December 2026".into(),
            },
            figures: Figures {
                electorate: 1024,
                issued: 1024,
                cast: 18,
                blank: 1,
                invalid: vec![Invalid {
                    reason: InvalidReason::NoRanking,
                    papers: 1,
                }],
            },
            transcript: *transcript,
            hands: vec![Hand {
                what: "Ballot opened".into(),
                who: "Ada Oak and Bryn Pugh".into(),
                when: "1 December 2026".into(),
            }],
            digests: vec![DigestLine {
                of: "Roll".into(),
                digest: "ab".repeat(32),
            }],
        })
    }

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(percent(2, 3), "66.6 %");
        assert_eq!(percent(0, 0), "0.0 %");
        assert_eq!(percent(5043, 6303), "80.0 %");
    }

    #[test]
    fn the_answer_and_the_reason_come_from_the_count() {
        let view = sample(Rule::ScottishStv);
        for lang in Lang::ALL {
            let why = view.why_less_than_half(lang).unwrap();
            insta::assert_snapshot!(
                format!("answer_{}", lang.code()),
                format!("{}\n{why}\n{}", view.answer(lang), view.rule_line(lang))
            );
        }
    }
}
