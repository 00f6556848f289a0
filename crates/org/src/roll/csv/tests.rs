//! Lists as they come.

use super::*;
use polity_values::civil::date;

fn known() -> Known {
    let unit = |text: &str| UnitId::new(text).unwrap();
    Known {
        classes: ["full".to_owned(), "youth".to_owned()].into(),
        units: [
            ("ash".to_owned(), unit("ash")),
            ("ash vale".to_owned(), unit("ash")),
            ("beech".to_owned(), unit("beech")),
        ]
        .into(),
        open: false,
    }
}

fn list(text: &str) -> Result<Imported, Rejected> {
    read(text.as_bytes(), &known(), |_| {})
}

const GOOD: &str = "\
Member Number,First name,Surname,E-mail Address,Branch,Membership type,Join date,Paid to,Suspended from,Suspended to
00017,Ada,Byron,ada@example.org,Ash Vale,Full,2019-03-01,2026-12-31,,
2,\"Lee, Jr\",Oak,,beech,youth,2026-06-12 12:01,,2026-05-01,2026-12-31
";

#[test]
fn a_list_in_usual_words_is_read() {
    let found = list(GOOD).unwrap();
    assert_eq!(found.warnings.total(), 0);
    assert_eq!(found.statement.rows, 2);
    assert_eq!(found.statement.digest, Digest::of(GOOD.as_bytes()));
    let totals: Vec<_> = found.statement.totals.values().copied().collect();
    assert_eq!(totals, [1, 1]);
    let [ada, lee] = found.rows.as_slice() else {
        panic!("two rows")
    };
    assert_eq!((ada.line, ada.number.as_str()), (2, "00017"));
    assert_eq!(ada.name, "Ada Byron");
    assert_eq!(ada.email.as_deref(), Some("ada@example.org"));
    assert_eq!(ada.membership.class, "full");
    assert_eq!(ada.membership.unit.as_str(), "ash");
    assert_eq!(ada.membership.joined, date(2019, 3, 1).at(0, 0, 0, 0));
    // What is paid to the last day of the year is missing from the next day on.
    let arrears = ada.membership.arrears.unwrap();
    assert_eq!(arrears.from, date(2027, 1, 1).at(0, 0, 0, 0));
    assert_eq!((lee.line, lee.name.as_str()), (3, "Lee, Jr Oak"));
    assert_eq!(lee.membership.joined, date(2026, 6, 12).at(12, 1, 0, 0));
    let suspended = lee.membership.suspended.unwrap();
    assert!(
        suspended.holds_at(date(2026, 12, 31).at(23, 59, 0, 0)),
        "the last day counts"
    );
    assert!(!suspended.holds_at(date(2027, 1, 1).at(0, 0, 0, 0)));
}

#[test]
fn separators_byte_order_marks_and_line_ends_do_not_matter() {
    let same = list(GOOD).unwrap().rows;
    let other = GOOD.replace("\"Lee, Jr\"", "Lee# Jr");
    let tabs = other.replace(',', "\t").replace('#', ",");
    assert_eq!(list(&tabs).unwrap().rows, same);
    let semicolons = format!("\u{feff}{}", other.replace(',', ";").replace('#', ","));
    assert_eq!(list(&semicolons.replace('\n', "\r\n")).unwrap().rows, same);
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let bad = "\
number,name,email,unit,class,joined,arrears since,suspended from,suspended to,shoe size
1,Ada,ada@example.org,ash,full,2019-02-30,,,,9
1,Bob,ADA@example.org,oak,full,01/02/2020,,,,
,Cat,cat.example.org,,ordinary,,2026-13-01,,2026-01-01,
4,,d@e.org,ash,full,2019-01-01 24:00,,2026-02-02,2026-02-01,
5,Eve,ash
6,\u{1}Fox,f@e.org,ash,full,2020-01-01,,9999-12-31,9999-12-31,

7,Gil,g@e.org,ash,full,2020-01-01,,,,
";
    let rejected = list(bad).unwrap_err();
    assert_eq!(rejected.rows, 7, "the empty line is none");
    insta::assert_snapshot!(format!(
        "{}\nto look at:\n{}",
        rejected.faults, rejected.warnings
    ));
}

#[test]
fn a_member_number_comes_once_and_a_shared_address_is_only_told() {
    let head = "number,name,email,unit,class,joined\n";
    let twice = format!("{head}1,A,x@e.org,ash,full,2020-01-01\n1,B,X@e.org,ash,full,2020-01-01\n");
    let rejected = list(&twice).unwrap_err();
    let codes: Vec<_> = rejected
        .faults
        .listed()
        .iter()
        .map(|fault| fault.code)
        .collect();
    assert_eq!(codes, ["duplicate-number"]);
    let shared = twice.replace("\n1,B", "\n2,B");
    let warnings = list(&shared).unwrap().warnings;
    assert_eq!(warnings.listed()[0].code, "shared-email");
    assert_eq!(warnings.listed()[0].line, 3);
}

#[test]
fn text_that_is_not_utf_8_is_told() {
    let mut bytes = b"number,name,unit,class,joined\n1,J".to_vec();
    bytes.extend([0xfc]); // u with dots in Latin-1
    bytes.extend(b"rg,ash,full,2020-01-01\n");
    let rejected = read(&bytes, &known(), |_| {}).unwrap_err();
    let fault = &rejected.faults.listed()[0];
    assert_eq!((fault.code, fault.line), ("not-utf-8", 2));
    assert_eq!(fault.column, Some((2, "name".to_owned())));
}

#[test]
fn columns_that_are_missing_or_double_are_all_told() {
    let rejected = list("name,surname,branch,unit\nA,B,C,D\n").unwrap_err();
    let codes: Vec<_> = rejected
        .faults
        .listed()
        .iter()
        .map(|fault| fault.code)
        .collect();
    assert_eq!(
        codes,
        [
            "same-column",
            "missing-column",
            "missing-column",
            "missing-column"
        ]
    );
    for empty in ["", "\n\n", "number,name,unit,class,joined\n"] {
        assert!(list(empty).is_err(), "{empty:?}");
    }
}

#[test]
fn of_many_faults_the_first_are_listed_and_all_are_counted() {
    let lines = (0..1000).map(|number| format!("{number},A,nowhere,full,2020-01-01\n"));
    let text = format!(
        "number,name,unit,class,joined\n{}",
        lines.collect::<Vec<_>>().concat()
    );
    let rejected = list(&text).unwrap_err();
    assert_eq!(rejected.faults.listed().len(), MAX_LISTED);
    assert_eq!(rejected.faults.total(), 1000);
    assert!(rejected.faults.to_string().ends_with("and 800 more\n"));
}

#[test]
fn the_first_list_names_units_and_classes_itself() {
    let found = read(GOOD.as_bytes(), &Known::first_list(), |_| {}).unwrap();
    let units: Vec<_> = found.statement.totals.keys().map(UnitId::as_str).collect();
    assert_eq!(units, ["ash-vale", "beech"]);
    assert_eq!(found.rows[0].membership.class, "full");
    let bad = "number,name,unit,class,joined\n1,A,Ash & Oak,full,2020-01-01\n";
    let rejected = read(bad.as_bytes(), &Known::first_list(), |_| {}).unwrap_err();
    assert_eq!(rejected.faults.listed()[0].code, "bad-unit");
}

#[test]
fn every_column_name_means_one_field() {
    let mut names: Vec<&str> = Field::ALL
        .iter()
        .flat_map(|field| field.names())
        .copied()
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

proptest::proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = read(&bytes, &known(), |_| {});
        let mut list = b"number,name,unit,class,joined,paid to\n".to_vec();
        list.extend(&bytes);
        match read(&list, &known(), |_| {}) {
            Ok(found) => proptest::prop_assert_eq!(found.statement.rows, found.rows.len() as u64),
            Err(rejected) => proptest::prop_assert!(rejected.faults.total() > 0),
        }
    }
}
