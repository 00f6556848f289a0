//! Shuffles of a whole election: each question apart, under one election.

use crate::generator::Generators;
use crate::shuffle::{Mixer, ShuffleFault};
use crate::tally::CheckedCiphertexts;
use crate::wire::{Ciphertexts, Polls, Shuffle};
use rand_core::CryptoRng;
use thiserror::Error;

/// Why a shuffle of an election is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MixingFault {
    /// Not one list and one proof a question.
    #[error("the shuffle has {lists} lists and {proofs} proofs for {questions} questions")]
    Questions {
        /// Questions of the election.
        questions: usize,
        /// Lists of ciphertexts.
        lists: usize,
        /// Proofs.
        proofs: usize,
    },
    /// One question's shuffle is wrong.
    #[error("question {}: {fault}", question + 1)]
    Question {
        /// Which question, from 0.
        question: usize,
        /// What is wrong.
        fault: ShuffleFault,
    },
}

fn mixer<'a>(polls: &'a Polls, generators: &'a Generators) -> Mixer<'a> {
    Mixer {
        fingerprint: polls.fingerprint(),
        key: polls.key(),
        generators,
    }
}

/// How many generators the shuffles of these lists need.
pub fn generators_needed(lists: &[CheckedCiphertexts]) -> usize {
    lists.iter().map(CheckedCiphertexts::len).max().unwrap_or(0)
}

/// Shuffles every question, with proofs.
pub fn make_shuffle(
    polls: &Polls,
    generators: &Generators,
    before: &[CheckedCiphertexts],
    rng: &mut impl CryptoRng,
) -> Shuffle {
    let mixer = mixer(polls, generators);
    let mut shuffle = Shuffle {
        ciphertexts: Ciphertexts::default(),
        proofs: Vec::new(),
    };
    for list in before {
        let (after, proof) = mixer.shuffle(list, rng);
        shuffle.ciphertexts.0.push(after.as_slice().to_vec());
        shuffle.proofs.push(proof);
    }
    shuffle
}

/// Checks a shuffle of every question; the new lists come back as checked.
///
/// # Errors
/// The first [`MixingFault`].
pub fn check_shuffle(
    polls: &Polls,
    generators: &Generators,
    before: &[CheckedCiphertexts],
    shuffle: Shuffle,
) -> Result<Vec<CheckedCiphertexts>, MixingFault> {
    let (questions, lists, proofs) = (
        before.len(),
        shuffle.ciphertexts.0.len(),
        shuffle.proofs.len(),
    );
    if lists != questions || proofs != questions {
        return Err(MixingFault::Questions {
            questions,
            lists,
            proofs,
        });
    }
    let mixer = mixer(polls, generators);
    let mut after = Vec::with_capacity(questions);
    let pairs = shuffle.ciphertexts.0.into_iter().zip(shuffle.proofs);
    for (question, (before, (output, proof))) in before.iter().zip(pairs).enumerate() {
        let checked = mixer.verify(before, output, &proof);
        after.push(checked.map_err(|fault| MixingFault::Question { question, fault })?);
    }
    Ok(after)
}
