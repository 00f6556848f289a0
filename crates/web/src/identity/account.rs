//! The account page: how a person proves who they are, where they are signed in, their language, and
//! what was sent to them.

use askama::Template;
use axum::Form;
use axum::response::{IntoResponse as _, Redirect};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use polity_store::{LetterState, Strength, TokenHash};
use serde::Deserialize;

use super::{factor, is_officer, is_strong, session};
use crate::lang::{Language, Say};
use crate::page::{Frame, Page, show};
use crate::post::Purpose;
use crate::visitor::{LANGUAGE_COOKIE, Visitor};
use crate::{PageFault, words};

#[derive(Template)]
#[template(path = "identity/account.html")]
struct Account {
    frame: Frame,
    /// An officer who has nothing but the link.
    must: bool,
    /// The session proves enough to change factors.
    strong: bool,
    passkeys_work: bool,
    passkeys: Vec<KeyLine>,
    totp: bool,
    codes_left: u64,
    sessions: Vec<SessionLine>,
    languages: Vec<LanguageLine>,
    letters: Vec<LetterLine>,
}

struct KeyLine {
    id: String,
    name: String,
    created: String,
    used: Option<String>,
}

struct SessionLine {
    token: String,
    here: bool,
    how: String,
    since: String,
    seen: String,
}

struct LanguageLine {
    code: &'static str,
    name: &'static str,
    chosen: bool,
}

struct LetterLine {
    what: String,
    when: String,
    state: String,
}

/// `GET /account`
///
/// # Errors
/// [`PageFault::SignIn`]; faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    let session = visitor.session()?;
    let person = &session.person;
    let store = visitor.site.store();
    let keys = store.passkey_list(person).await?;
    let totp = store.totp_fetch(person).await?.is_some();
    let factors = totp || !keys.is_empty();
    let t = visitor.t;
    let key = |key: polity_store::Passkey| KeyLine {
        id: key.id,
        name: key.name,
        created: visitor.at(key.created),
        used: key.used.map(|used| visitor.at(used)),
    };
    let line = |one: polity_store::Session| SessionLine {
        token: name_of(one.token),
        here: one.token == session.token,
        how: how(t, one.strength),
        since: visitor.at(one.created),
        seen: visitor.at(one.seen),
    };
    let language = |one: Language| LanguageLine {
        code: one.code(),
        name: one.own_name(),
        chosen: one == t.language,
    };
    let sessions = store
        .session_list_of(person, visitor.site.sitting())
        .await?;
    let page = Account {
        frame: Frame::new(&visitor, t.say("account-title")),
        must: !factors && is_officer(&visitor.world, person, visitor.now),
        strong: !factors || is_strong(session, visitor.site.sitting()),
        passkeys_work: visitor.site.identity().passkeys.work(),
        passkeys: keys.into_iter().map(key).collect(),
        totp,
        codes_left: store.recovery_left(person).await?,
        sessions: sessions.into_iter().map(line).collect(),
        languages: Language::ALL.into_iter().map(language).collect(),
        letters: letters(&visitor).await?,
    };
    show(&page)
}

fn how(t: Say, strength: Strength) -> String {
    let phrase = match strength {
        Strength::Link => t.say("account-by-link"),
        Strength::Totp => t.say("account-by-code"),
        Strength::Passkey => t.say("account-by-passkey"),
    };
    phrase.to_string()
}

/// What was sent to a person, the newest first (RELIABILITY A6).
async fn letters(visitor: &Visitor) -> Result<Vec<LetterLine>, PageFault> {
    let person = visitor.signed_in()?;
    let list = visitor.site.store().letter_list_of(person).await?;
    let line = |(letter, mailing): (polity_store::Letter, polity_store::Mailing)| {
        let what = Purpose::of_name(&mailing.purpose)?;
        let when = match letter.state {
            LetterState::Waiting | LetterState::Sending => mailing.created,
            LetterState::Sent | LetterState::Bounced | LetterState::Failed => letter.at,
        };
        Some(LetterLine {
            what: what.title(visitor.t),
            when: visitor.at(when),
            state: crate::post::state_in_words(visitor.t, letter.state),
        })
    };
    Ok(list.into_iter().filter_map(line).take(20).collect())
}

/// Whether the visitor may add or remove a passkey or second factor: whoever has one must have shown
/// it in this session, so that a stolen mailbox cannot replace it.
pub(crate) async fn may_change_factors(visitor: &Visitor) -> Result<(), PageFault> {
    let session = visitor.session()?;
    if is_strong(session, visitor.site.sitting())
        || !factor::any(&visitor.site, &session.person).await?
    {
        return Ok(());
    }
    Err(PageFault::StepUp("/account".to_owned()))
}

/// Which session ends; none: all of them.
#[derive(Deserialize)]
pub struct End {
    token: Option<String>,
}

/// `POST /account/sessions`
///
/// # Errors
/// Faults of the store.
pub async fn end_session(visitor: Visitor, Form(end): Form<End>) -> Page {
    let session = visitor.session()?;
    let store = visitor.site.store();
    if let Some(token) = end.token.as_deref() {
        let token = token_of(token).ok_or(PageFault::NotFound)?;
        store.session_end(&session.person, token).await?;
        if token != session.token {
            return Ok(Redirect::to("/account").into_response());
        }
    } else {
        store.session_end_all_of(&session.person).await?;
    }
    let mut response = Redirect::to("/").into_response();
    session::clear(&mut response, visitor.site.settings());
    Ok(response)
}

/// A language, by its code.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
}

/// `POST /account/language`
///
/// # Errors
/// Faults of the store.
pub async fn choose_language(visitor: Visitor, Form(choice): Form<Choice>) -> Page {
    let person = visitor.signed_in()?;
    let language = Language::of_code(&choice.language)
        .ok_or_else(|| PageFault::invalid(words::encode(&choice.language)))?;
    visitor
        .site
        .store()
        .language_set(person, language.code())
        .await?;
    let mut response = Redirect::to("/account").into_response();
    let settings = visitor.site.settings();
    session::add_cookie(&mut response, settings, LANGUAGE_COOKIE, language.code());
    Ok(response)
}

/// Which passkey goes.
#[derive(Deserialize)]
pub struct Key {
    id: String,
}

/// `POST /account/passkeys/remove`
///
/// # Errors
/// [`PageFault::StepUp`]; faults of the store.
pub async fn remove_passkey(visitor: Visitor, Form(key): Form<Key>) -> Page {
    may_change_factors(&visitor).await?;
    let person = visitor.signed_in()?;
    visitor.site.store().passkey_remove(person, &key.id).await?;
    Ok(Redirect::to("/account").into_response())
}

/// A session's name for a form: what the store knows it by, from which nobody finds the token.
fn name_of(token: TokenHash) -> String {
    Base64UrlUnpadded::encode_string(&token.0)
}

fn token_of(name: &str) -> Option<TokenHash> {
    let bytes = Base64UrlUnpadded::decode_vec(name).ok()?;
    bytes.try_into().ok().map(TokenHash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sessions_name_goes_into_a_form_and_back() {
        let token = TokenHash::of("a token");
        assert_eq!(token_of(&name_of(token)), Some(token));
        for bad in ["", "zz", &"0".repeat(42), &"é".repeat(32), &"A".repeat(44)] {
            assert_eq!(token_of(bad), None, "{bad:?}");
        }
    }
}
