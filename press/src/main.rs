//! Sets documents for paper: reads one sheet (JSON) on standard input and writes it as PDF on standard output,
//! tagged for screen readers (PDF/UA-1), with its language, by typst.
//!
//! What a document says is put together by `crates/papers` (`print`); how it looks stands in `templates/`. What
//! members wrote reaches a template as values only, never as source, so nothing of it can be read as a command. A
//! template reaches no file, network or clock, and the same sheet gives the same bytes.
//!
//! Exit status: 0 when the document is written, 2 when the sheet cannot be read or set; then standard error says why.

mod set;
mod world;

use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

/// The longest sheet: the statements and photographs of a hundred candidates fit many times.
const MAX_BYTES: u64 = 256 << 20;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(io::stderr(), "polity-press: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut sheet = Vec::new();
    io::stdin()
        .lock()
        .take(MAX_BYTES)
        .read_to_end(&mut sheet)
        .map_err(|fault| format!("the sheet cannot be read: {fault}"))?;
    let sheet = set::Sheet::from_json(&sheet)?;
    let pdf = set::set(&sheet)?;
    let mut out = io::stdout().lock();
    let written = out.write_all(&pdf.bytes).and_then(|()| out.flush());
    written.map_err(|fault| format!("the document cannot be written: {fault}"))
}
