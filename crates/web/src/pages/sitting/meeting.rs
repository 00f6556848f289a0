//! A sitting with the body that meets and who looks at it: what every page of a sitting begins with.

use std::collections::{BTreeMap, BTreeSet};

use polity_org::Text;
use polity_org::organisation::Organisation;
use polity_org::sitting::Sitting;
use polity_org::sitting::deed::Audience;
use polity_org::sitting::room::Room;
use polity_org::sitting::state::State;
use polity_values::{PersonId, SittingId};

use crate::PageFault;
use crate::visitor::Visitor;

/// For whom the vault keeps a text of a sitting.
pub(super) const BODY: &str = "body";
/// For the chair and the secretary.
pub(super) const DESK: &str = "desk";
/// For members of the organisation.
pub(super) const MEMBERS: &str = "members";

/// What who looks is in a sitting.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Me {
    /// Presides.
    pub(super) chair: bool,
    /// Keeps the record.
    pub(super) secretary: bool,
    /// A member of the body, or a substitute for one.
    pub(super) member: bool,
}

impl Me {
    /// Whether at the chair's desk.
    pub(super) fn desk(self) -> bool {
        self.chair || self.secretary
    }
}

/// A text of a sitting, as far as who looks may read it.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    /// It can be read.
    Here(String),
    /// It is for others: for whom.
    For(String),
}

/// A sitting that somebody looks at.
pub(super) struct Meeting<'v> {
    pub(super) visitor: &'v Visitor,
    pub(super) organisation: &'v Organisation,
    pub(super) sitting: &'v Sitting,
    pub(super) room: Room<'v>,
    pub(super) me: Me,
    names: BTreeMap<PersonId, String>,
}

impl<'v> Meeting<'v> {
    /// The sitting of an id in an address.
    pub(super) async fn find(visitor: &'v Visitor, id: &str) -> Result<Self, PageFault> {
        let id = SittingId::new(id).map_err(|_| PageFault::NotFound)?;
        let organisation = visitor.organisation()?;
        let sitting = visitor.world.sitting(&id).ok_or(PageFault::NotFound)?;
        let room = Room::new(organisation, sitting, visitor.now);
        let me = visitor
            .person
            .as_ref()
            .map_or_else(Me::default, |person| Me {
                chair: room.presides(person),
                secretary: room.keeps_record(person),
                member: room.members().contains(person),
            });
        let persons = concerned(organisation, sitting, &room);
        let names = visitor.names(&persons).await?;
        Ok(Self {
            visitor,
            organisation,
            sitting,
            room,
            me,
            names,
        })
    }

    /// A person's name.
    pub(super) fn name(&self, person: &PersonId) -> String {
        let known = self.names.get(person).cloned();
        known.unwrap_or_else(|| person.to_string())
    }

    /// Persons in the order of their names.
    pub(super) fn by_name<'p>(
        &self,
        persons: impl IntoIterator<Item = &'p PersonId>,
    ) -> Vec<(PersonId, String)> {
        let mut named: Vec<_> = persons
            .into_iter()
            .map(|one| (one.clone(), self.name(one)))
            .collect();
        named.sort_by(|one, other| one.1.cmp(&other.1));
        named
    }

    /// The members of the body, in the order of their names.
    pub(super) fn members(&self) -> Vec<(PersonId, String)> {
        self.by_name(self.room.members())
    }

    /// Whether who looks belongs to an audience, by its stable name.
    pub(super) fn may_read(&self, audience: &str) -> bool {
        match audience {
            polity_office::texts::PUBLIC => true,
            MEMBERS => self.visitor.person.is_some(),
            BODY => self.me.member || self.me.desk(),
            DESK => self.me.desk(),
            _ => false,
        }
    }

    /// An audience in words.
    pub(super) fn audience(&self, audience: &str) -> String {
        let t = self.visitor.t;
        match audience {
            polity_office::texts::PUBLIC => t.say("sitting-for-all"),
            MEMBERS => t.say("sitting-for-members"),
            BODY => t.say("sitting-for-body"),
            _ => t.say("sitting-for-desk"),
        }
        .to_string()
    }

    /// A text that is known to be for an audience: it is fetched for nobody else.
    pub(super) async fn text_for(&self, text: &Text, audience: &str) -> Result<Reading, PageFault> {
        if !self.may_read(audience) {
            return Ok(Reading::For(self.audience(audience)));
        }
        let viewer = self.visitor.viewer("sitting.text");
        let store = self.visitor.site.store();
        let paper = store.paper_fetch(&text.paper, &viewer).await?;
        Ok(match paper {
            Some(paper) => Reading::Here(paper.text),
            None => Reading::Here(self.visitor.t.say("sitting-text-gone").to_string()),
        })
    }

    /// A text by the audience that its paper names.
    pub(super) async fn text(&self, text: &Text) -> Result<Reading, PageFault> {
        let viewer = self.visitor.viewer("sitting.text");
        let store = self.visitor.site.store();
        let Some(paper) = store.paper_fetch(&text.paper, &viewer).await? else {
            let gone = self.visitor.t.say("sitting-text-gone").to_string();
            return Ok(Reading::Here(gone));
        };
        if self.may_read(&paper.audience) {
            Ok(Reading::Here(paper.text))
        } else {
            Ok(Reading::For(self.audience(&paper.audience)))
        }
    }

    /// Whether anything can still happen in the sitting.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.sitting.state, State::Closed | State::Cancelled)
    }

    /// The state in a word, with the colour of its tag.
    pub(super) fn state(&self) -> (String, &'static str) {
        state(self.visitor, self.sitting)
    }
}

/// The state of a sitting in a word, with the colour of its tag.
pub(super) fn state(visitor: &Visitor, sitting: &Sitting) -> (String, &'static str) {
    let t = visitor.t;
    let (said, colour) = match sitting.state {
        State::Convened => (t.say("sitting-state-convened"), ""),
        State::Open => (t.say("sitting-state-open"), "govuk-tag--green"),
        State::Adjourned(_) => (t.say("sitting-state-adjourned"), "govuk-tag--yellow"),
        State::Closed => (t.say("sitting-state-closed"), "govuk-tag--grey"),
        State::Cancelled => (t.say("sitting-state-cancelled"), "govuk-tag--red"),
    };
    (said.to_string(), colour)
}

/// The stable name of a paper's audience.
pub(super) fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => polity_office::texts::PUBLIC,
        Audience::Members => MEMBERS,
        Audience::Body => BODY,
        Audience::Desk => DESK,
    }
}

/// Everybody whom a page of the sitting names.
fn concerned(
    organisation: &Organisation,
    sitting: &Sitting,
    room: &Room<'_>,
) -> BTreeSet<PersonId> {
    use polity_org::sitting::deed::QuestionEffect;
    let mut all: BTreeSet<PersonId> = room.members().into_iter().cloned().collect();
    all.extend(sitting.door.stays().map(|(person, _)| person.clone()));
    all.extend(room.chair());
    all.extend(room.holders(&sitting.composition.orders.secretary));
    all.extend(sitting.apologies.iter().cloned());
    all.extend(sitting.substitutes.keys().cloned());
    all.extend(sitting.points.iter().map(|one| one.person.clone()));
    all.extend(sitting.actions.iter().map(|one| one.spec.owner.clone()));
    all.extend(sitting.owing.iter().cloned());
    for request in &sitting.requests {
        all.extend(request.members.iter().cloned());
    }
    for one in &sitting.scrutiny {
        all.extend([one.by.clone(), one.to.clone()]);
        all.extend(one.answers.iter().map(|(_, by, _)| by.clone()));
    }
    for question in &sitting.questions {
        all.insert(question.spec.mover.clone());
        all.extend(question.spec.seconder.clone());
        match &question.spec.effect {
            QuestionEffect::Choose(choosing) => all.extend(choosing.among.iter().cloned()),
            QuestionEffect::Ratify { tenure } => {
                let held = organisation.tenure(tenure);
                all.extend(held.map(|one| one.person.clone()));
            }
            _ => {}
        }
        if let Some(vote) = &question.vote {
            all.extend(vote.opened.voters.iter().cloned());
            all.extend(vote.opened.recused.iter().cloned());
            all.extend(vote.opened.missed.keys().cloned());
        }
    }
    all
}
