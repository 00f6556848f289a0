//! The closed set of sentences.

use polity_values::PersonId;

use super::words::Words;
use super::{
    Credentials, Details, Doing, Expected, Given, MAX_STEPS, REASONS, Says, TriedAct, What, Wrong,
};
use super::{applications, steps};
use crate::fault::{did_you_mean, one_of};
use crate::form::GUARD_NAMES;

/// Reads one step.
pub(super) fn read(line: &str) -> Result<Says, Wrong> {
    let mut words = Words::new(line);
    let says = match words.word("a sentence")? {
        "given" => Says::Given(given(&mut words)?),
        "at" => Says::At(words.instant()?),
        "when" => Says::When(when(&mut words)?),
        _ => Says::Then(then(&mut words)?),
    };
    words.end()?;
    Ok(says)
}

fn given(words: &mut Words<'_>) -> Result<Given, Wrong> {
    if words.take_all("the organisation") {
        let id = words.value("the organisation's id")?;
        words.expect("in")?;
        let zone = words.word("a time zone such as Europe/London")?;
        if jiff::tz::TimeZone::get(zone).is_err() {
            let problem = format!("no time zone is called {zone:?}");
            return Err(words.fault_at(zone, problem, "write a name such as Europe/London"));
        }
        return Ok(Given::Organisation(id, zone.to_owned()));
    }
    if words.take_all("the date") {
        let name = words.word("the name of a date")?.to_owned();
        words.expect("is")?;
        return Ok(Given::Date(name, words.instant()?));
    }
    if words.take_all("the matter") {
        let id = words.value("the matter's id")?;
        words.expect("runs")?;
        return Ok(Given::Matter(id, words.value("a procedure's name")?));
    }
    given_of_list(words)
}

/// The sentences that begin with a list: of bodies, or of persons.
fn given_of_list(words: &mut Words<'_>) -> Result<Given, Wrong> {
    let names: Vec<String> = words.list("a name")?;
    if words.take_all("holds|hold the seat") {
        let persons = typed(words, &names)?;
        let seat = words.value("a seat")?;
        words.expect("of")?;
        return Ok(Given::Seat {
            persons,
            seat,
            body: words.value("a body")?,
        });
    }
    words
        .expect("is|are|holds|hold")
        .map_err(|_| words.wrong("\"is\", \"are\", \"holds the seat\" or \"hold the seat\""))?;
    let each = words.take("each");
    if each || matches!(words.peek(), Some("a" | "an")) && !words.take_all("a member") {
        words.expect("a|an")?;
        return Ok(Given::Bodies(
            typed(words, &names)?,
            words.value("a kind of body")?,
        ));
    }
    let persons = typed(words, &names)?;
    if words.take_all("suspended from") {
        let from = words.since()?;
        let to = if words.take("to") {
            Some(words.since()?)
        } else {
            None
        };
        return Ok(Given::Suspended { persons, from, to });
    }
    if words.take_all("in arrears since") {
        let since = words.since()?;
        let until = if words.take("until") {
            Some(words.since()?)
        } else {
            None
        };
        return Ok(Given::Arrears {
            persons,
            since,
            until,
        });
    }
    words.take("members");
    words.expect("of").map_err(|_| {
        words.wrong("\"each a\", \"members of\", \"suspended from\" or \"in arrears since\"")
    })?;
    let unit = words.value("a unit")?;
    words.expect("in class")?;
    let class = words.word("a class")?.to_owned();
    words.expect("since")?;
    Ok(Given::Members {
        persons,
        unit,
        class,
        since: words.since()?,
    })
}

/// The names of a list as ids of one type.
fn typed<T: std::str::FromStr>(words: &Words<'_>, names: &[String]) -> Result<Vec<T>, Wrong>
where
    T::Err: std::fmt::Display,
{
    let one = |name: &String| {
        name.parse()
            .map_err(|fault: T::Err| words.fault_at("", fault, "write another id"))
    };
    names.iter().map(one).collect()
}

fn when(words: &mut Words<'_>) -> Result<Vec<Doing>, Wrong> {
    let persons = words.persons()?;
    if words.take("casts|cast") {
        words.expect("a ballot")?;
        let begun = if words.take_all("begun at") {
            Some(words.instant()?)
        } else {
            None
        };
        let cast = |person| Doing {
            person,
            what: What::Cast(begun),
        };
        return Ok(persons.into_iter().map(cast).collect());
    }
    if words.peek() != Some("(") {
        return Err(words.wrong("the role in brackets, or \"casts a ballot\""));
    }
    words.expect("(")?;
    let role = words.value("a role")?;
    let of = if words.take("of") {
        Some(words.value("a body")?)
    } else {
        None
    };
    words.expect(")")?;
    let confirms = words.take("confirms|confirm");
    if !confirms {
        words
            .expect("does|do")
            .map_err(|_| words.wrong("\"does\" or \"confirms\""))?;
    }
    let act = words.named("act")?;
    let (details, subjects) = details(words)?;
    if persons.len().saturating_mul(subjects.len().max(1)) > MAX_STEPS {
        return Err(words.wrong("a shorter list"));
    }
    let tried = TriedAct {
        act,
        role,
        of,
        confirms,
        details,
    };
    Ok(spread(&persons, &tried, &subjects))
}

/// One act for each person and each subject, in their order.
fn spread(persons: &[PersonId], tried: &TriedAct, subjects: &[PersonId]) -> Vec<Doing> {
    let doing = |person: &PersonId, subject: Option<&PersonId>| {
        let mut tried = tried.clone();
        tried.details.subject = subject.cloned();
        Doing {
            person: person.clone(),
            what: What::Act(Box::new(tried)),
        }
    };
    let of_person = |person| match subjects {
        [] => vec![doing(person, None)],
        some => some
            .iter()
            .map(|subject| doing(person, Some(subject)))
            .collect(),
    };
    persons.iter().flat_map(of_person).collect()
}

/// The words with which the details of an act begin.
const DETAILS: [&str; 25] = [
    "for",
    "with",
    "to",
    "upholding",
    "dismissing",
    "electing",
    "in",
    "because",
    "in favour",
    "keeping",
    "finding",
    "before",
    "counting",
    "section",
    "as",
    "sizing",
    "weighing",
    "card",
    "lending",
    "matching",
    "accepting",
    "refusing",
    "into",
    "paying",
    "keyed",
];

fn details(words: &mut Words<'_>) -> Result<(Details, Vec<PersonId>), Wrong> {
    let mut details = Details::default();
    let mut subjects = Vec::new();
    while let Some(word) = words.peek() {
        if steps::detail(words, &mut details)? || applications::detail(words, &mut details)? {
            continue;
        }
        let twice = match word {
            "for" => !subjects.is_empty(),
            "to" => details.to.is_some(),
            "upholding" | "dismissing" => details.upheld.is_some(),
            "electing" => !details.elected.is_empty(),
            "in" => !details.order.is_empty(),
            _ => false,
        };
        if twice {
            return Err(words.fault_at(
                word,
                format!("{word:?} stands here twice"),
                "leave one out",
            ));
        }
        if words.take("for") {
            subjects = words.persons()?;
        } else if words.take("with") {
            with(words, &mut details)?;
        } else if words.take("to") {
            details.to = Some(words.instant()?);
        } else if words.take_all("upholding it") {
            details.upheld = Some(true);
        } else if words.take_all("dismissing it") {
            details.upheld = Some(false);
        } else if words.take("electing") {
            details.elected = words.persons()?;
        } else if words.take_all("in the order") {
            details.order = words.persons()?;
        } else if words.take("because") {
            details.reasons = Some(words.rest()?);
        } else {
            let problem = format!(
                "{word:?} is no detail of an act{}",
                did_you_mean(word, DETAILS)
            );
            return Err(words.fault_at(word, problem, format!("use {}", one_of(DETAILS))));
        }
    }
    Ok((details, subjects))
}

fn with(words: &mut Words<'_>, details: &mut Details) -> Result<(), Wrong> {
    if words.peek_second() == Some("invalid") {
        details.step.invalid = words.value("a number")?;
        words.expect("invalid")
    } else if words.take_all("a statement of") {
        details.words = Some(words.value("a number of words")?);
        words.expect("word|words")
    } else if words.take_all("credentials for the whole roll") {
        details.credentials = Some(Credentials::WholeRoll);
        Ok(())
    } else {
        let needed =
            "\"a statement of N words\", \"N credentials\" or \"credentials for the whole roll\"";
        let number = words.peek().and_then(|word| word.parse().ok());
        details.credentials = Some(Credentials::Number(
            number.ok_or_else(|| words.wrong(needed))?,
        ));
        words.word("a number")?;
        words.expect("credential|credentials")
    }
}

fn then(words: &mut Words<'_>) -> Result<Expected, Wrong> {
    if words.take("it") {
        return verdict(words);
    }
    if words.take_all("the stage") {
        if words.take("is") {
            return Ok(Expected::Stage(words.value("a stage")?));
        }
        let stage = words.value("a stage")?;
        let opens = words.take("opens");
        if !opens {
            words
                .expect("closes")
                .map_err(|_| words.wrong("\"opens\" or \"closes\""))?;
        }
        words.expect("at")?;
        let at = words.instant()?;
        return Ok(if opens {
            Expected::Opens(stage, at)
        } else {
            Expected::Closes(stage, at)
        });
    }
    if words.take_all("the matter") {
        words.expect("has ended as")?;
        return Ok(Expected::Ended(words.named("end")?));
    }
    if words.take_all("the application of") {
        let persons = words.persons()?;
        words.expect("is|are")?;
        return Ok(Expected::Applications(persons, applications::is(words)?));
    }
    if words.take_all("the next change") {
        words.expect("is at")?;
        return Ok(Expected::NextChange(words.instant()?));
    }
    let persons = words.persons()?;
    then_of_persons(words, persons)
}

fn verdict(words: &mut Words<'_>) -> Result<Expected, Wrong> {
    if words.take("awaits") {
        words.expect("a second person by")?;
        return Ok(Expected::Awaits(words.value("a clause")?));
    }
    words.expect("is").map_err(|_| {
        words.wrong("\"is allowed by\", \"is refused by\" or \"awaits a second person by\"")
    })?;
    if words.take("allowed") {
        words.expect("by")?;
        return Ok(Expected::Allowed(words.value("a clause")?));
    }
    words
        .expect("refused")
        .map_err(|_| words.wrong("\"allowed\" or \"refused\""))?;
    words.expect("by")?;
    let by = words.value("a clause")?;
    words.expect("because")?;
    let because = words.word("a reason")?;
    let known = || {
        GUARD_NAMES
            .iter()
            .copied()
            .chain(REASONS.iter().map(|&(name, _)| name))
    };
    if !known().any(|name| name == because) {
        let problem = format!("{because:?} is no reason{}", did_you_mean(because, known()));
        return Err(words.fault_at(because, problem, format!("use {}", one_of(known()))));
    }
    let opens = if words.take_all("and opens") {
        Some(words.instant()?)
    } else {
        None
    };
    Ok(Expected::Refused {
        by,
        because: because.to_owned(),
        opens,
    })
}

fn then_of_persons(words: &mut Words<'_>, persons: Vec<PersonId>) -> Result<Expected, Wrong> {
    if words.take("holds|hold") {
        let holds = !words.take("no");
        if holds {
            words.expect("a")?;
        }
        words.expect("seat in")?;
        let body = words.value("a body")?;
        let until = if holds && words.take("until") {
            Some(words.since()?)
        } else {
            None
        };
        return Ok(Expected::Seat {
            persons,
            body,
            holds,
            until,
        });
    }
    if words.take("has|have") {
        let voted = !words.take("not");
        words.expect("voted")?;
        return Ok(Expected::Voted(persons, voted));
    }
    words
        .expect("is|are")
        .map_err(|_| words.wrong("\"is\", \"are\", \"holds\", \"hold\", \"has\" or \"have\""))?;
    if words.take_all("on the roll") {
        return Ok(Expected::OnRoll(persons, None));
    }
    if words.take_all("not on the roll by") {
        return Ok(Expected::OnRoll(persons, Some(words.value("a clause")?)));
    }
    let stand = !words.take("no");
    words.take("a");
    words.expect("candidate|candidates").map_err(|_| {
        words.wrong("\"on the roll\", \"not on the roll by\", \"a candidate\", \"candidates\" or \"no candidate\"")
    })?;
    Ok(Expected::Candidates(persons, stand))
}
