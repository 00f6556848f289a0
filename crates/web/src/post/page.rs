//! The officers' page of letters: what was sent, to how many, what came back, and a new one to everybody
//! on a roll.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect};
use polity_org::act::StandingAct;
use polity_org::{ActKind, Matter};
use polity_store::{LetterCounts, LetterState, Mailing, NewLetter};
use polity_values::PersonId;
use serde::Deserialize;

use super::applicant::News;
use super::{Purpose, state_in_words};
use crate::page::{Frame, Page, show};
use crate::visitor::Visitor;
use crate::{PageFault, asked, words};

#[derive(Template)]
#[template(path = "post/list.html")]
struct List {
    frame: Frame,
    mailings: Vec<MailingLine>,
    /// Running matters with a frozen roll, and what can be written about them.
    matters: Vec<Choice>,
    purposes: Vec<Choice>,
}

struct MailingLine {
    href: String,
    title: String,
    matter: String,
    created: String,
    counts: LetterCounts,
}

struct Choice {
    value: String,
    text: String,
}

#[derive(Template)]
#[template(path = "post/confirm.html")]
struct Confirm {
    frame: Frame,
    matter: String,
    /// To whom it goes.
    lead: String,
    purpose: &'static str,
    what: String,
    letters: u64,
}

#[derive(Template)]
#[template(path = "post/mailing.html")]
struct One {
    frame: Frame,
    created: String,
    counts: LetterCounts,
    states: Vec<StateLink>,
    letters: Vec<LetterLine>,
    /// Whether the other side said anything.
    answered: bool,
    next: Option<String>,
    /// Letters that can be tried again.
    again: u64,
    action: String,
}

struct StateLink {
    href: String,
    text: String,
    count: u64,
    here: bool,
}

struct LetterLine {
    name: String,
    state: String,
    at: String,
    tries: u32,
    error: String,
}

/// A letter about a matter.
#[derive(Deserialize)]
pub struct New {
    matter: String,
    purpose: String,
    #[serde(default)]
    confirm: Option<String>,
}

/// Which letters of a mailing.
#[derive(Deserialize)]
pub struct Part {
    state: Option<String>,
    after: Option<u64>,
}

/// Who has letters sent, and to whom: whoever keeps the list of members or opens a ballot, to voters; whoever declares whom
/// an appointment chose, to those who applied for it. Other officers (who makes the voting codes, who hears challenges)
/// need no list of who was written to, and neither of the two kinds sees the other's.
struct Sender<'v> {
    visitor: &'v Visitor,
    person: &'v PersonId,
    to_voters: bool,
}

impl<'v> Sender<'v> {
    fn new(visitor: &'v Visitor) -> Result<Self, PageFault> {
        let person = asked::officer(visitor)?;
        let opens = |matter| asked::plays(visitor, matter, ActKind::OpenBallot, person);
        let sender = Self {
            visitor,
            person,
            to_voters: asked::has_power(visitor, StandingAct::RecordRollImport)
                || visitor.world.matters().any(opens),
        };
        let appoints = visitor.world.matters().any(|one| sender.appoints(one));
        if sender.to_voters || appoints {
            Ok(sender)
        } else {
            Err(PageFault::Forbidden)
        }
    }

    fn appoints(&self, matter: &Matter) -> bool {
        matter.was_done(ActKind::Apply)
            && asked::plays(self.visitor, matter, ActKind::Declare, self.person)
    }

    /// Whether letters of a purpose about a matter are theirs.
    fn sends(&self, purpose: &str, matter: Option<&Matter>) -> bool {
        if purpose == Purpose::Applicants.name() {
            matter.is_some_and(|matter| self.appoints(matter))
        } else {
            self.to_voters
        }
    }

    fn sent(&self, mailing: &Mailing) -> bool {
        let matter = mailing.matter.as_ref();
        let matter = matter.and_then(|id| self.visitor.world.matter(id));
        self.sends(&mailing.purpose, matter)
    }
}

/// `GET /post`
///
/// # Errors
/// [`PageFault::Forbidden`] to who is no officer; faults of the store.
pub async fn list(visitor: Visitor) -> Page {
    let sender = Sender::new(&visitor)?;
    let t = visitor.t;
    let title_of = |mailing: &Mailing| {
        let matter = mailing
            .matter
            .as_ref()
            .and_then(|id| visitor.world.matter(id));
        matter.map_or_else(String::new, |matter| matter.title.clone())
    };
    let line = |(mailing, counts): (Mailing, LetterCounts)| MailingLine {
        href: format!("/post/{}", words::encode(&mailing.id)),
        title: Purpose::of_name(&mailing.purpose)
            .map_or_else(|| mailing.purpose.clone(), |purpose| purpose.title(t)),
        matter: title_of(&mailing),
        created: visitor.at(mailing.created),
        counts,
    };
    let mut mailings = visitor.site.store().mailing_list().await?;
    mailings.retain(|(mailing, _)| sender.sent(mailing));
    let matters = visitor
        .world
        .matters()
        .filter(|matter| sender.to_voters && matter.roll.is_some() || sender.appoints(matter));
    // Letters to voters are of use where there is a roll; to applicants where somebody applied.
    let purposes = Purpose::OF_MATTERS.into_iter().filter(|purpose| {
        let applicants = *purpose == Purpose::Applicants;
        let mut matters = visitor.world.matters();
        matters.any(|matter| {
            (applicants || matter.roll.is_some()) && sender.sends(purpose.name(), Some(matter))
        })
    });
    let page = List {
        frame: Frame::new(&visitor, t.say("post-title")),
        mailings: mailings.into_iter().map(line).collect(),
        matters: matters
            .map(|matter| Choice {
                value: matter.id.to_string(),
                text: matter.title.clone(),
            })
            .collect(),
        purposes: purposes
            .map(|purpose| Choice {
                value: purpose.name().to_owned(),
                text: purpose.title(t),
            })
            .collect(),
    };
    show(&page)
}

/// `POST /post`: how many letters it would be; confirmed, they are queued.
///
/// # Errors
/// [`PageFault::Forbidden`] to who is no officer; faults of the store.
pub async fn new(visitor: Visitor, Form(new): Form<New>) -> Page {
    let sender = Sender::new(&visitor)?;
    let author = sender.person.clone();
    let matter = visitor.matter(&new.matter)?;
    let purpose = Purpose::of_name(&new.purpose)
        .filter(|purpose| Purpose::OF_MATTERS.contains(purpose))
        .ok_or(PageFault::NotFound)?;
    if !sender.sends(purpose.name(), Some(matter)) {
        return Err(PageFault::Forbidden);
    }
    if purpose == Purpose::Applicants {
        return to_applicants(&visitor, matter, new.confirm.is_some(), author).await;
    }
    let nobody = || PageFault::invalid(visitor.t.say("post-no-roll").to_string());
    let roll = matter.roll.as_ref().ok_or_else(nobody)?;
    if new.confirm.is_none() {
        let page = Confirm {
            frame: Frame::new(&visitor, visitor.t.say("post-confirm-title"))
                .crumb(visitor.t.say("post-title"), "/post"),
            matter: matter.id.to_string(),
            lead: visitor
                .t
                .say("post-confirm-count")
                .num("letters", roll.statement.size)
                .str("matter", &matter.title)
                .to_string(),
            purpose: purpose.name(),
            what: purpose.title(visitor.t),
            letters: roll.statement.size,
        };
        return show(&page);
    }
    // One mailing of a purpose for a matter each day: sent again by mistake, nothing is queued twice.
    let day = visitor.now.strftime("%Y-%m-%d").to_string();
    let mailing = Mailing {
        id: format!("{}-{}-{day}", matter.id, purpose.name()),
        matter: Some(matter.id.clone()),
        purpose: purpose.name().to_owned(),
        created: visitor.now,
        author: Some(author),
    };
    let store = visitor.site.store();
    store.mailing_create(&mailing).await?;
    let mut after: Option<PersonId> = None;
    loop {
        let entries = store
            .roll_page(&roll.statement.roll, after.as_ref())
            .await?;
        let Some(last) = entries.last() else { break };
        after = Some(last.person.clone());
        let letters: Vec<NewLetter> = entries
            .into_iter()
            .map(|entry| NewLetter {
                key: format!("{}:{}", mailing.id, entry.person),
                recipient: entry.person,
            })
            .collect();
        store
            .letter_enqueue(&mailing.id, &letters, false, visitor.now)
            .await?;
    }
    visitor.site.post().wake();
    Ok(Redirect::to(&format!("/post/{}", words::encode(&mailing.id))).into_response())
}

/// A letter to each of those who applied to whom there is news.
async fn to_applicants(
    visitor: &Visitor,
    matter: &Matter,
    confirmed: bool,
    author: PersonId,
) -> Page {
    let purpose = Purpose::Applicants;
    let letter = |person: &PersonId| {
        let news = News::of(matter, person)?;
        Some(NewLetter {
            key: format!("{}-applicants:{person}:{}", matter.id, news.key()),
            recipient: person.clone(),
        })
    };
    let letters: Vec<NewLetter> = matter.candidacies.keys().filter_map(letter).collect();
    if !matter.was_done(ActKind::Apply) || letters.is_empty() {
        let say = visitor.t.say("post-nobody-applied");
        return Err(PageFault::invalid(say.to_string()));
    }
    if !confirmed {
        return show(&Confirm {
            frame: Frame::new(visitor, visitor.t.say("post-confirm-title"))
                .crumb(visitor.t.say("post-title"), "/post"),
            matter: matter.id.to_string(),
            lead: visitor
                .t
                .say("post-confirm-applicants")
                .num("letters", letters.len())
                .str("matter", &matter.title)
                .to_string(),
            purpose: purpose.name(),
            what: purpose.title(visitor.t),
            letters: letters.len() as u64,
        });
    }
    let day = visitor.now.strftime("%Y-%m-%d").to_string();
    let mailing = Mailing {
        id: format!("{}-{}-{day}", matter.id, purpose.name()),
        matter: Some(matter.id.clone()),
        purpose: purpose.name().to_owned(),
        created: visitor.now,
        author: Some(author),
    };
    let store = visitor.site.store();
    store.mailing_create(&mailing).await?;
    store
        .letter_enqueue(&mailing.id, &letters, false, visitor.now)
        .await?;
    visitor.site.post().wake();
    Ok(Redirect::to(&format!("/post/{}", words::encode(&mailing.id))).into_response())
}

/// `GET /post/{mailing}`
///
/// # Errors
/// [`PageFault::NotFound`]; [`PageFault::Forbidden`] to who is no officer; faults of the store.
pub async fn mailing(visitor: Visitor, Path(id): Path<String>, Query(part): Query<Part>) -> Page {
    let sender = Sender::new(&visitor)?;
    let t = visitor.t;
    let store = visitor.site.store();
    let mailing = store.mailing_fetch(&id).await?.ok_or(PageFault::NotFound)?;
    if !sender.sent(&mailing) {
        return Err(PageFault::NotFound);
    }
    let counts = store.letter_counts(&id).await?;
    let chosen = LetterState::ALL
        .into_iter()
        .find(|state| Some(state.name()) == part.state.as_deref());
    let letters = store
        .letter_list(&id, chosen, part.after.unwrap_or(0))
        .await?;
    let recipients: Vec<PersonId> = letters.iter().map(|one| one.recipient.clone()).collect();
    let names = store
        .names_fetch(&recipients, &visitor.viewer("post"))
        .await?;
    let href = format!("/post/{}", words::encode(&id));
    let state = |state: LetterState| StateLink {
        href: format!("{href}?state={}", state.name()),
        text: state_in_words(t, state),
        count: count_of(&counts, state),
        here: chosen == Some(state),
    };
    let next = letters.last().filter(|_| letters.len() >= 200).map(|last| {
        let state = chosen.map_or("", LetterState::name);
        format!("{href}?state={state}&after={}", last.id)
    });
    let title = Purpose::of_name(&mailing.purpose).map(|purpose| purpose.title(t));
    let page = One {
        frame: Frame::new(&visitor, title.unwrap_or(mailing.purpose))
            .crumb(t.say("post-title"), "/post"),
        created: visitor.at(mailing.created),
        answered: letters.iter().any(|letter| !letter.error.is_empty()),
        counts,
        states: LetterState::ALL.into_iter().map(state).collect(),
        letters: letters
            .into_iter()
            .map(|letter| LetterLine {
                name: names
                    .get(&letter.recipient)
                    .cloned()
                    .unwrap_or_else(|| letter.recipient.to_string()),
                state: state_in_words(t, letter.state),
                // Until when it is tried says nothing to a reader.
                at: match letter.state {
                    LetterState::Sending => String::new(),
                    _ => t.brief(visitor.now, letter.at, &visitor.zone()),
                },
                tries: letter.tries,
                error: letter.error,
            })
            .collect(),
        next,
        again: counts.bounced + counts.failed,
        action: format!("{href}/again"),
    };
    show(&page)
}

fn count_of(counts: &LetterCounts, state: LetterState) -> u64 {
    match state {
        LetterState::Waiting => counts.waiting,
        LetterState::Sending => counts.sending,
        LetterState::Sent => counts.sent,
        LetterState::Bounced => counts.bounced,
        LetterState::Failed => counts.failed,
    }
}

/// `POST /post/{mailing}/again`: what came back or was given up is tried again, nothing else.
///
/// # Errors
/// [`PageFault::Forbidden`] to who is no officer; faults of the store.
pub async fn again(visitor: Visitor, Path(id): Path<String>) -> Page {
    let sender = Sender::new(&visitor)?;
    let store = visitor.site.store();
    let mailing = store.mailing_fetch(&id).await?.ok_or(PageFault::NotFound)?;
    if !sender.sent(&mailing) {
        return Err(PageFault::NotFound);
    }
    for state in [LetterState::Bounced, LetterState::Failed] {
        loop {
            let letters = store.letter_list(&id, Some(state), 0).await?;
            let mut moved = false;
            for letter in &letters {
                moved |= store
                    .letter_correct(letter.id, LetterState::Waiting, &letter.error, visitor.now)
                    .await?;
            }
            if !moved {
                break;
            }
        }
    }
    visitor.site.post().wake();
    Ok(Redirect::to(&format!("/post/{}", words::encode(&id))).into_response())
}
