//! Writing: one plain form that [`super::parse`] reads back as the same contest.

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
