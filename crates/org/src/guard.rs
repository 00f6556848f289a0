//! The closed set of guards: what each means, on the record and the facts.

use polity_procedure::model::{ActKind, Guard, Holder, Role};
use polity_values::{BodyId, Clause, PersonId, Rounding, SeatId, Timestamp, UnitId};

mod steps;

use crate::act::Limited;
use crate::facts::{Facts, Membership};
use crate::matter::{CandidacyState, Matter};
use crate::organisation::{Organisation, Place};
use crate::verdict::{Unmet, Why};
use crate::vetting::is_machine;

/// What a guard is asked about.
pub(crate) struct Asked<'a> {
    pub(crate) organisation: &'a Organisation,
    pub(crate) matter: &'a Matter,
    pub(crate) facts: &'a Facts,
    pub(crate) now: Timestamp,
    pub(crate) actor: &'a PersonId,
    /// The unit for which the actor acts.
    pub(crate) unit: Option<&'a UnitId>,
    /// The role in which the actor acts.
    pub(crate) role: &'a Role,
    /// The act.
    pub(crate) act: ActKind,
    /// The candidate whom the act is about: named by it, or the actor.
    pub(crate) subject: Option<&'a PersonId>,
    /// How many credentials there are: those that the act hands in, or those on the record.
    pub(crate) credentials: Option<u64>,
    /// The opening of the stage.
    pub(crate) opens: Timestamp,
}

impl Asked<'_> {
    /// Adds what of the guard is unmet, under the clause that asks for it.
    pub(crate) fn check(&self, guard: &Guard, rule: &Clause, unmet: &mut Vec<Unmet>) {
        match guard {
            Guard::AllOf(guards) => guards.iter().for_each(|one| self.check(one, rule, unmet)),
            Guard::AnyOf(guards) => self.any(guards, rule, unmet),
            _ => {
                let why = self.of_steps(guard).or_else(|| self.of_actor(guard));
                let why = why.or_else(|| self.of_matter(guard));
                // Under the guard's own name in the file, whatever kept it from holding.
                unmet.extend(why.map(|why| Unmet::new(rule, why).named(guard.name())));
            }
        }
    }

    fn any(&self, guards: &[Guard], rule: &Clause, unmet: &mut Vec<Unmet>) {
        let mut alternatives = Vec::new();
        for guard in guards {
            let mut own = Vec::new();
            self.check(guard, rule, &mut own);
            if own.is_empty() {
                return;
            }
            let sentences: Vec<_> = own.iter().map(|one| one.why.to_string()).collect();
            alternatives.push(sentences.join(" and "));
        }
        let alternatives = alternatives.join("; or ");
        unmet.push(Unmet::new(rule, Why::NoneOf { alternatives }));
    }

    fn of_actor(&self, guard: &Guard) -> Option<Why> {
        let member = self.facts.members.get(self.actor);
        let of_member = |test: &dyn Fn(&Membership) -> Option<Why>| match member {
            Some(member) => test(member),
            None => Some(Why::NotAMember),
        };
        match guard {
            Guard::HoldsClass(classes) => of_member(&|member| {
                (!classes.contains(&member.class)).then(|| Why::WrongClass {
                    classes: classes.join(" or "),
                })
            }),
            Guard::MemberForMonths(needs) => of_member(&|member| self.long_enough(member, *needs)),
            Guard::NotSuspended => self.not_suspended(),
            Guard::OnRoll => {
                let key = (self.matter.id.clone(), self.actor.clone());
                (!self.facts.on_roll.contains(&key)).then_some(Why::NotOnRoll)
            }
            Guard::NoInterest => self.interest().map(|interest| Why::Interest { interest }),
            Guard::DidNot(act) => self
                .matter
                .was_done_by(*act, self.actor)
                .then_some(Why::DidIt { act: words(*act) }),
            _ => None,
        }
    }

    /// Whether the membership at the stage's opening is as long as asked, in months of the calendar.
    fn long_enough(&self, member: &Membership, needs: u32) -> Option<Why> {
        let opening = self
            .opens
            .to_zoned(self.organisation.zone.clone())
            .datetime();
        let months = jiff::Span::new().try_months(i64::from(needs)).ok();
        let reached = months.and_then(|months| member.joined.checked_add(months).ok());
        if reached.is_some_and(|reached| reached <= opening) {
            return None;
        }
        let whole = member.joined.until((jiff::Unit::Month, opening));
        let has = whole.map_or(0, |span| span.get_months());
        let has = u32::try_from(has).unwrap_or(0);
        Some(Why::TooShortMembership { has, needs })
    }

    fn not_suspended(&self) -> Option<Why> {
        let limited = Limited::Person(self.actor.clone());
        if let Some(limit) = self.organisation.limit_on(&limited, self.now) {
            let until = Some(limit.until);
            return Some(Why::Suspended { until });
        }
        let time = self.now.to_zoned(self.organisation.zone.clone()).datetime();
        let member = self.facts.members.get(self.actor)?;
        member
            .suspended_at(time)
            .then_some(Why::Suspended { until: None })
    }

    /// The actor's interest in the matter: who stood here decides nothing here, and who keeps a part of the
    /// key does so in no other office. A trustee's own acts are no conflict with being trustee.
    fn interest(&self) -> Option<&'static str> {
        if self.matter.candidacies.contains_key(self.actor) {
            return Some("you stood as a candidate");
        }
        if self.matter.progress.interests.contains_key(self.actor) {
            return Some("you declared an interest");
        }
        let as_trustee = matches!(self.role.holder, Holder::Trustee);
        let trustee = self.matter.trustees.contains_key(self.actor);
        (trustee && !as_trustee).then_some("you are a trustee of the ballot's key")
    }

    /// An interest that keeps the member of a body from acting as one. To stand and to support decides nothing, and
    /// whoever stands may support, himself or herself among others, as members of parliament do.
    fn interest_of_member(&self) -> Option<&'static str> {
        let decides = !matches!(
            self.act,
            ActKind::Nominate | ActKind::Endorse | ActKind::Unendorse
        );
        self.interest().filter(|_| decides)
    }

    fn of_matter(&self, guard: &Guard) -> Option<Why> {
        let matter = self.matter;
        match guard {
            Guard::HoldsClass(_)
            | Guard::MemberForMonths(_)
            | Guard::NotSuspended
            | Guard::OnRoll
            | Guard::NoInterest
            | Guard::DidNot(_)
            | Guard::HoldsSeat(_)
            | Guard::Within(_)
            | Guard::Decided(_)
            | Guard::DoneBy { .. }
            | Guard::Elapsed { .. }
            | Guard::SupportedBy { .. }
            | Guard::HeardAll
            | Guard::ScoredByEach(_)
            | Guard::EachCandidate(_)
            | Guard::StandingAtLeast(_)
            | Guard::StandingAtMost(_) => None,
            Guard::Done(act) => {
                // Each stage has questions of its own.
                let done = match act {
                    ActKind::FixQuestions => matter.questions_here().is_some(),
                    other => matter.was_done(*other),
                };
                (!done).then_some(Why::NotDone { act: words(*act) })
            }
            Guard::AtMost { act, count } => self.at_most(*act, *count),
            Guard::SupportedByUnits(needs) => {
                let candidacy = self.subject.and_then(|person| matter.candidacy(person));
                let has = count(candidacy.map_or(0, |one| one.supports.len()));
                let needs = *needs;
                (has < needs).then_some(Why::TooFewUnits { has, needs })
            }
            Guard::EachTrustee(act) => self.each_trustee(*act),
            Guard::TrusteesAtLeast(needs) => {
                let (has, needs) = (count(matter.trustees.len()), *needs);
                (has < needs).then_some(Why::TooFewTrustees { has, needs })
            }
            Guard::NoOpenChallenge => {
                let open = count(matter.open_challenges());
                (open > 0).then_some(Why::OpenChallenges { open })
            }
            Guard::CredentialsMatchRoll => {
                let roll = matter.roll.as_ref().map(|roll| roll.statement.size);
                let matches = self.credentials.is_some() && self.credentials == roll;
                (!matches).then_some(Why::CredentialsDiffer {
                    credentials: self.credentials.unwrap_or(0),
                    roll: roll.unwrap_or(0),
                })
            }
            Guard::Share { of, rounding } => {
                let how = match rounding {
                    Rounding::Ceiling => "at least",
                    Rounding::MoreThan => "more than",
                    Rounding::Floor => "rounded down,",
                };
                let share = format!("{how} {of}");
                Some(Why::NoVoteHeld { share })
            }
            // A guard that this program does not know holds for nobody.
            _ => Some(Why::Inconsistent {
                say: "the procedure asks for something that this program does not know".to_owned(),
            }),
        }
    }

    /// Counts the subjects of the act by the actor's unit (or by the actor, who acts for none); one that is
    /// among them already adds nothing.
    fn at_most(&self, act: ActKind, most: u32) -> Option<Why> {
        if act == ActKind::Endorse {
            // What was taken back does not count any more.
            let endorsed = self.matter.progress.endorsed.iter();
            let mine = endorsed.filter(|(_, by)| by.contains_key(self.actor));
            return (count(mine.count()) >= most).then_some(Why::AtMost { most });
        }
        let (made, again) = if act == ActKind::Support
            && let Some(unit) = self.unit
        {
            let made = self.matter.candidacies.values().filter(|one| {
                one.supports.contains_key(unit)
                    && !matches!(one.state, CandidacyState::Withdrawn { .. })
            });
            let again = self
                .subject
                .and_then(|person| self.matter.candidacy(person))
                .is_some_and(|one| one.supports.contains_key(unit));
            (made.count(), again)
        } else {
            let made = self.matter.done.iter().filter(|one| {
                one.act == act
                    && match self.unit {
                        Some(unit) => one.unit.as_ref() == Some(unit),
                        None => one.by.contains(self.actor),
                    }
            });
            (made.count(), false)
        };
        (!again && count(made) >= most).then_some(Why::AtMost { most })
    }

    fn each_trustee(&self, act: ActKind) -> Option<Why> {
        let matter = self.matter;
        let did = |person: &&PersonId| match act {
            ActKind::RecordKey => matter.trustees[*person].key.is_some(),
            ActKind::ProveKey => matter.trustees[*person].proof.is_some(),
            ActKind::RecordShuffle => matter.shuffles.iter().any(|(by, _)| by == *person),
            ActKind::RecordDecryption => matter.decryptions.iter().any(|(by, _)| by == *person),
            other => matter.was_done_by(other, person),
        };
        let of = count(matter.trustees.len());
        let done = count(matter.trustees.keys().filter(did).count());
        let missing = of - done;
        let act = words(act);
        (missing > 0 || of == 0).then_some(Why::TrusteesMissing { act, missing, of })
    }

    /// Whether the actor holds the role now, or acts in it for somebody who does; for a seat in units, the unit for which the actor then acts.
    pub(crate) fn holds(&self) -> Result<Option<UnitId>, Why> {
        // A program holds its own role and no other, nobody holds that one, and none of them is lent.
        if is_machine(self.actor) != (self.role.holder == Holder::Machine) {
            return Err(self.stranger());
        }
        let own = self.holds_it();
        if own.is_ok() {
            return own;
        }
        let lent =
            self.matter.progress.delegations.iter().rev().find(|one| {
                one.to == *self.actor && one.role == self.role.id && self.now < one.until
            });
        let Some(lent) = lent else {
            return own;
        };
        if let Some(interest) = self.interest() {
            return Err(Why::Interest { interest });
        }
        let of_holder = Asked {
            actor: &lent.from,
            ..*self
        };
        of_holder.holds_it()
    }

    fn stranger(&self) -> Why {
        Why::NotInRole {
            role: self.role.title.clone(),
        }
    }

    /// The unit in which the actor holds a seat that each unit of a kind has.
    fn of_unit(&self, body: &BodyId, seat: &SeatId) -> Result<Option<UnitId>, Why> {
        let organisation = self.organisation;
        let mut units = organisation
            .places_of(self.actor, seat, self.now)
            .filter_map(|place| match place {
                Place::Unit(unit) if organisation.units[unit].kind == *body => Some(unit),
                _ => None,
            });
        let unit = if let Some(named) = self.unit {
            units
                .find(|unit| *unit == named)
                .ok_or_else(|| self.stranger())?
        } else {
            let first = units.next().ok_or_else(|| self.stranger())?;
            if units.next().is_some() {
                return Err(Why::UnitNotNamed);
            }
            first
        };
        if let Some(limit) = organisation.limit_on(&Limited::Unit(unit.clone()), self.now) {
            let (unit, until) = (unit.to_string(), limit.until);
            return Err(Why::UnitSuspended { unit, until });
        }
        Ok(Some(unit.clone()))
    }

    fn holds_it(&self) -> Result<Option<UnitId>, Why> {
        let organisation = self.organisation;
        let stranger = || self.stranger();
        let limited = Limited::Person(self.actor.clone());
        let limit = organisation.limit_on(&limited, self.now);
        let of_office = matches!(
            self.role.holder,
            Holder::Seat(_) | Holder::SeatOfEach { .. } | Holder::Body(_)
        );
        let held = match &self.role.holder {
            Holder::Seat(seat) => {
                let mut places = organisation.places_of(self.actor, seat, self.now);
                if !places.any(|place| matches!(place, Place::Body(_))) {
                    return Err(stranger());
                }
                // Who stands or keeps a key holds no office in the same matter, whatever the procedure
                // remembers to ask for.
                self.interest()
                    .map_or(Ok(None), |interest| Err(Why::Interest { interest }))
            }
            Holder::SeatOfEach { body, seat } => self.of_unit(body, seat),
            Holder::Body(body) => {
                if !organisation
                    .holders_in(body, self.now)
                    .contains(&self.actor)
                {
                    return Err(stranger());
                }
                self.interest_of_member()
                    .map_or(Ok(None), |interest| Err(Why::Interest { interest }))
            }
            Holder::Machine | Holder::Anyone => Ok(None),
            Holder::Applicant if self.matter.campaign.case(self.actor).is_some() => Ok(None),
            Holder::Applicant => match self.matter.candidacies.get(self.actor) {
                Some(_) => Ok(None),
                None => Err(stranger()),
            },
            Holder::Class(class) => match self.facts.members.get(self.actor) {
                None => Err(Why::NotAMember),
                Some(member) if member.class != *class => Err(Why::WrongClass {
                    classes: class.clone(),
                }),
                Some(_) => self.not_suspended().map_or(Ok(None), Err),
            },
            Holder::Candidate => self
                .matter
                .candidacy(self.actor)
                .map(|_| None)
                .ok_or_else(stranger),
            Holder::Trustee => self
                .matter
                .trustees
                .get(self.actor)
                .map(|_| None)
                .ok_or_else(stranger),
        }?;
        match limit {
            Some(limit) if of_office => Err(Why::Suspended {
                until: Some(limit.until),
            }),
            _ => Ok(held),
        }
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// An act in the words of a sentence that says that it was done, or was not.
pub fn words(act: ActKind) -> &'static str {
    match act {
        ActKind::GiveNotice => "notice is given",
        ActKind::FreezeRoll => "the roll is frozen",
        ActKind::CorrectRoll => "the roll is corrected",
        ActKind::Nominate => "a candidate is nominated",
        ActKind::Withdraw => "a candidate withdraws",
        ActKind::Support => "a unit supports a candidate",
        ActKind::Unsupport => "a unit takes its support back",
        ActKind::Consent => "the candidate consents",
        ActKind::SubmitStatement => "a statement is handed in",
        ActKind::PublishStatements => "the statements are published",
        ActKind::NameTrustee => "a trustee is named",
        ActKind::RecordKey => "the key is handed in",
        ActKind::ProveKey => "the key is proved by a test",
        ActKind::RecordCredentials => "the public credentials are handed in",
        ActKind::OpenBallot => "the ballot is opened",
        ActKind::ExtendBallot => "the ballot is extended",
        ActKind::CloseBallot => "the ballot is closed",
        ActKind::RecordShuffle => "the shuffle is recorded",
        ActKind::RecordDecryption => "the decryption is recorded",
        ActKind::DrawLot => "a lot is drawn",
        ActKind::RecordCount => "the count is recorded",
        ActKind::Challenge => "the result is challenged",
        ActKind::DecideChallenge => "a challenge is decided",
        ActKind::Declare => "the result is declared",
        ActKind::Apply => "an application is made",
        ActKind::Endorse => "a person supports a candidate",
        ActKind::Unendorse => "a person takes support back",
        ActKind::StateSize => "the size of the group is stated",
        ActKind::Score => "the scores are handed in",
        ActKind::DeclareInterest => "an interest is declared",
        ActKind::Select => "the body decides who goes on",
        ActKind::Resolve => "the body votes",
        ActKind::Vet => "it is said whether the candidate may stand",
        ActKind::Schedule => "the candidate is given a time",
        ActKind::DrawOrder => "the order is drawn",
        ActKind::Hear => "the candidate is heard",
        ActKind::RecordRound => "a round is counted",
        ActKind::RecordCardVote => "the card vote is counted",
        ActKind::SubmitPaper => "a paper is handed in",
        ActKind::DrawPapers => "the order of the papers is drawn",
        ActKind::PublishReport => "a report is published",
        ActKind::InviteAll => "all candidates are invited",
        ActKind::NameNext => "it is named who follows",
        ActKind::Delegate => "an office is lent",
        ActKind::ProposeQuestion => "a question is put into the bank",
        ActKind::FixQuestions => "the questions are fixed",
        ActKind::ReleaseQuestions => "the questions are released",
        ActKind::ReceiveApplication => "an application is received",
        ActKind::WithdrawApplication => "an application is withdrawn",
        ActKind::MatchApplication => "an application is looked for on the register",
        ActKind::AskApplicant => "the applicant is asked",
        ActKind::AnswerQuestion => "the applicant answers",
        ActKind::ReferApplication => "an application is put into a queue",
        ActKind::RecordFinding => "a finding is recorded",
        ActKind::RecuseFromApplication => "a reviewer takes no part in an application",
        ActKind::LodgeAppeal => "an appeal is lodged",
        ActKind::DecideAppeal => "an appeal is decided",
        ActKind::ReceivePayment => "a fee comes in",
        ActKind::RefundPayment => "a fee is given back",
        ActKind::ExtendCall => "the time for applications is extended",
        ActKind::DeclareVoid => "the election is declared void",
        _ => "an act that this program does not know",
    }
}
