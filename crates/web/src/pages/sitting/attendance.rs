//! Who was there, from when until when; who apologised; who came for whom.

use polity_org::sitting::deed::Mode;
use polity_org::sitting::minutes;
use polity_org::sitting::presence::Stay;

use super::meeting::Meeting;

/// Who was there.
#[derive(Default)]
pub(super) struct Attendance {
    /// Members, with their stays.
    pub(super) present: Vec<(String, String)>,
    pub(super) apologies: Vec<String>,
    /// Members who neither came nor apologised; told once the meeting is over.
    pub(super) absent: Vec<String>,
    /// Others who were let in, with their stays.
    pub(super) guests: Vec<(String, String)>,
    /// For whom, and who comes.
    pub(super) substitutes: Vec<String>,
}

impl Attendance {
    pub(super) fn is_empty(&self) -> bool {
        self.present.is_empty()
            && self.apologies.is_empty()
            && self.guests.is_empty()
            && self.substitutes.is_empty()
            && self.absent.is_empty()
    }
}

impl Meeting<'_> {
    /// Who was there.
    pub(super) fn attendance(&self) -> Attendance {
        let t = self.visitor.t;
        let sitting = self.sitting;
        let roll = minutes::roll(self.organisation, sitting);
        let mut attendance = Attendance::default();
        let all = sitting.door.stays().map(|(person, _)| person);
        for (person, name) in self.by_name(all) {
            let stays = sitting.door.stays().find(|(one, _)| **one == person);
            let stays = stays.map_or(&[][..], |(_, stays)| stays);
            let line = (name, self.stays(stays));
            if roll.present.contains_key(&person) {
                attendance.present.push(line);
            } else {
                attendance.guests.push(line);
            }
        }
        let names = |persons: &[polity_values::PersonId]| {
            let named = self.by_name(persons);
            named.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        attendance.apologies = names(&roll.apologies);
        if self.is_over() && sitting.opened.is_some() {
            attendance.absent = names(&roll.absent);
        }
        attendance.substitutes = sitting
            .substitutes
            .iter()
            .map(|(whom, who)| {
                let phrase = t.say("sitting-substitute").str("who", self.name(who));
                phrase.str("whom", self.name(whom)).to_string()
            })
            .collect();
        attendance
    }

    /// Stays as times of day: "10:00 to 11:30, 11:45 on".
    fn stays(&self, stays: &[Stay]) -> String {
        let t = self.visitor.t;
        let one = |stay: &Stay| {
            let from = self.clock(stay.from);
            let said = match stay.until.or(self.sitting.closed) {
                Some(until) => t
                    .say("sitting-stay")
                    .str("from", from)
                    .str("until", self.clock(until))
                    .to_string(),
                None => t.say("sitting-stay-on").str("from", from).to_string(),
            };
            match stay.mode {
                Mode::Room => said,
                Mode::Remote => t.say("sitting-stay-remote").str("stay", said).to_string(),
            }
        };
        stays.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// A time of day; with the date where it is another day than that of the sitting.
    pub(super) fn clock(&self, at: polity_values::Timestamp) -> String {
        let zone = self.visitor.zone();
        let local = at.to_zoned(zone.clone());
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        if local.date() == self.sitting.call.starts.to_zoned(zone.clone()).date() {
            return time;
        }
        format!("{}, {time}", self.visitor.t.date(at, &zone))
    }
}
