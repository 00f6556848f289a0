//! Popolo: the open form in which parliaments and parties publish who sits where
//! (<https://www.popoloproject.com>). An organisation's bodies, seats and tenures go out as organizations, posts and
//! memberships; memberships of one body come in as tenures, every fault told at once.

use std::collections::{BTreeMap, BTreeSet};

use polity_values::{BodyId, PersonId, SeatId, Timestamp, civil};
use serde::{Deserialize, Serialize};

use super::composition::{Composition, Filling};
use super::deed::{TenureStart, Virtue};
use crate::organisation::{Organisation, Place};

/// The most bytes of a file that is read.
pub const MAX_POPOLO_BYTES: usize = 16 * 1024 * 1024;

/// A Popolo document. Fields that Polity has no use for are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Popolo {
    /// Persons.
    #[serde(default)]
    pub persons: Vec<Person>,
    /// Organizations: here, bodies.
    #[serde(default)]
    pub organizations: Vec<Organization>,
    /// Posts: here, seats.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// Memberships: here, tenures.
    #[serde(default)]
    pub memberships: Vec<Membership>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Numbers by which others know the person, such as a membership number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// A number by which somebody knows a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Whose number.
    #[serde(default)]
    pub scheme: String,
    /// The number.
    pub identifier: String,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The body of which it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    /// What kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
}

/// A seat, or several alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The function that its holder fulfils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The body.
    pub organization_id: String,
    /// How many persons hold it at a time (Polity's own field; without it, one).
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub number: u32,
}

fn one() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde asks for"
)]
fn is_one(number: &u32) -> bool {
    *number == 1
}

/// A person in a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who.
    pub person_id: String,
    /// The body.
    pub organization_id: String,
    /// The seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_id: Option<String>,
    /// The function, where no post is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The first day, or its month or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// The day on which it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
}

impl Popolo {
    /// Reads a document.
    ///
    /// # Errors
    /// Every fault: of its form the first, of its references all.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<String>> {
        if bytes.len() > MAX_POPOLO_BYTES {
            return Err(vec![format!(
                "the file has {} bytes; the most is {MAX_POPOLO_BYTES}",
                bytes.len()
            )]);
        }
        let read: Self = serde_json::from_slice(bytes).map_err(|fault| vec![fault.to_string()])?;
        let mut faults = Vec::new();
        let persons = ids(
            &mut faults,
            "person",
            read.persons.iter().map(|one| &one.id),
        );
        let bodies = read.organizations.iter().map(|one| &one.id);
        let bodies = ids(&mut faults, "organization", bodies);
        let posts = ids(&mut faults, "post", read.posts.iter().map(|one| &one.id));
        for post in &read.posts {
            if !bodies.contains(&post.organization_id) {
                faults.push(format!(
                    "the post {} is in the organization {}, which is not in the file",
                    post.id, post.organization_id
                ));
            }
        }
        for (place, one) in read.memberships.iter().enumerate() {
            let what = format!("membership {} (person {})", place + 1, one.person_id);
            if !persons.contains(&one.person_id) {
                faults.push(format!("{what}: there is no such person in the file"));
            }
            if !bodies.contains(&one.organization_id) {
                faults.push(format!(
                    "{what}: there is no organization {} in the file",
                    one.organization_id
                ));
            }
            if let Some(post) = &one.post_id
                && !posts.contains(post)
            {
                faults.push(format!("{what}: there is no post {post} in the file"));
            }
            for date in [&one.start_date, &one.end_date].into_iter().flatten() {
                if day(date).is_none() {
                    faults.push(format!(
                        "{what}: {date:?} is no date such as 2020-11-13, 2020-11 or 2020"
                    ));
                }
            }
        }
        if faults.is_empty() {
            Ok(read)
        } else {
            Err(faults)
        }
    }

    /// The bodies of an organisation with all their tenures; `name` gives the names that may be shown.
    pub fn of(
        organisation: &Organisation,
        now: Timestamp,
        name: impl Fn(&PersonId) -> Option<String>,
    ) -> Self {
        let mut popolo = Self::default();
        let text = |at: Timestamp| at.to_zoned(organisation.zone.clone()).date().to_string();
        let mut persons = BTreeSet::new();
        for body in organisation.bodies.values() {
            let composition = organisation.composition(&body.id, now);
            popolo.organizations.push(Organization {
                id: body.id.to_string(),
                name: body.title.clone(),
                parent_id: composition.and_then(|one| Some(one.within.as_ref()?.to_string())),
                classification: None,
            });
        }
        for seat in organisation.seats.values() {
            let number = organisation.number_of(&seat.id, now);
            // A seat of units is of no one body; one that the present composition does not know is history.
            if organisation.bodies.contains_key(&seat.body) {
                popolo.posts.push(Post {
                    id: seat.id.to_string(),
                    label: seat.title.clone(),
                    role: None,
                    organization_id: seat.body.to_string(),
                    number: number.max(1),
                });
            }
        }
        for tenure in &organisation.tenures {
            let Place::Body(body) = &tenure.place else {
                continue;
            };
            persons.insert(&tenure.person);
            let stops = [tenure.until, tenure.ended].into_iter().flatten().min();
            popolo.memberships.push(Membership {
                id: Some(tenure.id.to_string()),
                person_id: tenure.person.to_string(),
                organization_id: body.to_string(),
                post_id: Some(tenure.seat.to_string()),
                role: None,
                start_date: Some(text(tenure.from)),
                end_date: stops.map(text),
            });
        }
        popolo.by_office(organisation, now);
        popolo.persons = persons
            .into_iter()
            .map(|person| Person {
                id: person.to_string(),
                name: name(person),
                identifiers: Vec::new(),
            })
            .collect();
        popolo
    }

    /// The seats that are held by virtue of another, as they are held now.
    fn by_office(&mut self, organisation: &Organisation, now: Timestamp) {
        for composition in organisation.compositions(now) {
            for division in &composition.divisions {
                let Filling::ExOfficio { of } = &division.filling else {
                    continue;
                };
                for tenure in organisation.running(of, now) {
                    self.memberships.push(Membership {
                        id: None,
                        person_id: tenure.person.to_string(),
                        organization_id: composition.body.to_string(),
                        post_id: Some(division.seat.to_string()),
                        role: Some("ex officio".to_owned()),
                        start_date: None,
                        end_date: None,
                    });
                }
            }
        }
    }

    /// The tenures that the memberships of one body make, those on the record left out. `person` knows who somebody
    /// is by id and identifiers.
    ///
    /// # Errors
    /// Every membership that cannot become a tenure, with the reason.
    pub fn tenures(
        &self,
        organisation: &Organisation,
        body: &BodyId,
        source: &str,
        now: Timestamp,
        person: impl Fn(&Person) -> Option<PersonId>,
    ) -> Result<Vec<TenureStart>, Vec<String>> {
        let known: BTreeMap<&str, &Person> = self
            .persons
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect();
        let Some(first) = organisation.composed.compositions.get(body) else {
            return Err(vec![format!("{body} has no composition: adopt one first")]);
        };
        let Some((first, _)) = first.first_key_value() else {
            return Err(vec![format!("{body} has no composition: adopt one first")]);
        };
        let mut starts = Vec::new();
        let mut faults = Vec::new();
        let memberships = self.memberships.iter().enumerate();
        for (place, one) in memberships.filter(|(_, one)| one.organization_id == body.as_str()) {
            let what = format!("membership {} (person {})", place + 1, one.person_id);
            let who = known
                .get(one.person_id.as_str())
                .and_then(|known| person(known));
            let instant = |date: &Option<String>| organisation.day(day(date.as_ref()?)?);
            let from = instant(&one.start_date).unwrap_or(*first);
            let until = instant(&one.end_date);
            let composition = organisation
                .composition(body, from)
                .or_else(|| organisation.composition(body, *first));
            let seat = composition.and_then(|composition| self.seat(composition, one));
            let division = seat.as_ref().zip(composition);
            let division = division.and_then(|(seat, composition)| composition.division(seat));
            if division.is_some_and(|one| matches!(one.filling, Filling::ExOfficio { .. })) {
                // Whoever holds the other seat holds this one too: nothing is to be recorded.
                continue;
            }
            match (who, seat) {
                (Some(person), Some(seat)) => starts.push((
                    what,
                    TenureStart {
                        seat,
                        person,
                        from,
                        until,
                        virtue: Virtue::Import {
                            source: source.to_owned(),
                        },
                        until_ratified_by: None,
                        counts: BTreeSet::new(),
                    },
                )),
                (None, _) => faults.push(format!(
                    "{what} is nobody on the list of members: give the membership number as an identifier"
                )),
                (_, None) => faults.push(format!(
                    "{what}: neither its post nor its role names a seat of {body}"
                )),
            }
        }
        let fitting = rehearse(organisation, starts, now, &mut faults);
        if faults.is_empty() {
            Ok(fitting)
        } else {
            Err(faults)
        }
    }

    /// The seat of a membership: its post's id, with or without the body's before it, or a title.
    fn seat(&self, composition: &Composition, membership: &Membership) -> Option<SeatId> {
        let post = membership.post_id.as_ref();
        let post = post.and_then(|id| self.posts.iter().find(|one| one.id == *id));
        let post_words = post.map(|one| [Some(&one.id), Some(&one.label), one.role.as_ref()]);
        let words = post_words.into_iter().flatten().flatten();
        let words: Vec<&String> = words.chain(&membership.role).collect();
        let divisions = composition.divisions.iter();
        let divisions = divisions.map(|one| (&one.seat, &one.title));
        let offices = composition.offices.iter();
        let mut seats = divisions.chain(offices.map(|one| (&one.seat, &one.title)));
        let (seat, _) = seats.find(|(seat, title)| {
            words.iter().any(|word| {
                let short = seat.as_str().strip_prefix(composition.body.as_str());
                let short = short.and_then(|rest| rest.strip_prefix('.'));
                seat.as_str() == word.as_str()
                    || short == Some(word.as_str())
                    || title.eq_ignore_ascii_case(word)
            })
        })?;
        Some(seat.clone())
    }
}

/// Those of the tenures that could begin one after the other; what keeps the others from it.
fn rehearse(
    organisation: &Organisation,
    mut starts: Vec<(String, TenureStart)>,
    now: Timestamp,
    faults: &mut Vec<String>,
) -> Vec<TenureStart> {
    let mut copy = organisation.clone();
    let office = |start: &TenureStart| {
        let composition = copy.composition_of(&start.seat, start.from);
        composition.is_some_and(|one| one.office(&start.seat).is_some())
    };
    // Offices are held by members: they come after the seats.
    let mut keyed: Vec<_> = starts.drain(..).map(|one| (office(&one.1), one)).collect();
    keyed.sort_by_key(|(office, (_, start))| (*office, start.from));
    let mut fitting = Vec::new();
    for (_, (what, start)) in keyed {
        let on_record = organisation.tenures.iter().any(|one| {
            one.person == start.person && one.seat == start.seat && one.from == start.from
        });
        if on_record {
            continue;
        }
        let wrong = super::judge::start_faults(&copy, &start, now);
        let number = u64::MAX - fitting.len() as u64;
        if wrong.is_empty() && copy.take_seat(&start, number).is_ok() {
            fitting.push(start);
        } else {
            faults.extend(wrong.into_iter().map(|say| format!("{what}: {say}")));
        }
    }
    fitting
}

fn ids<'a>(
    faults: &mut Vec<String>,
    what: &str,
    ids: impl Iterator<Item = &'a String>,
) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            faults.push(format!("the {what} {id} stands twice"));
        }
    }
    seen
}

/// The day of a date; the first of the month or year where it says no more.
fn day(text: &str) -> Option<civil::Date> {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse().ok()
}
