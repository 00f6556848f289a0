//! Opens the mixed ballots from the trustees' parts and holds the announced papers against them.

use crate::report::{Check, Report};
use polity_ballot::batch;
use polity_ballot::encode::{Decoded, decode_all_vartime};
use polity_ballot::group::{Element, Encoded, Scalar};
use polity_ballot::wire::{Ciphertext, Outcome, Rows};
use std::collections::HashMap;

/// Ciphertexts that are opened together.
const CHUNK: usize = 1 << 13;

/// Papers that are remembered, so that equal ones are read once.
const MAX_KNOWN: usize = 1 << 16;

/// One trustee's factors, which were checked against its key.
pub(crate) struct Part {
    /// The trustee's number, from 1.
    pub(crate) owner: usize,
    /// For each question one factor a ciphertext.
    pub(crate) factors: Vec<Vec<Encoded>>,
}

/// The papers of one question as the decryptions open them.
pub(crate) struct Opened {
    /// The numbers of each paper.
    pub(crate) rows: Rows,
    /// Positions, from 0, of the papers that are not in canonical form.
    pub(crate) marked: Vec<usize>,
}

/// Opens one question: each plaintext is beta over the product of the weighted factors. `weights` has one entry a
/// trustee. Nothing when a factor is missing or no element.
pub(crate) fn open(
    list: &[Ciphertext],
    question: usize,
    width: usize,
    parts: &[Part],
    weights: &[Scalar],
) -> Option<Opened> {
    let mut opened = Opened {
        rows: Rows::new(width),
        marked: Vec::new(),
    };
    let mut known = KnownPapers::default();
    for start in (0..list.len()).step_by(CHUNK) {
        let end = list.len().min(start + CHUNK);
        let betas: Vec<Encoded> = list[start..end]
            .iter()
            .map(|ciphertext| ciphertext.beta)
            .collect();
        let mut plaintexts = batch::decode(&betas).ok()?;
        for part in parts {
            let weight = weights.get(part.owner - 1)?;
            if *weight == Scalar::ZERO {
                continue;
            }
            let factors = batch::decode(part.factors.get(question)?.get(start..end)?).ok()?;
            for (plaintext, factor) in plaintexts.iter_mut().zip(factors) {
                *plaintext = *plaintext - weighted(factor, weight);
            }
        }
        for (index, paper) in known.read(&plaintexts, width).into_iter().enumerate() {
            if !paper.canonical {
                opened.marked.push(start + index);
            }
            opened.rows.push(&paper.ints);
        }
    }
    Some(opened)
}

/// Papers that were read before. Whether an encoding is canonical takes some twenty tries to say; voters who agree
/// write the same paper, so most are asked once.
#[derive(Default)]
struct KnownPapers(HashMap<Encoded, Decoded>);

impl KnownPapers {
    fn read(&mut self, plaintexts: &[Element], width: usize) -> Vec<Decoded> {
        if self.0.len() > MAX_KNOWN {
            self.0.clear();
        }
        let texts = Element::encode_all(plaintexts);
        let new: HashMap<Encoded, Element> = texts
            .iter()
            .zip(plaintexts)
            .filter(|(text, _)| !self.0.contains_key(text))
            .map(|(text, plaintext)| (*text, *plaintext))
            .collect();
        let (texts_of_new, new): (Vec<Encoded>, Vec<Element>) = new.into_iter().unzip();
        self.0.extend(
            texts_of_new
                .into_iter()
                .zip(decode_all_vartime(&new, width)),
        );
        // each was known or has just been read
        texts
            .iter()
            .filter_map(|text| self.0.get(text).cloned())
            .collect()
    }
}

fn weighted(factor: Element, weight: &Scalar) -> Element {
    if *weight == Scalar::ONE {
        factor
    } else {
        // g^0 * factor^weight
        factor.vartime_commitment(weight, &Scalar::ZERO)
    }
}

/// Holds the announced papers against the opened ones.
pub(crate) fn compare(report: &mut Report, opened: &[Opened], outcome: &Outcome) {
    if opened.len() != outcome.0.len() {
        let fault = format!(
            "the result has {} questions, the election has {}",
            outcome.0.len(),
            opened.len()
        );
        report.fail(Check::Result, fault);
    }
    let mut papers = 0;
    for (question, (opened, announced)) in opened.iter().zip(&outcome.0).enumerate() {
        let number = question + 1;
        papers += opened.rows.len();
        if opened.rows.len() != announced.len() {
            let (due, found) = (opened.rows.len(), announced.len());
            report.fail(
                Check::Result,
                format!("question {number}: {found} papers are announced, {due} were opened"),
            );
        }
        for (position, (paper, found)) in opened.rows.iter().zip(announced.iter()).enumerate() {
            if paper != found {
                let position = position + 1;
                let fault = format!(
                    "question {number}, paper {position}: announced {found:?}, opened {paper:?}"
                );
                report.fail(Check::Result, fault);
            }
        }
    }
    report.done(Check::Result, format!("{papers} papers"));
}
