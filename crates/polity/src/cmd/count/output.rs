//! Where a count goes: files in several forms, chosen by the file's ending or by name, and the picture.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use polity_ballot::hash::sha256_hex;
use polity_count::{Contest, Transcript, blt, formats, narrative};
use polity_papers::Lang;
use polity_papers::print::result_sheet;
use polity_papers::result::{Figures, ResultParts, ResultView, Sheet, Standing, print, workbook};
use polity_papers::svg::picture;

use polity_web::press;

use super::privacy;
use crate::files;
use crate::house::block_on;

/// Files that are written besides what is printed.
#[derive(Args)]
#[command(next_help_heading = "Files")]
pub(super) struct OutArgs {
    /// Write the count to a file; its ending says in which form: .txt (words), .json, .csv, .xlsx, .html and .pdf (the
    /// result sheet), .svg (the picture), .rctab.json (`RCTab`'s summary, which `RCVis` draws), or the ballots as .blt, .soi, .toi,
    /// .soc or .toc (`PrefLib`). May stand several times.
    #[arg(long, value_name = "FILE")]
    out: Vec<PathBuf>,
    /// The form of the files, whatever their ending.
    #[arg(long, value_name = "FORM", requires = "out")]
    format: Option<Form>,
    /// Draw the count: bars for each stage, and where its votes went.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// The forms of a count.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Every stage in words.
    Text,
    /// The transcript, its figures as decimal strings.
    Json,
    /// The result sheet as a table.
    Csv,
    /// The result sheet as a spreadsheet.
    Xlsx,
    /// The result sheet as a page for A4 paper.
    Html,
    /// The result sheet for A4 paper, to be signed.
    Pdf,
    /// The picture.
    Svg,
    /// `RCTab`'s summary.
    Rctab,
    /// The ballots.
    Blt,
    /// The ballots as `PrefLib` orders.
    Preflib,
}

impl Form {
    /// The form that a file's name asks for.
    fn of(path: &Path) -> anyhow::Result<Self> {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        Ok(match ending {
            "json" if name.ends_with(".rctab.json") || name.ends_with("_summary.json") => {
                Self::Rctab
            }
            "txt" => Self::Text,
            "json" => Self::Json,
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "html" | "htm" => Self::Html,
            "pdf" => Self::Pdf,
            "svg" => Self::Svg,
            "blt" => Self::Blt,
            "soc" | "soi" | "toc" | "toi" => Self::Preflib,
            _ => bail!(
                "--out {}: the ending says no form; use .txt, .json, .csv, .xlsx, .html, .pdf, .svg, .rctab.json, .blt or .toi, or give --format",
                path.display()
            ),
        })
    }
}

impl OutArgs {
    /// Says at once what cannot be written, before anything is counted.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        for path in &self.out {
            let form = self.format.map_or_else(|| Form::of(path), Ok)?;
            if form == Form::Pdf {
                press_program()?;
            }
        }
        Ok(())
    }

    /// Writes the files.
    pub(super) fn write(&self, contest: &Contest, transcript: &Transcript) -> anyhow::Result<()> {
        for path in &self.out {
            let form = self.format.map_or_else(|| Form::of(path), Ok)?;
            let bytes = bytes(form, contest, transcript)
                .with_context(|| format!("cannot write {}", path.display()))?;
            files::write(path, &bytes)?;
            if matches!(form, Form::Blt | Form::Preflib) {
                privacy::warn(contest, path);
            }
        }
        if let Some(path) = &self.svg {
            files::write(path, &bytes(Form::Svg, contest, transcript)?)?;
        }
        Ok(())
    }
}

fn bytes(form: Form, contest: &Contest, transcript: &Transcript) -> anyhow::Result<Vec<u8>> {
    let text = match form {
        Form::Text => narrative(transcript),
        Form::Json => serde_json::to_string_pretty(transcript)? + "\n",
        Form::Csv => Sheet::of(transcript).csv()?,
        Form::Xlsx => return Ok(workbook(&Sheet::of(transcript))?),
        Form::Html => {
            let drawn = picture(&view(transcript), Lang::En);
            print(&Sheet::of(transcript), Some(&drawn))
        }
        Form::Pdf => return pdf(transcript),
        Form::Svg => picture(&view(transcript), Lang::En),
        Form::Rctab => formats::write_rctab(transcript),
        Form::Blt => blt::write(contest),
        Form::Preflib => formats::write_preflib(contest),
    };
    Ok(text.into_bytes())
}

/// The program that sets the sheet.
fn press_program() -> anyhow::Result<PathBuf> {
    press::found().with_context(|| {
        format!(
            "{} For the sheet without it, write .html and print that.",
            press::MISSING
        )
    })
}

/// The result sheet as PDF; its version is the digest of the transcript, so the same count gives the same bytes.
fn pdf(transcript: &Transcript) -> anyhow::Result<Vec<u8>> {
    let version = sha256_hex(&serde_json::to_vec(transcript)?);
    let sheet = result_sheet(&Sheet::of(transcript), "", &version);
    let program = press_program()?;
    block_on(async { Ok(press::set(&program, &sheet).await?) })
}

/// The count as the view that pictures are drawn from. Nothing is known here of a roll.
pub(super) fn view(transcript: &Transcript) -> ResultView {
    ResultView::new(ResultParts {
        organisation: String::new(),
        title: transcript.title.clone(),
        standing: Standing::Provisional {
            challenge_until: String::new(),
        },
        figures: Figures {
            electorate: 0,
            issued: 0,
            cast: transcript.valid + transcript.invalid,
            blank: 0,
            invalid: Vec::new(),
        },
        transcript: transcript.clone(),
        hands: Vec::new(),
        digests: Vec::new(),
    })
}
