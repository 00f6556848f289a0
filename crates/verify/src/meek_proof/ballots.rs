//! BLT, read in one pass, a line at a time: numbers only, no names. A checker of its own needs a reader of its own.
//!
//! What is understood: `candidates seats`, lines of withdrawn candidates (`-3 -7` or `[withdrawn 3 7]`), the
//! order of lots (`[tie ...]`, passed over), papers `number 4 2 1 0`, where `-` is a
//! place left empty and `=` ranks equal, and comments (`#`, also at the end of a line). Anything else is refused with
//! its line.

use std::io::BufRead;

/// What stands before the papers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) candidates: usize,
    pub(super) seats: usize,
    /// Numbers, ascending.
    pub(super) withdrawn: Vec<usize>,
}

/// The preferences of a paper for candidates who stand, most preferred first.
#[derive(Default)]
pub(super) struct Ranking {
    pub(super) numbers: Vec<usize>,
    /// Where in `numbers` candidates stand who are ranked equal: start and end of each such place.
    pub(super) equal: Vec<(usize, usize)>,
}

/// Reads a file: `head` is called once before the first paper, then `paper` for each line of papers with their number
/// and ranking.
///
/// # Errors
/// What `head` or `paper` say, or what is wrong with the file, with the line.
pub(super) fn read(
    mut input: impl BufRead,
    head: impl FnOnce(&Head) -> Result<(), String>,
    mut paper: impl FnMut(u64, &mut Ranking) -> Result<(), String>,
) -> Result<(), String> {
    let (mut line, mut number) = (String::new(), 0_u64);
    let mut start = Some(head);
    let mut contest: Option<Head> = None;
    let mut ranking = Ranking::default();
    loop {
        line.clear();
        number += 1;
        let read = input.read_line(&mut line);
        let at = |what: String| format!("line {number} of the ballots: {what}");
        if read.map_err(|e| at(e.to_string()))? == 0 {
            return Err(at("the papers do not end with a line 0".into()));
        }
        let text = line.split('#').next().unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        let Some(known) = &mut contest else {
            contest = Some(first_line(text).map_err(at)?);
            continue;
        };
        if start.is_some() && text.starts_with(['-', '[']) {
            before_papers(known, text).map_err(at)?;
            continue;
        }
        if let Some(head) = start.take() {
            known.withdrawn.sort_unstable();
            known.withdrawn.dedup();
            head(known)?;
        }
        if text == "0" {
            return Ok(());
        }
        let papers = ranking_of(known, text, &mut ranking).map_err(at)?;
        paper(papers, &mut ranking)?;
    }
}

fn first_line(text: &str) -> Result<Head, String> {
    let mut words = text.split_whitespace();
    let mut next = || words.next().and_then(|word| word.parse().ok());
    match (next(), next(), next()) {
        (Some(candidates @ 1..=255), Some(seats @ 1..=255), None) => Ok(Head {
            candidates,
            seats,
            withdrawn: Vec::new(),
        }),
        _ => Err("expected the numbers of candidates and seats, 1 to 255 each".into()),
    }
}

fn before_papers(head: &mut Head, text: &str) -> Result<(), String> {
    let option = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let mut words = option.unwrap_or(text).split_whitespace();
    if option.is_some() {
        match words.next() {
            Some("withdrawn") => {}
            Some("tie") => return Ok(()),
            _ => return Err(format!("{text} is not understood here")),
        }
    }
    for word in words {
        let number = if option.is_some() {
            Some(word)
        } else {
            word.strip_prefix('-')
        };
        match number.and_then(|n| n.parse().ok()) {
            Some(number) if (1..=head.candidates).contains(&number) => head.withdrawn.push(number),
            _ => return Err(format!("{word} withdraws no candidate")),
        }
    }
    Ok(())
}

/// The number of papers; their preferences go to `ranking`.
fn ranking_of(head: &Head, text: &str, ranking: &mut Ranking) -> Result<u64, String> {
    ranking.numbers.clear();
    ranking.equal.clear();
    let mut words = text.split_whitespace();
    let papers = words.next().unwrap_or_default();
    let papers = papers
        .parse()
        .map_err(|_| format!("{papers:?} is no number of papers"))?;
    let mut closed = false;
    let mut seen = [false; 256];
    for word in words {
        if closed {
            return Err("something follows the 0 that ends the ranking".into());
        }
        if word == "0" {
            closed = true;
            continue;
        }
        if word == "-" {
            continue;
        }
        let start = ranking.numbers.len();
        for number in word.split('=') {
            match number.parse::<usize>() {
                Ok(n) if (1..=head.candidates).contains(&n) && !seen[n] => {
                    seen[n] = true;
                    if head.withdrawn.binary_search(&n).is_err() {
                        ranking.numbers.push(n);
                    }
                }
                _ => return Err(format!("{number:?} ranks no candidate, or one again")),
            }
        }
        if ranking.numbers.len() > start + 1 {
            ranking.equal.push((start, ranking.numbers.len()));
        }
    }
    if closed {
        Ok(papers)
    } else {
        Err("the ranking does not end with 0".into())
    }
}
