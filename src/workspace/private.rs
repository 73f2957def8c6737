//! The children's file where it should not be: under another name, where nobody reads it, or in git.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::BESIDE;
use super::git::{self, GitSays};
use super::sealed::SEALED;
use super::{Workspace, decoded, files, is_hidden};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{FileKind, Sources};

/// Whether a file looks like the children's file, or a copy of it, and is not it. The hidden files in which an editor keeps
/// unsaved text are left alone: they come and go while somebody types.
pub fn is_astray(name: &str) -> bool {
    let is_an_editors = name.starts_with(['.', '#']) || name.starts_with("~$");
    is_like(name) && !is_an_editors && name != FileKind::Children.name() && name != SEALED
}

fn is_like(name: &str) -> bool {
    let letters: String = name.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
    // `children (1).toml` and `Copy of children.toml`.
    let plain = letters.replace(|sign: char| sign.is_numeric(), "").replace("copyof", "").replace("copy", "");
    plain.starts_with("childrentoml")
        || letters.contains("private") && (letters.contains("child") || letters.ends_with("toml"))
}

/// Whether a file of this name has children in the clear, wherever it lies: the children's file, a copy of it, or what an editor keeps of it.
pub fn has_children(name: &str) -> bool {
    // A program that was killed leaves the file that it was writing under such a name.
    name.starts_with(BESIDE) || is_like(name) && name.to_lowercase().contains("toml") && name != SEALED
}

/// Whether a text is written as the children's file is, whoever the children are: a table of a child, with a name.
pub fn looks_like_children(content: &[u8]) -> bool {
    // An old program may end lines with another sign.
    let lines = || content.split(|sign| matches!(sign, b'\n' | b'\r')).map(<[u8]>::trim_ascii_start);
    let has_line = |start: &[u8]| lines().any(|line| line.starts_with(start));
    let opens_child = |line: &[u8]| {
        let within =
            line.strip_prefix(b"[[").map(<[u8]>::trim_ascii_start).and_then(|line| line.strip_prefix(b"child"));
        within.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"]]"))
    };
    lines().any(opens_child) && has_line(b"family-name") && has_line(b"first-names")
}

/// Endings of files that are texts, or copies of texts.
const OF_TEXTS: [&str; 13] =
    ["toml", "txt", "text", "md", "bak", "backup", "copy", "old", "orig", "prev", "save", "saved", "yaml"];

/// Whether a file of this name in an inspection's folder may be a copy of the children's file that its content alone tells. What editors keep of
/// unsaved text is none: it comes and goes.
pub fn may_be_copy(name: &str) -> bool {
    let is_an_editors = is_hidden(name) || name.starts_with(['#', '~']) || name.ends_with('~');
    let is_number = || name.bytes().all(|digit| digit.is_ascii_digit());
    let is_text = match name.rsplit_once('.') {
        Some((_, ending)) => OF_TEXTS.contains(&&*ending.to_lowercase()),
        None => !is_number(),
    };
    is_text && !is_an_editors && FileKind::RECORD.iter().all(|kind| kind.name() != name)
}

/// Whether a text is one in TOML that has no child: comments alone, or an empty list.
pub fn holds_no_child(text: &str) -> bool {
    let Ok(table) = text.trim_matches('\0').parse::<toml::Table>() else { return false };
    table.keys().all(|key| key == "child") && table.values().all(|list| list.as_array().is_some_and(Vec::is_empty))
}

/// What is wrong with a children's file without a child, where a pack was searched for children, or cases are selected and the file has not even
/// the example with which it began. Otherwise nobody knows a child yet.
pub fn lost(workspace: &Workspace, folder: &str, sources: &Sources) -> Option<Problem> {
    let source = sources.get(&FileKind::Children).filter(|source| holds_no_child(&source.text))?;
    if sources.contains_key(&FileKind::Destroyed) {
        return None;
    }
    let has_cases = || {
        let cases = sources.get(&FileKind::Cases).and_then(|cases| cases.text.parse::<toml::Table>().ok());
        let has_any = |all: &toml::Value| all.as_array().is_some_and(|all| !all.is_empty());
        // The text with which an inspection begins has an example, and cases may be typed before their children.
        !source.text.contains("[[child]]") && cases.is_some_and(|cases| cases.get("case").is_some_and(has_any))
    };
    let was_searched = || {
        let manifest = fs::read(workspace.packs().join(folder).join("manifest.json")).ok()?;
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
        manifest.get("searched")?.get("children")?.as_u64()
    };
    if !has_cases() && was_searched().is_none_or(|children| children == 0) {
        return None;
    }
    let message =
        format!("`{}` has no child any more, so that nothing can be searched for one", FileKind::Children.name());
    let help = "put the children back, from the editor, a copy or the sealed file; if no child is to be known on this machine, \
                delete the file";
    Some(Problem::new(code::CHILDREN_LOST, Place::new(source.clone(), 0..0), message, help))
}

/// The names of files in an inspection's folder that are the children's file by their name or by their content, and are not read.
pub fn names_astray(workspace: &Workspace, folder: &str) -> Vec<String> {
    let place = workspace.inspections().join(folder);
    let mut names = workspace.names_in(folder);
    // What an editor keeps, or left when it was killed, is the only copy where the file itself is gone.
    let is_there = names.iter().any(|name| name == FileKind::Children.name() || name == SEALED);
    let is_called_so = |name: &str| is_astray(name) || (!is_there && is_like(name));
    let may_hold_it = |name: &str| !is_there || may_be_copy(name);
    names.retain(|name| is_called_so(name) || (may_hold_it(name) && has_children_in_it(workspace, &place.join(name))));
    names.sort();
    names
}

/// Whether a file is the children's by its name, among those of texts, and its content.
pub fn is_copy(workspace: &Workspace, path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    may_be_copy(&name) && has_children_in_it(workspace, path)
}

fn has_children_in_it(workspace: &Workspace, path: &Path) -> bool {
    let bytes = files::read(&workspace.root, path);
    bytes.is_ok_and(|bytes| looks_like_children(decoded::text_of(&bytes).0.as_bytes()))
}

/// Children's files that lie above the inspections' folders, of which nobody knows whose they are.
fn above(workspace: &Workspace) -> Vec<String> {
    let folders = [(workspace.root.clone(), ""), (workspace.inspections(), "inspections/")];
    let of = |(folder, shown): (PathBuf, &str)| {
        let names = fs::read_dir(&folder).into_iter().flatten().flatten();
        let names = names.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let is_one = |name: &String| {
            let is_copy = || !shown.is_empty() && is_copy(workspace, &folder.join(name));
            name == FileKind::Children.name() || is_astray(name) || is_copy()
        };
        names.filter(is_one).map(|name| format!("{shown}{name}")).collect::<Vec<_>>()
    };
    let mut all: Vec<String> = folders.into_iter().flat_map(of).collect();
    all.sort();
    all
}

/// The names of children's files in a folder of an inspection's.
fn names_below(workspace: &Workspace, folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let counts = |name: &String| {
        let path = folder.join(name);
        (name == FileKind::Children.name() && path.is_file()) || is_copy(workspace, &path)
    };
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(counts).collect();
    names.sort();
    names
}

/// Files of an inspection's folder that are the children's file under another name, and are not read: those of these [`names_astray`], and those
/// in folders below.
pub fn astray(workspace: &Workspace, folder: &str, names: Vec<String>) -> Vec<Problem> {
    let known = FileKind::Children.name();
    let problem = |name: String| {
        let shown: String = name.chars().map(|sign| if sign.is_control() { '\u{fffd}' } else { sign }).collect();
        let message = format!("`{shown}` looks like the children's file under another name, and is not read");
        let help = format!("rename it to `{known}`; if that is there too, delete this copy");
        at(format!("inspections/{folder}/{shown}"), code::PRIVATE_FILE_ASTRAY, message, &help)
    };
    let place = workspace.inspections().join(folder);
    let is_there = place.join(known).exists();
    let folders = folders_below(workspace, folder).into_iter().filter(|_| !is_there);
    let below = folders.flat_map(|(name, path)| {
        let own = names_below(workspace, &path).into_iter();
        own.map(|file| format!("{name}/{file}")).collect::<Vec<_>>()
    });
    let below = below.map(|path| {
        let message = format!("`{path}` is the children's file, lies in a folder of its own, and is not read");
        let help = format!("move it up as `inspections/{folder}/{known}`; if no child is known yet, delete it");
        at(format!("inspections/{folder}/{path}"), code::PRIVATE_FILE_ASTRAY, message, &help)
    });
    let below: Vec<Problem> = below.collect();
    let has_none = !is_there && names.is_empty() && below.is_empty() && !place.join(SEALED).exists();
    let above = has_none.then(|| above(workspace)).into_iter().flatten().map(|path| {
        let message = format!("`{path}` is a children's file, lies in no inspection, and is not read");
        let help = format!("move it into the folder of its inspection, as `{known}`");
        at(path, code::PRIVATE_FILE_ASTRAY, message, &help)
    });
    let above: Vec<Problem> = above.collect();
    [names.into_iter().map(problem).collect(), below, above].concat()
}

/// The folders in an inspection's, with their paths.
pub fn folders_below(workspace: &Workspace, folder: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(workspace.inspections().join(folder)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let named = folders.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()));
    let mut named: Vec<_> = named.filter(|(name, _)| name != ".git").collect();
    named.sort();
    named
}

/// The children's files of an inspection that git tracks or would take, unless the settings say that its children are
/// invented; with them those that lie in the workspace and in no inspection.
pub fn in_git(workspace: &Workspace, folder: &str) -> Vec<Problem> {
    if workspace.settings.are_invented(folder) {
        return Vec::new();
    }
    let said = [of_inspection(workspace, folder), of_no_inspection(workspace)];
    let mut problems = Vec::new();
    for (shown, said) in said.into_iter().flatten() {
        match said {
            Ok(paths) => {
                problems.extend(paths.tracked.into_iter().map(|path| tracked(path, folder)));
                problems.extend(paths.offered.into_iter().map(offered));
                problems.extend(paths.unmerged.into_iter().map(unmerged));
            }
            Err(why) => problems.extend(Some(unasked(shown, &why)).filter(|_| problems.is_empty())),
        }
    }
    problems
}

/// The inspections of which git tracks or would take a children's file, each with what is wrong.
pub fn folders_in_git(workspace: &Workspace) -> BTreeMap<String, String> {
    let wrong = |folder: String| {
        let problems = in_git(workspace, &folder);
        let words = problems.iter().map(|problem| format!("{} {}", problem.code.id, problem.place.file.path));
        (!problems.is_empty()).then(|| (folder, words.collect::<Vec<_>>().join("\n")))
    };
    workspace.folders().unwrap_or_default().into_iter().filter_map(wrong).collect()
}

/// How all of git's lists look that [`in_git`] reads.
pub fn look_of_git(workspace: &Workspace) -> String {
    let mut look = git::look(&workspace.root);
    let inspections = workspace.inspections();
    let folders = workspace.folders().unwrap_or_default().into_iter().map(|folder| inspections.join(folder));
    look.push_str(&git::look_of_rules(&workspace.root, std::iter::once(inspections.clone()).chain(folders)));
    for folder in workspace.folders().unwrap_or_default() {
        let path = workspace.inspections().join(&folder);
        if path.is_symlink() || path.join(".git").exists() {
            look.push_str(&path.canonicalize().map(|real| git::look(&real)).unwrap_or_default());
        }
    }
    look
}

/// What git says of an inspection's folder, with the folder's children's file. The folder may be a link, or have a repository of its own.
fn of_inspection(workspace: &Workspace, folder: &str) -> Option<(String, GitSays)> {
    let path = workspace.inspections().join(folder);
    let shown = format!("inspections/{folder}");
    let is_its_own = path.is_symlink() || path.join(".git").exists();
    let (asked, prefix) = match is_its_own {
        true => (files::resolve(&workspace.root, &path).ok()?, String::new()),
        false => (workspace.root.clone(), format!("{shown}/")),
    };
    let said = workspace.git.says(&asked, has_children);
    let of_it = |paths: &[String]| -> Vec<String> {
        paths.iter().filter_map(|path| path.strip_prefix(&prefix)).map(|path| format!("{shown}/{path}")).collect()
    };
    let said = said.as_ref().clone().map(|paths| git::Paths {
        tracked: of_it(&paths.tracked),
        offered: of_it(&paths.offered),
        unmerged: of_it(&paths.unmerged),
    });
    // What git cannot be asked about is told where there is something to ask about.
    let is_there = path.join(FileKind::Children.name()).exists();
    (said.is_ok() || is_there).then(|| (format!("{shown}/{}", FileKind::Children.name()), said))
}

/// What git says of the rest of the workspace. A folder with settings of its own is another workspace.
fn of_no_inspection(workspace: &Workspace) -> Option<(String, GitSays)> {
    let said = workspace.git.says(&workspace.root, has_children);
    let paths = said.as_ref().as_ref().ok()?;
    let is_of_rest = |path: &&String| {
        let is_of_inspection = path.strip_prefix("inspections/").is_some_and(|path| path.contains('/'));
        let folders = Path::new(path.as_str()).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let mut settings = folders.map(|folder| workspace.root.join(folder).join(FileKind::Settings.name()));
        !is_of_inspection && !settings.any(|settings| settings.exists()) && !is_behind_link(workspace, path)
    };
    let of_rest = |paths: &[String]| paths.iter().filter(is_of_rest).cloned().collect();
    // A sealed file belongs to an inspection.
    let paths = git::Paths { tracked: of_rest(&paths.tracked), offered: of_rest(&paths.offered), unmerged: Vec::new() };
    Some((String::new(), Ok(paths)))
}

/// Whether a path lies in the folder of an inspection whose name in `inspections/` is a link, which tells of it itself.
fn is_behind_link(workspace: &Workspace, path: &str) -> bool {
    let place = workspace.root.join(path);
    let folders = workspace.folders().unwrap_or_default();
    let mut links =
        folders.iter().map(|folder| workspace.inspections().join(folder)).filter(|folder| folder.is_symlink());
    links.any(|link| link.canonicalize().is_ok_and(|real| place.starts_with(real)))
}

fn tracked(path: String, folder: &str) -> Problem {
    let message = "git tracks this file, so that everybody who has the repository has the children in it".to_owned();
    let help = format!(
        "type `git rm --cached {path}` and ask who keeps the repository to clean its history; where the children are \
         invented, write `invented = [\"{folder}\"]` under `[guard]` in `sqspack.toml`"
    );
    at(path, code::PRIVATE_FILE_IN_GIT, message, &help)
}

fn offered(path: String) -> Problem {
    let message = "git does not ignore this file, so that the next `git add` takes the children in it".to_owned();
    let help = "write `*children*private*` into `.gitignore`, and delete what an editor has left".to_owned();
    at(path, code::PRIVATE_FILE_NOT_IGNORED, message, &help)
}

fn unmerged(path: String) -> Problem {
    let message = "two people have changed the sealed file, and git cannot join what it cannot read".to_owned();
    let help = "take each version with `git checkout --ours` and `--theirs`, `sqspack unseal` both, join them, type `sqspack seal` and \
                `git add` the file";
    at(path, code::SEALED_CONFLICT, message, help)
}

fn unasked(path: String, why: &str) -> Problem {
    let message = format!("{why}, so that nobody looks whether it tracks this file");
    let help = "install git and see that `git status` works here; until then keep the file out of git yourself";
    at(path, code::GIT_UNASKED, message, help)
}

fn at(path: String, code: code::Code, message: String, help: &str) -> Problem {
    Problem::new(code, Place::new(Arc::new(SourceFile::private(path, "")), 0..0), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_childrens_file_is_known_however_its_lines_end_and_its_tables_are_written() {
        let plain = "[[child]]\nfamily-name = \"a\"\nfirst-names = \"b\"\n";
        for text in [plain.to_owned(), plain.replace('\n', "\r"), plain.replace("[[child]]", "  [[ child ]] # one")] {
            assert!(looks_like_children(text.as_bytes()), "{text:?}");
        }
        assert!(!looks_like_children(plain.replace("child", "children").as_bytes()));
    }

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
            "children (1).toml",
            "Copy of children.toml",
            "children.private.toml.age.orig",
            "Copy of children.private.toml.age",
            "childrens-private.toml",
            "child.private.toml",
            "kids.private.toml",
            "private.toml",
            "chidlren.private.toml",
        ] {
            assert!(is_astray(name), "{name}");
        }
        for name in ["children.private.toml", SEALED, "report.toml", ".children.private.toml.swp", "cases.toml"] {
            assert!(!is_astray(name), "{name}");
        }
        assert!(!is_astray("#children.private.toml#"), "Emacs keeps it while somebody types");
    }

    #[test]
    fn what_an_editor_keeps_of_the_file_has_children_in_it_and_its_schema_has_not() {
        for name in [
            ".children.private.toml.swp",
            "children.private.toml~",
            ".#children.private.toml",
            "#children.private.toml#",
            ".sqspack-1f-0",
        ] {
            assert!(has_children(name), "{name}");
        }
        for name in [SEALED, "children.private.json", "children.rs", "private.rs", "4913", "cases.toml"] {
            assert!(!has_children(name), "{name}");
        }
    }
}
