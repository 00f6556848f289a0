//! A procedure in words, for members: what it is for, who acts, and its stages one after another.
//!
//! The words are English; texts in other languages are made from the same data elsewhere.

use std::fmt::Write as _;

use polity_values::{Clause, Rounding};

use crate::model::{
    ActKind, ActRule, BallotTerms, Constraint, Edge, EndKind, Guard, Holder, Next, Offset,
    OutcomeKind, Procedure, Revote, RollRule, Stage, TieRule, TooFew, When,
};

/// The procedure in words, every sentence with the clause that it goes by.
pub fn describe(procedure: &Procedure) -> String {
    let words = Words { procedure };
    let mut text = format!(
        "{}\n\n{}\n\n{}\n",
        procedure.title, procedure.purpose, procedure.source
    );
    words.section(&mut text, "Who acts", &words.roles());
    words.section(&mut text, "What is fixed beforehand", &words.terms());
    words.section(&mut text, "Dates that each election names", &words.dates());
    for (index, stage) in procedure.stages.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{}. {}", index + 1, stage.title);
        words.section(&mut text, "", &words.stage(stage));
    }
    let clause = |clause: &crate::model::ClauseText| format!("{}: {}", clause.id, clause.text);
    words.section(
        &mut text,
        "The clauses",
        &procedure.clauses.iter().map(clause).collect::<Vec<_>>(),
    );
    text
}

/// An instant in words: `2 days after the end of "Appeals"`.
pub fn when_words(procedure: &Procedure, when: &When) -> String {
    Words { procedure }.when(when)
}

/// An act in words, as it stands after who does it: `gives notice of the timetable`.
pub fn act_words(act: ActKind) -> &'static str {
    match act {
        ActKind::GiveNotice => "gives notice of the timetable",
        ActKind::FreezeRoll => "freezes the roll and publishes its size",
        ActKind::CorrectRoll => "corrects the frozen roll, with a reason",
        ActKind::Nominate => "stands for election",
        ActKind::Withdraw => "withdraws",
        ActKind::Support => "supports a candidate",
        ActKind::Unsupport => "takes support back",
        ActKind::Consent => "consents to stand",
        ActKind::SubmitStatement => "hands in a statement",
        ActKind::PublishStatements => "publishes all statements, in an order drawn by lot",
        ActKind::NameTrustee => "names a trustee",
        ActKind::RecordKey => "hands in the public part of a key",
        ActKind::ProveKey => "shows that the key works",
        ActKind::RecordCredentials => "hands in the public part of the voting credentials",
        ActKind::OpenBallot => "opens the ballot",
        ActKind::ExtendBallot => "extends the ballot for everybody",
        ActKind::CloseBallot => "closes the box",
        ActKind::RecordShuffle => "mixes the votes",
        ActKind::RecordDecryption => "opens a part of the votes",
        ActKind::DrawLot => "draws a lot that the count asks for",
        ActKind::RecordCount => "records the count",
        ActKind::Challenge => "challenges the result",
        ActKind::DecideChallenge => "decides a challenge, with reasons",
        ActKind::Declare => "declares the result",
        ActKind::DeclareVoid => "declares the election void, with reasons",
        ActKind::Apply => "applies, with a paper",
        ActKind::Endorse => "supports a candidate as a person",
        ActKind::Unendorse => "takes support of a candidate back",
        ActKind::StateSize => "states the size of a group, and how it was found",
        ActKind::Score => "hands in scores of a candidate, sealed",
        ActKind::DeclareInterest => "declares an interest, and decides no more in this matter",
        ActKind::Select => "records which candidates the body keeps",
        ActKind::Resolve => "records the vote of the body",
        ActKind::Vet => "records whether a candidate may stand, with reasons",
        ActKind::Schedule => "gives a candidate a time",
        ActKind::DrawOrder => "draws the order of the candidates by lot",
        ActKind::Hear => "records that a candidate was heard, and who was present throughout",
        ActKind::RecordRound => "records a round of the vote",
        ActKind::RecordCardVote => "records the card vote",
        ActKind::SubmitPaper => "hands in a paper",
        ActKind::DrawPapers => "draws the order of the papers by lot",
        ActKind::PublishReport => "publishes a report",
        ActKind::InviteAll => "invites all candidates at once",
        ActKind::NameNext => {
            "names a candidate: who follows by an earlier count, or stands in another contest"
        }
        ActKind::Delegate => "lets another person act in the office",
        ActKind::ProposeQuestion => "puts a question into the bank, under a theme",
        ActKind::FixQuestions => "fixes the questions, the same for every candidate",
        ActKind::ReleaseQuestions => "releases the questions to all candidates at one time",
        ActKind::ReceiveApplication => "applies to join, once",
        ActKind::WithdrawApplication => "withdraws the application",
        ActKind::MatchApplication => "records whether the applicant was found on the register",
        ActKind::AskApplicant => "asks the applicant before a person decides",
        ActKind::AnswerQuestion => "answers what was asked",
        ActKind::ReferApplication => "puts an application into a queue, with a ground",
        ActKind::RecordFinding => {
            "records an own finding on an application, without knowing that of anybody else"
        }
        ActKind::RecuseFromApplication => "takes no part in deciding one application",
        ActKind::LodgeAppeal => "appeals against a refusal",
        ActKind::DecideAppeal => "says, with reasons, whether an appeal is upheld",
        ActKind::ReceivePayment => "records that a fee came in",
        ActKind::RefundPayment => "records that a fee was given back",
        ActKind::ExtendCall => "extends the time for applications for everybody",
    }
}

mod admission;
mod votes;

struct Words<'p> {
    procedure: &'p Procedure,
}

impl Words<'_> {
    #[expect(clippy::unused_self, reason = "reads like its siblings")]
    fn section(&self, text: &mut String, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        if !title.is_empty() {
            let _ = write!(text, "\n{title}");
        }
        text.push('\n');
        for line in lines {
            let _ = writeln!(text, "- {line}");
        }
    }

    fn roles(&self) -> Vec<String> {
        let role = |role: &crate::model::Role| {
            let holder = match &role.holder {
                Holder::Seat(seat) => format!("whoever holds the seat {seat}"),
                Holder::SeatOfEach { body, seat } => {
                    format!(
                        "whoever holds the seat {seat} of a {}",
                        self.body(body.as_str())
                    )
                }
                Holder::Class(class) => format!("every member of the class {class}"),
                Holder::Body(body) => {
                    format!("whoever holds a seat in: {}", self.body(body.as_str()))
                }
                Holder::Anyone => "anybody".to_owned(),
                Holder::Applicant => "whoever put themselves forward".to_owned(),
                Holder::Candidate => "whoever stands in this election".to_owned(),
                Holder::Trustee => "whoever was named a trustee in this election".to_owned(),
                Holder::Machine => {
                    "no person, but a program: it accepts, asks or puts into a queue, and refuses nobody"
                        .to_owned()
                }
            };
            format!("{}: {holder} ({}).", role.title, role.rule)
        };
        self.procedure.roles.iter().map(role).collect()
    }

    fn terms(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(seats) = &self.procedure.seats {
            let body = self.body(seats.body.as_str());
            let term = plural(seats.term_months, "month");
            let number = plural(seats.number, "seat");
            lines.push(format!(
                "{number} in the section {} ({body}), each for {term} ({}).",
                seats.section, seats.rule
            ));
        }
        if let Some(roll) = &self.procedure.roll {
            lines.extend(self.roll(roll));
        }
        if let Some(ballot) = &self.procedure.ballot {
            lines.extend(ballot_terms(ballot));
            let sent = [
                (
                    &ballot.despatch,
                    "Voters are sent what they need to vote at",
                ),
                (
                    &ballot.last_reissue,
                    "It is sent again to who asks for it until",
                ),
            ];
            for (deadline, says) in sent {
                if let Some(deadline) = deadline {
                    lines.push(format!(
                        "{says} {} ({}).",
                        self.when(&deadline.at),
                        deadline.rule
                    ));
                }
            }
        }
        lines.extend(self.admission());
        lines.extend(self.procedure.constraints.iter().map(constraint_words));
        for gap in &self.procedure.gaps {
            let (from, to) = (self.when(&gap.from), self.when(&gap.to));
            let days = plural(
                gap.at_least_days,
                if gap.working { "working day" } else { "day" },
            );
            lines.push(format!(
                "At least {days} lie between {from} and {to} ({}).",
                gap.rule
            ));
        }
        if let Some(waiver) = &self.procedure.without_challenge {
            let body = self.body(waiver.resolved_by.as_str());
            let admits = self.procedure.admission.is_some();
            lines.push(format!(
                "{} cannot be {}, as resolved by: {body}. {} ({}).",
                if admits { "A refusal" } else { "The result" },
                if admits { "appealed" } else { "challenged" },
                waiver.reason,
                waiver.rule
            ));
        }
        lines
    }

    fn roll(&self, roll: &RollRule) -> Vec<String> {
        let mut lines = vec![
            format!(
                "Who votes: members of the class {} ({}).",
                roll.classes.join(" or "),
                roll.classes_rule
            ),
            format!(
                "They have joined by {} ({}).",
                self.when(&roll.joined_by),
                roll.joined_rule
            ),
            format!(
                "They have paid arrears by {} ({}).",
                self.when(&roll.arrears_paid_by),
                roll.arrears_rule
            ),
        ];
        if let Some(rule) = &roll.suspension_rule {
            lines.push(format!("Suspended members do not vote ({rule})."));
        }
        lines.push(format!(
            "The roll is frozen at {} ({}).",
            self.when(&roll.freeze),
            roll.freeze_rule
        ));
        lines
    }

    fn dates(&self) -> Vec<String> {
        self.procedure
            .dates
            .iter()
            .map(|date| format!("{}.", date.title))
            .collect()
    }

    fn stage(&self, stage: &Stage) -> Vec<String> {
        let mut lines = vec![format!(
            "From {} until {} ({}).",
            self.when(&stage.opens),
            self.when(&stage.closes),
            stage.rule
        )];
        for needed in &stage.needs {
            lines.push(format!(
                "Before anything is done: {} ({}).",
                self.guard(&needed.guard),
                needed.rule
            ));
        }
        lines.extend(self.votes(stage));
        lines.extend(stage.acts.iter().map(|rule| self.act(rule)));
        for outcome in &stage.outcomes {
            let rule = outcome.rule.as_ref().unwrap_or(&stage.rule);
            let when = match outcome.when {
                OutcomeKind::Done => "When this is done",
                OutcomeKind::Unopposed => "If there are no more candidates than seats",
                OutcomeKind::NoCandidate => "If nobody stands",
                OutcomeKind::Upheld => "If a challenge is upheld",
                OutcomeKind::Agreed => "If the vote is in favour",
                OutcomeKind::Rejected => "If the vote is against",
                OutcomeKind::Elected => "If one candidate has the majority",
                OutcomeKind::Narrowed => "When as few are left as the rounds leave",
            };
            lines.push(self.leads(when, &outcome.then, rule));
        }
        if let Some(lapse) = &stage.lapse {
            lines.push(self.leads(
                "If the time ends and it is not done",
                &lapse.then,
                &lapse.rule,
            ));
        }
        lines
    }

    fn act(&self, rule: &ActRule) -> String {
        let actor = self.procedure.roles.iter().find(|role| role.id == rule.by);
        let actor = actor.map_or(rule.by.as_str(), |role| role.title.as_str());
        let two = if rule.persons > 1 {
            ", and a second person confirms it"
        } else {
            ""
        };
        let words = rule
            .words
            .map_or_else(String::new, |words| format!(" of at most {words} words"));
        let mut line = format!(
            "{actor}: {}{words}{two} ({}).",
            act_words(rule.act),
            rule.rule
        );
        for needed in &rule.needs {
            let _ = write!(
                line,
                " Needed: {} ({}).",
                self.guard(&needed.guard),
                needed.rule
            );
        }
        if rule.required {
            line.push_str(" The stage is not done without it.");
        }
        line
    }

    fn leads(&self, when: &str, next: &Next, rule: &Clause) -> String {
        let then = match next {
            Next::Stage(id) => {
                let stage = self.procedure.stages.iter().find(|stage| stage.id == *id);
                format!(
                    "\"{}\" follows",
                    stage.map_or(id.as_str(), |stage| stage.title.as_str())
                )
            }
            Next::End(EndKind::Declared) => {
                "the election is over, and the result stands".to_owned()
            }
            Next::End(EndKind::Void) => "the election is void".to_owned(),
            Next::End(EndKind::Lapsed) => "the election lapses".to_owned(),
            Next::End(EndKind::Agreed) => {
                "the matter is over, and what was agreed holds".to_owned()
            }
            Next::End(EndKind::Rejected) => "the matter is over, and was rejected".to_owned(),
        };
        format!("{when}, {then} ({rule}).")
    }

    fn guard(&self, guard: &Guard) -> String {
        match guard {
            Guard::HoldsClass(classes) => {
                format!("membership in the class {}", classes.join(" or "))
            }
            Guard::MemberForMonths(months) => {
                format!(
                    "membership for {} without a break",
                    plural(*months, "month")
                )
            }
            Guard::NotSuspended => "no suspension".to_owned(),
            Guard::OnRoll => "an entry on the frozen roll".to_owned(),
            Guard::Done(act) => format!("somebody {}", act_words(*act)),
            Guard::AtMost { act, count } => {
                format!(
                    "the body {} not more than {}",
                    act_words(*act),
                    plural(*count, "time")
                )
            }
            Guard::SupportedByUnits(units) => format!("the support of {}", plural(*units, "unit")),
            Guard::EachTrustee(act) => format!("each trustee {}", act_words(*act)),
            Guard::TrusteesAtLeast(number) => format!("at least {}", plural(*number, "trustee")),
            Guard::NoInterest => "no interest in the election".to_owned(),
            Guard::NoOpenChallenge => "no challenge is undecided".to_owned(),
            Guard::DidNot(act) => format!("not whoever {}", act_words(*act)),
            Guard::CredentialsMatchRoll => "as many credentials as entries on the roll".to_owned(),
            Guard::Share { of, rounding } => {
                let how = match rounding {
                    Rounding::Ceiling => "at least",
                    Rounding::MoreThan => "more than",
                    Rounding::Floor => "at least, fractions dropped,",
                };
                format!("{how} {of} of the body agrees")
            }
            Guard::HoldsSeat(seat) => format!("the seat {seat}"),
            Guard::Within(stage) => format!("the stage {:?} is open", self.title(stage)),
            Guard::Decided(stage) => format!("the body has agreed in {:?}", self.title(stage)),
            Guard::DoneBy {
                act,
                persons,
                units,
            } => {
                let persons = persons.map(|number| plural(number, "person"));
                let units = units.map(|number| plural(number, "unit"));
                let who: Vec<_> = persons.into_iter().chain(units).collect();
                format!("at least {}: {}", who.join(" and "), act_words(*act))
            }
            Guard::Elapsed { days, since } => {
                format!(
                    "{} after somebody {}",
                    plural(*days, "day"),
                    act_words(*since)
                )
            }
            Guard::SupportedBy { group, level } => self.support(group, *level),
            Guard::HeardAll => "presence throughout when each candidate was heard".to_owned(),
            Guard::ScoredByEach(role) => {
                format!("the scores of everybody who is {role} for each candidate")
            }
            Guard::EachCandidate(act) => format!("for each candidate: {}", act_words(*act)),
            Guard::StandingAtLeast(number) => {
                format!("at least {}", plural(*number, "candidate"))
            }
            Guard::StandingAtMost(number) => format!("at most {}", plural(*number, "candidate")),
            Guard::AllOf(guards) => self.joined(guards, " and "),
            Guard::AnyOf(guards) => self.joined(guards, " or "),
        }
    }

    fn joined(&self, guards: &[Guard], joint: &str) -> String {
        let inner: Vec<String> = guards.iter().map(|guard| self.guard(guard)).collect();
        format!("({})", inner.join(joint))
    }

    fn when(&self, when: &When) -> String {
        let (stage, edge, offset, at) = match when {
            When::Date(name) => {
                let date = self.procedure.dates.iter().find(|date| date.id == *name);
                return format!(
                    "the date \"{}\"",
                    date.map_or(name.as_str(), |date| date.title.as_str())
                );
            }
            When::From {
                stage,
                edge,
                offset,
                at,
            } => (stage, edge, offset, at),
        };
        let title = self
            .procedure
            .stages
            .iter()
            .find(|known| known.id == *stage);
        let title = title.map_or(stage.as_str(), |stage| stage.title.as_str());
        let edge = match edge {
            Edge::Opens => "the beginning",
            Edge::Closes => "the end",
        };
        let (number, unit) = match offset {
            Offset::Days(days) => (*days, "day"),
            Offset::WorkingDays(days) => (*days, "working day"),
            Offset::Hours(hours) => (*hours, "hour"),
        };
        let distance = match number {
            0 => String::new(),
            after if after > 0 => format!("{} after ", plural(after.unsigned_abs(), unit)),
            before => format!("{} before ", plural(before.unsigned_abs(), unit)),
        };
        let time = at.map_or_else(String::new, |time| time.strftime(", at %H:%M").to_string());
        format!("{distance}{edge} of \"{title}\"{time}")
    }

    fn body(&self, id: &str) -> String {
        let body = self
            .procedure
            .bodies
            .iter()
            .find(|body| body.id.as_str() == id);
        body.map_or(id, |body| body.title.as_str()).to_owned()
    }
}

fn ballot_terms(ballot: &BallotTerms) -> Vec<String> {
    let ties = match ballot.ties {
        TieRule::LotFromPublishedSeed => "by a lot from a seed that is published before the count",
        TieRule::LotDrawnByReturningOfficer => {
            "by a lot that the returning officer draws before witnesses"
        }
    };
    let revote = match ballot.revote {
        Revote::Final => "A vote that was cast is final",
        Revote::LastCounts => "Who votes again replaces the vote before; the last one counts",
    };
    vec![
        format!(
            "Votes are counted by the rule {} ({}).",
            ballot.method, ballot.rule
        ),
        format!("The quota: {} ({}).", ballot.quota, ballot.rule),
        format!("Ties are broken {ties} ({}).", ballot.rule),
        format!("{revote} ({}).", ballot.revote_rule),
        format!(
            "A ballot begun before the close is accepted for {} after it ({}).",
            length(ballot.grace_seconds),
            ballot.grace_rule
        ),
        format!(
            "At least {} ({}).",
            plural(ballot.trustees_at_least, "trustee"),
            ballot.trustees_rule
        ),
    ]
}

/// A limit on who is elected, in words.
fn constraint_words(constraint: &Constraint) -> String {
    let Constraint {
        title,
        at_least,
        rule,
        ..
    } = constraint;
    let limits = match (*at_least, constraint.at_most) {
        (least, None) => format!("at least {least}"),
        (0, Some(most)) => format!("at most {most}"),
        (least, Some(most)) => format!("{least} to {most}"),
    };
    let too_few = match constraint.too_few {
        TooFew::AllWhoStand if *at_least > 0 => {
            "; if fewer stand, all of them are elected and the other seats are open to everybody"
        }
        TooFew::Refuse if *at_least > 0 => "; if fewer stand, the ballot cannot open",
        _ => "",
    };
    format!("Of those elected, {limits} belong to \"{title}\"{too_few} ({rule}).")
}

fn length(seconds: u32) -> String {
    match seconds {
        whole if whole >= 60 && whole % 60 == 0 => plural(whole / 60, "minute"),
        other => plural(other, "second"),
    }
}

fn plural(count: u32, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}
