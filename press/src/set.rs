//! From a sheet to a PDF.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::{self, Care, World};

/// The documents that can be set, with their templates.
const TEMPLATES: [(&str, &str); 3] = [
    ("booklet", include_str!("../templates/booklet.typ")),
    ("declaration", include_str!("../templates/declaration.typ")),
    (
        "result-sheet",
        include_str!("../templates/result-sheet.typ"),
    ),
];

/// Everything that one document is made of; `crates/papers` writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sheet {
    /// Which template.
    pub(crate) document: String,
    /// The values that it prints.
    pub(crate) values: Value,
    /// Pictures in base64; a value `picture` is a place in this list, or null.
    pub(crate) pictures: Vec<String>,
    /// What identifies this version of the document: the same for the same content.
    pub(crate) version: String,
}

impl Sheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub(crate) fn from_json(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|fault| format!("this is no sheet: {fault}"))
    }
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pdf {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// How many pages it has.
    pub(crate) pages: usize,
}

/// Sets a sheet.
///
/// # Errors
/// No such document, or a defect of its template: no text and no picture of a member can be at fault.
pub(crate) fn set(sheet: &Sheet) -> Result<Pdf, String> {
    let found = TEMPLATES.iter().find(|(name, _)| *name == sheet.document);
    let Some((name, template)) = found else {
        let known = TEMPLATES.map(|(name, _)| name).join(", ");
        return Err(format!(
            "no document {:?}; there are: {known}",
            sheet.document
        ));
    };
    set_with(template, sheet, Care::Each)
        .or_else(|_| set_with(template, sheet, Care::Together))
        .map_err(|why| format!("the document {name} could not be set: {why}"))
}

fn set_with(template: &str, sheet: &Sheet, care: Care) -> Result<Pdf, String> {
    let mut values = sheet.values.clone();
    let pictures = pictures(&sheet.pictures, &mut values);
    let world = World::new(template, values, &pictures, care)?;
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|faults| world::tell(&faults))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| fault.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(sheet.version.clone()),
        creator: Smart::Custom(Some("Polity".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|faults| world::tell(&faults))?;
    Ok(Pdf {
        bytes,
        pages: document.pages().len(),
    })
}

/// The pictures as bytes. Where one is no picture that can be shown, the value that names it becomes null, and
/// the document does without.
fn pictures(pictures: &[String], values: &mut Value) -> Vec<Vec<u8>> {
    let decoded = pictures
        .iter()
        .map(|one| STANDARD.decode(one).unwrap_or_default());
    let decoded: Vec<Vec<u8>> = decoded.collect();
    let shown: Vec<bool> = decoded.iter().map(|one| world::is_picture(one)).collect();
    forget(values, &shown);
    decoded
}

fn forget(values: &mut Value, shown: &[bool]) {
    match values {
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, shown)),
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "picture" {
                    let place = value.as_u64().and_then(|place| usize::try_from(place).ok());
                    let there = place.and_then(|place| shown.get(place)).copied();
                    if there != Some(true) {
                        *value = Value::Null;
                    }
                } else {
                    forget(value, shown);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
#[path = "set_tests.rs"]
mod tests;
