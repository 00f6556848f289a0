//! The terms of an admission in words.

use super::{Words, plural};
use crate::model::{Admission, AdmissionClass, Queue, Undecided};

impl Words<'_> {
    /// Who may join, what it costs, who decides by how many, and how it is appealed.
    pub(super) fn admission(&self) -> Vec<String> {
        let Some(terms) = &self.procedure.admission else {
            return Vec::new();
        };
        let mut lines: Vec<String> = terms.classes.iter().map(class).collect();
        lines.push(format!(
            "One person has one vote, and of several classes the first of these counts ({}).",
            terms.exclusive_rule
        ));
        lines.push(format!(
            "A program may accept, ask, or put into a queue; only people refuse ({}).",
            terms.rule
        ));
        lines.extend(asked(terms));
        lines.extend(terms.queues.iter().map(|one| self.queue(one)));
        lines.extend(terms.reasons.iter().map(|reason| {
            let queue = terms.queue(&reason.queue);
            let queue = queue.map_or(reason.queue.as_str(), |queue| queue.title.as_str());
            format!(
                "Ground of refusal ({queue}): {} ({}).",
                reason.title, reason.rule
            )
        }));
        lines.extend(after(terms));
        lines
    }

    fn queue(&self, queue: &Queue) -> String {
        let role = self.procedure.roles.iter().find(|role| role.id == queue.by);
        let by = role.map_or(queue.by.as_str(), |role| role.title.as_str());
        let (refuse, of) = (queue.refuse, plural(queue.of, "person"));
        let how = if queue.panel {
            format!(
                "a panel of {of} decides, and {refuse} of them must agree on one ground to refuse"
            )
        } else {
            format!(
                "one accepts; to refuse, {refuse} must agree on one ground without knowing of each other, and at most {of} are asked"
            )
        };
        format!("{}: {by}; {how} ({}).", queue.title, queue.rule)
    }
}

fn class(class: &AdmissionClass) -> String {
    let fee = match (class.fee_pence, class.concession_pence) {
        (0, _) => "no fee".to_owned(),
        (fee, None) => format!("a fee of {}", pounds(fee)),
        (fee, Some(less)) => format!(
            "a fee of {}, with a concession {}",
            pounds(fee),
            pounds(less)
        ),
    };
    let register = if class.register {
        ", looked for on the register"
    } else {
        ""
    };
    format!("{}: {fee}{register} ({}).", class.title, class.rule)
}

fn pounds(pence: u32) -> String {
    format!("£{}.{:02}", pence / 100, pence % 100)
}

fn asked(terms: &Admission) -> Option<String> {
    let ask = terms.ask.as_ref()?;
    let (hours, times) = (plural(ask.hours, "hour"), plural(ask.times, "time"));
    Some(format!(
        "Who was not found is asked first, at most {times}, with {hours} to answer ({}).",
        ask.rule
    ))
}

fn after(terms: &Admission) -> Vec<String> {
    let undecided = match terms.undecided {
        Undecided::Accepted => "is accepted",
        Undecided::Provisional => "gives a provisional vote, kept apart",
    };
    let mut lines = vec![format!(
        "An application that is undecided when the time ends {undecided} ({}).",
        terms.undecided_rule
    )];
    if let Some(appeal) = &terms.appeal {
        let (days, persons) = (plural(appeal.days, "day"), plural(appeal.persons, "person"));
        lines.push(format!(
            "Who is refused may appeal within {days}; {persons} who took no part in refusing decide ({}).",
            appeal.rule
        ));
    }
    lines.push(match &terms.refund_rule {
        Some(rule) => format!("The fees of the refused are given back ({rule})."),
        None => "The fees of the refused are kept.".to_owned(),
    });
    lines
}
