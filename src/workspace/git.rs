//! What git knows of children's files. No command of the repository's own configuration is run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{LARGEST, read_plain, stamp};
use super::{git_program, sealed};

/// What git says of a repository's children's files, or why it says nothing.
pub type GitSays = Result<Paths, String>;

/// Paths below the folder that was asked about, with `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// What git tracks.
    pub tracked: Vec<String>,
    /// What it does not track and does not ignore, so that the next `git add` takes it.
    pub offered: Vec<String>,
    /// Sealed children's files of which git has two versions, and cannot join them.
    pub unmerged: Vec<String>,
}

/// The answers of git, one for each folder that was asked about. Git is asked again once its index is another.
#[derive(Clone, Debug, Default)]
pub struct Git(Arc<Mutex<BTreeMap<PathBuf, Answer>>>);

#[derive(Debug)]
struct Answer {
    /// How the repository looked before git was asked.
    look: String,
    said: Arc<GitSays>,
}

impl Git {
    /// What git says of the files below a folder whose names `is_wanted` takes.
    pub fn says(&self, folder: &Path, is_wanted: fn(&str) -> bool) -> Arc<GitSays> {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken before git is asked, so that a change in between shows.
        let look = look(folder);
        if let Some(answer) = answers.get(folder).filter(|answer| answer.look == look) {
            return answer.said.clone();
        }
        let said = Arc::new(ask(folder, is_wanted));
        answers.insert(folder.to_owned(), Answer { look, said: said.clone() });
        said
    }

    /// Forgets the answers: they may depend on files that no stamp covers, such as a user's own list of what git ignores.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The stamps of git's index, the list of what git tracks, and of what it is told to ignore: while they are the same, the lists are. Empty
/// where there is no repository.
pub fn look(folder: &Path) -> String {
    let Some(git) = repository(folder) else { return String::new() };
    let stamps = [index(&git)].into_iter().chain(rules(folder, &git)).map(|path| {
        let about = fs::metadata(path).ok();
        about.map(|about| format!("{:?}", stamp(&about))).unwrap_or_default()
    });
    stamps.collect::<Vec<_>>().join(" ")
}

/// The stamps of what else tells git which files to ignore: its settings, and a list in each of these folders.
pub fn look_of_rules(folder: &Path, folders: impl Iterator<Item = PathBuf>) -> String {
    let Some(git) = repository(folder) else { return String::new() };
    let of_clone = git.join("config");
    let above = folder.ancestors().skip(1).take_while(|above| git.parent().is_some_and(|root| above.starts_with(root)));
    let lists = above.map(Path::to_owned).chain(folders).map(|folder| folder.join(".gitignore"));
    let about = std::iter::once(of_clone).chain(lists).filter_map(|path| fs::metadata(path).ok());
    about.map(|about| format!("{:?}", stamp(&about))).collect::<Vec<_>>().join(" ")
}

/// The lists of what git ignores that count for a whole folder of the repository with this `.git`.
fn rules(folder: &Path, git: &Path) -> [PathBuf; 3] {
    [git.with_file_name(".gitignore"), git.join("info/exclude"), folder.join(".gitignore")]
}

/// The `.git` of the repository that a folder belongs to.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())
}

/// Where git keeps its index: a further working tree has a file in the place of the folder `.git`, which names another one.
fn index(git: &Path) -> PathBuf {
    let named = read_plain(git, LARGEST).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let elsewhere = named.as_deref().and_then(|text| text.strip_prefix("gitdir:"));
    let folder = elsewhere.map(|path| git.with_file_name(path.trim()));
    folder.unwrap_or_else(|| git.to_owned()).join("index")
}

fn ask(folder: &Path, is_wanted: fn(&str) -> bool) -> GitSays {
    let Some(git) = repository(folder) else { return Ok(Paths::default()) };
    if rules(folder, &git).iter().any(|list| fs::metadata(list).is_ok_and(|about| !about.is_file() && !about.is_dir()))
    {
        return Err("a list of what it ignores is no plain file, and git would wait for it for ever".to_owned());
    }
    let listed = git_program::output(
        git_program::git(folder)
            .args(["ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", "--"])
            .args([":(icase,glob)**/*child*", ":(icase,glob)**/*private*", ":(glob)**/.sqspack-*"]),
    )?;
    let mut paths = Paths::default();
    for line in String::from_utf8_lossy(&listed).split('\0') {
        let Some((tag, path)) = line.split_once(' ') else { continue };
        let is_unmerged = tag == "M" && sealed::is_sealed_path(path);
        if is_unmerged && paths.unmerged.last().is_none_or(|last| last != path) {
            paths.unmerged.push(path.to_owned());
        }
        if is_wanted(path.rsplit('/').next().unwrap_or(path)) {
            let list = if tag == "?" { &mut paths.offered } else { &mut paths.tracked };
            // A file in a merge conflict stands there three times.
            if list.last().is_none_or(|last| last != path) {
                list.push(path.to_owned());
            }
        }
    }
    Ok(paths)
}
