//! What somebody typed on the command line: no message says it again if it names a child, and none of it is empty.

use std::path::{Path, PathBuf};

use crate::search::Terms;
use crate::workspace::Workspace;

/// Stands in the place of what is not shown.
const UNSEEN: &str = "…";

/// The shortest argument that may name a child, in letters.
const SHORTEST: usize = 3;

/// The folder that the arguments name with `-C`, where they cannot be read as a whole; else the one where the program runs.
pub fn directory(arguments: &[String]) -> PathBuf {
    let named = arguments.iter().enumerate().find_map(|(at, argument)| {
        let beside = argument.strip_prefix("-C")?.trim_start_matches('=');
        if beside.is_empty() { arguments.get(at + 1).map(String::as_str) } else { Some(beside) }
    });
    PathBuf::from(named.unwrap_or("."))
}

/// A message without those of the arguments that hold something of a child of the workspace.
pub fn without_children(directory: &Path, words: String, arguments: &[String]) -> String {
    let mut said: Vec<&str> =
        arguments.iter().flat_map(|argument| parts(argument)).filter(|argument| is_in(argument, &words)).collect();
    let found = Workspace::find(directory).or_else(|_| Workspace::find(Path::new(".")));
    let Ok(workspace) = found else { return words };
    keep_children(&workspace, &mut said);
    // The longest first: one may be part of another.
    said.sort_by_key(|argument| std::cmp::Reverse(argument.len()));
    said.iter().fold(words, |words, argument| words.replace(argument, UNSEEN))
}

/// An argument, and what stands on either side of its `=` or `..`: `--document=letter`, `main..HEAD`.
fn parts(argument: &str) -> impl Iterator<Item = &str> {
    let sides = ["=", ".."].into_iter().filter_map(|sign| argument.split_once(sign));
    std::iter::once(argument)
        .chain(sides.flat_map(|(one, other)| [one, other]))
        .map(|part| part.trim().trim_start_matches('-'))
}

/// An argument as it may be shown: not if it holds something of a child of the workspace.
pub fn shown<'a>(workspace: &Workspace, argument: &'a str) -> &'a str {
    let mut said = vec![argument];
    keep_children(workspace, &mut said);
    if said.is_empty() { argument } else { UNSEEN }
}

/// Keeps those of the arguments that hold something of a child of the workspace.
fn keep_children(workspace: &Workspace, said: &mut Vec<&str>) {
    if said.is_empty() {
        return;
    }
    let folders = workspace.folders().unwrap_or_default();
    // The name of an inspection's folder is the program's to show.
    said.retain(|argument| !folders.iter().any(|folder| folder == argument));
    let terms = Terms::of_workspace(workspace);
    said.retain(|argument| terms.iter().any(|terms| terms.is_any_in(argument)));
}

/// What is wrong with an argument that has nothing in it: no command takes one for an answer.
pub fn empty_argument(arguments: &[String]) -> Option<String> {
    let is_empty = |argument: &str| argument.trim().is_empty();
    let at = arguments.iter().position(|argument| {
        let value = argument.strip_prefix("--").and_then(|flag| flag.split_once('='));
        is_empty(value.map_or(argument.as_str(), |(_, value)| value))
    })?;
    let name = |argument: &String| argument.split('=').next().filter(|name| name.starts_with('-')).map(str::to_owned);
    let own = name(&arguments[at]).or_else(|| name(arguments.get(at.checked_sub(1)?)?));
    let before = || arguments[..at].iter().rev().find_map(name);
    Some(match own {
        Some(flag) => format!(
            "nothing stands between the quotation marks behind `{flag}`\nhelp: type the text between them, or leave `{flag}` out"
        ),
        None => format!(
            "one of the arguments{} has nothing between its quotation marks\nhelp: type the text between them, or leave them out",
            before().map(|flag| format!(" behind `{flag}`")).unwrap_or_default()
        ),
    })
}

fn is_in(argument: &str, words: &str) -> bool {
    argument.chars().count() >= SHORTEST && words.contains(argument)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_known_from_arguments_that_are_wrong() {
        for (arguments, folder) in [
            (&["completions", "x", "-C", "/tmp/a"][..], "/tmp/a"),
            (&["-C/tmp/a", "x"], "/tmp/a"),
            (&["-C=/tmp/a", "x"], "/tmp/a"),
            (&["x", "-C"], "."),
            (&["x"], "."),
        ] {
            let arguments: Vec<String> = arguments.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(directory(&arguments), Path::new(folder), "{arguments:?}");
        }
    }

    #[test]
    fn an_argument_without_anything_in_it_is_told_by_its_flag() {
        let told =
            |arguments: &[&str]| empty_argument(&arguments.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        for arguments in [
            &["new", "--authority", ""][..],
            &["new", "--authority="],
            &["new", "--authority", " \u{a0}", "--yot", "Y"],
        ] {
            let words = told(arguments).expect("told");
            assert!(words.contains("behind `--authority`") && words.contains("leave `--authority` out"), "{words}");
        }
        assert!(
            told(&["new", "--lead-inspector", "Ruth Calder", "", ""])
                .expect("told")
                .contains("arguments behind `--lead-inspector`")
        );
        assert!(told(&["check", ""]).expect("told").starts_with("one of the arguments has nothing"));
        assert_eq!(told(&["done", "aberford", "announcement", "--on=2027-01-01"]), None);
    }
}
