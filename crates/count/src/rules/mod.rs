//! One module a rule. Each reads like its source, cites the clause at every step, and uses the
//! shared [`crate::board`] (state, ties, transcript), [`crate::piles`] (papers in parcels) and
//! [`crate::tree`] (all papers as a prefix tree).

pub(crate) mod av;
pub(crate) mod ers97;
pub(crate) mod meek_nz;
pub(crate) mod scottish_stv;
