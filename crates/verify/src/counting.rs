//! Counts the opened papers by the rule that the election names, and holds the published result against the count.

use crate::Options;
use crate::opening::Opened;
use crate::report::{Check, Report, Status};
use polity_ballot::wire::{ClassTerms, Election, PaperKind, Ranking, Terms};
use polity_count::{
    Ballots, Candidate, Class, Conditions, Constraints, Contest, Lots, Outcome, Rule, Transcript,
    count_under,
};
use std::collections::BTreeMap;

/// How to count, and what was published.
#[derive(Debug, Clone, Default)]
pub struct CountOptions {
    /// The rule, where the election's terms do not name one.
    pub rule: Option<Rule>,
    /// The seats, where the election's terms do not say.
    pub seats: Option<u32>,
    /// Answers to ties; if they are [`Lots::Ask`], those in the published result are used.
    pub lots: Lots,
    /// The published result.
    pub published: Option<Published>,
}

/// A published result: the object that `polity count --json` prints.
#[derive(Debug, Clone)]
pub struct Published(Box<Transcript>);

impl Published {
    /// Reads a published result.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes).map(|transcript| Self(Box::new(transcript)))
    }
}

/// Counts the question that was asked for; its papers come back as a contest.
pub(crate) fn count(
    report: &mut Report,
    election: &Election,
    terms: &[Option<Terms>],
    opened: &[Opened],
    options: &Options,
) -> Option<Contest> {
    let index = options.question.max(1) - 1;
    let (Some(question), Some(papers)) = (election.questions.get(index), opened.get(index)) else {
        report.fail(
            Check::Count,
            format!("the election has no question {}", index + 1),
        );
        return None;
    };
    let terms = terms.get(index).and_then(Option::as_ref);
    let rule = settle(
        report,
        "rule",
        terms.map(|terms| terms.rule.clone()),
        rule_asked(options),
        rule_published(options),
    );
    let seats = settle(
        report,
        "number of seats",
        terms.map(|terms| terms.seats),
        options.count.seats,
        published(options).map(|transcript| transcript.seats),
    );
    let mut contest = Contest {
        title: election.name.clone(),
        seats: seats.unwrap_or(1),
        candidates: question.value.answers.iter().map(Candidate::new).collect(),
        ..Contest::default()
    };
    let kinds = fill(report, &mut contest.ballots, papers);
    if let (Some(rule), Some(seats)) = (rule, seats) {
        by_rule(report, &contest, &rule, seats, terms, options);
    } else {
        report.not_asked(
            Check::Count,
            "no rule and seats were given, see --rule and --seats",
        );
        report.not_asked(Check::Published, "nothing was counted");
    }
    marked(report, opened, &kinds);
    Some(contest)
}

fn published(options: &Options) -> Option<&Transcript> {
    options
        .count
        .published
        .as_ref()
        .map(|published| &*published.0)
}

fn rule_asked(options: &Options) -> Option<String> {
    options.count.rule.map(|rule| rule.to_string())
}

fn rule_published(options: &Options) -> Option<String> {
    published(options).map(|transcript| transcript.rule.to_string())
}

/// What the election says comes first, then what was asked for; the published result speaks only where both are
/// silent. The first two must agree.
fn settle<T: PartialEq + std::fmt::Display>(
    report: &mut Report,
    what: &str,
    named: Option<T>,
    asked: Option<T>,
    published: Option<T>,
) -> Option<T> {
    if let (Some(named), Some(asked)) = (&named, &asked)
        && named != asked
    {
        report.fail(
            Check::Count,
            format!("the election names the {what} {named}, you asked for {asked}"),
        );
    }
    named.or(asked).or(published)
}

/// Puts the papers into the contest, equal ones together; the kinds that were found come back in words.
fn fill(report: &mut Report, ballots: &mut Ballots, papers: &Opened) -> String {
    let mut groups: BTreeMap<(&[u8], bool), u32> = BTreeMap::new();
    for (position, row) in papers.rows.iter().enumerate() {
        let canonical = papers.marked.binary_search(&position).is_err();
        *groups.entry((row, canonical)).or_default() += 1;
    }
    let (mut blank, mut irregular, mut invalid) = (0, 0, 0);
    for ((row, canonical), number) in groups {
        let ranking = Ranking::read(row, canonical);
        match ranking.kind {
            PaperKind::Plain => {}
            PaperKind::Blank => blank += number,
            PaperKind::Irregular { .. } => irregular += number,
            PaperKind::Invalid => invalid += number,
        }
        if let Err(fault) = ballots.push_places(number, &ranking.places) {
            report.fail(Check::Count, fault.to_string());
        }
    }
    format!("{blank} blank, {irregular} with equal or skipped ranks, {invalid} invalid")
}

fn by_rule(
    report: &mut Report,
    contest: &Contest,
    name: &str,
    seats: u32,
    terms: Option<&Terms>,
    options: &Options,
) {
    let rule: Rule = match name.parse() {
        Ok(rule) => rule,
        Err(fault) => {
            report.fail(Check::Count, format!("{fault}"));
            return;
        }
    };
    let version = rule.info().version;
    if let Some(terms) = terms.filter(|terms| terms.rule_version != version) {
        let named = &terms.rule_version;
        report.fail(
            Check::Count,
            format!("the election names version {named} of {rule}; this program has {version}"),
        );
    }
    let lots = match (&options.count.lots, published(options)) {
        (Lots::Ask, Some(transcript)) => &transcript.lots,
        (lots, _) => lots,
    };
    let conditions = Conditions {
        lots: lots.clone(),
        constraints: terms.map(constraints).unwrap_or_default(),
        ..Conditions::default()
    };
    let transcript = match count_under(contest, rule, &conditions) {
        Ok(Outcome::Complete(transcript)) => transcript,
        Ok(Outcome::LotNeeded(question)) => {
            let why = "; answer it with --lot-seed or --lot";
            report.fail(Check::Count, format!("{}{why}", question.text));
            return;
        }
        Err(fault) => {
            report.fail(Check::Count, fault.to_string());
            return;
        }
    };
    report.elected = transcript
        .elected
        .iter()
        .map(|number| contest.name_of(*number))
        .collect();
    report.done(
        Check::Count,
        format!("{name}, {seats} seats, {} valid papers", transcript.valid),
    );
    match published(options) {
        Some(published) => compare(report, &transcript, published),
        None => report.not_asked(
            Check::Published,
            "no published result was given, see --result",
        ),
    }
}

/// The limits on who may be elected together, as the election names them.
fn constraints(terms: &Terms) -> Constraints {
    let class = |class: &ClassTerms| Class {
        name: class.name.clone(),
        min: class.min,
        max: class.max,
        members: class.members.clone(),
    };
    Constraints {
        classes: terms.classes.iter().map(class).collect(),
    }
}

/// Everything but the title must agree: what a contest is called is no part of its count.
fn compare(report: &mut Report, counted: &Transcript, published: &Transcript) {
    let mut differ = |what: &str, counted: String, published: String| {
        if counted != published {
            let fault = format!("{what}: published {published}, counted {counted}");
            report.fail(Check::Published, fault);
        }
    };
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    differ("rule", counted.rule.to_string(), published.rule.to_string());
    differ(
        "version of the rule",
        counted.rule_version.clone(),
        published.rule_version.clone(),
    );
    differ(
        "seats",
        counted.seats.to_string(),
        published.seats.to_string(),
    );
    differ(
        "valid papers",
        counted.valid.to_string(),
        published.valid.to_string(),
    );
    differ(
        "invalid papers",
        counted.invalid.to_string(),
        published.invalid.to_string(),
    );
    differ("quota", counted.quota.clone(), published.quota.clone());
    differ("elected", text(&counted.elected), text(&published.elected));
    differ(
        "limits on who may be elected together",
        text(&counted.constraints),
        text(&published.constraints),
    );
    differ("lots", text(&counted.lots), text(&published.lots));
    differ(
        "number of candidates",
        counted.candidates.len().to_string(),
        published.candidates.len().to_string(),
    );
    for (counted, published) in counted.candidates.iter().zip(&published.candidates) {
        differ(
            &format!("candidate {}", counted.number),
            text(counted),
            text(published),
        );
    }
    differ(
        "number of stages",
        counted.stages.len().to_string(),
        published.stages.len().to_string(),
    );
    for (counted, published) in counted.stages.iter().zip(&published.stages) {
        if counted != published {
            differ(
                &format!("stage {}", counted.stage),
                text(counted),
                text(published),
            );
        }
    }
    report.done(
        Check::Published,
        format!("{} stages", published.stages.len()),
    );
}

/// A paper that is not in canonical form carries a mark, by which it could be known again. It counts for nobody. The
/// announced papers of the archive do not show that, so the check holds only when the published result does.
fn marked(report: &mut Report, opened: &[Opened], kinds: &str) {
    let set_aside = report.line(Check::Published).status == Status::Pass;
    let mut found = Vec::new();
    for (question, papers) in opened.iter().enumerate() {
        for position in &papers.marked {
            found.push(format!("question {}, paper {}", question + 1, position + 1));
        }
    }
    if set_aside || found.is_empty() {
        let aside = if found.is_empty() {
            String::new()
        } else {
            format!(
                "; not canonical, and left out of the published result: {}",
                found.join("; ")
            )
        };
        report.done(Check::Papers, format!("{kinds}{aside}"));
        return;
    }
    for paper in found {
        let why = "is not the canonical encoding of its numbers: it is invalid and counts for nobody, and no published \
                   result shows that it was left out";
        report.fail(Check::Papers, format!("{paper} {why}"));
    }
}
