//! `polity act`: put an act on the record. Every one goes through the judge; a refusal names the rule,
//! what is unmet, and when time would allow it.

mod ballot;
pub(crate) mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use polity_office::desk::{self, Hand};
use polity_office::texts;
use polity_org::Act;
use polity_org::act::{ChallengeDecision, Deed};
use polity_org::vetting::CaseDeed;
use polity_procedure::model::ConstraintId;
use polity_store::{Done, Paper};
use polity_values::{MatterId, UnitId};

use crate::cmd::LotArgs;
use crate::house::{DataDir, House, block_on};
use crate::when::At;
use text::{instant, paper};

/// Put an act on the record.
#[derive(Args)]
pub(crate) struct ActCommand {
    /// The matter; for `confirm` and `decline` of an act of the organisation as a whole, leave it out.
    #[arg(long)]
    matter: Option<MatterId>,
    /// Who acts (a member number).
    #[arg(long = "as", value_name = "MEMBER")]
    actor: String,
    /// For which unit, where the actor holds the seat in several.
    #[arg(long)]
    for_unit: Option<UnitId>,
    #[command(flatten)]
    data: DataDir,
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    deed: What,
}

/// What is done.
#[derive(Subcommand)]
enum What {
    /// Confirm what another person proposed (the number that the proposal was given).
    Confirm { of: u64 },
    /// Decline a proposal, or take one's own back.
    Decline { of: u64 },
    /// Announce the timetable.
    GiveNotice,
    /// Stand as a candidate.
    Nominate,
    /// Withdraw one's candidacy.
    Withdraw,
    /// Support a candidate for one's unit.
    Support { candidate: String },
    /// Take a unit's support back.
    Unsupport { candidate: String },
    /// Consent to stand under the terms of the contest.
    Consent {
        /// A class of the procedure's constraints to which the candidate belongs, such as women; may be given again.
        #[arg(long = "class", value_name = "CLASS")]
        classes: Vec<ConstraintId>,
    },
    /// Hand in a statement, from a text file.
    SubmitStatement { file: PathBuf },
    /// Publish all statements at once, in the order of a lot drawn from this public text.
    PublishStatements { seed: String },
    /// Name a trustee of the ballot's key.
    NameTrustee { trustee: String },
    /// Hand in one's public key (NAME.public.json).
    RecordKey { file: PathBuf },
    /// Write the test of a trustee's key to a file, to be sent to the trustee.
    TestKey { trustee: String, out: PathBuf },
    /// Hand in the answer to the test: the proof that one's key works.
    ProveKey { answer: PathBuf },
    /// Print the identifier to which the credential authority binds the codes.
    Uuid,
    /// Hand in the public credentials (credentials.json).
    RecordCredentials { file: PathBuf },
    /// Put the election together and open the ballot.
    OpenBallot,
    /// Extend the ballot for everybody.
    ExtendBallot {
        /// The new close, for example "2026-10-24 12:00".
        to: String,
        /// Why, in a text file.
        #[arg(long, value_name = "FILE")]
        reason: PathBuf,
    },
    /// Extend the time for applications, for everybody.
    ExtendCall {
        /// The new close, for example "2026-08-12 15:00".
        to: String,
        /// Why, in a text file.
        #[arg(long, value_name = "FILE")]
        reason: PathBuf,
    },
    /// Cast votes that were sealed elsewhere: a file with a sealed ballot a line.
    Cast { file: PathBuf },
    /// Close the ballot: seal the box and write the archive.
    CloseBallot,
    /// Hand in one's shuffle of the votes.
    RecordShuffle { file: PathBuf },
    /// Hand in one's part in opening the votes.
    RecordDecryption { file: PathBuf },
    /// Open the papers, count them, write result.json and propose the count for the record.
    Count(LotArgs),
    /// Challenge the provisional result, with reasons in a text file.
    Challenge { reason: PathBuf },
    /// Decide a challenge (its number on the record), with reasons in a text file.
    DecideChallenge {
        challenge: u64,
        reasons: PathBuf,
        /// Uphold it; without this it is dismissed.
        #[arg(long)]
        uphold: bool,
    },
    /// Declare the result: the winners' terms begin.
    Declare,
    /// Declare the election void, with reasons in a text file.
    DeclareVoid { reasons: PathBuf },
}

/// One act under way.
pub(super) struct Acting<'h> {
    pub(super) house: &'h House,
    pub(super) hand: Hand,
    for_unit: Option<UnitId>,
}

impl ActCommand {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        block_on(async {
            let house = self.data.open("polity act").await?;
            let now = self.at.now(&house).await?;
            let actor = house.person(&self.actor, "act").await?;
            if let What::Confirm { of } | What::Decline { of } = self.deed {
                let deed = match self.deed {
                    What::Confirm { .. } => Deed::Confirm { of },
                    _ => Deed::Decline { of },
                };
                let act = Act {
                    actor,
                    role: None,
                    for_unit: None,
                    matter: self.matter,
                    deed,
                };
                tell(&desk::submit(&house.store, &act, &[], now).await?);
                return Ok(ExitCode::SUCCESS);
            }
            let Some(matter) = self.matter else {
                anyhow::bail!("this is an act on a matter: name it with --matter");
            };
            let hand = Hand { matter, actor, now };
            let acting = Acting {
                house: &house,
                hand,
                for_unit: self.for_unit,
            };
            acting.done(self.deed).await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}

impl Acting<'_> {
    async fn done(&self, what: What) -> anyhow::Result<()> {
        if let Some((deed, papers)) = self.plain(&what).await? {
            return self.submit(deed, &papers).await;
        }
        match what {
            What::RecordKey { file } => self.record_key(&file).await,
            What::TestKey { trustee, out } => self.test_key(&trustee, &out).await,
            What::ProveKey { answer } => self.prove_key(&answer).await,
            What::Uuid => self.print_uuid(),
            What::RecordCredentials { file } => self.record_credentials(&file).await,
            What::OpenBallot => self.open_ballot().await,
            What::Cast { file } => self.cast(&file).await,
            What::CloseBallot => self.close_ballot().await,
            What::RecordShuffle { file } => self.record_shuffle(&file).await,
            What::RecordDecryption { file } => self.record_decryption(&file).await,
            What::Count(lots) => self.count(lots.lots()).await,
            _ => anyhow::bail!("this act cannot be done here"),
        }
    }

    /// The acts that need no more than their own words and papers.
    async fn plain(&self, what: &What) -> anyhow::Result<Option<(Deed, Vec<Paper>)>> {
        let person = async |who: &String| self.house.person(who, "act").await;
        let mut papers = Vec::new();
        let deed = match what {
            What::GiveNotice => Deed::GiveNotice {},
            What::Nominate => Deed::Nominate {},
            What::Withdraw => Deed::Withdraw {},
            What::Support { candidate } => Deed::Support {
                candidate: person(candidate).await?,
            },
            What::Unsupport { candidate } => Deed::Unsupport {
                candidate: person(candidate).await?,
            },
            What::Consent { classes } => {
                let world = self.house.store.world().await?;
                Deed::Consent {
                    terms: desk::matter_of(&world, &self.hand.matter)?.terms,
                    classes: classes.iter().cloned().collect(),
                }
            }
            What::SubmitStatement { file } => {
                Deed::SubmitStatement(paper(&mut papers, file, texts::STATEMENT)?)
            }
            What::PublishStatements { seed } => Deed::PublishStatements { seed: seed.clone() },
            What::NameTrustee { trustee } => Deed::NameTrustee {
                trustee: person(trustee).await?,
            },
            What::ExtendBallot { to, reason } => Deed::ExtendBallot {
                to: instant(self.house, to).await?,
                reason: paper(&mut papers, reason, texts::PUBLIC)?,
            },
            What::ExtendCall { to, reason } => Deed::Case(CaseDeed::ExtendCall {
                to: instant(self.house, to).await?,
                reason: paper(&mut papers, reason, texts::PUBLIC)?,
            }),
            What::Challenge { reason } => Deed::Challenge {
                reason: paper(&mut papers, reason, texts::APPEALS_PANEL)?,
            },
            What::DecideChallenge {
                challenge,
                reasons,
                uphold,
            } => Deed::DecideChallenge(ChallengeDecision {
                challenge: *challenge,
                upheld: *uphold,
                reasons: paper(&mut papers, reasons, texts::PUBLIC)?,
            }),
            What::Declare => Deed::Declare {},
            What::DeclareVoid { reasons } => Deed::DeclareVoid {
                reasons: paper(&mut papers, reasons, texts::PUBLIC)?,
            },
            _ => return Ok(None),
        };
        Ok(Some((deed, papers)))
    }

    async fn submit(&self, deed: Deed, papers: &[Paper]) -> anyhow::Result<()> {
        let mut act = Act::on(self.hand.matter.clone(), self.hand.actor.clone(), deed);
        act.for_unit.clone_from(&self.for_unit);
        tell(&desk::submit(&self.house.store, &act, papers, self.hand.now).await?);
        Ok(())
    }
}

/// Says what went on the record, by which rule, and what is still to be done.
pub(crate) fn tell(done: &Done) {
    let Some(entry) = done.entries.last() else {
        return;
    };
    println!(
        "Entry {}: {} (rule {}).",
        entry.seq,
        entry.event.kind(),
        done.allowed.rule
    );
    if entry.event.kind().ends_with("_proposed") {
        println!(
            "It takes a second person: polity act ... --as ANOTHER confirm {} (with the same --matter)",
            entry.seq
        );
    }
}
