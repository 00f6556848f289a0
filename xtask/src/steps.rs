//! Named steps, each timed, all told at the end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How a step ended.
enum Outcome {
    Passed,
    Skipped(String),
    Failed(String),
}

/// The steps run so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration, Outcome)>,
}

/// What a step may say of itself.
pub(crate) enum Step {
    /// It did what it is for.
    Done,
    /// It could not run here; the text says why. Never silent.
    Skipped(String),
}

impl Steps {
    /// Runs one step. A failure does not stop the next steps: all faults are told at once.
    pub(crate) fn run(&mut self, name: &'static str, step: impl FnOnce() -> Result<Step>) {
        eprintln!("\n=== {name}");
        let begun = now();
        let outcome = match step() {
            Ok(Step::Done) => Outcome::Passed,
            Ok(Step::Skipped(why)) => {
                eprintln!("SKIPPED: {name}: {why}");
                Outcome::Skipped(why)
            }
            Err(error) => {
                eprintln!("FAILED: {name}: {error:#}");
                Outcome::Failed(format!("{error:#}"))
            }
        };
        self.done.push((name, begun.elapsed(), outcome));
    }

    /// Every step with its time, one a line, and the sum.
    pub(crate) fn table(&self) -> String {
        let mut text = String::new();
        for (name, time, outcome) in &self.done {
            let (mark, why) = match outcome {
                Outcome::Passed => ("passed", ""),
                Outcome::Skipped(why) => ("SKIPPED:", why.as_str()),
                Outcome::Failed(why) => ("FAILED:", why.lines().next().unwrap_or_default()),
            };
            let _ = writeln!(
                text,
                "{:>8.1} s  {name:<12} {mark} {why}",
                time.as_secs_f64()
            );
        }
        let sum: Duration = self.done.iter().map(|(_, time, _)| *time).sum();
        let _ = write!(text, "{:>8.1} s  in all", sum.as_secs_f64());
        text
    }

    /// An error that names the failed steps, if there are any.
    pub(crate) fn verdict(&self) -> Result<()> {
        let failed: Vec<_> = self
            .done
            .iter()
            .filter(|(_, _, outcome)| matches!(outcome, Outcome::Failed(_)))
            .map(|(name, _, _)| *name)
            .collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        Ok(())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a build tool tells how long its steps took"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_do_not_hide_one_another() {
        let mut steps = Steps::default();
        steps.run("one", || bail!("broken"));
        steps.run("two", || Ok(Step::Done));
        steps.run("three", || Ok(Step::Skipped("no network".into())));
        steps.run("four", || bail!("also broken"));
        let verdict = steps.verdict().expect_err("two steps failed").to_string();
        assert_eq!(verdict, "failed: one, four");
        let table = steps.table();
        assert!(table.contains("SKIPPED: no network"), "{table}");
        assert!(table.contains("two          passed"), "{table}");
        assert_eq!(table.lines().count(), 5);
    }
}
