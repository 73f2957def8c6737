//! The guard: what git has, or would get, held against the rule.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::fault::{GuardFault, GuardFinding};
use super::message;
use super::object::{InObject, of_object};
use super::remotes::{Remote, pushed};
use super::rule::Rule;
use crate::workspace::decoded::plain_text;
use crate::workspace::git_program::{GitObject, git, objects, output, top_level};
use crate::workspace::{Workspace, files};

/// What the guard looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// All that git tracks.
    Tracked,
    /// What the next commit adds or changes, as it stands in the index.
    Staged,
    /// All that the repository keeps: every commit, those of which only the log knows, what was put aside.
    History,
    /// What a push sends.
    Push {
        /// What git says of it to a hook: local name and number, remote name and number in each line.
        lines: String,
        /// Where it goes, if git says so: what the guard let through to that address is not looked at again.
        remote: Option<Remote>,
    },
    /// A message that is about to be a commit's.
    Message {
        /// What stands in it.
        bytes: Vec<u8>,
        /// Whether git keeps its comments, whatever the settings say.
        is_whole: bool,
    },
}

/// Where a name stands that is not in the message: that of whoever makes the commit.
pub const MAKERS: &str = "the name of whoever makes the commit";

/// What the guard has found.
#[derive(Clone, Debug, Default)]
pub struct Guarded {
    /// What may not be there, in order.
    pub findings: Vec<GuardFinding>,
    /// How many children were looked for.
    pub children: usize,
    /// How many of them were not looked for by their full name, which the record gives to somebody else.
    pub namesakes: usize,
    /// How many inspections have sealed children that were not opened, and not looked for.
    pub closed: usize,
    /// How many things were looked at.
    pub looked_at: usize,
}

/// Objects that are searched together.
const AT_ONCE: usize = 2_000;

/// Bytes that wait to be searched at most, but for those of one object.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Findings of which the commit is asked for.
const MOST_TRACED: usize = 20;

/// Looks at what git has of a workspace's repository.
///
/// # Errors
/// Git cannot be asked, in words. Then nothing is known, and a hook has to refuse.
pub fn look(workspace: &Workspace, look: &Look) -> Result<Guarded, String> {
    let (top, prefix) = top_level(&workspace.root)?;
    let rule = Rule::new(workspace, top.clone(), &prefix);
    let mut guard = Guard { rule: &rule, workspace, found: BTreeSet::new(), looked_at: 0 };
    match look {
        Look::Tracked => guard.entries(&guard.index(false)?)?,
        Look::Staged => guard.staged()?,
        Look::History => guard.history()?,
        Look::Push { lines, remote } => {
            let before = remote.as_ref().map(|remote| remote.let_through(workspace, &rule.top));
            guard.push(lines, &before.unwrap_or_default())?;
        }
        Look::Message { bytes, is_whole } => {
            let kept = if *is_whole { Cow::Borrowed(&bytes[..]) } else { message::kept(&rule.top, bytes) };
            guard.message("the message", &kept);
            guard.makers();
        }
    }
    guard.found.extend(rule.unread());
    let Guard { found, looked_at, .. } = guard;
    Ok(Guarded {
        findings: found.into_iter().collect(),
        children: rule.children(),
        namesakes: rule.namesakes(),
        closed: rule.closed(),
        looked_at,
    })
}

struct Guard<'g> {
    rule: &'g Rule,
    workspace: &'g Workspace,
    found: BTreeSet<GuardFinding>,
    looked_at: usize,
}

/// Paths of the whole repository, each with the number of its content.
type Entries = BTreeMap<String, String>;

impl Guard<'_> {
    /// What the index has. A hook is told another one, where a commit takes only some files.
    fn index(&self, of_hook: bool) -> Result<Entries, String> {
        let mut command = git(&self.rule.top);
        if of_hook && let Some(index) = index_of_hook() {
            command.env("GIT_INDEX_FILE", index);
        }
        let listed = output(command.args(["ls-files", "-s", "-z"]))?;
        // Mode, number, stage and path.
        Ok(entries(&listed, |about| match about[..] {
            // Of another repository there is its name.
            ["160000", ..] => Some(String::new()),
            [_, id, _] => Some(id.to_owned()),
            _ => None,
        }))
    }

    fn staged(&mut self) -> Result<(), String> {
        let mut staged = self.index(true)?;
        // Without a commit everything is new.
        let committed = output(git(&self.rule.top).args(["ls-tree", "-r", "-z", "HEAD"])).unwrap_or_default();
        let committed = entries(&committed, |about| match about[..] {
            ["160000", ..] => Some(String::new()),
            _ => about.get(2).map(|id| (*id).to_owned()),
        });
        staged.retain(|path, id| committed.get(path) != Some(id));
        self.entries(&staged)
    }

    fn entries(&mut self, entries: &Entries) -> Result<(), String> {
        self.found.extend(entries.par_iter().filter_map(|(path, _)| self.rule.of_path(path)).collect::<Vec<_>>());
        let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, id) in entries.iter().filter(|(_, id)| !id.is_empty()) {
            paths.entry(id).or_default().push(path);
        }
        self.looked_at += entries.len();
        let ids: Vec<String> = paths.keys().map(|id| (*id).to_owned()).collect();
        let rule = self.rule;
        let of_object = |object: &GitObject| -> Vec<GuardFinding> {
            let paths = paths.get(object.id.as_str()).into_iter().flatten();
            let of_content = |path: &str| match &object.content {
                Some(content) => rule.of_content(path, content),
                None => rule.of_too_large(path),
            };
            paths.filter_map(|path| of_content(path)).collect()
        };
        let found = &mut self.found;
        each(&self.workspace.root, &ids, of_object, |some| found.extend(some))
    }

    /// Looks at all that the repository keeps: also at what no name leads to any more, such as a file that was taken out of the index again,
    /// and at the message that was written last.
    fn history(&mut self) -> Result<(), String> {
        let named = self.reachable(&["--all", "--reflog", "--indexed-objects"])?;
        let listed = output(git(&self.rule.top).args(["for-each-ref", "--format=%(refname)"]))?;
        String::from_utf8_lossy(&listed).lines().for_each(|name| self.name(name));
        for name in ["COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"] {
            let told = output(git(&self.rule.top).args(["rev-parse", "--git-path", name]))?;
            let path = self.rule.top.join(String::from_utf8_lossy(&told).trim_end());
            if let Ok(bytes) = files::read_named(&path) {
                let kept = message::kept(&self.rule.top, &bytes);
                self.message(&format!("`{name}`, the message that git keeps last"), &kept);
            }
        }
        self.unnamed(&named.into_iter().collect())
    }

    /// Looks at the objects that no name leads to. Nobody knows where they lay.
    fn unnamed(&mut self, named: &HashSet<String>) -> Result<(), String> {
        let mut command = git(&self.rule.top);
        let listed =
            output(command.args(["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"]))?;
        let ids = String::from_utf8_lossy(&listed).into_owned();
        let ids: Vec<String> = ids.lines().filter(|id| !named.contains(*id)).map(str::to_owned).collect();
        self.looked_at += ids.len();
        let rule = self.rule;
        let is_of_children = |fault: &GuardFault| matches!(fault, GuardFault::PrivateFile | GuardFault::Doubted);
        let of_unnamed = |object: &GitObject| -> Vec<GuardFinding> {
            let seen = of_object(rule, object, "").into_iter().filter_map(|one| match one {
                InObject::Finding(finding, _) => Some(finding),
                InObject::Named(..) => None,
            });
            // A former version of the file of invented children is no finding.
            let counts = |finding: &GuardFinding| !(rule.knows_invented() && is_of_children(&finding.fault));
            let place = |place: String| format!("{place}, to which no name leads any more");
            seen.filter(counts).map(|finding| GuardFinding { place: place(finding.place), ..finding }).collect()
        };
        let found = &mut self.found;
        each(&self.workspace.root, &ids, of_unnamed, |some| found.extend(some))
    }

    /// Looks at all that can be reached from these names of git, and gives the numbers of that.
    fn reachable(&mut self, from: &[&str]) -> Result<Vec<String>, String> {
        let listed = output(git(&self.rule.top).args(["rev-list", "--objects"]).args(from))?;
        let listed = plain_text(&listed);
        // The paths are those from the root; a commit has none, and the root's is empty.
        let paths: BTreeMap<&str, &str> =
            listed.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect();
        // In the order of git, which lies side by side in its packs.
        let ids: Vec<String> = listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
        self.looked_at += ids.len();
        let rule = self.rule;
        let of_object =
            |object: &GitObject| of_object(rule, object, paths.get(object.id.as_str()).copied().unwrap_or_default());
        let (mut found, mut named) = (Vec::new(), BTreeMap::new());
        each(&self.workspace.root, &ids, of_object, |seen| {
            for one in seen {
                match one {
                    InObject::Finding(finding, id) => found.push((finding, id)),
                    // The same path stands in the tree of every commit.
                    InObject::Named(path, id) => drop(named.insert(path, id)),
                }
            }
        })?;
        found.par_extend(named.into_par_iter().filter_map(|(path, id)| Some((rule.of_path(&path)?, id))));
        // Git tells the newest first, so that the oldest of each is kept.
        let by_path: BTreeMap<GuardFinding, String> = found.into_iter().collect();
        let traced: Vec<GuardFinding> = by_path
            .into_iter()
            .enumerate()
            .map(|(nth, (finding, id))| {
                let commit = (nth < MOST_TRACED && !id.is_empty()).then(|| self.commit_of(&id)).flatten();
                let place = match commit {
                    Some(commit) => format!("{} (since commit {commit})", finding.place),
                    None => finding.place,
                };
                GuardFinding { place, ..finding }
            })
            .collect();
        self.found.extend(traced);
        Ok(ids)
    }

    /// The first commit that has an object.
    fn commit_of(&self, id: &str) -> Option<String> {
        let mut command = git(&self.rule.top);
        command.args([
            "log",
            "--all",
            "--reflog",
            "--no-show-signature",
            "--no-ext-diff",
            "--no-textconv",
            "--reverse",
        ]);
        let told = output(command.args(["--format=%h", &format!("--find-object={id}")])).ok()?;
        String::from_utf8_lossy(&told).lines().next().map(str::to_owned)
    }

    /// Looks at what a push sends, but for what these commits have.
    fn push(&mut self, lines: &str, before: &[String]) -> Result<(), String> {
        let pushed = pushed(lines)?;
        let there = pushed.iter().filter_map(|pushed| pushed.there);
        let not: Vec<String> = there.chain(before.iter().map(String::as_str)).map(|id| format!("^{id}")).collect();
        // Another clone may have brought what is there, and git may have forgotten what was let through.
        let not: Vec<&str> = std::iter::once("--ignore-missing").chain(not.iter().map(String::as_str)).collect();
        // Taking a name away is how it is mended.
        let sent: Vec<_> = pushed.iter().filter_map(|pushed| Some((pushed, pushed.id?))).collect();
        for (pushed, _) in &sent {
            self.name(pushed.local);
            self.name(pushed.remote);
        }
        let mut from: Vec<&str> = sent.iter().map(|(_, id)| *id).collect();
        if !from.is_empty() {
            from.extend(&not);
            self.reachable(&from)?;
        }
        if lines.trim().is_empty() && output(git(&self.rule.top).args(["rev-parse", "--verify", "HEAD"])).is_ok() {
            self.reachable(&[&["HEAD"], &not[..]].concat())?;
        }
        Ok(())
    }

    /// The name of a branch or tag, which everybody sees.
    fn name(&mut self, name: &str) {
        if let Some(what) = self.rule.what_in_name(name) {
            let place = "the name of a branch or tag".to_owned();
            self.found.insert(GuardFinding { place, fault: GuardFault::NamedAfter(what) });
        }
    }

    /// Whoever makes the commit that is about to be one, and whoever it is said to be from.
    fn makers(&mut self) {
        for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            // Where git does not know anybody, it makes no commit either.
            let told = output(git(&self.rule.top).args(["var", name])).unwrap_or_default();
            let end = told.iter().rposition(|sign| *sign == b'>').map_or(0, |at| at + 1);
            self.message(MAKERS, &told[..end]);
        }
    }

    fn message(&mut self, place: &str, bytes: &[u8]) {
        self.looked_at += 1;
        self.found.extend(self.rule.of_message(place, bytes));
    }
}

/// Gives what these objects have against the rule to `take`, many of them searched side by side.
fn each<T: Send>(
    folder: &std::path::Path,
    ids: &[String],
    of_object: impl Fn(&GitObject) -> Vec<T> + Sync,
    mut take: impl FnMut(Vec<T>),
) -> Result<(), String> {
    let (mut waiting, mut size) = (Vec::new(), 0);
    let mut search = |waiting: &mut Vec<GitObject>| {
        let objects = std::mem::take(waiting);
        take(objects.par_iter().flat_map_iter(&of_object).collect());
    };
    objects(folder, ids, |object| {
        size += object.content.as_ref().map_or(0, Vec::len);
        waiting.push(object);
        if waiting.len() >= AT_ONCE || size > MOST_BYTES {
            search(&mut waiting);
            size = 0;
        }
    })?;
    search(&mut waiting);
    Ok(())
}

/// The entries of a list of git, by their path, with what is taken from the words before it.
fn entries(listed: &[u8], number: impl Fn(&[&str]) -> Option<String>) -> Entries {
    let listed = plain_text(listed);
    let entry = |entry: &str| {
        let (about, path) = entry.split_once('\t')?;
        Some((path.to_owned(), number(&about.split_whitespace().collect::<Vec<_>>())?))
    };
    listed.split('\0').filter_map(entry).collect()
}

/// The index that git names to a hook, from the folder in which the hook runs.
#[expect(clippy::disallowed_methods, reason = "git says by the environment which index a hook has to look at")]
fn index_of_hook() -> Option<std::path::PathBuf> {
    let named = std::env::var_os("GIT_INDEX_FILE")?;
    Some(std::env::current_dir().ok()?.join(named))
}
