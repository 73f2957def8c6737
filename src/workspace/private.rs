//! The children's file where it should not be: under another name, where nobody reads it, or in git.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::Workspace;
use super::files::{LARGEST, read_plain, stamp};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::FileKind;

/// The children's files that git tracks, below the workspace's root. Git is asked again once its index is another.
#[derive(Clone, Debug, Default)]
pub struct Tracked(Arc<Mutex<Answer>>);

/// What git said.
#[derive(Debug, Default)]
struct Answer {
    /// How its index looked before it was asked; nothing where it was not asked.
    index: Option<String>,
    paths: Arc<[String]>,
}

impl Tracked {
    fn paths(&self, root: &Path) -> Arc<[String]> {
        let mut answer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken before git is asked, so that a change in between shows.
        let index = Some(look_of_index(root));
        if answer.index != index {
            *answer = Answer { index, paths: tracked(root).into() };
        }
        answer.paths.clone()
    }
}

/// The stamp of git's index, the list of what git tracks: while they are the same, the list is. Empty where there
/// is no repository.
pub fn look_of_index(root: &Path) -> String {
    let about = index(root).and_then(|path| fs::metadata(path).ok());
    about.map(|about| format!("{:?}", stamp(&about))).unwrap_or_default()
}

/// Where git keeps its index: a further working tree has a file in the place of the folder `.git`, which names another one.
fn index(root: &Path) -> Option<PathBuf> {
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    let named = read_plain(&git, LARGEST).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let elsewhere = named.as_deref().and_then(|text| text.strip_prefix("gitdir:"));
    let folder = elsewhere.map(|path| git.with_file_name(path.trim()));
    Some(folder.unwrap_or(git).join("index"))
}

/// Whether a file looks like the children's file, or a copy of it, and is not it. The hidden files in which an editor keeps
/// unsaved text are left alone: they come and go while somebody types.
pub fn is_astray(name: &str) -> bool {
    let letters: String = name.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
    let is_like = letters.starts_with("childrentoml")
        || letters.contains("private") && (letters.contains("child") || letters.ends_with("toml"));
    let is_hidden = name.starts_with('.') || name.starts_with("~$");
    is_like && !is_hidden && name != FileKind::Children.name()
}

/// Files of an inspection's folder that look like the children's file and are not read.
pub fn astray(workspace: &Workspace, folder: &str) -> Vec<Problem> {
    let entries = fs::read_dir(workspace.inspections().join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| is_astray(name));
    names.sort();
    let known = FileKind::Children.name();
    let problem = |name: String| {
        let shown: String = name.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect();
        let message = format!("`{shown}` looks like the children's file under another name, and is not read");
        let help = format!("rename it to `{known}`; if that is there too, delete this copy");
        at(format!("inspections/{folder}/{shown}"), code::PRIVATE_FILE_ASTRAY, message, &help)
    };
    names.into_iter().map(problem).collect()
}

/// The children's files of an inspection that git tracks, unless the settings say that its children are invented.
pub fn in_git(workspace: &Workspace, folder: &str) -> Vec<Problem> {
    if workspace.settings.are_invented(folder) {
        return Vec::new();
    }
    let below = format!("inspections/{folder}/");
    let tracked = workspace.tracked.paths(&workspace.root);
    let here = tracked.iter().filter(|path| path.starts_with(&below));
    let problem = |path: &String| {
        let message =
            "git tracks this file, so that everybody who has the repository has the children in it".to_owned();
        let help = format!(
            "type `git rm --cached {path}` and ask who keeps the repository to clean its history; where the children are \
             invented, write `invented = [\"{folder}\"]` under `[guard]` in `sqspack.toml`"
        );
        at(path.clone(), code::PRIVATE_FILE_IN_GIT, message, &help)
    };
    here.map(problem).collect()
}

/// The inspections that [`in_git`] says something of.
pub fn folders_in_git(workspace: &Workspace) -> BTreeSet<String> {
    let tracked = workspace.tracked.paths(&workspace.root);
    let folders = tracked.iter().filter_map(|path| path.strip_prefix("inspections/")?.split_once('/'));
    folders
        .map(|(folder, _)| folder)
        .filter(|folder| !workspace.settings.are_invented(folder))
        .map(str::to_owned)
        .collect()
}

fn at(path: String, code: code::Code, message: String, help: &str) -> Problem {
    Problem::new(code, Place::new(Arc::new(SourceFile::private(path, "")), 0..0), message, help)
}

/// What git tracks of children; nothing where there is no repository, or no git. No command of the repository's own
/// configuration is run.
fn tracked(root: &Path) -> Vec<String> {
    if !root.ancestors().any(|folder| folder.join(".git").exists()) {
        return Vec::new();
    }
    let run = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false"])
        // Another user may own the folder, as on a shared drive. What the repository's own settings call for is not fetched.
        .args(["-c", "safe.directory=*"])
        .args(["ls-files", "-z", "--", "inspections"])
        .env("GIT_NO_LAZY_FETCH", "1")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let listed = run.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let is_childrens = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name == FileKind::Children.name() || is_astray(name)
    };
    listed.split('\0').filter(is_childrens).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_in_which_the_file_is_copied_is_known_and_the_schema_and_the_file_itself_are_not() {
        for name in [
            "children.private.toml.txt",
            "children.private - Copy.toml",
            "children.private.toml - Copy",
            "children.private (conflicted copy).toml",
            "children.private.toml~",
            "children.private.toml.bak",
            "children.private(1).toml",
            "CHILDREN.PRIVATE.TOML",
            "Copy of children.private.toml",
            "children-private.toml",
            "children.private.toml.orig",
            "children.private",
            "children.toml",
            "childrens-private.toml",
            "child.private.toml",
            "kids.private.toml",
            "private.toml",
            "chidlren.private.toml",
        ] {
            assert!(is_astray(name), "{name}");
        }
        for name in ["children.private.toml", "report.toml", ".children.private.toml.swp", "cases.toml"] {
            assert!(!is_astray(name), "{name}");
        }
    }
}
