//! Where votes moved at one stage: a band from the giver to each receiver, as wide as the votes.

use polity_count::Stage;

use super::{Drawing, along, units};
use crate::lang::{Lang, grouped, short};
use crate::result::{ResultView, sum_of};

/// Height of all bands together, in pixels.
const BANDS: u32 = 220;
/// Least pixels from one receiver's label to the next.
const LABEL: u32 = 26;
/// Where bands begin and end, in percent of the width.
const BEGIN: u32 = 3;
const END: u32 = 48;
/// Most characters of a receiver's name.
const NAME: usize = 22;

/// The flow of stage `number`; nothing where no votes moved. `id` is unique on the page.
pub fn flow(view: &ResultView, lang: Lang, number: u32, id: &str) -> Option<String> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    let stage = view.transcript.stages.get(index)?;
    let received = received(view, lang, stage);
    let whole: u64 = received.iter().map(|one| units(&one.votes)).sum();
    if whole == 0 {
        return None;
    }
    let mut from: Vec<u8> = stage
        .transfers
        .iter()
        .flat_map(|transfer| transfer.from.iter().copied())
        .collect();
    from.sort_unstable();
    from.dedup();
    let list: Vec<String> = received
        .iter()
        .map(|one| {
            let values = [
                ("name", (&one.name).into()),
                ("votes", grouped(&one.votes).into()),
            ];
            lang.say("flow-item", &values)
        })
        .collect();
    let heights: Vec<u32> = received
        .iter()
        .map(|one| along(units(&one.votes), whole, BANDS).max(1))
        .collect();
    let right: u32 = heights.iter().map(|height| height.max(&LABEL) + 4).sum();
    let height = right.max(heights.iter().sum()) + 30;
    let mut drawing = Drawing::new(
        id,
        "flow",
        height,
        &lang.say("flow-title", &[("stage", stage.stage.into())]),
        &lang.say(
            "flow-description",
            &[
                ("from", view.names(lang, &from).into()),
                ("list", list.join("; ").into()),
            ],
        ),
    );
    let names = short(&view.names(lang, &from), 40);
    drawing.text("0", 16, "font-weight=\"600\"", &names);
    let labels = bands(&mut drawing, &received, &heights, height);
    for (y, one) in labels.iter().zip(&received) {
        let text = format!("{} {}", short(&one.name, NAME), grouped(&one.votes));
        drawing.text(&format!("{}%", END + 2), *y, "class=\"p-number\"", &text);
    }
    Some(drawing.finish())
}

/// Draws the bands in a picture of their own that stretches with the width; where each label stands.
fn bands(drawing: &mut Drawing, received: &[Received], heights: &[u32], height: u32) -> Vec<u32> {
    drawing.add(format_args!(
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 100 {height}\" preserveAspectRatio=\"none\">"
    ));
    let (mut left, mut right) = (30, 30);
    let middle = u32::midpoint(BEGIN, END);
    let mut labels = Vec::new();
    for (one, &thick) in received.iter().zip(heights) {
        let room = thick.max(LABEL);
        let at = right + (room - thick) / 2;
        drawing.add(format_args!(
            "<path class=\"{}\" fill-opacity=\"0.55\" d=\"M{BEGIN} {left}C{middle} {left} {middle} {at} {END} {at}V{}\
             C{middle} {} {middle} {} {BEGIN} {}Z\"/>",
            one.class,
            at + thick,
            at + thick,
            left + thick,
            left + thick,
        ));
        labels.push(right + room / 2 + 5);
        left += thick;
        right += room + 4;
    }
    drawing.add(format_args!(
        "<rect class=\"p-bar__fill\" x=\"0\" y=\"30\" width=\"{BEGIN}\" height=\"{}\"/></svg>",
        left - 30
    ));
    labels
}

struct Received {
    name: String,
    votes: String,
    class: &'static str,
}

/// Who received votes at the stage, most first, and what nobody received.
fn received(view: &ResultView, lang: Lang, stage: &Stage) -> Vec<Received> {
    let receipts = |number: u8| {
        let all = stage.transfers.iter().flat_map(|transfer| &transfer.to);
        all.filter(move |receipt| receipt.candidate == number)
            .map(|receipt| receipt.votes.as_str())
            .collect::<Vec<_>>()
    };
    let mut received: Vec<Received> = view
        .candidates
        .iter()
        .filter_map(|candidate| {
            Some(Received {
                name: candidate.name.clone(),
                votes: sum_of(&receipts(candidate.number)).filter(|sum| units(sum) > 0)?,
                class: "p-bar__fill",
            })
        })
        .collect();
    received.sort_by_key(|one| std::cmp::Reverse(units(&one.votes)));
    let nobody: Vec<&str> = stage
        .transfers
        .iter()
        .map(|transfer| transfer.non_transferable.as_str())
        .collect();
    received.extend(
        sum_of(&nobody)
            .filter(|sum| units(sum) > 0)
            .map(|votes| Received {
                name: lang.text("flow-nobody"),
                votes,
                class: "p-bar__fill p-bar__fill--quiet",
            }),
    );
    received
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::tests::sample;
    use polity_count::Rule;

    #[test]
    fn a_transfer_is_drawn_and_a_stage_without_one_is_not() {
        let view = sample(Rule::ScottishStv);
        insta::assert_snapshot!("flow", flow(&view, Lang::En, 2, "flow-2").unwrap());
        assert_eq!(flow(&view, Lang::En, 1, "flow-1"), None);
    }
}
