//! What the candidates say: published together, in the order of the lot that the record has.

use askama::Template;
use axum::extract::Path;
use polity_org::{Digest, Entry, Event, Matter};
use polity_procedure::model::ActKind;
use polity_values::count_words;

use crate::PageFault;
use crate::asked::Asked;
use crate::page::{Frame, Page, show};
use crate::pages::photo;
use crate::pages::result::counted::lang;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "statements/statements.html")]
struct StatementsPage {
    frame: Frame,
    seed: String,
    entry: u64,
    base: String,
    printed: bool,
    statements: Vec<Statement>,
}

#[derive(Template)]
#[template(path = "statements/later.html")]
struct LaterPage {
    frame: Frame,
    /// Where a candidate hands in a photograph, to who may.
    photo: Option<String>,
    window: Option<(String, String)>,
}

/// A candidate with what was handed in.
pub(crate) struct Statement {
    /// The number on the paper.
    pub(crate) number: usize,
    /// The name.
    pub(crate) name: String,
    /// The photograph: its address and what is to be seen.
    photo: Option<(String, String)>,
    /// The photograph's digest and what is to be seen.
    pub(crate) portrait: Option<(Digest, String)>,
    /// The units that support the candidate.
    pub(crate) units: Vec<String>,
    /// The text as handed in; none where nothing was, or the vault has forgotten it.
    pub(crate) text: Option<String>,
    /// The units as one text.
    supporters: String,
    /// Its paragraphs, parted by empty lines.
    shown: String,
    /// Its words, by the one rule that counts them.
    words: usize,
}

/// How the statements were published.
pub(crate) struct Published {
    /// The entry of the record.
    entry: u64,
    /// The seed of the lot.
    pub(crate) seed: String,
    /// The entry's hash, which names this version of everything that was published.
    pub(crate) hash: String,
}

/// `GET /matters/{id}/statements`
///
/// # Errors
/// No such matter; faults of the store.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?.clone();
    let t = visitor.t;
    let frame = Frame::new(&visitor, t.say("statements-title")).within(&matter);
    let Some(published) = published(&visitor, &matter).await? else {
        let asked = Asked::of(&visitor, &matter).await?;
        let may = asked.allowed(ActKind::SubmitStatement);
        return show(&LaterPage {
            frame,
            photo: may.then(|| format!("/matters/{}/photo", matter.id)),
            window: window(&visitor, &matter),
        });
    };
    show(&StatementsPage {
        frame,
        seed: published.seed,
        entry: published.entry,
        base: format!("/matters/{}", matter.id),
        printed: visitor.site.press().is_some(),
        statements: statements(&visitor, &matter).await?,
    })
}

/// The window in which the statements are published, in words.
fn window(visitor: &Visitor, matter: &Matter) -> Option<(String, String)> {
    let publishes =
        |rule: &polity_procedure::model::ActRule| rule.act == ActKind::PublishStatements;
    let mut stages = matter.procedure.stages.iter();
    let stage = stages.find(|stage| stage.acts.iter().any(publishes))?;
    let window = matter.window(&stage.id)?;
    Some((visitor.at(window.opens), visitor.at(window.closes)))
}

/// How the statements were published; nothing before they are.
pub(crate) async fn published(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Option<Published>, PageFault> {
    let mut done = matter.done.iter().rev();
    let Some(done) = done.find(|done| done.act == ActKind::PublishStatements) else {
        return Ok(None);
    };
    let rows = visitor.site.store().record_page(done.seq - 1).await?;
    let row = rows.first().ok_or(PageFault::NotFound)?;
    let entry =
        Entry::from_bytes(&row.body).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let Event::StatementsPublished { seed, .. } = entry.event else {
        return Ok(None);
    };
    Ok(Some(Published {
        entry: done.seq,
        seed,
        hash: Digest(row.hash).to_string(),
    }))
}

/// The candidates in the order of the lot, with what they handed in. To be asked only once the statements
/// are published.
pub(crate) async fn statements(
    visitor: &Visitor,
    matter: &Matter,
) -> Result<Vec<Statement>, PageFault> {
    let persons = matter.standing();
    let names = visitor.names(&persons).await?;
    let units = visitor.world.organisation().map(|one| &one.units);
    let lang = lang(visitor.t.language);
    let photos = visitor.site.store().photo_list(&matter.id).await?;
    let mut statements = Vec::new();
    for (index, person) in persons.iter().enumerate() {
        let candidacy = matter.candidacies.get(person);
        let of = candidacy.and_then(|one| one.statement.as_ref());
        let text = match of {
            Some(text) => {
                let viewer = visitor.viewer("public-page");
                let paper = visitor
                    .site
                    .store()
                    .paper_fetch(&text.paper, &viewer)
                    .await?;
                paper.map(|paper| paper.text)
            }
            None => None,
        };
        let supporters: Vec<String> = candidacy
            .into_iter()
            .flat_map(|one| one.supports.keys())
            .map(|unit| {
                let spec = units.and_then(|units| units.get(unit));
                spec.map_or_else(|| unit.to_string(), |spec| spec.title.clone())
            })
            .collect();
        let written = text.as_deref().unwrap_or_default();
        let photo = photos.iter().find(|photo| photo.person == *person);
        statements.push(Statement {
            number: index + 1,
            name: names.get(person).cloned().unwrap_or_default(),
            photo: photo.map(|one| (photo::address(matter, &one.digest), one.alt.clone())),
            portrait: photo.map(|one| (one.digest, one.alt.clone())),
            supporters: lang.list(&supporters),
            units: supporters,
            shown: paragraphs(written),
            words: count_words(written),
            text,
        });
    }
    Ok(statements)
}

/// The lines of a text that have something on them, parted by empty ones.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_in_its_paragraphs() {
        let text = "One.\r\n\r\n  Two, on\nthree lines. \n\n";
        assert_eq!(paragraphs(text), "One.\n\nTwo, on\n\nthree lines.");
    }
}
