//! Long work shows that it goes on: a bar on a terminal, a line a step elsewhere.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

use crate::clock::Stopwatch;

/// A step of the work with a known number of items.
pub(crate) struct Step {
    name: String,
    bar: ProgressBar,
    watch: Stopwatch,
}

impl Step {
    /// Begins a step of `total` items; zero when the number is not known.
    pub(crate) fn begin(name: impl Into<String>, total: u64) -> Self {
        let name = name.into();
        let bar = if std::io::stderr().is_terminal() {
            let bar = if total > 0 {
                ProgressBar::new(total)
            } else {
                ProgressBar::new_spinner()
            };
            let form = if total > 0 {
                "{msg:<44} [{bar:28}] {human_pos}/{human_len} {eta}"
            } else {
                "{msg:<44} {spinner}"
            };
            if let Ok(style) = ProgressStyle::with_template(form) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_message(name.clone());
            bar
        } else {
            ProgressBar::hidden()
        };
        Self {
            name,
            bar,
            watch: Stopwatch::start(),
        }
    }

    /// `count` more items are done.
    pub(crate) fn advance(&self, count: u64) {
        self.bar.inc(count);
    }

    /// `count` items in all are done.
    pub(crate) fn reach(&self, count: u64) {
        self.bar.set_position(count);
    }

    /// Ends the step with a line that says what was done and how long it took, in seconds.
    pub(crate) fn end(self, outcome: &str) -> Took {
        self.bar.finish_and_clear();
        let seconds = self.watch.elapsed().as_secs_f64();
        eprintln!("{:<44} {outcome} ({seconds:.2} s)", self.name);
        Took {
            name: self.name,
            seconds,
        }
    }
}

/// How long a step took.
#[derive(Debug, Clone)]
pub(crate) struct Took {
    /// The step.
    pub(crate) name: String,
    /// Seconds of wall time.
    pub(crate) seconds: f64,
}
