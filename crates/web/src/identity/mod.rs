//! Who is at the browser: sign-in by a one-use link and by passkey, second factors, sessions, the
//! account page, and the first officer's way in. There are no passwords, so there is no default one.
//!
//! A session says whose browser it is and how well that was proved ([`Strength`]). Members need no more
//! than the link to their address. Whoever holds an office must have proved more before any officer's
//! act: [`must_step_up`], asked at the door of officers' routes and by pages on which members act too.

pub mod account;
pub mod factor;
pub mod first;
mod limits;
pub mod passkey;
pub mod session;
pub mod sign_in;

use std::sync::Arc;
use std::time::Duration;

use polity_org::World;
use polity_org::organisation::Place;
use polity_procedure::model::Holder;
use polity_store::{Session, Strength};
use polity_values::{PersonId, SeatId, Timestamp};

use crate::visitor::Visitor;
use crate::{Machine, PageFault, Settings};
use limits::Limits;

/// How long proof by passkey or second factor holds for officers' acts.
pub const STRONG_FOR: Duration = Duration::from_hours(12);

/// What sign-in keeps in memory while the server runs.
pub struct Identity {
    pub(crate) limits: Limits,
    pub(crate) passkeys: passkey::Passkeys,
}

impl Identity {
    /// For a site with these settings and this clock.
    pub fn new(settings: &Settings, machine: Arc<dyn Machine>) -> Self {
        Self {
            limits: Limits::new(machine),
            passkeys: passkey::Passkeys::new(&settings.base_url),
        }
    }
}

/// Whether a person holds an office at an instant: a seat of a body (not of a unit) that a standing
/// power or the procedure of a running matter names.
pub fn is_officer(world: &World, person: &PersonId, now: Timestamp) -> bool {
    let Some(organisation) = world.organisation() else {
        return false;
    };
    let named =
        |seat: &SeatId| {
            organisation.powers.iter().any(|power| power.seat == *seat)
                || world.matters().any(|matter| {
                    matter.current_stage().is_some()
                        && matter.procedure.roles.iter().any(
                            |role| matches!(&role.holder, Holder::Seat(named) if named == seat),
                        )
                })
        };
    organisation.tenures.iter().any(|tenure| {
        tenure.person == *person
            && matches!(tenure.place, Place::Body(_))
            && tenure.runs_at(now)
            && named(&tenure.seat)
    })
}

/// Whether a session must prove more before an officer's act: an officer by link alone, or whose proof
/// is older than [`STRONG_FOR`] by the time of sitting.
pub fn must_step_up(visitor: &Visitor, session: &Session) -> bool {
    is_officer(&visitor.world, &session.person, visitor.now)
        && !is_strong(session, visitor.site.sitting())
}

/// Whether a session was begun, lately, by more than a link. `sitting` is the time by which sessions age.
pub(crate) fn is_strong(session: &Session, sitting: Timestamp) -> bool {
    let age = sitting.duration_since(session.created).unsigned_abs();
    session.strength != Strength::Link && age < STRONG_FOR
}

impl Visitor {
    /// The session.
    ///
    /// # Errors
    /// [`PageFault::SignIn`]: the visitor is asked to sign in and comes back here.
    pub fn session(&self) -> Result<&Session, PageFault> {
        let session = self.session.as_ref();
        session.ok_or_else(|| PageFault::SignIn(self.path.clone()))
    }

    /// Asks an officer for more proof where the session has not enough; to everybody else it says
    /// nothing. For pages on which members and officers act alike.
    ///
    /// # Errors
    /// [`PageFault::StepUp`].
    pub fn stepped_up(&self) -> Result<(), PageFault> {
        match &self.session {
            Some(session) if must_step_up(self, session) => {
                Err(PageFault::StepUp(self.path.clone()))
            }
            _ => Ok(()),
        }
    }
}

/// A path of this site to go on to after signing in; anything else counts as the first page.
pub(crate) fn onward(to: Option<&str>) -> &str {
    let local = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.starts_with("/\\")
            && path.bytes().all(|byte| byte.is_ascii_graphic())
    };
    to.filter(local).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(onward(Some("/matters/a?b=c")), "/matters/a?b=c");
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "/a\r\nb",
            "x",
        ] {
            assert_eq!(onward(Some(bad)), "/", "{bad:?}");
        }
        assert_eq!(onward(None), "/");
    }
}
