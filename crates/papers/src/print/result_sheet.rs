//! The result sheet on paper: the form that a returning officer and a scrutineer sign, from the same
//! [`result::Sheet`] as its table, its spreadsheet and its page.

use polity_count::Status;
use serde_json::{Value, json};

use super::Sheet;
use super::booklet::short_digest;
use crate::Lang;
use crate::result::{self, Column, Line, SIGNATURES};

/// Stages in one table: more do not fit the width of a page that lies on its side.
const ACROSS: usize = 5;

/// The sheet for the press. `version` identifies the count, by a digest of its transcript. Its words are English, as
/// those of the other forms of the sheet.
pub fn result_sheet(of: &result::Sheet, organisation: &str, version: &str) -> Sheet {
    let parts = of.stages.len().div_ceil(ACROSS);
    let tables: Vec<Value> = (0..parts).map(|part| table(of, part * ACROSS)).collect();
    let footer = format!(
        "Result sheet: {}. Version {}",
        of.title,
        short_digest(version)
    );
    Sheet {
        document: "result-sheet",
        values: json!({
            "lang": Lang::En.code(),
            "size": 9.5,
            "flipped": true,
            "organisation": organisation,
            "title": of.title,
            "head": of.head,
            "elected": of.elected,
            "tables": tables,
            "ties": of.ties,
            "signatures": SIGNATURES,
            "footer": footer,
            "words": {
                "page": Lang::En.text("paper-page"),
                "of": Lang::En.text("paper-of"),
            },
        }),
        pictures: Vec::new(),
        version: format!("result-sheet {version}"),
    }
}

/// The stages from the one with this index, as many as go side by side.
fn table(of: &result::Sheet, from: usize) -> Value {
    let to = (from + ACROSS).min(of.stages.len());
    let last = to == of.stages.len();
    let rows = |lines: &[Line]| -> Vec<Value> {
        lines.iter().map(|line| row(line, from, to, last)).collect()
    };
    let head = |(index, column): (usize, &Column)| {
        json!({
            "stage": format!("Stage {}", column.stage),
            "what": column.what,
            "clause": column.clause,
            // The first stage of a count has nothing to change.
            "across": if from + index == 0 { 1 } else { 2 },
        })
    };
    let columns = of.stages.get(from..to).unwrap_or_default();
    json!({
        "stages": columns.iter().enumerate().map(head).collect::<Vec<_>>(),
        "result": last,
        "candidates": rows(&of.candidates),
        "below": rows(&of.below),
    })
}

/// A row: the name, then its cells, each with what was decided there.
fn row(line: &Line, from: usize, to: usize, last: bool) -> Value {
    let mut cells = Vec::new();
    for (index, figure) in line.cells.iter().enumerate().take(to).skip(from) {
        let decided = match figure.decided {
            Some(Status::Elected) => "elected",
            Some(Status::Excluded) => "excluded",
            _ => "",
        };
        if index > 0 {
            cells.push([figure.change.replace('-', "\u{2212}"), decided.to_owned()]);
        }
        cells.push([figure.votes.clone(), decided.to_owned()]);
    }
    if last {
        cells.push([line.result.clone(), String::new()]);
    }
    json!({ "name": line.name, "cells": cells })
}
