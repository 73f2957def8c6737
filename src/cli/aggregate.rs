use std::io::IsTerminal;
use std::path::Path;

use chrono::NaiveDate;
use clap::ValueEnum;
use serde_json::json;

use super::output::{self, say, tell};
use super::targets::Selection;
use super::{Failure, Status, print_json, show, targets};
use crate::aggregate::{About, AggregatePage};
use crate::calendar::Milestone;
use crate::facts::{self, AggregatedFigures, FEWEST_INSPECTIONS, SentTwice};
use crate::problem::Problem;
use crate::record::{Language, Record, Settings};
use crate::workspace::Workspace;

/// Put the findings of all published inspections together, without naming any of them
///
/// An inspection counts once its report is final and `publication` is recorded as done. No figure is printed from which somebody could work out
/// a single inspection or case. Choose periods that do not overlap: two sums that differ by one inspection give it away.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack aggregate\n  sqspack aggregate --from 2027-01-01 --to 2027-06-30\n  sqspack aggregate --from 2027-01-01 --to 2027-06-30 --format pdf > findings.pdf\n  sqspack aggregate --format csv > findings.csv"
)]
pub struct Args {
    /// The workspace, or the inspections by name or path; all inspections if you name none
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// Only inspections published on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Only inspections published on this day or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Print for people, for programs, as rows of a table, or as a PDF with charts
    #[arg(long, value_enum, default_value = "human")]
    format: AggregateForm,
}

/// How the figures are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AggregateForm {
    /// For people
    Human,
    /// For programs
    Json,
    /// As rows of a table
    Csv,
    /// As a PDF with charts
    Pdf,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    if args.format == AggregateForm::Pdf && std::io::stdout().is_terminal() {
        let help = "say into which file: `sqspack aggregate --format pdf > findings.pdf`";
        return Err(Failure(format!("a PDF is nothing for a terminal\nhelp: {help}")));
    }
    let found = targets::find(directory, &args.folders)?;
    let [Selection { workspace, folders, .. }] = found.as_slice() else {
        return Err(Failure("the inspections of one workspace are put together: name one".to_owned()));
    };
    let records = match published(workspace, folders, args) {
        Ok(records) => records,
        Err(problems) => {
            show(&problems)?;
            return Ok(Status::Problems);
        }
    };
    let page = page(workspace, &records, args)?;
    match args.format {
        AggregateForm::Json => print_json(&json!(page))?,
        AggregateForm::Csv => output::bytes(&page.csv().map_err(Failure)?)?,
        AggregateForm::Pdf => output::bytes(&page.pdf().map_err(Failure)?)?,
        AggregateForm::Human => human(&page)?,
    }
    Ok(Status::Well)
}

/// The records of the inspections that were published in the period.
fn published(workspace: &Workspace, folders: &[String], args: &Args) -> Result<Vec<Record>, Vec<Problem>> {
    let mut records = Vec::new();
    let mut errors = Vec::new();
    for folder in folders {
        let (record, problems) = workspace.read(folder);
        let published = facts::done_on(&record, Milestone::Publication).map(|day| day.value);
        let is_within = |day: NaiveDate| args.from.is_none_or(|from| from <= day) && args.to.is_none_or(|to| day <= to);
        if !SentTwice::Report.is_final(&record) || !published.is_some_and(is_within) {
            continue;
        }
        errors.extend(problems.into_iter().filter(Problem::is_error));
        records.push(record);
    }
    if errors.is_empty() { Ok(records) } else { Err(errors) }
}

fn page(workspace: &Workspace, records: &[Record], args: &Args) -> Result<AggregatePage, Failure> {
    let settings: &Settings = &workspace.settings;
    let figures = AggregatedFigures::of(records.iter(), settings);
    let incomplete = records.len() - figures.inspections;
    if incomplete > 0 {
        tell!("note: published inspections with a judgement missing, which are left out: {incomplete}")?;
    }
    if figures.inspections < FEWEST_INSPECTIONS {
        let help = "the figures of one or two would tell who they are; take a longer period";
        let there = match figures.inspections {
            0 => "no published inspection has".to_owned(),
            1 => "only one published inspection has".to_owned(),
            number => format!("only {number} published inspections have"),
        };
        return Err(Failure(format!(
            "{there} all judgements, and at least {FEWEST_INSPECTIONS} are put together\nhelp: {help}"
        )));
    }
    let templates = crate::template::Templates::embedded().map_err(|_| Failure("no templates".to_owned()))?;
    let phrases = templates.phrases(Language::English).map_err(|problem| Failure(problem.message.clone()))?;
    let last =
        records.iter().filter_map(|record| facts::done_on(record, Milestone::Publication)).map(|day| day.value).max();
    let until = args.to.or(last).unwrap_or_default();
    let long = |day: NaiveDate| phrases.date(day).long;
    let period = match args.from {
        Some(from) => format!("from {} to {}", long(from), long(until)),
        None => format!("until {}", long(until)),
    };
    let inspectorate = settings.office().and_then(|office| office.inspectorate_full.as_ref()).map(ToString::to_string);
    Ok(AggregatePage::new(
        &figures,
        phrases,
        About {
            inspectorate: inspectorate.as_deref().unwrap_or(phrases.inspectorate(until)),
            until,
            period: &period,
            smallest_number: settings.smallest_number(),
        },
    ))
}

fn human(page: &AggregatePage) -> Result<(), Failure> {
    say!("{} inspections, {} cases, published {}", page.inspections, page.cases, page.period)?;
    for theme in &page.themes {
        say!("\n{}", theme.title)?;
        for question in &theme.questions {
            say!("  {}", question.text)?;
            let has_tiers = question.figures.iter().skip(1).any(|figure| figure.met.is_some());
            for figure in question.figures.iter().take(if has_tiers { usize::MAX } else { 1 }) {
                say!("    {:<12} {}", figure.group, figure.words)?;
            }
        }
    }
    Ok(())
}
