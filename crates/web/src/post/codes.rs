//! Letters with voting codes. The credential authority makes the codes and sends them from a machine of its own, so
//! that this server never has one: it gives the authority the addresses, once, and logs that it did.

use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse as _;
use polity_office::desk;
use polity_org::ActKind;
use polity_procedure::model::StageKind;
use polity_values::{TimeZone, Timestamp};
use serde::{Deserialize, Serialize};

use super::letter::{Letter, Words};
use crate::lang::{Language, Say};
use crate::page::Page;
use crate::visitor::Visitor;
use crate::{PageFault, asked};

/// What letters with voting codes need to know but the codes: the file that the server gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addresses {
    /// The organisation's name.
    pub organisation: String,
    /// The election's title.
    pub election: String,
    /// The election's identifier, to which the codes are bound.
    pub uuid: String,
    /// The address of the site.
    pub site: String,
    /// The organisation's time zone, by its name.
    pub zone: String,
    /// When voting opens.
    pub opens: Timestamp,
    /// When it closes.
    pub closes: Timestamp,
    /// Everybody on the roll, in its order.
    pub voters: Vec<Addressee>,
}

/// A voter and how to write to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addressee {
    /// The reference, as in the list of codes.
    pub voter: String,
    /// The name.
    pub name: String,
    /// The e-mail address; without one the code goes on paper.
    #[serde(default)]
    pub email: Option<String>,
    /// The language that the voter chose.
    #[serde(default)]
    pub language: Option<String>,
}

impl Addresses {
    /// The letter with a code to a voter; none without an e-mail address. `code` is a secret: so is the letter.
    ///
    /// # Errors
    /// [`PageFault::Defect`] of the template; a time zone that is none.
    pub fn letter(&self, to: &Addressee, code: &str) -> Result<Option<Letter>, PageFault> {
        let Some(email) = &to.email else {
            return Ok(None);
        };
        let zone =
            TimeZone::get(&self.zone).map_err(|fault| PageFault::invalid(fault.to_string()))?;
        let language = to.language.as_deref().and_then(Language::of_code);
        let t = Say::new(language.unwrap_or(Language::English));
        let matter = &self.election;
        let said = [
            t.say("letter-code").str("matter", matter),
            t.say("letter-code-times")
                .str("opens", t.date_time(self.opens, &zone))
                .str("closes", t.date_time(self.closes, &zone)),
            t.say("letter-code-code").str("code", code),
            t.say("letter-code-secret"),
            t.say("letter-code-help"),
        ];
        let words = Words {
            greeting: t.say("letter-greeting").str("name", &to.name).to_string(),
            paragraphs: said.iter().map(ToString::to_string).collect(),
            label: t.say("letter-code-label").to_string(),
            href: format!("{}/booth/{}#{code}", self.site, self.uuid),
            foot: t
                .say("letter-foot")
                .str("organisation", &self.organisation)
                .str("site", &self.site)
                .to_string(),
        };
        let subject = t
            .say("letter-code-subject")
            .str("matter", matter)
            .to_string();
        let to = (to.name.clone(), email.clone());
        Letter::drawn(to, t, subject, &words).map(Some)
    }
}

/// `GET /matters/{id}/addresses.json`: how the voters on the roll can be written to, for the credential authority
/// alone. That it was taken is logged.
///
/// # Errors
/// [`PageFault::Forbidden`] for everybody else; before the roll is frozen.
pub async fn addresses(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let person = visitor.signed_in()?;
    if !asked::plays(&visitor, matter, ActKind::RecordCredentials, person) {
        return Err(PageFault::Forbidden);
    }
    visitor.stepped_up()?;
    let window = matter
        .stage_of_kind(StageKind::Ballot)
        .and_then(|stage| matter.window(&stage.id))
        .ok_or(PageFault::NotFound)?;
    let store = visitor.site.store();
    let voters = desk::voters(store, &matter.id).await?;
    let contacts = store
        .contacts_fetch(&voters, &visitor.viewer("voting-codes"))
        .await?;
    let folder = visitor.site.election(&matter.id)?;
    let addresses = Addresses {
        organisation: visitor.organisation_name(),
        election: matter.title.clone(),
        uuid: folder.uuid(&mut visitor.site.rng())?,
        site: visitor.site.settings().base_url.clone(),
        zone: visitor.zone().iana_name().unwrap_or("UTC").to_owned(),
        opens: window.opens,
        closes: window.closes,
        voters: contacts
            .into_iter()
            .map(|one| Addressee {
                voter: one.person.to_string(),
                name: one.name,
                email: one.email.filter(|email| !email.is_empty()),
                language: one.language,
            })
            .collect(),
    };
    let bytes = serde_json::to_vec_pretty(&addresses)
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let name = format!("attachment; filename=\"addresses-{}.json\"", matter.id);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses() -> Addresses {
        let instant = |text: &str| text.parse::<Timestamp>().unwrap();
        Addresses {
            organisation: "The Society".to_owned(),
            election: "Members' section".to_owned(),
            uuid: "Ba11otForTests".to_owned(),
            site: "https://vote.example.org".to_owned(),
            zone: "Europe/London".to_owned(),
            opens: instant("2026-10-02T11:00:00Z"),
            closes: instant("2026-10-23T11:00:00Z"),
            voters: vec![Addressee {
                voter: "p-1".to_owned(),
                name: "Ann Ash".to_owned(),
                email: Some("ann@example.org".to_owned()),
                language: None,
            }],
        }
    }

    #[test]
    fn a_letter_holds_the_link_the_code_and_the_times_in_the_voters_language() {
        let mut all = addresses();
        let letter = all.letter(&all.voters[0], "C0DE").unwrap().unwrap();
        assert_eq!(letter.to.1, "ann@example.org");
        let link = "https://vote.example.org/booth/Ba11otForTests#C0DE";
        assert!(letter.text.contains(link) && letter.html.contains(link));
        assert!(letter.text.contains("12:00"), "{}", letter.text);
        all.voters[0].language = Some("cy".to_owned());
        let welsh = all.letter(&all.voters[0], "C0DE").unwrap().unwrap();
        assert!(
            welsh.text.contains("Annwyl") || welsh.text.contains("Cod"),
            "{}",
            welsh.text
        );
        assert_ne!(welsh.subject, letter.subject);
        all.voters[0].email = None;
        assert!(all.letter(&all.voters[0], "C0DE").unwrap().is_none());
    }
}
