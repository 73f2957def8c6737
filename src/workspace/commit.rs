//! The commit that a record was written down in. Git is asked for what a commit holds, byte for byte; nothing is checked out, and no
//! command of the repository's own configuration is run.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::process::Stdio;

use walkdir::WalkDir;

use super::git::repository;
use super::{Workspace, files, git_program};
use crate::record::FileKind;

/// Why no commit holds a record as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncommitted {
    /// The workspace is in no repository.
    NoRepository,
    /// Git is not there or does not answer.
    NoGit(String),
    /// Nothing has been committed yet.
    NoCommit,
    /// The copy of the repository lacks its history.
    Shallow,
    /// These files are not as the last commit has them.
    Differs(Vec<String>),
}

impl fmt::Display for Uncommitted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRepository => formatter.write_str(
                "this workspace is not in git, so that nobody could find the record again from which this was made\n\
                 help: type `git init`, `git add .` and `git commit -m \"Begin\"` in the workspace",
            ),
            Self::NoGit(why) => write!(
                formatter,
                "{why}, so that nobody can tell from which record this was made\n\
                 help: install git, and see that `git status` works here"
            ),
            Self::NoCommit => formatter.write_str(
                "nothing has been committed yet, so that nobody could find the record again from which this was made\n\
                 help: type `git add .` and `git commit -m \"Begin\"` in the workspace",
            ),
            Self::Shallow => formatter.write_str(
                "this copy of the repository lacks its older commits (a shallow clone), so that the ledger could not be proven\n\
                 help: type `git fetch --unshallow`",
            ),
            Self::Differs(files) => write!(
                formatter,
                "the last commit does not have the record as it is: {}\n\
                 help: type `git add {}` and `git commit -m \"Say what is new\"`, then run this again",
                files.join(", "),
                files.join(" ")
            ),
        }
    }
}

impl std::error::Error for Uncommitted {}

/// The commit at hand, if it holds the record of an inspection as it is, with the settings and the workspace's own templates. The
/// children's file is in no commit, and the ledger may have entries that are not committed yet.
///
/// # Errors
/// There is no such commit.
pub fn of_record(workspace: &Workspace, folder: &str) -> Result<String, Uncommitted> {
    if repository(&workspace.root).is_none() {
        return Err(Uncommitted::NoRepository);
    }
    let ask = |arguments: &[&str]| git(&workspace.root, arguments).map_err(Uncommitted::NoGit);
    let commit = ask(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?.ok_or(Uncommitted::NoCommit)?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    if ask(&["rev-parse", "--is-shallow-repository"])?.is_some_and(|said| said.trim_ascii() == b"true") {
        return Err(Uncommitted::Shallow);
    }
    let mut paths: BTreeSet<String> = FileKind::RECORD
        .into_iter()
        .filter(|kind| !kind.is_private() && *kind != FileKind::Issued)
        .map(|kind| format!("inspections/{folder}/{}", kind.name()))
        .collect();
    paths.insert(FileKind::Settings.name().to_owned());
    let listed = ask(&["ls-tree", "-r", "-z", "--name-only", &commit, "--", "templates/"])?.unwrap_or_default();
    paths.extend(String::from_utf8_lossy(&listed).split('\0').filter(|path| !path.is_empty()).map(str::to_owned));
    paths.extend(own_templates(workspace));
    let mut different = Vec::new();
    for path in paths {
        let here = files::read_linked(&workspace.root, &workspace.root.join(&path)).ok();
        if here.as_deref().map(with_plain_ends) != blob(workspace, &commit, &path)?.as_deref().map(with_plain_ends) {
            different.push(path);
        }
    }
    if different.is_empty() { Ok(commit) } else { Err(Uncommitted::Differs(different)) }
}

/// Every version of an inspection's file that a commit up to the present one has, the newest first, each with its commit. None where
/// git does not answer.
pub fn versions(workspace: &Workspace, folder: &str, kind: FileKind) -> Vec<(String, String)> {
    let path = format!("inspections/{folder}/{}", kind.name());
    let listed = match repository(&workspace.root) {
        Some(_) => git(&workspace.root, &["rev-list", "HEAD", "--", &path]),
        None => Ok(None),
    };
    let listed = listed.ok().flatten().unwrap_or_default();
    let commits = String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect::<Vec<_>>();
    let version = |commit: String| {
        let text = String::from_utf8(blob(workspace, &commit, &path).ok()??).ok()?;
        Some((commit, text))
    };
    commits.into_iter().filter_map(version).collect()
}

/// The three versions of an inspection's file in a merge that is not finished: of both sides in common, of this one, of the other.
pub fn sides(workspace: &Workspace, folder: &str, kind: FileKind) -> Option<[String; 3]> {
    let path = format!("inspections/{folder}/{}", kind.name());
    let side = |stage: u8| {
        let bytes = blob(workspace, &format!(":{stage}"), &path).ok().flatten();
        bytes.and_then(|bytes| String::from_utf8(bytes).ok())
    };
    // Where both have begun the file, there is none in common.
    Some([side(1).unwrap_or_default(), side(2)?, side(3)?])
}

/// The files below `templates/`.
fn own_templates(workspace: &Workspace) -> Vec<String> {
    let found = WalkDir::new(workspace.templates()).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let path = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(&workspace.root).ok()?;
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    };
    found.filter_map(path).filter(|path| !path.rsplit('/').next().is_some_and(super::is_hidden)).collect()
}

/// A text with one kind of line end: git may have given the work tree another than the commit has.
fn with_plain_ends(bytes: &[u8]) -> Vec<u8> {
    let is_half = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|at| !is_half(*at)).map(|at| bytes[at]).collect()
}

/// A file as a commit, or the index, has it; nothing where it has none.
fn blob(workspace: &Workspace, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Uncommitted> {
    git(&workspace.root, &["cat-file", "blob", &format!("{commit}:./{path}")]).map_err(Uncommitted::NoGit)
}

/// What git prints; nothing where it ends with a fault.
fn git(folder: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, String> {
    let run = git_program::git(folder).args(arguments).stderr(Stdio::null()).output();
    match run {
        Ok(run) => Ok(run.status.success().then_some(run.stdout)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err("git is not installed here".to_owned()),
        Err(error) => Err(format!("git cannot be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use tempfile::TempDir;

    use super::*;

    const FOLDER: &str = "2027-01-aberford";

    /// Runs git for a test.
    fn run(folder: &Path, arguments: &[&str]) {
        let who = ["-c", "user.name=a", "-c", "user.email=a@office.example", "-c", "init.defaultBranch=main"];
        let ran = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand");
        assert!(ran.status.success(), "{arguments:?}: {ran:?}");
    }

    fn workspace() -> (TempDir, Workspace) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("inspections").join(FOLDER)).unwrap();
        fs::write(root.path().join("sqspack.toml"), "# settings\n").unwrap();
        for kind in ["inspection.toml", "team.toml"] {
            fs::write(root.path().join("inspections").join(FOLDER).join(kind), "# a\n# b\n").unwrap();
        }
        let workspace = Workspace::open(root.path()).unwrap();
        (root, workspace)
    }

    fn committed() -> (TempDir, Workspace) {
        let (root, workspace) = workspace();
        run(root.path(), &["init", "--quiet"]);
        run(root.path(), &["add", "."]);
        run(root.path(), &["commit", "--quiet", "-m", "one"]);
        (root, workspace)
    }

    #[test]
    fn each_reason_why_there_is_no_commit_is_told_apart() {
        let (root, workspace) = workspace();
        assert_eq!(of_record(&workspace, FOLDER), Err(Uncommitted::NoRepository));
        run(root.path(), &["init", "--quiet"]);
        assert_eq!(of_record(&workspace, FOLDER), Err(Uncommitted::NoCommit));
        let (root, _) = committed();
        run(root.path(), &["commit", "--quiet", "--allow-empty", "-m", "two"]);
        let clone = tempfile::tempdir().unwrap();
        let from = format!("file://{}", root.path().display());
        run(clone.path(), &["clone", "--quiet", "--depth", "1", &from, "here"]);
        let shallow = Workspace::open(&clone.path().join("here")).unwrap();
        assert_eq!(of_record(&shallow, FOLDER), Err(Uncommitted::Shallow));
    }

    #[test]
    fn a_file_that_was_changed_added_or_taken_away_differs_and_other_line_ends_do_not() {
        let (root, workspace) = committed();
        let commit = of_record(&workspace, FOLDER).unwrap();
        assert_eq!(commit.len(), 40);
        let place = root.path().join("inspections").join(FOLDER);
        fs::write(place.join("inspection.toml"), "# a\r\n# b\r\n").unwrap();
        fs::write(place.join("children.private.toml"), "# never in a commit\n").unwrap();
        fs::write(place.join("issued.toml"), "# not committed yet\n").unwrap();
        assert_eq!(of_record(&workspace, FOLDER), Ok(commit));
        let differs = |path: &str| {
            assert_eq!(of_record(&workspace, FOLDER), Err(Uncommitted::Differs(vec![path.to_owned()])));
        };
        fs::write(place.join("inspection.toml"), "# a\n# c\n").unwrap();
        differs("inspections/2027-01-aberford/inspection.toml");
        fs::write(place.join("inspection.toml"), "# a\n# b\n").unwrap();
        fs::remove_file(place.join("team.toml")).unwrap();
        differs("inspections/2027-01-aberford/team.toml");
        fs::write(place.join("team.toml"), "# a\n# b\n").unwrap();
        fs::write(place.join("cases.toml"), "").unwrap();
        differs("inspections/2027-01-aberford/cases.toml");
        fs::remove_file(place.join("cases.toml")).unwrap();
        fs::create_dir_all(root.path().join("templates/x")).unwrap();
        fs::write(root.path().join("templates/x/en.typ"), "x").unwrap();
        differs("templates/x/en.typ");
    }

    #[test]
    fn a_further_working_tree_has_its_own_commit_and_a_hostile_configuration_runs_nothing() {
        let (root, _) = committed();
        let other = tempfile::tempdir().unwrap();
        let tree = other.path().join("tree");
        run(root.path(), &["worktree", "add", "--quiet", "-b", "other", tree.to_str().unwrap()]);
        let file = tree.join("inspections").join(FOLDER).join("team.toml");
        fs::write(&file, "# c\n").unwrap();
        run(&tree, &["commit", "--quiet", "-am", "two"]);
        for setting in
            ["core.fsmonitor", "diff.external", "filter.x.smudge", "filter.x.clean", "core.pager", "alias.cat-file"]
        {
            run(root.path(), &["config", setting, &format!("touch {}", root.path().join("ran").display())]);
        }
        fs::write(tree.join(".gitattributes"), "*.toml filter=x\n").unwrap();
        let workspace = Workspace::open(&tree).unwrap();
        assert!(of_record(&workspace, FOLDER).is_ok());
        assert_eq!(versions(&workspace, FOLDER, FileKind::Team).len(), 2);
        assert!(!root.path().join("ran").exists());
    }
}
