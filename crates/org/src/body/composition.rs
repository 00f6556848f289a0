//! What a body is made of, as data with a date from which it is in force.

use std::collections::BTreeMap;

use polity_procedure::model::ClauseText;
use polity_values::{
    BodyId, Clause, Fraction, ProcedureName, Rounding, SeatId, SectionId, civil::Date,
};
use serde::{Deserialize, Serialize};

/// The composition of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composition {
    /// The body.
    pub body: BodyId,
    /// Its title for people.
    pub title: String,
    /// The body of which it is a part, if it is one: a committee within an executive.
    pub within: Option<BodyId>,
    /// The first day on which this composition is in force, in the organisation's time zone.
    pub from: Date,
    /// The clause on which the whole rests.
    pub rule: Clause,
    /// The holders of this seat record who takes and leaves seats that no ballot of ours fills.
    pub recorder: SeatId,
    /// How many of them it takes: 1 or 2.
    pub persons: u8,
    /// The divisions, in the order of the file.
    pub divisions: Vec<Division>,
    /// The offices that members (or, for a secretary, outsiders) hold beside their seats.
    pub offices: Vec<Office>,
    /// Places reserved in the body as a whole.
    pub reservations: Vec<Reservation>,
    /// How many must be present.
    pub quorum: Measure,
    /// How many votes carry a question.
    pub majority: Measure,
    /// What it may resolve beside its own affairs.
    pub powers: Vec<BodyPower>,
    /// How it meets.
    pub orders: Orders,
    /// The clauses that the file states itself.
    pub clauses: Vec<ClauseText>,
}

/// What a body may resolve beside its own affairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyPower {
    /// Adopt procedures.
    AdoptProcedures,
    /// Adopt compositions of bodies.
    AdoptCompositions,
    /// Adopt a rulebook and change its clauses.
    ChangeRules,
}

/// A group of seats that are filled alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Its id, which is the section that elects it where one does.
    pub id: SectionId,
    /// Its title.
    pub title: String,
    /// The seat's id in the organisation.
    pub seat: SeatId,
    /// How many of it there are.
    pub seats: u32,
    /// How they are filled.
    pub filling: Filling,
    /// Whether its members vote.
    pub vote: bool,
    /// The term in months, where it has one.
    pub term_months: Option<u32>,
    /// The clause.
    pub rule: Clause,
    /// Places reserved among them.
    pub reservations: Vec<Reservation>,
    /// What happens when a seat falls vacant before its term.
    pub vacancy: Option<VacancyRule>,
}

/// How a seat is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// By an election among some electorate, under a procedure where it is ours.
    Elected {
        /// Who elects, in words.
        by: String,
        /// Under which procedure.
        procedure: Option<ProcedureName>,
    },
    /// By an affiliate or another body, which writes whom it appoints.
    Appointed {
        /// Who appoints, in words.
        by: String,
    },
    /// Whoever holds another seat holds this one.
    ExOfficio {
        /// The other seat.
        of: SeatId,
    },
    /// By the body itself, by a resolution of a sitting.
    CoOpted,
    /// By the word of whoever holds another seat.
    Nominee {
        /// The other seat.
        of: SeatId,
    },
}

/// Places reserved for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// The group, such as `women`.
    pub group: String,
    /// How many.
    pub least: Least,
    /// The clause.
    pub rule: Clause,
}

/// How many places are reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Least {
    /// So many.
    Number(u32),
    /// Every second: of 2 or 3 one, of 4 two.
    EverySecond,
    /// At least this share, rounded up.
    Share(Fraction),
}

impl Least {
    /// The places reserved of so many seats.
    pub fn of(self, seats: u32) -> u32 {
        match self {
            Self::Number(number) => number,
            Self::EverySecond => seats / 2,
            Self::Share(share) => {
                u32::try_from(share.of(u64::from(seats), Rounding::Ceiling)).unwrap_or(u32::MAX)
            }
        }
    }
}

/// What follows when a seat falls vacant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VacancyRule {
    /// What.
    pub course: CourseRule,
    /// Where fewer months than these remain of the term, the seat stays empty.
    pub under_months: Option<u32>,
    /// The clause.
    pub rule: Clause,
}

/// What the rule prescribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CourseRule {
    /// The seat stays empty until the term ends.
    LeaveVacant,
    /// The runner-up of the last election takes it.
    RunnerUp,
    /// The ballots of the last election are counted again without who left.
    Countback,
    /// Whoever fills the seat fills it again.
    Refill,
    /// A by-election is opened.
    ByElection {
        /// The procedure under which it runs.
        procedure: ProcedureName,
        /// One line for people.
        title: String,
        /// For each date that the procedure names: days after the vacancy, and the time of day.
        dates: BTreeMap<String, DayTime>,
    },
}

/// So many days after something, at a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayTime {
    /// Days of the calendar.
    pub days: u32,
    /// The time of day.
    pub at: polity_values::civil::Time,
}

/// An office of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its seat's id in the organisation.
    pub seat: SeatId,
    /// Its title.
    pub title: String,
    /// How many hold it.
    pub number: u32,
    /// Whether only members of the body can hold it; a secretary may come from outside.
    pub of_members: bool,
    /// The term in months.
    pub term_months: Option<u32>,
    /// The clause.
    pub rule: Clause,
}

/// How many of what: a quorum, a majority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The bar.
    pub bar: Bar,
    /// Of whom.
    pub of: Base,
    /// The clause.
    pub rule: Clause,
}

/// The bar that a number must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// A number.
    Number(u32),
    /// At least a share, rounded up.
    AtLeast(Fraction),
    /// More than a share.
    MoreThan(Fraction),
}

impl Bar {
    /// The smallest number that reaches the bar.
    pub fn needs(self, whole: u64) -> u64 {
        match self {
            Self::Number(number) => u64::from(number),
            Self::AtLeast(share) => share.of(whole, Rounding::Ceiling),
            Self::MoreThan(share) => share.of(whole, Rounding::MoreThan),
        }
    }
}

/// Of whom a share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// All voting seats, vacant ones included.
    Seats,
    /// Voting seats that are held.
    Held,
    /// Members who may vote: suspended and recused ones left out.
    Entitled,
    /// Of these, those in the sitting when the vote is called.
    Present,
    /// Of these, those who vote for or against.
    Voting,
}

impl Base {
    /// Every base with its name in a file.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("seats", Self::Seats),
        ("held", Self::Held),
        ("entitled", Self::Entitled),
        ("present", Self::Present),
        ("voting", Self::Voting),
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seats => "seats",
            Self::Held => "held",
            Self::Entitled => "entitled",
            Self::Present => "present",
            Self::Voting => "voting",
        }
    }
}

/// How a body meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orders {
    /// The seat whose holder presides; the body's office or any seat.
    pub chair: SeatId,
    /// The seat whose holder keeps the record of a sitting.
    pub secretary: SeatId,
    /// Clear days of notice of an ordinary sitting.
    pub notice_days: u32,
    /// Clear days of notice of a special sitting, which has one item.
    pub special_notice_days: u32,
    /// Clear days before the sitting by which the papers of an item are tabled.
    pub papers_days: u32,
    /// The votes that waive a notice that was too short.
    pub waiver: Measure,
    /// The clause on notice and papers.
    pub notice_rule: Clause,
    /// The seconds of one turn of speech.
    pub speech_seconds: u32,
    /// The clause on speaking.
    pub speaking_rule: Clause,
    /// The members who must join to put an item on the agenda, the mover included.
    pub item_movers: u32,
    /// Clear days before the sitting by which they do.
    pub item_days: u32,
    /// The clause on items moved by members.
    pub items_rule: Clause,
    /// Whether the chair votes again when the votes are equal.
    pub casting_vote: bool,
    /// Whether members may take part from elsewhere.
    pub remote: bool,
    /// Whether a member who cannot come may send a substitute.
    pub substitutes: bool,
    /// The clause on how votes are taken and who may vote.
    pub voting_rule: Clause,
    /// Days after a sitting by which each member reports; none: no report is owed.
    pub report_days: Option<u32>,
    /// The clause on reports.
    pub reports_rule: Clause,
}

impl Composition {
    /// All seats of divisions.
    pub fn size(&self) -> u32 {
        self.divisions.iter().map(|one| one.seats).sum()
    }

    /// The seats of divisions that vote.
    pub fn voting_seats(&self) -> u32 {
        let voting = self.divisions.iter().filter(|one| one.vote);
        voting.map(|one| one.seats).sum()
    }

    /// The division that has a seat.
    pub fn division(&self, seat: &SeatId) -> Option<&Division> {
        self.divisions.iter().find(|one| one.seat == *seat)
    }

    /// The office that has a seat.
    pub fn office(&self, seat: &SeatId) -> Option<&Office> {
        self.offices.iter().find(|one| one.seat == *seat)
    }

    /// The sentence of a clause that the file states.
    pub fn clause(&self, id: &Clause) -> Option<&str> {
        let found = self.clauses.iter().find(|one| one.id == *id)?;
        Some(&found.text)
    }

    /// Every clause that the composition cites, with what cites it.
    pub fn cited(&self) -> Vec<(&Clause, String)> {
        let mut cited = vec![
            (&self.rule, "the composition".to_owned()),
            (&self.quorum.rule, "the quorum".to_owned()),
            (&self.majority.rule, "the majority".to_owned()),
            (&self.orders.notice_rule, "notice".to_owned()),
            (&self.orders.waiver.rule, "the waiver of notice".to_owned()),
            (&self.orders.speaking_rule, "speaking".to_owned()),
            (&self.orders.items_rule, "items".to_owned()),
            (&self.orders.voting_rule, "voting".to_owned()),
            (&self.orders.reports_rule, "reports".to_owned()),
        ];
        for reservation in &self.reservations {
            cited.push((&reservation.rule, "a reservation".to_owned()));
        }
        for division in &self.divisions {
            let what = format!("the division {}", division.id);
            cited.push((&division.rule, what.clone()));
            for reservation in &division.reservations {
                cited.push((&reservation.rule, what.clone()));
            }
            if let Some(vacancy) = &division.vacancy {
                cited.push((&vacancy.rule, what));
            }
        }
        for office in &self.offices {
            cited.push((&office.rule, format!("the office {}", office.seat)));
        }
        cited
    }
}
