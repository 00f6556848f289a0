//! In a real house: start a rehearsal of an election, list those that run, throw one away.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Redirect};
use polity_org::Matter;
use polity_org::organisation::Place;
use serde::Deserialize;

use super::Running;
use crate::page::{Frame, Page, show};
use crate::{PageFault, Visitor};

#[derive(Template)]
#[template(path = "rehearsal/list.html")]
struct ListPage {
    frame: Frame,
    /// The matter's id.
    matter: String,
    running: Vec<Running>,
}

/// Whoever is signed in and holds a seat of a body.
fn officer(visitor: &Visitor) -> Result<(), PageFault> {
    let person = visitor.signed_in()?;
    let holds = visitor.organisation()?.tenures.iter().any(|tenure| {
        tenure.person == *person
            && matches!(tenure.place, Place::Body(_))
            && tenure.runs_at(visitor.now)
    });
    if holds {
        Ok(())
    } else {
        Err(PageFault::Forbidden)
    }
}

/// Where this visitor starts a rehearsal of a matter; none for whoever may not.
pub(crate) fn offer(visitor: &Visitor, matter: &Matter) -> Option<String> {
    let may = visitor.site.rehearsals().is_ok() && officer(visitor).is_ok();
    may.then(|| format!("/matters/{}/rehearse", matter.id))
}

/// `GET /matters/{id}/rehearsals`
///
/// # Errors
/// [`PageFault::NotFound`] where no rehearsals can be started; whoever is no officer is refused.
pub async fn list(visitor: Visitor, Path(id): Path<String>) -> Page {
    officer(&visitor)?;
    let matter = visitor.matter(&id)?;
    let rehearsals = visitor.site.rehearsals()?;
    let frame = Frame::new(&visitor, visitor.t.say("rehearsal-list-title")).within(matter);
    show(&ListPage {
        frame,
        matter: matter.id.to_string(),
        running: rehearsals.list(&matter.id),
    })
}

/// `POST /matters/{id}/rehearse`: the new rehearsal is served at once; the list shows its address.
///
/// # Errors
/// As [`list`]; when it cannot be made.
pub async fn begin(visitor: Visitor, Path(id): Path<String>) -> Page {
    officer(&visitor)?;
    let matter = visitor.matter(&id)?.id.clone();
    visitor.site.rehearsals()?.begin(matter.clone()).await?;
    Ok(Redirect::to(&format!("/matters/{matter}/rehearsals")).into_response())
}

/// Which rehearsal.
#[derive(Deserialize)]
pub struct ThrowAway {
    name: String,
}

/// `POST /matters/{id}/rehearsals/throw-away`
///
/// # Errors
/// As [`list`]; [`PageFault::NotFound`] for a rehearsal that does not run.
pub async fn throw_away(
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ThrowAway>,
) -> Page {
    officer(&visitor)?;
    let matter = visitor.matter(&id)?.id.clone();
    let rehearsals = visitor.site.rehearsals()?;
    if !rehearsals
        .list(&matter)
        .iter()
        .any(|one| one.name == form.name)
    {
        return Err(PageFault::NotFound);
    }
    rehearsals.throw_away(form.name).await?;
    Ok(Redirect::to(&format!("/matters/{matter}/rehearsals")).into_response())
}
