//! Every story under `procedures/` is run against its procedure, through the judge and the fold.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::{Plan, Run, id, text, zone};
use crate::seen::Seen;
use polity_org::act::{
    Act, BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, Key, Lot, RollCorrection,
};
use polity_org::facts::{Membership, Period};
use polity_org::matter::Position;
use polity_org::organisation::Place;
use polity_org::roll::{Entitlement, entitlement};
use polity_org::{ActKind, Digest, Event, Matter, Verdict, judge_cast};
use polity_procedure::Dates;
use polity_procedure::model::Edge;
use polity_procedure::story::{
    self, Credentials, Details, Doing, Expected, Given, Says, Scenario, TriedAct, What,
};
use polity_values::{BodyId, Clause, MatterId, PersonId, StageId, Timestamp, UnitId};

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

/// Tells one scenario.
struct Teller<'a> {
    source: &'a str,
    plan: Plan,
    members: std::collections::BTreeMap<PersonId, Membership>,
    /// Units whose rights are limited, from when and until when.
    limited: Vec<(UnitId, Period)>,
    dates: Dates,
    run: Option<Run>,
    now: Option<Timestamp>,
    matter: Option<MatterId>,
    voted: BTreeSet<PersonId>,
    /// The verdicts of the last `when`, until a `then it` has looked at them.
    verdicts: Vec<Verdict>,
    looked_at: bool,
    /// The stage in which the last `when` was tried.
    stage: Option<StageId>,
    seen: Seen,
}

impl<'a> Teller<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            plan: Plan::default(),
            members: std::collections::BTreeMap::new(),
            limited: Vec::new(),
            dates: Dates::default(),
            run: None,
            now: None,
            matter: None,
            voted: BTreeSet::new(),
            verdicts: Vec::new(),
            looked_at: true,
            stage: None,
            seen: Seen::default(),
        }
    }

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
                Says::At(instant) => {
                    let zone = polity_values::TimeZone::get(&self.plan.zone).expect("a zone");
                    let now = instant
                        .resolve(&zone)
                        .map_err(|fault| in_line(fault.to_string()))?;
                    self.now = Some(now);
                    if let Some(run) = &mut self.run {
                        run.at(now);
                    }
                    Ok(())
                }
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

    fn run(&self) -> &Run {
        self.run.as_ref().expect("the matter runs")
    }

    fn matter(&self) -> &Matter {
        let id = self.matter.as_ref().expect("a matter is opened");
        self.run().world.matter(id).expect("it is on the record")
    }

    fn all_allowed(&mut self) -> Result<(), String> {
        self.looked_at = true;
        match self.verdicts.iter().find(|verdict| !verdict.is_allowed()) {
            Some(refused) => Err(format!("the act before was {refused}")),
            None => Ok(()),
        }
    }

    fn given(&mut self, given: &Given) -> Result<(), String> {
        let civil = |since: &polity_values::civil::DateTime| *since;
        match given {
            Given::Organisation(_, zone) => self.plan.zone.clone_from(zone),
            Given::Bodies(bodies, kind) => {
                let units = bodies.iter().map(|body| (id(body.as_str()), kind.clone()));
                self.plan.units.extend(units);
            }
            Given::Members {
                persons,
                unit,
                class,
                since,
            } => {
                self.plan.classes.insert(class.clone());
                for person in persons {
                    let membership = Membership {
                        class: class.clone(),
                        unit: unit.clone(),
                        joined: civil(since),
                        arrears: None,
                        suspended: None,
                    };
                    self.members.insert(person.clone(), membership);
                }
            }
            Given::Seat {
                persons,
                seat,
                body,
            } => {
                let seats = persons.iter();
                let seats = seats.map(|person| (seat.clone(), body.clone(), person.clone()));
                self.plan.seats.extend(seats);
            }
            Given::Suspended { persons, from, to } => {
                let (from, to) = (*from, *to);
                let period = || Period { from, to };
                let unit = |one: &&PersonId| self.plan.units.contains_key(&id(one.as_str()));
                let (units, persons): (Vec<_>, Vec<_>) = persons.iter().partition(unit);
                let units = units.into_iter().map(|one| (id(one.as_str()), period()));
                self.limited.extend(units);
                let persons: Vec<_> = persons.into_iter().cloned().collect();
                self.period(&persons, |member| member.suspended = Some(period()))?;
            }
            Given::Arrears {
                persons,
                since,
                until,
            } => self.period(persons, |member| {
                let (from, to) = (*since, *until);
                member.arrears = Some(Period { from, to });
            })?,
            Given::Date(name, instant) => {
                self.dates.set(name.clone(), *instant);
            }
            Given::Matter(matter, procedure) => {
                let now = self.now.ok_or("the clock stands nowhere")?;
                let mut run = Run::found(&self.plan, self.source, self.members.clone(), now);
                for (unit, period) in &self.limited {
                    let until = period.to.ok_or("a unit is suspended until some day")?;
                    run.limit_unit(unit, (period.from, until));
                }
                run.open(matter, procedure.as_str(), self.dates.clone());
                self.run = Some(run);
                self.matter = Some(matter.clone());
            }
        }
        Ok(())
    }

    fn period(
        &mut self,
        persons: &[PersonId],
        change: impl Fn(&mut Membership),
    ) -> Result<(), String> {
        for person in persons {
            let found = self.members.get_mut(person);
            change(found.ok_or_else(|| format!("{person} is no member"))?);
        }
        Ok(())
    }

    fn when(&mut self, tried: &[Doing]) -> Result<(), String> {
        self.verdicts.clear();
        self.looked_at = false;
        self.stage = self.matter().current_stage().map(|stage| stage.id.clone());
        for doing in tried {
            let verdict = match &doing.what {
                What::Cast(begun) => self.cast(&doing.person, *begun)?,
                What::Act(act) => {
                    let act = self.act(&doing.person, act);
                    let run = self.run.as_mut().ok_or("no matter runs")?;
                    let verdict = run.act(&act).verdict;
                    // What the act brings about at once, such as the end of a stage, happens.
                    run.at(run.now);
                    verdict
                }
            };
            if verdict.is_allowed() {
                self.seen.admitted.extend(self.stage.clone());
            }
            self.verdicts.push(verdict);
        }
        Ok(())
    }

    fn cast(
        &mut self,
        person: &PersonId,
        begun: Option<polity_procedure::instant::LocalInstant>,
    ) -> Result<Verdict, String> {
        let run = self.run();
        let begun = match begun {
            None => run.now,
            Some(begun) => begun
                .resolve(&zone(&run.world))
                .map_err(|fault| fault.to_string())?,
        };
        let matter = self.matter.clone().ok_or("no matter runs")?;
        let verdict = judge_cast(&run.world, &matter, run.now, begun);
        run.cites(Some(&matter), &verdict);
        if verdict.is_allowed() {
            self.voted.insert(person.clone());
        }
        Ok(verdict)
    }

    fn act(&mut self, person: &PersonId, tried: &TriedAct) -> Act {
        let matter = self.matter.clone().expect("a matter is opened");
        let deed = if tried.confirms {
            let of = self.proposal(tried);
            Deed::Confirm { of }
        } else {
            self.deed(tried.act, &tried.details)
        };
        let act = Act::on(matter, person.clone(), deed).in_role(tried.role.clone());
        match &tried.of {
            Some(unit) => act.for_unit(id(unit.as_str())),
            None => act,
        }
    }

    /// The proposal that a confirmation means; 0, which is none, when nothing fits.
    fn proposal(&self, tried: &TriedAct) -> u64 {
        let subject = tried.details.subject.as_ref();
        let fits = |deed: &Deed| {
            deed.kind() == Some(tried.act)
                && (tried.act == ActKind::DecideChallenge
                    || subject.is_none()
                    || deed.subject() == subject)
        };
        let waiting = self.matter().proposals.iter();
        waiting
            .filter(|(_, proposal)| fits(&proposal.act.deed))
            .map(|(of, _)| *of)
            .next_back()
            .unwrap_or(0)
    }

    fn deed(&mut self, act: ActKind, details: &Details) -> Deed {
        let subject = || {
            details
                .subject
                .clone()
                .expect("the act names somebody: for NAME")
        };
        let reason = text(details.words.unwrap_or(5));
        match act {
            ActKind::GiveNotice => Deed::GiveNotice {},
            ActKind::FreezeRoll => Deed::FreezeRoll(self.roll()),
            ActKind::CorrectRoll => {
                let before = self
                    .matter()
                    .roll
                    .as_ref()
                    .map(|roll| roll.statement.digest);
                let mut after = self.roll();
                after.digest = Digest::of(b"corrected");
                Deed::CorrectRoll(RollCorrection {
                    before: before.unwrap_or(after.digest),
                    after,
                    reason,
                })
            }
            ActKind::Nominate => Deed::Nominate {},
            ActKind::Withdraw => Deed::Withdraw {},
            ActKind::Support => Deed::Support {
                candidate: subject(),
            },
            ActKind::Unsupport => Deed::Unsupport {
                candidate: subject(),
            },
            ActKind::Consent => Deed::Consent {
                terms: self.matter().terms,
                classes: details.step.classes.iter().cloned().collect(),
            },
            ActKind::SubmitStatement => Deed::SubmitStatement(reason),
            ActKind::PublishStatements => Deed::PublishStatements {
                seed: "6 4 2 1 5 3".to_owned(),
            },
            ActKind::NameTrustee => Deed::NameTrustee { trustee: subject() },
            ActKind::Challenge => Deed::Challenge { reason },
            ActKind::DecideChallenge => Deed::DecideChallenge(ChallengeDecision {
                challenge: self.challenge_of(&subject()),
                upheld: details.upheld.expect("upholding or dismissing it"),
                reasons: reason,
            }),
            ActKind::Declare => Deed::Declare {},
            ActKind::DeclareVoid => Deed::DeclareVoid { reasons: reason },
            _ => match crate::steps::step(self.run(), act, details) {
                Some(step) => Deed::Step(step),
                None => self.ballot_deed(act, details),
            },
        }
    }

    fn ballot_deed(&self, act: ActKind, details: &Details) -> Deed {
        // Each payload has a digest of its own, as those of real trustees have.
        let digest = Digest::of(self.run().world.seq().to_string().as_bytes());
        match act {
            ActKind::RecordKey => Deed::RecordKey(Key {
                public_key: digest,
                item: digest,
            }),
            ActKind::ProveKey => Deed::ProveKey { proof: digest },
            ActKind::RecordCredentials => {
                let whole = self
                    .matter()
                    .roll
                    .as_ref()
                    .map_or(0, |roll| roll.statement.size);
                let count = match details.credentials {
                    Some(Credentials::Number(number)) => number as u64,
                    _ => whole,
                };
                Deed::RecordCredentials { count, digest }
            }
            ActKind::OpenBallot => Deed::OpenBallot(BallotOpening {
                uuid: "ballot1".to_owned(),
                election: Digest::of(b"election"),
                booth: None,
            }),
            ActKind::ExtendBallot => {
                let to = details.to.expect("to INSTANT");
                let to = to.resolve(&zone(&self.run().world)).expect("an instant");
                let reason = text(4);
                Deed::ExtendBallot { to, reason }
            }
            ActKind::CloseBallot => {
                let voters = self.voted.len() as u64;
                Deed::CloseBallot(BoxHead {
                    head: Digest::of(b"head"),
                    cast: voters,
                    voters,
                })
            }
            ActKind::RecordShuffle => Deed::RecordShuffle { digest },
            ActKind::RecordDecryption => Deed::RecordDecryption { digest },
            ActKind::DrawLot => Deed::DrawLot(Lot {
                order: details.order.clone(),
                question: "who is excluded in stage 3".to_owned(),
            }),
            ActKind::RecordCount => Deed::RecordCount(CountResult {
                transcript: Digest::of(b"transcript"),
                elected: details.elected.clone(),
            }),
            other => panic!("this test does not know the act {other:?}"),
        }
    }

    fn roll(&mut self) -> polity_org::act::RollStatement {
        let matter = self.matter.clone().expect("a matter");
        self.run.as_mut().expect("it runs").roll(&matter)
    }

    fn challenge_of(&self, person: &PersonId) -> u64 {
        let challenges = self.matter().challenges.iter();
        challenges
            .filter(|(_, one)| one.by == *person)
            .map(|(seq, _)| *seq)
            .next_back()
            .unwrap_or(0)
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
