//! `polity rebuild` and `polity check`: keeping the house.

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

/// Check the whole record and every ballot box against their chains.
#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    data: DataDir,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let house = self.data.open("polity check").await?;
            let step = Step::begin("Checking the record", 0);
            let head = house
                .store
                .record_verify(|done, _| step.reach(done))
                .await?;
            step.end(&format!("{} entries, all in order", head.seq));
            for name in house.store.box_list().await? {
                let step = Step::begin(format!("Checking the box {name}"), 0);
                let head = house.store.box_verify(&name).await?;
                step.end(&format!("{} ballots, all in order", head.place));
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
