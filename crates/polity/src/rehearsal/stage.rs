//! "Play this step for the others": whatever the present stage of an election still needs, by everybody
//! but the visitor. What the visitor did stands; what waits for a second person is confirmed.

use anyhow::bail;
use polity_count::Lots;
use polity_org::ActKind;
use polity_org::matter::BoxState;
use polity_procedure::model::StageKind;
use polity_web::rehearsal::Played;

use super::play::Play;

/// How many of a hundred throw-away voters vote each time that the step is played.
const SHARE: usize = 40;

impl Play<'_> {
    /// Plays the present stage; tells what was done, in order.
    ///
    /// # Errors
    /// When the stage has not opened yet, or an act is refused.
    pub(crate) async fn present_stage(&mut self) -> anyhow::Result<Vec<Played>> {
        let mut played = Vec::new();
        let confirmed = self.confirm_all().await?;
        if confirmed > 0 {
            played.push(Played::Confirmed(confirmed));
        }
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let Some(stage) = matter.current_stage() else {
            bail!("this election has ended");
        };
        if let Some(window) = matter.window(&stage.id)
            && self.now < window.opens
        {
            bail!(
                "the step \"{}\" opens on {}: move the clock first",
                stage.title,
                polity_procedure::instant::instant_text(
                    window.opens,
                    &world
                        .organisation()
                        .map_or(polity_values::TimeZone::UTC, |one| one.zone.clone()),
                )
            );
        }
        match stage.kind {
            StageKind::Notice => {
                self.give_notice().await?;
                played.push(Played::Notice);
            }
            StageKind::Freeze => played.push(Played::Voters(self.freeze(|_, _| ()).await?)),
            StageKind::Nominate => {
                played.push(Played::Nominations(self.nominate().await?));
                played.push(Played::Supports(self.support(|| ()).await?));
            }
            StageKind::Consent => played.push(Played::Consents(self.consent(|| ()).await?)),
            StageKind::Publish => {
                self.publish().await?;
                played.push(Played::Statements);
            }
            StageKind::Prepare => {
                self.prepare().await?;
                played.push(Played::Keys);
            }
            StageKind::Ballot => played.extend(self.ballot().await?),
            StageKind::Count => played.extend(self.tally().await?),
            StageKind::Declare => {
                self.declare().await?;
                played.push(Played::Declared);
            }
            // Whether anybody challenges or appeals is up to the visitor.
            _ => {
                let done = self.decide().await?;
                if done > 0 {
                    played.push(Played::Acts(done));
                }
            }
        }
        Ok(played)
    }

    /// Trustees, keys, proofs, codes.
    async fn prepare(&mut self) -> anyhow::Result<()> {
        self.name_trustees().await?;
        self.make_keys().await?;
        self.prove_keys().await?;
        self.make_codes().await
    }

    /// The opening, then votes.
    async fn ballot(&mut self) -> anyhow::Result<Vec<Played>> {
        let mut played = Vec::new();
        if !self.was_done(ActKind::OpenBallot).await? {
            self.open_ballot().await?;
            played.push(Played::Opened);
        }
        let world = self.store.world().await?;
        let closes = self.of(&world)?.ballot_close().map(|(closes, _)| closes);
        if closes.is_none_or(|closes| self.now < closes) {
            played.push(Played::Votes(self.vote_at_random(SHARE).await?));
        }
        Ok(played)
    }

    /// The close, the mixing, the opening and the count, as far as the players hold the keys.
    async fn tally(&mut self) -> anyhow::Result<Vec<Played>> {
        let world = self.store.world().await?;
        let open = self.of(&world)?.ballot_box.as_ref();
        let mut played = Vec::new();
        if open.is_some_and(|found| found.state == BoxState::Open) {
            self.close(|_| ()).await?;
            played.push(Played::Closed);
        }
        let mut left = self.mix(|| ()).await?;
        if left == 0 {
            played.push(Played::Mixed);
            left = self.decrypt(|| ()).await?;
        }
        if left > 0 {
            played.push(Played::TrusteesLeft(left));
            return Ok(played);
        }
        if !self.was_done(ActKind::RecordCount).await? {
            self.count(Lots::Ask).await?;
            played.push(Played::Counted);
        }
        Ok(played)
    }
}
