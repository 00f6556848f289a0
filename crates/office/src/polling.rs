//! Votes come in: the judge says whether they are in time, the protocol whether they are sound, the box
//! whether the credential has voted. Only then is a vote acknowledged, and it is on disk before it is.

use polity_ballot::archive::Setup;
use polity_ballot::group::{ElementError, Encoded};
use polity_ballot::wire::{BallotRefusal, Credentials, Polls};
use polity_org::{Refused, Verdict, World, judge_cast};
use polity_store::{CastError, Receipt, SealedVote, Store};
use polity_values::{MatterId, Timestamp};

/// An open poll: what ballots of one matter are checked with.
pub struct Poll {
    matter: MatterId,
    polls: Polls,
    credentials: Credentials,
}

/// Why a vote is not in the box.
#[derive(Debug, thiserror::Error)]
pub enum CastRefusal {
    /// Too early, too late, or the box is not open: by the judge.
    #[error("{}", .0.unmet.iter().map(|unmet| format!("{} (rule {})", unmet.why, unmet.rule)).collect::<Vec<_>>().join("; "))]
    Time(Box<Refused>),
    /// The ballot is not sound.
    #[error(transparent)]
    Ballot(#[from] BallotRefusal),
    /// The box did not take it.
    #[error(transparent)]
    Box(#[from] CastError),
}

impl Poll {
    /// The poll of a matter whose election was put together.
    ///
    /// # Errors
    /// When the election's key is no element of the group.
    pub fn new(matter: MatterId, setup: &Setup) -> Result<Self, ElementError> {
        Ok(Self {
            matter,
            polls: Polls::new(&setup.election)?,
            credentials: setup.credentials.clone(),
        })
    }

    /// What voters' devices make ballots with.
    pub fn polls(&self) -> &Polls {
        &self.polls
    }

    /// The box's name in the store: the matter's.
    pub fn box_name(&self) -> &str {
        self.matter.as_str()
    }

    /// Whether a credential is on the election's list.
    pub fn knows(&self, credential: &Encoded) -> bool {
        self.credentials.position(credential).is_some()
    }

    /// Whether a vote that was begun at `begun_at` and arrives at `now` is in time.
    ///
    /// # Errors
    /// [`CastRefusal::Time`] with the rule.
    pub fn in_time(
        &self,
        world: &World,
        now: Timestamp,
        begun_at: Timestamp,
    ) -> Result<(), CastRefusal> {
        match judge_cast(world, &self.matter, now, begun_at) {
            Verdict::Allowed(_) => Ok(()),
            Verdict::Refused(refused) => Err(CastRefusal::Time(Box::new(refused))),
        }
    }

    /// Checks many ballots at once, on all cores: each is sound and ready for the box, or refused by name.
    pub fn check_all(
        &self,
        ballots: &[impl AsRef<[u8]> + Sync],
    ) -> Vec<Result<SealedVote, CastRefusal>> {
        let outcomes = self.polls.check_all(&self.credentials, ballots);
        let seal = |ballot: polity_ballot::wire::CheckedBallot| SealedVote {
            credential: ballot.ballot().credential.to_string(),
            tracker: ballot.tracker().to_base64(),
            bytes: ballot.bytes().to_vec(),
        };
        outcomes
            .into_iter()
            .map(|outcome| Ok(seal(outcome?)))
            .collect()
    }

    /// Casts one vote: in time, sound, then into the box. The receipt leaves after the vote is durable.
    ///
    /// # Errors
    /// [`CastRefusal`]; after [`CastError::NotStored`] the same vote may be cast again.
    pub async fn cast(
        &self,
        store: &Store,
        world: &World,
        bytes: &[u8],
        now: Timestamp,
        begun_at: Timestamp,
    ) -> Result<Receipt, CastRefusal> {
        self.in_time(world, now, begun_at)?;
        let vote = self
            .check_all(&[bytes])
            .pop()
            .unwrap_or(Err(BallotRefusal::Copy.into()))?;
        Ok(store.box_cast(self.box_name(), vote).await?)
    }

    /// Casts many votes that arrive together; the box writes them in groups. One outcome a vote, in order.
    pub async fn cast_all(
        &self,
        store: &Store,
        world: &World,
        ballots: &[impl AsRef<[u8]> + Sync],
        now: Timestamp,
    ) -> Vec<Result<Receipt, CastRefusal>> {
        if self.in_time(world, now, now).is_err() {
            // One instant for all of them: what the judge says of it holds for each.
            let late = |_| {
                self.in_time(world, now, now)
                    .and(Err(BallotRefusal::Copy.into()))
            };
            return ballots.iter().map(late).collect();
        }
        self.store_all(store, ballots).await
    }

    /// Checks many votes and puts the sound ones into the box. Whether they are in time is for the caller.
    pub async fn store_all(
        &self,
        store: &Store,
        ballots: &[impl AsRef<[u8]> + Sync],
    ) -> Vec<Result<Receipt, CastRefusal>> {
        let waiting = self
            .check_all(ballots)
            .into_iter()
            .map(|checked| async { Ok(store.box_cast(self.box_name(), checked?).await?) });
        futures_util::future::join_all(waiting).await
    }
}
