//! `assets/licences.txt`, which `sqspack licences` prints, has the licence of every crate in the program.
//!
//! `SNAPSHOTS=overwrite cargo test --test licences` writes it anew. That needs a network the first time, since it reads the
//! crates of every system and not of this one alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FILE: &str = "assets/licences.txt";
const RULE: &str = "--------------------------------------------------------------------------------";

/// What `cargo metadata` says of the locked crates: of those for this system, or of all.
fn metadata(for_this_system: bool) -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(ROOT);
    if for_this_system {
        let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
        let about = String::from_utf8(rustc.stdout).expect("text");
        let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("the host");
        cargo.args(["--offline", "--filter-platform", host]);
    }
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The crates that become part of the program: what it depends on normally, and what these depend on normally.
fn in_the_program(metadata: &Value) -> Vec<&Value> {
    let list = |value: &'_ Value| value.as_array().expect("a list").clone();
    let nodes: BTreeMap<String, Vec<Value>> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (node["id"].as_str().expect("an id").to_owned(), list(&node["deps"])))
        .collect();
    let root = metadata["resolve"]["root"].as_str().expect("the package").to_owned();
    let (mut seen, mut left) = (BTreeSet::new(), vec![root.clone()]);
    while let Some(id) = left.pop() {
        if seen.insert(id.clone()) {
            let is_normal =
                |dep: &&Value| dep["dep_kinds"].as_array().expect("kinds").iter().any(|kind| kind["kind"].is_null());
            left.extend(nodes[&id].iter().filter(is_normal).map(|dep| dep["pkg"].as_str().expect("an id").to_owned()));
        }
    }
    seen.remove(&root);
    let packages = metadata["packages"].as_array().expect("packages").iter();
    packages.filter(|package| seen.contains(package["id"].as_str().expect("an id"))).collect()
}

fn text<'v>(package: &'v Value, key: &str) -> &'v str {
    package[key].as_str().unwrap_or_default()
}

/// How the file names a crate.
fn name(package: &Value) -> String {
    format!("{} {}", text(package, "name"), text(package, "version"))
}

/// The licence files in a crate's folder. Of a crate that may be used under MIT or another licence, MIT's is enough.
fn licence_files(package: &Value) -> Vec<PathBuf> {
    let folder = Path::new(text(package, "manifest_path")).parent().expect("a folder");
    let is_licence = |name: &str| {
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let of_name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .max_depth(2)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            let parent = path.parent().expect("a folder");
            let is_beside = parent == folder || ["LICENSES", "LICENCES"].contains(&of_name(parent).as_str());
            is_beside && (is_licence(&of_name(path)) || parent != folder)
        })
        .collect();
    files.sort();
    let licence = text(package, "license");
    let may_be_mit = !licence.contains("AND") && licence.split([' ', '/']).any(|word| word == "MIT");
    let is_mit = |path: &PathBuf| of_name(path).contains("MIT") && !of_name(path).contains("MIT0");
    let is_needed = |path: &PathBuf| is_mit(path) || of_name(path).contains("NOTICE");
    if may_be_mit && files.iter().any(is_mit) {
        files.retain(is_needed);
    }
    files
}

/// The whole file: each text once, below the crates that bear it.
fn licences(packages: &[&Value]) -> String {
    let mut crates_by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut page = String::from(
        "sqspack is under the MIT licence. The fonts in it are a subset of Liberation Sans under the SIL Open Font Licence.\n\
         These crates are in the program on one system or another:\n\n",
    );
    for package in packages {
        let files = licence_files(package);
        let note = if files.is_empty() { "; its package holds no text of it" } else { "" };
        writeln!(page, "  {}: {}{note}", name(package), text(package, "license")).expect("text takes text");
        for file in files {
            let text = String::from_utf8_lossy(&fs::read(file).expect("readable")).replace('\r', "");
            let text: Vec<&str> = text.trim_matches('\n').lines().map(str::trim_end).collect();
            crates_by_text.entry(text.join("\n")).or_default().insert(name(package));
        }
    }
    let font = fs::read_to_string(Path::new(ROOT).join("assets/fonts/OFL.txt")).expect("readable");
    write!(page, "\n{RULE}\nLiberation Sans\n{RULE}\n\n{}\n", font.trim()).expect("text takes text");
    let mut texts: Vec<_> = crates_by_text.into_iter().map(|(text, crates)| (crates, text)).collect();
    texts.sort();
    for (crates, text) in texts {
        let crates = crates.into_iter().collect::<Vec<_>>().join("\n");
        write!(page, "\n{RULE}\n{crates}\n{RULE}\n\n{text}\n").expect("text takes text");
    }
    page
}

/// The crates that the file names.
fn named(file: &str) -> BTreeSet<&str> {
    file.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": ")).map(|(name, _)| name).collect()
}

#[test]
fn the_program_s_licences_name_every_crate_in_it_and_no_other() {
    let path = Path::new(ROOT).join(FILE);
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        let metadata = metadata(false);
        fs::write(&path, licences(&in_the_program(&metadata))).expect("written");
    }
    let file = fs::read_to_string(&path).expect("readable");
    let named = named(file.split(RULE).next().expect("a beginning"));
    let metadata = metadata(true);
    let crates: BTreeSet<String> = in_the_program(&metadata).into_iter().map(name).collect();
    assert!(crates.len() > 300, "{}", crates.len());
    let missing: Vec<&String> = crates.iter().filter(|name| !named.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "run `SNAPSHOTS=overwrite cargo test --test licences`: {missing:?}");
    let lock: toml::Table =
        fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).expect("readable").parse().expect("TOML");
    let locked = lock["package"].as_array().expect("packages").iter();
    let locked: BTreeSet<String> = locked
        .map(|package| {
            format!("{} {}", package["name"].as_str().expect("a name"), package["version"].as_str().expect("one"))
        })
        .collect();
    let gone: Vec<&&str> = named.iter().filter(|name| !locked.contains(**name)).collect();
    assert!(gone.is_empty(), "run `SNAPSHOTS=overwrite cargo test --test licences`: {gone:?}");
}

#[test]
fn the_program_s_licences_have_the_text_of_each_crate_that_brings_one() {
    let file = fs::read_to_string(Path::new(ROOT).join(FILE)).expect("readable");
    let metadata = metadata(true);
    for package in in_the_program(&metadata).into_iter().filter(|package| !licence_files(package).is_empty()) {
        let has_text = file.lines().any(|line| line == name(package));
        assert!(has_text, "{}", name(package));
    }
}
