//! The ballots that count: the last one of each credential, no copies.

use super::cast::{BallotRefusal, CheckedBallot};
use super::{Ciphertext, Ciphertexts, Credentials, Digest};
use crate::group::Encoded;
use std::collections::HashSet;

/// Holds, for each credential that voted, the ciphertexts of its last ballot: 64 bytes a question.
#[derive(Debug)]
pub struct BallotBox {
    questions: usize,
    latest: Vec<Ciphertext>,
    voted: Vec<bool>,
    trackers: HashSet<Digest>,
}

impl BallotBox {
    /// An empty box for the credentials of an election with this many questions.
    pub fn new(credentials: &Credentials, questions: usize) -> Self {
        let nothing = Ciphertext {
            alpha: Encoded::from_bytes([0; 32]),
            beta: Encoded::from_bytes([0; 32]),
        };
        Self {
            questions,
            latest: vec![nothing; credentials.len() * questions],
            voted: vec![false; credentials.len()],
            trackers: HashSet::new(),
        }
    }

    /// Takes a checked ballot; `true` when it replaces an earlier one of the same credential.
    ///
    /// # Errors
    /// [`BallotRefusal::Copy`] when the same bytes were taken before.
    pub fn take(&mut self, ballot: &CheckedBallot) -> Result<bool, BallotRefusal> {
        if !self.trackers.insert(ballot.tracker()) {
            return Err(BallotRefusal::Copy);
        }
        let start = ballot.place() * self.questions;
        let (Some(slots), Some(voted)) = (
            self.latest.get_mut(start..start + self.questions),
            self.voted.get_mut(ballot.place()),
        ) else {
            return Err(BallotRefusal::UnknownCredential(ballot.ballot().credential));
        };
        for (slot, (ciphertext, _)) in slots.iter_mut().zip(&ballot.ballot().answers) {
            *slot = *ciphertext;
        }
        Ok(std::mem::replace(voted, true))
    }

    /// Whether the same bytes were taken before.
    pub fn holds(&self, tracker: Digest) -> bool {
        self.trackers.contains(&tracker)
    }

    /// Whether the credential at this place of the list has voted.
    pub fn has_voted(&self, place: usize) -> bool {
        self.voted.get(place).copied().unwrap_or(false)
    }

    /// How many ballots were taken, replaced ones too.
    pub fn taken(&self) -> usize {
        self.trackers.len()
    }

    /// How many credentials voted: the ballots that count.
    pub fn voters(&self) -> usize {
        self.voted.iter().filter(|voted| **voted).count()
    }

    /// The encrypted tally: for each question the ciphertexts of the ballots that count, sorted by their bytes, so
    /// that their order says nothing of the credentials'.
    pub fn tally(&self) -> Ciphertexts {
        let question = |question: usize| {
            let rows = self
                .latest
                .chunks_exact(self.questions.max(1))
                .zip(&self.voted);
            let mut list: Vec<Ciphertext> = rows
                .filter(|(_, voted)| **voted)
                .map(|(row, _)| row[question])
                .collect();
            list.sort_unstable();
            list
        };
        Ciphertexts((0..self.questions).map(question).collect())
    }
}
