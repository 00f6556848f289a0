//! What is wrong with a procedure, a timetable or a story: where, what, and what to do about it.

use std::fmt;

/// One thing that is wrong. Faults come all at once, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Whether it stops the adoption.
    pub severity: Severity,
    /// A stable short name, for tests and for looking it up, such as `unknown-key`.
    pub code: &'static str,
    /// Where in the text, if the fault belongs to a text.
    pub at: Option<Position>,
    /// The item, such as `stage "ballot", acts[2].by`; places in lists are counted from 1.
    pub item: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be adopted or opened like this.
    Error,
    /// It can, but somebody should confirm that it is meant.
    Warning,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// Characters from the start of the line, counted from 1.
    pub column: usize,
}

impl Fault {
    /// A fault that stops, as yet without a place in the text.
    pub fn error(
        code: &'static str,
        item: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            at: None,
            item: item.into(),
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }

    /// A fault that somebody should confirm.
    pub fn warning(
        code: &'static str,
        item: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, item, problem, remedy)
        }
    }

    /// The same fault at this place.
    #[must_use]
    pub fn located(mut self, at: Position) -> Self {
        self.at = Some(at);
        self
    }

    /// Whether it stops.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Fault {
    /// `12:5: error: stage "ballot", acts[2].by: ... To mend it: ... [unknown-role]`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.at {
            write!(f, "{}:{}: ", at.line, at.column)?;
        }
        write!(f, "{}: ", self.severity)?;
        if !self.item.is_empty() {
            write!(f, "{}: ", self.item)?;
        }
        write!(f, "{}; {} [{}]", self.problem, self.remedy, self.code)
    }
}

impl Position {
    /// The place of a byte of a text.
    pub fn of_byte(source: &str, byte: usize) -> Self {
        let mut byte = byte.min(source.len());
        while !source.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &source[..byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// ` (did you mean "branch"?)` when one of the known words is close to what was written, else nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!(" (did you mean {near:?}?)"))
}

/// The known word nearest to a word, if one is near enough to be a slip of the pen.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long word allows more slips; the comparison of very long ones would cost too much.
    let length = word.chars().count();
    if length > 64 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The known words as a list for a sentence: `a, b or c`.
pub(crate) fn one_of<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = known.into_iter().collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_lines_from_one() {
        let text = "é = 1\nzwei = 2\n";
        assert_eq!(Position::of_byte(text, 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of_byte(text, 3), Position { line: 1, column: 3 });
        assert_eq!(Position::of_byte(text, 1), Position { line: 1, column: 1 });
        assert_eq!(Position::of_byte(text, 7), Position { line: 2, column: 1 });
        assert_eq!(Position::of_byte(text, 99), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_a_strange_word_none() {
        assert_eq!(
            did_you_mean("clsoes", ["opens", "closes"]),
            " (did you mean \"closes\"?)"
        );
        assert_eq!(did_you_mean("budget", ["opens", "closes"]), "");
    }
}
