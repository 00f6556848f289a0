//! The common line of ballots, read in one tight loop: `papers number number ... 0`, single spaces between, nothing
//! after the 0. A line that is anything else, or has a fault, is left to the general reader, which reads it again
//! from its start: so this module decides nothing that the general reader would not decide alike.

use crate::contest::{Ballots, Seen};

/// What is known of the file when the ballots begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    /// Candidates; higher numbers are not plain.
    pub(super) candidates: u32,
}

impl Plain {
    /// Reads plain lines from `pos` on. Gives the position of the first line that is not plain, and how many lines
    /// were read.
    pub(super) fn read(self, bytes: &[u8], pos: usize, ballots: &mut Ballots) -> (usize, u32) {
        let (mut pos, mut lines) = (pos, 0);
        while lines < u32::MAX
            && let Some((papers, end)) = self.line(bytes, pos, ballots)
        {
            if ballots.close(papers).is_err() {
                break;
            }
            pos = end;
            lines += 1;
        }
        ballots.drop_open();
        (pos, lines)
    }

    /// Reads one line into the open ranking: its papers, and where the next line starts.
    fn line(self, bytes: &[u8], pos: usize, ballots: &mut Ballots) -> Option<(u32, usize)> {
        let (papers, mut pos) = digits(bytes, pos)?;
        if papers == 0 {
            return None;
        }
        let mut seen = Seen::default();
        let marks = ballots.open_marks();
        loop {
            if bytes.get(pos) != Some(&b' ') {
                return None;
            }
            let (number, end) = digits(bytes, pos + 1)?;
            pos = end;
            if number == 0 {
                break;
            }
            let mark = u8::try_from(number).ok()?;
            if number > self.candidates || !seen.insert(mark) {
                return None;
            }
            marks.push(mark);
        }
        match bytes.get(pos)? {
            b'\n' => Some((papers, pos + 1)),
            b'\r' if bytes.get(pos + 1) == Some(&b'\n') => Some((papers, pos + 2)),
            _ => None,
        }
    }
}

/// One to nine digits at `pos`: their value, and where they end.
#[inline]
fn digits(bytes: &[u8], pos: usize) -> Option<(u32, usize)> {
    let digit = |at: usize| {
        let value = bytes.get(at)?.wrapping_sub(b'0');
        (value < 10).then_some(u32::from(value))
    };
    let mut value = digit(pos)?;
    let mut end = pos + 1;
    while let Some(next) = digit(end) {
        if end - pos == 9 {
            return None;
        }
        value = value * 10 + next;
        end += 1;
    }
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_are_read_and_the_first_other_is_left() {
        let lines = b"12 2 1 0\n3 0\r\n";
        for odd in [
            "0\n",
            " 1 2 0\n",
            "1  2 0\n",
            "1 3 0\n",
            "1 2 2 0\n",
            "1 2\n",
            "1 2 0 \n",
            "1 2=1 0\n",
            "1 2 0",
            "1234567890 1 0\n",
            "0 1 0\n",
            "1.0 1 0\n",
            "(a) 1 0\n",
            "1 -\n",
            "",
        ] {
            let file = [&lines[..], odd.as_bytes()].concat();
            let mut ballots = Ballots::new();
            let read = Plain { candidates: 2 }.read(&file, 0, &mut ballots);
            assert_eq!(read, (lines.len(), 2), "{odd:?}");
            let all: Vec<_> = ballots
                .iter()
                .map(|b| (b.papers, b.marks.to_vec()))
                .collect();
            assert_eq!(all, [(12, vec![2, 1]), (3, vec![])]);
        }
    }
}
