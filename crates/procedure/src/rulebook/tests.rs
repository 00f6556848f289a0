use super::*;
use quick_xml::Reader;
use quick_xml::events::Event;

const MEADOWLARK: &str = include_str!("../../../../rules/rulebook/meadowlark.toml");
const STV: &str = include_str!("../../../../procedures/executive-section-stv.toml");

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn meadowlark() -> Rulebook {
    parse(MEADOWLARK).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn a_clause_says_on_each_day_what_it_said_then() {
    let rules = meadowlark();
    let says = |id: &str, on: &str| {
        rules
            .clause(id)
            .unwrap()
            .at(day(on))
            .and_then(Version::words)
    };
    assert_eq!(says("society.5", "2019-04-05"), None);
    assert_eq!(
        says("society.5", "2025-12-31").unwrap(),
        "A change of these rules needs 2/3 of the votes cast at a conference, and notice of 28 days."
    );
    assert!(says("society.5", "2026-01-01").unwrap().contains("42 days"));
    // The last day before a repeal, and the day itself.
    assert!(says("conference.4", "2022-09-30").is_some());
    assert_eq!(says("conference.4", "2022-10-01"), None);
    let days: Vec<String> = rules.days().iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2019-04-06", "2022-10-01", "2026-01-01"]);
    assert!(rules.at(day("2019-04-05")).is_empty());
}

#[test]
fn the_chapter_of_a_procedure_holds_every_clause_that_it_cites() {
    let rules = meadowlark();
    let procedure = crate::parse(STV).unwrap();
    assert_eq!(rules.unlike(&procedure, day("2026-01-01")), []);
    let earlier: Vec<_> = rules
        .unlike(&procedure, day("2025-12-31"))
        .into_iter()
        .map(|(clause, says)| (clause.to_string(), says))
        .collect();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].0, "6.1");
    assert!(earlier[0].1.as_ref().unwrap().ends_with("sees fit."));
}

#[test]
fn every_fault_of_a_file_is_told_at_once_with_its_place() {
    let source = r#"rulebook = "Broken Rules"
title = ""
body = "organisation"
sorce = "here"

[[clause]]
id = "1.1"

[[clause.version]]
from = "1 April 2020"
by = "Conference"
text = "Notice of {notice} is given, {days} before."
values = { notice = "14 dayz", share = "2/3" }

[[clause]]
id = "2"

[[clause]]
id = "2"
heading = "Again"

[[clause.version]]
from = "2020-01-01"
by = "Conference"
repealed = true

[[clause.version]]
from = "2020-01-01"
by = "Conference"
text = "Something {with a brace."
"#;
    let faults = parse(source).unwrap_err();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn two_days_are_compared_word_by_word() {
    let rules = meadowlark();
    let changes = diff((&rules, day("2022-09-30")), (&rules, day("2026-01-01")));
    let told: Vec<String> = changes
        .iter()
        .map(|change| {
            let pieces = change.words.iter().map(|piece| match piece {
                Piece::Same(words) => words.clone(),
                Piece::Gone(words) => format!("[-{words}-]"),
                Piece::New(words) => format!("{{+{words}+}}"),
            });
            let pieces: Vec<String> = pieces.collect();
            let values = change.values.iter().map(|one| {
                let text =
                    |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
                format!(
                    " <{}: {} to {}>",
                    one.name,
                    text(&one.before),
                    text(&one.after)
                )
            });
            format!(
                "{}: {}{}",
                change.clause,
                pieces.join(" "),
                values.collect::<String>()
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    // Nothing changes within a day, and the way back mirrors the way there.
    assert_eq!(
        diff((&rules, day("2024-01-01")), (&rules, day("2025-01-01"))),
        []
    );
    let back = diff((&rules, day("2026-01-01")), (&rules, day("2022-09-30")));
    assert_eq!(back.len(), changes.len());
    for (there, back) in changes.iter().zip(&back) {
        assert_eq!((&there.before, &there.after), (&back.after, &back.before));
    }
}

#[test]
fn what_is_in_force_goes_out_as_well_formed_akoma_ntoso_with_ids_that_stay() {
    let rules = meadowlark();
    let ids = |xml: &str| {
        let mut reader = Reader::from_str(xml);
        let mut ids = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => break,
                Event::Start(start) | Event::Empty(start) => {
                    let id = start.try_get_attribute("eId").unwrap();
                    ids.extend(id.map(|id| String::from_utf8(id.value.into_owned()).unwrap()));
                }
                _ => {}
            }
        }
        ids
    };
    let before = akoma_ntoso(&rules, day("2022-10-01"));
    let after = akoma_ntoso(&rules, day("2026-01-01"));
    let (old, new) = (ids(&before), ids(&after));
    for one in [&old, &new] {
        let mut once = one.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), one.len(), "an id stands twice");
    }
    // Clauses come and go; those that stay keep their ids.
    let gone: Vec<_> = old.iter().filter(|id| !new.contains(id)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    assert!(new.contains(&"sec_conference__subsec_2__para_a".to_owned()));
    assert!(after.contains("<inline name=\"duration notice\" title=\"P42D\">42 days</inline>"));
    assert!(after.contains("<date date=\"2026-12-31\">31 December 2026</date>"));
    let conference = after.find("<section eId=\"sec_conference\"").unwrap();
    let executive = after.find("<section eId=\"sec_executive\"").unwrap();
    insta::assert_snapshot!(format!(
        "{}\n...\n{}",
        &after[..1900],
        &after[conference..executive]
    ));
}

#[test]
fn markup_in_a_text_stays_a_text() {
    let source = MEADOWLARK.replace(
        "keeps the list of members.",
        "keeps <b>the</b> list & more.",
    );
    let xml = akoma_ntoso(&parse(&source).unwrap(), day("2026-01-01"));
    assert!(
        xml.contains("keeps &lt;b&gt;the&lt;/b&gt; list &amp; more."),
        "{xml}"
    );
}
