//! A candidate's photograph: handed in while statements are, published with them, and then to be asked for by its
//! digest, so that browsers may keep it for ever.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect};
use polity_org::{ActKind, Digest, Matter, Verdict};
use polity_store::Photo;
use polity_values::PersonId;

use crate::PageFault;
use crate::asked::Asked;
use crate::page::{Frame, Page, show, show_with};
use crate::photo::{self, NoPhoto};
use crate::visitor::Visitor;

/// The most characters that say what is to be seen.
const MAX_ALT: usize = 200;

#[derive(Template)]
#[template(path = "statements/photo.html")]
struct PhotoPage {
    frame: Frame,
    action: String,
    back: String,
    /// The photograph that is there: its address and its text.
    photo: Option<(String, String)>,
    alt: String,
    faults: Vec<String>,
}

/// Where a photograph is asked for.
pub(crate) fn address(matter: &Matter, digest: &Digest) -> String {
    format!("/matters/{}/photos/{digest}.jpg", matter.id)
}

/// Whether statements, and so photographs, are published.
pub(crate) fn published(matter: &Matter) -> bool {
    let mut done = matter.done.iter();
    done.any(|done| done.act == ActKind::PublishStatements)
}

/// Who is signed in, who may hand in a statement now: the judge's answer to that is the answer here.
async fn candidate(visitor: &Visitor, matter: &Matter) -> Result<PersonId, PageFault> {
    let person = visitor.signed_in()?.clone();
    visitor.stepped_up()?;
    let asked = Asked::of(visitor, matter).await?;
    match asked.verdict(ActKind::SubmitStatement) {
        Some(Verdict::Allowed(_)) => Ok(person),
        Some(Verdict::Refused(refused)) => Err(PageFault::Refused(Box::new(refused.clone()))),
        None => Err(PageFault::NotFound),
    }
}

/// `GET /matters/{id}/photo`
///
/// # Errors
/// The judge's refusal of a statement.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let person = candidate(&visitor, matter).await?;
    show(&form(&visitor, matter, &person, Vec::new()).await?)
}

async fn form(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
    faults: Vec<String>,
) -> Result<PhotoPage, PageFault> {
    let photos = visitor.site.store().photo_list(&matter.id).await?;
    let own = photos.into_iter().find(|photo| photo.person == *person);
    let t = visitor.t;
    Ok(PhotoPage {
        frame: Frame::new(visitor, t.say("photo-title"))
            .crumb(t.say("frame-matters"), "/matters")
            .crumb(&matter.title, format!("/matters/{}", matter.id)),
        action: format!("/matters/{}/photo", matter.id),
        back: format!("/matters/{}/nominations", matter.id),
        alt: own.as_ref().map_or_else(String::new, |own| own.alt.clone()),
        photo: own.map(|own| (address(matter, &own.digest), own.alt)),
        faults,
    })
}

/// `POST /matters/{id}/photo`: a new photograph with its text; or, with `remove`, none any more.
///
/// # Errors
/// The judge's refusal of a statement; faults of the store.
pub async fn hand_in(visitor: Visitor, Path(id): Path<String>, sent: Multipart) -> Page {
    let matter = visitor.matter(&id)?;
    let person = candidate(&visitor, matter).await?;
    let store = visitor.site.store();
    let sent = Sent::read(sent).await?;
    let back = format!("/matters/{}/photo", matter.id);
    if sent.remove {
        store.photo_remove(&matter.id, &person).await?;
        return Ok(Redirect::to(&back).into_response());
    }
    let t = visitor.t;
    let mut faults = Vec::new();
    let alt = sent.alt.trim().to_owned();
    if alt.is_empty() {
        faults.push(t.say("photo-no-alt").to_string());
    } else if alt.chars().count() > MAX_ALT || alt.chars().any(char::is_control) {
        faults.push(
            t.say("photo-long-alt")
                .num("most", MAX_ALT as u64)
                .to_string(),
        );
    }
    let made = tokio::task::spawn_blocking(move || photo::made_anew(&sent.file)).await;
    let made = made.map_err(|fault| PageFault::Defect(fault.to_string()))?;
    match &made {
        Ok(_) => {}
        Err(NoPhoto::Unreadable) => faults.push(t.say("photo-unreadable").to_string()),
        Err(NoPhoto::TooLarge) => faults.push(t.say("photo-too-large").to_string()),
    }
    let Some(jpeg) = made.ok().filter(|_| faults.is_empty()) else {
        let page = PhotoPage {
            alt,
            ..form(&visitor, matter, &person, faults).await?
        };
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let photo = Photo {
        digest: Digest::of(&jpeg),
        person,
        alt,
    };
    store
        .photo_put(&matter.id, &photo, &jpeg, visitor.now)
        .await?;
    Ok(Redirect::to(&back).into_response())
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    file: Vec<u8>,
    alt: String,
    remove: bool,
}

impl Sent {
    async fn read(mut form: Multipart) -> Result<Self, PageFault> {
        let broken =
            |fault: axum::extract::multipart::MultipartError| PageFault::invalid(fault.body_text());
        let mut sent = Self::default();
        while let Some(mut field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let mut bytes = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                // One byte more than is taken says that it is too large; the rest is let go.
                let room = (photo::MAX_FILE + 1).saturating_sub(bytes.len());
                bytes.extend_from_slice(&piece[..piece.len().min(room)]);
            }
            match name.as_str() {
                "photo" => sent.file = bytes,
                "alt" => sent.alt = String::from_utf8_lossy(&bytes).into_owned(),
                "remove" => sent.remove = true,
                _ => {}
            }
        }
        Ok(sent)
    }
}

/// `GET /matters/{id}/photos/{name}`: a published photograph; before that, only the candidate's own.
///
/// # Errors
/// [`PageFault::NotFound`].
pub async fn bytes(visitor: Visitor, Path((id, name)): Path<(String, String)>) -> Page {
    let matter = visitor.matter(&id)?;
    let digest: Digest = name
        .strip_suffix(".jpg")
        .and_then(|name| name.parse().ok())
        .ok_or(PageFault::NotFound)?;
    let found = visitor
        .site
        .store()
        .photo_fetch(&matter.id, &digest)
        .await?;
    let (person, jpeg) = found.ok_or(PageFault::NotFound)?;
    let out = published(matter) && matter.standing().contains(&person);
    if !out && visitor.person.as_ref() != Some(&person) {
        return Err(PageFault::NotFound);
    }
    let keep = if out {
        "public, max-age=31536000, immutable"
    } else {
        "private, no-store"
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        // The same for everybody, in every language.
        (header::VARY, HeaderValue::from_static("Accept-Encoding")),
    ];
    Ok((headers, jpeg).into_response())
}
