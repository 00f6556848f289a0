//! Nothing that anybody writes makes the readers panic, and what they say has its place in the text.

use polity_procedure::instant::LocalInstant;
use polity_procedure::{Dates, KnownRules, check_source, describe, parse, story, timetable};
use polity_values::{StageId, TimeZone, Timestamp, civil};
use proptest::prelude::*;

const PROCEDURE: &str = include_str!("../../../procedures/executive-section-stv.toml");
const STORY: &str = include_str!("../../../procedures/executive-section-stv.story");

/// A change to a text: from a place, so many characters are replaced.
#[derive(Debug, Clone)]
struct Edit {
    place: prop::sample::Index,
    takes: usize,
    puts: String,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let puts = prop_oneof![
        "[\\[\\]{}=\",.#'0-9a-z \\n-]{0,6}",
        "\\PC{0,4}",
        Just(String::new()),
        Just("[[stage]]\n".to_owned()),
        Just("rule = \"9\"\n".to_owned()),
        Just("at close of count".to_owned()),
    ];
    let edit = (any::<prop::sample::Index>(), 0_usize..60, puts)
        .prop_map(|(place, takes, puts)| Edit { place, takes, puts });
    prop::collection::vec(edit, 1..4)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for edit in edits {
        let start = edit.place.index(characters.len() + 1);
        let end = (start + edit.takes).min(characters.len());
        characters.splice(start..end, edit.puts.chars());
    }
    characters.into_iter().collect()
}

fn examine(source: &str) -> Result<(), TestCaseError> {
    let report = check_source(source, &KnownRules::shipped());
    let lines = source.lines().count() + 1;
    for fault in &report.faults {
        let at = fault
            .at
            .ok_or_else(|| TestCaseError::fail(format!("no place: {fault}")))?;
        prop_assert!(
            (1..=lines).contains(&at.line) && at.column >= 1,
            "outside of the text: {}",
            fault
        );
        prop_assert!(!fault.problem.is_empty() && !fault.remedy.is_empty());
    }
    match parse(source) {
        Ok(procedure) => {
            describe(&procedure);
            prop_assert_eq!(report.procedure, Some(procedure));
        }
        Err(faults) => prop_assert!(!faults.is_empty() && report.procedure.is_none()),
    }
    Ok(())
}

/// A civil date and time anywhere in the calendar, or in the years when it matters.
fn local() -> impl Strategy<Value = LocalInstant> {
    let year = prop_oneof![2026_i16..2028, -9999_i16..=9999];
    (year, 1_i8..=12, 1_i8..=28, 0_i8..24, 0_i8..60).prop_map(|(year, month, day, hour, minute)| {
        LocalInstant::new(civil::date(year, month, day).at(hour, minute, 0, 0))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,400}|[\\[\\]{}=\",.#a-z0-9 \\n-]{0,400}") {
        examine(&text)?;
        let _ = story::parse(&text);
        let _ = text.parse::<LocalInstant>();
    }

    #[test]
    fn an_altered_procedure_is_read_or_refused(edits in edits()) {
        examine(&edited(PROCEDURE, &edits))?;
    }

    #[test]
    fn an_altered_story_is_read_or_refused(edits in edits()) {
        let text = edited(STORY, &edits);
        if let Err(faults) = story::parse(&text) {
            let lines = text.lines().count() + 1;
            prop_assert!(faults.iter().all(|fault| fault.at.is_some_and(|at| (1..=lines).contains(&at.line))));
        }
    }

    #[test]
    fn any_dates_make_a_timetable_in_order_or_faults(locals in prop::collection::vec(local(), 7), to in any::<i64>()) {
        let procedure = parse(PROCEDURE).expect("it is read");
        let names = procedure.dates.iter().map(|date| date.id.clone());
        let dates: Dates = names.zip(locals).collect();
        let zone = TimeZone::get("Europe/London").expect("the zone is bundled");
        let Ok(table) = timetable(&procedure, &dates, &zone) else { return Ok(()); };
        for window in table.windows() {
            prop_assert!(window.opens < window.closes);
        }
        prop_assert!(table.windows().is_sorted_by_key(|window| window.opens));
        let ballot = StageId::new("ballot").expect("an id");
        let to = Timestamp::from_second(to % 300_000_000_000).unwrap_or(Timestamp::MAX);
        if let Ok(later) = table.extended(&procedure, &ballot, to) {
            prop_assert_eq!(later.window(&ballot).map(|window| window.closes), Some(to));
        }
    }

    /// Days grow in small steps, so that most of these hold.
    #[test]
    fn usual_dates_are_kept_to_the_minute(
        start in 0_i64..3_650,
        steps in prop::collection::vec(0_i64..40, 6),
        hour in 3_i8..24,
    ) {
        let procedure = parse(PROCEDURE).expect("it is read");
        let mut day = civil::date(2026, 1, 1).checked_add(jiff::ToSpan::days(start)).expect("in the calendar");
        let mut dates = Dates::default();
        let least = [0, 3, 3, 10, 32, 24, 21];
        let names = ["notice", "joined-by", "arrears-paid-by", "freeze", "nominations-close", "ballot-opens", "ballot-closes"];
        for (index, name) in names.into_iter().enumerate() {
            let more = if index == 0 { 0 } else { steps[index - 1] + least[index] };
            day = day.checked_add(jiff::ToSpan::days(more)).expect("in the calendar");
            dates.set(name, LocalInstant::new(day.at(hour, 0, 0, 0)));
        }
        let zone = TimeZone::get("Europe/London").expect("the zone is bundled");
        let table = timetable(&procedure, &dates, &zone);
        let table = table.map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
        for window in table.windows().iter().filter(|window| window.stage.as_str() != "count") {
            // Every edge but the count's opening keeps the time of day, whatever the clocks do.
            prop_assert_eq!(zone.to_datetime(window.opens).hour(), hour);
            prop_assert_eq!(zone.to_datetime(window.closes).hour(), hour);
        }
    }
}
