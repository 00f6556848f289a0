//! papers: to be written.
