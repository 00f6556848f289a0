//! The result sheet as a spreadsheet (XLSX): figures are numbers, the checks are formulas, and it prints on A4.

use polity_count::Status;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::sheet::{Figure, Line, SIGNATURES, Sheet};

/// Digits that a cell's number holds exactly; longer figures stand as text.
const EXACT: usize = 15;

/// The sheet as the bytes of an XLSX file, the same for the same sheet.
///
/// # Errors
/// If the table has more rows or columns than a spreadsheet takes (16384 columns).
pub fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed date, so that the same count gives the same file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&sheet.title)
            .set_creation_datetime(&made),
    );
    let page = book.add_worksheet();
    page.set_name("Result sheet")?
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    let mut writer = Writer::new(page, sheet);
    writer.head()?;
    writer.table()?;
    writer.foot()?;
    book.save_to_buffer()
}

struct Writer<'a> {
    page: &'a mut Worksheet,
    sheet: &'a Sheet,
    row: u32,
    bold: Format,
    heading: Format,
    name: Format,
    /// Decimals of the figures.
    number: String,
}

impl<'a> Writer<'a> {
    fn new(page: &'a mut Worksheet, sheet: &'a Sheet) -> Self {
        let votes = sheet.below.first().and_then(|line| line.cells.first());
        let decimals = votes
            .and_then(|cell| cell.votes.split_once('.'))
            .map_or(0, |(_, d)| d.len());
        let number = if decimals == 0 {
            "0".to_owned()
        } else {
            format!("0.{}", "0".repeat(decimals))
        };
        let bold = Format::new().set_bold();
        Self {
            page,
            sheet,
            row: 0,
            heading: bold
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin),
            name: Format::new().set_border(FormatBorder::Thin),
            bold,
            number,
        }
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(14);
        self.page.write_string_with_format(
            0,
            0,
            format!("Result sheet: {}", self.sheet.title),
            &title,
        )?;
        self.page.set_column_width(0, 5)?.set_column_width(1, 28)?;
        self.row = 1;
        for (label, figure) in &self.sheet.head {
            self.page
                .write_string_with_format(self.row, 0, label, &self.bold)?;
            self.page.write_string(self.row, 2, figure)?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// The first column of a stage: the first stage has one column, the others two.
    fn column(index: usize) -> Result<u16, XlsxError> {
        let at = if index == 0 { 2 } else { index * 2 + 1 };
        u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
    }

    fn table(&mut self) -> Result<(), XlsxError> {
        let head = self.row;
        for (index, stage) in self.sheet.stages.iter().enumerate() {
            let at = Self::column(index)?;
            let last = if index == 0 { at } else { at + 1 };
            let number = format!("Stage {}", stage.stage);
            if index == 0 {
                self.page
                    .write_string_with_format(head, at, number, &self.heading)?;
                self.page
                    .write_string_with_format(head + 1, at, &stage.what, &self.heading)?;
            } else {
                self.page
                    .merge_range(head, at, head, last, &number, &self.heading)?;
                self.page
                    .merge_range(head + 1, at, head + 1, last, &stage.what, &self.heading)?;
            }
            self.page
                .set_column_width(at, 13)?
                .set_column_width(last, 13)?;
            self.page
                .write_string_with_format(head + 2, last, "Votes", &self.heading)?;
            if index > 0 {
                self.page
                    .write_string_with_format(head + 2, at, "Change", &self.heading)?;
            }
        }
        self.page.set_row_height(head + 1, 45)?;
        self.page
            .write_string_with_format(head + 2, 0, "No.", &self.heading)?;
        self.page
            .write_string_with_format(head + 2, 1, "Candidate", &self.heading)?;
        let end = Self::column(self.sheet.stages.len().max(1))?;
        self.page
            .write_string_with_format(head + 2, end, "Result", &self.heading)?;
        self.page.set_column_width(end, 22)?;
        self.page.set_freeze_panes(head + 3, 2)?;
        self.page.set_repeat_rows(head, head + 2)?;
        self.row = head + 3;
        let first = self.row;
        for line in self.sheet.candidates.iter().chain(&self.sheet.below) {
            if line.name == "Total" && line.number.is_none() {
                self.total(line, first)?;
            } else {
                self.line(line, end)?;
            }
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, line: &Line, end: u16) -> Result<(), XlsxError> {
        if let Some(number) = line.number {
            self.page
                .write_number_with_format(self.row, 0, f64::from(number), &self.name)?;
        }
        self.page
            .write_string_with_format(self.row, 1, &line.name, &self.name)?;
        for (index, cell) in line.cells.iter().enumerate() {
            let at = Self::column(index)?;
            if index > 0 {
                let signed = format!("+{0};-{0};0", self.number);
                self.figure(at, &cell.change, &signed, cell)?;
            }
            let number = self.number.clone();
            self.figure(
                if index == 0 { at } else { at + 1 },
                &cell.votes,
                &number,
                cell,
            )?;
        }
        self.page
            .write_string_with_format(self.row, end, &line.result, &self.name)?;
        Ok(())
    }

    /// A figure as a number where that is exact, otherwise as text.
    fn figure(
        &mut self,
        at: u16,
        text: &str,
        number: &str,
        cell: &Figure,
    ) -> Result<(), XlsxError> {
        let mut format = self
            .name
            .clone()
            .set_num_format(number)
            .set_align(FormatAlign::Right);
        format = match cell.decided {
            Some(Status::Elected) => format
                .set_background_color(Color::RGB(0x00DD_EEDD))
                .set_bold(),
            Some(Status::Excluded) => format
                .set_background_color(Color::RGB(0x00EE_EEEE))
                .set_italic(),
            _ => format,
        };
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        match text.parse::<f64>() {
            Ok(value) if digits <= EXACT => {
                self.page
                    .write_number_with_format(self.row, at, value, &format)?;
            }
            _ => {
                self.page
                    .write_string_with_format(self.row, at, text, &format)?;
            }
        }
        Ok(())
    }

    /// The sum of each stage, worked out by the spreadsheet: it must be the same in every column.
    fn total(&mut self, line: &Line, first: u32) -> Result<(), XlsxError> {
        let format = self
            .bold
            .clone()
            .set_num_format(&self.number)
            .set_border(FormatBorder::Thin);
        self.page
            .write_string_with_format(self.row, 1, &line.name, &format)?;
        for (index, cell) in line.cells.iter().enumerate() {
            let at = Self::column(index)? + u16::from(index > 0);
            let letter = rust_xlsxwriter::utility::column_number_to_name(at);
            let sum = format!("=SUM({letter}{}:{letter}{})", first + 1, self.row);
            let formula = Formula::new(sum).set_result(&cell.votes);
            self.page
                .write_formula_with_format(self.row, at, formula, &format)?;
        }
        Ok(())
    }

    fn foot(&mut self) -> Result<(), XlsxError> {
        self.page
            .write_string_with_format(self.row, 0, "Elected, in this order", &self.bold)?;
        for (place, name) in (1_u32..).zip(&self.sheet.elected) {
            self.row += 1;
            self.page.write_number(self.row, 0, f64::from(place))?;
            self.page.write_string(self.row, 1, name)?;
        }
        for tie in &self.sheet.ties {
            self.row += 1;
            self.page.write_string(self.row, 0, tie)?;
        }
        let line = Format::new().set_border_bottom(FormatBorder::Thin);
        for label in SIGNATURES {
            self.row += 2;
            self.page.write_string(self.row, 0, label)?;
            self.page.merge_range(self.row, 2, self.row, 5, "", &line)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use polity_count::Rule;

    #[test]
    fn the_same_count_gives_the_same_file_and_names_are_texts() {
        let mut transcript = sample(Rule::Ers97).transcript;
        transcript.candidates[0].name = "=HYPERLINK(\"x\")".into();
        let sheet = Sheet::of(&transcript);
        let bytes = workbook(&sheet).unwrap();
        assert!(bytes.starts_with(b"PK") && bytes == workbook(&sheet).unwrap());
    }

    #[test]
    fn a_count_of_many_stages_is_told_not_cut() {
        let mut sheet = Sheet::of(&sample(Rule::ScottishStv).transcript);
        let stage = sheet.stages[0].clone();
        sheet.stages = vec![stage; 9_000];
        assert!(workbook(&sheet).is_err());
    }
}
