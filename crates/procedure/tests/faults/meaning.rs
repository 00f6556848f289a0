//! What is wrong with the meaning of a file whose form is right.

use super::Case;

/// Faults of flow.
pub(super) const FLOW: &[Case] = &[
    (
        "a stage that nothing leads to",
        &[("done = \"freeze\"", "done = \"nominate\"")],
    ),
    (
        "a window without a lapse",
        &[("lapse = { then = \"end:void\", rule = \"4\" }\n", "")],
    ),
    (
        "a stage without an outcome",
        &[("outcomes = { done = \"freeze\" }", "outcomes = {}")],
    ),
    ("a circle", &[("then = \"declare\"", "then = \"count\"")]),
    (
        "no end",
        &[(
            "outcomes = { done = \"end:declared\" }\nlapse = { then = \"end:lapsed\"",
            "outcomes = { done = \"declare\" }\nlapse = { then = \"declare\"",
        )],
    ),
    ("no keys", &[("done = \"prepare\"", "done = \"ballot\"")]),
    (
        "f4: no time to challenge",
        &[(
            "outcomes = { done = \"challenge\" }",
            "outcomes = { done = \"declare\" }",
        )],
    ),
    (
        "f4: a needless waiver",
        &[(
            "[seats]",
            "[without-challenge]\nresolved-by = \"executive\"\nreason = \"Haste.\"\nrule = \"6\"\n\n[seats]",
        )],
    ),
    (
        "no nomination",
        &[("done = \"nominate\"", "done = \"consent\"")],
    ),
    ("no ballot", &[("done = \"ballot\"", "done = \"count\"")]),
    (
        "stages apart from the rest",
        &[
            ("done = \"ballot\"", "done = \"declare\""),
            ("then = \"declare\"", "then = \"ballot\""),
        ],
    ),
    (
        "no count",
        &[(
            "outcomes = { done = \"count\" }",
            "outcomes = { done = \"challenge\" }",
        )],
    ),
    (
        "an end that nobody declared",
        &[(
            "outcomes = { done = \"declare\"",
            "outcomes = { done = \"end:declared\"",
        )],
    ),
    ("no notice", &[("kind = \"notice\"", "kind = \"publish\"")]),
];

/// Faults of acts and terms.
pub(super) const ACTS_AND_TERMS: &[Case] = &[
    (
        "a vote of a body without its majority",
        &[(
            "act = \"nominate\"",
            "act = \"resolve\"\nby = \"officer\"\nrule = \"1\"\npersons = 2\n\n[[stage.acts]]\nact = \"nominate\"",
        )],
    ),
    (
        "f4: who is found unfit cannot appeal, and who is named is not asked",
        &[(
            "act = \"nominate\"",
            "act = \"vet\"\nby = \"officer\"\nrule = \"1\"\n\n[[stage.acts]]\nact = \"name-next\"\nby = \"officer\"\nrule = \"1\"\npersons = 2\n\n[[stage.acts]]\nact = \"nominate\"",
        )],
    ),
    (
        "whoever follows by an earlier count is not asked",
        &[
            ("act = \"consent\"", "act = \"declare-interest\""),
            (
                "act = \"nominate\"",
                "act = \"name-next\"\nby = \"officer\"\nrule = \"1\"\npersons = 2\n\n[[stage.acts]]\nact = \"nominate\"",
            ),
        ],
    ),
    (
        "an outcome that nothing brings about",
        &[(
            "outcomes = { done = \"freeze\" }",
            "outcomes = { done = \"freeze\", elected = { then = \"end:void\", rule = \"4\" } }",
        )],
    ),
    (
        "rounds and cards that decide nothing",
        &[(
            "outcomes = { done = \"freeze\" }",
            "rounds = { electors = \"member\", leave = 0, rule = \"4\" }\ncard = { sections = [], majority = \"1/2\", rounding = \"more-than\", rejection = \"no-seat\", rule = \"4\" }\noutcomes = { done = \"freeze\" }",
        )],
    ),
    (
        "kinds of stage without the terms of their vote",
        &[
            ("kind = \"notice\"", "kind = \"rounds\""),
            ("kind = \"freeze\"", "kind = \"ratify\""),
        ],
    ),
    (
        "f1: one person opens",
        &[(
            "act = \"open-ballot\", by = \"officer\", rule = \"5\", persons = 2",
            "act = \"open-ballot\", by = \"officer\", rule = \"5\"",
        )],
    ),
    (
        "e7: one person extends",
        &[(
            "act = \"extend-ballot\", by = \"officer\", rule = \"5\", persons = 2",
            "act = \"extend-ballot\", by = \"officer\", rule = \"5\", persons = 1",
        )],
    ),
    (
        "no person",
        &[(
            "act = \"name-trustee\", by = \"officer\", rule = \"5\", persons = 2",
            "act = \"name-trustee\", by = \"officer\", rule = \"5\", persons = 0",
        )],
    ),
    (
        "an act in the wrong stage",
        &[(
            "act = \"give-notice\", by",
            "act = \"declare-void\", by = \"officer\", rule = \"1\", persons = 2 }, { act = \"record-count\", by = \"officer\", rule = \"1\", persons = 2 }, { act = \"give-notice\", by",
        )],
    ),
    (
        "a stage without what it is for",
        &[(
            "acts = [{ act = \"freeze-roll\", by = \"officer\", rule = \"1\", required = true }]",
            "acts = []",
        )],
    ),
    (
        "what a stage is for is not required",
        &[(
            "act = \"freeze-roll\", by = \"officer\", rule = \"1\", required = true",
            "act = \"freeze-roll\", by = \"officer\", rule = \"1\"",
        )],
    ),
    (
        "an act twice",
        &[(
            "act = \"withdraw\"\nby = \"candidate\"",
            "act = \"nominate\"\nby = \"member\"",
        )],
    ),
    ("a statement without limit", &[("words = 100\n", "")]),
    (
        "a judge in his own cause",
        &[(
            ", needs = [{ did-not = \"record-count\", rule = \"6\" }]",
            "",
        )],
    ),
    (
        "a declaration over a challenge",
        &[(", needs = [{ no-open-challenge = true, rule = \"6\" }]", "")],
    ),
    (
        "credentials without a count",
        &[(
            ", needs = [{ credentials-match-roll = true, rule = \"5\" }]",
            "",
        )],
    ),
    (
        "untested keys and few trustees",
        &[(
            "needs = [{ each-trustee = \"prove-key\", rule = \"5\" }, { trustees-at-least = 2, rule = \"5\" }]\n",
            "",
        )],
    ),
    (
        "a guard on an act that no stage offers",
        &[("did-not = \"record-count\"", "did-not = \"correct-roll\"")],
    ),
    (
        "an act that trustees do not do",
        &[(
            "each-trustee = \"record-shuffle\"",
            "each-trustee = \"record-count\"",
        )],
    ),
    (
        "support that nobody can give",
        &[("act = \"support\"\n", "act = \"unsupport\"\n")],
    ),
    (
        "guards that always or never hold",
        &[
            ("supported-by-units = 2", "supported-by-units = 0"),
            ("count = \"seats\"", "count = 0"),
        ],
    ),
    (
        "a choice of one",
        &[(", { holds-class = [\"founder\"] }", "")],
    ),
    (
        "no seats to fill",
        &[
            ("number = 3", "number = 0"),
            ("term = \"2 years\"", "term = \"0 years\""),
        ],
    ),
    (
        "f13: no terms",
        &[(
            "[ballot]\nmethod = \"scottish-stv\"\nquota = \"votes divided by one more than the seats, plus one, fractions dropped\"\nties = \"lot-drawn-by-returning-officer\"\nrule = \"4\"\nrevote = \"last-counts\"\nrevote-rule = \"4\"\ngrace = \"1 minute\"\ngrace-rule = \"4\"\ntrustees-at-least = 2\ntrustees-rule = \"5\"\n",
            "",
        )],
    ),
    (
        "f13: a method that nobody knows",
        &[("method = \"scottish-stv\"", "method = \"scotish-stv\"")],
    ),
    (
        "f13: the quota of another method",
        &[("method = \"scottish-stv\"", "method = \"ers97\"")],
    ),
    (
        "f13: terms without a ballot",
        &[("kind = \"ballot\"", "kind = \"publish\"")],
    ),
    (
        "one trustee",
        &[("trustees-at-least = 2\n", "trustees-at-least = 1\n")],
    ),
    (
        "constraints that cannot be met",
        &[(
            "\n[roll]\n",
            "\n[constraints]\nwomen = { title = \"Women\", at-least = 99, at-most = 3, rule = \"2\" }\nall = { title = \"All\", rule = \"2\" }\n\n[roll]\n",
        )],
    ),
    (
        "a constraint that nobody is asked about",
        &[
            (
                "\n[roll]\n",
                "\n[constraints]\nwomen = { title = \"Women\", at-least = 1, rule = \"2\" }\n\n[roll]\n",
            ),
            (
                "[[stage.acts]]\nact = \"consent\"\nby = \"candidate\"\nrule = \"2\"\nneeds = [{ supported-by-units = 2, rule = \"3\" }]\n\n",
                "",
            ),
        ],
    ),
    (
        "a constraint without a ballot",
        &[
            (
                "\n[roll]\n",
                "\n[constraints]\nwomen = { title = \"Women\", at-least = 1, rule = \"2\" }\n\n[roll]\n",
            ),
            (
                "[ballot]\nmethod = \"scottish-stv\"\nquota = \"votes divided by one more than the seats, plus one, fractions dropped\"\nties = \"lot-drawn-by-returning-officer\"\nrule = \"4\"\nrevote = \"last-counts\"\nrevote-rule = \"4\"\ngrace = \"1 minute\"\ngrace-rule = \"4\"\ntrustees-at-least = 2\ntrustees-rule = \"5\"\n\n",
                "",
            ),
        ],
    ),
    (
        "no roll",
        &[(
            "[roll]\nclasses = [\"full\"]\nclasses-rule = \"2\"\njoined-by = \"1 day after notice opens\"\njoined-rule = \"2\"\narrears-paid-by = \"2 days after notice opens\"\narrears-rule = \"2\"\nfreeze = \"at open of freeze\"\nfreeze-rule = \"4\"\n",
            "",
        )],
    ),
];

/// Faults of timing.
pub(super) const TIMING: &[Case] = &[
    (
        "working days of nobody's calendar",
        &[(
            "closes = \"1 day after notice opens\"",
            "closes = \"1 working day after notice opens\"",
        )],
    ),
    (
        "a calendar without working days",
        &[("version = 1", "version = 1\ncalendar = \"scotland\"")],
    ),
    (
        "a window that closes when it opens",
        &[(
            "\"14 days after nominate opens\"",
            "\"at open of nominate\"",
        )],
    ),
    (
        "a window that closes before it opens",
        &[(
            "\"1 hour after ballot closes\"",
            "\"2 days after ballot closes\"",
        )],
    ),
    (
        "an instant that hangs on itself",
        &[(
            "\"14 days after nominate opens\"",
            "\"1 day before consent opens\"",
        )],
    ),
    (
        "a stage that opens too soon",
        &[(
            "opens = \"at close of challenge\"",
            "opens = \"at open of challenge\"",
        )],
    ),
    (
        "a gap that is never kept",
        &[(
            "\"6 days after notice opens\"",
            "\"5 days after notice opens\"",
        )],
    ),
    (
        "f5: a date of joining before the notice",
        &[(
            "\"1 day after notice opens\"\njoined",
            "\"30 days before notice opens\"\njoined",
        )],
    ),
    (
        "arrears after the freeze",
        &[(
            "\"2 days after notice opens\"",
            "\"8 days after notice opens\"",
        )],
    ),
    (
        "a freeze before its stage",
        &[(
            "freeze = \"at open of freeze\"",
            "freeze = \"3 days after notice opens\"",
        )],
    ),
    (
        "a freeze after its stage",
        &[(
            "freeze = \"at open of freeze\"",
            "freeze = \"at close of freeze\"",
        )],
    ),
    (
        "a box that is closed within the grace",
        &[("\"1 hour after ballot closes\"", "\"at close of ballot\"")],
    ),
];
