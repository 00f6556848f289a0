//! A link as a square code, for paper.

use qrcode::{Color, EcLevel, QrCode};
use thiserror::Error;

use super::Drawing;
use crate::lang::Lang;

/// Modules left white on each side, as the standard (ISO/IEC 18004) asks.
const QUIET: usize = 4;

/// A link that does not fit into a code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the link is too long for a square code: {0} bytes")]
pub struct QrError(pub usize);

/// The code of `link` as SVG; it grows to its place. `id` is unique on the page.
///
/// # Errors
/// A link longer than a code holds (about 2,300 bytes).
pub fn qr(link: &str, lang: Lang, id: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(link.as_bytes(), EcLevel::M)
        .map_err(|_| QrError(link.len()))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    // A picture of a code is described by what it does: read out, its link would be the code itself.
    let title = lang.text("qr-title");
    let attributes =
        format!("class=\"pic qr\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"");
    let mut drawing = Drawing::open(id, &attributes, &title, &title);
    drawing.add(format_args!(
        "<rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\""
    ));
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top) = (x + QUIET, y + QUIET);
                let length = run.len();
                drawing.add(format_args!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    drawing.add(format_args!("\"/>"));
    Ok(drawing.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voting_link_fits_and_does_not_stand_there_in_clear() {
        let link = "https://vote.example.org/booth/8bP4tYpZ#K7gTd-9xmRVb-Qw3Fh-2pLsNc";
        let svg = qr(link, Lang::En, "code").unwrap();
        assert!(
            svg.contains("viewBox=\"0 0 45 45\""),
            "version 5, and the quiet zone"
        );
        assert!(!svg.contains("K7gTd"));
        insta::assert_snapshot!("qr", svg);
    }

    #[test]
    fn a_link_that_is_too_long_is_refused() {
        assert_eq!(qr(&"x".repeat(4000), Lang::En, "q"), Err(QrError(4000)));
    }
}
