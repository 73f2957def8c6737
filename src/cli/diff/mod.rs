//! `sqspack diff`: what differs in the documents of two sides.

mod issued;
mod shown;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::{Failure, Status, output, print_json, show, targets, typed};
use crate::check::{folder_without_child, leaves_children_unread};
use crate::history::{Commit, Comparison, MaskedScreen, RecordFiles, Side, children_of, compare};
use crate::problem::{self, Problem, SourceFile};
use crate::record::{FileKind, Mask, folder_stand_in};
use crate::search::Terms;
use crate::workspace::Workspace;

/// Show what differs in the documents between two commits, or a commit and the files as they are now
///
/// sqspack makes the documents of both sides anew, and compares what a reader would see, word by word: `[-old-]{+new+}`. Nothing is
/// checked out or written, and no words are shown that may tell of a child.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack diff aberford                              since the last commit\n  sqspack diff HEAD~3 aberford                       since the third commit before it\n  sqspack diff HEAD~3..HEAD aberford                 between two commits\n  sqspack diff aberford --issued                     since each document was sent\n  sqspack diff aberford --masked                     where others see the screen\n  sqspack diff HEAD~1 aberford --document confirmation-letter\n  sqspack diff HEAD~1 aberford --format html > changes.html\n  sqspack diff HEAD~1 aberford --format pdf > changes.pdf",
    after_help = "Exit status: 0 both say the same; 1 something differs; 2 a side cannot be made or read."
)]
pub struct Args {
    /// The commits, and the inspection: its name, a part of its name, or its path. sqspack compares one commit with the files as
    /// they are now; if you name no commit, the last one; if you name no inspection, all of them
    #[arg(value_name = "A[..B] FOLDER", num_args = 0..=2)]
    what: Vec<String>,
    /// Compare each document that was sent with what it says now; the ledger knows the commit
    #[arg(long)]
    issued: bool,
    /// Compare only this document, by its name in the catalogue
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// Show stand-ins for people and places, where others see the screen
    #[arg(long)]
    masked: bool,
    /// Print for people, for programs, or as a page to pass on
    #[arg(long, value_enum, default_value = "human")]
    format: DiffForm,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffForm {
    /// For people
    Human,
    /// For programs
    Json,
    /// As a page that needs no other file
    Html,
    /// As a PDF to pass on or to print
    Pdf,
}

/// What is compared.
struct Wanted {
    workspace: Workspace,
    /// The inspections; none where all are meant.
    folders: Vec<String>,
    from: String,
    to: Option<String>,
}

/// What is asked of a comparison.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// The one document by its name in the catalogue; all where there is none.
    only: Option<&'a str>,
    /// Whether others see the screen.
    is_masked: bool,
    /// The workspace as it is now, whichever the sides are.
    workspace: &'a Workspace,
    /// The children of all its inspections, once they are wanted.
    everybody: &'a OnceCell<Vec<Terms>>,
}

/// What became of one inspection.
struct Compared {
    folder: String,
    /// What stands in for people and places, where others see the screen.
    masked: Option<MaskedScreen>,
    /// The day of the old side, `2026-12-30`.
    since: String,
    notes: Vec<String>,
    comparison: Comparison,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let wanted = wanted(directory, &args.what)?;
    if args.issued && args.what.len() > 1 {
        let help = "`sqspack diff FOLDER --issued` takes the commits from the ledger";
        return Err(Failure(format!("name no commit beside `--issued`\nhelp: {help}")));
    }
    if args.format == DiffForm::Pdf && std::io::stdout().is_terminal() {
        let help = "say into which file: `sqspack diff … --format pdf > changes.pdf`";
        return Err(Failure(format!("a PDF is nothing for a terminal\nhelp: {help}")));
    }
    let Some(new) = side(&wanted.workspace, wanted.to.as_deref())? else { return Ok(Status::Failed) };
    let everybody = OnceCell::new();
    let asked = Asked {
        only: args.document.as_deref(),
        is_masked: args.masked,
        workspace: &wanted.workspace,
        everybody: &everybody,
    };
    let (from, all) = match args.issued {
        true => ("what was sent".to_owned(), issued::compared(&wanted.workspace, &wanted.folders, &new, asked)?),
        false => {
            let Some(old) = side(&wanted.workspace, Some(&wanted.from))? else { return Ok(Status::Failed) };
            let mut folders = wanted.folders;
            if folders.is_empty() {
                folders = [old.folders(), new.folders()].concat();
                folders.sort();
                folders.dedup();
            }
            let all: Result<Vec<Option<Compared>>, Failure> =
                folders.into_iter().map(|folder| compared(&old, &new, folder, asked)).collect();
            (old.shown.clone(), all?.into_iter().collect())
        }
    };
    let Some(all) = all else { return Ok(Status::Failed) };
    if let Some(document) = &args.document
        && all.iter().all(|compared| compared.comparison.documents.is_empty())
    {
        let help = "the first word of each line of `sqspack explain FOLDER` is a name of a document";
        return Err(Failure(format!("neither side has a document `{document}`\nhelp: {help}")));
    }
    let all: Vec<Compared> = match args.masked {
        true => all.into_iter().map(Compared::masked).collect(),
        false => all,
    };
    let sides = [from, new.shown.clone()];
    match args.format {
        DiffForm::Human => output::out(format_args!("{}", shown::in_words(&sides, &all)))?,
        DiffForm::Json => print_json(&shown::in_json(&sides, &all))?,
        DiffForm::Html => output::out(format_args!("{}", shown::as_page(&sides, &all)?))?,
        DiffForm::Pdf => output::bytes(&shown::as_pdf(&sides, &all)?)?,
    }
    let is_same = all.iter().all(|compared| compared.comparison.is_same());
    Ok(if is_same { Status::Well } else { Status::Problems })
}

/// What the arguments name. A single one is an inspection, or else a commit.
fn wanted(directory: &Path, what: &[String]) -> Result<Wanted, Failure> {
    let (commits, folder) = match what {
        [one] if !one.contains("..") && targets::find(directory, std::slice::from_ref(one)).is_ok() => {
            (None, Some(one))
        }
        [one] => (Some(one), None),
        [commits, folder] => (Some(commits), Some(folder)),
        _ => (None, None),
    };
    let (workspace, folders) = match folder {
        Some(folder) => match targets::find(directory, std::slice::from_ref(folder)) {
            Ok(mut found) => found.pop().map(|one| (one.workspace, one.folders)),
            // It may be gone by now, and still be in a commit.
            Err(_) if commits.is_some() => Some((Workspace::find(directory)?, vec![folder.clone()])),
            Err(failure) => return Err(failure),
        },
        None => {
            let workspace = Workspace::find(directory)?;
            let around = targets::around(&workspace, directory);
            Some((workspace, around.into_iter().collect()))
        }
    }
    .ok_or_else(|| Failure("name one inspection or one workspace".to_owned()))?;
    let (from, to) = match commits.map(|commits| commits.split_once("..").ok_or(commits)) {
        None => ("HEAD".to_owned(), None),
        Some(Err(one)) => (one.clone(), None),
        Some(Ok((from, to))) => {
            let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
            (or_head(from), Some(or_head(to)))
        }
    };
    Ok(Wanted { workspace, folders, from, to })
}

impl Compared {
    /// The same with stand-ins for the folder and the people in names of files.
    fn masked(mut self) -> Self {
        if let Some(screen) = &self.masked {
            self.folder.clone_from(&screen.folder);
            for document in &mut self.comparison.documents {
                document.path = screen.mask.known_in(&document.path);
            }
        }
        self
    }
}

/// One side; nothing where its settings or templates have errors, which are shown.
pub fn side(workspace: &Workspace, commit: Option<&str>) -> Result<Option<Side>, Failure> {
    let side = match commit {
        None => Side::of_now(workspace),
        Some(name) => {
            let mut commit = Commit::read(workspace, name)?;
            // A branch may be called after a child.
            typed::shown(workspace, name).clone_into(&mut commit.name);
            Side::of_commit(workspace, commit)
        }
    };
    match side {
        Ok(side) => Ok(Some(side)),
        Err(problems) => {
            show(&problems)?;
            Ok(None)
        }
    }
}

/// Compares an inspection; nothing where a side has errors, which are shown.
fn compared(old: &Side, new: &Side, folder: String, asked: Asked<'_>) -> Result<Option<Compared>, Failure> {
    let all = [old.folders(), new.folders()].concat();
    let stand_in =
        || folder_stand_in(&folder, &all.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    let masked = asked.is_masked.then(|| MaskedScreen { folder: stand_in(), mask: Mask::default() });
    let (mut before, mut after) = (old.files(&folder), new.files(&folder));
    let private = |files: &RecordFiles| files.0.get(&FileKind::Children).cloned();
    // Git has no children's file, so that of this machine counts for two commits as well.
    let here = if new.day().is_none() { after.clone() } else { asked.workspace.files(&folder) };
    let known: Vec<Arc<SourceFile>> =
        [private(&before), private(&after), private(&here)].into_iter().flatten().collect();
    let of_side = |files: &RecordFiles| -> Vec<Terms> {
        known.iter().map(|children| children_of(&folder, &files.0, Some(children))).collect()
    };
    let mut children = [of_side(&before), of_side(&after)].concat();
    for terms in &children {
        if let Some(shown) = folder_without_child(&folder, terms) {
            output::hide(&folder, &shown);
        }
    }
    let mut is_any_known = children.iter().any(|terms| terms.children() > 0);
    let unread: Vec<Problem> = here.1.iter().filter(|problem| leaves_children_unread(problem)).cloned().collect();
    if !is_any_known && (!unread.is_empty() || children.iter().any(Terms::is_unread)) {
        show_masked(masked.as_ref(), &unread)?;
        let folder = masked.as_ref().map_or(&folder, |screen| &screen.folder);
        output::err(format_args!(
            "{folder}: no child can be read from the children's file, so that nothing is compared; `sqspack check` tells more\n"
        ))?;
        return Ok(None);
    }
    if private(&here).is_none() {
        // An inspection's folder may have another name by now, with its children in it.
        let everybody = asked.everybody.get_or_init(|| Terms::of_workspace(asked.workspace));
        children.extend(everybody.iter().cloned());
        is_any_known |= !everybody.is_empty();
    }
    let mut notes = Vec::new();
    let name = FileKind::Children.name();
    if !is_any_known {
        notes.push("no child is known here, so that nothing shown was searched for children's names".to_owned());
    }
    if !known.is_empty() && (private(&before).is_none() || private(&after).is_none()) {
        let lacks = if private(&before).is_none() { &old.shown } else { &new.shown };
        notes.push(format!(
            "{lacks}: no {name}, so that both sides are made without it, and what comes from it is not compared"
        ));
        before.0.remove(&FileKind::Children);
        after.0.remove(&FileKind::Children);
    }
    let is_there = |files: &RecordFiles| files.0.contains_key(&FileKind::Inspection);
    match (is_there(&before), is_there(&after)) {
        (false, false) => {
            let help = "help: if the inspection's folder had another name there, type that";
            return Err(Failure(format!("`{folder}` is no inspection on either side\n{help}")));
        }
        (false, true) => notes.push(format!("{}: not there yet", old.shown)),
        (true, false) => notes.push(format!("{}: not there any more", new.shown)),
        (true, true) => {}
    }
    let mut sides = Vec::new();
    for (side, files) in [(old, before), (new, after)] {
        sides.push(
            match is_there(&files).then(|| side.documents(&folder, files, asked.only, &children, masked.as_ref())) {
                None => None,
                Some(Ok(documents)) => Some(documents),
                Some(Err(problems)) => return told(&side.shown, &folder, masked.as_ref(), &problems),
            },
        );
    }
    let mut texts = Vec::new();
    for (at, side) in [old, new].into_iter().enumerate() {
        let (one, other) = (sides[at].as_ref(), sides[1 - at].as_ref());
        texts.push(match one.map(|one| one.texts(other)) {
            None => BTreeMap::new(),
            Some(Ok(texts)) => texts,
            Some(Err(problems)) => return told(&side.shown, &folder, masked.as_ref(), &problems),
        });
    }
    let terms: Vec<&Terms> = children.iter().collect();
    let since = old.day().unwrap_or_default().to_owned();
    let comparison = compare(&texts[0], &texts[1], &terms);
    Ok(Some(Compared { comparison, folder, masked, since, notes }))
}

/// Shows why a side cannot be made.
fn told(
    side: &str,
    folder: &str,
    masked: Option<&MaskedScreen>,
    problems: &[Problem],
) -> Result<Option<Compared>, Failure> {
    show_masked(masked, problems)?;
    let folder = masked.map_or(folder, |screen| &screen.folder);
    output::err(format_args!(
        "{folder}: {side} cannot be made by this program, so that there is nothing to compare\n"
    ))?;
    Ok(None)
}

/// Shows what is wrong with a record, which is quoted there: where others see the screen, it is counted alone.
fn show_masked(masked: Option<&MaskedScreen>, problems: &[Problem]) -> Result<(), Failure> {
    match masked {
        None => show(problems),
        Some(_) => output::err(format_args!("{}; without `--masked` each is told\n", problem::summary(problems))),
    }
}
