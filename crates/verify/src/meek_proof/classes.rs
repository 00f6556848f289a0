//! Constraints: whether the seats can still be filled within every class, asked for each candidate.
//!
//! Candidates of the same classes are alike, so the search goes over how many of each kind are taken, deepest first, and
//! turns back where a class has too many, or can no longer get enough. What has failed once is not tried again.

use std::collections::HashSet;

use serde::Deserialize;

use super::lines::Place;

/// A class of candidates, and how many of them are to be elected.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    name: String,
    #[serde(default)]
    min: usize,
    max: Option<usize>,
    members: Vec<usize>,
}

impl Class {
    /// `at least 1 and at most 2 of women (3, 4)`.
    pub(super) fn in_words(&self) -> String {
        let least = (self.min > 0).then(|| format!("at least {}", self.min));
        let most = self.max.map(|max| format!("at most {max}"));
        let bounds: Vec<String> = least.into_iter().chain(most).collect();
        let members: Vec<String> = self.members.iter().map(usize::to_string).collect();
        format!(
            "{} of {} ({})",
            bounds.join(" and "),
            self.name,
            members.join(", ")
        )
    }
}

/// Candidates who belong to the same classes.
struct Kind {
    classes: Vec<usize>,
    free: usize,
}

/// A search that is under way.
struct Search<'c> {
    classes: &'c [Class],
    kinds: Vec<Kind>,
    failed: HashSet<(usize, usize, Vec<usize>)>,
}

/// Whether the seats can be filled by those who are elected and some of those who continue.
pub(super) fn can_fill(classes: &[Class], now: &[Place], seats: usize) -> bool {
    let mut elected = vec![0; classes.len()];
    let mut kinds: Vec<Kind> = Vec::new();
    let (mut taken, mut free) = (0, 0);
    for (number, place) in now.iter().enumerate() {
        let of: Vec<usize> = (0..classes.len())
            .filter(|&k| classes[k].members.contains(&number))
            .collect();
        match place {
            Place::Out => {}
            Place::Elected => {
                taken += 1;
                for k in of {
                    elected[k] += 1;
                }
            }
            Place::Continuing => {
                free += 1;
                match kinds.iter_mut().find(|kind| kind.classes == of) {
                    Some(kind) => kind.free += 1,
                    None => kinds.push(Kind {
                        classes: of,
                        free: 1,
                    }),
                }
            }
        }
    }
    if taken > seats {
        return false;
    }
    let open = (seats - taken).min(free);
    let failed = HashSet::new();
    Search {
        classes,
        kinds,
        failed,
    }
    .go(0, open, &elected)
}

impl Search<'_> {
    fn go(&mut self, at: usize, open: usize, counts: &[usize]) -> bool {
        let key = (at, open, counts.to_vec());
        if self.failed.contains(&key) || !self.promises(at, open, counts) {
            return false;
        }
        if at == self.kinds.len() {
            return true;
        }
        for take in (0..=self.kinds[at].free.min(open)).rev() {
            let mut counts = counts.to_vec();
            for &k in &self.kinds[at].classes {
                counts[k] += take;
            }
            if self.go(at + 1, open - take, &counts) {
                return true;
            }
        }
        self.failed.insert(key);
        false
    }

    /// Whether no class has too many, and every class, and the seats, could still get enough from the kinds that are left.
    fn promises(&self, at: usize, open: usize, counts: &[usize]) -> bool {
        let left = &self.kinds[at..];
        let enough = left.iter().map(|kind| kind.free).sum::<usize>() >= open;
        enough
            && self.classes.iter().enumerate().all(|(k, class)| {
                let of = left.iter().filter(|kind| kind.classes.contains(&k));
                let more = of.map(|kind| kind.free).sum::<usize>().min(open);
                class.max.is_none_or(|max| counts[k] <= max) && counts[k] + more >= class.min
            })
    }
}

/// The continuing candidates whom the constraints bar from being elected.
pub(super) fn doomed(classes: &[Class], now: &[Place], seats: usize) -> Vec<usize> {
    bound(classes, now, seats, Place::Elected)
}

/// Among whom the next to be excluded is found: the doomed; if there are none, those without whom the seats can be filled.
pub(super) fn excludable(classes: &[Class], now: &[Place], seats: usize) -> Vec<usize> {
    let doomed = doomed(classes, now, seats);
    if !doomed.is_empty() {
        return doomed;
    }
    let guarded = bound(classes, now, seats, Place::Out);
    let mut free = continuing(now);
    free.retain(|number| !guarded.contains(number));
    free
}

fn continuing(now: &[Place]) -> Vec<usize> {
    (0..now.len())
        .filter(|&number| now[number] == Place::Continuing)
        .collect()
}

/// Those who cannot come to `place`, or the seats could not be filled.
fn bound(classes: &[Class], now: &[Place], seats: usize, place: Place) -> Vec<usize> {
    if classes.is_empty() {
        return Vec::new();
    }
    let mut now = now.to_vec();
    let mut bound = continuing(&now);
    bound.retain(|&number| {
        now[number] = place;
        let can = can_fill(classes, &now, seats);
        now[number] = Place::Continuing;
        !can
    });
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(min: usize, max: Option<usize>, members: &[usize]) -> Class {
        Class {
            name: "class".into(),
            min,
            max,
            members: members.to_vec(),
        }
    }

    /// Otten's case (Voting matters 13): two black men, two white women, one black woman; two women and two black of three.
    #[test]
    fn the_only_one_of_both_classes_is_guarded() {
        let classes = [class(2, None, &[3, 4, 5]), class(2, None, &[1, 2, 5])];
        let mut now = vec![Place::Continuing; 6];
        now[0] = Place::Out;
        assert!(can_fill(&classes, &now, 3));
        assert!(doomed(&classes, &now, 3).is_empty());
        assert_eq!(excludable(&classes, &now, 3), [1, 2, 3, 4]);
        now[1] = Place::Elected;
        assert_eq!(doomed(&classes, &now, 3), [2]);
        assert_eq!(excludable(&classes, &now, 3), [2]);
        now[5] = Place::Out;
        assert!(!can_fill(&classes, &now, 3));
    }

    #[test]
    fn a_maximum_dooms_the_rest_of_its_class() {
        let classes = [class(0, Some(1), &[1, 2])];
        let mut now = vec![Place::Continuing; 5];
        now[0] = Place::Out;
        now[2] = Place::Elected;
        assert_eq!(doomed(&classes, &now, 2), [1]);
        assert_eq!(classes[0].in_words(), "at most 1 of class (1, 2)");
    }
}
