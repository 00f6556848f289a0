//! The lines of a proof, and who stands where at each of its stages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ballots::Head;
use super::classes::{Class, can_fill, doomed, excludable};

/// The only format that there is.
const FORMAT: &str = "polity-meek-proof-1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    format: String,
    candidates: usize,
    seats: usize,
    withdrawn: Vec<usize>,
    valid: u64,
    invalid: u64,
    parts: u64,
    #[serde(default)]
    constraints: Vec<Class>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageLine {
    stage: usize,
    keep: BTreeMap<u8, String>,
    #[serde(default)]
    elected: Vec<u8>,
    #[serde(default)]
    level: Vec<u8>,
    #[serde(default)]
    excluded: Vec<u8>,
    #[serde(default)]
    filled: Vec<u8>,
    #[serde(default)]
    ties: Vec<Tie>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tie {
    among: Vec<u8>,
    elected: Option<u8>,
    excluded: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    result: Vec<u8>,
}

/// A proof as it was read; nothing of it is believed yet.
pub(super) struct Proof {
    first: First,
    stages: Vec<StageLine>,
    pub(super) seats: usize,
    /// Into how many parts each paper is divided.
    pub(super) parts: u64,
    pub(super) result: Vec<u8>,
}

/// Where a candidate stands before a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Continuing,
    Elected,
    Out,
}

/// A stage: who stood where before it, the shares, and what is said to follow.
pub(super) struct Places {
    pub(super) stage: usize,
    /// By number; index 0 is nobody.
    pub(super) before: Vec<Place>,
    /// Seats that are left.
    pub(super) vacancies: usize,
    /// For the elected, shares in units of 2^-60.
    pub(super) keep: BTreeMap<usize, u64>,
    pub(super) elected: Vec<usize>,
    pub(super) level: Vec<usize>,
    pub(super) excluded: Option<usize>,
    /// The candidates among whom the excluded one was drawn; nobody if there was no lot.
    pub(super) lowest: Vec<usize>,
    /// The candidates among whom the last seats were drawn; nobody if there was no lot.
    pub(super) contenders: Vec<usize>,
    pub(super) lots: Vec<(Vec<u8>, u8)>,
    /// Whom constraints bar from being elected beside those elected so far, this stage's included.
    pub(super) doomed: Vec<usize>,
    /// Among whom the one to be excluded is found.
    pub(super) excludable: Vec<usize>,
}

impl Proof {
    /// The constraints of the count, in words.
    pub(super) fn constraints(&self) -> Vec<String> {
        self.first.constraints.iter().map(Class::in_words).collect()
    }

    /// Reads the lines.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut lines: Vec<&str> = text.lines().collect();
        let (Some(last), true) = (lines.pop(), !lines.is_empty()) else {
            return Err("the proof is empty".into());
        };
        let at = |line: usize, e: serde_json::Error| format!("line {line} of the proof: {e}");
        let first: First = serde_json::from_str(lines[0]).map_err(|e| at(1, e))?;
        let end: Last = serde_json::from_str(last).map_err(|e| at(lines.len() + 1, e))?;
        if first.format != FORMAT {
            return Err(format!(
                "the proof is of format {:?}, not {FORMAT}",
                first.format
            ));
        }
        if !(1..=255).contains(&first.candidates) || !(1..=255).contains(&first.seats) {
            return Err("candidates and seats are 1 to 255 each".into());
        }
        if first.parts == 0 {
            return Err("papers are divided into one part at least".into());
        }
        let stages: Result<Vec<StageLine>, String> = lines[1..]
            .iter()
            .enumerate()
            .map(|(i, line)| serde_json::from_str(line).map_err(|e| at(i + 2, e)))
            .collect();
        Ok(Self {
            seats: first.seats,
            parts: first.parts,
            first,
            stages: stages?,
            result: end.result,
        })
    }

    /// Whether the ballots are of the contest that the proof is about.
    pub(super) fn fits(&self, head: &Head) -> Result<(), String> {
        let same = self.first.candidates == head.candidates
            && self.first.seats == head.seats
            && self.first.withdrawn == head.withdrawn;
        if same {
            return Ok(());
        }
        Err(format!(
            "the ballots are of another contest: {} candidates, {} seats and withdrawn {:?}; the proof has {}, {} and {:?}",
            head.candidates,
            head.seats,
            head.withdrawn,
            self.first.candidates,
            self.first.seats,
            self.first.withdrawn
        ))
    }

    pub(super) fn has_papers(&self, valid: u64, invalid: u64) -> Result<(), String> {
        if (self.first.valid, self.first.invalid) == (valid, invalid) {
            return Ok(());
        }
        Err(format!(
            "there are {valid} valid and {invalid} invalid papers; the proof has {} and {}",
            self.first.valid, self.first.invalid
        ))
    }

    /// Follows who is elected and excluded from stage to stage, and sees that every step is one that the rule knows and that
    /// the count goes on to its end.
    pub(super) fn places(&self) -> Result<Vec<Places>, String> {
        let mut now = vec![Place::Continuing; self.first.candidates + 1];
        now[0] = Place::Out;
        for &number in &self.first.withdrawn {
            *now.get_mut(number)
                .ok_or("nobody has the number of a candidate who withdrew")? = Place::Out;
        }
        if !can_fill(&self.first.constraints, &now, self.seats) {
            return Err("nobody could fill the seats within these constraints".into());
        }
        let mut order = Vec::new();
        let mut all = Vec::new();
        for (index, line) in self.stages.iter().enumerate() {
            let at = |why: String| format!("stage {}: {why}", index + 1);
            if line.stage != index + 1 {
                return Err(at(format!("the proof calls it stage {}", line.stage)));
            }
            if self.is_over(&now, &order) {
                return Err(at("the count was over before".into()));
            }
            all.push(self.stage(line, &mut now, &mut order).map_err(at)?);
        }
        if !self.is_over(&now, &order) {
            return Err("the proof ends before the count".into());
        }
        if !can_fill(&self.first.constraints, &now, self.seats) {
            return Err("those who are elected do not meet the constraints".into());
        }
        if order != self.result {
            return Err(format!(
                "the stages elect {order:?}, the result is {:?}",
                self.result
            ));
        }
        Ok(all)
    }

    fn is_over(&self, now: &[Place], elected: &[u8]) -> bool {
        elected.len() >= self.seats || !now.contains(&Place::Continuing)
    }

    fn stage(
        &self,
        line: &StageLine,
        now: &mut [Place],
        order: &mut Vec<u8>,
    ) -> Result<Places, String> {
        let before = now.to_vec();
        let vacancies = self.seats - order.len();
        let classes = &self.first.constraints;
        let move_to = |now: &mut [Place], number: u8, place: Place, order: &mut Vec<u8>| {
            match now.get_mut(usize::from(number)) {
                Some(at @ Place::Continuing) => *at = place,
                _ => return Err(format!("candidate {number} was not continuing")),
            }
            if place == Place::Elected {
                order.push(number);
            }
            Ok(())
        };
        for &number in &line.elected {
            if doomed(classes, now, self.seats).contains(&usize::from(number)) {
                return Err(format!(
                    "candidate {number} cannot be elected within the constraints"
                ));
            }
            move_to(now, number, Place::Elected, order)?;
        }
        let doomed = doomed(classes, now, self.seats);
        let excluded = match *line.excluded {
            [] => None,
            [one] => Some(one),
            _ => return Err("one candidate is excluded at a time".into()),
        };
        if let Some(number) = excluded {
            move_to(now, number, Place::Out, order)?;
        }
        for &number in &line.filled {
            move_to(now, number, Place::Elected, order)?;
        }
        if order.len() > self.seats {
            return Err("more are elected than there are seats".into());
        }
        filled(line, &before, now, self.seats - order.len())?;
        let (lowest, contenders, lots) = lots(line)?;
        Ok(Places {
            stage: line.stage,
            keep: keep(line, &before)?,
            excludable: excludable(classes, &before, self.seats),
            doomed,
            before,
            vacancies,
            elected: wide(&line.elected),
            level: wide(&line.level),
            excluded: excluded.map(usize::from),
            lowest,
            contenders,
            lots,
        })
    }
}

/// The last places are filled exactly when no more are left than places; otherwise a stage elects or excludes.
fn filled(line: &StageLine, before: &[Place], after: &[Place], left: usize) -> Result<(), String> {
    let continuing = after.iter().filter(|p| **p == Place::Continuing).count();
    if continuing > 0 && continuing <= left {
        return Err(
            "those who are left fill the places that are left, and the proof does not say so"
                .into(),
        );
    }
    // If nobody was filled in, these two are the same; so the only way to fill in too early is to fill in at all.
    if !line.filled.is_empty() && continuing > 0 {
        return Err("some fill last places though there are more candidates than places".into());
    }
    let decided = line.elected.len() + line.excluded.len();
    let all = before.iter().filter(|p| **p == Place::Continuing).count();
    if !line.elected.is_empty() && !line.excluded.is_empty() {
        return Err("a stage elects or excludes, not both".into());
    }
    if decided == 0 && line.filled.len() != all {
        return Err("nothing is decided".into());
    }
    Ok(())
}

/// The shares of exactly those who were elected before.
fn keep(line: &StageLine, before: &[Place]) -> Result<BTreeMap<usize, u64>, String> {
    let mut shares = BTreeMap::new();
    for (&number, text) in &line.keep {
        let number = usize::from(number);
        if before.get(number) != Some(&Place::Elected) {
            return Err(format!(
                "candidate {number} has a share, but was not elected before"
            ));
        }
        let share = share(text).ok_or_else(|| format!("{text:?} is no share from 0 to 1"))?;
        shares.insert(number, share);
    }
    let elected = before.iter().filter(|p| **p == Place::Elected).count();
    if shares.len() < elected {
        return Err("an elected candidate has no share".into());
    }
    Ok(shares)
}

/// `0.123` in units of 2^-60, rounded up; at most 18 decimals.
fn share(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.')?;
    let plain = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(decimals) || whole.len() > 1 || decimals.len() > 18 {
        return None;
    }
    let scale = 10_u128.pow(18);
    let units =
        whole.parse::<u128>().ok()? * scale + format!("{decimals:0<18}").parse::<u128>().ok()?;
    if units > scale {
        return None;
    }
    u64::try_from((units << super::stages::PLACES).div_ceil(scale)).ok()
}

/// Among whom lots were drawn: for exclusion, and for the last seats.
type Lots = (Vec<usize>, Vec<usize>, Vec<(Vec<u8>, u8)>);

fn lots(line: &StageLine) -> Result<Lots, String> {
    let (mut lowest, mut contenders, mut lots) = (Vec::new(), Vec::new(), Vec::new());
    for tie in &line.ties {
        let mut sorted = tie.among.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if sorted.len() != tie.among.len() || sorted.len() < 2 {
            return Err("a lot is among two different candidates at least".into());
        }
        let chosen = match (tie.elected, tie.excluded) {
            (Some(number), None) if line.elected.contains(&number) => {
                // A lot for the next seat is among those whom the one before left.
                if contenders.is_empty() {
                    contenders = wide(&sorted);
                }
                number
            }
            (None, Some(number)) if line.excluded == [number] && lowest.is_empty() => {
                lowest = wide(&sorted);
                number
            }
            _ => return Err("a lot chooses nobody, or somebody to whom nothing happens".into()),
        };
        if !sorted.contains(&chosen) {
            return Err(format!("the lot chose {chosen}, who was not in it"));
        }
        lots.push((tie.among.clone(), chosen));
    }
    Ok((lowest, contenders, lots))
}

fn wide(numbers: &[u8]) -> Vec<usize> {
    numbers.iter().map(|&n| usize::from(n)).collect()
}
