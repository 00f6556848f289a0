//! `polity serve`: the pages, over the data in a folder or in the database that `DATABASE_URL` names.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use polity_count::Lots;
use polity_store::Store;
use polity_values::Timestamp;
use polity_verify::{CountOptions, Published};
use polity_web::post::{Options, Way};
use polity_web::{Contact, Machine, Settings, Site};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::house::{DataDir, block_on};
use crate::rehearsal::houses::{self, Houses};
use crate::when::REHEARSAL;
use crate::{clock, entropy, files};

/// Serve the pages: members, officers and the public take part in their browsers.
#[derive(Args)]
pub(crate) struct Serve {
    /// The data folder. With `DATABASE_URL` set, the data are in that PostgreSQL database and the folder
    /// holds the public files of elections.
    #[arg(long, value_name = "DIR", required_unless_present = "routes")]
    data_dir: Option<PathBuf>,
    /// Where to listen. Put a proxy with TLS in front of it for anybody but yourself.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address that people type, such as `https://vote.example.org`; links in letters begin with it.
    /// Without it: the address on which the server listens.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The mail server, such as `smtps://user:password@mail.example.org`. Without it letters are files in
    /// the folder `letters` of the data folder.
    #[arg(long, value_name = "URL", env = "POLITY_SMTP", hide_env_values = true)]
    smtp: Option<String>,
    /// The sender of letters, such as `Elections <elections@example.org>`.
    #[arg(long, value_name = "ADDRESS", env = "POLITY_MAIL_FROM")]
    mail_from: Option<String>,
    /// The most letters an hour; links to sign in are not held back.
    #[arg(long, value_name = "NUMBER", default_value_t = 20_000)]
    letters_per_hour: u32,
    /// Whom voters can ask when something fails: a person's name. Without it: the returning officer's.
    #[arg(long, value_name = "NAME", env = "POLITY_CONTACT_NAME")]
    contact_name: Option<String>,
    /// The telephone at which voters can ask; the voting pages show it.
    #[arg(long, value_name = "NUMBER", env = "POLITY_CONTACT_PHONE")]
    contact_phone: Option<String>,
    /// The e-mail address at which voters can ask; the voting pages show it.
    #[arg(long, value_name = "ADDRESS", env = "POLITY_CONTACT_EMAIL")]
    contact_email: Option<String>,
    /// Where rehearsals of elections are served: on this address, or on the next free port after it. Without it: the
    /// ports after the server's own.
    #[arg(long, value_name = "ADDRESS")]
    rehearsal_listen: Option<SocketAddr>,
    /// The address that people type for rehearsals, without a port, such as `http://practice.example.org`.
    #[arg(long, value_name = "URL")]
    rehearsal_url: Option<String>,
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
        let data_dir = self.data_dir.context("--data-dir is missing")?;
        let house = DataDir { data_dir }.open("polity serve").await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        let address = listener.local_addr()?;
        let base_url = self
            .base_url
            .unwrap_or_else(|| format!("http://{address}"))
            .trim_end_matches('/')
            .to_owned();
        let store = Arc::new(house.store);
        println!("Polity serves {base_url} (listening on {address}). Stop it with Ctrl-C.");
        if polity_web::press::found().is_none() {
            println!("{}", polity_web::press::MISSING);
        }
        if house.dir.join(REHEARSAL).exists() {
            println!("This is a rehearsal: see {base_url}/rehearsal. Nothing here is real.");
            let site = houses::site(Arc::clone(&store), &house.dir, base_url)?;
            polity_web::serve(site, listener, stopped()).await?;
        } else {
            let mut post = Options::folder(house.dir.join("letters"));
            post.per_hour = self.letters_per_hour;
            post.from = self.mail_from.unwrap_or(post.from);
            post.way = self.smtp.map_or(post.way, Way::Smtp);
            post.check().map_err(anyhow::Error::msg)?;
            let mut listen = address;
            listen.set_port(address.port().saturating_add(1));
            let rehearsals = houses::Address {
                listen: self.rehearsal_listen.unwrap_or(listen),
                url: self.rehearsal_url,
            };
            let settings = Settings {
                post,
                rehearsal: false,
                dir: house.dir,
                base_url,
            };
            let contact = Contact {
                name: self.contact_name.unwrap_or_default(),
                phone: self.contact_phone.unwrap_or_default(),
                email: self.contact_email.unwrap_or_default(),
            };
            real(&store, settings, contact, listener, rehearsals).await?;
        }
        if let Some(store) = Arc::into_inner(store) {
            store.close().await;
        }
        println!("Stopped. Everything that was acknowledged is stored.");
        Ok(ExitCode::SUCCESS)
    }
}

/// Serves a real house, and its rehearsals beside it.
async fn real(
    store: &Arc<Store>,
    settings: Settings,
    contact: Contact,
    listener: TcpListener,
    rehearsals: houses::Address,
) -> anyhow::Result<()> {
    let houses = Arc::new(Houses::new(Arc::clone(store), &settings.dir, rehearsals));
    let site = Site::new(Arc::clone(store), Arc::new(RealMachine), settings)
        .checked_by(check_election)
        .printed_by(polity_web::press::found())
        .asked_at(contact);
    site.set_rehearsals(Arc::clone(&houses) as _);
    if let Some(link) = polity_web::identity::first::offer(&site).await? {
        println!("Nobody is here yet. The first officer begins at {link} (works once, for a day).");
    }
    houses.resume().await;
    polity_web::serve(site, listener, stopped()).await?;
    houses.stop().await;
    Ok(())
}

/// Has the verifier check an election from its two files.
pub(crate) fn check_election(
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
pub(crate) async fn stopped() {
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
