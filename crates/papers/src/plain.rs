//! The declaration in plain text, for a terminal and for mail.

use std::fmt::Write as _;

use polity_count::Transcript;

use crate::result::percent;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::tests::sample;
    use polity_count::Rule;

    #[test]
    fn the_declaration_names_the_base_of_every_figure() {
        let view = sample(Rule::ScottishStv);
        let text = declaration(&Declaration {
            organisation: "The Society",
            title: "Chair 2026",
            electorate: 1024,
            cast: 18,
            blank: 1,
            invalid: 1,
            transcript: &view.transcript,
        });
        insta::assert_snapshot!(text);
    }
}
