//! What the fuzz targets run: each function takes any bytes, feeds them to a parser, and checks what
//! must hold of its answer. A panic is a fault found.
//!
//! The targets in `fuzz/fuzz_targets` call these under libFuzzer; `tests/corpus.rs` calls them in
//! every test run with the seeds of `corpus/` and with seeded mutations of them.

mod archive;
mod lists;

use std::collections::BTreeMap;

use polity_count::formats::{self, OnMark, Reading, privacy};
use polity_count::{Contest, Lots, Outcome, Rule, blt};
use polity_org::founding::UnitSpec;
use polity_org::organisation::Organisation;
use polity_org::roll::csv::{self, Faults, Known};
use polity_procedure::{KnownRules, check_source, form, rulebook, story};
use polity_values::{BodyId, IdError, TimeZone, UnitId};

pub use archive::{archive, is_proved, mend};
pub use lists::lists;

/// A BLT file: what was read is written, read again, and written the same; faults have places.
///
/// # Panics
/// If one of these does not hold.
pub fn blt(bytes: &[u8]) {
    match blt::parse(bytes) {
        Ok(contest) => {
            let written = blt::write(&contest);
            match blt::parse(written.as_bytes()) {
                Ok(again) => {
                    // Names are written without control characters, so they alone may change.
                    assert_eq!(again.ballots, contest.ballots, "other ballots:\n{written}");
                    assert_eq!(blt::write(&again), written, "not read as written");
                }
                Err(faults) => panic!("not read as written: {faults:?}\n{written}"),
            }
        }
        Err(faults) => placed(bytes, &faults, 1),
    }
}

/// Every fault has a place within the bytes, from line `least` on.
fn placed(bytes: &[u8], faults: &[blt::Fault], least: usize) {
    assert!(!faults.is_empty(), "refused without a fault");
    let lines = 1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    for fault in faults {
        let line = usize::try_from(fault.line).unwrap_or(usize::MAX);
        assert!((least..=lines).contains(&line), "no such line: {fault}");
        assert!(line == 0 || fault.column >= 1, "no such column: {fault}");
    }
}

/// Ballots in any format, read in two ways: what was read is the same contest when it is written as BLT and as
/// `PrefLib` and read again, can be examined, and can be counted or is refused; faults have places.
///
/// # Panics
/// If one of these does not hold.
pub fn ballots(bytes: &[u8]) {
    let strict = Reading {
        overvotes: OnMark::End,
        repeats: OnMark::Skip,
        skipped_ranks: Some(1),
        ..Reading::default()
    };
    for reading in [Reading::default(), strict] {
        match formats::read_with(bytes, &reading) {
            Ok(contest) => written_and_counted(&contest),
            // Within JSON a path tells the place, and the line is 0.
            Err(faults) => placed(bytes, &faults, 0),
        }
    }
}

fn written_and_counted(contest: &Contest) {
    let written = blt::write(contest);
    match blt::parse(written.as_bytes()) {
        Ok(again) => assert_eq!(again.ballots, contest.ballots, "other ballots:\n{written}"),
        // BLT takes no name above its limit; others are read as written.
        Err(faults) => assert!(
            faults
                .iter()
                .all(|fault| matches!(fault.kind, blt::FaultKind::LongName(_))),
            "not read as written: {faults:?}\n{written}"
        ),
    }
    let written = formats::write_preflib(contest);
    let again = formats::read(written.as_bytes());
    let again = again.unwrap_or_else(|faults| panic!("not read as written: {faults:?}\n{written}"));
    assert_eq!(
        again.ballots.papers(),
        contest.ballots.papers(),
        "papers lost:\n{written}"
    );
    let exposure = privacy::examine(contest, 5);
    assert!(
        exposure.rare.len() <= exposure.rankings,
        "more rare rankings than rankings"
    );
    if let Ok(Outcome::Complete(transcript)) =
        polity_count::count(contest, Rule::Ers97, &Lots::Seed("fuzz".into()))
    {
        assert!(
            !formats::write_rctab(&transcript).is_empty(),
            "a count has a summary"
        );
    }
}

/// A list of members: refused with faults that have places, or read with a row for each member counted.
///
/// # Panics
/// If one of these does not hold.
pub fn csv(bytes: &[u8]) {
    let known = Known::of(&organisation().expect("its ids are valid"));
    let mut told = 0;
    let result = csv::read(bytes, &known, |read| {
        assert!(read >= told, "progress went backwards");
        told = read;
    });
    let lines = 1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    let placed = |faults: &Faults| {
        for fault in faults.listed() {
            let line = usize::try_from(fault.line).unwrap_or(usize::MAX);
            assert!(
                (1..=lines).contains(&line),
                "no such line: {fault:?} of {lines}"
            );
        }
    };
    match result {
        Ok(imported) => {
            placed(&imported.warnings);
            let rows = u64::try_from(imported.rows.len()).unwrap_or(u64::MAX);
            assert_eq!(rows, imported.statement.rows, "a row was lost");
            assert_eq!(
                rows,
                imported.statement.totals.values().sum::<u64>(),
                "a unit was lost"
            );
        }
        Err(rejected) => {
            assert!(rejected.faults.total() > 0, "refused without a fault");
            placed(&rejected.faults);
            placed(&rejected.warnings);
        }
    }
}

/// The smallest organisation to whom a list of members means something.
fn organisation() -> Result<Organisation, IdError> {
    let unit = UnitSpec {
        id: UnitId::new("north")?,
        kind: BodyId::new("branch")?,
        title: "North Branch".into(),
        officers: Vec::new(),
    };
    Ok(Organisation {
        name: "Members' Union".into(),
        zone: TimeZone::UTC,
        classes: vec!["full".into(), "retired".into()],
        bodies: BTreeMap::new(),
        units: BTreeMap::from([(unit.id.clone(), unit)]),
        seats: BTreeMap::new(),
        tenures: Vec::new(),
        limits: Vec::new(),
        powers: Vec::new(),
        clauses: BTreeMap::new(),
        composed: polity_org::body::fold::Bodies::default(),
        rules: polity_org::rules::Rules::default(),
    })
}

/// A procedure, and the same bytes as a story: faults have places within the text, and what is
/// wrong with the form is wrong with the whole.
///
/// # Panics
/// If one of these does not hold.
pub fn procedure(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split('\n').count();
    let form = form::parse(&text).err();
    let whole = check_source(&text, &KnownRules::shipped());
    assert!(
        form.is_none() || !whole.faults.is_empty(),
        "the check lost the faults of form"
    );
    let faults = [form, Some(whole.faults), story::parse(&text).err()];
    for fault in faults.into_iter().flatten().flatten() {
        if let Some(at) = fault.at {
            assert!(
                (1..=lines).contains(&at.line),
                "no such line: {fault:?} of {lines}"
            );
            assert!(at.column >= 1, "no such column: {fault:?}");
        }
    }
}

/// A rulebook: faults have places within the text; what is read can be shown and exported on every day on which it
/// changes, and differs in nothing from itself.
///
/// # Panics
/// If one of these does not hold.
pub fn rulebook(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split('\n').count();
    let (read, faults) = rulebook::check(&text);
    assert!(
        read.is_some() || !faults.is_empty(),
        "refused without a fault"
    );
    for fault in &faults {
        if let Some(at) = fault.at {
            assert!((1..=lines).contains(&at.line), "no such line: {fault:?}");
            assert!(at.column >= 1, "no such column: {fault:?}");
        }
    }
    let Some(book) = read else { return };
    for day in book.days() {
        let same = rulebook::diff((&book, day), (&book, day));
        assert!(same.is_empty(), "it differs from itself on {day}: {same:?}");
        let xml = rulebook::akoma_ntoso(&book, day);
        assert_eq!(xml.matches('<').count(), xml.matches('>').count(), "{xml}");
    }
}
