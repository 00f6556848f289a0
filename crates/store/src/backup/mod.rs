//! Copies of everything: made while the store works, checked against their manifest, opened as they
//! are. A copy is always SQLite files in the layout of a data folder, whatever engine it came from,
//! so that anyone can open it on any machine (RELIABILITY E5).

mod copy;

use std::path::Path;

use polity_values::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use crate::boxes;
use crate::db::{Db, Engine, Part, Value};
use crate::error::{Result, StoreError};
use crate::files::{self, hex};
use crate::record;
use crate::store::{MAIN_FILE, Options, Store};

/// The file that says what a copy holds. Written last: a folder without it is no copy.
pub const MANIFEST: &str = "manifest.json";

/// The folder of the boxes within a copy.
const BOXES: &str = "boxes";

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub version: u32,
    /// When the copy was begun.
    pub at: Timestamp,
    /// Rows of the record.
    pub record_seq: u64,
    /// The hash of the record's last row, in hexadecimal.
    pub record_hash: String,
    /// The boxes.
    pub boxes: Vec<CopiedBox>,
    /// Every file but this one.
    pub files: Vec<CopiedFile>,
}

/// A box of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedBox {
    /// Its name.
    pub ballot: String,
    /// Votes in its chain.
    pub place: u64,
    /// The chain's head, in hexadecimal.
    pub head: String,
}

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFile {
    /// Its path within the folder, with `/`.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Store {
    /// Copies record, vault and boxes into a new folder, while others go on writing.
    /// `progress(file)` is told the name of each file when it is begun.
    ///
    /// The boxes come after the record: a copy never speaks of a vote that it does not hold.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if the folder has something in it; [`StoreError`] of database or
    /// disk. A folder without a manifest is no copy.
    pub async fn backup(
        &self,
        dir: &Path,
        now: Timestamp,
        mut progress: impl FnMut(&str) + Send,
    ) -> Result<Manifest> {
        prepare(dir)?;
        progress(MAIN_FILE);
        let main = dir.join(MAIN_FILE);
        match self.engine() {
            Engine::Sqlite => {
                vacuum_into(&self.db, &main).await?;
                copy::leave_out(&Db::sqlite(&main, false, None)).await?;
            }
            Engine::Postgres => copy::main(&self.db, &Db::sqlite(&main, true, None)).await?,
        }
        for ballot in self.box_list().await? {
            progress(&ballot);
            let file = boxes::file(&dir.join(BOXES), &ballot);
            let from = self.boxes.db(&ballot).await?;
            match self.engine() {
                Engine::Sqlite => vacuum_into(&from, &file).await?,
                Engine::Postgres => {
                    copy::one_box(&from, &Db::sqlite(&file, true, None), &ballot).await?;
                }
            }
        }
        let kept = record::kept_path(&self.dir);
        if kept.is_file() {
            let copy = record::kept_path(dir);
            std::fs::copy(&kept, &copy).map_err(StoreError::io(copy))?;
        }
        let manifest = describe(dir, now).await?;
        let text = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| StoreError::Invalid(error.to_string()))?;
        files::write_durably(&dir.join(MANIFEST), &text)?;
        Ok(manifest)
    }

    /// Puts a copy into an empty place: a folder, or a PostgreSQL database. The copy is checked
    /// first, and the result has the copy's head.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the copy is; [`StoreError::Invalid`] if the place is not empty.
    pub async fn restore(copy_dir: &Path, options: &Options) -> Result<Self> {
        let manifest = backup_verify(copy_dir).await?;
        if options.database_url.is_none() {
            prepare(&options.dir)?;
            for file in &manifest.files {
                let to = options.dir.join(&file.name);
                std::fs::copy(copy_dir.join(&file.name), &to).map_err(StoreError::io(&to))?;
                files::sync(&to)?;
            }
            return Self::open(options).await;
        }
        let store = Self::open(options).await?;
        if store.record_head().await?.seq != 0 {
            let why = "the database has a record already: restore into an empty one";
            return Err(StoreError::Invalid(why.to_owned()));
        }
        copy::main(&Db::sqlite_at_rest(&copy_dir.join(MAIN_FILE)), &store.db).await?;
        for copied in &manifest.boxes {
            let from = Db::sqlite_at_rest(&boxes::file(&copy_dir.join(BOXES), &copied.ballot));
            copy::one_box(&from, &store.db, &copied.ballot).await?;
        }
        Ok(store)
    }
}

/// Checks a copy without changing a byte of it: its files against the manifest, then every row of
/// the record and of every box.
///
/// # Errors
/// [`StoreError::Damaged`] or [`StoreError::Io`] names what is wrong first.
pub async fn backup_verify(dir: &Path) -> Result<Manifest> {
    let path = dir.join(MANIFEST);
    let text = std::fs::read(&path).map_err(StoreError::io(&path))?;
    let kept: Manifest = serde_json::from_slice(&text)
        .map_err(|error| damaged(MANIFEST, &format!("it cannot be read: {error}")))?;
    for file in &kept.files {
        let (bytes, sha256) = files::measure(&dir.join(&file.name))?;
        if (bytes, &sha256) != (file.bytes, &file.sha256) {
            return Err(damaged(
                &file.name,
                "size or SHA-256 is not that of the manifest",
            ));
        }
    }
    let found = describe(dir, kept.at).await?;
    if found == kept {
        return Ok(kept);
    }
    Err(damaged(
        MANIFEST,
        "it does not describe what is in the folder",
    ))
}

/// Walks through a copy and says what it holds.
async fn describe(dir: &Path, at: Timestamp) -> Result<Manifest> {
    let main = Db::sqlite_at_rest(&dir.join(MAIN_FILE));
    let head = record::verify(&main, |_, _| ()).await?;
    main.close().await;
    let mut copied = Vec::new();
    let mut names = boxes::file_names(&dir.join(BOXES))?;
    names.sort();
    for ballot in &names {
        let db = Db::sqlite_at_rest(&boxes::file(&dir.join(BOXES), ballot));
        let head = boxes::verify(&db, ballot).await?;
        db.close().await;
        let (place, head) = (head.place, hex(&head.head));
        copied.push(CopiedBox {
            ballot: ballot.clone(),
            place,
            head,
        });
    }
    let mut paths = vec![MAIN_FILE.to_owned()];
    if record::kept_path(dir).is_file() {
        paths.push(record::FILE.to_owned());
    }
    paths.extend(names.iter().map(|ballot| format!("{BOXES}/{ballot}.db")));
    let mut measured = Vec::new();
    for name in paths {
        let path = dir.join(&name);
        files::sync(&path)?;
        let (bytes, sha256) = files::measure(&path)?;
        measured.push(CopiedFile {
            name,
            bytes,
            sha256,
        });
    }
    files::sync_dir(&dir.join(BOXES))?;
    Ok(Manifest {
        version: 1,
        at,
        record_seq: head.seq,
        record_hash: hex(&head.hash),
        boxes: copied,
        files: measured,
    })
}

/// An empty folder with a folder for the boxes in it.
fn prepare(dir: &Path) -> Result<()> {
    let boxes = dir.join(BOXES);
    std::fs::create_dir_all(dir).map_err(StoreError::io(dir))?;
    let mut entries = std::fs::read_dir(dir).map_err(StoreError::io(dir))?;
    if entries.next().is_some() {
        let why = format!("{} is not empty: name a new folder", dir.display());
        return Err(StoreError::Invalid(why));
    }
    std::fs::create_dir(&boxes).map_err(StoreError::io(boxes))
}

/// SQLite's own copy of a database at one instant, without free pages.
async fn vacuum_into(db: &Db, file: &Path) -> Result<()> {
    let name = file
        .to_str()
        .ok_or_else(|| StoreError::Invalid(format!("{} is not a name in UTF-8", file.display())))?;
    let mut bare = db.bare("backup").await?;
    bare.execute("VACUUM INTO $1", &[Value::Text(name)]).await?;
    bare.end_bare();
    Ok(())
}

fn damaged(file: &str, why: &str) -> StoreError {
    StoreError::Damaged {
        what: format!("copy: {file}"),
        at: 0,
        why: why.to_owned(),
    }
}

/// The tables of a database that a copy is made into.
async fn migrated(db: &Db, part: Part) -> Result<()> {
    db.migrate(part).await?;
    if part == Part::Main {
        record::begin(db).await?;
    }
    Ok(())
}

/// Runs the statements that the engine needs after rows were copied in.
async fn after_copy(db: &Db) -> Result<()> {
    for (table, column) in [("access", "seq"), ("letter", "id")] {
        let Some(sql) = db.engine().restart_counter(table, column) else {
            continue;
        };
        let mut tx = db.write("restart_counter").await?;
        tx.all(AssertSqlSafe(sql), &[]).await?;
        tx.commit().await?;
    }
    Ok(())
}
