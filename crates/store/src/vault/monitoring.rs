//! Answers of applicants to monitoring questions, as totals and nothing else. They are added in the transaction that
//! puts the application on the record; from then on nobody can say which answer was whose.

use std::collections::BTreeSet;

use polity_org::Act;
use polity_org::act::Deed;
use polity_org::step::Step;
use polity_values::MatterId;

use crate::act::ActError;
use crate::db::{Tx, Value};
use crate::error::{Result, StoreError};
use crate::store::Store;

/// One answer that can be given to a question, and whether this applicant gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitored {
    /// The question's stable name.
    pub question: String,
    /// The answer's stable name.
    pub answer: String,
    /// Whether it was given.
    pub given: bool,
}

/// How many gave an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitoringTotal {
    /// The question's stable name.
    pub question: String,
    /// The answer's stable name.
    pub answer: String,
    /// Applicants who gave it.
    pub persons: u64,
}

/// The answers of an application, with the matter to whose totals they are added.
pub(crate) struct Monitoring<'a> {
    matter: &'a MatterId,
    answers: &'a [Monitored],
}

impl<'a> Monitoring<'a> {
    /// Answers come with an application alone, and one to a question at most.
    fn of(act: &'a Act, answers: &'a [Monitored]) -> Result<Self> {
        let wrong = |why: &str| StoreError::Invalid(why.to_owned());
        let applies = matches!(act.deed, Deed::Step(Step::Apply { .. }));
        let matter = act.matter.as_ref().filter(|_| applies);
        let matter =
            matter.ok_or_else(|| wrong("answers for monitoring come with an application alone"))?;
        let mut given = BTreeSet::new();
        for one in answers.iter().filter(|one| one.given) {
            if !given.insert(&one.question) {
                return Err(wrong("one monitoring question was answered twice"));
            }
        }
        Ok(Self { matter, answers })
    }
}

impl Tx {
    /// Adds an application's answers to the totals. Every row is written, also where nothing is added to it: what
    /// was written last says nothing then.
    pub(crate) async fn monitoring_add(&mut self, added: &Monitoring<'_>) -> Result<()> {
        let sql = "INSERT INTO monitoring (matter, question, answer, persons) VALUES ($1, $2, $3, $4) ON CONFLICT (matter, question, answer) DO UPDATE SET persons = monitoring.persons + excluded.persons";
        for one in added.answers {
            let args = [
                Value::Text(added.matter.as_str()),
                Value::Text(&one.question),
                Value::Text(&one.answer),
                Value::Int(i64::from(one.given)),
            ];
            self.execute(sql, &args).await?;
        }
        Ok(())
    }
}

impl Store {
    /// [`Store::act_submit`] for an application whose answers to monitoring questions are added to the totals.
    /// `answers` holds every answer that can be given, in an order that is always the same.
    ///
    /// # Errors
    /// As [`Store::act_submit`]; an act that is no application.
    pub async fn application_submit(
        &self,
        act: &Act,
        papers: &[super::Paper],
        answers: &[Monitored],
        now: polity_values::Timestamp,
    ) -> std::result::Result<crate::Done, ActError> {
        let answers = Monitoring::of(act, answers)?;
        self.submit_with(act, papers, Some(answers), now).await
    }

    /// The totals of a matter, by question and answer.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn monitoring_totals(&self, matter: &MatterId) -> Result<Vec<MonitoringTotal>> {
        let mut tx = self.db.glance("monitoring_totals").await?;
        let sql = "SELECT question, answer, persons FROM monitoring WHERE matter = $1 ORDER BY question, answer";
        let rows = tx.all(sql, &[Value::Text(matter.as_str())]).await?;
        tx.end_bare();
        let total = |row: &crate::db::Row| {
            Ok(MonitoringTotal {
                question: row.text(0)?,
                answer: row.text(1)?,
                persons: u64::try_from(row.int(2)?).unwrap_or(0),
            })
        };
        rows.iter().map(total).collect()
    }

    /// Deletes the totals of a matter; whether there were any.
    ///
    /// # Errors
    /// [`StoreError`] of the database.
    pub async fn monitoring_forget(&self, matter: &MatterId) -> Result<bool> {
        let sql = "DELETE FROM monitoring WHERE matter = $1";
        let args = [Value::Text(matter.as_str())];
        Ok(self.change("monitoring_forget", sql, &args).await? > 0)
    }
}
