//! Where each act stands, what each kind of stage is for, and what takes two persons.

use crate::model::{ActKind, StageKind};

/// The kinds of stage in which an act can stand; none is all.
pub(super) fn places(act: ActKind) -> &'static [StageKind] {
    use StageKind::{
        Appeal, Ballot, Call, Challenge, Consent, Count, Decide, Declare, Freeze, Negotiate,
        Nominate, Notice, Prepare, Publish, Ratify, Rounds, Sift, Support, Vet,
    };
    match act {
        ActKind::GiveNotice => &[Notice],
        ActKind::FreezeRoll => &[Freeze],
        ActKind::CorrectRoll => &[Freeze, Nominate, Consent, Publish, Prepare, Support, Call],
        ActKind::Nominate => &[Nominate, Call],
        ActKind::Support | ActKind::Unsupport | ActKind::Endorse | ActKind::Unendorse => {
            &[Nominate, Support]
        }
        ActKind::SubmitStatement => &[Nominate, Consent, Call, Support],
        ActKind::Consent => &[Nominate, Consent],
        ActKind::PublishStatements => &[Publish],
        ActKind::NameTrustee
        | ActKind::RecordKey
        | ActKind::ProveKey
        | ActKind::RecordCredentials => &[Prepare],
        ActKind::OpenBallot | ActKind::ExtendBallot => &[Ballot],
        ActKind::CloseBallot => &[Ballot, Count],
        ActKind::RecordShuffle
        | ActKind::RecordDecryption
        | ActKind::DrawLot
        | ActKind::RecordCount => &[Count],
        ActKind::Challenge => &[Challenge, Declare, Appeal],
        // Where a body acts on what was challenged, the challenge is decided first.
        ActKind::DecideChallenge => &[Challenge, Declare, Appeal, Decide, Negotiate],
        ActKind::Declare => &[Declare],
        ActKind::Apply | ActKind::NameNext => &[Call, Nominate],
        ActKind::StateSize => &[Notice, Freeze, Call, Nominate, Support],
        ActKind::Score => &[Sift, StageKind::Interview],
        ActKind::Vet => &[Vet, StageKind::Interview],
        ActKind::Hear
        | ActKind::ProposeQuestion
        | ActKind::FixQuestions
        | ActKind::ReleaseQuestions => &[
            StageKind::Interview,
            StageKind::Hearing,
            StageKind::Hustings,
        ],
        ActKind::ReceiveApplication | ActKind::ExtendCall => &[Call],
        ActKind::MatchApplication
        | ActKind::AskApplicant
        | ActKind::AnswerQuestion
        | ActKind::ReferApplication => &[Call, Vet],
        // Who votes provisionally is still decided while appeals are heard.
        ActKind::RecordFinding
        | ActKind::RecuseFromApplication
        | ActKind::WithdrawApplication
        | ActKind::LodgeAppeal
        | ActKind::DecideAppeal
        | ActKind::ReceivePayment
        | ActKind::RefundPayment => &[Call, Vet, Appeal],
        ActKind::RecordRound => &[Rounds],
        ActKind::RecordCardVote => &[Ratify],
        // The others are done wherever the procedure says: papers, interests, decisions, lots, reports.
        _ => &[],
    }
}

/// What takes two persons, since one alone could decide the matter by it.
pub(super) const BY_TWO: [ActKind; 13] = [
    ActKind::CorrectRoll,
    ActKind::OpenBallot,
    ActKind::ExtendBallot,
    ActKind::CloseBallot,
    ActKind::RecordCount,
    ActKind::Declare,
    ActKind::DeclareVoid,
    ActKind::Select,
    ActKind::Resolve,
    ActKind::RecordRound,
    ActKind::RecordCardVote,
    ActKind::NameNext,
    ActKind::ExtendCall,
];

/// What a stage of a kind is for: the acts that must stand in it, and whether it is done only when they are.
pub(super) fn purposes(kind: StageKind, admits: bool) -> &'static [(ActKind, bool)] {
    match kind {
        StageKind::Call if admits => &[(ActKind::ReceiveApplication, false)],
        StageKind::Vet if admits => &[(ActKind::RecordFinding, false)],
        StageKind::Appeal if admits => &[
            (ActKind::LodgeAppeal, false),
            (ActKind::DecideAppeal, false),
        ],
        StageKind::Notice => &[(ActKind::GiveNotice, true)],
        StageKind::Freeze => &[(ActKind::FreezeRoll, true)],
        StageKind::Nominate => &[(ActKind::Nominate, false), (ActKind::Withdraw, false)],
        StageKind::Consent => &[(ActKind::Consent, false), (ActKind::Withdraw, false)],
        StageKind::Publish => &[(ActKind::PublishStatements, true)],
        StageKind::Prepare => &[
            (ActKind::NameTrustee, false),
            (ActKind::RecordKey, true),
            (ActKind::ProveKey, true),
            (ActKind::RecordCredentials, true),
        ],
        StageKind::Ballot => &[(ActKind::OpenBallot, true)],
        StageKind::Count => &[
            (ActKind::RecordShuffle, true),
            (ActKind::RecordDecryption, true),
            (ActKind::DrawLot, false),
            (ActKind::RecordCount, true),
        ],
        StageKind::Challenge | StageKind::Appeal => &[
            (ActKind::Challenge, false),
            (ActKind::DecideChallenge, false),
        ],
        StageKind::Declare => &[(ActKind::Declare, true)],
        StageKind::Vet => &[(ActKind::Vet, false)],
        StageKind::Sift => &[(ActKind::Score, false)],
        StageKind::Shortlist => &[(ActKind::Select, true)],
        StageKind::Hustings => &[(ActKind::InviteAll, true)],
        StageKind::Rounds => &[(ActKind::RecordRound, true)],
        StageKind::Ratify => &[(ActKind::RecordCardVote, true)],
        StageKind::Decide | StageKind::Negotiate => &[(ActKind::Resolve, true)],
        StageKind::Hearing => &[(ActKind::Hear, true)],
        StageKind::Report => &[(ActKind::PublishReport, true)],
        StageKind::Call | StageKind::Support | StageKind::Interview | StageKind::Investigate => &[],
    }
}
