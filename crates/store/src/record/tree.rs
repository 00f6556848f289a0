//! The Merkle tree over the record (RFC 6962, section 2.1). Its leaves are the rows' sealed bytes.
//!
//! Hashes of complete subtrees are stored as they come to be, at most two a row on average, in the
//! order of Crosby and Wallach ("Efficient Data Structures for Tamper-Evident Logging", 2009), so
//! that a root or a proof reads a few dozen hashes however long the record is.

use std::collections::BTreeMap;

use tlog_tiles::{Hash, HashReader};

use super::{Row, damaged, to_i64};
use crate::db::{Tx, Value};
use crate::error::{Result, StoreError};

/// A root or node of the tree.
pub type TreeHash = [u8; 32];

/// What shows that a row is in the record of a given size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InclusionProof {
    /// The row's number, from 1.
    pub seq: u64,
    /// The size of the record that the root is of.
    pub size: u64,
    /// The root.
    pub root: TreeHash,
    /// The neighbours from the leaf up, RFC 6962 section 2.1.1.
    pub path: Vec<TreeHash>,
}

impl InclusionProof {
    /// Whether `sealed` (a row's sealed bytes) is row `seq` of the record with this root.
    pub fn holds(&self, sealed: &[u8]) -> bool {
        let proof: Vec<Hash> = self.path.iter().map(|hash| Hash(*hash)).collect();
        self.seq > 0
            && self.seq <= self.size
            && tlog_tiles::check_record(
                &proof,
                self.size,
                Hash(self.root),
                self.seq - 1,
                tlog_tiles::record_hash(sealed),
            )
            .is_ok()
    }
}

/// Hashes at hand, by their place in storage order.
#[derive(Default)]
struct Nodes(BTreeMap<u64, Hash>);

impl HashReader for Nodes {
    fn read_hashes(&self, places: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        places
            .iter()
            .map(|place| {
                self.0
                    .get(place)
                    .copied()
                    .ok_or(tlog_tiles::Error::IndexesNotInTree)
            })
            .collect()
    }
}

/// Collects the places that a computation asks for, without having the hashes.
struct Asked(std::cell::RefCell<Vec<u64>>);

impl HashReader for Asked {
    fn read_hashes(&self, places: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        self.0.borrow_mut().extend_from_slice(places);
        Ok(places.iter().map(|_| Hash([0; 32])).collect())
    }
}

/// The places whose hashes `work` reads.
fn asked(work: impl FnOnce(&Asked)) -> Vec<u64> {
    let asked = Asked(std::cell::RefCell::new(Vec::new()));
    work(&asked);
    asked.0.into_inner()
}

/// A whole tree, built again from the rows, to compare with what is stored.
#[derive(Default)]
pub(super) struct Builder {
    size: u64,
    nodes: Nodes,
}

impl Builder {
    pub(super) fn push(&mut self, row: &Row) {
        if let Ok(hashes) = tlog_tiles::stored_hashes(self.size, &row.sealed_bytes(), &self.nodes) {
            let first = tlog_tiles::stored_hash_index(0, self.size);
            self.nodes.0.extend((first..).zip(hashes));
        }
        self.size += 1;
    }
}

impl Tx {
    /// Stores the hashes that `rows` complete; the record had `size` rows before.
    pub(super) async fn tree_append(&mut self, size: u64, rows: &[Row]) -> Result<()> {
        let mut nodes = Nodes::default();
        for (leaf, row) in (size..).zip(rows) {
            let sealed = row.sealed_bytes();
            let needs = asked(|reader| {
                let _ = tlog_tiles::stored_hashes(leaf, &sealed, reader);
            });
            self.tree_read(&mut nodes, &needs).await?;
            let hashes = tlog_tiles::stored_hashes(leaf, &sealed, &nodes)
                .map_err(|error| damaged(row.seq, &format!("its tree: {error}")))?;
            let first = tlog_tiles::stored_hash_index(0, leaf);
            for (place, hash) in (first..).zip(hashes) {
                self.execute(
                    "INSERT INTO record_node (place, hash) VALUES ($1, $2)",
                    &[Value::Int(to_i64(place)), Value::Blob(&hash.0)],
                )
                .await?;
                nodes.0.insert(place, hash);
            }
        }
        Ok(())
    }

    /// The root of the first `size` rows.
    pub(crate) async fn tree_root(&mut self, size: u64) -> Result<TreeHash> {
        let needs = asked(|reader| {
            if size > 0 {
                let _ = tlog_tiles::tree_hash(size, reader);
            }
        });
        let mut nodes = Nodes::default();
        self.tree_read(&mut nodes, &needs).await?;
        tlog_tiles::tree_hash(size, &nodes)
            .map(|hash| hash.0)
            .map_err(|error| damaged(size, &format!("the tree: {error}")))
    }

    /// The proof that row `seq` is in the record of `size` rows.
    pub(crate) async fn tree_proof(&mut self, seq: u64, size: u64) -> Result<InclusionProof> {
        if seq == 0 || seq > size {
            return Err(StoreError::Missing(format!(
                "row {seq} in a record of {size} rows"
            )));
        }
        // The library checks what it computes against the root, so ask for places first.
        let needs = asked(|reader| {
            let _ = tlog_tiles::prove_record(size, seq - 1, reader);
        });
        let mut nodes = Nodes::default();
        self.tree_read(&mut nodes, &needs).await?;
        let path = tlog_tiles::prove_record(size, seq - 1, &nodes)
            .map_err(|error| damaged(seq, &format!("its proof: {error}")))?;
        let root = self.tree_root(size).await?;
        Ok(InclusionProof {
            seq,
            size,
            root,
            path: path.iter().map(|hash| hash.0).collect(),
        })
    }

    /// Compares every stored hash with the tree built again.
    pub(super) async fn tree_check(&mut self, tree: &Builder) -> Result<()> {
        let mut after = -1;
        let mut seen = 0;
        loop {
            let rows = self
                .all(
                    "SELECT place, hash FROM record_node WHERE place > $1 ORDER BY place LIMIT 5000",
                    &[Value::Int(after)],
                )
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.int(0)?;
            for row in &rows {
                let place = row.count(0)?;
                if tree.nodes.0.get(&place).map(|hash| hash.0) != Some(row.hash(1)?) {
                    let (_, leaf) = tlog_tiles::split_stored_hash_index(place);
                    return Err(damaged(leaf + 1, "the tree's hash differs from the rows"));
                }
                seen += 1;
            }
        }
        if seen != tree.nodes.0.len() {
            return Err(damaged(tree.size, "hashes of the tree are missing"));
        }
        Ok(())
    }

    async fn tree_read(&mut self, nodes: &mut Nodes, places: &[u64]) -> Result<()> {
        for &place in places {
            if nodes.0.contains_key(&place) {
                continue;
            }
            let args = [Value::Int(to_i64(place))];
            let row = self
                .first("SELECT hash FROM record_node WHERE place = $1", &args)
                .await?;
            if let Some(row) = row {
                nodes.0.insert(place, Hash(row.hash(0)?));
            }
        }
        Ok(())
    }
}
