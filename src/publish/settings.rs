//! Whether `sqspack.toml` has lost its text: an empty file is a valid one, and would build packs without the office's address.

use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::FileKind;
use crate::workspace::Workspace;
use crate::workspace::scratch::Scratch;

/// Name of the file that remembers the settings of the last build.
const FILE: &str = "settings";

/// Notes the settings for the next build. The caller has passed the gate.
pub fn remember(scratch: &Scratch, workspace: &Workspace) {
    let text = workspace.settings_text.as_bytes();
    if scratch.read(FILE).as_deref() != Some(text) {
        // Without the note, the next build has nothing to ask.
        scratch.write(FILE, text).ok();
    }
}

/// Asks about settings that look as if a power cut, a full disk or an editor had cut them off.
pub fn cut_off(workspace: &Workspace) -> Option<Problem> {
    let before = String::from_utf8(Scratch::open(workspace)?.read(FILE)?).ok()?;
    if !is_cut_off(&before, &workspace.settings_text) {
        return None;
    }
    let name = FileKind::Settings.name();
    let message = format!(
        "`{name}` has {} of the {} lines that the last build here was made with",
        workspace.settings_text.lines().count(),
        before.lines().count()
    );
    let help = format!(
        "put the text back (`git checkout {name}`, or from `.sqspack/{FILE}`, below its first line); \
         if it is meant to be so, delete `.sqspack/{FILE}`"
    );
    let file = SourceFile::new(name, workspace.settings_text.clone());
    Some(Problem::new(code::UNREADABLE, Place::new(Arc::new(file), 0..0), message, help))
}

/// Whether a text is the beginning of another, and broken off: with nothing left, in the middle of a line, or with less than
/// half. A person who deletes a group at the end leaves more, and whole lines.
fn is_cut_off(before: &str, now: &str) -> bool {
    if before.trim().is_empty() {
        return false;
    }
    let rest = now.trim_end_matches('\0');
    if rest.trim().is_empty() {
        return true;
    }
    let is_beginning = rest.len() < before.trim_end().len() && before.starts_with(rest);
    is_beginning && (!rest.ends_with('\n') || rest.len() < before.len() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_were_emptied_or_broken_off_are_asked_about_and_edited_ones_are_not() {
        let before =
            "[office]\ntelephone = \"0161 496 0100\"\ninspectorate = \"Ours\"\n\n[[closure]]\non = 2027-01-04\n";
        for cut in ["", " \n", "\0\0\0", "[office]\n", "[office]\ntelephone = \"0161 496", &before[..before.len() - 3]]
        {
            assert!(is_cut_off(before, cut), "{cut:?}");
        }
        let without_closure = before.split("\n[[").next().unwrap();
        for edited in
            [before, before.trim_end(), without_closure, "# ours\n", "[office]\ntelephone = \"0161 496 0101\"\n"]
        {
            assert!(!is_cut_off(before, edited), "{edited:?}");
        }
        assert!(!is_cut_off("", "") && !is_cut_off("", "a = 1\n"));
    }
}
