//! Ballots in other formats than BLT, recognised by what the file says.
//!
//! * BLT, in all dialects: [`crate::blt`].
//! * `PrefLib` orders (`soc`, `soi`, `toc`, `toi`), with the heading of version 2: `# NUMBER ALTERNATIVES: 4`.
//! * Scottish tables: a line `candidates,seats`, then lines `papers,first,second`, then the candidates.
//! * Tables of rankings (CSV): a heading with columns such as `rank1`, `Choice 2` or `3rd Choice`, whose cells are
//!   names; a column `count`, `papers` or `weight` says how many papers; other columns are passed over. This is also how
//!   cast vote records are commonly exported. A cell that is empty, or says `skipped`, `undervote` or `overvote`, is
//!   passed over; of a candidate who stands twice in a ranking the first place counts.
//! * Tables of ranks (CSV): a heading with the candidates' names, whose cells are ranks, 1 the most preferred; equal
//!   ranks are equal preferences, an empty cell or `-` is no rank.
//!
//! Formats that do not say how many seats there are give a contest of one seat; whoever counts sets the number.

mod preflib;
mod table;

use crate::blt::{self, Fault, FaultKind};
use crate::contest::Contest;

/// Which format a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BLT.
    Blt,
    /// `PrefLib` orders.
    PrefLib,
    /// A Scottish table.
    Scottish,
    /// A table whose cells are names.
    Rankings,
    /// A table whose cells are ranks.
    Ranks,
}

/// Recognises the format by the first line that says anything; what is nothing else is taken for BLT.
pub fn recognise(bytes: &[u8]) -> Format {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(65_536)]);
    if preflib::is_heading(&text) {
        return Format::PrefLib;
    }
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    // A comment says nothing of the format, whatever stands in it.
    let says = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = lines.find(says).unwrap_or_default();
    let cells = table::cells(first);
    if cells.len() < 2 {
        return Format::Blt;
    }
    let numbers = cells.iter().filter(|c| c.parse::<u32>().is_ok()).count();
    if numbers == cells.len() {
        return Format::Scottish;
    }
    if cells.iter().any(|c| table::is_rank_column(c)) {
        return Format::Rankings;
    }
    if first.starts_with('"') || numbers > 0 || first.contains(' ') && !first.contains(',') {
        return Format::Blt;
    }
    Format::Ranks
}

/// Reads a file in any of the formats.
///
/// # Errors
/// Every fault, with line and column.
pub fn read(bytes: &[u8]) -> Result<Contest, Vec<Fault>> {
    let format = recognise(bytes);
    if format == Format::Blt {
        return blt::parse(bytes);
    }
    let fault = |kind| {
        vec![Fault {
            line: 1,
            column: 1,
            kind,
        }]
    };
    if bytes.len() > blt::MAX_INPUT_BYTES {
        return Err(fault(FaultKind::TooLong(bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(fault(FaultKind::NotUtf8));
    };
    match format {
        Format::PrefLib => preflib::read(text),
        Format::Scottish => table::scottish(text),
        Format::Rankings => table::rankings(text),
        Format::Ranks | Format::Blt => table::ranks(text),
    }
}

/// Faults of a file in one of these formats.
#[derive(Debug, Default)]
struct Faults(Vec<Fault>);

impl Faults {
    /// Notes what is wrong at a line and column, from 1.
    fn note(&mut self, line: usize, column: usize, what: impl Into<String>) {
        if self.0.len() < blt::MAX_FAULTS {
            self.0.push(Fault {
                line: u32::try_from(line).unwrap_or(u32::MAX),
                column: u32::try_from(column).unwrap_or(u32::MAX),
                kind: FaultKind::Table(what.into()),
            });
        }
    }

    fn finish(mut self, contest: Contest) -> Result<Contest, Vec<Fault>> {
        if self.0.is_empty() && contest.candidates.is_empty() {
            self.note(1, 1, "the file names no candidate");
        }
        if self.0.is_empty() {
            Ok(contest)
        } else {
            Err(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballots(text: &str) -> Vec<(u32, Vec<Vec<u8>>)> {
        let contest = read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?}"));
        contest
            .ballots
            .iter()
            .map(|b| (b.papers, b.places()))
            .collect()
    }

    #[test]
    fn preflib_orders_with_ties() {
        let text = "# FILE NAME: 00001.toc\n# TITLE: Board\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Ann\n\
                    # ALTERNATIVE NAME 2: Ben\n# ALTERNATIVE NAME 3: Cy\n12: 1,{2,3}\n3: 3\n";
        assert_eq!(recognise(text.as_bytes()), Format::PrefLib);
        assert_eq!(
            ballots(text),
            [(12, vec![vec![1], vec![2, 3]]), (3, vec![vec![3]])]
        );
        assert_eq!(read(text.as_bytes()).unwrap().candidates[1].name, "Ben");
        let faults = read(b"# NUMBER ALTERNATIVES: 2\n1: 1,1\nx: 2\n1: 5\n").unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
    }

    #[test]
    fn scottish_tables() {
        let text = "3,2\n10,1,2,\n5,3,,\n\"Candidate 1\",\"Ann\",\"Green (G)\",\n\"Candidate 2\",\"Ben\",\n\
                    \"Candidate 3\",\"Cy\",\nWard 1,\n";
        assert_eq!(recognise(text.as_bytes()), Format::Scottish);
        assert_eq!(
            ballots(text),
            [(10, vec![vec![1], vec![2]]), (5, vec![vec![3]])]
        );
        let contest = read(text.as_bytes()).unwrap();
        assert_eq!((contest.seats, contest.title.as_str()), (2, "Ward 1"));
    }

    #[test]
    fn tables_of_names() {
        let text = "count,choice1,choice2,choice3\n7,\"Ann, A.\",undervote,Ben\n2,Ben,Ben,overvote\n1,,,\n";
        assert_eq!(recognise(text.as_bytes()), Format::Rankings);
        let expected = [
            (7, vec![vec![1], vec![], vec![2]]),
            (2, vec![vec![2]]),
            (1, vec![]),
        ];
        assert_eq!(ballots(text), expected);
        let faults = read(b"count,rank1\nx,Ann\n").unwrap_err();
        assert_eq!(
            faults[0].to_string(),
            "line 2, column 1: \"x\" is no number of papers"
        );
    }

    #[test]
    fn tables_of_ranks() {
        let text = "Ann,Ben,Cy\n1,2,2\n,1,-\n";
        assert_eq!(recognise(text.as_bytes()), Format::Ranks);
        assert_eq!(
            ballots(text),
            [(1, vec![vec![1], vec![2, 3]]), (1, vec![vec![2]])]
        );
        assert!(read(b"Ann,Ben\n1,first\n").is_err());
    }

    #[test]
    fn blt_is_what_is_nothing_else() {
        for text in [
            "2 1\n1 1 0\n0\n\"A, B\"\n\"C\"\n\"T\"\n",
            "# a comment\n2 1\n",
            "",
        ] {
            assert_eq!(recognise(text.as_bytes()), Format::Blt);
        }
    }
}
