//! Pushes: what git says of one to its hook, and what the guard let through, by where it went. Git knows a remote's branches by its name, and keeps them where the name leads elsewhere by now.

use std::collections::HashSet;
use std::path::Path;

use crate::workspace::git_program::{git, output};
use crate::workspace::hash::sha256;
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate};

/// The file in `.sqspack/`: a line for each commit that the guard let through, with a hash of where it went: an address may have a password in
/// it.
const FILE: &str = "pushed";

/// Lines that are kept, the newest.
const MOST: usize = 200;

/// A name that is pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed<'l> {
    /// The name here, or whatever was typed for it, blanks and all.
    pub local: &'l str,
    /// The number of what it names; nothing where the name is taken away.
    pub id: Option<&'l str>,
    /// The name there.
    pub remote: &'l str,
    /// The number of what that names there; nothing where it is new.
    pub there: Option<&'l str>,
}

/// What git says of a push: local name and number, remote name and number in each line.
///
/// # Errors
/// A line that says something else, in words: what it sends cannot be looked at.
pub fn pushed(lines: &str) -> Result<Vec<Pushed<'_>>, String> {
    let lines = lines.split('\n').filter(|line| !line.trim().is_empty());
    let unknown = || "git says of this push what the guard does not understand".to_owned();
    lines.map(|line| of_line(line).ok_or_else(unknown)).collect()
}

fn of_line(line: &str) -> Option<Pushed<'_>> {
    let is_number = |id: &&str| matches!(id.len(), 40 | 64) && id.bytes().all(|sign| sign.is_ascii_hexdigit());
    let is_something = |id: &&str| id.bytes().any(|sign| sign != b'0');
    // The name here may be an expression with blanks in it, as in `HEAD^{/a step}`.
    let mut parts = line.rsplitn(4, ' ');
    let (there, remote, id) = (parts.next().filter(is_number)?, parts.next()?, parts.next().filter(is_number)?);
    let local = parts.next()?;
    Some(Pushed { local, id: Some(id).filter(is_something), remote, there: Some(there).filter(is_something) })
}

/// Where a push goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The remote's name, as git gives it to a hook; the address where it has none.
    pub name: String,
    /// Its address.
    pub url: String,
}

impl Remote {
    fn line(&self, commit: &str) -> String {
        format!("{} {commit}", sha256(format!("{}\0{}", self.name, self.url).as_bytes()))
    }

    /// The commits that the guard let through to this name and address and that are there: git knows so by the branches of that name.
    /// A push may have been a rehearsal, or the server may have refused it.
    pub fn let_through(&self, workspace: &Workspace, top: &Path) -> Vec<String> {
        let start = self.line("");
        let is_number = |id: &&str| id.len() >= 40 && id.bytes().all(|sign| sign.is_ascii_hexdigit());
        let noted = read(Scratch::open(workspace).as_ref());
        let noted: Vec<&str> = noted.lines().filter_map(|line| line.strip_prefix(&start)).filter(is_number).collect();
        // A name with signs of a pattern would mean several.
        let is_name = !self.name.is_empty() && !self.name.contains(['*', '?', '[', '\\', ':']);
        if noted.is_empty() || !is_name {
            return Vec::new();
        }
        let there = output(git(top).args(["rev-list", &format!("--remotes={}", self.name)])).unwrap_or_default();
        let there = String::from_utf8_lossy(&there).into_owned();
        let there: HashSet<&str> = there.lines().collect();
        noted.into_iter().filter(|id| there.contains(id)).map(str::to_owned).collect()
    }

    /// Notes the commits of a push that the guard lets through, from what git says to its hook. If it cannot, the next push is looked at as a
    /// whole again.
    pub fn remember(&self, workspace: &Workspace, lines: &str) {
        let Ok(pushed) = pushed(lines) else { return };
        let commits = pushed.into_iter().filter_map(|pushed| pushed.id);
        let _writing = gate::enter();
        let Ok(scratch) = Scratch::make(workspace) else { return };
        let mut known: Vec<String> = read(Some(&scratch)).lines().map(str::to_owned).collect();
        for line in commits.map(|commit| self.line(commit)) {
            known.retain(|other| *other != line);
            known.push(line);
        }
        let from = known.len().saturating_sub(MOST);
        scratch.write(FILE, known[from..].join("\n").as_bytes()).ok();
    }
}

fn read(scratch: Option<&Scratch>) -> String {
    let bytes = scratch.and_then(|scratch| scratch.read(FILE)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_of_a_push_is_read_whatever_blanks_are_in_a_name_and_nothing_else_is() {
        let (id, zeros) = ("1234567890".repeat(4), "0".repeat(40));
        for local in ["refs/heads/main", "HEAD^{/some notes}", "refs/heads/plain\u{a0}name"] {
            let line = format!("{local} {id} refs/heads/plain\u{a0}name {zeros}\n");
            let read = pushed(&line).expect("a push");
            assert_eq!((read[0].local, read[0].id, read[0].there), (local, Some(&*id), None));
            assert_eq!(read[0].remote, "refs/heads/plain\u{a0}name");
        }
        let gone = format!("(delete) {zeros} refs/heads/a {id}");
        assert_eq!(pushed(&gone).expect("a push")[0].id, None);
        for line in ["refs/heads/main", "a b c d", &format!("a main refs/heads/a {id}")] {
            assert!(pushed(line).is_err(), "{line}");
        }
    }
}
