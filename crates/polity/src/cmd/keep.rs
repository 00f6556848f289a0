//! `polity rebuild` and `polity backup`: keeping the house.

use std::process::ExitCode;

use clap::Args;

use crate::house::{DataDir, block_on};
use crate::progress::Step;

/// Drop every table that is made from the record and make it again.
#[derive(Args)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    data: DataDir,
}

impl Rebuild {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let house = self.data.open("polity rebuild").await?;
            let step = Step::begin("Replaying the record", 0);
            let head = house.store.rebuild(|done, _| step.reach(done)).await?;
            step.end(&format!("{} entries", head.seq));
            Ok(ExitCode::SUCCESS)
        })
    }
}
