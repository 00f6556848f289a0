//! A shuffle and a decryption of the peer's encrypted tally.

use super::{Peer, Script, fixed, peer};
use polity_ballot::decrypt::Decryption;
use polity_ballot::generator::Generators;
use polity_ballot::group::{Scalar, Secret};
use polity_ballot::hash::sha256_hex;
use polity_ballot::shuffle::Mixer;
use polity_ballot::tally::CheckedCiphertexts;
use polity_ballot::wire::{Ciphertexts, PartialDecryption, Shuffle, TrusteeItem, Trustees, Wire};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde_json::{Value, json};

fn tally(peer: &Peer) -> CheckedCiphertexts {
    let text = peer.file["encrypted_tally"].as_str().unwrap();
    let list = Ciphertexts::from_json(text.as_bytes()).unwrap();
    CheckedCiphertexts::check(list.0.into_iter().next().unwrap()).unwrap()
}

pub(crate) fn shuffle() -> Value {
    let peer = peer();
    let input = tally(&peer);
    let generators = Generators::new(input.len());
    let mixer = Mixer {
        fingerprint: &peer.fingerprint,
        key: &peer.key,
        generators: &generators,
    };
    let mut rng = ChaCha20Rng::from_seed([42; 32]);
    let (output, proof) = mixer.shuffle(&input, &mut rng);
    let list = output.as_slice().to_vec();
    assert!(mixer.verify(&input, list.clone(), &proof).is_ok());
    let shuffle = Shuffle {
        ciphertexts: Ciphertexts(vec![list]),
        proofs: vec![proof],
    };
    let text = String::from_utf8(shuffle.to_json()).unwrap();
    json!({
        "source": "The encrypted tally of peer-election.json shuffled by this project with ChaCha20 (rand_chacha 0.10) from a seed of 32 bytes 42.",
        "cross_check": "Put in place of the election's first shuffle, it is accepted by belenios-tool 3.0 `election verify`.",
        "sha256": sha256_hex(text.as_bytes()),
        "shuffle": text,
    })
}

pub(crate) fn decryption() -> Value {
    let peer = peer();
    let last = peer.file["shuffles"].as_array().unwrap().last().unwrap();
    let last = Shuffle::from_json(last["payload"].as_str().unwrap().as_bytes()).unwrap();
    let checked =
        CheckedCiphertexts::check(last.ciphertexts.0.into_iter().next().unwrap()).unwrap();
    let nonces: Vec<Scalar> = (0..checked.len())
        .map(|i| fixed(&format!("nonce {i} of the decryption")))
        .collect();
    let secret: Scalar = peer.file["trustee_private_key"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let lists = [checked];
    let mut script = Script::of(&nonces);
    let decryption = Decryption {
        fingerprint: &peer.fingerprint,
    };
    let part = decryption.decrypt(&lists, &Secret::from_scalar(secret), &mut script);
    assert!(script.is_used_up());
    let theirs = &peer.file["partial_decryptions"][0];
    assert_eq!(theirs["owner"], 1);
    let theirs = PartialDecryption::from_json(theirs["payload"].as_str().unwrap().as_bytes());
    assert_eq!(theirs.unwrap().decryption_factors, part.decryption_factors);
    let trustees = peer.file["trustees"].as_str().unwrap().as_bytes();
    let trustees = Trustees::from_json(trustees).unwrap();
    let TrusteeItem::Single(key) = &trustees.0[0] else {
        panic!("the first trustee is single")
    };
    let nonces: Vec<String> = nonces.iter().map(ToString::to_string).collect();
    json!({
        "source": "The last shuffle of peer-election.json decrypted in part by its first trustee, with fixed nonces, by this project.",
        "cross_check": "The factors are the ones of the peer's own decryption; put in its place, this one is accepted by belenios-tool 3.0 `election verify`.",
        "secret": secret.to_string(),
        "public_key": key.public_key,
        "nonces": nonces,
        "partial_decryption": String::from_utf8(part.to_json()).unwrap(),
    })
}
