//! A text that may stand in another language than its page: then the page says so, for screen readers.

use std::fmt;

use askama::filters::{Escaper as _, Html, HtmlSafe};

/// A text for a page, escaped where it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text, not escaped.
    pub text: String,
    /// Its language, where that is not the page's.
    pub lang: Option<&'static str>,
}

impl Said {
    /// A text in the language of the page.
    pub fn plain(text: impl fmt::Display) -> Self {
        Self {
            text: text.to_string(),
            lang: None,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// As HTML: within an element of its own where the language is another one.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(lang) = self.lang {
            write!(f, "<span lang=\"{lang}\">")?;
        }
        Html.write_escaped_str(&mut *f, &self.text)?;
        if self.lang.is_some() {
            f.write_str("</span>")?;
        }
        Ok(())
    }
}

/// It escapes its text itself.
impl HtmlSafe for Said {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f4_a_text_in_another_language_is_escaped_too() {
        let said = Said {
            text: "<b>\"A & B\"</b>".to_owned(),
            lang: Some("en"),
        };
        assert_eq!(
            said.to_string(),
            "<span lang=\"en\">&#60;b&#62;&#34;A &#38; B&#34;&#60;/b&#62;</span>"
        );
        assert_eq!(Said::plain("plain").to_string(), "plain");
    }
}
