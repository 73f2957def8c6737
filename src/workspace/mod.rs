//! The workspace: its root, its settings, its inspections and its templates, as they are on disk.

pub mod disk;
pub mod durable;
pub mod fault;
pub mod feed;
pub mod files;
pub mod folder;
pub mod gate;
pub mod hash;
mod hidden;
mod misnamed;
mod private;
mod reading;
pub mod rehearsal;
mod rest;
pub mod scratch;
pub mod together;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{
    At, FileKind, Record, Settings, SettingsFile, Sources, backward_periods, closures_of_nobody, read_file,
    sample_settings,
};
use files::Refused;

pub use hidden::is_hidden;
pub use misnamed::{is_part_of_record, is_plain_name, twin, unusable};
pub use reading::Reading;
pub use rest::{AT_REST, is_at_rest};

/// A folder with `sqspack.toml`.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its real path, without links.
    pub root: PathBuf,
    /// What `sqspack.toml` says.
    pub settings: Settings,
    /// The text of `sqspack.toml`.
    pub settings_text: String,
    /// What is wrong in `sqspack.toml`, warnings among it.
    pub problems: Vec<Problem>,
    tracked: private::Tracked,
}

/// Why there is no workspace to work in.
#[derive(Debug)]
pub enum NoWorkspace {
    /// No `sqspack.toml` in the folder or above it.
    NotFound(PathBuf),
    /// The settings cannot be read.
    Unreadable(PathBuf, Refused),
}

impl NoWorkspace {
    /// The same as a problem, for a watcher that waits for the workspace to come back.
    pub fn problem(&self) -> Problem {
        let refused = match self {
            Self::NotFound(_) => &Refused::Missing,
            Self::Unreadable(_, refused) => refused,
        };
        refusal(refused, FileKind::Settings.name().to_owned())
    }
}

impl std::fmt::Display for NoWorkspace {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound(start) => {
                let settings = FileKind::Settings.name();
                writeln!(formatter, "there is no `{settings}` in {} or any folder above it", start.display())?;
                write!(formatter, "help: go to the workspace, or name it with `-C DIR`; `sqspack new` begins one")
            }
            Self::Unreadable(path, refused) => write!(formatter, "{}: {}", path.display(), refused.message()),
        }
    }
}

impl std::error::Error for NoWorkspace {}

impl Workspace {
    /// Finds the workspace that a folder belongs to: the nearest folder upwards that holds `sqspack.toml`.
    pub fn find(start: &Path) -> Result<Self, NoWorkspace> {
        let not_found = || NoWorkspace::NotFound(start.to_owned());
        let start = start.canonicalize().map_err(|_| not_found())?;
        let root = start.ancestors().find(|folder| folder.join(FileKind::Settings.name()).is_file());
        Self::open(root.ok_or_else(not_found)?)
    }

    /// Opens the workspace at a folder that holds `sqspack.toml`.
    pub fn open(root: &Path) -> Result<Self, NoWorkspace> {
        let path = root.join(FileKind::Settings.name());
        let unreadable = |refused| NoWorkspace::Unreadable(path.clone(), refused);
        let root = root.canonicalize().map_err(|error| unreadable(Refused::System(error)))?;
        let text = without_mark(files::read_text(&root, &path).map_err(unreadable)?);
        let read = read_file(FileKind::Settings, &text, SettingsFile::read_table);
        let (file, mut found) = match read {
            Ok((file, _, mut found)) => {
                let wrong = [backward_periods(&file, &found), sample_settings(&file, &found)].concat();
                found.extend(wrong);
                (file, found)
            }
            Err(found) => (blank_settings(), found),
        };
        let source = Arc::new(SourceFile::new(FileKind::Settings.name(), text.clone()));
        let mut workspace = Self {
            root,
            settings: Settings::new(file),
            settings_text: text,
            problems: Vec::new(),
            tracked: private::Tracked::default(),
        };
        found.extend(closures_of_nobody(workspace.settings.file(), &workspace.folders().unwrap_or_default()));
        let place = |at: &At| Place::new(source.clone(), at.start..at.end);
        workspace.problems = found.into_iter().map(|finding| finding.into_problem(place)).collect();
        Ok(workspace)
    }

    /// Whether `sqspack.toml` cannot be used as it is. A warning alone stops nothing.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The folder of all inspections.
    pub fn inspections(&self) -> PathBuf {
        self.root.join("inspections")
    }

    /// The folder of all packs.
    pub fn packs(&self) -> PathBuf {
        self.root.join("packs")
    }

    /// The folder of the workspace's own templates.
    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// The folder where the program keeps what it may lose: the lock and the stamps.
    pub fn scratch(&self) -> PathBuf {
        self.root.join(".sqspack")
    }

    /// Names of the inspections' folders, in order. Folders that begin with a dot are left alone.
    pub fn folders(&self) -> std::io::Result<Vec<String>> {
        let folder = self.inspections();
        if !folder.exists() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let is_folder = entry.file_type()?.is_dir() || entry.path().is_dir();
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_folder && !is_hidden(&name) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Reads an inspection's record, with everything that is wrong with its files and their form.
    pub fn read(&self, folder: &str) -> (Record, Vec<Problem>) {
        let (sources, problems) = self.files(folder);
        let (record, found) = Record::read(folder, sources);
        (record, [problems, found].concat())
    }

    /// Reads the text of an inspection's files, with what is wrong with those that were not read, among them those that look
    /// like a part of the record and are none.
    pub fn files(&self, folder: &str) -> (Sources, Vec<Problem>) {
        let mut problems = Vec::new();
        let sources = self.sources(folder, &mut problems);
        if is_plain_name(folder) {
            let misnamed = misnamed::files(self, folder, &sources);
            // A file under another name is not said to be missing as well.
            let inspection = FileKind::Inspection.name();
            let is_told = misnamed.iter().any(|problem| problem.is_error() && problem.help.contains(inspection));
            let is_missing = |problem: &Problem| {
                problem.code == code::UNREADABLE && problem.place.file.path.ends_with(&format!("/{inspection}"))
            };
            problems.retain(|problem| !(is_told && is_missing(problem)));
            problems.extend(misnamed);
            problems.extend(misnamed::twins(self, folder));
            problems.extend(self.misplaced(folder));
        }
        (sources, problems)
    }

    /// The children's files of an inspection that lie where they should not: under another name, or in git.
    pub fn misplaced(&self, folder: &str) -> Vec<Problem> {
        [private::astray(self, folder), private::in_git(self, folder)].concat()
    }

    /// How git's list of what it tracks looks from outside, which is quick to see; empty where there is no repository.
    pub fn look_of_git(&self) -> String {
        private::look_of_index(&self.root)
    }

    /// The inspections of which git tracks a children's file, and whose children are not invented.
    pub fn children_in_git(&self) -> BTreeSet<String> {
        private::folders_in_git(self)
    }

    /// Reads the text of a record's files; why one cannot be read goes to the problems. What an interrupted import has changed
    /// of them is put back first.
    pub fn sources(&self, folder: &str, problems: &mut Vec<Problem>) -> Sources {
        let mut sources = Sources::new();
        if let Some(message) = unusable(folder) {
            let file = SourceFile::new(format!("inspections/{folder}"), "");
            let help = "name the folder with a few letters, digits and hyphens: `2027-01-aberford`";
            problems.push(Problem::new(code::UNUSABLE_NAME, Place::new(Arc::new(file), 0..0), message, help));
            return sources;
        }
        together::undo_interrupted(self, folder);
        let path = self.inspections().join(folder);
        let real = match files::resolve(&self.root, &path) {
            Ok(real) => real,
            Err(refused) => {
                problems.push(refusal(&refused, format!("inspections/{folder}/{}", FileKind::Inspection.name())));
                return sources;
            }
        };
        for kind in FileKind::RECORD {
            let shown = format!("inspections/{folder}/{}", kind.name());
            match files::read_text_in(&self.root, &real, kind.name()).map(without_mark) {
                Ok(text) if kind.is_private() => drop(sources.insert(kind, Arc::new(SourceFile::private(shown, text)))),
                Ok(text) => drop(sources.insert(kind, Arc::new(SourceFile::new(shown, text)))),
                Err(Refused::Missing) if kind != FileKind::Inspection => {}
                Err(refused) => problems.push(refusal(&refused, shown)),
            }
        }
        sources
    }
}

/// A text without the byte order mark that some editors put before it, so that every place in it is where people see it.
fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn blank_settings() -> SettingsFile {
    let nothing = At { file: FileKind::Settings, start: 0, end: 0 };
    <SettingsFile as crate::record::reader::Field>::blank(nothing)
}

/// A file that was not read, as a problem.
fn refusal(refused: &Refused, shown: String) -> Problem {
    let code = if matches!(refused, Refused::Outside) { code::LEAVES_WORKSPACE } else { code::UNREADABLE };
    let help = match refused {
        Refused::Missing => "write it, or begin the inspection with `sqspack new`",
        Refused::Outside => "put the file itself into the folder, not a link to another place",
        Refused::Link => "put the file itself into the folder, not a link to another file",
        Refused::NotAFile | Refused::TooLarge => "put the text file itself here",
        Refused::NotText(_) => {
            "open it in Notepad, choose File, Save as, and `UTF-8` behind Encoding; then look at the letters with accents"
        }
        Refused::System(_) => "see that the file may be read and is not held by another program",
    };
    Problem::new(code, Place::new(Arc::new(SourceFile::new(shown, "")), 0..0), refused.message(), help)
}
