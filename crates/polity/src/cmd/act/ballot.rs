//! The acts of a ballot that carry files: keys, credentials, votes, the archive's steps, the count.

use std::path::Path;

use anyhow::{Context as _, bail};
use polity_ballot::wire::{Credentials, PartialDecryption, Shuffle, TrusteeKey, Wire as _};
use polity_count::Lots;
use polity_office::folder::ElectionFolder;
use polity_office::opening::put_together;
use polity_office::polling::Poll;
use polity_office::{desk, result};

use super::{Acting, tell};
use crate::cmd::serve::check_election;
use crate::house::viewer;
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

    pub(super) async fn test_key(&self, trustee: &str, out: &Path) -> anyhow::Result<()> {
        let trustee = self.house.person(trustee, "act").await?;
        let question = desk::key_question(&self.folder()?, &trustee, &mut entropy::generator()?)?;
        files::write(out, &serde_json::to_vec(&question)?)?;
        println!("Send {} to the trustee.", out.display());
        Ok(())
    }

    pub(super) async fn prove_key(&self, answer: &Path) -> anyhow::Result<()> {
        let answer = PartialDecryption::from_json(&files::read(answer)?)
            .with_context(|| answer.display().to_string())?;
        let (store, folder) = (&self.house.store, self.folder()?);
        tell(&desk::record_proof(store, &folder, &self.hand, &answer).await?);
        Ok(())
    }

    pub(super) fn print_uuid(&self) -> anyhow::Result<()> {
        println!("{}", self.folder()?.uuid(&mut entropy::generator()?)?);
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
        let (store, folder) = (&self.house.store, self.folder()?);
        let viewer = viewer("act", self.hand.now);
        let setup = put_together(store, &folder, &self.hand.matter, &viewer).await?;
        let booth = polity_web::assets::booth_digest();
        tell(&desk::open_ballot(store, &folder, &self.hand, &setup, booth).await?);
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
        let counted = result::count(&folder, matter, lots.clone())?;
        counted.publish(&folder)?;
        let lots = match lots {
            Lots::Ask => result::published_seed(matter).map(Lots::Seed)?,
            given => given,
        };
        // Members read what anybody who runs the verifier again will read.
        let roll = matter.roll.as_ref().map_or(0, |roll| roll.statement.size);
        let path = folder.path().join(result::RESULT);
        let checked = check_election(folder.archive().path(), &path, roll, &lots)
            .map_err(anyhow::Error::msg)?;
        folder.publish(result::VERIFICATION, checked.report.as_bytes())?;
        print!("{}", polity_count::narrative(&counted.transcript));
        println!("{}", folder.path().join(result::RESULT).display());
        let store = &self.house.store;
        for proposed in
            desk::record_count(store, &self.hand, &counted.transcript, &counted.json).await?
        {
            tell(&proposed);
        }
        Ok(())
    }
}
