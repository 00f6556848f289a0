//! An invented election, held from setup to result with the same functions that a returning officer's program calls.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(
    clippy::allow_attributes,
    reason = "which part is unused differs from file to file"
)]

use polity_ballot::archive::{ElectionParts, Keeper, OpenedPapers, Setup, make_shuffle};
use polity_ballot::credential::Credential;
use polity_ballot::decrypt::Decryption;
use polity_ballot::group::Secret;
use polity_ballot::trustee;
use polity_ballot::wire::{Credentials, Digest, RollTerms, Terms, TrusteeItem, Trustees};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

pub(crate) mod forge;
pub(crate) mod rogue;

pub(crate) const TRUSTEES: u32 = 3;
pub(crate) const CANDIDATES: [&str; 5] = [
    "Ada Elm",
    "Ben Fir",
    "Cleo Gorse",
    "Dan \"Hazel\"",
    "Éva Ivy",
];
pub(crate) const TIMESTAMP: u64 = 1_800_000_000;

/// What the officers of the election hold between its steps.
pub(crate) struct Officers {
    pub(crate) rng: ChaCha20Rng,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) credentials: Vec<Credential>,
    pub(crate) setup: Setup,
}

pub(crate) fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

pub(crate) fn terms(voters: u64) -> Terms {
    let roll = RollTerms {
        size: voters,
        digest: Digest::of(b"an invented roll"),
    };
    Terms::new(
        "scottish-stv",
        "1",
        2,
        "the rule's look-back, then a lot",
        roll,
        TRUSTEES,
    )
}

/// Keys, credentials and election for this many voters.
pub(crate) fn officers(voters: usize, terms: Option<Terms>) -> Officers {
    let mut rng = rng(7);
    let uuid = "PoLiTyTestE1ection";
    let (secrets, keys): (Vec<_>, Vec<_>) = (0..TRUSTEES)
        .map(|number| {
            let (secret, mut key) = trustee::generate(&mut rng);
            key.name = Some(format!(
                "Trustee {}",
                ["Oak", "Ash", "Yew"][number as usize]
            ));
            (secret, TrusteeItem::Single(key))
        })
        .unzip();
    let credentials: Vec<Credential> = (0..voters)
        .map(|_| Credential::generate(&mut rng))
        .collect();
    let public = credentials
        .iter()
        .map(|credential| credential.public(uuid))
        .collect();
    let parts = ElectionParts {
        uuid: uuid.to_owned(),
        name: "Committee of the Invented Society".to_owned(),
        description: "Two seats, five candidates".to_owned(),
        question: "Rank the candidates".to_owned(),
        candidates: CANDIDATES.map(str::to_owned).to_vec(),
        terms,
        administrator: Some("The returning officer".to_owned()),
        credential_authority: None,
    };
    let setup = Setup::make(parts, Trustees(keys), Credentials::new(public)).unwrap();
    Officers {
        rng,
        secrets,
        credentials,
        setup,
    }
}

/// What voter `number` puts on paper: full rankings, short ones, a blank one, one with equal ranks.
pub(crate) fn paper(number: usize) -> [u8; 5] {
    match number % 8 {
        0 => [1, 2, 3, 4, 5],
        1 => [2, 1, 0, 0, 0],
        2 => [0, 0, 1, 0, 0],
        3 => [5, 4, 3, 2, 1],
        4 => [0, 1, 0, 2, 0],
        5 => [1, 0, 2, 0, 0],
        6 if number == 6 => [0, 0, 0, 0, 0],
        6 => [3, 0, 1, 2, 0],
        _ if number == 7 => [1, 1, 3, 0, 0],
        _ => [0, 2, 0, 0, 1],
    }
}

/// The ballots of all voters but the last; every fifth votes again.
pub(crate) fn ballots(officers: &mut Officers, keeper: &Keeper<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let last = officers.credentials.len() - 1;
    for number in 0..last {
        let credential = &officers.credentials[number];
        if number % 5 == 0 {
            let first = paper(number + 3);
            out.push(
                keeper
                    .polls()
                    .make(credential, &[first], &mut officers.rng)
                    .unwrap()
                    .bytes,
            );
        }
        out.push(
            keeper
                .polls()
                .make(credential, &[paper(number)], &mut officers.rng)
                .unwrap()
                .bytes,
        );
    }
    out
}

pub(crate) fn vote(officers: &mut Officers, keeper: &mut Keeper<Vec<u8>>) {
    let ballots = ballots(officers, keeper);
    for checked in keeper
        .polls()
        .check_all(&officers.setup.credentials, &ballots)
    {
        keeper.append(&checked.unwrap()).unwrap();
    }
}

pub(crate) fn shuffle(officers: &mut Officers, keeper: &mut Keeper<Vec<u8>>, owner: u32) {
    let (polls, generators) = (keeper.polls(), keeper.generators());
    let made = make_shuffle(polls, generators, keeper.ciphertexts(), &mut officers.rng);
    keeper.shuffle(owner, made).unwrap();
}

pub(crate) fn decrypt(officers: &mut Officers, keeper: &mut Keeper<Vec<u8>>, owner: u32) {
    let secret = &officers.secrets[owner as usize - 1];
    let decryption = Decryption {
        fingerprint: keeper.polls().fingerprint(),
    };
    let part = decryption.decrypt(keeper.ciphertexts(), secret, &mut officers.rng);
    keeper.partial_decryption(owner, &part).unwrap();
}

/// A whole election; its archive and the opened papers.
pub(crate) fn election(voters: usize) -> (Vec<u8>, OpenedPapers, Officers) {
    let mut officers = officers(voters, Some(terms(voters as u64)));
    let mut keeper = Keeper::begin(Vec::new(), TIMESTAMP, officers.setup.clone()).unwrap();
    vote(&mut officers, &mut keeper);
    keeper.end_ballots().unwrap();
    keeper.encrypted_tally().unwrap();
    for owner in 1..=TRUSTEES {
        shuffle(&mut officers, &mut keeper, owner);
    }
    keeper.end_shuffles().unwrap();
    for owner in 1..=TRUSTEES {
        decrypt(&mut officers, &mut keeper, owner);
    }
    let papers = keeper.result().unwrap().remove(0);
    (keeper.finish().unwrap(), papers, officers)
}
