//! `polity ballot seal`: a voter's own work at the command line, for tests, rehearsals and voters who want no
//! browser: a ranking and a code become a sealed ballot.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_ballot::credential::Credential;
use polity_ballot::wire::{Ballot, Election, Polls, Ranking, Wire as _};

use crate::{entropy, files};

/// Seal a ballot: prints one line, to be handed in with `polity act ... cast`.
#[derive(Args)]
pub(crate) struct Seal {
    /// The election, as published (election.json).
    #[arg(long, value_name = "election.json")]
    election: PathBuf,
    /// A file with your voting code.
    #[arg(long, value_name = "FILE")]
    code: PathBuf,
    /// Your ranking: candidates' numbers, the first preference first, for example 3,1,2. Left out: a blank vote.
    #[arg(long, value_delimiter = ',', value_name = "3,1,2")]
    ranking: Vec<u8>,
}

impl Seal {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let election = Election::from_json(&files::read(&self.election)?)
            .with_context(|| self.election.display().to_string())?;
        let code = zeroize::Zeroizing::new(files::read_text(&self.code)?);
        let credential = Credential::parse(code.trim())?;
        let polls = Polls::new(&election)?;
        let candidates = polls.candidates().first().copied().unwrap_or(0);
        let numbers = Ranking::numbers_of(&self.ranking, candidates)?;
        let made = polls.make(&credential, &[numbers], &mut entropy::generator()?)?;
        println!("{}", String::from_utf8(made.bytes.clone())?);
        eprintln!("Your tracker: {}", Ballot::tracker(&made.bytes));
        Ok(ExitCode::SUCCESS)
    }
}
