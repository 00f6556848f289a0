//! An election that the peer program made, checked step by step.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use polity_ballot::credential::{Credential, sort_public};
use polity_ballot::decrypt::{self, Decryption};
use polity_ballot::elgamal::{BallotClaim, Booth};
use polity_ballot::encode::decode_all_vartime;
use polity_ballot::fixed::FixedBase;
use polity_ballot::generator::Generators;
use polity_ballot::group::{Element, Encoded, Scalar, Secret};
use polity_ballot::hash::sha256_base64;
use polity_ballot::shuffle::Mixer;
use polity_ballot::tally::{CheckedCiphertexts, sort_tally};
use polity_ballot::trustee::check_trustees;
use polity_ballot::wire::{
    Ballot, Ciphertext, Ciphertexts, Election, PartialDecryption, Shuffle, Trustees, Wire,
};
use serde_json::Value;

struct Peer {
    file: Value,
    fingerprint: String,
    election: Election,
    key: FixedBase,
    ballots: Vec<Ballot>,
}

fn peer() -> Peer {
    let file: Value =
        serde_json::from_str(include_str!("../../../vectors/peer-election.json")).unwrap();
    let bytes = text(&file["election"]).as_bytes();
    let election = Election::from_json(bytes).unwrap();
    let key = FixedBase::decode(&election.public_key).unwrap();
    let ballots = list(&file["ballots"])
        .iter()
        .map(|ballot| Ballot::from_json(text(ballot).as_bytes()).unwrap())
        .collect();
    Peer {
        fingerprint: sha256_base64(bytes),
        election,
        key,
        ballots,
        file,
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn claim(ballot: &Ballot) -> BallotClaim<'_> {
    BallotClaim {
        credential: ballot.credential,
        answers: &ballot.answers,
        hash: &ballot.hash,
        signature: ballot.signature,
    }
}

impl Peer {
    fn tally(&self) -> Vec<Ciphertext> {
        let tally = Ciphertexts::from_json(text(&self.file["encrypted_tally"]).as_bytes()).unwrap();
        tally.0.into_iter().next().unwrap()
    }

    fn shuffles(&self) -> Vec<Shuffle> {
        list(&self.file["shuffles"])
            .iter()
            .map(|item| Shuffle::from_json(text(&item["payload"]).as_bytes()).unwrap())
            .collect()
    }

    fn mixer<'a>(&'a self, generators: &'a Generators) -> Mixer<'a> {
        Mixer {
            fingerprint: &self.fingerprint,
            key: &self.key,
            generators,
        }
    }
}

#[test]
fn credentials_give_the_published_list() {
    let peer = peer();
    let mut made: Vec<Encoded> = list(&peer.file["credentials_private"])
        .iter()
        .map(|item| Credential::parse_without_check(text(item)).unwrap())
        .map(|credential| credential.public(&peer.election.uuid))
        .collect();
    sort_public(&mut made);
    let published: Vec<String> = serde_json::from_str(text(&peer.file["credentials"])).unwrap();
    let published: Vec<Encoded> = published
        .iter()
        .map(|item| item.split(',').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(made, published);
}

#[test]
fn trustees_make_the_elections_key() {
    let peer = peer();
    let trustees = Trustees::from_json(text(&peer.file["trustees"]).as_bytes()).unwrap();
    assert_eq!(check_trustees(&trustees).unwrap(), peer.key.element());
    let secret = Scalar::parse(text(&peer.file["trustee_private_key"])).unwrap();
    let public = Element::from_secret(&Secret::from_scalar(secret)).encode();
    assert_eq!(trustees.keys().next().unwrap().public_key, public);
}

#[test]
fn ballots_hold_alone_and_together() {
    let peer = peer();
    let booth = Booth {
        fingerprint: &peer.fingerprint,
        key: &peer.key,
    };
    let claims: Vec<_> = peer.ballots.iter().map(claim).collect();
    assert!(booth.check_all(&claims).iter().all(Result::is_ok));
    for (ballot, claim) in peer.ballots.iter().zip(&claims) {
        assert_eq!(sha256_base64(&ballot.unsigned()), ballot.hash);
        assert_eq!(booth.check(claim), Ok(()));
    }
}

#[test]
fn the_tally_is_the_ballots_in_order() {
    let peer = peer();
    let mut made: Vec<Ciphertext> = peer
        .ballots
        .iter()
        .map(|ballot| ballot.answers[0].0)
        .collect();
    sort_tally(&mut made);
    assert_eq!(made, peer.tally());
}

#[test]
fn shuffles_decryption_and_result_hold() {
    let peer = peer();
    let generators = Generators::new(peer.ballots.len());
    let mut list_now = CheckedCiphertexts::check(peer.tally()).unwrap();
    for shuffle in peer.shuffles() {
        let output = shuffle.ciphertexts.0.into_iter().next().unwrap();
        list_now = peer
            .mixer(&generators)
            .verify(&list_now, output, &shuffle.proofs[0])
            .unwrap();
    }
    let trustees = Trustees::from_json(text(&peer.file["trustees"]).as_bytes()).unwrap();
    let keys: Vec<Encoded> = trustees.keys().map(|key| key.public_key).collect();
    let mut owners = Vec::new();
    let mut factors = Vec::new();
    let tally = [list_now];
    for item in list(&peer.file["partial_decryptions"]) {
        let owner = usize::try_from(item["owner"].as_u64().unwrap()).unwrap();
        let part = PartialDecryption::from_json(text(&item["payload"]).as_bytes()).unwrap();
        let key = FixedBase::decode(&keys[owner - 1]).unwrap();
        let decryption = Decryption {
            fingerprint: &peer.fingerprint,
        };
        factors.push(decryption.verify(&tally, &key, &part).unwrap());
        owners.push(owner);
    }
    let weights = decrypt::weights(&trustees, &owners).unwrap();
    let parts: Vec<(Scalar, &[Element])> = owners
        .iter()
        .zip(&factors)
        .map(|(owner, factors)| (weights[owner - 1], factors[0].as_slice()))
        .collect();
    let plaintexts = decrypt::plaintexts(&tally[0], &parts);
    let decoded = decode_all_vartime(&plaintexts, 5);
    assert!(decoded.iter().all(|paper| paper.canonical));
    let made: Vec<Vec<u8>> = decoded.into_iter().map(|paper| paper.ints).collect();
    let published: Value = serde_json::from_str(text(&peer.file["result"])).unwrap();
    assert_eq!(serde_json::to_value(&made).unwrap(), published["result"][0]);
    let mut votes: Vec<Vec<u8>> = serde_json::from_value(peer.file["votes"].clone()).unwrap();
    let mut sorted = made;
    votes.sort();
    sorted.sort();
    assert_eq!(sorted, votes);
}
