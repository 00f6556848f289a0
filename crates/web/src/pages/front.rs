//! The first page: what needs you, what is new, what runs. For who is not signed in: what runs, what was
//! declared, what is new.

use askama::Template;
use polity_org::matter::Position;
use polity_values::Timestamp;

use super::matters::{self, Line};
use super::sitting;
use super::todo;
use crate::PageFault;
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::words::{self, Said, moment::Moment};

/// The most entries that are told as new.
const NEWS: usize = 8;
/// The most ended matters that are shown.
const ENDED: usize = 5;
/// From when on a deadline is near, in seconds.
const SOON: i64 = 2 * 86_400;

#[derive(Template)]
#[template(path = "front.html")]
struct Front {
    frame: Frame,
    signed_in: bool,
    needs: Vec<Need>,
    news: Vec<News>,
    running: Vec<Line>,
    ended: Vec<Line>,
}

/// Something that needs who is signed in.
struct Need {
    href: String,
    title: String,
    text: String,
    by: Option<Moment>,
    minutes: String,
    soon: bool,
}

/// Something that happened.
struct News {
    href: String,
    text: Said,
    at: Moment,
    matter: Option<String>,
}

/// `GET /`
///
/// # Errors
/// Faults of the store.
pub async fn page(visitor: Visitor) -> Page {
    let (mut ended, mut running): (Vec<_>, Vec<_>) = visitor
        .world
        .matters()
        .partition(|matter| matches!(matter.position, Position::Ended(_)));
    running.sort_by_key(|matter| matter.due_at(visitor.now).into_iter().next());
    ended.sort_by_key(|matter| std::cmp::Reverse(matter.entry));
    ended.truncate(ENDED);
    let line = |matter: &polity_org::Matter| matters::line(&visitor, matter);
    show(&Front {
        frame: Frame::new(&visitor, visitor.organisation_name()),
        signed_in: visitor.person.is_some(),
        needs: needs(&visitor).await?,
        news: news(&visitor).await?,
        running: running.into_iter().map(line).collect(),
        ended: ended.into_iter().map(line).collect(),
    })
}

/// What needs who is signed in, soonest first.
async fn needs(visitor: &Visitor) -> Result<Vec<Need>, PageFault> {
    let Some(person) = &visitor.person else {
        return Ok(Vec::new());
    };
    let t = visitor.t;
    let minutes = |minutes: u32| t.say("act-minutes").num("minutes", minutes).to_string();
    let mut needs = Vec::new();
    for matter in visitor.world.matters() {
        if todo::votes(visitor, matter, person).await? {
            let closes = matter.ballot_close().map(|(closes, _)| closes);
            let title = t.say("front-vote").str("matter", &matter.title);
            let href = format!("/matters/{}", matter.id);
            needs.push(need(
                visitor,
                href,
                title,
                t.say("front-vote-text"),
                closes,
                minutes(4),
            ));
        }
        let (can, _) = todo::options(visitor, matter, person).await?;
        for act in can.into_iter().filter(|act| act.expected) {
            let by = act.closes.map(|closes| closes.at);
            needs.push(need(
                visitor,
                act.href,
                act.label,
                &matter.title,
                by,
                act.minutes,
            ));
        }
        for waits in todo::waiting(visitor, Some(matter)).await? {
            if let Some(href) = waits.confirm {
                let by = waits.until.map(|until| until.at);
                let title = t.say("act-pending-confirm").str("act", waits.label);
                let text = format!("{}: {}", matter.title, waits.by);
                needs.push(need(visitor, href, title, text, by, minutes(2)));
            }
        }
    }
    for waits in todo::waiting(visitor, None).await? {
        if let Some(href) = waits.confirm {
            let title = t.say("act-pending-confirm").str("act", waits.label);
            needs.push(need(visitor, href, title, waits.by, None, minutes(5)));
        }
    }
    for waits in sitting::waiting::for_person(visitor, person) {
        let takes = minutes(waits.minutes);
        needs.push(need(
            visitor,
            waits.href,
            waits.title,
            waits.text,
            waits.by,
            takes,
        ));
    }
    needs.sort_by_key(|need| need.by.as_ref().map_or(Timestamp::MAX, |by| by.at));
    Ok(needs)
}

fn need(
    visitor: &Visitor,
    href: String,
    title: impl ToString,
    text: impl ToString,
    by: Option<Timestamp>,
    minutes: String,
) -> Need {
    Need {
        href,
        title: title.to_string(),
        text: text.to_string(),
        soon: by.is_some_and(|by| by.as_second() - visitor.now.as_second() < SOON),
        by: by.map(|by| Moment::new(visitor, by)),
        minutes,
    }
}

/// The last entries of the record, newest first.
async fn news(visitor: &Visitor) -> Result<Vec<News>, PageFault> {
    // Ends of stages stand beside the acts that brought them about, and a meeting writes much that is no news; so
    // more are read than are told.
    let seq = visitor.world.seq();
    let entries = visitor.site.latest(seq, 16 * NEWS as u64).await?;
    let told = entries
        .iter()
        .rev()
        .filter(|entry| sitting::news::is_news(entry));
    let told: Vec<_> = told.take(NEWS).collect();
    let mut persons: Vec<polity_values::PersonId> = Vec::new();
    for entry in &told {
        persons.extend(words::persons(entry).into_iter().cloned());
    }
    let names = visitor.names(&persons).await?;
    let news = told.into_iter().map(|entry| News {
        href: sitting::news::href(entry).unwrap_or_else(|| format!("/record/{}", entry.seq)),
        text: words::event(visitor, entry, &names),
        at: Moment::new(visitor, entry.at),
        matter: match &entry.subject {
            polity_org::Subject::Matter(id) => {
                visitor.world.matter(id).map(|matter| matter.title.clone())
            }
            polity_org::Subject::Sitting(id) => visitor
                .world
                .sitting(id)
                .map(|sitting| sitting.call.title.clone()),
            polity_org::Subject::Organisation => None,
        },
    });
    Ok(news.collect())
}
