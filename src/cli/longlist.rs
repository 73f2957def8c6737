use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::from_outside::{FromOutside, Unread};
use super::output::{say, tell};
use super::{Failure, Form, Status, print_json, targets};
use crate::facts::{self, Facts, monday_of};
use crate::limited::Limit;
use crate::longlist::{self, ListChange, ListReport, ListWords, MergedTexts, QuestionWords, Take};
use crate::phrases::Phrases;
use crate::problem::{Severity, SourceFile};
use crate::record::{FileKind, Language, Record};
use crate::search::Terms;
use crate::template::{OwnFiles, Templates};
use crate::workbook_reader::NotRead;
use crate::workspace::together::write_together;
use crate::workspace::{Workspace, files};

/// Take in the long-list that the YOT sent back
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Read the workbook that the YOT sent back into the record
    ///
    /// Writes the cases to `children.private.toml` and the case managers to `cases.toml`. What is doubtful is asked about by
    /// sheet and cell. What a person has edited in the record stays, unless `--take` names it.
    #[command(before_help = "Examples:\n  \
        sqspack longlist import returned.xlsx aberford\n  \
        sqspack longlist import second.xlsx aberford --take L003.sentenced --take \"Mared Ellis\"")]
    Import {
        /// The workbook
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
        /// The inspection, by name, a part of it, or path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Overwrite this though a person has edited it: a row (`L003`), a key of it (`L003.sentenced`), a case manager, or `all`
        #[arg(long, value_name = "WHAT")]
        take: Vec<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
    /// Say again what is to be asked about the list in the record
    #[command(before_help = "Example:\n  sqspack longlist check aberford")]
    Check {
        /// The inspection, by name, a part of it, or path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    match &args.command {
        Command::Import { file, folder, take, format } => {
            let (workspace, folder) = targets::find_inspection(directory, folder.as_deref())?;
            import(&workspace, &folder, &directory.join(file), &Take(take.clone()), *format)
        }
        Command::Check { folder, format } => {
            let (workspace, folder) = targets::find_inspection(directory, folder.as_deref())?;
            let (record, _) = workspace.read(&folder);
            if record.children.sheets.is_empty()
                && !record.broken.contains(&FileKind::Children)
                && *format == Form::Human
            {
                say!("{folder}: the long-list is not in; `sqspack longlist import FILE.xlsx {folder}` takes it in")?;
                return Ok(Status::Well);
            }
            show(&report_of(&workspace, &record, &templates(&workspace)?)?, &[], *format)
        }
    }
}

/// The templates whose words count: the workspace's own among them, once somebody here has confirmed them.
fn templates(workspace: &Workspace) -> Result<Templates, Failure> {
    let own = Templates::with(OwnFiles::read_confirmed(workspace));
    own.or_else(|_| Templates::embedded()).map_err(|_| Failure("the program's own words cannot be read".to_owned()))
}

fn report_of(workspace: &Workspace, record: &Record, templates: &Templates) -> Result<ListReport, Failure> {
    let holidays = facts::holidays(&workspace.settings);
    let phrases = templates.phrases(Language::English).map_err(|problem| Failure(problem.message))?;
    let words = QuestionWords { phrases, language: Language::English };
    Ok(longlist::report(record, &Facts::new(record, &workspace.settings, &holidays), words).without_names())
}

fn import(workspace: &Workspace, folder: &str, file: &Path, take: &Take, format: Form) -> Result<Status, Failure> {
    let bytes =
        files::read_named(file).map_err(|refused| Failure(format!("{}: {}", file.display(), refused.message())))?;
    let (record, _) = workspace.read(folder);
    if let Some(broken) =
        [FileKind::Inspection, FileKind::Cases, FileKind::Children].iter().find(|kind| record.broken.contains(kind))
    {
        let help = format!("`sqspack check {folder}` says what is wrong there");
        return Err(Failure(format!(
            "{} of {folder} cannot be read, so nothing was imported\nhelp: {help}",
            broken.name()
        )));
    }
    match FromOutside::Workbook.try_to_read(&bytes) {
        Ok(()) => {}
        Err(Unread::Limit(failed @ Limit::Failed(_))) => return Err(Failure(failed.words("the workbook"))),
        Err(Unread::Limit(_)) => return show(&longlist::unreadable(NotRead::BeyondLimits), &[], format),
        Err(Unread::Damaged) => return show(&longlist::unreadable(NotRead::Damaged), &[], format),
    }
    let templates = templates(workspace)?;
    let languages: Vec<&Phrases> =
        Language::ALL.iter().filter_map(|language| templates.phrases(*language).ok()).collect();
    let monday = monday_of(record.inspection.fieldwork.starts.value);
    let list = match longlist::read(&bytes, monday, &ListWords::new(&languages)) {
        Ok(list) => list,
        Err(why) => return show(&longlist::unreadable(why), &[], format),
    };
    if list.is_newer {
        let help = "install the version of sqspack that made the pack";
        return Err(Failure(format!("the sheet was made by a newer sqspack; nothing was imported\nhelp: {help}")));
    }
    let before = |kind: FileKind| record.sources.get(&kind).map_or(String::new(), |source| source.text.to_string());
    let (children, cases) = (before(FileKind::Children), before(FileKind::Cases));
    let merged = longlist::merge(&list, &children, &cases, take).map_err(Failure)?;
    let after = read_again(folder, &record, &merged)?;
    let changed: Vec<(FileKind, &str)> =
        [(FileKind::Cases, &cases, &merged.cases), (FileKind::Children, &children, &merged.children)]
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(kind, _, after)| (kind, after.as_str()))
            .collect();
    names_no_child(&record, &after)?;
    // Whatever a person saved meanwhile must not be lost.
    let place = |kind: FileKind| workspace.inspections().join(folder).join(kind.name());
    let now = |kind: FileKind| files::read_text(&workspace.root, &place(kind)).unwrap_or_default();
    if now(FileKind::Children) != children || now(FileKind::Cases) != cases {
        return Err(Failure(format!("the record of {folder} has just been changed; run the command again")));
    }
    if !changed.is_empty() {
        write_together(workspace, folder, &changed)?;
    }
    show(&report_of(workspace, &after, &templates)?, &merged.changes, format)
}

/// The record as it will be, which has to be read again as well as before.
fn read_again(folder: &str, record: &Record, merged: &MergedTexts) -> Result<Record, Failure> {
    let mut sources = record.sources.clone();
    for (kind, text) in [(FileKind::Cases, &merged.cases), (FileKind::Children, &merged.children)] {
        let path = format!("inspections/{folder}/{}", kind.name());
        sources.insert(kind, Arc::new(SourceFile::new(path, text.clone())));
    }
    let (after, found) = Record::read(folder, sources);
    let known = Record::read(folder, record.sources.clone()).1.len();
    if found.len() > known {
        let words = "the list cannot be written so that the record can be read again; nothing was imported";
        return Err(Failure(words.to_owned()));
    }
    Ok(after)
}

/// Nothing of a child goes into `cases.toml`, which git keeps: columns of the sheet may have been exchanged.
fn names_no_child(before: &Record, after: &Record) -> Result<(), Failure> {
    let of_cases = |record: &Record| -> BTreeSet<String> {
        let texts = record.texts.iter().filter(|(at, _)| at.file == FileKind::Cases);
        texts.map(|(_, text)| text.clone()).collect()
    };
    let terms = Terms::new(after);
    let known = of_cases(before);
    if of_cases(after).difference(&known).all(|text| terms.in_a_name(text).is_empty()) {
        return Ok(());
    }
    let words = "the list has something of a child's where a case manager, an e-mail address or an office belongs, so nothing \
                 was imported";
    let help = "look whether columns of the sheet were exchanged; if a case manager has a child's name, type that \
                `[[case-manager]]` into `cases.toml` first";
    Err(Failure(format!("{words}\nhelp: {help}")))
}

fn show(report: &ListReport, changes: &[ListChange], format: Form) -> Result<Status, Failure> {
    match format {
        Form::Json => print_json(&to_json(report))?,
        Form::Human => tell_people(report, changes)?,
    }
    let is_error = report.problems.iter().any(|query| query.code.severity == Severity::Error);
    Ok(if is_error { Status::Problems } else { Status::Well })
}

fn tell_people(report: &ListReport, changes: &[ListChange]) -> Result<(), Failure> {
    for query in &report.problems {
        let severity = if query.code.severity == Severity::Error { "error" } else { "warning" };
        tell!("{severity}[{}]: {}\n  ask: {}", query.code.id, query.message(), query.ask)?;
    }
    for line in new_lines(changes) {
        say!("{line}")?;
    }
    for change in changes {
        match change {
            ListChange::New(_) => {}
            ListChange::Changed(name, keys) => say!("changed: {name} ({})", keys.join(", "))?,
            ListChange::Kept(name, keys) => {
                say!("kept as edited here: {name} ({}); `--take \"{name}\"` takes the list's", keys.join(", "))?;
            }
            ListChange::Gone(name) => {
                say!("not in the list any more: {name}; it stays, and `--take {name}` takes it out")?
            }
            ListChange::Removed(name) => say!("taken out: {name}")?,
        }
    }
    for sheet in &report.sheets {
        say!("{}: {} rows, {} kept, {} reported", sheet.name, sheet.rows, sheet.kept, sheet.reported)?;
    }
    say!("questions open: {}", report.problems.len())
}

/// What is new: rows in one line with the first and last of those that follow one another, then case managers in one line.
fn new_lines(changes: &[ListChange]) -> Vec<String> {
    let new =
        changes.iter().filter_map(|change| if let ListChange::New(name) = change { Some(name.as_str()) } else { None });
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

fn to_json(report: &ListReport) -> Value {
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
            let changes: Vec<ListChange> = names.iter().map(|name| ListChange::New((*name).to_owned())).collect();
            new_lines(&changes)
        };
        assert_eq!(new(&[]), Vec::<String>::new());
        let told = new(&["L001", "L002", "L003", "L007", "L008", "Lee Marsh", "L010", "Ada Pryor"]);
        assert_eq!(told, ["new: L001 to L003, L007, L008, L010", "new: Lee Marsh, Ada Pryor"]);
    }

    #[test]
    fn a_list_with_a_child_in_an_adults_column_is_not_imported_unless_the_record_has_the_adult() {
        let record = |cases: &str| {
            let child =
                "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\nsystem-id = \"0048218\"\n";
            let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
            Record::read("test", [file(FileKind::Cases, cases), file(FileKind::Children, child)].into()).0
        };
        let manager = |line: &str| format!("[[case-manager]]\nname = \"Mared Ellis\"\n{line}\n");
        let sound = record(&manager("line-manager = \"Tom Ridley\""));
        assert!(names_no_child(&record(""), &sound).is_ok());
        let email = "email = \"zebulon.quillfeather@aberford.example\"";
        for line in ["line-manager = \"Zebulon Quillfeather\"", "line-manager = \"0048218\"", email] {
            let wrong = record(&manager(line));
            let Err(Failure(words)) = names_no_child(&sound, &wrong) else { panic!("{line} was taken") };
            assert!(!words.contains("Quillfeather") && !words.contains("0048218"), "{words}");
            assert!(names_no_child(&wrong, &wrong).is_ok(), "{line} was there before");
        }
    }
}
