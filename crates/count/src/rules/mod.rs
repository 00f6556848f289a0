//! The rules, each a module of its own or terms of a shared engine, each citing its source step by step.

pub(crate) mod av;
pub(crate) mod cpo_stv;
pub(crate) mod drawn;
pub(crate) mod ers97;
pub(crate) mod gregory;
pub(crate) mod keep;
pub(crate) mod marks;
pub(crate) mod meek_certified;
pub(crate) mod meek_nz;
pub(crate) mod meek_openstv;
pub(crate) mod meek_prf;
pub(crate) mod nsw_local;
pub(crate) mod pairs;
pub(crate) mod qpq;
pub(crate) mod scottish_stv;
pub(crate) mod wigm_exact;
pub(crate) mod wright;
