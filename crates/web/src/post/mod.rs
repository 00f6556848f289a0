//! Letters: to whom, what for, in whose language, and the worker that sends them one by one, slowly
//! enough for the other side, again when it says "later", and never twice when it said "accepted"
//! (RELIABILITY E9). The queue is the store's; a letter's text is made when it is sent.

mod applicant;
pub mod codes;
mod letter;
pub mod page;
pub(crate) mod receipt;
mod transport;
mod worker;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use polity_store::{LetterState, Mailing, NewLetter};
use polity_values::{PersonId, Timestamp};
use tokio::sync::Notify;

pub use codes::{Addressee, Addresses};
pub use letter::Letter;
pub use transport::{Outcome, Transport};
pub use worker::run;

use crate::lang::Say;
use crate::{PageFault, Site};

/// How long a link to sign in works, from when its letter is sent.
pub const LINK_LASTS: Duration = Duration::from_mins(20);

/// What a letter is for. Each has its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// A link to sign in.
    SignIn,
    /// Nominations are open.
    Nominations,
    /// Voting is open.
    BallotOpen,
    /// Voting closes soon.
    BallotCloses,
    /// The times of a vote have changed.
    NewTimes,
    /// The result is declared.
    Result,
    /// To those who applied: how far each application came.
    Applicants,
}

impl Purpose {
    /// Those that an officer may send about a matter.
    pub const OF_MATTERS: [Self; 6] = [
        Self::Nominations,
        Self::BallotOpen,
        Self::BallotCloses,
        Self::NewTimes,
        Self::Result,
        Self::Applicants,
    ];

    /// As the queue keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Nominations => "nominations",
            Self::BallotOpen => "ballot-open",
            Self::BallotCloses => "ballot-closes",
            Self::NewTimes => "new-times",
            Self::Result => "result",
            Self::Applicants => "applicants",
        }
    }

    /// The purpose of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::SignIn]
            .into_iter()
            .chain(Self::OF_MATTERS)
            .find(|one| one.name() == name)
    }

    /// What the letter is, in a few words for lists.
    pub fn title(self, t: Say) -> String {
        let phrase = match self {
            Self::SignIn => t.say("post-sign-in"),
            Self::Nominations => t.say("post-nominations"),
            Self::BallotOpen => t.say("post-ballot-open"),
            Self::BallotCloses => t.say("post-ballot-closes"),
            Self::NewTimes => t.say("post-new-times"),
            Self::Result => t.say("post-result"),
            Self::Applicants => t.say("post-applicants"),
        };
        phrase.to_string()
    }
}

/// A letter's state in words.
pub(crate) fn state_in_words(t: Say, state: LetterState) -> String {
    let phrase = match state {
        LetterState::Waiting => t.say("post-waiting"),
        LetterState::Sending => t.say("post-sending"),
        LetterState::Sent => t.say("post-sent"),
        LetterState::Bounced => t.say("post-bounced"),
        LetterState::Failed => t.say("post-failed"),
    };
    phrase.to_string()
}

/// How letters leave the house.
#[derive(Debug, Clone)]
pub struct Options {
    /// By which way.
    pub way: Way,
    /// The sender: `Name <address>` or an address.
    pub from: String,
    /// The most letters an hour that nobody waits for. Mail systems refuse who sends too fast.
    pub per_hour: u32,
    /// The longest wait for one answer of the mail server.
    pub answer: Duration,
}

/// The way that letters take.
#[derive(Clone)]
pub enum Way {
    /// A file each, in this folder: to try things, or for another program to send.
    Folder(PathBuf),
    /// A mail server: `smtps://user:password@host`, or `smtp://host:25` (with `?tls=required` for
    /// STARTTLS).
    Smtp(String),
}

impl std::fmt::Debug for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(dir) => f.debug_tuple("Folder").field(dir).finish(),
            // The address holds a password.
            Self::Smtp(_) => f.debug_tuple("Smtp").finish_non_exhaustive(),
        }
    }
}

impl Options {
    /// Letters as files in a folder.
    pub fn folder(dir: impl Into<PathBuf>) -> Self {
        Self {
            way: Way::Folder(dir.into()),
            from: "Polity <polity@localhost.localdomain>".to_owned(),
            per_hour: 20_000,
            answer: Duration::from_secs(30),
        }
    }

    /// What is wrong with it, in words.
    ///
    /// # Errors
    /// One sentence.
    pub fn check(&self) -> Result<(), String> {
        transport::Transport::open(self).map(|_| ())
    }
}

/// What wakes and stops the worker.
#[derive(Default)]
pub struct Post {
    wake: Notify,
    stopping: AtomicBool,
}

impl Post {
    /// Something waits to be sent.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Asks the worker to finish the letter in its hand, give back the rest, and end.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.wake.notify_one();
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

/// Queues a letter for which somebody waits. Asked again within a minute, nothing more is queued.
pub(crate) async fn enqueue_one(
    site: &Site,
    purpose: Purpose,
    person: &PersonId,
    now: Timestamp,
) -> Result<(), PageFault> {
    let day = now.strftime("%Y-%m-%d").to_string();
    let mailing = Mailing {
        id: format!("{}-{day}", purpose.name()),
        matter: None,
        purpose: purpose.name().to_owned(),
        created: now,
        author: None,
    };
    let minute = now.as_second() / 60;
    let letter = NewLetter {
        key: format!("{}:{person}:{minute}", purpose.name()),
        recipient: person.clone(),
    };
    site.store().mailing_create(&mailing).await?;
    site.store()
        .letter_enqueue(&mailing.id, &[letter], true, now)
        .await?;
    site.post().wake();
    Ok(())
}
