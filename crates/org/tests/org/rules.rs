//! Rulebooks on the record: who may change them, what stays as it was, and what was in force when.

use std::collections::BTreeSet;

use polity_org::act::{Act, Deed};
use polity_org::rules::{RuleChange, changed};
use polity_org::sitting::deed::{Choice, Method, QuestionEffect, SittingAct};
use polity_org::sitting::event::Outcome;
use polity_org::{Digest, Event};
use polity_procedure::rulebook::{self, Version};

use crate::bodies::{house, instant, must};
use crate::common::{Run, id};
use crate::sittings::{
    decided, does, executive, executive_that_may, fails, motion, open, open_vote, votes,
};
use crate::sittings_floor::inside;

const FIRST: &str = r#"rulebook = "birchwood"
title = "Rules of Birchwood"
body = "organisation"
source = "Written for this test."

[[clause]]
id = "1"
heading = "Conference"

[[clause]]
id = "1.1"

[[clause.version]]
from = "2019-04-06"
by = "Founding conference"
text = "Motions are handed in {notice} before conference."
values = { notice = "28 days" }

[[clause]]
id = "1.2"

[[clause.version]]
from = "2019-04-06"
by = "Founding conference"
text = "Conference meets every year."
"#;

const NEXT: &str = r#"
[[clause.version]]
from = "2021-03-01"
by = "Executive, January 2021"
text = "Conference meets every second year."
"#;

fn change(source: &str, from: &str, clauses: &[&str]) -> RuleChange {
    RuleChange {
        source: source.to_owned(),
        sha256: Digest::of(source.as_bytes()),
        from: from.parse().expect("a day"),
        clauses: clauses.iter().map(|clause| id(clause)).collect(),
    }
}

fn first() -> RuleChange {
    change(FIRST, "2019-04-06", &["1", "1.1", "1.2"])
}

fn adopt(run: &mut Run, change: RuleChange) {
    let of = must(run, "founder-1", Deed::ChangeRules(change)).seq;
    must(run, "founder-2", Deed::Confirm { of });
}

/// Why a change is refused.
fn refused(run: &mut Run, change: RuleChange) -> String {
    let decided = run.act(&Act::standing(id("founder-1"), Deed::ChangeRules(change)));
    assert!(!decided.verdict.is_allowed(), "it was allowed");
    decided.verdict.to_string()
}

fn says(run: &Run, clause: &str, at: &str) -> Option<String> {
    let organisation = run.world.organisation().expect("founded");
    let version = organisation.rule_at(&id("birchwood"), &id(clause), instant(at));
    version.and_then(Version::words)
}

#[test]
fn a_change_of_rules_takes_the_power_and_two_persons_and_is_in_force_from_its_day() {
    let mut run = house();
    let stranger = run.act(&Act::standing(id("tess"), Deed::ChangeRules(first())));
    assert_eq!(stranger.verdict.codes(), ["not-the-role"]);
    adopt(&mut run, first());
    let alone = run.act(&Act::standing(
        id("founder-1"),
        Deed::ChangeRules(change(&(FIRST.to_owned() + NEXT), "2021-03-01", &["1.2"])),
    ));
    assert!(alone.verdict.is_allowed());
    assert!(matches!(alone.entries[0].event, Event::Proposed(_)));
    assert_eq!(
        says(&run, "1.2", "2021-04-01T00:00:00Z").unwrap(),
        "Conference meets every year.",
        "a proposal changes nothing"
    );
    let of = alone.entries[0].seq;
    must(&mut run, "founder-2", Deed::Confirm { of });
    // The last instant of February and the first of March, in the organisation's own zone.
    for (at, words) in [
        ("2021-02-28T23:59:59Z", "Conference meets every year."),
        (
            "2021-03-01T00:00:00Z",
            "Conference meets every second year.",
        ),
    ] {
        assert_eq!(says(&run, "1.2", at).unwrap(), words, "{at}");
    }
    assert_eq!(
        says(&run, "1.1", "2021-05-01T00:00:00Z").unwrap(),
        "Motions are handed in 28 days before conference."
    );
    // Before the first edition stood on the record nothing can be told.
    assert_eq!(says(&run, "1.1", "2020-06-01T00:00:00Z"), None);
    let organisation = run.world.organisation().expect("founded");
    let editions = organisation.rules.editions(&id("birchwood"));
    assert_eq!(editions.len(), 2);
    assert_eq!(editions[1].clauses, BTreeSet::from([id("1.2")]));
    assert_eq!(editions[1].by, run.world.seq());
    run.replay();
}

#[test]
fn rules_are_not_changed_for_days_that_are_over_nor_behind_the_body_s_back() {
    let mut run = house();
    let wrong = change(FIRST, "2019-04-07", &["1", "1.1"]);
    let says = refused(&mut run, wrong);
    assert!(
        says.contains("from its first day") && says.contains("not named: 1.2"),
        "{says}"
    );
    adopt(&mut run, first());
    let says = refused(&mut run, first());
    assert!(says.contains("it changes no clause"), "{says}");

    let past = NEXT.replace("2021-03-01", "2021-01-03");
    let says = refused(
        &mut run,
        change(&(FIRST.to_owned() + &past), "2021-01-03", &["1.2"]),
    );
    assert!(says.contains("2021-01-03 has passed"), "{says}");

    // The text of former years is altered along with an honest change.
    let altered = FIRST.replace("28 days", "14 days") + NEXT;
    let says = refused(&mut run, change(&altered, "2021-03-01", &["1.2"]));
    assert!(says.contains("not named: 1.1"), "{says}");
    let says = refused(&mut run, change(&altered, "2021-03-01", &["1.1", "1.2"]));
    assert!(
        says.contains("what the clause 1.1 said before 2021-03-01 stays"),
        "{says}"
    );

    // A clause is repealed by a version, not by leaving it out.
    let gone = FIRST
        .split("[[clause]]\nid = \"1.2\"")
        .next()
        .expect("a part");
    let says = refused(&mut run, change(gone, "2021-03-01", &["1.2"]));
    assert!(says.contains("what the clause 1.2 said before"), "{says}");

    let mut forged = change(&(FIRST.to_owned() + NEXT), "2021-03-01", &["1.2"]);
    forged.sha256 = Digest::of(b"another file");
    assert!(refused(&mut run, forged).contains("the digest is not that of the file"));
    let broken = change("rulebook = 7", "2021-03-01", &[]);
    let says = refused(&mut run, broken);
    assert!(
        says.contains("clause") && says.contains("missing"),
        "{says}"
    );
    let elsewhere = FIRST.replace("body = \"organisation\"", "body = \"nowhere\"");
    assert!(refused(&mut run, change(&elsewhere, "2019-04-06", &[])).contains("no body nowhere"));
}

#[test]
fn a_proposal_that_waits_beyond_its_day_falls() {
    let mut run = house();
    adopt(&mut run, first());
    let next = change(&(FIRST.to_owned() + NEXT), "2021-03-01", &["1.2"]);
    let of = must(&mut run, "founder-1", Deed::ChangeRules(next)).seq;
    run.at(instant("2021-03-02T09:00:00Z"));
    let late = run.act(&Act::standing(id("founder-2"), Deed::Confirm { of }));
    assert!(
        late.verdict.to_string().contains("has passed"),
        "{}",
        late.verdict
    );
}

#[test]
fn a_body_changes_rules_by_a_recorded_vote_if_its_composition_lets_it() {
    let mut run = executive();
    adopt(&mut run, first());
    open(&mut run, "s1", 30, &["Rules"]);
    let source = FIRST.to_owned() + &NEXT.replace("2021-03-01", "2021-12-01");
    let effect = QuestionEffect::ChangeRules(change(&source, "2021-12-01", &["1.2"]));
    does(
        &mut run,
        "s1",
        "unions-1",
        SittingAct::PutQuestion(motion(&[1], effect)),
    );
    let (_, why) = fails(&mut run, "s1", "unions-1", open_vote(1, Method::Hands {}));
    assert!(why.contains("recorded vote"), "{why}");
    does(
        &mut run,
        "s1",
        "unions-1",
        open_vote(1, Method::RollCall {}),
    );
    for person in inside(&run) {
        let vote = votes(person.clone(), Choice::For);
        does(&mut run, "s1", person.as_str(), vote);
    }
    let decision = decided(&mut run, "s1");
    assert_eq!(
        (decision.outcome, decision.hindered),
        (Outcome::Carried, None)
    );
    assert_eq!(
        run.entries.last().expect("entries").event.kind(),
        "rules.changed"
    );
    let words = says(&run, "1.2", "2021-12-01T12:00:00Z").expect("it is in force");
    assert_eq!(words, "Conference meets every second year.");
    run.replay();
}

#[test]
fn a_body_without_the_power_changes_no_rules() {
    let mut run = executive_that_may("\"adopt-procedures\"");
    adopt(&mut run, first());
    open(&mut run, "s1", 30, &["Rules"]);
    let source = FIRST.to_owned() + &NEXT.replace("2021-03-01", "2021-12-01");
    let effect = QuestionEffect::ChangeRules(change(&source, "2021-12-01", &["1.2"]));
    let put = SittingAct::PutQuestion(motion(&[1], effect));
    let (_, why) = fails(&mut run, "s1", "unions-1", put);
    assert!(why.contains("no power to change rules"), "{why}");
}

#[test]
fn what_an_edition_changes_is_told_by_clause() {
    let before = rulebook::parse(FIRST).expect("a rulebook");
    let after = rulebook::parse(&(FIRST.to_owned() + NEXT)).expect("a rulebook");
    assert_eq!(changed(Some(&before), &after), BTreeSet::from([id("1.2")]));
    assert_eq!(changed(None, &before).len(), 3);
    assert_eq!(changed(Some(&before), &before), BTreeSet::new());
}

#[test]
fn the_bytes_of_a_change_of_rules_are_locked() {
    let mut run = house();
    let proposed = must(&mut run, "founder-1", Deed::ChangeRules(first()));
    let of = proposed.seq;
    let adopted = must(&mut run, "founder-2", Deed::Confirm { of });
    let short = |entry: &polity_org::Entry| {
        let text = String::from_utf8(entry.to_bytes()).expect("UTF-8");
        let source = serde_json::to_string(FIRST).expect("JSON");
        text.replace(&source, "\"...\"")
    };
    insta::assert_snapshot!(format!("{}\n{}", short(&proposed), short(&adopted)));
}
