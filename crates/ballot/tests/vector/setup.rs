//! Generators, encoding, credentials, trustees' keys.

use super::{Script, fixed, peer, secret};
use polity_ballot::credential::Credential;
use polity_ballot::encode::{decode_vartime, encode_vartime};
use polity_ballot::generator::get_generator;
use polity_ballot::group::{Element, Scalar};
use polity_ballot::trustee;
use polity_ballot::wire::Wire;
use serde_json::{Value, json};

pub(crate) fn generators() -> Value {
    let numbers = [-1i64, 0, 1, 2, 3, 4, 5, 10, 100, 9_999, 499_999];
    let list: Vec<Value> = numbers
        .iter()
        .map(|&number| json!({ "number": number, "element": get_generator(number).to_string() }))
        .collect();
    json!({
        "source": "get_generator(i) of the Belenios protocol, version 1, Ed25519, by this project.",
        "cross_check": "Shuffles that belenios-tool 3.0 made verify with the generators -1 and 0 to 7 (peer-election.json), and it accepts shuffles made with them.",
        "base": Element::GENERATOR.to_string(),
        "generators": list,
    })
}

pub(crate) fn encoding() -> Value {
    let papers: Vec<Vec<u8>> = vec![
        vec![0],
        vec![1],
        vec![255],
        vec![1, 2, 3, 4, 5],
        vec![5, 4, 3, 2, 1],
        vec![0; 5],
        vec![0; 30],
        (1..=30).collect(),
        (1..=30).rev().collect(),
        vec![255; 30],
        vec![
            17, 200, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0,
        ],
    ];
    let list: Vec<Value> = papers
        .iter()
        .map(|ints| {
            let element = encode_vartime(ints).unwrap();
            let decoded = decode_vartime(&element, ints.len());
            assert!(decoded.canonical && decoded.ints == *ints);
            let bytes = *element.encode().as_bytes();
            // The 14 free bits: how many candidates were no elements.
            let tried = u16::from(bytes[0]) | (u16::from(bytes[1] & 0x3f) << 8);
            json!({ "ints": ints, "element": element.to_string(), "epsilon": tried })
        })
        .collect();
    // The next element with the same numbers: what a marked ballot would hold.
    let mut marked = *encode_vartime(&[1, 2, 3, 4, 5])
        .unwrap()
        .encode()
        .as_bytes();
    let marked = loop {
        marked[0] += 1;
        let encoded = polity_ballot::group::Encoded::from_bytes(marked);
        if let Ok(element) = Element::decode(&encoded) {
            break element;
        }
    };
    let decoded = decode_vartime(&marked, 5);
    assert!(!decoded.canonical && decoded.ints == [1, 2, 3, 4, 5]);
    json!({
        "source": "of_ints and to_ints of the Belenios protocol, version 1, Ed25519, by this project.",
        "cross_check": "The plaintexts of ballots that belenios-tool 3.0 made, with papers 1 2 3 4 5, 5 4 3 2 1 and 0 0 0 0 0 among others, are these elements (peer-election.json, decrypted and found canonical).",
        "papers": list,
        "not_canonical": { "ints": [1, 2, 3, 4, 5], "element": marked.to_string() },
    })
}

pub(crate) fn credential() -> Value {
    let peer = peer();
    let uuid = &peer.election.uuid;
    let case = |text: &str, checked: bool| {
        let read = if checked {
            Credential::parse
        } else {
            Credential::parse_without_check
        };
        let credential = read(text).unwrap();
        json!({
            "credential": text,
            "has_check": checked,
            "secret": credential.secret(uuid).reveal().to_string(),
            "public": credential.public(uuid).to_string(),
        })
    };
    let mut cases: Vec<Value> = peer.file["credentials_private"]
        .as_array()
        .unwrap()
        .iter()
        .map(|text| case(text.as_str().unwrap(), false))
        .collect();
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::from_seed([7; 32]);
    cases.extend((0..3).map(|_| case(Credential::generate(&mut rng).reveal(), true)));
    json!({
        "source": "Credentials that belenios-tool 3.0 made for the election of peer-election.json; then three of this project, whose last character checks the others: the sum of (place from 1) times (value in base58) is 0 modulo 59.",
        "cross_check": "The public parts of the first nine are the peer's own list; those of the last three are what its `setup generate-credentials --derive` prints.",
        "uuid": uuid,
        "credentials": cases,
    })
}

pub(crate) fn trustee_key() -> Value {
    let nonce = fixed("nonce of the trustee's key");
    let x = secret("trustee");
    let mut script = Script::of(&[nonce]);
    let key = trustee::public_key(&x, &mut script);
    assert!(script.is_used_up());
    assert_eq!(trustee::check_key(&key).unwrap(), Element::from_secret(&x));
    let peer = peer();
    let given: Scalar = peer.file["trustee_private_key"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let given = polity_ballot::group::Secret::from_scalar(given);
    json!({
        "source": "A trustee's key with its proof of knowledge, from a fixed secret and nonce, by this project; then a key of belenios-tool 3.0.",
        "cross_check": "The second public key is the peer's own; the peer accepts the first in `setup make-trustees`.",
        "secret": x.reveal().to_string(),
        "nonce": nonce.to_string(),
        "key": key,
        "peer_secret": given.reveal().to_string(),
        "peer_public_key": Element::from_secret(&given).to_string(),
    })
}

pub(crate) fn key_test() -> Value {
    let nonce = fixed("nonce of the answer to a key test");
    let x = secret("trustee");
    let made = [
        fixed("plaintext of a key test"),
        fixed("randomness of a key test"),
        fixed("nonce of the asker's proof"),
    ];
    let mut script = Script::of(&made);
    let key = Element::from_secret(&x).encode();
    let test = trustee::KeyTest::new(&key, &mut script).unwrap();
    assert!(script.is_used_up());
    let mut script = Script::of(&[nonce]);
    let answer = test.question.answer(&x, &mut script).unwrap();
    assert!(script.is_used_up());
    assert_eq!(test.check(&answer), Ok(()));
    let question = test.question;
    json!({
        "source": "A test of the key of trustee-key.json, and its answer with a fixed nonce, by this project.",
        "cross_check": "None outside: the protocol has no such test. The asker accepts the answer.",
        "secret": x.reveal().to_string(),
        "question": {
            "alpha": question.ciphertext.alpha,
            "beta": question.ciphertext.beta,
            "proof": question.proof,
        },
        "nonce": nonce.to_string(),
        "answer": String::from_utf8(answer.to_json()).unwrap(),
    })
}
