//! The message of a commit as git keeps it: without what its editor shows beside it.

use std::borrow::Cow;
use std::path::Path;

use crate::workspace::git_program::{git, output};

/// What git puts before the changes that it shows in the editor (`git commit --verbose`).
const SCISSORS: &[u8] = b"# ------------------------ >8 ------------------------";

/// What git keeps of a message. In an editor it shows comments below, with the names of the files, and perhaps the changes: whoever takes a
/// child's name out of a file has it there. Where git keeps comments, all is kept.
pub fn kept<'m>(top: &Path, message: &'m [u8]) -> Cow<'m, [u8]> {
    if is_edited() && strips_comments(top) { Cow::Owned(without_comments(message)) } else { Cow::Borrowed(message) }
}

/// Whether git opens an editor; where it opens none, comments stay in the message.
#[expect(clippy::disallowed_methods, reason = "git says by the environment whether it opens an editor")]
fn is_edited() -> bool {
    std::env::var_os("GIT_EDITOR").is_none_or(|editor| editor != ":")
}

/// Whether git takes lines out of a message that begin with `#`.
fn strips_comments(top: &Path) -> bool {
    let setting = |key: &str| {
        let told = output(git(top).args(["config", "--get", key])).unwrap_or_default();
        String::from_utf8_lossy(&told).trim().to_owned()
    };
    let is_usual = |key: &str, usual: &[&str]| usual.contains(&&*setting(key));
    is_usual("commit.cleanup", &["", "default", "strip"])
        && is_usual("core.commentChar", &["", "#"])
        && is_usual("core.commentString", &["", "#"])
}

fn without_comments(message: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut rest = message;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        if line.starts_with(SCISSORS) && begins_with_changes(after) {
            break;
        }
        if !line.starts_with(b"#") {
            kept.extend_from_slice(line);
        }
        rest = after;
    }
    kept
}

/// Whether nothing but comments stands before changes as git shows them. Below any other line git keeps what somebody typed.
fn begins_with_changes(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"#") && !line.is_empty());
    lines.next().is_none_or(|line| line.starts_with(b"diff --git "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_what_stands_below_the_scissors_are_no_part_of_a_message() {
        let message = b"Take a line out\n\n# no\n # kept\n# Changes:\n# ------------------------ >8 ------------------------\n# Do not\ndiff --git a/x b/x\n-x\n";
        assert_eq!(without_comments(message), b"Take a line out\n\n # kept\n");
        let typed = b"a\n# ------------------------ >8 ------------------------\ntyped\n";
        assert_eq!(without_comments(typed), b"a\ntyped\n");
    }
}
