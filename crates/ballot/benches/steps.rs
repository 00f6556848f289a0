//! The time of each step of an election, per ballot and core: one thread, lists of 4,096.
//!
//! `cargo bench -p polity-ballot --bench steps`. Divan reports the time of a whole list, and
//! items a second, of which the inverse is the time of one.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use polity_ballot::decrypt::{Decryption, plaintexts};
use polity_ballot::elgamal::{BallotClaim, Booth, sign_ballot};
use polity_ballot::encode::{decode_all_vartime, encode_vartime};
use polity_ballot::fixed::FixedBase;
use polity_ballot::generator::Generators;
use polity_ballot::group::{Element, Encoded, Scalar, Secret};
use polity_ballot::proof::Proof;
use polity_ballot::shuffle::Mixer;
use polity_ballot::tally::CheckedCiphertexts;
use polity_ballot::wire::{Ciphertext, PartialDecryption, ShuffleProof};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::sync::LazyLock;

const N: usize = 4096;
const FINGERPRINT: &str = "H5TnurCx5UETq54xEAK/X9T1EF8J+tB6bY/mbNF3tRs";

struct World {
    secret: Secret,
    key: FixedBase,
    generators: Generators,
    votes: Vec<Vote>,
    tally: CheckedCiphertexts,
    shuffled: Vec<Ciphertext>,
    proof: ShuffleProof,
    part: PartialDecryption,
    papers: Vec<Element>,
}

struct Vote {
    credential: Encoded,
    answers: [(Ciphertext, Proof); 1],
    hash: String,
    signature: Proof,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let secret = Secret::random(&mut rng);
    let key = FixedBase::of(Element::from_secret(&secret));
    let generators = Generators::new(N);
    let booth = Booth {
        fingerprint: FINGERPRINT,
        key: &key,
    };
    let mut paper: Vec<u8> = (1..=30).collect();
    let mut papers = Vec::new();
    let votes: Vec<Vote> = (0..N)
        .map(|i| {
            paper.swap(i % 30, i * 7 % 30);
            papers.push(encode_vartime(&paper).expect("thirty numbers fit"));
            let own = Secret::random(&mut rng);
            let credential = Element::from_secret(&own).encode();
            let made = booth.encrypt(&credential, &papers[i], &mut rng);
            let hash = polity_ballot::hash::sha256_base64(made.ciphertext.alpha.as_bytes());
            let signature = sign_ballot(&own, &hash, &mut rng);
            Vote {
                credential,
                answers: [(made.ciphertext, made.proof)],
                hash,
                signature,
            }
        })
        .collect();
    let list: Vec<Ciphertext> = votes.iter().map(|vote| vote.answers[0].0).collect();
    let tally = CheckedCiphertexts::check(list).expect("honest ciphertexts");
    let mixer = Mixer {
        fingerprint: FINGERPRINT,
        key: &key,
        generators: &generators,
    };
    let (shuffled, proof) = mixer.shuffle(&tally, &mut rng);
    let part = Decryption {
        fingerprint: FINGERPRINT,
    }
    .decrypt(std::slice::from_ref(&tally), &secret, &mut rng);
    let shuffled = shuffled.as_slice().to_vec();
    World {
        secret,
        key,
        generators,
        votes,
        tally,
        shuffled,
        proof,
        part,
        papers,
    }
});

fn single(bencher: Bencher<'_, '_>, step: impl Fn(&World) + Sync) {
    let world = &*WORLD;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("one thread");
    bencher
        .counter(ItemsCount::new(N))
        .bench_local(|| pool.install(|| step(world)));
}

impl World {
    fn mixer(&self) -> Mixer<'_> {
        Mixer {
            fingerprint: FINGERPRINT,
            key: &self.key,
            generators: &self.generators,
        }
    }
}

#[divan::bench]
fn check_ballots(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let booth = Booth {
            fingerprint: FINGERPRINT,
            key: &world.key,
        };
        let claims: Vec<BallotClaim<'_>> = world
            .votes
            .iter()
            .map(|vote| BallotClaim {
                credential: vote.credential,
                answers: &vote.answers,
                hash: &vote.hash,
                signature: vote.signature,
            })
            .collect();
        assert!(booth.check_all(&claims).iter().all(Result::is_ok));
    });
}

#[divan::bench]
fn shuffle_and_prove(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        black_box(world.mixer().shuffle(&world.tally, &mut rng));
    });
}

#[divan::bench]
fn verify_shuffle(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let output = world.shuffled.clone();
        assert!(
            world
                .mixer()
                .verify(&world.tally, output, &world.proof)
                .is_ok()
        );
    });
}

#[divan::bench]
fn make_generators(bencher: Bencher<'_, '_>) {
    single(bencher, |_| drop(black_box(Generators::new(N))));
}

#[divan::bench]
fn decrypt_and_prove(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let tally = std::slice::from_ref(&world.tally);
        black_box(
            Decryption {
                fingerprint: FINGERPRINT,
            }
            .decrypt(tally, &world.secret, &mut rng),
        );
    });
}

#[divan::bench]
fn verify_decryption(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let tally = std::slice::from_ref(&world.tally);
        let result = Decryption {
            fingerprint: FINGERPRINT,
        }
        .verify(tally, &world.key, &world.part);
        assert!(result.is_ok());
    });
}

#[divan::bench]
fn combine_three_decryptions(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        let part = (Scalar::ONE, world.papers.as_slice());
        black_box(plaintexts(&world.tally, &[part, part, part]));
    });
}

#[divan::bench]
fn decode_papers(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        assert!(
            decode_all_vartime(&world.papers, 30)
                .iter()
                .all(|paper| paper.canonical)
        );
    });
}

/// A yardstick for the machine: one power of g with a secret exponent, per item.
#[divan::bench]
fn yardstick_power_of_g(bencher: Bencher<'_, '_>) {
    single(bencher, |world| {
        for _ in 0..N {
            black_box(Element::from_secret(black_box(&world.secret)));
        }
    });
}

fn main() {
    divan::main();
}
