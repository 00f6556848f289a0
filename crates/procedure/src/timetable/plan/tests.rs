use super::*;
use crate::parse;

const SHORT: &str = include_str!("../../../../../procedures/general-secretary-2020.toml");
const STV: &str = include_str!("../../../../../procedures/executive-section-stv.toml");

fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse::<LocalInstant>()
        .unwrap()
        .resolve(&london())
        .unwrap()
}

fn ask(toward: Toward) -> Ask {
    Ask::new(toward, london())
}

/// Whether the dates stand, within the given end.
fn stands(procedure: &Procedure, dates: &Dates, toward: Toward) -> bool {
    let Ok(table) = timetable(procedure, dates, &london()) else {
        return false;
    };
    let mut windows = table.windows().iter();
    match toward {
        Toward::EndBy(bound) => windows.all(|window| window.closes <= bound),
        Toward::StartFrom(bound) => {
            let named =
                |(_, date): (&str, &LocalInstant)| date.resolve(&london()).unwrap() >= bound;
            windows.all(|window| window.opens >= bound) && dates.iter().all(named)
        }
    }
}

fn moved(dates: &Dates, name: &str, days: i64) -> Dates {
    let mut moved = dates.clone();
    let local = dates.get(name).unwrap().local;
    moved.set(
        name,
        LocalInstant::new(local.checked_add(days.days()).unwrap()),
    );
    moved
}

#[test]
fn the_latest_start_of_every_shipped_procedure_cannot_be_later_and_the_earliest_end_no_earlier() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        let procedure = parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        // Over new year, over Easter, and over both changes of the clocks.
        for day in ["2027-01-10 23:59", "2026-04-20 23:59", "2026-11-15 23:59"] {
            for toward in [Toward::EndBy(at(day)), Toward::StartFrom(at(day))] {
                let plan = plan(&procedure, &ask(toward))
                    .unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display()));
                assert!(
                    stands(&procedure, plan.named(), toward),
                    "{}",
                    path.display()
                );
                let way = if matches!(toward, Toward::EndBy(_)) {
                    1
                } else {
                    -1
                };
                for date in &plan.dates {
                    let other = moved(plan.named(), &date.id, way);
                    let other_stands = stands(&procedure, &other, toward)
                        && timetable(&procedure, &other, &london())
                            .is_ok_and(|table| table.warnings().is_empty());
                    assert!(!other_stands, "{}: {} {toward:?}", path.display(), date.id);
                }
                tried += 1;
            }
        }
    }
    assert!(tried >= 48, "only {tried} plans were tried");
}

#[test]
fn n35_the_latest_start_is_told_with_its_clauses() {
    let procedure = parse(SHORT).unwrap();
    let ask = ask(Toward::EndBy(at("Tuesday 2026-06-30 23:59")));
    let plan = plan(&procedure, &ask).unwrap();
    insta::assert_snapshot!(words(&plan, &procedure, &ask));
}

#[test]
fn working_days_leave_out_easter_and_may_day() {
    let days = |source: &str| {
        let procedure = parse(source).unwrap();
        let ask = ask(Toward::EndBy(at("2026-05-31 23:59")));
        let plan = plan(&procedure, &ask).unwrap();
        let of = |name: &str| plan.named().get(name).unwrap().local.date();
        (of("advert"), of("applications-close"))
    };
    let (plain, close) = days(SHORT);
    assert_eq!(close.duration_since(plain).as_hours(), 9 * 24);
    let working = SHORT
        .replace("at-least = \"9 days\"", "at-least = \"9 working days\"")
        .replacen(
            "\n[clauses]",
            "\ncalendar = \"england-and-wales\"\n[clauses]",
            1,
        );
    let (advert, close) = days(&working);
    let reckoned = Calendar::EnglandAndWales.working_days_from(advert, 9);
    assert!(reckoned.is_some_and(|day| day <= close), "{advert} {close}");
    let later = advert.tomorrow().unwrap();
    let reckoned = Calendar::EnglandAndWales.working_days_from(later, 9);
    assert!(reckoned.is_some_and(|day| day > close), "{advert} {close}");
}

#[test]
fn what_is_settled_stays_and_what_cannot_be_is_told_with_its_clause() {
    let procedure = parse(STV).unwrap();
    let mut ask = ask(Toward::EndBy(at("2026-09-26 23:59")));
    ask.fixed.set("notice", "2026-03-02 12:00".parse().unwrap());
    let planned = plan(&procedure, &ask).unwrap();
    assert_eq!(
        planned.named().get("notice").unwrap().to_string(),
        "2026-03-02 12:00"
    );
    ask.fixed.set("notice", "2026-08-02 12:00".parse().unwrap());
    let faults = plan(&procedure, &ask).unwrap_err();
    assert_eq!(faults[0].code, "no-room");
    assert!(faults[0].to_string().contains("(3."), "{}", faults[0]);
    ask.fixed.set("notive", "2026-08-02 12:00".parse().unwrap());
    let faults = plan(&procedure, &ask).unwrap_err();
    assert!(faults[0].to_string().contains("did you mean \"notice\"?"));
}

#[test]
fn chosen_days_are_worked_where_that_is_asked_and_windows_as_long_as_wanted() {
    let procedure = parse(SHORT).unwrap();
    let mut ask = ask(Toward::StartFrom(at("2026-12-24 00:00")));
    ask.working = Some(Calendar::EnglandAndWales);
    ask.least.insert("advert".parse().unwrap(), 21);
    let plan = plan(&procedure, &ask).unwrap();
    for (name, date) in plan.named().iter() {
        assert!(
            Calendar::EnglandAndWales.is_working_day(date.local.date()),
            "{name} {date}"
        );
    }
    let window = plan.table.window(&"advert".parse().unwrap()).unwrap();
    assert!(window.closes.duration_since(window.opens).as_hours() >= 21 * 24);
}
