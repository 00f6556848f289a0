//! Shuffles that hold, and every way in which one can fail to.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{World, paper, rng};
use polity_ballot::decrypt::{self, Decryption};
use polity_ballot::encode::decode_all_vartime;
use polity_ballot::fixed::FixedBase;
use polity_ballot::group::{Element, ElementError, Encoded, Scalar};
use polity_ballot::shuffle::{Equation, Mixer, ProofPart, ShuffleFault};
use polity_ballot::tally::{CheckedCiphertexts, Part};
use polity_ballot::wire::{Ciphertext, ShuffleProof};

/// A point of order 8 (RFC 8032's encoding).
fn small_order() -> Encoded {
    Encoded::parse("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826").unwrap()
}

#[test]
fn shuffles_of_every_small_size_hold_and_keep_the_votes() {
    for size in [0u64, 1, 2, 3, 7, 40] {
        let world = World::new(40);
        let tally = world.tally(size);
        let mixer = world.mixer();
        let (made, proof) = mixer.shuffle(&tally, &mut rng(7));
        let output = made.as_slice().to_vec();
        let checked = mixer.verify(&tally, output, &proof).unwrap();
        let list = [checked];
        let part = Decryption {
            fingerprint: common::FINGERPRINT,
        }
        .decrypt(&list, &world.secret, &mut rng(8));
        let factors = Decryption {
            fingerprint: common::FINGERPRINT,
        }
        .verify(&list, &world.key, &part)
        .unwrap();
        let plaintexts = decrypt::plaintexts(&list[0], &[(Scalar::ONE, &factors[0])]);
        let mut papers: Vec<Vec<u8>> = decode_all_vartime(&plaintexts, 5)
            .into_iter()
            .map(|paper| paper.ints)
            .collect();
        let mut expected: Vec<Vec<u8>> = (0..size).map(paper).collect();
        papers.sort();
        expected.sort();
        assert_eq!(papers, expected, "{size} votes");
    }
}

#[test]
fn a_shuffle_leaves_no_ciphertext_as_it_was() {
    let world = World::new(20);
    let tally = world.tally(20);
    let (made, _) = world.mixer().shuffle(&tally, &mut rng(9));
    for ciphertext in made.as_slice() {
        assert!(
            !tally
                .as_slice()
                .iter()
                .any(|old| old.alpha == ciphertext.alpha)
        );
        assert!(
            !tally
                .as_slice()
                .iter()
                .any(|old| old.beta == ciphertext.beta)
        );
    }
}

struct Case {
    world: World,
    tally: CheckedCiphertexts,
    output: Vec<Ciphertext>,
    proof: ShuffleProof,
}

fn case() -> Case {
    let world = World::new(6);
    let tally = world.tally(6);
    let (made, proof) = world.mixer().shuffle(&tally, &mut rng(10));
    Case {
        output: made.as_slice().to_vec(),
        world,
        tally,
        proof,
    }
}

impl Case {
    fn fault(&self) -> ShuffleFault {
        match self
            .world
            .mixer()
            .verify(&self.tally, self.output.clone(), &self.proof)
        {
            Ok(_) => panic!("an altered shuffle was accepted"),
            Err(fault) => fault,
        }
    }

    fn equations(&self) -> Vec<Equation> {
        match self.fault() {
            ShuffleFault::Proof(equations) => equations,
            other => panic!("another fault: {other}"),
        }
    }
}

#[test]
fn each_altered_response_fails_its_own_equations() {
    let expected = [
        vec![Equation::T1],
        vec![Equation::T2],
        vec![Equation::T3],
        vec![Equation::T41, Equation::T42],
    ];
    for (i, expected) in expected.into_iter().enumerate() {
        let mut case = case();
        case.proof.s[i] = case.proof.s[i] + Scalar::ONE;
        assert_eq!(case.equations(), expected);
    }
    let mut altered = case();
    altered.proof.s_hat[3] = altered.proof.s_hat[3] + Scalar::ONE;
    assert_eq!(altered.equations(), vec![Equation::Chain]);
    let mut altered = case();
    altered.proof.s_prime[2] = altered.proof.s_prime[2] + Scalar::ONE;
    let expected = vec![Equation::T3, Equation::T41, Equation::T42, Equation::Chain];
    assert_eq!(altered.equations(), expected);
}

#[test]
fn each_altered_element_of_the_proof_is_noticed() {
    let other = Element::GENERATOR.encode();
    let alterations: [fn(&mut ShuffleProof) -> &mut Encoded; 8] = [
        |proof| &mut proof.t[0],
        |proof| &mut proof.t[1],
        |proof| &mut proof.t[2],
        |proof| &mut proof.t4[0],
        |proof| &mut proof.t4[1],
        |proof| &mut proof.t_hat[2],
        |proof| &mut proof.c[0],
        |proof| &mut proof.c_hat[5],
    ];
    for alter in alterations {
        let mut case = case();
        *alter(&mut case.proof) = other;
        assert!(!case.equations().is_empty());
    }
}

#[test]
fn a_changed_dropped_doubled_or_foreign_ciphertext_is_noticed() {
    let mut changed = case();
    changed.output[1].beta = Element::GENERATOR.encode();
    assert!(!changed.equations().is_empty());
    let mut swapped = case();
    swapped.output.swap(0, 1);
    assert!(!swapped.equations().is_empty());
    let mut doubled = case();
    doubled.output[0] = doubled.output[1];
    assert!(!doubled.equations().is_empty());
    let mut dropped = case();
    dropped.output.pop();
    assert_eq!(
        dropped.fault(),
        ShuffleFault::Count {
            before: 6,
            after: 5
        }
    );
}

#[test]
fn a_proof_for_another_election_key_or_list_does_not_hold() {
    let case = case();
    let mixer = case.world.mixer();
    let foreign = Mixer {
        fingerprint: "another election",
        ..mixer
    };
    assert!(
        foreign
            .verify(&case.tally, case.output.clone(), &case.proof)
            .is_err()
    );
    let key = FixedBase::of(Element::GENERATOR + case.world.key.element());
    let foreign = Mixer { key: &key, ..mixer };
    assert!(
        foreign
            .verify(&case.tally, case.output.clone(), &case.proof)
            .is_err()
    );
    let other = case.world.tally(5);
    let mut list = other.as_slice().to_vec();
    list.push(case.world.vote(77, &[1]).answers[0].0);
    let other = CheckedCiphertexts::check(list).unwrap();
    assert!(mixer.verify(&other, case.output, &case.proof).is_err());
}

#[test]
fn lists_of_wrong_lengths_are_named() {
    let mut case = case();
    case.proof.c_hat.pop();
    let fault = ShuffleFault::Length {
        part: ProofPart::CHat,
        found: 5,
        expected: 6,
    };
    assert_eq!(case.fault(), fault);
}

#[test]
fn elements_out_of_the_group_are_named() {
    let small = small_order();
    assert_eq!(Element::decode(&small), Err(ElementError::SmallOrder));
    let mut altered = case();
    altered.output[4].alpha = small;
    let error = ElementError::SmallOrder;
    assert_eq!(
        altered.fault(),
        ShuffleFault::Ciphertext {
            index: 4,
            part: Part::Alpha,
            error
        }
    );
    let mut altered = case();
    altered.proof.c[3] = small;
    assert_eq!(
        altered.fault(),
        ShuffleFault::Element {
            part: ProofPart::C,
            index: 3,
            error
        }
    );
    let mut altered = case();
    altered.proof.t4[1] = small;
    assert_eq!(
        altered.fault(),
        ShuffleFault::Element {
            part: ProofPart::T4,
            index: 1,
            error
        }
    );
    let mut altered = case();
    altered.proof.t_hat[0] = Element::identity().encode();
    let error = ElementError::Identity;
    assert_eq!(
        altered.fault(),
        ShuffleFault::Element {
            part: ProofPart::THat,
            index: 0,
            error
        }
    );
}

#[test]
fn too_few_generators_are_named() {
    let mut case = case();
    case.world.generators = polity_ballot::generator::Generators::new(5);
    assert_eq!(case.fault(), ShuffleFault::Generators(5));
}
