//! One stage: papers shared out at its shares, and what follows from the figures.

use super::lines::{Place, Places};

/// Binary places of a value.
pub(super) const PLACES: u32 = 60;
const ONE: u64 = 1 << PLACES;

/// Candidates may be called equal if the figures are known to within this part of the papers (one in so many), and
/// differ by no more.
const RESOLUTION: u128 = 1_000_000_000_000;

/// Votes at the shares of a stage, each from below and from above, in units of 2^-60.
pub(super) struct Shares {
    /// What of a paper passes on, by number.
    passing: [u64; 256],
    votes: Vec<(u128, u128)>,
}

impl Shares {
    pub(super) fn of(places: &Places) -> Self {
        let mut passing = [0; 256];
        for (number, place) in places.before.iter().enumerate() {
            passing[number] = match place {
                Place::Continuing => 0,
                Place::Out => ONE,
                Place::Elected => ONE - places.keep.get(&number).copied().unwrap_or(ONE),
            };
        }
        Self {
            passing,
            votes: vec![(0, 0); places.before.len()],
        }
    }

    /// Shares out `papers` papers of one ranking.
    pub(super) fn add(&mut self, papers: u64, ranking: &[usize]) {
        let papers = u128::from(papers);
        let (mut low, mut high) = (ONE, ONE);
        for &number in ranking {
            let passes = self.passing[number];
            if passes == ONE {
                continue;
            }
            let votes = &mut self.votes[number];
            if passes == 0 {
                votes.0 += u128::from(low) * papers;
                votes.1 += u128::from(high) * papers;
                return;
            }
            let keeps = ONE - passes;
            votes.0 += u128::from(down(low, keeps)) * papers;
            votes.1 += u128::from(up(high, keeps)) * papers;
            (low, high) = (down(low, passes), up(high, passes));
        }
    }

    /// Proves what the proof says of the stage.
    pub(super) fn prove(&self, places: &Places, valid: u64, seats: usize) -> Result<(), String> {
        let known = Known::of(self, places, valid, seats)?;
        let continuing: Vec<usize> = numbers(places, Place::Continuing).collect();
        for &level in &places.level {
            let decided = [&places.elected, &places.contenders, &places.doomed];
            if !decided.iter().any(|numbers| numbers.contains(&level)) {
                return Err(format!(
                    "candidate {level} is called level with the quota, but nothing follows"
                ));
            }
        }
        for &number in &continuing {
            known.reached(places, number)?;
        }
        if !places.contenders.is_empty() {
            contenders(places)?;
        }
        match places.excluded {
            Some(lowest) => known.lowest(places, lowest),
            None => Ok(()),
        }
    }
}

/// What is known of the exact solution.
struct Known<'s> {
    votes: &'s [(u128, u128)],
    quota: (u128, u128),
    /// How much the votes of a continuing candidate may rise and the quota may fall, together.
    doubt: u128,
    /// Whether the doubt is so small that candidates may be called equal; and by how much those may differ.
    fine: bool,
    resolution: u128,
}

impl<'s> Known<'s> {
    /// Sees that the shares are no smaller than those of the solution.
    fn of(shares: &'s Shares, places: &Places, valid: u64, seats: usize) -> Result<Self, String> {
        let total = u128::from(valid) << PLACES;
        let parts = seats as u128 + 1;
        let votes = &shares.votes;
        let in_use = votes
            .iter()
            .fold((0, 0), |sum, v| (sum.0 + v.0, sum.1 + v.1));
        let quota = (in_use.0 / parts, in_use.1.min(total).div_ceil(parts));
        let mut doubt = 0;
        for number in numbers(places, Place::Elected) {
            if shares.passing[number] > 0 && votes[number].0 < quota.1 {
                return Err(format!(
                    "candidate {number} keeps less than the quota at these shares, so they prove nothing"
                ));
            }
            doubt += votes[number].1.saturating_sub(quota.0);
        }
        let resolution = total / RESOLUTION;
        Ok(Self {
            votes,
            quota,
            doubt,
            fine: doubt <= resolution,
            resolution,
        })
    }

    /// Those who are elected have the quota, and the others have not.
    fn reached(&self, places: &Places, number: usize) -> Result<(), String> {
        let (low, high) = self.votes[number];
        let decided = places.elected.contains(&number) || places.contenders.contains(&number);
        if !decided && places.doomed.contains(&number) {
            return Ok(());
        }
        if places.level.contains(&number) {
            let below = high + self.resolution < self.quota.0;
            let above = low > self.quota.1 + self.resolution;
            if self.fine && !below && !above {
                return Ok(());
            }
            return Err(format!("candidate {number} is not level with the quota"));
        }
        if decided && low < self.quota.1 {
            return Err(format!(
                "it is not proved that candidate {number} has the quota"
            ));
        }
        if !decided && high + self.doubt >= self.quota.0 {
            return Err(format!(
                "it is not proved that candidate {number} is below the quota"
            ));
        }
        Ok(())
    }

    /// The excluded is below all others, or was drawn among those who are equal.
    fn lowest(&self, places: &Places, lowest: usize) -> Result<(), String> {
        let (low, high) = self.votes[lowest];
        if !places.excludable.contains(&lowest) {
            return Err(format!(
                "candidate {lowest} is excluded, but the constraints want another one to go"
            ));
        }
        for &other in places.excludable.iter().filter(|&&n| n != lowest) {
            let votes = self.votes[other];
            if votes.0 > high + self.doubt {
                continue;
            }
            let equal = votes.0 <= high + self.resolution && low <= votes.1 + self.resolution;
            if !(places.lowest.contains(&other) && self.fine && equal) {
                return Err(format!(
                    "it is not proved that candidate {lowest} has fewer votes than candidate {other}"
                ));
            }
        }
        let apart = |&&n: &&usize| self.votes[n].0 > high + self.resolution;
        if let Some(other) = places.lowest.iter().find(apart) {
            return Err(format!(
                "candidate {other} was in the lot, but has more votes"
            ));
        }
        Ok(())
    }
}

/// Lots for the last seats are drawn only if more have the quota than there are seats; who is left out then has no seat
/// left, or is barred by the constraints.
fn contenders(places: &Places) -> Result<(), String> {
    let elected = places.elected.iter();
    let all = elected.filter(|n| !places.contenders.contains(n)).count() + places.contenders.len();
    let left_out = |n: &usize| !places.elected.contains(n) && !places.doomed.contains(n);
    let settled = !places.contenders.iter().any(left_out);
    if all > places.vacancies && (settled || places.elected.len() == places.vacancies) {
        return Ok(());
    }
    Err("a lot is drawn among candidates for whom there are seats enough".into())
}

fn numbers(places: &Places, place: Place) -> impl Iterator<Item = usize> + '_ {
    let all = places.before.iter().enumerate();
    all.filter(move |(_, at)| **at == place)
        .map(|(number, _)| number)
}

fn down(value: u64, share: u64) -> u64 {
    narrow((u128::from(value) * u128::from(share)) >> PLACES)
}

fn up(value: u64, share: u64) -> u64 {
    narrow((u128::from(value) * u128::from(share)).div_ceil(u128::from(ONE)))
}

fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}
