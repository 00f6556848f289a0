//! The fields of a form: what is shown, what was filled in, and what is wrong with it.

use polity_procedure::instant::LocalInstant;
use polity_values::{PersonId, Timestamp};
use sha2::{Digest as _, Sha256};

use super::sent::Sent;
use crate::visitor::Visitor;
use crate::words::Said;
use crate::{PageFault, lang::Say};

/// A field of a form.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
    pub(crate) value: String,
    pub(crate) control: Control,
    pub(crate) fault: Option<String>,
    /// The value in words, for the review.
    pub(crate) shown: Option<String>,
}

/// How a field is filled in.
#[derive(Debug, Clone)]
pub(crate) enum Control {
    /// One line.
    Line,
    /// A whole number.
    Number,
    /// Several lines, perhaps with a limit of words.
    Text {
        /// The most words.
        most: Option<usize>,
    },
    /// One of several.
    Choice(Vec<Choice>),
    /// One of many, from a list that opens; the first stands for none.
    Select(Vec<Choice>),
    /// To be ticked.
    Tick {
        /// The sentence that is agreed to.
        yes: String,
    },
    /// A file.
    File,
    /// Carried along.
    Hidden,
    /// Only shown.
    Note(Said),
}

/// One of several.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

impl Field {
    /// The limit of words, if there is one.
    pub(crate) fn most(&self) -> Option<usize> {
        match self.control {
            Control::Text { most } => most,
            _ => None,
        }
    }

    /// Whether what is chosen stands after so many others.
    pub(crate) fn chosen_late(&self, after: usize) -> bool {
        let Control::Choice(choices) = &self.control else {
            return false;
        };
        let mut late = choices.iter().skip(after);
        late.any(|choice| choice.value == self.value)
    }

    /// What describes the control, for screen readers.
    pub(crate) fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        if self.fault.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        if self.most().is_some() {
            ids.push(format!("{}-words", self.id));
        }
        ids.join(" ")
    }

    /// Whether the review shows it.
    pub(crate) fn is_shown(&self) -> bool {
        !matches!(
            self.control,
            Control::Hidden | Control::Note(_) | Control::File
        ) && !self.reviewed().is_empty()
    }

    /// Whether the review carries its value on.
    pub(crate) fn is_carried(&self) -> bool {
        !matches!(self.control, Control::Note(_) | Control::File)
    }

    /// The value as the review shows it.
    pub(crate) fn reviewed(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.value)
    }
}

/// Makes the fields of a form and reads them.
pub(crate) struct Reader<'a> {
    pub(crate) visitor: &'a Visitor,
    sent: &'a Sent,
    /// Whether it was sent to be used, and faults are told.
    checking: bool,
    pub(crate) fields: Vec<Field>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(visitor: &'a Visitor, sent: &'a Sent, checking: bool) -> Self {
        Self {
            visitor,
            sent,
            checking,
            fields: Vec::new(),
        }
    }

    pub(crate) fn t(&self) -> Say {
        self.visitor.t
    }

    /// The value that was sent for a field.
    pub(crate) fn sent(&self, id: &str) -> &'a str {
        self.sent.get(id)
    }

    pub(crate) fn checking(&self) -> bool {
        self.checking
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_right(&self) -> bool {
        self.checking && self.fields.iter().all(|field| field.fault.is_none())
    }

    fn add(&mut self, id: &str, label: String, hint: Option<String>, control: Control) -> String {
        let value = self.sent.get(id).to_owned();
        self.fields.push(Field {
            id: id.to_owned(),
            label,
            hint,
            value: value.clone(),
            control,
            fault: None,
            shown: None,
        });
        value
    }

    /// Says what is wrong with the last field.
    pub(crate) fn fault(&mut self, text: impl ToString) {
        if self.checking
            && let Some(field) = self.fields.last_mut()
        {
            field.fault.get_or_insert_with(|| text.to_string());
        }
    }

    /// Says in words what the last field's value means.
    pub(crate) fn shown(&mut self, text: impl ToString) {
        if let Some(field) = self.fields.last_mut() {
            field.shown = Some(text.to_string());
        }
    }

    fn label(&self) -> String {
        self.fields
            .last()
            .map(|field| field.label.clone())
            .unwrap_or_default()
    }

    fn filled(&mut self, value: String) -> Option<String> {
        if value.is_empty() {
            let fault = self.t().say("act-fault-empty").str("field", self.label());
            self.fault(fault);
            return None;
        }
        Some(value)
    }

    /// A line that must be filled in.
    pub(crate) fn line(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<String> {
        let value = self.add(id, label.to_string(), hint, Control::Line);
        self.filled(value)
    }

    /// A line that may be empty.
    pub(crate) fn line_or_none(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<String> {
        let value = self.add(id, label.to_string(), hint, Control::Line);
        (!value.is_empty()).then_some(value)
    }

    /// A text of at most so many words.
    pub(crate) fn text(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
        most: Option<usize>,
    ) -> Option<String> {
        let value = self.add(id, label.to_string(), hint, Control::Text { most });
        // Browsers send line ends of two characters; papers have one.
        let value = self.filled(value.replace("\r\n", "\n"))?;
        if let Err(fault) = polity_values::within_words(&value, most.unwrap_or(usize::MAX)) {
            let text = match fault {
                polity_values::TextError::Words { has, limit } => self
                    .t()
                    .say("act-fault-words")
                    .str("field", self.label())
                    .num("has", i64::try_from(has).unwrap_or(i64::MAX))
                    .num("most", i64::try_from(limit).unwrap_or(i64::MAX))
                    .to_string(),
                other @ polity_values::TextError::Bytes { .. } => other.to_string(),
            };
            self.fault(text);
            return None;
        }
        Some(value)
    }

    /// A whole number from 0.
    pub(crate) fn number(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<u32> {
        let value = self.add(id, label.to_string(), hint, Control::Number);
        let value = self.filled(value)?.replace(',', "");
        let number = value.parse().ok();
        if number.is_none() {
            let fault = self.t().say("act-fault-number").str("field", self.label());
            self.fault(fault.str("text", value));
        }
        number
    }

    /// A whole number from 0, or nothing. None: what stands there is no number.
    #[expect(
        clippy::option_option,
        reason = "nothing is an answer, a fault is none"
    )]
    pub(crate) fn number_if_given(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<Option<u32>> {
        let value = self.add(id, label.to_string(), hint, Control::Number);
        if value.is_empty() {
            return Some(None);
        }
        let number = value.parse().ok();
        if number.is_none() {
            let fault = self.t().say("act-fault-number").str("field", self.label());
            self.fault(fault.str("text", value));
        }
        number.map(Some)
    }

    /// Several lines that may be empty.
    pub(crate) fn lines_or_none(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<String> {
        let value = self.add(id, label.to_string(), hint, Control::Text { most: None });
        (!value.is_empty()).then_some(value)
    }

    /// One of several, by its value.
    pub(crate) fn choice(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
        choices: Vec<Choice>,
    ) -> Option<String> {
        let chosen = self.sent.get(id);
        let found = choices
            .iter()
            .find(|choice| choice.value == chosen)
            .cloned();
        self.add(id, label.to_string(), hint, Control::Choice(choices));
        if let Some(choice) = found {
            self.shown(choice.label);
            return Some(choice.value);
        }
        let fault = self.t().say("act-fault-choose").str("field", self.label());
        self.fault(fault);
        None
    }

    /// One of many, by its value; none where the first, empty one is left.
    pub(crate) fn select(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
        choices: Vec<Choice>,
        needed: bool,
    ) -> Option<String> {
        let chosen = self.sent.get(id).to_owned();
        let found = choices
            .iter()
            .find(|choice| choice.value == chosen && !chosen.is_empty())
            .cloned();
        let mut all = vec![Choice {
            value: String::new(),
            label: "\u{2013}".to_owned(),
            hint: None,
        }];
        all.extend(choices);
        self.add(id, label.to_string(), hint, Control::Select(all));
        if let Some(choice) = found {
            self.shown(choice.label);
            return Some(choice.value);
        }
        if needed || !chosen.is_empty() {
            let fault = self.t().say("act-fault-choose").str("field", self.label());
            self.fault(fault);
        }
        None
    }

    /// A text that may be empty.
    pub(crate) fn text_or_none(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<String> {
        let value = self.add(id, label.to_string(), hint, Control::Text { most: None });
        let value = value.replace("\r\n", "\n");
        (!value.is_empty()).then_some(value)
    }

    /// A whole number that may be left out.
    pub(crate) fn number_or_none(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<u32> {
        let value = self.add(id, label.to_string(), hint, Control::Number);
        if value.is_empty() {
            return None;
        }
        let number = value.replace(',', "").parse().ok();
        if number.is_none() {
            let fault = self.t().say("act-fault-number").str("field", self.label());
            self.fault(fault.str("text", value));
        }
        number
    }

    /// Something to be ticked.
    pub(crate) fn tick(
        &mut self,
        id: &str,
        yes: impl ToString,
        missing: impl ToString,
    ) -> Option<()> {
        let yes = yes.to_string();
        let control = Control::Tick { yes: yes.clone() };
        let value = self.add(id, yes.clone(), None, control);
        if value == "yes" {
            self.shown(yes);
            return Some(());
        }
        self.fault(missing);
        None
    }

    /// Something that may be ticked.
    pub(crate) fn tick_if(&mut self, id: &str, yes: impl ToString) -> bool {
        let yes = yes.to_string();
        let control = Control::Tick { yes: yes.clone() };
        let value = self.add(id, yes.clone(), None, control);
        if value == "yes" {
            self.shown(yes);
        }
        value == "yes"
    }

    /// A file, which is not carried on to the review.
    pub(crate) fn file(&mut self, id: &str, label: impl ToString, hint: Option<String>) -> String {
        self.add(id, label.to_string(), hint, Control::File)
    }

    /// A field that is carried along.
    pub(crate) fn hidden(&mut self, id: &str) -> String {
        self.add(id, String::new(), None, Control::Hidden)
    }

    /// Something only shown.
    pub(crate) fn note(
        &mut self,
        id: &str,
        label: impl ToString,
        text: Said,
        hint: Option<String>,
    ) {
        self.add(id, label.to_string(), hint, Control::Note(text));
    }

    /// The member of a number that is typed.
    pub(crate) async fn member(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
        needed: bool,
    ) -> Result<Option<PersonId>, PageFault> {
        let number = if needed {
            self.line(id, label, hint)
        } else {
            self.line_or_none(id, label, hint)
        };
        let Some(number) = number.filter(|_| self.checking) else {
            return Ok(None);
        };
        if let Some(member) = self.find(&number).await? {
            self.shown(format!("{} ({})", member.name, member.number));
            return Ok(Some(member.person));
        }
        let fault = self
            .t()
            .say("act-fault-member")
            .str("field", self.label())
            .str("number", number);
        self.fault(fault);
        Ok(None)
    }

    /// The members of numbers that are typed, a line each; none where nothing is typed. Every number that is
    /// nobody's is told.
    pub(crate) async fn members_or_none(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Result<Vec<PersonId>, PageFault> {
        let text = self.lines_or_none(id, label, hint);
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for number in text.unwrap_or_default().split_whitespace() {
            match self.find(number).await? {
                Some(member) => found.push(member.person),
                None => unknown.push(number.to_owned()),
            }
        }
        if !unknown.is_empty() {
            let fault = self.t().say("act-fault-members");
            self.fault(fault.str("numbers", unknown.join(", ")));
        }
        Ok(found)
    }

    async fn find(&self, number: &str) -> Result<Option<polity_store::Member>, PageFault> {
        let viewer = self.visitor.viewer("act.member");
        let store = self.visitor.site.store();
        Ok(store.member_fetch(number, &viewer).await?)
    }

    /// A date and time in the organisation's zone.
    pub(crate) fn local(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<LocalInstant> {
        let text = self.line(id, label, hint)?.replace('T', " ");
        if let Ok(local) = text.parse::<LocalInstant>() {
            Some(local)
        } else {
            let fault = self
                .t()
                .say("act-fault-instant")
                .str("field", self.label())
                .str("text", text);
            self.fault(fault);
            None
        }
    }

    /// An instant in the organisation's zone.
    pub(crate) fn instant(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<Timestamp> {
        let local = self.local(id, label, hint)?;
        match local.resolve(&self.visitor.zone()) {
            Ok(at) => {
                self.shown(self.visitor.at(at));
                Some(at)
            }
            Err(fault) => {
                let text = format!("{}: {fault}", self.label());
                self.fault(text);
                None
            }
        }
    }

    /// An id, for addresses.
    pub(crate) fn id<T: std::str::FromStr>(
        &mut self,
        id: &str,
        label: impl ToString,
        hint: Option<String>,
    ) -> Option<T> {
        let text = self.line(id, label, hint)?;
        let read = text.parse::<T>().ok();
        if read.is_none() {
            let fault = self.t().say("act-fault-id").str("field", self.label());
            self.fault(fault);
        }
        read
    }

    /// The generator of this form: the same for every time that the form is sent, so that a paper that is
    /// handed in twice is one paper.
    pub(crate) fn rng(&self) -> rand_chacha::ChaCha20Rng {
        use rand_core::SeedableRng as _;
        let nonce = self.sent.get(NONCE);
        rand_chacha::ChaCha20Rng::from_seed(Sha256::digest(nonce.as_bytes()).into())
    }
}

/// The hidden field that makes two sendings of a form one.
pub(crate) const NONCE: &str = "nonce";
