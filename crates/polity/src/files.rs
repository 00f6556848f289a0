//! Files, with errors that name the file and say what to do; secrets are readable by their owner only.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The largest input file that is read whole, in bytes (1 GiB): more is a mistake, not an election.
const MAX_INPUT: u64 = 1 << 30;

/// Reads a whole file.
///
/// # Errors
/// When it cannot be read or is larger than [`MAX_INPUT`].
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let size = fs::metadata(path)
        .with_context(|| format!("cannot open {}", path.display()))?
        .len();
    if size > MAX_INPUT {
        bail!(
            "{} is {size} bytes long; the limit is {MAX_INPUT}",
            path.display()
        );
    }
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a text file in UTF-8.
///
/// # Errors
/// As [`read`], or when it is not UTF-8; the message names the first wrong byte.
pub(crate) fn read_text(path: &Path) -> anyhow::Result<String> {
    String::from_utf8(read(path)?).map_err(|fault| {
        let at = fault.utf8_error().valid_up_to();
        anyhow::anyhow!(
            "{} is not UTF-8 text: byte {at} is wrong; save it as UTF-8",
            path.display()
        )
    })
}

/// Writes a file so that after a crash it is there whole or not at all: a temporary file beside it is
/// made durable and renamed over it.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_with_mode(path, bytes, 0o644)
}

/// The same for a secret: readable by its owner only, and never over an existing file.
///
/// # Errors
/// As [`write()`], or when the file exists: a key is never overwritten.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path.exists() {
        bail!(
            "{} exists; a secret is never overwritten: move it away first",
            path.display()
        );
    }
    write_with_mode(path, bytes, 0o600)
}

fn write_with_mode(path: &Path, bytes: &[u8], mode: u32) -> anyhow::Result<()> {
    let fault = || format!("cannot write {}", path.display());
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder).with_context(fault)?;
    let mut name = path.file_name().context("a file needs a name")?.to_owned();
    name.push(".part");
    let part = folder.join(name);
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let mut file = options.open(&part).with_context(fault)?;
    file.write_all(bytes).with_context(fault)?;
    file.sync_all().with_context(fault)?;
    fs::rename(&part, path).with_context(fault)?;
    File::open(&folder)
        .and_then(|folder| folder.sync_all())
        .with_context(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_its_owners_and_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.private.json");
        write_secret(&path, b"one").unwrap();
        assert!(write_secret(&path, b"two").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }

    #[test]
    fn text_that_is_not_utf8_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("members.csv");
        fs::write(&path, b"ab\xff").unwrap();
        assert!(read_text(&path).unwrap_err().to_string().contains("byte 2"));
    }
}
