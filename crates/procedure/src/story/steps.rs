//! The details of acts that need no ballot box: votes of bodies, rounds, cards, sizes, hearings.

use polity_values::{PersonId, SectionId, UnitId};

use super::words::Words;
use super::{Details, Wrong};
use crate::instant::LocalInstant;
use crate::model::{ConstraintId, GroupId, RoleId};

/// What a step carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepDetails {
    /// A vote of a body.
    pub vote: Option<Vote>,
    /// The candidates whom a body keeps.
    pub keeps: Vec<PersonId>,
    /// Whether a candidate may stand.
    pub fit: Option<bool>,
    /// Who was present throughout.
    pub present: Vec<PersonId>,
    /// The votes of a round.
    pub counts: Vec<(PersonId, u32)>,
    /// The votes of a round in each section of a college.
    pub sections: Vec<(SectionId, Vec<(PersonId, u32)>)>,
    /// The classes of candidates to which a candidate says to belong.
    pub classes: Vec<ConstraintId>,
    /// The papers of a round that count for nobody.
    pub invalid: u32,
    /// The group whose size is stated, and the size.
    pub size: Option<(GroupId, u64)>,
    /// What its units weigh.
    pub weights: Vec<(UnitId, u64)>,
    /// The cards of a card vote.
    pub cards: Vec<Card>,
    /// The role that is lent, and until when.
    pub lends: Option<(RoleId, LocalInstant)>,
    /// The theme of a question.
    pub theme: Option<String>,
    /// How many questions of the bank are fixed, or of the set asked: the first so many. None: all.
    pub questions: Option<u32>,
}

/// A vote of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote {
    /// For.
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Abstaining.
    pub abstained: u32,
    /// Present.
    pub present: u32,
}

/// A card of a card vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Whose.
    pub delegation: UnitId,
    /// In which section.
    pub section: SectionId,
    /// For.
    pub in_favour: u64,
    /// Against.
    pub against: u64,
    /// Not received.
    pub missing: u64,
    /// Entitled.
    pub entitled: u64,
}

/// Reads one detail of a step. False: here stands none.
pub(super) fn detail(words: &mut Words<'_>, details: &mut Details) -> Result<bool, Wrong> {
    let step = &mut details.step;
    if words.take_all("in favour") {
        let in_favour = words.value("a number of votes")?;
        words.expect("against")?;
        let against = words.value("a number of votes")?;
        let abstained = if words.take("abstaining") {
            words.value("a number of votes")?
        } else {
            0
        };
        words.expect("of")?;
        let present = words.value("a number of persons")?;
        words.expect("present")?;
        step.vote = Some(Vote {
            in_favour,
            against,
            abstained,
            present,
        });
    } else if words.take("keeping") {
        step.keeps = words.persons()?;
    } else if words.take_all("finding it fit") {
        step.fit = Some(true);
    } else if words.take_all("finding it unfit") {
        step.fit = Some(false);
    } else if words.take("before") {
        step.present = words.persons()?;
    } else if words.take("counting") {
        step.counts = pairs(words)?;
    } else if words.take("section") {
        let section = words.value("a section")?;
        words.expect("counting")?;
        step.sections.push((section, pairs(words)?));
    } else if words.take("as") {
        step.classes = words.list("a class of candidates")?;
    } else if words.take("sizing") {
        let group = words.value("a group")?;
        words.expect("at")?;
        step.size = Some((group, words.value("a number")?));
    } else if words.take("weighing") {
        step.weights = pairs(words)?;
    } else if words.take("card") {
        let card = card(words)?;
        step.cards.push(card);
    } else if words.take("theme") {
        step.theme = Some(words.word("a theme")?.to_owned());
    } else if words.take("fixing|asking") {
        step.questions = Some(words.value("a number of questions")?);
        words.expect("questions|question")?;
    } else if words.take("lending") {
        let role = words.value("a role")?;
        words.expect("until")?;
        step.lends = Some((role, words.instant()?));
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `ann 35, bob 2 and cat 1`.
fn pairs<K, N>(words: &mut Words<'_>) -> Result<Vec<(K, N)>, Wrong>
where
    K: std::str::FromStr,
    K::Err: std::fmt::Display,
    N: std::str::FromStr,
    N::Err: std::fmt::Display,
{
    let mut pairs = vec![(words.value("a name")?, words.value("a number")?)];
    while words.take(",|and") {
        pairs.push((words.value("a name")?, words.value("a number")?));
    }
    Ok(pairs)
}

/// `card ash of units for 3 against 2 [missing 1] of 6`.
fn card(words: &mut Words<'_>) -> Result<Card, Wrong> {
    let delegation = words.value("a delegation")?;
    words.expect("of")?;
    let section = words.value("a section")?;
    words.expect("for")?;
    let in_favour = words.value("a number")?;
    words.expect("against")?;
    let against = words.value("a number")?;
    let missing = if words.take("missing") {
        words.value("a number")?
    } else {
        0
    };
    words.expect("of")?;
    Ok(Card {
        delegation,
        section,
        in_favour,
        against,
        missing,
        entitled: words.value("a number")?,
    })
}
