//! Frozen rolls: who was entitled at an instant, worked out by the organisation's rule in one pass
//! over the members, kept apart from them, never changed.

use polity_org::act::RollStatement;
use polity_org::matter::Matter;
use polity_org::roll::{Entitlement, ResolvedRollRule, RollBuilder, RollSecret, entitlement};
use polity_org::{Digest, World};
use polity_values::{PersonId, RollId, UnitId};
use rand_core::CryptoRng;
use sqlx::AssertSqlSafe;

use super::parsed;
use crate::db::{Limit, Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Members read at a time.
const PAGE: u32 = 2_000;

/// Entries of one statement.
const ROWS: usize = 500;

/// An entry of a frozen roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollEntry {
    /// Who.
    pub person: PersonId,
    /// In whose totals the entry is counted.
    pub unit: UnitId,
    /// How much the vote weighs.
    pub weight: u32,
}

/// How two rules of a roll divide a list of members.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RollDifference {
    /// Entitled under both.
    pub both: u64,
    /// Under the first only.
    pub only_one: u64,
    /// Under the second only.
    pub only_other: u64,
    /// Under none.
    pub neither: u64,
}

impl Store {
    /// Freezes a roll under a new id: asks the rule about every member, keeps who is entitled, and
    /// gives the statement (digest and totals) that an act then puts on the record. `import` is the
    /// digest of the list of members, as recorded. `progress(done, of)` counts members.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if a roll of this id exists: a frozen roll never changes.
    pub async fn roll_freeze(
        &self,
        roll: &RollId,
        rule: &ResolvedRollRule,
        import: Digest,
        rng: &mut (impl CryptoRng + Send + ?Sized),
        mut progress: impl FnMut(u64, u64) + Send,
    ) -> Result<RollStatement> {
        let mut secret = [0; 32];
        rng.fill_bytes(&mut secret);
        let mut tx = self.db.write_within("roll_freeze", Limit::Long).await?;
        tx.record_lock().await?;
        tx.roll_begin(roll, &secret).await?;
        let of = tx.one("SELECT COUNT(*) FROM member", &[]).await?.count(0)?;
        let mut builder = RollBuilder::new(RollSecret(secret));
        let mut after = String::new();
        let mut done = 0;
        loop {
            let members = tx.member_page(&after, PAGE).await?;
            let Some(last) = members.last() else { break };
            after = last.person.to_string();
            done += members.len() as u64;
            let mut entries = Vec::with_capacity(members.len());
            for member in members {
                match entitlement(&member.membership, rule) {
                    Entitlement::Entitled { unit, weight } => {
                        entries.push(RollEntry {
                            person: member.person,
                            unit,
                            weight,
                        });
                    }
                    Entitlement::NotEntitled { reasons } => builder.exclude(&reasons),
                }
            }
            for entry in &entries {
                builder
                    .push(&entry.person, &entry.unit, entry.weight)
                    .map_err(|error| StoreError::Invalid(error.to_string()))?;
            }
            tx.roll_insert(roll, &entries).await?;
            progress(done, of);
        }
        let statement = builder.finish(roll.clone(), import);
        tx.roll_finish(&statement).await?;
        tx.commit().await?;
        Ok(statement)
    }

    /// How the list of members as it is would divide under two rules; no roll is frozen and nothing is written.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn roll_compare(
        &self,
        one: &ResolvedRollRule,
        other: &ResolvedRollRule,
    ) -> Result<RollDifference> {
        let mut tx = self.db.read("roll_compare").await?;
        let mut difference = RollDifference::default();
        let mut after = String::new();
        loop {
            let members = tx.member_page(&after, PAGE).await?;
            let Some(last) = members.last() else { break };
            after = last.person.to_string();
            for member in &members {
                let entitled = |rule| {
                    let answer = entitlement(&member.membership, rule);
                    matches!(answer, Entitlement::Entitled { .. })
                };
                match (entitled(one), entitled(other)) {
                    (true, true) => difference.both += 1,
                    (true, false) => difference.only_one += 1,
                    (false, true) => difference.only_other += 1,
                    (false, false) => difference.neither += 1,
                }
            }
        }
        tx.end().await?;
        Ok(difference)
    }

    /// Removes a roll that no matter uses: one that was frozen for an act which was then refused.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if it is on the record.
    pub async fn roll_discard(&self, roll: &RollId) -> Result<()> {
        let world = self.world().await?;
        if is_used(&world, roll) {
            let why = format!("the roll {roll} is on the record: it cannot be removed");
            return Err(StoreError::Invalid(why));
        }
        let mut tx = self.db.write("roll_discard").await?;
        let args = [Value::Text(roll.as_str())];
        tx.execute("DELETE FROM roll_entry WHERE roll = $1", &args)
            .await?;
        tx.execute("DELETE FROM roll WHERE id = $1", &args).await?;
        tx.commit().await
    }

    /// The statement and the secret of a frozen roll.
    ///
    /// # Errors
    /// [`StoreError::Missing`] if there is no such roll.
    pub async fn roll_fetch(&self, roll: &RollId) -> Result<(RollStatement, RollSecret)> {
        let mut tx = self.db.read("roll_fetch").await?;
        let sql = "SELECT secret, statement FROM roll WHERE id = $1";
        let row = tx.first(sql, &[Value::Text(roll.as_str())]).await?;
        tx.end().await?;
        let row = row.ok_or_else(|| StoreError::Missing(format!("roll {roll}")))?;
        let text = row.text(1)?;
        let statement =
            serde_json::from_str(&text).map_err(|_| super::unreadable("roll", &text))?;
        Ok((statement, RollSecret(row.hash(0)?)))
    }

    /// A person's entry on a frozen roll, if there is one.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn roll_entry_fetch(
        &self,
        roll: &RollId,
        person: &PersonId,
    ) -> Result<Option<RollEntry>> {
        let mut tx = self.db.read("roll_entry_fetch").await?;
        let sql = "SELECT person, unit, weight FROM roll_entry WHERE roll = $1 AND person = $2";
        let args = [Value::Text(roll.as_str()), Value::Text(person.as_str())];
        let row = tx.first(sql, &args).await?;
        tx.end().await?;
        row.as_ref().map(entry_of).transpose()
    }

    /// The entries of a frozen roll in the order of the digest, after a person, at most 2,000. An
    /// empty answer is the end.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn roll_page(
        &self,
        roll: &RollId,
        after: Option<&PersonId>,
    ) -> Result<Vec<RollEntry>> {
        let mut tx = self.db.read("roll_page").await?;
        let sql = format!(
            "SELECT person, unit, weight FROM roll_entry WHERE roll = $1 AND person > $2 ORDER BY person LIMIT {PAGE}"
        );
        let args = [
            Value::Text(roll.as_str()),
            Value::Text(after.map_or("", PersonId::as_str)),
        ];
        let rows = tx.all(AssertSqlSafe(sql), &args).await?;
        tx.end().await?;
        rows.iter().map(entry_of).collect()
    }
}

fn is_used(world: &World, roll: &RollId) -> bool {
    let uses = |matter: &Matter| {
        matter
            .roll
            .as_ref()
            .is_some_and(|one| one.statement.roll == *roll)
    };
    world.matters().any(uses)
}

fn entry_of(row: &crate::db::Row) -> Result<RollEntry> {
    Ok(RollEntry {
        person: parsed("person's id", &row.text(0)?)?,
        unit: parsed("unit", &row.text(1)?)?,
        weight: u32::try_from(row.int(2)?).map_err(|_| super::unreadable("weight", ""))?,
    })
}

impl Tx {
    async fn roll_begin(&mut self, roll: &RollId, secret: &[u8; 32]) -> Result<()> {
        let sql = "INSERT INTO roll (id, secret, statement) VALUES ($1, $2, '') ON CONFLICT (id) DO NOTHING";
        let args = [Value::Text(roll.as_str()), Value::Blob(secret)];
        if self.execute(sql, &args).await? == 1 {
            return Ok(());
        }
        let why = format!("the roll {roll} exists; a frozen roll never changes: take another id");
        Err(StoreError::Invalid(why))
    }

    async fn roll_insert(&mut self, roll: &RollId, entries: &[RollEntry]) -> Result<()> {
        for part in entries.chunks(ROWS) {
            let sql = format!(
                "INSERT INTO roll_entry (roll, person, unit, weight) VALUES {}",
                self.engine().mark_rows(part.len(), 4)
            );
            let mut args = Vec::with_capacity(part.len() * 4);
            for entry in part {
                args.extend([
                    Value::Text(roll.as_str()),
                    Value::Text(entry.person.as_str()),
                    Value::Text(entry.unit.as_str()),
                    Value::Int(i64::from(entry.weight)),
                ]);
            }
            self.execute(AssertSqlSafe(sql), &args).await?;
        }
        Ok(())
    }

    async fn roll_finish(&mut self, statement: &RollStatement) -> Result<()> {
        let text = serde_json::to_string(statement)
            .map_err(|error| StoreError::Invalid(format!("the roll's statement: {error}")))?;
        let args = [Value::Text(&text), Value::Text(statement.roll.as_str())];
        self.execute("UPDATE roll SET statement = $1 WHERE id = $2", &args)
            .await?;
        Ok(())
    }
}
