//! The demo's elections, step by step, each at its own time of the pretended clock.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use polity_ballot::wire::Ranking;
use polity_count::{Contest, Lots, Rule};
use polity_store::Store;
use polity_values::{MatterId, ProcedureName};
use polity_web::Machine as _;
use tokio::sync::Mutex;

use super::browser::{self, Browser};
use super::calendar::{Calendar, Step};
use super::members::Recipe;
use super::names::below;
use super::{TRUSTEES, appointment, meeting, members, society};
use crate::progress::{self, Took};
use crate::rehearsal::clock::RehearsalMachine;
use crate::rehearsal::door::{Crowd, Door};
use crate::rehearsal::found::Founder;
use crate::rehearsal::play::Play;
use crate::rehearsal::polling::{Polling, TOGETHER};
use crate::rehearsal::tally::Tally;

/// Branches that must support a candidate, by the procedure.
const SUPPORTS: usize = 5;
/// The fewest branches.
const BRANCHES: usize = 12;

/// Something that happens at its own time.
enum Turn {
    /// A step of an election.
    Election(usize, Step),
    /// A turn of an appointment.
    Appointment(appointment::Turn),
    /// A turn of the executive's meeting.
    Meeting(meeting::Turn),
}

/// One of the demo's elections.
pub(super) struct Election {
    pub(super) matter: MatterId,
    pub(super) title: String,
    pub(super) procedure: ProcedureName,
    pub(super) candidates: usize,
}

/// The demo under way.
pub(super) struct Run<'c> {
    pub(super) store: Arc<Store>,
    pub(super) dir: PathBuf,
    pub(super) machine: Arc<RehearsalMachine>,
    /// Where the pages are served.
    pub(super) address: SocketAddr,
    pub(super) contest: &'c Contest,
    pub(super) rule: Rule,
    pub(super) elections: Vec<Election>,
    pub(super) times: Vec<Took>,
    pub(super) tally: Option<Tally>,
    /// Everybody, each in a browser of their own.
    pub(super) crowd: Arc<Mutex<Crowd>>,
    /// The path of the link that the server offered to the first officer.
    pub(super) first_link: Option<String>,
    pub(super) calendar: Calendar,
    pub(super) recipe: Recipe,
    lots: Lots,
}

impl<'c> Run<'c> {
    /// An empty house for an election on these ballots, and a second election where `both`.
    pub(super) fn new(
        (store, dir): (Arc<Store>, PathBuf),
        (machine, address, first_link): (Arc<RehearsalMachine>, SocketAddr, Option<String>),
        calendar: Calendar,
        (contest, rule, lots): (&'c Contest, Rule, Lots),
        both: bool,
    ) -> anyhow::Result<Run<'c>> {
        let candidates = contest.candidates.len();
        let seats = usize::try_from(contest.seats)?;
        // Each branch may support as many candidates as there are seats: enough branches for all.
        let branches = BRANCHES.max((SUPPORTS * candidates).div_ceil(seats.max(1)));
        let papers = usize::try_from(contest.ballots.papers())?;
        let parts = branches + candidates + society::COMMITTEE_CANDIDATES + 2 * TRUSTEES + 60;
        let entitled = (papers + papers / 4).max(3 * parts);
        let recipe = Recipe {
            entitled,
            others: entitled / 10 + 8,
            units: branches,
            join_by: calendar.join_by(),
            seed: 2026,
        };
        let year = calendar.year();
        let mut elections = vec![Election {
            matter: MatterId::new(format!("executive-{year}"))?,
            title: format!("Members' section of the executive {year}"),
            procedure: ProcedureName::new(society::EXECUTIVE)?,
            candidates,
        }];
        if both {
            elections.push(Election {
                matter: MatterId::new(format!("committee-{year}"))?,
                title: format!("Members' section of the conference committee {year}"),
                procedure: ProcedureName::new(society::COMMITTEE)?,
                candidates: society::COMMITTEE_CANDIDATES,
            });
        }
        Ok(Run {
            store,
            dir,
            machine,
            address,
            contest,
            rule,
            elections,
            times: Vec::new(),
            tally: None,
            crowd: Arc::new(Mutex::new(Crowd::new(address))),
            first_link,
            calendar,
            recipe,
            lots,
        })
    }

    /// Plays every step at its time.
    pub(super) async fn play(&mut self) -> anyhow::Result<()> {
        let now = crate::clock::now();
        let steps = self.calendar.steps(self.elections.len(), now)?;
        let elections = steps
            .into_iter()
            .map(|(at, election, step)| (at, Turn::Election(election, step)));
        let mut turns: Vec<_> = elections.collect();
        // What is for visitors alone is left out where nothing is served.
        if self.elections.len() > 1 {
            let appointments = appointment::turns(&self.calendar, now)?;
            turns.extend(
                appointments
                    .into_iter()
                    .map(|(at, turn)| (at, Turn::Appointment(turn))),
            );
            let meeting = meeting::turns(&self.calendar, now)?.into_iter();
            turns.extend(meeting.map(|(at, turn)| (at, Turn::Meeting(turn))));
            turns.sort_by_key(|(at, _)| *at);
        }
        let (store, dir) = (Arc::clone(&self.store), self.dir.clone());
        let machine = Arc::clone(&self.machine);
        let list = members::csv(&self.recipe);
        let mut founder = Founder::with(&store, &dir, &machine, list)?;
        let mut browser = Browser::connect(self.address).await?;
        for (at, turn) in turns {
            if at > self.machine.now() {
                let next = at.to_string();
                let fields = [("next", next.as_str())];
                let moved = browser.form("/rehearsal/clock", &fields).await?;
                moved.shown()?;
            }
            let (election, step) = match turn {
                Turn::Election(election, step) => (election, step),
                Turn::Appointment(turn) => {
                    self.appoint(&mut browser, &mut founder, turn).await?;
                    continue;
                }
                Turn::Meeting(turn) => {
                    self.meet(&founder, turn).await?;
                    continue;
                }
            };
            match step {
                Step::Found => {
                    let shown = progress::Step::begin("Founding with the list of members", 0);
                    self.found(&mut founder).await?;
                    let told = format!(
                        "{} members in {} branches",
                        self.recipe.entitled + self.recipe.others,
                        self.recipe.units
                    );
                    self.times.push(shown.end(&told));
                }
                Step::List => self.list(&founder).await?,
                Step::Adopt => self.adopt(&founder).await?,
                Step::Open => self.open(&mut founder, election).await?,
                step if election == 0 => self.step(step).await?,
                step => self.step_by_page(&mut browser, election, step).await?,
            }
        }
        Ok(())
    }

    /// The players of an election, now.
    pub(super) fn players<'s>(
        &self,
        store: &'s Store,
        election: usize,
    ) -> anyhow::Result<Play<'s>> {
        let matter = &self.elections[election].matter;
        Play::open(store, &self.dir, matter, self.machine.now())
    }

    /// A step of the second election, by the button of the rehearsal's page: it plays all that the present
    /// stage needs.
    async fn step_by_page(
        &self,
        browser: &mut Browser,
        election: usize,
        step: Step,
    ) -> anyhow::Result<()> {
        // The rest is done with the step before it, of the same stage.
        if matches!(
            step,
            Step::Support | Step::Keys | Step::Proofs | Step::Codes
        ) {
            return Ok(());
        }
        let matter = self.elections[election].matter.as_str();
        let fields = [("matter", matter)];
        let played = browser.form("/rehearsal/play", &fields).await?;
        played.shown()?;
        Ok(())
    }

    async fn step(&mut self, step: Step) -> anyhow::Result<()> {
        let store = Arc::clone(&self.store);
        let crowd = Arc::clone(&self.crowd);
        let mut players = self.players(&store, 0)?.by(Door::Pages(&crowd));
        match step {
            Step::Notice => players.give_notice().await?,
            Step::Freeze => {
                let shown = progress::Step::begin("Freezing the roll", store.member_count().await?);
                let size = players.freeze(|done, _| shown.reach(done)).await?;
                self.times.push(shown.end(&format!("{size} voters")));
            }
            Step::Nominate | Step::Support | Step::Consent | Step::Publish => {
                self.contest_step(&mut players, step).await?;
            }
            Step::Trustees => players.name_trustees().await?,
            Step::Keys => players.make_keys().await?,
            Step::Proofs => players.prove_keys().await?,
            Step::Codes | Step::OpenBallot => {
                let shown = progress::Step::begin("Codes and opening", 0);
                if step == Step::Codes {
                    players.make_codes().await?;
                } else {
                    players.open_ballot().await?;
                }
                self.times.push(shown.end("made, checked and recorded"));
            }
            Step::Vote => self.vote(&mut players).await?,
            Step::Late => self.too_late(&mut players).await?,
            Step::Close | Step::Mix | Step::Count | Step::Declare => {
                self.tally_step(&mut players, step).await?;
            }
            _ => {}
        }
        Ok(())
    }

    async fn contest_step(&mut self, players: &mut Play<'_>, step: Step) -> anyhow::Result<()> {
        let total = players.cast.hopefuls.len() as u64;
        let shown = |name: &str| progress::Step::begin(name, total);
        let took = match step {
            Step::Nominate => {
                let shown = shown("Nominations");
                let made = players.nominate().await?;
                shown.end(&format!("{made} candidates"))
            }
            Step::Support => {
                let shown = shown("Supports by branches");
                let given = players.support(|| shown.advance(1)).await?;
                shown.end(&format!("{given} supports"))
            }
            Step::Consent => {
                let shown = shown("Consents and statements");
                let made = players.consent(|| shown.advance(1)).await?;
                shown.end(&format!("{made} candidates"))
            }
            _ => {
                let shown = shown("Publishing the statements");
                players.publish().await?;
                shown.end("at one moment, in the order of a lot")
            }
        };
        self.times.push(took);
        Ok(())
    }

    /// Every paper of the contest is sealed by a voter on a device of their own and handed in.
    async fn vote(&mut self, players: &mut Play<'_>) -> anyhow::Result<()> {
        let polling = players.polling().await?.context("the ballot is not open")?;
        let papers = self.papers(players)?;
        let shown = progress::Step::begin("Voting", papers.len() as u64);
        let mut voter = 0;
        let uuid = players.uuid()?;
        for papers in papers.chunks(TOGETHER) {
            let ballots = polling.seal(papers, voter, &mut players.rng)?;
            voter += papers.len();
            players.note_voted(voter)?;
            browser::hand_in(self.address, &uuid, ballots).await?;
            shown.advance(papers.len() as u64);
        }
        self.times.push(shown.end(&format!(
            "{voter} ballots sealed, posted, checked and stored"
        )));
        self.twice(players, &polling).await
    }

    /// A second vote with the same code is refused.
    async fn twice(&self, players: &mut Play<'_>, polling: &Polling) -> anyhow::Result<()> {
        self.refused(players, polling, "A second vote with the same code")
            .await
    }

    /// A vote a second after the close is refused.
    async fn too_late(&self, players: &mut Play<'_>) -> anyhow::Result<()> {
        let polling = players.polling().await?.context("the ballot is not open")?;
        self.refused(players, &polling, "A vote a second after the close")
            .await
    }

    async fn refused(
        &self,
        players: &mut Play<'_>,
        polling: &Polling,
        what: &str,
    ) -> anyhow::Result<()> {
        let paper = Ranking::numbers_of_places(&[vec![1]], self.contest.candidates.len())?;
        let mut ballots = polling.seal(&[paper], 0, &mut players.rng)?;
        let ballot = ballots.pop().context("one ballot was sealed")?;
        let path = format!("/api/v1/ballots/{}/votes", players.uuid()?);
        let mut browser = Browser::connect(self.address).await?;
        let answer = browser.json(&path, ballot).await?;
        if answer.status.is_success() {
            anyhow::bail!("{what} was taken; it must be refused");
        }
        let problem: serde_json::Value = serde_json::from_str(&answer.text)?;
        let why = problem["detail"].as_str().unwrap_or(&answer.text);
        println!("{what} is refused: {why}");
        Ok(())
    }

    async fn tally_step(&mut self, players: &mut Play<'_>, step: Step) -> anyhow::Result<()> {
        let total = TRUSTEES as u64;
        match step {
            Step::Close => {
                let cast = self.store.box_head(players.matter.as_str()).await?.place;
                let shown = progress::Step::begin("Closing the box, writing the archive", cast);
                players.close(|done| shown.advance(done)).await?;
                self.times.push(shown.end(&format!("{cast} ballots")));
            }
            Step::Mix => {
                let shown = progress::Step::begin("Mixing by each trustee", total);
                players.mix(|| shown.advance(1)).await?;
                self.times.push(shown.end("made, checked and recorded"));
            }
            Step::Count => {
                let shown = progress::Step::begin("Opening by each trustee", total);
                players.decrypt(|| shown.advance(1)).await?;
                self.times.push(shown.end("made, checked and recorded"));
                let shown = progress::Step::begin("Counting", 0);
                let tally = players.count(self.lots.clone()).await?;
                let stages = tally.counted.transcript.stages.len();
                self.times.push(shown.end(&format!("{stages} stages")));
                self.tally = Some(tally);
            }
            // Nobody challenged; two officers declare, and the winners' tenures begin.
            _ => players.declare().await?,
        }
        Ok(())
    }

    /// The real rankings, one paper a voter, in random order.
    fn papers(&self, players: &mut Play<'_>) -> anyhow::Result<Vec<Vec<u8>>> {
        let candidates = self.contest.candidates.len();
        let mut papers = Vec::new();
        for ballot in self.contest.ballots.iter() {
            // Marks for who has withdrawn are passed over, as the count would pass them over.
            let places: Vec<Vec<u8>> = ballot
                .places()
                .into_iter()
                .filter_map(|place| self.not_withdrawn(&place))
                .collect();
            let numbers = Ranking::numbers_of_places(&places, candidates)?;
            for _ in 0..ballot.papers {
                papers.push(numbers.clone());
            }
        }
        for last in (1..papers.len()).rev() {
            let other = below(&mut players.rng, last + 1);
            papers.swap(last, other);
        }
        Ok(papers)
    }

    /// A place of a ranking without those who have withdrawn; nothing when nobody of it is left. A place that the
    /// voter left empty stays.
    fn not_withdrawn(&self, place: &[u8]) -> Option<Vec<u8>> {
        let withdrawn = |number: &u8| {
            let index = usize::from(*number).wrapping_sub(1);
            let candidate = self.contest.candidates.get(index);
            candidate.is_some_and(|candidate| candidate.withdrawn)
        };
        let left: Vec<u8> = place
            .iter()
            .copied()
            .filter(|number| !withdrawn(number))
            .collect();
        (!left.is_empty() || place.is_empty()).then_some(left)
    }
}
