use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edited_record::refuse_sealed;
use super::output::say;
use super::returned_sheet::{Said, confirmed_words, read_workbook, refuse_broken};
use super::{Failure, Form, Status, targets};
use crate::facts::{self, Facts, monday_of};
use crate::ledger::day_and_month;
use crate::longlist::{self, List, ListWords, MergedTexts, QuestionWords};
use crate::phrases::Phrases;
use crate::problem::{SourceFile, code};
use crate::record::{FileKind, Language, Record};
use crate::returned::{ImportChange, ReturnReport, Take};
use crate::search::Terms;
use crate::template::Templates;
use crate::workspace::together::write_together;
use crate::workspace::{Workspace, files, sealed};

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
    /// Writes the cases to `children.private.toml` and the case managers to `cases.toml`. It asks about what is doubtful, by sheet
    /// and cell. What a person has edited in the record stays, unless `--take` names it.
    #[command(before_help = "Examples:\n  \
        sqspack longlist import returned.xlsx aberford\n  \
        sqspack longlist import second.xlsx aberford --take L003.sentenced --take \"Mared Ellis\"")]
    Import {
        /// The workbook
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FOLDER")]
        folder: Option<String>,
        /// Overwrite this though a person has edited it: a row (`L003`), a key of it (`L003.sentenced`), a case manager, or `all`
        #[arg(long, value_name = "WHAT")]
        take: Vec<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
    /// Print the open questions about the list in the record again
    #[command(before_help = "Example:\n  sqspack longlist check aberford")]
    Check {
        /// The inspection: its name, a part of its name, or its path; in its folder you can leave it out
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
            let (report, changes) = import(&workspace, &folder, &directory.join(file), &Take(take.clone()))?;
            Said::of(&report, &changes).show(*format)
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
            Said::of(&report_of(&workspace, &record, &confirmed_words(&workspace)?)?, &[]).show(*format)
        }
    }
}

fn report_of(workspace: &Workspace, record: &Record, templates: &Templates) -> Result<ReturnReport, Failure> {
    let holidays = facts::holidays(&workspace.settings);
    let phrases = templates.phrases(Language::English).map_err(|problem| Failure(problem.message))?;
    let words = QuestionWords { phrases, language: Language::English };
    Ok(longlist::report(record, &Facts::new(record, &workspace.settings, &holidays), words)
        .without_names("sheet", longlist::is_plain_name))
}

/// Imports a list, and gives what is to be said of it.
fn import(
    workspace: &Workspace,
    folder: &str,
    file: &Path,
    take: &Take,
) -> Result<(ReturnReport, Vec<ImportChange>), Failure> {
    let (record, _) = workspace.read(folder);
    refuse_broken(&record, &[FileKind::Inspection, FileKind::Cases, FileKind::Children])?;
    if let Some(last) = record.destroyed.last() {
        let on = day_and_month(last.on.value);
        return Err(Failure(format!("children's data of {folder} was destroyed on {on}; nothing was imported")));
    }
    let unreadable = |why| Ok((ReturnReport::unreadable(code::NOT_A_LIST, why), Vec::new()));
    let bytes = match read_workbook(file)? {
        Ok(bytes) => bytes,
        Err(why) => return unreadable(why),
    };
    let templates = confirmed_words(workspace)?;
    let languages: Vec<&Phrases> =
        Language::ALL.iter().filter_map(|language| templates.phrases(*language).ok()).collect();
    let monday = monday_of(record.inspection.fieldwork.starts.value);
    let list = match longlist::read(&bytes, monday, &ListWords::new(&languages)) {
        Ok(list) => list,
        Err(why) => return unreadable(why),
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
    names_no_child(&record, &after, &list)?;
    refuse_sealed(workspace, folder, &changed)?;
    // Whatever a person saved meanwhile must not be lost.
    let place = |kind: FileKind| workspace.inspections().join(folder).join(kind.name());
    let now = |kind: FileKind| files::read_text(&workspace.root, &place(kind)).unwrap_or_default();
    let is_sealed = sealed::is_alone(workspace, folder);
    if !is_sealed && now(FileKind::Children) != children || now(FileKind::Cases) != cases {
        return Err(Failure(format!("the record of {folder} has just been changed; run the command again")));
    }
    if !changed.is_empty() {
        write_together(workspace, folder, &changed)?;
    }
    Ok((report_of(workspace, &after, &templates)?, merged.changes))
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
fn names_no_child(before: &Record, after: &Record, list: &List) -> Result<(), Failure> {
    let of_cases = |record: &Record| -> BTreeSet<String> {
        let texts = record.texts.iter().filter(|(at, _)| at.file == FileKind::Cases);
        texts.map(|(_, text)| text.clone()).collect()
    };
    let terms = Terms::new(after);
    let known = of_cases(before);
    let new = of_cases(after);
    let Some(of_child) = new.difference(&known).find(|text| !terms.in_a_name(text).is_empty()) else { return Ok(()) };
    let place = cell_of_an_adult(list, of_child).map_or(String::new(), |place| format!(" ({place})"));
    let words = format!(
        "the list has something of a child's where a case manager, an e-mail address or an office belongs{place}, so nothing was imported"
    );
    let help = "look whether columns of the sheet were exchanged; if a case manager has a child's name, type that \
                `[[case-manager]]` into `cases.toml` first";
    Err(Failure(format!("{words}\nhelp: {help}")))
}

/// The cell of a list in which a text stands that goes into `cases.toml`. A sheet with a name of its own is told by its number.
fn cell_of_an_adult(list: &List, text: &str) -> Option<String> {
    let is_childs = |key: &str| matches!(key, "family-name" | "first-names" | "date-of-birth" | "system-id");
    list.sheets.iter().enumerate().find_map(|(index, sheet)| {
        let columns = || sheet.columns.iter().filter(|(key, _)| !is_childs(key));
        let cell = sheet.kept.iter().find_map(|row| {
            let (_, letter) = columns().find(|(key, _)| row.text(key).is_some_and(|said| said.trim() == text))?;
            Some(format!("{letter}{}", row.number))
        });
        let name = &sheet.name;
        let sheet =
            if longlist::is_plain_name(name) { format!("sheet `{name}`") } else { format!("sheet {}", index + 1) };
        cell.map(|cell| format!("{sheet}, cell {cell}"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::interrupted::{FOLDER, interrupted_at_each_step};
    use super::*;

    #[test]
    fn an_import_that_is_killed_or_fails_at_any_step_has_changed_both_files_or_none() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/longlist/files/aberford-libreoffice.xlsx");
        let files = [FileKind::Cases, FileKind::Children];
        let import = |workspace: &Workspace| import(workspace, FOLDER, &file, &Take::default()).is_ok();
        let steps = interrupted_at_each_step(&files, |_| String::new(), import);
        assert!(steps > 10, "{steps}");
    }

    #[test]
    fn the_cell_is_told_in_which_a_list_has_what_belongs_to_no_adult() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let workspace = Workspace::open(root).expect("the workspace of the repository");
        let bytes = std::fs::read(root.join("tests/longlist/files/aberford-libreoffice.xlsx")).expect("a list");
        let templates = confirmed_words(&workspace).unwrap_or_else(|failure| panic!("{}", failure.0));
        let phrases = templates.phrases(Language::English).expect("English");
        let monday = chrono::NaiveDate::from_ymd_opt(2027, 1, 18).expect("a day");
        let list = longlist::read(&bytes, monday, &ListWords::new(&[phrases])).unwrap_or_else(|_| panic!("a list"));
        let (sheet, row) = list.rows().next().expect("a case");
        let manager = row.text("case-manager").expect("a case manager");
        let place = format!("sheet `{}`, cell S{}", sheet.name, row.number);
        assert_eq!(cell_of_an_adult(&list, manager), Some(place));
        assert_eq!(cell_of_an_adult(&list, row.text("family-name").expect("a name")), None);
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
        let list = List { sheets: Vec::new(), managers: Vec::new(), is_newer: false };
        assert!(names_no_child(&record(""), &sound, &list).is_ok());
        let email = "email = \"zebulon.quillfeather@aberford.example\"";
        for line in ["line-manager = \"Zebulon Quillfeather\"", "line-manager = \"0048218\"", email] {
            let wrong = record(&manager(line));
            let Err(Failure(words)) = names_no_child(&sound, &wrong, &list) else { panic!("{line} was taken") };
            assert!(!words.contains("Quillfeather") && !words.contains("0048218"), "{words}");
            assert!(names_no_child(&wrong, &wrong, &list).is_ok(), "{line} was there before");
        }
    }
}
