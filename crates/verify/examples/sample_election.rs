//! Writes the archive of an invented election of any size, to measure programs with:
//! `cargo run --release -p polity-verify --example sample_election -- VOTERS FILE`.

use polity_ballot::archive::{ElectionParts, Keeper, Setup, make_shuffle};
use polity_ballot::credential::Credential;
use polity_ballot::decrypt::Decryption;
use polity_ballot::group::Secret;
use polity_ballot::trustee;
use polity_ballot::wire::{Credentials, Digest, RollTerms, Terms, TrusteeItem, Trustees};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufWriter, Write};

const UUID: &str = "SampLeE1ection";
const CANDIDATES: u8 = 8;
const TRUSTEES: u32 = 3;
const SHUFFLES: u32 = 2;
const BATCH: usize = 4096;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [voters, path] = &arguments[..] else {
        anyhow::bail!("give the number of voters and a file to write")
    };
    let voters: u64 = voters.parse()?;
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let (secrets, keys): (Vec<_>, Vec<_>) = (0..TRUSTEES)
        .map(|_| trustee::generate(&mut rng))
        .map(|(secret, key)| (secret, TrusteeItem::Single(key)))
        .unzip();
    let credentials: Vec<Credential> = (0..voters)
        .map(|_| Credential::generate(&mut rng))
        .collect();
    let public = credentials
        .par_iter()
        .map(|credential| credential.public(UUID))
        .collect();
    let roll = RollTerms {
        size: voters,
        digest: Digest::of(b"sample"),
    };
    let parts = ElectionParts {
        uuid: UUID.to_owned(),
        name: "Sample".to_owned(),
        description: String::new(),
        question: "Rank the candidates".to_owned(),
        candidates: (1..=CANDIDATES)
            .map(|number| format!("Candidate {number}"))
            .collect(),
        terms: Some(Terms::new("scottish-stv", "1", 3, "lot", roll, SHUFFLES)),
        administrator: None,
        credential_authority: None,
    };
    let setup = Setup::make(parts, Trustees(keys), Credentials::new(public))
        .map_err(|faults| anyhow::anyhow!("{}", faults.join("; ")))?;
    let mut keeper = Keeper::begin(BufWriter::new(File::create(path)?), 1_800_000_000, setup)?;
    vote(&mut keeper, &credentials, &mut rng)?;
    tally(&mut keeper, &secrets, &mut rng)?;
    keeper.result()?;
    keeper.finish()?;
    Ok(())
}

/// Every voter votes once.
fn vote(
    keeper: &mut Keeper<impl Write + Sync>,
    credentials: &[Credential],
    rng: &mut ChaCha20Rng,
) -> anyhow::Result<()> {
    for batch in credentials.chunks(BATCH) {
        let seeds: Vec<u64> = batch.iter().map(|_| rng.next_u64()).collect();
        let ballots: Vec<Vec<u8>> = batch
            .par_iter()
            .zip(seeds)
            .filter_map(|(credential, seed)| {
                let mut rng = ChaCha20Rng::seed_from_u64(seed);
                let paper = paper(&mut rng);
                Some(
                    keeper
                        .polls()
                        .make(credential, &[paper], &mut rng)
                        .ok()?
                        .bytes,
                )
            })
            .collect();
        for checked in keeper
            .polls()
            .check_all(&keeper.setup().credentials, &ballots)
        {
            keeper.append(&checked?)?;
        }
    }
    Ok(())
}

/// From the close up to the result.
fn tally(
    keeper: &mut Keeper<impl Write>,
    secrets: &[Secret],
    rng: &mut ChaCha20Rng,
) -> anyhow::Result<()> {
    keeper.end_ballots()?;
    keeper.encrypted_tally()?;
    for owner in 1..=SHUFFLES {
        let made = make_shuffle(
            keeper.polls(),
            keeper.generators(),
            keeper.ciphertexts(),
            rng,
        );
        keeper.shuffle(owner, made)?;
    }
    keeper.end_shuffles()?;
    for (owner, secret) in (1..).zip(secrets) {
        let decryption = Decryption {
            fingerprint: keeper.polls().fingerprint(),
        };
        let part = decryption.decrypt(keeper.ciphertexts(), secret, rng);
        keeper.partial_decryption(owner, &part)?;
    }
    Ok(())
}

/// A random ranking of a random number of candidates.
fn paper(rng: &mut ChaCha20Rng) -> Vec<u8> {
    let mut order: Vec<u8> = (1..=CANDIDATES).collect();
    for last in (1..order.len()).rev() {
        let other = usize::try_from(rng.next_u64() % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, other);
    }
    let ranked = rng.next_u64() % (u64::from(CANDIDATES) + 1);
    order
        .iter()
        .map(|rank| if u64::from(*rank) <= ranked { *rank } else { 0 })
        .collect()
}
