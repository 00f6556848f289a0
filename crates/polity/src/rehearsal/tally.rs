//! The close, the mixing, the opening, the count and the declaration, by the players.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};

use anyhow::Context as _;
use polity_ballot::wire::Wire as _;
use polity_count::Lots;
use polity_office::desk;
use polity_office::result::{self, Counted};
use polity_office::trustee::Desk;
use polity_org::ActKind;
use polity_org::act::Deed;
use polity_values::PersonId;

use super::door::Door;
use super::play::Play;

/// The count and the lots that it was made with.
pub(crate) struct Tally {
    pub(crate) counted: Counted,
    pub(crate) lots: Lots,
}

impl Play<'_> {
    /// Two officers close the ballot: the box is written out as the archive.
    pub(crate) async fn close(&self, progress: impl FnMut(u64) + Send) -> anyhow::Result<()> {
        if self.was_done(ActKind::CloseBallot).await? {
            return Ok(());
        }
        if let Door::Pages(crowd) = self.door {
            self.at_desk(crowd, ActKind::CloseBallot, "close", &[])
                .await?;
            return self.confirm_all().await.map(|_| ());
        }
        let officers = self.holders(ActKind::CloseBallot).await?;
        let officer = officers
            .first()
            .context("nobody holds the seat that closes the ballot")?;
        let hand = self.hand(officer);
        let proposed = desk::close_ballot(self.store, &self.folder, &hand, progress).await?;
        self.settle(&proposed).await
    }

    /// Trustees who have not done `act` yet and whose key the players hold.
    async fn trustees_left(&self, act: ActKind) -> anyhow::Result<Vec<PersonId>> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let left = matter.trustees.keys();
        Ok(left
            .filter(|one| !matter.was_done_by(act, one))
            .cloned()
            .collect())
    }

    /// The archive as a trustee gets it.
    async fn archive(&self, trustee: &PersonId) -> anyhow::Result<Box<dyn BufRead>> {
        if let Door::Pages(crowd) = self.door {
            let path = format!("/matters/{}/files/election.bel", self.matter);
            let file = crowd.lock().await.read(trustee, &path).await?;
            return Ok(Box::new(Cursor::new(file.body)));
        }
        let file = File::open(self.folder.archive().path())?;
        Ok(Box::new(BufReader::new(file)))
    }

    /// Each trustee whose key the players hold mixes the votes. Gives who is left to do so.
    pub(crate) async fn mix(&mut self, mut progress: impl FnMut()) -> anyhow::Result<usize> {
        let mut left = 0;
        for person in self.trustees_left(ActKind::RecordShuffle).await? {
            let Some(secret) = self.key_of(&person)? else {
                left += 1;
                continue;
            };
            let archive = self.archive(&person).await?;
            let shuffle = Desk::open(archive, &secret)?.shuffle(&mut self.rng)?;
            if let Door::Pages(crowd) = self.door {
                let sent = shuffle.to_json();
                let mut crowd = crowd.lock().await;
                crowd
                    .hand_in(&self.matter, &person, "shuffle", sent)
                    .await?;
            } else {
                let hand = self.hand(&person);
                desk::record_shuffle(self.store, &self.folder, &hand, shuffle).await?;
            }
            progress();
        }
        Ok(left)
    }

    /// Each trustee whose key the players hold gives a part in opening the votes. Gives who is left.
    pub(crate) async fn decrypt(&mut self, mut progress: impl FnMut()) -> anyhow::Result<usize> {
        let mut left = 0;
        for person in self.trustees_left(ActKind::RecordDecryption).await? {
            let Some(secret) = self.key_of(&person)? else {
                left += 1;
                continue;
            };
            let desk = Desk::open(self.archive(&person).await?, &secret)?;
            let part = desk.decrypt(&secret, &mut self.rng)?;
            if let Door::Pages(crowd) = self.door {
                let sent = part.to_json();
                let mut crowd = crowd.lock().await;
                crowd
                    .hand_in(&self.matter, &person, "decryption", sent)
                    .await?;
            } else {
                let hand = self.hand(&person);
                desk::record_decryption(self.store, &self.folder, &hand, &part).await?;
            }
            progress();
        }
        Ok(left)
    }

    /// The papers are opened and counted, and the count goes on the record. A lot that the count asks for is
    /// drawn from the box's head, which was public before the count, unless the caller gives lots.
    pub(crate) async fn count(&self, lots: Lots) -> anyhow::Result<Tally> {
        let world = self.store.world().await?;
        let matter = self.of(&world)?;
        let lots = match lots {
            Lots::Ask => Lots::Seed(result::published_seed(matter)?),
            given => given,
        };
        let counted = result::count(&self.folder, matter, lots.clone())?;
        if self.counted_by_page(&lots, &counted).await? {
            return Ok(Tally { counted, lots });
        }
        counted.publish(&self.folder)?;
        let officers = self.holders(ActKind::RecordCount).await?;
        let officer = officers
            .first()
            .context("nobody holds the seat that records the count")?;
        let hand = self.hand(officer);
        let proposals = desk::record_count(self.store, &hand, &counted.transcript, &counted.json);
        for proposed in proposals.await? {
            self.settle(&proposed).await?;
        }
        Ok(Tally { counted, lots })
    }

    /// The same by the ballot's desk, where the players act by the pages and its form can tell the lots: drawn
    /// from the published seed, or by officers in an order. Another seed is given at the command line, by the
    /// office's own functions. What the desk published must be what anybody counts from the archive.
    async fn counted_by_page(&self, lots: &Lots, counted: &Counted) -> anyhow::Result<bool> {
        let Door::Pages(crowd) = self.door else {
            return Ok(false);
        };
        let world = self.store.world().await?;
        let order = match lots {
            Lots::Seed(seed) if *seed == result::published_seed(self.of(&world)?)? => String::new(),
            Lots::Order(order) => order
                .iter()
                .map(u8::to_string)
                .collect::<Vec<_>>()
                .join(","),
            _ => return Ok(false),
        };
        let fields = [("order", order.as_str())];
        self.at_desk(crowd, ActKind::RecordCount, "count", &fields)
            .await?;
        self.confirm_all().await?;
        let published = std::fs::read(self.folder.path().join(result::RESULT))?;
        anyhow::ensure!(
            published == counted.json,
            "the result that the desk published is not the one that its archive gives"
        );
        Ok(true)
    }

    /// Two officers declare, and the winners' terms begin.
    pub(crate) async fn declare(&self) -> anyhow::Result<()> {
        self.by_office(Deed::Declare {}).await
    }
}
