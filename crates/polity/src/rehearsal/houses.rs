//! The rehearsals of a real house: each in a folder of its own below `rehearsals`, served at an address of
//! its own, so that a browser keeps nothing of one for the other.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use anyhow::Context as _;
use polity_office::folder::REHEARSAL;
use polity_store::Store;
use polity_values::MatterId;
use polity_web::rehearsal::{Rehearsals, Running, Work};
use polity_web::{PageFault, Settings, Site};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::clock::RehearsalMachine;
use super::copy::Pattern;
use super::live::{Live, fault};
use crate::cmd::check_election;
use crate::house;

/// Ports that are tried, from the first one on.
const PORTS: u16 = 200;

/// Where rehearsals are served.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    /// The first address that is tried; the port counts up to the next free one.
    pub(crate) listen: SocketAddr,
    /// What people type, without a port; none: the address on which the server listens.
    pub(crate) url: Option<String>,
}

/// The rehearsals of a real house, those that are served.
pub(crate) struct Houses {
    store: Arc<Store>,
    dir: PathBuf,
    address: Address,
    running: std::sync::Mutex<BTreeMap<String, Served>>,
    /// One is made at a time.
    making: tokio::sync::Mutex<()>,
}

/// A rehearsal that is served.
struct Served {
    address: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Houses {
    /// The rehearsals below the data folder `dir` of the house with this store.
    pub(crate) fn new(store: Arc<Store>, dir: &Path, address: Address) -> Self {
        Self {
            store,
            dir: dir.join("rehearsals"),
            address,
            running: std::sync::Mutex::default(),
            making: tokio::sync::Mutex::default(),
        }
    }

    /// Serves the rehearsals that were made before. One that cannot be opened is told and left.
    pub(crate) async fn resume(&self) {
        let folders = std::fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let mut names: Vec<String> = folders
            .filter(|entry| entry.path().join(REHEARSAL).exists())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        for name in names {
            if let Err(error) = self.serve(&name).await {
                tracing::error!(name, "a rehearsal is not served: {error:#}");
            }
        }
    }

    /// Stops them all; their folders stay.
    pub(crate) async fn stop(&self) {
        let all = std::mem::take(&mut *self.served());
        for (_, served) in all {
            served.end().await;
        }
    }

    fn served(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Served>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn make(&self, matter: &MatterId) -> anyhow::Result<String> {
        let _one = self.making.lock().await;
        let pattern = Pattern::of(&self.store, matter).await?;
        let name = (1_u32..=9_999)
            .map(|number| format!("{matter}-{number}"))
            .find(|name| !self.dir.join(name).exists())
            .context("no name is free")?;
        let dir = self.dir.join(&name);
        if let Err(error) = pattern.make(&dir).await {
            // Half a rehearsal is of no use to anybody.
            let _ = std::fs::remove_dir_all(&dir);
            return Err(error);
        }
        self.serve(&name).await
    }

    async fn serve(&self, name: &str) -> anyhow::Result<String> {
        let dir = self.dir.join(name);
        let house = house::open(&dir, None, "polity serve (rehearsal)").await?;
        let listener = next_free(self.address.listen).await?;
        let local = listener.local_addr()?;
        let address = match &self.address.url {
            Some(url) => format!("{}:{}", url.trim_end_matches('/'), local.port()),
            None => format!("http://{local}"),
        };
        let site = site(Arc::new(house.store), &dir, address.clone())?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            if let Err(error) = polity_web::serve(site, listener, stopped).await {
                tracing::error!(%error, "a rehearsal is not served any more");
            }
        });
        tracing::info!(name, address, "a rehearsal is served");
        let served = Served {
            address: address.clone(),
            stop,
            task,
        };
        self.served().insert(name.to_owned(), served);
        Ok(address)
    }
}

impl Served {
    async fn end(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

impl Rehearsals for Houses {
    fn begin(&self, matter: MatterId) -> Work<'_, String> {
        Box::pin(async move { self.make(&matter).await.map_err(fault) })
    }

    fn list(&self, matter: &MatterId) -> Vec<Running> {
        let of_matter = |name: &str| {
            let number = name
                .strip_prefix(matter.as_str())
                .and_then(|rest| rest.strip_prefix('-'));
            number.is_some_and(|number| number.parse::<u32>().is_ok())
        };
        let served = self.served();
        let found = served.iter().filter(|(name, _)| of_matter(name));
        let running = found.map(|(name, served)| Running {
            name: name.clone(),
            address: served.address.clone(),
        });
        running.collect()
    }

    fn throw_away(&self, name: String) -> Work<'_, ()> {
        Box::pin(async move {
            let found = self.served().remove(&name);
            let Some(served) = found else {
                return Err(PageFault::NotFound);
            };
            served.end().await;
            let dir = self.dir.join(&name);
            // Only what is marked as a rehearsal is ever removed.
            if dir.join(REHEARSAL).exists() {
                std::fs::remove_dir_all(&dir)
                    .map_err(|error| PageFault::NotStored(format!("{}: {error}", dir.display())))?;
            }
            Ok(())
        })
    }
}

/// The site of a rehearsal, with its own clock.
///
/// # Errors
/// When the folder is no rehearsal.
pub(crate) fn site(store: Arc<Store>, dir: &Path, base_url: String) -> anyhow::Result<Site> {
    let machine = Arc::new(RehearsalMachine::open(dir)?);
    Ok(site_with(store, dir, base_url, machine))
}

/// The same with a clock that the caller holds too.
pub(crate) fn site_with(
    store: Arc<Store>,
    dir: &Path,
    base_url: String,
    machine: Arc<RehearsalMachine>,
) -> Site {
    let settings = Settings {
        // Nobody is written to from a rehearsal: its letters are files.
        post: polity_web::post::Options::folder(dir.join("letters")),
        rehearsal: true,
        dir: dir.to_owned(),
        base_url,
    };
    let live = Live::new(Arc::clone(&store), dir.to_owned(), Arc::clone(&machine));
    let site = Site::new(store, machine, settings)
        .checked_by(check_election)
        .printed_by(polity_web::press::found());
    site.set_rehearsing(Arc::new(live));
    site
}

/// Listens on an address, or on the next free port after it.
///
/// # Errors
/// When none of them is free, or the address is not this machine's.
pub(crate) async fn next_free(first: SocketAddr) -> anyhow::Result<TcpListener> {
    let mut address = first;
    for _ in 0..PORTS {
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                address.set_port(address.port().saturating_add(1));
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on {address}"));
            }
        }
    }
    anyhow::bail!("no port from {first} on is free")
}
