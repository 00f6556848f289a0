//! Applicants are looked for on a register. What the matcher says is put on the record by a program, which may accept, and
//! ask, and put before people; the judge lets it do nothing else.

use polity_linkage::{Application, Decision, Index, Model, Outcome, Written, decide_all};
use polity_org::act::Deed;
use polity_org::vetting::{Case, CaseDeed, Found, MACHINE, Matching};
use polity_org::{Act, Matter};
use polity_procedure::model::QueueKind;
use polity_store::{Paper, Store, Viewer};
use polity_values::{MatterId, PersonId, Timestamp};
use rand_core::CryptoRng;

use super::{Form, Keyed, form_of};
use crate::desk::matter_of;
use crate::{OfficeFault, texts};

/// Acts that are put on the record together.
const BATCH: usize = 1_000;

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Run {
    /// Applications that were looked for.
    pub looked_for: usize,
    /// Found.
    pub matched: usize,
    /// Perhaps found.
    pub doubtful: usize,
    /// Not found.
    pub not_found: usize,
    /// Put before people, since another application repeats them.
    pub repeated: usize,
    /// Not put on the record, since somebody was faster.
    pub refused: usize,
}

/// An application as the matcher reads it.
pub fn written(applicant: &PersonId, form: &Form) -> Application {
    let lines: Vec<&[u8]> = form.address.iter().map(String::as_bytes).collect();
    Application::of(&Written {
        id: applicant.as_str().as_bytes(),
        forenames: form.forenames.as_bytes(),
        surname: form.surname.as_bytes(),
        born: form.born.as_bytes(),
        email: form.email.as_bytes(),
        phone: b"",
        lines: &lines,
        postcode: form.postcode.as_bytes(),
    })
}

/// Looks on a register for everybody of a class who waits to be looked for, and puts on the record what came of it.
/// `progress(done, of)` counts applications.
///
/// # Errors
/// A fault of the store; what was put on the record before it stays.
pub async fn look_for_all(
    store: &Store,
    (matter, now): (&MatterId, Timestamp),
    index: &Index,
    (keyed, rng): (&Keyed, &mut impl CryptoRng),
    progress: impl Fn(usize, usize),
) -> Result<Run, OfficeFault> {
    let world = store.world().await?;
    let found = matter_of(&world, matter)?;
    let waits = |case: &&Case| case.is_undecided() && case.matching == Matching::Waiting;
    let waiting: Vec<&Case> = found.campaign.cases().filter(waits).collect();
    let viewer = Viewer {
        actor: MACHINE.to_owned(),
        at: now,
        purpose: "admission.match".to_owned(),
    };
    let mut applications = Vec::with_capacity(waiting.len());
    for case in &waiting {
        let form = form_of(store, case, &viewer).await?;
        applications.push(written(&case.applicant, &form));
    }
    let model = Model::estimate(index, &applications);
    let decisions = decide_all(index, &model, &applications, &|_| {});
    let mut run = Run::default();
    let mut batch: Vec<(Act, Vec<Paper>)> = Vec::new();
    for (at, (case, decision)) in waiting.iter().zip(&decisions).enumerate() {
        run.count(decision);
        let entry = decision.person.filter(|_| decision.names_entry());
        let entry = entry.map(|person| keyed.hash("entry", &index.register().label(person)));
        let act = |deed| Act::on(matter.clone(), machine(), Deed::Case(deed));
        // Whoever repeats another application without being found is put before people with the ground.
        if let (Outcome::Duplicate, None, Some(of)) =
            (decision.outcome, entry, decision.duplicate_of)
            && let Some(deed) = repeats(found, case, waiting.get(of).copied(), rng)?
        {
            batch.push((act(deed.0), vec![deed.1]));
        }
        let found = match (decision.outcome, entry) {
            (Outcome::Matched | Outcome::Duplicate, Some(entry)) => Found::Entry(entry),
            (Outcome::Doubtful, Some(entry)) => Found::Doubtful(entry),
            _ => Found::Nobody,
        };
        let applicant = case.applicant.clone();
        let model = model.id().clone();
        batch.push((
            act(CaseDeed::Match {
                applicant,
                found,
                model,
            }),
            Vec::new(),
        ));
        if batch.len() >= BATCH || at + 1 == waiting.len() {
            let answers = store.acts_submit(&batch, false, now).await?;
            run.refused += answers.iter().filter(|answer| answer.is_err()).count();
            batch.clear();
            progress(at + 1, waiting.len());
        }
    }
    store.tick(now).await?;
    Ok(run)
}

fn machine() -> PersonId {
    // The id of programs is an id: tested.
    PersonId::new(MACHINE).expect("the id of programs is an id")
}

/// Puts an application that repeats another one before people.
fn repeats(
    matter: &Matter,
    case: &Case,
    other: Option<&Case>,
    rng: &mut impl CryptoRng,
) -> Result<Option<(CaseDeed, Paper)>, OfficeFault> {
    let terms = matter.procedure.admission.as_ref();
    let queue = terms.and_then(|terms| terms.queue_of(QueueKind::Duplicate));
    let (Some(queue), Some(other)) = (queue, other) else {
        return Ok(None);
    };
    let text = format!("repeats the application {}", other.applicant);
    let paper = texts::paper(texts::DECIDERS, text, rng);
    let paper = paper.map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
    let deed = CaseDeed::Refer {
        applicant: case.applicant.clone(),
        queue: queue.id.clone(),
        ground: paper.reference(),
    };
    Ok(Some((deed, paper)))
}

impl Run {
    fn count(&mut self, decision: &Decision) {
        self.looked_for += 1;
        *match decision.outcome {
            Outcome::Matched => &mut self.matched,
            Outcome::Doubtful => &mut self.doubtful,
            Outcome::NotFound => &mut self.not_found,
            Outcome::Duplicate => &mut self.repeated,
        } += 1;
    }
}
