//! What the README and `docs/templates.md` show, tried out as a reader would.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The files that a page tells its reader to write: fenced blocks below a line that ends with their path, `templates/…`.
/// Blocks for one path are its parts.
fn files_to_write(page: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::<String, String>::new();
    let mut before = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: String =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            let path = before.strip_suffix("`:").and_then(|words| words.rsplit('`').next());
            if let Some(path) = path.filter(|path| path.starts_with("templates/")) {
                *files.entry(path.to_owned()).or_default() += &block;
            }
        } else if !line.is_empty() {
            before = line;
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}

/// Builds the English demonstration with the documents of a page, and gives the paths that its pack then holds.
fn build_with(page: &str) -> Vec<String> {
    let workspace = tempfile::tempdir().expect("a temporary folder");
    let inspection = "inspections/2027-01-aberford";
    fs::write(workspace.path().join("sqspack.toml"), "").expect("written");
    copy(&Path::new(ROOT).join(inspection), &workspace.path().join(inspection));
    let text = fs::read_to_string(Path::new(ROOT).join(page)).expect("a page");
    for (path, text) in files_to_write(&text) {
        let path = workspace.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    let ran = Command::new(env!("CARGO_BIN_EXE_sqspack")).arg("build").current_dir(&workspace).output().expect("run");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let manifest = fs::read(workspace.path().join("packs/2027-01-aberford/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("files").iter();
    files.map(|file| file["path"].as_str().expect("a path").to_owned()).collect()
}

#[test]
fn the_document_that_the_readme_adds_is_in_the_pack() {
    let files = build_with("README.md");
    assert!(files.contains(&"1-announcement/planning-agenda.pdf".to_owned()), "{files:?}");
}

#[test]
fn the_documents_of_the_page_on_templates_are_in_the_pack() {
    let files = build_with("docs/templates.md");
    for path in ["3-fieldwork/badge-01-ruth-calder.pdf", "2-sample/schedule-email.eml", "1-announcement/room-list.xlsx"]
    {
        assert!(files.iter().any(|file| file == path), "{path}: {files:?}");
    }
}

#[test]
fn every_link_within_the_pages_leads_to_a_file() {
    let docs =
        fs::read_dir(Path::new(ROOT).join("docs")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    for page in pages.chain(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| Path::new(ROOT).join(name))) {
        let text = fs::read_to_string(&page).expect("a page");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let there = file.is_empty() || file.contains("://") || page.with_file_name(file).exists();
            assert!(there, "{}: {link}", page.display());
        }
    }
}

#[test]
fn every_file_that_the_architecture_names_exists() {
    let text = fs::read_to_string(Path::new(ROOT).join("docs/architecture.md")).expect("a page");
    let quoted = text.split('`').skip(1).step_by(2);
    let rooms = ["src/", "tests/", "docs/", "templates/", "benches/"];
    let mut named = quoted.filter(|path| rooms.iter().any(|room| path.starts_with(room))).peekable();
    assert!(named.peek().is_some());
    for path in named {
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}
