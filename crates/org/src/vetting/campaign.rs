//! All applications of a matter.

use polity_values::PersonId;

use super::case::Case;
use super::rows::{Index, Rows};
use crate::Digest;

/// All applications of a matter, in the order in which they came. A copy is cheap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Campaign {
    cases: Rows<Case>,
    by_applicant: Index<PersonId>,
    by_key: Index<Digest>,
    by_entry: Index<Digest>,
    by_payment: Index<Digest>,
}

impl Campaign {
    /// How many applications came in.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether none did.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All applications, in the order in which they came.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter()
    }

    /// An applicant's application.
    pub fn case(&self, applicant: &PersonId) -> Option<&Case> {
        self.cases.get(self.by_applicant.get(applicant)?)
    }

    /// The application that came with a form of this key.
    pub fn by_key(&self, key: &Digest) -> Option<&Case> {
        self.cases.get(self.by_key.get(key)?)
    }

    /// The application that holds an entry of the register.
    pub fn by_entry(&self, entry: &Digest) -> Option<&Case> {
        self.cases.get(self.by_entry.get(entry)?)
    }

    /// The application for which a payment of this reference came in, or went back.
    pub fn by_payment(&self, reference: &Digest) -> Option<&Case> {
        self.cases.get(self.by_payment.get(reference)?)
    }

    pub(super) fn case_mut(&mut self, applicant: &PersonId) -> Result<&mut Case, String> {
        let row = self.by_applicant.get(applicant);
        row.and_then(|row| self.cases.get_mut(row))
            .ok_or_else(|| format!("{applicant} has not applied"))
    }

    pub(super) fn receive(&mut self, case: Case, key: Digest) -> Result<(), String> {
        if self.case(&case.applicant).is_some() || self.by_key(&key).is_some() {
            return Err(format!("{} has applied before", case.applicant));
        }
        let applicant = case.applicant.clone();
        let row = self.cases.push(case);
        self.by_applicant.set(applicant, row);
        self.by_key.set(key, row);
        Ok(())
    }

    /// The entry is held by this application from here on.
    pub(super) fn hold(&mut self, entry: Digest, applicant: &PersonId) {
        if let Some(row) = self.by_applicant.get(applicant) {
            self.by_entry.set(entry, row);
        }
    }

    pub(super) fn pay(&mut self, reference: Digest, applicant: &PersonId) -> Result<(), String> {
        if self.by_payment(&reference).is_some() {
            return Err("this payment was recorded before".to_owned());
        }
        if let Some(row) = self.by_applicant.get(applicant) {
            self.by_payment.set(reference, row);
        }
        Ok(())
    }

    /// Changes each application that fits; says how many there were.
    pub(super) fn change(
        &mut self,
        fits: impl Fn(&Case) -> bool,
        mut change: impl FnMut(&mut Case),
    ) -> u64 {
        let mut changed = 0;
        for row in 0..self.cases.len() {
            // Looked at first, so that rows which stay are not copied.
            if self.cases.get(row).is_some_and(&fits)
                && let Some(case) = self.cases.get_mut(row)
            {
                change(case);
                changed += 1;
            }
        }
        changed
    }
}
