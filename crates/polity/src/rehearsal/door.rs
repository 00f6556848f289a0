//! By which way the players act: through the office's own functions where the server plays itself, or through the
//! pages, each player in a browser of their own, as people would. The demo's first election goes through the
//! pages; nothing that it does is out of reach of somebody with a browser.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, bail};
use polity_org::act::Deed;
use polity_procedure::Named as _;
use polity_values::{MatterId, PersonId};
use tokio::sync::Mutex;

use crate::demo::browser::{Answer, Browser};

/// How often a page of long work is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// A way to act.
pub(crate) enum Door<'d> {
    /// The office's own functions.
    Office,
    /// The pages.
    Pages(&'d Mutex<Crowd>),
}

/// People before their browsers.
pub(crate) struct Crowd {
    address: SocketAddr,
    browsers: BTreeMap<PersonId, Browser>,
    /// Forms that were filled in so far: each is one of its own.
    acts: u64,
}

impl Crowd {
    /// Nobody yet, before the pages at this address.
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            browsers: BTreeMap::new(),
            acts: 0,
        }
    }

    /// The browser of a person, signed in by the rehearsal's own button.
    ///
    /// # Errors
    /// A fault of the connection; a person whom the rehearsal does not know.
    pub(crate) async fn of(&mut self, person: &PersonId) -> anyhow::Result<&mut Browser> {
        if !self.browsers.contains_key(person) {
            let mut browser = Browser::connect(self.address).await?;
            let fields = [("person", person.as_str())];
            browser.form("/rehearsal/be", &fields).await?.shown()?;
            self.browsers.insert(person.clone(), browser);
        }
        self.browsers.get_mut(person).context("a browser is gone")
    }

    /// Does an act by its form below `home`; gives the number of its entry on the record.
    ///
    /// # Errors
    /// What the page says against it.
    pub(crate) async fn act(
        &mut self,
        home: &str,
        person: &PersonId,
        act: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<u64> {
        let path = format!("{home}/act/{act}");
        self.acts += 1;
        let nonce = format!("{act}-{person}-{}", self.acts);
        let mut fields = fields.to_vec();
        fields.extend([("nonce", nonce.as_str()), ("step", "do")]);
        let answer = self.of(person).await?.form(&path, &fields).await?;
        let at = answer.at.clone();
        answer.shown().with_context(|| path.clone())?;
        let entry = at.split("done=").nth(1);
        let entry = entry.and_then(|entry| entry.parse().ok());
        entry.with_context(|| format!("{path} led to {at}, where nothing is done"))
    }

    /// A deed of the matter, by its form.
    pub(super) async fn deed(
        &mut self,
        matter: &MatterId,
        person: &PersonId,
        deed: &Deed,
    ) -> anyhow::Result<u64> {
        let home = format!("/matters/{matter}");
        if let Deed::Confirm { of } = deed {
            let of = of.to_string();
            return self.act(&home, person, "confirm", &[("of", &of)]).await;
        }
        let kind = deed.kind().context("this is no act of a procedure")?;
        let ticked: Vec<String>;
        let fields: Vec<(&str, &str)> = match deed {
            Deed::GiveNotice {} | Deed::Nominate {} | Deed::Declare {} => Vec::new(),
            Deed::Support { candidate } => vec![("candidate", candidate.as_str())],
            Deed::Consent { classes, .. } => {
                ticked = classes
                    .iter()
                    .map(|class| format!("class-{class}"))
                    .collect();
                let ticked = ticked.iter().map(|field| (field.as_str(), "yes"));
                ticked.chain([("agree", "yes")]).collect()
            }
            Deed::PublishStatements { seed } => vec![("seed", seed)],
            Deed::NameTrustee { trustee } => vec![("trustee", trustee.as_str())],
            _ => bail!("no player fills in the form of {}", kind.name()),
        };
        self.act(&home, person, kind.name(), &fields).await
    }

    /// Presses a button that starts long work, and looks at its page until the work has ended.
    ///
    /// # Errors
    /// What the page says against it.
    pub(crate) async fn work(
        &mut self,
        person: &PersonId,
        path: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<()> {
        let answer = self.of(person).await?.form(path, fields).await?;
        self.ended(person, answer).await.map(|_| ())
    }

    /// The page of long work when the work has ended, and its address.
    ///
    /// # Errors
    /// What the page says against it.
    pub(crate) async fn ended(
        &mut self,
        person: &PersonId,
        mut answer: Answer,
    ) -> anyhow::Result<Answer> {
        let at = answer.at.clone();
        while answer.goes_on {
            tokio::time::sleep(LOOK).await;
            answer = self.of(person).await?.get(&at).await?;
        }
        if answer.status.is_success() {
            return Ok(answer);
        }
        Err(answer
            .shown()
            .err()
            .context("the work did not end")?
            .context(at))
    }

    /// A file or page that a person reads.
    ///
    /// # Errors
    /// What the server says against it.
    pub(super) async fn read(&mut self, person: &PersonId, path: &str) -> anyhow::Result<Answer> {
        let answer = self.of(person).await?.get(path).await?;
        if answer.status.is_success() {
            return Ok(answer);
        }
        Err(answer
            .shown()
            .err()
            .context("unread")?
            .context(path.to_owned()))
    }

    /// Hands in a trustee's part, as the trustee's page does.
    pub(super) async fn hand_in(
        &mut self,
        matter: &MatterId,
        trustee: &PersonId,
        part: &str,
        json: Vec<u8>,
    ) -> anyhow::Result<()> {
        let path = format!("/api/v1/matters/{matter}/trusteeship/{part}");
        let answer = self.of(trustee).await?.json(&path, json).await?;
        answer.shown().with_context(|| path).map(|_| ())
    }
}
