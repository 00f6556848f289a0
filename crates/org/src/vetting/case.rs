//! One application, as the record tells it.

use std::collections::{BTreeMap, BTreeSet};

use polity_procedure::model::{
    Admission, AdmissionClass, AdmissionClassId, QueueId, QueueKind, ReasonCode,
};
use polity_values::{PersonId, Timestamp, UnitId};

use super::event::{AcceptedBy, Refusal};
use crate::act::Text;
use crate::{Digest, Seq};

/// An application.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Whose.
    pub applicant: PersonId,
    /// The class to be joined.
    pub class: AdmissionClassId,
    /// What was filled in: first, and with each answer.
    pub forms: Vec<Text>,
    /// The unit that the applicant would belong to.
    pub unit: Option<UnitId>,
    /// The household's address, hashed with a key.
    pub home: Option<Digest>,
    /// Whether the applicant says to have a concession.
    pub concession: bool,
    /// When it came in.
    pub received: Timestamp,
    /// Whether the applicant was found on the register.
    pub matching: Matching,
    /// The entry of the register that is, or may be, the applicant's.
    pub entry: Option<Digest>,
    /// Whether a program had a part in how it came where it is.
    pub automated: bool,
    /// How often the applicant was asked.
    pub asked: u32,
    /// The queues in which it is, each with the entry that put it there.
    pub open: BTreeMap<QueueId, Seq>,
    /// All findings, in order.
    pub findings: Vec<Finding>,
    /// Who takes no part in deciding it: by own word, or since he or she put it into a queue.
    pub recused: BTreeSet<PersonId>,
    /// Whose application of the same entry came before.
    pub repeats: Option<PersonId>,
    /// How far it came.
    pub fate: Fate,
    /// The refusal, once there was one.
    pub refusal: Option<Refusal>,
    /// The appeal against it.
    pub appeal: Option<Appeal>,
    /// The payments that came in.
    pub payments: Vec<Payment>,
    /// What was given back, in pence.
    pub refunded: u32,
}

/// Whether the applicant was found on the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// Nobody has looked yet, or not since the last answer.
    Waiting,
    /// The applicant is asked.
    Asked {
        /// Until when; afterwards it waits in the queue of identity.
        until: Timestamp,
        /// The entry that says so.
        by: Seq,
    },
    /// It is for people to say.
    InQueue,
    /// It is settled, or not asked for.
    Settled,
}

/// How far an application came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has decided.
    Undecided,
    /// Nobody decided in time: the applicant votes provisionally.
    Provisional {
        /// Since when.
        at: Timestamp,
    },
    /// Accepted.
    Accepted {
        /// When.
        at: Timestamp,
        /// By what; none: nobody decided in time.
        by: Option<AcceptedBy>,
    },
    /// Refused by people.
    Refused {
        /// When.
        at: Timestamp,
    },
    /// Withdrawn by the applicant.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// A reviewer's finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whose it is.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// In which queue.
    pub queue: QueueId,
    /// The entry by which the application came into the queue then.
    pub opening: Seq,
    /// The ground of refusal; none: nothing stands against it.
    pub refuse: Option<ReasonCode>,
    /// The facts.
    pub facts: Option<Text>,
    /// The digest of what the reviewer was shown.
    pub evidence: Digest,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// When it was lodged.
    pub at: Timestamp,
    /// Why.
    pub grounds: Text,
    /// What those who decide it said: who, whether it is upheld, why.
    pub said: Vec<(PersonId, bool, Text)>,
    /// How it was decided, and when.
    pub decided: Option<(bool, Timestamp)>,
}

/// A payment that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// Its reference, hashed with a key.
    pub reference: Digest,
    /// How much, in pence.
    pub pence: u32,
    /// Whether it was not owed.
    pub surplus: bool,
}

/// With what right an applicant votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vote {
    /// Fully.
    Full,
    /// On a ballot that is kept apart until the application or its appeal is decided.
    Provisional,
    /// Not, as it stands.
    None,
}

impl Case {
    /// Whether people or the register have still to decide.
    pub fn is_undecided(&self) -> bool {
        matches!(self.fate, Fate::Undecided | Fate::Provisional { .. })
    }

    /// The queues in which it waits at an instant: those that it was put into, and the queue of identity when a question
    /// was not answered in time. Each with the entry that opened it.
    pub fn queues(&self, terms: &Admission, now: Timestamp) -> BTreeMap<QueueId, Seq> {
        if !self.is_undecided() && !matches!(self.fate, Fate::Accepted { .. }) {
            return BTreeMap::new();
        }
        let mut open = self.open.clone();
        if let Matching::Asked { until, by } = self.matching
            && until <= now
            && let Some(queue) = terms.queue_of(QueueKind::Identity)
        {
            open.entry(queue.id.clone()).or_insert(by);
        }
        open
    }

    /// What the class costs this applicant, in pence.
    pub fn fee(&self, class: &AdmissionClass) -> u32 {
        match class.concession_pence {
            Some(less) if self.concession => less,
            _ => class.fee_pence,
        }
    }

    /// Whether the fee was paid, or there is none.
    pub fn is_paid(&self, terms: &Admission) -> bool {
        let free = terms
            .class(&self.class)
            .is_some_and(|class| self.fee(class) == 0);
        free || self.payments.iter().any(|payment| !payment.surplus)
    }

    /// Whether nothing but the fee stands in the way of accepting it.
    pub fn is_settled(&self) -> bool {
        self.matching == Matching::Settled && self.open.is_empty()
    }

    /// The findings of the present opening of a queue.
    pub fn findings_in(&self, queue: &QueueId, opening: Seq) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |one| one.queue == *queue && one.opening == opening)
    }

    /// Until when the refusal can be appealed; none: not, or not any more, or it was.
    pub fn appealable_until(&self, now: Timestamp) -> Option<Timestamp> {
        let by = self.refusal.as_ref()?.appeal_by.filter(|by| now < *by)?;
        let refused = matches!(self.fate, Fate::Refused { .. });
        (refused && self.appeal.is_none()).then_some(by)
    }

    /// Whether an appeal waits to be decided.
    pub fn appeal_waits(&self) -> bool {
        self.appeal
            .as_ref()
            .is_some_and(|appeal| appeal.decided.is_none())
    }

    /// With what right the applicant votes as it stands.
    pub fn vote(&self) -> Vote {
        match self.fate {
            Fate::Accepted { .. } => Vote::Full,
            Fate::Provisional { .. } => Vote::Provisional,
            Fate::Refused { .. } if self.appeal_waits() => Vote::Provisional,
            _ => Vote::None,
        }
    }

    /// Whether somebody took part in refusing it: such a person does not decide the appeal.
    pub fn had_part(&self, person: &PersonId) -> bool {
        self.findings.iter().any(|one| one.by == *person) || self.recused.contains(person)
    }
}
