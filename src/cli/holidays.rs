use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use super::from_outside::FromOutside;
use super::output::{self, say, tell};
use super::{Failure, Form, Status, print_json, show};
use crate::calendar::{BankHoliday, BankHolidays, Ground};
use crate::facts;
use crate::workspace::Workspace;
use crate::workspace::durable::write_settings;
use crate::workspace::feed::Feed;
use crate::workspace::files::{read_named, text};

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
    #[arg(value_name = "YEAR", value_parser = year)]
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
        /// Import the list without asking, even if it lacks days that the rule gives for its years
        #[arg(long)]
        yes: bool,
    },
}

/// A year as it is typed. What else was typed is not said again: it may be a number of somebody's.
fn year(typed: &str) -> Result<i32, String> {
    let year = typed.parse().ok().filter(|year| (2010..=2100).contains(year));
    year.ok_or_else(|| "a year from 2010 to 2100 is wanted".to_owned())
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let workspace = Workspace::find(directory)?;
    show(&workspace.problems)?;
    if workspace.has_errors() {
        return Ok(Status::Problems);
    }
    match &args.import {
        Some(Action::Import { file, yes }) => import(&workspace, &directory.join(file), *yes),
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
            let row = |day: &BankHoliday| json!({ "date": day.date.to_string(), "name": day.name, "by": ground(day.date, &holidays) });
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

fn import(workspace: &Workspace, file: &Path, is_believed: bool) -> Result<Status, Failure> {
    let shown = file.display();
    let bytes = read_named(file).map_err(|refused| Failure(format!("{shown}: {}", refused.message())))?;
    let help = "help: save the public list as JSON or as a calendar file (.ics)";
    FromOutside::Feed
        .try_to_read(&bytes)
        .map_err(|unread| Failure(format!("{shown}: {}\n{help}", unread.words("the list"))))?;
    let text = text(bytes).map_err(|refused| Failure(format!("{shown}: {}", refused.message())))?;
    let feed = Feed::read(&text).map_err(|error| Failure(format!("{shown}: {error}\n{help}")))?;
    if !is_believed {
        ask_about(&feed.lacking())?;
    }
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

/// Asks whether a list is whole that lacks days which its years have by the rule.
fn ask_about(lacking: &[BankHoliday]) -> Result<(), Failure> {
    if lacking.is_empty() {
        return Ok(());
    }
    tell!("the list lacks days that its years have by the rule:")?;
    lacking.iter().try_for_each(|day| tell!("  {}  {}", day.date.format("%a %e %b %Y"), day.name))?;
    let refused = "nothing was changed\nhelp: save the whole list; if those days were moved, add `--yes`";
    if !io::stdin().is_terminal() {
        return Err(Failure(refused.to_owned()));
    }
    output::err(format_args!("Were all of them moved or taken away? Type yes to go on: "))?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    if answer.trim().eq_ignore_ascii_case("yes") { Ok(()) } else { Err(Failure(refused.to_owned())) }
}
