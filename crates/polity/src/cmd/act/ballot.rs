//! The acts of a ballot that carry files: keys, credentials, votes, the archive's steps, the count.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use polity_ballot::trustee::KeyTest;
use polity_ballot::wire::{Credentials, PartialDecryption, Shuffle, TrusteeKey, Wire as _};
use polity_count::{Lots, Outcome};
use polity_office::folder::ElectionFolder;
use polity_office::opening::{Plan, assemble, new_uuid, rule_of};
use polity_office::polling::Poll;
use polity_office::{desk, result};
use polity_values::PersonId;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use super::{Acting, tell};
use crate::progress::Step;
use crate::{entropy, files};

/// Votes checked together.
const TOGETHER: usize = 1024;

impl Acting<'_> {
    fn folder(&self) -> anyhow::Result<ElectionFolder> {
        self.house.election(self.hand.matter.as_str())
    }

    pub(super) async fn record_key(&self, file: &Path) -> anyhow::Result<()> {
        let key: TrusteeKey = serde_json::from_slice(&files::read(file)?)
            .with_context(|| format!("{} is no public key", file.display()))?;
        let done = desk::record_key(&self.house.store, &self.folder()?, &self.hand, &key).await?;
        tell(&done);
        Ok(())
    }

    /// The test is made from a seed that stays in the data folder, so that the answer can be checked later.
    pub(super) async fn test_key(&self, trustee: &str, out: &Path) -> anyhow::Result<()> {
        let trustee = self.house.person(trustee, "act").await?;
        let mut seed = [0; 32];
        entropy::generator()?.fill_bytes(&mut seed);
        let mut rng = ChaCha20Rng::from_seed(seed);
        let (question, _) = desk::key_test(&self.folder()?, &trustee, &mut rng)?;
        files::write(&self.seed_path(&trustee)?, &serde_json::to_vec(&seed)?)?;
        files::write(out, &serde_json::to_vec(&question)?)?;
        println!("Send {} to the trustee.", out.display());
        Ok(())
    }

    pub(super) async fn prove_key(&self, answer: &Path) -> anyhow::Result<()> {
        let seed = files::read(&self.seed_path(&self.hand.actor)?)
            .context("the trustee was sent no test yet: polity act ... test-key")?;
        let mut rng = ChaCha20Rng::from_seed(serde_json::from_slice(&seed)?);
        let (_, test): (_, KeyTest) = desk::key_test(&self.folder()?, &self.hand.actor, &mut rng)?;
        let answer = PartialDecryption::from_json(&files::read(answer)?)
            .with_context(|| answer.display().to_string())?;
        tell(&desk::record_proof(&self.house.store, &self.hand, &test, &answer).await?);
        Ok(())
    }

    fn seed_path(&self, trustee: &PersonId) -> anyhow::Result<PathBuf> {
        Ok(self
            .folder()?
            .path()
            .join("tests")
            .join(format!("{trustee}.seed.json")))
    }

    /// The identifier is made once and kept: codes are bound to it before the election is put together.
    fn uuid(&self) -> anyhow::Result<String> {
        let path = self.folder()?.path().join("uuid");
        if path.exists() {
            return Ok(files::read_text(&path)?.trim().to_owned());
        }
        let uuid = new_uuid(&mut entropy::generator()?);
        files::write(&path, uuid.as_bytes())?;
        Ok(uuid)
    }

    pub(super) fn print_uuid(&self) -> anyhow::Result<()> {
        println!("{}", self.uuid()?);
        Ok(())
    }

    pub(super) async fn record_credentials(&self, file: &Path) -> anyhow::Result<()> {
        let credentials = Credentials::from_json(&files::read(file)?)
            .with_context(|| file.display().to_string())?;
        let (store, folder) = (&self.house.store, self.folder()?);
        tell(&desk::record_credentials(store, &folder, &self.hand, &credentials).await?);
        Ok(())
    }

    pub(super) async fn open_ballot(&self) -> anyhow::Result<()> {
        let world = self.house.store.world().await?;
        let matter = desk::matter_of(&world, &self.hand.matter)?;
        let organisation = world
            .organisation()
            .context("no organisation is founded here")?;
        let folder = self.folder()?;
        let mut candidates = Vec::new();
        for person in matter.standing() {
            candidates.push(self.house.member(person.as_str(), "act").await?.name);
        }
        let mut trustees = Vec::new();
        for person in matter.trustees.keys() {
            trustees.push(folder.key(person)?.0);
        }
        let plan = Plan {
            uuid: &self.uuid()?,
            organisation: &organisation.name,
            rehearsal: folder.is_rehearsal(),
            candidates,
            trustees,
            credentials: folder.credentials()?,
            credential_authority: None,
        };
        let setup = assemble(matter, plan)?;
        tell(
            &desk::open_ballot(
                &self.house.store,
                &folder,
                &self.hand,
                &setup,
                polity_web::assets::booth_digest(),
            )
            .await?,
        );
        Ok(())
    }

    pub(super) async fn cast(&self, file: &Path) -> anyhow::Result<()> {
        let world = self.house.store.world().await?;
        let matter = desk::matter_of(&world, &self.hand.matter)?;
        let opening = matter
            .ballot_box
            .as_ref()
            .map(|found| found.opening.election);
        let setup = self
            .folder()?
            .setup(opening.context("the ballot is not open")?)?;
        let poll = Poll::new(self.hand.matter.clone(), &setup)?;
        let text = files::read_text(file)?;
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let step = Step::begin("Casting", lines.len() as u64);
        let mut refused = 0_u64;
        for (chunk, together) in lines.chunks(TOGETHER).enumerate() {
            let outcomes = poll
                .cast_all(&self.house.store, &world, together, self.hand.now)
                .await;
            for (index, outcome) in outcomes.into_iter().enumerate() {
                let line = chunk * TOGETHER + index + 1;
                match outcome {
                    Ok(receipt) => println!("{}", receipt.tracker),
                    Err(refusal) => {
                        refused += 1;
                        eprintln!("{}:{line}: refused: {refusal}", file.display());
                    }
                }
            }
            step.advance(together.len() as u64);
        }
        step.end(&format!(
            "{} votes in the box",
            lines.len() as u64 - refused
        ));
        if refused > 0 {
            bail!("{refused} of {} ballots were refused", lines.len());
        }
        Ok(())
    }

    pub(super) async fn close_ballot(&self) -> anyhow::Result<()> {
        let folder = self.folder()?;
        let step = Step::begin("Writing the archive", 0);
        let store = &self.house.store;
        let done =
            desk::close_ballot(store, &folder, &self.hand, |done| step.advance(done)).await?;
        step.end(&folder.archive().path().display().to_string());
        tell(&done);
        Ok(())
    }

    pub(super) async fn record_shuffle(&self, file: &Path) -> anyhow::Result<()> {
        let shuffle =
            Shuffle::from_json(&files::read(file)?).with_context(|| file.display().to_string())?;
        let (store, folder) = (&self.house.store, self.folder()?);
        tell(&desk::record_shuffle(store, &folder, &self.hand, shuffle).await?);
        Ok(())
    }

    pub(super) async fn record_decryption(&self, file: &Path) -> anyhow::Result<()> {
        let part = PartialDecryption::from_json(&files::read(file)?)
            .with_context(|| file.display().to_string())?;
        let (store, folder) = (&self.house.store, self.folder()?);
        tell(&desk::record_decryption(store, &folder, &self.hand, &part).await?);
        Ok(())
    }

    pub(super) async fn count(&self, lots: Lots) -> anyhow::Result<()> {
        let world = self.house.store.world().await?;
        let matter = desk::matter_of(&world, &self.hand.matter)?;
        let folder = self.folder()?;
        let lots = if lots == Lots::Ask {
            Lots::Seed(result::published_seed(matter)?)
        } else {
            lots
        };
        let (opened, setup) = folder.archive().papers()?;
        let (contest, _) = result::contest(&setup, &opened)?;
        let transcript = match polity_count::count(&contest, rule_of(matter)?, &lots)? {
            Outcome::Complete(transcript) => transcript,
            Outcome::LotNeeded(question) => bail!("{}", question.text),
        };
        let json = serde_json::to_vec_pretty(&transcript)?;
        let path = folder.path().join("result.json");
        files::write(&path, &json)?;
        print!("{}", polity_count::narrative(&transcript));
        println!("{}", path.display());
        let store = &self.house.store;
        for proposed in desk::record_count(store, &self.hand, &transcript, &json).await? {
            tell(&proposed);
        }
        Ok(())
    }
}
