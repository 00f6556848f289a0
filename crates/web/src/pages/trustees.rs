//! The trustees' ceremony: who keeps the parts of the key, what each has done, what comes next and when; and
//! for a trustee, what is to be done now, by file, without script.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect};
use polity_org::Matter;
use polity_org::matter::BoxState;
use polity_values::PersonId;

use crate::page::{Frame, Page, show};
use crate::pages::work;
use crate::trusteeship::{self, Long};
use crate::visitor::Visitor;
use crate::{PageFault, asked};

#[derive(Template)]
#[template(path = "trustees/trustees.html")]
struct Trustees {
    frame: Frame,
    id: String,
    rows: Vec<Row>,
    own: Option<Own>,
    needed: u32,
    closed: bool,
}

/// A trustee, and what was done.
struct Row {
    name: String,
    /// Key, proof, mix, part in opening.
    done: [bool; 4],
}

/// What the trustee who looks does next.
struct Own {
    step: &'static str,
    next: String,
    when: Option<When>,
}

/// A time with how far off it is.
struct When {
    at: String,
    instant: String,
    distance: String,
}

/// `GET /matters/{id}/trustees`
///
/// # Errors
/// [`PageFault::NotFound`] where the matter holds no ballot.
pub async fn page(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let terms = matter
        .procedure
        .ballot
        .as_ref()
        .ok_or(PageFault::NotFound)?;
    let names = visitor.names(matter.trustees.keys()).await?;
    let done = |list: &[(PersonId, polity_org::Digest)], person: &PersonId| {
        list.iter().any(|(by, _)| by == person)
    };
    let rows = matter.trustees.iter().map(|(person, trustee)| Row {
        name: names.get(person).cloned().unwrap_or_default(),
        done: [
            trustee.key.is_some(),
            trustee.proof.is_some(),
            done(&matter.shuffles, person),
            done(&matter.decryptions, person),
        ],
    });
    let own = match &visitor.person {
        Some(person) if matter.trustees.contains_key(person) => {
            Some(own(&visitor, matter, person).await?)
        }
        _ => None,
    };
    show(&Trustees {
        id: matter.id.to_string(),
        rows: rows.collect(),
        own,
        needed: terms.trustees_at_least,
        closed: matches!(
            matter.ballot_box.as_ref().map(|found| &found.state),
            Some(BoxState::Closed { .. })
        ),
        frame: Frame::new(&visitor, visitor.t.say("trustees-title")).within(matter),
    })
}

async fn own(visitor: &Visitor, matter: &Matter, person: &PersonId) -> Result<Own, PageFault> {
    let standing = trusteeship::standing(visitor, matter, person).await?;
    let when = standing.when.map(|at| When {
        at: visitor.at(at),
        instant: at.to_string(),
        distance: visitor.t.distance(visitor.now, at).to_string(),
    });
    Ok(Own {
        step: standing.step.name(),
        next: standing.next,
        when,
    })
}

/// `GET /matters/{id}/trustees/question.json`: the test of the own key.
///
/// # Errors
/// When the key was not handed in.
pub async fn question(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    let question = trusteeship::question(&visitor, matter)?;
    let bytes =
        serde_json::to_vec(&question).map_err(|fault| PageFault::Defect(fault.to_string()))?;
    let name = format!("test-{}.json", matter.id);
    Ok(super::record::file("application/json", &name, bytes))
}

/// `GET /matters/{id}/trustees/ciphertexts.json`: the votes as the last trustee mixed them.
///
/// # Errors
/// When the box is not closed.
pub async fn ciphertexts(visitor: Visitor, Path(id): Path<String>) -> Page {
    let matter = visitor.matter(&id)?;
    trusteeship::hand(&visitor, matter)?;
    let lists = trusteeship::ciphertexts(&visitor, matter).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], lists).into_response())
}

/// `POST /matters/{id}/trustees/{part}`: a file from the trustee's own machine: `key`, `proof`, `shuffle` or
/// `decryption`; or `mix`, to have the votes mixed here.
///
/// # Errors
/// What is wrong with it, or the judge's refusal.
pub async fn hand_in(
    visitor: Visitor,
    Path((id, part)): Path<(String, String)>,
    mut form: Multipart,
) -> Page {
    let matter = visitor.matter(&id)?;
    trusteeship::hand(&visitor, matter)?;
    if part == "mix" {
        let kind = trusteeship::begin(&visitor, matter, Long::Mix).await?;
        return Ok(work::to(&matter.id, kind));
    }
    let nothing = visitor.t.say("trustees-nothing");
    let bytes = asked::receive(&visitor.site, &mut form, nothing)
        .await?
        .bytes()
        .await?;
    match part.as_str() {
        "key" => {
            trusteeship::key(&visitor, matter, &bytes).await?;
        }
        "proof" => {
            trusteeship::proof(&visitor, matter, &bytes).await?;
        }
        "shuffle" => {
            let kind = trusteeship::begin(&visitor, matter, Long::Shuffle(bytes)).await?;
            return Ok(work::to(&matter.id, kind));
        }
        "decryption" => {
            let kind = trusteeship::begin(&visitor, matter, Long::Decryption(bytes)).await?;
            return Ok(work::to(&matter.id, kind));
        }
        _ => return Err(PageFault::NotFound),
    }
    Ok(Redirect::to(&format!("/matters/{}/trustees", matter.id)).into_response())
}

/// The steps that the template knows; a step without its part of the page would leave a trustee stuck.
#[cfg(test)]
mod tests {
    use crate::trusteeship::Step;

    #[test]
    fn every_step_has_its_part_of_the_page() {
        let page = include_str!("../../../../templates/trustees/trustees.html");
        for step in [Step::MakeKey, Step::ProveKey, Step::Shuffle, Step::Decrypt] {
            assert!(page.contains(&format!("\"{}\"", step.name())), "{step:?}");
        }
    }
}
