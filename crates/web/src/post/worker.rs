//! The worker: takes letters under a lease, sends them one after the other, settles each at once.

use std::collections::HashMap;
use std::time::Duration;

use polity_store::{Letter, Mailing};
use polity_values::Timestamp;

use super::letter::{NoLetter, make};
use super::transport::{LONGEST, Outcome, Transport};
use super::{LINK_LASTS, Purpose};
use crate::Site;
use crate::identity::session::after;

/// For how long what was taken is this worker's.
const LEASE: Duration = Duration::from_mins(10);
/// The most letters taken at once.
const BATCH: u32 = 20;
/// How long the worker sleeps when nothing is due and nobody wakes it.
const SLEEP: Duration = Duration::from_secs(10);
/// The first wait before another try; each further one is twice as long, up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_hours(4);
/// Tries before a letter is given up: about a day and a half.
const TRIES: u32 = 16;

/// Sends letters until the site's post is stopped; then the letter in hand is finished and the rest
/// given back.
pub async fn run(site: Site) {
    let transport = match Transport::open(&site.settings().post) {
        Ok(transport) => transport,
        Err(why) => {
            tracing::error!(why, "no letters are sent");
            return;
        }
    };
    if let Err(error) = site.store().letter_free_abandoned(site.now()).await {
        tracing::error!(%error, "letters of the last run wait until their lease ends");
    }
    let mut mailings = HashMap::new();
    while !site.post().is_stopping() {
        let now = site.now();
        let taken = site
            .store()
            .letter_take(batch(&site), now, after(now, LEASE))
            .await;
        match taken {
            Ok(letters) if letters.is_empty() => pause(&site, SLEEP).await,
            Ok(letters) => {
                send_all(&site, &transport, &mut mailings, letters, after(now, LEASE)).await;
            }
            Err(error) => {
                tracing::error!(%error, "letters cannot be taken from the queue");
                pause(&site, SLEEP).await;
            }
        }
    }
}

/// The time between two letters for which nobody waits.
fn gap(site: &Site) -> Duration {
    Duration::from_hours(1) / site.settings().post.per_hour.max(1)
}

/// So few that whoever asks for a link does not wait behind them.
fn batch(site: &Site) -> u32 {
    let fit = SLEEP.as_millis() / gap(site).as_millis().max(1);
    u32::try_from(fit).unwrap_or(BATCH).clamp(1, BATCH)
}

async fn pause(site: &Site, time: Duration) {
    if !site.post().is_stopping() {
        let _ = tokio::time::timeout(time, site.post().wake.notified()).await;
    }
}

async fn send_all(
    site: &Site,
    transport: &Transport,
    mailings: &mut HashMap<String, Mailing>,
    letters: Vec<Letter>,
    lease: Timestamp,
) {
    let mut letters = letters.into_iter();
    while let Some(letter) = letters.next() {
        // Never send what may be another worker's by the time the other side answers.
        let in_time = after(site.now(), LONGEST) < lease;
        if site.post().is_stopping() || !in_time {
            give_back(site, letter, letters).await;
            return;
        }
        let urgent = one(site, transport, mailings, &letter).await;
        if !urgent {
            pause(site, gap(site)).await;
        }
    }
}

async fn give_back(site: &Site, letter: Letter, rest: impl Iterator<Item = Letter>) {
    let all: Vec<Letter> = std::iter::once(letter).chain(rest).collect();
    if let Err(error) = site.store().letter_return(&all, site.now()).await {
        tracing::warn!(%error, "letters wait until their lease ends");
    }
}

/// Sends one letter and settles it. Gives whether somebody waits for it.
async fn one(
    site: &Site,
    transport: &Transport,
    mailings: &mut HashMap<String, Mailing>,
    letter: &Letter,
) -> bool {
    let mailing = match mailings.get(&letter.mailing) {
        Some(mailing) => Some(mailing.clone()),
        None => site
            .store()
            .mailing_fetch(&letter.mailing)
            .await
            .ok()
            .flatten(),
    };
    let Some(mailing) = mailing else {
        settle(
            site,
            letter,
            false,
            Outcome::Later("its mailing cannot be read".to_owned()),
        )
        .await;
        return false;
    };
    mailings.insert(letter.mailing.clone(), mailing.clone());
    let urgent = mailing.purpose == Purpose::SignIn.name();
    let late = mailing.created.duration_until(site.now()).unsigned_abs();
    let outcome = match make(site, &mailing, letter).await {
        Ok(text) => transport.send(&text, &letter.key, site.now()).await,
        Err(NoLetter::NoAddress) => Outcome::Never("there is no address".to_owned()),
        Err(NoLetter::Pointless) => Outcome::Never("there is nothing to write about".to_owned()),
        Err(NoLetter::Store(fault)) => Outcome::Later(fault.to_string()),
    };
    tracing::debug!(
        letter = letter.id,
        ?outcome,
        late = late.as_secs(),
        "a letter was tried"
    );
    settle(site, letter, urgent, outcome).await;
    urgent
}

/// Notes what came of a letter, durably. What the other side accepted must be noted: it is tried again
/// while the disk recovers, because a letter whose acceptance is lost would be sent twice.
async fn settle(site: &Site, letter: &Letter, urgent: bool, outcome: Outcome) {
    for wait in [1, 2, 4, 8, 0] {
        let (store, now) = (site.store(), site.now());
        let settled = match &outcome {
            Outcome::Accepted => store.letter_done(letter, now).await,
            Outcome::Never(why) => store.letter_bounced(letter, why, now).await,
            Outcome::Later(why) => {
                let again = next_try(letter.tries, urgent).map(|wait| after(now, wait));
                store.letter_failed(letter, why, again, now).await
            }
        };
        match settled {
            Ok(_) => return,
            Err(error) => {
                tracing::error!(%error, letter = letter.id, "what came of a letter is not noted");
                tokio::time::sleep(Duration::from_secs(wait)).await;
            }
        }
    }
}

/// How long to wait after that many tries; none: give up. Who waits for a link asks for another.
fn next_try(tries: u32, urgent: bool) -> Option<Duration> {
    let wait = (FIRST_WAIT * 2_u32.pow(tries.saturating_sub(1).min(16))).min(LONGEST_WAIT);
    let given_up = if urgent {
        wait > LINK_LASTS
    } else {
        tries >= TRIES
    };
    (!given_up).then_some(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e9_waits_grow_and_end() {
        let waits: Vec<_> = (1..).map_while(|tries| next_try(tries, false)).collect();
        assert_eq!(u32::try_from(waits.len()), Ok(TRIES - 1));
        assert_eq!(waits[0], FIRST_WAIT);
        assert_eq!(waits[1], FIRST_WAIT * 2);
        assert!(waits.is_sorted() && waits.ends_with(&[LONGEST_WAIT]));
        let hours = waits.iter().sum::<Duration>().as_secs() / 3_600;
        assert!((24..48).contains(&hours), "{hours} hours");
        let urgent: Duration = (1..).map_while(|tries| next_try(tries, true)).sum();
        assert!(urgent < Duration::from_hours(1), "{urgent:?}");
    }
}
