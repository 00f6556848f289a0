//! Forgers who hold real keys and credentials, and what a report must say of their work.

use super::*;
use polity_ballot::archive::{Writer, check_shuffle, make_shuffle};
use polity_ballot::elgamal::{Booth, sign_ballot};
use polity_ballot::encode::decode_vartime;
use polity_ballot::generator::Generators;
use polity_ballot::group::Element;
use polity_ballot::tally::CheckedCiphertexts;
use polity_ballot::wire::{Ballot, BallotBox, Ciphertexts, Outcome, Polls, Rows};
use polity_count::{Contest, Lots, Rule};
use polity_verify::{Check, CountOptions, Options, Published, Report, Status, verify};

pub(crate) const VOTERS: usize = 10;

pub(crate) fn lots() -> CountOptions {
    CountOptions {
        lots: Lots::Seed("named".to_owned()),
        ..CountOptions::default()
    }
}

pub(crate) fn report(archive: &[u8]) -> Report {
    verify(
        archive,
        &Options {
            count: lots(),
            ..Options::default()
        },
    )
    .report
}

/// The check fails and one of its faults has these words.
#[track_caller]
pub(crate) fn refused(report: &Report, check: Check, words: &str) {
    let line = report.line(check);
    assert_eq!(line.status, Status::Fail, "{report}");
    assert!(
        line.faults.iter().any(|fault| fault.contains(words)),
        "{words:?} not in {report}"
    );
    assert!(!report.holds);
}

/// What an honest counter publishes of these papers.
pub(crate) fn published(contest: &Contest) -> Published {
    let counted = polity_count::count(contest, Rule::ScottishStv, &lots().lots).unwrap();
    let polity_count::Outcome::Complete(transcript) = counted else {
        panic!("lots were answered")
    };
    Published::from_json(&serde_json::to_vec(&transcript).unwrap()).unwrap()
}

/// An election in which the officers write whatever they like: no check stands between them and the archive.
pub(crate) struct Rogue {
    pub(crate) officers: Officers,
    pub(crate) polls: Polls,
    pub(crate) writer: Writer<Vec<u8>>,
    pub(crate) ballots: BallotBox,
    pub(crate) lists: Vec<CheckedCiphertexts>,
}

impl Rogue {
    pub(crate) fn begin() -> Self {
        let officers = officers(VOTERS, Some(terms(VOTERS as u64)));
        let polls = Polls::new(&officers.setup.election).unwrap();
        let mut writer = Writer::begin(Vec::new(), TIMESTAMP).unwrap();
        writer.setup(&officers.setup).unwrap();
        let ballots = BallotBox::new(&officers.setup.credentials, 1);
        Self {
            officers,
            polls,
            writer,
            ballots,
            lists: Vec::new(),
        }
    }

    pub(crate) fn cast(&mut self, voter: usize, paper: [u8; 5]) -> Vec<u8> {
        let credential = &self.officers.credentials[voter];
        let made = self
            .polls
            .make(credential, &[paper], &mut self.officers.rng)
            .unwrap();
        self.put(&made.bytes);
        made.bytes
    }

    /// Writes a ballot, and counts it if it is good.
    pub(crate) fn put(&mut self, bytes: &[u8]) {
        self.writer.ballot(bytes).unwrap();
        if let Ok(checked) = self.polls.check(&self.officers.setup.credentials, bytes) {
            let _ = self.ballots.take(&checked);
        }
    }

    /// A ballot with any plaintext, otherwise as it should be.
    pub(crate) fn ballot_of(&mut self, voter: usize, plaintext: &Element) -> Ballot {
        let credential = &self.officers.credentials[voter];
        let uuid = &self.officers.setup.election.uuid;
        let booth = Booth {
            fingerprint: self.polls.fingerprint(),
            key: self.polls.key(),
        };
        let encryption = booth.encrypt(&credential.public(uuid), plaintext, &mut self.officers.rng);
        let ballot = Ballot {
            election_uuid: uuid.clone(),
            election_hash: self.polls.fingerprint().to_owned(),
            credential: credential.public(uuid),
            answers: vec![(encryption.ciphertext, encryption.proof)],
            hash: String::new(),
            signature: encryption.proof,
        };
        self.signed(voter, ballot)
    }

    /// The ballot signed anew with the credential of a voter.
    pub(crate) fn signed(&mut self, voter: usize, mut ballot: Ballot) -> Ballot {
        let secret = self.officers.credentials[voter].secret(&self.officers.setup.election.uuid);
        ballot.hash = Digest::of(&ballot.unsigned()).to_base64();
        ballot.signature = sign_ballot(&secret, &ballot.hash, &mut self.officers.rng);
        ballot
    }

    pub(crate) fn close(&mut self) {
        self.writer.end_ballots().unwrap();
    }

    pub(crate) fn tally(&mut self) {
        let (tally, voters) = (self.ballots.tally(), self.ballots.voters() as u64);
        self.tally_of(tally, voters);
    }

    pub(crate) fn tally_of(&mut self, tally: Ciphertexts, announced: u64) {
        self.writer.encrypted_tally(&tally, announced).unwrap();
        self.lists = tally
            .0
            .into_iter()
            .map(|list| CheckedCiphertexts::check(list).unwrap())
            .collect();
    }

    pub(crate) fn shuffle(&mut self, owner: u32) {
        let generators = Generators::new(self.lists[0].len());
        let made = make_shuffle(
            &self.polls,
            &generators,
            &self.lists,
            &mut self.officers.rng,
        );
        self.writer.shuffle(owner, &made).unwrap();
        self.lists = check_shuffle(&self.polls, &generators, &self.lists, made).unwrap();
    }

    pub(crate) fn shuffles(&mut self, owners: &[u32]) {
        for owner in owners {
            self.shuffle(*owner);
        }
    }

    pub(crate) fn decrypts(&mut self, owners: &[u32]) {
        for owner in owners {
            self.decrypt(*owner);
        }
    }

    pub(crate) fn decrypt(&mut self, owner: u32) -> Vec<Element> {
        let secret = &self.officers.secrets[owner as usize - 1];
        let decryption = Decryption {
            fingerprint: self.polls.fingerprint(),
        };
        let part = decryption.decrypt(&self.lists, secret, &mut self.officers.rng);
        self.writer.partial_decryption(owner, &part).unwrap();
        part.decryption_factors[0]
            .iter()
            .map(|factor| Element::decode(factor).unwrap())
            .collect()
    }

    /// Decrypts by all and announces what comes out.
    pub(crate) fn open(&mut self) -> Vec<Vec<u8>> {
        let parts: Vec<Vec<Element>> = (1..=TRUSTEES).map(|owner| self.decrypt(owner)).collect();
        let mut rows = Rows::new(5);
        let mut papers = Vec::new();
        for (index, ciphertext) in self.lists[0].as_slice().iter().enumerate() {
            let factor: Element = parts.iter().map(|part| part[index]).sum();
            let paper =
                decode_vartime(&(Element::decode(&ciphertext.beta).unwrap() - factor), 5).ints;
            rows.push(&paper);
            papers.push(paper);
        }
        self.writer.result(&Outcome(vec![rows])).unwrap();
        papers
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.writer.end_shuffles().unwrap();
        self.open();
        self.writer.finish().unwrap()
    }

    pub(crate) fn rest(mut self) -> Vec<u8> {
        self.close();
        self.tally();
        self.shuffles(&[1, 2, 3]);
        self.finish()
    }

    pub(crate) fn with_votes() -> Self {
        let mut rogue = Self::begin();
        (0..VOTERS - 1).for_each(|voter| drop(rogue.cast(voter, paper(voter))));
        rogue
    }
}
