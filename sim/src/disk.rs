//! Files in memory, with what is flushed and what is not, and a power switch.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

/// What a power failure leaves or takes as a whole: a write is torn at its borders.
const SECTOR: usize = 512;

/// How the disk misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Every write finds the disk full.
    Full,
    /// The next flush of each file fails and what was to be flushed is lost; later flushes of it
    /// claim success, as a kernel that dropped the pages does.
    FlushFailsOnce,
    /// Nothing can be written any more.
    ReadOnly,
}

/// Why an operation failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The power is off, or the file belongs to the time before it failed.
    NoPower,
    Full,
    Flush,
    ReadOnly,
    Missing,
}

/// A change that is not flushed.
#[derive(Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate { to: usize },
}

/// A file.
#[derive(Clone, Default)]
struct FileState {
    /// The content as readers see it.
    now: Vec<u8>,
    /// The content as flushed; none if the file itself was never flushed.
    flushed: Option<Vec<u8>>,
    pending: Vec<Change>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, FileState>,
    /// Flushed files that were deleted: the deletion itself may be lost.
    deleted: BTreeMap<String, Vec<u8>>,
    /// Changing operations so far.
    operations: u64,
    /// The power fails before this operation.
    fails_at: Option<u64>,
    off: bool,
    /// Files opened before a power failure are dead.
    generation: u64,
    open: u64,
    fault: Option<Fault>,
    /// Files whose flush has failed since the fault began.
    flush_failed: BTreeSet<String>,
}

/// A disk. Its files are those whose path begins with its root.
pub struct Disk {
    root: String,
    state: Mutex<State>,
}

type Disks = Mutex<HashMap<String, Arc<Disk>>>;

fn disks() -> MutexGuard<'static, HashMap<String, Arc<Disk>>> {
    static DISKS: OnceLock<Disks> = OnceLock::new();
    DISKS
        .get_or_init(Disks::default)
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// Files and their content, to begin another disk with.
#[derive(Clone, Default)]
pub struct Image(BTreeMap<String, Vec<u8>>);

impl Disk {
    /// An empty disk for every file below `root`.
    pub fn insert(root: &str, image: &Image) -> Arc<Self> {
        crate::vfs::register();
        let mut state = State::default();
        for (name, bytes) in &image.0 {
            let file = FileState {
                now: bytes.clone(),
                flushed: Some(bytes.clone()),
                pending: Vec::new(),
            };
            state.files.insert(format!("{root}{name}"), file);
        }
        let disk = Arc::new(Self {
            root: root.to_owned(),
            state: Mutex::new(state),
        });
        disks().insert(root.to_owned(), Arc::clone(&disk));
        disk
    }

    /// Takes the disk away; files that are open keep it.
    pub fn remove(&self) {
        disks().remove(&self.root);
    }

    /// The disk of a path.
    pub(crate) fn of(path: &str) -> Option<Arc<Self>> {
        disks()
            .iter()
            .find(|(root, _)| path.starts_with(root.as_str()))
            .map(|(_, disk)| Arc::clone(disk))
    }

    /// What is flushed now, by path below the root.
    pub fn image(&self) -> Image {
        let state = self.lock();
        let flushed = |(name, file): (&String, &FileState)| {
            let bytes = file.flushed.clone()?;
            Some((name.strip_prefix(&self.root)?.to_owned(), bytes))
        };
        Image(state.files.iter().filter_map(flushed).collect())
    }

    /// Lets the power fail before the changing operation with this number, counted from 1.
    pub fn fail_at(&self, operation: u64) {
        self.lock().fails_at = Some(operation);
    }

    /// Lets the disk misbehave from now on.
    pub fn set_fault(&self, fault: Option<Fault>) {
        let mut state = self.lock();
        state.fault = fault;
        state.flush_failed.clear();
    }

    /// Changing operations so far: writes, flushes, truncations, deletions.
    pub fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// True once the power has failed.
    pub fn is_off(&self) -> bool {
        self.lock().off
    }

    /// Files that are open.
    pub fn open_files(&self) -> u64 {
        self.lock().open
    }

    /// The power comes back. What was flushed is there; the seed decides of the rest.
    pub fn power_cycle(&self, seed: u64) {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut state = self.lock();
        let luck = [0.0, 0.5, 1.0][rng.random_range(0..3)];
        let files = std::mem::take(&mut state.files);
        for (name, mut file) in files {
            let existed = file.flushed.is_some();
            if !existed && !rng.random_bool(luck) {
                continue;
            }
            let mut content = file.flushed.take().unwrap_or_default();
            for change in file.pending.drain(..) {
                survive(&mut content, change, luck, &mut rng);
            }
            let file = FileState {
                now: content.clone(),
                flushed: Some(content),
                pending: Vec::new(),
            };
            state.files.insert(name, file);
        }
        for (name, content) in std::mem::take(&mut state.deleted) {
            if !rng.random_bool(luck) && !state.files.contains_key(&name) {
                let file = FileState {
                    now: content.clone(),
                    flushed: Some(content),
                    pending: Vec::new(),
                };
                state.files.insert(name, file);
            }
        }
        state.off = false;
        state.fails_at = None;
        state.fault = None;
        state.generation += 1;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a file; gives the generation that its operations must name.
    pub(crate) fn open(&self, name: &str, create: bool) -> Result<u64, Broken> {
        let mut state = self.lock();
        if state.off {
            return Err(Broken::NoPower);
        }
        if !state.files.contains_key(name) {
            if !create {
                return Err(Broken::Missing);
            }
            state.files.insert(name.to_owned(), FileState::default());
        }
        state.open += 1;
        Ok(state.generation)
    }

    pub(crate) fn close(&self) {
        self.lock().open -= 1;
    }

    pub(crate) fn exists(&self, name: &str) -> Result<bool, Broken> {
        let state = self.lock();
        if state.off {
            Err(Broken::NoPower)
        } else {
            Ok(state.files.contains_key(name))
        }
    }

    /// Fills `buffer` from the file; gives how many bytes there were.
    pub(crate) fn read(
        &self,
        name: &str,
        generation: u64,
        at: usize,
        buffer: &mut [u8],
    ) -> Result<usize, Broken> {
        let state = self.lock();
        let file = state.file(name, generation)?;
        let from = at.min(file.now.len());
        let to = (at + buffer.len()).min(file.now.len());
        buffer[..to - from].copy_from_slice(&file.now[from..to]);
        buffer[to - from..].fill(0);
        Ok(to - from)
    }

    pub(crate) fn size(&self, name: &str, generation: u64) -> Result<usize, Broken> {
        Ok(self.lock().file(name, generation)?.now.len())
    }

    pub(crate) fn write(
        &self,
        name: &str,
        generation: u64,
        at: usize,
        bytes: &[u8],
    ) -> Result<(), Broken> {
        self.change(
            name,
            generation,
            Change::Write {
                at,
                bytes: bytes.to_vec(),
            },
        )
    }

    pub(crate) fn truncate(&self, name: &str, generation: u64, to: usize) -> Result<(), Broken> {
        self.change(name, generation, Change::Truncate { to })
    }

    fn change(&self, name: &str, generation: u64, change: Change) -> Result<(), Broken> {
        let mut state = self.lock();
        state.step()?;
        match state.fault {
            Some(Fault::Full) => return Err(Broken::Full),
            Some(Fault::ReadOnly) => return Err(Broken::ReadOnly),
            _ => {}
        }
        let file = state.file_mut(name, generation)?;
        apply(&mut file.now, &change);
        file.pending.push(change);
        Ok(())
    }

    pub(crate) fn flush(&self, name: &str, generation: u64) -> Result<(), Broken> {
        let mut state = self.lock();
        state.step()?;
        if state.fault == Some(Fault::FlushFailsOnce) && state.flush_failed.insert(name.to_owned())
        {
            let file = state.file_mut(name, generation)?;
            file.pending.clear();
            return Err(Broken::Flush);
        }
        let file = state.file_mut(name, generation)?;
        let flushed = file.flushed.get_or_insert_default();
        for change in file.pending.drain(..) {
            apply(flushed, &change);
        }
        Ok(())
    }

    pub(crate) fn delete(&self, name: &str, durably: bool) -> Result<(), Broken> {
        let mut state = self.lock();
        state.step()?;
        let file = state.files.remove(name).ok_or(Broken::Missing)?;
        if let Some(content) = file.flushed
            && !durably
        {
            state.deleted.insert(name.to_owned(), content);
        }
        Ok(())
    }
}

impl State {
    /// Counts a changing operation; the power may fail before it.
    fn step(&mut self) -> Result<(), Broken> {
        if self.off {
            return Err(Broken::NoPower);
        }
        self.operations += 1;
        if self.fails_at.is_some_and(|at| self.operations >= at) {
            self.off = true;
            return Err(Broken::NoPower);
        }
        Ok(())
    }

    fn file(&self, name: &str, generation: u64) -> Result<&FileState, Broken> {
        if self.off || generation != self.generation {
            return Err(Broken::NoPower);
        }
        self.files.get(name).ok_or(Broken::Missing)
    }

    fn file_mut(&mut self, name: &str, generation: u64) -> Result<&mut FileState, Broken> {
        if self.off || generation != self.generation {
            return Err(Broken::NoPower);
        }
        self.files.get_mut(name).ok_or(Broken::Missing)
    }
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => {
            let end = at + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[*at..end].copy_from_slice(bytes);
        }
        Change::Truncate { to } => content.truncate(*to),
    }
}

/// A change that was not flushed when the power failed: each sector of it may be there or not.
fn survive(content: &mut Vec<u8>, change: Change, luck: f64, rng: &mut ChaCha20Rng) {
    match change {
        Change::Write { at, bytes } => {
            let mut from = 0;
            while from < bytes.len() {
                let border = ((at + from) / SECTOR + 1) * SECTOR;
                let to = bytes.len().min(border - at);
                if rng.random_bool(luck) {
                    let part = bytes[from..to].to_vec();
                    apply(
                        content,
                        &Change::Write {
                            at: at + from,
                            bytes: part,
                        },
                    );
                }
                from = to;
            }
        }
        truncate @ Change::Truncate { .. } => {
            if rng.random_bool(luck) {
                apply(content, &truncate);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(root: &str) -> (Arc<Disk>, u64) {
        let disk = Disk::insert(root, &Image::default());
        let generation = disk.open(&format!("{root}file"), true).expect("opened");
        (disk, generation)
    }

    /// What makes this disk worth anything: it does forget.
    #[test]
    fn what_was_not_flushed_may_be_lost() {
        let mut lost = 0;
        for seed in 0..100 {
            let (disk, generation) = disk("/unit-a/");
            disk.write("/unit-a/file", generation, 0, b"flushed")
                .expect("written");
            disk.flush("/unit-a/file", generation).expect("flushed");
            disk.write("/unit-a/file", generation, 0, b"changed")
                .expect("written");
            disk.power_cycle(seed);
            let generation = disk.open("/unit-a/file", false).expect("still there");
            let mut found = [0; 7];
            disk.read("/unit-a/file", generation, 0, &mut found)
                .expect("read");
            assert!(found == *b"flushed" || found == *b"changed");
            lost += u32::from(found == *b"flushed");
        }
        assert!((20..80).contains(&lost), "lost in {lost} of 100 failures");
    }

    #[test]
    fn a_write_is_torn_at_sectors() {
        let mut torn = 0;
        for seed in 0..100 {
            let (disk, generation) = disk("/unit-b/");
            disk.write("/unit-b/file", generation, 0, &[1; 2048])
                .expect("written");
            disk.flush("/unit-b/file", generation).expect("flushed");
            disk.write("/unit-b/file", generation, 0, &[2; 2048])
                .expect("written");
            disk.power_cycle(seed);
            let generation = disk.open("/unit-b/file", false).expect("still there");
            let mut found = [0; 2048];
            disk.read("/unit-b/file", generation, 0, &mut found)
                .expect("read");
            for sector in found.chunks(SECTOR) {
                assert!(
                    sector.iter().all(|byte| *byte == sector[0]),
                    "torn within a sector"
                );
            }
            torn += u32::from(found.contains(&1) && found.contains(&2));
        }
        assert!(torn > 10, "torn in {torn} of 100 failures");
    }

    #[test]
    fn nothing_works_while_the_power_is_off() {
        let (disk, generation) = disk("/unit-c/");
        disk.fail_at(2);
        disk.write("/unit-c/file", generation, 0, b"one")
            .expect("before");
        assert_eq!(disk.flush("/unit-c/file", generation), Err(Broken::NoPower));
        assert_eq!(
            disk.read("/unit-c/file", generation, 0, &mut [0]),
            Err(Broken::NoPower)
        );
        disk.power_cycle(1);
        let dead = disk.write("/unit-c/file", generation, 0, b"two");
        assert_eq!(dead, Err(Broken::NoPower), "a file from before the failure");
    }
}
