//! Whether what is announced agrees with the timetable (failure F19): every weekday with its date, and every
//! opening and closing date of a stage with the one that the timetable has, in every paper alike.
//!
//! People write dates in several ways. Read are `Friday 14 February 2020`, `14 Feb 2020`, `February 14, 2020` and
//! `2020-02-14`, with or without the weekday before it, and ordinals (`14th`). A sentence ends at a line's end or
//! at a full stop with a space after it. A date in a sentence that names a stage by its title or id and says that
//! it opens, starts or begins (or closes, ends or finishes) is taken for a claim about that edge of the stage.

use std::collections::BTreeMap;

use polity_values::StageId;
use polity_values::civil::{Date, Weekday};

use crate::fault::{Fault, Position};
use crate::model::{Edge, Procedure};
use crate::timetable::Timetable;

/// A paper that was or will be published: guidance, a page, a letter.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// What it is called in reports.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A date that a paper claims for an edge of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    paper: String,
    line: usize,
    date: Date,
}

/// Checks papers against one another and, if there is one, against the timetable.
pub fn check_papers(
    procedure: &Procedure,
    timetable: Option<&Timetable>,
    papers: &[Paper<'_>],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut claims: BTreeMap<(StageId, bool), Vec<Claim>> = BTreeMap::new();
    for paper in papers {
        for (line, sentence) in sentences(paper.text) {
            for found in dates(sentence) {
                faults.extend(weekday_fault(paper, line, &found));
                let Some(key) = claimed(procedure, sentence, found.place) else {
                    continue;
                };
                let claim = Claim {
                    paper: paper.name.to_owned(),
                    line,
                    date: found.date,
                };
                claims.entry(key).or_default().push(claim);
            }
        }
    }
    for ((stage, closes), claims) in claims {
        faults.extend(edge_faults(procedure, timetable, (&stage, closes), &claims));
    }
    faults
}

fn fault(code: &'static str, paper: &str, line: usize, problem: String, remedy: &str) -> Fault {
    let mut fault = Fault::error(code, format!("{paper:?}"), problem, remedy);
    fault.at = Some(Position { line, column: 1 });
    fault
}

fn weekday_fault(paper: &Paper<'_>, line: usize, found: &Found) -> Option<Fault> {
    let said = found.weekday?;
    let is = found.date.weekday();
    if said == is {
        return None;
    }
    let problem = format!(
        "{} is a {}, not a {}",
        found.date.strftime("%-d %B %Y"),
        name_of(is),
        name_of(said)
    );
    let remedy = "correct the weekday or the date";
    Some(fault("wrong-weekday", paper.name, line, problem, remedy))
}

/// The faults of what papers claim for one edge of one stage.
fn edge_faults(
    procedure: &Procedure,
    timetable: Option<&Timetable>,
    (stage, closes): (&StageId, bool),
    claims: &[Claim],
) -> Vec<Fault> {
    let title = procedure.stages.iter().find(|one| one.id == *stage);
    let title = title.map_or(stage.as_str(), |one| one.title.as_str());
    let verb = if closes { "closes" } else { "opens" };
    let window = timetable.and_then(|table| Some((table, table.window(stage)?)));
    let due = window.map(|(table, window)| {
        let at = if closes { window.closes } else { window.opens };
        at.to_zoned(table.zone().clone()).date()
    });
    let mut faults = Vec::new();
    let Some(first) = claims.first() else {
        return faults;
    };
    for claim in claims {
        let date = claim.date.strftime("%A %-d %B %Y");
        if let Some(due) = due {
            if claim.date != due {
                let problem = format!(
                    "it says that {title:?} {verb} on {date}, and the timetable says {}",
                    due.strftime("%A %-d %B %Y")
                );
                let remedy = "take the date from the timetable";
                faults.push(fault(
                    "other-date",
                    &claim.paper,
                    claim.line,
                    problem,
                    remedy,
                ));
            }
        } else if claim.date != first.date {
            let problem = format!(
                "it says that {title:?} {verb} on {date}, and {:?} says {}",
                first.paper,
                first.date.strftime("%A %-d %B %Y")
            );
            let remedy = "one stage has one date: correct one of the two";
            faults.push(fault(
                "two-dates",
                &claim.paper,
                claim.line,
                problem,
                remedy,
            ));
        }
    }
    faults
}

/// Which edge of which stage a date in a sentence is about: the last stage named before it, else the first after.
fn claimed(procedure: &Procedure, sentence: &str, place: usize) -> Option<(StageId, bool)> {
    let lower = sentence.to_lowercase();
    let edge = edge_of(&lower, place)?;
    let mut named: Vec<(usize, &StageId)> = Vec::new();
    for stage in &procedure.stages {
        for name in [
            stage.title.to_lowercase(),
            stage.id.as_str().replace('-', " "),
        ] {
            named.extend(positions(&lower, &name).map(|at| (at, &stage.id)));
        }
    }
    named.sort_by_key(|(at, _)| *at);
    let before = named.iter().rev().find(|(at, _)| *at < place);
    let (_, stage) = before.or_else(|| named.first())?;
    Some(((*stage).clone(), edge == Edge::Closes))
}

const OPENS: [&str; 5] = ["open", "opens", "starts", "begins", "from"];
const CLOSES: [&str; 9] = [
    "close", "closes", "closing", "ends", "finishes", "deadline", "until", "by", "to",
];

/// The last word before the date (or else the first after it) that says which edge is meant.
fn edge_of(lower: &str, place: usize) -> Option<Edge> {
    let words = |words: &'static [&'static str], edge: Edge| {
        words
            .iter()
            .flat_map(move |word| positions(lower, word).map(move |at| (at, edge)))
    };
    let mut said: Vec<_> = words(&OPENS, Edge::Opens)
        .chain(words(&CLOSES, Edge::Closes))
        .collect();
    said.sort_by_key(|(at, _)| *at);
    let before = said.iter().rev().find(|(at, _)| *at < place);
    before.or_else(|| said.first()).map(|(_, edge)| *edge)
}

/// Where whole words stand in a text.
fn positions<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let whole = move |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    text.match_indices(words)
        .map(|(at, _)| at)
        .filter(move |at| !words.is_empty() && whole(*at))
}

/// The sentences of a text with the lines on which they stand.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .flat_map(|(index, line)| line.split(". ").map(move |part| (index + 1, part)))
}

/// A date in a text.
struct Found {
    weekday: Option<Weekday>,
    date: Date,
    /// The byte at which its first word begins.
    place: usize,
}

/// Every date of a sentence.
fn dates(sentence: &str) -> Vec<Found> {
    let words: Vec<(usize, &str)> = words(sentence);
    let mut found = Vec::new();
    let mut next = 0;
    while next < words.len() {
        let Some((date, used)) = date_at(&words[next..]) else {
            next += 1;
            continue;
        };
        let before = next.checked_sub(1).and_then(|at| words.get(at));
        let weekday = before.and_then(|(_, word)| weekday_of(word));
        let place = before
            .filter(|_| weekday.is_some())
            .map_or(words[next].0, |(at, _)| *at);
        found.push(Found {
            weekday,
            date,
            place,
        });
        next += used;
    }
    found
}

/// Words without the punctuation around them, and where each begins.
fn words(sentence: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut rest = 0;
    for word in sentence.split_whitespace() {
        let at = sentence[rest..].find(word).map_or(rest, |at| at + rest);
        rest = at + word.len();
        let punctuation = |c: char| !c.is_alphanumeric();
        let start = word.len() - word.trim_start_matches(punctuation).len();
        let bare = word.trim_matches(punctuation);
        if !bare.is_empty() {
            words.push((at + start, bare));
        }
    }
    words
}

/// The date that begins with the first of these words, and how many words it takes.
fn date_at(words: &[(usize, &str)]) -> Option<(Date, usize)> {
    let word = |index: usize| words.get(index).map(|(_, word)| *word);
    let first = word(0)?;
    if let Ok(date) = first.parse::<Date>()
        && first.len() == 10
    {
        return Some((date, 1));
    }
    let (second, third) = (word(1)?, word(2)?);
    let (day, month) = match (day_of(first), month_of(second)) {
        (Some(day), Some(month)) => (day, month),
        _ => (day_of(second)?, month_of(first)?),
    };
    let year: i16 = third.parse().ok().filter(|_| third.len() == 4)?;
    Date::new(year, month, day).ok().map(|date| (date, 3))
}

fn day_of(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = &word[digits.len()..];
    let known = ["", "st", "nd", "rd", "th"].contains(&ending.to_lowercase().as_str());
    digits.parse().ok().filter(|_| known && digits.len() <= 2)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_of(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let named = |month: &str| {
        month == lower
            || month.get(..3) == Some(lower.as_str())
            || lower == "sept" && month.starts_with("sept")
    };
    let index = MONTHS.iter().position(|month| named(month))?;
    i8::try_from(index + 1).ok()
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

fn weekday_of(word: &str) -> Option<Weekday> {
    let lower = word.to_lowercase();
    WEEKDAYS
        .iter()
        .find(|(name, _)| {
            let name = name.to_lowercase();
            name == lower || (lower.len() >= 3 && lower.len() <= 5 && name.starts_with(&lower))
        })
        .map(|(_, day)| *day)
}

fn name_of(day: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(_, known)| *known == day)
        .map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = include_str!("../../../procedures/executive-section-stv.toml");

    fn faults(papers: &[(&str, &str)]) -> Vec<String> {
        let procedure = crate::parse(SOURCE).unwrap();
        let papers: Vec<_> = papers
            .iter()
            .map(|&(name, text)| Paper { name, text })
            .collect();
        check_papers(&procedure, None, &papers)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn f19_a_friday_that_was_a_saturday_is_refused() {
        let text = "Branches meet in January.\nNominations close on Friday 15 February 2020. Ballots follow.";
        insta::assert_snapshot!(
            faults(&[("guidance", text)]).join("\n"),
            @r#"2:1: error: "guidance": 15 February 2020 is a Saturday, not a Friday; correct the weekday or the date [wrong-weekday]"#
        );
    }

    #[test]
    fn f19_two_closing_dates_of_one_stage_are_refused() {
        let papers = [
            (
                "timetable",
                "Nominations: open Friday 10 January 2020, close Friday 14 February 2020",
            ),
            (
                "website",
                "The deadline for nominations is Saturday, 15th Feb 2020.",
            ),
        ];
        insta::assert_snapshot!(
            faults(&papers).join("\n"),
            @r#"1:1: error: "website": it says that "Nominations" closes on Saturday 15 February 2020, and "timetable" says Friday 14 February 2020; one stage has one date: correct one of the two [two-dates]"#
        );
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "Friday 14 February 2020",
            "14 Feb 2020",
            "14th February 2020",
            "February 14, 2020",
            "2020-02-14",
            "(Fri. 14 Feb 2020)",
        ] {
            let found = dates(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].date.to_string(), "2020-02-14", "{text}");
        }
        for text in [
            "14 votes in 2020",
            "31 February 2020",
            "May I come in 2020",
            "é 14",
        ] {
            assert!(dates(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn papers_that_agree_are_left_alone() {
        let papers = [
            ("timetable", "Nominations close Friday 14 February 2020"),
            (
                "website",
                "Nominations close on 14 February 2020. The ballot opens on 21 February 2020.",
            ),
        ];
        assert_eq!(faults(&papers), Vec::<String>::new());
    }
}
