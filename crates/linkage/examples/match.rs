//! Decides files of applications: `match REGISTER APPLICATIONS [TRUTH [all]]`, and says how long each step took.

use std::fs::File;

use polity_linkage::measure::{Score, Truth, told};
use polity_linkage::{Application, Index, Model, Register, decide_all};

#[expect(clippy::disallowed_methods, reason = "an example measures itself")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [register, applications, rest @ ..] = &args[..] else {
        return Err("usage: match REGISTER APPLICATIONS [TRUTH [all]]".into());
    };
    let mut last = now();
    let mut step = |what: &str| {
        println!("{what:<40} {:>8.1?}", last.elapsed());
        last = now();
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
