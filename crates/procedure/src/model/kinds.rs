//! The closed lists: kinds of matter, of stage and of act, and how stages and matters end.

use serde::{Deserialize, Serialize};

/// The kinds of stage. Later kinds join here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StageKind {
    /// The timetable is announced to all.
    Notice,
    /// The roll is frozen.
    Freeze,
    /// Candidates put themselves forward and bodies support them.
    Nominate,
    /// Candidates consent, and hand in statements.
    Consent,
    /// Statements are published, all at one moment.
    Publish,
    /// Keys and credentials are made and tested.
    Prepare,
    /// Votes are cast.
    Ballot,
    /// The box is mixed, opened and counted.
    Count,
    /// The provisional result can be challenged.
    Challenge,
    /// The result is declared; its effects begin.
    Declare,
    /// Anybody, or a class of persons, may apply.
    Call,
    /// Persons and units say whom they support.
    Support,
    /// Whether each candidate may stand is examined, one by one.
    Vet,
    /// Applications are read and scored.
    Sift,
    /// Candidates are met.
    Interview,
    /// A body decides who goes on.
    Shortlist,
    /// Candidates answer questions before voters.
    Hustings,
    /// A body's members, or tellers for a meeting, vote in rounds.
    Rounds,
    /// A body decides a question.
    Decide,
    /// What was decided is confirmed or rejected by others.
    Ratify,
    /// An agreement with others is sought.
    Negotiate,
    /// Facts are established.
    Investigate,
    /// Persons are heard before the body that decides.
    Hearing,
    /// Who was kept out can appeal.
    Appeal,
    /// What was done is reported.
    Report,
}

/// The acts of an election. Later kinds join here; each has its payload in `polity-org`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ActKind {
    /// Announce the timetable.
    GiveNotice,
    /// Freeze the roll and publish its digest and totals.
    FreezeRoll,
    /// Correct the frozen roll, with a reason; the digest changes publicly.
    CorrectRoll,
    /// Put oneself forward.
    Nominate,
    /// Withdraw one's nomination.
    Withdraw,
    /// A unit supports a candidate.
    Support,
    /// A unit takes its support back.
    Unsupport,
    /// A candidate consents to stand and accepts the rules of the contest.
    Consent,
    /// A candidate hands in a statement.
    SubmitStatement,
    /// Publish all statements, in the order of a recorded lot.
    PublishStatements,
    /// Name a trustee of the ballot's key.
    NameTrustee,
    /// A trustee hands in the public part of a key.
    RecordKey,
    /// A trustee proves that the key works, by a test decryption.
    ProveKey,
    /// The credential authority hands in the public credentials.
    RecordCredentials,
    /// Open the ballot: the box exists from here on.
    OpenBallot,
    /// Extend the ballot for all, to a stated instant.
    ExtendBallot,
    /// Close the ballot and publish the box's head.
    CloseBallot,
    /// Record a trustee's shuffle.
    RecordShuffle,
    /// Record a trustee's decryption.
    RecordDecryption,
    /// Record the order of a lot that the count asked for.
    DrawLot,
    /// Record the count: the digest of its transcript and who is elected.
    RecordCount,
    /// Challenge the provisional result.
    Challenge,
    /// Decide a challenge, with reasons.
    DecideChallenge,
    /// Declare the result: tenures begin.
    Declare,
    /// Declare the election void, with reasons.
    DeclareVoid,
    /// Apply, with a paper.
    Apply,
    /// Support a candidate as a person.
    Endorse,
    /// Take one's support as a person back.
    Unendorse,
    /// State the size of a group, and how it was found.
    StateSize,
    /// Hand in one's scores of a candidate, sealed.
    Score,
    /// Declare one's interest in the matter, and take no further part as one who decides.
    DeclareInterest,
    /// Record which candidates a body keeps.
    Select,
    /// Record a body's vote on a question.
    Resolve,
    /// Record whether a candidate may stand, with reasons.
    Vet,
    /// Give a candidate a time.
    Schedule,
    /// Draw the order of the candidates by lot.
    DrawOrder,
    /// Record that a candidate was heard, and who was present throughout.
    Hear,
    /// Record a round of a vote.
    RecordRound,
    /// Record a card vote.
    RecordCardVote,
    /// Hand in a paper.
    SubmitPaper,
    /// Draw the order of the papers handed in by lot.
    DrawPapers,
    /// Publish a report.
    PublishReport,
    /// Invite all candidates at once.
    InviteAll,
    /// Name a candidate: who follows by an earlier count, or stands in another contest.
    NameNext,
    /// Let another person act in one's office.
    Delegate,
    /// Put a question into the bank from which a set is taken.
    ProposeQuestion,
    /// Fix the set of questions, the same for every candidate, before the first is heard.
    FixQuestions,
    /// Release the set to all candidates at one instant.
    ReleaseQuestions,
    /// Apply to join a class of voters.
    ReceiveApplication,
    /// Withdraw one's application to join.
    WithdrawApplication,
    /// Record what looking for the applicant on the register came to.
    MatchApplication,
    /// Ask the applicant, before a person decides.
    AskApplicant,
    /// Answer what one was asked about one's application.
    AnswerQuestion,
    /// Put an application into a queue, with a ground.
    ReferApplication,
    /// Record one's own finding on an application, without knowing that of anybody else.
    RecordFinding,
    /// Take no part in deciding one application.
    RecuseFromApplication,
    /// Appeal against the refusal of one's application.
    LodgeAppeal,
    /// Say, with reasons, whether an appeal against a refusal is upheld.
    DecideAppeal,
    /// Record that the fee of an application came in.
    ReceivePayment,
    /// Record that a fee was given back.
    RefundPayment,
    /// Extend the time for applications, for everybody.
    ExtendCall,
}

/// What kind of matter a procedure runs as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MatterKind {
    /// Seats filled by a ballot of an electorate.
    Election,
    /// A post filled by a body that chooses among applicants.
    Appointment,
    /// A body, or delegations to one, confirm or reject what another decided.
    Ratification,
    /// A seat that fell vacant within its term.
    Vacancy,
    /// Members of a unit choose whom the unit supports.
    Nomination,
    /// Supporters of a network choose and order whom it recommends.
    Slate,
    /// Candidates answer questions before voters.
    Hustings,
    /// A representative reports to those represented.
    Report,
    /// Persons apply to join a class of voters.
    Admission,
}

/// How a stage can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeKind {
    /// Its required acts are done and its window has closed (or it has no further purpose).
    Done,
    /// As many candidates as seats, or fewer: elected unopposed.
    Unopposed,
    /// No candidate stands.
    NoCandidate,
    /// A challenge was upheld.
    Upheld,
    /// The body agreed.
    Agreed,
    /// The body did not agree.
    Rejected,
    /// A vote in rounds gave one candidate the majority.
    Elected,
    /// A vote in rounds left as many candidates as it was to leave.
    Narrowed,
}

/// How a matter ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndKind {
    /// The seats are filled as declared.
    Declared,
    /// The matter is void, and must be begun again.
    Void,
    /// The matter lapsed for want of a required act.
    Lapsed,
    /// What was put to the vote or asked for was agreed or done, and fills no seat.
    Agreed,
    /// What was put to the vote was rejected.
    Rejected,
}
