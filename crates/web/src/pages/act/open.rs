//! Opening a matter, as a form. The timetable is worked out while it is filled in. Where the matter is out of the ordinary,
//! the form asks for what has to be stated then, and only for that: what happened, for an emergency variant; why a shortest
//! time is not kept; why members lose the vote by a date that they could not know.

use std::str::FromStr as _;

use polity_office::{calling, texts};
use polity_org::act::{Deed, EmergencyReport, LostVotes, Opening, Override, Stated};
use polity_org::{Matter, Text};
use polity_procedure::model::Procedure;
use polity_procedure::{Dates, overriding, timetable};
use polity_store::Paper;
use polity_values::{MatterId, ProcedureName};
use rand_chacha::ChaCha20Rng;

use super::deed::{Ready, written, zone_name};
use super::draw::Told as Beside;
use super::form::{Choice, Reader};
use super::standing::{Planned, told};
use crate::PageFault;
use crate::Visitor;
use crate::lang::Say;
use crate::words::{self, Said, moment::Moment};

/// The name of the report on an emergency, as in addresses.
pub(super) const REPORT: &str = "report-emergency";

/// What is stated, with its papers.
struct Statements {
    stated: Stated,
    papers: Vec<Paper>,
    rng: ChaCha20Rng,
    /// Whether everything that is asked for is filled in.
    whole: bool,
}

/// The fields, and the deed when all of them are right.
pub(super) async fn read(
    reader: &mut Reader<'_>,
    beside: &mut Beside,
) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let world = std::sync::Arc::clone(&reader.visitor.world);
    let name = procedure(reader);
    let hint = t.say("act-field-matter-title-hint").to_string();
    let title = reader.line("title", t.say("act-field-matter-title"), Some(hint));
    let hint = t.say("act-field-matter-id-hint").to_string();
    let id = reader.id::<MatterId>("id", t.say("act-field-matter-id"), Some(hint));
    let Some(name) = name else { return Ok(None) };
    let Some(adopted) = world.procedure(&name) else {
        return Ok(None);
    };
    let dates = dates(reader, &adopted.procedure);
    let mut said = Statements {
        stated: Stated::default(),
        papers: Vec::new(),
        rng: reader.rng(),
        whole: true,
    };
    said.emergency(reader, &adopted.procedure)?;
    let Some(dates) = dates.filter(|_| reader.checking()) else {
        return Ok(None);
    };
    said.overrides(reader, &adopted.procedure, &dates)?;
    if !plan(reader, beside, &adopted.procedure, (&dates, &said.stated)) {
        return Ok(None);
    }
    said.lost_votes(reader, &name, &dates).await?;
    let (Some(title), Some(id), true) = (title, id, said.whole) else {
        return Ok(None);
    };
    let opening = Opening {
        stated: said.stated,
        id,
        procedure: name,
        dates,
        title,
    };
    let deed = Deed::OpenMatter(opening);
    let papers = said.papers;
    let unit = None;
    Ok(Some(Ready {
        deed,
        papers,
        unit,
        monitored: Vec::new(),
    }))
}

/// The report on an emergency that is over, on the matter that the address names.
pub(super) fn report(reader: &mut Reader<'_>) -> Result<Option<Ready>, PageFault> {
    let t = reader.t();
    let id = reader.hidden("matter");
    let of: MatterId = id.parse().map_err(|_| PageFault::NotFound)?;
    let world = std::sync::Arc::clone(&reader.visitor.world);
    let matter = world.matter(&of).ok_or(PageFault::NotFound)?;
    let terms = matter.procedure.emergency.as_ref();
    let terms = terms.ok_or(PageFault::NotFound)?;
    let trigger = words::procedure::text(t, &terms.trigger);
    reader.note("of", &matter.title, trigger, None);
    let hint = t.say("act-field-reason-public").to_string();
    let text = reader.text("report", t.say("act-field-report-text"), Some(hint), None);
    written(reader, texts::PUBLIC, text, |report| {
        Deed::ReportEmergency(EmergencyReport { of, report })
    })
}

/// The procedure that is chosen; before one is, the only one.
fn procedure(reader: &mut Reader<'_>) -> Option<ProcedureName> {
    let t = reader.t();
    let world = std::sync::Arc::clone(&reader.visitor.world);
    let mut known: Vec<&ProcedureName> =
        world.procedures().map(|one| &one.procedure.name).collect();
    known.dedup();
    let choices = known.iter().map(|name| Choice {
        value: name.to_string(),
        label: world.procedure(name).map_or_else(String::new, |one| {
            words::procedure::text(t, &one.procedure.title).text
        }),
        hint: Some(name.to_string()),
    });
    let chosen = reader.choice(
        "procedure",
        t.say("act-field-procedure"),
        None,
        choices.collect(),
    );
    match (chosen, known.as_slice()) {
        (Some(name), _) => ProcedureName::from_str(&name).ok(),
        (None, [one]) => Some((*one).clone()),
        _ => None,
    }
}

fn dates(reader: &mut Reader<'_>, procedure: &Procedure) -> Option<Dates> {
    let t = reader.t();
    let zone = zone_name(reader);
    let mut dates = Dates::default();
    let mut all = true;
    for (place, date) in procedure.dates.iter().enumerate() {
        let hint =
            (place == 0).then(|| t.say("act-field-dates-hint").str("zone", &zone).to_string());
        let label = words::procedure::text(t, &date.title).text;
        match reader.local(&format!("date-{}", date.id), label, hint) {
            Some(local) => {
                dates.set(&date.id, local);
                if let Ok(at) = local.resolve(&reader.visitor.zone()) {
                    reader.shown(reader.visitor.at(at));
                }
            }
            None => all = false,
        }
    }
    all.then_some(dates)
}

impl Statements {
    fn paper(&mut self, text: String) -> Result<Text, PageFault> {
        let paper = texts::paper(texts::PUBLIC, text, &mut self.rng);
        let paper = paper.map_err(|fault| PageFault::Defect(fault.to_string()))?;
        let reference = paper.reference();
        self.papers.push(paper);
        Ok(reference)
    }

    /// What happened, for an emergency variant.
    fn emergency(
        &mut self,
        reader: &mut Reader<'_>,
        procedure: &Procedure,
    ) -> Result<(), PageFault> {
        let Some(terms) = &procedure.emergency else {
            return Ok(());
        };
        let t = reader.t();
        let trigger = words::procedure::text(t, &terms.trigger).text;
        let label = t.say("act-field-emergency").str("trigger", trigger);
        let hint = out_of_the_ordinary(reader, Some(terms.rule.as_str()));
        match reader.text("emergency", label, Some(hint), None) {
            Some(text) => self.stated.emergency = Some(self.paper(text)?),
            None => self.whole = false,
        }
        Ok(())
    }

    /// A field for each shortest time that the dates do not keep. Left empty, it is a fault of the timetable.
    fn overrides(
        &mut self,
        reader: &mut Reader<'_>,
        procedure: &Procedure,
        dates: &Dates,
    ) -> Result<(), PageFault> {
        let t = reader.t();
        let Err(faults) = timetable(procedure, dates, &reader.visitor.zone()) else {
            return Ok(());
        };
        for (place, gap) in (1_u32..).zip(&procedure.gaps) {
            let item = format!("gaps[{place}]");
            let short =
                |one: &&polity_procedure::Fault| one.code == "gap-too-short" && one.item == item;
            let Some(fault) = faults.iter().find(short) else {
                continue;
            };
            let label = t.say("act-field-override").str("clause", gap.rule.as_str());
            let hint = format!(
                "{}. {}",
                fault.problem,
                out_of_the_ordinary(reader, Some(gap.rule.as_str()))
            );
            let ground = reader.lines_or_none(&format!("override-{place}"), label, Some(hint));
            if let Some(ground) = ground {
                let ground = self.paper(ground.replace("\r\n", "\n"))?;
                self.stated.overrides.push(Override { gap: place, ground });
            }
        }
        Ok(())
    }

    /// Why members lose the vote by a date that lies before the notice, where some do.
    async fn lost_votes(
        &mut self,
        reader: &mut Reader<'_>,
        procedure: &ProcedureName,
        dates: &Dates,
    ) -> Result<(), PageFault> {
        let (store, world) = (reader.visitor.site.store(), &reader.visitor.world);
        let waived = self.stated.waived();
        let lost = calling::lost_votes(store, world, procedure, dates, waived).await?;
        let Some(members) = lost else { return Ok(()) };
        let t = reader.t();
        let count = i64::try_from(members).unwrap_or(i64::MAX);
        let label = t.say("act-field-lost").num("members", count);
        let hint = out_of_the_ordinary(reader, None);
        match reader.text("lost", label, Some(hint), None) {
            Some(text) => {
                let reason = self.paper(text)?;
                self.stated.joined_before_notice = Some(LostVotes { members, reason });
            }
            None => self.whole = false,
        }
        Ok(())
    }
}

/// What it means that something is stated.
fn out_of_the_ordinary(reader: &Reader<'_>, clause: Option<&str>) -> String {
    let t = reader.t();
    let hint = t.say("act-field-stated-hint").to_string();
    match clause {
        Some(clause) => format!("{} {hint}", t.say("rule-number").str("clause", clause)),
        None => hint,
    }
}

/// Works the timetable out beside the form; whether it can stand.
fn plan(
    reader: &mut Reader<'_>,
    beside: &mut Beside,
    procedure: &Procedure,
    (dates, stated): (&Dates, &Stated),
) -> bool {
    let t = reader.t();
    match overriding(procedure, dates, &reader.visitor.zone(), stated.waived()) {
        Err(faults) => {
            beside.faults = faults.iter().map(|fault| told(t, fault)).collect();
            reader.fault(t.say("act-timetable-faults"));
            false
        }
        Ok(timetable) => {
            let warnings = timetable.warnings().iter();
            beside.faults = warnings.map(|fault| told(t, fault)).collect();
            let planned = timetable.windows().iter().map(|window| Planned {
                title: words::procedure::stage(t, procedure, &window.stage),
                opens: Moment::bare(reader.visitor, window.opens),
                closes: Moment::bare(reader.visitor, window.closes),
            });
            beside.planned = planned.collect();
            true
        }
    }
}

/// What a matter's opening stated beyond the ordinary: what for, in words, and the paper.
pub(crate) fn statements<'s>(
    t: Say,
    procedure: Option<&Procedure>,
    stated: &'s Stated,
) -> Vec<(String, &'s Text)> {
    let mut found = Vec::new();
    if let Some(text) = &stated.emergency {
        let trigger = procedure.and_then(|one| one.emergency.as_ref());
        let trigger = trigger.map_or_else(String::new, |terms| {
            words::procedure::text(t, &terms.trigger).text
        });
        let label = t.say("act-field-emergency").str("trigger", trigger);
        found.push((label.to_string(), text));
    }
    if let Some(lost) = &stated.joined_before_notice {
        let members = i64::try_from(lost.members).unwrap_or(i64::MAX);
        let label = t.say("act-field-lost").num("members", members);
        found.push((label.to_string(), &lost.reason));
    }
    for one in &stated.overrides {
        let place = usize::try_from(one.gap).unwrap_or(usize::MAX);
        let gap = procedure.and_then(|known| known.gaps.get(place.checked_sub(1)?));
        let clause = gap.map_or_else(String::new, |gap| gap.rule.as_str().to_owned());
        let label = t.say("act-field-override").str("clause", clause);
        found.push((label.to_string(), &one.ground));
    }
    found
}

/// A statement of a matter's opening, or the report on its emergency, as its page shows it.
pub(crate) struct Told {
    pub(crate) label: String,
    pub(crate) text: Said,
}

/// Everything that was stated when a matter was opened, and what was reported on its emergency since.
pub(crate) async fn told_of(visitor: &Visitor, matter: &Matter) -> Result<Vec<Told>, PageFault> {
    let t = visitor.t;
    let mut all = statements(t, Some(&matter.procedure), &matter.stated);
    if let Some((_, report)) = &matter.reported {
        all.push((t.say("act-field-report-text").to_string(), report));
    }
    read_all(visitor, all).await
}

/// The texts of statements.
pub(super) async fn read_all(
    visitor: &Visitor,
    all: Vec<(String, &Text)>,
) -> Result<Vec<Told>, PageFault> {
    let mut told = Vec::with_capacity(all.len());
    for (label, text) in all {
        let viewer = visitor.viewer("matter.stated");
        let store = visitor.site.store();
        let paper = store.paper_fetch(&text.paper, &viewer).await?;
        let text = Said::plain(paper.map(|paper| paper.text).unwrap_or_default());
        told.push(Told { label, text });
    }
    Ok(told)
}
