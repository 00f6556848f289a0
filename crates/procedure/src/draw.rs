//! A procedure as a picture (SVG): its stages from top to bottom with their windows, what each outcome and each lapse
//! leads to, and how the matter can end.
//!
//! It is as wide as a telephone and as long as it must be. What leads to the next stage is the arrow between two cards;
//! what leads further runs down the gutter on the right; what ends the matter is said in the card. The picture stands
//! alone: it carries its colours for light and dark, and its words stand in it as `title` and `desc` for who does not see
//! it. Nothing is said by colour alone.

mod text;

use std::fmt::Write as _;

use crate::model::{Edge, EndKind, Next, Offset, OutcomeKind, Procedure, Stage, When};
use text::{escaped, wrapped};

const WIDTH: u32 = 420;
const MARGIN: u32 = 14;
/// Between a card's edge and its words.
const INSET: u32 = 14;
/// Where words begin beside a stage's number.
const NUMBER: u32 = 34;
/// Between two lanes of the gutter.
const LANE: u32 = 11;
const LINE: u32 = 19;
/// The least room between two cards.
const GAP: u32 = 30;

const STYLE: &str = "<style>text{font:14px system-ui,-apple-system,\"Segoe UI\",sans-serif;fill:#1d2733}\
    .t{font-size:19px;font-weight:700}.h{font-size:16px;font-weight:700}.q{fill:#4a5868}\
    .n{font-weight:700;text-anchor:middle;fill:#fff}.b{fill:#fff}.c{fill:#f3f6f9;stroke:#c3cdd8}\
    .o{fill:#2f5d92}.a{fill:none;stroke:#5a6b7d;stroke-width:1.5}.p{fill:#5a6b7d}\
    .g{fill:#1f7a4d}.x{fill:#b3261e}.e{fill:#fff;font-weight:700}\
    @media(prefers-color-scheme:dark){text{fill:#e8edf2}.q{fill:#a9b6c4}.b{fill:#11161b}.c{fill:#1c242d;stroke:#3d4a58}\
    .n,.e{fill:#0d1216}.o{fill:#8ab4e8}.a{stroke:#93a4b6}.p{fill:#93a4b6}.g{fill:#6fcf97}.x{fill:#ff9a91}}</style>";

/// Where a stage leads by one or several ways.
struct Exit<'p> {
    says: String,
    next: &'p Next,
}

/// The picture.
pub fn draw(procedure: &Procedure) -> String {
    let lanes = Lanes::of(procedure);
    let mut drawing = Drawing {
        procedure,
        right: WIDTH - MARGIN - lanes.width(),
        cards: Vec::new(),
        jumps: Vec::new(),
        out: String::new(),
        y: 12,
    };
    drawing.heading();
    for (index, stage) in procedure.stages.iter().enumerate() {
        drawing.card(index, stage);
    }
    drawing.gutter(&lanes);
    drawing.finish()
}

/// The picture in words, a line for each stage: what a person who does not see it is told.
pub fn twin(procedure: &Procedure) -> String {
    let mut text = String::new();
    for (index, stage) in procedure.stages.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{}. {}: from {} until {} ({}).",
            index + 1,
            stage.title,
            when(procedure, &stage.opens),
            when(procedure, &stage.closes),
            stage.rule
        );
        for exit in exits(stage) {
            let _ = write!(text, " {}: {}.", exit.says, leads(procedure, exit.next));
        }
        text.push('\n');
    }
    text
}

/// What a stage leads to: one exit for each place, in the order of the file.
fn exits(stage: &Stage) -> Vec<Exit<'_>> {
    let mut exits: Vec<Exit<'_>> = Vec::new();
    let outcomes = stage.outcomes.iter().map(|outcome| {
        let says = match outcome.when {
            OutcomeKind::Done => "done",
            OutcomeKind::Unopposed => "no more candidates than seats",
            OutcomeKind::NoCandidate => "nobody stands",
            OutcomeKind::Upheld => "a challenge is upheld",
            OutcomeKind::Agreed => "agreed",
            OutcomeKind::Rejected => "rejected",
            OutcomeKind::Elected => "one has the majority",
            OutcomeKind::Narrowed => "few enough are left",
        };
        (says, &outcome.then, outcome.rule.as_ref())
    });
    let lapse = stage
        .lapse
        .iter()
        .map(|lapse| ("time runs out", &lapse.then, Some(&lapse.rule)));
    for (says, next, rule) in outcomes.chain(lapse) {
        let says = rule.map_or_else(|| says.to_owned(), |rule| format!("{says} ({rule})"));
        match exits.iter_mut().find(|exit| exit.next == next) {
            Some(exit) => {
                let _ = write!(exit.says, ", or {says}");
            }
            None => exits.push(Exit { says, next }),
        }
    }
    for exit in &mut exits {
        let mut letters = exit.says.chars();
        if let Some(first) = letters.next() {
            exit.says = first.to_uppercase().chain(letters).collect();
        }
    }
    exits
}

/// How an end reads.
fn end_words(end: EndKind) -> &'static str {
    match end {
        EndKind::Declared => "the result is declared",
        EndKind::Agreed => "agreed",
        EndKind::Rejected => "rejected",
        EndKind::Void => "void",
        EndKind::Lapsed => "lapsed",
    }
}

fn ends_well(end: EndKind) -> bool {
    matches!(end, EndKind::Declared | EndKind::Agreed)
}

fn place(procedure: &Procedure, next: &Next) -> Option<usize> {
    match next {
        Next::Stage(id) => procedure.stages.iter().position(|stage| stage.id == *id),
        Next::End(_) => None,
    }
}

fn leads(procedure: &Procedure, next: &Next) -> String {
    match (next, place(procedure, next)) {
        (Next::End(end), _) => format!("the matter ends: {}", end_words(*end)),
        (_, Some(index)) => format!("on\u{a0}to\u{a0}{}", index + 1),
        (Next::Stage(id), None) => format!("on\u{a0}to\u{a0}{id}"),
    }
}

/// An instant in few words: stages by their numbers, dates by their titles.
fn when(procedure: &Procedure, when: &When) -> String {
    let (stage, edge, offset, at) = match when {
        When::Date(name) => {
            let date = procedure.dates.iter().find(|date| date.id == *name);
            return format!(
                "\u{201c}{}\u{201d}",
                date.map_or(name.as_str(), |date| date.title.as_str())
            );
        }
        When::From {
            stage,
            edge,
            offset,
            at,
        } => (stage, edge, offset, at),
    };
    let number = procedure.stages.iter().position(|one| one.id == *stage);
    let number = number.map_or_else(|| stage.to_string(), |index| (index + 1).to_string());
    let edge = match edge {
        Edge::Opens => "start",
        Edge::Closes => "end",
    };
    let (count, unit) = match offset {
        Offset::Days(days) => (*days, "day"),
        Offset::WorkingDays(days) => (*days, "working day"),
        Offset::Hours(hours) => (*hours, "hour"),
    };
    let plural = if count.unsigned_abs() == 1 { "" } else { "s" };
    let side = if count < 0 { "before" } else { "after" };
    let time = at.map_or_else(String::new, |time| time.strftime(", at %H:%M").to_string());
    if count == 0 {
        format!("the {edge} of {number}{time}")
    } else {
        format!(
            "{} {unit}{plural} {side} the {edge} of {number}{time}",
            count.unsigned_abs()
        )
    }
}

/// The lanes of the gutter: each stage that is led to from further up has one, shared by all that lead there.
struct Lanes {
    /// The stage led to, the first stage that leads there, and the lane.
    taken: Vec<(usize, usize, u32)>,
}

impl Lanes {
    fn of(procedure: &Procedure) -> Self {
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for (from, stage) in procedure.stages.iter().enumerate() {
            for exit in exits(stage) {
                let Some(to) = place(procedure, exit.next).filter(|to| *to != from + 1) else {
                    continue;
                };
                match spans.iter_mut().find(|span| span.0 == to) {
                    Some(span) => span.1 = span.1.min(from),
                    None => spans.push((to, from)),
                }
            }
        }
        // The shortest lie innermost, so that lines cross as little as may be.
        spans.sort_by_key(|(to, from)| (to.abs_diff(*from), *to));
        let mut taken: Vec<(usize, usize, u32)> = Vec::new();
        for (to, from) in spans {
            let over = |one: &&(usize, usize, u32)| {
                one.1.min(one.0) < to.max(from) && from.min(to) < one.0.max(one.1)
            };
            let mut lane = 0;
            while taken.iter().filter(over).any(|one| one.2 == lane) {
                lane += 1;
            }
            taken.push((to, from, lane));
        }
        Self { taken }
    }

    fn width(&self) -> u32 {
        let lanes = self.taken.iter().map(|one| one.2 + 1).max();
        lanes.map_or(0, |lanes| lanes * LANE + 8)
    }

    fn lane(&self, to: usize) -> u32 {
        let found = self.taken.iter().find(|one| one.0 == to);
        found.map_or(0, |one| one.2)
    }
}

struct Drawing<'p> {
    procedure: &'p Procedure,
    /// The right edge of the cards.
    right: u32,
    /// Where each card begins.
    cards: Vec<u32>,
    /// What runs down the gutter: from which height, to which stage.
    jumps: Vec<(u32, usize)>,
    out: String,
    y: u32,
}

impl Drawing<'_> {
    fn add(&mut self, markup: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(markup);
    }

    fn text(&mut self, x: u32, class: &str, words: &str) {
        let y = self.y;
        let words = escaped(words);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{words}</text>"
        ));
    }

    /// Writes a text in lines of a width, moving down by each.
    fn lines(&mut self, x: u32, (class, size): (&str, u32), wide: u32, words: &str) {
        for line in wrapped(words, wide, size) {
            self.y += if size > 15 { LINE + 3 } else { LINE };
            self.text(x, class, &line);
        }
    }

    fn heading(&mut self) {
        let procedure = self.procedure;
        self.lines(
            MARGIN,
            ("t", 19),
            WIDTH - 2 * MARGIN,
            &procedure.title.clone(),
        );
        let version = format!("Version {} of {}", procedure.version, procedure.name);
        self.lines(MARGIN, ("q", 14), WIDTH - 2 * MARGIN, &version);
        self.y += 16;
    }

    fn card(&mut self, index: usize, stage: &Stage) {
        let procedure = self.procedure;
        let top = self.y;
        self.cards.push(top);
        let x = MARGIN + INSET + NUMBER;
        let wide = self.right - x - INSET;
        // The card lies behind its words, and is as high as they are.
        let behind = self.out.len();
        self.y += 8;
        let title = self.y + 17;
        self.lines(x, ("h", 16), wide, &stage.title);
        self.y += 2;
        let from = format!("From {}", when(procedure, &stage.opens));
        self.lines(x, ("q", 14), wide, &from);
        let until = format!("until {} ({})", when(procedure, &stage.closes), stage.rule);
        self.lines(x, ("q", 14), wide, &until);
        let all = exits(stage);
        let mut onward = None;
        for exit in &all {
            if place(procedure, exit.next) == Some(index + 1) {
                onward = Some(exit);
                continue;
            }
            self.exit(x, wide, exit);
        }
        self.y += 14;
        let (height, card) = (self.y - top, self.right - MARGIN);
        let number = MARGIN + INSET + 10;
        let behind_text = format!(
            "<rect class=\"c\" x=\"{MARGIN}\" y=\"{top}\" width=\"{card}\" height=\"{height}\" rx=\"8\"/>\
             <circle class=\"o\" cx=\"{number}\" cy=\"{}\" r=\"13\"/>\
             <text class=\"n\" x=\"{number}\" y=\"{}\">{}</text>",
            title,
            title + 5,
            index + 1
        );
        self.out.insert_str(behind, &behind_text);
        self.onward(onward, index + 1 < procedure.stages.len());
    }

    /// What leads elsewhere than to the next stage: a line with a mark.
    fn exit(&mut self, x: u32, wide: u32, exit: &Exit<'_>) {
        self.y += 7;
        let first = self.y + LINE - 5;
        let words = format!("{}: {}", exit.says, leads(self.procedure, exit.next));
        let mark = MARGIN + INSET + 10;
        match exit.next {
            Next::End(end) if ends_well(*end) => self.add(format_args!(
                "<circle class=\"g\" cx=\"{mark}\" cy=\"{first}\" r=\"6\"/>"
            )),
            Next::End(_) => self.add(format_args!(
                "<rect class=\"x\" x=\"{}\" y=\"{}\" width=\"11\" height=\"11\"/>",
                mark - 5,
                first - 6
            )),
            Next::Stage(_) => self.add(format_args!(
                "<path class=\"p\" d=\"M{} {}h7v-4l7 7l-7 7v-4h-7z\"/>",
                mark - 7,
                first - 3
            )),
        }
        self.lines(x, ("", 14), wide, &words);
        if let Some(to) = place(self.procedure, exit.next) {
            self.jumps.push((first, to));
        }
    }

    /// The arrow to the next card, with what leads there.
    fn onward(&mut self, exit: Option<&Exit<'_>>, more: bool) {
        let top = self.y;
        let Some(exit) = exit else {
            self.y += if more { GAP } else { 16 };
            return;
        };
        let x = MARGIN + INSET + 10;
        self.y += 2;
        self.lines(
            MARGIN + INSET + NUMBER,
            ("q", 14),
            self.right - MARGIN - INSET - NUMBER,
            &exit.says,
        );
        self.y = (self.y + 12).max(top + GAP);
        let end = self.y;
        self.add(format_args!(
            "<path class=\"a\" d=\"M{x} {top}V{}\"/><path class=\"p\" d=\"M{} {}h10l-5 8z\"/>",
            end - 8,
            x - 5,
            end - 8
        ));
    }

    fn gutter(&mut self, lanes: &Lanes) {
        let right = self.right;
        for (from, to) in std::mem::take(&mut self.jumps) {
            let lane = right + 10 + lanes.lane(to) * LANE;
            // Into the card beside its number, each lane a little lower.
            let into = self.cards.get(to).map_or(from, |top| top + 18);
            self.add(format_args!(
                "<path class=\"a\" d=\"M{right} {from}H{lane}V{into}H{}\"/><path class=\"p\" d=\"M{} {}v10l-7 -5z\"/>",
                right + 7,
                right + 7,
                into - 5
            ));
        }
    }

    fn finish(self) -> String {
        let height = self.y + 4;
        let title = escaped(&self.procedure.title);
        let twin = escaped(&twin(self.procedure));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"drawing-title drawing-words\"><title id=\"drawing-title\">{title}</title>\
             <desc id=\"drawing-words\">{twin}</desc>{STYLE}<rect class=\"b\" width=\"{WIDTH}\" height=\"{height}\"/>{}</svg>\n",
            self.out
        )
    }
}

#[cfg(test)]
mod tests;
