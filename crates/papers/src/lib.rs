//! Views of the organisation as documents: what is handed out, signed and filed. A document says what
//! the record and the transcript say, in another form; nothing is worked out here.
//!
//! [`result_sheet`] is the count as a table (CSV), [`declaration`] the figures that a returning officer
//! declares, in plain text.

use std::fmt::Write as _;

use polity_count::{Status, Transcript};

/// The count as a result sheet in CSV: a row a candidate, a column a stage, then the rows for votes that
/// nobody can use any more, for what was lost by cutting fractions, and for the quota. Figures are the
/// transcript's own texts.
///
/// # Errors
/// [`csv::Error`] never comes from memory; it is passed on rather than hidden.
pub fn result_sheet(transcript: &Transcript) -> Result<String, csv::Error> {
    let mut sheet = csv::Writer::from_writer(Vec::new());
    let stages = &transcript.stages;
    let numbers = stages.iter().map(|stage| format!("Stage {}", stage.stage));
    sheet.write_record(
        head("Number", "Candidate")
            .chain(numbers)
            .chain(["Result".to_owned()]),
    )?;
    for (index, candidate) in transcript.candidates.iter().enumerate() {
        let votes = stages
            .iter()
            .map(|stage| stage.votes.get(index).cloned().unwrap_or_default());
        let number = candidate.number.to_string();
        let status = status(candidate.status).to_owned();
        sheet.write_record(head(&number, &candidate.name).chain(votes).chain([status]))?;
    }
    let mut row = |name: &str, figures: Vec<&String>| {
        let figures = figures.into_iter().cloned();
        sheet.write_record(head("", name).chain(figures).chain([String::new()]))
    };
    row(
        "Non-transferable",
        stages.iter().map(|stage| &stage.non_transferable).collect(),
    )?;
    row(
        "Lost by fraction",
        stages.iter().map(|stage| &stage.loss_by_fraction).collect(),
    )?;
    row("Quota", stages.iter().map(|stage| &stage.quota).collect())?;
    let bytes = sheet
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn head(number: &str, name: &str) -> impl Iterator<Item = String> + use<> {
    [number.to_owned(), name.to_owned()].into_iter()
}

/// A result in one word.
fn status(status: Status) -> &'static str {
    match status {
        Status::Elected => "elected",
        Status::Excluded => "excluded",
        Status::Withdrawn => "withdrawn",
        Status::Continuing => "not elected",
    }
}

/// What a declaration says besides the transcript.
#[derive(Debug, Clone, Copy)]
pub struct Declaration<'a> {
    /// The organisation's name.
    pub organisation: &'a str,
    /// What was elected.
    pub title: &'a str,
    /// Entitled voters on the frozen roll.
    pub electorate: u64,
    /// Ballots that count, blank and invalid ones among them: one for each voter who voted.
    pub cast: u64,
    /// Blank papers.
    pub blank: u64,
    /// Papers that are no ranking in the one form that counts.
    pub invalid: u64,
    /// The count.
    pub transcript: &'a Transcript,
}

/// The declaration in plain text: who is elected, and every figure with its base named (failure F21).
pub fn declaration(of: &Declaration<'_>) -> String {
    let transcript = of.transcript;
    let mut text = format!(
        "{}\n{}\n\nElected, in this order:\n",
        of.organisation, of.title
    );
    for number in &transcript.elected {
        let name = transcript
            .candidates
            .iter()
            .find(|candidate| candidate.number == *number);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {}",
            name.map_or("", |candidate| candidate.name.as_str())
        );
    }
    let turnout = percent(of.cast, of.electorate);
    let figures = [
        ("Voters on the roll", of.electorate.to_string()),
        ("Ballots cast", of.cast.to_string()),
        (
            "Turnout (ballots cast, blank and invalid ones too, of voters on the roll)",
            turnout,
        ),
        ("Blank", of.blank.to_string()),
        ("Invalid", of.invalid.to_string()),
        ("Valid votes", transcript.valid.to_string()),
        ("Seats", transcript.seats.to_string()),
        (
            "Rule",
            format!("{} (version {})", transcript.rule, transcript.rule_version),
        ),
        ("Quota at the first stage", transcript.quota.clone()),
        ("Stages", transcript.stages.len().to_string()),
    ];
    text.push('\n');
    for (name, figure) in figures {
        let _ = writeln!(text, "{name}: {figure}");
    }
    text
}

/// A share in percent with one decimal, cut off, never rounded up.
fn percent(part: u64, whole: u64) -> String {
    let tenths = (u128::from(part) * 1000)
        .checked_div(u128::from(whole))
        .unwrap_or(0);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polity_count::{Lots, Outcome, Rule, blt};

    fn transcript() -> Transcript {
        let text =
            b"3 1\n4 1 2 0\n3 2 0\n2 3 2 0\n0\n\"Ann, of Ash\"\n\"Ben\"\n\"Cy\"\n\"Chair\"\n";
        let contest = blt::parse(text).unwrap();
        match polity_count::count(&contest, Rule::ScottishStv, &Lots::Ask).unwrap() {
            Outcome::Complete(transcript) => *transcript,
            Outcome::LotNeeded(question) => panic!("{}", question.text),
        }
    }

    #[test]
    fn the_sheet_has_every_figure_and_quotes_names() {
        insta::assert_snapshot!(result_sheet(&transcript()).unwrap());
    }

    #[test]
    fn the_declaration_names_the_base_of_every_figure() {
        let transcript = transcript();
        let text = declaration(&Declaration {
            organisation: "The Society",
            title: "Chair 2026",
            electorate: 12,
            cast: 10,
            blank: 1,
            invalid: 0,
            transcript: &transcript,
        });
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(percent(2, 3), "66.6 %");
        assert_eq!(percent(0, 0), "0.0 %");
        assert_eq!(percent(5043, 6303), "80.0 %");
    }
}
