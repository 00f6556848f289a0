//! Holding an election step by step: it may be dropped and resumed between any two steps, and refuses what a verifier
//! would refuse.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod common;

use common::*;
use polity_ballot::archive::{Keeper, KeeperFault, make_shuffle};
use polity_ballot::decrypt::Decryption;
use polity_ballot::wire::{BallotRefusal, Ranking};

/// Ends the keeper and takes up the election again from its archive alone.
fn resumed(keeper: Keeper<Vec<u8>>) -> Keeper<Vec<u8>> {
    let archive = keeper.finish().unwrap();
    Keeper::resume(&archive[..], archive.clone()).unwrap()
}

#[test]
fn an_election_resumed_between_all_its_steps_is_the_same_election() {
    let (straight, papers, _) = election(9);
    let mut officers = officers(9, Some(terms(9)));
    let mut keeper = resumed(Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap());
    let ballots = ballots(&mut officers, &keeper);
    for bytes in &ballots {
        let checked = keeper
            .polls()
            .check(&officers.setup.credentials, bytes)
            .unwrap();
        keeper.append(&checked).unwrap();
        keeper = resumed(keeper);
    }
    keeper.end_ballots().unwrap();
    keeper = resumed(keeper);
    keeper.encrypted_tally().unwrap();
    for owner in 1..=TRUSTEES {
        keeper = resumed(keeper);
        shuffle(&mut officers, &mut keeper, owner);
    }
    keeper = resumed(keeper);
    assert_eq!(keeper.shufflers(), [1, 2, 3]);
    keeper.end_shuffles().unwrap();
    for owner in 1..=TRUSTEES {
        keeper = resumed(keeper);
        decrypt(&mut officers, &mut keeper, owner);
    }
    let mut keeper = resumed(keeper);
    assert_eq!(keeper.result().unwrap().remove(0), papers);
    assert!(
        keeper.finish().unwrap() == straight,
        "the same randomness gives the same bytes"
    );
    let mut cast: Vec<Vec<u8>> = (0..8).map(|voter| paper(voter).to_vec()).collect();
    let mut opened: Vec<Vec<u8>> = papers.rows.iter().map(<[u8]>::to_vec).collect();
    cast.sort();
    opened.sort();
    assert_eq!(opened, cast, "what was cast last is what is opened");
    assert!(papers.canonical.iter().all(|canonical| *canonical));
}

#[test]
fn ballots_that_a_verifier_would_refuse_are_not_written() {
    let mut officers = officers(9, Some(terms(9)));
    let mut keeper = Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap();
    vote(&mut officers, &mut keeper);
    let again = keeper
        .polls()
        .make(&officers.credentials[0], &[paper(0)], &mut officers.rng)
        .unwrap();
    let again = keeper
        .polls()
        .check(&officers.setup.credentials, &again.bytes)
        .unwrap();
    assert!(keeper.ballots().has_voted(again.place()));
    assert!(
        keeper.append(&again).unwrap(),
        "a later ballot replaces the earlier one"
    );
    let copy = keeper.append(&again).unwrap_err();
    assert!(
        matches!(copy, KeeperFault::Ballot(BallotRefusal::Copy)),
        "{copy}"
    );
    assert!(matches!(
        keeper.encrypted_tally(),
        Err(KeeperFault::Archive(_))
    ));
    assert!(matches!(keeper.result(), Err(KeeperFault::Archive(_))));
    keeper.end_ballots().unwrap();
    assert!(matches!(
        keeper.append(&again),
        Err(KeeperFault::Ballot(BallotRefusal::Copy))
    ));
    keeper.encrypted_tally().unwrap();
}

#[test]
fn shuffles_and_decryptions_that_a_verifier_would_refuse_are_not_written() {
    let mut officers = officers(9, Some(terms(9)));
    let mut keeper = Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap();
    vote(&mut officers, &mut keeper);
    keeper.end_ballots().unwrap();
    keeper.encrypted_tally().unwrap();
    let length = keeper.archive().len();
    let good = make_shuffle(
        keeper.polls(),
        keeper.generators(),
        keeper.ciphertexts(),
        &mut officers.rng,
    );
    let mut bad = good.clone();
    bad.ciphertexts.0[0].swap(0, 1);
    assert!(matches!(
        keeper.shuffle(1, bad),
        Err(KeeperFault::Shuffle(_))
    ));
    assert!(matches!(
        keeper.shuffle(4, good.clone()),
        Err(KeeperFault::Trustee(_))
    ));
    assert_eq!(keeper.archive().len(), length, "nothing was written");
    keeper.shuffle(1, good).unwrap();
    let few = keeper.end_shuffles().unwrap_err();
    assert_eq!(few.to_string(), "1 trustees have shuffled, 3 must");
    shuffle(&mut officers, &mut keeper, 2);
    shuffle(&mut officers, &mut keeper, 3);
    keeper.end_shuffles().unwrap();

    let missing = keeper.result().unwrap_err().to_string();
    assert!(
        missing.contains("trustee 1 has not decrypted") && missing.contains("trustee 3"),
        "{missing}"
    );
    let decryption = Decryption {
        fingerprint: keeper.polls().fingerprint(),
    };
    let part = decryption.decrypt(
        keeper.ciphertexts(),
        &officers.secrets[0],
        &mut officers.rng,
    );
    let wrong = keeper.partial_decryption(2, &part).unwrap_err();
    assert!(matches!(wrong, KeeperFault::Decryption(_)), "{wrong}");
    keeper.partial_decryption(1, &part).unwrap();
    let twice = keeper.partial_decryption(1, &part).unwrap_err().to_string();
    assert_eq!(twice, "trustee 1 (Trustee Oak) has decrypted before");
}

#[test]
fn papers_that_do_not_fit_the_election_are_not_made() {
    let mut officers = officers(2, None);
    let keeper = Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap();
    let credential = &officers.credentials[0];
    let short = keeper
        .polls()
        .make(credential, &[[1, 2]], &mut officers.rng)
        .err()
        .unwrap();
    assert_eq!(
        short.to_string(),
        "question 1 has 5 candidates, the paper gives 2 numbers"
    );
    let papers: [[u8; 5]; 2] = [paper(0), paper(1)];
    let two = keeper
        .polls()
        .make(credential, &papers, &mut officers.rng)
        .err()
        .unwrap();
    assert_eq!(
        two.to_string(),
        "the election has 1 questions, the paper answers 2"
    );
    let numbers = Ranking::numbers_of(&[5, 1], 5).unwrap();
    assert!(
        keeper
            .polls()
            .make(credential, &[numbers], &mut officers.rng)
            .is_ok()
    );
}
