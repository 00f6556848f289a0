//! Whether a ballot is in time. A vote is never an act and nothing of it comes here: the judge sees the
//! two instants only.

use polity_procedure::model::StageKind;
use polity_values::{MatterId, Timestamp};

use crate::fixed::{self, MATTER};
use crate::guard::words;
use crate::matter::BoxState;
use crate::tick::advance;
use crate::verdict::{Unmet, Verdict, Why};
use crate::{ActKind, World};

/// Judges a ballot that arrives at `now` and was begun at `begun_at`: the box is open, and the ballot came
/// before the close, or was begun before the close and came within the grace. One that comes at the very
/// instant of the close is late, as is one begun then.
pub fn judge_cast(
    world: &World,
    matter: &MatterId,
    now: Timestamp,
    begun_at: Timestamp,
) -> Verdict {
    let now = world.at().map_or(now, |last| last.max(now));
    let (Some(organisation), Some(matter)) = (world.organisation(), world.matter(matter)) else {
        return Verdict::refused(&fixed::clause(MATTER), Why::UnknownMatter);
    };
    let (matter, _) = advance(organisation, matter, now, world.seq() + 1);
    let stage = matter.stage_of_kind(StageKind::Ballot);
    let (Some(stage), Some((closes, grace)), Some(terms)) =
        (stage, matter.ballot_close(), &matter.procedure.ballot)
    else {
        return Verdict::refused(&fixed::clause(MATTER), Why::UnknownAct);
    };
    let opens = matter
        .window(&stage.id)
        .map_or(closes, |window| window.opens);
    let late = begun_at >= closes;
    let mut unmet = Vec::new();
    match &matter.ballot_box {
        None => {
            let act = words(ActKind::OpenBallot);
            unmet.push(Unmet::new(&stage.rule, Why::NotDone { act }).named("done"));
        }
        Some(found) => {
            if let BoxState::Closed { at, .. } = found.state {
                unmet.push(Unmet::new(&stage.rule, Why::WindowClosed { closed: at }));
            }
        }
    }
    if now < opens {
        unmet.push(Unmet::new(&stage.rule, Why::WindowNotOpen { opens }));
    } else if now >= grace {
        unmet.push(Unmet::new(
            &terms.grace_rule,
            Why::WindowClosed { closed: grace },
        ));
    } else if now >= closes && late {
        unmet.push(Unmet::new(
            &stage.rule,
            Why::WindowClosed { closed: closes },
        ));
    }
    if begun_at > now {
        let say = "the ballot was begun later than it came".to_owned();
        unmet.push(Unmet::new(&terms.grace_rule, Why::Inconsistent { say }));
    }
    if let crate::matter::Position::Ended(end) = matter.position {
        let end = crate::event::end_words(end);
        unmet.push(Unmet::new(&stage.rule, Why::MatterEnded { end }));
    }
    let rule = if now < closes {
        &stage.rule
    } else {
        &terms.grace_rule
    };
    if unmet.is_empty() {
        Verdict::allowed(rule, Vec::new())
    } else {
        Verdict::unmet(rule, unmet)
    }
}
