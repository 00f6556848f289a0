//! What applicants owe and are owed. One payment counts once, for one application of one person; what was not owed goes
//! back, and so does the fee of who is refused where the rule says so.

use polity_procedure::model::Admission;
use polity_values::Timestamp;

use super::case::{Case, Fate};

/// What is owed to an applicant now, in pence. While a refusal can still be appealed the fee is kept, so that who wins
/// the appeal need not pay again.
pub fn refund_due(case: &Case, terms: &Admission, now: Timestamp) -> u32 {
    let paid: u32 = case.payments.iter().map(|one| one.pence).sum();
    let surplus: u32 = case
        .payments
        .iter()
        .filter(|one| one.surplus)
        .map(|one| one.pence)
        .sum();
    let gives_back = terms.refund_rule.is_some();
    let over = match case.fate {
        Fate::Withdrawn { .. } => true,
        Fate::Refused { .. } => !case.appeal_waits() && case.appealable_until(now).is_none(),
        _ => false,
    };
    let owed = if gives_back && over { paid } else { surplus };
    owed.saturating_sub(case.refunded)
}

/// The accounts of a campaign, in pence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Accounts {
    /// Payments that came in.
    pub payments: u64,
    /// What came in.
    pub received: u64,
    /// What went back.
    pub refunded: u64,
    /// What is still to go back.
    pub due: u64,
    /// Applications that have not paid and are not over.
    pub unpaid: u64,
}

/// The accounts over applications.
pub fn accounts<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    terms: &Admission,
    now: Timestamp,
) -> Accounts {
    let mut sum = Accounts::default();
    for case in cases {
        sum.payments += case.payments.len() as u64;
        sum.received += case
            .payments
            .iter()
            .map(|one| u64::from(one.pence))
            .sum::<u64>();
        sum.refunded += u64::from(case.refunded);
        sum.due += u64::from(refund_due(case, terms, now));
        sum.unpaid += u64::from(case.is_undecided() && !case.is_paid(terms));
    }
    sum
}
