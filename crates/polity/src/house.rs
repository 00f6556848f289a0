//! Opening the house for a command: the store in the data folder (or the PostgreSQL database that
//! `DATABASE_URL` names), and an async runtime to call it from.

use std::future::Future;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use polity_office::folder::ElectionFolder;
use polity_store::{Member, Options, Store, Viewer};
use polity_values::{PersonId, Timestamp};

use crate::clock;

/// Where the organisation's data are.
#[derive(Args, Clone, Debug)]
pub(crate) struct DataDir {
    /// The data folder. With `DATABASE_URL` set, the data are in that PostgreSQL database and the folder
    /// holds the public files of elections.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: PathBuf,
}

/// An open house.
pub(crate) struct House {
    /// The store.
    pub(crate) store: Store,
    /// The data folder.
    pub(crate) dir: PathBuf,
}

impl DataDir {
    /// Opens the store for one command; `holder` names it to another process that finds the folder in use.
    pub(crate) async fn open(&self, holder: &str) -> anyhow::Result<House> {
        open(&self.data_dir, std::env::var("DATABASE_URL").ok(), holder).await
    }
}

/// Opens the store in a folder.
pub(crate) async fn open(
    dir: &Path,
    database_url: Option<String>,
    holder: &str,
) -> anyhow::Result<House> {
    let options = Options::new(dir).database_url(database_url).holder(holder);
    let store = Store::open(&options)
        .await
        .with_context(|| format!("cannot open the data in {}", dir.display()))?;
    Ok(House {
        store,
        dir: dir.to_owned(),
    })
}

impl House {
    /// The folder with the public files of one election, by its matter.
    pub(crate) fn election(&self, matter: &str) -> anyhow::Result<ElectionFolder> {
        Ok(ElectionFolder::of_house(&self.dir, matter)?)
    }

    /// The member with this number or id. The look is logged.
    pub(crate) async fn member(&self, who: &str, purpose: &str) -> anyhow::Result<Member> {
        let member = self
            .store
            .member_fetch(who, &viewer(purpose, clock::now()))
            .await?;
        member.with_context(|| format!("there is no member {who} on the list"))
    }

    /// The opaque id of the member with this number or id.
    pub(crate) async fn person(&self, who: &str, purpose: &str) -> anyhow::Result<PersonId> {
        Ok(self.member(who, purpose).await?.person)
    }
}

/// Who looks into the vault when a command does: the operator of this machine.
pub(crate) fn viewer(purpose: &str, at: Timestamp) -> Viewer {
    Viewer {
        actor: "operator".to_owned(),
        at,
        purpose: purpose.to_owned(),
    }
}

/// Runs a command's work to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    runtime.block_on(work)
}
