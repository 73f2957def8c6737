//! What the guard let through, by where it went. Git knows a remote's branches by its name, and keeps them where the name leads elsewhere by now.

use crate::workspace::hash::sha256;
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, gate};

/// The file in `.sqspack/`: a line for each commit that the guard let through, with a hash of where it went: an address may have a password in
/// it.
const FILE: &str = "pushed";

/// Lines that are kept, the newest.
const MOST: usize = 200;

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

    /// The commits that the guard let through to this name and address: what they have is there.
    pub fn let_through(&self, workspace: &Workspace) -> Vec<String> {
        let start = self.line("");
        read(Scratch::open(workspace).as_ref())
            .lines()
            .filter_map(|line| Some(line.strip_prefix(&start)?.to_owned()))
            .collect()
    }

    /// Notes the commits of a push that the guard lets through, from what git says to its hook. If it cannot, the next push is looked at as a
    /// whole again.
    pub fn remember(&self, workspace: &Workspace, lines: &str) {
        let commits = lines.lines().filter_map(|line| line.split_whitespace().nth(1));
        let commits = commits.filter(|id| id.bytes().any(|sign| sign != b'0'));
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
