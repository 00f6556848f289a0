//! Schemathesis: a program of other hands that tries an HTTP API against its own description. It comes from
//! `PyPI`, at one version, into a folder of its own below `target/tools`; the system's Python is left alone.

use std::path::PathBuf;

use crate::shell::{on_path, program, run, succeeds};
use crate::tools::tools_dir;

const VERSION: &str = "4.32.5";

/// What came of looking for it.
pub(crate) enum Found {
    /// It runs; its path.
    Ready(PathBuf),
    /// This machine has no Python or no way to `PyPI`; the text says which.
    Unavailable(String),
}

/// Makes it available.
pub(crate) fn ensure() -> Found {
    let home = tools_dir().join(format!("schemathesis-{VERSION}"));
    let tool = home.join("bin/schemathesis");
    if tool.is_file() && succeeds(program(&tool).arg("--version")) {
        return Found::Ready(tool);
    }
    if on_path("python3").is_none() {
        let why = "python3 is missing: install it to try the API against its description";
        return Found::Unavailable(why.to_owned());
    }
    eprintln!("fetching schemathesis {VERSION} from PyPI (once)");
    // What a broken run left behind is made anew.
    let made = run(program("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&home))
    .and_then(|()| {
        run(program(home.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(["--retries", "1", "--timeout", "20"])
            .arg(format!("schemathesis=={VERSION}")))
    });
    match made {
        Ok(()) => Found::Ready(tool),
        Err(error) => Found::Unavailable(format!(
            "schemathesis {VERSION} cannot be fetched from PyPI: {error:#}"
        )),
    }
}
