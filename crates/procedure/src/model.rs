//! A procedure as data, after it was read and before it runs: stages in order, each with its window,
//! the acts that may be done in it and by whom, what it needs to begin, and where it leads.
//!
//! The vocabulary is closed: kinds of stage, of act and of guard are enums, there is no expression
//! language and no code. A new procedure is a new file; a new *kind* is a variant here with its
//! meaning in `polity-org`.

use polity_values::{
    BodyId, Clause, Fraction, ProcedureName, Rounding, SeatId, SectionId, StageId,
};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

mod admission;
mod kinds;
mod process;

pub use admission::{
    Admission, AdmissionClass, AdmissionClassId, AppealTerms, AskTerms, Queue, QueueId, QueueKind,
    Reason, ReasonCode, Undecided,
};
pub use kinds::{ActKind, EndKind, MatterKind, OutcomeKind, StageKind};
pub use process::{
    CardSection, CardVote, DecisionTest, Emergency, Group, GroupId, GroupOf, Level, Rejection,
    Rounds, VoteBase,
};

/// A procedure of one version. Its adopted form is known by the SHA-256 of the file's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// The file's stem.
    pub name: ProcedureName,
    /// Counts up with every adopted change.
    pub version: u32,
    /// What kind of matter it runs as.
    pub kind: MatterKind,
    /// One line for people.
    pub title: String,
    /// What it is for, and when to use it.
    pub purpose: String,
    /// Where it comes from: a rule book, a guidance, a practice.
    pub source: String,
    /// The bodies that it speaks of.
    pub bodies: Vec<Body>,
    /// The clauses that it cites. Every guard, window and permission names one of them.
    pub clauses: Vec<ClauseText>,
    /// Capacities in which persons act.
    pub roles: Vec<Role>,
    /// Those whose support is counted against a threshold.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// What makes it an emergency variant of another procedure, if it is one.
    #[serde(default)]
    pub emergency: Option<Emergency>,
    /// The seats that it fills, if it fills seats.
    pub seats: Option<Seats>,
    /// Who may vote, if it holds a ballot.
    pub roll: Option<RollRule>,
    /// The terms of the ballot, if it holds one.
    pub ballot: Option<BallotTerms>,
    /// The terms of the admission, if persons apply to join a class of voters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission: Option<Admission>,
    /// Who may be elected together: limits that bind the count, all at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// Whose bank holidays its working days leave out; needed where it reckons in working days.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// The instants that a timetable must name before a matter can open: what `When::Date` refers to.
    #[serde(default)]
    pub dates: Vec<DateParameter>,
    /// Shortest times that any timetable must keep (seven days' notice).
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// Why there is no challenge stage, and who resolved so. Without it, and without a challenge stage, the
    /// check refuses the file.
    #[serde(default)]
    pub without_challenge: Option<Waiver>,
    /// The stages, in the file's order. The matter begins in the first.
    pub stages: Vec<Stage>,
}

/// An instant that each matter's timetable names for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateParameter {
    /// What `When::Date` calls it.
    pub id: String,
    /// For people.
    pub title: String,
}

/// The shortest time between two instants of the timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The earlier instant.
    pub from: When,
    /// The later instant.
    pub to: When,
    /// Whole days of the calendar that must lie between: `to` is not before the same time of day this many
    /// days after `from`.
    pub at_least_days: u32,
    /// True: working days of the procedure's calendar, not days of the calendar.
    #[serde(default)]
    pub working: bool,
    /// The clause.
    pub rule: Clause,
}

/// A safeguard left out on purpose: by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The body that resolved to do without.
    pub resolved_by: BodyId,
    /// Its reason, shown to everybody whom the procedure touches.
    pub reason: String,
    /// The clause under which it may.
    pub rule: Clause,
}

/// A body that the procedure speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its id in the organisation, or the id of the kind when `each` is true.
    pub id: BodyId,
    /// For people.
    pub title: String,
    /// True: not one body but each body of this kind (each branch).
    #[serde(default)]
    pub each: bool,
}

/// A clause of the rulebook as the procedure cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseText {
    /// Stable id.
    pub id: Clause,
    /// One sentence, shown beside every control that the clause governs and in every refusal.
    pub text: String,
}

/// A capacity in which a person acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its name within the procedure, such as `returning-officer`.
    pub id: RoleId,
    /// For people.
    pub title: String,
    /// What makes a person hold it.
    pub holder: Holder,
    /// The clause that gives the capacity.
    pub rule: Clause,
}

/// The name of a role within a procedure.
pub type RoleId = polity_values::SectionId;

/// What makes a person hold a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// Whoever holds this seat now.
    Seat(SeatId),
    /// Whoever holds a seat of this name in *any* body of the kind (the secretary of a branch), and
    /// then acts for that body.
    SeatOfEach {
        /// The kind of body, declared with `each = true`.
        body: BodyId,
        /// The seat's name in each of them.
        seat: SeatId,
    },
    /// Whoever holds any seat in this body.
    Body(BodyId),
    /// Anybody at all, member or not.
    Anyone,
    /// Whoever put himself or herself forward in this matter, still standing or not.
    Applicant,
    /// Whoever is a member in this class and is not suspended.
    Class(String),
    /// Whoever stands as a candidate in this matter.
    Candidate,
    /// Whoever this matter has named a trustee of the ballot's key.
    Trustee,
    /// No person: a program of the organisation. It may accept, ask and put into a queue, and never refuses.
    Machine,
}

/// The seats that an election fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// The body in which they are.
    pub body: BodyId,
    /// The section that fills them.
    pub section: SectionId,
    /// How many.
    pub number: u32,
    /// How long a winner holds the seat, in months.
    pub term_months: u32,
    /// The clause.
    pub rule: Clause,
}

/// Who is entitled to vote: the rule by which the roll is frozen. Four dates that differ in real life
/// stay apart: joined by, arrears paid by, frozen at, and the ballot's own dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollRule {
    /// Classes of membership with a vote.
    pub classes: Vec<String>,
    /// The clause for the classes.
    pub classes_rule: Clause,
    /// The last instant of joining.
    pub joined_by: When,
    /// Its clause.
    pub joined_rule: Clause,
    /// Classes with a last instant of joining of their own.
    #[serde(default)]
    pub class_joined_by: Vec<ClassDeadline>,
    /// The last instant at which arrears can be paid.
    pub arrears_paid_by: When,
    /// Its clause.
    pub arrears_rule: Clause,
    /// The clause under which a suspended member has no vote, if there is one.
    pub suspension_rule: Option<Clause>,
    /// The instant at which the roll is frozen.
    pub freeze: When,
    /// Its clause.
    pub freeze_rule: Clause,
}

/// The terms of the ballot. All of them are fixed before nominations open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotTerms {
    /// The name of the counting rule, one of those that `polity count rules` lists.
    pub method: String,
    /// The quota in words, as the counting rule defines it: must agree with the method.
    pub quota: String,
    /// How ties are broken: must agree with the method.
    pub ties: TieRule,
    /// The clause that names method, quota and ties.
    pub rule: Clause,
    /// Whether a voter may vote again.
    pub revote: Revote,
    /// Its clause.
    pub revote_rule: Clause,
    /// A ballot begun before the close is accepted this many seconds after it, and no later.
    pub grace_seconds: u32,
    /// Its clause.
    pub grace_rule: Clause,
    /// Fewest trustees of the key; each must take part in opening the box.
    pub trustees_at_least: u32,
    /// The clause for trustees.
    pub trustees_rule: Clause,
    /// When voters are sent what they need to vote, where a rule says so.
    #[serde(default)]
    pub despatch: Option<Deadline>,
    /// The last instant at which it is sent again to who asks for it.
    #[serde(default)]
    pub last_reissue: Option<Deadline>,
}

/// A class's own instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassDeadline {
    /// The class.
    pub class: String,
    /// When, and by which clause.
    pub deadline: Deadline,
}

/// An instant with its clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// When.
    pub at: When,
    /// The clause.
    pub rule: Clause,
}

/// At least so many, at most so many of a class of candidates are elected (four women of nine). Candidates say with
/// their consent to which classes they belong; the count keeps every limit at every stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// The class's name within the procedure.
    pub id: ConstraintId,
    /// For people: what a candidate says of himself or herself.
    pub title: String,
    /// At least so many are elected.
    pub at_least: u32,
    /// At most so many are elected; no limit if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// What holds when fewer than `at_least` of the class stand.
    pub too_few: TooFew,
    /// The clause.
    pub rule: Clause,
}

/// The name of a class of candidates within a procedure.
pub type ConstraintId = polity_values::SectionId;

/// What holds when fewer candidates of a class stand than are to be elected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooFew {
    /// The ballot cannot open.
    Refuse,
    /// All of the class who stand are elected, and the other seats are open to everybody.
    AllWhoStand,
}

/// How a tie that the method's own look-back leaves is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieRule {
    /// A lot drawn from a seed that is published before the count.
    LotFromPublishedSeed,
    /// The count stops and asks; the returning officer draws before witnesses and enters the order.
    LotDrawnByReturningOfficer,
}

/// Whether a voter may vote again before the close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revote {
    /// The first vote is final.
    Final,
    /// The last vote counts.
    LastCounts,
}

/// A stage of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its name within the procedure.
    pub id: StageId,
    /// Its kind.
    pub kind: StageKind,
    /// For people.
    pub title: String,
    /// The clause of the window.
    pub rule: Clause,
    /// The first instant at which its acts are allowed.
    pub opens: When,
    /// The last instant, exclusive: an act at this very instant is late.
    pub closes: When,
    /// By what vote its body decides, if a body decides in it.
    #[serde(default)]
    pub decision: Option<DecisionTest>,
    /// The terms of its vote in rounds, if it holds one.
    #[serde(default)]
    pub rounds: Option<Rounds>,
    /// The terms of its card vote, if it holds one.
    #[serde(default)]
    pub card: Option<CardVote>,
    /// What must hold before the stage can begin, beyond its opening instant.
    #[serde(default)]
    pub needs: Vec<Needed>,
    /// The acts that may be done while it is open.
    pub acts: Vec<ActRule>,
    /// What each outcome leads to.
    pub outcomes: Vec<Outcome>,
    /// What happens when the window ends with none of the outcomes reached. Every window has one.
    pub lapse: Option<Lapse>,
}

/// Where a stage leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which outcome.
    pub when: OutcomeKind,
    /// The stage that follows, or the end.
    pub then: Next,
    /// The clause; none for [`OutcomeKind::Done`], which goes by the stage's own.
    #[serde(default)]
    pub rule: Option<Clause>,
}

/// What follows a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// This stage begins when its window opens and its needs are met.
    Stage(StageId),
    /// The matter ends, in this way.
    End(EndKind),
}

/// What happens when a window ends without an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// What follows.
    pub then: Next,
    /// The clause.
    pub rule: Clause,
}

/// An act that may be done in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRule {
    /// Which act.
    pub act: ActKind,
    /// In which role.
    pub by: RoleId,
    /// The clause that allows it, cited by the judge.
    pub rule: Clause,
    /// What must hold, each with its own clause.
    #[serde(default)]
    pub needs: Vec<Needed>,
    /// How many distinct persons must agree: 1, or 2 (one proposes, another confirms).
    #[serde(default = "one")]
    pub persons: u8,
    /// True: the stage is not done before it.
    #[serde(default)]
    pub required: bool,
    /// The most words of the text that the act carries, if it carries one.
    #[serde(default)]
    pub words: Option<usize>,
}

fn one() -> u8 {
    1
}

/// Something that must hold, with the clause that asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    /// What.
    pub guard: Guard,
    /// The clause: cited when the guard is not met.
    pub rule: Clause,
}

/// The closed set of guards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Guard {
    /// The actor (for `support`: the candidate's name is checked by `subject-...`) is a member in one of these classes.
    HoldsClass(Vec<String>),
    /// The actor has been a member without a break for at least this many months at the stage's opening.
    MemberForMonths(u32),
    /// The actor is not under a suspension.
    NotSuspended,
    /// The actor is on the frozen roll.
    OnRoll,
    /// This act was done in this matter (by anybody, effective).
    Done(ActKind),
    /// This act was not done by the actor's body for more than this many subjects (a unit supports at
    /// most as many candidates as seats).
    AtMost {
        /// The act counted.
        act: ActKind,
        /// The most.
        count: u32,
    },
    /// The subject candidate has the support of at least this many distinct units.
    SupportedByUnits(u32),
    /// Each named trustee has done this act.
    EachTrustee(ActKind),
    /// At least this many trustees are named.
    TrusteesAtLeast(u32),
    /// The actor has not stood as a candidate in this matter and holds no interest declared in it.
    NoInterest,
    /// No challenge is undecided.
    NoOpenChallenge,
    /// The actor did not do this act in this matter (who decided does not hear the appeal).
    DidNot(ActKind),
    /// As many public credentials as the roll has entries.
    CredentialsMatchRoll,
    /// This share of a body must agree (for decisions by vote).
    Share {
        /// The share.
        of: Fraction,
        /// How it becomes a number.
        rounding: Rounding,
    },
    /// The actor holds this seat.
    HoldsSeat(SeatId),
    /// The window of another stage is open.
    Within(StageId),
    /// The body of this stage agreed in it.
    Decided(StageId),
    /// At least so many distinct persons, and so many distinct units, did this act.
    DoneBy {
        /// The act.
        act: ActKind,
        /// Persons.
        persons: Option<u32>,
        /// Units.
        units: Option<u32>,
    },
    /// At least so many days passed since this act was first done.
    Elapsed {
        /// Days of 24 hours.
        days: u32,
        /// The act.
        since: ActKind,
    },
    /// The candidate has this support in this group.
    SupportedBy {
        /// The group.
        group: GroupId,
        /// How much.
        level: Level,
    },
    /// The actor was present throughout when each candidate who stands was heard.
    HeardAll,
    /// Everybody in this role has scored each candidate who stands.
    ScoredByEach(RoleId),
    /// This act was done about each candidate who stands.
    EachCandidate(ActKind),
    /// At least so many candidates stand.
    StandingAtLeast(u32),
    /// At most so many candidates stand.
    StandingAtMost(u32),
    /// All of these.
    AllOf(Vec<Guard>),
    /// At least one of these.
    AnyOf(Vec<Guard>),
}

/// An instant of the timetable, in the organisation's own time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// The instant that the matter's timetable names for this parameter when the matter is opened.
    Date(String),
    /// Some time before or after an edge of a stage.
    From {
        /// The stage.
        stage: StageId,
        /// Which edge of its window.
        edge: Edge,
        /// How far: negative is before.
        offset: Offset,
        /// The time of day on the day reached; none keeps the edge's time of day.
        at: Option<polity_values::civil::Time>,
    },
}

/// An edge of a stage's window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edge {
    /// Its opening.
    Opens,
    /// Its close, as extended if it was extended.
    Closes,
}

/// How far an instant lies from an edge. Days are days of the calendar in the organisation's zone, so a
/// day is 23 or 25 hours long when the clocks change; hours are elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offset {
    /// Days of the calendar.
    Days(i32),
    /// Working days of the procedure's calendar: the day from which they are reckoned does not count.
    WorkingDays(i32),
    /// Elapsed hours.
    Hours(i32),
}
