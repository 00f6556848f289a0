//! Why something cannot be done, in the visitor's language, with its figures.

use polity_org::{Why, act_words};
use polity_procedure::Named as _;
use polity_procedure::model::{ActKind, EndKind};

use super::{Said, label, procedure, refusals};
use crate::lang::{Language, Phrase, Say};
use crate::visitor::Visitor;

/// What is unmet. Only what the judge found inconsistent in a form, with figures of its own, stays in the
/// judge's English, and is marked so.
pub fn why(visitor: &Visitor, why: &Why) -> Said {
    let t = visitor.t;
    let phrase = match why {
        Why::WindowNotOpen { opens } => t.say("why-too-early").str("opens", visitor.at(*opens)),
        Why::WindowClosed { closed } => t.say("why-too-late").str("closed", visitor.at(*closed)),
        Why::UnitSuspended { unit, until } => t
            .say("why-unit-suspended")
            .str("unit", unit_title(visitor, unit))
            .str("until", visitor.at(*until)),
        Why::Suspended { until: None } => t.say("why-suspended"),
        Why::Suspended { until: Some(until) } => t
            .say("why-suspended-until")
            .str("until", visitor.at(*until)),
        other => match plain(t, other)
            .or_else(|| counted(t, other))
            .or_else(|| of_steps(t, other))
        {
            Some(phrase) => phrase,
            None => return judges(t, other),
        },
    };
    Said::plain(phrase)
}

/// Reasons of votes, hearings and thresholds, with their figures.
fn of_steps(t: Say, why: &Why) -> Option<Phrase> {
    Some(match why {
        Why::NoQuorum { has, needs } => {
            t.say("why-no-quorum").num("has", *has).num("needs", *needs)
        }
        Why::TooLittleSupport { group, has, needs } => t
            .say("why-too-little-support")
            .str("group", procedure::text(t, group).text)
            .num("has", *has)
            .num("needs", *needs),
        Why::NotHeard { missed } => t.say("why-not-heard").num("missed", *missed),
        Why::NotScored { missing } => t.say("why-not-scored").num("missing", *missing),
        Why::NotEachCandidate { act, missing } => t
            .say("why-not-each-candidate")
            .str("act", act_label(t, act))
            .num("missing", *missing),
        Why::TooFewStand { has, needs } => t
            .say("why-too-few-stand")
            .num("has", *has)
            .num("needs", *needs),
        Why::TooManyStand { has, most } => t
            .say("why-too-many-stand")
            .num("has", *has)
            .num("most", *most),
        Why::DoneByTooFew { act, has, needs } => t
            .say("why-done-by-too-few")
            .str("act", act_label(t, act))
            .num("has", *has)
            .num("needs", *needs),
        _ => return None,
    })
}

/// The judge's own sentence.
fn judges(t: Say, why: &Why) -> Said {
    judges_sentence(t, &why.to_string())
}

/// A sentence of the judge: of a sitting in the visitor's language, else in its own, marked as English.
pub fn judges_sentence(t: Say, say: &str) -> Said {
    if let Some(said) = refusals::refusal(t, say) {
        return Said::plain(said);
    }
    let mut text = say.to_owned();
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    Said {
        text,
        lang: (t.language != Language::English).then_some("en"),
    }
}

/// Reasons without figures.
fn plain(t: Say, why: &Why) -> Option<Phrase> {
    Some(match why {
        Why::OtherStage { stage } => t
            .say("why-other-stage")
            .str("stage", procedure::text(t, stage).text),
        Why::MatterEnded { end } => t.say("why-matter-ended").str("end", ended(t, end)),
        Why::UnknownMatter => t.say("why-unknown-matter"),
        Why::UnknownAct => t.say("why-unknown-act"),
        Why::NotInRole { role } => t.say("why-not-the-role").str(
            "role",
            refusals::role(t, role).unwrap_or_else(|| procedure::text(t, role).text),
        ),
        Why::UnitNotNamed => t.say("why-unit-not-named"),
        Why::NotAMember => t.say("why-not-a-member"),
        Why::WrongClass { classes } => t.say("why-wrong-class").str("classes", classes),
        Why::NotOnRoll => t.say("why-not-on-roll"),
        Why::NotDone { act } => first(t, act),
        Why::Interest { interest } => interested(t, interest),
        Why::DidIt { act } => t.say("why-did-it").str("act", act_label(t, act)),
        Why::NoVoteHeld { share } => t.say("why-no-vote-held").str("share", share),
        Why::NotAgreed { stage } => t
            .say("why-not-agreed")
            .str("stage", procedure::text(t, stage).text),
        Why::OutsideWindow { stage } => t
            .say("why-outside-window")
            .str("stage", procedure::text(t, stage).text),
        Why::SizeUnknown { group } => t
            .say("why-size-unknown")
            .str("group", procedure::text(t, group).text),
        Why::NoneOf { alternatives } => t.say("why-none-of").str("alternatives", alternatives),
        Why::SamePerson => t.say("why-same-person"),
        Why::NoProposal => t.say("why-no-proposal"),
        Why::NoCandidate { person } => t.say("why-no-candidate").str("person", person),
        Why::AlreadyDone => t.say("why-already-done"),
        Why::OnlyPeople => t.say("why-only-people"),
        Why::NotApplied => t.say("why-not-applied"),
        Why::NotInQueue => t.say("why-not-in-queue"),
        _ => return None,
    })
}

/// Reasons with figures.
fn counted(t: Say, why: &Why) -> Option<Phrase> {
    Some(match why {
        Why::TooShortMembership { has, needs } => {
            t.say("why-too-short").num("has", *has).num("needs", *needs)
        }
        Why::AtMost { most } => t.say("why-at-most").num("most", *most),
        Why::TooFewUnits { has, needs } => t
            .say("why-too-few-units")
            .num("has", *has)
            .num("needs", *needs),
        Why::TrusteesMissing { of: 0, .. } => t.say("why-trustees-none"),
        Why::TrusteesMissing { act, missing, of } => t
            .say("why-trustees-missing")
            .num("missing", *missing)
            .num("of", *of)
            .str("act", act_label(t, act)),
        Why::TooFewTrustees { has, needs } => t
            .say("why-too-few-trustees")
            .num("has", *has)
            .num("needs", *needs),
        Why::CannotBeFilled { .. } => t.say("why-cannot-be-filled"),
        Why::OpenChallenges { open } => t.say("why-open-challenges").num("open", *open),
        Why::CredentialsDiffer { credentials, roll } => t
            .say("why-credentials-differ")
            .str("credentials", t.count(*credentials))
            .str("roll", t.count(*roll)),
        Why::AlreadyProposed { entry } => t.say("why-already-proposed").str("entry", entry),
        Why::TooManyWords { has, most } => t
            .say("why-too-many-words")
            .num("has", *has)
            .num("most", i64::try_from(*most).unwrap_or(i64::MAX)),
        _ => return None,
    })
}

/// The unit's title by its id, as reasons name units.
fn unit_title(visitor: &Visitor, unit: &str) -> String {
    let organisation = visitor.world.organisation();
    organisation
        .and_then(|one| one.units.values().find(|known| known.id.as_str() == unit))
        .map_or_else(|| unit.to_owned(), |known| known.title.clone())
}

/// The name of an act from the judge's words for it.
fn act_label(t: Say, words: &str) -> String {
    let kind = ActKind::ALL
        .iter()
        .find(|(_, kind)| act_words(*kind) == words);
    kind.map_or_else(|| words.to_owned(), |(name, _)| label(t, name))
}

/// What must come first.
fn first(t: Say, act: &str) -> Phrase {
    match act {
        "the ballot is opened" => t.say("why-not-done-opening"),
        "the ballot is closed" => t.say("why-not-done-closing"),
        "the roll is frozen" => t.say("why-not-done-roll"),
        "the count is recorded" => t.say("why-not-done-count"),
        words => t.say("why-not-done").str("act", act_label(t, words)),
    }
}

fn interested(t: Say, interest: &str) -> Phrase {
    match interest {
        "you stood as a candidate" => t.say("why-interest-stood"),
        "you are a trustee of the ballot's key" => t.say("why-interest-trustee"),
        "you declared an interest" => t.say("why-interest-declared"),
        "whom you name stood as a candidate" => t.say("why-interest-named-stood"),
        "whom you name holds an office in it" => t.say("why-interest-named-office"),
        "it is your own application" => t.say("why-interest-own-application"),
        "it is of your own household" => t.say("why-interest-household"),
        "it is of your own unit" => t.say("why-interest-unit"),
        "you put it into a queue, or said that you take no part in it" => {
            t.say("why-interest-recused")
        }
        "you took part in refusing it" => t.say("why-interest-refused"),
        other => t.say("why-interest").str("interest", other),
    }
}

/// How a matter ended, from the judge's words for it.
fn ended(t: Say, words: &str) -> String {
    let end = match words {
        "the result was declared" => EndKind::Declared,
        "it was declared void" => EndKind::Void,
        "it lapsed for want of an act that it required" => EndKind::Lapsed,
        "it was agreed" => EndKind::Agreed,
        "it was rejected" => EndKind::Rejected,
        other => return other.to_owned(),
    };
    let phrase = t.named("end-", end.name());
    let text = phrase.map(|phrase| phrase.to_string()).unwrap_or_default();
    text.trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each reason whose sentence is ours. The match makes a new reason a fault of this test.
    fn known(why: &Why) -> bool {
        match why {
            Why::WindowNotOpen { .. }
            | Why::WindowClosed { .. }
            | Why::UnitSuspended { .. }
            | Why::Suspended { .. }
            | Why::OtherStage { .. }
            | Why::MatterEnded { .. }
            | Why::UnknownMatter
            | Why::UnknownAct
            | Why::NotInRole { .. }
            | Why::UnitNotNamed
            | Why::NotAMember
            | Why::WrongClass { .. }
            | Why::TooShortMembership { .. }
            | Why::NotOnRoll
            | Why::NotDone { .. }
            | Why::AtMost { .. }
            | Why::TooFewUnits { .. }
            | Why::TrusteesMissing { .. }
            | Why::TooFewTrustees { .. }
            | Why::CannotBeFilled { .. }
            | Why::Interest { .. }
            | Why::OpenChallenges { .. }
            | Why::DidIt { .. }
            | Why::CredentialsDiffer { .. }
            | Why::NoVoteHeld { .. }
            | Why::NoneOf { .. }
            | Why::SamePerson
            | Why::NoProposal
            | Why::AlreadyProposed { .. }
            | Why::NoCandidate { .. }
            | Why::AlreadyDone
            | Why::OnlyPeople
            | Why::NotApplied
            | Why::NotInQueue
            | Why::TooManyWords { .. }
            | Why::NoQuorum { .. }
            | Why::TooLittleSupport { .. }
            | Why::SizeUnknown { .. }
            | Why::NotAgreed { .. }
            | Why::OutsideWindow { .. }
            | Why::NotHeard { .. }
            | Why::NotScored { .. }
            | Why::NotEachCandidate { .. }
            | Why::TooFewStand { .. }
            | Why::TooManyStand { .. }
            | Why::DoneByTooFew { .. } => true,
            // The judge's own sentence, marked as English.
            Why::WrongSubject { .. } | Why::Inconsistent { .. } => false,
        }
    }

    fn samples() -> Vec<Why> {
        [samples_of_steps(), other_samples()].concat()
    }

    fn samples_of_steps() -> Vec<Why> {
        let text = || "x".to_owned();
        let act = act_words(ActKind::OpenBallot);
        let (has, needs) = (1, 3);
        vec![
            Why::NoQuorum { has, needs },
            Why::TooLittleSupport {
                group: text(),
                has,
                needs,
            },
            Why::SizeUnknown { group: text() },
            Why::NotAgreed { stage: text() },
            Why::OutsideWindow { stage: text() },
            Why::NotHeard { missed: 1 },
            Why::NotScored { missing: 4 },
            Why::NotEachCandidate { act, missing: 2 },
            Why::TooFewStand { has, needs },
            Why::TooManyStand { has: 5, most: 2 },
            Why::DoneByTooFew { act, has, needs },
        ]
    }

    fn other_samples() -> Vec<Why> {
        let text = || "x".to_owned();
        let end = "the result was declared";
        let act = act_words(ActKind::OpenBallot);
        vec![
            Why::OtherStage { stage: text() },
            Why::MatterEnded { end },
            Why::UnknownMatter,
            Why::UnknownAct,
            Why::NotInRole { role: text() },
            Why::UnitNotNamed,
            Why::NotAMember,
            Why::WrongClass { classes: text() },
            Why::TooShortMembership { has: 1, needs: 12 },
            Why::NotOnRoll,
            Why::NotDone { act },
            Why::AtMost { most: 9 },
            Why::TooFewUnits { has: 3, needs: 5 },
            Why::TrusteesMissing {
                act,
                missing: 1,
                of: 3,
            },
            Why::TooFewTrustees { has: 1, needs: 3 },
            Why::CannotBeFilled { say: text() },
            Why::Interest {
                interest: "you stood as a candidate",
            },
            Why::OpenChallenges { open: 2 },
            Why::DidIt { act },
            Why::CredentialsDiffer {
                credentials: 1,
                roll: 2,
            },
            Why::NoVoteHeld { share: text() },
            Why::NoneOf {
                alternatives: text(),
            },
            Why::SamePerson,
            Why::NoProposal,
            Why::AlreadyProposed { entry: 4 },
            Why::NoCandidate { person: text() },
            Why::AlreadyDone,
            Why::OnlyPeople,
            Why::NotApplied,
            Why::NotInQueue,
            Why::TooManyWords {
                has: 251,
                most: 250,
            },
        ]
    }

    #[test]
    fn g3_every_reason_is_said_in_every_language() {
        for language in Language::ALL {
            let t = Say::new(language);
            for why in samples() {
                assert!(known(&why));
                let phrase = plain(t, &why)
                    .or_else(|| counted(t, &why))
                    .or_else(|| of_steps(t, &why));
                let text = phrase.expect("a sentence").to_string();
                assert!(!text.starts_with("why-"), "{why:?}: {text}");
                assert!(!text.contains('{'), "{why:?}: {text}");
            }
        }
    }

    #[test]
    fn g3_acts_are_named_by_their_label_and_not_by_the_judges_words() {
        let welsh = Say::new(Language::Welsh);
        for (name, kind) in ActKind::ALL {
            assert_eq!(act_label(welsh, act_words(*kind)), label(welsh, name));
        }
    }

    #[test]
    fn the_judges_sentence_is_marked_as_english() {
        let why = Why::Inconsistent {
            say: "the seed is empty".to_owned(),
        };
        let said = judges(Say::new(Language::Welsh), &why);
        assert_eq!(said.text, "The seed is empty.");
        assert_eq!(said.lang, Some("en"));
        assert_eq!(judges(Say::new(Language::English), &why).lang, None);
    }
}
