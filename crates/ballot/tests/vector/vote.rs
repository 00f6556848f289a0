//! A vote in the peer's election by its ninth credential, which did not vote there.

use super::{Peer, Script, fixed, peer};
use polity_ballot::credential::Credential;
use polity_ballot::elgamal::{BallotClaim, Booth, Encryption, sign_ballot};
use polity_ballot::encode::encode_vartime;
use polity_ballot::group::{Element, Scalar};
use polity_ballot::hash::{sha256_base64, sha256_hex};
use polity_ballot::proof::Proof;
use polity_ballot::wire::{Ballot, Wire};
use serde_json::{Value, json};

const PAPER: [u8; 5] = [2, 5, 1, 0, 3];

struct Cast {
    peer: Peer,
    credential: Credential,
    encryption: Encryption,
    ballot: Ballot,
}

fn r() -> Scalar {
    fixed("randomness of the vote")
}

fn w() -> Scalar {
    fixed("nonce of the vote's proof")
}

fn signature_nonce() -> Scalar {
    fixed("nonce of the signature")
}

fn cast() -> Cast {
    let peer = peer();
    let text = peer.file["credentials_private"][8].as_str().unwrap();
    let credential = Credential::parse_without_check(text).unwrap();
    let uuid = peer.election.uuid.clone();
    let public = credential.public(&uuid);
    let booth = Booth {
        fingerprint: &peer.fingerprint,
        key: &peer.key,
    };
    let plaintext = encode_vartime(&PAPER).unwrap();
    let mut script = Script::of(&[r(), w()]);
    let encryption = booth.encrypt(&public, &plaintext, &mut script);
    assert!(script.is_used_up());
    let zero = Proof {
        challenge: Scalar::ZERO,
        response: Scalar::ZERO,
    };
    let mut ballot = Ballot {
        election_uuid: uuid.clone(),
        election_hash: peer.fingerprint.clone(),
        credential: public,
        answers: vec![(encryption.ciphertext, encryption.proof)],
        hash: String::new(),
        signature: zero,
    };
    ballot.hash = sha256_base64(&ballot.unsigned());
    let mut script = Script::of(&[signature_nonce()]);
    ballot.signature = sign_ballot(&credential.secret(&uuid), &ballot.hash, &mut script);
    let claim = BallotClaim {
        credential: public,
        answers: &ballot.answers,
        hash: &ballot.hash,
        signature: ballot.signature,
    };
    assert_eq!(booth.check(&claim), Ok(()));
    Cast {
        peer,
        credential,
        encryption,
        ballot,
    }
}

pub(crate) fn encryption() -> Value {
    let cast = cast();
    let made = &cast.encryption;
    let (alpha, beta) = (made.ciphertext.alpha, made.ciphertext.beta);
    let commitment = Element::decode(&alpha)
        .unwrap()
        .vartime_commitment(&made.proof.challenge, &made.proof.response);
    let hashed = format!(
        "raweg|{}|{}|{},{alpha},{beta}|{commitment}",
        cast.peer.fingerprint,
        cast.ballot.credential,
        cast.peer.key.encoded(),
    );
    json!({
        "source": "A paper encrypted to the key of peer-election.json for its ninth credential, with fixed randomness and nonce, by this project.",
        "cross_check": "The ballot of signature.json, which contains this ciphertext and proof, is accepted by belenios-tool 3.0 `election verify-ballot`.",
        "fingerprint": cast.peer.fingerprint,
        "public_key": cast.peer.key.encoded(),
        "credential": cast.ballot.credential,
        "ints": PAPER,
        "plaintext": encode_vartime(&PAPER).unwrap().to_string(),
        "randomness": r().to_string(),
        "nonce": w().to_string(),
        "alpha": alpha,
        "beta": beta,
        "commitment": commitment.to_string(),
        "hashed": hashed,
        "proof": made.proof,
    })
}

pub(crate) fn signature() -> Value {
    let cast = cast();
    let ballot = String::from_utf8(cast.ballot.to_json()).unwrap();
    let unsigned = String::from_utf8(cast.ballot.unsigned()).unwrap();
    json!({
        "source": "The ballot with the ciphertext of encryption.json, signed with a fixed nonce, by this project.",
        "cross_check": "belenios-tool 3.0 `election verify-ballot` accepts the ballot in the election of peer-election.json.",
        "credential": cast.credential.reveal(),
        "secret": cast.credential.secret(&cast.peer.election.uuid).reveal().to_string(),
        "nonce": signature_nonce().to_string(),
        "unsigned": unsigned,
        "hash": cast.ballot.hash,
        "hashed_prefix": format!("sig|{}|", cast.ballot.hash),
        "proof": cast.ballot.signature,
        "ballot": ballot,
        "tracker": sha256_base64(ballot.as_bytes()),
    })
}

pub(crate) fn ballot_hash() -> Value {
    let peer = peer();
    let list: Vec<Value> = peer.file["ballots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ballot| ballot.as_str().unwrap().as_bytes())
        .map(|ballot| json!({ "hex": sha256_hex(ballot), "tracker": sha256_base64(ballot) }))
        .collect();
    json!({
        "source": "SHA-256 of the bytes of each ballot of peer-election.json, in hexadecimal and in base64 without padding.",
        "cross_check": "The hexadecimal forms are the hashes in belenios-tool 3.0 `election compute-ballot-summary`.",
        "ballots": list,
    })
}
