//! The first officer's way in: a link that the server prints once, while the record is empty. Three
//! steps: the list of members, the founding, and a passkey or second factor for the founder. After the
//! founding nobody comes in this way again.

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect};
use polity_office::founding::Description;
use polity_org::roll::csv::{self, CsvFault, Faults, Imported, Known};
use polity_store::{LinkPurpose, LoginLink, Strength, TokenHash, Viewer};
use serde::Deserialize;

use super::session;
use crate::page::{Frame, Page, show, show_with};
use crate::visitor::Visitor;
use crate::{PageFault, Site, words};

/// How long the printed link works. Starting the server again prints another.
const LASTS: std::time::Duration = std::time::Duration::from_hours(24);
/// Rows that the preview shows.
const ROWS: usize = 8;
/// The longest list that is kept in the page between preview and confirmation; a longer one is chosen
/// again.
const KEPT: usize = 512 * 1024;

#[derive(Template)]
#[template(path = "identity/first-members.html")]
struct Members {
    frame: Frame,
    action: String,
    preview: Option<Preview>,
    faults: Vec<FaultLine>,
    more: u64,
    text: String,
}

/// A list in which all is right, before it is brought in.
struct Preview {
    members: u64,
    without_email: u64,
    rows: Vec<RowLine>,
    /// The whole list, if it is short enough to stay in the page.
    text: Option<String>,
}

struct RowLine {
    number: String,
    name: String,
    class: String,
    unit: String,
}

struct FaultLine {
    line: u64,
    column: String,
    text: String,
    problem: String,
    remedy: String,
}

#[derive(Template)]
#[template(path = "identity/first-organisation.html")]
struct Organisation {
    frame: Frame,
    action: String,
    members: u64,
    text: String,
    faults: Vec<String>,
}

/// Makes a link for the first officer and gives its address, while there is no organisation.
///
/// # Errors
/// Faults of the store.
pub async fn offer(site: &Site) -> Result<Option<String>, PageFault> {
    if site.store().world().await?.organisation().is_some() {
        return Ok(None);
    }
    let (token, now) = (session::token(site), site.now());
    let link = LoginLink {
        token: TokenHash::of(&token),
        purpose: LinkPurpose::FirstOfficer,
        persons: Vec::new(),
        created: now,
        expires: session::after(now, LASTS),
    };
    site.store().login_link_create(&link).await?;
    let base = &site.settings().base_url;
    Ok(Some(format!("{base}/first-officer/{token}")))
}

/// Lets nobody in but the holder of a link that lives, before the founding.
async fn check(visitor: &Visitor, token: &str) -> Result<(), PageFault> {
    if visitor.world.organisation().is_some() {
        return Err(PageFault::NotFound);
    }
    let store = visitor.site.store();
    let link = store
        .login_link_fetch(TokenHash::of(token), visitor.now)
        .await?;
    let good = link.is_some_and(|link| link.purpose == LinkPurpose::FirstOfficer);
    if good {
        Ok(())
    } else {
        Err(PageFault::NotFound)
    }
}

fn viewer(visitor: &Visitor) -> Viewer {
    Viewer {
        actor: "first-officer".to_owned(),
        at: visitor.now,
        purpose: "found".to_owned(),
    }
}

/// `GET /first-officer/{token}`
///
/// # Errors
/// [`PageFault::NotFound`] without a link that lives.
pub async fn page(visitor: Visitor, Path(token): Path<String>) -> Page {
    check(&visitor, &token).await?;
    if visitor.site.store().member_count().await? == 0 || visitor.query.contains("again") {
        return show(&members(&visitor, &token));
    }
    show(&organisation(&visitor, &token, String::new(), Vec::new()).await?)
}

fn members(visitor: &Visitor, token: &str) -> Members {
    Members {
        frame: Frame::new(visitor, visitor.t.say("first-members-title")),
        action: format!("/first-officer/{}/members", words::encode(token)),
        preview: None,
        faults: Vec::new(),
        more: 0,
        text: String::new(),
    }
}

/// `POST /first-officer/{token}/members`: a list by file or paste; first its preview with all faults,
/// then, when that is confirmed, all of it or nothing.
///
/// # Errors
/// [`PageFault::NotFound`] without a link that lives; faults of the store.
pub async fn bring_in(visitor: Visitor, Path(token): Path<String>, form: Multipart) -> Page {
    check(&visitor, &token).await?;
    let (list, confirmed) = read_form(form).await?;
    let read = tokio::task::spawn_blocking(move || {
        let read = csv::read(&list, &Known::first_list(), |_| ());
        (list, read)
    });
    let (list, read) = read
        .await
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let mut page = members(&visitor, &token);
    match read {
        Err(rejected) => {
            page.faults = lines(&rejected.faults);
            page.more = rejected.faults.more();
            if list.len() <= KEPT {
                page.text = String::from_utf8_lossy(&list).into_owned();
            }
            show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(imported) if confirmed => {
            let store = visitor.site.store();
            let mut rng = visitor.site.rng();
            store
                .member_import(&imported.rows, &mut rng, |_, _| ())
                .await?;
            let to = format!("/first-officer/{}", words::encode(&token));
            Ok(Redirect::to(&to).into_response())
        }
        Ok(imported) => {
            page.preview = Some(preview(&imported, list));
            show(&page)
        }
    }
}

async fn read_form(mut form: Multipart) -> Result<(Vec<u8>, bool), PageFault> {
    let broken =
        |fault: axum::extract::multipart::MultipartError| PageFault::invalid(fault.body_text());
    let (mut file, mut pasted, mut confirmed) = (Vec::new(), Vec::new(), false);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        match name.as_str() {
            "file" => file = bytes.to_vec(),
            "text" => pasted = bytes.to_vec(),
            "confirm" => confirmed = true,
            _ => {}
        }
    }
    Ok((if file.is_empty() { pasted } else { file }, confirmed))
}

fn preview(imported: &Imported, list: Vec<u8>) -> Preview {
    let row = |row: &csv::MemberRow| RowLine {
        number: row.number.clone(),
        name: row.name.clone(),
        class: row.membership.class.clone(),
        unit: row.membership.unit.to_string(),
    };
    let without = imported.rows.iter().filter(|row| row.email.is_none());
    Preview {
        members: imported.rows.len() as u64,
        without_email: without.count() as u64,
        rows: imported.rows.iter().take(ROWS).map(row).collect(),
        text: (list.len() <= KEPT).then(|| String::from_utf8_lossy(&list).into_owned()),
    }
}

fn lines(faults: &Faults) -> Vec<FaultLine> {
    let line = |fault: &CsvFault| FaultLine {
        line: fault.line,
        column: fault
            .column
            .as_ref()
            .map_or_else(String::new, |(_, name)| name.clone()),
        text: fault.text.clone(),
        problem: fault.problem.clone(),
        remedy: fault.remedy.clone(),
    };
    faults.listed().iter().map(line).collect()
}

async fn organisation(
    visitor: &Visitor,
    token: &str,
    text: String,
    faults: Vec<String>,
) -> Result<Organisation, PageFault> {
    Ok(Organisation {
        frame: Frame::new(visitor, visitor.t.say("first-organisation-title")),
        action: format!("/first-officer/{}/organisation", words::encode(token)),
        members: visitor.site.store().member_count().await?,
        text,
        faults,
    })
}

/// The description, pasted.
#[derive(Deserialize)]
pub struct Pasted {
    #[serde(default)]
    text: String,
}

/// `POST /first-officer/{token}/organisation`: the founding, by the person whom the description names.
/// The link is used up with it, and the founder is signed in and goes on to the account page.
///
/// # Errors
/// [`PageFault::NotFound`] without a link that lives; faults of the store.
pub async fn found(
    visitor: Visitor,
    Path(token): Path<String>,
    Form(pasted): Form<Pasted>,
) -> Page {
    check(&visitor, &token).await?;
    let store = visitor.site.store();
    let founded = match Description::parse(&pasted.text) {
        Ok(description) => {
            description
                .found(store, &viewer(&visitor), visitor.now)
                .await
        }
        Err(fault) => Err(fault),
    };
    let founded = match founded.map_err(PageFault::from) {
        Ok(founded) => founded,
        Err(fault @ (PageFault::Invalid(_) | PageFault::Refused(_))) => {
            let reasons = words::reasons(&visitor, &fault);
            let faults = reasons.into_iter().map(|reason| reason.text.text).collect();
            let page = organisation(&visitor, &token, pasted.text, faults).await?;
            return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        Err(fault) => return Err(fault),
    };
    store
        .login_link_use(TokenHash::of(&token), visitor.now)
        .await?;
    session::begin(&visitor, &founded.founder, Strength::Link, "/account").await
}
