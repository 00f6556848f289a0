//! Forgeries by officers and trustees with real keys, so that all digests and most proofs fit: each is refused by the
//! check that is there for it, which names the item at fault.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::forge::{careful, members};
use common::rogue::*;
use common::*;
use polity_ballot::archive::{Keeper, Writer, make_shuffle};
use polity_ballot::generator::Generators;
use polity_ballot::trustee;
use polity_ballot::wire::{Ciphertext, Credentials, Outcome, Rows, TrusteeItem};
use polity_count::Rule;
use polity_verify::{Check, CountOptions, Options, Status, verify};

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
    same.shuffles(&[1, 2, 2]);
    refused(
        &report(&same.finish()),
        Check::Shuffles,
        "2 trustees shuffled",
    );

    let mut stranger = Rogue::with_votes();
    stranger.close();
    stranger.tally();
    stranger.shuffles(&[1, 2, 4]);
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
    rogue.shuffles(&[1, 2, 3]);
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

type Alteration = fn(&mut Vec<Ciphertext>);

#[test]
fn a_tally_that_leaves_out_doubles_or_adds_a_ballot_is_refused() {
    let alterations: [(&str, Alteration); 3] = [
        ("the tally has 8 ciphertexts, 9 ballots count", |list| {
            list.truncate(8);
        }),
        ("is not that of a ballot that counts", |list| {
            list[3].beta = list[2].beta;
        }),
        ("does not stand in its place", |list| list.swap(0, 1)),
    ];
    for (words, alter) in alterations {
        let mut rogue = Rogue::with_votes();
        rogue.close();
        let mut tally = rogue.ballots.tally();
        alter(&mut tally.0[0]);
        rogue.tally_of(tally, 9);
        rogue.shuffles(&[1, 2, 3]);
        refused(&report(&rogue.finish()), Check::Tally, words);
    }
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
        rogue.shuffles(&[1, 2, 3]);
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
    doubled.decrypts(&[1, 2, 3, 3]);
    refused(
        &result(doubled),
        Check::Decryptions,
        "trustee 3 has decrypted twice",
    );
    let mut swapped = begin();
    swapped.officers.secrets.swap(0, 1);
    swapped.decrypts(&[1, 2, 3]);
    let found = result(swapped);
    refused(
        &found,
        Check::Decryptions,
        "by trustee 1 (Trustee Oak): question 1, ciphertext 1",
    );
    refused(&found, Check::Decryptions, "by trustee 2 (Trustee Ash)");
    let mut silent = begin();
    silent.decrypts(&[1, 2, 3]);
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
    let (_, key) = trustee::generate(&mut other.rng);
    other.setup.trustees.0[1] = TrusteeItem::Single(key);
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
