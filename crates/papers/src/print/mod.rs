//! Documents for paper: the booklet, the declaration and the result sheet, as sheets of values that the press sets in type.
//!
//! The press is a program of its own (`press/`): a sheet is all that it is told. Here stands what a document says,
//! there how it looks.

mod booklet;
mod declaration;
mod result_sheet;

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use booklet::{Booklet, BookletCandidate, Photograph, booklet};
pub use declaration::{DeclarationPaper, declaration};
pub use result_sheet::result_sheet;

/// Everything that one document is made of. Its JSON is what the press reads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// Which document: the name of one of the press's templates.
    pub document: &'static str,
    /// The values that the template prints: texts, figures, rows.
    pub values: Value,
    /// The pictures that the values name by their place here, PNG or JPEG; in JSON as base64.
    #[serde(serialize_with = "as_base64")]
    pub pictures: Vec<Vec<u8>>,
    /// What identifies this version of the document: the same for the same content.
    pub version: String,
}

fn as_base64<S: Serializer>(pictures: &[Vec<u8>], to: S) -> Result<S::Ok, S::Error> {
    use base64ct::{Base64, Encoding as _};
    to.collect_seq(pictures.iter().map(|one| Base64::encode_string(one)))
}
