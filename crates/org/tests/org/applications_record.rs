//! The bytes of everything that is recorded of applications to join.

use std::collections::BTreeSet;

use polity_org::act::Deed;
use polity_org::vetting::{
    AcceptedBy, Application, CaseDeed, CaseEvent, Found, Paid, Refusal, View,
};
use polity_org::{Digest, Entry, Event, Subject};
use polity_procedure::model::Undecided;
use polity_values::{PersonId, Timestamp};

use crate::common::{id, text};

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn who() -> PersonId {
    id("p-1")
}

fn application(more: bool) -> Application {
    Application {
        applicant: who(),
        class: id("registered"),
        form: text(40),
        key: Digest::of(b"form"),
        unit: more.then(|| id("ash")),
        home: more.then(|| Digest::of(b"home")),
        concession: more,
    }
}

fn views() -> [View; 2] {
    let evidence = Digest::of(b"shown");
    [
        View {
            refuse: None,
            facts: None,
            evidence,
        },
        View {
            refuse: Some(id("not-on-register")),
            facts: Some(text(12)),
            evidence,
        },
    ]
}

fn paid() -> Paid {
    Paid {
        reference: Digest::of(b"reference"),
        pence: 500,
    }
}

fn deeds() -> Vec<CaseDeed> {
    let entry = Digest::of(b"entry");
    let matched = [Found::Entry(entry), Found::Doubtful(entry), Found::Nobody];
    let mut deeds = vec![
        CaseDeed::Receive(application(false)),
        CaseDeed::Receive(application(true)),
        CaseDeed::Withdraw { applicant: who() },
    ];
    deeds.extend(matched.map(|found| CaseDeed::Match {
        applicant: who(),
        found,
        model: "0123abcd".to_owned(),
    }));
    deeds.extend([
        CaseDeed::Ask {
            applicant: who(),
            question: text(9),
        },
        CaseDeed::Answer {
            applicant: who(),
            form: text(41),
        },
        CaseDeed::Refer {
            applicant: who(),
            queue: id("conduct"),
            ground: text(8),
        },
    ]);
    deeds.extend(views().map(|view| CaseDeed::Find {
        applicant: who(),
        queue: id("identity"),
        view,
    }));
    deeds.extend([
        CaseDeed::Recuse { applicant: who() },
        CaseDeed::LodgeAppeal {
            applicant: who(),
            grounds: text(60),
        },
        CaseDeed::DecideAppeal {
            applicant: who(),
            upheld: true,
            reasons: text(70),
        },
        CaseDeed::ReceivePayment {
            applicant: who(),
            paid: paid(),
        },
        CaseDeed::RefundPayment {
            applicant: who(),
            paid: paid(),
        },
        CaseDeed::ExtendCall {
            to: at("2026-06-12T14:00:00Z"),
            reason: text(4),
        },
    ]);
    deeds
}

/// What each deed says of itself on the record.
fn own(deed: CaseDeed) -> CaseEvent {
    match deed {
        CaseDeed::Receive(application) => CaseEvent::Received(application),
        CaseDeed::Withdraw { applicant } => CaseEvent::Withdrawn { applicant },
        CaseDeed::Match {
            applicant,
            found,
            model,
        } => CaseEvent::Matched {
            applicant,
            found,
            model,
            automated: true,
        },
        CaseDeed::Ask {
            applicant,
            question,
        } => CaseEvent::Asked {
            applicant,
            until: at("2026-06-09T09:00:00Z"),
            question: Some(question),
            automated: false,
        },
        CaseDeed::Answer { applicant, form } => CaseEvent::Answered { applicant, form },
        CaseDeed::Refer {
            applicant,
            queue,
            ground,
        } => CaseEvent::Referred {
            applicant,
            queue,
            ground,
            automated: false,
        },
        CaseDeed::Find {
            applicant,
            queue,
            view,
        } => CaseEvent::FindingRecorded {
            applicant,
            queue,
            view,
        },
        CaseDeed::Recuse { applicant } => CaseEvent::Recused { applicant },
        other => later(other),
    }
}

/// The same of appeals, payments and the time for applications.
fn later(deed: CaseDeed) -> CaseEvent {
    match deed {
        CaseDeed::LodgeAppeal { applicant, grounds } => {
            CaseEvent::AppealLodged { applicant, grounds }
        }
        CaseDeed::DecideAppeal {
            applicant,
            upheld,
            reasons,
        } => CaseEvent::AppealFinding {
            applicant,
            upheld,
            reasons,
        },
        CaseDeed::ReceivePayment { applicant, paid } => CaseEvent::PaymentReceived {
            applicant,
            reference: paid.reference,
            pence: paid.pence,
            surplus: false,
        },
        CaseDeed::RefundPayment { applicant, paid } => CaseEvent::PaymentRefunded {
            applicant,
            reference: paid.reference,
            pence: paid.pence,
        },
        CaseDeed::ExtendCall { to, reason } => CaseEvent::CallExtended {
            stage: id("applications"),
            from: at("2026-06-12T11:00:00Z"),
            to,
            reason,
        },
        other => panic!("{other:?} is told above"),
    }
}

/// What follows from deeds, or because time ran out.
fn further() -> Vec<CaseEvent> {
    let mut events = vec![
        CaseEvent::Asked {
            applicant: who(),
            until: at("2026-06-09T09:00:00Z"),
            question: None,
            automated: true,
        },
        CaseEvent::Repeated {
            applicant: who(),
            of: id("p-2"),
            queue: id("duplicates"),
        },
        CaseEvent::Queued {
            applicant: who(),
            queue: id("identity"),
        },
        CaseEvent::Cleared {
            applicant: who(),
            queue: id("identity"),
        },
    ];
    let ways = [
        AcceptedBy::Receipt,
        AcceptedBy::Match,
        AcceptedBy::Review,
        AcceptedBy::Payment,
        AcceptedBy::Appeal,
    ];
    events.extend(ways.map(|by| CaseEvent::Accepted {
        applicant: who(),
        by,
    }));
    events.extend([None, Some(at("2026-06-14T09:00:00Z"))].map(|appeal_by| {
        CaseEvent::Refused(Refusal {
            applicant: who(),
            queue: id("identity"),
            reason: id("not-on-register"),
            version: 1,
            rule: id("3.1"),
            facts: vec![text(12), text(9)],
            evidence: vec![Digest::of(b"shown"), Digest::of(b"shown")],
            automated: true,
            appeal_by,
        })
    }));
    events.extend(
        [Undecided::Accepted, Undecided::Provisional].map(|to| CaseEvent::Defaulted {
            stage: id("vetting"),
            to,
            applications: 3,
            appeals: 1,
        }),
    );
    events.push(CaseEvent::AppealDecided {
        applicant: who(),
        upheld: true,
        reasons: vec![text(70), text(30)],
    });
    events
}

fn entries() -> Vec<Entry> {
    let done = deeds().into_iter().map(own).chain(further());
    let done = done.map(Event::Case);
    let proposed = deeds()
        .into_iter()
        .map(|deed| Event::Proposed(Box::new(Deed::Case(deed))));
    (1..)
        .zip(done.chain(proposed))
        .map(|(seq, event)| Entry {
            seq,
            at: at("2026-06-02T09:00:00Z"),
            actor: Some(id("p-9")),
            role: Some(id("checker")),
            unit: None,
            rule: id("4.1"),
            subject: Subject::Matter(id("supporters-2026")),
            confirms: None,
            event,
        })
        .collect()
}

#[test]
fn the_bytes_of_everything_about_applications_are_locked() {
    let lines: Vec<String> = entries()
        .iter()
        .map(|entry| String::from_utf8(entry.to_bytes()).expect("JSON is UTF-8"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_kind_is_among_them() {
    let known: BTreeSet<&str> = CaseEvent::KINDS.iter().copied().collect();
    let entries = entries();
    let tested: BTreeSet<&str> = entries.iter().map(|entry| entry.event.kind()).collect();
    let tested: BTreeSet<&str> = tested
        .into_iter()
        .filter(|kind| !kind.ends_with("_proposed"))
        .collect();
    assert_eq!(known, tested);
}

#[test]
fn they_read_back_and_other_forms_are_refused() {
    for entry in entries() {
        let bytes = entry.to_bytes();
        assert_eq!(Entry::from_bytes(&bytes), Ok(entry));
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        for other in [
            text.replacen("\"body\":{", "\"body\":{\"colour\":1,", 1),
            text.replacen("\"kind\":\"", "\"kind\":\"x.", 1),
        ] {
            assert!(Entry::from_bytes(other.as_bytes()).is_err(), "{other}");
        }
    }
}

#[test]
fn nothing_of_a_person_stands_on_the_record_but_opaque_ids_digests_codes_and_figures() {
    // Every text in these entries is an id, a digest, an instant or the name of a field or kind: none has a space.
    for entry in entries() {
        let text = String::from_utf8(entry.to_bytes()).expect("JSON is UTF-8");
        assert!(!text.contains(' '), "{text}");
    }
}
