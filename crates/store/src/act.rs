//! The one way by which anything gets onto the record.
//!
//! One transaction: take the write lock; bring the world up to date from the record; load from the
//! vault what the judge must know; judge; append; put the papers into the vault; bring the tables
//! for pages up to date; commit. Only then is anybody told. A refused act writes nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use polity_org::{Act, Allowed, Entry, Facts, Needs, Refused, Verdict, World, decide, tick};
use polity_values::Timestamp;
use tokio::sync::MutexGuard;

use crate::db::{Engine, Limit, Tx};
use crate::error::{Result, StoreError};
use crate::projection::{self, Touched};
use crate::record::{Draft, RecordHead, Row, START, damaged};
use crate::store::Store;
use crate::vault::{Monitoring, Paper};

/// An act that is on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// By which clause, in what capacity.
    pub allowed: Allowed,
    /// What was appended: first what had fallen due, then what the act did.
    pub entries: Vec<Entry>,
    /// Where the record ends now.
    pub head: RecordHead,
}

/// Why an act is not on the record.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The judge refused it; nothing was written.
    #[error("{}", Verdict::Refused((**.0).clone()))]
    Refused(Box<Refused>),
    /// It was not stored, or nobody knows whether it was: look before acting again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The world as folded from the record, kept between transactions.
#[derive(Clone)]
pub(crate) struct Fold {
    world: Arc<World>,
    head: RecordHead,
}

impl Default for Fold {
    fn default() -> Self {
        Self {
            world: Arc::new(World::new()),
            head: RecordHead {
                seq: 0,
                hash: START,
            },
        }
    }
}

impl Fold {
    /// Reads what others appended since.
    async fn catch_up(&mut self, tx: &mut Tx, end: RecordHead) -> Result<()> {
        while self.head.seq < end.seq {
            let rows = tx.record_page(self.head).await?;
            let Some(last) = rows.last() else { break };
            let head = RecordHead {
                seq: last.seq,
                hash: last.hash,
            };
            let world = Arc::make_mut(&mut self.world);
            for row in &rows {
                apply(world, &entry_of(row)?)?;
            }
            self.head = head;
        }
        if self.head == end {
            Ok(())
        } else {
            Err(damaged(
                self.head.seq.min(end.seq) + 1,
                "the record and its head differ",
            ))
        }
    }

    /// Appends entries to the record and to the world.
    async fn append(&mut self, tx: &mut Tx, entries: &[Entry]) -> Result<Vec<Row>> {
        let world = Arc::make_mut(&mut self.world);
        for entry in entries {
            apply(world, entry)?;
        }
        let drafts = entries.iter().map(draft_of).collect();
        let rows = tx.record_append(self.head, drafts).await?;
        if let Some(last) = rows.last() {
            self.head = RecordHead {
                seq: last.seq,
                hash: last.hash,
            };
        }
        Ok(rows)
    }
}

impl Store {
    /// Judges an act and, if it is allowed, puts it on the record with its papers. When this
    /// returns, it is durable, and every reader sees it.
    ///
    /// # Errors
    /// [`ActError::Refused`] with the rule and what is unmet; [`ActError::Store`] if the papers do
    /// not fit the act or the database fails.
    pub async fn act_submit(
        &self,
        act: &Act,
        papers: &[Paper],
        now: Timestamp,
    ) -> Result<Done, ActError> {
        self.submit_with(act, papers, None, now).await
    }

    /// The same, with answers to monitoring questions, which are added to their totals.
    pub(crate) async fn submit_with(
        &self,
        act: &Act,
        papers: &[Paper],
        answers: Option<Monitoring<'_>>,
        now: Timestamp,
    ) -> Result<Done, ActError> {
        let (mut kept, limit) = self.fold_lock("act_submit").await?;
        let mut tx = self.db.write_within("act_submit", limit).await?;
        let end = tx.record_lock().await?;
        // Taken out while it is ahead of the disk: if anything fails, or the caller goes away, the
        // world is folded anew from what is truly stored.
        let mut fold = std::mem::take(&mut *kept);
        fold.catch_up(&mut tx, end).await?;
        let facts = tx.facts(&fold.world, &act.needs(&fold.world)).await?;
        let decided = decide(&fold.world, &facts, act, now);
        let allowed = match decided.verdict {
            Verdict::Allowed(allowed) => allowed,
            Verdict::Refused(refused) => {
                *kept = fold;
                tx.end().await?;
                return Err(ActError::Refused(Box::new(refused)));
            }
        };
        let entries = decided.entries;
        fold.append(&mut tx, &entries).await?;
        tx.papers_insert(&entries, papers).await?;
        if let Some(answers) = &answers {
            tx.monitoring_add(answers).await?;
        }
        tx.project(&fold.world, &Touched::by(&entries)).await?;
        let doubt = self.shown.doubt();
        tx.commit().await?;
        doubt.settle(&fold);
        let head = fold.head;
        *kept = fold;
        tracing::info!(seq = head.seq, rule = %allowed.rule, "an act is on the record");
        Ok(Done {
            allowed,
            entries,
            head,
        })
    }

    /// Judges many acts one after another and puts those that are allowed on the record with their papers, in one
    /// transaction: when this returns, all of them are durable. With `whole`, one refusal keeps all of them off the record.
    ///
    /// # Errors
    /// [`StoreError`] if papers do not fit their act or the database fails; nothing was written then.
    pub async fn acts_submit(
        &self,
        acts: &[(Act, Vec<Paper>)],
        whole: bool,
        now: Timestamp,
    ) -> Result<Vec<Result<Allowed, Box<Refused>>>> {
        let (mut kept, _) = self.fold_lock("acts_submit").await?;
        let mut tx = self.db.write_within("acts_submit", Limit::Long).await?;
        let end = tx.record_lock().await?;
        let mut fold = std::mem::take(&mut *kept);
        fold.catch_up(&mut tx, end).await?;
        let before = fold.clone();
        let (mut answers, mut all) = (Vec::with_capacity(acts.len()), Vec::new());
        for (act, papers) in acts {
            let facts = tx.facts(&fold.world, &act.needs(&fold.world)).await?;
            let decided = decide(&fold.world, &facts, act, now);
            match decided.verdict {
                Verdict::Allowed(allowed) => {
                    fold.append(&mut tx, &decided.entries).await?;
                    tx.papers_insert(&decided.entries, papers).await?;
                    all.extend(decided.entries);
                    answers.push(Ok(allowed));
                }
                Verdict::Refused(refused) => answers.push(Err(Box::new(refused))),
            }
        }
        if all.is_empty() || (whole && answers.iter().any(Result::is_err)) {
            *kept = before;
            tx.end().await?;
            return Ok(answers);
        }
        tx.project(&fold.world, &Touched::by(&all)).await?;
        let doubt = self.shown.doubt();
        tx.commit().await?;
        doubt.settle(&fold);
        *kept = fold;
        tracing::info!(entries = all.len(), "acts are on the record together");
        Ok(answers)
    }

    /// Puts on the record what has fallen due by `now`. Asked again, nothing is due.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn tick(&self, now: Timestamp) -> Result<Vec<Entry>> {
        let (mut kept, limit) = self.fold_lock("tick").await?;
        let mut tx = self.db.write_within("tick", limit).await?;
        let end = tx.record_lock().await?;
        let mut fold = std::mem::take(&mut *kept);
        fold.catch_up(&mut tx, end).await?;
        let entries = tick(&fold.world, now);
        if entries.is_empty() {
            tx.end().await?;
        } else {
            fold.append(&mut tx, &entries).await?;
            tx.project(&fold.world, &Touched::by(&entries)).await?;
            let doubt = self.shown.doubt();
            tx.commit().await?;
            doubt.settle(&fold);
        }
        *kept = fold;
        Ok(entries)
    }

    /// The world as the record stands. Cheap enough for every page: one query, or none where
    /// nobody else can have written; it waits for no writer.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names a row that is not what was written.
    pub async fn world(&self) -> Result<Arc<World>> {
        let (shown, sure) = self.shown.get();
        if let Some(fold) = shown {
            if sure && self.engine() == Engine::Sqlite {
                return Ok(fold.world);
            }
            let mut tx = self.db.glance("world").await?;
            let end = tx.record_head().await?;
            tx.end_bare();
            if fold.head == end {
                return Ok(fold.world);
            }
        }
        self.world_fold().await
    }

    /// Reads what is new on the record, one reader at a time.
    async fn world_fold(&self) -> Result<Arc<World>> {
        let (mut kept, limit) = self.fold_lock("world").await?;
        let mut tx = self.db.read_within("world", limit).await?;
        let end = tx.record_head().await?;
        let mut fold = std::mem::take(&mut *kept);
        fold.catch_up(&mut tx, end).await?;
        tx.end().await?;
        self.shown.show(&fold);
        let world = Arc::clone(&fold.world);
        *kept = fold;
        Ok(world)
    }

    /// The turn at the fold, and the time for what is done with it. A fold that has yet to read the
    /// whole record may take longer than a person waits: it would never get done otherwise.
    async fn fold_lock(&self, name: &'static str) -> Result<(MutexGuard<'_, Fold>, Limit)> {
        let limit = self.db.limit();
        let kept = limit.lock(name, &self.fold).await?;
        let limit = if kept.head.seq == 0 {
            Limit::Long
        } else {
            limit
        };
        Ok((kept, limit))
    }

    /// What the judge must be told of the persons and rolls that `needs` names.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn facts_fetch(&self, world: &World, needs: &Needs) -> Result<Facts> {
        let mut tx = self.db.read("facts").await?;
        let facts = tx.facts(world, needs).await?;
        tx.end().await?;
        Ok(facts)
    }

    /// The entries after row `after`, at most 2,000. An empty answer is the end.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row.
    pub async fn entry_page(&self, after: u64) -> Result<Vec<Entry>> {
        self.record_page(after)
            .await?
            .iter()
            .map(entry_of)
            .collect()
    }

    /// Drops every table that is made from the record and makes it again, in one transaction.
    /// `progress(done, of)` is called now and then.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first bad row; nothing is changed then.
    pub async fn rebuild(&self, mut progress: impl FnMut(u64, u64)) -> Result<RecordHead> {
        let mut kept = Limit::Long.lock("rebuild", &self.fold).await?;
        let mut tx = self.db.write_within("rebuild", Limit::Long).await?;
        let end = tx.record_lock().await?;
        let (mut fold, mut touched) = (Fold::default(), Touched::default());
        *kept = Fold::default();
        tx.project_drop().await?;
        while fold.head.seq < end.seq {
            let rows = tx.record_page(fold.head).await?;
            let Some(last) = rows.last() else { break };
            let entries = rows.iter().map(entry_of).collect::<Result<Vec<_>>>()?;
            let world = Arc::make_mut(&mut fold.world);
            for entry in &entries {
                apply(world, entry)?;
            }
            tx.project_log(&entries).await?;
            touched.add(&entries);
            fold.head = RecordHead {
                seq: last.seq,
                hash: last.hash,
            };
            progress(fold.head.seq, end.seq);
        }
        tx.project_state(&fold.world, &touched).await?;
        tx.commit().await?;
        let head = fold.head;
        *kept = fold;
        Ok(head)
    }

    /// The tables for pages as lines of text, to compare.
    #[doc(hidden)]
    pub async fn projection_dump(&self) -> Result<Vec<String>> {
        projection::dump(&self.db).await
    }
}

fn apply(world: &mut World, entry: &Entry) -> Result<()> {
    world
        .apply(entry)
        .map_err(|error| damaged(entry.seq, &error.to_string()))
}

fn draft_of(entry: &Entry) -> Draft {
    let text = |id: Option<&str>| id.unwrap_or_default().to_owned();
    Draft {
        at: entry.at.to_string(),
        kind: entry.event.kind().to_owned(),
        actor: text(entry.actor.as_ref().map(polity_values::PersonId::as_str)),
        role: text(entry.role.as_ref().map(polity_org::RoleId::as_str)),
        rule: entry.rule.to_string(),
        subject: entry.subject.to_string(),
        body: entry.to_bytes(),
    }
}

/// The entry of a row. The body is the whole entry; the row's other columns must say the same.
pub(crate) fn entry_of(row: &Row) -> Result<Entry> {
    let entry =
        Entry::from_bytes(&row.body).map_err(|error| damaged(row.seq, &error.to_string()))?;
    let draft = draft_of(&entry);
    let same = entry.seq == row.seq
        && (&draft.at, &draft.kind, &draft.actor) == (&row.at, &row.kind, &row.actor)
        && (&draft.role, &draft.rule, &draft.subject) == (&row.role, &row.rule, &row.subject);
    if same {
        Ok(entry)
    } else {
        Err(damaged(row.seq, "its columns differ from its body"))
    }
}

/// Papers that entries name: id and salted hash.
pub(crate) fn papers_named(entries: &[Entry]) -> BTreeSet<(String, String)> {
    let mut named = BTreeSet::new();
    for entry in entries {
        if let Ok(value) = serde_json::from_slice(&entry.to_bytes()) {
            collect_papers(&value, &mut named);
        }
    }
    named
}

/// A text in an entry is an object with `paper` and `hash`, wherever it stands.
fn collect_papers(value: &serde_json::Value, named: &mut BTreeSet<(String, String)>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(paper), Some(hash)) = (fields.get("paper"), fields.get("hash"))
                && let (Some(paper), Some(hash)) = (paper.as_str(), hash.as_str())
            {
                named.insert((paper.to_owned(), hash.to_owned()));
            }
            fields
                .values()
                .for_each(|field| collect_papers(field, named));
        }
        serde_json::Value::Array(items) => {
            for item in items {
                collect_papers(item, named);
            }
        }
        _ => {}
    }
}
