//! Copies of tables between engines, row by row, as they are: nothing is parsed or made again.

use sqlx::AssertSqlSafe;

use super::{after_copy, migrated};
use crate::db::{Db, Engine, Limit, Part, Row, Tx, Value};
use crate::error::Result;

/// Rows of one page and one statement.
const PAGE: usize = 500;

/// What a column holds. All may be missing but where the table forbids it.
#[derive(Clone, Copy)]
enum Kind {
    Int,
    Text,
    Blob,
}
use Kind::{Blob, Int, Text};

/// A table: its name, its key (the first columns), all its columns.
struct Table {
    name: &'static str,
    key: usize,
    columns: &'static [(&'static str, Kind)],
}

/// A table with its key's length and its columns.
const fn table(name: &'static str, key: usize, columns: &'static [(&'static str, Kind)]) -> Table {
    Table { name, key, columns }
}

/// Everything but the boxes, what `rebuild` makes, and [`LEFT_OUT`]. A table comes after those it refers to.
const MAIN: [Table; 19] = [
    table(
        "record",
        1,
        &[
            ("seq", Int),
            ("at", Text),
            ("kind", Text),
            ("actor", Text),
            ("role", Text),
            ("rule", Text),
            ("subject", Text),
            ("body", Blob),
            ("prev_hash", Blob),
            ("hash", Blob),
        ],
    ),
    table("record_node", 1, &[("place", Int), ("hash", Blob)]),
    table(
        "record_head",
        1,
        &[("one", Int), ("seq", Int), ("hash", Blob)],
    ),
    table(
        "person",
        1,
        &[
            ("id", Text),
            ("name", Text),
            ("given", Text),
            ("family", Text),
            ("email", Text),
        ],
    ),
    table(
        "member",
        1,
        &[
            ("person", Text),
            ("number", Text),
            ("class", Text),
            ("unit", Text),
            ("joined", Text),
            ("arrears_from", Text),
            ("arrears_to", Text),
            ("suspended_from", Text),
            ("suspended_to", Text),
            ("import", Int),
        ],
    ),
    table(
        "paper",
        1,
        &[
            ("id", Text),
            ("audience", Text),
            ("salt", Blob),
            ("text", Text),
            ("hash", Blob),
        ],
    ),
    table("home", 1, &[("person", Text), ("digest", Blob)]),
    table(
        "photo",
        2,
        &[
            ("matter", Text),
            ("person", Text),
            ("sha256", Blob),
            ("alt", Text),
            ("jpeg", Blob),
            ("at", Int),
        ],
    ),
    table(
        "monitoring",
        3,
        &[
            ("matter", Text),
            ("question", Text),
            ("answer", Text),
            ("persons", Int),
        ],
    ),
    table(
        "access",
        1,
        &[
            ("seq", Int),
            ("at", Text),
            ("actor", Text),
            ("action", Text),
            ("subject", Text),
        ],
    ),
    table(
        "roll",
        1,
        &[("id", Text), ("secret", Blob), ("statement", Text)],
    ),
    table(
        "roll_entry",
        2,
        &[
            ("roll", Text),
            ("person", Text),
            ("unit", Text),
            ("weight", Int),
        ],
    ),
    table(
        "passkey",
        1,
        &[
            ("id", Text),
            ("person", Text),
            ("name", Text),
            ("credential", Text),
            ("created", Int),
            ("used", Int),
        ],
    ),
    table(
        "totp",
        1,
        &[
            ("person", Text),
            ("secret", Blob),
            ("created", Int),
            ("step", Int),
        ],
    ),
    table(
        "recovery_code",
        2,
        &[("person", Text), ("code", Blob), ("used", Int)],
    ),
    table("server_secret", 1, &[("name", Text), ("value", Blob)]),
    table("preference", 1, &[("person", Text), ("language", Text)]),
    table(
        "mailing",
        1,
        &[
            ("id", Text),
            ("matter", Text),
            ("purpose", Text),
            ("created", Int),
            ("author", Text),
        ],
    ),
    table(
        "letter",
        1,
        &[
            ("id", Int),
            ("key", Text),
            ("mailing", Text),
            ("recipient", Text),
            ("urgent", Int),
            ("state", Text),
            ("tries", Int),
            ("next", Int),
            ("error", Text),
        ],
    ),
];

/// Tables that no copy has: who was signed in when it was made is signed in no more when it is put
/// back, and no link that lies about works again.
const LEFT_OUT: [&str; 3] = ["session", "login_link", "challenge"];

/// What `rebuild` makes from the record; copied too, so that a copy opens ready.
const PROJECTIONS: [Table; 6] = [
    table(
        "matter",
        1,
        &[
            ("id", Text),
            ("procedure", Text),
            ("version", Int),
            ("title", Text),
            ("opened", Text),
            ("stage", Text),
            ("ended", Text),
            ("due_at", Int),
            ("entries", Int),
        ],
    ),
    table(
        "timetable",
        2,
        &[
            ("matter", Text),
            ("place", Int),
            ("stage", Text),
            ("opens", Text),
            ("closes", Text),
            ("state", Text),
        ],
    ),
    table(
        "candidacy",
        2,
        &[
            ("matter", Text),
            ("person", Text),
            ("state", Text),
            ("nominated", Text),
            ("statement", Text),
            ("place", Int),
        ],
    ),
    table(
        "support",
        3,
        &[
            ("matter", Text),
            ("candidate", Text),
            ("unit", Text),
            ("since", Text),
        ],
    ),
    table(
        "tenure",
        1,
        &[
            ("id", Text),
            ("person", Text),
            ("seat", Text),
            ("place", Text),
            ("begins", Text),
            ("ends", Text),
            ("ended", Text),
            ("by_entry", Int),
        ],
    ),
    table(
        "public_log",
        1,
        &[
            ("seq", Int),
            ("at", Text),
            ("kind", Text),
            ("role", Text),
            ("rule", Text),
            ("subject", Text),
        ],
    ),
];

/// A box is found by its ballot, which therefore leads both keys.
const BOX: [Table; 3] = [
    table(
        "box",
        1,
        &[
            ("ballot", Text),
            ("policy", Text),
            ("place", Int),
            ("voters", Int),
            ("head", Blob),
            ("sealed", Int),
        ],
    ),
    table(
        "box_vote",
        2,
        &[
            ("ballot", Text),
            ("place", Int),
            ("credential", Text),
            ("tracker", Text),
            ("bytes", Blob),
            ("head", Blob),
            ("counts", Int),
        ],
    ),
    table("box_spoiled", 2, &[("ballot", Text), ("tracker", Text)]),
];

/// A value between two databases.
enum Cell {
    Int(Option<i64>),
    Text(Option<String>),
    Blob(Vec<u8>),
}

impl Cell {
    fn value(&self) -> Value<'_> {
        match self {
            Self::Int(value) => Value::OptInt(*value),
            Self::Text(value) => Value::OptText(value.as_deref()),
            Self::Blob(value) => Value::Blob(value),
        }
    }
}

/// Copies everything but the boxes into a database that has nothing yet.
pub(super) async fn main(from: &Db, to: &Db) -> Result<()> {
    migrated(to, Part::Main).await?;
    let mut source = from.read_within("backup", Limit::Long).await?;
    let mut target = to.write_within("backup", Limit::Long).await?;
    target.raw_sql("DELETE FROM record_head").await?;
    for table in MAIN.iter().chain(&PROJECTIONS) {
        table.copy(&mut source, &mut target, None).await?;
    }
    source.end().await?;
    target.commit().await?;
    after_copy(to).await?;
    settle(to).await
}

/// Removes from a copy that SQLite made what no copy has.
pub(super) async fn leave_out(copy: &Db) -> Result<()> {
    let mut tx = copy.write_within("backup", Limit::Long).await?;
    for table in LEFT_OUT {
        tx.raw_sql(&format!("DELETE FROM {table}")).await?;
    }
    tx.commit().await?;
    settle(copy).await
}

/// Copies one box.
pub(super) async fn one_box(from: &Db, to: &Db, ballot: &str) -> Result<()> {
    migrated(to, Part::Boxes).await?;
    let mut source = from.read_within("backup_box", Limit::Long).await?;
    let mut target = to.write_within("backup_box", Limit::Long).await?;
    for table in &BOX {
        table.copy(&mut source, &mut target, Some(ballot)).await?;
    }
    source.end().await?;
    target.commit().await?;
    settle(to).await
}

/// Puts what is in SQLite's log into the file itself: a copy is one file.
async fn settle(db: &Db) -> Result<()> {
    if db.engine() == Engine::Sqlite {
        // No other connection may be open: the log cannot be left while one might read it.
        db.close().await;
        let mut bare = db.bare("settle").await?;
        bare.all("PRAGMA journal_mode = DELETE", &[]).await?;
        bare.end_bare();
        db.close().await;
    }
    Ok(())
}

impl Table {
    /// Copies the rows, those of one ballot if one is named, page by page in the order of the key.
    async fn copy(&self, from: &mut Tx, to: &mut Tx, ballot: Option<&str>) -> Result<()> {
        let mut last: Option<Vec<Cell>> = None;
        loop {
            let sql = self.select(last.is_some(), ballot.is_some());
            let mut args: Vec<Value<'_>> = ballot.map(Value::Text).into_iter().collect();
            if let Some(cells) = &last {
                args.extend(cells.iter().take(self.key).map(Cell::value));
            }
            let rows = from.all(AssertSqlSafe(sql), &args).await?;
            let cells = rows
                .iter()
                .map(|row| self.cells(row))
                .collect::<Result<Vec<_>>>()?;
            if cells.is_empty() {
                return Ok(());
            }
            self.insert(to, &cells).await?;
            let short = cells.len() < PAGE;
            last = cells.into_iter().next_back();
            if short {
                return Ok(());
            }
        }
    }

    fn select(&self, after: bool, of_ballot: bool) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let key = names[..self.key].join(", ");
        let first = usize::from(of_ballot) + 1;
        let marks: Vec<String> = (first..first + self.key).map(|n| format!("${n}")).collect();
        let mut conditions = Vec::new();
        if of_ballot {
            conditions.push("ballot = $1".to_owned());
        }
        if after {
            conditions.push(format!("({key}) > ({})", marks.join(", ")));
        }
        let filter = if conditions.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", conditions.join(" AND "))
        };
        let (names, name) = (names.join(", "), self.name);
        format!("SELECT {names} FROM {name}{filter} ORDER BY {key} LIMIT {PAGE}")
    }

    fn cells(&self, row: &Row) -> Result<Vec<Cell>> {
        let cell = |(index, (_, kind)): (usize, &(&str, Kind))| match kind {
            Int => row.opt_int(index).map(Cell::Int),
            Text => row.opt_text(index).map(Cell::Text),
            Blob => row.blob(index).map(Cell::Blob),
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    async fn insert(&self, to: &mut Tx, rows: &[Vec<Cell>]) -> Result<()> {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            self.name,
            names.join(", "),
            to.engine().mark_rows(rows.len(), names.len())
        );
        let args: Vec<Value<'_>> = rows.iter().flatten().map(Cell::value).collect();
        to.execute(AssertSqlSafe(sql), &args).await?;
        Ok(())
    }
}
