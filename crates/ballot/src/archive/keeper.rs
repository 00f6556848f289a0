//! Holds an election from setup to result: checks each step before it writes it, so that an archive never contains a
//! ballot, shuffle or decryption that a verifier would refuse.
//!
//! Its life: [`Keeper::begin`], [`Keeper::append`] for each ballot, [`Keeper::end_ballots`],
//! [`Keeper::encrypted_tally`], [`Keeper::shuffle`] by each trustee in turn, [`Keeper::end_shuffles`],
//! [`Keeper::partial_decryption`] by each, [`Keeper::result`]. Between any two steps it may be dropped and resumed
//! from the archive alone.

use super::event::Stage;
use super::fault::Fault;
use super::mixing::{MixingFault, check_shuffle, generators_needed};
use super::reader::Content;
use super::setup::Setup;
use super::writer::Writer;
use crate::batch;
use crate::decrypt::{self, CombineFault, Decryption, DecryptionFault};
use crate::encode::decode_all_vartime;
use crate::fixed::FixedBase;
use crate::generator::Generators;
use crate::group::{Element, Scalar};
use crate::tally::CheckedCiphertexts;
use crate::trustee;
use crate::wire::{
    Ballot, BallotBox, BallotRefusal, CheckedBallot, Ciphertexts, Outcome, PartialDecryption,
    Polls, Rows, Shuffle, Wire as _,
};
use std::io::{self, Read, Write};
use thiserror::Error;

/// Why a step was not taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeeperFault {
    /// The archive, or the order of steps.
    #[error(transparent)]
    Archive(#[from] Fault),
    /// The setup cannot be used; each reason in words.
    #[error("the election cannot be held: {}", .0.join("; "))]
    Setup(Vec<String>),
    /// A ballot was refused.
    #[error(transparent)]
    Ballot(#[from] BallotRefusal),
    /// A trustee who is none of the election's.
    #[error("{0}")]
    Trustee(String),
    /// A shuffle was refused.
    #[error("the shuffle is refused: {0}")]
    Shuffle(#[from] MixingFault),
    /// Too few trustees shuffled.
    #[error("{made} trustees have shuffled, {needed} must")]
    TooFewShuffles {
        /// Different trustees who shuffled.
        made: usize,
        /// How many must.
        needed: u32,
    },
    /// A partial decryption was refused.
    #[error("the decryption is refused: {0}")]
    Decryption(#[from] DecryptionFault),
    /// The parts do not suffice.
    #[error("the result cannot be opened yet: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Combine(Vec<CombineFault>),
    /// What an existing archive holds cannot be gone on with.
    #[error("the archive cannot be gone on with: {0}")]
    Unusable(String),
}

/// The decrypted papers of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedPapers {
    /// The numbers of each paper, in the order of the last shuffle.
    pub rows: Rows,
    /// Whether each paper was in canonical form; one that was not is invalid and counts for nobody.
    pub canonical: Vec<bool>,
}

struct Part {
    owner: usize,
    factors: Vec<Vec<Element>>,
}

/// Holds one election and its archive.
pub struct Keeper<W> {
    writer: Writer<W>,
    setup: Setup,
    polls: Polls,
    ballots: BallotBox,
    mixed: Vec<CheckedCiphertexts>,
    generators: Generators,
    shufflers: Vec<u32>,
    parts: Vec<Part>,
}

impl Keeper<io::Sink> {
    /// Reads an archive to see how far it is: for a trustee, who needs the ciphertexts and writes nothing.
    ///
    /// # Errors
    /// As [`Keeper::resume`].
    pub fn read(existing: impl Read) -> Result<Self, KeeperFault> {
        Self::resume(existing, io::sink())
    }
}

impl<W: Write> Keeper<W> {
    /// Begins an archive with its setup. `timestamp`: Unix seconds.
    ///
    /// # Errors
    /// [`KeeperFault::Setup`] with everything that is wrong with the setup.
    pub fn begin(out: W, timestamp: u64, setup: Setup) -> Result<Self, KeeperFault> {
        let mut faults = setup.objections();
        match trustee::check_trustees(&setup.trustees) {
            Ok(key) if key.encode() == setup.election.public_key => {}
            Ok(_) => faults
                .push("the election's key is not the product of the trustees' keys".to_owned()),
            Err(found) => faults.extend(found.iter().map(ToString::to_string)),
        }
        let credentials = batch::decode(setup.credentials.as_slice())
            .err()
            .unwrap_or_default();
        faults.extend(
            credentials
                .iter()
                .map(|fault| format!("credential {}: {}", fault.index + 1, fault.error)),
        );
        if !faults.is_empty() {
            return Err(KeeperFault::Setup(faults));
        }
        let mut writer = Writer::begin(out, timestamp)?;
        writer.setup(&setup)?;
        Self::over(writer, setup)
    }

    fn over(writer: Writer<W>, setup: Setup) -> Result<Self, KeeperFault> {
        let polls = Polls::new(&setup.election)
            .map_err(|fault| KeeperFault::Setup(vec![format!("the election's key: {fault}")]))?;
        let ballots = BallotBox::new(&setup.credentials, setup.election.questions.len());
        let generators = Generators::new(0);
        Ok(Self {
            writer,
            setup,
            polls,
            ballots,
            mixed: Vec::new(),
            generators,
            shufflers: Vec::new(),
            parts: Vec::new(),
        })
    }

    /// Goes on with an archive; `out` must stand at its end. Structure and elements are checked anew; proofs are not,
    /// since each was checked when it was appended.
    ///
    /// # Errors
    /// [`KeeperFault::Archive`] for a damaged archive, [`KeeperFault::Unusable`] for one that this type did not write.
    pub fn resume(existing: impl Read, out: W) -> Result<Self, KeeperFault> {
        let mut seen = Seen::default();
        let writer = Writer::resume(existing, out, |content| seen.step(content))?;
        let setup = seen
            .setup
            .ok_or_else(|| KeeperFault::Unusable("it has no setup".to_owned()))?;
        let mut keeper = Self::over(writer, *setup)?;
        keeper.ballots = seen.ballots.unwrap_or(keeper.ballots);
        if let Some(fault) = seen.fault {
            return Err(KeeperFault::Unusable(fault));
        }
        if let Some(lists) = seen.lists {
            keeper.set_lists(lists)?;
        }
        keeper.shufflers = seen.shufflers;
        for (owner, decryption) in seen.decryptions {
            let factors: Result<Vec<Vec<Element>>, _> = decryption
                .decryption_factors
                .iter()
                .map(|factors| batch::decode(factors))
                .collect();
            let factors = factors
                .map_err(|_| KeeperFault::Unusable(format!("a factor of trustee {owner}")))?;
            keeper.parts.push(Part {
                owner: owner as usize,
                factors,
            });
        }
        Ok(keeper)
    }

    /// Election, trustees and credentials.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// What ballots are made and checked with.
    pub fn polls(&self) -> &Polls {
        &self.polls
    }

    /// The archive as far as it is written: stage, head, length.
    pub fn archive(&self) -> &Writer<W> {
        &self.writer
    }

    /// The ballots accepted so far.
    pub fn ballots(&self) -> &BallotBox {
        &self.ballots
    }

    /// The ciphertexts that the next trustee shuffles or decrypts; none before the encrypted tally.
    pub fn ciphertexts(&self) -> &[CheckedCiphertexts] {
        &self.mixed
    }

    /// Generators that suffice for a shuffle of [`Keeper::ciphertexts`].
    pub fn generators(&self) -> &Generators {
        &self.generators
    }

    /// Numbers of the trustees who shuffled, in order.
    pub fn shufflers(&self) -> &[u32] {
        &self.shufflers
    }

    /// Appends a ballot that [`Polls::check`] or [`Polls::check_all`] has passed; `true` when it replaces an earlier
    /// ballot of the same credential. Whether a voter may vote again is for the caller, who can ask
    /// [`BallotBox::has_voted`] first.
    ///
    /// # Errors
    /// [`KeeperFault::Ballot`] for a copy; [`KeeperFault::Archive`] when voting is over.
    pub fn append(&mut self, ballot: &CheckedBallot) -> Result<bool, KeeperFault> {
        if self.ballots.holds(ballot.tracker()) {
            return Err(BallotRefusal::Copy.into());
        }
        self.writer.ballot(ballot.bytes())?;
        Ok(self.ballots.take(ballot)?)
    }

    /// Ends voting.
    ///
    /// # Errors
    /// [`KeeperFault::Archive`] when voting has ended before.
    pub fn end_ballots(&mut self) -> Result<(), KeeperFault> {
        Ok(self.writer.end_ballots()?)
    }

    /// Writes the ballots that count, sorted.
    ///
    /// # Errors
    /// [`KeeperFault::Archive`] when it is not time for it.
    pub fn encrypted_tally(&mut self) -> Result<(), KeeperFault> {
        let tally = self.ballots.tally();
        self.writer
            .encrypted_tally(&tally, self.ballots.voters() as u64)?;
        self.set_lists(tally)
    }

    fn set_lists(&mut self, lists: Ciphertexts) -> Result<(), KeeperFault> {
        let checked: Result<Vec<_>, _> =
            lists.0.into_iter().map(CheckedCiphertexts::check).collect();
        self.mixed =
            checked.map_err(|_| KeeperFault::Unusable("a ciphertext is no element".to_owned()))?;
        let needed = generators_needed(&self.mixed);
        if self.generators.len() < needed {
            self.generators = Generators::new(needed);
        }
        Ok(())
    }

    /// Checks and writes a shuffle by trustee `owner`, from 1.
    ///
    /// # Errors
    /// [`KeeperFault::Shuffle`], [`KeeperFault::Trustee`]; [`KeeperFault::Archive`] when it is not time for it.
    pub fn shuffle(&mut self, owner: u32, shuffle: Shuffle) -> Result<(), KeeperFault> {
        self.known(owner)?;
        self.at(Stage::Mixing, super::EventKind::Shuffle)?;
        // the check takes the lists; the proofs are needed once more to be written
        let kept = shuffle.clone();
        let mixed = check_shuffle(&self.polls, &self.generators, &self.mixed, shuffle)?;
        self.writer.shuffle(owner, &kept)?;
        self.mixed = mixed;
        if !self.shufflers.contains(&owner) {
            self.shufflers.push(owner);
        }
        Ok(())
    }

    /// Ends the shuffles.
    ///
    /// # Errors
    /// [`KeeperFault::TooFewShuffles`]; [`KeeperFault::Archive`] when it is not time for it.
    pub fn end_shuffles(&mut self) -> Result<(), KeeperFault> {
        self.at(Stage::Mixing, super::EventKind::EndShuffles)?;
        let (made, needed) = (self.shufflers.len(), self.setup.shuffles_needed());
        if made < needed as usize {
            return Err(KeeperFault::TooFewShuffles { made, needed });
        }
        Ok(self.writer.end_shuffles()?)
    }

    /// Checks and writes a partial decryption by trustee `owner`, from 1.
    ///
    /// # Errors
    /// [`KeeperFault::Decryption`], [`KeeperFault::Trustee`] also for a second one by the same trustee;
    /// [`KeeperFault::Archive`] when it is not time for it.
    pub fn partial_decryption(
        &mut self,
        owner: u32,
        decryption: &PartialDecryption,
    ) -> Result<(), KeeperFault> {
        let index = self.known(owner)?;
        self.at(Stage::Decrypting, super::EventKind::PartialDecryption)?;
        if self.parts.iter().any(|part| part.owner == index + 1) {
            return Err(KeeperFault::Trustee(format!(
                "{} has decrypted before",
                self.setup.trustees.label(owner)
            )));
        }
        let key = self
            .setup
            .trustees
            .keys()
            .nth(index)
            .map(|key| FixedBase::decode(&key.public_key));
        let Some(Ok(key)) = key else {
            return Err(KeeperFault::Trustee(
                "the trustee's key is no element".into(),
            ));
        };
        let check = Decryption {
            fingerprint: self.polls.fingerprint(),
        };
        let factors = check.verify(&self.mixed, &key, decryption)?;
        self.writer.partial_decryption(owner, decryption)?;
        self.parts.push(Part {
            owner: index + 1,
            factors,
        });
        Ok(())
    }

    /// Opens the papers and writes the result; for each question the papers come back.
    ///
    /// # Errors
    /// [`KeeperFault::Combine`] with everything that is still missing; [`KeeperFault::Archive`] when it is not time
    /// for it.
    pub fn result(&mut self) -> Result<Vec<OpenedPapers>, KeeperFault> {
        self.at(Stage::Decrypting, super::EventKind::Result)?;
        let papers = self.papers()?;
        self.writer.result(&Outcome(
            papers.iter().map(|opened| opened.rows.clone()).collect(),
        ))?;
        Ok(papers)
    }

    /// The opened papers of each question, worked out from the trustees' parts. Writes nothing: after the result was
    /// written it gives the same papers again.
    ///
    /// # Errors
    /// [`KeeperFault::Combine`] with everything that is still missing.
    pub fn papers(&self) -> Result<Vec<OpenedPapers>, KeeperFault> {
        let owners: Vec<usize> = self.parts.iter().map(|part| part.owner).collect();
        let weights =
            decrypt::weights(&self.setup.trustees, &owners).map_err(KeeperFault::Combine)?;
        let mut papers = Vec::with_capacity(self.mixed.len());
        for (question, list) in self.mixed.iter().enumerate() {
            let parts: Vec<(Scalar, &[Element])> = self
                .parts
                .iter()
                .map(|part| (weights[part.owner - 1], part.factors[question].as_slice()))
                .collect();
            let width = self.polls.candidates()[question];
            let mut opened = OpenedPapers {
                rows: Rows::new(width),
                canonical: Vec::with_capacity(list.len()),
            };
            for paper in decode_all_vartime(&decrypt::plaintexts(list, &parts), width) {
                opened.rows.push(&paper.ints);
                opened.canonical.push(paper.canonical);
            }
            papers.push(opened);
        }
        Ok(papers)
    }

    /// Ends the work and gives the target back, flushed.
    ///
    /// # Errors
    /// [`KeeperFault::Archive`].
    pub fn finish(self) -> Result<W, KeeperFault> {
        Ok(self.writer.finish()?)
    }

    /// The trustee's place, from 0.
    fn known(&self, owner: u32) -> Result<usize, KeeperFault> {
        match usize::try_from(owner)
            .ok()
            .and_then(|owner| owner.checked_sub(1))
        {
            Some(index) if index < self.setup.trustees.len() => Ok(index),
            _ => Err(KeeperFault::Trustee(self.setup.trustees.label(owner))),
        }
    }

    fn at(&self, stage: Stage, step: super::EventKind) -> Result<(), KeeperFault> {
        if self.writer.stage() == stage {
            Ok(())
        } else {
            Err(self.writer.out_of_order(step).into())
        }
    }
}

/// What an existing archive holds, gathered while it is read.
#[derive(Default)]
struct Seen {
    setup: Option<Box<Setup>>,
    ballots: Option<BallotBox>,
    lists: Option<Ciphertexts>,
    shufflers: Vec<u32>,
    decryptions: Vec<(u32, PartialDecryption)>,
    fault: Option<String>,
}

impl Seen {
    fn step(&mut self, content: &Content) {
        match content {
            Content::Setup(setup) => {
                self.ballots = Some(BallotBox::new(
                    &setup.credentials,
                    setup.election.questions.len(),
                ));
                self.setup = Some(setup.clone());
            }
            Content::Ballot { bytes, tracker } => {
                let taken = self.take(bytes);
                if let Err(fault) = taken {
                    let fault = format!("the ballot with tracker {}: {fault}", tracker.to_base64());
                    self.fault.get_or_insert(fault);
                }
            }
            Content::EncryptedTally { tally, .. } => self.lists = Some(tally.clone()),
            Content::Shuffle { owner, shuffle } => {
                self.lists = Some(shuffle.ciphertexts.clone());
                if !self.shufflers.contains(owner) {
                    self.shufflers.push(*owner);
                }
            }
            Content::PartialDecryption { owner, decryption } => {
                self.decryptions.push((*owner, (**decryption).clone()));
            }
            Content::EndBallots | Content::EndShuffles | Content::Result(_) => {}
        }
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), BallotRefusal> {
        let (Some(setup), Some(ballots)) = (&self.setup, &mut self.ballots) else {
            return Ok(());
        };
        let ballot = Ballot::from_json(bytes)?;
        let place = setup.credentials.position(&ballot.credential);
        let place = place.ok_or(BallotRefusal::UnknownCredential(ballot.credential))?;
        ballots
            .take(&CheckedBallot::already_archived(bytes, ballot, place))
            .map(|_| ())
    }
}
