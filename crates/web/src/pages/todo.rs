//! What a person may do on a matter now and what is expected of them, with its deadline and the minutes
//! that it takes; and what waits for a second person.

use polity_org::act::Deed;
use polity_org::matter::{BoxState, CandidacyState};
use polity_org::{Act, Matter, Seq, Verdict, judge};
use polity_procedure::Named as _;
use polity_procedure::model::{ActKind, Holder};
use polity_values::{MatterId, PersonId};

use super::act::{elsewhere, has_page, only_unit, rule_of};
use crate::PageFault;
use crate::visitor::Visitor;
use crate::words::{self, Reason, Rule, moment::Moment};

/// An act that may be done now.
pub(crate) struct Can {
    pub(crate) kind: ActKind,
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) rule: Rule,
    pub(crate) minutes: String,
    pub(crate) closes: Option<Moment>,
    /// Whether the matter waits for it, or for this person's answer.
    pub(crate) expected: bool,
}

/// An act that may not be done now.
pub(crate) struct Cannot {
    pub(crate) label: String,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) opens: Option<Moment>,
    /// Whether it is for others, as the person does not hold the role, or its time is over.
    pub(crate) aside: bool,
}

/// Something that waits for a second person.
pub(crate) struct Waiting {
    pub(crate) seq: Seq,
    pub(crate) label: String,
    /// Who proposed it, when.
    pub(crate) by: String,
    /// Who can confirm it, by name.
    pub(crate) others: Vec<String>,
    pub(crate) rule: Rule,
    pub(crate) until: Option<Moment>,
    /// Where it is confirmed, by who may.
    pub(crate) confirm: Option<String>,
    /// Where it is declined or taken back, by who may.
    pub(crate) decline: Option<String>,
    pub(crate) mine: bool,
}

/// Minutes that an act takes, about.
fn minutes(kind: ActKind) -> u32 {
    match kind {
        ActKind::SubmitStatement => 20,
        ActKind::DecideChallenge => 30,
        ActKind::Challenge | ActKind::DeclareVoid | ActKind::RecordCredentials => 15,
        ActKind::RecordKey
        | ActKind::ProveKey
        | ActKind::RecordShuffle
        | ActKind::RecordDecryption
        | ActKind::CorrectRoll
        | ActKind::FreezeRoll
        | ActKind::OpenBallot
        | ActKind::RecordCount => 10,
        ActKind::Consent | ActKind::PublishStatements | ActKind::CloseBallot | ActKind::DrawLot => {
            5
        }
        _ => 2,
    }
}

fn takes(visitor: &Visitor, minutes: u32) -> String {
    visitor
        .t
        .say("act-minutes")
        .num("minutes", minutes)
        .to_string()
}

/// Everything that a person may do on a matter now, and why not the rest.
pub(crate) async fn options(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
) -> Result<(Vec<Can>, Vec<Cannot>), PageFault> {
    let facts = visitor.facts(person, matter).await?;
    let answers = polity_org::options(&visitor.world, &facts, person, &matter.id, visitor.now);
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    for (kind, verdict) in answers {
        match verdict {
            Verdict::Refused(refused) if !only_unit(&refused) => {
                // A role that one does not hold says all, and so does a time that is over; what else would be
                // unmet is of no use.
                let aside = refused.unmet.iter().any(|one| {
                    matches!(
                        one.why,
                        polity_org::Why::NotInRole { .. }
                            | polity_org::Why::NotAMember
                            | polity_org::Why::WindowClosed { .. }
                    )
                });
                cannot.push(Cannot {
                    label: words::act(visitor.t, kind),
                    reasons: refused
                        .unmet
                        .iter()
                        .map(|unmet| words::reason(visitor, Some(&matter.id), unmet))
                        .collect(),
                    opens: refused.opens.map(|opens| Moment::brief(visitor, opens)),
                    aside,
                });
            }
            verdict => {
                if has_page(kind) && !settled(matter, person, kind) {
                    can.push(allowed(visitor, matter, person, kind, verdict.rule()));
                }
            }
        }
    }
    Ok((can, cannot))
}

fn allowed(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
    kind: ActKind,
    rule: &polity_values::Clause,
) -> Can {
    let id = &matter.id;
    let stage = matter.current_stage();
    let window = stage.and_then(|stage| matter.window(&stage.id));
    Can {
        kind,
        label: words::act(visitor.t, kind),
        href: match elsewhere(kind) {
            Some(below) => format!("/matters/{id}/{below}"),
            None => format!("/matters/{id}/act/{}", kind.name()),
        },
        rule: words::rule(visitor, Some(id), rule),
        minutes: takes(visitor, minutes(kind)),
        closes: window.map(|window| Moment::new(visitor, window.closes)),
        expected: expected(matter, person, kind),
    }
}

/// Whether an act that the judge would allow as such has nothing left to do: it was done and is done once,
/// or there is nothing that it could be about. The judge says the same once it is filled in.
fn settled(matter: &Matter, person: &PersonId, kind: ActKind) -> bool {
    let by_me = |list: &[(PersonId, polity_org::Digest)]| list.iter().any(|(by, _)| by == person);
    let trustee = matter.trustees.get(person);
    let proposed = matter
        .proposals
        .values()
        .any(|one| one.act.deed.kind() == Some(kind));
    match kind {
        ActKind::GiveNotice
        | ActKind::FreezeRoll
        | ActKind::PublishStatements
        | ActKind::RecordCredentials => matter.was_done(kind),
        ActKind::OpenBallot | ActKind::CloseBallot | ActKind::Declare | ActKind::RecordCount => {
            matter.was_done(kind) || proposed
        }
        ActKind::Nominate => matter.candidacies.contains_key(person),
        ActKind::Consent => matter
            .candidacy(person)
            .is_some_and(|one| matches!(one.state, CandidacyState::Consented { .. })),
        ActKind::RecordKey => trustee.is_some_and(|one| one.key.is_some()),
        ActKind::ProveKey => trustee.is_some_and(|one| one.proof.is_some()),
        ActKind::RecordShuffle => by_me(&matter.shuffles),
        ActKind::RecordDecryption => by_me(&matter.decryptions),
        ActKind::DecideChallenge => matter.open_challenges() == 0 || proposed,
        ActKind::Unsupport => matter
            .candidacies
            .values()
            .all(|one| one.supports.is_empty()),
        ActKind::Support => matter.standing().is_empty(),
        _ => settled_step(matter, person, kind, proposed),
    }
}

/// The same of the acts by which candidates apply, are scored and are met.
fn settled_step(matter: &Matter, person: &PersonId, kind: ActKind, proposed: bool) -> bool {
    let progress = &matter.progress;
    let standing = matter.standing();
    match kind {
        ActKind::Apply => matter.candidacies.contains_key(person),
        ActKind::DeclareInterest => progress.interests.contains_key(person),
        ActKind::Score => {
            let scored = progress.scored.get(person);
            let mut left = standing.iter();
            left.all(|one| scored.is_some_and(|scored| scored.contains(one)))
        }
        ActKind::Hear => {
            let stage = matter.current_stage();
            let heard = stage.and_then(|stage| progress.heard.get(&stage.id));
            let mut left = standing.iter();
            left.all(|one| heard.is_some_and(|heard| heard.contains_key(one)))
        }
        ActKind::FixQuestions => {
            let here = matter.current_stage().map(|stage| &stage.id);
            let none = !progress.bank.iter().any(|one| Some(&one.stage) == here);
            none || proposed || matter.questions_here().is_some() || matter.heard_here()
        }
        ActKind::ReleaseQuestions => {
            let released = |set: &polity_org::matter::QuestionSet| set.released.is_some();
            matter.questions_here().is_none_or(released) || matter.heard_here()
        }
        _ => false,
    }
}

/// Whether the matter waits for an act that may be done.
fn expected(matter: &Matter, person: &PersonId, kind: ActKind) -> bool {
    match kind {
        // Asked of candidates, though the stage can end without them.
        ActKind::Consent | ActKind::DecideChallenge | ActKind::Score | ActKind::FixQuestions => {
            true
        }
        ActKind::SubmitStatement => matter
            .candidacy(person)
            .is_some_and(|one| one.statement.is_none()),
        ActKind::NameTrustee => {
            let terms = matter.procedure.ballot.as_ref();
            terms.is_some_and(|terms| matter.trustees.len() < terms.trustees_at_least as usize)
        }
        _ => rule_of(matter, kind).is_some_and(|rule| rule.required),
    }
}

/// Whether votes are taken now.
pub(crate) fn voting(visitor: &Visitor, matter: &Matter) -> bool {
    let open = matter
        .ballot_box
        .as_ref()
        .is_some_and(|found| found.state == BoxState::Open);
    let in_time = matter
        .ballot_close()
        .is_some_and(|(closes, _)| visitor.now < closes);
    open && in_time
}

/// Whether a person can cast a vote now: the ballot is open, and the person on its roll. Nobody knows who
/// has voted already.
pub(crate) async fn votes(
    visitor: &Visitor,
    matter: &Matter,
    person: &PersonId,
) -> Result<bool, PageFault> {
    if !voting(visitor, matter) {
        return Ok(false);
    }
    let facts = visitor.facts(person, matter).await?;
    Ok(facts.on_roll.contains(&(matter.id.clone(), person.clone())))
}

/// What waits for a second person, on a matter or in the organisation.
pub(crate) async fn waiting(
    visitor: &Visitor,
    matter: Option<&Matter>,
) -> Result<Vec<Waiting>, PageFault> {
    let proposals = matter.map_or_else(|| visitor.world.proposals(), |matter| &matter.proposals);
    let mut waiting = Vec::new();
    for (seq, proposal) in proposals {
        let mine = visitor.person.as_ref() == Some(&proposal.act.actor);
        let seconders = seconders(visitor, matter, proposal);
        let mut persons: Vec<&PersonId> = seconders.clone();
        persons.push(&proposal.act.actor);
        let names = visitor.names(persons).await?;
        let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
        let id = matter.map(|matter| &matter.id);
        let base = id.map_or_else(|| "/organisation".to_owned(), |id| format!("/matters/{id}"));
        let may = |deed: Deed| may(visitor, id, deed);
        let (confirm, decline) = (
            may(Deed::Confirm { of: *seq }).await?,
            may(Deed::Decline { of: *seq }).await?,
        );
        let stage = matter.and_then(Matter::current_stage);
        let window = stage.and_then(|stage| matter?.window(&stage.id));
        let deed = &proposal.act.deed;
        let label = match deed.kind() {
            Some(kind) => words::act(visitor.t, kind),
            None => words::label(visitor.t, super::organisation::standing_name(deed)),
        };
        waiting.push(Waiting {
            seq: *seq,
            label,
            by: visitor
                .t
                .say("act-pending-by")
                .str("name", name(&proposal.act.actor))
                .str("at", visitor.at(proposal.at))
                .to_string(),
            others: seconders.into_iter().map(name).collect(),
            rule: words::rule(visitor, id, &proposal.rule),
            until: window.map(|window| Moment::new(visitor, window.closes)),
            confirm: confirm.then(|| format!("{base}/act/confirm?of={seq}")),
            decline: decline.then(|| format!("{base}/act/decline?of={seq}")),
            mine,
        });
    }
    Ok(waiting)
}

/// Whether the judge would allow who is signed in to confirm or decline.
async fn may(visitor: &Visitor, matter: Option<&MatterId>, deed: Deed) -> Result<bool, PageFault> {
    let Some(person) = &visitor.person else {
        return Ok(false);
    };
    let act = Act {
        actor: person.clone(),
        role: None,
        for_unit: None,
        matter: matter.cloned(),
        deed,
    };
    let facts = visitor
        .site
        .store()
        .facts_fetch(&visitor.world, &act.needs(&visitor.world))
        .await?;
    Ok(judge(&visitor.world, &facts, &act, visitor.now).is_allowed())
}

/// Who holds the seat that can confirm a proposal, besides who made it.
fn seconders<'v>(
    visitor: &'v Visitor,
    matter: Option<&Matter>,
    proposal: &polity_org::matter::Proposal,
) -> Vec<&'v PersonId> {
    let deed = &proposal.act.deed;
    let mut seats = Vec::new();
    if let Some(matter) = matter {
        let rule = deed.kind().and_then(|kind| rule_of(matter, kind));
        let role =
            rule.and_then(|rule| matter.procedure.roles.iter().find(|one| one.id == rule.by));
        if let Some(Holder::Seat(seat)) = role.map(|role| &role.holder) {
            seats.push(seat.clone());
        }
    } else if let (Some(act), Some(organisation)) = (deed.standing(), visitor.world.organisation())
    {
        seats.extend(organisation.powers_to(act).map(|power| power.seat.clone()));
    }
    let mut persons: Vec<&PersonId> = seats
        .iter()
        .flat_map(|seat| visitor.world.holders(seat, visitor.now))
        .filter(|person| **person != proposal.act.actor)
        .collect();
    persons.sort();
    persons.dedup();
    persons
}
