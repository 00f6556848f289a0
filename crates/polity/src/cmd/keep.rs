//! `polity rebuild`, `polity check`, `polity backup` and `polity restore`: keeping the house.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use polity_store::{Manifest, Options, Store, backup_verify};

use crate::clock;
use crate::house::{DataDir, block_on};
use crate::progress::Step;

/// Drop every table that is made from the record and make it again.
#[derive(Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    data: DataDir,
}

impl Rebuild {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let house = self.data.open("polity rebuild").await?;
            let step = Step::begin("Replaying the record", 0);
            let head = house.store.rebuild(|done, _| step.reach(done)).await?;
            step.end(&format!("{} entries", head.seq));
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Check the whole record and every ballot box against their chains.
#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    data: DataDir,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let house = self.data.open("polity check").await?;
            let step = Step::begin("Checking the record", 0);
            let head = house
                .store
                .record_verify(|done, _| step.reach(done))
                .await?;
            step.end(&format!("{} entries, all in order", head.seq));
            for name in house.store.box_list().await? {
                let step = Step::begin(format!("Checking the box {name}"), 0);
                let head = house.store.box_verify(&name).await?;
                step.end(&format!("{} ballots, all in order", head.place));
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// The public files of elections within the data folder.
const ELECTIONS: &str = "elections";

/// Copy everything into a new folder, or check such a copy.
#[derive(Args)]
pub(crate) struct Backup {
    /// The folder for the copy, or, with --check, of the copy.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The data folder to be copied.
    #[arg(long, value_name = "DIR", required_unless_present = "check")]
    data_dir: Option<PathBuf>,
    /// Check a copy, every file and every row of it, instead of making one.
    #[arg(long, conflicts_with = "data_dir")]
    check: bool,
}

impl Backup {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let manifest = match &self.data_dir {
                None => backup_verify(&self.folder).await?,
                Some(data_dir) => {
                    let data = DataDir {
                        data_dir: data_dir.clone(),
                    };
                    let house = data.open("polity backup").await?;
                    let step = Step::begin("Copying", 0);
                    let now = clock::now();
                    let manifest = house
                        .store
                        .backup(&self.folder, now, |_| step.advance(1))
                        .await?;
                    copy_tree(&house.dir.join(ELECTIONS), &self.folder.join(ELECTIONS))?;
                    step.end("record, vault, boxes and the files of elections");
                    manifest
                }
            };
            print_manifest(&self.folder, &manifest);
            Ok(ExitCode::SUCCESS)
        })
    }
}

/// Put a copy back, into a new data folder or an empty database.
#[derive(Args)]
pub(crate) struct Restore {
    /// The copy.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    data: DataDir,
}

impl Restore {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let url = std::env::var("DATABASE_URL").ok();
            let options = Options::new(&self.data.data_dir).database_url(url);
            let step = Step::begin("Restoring", 0);
            let store = Store::restore(&self.folder, &options).await?;
            let elections = self.folder.join(ELECTIONS);
            copy_tree(&elections, &self.data.data_dir.join(ELECTIONS))?;
            let head = store.record_verify(|_, _| ()).await?;
            step.end(&format!("{} entries, all in order", head.seq));
            store.close().await;
            Ok(ExitCode::SUCCESS)
        })
    }
}

fn print_manifest(folder: &Path, manifest: &Manifest) {
    println!(
        "{}: {} entries of the record, head {}",
        folder.display(),
        manifest.record_seq,
        manifest.record_hash
    );
    for one in &manifest.boxes {
        println!(
            "  box {}: {} ballots, head {}",
            one.ballot, one.place, one.head
        );
    }
    println!("All in order.");
}

/// Copies a folder with all that is in it; one that is not there is empty.
fn copy_tree(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for entry in std::fs::read_dir(from).with_context(|| from.display().to_string())? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_tree(&path, &target)?;
        } else {
            crate::files::write(&target, &crate::files::read(&path)?)?;
        }
    }
    Ok(())
}
