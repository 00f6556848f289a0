//! Registers and applications as they came, matched to each other where both can be read.

use std::io::{self, Read};

use polity_linkage::measure::Truth;
use polity_linkage::{
    Application, Desk, Index, Model, ReadError, Register, decide_all, decide_one, dedupe, explain,
};

/// Matching is a whole run: it is tried on short lists only.
const MATCHED: usize = 200;

/// A register, and the same bytes as applications and as a truth: read at once and byte by byte they are the same or have the same
/// faults, faults have places, every entry and application can be shown, and each is decided by itself as among all.
///
/// # Panics
/// If one of these does not hold.
pub fn lists(bytes: &[u8]) {
    let whole = Register::read(bytes, &|_| {});
    let dripped = Register::read(Drip(bytes), &|_| {});
    match (&whole, &dripped) {
        (Ok(whole), Ok(dripped)) => {
            assert_eq!(
                told(whole),
                told(dripped),
                "the size of the pieces must not matter"
            );
        }
        (Err(whole), Err(dripped)) => {
            placed(bytes, whole);
            assert_eq!(whole.to_string(), dripped.to_string());
        }
        _ => panic!("the size of the pieces must not matter"),
    }
    let applications = Application::read_all(bytes);
    if let Err(error) = &applications {
        placed(bytes, error);
    }
    if let Err(error) = Truth::read_all(bytes) {
        placed(bytes, &error);
    }
    if let (Ok(register), Ok(applications)) = (whole, applications) {
        matched(register, &applications);
    }
}

fn matched(register: Register, applications: &[Application]) {
    if register.len() > MATCHED || applications.len() > MATCHED {
        return;
    }
    let index = Index::new(register);
    let model = Model::estimate(&index, applications);
    let decisions = decide_all(&index, &model, applications, &|_| {});
    assert_eq!(
        decisions.len(),
        applications.len(),
        "an application was lost"
    );
    let mut desk = Desk::default();
    for (application, decision) in applications.iter().zip(&decisions) {
        let alone = decide_one(&index, &model, application, &mut desk);
        assert_eq!(alone.person, decision.person, "{}", application.told);
        assert!((0.0..=1.0).contains(&decision.probability), "{decision:?}");
        for candidate in explain(&index, &model, application, 3) {
            assert!(
                (0.0..=1.0).contains(&candidate.probability),
                "{candidate:?}"
            );
        }
    }
    for pair in dedupe(&index, 0.2, &|_| {}) {
        assert!(pair.first < pair.second, "{pair:?}");
    }
}

fn told(register: &Register) -> Vec<String> {
    let people = u32::try_from(register.len()).unwrap_or(u32::MAX);
    (0..people)
        .map(|person| format!("{} {}", register.label(person), register.told(person)))
        .collect()
}

/// Every fault has a place within the bytes.
fn placed(bytes: &[u8], error: &ReadError) {
    let ReadError::Faults(faults) = error else {
        panic!("bytes in memory come: {error}");
    };
    assert!(!faults.listed.is_empty(), "refused without a fault");
    let lines = bytes.split(|&byte| byte == b'\n').count();
    for fault in &faults.listed {
        let line = usize::try_from(fault.line).unwrap_or(usize::MAX);
        assert!((1..=lines).contains(&line), "no such line: {fault}");
        assert!(fault.column >= 1, "no such column: {fault}");
    }
}

/// Gives one byte at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}
