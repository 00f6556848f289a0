//! The acts of a sitting, as a person types them.

use std::path::PathBuf;

use clap::Subcommand;
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{
    ActionSpec, Audience, CardReturn, Choice, ItemSpec, Mode, PaperSpec, Tally,
};
use polity_store::Paper;
use polity_values::{PersonId, UnitId, civil::Date};

use super::question::{OpenVote, Put};
use super::{instant, paper};
use crate::house::House;

/// What is done. Members are named by their numbers; texts are files.
#[derive(Subcommand)]
pub(super) enum What {
    /// Cancel the sitting before it opens.
    Cancel { reason: PathBuf },
    /// Let a member preside.
    Chair { member: String },
    /// Open the sitting.
    Open,
    /// Adjourn it, perhaps until a time such as "2026-11-13 14:00".
    Adjourn { until: Option<String> },
    /// Resume it.
    Resume,
    /// Close it.
    Close,
    /// Put an item on the agenda.
    AddItem { title: String, minutes: Option<u32> },
    /// Ask for an item, as a member.
    RequestItem { title: String, minutes: Option<u32> },
    /// Join another member's request.
    Join { request: u32 },
    /// Put an item off.
    Defer { item: u32, reason: PathBuf },
    /// Come to an item.
    Take { item: u32 },
    /// Finish the item.
    Finish,
    /// Hand in a paper for an item.
    Table {
        item: u32,
        title: String,
        file: PathBuf,
        /// For whom: public, members, body, desk.
        #[arg(long, default_value = "body", value_parser = audience)]
        audience: Audience,
    },
    /// Come in, or let somebody in.
    Enter {
        member: String,
        #[arg(long)]
        remote: bool,
    },
    /// Leave, or see somebody out.
    Leave { member: String },
    /// Apologise for a member.
    Apologise { member: String },
    /// Name a substitute.
    Substitute { member: String, substitute: String },
    /// Declare an interest in an item.
    Interest { item: u32 },
    /// Ask to speak.
    Speak,
    /// Ask no longer to speak.
    Unspeak,
    /// Call whoever is next.
    Next,
    /// End the turn.
    EndTurn,
    /// Raise a point of order.
    Point { category: String },
    /// Rule on it.
    Rule {
        point: u32,
        #[arg(long)]
        uphold: bool,
    },
    /// Put a question.
    Put(Box<Put>),
    /// Take an item out of a question on several.
    Divide { question: u32, item: u32 },
    /// Withdraw a question.
    Withdraw { question: u32 },
    /// Call a vote.
    OpenVote(OpenVote),
    /// Vote as the names are called.
    Vote {
        member: String,
        #[arg(value_parser = choice)]
        choice: Choice,
    },
    /// Record a count for, against, neither.
    Count {
        votes_for: u32,
        against: u32,
        abstained: u32,
    },
    /// Record a round of a secret ballot among persons.
    Round {
        /// The votes of each who stood, in order.
        #[arg(required = true)]
        totals: Vec<u32>,
        #[arg(long, default_value_t = 0)]
        spoilt: u32,
    },
    /// Record whom a lot puts out of the next round.
    DrawOut { member: String },
    /// Record a delegation's cards: for, against, neither, not received.
    Card {
        delegation: UnitId,
        votes_for: u64,
        against: u64,
        abstained: u64,
        not_received: u64,
    },
    /// Declare how the vote fell.
    Decide {
        /// The chair's casting vote, for or against.
        #[arg(long, value_parser = choice)]
        casting: Option<Choice>,
    },
    /// Give somebody something to do.
    Assign {
        member: String,
        due: Date,
        text: PathBuf,
        #[arg(long)]
        item: Option<u32>,
    },
    /// Record that it is done.
    Done { action: u32, note: PathBuf },
    /// Ask an officer a question.
    Ask { member: String, text: PathBuf },
    /// Answer it.
    Answer { question: u32, text: PathBuf },
    /// Follow an answer up.
    FollowUp {
        question: u32,
        #[arg(long)]
        settled: bool,
        text: Option<PathBuf>,
    },
    /// Hand in the minutes.
    SubmitMinutes { file: PathBuf },
    /// Report on the sitting.
    Report { file: PathBuf },
}

fn audience(text: &str) -> Result<Audience, String> {
    match text {
        "public" => Ok(Audience::Public),
        "members" => Ok(Audience::Members),
        "body" => Ok(Audience::Body),
        "desk" => Ok(Audience::Desk),
        _ => Err("write public, members, body or desk".to_owned()),
    }
}

fn choice(text: &str) -> Result<Choice, String> {
    match text {
        "for" => Ok(Choice::For),
        "against" => Ok(Choice::Against),
        "abstain" => Ok(Choice::Abstain),
        _ => Err("write for, against or abstain".to_owned()),
    }
}

/// Whoever acts, with the papers of the act.
pub(super) struct Hand<'h> {
    pub(super) house: &'h House,
    pub(super) papers: Vec<Paper>,
}

/// For whom the vault keeps what is said in a sitting, unless the act says otherwise.
const BODY: &str = "body";

impl Hand<'_> {
    pub(super) async fn person(&self, number: &str) -> anyhow::Result<PersonId> {
        self.house.person(number, "sitting").await
    }

    pub(super) fn text(&mut self, file: &std::path::Path) -> anyhow::Result<polity_org::Text> {
        paper(&mut self.papers, file, BODY)
    }

    pub(super) async fn act(&mut self, what: What) -> anyhow::Result<SittingAct> {
        Ok(match what {
            What::Open => SittingAct::Open {},
            What::Adjourn { until } => SittingAct::Adjourn {
                until: match until {
                    Some(text) => Some(instant(self.house, &text).await?),
                    None => None,
                },
            },
            What::Resume => SittingAct::Resume {},
            What::Close => SittingAct::Close {},
            What::Cancel { reason } => SittingAct::Cancel {
                reason: self.text(&reason)?,
            },
            What::Chair { member } => SittingAct::TakeChair {
                person: self.person(&member).await?,
            },
            What::Enter { member, remote } => SittingAct::Enter {
                person: self.person(&member).await?,
                mode: if remote { Mode::Remote } else { Mode::Room },
            },
            What::Leave { member } => SittingAct::Leave {
                person: self.person(&member).await?,
            },
            What::Apologise { member } => SittingAct::Apologise {
                person: self.person(&member).await?,
            },
            What::Substitute { member, substitute } => SittingAct::NameSubstitute {
                person: self.person(&member).await?,
                substitute: self.person(&substitute).await?,
            },
            what => self.on_agenda(what).await?,
        })
    }

    async fn on_agenda(&mut self, what: What) -> anyhow::Result<SittingAct> {
        let item = |title, minutes| ItemSpec {
            title,
            minutes,
            closed_doors: false,
        };
        Ok(match what {
            What::AddItem { title, minutes } => SittingAct::AddItem(item(title, minutes)),
            What::RequestItem { title, minutes } => SittingAct::RequestItem(item(title, minutes)),
            What::Join { request } => SittingAct::JoinRequest { request },
            What::Defer { item, reason } => SittingAct::DeferItem {
                item,
                reason: self.text(&reason)?,
            },
            What::Take { item } => SittingAct::TakeItem { item },
            What::Finish => SittingAct::FinishItem {},
            What::Table {
                item,
                title,
                file,
                audience,
            } => {
                let name = match audience {
                    Audience::Public => "public",
                    Audience::Members => "members",
                    Audience::Body => BODY,
                    Audience::Desk => "desk",
                };
                SittingAct::TablePaper(PaperSpec {
                    item,
                    title,
                    audience,
                    text: paper(&mut self.papers, &file, name)?,
                })
            }
            What::Interest { item } => SittingAct::DeclareInterest { item },
            What::Speak => SittingAct::RequestTurn {},
            What::Unspeak => SittingAct::WithdrawTurn {},
            What::Next => SittingAct::CallNext {},
            What::EndTurn => SittingAct::EndTurn {},
            What::Point { category } => SittingAct::RaisePoint { category },
            What::Rule { point, uphold } => SittingAct::RulePoint {
                point,
                upheld: uphold,
            },
            what => self.on_question(what).await?,
        })
    }

    async fn on_question(&mut self, what: What) -> anyhow::Result<SittingAct> {
        Ok(match what {
            What::Put(put) => self.put(*put).await?,
            What::OpenVote(open) => open.act()?,
            What::Divide { question, item } => SittingAct::DivideQuestion { question, item },
            What::Withdraw { question } => SittingAct::WithdrawQuestion { question },
            What::Vote { member, choice } => SittingAct::Vote {
                person: self.person(&member).await?,
                choice,
            },
            What::Count {
                votes_for,
                against,
                abstained,
            } => SittingAct::CountVotes(Tally {
                votes_for,
                against,
                abstained,
            }),
            What::Round { totals, spoilt } => SittingAct::CountRound { totals, spoilt },
            What::DrawOut { member } => SittingAct::DrawOut {
                person: self.person(&member).await?,
            },
            What::Card {
                delegation,
                votes_for,
                against,
                abstained,
                not_received,
            } => SittingAct::ReturnCard(CardReturn {
                delegation,
                votes_for,
                against,
                abstained,
                not_received,
            }),
            What::Decide { casting } => SittingAct::Decide {
                casting: match casting {
                    Some(Choice::Abstain) => anyhow::bail!("a casting vote is for or against"),
                    Some(choice) => Some(choice == Choice::For),
                    None => None,
                },
            },
            what => self.afterwards(what).await?,
        })
    }

    async fn afterwards(&mut self, what: What) -> anyhow::Result<SittingAct> {
        Ok(match what {
            What::Assign {
                member,
                due,
                text,
                item,
            } => SittingAct::AssignAction(ActionSpec {
                owner: self.person(&member).await?,
                due,
                text: self.text(&text)?,
                item,
            }),
            What::Done { action, note } => SittingAct::FinishAction {
                action,
                note: self.text(&note)?,
            },
            What::Ask { member, text } => SittingAct::Ask {
                to: self.person(&member).await?,
                text: self.text(&text)?,
            },
            What::Answer { question, text } => SittingAct::Answer {
                question,
                text: self.text(&text)?,
            },
            What::FollowUp {
                question,
                settled,
                text,
            } => SittingAct::FollowUp {
                question,
                settled,
                text: match text {
                    Some(text) => Some(self.text(&text)?),
                    None => None,
                },
            },
            What::SubmitMinutes { file } => SittingAct::SubmitMinutes {
                text: paper(&mut self.papers, &file, "public")?,
            },
            What::Report { file } => SittingAct::Report {
                text: paper(&mut self.papers, &file, "public")?,
            },
            _ => anyhow::bail!("this act cannot be done here"),
        })
    }
}
