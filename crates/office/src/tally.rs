//! The archive of an election on disk: written at the close from the box, then grown by each trustee's
//! mixing and opening, to the result. Each step is checked before it is written and durable before it
//! is told; between any two the process may die and go on from the file.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use polity_ballot::archive::{Keeper, OpenedPapers, Reader, Setup, Stage};
use polity_ballot::wire::{self, PartialDecryption, Shuffle};
use polity_org::act::BoxHead;
use polity_store::Store;

use crate::{OfficeFault, digest};

/// Ballots checked together when the box is written out.
const BATCH: usize = 2048;

/// An archive file that is grown step by step.
pub struct ArchiveFile {
    path: PathBuf,
    rehearsal: bool,
}

type FileKeeper = Keeper<BufWriter<File>>;

impl ArchiveFile {
    /// The archive of a real election at this path, which need not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            rehearsal: false,
        }
    }

    /// The same, of a rehearsal where `rehearsal` is true. An archive of the other kind is refused.
    #[must_use]
    pub fn of_rehearsal(self, rehearsal: bool) -> Self {
        Self { rehearsal, ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the sealed box `box_name` out as an archive: setup, every ballot in the box's order, the end of voting,
    /// the encrypted tally. `timestamp` is in Unix seconds; `progress` is told of ballots done. A file left
    /// by an attempt that did not end is begun anew: until this returns, nothing of it was told to anybody.
    ///
    /// # Errors
    /// A ballot of the box that the protocol refuses, by name; a fault of the store or the file.
    pub async fn write_out(
        &self,
        store: &Store,
        box_name: &str,
        setup: Setup,
        timestamp: u64,
        mut progress: impl FnMut(u64),
    ) -> Result<BoxHead, OfficeFault> {
        check_kind(&setup, self.rehearsal)?;
        let part = self.path.with_extension("bel.part");
        let file = File::create(&part).map_err(OfficeFault::file(&part))?;
        let mut keeper = Keeper::begin(BufWriter::new(file), timestamp, setup)?;
        let mut page = store.box_stream(box_name, None).await?;
        while !page.votes.is_empty() {
            for votes in page.votes.chunks(BATCH) {
                let bytes: Vec<&[u8]> = votes
                    .iter()
                    .map(|(vote, _)| vote.bytes.as_slice())
                    .collect();
                let credentials = &keeper.setup().credentials;
                for outcome in keeper.polls().check_all(credentials, &bytes) {
                    let ballot = outcome.map_err(polity_ballot::archive::KeeperFault::from)?;
                    keeper.append(&ballot)?;
                }
                progress(votes.len() as u64);
            }
            page = store.box_stream(box_name, Some(&page)).await?;
        }
        keeper.end_ballots()?;
        keeper.encrypted_tally()?;
        let head = BoxHead {
            head: digest(keeper.archive().head().unwrap_or(wire::Digest([0; 32]))),
            cast: keeper.ballots().taken() as u64,
            voters: keeper.ballots().voters() as u64,
        };
        make_durable(keeper, &part)?;
        fs::rename(&part, &self.path).map_err(OfficeFault::file(&self.path))?;
        sync_folder(&self.path)?;
        Ok(head)
    }

    /// Goes on with the file. A step that a crash cut off was not told to anybody: what is left of it is moved
    /// into a file beside the archive, and the archive ends at its last whole step again.
    ///
    /// # Errors
    /// A file that cannot be read, was not written by this program, or is of the other kind.
    pub fn resume(&self) -> Result<FileKeeper, OfficeFault> {
        self.cut_unfinished()?;
        let fault = || OfficeFault::file(&self.path);
        let existing = File::open(&self.path).map_err(fault())?;
        let out = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .map_err(fault())?;
        let keeper = Keeper::resume(BufReader::new(existing), BufWriter::new(out))?;
        check_kind(keeper.setup(), self.rehearsal)?;
        Ok(keeper)
    }

    fn cut_unfinished(&self) -> Result<(), OfficeFault> {
        let file = File::open(&self.path).map_err(OfficeFault::file(&self.path))?;
        let length = file
            .metadata()
            .map_err(OfficeFault::file(&self.path))?
            .len();
        let mut reader = Reader::open(BufReader::new(file))?;
        let fault = loop {
            match reader.next_step() {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(()),
                Err(fault) => break fault,
            }
        };
        let sound = reader.sound_until();
        // The box is written out in one go: a fault before the encrypted tally is no crash of a later step.
        if !matches!(reader.stage(), Stage::Mixing | Stage::Decrypting) {
            return Err(fault.into());
        }
        self.set_aside(sound, length)
    }

    /// Moves the bytes from `sound` on into a file beside the archive.
    fn set_aside(&self, sound: u64, length: u64) -> Result<(), OfficeFault> {
        let fault = || OfficeFault::file(&self.path);
        let aside = self.path.with_extension(format!("bel.unfinished-{sound}"));
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&self.path)
            .map_err(fault())?;
        file.seek(SeekFrom::Start(sound)).map_err(fault())?;
        let mut rest = std::io::Read::take(&mut file, length - sound);
        let mut copy = File::create(&aside).map_err(OfficeFault::file(&aside))?;
        std::io::copy(&mut rest, &mut copy).map_err(OfficeFault::file(&aside))?;
        copy.sync_all().map_err(OfficeFault::file(&aside))?;
        file.set_len(sound).map_err(fault())?;
        file.sync_all().map_err(fault())?;
        sync_folder(&self.path)
    }

    fn step<T>(
        &self,
        step: impl FnOnce(&mut FileKeeper) -> Result<T, OfficeFault>,
    ) -> Result<T, OfficeFault> {
        let mut keeper = self.resume()?;
        let done = step(&mut keeper)?;
        make_durable(keeper, &self.path)?;
        Ok(done)
    }

    /// Takes a trustee's shuffle: checked, then written. The last one that the election needs also ends the
    /// mixing.
    ///
    /// # Errors
    /// A shuffle that does not hold, is by nobody whom the election names, or comes at the wrong time.
    pub fn shuffle(&self, owner: u32, shuffle: Shuffle) -> Result<(), OfficeFault> {
        self.step(|keeper| {
            keeper.shuffle(owner, shuffle)?;
            if keeper.shufflers().len() >= keeper.setup().shuffles_needed() as usize {
                keeper.end_shuffles()?;
            }
            Ok(())
        })
    }

    /// Takes a trustee's partial decryption: checked, then written.
    ///
    /// # Errors
    /// As [`ArchiveFile::shuffle`].
    pub fn decryption(&self, owner: u32, part: &PartialDecryption) -> Result<(), OfficeFault> {
        self.step(|keeper| Ok(keeper.partial_decryption(owner, part)?))
    }

    /// The opened papers, a list a question. The first call opens the mixed votes and writes the result; a
    /// later one, after a count that was broken off, works them out again from what is written.
    ///
    /// # Errors
    /// When a trustee's part is missing.
    pub fn papers(&self) -> Result<(Vec<OpenedPapers>, Setup), OfficeFault> {
        let keeper = self.resume()?;
        if keeper.archive().stage() == Stage::Done {
            return Ok((keeper.papers()?, keeper.setup().clone()));
        }
        drop(keeper);
        self.step(|keeper| Ok((keeper.result()?, keeper.setup().clone())))
    }
}

/// Refuses a rehearsal where real elections are counted, and a real election in a rehearsal.
pub(crate) fn check_kind(setup: &Setup, rehearsal: bool) -> Result<(), OfficeFault> {
    match (setup.is_rehearsal(), rehearsal) {
        (true, false) => Err(OfficeFault::wrong(format!(
            "the election {} is a rehearsal: nothing of it can enter a real election",
            setup.election.uuid
        ))),
        (false, true) => Err(OfficeFault::wrong(format!(
            "the election {} is real: it is not handled in a rehearsal",
            setup.election.uuid
        ))),
        _ => Ok(()),
    }
}

fn make_durable(keeper: FileKeeper, path: &Path) -> Result<(), OfficeFault> {
    let mut out = keeper.finish()?;
    out.flush().map_err(OfficeFault::file(path))?;
    out.get_ref().sync_all().map_err(OfficeFault::file(path))
}

pub(crate) fn sync_folder(path: &Path) -> Result<(), OfficeFault> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(OfficeFault::file(folder))
}
