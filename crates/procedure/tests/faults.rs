//! One fault at a time: the sound file with one change, and every line that the check then prints, with its exact line
//! and column. A change that is not found in the file fails the test.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use polity_procedure::{KnownRules, check_source};

const SOUND: &str = include_str!("data/sound.toml");

/// What is replaced by what, in turn, each the first time that it stands in the file.
type Change = &'static [(&'static str, &'static str)];

fn printed(cases: &[(&str, Change)]) -> String {
    let mut text = String::new();
    for (title, changes) in cases {
        let mut source = SOUND.to_owned();
        for (from, to) in *changes {
            assert!(
                source.contains(from),
                "{title}: {from:?} is not in the file"
            );
            source = source.replacen(from, to, 1);
        }
        let report = check_source(&source, &KnownRules::shipped());
        assert!(!report.faults.is_empty(), "{title}: nothing was found");
        writeln!(text, "# {title}").unwrap();
        for fault in &report.faults {
            writeln!(text, "{fault}").unwrap();
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_sound_file_is_without_fault() {
    let report = check_source(SOUND, &KnownRules::shipped());
    assert_eq!(
        report.render("sound.toml"),
        "sound.toml: 0 errors, 0 warnings\n"
    );
    assert!(report.is_adoptable());
}

#[test]
fn faults_of_form() {
    insta::assert_snapshot!(printed(&[
        ("no TOML", &[("version = 1", "version = ")]),
        (
            "two lines that are no TOML",
            &[("version = 1", "version = "), ("number = 3", "number 3")]
        ),
        (
            "an unknown key",
            &[("closes = \"date:close\"", "clsoes = \"date:close\"")]
        ),
        ("an unknown section", &[("[seats]", "[seat]")]),
        ("a missing key", &[("title = \"Freeze\"\n", "")]),
        ("a missing method", &[("method = \"scottish-stv\"\n", "")]),
        ("a wrong type", &[("number = 3", "number = \"three\"")]),
        ("a number out of range", &[("number = 3", "number = 3000")]),
        ("an empty text", &[("\"Members take part.\"", "\" \"")]),
        ("an empty list", &[("classes = [\"full\"]", "classes = []")]),
        ("a wrong id", &[("id = \"freeze\"", "id = \"Freeze!\"")]),
        (
            "a wrong instant",
            &[("\"at close of freeze\"", "\"when the freeze is over\"")]
        ),
        (
            "an instant in another form",
            &[("\"at close of freeze\"", "\"0 days after freeze closes\"")]
        ),
        (
            "a wrong length of time",
            &[("at-least = \"7 days\"", "at-least = \"a week\"")]
        ),
        (
            "a wrong length of grace",
            &[("grace = \"1 minute\"", "grace = \"2 hours\"")]
        ),
        (
            "an unknown kind of stage",
            &[("kind = \"freeze\"", "kind = \"freze\"")]
        ),
        (
            "an unknown act",
            &[("act = \"support\"\n", "act = \"suport\"\n")]
        ),
        (
            "an unknown guard",
            &[(
                "{ on-roll = true, rule = \"2\" }",
                "{ onroll = true, rule = \"2\" }"
            )]
        ),
        (
            "a guard without a rule",
            &[("{ on-roll = true, rule = \"2\" }", "{ on-roll = true }")]
        ),
        (
            "two guards in one table",
            &[(
                "{ on-roll = true, rule",
                "{ on-roll = true, not-suspended = true, rule"
            )]
        ),
        (
            "a rule without a guard",
            &[("{ on-roll = true, rule = \"2\" }", "{ rule = \"2\" }")]
        ),
        (
            "a guard that is false",
            &[("on-roll = true", "on-roll = false")]
        ),
        (
            "a rule inside of any-of",
            &[(
                "{ member-for-months = 6 }",
                "{ member-for-months = 6, rule = \"2\" }"
            )]
        ),
        (
            "a wrong share",
            &[(
                "{ on-roll = true, rule",
                "{ share = { of = \"3/2\", rounding = \"up\" }, rule"
            )]
        ),
        ("an unknown outcome", &[("no-candidate = {", "nobody = {")]),
        (
            "an outcome without a rule",
            &[(
                "no-candidate = { then = \"end:void\", rule = \"4\" }",
                "no-candidate = \"end:void\""
            )]
        ),
        (
            "an unknown end",
            &[("then = \"end:void\"", "then = \"end:viod\"")]
        ),
        (
            "two holders",
            &[(
                "holder = { seat = \"officer\" }",
                "holder = { seat = \"officer\", class = \"full\" }"
            )]
        ),
        (
            "an unknown holder",
            &[(
                "holder = { seat = \"officer\" }",
                "holder = { seta = \"officer\" }"
            )]
        ),
        (
            "seats that are not there",
            &[(
                "[seats]\nbody = \"executive\"\nsection = \"members\"\nnumber = 3\nterm = \"2 years\"\nrule = \"2\"\n",
                ""
            )]
        ),
        (
            "a form fault and a reference fault",
            &[
                ("kind = \"freeze\"", "kind = \"freze\""),
                ("by = \"secretary\"", "by = \"secretery\"")
            ]
        ),
    ]));
}

#[test]
fn faults_of_reference() {
    insta::assert_snapshot!(printed(&[
        (
            "an unknown clause of an act",
            &[(
                "by = \"secretary\"\nrule = \"3\"",
                "by = \"secretary\"\nrule = \"3.1\""
            )]
        ),
        (
            "an unknown clause of a guard",
            &[(
                "{ on-roll = true, rule = \"2\" }",
                "{ on-roll = true, rule = \"22\" }"
            )]
        ),
        (
            "an unknown role",
            &[("by = \"secretary\"", "by = \"secretery\"")]
        ),
        (
            "an unknown body",
            &[(
                "seat-of-each = { body = \"branch\"",
                "seat-of-each = { body = \"brunch\""
            )]
        ),
        (
            "an unknown stage in an instant",
            &[("\"at close of freeze\"", "\"at close of frieze\"")]
        ),
        (
            "an unknown stage in an outcome",
            &[("done = \"consent\"", "done = \"consents\"")]
        ),
        (
            "an unknown stage in a lapse",
            &[("then = \"declare\"", "then = \"declaration\"")]
        ),
        ("an unknown date", &[("\"date:close\"", "\"date:closes\"")]),
        (
            "a clause that nothing cites",
            &[("\"6\" = ", "\"5.1\" = \"Nobody cites this.\"\n\"6\" = ")]
        ),
        (
            "a role, a body and a date that nothing uses",
            &[
                ("[dates]", "[dates]\nnever = \"Never\""),
                (
                    "[roles]",
                    "[roles]\nidle = { title = \"Idle\", holder = { class = \"full\" }, rule = \"2\" }"
                ),
                ("[bodies]", "[bodies]\nsenate = { title = \"Senate\" }"),
            ]
        ),
        (
            "seats of each of one body",
            &[("title = \"Branch\", each = true", "title = \"Branch\"")]
        ),
        (
            "seats in a kind of body",
            &[("body = \"executive\"", "body = \"branch\"")]
        ),
        (
            "two stages of one id",
            &[("id = \"consent\"", "id = \"nominate\"")]
        ),
    ]));
}

#[test]
fn faults_of_flow() {
    insta::assert_snapshot!(printed(&[
        (
            "a stage that nothing leads to",
            &[("done = \"freeze\"", "done = \"nominate\"")]
        ),
        (
            "a window without a lapse",
            &[("lapse = { then = \"end:void\", rule = \"4\" }\n", "")]
        ),
        (
            "a stage without an outcome",
            &[("outcomes = { done = \"freeze\" }", "outcomes = {}")]
        ),
        ("a circle", &[("then = \"declare\"", "then = \"count\"")]),
        (
            "no end",
            &[(
                "outcomes = { done = \"end:declared\" }\nlapse = { then = \"end:lapsed\"",
                "outcomes = { done = \"declare\" }\nlapse = { then = \"declare\""
            ),]
        ),
        ("no keys", &[("done = \"prepare\"", "done = \"ballot\"")]),
        (
            "f4: no time to challenge",
            &[(
                "outcomes = { done = \"challenge\" }",
                "outcomes = { done = \"declare\" }"
            )]
        ),
        (
            "f4: a needless waiver",
            &[(
                "[seats]",
                "[without-challenge]\nresolved-by = \"executive\"\nreason = \"Haste.\"\nrule = \"6\"\n\n[seats]"
            )]
        ),
        (
            "no count",
            &[(
                "outcomes = { done = \"count\" }",
                "outcomes = { done = \"challenge\" }"
            )]
        ),
        (
            "an end that nobody declared",
            &[(
                "outcomes = { done = \"declare\"",
                "outcomes = { done = \"end:declared\""
            )]
        ),
        ("no notice", &[("kind = \"notice\"", "kind = \"publish\"")]),
    ]));
}

#[test]
fn faults_of_acts_and_terms() {
    insta::assert_snapshot!(printed(&[
        (
            "f1: one person opens",
            &[(
                "act = \"open-ballot\", by = \"officer\", rule = \"5\", persons = 2",
                "act = \"open-ballot\", by = \"officer\", rule = \"5\""
            )]
        ),
        (
            "e7: one person extends",
            &[(
                "act = \"extend-ballot\", by = \"officer\", rule = \"5\", persons = 2",
                "act = \"extend-ballot\", by = \"officer\", rule = \"5\", persons = 1"
            )]
        ),
        (
            "no person",
            &[(
                "act = \"name-trustee\", by = \"officer\", rule = \"5\", persons = 2",
                "act = \"name-trustee\", by = \"officer\", rule = \"5\", persons = 0"
            )]
        ),
        (
            "an act in the wrong stage",
            &[(
                "act = \"give-notice\", by",
                "act = \"declare-void\", by = \"officer\", rule = \"1\", persons = 2 }, { act = \"record-count\", by = \"officer\", rule = \"1\", persons = 2 }, { act = \"give-notice\", by"
            )]
        ),
        (
            "a stage without what it is for",
            &[(
                "acts = [{ act = \"freeze-roll\", by = \"officer\", rule = \"1\", required = true }]",
                "acts = []"
            )]
        ),
        (
            "what a stage is for is not required",
            &[(
                "act = \"freeze-roll\", by = \"officer\", rule = \"1\", required = true",
                "act = \"freeze-roll\", by = \"officer\", rule = \"1\""
            )]
        ),
        (
            "an act twice",
            &[(
                "act = \"withdraw\"\nby = \"candidate\"",
                "act = \"nominate\"\nby = \"member\""
            )]
        ),
        ("a statement without limit", &[("words = 100\n", "")]),
        (
            "a judge in his own cause",
            &[(
                ", needs = [{ did-not = \"record-count\", rule = \"6\" }]",
                ""
            )]
        ),
        (
            "a declaration over a challenge",
            &[(", needs = [{ no-open-challenge = true, rule = \"6\" }]", "")]
        ),
        (
            "credentials without a count",
            &[(
                ", needs = [{ credentials-match-roll = true, rule = \"5\" }]",
                ""
            )]
        ),
        (
            "untested keys and few trustees",
            &[(
                "needs = [{ each-trustee = \"prove-key\", rule = \"5\" }, { trustees-at-least = 2, rule = \"5\" }]\n",
                ""
            )]
        ),
        (
            "a guard on an act that no stage offers",
            &[("did-not = \"record-count\"", "did-not = \"correct-roll\"")]
        ),
        (
            "an act that trustees do not do",
            &[(
                "each-trustee = \"record-shuffle\"",
                "each-trustee = \"record-count\""
            )]
        ),
        (
            "support that nobody can give",
            &[("act = \"support\"\n", "act = \"unsupport\"\n")]
        ),
        (
            "guards that always or never hold",
            &[
                ("supported-by-units = 2", "supported-by-units = 0"),
                ("count = \"seats\"", "count = 0")
            ]
        ),
        (
            "a choice of one",
            &[(", { holds-class = [\"founder\"] }", "")]
        ),
        (
            "no seats to fill",
            &[
                ("number = 3", "number = 0"),
                ("term = \"2 years\"", "term = \"0 years\"")
            ]
        ),
        (
            "f13: no terms",
            &[(
                "[ballot]\nmethod = \"scottish-stv\"\nquota = \"votes divided by one more than the seats, plus one, fractions dropped\"\nties = \"lot-drawn-by-returning-officer\"\nrule = \"4\"\nrevote = \"last-counts\"\nrevote-rule = \"4\"\ngrace = \"1 minute\"\ngrace-rule = \"4\"\ntrustees-at-least = 2\ntrustees-rule = \"5\"\n",
                ""
            )]
        ),
        (
            "f13: a method that nobody knows",
            &[("method = \"scottish-stv\"", "method = \"scotish-stv\"")]
        ),
        (
            "f13: the quota of another method",
            &[("method = \"scottish-stv\"", "method = \"ers97\"")]
        ),
        (
            "one trustee",
            &[("trustees-at-least = 2\n", "trustees-at-least = 1\n")]
        ),
        (
            "no roll",
            &[(
                "[roll]\nclasses = [\"full\"]\nclasses-rule = \"2\"\njoined-by = \"1 day after notice opens\"\njoined-rule = \"2\"\narrears-paid-by = \"2 days after notice opens\"\narrears-rule = \"2\"\nfreeze = \"at open of freeze\"\nfreeze-rule = \"4\"\n",
                ""
            )]
        ),
    ]));
}

#[test]
fn faults_of_timing() {
    insta::assert_snapshot!(printed(&[
        (
            "a window that closes when it opens",
            &[(
                "\"14 days after nominate opens\"",
                "\"at open of nominate\""
            )]
        ),
        (
            "a window that closes before it opens",
            &[(
                "\"1 hour after ballot closes\"",
                "\"2 days after ballot closes\""
            )]
        ),
        (
            "an instant that hangs on itself",
            &[(
                "\"14 days after nominate opens\"",
                "\"1 day before consent opens\""
            )]
        ),
        (
            "a stage that opens too soon",
            &[(
                "opens = \"at close of challenge\"",
                "opens = \"at open of challenge\""
            )]
        ),
        (
            "a gap that is never kept",
            &[(
                "\"6 days after notice opens\"",
                "\"5 days after notice opens\""
            )]
        ),
        (
            "f5: a date of joining before the notice",
            &[(
                "\"1 day after notice opens\"\njoined",
                "\"30 days before notice opens\"\njoined"
            )]
        ),
        (
            "arrears after the freeze",
            &[(
                "\"2 days after notice opens\"",
                "\"8 days after notice opens\""
            )]
        ),
        (
            "a freeze before its stage",
            &[(
                "freeze = \"at open of freeze\"",
                "freeze = \"3 days after notice opens\""
            )]
        ),
        (
            "a freeze after its stage",
            &[(
                "freeze = \"at open of freeze\"",
                "freeze = \"at close of freeze\""
            )]
        ),
        (
            "a box that is closed within the grace",
            &[("\"1 hour after ballot closes\"", "\"at close of ballot\"")]
        ),
    ]));
}

#[test]
fn every_fault_has_a_case_here() {
    // The codes in the sources of the check and of the form, against the codes that the cases above bring about.
    let sources = [
        include_str!("../src/check/acts.rs"),
        include_str!("../src/check/flow.rs"),
        include_str!("../src/check/references.rs"),
        include_str!("../src/check/terms.rs"),
        include_str!("../src/check/timing.rs"),
    ];
    let snapshots = [
        include_str!("snapshots/faults__faults_of_form.snap"),
        include_str!("snapshots/faults__faults_of_reference.snap"),
        include_str!("snapshots/faults__faults_of_flow.snap"),
        include_str!("snapshots/faults__faults_of_acts_and_terms.snap"),
        include_str!("snapshots/faults__faults_of_timing.snap"),
    ]
    .concat();
    let mut missing = BTreeSet::new();
    for source in sources {
        let calls = source
            .split("checker.error(")
            .skip(1)
            .chain(source.split("checker.warning(").skip(1));
        let safeguards = source.split("code: ").skip(1);
        for after in calls.chain(safeguards) {
            let Some(code) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            if !snapshots.contains(&format!("[{code}]")) {
                missing.insert(code);
            }
        }
    }
    // A wrong rule for ties cannot come up with the shipped rules, which allow both; see `terms_of_other_rules`.
    missing.remove("wrong-ties");
    assert!(missing.is_empty(), "no case brings about {missing:?}");
}

#[test]
fn terms_of_other_rules() {
    let mut known = KnownRules::shipped();
    for rule in &mut known.0 {
        rule.ties
            .retain(|tie| *tie == polity_procedure::model::TieRule::LotFromPublishedSeed);
    }
    let report = check_source(SOUND, &known);
    assert_eq!(
        report.render("sound.toml"),
        "sound.toml:58:8: error: ballot.ties: the rule scottish-stv does not break ties by lot-drawn-by-returning-officer; \
         use lot-from-published-seed, or choose another method [wrong-ties]\nsound.toml: 1 error, 0 warnings\n"
    );
}

#[test]
fn every_fault_is_found_at_once() {
    let mut source = SOUND.to_owned();
    for (from, to) in [
        ("\"6\" = ", "\"5.1\" = \"Nobody cites this.\"\n\"6\" = "),
        ("by = \"secretary\"", "by = \"secretery\""),
        ("done = \"freeze\"", "done = \"nominate\""),
        ("lapse = { then = \"end:void\", rule = \"4\" }\n", ""),
        (
            "{ on-roll = true, rule = \"2\" }",
            "{ on-roll = true, rule = \"22\" }",
        ),
        ("method = \"scottish-stv\"", "method = \"ers97\""),
        (
            "act = \"open-ballot\", by = \"officer\", rule = \"5\", persons = 2",
            "act = \"open-ballot\", by = \"officer\", rule = \"5\"",
        ),
        ("words = 100\n", ""),
        (
            "\"1 day after notice opens\"\njoined",
            "\"30 days before notice opens\"\njoined",
        ),
        (
            "opens = \"at close of challenge\"",
            "opens = \"at open of challenge\"",
        ),
        (
            "outcomes = { done = \"challenge\" }",
            "outcomes = { done = \"declare\" }",
        ),
    ] {
        assert!(source.contains(from), "{from:?}");
        source = source.replacen(from, to, 1);
    }
    let report = check_source(&source, &KnownRules::shipped());
    assert!(!report.is_adoptable());
    insta::assert_snapshot!(report.render("many.toml"));
}
