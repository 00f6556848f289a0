//! What the demo leaves and says: the archive, the result and its papers as files, the verifier's report, the
//! result in plain words, and what the visitor can do next.

use std::fs::File;
use std::path::PathBuf;

use anyhow::Context as _;
use polity_papers::Declaration;
use polity_verify::{CountOptions, Options, Published, verify};

use super::browser::Browser;
use super::election::Run;
use super::society;
use crate::rehearsal::tally::Tally;
use crate::{files, progress};

impl Run<'_> {
    /// Where the archive is left for everybody.
    fn archive_path(&self) -> PathBuf {
        self.dir.join("election.bel")
    }

    /// Where the result is left for everybody.
    fn result_path(&self) -> PathBuf {
        self.dir.join("result.json")
    }

    fn tally(&self) -> anyhow::Result<&Tally> {
        self.tally.as_ref().context("the election was not counted")
    }

    /// Voters on the roll of the first election.
    async fn roll(&self) -> anyhow::Result<u64> {
        let world = self.store.world().await?;
        let matter = polity_office::desk::matter_of(&world, &self.elections[0].matter)?;
        Ok(matter.roll.as_ref().map_or(0, |roll| roll.statement.size))
    }

    /// Leaves the files of the first election, then judges it from two of them alone. Gives whether
    /// everything holds.
    pub(super) async fn publish_and_verify(&mut self) -> anyhow::Result<bool> {
        let roll = self.roll().await?;
        let players = self.players(&self.store, 0)?;
        std::fs::copy(players.folder.archive().path(), self.archive_path())?;
        let world = self.store.world().await?;
        let title = players.of(&world)?.title.clone();
        let Tally { counted, lots } = self.tally()?;
        counted.publish(&players.folder)?;
        files::write(&self.result_path(), &counted.json)?;
        let sheet = polity_papers::result_sheet(&counted.transcript)?;
        files::write(&self.dir.join("result-sheet.csv"), sheet.as_bytes())?;
        let papers = counted.papers;
        let declaration = polity_papers::declaration(&Declaration {
            organisation: society::NAME,
            title: &title,
            electorate: roll,
            cast: papers.ranked + papers.blank + papers.invalid,
            blank: papers.blank,
            invalid: papers.invalid,
            transcript: &counted.transcript,
        });
        files::write(&self.dir.join("declaration.txt"), declaration.as_bytes())?;
        let step = progress::Step::begin("Verifying, from the files alone", 0);
        let published = Published::from_json(&files::read(&self.result_path())?)?;
        let options = Options {
            roll_size: Some(roll),
            question: 1,
            count: CountOptions {
                rule: Some(self.rule),
                seats: Some(self.contest.seats),
                lots: lots.clone(),
                published: Some(published),
            },
            ..Options::default()
        };
        let verified = verify(File::open(self.archive_path())?, &options);
        let holds = verified.report.holds;
        let took = step.end(if holds { "everything holds" } else { "REFUSED" });
        self.times.push(took);
        let report = verified.report.to_string();
        players
            .folder
            .publish(polity_office::result::VERIFICATION, report.as_bytes())?;
        println!("\n{report}");
        Ok(holds)
    }

    /// Takes the documents for paper from the pages, in both languages, and leaves them beside the other files.
    pub(super) async fn take_documents(&self) -> anyhow::Result<()> {
        if polity_web::press::found().is_none() {
            println!("{}", polity_web::press::MISSING);
            return Ok(());
        }
        let mut browser = Browser::connect(self.address).await?;
        let matter = &self.elections[0].matter;
        for document in ["declaration", "booklet"] {
            for (lang, end) in [("en", ""), ("cy", "-cy")] {
                let path = format!("/matters/{matter}/{document}.pdf?lang={lang}");
                let answer = browser.get(&path).await?;
                let status = answer.status;
                anyhow::ensure!(
                    status.is_success(),
                    "the server answered {status} to {path}"
                );
                let file = self.dir.join(format!("{document}{end}.pdf"));
                files::write(&file, &answer.body)?;
            }
        }
        Ok(())
    }

    /// The result in plain words: who is elected, how many voted, what each stage did.
    pub(super) async fn print_result(&self) -> anyhow::Result<()> {
        let counted = &self.tally()?.counted;
        let players = self.players(&self.store, 0)?;
        let world = self.store.world().await?;
        let mut names = Vec::new();
        let order = players.of(&world)?.standing();
        for number in &counted.transcript.elected {
            if let Some(person) = order.get(usize::from(*number).wrapping_sub(1)) {
                names.push(players.name(person).await?);
            }
        }
        let roll = self.roll().await?;
        let papers = counted.papers;
        let cast = papers.ranked + papers.blank + papers.invalid;
        println!("\n{}", polity_count::narrative(&counted.transcript));
        println!("{} declares elected: {}.", society::NAME, names.join(", "));
        println!(
            "Voters on the roll: {roll}. Ballots cast: {cast} ({} of each hundred voters). With preferences: {}. \
             Blank: {}. Invalid: {}.",
            (cast * 100).checked_div(roll).unwrap_or(0),
            papers.ranked,
            papers.blank,
            papers.invalid,
        );
        let seats = world.organisation().map_or(0, |organisation| {
            let held = organisation.tenures.iter();
            held.filter(|tenure| tenure.seat.as_str() == "executive-member")
                .count()
        });
        println!(
            "Their {seats} tenures have begun. The record has {} entries.",
            world.seq()
        );
        println!(
            "Files: {} and {}; the declaration to print and sign: {}",
            self.archive_path().display(),
            self.result_path().display(),
            self.dir.join("declaration.pdf").display()
        );
        Ok(())
    }

    /// What the visitor can do now that the pages are served at `base`.
    pub(super) async fn print_invitation(&self, base: &str) -> anyhow::Result<()> {
        println!("\nThe pages are at {base}");
        if self.elections.len() > 1 {
            let mut players = self.players(&self.store, 1)?;
            let codes = players.left()?;
            println!(
                "\nA second election is open. Vote in it with any of these links; each works once:"
            );
            for code in codes.iter().take(3) {
                println!("  {base}{}", players.link(code)?);
            }
            self.print_bodies(base).await?;
        }
        println!(
            "\nBe an officer, a trustee or a secretary, move the clock, and let the others act:"
        );
        println!("  {base}/rehearsal");
        println!("\nCtrl-C stops.");
        Ok(())
    }

    /// The meeting and the appointment under way: their pages, and where the visitor becomes somebody in them.
    async fn print_bodies(&self, base: &str) -> anyhow::Result<()> {
        let (meeting, id) = self.meeting_under_way().await?;
        let post = super::appointment::UNDER_WAY;
        let line = |what: &str, path: String| println!("  {what:<38} {base}{path}");
        let be = |role: &str, of: &str| format!("/rehearsal#{of}-{role}");
        println!("\nThe executive meets now; a change of rules waits for its vote:");
        line("What everybody sees", meeting.clone());
        line("The screen of the hall", format!("{meeting}/screen"));
        line("Be the chair, at the desk", be("chair", &id));
        line("Be a member of the executive", be("member", &id));
        println!("\nA post is being filled; its applications are read and scored today:");
        line("What everybody sees", format!("/matters/{post}/progress"));
        line("Be one of those who applied", be("candidate", post));
        line("Be of the panel", be("panellist", post));
        line("Be the chair of the executive", be("officer", post));
        line(
            "The report of one that is declared",
            "/matters/general-secretary/report".to_owned(),
        );
        Ok(())
    }
}
