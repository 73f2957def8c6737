//! The files of a workspace at a commit, read through the git program.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{FileKind, Sources};
use crate::workspace::files::{LARGEST, text};
use crate::workspace::git_program::{GitObject, git, objects, output};
use crate::workspace::{Workspace, without_mark};

/// The files of one inspection, with why others could not be read.
pub type RecordFiles = (Sources, Vec<Problem>);

/// Why there is nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCommit {
    /// The workspace lies in no repository, or git cannot be asked; in words.
    NoGit(String),
    /// The repository has no commit yet.
    NoneYet,
    /// There is no commit of this name.
    Unknown(String),
    /// The commit, or something in it, is not in this clone.
    NotHere(String),
}

impl fmt::Display for NoCommit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(why) => write!(
                formatter,
                "the record at a commit cannot be read: {why}\nhelp: git has to be installed, and the workspace in a repository"
            ),
            Self::NoneYet => write!(
                formatter,
                "this repository has no commit yet, so that there is nothing to compare with\nhelp: `git add` the record and `git commit` it"
            ),
            Self::Unknown(name) => write!(
                formatter,
                "git knows no commit `{name}`\nhelp: name a commit, a tag or a branch: `HEAD~1` is the one before the last; a shallow clone \
                 lacks the older ones until you type `git fetch --unshallow`"
            ),
            Self::NotHere(name) => write!(
                formatter,
                "a file of `{name}` is not in this clone\nhelp: a partial or damaged clone lacks it: type `git fetch --refetch`"
            ),
        }
    }
}

impl std::error::Error for NoCommit {}

/// A commit, with the files of the workspace in it.
#[derive(Clone, Debug)]
pub struct Commit {
    /// As somebody typed it: `HEAD~3`.
    pub name: String,
    /// Its number, as git has it.
    pub id: String,
    /// The day on which it was made.
    pub day: String,
    /// The content of the plain files by their path below the workspace; nothing for one that is too large.
    files: BTreeMap<String, Option<Vec<u8>>>,
}

impl Commit {
    /// Reads a commit: `HEAD~3`, a tag, a branch, a number.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(workspace: &Workspace, name: &str) -> Result<Self, NoCommit> {
        let root = &workspace.root;
        output(git(root).args(["rev-parse", "--is-inside-work-tree"])).map_err(NoCommit::NoGit)?;
        // A name that begins with a hyphen would be an option.
        let unknown = || NoCommit::Unknown(name.to_owned());
        if name.starts_with('-') || name.is_empty() || name.contains(['\0', '\n']) {
            return Err(unknown());
        }
        let resolved = |name: &str| {
            let found = output(git(root).args([
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                &format!("{name}^{{commit}}"),
            ]));
            found.map(|id| String::from_utf8_lossy(&id).trim().to_owned())
        };
        let id = match resolved(name) {
            Ok(id) => id,
            Err(_) if name.starts_with("HEAD") && resolved("HEAD").is_err() => return Err(NoCommit::NoneYet),
            Err(_) => return Err(unknown()),
        };
        let not_here = |_| NoCommit::NotHere(name.to_owned());
        let day =
            output(git(root).args(["log", "-1", "--no-show-signature", "--format=%cs", &id])).map_err(not_here)?;
        let listed = output(git(root).args(["ls-tree", "-r", "-l", "-z", &id])).map_err(not_here)?;
        let files = Self::contents(workspace, name, &String::from_utf8_lossy(&listed))?;
        Ok(Self { name: name.to_owned(), id, day: String::from_utf8_lossy(&day).trim().to_owned(), files })
    }

    /// The content of the wanted files of a list that `git ls-tree -r -l -z` gives.
    fn contents(
        workspace: &Workspace,
        name: &str,
        listed: &str,
    ) -> Result<BTreeMap<String, Option<Vec<u8>>>, NoCommit> {
        let mut files = BTreeMap::new();
        let mut wanted = Vec::new();
        for entry in listed.split('\0') {
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let about: Vec<&str> = about.split_whitespace().collect();
            let [mode, "blob", id, size] = about[..] else { continue };
            // A link, which has a mode of its own, is not followed here.
            if !mode.starts_with("100") || !is_of_workspace(path) {
                continue;
            }
            if size.parse().is_ok_and(|size: u64| size <= LARGEST) {
                wanted.push((path.to_owned(), id.to_owned()));
            } else {
                files.insert(path.to_owned(), None);
            }
        }
        let ids: Vec<String> = wanted.iter().map(|(_, id)| id.clone()).collect();
        let mut paths = wanted.into_iter().map(|(path, _)| path);
        let take = |object: GitObject| drop(paths.next().map(|path| files.insert(path, object.content)));
        objects(&workspace.root, &ids, take).map_err(|_| NoCommit::NotHere(name.to_owned()))?;
        Ok(files)
    }

    /// The names of the inspections that are in it.
    pub fn folders(&self) -> Vec<String> {
        let folder = |path: &String| Some(path.strip_prefix("inspections/")?.split_once('/')?.0.to_owned());
        let mut folders: Vec<String> = self.files.keys().filter_map(folder).collect();
        folders.dedup();
        folders
    }

    /// A file's content, by its path below the workspace; nothing for one that is not there or too large.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path)?.as_deref()
    }

    /// The files of an inspection's record.
    pub fn record(&self, folder: &str) -> RecordFiles {
        let (mut sources, mut problems) = (Sources::new(), Vec::new());
        for kind in FileKind::RECORD {
            let path = format!("inspections/{folder}/{}", kind.name());
            let shown = format!("{}:{path}", self.name);
            match self.file(&path).map(|bytes| text(bytes.to_vec()).map(without_mark)) {
                Some(Ok(text)) if kind.is_private() => {
                    sources.insert(kind, Arc::new(SourceFile::private(shown, text)));
                }
                Some(Ok(text)) => drop(sources.insert(kind, Arc::new(SourceFile::new(shown, text)))),
                Some(Err(refused)) => problems.push(self.unread(&path, refused.message())),
                None if self.is_too_large(&path) => problems.push(self.unread(&path, too_large())),
                None => {}
            }
        }
        (sources, problems)
    }

    /// Why a file of the commit was not read, as a problem.
    pub fn unread(&self, path: &str, message: String) -> Problem {
        let file = SourceFile::new(format!("{}:{path}", self.name), "");
        let help = "compare with another commit: git keeps this one as it is";
        Problem::new(code::UNREADABLE, Place::new(file.into(), 0..0), message, help)
    }

    /// Whether a file is there and is too large to be read.
    pub fn is_too_large(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(Option::is_none)
    }

    /// The workspace's own templates by their path below `templates/`.
    pub fn templates(&self) -> BTreeMap<String, Vec<u8>> {
        let own = |(path, content): (&String, &Option<Vec<u8>>)| {
            Some((path.strip_prefix("templates/")?.to_owned(), content.clone()?))
        };
        self.files.iter().filter_map(own).collect()
    }
}

/// What is said of a file that is too large.
pub fn too_large() -> String {
    "the file is too large for a record".to_owned()
}

/// Whether a file of the workspace decides what a document says.
fn is_of_workspace(path: &str) -> bool {
    path == "sqspack.toml" || path.starts_with("templates/") || path.starts_with("inspections/")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn run(folder: &Path, arguments: &[&str]) {
        let who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "protocol.file.allow=always"];
        output(git(folder).args(who).args(arguments)).expect("git does it");
    }

    /// A workspace in a folder of a repository, whose record was committed twice: `first`, then `second`.
    fn repository(format: &[&str]) -> (tempfile::TempDir, Workspace) {
        let top = tempfile::tempdir().expect("a temporary folder");
        run(top.path(), &[&["init", "--quiet", "-b", "main"], format].concat());
        let root = top.path().join("office/sqs");
        fs::create_dir_all(root.join("inspections/a")).expect("made");
        fs::write(root.join("sqspack.toml"), "").expect("written");
        for text in ["first", "second"] {
            fs::write(root.join("inspections/a/inspection.toml"), text).expect("written");
            run(top.path(), &["add", "--all"]);
            run(top.path(), &["commit", "--quiet", "-m", text]);
        }
        let workspace = Workspace::open(&root).expect("a workspace");
        (top, workspace)
    }

    fn record(workspace: &Workspace, name: &str) -> String {
        let commit = Commit::read(workspace, name).expect("a commit");
        String::from_utf8_lossy(commit.file("inspections/a/inspection.toml").expect("a file")).into_owned()
    }

    #[test]
    fn a_commit_is_read_in_a_folder_of_the_repository_whatever_the_files_are_now() {
        for format in [&[][..], &["--object-format=sha256"]] {
            let (_top, workspace) = repository(format);
            fs::remove_dir_all(workspace.inspections()).expect("gone");
            assert_eq!(record(&workspace, "HEAD"), "second");
            assert_eq!(record(&workspace, "HEAD~1"), "first");
            assert_eq!(Commit::read(&workspace, "main").expect("a commit").folders(), ["a"]);
        }
    }

    #[test]
    fn a_commit_is_read_in_a_further_working_tree_and_in_a_shallow_clone() {
        let (top, _) = repository(&[]);
        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        let tree = elsewhere.path().join("tree");
        run(top.path(), &["worktree", "add", "--quiet", "--detach", &tree.to_string_lossy(), "HEAD~1"]);
        assert_eq!(record(&Workspace::open(&tree.join("office/sqs")).expect("a workspace"), "HEAD"), "first");
        let clone = elsewhere.path().join("clone");
        let from = format!("file://{}", top.path().display());
        run(top.path(), &["clone", "--quiet", "--depth", "1", &from, &clone.to_string_lossy()]);
        let clone = Workspace::open(&clone.join("office/sqs")).expect("a workspace");
        assert_eq!(record(&clone, "HEAD"), "second");
        assert_eq!(Commit::read(&clone, "HEAD~1").err(), Some(NoCommit::Unknown("HEAD~1".to_owned())));
    }

    #[test]
    fn without_a_repository_or_a_commit_it_is_told_in_words() {
        let top = tempfile::tempdir().expect("a temporary folder");
        fs::write(top.path().join("sqspack.toml"), "").expect("written");
        let workspace = Workspace::open(top.path()).expect("a workspace");
        assert!(matches!(Commit::read(&workspace, "HEAD"), Err(NoCommit::NoGit(_))));
        run(top.path(), &["init", "--quiet"]);
        assert_eq!(Commit::read(&workspace, "HEAD").err(), Some(NoCommit::NoneYet));
        for name in ["--all", "-h", "", "nothing", "HEAD\n"] {
            assert!(matches!(Commit::read(&workspace, name), Err(NoCommit::Unknown(_) | NoCommit::NoneYet)), "{name}");
        }
    }

    #[test]
    fn nothing_of_a_hostile_repository_is_run_or_followed() {
        let (top, workspace) = repository(&[]);
        let trap = top.path().join("trap");
        let touch = format!("touch '{}'", trap.display());
        for (key, value) in [
            ("core.fsmonitor", touch.as_str()),
            ("diff.external", &touch),
            ("core.pager", &touch),
            ("pager.log", &touch),
            ("core.sshCommand", &touch),
            ("core.alternateRefsCommand", &touch),
            ("diff.evil.textconv", &touch),
            ("filter.evil.smudge", &touch),
            ("filter.evil.clean", &touch),
            ("gpg.program", &touch),
            ("log.showSignature", "true"),
            ("alias.log", &format!("!{touch}")),
            ("alias.rev-parse", &format!("!{touch}")),
        ] {
            run(top.path(), &["config", key, value]);
        }
        fs::write(top.path().join("office/sqs/.gitattributes"), "* diff=evil filter=evil\n").expect("written");
        let hooks = top.path().join(".git/hooks");
        fs::create_dir_all(&hooks).expect("made");
        for hook in ["post-index-change", "reference-transaction", "post-checkout"] {
            fs::write(hooks.join(hook), format!("#!/bin/sh\n{touch}\n")).expect("written");
        }
        assert_eq!(record(&workspace, "HEAD~1"), "first");
        assert!(!trap.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_commit_is_no_file() {
        let (top, workspace) = repository(&[]);
        let link = workspace.inspections().join("a/team.toml");
        std::os::unix::fs::symlink("/etc/passwd", link).expect("linked");
        run(top.path(), &["add", "--all"]);
        run(top.path(), &["commit", "--quiet", "-m", "link"]);
        assert_eq!(Commit::read(&workspace, "HEAD").expect("a commit").file("inspections/a/team.toml"), None);
    }
}
