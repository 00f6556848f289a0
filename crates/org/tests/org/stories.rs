//! Every story under `procedures/` is run against its procedure, through the judge and the fold.

use std::path::Path;

use crate::common::zone;
use crate::seen::Seen;
use crate::teller::Teller;
use polity_org::matter::Position;
use polity_org::organisation::Place;
use polity_org::roll::{Entitlement, entitlement};
use polity_org::{Event, Verdict};
use polity_procedure::model::Edge;
use polity_procedure::story::{self, Expected, Says, Scenario};
use polity_values::{BodyId, Clause, PersonId, Timestamp};

#[test]
fn every_story_of_the_procedures_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../procedures");
    let mut stories = 0;
    let mut failures = Vec::new();
    let files = std::fs::read_dir(&folder).expect("the folder procedures");
    for file in files {
        let path = file.expect("a file").path();
        if path
            .extension()
            .is_none_or(|extension| extension != "story")
        {
            continue;
        }
        stories += 1;
        let told = std::fs::read_to_string(&path).expect("a story");
        let source = std::fs::read_to_string(path.with_extension("toml")).expect("its procedure");
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let name = name.expect("a name").to_owned();
        let told = match story::parse(&told) {
            Ok(told) => told,
            Err(faults) => {
                failures.extend(faults.iter().map(|fault| format!("{name}: {fault}")));
                continue;
            }
        };
        let mut seen = Seen::default();
        for scenario in &told.scenarios {
            let mut teller = Teller::new(&source);
            if let Err(failure) = teller.tell(scenario) {
                failures.push(format!("{name}, {:?}: {failure}", scenario.title));
            }
            seen.admitted.append(&mut teller.seen.admitted);
            seen.refused.append(&mut teller.seen.refused);
        }
        let procedure = polity_procedure::parse(&source).expect("a procedure");
        failures.extend(seen.missing(&procedure).map(|one| format!("{name}: {one}")));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(stories > 0, "there is no story");
}

impl Teller<'_> {
    fn tell(&mut self, scenario: &Scenario) -> Result<(), String> {
        for step in &scenario.steps {
            let in_line = |problem: String| format!("line {}: {}: {problem}", step.line, step.text);
            let verdict = matches!(
                &step.says,
                Says::Then(Expected::Allowed(_) | Expected::Awaits(_) | Expected::Refused { .. })
            );
            if !verdict && !self.looked_at {
                self.all_allowed().map_err(in_line)?;
            }
            match &step.says {
                Says::Given(given) => self.given(given),
                Says::At(instant) => self.at(*instant),
                Says::When(tried) => self.when(tried),
                Says::Then(expected) => self.then(expected),
            }
            .map_err(in_line)?;
        }
        if !self.looked_at {
            self.all_allowed()?;
        }
        self.run().replay();
        Ok(())
    }

    fn all_allowed(&mut self) -> Result<(), String> {
        self.looked_at = true;
        match self.verdicts.iter().find(|verdict| !verdict.is_allowed()) {
            Some(refused) => Err(format!("the act before was {refused}")),
            None => Ok(()),
        }
    }

    fn then(&mut self, expected: &Expected) -> Result<(), String> {
        match expected {
            Expected::Allowed(clause) => self.each(|verdict| allowed(verdict, clause, false)),
            Expected::Awaits(clause) => self.each(|verdict| allowed(verdict, clause, true)),
            Expected::Refused { by, because, opens } => {
                let zone = zone(&self.run().world);
                let opens = opens.map(|opens| opens.resolve(&zone).expect("an instant"));
                self.seen.refused.extend(self.stage.clone());
                self.each(|verdict| refused(verdict, by, because, opens))
            }
            Expected::Stage(stage) => {
                let is = self.matter().position.clone();
                same(&is, &Position::At(stage.clone()))
            }
            Expected::Ended(end) => same(&self.matter().position.clone(), &Position::Ended(*end)),
            Expected::Opens(stage, instant) => self.edge(stage, Edge::Opens, *instant),
            Expected::Closes(stage, instant) => self.edge(stage, Edge::Closes, *instant),
            Expected::NextChange(instant) => {
                let run = self.run();
                let next = run.world.due_at(run.now).into_iter().next();
                let instant = instant.resolve(&zone(&run.world)).expect("an instant");
                same(&next, &Some(instant))
            }
            Expected::Seat {
                persons,
                body,
                holds,
                until,
            } => persons
                .iter()
                .try_for_each(|person| self.seat(person, body, *holds, *until)),
            Expected::Candidates(persons, stand) => {
                let standing = self.matter().standing();
                persons
                    .iter()
                    .try_for_each(|person| same(&standing.contains(person), stand))
            }
            Expected::OnRoll(persons, by) => persons
                .iter()
                .try_for_each(|person| self.on_roll(person, by.as_ref())),
            Expected::Applications(persons, is) => persons.iter().try_for_each(|person| {
                crate::applications::stands(self.run(), self.matter(), person, is)
            }),
            Expected::Voted(persons, voted) => persons
                .iter()
                .try_for_each(|person| same(&self.voted.contains(person), voted)),
        }
    }

    fn each(&mut self, holds: impl Fn(&Verdict) -> bool) -> Result<(), String> {
        self.looked_at = true;
        if self.verdicts.is_empty() {
            return Err("nothing was tried".to_owned());
        }
        match self.verdicts.iter().find(|verdict| !holds(verdict)) {
            Some(other) => Err(format!("it was {other}")),
            None => Ok(()),
        }
    }

    fn edge(
        &self,
        stage: &polity_values::StageId,
        edge: Edge,
        instant: polity_procedure::instant::LocalInstant,
    ) -> Result<(), String> {
        let window = self
            .matter()
            .window(stage)
            .ok_or("there is no such stage")?;
        let is = match edge {
            Edge::Opens => window.opens,
            Edge::Closes => window.closes,
        };
        let instant = instant
            .resolve(&zone(&self.run().world))
            .expect("an instant");
        same(&is, &instant)
    }

    fn seat(
        &self,
        person: &PersonId,
        body: &BodyId,
        holds: bool,
        until: Option<polity_values::civil::DateTime>,
    ) -> Result<(), String> {
        let run = self.run();
        let organisation = run.world.organisation().expect("it is founded");
        let place = Place::Body(body.clone());
        let mut tenures = organisation
            .tenures
            .iter()
            .filter(|one| one.person == *person && one.place == place && one.runs_at(run.now));
        let found = tenures.next();
        same(&found.is_some(), &holds)?;
        if let (Some(tenure), Some(until)) = (found, until) {
            let ends = tenure
                .until
                .map(|end| end.to_zoned(organisation.zone.clone()).datetime());
            same(&ends, &Some(until))?;
        }
        Ok(())
    }

    fn on_roll(&self, person: &PersonId, by: Option<&Clause>) -> Result<(), String> {
        let matter = self.matter();
        let listed = self
            .run()
            .rolls
            .get(&matter.id)
            .is_some_and(|roll| roll.contains(person));
        same(&listed, &by.is_none())?;
        let (Some(by), Some(member), Some(rule)) =
            (by, self.members.get(person), matter.roll_rule())
        else {
            return Ok(());
        };
        match entitlement(member, &rule) {
            Entitlement::NotEntitled { reasons } if reasons.iter().any(|one| one.rule == *by) => {
                Ok(())
            }
            other => Err(format!("{other:?}")),
        }
    }
}

fn allowed(verdict: &Verdict, clause: &Clause, waits: bool) -> bool {
    let Verdict::Allowed(allowed) = verdict else {
        return false;
    };
    let proposal = matches!(allowed.events.as_slice(), [Event::Proposed(_)]);
    allowed.rule == *clause && proposal == waits
}

fn refused(verdict: &Verdict, by: &Clause, because: &str, opens: Option<Timestamp>) -> bool {
    let Verdict::Refused(refused) = verdict else {
        return false;
    };
    refused
        .unmet
        .iter()
        .any(|unmet| unmet.rule == *by && unmet.code == because)
        && (opens.is_none() || refused.opens == opens)
}

fn same<T: PartialEq + std::fmt::Debug>(is: &T, expected: &T) -> Result<(), String> {
    if is == expected {
        Ok(())
    } else {
        Err(format!("it is {is:?}"))
    }
}
