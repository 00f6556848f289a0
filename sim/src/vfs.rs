//! SQLite's file system interface on top of [`Disk`] (<https://sqlite.org/vfs.html>), with the
//! shared memory that the write-ahead log needs between connections of one process.
//!
//! Safety, for the whole module: SQLite calls these functions with pointers that it got from us in
//! `x_open` (a `Slot` in memory that SQLite allocated with our size) and with buffers of the stated
//! length; it never uses a file after `xClose`, and never calls one file from two threads at once.
#![expect(
    unsafe_code,
    reason = "SQLite's interface for file systems is one of C"
)]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::atomic::{AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError};

use libsqlite3_sys as ffi;

use crate::disk::{Broken, Disk};

/// The name under which SQLite knows this file system.
pub const NAME: &str = "polity-sim";

const NAME_C: &CStr = c"polity-sim";

/// Locks of the shared memory.
const SHM_LOCKS: usize = 8;

/// What SQLite keeps for an open file.
#[repr(C)]
struct Slot {
    base: ffi::sqlite3_file,
    handle: *mut Handle,
}

/// An open file.
struct Handle {
    id: u64,
    disk: Arc<Disk>,
    name: String,
    generation: u64,
    shared: Arc<Mutex<Shared>>,
    level: c_int,
}

/// What all openers of one file, since the last power failure, have in common.
#[derive(Default)]
struct Shared {
    /// Holders of a lock on the file, by handle.
    readers: Vec<u64>,
    reserved: Option<u64>,
    pending: Option<u64>,
    exclusive: Option<u64>,
    /// The shared memory, in pieces that never move.
    regions: Vec<Region>,
    memory_readers: [Vec<u64>; SHM_LOCKS],
    memory_writers: [Option<u64>; SHM_LOCKS],
}

/// A piece of shared memory. Only SQLite looks into it, through the pointer, by its own rules.
struct Region {
    start: *mut u64,
    words: usize,
}

// SAFETY: the memory is plain bytes that we never touch; SQLite orders its use by locks and
// barriers, as it does with memory that processes share.
unsafe impl Send for Region {}

impl Region {
    fn new(bytes: usize) -> Self {
        let words = bytes.div_ceil(8);
        let start = Box::into_raw(vec![0_u64; words].into_boxed_slice()).cast();
        Self { start, words }
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: made by `Box::into_raw` of a slice of this length; the last file that could use
        // it is closed, for the `Shared` that owns it lives as long as any of its handles.
        drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(self.start, self.words)) });
    }
}

type SharedFiles = Mutex<HashMap<(usize, u64, String), std::sync::Weak<Mutex<Shared>>>>;

/// The common state of a file, found by disk, generation and name.
fn shared(disk: &Arc<Disk>, generation: u64, name: &str) -> Arc<Mutex<Shared>> {
    static FILES: OnceLock<SharedFiles> = OnceLock::new();
    let files = FILES.get_or_init(SharedFiles::default);
    let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
    files.retain(|_, shared| shared.strong_count() > 0);
    let key = (Arc::as_ptr(disk).addr(), generation, name.to_owned());
    if let Some(known) = files.get(&key).and_then(std::sync::Weak::upgrade) {
        return known;
    }
    let new = Arc::default();
    files.insert(key, Arc::downgrade(&new));
    new
}

impl Handle {
    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the file system known to SQLite, once.
pub(crate) fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the structure is never freed, its functions have the signatures that SQLite
        // asks for, and the default file system, of which we copy the clock, exists.
        unsafe {
            ffi::sqlite3_initialize();
            let system = ffi::sqlite3_vfs_find(ptr::null());
            let vfs = Box::new(ffi::sqlite3_vfs {
                iVersion: 2,
                szOsFile: c_int::try_from(size_of::<Slot>()).expect("a small structure"),
                mxPathname: 1024,
                pNext: ptr::null_mut(),
                zName: NAME_C.as_ptr(),
                pAppData: ptr::null_mut(),
                xOpen: Some(x_open),
                xDelete: Some(x_delete),
                xAccess: Some(x_access),
                xFullPathname: Some(x_full_pathname),
                xDlOpen: None,
                xDlError: None,
                xDlSym: None,
                xDlClose: None,
                xRandomness: (*system).xRandomness,
                xSleep: (*system).xSleep,
                xCurrentTime: (*system).xCurrentTime,
                xGetLastError: (*system).xGetLastError,
                xCurrentTimeInt64: (*system).xCurrentTimeInt64,
                xSetSystemCall: None,
                xGetSystemCall: None,
                xNextSystemCall: None,
            });
            let outcome = ffi::sqlite3_vfs_register(Box::into_raw(vfs), 0);
            assert_eq!(outcome, ffi::SQLITE_OK, "SQLite takes the file system");
        }
    });
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(x_close),
    xRead: Some(x_read),
    xWrite: Some(x_write),
    xTruncate: Some(x_truncate),
    xSync: Some(x_sync),
    xFileSize: Some(x_file_size),
    xLock: Some(x_lock),
    xUnlock: Some(x_unlock),
    xCheckReservedLock: Some(x_check_reserved_lock),
    xFileControl: Some(x_file_control),
    xSectorSize: Some(x_sector_size),
    xDeviceCharacteristics: Some(x_device_characteristics),
    xShmMap: Some(x_shm_map),
    xShmLock: Some(x_shm_lock),
    xShmBarrier: Some(x_shm_barrier),
    xShmUnmap: Some(x_shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn code(broken: Broken, otherwise: c_int) -> c_int {
    match broken {
        Broken::Full => ffi::SQLITE_FULL,
        Broken::Flush => ffi::SQLITE_IOERR_FSYNC,
        Broken::ReadOnly => ffi::SQLITE_READONLY,
        Broken::NoPower | Broken::Missing => otherwise,
    }
}

/// The handle of a file that SQLite gives us.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Handle {
    // SAFETY: see the module.
    unsafe { &mut *(*file.cast::<Slot>()).handle }
}

unsafe fn text<'a>(name: *const c_char) -> Option<&'a str> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end with a zero byte.
    unsafe { CStr::from_ptr(name) }.to_str().ok()
}

unsafe extern "C" fn x_open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let slot = file.cast::<Slot>();
    // SAFETY: SQLite gives memory for a `Slot`; without methods it will not call `xClose`.
    unsafe { (*slot).base.pMethods = ptr::null() };
    // Temporary files (without a name) are not needed: SQLite keeps them in memory for us.
    // SAFETY: a name or null.
    let Some(name) = (unsafe { text(name) }) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let Some(disk) = Disk::of(name) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let generation = match disk.open(name, flags & ffi::SQLITE_OPEN_CREATE != 0) {
        Ok(generation) => generation,
        Err(Broken::NoPower) => return ffi::SQLITE_IOERR,
        Err(_) => return ffi::SQLITE_CANTOPEN,
    };
    let handle = Box::new(Handle {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        shared: shared(&disk, generation, name),
        disk,
        name: name.to_owned(),
        generation,
        level: ffi::SQLITE_LOCK_NONE,
    });
    // SAFETY: as above; the box lives until `x_close`.
    unsafe {
        (*slot).handle = Box::into_raw(handle);
        (*slot).base.pMethods = &raw const METHODS;
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: made by `Box::into_raw` in `x_open`, and closed once.
    let handle = unsafe { Box::from_raw((*file.cast::<Slot>()).handle) };
    let id = handle.id;
    handle.shared().release(id);
    handle.shared().release_shm(id);
    handle.disk.close();
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_read(
    file: *mut ffi::sqlite3_file,
    buffer: *mut c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let (Ok(amount), Ok(at)) = (usize::try_from(amount), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    // SAFETY: see the module.
    let (handle, buffer) = unsafe {
        (
            handle(file),
            std::slice::from_raw_parts_mut(buffer.cast::<u8>(), amount),
        )
    };
    match handle
        .disk
        .read(&handle.name, handle.generation, at, buffer)
    {
        Ok(read) if read == amount => ffi::SQLITE_OK,
        Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(broken) => code(broken, ffi::SQLITE_IOERR_READ),
    }
}

unsafe extern "C" fn x_write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let (Ok(amount), Ok(at)) = (usize::try_from(amount), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: see the module.
    let (handle, bytes) = unsafe {
        (
            handle(file),
            std::slice::from_raw_parts(bytes.cast::<u8>(), amount),
        )
    };
    match handle
        .disk
        .write(&handle.name, handle.generation, at, bytes)
    {
        Ok(()) => ffi::SQLITE_OK,
        Err(broken) => code(broken, ffi::SQLITE_IOERR_WRITE),
    }
}

unsafe extern "C" fn x_truncate(file: *mut ffi::sqlite3_file, to: ffi::sqlite3_int64) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    let to = usize::try_from(to).unwrap_or(0);
    match handle.disk.truncate(&handle.name, handle.generation, to) {
        Ok(()) => ffi::SQLITE_OK,
        Err(broken) => code(broken, ffi::SQLITE_IOERR_TRUNCATE),
    }
}

unsafe extern "C" fn x_sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    match handle.disk.flush(&handle.name, handle.generation) {
        Ok(()) => ffi::SQLITE_OK,
        Err(broken) => code(broken, ffi::SQLITE_IOERR_FSYNC),
    }
}

unsafe extern "C" fn x_file_size(
    file: *mut ffi::sqlite3_file,
    size: *mut ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    match handle.disk.size(&handle.name, handle.generation) {
        Ok(bytes) => {
            // SAFETY: SQLite's own variable.
            unsafe { *size = i64::try_from(bytes).unwrap_or(i64::MAX) };
            ffi::SQLITE_OK
        }
        Err(broken) => code(broken, ffi::SQLITE_IOERR_FSTAT),
    }
}

unsafe extern "C" fn x_delete(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_dir: c_int,
) -> c_int {
    // SAFETY: a name.
    let Some(name) = (unsafe { text(name) }) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    let Some(disk) = Disk::of(name) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    match disk.delete(name, sync_dir != 0) {
        Ok(()) => ffi::SQLITE_OK,
        Err(Broken::Missing) => ffi::SQLITE_IOERR_DELETE_NOENT,
        Err(broken) => code(broken, ffi::SQLITE_IOERR_DELETE),
    }
}

unsafe extern "C" fn x_access(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _: c_int,
    result: *mut c_int,
) -> c_int {
    // SAFETY: a name.
    let Some(name) = (unsafe { text(name) }) else {
        return ffi::SQLITE_IOERR_ACCESS;
    };
    let found = Disk::of(name).map_or(Ok(false), |disk| disk.exists(name));
    match found {
        Ok(found) => {
            // SAFETY: SQLite's own variable.
            unsafe { *result = c_int::from(found) };
            ffi::SQLITE_OK
        }
        Err(broken) => code(broken, ffi::SQLITE_IOERR_ACCESS),
    }
}

unsafe extern "C" fn x_full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    size: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: a name that ends with a zero byte, and room for `size` bytes.
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > usize::try_from(size).unwrap_or(0) {
            return ffi::SQLITE_CANTOPEN;
        }
        ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn x_sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

/// As on Linux: a write does not disturb bytes beside it.
unsafe extern "C" fn x_device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn x_lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    if handle.level >= level {
        return ffi::SQLITE_OK;
    }
    let granted = handle.shared().acquire(handle.id, level);
    if granted {
        handle.level = level;
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

unsafe extern "C" fn x_unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    if handle.level > level {
        let mut shared = handle.shared();
        shared.release(handle.id);
        if level == ffi::SQLITE_LOCK_SHARED {
            shared.readers.push(handle.id);
        }
        drop(shared);
        handle.level = level;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_check_reserved_lock(
    file: *mut ffi::sqlite3_file,
    result: *mut c_int,
) -> c_int {
    // SAFETY: see the module; SQLite's own variable.
    unsafe { *result = c_int::from(handle(file).shared().reserved.is_some()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    let (Ok(region), Ok(size)) = (usize::try_from(region), usize::try_from(size)) else {
        return ffi::SQLITE_IOERR_SHMMAP;
    };
    let mut shared = handle.shared();
    while extend != 0 && shared.regions.len() <= region {
        shared.regions.push(Region::new(size));
    }
    let start = shared
        .regions
        .get(region)
        .map_or(ptr::null_mut(), |region| region.start);
    // SAFETY: SQLite's own variable.
    unsafe { *out = start.cast() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn x_shm_lock(
    file: *mut ffi::sqlite3_file,
    first: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    let (Ok(first), Ok(count)) = (usize::try_from(first), usize::try_from(count)) else {
        return ffi::SQLITE_IOERR_SHMLOCK;
    };
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    let lock = flags & ffi::SQLITE_SHM_LOCK != 0;
    if handle
        .shared()
        .shm_lock(handle.id, first..first + count, lock, exclusive)
    {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

unsafe extern "C" fn x_shm_barrier(_: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
}

unsafe extern "C" fn x_shm_unmap(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: see the module.
    let handle = unsafe { handle(file) };
    handle.shared().release_shm(handle.id);
    ffi::SQLITE_OK
}

impl Shared {
    /// The locks of a file, as SQLite describes them for `sqlite3_file`.
    fn acquire(&mut self, id: u64, level: c_int) -> bool {
        let others = |holder: Option<u64>| holder.is_some_and(|holder| holder != id);
        match level {
            ffi::SQLITE_LOCK_SHARED => {
                if others(self.pending) || others(self.exclusive) {
                    return false;
                }
                self.readers.push(id);
                true
            }
            ffi::SQLITE_LOCK_RESERVED => {
                if others(self.reserved) || others(self.pending) || others(self.exclusive) {
                    return false;
                }
                self.reserved = Some(id);
                true
            }
            _ => {
                if others(self.reserved) || others(self.pending) || others(self.exclusive) {
                    return false;
                }
                self.pending = Some(id);
                if self.readers.iter().any(|reader| *reader != id) {
                    return false;
                }
                self.exclusive = Some(id);
                true
            }
        }
    }

    fn release(&mut self, id: u64) {
        self.readers.retain(|reader| *reader != id);
        for holder in [&mut self.reserved, &mut self.pending, &mut self.exclusive] {
            if *holder == Some(id) {
                *holder = None;
            }
        }
    }

    fn shm_lock(
        &mut self,
        id: u64,
        which: std::ops::Range<usize>,
        lock: bool,
        exclusive: bool,
    ) -> bool {
        let which = which.start.min(SHM_LOCKS)..which.end.min(SHM_LOCKS);
        if lock {
            let taken = which.clone().any(|n| {
                self.memory_writers[n].is_some_and(|holder| holder != id)
                    || (exclusive && self.memory_readers[n].iter().any(|holder| *holder != id))
            });
            if taken {
                return false;
            }
        }
        for n in which {
            match (lock, exclusive) {
                (true, true) => self.memory_writers[n] = Some(id),
                (true, false) => self.memory_readers[n].push(id),
                (false, true) => self.memory_writers[n] = None,
                (false, false) => self.memory_readers[n].retain(|holder| *holder != id),
            }
        }
        true
    }

    fn release_shm(&mut self, id: u64) {
        for n in 0..SHM_LOCKS {
            self.memory_readers[n].retain(|holder| *holder != id);
            if self.memory_writers[n] == Some(id) {
                self.memory_writers[n] = None;
            }
        }
    }
}
