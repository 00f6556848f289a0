//! The questions beside an application that nobody has to answer, and whose answers nobody who decides sees.

use polity_papers::few::LEAST;
use polity_papers::monitoring::{NOT_SAID, QUESTIONS};
use polity_store::Monitored;

use super::form::{Choice, Reader};
use crate::words::Said;

/// The fields; gives every answer that there is, with whether it was given.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<Monitored> {
    let t = reader.t();
    let told = t.say("monitoring-told").num("least", LEAST);
    let hint = t.say("monitoring-hint").to_string();
    let label = t.say("monitoring-title");
    reader.note("monitoring", label, Said::plain(told), Some(hint));
    let mut monitored = Vec::new();
    for question in QUESTIONS {
        let all = question.answers.iter().copied().chain([NOT_SAID]);
        let choices = all.map(|answer| Choice {
            value: answer.to_owned(),
            label: said(t, answer),
            hint: None,
        });
        let id = format!("monitoring-{}", question.name);
        let label = said(t, question.name);
        let given = reader.select(&id, label, None, choices.collect(), false);
        monitored.extend(question.answers.iter().map(|answer| Monitored {
            question: question.name.to_owned(),
            answer: (*answer).to_owned(),
            given: given.as_deref() == Some(*answer),
        }));
    }
    monitored
}

/// A question or an answer in words, by its stable name.
pub(crate) fn said(t: crate::lang::Say, name: &str) -> String {
    let phrase = t.named("monitored-", name);
    phrase.map_or_else(|| name.to_owned(), |phrase| phrase.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Language, Say};

    #[test]
    fn every_question_and_answer_has_its_words() {
        for language in [Language::English, Language::Welsh] {
            let t = Say::new(language);
            let answers = QUESTIONS.iter().flat_map(|one| one.answers);
            let names = QUESTIONS.iter().map(|one| one.name);
            for name in names.chain(answers.copied()).chain([NOT_SAID]) {
                assert!(t.named("monitored-", name).is_some(), "{name}");
            }
        }
    }
}
