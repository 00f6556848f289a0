//! A letter's words, in the recipient's language, as plain text and as simple HTML.

use askama::Template;
use polity_org::World;
use polity_store::{LinkPurpose, LoginLink, Mailing, Member, TokenHash, Viewer};
use polity_values::{TimeZone, Timestamp};

use super::{LINK_LASTS, Purpose};
use crate::identity::session;
use crate::lang::{Language, Say};
use crate::{PageFault, Site};

/// A letter, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The name, empty if it is not known, and the address.
    pub to: (String, String),
    /// The subject.
    pub subject: String,
    /// The text for programs that show no HTML.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

#[derive(Template)]
#[template(path = "post/letter.html")]
struct Html<'a> {
    language: &'static str,
    subject: &'a str,
    words: &'a Words,
}

/// What a letter says, piece by piece.
pub(super) struct Words {
    pub(super) greeting: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) label: String,
    pub(super) href: String,
    pub(super) foot: String,
}

/// Why there is no letter to send.
#[derive(Debug)]
pub(super) enum NoLetter {
    /// The person is no member any more, or has no address: another channel is needed.
    NoAddress,
    /// What the letter is about is gone, or its purpose is unknown to this program.
    Pointless,
    /// The store could not be read.
    Store(PageFault),
}

impl<E: Into<PageFault>> From<E> for NoLetter {
    fn from(fault: E) -> Self {
        Self::Store(fault.into())
    }
}

/// Makes the letter of a mailing to a member. For a link to sign in, the link is made here, so that it
/// lasts from now, and only its hash is ever stored.
pub(super) async fn make(
    site: &Site,
    mailing: &Mailing,
    letter: &polity_store::Letter,
) -> Result<Letter, NoLetter> {
    let now = site.now();
    let purpose = Purpose::of_name(&mailing.purpose).ok_or(NoLetter::Pointless)?;
    let viewer = Viewer {
        actor: "server".to_owned(),
        at: now,
        purpose: format!("mail.{}", purpose.name()),
    };
    let store = site.store();
    let member = store
        .member_fetch(letter.recipient.as_str(), &viewer)
        .await?;
    let member = member.ok_or(NoLetter::NoAddress)?;
    let address = member.email.clone().ok_or(NoLetter::NoAddress)?;
    let language = store.language_fetch(&member.person).await?;
    let language = language.as_deref().and_then(Language::of_code);
    let t = Say::new(language.unwrap_or(Language::English));
    let world = store.world().await?;
    let (subject, words) = if purpose == Purpose::SignIn {
        sign_in(site, t, &world, &member, &viewer, now).await?
    } else if purpose == Purpose::Applicants {
        super::applicant::words(site, t, &world, mailing, &member).await?
    } else {
        about(site, t, &world, mailing, purpose, &member).ok_or(NoLetter::Pointless)?
    };
    Ok(Letter::drawn((member.name, address), t, subject, &words)?)
}

impl Letter {
    pub(super) fn drawn(
        to: (String, String),
        t: Say,
        subject: String,
        words: &Words,
    ) -> Result<Self, PageFault> {
        let html = Html {
            language: t.language.code(),
            subject: &subject,
            words,
        };
        let html = html
            .render()
            .map_err(|fault| PageFault::Defect(fault.to_string()))?;
        Ok(Self {
            to,
            text: words.text(),
            html,
            subject,
        })
    }
}

impl Words {
    /// The plain text: paragraphs, the address on a line of its own.
    fn text(&self) -> String {
        let mut parts = vec![self.greeting.clone()];
        parts.extend(self.paragraphs.iter().cloned());
        parts.push(format!("{}:\n{}", self.label, self.href));
        parts.push(format!("-- \n{}\n", self.foot));
        parts.join("\n\n")
    }
}

pub(super) fn organisation(world: &World) -> (String, TimeZone) {
    world.organisation().map_or_else(
        || ("Polity".to_owned(), TimeZone::UTC),
        |one| (one.name.clone(), one.zone.clone()),
    )
}

/// A link for everybody who has the address: if they are several, its page asks which of them it is.
async fn sign_in(
    site: &Site,
    t: Say,
    world: &World,
    member: &Member,
    viewer: &Viewer,
    now: Timestamp,
) -> Result<(String, Words), NoLetter> {
    let address = member.email.as_deref().unwrap_or_default();
    let all = site.store().member_by_email(address, viewer).await?;
    let token = session::token(site);
    let link = LoginLink {
        token: TokenHash::of(&token),
        purpose: LinkPurpose::SignIn,
        persons: all.iter().map(|one| one.person.clone()).collect(),
        created: now,
        expires: session::after(now, LINK_LASTS),
    };
    site.store().login_link_create(&link).await?;
    let (organisation, _) = organisation(world);
    let greeting = if all.len() > 1 {
        t.say("letter-greeting-all")
    } else {
        t.say("letter-greeting").str("name", &member.name)
    };
    let minutes = LINK_LASTS.as_secs() / 60;
    let words = Words {
        greeting: greeting.to_string(),
        paragraphs: vec![
            t.say("letter-sign-in").num("minutes", minutes).to_string(),
            t.say("letter-sign-in-not-you").to_string(),
        ],
        label: t.say("letter-sign-in-label").to_string(),
        href: format!("{}/sign-in/{token}", site.settings().base_url),
        foot: foot(site, t, &organisation),
    };
    let subject = t
        .say("letter-sign-in-subject")
        .str("organisation", organisation);
    Ok((subject.to_string(), words))
}

/// The receipt of a vote, for whoever asks for it at the end of voting: what the screen says, in the same
/// words. It holds nothing that tells how somebody voted, and nobody's name.
pub(super) fn receipt(
    site: &Site,
    t: Say,
    world: &World,
    asked: &super::receipt::Asked<'_>,
) -> Result<Letter, PageFault> {
    let (organisation, _) = organisation(world);
    let subject = t.say("letter-receipt-subject").str("matter", asked.title);
    let subject = subject.to_string();
    let said = [
        t.say("letter-receipt").str("matter", asked.title),
        t.say("letter-receipt-tracker")
            .str("tracker", asked.tracker),
        t.say("letter-receipt-nothing"),
    ];
    let words = Words {
        greeting: t.say("letter-receipt-greeting").to_string(),
        paragraphs: said.iter().map(ToString::to_string).collect(),
        label: t.say("letter-receipt-label").to_string(),
        href: format!("{}/booth/{}/check", site.settings().base_url, asked.uuid),
        foot: foot(site, t, &organisation),
    };
    Letter::drawn((String::new(), asked.email.to_owned()), t, subject, &words)
}

pub(super) fn foot(site: &Site, t: Say, organisation: &str) -> String {
    t.say("letter-foot")
        .str("organisation", organisation)
        .str("site", &site.settings().base_url)
        .to_string()
}

/// A letter about a matter.
fn about(
    site: &Site,
    t: Say,
    world: &World,
    mailing: &Mailing,
    purpose: Purpose,
    member: &Member,
) -> Option<(String, Words)> {
    let matter = world.matter(mailing.matter.as_ref()?)?;
    let (organisation, zone) = organisation(world);
    let title = &matter.title;
    let until = matter
        .current_stage()
        .and_then(|stage| matter.window(&stage.id))
        .map(|window| t.date_time(window.closes, &zone));
    let until = until.unwrap_or_default();
    let (subject, text) = match purpose {
        Purpose::SignIn | Purpose::Applicants => return None,
        Purpose::Nominations => (
            t.say("letter-nominations-subject"),
            t.say("letter-nominations").str("until", until),
        ),
        Purpose::BallotOpen => (
            t.say("letter-ballot-open-subject"),
            t.say("letter-ballot-open").str("until", until),
        ),
        Purpose::BallotCloses => (
            t.say("letter-ballot-closes-subject"),
            t.say("letter-ballot-closes").str("until", until),
        ),
        Purpose::NewTimes => (
            t.say("letter-new-times-subject"),
            t.say("letter-new-times").str("until", until),
        ),
        Purpose::Result => (t.say("letter-result-subject"), t.say("letter-result")),
    };
    let words = Words {
        greeting: t
            .say("letter-greeting")
            .str("name", &member.name)
            .to_string(),
        paragraphs: vec![
            text.str("matter", title).to_string(),
            t.say("letter-help").to_string(),
        ],
        label: t.say("letter-matter-label").to_string(),
        href: format!("{}/matters/{}", site.settings().base_url, matter.id),
        foot: foot(site, t, &organisation),
    };
    Some((subject.str("matter", title).to_string(), words))
}
