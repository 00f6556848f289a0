//! An archive as it came, and once more with its digests made right, so that what was altered
//! reaches the parsers behind the first check.

use std::collections::BTreeMap;
use std::io::{self, Read};

use polity_ballot::archive::{Content, Fault, Reader, read_all};
use polity_ballot::wire::{Ballot, Wire as _};
use polity_verify::{Options, verify};
use sha2::{Digest as _, Sha256};

const BLOCK_BYTES: usize = 512;
const DIGEST_LENGTH: usize = 64;

/// An archive: read at once and read byte by byte it gives the same steps or the same fault.
///
/// # Panics
/// If it does not, or if a fault lies outside of the bytes.
pub fn archive(bytes: &[u8]) {
    check(bytes);
    if let Some(mended) = mend(bytes) {
        check(&mended);
    }
}

/// True if the verifier finds that everything in an archive holds.
pub fn is_proved(bytes: &[u8]) -> bool {
    let options = Options {
        question: 1,
        ..Options::default()
    };
    verify(bytes, &options).report.holds
}

fn check(bytes: &[u8]) {
    let whole = read_all(bytes);
    let dripped = drip(bytes).map_err(|fault| fault.to_string());
    match whole {
        Ok(steps) => {
            assert_eq!(
                dripped,
                Ok(steps.len()),
                "the size of the pieces must not matter"
            );
            for step in steps {
                if let Content::Ballot { bytes, .. } = step.content {
                    ballot(&bytes);
                }
            }
        }
        Err(fault) => {
            let told = fault.to_string();
            assert_eq!(dripped, Err(told), "the size of the pieces must not matter");
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            assert!(fault.offset <= length, "beyond the end: {fault}");
        }
    }
}

/// A ballot that was read is written as it came.
fn ballot(bytes: &[u8]) {
    if let Ok(ballot) = Ballot::from_json(bytes) {
        assert!(
            ballot.to_json() == bytes,
            "a form that is not canonical was read"
        );
    }
}

/// Reads an archive from a source that gives one byte at a time.
fn drip(bytes: &[u8]) -> Result<usize, Fault> {
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }
    let mut reader = Reader::open(Drip(bytes))?;
    let mut steps = 0;
    while reader.next_step()?.is_some() {
        steps += 1;
    }
    Ok(steps)
}

/// The same members, each named by the digest of its content, mentions of the old digests replaced.
/// `None` if there are no members to be found.
pub fn mend(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut renamed: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    let mut out = Vec::new();
    while let Some((header, rest)) = bytes.split_at_checked(BLOCK_BYTES) {
        let size = header[124..135].iter().try_fold(0_usize, |size, digit| {
            (b'0'..=b'7')
                .contains(digit)
                .then(|| size * 8 + usize::from(digit - b'0'))
        })?;
        let padded = size.div_ceil(BLOCK_BYTES) * BLOCK_BYTES;
        let (body, rest) = rest.split_at_checked(padded).unwrap_or((rest, &[]));
        bytes = rest;
        let mut body = body[..size.min(body.len())].to_vec();
        let mut header = header.to_vec();
        if header[DIGEST_LENGTH] == b'.' {
            replace(&mut body, &renamed);
            let digest = hex(&Sha256::digest(&body));
            let old = header[..DIGEST_LENGTH].to_vec();
            header[..DIGEST_LENGTH].copy_from_slice(&digest);
            renamed.insert(old, digest);
        }
        seal(&mut header, body.len());
        out.extend(header);
        out.extend(&body);
        out.resize(out.len().next_multiple_of(BLOCK_BYTES), 0);
    }
    (!out.is_empty()).then_some(out)
}

/// Replaces every mention of an old digest.
fn replace(body: &mut [u8], renamed: &BTreeMap<Vec<u8>, Vec<u8>>) {
    for at in 0..body.len().saturating_sub(DIGEST_LENGTH - 1) {
        let window = &mut body[at..at + DIGEST_LENGTH];
        if let Some(new) = renamed.get(&*window) {
            window.copy_from_slice(new);
        }
    }
}

/// Writes size and checksum into a header.
fn seal(header: &mut [u8], size: usize) {
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[148..156].copy_from_slice(b"        ");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
}

fn hex(digest: &[u8]) -> Vec<u8> {
    digest
        .iter()
        .flat_map(|byte| format!("{byte:02x}").into_bytes())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer() -> Vec<u8> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../testdata/belenios/peer-mandatory.bel"
        );
        std::fs::read(path).expect("the peer's archive is there")
    }

    #[test]
    fn a_sound_archive_is_mended_to_itself() {
        let bytes = peer();
        assert!(read_all(&bytes).is_ok(), "the peer's archive is sound");
        assert_eq!(mend(&bytes), Some(bytes));
    }

    #[test]
    fn what_was_altered_gets_past_the_digests() {
        let mut bytes = peer();
        let word = b"\"decryption_factors\"";
        let at = bytes.windows(word.len()).position(|w| w == word);
        bytes[at.expect("a partial decryption is there") + 1] = b'D';
        let told = |bytes: &[u8]| match read_all(bytes) {
            Ok(_) => "sound".to_owned(),
            Err(fault) => fault.kind.to_string(),
        };
        assert!(told(&bytes).contains("is not its name"), "{}", told(&bytes));
        let mended = mend(&bytes).expect("it has members");
        assert!(told(&mended).contains("not canonical"), "{}", told(&mended));
    }
}
