//! What somebody who decides may see of an application: everything that it rests on, and nothing of what others found
//! before the own finding is given.

use polity_procedure::model::{Admission, QueueId};
use polity_values::{PersonId, Timestamp};

use super::case::{Case, Finding};
use crate::act::Text;
use crate::{Digest, Seq};

/// An application as one reviewer may see it in one queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// Whose.
    pub applicant: &'a PersonId,
    /// In which queue.
    pub queue: &'a QueueId,
    /// What was filled in, with each answer.
    pub forms: &'a [Text],
    /// The entry of the register that may be the applicant's.
    pub entry: Option<Digest>,
    /// Whose application of the same entry came before.
    pub repeats: Option<&'a PersonId>,
    /// The own finding, once given.
    pub own: Option<&'a Finding>,
    /// Those of others: only with the own one.
    pub others: Vec<&'a Finding>,
}

/// What a reviewer may see of an application in a queue; none: it is not there, or was in vain.
pub fn sheet<'a>(
    case: &'a Case,
    terms: &'a Admission,
    queue: &QueueId,
    reviewer: &PersonId,
    now: Timestamp,
) -> Option<Sheet<'a>> {
    let queue = &terms.queue(queue)?.id;
    let opening = case.queues(terms, now).get(queue).copied();
    let opening: Seq = match opening {
        Some(opening) => opening,
        // Decided: whoever spoke may look at it again.
        None => {
            case.findings
                .iter()
                .rfind(|one| one.queue == *queue)?
                .opening
        }
    };
    let found: Vec<&Finding> = case.findings_in(queue, opening).collect();
    let own = found.iter().copied().find(|one| one.by == *reviewer);
    let others = match own {
        Some(_) => found
            .into_iter()
            .filter(|one| one.by != *reviewer)
            .collect(),
        None => Vec::new(),
    };
    Some(Sheet {
        applicant: &case.applicant,
        queue,
        forms: &case.forms,
        entry: case.entry,
        repeats: case.repeats.as_ref(),
        own,
        others,
    })
}

/// What one of those who decide an appeal may see of what the others said.
pub fn appeal_said<'a>(case: &'a Case, person: &PersonId) -> Vec<&'a (PersonId, bool, Text)> {
    let Some(appeal) = &case.appeal else {
        return Vec::new();
    };
    let spoke = appeal.said.iter().any(|(by, ..)| by == person);
    let may = |(by, ..): &&(PersonId, bool, Text)| spoke || by == person;
    appeal.said.iter().filter(may).collect()
}

/// The order in which a reviewer is given the cases of a queue: another one for each, which nobody chooses.
pub fn place(reviewer: &PersonId, applicant: &PersonId) -> Digest {
    let pieces: [&[u8]; 3] = [
        reviewer.as_str().as_bytes(),
        b"\n",
        applicant.as_str().as_bytes(),
    ];
    Digest::of_pieces(&pieces)
}
