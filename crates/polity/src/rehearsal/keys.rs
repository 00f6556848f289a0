//! Trustees' keys, voting codes, and the opening of the ballot, by the players.

use anyhow::Context as _;
use polity_ballot::group::Secret;
use polity_ballot::wire::Wire as _;
use polity_office::codes::{Codes, read_voters};
use polity_office::opening::put_together;
use polity_office::{desk, trustee};
use polity_org::ActKind;
use polity_org::act::Deed;
use polity_values::PersonId;

use tokio::sync::Mutex;

use super::door::{Crowd, Door};
use super::play::Play;
use crate::{files, house};

/// The authority's private list.
const CODES: &str = "codes.private.csv";

impl Play<'_> {
    /// Those who were cast as trustees are named, as many as the procedure asks for.
    pub(crate) async fn name_trustees(&self) -> anyhow::Result<()> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let asked = matter.procedure.ballot.as_ref();
        let asked = asked.map_or(0, |terms| {
            usize::try_from(terms.trustees_at_least).unwrap_or(0)
        });
        let missing = asked.saturating_sub(matter.trustees.len());
        let free = self.cast.trustees.iter();
        let free = free.filter(|person| !matter.trustees.contains_key(*person));
        for person in free.take(missing) {
            let trustee = person.clone();
            self.by_office(Deed::NameTrustee { trustee }).await?;
        }
        Ok(())
    }

    /// Each trustee without a key makes one in a file of its own and hands in the public part.
    pub(crate) async fn make_keys(&mut self) -> anyhow::Result<()> {
        let world = self.store.world().await?;
        for (person, state) in &self.of(&world)?.trustees {
            if state.key.is_some() {
                continue;
            }
            let name = self.name(person).await?;
            let (secret, public) = trustee::make_key(&name, &mut self.rng);
            files::write_secret(&self.key_path(person), secret.as_bytes())?;
            if let Door::Pages(crowd) = self.door {
                let sent = serde_json::to_vec(&public)?;
                let mut crowd = crowd.lock().await;
                crowd.hand_in(&self.matter, person, "key", sent).await?;
            } else {
                desk::record_key(self.store, &self.folder, &self.hand(person), &public).await?;
            }
        }
        Ok(())
    }

    /// Each trustee whose key the players hold proves that it works.
    pub(crate) async fn prove_keys(&mut self) -> anyhow::Result<()> {
        let world = self.store.world().await?;
        for (person, state) in &self.of(&world)?.trustees {
            let (None, Some(secret)) = (&state.proof, self.key_of(person)?) else {
                continue;
            };
            if let Door::Pages(crowd) = self.door {
                let path = format!("/matters/{}/trustees/question.json", self.matter);
                let mut crowd = crowd.lock().await;
                let question = crowd.read(person, &path).await?;
                let question = serde_json::from_slice(&question.body)?;
                let answer = trustee::prove_key(&secret, &question, &mut self.rng)?;
                let sent = answer.to_json();
                crowd.hand_in(&self.matter, person, "proof", sent).await?;
            } else {
                let question = desk::key_question(&self.folder, person, &mut self.rng)?;
                let answer = trustee::prove_key(&secret, &question, &mut self.rng)?;
                let hand = self.hand(person);
                desk::record_proof(self.store, &self.folder, &hand, &answer).await?;
            }
        }
        Ok(())
    }

    fn key_path(&self, trustee: &PersonId) -> std::path::PathBuf {
        self.secret_path(&format!("trustee-{trustee}.private.json"))
    }

    /// A trustee's secret, where the players hold it; a visitor who made a key keeps it.
    pub(crate) fn key_of(&self, trustee: &PersonId) -> anyhow::Result<Option<Secret>> {
        let path = self.key_path(trustee);
        if !path.exists() {
            return Ok(None);
        }
        let text = zeroize::Zeroizing::new(files::read_text(&path)?);
        Ok(Some(trustee::read_secret(&text)?))
    }

    /// The credential authority makes a code for each voter and hands in the public parts.
    pub(crate) async fn make_codes(&mut self) -> anyhow::Result<()> {
        if self.was_done(ActKind::RecordCredentials).await? {
            return Ok(());
        }
        let authority = self.holders(ActKind::RecordCredentials).await?;
        let authority = authority
            .first()
            .context("nobody holds the seat that makes the codes")?;
        let uuid = self.uuid()?;
        let codes = Codes::make(&uuid, self.voters(authority).await?, &mut self.rng);
        let path = self.secret_path(CODES);
        if path.exists() {
            // Codes that were made and not handed in, because the process died between.
            std::fs::remove_file(&path)?;
        }
        files::write_secret(&path, codes.reveal_csv().as_bytes())?;
        if let Door::Pages(crowd) = self.door {
            let path = format!("/matters/{}/ballot/credentials", self.matter);
            let mut crowd = crowd.lock().await;
            let browser = crowd.of(authority).await?;
            let sent = browser.file(&path, &codes.public().to_json(), &[]).await?;
            sent.shown()?;
        } else {
            let hand = self.hand(authority);
            desk::record_credentials(self.store, &self.folder, &hand, &codes.public()).await?;
        }
        Ok(())
    }

    /// The references of the voters on the roll, as the authority gets them.
    async fn voters(&self, authority: &PersonId) -> anyhow::Result<Vec<String>> {
        if let Door::Pages(crowd) = self.door {
            let path = format!("/matters/{}/voters.csv", self.matter);
            let list = crowd.lock().await.read(authority, &path).await?;
            return Ok(read_voters(&list.text)?);
        }
        let voters = desk::voters(self.store, &self.matter).await?;
        Ok(voters.iter().map(ToString::to_string).collect())
    }

    /// The codes, where the players made them.
    pub(crate) fn codes(&mut self) -> anyhow::Result<Option<Codes>> {
        let path = self.secret_path(CODES);
        if !path.exists() {
            return Ok(None);
        }
        let text = zeroize::Zeroizing::new(files::read_text(&path)?);
        Ok(Some(Codes::read(&self.uuid()?, &text)?))
    }

    /// Whoever may do an act presses its button on the ballot's desk, and waits for the end of the work.
    pub(super) async fn at_desk(
        &self,
        crowd: &Mutex<Crowd>,
        act: ActKind,
        button: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<()> {
        let officers = self.holders(act).await?;
        let officer = officers
            .first()
            .with_context(|| format!("nobody holds the seat for {button}"))?;
        let path = format!("/matters/{}/ballot/{button}", self.matter);
        crowd.lock().await.work(officer, &path, fields).await
    }

    /// Two officers open the ballot on the election as it was put together.
    pub(crate) async fn open_ballot(&mut self) -> anyhow::Result<()> {
        if self.was_done(ActKind::OpenBallot).await? {
            return Ok(());
        }
        if let Door::Pages(crowd) = self.door {
            self.at_desk(crowd, ActKind::OpenBallot, "open", &[])
                .await?;
            return self.confirm_all().await.map(|_| ());
        }
        let viewer = house::viewer("rehearsal", self.now);
        let setup = put_together(self.store, &self.folder, &self.matter, &viewer).await?;
        let officers = self.holders(ActKind::OpenBallot).await?;
        let officer = officers
            .first()
            .context("nobody holds the seat that opens the ballot")?;
        let hand = self.hand(officer);
        let booth = polity_web::assets::booth_digest();
        let proposed = desk::open_ballot(self.store, &self.folder, &hand, &setup, booth).await?;
        self.settle(&proposed).await
    }
}
