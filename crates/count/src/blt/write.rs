//! Writing: one plain form that [`super::parse`] reads back as the same contest, and the form with nicknames that
//! stv-rs asks for.

use std::fmt::Write as _;

use crate::contest::Contest;

/// The contest as a BLT file, with LF line ends. Line ends within names become spaces, since a
/// text must stay on its line.
pub fn write(contest: &Contest) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_to(&mut out, contest);
    out
}

/// The contest in the dialect of stv-rs and droop: candidates by the nicknames `c1`, `c2` and so on, a place that was
/// skipped left out, weights whole.
pub fn write_with_nicknames(contest: &Contest) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_nicks(&mut out, contest);
    out
}

fn write_nicks(out: &mut String, contest: &Contest) -> std::fmt::Result {
    let all = contest.candidates.len();
    write!(out, "{all} {}\n[nick", contest.seats)?;
    for number in 1..=all {
        write!(out, " c{number}")?;
    }
    writeln!(out, "]")?;
    let withdrawn = (1..).zip(&contest.candidates).filter(|(_, c)| c.withdrawn);
    let withdrawn: Vec<String> = withdrawn
        .map(|(number, _): (usize, _)| format!(" c{number}"))
        .collect();
    if !withdrawn.is_empty() {
        writeln!(out, "[withdrawn{}]", withdrawn.concat())?;
    }
    for ballot in contest.ballots.iter().filter(|b| b.papers > 0) {
        write!(out, "{}", ballot.papers)?;
        for place in ballot.places().iter().filter(|place| !place.is_empty()) {
            for (index, number) in place.iter().enumerate() {
                let before = if index == 0 { ' ' } else { '=' };
                write!(out, "{before}c{number}")?;
            }
        }
        writeln!(out, " 0")?;
    }
    writeln!(out, "0")?;
    for candidate in &contest.candidates {
        writeln!(out, "{}", quoted(&candidate.name))?;
    }
    writeln!(out, "{}", quoted(&contest.title))
}

fn write_to(out: &mut String, contest: &Contest) -> std::fmt::Result {
    writeln!(out, "{} {}", contest.candidates.len(), contest.seats)?;
    let withdrawn: Vec<String> = (1..)
        .zip(&contest.candidates)
        .filter(|(_, c)| c.withdrawn)
        .map(|(number, _): (usize, _)| format!("-{number}"))
        .collect();
    if !withdrawn.is_empty() {
        writeln!(out, "{}", withdrawn.join(" "))?;
    }
    if !contest.tie_order.is_empty() {
        let order: Vec<String> = contest.tie_order.iter().map(u8::to_string).collect();
        writeln!(out, "[tie {}]", order.join(" "))?;
    }
    for ballot in contest.ballots.iter().filter(|b| b.papers > 0) {
        weight(out, ballot.papers, contest.weight_decimals)?;
        for place in ballot.places() {
            let equal: Vec<String> = place.iter().map(u8::to_string).collect();
            write!(
                out,
                " {}",
                if equal.is_empty() {
                    "-".to_owned()
                } else {
                    equal.join("=")
                }
            )?;
        }
        writeln!(out, " 0")?;
    }
    writeln!(out, "0")?;
    for candidate in &contest.candidates {
        writeln!(out, "{}", quoted(&candidate.name))?;
    }
    writeln!(out, "{}", quoted(&contest.title))
}

/// The weight, with decimals only where they say something.
fn weight(out: &mut String, units: u32, decimals: u32) -> std::fmt::Result {
    let unit = 10_u32.pow(decimals);
    write!(out, "{}", units / unit)?;
    if units.is_multiple_of(unit) {
        return Ok(());
    }
    let width = decimals as usize;
    let digits = format!("{:0width$}", units % unit);
    write!(out, ".{}", digits.trim_end_matches('0'))
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blt::parse;

    #[test]
    fn the_form_with_nicknames_is_the_same_contest() {
        let text = "4 2\n-3\n5 1 2 0\n2 2=4 - 1 0\n1 4 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"T\"\n";
        let contest = parse(text.as_bytes()).unwrap();
        let nicks = write_with_nicknames(&contest);
        assert!(
            nicks.contains("[nick c1 c2 c3 c4]\n[withdrawn c3]\n5 c1 c2 0\n2 c2=c4 c1 0\n"),
            "{nicks}"
        );
        let again = parse(nicks.as_bytes()).unwrap();
        assert_eq!(write(&again), write(&contest).replace(" - ", " "));
    }
}
