//! The public files of one election, in a folder of their own: trustees' keys and the credentials as they
//! were handed in, the election as it was put together, the archive, the count. Everything here may be
//! shown to anybody, and the record holds the digests; but for the folder `private`, which its owner alone
//! can read: the answers to the tests of trustees' keys are in it.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use polity_ballot::archive::Setup;
use polity_ballot::wire::{Credentials, Digest, Election, TrusteeKey, Trustees, Wire};
use polity_values::PersonId;
use rand_core::CryptoRng;

use crate::OfficeFault;
use crate::opening::new_uuid;
use crate::tally::ArchiveFile;

/// A file of this name in a data folder marks a rehearsal: times can be set there, and nothing of it is
/// real. It is made with the folder and never removed by the program.
pub const REHEARSAL: &str = "REHEARSAL";

/// The folder of one election. It belongs to a real organisation or to a rehearsal, and takes the
/// elections of its own kind only (RELIABILITY B1).
pub struct ElectionFolder {
    root: PathBuf,
    rehearsal: bool,
}

impl ElectionFolder {
    /// The folder of an election in the data folder `house`, made if it is not there. Where `house` has the
    /// mark [`REHEARSAL`], the election is a rehearsal.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn of_house(house: &Path, election: &str) -> Result<Self, OfficeFault> {
        let rehearsal = house.join(REHEARSAL).exists();
        Self::make(house.join("elections").join(election), rehearsal)
    }

    /// A folder of a real election, made if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, OfficeFault> {
        Self::make(root.into(), false)
    }

    fn make(root: PathBuf, rehearsal: bool) -> Result<Self, OfficeFault> {
        let keys = root.join("trustees");
        fs::create_dir_all(&keys).map_err(OfficeFault::file(&keys))?;
        Ok(Self { root, rehearsal })
    }

    /// Whether its elections are rehearsals.
    pub fn is_rehearsal(&self) -> bool {
        self.rehearsal
    }

    /// Refuses an election of the other kind.
    fn check_kind(&self, setup: &Setup) -> Result<(), OfficeFault> {
        crate::tally::check_kind(setup, self.rehearsal)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// The archive.
    pub fn archive(&self) -> ArchiveFile {
        ArchiveFile::at(self.root.join("election.bel")).of_rehearsal(self.rehearsal)
    }

    /// Keeps a trustee's public key as handed in; its digest goes on the record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_key(&self, trustee: &PersonId, key: &TrusteeKey) -> Result<Digest, OfficeFault> {
        let bytes =
            serde_json::to_vec(key).map_err(|fault| OfficeFault::wrong(fault.to_string()))?;
        write(&self.key_path(trustee), &bytes)?;
        Ok(Digest::of(&bytes))
    }

    /// A trustee's public key, and the digest of its bytes.
    ///
    /// # Errors
    /// When it is not there or is no key.
    pub fn key(&self, trustee: &PersonId) -> Result<(TrusteeKey, Digest), OfficeFault> {
        let path = self.key_path(trustee);
        let bytes = fs::read(&path).map_err(OfficeFault::file(&path))?;
        let key = serde_json::from_slice(&bytes)
            .map_err(|fault| OfficeFault::wrong(format!("{}: {fault}", path.display())))?;
        Ok((key, Digest::of(&bytes)))
    }

    /// Keeps the public credentials as handed in; the digest of the list goes on the record.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep_credentials(&self, credentials: &Credentials) -> Result<Digest, OfficeFault> {
        self.keep("credentials.json", credentials)
    }

    /// The public credentials.
    ///
    /// # Errors
    /// When they are not there or not in canonical form.
    pub fn credentials(&self) -> Result<Credentials, OfficeFault> {
        self.item("credentials.json")
    }

    /// Keeps the election as it was put together; gives the digest by which ballots are bound to it.
    ///
    /// # Errors
    /// When it cannot be written, or is of the other kind: a rehearsal among real elections, or the reverse.
    pub fn keep_setup(&self, setup: &Setup) -> Result<Digest, OfficeFault> {
        self.check_kind(setup)?;
        self.keep_credentials(&setup.credentials)?;
        self.keep("trustees.json", &setup.trustees)?;
        self.keep("election.json", &setup.election)
    }

    /// The election as it was put together, held against the digest on the record.
    ///
    /// # Errors
    /// When a file is missing, damaged, is not the one on the record, or is of the other kind.
    pub fn setup(&self, on_record: polity_org::Digest) -> Result<Setup, OfficeFault> {
        let election: Election = self.item("election.json")?;
        if crate::digest(Digest::of(&election.to_json())) != on_record {
            return Err(OfficeFault::wrong(format!(
                "{} is not the election on the record: restore it from a backup",
                self.root.join("election.json").display()
            )));
        }
        let trustees: Trustees = self.item("trustees.json")?;
        let credentials = self.credentials()?;
        let setup = Setup {
            election,
            trustees,
            credentials,
        };
        self.check_kind(&setup)?;
        Ok(setup)
    }

    /// The election's identifier, if one was made.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn uuid_made(&self) -> Result<Option<String>, OfficeFault> {
        let path = self.root.join("uuid");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(OfficeFault::file(path)(fault)),
        }
    }

    /// The election's identifier: made once and kept, since codes are bound to it before the election is put
    /// together.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn uuid(&self, rng: &mut impl CryptoRng) -> Result<String, OfficeFault> {
        if let Some(uuid) = self.uuid_made()? {
            return Ok(uuid);
        }
        let uuid = new_uuid(rng);
        write(&self.root.join("uuid"), uuid.as_bytes())?;
        Ok(uuid)
    }

    /// Keeps a file that everybody may have, such as a count, under this name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn publish(&self, name: &str, bytes: &[u8]) -> Result<(), OfficeFault> {
        write(&self.root.join(name), bytes)
    }

    /// A file that nobody but the owner of the folder may read; none if it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn private(&self, name: &str) -> Result<Option<Vec<u8>>, OfficeFault> {
        let path = self.root.join("private").join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(OfficeFault::file(path)(fault)),
        }
    }

    /// Keeps such a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn keep_private(&self, name: &str, bytes: &[u8]) -> Result<(), OfficeFault> {
        let folder = self.root.join("private");
        fs::create_dir_all(&folder).map_err(OfficeFault::file(&folder))?;
        write_with(&folder.join(name), bytes, true)
    }

    fn key_path(&self, trustee: &PersonId) -> PathBuf {
        self.root
            .join("trustees")
            .join(format!("{trustee}.public.json"))
    }

    fn keep(&self, name: &str, item: &impl Wire) -> Result<Digest, OfficeFault> {
        let bytes = item.to_json();
        write(&self.root.join(name), &bytes)?;
        Ok(Digest::of(&bytes))
    }

    fn item<T: Wire>(&self, name: &str) -> Result<T, OfficeFault> {
        let path = self.root.join(name);
        let bytes = fs::read(&path).map_err(OfficeFault::file(&path))?;
        T::from_json(&bytes)
            .map_err(|fault| OfficeFault::wrong(format!("{}: {fault}", path.display())))
    }
}

/// Whole or not at all: written beside, made durable, renamed.
fn write(path: &Path, bytes: &[u8]) -> Result<(), OfficeFault> {
    write_with(path, bytes, false)
}

/// The same; with `private`, readable by the owner alone.
fn write_with(path: &Path, bytes: &[u8], private: bool) -> Result<(), OfficeFault> {
    let part = path.with_extension("part");
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(&part).map_err(OfficeFault::file(&part))?;
    file.write_all(bytes).map_err(OfficeFault::file(&part))?;
    file.sync_all().map_err(OfficeFault::file(&part))?;
    fs::rename(&part, path).map_err(OfficeFault::file(path))?;
    crate::tally::sync_folder(path)
}
