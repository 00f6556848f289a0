use super::*;
use crate::form::parse;

const SOURCE: &str = include_str!("../../../../procedures/executive-section-stv.toml");

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

fn procedure() -> Procedure {
    parse(SOURCE).unwrap()
}

fn dates(changes: &[(&str, &str)]) -> Dates {
    let usual = [
        ("notice", "Monday 2026-06-01 12:00"),
        ("joined-by", "2026-06-12 12:00"),
        ("arrears-paid-by", "2026-06-26 12:00"),
        ("freeze", "2026-07-01 12:00"),
        ("nominations-close", "2026-09-11 12:00"),
        ("ballot-opens", "2026-10-05 12:00"),
        ("ballot-closes", "2026-10-26 12:00"),
    ];
    let mut dates = Dates::default();
    for (name, at) in usual.iter().chain(changes) {
        dates.set(*name, at.parse().unwrap());
    }
    dates
}

fn table(changes: &[(&str, &str)]) -> Result<Timetable, Vec<String>> {
    let faults = |faults: Vec<Fault>| faults.iter().map(ToString::to_string).collect();
    timetable(&procedure(), &dates(changes), &london()).map_err(faults)
}

fn only_fault(changes: &[(&str, &str)]) -> String {
    let faults = table(changes).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.into_iter().next().unwrap()
}

fn stage(id: &str) -> StageId {
    StageId::new(id).unwrap()
}

#[test]
fn every_window_has_its_instants_over_the_change_of_the_clocks() {
    let table = table(&[]).unwrap();
    let lines: Vec<String> = table
        .windows()
        .iter()
        .map(|window| {
            format!(
                "{}: {} to {}",
                window.stage,
                table.text(window.opens),
                table.text(window.closes)
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    notice: Monday 1 June 2026, 12:00 BST to Wednesday 3 June 2026, 12:00 BST
    freeze: Wednesday 1 July 2026, 12:00 BST to Thursday 2 July 2026, 12:00 BST
    nominate: Thursday 2 July 2026, 12:00 BST to Friday 11 September 2026, 12:00 BST
    consent: Friday 11 September 2026, 12:00 BST to Wednesday 16 September 2026, 12:00 BST
    publish: Wednesday 16 September 2026, 12:00 BST to Friday 18 September 2026, 12:00 BST
    prepare: Friday 18 September 2026, 12:00 BST to Monday 5 October 2026, 12:00 BST
    ballot: Monday 5 October 2026, 12:00 BST to Monday 26 October 2026, 12:00 GMT
    count: Monday 26 October 2026, 13:00 GMT to Thursday 29 October 2026, 12:00 GMT
    challenge: Thursday 29 October 2026, 12:00 GMT to Thursday 5 November 2026, 12:00 GMT
    declare: Thursday 5 November 2026, 12:00 GMT to Thursday 19 November 2026, 12:00 GMT
    ");
}

#[test]
fn e6_the_day_of_a_clock_change_is_a_day_of_the_calendar() {
    // The clocks go back on 25 October 2026 and forward on 28 March 2027.
    let table = table(&[]).unwrap();
    let ballot = table.window(&stage("ballot")).unwrap();
    let hours = ballot.closes.duration_since(ballot.opens).as_hours();
    assert_eq!(hours, 21 * 24 + 1);

    let spring = [
        ("notice", "2026-11-16 12:00"),
        ("joined-by", "2026-11-20 12:00"),
        ("arrears-paid-by", "2026-11-27 12:00"),
        ("freeze", "2026-12-01 12:00"),
        ("nominations-close", "2027-01-29 12:00"),
        ("ballot-opens", "2027-03-05 12:00"),
        ("ballot-closes", "2027-03-26 12:00"),
    ];
    let table = self::table(&spring).unwrap();
    let count = table.window(&stage("count")).unwrap();
    assert_eq!(table.text(count.closes), "Monday 29 March 2027, 12:00 BST");
    let hours = count.closes.duration_since(count.opens).as_hours();
    assert_eq!(
        hours,
        3 * 24 - 1 - 1,
        "it opens an hour after the close, and the night of the change is an hour short"
    );
}

#[test]
fn a_window_holds_its_opening_and_not_its_close() {
    let table = table(&[]).unwrap();
    let ballot = table.window(&stage("ballot")).unwrap();
    let second = SignedDuration::from_secs(1);
    assert!(ballot.holds(ballot.opens));
    assert!(!ballot.holds(ballot.opens - second));
    assert!(ballot.holds(ballot.closes - second));
    assert!(!ballot.holds(ballot.closes));
    assert_eq!(
        table.grace_ends(&stage("ballot")),
        Some(ballot.closes + second * 300)
    );
    assert_eq!(table.grace_ends(&stage("count")), None);
}

#[test]
fn f19_a_wrong_weekday_is_refused() {
    assert_eq!(
        only_fault(&[("nominations-close", "Saturday 2026-09-11 12:00")]),
        "error: date \"nominations-close\": 2026-09-11 is a Friday, not a Saturday; correct the weekday or the date [wrong-date]"
    );
}

#[test]
fn f19_two_closing_dates_cannot_be_given() {
    // One name has one value: the second replaces the first, and tells so; the file cannot name it twice either.
    let mut dates = dates(&[]);
    let before = dates.set("ballot-closes", "2026-10-27 12:00".parse().unwrap());
    assert_eq!(before, Some("2026-10-26 12:00".parse().unwrap()));
    let twice = SOURCE.replace(
        "ballot-closes = \"The ballot closes\"",
        "ballot-closes = \"The ballot closes\"\nballot-closes = \"The other close\"",
    );
    assert_eq!(parse(&twice).unwrap_err()[0].code, "toml");
}

#[test]
fn six_days_of_notice_where_seven_are_due_are_refused() {
    let seven = SOURCE.replace(
        "to = \"date:freeze\"\nat-least = \"14 days\"",
        "to = \"date:freeze\"\nat-least = \"7 days\"",
    );
    assert_ne!(seven, SOURCE);
    let procedure = parse(&seven).unwrap();
    let dates = dates(&[
        ("notice", "2026-06-25 12:00"),
        ("joined-by", "2026-06-26 12:00"),
    ]);
    let faults = timetable(&procedure, &dates, &london()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(
        faults[0].to_string(),
        "error: gaps[1]: clause 3.2 asks for at least 7 days between \"date:notice\" and \"date:freeze\", but \
         Wednesday 1 July 2026, 12:00 BST is not that long after Thursday 25 June 2026, 12:00 BST; \
         make it Thursday 2 July 2026, 12:00 BST or later [gap-too-short]"
    );
}

#[test]
fn dates_that_are_missing_or_unknown_are_all_named() {
    let mut some: Dates = dates(&[])
        .iter()
        .filter(|(name, _)| *name != "freeze")
        .map(|(name, at)| (name.to_owned(), *at))
        .collect();
    some.set("frieze", "2026-07-01 12:00".parse().unwrap());
    let faults = timetable(&procedure(), &some, &london()).unwrap_err();
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["missing-date", "unknown-date"]);
    assert!(faults[1].problem.contains("did you mean \"freeze\"?"));
}

#[test]
fn windows_keep_their_order() {
    let fault = only_fault(&[("nominations-close", "2026-10-01 12:00")]);
    assert!(
        fault.starts_with("error: stage \"prepare\", closes: the window would open on"),
        "{fault}"
    );
    let faults = table(&[("ballot-closes", "2026-10-05 12:00")]).unwrap_err();
    assert!(
        faults.iter().any(|fault| fault.contains("[empty-window]")),
        "{faults:#?}"
    );
    assert!(
        faults.iter().any(|fault| fault.contains("[gap-too-short]")),
        "{faults:#?}"
    );
}

#[test]
fn f5_a_join_date_before_the_notice_is_a_warning() {
    let table = table(&[("joined-by", "2026-01-12 12:00")]).unwrap();
    assert_eq!(table.warnings().len(), 1);
    assert_eq!(table.warnings()[0].code, "joined-before-notice");
    let late = only_fault(&[("joined-by", "2026-07-01 12:01")]);
    assert!(late.contains("after the freeze"), "{late}");
}

#[test]
fn an_extension_moves_what_hangs_on_the_close() {
    let before = table(&[]).unwrap();
    let to = "2026-10-28T12:00:00Z".parse().unwrap();
    let after = before.extended(&procedure(), &stage("ballot"), to).unwrap();
    let close = |table: &Timetable, id: &str| table.window(&stage(id)).unwrap().closes;
    assert_eq!(close(&after, "ballot"), to);
    for id in ["count", "challenge", "declare"] {
        assert_eq!(
            close(&after, id)
                .duration_since(close(&before, id))
                .as_hours(),
            48,
            "{id}"
        );
    }
    assert_eq!(close(&after, "prepare"), close(&before, "prepare"));
    assert_eq!(
        after.grace_ends(&stage("ballot")),
        Some(to + SignedDuration::from_secs(300))
    );

    let back = after
        .extended(&procedure(), &stage("ballot"), close(&before, "ballot"))
        .unwrap_err();
    assert_eq!(back[0].code, "not-later");
    let unknown = after
        .extended(&procedure(), &stage("balot"), to)
        .unwrap_err();
    assert!(unknown[0].problem.contains("did you mean \"ballot\"?"));
    // Nominations hang on a fixed date, and what follows leads up to the fixed opening of the ballot.
    let into = before
        .extended(&procedure(), &stage("prepare"), to)
        .unwrap_err();
    assert_eq!(into[0].code, "windows-overlap");
}

#[test]
fn what_is_due_next_is_the_next_change() {
    let table = table(&[]).unwrap();
    let close = table.window(&stage("ballot")).unwrap().closes;
    let second = SignedDuration::from_secs(1);
    assert_eq!(table.due_at(close - second), Some(close));
    assert_eq!(table.due_at(close), Some(close + second * 300));
    assert_eq!(
        table.due_at(close + second * 300),
        Some(close + second * 3600)
    );
    let last = table.changes().pop().unwrap();
    assert_eq!(last.1, Change::Closes(stage("declare")));
    assert_eq!(table.due_at(last.0), None);
}

#[test]
fn a_derived_time_in_the_missing_hour_is_refused() {
    // Two days after 01:30 on Friday 26 March 2027 is the hour that the clocks skip.
    let source = SOURCE.replace(
        "closes = \"3 days after ballot closes\"",
        "closes = \"2 days after ballot closes\"",
    );
    let changes = [
        ("notice", "2026-11-16 12:00"),
        ("joined-by", "2026-11-20 12:00"),
        ("arrears-paid-by", "2026-11-27 12:00"),
        ("freeze", "2026-12-01 12:00"),
        ("nominations-close", "2027-01-29 12:00"),
        ("ballot-opens", "2027-03-05 01:30"),
        ("ballot-closes", "2027-03-26 01:30"),
    ];
    let faults = timetable(&parse(&source).unwrap(), &dates(&changes), &london()).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(faults[0].item, "stage \"count\", closes");
    assert!(
        faults[0]
            .problem
            .contains("2027-03-28 01:30 does not exist in Europe/London"),
        "{}",
        faults[0]
    );
}

fn changed(edits: &[(&str, &str)]) -> Procedure {
    let mut source = SOURCE.to_owned();
    for (from, to) in edits {
        assert!(source.contains(from), "{from}");
        source = source.replacen(from, to, 1);
    }
    parse(&source).unwrap()
}

#[test]
fn working_days_leave_out_weekends_and_bank_holidays() {
    let procedure = changed(&[
        (
            "version = 1",
            "version = 1\ncalendar = \"england-and-wales\"",
        ),
        (
            "closes = \"2 days after notice opens\"",
            "closes = \"5 working days after notice opens at 17:00\"",
        ),
    ]);
    // The 24th is a Friday before Easter week; Good Friday and Easter Monday are no working days.
    let early = [
        ("notice", "2027-03-24 12:00"),
        ("joined-by", "2027-04-12 12:00"),
    ];
    let early = early.into_iter().chain([
        ("arrears-paid-by", "2027-04-26 12:00"),
        ("freeze", "2027-05-03 12:00"),
        ("nominations-close", "2027-07-02 12:00"),
        ("ballot-opens", "2027-08-02 12:00"),
        ("ballot-closes", "2027-08-30 12:00"),
    ]);
    let early: Vec<_> = early.collect();
    let table = timetable(&procedure, &dates(&early), &london()).unwrap();
    let notice = table.window(&stage("notice")).unwrap();
    assert_eq!(table.text(notice.closes), "Friday 2 April 2027, 17:00 BST");
}

#[test]
fn f9_six_days_of_notice_where_seven_are_due_are_refused() {
    let procedure = changed(&[("at-least = \"14 days\"", "at-least = \"7 days\"")]);
    let short = dates(&[
        ("notice", "2026-06-25 12:00"),
        ("joined-by", "2026-06-26 12:00"),
    ]);
    let faults = timetable(&procedure, &short, &london()).unwrap_err();
    let texts: Vec<_> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(texts.join("\n"), @r#"error: gaps[1]: clause 3.2 asks for at least 7 days between "date:notice" and "date:freeze", but Wednesday 1 July 2026, 12:00 BST is not that long after Thursday 25 June 2026, 12:00 BST; make it Thursday 2 July 2026, 12:00 BST or later [gap-too-short]"#);
    let seven = dates(&[
        ("notice", "2026-06-24 12:00"),
        ("joined-by", "2026-06-25 12:00"),
    ]);
    assert!(timetable(&procedure, &seven, &london()).is_ok());
}

#[test]
fn the_six_dates_stay_apart_and_in_order() {
    let procedure = changed(&[(
        "trustees-rule = \"5.1\"",
        "trustees-rule = \"5.1\"\ndespatch = \"at open of ballot\"\ndespatch-rule = \"5.4\"\nlast-reissue = \"1 day before ballot closes\"\nlast-reissue-rule = \"5.4\"",
    )]);
    let table = timetable(&procedure, &dates(&[]), &london()).unwrap();
    let text = |at: Option<Timestamp>| at.map(|at| table.text(at)).unwrap();
    assert_eq!(text(table.despatch()), "Monday 5 October 2026, 12:00 BST");
    assert_eq!(
        text(table.last_reissue()),
        "Sunday 25 October 2026, 12:00 GMT"
    );
    let late = changed(&[(
        "trustees-rule = \"5.1\"",
        "trustees-rule = \"5.1\"\nlast-reissue = \"at close of ballot\"\nlast-reissue-rule = \"5.4\"",
    )]);
    let faults = timetable(&late, &dates(&[]), &london()).unwrap_err();
    assert!(
        faults[0].problem.starts_with("the last reissue on"),
        "{faults:?}"
    );
}
