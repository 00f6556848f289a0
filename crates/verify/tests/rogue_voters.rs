//! Forgeries by voters, and by whoever lists them, with real credentials: each is refused by the check that is there
//! for it, which names the item at fault.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::forge::{careful, members};
use common::rogue::*;
use common::*;
use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::CompressedEdwardsY;
use polity_ballot::archive::Writer;
use polity_ballot::encode::{decode_vartime, encode_vartime};
use polity_ballot::group::{Element, Encoded};
use polity_ballot::wire::{Ballot, Credentials, Digest, Proof, Wire as _};
use polity_verify::{Check, CountOptions, Options, Status, verify};

#[test]
fn a_replaced_ballot_may_not_come_back() {
    let mut rogue = Rogue::begin();
    rogue.cast(0, [1, 2, 0, 0, 0]);
    let early = rogue.ballots.tally();
    rogue.cast(0, [2, 1, 0, 0, 0]);
    for voter in 1..4 {
        rogue.cast(voter, paper(voter));
    }
    rogue.close();
    let mut tally = rogue.ballots.tally();
    let late = tally.0[0].clone();
    tally.0[0][0] = early.0[0][0];
    tally.0[0].sort_unstable();
    assert_ne!(tally.0[0], late);
    rogue.tally_of(tally, 4);
    rogue.shuffles(&[1, 2, 3]);
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
    let with = |published| Options {
        count: CountOptions {
            published: Some(published),
            ..lots()
        },
        ..Options::default()
    };
    let report = verify(&archive[..], &with(published(&contest))).report;
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
    let report = verify(&archive[..], &with(published(&counted))).report;
    refused(&report, Check::Published, "valid papers");
    refused(&report, Check::Papers, "is not the canonical encoding");
}
