//! What the findings of independent people come to.

use polity_procedure::model::{Queue, ReasonCode};

use super::case::Finding;

/// What findings come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// More people are asked.
    Open,
    /// Nothing stands against the application here.
    Clear,
    /// It is refused on this ground.
    Refuse(ReasonCode),
}

/// What the findings in a queue come to, in whichever order they came.
///
/// Outside of a panel one person accepts alone, as long as nobody has found against it. It takes `queue.refuse` persons who
/// agree on one ground to refuse. When `queue.of` have spoken and no ground has so many, the application passes: a ground on
/// which people cannot agree is none. A panel decides when all of it has spoken.
pub fn ruling<'a>(queue: &Queue, findings: impl IntoIterator<Item = &'a Finding>) -> Ruling {
    let found: Vec<_> = findings
        .into_iter()
        .map(|one| one.refuse.as_ref())
        .collect();
    let spoken = found.len();
    let enough = |code: &&&ReasonCode| {
        let agree = found.iter().filter(|one| **one == Some(**code)).count();
        agree >= queue.refuse as usize
    };
    let against: Vec<&ReasonCode> = found.iter().copied().flatten().collect();
    let agreed = against.iter().find(enough).map(|code| (**code).clone());
    let all = spoken >= queue.of as usize;
    if queue.panel && !all {
        return Ruling::Open;
    }
    match agreed {
        Some(code) => Ruling::Refuse(code),
        None if all || (spoken > 0 && against.is_empty()) => Ruling::Clear,
        None => Ruling::Open,
    }
}

/// Whether an appeal is upheld, once all who decide it have spoken.
pub fn appeal_ruling(persons: u32, said: impl IntoIterator<Item = bool>) -> Option<bool> {
    let said: Vec<bool> = said.into_iter().collect();
    let upheld = said.iter().filter(|upheld| **upheld).count();
    (said.len() >= persons as usize).then_some(upheld * 2 > said.len())
}

#[cfg(test)]
mod tests {
    use polity_procedure::model::QueueKind;
    use proptest::prelude::*;

    use super::*;
    use crate::Digest;

    fn queue(panel: bool) -> Queue {
        Queue {
            id: "identity".parse().expect("an id"),
            title: "Identity".to_owned(),
            kind: QueueKind::Identity,
            by: "checker".parse().expect("an id"),
            refuse: 2,
            of: 3,
            panel,
            rule: "1.1".parse().expect("a clause"),
        }
    }

    /// `.` finds nothing against it; a letter is a ground.
    fn came_to(found: &str, panel: bool) -> Ruling {
        let findings: Vec<Finding> = found
            .chars()
            .map(|one| Finding {
                by: "p".parse().expect("an id"),
                at: polity_values::Timestamp::UNIX_EPOCH,
                queue: "identity".parse().expect("an id"),
                opening: 1,
                refuse: (one != '.').then(|| one.to_string().parse().expect("an id")),
                facts: None,
                evidence: Digest::of(b""),
            })
            .collect();
        ruling(&queue(panel), &findings)
    }

    fn refuse(code: &str) -> Ruling {
        Ruling::Refuse(code.parse().expect("an id"))
    }

    #[test]
    fn one_accepts_two_who_agree_refuse_and_else_a_third_decides() {
        for (found, alone, panel) in [
            ("", Ruling::Open, Ruling::Open),
            (".", Ruling::Clear, Ruling::Open),
            ("a", Ruling::Open, Ruling::Open),
            ("aa", refuse("a"), Ruling::Open),
            ("ab", Ruling::Open, Ruling::Open),
            ("a.", Ruling::Open, Ruling::Open),
            ("a..", Ruling::Clear, Ruling::Clear),
            ("a.a", refuse("a"), refuse("a")),
            ("aba", refuse("a"), refuse("a")),
            ("ab.", Ruling::Clear, Ruling::Clear),
            ("abc", Ruling::Clear, Ruling::Clear),
            ("..a", Ruling::Clear, Ruling::Clear),
            (".aa", refuse("a"), refuse("a")),
        ] {
            assert_eq!(came_to(found, false), alone, "{found}");
            assert_eq!(came_to(found, true), panel, "a panel: {found}");
        }
    }

    #[test]
    fn an_appeal_waits_for_all_who_decide_it() {
        assert_eq!(appeal_ruling(3, [true, true]), None);
        assert_eq!(appeal_ruling(3, [true, false, true]), Some(true));
        assert_eq!(appeal_ruling(3, [false, false, true]), Some(false));
        assert_eq!(appeal_ruling(1, [true]), Some(true));
    }

    proptest! {
        #[test]
        fn a_refusal_has_two_on_its_ground_and_the_order_does_not_matter(found in "[.abc]{0,3}", panel: bool) {
            let came = came_to(&found, panel);
            let mut sorted: Vec<char> = found.chars().collect();
            sorted.sort_unstable();
            let sorted: String = sorted.into_iter().collect();
            prop_assert_eq!(&came, &came_to(&sorted, panel));
            if let Ruling::Refuse(code) = came {
                prop_assert!(found.matches(code.as_str()).count() >= 2);
            }
        }
    }
}
