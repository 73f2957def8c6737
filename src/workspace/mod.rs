//! The workspace: its root, its settings, its inspections and its templates, as they are on disk.

pub mod commit;
pub mod decoded;
pub mod destroy;
pub mod disk;
pub mod durable;
pub mod fault;
pub mod feed;
pub mod files;
pub mod folder;
pub mod gate;
mod git;
pub mod git_program;
pub mod hash;
mod hidden;
pub mod hooks;
pub mod kept;
pub mod keyring;
mod misnamed;
mod nearest;
mod private;
mod reading;
pub mod rehearsal;
mod rest;
pub mod scratch;
pub mod sealed;
pub mod temporary;
pub mod together;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{
    At, FileKind, Record, Settings, SettingsFile, Sources, backward_periods, closures_of_nobody, no_web_addresses,
    question_settings, read_file, sample_settings,
};
use files::Refused;

pub use hidden::is_hidden;
pub use misnamed::{is_part_of_record, is_plain_name, twin, unusable};
pub use private::{has_children, holds_no_child, is_astray, is_copy, looks_like_children};
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
    git: git::Git,
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
    /// Finds the workspace that a folder belongs to: the nearest folder upwards that holds `sqspack.toml` and is not everybody's.
    pub fn find(start: &Path) -> Result<Self, NoWorkspace> {
        let not_found = || NoWorkspace::NotFound(start.to_owned());
        let start = start.canonicalize().map_err(|_| not_found())?;
        Self::open(nearest::nearest(&start).ok_or_else(not_found)?)
    }

    /// Opens the workspace at a folder that holds `sqspack.toml`.
    pub fn open(root: &Path) -> Result<Self, NoWorkspace> {
        let path = root.join(FileKind::Settings.name());
        let unreadable = |refused| NoWorkspace::Unreadable(path.clone(), refused);
        let root = root.canonicalize().map_err(|error| unreadable(Refused::System(error)))?;
        let text = files::read_text(&root, &path).map_err(unreadable)?;
        let workspace = Self {
            root,
            settings: Settings::new(blank_settings()),
            settings_text: String::new(),
            problems: Vec::new(),
            git: git::Git::default(),
        };
        let folders = workspace.folders().unwrap_or_default();
        Ok(workspace.with_settings(FileKind::Settings.name(), text, &folders))
    }

    /// The same workspace with the settings of this text, which messages call `shown`, and with these inspections in it.
    pub fn with_settings(self, shown: &str, text: String, folders: &[String]) -> Self {
        let text = without_mark(text);
        let read = read_file(FileKind::Settings, &text, SettingsFile::read_table);
        let (file, mut found) = match read {
            Ok((file, _, mut found)) => {
                let of_sample = sample_settings(&file, &found);
                let of_questions = question_settings(&file, &found);
                let wrong =
                    [backward_periods(&file, &found), no_web_addresses(&file), of_sample, of_questions].concat();
                found.extend(wrong);
                (file, found)
            }
            Err(found) => (blank_settings(), found),
        };
        let source = Arc::new(SourceFile::new(shown, text.clone()));
        let settings = Settings::new(file);
        found.extend(closures_of_nobody(settings.file(), folders));
        let place = |at: &At| Place::new(source.clone(), at.start..at.end);
        let problems = found.into_iter().map(|finding| finding.into_problem(place)).collect();
        Self { settings, settings_text: text, problems, ..self }
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
        if files::resolve(&self.root, &folder).is_err() {
            return Err(std::io::Error::other("`inspections` is a link that leads out of the workspace"));
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

    /// The names in an inspection's folder; none where a link leads elsewhere.
    fn names_in(&self, folder: &str) -> Vec<String> {
        let open = files::open_folder(&self.root, &self.inspections().join(folder));
        open.map(|open| open.names()).unwrap_or_default()
    }

    /// Reads the text of an inspection's files, with what is wrong with those that were not read, among them those that look
    /// like a part of the record and are none.
    pub fn files(&self, folder: &str) -> (Sources, Vec<Problem>) {
        let mut problems = Vec::new();
        let sources = self.sources(folder, &mut problems);
        if is_plain_name(folder) {
            problems.extend(self.emptied(folder, &sources));
            problems.extend(private::lost(self, folder, &sources));
            let astray = private::names_astray(self, folder);
            let misnamed = misnamed::files(self, folder, &sources, &astray);
            // A file under another name is not said to be missing as well.
            let inspection = FileKind::Inspection.name();
            let is_told = misnamed.iter().any(|problem| problem.is_error() && problem.help.contains(inspection));
            let is_missing = |problem: &Problem| {
                problem.code == code::UNREADABLE && problem.place.file.path.ends_with(&format!("/{inspection}"))
            };
            problems.retain(|problem| !(is_told && is_missing(problem)));
            problems.extend(misnamed);
            problems.extend(misnamed::twins(self, folder));
            problems.extend(self.misplaced_with(folder, astray));
        }
        (sources, problems)
    }

    /// The files of a record that have lost their text since a pack was made from them. It is a warning and changes nothing: a
    /// pack follows from the record alone, and never from the pack before.
    fn emptied(&self, folder: &str, sources: &Sources) -> Vec<Problem> {
        if !self.packs().join(folder).join("manifest.json").is_file() {
            return Vec::new();
        }
        let is_empty = |source: &SourceFile| source.text.trim_matches(['\0', ' ', '\t', '\r', '\n']).is_empty();
        // Of the children's file [`private::lost`] tells more.
        let counts = |kind: FileKind, source: &SourceFile| !kind.is_private() && is_empty(source);
        let kinds: Vec<FileKind> =
            sources.iter().filter(|(kind, source)| counts(**kind, source)).map(|(kind, _)| *kind).collect();
        let problem = |kind| {
            let source: Arc<SourceFile> = sources.get(&kind)?.clone();
            let name = kind.name();
            let message = format!("`{name}` is empty, and there is a pack that was made from it");
            let help = "put its text back, from the editor or a copy; if nothing of it is to be said any more, delete the file";
            Some(Problem::new(code::EMPTIED_FILE, Place::new(source, 0..0), message, help))
        };
        kinds.into_iter().filter_map(problem).collect()
    }

    /// The children's files of an inspection that lie where they should not: under another name, or where git takes them.
    pub fn misplaced(&self, folder: &str) -> Vec<Problem> {
        self.misplaced_with(folder, private::names_astray(self, folder))
    }

    fn misplaced_with(&self, folder: &str, astray: Vec<String>) -> Vec<Problem> {
        [private::astray(self, folder, astray), private::in_git(self, folder), sealed::beside_plain(self, folder)]
            .concat()
    }

    /// Whether a file in an inspection's folder is the children's file by its name or its content, and is not read.
    pub fn has_children_astray(&self, folder: &str) -> bool {
        !private::names_astray(self, folder).is_empty()
    }

    /// Whether the children's file of an inspection has no child, although it had some.
    pub fn has_lost_children(&self, folder: &str, sources: &Sources) -> bool {
        private::lost(self, folder, sources).is_some()
    }

    /// How git's list of what it tracks looks from outside, which is quick to see; empty where there is no repository.
    pub fn look_of_git(&self) -> String {
        private::look_of_git(self)
    }

    /// The inspections of which git tracks or would take a children's file, each with what is wrong, unless their children are invented.
    pub fn children_in_git(&self) -> BTreeMap<String, String> {
        private::folders_in_git(self)
    }

    /// Has git asked anew when what it says is wanted next.
    pub fn forget_git(&self) {
        self.git.forget();
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
        let open = match files::open_folder(&self.root, &self.inspections().join(folder)) {
            Ok(open) => open,
            Err(refused) => {
                problems.push(refusal(&refused, format!("inspections/{folder}/{}", FileKind::Inspection.name())));
                return sources;
            }
        };
        for kind in FileKind::RECORD {
            let shown = format!("inspections/{folder}/{}", kind.name());
            match files::read_text_in(&self.root, &open, kind.name()).map(without_mark) {
                Ok(text) if kind.is_private() => drop(sources.insert(kind, Arc::new(SourceFile::private(shown, text)))),
                Ok(text) => drop(sources.insert(kind, Arc::new(SourceFile::new(shown, text)))),
                Err(Refused::Missing) if kind.is_private() => match sealed::text(self, folder, &open) {
                    Ok(Some(text)) => {
                        drop(sources.insert(kind, Arc::new(SourceFile::private(shown, without_mark(text)))));
                    }
                    Ok(None) => {}
                    Err(problem) => problems.push(*problem),
                },
                Err(Refused::Missing) if kind != FileKind::Inspection => {}
                Err(refused) if kind.is_private() && matches!(refused, Refused::NotText(_)) => {
                    problems.push(refusal(&refused, shown.clone()));
                    // Whoever saved it so still has to be told where it names a child, and no message may name one.
                    if let Ok(bytes) = files::read_in(&self.root, &open, kind.name()) {
                        sources.insert(kind, Arc::new(SourceFile::private(shown, decoded::text_of(&bytes).0)));
                    }
                }
                Err(refused) => problems.push(refusal(&refused, shown)),
            }
        }
        sources
    }
}

/// A text without the byte order mark that some editors put before it, so that every place in it is where people see it.
pub fn without_mark(text: String) -> String {
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
