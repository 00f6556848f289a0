//! Reading the file of a composition. Every fault is told at once, each with the line of its item.

use std::collections::BTreeMap;
use std::fmt;

use polity_procedure::model::ClauseText;
use polity_values::{Clause, SeatId, civil};
use serde::de::DeserializeOwned;
use toml::{Spanned, Table, Value};

use super::check;
use super::composition::{
    Bar, Base, Composition, CourseRule, DayTime, Division, Filling, Least, Measure, Office, Orders,
    Reservation, VacancyRule,
};

/// The most bytes that the file of a composition has.
pub const MAX_COMPOSITION_BYTES: usize = 256 * 1024;

/// A fault of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BodyFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, where, and what to write.
    pub say: String,
}

impl fmt::Display for BodyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.say)
    }
}

/// Reads the file of a composition and proves it.
///
/// # Errors
/// Every fault, in the order of the lines.
pub fn parse(source: &str) -> Result<Composition, Vec<BodyFault>> {
    let (composition, mut faults) = read(source);
    if let Some(composition) = &composition {
        for (at, say) in check::check(composition) {
            let line = at.and_then(|(key, place)| headings(source, key).get(place).copied());
            let line = line.unwrap_or(1);
            faults.push(BodyFault { line, say });
        }
    }
    faults.sort();
    match composition {
        Some(composition) if faults.is_empty() => Ok(composition),
        _ => Err(faults),
    }
}

/// Reads a file that stands on the record: what was proved when it was adopted is not asked again.
pub(crate) fn adopted(source: &str) -> Result<Composition, String> {
    let (composition, faults) = read(source);
    let first = faults.first().map(ToString::to_string);
    match (composition, first) {
        (Some(composition), None) => Ok(composition),
        (_, fault) => Err(fault.unwrap_or_else(|| "it is no composition".to_owned())),
    }
}

fn read(source: &str) -> (Option<Composition>, Vec<BodyFault>) {
    if source.len() > MAX_COMPOSITION_BYTES {
        let say = format!(
            "the file has {} bytes; the most is {MAX_COMPOSITION_BYTES}",
            source.len()
        );
        return (None, vec![BodyFault { line: 1, say }]);
    }
    match toml::from_str::<BTreeMap<String, Spanned<Value>>>(source) {
        Ok(document) => {
            let mut reader = Reader {
                source,
                faults: Vec::new(),
            };
            let composition = reader.composition(document);
            (composition, reader.faults)
        }
        Err(fault) => {
            let at = fault.span().map_or(0, |span| span.start);
            let line = line_of(source, at);
            let say = fault.message().to_owned();
            (None, vec![BodyFault { line, say }])
        }
    }
}

fn line_of(source: &str, byte: usize) -> usize {
    let before = source.get(..byte.min(source.len())).unwrap_or_default();
    before.matches('\n').count() + 1
}

struct Reader<'s> {
    source: &'s str,
    faults: Vec<BodyFault>,
}

/// A table that is taken apart key by key.
struct Item {
    table: Table,
    what: String,
    line: usize,
    known: Vec<&'static str>,
}

impl Item {
    /// The whole file, empty as yet.
    fn whole() -> Self {
        Self {
            table: Table::new(),
            what: "the file".to_owned(),
            line: 1,
            known: Vec::new(),
        }
    }
}

impl Reader<'_> {
    fn fault(&mut self, line: usize, say: String) {
        self.faults.push(BodyFault { line, say });
    }

    fn item(&mut self, value: Value, what: &str, line: usize) -> Option<Item> {
        if let Value::Table(table) = value {
            return Some(Item {
                table,
                what: what.to_owned(),
                line,
                known: Vec::new(),
            });
        }
        self.fault(line, format!("{what} is a table: write key = value"));
        None
    }

    fn items(&mut self, value: Option<Value>, what: &str, line: usize) -> Vec<Item> {
        match value {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let place = items.into_iter().enumerate();
                place
                    .filter_map(|(at, value)| self.item(value, &format!("{what} {}", at + 1), line))
                    .collect()
            }
            Some(value) => self.item(value, what, line).into_iter().collect(),
        }
    }

    /// A key that may be missing.
    fn may<T: DeserializeOwned>(&mut self, item: &mut Item, key: &'static str) -> Option<T> {
        item.known.push(key);
        let value = item.table.remove(key)?;
        match value.try_into() {
            Ok(value) => Some(value),
            Err(fault) => {
                let message = fault.message().trim().to_owned();
                self.fault(item.line, format!("{}, {key}: {message}", item.what));
                None
            }
        }
    }

    /// A key that must be there.
    fn need<T: DeserializeOwned>(&mut self, item: &mut Item, key: &'static str) -> Option<T> {
        if !item.table.contains_key(key) {
            item.known.push(key);
            self.fault(item.line, format!("{} lacks {key}", item.what));
            return None;
        }
        self.may(item, key)
    }

    /// The keys that nothing asked for.
    fn finish(&mut self, item: &Item) {
        for key in item.table.keys() {
            let near = item
                .known
                .iter()
                .max_by(|a, b| strsim::jaro(a, key).total_cmp(&strsim::jaro(b, key)))
                .filter(|near| strsim::jaro(near, key) > 0.7)
                .map(|near| format!(": did you mean {near}?"))
                .unwrap_or_default();
            self.fault(
                item.line,
                format!("{} does not know the key {key}{near}", item.what),
            );
        }
    }

    fn composition(&mut self, document: BTreeMap<String, Spanned<Value>>) -> Option<Composition> {
        let mut top = Item::whole();
        let mut lines = BTreeMap::new();
        for (key, value) in document {
            lines.insert(key.clone(), line_of(self.source, value.span().start));
            top.table.insert(key, value.into_inner());
        }
        let body: Option<polity_values::BodyId> = self.need(&mut top, "body");
        let title = self.need(&mut top, "title");
        let within = self.may(&mut top, "within");
        let from: Option<String> = self.need(&mut top, "in-force-from");
        let from = self.date(from.as_deref());
        let rule: Option<Clause> = self.need(&mut top, "rule");
        let recorder = self.need(&mut top, "recorded-by");
        let persons = self.may(&mut top, "persons").unwrap_or(2);
        let line = |key: &str| lines.get(key).copied().unwrap_or(1);
        let powers = self.may(&mut top, "may").unwrap_or_default();
        let rule_or = rule.clone();
        let majority = self.measure(&mut top, "majority", line("majority"), rule_or.as_ref());
        let quorum = self.measure(&mut top, "quorum", line("quorum"), rule_or.as_ref());
        let mut lists = self.lists(&mut top);
        top.known.push("sittings");
        let sittings = top.table.remove("sittings");
        if sittings.is_none() {
            let say = "the file lacks [sittings]: how the body meets";
            self.fault(1, say.to_owned());
        }
        let orders = sittings
            .and_then(|value| self.item(value, "sittings", line("sittings")))
            .and_then(|item| self.orders(item, rule.as_ref(), majority.as_ref()));
        self.finish(&top);
        let mut of = |key: &str| lists.remove(key).unwrap_or_default();
        let (divisions, offices) = (of("division"), of("office"));
        let (clauses, reserved) = (of("clause"), of("reservation"));
        let divisions: Vec<_> = divisions
            .into_iter()
            .filter_map(|one| self.division(one, body.as_ref(), rule.as_ref()))
            .collect();
        let offices: Vec<_> = offices
            .into_iter()
            .filter_map(|one| self.office(one, body.as_ref(), rule.as_ref()))
            .collect();
        let clauses: Vec<_> = clauses
            .into_iter()
            .filter_map(|one| self.clause(one))
            .collect();
        let reservations: Vec<_> = reserved
            .into_iter()
            .filter_map(|one| self.reservation(one, rule.as_ref()))
            .collect();
        Some(Composition {
            body: body?,
            title: title?,
            within,
            from: from?,
            rule: rule?,
            recorder: recorder?,
            persons,
            divisions,
            offices,
            reservations,
            quorum: quorum?,
            majority: majority?,
            powers,
            orders: orders?,
            clauses,
        })
    }

    /// The lists of tables, each table with the line of its heading.
    fn lists(&mut self, top: &mut Item) -> BTreeMap<&'static str, Vec<Item>> {
        let mut lists: BTreeMap<&'static str, Vec<Item>> = BTreeMap::new();
        for key in ["division", "office", "clause", "reservation"] {
            top.known.push(key);
            let value = top.table.remove(key);
            let mut items = self.items(value, key, 1);
            for (item, line) in items.iter_mut().zip(headings(self.source, key)) {
                item.line = line;
            }
            lists.insert(key, items);
        }
        lists
    }

    fn date(&mut self, text: Option<&str>) -> Option<civil::Date> {
        let text = text?;
        text.parse().ok().or_else(|| {
            let say = format!("in-force-from: {text:?} is no date: write \"2026-09-01\"");
            self.fault(1, say);
            None
        })
    }

    fn clause(&mut self, mut item: Item) -> Option<ClauseText> {
        let (id, text) = (self.need(&mut item, "id"), self.need(&mut item, "text"));
        self.finish(&item);
        Some(ClauseText {
            id: id?,
            text: text?,
        })
    }

    fn division(
        &mut self,
        mut item: Item,
        body: Option<&polity_values::BodyId>,
        rule: Option<&Clause>,
    ) -> Option<Division> {
        let id: Option<polity_values::SectionId> = self.need(&mut item, "id");
        if let Some(id) = &id {
            item.what = format!("the division {id}");
        }
        let title = self.need(&mut item, "title");
        let seat: Option<SeatId> = self.may(&mut item, "seat");
        let seat = seat.or_else(|| SeatId::new(format!("{}.{}", body?, id.as_ref()?)).ok());
        let seats = self.need(&mut item, "seats");
        let filling = self.filling(&mut item);
        let vote = self.may(&mut item, "vote").unwrap_or(true);
        let term_months = self.may(&mut item, "term-months");
        let own: Option<Clause> = self.may(&mut item, "rule");
        let rule = own.as_ref().or(rule);
        item.known.push("reservation");
        let reserved = item.table.remove("reservation");
        let reserved = self.items(reserved, &format!("{}, reservation", item.what), item.line);
        let reservations = reserved
            .into_iter()
            .filter_map(|one| self.reservation(one, rule))
            .collect();
        item.known.push("vacancy");
        let vacancy = item.table.remove("vacancy");
        let vacancy = vacancy
            .and_then(|value| self.item(value, &format!("{}, vacancy", item.what), item.line))
            .and_then(|one| self.vacancy(one, rule));
        self.finish(&item);
        Some(Division {
            id: id?,
            title: title?,
            seat: seat?,
            seats: seats?,
            filling: filling?,
            vote,
            term_months,
            rule: rule.cloned()?,
            reservations,
            vacancy,
        })
    }

    fn filling(&mut self, item: &mut Item) -> Option<Filling> {
        let how: String = self.need(item, "filled")?;
        match how.as_str() {
            "elected" => Some(Filling::Elected {
                by: self.need(item, "by")?,
                procedure: self.may(item, "procedure"),
            }),
            "appointed" => Some(Filling::Appointed {
                by: self.need(item, "by")?,
            }),
            "ex-officio" => Some(Filling::ExOfficio {
                of: self.need(item, "of")?,
            }),
            "nominee" => Some(Filling::Nominee {
                of: self.need(item, "of")?,
            }),
            "co-opted" => Some(Filling::CoOpted),
            other => {
                let say = format!(
                    "{}, filled: {other:?} is none of elected, appointed, ex-officio, co-opted, nominee",
                    item.what
                );
                self.fault(item.line, say);
                None
            }
        }
    }

    fn reservation(&mut self, mut item: Item, rule: Option<&Clause>) -> Option<Reservation> {
        let group = self.need(&mut item, "group");
        let number = self.may(&mut item, "at-least").map(Least::Number);
        let every: Option<bool> = self.may(&mut item, "every-second");
        let every = every.filter(|on| *on).map(|_| Least::EverySecond);
        let share = self.may(&mut item, "share").map(Least::Share);
        let own: Option<Clause> = self.may(&mut item, "rule");
        let ways: Vec<_> = [number, every, share].into_iter().flatten().collect();
        if ways.len() != 1 {
            let say = format!(
                "{} says how many by one of at-least, every-second, share",
                item.what
            );
            self.fault(item.line, say);
        }
        self.finish(&item);
        Some(Reservation {
            group: group?,
            least: *ways.first()?,
            rule: own.or_else(|| rule.cloned())?,
        })
    }

    fn vacancy(&mut self, mut item: Item, rule: Option<&Clause>) -> Option<VacancyRule> {
        let course: Option<String> = self.need(&mut item, "course");
        let course = course.and_then(|name| match name.as_str() {
            "leave-vacant" => Some(CourseRule::LeaveVacant),
            "runner-up" => Some(CourseRule::RunnerUp),
            "countback" => Some(CourseRule::Countback),
            "refill" => Some(CourseRule::Refill),
            "by-election" => {
                let procedure = self.need(&mut item, "procedure");
                let title = self.need(&mut item, "title");
                let dates: Option<BTreeMap<String, String>> = self.need(&mut item, "dates");
                let dates = self.day_times(dates.unwrap_or_default(), &item);
                Some(CourseRule::ByElection {
                    procedure: procedure?,
                    title: title?,
                    dates,
                })
            }
            other => {
                let say = format!(
                    "{}, course: {other:?} is none of runner-up, countback, by-election, refill, leave-vacant",
                    item.what
                );
                self.fault(item.line, say);
                None
            }
        });
        let under_months = self.may(&mut item, "leave-vacant-under-months");
        let own: Option<Clause> = self.may(&mut item, "rule");
        self.finish(&item);
        Some(VacancyRule {
            course: course?,
            under_months,
            rule: own.or_else(|| rule.cloned())?,
        })
    }

    fn day_times(
        &mut self,
        dates: BTreeMap<String, String>,
        item: &Item,
    ) -> BTreeMap<String, DayTime> {
        let mut found = BTreeMap::new();
        for (name, text) in dates {
            let parsed = text.split_once(" days ").and_then(|(days, at)| {
                let at = at.trim().parse().ok()?;
                let days = days.trim().parse().ok()?;
                Some(DayTime { days, at })
            });
            if let Some(day) = parsed {
                found.insert(name, day);
            } else {
                let say = format!(
                    "{}, dates, {name}: {text:?} is not of the form \"14 days 12:00\"",
                    item.what
                );
                self.fault(item.line, say);
            }
        }
        found
    }

    fn office(
        &mut self,
        mut item: Item,
        body: Option<&polity_values::BodyId>,
        rule: Option<&Clause>,
    ) -> Option<Office> {
        let id: Option<SeatId> = self.need(&mut item, "id");
        if let Some(id) = &id {
            item.what = format!("the office {id}");
        }
        let title = self.need(&mut item, "title");
        let seat: Option<SeatId> = self.may(&mut item, "seat");
        let seat = seat.or_else(|| SeatId::new(format!("{}.{}", body?, id.as_ref()?)).ok());
        let number = self.may(&mut item, "number").unwrap_or(1);
        let of_members = self.may(&mut item, "of-members").unwrap_or(true);
        let term_months = self.may(&mut item, "term-months");
        let own: Option<Clause> = self.may(&mut item, "rule");
        self.finish(&item);
        Some(Office {
            seat: seat?,
            title: title?,
            number,
            of_members,
            term_months,
            rule: own.or_else(|| rule.cloned())?,
        })
    }

    fn measure(
        &mut self,
        parent: &mut Item,
        key: &'static str,
        line: usize,
        rule: Option<&Clause>,
    ) -> Option<Measure> {
        parent.known.push(key);
        let Some(value) = parent.table.remove(key) else {
            self.fault(parent.line, format!("{} lacks {key}", parent.what));
            return None;
        };
        let mut item = self.item(value, key, line)?;
        let number = self.may(&mut item, "number").map(Bar::Number);
        let least = self.may(&mut item, "at-least").map(Bar::AtLeast);
        let more = self.may(&mut item, "more-than").map(Bar::MoreThan);
        let ways: Vec<_> = [number, least, more].into_iter().flatten().collect();
        if ways.len() != 1 {
            let say = format!("{key} says how many by one of number, at-least, more-than");
            self.fault(line, say);
        }
        let of: Option<Base> = if matches!(ways.first(), Some(Bar::Number(_))) {
            self.may(&mut item, "of").or(Some(Base::Entitled))
        } else {
            self.need(&mut item, "of")
        };
        let own: Option<Clause> = self.may(&mut item, "rule");
        self.finish(&item);
        Some(Measure {
            bar: *ways.first()?,
            of: of?,
            rule: own.or_else(|| rule.cloned())?,
        })
    }

    fn orders(
        &mut self,
        mut item: Item,
        rule: Option<&Clause>,
        majority: Option<&Measure>,
    ) -> Option<Orders> {
        let chair = self.need(&mut item, "chair");
        let secretary = self.need(&mut item, "secretary");
        let notice_days = self.need(&mut item, "notice-days");
        let special = self.may(&mut item, "special-notice-days").or(notice_days);
        let papers = self.may(&mut item, "papers-days").unwrap_or(0);
        let waiver = if item.table.contains_key("waiver") {
            let line = item.line;
            self.measure(&mut item, "waiver", line, rule)
        } else {
            item.known.push("waiver");
            majority.cloned()
        };
        let speech_seconds = self.may(&mut item, "speech-seconds").unwrap_or(180);
        let item_movers = self.may(&mut item, "item-movers").unwrap_or(2);
        let item_days = self.may(&mut item, "item-days").unwrap_or(0);
        let casting_vote = self.may(&mut item, "casting-vote").unwrap_or(false);
        let remote = self.may(&mut item, "remote").unwrap_or(false);
        let substitutes = self.may(&mut item, "substitutes").unwrap_or(false);
        let report_days = self.may(&mut item, "report-days");
        let mut clause = |key| {
            let own: Option<Clause> = self.may(&mut item, key);
            own.or_else(|| rule.cloned())
        };
        let (notice, speaking) = (clause("notice-rule"), clause("speaking-rule"));
        let (items, voting) = (clause("items-rule"), clause("voting-rule"));
        let reports = clause("reports-rule");
        self.finish(&item);
        Some(Orders {
            chair: chair?,
            secretary: secretary?,
            notice_days: notice_days?,
            special_notice_days: special?,
            papers_days: papers,
            waiver: waiver?,
            notice_rule: notice?,
            speech_seconds,
            speaking_rule: speaking?,
            item_movers,
            item_days,
            items_rule: items?,
            casting_vote,
            remote,
            substitutes,
            voting_rule: voting?,
            report_days,
            reports_rule: reports?,
        })
    }
}

/// The lines of the headings `[[key]]` of a file.
fn headings(source: &str, key: &str) -> Vec<usize> {
    let heading = format!("[[{key}]]");
    let lines = source.lines().enumerate();
    lines
        .filter(|(_, text)| text.trim_start().starts_with(&heading))
        .map(|(at, _)| at + 1)
        .collect()
}
