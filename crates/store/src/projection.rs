//! Tables for pages: where each matter stands, who stands and who supports, who holds which seat,
//! what falls due when, what happened. They are worked out from the world and the entries, in the
//! same transaction that appends, and hold nothing that the record does not say.

use std::collections::BTreeMap;

use polity_org::matter::{CandidacyState, Position, StripState};
use polity_org::organisation::{Place, Tenure};
use polity_org::{Entry, Event, Matter, Subject, World};
use polity_values::{MatterId, Timestamp};

use crate::db::{Db, Tx, Value};
use crate::error::Result;
use crate::record::to_i64;

/// What some entries changed.
#[derive(Debug, Default)]
pub(crate) struct Touched<'a> {
    /// The matters, each with the last entry about it and its instant.
    matters: BTreeMap<MatterId, (u64, Timestamp)>,
    /// Entries to be listed, if the log is to be brought up to date too.
    entries: &'a [Entry],
    /// The first of all entries if seats may have changed hands.
    tenures: Option<u64>,
}

impl<'a> Touched<'a> {
    pub(crate) fn by(entries: &'a [Entry]) -> Self {
        let mut touched = Self {
            entries,
            ..Self::default()
        };
        touched.add(entries);
        touched
    }

    pub(crate) fn add(&mut self, entries: &[Entry]) {
        for entry in entries {
            if matches!(
                entry.event,
                Event::OrganisationFounded(_)
                    | Event::UnitFormed(_)
                    | Event::ResultDeclared { .. }
                    | Event::Body(_)
            ) {
                self.tenures.get_or_insert(entry.seq);
            }
            let id = match (&entry.subject, &entry.event) {
                (Subject::Matter(id), _) => id,
                (Subject::Organisation, Event::MatterOpened(opening)) => &opening.id,
                (Subject::Organisation | Subject::Sitting(_), _) => continue,
            };
            self.matters.insert(id.clone(), (entry.seq, entry.at));
        }
    }
}

const TABLES: [&str; 6] = [
    "matter",
    "timetable",
    "candidacy",
    "support",
    "tenure",
    "public_log",
];

impl Tx {
    /// Brings every table up to date with what was just appended.
    pub(crate) async fn project(&mut self, world: &World, touched: &Touched<'_>) -> Result<()> {
        self.project_log(touched.entries).await?;
        self.project_state(world, touched).await
    }

    pub(crate) async fn project_drop(&mut self) -> Result<()> {
        for table in TABLES {
            self.raw_sql(&format!("DELETE FROM {table}")).await?;
        }
        Ok(())
    }

    pub(crate) async fn project_log(&mut self, entries: &[Entry]) -> Result<()> {
        for entry in entries {
            let role = entry
                .role
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let args = [
                Value::Int(to_i64(entry.seq)),
                Value::Text(&entry.at.to_string()),
                Value::Text(entry.event.kind()),
                Value::Text(&role),
                Value::Text(entry.rule.as_str()),
                Value::Text(&entry.subject.to_string()),
            ];
            let sql = "INSERT INTO public_log (seq, at, kind, role, rule, subject) VALUES ($1, $2, $3, $4, $5, $6)";
            self.execute(sql, &args).await?;
        }
        Ok(())
    }

    pub(crate) async fn project_state(
        &mut self,
        world: &World,
        touched: &Touched<'_>,
    ) -> Result<()> {
        for (id, &(seq, at)) in &touched.matters {
            if let Some(matter) = world.matter(id) {
                self.project_matter(matter, seq, at).await?;
            }
        }
        if let (Some(first), Some(organisation)) = (touched.tenures, world.organisation()) {
            let new_or_ended = |tenure: &&Tenure| tenure.by >= first || tenure.ended.is_some();
            for tenure in organisation.tenures.iter().filter(new_or_ended) {
                self.project_tenure(tenure).await?;
            }
        }
        Ok(())
    }

    async fn project_matter(&mut self, matter: &Matter, seq: u64, at: Timestamp) -> Result<()> {
        let id = Value::Text(matter.id.as_str());
        let (stage, ended) = match &matter.position {
            Position::At(stage) => (stage.as_str(), String::new()),
            Position::Ended(end) => ("", name_of(end)),
        };
        let due = matter
            .due_at(at)
            .first()
            .map(|instant| instant.as_microsecond());
        let args = [
            id,
            Value::Text(matter.procedure.name.as_str()),
            Value::Int(i64::from(matter.procedure.version)),
            Value::Text(&matter.title),
            Value::Text(&matter.opened.to_string()),
            Value::Text(stage),
            Value::Text(&ended),
            Value::OptInt(due),
            Value::Int(to_i64(seq)),
        ];
        self.execute(
            "INSERT INTO matter (id, procedure, version, title, opened, stage, ended, due_at, entries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, ended = excluded.ended, due_at = excluded.due_at, entries = excluded.entries",
            &args,
        )
        .await?;
        for table in ["timetable", "candidacy", "support"] {
            let sql = format!("DELETE FROM {table} WHERE matter = $1");
            self.execute(sqlx::AssertSqlSafe(sql), &[id]).await?;
        }
        self.project_timetable(matter).await?;
        self.project_candidacies(matter).await
    }

    async fn project_timetable(&mut self, matter: &Matter) -> Result<()> {
        for (place, stage) in (1_i64..).zip(matter.strip()) {
            let state = match stage.state {
                StripState::Ahead => "ahead".to_owned(),
                StripState::Current => "current".to_owned(),
                StripState::Ended(None) => "lapsed".to_owned(),
                StripState::Ended(Some(outcome)) => name_of(&outcome),
            };
            let args = [
                Value::Text(matter.id.as_str()),
                Value::Int(place),
                Value::Text(stage.stage.id.as_str()),
                Value::Text(&stage.window.opens.to_string()),
                Value::Text(&stage.window.closes.to_string()),
                Value::Text(&state),
            ];
            let sql = "INSERT INTO timetable (matter, place, stage, opens, closes, state) VALUES ($1, $2, $3, $4, $5, $6)";
            self.execute(sql, &args).await?;
        }
        Ok(())
    }

    async fn project_candidacies(&mut self, matter: &Matter) -> Result<()> {
        for (person, candidacy) in &matter.candidacies {
            let state = match candidacy.state {
                CandidacyState::Nominated => "nominated",
                CandidacyState::Consented { .. } => "consented",
                CandidacyState::Withdrawn { .. } => "withdrawn",
            };
            let order = matter.order.as_deref().unwrap_or_default();
            let place = order.iter().position(|one| one == person);
            let place = place.map(|place| to_i64(place as u64 + 1));
            let args = [
                Value::Text(matter.id.as_str()),
                Value::Text(person.as_str()),
                Value::Text(state),
                Value::Text(&candidacy.nominated.to_string()),
                Value::OptText(candidacy.statement.as_ref().map(|text| text.paper.as_str())),
                Value::OptInt(place),
            ];
            let sql = "INSERT INTO candidacy (matter, person, state, nominated, statement, place) VALUES ($1, $2, $3, $4, $5, $6)";
            self.execute(sql, &args).await?;
            for (unit, since) in &candidacy.supports {
                let args = [
                    Value::Text(matter.id.as_str()),
                    Value::Text(person.as_str()),
                    Value::Text(unit.as_str()),
                    Value::Text(&since.to_string()),
                ];
                let sql =
                    "INSERT INTO support (matter, candidate, unit, since) VALUES ($1, $2, $3, $4)";
                self.execute(sql, &args).await?;
            }
        }
        Ok(())
    }

    async fn project_tenure(&mut self, tenure: &Tenure) -> Result<()> {
        let place = match &tenure.place {
            Place::Body(body) => format!("body:{body}"),
            Place::Unit(unit) => format!("unit:{unit}"),
        };
        let [until, ended] = [tenure.until, tenure.ended].map(|at| at.map(|at| at.to_string()));
        let args = [
            Value::Text(tenure.id.as_str()),
            Value::Text(tenure.person.as_str()),
            Value::Text(tenure.seat.as_str()),
            Value::Text(&place),
            Value::Text(&tenure.from.to_string()),
            Value::OptText(until.as_deref()),
            Value::OptText(ended.as_deref()),
            Value::Int(to_i64(tenure.by)),
        ];
        let sql = "INSERT INTO tenure (id, person, seat, place, begins, ends, ended, by_entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET ends = excluded.ends, ended = excluded.ended";
        self.execute(sql, &args).await?;
        Ok(())
    }
}

/// The name that a value has in the record's own JSON.
fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(other) => other.to_string(),
        Err(error) => error.to_string(),
    }
}

/// Every row of every table as text, in the order of the keys.
pub(crate) async fn dump(db: &Db) -> Result<Vec<String>> {
    const QUERIES: [(&str, &str); 6] = [
        (
            "matter",
            "SELECT id || '|' || procedure || '|' || version || '|' || title || '|' || opened || '|' || stage || '|' || ended || '|' || COALESCE(CAST(due_at AS TEXT), '-') || '|' || entries FROM matter ORDER BY id",
        ),
        (
            "timetable",
            "SELECT matter || '|' || place || '|' || stage || '|' || opens || '|' || closes || '|' || state FROM timetable ORDER BY matter, place",
        ),
        (
            "candidacy",
            "SELECT matter || '|' || person || '|' || state || '|' || nominated || '|' || COALESCE(statement, '-') || '|' || COALESCE(CAST(place AS TEXT), '-') FROM candidacy ORDER BY matter, person",
        ),
        (
            "support",
            "SELECT matter || '|' || candidate || '|' || unit || '|' || since FROM support ORDER BY matter, candidate, unit",
        ),
        (
            "tenure",
            "SELECT id || '|' || person || '|' || seat || '|' || place || '|' || begins || '|' || COALESCE(ends, '-') || '|' || COALESCE(ended, '-') || '|' || by_entry FROM tenure ORDER BY id",
        ),
        (
            "public_log",
            "SELECT seq || '|' || at || '|' || kind || '|' || role || '|' || rule || '|' || subject FROM public_log ORDER BY seq",
        ),
    ];
    let mut tx = db.read("projection_dump").await?;
    let mut lines = Vec::new();
    for (table, query) in QUERIES {
        for row in tx.all(query, &[]).await? {
            lines.push(format!("{table}: {}", row.text(0)?));
        }
    }
    tx.end().await?;
    Ok(lines)
}
