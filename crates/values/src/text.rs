//! Limits on what people write, by one published rule, the same in every language.

/// No text that a person submits is longer than this, in bytes, whatever its word limit.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;

/// A text over its limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// More words than the rule allows.
    #[error("the text has {has} words; the limit is {limit}")]
    Words {
        /// Words counted by [`count_words`].
        has: usize,
        /// The limit of the rule.
        limit: usize,
    },
    /// More bytes than [`MAX_TEXT_BYTES`].
    #[error("the text is {has} bytes long; the limit is {MAX_TEXT_BYTES}")]
    Bytes {
        /// The text's length in bytes.
        has: usize,
    },
}

/// The number of words of a text, by the published rule: a word is a run of characters between
/// white space that holds at least one letter or digit. So "well-known" is one word, a lone dash
/// is none, and the same rule serves every language that writes spaces.
///
/// ```
/// assert_eq!(polity_values::count_words("A well-known rule \u{2013} since 1906."), 5);
/// ```
pub fn count_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|run| run.chars().any(char::is_alphanumeric))
        .count()
}

/// Whether a text keeps within `limit` words and [`MAX_TEXT_BYTES`].
///
/// # Errors
/// [`TextError`] with what the text has and what is allowed.
pub fn within_words(text: &str, limit: usize) -> Result<(), TextError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(TextError::Bytes { has: text.len() });
    }
    let has = count_words(text);
    if has > limit {
        Err(TextError::Words { has, limit })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_the_last_word_allowed() {
        let text = "word ".repeat(250);
        assert_eq!(within_words(&text, 250), Ok(()));
        let one_more = format!("{text}word");
        assert_eq!(
            within_words(&one_more, 250),
            Err(TextError::Words {
                has: 251,
                limit: 250
            })
        );
    }

    #[test]
    fn a_text_without_spaces_still_has_a_limit() {
        let text = "a".repeat(MAX_TEXT_BYTES + 1);
        assert_eq!(
            within_words(&text, 10),
            Err(TextError::Bytes {
                has: MAX_TEXT_BYTES + 1
            })
        );
    }
}
