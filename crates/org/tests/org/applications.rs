//! Deeds on applications from the details of stories, and how far an application came.

use polity_org::vetting::{
    Application, Case, CaseDeed, Fate, Found, Matching, Paid, View, is_machine,
};
use polity_org::{ActKind, Digest, Matter};
use polity_procedure::story::{ApplicationIs, Details, Found as Told};
use polity_values::PersonId;

use crate::common::{Run, zone};
use crate::steps::own_text;

fn entry(name: &str) -> Digest {
    Digest::of_pieces(&[b"entry ", name.as_bytes()])
}

/// The deed that an act of a story tries; none: it is another kind of act.
pub(crate) fn deed(
    run: &Run,
    actor: &PersonId,
    act: ActKind,
    details: &Details,
) -> Option<CaseDeed> {
    let of = &details.application;
    let applicant = details.subject.clone().unwrap_or_else(|| actor.clone());
    let words = || own_text(run, details.words.unwrap_or(5));
    let queue = || of.queue.clone().expect("into QUEUE");
    Some(match act {
        ActKind::ReceiveApplication => {
            let key = of.key.as_deref().unwrap_or(applicant.as_str());
            CaseDeed::Receive(Application {
                key: Digest::of(key.as_bytes()),
                class: details.step.classes.first().cloned().expect("as CLASS"),
                form: words(),
                unit: run
                    .members
                    .get(&applicant)
                    .map(|member| member.unit.clone()),
                home: run.homes.get(&applicant).copied(),
                concession: false,
                applicant,
            })
        }
        ActKind::WithdrawApplication => CaseDeed::Withdraw { applicant },
        ActKind::MatchApplication => CaseDeed::Match {
            applicant,
            found: match of.found.as_ref().expect("matching ...") {
                Told::Entry(name) => Found::Entry(entry(name)),
                Told::Doubtful(name) => Found::Doubtful(entry(name)),
                Told::Nobody => Found::Nobody,
            },
            model: "0123abcd".to_owned(),
        },
        ActKind::AskApplicant => CaseDeed::Ask {
            applicant,
            question: words(),
        },
        ActKind::AnswerQuestion => CaseDeed::Answer {
            applicant,
            form: words(),
        },
        ActKind::ReferApplication => CaseDeed::Refer {
            applicant,
            queue: queue(),
            ground: words(),
        },
        ActKind::RecordFinding => {
            let refuse = of
                .finding
                .clone()
                .expect("accepting it, or refusing it on CODE");
            CaseDeed::Find {
                applicant,
                queue: queue(),
                view: View {
                    facts: refuse.is_some().then(words),
                    refuse,
                    evidence: Digest::of(b"what was shown"),
                },
            }
        }
        _ => return later(run, applicant, act, details),
    })
}

/// The same of appeals, payments and the time for applications.
fn later(run: &Run, applicant: PersonId, act: ActKind, details: &Details) -> Option<CaseDeed> {
    let words = || own_text(run, details.words.unwrap_or(5));
    let paid = || {
        let paying = details.application.paying.clone();
        let (pence, reference) = paying.expect("paying N reference WORD");
        let reference = Digest::of(reference.as_bytes());
        Paid { reference, pence }
    };
    Some(match act {
        ActKind::RecuseFromApplication => CaseDeed::Recuse { applicant },
        ActKind::LodgeAppeal => CaseDeed::LodgeAppeal {
            applicant,
            grounds: words(),
        },
        ActKind::DecideAppeal => CaseDeed::DecideAppeal {
            applicant,
            upheld: details.upheld.expect("upholding it, or dismissing it"),
            reasons: words(),
        },
        ActKind::ReceivePayment => CaseDeed::ReceivePayment {
            applicant,
            paid: paid(),
        },
        ActKind::RefundPayment => CaseDeed::RefundPayment {
            applicant,
            paid: paid(),
        },
        ActKind::ExtendCall => CaseDeed::ExtendCall {
            to: details
                .to
                .expect("to INSTANT")
                .resolve(&zone(&run.world))
                .expect("an instant"),
            reason: words(),
        },
        _ => return None,
    })
}

/// Whether an application stands as a story says.
pub(crate) fn stands(
    run: &Run,
    matter: &Matter,
    applicant: &PersonId,
    is: &ApplicationIs,
) -> Result<(), String> {
    assert!(!is_machine(applicant), "no program applies");
    let case = matter.campaign.case(applicant);
    let case = case.ok_or_else(|| format!("{applicant} has not applied"))?;
    let terms = matter.procedure.admission.as_ref().expect("it admits");
    let holds = match is {
        ApplicationIs::Undecided => case.fate == Fate::Undecided,
        ApplicationIs::Provisional => matches!(case.fate, Fate::Provisional { .. }),
        ApplicationIs::Accepted => matches!(case.fate, Fate::Accepted { .. }),
        ApplicationIs::Withdrawn => matches!(case.fate, Fate::Withdrawn { .. }),
        ApplicationIs::Refused(code) => refused_on(case, code.as_str()),
        ApplicationIs::InQueue(queue) => case.queues(terms, run.now).contains_key(queue),
        ApplicationIs::Asked(until) => {
            let until = until.resolve(&zone(&run.world)).expect("an instant");
            matches!(case.matching, Matching::Asked { until: is, .. } if is == until)
        }
    };
    if holds {
        Ok(())
    } else {
        Err(format!(
            "it is {:?}, {:?}, in {:?}",
            case.fate, case.matching, case.open
        ))
    }
}

fn refused_on(case: &Case, code: &str) -> bool {
    matches!(case.fate, Fate::Refused { .. })
        && case
            .refusal
            .as_ref()
            .is_some_and(|one| one.reason.as_str() == code)
}
