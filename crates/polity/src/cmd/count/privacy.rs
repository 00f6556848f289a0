//! What ballots give away when they are published: said when asked, and whenever ballots are written to a file.

use std::fmt::Write as _;
use std::path::Path;

use polity_count::Contest;
use polity_count::formats::privacy::{Exposure, examine};

/// Fewer papers than this are few, unless the caller says otherwise.
pub(super) const LEAST: u32 = 5;
/// Rare rankings that are listed one by one.
const LISTED: usize = 20;

/// Prints what the ballots give away.
pub(super) fn report(contest: &Contest, least: u32) {
    print!("\n{}", words(contest, &examine(contest, least)));
}

/// Warns on standard error that a file which was just written gives something away.
pub(super) fn warn(contest: &Contest, path: &Path) {
    let exposure = examine(contest, LEAST);
    if !exposure.is_empty() {
        eprintln!(
            "{}: before you publish these ballots: {} of {} papers bear a ranking that fewer than {LEAST} papers bear \
             (polity count --privacy {LEAST} lists them)",
            path.display(),
            exposure.rare_papers(),
            exposure.papers
        );
    }
}

fn words(contest: &Contest, exposure: &Exposure) -> String {
    let least = exposure.least;
    let mut text = format!(
        "What these ballots give away ({} papers, {} different rankings; few is fewer than {least}):\n",
        exposure.papers, exposure.rankings
    );
    if exposure.is_empty() {
        text.push_str("  No ranking is rare, and no candidate has few first preferences.\n");
        return text;
    }
    for cell in &exposure.small {
        let _ = writeln!(
            text,
            "  Small cell: {} paper(s) rank {} first; all that these voters did can be read.",
            cell.papers,
            contest.name_of(cell.candidate)
        );
    }
    let _ = writeln!(
        text,
        "  Rare rankings: {}, on {} papers. A voter who was told to use one can be checked by it.",
        exposure.rare.len(),
        exposure.rare_papers()
    );
    for rare in exposure.rare.iter().take(LISTED) {
        let places: Vec<String> = rare
            .places
            .iter()
            .map(|place| {
                let names: Vec<String> = place.iter().map(|&n| contest.name_of(n)).collect();
                if names.is_empty() {
                    "-".to_owned()
                } else {
                    names.join(" = ")
                }
            })
            .collect();
        let ranking = if places.is_empty() {
            "nobody".to_owned()
        } else {
            places.join(", ")
        };
        let _ = writeln!(text, "    {} x {ranking}", rare.papers);
    }
    if exposure.rare.len() > LISTED {
        let _ = writeln!(text, "    and {} more", exposure.rare.len() - LISTED);
    }
    match exposure.safe_preferences {
        Some(0) => text
            .push_str("  Not even first preferences alone are free of it: publish totals only.\n"),
        Some(depth) => {
            let _ = writeln!(
                text,
                "  Rankings cut after preference {depth} are free of it."
            );
        }
        None => {}
    }
    text
}
