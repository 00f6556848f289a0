//! From opened papers to seats: the papers become a contest, the contest is counted by the rule that the
//! election itself names, and what came of it is left as files for everybody.

use std::fs;

use polity_ballot::archive::{OpenedPapers, Setup};
use polity_ballot::wire::{ClassTerms, PaperKind, Ranking, Terms};
use polity_count::{
    Candidate, Class, Conditions, Constraints, Contest, Lots, Outcome, Transcript, count_under,
};
use polity_org::{Digest, Matter};
use polity_procedure::model::TieRule;

use crate::OfficeFault;
use crate::folder::ElectionFolder;
use crate::opening::rule_of;

/// The transcript of a count, in the folder of the election.
pub const RESULT: &str = "result.json";
/// The count in words, stage by stage.
pub const NARRATIVE: &str = "result.txt";
/// The result sheet for a spreadsheet.
pub const SHEET: &str = "result-sheet.csv";
/// The papers, for other programs that count.
pub const PAPERS: &str = "ballots.blt";

/// How the papers divide: what the papers themselves do not tell, since a blank one and an invalid one both
/// enter the count without a mark.
pub const DIVISION: &str = "papers.json";
/// The independent verifier's report, where whoever counted ran it.
pub const VERIFICATION: &str = "verification.txt";

/// A count as it was left for everybody.
#[derive(Debug, Clone)]
pub struct Published {
    /// Every stage of it.
    pub transcript: Transcript,
    /// How the papers divide.
    pub papers: Papers,
    /// The papers, one an entry, in the order of the last shuffle.
    pub contest: Contest,
}

/// The published count of a matter; none before a count is on the record. The transcript is held against the
/// record; papers that were not left beside it are opened from the archive again.
///
/// # Errors
/// A file that cannot be read, or a transcript that is not the one on the record.
pub fn published(
    folder: &ElectionFolder,
    matter: &Matter,
) -> Result<Option<Published>, OfficeFault> {
    let Some(count) = &matter.count else {
        return Ok(None);
    };
    let path = folder.path().join(RESULT);
    let json = fs::read(&path).map_err(OfficeFault::file(&path))?;
    if Digest::of(&json) != count.transcript {
        return Err(OfficeFault::wrong(format!(
            "{} is not the transcript on the record: restore it from a backup",
            path.display()
        )));
    }
    let transcript: Transcript = serde_json::from_slice(&json)
        .map_err(|fault| OfficeFault::wrong(format!("{}: {fault}", path.display())))?;
    let (contest, papers) = if let Some(found) = left(folder) {
        found
    } else {
        let (opened, setup) = folder.archive().papers()?;
        contest(&setup, &opened)?
    };
    Ok(Some(Published {
        transcript,
        papers,
        contest,
    }))
}

/// The papers and their division as files, where both are there and whole.
fn left(folder: &ElectionFolder) -> Option<(Contest, Papers)> {
    let read = |name: &str| fs::read(folder.path().join(name)).ok();
    let contest = polity_count::blt::parse(&read(PAPERS)?).ok()?;
    let papers = serde_json::from_slice(&read(DIVISION)?).ok()?;
    Some((contest, papers))
}

/// A count that was made.
pub struct Counted {
    /// Every stage of it.
    pub transcript: Box<Transcript>,
    /// How the papers divide.
    pub papers: Papers,
    /// The papers.
    pub contest: Contest,
    /// The transcript as it is published: the record holds the digest of these bytes.
    pub json: Vec<u8>,
}

/// Opens the papers of a matter's archive and counts them by the election's own rule. `lots` answer the ties
/// that the rule leaves to chance; with [`Lots::Ask`] they are drawn from the seed that the procedure
/// publishes, and where officers draw, the question comes back as a fault.
///
/// # Errors
/// A part that is missing, or the question which lot is to be drawn.
pub fn count(folder: &ElectionFolder, matter: &Matter, lots: Lots) -> Result<Counted, OfficeFault> {
    let ties = matter.procedure.ballot.as_ref().map(|terms| terms.ties);
    let lots = match lots {
        Lots::Ask if ties != Some(TieRule::LotDrawnByReturningOfficer) => {
            Lots::Seed(published_seed(matter)?)
        }
        given => given,
    };
    let (opened, setup) = folder.archive().papers()?;
    let (contest, papers) = contest(&setup, &opened)?;
    let conditions = Conditions {
        lots,
        constraints: constraints(&setup)?,
        ..Conditions::default()
    };
    let counted = count_under(&contest, rule_of(matter)?, &conditions)
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let transcript = match counted {
        Outcome::Complete(transcript) => transcript,
        Outcome::LotNeeded(question) => return Err(OfficeFault::wrong(question.text)),
    };
    let json = serde_json::to_vec_pretty(&transcript)
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    Ok(Counted {
        transcript,
        papers,
        contest,
        json,
    })
}

impl Counted {
    /// Leaves the count beside the archive: transcript, its words, the result sheet, the papers.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn publish(&self, folder: &ElectionFolder) -> Result<(), OfficeFault> {
        let sheet = polity_papers::result_sheet(&self.transcript)
            .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
        folder.publish(PAPERS, polity_count::blt::write(&self.contest).as_bytes())?;
        folder.publish(SHEET, sheet.as_bytes())?;
        let words = polity_count::narrative(&self.transcript);
        folder.publish(NARRATIVE, words.as_bytes())?;
        let division = serde_json::to_vec(&self.papers)
            .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
        folder.publish(DIVISION, &division)?;
        folder.publish(RESULT, &self.json)
    }
}

/// How the papers of a ballot divide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    let terms = terms(setup)?;
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

/// The terms of the first question's count.
fn terms(setup: &Setup) -> Result<Terms, OfficeFault> {
    let question = setup.election.questions.first();
    let question = question.ok_or_else(|| OfficeFault::wrong("the election has no question"))?;
    let terms = question
        .terms()
        .map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    terms.ok_or_else(|| OfficeFault::wrong("the election carries no terms of a count"))
}

/// The limits on who may be elected together, as the election itself names them.
fn constraints(setup: &Setup) -> Result<Constraints, OfficeFault> {
    let class = |class: ClassTerms| Class {
        name: class.name,
        min: class.min,
        max: class.max,
        members: class.members,
    };
    let classes = terms(setup)?.classes.into_iter().map(class).collect();
    Ok(Constraints { classes })
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
