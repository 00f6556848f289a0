//! A whole count as one picture that stands alone: bars for each stage that is shown, and where its votes went. It
//! carries its own colours, since no style sheet comes with a file.

use polity_count::Status;

use super::{Drawing, along, bars, flow};
use crate::lang::{Lang, Value, short, wrapped};
use crate::result::ResultView;

const WIDTH: u32 = 960;
const MARGIN: u32 = 24;
/// Letters of a line of small print, at most.
const LETTERS: usize = 120;
/// Where bars begin, and how long the longest may be.
const BARS: u32 = 250;
const LONGEST: u32 = 470;
const ROW: u32 = 26;

/// Colours that differ in lightness too, so that the picture is read in print and by those who do not see colours.
const STYLE: &str = "<style>text{font:15px system-ui,sans-serif;fill:#1d2733}.h{font-size:18px;font-weight:700}\
    .t{font-size:24px;font-weight:700}.q{font-size:13px;fill:#4a5868}.n{text-anchor:end}\
    .p-bar__track{fill:#eef1f4}.p-bar__fill{fill:#3b6ea5}.p-bar__fill--good{fill:#1f7a4d}\
    .p-bar__fill--quiet{fill:#a9b4bf}.p-bar__gain{fill:#f0a63c}.p-bar__mark{stroke:#b3261e;stroke-width:2}\
    .p-number{font-variant-numeric:tabular-nums}</style>";

/// The picture of a count.
pub fn picture(view: &ResultView, lang: Lang) -> String {
    let stages = view.shown_stages();
    let mut body = Drawing { out: String::new() };
    body.text(&MARGIN.to_string(), 44, "class=\"t\"", &view.title);
    let mut y = 70;
    for line in wrapped(&view.rule_line(lang), LETTERS) {
        body.text(&MARGIN.to_string(), y, "class=\"q\"", &line);
        y += 18;
    }
    for stage in &stages {
        y = one(&mut body, view, lang, stage.stage, y) + 28;
    }
    let height = y;
    let attributes =
        format!("viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\"");
    let mut drawing = Drawing::open("count", &attributes, &view.title, &view.answer(lang));
    drawing.out.push_str(STYLE);
    drawing.add(format_args!(
        "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>"
    ));
    drawing.out.push_str(&body.out);
    drawing.finish()
}

/// Draws a stage from `y` on; where it ends.
fn one(body: &mut Drawing, view: &ResultView, lang: Lang, number: u32, y: u32) -> u32 {
    let Some(of_stage) = bars(view, lang, number) else {
        return y;
    };
    let heading = view.stage_story(lang, number).map_or_else(
        || lang.say("flow-title", &[("stage", Value::from(number))]),
        |story| story.heading,
    );
    let mut y = y + 22;
    body.text(&MARGIN.to_string(), y, "class=\"h\"", &short(&heading, 90));
    y += 10;
    for bar in &of_stage.rows {
        let (kept, gained, quota) = bar.lengths();
        let length = |part: u32| along(u64::from(part), u64::from(bars_width()), LONGEST);
        let fill = match bar.status {
            Some(Status::Elected) => "p-bar__fill p-bar__fill--good",
            Some(Status::Continuing) => "p-bar__fill",
            _ => "p-bar__fill p-bar__fill--quiet",
        };
        let name = short(&bar.name, 28);
        body.text(&(BARS - 12).to_string(), y + 18, "class=\"n\"", &name);
        body.add(format_args!(
            "<rect class=\"p-bar__track\" x=\"{BARS}\" y=\"{}\" width=\"{LONGEST}\" height=\"18\"/>\
             <rect class=\"{fill}\" x=\"{BARS}\" y=\"{}\" width=\"{}\" height=\"18\"/>",
            y + 4,
            y + 4,
            length(kept),
        ));
        if gained > 0 {
            let (from, wide) = (BARS + length(kept), length(kept + gained) - length(kept));
            body.add(format_args!(
                "<rect class=\"p-bar__gain\" x=\"{from}\" y=\"{}\" width=\"{wide}\" height=\"18\"/>",
                y + 4
            ));
        }
        if bar.status.is_some() && quota > 0 {
            let at = BARS + length(quota);
            body.add(format_args!(
                "<line class=\"p-bar__mark\" x1=\"{at}\" x2=\"{at}\" y1=\"{}\" y2=\"{}\"/>",
                y + 2,
                y + 24
            ));
        }
        let votes = if bar.gain.is_empty() {
            bar.votes.clone()
        } else {
            format!("{} (+{})", bar.votes, bar.gain)
        };
        body.text(
            &(BARS + LONGEST + 12).to_string(),
            y + 18,
            "class=\"p-number\"",
            &votes,
        );
        y += ROW;
    }
    if let Some(moved) = flow(view, lang, number, &format!("flow-{number}")) {
        let height = height_of(&moved);
        let wide = WIDTH - BARS - MARGIN;
        // The flow is as wide as its place, so it gets one.
        body.add(format_args!(
            "<svg x=\"{BARS}\" y=\"{}\" width=\"{wide}\" height=\"{height}\">{moved}</svg>",
            y + 10
        ));
        y += height + 10;
    }
    y
}

const fn bars_width() -> u32 {
    super::bars::WIDTH
}

/// The height that a flow says it has.
fn height_of(svg: &str) -> u32 {
    let after = svg.split_once("height=\"").map_or("", |(_, after)| after);
    let digits = after.split('"').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::tests::sample;
    use polity_count::Rule;

    #[test]
    fn the_picture_stands_alone_and_shows_every_stage() {
        let mut view = sample(Rule::ScottishStv);
        view.title = "<Committee>".into();
        let svg = picture(&view, Lang::En);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 "));
        assert!(svg.contains("&lt;Committee&gt;") && svg.contains("<style>"));
        assert_eq!(
            svg.matches("class=\"h\"").count(),
            view.shown_stages().len()
        );
        assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count());
        // What is referred to has one id only.
        for part in svg.split(" id=\"").skip(1) {
            let id = part.split('"').next().unwrap();
            assert_eq!(svg.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
        }
    }
}
