//! The polls of the ballots that are on the record, kept ready: what a ballot is checked with is read once,
//! and ballots that arrive together are checked together.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use polity_ballot::wire::Wire as _;
use polity_office::polling::{CastRefusal, Poll};
use polity_org::{Digest, Matter, World};
use polity_store::{CastError, Posted, SealedVote};
use polity_values::{MatterId, Timestamp};
use tokio::sync::{mpsc, oneshot};

use crate::api::voter::about::People;
use crate::limits::Limits;
use crate::promise::ServerKeys;
use crate::{Machine, PageFault, Site, metrics};

/// The most ballots that are checked in one go.
const TOGETHER: usize = 512;
/// Ballots that may wait for their check; the next one waits before it may queue.
const QUEUE: usize = 8 * TOGETHER;

/// What the site keeps for voting.
pub(crate) struct Voting {
    polls: RwLock<HashMap<String, Arc<OpenPoll>>>,
    reading: tokio::sync::Mutex<()>,
    keys: OnceLock<ServerKeys>,
    /// How often one credential may knock.
    pub(crate) limits: Limits,
}

/// The poll of one ballot, ready to take votes.
pub struct OpenPoll {
    /// The matter.
    pub matter: MatterId,
    /// The digest of the election, as on the record.
    pub digest: Digest,
    /// What is checked and judged with.
    pub poll: Arc<Poll>,
    /// The election's exact text.
    pub election: String,
    /// The names of the candidates, number 1 first.
    pub candidates: Vec<String>,
    /// The question as the election has it.
    pub question: String,
    queue: mpsc::Sender<Waiting>,
    total: AtomicU64,
    people: RwLock<Option<Arc<People>>>,
}

/// A ballot that waits for its check.
struct Waiting {
    bytes: Vec<u8>,
    answer: oneshot::Sender<Result<SealedVote, CastRefusal>>,
}

impl Site {
    /// The poll of a ballot's id with its matter; none if no ballot of this id was opened.
    ///
    /// # Errors
    /// When the election's files are missing or damaged.
    pub async fn poll<'w>(
        &self,
        world: &'w World,
        uuid: &str,
    ) -> Result<Option<(Arc<OpenPoll>, &'w Matter)>, PageFault> {
        let Some((matter, digest)) = opened(world, uuid) else {
            return Ok(None);
        };
        let voting = self.voting();
        if let Some(poll) = voting.find(uuid, digest) {
            return Ok(Some((poll, matter)));
        }
        // One reads the files; who asks meanwhile waits for that.
        let _reading = voting.reading.lock().await;
        if let Some(poll) = voting.find(uuid, digest) {
            return Ok(Some((poll, matter)));
        }
        let poll = Arc::new(self.read_poll(matter, digest).await?);
        let mut polls = voting.polls.write().unwrap_or_else(PoisonError::into_inner);
        polls.insert(uuid.to_owned(), Arc::clone(&poll));
        Ok(Some((poll, matter)))
    }

    async fn read_poll(&self, matter: &Matter, digest: Digest) -> Result<OpenPoll, PageFault> {
        let folder = self.election(&matter.id)?;
        let id = matter.id.clone();
        let read = move || -> Result<_, PageFault> {
            let setup = folder.setup(digest)?;
            let poll =
                Poll::new(id, &setup).map_err(|fault| PageFault::Defect(fault.to_string()))?;
            Ok((setup.election, poll))
        };
        let (election, poll) = tokio::task::spawn_blocking(read)
            .await
            .map_err(|fault| PageFault::Defect(fault.to_string()))??;
        let head = self.store().box_head(poll.box_name()).await?;
        let poll = Arc::new(poll);
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(check(Arc::clone(&poll), waiting));
        let question = election.questions.first().map(|question| &question.value);
        Ok(OpenPoll {
            matter: matter.id.clone(),
            digest,
            poll,
            candidates: question.map_or_else(Vec::new, |one| one.answers.clone()),
            question: question.map_or_else(String::new, |one| one.question.clone()),
            election: String::from_utf8(election.to_json())
                .map_err(|fault| PageFault::Defect(fault.to_string()))?,
            queue,
            total: AtomicU64::new(head.place),
            people: RwLock::default(),
        })
    }

    /// The server's own keys, for tokens and promises.
    ///
    /// # Errors
    /// When they cannot be read or made.
    pub(crate) async fn keys(&self) -> Result<&ServerKeys, PageFault> {
        let kept = &self.voting().keys;
        if let Some(keys) = kept.get() {
            return Ok(keys);
        }
        let keys = ServerKeys::open(self).await?;
        Ok(kept.get_or_init(|| keys))
    }
}

/// The matter whose ballot has this id, with the digest of its election.
fn opened<'w>(world: &'w World, uuid: &str) -> Option<(&'w Matter, Digest)> {
    world.matters().find_map(|matter| {
        let opening = &matter.ballot_box.as_ref()?.opening;
        (opening.uuid == uuid).then_some((matter, opening.election))
    })
}

impl Voting {
    pub(crate) fn new(machine: Arc<dyn Machine>) -> Self {
        Self {
            polls: RwLock::default(),
            reading: tokio::sync::Mutex::default(),
            keys: OnceLock::new(),
            limits: Limits::new(machine),
        }
    }

    fn find(&self, uuid: &str, digest: Digest) -> Option<Arc<OpenPoll>> {
        let polls = self.polls.read().unwrap_or_else(PoisonError::into_inner);
        polls
            .get(uuid)
            .filter(|poll| poll.digest == digest)
            .cloned()
    }
}

impl OpenPoll {
    /// Checks a ballot together with those that wait at the same moment, and puts it into the box.
    /// When this returns `Ok`, the vote is durable.
    ///
    /// # Errors
    /// [`CastRefusal`]; after [`CastError::NotStored`] the same vote may be sent again. Time is for the
    /// caller.
    pub async fn cast(&self, site: &Site, bytes: Vec<u8>) -> Result<Posted, CastRefusal> {
        let (answer, checked) = oneshot::channel();
        let lost = || CastError::NotStored("the check was cut off; send it again".to_owned());
        let waiting = Waiting { bytes, answer };
        self.queue.send(waiting).await.map_err(|_| lost())?;
        let vote = checked.await.map_err(|_| lost())??;
        let posted = site.store().box_post(self.poll.box_name(), vote).await?;
        self.total
            .fetch_max(posted.receipt.place, Ordering::Relaxed);
        Ok(posted)
    }

    /// How many votes are in the box, those that were replaced included. At most a moment old.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// Notes how many votes are in the box, as somebody has just seen.
    pub fn saw(&self, place: u64) {
        self.total.fetch_max(place, Ordering::Relaxed);
    }

    /// What was last read of candidates and contact.
    pub(crate) fn people(&self) -> Option<Arc<People>> {
        let people = self.people.read().unwrap_or_else(PoisonError::into_inner);
        people.clone()
    }

    /// Keeps what was read of candidates and contact.
    pub(crate) fn set_people(&self, people: Arc<People>) {
        let mut kept = self.people.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some(people);
    }

    /// Whether a vote that was begun at `begun` is in time.
    ///
    /// # Errors
    /// [`CastRefusal::Time`] with the rule.
    pub fn in_time(
        &self,
        world: &World,
        now: Timestamp,
        begun: Timestamp,
    ) -> Result<(), CastRefusal> {
        self.poll.in_time(world, now, begun)
    }
}

/// Checks what waits, on all cores, until the poll is dropped.
async fn check(poll: Arc<Poll>, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(TOGETHER);
    while waiting.recv_many(&mut batch, TOGETHER).await > 0 {
        metrics::batch(batch.len());
        let (ballots, answers): (Vec<_>, Vec<_>) = batch
            .drain(..)
            .map(|one: Waiting| (one.bytes, one.answer))
            .unzip();
        let poll = Arc::clone(&poll);
        let checked = tokio::task::spawn_blocking(move || poll.check_all(&ballots)).await;
        let Ok(checked) = checked else {
            // A panic in the check: who waits is told that nothing was stored.
            tracing::error!("the check of ballots failed");
            continue;
        };
        for (answer, outcome) in answers.into_iter().zip(checked) {
            // Who asked may have gone.
            let _ = answer.send(outcome);
        }
    }
}
