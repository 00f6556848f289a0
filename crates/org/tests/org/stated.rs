//! Matters that are opened out of the ordinary: emergencies, dates of joining before the notice, shortest times that are
//! not kept.

use std::collections::BTreeMap;

use polity_org::act::{Act, Deed, EmergencyReport, LostVotes, Opening, Override, Stated};
use polity_org::matter::Position;
use polity_org::{Decided, Event};
use polity_procedure::Dates;
use polity_procedure::model::EndKind;
use polity_values::{MatterId, Timestamp};

use crate::common::{Run, id, text};
use crate::judge::{SOURCE, dates, instant, matter, plan};

fn run(source: &str) -> Run {
    Run::found(
        &plan(),
        source,
        BTreeMap::new(),
        instant("2026-05-25T11:00:00Z"),
    )
}

fn opening(procedure: &str, dates: Dates, stated: Stated) -> Opening {
    Opening {
        id: matter(),
        procedure: id(procedure),
        dates,
        title: "An election".to_owned(),
        stated,
    }
}

fn open(run: &mut Run, opening: Opening) -> Decided {
    run.act(&Act::standing(id("founder-1"), Deed::OpenMatter(opening)))
}

/// Why it is refused.
fn refused(run: &mut Run, opening: Opening) -> String {
    let decided = open(run, opening);
    assert!(!decided.verdict.is_allowed(), "it was opened");
    decided.verdict.to_string()
}

/// Opens by two persons: one alone cannot.
fn by_two(run: &mut Run, opening: Opening) {
    let decided = open(run, opening);
    assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
    let proposed = decided.entries.last().expect("an entry");
    assert!(
        matches!(proposed.event, Event::Proposed(_)),
        "one person alone opened it"
    );
    let of = proposed.seq;
    let same = run.act(&Act::standing(id("founder-1"), Deed::Confirm { of }));
    assert_eq!(same.verdict.codes(), ["same-person"]);
    let second = run.act(&Act::standing(id("founder-2"), Deed::Confirm { of }));
    assert!(second.verdict.is_allowed(), "{}", second.verdict);
}

const STV: &str = "executive-section-stv";

#[test]
fn f5_a_date_of_joining_before_the_notice_is_confirmed_with_the_number_who_lose_the_vote() {
    let mut run = run(SOURCE);
    let mut early = dates();
    early.set("joined-by", "2026-05-01 12:00".parse().expect("an instant"));
    let says = refused(&mut run, opening(STV, early.clone(), Stated::default()));
    assert!(
        says.contains("has no vote, and learns it only from the notice"),
        "{says}"
    );
    assert!(says.contains("clause 3.4"), "{says}");
    let confirmed = |words| Stated {
        joined_before_notice: Some(LostVotes {
            members: 131_000,
            reason: text(words),
        }),
        ..Stated::default()
    };
    let says = refused(&mut run, opening(STV, early.clone(), confirmed(0)));
    assert!(says.contains("is empty"), "{says}");
    let says = refused(&mut run, opening(STV, dates(), confirmed(9)));
    assert!(says.contains("nothing is to be confirmed"), "{says}");
    by_two(&mut run, opening(STV, early, confirmed(9)));
    let opened = run.world.matter(&matter()).expect("opened");
    let lost = opened
        .stated
        .joined_before_notice
        .as_ref()
        .expect("on the record");
    assert_eq!(lost.members, 131_000);
    run.replay();
}

#[test]
fn f18_a_timetable_that_breaks_a_rule_needs_an_override_with_its_ground() {
    let mut run = run(SOURCE);
    let mut short = dates();
    // A week less of nominations than clause 4.1 asks, as happened a month after such a rule was adopted.
    short.set(
        "nominations-close",
        "2026-07-23 12:00".parse().expect("an instant"),
    );
    let says = refused(&mut run, opening(STV, short.clone(), Stated::default()));
    assert!(
        says.contains("clause 4.1 asks for at least 28 days"),
        "{says}"
    );
    let overriding = |gaps: &[u32], words| Stated {
        overrides: gaps
            .iter()
            .map(|gap| Override {
                gap: *gap,
                ground: text(words),
            })
            .collect(),
        ..Stated::default()
    };
    for (stated, why) in [
        (
            overriding(&[3], 0),
            "the ground for not keeping clause 4.1 is empty",
        ),
        (overriding(&[3, 4], 20), "it needs no override"),
        (overriding(&[3, 3], 20), "overridden twice"),
        (overriding(&[3, 99], 20), "there is no shortest time 99"),
        (overriding(&[1], 20), "clause 4.1 asks for at least 28 days"),
    ] {
        let says = refused(&mut run, opening(STV, short.clone(), stated));
        assert!(says.contains(why), "{says}");
    }
    by_two(&mut run, opening(STV, short, overriding(&[3], 20)));
    let opened = run.world.matter(&matter()).expect("opened");
    assert_eq!(opened.stated.overrides[0].ground, text(20));
    run.replay();
}

fn emergency() -> String {
    let section = "[emergency]\nof = \"executive-section-stv\"\ntrigger = \"Parliament is dissolved.\"\nexpires = \"20 days\"\nrule = \"7.7\"\n\n[clauses]";
    SOURCE
        .replace(
            "procedure = \"executive-section-stv\"",
            "procedure = \"snap\"",
        )
        .replacen("\n[clauses]", &format!("\n{section}"), 1)
}

#[test]
fn an_emergency_variant_needs_its_trigger_expires_and_owes_a_report() {
    let mut run = run(&emergency());
    let says = refused(&mut run, opening("snap", dates(), Stated::default()));
    assert!(
        says.contains("state what happened (clause 7.7: Parliament is dissolved.)"),
        "{says}"
    );
    let happened = || Stated {
        emergency: Some(text(30)),
        ..Stated::default()
    };
    by_two(&mut run, opening("snap", dates(), happened()));
    let opened = run.world.matter(&matter()).expect("opened");
    let expires: Timestamp = instant("2026-06-14T11:00:00Z");
    assert_eq!(opened.expires(), Some(expires));
    assert!(run.world.due_at(run.now).contains(&expires));
    let report = |of: MatterId| {
        let report = text(200);
        Act::standing(
            id("founder-1"),
            Deed::ReportEmergency(EmergencyReport { of, report }),
        )
    };
    let early = run.act(&report(matter()));
    assert!(
        early.verdict.to_string().contains("is not over yet"),
        "{}",
        early.verdict
    );
    // The notice was given in time, so that nothing but the term ends it.
    run.at(instant("2026-06-01T11:00:00Z"));
    let notice = run.act(&Act::on(matter(), id("ann"), Deed::GiveNotice {}));
    assert!(notice.verdict.is_allowed(), "{}", notice.verdict);
    run.at(instant("2026-06-14T10:59:59Z"));
    assert!(matches!(
        run.world.matter(&matter()).expect("open").position,
        Position::At(_)
    ));
    run.at(expires);
    let over = run.world.matter(&matter()).expect("over");
    assert_eq!(over.position, Position::Ended(EndKind::Lapsed));
    assert_eq!(run.entries.last().expect("entries").rule.as_str(), "7.7");
    assert!(over.owes_report());

    let mut later = dates();
    for (name, at) in [
        ("notice", "2026-06-20 12:00"),
        ("joined-by", "2026-06-22 12:00"),
        ("freeze", "2026-07-10 12:00"),
    ] {
        later.set(name, at.parse().expect("an instant"));
    }
    let again = Opening {
        id: id("second"),
        ..opening("snap", later, happened())
    };
    let says = refused(&mut run, again.clone());
    assert!(
        says.contains("nobody has reported on the emergency executive-2026 yet"),
        "{says}"
    );
    let reported = run.act(&report(matter()));
    assert!(reported.verdict.is_allowed(), "{}", reported.verdict);
    let twice = run.act(&report(matter()));
    assert!(
        twice.verdict.to_string().contains("published already"),
        "{}",
        twice.verdict
    );
    by_two(&mut run, again);
    run.replay();
}

#[test]
fn an_ordinary_procedure_is_not_opened_as_an_emergency() {
    let mut run = run(SOURCE);
    let stated = Stated {
        emergency: Some(text(30)),
        ..Stated::default()
    };
    let says = refused(&mut run, opening(STV, dates(), stated));
    assert!(says.contains("is no emergency variant"), "{says}");
}
