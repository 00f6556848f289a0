//! Weights with decimals (`1.25 2 1 0`): the whole file is then counted in the smallest unit that any weight needs.

use crate::contest::Ballots;

/// Most decimals of a weight.
pub(super) const MOST: usize = 6;

/// The ballots whose weights have decimals.
#[derive(Debug, Default)]
pub(super) struct Decimals {
    /// The weight that was just read and whose ranking is being read.
    open: Option<Weight>,
    /// Entries of the ballots, with their weights.
    found: Vec<(usize, Weight)>,
}

/// A weight as digits and how many of them are decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Weight {
    digits: u32,
    places: u32,
}

/// What the weight of a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A whole number, perhaps with zeros behind the point.
    Whole(u32),
    /// A number with decimals; a placeholder stands for it until the file's unit is known.
    Fraction,
    /// Nothing, below the smallest unit, or too much.
    Faulty,
}

impl Decimals {
    /// Takes the digits before and after the point.
    pub(super) fn read(&mut self, front: &[u8], back: &[u8]) -> Read {
        let zeros = back.iter().rev().take_while(|&&b| b == b'0').count();
        let back = &back[..back.len() - zeros];
        let digits = front.iter().chain(back).try_fold(0_u32, |sum, &b| {
            sum.checked_mul(10)?
                .checked_add(u32::from(b.wrapping_sub(b'0')))
        });
        match (digits, u32::try_from(back.len())) {
            (Some(whole @ 1..), Ok(0)) => Read::Whole(whole),
            (Some(digits @ 1..), Ok(places)) if back.len() <= MOST => {
                self.open = Some(Weight { digits, places });
                Read::Fraction
            }
            _ => Read::Faulty,
        }
    }

    /// The ranking of the line is read and stored last in `ballots`, or was dropped.
    pub(super) fn close(&mut self, ballots: &Ballots, stored: bool) {
        if let Some(weight) = self.open.take()
            && stored
        {
            self.found.push((ballots.len() - 1, weight));
        }
    }

    /// Puts all ballots into the smallest unit: how many decimals it has, or nothing if the weights do not fit it.
    pub(super) fn settle(&self, ballots: &mut Ballots) -> Option<u32> {
        let most = self.found.iter().map(|(_, w)| w.places).max().unwrap_or(0);
        if most == 0 {
            return Some(0);
        }
        let unit = 10_u32.pow(most);
        let fractions = self.found.iter().map(|&(at, weight)| {
            let papers = weight.digits.checked_mul(10_u32.pow(most - weight.places));
            papers.map(|papers| (at, papers))
        });
        let fractions: Vec<(usize, u32)> = fractions.collect::<Option<_>>()?;
        ballots.scale(unit, &fractions).then_some(most)
    }
}
