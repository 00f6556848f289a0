//! A record replayed under drafts.

use polity_org::act::{Act, Deed};
use polity_org::facts::Facts;
use polity_org::replay::{Differs, Replay, needs, replay};
use polity_procedure::Dates;

use crate::common::{Run, id};
use crate::judge::{SOURCE, does, instant, matter, nominating};

/// An election in which Dora stands and two branches support her; Sam withdraws what one of them said.
fn record() -> Run {
    let mut run = nominating();
    let mut must = |act: &Act| {
        let decided = run.act(act);
        assert!(decided.verdict.is_allowed(), "{}", decided.verdict);
    };
    let candidate = || id("dora");
    must(&does("dora", Deed::Nominate {}));
    for unit in ["ash", "beech"] {
        let support = Deed::Support {
            candidate: candidate(),
        };
        must(&does("sam", support).for_unit(id(unit)));
    }
    let back = Deed::Unsupport {
        candidate: candidate(),
    };
    must(&does("sam", back).for_unit(id("beech")));
    must(&does("tom", Deed::Nominate {}));
    run.at(instant("2026-09-20T11:00:00Z"));
    run
}

fn under(run: &Run, draft: &str) -> Replay {
    let needed = needs(&run.entries, &matter());
    let members = needed.members.iter();
    let facts = Facts {
        members: members
            .filter_map(|person| Some((person.clone(), run.members.get(person)?.clone())))
            .collect(),
        on_roll: needed.on_roll,
        ..Facts::default()
    };
    let replayed = replay(&run.entries, &matter(), (draft, &Dates::default()), &facts);
    replayed.unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn the_procedure_itself_makes_no_difference() {
    let run = record();
    let same = under(&run, SOURCE);
    assert_eq!(same.differences, []);
    assert_eq!(same.windows, []);
    assert_eq!(same.ends.0, same.ends.1);
    assert!(same.alike >= 7, "{} acts", same.alike);
    let (was, would) = same.rolls.expect("a roll");
    assert_eq!(was.joined_by, would.joined_by);
}

#[test]
fn who_would_have_been_refused_is_told_with_the_clause_and_what_hung_on_it_is_refused_too() {
    let run = record();
    let draft = SOURCE.replace("member-for-months = 12", "member-for-months = 240");
    let replayed = under(&run, &draft);
    let told: Vec<String> = replayed
        .differences
        .iter()
        .map(|one| match &one.draft {
            Differs::Refused { rule, unmet } => {
                let codes: Vec<_> = unmet.iter().map(|one| one.code).collect();
                format!(
                    "{} {}: refused by {rule}: {}",
                    one.actor,
                    one.kind,
                    codes.join(", ")
                )
            }
            other => format!("{} {}: {other:?}", one.actor, one.kind),
        })
        .collect();
    assert_eq!(
        told,
        [
            "dora nomination.made: refused by 4.2: member-for-months",
            "sam support.given: refused by 4.3: not-a-candidate",
            "sam support.given: refused by 4.3: not-a-candidate",
            "sam support.withdrawn: refused by 4.4: not-a-candidate",
            "tom nomination.made: refused by 4.2: member-for-months",
        ]
    );
}

#[test]
fn deadlines_that_would_differ_and_the_second_person_are_told() {
    let run = record();
    let draft = SOURCE.replace(
        "5 days after nominate closes",
        "9 days after nominate closes",
    );
    let replayed = under(&run, &draft);
    assert_eq!(replayed.differences, []);
    let stages: Vec<&str> = replayed
        .windows
        .iter()
        .map(|(stage, ..)| stage.as_str())
        .collect();
    assert_eq!(stages, ["consent", "publish", "prepare"]);
    let (_, was, would) = &replayed.windows[0];
    let close =
        |window: &Option<polity_procedure::timetable::Window>| window.as_ref().unwrap().closes;
    assert_eq!(close(would).duration_since(close(was)).as_hours(), 4 * 24);

    // A draft under which the notice takes two persons.
    let notice = "act = \"give-notice\"\n";
    assert!(SOURCE.contains(notice));
    let draft = SOURCE.replacen(notice, "act = \"give-notice\"\npersons = 2\n", 1);
    let replayed = under(&run, &draft);
    assert_eq!(replayed.differences.len(), 1);
    assert!(matches!(
        replayed.differences[0].draft,
        Differs::Waits { .. }
    ));
    // And the other way round: a record made with two under rules that ask for one.
    assert_eq!(replayed.differences[0].kind, "notice.given");
}

#[test]
fn a_draft_that_does_not_fit_is_told_with_every_fault() {
    let run = record();
    let ask = |draft: &str, which: &str| {
        let facts = Facts::default();
        replay(&run.entries, &id(which), (draft, &Dates::default()), &facts)
            .expect_err("it cannot be")
    };
    assert!(ask("procedure = 7", "executive-2026").len() > 3);
    assert!(ask(SOURCE, "nothing")[0].contains("no matter nothing"));
    let more = SOURCE.replacen("[dates]\n", "[dates]\nhustings = \"Hustings\"\n", 1);
    let faults = ask(&more, "executive-2026");
    assert!(
        faults[0].contains("hustings") && faults[0].contains("does not name it"),
        "{faults:?}"
    );
}
