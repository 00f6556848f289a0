//! The close, the mixing, the opening, the count, the declaration, and the verifier.

use std::fs::File;
use std::io::BufReader;

use polity_count::{Lots, Transcript};
use polity_office::desk;
use polity_office::result::{self, Papers};
use polity_office::trustee::Desk;
use polity_org::act::Deed;
use polity_papers::Declaration;
use polity_verify::{CountOptions, Options, Published, verify};

use super::ballot::Polling;
use super::calendar;
use super::stage::Stage;
use crate::files;
use crate::progress::Step;

/// The count and what it was made with.
pub(super) struct Counted {
    pub(super) transcript: Box<Transcript>,
    pub(super) papers: Papers,
    pub(super) lots: Lots,
    pub(super) roll: u64,
}

impl Stage<'_> {
    /// Two officers close the ballot; each trustee mixes the votes in turn, then gives a part in opening them.
    pub(super) async fn close_and_mix(&mut self, polling: &Polling) -> anyhow::Result<()> {
        let [officer, deputy] = self.officers()?;
        let hand = self.hand(officer, calendar::CLOSED)?;
        let (store, folder) = (&self.house.store, &self.folder);
        let cast = store.box_head(polling.poll.box_name()).await?.place;
        let step = Step::begin("Closing the box, writing the archive", cast);
        let proposed = desk::close_ballot(store, folder, &hand, |done| step.advance(done)).await?;
        desk::confirm(store, &proposed, Some(&self.matter), deputy, hand.now).await?;
        self.times.push(step.end(&format!("{cast} ballots")));
        let archive = self.folder.archive();
        let step = Step::begin("Mixing by each trustee", self.parts.trustees.len() as u64);
        for (index, person) in self.parts.trustees.iter().enumerate() {
            let secret = self.secret(index)?;
            let desk = Desk::open(BufReader::new(File::open(archive.path())?), &secret)?;
            let shuffle = desk.shuffle(&mut self.rng)?;
            let hand = self.hand(person, calendar::MIXED)?;
            desk::record_shuffle(&self.house.store, &self.folder, &hand, shuffle).await?;
            step.advance(1);
        }
        self.times.push(step.end("made, checked and recorded"));
        let step = Step::begin("Opening by each trustee", self.parts.trustees.len() as u64);
        for (index, person) in self.parts.trustees.iter().enumerate() {
            let secret = self.secret(index)?;
            let desk = Desk::open(BufReader::new(File::open(archive.path())?), &secret)?;
            let part = desk.decrypt(&secret, &mut self.rng)?;
            let hand = self.hand(person, calendar::COUNTED)?;
            desk::record_decryption(&self.house.store, &self.folder, &hand, &part).await?;
            step.advance(1);
        }
        self.times.push(step.end("made, checked and recorded"));
        Ok(())
    }

    /// The papers are opened and counted; a lot that the count asks for is drawn from the box's head, which
    /// was public before the count, unless the caller gave lots.
    pub(super) async fn open_and_count(&mut self, lots: Lots) -> anyhow::Result<Counted> {
        let step = Step::begin("Counting", 0);
        let world = self.house.store.world().await?;
        let matter = desk::matter_of(&world, &self.matter)?;
        let lots = if lots == Lots::Ask {
            Lots::Seed(result::published_seed(matter)?)
        } else {
            lots
        };
        let counted = result::count(&self.folder, matter, lots.clone())?;
        counted.publish(&self.folder)?;
        let result::Counted {
            transcript,
            papers,
            json,
            ..
        } = counted;
        files::write(&self.result_path(), &json)?;
        let [officer, deputy] = self.officers()?;
        let hand = self.hand(officer, calendar::COUNTED)?;
        let store = &self.house.store;
        for proposed in desk::record_count(store, &hand, &transcript, &json).await? {
            desk::confirm(store, &proposed, Some(&self.matter), deputy, hand.now).await?;
        }
        std::fs::copy(self.folder.archive().path(), self.archive_path())?;
        let roll = matter.roll.as_ref().map_or(0, |roll| roll.statement.size);
        let sheet = polity_papers::result_sheet(&transcript)?;
        files::write(&self.house.dir.join("result-sheet.csv"), sheet.as_bytes())?;
        let declaration = polity_papers::declaration(&Declaration {
            organisation: super::society::NAME,
            title: &matter.title,
            electorate: roll,
            cast: papers.ranked + papers.blank + papers.invalid,
            blank: papers.blank,
            invalid: papers.invalid,
            transcript: &transcript,
        });
        files::write(
            &self.house.dir.join("declaration.txt"),
            declaration.as_bytes(),
        )?;
        self.times
            .push(step.end(&format!("{} stages", transcript.stages.len())));
        Ok(Counted {
            transcript,
            papers,
            lots,
            roll,
        })
    }

    /// Nobody challenged; two officers declare, and the winners' tenures begin.
    pub(super) async fn declare(&self) -> anyhow::Result<()> {
        self.act_by_two(Deed::Declare {}, calendar::DECLARED).await
    }

    /// The verifier, from the two files alone.
    pub(super) fn verify(&mut self, counted: &Counted) -> anyhow::Result<bool> {
        let step = Step::begin("Verifying, from the files alone", 0);
        let published = Published::from_json(&files::read(&self.result_path())?)?;
        let options = Options {
            roll_size: Some(counted.roll),
            question: 1,
            count: CountOptions {
                rule: Some(self.rule),
                seats: Some(self.contest.seats),
                lots: counted.lots.clone(),
                published: Some(published),
            },
            ..Options::default()
        };
        let verified = verify(File::open(self.archive_path())?, &options);
        let holds = verified.report.holds;
        self.times
            .push(step.end(if holds { "everything holds" } else { "REFUSED" }));
        let report = verified.report.to_string();
        self.folder
            .publish(result::VERIFICATION, report.as_bytes())?;
        println!("\n{report}");
        Ok(holds)
    }
}
