use super::*;
use crate::archive::{Content, Setup, Step, read_all};
use crate::group::{Element, Encoded, Secret};
use proptest::prelude::*;
use std::sync::LazyLock;

static PEER: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let archive = include_bytes!("../../../../testdata/belenios/peer-threshold.bel");
    read_all(archive).unwrap()
});

fn peers_setup() -> &'static Setup {
    match &PEER[0].content {
        Content::Setup(setup) => setup,
        _ => panic!("an archive begins with its setup"),
    }
}

/// The element `g^number`.
fn element(number: u64) -> Encoded {
    Element::from_secret(&Secret::from_scalar(Scalar::from_u64(number))).encode()
}

fn proof(number: u64) -> Proof {
    Proof {
        challenge: Scalar::from_u64(number),
        response: Scalar::from_u64(number + 1),
    }
}

fn ciphertext(number: u64) -> Ciphertext {
    Ciphertext {
        alpha: element(number),
        beta: element(number + 1),
    }
}

fn text(item: &impl Wire) -> String {
    String::from_utf8(item.to_json()).unwrap()
}

fn key(name: Option<&str>) -> TrusteeKey {
    TrusteeKey {
        pok: proof(1),
        public_key: element(2),
        signature: None,
        name: name.map(str::to_owned),
    }
}

#[test]
fn the_setup_has_this_form() {
    let digest = Digest::of(b"polity");
    let roll = RollTerms { size: 2, digest };
    let mut terms = Terms::new("scottish-stv", "1", 3, "lot", roll, 2);
    insta::assert_snapshot!("terms_alone", text(&terms));
    terms.setup = Some(SetupDigests {
        trustees: digest,
        credentials: digest,
    });
    let value = RankedQuestion {
        answers: vec!["Ada \"Elm\"".into(), "Éva".into()],
        question: "Rank".into(),
    };
    let mut election = Election {
        version: PROTOCOL_VERSION,
        description: "Two seats".into(),
        name: "Committee".into(),
        group: GROUP.into(),
        public_key: element(3),
        questions: vec![Question::ranked(value.clone(), Some(&terms))],
        uuid: "PoLiTyTestE1ection".into(),
        administrator: Some("Officer".into()),
        credential_authority: Some("Scrutineer".into()),
    };
    insta::assert_snapshot!("election_full", text(&election));
    assert_eq!(
        Election::from_json(&election.to_json()).unwrap().questions[0]
            .terms()
            .unwrap(),
        Some(terms)
    );
    election.questions = vec![Question::ranked(value, None)];
    (election.administrator, election.credential_authority) = (None, None);
    insta::assert_snapshot!("election_short", text(&election));

    let single = TrusteeItem::Single(key(Some("Oak")));
    let signed = SignedMessage {
        message: "{\"coefexps\":[]}".into(),
        signature: proof(4),
    };
    let group = Threshold {
        threshold: 1,
        certs: vec![signed.clone()],
        coefexps: vec![signed],
        signatures: Some(vec![proof(5)]),
        verification_keys: vec![TrusteeKey {
            signature: Some(proof(6)),
            ..key(None)
        }],
    };
    insta::assert_snapshot!(
        "trustees",
        text(&Trustees(vec![
            single,
            TrusteeItem::Pedersen(Box::new(group))
        ]))
    );
    insta::assert_snapshot!(
        "credentials",
        text(&Credentials::new(vec![element(7), element(8)]))
    );
    let payload = SetupPayload {
        election: digest,
        trustees: digest,
        credentials: digest,
    };
    insta::assert_snapshot!("setup_payload", text(&payload));
}

#[test]
fn ballot_and_tally_have_this_form() {
    let ballot = Ballot {
        election_uuid: "PoLiTyTestE1ection".into(),
        election_hash: Digest::of(b"election").to_base64(),
        credential: element(1),
        answers: vec![(ciphertext(2), proof(3))],
        hash: Digest::of(b"ballot").to_base64(),
        signature: proof(4),
    };
    insta::assert_snapshot!("ballot", text(&ballot));
    let digest = Digest::of(b"polity");
    insta::assert_snapshot!(
        "tally",
        text(&Ciphertexts(vec![
            vec![ciphertext(1), ciphertext(3)],
            vec![]
        ]))
    );
    let size = SizedTally {
        num_tallied: 2,
        total_weight: 2,
        encrypted_tally: digest,
    };
    insta::assert_snapshot!("sized_tally", text(&size));
    insta::assert_snapshot!(
        "owned",
        text(&Owned {
            owner: 3,
            payload: digest
        })
    );
    let shuffle = Shuffle {
        ciphertexts: Ciphertexts(vec![vec![ciphertext(1)]]),
        proofs: vec![ShuffleProof {
            t: [1, 2, 3].map(element),
            t4: [4, 5].map(element),
            t_hat: vec![element(6)],
            s: [1, 2, 3, 4].map(Scalar::from_u64),
            s_hat: vec![Scalar::from_u64(5)],
            s_prime: vec![Scalar::from_u64(6)],
            c: vec![element(7)],
            c_hat: vec![element(8)],
        }],
    };
    insta::assert_snapshot!("shuffle", text(&shuffle));
    let part = PartialDecryption {
        decryption_factors: vec![vec![element(1)]],
        decryption_proofs: vec![vec![proof(2)]],
    };
    insta::assert_snapshot!("partial_decryption", text(&part));
    let mut rows = Rows::new(3);
    assert!(rows.push(&[1, 2, 0]) && rows.push(&[0, 0, 255]) && !rows.push(&[1]));
    insta::assert_snapshot!("outcome", text(&Outcome(vec![rows, Rows::new(2)])));
}

#[test]
fn what_the_peer_has_and_we_have_not_is_refused_by_name() {
    let refusal = |from: &str, to: &str| {
        let text = text(&peers_setup().election);
        assert!(text.contains(from), "{text}");
        Election::from_json(text.replace(from, to).as_bytes())
            .unwrap_err()
            .to_string()
    };
    let words = refusal("\"Ed25519\"", "\"BELENIOS-2048\"");
    assert!(
        words.contains("group BELENIOS-2048 is not supported"),
        "{words}"
    );
    let words = refusal("\"NonHomomorphic\"", "\"Lists\"");
    assert!(words.contains("the kind Lists is not supported"), "{words}");
    let question =
        r#"{"type":"NonHomomorphic","value":{"answers":["Ann","Bob","Cy"],"question":"Rank?"}}"#;
    let words = refusal(
        question,
        r#"{"answers":["Ann"],"min":0,"max":1,"question":"Yes?"}"#,
    );
    assert!(
        words.contains("question 1: the kind Homomorphic is not supported"),
        "{words}"
    );
    let words = refusal("\"version\":1", "\"version\":2");
    assert!(
        words.contains("protocol version 2 is not supported"),
        "{words}"
    );
    let words = refusal("{\"version\":1", "{ \"version\":1");
    assert!(
        words.contains("not written in its canonical form"),
        "{words}"
    );

    let weighted = format!("[\"{},2\"]", element(1));
    let words = Credentials::from_json(weighted.as_bytes())
        .unwrap_err()
        .to_string();
    assert!(
        words.contains("weighted credentials are not supported"),
        "{words}"
    );
    let terms = Terms::new(
        "av",
        "1",
        1,
        "lot",
        RollTerms {
            size: 1,
            digest: Digest::of(b""),
        },
        1,
    );
    let later = text(&terms).replace("{\"polity\":1", "{\"polity\":2");
    let words = Terms::from_json(later.as_bytes()).unwrap_err().to_string();
    assert!(
        words.contains("terms of version 2 are not supported"),
        "{words}"
    );
}

#[test]
fn an_extra_of_another_program_is_kept_and_passed_over() {
    let text = text(&peers_setup().election).replace(
        "\"question\":\"Rank?\"}}",
        "\"question\":\"Rank?\"},\"extra\":{\"method\":\"Schulze\",\"blank\":true}}",
    );
    let election = Election::from_json(text.as_bytes()).unwrap();
    assert_eq!(election.questions[0].terms().unwrap(), None);
    assert_eq!(election.to_json(), text.as_bytes());
}

#[test]
fn lists_of_credentials_are_ascending_without_doubles() {
    let credentials = &peers_setup().credentials;
    let text = text(credentials);
    assert_eq!(
        &Credentials::from_json(text.as_bytes()).unwrap(),
        credentials
    );
    let mut list = credentials.as_slice().to_vec();
    assert_eq!(credentials.position(&list[2]), Some(2));
    list.reverse();
    assert_eq!(
        Credentials::new(list.clone()).as_slice(),
        credentials.as_slice()
    );
    let descending = format!("[\"{}\",\"{}\"]", list[0], list[1]);
    assert!(Credentials::from_json(descending.as_bytes()).is_err());
    let twice = format!("[\"{}\",\"{}\"]", list[0], list[0]);
    assert!(Credentials::from_json(twice.as_bytes()).is_err());
}

/// Every kind of item with its bytes, and whether other bytes read as one that prints otherwise.
fn reads_otherwise<T: Wire>(bytes: &[u8]) -> bool {
    T::from_json(bytes).is_ok_and(|item| item.to_json() != bytes)
}

type Reader = fn(&[u8]) -> bool;

fn items() -> Vec<(Vec<u8>, Reader)> {
    let setup = peers_setup();
    let mut out: Vec<(Vec<u8>, Reader)> = vec![
        (setup.election.to_json(), reads_otherwise::<Election>),
        (setup.trustees.to_json(), reads_otherwise::<Trustees>),
        (setup.credentials.to_json(), reads_otherwise::<Credentials>),
    ];
    for step in PEER.iter() {
        match &step.content {
            Content::Ballot { bytes, .. } => out.push((bytes.clone(), reads_otherwise::<Ballot>)),
            Content::EncryptedTally { size, tally } => {
                out.push((size.to_json(), reads_otherwise::<SizedTally>));
                out.push((tally.to_json(), reads_otherwise::<Ciphertexts>));
            }
            Content::Shuffle { shuffle, .. } => {
                out.push((shuffle.to_json(), reads_otherwise::<Shuffle>));
            }
            Content::PartialDecryption { decryption, .. } => {
                out.push((decryption.to_json(), reads_otherwise::<PartialDecryption>));
            }
            Content::Result(outcome) => out.push((outcome.to_json(), reads_otherwise::<Outcome>)),
            _ => {}
        }
    }
    out
}

proptest! {
    #[test]
    fn whatever_is_read_prints_as_it_was(which: usize, at: usize, byte: u8, insert: bool) {
        let items = items();
        let (mut bytes, reads_otherwise) = items[which % items.len()].clone();
        prop_assert!(!reads_otherwise(&bytes));
        let at = at % bytes.len();
        if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
        prop_assert!(!reads_otherwise(&bytes));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text: String) {
        for (_, reads_otherwise) in items() {
            prop_assert!(!reads_otherwise(text.as_bytes()));
        }
    }
}
