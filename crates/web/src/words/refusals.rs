//! What the judge refuses in a sitting, in plain words of each language. The judge says it in English sentences with
//! its figures; here each is known again by its wording. A test reads the judge's own source, so that no refusal is
//! added without its text.

use crate::lang::Say;

/// Refusals, as the judge says them, `{}` for its figures, with the rest of the key of our sentence. The first that fits.
const REFUSALS: [(&str, &str); 110] = [
    ("there is no item {}", "no-item"),
    (
        "a special sitting is on the item of its notice and on no other",
        "special-only",
    ),
    ("an agenda has at most {} items", "most-items"),
    (
        "members put items on the agenda up to {} clear days before the sitting",
        "items-late",
    ),
    ("there is no such request", "no-request"),
    ("this item was taken or deferred already", "item-over"),
    ("it would be due in the past", "due-past"),
    ("there is no such action", "no-action"),
    ("this person holds no office or seat now", "no-office"),
    ("there is no such question", "no-asked"),
    (
        "there is no answer to follow up, or it is settled",
        "no-answer",
    ),
    (
        "minutes are handed in once the sitting is closed",
        "minutes-early",
    ),
    (
        "the minutes were approved: they cannot change",
        "minutes-final",
    ),
    (
        "{} has no composition, by which it could meet",
        "no-composition",
    ),
    ("the sitting would begin in the past", "starts-past"),
    ("the notice has no item", "no-agenda"),
    (
        "a special sitting is on one item: name that one",
        "special-one",
    ),
    (
        "the body's rules know no taking part from elsewhere",
        "no-remote",
    ),
    (
        "only a sitting that was not opened is cancelled",
        "cancel-late",
    ),
    ("only a member of the body presides", "chair-member"),
    ("it would resume in the past", "resume-past"),
    ("the vote on question {} is not decided yet", "vote-open"),
    ("this sitting is held in the room only", "room-only"),
    (
        "this person is in already: one person is admitted once",
        "already-in",
    ),
    ("nobody is let in while item {} runs", "doors-closed"),
    ("this person is not in", "not-in"),
    ("the body's rules know no substitutes", "no-substitutes"),
    (
        "only for a member who may vote can a substitute come",
        "substitute-voter",
    ),
    ("the substitute has a vote here already", "substitute-has"),
    (
        "a substitute is named before the sitting opens, for a member who is not there",
        "substitute-late",
    ),
    ("no item runs", "no-running"),
    ("you did not ask to speak", "not-asked"),
    ("nobody speaks", "nobody-speaks"),
    (
        "name the kind of the point, in at most {} characters",
        "point-kind",
    ),
    ("you are not in the sitting: come in first", "come-in"),
    ("this item runs, or was deferred", "item-runs"),
    ("nobody asked to speak", "nobody-asked"),
    ("there is no such point", "no-point"),
    (
        "the vote on question {} is called: declare interests before",
        "interest-late",
    ),
    ("there is no sitting of this id", "no-sitting"),
    ("the sitting is not open yet", "not-open"),
    ("the sitting is adjourned", "adjourned"),
    ("the sitting is closed", "closed"),
    ("the sitting was cancelled", "cancelled"),
    (
        "there is no quorum: {} are present and {} are needed",
        "quorum",
    ),
    (
        "votes of these delegations are not accounted for, as received or not received: {}",
        "cards-missing",
    ),
    ("the votes are not counted yet", "not-counted"),
    ("the rules give the chair no casting vote", "no-casting"),
    (
        "the chair casts a vote only when the votes are equal",
        "casting-equal",
    ),
    ("there is no casting vote here", "casting-none"),
    ("a lot is due first", "lot-first"),
    ("a round is due first", "round-first"),
    ("{} awaits no ratification any more", "ratified-already"),
    (
        "the minutes of {} were approved already",
        "minutes-approved",
    ),
    ("only a member moves a question", "mover"),
    ("another member seconds it", "seconder"),
    ("say which item the question is about", "which-item"),
    ("an item stands in it twice", "item-twice"),
    ("item {} was deferred", "item-deferred"),
    (
        "notice was {} clear days and {} are needed: first the body waives that",
        "notice",
    ),
    (
        "papers of item {} came later than {} clear days before the sitting: first the body waives that",
        "papers-late",
    ),
    (
        "the notice was long enough, or is waived already",
        "notice-good",
    ),
    ("no papers of item {} were late", "papers-good"),
    ("there is no such ruling", "no-ruling"),
    ("{} awaits no ratification by this body", "no-ratify"),
    (
        "the body's composition gives it no power to adopt procedures",
        "power-procedures",
    ),
    (
        "the body's composition gives it no power to adopt compositions",
        "power-compositions",
    ),
    (
        "the body's composition gives it no power to change rules",
        "power-rules",
    ),
    ("there is no sitting {}", "no-such-sitting"),
    ("{} was a sitting of another body", "other-body"),
    ("no minutes of {} were handed in", "no-minutes"),
    ("from 1 to {} persons stand", "how-many-stand"),
    ("a person stands twice", "stands-twice"),
    ("there is no question {}", "no-question"),
    (
        "the question was withdrawn, or the vote on it is called",
        "question-over",
    ),
    (
        "only a question on several items can be divided, by one of them",
        "divide",
    ),
    (
        "there is no quorum for this question: {} who may vote are present and {} are needed",
        "quorum-question",
    ),
    ("nobody here may vote on this question", "no-voters"),
    ("a choice among persons is made in secret", "method-secret"),
    (
        "rules are changed by a recorded vote: call the roll, or take a card vote",
        "method-rules",
    ),
    (
        "rules are adopted by a recorded vote: call the roll",
        "method-roll",
    ),
    ("no vote is called", "no-vote"),
    ("the roll is not called in this vote", "no-roll"),
    (
        "who was not there throughout items {} does not vote on this question",
        "missed",
    ),
    (
        "who declared an interest takes no part in this vote",
        "interested",
    ),
    (
        "only who was present and entitled when the vote was called votes",
        "not-voter",
    ),
    (
        "this vote is not counted for and against",
        "not-for-against",
    ),
    (
        "{} votes are counted, and {} persons may vote",
        "too-many-votes",
    ),
    (
        "{} papers are counted, and {} persons may vote",
        "too-many-papers",
    ),
    ("{} stand in this round: give as many totals", "totals"),
    ("a lot must be drawn first", "lot-must"),
    ("no further round is due", "no-round"),
    ("this is no vote among persons", "no-persons"),
    ("no lot is due among persons of whom this is one", "no-lot"),
    ("this is no card vote", "no-card"),
    ("a card vote has 1 to {} sections", "card-sections"),
    (
        "a share is a whole number of percent, such as 50%",
        "card-share",
    ),
    (
        "the shares of the sections do not add up to the whole",
        "card-whole",
    ),
    ("the section {} has no votes, or more than {}", "card-votes"),
    ("the delegation {} stands twice", "card-twice"),
    ("there is no delegation {}", "card-none"),
    ("{} has {} votes, and more are accounted for", "card-more"),
    ("{} is empty", "empty"),
    ("{} has {} characters; the most is {}", "long"),
    ("{} holds a control character", "control"),
    ("there is no seat {}", "no-seat"),
    (
        "{} is a seat of units: a body does not fill it",
        "seat-units",
    ),
    ("{} holds this seat already", "holds-seat"),
    ("every seat {} is held", "seats-held"),
    ("{}: {}", "person"),
];

/// Roles that the judge names in words.
const ROLES: [(&str, &str); 4] = [
    ("a member of {}", "role-member"),
    ("the person who was asked", "role-asked"),
    ("the person who asked", "role-asker"),
    (
        "a member who owes a report on this sitting",
        "role-reporter",
    ),
];

/// What a title is of.
const PARTS: [(&str, &str); 5] = [
    ("the title of an item", "part-item"),
    ("the title of a paper", "part-paper"),
    ("the title", "part-title"),
    ("the place", "part-place"),
    ("the question", "part-question"),
];

/// The gaps of a sentence, in their order.
const GAPS: [&str; 3] = ["a", "b", "c"];

/// A refusal of a sitting in the visitor's language; none where the judge said something else.
pub(super) fn refusal(t: Say, say: &str) -> Option<String> {
    known(t, &REFUSALS, say, |gap| part(t, gap))
}

/// A role of a sitting in the visitor's language.
pub(super) fn role(t: Say, role: &str) -> Option<String> {
    let title = |gap: &str| Some(super::procedure::text(t, gap).text);
    if let Some(said) = known(t, &ROLES, role, title) {
        return Some(said);
    }
    // Two offices, of which the text of a procedure may know each.
    let (first, second) = role.split_once(" or ")?;
    let whole = super::procedure::text(t, role);
    whole.lang?;
    let phrase = t.named("why-sitting-", "or")?;
    let first = super::procedure::text(t, first).text;
    let second = super::procedure::text(t, second).text;
    Some(phrase.str("a", first).str("b", second).to_string())
}

/// A gap that is a sentence or a part of one itself.
fn part(t: Say, gap: &str) -> Option<String> {
    let found = PARTS.iter().find(|(words, _)| *words == gap);
    let named = found.and_then(|(_, key)| t.named("why-sitting-", key));
    named.map(|phrase| phrase.to_string())
}

fn known(
    t: Say,
    table: &[(&str, &str)],
    say: &str,
    inner: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let (key, gaps) = table
        .iter()
        .find_map(|(pattern, key)| Some((*key, gaps(pattern, say)?)))?;
    // What is said of a person is a refusal of its own; where that is not known, the whole is not.
    let of_person = key == "person";
    // What a text is of is named in the visitor's language, or it is no refusal of a sitting.
    let of_part = matches!(key, "empty" | "long" | "control");
    let mut phrase = t.named("why-sitting-", key)?;
    for (name, gap) in GAPS.into_iter().zip(gaps) {
        let text = if of_person && name == "b" {
            refusal(t, gap)?
        } else if of_part && name == "a" {
            inner(gap)?
        } else {
            inner(gap).unwrap_or_else(|| gap.to_owned())
        };
        phrase = phrase.str(name, text);
    }
    Some(phrase.to_string())
}

/// What stands in the gaps of a pattern; none where the words around them differ.
fn gaps<'s>(pattern: &str, say: &'s str) -> Option<Vec<&'s str>> {
    let mut parts = pattern.split("{}");
    let mut rest = say.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_none() {
            rest.len().checked_sub(part.len())?
        } else {
            rest.find(part)?
        };
        let gap = rest.get(..end)?;
        if gap.is_empty() || rest.get(end..end + part.len())? != part {
            return None;
        }
        found.push(gap);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    /// Texts of the judge that are no sentence: what joins others.
    const JOINTS: [&str; 4] = [" or ", ", ", "; ", "{}: {}"];

    /// The texts that a source file holds between quotation marks, gaps as `{}`.
    fn texts(source: &str) -> Vec<String> {
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let code = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code: Vec<_> = code.collect();
        let code = code.join("\n");
        let mut texts = Vec::new();
        for text in code.split('"').skip(1).step_by(2) {
            let mut said = String::new();
            let mut inside = false;
            for sign in text.chars() {
                match sign {
                    '{' => said.push('{'),
                    '}' => said.push('}'),
                    _ if inside => {}
                    sign => said.push(sign),
                }
                inside = match sign {
                    '{' => true,
                    '}' => false,
                    _ => inside,
                };
            }
            texts.push(said);
        }
        texts
    }

    #[test]
    fn every_refusal_of_the_judge_has_its_text_in_every_language() {
        let org = concat!(env!("CARGO_MANIFEST_DIR"), "/../org/src/sitting");
        let judge = std::fs::read_dir(format!("{org}/judge")).expect("the judge's source");
        let mut files: Vec<_> = judge.map(|one| one.expect("a file").path()).collect();
        files.push(format!("{org}/card.rs").into());
        let mut seen = 0;
        for file in files {
            let source = std::fs::read_to_string(&file).expect("a source file");
            for text in texts(&source) {
                if !text.contains(' ') || JOINTS.contains(&text.as_str()) {
                    continue;
                }
                seen += 1;
                for language in Language::ALL {
                    let t = Say::new(language);
                    let known = refusal(t, &text.replace("{}", "7"))
                        .or_else(|| role(t, &text.replace("{}", "X")))
                        .or_else(|| part(t, &text));
                    let file = file.display();
                    assert!(known.is_some(), "{file}: {text:?} in {language:?}");
                }
            }
        }
        assert!(seen > 90, "the judge's sentences are found: {seen}");
    }

    #[test]
    fn figures_are_carried_over_and_other_sentences_left_alone() {
        let t = Say::new(Language::English);
        let said = refusal(t, "there is no quorum: 3 are present and 13 are needed").unwrap();
        assert!(said.contains('3') && said.contains("13"), "{said}");
        assert_eq!(refusal(t, "the digest is not that of the file"), None);
        let welsh = Say::new(Language::Welsh);
        let said = refusal(welsh, "the title of an item is empty").unwrap();
        assert!(said.contains("teitl eitem"), "{said}");
        let nested = refusal(t, "p-1: every seat chair is held").unwrap();
        assert!(nested.contains("No seat of that kind is free"), "{nested}");
        assert_eq!(refusal(t, "p-1: something new"), None);
    }

    #[test]
    fn roles_of_a_sitting_are_told() {
        let welsh = Say::new(Language::Welsh);
        assert_eq!(
            role(welsh, "a member of The executive").as_deref(),
            Some("aelod o The executive")
        );
        let t = Say::new(Language::English);
        assert_eq!(role(t, "Chair"), None);
    }
}
