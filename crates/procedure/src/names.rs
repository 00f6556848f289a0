//! The words by which the file names each kind of act, stage, outcome and end: one list for each, so that
//! reading, printing and suggesting cannot disagree.

use polity_values::Rounding;

use crate::calendar::Calendar;
use crate::model::{
    ActKind, EndKind, MatterKind, OutcomeKind, QueueKind, Rejection, Revote, StageKind, TieRule,
    TooFew, Undecided, VoteBase,
};

/// A closed set of named things.
pub trait Named: Copy + Sized + 'static {
    /// Every one with its name.
    const ALL: &'static [(&'static str, Self)];

    /// Its name in the file.
    fn name(self) -> &'static str;

    /// The one of this name.
    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, one)| one)
    }

    /// All names.
    fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|&(name, _)| name)
    }
}

macro_rules! named {
    ($($type:ident { $($variant:ident = $name:literal,)+ })+) => {$(
        impl Named for $type {
            const ALL: &'static [(&'static str, Self)] = &[$(($name, Self::$variant),)+];

            // The match is exhaustive, so a variant that is not in the list does not compile.
            fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    )+};
}

named! {
    MatterKind {
        Election = "election",
        Appointment = "appointment",
        Ratification = "ratification",
        Vacancy = "vacancy",
        Nomination = "nomination",
        Slate = "slate",
        Hustings = "hustings",
        Report = "report",
        Admission = "admission",
    }
    TooFew {
        Refuse = "refuse",
        AllWhoStand = "all-who-stand",
    }
    StageKind {
        Notice = "notice",
        Freeze = "freeze",
        Nominate = "nominate",
        Consent = "consent",
        Publish = "publish",
        Prepare = "prepare",
        Ballot = "ballot",
        Count = "count",
        Challenge = "challenge",
        Declare = "declare",
        Call = "call",
        Support = "support",
        Vet = "vet",
        Sift = "sift",
        Interview = "interview",
        Shortlist = "shortlist",
        Hustings = "hustings",
        Rounds = "rounds",
        Decide = "decide",
        Ratify = "ratify",
        Negotiate = "negotiate",
        Investigate = "investigate",
        Hearing = "hearing",
        Appeal = "appeal",
        Report = "report",
    }
    ActKind {
        GiveNotice = "give-notice",
        FreezeRoll = "freeze-roll",
        CorrectRoll = "correct-roll",
        Nominate = "nominate",
        Withdraw = "withdraw",
        Support = "support",
        Unsupport = "unsupport",
        Consent = "consent",
        SubmitStatement = "submit-statement",
        PublishStatements = "publish-statements",
        NameTrustee = "name-trustee",
        RecordKey = "record-key",
        ProveKey = "prove-key",
        RecordCredentials = "record-credentials",
        OpenBallot = "open-ballot",
        ExtendBallot = "extend-ballot",
        CloseBallot = "close-ballot",
        RecordShuffle = "record-shuffle",
        RecordDecryption = "record-decryption",
        DrawLot = "draw-lot",
        RecordCount = "record-count",
        Challenge = "challenge",
        DecideChallenge = "decide-challenge",
        Declare = "declare",
        DeclareVoid = "declare-void",
        Apply = "apply",
        Endorse = "endorse",
        Unendorse = "unendorse",
        StateSize = "state-size",
        Score = "score",
        DeclareInterest = "declare-interest",
        Select = "select",
        Resolve = "resolve",
        Vet = "vet",
        Schedule = "schedule",
        DrawOrder = "draw-order",
        Hear = "hear",
        RecordRound = "record-round",
        RecordCardVote = "record-card-vote",
        SubmitPaper = "submit-paper",
        DrawPapers = "draw-papers",
        PublishReport = "publish-report",
        InviteAll = "invite-all",
        NameNext = "name-next",
        Delegate = "delegate",
        ProposeQuestion = "propose-question",
        FixQuestions = "fix-questions",
        ReleaseQuestions = "release-questions",
        ReceiveApplication = "receive-application",
        WithdrawApplication = "withdraw-application",
        MatchApplication = "match-application",
        AskApplicant = "ask-applicant",
        AnswerQuestion = "answer-question",
        ReferApplication = "refer-application",
        RecordFinding = "record-finding",
        RecuseFromApplication = "recuse-from-application",
        LodgeAppeal = "lodge-appeal",
        DecideAppeal = "decide-appeal",
        ReceivePayment = "receive-payment",
        RefundPayment = "refund-payment",
        ExtendCall = "extend-call",
    }
    OutcomeKind {
        Done = "done",
        Unopposed = "unopposed",
        NoCandidate = "no-candidate",
        Upheld = "upheld",
        Agreed = "agreed",
        Rejected = "rejected",
        Elected = "elected",
        Narrowed = "narrowed",
    }
    EndKind {
        Declared = "declared",
        Void = "void",
        Lapsed = "lapsed",
        Agreed = "agreed",
        Rejected = "rejected",
    }
    Calendar {
        EnglandAndWales = "england-and-wales",
        Scotland = "scotland",
        NorthernIreland = "northern-ireland",
    }
    TieRule {
        LotFromPublishedSeed = "lot-from-published-seed",
        LotDrawnByReturningOfficer = "lot-drawn-by-returning-officer",
    }
    VoteBase {
        Cast = "cast",
        Present = "present",
        Entitled = "entitled",
    }
    QueueKind {
        Identity = "identity",
        Duplicate = "duplicate",
        List = "list",
        Eligibility = "eligibility",
        Conduct = "conduct",
    }
    Undecided {
        Accepted = "accepted",
        Provisional = "provisional",
    }
    Rejection {
        EndsTenure = "ends-tenure",
        KeepsTenure = "keeps-tenure",
        NoSeat = "no-seat",
    }
    Revote {
        Final = "final",
        LastCounts = "last-counts",
    }
    Rounding {
        Ceiling = "ceiling",
        MoreThan = "more-than",
        Floor = "floor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde::de::value::{Error, StrDeserializer};

    fn agree<T: Named + DeserializeOwned + PartialEq + std::fmt::Debug>() {
        for &(name, one) in T::ALL {
            assert_eq!(T::named(name), Some(one));
            let read = T::deserialize(StrDeserializer::<Error>::new(name));
            assert_eq!(
                read.unwrap(),
                one,
                "the record's word and the file's word for {name}"
            );
        }
    }

    #[test]
    fn names_in_the_file_are_the_names_on_the_record() {
        agree::<MatterKind>();
        agree::<StageKind>();
        agree::<ActKind>();
        agree::<OutcomeKind>();
        agree::<EndKind>();
        agree::<Calendar>();
        agree::<TieRule>();
        agree::<VoteBase>();
        agree::<Rejection>();
        agree::<Revote>();
        agree::<QueueKind>();
        agree::<Undecided>();
        agree::<Rounding>();
    }
}
