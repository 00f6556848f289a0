//! Real and rehearsed elections cannot be confused: the election's own text says which it is, every ballot
//! is bound to that text, and the office refuses the other kind by type (RELIABILITY B1).

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::fs::{self, File};
use std::path::Path;

use polity_ballot::archive::{ElectionParts, Keeper, Setup};
use polity_ballot::credential::Credential;
use polity_ballot::trustee;
use polity_ballot::wire::{
    BallotRefusal, Credentials, Digest, Ranking, RollTerms, Terms, TrusteeItem, Trustees, Wire as _,
};
use polity_office::OfficeFault;
use polity_office::folder::{ElectionFolder, REHEARSAL};
use polity_office::polling::{CastRefusal, Poll};
use polity_values::MatterId;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

const UUID: &str = "Rehearsa1orRea1";

/// The same election twice, real and rehearsed: same identifier, same keys, same codes.
fn twins() -> (Setup, Setup, Vec<Credential>) {
    let mut rng = ChaCha20Rng::seed_from_u64(11);
    let codes: Vec<Credential> = (0..3).map(|_| Credential::generate(&mut rng)).collect();
    let keys: Vec<_> = (0..2)
        .map(|_| TrusteeItem::Single(trustee::generate(&mut rng).1))
        .collect();
    let make = |rehearsal| {
        let roll = RollTerms {
            size: 3,
            digest: Digest::of(b"a roll"),
        };
        let terms = Terms::new("scottish-stv", "1", 1, "lot", roll, 2);
        let parts = ElectionParts {
            uuid: UUID.to_owned(),
            name: "Committee".to_owned(),
            description: "An invented election".to_owned(),
            question: "Rank them".to_owned(),
            candidates: ["A", "B", "C"].map(str::to_owned).to_vec(),
            terms: Some(terms.of_rehearsal(rehearsal)),
            administrator: None,
            credential_authority: None,
        };
        let public = codes.iter().map(|code| code.public(UUID)).collect();
        Setup::make(parts, Trustees(keys.clone()), Credentials::new(public)).unwrap()
    };
    (make(false), make(true), codes)
}

/// Two data folders: a real one and a rehearsal.
fn houses() -> (tempfile::TempDir, ElectionFolder, ElectionFolder) {
    let root = tempfile::tempdir().unwrap();
    let (real, practice) = (root.path().join("real"), root.path().join("practice"));
    fs::create_dir_all(&real).unwrap();
    fs::create_dir_all(&practice).unwrap();
    fs::write(practice.join(REHEARSAL), "nothing here is real").unwrap();
    let open = |house: &Path| ElectionFolder::of_house(house, "executive").unwrap();
    let folders = (open(&real), open(&practice));
    (root, folders.0, folders.1)
}

fn copy(from: &ElectionFolder, to: &ElectionFolder) {
    for name in ["election.json", "trustees.json", "credentials.json"] {
        fs::copy(from.path().join(name), to.path().join(name)).unwrap();
    }
}

#[track_caller]
fn told<T>(refused: Result<T, OfficeFault>) -> String {
    match refused {
        Ok(_) => panic!("it was taken"),
        Err(OfficeFault::Wrong(faults)) => faults.join("; "),
        Err(other) => panic!("refused for another reason: {other}"),
    }
}

#[test]
fn b1_the_elections_text_says_which_kind_it_is() {
    let (real, rehearsed, _) = twins();
    assert!(!real.is_rehearsal());
    assert!(rehearsed.is_rehearsal());
    let text = String::from_utf8(rehearsed.election.to_json()).unwrap();
    assert!(text.contains(r#""rehearsal":true"#), "{text}");
    assert!(
        !String::from_utf8(real.election.to_json())
            .unwrap()
            .contains("rehearsal")
    );
    assert_ne!(
        real.election.fingerprint(),
        rehearsed.election.fingerprint()
    );
}

#[test]
fn b1_an_election_of_the_other_kind_is_neither_kept_nor_opened() {
    let (real, rehearsed, _) = twins();
    let (_root, house, practice) = houses();
    assert!(told(house.keep_setup(&rehearsed)).contains("is a rehearsal"));
    assert!(told(practice.keep_setup(&real)).contains("is real"));
    let of_real = house.keep_setup(&real).unwrap();
    let of_rehearsed = practice.keep_setup(&rehearsed).unwrap();
    // The files themselves, carried over by hand: the digest would be right, the kind is not.
    copy(&practice, &house);
    assert!(told(house.setup(polity_office::digest(of_rehearsed))).contains("is a rehearsal"));
    house.keep_setup(&real).unwrap();
    copy(&house, &practice);
    assert!(told(practice.setup(polity_office::digest(of_real))).contains("is real"));
}

#[test]
fn b1_an_archive_of_the_other_kind_is_never_counted() {
    let (real, rehearsed, _) = twins();
    let (_root, house, practice) = houses();
    let begin = |folder: &ElectionFolder, setup: Setup| {
        let file = File::create(folder.archive().path()).unwrap();
        Keeper::begin(file, 1_800_000_000, setup)
            .unwrap()
            .finish()
            .unwrap();
    };
    begin(&house, rehearsed.clone());
    begin(&practice, real.clone());
    assert!(told(house.archive().papers()).contains("is a rehearsal"));
    assert!(told(practice.archive().papers()).contains("is real"));
    begin(&house, real);
    begin(&practice, rehearsed);
    assert!(house.archive().resume().is_ok());
    assert!(practice.archive().resume().is_ok());
}

#[test]
fn b1_a_ballot_of_a_rehearsal_is_refused_by_the_real_box() {
    let (real, rehearsed, codes) = twins();
    let poll = |setup: &Setup| Poll::new(MatterId::new("executive").unwrap(), setup).unwrap();
    let (real, rehearsed) = (poll(&real), poll(&rehearsed));
    let mut rng = ChaCha20Rng::seed_from_u64(12);
    let paper = Ranking::numbers_of_places(&[vec![2], vec![1]], 3).unwrap();
    for (from, to) in [(&rehearsed, &real), (&real, &rehearsed)] {
        let made = from.polls().make(&codes[0], &[&paper], &mut rng).unwrap();
        assert!(from.check_all(&[&made.bytes])[0].is_ok());
        let refused = to.check_all(&[&made.bytes]).remove(0);
        assert!(
            matches!(
                refused,
                Err(CastRefusal::Ballot(BallotRefusal::OtherFingerprint(_)))
            ),
            "the same code, the same keys, and still another election"
        );
    }
}
