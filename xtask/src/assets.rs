//! `cargo xtask assets`: what browsers load, made from `web/` by Node.js into `web/dist`, which the server
//! embeds. It runs before every build, and does nothing when nothing changed.
//!
//! A build script must not call npm: it would run in every editor and with every lint. So this does.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::shell::{on_path, output, program, root, run};

/// The oldest Node.js that runs our build: Debian 13's.
const NODE_AT_LEAST: u32 = 20;

/// Folders of `web/` that are not sources of `web/dist`.
const NOT_SOURCES: [&str; 4] = ["node_modules", "build", "dist", "e2e"];

/// Makes `web/dist` what the sources say, unless it is already.
pub(crate) fn ensure() -> Result<()> {
    let web = root().join("web");
    let stamp = web.join("dist/made-from.txt");
    let sources = digest(&web)?;
    if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == sources) {
        return Ok(());
    }
    packages()?;
    // A stopped build must not leave an old stamp beside new files.
    let _ = fs::remove_file(&stamp);
    run(&mut npm(&["run", "build"]))?;
    fs::write(&stamp, &sources).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Installs the packages that the lock file names, unless they are there.
pub(crate) fn packages() -> Result<()> {
    node()?;
    let web = root().join("web");
    let lock = fs::read_to_string(web.join("package-lock.json")).context("web has no lock file")?;
    let stamp = web.join("node_modules/.polity-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    // No package runs code of its own while it is installed.
    run(&mut npm(&[
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
    ]))
    .context(
        "npm could not install what web/package-lock.json names; it needs the registry once",
    )?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Runs npm in `web/`.
pub(crate) fn npm(args: &[&str]) -> std::process::Command {
    let mut command = program("npm");
    command.current_dir(root().join("web")).args(args);
    command
}

/// Fails with what to do unless Node.js and npm are there and new enough.
fn node() -> Result<()> {
    let how = format!(
        "install Node.js {NODE_AT_LEAST} or later with npm (on Debian 13: `apt-get install nodejs npm`), then \
         run this again"
    );
    for name in ["node", "npm"] {
        if on_path(name).is_none() {
            bail!("{name} is missing, which makes what browsers load: {how}");
        }
    }
    let version = output(program("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < NODE_AT_LEAST) {
        bail!("Node.js is {}, which is too old: {how}", version.trim());
    }
    Ok(())
}

/// The first number of `v20.19.2`.
fn major(version: &str) -> Option<u32> {
    let version = version.trim().strip_prefix('v')?;
    version.split('.').next()?.parse().ok()
}

/// A digest over names and contents of all sources, in order of their names.
fn digest(web: &Path) -> Result<String> {
    let mut files = BTreeMap::new();
    collect(web, "", &mut files)?;
    // The pages' script takes some of its words from the server's texts.
    let texts = web.with_file_name("locales");
    if texts.is_dir() {
        collect(&texts, "../locales/", &mut files)?;
    }
    let mut all = Sha256::new();
    for (name, content) in &files {
        all.update(name.as_bytes());
        all.update([0]);
        all.update(Sha256::digest(content));
    }
    let mut hex = String::new();
    for byte in all.finalize() {
        write!(hex, "{byte:02x}")?;
    }
    Ok(hex + "\n")
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if prefix.is_empty() && NOT_SOURCES.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_source_is_seen_and_of_an_output_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("made");
            fs::write(path, text).expect("written");
        };
        write("styles/app.scss", "a");
        let before = digest(dir.path()).expect("read");
        write("dist/app.css", "b");
        write("node_modules/x/y.js", "c");
        assert_eq!(digest(dir.path()).expect("read"), before);
        write("styles/app.scss", "d");
        assert_ne!(digest(dir.path()).expect("read"), before);
    }

    #[test]
    fn a_file_that_moves_is_a_change() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a"), "1").expect("written");
        let before = digest(dir.path()).expect("read");
        fs::rename(dir.path().join("a"), dir.path().join("b")).expect("moved");
        assert_ne!(digest(dir.path()).expect("read"), before);
    }

    #[test]
    fn versions_are_read() {
        assert_eq!(major("v20.19.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
