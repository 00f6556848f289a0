//! The known answers in `vectors/`, one file a step, that the voter's page is held to as well.
//!
//! Each file is made here from fixed values and compared with what stands there. After a wanted
//! change: `cargo test -p polity-ballot --test vectors -- --ignored write`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod vector;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../vectors")).join(name)
}

fn compare(name: &str, made: &Value) {
    let text = fs::read_to_string(path(name)).unwrap();
    let stored: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(&stored, made, "vectors/{name} says otherwise");
}

#[test]
fn generators() {
    compare("generators.json", &vector::setup::generators());
}

#[test]
fn encoding() {
    compare("encoding.json", &vector::setup::encoding());
}

#[test]
fn credential() {
    compare("credential.json", &vector::setup::credential());
}

#[test]
fn trustee_key() {
    compare("trustee-key.json", &vector::setup::trustee_key());
}

#[test]
fn encryption() {
    compare("encryption.json", &vector::vote::encryption());
}

#[test]
fn signature() {
    compare("signature.json", &vector::vote::signature());
}

#[test]
fn ballot_hash() {
    compare("ballot-hash.json", &vector::vote::ballot_hash());
}

#[test]
fn key_test() {
    compare("key-test.json", &vector::setup::key_test());
}

#[test]
fn shuffle() {
    compare("shuffle.json", &vector::tally::shuffle());
}

#[test]
fn decryption() {
    compare("decryption.json", &vector::tally::decryption());
}

#[test]
#[ignore = "writes vectors/ anew"]
fn write() {
    let files = [
        ("generators.json", vector::setup::generators()),
        ("encoding.json", vector::setup::encoding()),
        ("credential.json", vector::setup::credential()),
        ("trustee-key.json", vector::setup::trustee_key()),
        ("encryption.json", vector::vote::encryption()),
        ("signature.json", vector::vote::signature()),
        ("ballot-hash.json", vector::vote::ballot_hash()),
        ("key-test.json", vector::setup::key_test()),
        ("shuffle.json", vector::tally::shuffle()),
        ("decryption.json", vector::tally::decryption()),
    ];
    for (name, value) in files {
        let mut text = serde_json::to_string_pretty(&value).unwrap();
        text.push('\n');
        fs::write(path(name), text).unwrap();
    }
}
