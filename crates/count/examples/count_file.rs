//! Counts one BLT file by one rule, and prints who is elected: for measuring speed and memory of parsing and counting,
//! `cargo build -p polity-count --release --example count_file`, then `time target/release/examples/count_file RULE FILE`.
//! With a third argument the rule must be `meek-certified`, and its proof is written to that file.

use std::process::ExitCode;

use polity_count::{Conditions, Lots, Outcome, Rule, blt, certified_meek, count};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (rule, file, proof) = match arguments.as_slice() {
        [rule, file] => (rule, file, None),
        [rule, file, proof] => (rule, file, Some(proof.as_str())),
        _ => {
            eprintln!("usage: count_file RULE FILE [PROOF]");
            return ExitCode::from(2);
        }
    };
    match run(rule, file, proof) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(rule: &str, file: &str, proof: Option<&str>) -> Result<String, Box<dyn std::error::Error>> {
    let rule: Rule = rule.parse()?;
    let bytes = std::fs::read(file)?;
    let contest = blt::parse(&bytes).map_err(|faults| {
        let first: Vec<String> = faults.iter().take(5).map(ToString::to_string).collect();
        format!("{} faults: {}", faults.len(), first.join("; "))
    })?;
    drop(bytes);
    let outcome = match (rule, proof) {
        (Rule::MeekCertified, Some(path)) => {
            let (outcome, proof) = certified_meek(&contest, &Conditions::default())?;
            std::fs::write(path, proof.unwrap_or_default())?;
            outcome
        }
        _ => count(&contest, rule, &Lots::Ask)?,
    };
    Ok(match outcome {
        Outcome::Complete(t) => format!("{:?} in {} stages", t.elected, t.stages.len()),
        Outcome::LotNeeded(question) => question.text,
    })
}
