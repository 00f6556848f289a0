//! Votes and decryptions that hold, and every way in which one can fail to.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{FINGERPRINT, Vote, World, paper, rng};
use polity_ballot::decrypt::{CombineFault, Decryption, DecryptionFault, weights};
use polity_ballot::elgamal::{BallotClaim, BallotFault, Booth};
use polity_ballot::encode::{decode_vartime, encode_vartime};
use polity_ballot::fixed::FixedBase;
use polity_ballot::group::{Element, ElementError, Encoded, Scalar, ScalarError, Secret};
use polity_ballot::trustee::generate;
use polity_ballot::wire::{TrusteeItem, Trustees};

fn claim(vote: &Vote) -> BallotClaim<'_> {
    BallotClaim {
        credential: vote.credential,
        answers: &vote.answers,
        hash: &vote.hash,
        signature: vote.signature,
    }
}

/// A point of order 8 (RFC 8032's encoding).
fn small_order() -> Encoded {
    Encoded::parse("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826").unwrap()
}

#[test]
fn votes_hold_alone_and_in_a_batch_with_bad_ones() {
    let world = World::new(0);
    let mut votes: Vec<Vote> = (0..100).map(|i| world.vote(i, &paper(i))).collect();
    votes[20].answers[0].1.response = Scalar::ONE;
    votes[40].signature.challenge = Scalar::ONE;
    votes[60].answers[0].0.beta = small_order();
    votes[80].credential = Element::identity().encode();
    let claims: Vec<_> = votes.iter().map(claim).collect();
    let results = world.booth().check_all(&claims);
    for (i, result) in results.iter().enumerate() {
        let expected = match i {
            20 => Err(BallotFault::Proof { question: 0 }),
            40 => Err(BallotFault::Signature),
            60 => Err(BallotFault::Ciphertext {
                question: 0,
                error: ElementError::SmallOrder,
            }),
            80 => Err(BallotFault::Credential(ElementError::Identity)),
            _ => Ok(()),
        };
        assert_eq!(*result, expected, "vote {i}");
        assert_eq!(world.booth().check(&claims[i]), expected, "vote {i} alone");
    }
}

#[test]
fn a_copied_ciphertext_does_not_hold_for_another_credential() {
    let world = World::new(0);
    let victim = world.vote(1, &[1, 2, 3]);
    let mut copy = world.vote(2, &[3, 2, 1]);
    copy.answers.clone_from(&victim.answers);
    let expected = Err(BallotFault::Proof { question: 0 });
    assert_eq!(world.booth().check(&claim(&copy)), expected);
}

#[test]
fn a_vote_does_not_hold_in_another_election_or_for_another_key() {
    let world = World::new(0);
    let vote = world.vote(1, &[1, 2, 3]);
    let expected = Err(BallotFault::Proof { question: 0 });
    let other = Booth {
        fingerprint: "another",
        key: &world.key,
    };
    assert_eq!(other.check(&claim(&vote)), expected);
    let key = FixedBase::of(world.key.element() + Element::GENERATOR);
    let other = Booth {
        fingerprint: FINGERPRINT,
        key: &key,
    };
    assert_eq!(other.check(&claim(&vote)), expected);
}

#[test]
fn swapped_halves_and_foreign_signatures_are_refused() {
    let world = World::new(0);
    let mut vote = world.vote(1, &[1, 2, 3]);
    let ciphertext = &mut vote.answers[0].0;
    std::mem::swap(&mut ciphertext.alpha, &mut ciphertext.beta);
    assert!(world.booth().check(&claim(&vote)).is_err());
    let mut vote = world.vote(1, &[1, 2, 3]);
    vote.signature = world.vote(2, &[1, 2, 3]).signature;
    assert_eq!(
        world.booth().check(&claim(&vote)),
        Err(BallotFault::Signature)
    );
    let mut vote = world.vote(1, &[1, 2, 3]);
    vote.hash.push('A');
    assert_eq!(
        world.booth().check(&claim(&vote)),
        Err(BallotFault::Signature)
    );
}

#[test]
fn a_spoiled_ballot_opens_with_its_randomness_only() {
    let world = World::new(0);
    let vote = world.vote(1, &[4, 0, 2]);
    let ciphertext = &vote.answers[0].0;
    let opened = world
        .booth()
        .vartime_open(ciphertext, &vote.randomness.reveal())
        .unwrap();
    assert_eq!(decode_vartime(&opened, 3).ints, vec![4, 0, 2]);
    assert_eq!(opened, encode_vartime(&[4, 0, 2]).unwrap());
    let wrong = vote.randomness.reveal() + Scalar::ONE;
    assert_eq!(world.booth().vartime_open(ciphertext, &wrong), None);
}

#[test]
fn scalars_have_one_text_each() {
    let order = "7237005577332262213973186563042994240857116359379907606001950938285454250989";
    assert_eq!(Scalar::parse(order), Err(ScalarError::NotReduced));
    let below = "7237005577332262213973186563042994240857116359379907606001950938285454250988";
    assert_eq!(Scalar::parse(below).unwrap(), -Scalar::ONE);
    assert_eq!((-Scalar::ONE).to_string(), below);
    assert_eq!(Scalar::ZERO.to_string(), "0");
    for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "0x1", "1e3", "١"] {
        assert_eq!(Scalar::parse(text), Err(ScalarError::Text), "{text:?}");
    }
    let huge = "9".repeat(200);
    assert_eq!(Scalar::parse(&huge), Err(ScalarError::NotReduced));
}

#[test]
fn elements_have_one_text_each() {
    let g = "6666666666666666666666666666666666666666666666666666666666666658";
    assert_eq!(Element::parse(g).unwrap(), Element::GENERATOR);
    assert_eq!(Element::GENERATOR.to_string(), g);
    let p_plus = |low: u8| {
        let mut bytes = [0xffu8; 32];
        bytes[31] = 0x7f;
        bytes[0] = low;
        Encoded::from_bytes(bytes)
    };
    // y = p and y = p + 1 name the points with y = 0 and y = 1 again.
    assert_eq!(
        Element::decode(&p_plus(0xed)),
        Err(ElementError::NotCanonical)
    );
    assert_eq!(
        Element::decode(&p_plus(0xee)),
        Err(ElementError::NotCanonical)
    );
    let mut one = [0u8; 32];
    one[0] = 1;
    assert_eq!(
        Element::decode(&Encoded::from_bytes(one)),
        Err(ElementError::Identity)
    );
    // The neutral element with the sign of x set, where x is 0.
    one[31] = 0x80;
    assert_eq!(
        Element::decode(&Encoded::from_bytes(one)),
        Err(ElementError::NotCanonical)
    );
    assert_eq!(
        Element::decode(&small_order()),
        Err(ElementError::SmallOrder)
    );
    for text in [
        g.to_uppercase().replace('6', "F"),
        g[1..].to_owned(),
        format!("{g}0"),
        g.replace('8', "g"),
    ] {
        assert_eq!(Encoded::parse(&text), Err(ElementError::Text), "{text}");
    }
}

#[test]
fn decryptions_hold_only_for_their_trustee_list_and_election() {
    let world = World::new(0);
    let list = [world.tally(9)];
    let decryption = Decryption {
        fingerprint: FINGERPRINT,
    };
    let part = decryption.decrypt(&list, &world.secret, &mut rng(3));
    assert!(decryption.verify(&list, &world.key, &part).is_ok());
    let wrong = |ciphertext| DecryptionFault::Proof {
        question: 0,
        ciphertext,
    };
    let other = Decryption {
        fingerprint: "another",
    };
    assert_eq!(other.verify(&list, &world.key, &part), Err(wrong(0)));
    let key = FixedBase::of(Element::from_secret(&Secret::random(&mut rng(4))));
    assert_eq!(decryption.verify(&list, &key, &part), Err(wrong(0)));
    let mut altered = part.clone();
    altered.decryption_factors[0].swap(4, 5);
    assert_eq!(
        decryption.verify(&list, &world.key, &altered),
        Err(wrong(4))
    );
    let mut altered = part.clone();
    altered.decryption_proofs[0][8].response = Scalar::ZERO;
    assert_eq!(
        decryption.verify(&list, &world.key, &altered),
        Err(wrong(8))
    );
    let mut altered = part.clone();
    altered.decryption_factors[0][2] = small_order();
    let error = ElementError::SmallOrder;
    let fault = DecryptionFault::Factor {
        question: 0,
        ciphertext: 2,
        error,
    };
    assert_eq!(decryption.verify(&list, &world.key, &altered), Err(fault));
    let mut altered = part;
    altered.decryption_proofs[0].pop();
    let fault = DecryptionFault::Length {
        question: 0,
        expected: 9,
        factors: 9,
        proofs: 8,
    };
    assert_eq!(decryption.verify(&list, &world.key, &altered), Err(fault));
    assert!(decryption.verify(&[], &world.key, &altered).is_err());
}

#[test]
fn missing_unknown_and_doubled_trustees_are_all_named() {
    let mut rng = rng(5);
    let item = |rng: &mut _| TrusteeItem::Single(generate(rng).1);
    let trustees = Trustees(vec![item(&mut rng), item(&mut rng), item(&mut rng)]);
    assert_eq!(weights(&trustees, &[1, 2, 3]), Ok(vec![Scalar::ONE; 3]));
    assert_eq!(
        weights(&trustees, &[3, 3, 4]),
        Err(vec![
            CombineFault::Missing { owner: 1 },
            CombineFault::Missing { owner: 2 },
            CombineFault::Twice { owner: 3 },
            CombineFault::Unknown { owner: 4 },
        ])
    );
}
