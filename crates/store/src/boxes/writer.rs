//! The one writer of a box: what waits is stored together, flushed once, then answered.
//!
//! Under load a batch fills while the last one is being flushed, so thousands of durable votes a
//! second cost a few dozen flushes. Nobody waits for a batch to fill.

use std::collections::{HashMap, HashSet};

use sqlx::AssertSqlSafe;
use tokio::sync::{mpsc, oneshot};

use super::{BoxHead, CastError, Job, Posted, Receipt, Revote, SealedVote, chain};
use crate::db::{Db, Row, Tx, Value};
use crate::error::{Result, StoreError};
use crate::record::to_i64;

/// The most votes of one transaction.
const BATCH: usize = 1024;

/// Votes that may wait; the next caller waits before it may hand over its own.
const QUEUE: usize = 4 * BATCH;

/// Rows of one statement. Few different sizes, so that prepared statements are found again.
const SIZES: [usize; 3] = [128, 16, 1];

const COLUMNS: usize = 7;

/// Starts the writer; it ends when the last sender is dropped.
pub(super) fn start(db: Db, ballot: String) -> mpsc::Sender<Job> {
    let (sender, jobs) = mpsc::channel(QUEUE);
    tokio::spawn(run(db, ballot, jobs));
    sender
}

async fn run(db: Db, ballot: String, mut jobs: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut batch, BATCH).await > 0 {
        let (votes, answers): (Vec<_>, Vec<_>) = batch
            .drain(..)
            .map(|job: Job| (job.vote, job.answer))
            .unzip();
        match store(&db, &ballot, &votes).await {
            Ok(outcomes) => reply(answers, outcomes),
            Err(error) => {
                tracing::error!(%error, ballot, votes = votes.len(), "votes were not stored");
                let why = error.to_string();
                let refused = answers
                    .iter()
                    .map(|_| Err(CastError::NotStored(why.clone())));
                let refused: Vec<_> = refused.collect();
                reply(answers, refused);
            }
        }
    }
}

type Outcome = Result<Posted, CastError>;

fn reply(answers: Vec<oneshot::Sender<Outcome>>, outcomes: Vec<Outcome>) {
    for (answer, outcome) in answers.into_iter().zip(outcomes) {
        // Who asked may have gone; the vote is stored all the same.
        let _ = answer.send(outcome);
    }
}

/// Stores a batch in one transaction. The outcomes are in the order of the votes.
async fn store(db: &Db, ballot: &str, votes: &[SealedVote]) -> Result<Vec<Outcome>> {
    let mut tx = db.write("box_cast").await?;
    let head = tx.box_head(ballot, true).await?;
    let known = Known::load(&mut tx, ballot, votes).await?;
    let mut plan = Plan::new(ballot, head, known);
    let outcomes = votes
        .iter()
        .enumerate()
        .map(|(index, vote)| plan.decide(index, vote))
        .collect();
    if plan.new.is_empty() {
        tx.end().await?;
    } else {
        plan.write(&mut tx, votes).await?;
        tx.commit().await?;
    }
    Ok(outcomes)
}

/// What the box already holds of the credentials and trackers of a batch.
#[derive(Default)]
struct Known {
    voted: HashSet<String>,
    trackers: HashMap<String, (String, u64, [u8; 32])>,
    spoiled: HashSet<String>,
}

impl Known {
    async fn load(tx: &mut Tx, ballot: &str, votes: &[SealedVote]) -> Result<Self> {
        let mut known = Self::default();
        for part in votes.chunks(SIZES[0]) {
            let size = if part.len() == 1 { 1 } else { SIZES[0] };
            let rows = known_rows(tx, ballot, part, size, "credential").await?;
            for row in &rows {
                known.voted.insert(row.text(0)?);
            }
            for row in &known_rows(tx, ballot, part, size, "tracker").await? {
                let entry = (row.text(0)?, row.count(2)?, row.hash(3)?);
                known.trackers.insert(row.text(1)?, entry);
            }
            for row in &spoiled_rows(tx, ballot, part, size).await? {
                known.spoiled.insert(row.text(0)?);
            }
        }
        Ok(known)
    }
}

/// Rows whose `column` is among the votes' own; the list is filled up by repeating the last.
async fn known_rows(
    tx: &mut Tx,
    ballot: &str,
    votes: &[SealedVote],
    size: usize,
    column: &'static str,
) -> Result<Vec<Row>> {
    let engine = tx.engine();
    let counts = if column == "credential" {
        " AND counts = 1"
    } else {
        ""
    };
    let sql = format!(
        "SELECT credential, tracker, place, head FROM box_vote WHERE ballot = {} AND {column} IN ({}){counts}",
        engine.marks(0, 1),
        engine.marks(1, size)
    );
    let mut args = Vec::with_capacity(size + 1);
    args.push(Value::Text(ballot));
    args.extend(filled(votes, size).map(|vote| {
        Value::Text(if column == "credential" {
            &vote.credential
        } else {
            &vote.tracker
        })
    }));
    tx.all(AssertSqlSafe(sql), &args).await
}

/// The trackers of the votes that were opened for a check.
async fn spoiled_rows(
    tx: &mut Tx,
    ballot: &str,
    votes: &[SealedVote],
    size: usize,
) -> Result<Vec<Row>> {
    let engine = tx.engine();
    let sql = format!(
        "SELECT tracker FROM box_spoiled WHERE ballot = {} AND tracker IN ({})",
        engine.marks(0, 1),
        engine.marks(1, size)
    );
    let mut args = vec![Value::Text(ballot)];
    args.extend(filled(votes, size).map(|vote| Value::Text(&vote.tracker)));
    tx.all(AssertSqlSafe(sql), &args).await
}

/// The votes, the last repeated until there are `size`.
fn filled(votes: &[SealedVote], size: usize) -> impl Iterator<Item = &SealedVote> {
    let last = votes.last().into_iter().cycle();
    votes.iter().chain(last).take(size)
}

/// A row to be inserted: which vote of the batch, where in the chain.
struct NewRow {
    vote: usize,
    place: u64,
    head: [u8; 32],
    counts: bool,
}

/// Decides a batch vote by vote, as if each came alone.
struct Plan<'a> {
    ballot: &'a str,
    head: BoxHead,
    known: Known,
    new: Vec<NewRow>,
    /// The new row that counts for each credential of this batch.
    latest: HashMap<String, usize>,
    /// Credentials whose earlier row no longer counts.
    replaced: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(ballot: &'a str, head: BoxHead, known: Known) -> Self {
        let (new, latest, replaced) = (Vec::new(), HashMap::new(), Vec::new());
        Self {
            ballot,
            head,
            known,
            new,
            latest,
            replaced,
        }
    }

    fn decide(&mut self, index: usize, vote: &SealedVote) -> Outcome {
        if let Some((credential, place, head)) = self.known.trackers.get(&vote.tracker) {
            return if *credential == vote.credential {
                Ok(self.posted(&vote.tracker, *place, *head, true))
            } else {
                Err(CastError::Copy)
            };
        }
        if self.known.spoiled.contains(&vote.tracker) {
            return Err(CastError::Spoiled);
        }
        if self.head.sealed {
            return Err(CastError::Sealed);
        }
        let voted = self.known.voted.contains(&vote.credential);
        if voted && self.head.revote == Revote::Final {
            return Err(CastError::AlreadyVoted);
        }
        if voted {
            match self.latest.get(&vote.credential) {
                Some(&earlier) => self.new[earlier].counts = false,
                None => self.replaced.push(vote.credential.clone()),
            }
        } else {
            self.head.voters += 1;
        }
        self.head.place += 1;
        self.head.head = chain::next(&self.head.head, &vote.tracker);
        let (place, head) = (self.head.place, self.head.head);
        self.latest.insert(vote.credential.clone(), self.new.len());
        self.new.push(NewRow {
            vote: index,
            place,
            head,
            counts: true,
        });
        self.known.voted.insert(vote.credential.clone());
        self.known
            .trackers
            .insert(vote.tracker.clone(), (vote.credential.clone(), place, head));
        Ok(self.posted(&vote.tracker, place, head, false))
    }

    fn posted(&self, tracker: &str, place: u64, head: [u8; 32], again: bool) -> Posted {
        let receipt = Receipt {
            ballot: self.ballot.to_owned(),
            tracker: tracker.to_owned(),
            place,
            head,
        };
        Posted { receipt, again }
    }

    async fn write(&self, tx: &mut Tx, votes: &[SealedVote]) -> Result<()> {
        for credential in &self.replaced {
            tx.execute(
                "UPDATE box_vote SET counts = 0 WHERE ballot = $1 AND credential = $2 AND counts = 1",
                &[Value::Text(self.ballot), Value::Text(credential)],
            )
            .await?;
        }
        let mut rest = self.new.as_slice();
        for size in SIZES {
            while rest.len() >= size {
                let (part, after) = rest.split_at(size);
                self.insert(tx, votes, part).await?;
                rest = after;
            }
        }
        let changed = tx
            .execute(
                "UPDATE box SET place = $1, voters = $2, head = $3 WHERE ballot = $4 AND place = $5",
                &[
                    Value::Int(to_i64(self.head.place)),
                    Value::Int(to_i64(self.head.voters)),
                    Value::Blob(&self.head.head),
                    Value::Text(self.ballot),
                    Value::Int(to_i64(self.head.place - self.new.len() as u64)),
                ],
            )
            .await?;
        if changed == 1 {
            return Ok(());
        }
        Err(StoreError::Damaged {
            what: format!("box {}", self.ballot),
            at: self.head.place,
            why: "the head moved under a lock".to_owned(),
        })
    }

    async fn insert(&self, tx: &mut Tx, votes: &[SealedVote], rows: &[NewRow]) -> Result<()> {
        let sql = format!(
            "INSERT INTO box_vote (ballot, place, credential, tracker, bytes, head, counts) VALUES {}",
            tx.engine().mark_rows(rows.len(), COLUMNS)
        );
        let mut args = Vec::with_capacity(rows.len() * COLUMNS);
        for row in rows {
            let vote = &votes[row.vote];
            args.extend([
                Value::Text(self.ballot),
                Value::Int(to_i64(row.place)),
                Value::Text(&vote.credential),
                Value::Text(&vote.tracker),
                Value::Blob(&vote.bytes),
                Value::Blob(&row.head),
                Value::Int(i64::from(row.counts)),
            ]);
        }
        tx.execute(AssertSqlSafe(sql), &args).await?;
        Ok(())
    }
}
