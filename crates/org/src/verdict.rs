//! What the judge says: allowed by which clause, or refused with everything that is unmet.

use std::fmt;

use crate::Event;
use polity_procedure::model::RoleId;
use polity_values::{Clause, Timestamp, UnitId};

/// The judge's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may be done, and these events are what it does.
    Allowed(Allowed),
    /// It may not.
    Refused(Refused),
}

/// An act that may be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The clause that allows it.
    pub rule: Clause,
    /// The capacity in which it is done, in a matter.
    pub role: Option<RoleId>,
    /// The unit for which it is done.
    pub unit: Option<UnitId>,
    /// What goes on the record; empty for a question without a deed (see [`crate::options`]) and for a ballot.
    pub events: Vec<Event>,
}

/// An act that may not be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The clause that weighs first: the act's own, or that of the first thing unmet.
    pub rule: Clause,
    /// All that is unmet. Never empty.
    pub unmet: Vec<Unmet>,
    /// The instant from which time no longer stands in the way, if that lies ahead and is known.
    pub opens: Option<Timestamp>,
}

/// One thing that is unmet, with its clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// The clause that asks for it.
    pub rule: Clause,
    /// Its stable name, for stories, translation and scripts: the name of a guard as procedures write it
    /// (`supported-by-units`), or one of the names of [`Why::code`] (`too-late`).
    pub code: &'static str,
    /// What.
    pub why: Why,
}

/// Everything that can be unmet, with its figures. The sentence is for people; the stable name of what is
/// unmet is [`Unmet::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The window has not opened.
    #[error("this can be done from {opens} on")]
    WindowNotOpen {
        /// When it opens.
        opens: Timestamp,
    },
    /// The window has closed.
    #[error("the time for this ended at {closed}")]
    WindowClosed {
        /// When it closed: an act at this very instant is late.
        closed: Timestamp,
    },
    /// The stage is another one.
    #[error("the matter is at the stage {stage:?}, in which this is not done")]
    OtherStage {
        /// The stage's title.
        stage: String,
    },
    /// The matter has ended.
    #[error("the matter has ended: {end}")]
    MatterEnded {
        /// How.
        end: &'static str,
    },
    /// No such matter.
    #[error("there is no matter of this id")]
    UnknownMatter,
    /// A standing act was put on a matter, or the other way round.
    #[error("{say}")]
    WrongSubject {
        /// What is wrong.
        say: &'static str,
    },
    /// The procedure has no such act.
    #[error("the procedure of this matter has no such act")]
    UnknownAct,
    /// The actor does not hold the capacity.
    #[error("only {role} can do this")]
    NotInRole {
        /// The role's title, or the seat.
        role: String,
    },
    /// The actor holds the seat in several units and did not say for which.
    #[error("you hold this seat in several units: say for which of them you act")]
    UnitNotNamed,
    /// The actor's unit is suspended.
    #[error("the unit {unit} is suspended until {until}")]
    UnitSuspended {
        /// The unit.
        unit: String,
        /// Until when.
        until: Timestamp,
    },
    /// The actor is suspended.
    #[error("you are suspended{}", until.map(|t| format!(" until {t}")).unwrap_or_default())]
    Suspended {
        /// Until when, if there is an end and it is known as an instant.
        until: Option<Timestamp>,
    },
    /// No member, or none known to the judge.
    #[error("only members can do this")]
    NotAMember,
    /// A member of another class.
    #[error("only members of the class {classes} can do this")]
    WrongClass {
        /// The classes, in a list for people.
        classes: String,
    },
    /// Not a member for long enough.
    #[error("this takes {needs} months of membership without a break; you have {has}")]
    TooShortMembership {
        /// Whole months at the stage's opening.
        has: u32,
        /// Months needed.
        needs: u32,
    },
    /// Not on the roll.
    #[error("only persons on the frozen roll can do this")]
    NotOnRoll,
    /// An act that must come first was not done.
    #[error("first comes: {act}")]
    NotDone {
        /// The act.
        act: &'static str,
    },
    /// Too many.
    #[error("at most {most} are allowed, and {most} were made already")]
    AtMost {
        /// The most.
        most: u32,
    },
    /// Too few supporting units.
    #[error("this takes the support of {needs} units; there are {has}")]
    TooFewUnits {
        /// Units that support.
        has: u32,
        /// Units needed.
        needs: u32,
    },
    /// Trustees who have not yet acted.
    #[error("{missing} of {of} trustees have not yet done this: {act}")]
    TrusteesMissing {
        /// What they have not done.
        act: &'static str,
        /// How many have not.
        missing: u32,
        /// How many there are.
        of: u32,
    },
    /// Too few trustees.
    #[error("this takes {needs} trustees; {has} are named")]
    TooFewTrustees {
        /// Named.
        has: u32,
        /// Needed.
        needs: u32,
    },
    /// The seats cannot be filled within the limits on who is elected together.
    #[error("{say}")]
    CannotBeFilled {
        /// Which limits stand in the way.
        say: String,
    },
    /// The actor has an interest.
    #[error("you have an interest in this matter: {interest}")]
    Interest {
        /// Which.
        interest: &'static str,
    },
    /// A challenge is undecided.
    #[error("{open} challenges are not decided")]
    OpenChallenges {
        /// How many.
        open: u32,
    },
    /// The actor did the act that this one reviews.
    #[error("you cannot do this, since you did this yourself: {act}")]
    DidIt {
        /// The act.
        act: &'static str,
    },
    /// Credentials and roll differ in number.
    #[error("there are {credentials} credentials for {roll} persons on the roll")]
    CredentialsDiffer {
        /// Credentials.
        credentials: u64,
        /// Entries of the roll.
        roll: u64,
    },
    /// A vote of a body is needed, and no act of an election holds one.
    #[error("this takes {share} of a body, and no vote of a body is on this matter's record")]
    NoVoteHeld {
        /// The share.
        share: String,
    },
    /// Too few of a body are present.
    #[error("this takes {needs} of the body present; there are {has}")]
    NoQuorum {
        /// Present.
        has: u64,
        /// Needed.
        needs: u64,
    },
    /// Too little support in a group.
    #[error("this takes the support of {needs} in the group {group:?}; there are {has}")]
    TooLittleSupport {
        /// The group's title.
        group: String,
        /// Persons, units or members who support.
        has: u64,
        /// Needed.
        needs: u64,
    },
    /// A share of a group whose size nobody has stated.
    #[error("the size of the group {group:?} has not been stated")]
    SizeUnknown {
        /// The group's title.
        group: String,
    },
    /// A body has not agreed.
    #[error("this takes the agreement of the body in the stage {stage:?}")]
    NotAgreed {
        /// The stage's title.
        stage: String,
    },
    /// The window of another stage is not open.
    #[error("this can be done only while the stage {stage:?} is open")]
    OutsideWindow {
        /// The stage's title.
        stage: String,
    },
    /// The actor was not present throughout.
    #[error(
        "only who was present from first to last can do this: you missed {missed} of those heard"
    )]
    NotHeard {
        /// How many candidates the actor did not hear.
        missed: u64,
    },
    /// Scores are missing.
    #[error("{missing} score sheets are not in yet")]
    NotScored {
        /// How many.
        missing: u64,
    },
    /// An act was not done about each candidate.
    #[error("this has not been done yet about {missing} of those who stand: {act}")]
    NotEachCandidate {
        /// The act.
        act: &'static str,
        /// About how many not.
        missing: u64,
    },
    /// Too few stand.
    #[error("this takes {needs} who stand; there are {has}")]
    TooFewStand {
        /// Who stand.
        has: u64,
        /// Needed.
        needs: u64,
    },
    /// Too many stand.
    #[error("at most {most} may stand for this; there are {has}")]
    TooManyStand {
        /// Who stand.
        has: u64,
        /// The most.
        most: u64,
    },
    /// Too few did an act.
    #[error("this takes {needs} who have done this: {act}; there are {has}")]
    DoneByTooFew {
        /// The act.
        act: &'static str,
        /// Who did it.
        has: u64,
        /// Needed.
        needs: u64,
    },
    /// None of several alternatives is met.
    #[error("none of these holds: {alternatives}")]
    NoneOf {
        /// Their sentences, joined.
        alternatives: String,
    },
    /// The second person is the first.
    #[error("a second person must confirm this: you proposed it yourself")]
    SamePerson,
    /// Nothing to confirm.
    #[error("there is no such proposal waiting")]
    NoProposal,
    /// The same was proposed already.
    #[error("the same is already proposed, in entry {entry}: confirm that")]
    AlreadyProposed {
        /// The proposal.
        entry: u64,
    },
    /// A program cannot do it.
    #[error("only people decide this")]
    OnlyPeople,
    /// There is no application of this person.
    #[error("there is no such application")]
    NotApplied,
    /// The application is not in the queue.
    #[error("the application does not wait in this queue")]
    NotInQueue,
    /// The person is no candidate (any more).
    #[error("{person} is no candidate here")]
    NoCandidate {
        /// Who.
        person: String,
    },
    /// It was done already and is done once.
    #[error("this was done already")]
    AlreadyDone,
    /// A text is too long.
    #[error("the text has {has} words; the most is {most}")]
    TooManyWords {
        /// Its words.
        has: u32,
        /// The most.
        most: usize,
    },
    /// A payload does not fit what is on the record.
    #[error("{say}")]
    Inconsistent {
        /// What does not fit.
        say: String,
    },
}

impl Why {
    /// The stable name, where no guard's name stands for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WindowNotOpen { .. } => "too-early",
            Self::WindowClosed { .. } => "too-late",
            Self::OtherStage { .. } => "wrong-stage",
            Self::MatterEnded { .. } => "matter-ended",
            Self::UnknownMatter => "unknown-matter",
            Self::WrongSubject { .. } => "wrong-subject",
            Self::UnknownAct => "unknown-act",
            Self::NotInRole { .. }
            | Self::UnitNotNamed
            | Self::NotAMember
            | Self::WrongClass { .. } => "not-the-role",
            Self::UnitSuspended { .. } => "unit-suspended",
            Self::Suspended { .. } => "not-suspended",
            Self::TooShortMembership { .. } => "member-for-months",
            Self::NotOnRoll => "on-roll",
            Self::NotDone { .. } => "done",
            Self::AtMost { .. } => "at-most",
            Self::TooFewUnits { .. } => "supported-by-units",
            Self::TrusteesMissing { .. } => "each-trustee",
            Self::TooFewTrustees { .. } => "trustees-at-least",
            Self::CannotBeFilled { .. } => "constraints",
            Self::Interest { .. } => "no-interest",
            Self::OpenChallenges { .. } => "no-open-challenge",
            Self::DidIt { .. } => "did-not",
            Self::CredentialsDiffer { .. } => "credentials-match-roll",
            Self::NoVoteHeld { .. } => "share",
            Self::NoQuorum { .. } => "no-quorum",
            Self::TooLittleSupport { .. } | Self::SizeUnknown { .. } => "supported-by",
            Self::NotAgreed { .. } => "decided",
            Self::OutsideWindow { .. } => "within",
            Self::NotHeard { .. } => "heard-all",
            Self::NotScored { .. } => "scored-by-each",
            Self::NotEachCandidate { .. } => "each-candidate",
            Self::TooFewStand { .. } => "standing-at-least",
            Self::TooManyStand { .. } => "standing-at-most",
            Self::DoneByTooFew { .. } => "done-by",
            Self::NoneOf { .. } => "any-of",
            Self::SamePerson => "same-person",
            Self::NoProposal => "nothing-to-confirm",
            Self::AlreadyProposed { .. } => "already-proposed",
            Self::OnlyPeople => "only-people",
            Self::NotApplied => "not-applied",
            Self::NotInQueue => "not-in-queue",
            Self::NoCandidate { .. } => "not-a-candidate",
            Self::AlreadyDone => "already-done",
            Self::TooManyWords { .. } => "too-many-words",
            Self::Inconsistent { .. } => "inconsistent",
        }
    }
}

impl Verdict {
    pub(crate) fn allowed(rule: &Clause, events: Vec<Event>) -> Self {
        Self::Allowed(Allowed {
            rule: rule.clone(),
            role: None,
            unit: None,
            events,
        })
    }

    /// Refused for one reason.
    pub(crate) fn refused(rule: &Clause, why: Why) -> Self {
        Self::unmet(rule, vec![Unmet::new(rule, why)])
    }

    /// Refused for several reasons.
    pub(crate) fn unmet(rule: &Clause, unmet: Vec<Unmet>) -> Self {
        let opens = unmet
            .iter()
            .filter_map(|one| match one.why {
                Why::WindowNotOpen { opens } => Some(opens),
                _ => None,
            })
            .max();
        let closed = unmet
            .iter()
            .any(|one| matches!(one.why, Why::WindowClosed { .. } | Why::MatterEnded { .. }));
        Self::Refused(Refused {
            rule: rule.clone(),
            unmet,
            opens: opens.filter(|_| !closed),
        })
    }

    /// Whether it may be done.
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed(_))
    }

    /// The clause cited.
    pub fn rule(&self) -> &Clause {
        match self {
            Self::Allowed(allowed) => &allowed.rule,
            Self::Refused(refused) => &refused.rule,
        }
    }

    /// The codes of what is unmet; empty when allowed.
    pub fn codes(&self) -> Vec<&'static str> {
        match self {
            Self::Allowed(_) => Vec::new(),
            Self::Refused(refused) => refused.unmet.iter().map(|one| one.code).collect(),
        }
    }
}

impl Unmet {
    pub(crate) fn new(rule: &Clause, why: Why) -> Self {
        Self {
            rule: rule.clone(),
            code: why.code(),
            why,
        }
    }

    pub(crate) fn named(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}; {}]", self.why, self.rule, self.code)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allowed(allowed) => write!(f, "allowed by {}", allowed.rule),
            Self::Refused(refused) => {
                write!(f, "refused under {}: ", refused.rule)?;
                for (place, unmet) in refused.unmet.iter().enumerate() {
                    let gap = if place == 0 { "" } else { "; " };
                    write!(f, "{gap}{unmet}")?;
                }
                match refused.opens {
                    Some(opens) => write!(f, "; opens {opens}"),
                    None => Ok(()),
                }
            }
        }
    }
}
