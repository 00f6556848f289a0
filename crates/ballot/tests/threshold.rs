//! A threshold group that the peer made, and every way in which one can be forged.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use polity_ballot::decrypt::{CombineFault, weights};
use polity_ballot::group::{Element, Scalar};
use polity_ballot::threshold::{ThresholdFault, check};
use polity_ballot::trustee::{KeyFault, TrusteesFault, check_trustees};
use polity_ballot::wire::{Threshold, TrusteeItem, Trustees, Wire};
use serde_json::Value;

/// One single trustee, then a group of 2 of 3.
fn trustees() -> Trustees {
    let file: Value =
        serde_json::from_str(include_str!("../../../vectors/peer-election.json")).unwrap();
    Trustees::from_json(file["trustees"].as_str().unwrap().as_bytes()).unwrap()
}

fn group() -> Threshold {
    match trustees().0.pop() {
        Some(TrusteeItem::Pedersen(group)) => *group,
        _ => panic!("the last item is a group"),
    }
}

fn fault(alter: impl Fn(&mut Threshold)) -> ThresholdFault {
    let mut group = group();
    alter(&mut group);
    check(&group).unwrap_err()
}

#[test]
fn the_peers_group_holds() {
    assert!(check(&group()).is_ok());
}

#[test]
fn altered_certificates_are_refused() {
    let signature = |what| ThresholdFault::Signature { member: 1, what };
    let altered = fault(|group| group.certs[1].signature.response = Scalar::ONE);
    assert_eq!(altered, signature("certificate"));
    // The certificate of another place, signed as it should be.
    let swapped = fault(|group| group.certs.swap(0, 1));
    assert_eq!(swapped, ThresholdFault::Context { member: 0 });
    let other = fault(|group| group.threshold = 3);
    assert_eq!(other, ThresholdFault::Context { member: 0 });
    let unreadable = fault(|group| group.certs[2].message.push('}'));
    assert!(matches!(
        unreadable,
        ThresholdFault::Message {
            member: 2,
            what: "certificate",
            ..
        }
    ));
}

#[test]
fn altered_polynomials_are_refused() {
    let swapped = fault(|group| group.coefexps.swap(0, 2));
    assert_eq!(
        swapped,
        ThresholdFault::Signature {
            member: 0,
            what: "polynomial"
        }
    );
    let what = "certificates that it saw";
    let swapped = fault(|group| group.signatures.as_mut().unwrap().swap(1, 2));
    assert_eq!(swapped, ThresholdFault::Signature { member: 1, what });
    let text = fault(|group| group.coefexps[1].message = group.coefexps[0].message.clone());
    assert_eq!(
        text,
        ThresholdFault::Signature {
            member: 1,
            what: "polynomial"
        }
    );
}

#[test]
fn altered_keys_are_refused() {
    let swapped = fault(|group| group.verification_keys.swap(0, 1));
    assert_eq!(swapped, ThresholdFault::WrongKey { member: 0 });
    let unsigned = fault(|group| group.verification_keys[2].signature = None);
    assert_eq!(
        unsigned,
        ThresholdFault::Signature {
            member: 2,
            what: "public key"
        }
    );
    let unproved = fault(|group| {
        group.verification_keys[1].pok = group.verification_keys[0].pok;
    });
    assert_eq!(
        unproved,
        ThresholdFault::Key {
            member: 1,
            fault: KeyFault::Proof
        }
    );
}

#[test]
fn wrong_sizes_are_refused() {
    let missing = fault(|group| drop(group.verification_keys.pop()));
    let lengths = ThresholdFault::Lengths {
        certs: 3,
        coefexps: 3,
        signatures: 3,
        keys: 2,
    };
    assert_eq!(missing, lengths);
    let unsigned = fault(|group| group.signatures = None);
    let lengths = ThresholdFault::Lengths {
        certs: 3,
        coefexps: 3,
        signatures: 0,
        keys: 3,
    };
    assert_eq!(unsigned, lengths);
    for threshold in [0, 4] {
        let size = fault(|group| group.threshold = threshold);
        assert_eq!(size, ThresholdFault::Size { threshold, size: 3 });
    }
}

#[test]
fn faults_of_all_items_come_together() {
    let mut trustees = trustees();
    if let Some(TrusteeItem::Single(key)) = trustees.0.first_mut() {
        key.public_key = Element::GENERATOR.encode();
    }
    if let Some(TrusteeItem::Pedersen(group)) = trustees.0.last_mut() {
        group.threshold = 0;
    }
    let faults = check_trustees(&trustees).unwrap_err();
    let expected = vec![
        TrusteesFault::Single {
            item: 0,
            fault: KeyFault::Proof,
        },
        TrusteesFault::Threshold {
            item: 1,
            fault: ThresholdFault::Size {
                threshold: 0,
                size: 3,
            },
        },
    ];
    assert_eq!(faults, expected);
}

#[test]
fn any_two_members_suffice_and_one_does_not() {
    let trustees = trustees();
    let secret_sharing = |owners: &[usize]| weights(&trustees, owners).unwrap();
    // Lagrange's coefficients at 0 for the places 1 and 2, 1 and 3, 2 and 3.
    let (two, three) = (Scalar::from_u64(2), Scalar::from_u64(3));
    assert_eq!(
        secret_sharing(&[1, 2, 3]),
        vec![Scalar::ONE, two, -Scalar::ONE, Scalar::ZERO]
    );
    assert_eq!(
        secret_sharing(&[1, 3, 4]),
        vec![Scalar::ONE, Scalar::ZERO, three, -two]
    );
    let halves = secret_sharing(&[4, 2, 1]);
    assert_eq!(halves[1] * two, three);
    assert_eq!(halves[3] * two, -Scalar::ONE);
    assert_eq!(
        weights(&trustees, &[2]),
        Err(vec![
            CombineFault::Missing { owner: 1 },
            CombineFault::TooFew {
                item: 1,
                given: 1,
                needed: 2
            },
        ])
    );
}
