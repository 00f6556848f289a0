//! The receipt of a vote by mail, at once. To whom it goes and which vote it is of meet here only, for as long
//! as it takes to hand the letter over: no queue, no table and no line of the log has them (RELIABILITY C1).

use std::time::Duration;

use polity_org::World;
use rand_core::Rng as _;

use super::letter;
use super::transport::{Outcome, Transport};
use crate::lang::Say;
use crate::{PageFault, Site};

/// How long somebody waits at the screen for the mail server to take the letter.
const WAIT: Duration = Duration::from_secs(20);

/// What is asked for.
pub(crate) struct Asked<'a> {
    /// The ballot's id.
    pub(crate) uuid: &'a str,
    /// The title of the matter.
    pub(crate) title: &'a str,
    /// The tracker in its readable form.
    pub(crate) tracker: &'a str,
    /// The address.
    pub(crate) email: &'a str,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent {
    /// The mail server has it.
    Accepted,
    /// It will never take it: the address is none, or is unknown to it.
    NoSuchAddress,
    /// Not now.
    Later,
}

/// Sends a receipt and says what came of it.
///
/// # Errors
/// When the letter cannot be written, which is a defect.
pub(crate) async fn send(
    site: &Site,
    t: Say,
    world: &World,
    asked: &Asked<'_>,
) -> Result<Sent, PageFault> {
    let letter = letter::receipt(site, t, world, asked)?;
    // A random key: the letter's Message-ID says nothing of vote or voter.
    let mut key = [0; 16];
    site.rng().fill_bytes(&mut key);
    let key = polity_org::Digest::of(&key).to_string();
    let transport = match Transport::open(&site.settings().post) {
        Ok(transport) => transport,
        Err(why) => return Err(PageFault::Defect(why)),
    };
    let sent = transport.send(&letter, &key, site.now());
    Ok(match tokio::time::timeout(WAIT, sent).await {
        Ok(Outcome::Accepted) => Sent::Accepted,
        Ok(Outcome::Never(_)) => Sent::NoSuchAddress,
        Ok(Outcome::Later(_)) | Err(_) => Sent::Later,
    })
}
