//! From probabilities to decisions: matched, doubtful, not found, duplicate.
//!
//! A machine may accept, or put in a queue; it refuses nobody. Two applications for one entry are a duplicate, shown with
//! both: the first stands. An application that was not found may still repeat another one (same name, and the same address,
//! e-mail or telephone).

use rayon::prelude::*;

use crate::applications::Application;
use crate::compare::{Pairs, Query};
use crate::index::{Index, Span};
use crate::levels::Levels;
use crate::model::{Model, Term, may_accept, may_ask};
use crate::text::{ByNumber, mix};

/// What became of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The entry is the applicant's.
    Matched,
    /// An entry may be the applicant's: ask.
    Doubtful,
    /// No entry is likely: ask.
    NotFound,
    /// The entry, or the very application, was there before.
    Duplicate,
}

impl Outcome {
    /// All outcomes, in the order of reports.
    pub const ALL: [Self; 4] = [
        Self::Matched,
        Self::Doubtful,
        Self::NotFound,
        Self::Duplicate,
    ];

    /// The outcome's word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Doubtful => "doubtful",
            Self::NotFound => "not_found",
            Self::Duplicate => "duplicate",
        }
    }
}

/// The decision on one application.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What became of it.
    pub outcome: Outcome,
    /// The likeliest entry, if any was compared.
    pub person: Option<u32>,
    /// Its probability.
    pub probability: f64,
    /// The probability of the next likely entry.
    pub runner_up: f64,
    /// How it agrees.
    pub levels: Option<Levels>,
    /// The application (its place in the list) that this one repeats.
    pub duplicate_of: Option<usize>,
}

impl Decision {
    /// Whether the entry is to be shown with the decision: one that is merely the least unlikely is not.
    pub fn names_entry(&self) -> bool {
        match self.outcome {
            Outcome::Matched | Outcome::Doubtful => true,
            Outcome::NotFound => false,
            Outcome::Duplicate => self.probability >= NAMED,
        }
    }
}

/// From which probability on a duplicate names its entry.
const NAMED: f64 = 0.5;

/// Working space for one application after another.
#[derive(Debug, Default)]
pub struct Desk {
    found: Vec<Span>,
    pairs: Pairs,
    chances: Vec<f64>,
}

/// Decides one application by itself, as a form does while it is filled.
pub fn decide_one(
    index: &Index,
    model: &Model,
    application: &Application,
    desk: &mut Desk,
) -> Decision {
    index.compare(
        &Query::of(application),
        None,
        &mut desk.found,
        &mut desk.pairs,
    );
    model.probabilities(&desk.pairs, &mut desk.chances);
    let mut best: Option<(usize, f64)> = None;
    let mut runner_up = 0.0;
    for (at, &chance) in desk.chances.iter().enumerate() {
        match best {
            Some((_, most)) if chance <= most => runner_up = f64::max(runner_up, chance),
            _ => {
                runner_up = best.map_or(0.0, |(_, most)| most);
                best = Some((at, chance));
            }
        }
    }
    let Some((at, probability)) = best else {
        return Decision {
            outcome: Outcome::NotFound,
            person: None,
            probability: 0.0,
            runner_up: 0.0,
            levels: None,
            duplicate_of: None,
        };
    };
    let pair = desk.pairs.list[at];
    let outcome =
        if probability >= model.bands.accept_at(pair.levels) && may_accept(&desk.pairs, &pair) {
            Outcome::Matched
        } else if probability >= model.bands.doubt && may_ask(&desk.pairs, &pair)
            || tied(probability, runner_up, model)
        {
            Outcome::Doubtful
        } else {
            Outcome::NotFound
        };
    Decision {
        outcome,
        person: Some(pair.person),
        probability,
        runner_up,
        levels: Some(pair.levels),
        duplicate_of: None,
    }
}

/// Decides all applications, in their order. `progress` is told how many are done.
pub fn decide_all(
    index: &Index,
    model: &Model,
    applications: &[Application],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Decision> {
    const TOGETHER: usize = 1024;
    let mut decisions: Vec<Decision> = applications
        .par_chunks(TOGETHER)
        .flat_map_iter(|chunk| {
            let mut desk = Desk::default();
            let decided: Vec<_> = chunk
                .iter()
                .map(|application| decide_one(index, model, application, &mut desk))
                .collect();
            progress(chunk.len());
            decided
        })
        .collect();
    shorten_queue(&mut decisions, model);
    mark_duplicates(applications, &mut decisions);
    decisions
}

/// Two entries between which nothing decides, of which one is meant: father and son of one name.
fn tied(probability: f64, runner_up: f64, model: &Model) -> bool {
    probability + runner_up >= model.bands.accept && runner_up * 4.0 >= probability
}

/// Keeps the queue of doubtful ones within its share, the likeliest first: the others are not found, and are asked by letter
/// for their address like all who are not found.
fn shorten_queue(decisions: &mut [Decision], model: &Model) {
    let mut doubtful: Vec<usize> = (0..decisions.len())
        .filter(|&at| decisions[at].outcome == Outcome::Doubtful)
        .collect();
    doubtful.sort_by(|&a, &b| {
        let sure = |at: usize| decisions[at].probability + decisions[at].runner_up;
        sure(b).total_cmp(&sure(a)).then(a.cmp(&b))
    });
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let room = (decisions.len() as f64 * model.bands.queue) as usize;
    for &at in doubtful.iter().skip(room.max(LEAST_QUEUE)) {
        decisions[at].outcome = Outcome::NotFound;
    }
}

/// The queue is not shortened below this: few people read so many in a day anyway.
const LEAST_QUEUE: usize = 20;

/// How sure a doubtful application must be of an entry to make a later one for it a duplicate.
const SURE_OF_ENTRY: f64 = 0.9;

/// The first application for an entry stands, whichever was surer; later ones are its duplicates.
fn mark_duplicates(applications: &[Application], decisions: &mut [Decision]) {
    let mut taken: ByNumber<u32, usize> = ByNumber::default();
    let mut seen: ByNumber<u64, usize> = ByNumber::default();
    taken.reserve(applications.len());
    seen.reserve(applications.len() * 3);
    for (at, application) in applications.iter().enumerate() {
        let mut of = None;
        if decisions[at].outcome == Outcome::Matched
            && let Some(person) = decisions[at].person
        {
            of = taken.get(&person).copied();
            taken.entry(person).or_insert(at);
        } else if decisions[at].outcome == Outcome::Doubtful
            && decisions[at].probability >= SURE_OF_ENTRY
            && let Some(person) = decisions[at].person
        {
            taken.entry(person).or_insert(at);
        }
        for key in repeat_keys(application) {
            let first = *seen.entry(key).or_insert(at);
            let contradicted = || {
                // Two entries of one name at one address are father and son, and both may apply.
                let (one, other) = (&decisions[at], &decisions[first]);
                one.outcome == Outcome::Matched
                    && other.outcome == Outcome::Matched
                    && one.person != other.person
            };
            if of.is_none() && first != at && !contradicted() {
                of = Some(decisions[first].duplicate_of.unwrap_or(first));
            }
        }
        if let Some(first) = of {
            decisions[at].outcome = Outcome::Duplicate;
            decisions[at].duplicate_of = Some(first);
        }
    }
}

/// The same name in full, and the same address, e-mail or telephone.
fn repeat_keys(application: &Application) -> impl Iterator<Item = u64> {
    let name = application
        .forenames
        .iter()
        .take(1)
        .fold(application.surname.full, |key, word| mix(key, word.full));
    let address = &application.address;
    let home = (address.has_house() && (address.postcode.is_some() || !address.street.is_empty()))
        .then(|| {
            let place = mix(
                u64::from(address.number) << 32 | u64::from(address.flat),
                u64::from(address.postcode.bits()),
            );
            mix(
                mix(place, crate::text::hash(&address.building)),
                if address.postcode.is_some() {
                    1
                } else {
                    application.street
                },
            )
        });
    let given = |fact: u64, salt: u64| (fact != 0).then(|| mix(fact, salt));
    [
        home,
        given(application.email, 2),
        given(application.phone, 3),
    ]
    .into_iter()
    .flatten()
    .map(move |key| mix(name, key))
}

/// One candidate in an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry.
    pub person: u32,
    /// Its probability.
    pub probability: f64,
    /// The factors of its odds, in powers of two.
    pub terms: Vec<Term>,
    /// The chances of household, neighbour and namesake, of what the probability leaves.
    pub others: [f64; 3],
}

/// The likeliest candidates of an application with their evidence, best first, at most `most`.
pub fn explain(
    index: &Index,
    model: &Model,
    application: &Application,
    most: usize,
) -> Vec<Candidate> {
    let (mut pairs, mut chances) = (Pairs::default(), Vec::new());
    index.compare(&Query::of(application), None, &mut Vec::new(), &mut pairs);
    model.probabilities(&pairs, &mut chances);
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|&a, &b| chances[b].total_cmp(&chances[a]).then(a.cmp(&b)));
    order
        .into_iter()
        .take(most)
        .map(|at| {
            let pair = &pairs.list[at];
            let others = model.chances(&pairs, pair).others;
            let sum: f64 = others.iter().sum::<f64>().max(1e-300);
            Candidate {
                person: pair.person,
                probability: chances[at],
                terms: model.terms(&pairs, pair),
                others: others.map(|one| one / sum * (1.0 - chances[at])),
            }
        })
        .collect()
}
