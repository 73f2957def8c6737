//! The hooks by which git calls the guard: one line each, for the shell that comes with every git.

use std::path::{Component, Path, PathBuf};

use crate::workspace::git_program::{git, output, top_level};

/// What stands in a hook of ours, so that it is known again.
const OURS: &str = "# sqspack guard";

/// A hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// Before a commit: what it adds.
    PreCommit,
    /// Before a commit: its message.
    CommitMessage,
    /// Before a merge becomes a commit: what it brings.
    PreMergeCommit,
    /// Before a patch that came by mail becomes a commit: its message.
    PatchMessage,
    /// The same: what it brings.
    PrePatch,
    /// Before a push: what it sends.
    PrePush,
}

impl Hook {
    /// All hooks.
    pub const ALL: [Self; 6] =
        [Self::PreCommit, Self::CommitMessage, Self::PreMergeCommit, Self::PatchMessage, Self::PrePatch, Self::PrePush];

    /// Its file's name, as git wants it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::CommitMessage => "commit-msg",
            Self::PreMergeCommit => "pre-merge-commit",
            Self::PatchMessage => "applypatch-msg",
            Self::PrePatch => "pre-applypatch",
            Self::PrePush => "pre-push",
        }
    }

    /// The name under which a hook that was there before goes on.
    pub fn before(self) -> String {
        format!("{}.before-sqspack", self.name())
    }

    /// What the guard looks at.
    fn arguments(self) -> &'static str {
        match self {
            Self::PreCommit | Self::PreMergeCommit | Self::PrePatch => "--staged",
            Self::CommitMessage => "--message \"$1\"",
            // Git keeps all of such a message.
            Self::PatchMessage => "--message \"$1\" --whole",
            Self::PrePush => "--push --remote \"$1\" --url \"$2\"",
        }
    }
}

/// A hook as it lies, or would lie, in the folder of hooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookText(String);

impl HookText {
    /// The text of a file.
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Whether it is one of ours.
    pub fn is_ours(&self) -> bool {
        self.0.contains(OURS)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The hook that calls this program for a workspace at this path of the repository. With `chains` it then runs the hook that was
/// there before. Where the program is not there, the shell fails and git refuses.
pub fn hook(hook: Hook, program: &Path, prefix: &str, chains: bool) -> HookText {
    let program = quoted(&program.to_string_lossy());
    let folder = quoted(if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') });
    let guard = format!("{program} -C {folder} guard {}", hook.arguments());
    let before = format!("\"$(dirname \"$0\")/{}\" \"$@\"", hook.before());
    let line = match (hook, chains) {
        (_, false) => format!("exec {guard}"),
        // Both read what git says of the push.
        (Hook::PrePush, true) => {
            format!("pushed=$(cat); printf '%s\\n' \"$pushed\" | {guard} && printf '%s\\n' \"$pushed\" | {before}")
        }
        (_, true) => format!("{guard} && exec {before}"),
    };
    HookText(format!("#!/bin/sh\n{line} {OURS}\n"))
}

/// A path as a word of the shell, with `/` on every system.
fn quoted(path: &str) -> String {
    let path = path.strip_prefix(r"\\?\").unwrap_or(path);
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// The folder in which git looks for the hooks of a repository, and the workspace's path in it.
///
/// # Errors
/// There is no repository, or its hooks lie where those of other repositories do, in words.
pub fn hooks_folder(workspace: &Path) -> Result<(PathBuf, String), String> {
    let (top, prefix) = top_level(workspace)?;
    let line = |arguments: &[&str]| {
        let told = output(git(&top).args(["rev-parse"]).args(arguments))?;
        Ok::<PathBuf, String>(top.join(String::from_utf8_lossy(&told).trim_end_matches(['\n', '\r'])))
    };
    let (hooks, common) = (line(&["--git-path", "hooks"])?, line(&["--git-common-dir"])?);
    let real = |path: &Path| real(path).unwrap_or_else(|| path.to_owned());
    let leads_back = hooks.components().any(|part| part == Component::ParentDir) && !hooks.exists();
    let is_own = !leads_back && (real(&hooks).starts_with(real(&common)) || real(&hooks).starts_with(real(&top)));
    if !is_own {
        return Err(format!(
            "git's settings (core.hooksPath) name {} for the hooks of every repository, so that sqspack changes nothing there\nhelp: add a \
             line to the hooks in it yourself: `sqspack -C {} guard --staged`",
            hooks.display(),
            workspace.display()
        ));
    }
    Ok((hooks, prefix))
}

/// The real path of something of which the last folders need not be there yet.
fn real(path: &Path) -> Option<PathBuf> {
    path.ancestors().find_map(|there| Some(there.canonicalize().ok()?.join(path.strip_prefix(there).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_is_one_line_for_the_shell_whatever_the_paths_hold() {
        let text = hook(Hook::PreCommit, Path::new("/opt/my tools/it's ŵ/sqspack"), "an office/sqs/", false);
        assert_eq!(
            text.text(),
            "#!/bin/sh\nexec '/opt/my tools/it'\\''s ŵ/sqspack' -C 'an office/sqs' guard --staged # sqspack guard\n"
        );
        assert!(text.is_ours() && !HookText::of("#!/bin/sh\nmake lint\n").is_ours());
    }
}
