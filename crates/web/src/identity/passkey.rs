//! Passkeys (WebAuthn): kept by the telephone, the computer or a key, proved by a finger, a face or a
//! code on the device itself. They cannot be given away on a forged page, because the browser binds them to
//! this site's name (RELIABILITY F6).

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::response::{IntoResponse as _, Response};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use polity_store::{Challenge, Strength, TokenHash};
use polity_values::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use webauthn_rs::prelude::{
    CreationChallengeResponse, DiscoverableAuthentication, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use super::{account, onward, session};
use crate::page::Page;
use crate::visitor::Visitor;
use crate::{PageFault, Site};

/// How long the device may take to answer.
const WAITS: std::time::Duration = std::time::Duration::from_mins(5);
/// Passkeys of one person.
const MOST: usize = 20;
/// The longest name that a person may give one.
const NAME: usize = 60;
const ADD: &str = "passkey-add";
const USE: &str = "passkey-use";

/// The site as authenticators know it; none where the address is no name, such as `http://127.0.0.1`.
pub struct Passkeys(Option<Webauthn>);

impl Passkeys {
    /// For a site with this address.
    pub(crate) fn new(base_url: &str) -> Self {
        let built = Url::parse(base_url).ok().and_then(|origin| {
            let host = origin.domain()?.to_owned();
            WebauthnBuilder::new(&host, &origin)
                .ok()?
                .rp_name(&host)
                .build()
                .ok()
        });
        if built.is_none() {
            tracing::warn!(
                base_url,
                "passkeys need a name in the address of the site; there are none here"
            );
        }
        Self(built)
    }

    /// Whether there can be passkeys here.
    pub fn work(&self) -> bool {
        self.0.is_some()
    }

    fn get(&self) -> Result<&Webauthn, PageFault> {
        self.0.as_ref().ok_or(PageFault::NotFound)
    }
}

/// A beginning: what the browser hands to the device.
#[derive(Serialize)]
struct Begun<T> {
    token: String,
    options: T,
}

/// The device's answer.
#[derive(Deserialize)]
pub struct Answer<T> {
    token: String,
    credential: T,
    #[serde(default)]
    name: String,
    #[serde(default)]
    to: Option<String>,
}

type Sent<T> = Result<Json<Answer<T>>, JsonRejection>;

fn body<T>(sent: Sent<T>) -> Result<Answer<T>, PageFault> {
    match sent {
        Ok(Json(answer)) => Ok(answer),
        Err(fault) => Err(PageFault::invalid(fault.body_text())),
    }
}

fn refused(visitor: &Visitor, why: &impl std::fmt::Display) -> PageFault {
    tracing::info!(%why, "a passkey was refused");
    PageFault::invalid(visitor.t.say("passkey-refused").to_string())
}

/// The id by which devices know a person: it says nothing to anybody else.
fn handle(person: &PersonId) -> Uuid {
    let hash = Sha256::digest(format!("polity passkey {person}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Uuid::from_bytes(bytes)
}

/// Whether a person has a passkey.
pub(crate) async fn any(site: &Site, person: &PersonId) -> Result<bool, PageFault> {
    Ok(!site.store().passkey_list(person).await?.is_empty())
}

async fn remember<T: Serialize>(
    visitor: &Visitor,
    kind: &str,
    person: Option<&PersonId>,
    state: &T,
) -> Result<String, PageFault> {
    let state =
        serde_json::to_string(state).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let token = session::token(&visitor.site);
    let challenge = Challenge {
        kind: kind.to_owned(),
        person: person.cloned(),
        state,
        expires: session::after(visitor.now, WAITS),
    };
    let store = visitor.site.store();
    store
        .challenge_put(TokenHash::of(&token), &challenge)
        .await?;
    Ok(token)
}

async fn recall(visitor: &Visitor, kind: &str, token: &str) -> Result<Challenge, PageFault> {
    let store = visitor.site.store();
    let taken = store
        .challenge_take(TokenHash::of(token), kind, visitor.now)
        .await?;
    taken.ok_or_else(|| PageFault::invalid(visitor.t.say("passkey-late").to_string()))
}

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, PageFault> {
    serde_json::from_str(json).map_err(|fault| PageFault::Defect(fault.to_string()))
}

/// `POST /api/v1/account/passkeys/begin`
///
/// # Errors
/// [`PageFault::StepUp`] when what the person has must be shown first; faults of the store.
pub async fn add_begin(visitor: Visitor) -> Page {
    account::may_change_factors(&visitor).await?;
    let person = visitor.signed_in()?.clone();
    let has = visitor.site.store().passkey_list(&person).await?;
    if has.len() >= MOST {
        return Err(PageFault::invalid(
            visitor.t.say("passkey-too-many").to_string(),
        ));
    }
    let keys: Vec<Passkey> = has
        .iter()
        .map(|one| read(&one.credential))
        .collect::<Result<_, _>>()?;
    let exclude = keys.iter().map(|key| key.cred_id().clone()).collect();
    let name = visitor.name.clone().unwrap_or_else(|| person.to_string());
    let webauthn = visitor.site.identity().passkeys.get()?;
    let begun = webauthn.start_passkey_registration(handle(&person), &name, &name, Some(exclude));
    let (options, state) = begun.map_err(|fault| refused(&visitor, &fault))?;
    let token = remember(&visitor, ADD, Some(&person), &state).await?;
    Ok(Json(Begun {
        token,
        options: found_by_itself(options)?,
    })
    .into_response())
}

/// Asks the device to keep the passkey so that it finds it by the site's name alone: nobody then types
/// an address to sign in.
fn found_by_itself(options: CreationChallengeResponse) -> Result<serde_json::Value, PageFault> {
    let mut options =
        serde_json::to_value(options).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let selection = &mut options["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = json!("required");
    selection["requireResidentKey"] = json!(true);
    Ok(options)
}

/// `POST /api/v1/account/passkeys`
///
/// # Errors
/// What is wrong with the answer, in a sentence; faults of the store.
pub async fn add_done(visitor: Visitor, sent: Sent<RegisterPublicKeyCredential>) -> Page {
    account::may_change_factors(&visitor).await?;
    let answer = body(sent)?;
    let person = visitor.signed_in()?.clone();
    let challenge = recall(&visitor, ADD, &answer.token).await?;
    if challenge.person.as_ref() != Some(&person) {
        return Err(PageFault::Forbidden);
    }
    let state: PasskeyRegistration = read(&challenge.state)?;
    let webauthn = visitor.site.identity().passkeys.get()?;
    let key = webauthn
        .finish_passkey_registration(&answer.credential, &state)
        .map_err(|fault| refused(&visitor, &fault))?;
    let name: String = answer
        .name
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME)
        .collect();
    let kept = polity_store::Passkey {
        id: Base64UrlUnpadded::encode_string(key.cred_id().as_ref()),
        person: person.clone(),
        name: if name.is_empty() {
            visitor.t.say("passkey-unnamed").to_string()
        } else {
            name
        },
        credential: serde_json::to_string(&key)
            .map_err(|fault| PageFault::Defect(fault.to_string()))?,
        created: visitor.now,
        used: None,
    };
    visitor.site.store().passkey_add(&kept).await?;
    session::begin_with(&visitor, &person, Strength::Passkey, gone_to("/account")).await
}

/// Where the script sends the browser next.
fn gone_to(to: &str) -> Response {
    Json(json!({ "to": to })).into_response()
}

/// `POST /api/v1/sign-in/passkey/begin`
///
/// # Errors
/// [`PageFault::TooMany`] when everybody together asks for too much.
pub async fn use_begin(visitor: Visitor) -> Page {
    visitor.site.identity().limits.together()?;
    let webauthn = visitor.site.identity().passkeys.get()?;
    let begun = webauthn.start_discoverable_authentication();
    let (mut options, state) = begun.map_err(|fault| refused(&visitor, &fault))?;
    // By a button, not from the list of a field.
    options.mediation = None;
    let token = remember(&visitor, USE, None, &state).await?;
    Ok(Json(Begun { token, options }).into_response())
}

/// `POST /api/v1/sign-in/passkey`
///
/// # Errors
/// What is wrong with the answer, in a sentence; faults of the store.
pub async fn use_done(visitor: Visitor, sent: Sent<PublicKeyCredential>) -> Page {
    let answer = body(sent)?;
    let challenge = recall(&visitor, USE, &answer.token).await?;
    let state: DiscoverableAuthentication = read(&challenge.state)?;
    let webauthn = visitor.site.identity().passkeys.get()?;
    let (user, id) = webauthn
        .identify_discoverable_authentication(&answer.credential)
        .map_err(|fault| refused(&visitor, &fault))?;
    let store = visitor.site.store();
    let id = Base64UrlUnpadded::encode_string(id);
    let Some(kept) = store.passkey_fetch(&id).await? else {
        return Err(refused(&visitor, &"no such passkey"));
    };
    if handle(&kept.person) != user {
        return Err(refused(&visitor, &"another person's passkey"));
    }
    let mut key: Passkey = read(&kept.credential)?;
    let proved = webauthn
        .finish_discoverable_authentication_v2(&answer.credential, state, &key)
        .map_err(|fault| refused(&visitor, &fault))?;
    key.update_credential(&proved);
    let credential =
        serde_json::to_string(&key).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    store.passkey_update(&id, &credential, visitor.now).await?;
    let response = gone_to(onward(answer.to.as_deref()));
    session::begin_with(&visitor, &kept.person, Strength::Passkey, response).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_a_name_has_no_passkeys() {
        assert!(Passkeys::new("http://localhost:8080").work());
        assert!(Passkeys::new("https://vote.example.org").work());
        assert!(!Passkeys::new("http://127.0.0.1:8080").work());
        assert!(!Passkeys::new("").work());
    }

    #[test]
    fn devices_learn_nothing_of_the_person() {
        let ann = PersonId::new("p-ann").expect("an id");
        let bob = PersonId::new("p-bob").expect("an id");
        assert_ne!(handle(&ann), handle(&bob));
        assert_eq!(handle(&ann), handle(&ann));
    }
}
