//! A matter's own page: where it stands, its timetable, what the visitor may do now and why not the rest.

use askama::Template;
use axum::extract::Path;
use polity_org::act::StandingAct;
use polity_org::matter::{BoxState, Position, StripState, Upheld};
use polity_org::{Matter, Verdict};
use polity_procedure::Named as _;
use polity_procedure::model::{ActKind, Holder, StageKind};
use polity_values::Timestamp;

use super::act::open;
use super::progress::applications;
use super::todo::{self, Can, Cannot, Waiting};
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

#[derive(Template)]
#[template(path = "matter/matter.html")]
struct MatterPage {
    frame: Frame,
    over: Said,
    /// Where it stands, in a sentence.
    state: String,
    until: Option<Moment>,
    ended: bool,
    /// Who is elected, as declared or subject to challenge.
    elected: Option<String>,
    /// Whether there is a count to look at.
    counted: bool,
    /// Where a voter types her code, while voting is open and she has a vote as far as is known.
    booth: Option<String>,
    strip: Vec<StripLine>,
    waiting: Vec<Waiting>,
    signed_in: bool,
    can: Vec<Can>,
    cannot: Vec<Cannot>,
    aside: Vec<Cannot>,
    challenges: Vec<ChallengeLine>,
    /// What was out of the ordinary when it was opened, and what was reported since.
    stated: Vec<open::Told>,
    /// Where the report on its emergency is published, while it is owed and the visitor may.
    report: Option<String>,
    links: Vec<Link>,
    officers: Vec<String>,
    office: Said,
    procedure: String,
    calendar: String,
    /// Where an officer starts a rehearsal of it.
    rehearse: Option<String>,
}

/// A stage of the strip.
pub(crate) struct StripLine {
    pub(crate) title: Said,
    /// The class: done, now, next or later.
    pub(crate) mark: &'static str,
    pub(crate) state: String,
    /// When it is, as short as it can be said.
    pub(crate) dates: Dates,
    /// When it is, in full.
    pub(crate) opens: Moment,
    pub(crate) closes: Moment,
    pub(crate) who: String,
    pub(crate) current: bool,
    pub(crate) over: bool,
}

/// The dates of a stage as the strip shows them: what matters to who reads it now.
pub(crate) enum Dates {
    /// It is now: when it ends.
    Until(Moment),
    /// It is next: when it begins.
    From(Moment),
    /// It begins and ends on one day.
    On(Moment),
    /// From day to day.
    Between(Moment, Moment),
}

struct ChallengeLine {
    made: Moment,
    entry: u64,
    state: String,
}

/// A page below the matter's.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) hint: String,
}

/// `GET /matters/{id}`
///
/// # Errors
/// [`PageFault::NotFound`], or faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let t = visitor.t;
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    let mut votes = todo::voting(&visitor, matter);
    if let Some(person) = &visitor.person {
        (can, cannot) = todo::options(&visitor, matter, person).await?;
        votes = todo::votes(&visitor, matter, person).await?;
    }
    let booth = matter.ballot_box.as_ref().filter(|_| votes);
    let ended = matches!(matter.position, Position::Ended(_));
    // When all is over, the list of what cannot be done says nothing.
    if ended {
        cannot.clear();
    }
    let (aside, cannot) = cannot.into_iter().partition(|one| one.aside);
    let window = matter
        .current_stage()
        .and_then(|stage| matter.window(&stage.id));
    let next = window.map(|window| {
        let opens = window.opens > visitor.now;
        Moment::new(&visitor, if opens { window.opens } else { window.closes })
    });
    let (office, officers) = officers(&visitor, matter).await?;
    show(&MatterPage {
        frame: Frame::new(&visitor, &matter.title).crumb(t.say("frame-matters"), "/matters"),
        over: words::procedure::text(t, &matter.procedure.title),
        state: state(&visitor, matter),
        until: next,
        ended,
        elected: elected(&visitor, matter).await?,
        counted: matter.count.is_some(),
        booth: booth.map(|found| format!("/booth/{}", found.opening.uuid)),
        strip: strip(&visitor, matter),
        waiting: todo::waiting(&visitor, Some(matter)).await?,
        signed_in: visitor.person.is_some(),
        can,
        cannot,
        aside,
        challenges: challenges(&visitor, matter),
        stated: open::told_of(&visitor, matter).await?,
        report: report(&visitor, matter),
        links: links(&visitor, matter),
        rehearse: crate::rehearsal::begin::offer(&visitor, matter),
        officers,
        office,
        procedure: format!("/procedures/{}", matter.procedure.name),
        calendar: format!("/matters/{id}/calendar.ics"),
    })
}

/// Where the visitor publishes the report on an emergency that is over, if it is owed.
fn report(visitor: &Visitor, matter: &Matter) -> Option<String> {
    let person = visitor.person.as_ref()?;
    let act = StandingAct::OpenMatter;
    let verdict = polity_org::judge_power(&visitor.world, person, act, visitor.now);
    let may = !matches!(verdict, Verdict::Refused(_));
    (may && matter.owes_report())
        .then(|| format!("/organisation/act/report-emergency?matter={}", matter.id))
}

/// Where a matter stands, in a sentence.
pub(crate) fn state(visitor: &Visitor, matter: &Matter) -> String {
    let t = visitor.t;
    let stage = match (&matter.position, matter.current_stage()) {
        (Position::Ended(end), _) => {
            let phrase = t.named("end-", end.name());
            return phrase.map(|one| one.to_string()).unwrap_or_default();
        }
        (_, None) => return String::new(),
        (_, Some(stage)) => stage,
    };
    let opens = matter.window(&stage.id).map(|window| window.opens);
    if opens.is_some_and(|opens| opens > visitor.now) {
        let title = words::procedure::text(t, &stage.title).text;
        return t.say("stage-state-ahead").str("stage", title).to_string();
    }
    if stage.kind == StageKind::Ballot && matter.ballot_box.is_none() {
        return t.say("stage-state-ballot-waits").to_string();
    }
    let phrase = t.named("stage-state-", stage.kind.name());
    phrase.map(|one| one.to_string()).unwrap_or_default()
}

/// A word for a list: the kind of the stage, or how it ended.
pub(crate) fn tag(visitor: &Visitor, matter: &Matter) -> (String, &'static str) {
    let t = visitor.t;
    match (&matter.position, matter.current_stage()) {
        (Position::Ended(end), _) => {
            let word = match end {
                polity_procedure::model::EndKind::Declared => t.say("matter-tag-declared"),
                polity_procedure::model::EndKind::Void => t.say("matter-tag-void"),
                polity_procedure::model::EndKind::Lapsed => t.say("matter-tag-lapsed"),
                polity_procedure::model::EndKind::Agreed => t.say("matter-tag-agreed"),
                polity_procedure::model::EndKind::Rejected => t.say("matter-tag-rejected"),
            };
            (word.to_string(), "govuk-tag--grey")
        }
        (_, Some(stage)) => {
            let word = t.named("stage-", stage.kind.name());
            let open = stage.kind == StageKind::Ballot && matter.ballot_box.is_some();
            let colour = if open {
                "govuk-tag--green"
            } else {
                "govuk-tag--blue"
            };
            (word.map(|one| one.to_string()).unwrap_or_default(), colour)
        }
        (_, None) => (String::new(), "govuk-tag--grey"),
    }
}

/// The timetable strip.
pub(crate) fn strip(visitor: &Visitor, matter: &Matter) -> Vec<StripLine> {
    let t = visitor.t;
    let mut next = matches!(matter.position, Position::At(_));
    let mut past_current = false;
    matter
        .strip()
        .into_iter()
        .map(|one| {
            let (mark, state) = match one.state {
                StripState::Ended(Some(outcome)) => {
                    let phrase = t.named("end-outcome-", outcome.name());
                    (
                        "done",
                        phrase.map(|one| one.to_string()).unwrap_or_default(),
                    )
                }
                StripState::Ended(None) => ("done", t.say("end-outcome-lapsed").to_string()),
                StripState::Current => {
                    past_current = true;
                    if one.window.opens > visitor.now {
                        next = false;
                        ("next", t.say("matter-strip-next").to_string())
                    } else {
                        ("now", t.say("matter-strip-now").to_string())
                    }
                }
                StripState::Ahead if past_current && next => {
                    next = false;
                    ("next", t.say("matter-strip-next").to_string())
                }
                StripState::Ahead if past_current => {
                    ("later", t.say("matter-strip-later").to_string())
                }
                StripState::Ahead => ("later", t.say("matter-strip-never").to_string()),
            };
            let mut roles: Vec<_> = one.stage.acts.iter().map(|rule| &rule.by).collect();
            roles.sort();
            roles.dedup();
            let mut who: Vec<String> = roles
                .into_iter()
                .map(|role| words::procedure::role(t, &matter.procedure, role).text)
                .collect();
            if one.stage.kind == StageKind::Ballot {
                who = vec![t.say("matter-strip-voters").to_string()];
            }
            let (opens, closes) = (one.window.opens, one.window.closes);
            StripLine {
                title: words::procedure::text(t, &one.stage.title),
                mark,
                state,
                dates: dates(visitor, mark, opens, closes),
                opens: Moment::bare(visitor, opens),
                closes: Moment::bare(visitor, closes),
                who: who.join(", "),
                current: mark == "now",
                over: mark == "done",
            }
        })
        .collect()
}

fn dates(visitor: &Visitor, mark: &str, opens: Timestamp, closes: Timestamp) -> Dates {
    let day = |at| visitor.t.day(visitor.now, at, &visitor.zone());
    match mark {
        "now" => Dates::Until(Moment::brief(visitor, closes)),
        "next" => Dates::From(Moment::brief(visitor, opens)),
        _ if day(opens) == day(closes) => Dates::On(Moment::day(visitor, opens)),
        _ => Dates::Between(Moment::day(visitor, opens), Moment::day(visitor, closes)),
    }
}

async fn elected(visitor: &Visitor, matter: &Matter) -> Result<Option<String>, PageFault> {
    let t = visitor.t;
    let declared = matter.declaration.as_ref();
    let winners = match declared {
        Some(declaration) => Some((declaration.elected.clone(), true)),
        None => matter.winners().map(|(winners, _)| (winners, false)),
    };
    let Some((winners, declared)) = winners else {
        return Ok(None);
    };
    let names = visitor.names(&winners).await?;
    let names: Vec<_> = winners
        .iter()
        .filter_map(|person| names.get(person).cloned())
        .collect();
    let number = i64::try_from(names.len()).unwrap_or(i64::MAX);
    let names = words::list(t, &names);
    let phrase = if declared {
        t.say("matter-elected-names")
    } else {
        t.say("matter-elected-provisional")
    };
    Ok(Some(
        phrase.num("number", number).str("names", names).to_string(),
    ))
}

fn challenges(visitor: &Visitor, matter: &Matter) -> Vec<ChallengeLine> {
    let t = visitor.t;
    let line = |(entry, one): (&u64, &polity_org::matter::ChallengeState)| ChallengeLine {
        made: Moment::bare(visitor, one.at),
        entry: *entry,
        state: match one.decision {
            None => t.say("matter-challenge-open"),
            Some(Upheld::No) => t.say("matter-challenge-dismissed"),
            Some(Upheld::Yes { .. }) => t.say("matter-challenge-upheld"),
        }
        .to_string(),
    };
    matter.challenges.iter().map(line).collect()
}

/// The pages below the matter's that have something to show by now.
pub(crate) fn links(visitor: &Visitor, matter: &Matter) -> Vec<Link> {
    let t = visitor.t;
    let base = format!("/matters/{}", matter.id);
    let closed = matter
        .ballot_box
        .as_ref()
        .is_some_and(|found| found.state != BoxState::Open);
    let all = [
        (
            // Applicants are told of on the page of how it goes, without names while they are sifted.
            !matter.candidacies.is_empty() && !matter.was_done(ActKind::Apply),
            "nominations",
            t.say("matter-link-nominations"),
            t.say("matter-link-nominations-hint"),
        ),
        (
            matter.was_done(ActKind::PublishStatements),
            "statements",
            t.say("matter-link-statements"),
            t.say("matter-link-statements-hint"),
        ),
        (
            matter.was_done(ActKind::PublishStatements) && visitor.site.press().is_some(),
            "booklet.pdf",
            t.say("matter-link-booklet"),
            t.say("matter-link-booklet-hint"),
        ),
        (
            matter.roll.is_some(),
            "roll",
            t.say("matter-link-roll"),
            t.say("matter-link-roll-hint"),
        ),
        (
            !matter.trustees.is_empty(),
            "trustees",
            t.say("matter-link-trustees"),
            t.say("matter-link-trustees-hint"),
        ),
        (
            matter.ballot_box.is_some(),
            "box",
            t.say("matter-link-box"),
            t.say("matter-link-box-hint"),
        ),
        (
            closed || matter.winners().is_some(),
            "result",
            t.say("matter-link-result"),
            t.say("matter-link-result-hint"),
        ),
    ];
    all.into_iter()
        .chain(decided(visitor, matter))
        .filter(|(there, ..)| *there)
        .map(|(_, path, text, hint)| Link {
            href: format!("{base}/{path}"),
            text: text.to_string(),
            hint: hint.to_string(),
        })
        .collect()
}

/// A page below the matter's: whether it has something to show, its path, and what it is called.
type Below = (bool, &'static str, crate::lang::Phrase, crate::lang::Phrase);

/// The pages of what bodies and persons decide without a ballot box.
fn decided(visitor: &Visitor, matter: &Matter) -> [Below; 4] {
    let t = visitor.t;
    [
        (
            applications::are_some(matter) && applications::may_read(visitor, matter),
            "applications",
            t.say("applications-title"),
            t.say("applications-link-hint"),
        ),
        (
            super::progress::questions::are_some(matter),
            "questions",
            t.say("questions-title"),
            t.say("questions-link-hint"),
        ),
        (
            super::progress::times::are_some(visitor, matter),
            "times.ics",
            t.say("times-link"),
            t.say("times-link-hint"),
        ),
        (
            super::progress::has_some(matter),
            "progress",
            t.say("matter-link-progress"),
            t.say("matter-link-progress-hint"),
        ),
    ]
}

/// Who conducts the matter: the holders of the seat whose role gives notice, by name.
pub(crate) async fn officers(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<(Said, Vec<String>), PageFault> {
    let rule = super::act::rule_of(matter, ActKind::GiveNotice);
    let role = rule.and_then(|rule| {
        matter
            .procedure
            .roles
            .iter()
            .find(|role| role.id == rule.by)
    });
    let Some(role) = role else {
        return Ok((Said::plain(""), Vec::new()));
    };
    let Holder::Seat(seat) = &role.holder else {
        return Ok((Said::plain(""), Vec::new()));
    };
    let holders = visitor.world.holders(seat, visitor.now);
    let names = visitor.names(holders).await?;
    let title = words::procedure::text(visitor.t, &role.title);
    Ok((title, names.into_values().collect()))
}
