//! Deeds of steps from the details of stories.

use polity_org::step::{
    CardCount, DelegationVote, GroupSize, Question, Resolution, Round, Selection, Step,
};
use polity_org::{ActKind, Digest, Text};
use polity_procedure::story::{Details, Vote};
use polity_values::PaperId;

use crate::common::{Run, id, text, zone};

/// A text of its own, as each person's is.
pub(crate) fn own_text(run: &Run, words: usize) -> Text {
    let number = run.world.seq();
    Text {
        paper: id(&format!("paper-{number}")),
        hash: Digest::of(&number.to_le_bytes()),
        ..text(words)
    }
}

fn resolution(run: &Run, vote: Option<Vote>, words: usize) -> Resolution {
    let vote = vote.expect("a vote: in favour N against N of N present");
    Resolution {
        in_favour: vote.in_favour,
        against: vote.against,
        abstained: vote.abstained,
        present: vote.present,
        reasons: own_text(run, words),
    }
}

/// The step that an act of a story tries; none: it is another kind of act.
pub(crate) fn step(run: &Run, act: ActKind, details: &Details) -> Option<Step> {
    let subject = || {
        details
            .subject
            .clone()
            .expect("the act names somebody: for NAME")
    };
    let words = details.words.unwrap_or(5);
    let own = || own_text(run, words);
    let more = &details.step;
    let to = || {
        let to = details.to.expect("to INSTANT");
        to.resolve(&zone(&run.world)).expect("an instant")
    };
    Some(match act {
        ActKind::Apply => Step::Apply { application: own() },
        ActKind::Endorse => Step::Endorse {
            candidate: subject(),
        },
        ActKind::Unendorse => Step::Unendorse {
            candidate: subject(),
        },
        ActKind::StateSize => {
            let (group, size) = more.size.clone().expect("sizing GROUP at N");
            let weights = more.weights.iter().cloned().collect();
            Step::StateSize(GroupSize {
                group,
                size,
                weights,
                basis: own(),
            })
        }
        ActKind::Score => Step::Score {
            candidate: subject(),
            sheet: own(),
        },
        ActKind::DeclareInterest => Step::DeclareInterest { reason: own() },
        ActKind::Select => Step::Select(Selection {
            keeps: more.keeps.clone(),
            vote: resolution(run, more.vote, words),
        }),
        ActKind::Resolve => Step::Resolve(resolution(run, more.vote, words)),
        ActKind::Vet => Step::Vet {
            candidate: subject(),
            fit: more.fit.expect("finding it fit or unfit"),
            reasons: own(),
        },
        ActKind::Schedule => Step::Schedule {
            candidate: subject(),
            at: to(),
            minutes: None,
        },
        _ => return further(run, act, details),
    })
}

fn further(run: &Run, act: ActKind, details: &Details) -> Option<Step> {
    let subject = || {
        details
            .subject
            .clone()
            .expect("the act names somebody: for NAME")
    };
    let own = || own_text(run, details.words.unwrap_or(5));
    let more = &details.step;
    let at = |instant: polity_procedure::instant::LocalInstant| {
        instant.resolve(&zone(&run.world)).expect("an instant")
    };
    Some(match act {
        ActKind::DrawOrder => Step::DrawOrder {
            seed: "4 4 1".to_owned(),
        },
        ActKind::Hear => Step::Hear {
            candidate: subject(),
            present: more.present.clone(),
            asked: first(fixed(run), more.questions),
        },
        ActKind::RecordRound => Step::RecordRound(Round {
            votes: more.counts.iter().cloned().collect(),
            sections: more
                .sections
                .iter()
                .map(|(section, votes)| (section.clone(), votes.iter().cloned().collect()))
                .collect(),
            invalid: more.invalid,
            lot: details.order.clone(),
        }),
        ActKind::RecordCardVote => {
            let card = |card: &polity_procedure::story::Card| DelegationVote {
                delegation: card.delegation.clone(),
                section: card.section.clone(),
                entitled: card.entitled,
                in_favour: card.in_favour,
                against: card.against,
                abstained: 0,
                not_received: card.missing,
            };
            Step::RecordCardVote(CardCount {
                delegations: more.cards.iter().map(card).collect(),
            })
        }
        ActKind::SubmitPaper => Step::SubmitPaper { paper: own() },
        ActKind::DrawPapers => Step::DrawPapers {
            seed: "6 2".to_owned(),
        },
        ActKind::PublishReport => Step::PublishReport { report: own() },
        ActKind::InviteAll => Step::InviteAll {
            at: at(details.to.expect("to INSTANT")),
        },
        ActKind::NameNext => Step::NameNext {
            person: subject(),
            basis: own(),
        },
        ActKind::Delegate => {
            let (role, until) = more.lends.clone().expect("lending ROLE until INSTANT");
            let until = at(until);
            Step::Delegate {
                to: subject(),
                role,
                until,
            }
        }
        _ => return questions(run, act, details),
    })
}

/// The steps about questions.
fn questions(run: &Run, act: ActKind, details: &Details) -> Option<Step> {
    let own = || own_text(run, details.words.unwrap_or(5));
    let more = &details.step;
    Some(match act {
        ActKind::ProposeQuestion => Step::ProposeQuestion(Question {
            theme: more.theme.clone().expect("theme WORD"),
            text: own(),
        }),
        ActKind::FixQuestions => {
            let matter = run.world.matters().next().expect("a matter");
            let bank = matter.progress.bank.iter();
            let here = matter.current_stage().map(|stage| &stage.id);
            let bank = bank.filter(|one| Some(&one.stage) == here);
            let bank = bank.map(|one| one.question.text.paper.clone()).collect();
            Step::FixQuestions {
                questions: first(bank, more.questions),
            }
        }
        ActKind::ReleaseQuestions => Step::ReleaseQuestions {
            at: {
                let to = details.to.expect("to INSTANT");
                to.resolve(&zone(&run.world)).expect("an instant")
            },
        },
        _ => return None,
    })
}

/// The set of questions of the present stage.
fn fixed(run: &Run) -> Vec<PaperId> {
    let matter = run.world.matters().next().expect("a matter");
    let set = matter.questions_here();
    set.map_or_else(Vec::new, |set| set.questions.clone())
}

/// The first so many; without a number, all.
fn first(mut papers: Vec<PaperId>, number: Option<u32>) -> Vec<PaperId> {
    papers.truncate(number.map_or(usize::MAX, |number| number as usize));
    papers
}
