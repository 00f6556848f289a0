//! What else the same ballots would have given: by every other rule, and had one candidate not stood. The result
//! is not touched by it; who lost sees what it hung on, and who chooses the next rule sees what it does.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use polity_count::{Case, Conditions, Lots, Otherwise, other_rules, otherwise};
use polity_office::result::{Published, published_seed};
use polity_org::Digest;
use polity_papers::result::ResultView;

use super::{counted, frame};
use crate::PageFault;
use crate::kept::Kept;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::Said;
use crate::words::procedure::text;

/// What was worked out, by the digest of the count.
static KNOWN: Kept<Arc<Cases>> = Kept::at_most(8);

/// Held while one is worked out: it is a hundred counts.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// A case, and who would be elected in it; nothing where it cannot be counted.
type Cases = Vec<(Case, Option<Otherwise>)>;

#[derive(Template)]
#[template(path = "result/otherwise.html")]
struct OtherwisePage {
    frame: Frame,
    rule: String,
    rules: Vec<Row>,
    withdrawals: Vec<Row>,
}

/// A row of a table.
struct Row {
    /// The rule, or the candidate who does not stand.
    name: String,
    /// What the rule does; empty for a candidate.
    meaning: Said,
    said: String,
    same: bool,
    by_lot: bool,
}

/// `GET /matters/{id}/result/otherwise`
///
/// # Errors
/// No such matter, or it is not counted yet; faults of the store or of the published files.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let published = counted::counted(&visitor, &matter)
        .await?
        .ok_or(PageFault::NotFound)?;
    let of = matter
        .count
        .as_ref()
        .map(|count| count.transcript)
        .ok_or(PageFault::NotFound)?;
    let view = counted::view(&visitor, &matter, &published).await?;
    let seed = published_seed(&matter)?;
    let cases = cases(of, &published, seed).await?;
    let base = format!("/matters/{}", matter.id);
    let t = visitor.t;
    let rows = |withdrawn: bool| {
        let of_kind = cases
            .iter()
            .filter(move |(case, _)| matches!(case, Case::Without(_)) == withdrawn);
        let rows = of_kind.map(|(case, found)| row(&visitor, &view, *case, found.as_ref()));
        let mut rows: Vec<Row> = rows.collect();
        // What would differ stands first.
        rows.sort_by_key(|row| row.same);
        rows
    };
    show(&OtherwisePage {
        frame: frame(&visitor, &matter, t.say("otherwise-title"))
            .crumb(t.say("result-title"), format!("{base}/result")),
        rule: view.rule_line(counted::lang(t.language)),
        rules: rows(false),
        withdrawals: rows(true),
    })
}

fn row(visitor: &Visitor, view: &ResultView, case: Case, found: Option<&Otherwise>) -> Row {
    let t = visitor.t;
    let lang = counted::lang(t.language);
    let (name, meaning) = match case {
        Case::Rule(rule) => (rule.info().name.to_owned(), text(t, rule.info().meaning)),
        Case::Unconstrained => (
            t.say("otherwise-unconstrained").to_string(),
            Said::plain(""),
        ),
        Case::Without(number) => (view.name(number).to_owned(), Said::plain("")),
    };
    let said = match found {
        None => t.say("otherwise-impossible").to_string(),
        Some(found) if found.is_same() => t.say("otherwise-same").to_string(),
        Some(found) if found.lost.is_empty() => t
            .say("otherwise-gained")
            .str("gained", view.names(lang, &found.gained))
            .to_string(),
        Some(found) if found.gained.is_empty() => t
            .say("otherwise-lost")
            .str("lost", view.names(lang, &found.lost))
            .num("lost-number", found.lost.len())
            .to_string(),
        Some(found) => t
            .say("otherwise-instead")
            .str("gained", view.names(lang, &found.gained))
            .str("lost", view.names(lang, &found.lost))
            .to_string(),
    };
    Row {
        name,
        meaning,
        said,
        same: found.is_some_and(Otherwise::is_same),
        by_lot: found.is_some_and(|found| found.by_lot),
    }
}

/// Every case of a count: worked out once.
async fn cases(
    of: Digest,
    published: &Arc<Published>,
    seed: String,
) -> Result<Arc<Cases>, PageFault> {
    if let Some(found) = KNOWN.get(&of) {
        return Ok(found);
    }
    let _turn = TURN.lock().await;
    if let Some(found) = KNOWN.get(&of) {
        return Ok(found);
    }
    let published = Arc::clone(published);
    let found = tokio::task::spawn_blocking(move || work_out(&published, seed))
        .await
        .map_err(|fault| PageFault::Defect(fault.to_string()))?;
    Ok(KNOWN.keep(of, Arc::new(found)))
}

fn work_out(published: &Published, seed: String) -> Cases {
    let (contest, truth) = (&published.contest, &published.transcript);
    let conditions = Conditions {
        lots: Lots::Seed(seed),
        constraints: truth.constraints.clone(),
        ..Conditions::default()
    };
    let rules = other_rules(contest, truth).into_iter().map(Case::Rule);
    let standing = (1_u8..).zip(&contest.candidates);
    let without = standing
        .filter(|(_, candidate)| !candidate.withdrawn)
        .map(|(number, _)| Case::Without(number));
    let count = |case| {
        let found = otherwise(contest, truth, &conditions, case);
        (case, found.ok().and_then(Result::ok))
    };
    let free = (!truth.constraints.is_empty()).then_some(Case::Unconstrained);
    let cases = free.into_iter().chain(rules).chain(without);
    cases.map(count).collect()
}
