//! Random elections by this crate and by the program `stv-rs` (`cargo install stv-rs`), which shares no code with it:
//! `cargo run -p polity-count --release --example against_stv_rs -- PROGRAM [ELECTIONS] [SEED]`.
//!
//! * Without equal preferences, `meek-prf` against its nine decimals: every election and exclusion in their order, with the
//!   votes at it. The figures may differ by what nine decimals leave: `stv-rs` (like droop) cuts both what a candidate
//!   keeps of a paper and what goes on, where the reference rule rounds the first up and passes on exactly the rest.
//! * With equal preferences, `meek-certified` against its `--equalize` in exact fractions with rounded keep factors:
//!   who is elected.
//!
//! Every difference is printed with the ballots; the exit status is 1 if there is one without a reason.

use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};

use polity_count::{Candidate, Contest, Lots, Outcome, Rule, Transcript, blt, count};

type Failure = Box<dyn std::error::Error>;

/// A small generator by a fixed recipe (`SplitMix64`), so that a seed names its elections.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    /// Rankings that crowd around a few, as real ones do; sometimes every fourth place is shared.
    fn contest(&mut self, equal: bool) -> Result<Contest, Failure> {
        let candidates = 3 + self.below(if equal { 4 } else { 8 });
        let mut contest = Contest {
            title: "Random".into(),
            seats: u32::try_from(1 + self.below(candidates - 1))?,
            candidates: (1..=candidates)
                .map(|n| Candidate::new(format!("C{n}")))
                .collect(),
            ..Contest::default()
        };
        for _ in 0..2 + self.below(if equal { 12 } else { 40 }) {
            let mut left: Vec<u8> = (1..=u8::try_from(candidates)?).collect();
            let mut places: Vec<Vec<u8>> = Vec::new();
            for _ in 0..=self.below(candidates) {
                let at = self
                    .below(left.len() as u64)
                    .min(self.below(left.len() as u64));
                let number = left.remove(usize::try_from(at)?);
                match places.last_mut() {
                    Some(place) if equal && place.len() < 3 && self.below(4) == 0 => {
                        place.push(number);
                    }
                    _ => places.push(vec![number]),
                }
            }
            let papers = u32::try_from(1 + self.below(60) * self.below(20))?;
            contest.ballots.push_places(papers, &places)?;
        }
        Ok(contest)
    }
}

/// What the program prints; nothing if it gives up, as it does in some elections (its own issue list names them).
fn run(program: &str, arguments: &[&str], ballots: &str) -> Result<Option<String>, Failure> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    child
        .stdin
        .take()
        .ok_or("no input")?
        .write_all(ballots.as_bytes())?;
    let output = child.wait_with_output()?;
    let text = String::from_utf8(output.stdout)?;
    Ok(output.status.success().then_some(text))
}

fn counted(contest: &Contest, rule: Rule) -> Result<Transcript, Failure> {
    // The other program chooses who stands first on the paper.
    let order = (1..=u8::MAX).take(contest.candidates.len()).collect();
    match count(contest, rule, &Lots::Order(order))? {
        Outcome::Complete(transcript) => Ok(*transcript),
        Outcome::LotNeeded(question) => Err(question.text.into()),
    }
}

/// An election or an exclusion: what, who, and the votes at it in units of the ninth decimal.
#[derive(Debug, PartialEq, Eq)]
struct Event(&'static str, String, i128);

impl Event {
    fn new(kind: &'static str, name: &str, votes: &str) -> Self {
        let digits: String = votes.chars().filter(char::is_ascii_digit).collect();
        Self(kind, name.to_owned(), digits.parse().unwrap_or(-1))
    }

    fn is_like(&self, other: &Self, tolerance: i128) -> bool {
        (self.0, &self.1) == (other.0, &other.1) && (self.2 - other.2).abs() <= tolerance
    }
}

/// The elections and exclusions of a log. Who fills the last places, or is
/// left over, is not told there with votes of their own.
fn events_of_log(log: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        let (kind, name, word) = if let Some(name) = line.strip_prefix("Action: Elect: ") {
            ("elect", name, "Elected:")
        } else if let Some((_, name)) = line
            .strip_prefix("Action: Defeat (")
            .and_then(|rest| rest.split_once("): "))
        {
            ("exclude", name, "Defeated:")
        } else {
            continue;
        };
        let mut votes = "0.000000000";
        while let Some(row) = lines.next_if(|l| l.starts_with('\t')) {
            let row = row.trim();
            if let Some((who, figure)) = row.rsplit_once(" (")
                && who.strip_prefix(word).is_some_and(|w| w.trim() == name)
            {
                votes = figure.trim_end_matches(')');
            }
        }
        events.push(Event::new(kind, name, votes));
    }
    events
}

/// The same of a transcript. Those whom one stage elects are told in the order of the paper, as there.
fn events_of(t: &Transcript) -> Vec<Event> {
    let mut events = Vec::new();
    for stage in &t.stages {
        let name = |n: u8| &t.candidates[usize::from(n) - 1].name;
        let votes = |n: u8| &stage.votes[usize::from(n) - 1];
        let mut elected = stage.elected.clone();
        elected.sort_unstable();
        // C.1 is the clause of the last places: they have less than the quota.
        elected.retain(|&n| {
            !stage.fills_last_places() && !stage.clause.contains("C.1") || *votes(n) >= stage.quota
        });
        for n in elected {
            events.push(Event::new("elect", name(n), votes(n)));
        }
        for &n in &stage.excluded {
            events.push(Event::new("exclude", name(n), votes(n)));
        }
    }
    events
}

fn winners_of_log(log: &str) -> Vec<String> {
    let end = log
        .split("Action: Count Complete")
        .nth(1)
        .unwrap_or_default();
    let rows = end
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Elected:")?.rsplit_once('('));
    let mut names: Vec<String> = rows
        .flat_map(|(names, _)| names.trim().split(", ").map(str::to_owned))
        .collect();
    names.sort_unstable();
    names
}

fn winners_of(t: &Transcript) -> Vec<String> {
    let elected = |c: &&polity_count::CandidateResult| t.elected.contains(&c.number);
    let mut names: Vec<String> = t
        .candidates
        .iter()
        .filter(elected)
        .map(|c| c.name.clone())
        .collect();
    names.sort_unstable();
    names
}

/// What came of one election.
enum Compared {
    Same,
    /// The other program stopped with an error.
    GaveUp,
    /// It differs, and where only a lot decided here.
    ByLot,
    Different(String),
}

fn single(program: &str, contest: &Contest) -> Result<Compared, Failure> {
    let ballots = blt::write_with_nicknames(contest);
    let arguments = ["--arithmetic", "bigfixed9", "meek", "--parallel", "no"];
    let Some(log) = run(program, &arguments, &ballots)? else {
        return Ok(Compared::GaveUp);
    };
    let ours = counted(contest, Rule::MeekPrf)?;
    let (events, theirs) = (events_of(&ours), events_of_log(&log));
    let (winners, elected) = (winners_of(&ours), winners_of_log(&log));
    // A unit for each paper and each candidate it may pass, as the iterations hand it on.
    let papers = i128::from(contest.ballots.papers());
    let tolerance = papers * i128::try_from(contest.candidates.len())?;
    let alike = events.len() == theirs.len()
        && events
            .iter()
            .zip(&theirs)
            .all(|(a, b)| a.is_like(b, tolerance));
    if !alike || winners != elected {
        let difference = format!("{winners:?}, there {elected:?}\n{events:?}, there {theirs:?}");
        return Ok(Compared::Different(difference));
    }
    Ok(Compared::Same)
}

fn shared(program: &str, contest: &Contest) -> Result<Compared, Failure> {
    let ballots = blt::write_with_nicknames(contest);
    let arguments = [
        "--arithmetic",
        "approx",
        "meek",
        "--parallel",
        "no",
        "--equalize",
    ];
    let Some(log) = run(program, &arguments, &ballots)? else {
        return Ok(Compared::GaveUp);
    };
    let ours = counted(contest, Rule::MeekCertified)?;
    let (winners, elected) = (winners_of(&ours), winners_of_log(&log));
    if winners == elected {
        return Ok(Compared::Same);
    }
    if ours.stages.iter().any(|s| !s.ties.is_empty()) || log.contains("Break tie") {
        return Ok(Compared::ByLot);
    }
    Ok(Compared::Different(format!(
        "{winners:?}, there {elected:?}"
    )))
}

fn main() -> Result<ExitCode, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let program = arguments.first().ok_or("give the program stv-rs")?;
    let number = |at: usize, or: u64| arguments.get(at).map_or(Ok(or), |text| text.parse());
    let (elections, seed) = (number(1, 500)?, number(2, 1)?);
    let mut random = Random(seed);
    let mut different = 0;
    for (kind, equal) in [("single preferences", false), ("equal preferences", true)] {
        let (mut same, mut gave_up, mut by_lot) = (0, 0, 0);
        for _ in 0..elections {
            let contest = random.contest(equal)?;
            let compared = if equal {
                shared(program, &contest)?
            } else {
                single(program, &contest)?
            };
            match compared {
                Compared::Same => same += 1,
                Compared::GaveUp => gave_up += 1,
                Compared::ByLot => by_lot += 1,
                Compared::Different(how) => {
                    different += 1;
                    println!("{}\n{how}\n", blt::write_with_nicknames(&contest));
                }
            }
        }
        println!(
            "{kind}: {same} of {elections} agree; stv-rs stopped with an error in {gave_up}; a lot decided in {by_lot}"
        );
    }
    Ok(if different == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
