//! Forgeries by somebody who holds real keys or credentials, so that all digests and most proofs fit: each is refused
//! by the check that is there for it, which names the item at fault.

mod common;

use common::forge::{careful, members};
use common::*;
use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::CompressedEdwardsY;
use polity_ballot::archive::{Keeper, Writer, check_shuffle, make_shuffle};
use polity_ballot::decrypt::Decryption;
use polity_ballot::elgamal::{Booth, sign_ballot};
use polity_ballot::encode::{decode_vartime, encode_vartime};
use polity_ballot::generator::Generators;
use polity_ballot::group::{Element, Encoded};
use polity_ballot::tally::CheckedCiphertexts;
use polity_ballot::wire::{
    Ballot, BallotBox, Ciphertext, Ciphertexts, Credentials, Digest, Outcome, Polls, Proof, Rows,
    Wire as _,
};
use polity_count::{Contest, Lots, Rule};
use polity_verify::{Check, CountOptions, Options, Published, Report, Status, verify};

const VOTERS: usize = 10;

fn lots() -> CountOptions {
    CountOptions {
        lots: Lots::Seed("named".to_owned()),
        ..CountOptions::default()
    }
}

fn report(archive: &[u8]) -> Report {
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
fn refused(report: &Report, check: Check, words: &str) {
    let line = report.line(check);
    assert_eq!(line.status, Status::Fail, "{report}");
    assert!(
        line.faults.iter().any(|fault| fault.contains(words)),
        "{words:?} not in {report}"
    );
    assert!(!report.holds);
}

/// An election in which the officers write whatever they like: no check stands between them and the archive.
struct Rogue {
    officers: Officers,
    polls: Polls,
    writer: Writer<Vec<u8>>,
    ballots: BallotBox,
    lists: Vec<CheckedCiphertexts>,
}

impl Rogue {
    fn begin() -> Self {
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

    fn cast(&mut self, voter: usize, paper: [u8; 5]) -> Vec<u8> {
        let credential = &self.officers.credentials[voter];
        let made = self
            .polls
            .make(credential, &[paper], &mut self.officers.rng)
            .unwrap();
        self.put(&made.bytes);
        made.bytes
    }

    /// Writes a ballot, and counts it if it is good.
    fn put(&mut self, bytes: &[u8]) {
        self.writer.ballot(bytes).unwrap();
        if let Ok(checked) = self.polls.check(&self.officers.setup.credentials, bytes) {
            let _ = self.ballots.take(&checked);
        }
    }

    /// A ballot with any plaintext, otherwise as it should be.
    fn ballot_of(&mut self, voter: usize, plaintext: &Element) -> Ballot {
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
    fn signed(&mut self, voter: usize, mut ballot: Ballot) -> Ballot {
        let secret = self.officers.credentials[voter].secret(&self.officers.setup.election.uuid);
        ballot.hash = Digest::of(&ballot.unsigned()).to_base64();
        ballot.signature = sign_ballot(&secret, &ballot.hash, &mut self.officers.rng);
        ballot
    }

    fn close(&mut self) {
        self.writer.end_ballots().unwrap();
    }

    fn tally(&mut self) {
        let (tally, voters) = (self.ballots.tally(), self.ballots.voters() as u64);
        self.tally_of(tally, voters);
    }

    fn tally_of(&mut self, tally: Ciphertexts, announced: u64) {
        self.writer.encrypted_tally(&tally, announced).unwrap();
        self.lists = tally
            .0
            .into_iter()
            .map(|list| CheckedCiphertexts::check(list).unwrap())
            .collect();
    }

    fn shuffle(&mut self, owner: u32) {
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

    fn decrypt(&mut self, owner: u32) -> Vec<Element> {
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
    fn open(&mut self) -> Vec<Vec<u8>> {
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

    fn finish(mut self) -> Vec<u8> {
        self.writer.end_shuffles().unwrap();
        self.open();
        self.writer.finish().unwrap()
    }

    fn rest(mut self) -> Vec<u8> {
        self.close();
        self.tally();
        (1..=TRUSTEES).for_each(|owner| self.shuffle(owner));
        self.finish()
    }

    fn with_votes() -> Self {
        let mut rogue = Self::begin();
        (0..VOTERS - 1).for_each(|voter| drop(rogue.cast(voter, paper(voter))));
        rogue
    }
}

#[test]
fn an_honest_election_by_these_hands_passes() {
    let found = report(&Rogue::with_votes().rest());
    assert!(found.holds, "{found}");
}

#[test]
fn a_ranked_election_without_a_shuffle_or_with_too_few_is_refused() {
    let mut none = Rogue::with_votes();
    none.close();
    none.tally();
    refused(&report(&none.finish()), Check::Shuffles, "nobody shuffled");

    let mut two = Rogue::with_votes();
    two.close();
    two.tally();
    two.shuffle(1);
    two.shuffle(2);
    refused(
        &report(&two.finish()),
        Check::Shuffles,
        "2 trustees shuffled, the election asks for 3",
    );

    let mut same = Rogue::with_votes();
    same.close();
    same.tally();
    [1, 2, 2].into_iter().for_each(|owner| same.shuffle(owner));
    refused(
        &report(&same.finish()),
        Check::Shuffles,
        "2 trustees shuffled",
    );

    let mut stranger = Rogue::with_votes();
    stranger.close();
    stranger.tally();
    [1, 2, 4]
        .into_iter()
        .for_each(|owner| stranger.shuffle(owner));
    refused(
        &report(&stranger.finish()),
        Check::Shuffles,
        "trustee 4, whom the election does not name",
    );
}

#[test]
fn false_totals_are_refused() {
    let mut rogue = Rogue::with_votes();
    rogue.close();
    let tally = rogue.ballots.tally();
    rogue.tally_of(tally, 10);
    (1..=TRUSTEES).for_each(|owner| rogue.shuffle(owner));
    let found = report(&rogue.finish());
    refused(
        &found,
        Check::Tally,
        "num_tallied is 10, but 9 credentials cast a valid ballot",
    );
    refused(&found, Check::Tally, "total_weight is 10");

    let archive = Rogue::with_votes().rest();
    let mut parts = members(&archive);
    for part in &mut parts {
        let text =
            String::from_utf8_lossy(&part.body).replace("\"total_weight\":9", "\"total_weight\":8");
        part.body = text.into_bytes();
    }
    let found = report(&careful(&parts));
    refused(&found, Check::Tally, "total_weight is 8, but 9");
    assert_eq!(found.line(Check::Tally).faults.len(), 1, "{found}");
}

#[test]
fn a_tally_that_leaves_out_doubles_or_adds_a_ballot_is_refused() {
    let alterations: [(&str, fn(&mut Vec<Ciphertext>)); 3] = [
        ("the tally has 8 ciphertexts, 9 ballots count", |list| {
            list.truncate(8);
        }),
        ("is not that of a ballot that counts", |list| {
            list[3].beta = list[2].beta
        }),
        ("does not stand in its place", |list| list.swap(0, 1)),
    ];
    for (words, alter) in alterations {
        let mut rogue = Rogue::with_votes();
        rogue.close();
        let mut tally = rogue.ballots.tally();
        alter(&mut tally.0[0]);
        rogue.tally_of(tally, 9);
        (1..=TRUSTEES).for_each(|owner| rogue.shuffle(owner));
        refused(&report(&rogue.finish()), Check::Tally, words);
    }
}

#[test]
fn a_replaced_ballot_may_not_come_back() {
    let mut rogue = Rogue::begin();
    rogue.cast(0, [1, 2, 0, 0, 0]);
    let early = rogue.ballots.tally();
    rogue.cast(0, [2, 1, 0, 0, 0]);
    (1..4).for_each(|voter| drop(rogue.cast(voter, paper(voter))));
    rogue.close();
    let mut tally = rogue.ballots.tally();
    let late = tally.0[0].clone();
    tally.0[0][0] = early.0[0][0];
    tally.0[0].sort_unstable();
    assert_ne!(tally.0[0], late);
    rogue.tally_of(tally, 4);
    (1..=TRUSTEES).for_each(|owner| rogue.shuffle(owner));
    refused(
        &report(&rogue.finish()),
        Check::Tally,
        "is not that of a ballot that counts",
    );
}

#[test]
fn a_ballot_moved_to_another_credential_is_refused_and_named() {
    let mut rogue = Rogue::with_votes();
    let bytes = rogue.cast(0, paper(0));
    let mut ballot = Ballot::from_json(&bytes).unwrap();
    let thief = VOTERS - 1;
    ballot.credential =
        rogue.officers.credentials[thief].public(&rogue.officers.setup.election.uuid);
    // with the credential's name changed only, the hash is over another ballot
    let careless = ballot.to_json();
    rogue.put(&careless);
    // signed by the thief, the signature holds, but not the proof that the thief knows the vote
    let signed = rogue.signed(thief, ballot).to_json();
    rogue.put(&signed);
    let found = report(&rogue.rest());
    refused(
        &found,
        Check::Ballots,
        "the signature is over another ballot",
    );
    refused(
        &found,
        Check::Ballots,
        "the proof of question 1 does not hold",
    );
    refused(&found, Check::Ballots, &Ballot::tracker(&signed));
    refused(&found, Check::Ballots, "at height 12");
}

#[test]
fn copies_strangers_and_ballots_of_another_election_are_refused_and_named() {
    let mut rogue = Rogue::with_votes();
    let bytes = rogue.cast(0, paper(0));
    rogue.put(&bytes);
    let stranger = polity_ballot::credential::Credential::generate(&mut rogue.officers.rng);
    let made = rogue
        .polls
        .make(&stranger, &[paper(0)], &mut rogue.officers.rng)
        .unwrap();
    rogue.put(&made.bytes);
    let mut other = made.ballot.clone();
    other.election_uuid = "AnotherElection".to_owned();
    rogue.put(&other.to_json());
    let mut other = made.ballot.clone();
    other.election_hash = Digest::of(b"another").to_base64();
    rogue.put(&other.to_json());
    let mut spaced = bytes.clone();
    spaced.push(b'\n');
    rogue.put(&spaced);
    let mut unproved = Ballot::from_json(&bytes).unwrap();
    unproved.signature = Proof {
        response: unproved.signature.challenge,
        ..unproved.signature
    };
    rogue.put(&unproved.to_json());
    let found = report(&rogue.rest());
    for words in [
        "is a copy of one that was accepted before",
        "is not on the list",
        "was made for another election (its identifier is AnotherElection)",
        "another version of the election",
        "bytes follow the end",
        "the signature does not hold",
    ] {
        refused(&found, Check::Ballots, words);
    }
    assert_eq!(found.line(Check::Ballots).faults.len(), 6, "{found}");
}

#[test]
fn points_of_small_order_are_refused_wherever_they_stand() {
    let mut rogue = Rogue::with_votes();
    for part in 0..2 {
        let mut ballot = rogue.ballot_of(0, &encode_vartime(&paper(0)).unwrap());
        let (ciphertext, _) = &mut ballot.answers[0];
        if part == 0 {
            ciphertext.alpha = shifted(&ciphertext.alpha);
        } else {
            ciphertext.beta = shifted(&ciphertext.beta);
        }
        let signed = rogue.signed(0, ballot).to_json();
        rogue.put(&signed);
    }
    let found = report(&rogue.rest());
    let faults = &found.line(Check::Ballots).faults;
    assert_eq!(
        faults
            .iter()
            .filter(|fault| fault.contains("small-order"))
            .count(),
        2,
        "{found}"
    );

    // every element of the trustees, the list, the tally, the shuffles and the decryptions in turn
    let archive = Rogue::with_votes().rest();
    let parts = members(&archive);
    let items = [
        "[[\"Single\"",
        "[[{\"alpha\"",
        "{\"ciphertexts\"",
        "{\"decryption_factors\"",
    ];
    for item in items {
        let number = parts
            .iter()
            .position(|part| part.body.starts_with(item.as_bytes()))
            .unwrap();
        let text = String::from_utf8(parts[number].body.clone()).unwrap();
        let at = text.match_indices('"').map(|(at, _)| at + 1).find(|at| {
            text.get(*at..at + 65)
                .is_some_and(|word| word.ends_with('"') && Encoded::parse(&word[..64]).is_ok())
        });
        let at = at.unwrap_or_else(|| panic!("no element in member {number}: {}", &text[..80]));
        let bad = shifted(&Encoded::parse(&text[at..at + 64]).unwrap()).to_string();
        let mut forged = parts.clone();
        forged[number].body = text.replace(&text[at..at + 64], &bad).into_bytes();
        let found = report(&careful(&forged));
        assert!(found.to_string().contains("small-order"), "{item}: {found}");
    }
}

#[test]
fn a_credential_of_small_order_is_refused_by_its_place_in_the_list() {
    let mut officers = officers(VOTERS, None);
    let mut list = officers.setup.credentials.as_slice().to_vec();
    list[4] = shifted(&list[4]);
    officers.setup.credentials = Credentials::new(list.clone());
    let place = officers.setup.credentials.position(&list[4]).unwrap() + 1;
    let mut writer = Writer::begin(Vec::new(), TIMESTAMP).unwrap();
    writer.setup(&officers.setup).unwrap();
    let found = report(&writer.finish().unwrap());
    refused(
        &found,
        Check::Credentials,
        &format!("credential {place} of the list: the element is outside"),
    );
}

/// The element with a component of order 8 added.
fn shifted(element: &Encoded) -> Encoded {
    let point = CompressedEdwardsY(*element.as_bytes())
        .decompress()
        .unwrap()
        + EIGHT_TORSION[1];
    Encoded::from_bytes(point.compress().to_bytes())
}

/// The next element after the canonical one that reads as the same numbers.
fn marked(numbers: &[u8]) -> Element {
    let mut bytes = *encode_vartime(numbers).unwrap().encode().as_bytes();
    loop {
        bytes[0] = bytes[0].checked_add(1).unwrap();
        if let Ok(element) = Element::decode(&Encoded::from_bytes(bytes)) {
            assert_eq!(decode_vartime(&element, numbers.len()).ints, numbers);
            return element;
        }
    }
}

#[test]
fn a_marked_paper_is_refused_by_position_unless_the_published_result_leaves_it_out() {
    let mut rogue = Rogue::with_votes();
    let ballot = rogue
        .ballot_of(VOTERS - 1, &marked(&[1, 0, 0, 0, 0]))
        .to_json();
    rogue.put(&ballot);
    let archive = rogue.rest();
    let found = verify(
        &archive[..],
        &Options {
            count: lots(),
            ..Options::default()
        },
    );
    refused(
        &found.report,
        Check::Papers,
        "is not the canonical encoding of its numbers",
    );
    for check in [
        Check::Ballots,
        Check::Shuffles,
        Check::Decryptions,
        Check::Result,
        Check::Count,
    ] {
        assert_eq!(
            found.report.line(check).status,
            Status::Pass,
            "{}",
            found.report
        );
    }
    // counted without it and published so, the election stands, and the report says what was left out
    let contest = found.contest.unwrap();
    let honest = published(&contest);
    let options = Options {
        count: CountOptions {
            published: Some(honest),
            ..lots()
        },
        ..Options::default()
    };
    let report = verify(&archive[..], &options).report;
    assert!(report.holds, "{report}");
    assert!(
        report
            .line(Check::Papers)
            .detail
            .contains("left out of the published result: question 1, paper")
    );
    // counted as if it were valid, it is not
    let mut counted = contest.clone();
    counted.ballots = polity_count::Ballots::new();
    for ballot in contest.ballots.iter() {
        let marked = ballot.marks.is_empty() && ballot.papers == 1;
        let places = if marked {
            vec![vec![1]]
        } else {
            ballot.places()
        };
        counted.ballots.push_places(ballot.papers, &places).unwrap();
    }
    let options = Options {
        count: CountOptions {
            published: Some(published(&counted)),
            ..lots()
        },
        ..Options::default()
    };
    let report = verify(&archive[..], &options).report;
    refused(&report, Check::Published, "valid papers");
    refused(&report, Check::Papers, "is not the canonical encoding");
}

fn published(contest: &Contest) -> Published {
    let counted = polity_count::count(contest, Rule::ScottishStv, &lots().lots).unwrap();
    let polity_count::Outcome::Complete(transcript) = counted else {
        panic!("lots were answered")
    };
    Published::from_json(&serde_json::to_vec(&transcript).unwrap()).unwrap()
}

#[test]
fn another_published_result_rule_or_number_of_seats_is_refused() {
    let archive = Rogue::with_votes().rest();
    let verified = verify(
        &archive[..],
        &Options {
            count: lots(),
            ..Options::default()
        },
    );
    let contest = verified.contest.unwrap();
    let with = |count: CountOptions| {
        verify(
            &archive[..],
            &Options {
                count,
                ..Options::default()
            },
        )
        .report
    };
    let honest = with(CountOptions {
        published: Some(published(&contest)),
        ..lots()
    });
    assert!(honest.holds, "{honest}");
    assert_eq!(honest.elected.len(), 2);

    let mut renamed = contest.clone();
    renamed.candidates[2].name = "Somebody Else".to_owned();
    let found = with(CountOptions {
        published: Some(published(&renamed)),
        ..lots()
    });
    refused(&found, Check::Published, "Somebody Else");
    let mut fewer = contest.clone();
    fewer.seats = 1;
    let found = with(CountOptions {
        published: Some(published(&fewer)),
        ..lots()
    });
    refused(&found, Check::Published, "seats: published 1, counted 2");
    let found = with(CountOptions {
        rule: Some(Rule::MeekNz),
        ..lots()
    });
    refused(
        &found,
        Check::Count,
        "the election names the rule scottish-stv, you asked for meek-nz",
    );
    let found = with(CountOptions {
        seats: Some(3),
        ..lots()
    });
    refused(
        &found,
        Check::Count,
        "the election names the number of seats 2, you asked for 3",
    );
}

#[test]
fn decryptions_that_are_missing_doubled_or_by_another_key_are_refused() {
    let begin = || {
        let mut rogue = Rogue::with_votes();
        rogue.close();
        rogue.tally();
        (1..=TRUSTEES).for_each(|owner| rogue.shuffle(owner));
        rogue.writer.end_shuffles().unwrap();
        rogue
    };
    let result = |mut rogue: Rogue| {
        rogue.writer.result(&Outcome(vec![Rows::new(5)])).unwrap();
        report(&rogue.writer.finish().unwrap())
    };
    let mut missing = begin();
    missing.decrypt(1);
    missing.decrypt(3);
    refused(
        &result(missing),
        Check::Decryptions,
        "trustee 2 has not decrypted, and is needed",
    );
    let mut doubled = begin();
    [1, 2, 3, 3]
        .into_iter()
        .for_each(|owner| drop(doubled.decrypt(owner)));
    refused(
        &result(doubled),
        Check::Decryptions,
        "trustee 3 has decrypted twice",
    );
    let mut swapped = begin();
    swapped.officers.secrets.swap(0, 1);
    [1, 2, 3]
        .into_iter()
        .for_each(|owner| drop(swapped.decrypt(owner)));
    let found = result(swapped);
    refused(
        &found,
        Check::Decryptions,
        "by trustee 1 (Trustee Oak): question 1, ciphertext 1",
    );
    refused(&found, Check::Decryptions, "by trustee 2 (Trustee Ash)");
    let mut silent = begin();
    [1, 2, 3]
        .into_iter()
        .for_each(|owner| drop(silent.decrypt(owner)));
    refused(
        &result(silent),
        Check::Result,
        "0 papers are announced, 9 were opened",
    );
}

#[test]
fn a_shuffle_that_changes_a_vote_is_refused_and_names_the_trustee() {
    let mut rogue = Rogue::with_votes();
    rogue.close();
    rogue.tally();
    rogue.shuffle(1);
    let generators = Generators::new(VOTERS);
    let mut made = make_shuffle(
        &rogue.polls,
        &generators,
        &rogue.lists,
        &mut rogue.officers.rng,
    );
    made.ciphertexts.0[0][4] = made.ciphertexts.0[0][5];
    rogue.writer.shuffle(2, &made).unwrap();
    let found = report(&rogue.finish());
    refused(
        &found,
        Check::Shuffles,
        "by trustee 2 (Trustee Ash): question 1: the proof does not hold",
    );
    assert_eq!(
        found.line(Check::Result).status,
        Status::NotReached,
        "{found}"
    );
}

#[test]
fn trustees_and_credentials_other_than_those_of_the_election_are_refused() {
    let mut other = officers(VOTERS, Some(terms(VOTERS as u64)));
    let honest = other.setup.clone();
    let (_, key) = polity_ballot::trustee::generate(&mut other.rng);
    other.setup.trustees.0[1] = polity_ballot::wire::TrusteeItem::Single(key);
    let archive = |officers: &Officers| {
        let mut writer = Writer::begin(Vec::new(), TIMESTAMP).unwrap();
        writer.setup(&officers.setup).unwrap();
        writer.finish().unwrap()
    };
    let found = report(&archive(&other));
    refused(
        &found,
        Check::Trustees,
        "is not the product of the trustees' keys",
    );
    refused(
        &found,
        Check::Trustees,
        "the election was made for other trustees",
    );
    refused(
        &found,
        Check::Order,
        "the archive is not finished: Ballot or EndBallots may come next",
    );
    assert!(Keeper::begin(Vec::new(), TIMESTAMP, other.setup.clone()).is_err());

    other.setup = honest;
    let list = other.setup.credentials.as_slice()[1..].to_vec();
    other.setup.credentials = Credentials::new(list);
    let found = report(&archive(&other));
    refused(
        &found,
        Check::Credentials,
        "the list has 9 credentials, the roll has 10 entitlements",
    );
    refused(&found, Check::Credentials, "another list of credentials");
    assert!(Keeper::begin(Vec::new(), TIMESTAMP, other.setup).is_err());
}
