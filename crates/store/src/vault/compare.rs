//! What a new list of members would change, before it is brought in.

use std::collections::HashMap;

use polity_org::roll::csv::MemberRow;

use super::Member;
use crate::error::Result;
use crate::store::Store;

/// Members read at a time.
const PAGE: u32 = 2_000;

/// How a list differs from the members as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// On the list, and no members yet.
    pub new: u64,
    /// Members who are not on the list.
    pub gone: u64,
    /// Members of whom the list says something else than before.
    pub changed: u64,
    /// Of these, members with another e-mail address: whoever can read mail there could vote for them.
    pub addresses: u64,
}

impl Store {
    /// Compares a list, by numbers, with the members as they are. Changes nothing.
    ///
    /// # Errors
    /// [`crate::StoreError`] of the database.
    pub async fn member_compare(&self, rows: &[MemberRow]) -> Result<Compared> {
        let mut listed: HashMap<&str, &MemberRow> =
            rows.iter().map(|row| (row.number.as_str(), row)).collect();
        let mut compared = Compared::default();
        let mut tx = self.db.read("member_compare").await?;
        let mut after = String::new();
        loop {
            let members = tx.member_page(&after, PAGE).await?;
            let Some(last) = members.last() else { break };
            after = last.person.to_string();
            for member in &members {
                match listed.remove(member.number.as_str()) {
                    None => compared.gone += 1,
                    Some(row) => {
                        compared.changed += u64::from(differs(member, row));
                        compared.addresses += u64::from(member.email != row.email);
                    }
                }
            }
        }
        tx.end().await?;
        compared.new = listed.len() as u64;
        Ok(compared)
    }
}

fn differs(member: &Member, row: &MemberRow) -> bool {
    (&member.name, &member.given, &member.family) != (&row.name, &row.given, &row.family)
        || member.email != row.email
        || member.membership != row.membership
}
