use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use super::output::{say, tell};
use super::{Failure, Form, Status, print_json, show};
use crate::calendar::{BankHolidays, Ground};
use crate::facts;
use crate::workspace::Workspace;
use crate::workspace::durable::write_settings;
use crate::workspace::feed::Feed;
use crate::workspace::files::{Refused, read_named};

/// List the bank holidays, or import the public list
///
/// sqspack knows the standing rule and the days that were proclaimed or moved. `import` writes the public list into
/// `sqspack.toml`. For the years of the list, sqspack then uses the list and not the rule.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack holidays 2027\n  sqspack holidays 2027 --format json\n  sqspack holidays import bank-holidays.json",
    args_conflicts_with_subcommands = true
)]
pub struct Args {
    #[command(subcommand)]
    import: Option<Action>,
    /// The year to list; if you leave it out, every year that is known for certain
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i32).range(2010..=2100))]
    year: Option<i32>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Import the public list of bank holidays
    Import {
        /// The list as JSON or as a calendar file (.ics)
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let workspace = Workspace::find(directory)?;
    show(&workspace.problems)?;
    if workspace.has_errors() {
        return Ok(Status::Problems);
    }
    match &args.import {
        Some(Action::Import { file }) => import(&workspace, &directory.join(file)),
        None => list(&workspace, args),
    }
}

fn list(workspace: &Workspace, args: &Args) -> Result<Status, Failure> {
    let holidays = facts::holidays(&workspace.settings);
    let last = chrono::Datelike::year(&holidays.known_until());
    let years = args.year.map_or(2010..=last, |year| year..=year);
    let days: Vec<_> = years.flat_map(|year| holidays.in_year(year)).collect();
    match args.format {
        Form::Json => {
            let row = |day: &crate::calendar::BankHoliday| json!({ "date": day.date.to_string(), "name": day.name, "by": ground(day.date, &holidays) });
            print_json(&days.iter().map(row).collect())?;
        }
        Form::Human => {
            for day in &days {
                let date = day.date.format("%a %e %b %Y");
                say!("{date}  {:12}  {}", ground(day.date, &holidays), day.name)?;
            }
            let known = holidays.known_until().format("%-d %B %Y");
            tell!(
                "known for certain to {known}; later days follow the rule, and the government can still add or move one"
            )?;
        }
    }
    Ok(Status::Well)
}

/// Why a day is a bank holiday, in a word or two.
fn ground(day: NaiveDate, holidays: &BankHolidays) -> &'static str {
    match holidays.ground(day) {
        Some(Ground::Settings) => "sqspack.toml",
        Some(Ground::Proclaimed) => "proclaimed",
        Some(Ground::ByRule) => "by rule",
        Some(Ground::Rule) | None => "rule",
    }
}

fn import(workspace: &Workspace, file: &Path) -> Result<Status, Failure> {
    let shown = file.display();
    let bytes = read_named(file).map_err(|refused| Failure(format!("{shown}: {}", refused.message())))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure(format!("{shown}: {}", Refused::NotText.message())))?;
    let feed = Feed::read(&text).map_err(|error| {
        Failure(format!("{shown}: {error}\nhelp: save the public list as JSON or as a calendar file (.ics)"))
    })?;
    let change = feed.put_into(&workspace.settings_text)?;
    let span = feed.span();
    if change.text == workspace.settings_text {
        say!("sqspack.toml has these {} bank holidays already", feed.len())?;
        return Ok(Status::Well);
    }
    write_settings(workspace, &change.text)?;
    say!(
        "sqspack.toml: {} bank holidays from {} to {}, {} of them new",
        feed.len(),
        span.start(),
        span.end(),
        change.added.len()
    )?;
    for day in &change.taken_out {
        say!("  removed {day}: the list does not have it")?;
    }
    Ok(Status::Well)
}
