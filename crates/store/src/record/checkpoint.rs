//! Signed checkpoints in the C2SP forms `tlog-checkpoint` and `signed-note`: a few lines of text
//! that fix the whole record. Branches or rivals can keep and co-sign them; any two that are not of
//! one growing record are proof of tampering.
//!
//! The last one is kept beside the data. When the record that we open does not continue it,
//! somebody restored an older copy, and we refuse to start (RELIABILITY D9).

use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding as _};
use rand_core::CryptoRng;
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::Hash;

use super::tree::TreeHash;
use crate::db::{Db, Limit};
use crate::error::{Result, StoreError};
use crate::files;

/// The file beside the data that holds the last checkpoint.
pub(crate) const FILE: &str = "checkpoint";

/// A checkpoint of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose record: the name in the signer's key.
    pub origin: String,
    /// Rows.
    pub size: u64,
    /// The root of the Merkle tree over them.
    pub root: TreeHash,
    /// The signed note, ready to be published.
    pub note: String,
}

/// A new pair of keys for checkpoints, in the text form of signed notes.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckpointKey {
    /// The secret one, for [`StandardSigner::new`]: keep it out of the data folder.
    pub private: String,
    /// The public one, for [`StandardVerifier::new`]: publish it.
    pub public: String,
}

impl CheckpointKey {
    /// Makes an Ed25519 pair under the name of the record's origin, such as `record.example.org`.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if the name is empty or has white space or a plus sign.
    pub fn generate(origin: &str, rng: &mut (impl CryptoRng + ?Sized)) -> Result<Self> {
        if !signed_note::is_key_name_valid(origin) {
            let why = format!("{origin:?} is no name for a key: use a domain, without spaces or +");
            return Err(StoreError::Invalid(why));
        }
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        let secret = ed25519_dalek::SigningKey::from_bytes(&seed);
        let public = signed_note::new_ed25519_verifier_key(origin, &secret.verifying_key());
        // The public text is NAME+ID+KEY; the private one has the same name and id. Only the key,
        // in base64, may have another plus in it.
        let id = public.split('+').nth(1).unwrap_or_default();
        let mut tagged = vec![ED25519];
        tagged.extend_from_slice(&seed);
        let key = Base64::encode_string(&tagged);
        Ok(Self {
            private: format!("PRIVATE+KEY+{origin}+{id}+{key}"),
            public,
        })
    }
}

impl std::fmt::Debug for CheckpointKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CheckpointKey({})", self.public)
    }
}

/// The algorithm's number in signed notes.
const ED25519: u8 = 1;

impl Checkpoint {
    /// Reads a signed note. With a verifier, its signature must be there and hold; without one,
    /// only the form is checked.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(note: &str, verifier: Option<&StandardVerifier>) -> Result<Self, String> {
        let parsed = Note::from_bytes(note.as_bytes()).map_err(|error| error.to_string())?;
        if let Some(verifier) = verifier {
            let known = VerifierList::new(vec![Box::new(verifier.clone())]);
            parsed.verify(&known).map_err(|error| error.to_string())?;
        }
        let tree =
            tlog_tiles::Checkpoint::from_bytes(parsed.text()).map_err(|error| error.to_string())?;
        Ok(Self {
            origin: tree.origin().to_owned(),
            size: tree.size(),
            root: tree.hash().0,
            note: note.to_owned(),
        })
    }

    fn sign(size: u64, root: TreeHash, signer: &StandardSigner) -> Result<Self, String> {
        let origin = signed_note::Signer::name(signer).to_owned();
        let tree = tlog_tiles::Checkpoint::new(&origin, size, Hash(root), "")
            .map_err(|error| error.to_string())?;
        let mut note = Note::new(&tree.to_bytes(), &[]).map_err(|error| error.to_string())?;
        note.add_sigs(&[signer])
            .map_err(|error| error.to_string())?;
        let note = String::from_utf8(note.to_bytes()).map_err(|error| error.to_string())?;
        Ok(Self {
            origin,
            size,
            root,
            note,
        })
    }
}

/// Signs where the record stands and keeps the note beside the data, durably.
pub(crate) async fn make(db: &Db, dir: &Path, signer: &StandardSigner) -> Result<Checkpoint> {
    let mut tx = db.read("record_checkpoint").await?;
    let head = tx.record_head().await?;
    let root = tx.tree_root(head.seq).await?;
    tx.end().await?;
    let checkpoint = Checkpoint::sign(head.seq, root, signer)
        .map_err(|why| StoreError::Invalid(format!("no checkpoint could be signed: {why}")))?;
    files::write_durably(&dir.join(FILE), checkpoint.note.as_bytes())?;
    Ok(checkpoint)
}

/// Where the last checkpoint is kept.
pub(crate) fn kept_path(dir: &Path) -> PathBuf {
    dir.join(FILE)
}

/// Compares the record with the last checkpoint kept beside it, if there is one.
pub(crate) async fn check_kept(
    db: &Db,
    dir: &Path,
    verifier: Option<&StandardVerifier>,
) -> Result<Option<Checkpoint>> {
    let path = kept_path(dir);
    let note = match std::fs::read_to_string(&path) {
        Ok(note) => note,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io(path)(error)),
    };
    let rewound = |why: String| StoreError::Rewound {
        path: path.clone(),
        why,
    };
    let kept = Checkpoint::parse(&note, verifier)
        .map_err(|why| rewound(format!("the checkpoint cannot be read: {why}")))?;
    let mut tx = db.read_within("checkpoint_check", Limit::Long).await?;
    let head = tx.record_head().await?;
    if head.seq < kept.size {
        return Err(rewound(format!(
            "the record has {} rows, the checkpoint {}",
            head.seq, kept.size
        )));
    }
    if tx.tree_root(kept.size).await? != kept.root {
        return Err(rewound(format!("the first {} rows are others", kept.size)));
    }
    tx.end().await?;
    Ok(Some(kept))
}
