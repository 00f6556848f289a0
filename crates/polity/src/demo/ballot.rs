//! Keys, credentials, the opening, and the votes: each real ranking becomes one voter's sealed ballot.

use polity_ballot::wire::{Made, Ranking};
use polity_office::codes::Codes;
use polity_office::desk;
use polity_office::opening::put_together;
use polity_office::polling::{CastRefusal, Poll};
use polity_office::trustee;
use polity_org::act::Deed;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;

use super::calendar;
use super::names::below;
use super::stage::Stage;
use crate::files;
use crate::house::viewer;
use crate::progress::Step;

/// Votes that are made and handed in together.
const TOGETHER: usize = 1024;

/// The open ballot, with what the voters have in their hands.
pub(super) struct Polling {
    pub(super) poll: Poll,
    /// The codes, of which the server knows only the public parts.
    codes: Codes,
    /// The papers, in the order in which they will be cast.
    papers: Vec<Vec<u8>>,
}

impl Stage<'_> {
    /// Trustees make and prove their keys, the credential authority makes the codes, two officers open.
    pub(super) async fn prepare_and_open(&mut self) -> anyhow::Result<Polling> {
        let step = Step::begin("Keys, codes and opening", 0);
        for person in self.parts.trustees.clone() {
            let deed = Deed::NameTrustee { trustee: person };
            self.act_by_two(deed, calendar::TRUSTEES_NAMED).await?;
        }
        let uuid = self.folder.uuid(&mut self.rng)?;
        self.make_keys().await?;
        let codes = self.make_codes(&uuid).await?;
        let viewer = viewer("demo", calendar::at(calendar::BALLOT_OPENED)?);
        let store = &self.house.store;
        let setup = put_together(store, &self.folder, &self.matter, &viewer).await?;
        let poll = Poll::new(self.matter.clone(), &setup)?;
        let [officer, deputy] = self.officers()?;
        let hand = self.hand(officer, calendar::BALLOT_OPENED)?;
        let booth = polity_web::assets::booth_digest();
        let proposed = desk::open_ballot(store, &self.folder, &hand, &setup, booth).await?;
        desk::confirm(store, &proposed, Some(&self.matter), deputy, hand.now).await?;
        let papers = self.papers()?;
        let told = format!(
            "{} trustees, {} codes",
            self.parts.trustees.len(),
            codes.len()
        );
        let took = step.end(&told);
        self.times.push(took);
        Ok(Polling {
            poll,
            codes,
            papers,
        })
    }

    /// Each trustee makes a key in a file of its own, hands in the public part, and proves that it works.
    async fn make_keys(&mut self) -> anyhow::Result<()> {
        let trustees = self.parts.trustees.clone();
        for (index, person) in trustees.iter().enumerate() {
            let name = self.house.member(person.as_str(), "demo").await?.name;
            let (secret, public) = trustee::make_key(&name, &mut self.rng);
            files::write_secret(&self.secret_path(index), secret.as_bytes())?;
            let hand = self.hand(person, calendar::KEYS_MADE)?;
            desk::record_key(&self.house.store, &self.folder, &hand, &public).await?;
        }
        for (index, person) in trustees.iter().enumerate() {
            let question = desk::key_question(&self.folder, person, &mut self.rng)?;
            let secret = self.secret(index)?;
            let answer = trustee::prove_key(&secret, &question, &mut self.rng)?;
            let hand = self.hand(person, calendar::KEYS_PROVED)?;
            desk::record_proof(&self.house.store, &self.folder, &hand, &answer).await?;
        }
        Ok(())
    }

    fn secret_path(&self, index: usize) -> std::path::PathBuf {
        self.house
            .dir
            .join("trustees")
            .join(format!("trustee-{}.private.json", index + 1))
    }

    /// A trustee's secret, from the trustee's own file.
    pub(super) fn secret(&self, index: usize) -> anyhow::Result<polity_ballot::group::Secret> {
        let text = zeroize::Zeroizing::new(files::read_text(&self.secret_path(index))?);
        Ok(trustee::read_secret(&text)?)
    }

    /// The credential authority makes a code for each voter and hands in the public parts.
    async fn make_codes(&mut self, uuid: &str) -> anyhow::Result<Codes> {
        let voters = desk::voters(&self.house.store, &self.matter).await?;
        let references = voters.iter().map(ToString::to_string);
        let codes = Codes::make(uuid, references, &mut self.rng);
        let path = self
            .house
            .dir
            .join("credential-authority")
            .join("codes.private.csv");
        files::write_secret(&path, codes.reveal_csv().as_bytes())?;
        let authority = self.parts.credential_authority[0].clone();
        let hand = self.hand(&authority, calendar::CREDENTIALS_MADE)?;
        let store = &self.house.store;
        desk::record_credentials(store, &self.folder, &hand, &codes.public()).await?;
        Ok(codes)
    }

    /// The real rankings, one paper a voter, in random order.
    fn papers(&mut self) -> anyhow::Result<Vec<Vec<u8>>> {
        let candidates = self.contest.candidates.len();
        let mut papers = Vec::new();
        for ballot in self.contest.ballots.iter() {
            // Marks for who has withdrawn are passed over, as the count would pass them over.
            let places: Vec<Vec<u8>> = ballot
                .places()
                .into_iter()
                .filter_map(|p| self.not_withdrawn(&p))
                .collect();
            let numbers = Ranking::numbers_of_places(&places, candidates)?;
            for _ in 0..ballot.papers {
                papers.push(numbers.clone());
            }
        }
        for last in (1..papers.len()).rev() {
            let other = below(&mut self.rng, last + 1);
            papers.swap(last, other);
        }
        Ok(papers)
    }

    /// A place of a ranking without those who have withdrawn; nothing when nobody of it is left. A place that the
    /// voter left empty stays.
    fn not_withdrawn(&self, place: &[u8]) -> Option<Vec<u8>> {
        let withdrawn = |number: &u8| {
            let index = usize::from(*number).wrapping_sub(1);
            self.contest
                .candidates
                .get(index)
                .is_some_and(|candidate| candidate.withdrawn)
        };
        let left: Vec<u8> = place
            .iter()
            .copied()
            .filter(|number| !withdrawn(number))
            .collect();
        (!left.is_empty() || place.is_empty()).then_some(left)
    }

    /// Every voter who votes seals a paper on a device of their own and hands it in.
    pub(super) async fn vote(&mut self, polling: &Polling) -> anyhow::Result<()> {
        let step = Step::begin("Voting", polling.papers.len() as u64);
        let world = self.house.store.world().await?;
        let now = calendar::at(calendar::VOTED)?;
        let mut voter = 0;
        for papers in polling.papers.chunks(TOGETHER) {
            let ballots = polling.seal(papers, voter, &mut self.rng)?;
            voter += papers.len();
            let store = &self.house.store;
            for outcome in polling.poll.cast_all(store, &world, &ballots, now).await {
                outcome?;
            }
            step.advance(papers.len() as u64);
        }
        let took = step.end(&format!("{voter} ballots sealed, checked and stored"));
        self.times.push(took);
        Ok(())
    }

    /// A second vote with the same code, and a vote a second after the close: both are refused.
    pub(super) async fn try_what_is_refused(&mut self, polling: &Polling) -> anyhow::Result<()> {
        let Some(paper) = polling.papers.first() else {
            return Ok(());
        };
        let ballots = polling.seal(std::slice::from_ref(paper), 0, &mut self.rng)?;
        let world = self.house.store.world().await?;
        for (what, at) in [
            ("A second vote with the same code", calendar::VOTED),
            ("A vote a second after the close", calendar::A_SECOND_LATE),
        ] {
            let now = calendar::at(at)?;
            let cast = polling
                .poll
                .cast(&self.house.store, &world, &ballots[0], now, now)
                .await;
            match cast {
                Ok(_) => anyhow::bail!("{what} was taken; it must be refused"),
                Err(refusal @ (CastRefusal::Time(_) | CastRefusal::Box(_))) => {
                    println!("{what} is refused: {refusal}.");
                }
                Err(refusal) => return Err(refusal.into()),
            }
        }
        Ok(())
    }
}

impl Polling {
    /// Seals papers as the devices of voters `first`, `first + 1` .. do, on all cores.
    fn seal(
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
