//! What commands have in common that take in a sheet which somebody filled in: reading the file, and saying what came of it.

use std::path::Path;

use serde_json::{Value, json};

use super::from_outside::{FromOutside, Unread};
use super::output::{say, tell};
use super::{Failure, Form, Status, print_json};
use crate::limited::Limit;
use crate::problem::Severity;
use crate::record::{FileKind, Record};
use crate::returned::{ImportChange, ReturnReport};
use crate::template::{OwnFiles, Templates};
use crate::workbook_reader::NotRead;
use crate::workspace::{Workspace, files};

/// The bytes of a workbook, once a process within limits has read them; or why it is not read.
pub fn read_workbook(file: &Path) -> Result<Result<Vec<u8>, NotRead>, Failure> {
    let refused = |refused: files::Refused| Failure(format!("{}: {}", file.display(), refused.message()));
    let bytes = files::read_named(file).map_err(refused)?;
    Ok(match FromOutside::Workbook.try_to_read(&bytes) {
        Ok(()) => Ok(bytes),
        Err(Unread::Limit(failed @ Limit::Failed(_))) => return Err(Failure(failed.words("the workbook"))),
        Err(Unread::Limit(_)) => Err(NotRead::BeyondLimits),
        Err(Unread::Damaged) => Err(NotRead::Damaged),
    })
}

/// Refuses to import into a record of which one of these files cannot be read.
pub fn refuse_broken(record: &Record, files: &[FileKind]) -> Result<(), Failure> {
    let Some(broken) = files.iter().find(|kind| record.broken.contains(kind)) else { return Ok(()) };
    let (folder, name) = (&record.folder, broken.name());
    let help = format!("`sqspack check {folder}` says what is wrong there");
    Err(Failure(format!("{name} of {folder} cannot be read, so nothing was imported\nhelp: {help}")))
}

/// The templates whose words count: the workspace's own among them, once somebody here has confirmed them.
pub fn confirmed_words(workspace: &Workspace) -> Result<Templates, Failure> {
    let own = Templates::with(OwnFiles::read_confirmed(workspace));
    own.or_else(|_| Templates::embedded()).map_err(|_| Failure("the program's own words cannot be read".to_owned()))
}

/// What is said of an import, or of what an earlier one left open.
#[derive(Clone, Copy)]
pub struct Said<'s> {
    report: &'s ReturnReport,
    changes: &'s [ImportChange],
}

impl<'s> Said<'s> {
    /// Counts and questions, and what is new, changed and gone.
    pub fn of(report: &'s ReturnReport, changes: &'s [ImportChange]) -> Self {
        Self { report, changes }
    }

    /// Says it.
    pub fn show(self, format: Form) -> Result<Status, Failure> {
        match format {
            Form::Json => print_json(&to_json(self.report))?,
            Form::Human => self.tell_people()?,
        }
        let is_error = self.report.problems.iter().any(|query| query.code.severity == Severity::Error);
        Ok(if is_error { Status::Problems } else { Status::Well })
    }

    fn tell_people(&self) -> Result<(), Failure> {
        let Self { report, changes } = *self;
        for query in &report.problems {
            let severity = if query.code.severity == Severity::Error { "error" } else { "warning" };
            tell!("{severity}[{}]: {}\n  ask: {}", query.code.id, query.message(), query.ask)?;
        }
        for line in new_lines(changes) {
            say!("{line}")?;
        }
        for change in changes {
            match change {
                ImportChange::New(_) => {}
                ImportChange::Changed(name, keys) => say!("changed: {name} ({})", keys.join(", "))?,
                ImportChange::Kept(name, keys) => {
                    say!("kept as edited here: {name} ({}); `--take \"{name}\"` takes the sheet's", keys.join(", "))?;
                }
                ImportChange::Gone(name) => {
                    say!("not in the sheet any more: {name}; it stays, and `--take {name}` takes it out")?
                }
                ImportChange::Removed(name) => say!("taken out: {name}")?,
            }
        }
        for sheet in &report.sheets {
            say!("{}: {} rows, {} kept, {} reported", sheet.name, sheet.rows, sheet.kept, sheet.reported)?;
        }
        say!("questions open: {}", report.problems.len())
    }
}

/// What is new: rows in one line with the first and last of those that follow one another, then case managers in one line.
fn new_lines(changes: &[ImportChange]) -> Vec<String> {
    let new = changes
        .iter()
        .filter_map(|change| if let ImportChange::New(name) = change { Some(name.as_str()) } else { None });
    let number = |name: &str| name.strip_prefix('L').and_then(|digits| digits.parse::<u32>().ok());
    let (rows, managers): (Vec<&str>, Vec<&str>) = new.partition(|name| number(name).is_some());
    let follows = |one: &&str, next: &&str| number(next) == number(one).map(|number| number + 1);
    let span = |run: &[&str]| match run {
        [first, _, .., last] => format!("{first} to {last}"),
        few => few.join(", "),
    };
    let rows: Vec<String> = rows.chunk_by(follows).map(span).collect();
    let lines = [rows.join(", "), managers.join(", ")].into_iter().filter(|names| !names.is_empty());
    lines.map(|names| format!("new: {names}")).collect()
}

fn to_json(report: &ReturnReport) -> Value {
    let sheets: Vec<Value> = report
        .sheets
        .iter()
        .map(|sheet| json!({ "name": sheet.name, "tier": sheet.tier, "rows": sheet.rows, "kept": sheet.kept, "reported": sheet.reported }))
        .collect();
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|query| {
            json!({ "code": query.code.id, "severity": query.code.severity, "sheet": query.sheet, "cell": query.cell,
                    "message": query.message(), "ask": query.ask })
        })
        .collect();
    json!({ "sheets": sheets, "problems": problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_told_in_a_line_for_rows_and_one_for_case_managers() {
        let new = |names: &[&str]| {
            let changes: Vec<ImportChange> = names.iter().map(|name| ImportChange::New((*name).to_owned())).collect();
            new_lines(&changes)
        };
        assert_eq!(new(&[]), Vec::<String>::new());
        let told = new(&["L001", "L002", "L003", "L007", "L008", "Lee Marsh", "L010", "Ada Pryor"]);
        assert_eq!(told, ["new: L001 to L003, L007, L008, L010", "new: Lee Marsh, Ada Pryor"]);
    }
}
