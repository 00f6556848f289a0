//! A list of members comes in: received into a file, checked with every fault at once, looked at, and then
//! brought in as a whole or thrown away.
//!
//! The list lies in the folder for uploads until it is decided on, and what the check found beside it, so that
//! a restart loses neither. It is read into memory once at a time.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse as _, Redirect};
use polity_office::desk;
use polity_org::Act;
use polity_org::act::{Deed, RollImport, StandingAct};
use polity_org::roll::csv::{self, Faults, Imported, Known, Rejected};
use polity_procedure::model::StageKind;
use serde::{Deserialize, Serialize};

use crate::asked;
use crate::jobs::{Job, Kind, ORGANISATION, Outcome, State};
use crate::page::{Frame, Page, show, show_with};
use crate::pages::work;
use crate::visitor::Visitor;
use crate::{PageFault, Site};

/// Rows shown in a preview.
const FIRST: usize = 5;
/// From how many changed addresses on an alarm is raised when a ballot is near.
const ADDRESSES: u64 = 5;
/// How near, in seconds: sixty days.
const NEAR: i64 = 60 * 86_400;

#[derive(Template)]
#[template(path = "roll/import.html")]
struct Form {
    frame: Frame,
    lost: bool,
}

/// What the check found, as it lies beside the list.
#[derive(Serialize, Deserialize)]
struct Found {
    /// What goes on the record; none when there are faults.
    statement: Option<RollImport>,
    rows: u64,
    faults: Vec<Line>,
    faults_total: u64,
    warnings: Vec<Line>,
    warnings_total: u64,
    first: Vec<[String; 5]>,
    classes: BTreeMap<String, u64>,
    new: u64,
    changed: u64,
    gone: u64,
    addresses: u64,
}

/// A fault of a list.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "a fault stands in a line")]
struct Line {
    line: u64,
    column: Option<(usize, String)>,
    text: String,
    problem: String,
    remedy: String,
}

#[derive(Template)]
#[template(path = "roll/found.html")]
struct Preview {
    frame: Frame,
    id: String,
    found: Found,
    units: Vec<(String, u64)>,
    alarms: Vec<String>,
}

impl Preview {
    fn place(&self, line: &Line) -> String {
        let t = self.frame.t;
        match &line.column {
            Some((number, name)) => t
                .say("roll-fault-column")
                .str("line", line.line)
                .str("column", number)
                .str("name", name)
                .to_string(),
            None => t.say("roll-fault-line").str("line", line.line).to_string(),
        }
    }
}

/// How many faults there are besides those listed.
fn more(listed: &[Line], total: u64) -> u64 {
    total.saturating_sub(listed.len() as u64)
}

/// `GET /roll/import`
///
/// # Errors
/// [`PageFault::Forbidden`] for who does not keep the list.
pub async fn form(visitor: Visitor) -> Page {
    keeper(&visitor)?;
    show(&Form {
        frame: frame(&visitor),
        lost: false,
    })
}

fn frame(visitor: &Visitor) -> Frame {
    let t = visitor.t;
    Frame::new(visitor, t.say("roll-import-title")).crumb(t.say("roll-title"), "/roll")
}

fn keeper(visitor: &Visitor) -> Result<(), PageFault> {
    visitor.signed_in()?;
    if asked::has_power(visitor, StandingAct::RecordRollImport) {
        Ok(())
    } else {
        Err(PageFault::Forbidden)
    }
}

/// `POST /roll/import`: takes the list, and begins to check it.
///
/// # Errors
/// When nothing was handed in, or other work is in the way.
pub async fn check(visitor: Visitor, mut form: Multipart) -> Page {
    keeper(&visitor)?;
    let nothing = visitor.t.say("roll-import-nothing");
    let (id, path) = asked::receive(&visitor.site, &mut form, nothing)
        .await?
        .keep();
    begin_check(&visitor, path)?;
    Ok(Redirect::to(&format!("/roll/import/{id}")).into_response())
}

fn begin_check(visitor: &Visitor, path: PathBuf) -> Result<(), PageFault> {
    let site = visitor.site.clone();
    let known = visitor
        .world
        .organisation()
        .map(Known::of)
        .unwrap_or_default();
    // How the list before this one came in, or did not, is not told of this one.
    visitor.site.jobs().forget(ORGANISATION, Kind::Import);
    let busy = visitor.t.say("work-busy");
    let work = move |job: std::sync::Arc<Job>| async move {
        let found = examine(&site, &path, &known, &job).await?;
        let bytes =
            serde_json::to_vec(&found).map_err(|fault| PageFault::Defect(fault.to_string()))?;
        let disk = |fault: std::io::Error| PageFault::NotStored(fault.to_string());
        std::fs::write(beside(&path), bytes).map_err(disk)?;
        Ok(Outcome::default())
    };
    visitor
        .site
        .jobs()
        .start(ORGANISATION, Kind::Check, 0, busy, work)?;
    Ok(())
}

/// Where the findings lie.
fn beside(path: &FilePath) -> PathBuf {
    path.with_extension("found")
}

fn read(
    path: &FilePath,
    known: &Known,
    job: &Job,
) -> Result<Result<Imported, Rejected>, PageFault> {
    let bytes = std::fs::read(path).map_err(|fault| PageFault::NotStored(fault.to_string()))?;
    let of = bytes.len() as u64;
    Ok(csv::read(&bytes, known, |done| job.reach(done, of)))
}

async fn examine(
    site: &Site,
    path: &FilePath,
    known: &Known,
    job: &Job,
) -> Result<Found, PageFault> {
    let imported = match read(path, known, job)? {
        Ok(imported) => imported,
        Err(rejected) => {
            return Ok(Found {
                statement: None,
                rows: rejected.rows,
                faults: lines(&rejected.faults),
                faults_total: rejected.faults.total(),
                warnings: lines(&rejected.warnings),
                warnings_total: rejected.warnings.total(),
                first: Vec::new(),
                classes: BTreeMap::new(),
                new: 0,
                changed: 0,
                gone: 0,
                addresses: 0,
            });
        }
    };
    let compared = site.store().member_compare(&imported.rows).await?;
    let mut classes = BTreeMap::new();
    for row in &imported.rows {
        *classes.entry(row.membership.class.clone()).or_default() += 1;
    }
    let first = imported.rows.iter().take(FIRST).map(|row| {
        let member = &row.membership;
        [
            row.number.clone(),
            row.name.clone(),
            member.unit.to_string(),
            member.class.clone(),
            member.joined.to_string(),
        ]
    });
    Ok(Found {
        rows: imported.statement.rows,
        faults: Vec::new(),
        faults_total: 0,
        warnings: lines(&imported.warnings),
        warnings_total: imported.warnings.total(),
        first: first.collect(),
        classes,
        new: compared.new,
        changed: compared.changed,
        gone: compared.gone,
        addresses: compared.addresses,
        statement: Some(imported.statement),
    })
}

fn lines(faults: &Faults) -> Vec<Line> {
    let line = |fault: &csv::CsvFault| Line {
        line: fault.line,
        column: fault.column.clone(),
        text: fault.text.clone(),
        problem: fault.problem.clone(),
        remedy: fault.remedy.clone(),
    };
    faults.listed().iter().map(line).collect()
}

/// `GET /roll/import/{upload}`: how the work stands, or what the check found.
///
/// # Errors
/// [`PageFault::NotFound`] where no list of this name waits.
pub async fn found(visitor: Visitor, Path(id): Path<String>) -> Page {
    keeper(&visitor)?;
    let path = asked::kept(&visitor.site, &id).ok_or(PageFault::NotFound)?;
    let jobs = visitor.site.jobs();
    let back = "/roll/import".to_owned();
    for kind in [Kind::Import, Kind::Check] {
        if let Some(job) = jobs.find(ORGANISATION, kind) {
            let over = matches!(job.state(), State::Done(_));
            if kind == Kind::Import && over && !path.exists() {
                return work::draw(&visitor, &job, frame(&visitor), "/roll".to_owned());
            }
            if !over && (job.runs() || path.exists()) {
                return work::draw(&visitor, &job, frame(&visitor), back);
            }
        }
    }
    if !path.exists() {
        return Err(PageFault::NotFound);
    }
    let Ok(bytes) = std::fs::read(beside(&path)) else {
        return show(&Form {
            frame: frame(&visitor),
            lost: true,
        });
    };
    let found: Found =
        serde_json::from_slice(&bytes).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let status = match found.statement {
        Some(_) => axum::http::StatusCode::OK,
        None => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
    };
    let units = found.statement.as_ref().map_or_else(Vec::new, |statement| {
        let unit = |(unit, members): (&polity_values::UnitId, &u64)| {
            (super::roll::unit_title(&visitor, unit), *members)
        };
        statement.totals.iter().map(unit).collect()
    });
    let preview = Preview {
        frame: frame(&visitor),
        id,
        alarms: alarms(&visitor, &found),
        units,
        found,
    };
    show_with(status, &preview)
}

/// An alarm for each ballot that is near or open while many addresses change (RELIABILITY A3).
fn alarms(visitor: &Visitor, found: &Found) -> Vec<String> {
    if found.addresses < ADDRESSES {
        return Vec::new();
    }
    let now = visitor.now.as_second();
    let near = visitor.world.matters().filter(|matter| {
        let stage = matter.stage_of_kind(StageKind::Ballot);
        let window = stage.and_then(|stage| matter.window(&stage.id));
        matter.current_stage().is_some()
            && window.is_some_and(|window| {
                window.opens.as_second() - NEAR <= now && now < window.closes.as_second()
            })
    });
    let say = |matter: &polity_org::Matter| {
        let count = visitor.t.count(found.addresses);
        let phrase = visitor.t.say("roll-alarm").str("count", count);
        phrase.str("matter", &matter.title).to_string()
    };
    near.map(say).collect()
}

/// `POST /roll/import/{upload}/confirm`: brings the list in.
///
/// # Errors
/// The judge's refusal; a list that is another one than was looked at.
pub async fn confirm(visitor: Visitor, Path(id): Path<String>) -> Page {
    keeper(&visitor)?;
    let path = asked::kept(&visitor.site, &id).ok_or(PageFault::NotFound)?;
    let bytes = std::fs::read(beside(&path)).map_err(|_| PageFault::NotFound)?;
    let found: Found =
        serde_json::from_slice(&bytes).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let statement = found.statement.ok_or(PageFault::NotFound)?;
    let actor = visitor.signed_in()?.clone();
    let act = Act::standing(actor, Deed::RecordRollImport(statement));
    desk::ask(visitor.site.store(), &act, visitor.now).await?;
    let site = visitor.site.clone();
    let known = visitor
        .world
        .organisation()
        .map(Known::of)
        .unwrap_or_default();
    let now = visitor.now;
    let busy = visitor.t.say("work-busy");
    let work = move |job: std::sync::Arc<Job>| async move {
        let imported = read(&path, &known, &job)?
            .map_err(|rejected| PageFault::invalid(rejected.to_string()))?;
        if Deed::RecordRollImport(imported.statement) != act.deed {
            let other = "the list is not the one that was looked at: check it again";
            return Err(PageFault::invalid(other));
        }
        let mut rng = site.rng();
        let progress = |done, of| job.reach(done, of);
        let brought = site
            .store()
            .member_import(&imported.rows, &mut rng, progress)
            .await?;
        drop(imported.rows);
        let done = desk::submit(site.store(), &act, &[], now).await?;
        remove(&path);
        Ok(Outcome {
            done: Some(done),
            figures: vec![brought.members, brought.new, brought.gone],
        })
    };
    visitor
        .site
        .jobs()
        .start(ORGANISATION, Kind::Import, found.rows, busy, work)?;
    Ok(Redirect::to(&format!("/roll/import/{id}")).into_response())
}

/// `POST /roll/import/{upload}/reject`: throws the list away.
///
/// # Errors
/// [`PageFault::Forbidden`] for who does not keep the list.
pub async fn reject(visitor: Visitor, Path(id): Path<String>) -> Page {
    keeper(&visitor)?;
    remove(&asked::kept(&visitor.site, &id).ok_or(PageFault::NotFound)?);
    Ok(Redirect::to("/roll/import").into_response())
}

/// A list that was decided on is personal data that nobody needs any more.
fn remove(path: &FilePath) {
    for path in [path.to_owned(), beside(path)] {
        if let Err(fault) = std::fs::remove_file(&path)
            && fault.kind() != std::io::ErrorKind::NotFound
        {
            tracing::error!(path = %path.display(), %fault, "a list of members was not removed");
        }
    }
}
