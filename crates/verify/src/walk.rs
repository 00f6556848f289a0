//! Follows the archive from setup to result and holds each step against what came before it.

use crate::opening::{Opened, Part};
use crate::report::{Check, ElectionName, Report};
use crate::{Options, Verified, counting, opening};
use polity_ballot::archive::{
    Aspect, Content, Fault, Reader, Setup, Stage, check_shuffle, generators_needed,
};
use polity_ballot::batch;
use polity_ballot::decrypt::{self, Decryption};
use polity_ballot::fixed::FixedBase;
use polity_ballot::generator::Generators;
use polity_ballot::tally::CheckedCiphertexts;
use polity_ballot::trustee;
use polity_ballot::wire::{
    BallotBox, Ciphertexts, Digest, Outcome, PartialDecryption, Polls, SetupDigests, Shuffle,
    SizedTally, Terms, Wire as _,
};
use std::io::{BufReader, Read};

/// Ballots that are checked together.
const BATCH: usize = 4096;
/// Credentials that are decoded together.
const CREDENTIAL_CHUNK: usize = 1 << 14;
/// Bytes that are read at a time.
const READ_BYTES: usize = 1 << 18;

pub(crate) fn walk(input: impl Read, options: &Options) -> Verified {
    let mut walk = Walk {
        report: Report::new(),
        options,
        election: None,
        contest: None,
        head_seen: false,
    };
    let mut reader = match Reader::open(BufReader::with_capacity(READ_BYTES, input)) {
        Ok(reader) => reader,
        Err(fault) => {
            walk.structural(&fault);
            return Verified {
                report: walk.report.conclude(),
                contest: None,
            };
        }
    };
    let fault = loop {
        match reader.next_step() {
            Ok(Some(step)) => {
                walk.head_seen |= options.head.as_ref() == Some(&step.head.to_string());
                walk.step(step.height, step.content);
            }
            Ok(None) => break None,
            Err(fault) => break Some(fault),
        }
    };
    walk.report.head = reader.head().map(|head| head.to_string());
    walk.report.bytes = reader.sound_until();
    walk.flush_ballots();
    match fault {
        Some(fault) => walk.structural(&fault),
        None => walk.end(reader.stage(), reader.height()),
    }
    Verified {
        report: walk.report.conclude(),
        contest: walk.contest,
    }
}

struct Walk<'a> {
    report: Report,
    options: &'a Options,
    election: Option<State>,
    contest: Option<polity_count::Contest>,
    /// Whether the published head was met.
    head_seen: bool,
}

/// What is known of the election after its setup.
struct State {
    setup: Setup,
    terms: Vec<Option<Terms>>,
    /// Nothing when the election's key is no element: then nothing of the ballots can be checked.
    polls: Option<Polls>,
    waiting: Vec<(u64, Vec<u8>)>,
    urn: BallotBox,
    refused: u64,
    replaced: u64,
    /// The ciphertexts after the last step, each question apart; nothing when they are no elements.
    mixed: Option<Vec<CheckedCiphertexts>>,
    generators: Generators,
    shufflers: Vec<u32>,
    parts: Vec<Part>,
}

impl Walk<'_> {
    /// A fault of the file's structure: one of the first four checks fails, and nothing behind it was read.
    fn structural(&mut self, fault: &Fault) {
        let check = match fault.kind.aspect() {
            Aspect::Container => Check::Container,
            Aspect::Chain => Check::Chain,
            Aspect::Order => Check::Order,
            Aspect::Form => Check::Form,
        };
        self.report.fail(check, fault.to_string());
        for check in Check::ALL {
            self.report
                .not_reached(check, format!("reading stopped at byte {}", fault.offset));
        }
    }

    fn end(&mut self, stage: Stage, events: u64) {
        if let Some(head) = self.options.head.as_ref().filter(|_| !self.head_seen) {
            let fault = format!("the published head {head} is no event of this archive");
            self.report.fail(Check::Chain, fault);
        }
        for check in [Check::Container, Check::Chain, Check::Form] {
            let detail = if check == Check::Chain {
                format!("{events} events")
            } else {
                String::new()
            };
            self.report.done(check, detail);
        }
        if stage == Stage::Done {
            self.report.done(Check::Order, "");
            return;
        }
        let missing = format!(
            "the archive is not finished: {} may come next",
            stage.expects()
        );
        self.report.fail(Check::Order, missing);
        for check in Check::ALL {
            self.report.not_reached(check, "the archive ends before it");
        }
    }

    fn step(&mut self, height: u64, content: Content) {
        if !matches!(content, Content::Ballot { .. }) {
            self.flush_ballots();
        }
        match content {
            Content::Setup(setup) => self.setup(*setup),
            Content::Ballot { bytes, .. } => self.ballot(height, bytes),
            Content::EndBallots => self.end_ballots(),
            Content::EncryptedTally { size, tally } => self.tally(size, tally),
            Content::Shuffle { owner, shuffle } => self.shuffle(height, owner, *shuffle),
            Content::EndShuffles => self.end_shuffles(),
            Content::PartialDecryption { owner, decryption } => {
                self.decryption(height, owner, *decryption);
            }
            Content::Result(outcome) => self.result(&outcome),
        }
    }

    fn setup(&mut self, setup: Setup) {
        let election = &setup.election;
        let fingerprint = election.fingerprint();
        self.report.election = Some(ElectionName {
            uuid: election.uuid.clone(),
            name: election.name.clone(),
            fingerprint,
            rehearsal: setup.is_rehearsal(),
        });
        // the reader has refused terms that cannot be read
        let terms: Vec<Option<Terms>> = election
            .questions
            .iter()
            .map(|question| question.terms().unwrap_or_default())
            .collect();
        self.trustees(&setup, &terms);
        self.credentials(&setup, &terms);
        let polls = Polls::new(election);
        if let Err(fault) = &polls {
            self.report.fail(
                Check::Trustees,
                format!("the election's public key: {fault}"),
            );
        }
        self.election = Some(State {
            urn: BallotBox::new(&setup.credentials, election.questions.len()),
            terms,
            polls: polls.ok(),
            waiting: Vec::new(),
            refused: 0,
            replaced: 0,
            mixed: None,
            generators: Generators::new(0),
            shufflers: Vec::new(),
            parts: Vec::new(),
            setup,
        });
    }

    fn trustees(&mut self, setup: &Setup, terms: &[Option<Terms>]) {
        match trustee::check_trustees(&setup.trustees) {
            Ok(product) if product.encode() != setup.election.public_key => {
                self.report.fail(
                    Check::Trustees,
                    "the election's public key is not the product of the trustees' keys",
                );
            }
            Ok(_) => {}
            Err(faults) => {
                for fault in faults {
                    self.report.fail(Check::Trustees, fault.to_string());
                }
            }
        }
        if let Some(named) = named_digests(terms)
            && named.trustees != Digest::of(&setup.trustees.to_json())
        {
            self.report.fail(
                Check::Trustees,
                "the election was made for other trustees (their digest is not the named one)",
            );
        }
        self.report.done(
            Check::Trustees,
            format!("{} trustees", setup.trustees.len()),
        );
    }

    fn credentials(&mut self, setup: &Setup, terms: &[Option<Terms>]) {
        let found = setup.credentials.len() as u64;
        let named = terms.iter().flatten().map(|terms| terms.roll.size);
        let sizes: Vec<u64> = named.chain(self.options.roll_size).collect();
        for size in &sizes {
            if *size != found {
                let fault =
                    format!("the list has {found} credentials, the roll has {size} entitlements");
                self.report.fail(Check::Credentials, fault);
            }
        }
        for (chunk, credentials) in setup
            .credentials
            .as_slice()
            .chunks(CREDENTIAL_CHUNK)
            .enumerate()
        {
            for fault in batch::decode(credentials).err().unwrap_or_default() {
                let number = chunk * CREDENTIAL_CHUNK + fault.index + 1;
                self.report.fail(
                    Check::Credentials,
                    format!("credential {number} of the list: {}", fault.error),
                );
            }
        }
        if let Some(named) = named_digests(terms)
            && named.credentials != Digest::of(&setup.credentials.to_json())
        {
            self.report.fail(
                Check::Credentials,
                "the election was made for another list of credentials (its digest is not the named one)",
            );
        }
        if sizes.is_empty() && !self.report.failed(Check::Credentials) {
            let why = format!(
                "{found} credentials; no size of the roll was given to compare, see --roll-size"
            );
            self.report.not_asked(Check::Credentials, why);
        } else {
            self.report
                .done(Check::Credentials, format!("{found} credentials"));
        }
    }

    fn ballot(&mut self, height: u64, bytes: Vec<u8>) {
        let Some(state) = &mut self.election else {
            return;
        };
        state.waiting.push((height, bytes));
        if state.waiting.len() >= BATCH {
            self.flush_ballots();
        }
    }

    fn flush_ballots(&mut self) {
        let Some(state) = &mut self.election else {
            return;
        };
        let waiting = std::mem::take(&mut state.waiting);
        let Some(polls) = &state.polls else { return };
        let bytes: Vec<&[u8]> = waiting.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let checked = polls.check_all(&state.setup.credentials, &bytes);
        for ((height, bytes), outcome) in waiting.iter().zip(checked) {
            match outcome.and_then(|ballot| state.urn.take(&ballot)) {
                Ok(replaces) => state.replaced += u64::from(replaces),
                Err(fault) => {
                    state.refused += 1;
                    let tracker = Digest::of(bytes).to_base64();
                    let fault = format!("ballot at height {height}, tracker {tracker}: {fault}");
                    self.report.fail(Check::Ballots, fault);
                }
            }
        }
    }

    fn end_ballots(&mut self) {
        let Some(state) = &self.election else { return };
        if state.polls.is_none() {
            return;
        }
        let detail = format!(
            "{} ballots, {} of them replaced by a later one",
            state.urn.taken(),
            state.replaced
        );
        self.report.done(Check::Ballots, detail);
    }

    fn tally(&mut self, size: SizedTally, tally: Ciphertexts) {
        let Some(state) = &mut self.election else {
            return;
        };
        let voters = state.urn.voters() as u64;
        for (what, announced) in [
            ("num_tallied", size.num_tallied),
            ("total_weight", size.total_weight),
        ] {
            if announced != voters {
                let fault =
                    format!("{what} is {announced}, but {voters} credentials cast a valid ballot");
                self.report.fail(Check::Tally, fault);
            }
        }
        if state.polls.is_some() {
            differences(&mut self.report, &state.urn.tally(), &tally);
        }
        // the ballots have done their work: their memory is needed for the shuffles
        state.urn = BallotBox::new(&polity_ballot::wire::Credentials::new(Vec::new()), 0);
        let mut questions = Vec::with_capacity(tally.0.len());
        for (question, list) in tally.0.into_iter().enumerate() {
            match CheckedCiphertexts::check(list) {
                Ok(list) => questions.push(list),
                Err(faults) => {
                    for fault in faults {
                        self.report
                            .fail(Check::Tally, format!("question {}: {fault}", question + 1));
                    }
                }
            }
        }
        let complete = questions.len() == state.setup.election.questions.len();
        state.generators = Generators::new(generators_needed(&questions));
        state.mixed = complete.then_some(questions);
        self.report
            .done(Check::Tally, format!("{voters} ballots count"));
    }

    fn shuffle(&mut self, height: u64, owner: u32, shuffle: Shuffle) {
        let Some(state) = &mut self.election else {
            return;
        };
        let label = state.setup.trustees.label(owner);
        if usize::try_from(owner)
            .is_ok_and(|owner| owner == 0 || owner > state.setup.trustees.len())
        {
            self.report.fail(
                Check::Shuffles,
                format!("shuffle at height {height} is by {label}"),
            );
        }
        let (Some(polls), Some(mixed)) = (&state.polls, &state.mixed) else {
            return;
        };
        match check_shuffle(polls, &state.generators, mixed, shuffle) {
            Ok(next) => {
                state.mixed = Some(next);
                if !state.shufflers.contains(&owner) {
                    state.shufflers.push(owner);
                }
            }
            Err(fault) => {
                let fault = format!("shuffle at height {height} by {label}: {fault}");
                self.report.fail(Check::Shuffles, fault);
                // what came out of it is not known to be the ballots that went in
                state.mixed = None;
            }
        }
    }

    fn end_shuffles(&mut self) {
        let Some(state) = &self.election else { return };
        let named = state
            .terms
            .iter()
            .flatten()
            .map(|terms| terms.shuffles)
            .max();
        let needed = named.max(self.options.shuffles).unwrap_or(1).max(1);
        let made = state.shufflers.len();
        if made == 0 && !self.report.failed(Check::Shuffles) {
            self.report.fail(
                Check::Shuffles,
                "nobody shuffled: whose ballot is which could be read off",
            );
        } else if made < needed as usize {
            let fault = format!("{made} trustees shuffled, the election asks for {needed}");
            self.report.fail(Check::Shuffles, fault);
        }
        let labels: Vec<String> = state
            .shufflers
            .iter()
            .map(|owner| state.setup.trustees.label(*owner))
            .collect();
        self.report.done(
            Check::Shuffles,
            format!("{made} of at least {needed}: {}", labels.join(", ")),
        );
    }

    fn decryption(&mut self, height: u64, owner: u32, decryption: PartialDecryption) {
        let Some(state) = &mut self.election else {
            return;
        };
        let label = state.setup.trustees.label(owner);
        let (Some(polls), Some(mixed)) = (&state.polls, &state.mixed) else {
            return;
        };
        let index = usize::try_from(owner).unwrap_or(usize::MAX).wrapping_sub(1);
        let Some(key) = state.setup.trustees.keys().nth(index) else {
            self.report.fail(
                Check::Decryptions,
                format!("decryption at height {height} is by {label}"),
            );
            return;
        };
        let verified = FixedBase::decode(&key.public_key)
            .map_err(|fault| fault.to_string())
            .and_then(|key| {
                let check = Decryption {
                    fingerprint: polls.fingerprint(),
                };
                check
                    .verify(mixed, &key, &decryption)
                    .map_err(|fault| fault.to_string())
            });
        match verified {
            // the factors are kept as they were written: 32 bytes each instead of 160
            Ok(_) => state.parts.push(Part {
                owner: index + 1,
                factors: decryption.decryption_factors,
            }),
            Err(fault) => {
                let fault = format!("decryption at height {height} by {label}: {fault}");
                self.report.fail(Check::Decryptions, fault);
            }
        }
    }

    fn result(&mut self, outcome: &Outcome) {
        let Some(state) = &mut self.election else {
            return;
        };
        let owners: Vec<usize> = state.parts.iter().map(|part| part.owner).collect();
        let weights = decrypt::weights(&state.setup.trustees, &owners);
        for fault in weights.as_ref().err().into_iter().flatten() {
            self.report.fail(Check::Decryptions, fault.to_string());
        }
        self.report.done(
            Check::Decryptions,
            format!("{} trustees decrypted", owners.len()),
        );
        let (Ok(weights), Some(mixed)) = (weights, state.mixed.take()) else {
            return;
        };
        let width = |question: usize| state.setup.election.questions[question].value.answers.len();
        let opened: Option<Vec<Opened>> = mixed
            .iter()
            .enumerate()
            .map(|(question, list)| {
                opening::open(
                    list.as_slice(),
                    question,
                    width(question),
                    &state.parts,
                    &weights,
                )
            })
            .collect();
        let Some(opened) = opened else {
            self.report
                .fail(Check::Result, "the decryptions do not fit the ciphertexts");
            return;
        };
        opening::compare(&mut self.report, &opened, outcome);
        self.contest = counting::count(
            &mut self.report,
            &state.setup.election,
            &state.terms,
            &opened,
            self.options,
        );
    }
}

/// Digests of the rest of the setup, where the election's terms name them.
fn named_digests(terms: &[Option<Terms>]) -> Option<SetupDigests> {
    terms.iter().flatten().find_map(|terms| terms.setup)
}

/// Names how an announced tally differs from the one that the ballots give.
fn differences(report: &mut Report, expected: &Ciphertexts, announced: &Ciphertexts) {
    if expected.0.len() != announced.0.len() {
        let fault = format!(
            "the tally has {} questions, the election has {}",
            announced.0.len(),
            expected.0.len()
        );
        report.fail(Check::Tally, fault);
    }
    for (question, (expected, announced)) in expected.0.iter().zip(&announced.0).enumerate() {
        let number = question + 1;
        if expected.len() != announced.len() {
            let (found, due) = (announced.len(), expected.len());
            report.fail(
                Check::Tally,
                format!(
                    "question {number}: the tally has {found} ciphertexts, {due} ballots count"
                ),
            );
        }
        if let Some(place) = expected.iter().zip(announced).position(|(a, b)| a != b) {
            let what = if expected.binary_search(&announced[place]).is_err() {
                "is not that of a ballot that counts"
            } else {
                "does not stand in its place: one is missing, doubled or out of order"
            };
            report.fail(
                Check::Tally,
                format!("question {number}: ciphertext {} {what}", place + 1),
            );
        }
    }
}
