//! A trustee's part in an election: where it stands, what comes next, and what the trustee hands in. The page
//! and the JSON API both ask here.

use std::fs::File;
use std::io::BufReader;

use polity_ballot::wire::{PartialDecryption, Shuffle, TrusteeKey, Wire as _};
use polity_office::OfficeFault;
use polity_office::desk::{self, Hand};
use polity_office::trustee::{self, KeyQuestionFile};
use polity_org::matter::BoxState;
use polity_org::{ActKind, Matter};
use polity_procedure::model::StageKind;
use polity_store::Done;
use polity_values::{PersonId, Timestamp};

use crate::PageFault;
use crate::asked::Asked;
use crate::jobs::{Kind, Outcome};
use crate::visitor::Visitor;

/// What a trustee does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Make a key and hand it in.
    MakeKey,
    /// Answer the test of the key.
    ProveKey,
    /// Nothing, until something else has happened.
    Wait,
    /// Mix the votes.
    Shuffle,
    /// Open the votes.
    Decrypt,
    /// Nothing any more.
    Done,
}

impl Step {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MakeKey => "make-key",
            Self::ProveKey => "prove-key",
            Self::Wait => "wait",
            Self::Shuffle => "shuffle",
            Self::Decrypt => "decrypt",
            Self::Done => "done",
        }
    }
}

/// Where one trustee stands.
#[derive(Debug)]
pub struct Standing {
    /// What comes next for the trustee.
    pub step: Step,
    /// In a sentence.
    pub next: String,
    /// When the trustee is needed next, or until when.
    pub when: Option<Timestamp>,
}

/// Where a trustee stands in a matter.
///
/// # Errors
/// [`PageFault::Forbidden`] for who is no trustee; faults of the store.
pub async fn standing(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
) -> Result<Standing, PageFault> {
    let trustee = matter.trustees.get(person).ok_or(PageFault::Forbidden)?;
    let t = visitor.t;
    let window = |kind: StageKind| {
        let stage = matter.stage_of_kind(kind)?;
        matter.window(&stage.id)
    };
    let opens = |kind| window(kind).map(|window| window.opens);
    let closes = |kind| window(kind).map(|window| window.closes);
    let closed = matches!(
        matter.ballot_box.as_ref().map(|found| &found.state),
        Some(BoxState::Closed { .. })
    );
    let all_mixed = matter
        .trustees
        .keys()
        .all(|one| matter.shuffles.iter().any(|(by, _)| by == one));
    let mixed = matter.shuffles.iter().any(|(by, _)| by == person);
    let opened = matter.decryptions.iter().any(|(by, _)| by == person);
    let prepared = closes(StageKind::Prepare);
    let counted = closes(StageKind::Count);
    let (step, next, when) = if trustee.key.is_none() {
        let asked = Asked::of(visitor, matter).await?;
        if asked.allowed(ActKind::RecordKey) {
            (Step::MakeKey, t.say("trustees-next-key"), prepared)
        } else {
            let next = t.say("trustees-next-wait-key");
            (Step::Wait, next, opens(StageKind::Prepare))
        }
    } else if trustee.proof.is_none() {
        if matter.trustees.values().all(|one| one.key.is_some()) {
            (Step::ProveKey, t.say("trustees-next-proof"), prepared)
        } else {
            (Step::Wait, t.say("trustees-next-wait-keys"), prepared)
        }
    } else if opened {
        (Step::Done, t.say("trustees-next-done"), None)
    } else if !closed {
        let next = t.say("trustees-next-wait-close");
        (Step::Wait, next, opens(StageKind::Count))
    } else if !mixed {
        (Step::Shuffle, t.say("trustees-next-mix"), counted)
    } else if !all_mixed {
        (Step::Wait, t.say("trustees-next-wait-mix"), counted)
    } else {
        (Step::Decrypt, t.say("trustees-next-open"), counted)
    };
    Ok(Standing {
        step,
        next: next.to_string(),
        when,
    })
}

/// The hand of the trustee who is signed in; a trustee who is an officer too has proved more than a link.
///
/// # Errors
/// [`PageFault::SignIn`], [`PageFault::Forbidden`], [`PageFault::StepUp`].
pub fn hand(visitor: &Visitor, matter: &Matter) -> Result<Hand, PageFault> {
    let actor = visitor.signed_in()?;
    if !matter.trustees.contains_key(actor) {
        return Err(PageFault::Forbidden);
    }
    visitor.stepped_up()?;
    Ok(Hand {
        matter: matter.id.clone(),
        actor: actor.clone(),
        now: visitor.now,
    })
}

/// The test of the trustee's key; the same however often it is asked for.
///
/// # Errors
/// When the key was not handed in.
pub fn question(visitor: &Visitor, matter: &Matter) -> Result<KeyQuestionFile, PageFault> {
    let hand = hand(visitor, matter)?;
    let folder = visitor.site.election(&matter.id)?;
    Ok(desk::key_question(
        &folder,
        &hand.actor,
        &mut visitor.site.rng(),
    )?)
}

/// Takes a trustee's public key.
///
/// # Errors
/// What is wrong with it, or the judge's refusal.
pub async fn key(visitor: &Visitor, matter: &Matter, bytes: &[u8]) -> Result<Done, PageFault> {
    let hand = hand(visitor, matter)?;
    let key: TrusteeKey = serde_json::from_slice(bytes).map_err(|fault| {
        let say = visitor.t.say("trustees-no-key").str("fault", fault);
        PageFault::invalid(say.to_string())
    })?;
    let folder = visitor.site.election(&matter.id)?;
    Ok(desk::record_key(visitor.site.store(), &folder, &hand, &key).await?)
}

/// Takes a trustee's answer to the test of the key.
///
/// # Errors
/// What is wrong with it, or the judge's refusal.
pub async fn proof(visitor: &Visitor, matter: &Matter, bytes: &[u8]) -> Result<Done, PageFault> {
    let hand = hand(visitor, matter)?;
    let answer = part(visitor, bytes)?;
    let folder = visitor.site.election(&matter.id)?;
    Ok(desk::record_proof(visitor.site.store(), &folder, &hand, &answer).await?)
}

fn part(visitor: &Visitor, bytes: &[u8]) -> Result<PartialDecryption, PageFault> {
    PartialDecryption::from_json(trimmed(bytes)).map_err(|fault| {
        let say = visitor.t.say("trustees-no-part").str("fault", fault);
        PageFault::invalid(say.to_string())
    })
}

/// Without a line end, which editors add.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii()
}

/// What a trustee hands in, or has done here, that takes long to check.
pub enum Long {
    /// A shuffle that was made elsewhere.
    Shuffle(Vec<u8>),
    /// A shuffle to be made here, on the server that holds no key.
    Mix,
    /// A part in opening the votes.
    Decryption(Vec<u8>),
}

/// Begins to check and record it. The job's kind says on which page its end is told.
///
/// # Errors
/// The judge's refusal, a file that cannot be read, other work in the way.
pub async fn begin(visitor: &Visitor, matter: &Matter, long: Long) -> Result<Kind, PageFault> {
    let hand = hand(visitor, matter)?;
    let act = match long {
        Long::Shuffle(_) | Long::Mix => ActKind::RecordShuffle,
        Long::Decryption(_) => ActKind::RecordDecryption,
    };
    let asked = Asked::of(visitor, matter).await?;
    if let Some(polity_org::Verdict::Refused(refused)) = asked.verdict(act) {
        return Err(PageFault::Refused(Box::new(refused.clone())));
    }
    let site = visitor.site.clone();
    let busy = visitor.t.say("work-busy");
    let owner = matter.id.as_str();
    let folder = site.election(&matter.id)?;
    if let Long::Decryption(bytes) = &long {
        let part = part(visitor, bytes)?;
        let work = move |_| async move {
            let recorded = desk::record_decryption(site.store(), &folder, &hand, &part).await;
            told(recorded)
        };
        visitor
            .site
            .jobs()
            .start(owner, Kind::Decryption, 0, busy, work)?;
        return Ok(Kind::Decryption);
    }
    let given = match long {
        Long::Shuffle(bytes) => {
            let shuffle = Shuffle::from_json(trimmed(&bytes)).map_err(|fault| {
                let say = visitor.t.say("trustees-no-shuffle").str("fault", fault);
                PageFault::invalid(say.to_string())
            })?;
            Some(shuffle)
        }
        _ => None,
    };
    let work = move |_| async move {
        let shuffle = if let Some(shuffle) = given {
            shuffle
        } else {
            let path = folder.archive().path().to_owned();
            let file = File::open(&path)
                .map_err(|fault| PageFault::NotStored(format!("{}: {fault}", path.display())))?;
            trustee::mix(BufReader::new(file), &mut site.rng()).map_err(plain)?
        };
        told(desk::record_shuffle(site.store(), &folder, &hand, shuffle).await)
    };
    visitor
        .site
        .jobs()
        .start(owner, Kind::Shuffle, 0, busy, work)?;
    Ok(Kind::Shuffle)
}

fn told(recorded: Result<Done, OfficeFault>) -> Result<Outcome, PageFault> {
    Ok(Outcome {
        done: Some(recorded.map_err(plain)?),
        ..Outcome::default()
    })
}

/// A step that the protocol refuses is a fault of what was handed in, not of the program.
pub(crate) fn plain(fault: OfficeFault) -> PageFault {
    match fault {
        OfficeFault::Keeper(fault) => PageFault::invalid(fault.to_string()),
        other => other.into(),
    }
}

/// The votes to be opened, in the protocol's form.
///
/// # Errors
/// When the box is not closed.
pub async fn ciphertexts(visitor: &Visitor, matter: &Matter) -> Result<Vec<u8>, PageFault> {
    let path = visitor
        .site
        .election(&matter.id)?
        .archive()
        .path()
        .to_owned();
    let read = move || -> Result<Vec<u8>, PageFault> {
        let file = File::open(path).map_err(|_| PageFault::NotFound)?;
        Ok(trustee::ciphertexts(BufReader::new(file))
            .map_err(plain)?
            .to_json())
    };
    let read = tokio::task::spawn_blocking(read).await;
    read.map_err(|fault| PageFault::Defect(fault.to_string()))?
}
