//! Whom the guard looks for: the children whose files are on this machine, in every working tree of the repository and in every workspace
//! of each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::record::FileKind;
use crate::search::Terms;
use crate::workspace::folder::BESIDE;
use crate::workspace::git_program::{git, output};
use crate::workspace::{Workspace, files, has_children, holds_no_child, looks_like_children, sealed};

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
    /// The children's files that were read.
    texts: BTreeSet<String>,
}

impl KnownChildren {
    /// Those of a workspace that has this path in the repository at `top`, and of all others that the repository has here.
    pub fn of(workspace: &Workspace, top: &Path, prefix: &str) -> Self {
        let mut known = Self::default();
        let invented = invented(workspace, top, prefix);
        for folder in workspace.folders().unwrap_or_default() {
            let at = || format!("{prefix}inspections/{folder}");
            if invented.contains(&folder) {
                known.invented.push(at());
                continue;
            }
            known.doubted.extend(workspace.settings.are_invented(&folder).then(at));
            known.read(workspace, prefix, &folder);
        }
        for tree in trees(top) {
            let is_own = |other: &str| same(&tree, top) && other == prefix;
            for prefix in workspaces(&tree).iter().filter(|prefix| !is_own(prefix)) {
                if let Ok(other) = Workspace::open(&tree.join(prefix)) {
                    known.read_other(&other, &tree, prefix, same(&tree, top));
                }
            }
            let strays: Vec<String> = strays(&tree).into_iter().filter(|path| known.may_hide(&tree, path)).collect();
            known.unread.extend(strays);
        }
        known
    }

    /// Whether a file that lies in no inspection may have children whom nobody looks for. A copy of what was read hides nobody, and
    /// neither does what is written otherwise under a name that is only like that of a children's file.
    fn may_hide(&self, tree: &Path, path: &str) -> bool {
        let text = files::read_text(tree, &tree.join(path));
        let is_plain_name = path.rsplit('/').next() == Some(FileKind::Children.name());
        text.map_or(is_plain_name, |text| {
            !self.texts.contains(&text) && (is_plain_name || looks_like_children(text.as_bytes()))
        })
    }

    /// Takes in those of another workspace. `is_here` says that it lies in the working tree that is looked at.
    fn read_other(&mut self, other: &Workspace, top: &Path, prefix: &str, is_here: bool) {
        let invented = invented(other, top, prefix);
        for folder in other.folders().unwrap_or_default() {
            if invented.contains(&folder) {
                self.invented.extend(is_here.then(|| format!("{prefix}inspections/{folder}")));
            } else if sealed::has_readable_children(other, &folder) {
                self.read(other, prefix, &folder);
            }
        }
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
        let place = workspace.inspections().join(folder).join(FileKind::Children.name());
        let is_known = |text: String| !holds_no_child(&text) && !self.texts.insert(text);
        if files::read_text(&workspace.root, &place).is_ok_and(is_known) {
            return;
        }
        let record = workspace.read(folder).0;
        let terms = Terms::new(&record);
        let is_read = record.sources.contains_key(&FileKind::Children) && !record.broken.contains(&FileKind::Children);
        let is_lost = || workspace.has_lost_children(folder, &record.sources);
        self.unread.extend((terms.children() == 0 && (!is_read || is_lost())).then(path));
        self.terms.extend(Some(terms).filter(|terms| terms.children() > 0));
    }
}

/// The inspections whose children are invented, of those of which the settings say so. Whoever may push can change the settings and commit a
/// file of their own, so that this machine believes them once the very file that lies here is committed: nobody has to be protected
/// then. A repository without a commit has heard nothing from anybody.
fn invented(workspace: &Workspace, top: &Path, prefix: &str) -> BTreeSet<String> {
    let folders = workspace.folders().unwrap_or_default().into_iter();
    let told: Vec<String> = folders.filter(|folder| workspace.settings.are_invented(folder)).collect();
    let has_commits =
        || output(git(top).args(["rev-list", "--all", "--max-count=1"])).is_ok_and(|told| !told.is_empty());
    if told.is_empty() || !has_commits() {
        return told.into_iter().collect();
    }
    let is_committed = |folder: &String| {
        let path = format!("HEAD:{prefix}inspections/{folder}/{}", FileKind::Children.name());
        let place = workspace.inspections().join(folder).join(FileKind::Children.name());
        let here = files::read(&workspace.root, &place);
        let committed = output(git(top).args(["cat-file", "blob", &path]));
        let plain = |bytes: Vec<u8>| bytes.into_iter().filter(|byte| *byte != b'\r').collect::<Vec<_>>();
        // Where there is no file, there is nobody to look for.
        committed.is_ok_and(|committed| here.map_or(true, |here| plain(here) == plain(committed)))
    };
    told.into_iter().filter(is_committed).collect()
}

/// The working trees of a repository. What git ignores lies in one of them alone.
fn trees(top: &Path) -> Vec<PathBuf> {
    let told = output(git(top).args(["worktree", "list", "--porcelain"])).unwrap_or_default();
    let told = String::from_utf8_lossy(&told).into_owned();
    let trees = told.lines().filter_map(|line| line.strip_prefix("worktree ")).map(PathBuf::from);
    let mut trees: Vec<PathBuf> = trees.filter(|tree| tree.is_dir()).collect();
    if !trees.iter().any(|tree| same(tree, top)) {
        trees.push(top.to_owned());
    }
    trees
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The paths in a working tree of the workspaces that git tracks, each empty or with `/` at its end.
fn workspaces(tree: &Path) -> Vec<String> {
    let pattern = format!(":(glob)**/{}", FileKind::Settings.name());
    let told = output(git(tree).args(["ls-files", "-z", "--", &pattern])).unwrap_or_default();
    let told = String::from_utf8_lossy(&told).into_owned();
    told.split('\0').filter_map(|path| path.strip_suffix(FileKind::Settings.name())).map(str::to_owned).collect()
}

/// The children's files in a working tree that lie in no inspection's folder, so that nobody reads them: of an inspection that was moved
/// or renamed, or of a workspace without its settings. Git does not track them.
fn strays(tree: &Path) -> Vec<String> {
    let told = output(git(tree).args(["ls-files", "--others", "-z"])).unwrap_or_default();
    let told = String::from_utf8_lossy(&told).into_owned();
    let is_stray = |path: &&str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let root = folder.rsplit_once('/').and_then(|(inspections, name)| {
            let root = inspections.strip_suffix("inspections").filter(|_| !name.starts_with('.'))?;
            (root.is_empty() || root.ends_with('/')).then_some(root)
        });
        let is_read = root.is_some_and(|root| tree.join(root).join(FileKind::Settings.name()).is_file());
        has_children(name) && !name.starts_with(BESIDE) && !is_read
    };
    told.split('\0').filter(is_stray).map(str::to_owned).collect()
}
