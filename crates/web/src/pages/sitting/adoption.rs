//! A procedure that a body adopted by a vote in a sitting: by whom, when, who voted how.

use polity_org::Digest;
use polity_org::sitting::deed::QuestionEffect;
use polity_org::sitting::state::Question;

use super::meeting::Meeting;
use crate::PageFault;
use crate::visitor::Visitor;
use crate::words::{self, Said};

/// The vote by which a procedure was adopted.
pub(crate) struct Vote {
    /// Where the question stands.
    pub(crate) href: String,
    pub(crate) body: Said,
    pub(crate) meeting: String,
    pub(crate) fell: String,
    /// Who voted how.
    pub(crate) by_roll: Vec<(String, String)>,
}

/// The vote in a sitting by which the procedure of a digest was adopted, if it was one.
pub(crate) async fn vote(visitor: &Visitor, sha256: &Digest) -> Result<Option<Vote>, PageFault> {
    let adopts = |question: &&Question| {
        let of = matches!(&question.spec.effect, QuestionEffect::AdoptProcedure(one) if one.sha256 == *sha256);
        let decision = question.decision.as_ref();
        of && question.carried() && decision.is_some_and(|(_, one)| one.hindered.is_none())
    };
    let found = visitor.world.sittings().find_map(|sitting| {
        let mut questions = (1..).zip(&sitting.questions);
        let (number, _) = questions.find(|(_, question): &(u32, _)| adopts(question))?;
        Some((sitting, number))
    });
    let Some((sitting, number)) = found else {
        return Ok(None);
    };
    let meeting = Meeting::find(visitor, sitting.id.as_str()).await?;
    let question = polity_org::sitting::Sitting::numbered(&sitting.questions, number);
    Ok(question.map(|question| Vote {
        href: format!("/sittings/{}#question-{number}", sitting.id),
        body: words::procedure::text(visitor.t, &sitting.composition.title),
        meeting: sitting.call.title.clone(),
        fell: meeting.fell(question).join(" "),
        by_roll: question
            .vote
            .as_ref()
            .map(|vote| meeting.by_roll(vote))
            .unwrap_or_default(),
    }))
}
