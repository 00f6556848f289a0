//! Who asks, when, in which language, and the world as it stands: what every handler begins with.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use polity_org::organisation::Organisation;
use polity_org::{Facts, Matter, World};
use polity_store::{Session, Viewer};
use polity_values::{MatterId, PersonId, TimeZone, Timestamp};

use crate::identity::session;
use crate::lang::{Language, Say};
use crate::{PageFault, Site, guard};

/// The name of the cookie that holds the chosen language.
pub(crate) const LANGUAGE_COOKIE: &str = "lang";

/// A request's visitor.
pub struct Visitor {
    /// The site.
    pub site: Site,
    /// The world as the record stands.
    pub world: Arc<World>,
    /// The instant of the request: one for everything that it shows and does.
    pub now: Timestamp,
    /// The language's voice.
    pub t: Say,
    /// Who is signed in.
    pub person: Option<PersonId>,
    /// The session of who is signed in.
    pub session: Option<Session>,
    /// The name of who is signed in.
    pub name: Option<String>,
    /// The path asked for.
    pub path: String,
    /// The query asked for, without the choice of language.
    pub query: String,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = PageFault;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageFault> {
        if let Some(visitor) = guard::let_in_already(parts) {
            return Ok(visitor);
        }
        let world = site.store().world().await?;
        let now = site.now();
        let session = session::current(site, &parts.headers, site.sitting()).await?;
        let person = session.as_ref().map(|session| session.person.clone());
        let name = match &person {
            Some(person) => own_name(site, person, now).await?,
            None => None,
        };
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self {
            site: site.clone(),
            world,
            now,
            t: Say::new(language(&parts.headers, query)),
            person,
            session,
            name,
            path: parts.uri.path().to_owned(),
            query: query
                .split('&')
                .filter(|part| !part.is_empty() && !part.starts_with("lang="))
                .collect::<Vec<_>>()
                .join("&"),
        })
    }
}

impl Visitor {
    /// The organisation.
    ///
    /// # Errors
    /// [`PageFault::NotFound`] before the founding.
    pub fn organisation(&self) -> Result<&Organisation, PageFault> {
        self.world.organisation().ok_or(PageFault::NotFound)
    }

    /// The organisation's name; before the founding, the program's.
    pub fn organisation_name(&self) -> String {
        self.world
            .organisation()
            .map_or_else(|| "Polity".to_owned(), |one| one.name.clone())
    }

    /// The organisation's zone, in which every time is shown.
    pub fn zone(&self) -> TimeZone {
        self.world
            .organisation()
            .map_or(TimeZone::UTC, |one| one.zone.clone())
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`PageFault::SignIn`]: the visitor is asked to sign in and comes back here.
    pub fn signed_in(&self) -> Result<&PersonId, PageFault> {
        self.person
            .as_ref()
            .ok_or_else(|| PageFault::SignIn(self.path.clone()))
    }

    /// The matter of a path's id.
    ///
    /// # Errors
    /// [`PageFault::NotFound`].
    pub fn matter(&self, id: &str) -> Result<&Matter, PageFault> {
        let id = MatterId::new(id).map_err(|_| PageFault::NotFound)?;
        self.world.matter(&id).ok_or(PageFault::NotFound)
    }

    /// An instant in words: "Friday 2 October 2026, 12:00 BST".
    pub fn at(&self, at: Timestamp) -> String {
        self.t.date_time(at, &self.zone())
    }

    /// Who looks, for the vault's log.
    pub fn viewer(&self, purpose: &str) -> Viewer {
        Viewer {
            actor: self
                .person
                .as_ref()
                .map_or_else(|| "visitor".to_owned(), ToString::to_string),
            at: self.now,
            purpose: purpose.to_owned(),
        }
    }

    /// The names of persons who are public by what they do in a matter: candidates, officers.
    /// A person whom the vault has forgotten is told by the opaque id.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn names<'a>(
        &self,
        persons: impl IntoIterator<Item = &'a PersonId>,
    ) -> Result<BTreeMap<PersonId, String>, PageFault> {
        let persons: Vec<PersonId> = persons.into_iter().cloned().collect();
        let viewer = Viewer::public_page(self.now);
        let mut names = self.site.store().names_fetch(&persons, &viewer).await?;
        for person in persons {
            names
                .entry(person)
                .or_insert_with_key(std::string::ToString::to_string);
        }
        Ok(names)
    }

    /// What the vault knows of a person on a matter, for questions to the judge.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn facts(&self, person: &PersonId, matter: &Matter) -> Result<Facts, PageFault> {
        let mut needs = polity_org::Needs::default();
        needs.members.insert(person.clone());
        if matter.roll.is_some() {
            needs.on_roll.insert((matter.id.clone(), person.clone()));
        }
        Ok(self.site.store().facts_fetch(&self.world, &needs).await?)
    }
}

/// The name of who is signed in, shown to nobody else.
async fn own_name(
    site: &Site,
    person: &PersonId,
    now: Timestamp,
) -> Result<Option<String>, PageFault> {
    let viewer = Viewer::public_page(now);
    let mut names = site
        .store()
        .names_fetch(std::slice::from_ref(person), &viewer)
        .await?;
    Ok(Some(
        names.remove(person).unwrap_or_else(|| person.to_string()),
    ))
}

/// The language asked for: in the address, by the cookie, by the browser, else English.
pub(crate) fn language(headers: &HeaderMap, query: &str) -> Language {
    let asked = query
        .split('&')
        .find_map(|part| part.strip_prefix("lang="))
        .and_then(Language::of_code);
    let chosen = || cookie(headers, LANGUAGE_COOKIE).and_then(Language::of_code);
    let accepted = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?;
        Language::accepted(header.to_str().ok()?)
    };
    asked
        .or_else(chosen)
        .or_else(accepted)
        .unwrap_or(Language::English)
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| {
            let (found, value) = pair.trim().split_once('=')?;
            (found == name).then_some(value)
        })
}
