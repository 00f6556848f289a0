//! Every entry on every seed, and on seeded mutations of it: the same bytes on every machine.

use std::fs;
use std::path::{Path, PathBuf};

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// Mutations made of each seed.
const ROUNDS: u32 = 300;
/// Bytes that mean something to one of the parsers.
const SPECIAL: &[u8] = b"\0\n\r\"#,-.0129:;=[]{}~\xff\xc3";

fn folder(name: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let entries = fs::read_dir(&dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// The seeds whose names end in this.
fn seeds(folders: &[&str], ending: &str) -> Vec<Vec<u8>> {
    let files = folders.iter().flat_map(|name| folder(name));
    let found: Vec<_> = files
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| fs::read(&path).expect("a seed can be read"))
        .collect();
    assert!(!found.is_empty(), "no seeds in {folders:?}");
    found
}

/// A number below a limit.
fn below(rng: &mut ChaCha8Rng, limit: usize) -> usize {
    usize::try_from(rng.next_u32()).expect("32 bits fit") % limit.max(1)
}

/// One small change.
fn mutate(rng: &mut ChaCha8Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = below(rng, bytes.len());
    let length = 1 + below(rng, 16);
    let end = (at + length).min(bytes.len());
    match rng.next_u32() % 7 {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << (rng.next_u32() % 8),
        1 if !bytes.is_empty() => bytes[at] = SPECIAL[below(rng, SPECIAL.len())],
        2 => bytes.insert(at, SPECIAL[below(rng, SPECIAL.len())]),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let copy = bytes[at..end].to_vec();
            bytes.splice(at..at, copy);
        }
        5 => bytes.truncate(at),
        _ => {
            let from = below(rng, other.len());
            let piece = &other[from..(from + length).min(other.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
    }
}

fn feed(seeds: &[Vec<u8>], rounds: u32, entry: fn(&[u8])) {
    let mut rng = ChaCha8Rng::seed_from_u64(1867);
    for (index, seed) in seeds.iter().enumerate() {
        entry(seed);
        let other = &seeds[(index + 1) % seeds.len()];
        for _ in 0..rounds {
            let mut bytes = seed.clone();
            for _ in 0..=rng.next_u32() % 3 {
                mutate(&mut rng, &mut bytes, other);
            }
            entry(&bytes);
        }
    }
}

#[test]
fn archives() {
    // An archive is long and its proofs are many: fewer rounds.
    let seeds = seeds(&["../../testdata/belenios"], ".bel");
    feed(&seeds, ROUNDS / 3, polity_fuzz_entries::archive);
}

#[test]
fn no_altered_archive_is_proved() {
    let mut rng = ChaCha8Rng::seed_from_u64(1918);
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/belenios/peer-mandatory.bel");
    let seed = fs::read(path).expect("the peer's archive is there");
    assert!(
        polity_fuzz_entries::is_proved(&seed),
        "the peer's archive holds"
    );
    for _ in 0..ROUNDS {
        let mut bytes = seed.clone();
        mutate(&mut rng, &mut bytes, &seed);
        let Some(mended) = polity_fuzz_entries::mend(&bytes) else {
            continue;
        };
        if mended != seed {
            assert!(!polity_fuzz_entries::is_proved(&mended), "a forgery passes");
        }
    }
}

#[test]
fn blt_files() {
    feed(
        &seeds(&["corpus/blt"], ".blt"),
        ROUNDS,
        polity_fuzz_entries::blt,
    );
}

#[test]
fn ballots_in_every_format() {
    feed(
        &seeds(&["corpus/ballots", "corpus/blt"], ""),
        ROUNDS,
        polity_fuzz_entries::ballots,
    );
}

#[test]
fn lists_of_members() {
    feed(
        &seeds(&["corpus/csv"], ".csv"),
        ROUNDS,
        polity_fuzz_entries::csv,
    );
}

#[test]
fn registers_and_applications() {
    feed(
        &seeds(&["corpus/lists"], ".csv"),
        ROUNDS,
        polity_fuzz_entries::lists,
    );
}

#[test]
fn procedures_and_stories() {
    feed(
        // The library is large: fewer rounds of each file.
        &seeds(&["../../procedures"], ".toml"),
        ROUNDS / 6,
        polity_fuzz_entries::procedure,
    );
    feed(
        &seeds(&["../../procedures"], ".story"),
        ROUNDS,
        polity_fuzz_entries::procedure,
    );
}

#[test]
fn rulebooks() {
    feed(
        &seeds(&["../../rules/rulebook"], ".toml"),
        ROUNDS,
        polity_fuzz_entries::rulebook,
    );
}
