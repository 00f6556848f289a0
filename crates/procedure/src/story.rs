//! Stories: a procedure's test in plain English, one sentence a line, kept beside its file.
//!
//! ```text
//! story The members' section of the executive
//!
//! part birchwood
//!   given the organisation birchwood in Europe/London
//!   given ash, beech and cedar are each a branch
//!
//! scenario Too late is too late
//!   use birchwood
//!   at 2026-06-17 12:00
//!   when ann (member) does nominate
//!   then it is refused by 4.5 because too-late
//! ```
//!
//! # Lines
//! A line is empty, or a comment (`#` first), or one of:
//!
//! | line | meaning |
//! |---|---|
//! | `story TITLE` | once, first |
//! | `part NAME` | begins a block of steps that scenarios share |
//! | `scenario TITLE` | begins a scenario: a new, empty world |
//! | `use NAME` | the steps of an earlier part, here |
//! | `given ...`, `at ...`, `when ...`, `then ...` | a step |
//!
//! # Words
//! `NAME` and `ID` are ids (`a-z`, `0-9`, `-`, `.`, `_`). `LIST` is `ann` or `ann and bob` or
//! `ann, bob and cat`. `INSTANT` is [`LocalInstant`]'s form in the organisation's zone, such as
//! `2026-06-17 12:00` or `Wednesday 2026-06-17 12:00`. `SINCE` is an INSTANT or a date alone, which is its first
//! minute. `is`/`are`, `holds`/`hold`, `does`/`do`, `confirms`/`confirm` and `casts`/`cast` mean the same.
//!
//! # Sentences
//! ```text
//! given the organisation ID in ZONE
//! given LIST are each a KIND                      bodies of a kind: branches
//! given LIST are members of UNIT in class CLASS since SINCE
//! given LIST hold the seat SEAT of BODY
//! given LIST are suspended from SINCE [to SINCE]  members; or units, whose rights two persons limited until then
//! given LIST are in arrears since SINCE [until SINCE]
//! given the date NAME is INSTANT                  a date of the timetable
//! given the matter ID runs PROCEDURE              the matter is opened, with the dates above
//!
//! at INSTANT                                      the clock; what is due by then happens first
//!
//! when LIST (ROLE) do ACT [DETAIL]...             each of LIST, one after another
//! when LIST (ROLE of BODY) do ACT [DETAIL]...     for that body: (secretary of ash)
//! when LIST (ROLE) confirm ACT [DETAIL]...        the second of two persons
//! when LIST cast a ballot [begun at INSTANT]
//!
//! then it is allowed by CLAUSE                    every act of the `when` before
//! then it awaits a second person by CLAUSE
//! then it is refused by CLAUSE because REASON [and opens INSTANT]
//! then the stage is STAGE
//! then the stage STAGE opens at INSTANT           and: closes at
//! then the matter has ended as END                declared, void or lapsed
//! then the next change is at INSTANT
//! then LIST hold a seat in BODY [until SINCE]     and: hold no seat in BODY
//! then LIST are candidates                        and: are no candidates
//! then LIST are on the roll
//! then LIST are not on the roll by CLAUSE
//! then LIST have voted                            and: have not voted
//! then the application of LIST is accepted        and: undecided, provisional, withdrawn; refused on CODE;
//!                                                 in the queue QUEUE; asked until INSTANT
//! ```
//! DETAIL is any of these, each at most once:
//! ```text
//! for LIST                 whom it concerns: one act for each
//! with a statement of N words
//! with N credentials       or: with credentials for the whole roll
//! to INSTANT               the new close of an extension
//! upholding it             or: dismissing it
//! electing LIST            in the order of election
//! in the order LIST        the order of a lot
//! in favour N against N [abstaining N] of N present    a vote of a body
//! keeping LIST             whom a body keeps
//! finding it fit           or: finding it unfit
//! before LIST              who was present throughout when a candidate was heard
//! counting NAME N, NAME N and NAME N        the votes of a round
//! section ID counting NAME N and NAME N     the votes of a round in a section: once for each
//! as CLASS and CLASS       the classes of candidates to which who consents belongs
//! with N invalid           the papers of a round that count for nobody
//! sizing GROUP at N        the size of a group
//! weighing UNIT N and UNIT N                the members whom its units represent
//! card UNIT of SECTION for N against N [missing N] of N    once for each delegation
//! lending ROLE until INSTANT
//! theme WORD               of a question that is put into the bank
//! fixing N questions       the first of the bank; and: asking N questions, the first of the set. Else all
//! matching KEY             an entry of the register; or: matching nobody, or: matching in doubt KEY
//! accepting it             a finding on an application; or: refusing it on CODE
//! into QUEUE               the queue that an application is put into, or in which a finding is recorded
//! paying N reference WORD  a payment, in pence
//! keyed WORD               the key by which a form that is sent twice counts once
//! because TEXT             reasons; last, to the end of the line
//! ```
//! An act with no `then it ...` after it must be allowed, or await its second person.
//!
//! REASON is a guard's name in the file (`supported-by-units`) or one of [`REASONS`]. A refusal may have several: the
//! sentence holds if REASON is among them and CLAUSE is the clause that asks for it (for a window: the stage's).
//! `and opens` is the instant at which time no longer stands in the way.

mod applications;
mod reader;
mod sentence;
mod steps;
mod words;

use std::fmt::Display;

use polity_values::{
    BodyId, Clause, MatterId, PersonId, ProcedureName, SeatId, StageId, UnitId, civil,
};

pub use applications::{ApplicationDetails, ApplicationIs, Found};
pub use steps::{Card, StepDetails, Vote};

use crate::fault::Fault;
use crate::instant::LocalInstant;
use crate::model::{ActKind, EndKind, RoleId};

/// The longest story, in bytes.
pub const MAX_STORY_BYTES: usize = 1024 * 1024;

/// The most steps of a story, with its parts and lists written out.
pub const MAX_STEPS: usize = 50_000;

/// Why an act is refused, beside the names of the guards.
pub const REASONS: [(&str, &str); 19] = [
    ("too-early", "the stage's window has not opened"),
    (
        "too-late",
        "the stage's window has closed, or its grace is over",
    ),
    (
        "wrong-stage",
        "the procedure does not offer the act in the stage that it is in",
    ),
    ("unknown-act", "the procedure has no such act"),
    ("not-the-role", "the person does not hold the role"),
    (
        "unit-suspended",
        "the unit for which the person acts is suspended",
    ),
    ("no-quorum", "too few of the body are present"),
    ("too-many-words", "the text is over its limit"),
    ("same-person", "the second person is the first"),
    ("nothing-to-confirm", "no such act awaits a second person"),
    (
        "already-proposed",
        "the same act awaits its second person already",
    ),
    (
        "already-done",
        "the act was done, and can be done only once",
    ),
    ("not-a-candidate", "whom the act concerns does not stand"),
    (
        "inconsistent",
        "what the act carries does not fit what was done before",
    ),
    (
        "constraints",
        "those who stand cannot fill the seats within the limits on who is elected together",
    ),
    ("matter-ended", "the matter has ended"),
    ("only-people", "a program cannot do it"),
    (
        "not-applied",
        "the person whom the act concerns has not applied",
    ),
    (
        "not-in-queue",
        "the application does not wait in this queue",
    ),
];

/// A story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// Its scenarios, in the file's order, each with the steps of its parts written out.
    pub scenarios: Vec<Scenario>,
}

/// One course of events, from an empty world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// What it shows.
    pub title: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// One sentence. A sentence with a list of actors or of subjects is one step with several acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its line, counted from 1: for a shared step the line in its part.
    pub line: usize,
    /// The sentence as written.
    pub text: String,
    /// What it says.
    pub says: Says,
}

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The world has this.
    Given(Given),
    /// The clock stands here.
    At(LocalInstant),
    /// Somebody tries these, one after another.
    When(Vec<Doing>),
    /// This holds.
    Then(Expected),
}

/// An instant that may have been given as a date alone.
pub type Since = civil::DateTime;

/// What the world has before or while the matter runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// The organisation, with the name of its time zone.
    Organisation(BodyId, String),
    /// Bodies of a kind that the procedure declares with `each`.
    Bodies(Vec<BodyId>, BodyId),
    /// Members.
    Members {
        /// Who.
        persons: Vec<PersonId>,
        /// In which unit.
        unit: UnitId,
        /// In which class.
        class: String,
        /// Since when, without a break.
        since: Since,
    },
    /// Holders of a seat.
    Seat {
        /// Who.
        persons: Vec<PersonId>,
        /// Which seat.
        seat: SeatId,
        /// Of which body.
        body: BodyId,
    },
    /// Suspended members.
    Suspended {
        /// Who.
        persons: Vec<PersonId>,
        /// From when.
        from: Since,
        /// To when; none is until further notice.
        to: Option<Since>,
    },
    /// Members in arrears.
    Arrears {
        /// Who.
        persons: Vec<PersonId>,
        /// Since when.
        since: Since,
        /// When they paid; none is not yet.
        until: Option<Since>,
    },
    /// A date of the timetable.
    Date(String, LocalInstant),
    /// The matter is opened.
    Matter(MatterId, ProcedureName),
}

/// One try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// Who.
    pub person: PersonId,
    /// What.
    pub what: What,
}

/// What somebody tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An act.
    Act(Box<TriedAct>),
    /// A vote, with the instant at which the ballot was begun if it is not the clock's.
    Cast(Option<LocalInstant>),
}

/// An act that somebody tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriedAct {
    /// Which.
    pub act: ActKind,
    /// In which role.
    pub role: RoleId,
    /// For which body, where the role is a seat of each body of a kind.
    pub of: Option<BodyId>,
    /// True: as the second person, who confirms it.
    pub confirms: bool,
    /// What it carries.
    pub details: Details,
}

/// What an act carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// Whom it concerns.
    pub subject: Option<PersonId>,
    /// The length of its statement.
    pub words: Option<usize>,
    /// How many credentials.
    pub credentials: Option<Credentials>,
    /// The new close.
    pub to: Option<LocalInstant>,
    /// Whether a challenge is upheld.
    pub upheld: Option<bool>,
    /// Who is elected, in the order of election.
    pub elected: Vec<PersonId>,
    /// The order of a lot.
    pub order: Vec<PersonId>,
    /// Reasons.
    pub reasons: Option<String>,
    /// What a step without a ballot box carries.
    pub step: StepDetails,
    /// What an act on an application to join carries.
    pub application: ApplicationDetails,
}

/// How many public credentials are handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// This many.
    Number(usize),
    /// As many as the roll has entries.
    WholeRoll,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Each act of the `when` before was allowed by this clause.
    Allowed(Clause),
    /// It waits for the second person.
    Awaits(Clause),
    /// Each act of the `when` before was refused.
    Refused {
        /// By this clause.
        by: Clause,
        /// A guard's name or one of [`REASONS`].
        because: String,
        /// When it would be allowed, if the judge can say.
        opens: Option<LocalInstant>,
    },
    /// The matter is in this stage.
    Stage(StageId),
    /// The stage's window opens then.
    Opens(StageId, LocalInstant),
    /// The stage's window closes then.
    Closes(StageId, LocalInstant),
    /// The matter has ended.
    Ended(EndKind),
    /// The next instant at which something changes by itself.
    NextChange(LocalInstant),
    /// They hold a seat in the body, or hold none.
    Seat {
        /// Who.
        persons: Vec<PersonId>,
        /// In which body.
        body: BodyId,
        /// False: they hold none.
        holds: bool,
        /// The end of the tenure.
        until: Option<Since>,
    },
    /// They stand, or do not.
    Candidates(Vec<PersonId>, bool),
    /// They are on the frozen roll, or are not, by this clause.
    OnRoll(Vec<PersonId>, Option<Clause>),
    /// They have voted, or have not.
    Voted(Vec<PersonId>, bool),
    /// How far their applications to join came.
    Applications(Vec<PersonId>, ApplicationIs),
}

/// Reads a story.
///
/// # Errors
/// Every line that is wrong, with its line and column, what is wrong and what to write.
pub fn parse(source: &str) -> Result<Story, Vec<Fault>> {
    if source.len() > MAX_STORY_BYTES {
        return Err(vec![Fault::error(
            "too-long",
            "story",
            format!("the story is {} bytes long", source.len()),
            format!("keep it under {MAX_STORY_BYTES}, or make two stories of it"),
        )]);
    }
    let mut reader = reader::Reader::default();
    for (index, line) in source.lines().enumerate() {
        reader.line(index + 1, line);
    }
    reader.finish()
}

/// What is wrong in a line, and how many characters after its first word's beginning.
#[derive(Debug)]
pub(crate) struct Wrong {
    column: usize,
    problem: String,
    remedy: String,
}

impl Wrong {
    fn here(problem: impl Display, remedy: impl Into<String>) -> Self {
        Self {
            column: 0,
            problem: problem.to_string(),
            remedy: remedy.into(),
        }
    }

    /// At a part of the line, which must be a slice of it.
    fn at(line: &str, part: &str, problem: impl Display, remedy: impl Into<String>) -> Self {
        let byte = (part.as_ptr() as usize).wrapping_sub(line.as_ptr() as usize);
        let column = line.get(..byte).map_or(0, |before| before.chars().count());
        Self {
            column,
            ..Self::here(problem, remedy)
        }
    }
}
