//! The guard: what git has, or would get, held against the rule.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::message;
use super::rule::{GuardFault, GuardFinding, Rule};
use crate::workspace::Workspace;
use crate::workspace::git_program::{GitObject, git, objects, output, top_level};

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
        /// The remote's name, if it has one: what came from there is not looked at again.
        remote: Option<String>,
    },
    /// A message that is about to be a commit's.
    Message(Vec<u8>),
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
        Look::History => guard.reachable(&["--all", "--reflog", "--indexed-objects"])?,
        Look::Push { lines, remote } => guard.push(lines, remote.as_deref())?,
        Look::Message(bytes) => {
            guard.message("the message", &message::kept(&rule.top, bytes));
            guard.makers();
        }
    }
    guard.found.extend(rule.unread());
    let Guard { found, looked_at, .. } = guard;
    Ok(Guarded { findings: found.into_iter().collect(), children: rule.children(), closed: rule.closed(), looked_at })
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

    /// Looks at all that can be reached from these names of git.
    fn reachable(&mut self, from: &[&str]) -> Result<(), String> {
        let listed = output(git(&self.rule.top).args(["rev-list", "--objects"]).args(from))?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
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
                    Seen::Finding(finding, id) => found.push((finding, id)),
                    // The same path stands in the tree of every commit.
                    Seen::Named(path, id) => drop(named.insert(path, id)),
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
        Ok(())
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

    fn push(&mut self, lines: &str, remote: Option<&str>) -> Result<(), String> {
        // Another remote may have what this one must not get. A name with signs of a pattern would mean several.
        let is_name = |name: &&str| !name.is_empty() && !name.contains(['*', '?', '[', '\\', ':']);
        let there_already = remote.filter(is_name).map(|name| format!("--remotes={name}"));
        let not: Vec<&str> = there_already.iter().flat_map(|there| ["--not", there]).collect();
        let is_number = |id: &str| id.len() >= 40 && id.bytes().all(|sign| sign.is_ascii_hexdigit());
        let is_nothing = |id: &str| id.bytes().all(|sign| sign == b'0');
        for line in lines.lines() {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [local, id, remote, there] = parts[..] else { continue };
            // Taking a name away is how it is mended.
            if !is_number(id) || is_nothing(id) {
                continue;
            }
            for name in [local, remote] {
                self.name(name);
            }
            let known = format!("^{there}");
            let is_known = is_number(there)
                && !is_nothing(there)
                && output(git(&self.rule.top).args(["cat-file", "-e", there])).is_ok();
            let mut from = vec![id];
            if is_known {
                from.push(&known);
            }
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
            let place = "a branch or tag that is pushed".to_owned();
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
        self.found.extend(self.rule.of_content(place, bytes));
    }
}

/// What is seen in an object, with the number by which its commit is found.
enum Seen {
    /// Something against the rule; a message has no number.
    Finding(GuardFinding, String),
    /// A path, which is held against the rule once.
    Named(String, String),
}

/// What is seen in an object, which may have a path.
fn of_object(rule: &Rule, object: &GitObject, path: &str) -> Vec<Seen> {
    let content = object.content.as_deref().unwrap_or_default();
    let short = object.id.get(..10).unwrap_or(&object.id);
    let against = |place: &str, content: &[u8], id: &str| -> Vec<Seen> {
        rule.of_content(place, content).map(|found| Seen::Finding(found, id.to_owned())).into_iter().collect()
    };
    match object.kind.as_str() {
        "commit" | "tag" => {
            let end = content.windows(2).position(|pair| pair == b"\n\n").map_or(content.len(), |at| at + 2);
            let mut seen: Vec<Seen> = against(&format!("the message of {} {short}", object.kind), &content[end..], "");
            let place = format!("the name of somebody who made {} {short}", object.kind);
            seen.extend(against(&place, people(&content[..end]).as_bytes(), ""));
            let place = format!("what {} {short} has beside its message", object.kind);
            seen.extend(against(&place, further(&content[..end]).as_bytes(), ""));
            seen
        }
        "tree" => {
            let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
            let named = tree_entries(content, object.id.len() / 2);
            named.map(|(name, id)| Seen::Named(format!("{folder}{name}"), id)).collect()
        }
        _ => {
            let place = if path.is_empty() { short } else { path };
            let too_large = || rule.of_too_large(place).map(|found| Seen::Finding(found, object.id.clone()));
            match object.content {
                Some(_) => against(place, content, &object.id),
                None => too_large().into_iter().collect(),
            }
        }
    }
}

/// The names and addresses of those who made a commit or a tag, without the times.
fn people(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head);
    let person = |line: &str| {
        let (role, rest) = line.split_once(' ')?;
        ["author", "committer", "tagger"]
            .contains(&role)
            .then(|| rest.split_inclusive('>').next().unwrap_or(rest).to_owned())
    };
    head.lines().filter_map(person).collect::<Vec<_>>().join("\n\n")
}

/// What the head of a commit says beside its numbers, its people and its signature: the message of a signed tag that was merged, and
/// headers of other programs.
fn further(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head);
    let mut is_signature = false;
    let is_further = |line: &&str| {
        let word = line.split(' ').next().unwrap_or_default();
        if !word.is_empty() {
            is_signature = word.starts_with("gpgsig");
        }
        let usual = ["tree", "parent", "author", "committer", "object", "type", "tagger", "encoding"];
        !is_signature && !usual.contains(&word) && !line.starts_with("mergetag object ")
    };
    head.lines().filter(is_further).collect::<Vec<_>>().join("\n")
}

/// The files of a tree as git keeps it, each with its number: mode, blank, name, zero, number.
fn tree_entries(content: &[u8], number: usize) -> impl Iterator<Item = (String, String)> {
    let mut rest = content;
    // A folder that has another name now may have nothing else that is new.
    std::iter::from_fn(move || {
        let end = rest.iter().position(|byte| *byte == 0)?;
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let id = rest.get(end + 1..end + 1 + number)?.iter().map(|byte| format!("{byte:02x}")).collect();
        rest = &rest[end + 1 + number..];
        let (mode, name) = head.split_once(' ')?;
        Some((if mode == "40000" { format!("{name}/") } else { name.to_owned() }, id))
    })
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
    let listed = String::from_utf8_lossy(listed);
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
