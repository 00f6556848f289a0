//! What the ballot desk does: credentials come in, two persons open and close, the count is made, checked and
//! proposed. What takes long is a job.

use std::sync::Arc;

use axum::extract::{Form, Multipart, Path};
use axum::response::{IntoResponse as _, Redirect, Response};
use polity_ballot::wire::{Credentials, Wire as _};
use polity_count::Lots;
use polity_office::desk::{self, Hand};
use polity_office::opening::put_together;
use polity_office::result;
use polity_org::act::Deed;
use polity_org::{Act, ActKind, Matter, Verdict};
use serde::Deserialize;

use crate::asked::{self, Asked};
use crate::jobs::{Job, Kind, Outcome};
use crate::page::Page;
use crate::pages::work;
use crate::trusteeship::plain;
use crate::visitor::Visitor;
use crate::{PageFault, Site, assets};

fn back(matter: &Matter) -> Response {
    Redirect::to(&format!("/matters/{}/ballot", matter.id)).into_response()
}

/// The judge's refusal, before work is done for an act.
async fn allowed(visitor: &Visitor, matter: &Matter, act: ActKind) -> Result<Hand, PageFault> {
    let hand = work::hand(visitor, matter)?;
    let asked = Asked::of(visitor, matter).await?;
    match asked.verdict(act) {
        Some(Verdict::Refused(refused)) => Err(PageFault::Refused(Box::new(refused.clone()))),
        Some(Verdict::Allowed(_)) => Ok(hand),
        None => Err(PageFault::NotFound),
    }
}

/// `POST /matters/{id}/ballot/credentials`: the public parts of the voting codes.
///
/// # Errors
/// What is wrong with the file, or the judge's refusal.
pub async fn credentials(visitor: Visitor, Path(id): Path<String>, mut form: Multipart) -> Page {
    let matter = visitor.matter(&id)?;
    let hand = allowed(&visitor, matter, ActKind::RecordCredentials).await?;
    let nothing = visitor.t.say("trustees-nothing");
    let bytes = asked::receive(&visitor.site, &mut form, nothing)
        .await?
        .bytes()
        .await?;
    let credentials = Credentials::from_json(bytes.trim_ascii()).map_err(|fault| {
        let say = visitor.t.say("ballot-no-credentials").str("fault", fault);
        PageFault::invalid(say.to_string())
    })?;
    let folder = visitor.site.election(&matter.id)?;
    desk::record_credentials(visitor.site.store(), &folder, &hand, &credentials).await?;
    Ok(back(matter))
}

/// `POST /matters/{id}/ballot/open`: puts the election together and proposes to open.
///
/// # Errors
/// Everything that is missing, or the judge's refusal.
pub async fn open(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let hand = allowed(&visitor, matter, ActKind::OpenBallot).await?;
    let (store, folder) = (visitor.site.store(), visitor.site.election(&matter.id)?);
    let viewer = visitor.viewer("open-ballot");
    let setup = put_together(store, &folder, &matter.id, &viewer).await?;
    desk::open_ballot(store, &folder, &hand, &setup, assets::booth_digest()).await?;
    Ok(back(matter))
}

/// What waits and is confirmed or declined.
#[derive(Deserialize)]
pub struct Of {
    /// The proposal's entry.
    of: u64,
}

/// `POST /matters/{id}/ballot/confirm`: a second person confirms.
///
/// # Errors
/// The judge's refusal, for who proposed it for one.
pub async fn confirm(visitor: Visitor, Path(id): Path<String>, Form(form): Form<Of>) -> Page {
    second(visitor, &id, Deed::Confirm { of: form.of }).await
}

/// `POST /matters/{id}/ballot/decline`: a second person declines, or the first takes it back.
///
/// # Errors
/// The judge's refusal.
pub async fn decline(visitor: Visitor, Path(id): Path<String>, Form(form): Form<Of>) -> Page {
    second(visitor, &id, Deed::Decline { of: form.of }).await
}

async fn second(visitor: Visitor, id: &str, deed: Deed) -> Page {
    let matter = visitor.matter(id)?;
    let hand = work::hand(&visitor, matter)?;
    let act = Act::on(hand.matter, hand.actor, deed);
    desk::submit(visitor.site.store(), &act, &[], hand.now).await?;
    Ok(back(matter))
}

/// `POST /matters/{id}/ballot/close`: seals the box, writes the archive, proposes the close.
///
/// # Errors
/// The judge's refusal; other work in the way.
pub async fn close(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let hand = allowed(&visitor, matter, ActKind::CloseBallot).await?;
    let site = visitor.site.clone();
    let folder = site.election(&matter.id)?;
    let of = site.store().box_head(matter.id.as_str()).await?.place;
    work::begin(
        &visitor,
        &matter.id,
        Kind::Close,
        of,
        move |job| async move {
            let progress = |done| job.advance(done);
            let done = desk::close_ballot(site.store(), &folder, &hand, progress)
                .await
                .map_err(plain)?;
            Ok(Outcome {
                done: Some(done),
                ..Outcome::default()
            })
        },
    )
}

/// How the lots of a count fell, where officers draw them.
#[derive(Deserialize)]
pub struct Drawn {
    /// The candidates' numbers in the order drawn, with commas between.
    #[serde(default)]
    order: String,
}

/// `POST /matters/{id}/ballot/count`: opens the papers, counts them, has the count checked from the files
/// alone, and proposes it.
///
/// # Errors
/// The judge's refusal; other work in the way.
pub async fn count(visitor: Visitor, Path(id): Path<String>, Form(drawn): Form<Drawn>) -> Page {
    let matter = visitor.matter(&id)?;
    let hand = allowed(&visitor, matter, ActKind::RecordCount).await?;
    let lots = lots(&visitor, &drawn.order)?;
    let site = visitor.site.clone();
    let world = Arc::clone(&visitor.world);
    work::begin(
        &visitor,
        &matter.id,
        Kind::Count,
        0,
        move |job| async move {
            let matter = desk::matter_of(&world, &hand.matter)?;
            counted(&site, matter, &hand, lots, &job).await
        },
    )
}

fn lots(visitor: &Visitor, order: &str) -> Result<Lots, PageFault> {
    if order.trim().is_empty() {
        return Ok(Lots::Ask);
    }
    let numbers = order.split([',', ' ']).filter(|number| !number.is_empty());
    let numbers: Result<Vec<u8>, _> = numbers.map(str::parse).collect();
    let numbers =
        numbers.map_err(|_| PageFault::invalid(visitor.t.say("ballot-no-order").to_string()))?;
    Ok(Lots::Order(numbers))
}

async fn counted(
    site: &Site,
    matter: &Matter,
    hand: &Hand,
    lots: Lots,
    job: &Job,
) -> Result<Outcome, PageFault> {
    let folder = site.election(&matter.id)?;
    let lots_seed = match lots {
        Lots::Ask => result::published_seed(matter)
            .map(Lots::Seed)
            .unwrap_or_default(),
        ref given => given.clone(),
    };
    job.reach(0, 3);
    let counted = result::count(&folder, matter, lots).map_err(plain)?;
    counted.publish(&folder)?;
    job.reach(1, 3);
    // What does not hold for the independent verifier is not proposed at all.
    if let Some(check) = site.check() {
        let roll = matter.roll.as_ref().map_or(0, |roll| roll.statement.size);
        let (archive, result) = (folder.archive(), folder.path().join(result::RESULT));
        let checked =
            check(archive.path(), &result, roll, &lots_seed).map_err(PageFault::invalid)?;
        folder.publish(result::VERIFICATION, checked.report.as_bytes())?;
        if !checked.holds {
            return Err(PageFault::invalid(checked.report));
        }
    }
    job.reach(2, 3);
    let proposals =
        desk::record_count(site.store(), hand, &counted.transcript, &counted.json).await?;
    job.reach(3, 3);
    Ok(Outcome {
        done: proposals.into_iter().last(),
        ..Outcome::default()
    })
}
