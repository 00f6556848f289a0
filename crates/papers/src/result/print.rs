//! The result sheet as a page for A4 paper (HTML that needs nothing else), for printing and for PDF from any browser.

use std::fmt::Write as _;

use polity_count::Status;

use super::sheet::{Line, SIGNATURES, Sheet};
use crate::svg::escape;

/// Stages in one table, so that a table fits the width of the paper.
const ACROSS: usize = 5;

const STYLE: &str = "@page{size:A4 landscape;margin:14mm}\
    body{font:11pt/1.35 system-ui,sans-serif;color:#111;margin:2rem auto;max-width:68rem;padding:0 1rem}\
    h1{font-size:19pt;margin:0 0 .6rem}h2{font-size:12.5pt;margin:1.4rem 0 .4rem}\
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1.2rem;margin:0}dt{font-weight:600}dd{margin:0}\
    .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin-top:.8rem;break-inside:avoid}\
    th,td{border:1px solid #777;padding:.18rem .45rem;vertical-align:bottom}th{background:#eee;font-weight:600}\
    th[scope=row]{text-align:left;background:none;font-weight:400}td{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
    .elected{font-weight:700;background:#ddeedd}.excluded{font-style:italic;background:#eee}\
    tfoot th[scope=row],tfoot td{background:#f7f7f7}ol{margin:.2rem 0}\
    .sign{display:grid;grid-template-columns:repeat(3,1fr);gap:2rem;margin-top:4rem}\
    .sign div{border-top:1px solid #111;padding-top:.25rem}svg{max-width:100%;height:auto;break-before:page}\
    @media print{body{margin:0;max-width:none;padding:0;font-size:9.5pt}.wide{overflow:visible}}";

/// The page. `picture` is an SVG of ours that is put at its end.
pub fn print(sheet: &Sheet, picture: Option<&str>) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_to(&mut out, sheet, picture);
    out
}

fn write_to(out: &mut String, sheet: &Sheet, picture: Option<&str>) -> std::fmt::Result {
    let title = escape(&sheet.title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Result sheet: {title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>Result sheet: {title}</h1>\n<dl>"
    )?;
    for (label, figure) in &sheet.head {
        writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), escape(figure))?;
    }
    writeln!(out, "</dl>\n<h2>Elected, in this order</h2>\n<ol>")?;
    for name in &sheet.elected {
        writeln!(out, "<li>{}</li>", escape(name))?;
    }
    writeln!(out, "</ol>")?;
    let all = sheet.stages.len();
    for from in (0..all).step_by(ACROSS) {
        table(out, sheet, from, (from + ACROSS).min(all))?;
    }
    if !sheet.ties.is_empty() {
        writeln!(out, "<h2>Ties</h2>\n<ul>")?;
        for tie in &sheet.ties {
            writeln!(out, "<li>{}</li>", escape(tie))?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "<div class=\"sign\">")?;
    for label in SIGNATURES {
        writeln!(out, "<div>{label}</div>")?;
    }
    writeln!(
        out,
        "</div>\n{}\n</body>\n</html>",
        picture.unwrap_or_default()
    )
}

/// The stages `from..to` as one table.
fn table(out: &mut String, sheet: &Sheet, from: usize, to: usize) -> std::fmt::Result {
    let columns = &sheet.stages[from..to];
    let wide = |index: usize| if from + index == 0 { 1 } else { 2 };
    write!(
        out,
        "<div class=\"wide\"><table>\n<thead><tr><th rowspan=\"3\">Candidate</th>"
    )?;
    for (index, column) in columns.iter().enumerate() {
        write!(
            out,
            "<th colspan=\"{}\">Stage {}</th>",
            wide(index),
            column.stage
        )?;
    }
    let last = to == sheet.stages.len();
    if last {
        write!(out, "<th rowspan=\"3\">Result</th>")?;
    }
    write!(out, "</tr>\n<tr>")?;
    for (index, column) in columns.iter().enumerate() {
        write!(
            out,
            "<th colspan=\"{}\">{}</th>",
            wide(index),
            escape(&column.what)
        )?;
    }
    write!(out, "</tr>\n<tr>")?;
    for index in 0..columns.len() {
        let change = if wide(index) == 2 {
            "<th>Change</th>"
        } else {
            ""
        };
        write!(out, "{change}<th>Votes</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for line in &sheet.candidates {
        row(out, line, from, to, last)?;
    }
    writeln!(out, "</tbody>\n<tfoot>")?;
    for line in &sheet.below {
        row(out, line, from, to, last)?;
    }
    writeln!(out, "</tfoot>\n</table></div>")
}

fn row(out: &mut String, line: &Line, from: usize, to: usize, last: bool) -> std::fmt::Result {
    write!(out, "<tr><th scope=\"row\">{}</th>", escape(&line.name))?;
    for (index, cell) in line.cells.iter().enumerate().take(to).skip(from) {
        let class = match cell.decided {
            Some(Status::Elected) => " class=\"elected\"",
            Some(Status::Excluded) => " class=\"excluded\"",
            _ => "",
        };
        if index > 0 {
            write!(
                out,
                "<td{class}>{}</td>",
                cell.change.replace('-', "\u{2212}")
            )?;
        }
        write!(out, "<td{class}>{}</td>", cell.votes)?;
    }
    if last {
        write!(out, "<td>{}</td>", escape(&line.result))?;
    }
    writeln!(out, "</tr>")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use polity_count::Rule;

    #[test]
    fn f4_the_page_needs_nothing_else_and_runs_nothing() {
        let mut transcript = sample(Rule::ScottishStv).transcript;
        transcript.candidates[0].name = "<script>alert(1)</script>".into();
        let page = print(&Sheet::of(&transcript), None);
        assert!(
            !page.contains("<script") && !page.contains("http"),
            "{page}"
        );
        assert!(page.contains("Returning officer") && page.contains("size:A4"));
        insta::assert_snapshot!("print", page);
    }

    #[test]
    fn every_stage_stands_in_one_table() {
        let sheet = Sheet::of(&sample(Rule::MeekNz).transcript);
        let page = print(&sheet, None);
        for stage in &sheet.stages {
            let heading = format!(">Stage {}</th>", stage.stage);
            assert_eq!(page.matches(&heading).count(), 1, "{heading}");
        }
    }
}
