//! What of a sitting is news to who was not there: notice, decisions, minutes, reports; not who came through the door.

use polity_org::sitting::SittingEvent;
use polity_org::{Entry, Event, Subject};

/// Whether an entry is told as news: of a sitting only what lasts.
pub(crate) fn is_news(entry: &Entry) -> bool {
    let Event::Sitting(event) = &entry.event else {
        return true;
    };
    matches!(
        event,
        SittingEvent::Convened(_)
            | SittingEvent::Cancelled { .. }
            | SittingEvent::Opened(_)
            | SittingEvent::Closed { .. }
            | SittingEvent::Decided(_)
            | SittingEvent::Asked { .. }
            | SittingEvent::Answered { .. }
            | SittingEvent::MinutesSubmitted { .. }
            | SittingEvent::MinutesApproved { .. }
            | SittingEvent::Reported { .. }
    )
}

/// The page of the sitting that an entry is of, at the place where it is told.
pub(crate) fn href(entry: &Entry) -> Option<String> {
    let (Subject::Sitting(id), Event::Sitting(event)) = (&entry.subject, &entry.event) else {
        return None;
    };
    Some(match event {
        SittingEvent::Decided(one) => format!("/sittings/{id}#question-{}", one.question),
        SittingEvent::MinutesSubmitted { .. } | SittingEvent::MinutesApproved { .. } => {
            format!("/sittings/{id}/minutes")
        }
        SittingEvent::Reported { .. } => format!("/sittings/{id}#reports"),
        _ => format!("/sittings/{id}"),
    })
}
