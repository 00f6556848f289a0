//! How good decisions are, where the truth is known; and how evenly they fall, where it is not.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::Read;

use crate::applications::Application;
use crate::decide::{Decision, Outcome};
use crate::groups::GROUPS;
use crate::index::Index;
use crate::table::{Block, Faults, ReadError, Source, records};
use crate::text::shown;

/// The goal for the worst group of names: its missed and doubtful share over that of all others.
pub const GOAL_RATIO: f64 = 1.25;

/// The probabilities at which the bands of a report begin.
const BANDS: [f64; 8] = [0.999, 0.99, 0.95, 0.9, 0.75, 0.5, 0.1, 0.0];

/// What is true of one application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// `present`, `dup`, `moved`, `unreg_household`, `unreg_nowhere`, `fake_pet`, `fake_name`, `fake_impostor`, or another word.
    pub class: String,
    /// The number of the applicant's own entry; empty for none.
    pub elector: String,
    /// The application that it repeats; empty for none.
    pub duplicate_of: String,
}

impl Truth {
    /// Reads a table `app_id,class,true_eid,dup_of`, by application.
    ///
    /// # Errors
    /// If the bytes do not come, or the table is wrong: all faults at once.
    pub fn read_all(reader: impl Read) -> Result<HashMap<String, Self>, ReadError> {
        let (mut source, header) = Source::open(reader)?;
        let mut faults = Faults::default();
        let columns = ["APP ID", "CLASS", "TRUE EID", "DUP OF"].map(|name| {
            header.find(&[name]).unwrap_or_else(|| {
                let name = name.to_lowercase().replace(' ', "_");
                faults.add(
                    1,
                    1,
                    format!("no column \"{name}\": name it so in the first line"),
                );
                0
            })
        });
        faults.none()?;
        let mut faults = Faults::default();
        let mut wrong = Faults::default();
        let mut all = HashMap::new();
        let mut block = Block::default();
        while source.next(&mut block)? {
            records(
                &block.bytes,
                block.first_line,
                &mut faults,
                |line, fields| {
                    if fields.len() == header.len() {
                        let [id, class, elector, duplicate_of] =
                            columns.map(|at| shown(fields[at].trim_ascii()).into_owned());
                        all.insert(
                            id,
                            Self {
                                class,
                                elector,
                                duplicate_of,
                            },
                        );
                    } else {
                        let at = fields.len().min(header.len()) + 1;
                        wrong.add(
                            line,
                            at,
                            format!(
                                "{} fields where the first line names {}",
                                fields.len(),
                                header.len()
                            ),
                        );
                    }
                },
            );
        }
        faults.join(wrong);
        faults.none()?;
        Ok(all)
    }

    /// Whether the applicant has an entry.
    pub fn is_registered(&self) -> bool {
        !self.elector.is_empty()
    }
}

/// Figures of a run against the truth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Applications by class, outcome, and whether the entry or the repeated application is the right one.
    pub table: BTreeMap<(String, Outcome, bool), u64>,
    /// Missed or doubtful, of those who have an entry at their address, by group, and how many they are.
    pub groups: Vec<(u64, u64)>,
}

impl Score {
    /// Compares decisions with the truth; applications without a truth are left out.
    pub fn of(
        index: &Index,
        applications: &[Application],
        decisions: &[Decision],
        truths: &HashMap<String, Truth>,
    ) -> Self {
        let mut score = Self {
            groups: vec![(0, 0); GROUPS.len()],
            ..Self::default()
        };
        for (application, decision) in applications.iter().zip(decisions) {
            let Some(truth) = truths.get(&application.id) else {
                continue;
            };
            let entry = || decision.person.map(|person| index.register().label(person));
            let right = match decision.outcome {
                Outcome::Duplicate => decision
                    .duplicate_of
                    .is_some_and(|at| applications[at].id == truth.duplicate_of),
                Outcome::NotFound => !truth.is_registered(),
                _ => truth.is_registered() && entry().as_ref() == Some(&truth.elector),
            };
            *score
                .table
                .entry((truth.class.clone(), decision.outcome, right))
                .or_default() += 1;
            if truth.class == "present" {
                for (at, (missed, all)) in score.groups.iter_mut().enumerate() {
                    if application.groups >> at & 1 == 1 {
                        *all += 1;
                        *missed += u64::from(decision.outcome != Outcome::Matched);
                    }
                }
            }
        }
        score
    }

    /// Applications of which this holds.
    pub fn count(&self, wanted: impl Fn(&str, Outcome, bool) -> bool) -> u64 {
        let rows = self
            .table
            .iter()
            .filter(|((class, outcome, right), _)| wanted(class, *outcome, *right));
        rows.map(|(_, count)| count).sum()
    }

    /// Of those who were accepted, the share whose entry it is.
    pub fn precision(&self) -> f64 {
        share(
            self.count(|_, outcome, right| outcome == Outcome::Matched && right),
            self.count(|_, outcome, _| outcome == Outcome::Matched),
        )
    }

    /// Of those who are registered where they say, the share accepted for their own entry.
    pub fn recall(&self) -> f64 {
        share(
            self.count(|class, outcome, right| {
                class == "present" && outcome == Outcome::Matched && right
            }),
            self.count(|class, _, _| class == "present"),
        )
    }

    /// Of those who are registered where they say, the share found in the end: accepted, or asked about an entry, or known as a
    /// repetition.
    pub fn found(&self) -> f64 {
        share(
            self.count(|class, outcome, right| {
                class == "present"
                    && (outcome == Outcome::Doubtful
                        || outcome == Outcome::Duplicate
                        || outcome == Outcome::Matched && right)
            }),
            self.count(|class, _, _| class == "present"),
        )
    }

    /// The share of all applications that is doubtful.
    pub fn doubtful(&self) -> f64 {
        share(
            self.count(|_, outcome, _| outcome == Outcome::Doubtful),
            self.count(|_, _, _| true),
        )
    }

    /// Accepted applications of a class.
    pub fn accepted(&self, of: &str) -> u64 {
        self.count(|class, outcome, _| class == of && outcome == Outcome::Matched)
    }

    /// The greatest share missed or doubtful of a group that has at least `least` members, over the share of all outside it.
    pub fn disparity(&self, least: u64) -> Option<(usize, f64)> {
        let everybody = (
            self.count(|class, outcome, _| class == "present" && outcome != Outcome::Matched),
            self.count(|class, _, _| class == "present"),
        );
        (0..self.groups.len())
            .filter_map(|at| ratio(self.groups[at], everybody, least).map(|ratio| (at, ratio)))
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The figures in words and a table.
    pub fn told(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "accepted for the right entry (precision)          {:.5}",
            self.precision()
        );
        let _ = writeln!(
            text,
            "registered as they say, and accepted (recall)     {:.4}",
            self.recall()
        );
        let _ = writeln!(
            text,
            "registered as they say, found in the end          {:.4}",
            self.found()
        );
        let _ = writeln!(
            text,
            "doubtful, of all                                  {:.4}",
            self.doubtful()
        );
        for (class, what) in [
            ("fake_pet", "pets"),
            ("fake_name", "joke names"),
            ("fake_impostor", "impostors"),
        ] {
            let all = self.count(|one, _, _| one == class);
            if all > 0 {
                let _ = writeln!(
                    text,
                    "{:<49} {} of {all}",
                    format!("{what} accepted"),
                    self.accepted(class)
                );
            }
        }
        if let Some((at, ratio)) = self.disparity(100) {
            let group = GROUPS[at];
            let _ = writeln!(
                text,
                "worst group of names, over the others              {ratio:.2} ({group}; goal at most {GOAL_RATIO})"
            );
        }
        text.push_str(&self.classes_told());
        text
    }

    fn classes_told(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "\n{:<18}{:>9}{:>9}{:>10}{:>10}{:>11}{:>7}",
            "class", "matched", "wrongly", "doubtful", "not found", "duplicate", "all"
        );
        let mut classes: Vec<_> = self
            .table
            .keys()
            .map(|(class, ..)| class.as_str())
            .collect();
        classes.dedup();
        for class in classes {
            let count =
                |wanted: Outcome| self.count(|one, outcome, _| one == class && outcome == wanted);
            let wrong = self
                .count(|one, outcome, right| one == class && outcome == Outcome::Matched && !right);
            let _ = writeln!(
                text,
                "{class:<18}{:>9}{wrong:>9}{:>10}{:>10}{:>11}{:>7}",
                count(Outcome::Matched),
                count(Outcome::Doubtful),
                count(Outcome::NotFound),
                count(Outcome::Duplicate),
                self.count(|one, _, _| one == class)
            );
        }
        text
    }
}

/// A group's share over the share of all outside it; none where either has fewer than `least` or nobody missed.
fn ratio(group: (u64, u64), all: (u64, u64), least: u64) -> Option<f64> {
    let outside = (all.0 - group.0.min(all.0), all.1 - group.1.min(all.1));
    (group.1 >= least && outside.1 >= least && outside.0 > 0)
        .then(|| share(group.0, group.1) / share(outside.0, outside.1))
}

#[expect(clippy::cast_precision_loss, reason = "counts of persons")]
fn share(part: u64, all: u64) -> f64 {
    if all == 0 {
        0.0
    } else {
        part as f64 / all as f64
    }
}

/// Decisions by outcome, by band of probability, and by group of names, without any truth: what is printed with each run.
pub fn told(applications: &[Application], decisions: &[Decision]) -> String {
    let mut text = String::new();
    let all = decisions.len() as u64;
    for wanted in Outcome::ALL {
        let count = decisions
            .iter()
            .filter(|decision| decision.outcome == wanted)
            .count() as u64;
        let _ = writeln!(
            text,
            "{:<10} {count:>9}  {:>6.2} %",
            wanted.word(),
            100.0 * share(count, all)
        );
    }
    let _ = writeln!(
        text,
        "\n{:<22}{:>9}{:>10}{:>10}{:>11}",
        "probability", "matched", "doubtful", "not found", "duplicate"
    );
    let mut above = f64::INFINITY;
    for from in BANDS {
        let counts = Outcome::ALL.map(|wanted| {
            let within = |decision: &&Decision| {
                decision.outcome == wanted && (from..above).contains(&decision.probability)
            };
            decisions.iter().filter(within).count()
        });
        let _ = writeln!(
            text,
            "from {from:<17}{:>9}{:>10}{:>10}{:>11}",
            counts[0], counts[1], counts[2], counts[3]
        );
        above = from;
    }
    text.push_str(&groups_told(applications, decisions));
    text
}

fn groups_told(applications: &[Application], decisions: &[Decision]) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "\n{:<37}{:>9}{:>11}{:>10}{:>7}",
        "group of names", "all", "not found", "doubtful", "ratio"
    );
    let missed = |outcome: Outcome| matches!(outcome, Outcome::NotFound | Outcome::Doubtful);
    let everybody = (
        decisions.iter().filter(|one| missed(one.outcome)).count() as u64,
        decisions.len() as u64,
    );
    for (at, name) in GROUPS.iter().enumerate() {
        let members = || {
            applications
                .iter()
                .zip(decisions)
                .filter(|(application, _)| application.groups >> at & 1 == 1)
        };
        let count = |wanted: Outcome| {
            members()
                .filter(|(_, decision)| decision.outcome == wanted)
                .count() as u64
        };
        let (not_found, doubtful, size) = (
            count(Outcome::NotFound),
            count(Outcome::Doubtful),
            members().count() as u64,
        );
        let ratio = ratio((not_found + doubtful, size), everybody, 100);
        let told = ratio.map_or("-".to_owned(), |ratio| {
            format!("{ratio:.2}{}", if ratio > GOAL_RATIO { " !" } else { "" })
        });
        let _ = writeln!(
            text,
            "{name:<37}{size:>9}{:>10.2}%{:>9.2}%{told:>7}",
            100.0 * share(not_found, size),
            100.0 * share(doubtful, size)
        );
    }
    let _ = writeln!(
        text,
        "(ratio: not found or doubtful, over the same of all other names; the goal is at most {GOAL_RATIO})"
    );
    text
}
