//! The bytes of the record: one entry of every kind, locked. A line of the snapshot never changes; new
//! kinds add lines.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::common::{Plan, founding, id, text};
use polity_org::act::{
    Adoption, BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, EmergencyReport, Key,
    Limit, Limited, LostVotes, Lot, Opening, Override, RollCorrection, RollImport, RollStatement,
    Stated,
};
use polity_org::effects::Effect;
use polity_org::entry::{ENTRY_VERSION, EntryError};
use polity_org::founding::{Officer, UnitSpec};
use polity_org::organisation::Place;
use polity_org::rules::RuleChange;
use polity_org::{Digest, Entry, Event, Subject};
use polity_procedure::Dates;
use polity_procedure::model::{EndKind, Next, OutcomeKind};
use polity_values::{Timestamp, civil};

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn digest() -> Digest {
    Digest::of(b"something")
}

fn statement() -> RollStatement {
    RollStatement {
        roll: id("roll-1"),
        digest: digest(),
        size: 3,
        units: [(id("ash"), 1), (id("beech"), 2)].into(),
        excluded: [(id("3.4"), 5)].into(),
        import: Digest::of(b"list"),
    }
}

fn unit() -> UnitSpec {
    UnitSpec {
        id: id("ash"),
        kind: id("branch"),
        title: "Ash".to_owned(),
        officers: vec![Officer {
            seat: id("secretary"),
            person: id("p-1"),
        }],
    }
}

fn deeds() -> Vec<Deed> {
    [standing_deeds(), nomination_deeds(), ballot_deeds()].concat()
}

fn standing_deeds() -> Vec<Deed> {
    let source = include_str!("../../../../procedures/executive-section-stv.toml");
    let procedure = polity_procedure::parse(source).expect("a procedure");
    let plan = Plan {
        zone: "Europe/London".to_owned(),
        classes: ["full".to_owned()].into(),
        units: [(id("ash"), id("branch"))].into(),
        seats: vec![(id("secretary"), id("ash"), id("p-1"))],
    };
    let mut dates = Dates::default();
    dates.set("notice", "2026-06-01 12:00".parse().expect("an instant"));
    let digest = digest();
    vec![
        Deed::FoundOrganisation(Box::new(founding(&plan, &procedure))),
        Deed::FormUnit(unit()),
        Deed::AdoptProcedure(Adoption {
            source: "procedure = \"a\"\n".to_owned(),
            sha256: digest,
        }),
        Deed::OpenMatter(Opening {
            stated: polity_org::act::Stated::default(),
            id: id("executive-2026"),
            procedure: id("executive-section-stv"),
            dates,
            title: "The executive".to_owned(),
        }),
        Deed::RecordRollImport(RollImport {
            digest,
            rows: 3,
            totals: [(id("ash"), 3)].into(),
        }),
        Deed::LimitRight(Limit {
            on: Limited::Unit(id("ash")),
            from: instant("2026-01-01T00:00:00Z"),
            until: instant("2026-07-01T00:00:00Z"),
            reason: text(12),
        }),
        Deed::Confirm { of: 4 },
        Deed::Decline { of: 4 },
    ]
}

fn nomination_deeds() -> Vec<Deed> {
    let digest = digest();
    vec![
        Deed::GiveNotice {},
        Deed::FreezeRoll(statement()),
        Deed::CorrectRoll(RollCorrection {
            before: digest,
            after: statement(),
            reason: text(9),
        }),
        Deed::Nominate {},
        Deed::Withdraw {},
        Deed::Support {
            candidate: id("p-2"),
        },
        Deed::Unsupport {
            candidate: id("p-2"),
        },
        Deed::Consent {
            terms: digest,
            classes: BTreeSet::new(),
        },
        Deed::SubmitStatement(text(250)),
        Deed::PublishStatements {
            seed: "6 4 2".to_owned(),
        },
    ]
}

fn ballot_deeds() -> Vec<Deed> {
    let digest = digest();
    vec![
        Deed::NameTrustee { trustee: id("p-3") },
        Deed::RecordKey(Key {
            public_key: digest,
            item: digest,
        }),
        Deed::ProveKey { proof: digest },
        Deed::RecordCredentials { count: 3, digest },
        Deed::OpenBallot(BallotOpening {
            uuid: "ballot1".to_owned(),
            election: digest,
            booth: None,
        }),
        Deed::ExtendBallot {
            to: instant("2026-10-26T12:00:00Z"),
            reason: text(4),
        },
        Deed::CloseBallot(BoxHead {
            head: digest,
            cast: 3,
            voters: 2,
        }),
        Deed::RecordShuffle { digest },
        Deed::RecordDecryption { digest },
        Deed::DrawLot(Lot {
            order: vec![id("p-2"), id("p-1")],
            question: "who is excluded in stage 3".to_owned(),
        }),
        Deed::RecordCount(CountResult {
            transcript: digest,
            elected: vec![id("p-2")],
        }),
        Deed::Challenge { reason: text(3) },
        Deed::DecideChallenge(ChallengeDecision {
            challenge: 40,
            upheld: false,
            reasons: text(30),
        }),
        Deed::Declare {},
        Deed::DeclareVoid { reasons: text(8) },
    ]
}

/// The event of each deed, with those that no single deed has.
fn events() -> Vec<Event> {
    let mut events: Vec<Event> = deeds().into_iter().filter_map(event).collect();
    events.push(Event::ProposalDeclined { of: 4 });
    events.push(Event::ResultDeclared {
        elected: vec![id("p-2")],
        unopposed: false,
        effects: vec![
            Effect::EndTenure {
                tenure: id("t1-2"),
                at: instant("2026-11-03T09:00:00Z"),
            },
            Effect::BeginTenure {
                tenure: id("t5.1"),
                person: id("p-2"),
                seat: id("elected"),
                place: Place::Body(id("executive")),
                from: instant("2026-11-03T09:00:00Z"),
                until: instant("2028-11-03T09:00:00Z"),
            },
        ],
    });
    events.push(Event::StageEnded {
        stage: id("consent"),
        outcome: Some(OutcomeKind::Unopposed),
        effective: instant("2026-09-16T11:00:00Z"),
        then: Next::Stage(id("challenge")),
    });
    events.push(Event::StageEnded {
        stage: id("notice"),
        outcome: None,
        effective: instant("2026-06-03T11:00:00Z"),
        then: Next::End(EndKind::Lapsed),
    });
    events.extend(
        deeds()
            .into_iter()
            .map(|deed| Event::Proposed(Box::new(deed))),
    );
    // What joined later stands last, so that no line before it changes.
    events.extend(later_deeds().into_iter().filter_map(event));
    let proposed = |deed| Event::Proposed(Box::new(deed));
    events.extend(later_deeds().into_iter().map(proposed));
    events
}

/// Kinds that joined later.
fn later_deeds() -> Vec<Deed> {
    let stated = Stated {
        emergency: Some(text(30)),
        joined_before_notice: Some(LostVotes {
            members: 12,
            reason: text(9),
        }),
        overrides: vec![Override {
            gap: 1,
            ground: text(20),
        }],
    };
    vec![
        Deed::ChangeRules(RuleChange {
            source: "rulebook = \"birchwood\"\n".to_owned(),
            sha256: Digest::of(b"rules"),
            from: civil::date(2026, 9, 1),
            clauses: [id("4.1")].into(),
        }),
        Deed::ReportEmergency(EmergencyReport {
            of: id("snap-2026"),
            report: text(200),
        }),
        Deed::OpenMatter(Opening {
            id: id("snap-2026"),
            procedure: id("snap"),
            dates: Dates::default(),
            title: "The snap election".to_owned(),
            stated,
        }),
    ]
}

fn event(deed: Deed) -> Option<Event> {
    Some(match deed {
        // Steps and deeds on bodies have tests of their own, beside this one.
        Deed::Confirm { .. }
        | Deed::Decline { .. }
        | Deed::Declare {}
        | Deed::Body(_)
        | Deed::Sitting(_)
        | Deed::Case(_)
        | Deed::Step(_) => {
            return None;
        }
        Deed::FoundOrganisation(founding) => Event::OrganisationFounded(founding),
        Deed::FormUnit(unit) => Event::UnitFormed(unit),
        Deed::AdoptProcedure(adoption) => Event::ProcedureAdopted(adoption),
        Deed::ChangeRules(change) => Event::RulesChanged(change),
        Deed::ReportEmergency(report) => Event::EmergencyReported(report),
        Deed::OpenMatter(opening) => Event::MatterOpened(opening),
        Deed::RecordRollImport(import) => Event::RollImported(import),
        Deed::LimitRight(limit) => Event::RightLimited(limit),
        Deed::GiveNotice {} => Event::NoticeGiven {},
        Deed::FreezeRoll(statement) => Event::RollFrozen(statement),
        Deed::CorrectRoll(correction) => Event::RollCorrected(correction),
        Deed::Nominate {} => Event::NominationMade {},
        Deed::Withdraw {} => Event::NominationWithdrawn {},
        Deed::Support { candidate } => Event::SupportGiven {
            candidate,
            unit: id("ash"),
        },
        Deed::Unsupport { candidate } => Event::SupportWithdrawn {
            candidate,
            unit: id("ash"),
        },
        Deed::Consent { terms, classes } => Event::ConsentGiven { terms, classes },
        Deed::SubmitStatement(text) => Event::StatementSubmitted(text),
        Deed::PublishStatements { seed } => Event::StatementsPublished {
            seed,
            order: vec![id("p-2"), id("p-1")],
        },
        Deed::NameTrustee { trustee } => Event::TrusteeNamed { trustee },
        Deed::RecordKey(key) => Event::KeyRecorded(key),
        Deed::ProveKey { proof } => Event::KeyProved { proof },
        Deed::RecordCredentials { count, digest } => Event::CredentialsRecorded { count, digest },
        Deed::OpenBallot(opening) => Event::BallotOpened(opening),
        Deed::ExtendBallot { to, reason } => Event::BallotExtended {
            stage: id("ballot"),
            from: instant("2026-10-23T11:00:00Z"),
            to,
            reason,
        },
        Deed::CloseBallot(head) => Event::BallotClosed(head),
        Deed::RecordShuffle { digest } => Event::ShuffleRecorded { digest },
        Deed::RecordDecryption { digest } => Event::DecryptionRecorded { digest },
        Deed::DrawLot(lot) => Event::LotDrawn(lot),
        Deed::RecordCount(count) => Event::CountRecorded(count),
        Deed::Challenge { reason } => Event::ChallengeMade { reason },
        Deed::DecideChallenge(decision) => Event::ChallengeDecided(decision),
        Deed::DeclareVoid { reasons } => Event::ElectionVoided { reasons },
    })
}

fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for (seq, event) in (1..).zip(events()) {
        let by_itself = matches!(event, Event::StageEnded { .. });
        let standing = event.kind().starts_with("organisation.");
        entries.push(Entry {
            seq,
            at: instant("2026-06-01T11:00:00.25Z"),
            actor: (!by_itself).then(|| id("p-9")),
            role: (!by_itself && !standing).then(|| id("returning-officer")),
            unit: (event.kind() == "support.given").then(|| id("ash")),
            rule: id("3.1"),
            subject: if standing {
                Subject::Organisation
            } else {
                Subject::Matter(id("executive-2026"))
            },
            confirms: (event.kind() == "ballot.opened").then_some(7),
            event,
        });
    }
    entries
}

#[test]
fn the_bytes_of_every_kind_are_locked() {
    let lines: Vec<String> = entries()
        .iter()
        .map(|entry| String::from_utf8(entry.to_bytes()).expect("JSON is UTF-8"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_kind_is_among_them() {
    let source = include_str!("../../src/event.rs");
    let quoted = source.split('"').skip(1).step_by(2);
    let known: BTreeSet<&str> = quoted
        .filter(|text| text.contains('.') && !text.contains(' '))
        .collect();
    let tested: BTreeSet<&str> = entries().iter().map(|entry| entry.event.kind()).collect();
    assert_eq!(known, tested);
}

#[test]
fn bytes_read_back_and_other_forms_are_refused() {
    for entry in entries() {
        let bytes = entry.to_bytes();
        assert_eq!(Entry::from_bytes(&bytes), Ok(entry));
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        for other in [
            format!("{text}\n"),
            text.replacen("\"seq\":", "\"seq\": ", 1),
            text.replacen(".25Z", ".250Z", 1),
            text.replacen("\"rule\"", "\"colour\":1,\"rule\"", 1),
        ] {
            let refused = Entry::from_bytes(other.as_bytes());
            assert!(
                matches!(refused, Err(EntryError::NotExact(_) | EntryError::Form(_))),
                "{other}"
            );
        }
        let newer = text.replacen("\"v\":1", "\"v\":2", 1);
        assert_eq!(ENTRY_VERSION, 1);
        assert_eq!(
            Entry::from_bytes(newer.as_bytes()),
            Err(EntryError::Version(2))
        );
    }
}

#[test]
fn a_proposal_cannot_pass_under_another_kind() {
    let entry = entries()
        .into_iter()
        .find(|entry| entry.event.kind() == "ballot.open_proposed")
        .expect("there is one");
    let text = String::from_utf8(entry.to_bytes()).expect("JSON is UTF-8");
    for other in ["ballot.close_proposed", "x_proposed", "ballot.opened"] {
        let changed = text.replace("ballot.open_proposed", other);
        assert!(Entry::from_bytes(changed.as_bytes()).is_err(), "{other}");
    }
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(entries);

proptest::proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(
        at in 0..60_usize,
        place in proptest::num::usize::ANY,
        byte in proptest::num::u8::ANY,
    ) {
        let all = &*ENTRIES;
        let mut bytes = all[at % all.len()].to_bytes();
        let place = place % bytes.len();
        bytes[place] = byte;
        if let Ok(read) = Entry::from_bytes(&bytes) {
            proptest::prop_assert_eq!(&read.to_bytes(), &bytes);
        }
        let _ = Entry::from_bytes(&bytes[..place]);
    }
}
