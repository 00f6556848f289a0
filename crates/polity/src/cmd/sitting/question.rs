//! Questions and how votes on them are taken, as a person types them.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use polity_org::Digest;
use polity_org::act::Adoption;
use polity_org::sitting::SittingAct;
use polity_org::sitting::deed::{CardSection, Choosing, Method, QuestionEffect, QuestionSpec};
use polity_values::{BodyId, SeatId, SittingId, TenureId};
use serde::Deserialize;

use super::acts::Hand;
use super::instant;
use crate::files;

/// A question.
#[derive(Args)]
pub(super) struct Put {
    /// The question in one line.
    title: String,
    /// The item that it decides; several are put en bloc.
    #[arg(long = "item", value_name = "N")]
    items: Vec<u32>,
    /// Who moves it.
    #[arg(long)]
    mover: String,
    /// Who seconds it.
    #[arg(long)]
    seconder: Option<String>,
    /// The words of the motion, a text file.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// An item throughout which a member must have been there to vote.
    #[arg(long, value_name = "N")]
    heard: Vec<u32>,
    #[command(flatten)]
    effect: Effect,
}

/// What follows when it is carried; without any, it stands as a resolution.
#[derive(Args)]
#[group(multiple = true)]
struct Effect {
    /// The notice counts as long enough.
    #[arg(long)]
    waive_notice: bool,
    /// The papers of this item count as in time.
    #[arg(long, value_name = "N")]
    waive_papers: Option<u32>,
    /// The ruling on this point of order is overturned.
    #[arg(long, value_name = "N")]
    overrule: Option<u32>,
    /// The minutes of this sitting are approved.
    #[arg(long, value_name = "SITTING")]
    approve_minutes: Option<SittingId>,
    /// This acting holder is ratified, or leaves.
    #[arg(long, value_name = "TENURE")]
    ratify: Option<TenureId>,
    /// This procedure is adopted.
    #[arg(long, value_name = "FILE.toml")]
    adopt_procedure: Option<PathBuf>,
    /// This composition is adopted.
    #[arg(long, value_name = "FILE.toml")]
    adopt_composition: Option<PathBuf>,
    /// This rulebook, or change of its clauses, is adopted.
    #[arg(long, value_name = "FILE.toml")]
    change_rules: Option<PathBuf>,
    /// One of these members is chosen.
    #[arg(long, value_name = "MEMBER")]
    choose: Vec<String>,
    /// The seat for which one is chosen.
    #[arg(long, requires = "choose")]
    seat: Option<SeatId>,
    /// When the term ends.
    #[arg(long, requires = "choose")]
    until: Option<String>,
    /// The body whose ratification is awaited.
    #[arg(long, requires = "choose", value_name = "BODY")]
    until_ratified_by: Option<BodyId>,
}

/// A vote.
#[derive(Args)]
pub(super) struct OpenVote {
    /// The question.
    question: u32,
    /// How it is taken.
    #[arg(value_enum)]
    method: How,
    /// The sections and delegations of a card vote: `[[section]]` with title, share, and `[section.delegations]` name =
    /// votes.
    #[arg(long, value_name = "FILE.toml")]
    cards: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum How {
    /// By show of hands.
    Hands,
    /// By calling the names.
    RollCall,
    /// In secret.
    Secret,
    /// By cards.
    Card,
}

/// The file of a card vote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cards {
    section: Vec<CardSection>,
}

impl OpenVote {
    pub(super) fn act(self) -> anyhow::Result<SittingAct> {
        let method = match self.method {
            How::Hands => Method::Hands {},
            How::RollCall => Method::RollCall {},
            How::Secret => Method::Secret {},
            How::Card => {
                let file = self
                    .cards
                    .context("name the delegations with --cards FILE")?;
                let text = files::read_text(&file)?;
                let cards: Cards =
                    toml::from_str(&text).with_context(|| file.display().to_string())?;
                Method::Card {
                    sections: cards.section,
                }
            }
        };
        Ok(SittingAct::OpenVote {
            question: self.question,
            method,
        })
    }
}

fn adoption(file: &std::path::Path) -> anyhow::Result<Adoption> {
    let source = files::read_text(file)?;
    let sha256 = Digest::of(source.as_bytes());
    Ok(Adoption { source, sha256 })
}

impl Hand<'_> {
    pub(super) async fn put(&mut self, put: Put) -> anyhow::Result<SittingAct> {
        let effect = self.effect(put.effect).await?;
        let text = match &put.text {
            Some(file) => Some(self.text(file)?),
            None => None,
        };
        let seconder = match &put.seconder {
            Some(seconder) => Some(self.person(seconder).await?),
            None => None,
        };
        Ok(SittingAct::PutQuestion(QuestionSpec {
            items: put.items,
            title: put.title,
            text,
            mover: self.person(&put.mover).await?,
            seconder,
            heard: put.heard,
            effect,
        }))
    }

    async fn effect(&self, effect: Effect) -> anyhow::Result<QuestionEffect> {
        let mut effects = Vec::new();
        if effect.waive_notice {
            effects.push(QuestionEffect::WaiveNotice {});
        }
        let papers = effect.waive_papers;
        effects.extend(papers.map(|item| QuestionEffect::WaivePapers { item }));
        effects.extend(
            effect
                .overrule
                .map(|point| QuestionEffect::Overrule { point }),
        );
        let minutes = effect.approve_minutes;
        effects.extend(minutes.map(|sitting| QuestionEffect::ApproveMinutes { sitting }));
        effects.extend(
            effect
                .ratify
                .map(|tenure| QuestionEffect::Ratify { tenure }),
        );
        if let Some(file) = &effect.adopt_procedure {
            effects.push(QuestionEffect::AdoptProcedure(adoption(file)?));
        }
        if let Some(file) = &effect.adopt_composition {
            effects.push(QuestionEffect::AdoptComposition(adoption(file)?));
        }
        if let Some(file) = &effect.change_rules {
            let world = self.house.store.world().await?;
            let change = crate::cmd::rulebook::change(&world, file, None)?;
            effects.push(QuestionEffect::ChangeRules(change));
        }
        if !effect.choose.is_empty() {
            let mut among = Vec::new();
            for member in &effect.choose {
                among.push(self.person(member).await?);
            }
            let until = match &effect.until {
                Some(text) => Some(instant(self.house, text).await?),
                None => None,
            };
            effects.push(QuestionEffect::Choose(Choosing {
                seat: effect.seat,
                until,
                until_ratified_by: effect.until_ratified_by,
                among,
            }));
        }
        anyhow::ensure!(
            effects.len() < 2,
            "a question has one effect: name one of them"
        );
        Ok(effects.pop().unwrap_or(QuestionEffect::Resolve {}))
    }
}
