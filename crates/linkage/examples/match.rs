//! Decides files of applications: `match REGISTER APPLICATIONS [TRUTH [all]]`, and says how long each step took.

use std::fs::File;

use polity_linkage::measure::{Score, Truth, told};
use polity_linkage::{Application, Decision, Index, Model, Register, decide_all};
use sha2::{Digest as _, Sha256};

#[expect(clippy::disallowed_methods, reason = "an example measures itself")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

/// Seconds of the processor that this process has used, as Linux counts them; 0 elsewhere.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// A number for all decisions: the same one, the same decisions to the last bit.
fn digest(index: &Index, decisions: &[Decision]) -> String {
    let mut all = Sha256::new();
    for decision in decisions {
        let entry = decision.person.map(|person| index.register().label(person));
        all.update(format!(
            "{:?} {entry:?} {:x} {:x} {:?} {:?}\n",
            decision.outcome,
            decision.probability.to_bits(),
            decision.runner_up.to_bits(),
            decision.levels,
            decision.duplicate_of
        ));
    }
    let first = all.finalize().iter().take(8).copied().collect::<Vec<_>>();
    first
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [register, applications, rest @ ..] = &args[..] else {
        return Err("usage: match REGISTER APPLICATIONS [TRUTH [all]]".into());
    };
    let mut last = (now(), processor_seconds());
    let mut step = |what: &str| {
        let (wall, processor) = (now(), processor_seconds());
        println!(
            "{what:<40} {:>7.2} s, of the processor {:>6.2} s",
            (wall - last.0).as_secs_f64(),
            processor - last.1
        );
        last = (wall, processor);
    };
    let register = Register::read(File::open(register)?, &|_| {})?;
    step(&format!("read {} entries", register.len()));
    let index = Index::new(register);
    step("put in order");
    let applications = Application::read_all(File::open(applications)?)?;
    step(&format!("read {} applications", applications.len()));
    let model = Model::estimate(&index, &applications);
    step("estimated the model");
    let decisions = decide_all(&index, &model, &applications, &|_| {});
    step("decided");
    println!("digest {}", digest(&index, &decisions));
    print!("{}", told(&applications, &decisions));
    let Some(truth) = rest.first() else {
        return Ok(());
    };
    let truths = Truth::read_all(File::open(truth)?)?;
    if rest.len() > 1 {
        for (application, decision) in applications.iter().zip(&decisions) {
            let truth = truths.get(&application.id).cloned().unwrap_or_default();
            let entry = decision
                .person
                .map(|person| index.register().label(person))
                .unwrap_or_default();
            let right = entry == truth.elector;
            let levels = decision.levels.map(|one| {
                (
                    one.address as u8,
                    one.surname as u8,
                    one.forename as u8,
                    one.middle as u8,
                )
            });
            println!(
                "{}\t{}\t{}\t{right}\t{:.4}\t{:.4}\t{levels:?}\t{}\t{}",
                application.id,
                truth.class,
                decision.outcome.word(),
                decision.probability,
                decision.runner_up,
                application.told,
                decision
                    .person
                    .map(|person| index.register().told(person))
                    .unwrap_or_default()
            );
        }
    }
    print!(
        "\n{}",
        Score::of(&index, &applications, &decisions, &truths).told()
    );
    Ok(())
}
