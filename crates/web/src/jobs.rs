//! Long work: a roll to be frozen, a box to be closed, votes to be mixed. A job is started by a form, goes
//! on when the browser goes away, and is looked at on a page that loads itself again. It says how far it
//! is, and in the end what came of it: nothing is called done that is not.
//!
//! One job of a kind runs on a matter at a time, and only one of those that write the archive. Jobs live
//! in memory: after a restart there is none, what it had not ended was told to nobody, and it is started
//! again.

use std::collections::HashMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use polity_store::Done;

use crate::PageFault;

/// What is worked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A list of members is read and checked.
    Check,
    /// A list of members is brought in.
    Import,
    /// A roll is frozen.
    Freeze,
    /// A box is closed and written out.
    Close,
    /// Votes are mixed, or a shuffle that was handed in is checked.
    Shuffle,
    /// A part in opening the votes is checked.
    Decryption,
    /// The papers are opened and counted.
    Count,
}

impl Kind {
    /// The name in addresses and in the keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Import => "import",
            Self::Freeze => "freeze",
            Self::Close => "close",
            Self::Shuffle => "shuffle",
            Self::Decryption => "decryption",
            Self::Count => "count",
        }
    }

    /// The kind of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        let all = [
            Self::Check,
            Self::Import,
            Self::Freeze,
            Self::Close,
            Self::Shuffle,
            Self::Decryption,
            Self::Count,
        ];
        all.into_iter().find(|one| one.name() == name)
    }

    /// Whether it grows the archive of an election, which only one piece of work at a time may.
    fn grows_the_archive(self) -> bool {
        matches!(
            self,
            Self::Close | Self::Shuffle | Self::Decryption | Self::Count
        )
    }
}

/// Who the job is about: a matter's id, or [`ORGANISATION`].
pub type Owner = String;

/// The owner of jobs on no matter.
pub const ORGANISATION: &str = "organisation";

/// How a job stands.
#[derive(Debug, Clone)]
pub enum State {
    /// It goes on.
    Running,
    /// It ended as it should.
    Done(Arc<Outcome>),
    /// It ended otherwise, and why.
    Failed(Arc<PageFault>),
}

/// What came of a job.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was put on the record, if something was.
    pub done: Option<Done>,
    /// Figures for the sentence that tells it.
    pub figures: Vec<u64>,
}

/// One piece of long work.
#[derive(Debug)]
pub struct Job {
    /// What it is.
    pub kind: Kind,
    done: AtomicU64,
    of: AtomicU64,
    state: Mutex<State>,
}

impl Job {
    /// How far it is: done, and of how many; zero where the number is not known.
    pub fn progress(&self) -> (u64, u64) {
        (
            self.done.load(Ordering::Relaxed),
            self.of.load(Ordering::Relaxed),
        )
    }

    /// How it stands.
    pub fn state(&self) -> State {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// So much is done, of so much.
    pub fn reach(&self, done: u64, of: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// So much more is done.
    pub fn advance(&self, by: u64) {
        self.done.fetch_add(by, Ordering::Relaxed);
    }

    /// Whether it goes on.
    pub fn runs(&self) -> bool {
        matches!(self.state(), State::Running)
    }

    fn end(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// The jobs of a site.
#[derive(Debug, Default)]
pub struct Jobs {
    jobs: Mutex<HashMap<(Owner, Kind), Arc<Job>>>,
}

/// Marks a job that was given up by a panic, which is a defect, and not left running for ever.
struct Watch(Arc<Job>);

impl Drop for Watch {
    fn drop(&mut self) {
        if self.0.runs() {
            let why = "the work broke off; see the log".to_owned();
            self.0.end(State::Failed(Arc::new(PageFault::Defect(why))));
        }
    }
}

impl Jobs {
    /// Starts a job on a thread of its own; `work` may compute for as long as it takes. `of` is the number
    /// of items, zero when it is not known.
    ///
    /// # Errors
    /// [`PageFault::Invalid`] with `busy` when one runs already that this one must wait for.
    pub fn start<W, F>(
        &self,
        owner: &str,
        kind: Kind,
        of: u64,
        busy: impl ToString,
        work: W,
    ) -> Result<Arc<Job>, PageFault>
    where
        W: FnOnce(Arc<Job>) -> F + Send + 'static,
        F: Future<Output = Result<Outcome, PageFault>>,
    {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let in_the_way =
            |other: Kind| other == kind || other.grows_the_archive() && kind.grows_the_archive();
        let blocked = jobs.iter().any(|((found, other), job)| {
            found.as_str() == owner && in_the_way(*other) && job.runs()
        });
        if blocked {
            return Err(PageFault::invalid(busy.to_string()));
        }
        let job = Arc::new(Job {
            kind,
            done: AtomicU64::new(0),
            of: AtomicU64::new(of),
            state: Mutex::new(State::Running),
        });
        jobs.insert((owner.to_owned(), kind), Arc::clone(&job));
        let runtime = tokio::runtime::Handle::current();
        let working = Arc::clone(&job);
        tokio::task::spawn_blocking(move || {
            let watch = Watch(Arc::clone(&working));
            let ended = runtime.block_on(work(working));
            watch.0.end(match ended {
                Ok(outcome) => State::Done(Arc::new(outcome)),
                Err(fault) => {
                    tracing::warn!(job = kind.name(), %fault, "a job failed");
                    State::Failed(Arc::new(fault))
                }
            });
        });
        Ok(job)
    }

    /// Forgets a job that has ended: another piece of work of its kind begins from the start.
    pub fn forget(&self, owner: &str, kind: Kind) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|(found, other), job| found != owner || *other != kind || job.runs());
    }

    /// The last job of a kind, running or ended.
    pub fn find(&self, owner: &str, kind: Kind) -> Option<Arc<Job>> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(&(owner.to_owned(), kind)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ended(job: &Job) -> State {
        while job.runs() {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        job.state()
    }

    #[tokio::test]
    async fn e8_a_job_that_failed_or_broke_off_says_so() {
        let jobs = Jobs::default();
        let failing = |_| async { Err(PageFault::invalid("no disk")) };
        let job = jobs
            .start("m", Kind::Close, 3, "busy", failing)
            .expect("free");
        assert!(
            matches!(ended(&job).await, State::Failed(fault) if fault.to_string() == "no disk")
        );
        let panicking = |_| async { panic!("a defect") };
        let job = jobs
            .start("m", Kind::Close, 0, "busy", panicking)
            .expect("free again");
        assert!(matches!(ended(&job).await, State::Failed(_)));
        let fine = |job: Arc<Job>| async move {
            job.reach(3, 3);
            Ok(Outcome::default())
        };
        let job = jobs
            .start("m", Kind::Close, 3, "busy", fine)
            .expect("free again");
        assert!(matches!(ended(&job).await, State::Done(_)));
        assert_eq!(job.progress(), (3, 3));
    }

    #[tokio::test]
    async fn one_job_at_a_time_grows_an_archive() {
        let jobs = Jobs::default();
        let (free, wait) = tokio::sync::oneshot::channel::<()>();
        let long = move |_| async move {
            let _ = wait.await;
            Ok(Outcome::default())
        };
        let job = jobs
            .start("m", Kind::Shuffle, 0, "busy", long)
            .expect("free");
        let none = |_| async { Ok(Outcome::default()) };
        assert!(jobs.start("m", Kind::Shuffle, 0, "busy", none).is_err());
        assert!(jobs.start("m", Kind::Count, 0, "busy", none).is_err());
        assert!(jobs.start("m", Kind::Freeze, 0, "busy", none).is_ok());
        assert!(jobs.start("other", Kind::Count, 0, "busy", none).is_ok());
        free.send(()).expect("it waits");
        ended(&job).await;
        assert!(jobs.start("m", Kind::Count, 0, "busy", none).is_ok());
    }
}
