//! What the fuzz targets run: each function takes any bytes, feeds them to a parser, and checks what
//! must hold of its answer. A panic is a fault found.
//!
//! The targets in `fuzz/fuzz_targets` call these under libFuzzer; `tests/corpus.rs` calls them in
//! every test run with the seeds of `corpus/` and with seeded mutations of them.

mod archive;

use polity_count::blt;
use polity_procedure::{form, story};

pub use archive::archive;

/// A BLT file: a contest that was read is written, and read again the same; faults have places.
///
/// # Panics
/// If one of these does not hold.
pub fn blt(bytes: &[u8]) {
    match blt::parse(bytes) {
        Ok(contest) => {
            let written = blt::write(&contest);
            let again = blt::parse(written.as_bytes());
            assert!(
                again.is_ok_and(|again| again == contest),
                "not read as written:\n{written}"
            );
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a fault");
            let lines = 1 + bytes
                .iter()
                .filter(|byte| matches!(byte, b'\n' | b'\r'))
                .count();
            for fault in faults {
                let line = usize::try_from(fault.line).unwrap_or(usize::MAX);
                assert!((1..=lines).contains(&line), "no such line: {fault}");
                assert!(fault.column >= 1, "no such column: {fault}");
            }
        }
    }
}

/// A procedure, and the same bytes as a story: faults have places within the text.
///
/// # Panics
/// If one of these does not hold.
pub fn procedure(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split('\n').count();
    let faults = [form::parse(&text).err(), story::parse(&text).err()];
    for faults in faults.into_iter().flatten() {
        assert!(!faults.is_empty(), "refused without a fault");
        for at in faults.iter().filter_map(|fault| fault.at) {
            assert!(
                (1..=lines).contains(&at.line),
                "no such line: {at:?} of {lines}"
            );
            assert!(at.column >= 1, "no such column: {at:?}");
        }
    }
}
