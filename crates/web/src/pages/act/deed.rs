//! The acts on a matter that are forms: which fields each has, and the deed that they make.

use polity_office::texts::{self, APPEALS_PANEL, PUBLIC, STATEMENT};
use polity_org::act::{ChallengeDecision, Deed};
use polity_org::organisation::Place;
use polity_org::vetting::CaseDeed;
use polity_org::{Matter, Text};
use polity_procedure::model::{ActKind, ActRule, Holder};
use polity_store::{Monitored, Paper};
use polity_values::{PersonId, UnitId};

use super::form::{Choice, Reader};
use super::step;
use crate::PageFault;
use crate::words::{self, Said};

/// A deed that is ready to be judged, with its papers and the unit for which it is done.
pub(crate) struct Ready {
    pub(crate) deed: Deed,
    pub(crate) papers: Vec<Paper>,
    pub(crate) unit: Option<UnitId>,
    /// What an applicant answers for monitoring.
    pub(crate) monitored: Vec<Monitored>,
}

impl From<Deed> for Ready {
    fn from(deed: Deed) -> Self {
        Self {
            deed,
            papers: Vec::new(),
            unit: None,
            monitored: Vec::new(),
        }
    }
}

/// The path below the matter's at which an act is done that is no form of this folder.
pub(crate) fn elsewhere(kind: ActKind) -> Option<&'static str> {
    match kind {
        ActKind::FreezeRoll | ActKind::CorrectRoll => Some("roll"),
        ActKind::RecordKey
        | ActKind::ProveKey
        | ActKind::RecordShuffle
        | ActKind::RecordDecryption => Some("trustees"),
        ActKind::RecordCredentials
        | ActKind::OpenBallot
        | ActKind::CloseBallot
        | ActKind::DrawLot
        | ActKind::RecordCount => Some("ballot"),
        _ => None,
    }
}

/// Whether an act has a form here or a page of its own. What has neither is not offered: a link would lead nowhere.
pub(crate) fn has_page(kind: ActKind) -> bool {
    elsewhere(kind).is_some()
        || step::is_here(kind)
        || matches!(
            kind,
            ActKind::GiveNotice
                | ActKind::Nominate
                | ActKind::Withdraw
                | ActKind::Declare
                | ActKind::Support
                | ActKind::Unsupport
                | ActKind::Consent
                | ActKind::SubmitStatement
                | ActKind::PublishStatements
                | ActKind::NameTrustee
                | ActKind::ExtendBallot
                | ActKind::ExtendCall
                | ActKind::Challenge
                | ActKind::DecideChallenge
                | ActKind::DeclareVoid
        )
}

/// The rule of the present stage for an act, or the first rule of the procedure for it.
pub(crate) fn rule_of(matter: &Matter, kind: ActKind) -> Option<&ActRule> {
    let here = matter.current_stage().into_iter();
    here.chain(&matter.procedure.stages)
        .flat_map(|stage| &stage.acts)
        .find(|rule| rule.act == kind)
}

/// The fields of an act, and the deed when all of them are right.
pub(crate) async fn read(
    reader: &mut Reader<'_>,
    matter: &Matter,
    actor: &PersonId,
    kind: ActKind,
) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let most = rule_of(matter, kind).and_then(|rule| rule.words);
    Ok(match kind {
        ActKind::GiveNotice => Some(Deed::GiveNotice {}.into()),
        ActKind::Nominate => Some(Deed::Nominate {}.into()),
        ActKind::Withdraw => Some(Deed::Withdraw {}.into()),
        ActKind::Declare => Some(Deed::Declare {}.into()),
        ActKind::Support | ActKind::Unsupport => support(reader, matter, actor, kind).await?,
        ActKind::Consent => consent(reader, matter),
        ActKind::SubmitStatement => {
            let hint = words_hint(reader, most);
            let label = t.say("act-field-statement");
            let text = reader.text("statement", label, Some(hint), most);
            written(reader, STATEMENT, text, Deed::SubmitStatement)?
        }
        ActKind::PublishStatements => {
            let hint = t.say("act-field-seed-hint").to_string();
            let seed = reader.line("seed", t.say("act-field-seed"), Some(hint));
            seed.map(|seed| Deed::PublishStatements { seed }.into())
        }
        ActKind::NameTrustee => {
            let hint = t.say("act-field-trustee-hint").to_string();
            let label = t.say("act-field-trustee");
            let trustee = reader.member("trustee", label, Some(hint), true).await?;
            trustee.map(|trustee| Deed::NameTrustee { trustee }.into())
        }
        ActKind::ExtendBallot | ActKind::ExtendCall => extend(reader, matter, kind, most)?,
        ActKind::Challenge => {
            let text = reason(reader, true, most);
            written(reader, APPEALS_PANEL, text, |reason| Deed::Challenge {
                reason,
            })?
        }
        ActKind::DecideChallenge => decide(reader, matter, most).await?,
        ActKind::DeclareVoid => {
            let text = reason(reader, false, most);
            written(reader, PUBLIC, text, |reasons| Deed::DeclareVoid {
                reasons,
            })?
        }
        kind => return step::read(reader, matter, actor, kind).await,
    })
}

/// The organisation's zone by its name.
pub(super) fn zone_name(reader: &Reader<'_>) -> String {
    let zone = reader.visitor.zone();
    zone.iana_name().unwrap_or("UTC").to_owned()
}

pub(super) fn words_hint(reader: &Reader<'_>, most: Option<usize>) -> String {
    let t = reader.t();
    most.map_or_else(
        || t.say("act-field-words-free").to_string(),
        |most| {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            t.say("act-field-words").num("most", most).to_string()
        },
    )
}

pub(super) fn reason(
    reader: &mut Reader<'_>,
    for_panel: bool,
    most: Option<usize>,
) -> Option<String> {
    let t = reader.t();
    let who = if for_panel {
        t.say("act-field-reason-panel")
    } else {
        t.say("act-field-reason-public")
    };
    let hint = match most {
        Some(_) => format!("{who} {}", words_hint(reader, most)),
        None => who.to_string(),
    };
    reader.text("reason", t.say("act-field-reason"), Some(hint), most)
}

/// More time for everybody: for the ballot, or for applications.
fn extend(
    reader: &mut Reader<'_>,
    matter: &Matter,
    kind: ActKind,
    most: Option<usize>,
) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let closes = if kind == ActKind::ExtendCall {
        let stage = matter.current_stage();
        let window = stage.and_then(|stage| matter.window(&stage.id));
        window.map(|window| window.closes)
    } else {
        matter.ballot_close().map(|(closes, _)| closes)
    };
    let closes = closes.map(|at| reader.visitor.at(at)).unwrap_or_default();
    let hint = t
        .say("act-field-to-hint")
        .str("closes", closes)
        .str("zone", zone_name(reader));
    let to = reader.instant("to", t.say("act-field-to"), Some(hint.to_string()));
    let text = reason(reader, false, most);
    let Some(to) = to else {
        return Ok(None);
    };
    written(reader, PUBLIC, text, |reason| {
        if kind == ActKind::ExtendCall {
            Deed::Case(CaseDeed::ExtendCall { to, reason })
        } else {
            Deed::ExtendBallot { to, reason }
        }
    })
}

/// A deed about something written, with the paper.
pub(super) fn written(
    reader: &Reader<'_>,
    audience: &str,
    text: Option<String>,
    deed: impl FnOnce(Text) -> Deed,
) -> Result<Option<Ready>, PageFault> {
    let Some(text) = text.filter(|_| reader.checking()) else {
        return Ok(None);
    };
    let paper = texts::paper(audience, text, &mut reader.rng())
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let deed = deed(paper.reference());
    Ok(Some(Ready {
        papers: vec![paper],
        ..deed.into()
    }))
}

/// The units in which a person holds the seat by which an act's role acts.
fn units_of(reader: &Reader<'_>, matter: &Matter, actor: &PersonId, kind: ActKind) -> Vec<UnitId> {
    let rule = rule_of(matter, kind);
    let role = rule.and_then(|rule| {
        matter
            .procedure
            .roles
            .iter()
            .find(|role| role.id == rule.by)
    });
    let (Some(role), Some(organisation)) = (role, reader.visitor.world.organisation()) else {
        return Vec::new();
    };
    let Holder::SeatOfEach { seat, .. } = &role.holder else {
        return Vec::new();
    };
    organisation
        .places_of(actor, seat, reader.visitor.now)
        .filter_map(|place| match place {
            Place::Unit(unit) => Some(unit.clone()),
            Place::Body(_) => None,
        })
        .collect()
}

async fn support(
    reader: &mut Reader<'_>,
    matter: &Matter,
    actor: &PersonId,
    kind: ActKind,
) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let units = units_of(reader, matter, actor, kind);
    let unit = match units.as_slice() {
        [one] => Some(one.clone()),
        several => {
            let title = |unit: &UnitId| {
                let organisation = reader.visitor.world.organisation();
                let known = organisation.and_then(|one| one.units.get(unit));
                known.map_or_else(|| unit.to_string(), |known| known.title.clone())
            };
            let choices = several.iter().map(|unit| Choice {
                value: unit.to_string(),
                label: title(unit),
                hint: None,
            });
            let choices = choices.collect();
            let chosen = reader.choice("unit", t.say("act-field-unit"), None, choices);
            several
                .iter()
                .find(|unit| Some(unit.as_str()) == chosen.as_deref())
                .cloned()
        }
    };
    let standing = matter.standing();
    // Of those whom the branch supports already, support can only be taken back.
    let offered: Vec<_> = standing
        .iter()
        .filter(|person| {
            let candidacy = matter.candidacy(person);
            let supports =
                |unit: &UnitId| candidacy.is_some_and(|one| one.supports.contains_key(unit));
            match units.as_slice() {
                [one] => supports(one) == (kind == ActKind::Unsupport),
                _ => true,
            }
        })
        .collect();
    let names = reader.visitor.names(offered.iter().copied()).await?;
    let choices = names.iter().map(|(person, name)| Choice {
        value: person.to_string(),
        label: name.clone(),
        hint: None,
    });
    let choices = choices.collect();
    let candidate = reader.choice("candidate", t.say("act-field-candidate"), None, choices);
    let candidate = candidate.and_then(|id| PersonId::new(id).ok());
    let (Some(candidate), Some(unit)) = (candidate, unit) else {
        return Ok(None);
    };
    let deed = if kind == ActKind::Support {
        Deed::Support { candidate }
    } else {
        Deed::Unsupport { candidate }
    };
    Ok(Some(Ready {
        unit: Some(unit),
        ..deed.into()
    }))
}

fn consent(reader: &mut Reader<'_>, matter: &Matter) -> Option<Ready> {
    let t = reader.t();
    let title = words::procedure::text(t, &matter.procedure.title);
    let hint = t.say("act-field-terms-hint").to_string();
    reader.note("terms", t.say("act-field-terms"), title, Some(hint));
    let constraints = &matter.procedure.constraints;
    if !constraints.is_empty() {
        let text = words::Said::plain(t.say("act-field-classes-text").to_string());
        reader.note("classes", t.say("act-field-classes"), text, None);
    }
    let mut classes = std::collections::BTreeSet::new();
    for constraint in constraints {
        let title = words::procedure::text(t, &constraint.title).text;
        let yes = t.say("act-field-class").str("class", title);
        if reader.tick_if(&format!("class-{}", constraint.id), yes) {
            classes.insert(constraint.id.clone());
        }
    }
    let missing = t.say("act-field-terms-missing");
    reader.tick("agree", t.say("act-field-terms-yes"), missing)?;
    let terms = matter.terms;
    Some(Deed::Consent { terms, classes }.into())
}

async fn decide(
    reader: &mut Reader<'_>,
    matter: &Matter,
    most: Option<usize>,
) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let mut choices = Vec::new();
    for (seq, challenge) in &matter.challenges {
        if challenge.decision.is_some() {
            continue;
        }
        let viewer = reader.visitor.viewer("act.decide-challenge");
        let paper = &challenge.reason.paper;
        let reasons = reader
            .visitor
            .site
            .store()
            .paper_fetch(paper, &viewer)
            .await?;
        choices.push(Choice {
            value: seq.to_string(),
            label: t
                .say("act-field-challenge-line")
                .str("at", reader.visitor.at(challenge.at))
                .str("seq", seq)
                .to_string(),
            hint: reasons.map(|paper| paper.text),
        });
    }
    let challenge = reader.choice("challenge", t.say("act-field-challenge"), None, choices);
    let decision = [
        ("no", t.say("act-field-upheld-no")),
        ("yes", t.say("act-field-upheld-yes")),
    ];
    let decision = decision.map(|(value, label)| Choice {
        value: value.to_owned(),
        label: label.to_string(),
        hint: None,
    });
    let upheld = reader.choice("upheld", t.say("act-field-upheld"), None, decision.into());
    let text = reason(reader, false, most);
    let (Some(challenge), Some(upheld)) = (challenge.and_then(|seq| seq.parse().ok()), upheld)
    else {
        return Ok(None);
    };
    written(reader, PUBLIC, text, |reasons| {
        Deed::DecideChallenge(ChallengeDecision {
            challenge,
            upheld: upheld == "yes",
            reasons,
        })
    })
}

/// What was proposed, in words, for who is asked to confirm it.
pub(crate) fn summary(
    reader: &mut Reader<'_>,
    deed: &Deed,
    names: &std::collections::BTreeMap<PersonId, String>,
) {
    let t = reader.t();
    let visitor = reader.visitor;
    let name = |person: &PersonId| {
        names
            .get(person)
            .cloned()
            .unwrap_or_else(|| person.to_string())
    };
    if let Deed::Step(one) = deed {
        step::summary(reader, one, names);
        return;
    }
    let mut note = |key: &str, label: crate::lang::Phrase, text: String| {
        reader.note(key, label, Said::plain(text), None);
    };
    match deed {
        Deed::NameTrustee { trustee } => {
            note("trustee", t.say("nominations-person"), name(trustee));
        }
        Deed::ExtendBallot { to, .. } | Deed::Case(CaseDeed::ExtendCall { to, .. }) => {
            note("to", t.say("act-field-to"), visitor.at(*to));
        }
        Deed::DecideChallenge(decision) => {
            let said = if decision.upheld {
                t.say("act-field-upheld-yes")
            } else {
                t.say("act-field-upheld-no")
            };
            note("upheld", t.say("act-field-upheld"), said.to_string());
        }
        Deed::RecordCount(count) => {
            let elected: Vec<_> = count.elected.iter().map(name).collect();
            note("elected", t.say("matter-elected"), words::list(t, &elected));
        }
        Deed::AdoptProcedure(adoption) => {
            note(
                "digest",
                t.say("procedure-digest"),
                adoption.sha256.to_string(),
            );
        }
        Deed::OpenMatter(opening) => {
            note(
                "title",
                t.say("act-field-matter-title"),
                opening.title.clone(),
            );
            note(
                "procedure",
                t.say("act-field-procedure"),
                opening.procedure.to_string(),
            );
        }
        Deed::FormUnit(unit) => note("unit", t.say("act-field-unit-title"), unit.title.clone()),
        Deed::LimitRight(limit) => {
            note("from", t.say("act-field-from"), visitor.at(limit.from));
            note("until", t.say("act-field-until"), visitor.at(limit.until));
        }
        _ => {}
    }
}

/// The text of a deed's reasons, if it has some: what who confirms it must have read.
pub(crate) fn reasons_of(deed: &Deed) -> Option<&Text> {
    match deed {
        Deed::ExtendBallot { reason, .. } | Deed::Case(CaseDeed::ExtendCall { reason, .. }) => {
            Some(reason)
        }
        Deed::DecideChallenge(decision) => Some(&decision.reasons),
        Deed::DeclareVoid { reasons } => Some(reasons),
        Deed::LimitRight(limit) => Some(&limit.reason),
        Deed::ReportEmergency(report) => Some(&report.report),
        Deed::CorrectRoll(correction) => Some(&correction.reason),
        Deed::Step(one) => step::reasons_of(one),
        _ => None,
    }
}
