//! Ordered lists: who takes place 1, 2, 3 and so on, by repeated counts of the same papers.
//!
//! *Top-down* (J. Otten, Ordered list selection, Voting matters 9, 1998): the papers are counted for one seat, for two,
//! for three and so on; those placed by an earlier count are guarded in a later one, so that each count adds exactly one.
//! *Bottom-up* (C. Rosenstiel): the papers are counted for all places, then for one fewer among the winners; who fails
//! takes the last place, and so on up. The two differ, so a procedure has to name one.
//!
//! Constraints hold at every prefix as far as they must, to hold for the whole list; [`Prefix`] classes hold at every
//! prefix in full ("at least half, rounded down, of the first n").

use serde::{Deserialize, Serialize};

use crate::constraints::{Class, Constraints};
use crate::contest::Contest;
use crate::rule::Rule;
use crate::transcript::{LotQuestion, Outcome, Transcript};
use crate::{Conditions, CountError, count_under};

/// From which end a list is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Place 1 first.
    TopDown,
    /// The last place first.
    BottomUp,
}

/// A share of every prefix of the list that a class must have: of the first `n` places at least `n * of / out_of`,
/// rounded down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// What the class is called.
    pub name: String,
    /// The candidates' numbers, from 1.
    pub members: Vec<u8>,
    /// So many.
    pub of: u32,
    /// Of so many; not 0.
    pub out_of: u32,
}

/// A place on the list, and the count that filled it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The place, from 1.
    pub place: u32,
    /// Who takes it.
    pub candidate: u8,
    /// The count that decided it: for so many seats as the place (top-down), or for one fewer (bottom-up).
    pub transcript: Transcript,
}

/// What came of making a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slate {
    /// The places, from 1.
    Complete(Vec<Place>),
    /// A count on the way needs a lot.
    LotNeeded {
        /// The place that was being filled.
        place: u32,
        /// The question.
        question: Box<LotQuestion>,
    },
}

/// Makes an ordered list of `contest.seats` places.
///
/// # Errors
/// As [`count_under`]; constraints that can be met for the whole list but not at a prefix are named when the count
/// comes to it.
pub fn slate(
    contest: &Contest,
    rule: Rule,
    direction: Direction,
    prefixes: &[Prefix],
    conditions: &Conditions,
) -> Result<Slate, CountError> {
    let places = contest
        .seats
        .min(u32::try_from(contest.standing()).unwrap_or(u32::MAX));
    let list = Making {
        contest,
        rule,
        prefixes,
        conditions,
        places,
    };
    // Every prefix must be possible at all before the first is counted.
    for n in 1..=places {
        let mut prefix = contest.clone();
        prefix.seats = n;
        list.constraints(n, &[])
            .check(&prefix)
            .map_err(CountError::Constraints)?;
    }
    match direction {
        Direction::TopDown => list.top_down(),
        Direction::BottomUp => list.bottom_up(),
    }
}

struct Making<'a> {
    contest: &'a Contest,
    rule: Rule,
    prefixes: &'a [Prefix],
    conditions: &'a Conditions,
    places: u32,
}

impl Making<'_> {
    /// What binds the first `n` places: of each class so many that the rest of the list can still meet its minimum,
    /// the shares of the prefix, and those who are placed already.
    fn constraints(&self, n: u32, placed: &[u8]) -> Constraints {
        let later = self.places - n;
        let mut classes: Vec<Class> = self.conditions.constraints.classes.clone();
        for class in &mut classes {
            class.min = class.min.saturating_sub(later);
        }
        classes.extend(self.prefixes.iter().map(|prefix| Class {
            name: prefix.name.clone(),
            min: n * prefix.of / prefix.out_of.max(1),
            max: None,
            members: prefix.members.clone(),
        }));
        if !placed.is_empty() {
            classes.push(Class {
                name: "those who are placed already".to_owned(),
                min: u32::try_from(placed.len()).unwrap_or(u32::MAX),
                max: None,
                members: placed.to_vec(),
            });
        }
        Constraints { classes }
    }

    fn count(&self, contest: &Contest, placed: &[u8]) -> Result<Outcome, CountError> {
        let conditions = Conditions {
            constraints: self.constraints(contest.seats, placed),
            ..self.conditions.clone()
        };
        count_under(contest, self.rule, &conditions)
    }

    fn top_down(&self) -> Result<Slate, CountError> {
        let mut places: Vec<Place> = Vec::new();
        for place in 1..=self.places {
            let placed: Vec<u8> = places.iter().map(|p| p.candidate).collect();
            let mut contest = self.contest.clone();
            contest.seats = place;
            let transcript = match self.count(&contest, &placed)? {
                Outcome::Complete(transcript) => *transcript,
                Outcome::LotNeeded(question) => {
                    let question = Box::new(question);
                    return Ok(Slate::LotNeeded { place, question });
                }
            };
            let newcomer = transcript
                .elected
                .iter()
                .copied()
                .find(|c| !placed.contains(c));
            let Some(candidate) = newcomer else { break };
            places.push(Place {
                place,
                candidate,
                transcript,
            });
        }
        Ok(Slate::Complete(places))
    }

    fn bottom_up(&self) -> Result<Slate, CountError> {
        let mut places: Vec<Place> = Vec::new();
        let mut contest = self.contest.clone();
        contest.seats = self.places;
        let mut left: Vec<u8> = Vec::new();
        for place in (0..=self.places).rev() {
            // The last who is left takes place 1 without a count.
            contest.seats = place.max(1);
            let transcript = match self.count(&contest, &[])? {
                Outcome::Complete(transcript) => *transcript,
                Outcome::LotNeeded(question) => {
                    let question = Box::new(question);
                    return Ok(Slate::LotNeeded { place, question });
                }
            };
            let now = if place == 0 {
                Vec::new()
            } else {
                transcript.elected.clone()
            };
            if let Some(&candidate) = left.iter().find(|c| !now.contains(c)) {
                places.push(Place {
                    place: place + 1,
                    candidate,
                    transcript,
                });
            }
            for (candidate, number) in contest.candidates.iter_mut().zip(1_u8..) {
                candidate.withdrawn |= place > 0 && !now.contains(&number);
            }
            left = now;
        }
        places.reverse();
        Ok(Slate::Complete(places))
    }
}

/// Fills a casual vacancy by counting the papers of the election again: the member who leaves and those who do not
/// stand again are taken out, the members who stay are guarded, and so exactly one is added (recount with protection;
/// compare J. Otten in Voting matters 9 on guarding those who hold places).
///
/// `members` are those who hold the seats, the leaving one included; `standing` are the others who consent to stand.
///
/// # Errors
/// As [`count_under`].
pub fn countback(
    contest: &Contest,
    rule: Rule,
    conditions: &Conditions,
    members: &[u8],
    leaving: u8,
    standing: &[u8],
) -> Result<Outcome, CountError> {
    let mut again = contest.clone();
    let stay: Vec<u8> = members.iter().copied().filter(|&m| m != leaving).collect();
    for (candidate, number) in again.candidates.iter_mut().zip(1_u8..) {
        candidate.withdrawn |=
            !stay.contains(&number) && !standing.contains(&number) || number == leaving;
    }
    let mut conditions = conditions.clone();
    if !stay.is_empty() {
        conditions.constraints.classes.push(Class {
            name: "the members who stay".to_owned(),
            min: u32::try_from(stay.len()).unwrap_or(u32::MAX),
            max: None,
            members: stay,
        });
    }
    count_under(&again, rule, &conditions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Candidate;
    use crate::lots::Lots;

    /// Two groups of three (1, 3, 5 and 2, 4, 6), the first with twice as many voters.
    fn contest(seats: u32) -> Contest {
        let mut contest = Contest {
            seats,
            candidates: (1..=6).map(|i| Candidate::new(format!("C{i}"))).collect(),
            ..Contest::default()
        };
        contest.ballots.push(40, &[1, 3, 5]).unwrap();
        contest.ballots.push(26, &[3, 1, 5]).unwrap();
        contest.ballots.push(30, &[2, 4, 6]).unwrap();
        contest.ballots.push(4, &[6, 2]).unwrap();
        contest
    }

    fn order(direction: Direction, prefixes: &[Prefix], constraints: Constraints) -> Vec<u8> {
        let conditions = Conditions {
            lots: Lots::Seed("s".into()),
            constraints,
            ..Conditions::default()
        };
        match slate(&contest(5), Rule::Ers97, direction, prefixes, &conditions).unwrap() {
            Slate::Complete(places) => {
                assert!(places.iter().map(|p| p.place).eq(1..=5));
                places.iter().map(|p| p.candidate).collect()
            }
            Slate::LotNeeded { place, .. } => panic!("a lot for place {place}"),
        }
    }

    #[test]
    fn every_prefix_is_proportional_top_down() {
        let order = order(Direction::TopDown, &[], Constraints::default());
        assert_eq!(order[..3], [1, 2, 3], "{order:?}");
    }

    #[test]
    fn bottom_up_keeps_the_winners_of_the_whole_list() {
        let order = order(Direction::BottomUp, &[], Constraints::default());
        let Ok(Outcome::Complete(all)) = count_under(
            &contest(5),
            Rule::Ers97,
            &Conditions {
                lots: Lots::Seed("s".into()),
                ..Conditions::default()
            },
        ) else {
            panic!("counted")
        };
        let mut expected = all.elected.clone();
        let mut got = order.clone();
        expected.sort_unstable();
        got.sort_unstable();
        assert_eq!(got, expected);
    }

    #[test]
    fn shares_hold_at_every_prefix() {
        let half = Prefix {
            name: "women".into(),
            members: vec![5, 6],
            of: 1,
            out_of: 2,
        };
        for direction in [Direction::TopDown] {
            let order = order(
                direction,
                std::slice::from_ref(&half),
                Constraints::default(),
            );
            for n in 1..=4 {
                let women = order[..n]
                    .iter()
                    .filter(|c| half.members.contains(c))
                    .count();
                assert!(women >= n / 2, "{order:?}");
            }
        }
        let three = Prefix {
            of: 3,
            out_of: 5,
            ..half
        };
        let error = slate(
            &contest(5),
            Rule::Ers97,
            Direction::TopDown,
            &[three],
            &Conditions::default(),
        )
        .unwrap_err();
        assert!(error.to_string().contains("women"), "{error}");
    }

    #[test]
    fn a_vacancy_is_filled_by_exactly_one() {
        let conditions = Conditions {
            lots: Lots::Seed("v".into()),
            ..Conditions::default()
        };
        let Ok(Outcome::Complete(first)) = count_under(&contest(3), Rule::ScottishStv, &conditions)
        else {
            panic!("counted")
        };
        let leaving = first.elected[0];
        let standing: Vec<u8> = (1..=6).filter(|n| !first.elected.contains(n)).collect();
        let again = countback(
            &contest(3),
            Rule::ScottishStv,
            &conditions,
            &first.elected,
            leaving,
            &standing,
        );
        let Ok(Outcome::Complete(again)) = again else {
            panic!("counted")
        };
        assert!(!again.elected.contains(&leaving));
        let stay = first.elected.iter().filter(|&&m| m != leaving);
        assert!(
            stay.clone().all(|m| again.elected.contains(m)),
            "{:?}",
            again.elected
        );
        assert_eq!(again.elected.len(), 3);
    }
}
