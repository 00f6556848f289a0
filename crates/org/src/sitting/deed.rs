//! What is done in a sitting, and around it.

use polity_values::{
    BodyId, Fraction, PersonId, SeatId, SittingId, TenureId, Timestamp, UnitId, civil::Date,
};
use serde::{Deserialize, Serialize};

use crate::act::{Adoption, Text};
use crate::rules::RuleChange;

/// An act of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingDeed {
    /// The sitting.
    pub sitting: SittingId,
    /// What.
    pub what: SittingAct,
}

impl SittingDeed {
    /// The kind of an entry that would propose it. One person does each act of a sitting: none is ever proposed.
    #[expect(clippy::unused_self, reason = "as every deed has it")]
    pub(crate) fn proposed_kind(&self) -> &'static str {
        "sitting.act_proposed"
    }
}

/// What is done. Items, questions, points of order, actions and questions to officers are numbered from 1 in the order
/// in which they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum SittingAct {
    /// Give notice of the sitting.
    Convene(Call),
    /// Cancel it before it opens.
    Cancel {
        /// Why.
        reason: Text,
    },
    /// Take the chair (by the secretary, for a member, where who holds the office is away).
    TakeChair {
        /// Who presides.
        person: PersonId,
    },
    /// Open it.
    Open {},
    /// Adjourn it.
    Adjourn {
        /// Until when, if that is known.
        until: Option<Timestamp>,
    },
    /// Resume it.
    Resume {},
    /// Close it.
    Close {},
    /// Put an item on the agenda.
    AddItem(ItemSpec),
    /// Ask, as a member, for an item on the agenda; with enough members it is on it.
    RequestItem(ItemSpec),
    /// Join another member's request, named by its number.
    JoinRequest {
        /// The request.
        request: u32,
    },
    /// Defer an item to a later sitting.
    DeferItem {
        /// The item.
        item: u32,
        /// Why.
        reason: Text,
    },
    /// Take an item; the one before it is done.
    TakeItem {
        /// The item.
        item: u32,
    },
    /// End the item that was taken.
    FinishItem {},
    /// Table a paper.
    TablePaper(PaperSpec),
    /// Come in: a member by himself, or anybody by the desk.
    Enter {
        /// Who.
        person: PersonId,
        /// Into the room, or from elsewhere.
        mode: Mode,
    },
    /// Leave.
    Leave {
        /// Who.
        person: PersonId,
    },
    /// Apologise for absence.
    Apologise {
        /// Who.
        person: PersonId,
    },
    /// Name a substitute.
    NameSubstitute {
        /// For whom.
        person: PersonId,
        /// Who comes.
        substitute: PersonId,
    },
    /// Declare an interest in an item: the member takes no part in its votes.
    DeclareInterest {
        /// The item.
        item: u32,
    },
    /// Ask to speak.
    RequestTurn {},
    /// Take that back.
    WithdrawTurn {},
    /// Call whoever is next: first who had the fewest turns on the item, then who asked first.
    CallNext {},
    /// End the present turn.
    EndTurn {},
    /// Raise a point of order.
    RaisePoint {
        /// Of which kind, in a few words.
        category: String,
    },
    /// Rule on it.
    RulePoint {
        /// The point.
        point: u32,
        /// Whether it is upheld.
        upheld: bool,
    },
    /// Put a question.
    PutQuestion(QuestionSpec),
    /// Take an item out of a question that puts several together: it is then decided apart.
    DivideQuestion {
        /// The question.
        question: u32,
        /// The item.
        item: u32,
    },
    /// Withdraw a question before it is voted on.
    WithdrawQuestion {
        /// The question.
        question: u32,
    },
    /// Call the vote.
    OpenVote {
        /// On which question.
        question: u32,
        /// How it is taken.
        method: Method,
    },
    /// Vote in a roll-call; the desk may record what a member called out.
    Vote {
        /// Who.
        person: PersonId,
        /// What.
        choice: Choice,
    },
    /// Record the count of hands, or of a secret ballot for and against.
    CountVotes(Tally),
    /// Record the totals of a round of a secret ballot among persons.
    CountRound {
        /// The votes of each who stood in the round, in that order.
        totals: Vec<u32>,
        /// Spoilt papers.
        spoilt: u32,
    },
    /// Draw a lot among those who are tied for the lowest place: who goes out.
    DrawOut {
        /// Who.
        person: PersonId,
    },
    /// Record a delegation's card votes; a later return replaces it.
    ReturnCard(CardReturn),
    /// Declare how the vote fell.
    Decide {
        /// The chair's casting vote, where the votes are equal and the rules give one.
        casting: Option<bool>,
    },
    /// Give somebody something to do.
    AssignAction(ActionSpec),
    /// Record that it is done.
    FinishAction {
        /// The action.
        action: u32,
        /// What came of it.
        note: Text,
    },
    /// Ask an officer a question.
    Ask {
        /// Whom.
        to: PersonId,
        /// What.
        text: Text,
    },
    /// Answer it, or add to the answer.
    Answer {
        /// Its number.
        question: u32,
        /// The answer.
        text: Text,
    },
    /// Say, as who asked, whether the answer is enough.
    FollowUp {
        /// Its number.
        question: u32,
        /// Whether it is settled.
        settled: bool,
        /// What is still asked.
        text: Option<Text>,
    },
    /// Hand in the minutes.
    SubmitMinutes {
        /// The text.
        text: Text,
    },
    /// Report on the sitting, as a member.
    Report {
        /// The report.
        text: Text,
    },
}

/// The notice of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The body.
    pub body: BodyId,
    /// One line for people.
    pub title: String,
    /// Whether it is special: on the one item of its notice.
    pub special: bool,
    /// When it begins.
    pub starts: Timestamp,
    /// Where.
    pub place: String,
    /// Whether members may take part from elsewhere.
    pub remote: bool,
    /// The agenda.
    pub agenda: Vec<ItemSpec>,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSpec {
    /// One line for people.
    pub title: String,
    /// How many minutes it is given.
    pub minutes: Option<u32>,
    /// Whether nobody is let in while it runs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed_doors: bool,
}

/// A paper for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSpec {
    /// The item.
    pub item: u32,
    /// One line for people.
    pub title: String,
    /// For whom.
    pub audience: Audience,
    /// The text.
    pub text: Text,
}

/// For whom a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// For everybody.
    Public,
    /// For members of the organisation.
    Members,
    /// For members of the body.
    Body,
    /// For the chair and the secretary.
    Desk,
}

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In the room.
    Room,
    /// From elsewhere.
    Remote,
}

/// A question that is put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionSpec {
    /// The items that it decides: one, or several en bloc.
    pub items: Vec<u32>,
    /// One line for people.
    pub title: String,
    /// The words of the motion.
    pub text: Option<Text>,
    /// Who moves it.
    pub mover: PersonId,
    /// Who seconds it.
    pub seconder: Option<PersonId>,
    /// Items throughout which a member must have been there to vote: presentations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<u32>,
    /// What follows when it is carried.
    pub effect: QuestionEffect,
}

/// What follows when a question is carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "kebab-case")]
pub enum QuestionEffect {
    /// It stands as a resolution.
    Resolve {},
    /// The notice of the sitting counts as long enough.
    WaiveNotice {},
    /// The papers of an item count as in time.
    WaivePapers {
        /// The item.
        item: u32,
    },
    /// A ruling of the chair is overturned.
    Overrule {
        /// The point of order.
        point: u32,
    },
    /// The minutes of a sitting are approved.
    ApproveMinutes {
        /// Which.
        sitting: SittingId,
    },
    /// An acting holder of a seat is ratified; if the question is lost, the holder leaves the seat.
    Ratify {
        /// The acting tenure.
        tenure: TenureId,
    },
    /// A procedure is adopted.
    AdoptProcedure(Adoption),
    /// A composition is adopted.
    AdoptComposition(Adoption),
    /// A rulebook is adopted, or its clauses are changed.
    ChangeRules(RuleChange),
    /// One of several persons is chosen for a seat.
    Choose(Choosing),
}

/// A seat for which somebody is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choosing {
    /// The seat; none: the choice is a recommendation and fills no seat.
    pub seat: Option<SeatId>,
    /// When the term ends.
    pub until: Option<Timestamp>,
    /// The body whose ratification is awaited.
    pub until_ratified_by: Option<BodyId>,
    /// Who stands.
    pub among: Vec<PersonId>,
}

/// How a vote is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Method {
    /// By show of hands, counted.
    Hands {},
    /// By calling the names: how each voted is on the record.
    RollCall {},
    /// In secret: only totals are on the record. Among persons, in rounds to a majority.
    Secret {},
    /// By cards of delegations, whose votes weigh by section.
    Card {
        /// The sections.
        sections: Vec<CardSection>,
    },
}

/// A section of a card vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSection {
    /// One line for people.
    pub title: String,
    /// Its share of the whole.
    pub share: Fraction,
    /// Its delegations.
    pub delegations: Vec<Delegation>,
}

/// A delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Its id.
    pub id: UnitId,
    /// How many votes it has.
    pub entitled: u64,
}

/// The votes of a delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReturn {
    /// The delegation.
    pub delegation: UnitId,
    /// For.
    pub votes_for: u64,
    /// Against.
    pub against: u64,
    /// Neither.
    pub abstained: u64,
    /// Votes for which no card came in.
    pub not_received: u64,
}

/// A count for and against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// For.
    pub votes_for: u32,
    /// Against.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
}

/// A member's vote in a roll-call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// For.
    For,
    /// Against.
    Against,
    /// Neither.
    Abstain,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionSpec {
    /// Who does it.
    pub owner: PersonId,
    /// By when.
    pub due: Date,
    /// What.
    pub text: Text,
    /// The item or decision from which it comes.
    pub item: Option<u32>,
}
