//! The clock of a rehearsal: this machine's clock plus an offset that only grows, so that months of a
//! timetable pass when somebody says so. The offset is kept in a file of the rehearsal's folder: after a
//! restart the clock goes on from there. A real house has no such clock.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context as _, bail};
use polity_office::folder::REHEARSAL;
use polity_values::Timestamp;
use polity_web::Machine;

use crate::{clock, entropy, files};

/// The file with the offset in microseconds.
const OFFSET: &str = "clock-offset";
/// The latest instant to which the clock moves: timetables are worked out in years of four digits.
const LATEST: &str = "2200-01-01T00:00:00Z";

/// A rehearsal's machine: its own clock, the real randomness.
pub(crate) struct RehearsalMachine {
    file: PathBuf,
    /// Microseconds from the real clock to this one.
    offset: Mutex<i64>,
}

impl RehearsalMachine {
    /// The clock of the rehearsal in `dir`, as it was left; at first it shows the real time.
    ///
    /// # Errors
    /// When `dir` is no rehearsal, or the file is damaged.
    pub(crate) fn open(dir: &Path) -> anyhow::Result<Self> {
        if !dir.join(REHEARSAL).exists() {
            bail!(
                "{} is no rehearsal: its clock is the real one",
                dir.display()
            );
        }
        let file = dir.join(OFFSET);
        let offset = if file.exists() {
            let text = files::read_text(&file)?;
            text.trim()
                .parse()
                .with_context(|| format!("{} holds no number", file.display()))?
        } else {
            0
        };
        Ok(Self {
            file,
            offset: Mutex::new(offset),
        })
    }

    /// A new clock that begins at an instant, which may lie in the past.
    ///
    /// # Errors
    /// As [`RehearsalMachine::open`]; when the rehearsal's clock was set before.
    pub(crate) fn begin(dir: &Path, start: Timestamp) -> anyhow::Result<Self> {
        if dir.join(OFFSET).exists() {
            bail!("the clock of {} was set before", dir.display());
        }
        let machine = Self::open(dir)?;
        machine.put(start.as_microsecond() - clock::now().as_microsecond())?;
        Ok(machine)
    }

    /// Moves the clock forward to an instant. An instant that is past already leaves it as it is.
    ///
    /// # Errors
    /// When the instant is out of reach or the file cannot be written.
    pub(crate) fn move_to(&self, to: Timestamp) -> anyhow::Result<()> {
        if LATEST.parse().is_ok_and(|latest: Timestamp| to > latest) {
            bail!("the clock moves until the year 2200 and no further");
        }
        let wanted = to.as_microsecond() - clock::now().as_microsecond();
        if wanted > self.offset() {
            self.put(wanted)?;
        }
        Ok(())
    }

    /// The file first: after a crash the clock never goes back.
    fn put(&self, offset: i64) -> anyhow::Result<()> {
        let mut held = self
            .offset
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        files::write(&self.file, offset.to_string().as_bytes())?;
        *held = offset;
        Ok(())
    }

    fn offset(&self) -> i64 {
        *self
            .offset
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Machine for RehearsalMachine {
    fn now(&self) -> Timestamp {
        let real = clock::now();
        let here = real.as_microsecond().saturating_add(self.offset());
        Timestamp::from_microsecond(here).unwrap_or(real)
    }

    fn sitting(&self) -> Timestamp {
        clock::now()
    }

    fn seed(&self) -> [u8; 32] {
        entropy::seed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_values::Timestamp;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn b1_only_a_rehearsals_clock_moves_and_only_forward() {
        let folder = tempfile::tempdir().unwrap();
        assert!(RehearsalMachine::open(folder.path()).is_err());
        std::fs::write(folder.path().join(REHEARSAL), "").unwrap();
        let machine = RehearsalMachine::begin(folder.path(), at("2020-01-01T00:00:00Z")).unwrap();
        assert!(machine.now() < at("2020-01-01T01:00:00Z"));
        machine.move_to(at("2020-03-01T00:00:00Z")).unwrap();
        assert!(machine.now() >= at("2020-03-01T00:00:00Z"));
        machine.move_to(at("2020-02-01T00:00:00Z")).unwrap();
        assert!(machine.now() >= at("2020-03-01T00:00:00Z"), "it went back");
        assert!(machine.move_to(at("2300-01-01T00:00:00Z")).is_err());
        // Whoever sits before a page is not signed out by a leap of months.
        assert!(machine.sitting() > machine.now());
        // After a restart it goes on from where it was, and cannot be begun anew.
        let again = RehearsalMachine::open(folder.path()).unwrap();
        assert!(again.now() >= at("2020-03-01T00:00:00Z"));
        assert!(again.now() < at("2020-03-01T01:00:00Z"));
        assert!(RehearsalMachine::begin(folder.path(), at("2024-01-01T00:00:00Z")).is_err());
    }
}
