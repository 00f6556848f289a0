//! The peer: Debian 13's `belenios-tool`, an implementation of the ballot protocol by other hands.
//!
//! Its packages are fetched from the mirror that this machine is set up with, through a private
//! apt configuration, and unpacked below `target/tools/belenios`; the system is left alone. The
//! program then runs with its own loader and libraries, so that it works on other releases too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::shell::{is_root, on_path, output, program, run, succeeds};
use crate::tools::tools_dir;

/// The release of Debian that has the version we compare with.
const SUITE: &str = "trixie";
const PACKAGE: &str = "belenios-tool";
/// Debian's own signing keys, as packaged.
const KEYRINGS: [&str; 2] = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
];

/// What came of looking for the peer.
pub(crate) enum Peer {
    /// It runs; the path of its wrapper.
    Ready(PathBuf),
    /// This machine has no Debian mirror to fetch it from; the text says what is missing.
    Unavailable(String),
}

/// `cargo xtask peer`: fetches it and prints where it is.
pub(crate) fn command() -> Result<()> {
    match ensure()? {
        Peer::Ready(path) => println!("{}", path.display()),
        Peer::Unavailable(why) => bail!("{why}"),
    }
    Ok(())
}

/// Makes the peer available.
pub(crate) fn ensure() -> Result<Peer> {
    let home = tools_dir().join("belenios");
    let wrapper = home.join(PACKAGE);
    if works(&wrapper) {
        return Ok(Peer::Ready(wrapper));
    }
    let (mirror, keyring) = match mirror()? {
        Ok(found) => found,
        Err(why) => return Ok(Peer::Unavailable(why)),
    };
    eprintln!("fetching {PACKAGE} of Debian {SUITE} from {mirror} (once)");
    let unpacked = home.join("root");
    let _ = fs::remove_dir_all(&home);
    if let Err(error) = fetch(&home, &mirror, keyring) {
        return Ok(Peer::Unavailable(format!(
            "{mirror} does not give {SUITE}: {error:#}"
        )));
    }
    unpack(&home.join("cache/archives"), &unpacked)?;
    write_wrapper(&wrapper, &unpacked)?;
    if !works(&wrapper) {
        bail!("{} was unpacked but does not run", wrapper.display());
    }
    for waste in ["lists", "cache"] {
        let _ = fs::remove_dir_all(home.join(waste));
    }
    Ok(Peer::Ready(wrapper))
}

fn works(wrapper: &Path) -> bool {
    wrapper.is_file() && succeeds(program(wrapper).arg("--version"))
}

/// The Debian mirror of this machine and the keys that sign it, or why there is none.
fn mirror() -> Result<Result<(String, &'static str), String>> {
    for needed in ["apt-get", "dpkg-deb"] {
        if on_path(needed).is_none() {
            return Ok(Err(format!("no {needed}: this is not a Debian machine")));
        }
    }
    let Some(keyring) = KEYRINGS.into_iter().find(|path| Path::new(path).is_file()) else {
        return Ok(Err(
            "no Debian archive keys (package debian-archive-keyring)".into(),
        ));
    };
    let os_release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let Some(codename) = codename(&os_release) else {
        return Ok(Err("this is not a Debian release with a code name".into()));
    };
    let sites = || {
        let filter = format!("Codename: {codename}");
        output(program("apt-get").args([
            "indextargets",
            "--format",
            "$(SITE)",
            "Created-By: Packages",
            &filter,
        ]))
    };
    let mut known = sites()?;
    if known.trim().is_empty() && is_root() {
        // A new machine knows its indexes only after one update.
        run(program("apt-get").args(["update", "--quiet"]))?;
        known = sites()?;
    }
    Ok(match known.lines().find(|site| site.contains("://")) {
        Some(site) => Ok((site.to_owned(), keyring)),
        None => Err(format!(
            "apt knows no mirror of Debian {codename}; run `apt-get update`"
        )),
    })
}

/// The code name of this Debian release.
fn codename(os_release: &str) -> Option<&str> {
    let value = |key: &str| {
        os_release
            .lines()
            .find_map(|line| Some(line.strip_prefix(key)?.trim_matches('"')))
    };
    if value("ID=")? != "debian" {
        return None;
    }
    value("VERSION_CODENAME=")
}

/// Downloads the package and all that it depends on, with lists and settings of our own.
fn fetch(home: &Path, mirror: &str, keyring: &str) -> Result<()> {
    for dir in ["lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(home.join(dir))?;
    }
    // An empty list of installed packages makes apt fetch every library.
    fs::write(home.join("status"), "")?;
    let source = format!("deb [signed-by={keyring}] {mirror} {SUITE} main\n");
    fs::write(home.join("sources.list"), source)?;
    let apt = |args: &[&str]| {
        let mut command = program("apt-get");
        for (key, value) in [
            ("Dir::Etc::sourcelist", home.join("sources.list")),
            ("Dir::Etc::sourceparts", "/dev/null".into()),
            ("Dir::Etc::preferencesparts", "/dev/null".into()),
            ("Dir::State::lists", home.join("lists")),
            ("Dir::State::status", home.join("status")),
            ("Dir::Cache", home.join("cache")),
            ("Acquire::Languages", "none".into()),
            ("APT::Sandbox::User", "root".into()),
            ("Debug::NoLocking", "true".into()),
        ] {
            command.arg(format!("-o{key}={}", value.display()));
        }
        run(command.arg("--quiet=2").args(args))
    };
    apt(&["update"])?;
    apt(&[
        "install",
        "--yes",
        "--download-only",
        "--no-install-recommends",
        PACKAGE,
    ])
}

fn unpack(debs: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(debs)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "deb") {
            output(program("dpkg-deb").arg("--extract").arg(&file).arg(into))?;
        }
    }
    Ok(())
}

/// A script that runs the unpacked program with its own loader.
fn write_wrapper(wrapper: &Path, root: &Path) -> Result<()> {
    let libc = find(root, &|name| name == "libc.so.6").context("its C library is missing")?;
    let loader =
        find(root, &|name| name.starts_with("ld-linux")).context("its loader is missing")?;
    let libraries = libc.parent().context("its C library lies nowhere")?;
    let script = format!(
        "#!/bin/sh\nexport BELENIOS_USE_URANDOM=1\nexec '{}' --library-path '{}' '{}' \"$@\"\n",
        loader.display(),
        libraries.display(),
        root.join("usr/bin").join(PACKAGE).display(),
    );
    fs::write(wrapper, script)?;
    fs::set_permissions(wrapper, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// The first real file below a folder whose name satisfies a test.
fn find(dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Option<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(dir).ok()?.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().ok()?;
        let found = if kind.is_dir() {
            find(&entry.path(), wanted)
        } else {
            let matches = kind.is_file() && entry.file_name().to_str().is_some_and(wanted);
            matches.then(|| entry.path())
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_debian_release_has_a_code_name() {
        assert_eq!(
            codename("ID=debian\nVERSION_CODENAME=bookworm\n"),
            Some("bookworm")
        );
        assert_eq!(
            codename("ID=\"debian\"\nVERSION_CODENAME=\"trixie\""),
            Some("trixie")
        );
        assert_eq!(codename("ID=ubuntu\nVERSION_CODENAME=noble\n"), None);
        assert_eq!(codename(""), None);
    }

    #[test]
    fn a_file_is_found_in_the_depths() {
        let dir = tempfile::tempdir().expect("a folder");
        let deep = dir.path().join("a/b");
        fs::create_dir_all(&deep).expect("made");
        fs::write(deep.join("libc.so.6"), "").expect("written");
        let found = find(dir.path(), &|name| name.starts_with("libc"));
        assert_eq!(found, Some(deep.join("libc.so.6")));
        assert_eq!(find(dir.path(), &|name| name == "none"), None);
    }
}
