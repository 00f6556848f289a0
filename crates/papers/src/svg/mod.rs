//! Pictures as SVG, for pages under a strict content policy: no script, no inline style. Each says nothing that
//! does not stand in words beside it, and one that is more than decoration has a title and a description.
//!
//! Classes are those of the style sheet (`web/styles`): it gives the colours, in every scheme.

mod bars;
mod flow;
mod picture;
mod qr;

pub use bars::{Bar, Bars, bars};
pub use flow::flow;
pub use picture::picture;
pub use qr::{QrError, qr};

use std::fmt::Write as _;

/// An SVG in the making: the elements' text with everything escaped.
struct Drawing {
    out: String,
}

impl Drawing {
    /// Opens a picture `height` pixels high and as wide as its place. `id` begins the ids of title and
    /// description, so that several fit on one page.
    fn new(id: &str, class: &str, height: u32, title: &str, description: &str) -> Self {
        Self::open(
            id,
            &format!("class=\"{class}\" width=\"100%\" height=\"{height}\""),
            title,
            description,
        )
    }

    /// Opens a picture with these attributes of ours.
    fn open(id: &str, attributes: &str, title: &str, description: &str) -> Self {
        let id = escape(id);
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes} role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
             <desc id=\"{id}-desc\">{}</desc>",
            escape(title),
            escape(description),
        );
        Self { out }
    }

    /// Adds an element made of our own words and numbers.
    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(element);
    }

    /// A text at `x` (a length with its unit); `attributes` are ours, `text` is anybody's.
    fn text(&mut self, x: &str, y: u32, attributes: &str, text: &str) {
        let text = escape(text);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" {attributes}>{text}</text>"
        ));
    }

    fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// Text for XML: the five characters that mean something replaced, those that XML 1.0 has no place for
/// left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The digits of a figure as a number, its decimal point left out: figures of one count have the same
/// number of decimals, so their lengths compare.
pub(crate) fn units(figure: &str) -> u64 {
    let digits = figure.bytes().filter(u8::is_ascii_digit);
    digits.fold(0_u64, |sum, digit| {
        let sum = sum.saturating_mul(10);
        sum.saturating_add(u64::from(digit - b'0'))
    })
}

/// `part` of `whole` on a line `length` long.
fn along(part: u64, whole: u64, length: u32) -> u32 {
    let length = u128::from(length) * u128::from(part.min(whole));
    u32::try_from(length.checked_div(u128::from(whole)).unwrap_or(0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::short;

    #[test]
    fn f4_nothing_of_a_name_is_read_as_markup() {
        let mut drawing = Drawing::new("b", "bars", 10, "<script>&\"'", "a\u{0}b");
        drawing.text("1", 2, "", "</text><script>alert(1)</script>");
        let svg = drawing.finish();
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("ab</desc>"));
    }

    #[test]
    fn lengths_come_from_figures_without_floats() {
        assert_eq!(along(units("12.50"), units("50.00"), 400), 100);
        assert_eq!((along(3, 0, 400), along(9, 3, 400)), (0, 400));
        assert_eq!(short("Llanfairpwllgwyngyll", 8), "Llanfai…");
    }
}
