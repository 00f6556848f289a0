//! The result as tables in CSV: the result sheet, the stages one by one, and the declaration's figures.

use csv::Writer;
use polity_count::{Status, Transcript};

use super::ResultView;
use crate::lang::Lang;

pub(super) type Sheet = Writer<Vec<u8>>;

/// A name as a cell: spreadsheets run a text that begins like a formula, so such a one gets the apostrophe
/// by which they mark a text.
pub(super) fn cell(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{name}")
    } else {
        name.to_owned()
    }
}

/// The count as a result sheet in CSV: a row a candidate, a column a stage, then the rows for votes that
/// nobody can use any more, for what was lost by cutting fractions, and for the quota. Figures are the
/// transcript's own texts.
///
/// # Errors
/// [`csv::Error`] never comes from memory; it is passed on rather than hidden.
pub fn result_sheet(transcript: &Transcript) -> Result<String, csv::Error> {
    let mut sheet = Sheet::from_writer(Vec::new());
    let stages = &transcript.stages;
    let numbers = stages.iter().map(|stage| format!("Stage {}", stage.stage));
    sheet.write_record(
        head("Number", "Candidate")
            .chain(numbers)
            .chain(["Result".to_owned()]),
    )?;
    for (index, candidate) in transcript.candidates.iter().enumerate() {
        let votes = stages
            .iter()
            .map(|stage| stage.votes.get(index).cloned().unwrap_or_default());
        let number = candidate.number.to_string();
        let status = status(candidate.status).to_owned();
        sheet.write_record(
            head(&number, &cell(&candidate.name))
                .chain(votes)
                .chain([status]),
        )?;
    }
    let mut row = |name: &str, figures: Vec<&String>| {
        let figures = figures.into_iter().cloned();
        sheet.write_record(head("", name).chain(figures).chain([String::new()]))
    };
    row(
        "Non-transferable",
        stages.iter().map(|stage| &stage.non_transferable).collect(),
    )?;
    row(
        "Lost by fraction",
        stages.iter().map(|stage| &stage.loss_by_fraction).collect(),
    )?;
    row("Quota", stages.iter().map(|stage| &stage.quota).collect())?;
    text(sheet)
}

/// Every movement of papers in CSV: a row a receiver, with from whom, how many papers, at which value.
///
/// # Errors
/// As [`result_sheet`].
pub fn stage_sheet(view: &ResultView) -> Result<String, csv::Error> {
    let mut sheet = Sheet::from_writer(Vec::new());
    sheet.write_record([
        "Stage",
        "Clause",
        "From",
        "Value before",
        "Value",
        "To",
        "Papers",
        "Votes",
    ])?;
    for stage in &view.transcript.stages {
        for transfer in &stage.transfers {
            let from: Vec<String> = transfer.from.iter().map(|&n| cell(view.name(n))).collect();
            let start = [
                stage.stage.to_string(),
                stage.clause.clone(),
                from.join("; "),
                transfer.value.clone(),
                transfer.transfer_value.clone(),
            ];
            for to in &transfer.to {
                let rest = [
                    cell(view.name(to.candidate)),
                    to.papers.to_string(),
                    to.votes.clone(),
                ];
                sheet.write_record(start.iter().chain(&rest))?;
            }
            let rest = [
                "Non-transferable".to_owned(),
                transfer.non_transferable_papers.to_string(),
                transfer.non_transferable.clone(),
            ];
            sheet.write_record(start.iter().chain(&rest))?;
        }
    }
    text(sheet)
}

/// The declaration's figures in CSV: a row a figure, then a row a candidate with first preferences, votes at
/// the end and how it ended.
///
/// # Errors
/// As [`result_sheet`].
pub fn declaration_sheet(view: &ResultView, lang: Lang) -> Result<String, csv::Error> {
    let mut sheet = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in view.figure_rows(lang) {
        sheet.write_record([row.key, &row.label, &row.figure])?;
    }
    for candidate in &view.candidates {
        sheet.write_record([
            &format!("candidate-{}", candidate.number),
            &cell(&candidate.name),
            &candidate.first,
            &candidate.last,
            &ResultView::status_words(lang, candidate),
        ])?;
    }
    text(sheet)
}

pub(super) fn text(sheet: Sheet) -> Result<String, csv::Error> {
    let bytes = sheet
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn head(number: &str, name: &str) -> impl Iterator<Item = String> + use<> {
    [number.to_owned(), name.to_owned()].into_iter()
}

/// A result in one word.
fn status(status: Status) -> &'static str {
    match status {
        Status::Elected => "elected",
        Status::Excluded => "excluded",
        Status::Withdrawn => "withdrawn",
        Status::Continuing => "not elected",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use polity_count::Rule;

    #[test]
    fn f4_a_name_is_never_a_formula() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("Ann"), "Ann");
    }

    #[test]
    fn the_sheets_have_every_figure_and_quote_names() {
        let view = sample(Rule::ScottishStv);
        insta::assert_snapshot!("result_sheet", result_sheet(&view.transcript).unwrap());
        insta::assert_snapshot!("stage_sheet", stage_sheet(&view).unwrap());
        let declared = declaration_sheet(&view, Lang::En).unwrap();
        insta::assert_snapshot!("declaration_sheet", declared);
    }
}
