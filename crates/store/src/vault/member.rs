//! Members: one entry a person, found by id, by number, or by a piece of the name.

use std::collections::BTreeSet;

use polity_org::facts::Period;
use polity_org::{Digest, Facts, Membership, Needs, World};
use polity_values::PersonId;
use sqlx::AssertSqlSafe;

use super::{Viewer, parsed};
use crate::db::{Row, Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// The most answers of one search.
const FOUND: i64 = 50;

pub(super) const COLUMNS: &str = "m.person, m.number, m.class, m.unit, m.joined, m.arrears_from, m.arrears_to, m.suspended_from, m.suspended_to, p.name, p.given, p.family, p.email";

pub(super) const FROM: &str = "FROM member m JOIN person p ON p.id = m.person";

/// A member, as the last list has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The opaque id by which the record knows the person.
    pub person: PersonId,
    /// The membership number.
    pub number: String,
    /// The whole name.
    pub name: String,
    /// The given name, where the list has names in two parts.
    pub given: Option<String>,
    /// The family name, where the list has names in two parts.
    pub family: Option<String>,
    /// The e-mail address, if there is one.
    pub email: Option<String>,
    /// Class, unit, dates: what entitlement is worked out from.
    pub membership: Membership,
}

impl Store {
    /// The member with this number, or this person's id. The look is logged.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn member_fetch(&self, who: &str, viewer: &Viewer) -> Result<Option<Member>> {
        let mut tx = self.db.write("member_fetch").await?;
        let sql = format!("SELECT {COLUMNS} {FROM} WHERE m.number = $1 OR m.person = $2");
        let row = tx
            .first(AssertSqlSafe(sql), &[Value::Text(who), Value::Text(who)])
            .await?;
        let member = row.as_ref().map(member_of).transpose()?;
        let subject = member.as_ref().map_or(who, |member| member.person.as_str());
        tx.access_note(viewer, "member.fetch", subject).await?;
        tx.commit().await?;
        Ok(member)
    }

    /// Members whose name, number or address contains `text`, whatever the case of its letters, at
    /// most 50, by name. The search is logged.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if the text has fewer than two characters.
    pub async fn member_search(&self, text: &str, viewer: &Viewer) -> Result<Vec<Member>> {
        let text = text.trim();
        if text.chars().count() < 2 {
            return Err(StoreError::Invalid(
                "search for at least two characters".to_owned(),
            ));
        }
        let mut tx = self.db.write("member_search").await?;
        let engine = tx.engine();
        let sql = format!(
            "SELECT {COLUMNS} {FROM} WHERE {} OR {} OR {} ORDER BY p.name, m.number LIMIT {FOUND}",
            engine.contains("p.name", 1),
            engine.contains("m.number", 2),
            engine.contains("p.email", 3),
        );
        let rows = tx.all(AssertSqlSafe(sql), &[Value::Text(text); 3]).await?;
        let members = rows.iter().map(member_of).collect::<Result<Vec<_>>>()?;
        tx.access_note(viewer, "member.search", &format!("{} found", members.len()))
            .await?;
        tx.commit().await?;
        Ok(members)
    }

    /// Where a person lives, hashed with a key: kept so that nobody decides about the own household.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn home_set(&self, person: &PersonId, digest: Digest) -> Result<()> {
        let mut tx = self.db.write("home_set").await?;
        let args = [Value::Text(person.as_str()), Value::Blob(&digest.0)];
        let sql = "INSERT INTO home (person, digest) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET digest = excluded.digest";
        tx.execute(sql, &args).await?;
        tx.commit().await
    }

    /// How many members there are.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn member_count(&self) -> Result<u64> {
        let mut tx = self.db.read("member_count").await?;
        let count = tx.one("SELECT COUNT(*) FROM member", &[]).await?.count(0)?;
        tx.end().await?;
        Ok(count)
    }
}

impl Tx {
    /// What the judge must know: memberships, and who is on which matter's roll.
    pub(crate) async fn facts(&mut self, world: &World, needs: &Needs) -> Result<Facts> {
        let mut facts = Facts::default();
        for person in &needs.members {
            let sql = "SELECT class, unit, joined, arrears_from, arrears_to, suspended_from, suspended_to FROM member WHERE person = $1";
            if let Some(row) = self.first(sql, &[Value::Text(person.as_str())]).await? {
                facts
                    .members
                    .insert(person.clone(), membership_of(&row, 0)?);
            }
        }
        let mut on_roll = BTreeSet::new();
        for (matter, person) in &needs.on_roll {
            let Some(roll) = world.matter(matter).and_then(|matter| matter.roll.as_ref()) else {
                continue;
            };
            let sql = "SELECT weight FROM roll_entry WHERE roll = $1 AND person = $2";
            let args = [
                Value::Text(roll.statement.roll.as_str()),
                Value::Text(person.as_str()),
            ];
            if self.first(sql, &args).await?.is_some() {
                on_roll.insert((matter.clone(), person.clone()));
            }
        }
        facts.on_roll = on_roll;
        for person in &needs.homes {
            let sql = "SELECT digest FROM home WHERE person = $1";
            if let Some(row) = self.first(sql, &[Value::Text(person.as_str())]).await? {
                facts.homes.insert(person.clone(), Digest(row.hash(0)?));
            }
        }
        Ok(facts)
    }

    /// Members whose address is this one, which is in small letters.
    pub(crate) async fn members_of_email(&mut self, email: &str) -> Result<Vec<Member>> {
        let sql = format!(
            "SELECT {COLUMNS} {FROM} WHERE lower(p.email) = $1 ORDER BY m.number LIMIT {FOUND}"
        );
        let rows = self.all(AssertSqlSafe(sql), &[Value::Text(email)]).await?;
        rows.iter().map(member_of).collect()
    }

    /// Members in the order of their ids, after one of them, so many.
    pub(super) async fn member_page(&mut self, after: &str, limit: u32) -> Result<Vec<Member>> {
        let sql =
            format!("SELECT {COLUMNS} {FROM} WHERE m.person > $1 ORDER BY m.person LIMIT {limit}");
        let rows = self.all(AssertSqlSafe(sql), &[Value::Text(after)]).await?;
        rows.iter().map(member_of).collect()
    }
}

pub(super) fn member_of(row: &Row) -> Result<Member> {
    Ok(Member {
        person: parsed("person's id", &row.text(0)?)?,
        number: row.text(1)?,
        membership: membership_of(row, 2)?,
        name: row.text(9)?,
        given: row.opt_text(10)?,
        family: row.opt_text(11)?,
        email: row.opt_text(12)?,
    })
}

/// The membership in seven columns from `first` on.
fn membership_of(row: &Row, first: usize) -> Result<Membership> {
    let time = |column: usize| -> Result<Option<_>> {
        row.opt_text(column)?
            .map(|text| parsed("time", &text))
            .transpose()
    };
    let period = |from: usize| -> Result<Option<Period>> {
        let to = time(from + 1)?;
        Ok(time(from)?.map(|from| Period { from, to }))
    };
    Ok(Membership {
        class: row.text(first)?,
        unit: parsed("unit", &row.text(first + 1)?)?,
        joined: parsed("time", &row.text(first + 2)?)?,
        arrears: period(first + 3)?,
        suspended: period(first + 5)?,
    })
}
