//! A workspace under git, with two branches.

use std::process::{Command, Stdio};

use crate::tiny::Tiny;

/// The branches of a workspace. On a machine without git there are none, and nothing is checked out.
pub struct Branches<'t> {
    tiny: &'t Tiny,
    current: usize,
    is_git_here: bool,
}

const NAMES: [&str; 2] = ["one", "two"];

impl<'t> Branches<'t> {
    /// Puts a workspace under git. What is made from it is not tracked, as in any workspace.
    pub fn of(tiny: &'t Tiny) -> Self {
        tiny.write(".gitignore", "/packs/\n/.sqspack/\n");
        let is_git_here = Command::new("git").arg("--version").stdout(Stdio::null()).status().is_ok();
        let branches = Self { tiny, current: 0, is_git_here };
        branches.git(&["init", "--quiet", "--initial-branch", NAMES[0]]);
        branches.commit();
        branches.git(&["branch", "--quiet", NAMES[1]]);
        branches
    }

    /// Commits everything as it is.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "Record"]);
    }

    /// Checks out the other branch, and says which that is.
    pub fn check_out_the_other(&mut self) -> String {
        if !self.is_git_here {
            return "no git here to check a branch out".to_owned();
        }
        self.current = 1 - self.current;
        self.git(&["checkout", "--quiet", "--force", NAMES[self.current]]);
        format!("committed, and branch {} checked out", NAMES[self.current])
    }

    /// Git as it is out of the box, whatever the user or the machine has set.
    fn git(&self, arguments: &[&str]) {
        if !self.is_git_here {
            return;
        }
        let mut command = Command::new("git");
        command.arg("-C").arg(self.tiny.root());
        command.args(["-c", "user.name=Test", "-c", "user.email=test@sqspack.example", "-c", "gc.auto=0"]);
        command.args(arguments).stdin(Stdio::null());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", self.tiny.path(".no-git-config"));
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
