//! `polity ballot letters`: the credential authority sends every voter their code, from its own machine.
//!
//! What came of each letter is written to a journal, and made durable, before the next one goes out: the command
//! can be stopped at any time and begun again, and nobody who has a letter gets another. After a crash at most the
//! letter in the hand goes out twice, as the same message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use polity_office::codes::Codes;
use polity_web::post::{Addresses, Options, Outcome, Transport, Way};

use crate::progress::Step;
use crate::{clock, files, house};

/// Tries of a letter that the mail server puts off, in one run.
const TRIES: u32 = 5;
/// The wait before the second try; each further one is twice as long.
const WAIT: Duration = Duration::from_secs(15);
/// What the journal begins with.
const HEADER: &str = "voter,outcome,words\n";

/// Send every voter their code; stop and go on at any time.
#[derive(Args)]
pub(crate) struct Letters {
    /// The private list that `polity ballot credentials` made.
    #[arg(long, value_name = "codes.private.csv")]
    codes: PathBuf,
    /// The addresses, from the ballot desk.
    #[arg(long, value_name = "addresses.json")]
    addresses: PathBuf,
    /// The mail server, such as `smtps://user:password@mail.example.org`.
    #[arg(long, value_name = "URL", required_unless_present = "folder")]
    smtp: Option<String>,
    /// Write the letters as files into this folder instead, to look at them or for another program to send.
    #[arg(long, value_name = "DIR", conflicts_with = "smtp")]
    folder: Option<PathBuf>,
    /// The sender: `Name <address>` or an address.
    #[arg(long, value_name = "ADDRESS", required_unless_present = "folder")]
    from: Option<String>,
    /// The most letters an hour: mail systems refuse who sends too fast.
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    per_hour: u32,
    /// What came of each letter; beside the codes unless it is named.
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
}

/// What came of letters, as far as it is known.
struct Journal {
    file: File,
    sent: BTreeSet<String>,
    refused: BTreeMap<String, String>,
}

impl Journal {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let cannot = || format!("cannot open {}", path.display());
        let known = if path.exists() {
            files::read_text(path)?
        } else {
            String::new()
        };
        let (mut sent, mut refused) = (BTreeSet::new(), BTreeMap::new());
        // A line that a crash cut short is no line: its letter goes out again.
        let whole = known.rfind('\n').map_or("", |end| &known[..=end]);
        let mut rows = csv::Reader::from_reader(whole.as_bytes());
        for row in rows.records() {
            let row = row.with_context(cannot)?;
            match (row.get(0), row.get(1)) {
                (Some(voter), Some("sent")) => {
                    sent.insert(voter.to_owned());
                }
                (Some(voter), Some(_)) => {
                    let words = row.get(2).unwrap_or_default();
                    refused.insert(voter.to_owned(), words.to_owned());
                }
                _ => bail!("{}: {row:?} is no line of a journal", path.display()),
            }
        }
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)
            .with_context(cannot)?;
        file.set_len(whole.len() as u64)?;
        if whole.is_empty() {
            file.write_all(HEADER.as_bytes())?;
        }
        file.sync_all()?;
        Ok(Self {
            file,
            sent,
            refused,
        })
    }

    /// Notes what came of a letter; it is durable when this returns.
    fn note(&mut self, voter: &str, outcome: &str, words: &str) -> anyhow::Result<()> {
        let mut row = csv::Writer::from_writer(Vec::new());
        row.write_record([voter, outcome, words])?;
        let row = row.into_inner()?;
        self.file.write_all(&row)?;
        self.file.sync_data()?;
        match outcome {
            "sent" => drop(self.sent.insert(voter.to_owned())),
            _ => drop(self.refused.insert(voter.to_owned(), words.to_owned())),
        }
        Ok(())
    }
}

impl Letters {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let addresses: Addresses = serde_json::from_slice(&files::read(&self.addresses)?)
            .with_context(|| self.addresses.display().to_string())?;
        let text = zeroize::Zeroizing::new(files::read_text(&self.codes)?);
        let codes = Codes::read(&addresses.uuid, &text)
            .with_context(|| self.codes.display().to_string())?;
        check(&addresses, &codes)?;
        let transport = Transport::open(&self.options()).map_err(anyhow::Error::msg)?;
        let beside = self.codes.with_extension("sent.csv");
        let mut journal = Journal::open(self.journal.as_ref().unwrap_or(&beside))?;
        house::block_on(self.send_all(&transport, &addresses, &codes, &mut journal))?;
        self.report(&addresses, &codes, &journal)
    }

    fn options(&self) -> Options {
        let mut options = Options::folder(self.folder.clone().unwrap_or_default());
        if let Some(url) = &self.smtp {
            options.way = Way::Smtp(url.clone());
        }
        if let Some(from) = &self.from {
            options.from.clone_from(from);
        }
        options
    }

    async fn send_all(
        &self,
        transport: &Transport,
        addresses: &Addresses,
        codes: &Codes,
        journal: &mut Journal,
    ) -> anyhow::Result<()> {
        let step = Step::begin("Sending voting codes", codes.len() as u64);
        let known: BTreeMap<&str, _> = codes.iter().collect();
        let gap = Duration::from_hours(1) / self.per_hour;
        for to in &addresses.voters {
            step.advance(1);
            if journal.sent.contains(&to.voter) || journal.refused.contains_key(&to.voter) {
                continue;
            }
            let code = known.get(to.voter.as_str()).context("checked before")?;
            let Some(letter) = addresses.letter(to, code.reveal())? else {
                continue;
            };
            let key = format!("code:{}:{}", addresses.uuid, to.voter);
            let (mut tries, mut wait) = (1, WAIT);
            loop {
                match transport.send(&letter, &key, clock::now()).await {
                    Outcome::Accepted => journal.note(&to.voter, "sent", "")?,
                    Outcome::Never(words) => journal.note(&to.voter, "refused", &words)?,
                    Outcome::Later(_) if tries < TRIES => {
                        tokio::time::sleep(wait).await;
                        (tries, wait) = (tries + 1, wait * 2);
                        continue;
                    }
                    Outcome::Later(words) => bail!(
                        "the mail server puts letters off: {words}. What was sent is noted; run the same command again later"
                    ),
                }
                break;
            }
            if self.smtp.is_some() {
                tokio::time::sleep(gap).await;
            }
        }
        step.end(&format!("{} sent in all", journal.sent.len()));
        Ok(())
    }

    /// Tells who has no letter, and writes their codes where they can be printed.
    fn report(
        &self,
        addresses: &Addresses,
        codes: &Codes,
        journal: &Journal,
    ) -> anyhow::Result<ExitCode> {
        let mut left = zeroize::Zeroizing::new(String::from("voter,name,code\n"));
        let mut number = 0;
        let known: BTreeMap<&str, _> = codes.iter().collect();
        for to in &addresses.voters {
            if journal.sent.contains(&to.voter) {
                continue;
            }
            let why = journal.refused.get(&to.voter);
            let why = why.map_or("no e-mail address", String::as_str);
            println!("{} ({}): {why}", to.name, to.voter);
            if let Some(code) = known.get(to.voter.as_str()) {
                let name = to.name.replace('"', "\"\"");
                writeln!(left, "{},\"{name}\",{}", to.voter, code.reveal())?;
                number += 1;
            }
        }
        if number > 0 {
            let path = self.codes.with_extension("on-paper.csv");
            if path.exists() {
                std::fs::remove_file(&path)?;
            }
            files::write_secret(&path, left.as_bytes())?;
            println!(
                "{number} voters have no letter. Their codes are in {}, to be sent on paper.",
                path.display()
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Whether codes and addresses are of the same voters: all that differ are told at once, and nothing is sent.
fn check(addresses: &Addresses, codes: &Codes) -> anyhow::Result<()> {
    let with_code: BTreeSet<&str> = codes.iter().map(|(voter, _)| voter).collect();
    let with_address: BTreeSet<&str> = addresses
        .voters
        .iter()
        .map(|one| one.voter.as_str())
        .collect();
    let faults: Vec<String> = with_address
        .difference(&with_code)
        .map(|voter| format!("{voter} is on the roll and has no code"))
        .chain(
            with_code
                .difference(&with_address)
                .map(|voter| format!("{voter} has a code and is not on the roll")),
        )
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    bail!(
        "codes and addresses are not of the same roll; nothing was sent:\n{}",
        faults.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_goes_on_where_it_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sent.csv");
        let mut journal = Journal::open(&path).unwrap();
        journal.note("v1", "sent", "").unwrap();
        journal
            .note("v2", "refused", "no such user, \"ever\"\nline two")
            .unwrap();
        drop(journal);
        let mut text = std::fs::read_to_string(&path).unwrap();
        text.push_str("v3,se");
        std::fs::write(&path, text).unwrap();
        let mut journal = Journal::open(&path).unwrap();
        assert!(journal.sent.contains("v1") && !journal.sent.contains("v3"));
        assert!(journal.refused["v2"].contains("line two"));
        journal.note("v3", "sent", "").unwrap();
        drop(journal);
        assert_eq!(Journal::open(&path).unwrap().sent.len(), 2);
    }
}
