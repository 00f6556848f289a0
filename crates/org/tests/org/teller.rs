//! Tells the sentences of a story to a world: what is given, when it is, what is tried. What should come of it is for
//! who listens.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{Plan, Run, id, text, zone};
use crate::seen::Seen;
use polity_org::act::{
    Act, BallotOpening, BoxHead, ChallengeDecision, CountResult, Deed, Key, Lot, RollCorrection,
};
use polity_org::facts::{Membership, Period};
use polity_org::{ActKind, Digest, Matter, Verdict, judge_cast};
use polity_procedure::Dates;
use polity_procedure::instant::LocalInstant;
use polity_procedure::story::{Credentials, Details, Doing, Given, TriedAct, What};
use polity_values::{MatterId, PersonId, StageId, Timestamp, UnitId};

/// Tells one scenario.
pub(crate) struct Teller<'a> {
    pub(crate) source: &'a str,
    pub(crate) plan: Plan,
    pub(crate) members: BTreeMap<PersonId, Membership>,
    /// Units whose rights are limited, from when and until when.
    pub(crate) limited: Vec<(UnitId, Period)>,
    pub(crate) dates: Dates,
    pub(crate) run: Option<Run>,
    pub(crate) now: Option<Timestamp>,
    pub(crate) matter: Option<MatterId>,
    pub(crate) voted: BTreeSet<PersonId>,
    /// The verdicts of the last `when`, until a `then it` has looked at them.
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) looked_at: bool,
    /// The stage in which the last `when` was tried.
    pub(crate) stage: Option<StageId>,
    pub(crate) seen: Seen,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Self {
            source,
            plan: Plan::default(),
            members: BTreeMap::new(),
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

    pub(crate) fn run(&self) -> &Run {
        self.run.as_ref().expect("the matter runs")
    }

    pub(crate) fn matter(&self) -> &Matter {
        let id = self.matter.as_ref().expect("a matter is opened");
        self.run().world.matter(id).expect("it is on the record")
    }

    /// The clock moves on, and what is due by then happens.
    pub(crate) fn at(&mut self, instant: LocalInstant) -> Result<(), String> {
        let zone = polity_values::TimeZone::get(&self.plan.zone).expect("a zone");
        let now = instant.resolve(&zone).map_err(|fault| fault.to_string())?;
        self.now = Some(now);
        if let Some(run) = &mut self.run {
            run.at(now);
        }
        Ok(())
    }

    pub(crate) fn given(&mut self, given: &Given) -> Result<(), String> {
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

    pub(crate) fn when(&mut self, tried: &[Doing]) -> Result<(), String> {
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

    fn cast(&mut self, person: &PersonId, begun: Option<LocalInstant>) -> Result<Verdict, String> {
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
            self.deed(person, tried.act, &tried.details)
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

    fn deed(&mut self, person: &PersonId, act: ActKind, details: &Details) -> Deed {
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
            _ => {
                let run = self.run();
                if let Some(deed) = crate::applications::deed(run, person, act, details) {
                    return Deed::Case(deed);
                }
                match crate::steps::step(run, act, details) {
                    Some(step) => Deed::Step(step),
                    None => self.ballot_deed(act, details),
                }
            }
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
}
