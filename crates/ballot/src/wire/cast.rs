//! Making ballots and checking them, one or thousands at a time.

use super::ballot::Ballot;
use super::scan::{FormFault, Wire as _};
use super::{Credentials, Digest, Election};
use crate::credential::Credential;
use crate::elgamal::{self, BallotClaim, Booth};
use crate::encode::{self, EncodeError};
use crate::fixed::FixedBase;
use crate::group::{ElementError, Secret};
use rand_core::CryptoRng;
use rayon::prelude::*;
use thiserror::Error;

/// What ballots of one election are made and checked with.
pub struct Polls {
    uuid: String,
    fingerprint: String,
    key: FixedBase,
    /// Candidates of each question.
    candidates: Vec<usize>,
}

/// Why a ballot cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MakeFault {
    /// Not one answer a question.
    #[error("the election has {questions} questions, the paper answers {answers}")]
    Answers {
        /// Questions of the election.
        questions: usize,
        /// Answers given.
        answers: usize,
    },
    /// Not one number a candidate.
    #[error("question {} has {candidates} candidates, the paper gives {numbers} numbers", question + 1)]
    Numbers {
        /// Which question, from 0.
        question: usize,
        /// Candidates of the question.
        candidates: usize,
        /// Numbers given.
        numbers: usize,
    },
    /// The numbers have no encoding.
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

/// Why a ballot is refused.
#[derive(Debug, Error)]
pub enum BallotRefusal {
    /// Not the one form of a ballot.
    #[error("the ballot is {0}")]
    Form(#[from] FormFault),
    /// Made for another election.
    #[error("the ballot was made for another election (its identifier is {0})")]
    OtherElection(String),
    /// Made for this identifier with other questions, key or terms.
    #[error("the ballot was made for another version of the election (its fingerprint is {0})")]
    OtherFingerprint(String),
    /// Not one answer a question.
    #[error("the election has {questions} questions, the ballot answers {answers}")]
    Answers {
        /// Questions of the election.
        questions: usize,
        /// Answers in the ballot.
        answers: usize,
    },
    /// The credential is not on the list.
    #[error("the credential {0} is not on the list")]
    UnknownCredential(crate::group::Encoded),
    /// The very same ballot was accepted before.
    #[error("the ballot is a copy of one that was accepted before")]
    Copy,
    /// The hash that the signature is over is not the ballot's.
    #[error("the signature is over another ballot (its hash is {0})")]
    Hash(String),
    /// An element, a proof or the signature is wrong.
    #[error("{0}")]
    Proof(#[from] elgamal::BallotFault),
}

/// A ballot that was made, with what stays with the voter.
pub struct Made {
    /// The ballot.
    pub ballot: Ballot,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
    /// For each question the randomness. Revealing it opens the vote: only for a ballot that will not be cast.
    pub randomness: Vec<Secret>,
}

/// A ballot that passed every check of its own; whether its credential voted before, and whether it is a copy, is for
/// the box to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedBallot {
    bytes: Vec<u8>,
    ballot: Ballot,
    tracker: Digest,
    place: usize,
}

impl CheckedBallot {
    /// The bytes that were checked.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The ballot.
    pub fn ballot(&self) -> &Ballot {
        &self.ballot
    }

    /// SHA-256 of the bytes; its base64 form is the voter's tracker.
    pub fn tracker(&self) -> Digest {
        self.tracker
    }

    /// A ballot read back from an archive, whose proofs were checked when it was appended.
    pub(crate) fn already_archived(bytes: &[u8], ballot: Ballot, place: usize) -> Self {
        Self {
            bytes: bytes.to_vec(),
            ballot,
            tracker: Digest::of(bytes),
            place,
        }
    }

    /// Place of its credential in the list, from 0.
    pub fn place(&self) -> usize {
        self.place
    }
}

impl Polls {
    /// Prepares the election's key.
    ///
    /// # Errors
    /// [`ElementError`] when the election's key is no element of the group.
    pub fn new(election: &Election) -> Result<Self, ElementError> {
        Ok(Self {
            uuid: election.uuid.clone(),
            fingerprint: election.fingerprint(),
            key: FixedBase::decode(&election.public_key)?,
            candidates: election
                .questions
                .iter()
                .map(|question| question.value.answers.len())
                .collect(),
        })
    }

    /// The election's fingerprint.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The election's public key.
    pub fn key(&self) -> &FixedBase {
        &self.key
    }

    /// Candidates of each question.
    pub fn candidates(&self) -> &[usize] {
        &self.candidates
    }

    fn booth(&self) -> Booth<'_> {
        Booth {
            fingerprint: &self.fingerprint,
            key: &self.key,
        }
    }

    /// Makes a ballot: for each question one number a candidate (see [`Ranking`](super::Ranking)).
    ///
    /// # Errors
    /// [`MakeFault`] when the numbers do not fit the questions.
    pub fn make(
        &self,
        credential: &Credential,
        papers: &[impl AsRef<[u8]>],
        rng: &mut impl CryptoRng,
    ) -> Result<Made, MakeFault> {
        if papers.len() != self.candidates.len() {
            return Err(MakeFault::Answers {
                questions: self.candidates.len(),
                answers: papers.len(),
            });
        }
        let secret = credential.secret(&self.uuid);
        let public = credential.public(&self.uuid);
        let mut answers = Vec::with_capacity(papers.len());
        let mut randomness = Vec::with_capacity(papers.len());
        for (question, (paper, &candidates)) in papers.iter().zip(&self.candidates).enumerate() {
            let numbers = paper.as_ref();
            if numbers.len() != candidates {
                return Err(MakeFault::Numbers {
                    question,
                    candidates,
                    numbers: numbers.len(),
                });
            }
            let plaintext = encode::encode_vartime(numbers)?;
            let encryption = self.booth().encrypt(&public, &plaintext, rng);
            answers.push((encryption.ciphertext, encryption.proof));
            randomness.push(encryption.randomness);
        }
        let mut ballot = Ballot {
            election_uuid: self.uuid.clone(),
            election_hash: self.fingerprint.clone(),
            credential: public,
            answers,
            hash: String::new(),
            signature: super::Proof::EMPTY,
        };
        ballot.hash = Digest::of(&ballot.unsigned()).to_base64();
        ballot.signature = elgamal::sign_ballot(&secret, &ballot.hash, rng);
        let bytes = ballot.to_json();
        Ok(Made {
            ballot,
            bytes,
            randomness,
        })
    }

    /// Checks one ballot as it was received: canonical form, this election, a credential of the list, elements,
    /// proofs, signature.
    ///
    /// # Errors
    /// The first [`BallotRefusal`].
    pub fn check(
        &self,
        credentials: &Credentials,
        bytes: &[u8],
    ) -> Result<CheckedBallot, BallotRefusal> {
        let mut checked = self.check_all(credentials, &[bytes]);
        // one went in, one comes out
        checked.pop().unwrap_or(Err(BallotRefusal::Copy))
    }

    /// Checks many ballots on all cores, a fraction of the cost of each alone; one outcome a ballot, in order.
    pub fn check_all(
        &self,
        credentials: &Credentials,
        ballots: &[impl AsRef<[u8]> + Sync],
    ) -> Vec<Result<CheckedBallot, BallotRefusal>> {
        let mut outcomes: Vec<Result<CheckedBallot, BallotRefusal>> = ballots
            .par_iter()
            .map(|bytes| self.outline(credentials, bytes.as_ref()))
            .collect();
        let claims: Vec<(usize, BallotClaim<'_>)> = outcomes
            .iter()
            .enumerate()
            .filter_map(|(index, outcome)| {
                let ballot = &outcome.as_ref().ok()?.ballot;
                let claim = BallotClaim {
                    credential: ballot.credential,
                    answers: &ballot.answers,
                    hash: &ballot.hash,
                    signature: ballot.signature,
                };
                Some((index, claim))
            })
            .collect();
        let (places, claims): (Vec<usize>, Vec<BallotClaim<'_>>) = claims.into_iter().unzip();
        let faults = self.booth().check_all(&claims);
        for (place, checked) in places.into_iter().zip(faults) {
            if let Err(fault) = checked {
                outcomes[place] = Err(fault.into());
            }
        }
        outcomes
    }

    /// Everything that needs no arithmetic of the group.
    fn outline(
        &self,
        credentials: &Credentials,
        bytes: &[u8],
    ) -> Result<CheckedBallot, BallotRefusal> {
        let ballot = Ballot::from_json(bytes)?;
        if ballot.election_uuid != self.uuid {
            return Err(BallotRefusal::OtherElection(ballot.election_uuid));
        }
        if ballot.election_hash != self.fingerprint {
            return Err(BallotRefusal::OtherFingerprint(ballot.election_hash));
        }
        let (questions, answers) = (self.candidates.len(), ballot.answers.len());
        if answers != questions {
            return Err(BallotRefusal::Answers { questions, answers });
        }
        if Digest::of(&ballot.unsigned()).to_base64() != ballot.hash {
            return Err(BallotRefusal::Hash(ballot.hash));
        }
        let unknown = || BallotRefusal::UnknownCredential(ballot.credential);
        let place = credentials
            .position(&ballot.credential)
            .ok_or_else(unknown)?;
        Ok(CheckedBallot {
            bytes: bytes.to_vec(),
            tracker: Digest::of(bytes),
            place,
            ballot,
        })
    }
}
