//! The acts by which bodies and persons decide without a ballot box, and what they put on the record: they
//! apply, support, score, are heard, keep and leave out candidates, vote in rounds and by cards, report.
//!
//! They are kept apart from [`crate::Deed`] and [`crate::Event`], which hold them as one variant each: on the
//! record they stand beside the others, under kinds of their own.

use std::collections::BTreeMap;

use polity_procedure::model::{ActKind, GroupId, RoleId};
use polity_values::{PaperId, PersonId, SectionId, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use crate::Digest;
use crate::act::Text;

/// How large a group is, by which thresholds are reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSize {
    /// The group.
    pub group: GroupId,
    /// Persons or units in it.
    pub size: u64,
    /// The members whom each of its units represents; empty where no threshold weighs them.
    pub weights: BTreeMap<UnitId, u64>,
    /// How the figures were found.
    pub basis: Text,
}

/// A vote of a body, as those who minute it found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Votes for.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Abstentions.
    pub abstained: u32,
    /// Who of those who may vote was present.
    pub present: u32,
    /// What was decided and why.
    pub reasons: Text,
}

/// Which candidates a body keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// They go on; all others are out.
    pub keeps: Vec<PersonId>,
    /// The vote.
    pub vote: Resolution,
}

/// A round of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The votes of each candidate who stands; empty where they are counted in sections.
    pub votes: BTreeMap<PersonId, u32>,
    /// In an electoral college: the same of each section.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<SectionId, BTreeMap<PersonId, u32>>,
    /// Papers that count for nobody.
    pub invalid: u32,
    /// Where the same candidates tied for the last place twice: the order in which they were drawn. The first
    /// drawn is out.
    pub lot: Vec<PersonId>,
}

impl Round {
    /// The votes as they were counted: of everybody together, or of each section of a college.
    pub fn parts(&self) -> Vec<(Option<&SectionId>, &BTreeMap<PersonId, u32>)> {
        if self.sections.is_empty() {
            return vec![(None, &self.votes)];
        }
        let sections = self.sections.iter();
        sections
            .map(|(section, votes)| (Some(section), votes))
            .collect()
    }
}

/// A card vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardCount {
    /// Every delegation that is entitled.
    pub delegations: Vec<DelegationVote>,
}

/// The card of a delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationVote {
    /// Its name.
    pub delegation: UnitId,
    /// Its section.
    pub section: SectionId,
    /// The members whom it represents.
    pub entitled: u64,
    /// For.
    pub in_favour: u64,
    /// Against.
    pub against: u64,
    /// Abstaining.
    pub abstained: u64,
    /// Not received.
    pub not_received: u64,
}

/// A question that candidates may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about, in a word or two: everybody sees it.
    pub theme: String,
    /// The question, which only those who hear candidates read until it is released.
    pub text: Text,
}

/// A deed of this kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Step {
    /// Apply.
    Apply {
        /// The application.
        application: Text,
    },
    /// Support a candidate as a person.
    Endorse {
        /// The candidate.
        candidate: PersonId,
    },
    /// Take that support back.
    Unendorse {
        /// The candidate.
        candidate: PersonId,
    },
    /// State the size of a group.
    StateSize(GroupSize),
    /// Score a candidate.
    Score {
        /// The candidate.
        candidate: PersonId,
        /// The sheet, which only the vault holds: the record has its hash, so that it cannot be changed later.
        sheet: Text,
    },
    /// Declare an interest.
    DeclareInterest {
        /// Which.
        reason: Text,
    },
    /// Keep some candidates.
    Select(Selection),
    /// Decide a question.
    Resolve(Resolution),
    /// Say whether a candidate may stand.
    Vet {
        /// The candidate.
        candidate: PersonId,
        /// Whether.
        fit: bool,
        /// Why.
        reasons: Text,
    },
    /// Give a candidate a time.
    Schedule {
        /// The candidate.
        candidate: PersonId,
        /// When.
        at: Timestamp,
        /// How long, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// Draw the order of the candidates.
    DrawOrder {
        /// The seed, as of [`crate::matter::lot_order`].
        seed: String,
    },
    /// Record that a candidate was heard.
    Hear {
        /// The candidate.
        candidate: PersonId,
        /// Who was present from the first word to the last.
        present: Vec<PersonId>,
        /// Which of the questions that were fixed were asked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asked: Vec<PaperId>,
    },
    /// Record a round.
    RecordRound(Round),
    /// Record a card vote.
    RecordCardVote(CardCount),
    /// Hand in a paper.
    SubmitPaper {
        /// The paper.
        paper: Text,
    },
    /// Draw the order of the papers.
    DrawPapers {
        /// The seed.
        seed: String,
    },
    /// Publish a report.
    PublishReport {
        /// The report.
        report: Text,
    },
    /// Invite all candidates.
    InviteAll {
        /// When they are to come.
        at: Timestamp,
    },
    /// Name who follows.
    NameNext {
        /// Who.
        person: PersonId,
        /// By which count.
        basis: Text,
    },
    /// Let another act in one's office.
    Delegate {
        /// Who.
        to: PersonId,
        /// In which role.
        role: RoleId,
        /// Until when.
        until: Timestamp,
    },
    /// Put a question into the bank.
    ProposeQuestion(Question),
    /// Fix the set, before the first candidate is heard.
    FixQuestions {
        /// The questions of the bank, in the order in which they are asked.
        questions: Vec<PaperId>,
    },
    /// Release the set.
    ReleaseQuestions {
        /// From when every candidate can read it.
        at: Timestamp,
    },
}

/// What a deed of this kind puts on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum Stepped {
    /// A person applied.
    #[serde(rename = "application.made")]
    Applied {
        /// The application.
        application: Text,
    },
    /// A person supports a candidate.
    #[serde(rename = "endorsement.given")]
    Endorsed {
        /// The candidate.
        candidate: PersonId,
    },
    /// A person took that support back.
    #[serde(rename = "endorsement.withdrawn")]
    Unendorsed {
        /// The candidate.
        candidate: PersonId,
    },
    /// The size of a group was stated.
    #[serde(rename = "size.stated")]
    SizeStated(GroupSize),
    /// A candidate was scored.
    #[serde(rename = "score.recorded")]
    Scored {
        /// The candidate.
        candidate: PersonId,
        /// The sealed sheet.
        sheet: Text,
    },
    /// An interest was declared.
    #[serde(rename = "matter-interest.declared")]
    InterestDeclared {
        /// Which.
        reason: Text,
    },
    /// A body kept some candidates, or did not agree to.
    #[serde(rename = "candidates.selected")]
    Selected {
        /// Whom, by what vote.
        selection: Selection,
        /// The votes that it took.
        needed: u64,
        /// Whether there were as many.
        agreed: bool,
    },
    /// A body decided.
    #[serde(rename = "decision.taken")]
    Resolved {
        /// The vote.
        vote: Resolution,
        /// The votes that it took.
        needed: u64,
        /// Whether there were as many.
        agreed: bool,
    },
    /// It was said whether a candidate may stand.
    #[serde(rename = "candidate.vetted")]
    Vetted {
        /// The candidate.
        candidate: PersonId,
        /// Whether.
        fit: bool,
        /// Why.
        reasons: Text,
    },
    /// A candidate was given a time.
    #[serde(rename = "slot.given")]
    Scheduled {
        /// The candidate.
        candidate: PersonId,
        /// When.
        at: Timestamp,
        /// How long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// The order of the candidates was drawn.
    #[serde(rename = "order.drawn")]
    OrderDrawn {
        /// The seed.
        seed: String,
        /// The order.
        order: Vec<PersonId>,
    },
    /// A candidate was heard.
    #[serde(rename = "candidate.heard")]
    Heard {
        /// The candidate.
        candidate: PersonId,
        /// Who was present throughout.
        present: Vec<PersonId>,
        /// Which of the questions that were fixed were asked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asked: Vec<PaperId>,
    },
    /// A round was counted.
    #[serde(rename = "vote-round.counted")]
    RoundCounted {
        /// The round.
        round: Round,
        /// Who is out after it.
        out: Vec<PersonId>,
        /// Who is elected by it.
        elected: Option<PersonId>,
    },
    /// A card vote was counted.
    #[serde(rename = "card-vote.counted")]
    CardVoteCounted {
        /// The cards.
        count: CardCount,
        /// Whether it was carried.
        carried: bool,
    },
    /// A paper was handed in.
    #[serde(rename = "paper.submitted")]
    PaperSubmitted {
        /// The paper.
        paper: Text,
    },
    /// The order of the papers was drawn.
    #[serde(rename = "papers.drawn")]
    PapersDrawn {
        /// The seed.
        seed: String,
        /// The order.
        order: Vec<PaperId>,
    },
    /// A report was published.
    #[serde(rename = "report.published")]
    ReportPublished {
        /// The report.
        report: Text,
    },
    /// All candidates were invited.
    #[serde(rename = "candidates.invited")]
    AllInvited {
        /// When they are to come.
        at: Timestamp,
        /// Whom.
        invited: Vec<PersonId>,
    },
    /// It was named who follows.
    #[serde(rename = "successor.named")]
    NextNamed {
        /// Who.
        person: PersonId,
        /// By which count.
        basis: Text,
    },
    /// A person lets another act in an office.
    #[serde(rename = "office.delegated")]
    Delegated {
        /// Who.
        to: PersonId,
        /// In which role.
        role: RoleId,
        /// Until when.
        until: Timestamp,
    },
    /// A question was put into the bank.
    #[serde(rename = "question.proposed")]
    QuestionProposed(Question),
    /// The set was fixed.
    #[serde(rename = "questions.fixed")]
    QuestionsFixed {
        /// The questions, in the order in which they are asked.
        questions: Vec<PaperId>,
    },
    /// The set was released.
    #[serde(rename = "questions.released")]
    QuestionsReleased {
        /// From when every candidate can read it.
        at: Timestamp,
    },
}

impl Step {
    /// The procedure's name for the deed.
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Apply { .. } => ActKind::Apply,
            Self::Endorse { .. } => ActKind::Endorse,
            Self::Unendorse { .. } => ActKind::Unendorse,
            Self::StateSize(_) => ActKind::StateSize,
            Self::Score { .. } => ActKind::Score,
            Self::DeclareInterest { .. } => ActKind::DeclareInterest,
            Self::Select(_) => ActKind::Select,
            Self::Resolve(_) => ActKind::Resolve,
            Self::Vet { .. } => ActKind::Vet,
            Self::Schedule { .. } => ActKind::Schedule,
            Self::DrawOrder { .. } => ActKind::DrawOrder,
            Self::Hear { .. } => ActKind::Hear,
            Self::RecordRound(_) => ActKind::RecordRound,
            Self::RecordCardVote(_) => ActKind::RecordCardVote,
            Self::SubmitPaper { .. } => ActKind::SubmitPaper,
            Self::DrawPapers { .. } => ActKind::DrawPapers,
            Self::PublishReport { .. } => ActKind::PublishReport,
            Self::InviteAll { .. } => ActKind::InviteAll,
            Self::NameNext { .. } => ActKind::NameNext,
            Self::Delegate { .. } => ActKind::Delegate,
            Self::ProposeQuestion(_) => ActKind::ProposeQuestion,
            Self::FixQuestions { .. } => ActKind::FixQuestions,
            Self::ReleaseQuestions { .. } => ActKind::ReleaseQuestions,
        }
    }

    /// The person whom it is about, where that is not the actor.
    pub fn subject(&self) -> Option<&PersonId> {
        match self {
            Self::Endorse { candidate }
            | Self::Unendorse { candidate }
            | Self::Score { candidate, .. }
            | Self::Vet { candidate, .. }
            | Self::Schedule { candidate, .. }
            | Self::Hear { candidate, .. } => Some(candidate),
            Self::NameNext { person, .. } => Some(person),
            Self::Delegate { to, .. } => Some(to),
            _ => None,
        }
    }

    /// The kind of the entry by which it is proposed.
    pub(crate) fn proposed_kind(&self) -> &'static str {
        match self {
            Self::Apply { .. } => "application.make_proposed",
            Self::Endorse { .. } => "endorsement.give_proposed",
            Self::Unendorse { .. } => "endorsement.withdraw_proposed",
            Self::StateSize(_) => "size.state_proposed",
            Self::Score { .. } => "score.record_proposed",
            Self::DeclareInterest { .. } => "matter-interest.declare_proposed",
            Self::Select(_) => "candidates.select_proposed",
            Self::Resolve(_) => "decision.take_proposed",
            Self::Vet { .. } => "candidate.vet_proposed",
            Self::Schedule { .. } => "slot.give_proposed",
            Self::DrawOrder { .. } => "order.draw_proposed",
            Self::Hear { .. } => "candidate.hear_proposed",
            Self::RecordRound(_) => "vote-round.count_proposed",
            Self::RecordCardVote(_) => "card-vote.count_proposed",
            Self::SubmitPaper { .. } => "paper.submit_proposed",
            Self::DrawPapers { .. } => "papers.draw_proposed",
            Self::PublishReport { .. } => "report.publish_proposed",
            Self::InviteAll { .. } => "candidates.invite_proposed",
            Self::NameNext { .. } => "successor.name_proposed",
            Self::Delegate { .. } => "office.delegate_proposed",
            Self::ProposeQuestion(_) => "question.propose_proposed",
            Self::FixQuestions { .. } => "questions.fix_proposed",
            Self::ReleaseQuestions { .. } => "questions.release_proposed",
        }
    }
}

impl Stepped {
    /// The kind under which the record lists it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Applied { .. } => "application.made",
            Self::Endorsed { .. } => "endorsement.given",
            Self::Unendorsed { .. } => "endorsement.withdrawn",
            Self::SizeStated(_) => "size.stated",
            Self::Scored { .. } => "score.recorded",
            Self::InterestDeclared { .. } => "matter-interest.declared",
            Self::Selected { .. } => "candidates.selected",
            Self::Resolved { .. } => "decision.taken",
            Self::Vetted { .. } => "candidate.vetted",
            Self::Scheduled { .. } => "slot.given",
            Self::OrderDrawn { .. } => "order.drawn",
            Self::Heard { .. } => "candidate.heard",
            Self::RoundCounted { .. } => "vote-round.counted",
            Self::CardVoteCounted { .. } => "card-vote.counted",
            Self::PaperSubmitted { .. } => "paper.submitted",
            Self::PapersDrawn { .. } => "papers.drawn",
            Self::ReportPublished { .. } => "report.published",
            Self::AllInvited { .. } => "candidates.invited",
            Self::NextNamed { .. } => "successor.named",
            Self::Delegated { .. } => "office.delegated",
            Self::QuestionProposed(_) => "question.proposed",
            Self::QuestionsFixed { .. } => "questions.fixed",
            Self::QuestionsReleased { .. } => "questions.released",
        }
    }

    /// The act that it completes.
    pub fn act(&self) -> ActKind {
        match self {
            Self::Applied { .. } => ActKind::Apply,
            Self::Endorsed { .. } => ActKind::Endorse,
            Self::Unendorsed { .. } => ActKind::Unendorse,
            Self::SizeStated(_) => ActKind::StateSize,
            Self::Scored { .. } => ActKind::Score,
            Self::InterestDeclared { .. } => ActKind::DeclareInterest,
            Self::Selected { .. } => ActKind::Select,
            Self::Resolved { .. } => ActKind::Resolve,
            Self::Vetted { .. } => ActKind::Vet,
            Self::Scheduled { .. } => ActKind::Schedule,
            Self::OrderDrawn { .. } => ActKind::DrawOrder,
            Self::Heard { .. } => ActKind::Hear,
            Self::RoundCounted { .. } => ActKind::RecordRound,
            Self::CardVoteCounted { .. } => ActKind::RecordCardVote,
            Self::PaperSubmitted { .. } => ActKind::SubmitPaper,
            Self::PapersDrawn { .. } => ActKind::DrawPapers,
            Self::ReportPublished { .. } => ActKind::PublishReport,
            Self::AllInvited { .. } => ActKind::InviteAll,
            Self::NextNamed { .. } => ActKind::NameNext,
            Self::Delegated { .. } => ActKind::Delegate,
            Self::QuestionProposed(_) => ActKind::ProposeQuestion,
            Self::QuestionsFixed { .. } => ActKind::FixQuestions,
            Self::QuestionsReleased { .. } => ActKind::ReleaseQuestions,
        }
    }

    /// The person whom it is about, where that is not the actor.
    pub fn subject(&self) -> Option<&PersonId> {
        match self {
            Self::Endorsed { candidate }
            | Self::Unendorsed { candidate }
            | Self::Scored { candidate, .. }
            | Self::Vetted { candidate, .. }
            | Self::Scheduled { candidate, .. }
            | Self::Heard { candidate, .. } => Some(candidate),
            Self::NextNamed { person, .. } => Some(person),
            Self::Delegated { to, .. } => Some(to),
            _ => None,
        }
    }
}

/// The order that a seed gives to papers: by the SHA-256 of the seed, a line feed and the paper's id.
pub fn paper_order(seed: &str, papers: impl IntoIterator<Item = PaperId>) -> Vec<PaperId> {
    let mut drawn: Vec<_> = papers
        .into_iter()
        .map(|paper| {
            let pieces: [&[u8]; 3] = [seed.as_bytes(), b"\n", paper.as_str().as_bytes()];
            (Digest::of_pieces(&pieces), paper)
        })
        .collect();
    drawn.sort();
    drawn.into_iter().map(|(_, paper)| paper).collect()
}
