//! What a visitor may do here, for the pages of work: the judge's answers, and which parts somebody plays
//! whatever the time is.

use axum::extract::Multipart;
use polity_org::organisation::Place;
use polity_org::{ActKind, Matter, Verdict};
use polity_procedure::model::Holder;
use polity_values::PersonId;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt as _;

use crate::visitor::Visitor;
use crate::{PageFault, Site};

/// The judge's answers to "what may I do now?" on a matter.
pub struct Asked(Vec<(ActKind, Verdict)>);

impl Asked {
    /// Asks for whoever is signed in; nobody may do anything.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn of(visitor: &Visitor, matter: &Matter) -> Result<Self, PageFault> {
        let Some(person) = &visitor.person else {
            return Ok(Self(Vec::new()));
        };
        let facts = visitor.facts(person, matter).await?;
        let (world, now) = (&visitor.world, visitor.now);
        Ok(Self(polity_org::options(
            world, &facts, person, &matter.id, now,
        )))
    }

    /// The answer about an act.
    pub fn verdict(&self, act: ActKind) -> Option<&Verdict> {
        self.0
            .iter()
            .find(|(kind, _)| *kind == act)
            .map(|(_, verdict)| verdict)
    }

    /// Whether it may be done now (by two persons: proposed).
    pub fn allowed(&self, act: ActKind) -> bool {
        self.verdict(act).is_some_and(Verdict::is_allowed)
    }
}

/// Whether a person holds the seat whose holder does this act in a matter, whatever the time is.
pub fn plays(visitor: &Visitor, matter: &Matter, act: ActKind, person: &PersonId) -> bool {
    let rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let mut roles = rules.filter(|rule| rule.act == act).map(|rule| &rule.by);
    roles.any(|id| {
        let role = matter.procedure.roles.iter().find(|role| role.id == *id);
        role.is_some_and(|role| match &role.holder {
            Holder::Seat(seat) => visitor.world.holders(seat, visitor.now).contains(&person),
            Holder::Trustee => matter.trustees.contains_key(person),
            _ => false,
        })
    })
}

/// Who is signed in, if an officer: whoever holds a seat of a body, or a standing power.
///
/// # Errors
/// [`PageFault::SignIn`], [`PageFault::Forbidden`]; [`PageFault::StepUp`] where a link alone is not enough.
pub fn officer(visitor: &Visitor) -> Result<&PersonId, PageFault> {
    let person = visitor.signed_in()?;
    let organisation = visitor.organisation()?;
    let in_a_body = organisation.tenures.iter().any(|tenure| {
        tenure.person == *person
            && tenure.runs_at(visitor.now)
            && matches!(tenure.place, Place::Body(_))
    });
    let powers = &organisation.powers;
    let has_power = powers.iter().any(|power| {
        visitor
            .world
            .holders(&power.seat, visitor.now)
            .contains(&person)
    });
    if in_a_body || has_power {
        visitor.stepped_up()?;
        Ok(person)
    } else {
        Err(PageFault::Forbidden)
    }
}

/// Whether a person holds a standing power now.
pub fn has_power(visitor: &Visitor, act: polity_org::act::StandingAct) -> bool {
    let (Some(person), Some(organisation)) = (&visitor.person, visitor.world.organisation()) else {
        return false;
    };
    let mut powers = organisation.powers_to(act);
    powers.any(|power| {
        visitor
            .world
            .holders(&power.seat, visitor.now)
            .contains(&person)
    })
}

/// Takes what was handed in by a form, a file or else a pasted text, into a file of its own in the folder
/// for uploads, piece by piece: it is never in memory as a whole. Nobody but the server's owner can read it.
///
/// # Errors
/// [`PageFault::Invalid`] with `nothing` when the form has neither; faults of the disk.
pub async fn receive(
    site: &Site,
    form: &mut Multipart,
    nothing: impl ToString,
) -> Result<Upload, PageFault> {
    let broken =
        |fault: axum::extract::multipart::MultipartError| PageFault::invalid(fault.body_text());
    let upload = Upload::begin(site)?;
    let disk = |fault: std::io::Error| PageFault::NotStored(fault.to_string());
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let mut options = tokio::fs::File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        options.mode(0o600);
        let mut file = options.open(&upload.path).await.map_err(disk)?;
        let mut size = 0;
        while let Some(piece) = field.chunk().await.map_err(broken)? {
            size += piece.len();
            file.write_all(&piece).await.map_err(disk)?;
        }
        file.sync_all().await.map_err(disk)?;
        if size > 0 {
            return Ok(upload);
        }
    }
    Err(PageFault::invalid(nothing.to_string()))
}

/// A file that was handed in; removed when nobody needs it, unless it is [kept](Upload::keep).
pub struct Upload {
    /// Its random name.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    kept: bool,
}

impl Upload {
    fn begin(site: &Site) -> Result<Self, PageFault> {
        use rand_core::Rng as _;
        let folder = folder(site)?;
        let mut rng = site.rng();
        let id = format!("{:016x}{:016x}", rng.next_u64(), rng.next_u64());
        let path = folder.join(&id);
        Ok(Self {
            id,
            path,
            kept: false,
        })
    }

    /// Its bytes.
    ///
    /// # Errors
    /// A fault of the disk.
    pub async fn bytes(&self) -> Result<Vec<u8>, PageFault> {
        let read = tokio::fs::read(&self.path).await;
        read.map_err(|fault| PageFault::NotStored(fault.to_string()))
    }

    /// Leaves the file where it is.
    pub fn keep(mut self) -> (String, PathBuf) {
        self.kept = true;
        (std::mem::take(&mut self.id), std::mem::take(&mut self.path))
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.kept {
            // It may never have been written.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The folder of what was handed in.
fn folder(site: &Site) -> Result<PathBuf, PageFault> {
    let folder = site.settings().dir.join("uploads");
    std::fs::create_dir_all(&folder).map_err(|fault| PageFault::NotStored(fault.to_string()))?;
    Ok(folder)
}

/// The path of a kept upload; none for a name that is not one of ours.
pub fn kept(site: &Site, id: &str) -> Option<PathBuf> {
    let ours = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then(|| Path::new(&site.settings().dir).join("uploads").join(id))
}
