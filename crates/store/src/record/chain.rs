//! The bytes of a row, and the hash that seals it.
//!
//! A row is hashed as a sequence of netstrings (`LENGTH:BYTES,`), which nobody can read in two
//! ways: the text `polity record 1`, then seq, at, kind, actor, role, rule, subject, body and the
//! previous row's hash. An empty field is `0:,`. The hash is SHA-256.

use sha2::{Digest as _, Sha256};

use super::Draft;

/// SHA-256 of a row.
pub type RowHash = [u8; 32];

/// What stands as "previous hash" in the first row.
pub const START: RowHash = [0; 32];

/// Names what is hashed and in which version of this form.
const DOMAIN: &str = "polity record 1";

/// A row of the record, exactly as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row's number, from 1, without gaps.
    pub seq: u64,
    /// When, as text (RFC 3339).
    pub at: String,
    /// The kind of event, in the past tense.
    pub kind: String,
    /// The person's opaque id; empty for the clock.
    pub actor: String,
    /// The capacity in which the person acted.
    pub role: String,
    /// The clause that allowed the act.
    pub rule: String,
    /// What the act was on.
    pub subject: String,
    /// The event's bytes.
    pub body: Vec<u8>,
    /// The hash of the row before.
    pub prev_hash: RowHash,
    /// The hash of this row.
    pub hash: RowHash,
}

impl Row {
    /// Gives a draft its number and its seal.
    pub(super) fn seal(seq: u64, prev_hash: RowHash, draft: Draft) -> Self {
        let Draft {
            at,
            kind,
            actor,
            role,
            rule,
            subject,
            body,
        } = draft;
        let mut row = Self {
            seq,
            at,
            kind,
            actor,
            role,
            rule,
            subject,
            body,
            prev_hash,
            hash: START,
        };
        row.hash = Sha256::digest(row.sealed_bytes()).into();
        row
    }

    /// The bytes that the hash covers, which are also the leaf of the Merkle tree.
    pub fn sealed_bytes(&self) -> Vec<u8> {
        let seq = self.seq.to_string();
        let fields: [&[u8]; 10] = [
            DOMAIN.as_bytes(),
            seq.as_bytes(),
            self.at.as_bytes(),
            self.kind.as_bytes(),
            self.actor.as_bytes(),
            self.role.as_bytes(),
            self.rule.as_bytes(),
            self.subject.as_bytes(),
            &self.body,
            &self.prev_hash,
        ];
        netstrings(&fields)
    }

    /// Whether this is row `seq`, follows `prev`, and is what was sealed.
    ///
    /// # Errors
    /// A sentence that says what does not hold.
    pub fn check(&self, seq: u64, prev: &RowHash) -> Result<(), String> {
        if self.seq != seq {
            return Err(format!(
                "row {seq} is missing; row {} stands in its place",
                self.seq
            ));
        }
        if self.prev_hash != *prev {
            return Err("it does not follow the row before it".to_owned());
        }
        let hash: RowHash = Sha256::digest(self.sealed_bytes()).into();
        if hash != self.hash {
            return Err("its hash does not fit its content".to_owned());
        }
        Ok(())
    }
}

/// The fields as netstrings, one after the other.
pub(crate) fn netstrings(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(fields.iter().map(|field| field.len() + 8).sum());
    for field in fields {
        bytes.extend_from_slice(field.len().to_string().as_bytes());
        bytes.push(b':');
        bytes.extend_from_slice(field);
        bytes.push(b',');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn draft() -> Draft {
        Draft {
            at: "2026-03-01T09:00:00Z".to_owned(),
            kind: "candidate.nominated".to_owned(),
            actor: "p-7f3k".to_owned(),
            role: "member".to_owned(),
            rule: "4.2.b".to_owned(),
            subject: "executive-2026".to_owned(),
            body: br#"{"seat":"chair"}"#.to_vec(),
        }
    }

    /// Outside verifiers compute the same: the form never changes under this name.
    #[test]
    fn the_sealed_form_is_locked() {
        let row = Row::seal(1, START, draft());
        let hex = crate::files::hex(&row.hash);
        let text = row.sealed_bytes().escape_ascii().to_string();
        insta::assert_snapshot!(format!("{text}\n{hex}"));
    }

    #[test]
    fn f7_a_missing_row_is_named() {
        let first = Row::seal(1, START, draft());
        let second = Row::seal(2, first.hash, draft());
        let third = Row::seal(3, second.hash, draft());
        let error = third.check(2, &first.hash).expect_err("row 2 is gone");
        assert!(error.contains("row 2 is missing"), "{error}");
        second.check(2, &first.hash).expect("the true row");
    }

    proptest! {
        /// Any change of any field shows.
        #[test]
        fn every_field_is_sealed(field in 0_usize..9, text in "[a-z]{1,8}") {
            let row = Row::seal(7, [9; 32], draft());
            let mut other = row.clone();
            match field {
                0 => other.at = text,
                1 => other.kind = text,
                2 => other.actor = text,
                3 => other.role = text,
                4 => other.rule = text,
                5 => other.subject = text,
                6 => other.body = text.into_bytes(),
                7 => other.prev_hash = [8; 32],
                _ => other.seq = 8,
            }
            prop_assume!(other != row);
            prop_assert!(other.check(other.seq, &other.prev_hash).is_err());
        }

        /// Moving a character from one field to the next gives other bytes.
        #[test]
        fn fields_cannot_run_together(a in "[0-9:,]{0,6}", b in "[0-9:,]{0,6}",
                                      c in "[0-9:,]{0,6}", d in "[0-9:,]{0,6}") {
            prop_assume!((&a, &b) != (&c, &d));
            let one = netstrings(&[a.as_bytes(), b.as_bytes()]);
            let two = netstrings(&[c.as_bytes(), d.as_bytes()]);
            prop_assert_ne!(one, two);
        }
    }
}
