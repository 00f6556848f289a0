//! What the press is told: sheets of an ordinary booklet, an ordinary result, a contest of forty. The snapshots are
//! the format between two programs; the tests of `press/` set these very sheets.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test stops it, which is what it should do"
)]

use std::fmt::Write as _;

use polity_count::{Lots, Outcome, Rule, blt};
use polity_papers::Lang;
use polity_papers::lang::grouped;
use polity_papers::print::{self, Booklet, BookletCandidate, DeclarationPaper, Photograph, Sheet};
use polity_papers::result::{
    DigestLine, Figures, Hand, Invalid, InvalidReason, ResultParts, ResultView, Standing,
    declaration_sheet, result_sheet,
};

const STATEMENT: &str = "I have been a member for eleven years and secretary of the Alderwick branch for four. \
    In that time we doubled the number who come to meetings, because we moved them to a Saturday, put a creche \
    beside them, and ended them at the time on the notice.\n\n\
    The executive should meet where members are. I shall ask that every second meeting is held outside the \
    capital, that its papers are public a week before, and that each of us answers questions from any branch \
    within ten days.\n\nI work as a bus driver and I answer every letter.";

/// A booklet of five candidates, with and without photograph, statement and supporters.
fn booklet(lang: Lang, large: bool) -> Booklet {
    let names = [
        "Ffion Ŵyn Pugh",
        "Bernard Ashdown-Coe",
        "Cerys Llewellyn",
        "Dee Okonkwo",
        "Édouard Šimić",
    ];
    let candidates = (1_u8..).zip(names);
    Booklet {
        lang,
        large,
        organisation: "The Society for Long Walks".into(),
        title: "Members’ section of the executive, 2026".into(),
        seats: 3,
        revote: false,
        dates: vec![
            ("Voting opens".into(), "Monday 2 November 2026 at 12:00".into()),
            ("Voting closes".into(), "Monday 23 November 2026 at 12:00".into()),
            ("The result is declared by".into(), "Monday 7 December 2026 at 12:00".into()),
        ],
        lot_seed: "4 1 6 2 2, thrown at Alderwick on 20 October".into(),
        contact: "Questions? Ask the returning officer: Nia Rees, 01632 960 123, elections@example.org.".into(),
        candidates: candidates
            .map(|(number, name)| BookletCandidate {
                number,
                name: name.into(),
                photo: None,
                supporters: if number == 4 { Vec::new() } else { vec!["Alderwick".into(), "Brynmawr".into(), "Coldharbour".into()] },
                statement: (number != 4).then(|| STATEMENT.into()),
            })
            .collect(),
        rules: vec![
            ("5.4".into(), "The ballot is open for at least twenty-one days.".into()),
            ("5.8".into(), "A vote that has been cast is final.".into()),
            ("6.1".into(), "Votes are counted by the rules of 1997 of the Electoral Reform Society, with the quota of votes divided by seats plus one, to two decimals.".into()),
        ],
        version: "9f2c".repeat(16),
    }
}

/// A small contest for two seats.
const SMALL: &str = "5 2\n8 1 2 0\n3 2 1 0\n2 3 2 0\n2 4 3 0\n2 5 4 0\n1 3 0\n0\n\"Ann, of Ash\"\n\"Ben\"\n\"Cŷ\"\n\"Dee\"\n\"Eve\"\n\"Chair\"\n";

/// The declared result of these ballots.
fn result(rule: Rule, ballots: &str) -> ResultView {
    let contest = blt::parse(ballots.as_bytes()).unwrap();
    let outcome = polity_count::count(&contest, rule, &Lots::Seed("sample".into())).unwrap();
    let Outcome::Complete(transcript) = outcome else {
        panic!("a seed answers every lot")
    };
    let line = |of: &str| DigestLine {
        of: of.into(),
        digest: "5ab0".repeat(16),
    };
    ResultView::new(ResultParts {
        organisation: "The Society for Long Walks".into(),
        title: "Members’ section of the executive, 2026".into(),
        standing: Standing::Declared {
            at: "Monday 7 December 2026 at 12:00".into(),
        },
        figures: Figures {
            electorate: 1024,
            issued: 1024,
            cast: transcript.valid + 3,
            blank: 1,
            invalid: vec![Invalid {
                reason: InvalidReason::NoRanking,
                papers: 2,
            }],
        },
        transcript: *transcript,
        hands: vec![Hand {
            what: "Open the ballot".into(),
            who: "Ada Oak and Bryn Pugh".into(),
            when: "Monday 2 November 2026 at 12:00".into(),
        }],
        digests: vec![
            line("The roll"),
            line("The head of the box"),
            line("The archive"),
        ],
    })
}

/// Forty candidates, most of whom are excluded one by one.
fn forty() -> String {
    let mut ballots = String::from("40 9\n");
    for number in 1..=40 {
        let next = number % 40 + 1;
        let after = (number * 7) % 40 + 1;
        let third = if after == number || after == next {
            String::new()
        } else {
            format!("{after} ")
        };
        writeln!(ballots, "{} {number} {next} {third}0", 20 + number * 3).unwrap();
    }
    ballots.push_str("0\n");
    for number in 1..=40 {
        writeln!(
            ballots,
            "\"Candidate Number {number} of Llanfairpwllgwyngyll\""
        )
        .unwrap();
    }
    ballots.push_str("\"Section\"\n");
    ballots
}

/// The declaration of a result.
fn declaration(result: &ResultView, lang: Lang) -> DeclarationPaper<'_> {
    DeclarationPaper {
        lang,
        result,
        signers: vec![
            "Returning officer".into(),
            "Deputy returning officer".into(),
        ],
        version: "77aa".repeat(16),
    }
}

fn declared(view: &ResultView, lang: Lang) -> Sheet {
    print::declaration(&declaration(view, lang))
}

#[test]
fn the_result_sheet_has_every_stage_and_the_lines_to_sign() {
    for (name, rule, ballots) in [
        ("result_sheet", Rule::Ers97, SMALL.to_owned()),
        ("result_sheet_forty", Rule::ScottishStv, forty()),
    ] {
        let transcript = result(rule, &ballots).transcript;
        let sheet = polity_papers::result::Sheet::of(&transcript);
        let paper = print::result_sheet(&sheet, "The Society for Long Walks", &"9f2c".repeat(16));
        let tables = paper.values["tables"].as_array().unwrap();
        let told: usize = tables
            .iter()
            .map(|table| table["stages"].as_array().unwrap().len())
            .sum();
        assert_eq!(told, transcript.stages.len());
        for table in tables {
            let stages = table["stages"].as_array().unwrap().iter();
            let across: u64 = stages.map(|stage| stage["across"].as_u64().unwrap()).sum();
            let result = u64::from(table["result"].as_bool().unwrap());
            for row in table["candidates"].as_array().unwrap() {
                assert_eq!(
                    row["cells"].as_array().unwrap().len() as u64,
                    across + result
                );
            }
        }
        if name == "result_sheet" {
            insta::assert_json_snapshot!(name, paper);
        }
    }
}

#[test]
fn the_press_is_given_these_sheets() {
    let plain = print::booklet(&booklet(Lang::Cy, false));
    insta::assert_json_snapshot!("booklet_cy", plain);
    let large = print::booklet(&booklet(Lang::En, true));
    insta::assert_json_snapshot!("booklet_large", large);
    for (rule, lang) in [(Rule::Ers97, Lang::En), (Rule::ScottishStv, Lang::Cy)] {
        let sheet = declared(&result(rule, SMALL), lang);
        insta::assert_json_snapshot!(format!("declaration_{}", lang.code()), sheet);
    }
}

#[test]
fn a_photograph_goes_with_its_candidate_as_base64() {
    let mut of = booklet(Lang::En, true);
    of.candidates[2].photo = Some(Photograph {
        file: b"\x89PNG".to_vec(),
        alt: "Cerys, smiling".into(),
    });
    let sheet = serde_json::to_value(print::booklet(&of)).unwrap();
    assert_eq!(sheet["pictures"], serde_json::json!(["iVBORw=="]));
    let candidate = &sheet["values"]["candidates"][2];
    assert_eq!(candidate["picture"], 0);
    let alt = "Photograph of Cerys Llewellyn: Cerys, smiling";
    assert_eq!(candidate["alt"], alt);
    assert!(sheet["values"]["candidates"][0]["picture"].is_null());
}

#[test]
fn d7_figures_are_the_same_on_paper_in_csv_and_in_json() {
    for rule in Rule::ALL {
        // Some rules fill one seat only.
        let small = blt::parse(SMALL.as_bytes()).unwrap();
        let fills = polity_count::count(&small, rule, &Lots::Seed("sample".into())).is_ok();
        let seats = if fills { "5 2" } else { "5 1" };
        let view = result(rule, &SMALL.replacen("5 2", seats, 1));
        let on_paper = declared(&view, Lang::En).values.to_string();
        let csv = declaration_sheet(&view, Lang::En).unwrap();
        let sheet = result_sheet(&view.transcript).unwrap();
        let json = serde_json::to_string(&view).unwrap();
        for row in view.figure_rows(Lang::En) {
            let figure = grouped(&row.figure);
            assert!(on_paper.contains(&format!("[\"{}\",\"{figure}\"]", row.label)));
            assert!(csv.contains(&row.figure), "{row:?}");
            let in_json = json.contains(&row.figure) || row.key == "stages";
            assert!(in_json, "{row:?}");
        }
        let last = view.transcript.stages.last().unwrap();
        let figures = last.votes.iter();
        for votes in figures.chain([&last.non_transferable, &last.quota]) {
            let printed = format!("\"{}\"", grouped(votes));
            assert!(on_paper.contains(&printed), "{votes}");
            assert!(sheet.contains(votes.as_str()) && json.contains(votes.as_str()));
        }
    }
}

#[test]
fn d7_the_lots_that_were_drawn_are_told_or_that_none_was() {
    let tied = "3 1\n2 1 0\n1 2 0\n1 3 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Chair\"\n";
    let told = declared(&result(Rule::ScottishStv, tied), Lang::En).values["lots"].clone();
    assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
    assert!(told[0].as_str().unwrap().contains("Lot number 1"), "{told}");
    let clear = "3 1\n4 1 0\n2 2 0\n1 3 0\n0\n\"Ann\"\n\"Ben\"\n\"Cy\"\n\"Chair\"\n";
    let told = declared(&result(Rule::ScottishStv, clear), Lang::En).values["lots"].clone();
    assert_eq!(told[0], Lang::En.text("declaration-lots-none"));
}

#[test]
fn every_stage_of_a_long_count_stands_in_one_of_the_tables() {
    let view = result(Rule::ScottishStv, &forty());
    assert!(view.shown_stages().len() > 20);
    let sheet = declared(&view, Lang::Cy);
    let parts = sheet.values["stages"].as_array().unwrap();
    let heads = parts.iter().map(|part| part["head"].as_array().unwrap());
    let columns: usize = heads.map(|head| head.len() - 1).sum();
    assert_eq!(columns, view.shown_stages().len());
}

#[test]
fn what_is_not_declared_is_not_signed_as_elected() {
    let mut view = result(Rule::ScottishStv, SMALL);
    view.standing = Standing::Void { at: "now".into() };
    let void = declared(&view, Lang::En).values;
    assert_eq!(void["elected"], serde_json::json!([]));
    assert!(void["statement"].as_str().unwrap().contains("void"));
    let challenge_until = String::new();
    view.standing = Standing::Provisional { challenge_until };
    let provisional = declared(&view, Lang::En).values;
    assert_eq!(provisional["statement"], "");
    assert_eq!(
        provisional["kicker"],
        Lang::En.text("declaration-provisional")
    );
}
