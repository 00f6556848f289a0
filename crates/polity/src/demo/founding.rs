//! How the demo's society comes to be, by its pages: the first officer's link, the list of members, the founding,
//! the procedures adopted by two officers, the elections opened.

use anyhow::Context as _;
use polity_office::founding::Description;
use polity_org::act::StandingAct;
use polity_values::PersonId;

use super::election::Run;
use super::{TRUSTEES, society};
use crate::demo::browser::Browser;
use crate::house;
use crate::rehearsal::found::Founder;
use polity_web::Machine as _;

/// The society's rulebook.
const RULEBOOK: &str = include_str!("../../../../rules/rulebook/meadowlark.toml");
/// The pages of the organisation.
const HOME: &str = "/organisation";

impl Run<'_> {
    /// The first officer brings in the list of members by the printed link, and founds the society.
    pub(super) async fn found(&self, founder: &mut Founder<'_>) -> anyhow::Result<()> {
        let link = self
            .first_link
            .as_deref()
            .context("the server offered no link to a first officer")?;
        let mut browser = Browser::connect(self.address).await?;
        let list = founder.list().as_bytes();
        let confirmed = [("confirm", "yes")];
        let brought = browser
            .file(&format!("{link}/members"), list, &confirmed)
            .await?;
        brought.shown()?;
        let pattern = society::founding(self.recipe.units, self.contest.seats)?;
        let (first, filled) = founder.filled(pattern, &society::contested()?).await?;
        let mut numbers = std::collections::BTreeMap::new();
        let officers = filled.units.iter().flat_map(|unit| &unit.officers);
        let persons = officers.map(|officer| &officer.person);
        let persons = persons.chain(filled.tenures.iter().map(|tenure| &tenure.person));
        let viewer = house::viewer("rehearsal", self.machine.now());
        for person in persons.chain([&first]) {
            let member = self.store.member_fetch(person.as_str(), &viewer).await?;
            let member = member.with_context(|| format!("{person} is no member"))?;
            numbers.insert(person.clone(), member.number);
        }
        let number = |person: &PersonId| {
            let found = numbers.get(person).cloned();
            found.with_context(|| format!("{person} has no number"))
        };
        let text = Description::of(&filled, &first, number)?.to_toml()?;
        let path = format!("{link}/organisation");
        let founded = browser.form(&path, &[("text", &text)]).await?;
        founded.shown().map(|_| ())
    }

    /// An officer hands the list in again, so that it is on the record.
    pub(super) async fn list(&self, founder: &Founder<'_>) -> anyhow::Result<()> {
        let holders = founder.powerful(StandingAct::RecordRollImport).await?;
        let officer = holders.first().context("nobody keeps the list")?;
        let mut crowd = self.crowd.lock().await;
        let browser = crowd.of(officer).await?;
        let sent = browser
            .file("/roll/import", founder.list().as_bytes(), &[])
            .await?;
        let checked = crowd.ended(officer, sent).await?;
        let confirm = format!("{}/confirm", checked.at);
        crowd.work(officer, &confirm, &[]).await
    }

    /// Two officers adopt the procedures and the rulebook.
    pub(super) async fn adopt(&self, founder: &Founder<'_>) -> anyhow::Result<()> {
        let seats = self.contest.seats;
        let unopposed = self.contest.candidates.len() <= usize::try_from(seats)?;
        let mut sources = vec![society::procedure(seats, self.rule, unopposed)];
        if self.elections.len() > 1 {
            sources.push(society::committee_procedure());
            sources.extend(super::appointment::procedures());
        }
        let holders = founder.powerful(StandingAct::AdoptProcedure).await?;
        let [first, second, ..] = holders.as_slice() else {
            anyhow::bail!("adopting a procedure takes two officers");
        };
        for source in sources {
            let mut crowd = self.crowd.lock().await;
            let fields = [("source", source.as_str())];
            let of = crowd.act(HOME, first, "adopt-procedure", &fields).await?;
            let of = of.to_string();
            crowd.act(HOME, second, "confirm", &[("of", &of)]).await?;
        }
        let mut crowd = self.crowd.lock().await;
        let fields = [("source", RULEBOOK)];
        let of = crowd.act(HOME, first, "change-rules", &fields).await?;
        let of = of.to_string();
        crowd.act(HOME, second, "confirm", &[("of", &of)]).await?;
        Ok(())
    }

    /// An officer opens an election; who will play which part in it is cast.
    pub(super) async fn open(
        &self,
        founder: &mut Founder<'_>,
        election: usize,
    ) -> anyhow::Result<()> {
        let found = &self.elections[election];
        let dates = self.calendar.dates(election);
        let dates: Vec<(String, String)> = dates
            .iter()
            .map(|(name, at)| {
                let local = at.local.strftime("%Y-%m-%d %H:%M");
                (format!("date-{name}"), local.to_string())
            })
            .collect();
        let mut fields = vec![
            ("procedure", found.procedure.as_str()),
            ("title", found.title.as_str()),
            ("id", found.matter.as_str()),
        ];
        fields.extend(dates.iter().map(|(name, at)| (name.as_str(), at.as_str())));
        let holders = founder.powerful(StandingAct::OpenMatter).await?;
        let officer = holders.first().context("nobody opens elections")?;
        let mut crowd = self.crowd.lock().await;
        crowd.act(HOME, officer, "open-matter", &fields).await?;
        drop(crowd);
        founder
            .cast(&found.matter, found.candidates, TRUSTEES)
            .await
    }
}
