//! `polity serve`: the pages, over the data in a folder or in the database that `DATABASE_URL` names.

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use polity_count::Lots;
use polity_values::Timestamp;
use polity_verify::{CountOptions, Published};
use polity_web::{Machine, Settings, Site};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::house::{DataDir, block_on};
use crate::when::REHEARSAL;
use crate::{clock, entropy, files};

/// Serve the pages: members, officers and the public take part in their browsers.
#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    data: DataDir,
    /// Where to listen. Put a proxy with TLS in front of it for anybody but yourself.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address that people type, such as `https://vote.example.org`; links in letters begin with it.
    /// Without it: the address on which the server listens.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// How the log is written to the terminal.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,
    /// Print the table of routes as JSON, and end.
    #[arg(long)]
    routes: bool,
}

/// Forms of the log.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Log {
    /// Sentences, for people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// The real machine: its clock and its randomness.
pub(crate) struct RealMachine;

impl Machine for RealMachine {
    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn seed(&self) -> [u8; 32] {
        entropy::seed()
    }
}

impl Serve {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        if self.routes {
            println!("{}", polity_web::routes::as_json());
            return Ok(ExitCode::SUCCESS);
        }
        self.log.begin();
        block_on(self.serve())
    }

    async fn serve(self) -> anyhow::Result<ExitCode> {
        let house = self.data.open("polity serve").await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        let address = listener.local_addr()?;
        let base_url = self
            .base_url
            .unwrap_or_else(|| format!("http://{address}"))
            .trim_end_matches('/')
            .to_owned();
        let settings = Settings {
            rehearsal: house.dir.join(REHEARSAL).exists(),
            dir: house.dir,
            base_url: base_url.clone(),
        };
        let store = Arc::new(house.store);
        let site = Site::new(Arc::clone(&store), Arc::new(RealMachine), settings)
            .checked_by(check_election);
        println!("Polity serves {base_url} (listening on {address}). Stop it with Ctrl-C.");
        polity_web::serve(site, listener, stopped()).await?;
        if let Some(store) = Arc::into_inner(store) {
            store.close().await;
        }
        println!("Stopped. Everything that was acknowledged is stored.");
        Ok(ExitCode::SUCCESS)
    }
}

/// Has the verifier check an election from its two files.
pub(super) fn check_election(
    archive: &Path,
    result: &Path,
    roll: u64,
    lots: &Lots,
) -> Result<polity_web::Checked, String> {
    let read = |path: &Path| files::read(path).map_err(|fault| format!("{fault:#}"));
    let published = Published::from_json(&read(result)?).map_err(|fault| fault.to_string())?;
    let options = polity_verify::Options {
        roll_size: Some(roll),
        question: 1,
        count: CountOptions {
            lots: lots.clone(),
            published: Some(published),
            ..CountOptions::default()
        },
        ..polity_verify::Options::default()
    };
    let file = File::open(archive).map_err(|fault| format!("{}: {fault}", archive.display()))?;
    let report = polity_verify::verify(file, &options).report;
    Ok(polity_web::Checked {
        holds: report.holds,
        report: report.to_string(),
    })
}

impl Log {
    fn begin(self) {
        let filter =
            EnvFilter::try_from_env("POLITY_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr);
        match self {
            Self::Text => log.init(),
            Self::Json => log.json().init(),
        }
    }
}

/// Ready when the process is asked to stop, by Ctrl-C or by the system.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
