//! Has documents set for paper by `polity-press`, a program of its own that stands beside this one. A document
//! that cannot be set costs that program its life, not the server its own.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use polity_papers::print::Sheet;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// The longest that one document may take; forty candidates take a few seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program's name.
const PROGRAM: &str = "polity-press";

/// Where the program is: beside this one; nothing where it was not installed.
pub fn found() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    installed(own.parent()?)
}

/// What to say at the start where it is missing.
pub const MISSING: &str = "There is no polity-press beside this program, so nothing can be printed: put it there \
    (`cargo xtask build` makes both).";

/// Why a document was not set.
#[derive(Debug, thiserror::Error)]
pub enum PressFault {
    /// It could not be run.
    #[error("{PROGRAM} could not be run: {0}")]
    NotRun(#[from] std::io::Error),
    /// It took too long and was stopped.
    #[error("{PROGRAM} took longer than {} seconds and was stopped", PATIENCE.as_secs())]
    Slow,
    /// It refused the sheet.
    #[error("{0}")]
    Refused(String),
}

fn installed(folder: &Path) -> Option<PathBuf> {
    let program = folder.join(PROGRAM);
    program.is_file().then_some(program)
}

/// The document of a sheet, as PDF, set by this program.
///
/// # Errors
/// [`PressFault`].
pub async fn set(program: &Path, sheet: &Sheet) -> Result<Vec<u8>, PressFault> {
    let sheet = serde_json::to_vec(sheet).map_err(std::io::Error::from)?;
    run(program, sheet).await
}

async fn run(program: &Path, sheet: Vec<u8>) -> Result<Vec<u8>, PressFault> {
    let mut child = Command::new(program)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let stdin = child.stdin.take();
    let told = async move {
        if let Some(mut stdin) = stdin {
            stdin.write_all(&sheet).await?;
            stdin.shutdown().await?;
        }
        Ok::<_, std::io::Error>(())
    };
    let both = async { tokio::join!(told, child.wait_with_output()) };
    let (told, output) = tokio::time::timeout(PATIENCE, both)
        .await
        .map_err(|_| PressFault::Slow)?;
    let output = output?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(PressFault::Refused(why));
    }
    told?;
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_program_says_is_the_document_or_the_reason() {
        let cat = run(Path::new("/bin/cat"), vec![b'x'; 300_000])
            .await
            .unwrap();
        assert_eq!(cat.len(), 300_000);
        let refused = run(Path::new("/bin/false"), Vec::new()).await.unwrap_err();
        assert!(matches!(refused, PressFault::Refused(_)), "{refused}");
        let none = run(Path::new("/no/such/program"), Vec::new()).await;
        assert!(matches!(none, Err(PressFault::NotRun(_))));
    }

    #[test]
    fn the_program_is_sought_beside_this_one() {
        let folder = polity_testkit::temp_dir();
        assert_eq!(installed(folder.path()), None);
        std::fs::write(folder.path().join(PROGRAM), "").unwrap();
        assert!(installed(folder.path()).is_some());
    }
}
