//! Throw-away voters: they seal papers as a device does and hand them in. A few codes are left over for
//! who visits the rehearsal and votes in the booth.

use anyhow::Context as _;
use polity_ballot::credential::Credential;
use polity_ballot::wire::{Made, Ranking};
use polity_office::codes::Codes;
use polity_office::polling::Poll;
use polity_org::matter::BoxState;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;

use super::play::Play;
use crate::files;

/// Votes that are made and handed in together.
pub(crate) const TOGETHER: usize = 1024;
/// Codes that are left for visitors.
pub(crate) const LEFT: usize = 6;
/// How many of the codes have been voted with, from the front of the list.
const VOTED: &str = "voted";

/// What the throw-away voters have in their hands.
pub(crate) struct Polling {
    pub(crate) poll: Poll,
    pub(crate) codes: Codes,
}

impl Polling {
    /// Seals papers as the devices of voters `first`, `first + 1` .. do, on all cores.
    pub(crate) fn seal(
        &self,
        papers: &[Vec<u8>],
        first: usize,
        rng: &mut ChaCha20Rng,
    ) -> anyhow::Result<Vec<Vec<u8>>> {
        let mut seeds = vec![[0_u8; 32]; papers.len()];
        for seed in &mut seeds {
            rng.fill_bytes(seed);
        }
        let codes: Vec<_> = self.codes.iter().skip(first).take(papers.len()).collect();
        let work = papers.par_iter().zip(&codes).zip(seeds);
        let made = work.map(|((paper, (_, code)), seed)| {
            let mut rng = ChaCha20Rng::from_seed(seed);
            let Made { bytes, .. } = self.poll.polls().make(code, &[paper], &mut rng)?;
            Ok(bytes)
        });
        made.collect()
    }
}

impl Play<'_> {
    /// The poll with the codes; none where somebody else made the codes, or the ballot is not open.
    pub(crate) async fn polling(&mut self) -> anyhow::Result<Option<Polling>> {
        let world = self.store.world().await?;
        let found = self.of(&world)?.ballot_box.as_ref();
        let open = found.filter(|found| found.state == BoxState::Open);
        let (Some(open), Some(codes)) = (open, self.codes()?) else {
            return Ok(None);
        };
        let setup = self.folder.setup(open.opening.election)?;
        let poll = Poll::new(self.matter.clone(), &setup)?;
        Ok(Some(Polling { poll, codes }))
    }

    /// How many of the codes have been voted with.
    pub(crate) fn voted(&self) -> anyhow::Result<usize> {
        let path = self.secret_path(VOTED);
        if !path.exists() {
            return Ok(0);
        }
        Ok(files::read_text(&path)?.trim().parse()?)
    }

    /// Notes how many of the codes have been voted with.
    pub(crate) fn note_voted(&self, voted: usize) -> anyhow::Result<()> {
        files::write(&self.secret_path(VOTED), voted.to_string().as_bytes())
    }

    /// Votes of `share` of a hundred of the voters who have not voted yet, but for the codes that are
    /// left for visitors. Gives how many voted.
    pub(crate) async fn vote_at_random(&mut self, share: usize) -> anyhow::Result<usize> {
        let Some(polling) = self.polling().await? else {
            return Ok(0);
        };
        let mut first = self.voted()?;
        let last = polling.codes.len().saturating_sub(LEFT);
        let voters = last.saturating_sub(first) * share.min(100) / 100;
        let world = self.store.world().await?;
        let candidates = self.of(&world)?.standing().len();
        let papers: Vec<Vec<u8>> = (0..voters)
            .map(|_| random_paper(candidates, &mut self.rng))
            .collect::<anyhow::Result<_>>()?;
        for papers in papers.chunks(TOGETHER) {
            let ballots = polling.seal(papers, first, &mut self.rng)?;
            // Noted first: a code that may have been used is not used again.
            first += papers.len();
            self.note_voted(first)?;
            let world = self.store.world().await?;
            let poll = &polling.poll;
            for outcome in poll.cast_all(self.store, &world, &ballots, self.now).await {
                outcome?;
            }
        }
        Ok(voters)
    }

    /// The codes that are left for visitors, last of the list first.
    pub(crate) fn left(&mut self) -> anyhow::Result<Vec<String>> {
        let voted = self.voted()?;
        let Some(codes) = self.codes()? else {
            return Ok(Vec::new());
        };
        let all: Vec<&Credential> = codes.iter().map(|(_, code)| code).collect();
        let left = all.get(voted..).unwrap_or_default();
        let left = left.iter().rev().take(LEFT);
        Ok(left.map(|code| code.reveal().to_owned()).collect())
    }

    /// The path of the voting link of a code, without the server's address.
    pub(crate) fn link(&mut self, code: &str) -> anyhow::Result<String> {
        Ok(format!(
            "/booth/{}#{code}",
            self.uuid().context("the election's identifier")?
        ))
    }
}

/// A paper of somebody who ranks a few candidates, likelier the first ones; one in forty is blank.
fn random_paper(candidates: usize, rng: &mut ChaCha20Rng) -> anyhow::Result<Vec<u8>> {
    let mut numbers: Vec<u8> = (1..=candidates)
        .filter_map(|one| u8::try_from(one).ok())
        .collect();
    let mut below = |bound: usize| usize::try_from(rng.next_u32()).unwrap_or(0) % bound.max(1);
    let mut places = Vec::new();
    if below(40) > 0 {
        let length = 1 + below(numbers.len().min(6));
        for _ in 0..length {
            let place = below(numbers.len()).min(below(numbers.len()));
            places.push(vec![numbers.remove(place)]);
            if numbers.is_empty() {
                break;
            }
        }
    }
    Ok(Ranking::numbers_of_places(&places, candidates)?)
}
