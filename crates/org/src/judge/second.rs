//! Acts that take two persons. The first person's act is recorded as a proposal; it takes effect when a
//! different person in the capacity confirms it, and is judged again at that instant, for both.

use polity_procedure::model::RoleId;

use super::Bench;
use super::contest::Question;
use crate::act::Act;
use crate::fixed::{self, SECOND};
use crate::matter::Proposal;
use crate::verdict::{Unmet, Verdict, Why};
use crate::{Event, Seq};

impl Bench<'_> {
    pub(super) fn confirm(&self, act: &Act, of: Seq) -> Verdict {
        let Some(proposal) = self.matter.proposals.get(&of) else {
            return Verdict::refused(&fixed::clause(SECOND), Why::NoProposal);
        };
        if act.actor == proposal.act.actor {
            return Verdict::refused(&proposal.rule, Why::SamePerson);
        }
        let (first, second) = self.both(act, proposal);
        match (first, second) {
            (Verdict::Allowed(mut first), Verdict::Allowed(second)) => {
                // On the record the capacity is that of who signs; the unit is the act's own.
                first.role = second.role;
                Verdict::Allowed(first)
            }
            (Verdict::Refused(first), Verdict::Refused(second)) => {
                let mut unmet: Vec<Unmet> = first.unmet;
                for one in second.unmet {
                    if !unmet.contains(&one) {
                        unmet.push(one);
                    }
                }
                Verdict::unmet(&first.rule, unmet)
            }
            (refused @ Verdict::Refused(_), _) | (_, refused) => refused,
        }
    }

    /// The verdicts on the act by who proposed it, and on confirming it by who confirms.
    fn both(&self, act: &Act, proposal: &Proposal) -> (Verdict, Verdict) {
        let Some(kind) = proposal.act.deed.kind() else {
            let none = Verdict::refused(&fixed::clause(SECOND), Why::NoProposal);
            return (none.clone(), none);
        };
        let first = Question {
            actor: &proposal.act.actor,
            role: proposal.act.role.as_ref(),
            unit: proposal.act.for_unit.as_ref(),
            kind,
            deed: Some(&proposal.act.deed),
            seconding: true,
        };
        let second = self.seconder(act, proposal, act.role.as_ref());
        (self.answer(&first), second)
    }

    fn seconder(&self, act: &Act, proposal: &Proposal, role: Option<&RoleId>) -> Verdict {
        let Some(kind) = proposal.act.deed.kind() else {
            return Verdict::refused(&fixed::clause(SECOND), Why::NoProposal);
        };
        self.answer(&Question {
            actor: &act.actor,
            role,
            unit: act.for_unit.as_ref().or(proposal.act.for_unit.as_ref()),
            kind,
            deed: None,
            seconding: true,
        })
    }

    /// Whoever proposed it takes it back; whoever could confirm it declines it.
    pub(super) fn decline(&self, act: &Act, of: Seq) -> Verdict {
        let Some(proposal) = self.matter.proposals.get(&of) else {
            return Verdict::refused(&fixed::clause(SECOND), Why::NoProposal);
        };
        let events = vec![Event::ProposalDeclined { of }];
        if act.actor == proposal.act.actor {
            let mut verdict = Verdict::allowed(&proposal.rule, events);
            if let Verdict::Allowed(allowed) = &mut verdict {
                allowed.role.clone_from(&proposal.act.role);
                allowed.unit.clone_from(&proposal.act.for_unit);
            }
            return verdict;
        }
        match self.seconder(act, proposal, act.role.as_ref()) {
            Verdict::Allowed(mut allowed) => {
                allowed.events = events;
                Verdict::Allowed(allowed)
            }
            refused @ Verdict::Refused(_) => refused,
        }
    }
}
