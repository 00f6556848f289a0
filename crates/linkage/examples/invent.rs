//! Invents a register, applications and the truth: `invent FOLDER ELECTORS APPLICATIONS [SEED [NOISE]]`.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use polity_linkage::synthetic::{Recipe, write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, electors, applications, rest @ ..] = &args[..] else {
        return Err("usage: invent FOLDER ELECTORS APPLICATIONS [SEED [NOISE]]".into());
    };
    let recipe = Recipe {
        electors: electors.parse()?,
        applications: applications.parse()?,
        seed: rest.first().map_or(Ok(1), |seed| seed.parse())?,
        noise: rest.get(1).map_or(Ok(1.0), |noise| noise.parse())?,
    };
    std::fs::create_dir_all(folder)?;
    let file = |name: &str| File::create(Path::new(folder).join(name)).map(BufWriter::new);
    let [mut register, mut applications, mut truth] = [
        file("register.csv")?,
        file("applications.csv")?,
        file("truth.csv")?,
    ];
    write(&recipe, &mut register, &mut applications, &mut truth)?;
    register.flush()?;
    applications.flush()?;
    truth.flush()?;
    Ok(())
}
