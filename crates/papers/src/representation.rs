//! The report of a body, in totals alone: how its seats are held by the groups for which its rules reserve places, who
//! stood for them, who came to its meetings, what was voted, which reports came in. Numbers of persons by what they are
//! are withheld where they are few ([`crate::few`]); what a body did as a body is told in full.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::World;
use polity_org::body::{Composition, Strength, strength};
use polity_org::matter::CandidacyState;
use polity_org::sitting::Sitting;
use polity_org::sitting::deed::Method;
use polity_org::sitting::room::Room;
use polity_org::sitting::state::Question;
use polity_values::{BodyId, MatterId, PersonId, SittingId, TimeZone, Timestamp};

use crate::few::{LEAST, withheld};

/// The report of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// Its voting seats.
    pub seats: u64,
    /// Persons who hold them.
    pub held: u64,
    /// The groups for which places are reserved, among all who hold a seat.
    pub groups: Vec<Share>,
    /// What was declared for its seats, oldest first.
    pub contests: Vec<Contest>,
    /// Its meetings that were opened, oldest first.
    pub meetings: Vec<Meeting>,
}

/// Of some persons, those who say that they belong to a group, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The group, as the rules name it.
    pub group: String,
    /// Who belongs to it; none where the number is withheld.
    pub within: Option<u64>,
    /// Everybody else, and whoever says nothing of it.
    pub others: Option<u64>,
}

/// An election or appointment to seats of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contest {
    /// The matter.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// Who stood to the end or applied; nobody who withdrew.
    pub stood: u64,
    /// Who was declared elected or appointed.
    pub elected: u64,
    /// The groups of which the procedure asks, among those who stood.
    pub groups: Vec<Share>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The sitting.
    pub sitting: SittingId,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// Who may vote in it.
    pub members: u64,
    /// Of these, who was there at any time.
    pub present: u64,
    /// Of the others, who apologised.
    pub apologies: u64,
    /// Questions that were decided.
    pub decided: u64,
    /// Of these, carried, or somebody was chosen.
    pub carried: u64,
    /// Votes that could be given by name.
    pub callable: u64,
    /// Of these, given.
    pub called: u64,
    /// Reports that members owe or owed.
    pub owed: u64,
    /// Of these, given.
    pub given: u64,
    /// Of those that are missing, overdue.
    pub overdue: u64,
}

impl Representation {
    /// The report of a body at an instant, on its meetings since another; none where it has no composition in force.
    pub fn of(world: &World, body: &BodyId, (since, now): (Timestamp, Timestamp)) -> Option<Self> {
        let organisation = world.organisation()?;
        let composition = organisation.composition(body, now)?;
        let strength = strength(organisation, body, now)?;
        let sittings = world.sittings().filter(|one| one.body() == body);
        let opened = sittings.filter_map(|one| Some((one.opened?, one)));
        let meetings = opened
            .filter(|(opened, _)| *opened >= since && *opened <= now)
            .map(|(opened, one)| {
                let end = one.closed.unwrap_or(now).min(now);
                let room = Room::new(organisation, one, end);
                meeting(one, &room.electorate(), opened, (&organisation.zone, now))
            });
        let mut meetings: Vec<_> = meetings.collect();
        meetings.sort_by_key(|one| one.opened);
        Some(Self {
            seats: u64::from(strength.seats),
            held: strength.held.len() as u64,
            groups: of_seats(composition, &strength),
            contests: contests(world, body),
            meetings,
        })
    }

    /// Of every chance of a member to be at a meeting, how many there were, and how many were taken.
    pub fn attendance(&self) -> (u64, u64) {
        let sum = |of: fn(&Meeting) -> u64| self.meetings.iter().map(of).sum();
        (sum(|one| one.members), sum(|one| one.present))
    }
}

/// One group among so many persons.
fn share(group: &str, of: usize, within: usize) -> Share {
    let numbers = [within as u64, of.saturating_sub(within) as u64];
    let shown = withheld(&numbers, LEAST);
    Share {
        group: group.to_owned(),
        within: shown.first().copied().flatten(),
        others: shown.last().copied().flatten(),
    }
}

/// The groups among all who hold a seat, voting or not. Not by division: tables that overlap give away what each of
/// them withholds.
fn of_seats(composition: &Composition, strength: &Strength) -> Vec<Share> {
    let divisions = composition.divisions.iter();
    let all = divisions.flat_map(|one| &one.reservations);
    let groups: BTreeSet<&str> = all
        .chain(&composition.reservations)
        .map(|one| one.group.as_str())
        .collect();
    let mut holders: BTreeMap<&PersonId, BTreeSet<&str>> = BTreeMap::new();
    for seated in strength.divisions.iter().flat_map(|one| &one.held) {
        let groups = seated.counts.iter().map(String::as_str);
        holders.entry(&seated.person).or_default().extend(groups);
    }
    let of = |group: &&str| {
        let within = holders.values().filter(|one| one.contains(group));
        share(group, holders.len(), within.count())
    };
    groups.iter().map(of).collect()
}

fn contests(world: &World, body: &BodyId) -> Vec<Contest> {
    let mut contests = Vec::new();
    for matter in world.matters() {
        let seats = matter.procedure.seats.as_ref();
        if seats.is_none_or(|seats| seats.body != *body) {
            continue;
        }
        let Some(declared) = &matter.declaration else {
            continue;
        };
        let all = matter.candidacies.values();
        let stood: Vec<_> = all
            .filter(|one| !matches!(one.state, CandidacyState::Withdrawn { .. }))
            .collect();
        let constraints = matter.procedure.constraints.iter();
        let groups = constraints.map(|one| {
            let within = stood.iter().filter(|who| who.classes.contains(&one.id));
            share(&one.title, stood.len(), within.count())
        });
        let contest = Contest {
            matter: matter.id.clone(),
            title: matter.title.clone(),
            stood: stood.len() as u64,
            elected: declared.elected.len() as u64,
            groups: groups.collect(),
        };
        contests.push((declared.at, contest));
    }
    contests.sort_by_key(|(at, _)| *at);
    contests.into_iter().map(|(_, one)| one).collect()
}

fn meeting(
    sitting: &Sitting,
    members: &BTreeSet<PersonId>,
    opened: Timestamp,
    (zone, now): (&TimeZone, Timestamp),
) -> Meeting {
    let came: BTreeSet<&PersonId> = sitting.door.stays().map(|(person, _)| person).collect();
    let (present, away): (Vec<_>, Vec<_>) = members.iter().partition(|one| came.contains(one));
    let apologised = away.iter().filter(|one| sitting.apologies.contains(*one));
    let decided = || {
        sitting
            .questions
            .iter()
            .filter(|one| one.decision.is_some())
    };
    let by_name = || {
        let votes = sitting.questions.iter().filter_map(|one| one.vote.as_ref());
        votes.filter(|vote| vote.opened.method == (Method::RollCall {}))
    };
    let missing = sitting.reports_owed().count() as u64;
    let due = sitting.reports_due(zone).is_some_and(|due| due <= now);
    Meeting {
        sitting: sitting.id.clone(),
        title: sitting.call.title.clone(),
        opened,
        members: members.len() as u64,
        present: present.len() as u64,
        apologies: apologised.count() as u64,
        decided: decided().count() as u64,
        carried: decided().filter(|one| prevailed(one)).count() as u64,
        callable: by_name().map(|vote| vote.opened.voters.len() as u64).sum(),
        called: by_name().map(|vote| vote.given.len() as u64).sum(),
        owed: sitting.owing.len() as u64,
        given: sitting.owing.len() as u64 - missing,
        overdue: if due { missing } else { 0 },
    }
}

/// Whether a question was carried, or somebody was chosen by it.
fn prevailed(question: &Question) -> bool {
    use polity_org::sitting::event::Outcome;
    let decision = question.decision.as_ref();
    decision.is_some_and(|(_, one)| one.outcome != Outcome::Lost)
}
