//! The count told stage by stage in plain words, in each language, from the transcript alone.

use polity_count::{Action, Class, Limit, LimitKind, Purpose, Rule, Stage, Tie, TieBreak};
use serde::Serialize;

use super::ResultView;
use crate::lang::{Lang, Value, spoken};

/// One stage, or a run of Meek's iterations in which nobody was elected or excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageStory {
    /// The first stage told here.
    pub from: u32,
    /// The last stage told here; the same, but for a run of quiet iterations.
    pub to: u32,
    /// The heading: `Stage 3`, `Stages 4 to 9`.
    pub heading: String,
    /// What was done, in a few words.
    pub summary: String,
    /// The sentences, in order.
    pub parts: Vec<StoryPart>,
    /// The clauses of the rule that were applied.
    pub clause: String,
}

/// One sentence of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryPart {
    /// What it tells: `done`, `quota`, `moved`, `ended`, `lost`, `tie`, `places`, `elected`, `guarded` or `doomed`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
}

impl ResultView {
    /// The whole count in words.
    pub fn story(&self, lang: Lang) -> Vec<StageStory> {
        let stages = &self.transcript.stages;
        let mut told = Vec::new();
        let mut quiet: Option<(u32, u32)> = None;
        for (index, stage) in stages.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| stages.get(index));
            if is_quiet(stage) && index + 1 < stages.len() {
                let from = quiet.map_or(stage.stage, |(from, _)| from);
                quiet = Some((from, stage.stage));
                continue;
            }
            told.extend(quiet.take().map(|(from, to)| quiet_run(lang, from, to)));
            told.push(self.tell(lang, before, stage));
        }
        told
    }

    /// One stage in words; nothing for a number that is none.
    pub fn stage_story(&self, lang: Lang, number: u32) -> Option<StageStory> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let stages = &self.transcript.stages;
        let before = index.checked_sub(1).and_then(|index| stages.get(index));
        Some(self.tell(lang, before, stages.get(index)?))
    }

    fn tell(&self, lang: Lang, before: Option<&Stage>, stage: &Stage) -> StageStory {
        let mut parts = Vec::new();
        let mut say = |kind, text: String| parts.push(StoryPart { kind, text });
        say("done", self.what_was_done(lang, before, stage));
        for tie in &stage.ties {
            say("tie", self.tie(lang, tie));
        }
        self.movements(lang, before, stage, &mut say);
        if let Some(before) = before.filter(|before| before.quota != stage.quota) {
            let values = [
                ("from", spoken(&before.quota).into()),
                ("to", spoken(&stage.quota).into()),
            ];
            say("quota", lang.say("story-quota-changes", &values));
        }
        if stage.fills_last_places() && stage.action != Action::LastPlaces {
            say("places", lang.text("story-last-places"));
        }
        if !stage.elected.is_empty() {
            let values = [
                ("names", self.names(lang, &stage.elected).into()),
                ("count", Value::from(stage.elected.len())),
            ];
            say("elected", lang.say("story-elected", &values));
        }
        for limit in &stage.limits {
            let (kind, text) = self.limit(lang, limit);
            say(kind, text);
        }
        StageStory {
            from: stage.stage,
            to: stage.stage,
            heading: lang.say("story-heading", &[("stage", stage.stage.into())]),
            summary: self.summary(lang, stage),
            parts,
            clause: stage.clause.clone(),
        }
    }

    fn summary(&self, lang: Lang, stage: &Stage) -> String {
        let from: Vec<u8> = stage
            .transfers
            .first()
            .map(|transfer| transfer.from.clone())
            .unwrap_or_default();
        match stage.action {
            Action::FirstPreferences => lang.text("summary-first"),
            Action::Surplus => lang.say(
                "summary-surplus",
                &[("names", self.names(lang, &from).into())],
            ),
            Action::Exclusion | Action::LastPlaces if !stage.excluded.is_empty() => lang.say(
                "summary-exclusion",
                &[("names", self.names(lang, &stage.excluded).into())],
            ),
            Action::Iteration if !stage.excluded.is_empty() => lang.say(
                "summary-iteration-exclusion",
                &[("names", self.names(lang, &stage.excluded).into())],
            ),
            Action::Iteration => lang.text("summary-iteration"),
            Action::Exclusion | Action::LastPlaces => lang.text("summary-last-places"),
        }
    }

    fn what_was_done(&self, lang: Lang, before: Option<&Stage>, stage: &Stage) -> String {
        match stage.action {
            Action::FirstPreferences => {
                let key = match self.transcript.rule {
                    Rule::Av => "story-first-av",
                    _ => "story-first",
                };
                let values = [
                    ("valid", Value::from(self.transcript.valid)),
                    ("seats", self.transcript.seats.into()),
                    ("quota", spoken(&self.transcript.quota).into()),
                ];
                lang.say(key, &values)
            }
            Action::Surplus => {
                let from = stage.transfers.first().and_then(|t| t.from.first());
                let from = from.copied().unwrap_or(0);
                let values = [
                    ("name", self.name(from).into()),
                    ("before", spoken(votes_at(before, from)).into()),
                    ("after", spoken(votes_at(Some(stage), from)).into()),
                ];
                lang.say("story-surplus", &values)
            }
            Action::Exclusion | Action::LastPlaces if !stage.excluded.is_empty() => {
                let lowest = stage.excluded.first().copied().unwrap_or(0);
                let values = [
                    ("names", self.names(lang, &stage.excluded).into()),
                    ("count", Value::from(stage.excluded.len())),
                    ("votes", spoken(votes_at(before, lowest)).into()),
                ];
                let key = if stage.action == Action::LastPlaces {
                    "story-exclusion-last"
                } else {
                    "story-exclusion"
                };
                lang.say(key, &values)
            }
            Action::Exclusion | Action::LastPlaces => lang.text("story-last-places"),
            Action::Iteration => {
                let again = lang.text("story-iteration");
                if stage.excluded.is_empty() {
                    return again;
                }
                let values = [
                    ("names", self.names(lang, &stage.excluded).into()),
                    ("count", Value::from(stage.excluded.len())),
                ];
                format!("{again} {}", lang.say("story-iteration-exclusion", &values))
            }
        }
    }

    /// Who received what: the three who received most by name, and what nobody received.
    fn movements(
        &self,
        lang: Lang,
        before: Option<&Stage>,
        stage: &Stage,
        say: &mut impl FnMut(&'static str, String),
    ) {
        if stage.transfers.is_empty() {
            return;
        }
        let mut received: Vec<(u64, u8, String)> = self
            .candidates
            .iter()
            .filter_map(|candidate| {
                let receipts = stage.transfers.iter().flat_map(|transfer| &transfer.to);
                let mine = receipts.filter(|receipt| receipt.candidate == candidate.number);
                let votes: Vec<&str> = mine.map(|receipt| receipt.votes.as_str()).collect();
                let sum = sum_of(&votes)?;
                Some((crate::svg::units(&sum), candidate.number, sum))
            })
            .collect();
        received.sort_by_key(|(units, number, _)| (std::cmp::Reverse(*units), *number));
        let told = received.iter().filter(|(units, ..)| *units > 0).take(3);
        let told: Vec<String> = told
            .map(|(_, number, votes)| {
                let values = [
                    ("name", self.name(*number).into()),
                    ("votes", spoken(votes).into()),
                ];
                lang.say("story-receives", &values)
            })
            .collect();
        if !told.is_empty() {
            let all = received.iter().filter(|(units, ..)| *units > 0).count();
            let key = if all > told.len() {
                "story-moved-most"
            } else {
                "story-moved"
            };
            say("moved", lang.say(key, &[("list", lang.list(&told).into())]));
        }
        let papers: u64 = stage
            .transfers
            .iter()
            .map(|transfer| transfer.non_transferable_papers)
            .sum();
        let grew = before.is_none_or(|before| before.non_transferable != stage.non_transferable);
        if papers > 0 && grew {
            let values = [
                ("papers", Value::from(papers)),
                ("votes", spoken(&stage.non_transferable).into()),
            ];
            say("ended", lang.say("story-ended", &values));
        }
        let lost = before.map_or("", |before| before.loss_by_fraction.as_str());
        if lost != stage.loss_by_fraction && crate::svg::units(&stage.loss_by_fraction) > 0 {
            let values = [("votes", spoken(&stage.loss_by_fraction).into())];
            say("lost", lang.say("story-lost", &values));
        }
    }

    /// Everything by which the limits on who may be elected together bound the count: the stage, and what happened.
    pub fn limits(&self, lang: Lang) -> Vec<(u32, String)> {
        let stages = self.transcript.stages.iter();
        let limits = stages.flat_map(|stage| stage.limits.iter().map(|one| (stage.stage, one)));
        limits
            .map(|(stage, limit)| (stage, self.limit(lang, limit).1))
            .collect()
    }

    /// Who must be elected, or cannot be any more, and because of which limits.
    fn limit(&self, lang: Lang, limit: &Limit) -> (&'static str, String) {
        let classes = &self.transcript.constraints.classes;
        let words = |text: &String| {
            let class = classes.iter().find(|class| class.limits() == *text);
            class.map_or_else(|| text.clone(), |class| limit_words(lang, class))
        };
        let because: Vec<String> = limit.because.iter().map(words).collect();
        let values = [
            ("name", self.name(limit.candidate).into()),
            ("because", lang.list(&because).into()),
        ];
        match limit.kind {
            LimitKind::Guarded => ("guarded", lang.say("story-guarded", &values)),
            LimitKind::Doomed => ("doomed", lang.say("story-doomed", &values)),
        }
    }

    /// Every lot that was drawn in the count, in order: among whom, and what it decided.
    pub fn lots(&self, lang: Lang) -> Vec<String> {
        let stages = self.transcript.stages.iter();
        let ties = stages.flat_map(|stage| stage.ties.iter().map(move |tie| (stage.stage, tie)));
        ties.filter(|(_, tie)| matches!(tie.by, TieBreak::Lot(_)))
            .map(|(stage, tie)| {
                let heading = lang.say("story-heading", &[("stage", stage.into())]);
                format!("{heading}: {}", self.tie(lang, tie))
            })
            .collect()
    }

    fn tie(&self, lang: Lang, tie: &Tie) -> String {
        let names = self.names(lang, &tie.candidates);
        let chosen = self.name(tie.chosen);
        let purpose = match tie.purpose {
            Purpose::Exclude => "exclude",
            Purpose::TransferFirst => "transfer-first",
            Purpose::Elect => "elect",
        };
        let (how, number) = match &tie.by {
            TieBreak::Stage(stage) => ("stage", *stage),
            TieBreak::Lot(lot) => ("lot", lot.number),
        };
        let values = [
            ("names", names.into()),
            ("chosen", chosen.into()),
            ("number", Value::from(number)),
        ];
        lang.say(&format!("story-tie-{purpose}-{how}"), &values)
    }
}

/// A limit in words: `at least 4 of "Women"`.
pub fn limit_words(lang: Lang, class: &Class) -> String {
    let (key, most) = match (class.min, class.max) {
        (_, None) => ("limit-least", 0),
        (0, Some(most)) => ("limit-most", most),
        (_, Some(most)) => ("limit-between", most),
    };
    let values = [
        ("class", class.name.as_str().into()),
        ("least", Value::from(class.min)),
        ("most", most.into()),
    ];
    lang.say(key, &values)
}

/// An iteration at which nothing but figures changed.
fn is_quiet(stage: &Stage) -> bool {
    stage.action == Action::Iteration
        && stage.elected.is_empty()
        && stage.excluded.is_empty()
        && stage.ties.is_empty()
        && stage.limits.is_empty()
}

fn quiet_run(lang: Lang, from: u32, to: u32) -> StageStory {
    let heading = if from == to {
        lang.say("story-heading", &[("stage", from.into())])
    } else {
        lang.say(
            "story-heading-run",
            &[("from", from.into()), ("to", to.into())],
        )
    };
    StageStory {
        from,
        to,
        heading,
        summary: lang.text("summary-iteration"),
        parts: vec![StoryPart {
            kind: "done",
            text: lang.text("story-quiet"),
        }],
        clause: String::new(),
    }
}

fn votes_at(stage: Option<&Stage>, candidate: u8) -> &str {
    let index = usize::from(candidate).checked_sub(1);
    stage
        .zip(index)
        .and_then(|(stage, index)| stage.votes.get(index))
        .map_or("", String::as_str)
}

/// The sum of figures of one count, with their decimals; nothing without any. The sum of what one candidate
/// received in several parcels of one stage: the stage's table shows the same as a difference.
pub(crate) fn sum_of(figures: &[&str]) -> Option<String> {
    let first = figures.first()?;
    let sum: u64 = figures.iter().map(|figure| crate::svg::units(figure)).sum();
    Some(decimal(sum, first))
}

/// A number of units of the last decimal as a figure with as many decimals as `like` has.
pub(crate) fn decimal(units: u64, like: &str) -> String {
    let decimals = like
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals == 0 {
        return units.to_string();
    }
    let digits = format!("{units:0>width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn every_rule_is_told_in_both_languages() {
        for rule in [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz] {
            let view = sample(rule);
            for lang in Lang::ALL {
                let told: Vec<String> = view
                    .story(lang)
                    .iter()
                    .map(|stage| {
                        let parts = stage.parts.iter().map(|part| part.text.as_str());
                        let parts: Vec<&str> = parts.collect();
                        format!(
                            "{}: {}\n  {}",
                            stage.heading,
                            stage.summary,
                            parts.join("\n  ")
                        )
                    })
                    .collect();
                let told = told.join("\n");
                assert!(!told.contains('['), "a message is missing: {told}");
                insta::assert_snapshot!(format!("story_{rule}_{}", lang.code()), told);
            }
        }
    }

    #[test]
    fn every_stage_is_told_alone_and_no_other() {
        let view = sample(Rule::MeekNz);
        let stages = u32::try_from(view.transcript.stages.len()).unwrap();
        for number in 1..=stages {
            let story = view.stage_story(Lang::En, number).unwrap();
            assert_eq!((story.from, story.to), (number, number));
        }
        assert_eq!(view.stage_story(Lang::En, 0), None);
        assert_eq!(view.stage_story(Lang::En, stages + 1), None);
    }

    #[test]
    fn parcels_of_one_stage_are_added_to_the_last_decimal() {
        assert_eq!(sum_of(&["0.50", "1.07"]).unwrap(), "1.57");
        assert_eq!(sum_of(&["0.00001"]).unwrap(), "0.00001");
        assert_eq!(sum_of(&["3", "4"]).unwrap(), "7");
        assert_eq!(sum_of(&[]), None);
    }
}
