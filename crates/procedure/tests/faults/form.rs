//! What is wrong with the form of a file, or with what it refers to.

use super::Case;

/// Faults of form.
pub(super) const FORM: &[Case] = &[
    ("no TOML", &[("version = 1", "version = ")]),
    (
        "two lines that are no TOML",
        &[("version = 1", "version = "), ("number = 3", "number 3")],
    ),
    (
        "an unknown key",
        &[("closes = \"date:close\"", "clsoes = \"date:close\"")],
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
        &[("\"at close of freeze\"", "\"when the freeze is over\"")],
    ),
    (
        "an instant in another form",
        &[("\"at close of freeze\"", "\"0 days after freeze closes\"")],
    ),
    (
        "a wrong length of time",
        &[("at-least = \"7 days\"", "at-least = \"a week\"")],
    ),
    (
        "a wrong length of grace",
        &[("grace = \"1 minute\"", "grace = \"2 hours\"")],
    ),
    (
        "an unknown kind of stage",
        &[("kind = \"freeze\"", "kind = \"freze\"")],
    ),
    (
        "an unknown act",
        &[("act = \"support\"\n", "act = \"suport\"\n")],
    ),
    (
        "an unknown guard",
        &[(
            "{ on-roll = true, rule = \"2\" }",
            "{ onroll = true, rule = \"2\" }",
        )],
    ),
    (
        "a guard without a rule",
        &[("{ on-roll = true, rule = \"2\" }", "{ on-roll = true }")],
    ),
    (
        "two guards in one table",
        &[(
            "{ on-roll = true, rule",
            "{ on-roll = true, not-suspended = true, rule",
        )],
    ),
    (
        "a rule without a guard",
        &[("{ on-roll = true, rule = \"2\" }", "{ rule = \"2\" }")],
    ),
    (
        "a guard that is false",
        &[("on-roll = true", "on-roll = false")],
    ),
    (
        "a rule inside of any-of",
        &[(
            "{ member-for-months = 6 }",
            "{ member-for-months = 6, rule = \"2\" }",
        )],
    ),
    (
        "a wrong share",
        &[(
            "{ on-roll = true, rule",
            "{ share = { of = \"3/2\", rounding = \"up\" }, rule",
        )],
    ),
    ("an unknown outcome", &[("no-candidate = {", "nobody = {")]),
    (
        "an outcome without a rule",
        &[(
            "no-candidate = { then = \"end:void\", rule = \"4\" }",
            "no-candidate = \"end:void\"",
        )],
    ),
    (
        "an unknown end",
        &[("then = \"end:void\"", "then = \"end:viod\"")],
    ),
    (
        "two holders",
        &[(
            "holder = { seat = \"officer\" }",
            "holder = { seat = \"officer\", class = \"full\" }",
        )],
    ),
    (
        "an unknown holder",
        &[(
            "holder = { seat = \"officer\" }",
            "holder = { seta = \"officer\" }",
        )],
    ),
    (
        "seats that are not there",
        &[(
            "[seats]\nbody = \"executive\"\nsection = \"members\"\nnumber = 3\nterm = \"2 years\"\nrule = \"2\"\n",
            "",
        )],
    ),
    (
        "a form fault and a reference fault",
        &[
            ("kind = \"freeze\"", "kind = \"freze\""),
            ("by = \"secretary\"", "by = \"secretery\""),
        ],
    ),
];

/// Faults of reference.
pub(super) const REFERENCE: &[Case] = &[
    (
        "an unknown clause of an act",
        &[(
            "by = \"secretary\"\nrule = \"3\"",
            "by = \"secretary\"\nrule = \"3.1\"",
        )],
    ),
    (
        "an unknown clause of a guard",
        &[(
            "{ on-roll = true, rule = \"2\" }",
            "{ on-roll = true, rule = \"22\" }",
        )],
    ),
    (
        "an unknown role",
        &[("by = \"secretary\"", "by = \"secretery\"")],
    ),
    (
        "an unknown body",
        &[(
            "seat-of-each = { body = \"branch\"",
            "seat-of-each = { body = \"brunch\"",
        )],
    ),
    (
        "an unknown stage in an instant",
        &[("\"at close of freeze\"", "\"at close of frieze\"")],
    ),
    (
        "an unknown stage in an outcome",
        &[("done = \"consent\"", "done = \"consents\"")],
    ),
    (
        "an unknown stage in a lapse",
        &[("then = \"declare\"", "then = \"declaration\"")],
    ),
    ("an unknown date", &[("\"date:close\"", "\"date:closes\"")]),
    (
        "a clause that nothing cites",
        &[("\"6\" = ", "\"5.1\" = \"Nobody cites this.\"\n\"6\" = ")],
    ),
    (
        "a role, a body and a date that nothing uses",
        &[
            ("[dates]", "[dates]\nnever = \"Never\""),
            (
                "[roles]",
                "[roles]\nidle = { title = \"Idle\", holder = { class = \"full\" }, rule = \"2\" }",
            ),
            ("[bodies]", "[bodies]\nsenate = { title = \"Senate\" }"),
        ],
    ),
    (
        "seats of each of one body",
        &[("title = \"Branch\", each = true", "title = \"Branch\"")],
    ),
    (
        "seats in a kind of body",
        &[("body = \"executive\"", "body = \"branch\"")],
    ),
    (
        "two stages of one id",
        &[("id = \"consent\"", "id = \"nominate\"")],
    ),
];
