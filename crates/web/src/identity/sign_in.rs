//! Signing in by a one-use link. The page says the same to everybody, known address or not, and answers
//! before it is looked up, so that neither words nor time tell who is a member. To look at the link uses
//! nothing up (programs that scan mail do that); the button does.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use polity_store::{LinkPurpose, LoginLink, Strength, TokenHash, Viewer};
use polity_values::PersonId;
use serde::Deserialize;

use super::{is_officer, onward, session};
use crate::page::{Frame, Page, show, show_with};
use crate::post::Purpose;
use crate::visitor::{Visitor, cookie};
use crate::{PageFault, Site, post, words};

/// The cookie that remembers where a browser was going.
const GOING: &str = "polity-going";

#[derive(Template)]
#[template(path = "identity/sign-in.html")]
struct SignIn {
    frame: Frame,
    to: String,
    email: String,
    fault: bool,
    passkeys: bool,
}

#[derive(Template)]
#[template(path = "identity/sent.html")]
struct Sent {
    frame: Frame,
    email: String,
    minutes: u64,
}

#[derive(Template)]
#[template(path = "identity/link.html")]
struct Link {
    frame: Frame,
    action: String,
    /// The address is shared: the membership number is asked for.
    number: bool,
    fault: bool,
}

#[derive(Template)]
#[template(path = "identity/dead-link.html")]
struct DeadLink {
    frame: Frame,
}

/// Where to go on to.
#[derive(Deserialize)]
pub struct Onward {
    to: Option<String>,
}

/// The form of the first page.
#[derive(Deserialize)]
pub struct Ask {
    email: String,
    to: Option<String>,
}

/// The form of the link's page.
#[derive(Deserialize)]
pub struct Answer {
    number: Option<String>,
}

/// `GET /sign-in`
///
/// # Errors
/// None of its own.
pub async fn page(visitor: Visitor, Query(onto): Query<Onward>) -> Page {
    if visitor.session.is_some() {
        return Ok(Redirect::to(onward(onto.to.as_deref())).into_response());
    }
    show(&form(&visitor, onto.to.as_deref(), "", false))
}

fn form(visitor: &Visitor, to: Option<&str>, email: &str, fault: bool) -> SignIn {
    SignIn {
        frame: Frame::new(visitor, visitor.t.say("sign-in-title")),
        to: onward(to).to_owned(),
        email: email.to_owned(),
        fault,
        passkeys: visitor.site.identity().passkeys.work(),
    }
}

/// `POST /sign-in`
///
/// # Errors
/// [`PageFault::TooMany`] when everybody together asks for too much.
pub async fn ask(visitor: Visitor, Form(ask): Form<Ask>) -> Page {
    let email = ask.email.trim().to_owned();
    if !looks_like_an_address(&email) {
        let form = form(&visitor, ask.to.as_deref(), &email, true);
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let limits = &visitor.site.identity().limits;
    limits.together()?;
    if limits.link(&email) {
        let (site, email) = (visitor.site.clone(), email.clone());
        tokio::spawn(async move {
            if let Err(error) = send(&site, &email).await {
                tracing::error!(%error, "a link to sign in was not queued");
            }
        });
    }
    let frame = Frame::new(&visitor, visitor.t.say("sign-in-sent-title"));
    let mut response = show(&Sent {
        frame,
        email,
        minutes: post::LINK_LASTS.as_secs() / 60,
    })?;
    remember(&visitor, &mut response, onward(ask.to.as_deref()));
    Ok(response)
}

/// Lets the browser remember where it was going until the link comes by mail: the letter itself says
/// nothing of it. On another device the link leads to the first page.
fn remember(visitor: &Visitor, response: &mut Response, to: &str) {
    let lock = if visitor.site.settings().secure() {
        "; Secure"
    } else {
        ""
    };
    let (value, lasts) = if to == "/" {
        (String::new(), 0)
    } else {
        let value = Base64UrlUnpadded::encode_string(to.as_bytes());
        (value, post::LINK_LASTS.as_secs())
    };
    let text =
        format!("{GOING}={value}; Path=/sign-in; Max-Age={lasts}; HttpOnly; SameSite=Lax{lock}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Where this browser was going when it asked for the link; only ever a path of this site.
fn remembered(headers: &HeaderMap) -> String {
    let text = cookie(headers, GOING)
        .and_then(|value| Base64UrlUnpadded::decode_vec(value).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    onward(text.as_deref()).to_owned()
}

/// One `@` with something on both sides, a dot after it, nothing that no address has.
fn looks_like_an_address(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let good = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    text.len() <= 254 && good(name) && good(domain) && domain.trim_matches('.').contains('.')
}

/// Queues a link to the members who have this address, if there are any. The link itself is made when
/// the letter is sent.
async fn send(site: &Site, email: &str) -> Result<(), PageFault> {
    let now = site.now();
    let viewer = Viewer {
        actor: "server".to_owned(),
        at: now,
        purpose: "sign-in".to_owned(),
    };
    let members = site.store().member_by_email(email, &viewer).await?;
    let Some(first) = members.first() else {
        return Ok(());
    };
    post::enqueue_one(site, Purpose::SignIn, &first.person, now).await
}

/// `GET /sign-in/{token}`
///
/// # Errors
/// Faults of the store.
pub async fn link(visitor: Visitor, Path(token): Path<String>) -> Page {
    match alive(&visitor, &token).await? {
        Some(link) if link.purpose == LinkPurpose::FirstOfficer => {
            Ok(Redirect::to(&format!("/first-officer/{}", words::encode(&token))).into_response())
        }
        Some(link) => show(&link_page(&visitor, &token, &link, false)),
        None => dead(&visitor),
    }
}

async fn alive(visitor: &Visitor, token: &str) -> Result<Option<LoginLink>, PageFault> {
    let token = TokenHash::of(token);
    Ok(visitor
        .site
        .store()
        .login_link_fetch(token, visitor.now)
        .await?)
}

fn link_page(visitor: &Visitor, token: &str, link: &LoginLink, fault: bool) -> Link {
    Link {
        frame: Frame::new(visitor, visitor.t.say("sign-in-link-title")),
        action: format!("/sign-in/{}", words::encode(token)),
        number: link.persons.len() > 1,
        fault,
    }
}

fn dead(visitor: &Visitor) -> Page {
    let frame = Frame::new(visitor, visitor.t.say("sign-in-dead-title"));
    show_with(StatusCode::GONE, &DeadLink { frame })
}

/// `POST /sign-in/{token}`
///
/// # Errors
/// Faults of the store.
pub async fn use_link(
    visitor: Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(answer): Form<Answer>,
) -> Page {
    let store = visitor.site.store();
    let Some(link) = alive(&visitor, &token).await? else {
        return dead(&visitor);
    };
    if link.purpose != LinkPurpose::SignIn {
        return dead(&visitor);
    }
    let Some(person) = whose(&visitor, &link, answer.number.as_deref()).await? else {
        if !store.login_link_miss(link.token, visitor.now).await? {
            return dead(&visitor);
        }
        let page = link_page(&visitor, &token, &link, true);
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    // Between the look and this another browser may have been quicker.
    if store
        .login_link_use(link.token, visitor.now)
        .await?
        .is_none()
    {
        return dead(&visitor);
    }
    let officer = is_officer(&visitor.world, &person, visitor.now);
    let more = officer || store.totp_fetch(&person).await?.is_some();
    let to = remembered(&headers);
    let to = match (more, to.as_str()) {
        (true, "/") => "/sign-in/more".to_owned(),
        (true, to) => format!("/sign-in/more?to={}", words::encode(to)),
        (false, _) => to,
    };
    let mut response = session::begin(&visitor, &person, Strength::Link, &to).await?;
    remember(&visitor, &mut response, "/");
    Ok(response)
}

/// Which of the link's persons is here: the only one, or the one who has the number.
async fn whose(
    visitor: &Visitor,
    link: &LoginLink,
    number: Option<&str>,
) -> Result<Option<PersonId>, PageFault> {
    if let [only] = link.persons.as_slice() {
        return Ok(Some(only.clone()));
    }
    let number = number.unwrap_or_default().trim();
    let viewer = Viewer {
        actor: "server".to_owned(),
        at: visitor.now,
        purpose: "sign-in".to_owned(),
    };
    for person in &link.persons {
        let member = visitor
            .site
            .store()
            .member_fetch(person.as_str(), &viewer)
            .await?;
        if member.is_some_and(|member| member.number.eq_ignore_ascii_case(number)) {
            return Ok(Some(person.clone()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::looks_like_an_address;

    #[test]
    fn addresses_are_told_from_slips() {
        for good in ["ann@example.org", "a.b+c@mail.example.co.uk"] {
            assert!(looks_like_an_address(good), "{good}");
        }
        for bad in [
            "",
            "ann",
            "ann@",
            "@example.org",
            "ann@example",
            "a b@example.org",
        ] {
            assert!(!looks_like_an_address(bad), "{bad:?}");
        }
    }
}
