//! Acts as forms: a form with the rule beside it, a page to check, the act itself, and what was done.
//!
//! `GET` shows the form, or why the act is refused. `POST` with `step=review` checks what was filled in and
//! asks the judge; it writes nothing. `POST` with `step=do` puts the act on the record and sends the browser
//! to the page that tells so; sent twice, it is done once.

mod cards;
mod deed;
pub(crate) mod draw;
pub(crate) mod form;
pub(crate) mod monitoring;
pub(crate) mod open;
mod questions;
mod round;
mod second;
mod sent;
pub(crate) mod standing;
mod step;

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect};
use polity_office::{OfficeFault, desk};
use polity_org::act::Deed;
use polity_org::{Act, Refused, Verdict};
use polity_procedure::Named as _;
use polity_procedure::model::ActKind;
use polity_store::{Monitored, Paper};
use polity_values::PersonId;

pub(crate) use deed::{elsewhere, has_page, rule_of};
pub use sent::Sent;

use crate::PageFault;
use crate::page::Page;
use crate::visitor::Visitor;
use draw::{Sheet, Told};
use form::{NONCE, Reader};

/// Puts an act on the record for who is signed in: the one way by which pages do. Gives the entry's number. An
/// act that was done a moment ago by the same person is not done again; its entry is given.
///
/// # Errors
/// The judge's refusal, or a fault of the store.
pub async fn submit(visitor: &Visitor, act: &Act, papers: &[Paper]) -> Result<u64, PageFault> {
    submit_with(visitor, act, papers, &[]).await
}

/// The same for an application with its answers to monitoring questions, which are counted once.
async fn submit_with(
    visitor: &Visitor,
    act: &Act,
    papers: &[Paper],
    answers: &[Monitored],
) -> Result<u64, PageFault> {
    if let Some(seq) = handed_in(visitor, papers).await? {
        return Ok(seq);
    }
    let (store, now) = (visitor.site.store(), visitor.now);
    let done = if answers.is_empty() {
        desk::submit(store, act, papers, now).await
    } else {
        desk::apply(store, act, papers, answers, now).await
    };
    match done {
        Ok(done) => {
            visitor.site.live().grown(done.head.seq);
            let mine = done.entries.iter().rev();
            let seq = mine
                .filter(|entry| entry.actor.as_ref() == Some(&act.actor))
                .map(|entry| entry.seq)
                .next();
            Ok(seq.unwrap_or(done.head.seq))
        }
        Err(OfficeFault::Refused(refused)) => match again(visitor, act) {
            Some(seq) => Ok(seq),
            None => Err(PageFault::Refused(refused)),
        },
        Err(fault) => Err(fault.into()),
    }
}

/// The entry that names one of these papers already.
async fn handed_in(visitor: &Visitor, papers: &[Paper]) -> Result<Option<u64>, PageFault> {
    let Some(paper) = papers.first() else {
        return Ok(None);
    };
    let viewer = visitor.viewer("act.again");
    let known = visitor.site.store().paper_fetch(&paper.id, &viewer).await?;
    if known.is_none_or(|known| known.hash() != paper.hash()) {
        return Ok(None);
    }
    let name = paper.id.to_string();
    let mut after = visitor.world.seq().saturating_sub(2_000);
    loop {
        let entries = visitor.site.store().entry_page(after).await?;
        let Some(last) = entries.last() else {
            return Ok(None);
        };
        after = last.seq;
        let names = |entry: &&polity_org::Entry| {
            String::from_utf8_lossy(&entry.to_bytes()).contains(&format!("\"{name}\""))
        };
        if let Some(entry) = entries.iter().find(names) {
            return Ok(Some(entry.seq));
        }
    }
}

/// The entry by which the same person did the same within the last minutes, if so.
fn again(visitor: &Visitor, act: &Act) -> Option<u64> {
    let recent = |at: polity_values::Timestamp| visitor.now.as_second() - at.as_second() < 600;
    let world = &visitor.world;
    let matter = act.matter.as_ref().and_then(|id| world.matter(id));
    let proposals = matter.map_or_else(|| world.proposals(), |matter| &matter.proposals);
    let proposed = proposals
        .iter()
        .find(|(_, one)| one.act.actor == act.actor && one.act.deed == act.deed && recent(one.at));
    if let Some((seq, _)) = proposed {
        return Some(*seq);
    }
    let kind = act.deed.kind()?;
    let done = matter?.done.iter().rev().find(|one| {
        one.act == kind
            && one.by.contains(&act.actor)
            && one.subject.as_ref() == act.deed.subject()
            && recent(one.at)
    });
    done.map(|done| done.seq)
}

/// `GET /matters/{id}/act/{act}`
///
/// # Errors
/// [`PageFault::SignIn`], [`PageFault::NotFound`], or the judge's refusal.
pub async fn page(visitor: Visitor, Path((id, name)): Path<(String, String)>) -> Page {
    let sent = Sent::of_query(&visitor.query);
    matter_act(&visitor, &id, &name, sent, Step::Form).await
}

/// `POST /matters/{id}/act/{act}`
///
/// # Errors
/// As [`page`].
pub async fn post(visitor: Visitor, Path((id, name)): Path<(String, String)>, sent: Sent) -> Page {
    let step = Step::of(&sent);
    matter_act(&visitor, &id, &name, sent, step).await
}

/// `GET /organisation/act/{act}`
///
/// # Errors
/// As [`page`].
pub async fn standing_page(visitor: Visitor, Path(name): Path<String>) -> Page {
    let sent = Sent::of_query(&visitor.query);
    standing_act(&visitor, &name, sent, Step::Form).await
}

/// `POST /organisation/act/{act}`
///
/// # Errors
/// As [`page`].
pub async fn standing_post(visitor: Visitor, Path(name): Path<String>, sent: Sent) -> Page {
    let step = Step::of(&sent);
    standing_act(&visitor, &name, sent, step).await
}

/// Where in the form one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Form,
    Back,
    Review,
    Do,
}

impl Step {
    pub(crate) fn of(sent: &Sent) -> Self {
        match sent.get("step") {
            "do" => Self::Do,
            "back" => Self::Back,
            _ => Self::Review,
        }
    }

    /// Whether what was filled in is used, so that faults are told.
    pub(crate) fn checks(self) -> bool {
        matches!(self, Self::Review | Self::Do)
    }
}

async fn matter_act(visitor: &Visitor, id: &str, name: &str, mut sent: Sent, step: Step) -> Page {
    let matter = visitor.matter(id)?;
    let actor = visitor.signed_in()?.clone();
    // Before the form is filled in, not after it.
    visitor.stepped_up()?;
    let home = format!("/matters/{id}");
    if name == "confirm" || name == "decline" {
        return second::page(visitor, Some(matter), name, &sent, step == Step::Do).await;
    }
    let kind = ActKind::named(name).ok_or(PageFault::NotFound)?;
    let rule = rule_of(matter, kind).ok_or(PageFault::NotFound)?;
    if let Some(below) = elsewhere(kind) {
        return Ok(Redirect::to(&format!("{home}/{below}")).into_response());
    }
    let mut sheet = Sheet {
        visitor,
        matter: Some(matter),
        sitting: None,
        clause: None,
        name,
        action: format!("{home}/act/{name}"),
        home,
        persons: rule.persons,
        monitored: Vec::new(),
    };
    if step == Step::Form && !sent.get("done").is_empty() {
        return sheet.done(sent.get("done"), &actor).await;
    }
    if step != Step::Do {
        allowed(visitor, matter, &actor, kind).await?;
    }
    with_nonce(visitor, &mut sent);
    let mut reader = Reader::new(visitor, &sent, step.checks());
    let ready = deed::read(&mut reader, matter, &actor, kind).await?;
    let _ = reader.hidden(NONCE);
    let ready = ready.map(|ready| {
        sheet.monitored = ready.monitored;
        let mut act = Act::on(matter.id.clone(), actor.clone(), ready.deed);
        act.for_unit = ready.unit;
        (act, ready.papers)
    });
    sheet.go_on(reader, ready, step, Told::default()).await
}

async fn standing_act(visitor: &Visitor, name: &str, mut sent: Sent, step: Step) -> Page {
    let organisation = visitor.organisation()?;
    let actor = visitor.signed_in()?.clone();
    // Before the form is filled in, not after it.
    visitor.stepped_up()?;
    if name == "confirm" || name == "decline" {
        return second::page(visitor, None, name, &sent, step == Step::Do).await;
    }
    let act = standing::named(name).ok_or(PageFault::NotFound)?;
    let persons = organisation.powers_to(act).map(|power| power.persons).max();
    let mut sheet = Sheet {
        visitor,
        matter: None,
        sitting: None,
        clause: None,
        name,
        action: format!("/organisation/act/{name}"),
        home: "/organisation".to_owned(),
        persons: persons.unwrap_or(1),
        monitored: Vec::new(),
    };
    if step == Step::Form && !sent.get("done").is_empty() {
        return sheet.done(sent.get("done"), &actor).await;
    }
    if let Verdict::Refused(refused) =
        polity_org::judge_power(&visitor.world, &actor, act, visitor.now)
    {
        return Err(PageFault::Refused(Box::new(refused)));
    }
    with_nonce(visitor, &mut sent);
    let mut reader = Reader::new(visitor, &sent, step.checks());
    let mut told = Told::default();
    let ready = standing::read(&mut reader, (name, act), &mut told).await?;
    let _ = reader.hidden(NONCE);
    // What is out of the ordinary takes two persons, whatever the power asks.
    let stated =
        |one: &deed::Ready| matches!(&one.deed, Deed::OpenMatter(it) if !it.stated.is_nothing());
    if ready.as_ref().is_some_and(stated) {
        sheet.persons = sheet.persons.max(2);
    }
    let ready = ready.map(|ready| (Act::standing(actor.clone(), ready.deed), ready.papers));
    sheet.go_on(reader, ready, step, told).await
}

/// The judge's answer to an act as such, before anything is filled in.
async fn allowed(
    visitor: &Visitor,
    matter: &polity_org::Matter,
    actor: &PersonId,
    kind: ActKind,
) -> Result<(), PageFault> {
    let facts = visitor.facts(actor, matter).await?;
    let options = polity_org::options(&visitor.world, &facts, actor, &matter.id, visitor.now);
    match options.into_iter().find(|(known, _)| *known == kind) {
        Some((_, Verdict::Refused(refused))) if !only_unit(&refused) => {
            Err(PageFault::Refused(Box::new(refused)))
        }
        Some(_) => Ok(()),
        None => Err(PageFault::NotFound),
    }
}

/// Whether nothing is unmet but the choice of a unit, which the form asks for.
pub(crate) fn only_unit(refused: &Refused) -> bool {
    refused
        .unmet
        .iter()
        .all(|unmet| unmet.why == polity_org::Why::UnitNotNamed)
}

/// A form gets a number of its own when it is first shown.
pub(crate) fn with_nonce(visitor: &Visitor, sent: &mut Sent) {
    use rand_core::Rng as _;
    if sent.get(NONCE).is_empty() {
        let mut nonce = [0_u8; 16];
        visitor.site.rng().fill_bytes(&mut nonce);
        sent.set(NONCE, polity_org::Digest::of(&nonce).to_string());
    }
}

/// A count as texts take it.
pub(crate) trait Figure {
    /// Its value.
    fn value(&self) -> usize;
}

impl Figure for usize {
    fn value(&self) -> usize {
        *self
    }
}

impl<T: Figure> Figure for &T {
    fn value(&self) -> usize {
        (**self).value()
    }
}

/// A count as texts take it, from the references that templates give.
pub(crate) fn figure(number: impl Figure) -> i64 {
    i64::try_from(number.value()).unwrap_or(i64::MAX)
}

/// What `Confirm` and `Decline` say of a proposal.
fn second_deed(name: &str, of: u64) -> Deed {
    if name == "confirm" {
        Deed::Confirm { of }
    } else {
        Deed::Decline { of }
    }
}
