//! What a story has shown.

use std::collections::BTreeSet;

use polity_procedure::model::Procedure;
use polity_values::StageId;

/// In which stages something was admitted, and something refused with its rule and reason.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) admitted: BTreeSet<StageId>,
    pub(crate) refused: BTreeSet<StageId>,
}

impl Seen {
    /// The stages of which the story shows only one side: what is admitted, or what is refused.
    pub(crate) fn missing(&self, procedure: &Procedure) -> impl Iterator<Item = String> {
        let lacks = |what: &str, seen: &BTreeSet<StageId>| {
            let of = procedure.stages.iter().map(|stage| &stage.id);
            let of = of.filter(|stage| !seen.contains(*stage));
            let of: Vec<_> = of
                .map(|stage| format!("nothing is {what} in the stage {stage}"))
                .collect();
            of
        };
        let admitted = lacks("admitted", &self.admitted);
        admitted.into_iter().chain(lacks("refused", &self.refused))
    }
}
