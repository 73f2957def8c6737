use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::{Failure, Form, Status, output, print_json, show, status_of, targets};
use crate::facts::{self, Facts, FreeSlot, is_same_name, site_on_day};
use crate::phrases::Phrases;
use crate::problem::{Problem, did_you_mean};
use crate::record::{FileKind, Record};
use crate::search::Terms;
use crate::template::Templates;

/// Show the slots of the fieldwork, who is in each, and which are free
///
/// The name of a slot is what you type in `cases.toml`: `slot = "AI 4"`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack slots 2027-01-aberford\n  \
        sqspack slots 2027-01-aberford --for \"Mared Ellis\"     the free ones that she could take\n  \
        sqspack slots 2027-01-aberford --format json")]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
    /// Show only the free slots that this case manager could take
    #[arg(long = "for", value_name = "CASE MANAGER")]
    manager: Option<String>,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, args.folder.as_deref())?;
    let (record, found) = super::read(&workspace, &folder);
    let problems = [workspace.problems.clone(), of_the_grid(found)].concat();
    show(&problems)?;
    if status_of(&problems) != Status::Well {
        return Ok(Status::Problems);
    }
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let phrases = Templates::own_phrases().map_err(|_| Failure("the program's own words cannot be read".to_owned()))?;
    let grid = Grid { record: &record, facts: &facts, phrases, terms: Terms::new(&record) };
    let (heading, rows) = match &args.manager {
        None => grid.all(),
        Some(typed) => {
            let manager = known_manager(typed, &record, &grid)?;
            grid.free_for(manager, &facts.free_slots_for(Some(manager), None, &record))
        }
    };
    match args.format {
        Form::Json => print_json(&rows.iter().map(Row::to_json).collect())?,
        Form::Human => output::out(format_args!("{heading}\n{}", table(&rows)))?,
    }
    Ok(Status::Well)
}

/// The problems of the files that the grid is made from.
fn of_the_grid(problems: Vec<Problem>) -> Vec<Problem> {
    let files = [FileKind::Inspection, FileKind::Team, FileKind::Cases].map(|kind| format!("/{}", kind.name()));
    problems.into_iter().filter(|problem| files.iter().any(|file| problem.place.file.path.ends_with(file))).collect()
}

/// The case manager whose name was typed, as the record writes it.
fn known_manager<'r>(typed: &str, record: &'r Record, grid: &Grid<'_>) -> Result<&'r str, Failure> {
    let listed = record.cases.case_managers.iter().map(|manager| &**manager.name);
    let presenting = record.cases.cases.iter().filter_map(|case| case.case_manager.as_ref()).map(|name| &***name);
    let mut names: Vec<&str> = Vec::new();
    for name in listed.chain(presenting) {
        if !names.iter().any(|known| is_same_name(known, name)) {
            names.push(name);
        }
    }
    if let Some(name) = names.iter().find(|name| is_same_name(name, typed)) {
        return Ok(name);
    }
    names.retain(|name| grid.shown(name) == *name);
    let help = match did_you_mean(typed, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if names.is_empty() => "add case managers to cases.toml first: `[[case-manager]]`".to_owned(),
        None => format!("the case managers are {}", names.join(", ")),
    };
    Err(Failure(format!("there is no case manager `{typed}` in cases.toml\nhelp: {help}")))
}

/// A slot as it is shown.
struct Row {
    slot: String,
    date: String,
    iso: String,
    time: String,
    member: String,
    place: String,
    /// The cases in it, each with its case manager: one, none, or several where the record has a mistake.
    cases: Vec<(String, Option<String>)>,
    is_first_day_back: bool,
}

impl Row {
    fn to_json(&self) -> Value {
        let case = |(id, manager): &(String, Option<String>)| json!({ "case": id, "case_manager": manager });
        json!({
            "slot": self.slot,
            "date": self.iso,
            "time": self.time,
            "inspector": self.member,
            "place": self.place,
            "cases": self.cases.iter().map(case).collect::<Vec<_>>(),
            "first_day_back": self.is_first_day_back,
        })
    }

    fn who(&self) -> String {
        let case = |(id, manager): &(String, Option<String>)| {
            format!("{id}, {}", manager.as_deref().unwrap_or("from its records alone"))
        };
        match (self.cases.as_slice(), self.is_first_day_back) {
            ([], true) => "free, but the first day back".to_owned(),
            ([], false) => "free".to_owned(),
            (cases, _) => cases.iter().map(case).collect::<Vec<_>>().join("; "),
        }
    }
}

struct Grid<'g> {
    record: &'g Record,
    facts: &'g Facts<'g>,
    phrases: Phrases,
    terms: Terms,
}

impl Grid<'_> {
    /// A name, a place or an ID as it may be shown: not if it is a child's too.
    fn shown<'n>(&self, name: &'n str) -> &'n str {
        super::without_child(&self.terms, name)
    }

    /// Every slot, with a heading.
    fn all(&self) -> (String, Vec<Row>) {
        let members = self.facts.schedule.members.iter().enumerate();
        let slots = members.flat_map(|(index, member)| member.slots.iter().map(move |slot| (index, *slot)));
        let rows: Vec<Row> = slots.map(|(member, slot)| self.row(member, slot, false)).collect();
        let free = rows.iter().filter(|row| row.cases.is_empty()).count();
        (format!("{}: {} slots, {free} free", self.record.folder, rows.len()), rows)
    }

    /// The slots that a case manager could take, with a heading.
    fn free_for(&self, manager: &str, free: &[FreeSlot]) -> (String, Vec<Row>) {
        let rows = free.iter().map(|free| self.row(free.member, free.slot, free.is_first_day_back)).collect();
        let manager = if self.shown(manager) == manager { manager } else { "this case manager" };
        (format!("{}: {} free slots that {manager} could take", self.record.folder, free.len()), rows)
    }

    fn row(&self, member: usize, slot: facts::Slot, is_first_day_back: bool) -> Row {
        let schedule = &self.facts.schedule;
        let slots = &schedule.members[member];
        let date = self.facts.date_of_day(slot.day);
        let in_slot = schedule.bookings.iter().filter(|booking| booking.member == member && booking.slot == slot);
        let person = slots.member.and_then(|index| self.facts.roster.members.get(index));
        Row {
            slot: slots.slot_label(slot.number),
            date: self.phrases.date(date).full,
            iso: date.to_string(),
            time: self.phrases.clock_range(slot.from, slot.to),
            member: self.shown(slots.name).to_owned(),
            place: self.shown(person.map_or("", |person| site_on_day(self.record, person, slot.day))).to_owned(),
            cases: in_slot
                .map(|booking| {
                    let manager = booking.case.interviewee().map(|name| self.shown(name).to_owned());
                    (self.shown(&booking.case.id).to_owned(), manager)
                })
                .collect(),
            is_first_day_back,
        }
    }
}

/// Lines with aligned columns.
fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        [row.slot.clone(), row.date.clone(), row.time.clone(), row.member.clone(), row.place.clone(), row.who()]
    };
    let cells: Vec<[String; 6]> = rows.iter().map(cells).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for row in &cells {
        let padded = (0..5).map(|column| format!("{:1$}", row[column], width(column)));
        let line = padded.chain([row[5].clone()]).collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "  {}", line.trim_end());
    }
    text
}
