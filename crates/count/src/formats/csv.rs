//! Tables as text (CSV): rows of cells that know their place in the file.
//!
//! Cells are separated by commas, semicolons or tabs, whichever the first row has most of. A quoted cell may hold
//! separators, line ends, and two quotes for one (RFC 4180).

use super::Faults;

/// A cell with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// The text without its quotes and the space around it.
    pub(super) text: String,
    /// Line, from 1.
    pub(super) line: usize,
    /// Character within the line, from 1.
    pub(super) column: usize,
}

/// The cells of a row; never empty.
pub(super) type Row = Vec<Cell>;

/// The separator that the first line with text in it has most of.
pub(super) fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let count = |sign: char| outside_quotes(first).filter(|&c| c == sign).count();
    // Of equal numbers the last is taken: the comma.
    let signs = ['\t', ';', ','];
    signs
        .into_iter()
        .max_by_key(|&sign| count(sign))
        .unwrap_or(',')
}

fn outside_quotes(line: &str) -> impl Iterator<Item = char> {
    let mut quoted = false;
    line.chars().filter(move |&c| {
        quoted ^= c == '"';
        !quoted
    })
}

/// The rows that say anything. A quote that is not closed is a fault.
pub(super) struct Rows<'a> {
    text: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    line: usize,
    column: usize,
    /// Where a quote stands that is not closed.
    pub(super) open: Option<(usize, usize)>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text: text.chars().peekable(),
            separator: separator(text),
            line: 1,
            column: 1,
            open: None,
        }
    }

    /// All rows, and the fault of an open quote.
    pub(super) fn all(text: &'a str, faults: &mut Faults) -> Vec<Row> {
        let mut rows = Self::of(text);
        let all = rows.by_ref().collect();
        if let Some((line, column)) = rows.open {
            faults.note(line, column, "the quote is not closed");
        }
        all
    }

    fn next_sign(&mut self) -> Option<char> {
        let sign = self.text.next()?;
        let ends = sign == '\n' || sign == '\r' && self.text.peek() != Some(&'\n');
        if ends {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(sign)
    }

    /// One row with blank ones, or nothing at the end.
    fn row(&mut self) -> Option<Row> {
        self.text.peek()?;
        let mut row: Row = Vec::new();
        loop {
            let mut cell = Cell {
                text: String::new(),
                line: self.line,
                column: self.column,
            };
            let ended = self.cell(&mut cell.text);
            cell.text.truncate(cell.text.trim_end().len());
            cell.text
                .drain(..cell.text.len() - cell.text.trim_start().len());
            row.push(cell);
            if ended {
                return Some(row);
            }
        }
    }

    /// Reads a cell; true if the row ends with it.
    fn cell(&mut self, text: &mut String) -> bool {
        let mut quoted = false;
        loop {
            let at = (self.line, self.column);
            let Some(sign) = self.next_sign() else {
                return true;
            };
            match sign {
                '"' if quoted && self.text.peek() == Some(&'"') => {
                    self.next_sign();
                    text.push('"');
                }
                '"' if quoted => {
                    quoted = false;
                    self.open = None;
                }
                // A quote within a text that is not quoted belongs to it.
                '"' if text.trim().is_empty() => {
                    text.clear();
                    quoted = true;
                    self.open = Some(at);
                }
                sign if quoted => text.push(sign),
                '\n' => return true,
                '\r' if self.text.peek() != Some(&'\n') => return true,
                sign if sign == self.separator => return false,
                sign => text.push(sign),
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let row = self.row()?;
            if row.iter().any(|cell| !cell.text.is_empty()) {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let row = |row: Row| row.into_iter().map(|cell| cell.text).collect();
        Rows::of(text).map(row).collect()
    }

    #[test]
    fn cells_know_their_place() {
        let rows: Vec<Row> = Rows::of("a,\"b\nc\"\r\n\r\n ö ,d\"e,\n").collect();
        let places: Vec<Vec<(&str, usize, usize)>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|c| (c.text.as_str(), c.line, c.column))
                    .collect()
            })
            .collect();
        assert_eq!(places[0], [("a", 1, 1), ("b\nc", 1, 3)]);
        assert_eq!(places[1], [("ö", 4, 1), ("d\"e", 4, 5), ("", 4, 9)]);
    }

    #[test]
    fn separators_are_found_and_open_quotes_told() {
        assert_eq!(texts("a;b, c;d\n"), [["a", "b, c", "d"]]);
        assert_eq!(texts("a\tb\rc\td"), [["a", "b"], ["c", "d"]]);
        assert_eq!(texts("\"say \"\"hi\"\"\",2"), [["say \"hi\"", "2"]]);
        let mut faults = Faults::default();
        Rows::all("a,b\n1,\"x\n", &mut faults);
        assert_eq!(
            faults.0[0].to_string(),
            "line 2, column 3: the quote is not closed"
        );
    }
}
