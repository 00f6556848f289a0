//! A place for a store of either engine, and a small organisation to put into it.

use polity_org::founding::UnitSpec;
use polity_org::roll::ResolvedRollRule;
use polity_org::{Act, Deed};
use polity_store::{Options, Store};
use polity_testkit::{Postgres, PostgresDatabase, TempDir};
use polity_values::civil::date;
use polity_values::{PersonId, Timestamp};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

/// A new, empty place.
pub(crate) struct Bench {
    pub(crate) dir: TempDir,
    pub(crate) database: Option<PostgresDatabase>,
}

impl Bench {
    pub(crate) fn sqlite() -> Self {
        Self {
            dir: polity_testkit::temp_dir(),
            database: None,
        }
    }

    pub(crate) async fn postgres() -> Option<Self> {
        let server = Postgres::get().await?;
        let database = Some(server.database().await);
        Some(Self {
            dir: polity_testkit::temp_dir(),
            database,
        })
    }

    pub(crate) fn options(&self) -> Options {
        let url = self.database.as_ref().map(|database| database.url.clone());
        Options::new(self.dir.path())
            .database_url(url)
            .holder("contract test")
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.options()).await.expect("the store opens")
    }

    /// Changes the tables behind the store's back. `part` is a box's name, or "" for the rest.
    pub(crate) async fn meddle(&self, part: &str, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(database) = &self.database {
            let options: sqlx::postgres::PgConnectOptions = database.url.parse().expect("a URL");
            let mut connection = options.connect().await.expect("a connection");
            sqlx::raw_sql(sql)
                .execute(&mut connection)
                .await
                .expect("meddled");
            connection.close().await.expect("closed");
            return;
        }
        let file = match part {
            "" => self.dir.path().join("polity.db"),
            name => self.dir.path().join("boxes").join(format!("{name}.db")),
        };
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut connection = options.connect().await.expect("a connection");
        sqlx::raw_sql(sql)
            .execute(&mut connection)
            .await
            .expect("meddled");
        connection.close().await.expect("closed");
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub(crate) fn person(name: &str) -> PersonId {
    PersonId::new(name).expect("an id")
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an id")
}

/// The act that founds a small organisation, in which two secretaries do what there is to do.
pub(crate) fn founding() -> Act {
    let founding = serde_json::json!({
        "name": "Union of Makers",
        "zone": "Europe/London",
        "classes": ["member"],
        "bodies": [{ "id": "executive", "title": "Executive" }],
        "units": [],
        "seats": [{
            "id": "secretary", "title": "General Secretary", "body": "executive",
            "section": null, "number": 2
        }],
        "tenures": [
            { "seat": "secretary", "person": "p-secretary", "until": null },
            { "seat": "secretary", "person": "p-deputy", "until": null }
        ],
        "powers": [
            { "act": "form-unit", "seat": "secretary", "persons": 1, "rule": "2.1" },
            { "act": "adopt-procedure", "seat": "secretary", "persons": 2, "rule": "2.2" },
            { "act": "open-matter", "seat": "secretary", "persons": 2, "rule": "2.2" },
            { "act": "record-roll-import", "seat": "secretary", "persons": 1, "rule": "2.1" }
        ],
        "clauses": [
            { "id": "2.1", "text": "A secretary forms units and brings in lists of members." },
            { "id": "2.2", "text": "Two secretaries adopt procedures and open matters." }
        ]
    });
    let founding = serde_json::from_value(founding).expect("a founding");
    Act::standing(person("p-secretary"), Deed::FoundOrganisation(founding))
}

/// Members of the class `member` who joined by the end of 2025 and owed nothing at its end.
pub(crate) fn roll_rule() -> ResolvedRollRule {
    let new_year = date(2026, 1, 1).at(0, 0, 0, 0);
    let rule = serde_json::json!({
        "classes": ["member"], "classes_rule": "3.1",
        "joined_by": { "date": "join" }, "joined_rule": "3.2",
        "arrears_paid_by": { "date": "pay" }, "arrears_rule": "3.3",
        "suspension_rule": "3.4",
        "freeze": { "date": "freeze" }, "freeze_rule": "3.5"
    });
    ResolvedRollRule {
        rule: serde_json::from_value(rule).expect("a rule"),
        class_joined_by: std::collections::BTreeMap::new(),
        joined_by: new_year,
        arrears_paid_by: new_year,
        freeze: date(2026, 3, 1).at(12, 0, 0, 0),
    }
}

/// The act that forms unit number so-and-so.
pub(crate) fn unit_formed(number: u32) -> Act {
    let unit = UnitSpec {
        id: id(&format!("unit-{number:03}")),
        kind: id("unit"),
        title: format!("Unit {number}"),
        officers: Vec::new(),
    };
    Act::standing(person("p-secretary"), Deed::FormUnit(unit))
}

/// A record of so many rows.
pub(crate) async fn record_of(store: &Store, rows: u32) {
    let now = at("2026-03-01T09:00:00Z");
    store
        .act_submit(&founding(), &[], now)
        .await
        .expect("founded");
    for number in 2..=rows {
        store
            .act_submit(&unit_formed(number), &[], now)
            .await
            .expect("formed");
    }
}
