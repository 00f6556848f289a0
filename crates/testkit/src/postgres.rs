//! A PostgreSQL server for tests: the one that `POLITY_TEST_PG` names, or a private one that lives
//! as long as somebody holds it. It stops also when the test process is killed, because it waits
//! on a pipe that closes then.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

/// The variable with the URL of a server on which tests may make databases.
const VARIABLE: &str = "POLITY_TEST_PG";

/// How long the private server may take to answer for the first time.
const START_SECONDS: u32 = 60;

/// The server that this process started, if somebody holds it.
static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A server on which tests may make databases.
#[derive(Clone)]
pub struct Postgres {
    url: String,
    server: Option<Arc<Server>>,
}

/// A new, empty database; dropped with the server, or by the next user of the same server's data.
pub struct PostgresDatabase {
    /// Its URL.
    pub url: String,
    /// Keeps the server alive.
    _server: Option<Arc<Server>>,
}

/// A private server.
struct Server {
    child: Mutex<Child>,
    url: String,
    _dir: crate::TempDir,
}

impl Postgres {
    /// The server of `POLITY_TEST_PG`, else a private one. `None`, after a loud line, if this
    /// machine has no PostgreSQL.
    ///
    /// # Panics
    /// If PostgreSQL is installed but does not start: a broken test bench must not look like a
    /// passed test.
    pub async fn get() -> Option<Self> {
        if let Ok(url) = std::env::var(VARIABLE) {
            return Some(Self { url, server: None });
        }
        let Some(bin) = binaries() else {
            eprintln!(
                "SKIPPED: no PostgreSQL on this machine (initdb not found) and no {VARIABLE}"
            );
            return None;
        };
        let server = {
            let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
            let running = shared.upgrade();
            running.unwrap_or_else(|| {
                let server = Arc::new(Server::start(&bin));
                *shared = Arc::downgrade(&server);
                server
            })
        };
        let this = Self {
            url: server.url.clone(),
            server: Some(server),
        };
        this.wait().await;
        Some(this)
    }

    /// Makes an empty database and gives its URL.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn database(&self) -> PostgresDatabase {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let name = format!("polity_test_{}_{number}", std::process::id());
        let mut admin = self
            .connect()
            .await
            .expect("a connection to the test server");
        for sql in [
            format!("DROP DATABASE IF EXISTS {name}"),
            format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"),
        ] {
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut admin)
                .await
                .expect("a new database");
        }
        admin.close().await.expect("closed");
        let options: PgConnectOptions = self.url.parse().expect("a PostgreSQL URL");
        let url = options.database(&name).to_url_lossy().to_string();
        PostgresDatabase {
            url,
            _server: self.server.clone(),
        }
    }

    async fn connect(&self) -> sqlx::Result<PgConnection> {
        let options: PgConnectOptions = self.url.parse()?;
        options.connect().await
    }

    async fn wait(&self) {
        for _ in 0..START_SECONDS * 20 {
            match self.connect().await {
                Ok(connection) => {
                    let _ = connection.close().await;
                    return;
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
        panic!("the private PostgreSQL did not answer within {START_SECONDS} seconds");
    }
}

impl Server {
    fn start(bin: &Path) -> Self {
        let dir = crate::temp_dir();
        let user = ordinary_user();
        if let Some((uid, gid)) = &user {
            let owner = format!("{uid}:{gid}");
            run(Command::new("chown").arg(owner).arg(dir.path()));
        }
        let data = dir.path().join("data");
        run(as_user(user.as_ref(), &bin.join("initdb"))
            .arg("-D")
            .arg(&data)
            .args([
                "-U",
                "polity",
                "--auth=trust",
                "--no-sync",
                "--no-locale",
                "-E",
                "UTF8",
            ]));
        let port = free_port();
        // `read` returns when our end of the pipe closes: on drop, or when this process dies.
        let script = r#""$0" "$@" & server=$!; read -r _; kill -INT $server; wait $server"#;
        let child = as_user(user.as_ref(), Path::new("/bin/sh"))
            .args(["-c", script])
            .arg(bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(dir.path())
            .args(["-h", "127.0.0.1", "-p", &port.to_string()])
            .args(["-c", "max_connections=200", "-c", "logging_collector=off"])
            .current_dir(dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a PostgreSQL server");
        let url = format!("postgres://polity@127.0.0.1:{port}/postgres");
        Self {
            child: Mutex::new(child),
            url,
            _dir: dir,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        drop(child.stdin.take());
        let _ = child.wait();
    }
}

/// The folder with `initdb` and `postgres`: on the path, or where Debian keeps them, newest first.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut found: Vec<PathBuf> = versions
            .flatten()
            .map(|entry| entry.path().join("bin"))
            .collect();
        found.sort();
        folders.extend(found.into_iter().rev());
    }
    folders
        .into_iter()
        .find(|dir| dir.join("initdb").is_file() && dir.join("postgres").is_file())
}

/// Whom to run the server as when we are root, which PostgreSQL refuses: uid and gid.
fn ordinary_user() -> Option<(String, String)> {
    if id(&["-u"])? != "0" {
        return None;
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((id(&["-u", name])?, id(&["-g", name])?)))
}

fn id(args: &[&str]) -> Option<String> {
    let out = Command::new("id")
        .args(args)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    out.status
        .success()
        .then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

fn as_user(user: Option<&(String, String)>, program: &Path) -> Command {
    match user {
        None => Command::new(program),
        Some((uid, gid)) => {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid", uid, "--regid", gid, "--clear-groups"])
                .arg(program);
            command
        }
    }
}

fn run(command: &mut Command) {
    let out = command
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let errors = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{command:?} failed: {errors}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
