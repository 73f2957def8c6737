//! `sqspack findings`: the judgement sheets into the record.

use std::path::{Path, PathBuf};

use super::edited_record::EditedRecord;
use super::returned_sheet::{Said, confirmed_words, read_workbook, refuse_broken};
use super::{Failure, Form, Status, targets};
use crate::facts::{self, Facts};
use crate::judgements::{self, AskedOfCases};
use crate::record::{FileKind, Language};
use crate::returned::{ImportChange, ReturnReport, Take};
use crate::workspace::Workspace;

/// Take in the judgement sheets that inspectors filled in
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Read judgement sheets into `findings.toml`
    ///
    /// It asks about what is doubtful, by sheet and cell. What a person has edited in the record stays, unless `--take` names it.
    /// If two sheets disagree about a case, it takes neither.
    #[command(before_help = "Examples:\n  \
        sqspack findings import judgement-sheet-ruth-calder.xlsx judgement-sheet-priya-nair.xlsx aberford\n  \
        sqspack findings import second.xlsx aberford --take AB03.harm-plan --take AB07")]
    Import {
        /// The workbooks, and then the inspection: its name, a part of its name, or its path; in its folder you can leave it out
        #[arg(value_name = "FILE.xlsx|FOLDER", required = true)]
        words: Vec<String>,
        /// Overwrite this though a person has edited it: a case (`AB03`), a key of it (`AB03.harm-plan`), or `all`
        #[arg(long, value_name = "WHAT")]
        take: Vec<String>,
        /// Whom the result is for
        #[arg(long, value_enum, default_value = "human")]
        format: Form,
    },
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let Command::Import { words, take, format } = &args.command;
    let (files, folder) = split(words);
    let (workspace, folder) = targets::find_inspection(directory, folder)?;
    let files: Vec<PathBuf> = files.iter().map(|file| directory.join(file)).collect();
    let (report, changes) = import(&workspace, &folder, &files, &Take(take.clone()))?;
    Said::of(&report, &changes).show(*format)
}

/// The files, and behind them the inspection: a word without the ending of a file.
fn split(words: &[String]) -> (&[String], Option<&str>) {
    match words {
        [files @ .., last] if !files.is_empty() && Path::new(last).extension().is_none() => (files, Some(last)),
        files => (files, None),
    }
}

/// Imports sheets, and gives what is to be said of them.
fn import(
    workspace: &Workspace,
    folder: &str,
    files: &[PathBuf],
    take: &Take,
) -> Result<(ReturnReport, Vec<ImportChange>), Failure> {
    let (record, _) = workspace.read(folder);
    refuse_broken(&record, &[FileKind::Inspection, FileKind::Team, FileKind::Cases, FileKind::Findings])?;
    let files = files.iter().map(|file| read_workbook(file)).collect::<Result<Vec<_>, Failure>>()?;
    let holidays = facts::holidays(&workspace.settings);
    let facts = Facts::new(&record, &workspace.settings, &holidays);
    let asked = AskedOfCases::new(&record, &facts, &workspace.settings);
    let judgements = judgements::read(&files, &asked);
    if judgements.is_newer {
        let help = "install the version of sqspack that made the pack";
        return Err(Failure(format!("a sheet was made by a newer sqspack; nothing was imported\nhelp: {help}")));
    }
    let edited = EditedRecord { workspace, folder, record: &record };
    let before = edited.text(FileKind::Findings);
    let merged = judgements::merge(&judgements, &before, take, &asked).map_err(Failure)?;
    if merged.text != before {
        let texts = [(FileKind::Findings, merged.text.clone())];
        edited.with_texts(&texts)?;
        edited.write(&texts)?;
    }
    let words = confirmed_words(workspace)?;
    let phrases = words.phrases(Language::English).map_err(|problem| Failure(problem.message))?;
    Ok((judgements::report(&judgements, &merged.doubts, &asked, phrases), merged.changes))
}

#[cfg(test)]
mod tests {
    use super::super::interrupted::{FOLDER, interrupted_at_each_step};
    use super::*;

    #[test]
    fn an_import_that_is_killed_or_fails_at_any_step_has_changed_the_findings_as_a_whole_or_not_at_all() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judgements/files");
        let files = ["dev-chaudhry", "priya-nair", "ruth-calder"];
        let files = files.map(|name| folder.join(format!("aberford-{name}-libreoffice.xlsx")));
        let import = |workspace: &Workspace| import(workspace, FOLDER, &files, &Take::default()).is_ok();
        // A person has begun: half of the cases, and a comment.
        let begun =
            |whole: &str| format!("# ours\n{}", &whole[..whole.find("[[assessment]]\ncase = \"AB11\"").unwrap_or(0)]);
        let steps = interrupted_at_each_step(&[FileKind::Findings], begun, import);
        assert!(steps > 2, "{steps}");
    }

    #[test]
    fn the_last_word_is_the_inspection_unless_it_has_the_ending_of_a_file() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        for (given, files, folder) in [
            (vec!["a.xlsx"], 1, None),
            (vec!["a.xlsx", "b.xlsx"], 2, None),
            (vec!["a.xlsx", "b.xlsx", "aberford"], 2, Some("aberford")),
            (vec!["a.xlsx", "inspections/2027-01-aberford"], 1, Some("inspections/2027-01-aberford")),
            (vec!["sheet"], 1, None),
        ] {
            let given = words(&given);
            let (found, inspection) = split(&given);
            assert_eq!((found.len(), inspection), (files, folder), "{given:?}");
        }
    }
}
