//! `polity ballot trustee`: a trustee's work in three steps and a fourth: make a key, prove that it
//! works, mix the votes, open the votes. The secret stays in its file.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use polity_ballot::group::Secret;
use polity_ballot::wire::Wire as _;
use polity_office::trustee::{Desk, KeyQuestionFile, make_key, prove_key, read_secret};
use zeroize::Zeroizing;

use crate::progress::Step;
use crate::{entropy, files};

/// A trustee's work: make a key, prove it, mix the votes, open the votes.
#[derive(Subcommand)]
pub(crate) enum Trustee {
    /// Make a key: NAME.private.json stays with you, NAME.public.json is handed in.
    Key(Key),
    /// Prove that the key works: answer the test that the returning officer sends.
    Prove(Prove),
    /// Mix the votes of a closed box.
    Shuffle(Work),
    /// Open the votes, when all trustees have mixed them.
    Decrypt(Work),
}

/// Make a key.
#[derive(Args)]
pub(crate) struct Key {
    /// Your name, as it will stand in the election.
    #[arg(long)]
    name: String,
    /// The stem of the two files, with their folder.
    #[arg(long, value_name = "STEM")]
    out: PathBuf,
}

/// Answer a test of the key.
#[derive(Args)]
pub(crate) struct Prove {
    /// Your secret.
    #[arg(long, value_name = "NAME.private.json")]
    key: PathBuf,
    /// The test that the returning officer sends.
    #[arg(long, value_name = "FILE")]
    test: PathBuf,
    /// Where to put the answer.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Mix or open the votes of an archive.
#[derive(Args)]
pub(crate) struct Work {
    /// Your secret: names you among the trustees. Mixing does not use it otherwise.
    #[arg(long, value_name = "NAME.private.json")]
    key: PathBuf,
    /// The archive as it stands.
    #[arg(value_name = "NAME.bel")]
    archive: PathBuf,
    /// Where to put your part, to be handed in.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Trustee {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Key(key) => key.run()?,
            Self::Prove(prove) => prove.run()?,
            Self::Shuffle(work) => work.shuffle()?,
            Self::Decrypt(work) => work.decrypt()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Key {
    fn run(self) -> anyhow::Result<()> {
        let (secret, public) = make_key(&self.name, &mut entropy::generator()?);
        let private = suffixed(&self.out, "private.json");
        let handed_in = suffixed(&self.out, "public.json");
        files::write_secret(&private, secret.as_bytes())?;
        files::write(&handed_in, serde_json::to_string(&public)?.as_bytes())?;
        println!(
            "Hand in {}. Keep {} where only you can read it, with a copy on paper: without it the votes \
             cannot be opened.",
            handed_in.display(),
            private.display()
        );
        Ok(())
    }
}

impl Prove {
    fn run(self) -> anyhow::Result<()> {
        let secret = open_secret(&self.key)?;
        let test: KeyQuestionFile = serde_json::from_slice(&files::read(&self.test)?)
            .with_context(|| format!("{} is no test of a key", self.test.display()))?;
        let answer = prove_key(&secret, &test, &mut entropy::generator()?)?;
        files::write(&self.out, &answer.to_json())?;
        println!("Hand in {}.", self.out.display());
        Ok(())
    }
}

impl Work {
    fn shuffle(self) -> anyhow::Result<()> {
        let secret = open_secret(&self.key)?;
        let desk = self.desk(&secret)?;
        let step = Step::begin("Mixing the votes", 0);
        let shuffle = desk.shuffle(&mut entropy::generator()?)?;
        files::write(&self.out, &shuffle.to_json())?;
        step.end(&format!("{} votes", desk.votes()));
        println!("Hand in {}.", self.out.display());
        Ok(())
    }

    fn decrypt(self) -> anyhow::Result<()> {
        let secret = open_secret(&self.key)?;
        let desk = self.desk(&secret)?;
        let step = Step::begin("Opening the votes", 0);
        let part = desk.decrypt(&secret, &mut entropy::generator()?)?;
        files::write(&self.out, &part.to_json())?;
        step.end(&format!("{} votes", desk.votes()));
        println!("Hand in {}.", self.out.display());
        Ok(())
    }

    fn desk(&self, secret: &Secret) -> anyhow::Result<Desk> {
        let file = File::open(&self.archive)
            .with_context(|| format!("cannot open {}", self.archive.display()))?;
        Desk::open(BufReader::new(file), secret).with_context(|| self.archive.display().to_string())
    }
}

fn open_secret(path: &Path) -> anyhow::Result<Secret> {
    let text = Zeroizing::new(files::read_text(path)?);
    read_secret(&text).with_context(|| path.display().to_string())
}

fn suffixed(stem: &Path, suffix: &str) -> PathBuf {
    let mut name = stem.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    stem.with_file_name(name)
}
