//! Sessions: the cookie, its beginning and its end. The browser holds a random token, the store its
//! SHA-256. Whatever proves more about a person begins a new session in place of the old, so a token
//! that somebody planted or saw before gains nothing.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use polity_store::{Session, Strength, TokenHash};
use polity_values::{PersonId, Timestamp};
use rand_core::Rng as _;

use super::onward;
use crate::page::Page;
use crate::visitor::{LANGUAGE_COOKIE, Visitor, cookie};
use crate::{PageFault, Settings, Site};

/// How long a browser stays signed in without being used.
pub const LASTS: Duration = Duration::from_hours(7 * 24);

/// A token that nobody can guess: 256 random bits, as text for an address or a cookie.
pub(crate) fn token(site: &Site) -> String {
    let mut bytes = [0; 32];
    site.rng().fill_bytes(&mut bytes);
    Base64UrlUnpadded::encode_string(&bytes)
}

/// The session cookie's name. With TLS the prefix makes browsers insist on `Secure`, on the path `/` and
/// on this very host.
fn name(settings: &Settings) -> &'static str {
    if settings.secure() {
        "__Host-polity-session"
    } else {
        "polity-session"
    }
}

/// An instant so much later.
pub(crate) fn after(now: Timestamp, time: Duration) -> Timestamp {
    now.saturating_add(time).unwrap_or(Timestamp::MAX)
}

/// The session of a request, if there is one; `now` is the time of sitting.
pub(crate) async fn current(
    site: &Site,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Option<Session>, PageFault> {
    let Some(token) = cookie(headers, name(site.settings())) else {
        return Ok(None);
    };
    let token = TokenHash::of(token);
    let session = site.store().session_fetch(token, now).await?;
    if let Some(session) = session.as_ref().filter(|session| session.is_stale(now)) {
        // A note of when it was last used is worth no page: what fails here is tried again.
        let touched = site
            .store()
            .session_touch(session.token, now, after(now, LASTS));
        if let Err(error) = touched.await {
            tracing::warn!(%error, "a session's last use was not noted");
        }
    }
    Ok(session)
}

/// Signs the visitor's browser in as a person, in place of whoever was signed in, and sends it on.
///
/// # Errors
/// Faults of the store.
pub async fn begin(visitor: &Visitor, person: &PersonId, strength: Strength, to: &str) -> Page {
    let response = Redirect::to(onward(Some(to))).into_response();
    begin_with(visitor, person, strength, response).await
}

/// Signs the visitor's browser in with a response of the caller's own.
///
/// # Errors
/// Faults of the store.
pub async fn begin_with(
    visitor: &Visitor,
    person: &PersonId,
    strength: Strength,
    mut response: Response,
) -> Page {
    let store = visitor.site.store();
    let language = store.language_fetch(person).await?;
    let token = token(&visitor.site);
    let now = visitor.site.sitting();
    let session = Session {
        token: TokenHash::of(&token),
        person: person.clone(),
        created: now,
        seen: now,
        expires: after(now, LASTS),
        strength,
        language: language.clone(),
    };
    let replaces = visitor.session.as_ref().map(|session| session.token);
    store.session_create(&session, replaces).await?;
    tracing::info!(%person, strength = strength.name(), "somebody signed in");
    set(&mut response, visitor.site.settings(), &token);
    if let Some(language) = language {
        add_cookie(
            &mut response,
            visitor.site.settings(),
            LANGUAGE_COOKIE,
            &language,
        );
    }
    Ok(response)
}

/// `POST /sign-out`
///
/// # Errors
/// Faults of the store.
pub async fn sign_out(visitor: Visitor) -> Page {
    if let Some(session) = &visitor.session {
        let store = visitor.site.store();
        store.session_end(&session.person, session.token).await?;
    }
    let mut response = Redirect::to("/").into_response();
    clear(&mut response, visitor.site.settings());
    Ok(response)
}

fn set(response: &mut Response, settings: &Settings, token: &str) {
    add_cookie(response, settings, name(settings), token);
}

/// Takes the session cookie out of the browser.
pub(crate) fn clear(response: &mut Response, settings: &Settings) {
    let lock = if settings.secure() { "; Secure" } else { "" };
    let text = format!(
        "{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{lock}",
        name(settings)
    );
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// A cookie that no script reads and no other site sends with a post. The browser keeps it for a year;
/// when a session ends, the store says.
pub(crate) fn add_cookie(response: &mut Response, settings: &Settings, name: &str, value: &str) {
    let lock = if settings.secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{lock}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
