//! The second factor: codes of an app (RFC 6238), each good once, and recovery codes for the day when
//! the telephone is lost. And the page that asks an officer for more than a link.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use polity_store::{Challenge, Strength, TokenHash, Totp};
use polity_values::{PersonId, Timestamp};
use qrcode::QrCode;
use qrcode::render::svg;
use rand_core::Rng as _;
use serde::Deserialize;

use super::{onward, passkey, session};
use crate::page::{Frame, Page, show, show_with};
use crate::visitor::Visitor;
use crate::{PageFault, Site};

/// Bytes of a shared secret (RFC 4226 recommends 160 bits).
const SECRET: usize = 20;
/// How long the set-up page may stay open.
const SETUP: std::time::Duration = std::time::Duration::from_mins(30);
/// Recovery codes of a person.
const RECOVERY: usize = 10;
/// The letters of recovery codes: none that look alike.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const KIND: &str = "totp-setup";

#[derive(Template)]
#[template(path = "identity/more.html")]
struct More {
    frame: Frame,
    to: String,
    totp: bool,
    passkeys: bool,
    fault: bool,
}

#[derive(Template)]
#[template(path = "identity/factor.html")]
struct Setup {
    frame: Frame,
    token: String,
    /// The picture that the app reads.
    qr: String,
    /// The same for typing, in groups of four.
    secret: String,
    fault: bool,
}

#[derive(Template)]
#[template(path = "identity/recovery.html")]
struct Recovery {
    frame: Frame,
    codes: Vec<String>,
}

/// Where to go on to.
#[derive(Deserialize)]
pub struct Onward {
    to: Option<String>,
}

/// A code, typed.
#[derive(Deserialize)]
pub struct Typed {
    code: String,
    to: Option<String>,
}

/// A first code, typed to show that the app has the secret.
#[derive(Deserialize)]
pub struct First {
    code: String,
    token: String,
}

/// `GET /sign-in/more`: an officer, or somebody with a second factor, is asked for more than the link.
///
/// # Errors
/// Faults of the store.
pub async fn more(visitor: Visitor, Query(onto): Query<Onward>) -> Page {
    let to = onto.to.as_deref();
    let session = visitor.session()?;
    if super::is_strong(session, visitor.site.sitting()) {
        return Ok(Redirect::to(onward(to)).into_response());
    }
    let page = more_page(&visitor, to, false).await?;
    show(&page)
}

async fn more_page(visitor: &Visitor, to: Option<&str>, fault: bool) -> Result<More, PageFault> {
    let (store, person) = (visitor.site.store(), visitor.signed_in()?);
    Ok(More {
        frame: Frame::new(visitor, visitor.t.say("more-title")),
        to: onward(to).to_owned(),
        totp: store.totp_fetch(person).await?.is_some(),
        passkeys: !store.passkey_list(person).await?.is_empty()
            && visitor.site.identity().passkeys.work(),
        fault,
    })
}

/// `POST /sign-in/more`: a code of the app, or a recovery code.
///
/// # Errors
/// [`PageFault::TooMany`]; faults of the store.
pub async fn more_done(visitor: Visitor, Form(typed): Form<Typed>) -> Page {
    let person = visitor.session()?.person.clone();
    visitor.site.identity().limits.code(&person)?;
    let to = typed.to.as_deref();
    if accept(&visitor.site, &person, &typed.code, visitor.now).await? {
        return session::begin(&visitor, &person, Strength::Totp, onward(to)).await;
    }
    let page = more_page(&visitor, to, true).await?;
    show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Uses up a code of the app, or a recovery code.
async fn accept(
    site: &Site,
    person: &PersonId,
    typed: &str,
    now: Timestamp,
) -> Result<bool, PageFault> {
    let typed = normal(typed);
    let Some(totp) = site.store().totp_fetch(person).await? else {
        return Ok(false);
    };
    if let Some(step) = step_of(&totp.secret, &typed, now)? {
        return Ok(site.store().totp_step_use(person, step).await?);
    }
    let code = TokenHash::of(&typed);
    Ok(site.store().recovery_use(person, code, now).await?)
}

/// A code as it is compared: without spaces and dashes, in capitals.
fn normal(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

fn app(secret: &[u8]) -> Result<totp_rs::Totp, PageFault> {
    let built = totp_rs::Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name("member")
        .build();
    built.map_err(|fault| PageFault::Defect(fault.to_string()))
}

/// The time step whose code this is: the present one, or a neighbour, since clocks differ.
fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Result<Option<u64>, PageFault> {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    Ok(app(secret)?.check(code, seconds))
}

/// `GET /account/second-factor`: the secret, as a picture and to type.
///
/// # Errors
/// [`PageFault::StepUp`] when the present factor must be shown first; faults of the store.
pub async fn setup(visitor: Visitor) -> Page {
    super::account::may_change_factors(&visitor).await?;
    let mut secret = [0; SECRET];
    visitor.site.rng().fill_bytes(&mut secret);
    let page = setup_page(&visitor, &secret, false).await?;
    show(&page)
}

async fn setup_page(visitor: &Visitor, secret: &[u8], fault: bool) -> Result<Setup, PageFault> {
    let person = visitor.signed_in()?;
    let token = session::token(&visitor.site);
    let built = totp_rs::Builder::new()
        .with_secret(secret.to_vec())
        .with_issuer(Some(plain(&visitor.organisation_name())))
        .with_account_name(plain(visitor.name.as_deref().unwrap_or("member")))
        .build()
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let url = built
        .to_url()
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let base32 = totp_rs::Secret::from(secret.to_vec()).to_base32();
    let challenge = Challenge {
        kind: KIND.to_owned(),
        person: Some(person.clone()),
        state: base32.clone(),
        expires: session::after(visitor.now, SETUP),
    };
    let store = visitor.site.store();
    store
        .challenge_put(TokenHash::of(&token), &challenge)
        .await?;
    Ok(Setup {
        frame: Frame::new(visitor, visitor.t.say("factor-title"))
            .crumb(visitor.t.say("account-title"), "/account"),
        token,
        qr: qr(&url)?,
        secret: groups(&base32, 4, " "),
        fault,
    })
}

/// A name without what the address of a secret cannot hold.
fn plain(name: &str) -> String {
    name.replace(':', " ")
}

/// A picture of squares: an SVG that stands in the page, black on white also in the dark.
pub(crate) fn qr(text: &str) -> Result<String, PageFault> {
    let code = QrCode::new(text).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .quiet_zone(true)
        .build();
    // The declaration of an XML file has no place within a page.
    Ok(drawn
        .split_once("?>")
        .map_or(drawn.clone(), |(_, svg)| svg.to_owned()))
}

fn groups(text: &str, size: usize, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let parts: Vec<String> = letters
        .chunks(size)
        .map(|part| part.iter().collect())
        .collect();
    parts.join(between)
}

/// `POST /account/second-factor`: the first code shows that the app has the secret; then it holds, and
/// the recovery codes are shown, once.
///
/// # Errors
/// [`PageFault::TooMany`]; faults of the store.
pub async fn setup_done(visitor: Visitor, Form(first): Form<First>) -> Page {
    super::account::may_change_factors(&visitor).await?;
    let person = visitor.signed_in()?.clone();
    visitor.site.identity().limits.code(&person)?;
    let store = visitor.site.store();
    let token = TokenHash::of(&first.token);
    let taken = store.challenge_take(token, KIND, visitor.now).await?;
    let Some(challenge) = taken.filter(|one| one.person.as_ref() == Some(&person)) else {
        return Ok(Redirect::to("/account/second-factor").into_response());
    };
    let secret = totp_rs::Secret::try_from_base32(&challenge.state)
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let secret = secret.as_ref().to_vec();
    let Some(step) = step_of(&secret, &normal(&first.code), visitor.now)? else {
        let page = setup_page(&visitor, &secret, true).await?;
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    store
        .totp_set(&person, &Totp { secret, step }, visitor.now)
        .await?;
    let page = fresh_codes(&visitor, &person).await?;
    session::begin_with(&visitor, &person, Strength::Totp, show(&page)?).await
}

/// `POST /account/recovery`: new recovery codes in place of the old.
///
/// # Errors
/// [`PageFault::StepUp`]; faults of the store.
pub async fn recovery(visitor: Visitor) -> Page {
    super::account::may_change_factors(&visitor).await?;
    let person = visitor.signed_in()?.clone();
    let page = fresh_codes(&visitor, &person).await?;
    show(&page)
}

async fn fresh_codes(visitor: &Visitor, person: &PersonId) -> Result<Recovery, PageFault> {
    let mut rng = visitor.site.rng();
    let codes: Vec<String> = (0..RECOVERY)
        .map(|_| {
            let mut bytes = [0; 10];
            rng.fill_bytes(&mut bytes);
            bytes
                .map(|byte| char::from(LETTERS[usize::from(byte & 31)]))
                .iter()
                .collect()
        })
        .collect();
    let hashes: Vec<TokenHash> = codes.iter().map(TokenHash::of).collect();
    visitor.site.store().recovery_set(person, &hashes).await?;
    Ok(Recovery {
        frame: Frame::new(visitor, visitor.t.say("recovery-title"))
            .crumb(visitor.t.say("account-title"), "/account"),
        codes: codes.iter().map(|code| groups(code, 5, "-")).collect(),
    })
}

/// `POST /account/second-factor/remove`
///
/// # Errors
/// [`PageFault::StepUp`]; faults of the store.
pub async fn remove(visitor: Visitor) -> Page {
    super::account::may_change_factors(&visitor).await?;
    let person = visitor.signed_in()?;
    visitor.site.store().totp_remove(person).await?;
    Ok(Redirect::to("/account").into_response())
}

/// Whether a person has anything more than the link.
pub(crate) async fn any(site: &Site, person: &PersonId) -> Result<bool, PageFault> {
    let store = site.store();
    let keys = passkey::any(site, person).await?;
    Ok(keys || store.totp_fetch(person).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret "12345678901234567890" at 59 seconds gives 94287082, of which
    /// our six digits are the last.
    #[test]
    fn f6_codes_are_those_of_rfc_6238() {
        let secret = b"12345678901234567890";
        let at = |second| Timestamp::from_second(second).expect("in range");
        assert_eq!(step_of(secret, "287082", at(59)).expect("built"), Some(1));
        // A neighbouring step is taken, and named, so that it is used up; one further off is not.
        assert_eq!(step_of(secret, "287082", at(60)).expect("built"), Some(1));
        assert_eq!(step_of(secret, "287082", at(119)).expect("built"), None);
        assert_eq!(step_of(secret, "287083", at(59)).expect("built"), None);
        for odd in ["", "28708", "2870822", "abcdef", "٢٨٧٠٨٢"] {
            assert_eq!(
                step_of(secret, odd, at(59)).expect("built"),
                None,
                "{odd:?}"
            );
        }
    }

    #[test]
    fn codes_are_compared_as_people_type_them() {
        assert_eq!(normal(" ab2cd-efgh9 "), "AB2CDEFGH9");
        assert_eq!(normal("287 082"), "287082");
        assert_eq!(groups("ABCDEFGHJK", 5, "-"), "ABCDE-FGHJK");
    }

    #[test]
    fn the_picture_is_an_svg_and_nothing_else() {
        let picture = qr("otpauth://totp/x?secret=AA").expect("drawn");
        assert!(picture.trim_start().starts_with("<svg"), "{picture}");
        assert!(
            !picture.contains("style="),
            "the policy forbids inline styles"
        );
    }
}
