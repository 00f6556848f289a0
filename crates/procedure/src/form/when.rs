//! Instants, lengths of time and ends as the file writes them. Each has exactly one form: what is read is
//! printed again and must be the same text.

use polity_values::StageId;

use super::table::{Wrong, named, parsed};
use crate::model::{Edge, EndKind, Next, Offset, When};
use crate::names::Named;

/// No instant lies further from its edge, in days.
pub const MAX_DAYS: i32 = 3_660;

/// No instant lies further from its edge, in working days.
pub(crate) const MAX_WORKING_DAYS: i32 = 1_000;

/// No instant lies further from its edge, in hours.
pub const MAX_HOURS: i32 = 10_000;

const FORMS: &str = "write \"date:NAME\", \"at open of STAGE\", \"at close of STAGE\", or as in \"2 days after STAGE opens\", \"5 working days before STAGE opens\", \"1 hour before STAGE closes\", \"14 days after STAGE closes at 12:00\"";

/// Reads an instant: `date:NAME`, `at open of STAGE`, `at close of STAGE`, or
/// `N day(s)|working day(s)|hour(s) after|before STAGE opens|closes[ at HH:MM]`.
pub(crate) fn read_when(text: &str) -> Result<When, Wrong> {
    let unknown = || (format!("{text:?} names no instant"), FORMS.to_owned());
    if let Some(name) = text.strip_prefix("date:") {
        parsed::<StageId>(name)?;
        return Ok(When::Date(name.to_owned()));
    }
    let text_words = text.replacen(" working day", " working-day", 1);
    let words: Vec<&str> = text_words.split(' ').collect();
    let when = match words.as_slice() {
        ["at", edge, "of", stage] => When::From {
            stage: parsed(stage)?,
            edge: read_edge(edge).ok_or_else(unknown)?,
            offset: Offset::Hours(0),
            at: None,
        },
        [number, unit, side, stage, edge, rest @ ..] => When::From {
            stage: parsed(stage)?,
            edge: read_edge(edge.strip_suffix('s').unwrap_or("")).ok_or_else(unknown)?,
            offset: read_offset(number, unit, side).ok_or_else(unknown)?,
            at: match rest {
                [] => None,
                // Hours are elapsed time and take no time of day, which the printed form shows.
                ["at", time] => Some(time.parse().map_err(|_| unknown())?),
                _ => return Err(unknown()),
            },
        },
        _ => return Err(unknown()),
    };
    let printed = when_text(&when);
    if printed == text {
        Ok(when)
    } else {
        Err((
            format!("{text:?} has another form"),
            format!("write it as {printed:?}"),
        ))
    }
}

fn read_edge(word: &str) -> Option<Edge> {
    match word {
        "open" => Some(Edge::Opens),
        "close" => Some(Edge::Closes),
        _ => None,
    }
}

fn read_offset(number: &str, unit: &str, side: &str) -> Option<Offset> {
    let number: i32 = number.parse().ok().filter(|&number| number >= 0)?;
    let signed = match side {
        "after" => number,
        "before" => -number,
        _ => return None,
    };
    match unit {
        "day" | "days" if number <= MAX_DAYS => Some(Offset::Days(signed)),
        "working-day" | "working-days" if number <= MAX_WORKING_DAYS => {
            Some(Offset::WorkingDays(signed))
        }
        "hour" | "hours" if number <= MAX_HOURS => Some(Offset::Hours(signed)),
        _ => None,
    }
}

/// An instant in the file's form.
pub fn when_text(when: &When) -> String {
    let (stage, edge, offset, at) = match when {
        When::Date(name) => return format!("date:{name}"),
        When::From {
            stage,
            edge,
            offset,
            at,
        } => (stage, edge, offset, at),
    };
    let (number, unit) = match offset {
        Offset::Days(days) => (*days, "day"),
        Offset::WorkingDays(days) => (*days, "working day"),
        Offset::Hours(hours) => (*hours, "hour"),
    };
    let edge = match edge {
        Edge::Opens => "open",
        Edge::Closes => "close",
    };
    if number == 0 && at.is_none() {
        return format!("at {edge} of {stage}");
    }
    let plural = if number.unsigned_abs() == 1 { "" } else { "s" };
    let side = if number < 0 { "before" } else { "after" };
    let time = at
        .filter(|_| unit != "hour")
        .map(|time| time.strftime(" at %H:%M").to_string());
    let time = time.unwrap_or_default();
    format!(
        "{} {unit}{plural} {side} {stage} {edge}s{time}",
        number.unsigned_abs()
    )
}

/// Reads a length of time in one of two units, such as `5 minutes` or `14 days`: the number and the index of its unit.
pub(crate) fn read_length(text: &str, units: &[(&str, u32)], most: u32) -> Result<u32, Wrong> {
    let unit_names: Vec<String> = units.iter().map(|(unit, _)| format!("N {unit}s")).collect();
    let wrong = || {
        let forms = unit_names.join(" or ");
        (
            format!("{text:?} is no length of time up to the limit"),
            format!("write {forms}"),
        )
    };
    let (number, unit) = text.split_once(' ').ok_or_else(wrong)?;
    let count: u32 = number.parse().map_err(|_| wrong())?;
    let plural = |name: &str| {
        if count == 1 {
            name.to_owned()
        } else {
            format!("{name}s")
        }
    };
    let known = units.iter().find(|(name, _)| plural(name) == unit);
    let (name, each) = known.ok_or_else(wrong)?;
    let printed = format!("{count} {}", plural(name));
    let length = count.checked_mul(*each).filter(|&length| length <= most);
    length.filter(|_| printed == text).ok_or_else(wrong)
}

/// Reads where a stage leads: a stage's id, or `end:declared`, `end:void`, `end:lapsed`.
pub(crate) fn read_next(text: &str) -> Result<Next, Wrong> {
    match text.strip_prefix("end:") {
        Some(end) => named::<EndKind>("end", end).map(Next::End),
        None => parsed(text).map(Next::Stage),
    }
}

/// Where a stage leads in the file's form.
pub fn next_text(next: &Next) -> String {
    match next {
        Next::Stage(stage) => stage.to_string(),
        Next::End(end) => format!("end:{}", end.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_instant_has_one_form() {
        for good in [
            "date:nominations-close",
            "at open of ballot",
            "at close of ballot",
            "1 day after freeze opens",
            "1 working day after freeze opens",
            "7 working days before notice opens at 17:00",
            "2 days before notice opens",
            "1 hour after ballot closes",
            "14 days after freeze closes at 12:00",
            "0 days after freeze closes at 12:00",
        ] {
            assert_eq!(when_text(&read_when(good).unwrap()), good);
        }
        for (bad, remedy) in [
            (
                "0 days after ballot closes",
                "write it as \"at close of ballot\"",
            ),
            (
                "1 days after ballot closes",
                "write it as \"1 day after ballot closes\"",
            ),
            (
                "02 days after ballot closes",
                "write it as \"2 days after ballot closes\"",
            ),
            (
                "2 hours after ballot closes at 12:00",
                "write it as \"2 hours after ballot closes\"",
            ),
            ("2 days after ballot closes at 9:00", "write \"date:NAME\""),
            ("two days after ballot closes", "write \"date:NAME\""),
            ("9999 days after ballot closes", "write \"date:NAME\""),
            ("-1 days after ballot closes", "write \"date:NAME\""),
            ("at close of Ballot", "use a-z"),
            ("", "write \"date:NAME\""),
        ] {
            let wrong = read_when(bad).unwrap_err();
            assert!(wrong.1.starts_with(remedy), "{bad:?}: {wrong:?}");
        }
    }

    #[test]
    fn lengths_of_time_are_strict() {
        let units = [("minute", 60), ("second", 1)];
        assert_eq!(read_length("5 minutes", &units, 3600), Ok(300));
        assert_eq!(read_length("1 second", &units, 3600), Ok(1));
        for bad in [
            "5",
            "5 hours",
            "1 minutes",
            "61 minutes",
            "05 minutes",
            "5  minutes",
            "-5 minutes",
        ] {
            assert!(read_length(bad, &units, 3600).is_err(), "{bad}");
        }
    }
}
