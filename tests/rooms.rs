//! What makes `src` readable: the rooms stand in the order of the table in `docs/architecture.md`, no room uses one below
//! it, a name means one thing, and files stay short.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The rooms in the order of the table.
fn rooms() -> Vec<String> {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/architecture.md")).expect("a page");
    let room = |line: &str| Some(line.strip_prefix("| `src/")?.split('`').next()?.to_owned());
    page.lines().filter_map(room).collect()
}

/// The rooms that a source uses, by `crate::room`. What stands in a comment is no use.
fn uses(source: &str) -> BTreeSet<String> {
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut uses = BTreeSet::new();
    for (_, after) in code.match_indices("crate::").map(|(at, word)| code.split_at(at + word.len())) {
        let names = match after.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![after],
        };
        let name = |text: &str| text.trim().chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
        uses.extend(names.into_iter().map(name).filter(|name: &String| !name.is_empty()));
    }
    uses
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// What is wrong with the uses of a room, which stands at this place of the order.
fn upward(rooms: &[String], place: usize, source: &str) -> Vec<String> {
    let below = |used: &String| rooms.iter().position(|room| room == used).is_none_or(|other| other > place);
    uses(source).into_iter().filter(below).collect()
}

#[test]
fn every_room_stands_in_the_table_and_every_room_of_the_table_is_there() {
    let folders = fs::read_dir(Path::new(ROOT).join("src")).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = folders.filter(|entry| entry.path().is_dir());
    let there: BTreeSet<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let told: BTreeSet<String> = rooms().into_iter().collect();
    assert_eq!(there, told);
}

#[test]
fn no_room_uses_one_below_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for (place, room) in rooms.iter().enumerate() {
        for path in sources(&Path::new(ROOT).join("src").join(room)) {
            let source = fs::read_to_string(&path).expect("a source");
            wrong.extend(upward(&rooms, place, &source).iter().map(|used| format!("{}: {used}", path.display())));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_arrow_that_runs_upwards_is_seen_in_every_form_of_use() {
    let rooms = ["record", "view", "publish"].map(str::to_owned);
    for source in ["use crate::publish::Lock;", "use crate::{record, publish};", "let a = crate::publish::build();"] {
        assert_eq!(upward(&rooms, 1, source), ["publish"], "{source}");
    }
    assert!(upward(&rooms, 1, "use crate::record::Line; // not crate::publish").is_empty());
}

/// A module by its names from `src` down.
type Module = Vec<String>;

/// The modules of `src`, each with its source, without comments and the tests inside it.
fn modules() -> BTreeMap<Module, String> {
    let root = Path::new(ROOT).join("src");
    let module = |path: &PathBuf| {
        let below = path.with_extension("");
        let names = below.strip_prefix(&root).expect("a path below src").iter();
        let names = names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name != "mod" && name != "lib");
        let source = fs::read_to_string(path).expect("a source");
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        (names.collect(), code)
    };
    sources(&root).iter().map(module).collect()
}

/// The modules that a source names by `crate::` or `super::`.
fn named(module: &Module, code: &str, all: &BTreeMap<Module, String>) -> BTreeSet<Module> {
    let is_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        if code[..at].ends_with(is_name) {
            continue;
        }
        let path: String = code[at..].chars().take_while(|sign| is_name(*sign)).collect();
        let group = code[at + path.len()..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let last = group.map_or("", |(names, _)| names).split(',').map(str::trim);
        for name in last {
            let whole = format!("{path}{name}");
            let mut parts = whole.split("::").filter(|part| !part.is_empty()).peekable();
            let mut target = module.clone();
            if parts.next_if_eq(&"crate").is_some() {
                target.clear();
            }
            while parts.next_if_eq(&"super").is_some() {
                target.pop();
            }
            target.extend(parts.map(str::to_owned));
            while !target.is_empty() && !all.contains_key(&target) {
                target.pop();
            }
            found.insert(target);
        }
    }
    found.remove(module);
    found
}

/// Rust makes a child name its parent wherever the two share a type; circles between other files are a choice.
#[test]
fn no_two_files_of_one_room_use_each_other() {
    let all = modules();
    let uses: BTreeMap<&Module, BTreeSet<Module>> =
        all.iter().map(|(module, code)| (module, named(module, code, &all))).collect();
    let related = |one: &Module, other: &Module| one.starts_with(other) || other.starts_with(one);
    let mut circles = Vec::new();
    for (module, used) in &uses {
        for other in used.iter().filter(|other| *module < *other && !related(module, other)) {
            if uses.get(other).is_some_and(|back| back.contains(*module)) {
                circles.push(format!("{} and {}", module.join("::"), other.join("::")));
            }
        }
    }
    assert_eq!(circles, Vec::<String>::new());
}

/// Names that two public types may share, each with the reason.
const SHARED_NAMES: [(&str, &str); 2] = [
    ("Args", "every command has its arguments in a file of its own, and no other file uses them"),
    ("Case", "a case of the record; inside the search, where no case occurs, the capitals of a word"),
];

/// The public types that a source declares.
fn public_types(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (kind, rest) = line.trim_start().strip_prefix("pub ")?.split_once(' ')?;
        let is_type = ["struct", "enum", "trait", "type"].contains(&kind);
        let name = rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        // A macro's declaration has `$name` there.
        (is_type && !name.is_empty()).then_some(name)
    })
}

#[test]
fn no_two_public_types_share_a_name() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources(&Path::new(ROOT).join("src")) {
        let source = fs::read_to_string(&path).expect("a source");
        for name in public_types(&source) {
            files.entry(name.to_owned()).or_default().push(path.display().to_string());
        }
    }
    let shared: BTreeMap<&str, &Vec<String>> =
        files.iter().filter(|(_, files)| files.len() > 1).map(|(name, files)| (name.as_str(), files)).collect();
    let allowed: BTreeSet<&str> = SHARED_NAMES.iter().map(|(name, _)| *name).collect();
    assert_eq!(shared.keys().copied().collect::<BTreeSet<_>>(), allowed, "{shared:#?}");
}

/// The most lines that a file may have (see CONTRIBUTING.md).
const MOST_LINES: usize = 400;

/// Longer files, each with the reason. The test fails for one that has become short, so that the list stays true.
const LONG_FILES: [(&str, &str); 2] = [
    ("src/problem/code.rs", "a list: every code of a message, on one page"),
    ("src/view/mod.rs", "declarations alone: all that templates see, on one page"),
];

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let root = Path::new(ROOT);
    let mut long = BTreeSet::new();
    for folder in ["src", "tests", "benches"] {
        for path in sources(&root.join(folder)) {
            let lines = fs::read_to_string(&path).expect("a source").lines().count();
            if lines > MOST_LINES {
                let names = path.strip_prefix(root).expect("a path of ours").iter().map(|name| name.to_string_lossy());
                long.insert(names.collect::<Vec<_>>().join("/"));
            }
        }
    }
    let known: BTreeSet<String> = LONG_FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(long, known);
}
