//! `polity ballot credentials` and `polity ballot marked`: the credential authority's work.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_ballot::archive::{Content, Reader};
use polity_ballot::wire::{Ballot, Wire as _};
use polity_office::codes::{Codes, read_voters};

use crate::progress::Step;
use crate::{entropy, files};

/// Make a voting code for each voter of a list; hand in the public parts only.
#[derive(Args)]
pub(crate) struct Credentials {
    /// The election's identifier, to which the codes are bound.
    #[arg(long)]
    uuid: String,
    /// The list of voters: a header line `voter`, then a reference a line.
    #[arg(long, value_name = "VOTERS.csv")]
    voters: PathBuf,
    /// Folder for `codes.private.csv` (keep it, deliver from it) and `credentials.json` (hand it in).
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Credentials {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let text = files::read_text(&self.voters)?;
        let voters = read_voters(&text).with_context(|| self.voters.display().to_string())?;
        let step = Step::begin("Making voting codes", 0);
        let codes = Codes::make(&self.uuid, voters, &mut entropy::generator()?);
        let public = codes.public();
        files::write_secret(
            &self.out.join("codes.private.csv"),
            codes.reveal_csv().as_bytes(),
        )?;
        files::write(&self.out.join("credentials.json"), &public.to_json())?;
        step.end(&format!("{} codes", codes.len()));
        println!(
            "Hand in {}. Keep codes.private.csv: whoever reads it can vote for everybody on it.",
            self.out.join("credentials.json").display()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// After the close: list the voters who have a vote in the archive.
#[derive(Args)]
pub(crate) struct Marked {
    /// The private list that `polity ballot credentials` made.
    #[arg(long, value_name = "codes.private.csv")]
    codes: PathBuf,
    /// The archive of the election.
    #[arg(value_name = "NAME.bel")]
    archive: PathBuf,
}

impl Marked {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let file = File::open(&self.archive)
            .with_context(|| format!("cannot open {}", self.archive.display()))?;
        let mut reader = Reader::open(BufReader::new(file))?;
        let mut voted = HashSet::new();
        let mut uuid = String::new();
        while let Some(step) = reader.next_step()? {
            match step.content {
                Content::Setup(setup) => uuid.clone_from(&setup.election.uuid),
                Content::Ballot { bytes, .. } => {
                    voted.insert(Ballot::from_json(&bytes)?.credential);
                }
                _ => {}
            }
        }
        let codes = Codes::read(&uuid, &files::read_text(&self.codes)?)
            .with_context(|| self.codes.display().to_string())?;
        println!("voter");
        for voter in codes.marked(&voted) {
            println!("{voter}");
        }
        Ok(ExitCode::SUCCESS)
    }
}
