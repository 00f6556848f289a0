//! From opened papers to seats: the papers become a contest, the contest is counted by the rule that the
//! election itself names.

use polity_ballot::archive::{OpenedPapers, Setup};
use polity_ballot::wire::{PaperKind, Ranking};
use polity_count::{Candidate, Contest};

use crate::OfficeFault;

/// How the papers of a ballot divide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Papers {
    /// Papers with at least one preference: these are counted.
    pub ranked: u64,
    /// Blank papers.
    pub blank: u64,
    /// Papers that are no ranking in the one form that counts.
    pub invalid: u64,
}

/// The papers of the first question as a contest, and how they divide. Blank papers and invalid ones are
/// told, and enter the contest without a mark.
///
/// # Errors
/// When the election carries no terms, or a paper cannot be put into a contest.
pub fn contest(setup: &Setup, opened: &[OpenedPapers]) -> Result<(Contest, Papers), OfficeFault> {
    let question = setup.election.questions.first();
    let (Some(question), Some(opened)) = (question, opened.first()) else {
        return Err(OfficeFault::wrong("the election has no question"));
    };
    let terms = question
        .terms()
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let terms =
        terms.ok_or_else(|| OfficeFault::wrong("the election carries no terms of a count"))?;
    let mut contest = Contest {
        title: setup.election.name.clone(),
        seats: terms.seats,
        candidates: question.value.answers.iter().map(Candidate::new).collect(),
        ..Contest::default()
    };
    let mut papers = Papers::default();
    for (numbers, canonical) in opened.rows.iter().zip(&opened.canonical) {
        let ranking = Ranking::read(numbers, *canonical);
        match ranking.kind {
            PaperKind::Blank => papers.blank += 1,
            PaperKind::Invalid => papers.invalid += 1,
            PaperKind::Plain | PaperKind::Irregular { .. } => papers.ranked += 1,
        }
        // A blank or invalid paper goes in without a mark: the transcript tells how many there were.
        let pushed = contest.ballots.push_places(1, &ranking.places);
        pushed.map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    }
    Ok((contest, papers))
}

/// The text from which lots of a count are drawn when the procedure says "from a seed published before the
/// count": the head of the box, which is on the record from the close and fixed before anything is opened.
///
/// # Errors
/// When the ballot is not closed.
pub fn published_seed(matter: &polity_org::Matter) -> Result<String, OfficeFault> {
    match matter.ballot_box.as_ref().map(|found| &found.state) {
        Some(polity_org::matter::BoxState::Closed { head, .. }) => Ok(head.head.to_string()),
        _ => Err(OfficeFault::wrong("the ballot is not closed yet")),
    }
}
