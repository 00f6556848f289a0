//! The notice of a sitting.

use polity_org::sitting::deed::{Call, ItemSpec};
use polity_values::BodyId;

use super::{option, when};
use crate::lang::Say;
use crate::pages::act::form::Reader;
use crate::words::Said;

/// The mark after a title of an item behind closed doors.
const CLOSED: &str = "*";

/// The notice, once every field is right.
pub(in crate::pages::sitting) fn read(
    reader: &mut Reader<'_>,
    bodies: &[(BodyId, Said)],
) -> Option<Call> {
    let t = reader.t();
    let choices = bodies.iter().map(|(id, title)| option(id, &title.text));
    let body = reader.choice("body", t.say("sitting-field-body"), None, choices.collect());
    let body = body.and_then(|body| BodyId::new(body).ok());
    let title = reader.line("title", t.say("act-field-matter-title"), None);
    let hint = when(reader);
    let starts = reader.instant("starts", t.say("sitting-when"), Some(hint));
    let place = reader.line("place", t.say("sitting-where"), None);
    let remote = reader.tick_if("remote", t.say("sitting-field-remote"));
    let special = reader.tick_if("special", t.say("sitting-field-special"));
    let hint = t.say("sitting-field-agenda-hint").to_string();
    let agenda = reader.text("agenda", t.say("sitting-agenda"), Some(hint), None)?;
    let agenda = match agenda_of(t, &agenda) {
        Ok(agenda) => agenda,
        Err(faults) => {
            reader.fault(faults.join(" "));
            return None;
        }
    };
    Some(Call {
        body: body?,
        title: title?,
        special,
        starts: starts?,
        place: place?,
        remote,
        agenda,
    })
}

/// A line for each item: its title, then its minutes after a comma or semicolon if it has any.
fn agenda_of(t: Say, text: &str) -> Result<Vec<ItemSpec>, Vec<String>> {
    let (mut items, mut faults) = (Vec::new(), Vec::new());
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let open = line.trim_end_matches(CLOSED).trim_end();
        let closed_doors = open.len() < line.len();
        let (title, minutes) = match open.rsplit_once([';', '\t', '|']) {
            Some((title, minutes)) => (title.trim(), Some(minutes.trim())),
            None => (open, None),
        };
        let minutes = minutes.map(|text| text.parse::<u32>().map_err(|_| text));
        match minutes.transpose() {
            Ok(minutes) => items.push(ItemSpec {
                title: title.to_owned(),
                minutes,
                closed_doors,
            }),
            Err(found) => {
                let fault = t.say("sitting-fault-minutes").num("line", place + 1);
                faults.push(fault.str("text", found).to_string());
            }
        }
    }
    if faults.is_empty() {
        Ok(items)
    } else {
        Err(faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    #[test]
    fn a_line_is_an_item_with_its_minutes_and_doors() {
        let t = Say::new(Language::English);
        let items = agenda_of(t, "Apologies\n\nBudget, 2027; 30\n Staff; 15 *\n").unwrap();
        let told: Vec<_> = items
            .iter()
            .map(|one| (one.title.as_str(), one.minutes, one.closed_doors))
            .collect();
        assert_eq!(
            told,
            [
                ("Apologies", None, false),
                ("Budget, 2027", Some(30), false),
                ("Staff", Some(15), true)
            ]
        );
        let faults = agenda_of(t, "One; ten\nTwo; -1").unwrap_err();
        assert_eq!(faults.len(), 2, "all faults at once: {faults:?}");
    }
}
