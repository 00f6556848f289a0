//! The deed of which an event tells: what was asked for, as far as the record says it.

use crate::act::Deed;
use crate::step::{Step, Stepped};
use crate::vetting::{CaseDeed, CaseEvent, Paid};
use crate::{Digest, Event};

/// The deed of an event on a matter; none for what falls due by itself and for standing acts. A candidate consents to the
/// terms that are in force, so that the digest of the procedure is that of `terms`.
pub(super) fn of(event: &Event, terms: Digest) -> Option<Deed> {
    Some(match event {
        Event::Proposed(deed) => match deed.as_ref() {
            Deed::Consent { classes, .. } => Deed::Consent {
                terms,
                classes: classes.clone(),
            },
            deed => deed.clone(),
        },
        Event::ProposalDeclined { of } => Deed::Decline { of: *of },
        Event::NoticeGiven {} => Deed::GiveNotice {},
        Event::RollFrozen(roll) => Deed::FreezeRoll(roll.clone()),
        Event::RollCorrected(correction) => Deed::CorrectRoll(correction.clone()),
        Event::NominationMade {} => Deed::Nominate {},
        Event::NominationWithdrawn {} => Deed::Withdraw {},
        Event::SupportGiven { candidate, .. } => Deed::Support {
            candidate: candidate.clone(),
        },
        Event::SupportWithdrawn { candidate, .. } => Deed::Unsupport {
            candidate: candidate.clone(),
        },
        Event::ConsentGiven { classes, .. } => Deed::Consent {
            terms,
            classes: classes.clone(),
        },
        Event::StatementSubmitted(text) => Deed::SubmitStatement(text.clone()),
        Event::StatementsPublished { seed, .. } => Deed::PublishStatements { seed: seed.clone() },
        Event::TrusteeNamed { trustee } => Deed::NameTrustee {
            trustee: trustee.clone(),
        },
        Event::KeyRecorded(key) => Deed::RecordKey(key.clone()),
        Event::KeyProved { proof } => Deed::ProveKey { proof: *proof },
        Event::CredentialsRecorded { count, digest } => Deed::RecordCredentials {
            count: *count,
            digest: *digest,
        },
        Event::BallotOpened(opening) => Deed::OpenBallot(opening.clone()),
        Event::BallotExtended { to, reason, .. } => Deed::ExtendBallot {
            to: *to,
            reason: reason.clone(),
        },
        Event::BallotClosed(head) => Deed::CloseBallot(head.clone()),
        Event::ShuffleRecorded { digest } => Deed::RecordShuffle { digest: *digest },
        Event::DecryptionRecorded { digest } => Deed::RecordDecryption { digest: *digest },
        Event::LotDrawn(lot) => Deed::DrawLot(lot.clone()),
        Event::CountRecorded(count) => Deed::RecordCount(count.clone()),
        Event::ChallengeMade { reason } => Deed::Challenge {
            reason: reason.clone(),
        },
        Event::ChallengeDecided(decision) => Deed::DecideChallenge(decision.clone()),
        Event::ResultDeclared { .. } => Deed::Declare {},
        Event::ElectionVoided { reasons } => Deed::DeclareVoid {
            reasons: reasons.clone(),
        },
        Event::Step(stepped) => Deed::Step(step(stepped)),
        Event::Case(event) => return case(event).map(Deed::Case),
        Event::OrganisationFounded(_)
        | Event::UnitFormed(_)
        | Event::ProcedureAdopted(_)
        | Event::RulesChanged(_)
        | Event::MatterOpened(_)
        | Event::EmergencyReported(_)
        | Event::RollImported(_)
        | Event::RightLimited(_)
        | Event::StageEnded { .. }
        | Event::Body(_)
        | Event::Sitting(_) => return None,
    })
}

/// The deed on an application; none for what followed from another, or because time ran out.
fn case(event: &CaseEvent) -> Option<CaseDeed> {
    Some(match event.clone() {
        CaseEvent::Received(application) => CaseDeed::Receive(application),
        CaseEvent::Withdrawn { applicant } => CaseDeed::Withdraw { applicant },
        CaseEvent::Matched {
            applicant,
            found,
            model,
            ..
        } => CaseDeed::Match {
            applicant,
            found,
            model,
        },
        CaseEvent::Asked {
            applicant,
            question: Some(question),
            ..
        } => CaseDeed::Ask {
            applicant,
            question,
        },
        CaseEvent::Answered { applicant, form } => CaseDeed::Answer { applicant, form },
        CaseEvent::Referred {
            applicant,
            queue,
            ground,
            ..
        } => CaseDeed::Refer {
            applicant,
            queue,
            ground,
        },
        CaseEvent::FindingRecorded {
            applicant,
            queue,
            view,
        } => CaseDeed::Find {
            applicant,
            queue,
            view,
        },
        CaseEvent::Recused { applicant } => CaseDeed::Recuse { applicant },
        other => return later(other),
    })
}

/// The same of appeals, payments and the time for applications.
fn later(event: CaseEvent) -> Option<CaseDeed> {
    Some(match event {
        CaseEvent::AppealLodged { applicant, grounds } => {
            CaseDeed::LodgeAppeal { applicant, grounds }
        }
        CaseEvent::AppealFinding {
            applicant,
            upheld,
            reasons,
        } => CaseDeed::DecideAppeal {
            applicant,
            upheld,
            reasons,
        },
        CaseEvent::PaymentReceived {
            applicant,
            reference,
            pence,
            ..
        } => CaseDeed::ReceivePayment {
            applicant,
            paid: Paid { reference, pence },
        },
        CaseEvent::PaymentRefunded {
            applicant,
            reference,
            pence,
        } => CaseDeed::RefundPayment {
            applicant,
            paid: Paid { reference, pence },
        },
        CaseEvent::CallExtended { to, reason, .. } => CaseDeed::ExtendCall { to, reason },
        _ => return None,
    })
}

fn step(stepped: &Stepped) -> Step {
    match stepped.clone() {
        Stepped::Applied { application } => Step::Apply { application },
        Stepped::Endorsed { candidate } => Step::Endorse { candidate },
        Stepped::Unendorsed { candidate } => Step::Unendorse { candidate },
        Stepped::SizeStated(size) => Step::StateSize(size),
        Stepped::Scored { candidate, sheet } => Step::Score { candidate, sheet },
        Stepped::InterestDeclared { reason } => Step::DeclareInterest { reason },
        Stepped::Selected { selection, .. } => Step::Select(selection),
        Stepped::Resolved { vote, .. } => Step::Resolve(vote),
        Stepped::Vetted {
            candidate,
            fit,
            reasons,
        } => Step::Vet {
            candidate,
            fit,
            reasons,
        },
        Stepped::Scheduled {
            candidate,
            at,
            minutes,
        } => Step::Schedule {
            candidate,
            at,
            minutes,
        },
        Stepped::OrderDrawn { seed, .. } => Step::DrawOrder { seed },
        Stepped::Heard {
            candidate,
            present,
            asked,
        } => Step::Hear {
            candidate,
            present,
            asked,
        },
        Stepped::RoundCounted { round, .. } => Step::RecordRound(round),
        Stepped::CardVoteCounted { count, .. } => Step::RecordCardVote(count),
        Stepped::PaperSubmitted { paper } => Step::SubmitPaper { paper },
        Stepped::PapersDrawn { seed, .. } => Step::DrawPapers { seed },
        Stepped::ReportPublished { report } => Step::PublishReport { report },
        Stepped::AllInvited { at, .. } => Step::InviteAll { at },
        Stepped::NextNamed { person, basis } => Step::NameNext { person, basis },
        Stepped::Delegated { to, role, until } => Step::Delegate { to, role, until },
        Stepped::QuestionProposed(question) => Step::ProposeQuestion(question),
        Stepped::QuestionsFixed { questions } => Step::FixQuestions { questions },
        Stepped::QuestionsReleased { at } => Step::ReleaseQuestions { at },
    }
}
