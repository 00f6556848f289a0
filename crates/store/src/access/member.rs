//! Who is behind an address, and what persons are called: what pages and letters need at every turn.

use std::collections::BTreeMap;

use polity_values::PersonId;
use sqlx::AssertSqlSafe;

use super::person_of;
use crate::db::{Row, Value};
use crate::error::Result;
use crate::store::Store;
use crate::vault::{Member, Viewer};

/// Persons of one statement.
const PERSONS: usize = 500;

impl Store {
    /// All members with this e-mail address, whatever the case of its letters, at most 50, by
    /// number. Several persons may share one: none of them may be let in by it alone (RELIABILITY
    /// A4). A look that finds somebody is logged; the address is not.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn member_by_email(&self, email: &str, viewer: &Viewer) -> Result<Vec<Member>> {
        let email = email.trim().to_ascii_lowercase();
        if email.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.db.glance("member_by_email").await?;
        let members = tx.members_of_email(&email).await?;
        tx.end_bare();
        if !members.is_empty() {
            let persons: Vec<&str> = members.iter().map(|one| one.person.as_str()).collect();
            let mut tx = self.db.write("member_by_email").await?;
            tx.access_note(viewer, "member.by-email", &persons.join(" "))
                .await?;
            tx.commit().await?;
        }
        Ok(members)
    }

    /// What persons are called, those who are in the vault. Where the viewer's purpose is
    /// [`Viewer::PUBLIC_PAGE`], the caller says that they are public by their role in a matter or
    /// by a seat, as candidates and officers are, and nothing is logged; else one line says how many
    /// names were looked up.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn names_fetch(
        &self,
        persons: &[PersonId],
        viewer: &Viewer,
    ) -> Result<BTreeMap<PersonId, String>> {
        let mut names = BTreeMap::new();
        for part in persons.chunks(PERSONS) {
            let sql = "SELECT id, name FROM person WHERE id IN";
            for row in self.rows_of("names_fetch", sql, part).await? {
                names.insert(person_of(&row.text(0)?)?, row.text(1)?);
            }
        }
        if viewer.purpose != Viewer::PUBLIC_PAGE && !names.is_empty() {
            let mut tx = self.db.write("names_fetch").await?;
            let subject = match names.first_key_value() {
                Some((only, _)) if names.len() == 1 => only.to_string(),
                _ => format!("{} persons", names.len()),
            };
            tx.access_note(viewer, "names.fetch", &subject).await?;
            tx.commit().await?;
        }
        Ok(names)
    }

    /// How persons can be written to, those who are in the vault, in the order of `persons`. One line of the log
    /// says how many were looked up, and for what.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn contacts_fetch(
        &self,
        persons: &[PersonId],
        viewer: &Viewer,
    ) -> Result<Vec<Contact>> {
        let mut contacts = Vec::with_capacity(persons.len());
        for part in persons.chunks(PERSONS) {
            let sql = "SELECT p.id, p.name, p.email, l.language FROM person p LEFT JOIN preference l ON l.person = p.id WHERE p.id IN";
            let mut found = BTreeMap::new();
            for row in self.rows_of("contacts_fetch", sql, part).await? {
                let person = person_of(&row.text(0)?)?;
                let contact = Contact {
                    person: person.clone(),
                    name: row.text(1)?,
                    email: row.opt_text(2)?,
                    language: row.opt_text(3)?,
                };
                found.insert(person, contact);
            }
            contacts.extend(part.iter().filter_map(|person| found.remove(person)));
        }
        let mut tx = self.db.write("contacts_fetch").await?;
        let subject = format!("{} persons", contacts.len());
        tx.access_note(viewer, "contacts.fetch", &subject).await?;
        tx.commit().await?;
        Ok(contacts)
    }

    /// The rows of a query that ends with `IN`, for these persons.
    async fn rows_of(
        &self,
        name: &'static str,
        sql: &'static str,
        persons: &[PersonId],
    ) -> Result<Vec<Row>> {
        let mut tx = self.db.glance(name).await?;
        // A power of two, so that few statements are prepared; filled up with the last.
        let size = persons.len().next_power_of_two();
        let sql = format!("{sql} ({})", tx.engine().marks(0, size));
        let args: Vec<Value<'_>> = persons
            .iter()
            .chain(persons.last().into_iter().cycle())
            .take(size)
            .map(|person| Value::Text(person.as_str()))
            .collect();
        let rows = tx.all(AssertSqlSafe(sql), &args).await?;
        tx.end_bare();
        Ok(rows)
    }
}

/// How a person can be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who.
    pub person: PersonId,
    /// The whole name.
    pub name: String,
    /// The e-mail address, if one is known.
    pub email: Option<String>,
    /// The code of the language that the person chose, if one was chosen.
    pub language: Option<String>,
}
