//! A sentence as words, read from left to right.

use std::fmt::Display;
use std::str::FromStr;

use polity_values::{PersonId, civil};

use super::{Since, Wrong};
use crate::fault::{did_you_mean, one_of};
use crate::instant::LocalInstant;
use crate::names::Named;

/// The words of a sentence that are still unread. `,`, `(` and `)` are words of their own.
pub(super) struct Words<'a> {
    line: &'a str,
    all: Vec<&'a str>,
    next: usize,
}

/// Words that names in a list cannot be, since a sentence goes on with them.
const JOINTS: [&str; 3] = [",", "and", "("];

impl<'a> Words<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        let mut words = Vec::new();
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let end = if matches!(first, ',' | '(' | ')') {
                1
            } else {
                let stops = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')');
                rest.find(stops).unwrap_or(rest.len())
            };
            words.push(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        Self {
            line,
            all: words,
            next: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<&'a str> {
        self.all.get(self.next).copied()
    }

    /// The word after the next.
    pub(super) fn peek_second(&self) -> Option<&'a str> {
        self.all.get(self.next + 1).copied()
    }

    /// Takes the next word if it is this one, or one of these forms of it (`is|are`).
    pub(super) fn take(&mut self, forms: &str) -> bool {
        let found = self
            .peek()
            .is_some_and(|word| forms.split('|').any(|form| form == word));
        self.next += usize::from(found);
        found
    }

    /// Takes these words, each of them needed.
    pub(super) fn expect(&mut self, phrase: &str) -> Result<(), Wrong> {
        for forms in phrase.split(' ') {
            if !self.take(forms) {
                let form = forms.replace('|', "\" or \"");
                return Err(self.wrong(&format!("\"{form}\"")));
            }
        }
        Ok(())
    }

    /// Takes these words if all of them stand here.
    pub(super) fn take_all(&mut self, phrase: &str) -> bool {
        let start = self.next;
        let found = phrase.split(' ').all(|forms| self.take(forms));
        if !found {
            self.next = start;
        }
        found
    }

    pub(super) fn word(&mut self, what: &str) -> Result<&'a str, Wrong> {
        let word = self.peek().ok_or_else(|| self.wrong(what))?;
        self.next += 1;
        Ok(word)
    }

    /// An id or a number.
    pub(super) fn value<T: FromStr>(&mut self, what: &str) -> Result<T, Wrong>
    where
        T::Err: Display,
    {
        let word = self.word(what)?;
        word.parse()
            .map_err(|fault: T::Err| self.fault_at(word, fault, format!("write {what}")))
    }

    /// One of a closed set of names.
    pub(super) fn named<T: Named>(&mut self, what: &str) -> Result<T, Wrong> {
        let word = self.word(what)?;
        T::named(word).ok_or_else(|| {
            let problem = format!("{word:?} is no {what}{}", did_you_mean(word, T::names()));
            self.fault_at(word, problem, format!("use {}", one_of(T::names())))
        })
    }

    /// `ann`, `ann and bob`, `ann, bob and cat`.
    pub(super) fn list<T: FromStr>(&mut self, what: &str) -> Result<Vec<T>, Wrong>
    where
        T::Err: Display,
    {
        let mut list = vec![self.value(what)?];
        while self.take(",") {
            list.push(self.value(what)?);
        }
        // `and` may also lead on to the rest of the sentence, but no sentence has it after a list.
        if self.take("and") {
            list.push(self.value(what)?);
        }
        Ok(list)
    }

    pub(super) fn persons(&mut self) -> Result<Vec<PersonId>, Wrong> {
        if let Some(word) = self.peek().filter(|word| JOINTS.contains(word)) {
            return Err(self.fault_at(
                word,
                "a person is missing here",
                "name at least one person",
            ));
        }
        self.list("a person")
    }

    /// `[weekday ]YYYY-MM-DD HH:MM[:SS][+HH:MM]`.
    pub(super) fn instant(&mut self) -> Result<LocalInstant, Wrong> {
        let what = "an instant such as 2026-06-17 12:00";
        let first = self.word(what)?;
        let mut parts = vec![first];
        if first.starts_with(|c: char| c.is_ascii_uppercase()) {
            parts.push(self.word(what)?);
        }
        parts.push(self.word(what)?);
        let text = parts.join(" ");
        text.parse()
            .map_err(|fault| self.fault_at(first, fault, "write it as 2026-06-17 12:00"))
    }

    /// An instant, or a date alone, which is its first minute.
    pub(super) fn since(&mut self) -> Result<Since, Wrong> {
        let what = "a date such as 2026-06-17, with or without a time";
        let first = self.word(what)?;
        let time = self.peek().filter(|word| word.contains(':'));
        if let Some(time) = time {
            self.next += 1;
            let read = format!("{first} {time}").parse::<LocalInstant>();
            let read =
                read.map_err(|fault| self.fault_at(first, fault, format!("write {what}")))?;
            return Ok(read.local);
        }
        let date: Option<civil::Date> = first.parse().ok();
        date.filter(|date| date.to_string() == first)
            .map(|date| date.at(0, 0, 0, 0))
            .ok_or_else(|| {
                self.fault_at(
                    first,
                    format!("{first:?} is no date"),
                    format!("write {what}"),
                )
            })
    }

    /// Everything from here to the end of the line, as written.
    pub(super) fn rest(&mut self) -> Result<String, Wrong> {
        let first = self.word("a text")?;
        let start = (first.as_ptr() as usize).wrapping_sub(self.line.as_ptr() as usize);
        self.next = self.all.len();
        Ok(self
            .line
            .get(start..)
            .unwrap_or(first)
            .trim_end()
            .to_owned())
    }

    pub(super) fn end(&self) -> Result<(), Wrong> {
        match self.peek() {
            None => Ok(()),
            Some(word) => Err(self.fault_at(
                word,
                format!("the sentence should end before {word:?}"),
                "leave the rest out, or see the list of sentences",
            )),
        }
    }

    /// A fault at the next word: something else is needed here.
    pub(super) fn wrong(&self, needed: &str) -> Wrong {
        let remedy = format!("write {needed} here");
        if let Some(word) = self.peek() {
            let problem = format!("{needed} is needed, not {word:?}");
            return self.fault_at(word, problem, remedy);
        }
        let problem = format!("the sentence breaks off: {needed} is needed");
        let mut wrong = Wrong::here(problem, remedy);
        wrong.column = self.line.chars().count();
        wrong
    }

    pub(super) fn fault_at(
        &self,
        word: &str,
        problem: impl Display,
        remedy: impl Into<String>,
    ) -> Wrong {
        Wrong::at(self.line, word, problem, remedy)
    }
}
