//! What every handler shares: the store, the clock and randomness of the edge, and the settings.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use polity_count::Lots;
use polity_office::OfficeFault;
use polity_office::folder::ElectionFolder;
use polity_store::Store;
use polity_values::{MatterId, Timestamp};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde::Serialize;
use utoipa::ToSchema;

use crate::PageFault;
use crate::identity::Identity;
use crate::jobs::Jobs;
use crate::latest::Latest;
use crate::live::Live;
use crate::poll::Voting;
use crate::post::{self, Post};
use crate::rehearsal::{Rehearsals, Rehearsing};

/// The machine at the edge: its clock and its randomness. The binary gives the real one; a rehearsal
/// and the tests give one whose clock they set.
pub trait Machine: Send + Sync + 'static {
    /// The instant now.
    fn now(&self) -> Timestamp;
    /// The time by which people sit before their screens: sessions age by it. A rehearsal's clock leaps over
    /// weeks while somebody sits there, so there it is another one.
    fn sitting(&self) -> Timestamp {
        self.now()
    }
    /// Thirty-two fresh random bytes of the operating system.
    fn seed(&self) -> [u8; 32];
}

/// How the server was started.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder; public files of elections are in it.
    pub dir: PathBuf,
    /// The address that people type, without a slash at its end: links in letters begin with it.
    pub base_url: String,
    /// Whether everything here is a rehearsal.
    pub rehearsal: bool,
    /// How letters leave the house.
    pub post: post::Options,
}

impl Settings {
    /// Whether people reach the server by TLS, so that cookies can insist on it.
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// Whom a voter can ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Contact {
    /// Who: a person with a name. Empty: the returning officer by the roll.
    pub name: String,
    /// The telephone, empty if none is published.
    pub phone: String,
    /// The e-mail address, empty if none is published.
    pub email: String,
}

/// What an independent check of a published election says.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Whether everything holds.
    pub holds: bool,
    /// The report, for people.
    pub report: String,
}

/// The independent check of an election, from its archive and its result alone: given the paths of both, the
/// size of the roll and where lots came from. The binary gives the verifier, which shares no code with us.
pub type Check =
    dyn Fn(&Path, &Path, u64, &Lots) -> Result<Checked, String> + Send + Sync + 'static;

/// The running site: cheap to clone, one for all requests.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    store: Arc<Store>,
    machine: Arc<dyn Machine>,
    settings: Settings,
    voting: Voting,
    jobs: Jobs,
    latest: Latest,
    live: Live,
    check: OnceLock<Box<Check>>,
    identity: Identity,
    post: Post,
    contact: OnceLock<Contact>,
    press: OnceLock<PathBuf>,
    rehearsing: OnceLock<Arc<dyn Rehearsing>>,
    rehearsals: OnceLock<Arc<dyn Rehearsals>>,
}

impl Site {
    /// A site over an open store.
    pub fn new(store: Arc<Store>, machine: Arc<dyn Machine>, settings: Settings) -> Self {
        let inner = Inner {
            voting: Voting::new(Arc::clone(&machine)),
            identity: Identity::new(&settings, Arc::clone(&machine)),
            store,
            machine,
            post: Post::default(),
            contact: OnceLock::new(),
            press: OnceLock::new(),
            settings,
            jobs: Jobs::default(),
            latest: Latest::default(),
            live: Live::default(),
            check: OnceLock::new(),
            rehearsing: OnceLock::new(),
            rehearsals: OnceLock::new(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// With the check by which every count is held against its archive before it is proposed.
    #[must_use]
    pub fn checked_by(
        self,
        check: impl Fn(&Path, &Path, u64, &Lots) -> Result<Checked, String> + Send + Sync + 'static,
    ) -> Self {
        // A second one would change what officers rely on: the first stays.
        let _ = self.inner.check.set(Box::new(check));
        self
    }

    /// The last `count` entries of the record up to entry `seq`, oldest first.
    pub(crate) async fn latest(
        &self,
        seq: u64,
        count: u64,
    ) -> Result<Arc<[polity_org::Entry]>, polity_store::StoreError> {
        self.inner.latest.entries(self.store(), seq, count).await
    }

    /// That check, if the program has one.
    pub fn check(&self) -> Option<&Check> {
        self.inner.check.get().map(|check| &**check)
    }

    /// With the program that sets documents for paper, if there is one: without it none are offered. Only the
    /// first call counts.
    #[must_use]
    pub fn printed_by(self, press: Option<PathBuf>) -> Self {
        if let Some(press) = press {
            let _ = self.inner.press.set(press);
        }
        self
    }

    /// That program.
    pub fn press(&self) -> Option<&Path> {
        self.inner.press.get().map(PathBuf::as_path)
    }

    /// With whom voters can ask, and how. Only the first call counts.
    #[must_use]
    pub fn asked_at(self, contact: Contact) -> Self {
        // A second one would answer for the first.
        let _ = self.inner.contact.set(contact);
        self
    }

    /// Whom voters can ask, as far as it is published.
    pub fn contact(&self) -> &Contact {
        self.inner.contact.get_or_init(Contact::default)
    }

    /// Long work that goes on.
    pub fn jobs(&self) -> &Jobs {
        &self.inner.jobs
    }

    /// Who watches sittings.
    pub(crate) fn live(&self) -> &Live {
        &self.inner.live
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// How the server was started.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// What is kept for voting.
    pub(crate) fn voting(&self) -> &Voting {
        &self.inner.voting
    }

    /// Thirty-two fresh random bytes.
    pub(crate) fn seed(&self) -> [u8; 32] {
        self.inner.machine.seed()
    }

    /// What sign-in keeps in memory.
    pub(crate) fn identity(&self) -> &Identity {
        &self.inner.identity
    }

    /// What wakes and stops the worker that sends letters.
    pub fn post(&self) -> &Post {
        &self.inner.post
    }

    /// Makes the site a rehearsal's, with what moves its clock and plays its parts. Only the first call counts.
    pub fn set_rehearsing(&self, hand: Arc<dyn Rehearsing>) {
        // A second hand would be a second clock.
        let _ = self.inner.rehearsing.set(hand);
    }

    /// Lets the site start rehearsals of its elections. Only the first call counts.
    pub fn set_rehearsals(&self, rehearsals: Arc<dyn Rehearsals>) {
        let _ = self.inner.rehearsals.set(rehearsals);
    }

    /// The hand of a rehearsal.
    ///
    /// # Errors
    /// [`PageFault::NotFound`] in a real house.
    pub fn rehearsing(&self) -> Result<&dyn Rehearsing, PageFault> {
        let hand = self
            .inner
            .rehearsing
            .get()
            .filter(|_| self.settings().rehearsal);
        hand.map(AsRef::as_ref).ok_or(PageFault::NotFound)
    }

    /// The rehearsals of a real house.
    ///
    /// # Errors
    /// [`PageFault::NotFound`] where none can be started.
    pub fn rehearsals(&self) -> Result<&dyn Rehearsals, PageFault> {
        let found = self.inner.rehearsals.get();
        found.map(AsRef::as_ref).ok_or(PageFault::NotFound)
    }

    /// The instant now.
    pub fn now(&self) -> Timestamp {
        self.inner.machine.now()
    }

    /// The time by which sessions age; see [`Machine::sitting`].
    pub fn sitting(&self) -> Timestamp {
        self.inner.machine.sitting()
    }

    /// A fresh generator fit for keys and tokens.
    pub fn rng(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.inner.machine.seed())
    }

    /// The folder with the public files of a matter's election.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn election(&self, matter: &MatterId) -> Result<ElectionFolder, OfficeFault> {
        ElectionFolder::of_house(&self.inner.settings.dir, matter.as_str())
    }
}
