//! The report of a body, in totals: its seats by the groups for which places are reserved, who stood for them, who came
//! to its meetings, what was voted, which reports came in.

use askama::Template;
use axum::extract::Path;
use jiff::SignedDuration;
use polity_papers::few::LEAST;
use polity_papers::representation::{Contest, Meeting, Representation, Share};
use polity_values::BodyId;

use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

/// The days of which the report tells.
const DAYS: i64 = 365;

#[derive(Template)]
#[template(path = "organisation/representation.html")]
struct ReportPage {
    frame: Frame,
    body: Said,
    href: String,
    since: Moment,
    withheld: String,
    figures: Vec<(String, String)>,
    groups: Vec<ShareLine>,
    contests: Vec<ContestLine>,
    meetings: Vec<MeetingLine>,
    attendance: Option<String>,
}

struct ShareLine {
    group: Said,
    /// Those within it, and the others; none where withheld.
    numbers: [Option<String>; 2],
}

struct ContestLine {
    title: String,
    href: String,
    told: String,
    /// Whether its own report tells more.
    report: Option<String>,
    groups: Vec<ShareLine>,
}

struct MeetingLine {
    title: String,
    href: String,
    opened: Moment,
    present: String,
    apologies: String,
    decided: String,
    called: String,
    reports: String,
    overdue: Option<String>,
}

/// `GET /organisation/{body}/report`
///
/// # Errors
/// [`PageFault::NotFound`] for a body that has no composition in force.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let body = BodyId::new(&id).map_err(|_| PageFault::NotFound)?;
    let organisation = visitor.organisation()?;
    let composition = organisation.composition(&body, visitor.now);
    let title = words::procedure::text(visitor.t, &composition.ok_or(PageFault::NotFound)?.title);
    let t = visitor.t;
    let since = SignedDuration::from_hours(24 * DAYS);
    let since = visitor.now.checked_sub(since).unwrap_or(visitor.now);
    let report = Representation::of(&visitor.world, &body, (since, visitor.now));
    let report = report.ok_or(PageFault::NotFound)?;
    let (chances, taken) = report.attendance();
    let href = format!("/organisation/{id}");
    let heading = t.say("representation-title").str("body", &title.text);
    show(&ReportPage {
        frame: Frame::new(&visitor, heading)
            .crumb(t.say("frame-organisation"), "/organisation")
            .crumb(&title.text, href.clone()),
        since: Moment::day(&visitor, since),
        withheld: t
            .say("representation-withheld")
            .num("least", LEAST)
            .to_string(),
        figures: vec![
            (
                t.say("body-voting-seats").to_string(),
                t.count(report.seats),
            ),
            (t.say("body-held").to_string(), t.count(report.held)),
        ],
        groups: shares(&visitor, &report.groups),
        contests: report
            .contests
            .iter()
            .map(|one| contest(&visitor, one))
            .collect(),
        attendance: (chances > 0).then(|| {
            let phrase = t.say("representation-attendance");
            let phrase = phrase.num("meetings", report.meetings.len());
            let phrase = phrase.str("taken", t.count(taken));
            phrase.str("chances", t.count(chances)).to_string()
        }),
        meetings: report
            .meetings
            .iter()
            .rev()
            .map(|one| meeting(&visitor, one))
            .collect(),
        body: title,
        href,
    })
}

fn shares(visitor: &Visitor, shares: &[Share]) -> Vec<ShareLine> {
    let t = visitor.t;
    let line = |share: &Share| ShareLine {
        group: words::procedure::text(t, &share.group),
        numbers: [share.within, share.others].map(|one| one.map(|number| t.count(number))),
    };
    shares.iter().map(line).collect()
}

fn contest(visitor: &Visitor, contest: &Contest) -> ContestLine {
    let t = visitor.t;
    let told = t.say("representation-stood").num("stood", contest.stood);
    let matter = visitor.world.matter(&contest.matter);
    let report = matter.is_some_and(crate::pages::progress::has_some);
    ContestLine {
        title: contest.title.clone(),
        href: format!("/matters/{}", contest.matter),
        told: told.str("elected", t.count(contest.elected)).to_string(),
        report: report.then(|| format!("/matters/{}/report", contest.matter)),
        groups: shares(visitor, &contest.groups),
    }
}

fn meeting(visitor: &Visitor, meeting: &Meeting) -> MeetingLine {
    let t = visitor.t;
    let of = |some: u64, all: u64| {
        let phrase = t.say("representation-of").str("some", t.count(some));
        phrase.str("all", t.count(all)).to_string()
    };
    MeetingLine {
        title: meeting.title.clone(),
        href: format!("/sittings/{}", meeting.sitting),
        opened: Moment::day(visitor, meeting.opened),
        present: of(meeting.present, meeting.members),
        apologies: t.count(meeting.apologies),
        decided: of(meeting.carried, meeting.decided),
        called: of(meeting.called, meeting.callable),
        reports: of(meeting.given, meeting.owed),
        overdue: (meeting.overdue > 0).then(|| {
            let phrase = t.say("representation-overdue");
            phrase.num("number", meeting.overdue).to_string()
        }),
    }
}
