//! What happened in a sitting. An event holds the figures on which it rests, so that nothing of it is worked out again.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{PersonId, SittingId, Timestamp};
use serde::{Deserialize, Serialize};

use super::deed::{
    ActionSpec, Call, CardReturn, Choice, ItemSpec, Method, Mode, PaperSpec, QuestionSpec, Tally,
};
use crate::act::Text;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $body:tt = $kind:literal,)+) => {
        /// What happened in a sitting.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "body")]
        pub enum SittingEvent {$(
            $(#[$doc])*
            #[serde(rename = $kind)]
            $name $body,
        )+}

        impl SittingEvent {
            /// Every kind.
            pub const KINDS: &'static [&'static str] = &[$($kind),+];

            /// Its kind on the record.
            pub fn kind(&self) -> &'static str {
                match self {$(
                    Self::$name { .. } => $kind,
                )+}
            }
        }
    };
}

events! {
    /// Notice was given.
    Convened(Convened) = "sitting.convened",
    /// It was cancelled.
    Cancelled {
        /// Why.
        reason: Text,
    } = "sitting.cancelled",
    /// Somebody took the chair.
    ChairTaken {
        /// Who.
        person: PersonId,
    } = "chair.taken",
    /// It was opened.
    Opened(Attendance) = "sitting.opened",
    /// It was adjourned.
    Adjourned {
        /// Until when.
        until: Option<Timestamp>,
    } = "sitting.adjourned",
    /// It was resumed.
    Resumed(Attendance) = "sitting.resumed",
    /// It was closed.
    Closed {
        /// Who owes a report on it.
        members: BTreeSet<PersonId>,
    } = "sitting.closed",
    /// A member asked for an item.
    ItemRequested(ItemSpec) = "item.requested",
    /// Another member joined.
    RequestJoined {
        /// The request.
        request: u32,
    } = "item.request_joined",
    /// An item came on the agenda.
    ItemAdded(AddedItem) = "item.added",
    /// An item was deferred.
    ItemDeferred {
        /// The item.
        item: u32,
        /// Why.
        reason: Text,
    } = "item.deferred",
    /// An item was taken.
    ItemTaken {
        /// The item.
        item: u32,
    } = "item.taken",
    /// An item was finished.
    ItemFinished {
        /// The item.
        item: u32,
    } = "item.finished",
    /// A paper was tabled.
    PaperTabled(TabledPaper) = "paper.tabled",
    /// Somebody came in.
    Entered {
        /// Who.
        person: PersonId,
        /// How.
        mode: Mode,
    } = "presence.entered",
    /// Somebody left.
    Left {
        /// Who.
        person: PersonId,
    } = "presence.left",
    /// A member apologised.
    Apologised {
        /// Who.
        person: PersonId,
    } = "apology.given",
    /// A substitute was named.
    SubstituteNamed {
        /// For whom.
        person: PersonId,
        /// Who comes.
        substitute: PersonId,
    } = "substitute.named",
    /// A member declared an interest.
    InterestDeclared {
        /// Who.
        person: PersonId,
        /// In which item.
        item: u32,
    } = "interest.declared",
    /// A member asked to speak.
    TurnRequested {
        /// Who.
        person: PersonId,
    } = "turn.requested",
    /// A member took that back.
    TurnWithdrawn {
        /// Who.
        person: PersonId,
    } = "turn.withdrawn",
    /// A turn began.
    TurnBegun {
        /// Whose.
        person: PersonId,
        /// Until when the turn lasts.
        until: Timestamp,
    } = "turn.begun",
    /// A turn ended.
    TurnEnded {
        /// Whose.
        person: PersonId,
    } = "turn.ended",
    /// A point of order was raised.
    PointRaised {
        /// Of which kind.
        category: String,
    } = "order.raised",
    /// It was ruled on.
    PointRuled {
        /// The point.
        point: u32,
        /// Whether it was upheld.
        upheld: bool,
    } = "order.ruled",
    /// A question was put.
    QuestionPut(QuestionSpec) = "question.put",
    /// An item was taken out of it.
    QuestionDivided {
        /// The question.
        question: u32,
        /// The item.
        item: u32,
    } = "question.divided",
    /// A question was withdrawn.
    QuestionWithdrawn {
        /// The question.
        question: u32,
    } = "question.withdrawn",
    /// A vote was called.
    VoteOpened(OpenedVote) = "vote.opened",
    /// A member voted in a roll-call.
    VoteGiven {
        /// Who.
        person: PersonId,
        /// How.
        choice: Choice,
    } = "vote.given",
    /// Votes for and against were counted.
    VotesCounted(Tally) = "vote.counted",
    /// A round of a ballot among persons was counted.
    RoundCounted {
        /// The votes of each who stood in it, in that order.
        totals: Vec<u32>,
        /// Spoilt papers.
        spoilt: u32,
    } = "round.counted",
    /// A lot put somebody out of the next round.
    DrawnOut {
        /// Who.
        person: PersonId,
    } = "round.drawn_out",
    /// A delegation's cards were counted.
    CardReturned(CardReturn) = "card.returned",
    /// A question was decided.
    Decided(Decision) = "question.decided",
    /// Somebody was given something to do.
    ActionAssigned(ActionSpec) = "action.assigned",
    /// It was done.
    ActionFinished {
        /// The action.
        action: u32,
        /// What came of it.
        note: Text,
    } = "action.finished",
    /// An officer was asked.
    Asked {
        /// Whom.
        to: PersonId,
        /// What.
        text: Text,
    } = "scrutiny.asked",
    /// An answer came.
    Answered {
        /// The question.
        question: u32,
        /// The answer.
        text: Text,
    } = "scrutiny.answered",
    /// Who asked said whether that is enough.
    FollowedUp {
        /// The question.
        question: u32,
        /// Whether it is settled.
        settled: bool,
        /// What is still asked.
        text: Option<Text>,
    } = "scrutiny.followed_up",
    /// The minutes were handed in.
    MinutesSubmitted {
        /// The text.
        text: Text,
    } = "minutes.submitted",
    /// The minutes were approved, by a question of a later sitting.
    MinutesApproved {
        /// The sitting that they are of.
        of: SittingId,
        /// The sitting that approved them.
        by: SittingId,
        /// Its question.
        question: u32,
    } = "minutes.approved",
    /// A member reported.
    Reported {
        /// The report.
        text: Text,
    } = "report.given",
}

impl SittingEvent {
    /// Whom it is about, where it names somebody.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::ChairTaken { person }
            | Self::Entered { person, .. }
            | Self::Left { person }
            | Self::Apologised { person }
            | Self::InterestDeclared { person, .. }
            | Self::TurnRequested { person }
            | Self::TurnWithdrawn { person }
            | Self::TurnBegun { person, .. }
            | Self::TurnEnded { person }
            | Self::VoteGiven { person, .. }
            | Self::DrawnOut { person } => Some(person),
            Self::SubstituteNamed { substitute, .. } => Some(substitute),
            Self::ActionAssigned(spec) => Some(&spec.owner),
            Self::Asked { to, .. } => Some(to),
            _ => None,
        }
    }
}

/// The notice, with its length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convened {
    /// The notice.
    pub call: Call,
    /// Clear days between the day of the notice and the day of the sitting.
    pub days: u32,
    /// Clear days that the rule asks for.
    pub needs: u32,
}

/// Who is there when a sitting begins, in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Members who may vote and are present.
    pub present: u32,
    /// How many must be.
    pub quorum: u32,
}

/// An item that came on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedItem {
    /// The item.
    pub item: ItemSpec,
    /// The members' request that put it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<u32>,
}

/// A paper that was tabled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabledPaper {
    /// The paper.
    pub paper: PaperSpec,
    /// Whether it came later than the rule allows: the item then needs a waiver.
    pub late: bool,
}

/// A vote that was called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedVote {
    /// The question.
    pub question: u32,
    /// How it is taken.
    pub method: Method,
    /// Who may vote.
    pub voters: BTreeSet<PersonId>,
    /// Members who may vote in this body, whether or not present; who declared an interest is left out.
    pub entitled: u32,
    /// Of these, how many were present.
    pub present: u32,
    /// How many must be.
    pub quorum: u32,
    /// Who declared an interest.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub recused: BTreeSet<PersonId>,
    /// Who was not there throughout the items that had to be heard, and for which.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub missed: BTreeMap<PersonId, Vec<u32>>,
}

/// A decision on a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The question.
    pub question: u32,
    /// How it fell.
    pub outcome: Outcome,
    /// For.
    pub votes_for: u64,
    /// Against.
    pub against: u64,
    /// Neither.
    pub abstained: u64,
    /// How many votes carry it; none in a card vote, which is weighed by sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<u64>,
    /// The chair's casting vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casting: Option<bool>,
    /// Who was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<PersonId>,
    /// A card vote's sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<super::card::SectionResult>,
    /// Why what it should bring about could not be done, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hindered: Option<String>,
}

/// How a question fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is carried.
    Carried,
    /// It is lost.
    Lost,
    /// Somebody is chosen.
    Chosen,
}
