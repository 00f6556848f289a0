//! The questions that an applicant may answer so that an organisation sees whom its posts reach: what is asked, and the
//! table that is published of the answers. Nobody has to answer; nobody who decides sees an answer.

use crate::few::{LEAST, withheld};

/// A question, by its stable name, with the stable names of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The question's name.
    pub name: &'static str,
    /// The answers' names, in the order in which they are offered.
    pub answers: &'static [&'static str],
}

/// The answer of who would rather not say; whoever leaves a question out is counted with them.
pub const NOT_SAID: &str = "not-said";

/// The questions, in the order in which they are asked. The groups of the second are the five of the census of England
/// and Wales in 2021.
pub const QUESTIONS: [Question; 4] = [
    Question {
        name: "gender",
        answers: &["woman", "man", "other-gender"],
    },
    Question {
        name: "ethnicity",
        answers: &["asian", "black", "mixed", "white", "other-ethnicity"],
    },
    Question {
        name: "disability",
        answers: &["disabled", "not-disabled"],
    },
    Question {
        name: "age",
        answers: &["under-25", "25-34", "35-44", "45-54", "55-64", "65-over"],
    },
];

/// What is published of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question's name.
    pub question: &'static str,
    /// Each answer with how many gave it, [`NOT_SAID`] last; none where the number is withheld.
    pub rows: Vec<(&'static str, Option<u64>)>,
}

impl Answered {
    /// Whether a number of it is published.
    pub fn says_anything(&self) -> bool {
        self.rows.iter().any(|(_, number)| number.is_some())
    }
}

/// What is published of the answers of so many applicants; `persons` gives how many gave an answer to a question.
pub fn answered(applicants: u64, persons: impl Fn(&str, &str) -> u64) -> Vec<Answered> {
    let table = |question: Question| {
        let mut numbers: Vec<u64> = question
            .answers
            .iter()
            .map(|answer| persons(question.name, answer))
            .collect();
        let said: u64 = numbers.iter().sum();
        numbers.push(applicants.saturating_sub(said));
        let names = question.answers.iter().copied().chain([NOT_SAID]);
        Answered {
            question: question.name,
            rows: names.zip(withheld(&numbers, LEAST)).collect(),
        }
    };
    QUESTIONS.into_iter().map(table).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_says_nothing_is_counted_and_few_are_withheld() {
        let of = |question: &str, answer: &str| match (question, answer) {
            ("gender", "woman") => 14,
            ("gender", "man") => 9,
            ("age", "25-34") => 3,
            ("age", "35-44") => 12,
            ("disability", "disabled") => 2,
            _ => 0,
        };
        let tables = answered(30, of);
        let rows = |place: usize| tables[place].rows.clone();
        assert_eq!(
            rows(0),
            [
                ("woman", Some(14)),
                ("man", Some(9)),
                ("other-gender", None),
                (NOT_SAID, None)
            ]
        );
        assert!(!tables[1].says_anything(), "nobody answered: {:?}", rows(1));
        assert!(!tables[2].says_anything(), "{:?}", rows(2));
        let ages = rows(3);
        assert_eq!(ages.last(), Some(&(NOT_SAID, Some(15))));
        assert_eq!(ages[1].1, None);
    }
}
