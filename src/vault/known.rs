//! Whom the guard looks for: the children whose files are on this machine, in every working tree of the repository.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::record::FileKind;
use crate::search::Terms;
use crate::workspace::git_program::{git, output};
use crate::workspace::{Workspace, files, sealed};

/// The children who are known, and those who are not.
#[derive(Debug, Default)]
pub struct KnownChildren {
    /// What identifies them, by inspection.
    pub terms: Vec<Terms>,
    /// Inspections whose children are sealed and were not opened.
    pub closed: usize,
    /// Paths of children's files that no child can be read from.
    pub unread: Vec<String>,
    /// Paths of inspections whose children are invented.
    pub invented: Vec<String>,
    /// Paths of those of which the settings say so, and no commit bears it out.
    pub doubted: Vec<String>,
}

impl KnownChildren {
    /// Those of a workspace that has this path in the repository at `top`.
    pub fn of(workspace: &Workspace, top: &Path, prefix: &str) -> Self {
        let folders = workspace.folders().unwrap_or_default();
        let told: Vec<String> =
            folders.iter().filter(|folder| workspace.settings.are_invented(folder)).cloned().collect();
        let invented = invented(top, prefix, &told);
        let mut known = Self::default();
        for folder in folders.iter().filter(|folder| !invented.contains(*folder)) {
            known.read(workspace, prefix, folder);
        }
        for tree in other_trees(top) {
            let Ok(other) = Workspace::open(&tree.join(prefix)) else { continue };
            for folder in other.folders().unwrap_or_default() {
                let is_news =
                    sealed::has_readable_children(&other, &folder) && !is_the_same(workspace, &other, &folder);
                if is_news && !invented.contains(&folder) {
                    known.read(&other, prefix, &folder);
                }
            }
        }
        let at = |folder: &String| format!("{prefix}inspections/{folder}");
        known.doubted = told.iter().filter(|folder| !invented.contains(*folder)).map(at).collect();
        known.invented = invented.iter().map(at).collect();
        known
    }

    /// Takes in those of an inspection.
    fn read(&mut self, workspace: &Workspace, prefix: &str, folder: &str) {
        let path = || format!("{prefix}inspections/{folder}/{}", FileKind::Children.name());
        // A record without children has nothing to look for, and reading hundreds takes its time.
        if !sealed::has_readable_children(workspace, folder) {
            if sealed::is_alone(workspace, folder) {
                self.closed += 1;
            } else if workspace.has_children_astray(folder) {
                self.unread.push(path());
            }
            return;
        }
        let record = workspace.read(folder).0;
        let terms = Terms::new(&record);
        let is_read = record.sources.contains_key(&FileKind::Children) && !record.broken.contains(&FileKind::Children);
        self.unread.extend((terms.children() == 0 && !is_read).then(path));
        self.terms.extend(Some(terms).filter(|terms| terms.children() > 0));
    }
}

/// The inspections whose children are invented, of those of which the settings say so. Whoever may push can change the settings, so that
/// this machine believes them once the file of such children is committed: nobody has to be protected then. A repository
/// without a commit has heard nothing from anybody.
fn invented(top: &Path, prefix: &str, told: &[String]) -> BTreeSet<String> {
    if told.is_empty() || output(git(top).args(["rev-parse", "--verify", "--quiet", "HEAD"])).is_err() {
        return told.iter().cloned().collect();
    }
    let is_committed = |folder: &String| {
        let path = format!("HEAD:{prefix}inspections/{folder}/{}", FileKind::Children.name());
        output(git(top).args(["cat-file", "-e", &path])).is_ok()
    };
    told.iter().filter(|folder| is_committed(folder)).cloned().collect()
}

/// The other working trees of a repository. What git ignores lies in one of them alone.
fn other_trees(top: &Path) -> Vec<PathBuf> {
    let told = output(git(top).args(["worktree", "list", "--porcelain"])).unwrap_or_default();
    let told = String::from_utf8_lossy(&told).into_owned();
    let trees = told.lines().filter_map(|line| line.strip_prefix("worktree ")).map(PathBuf::from);
    let real = |path: &Path| path.canonicalize().ok();
    trees.filter(|tree| tree.is_dir() && real(tree) != real(top)).collect()
}

/// Whether two workspaces have the same children's file for an inspection.
fn is_the_same(one: &Workspace, other: &Workspace, folder: &str) -> bool {
    let [one, other] = [one, other].map(|workspace| {
        let place = workspace.inspections().join(folder).join(FileKind::Children.name());
        files::read_text(&workspace.root, &place).ok()
    });
    one.is_some() && one == other
}
