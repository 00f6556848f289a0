//! A PostgreSQL of our own for the tests: made in a temporary folder, reached by a Unix socket,
//! durable as in earnest (`fsync` on), gone at the end.
//!
//! PostgreSQL refuses to run as the superuser; then it runs as the user `postgres` or `nobody`.
//! `setpriv --pdeathsig` has the kernel tell it to stop when we die, whatever we die of, so that a
//! failed or interrupted run leaves no server behind. The thread that calls [`Server::start`] must
//! live as long as the server.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::shell::{is_root, on_path, output, program, succeeds};
use crate::tools::apt_install;

/// The name of our folders, before the number of the process that made them.
const PREFIX: &str = "polity-test-postgres-";
/// How long a server may take to come up.
const START_LIMIT_SECONDS: u64 = 60;

/// A running server; dropping it stops it and deletes its folder.
pub(crate) struct Server {
    child: Child,
    dir: PathBuf,
}

/// Whom the server runs as, when we are the superuser.
struct User {
    name: &'static str,
    uid: u32,
    gid: u32,
}

impl Server {
    /// Makes a database cluster and starts a server on it.
    pub(crate) fn start() -> Result<Server> {
        let bin = programs()?;
        let user = if is_root() {
            Some(unprivileged()?)
        } else {
            None
        };
        remove_stale();
        let dir = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700))?;
        if let Some(user) = &user {
            chown(&dir, Some(user.uid), Some(user.gid))?;
        }
        let data = dir.join("data");
        let made = output(
            as_user(user.as_ref(), &bin.join("initdb"))
                .current_dir(&dir)
                .args([
                    "--username=polity",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                ])
                .arg("--pgdata")
                .arg(&data),
        );
        if let Err(error) = made {
            let _ = fs::remove_dir_all(&dir);
            return Err(error);
        }
        let log = fs::File::create(dir.join("log"))?;
        let child = as_user(user.as_ref(), &bin.join("postgres"))
            .current_dir(&dir)
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&dir)
            .args([
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=on",
                "-c",
                "max_connections=200",
            ])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start postgres")?;
        let mut server = Server { child, dir };
        server.await_ready(&bin)?;
        Ok(server)
    }

    /// The address to give to a client. The user may create databases.
    pub(crate) fn url(&self) -> String {
        format!(
            "postgres://polity@localhost/postgres?host={}",
            self.dir.display()
        )
    }

    fn await_ready(&mut self, bin: &Path) -> Result<()> {
        for _ in 0..START_LIMIT_SECONDS * 10 {
            let asked = program(bin.join("pg_isready"))
                .args([
                    "--quiet",
                    "--username=polity",
                    "--dbname=postgres",
                    "--host",
                ])
                .arg(&self.dir)
                .status()?;
            if asked.success() {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("postgres stopped at once ({status}): {}", self.log());
            }
            sleep(Duration::from_millis(100));
        }
        bail!(
            "postgres did not come up in {START_LIMIT_SECONDS} s: {}",
            self.log()
        )
    }

    fn log(&self) -> String {
        fs::read_to_string(self.dir.join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGINT asks PostgreSQL for a fast, clean shutdown.
        let pid = self.child.id().to_string();
        if !succeeds(program("kill").args(["-INT", &pid])) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The folder of PostgreSQL's programs; Debian keeps them off the search path.
fn programs() -> Result<PathBuf> {
    if let Some(bin) = find_programs() {
        return Ok(bin);
    }
    apt_install("postgresql")?;
    find_programs().context("PostgreSQL is installed, but without initdb, postgres and pg_isready")
}

fn find_programs() -> Option<PathBuf> {
    let complete = |dir: &PathBuf| {
        ["initdb", "postgres", "pg_isready"]
            .iter()
            .all(|name| dir.join(name).is_file())
    };
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut versions: Vec<_> = debian.map(|entry| entry.path().join("bin")).collect();
    versions.sort();
    versions.reverse();
    let elsewhere = on_path("postgres").and_then(|file| Some(file.parent()?.to_path_buf()));
    versions.into_iter().chain(elsewhere).find(complete)
}

fn unprivileged() -> Result<User> {
    for name in ["postgres", "nobody"] {
        let id = |flag| output(program("id").args([flag, name]));
        if let (Ok(uid), Ok(gid)) = (id("-u"), id("-g")) {
            return Ok(User {
                name,
                uid: uid.trim().parse()?,
                gid: gid.trim().parse()?,
            });
        }
    }
    bail!("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`")
}

/// A command as the given user that the kernel stops (SIGINT) when we die.
fn as_user(user: Option<&User>, name: &Path) -> Command {
    if on_path("setpriv").is_none() {
        return program(name);
    }
    let mut command = program("setpriv");
    if let Some(user) = user {
        command
            .arg(format!("--reuid={}", user.name))
            .arg(format!("--regid={}", user.gid));
        command.arg("--init-groups");
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(name);
    command
}

/// Deletes folders of runs that were killed before they could.
fn remove_stale() {
    for entry in fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        if !Path::new("/proc").join(pid).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_comes_up_and_leaves_nothing() {
        if find_programs().is_none() {
            eprintln!("SKIPPED: no PostgreSQL on this machine; `cargo xtask test` installs it");
            return;
        }
        let server = Server::start().expect("it starts");
        let dir = server.dir.clone();
        assert!(server.url().ends_with(&format!("?host={}", dir.display())));
        assert!(dir.join("data/postmaster.pid").is_file());
        drop(server);
        assert!(!dir.exists());
    }
}
