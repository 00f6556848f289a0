//! The ballot desk: what must hold before a ballot opens, each with its rule; the paper as voters will see it;
//! and the steps of two persons from the opening to the count. Acts are in `ballot_acts`.

use askama::Template;
use axum::extract::Path;
use polity_org::act::Deed;
use polity_org::matter::BoxState;
use polity_org::{ActKind, Matter};
use polity_procedure::model::{Holder, TieRule};
use polity_values::PersonId;

use crate::asked::{self, Asked};
use crate::lang::Say;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Rule};
use crate::{PageFault, assets};

#[derive(Template)]
#[template(path = "ballot/desk.html")]
struct Desk {
    frame: Frame,
    id: String,
    checks: Vec<Check>,
    ready: bool,
    opened: bool,
    closed: bool,
    authority: Option<Authority>,
    paper: Vec<String>,
    seats: u32,
    pending: Vec<Pending>,
    open: bool,
    close: bool,
    count: bool,
    extend: bool,
    draws: bool,
    mixed: u64,
    parts: u64,
    trustees: u64,
    files: Vec<(&'static str, String)>,
    counted: bool,
}

/// One line of the pre-flight list.
struct Check {
    /// `green`, `yellow` or `red`: a tag's colour, with a word beside it.
    colour: &'static str,
    word: String,
    text: String,
    rule: Option<Rule>,
}

/// What the credential authority needs.
struct Authority {
    uuid: String,
    allowed: bool,
    handed_in: Option<String>,
}

/// What waits for a second person.
struct Pending {
    seq: u64,
    act: String,
    by: String,
    at: String,
    own: bool,
}

/// How a check stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    Green,
    Amber,
    Red,
}

/// `GET /matters/{id}/ballot`
///
/// # Errors
/// [`PageFault::Forbidden`] for who is no officer.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let terms = matter
        .procedure
        .ballot
        .as_ref()
        .ok_or(PageFault::NotFound)?;
    let person = asked::officer(&visitor)?;
    let asked = Asked::of(&visitor, matter).await?;
    let standing = matter.standing();
    let names = visitor.names(standing.iter()).await?;
    let checks = checks(&visitor, matter);
    let pending = pending(&visitor, matter, person).await?;
    let waits = |kind: ActKind| {
        let mut proposals = matter.proposals.values();
        proposals.any(|proposal| proposal.act.deed.kind() == Some(kind))
    };
    let may = |kind: ActKind| asked.allowed(kind) && !waits(kind);
    let state = matter.ballot_box.as_ref().map(|found| &found.state);
    show(&Desk {
        id: matter.id.to_string(),
        ready: checks.iter().all(|check| check.colour != "red"),
        checks,
        opened: state.is_some(),
        closed: matches!(state, Some(BoxState::Closed { .. })),
        authority: authority(&visitor, matter, person, &asked)?,
        paper: standing
            .iter()
            .map(|person| names.get(person).cloned().unwrap_or_default())
            .collect(),
        seats: matter
            .procedure
            .seats
            .as_ref()
            .map_or(0, |seats| seats.number),
        pending,
        open: may(ActKind::OpenBallot),
        close: may(ActKind::CloseBallot),
        count: may(ActKind::RecordCount),
        extend: may(ActKind::ExtendBallot),
        draws: terms.ties == TieRule::LotDrawnByReturningOfficer,
        mixed: matter.shuffles.len() as u64,
        parts: matter.decryptions.len() as u64,
        trustees: matter.trustees.len() as u64,
        files: files(&visitor, matter)?,
        counted: matter.count.is_some(),
        frame: Frame::new(&visitor, visitor.t.say("ballot-title")).within(matter),
    })
}

/// Who conducts the election: the holders of the seat that opens the ballot.
pub(crate) fn officers_of(visitor: &Visitor, matter: &Matter) -> Vec<PersonId> {
    let rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let by = rules
        .filter(|rule| rule.act == ActKind::OpenBallot)
        .map(|rule| &rule.by)
        .next();
    let role = matter
        .procedure
        .roles
        .iter()
        .find(|role| Some(&role.id) == by);
    match role.map(|role| &role.holder) {
        Some(Holder::Seat(seat)) => {
            let holders = visitor.world.holders(seat, visitor.now);
            holders.into_iter().cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// The clause of an act in a matter's procedure.
fn act_rule(visitor: &Visitor, matter: &Matter, act: ActKind) -> Option<Rule> {
    let mut rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    let rule = rules.find(|rule| rule.act == act)?;
    Some(words::rule(visitor, Some(&matter.id), &rule.rule))
}

fn has_act(matter: &Matter, act: ActKind) -> bool {
    let mut rules = matter.procedure.stages.iter().flat_map(|stage| &stage.acts);
    rules.any(|rule| rule.act == act)
}

/// One line of the list, with its light.
fn lit(t: Say, light: Light, text: crate::lang::Phrase, rule: Option<Rule>) -> Check {
    Check {
        colour: match light {
            Light::Green => "green",
            Light::Amber => "yellow",
            Light::Red => "red",
        },
        word: match light {
            Light::Green => t.say("ballot-green"),
            Light::Amber => t.say("ballot-amber"),
            Light::Red => t.say("ballot-red"),
        }
        .to_string(),
        text: text.to_string(),
        rule,
    }
}

/// Everything that must hold before the ballot opens, and what somebody should look at.
fn checks(visitor: &Visitor, matter: &Matter) -> Vec<Check> {
    let t = visitor.t;
    let lit = |light, text, rule| lit(t, light, text, rule);
    let must = |holds: bool| if holds { Light::Green } else { Light::Red };
    let rule = |act| act_rule(visitor, matter, act);
    let roll = matter.roll.as_ref().map_or(0, |roll| roll.statement.size);
    let size = t.say("ballot-check-roll").str("size", t.count(roll));
    let mut checks = vec![lit(must(roll > 0), size, rule(ActKind::FreezeRoll))];
    if has_act(matter, ActKind::PublishStatements) {
        let published = must(matter.was_done(ActKind::PublishStatements));
        let text = t.say("ballot-check-statements");
        checks.push(lit(published, text, rule(ActKind::PublishStatements)));
    }
    let proved = matter
        .trustees
        .values()
        .filter(|one| one.proof.is_some())
        .count();
    let needed = matter
        .procedure
        .ballot
        .as_ref()
        .map_or(0, |terms| terms.trustees_at_least);
    let ready = proved == matter.trustees.len() && proved >= needed as usize;
    let text = t
        .say("ballot-check-trustees")
        .str("proved", proved)
        .str("named", matter.trustees.len())
        .str("needed", needed);
    checks.push(lit(must(ready), text, rule(ActKind::ProveKey)));
    let made = matter
        .credentials
        .map_or(0, |credentials| credentials.count);
    let text = t
        .say("ballot-check-credentials")
        .str("made", t.count(made))
        .str("roll", t.count(roll));
    let fits = must(made == roll && made > 0);
    checks.push(lit(fits, text, rule(ActKind::RecordCredentials)));
    let candidates = matter.standing().len();
    let seats = matter
        .procedure
        .seats
        .as_ref()
        .map_or(0, |seats| seats.number);
    let contested = must(candidates > seats as usize);
    let text = t
        .say("ballot-check-candidates")
        .str("candidates", candidates)
        .str("seats", seats);
    checks.push(lit(contested, text, None));
    let booth = if assets::booth_digest().is_some() {
        Light::Green
    } else {
        Light::Amber
    };
    checks.push(lit(booth, t.say("ballot-check-booth"), None));
    let contact = !officers_of(visitor, matter).is_empty();
    checks.push(lit(
        must(contact),
        t.say("ballot-check-contact"),
        rule(ActKind::OpenBallot),
    ));
    if orders_exceed(candidates, roll) {
        let text = t.say("ballot-check-orders").str("candidates", candidates);
        checks.push(lit(Light::Amber, text, None));
    }
    checks
}

/// Whether there are more orders of the candidates than voters: then a voter can be told to use a rare order
/// and be recognised by it when the papers are published.
fn orders_exceed(candidates: usize, roll: u64) -> bool {
    let mut orders: u64 = 1;
    for factor in 2..=candidates as u64 {
        orders = orders.saturating_mul(factor);
    }
    orders > roll
}

async fn pending(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
) -> Result<Vec<Pending>, PageFault> {
    let ours = matter.proposals.iter().filter(|(_, proposal)| {
        matches!(
            proposal.act.deed,
            Deed::OpenBallot(_)
                | Deed::ExtendBallot { .. }
                | Deed::CloseBallot(_)
                | Deed::DrawLot(_)
                | Deed::RecordCount(_)
                | Deed::NameTrustee { .. }
        )
    });
    let mut pending = Vec::new();
    for (seq, proposal) in ours {
        let actor = &proposal.act.actor;
        let names = visitor.names([actor]).await?;
        let act = proposal.act.deed.kind();
        pending.push(Pending {
            seq: *seq,
            act: act.map_or_else(String::new, |kind| words::act(visitor.t, kind)),
            by: names.get(actor).cloned().unwrap_or_default(),
            at: visitor.at(proposal.at),
            own: actor == person,
        });
    }
    Ok(pending)
}

fn authority(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
    asked: &Asked,
) -> Result<Option<Authority>, PageFault> {
    if !asked::plays(visitor, matter, ActKind::RecordCredentials, person) || matter.roll.is_none() {
        return Ok(None);
    }
    let folder = visitor.site.election(&matter.id)?;
    Ok(Some(Authority {
        uuid: folder.uuid(&mut visitor.site.rng())?,
        allowed: asked.allowed(ActKind::RecordCredentials),
        handed_in: matter.credentials.map(|one| visitor.t.count(one.count)),
    }))
}

/// The files of the election that are there.
fn files(visitor: &Visitor, matter: &Matter) -> Result<Vec<(&'static str, String)>, PageFault> {
    let folder = visitor.site.election(&matter.id)?;
    let t = visitor.t;
    let all = [
        ("election.json", t.say("ballot-file-election")),
        ("election.bel", t.say("ballot-file-archive")),
        ("result.json", t.say("ballot-file-result")),
        ("result.txt", t.say("ballot-file-words")),
        ("result-sheet.csv", t.say("ballot-file-sheet")),
        ("ballots.blt", t.say("ballot-file-papers")),
        ("verification.txt", t.say("ballot-file-verification")),
    ];
    let there = all
        .into_iter()
        .filter(|(name, _)| folder.path().join(name).is_file());
    Ok(there.map(|(name, text)| (name, text.to_string())).collect())
}

#[cfg(test)]
mod tests {
    use super::orders_exceed;

    #[test]
    fn c7_many_candidates_and_few_voters_are_warned_of() {
        assert!(!orders_exceed(4, 24));
        assert!(orders_exceed(4, 23));
        assert!(orders_exceed(200, u64::MAX - 1));
    }
}
