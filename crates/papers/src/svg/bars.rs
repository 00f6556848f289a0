//! Bars of the votes at the end of a stage: what each candidate had before and what the stage brought, with
//! the quota as a line. Name and figure stand beside each bar in words, so the bar itself is decoration.

use std::fmt::Write as _;

use polity_count::{Stage, Status};

use super::{along, units};
use crate::lang::{Lang, grouped};
use crate::result::{ResultView, decimal};

/// The width of every bar's own space.
pub(super) const WIDTH: u32 = 1000;

/// The bars of one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The quota in force, for the legend.
    pub quota: String,
    /// A bar for everybody who stood, in the order of the paper, then one for votes that nobody can use.
    pub rows: Vec<Bar>,
}

/// One bar with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Whose votes.
    pub name: String,
    /// The votes, grouped for reading.
    pub votes: String,
    /// What the stage brought, grouped for reading; empty where it brought nothing.
    pub gain: String,
    /// Where the candidate stands now; none for the votes that nobody can use.
    pub status: Option<Status>,
    kept_to: u32,
    gained: u32,
    quota_at: u32,
}

impl Bar {
    /// What was kept, what was gained, and where the quota is, of [`WIDTH`].
    pub(super) const fn lengths(&self) -> (u32, u32, u32) {
        (self.kept_to, self.gained, self.quota_at)
    }

    /// The bar as SVG in the form of the style sheet's `p-bar`.
    pub fn svg(&self) -> String {
        let fill = match self.status {
            Some(Status::Elected) => "p-bar__fill p-bar__fill--good",
            Some(Status::Continuing) => "p-bar__fill",
            _ => "p-bar__fill p-bar__fill--quiet",
        };
        let mut svg = format!(
            "<svg class=\"p-bar\" viewBox=\"0 0 {WIDTH} 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
             focusable=\"false\"><rect class=\"p-bar__track\" width=\"{WIDTH}\" height=\"20\"/>\
             <rect class=\"{fill}\" width=\"{}\" height=\"20\"/>",
            self.kept_to,
        );
        // Writing to a String cannot fail.
        if self.gained > 0 {
            let _ = write!(
                svg,
                "<rect class=\"p-bar__gain\" x=\"{}\" width=\"{}\" height=\"20\"/>",
                self.kept_to, self.gained
            );
        }
        if self.status.is_some() {
            let at = self.quota_at;
            let _ = write!(
                svg,
                "<line class=\"p-bar__mark\" x1=\"{at}\" x2=\"{at}\" y1=\"0\" y2=\"20\"/>"
            );
        }
        svg.push_str("</svg>");
        svg
    }
}

/// The bars of stage `number`; nothing for a number that is none.
pub fn bars(view: &ResultView, lang: Lang, number: u32) -> Option<Bars> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    let stages = &view.transcript.stages;
    let stage = stages.get(index)?;
    let before = index.checked_sub(1).and_then(|index| stages.get(index));
    let quota = units(&stage.quota);
    let all = stages.iter().flat_map(|stage| &stage.votes);
    // One scale for the whole count, so that bars compare from stage to stage; the longest ends just
    // before the edge.
    let most = all.map(|votes| units(votes)).max().unwrap_or(0).max(quota);
    let whole = most + most / 50;
    let row = |name: String, votes: &str, had: &str, status: Option<Status>| {
        let (now, had) = (units(votes), units(had));
        let gain = if before.is_some() {
            now.saturating_sub(had)
        } else {
            0
        };
        let kept_to = along(now - gain, whole, WIDTH);
        Bar {
            name,
            votes: grouped(votes),
            gain: if gain > 0 {
                grouped(&decimal(gain, votes))
            } else {
                String::new()
            },
            status,
            kept_to,
            gained: along(now, whole, WIDTH) - kept_to,
            quota_at: along(quota, whole, WIDTH),
        }
    };
    let mut rows: Vec<Bar> = Vec::new();
    for (at, candidate) in view.candidates.iter().enumerate() {
        if candidate.status == Status::Withdrawn {
            continue;
        }
        let votes = stage.votes.get(at).map_or("", String::as_str);
        let had = before.and_then(|before| before.votes.get(at));
        let had = had.map_or("", String::as_str);
        let status = status_by(candidate.status, candidate.stage, stage);
        rows.push(row(candidate.name.clone(), votes, had, Some(status)));
    }
    if units(&stage.non_transferable) > 0 {
        let had = before.map_or("", |before| before.non_transferable.as_str());
        let name = lang.text("bars-none");
        rows.push(row(name, &stage.non_transferable, had, None));
    }
    Some(Bars {
        quota: grouped(&stage.quota),
        rows,
    })
}

/// Where a candidate stands at the end of a stage, given how it ended and when.
fn status_by(ended: Status, decided: Option<u32>, stage: &Stage) -> Status {
    if decided.is_some_and(|decided| decided <= stage.stage) {
        ended
    } else {
        Status::Continuing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::tests::sample;
    use polity_count::Rule;

    #[test]
    fn a_stage_is_drawn_beside_its_words() {
        let view = sample(Rule::ScottishStv);
        let second = bars(&view, Lang::En, 2).unwrap();
        let told: Vec<String> = second
            .rows
            .iter()
            .map(|bar| {
                format!(
                    "{} {} +{} {:?}\n{}",
                    bar.name,
                    bar.votes,
                    bar.gain,
                    bar.status,
                    bar.svg()
                )
            })
            .collect();
        insta::assert_snapshot!("bars", told.join("\n"));
        assert!(second.rows.iter().all(|bar| !bar.svg().contains("style=")));
        assert_eq!(bars(&view, Lang::En, 99), None);
        assert_eq!(bars(&view, Lang::En, 0), None);
    }

    #[test]
    fn no_bar_leaves_its_space() {
        for rule in [Rule::ScottishStv, Rule::Ers97, Rule::MeekNz] {
            let view = sample(rule);
            for number in 1..=u32::try_from(view.transcript.stages.len()).unwrap() {
                for bar in bars(&view, Lang::Cy, number).unwrap().rows {
                    assert!(bar.kept_to + bar.gained <= WIDTH && bar.quota_at <= WIDTH);
                }
            }
        }
    }
}
