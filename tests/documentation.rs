//! What the README and `docs/templates.md` show, tried out as a reader would.

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A fenced block with its language and the line of text before it.
struct Block {
    language: String,
    before: String,
    text: String,
}

impl Block {
    /// The path at the end of the line before, where that tells the reader to write the block into a file below `folder`.
    fn path(&self, folder: &str) -> Option<&str> {
        self.before.strip_suffix("`:")?.rsplit('`').next().filter(|path| path.starts_with(folder))
    }
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut before = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            blocks.push(Block { language: language.to_owned(), before: before.to_owned(), text });
        } else if !line.is_empty() {
            before = line;
        }
    }
    blocks
}

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).expect("a page")
}

/// Writes a block into its file, after what is there.
fn append(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let before = fs::read_to_string(path).unwrap_or_default();
    fs::write(path, before + text).expect("written");
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
    for block in blocks(&self::page(page)) {
        if let Some(path) = block.path("templates/") {
            append(&workspace.path().join(path), &block.text);
        }
    }
    let ran = Command::new(env!("CARGO_BIN_EXE_sqspack")).arg("build").current_dir(&workspace).output().expect("run");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let manifest = fs::read(workspace.path().join("packs/2027-01-aberford/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("files").iter();
    files.map(|file| file["path"].as_str().expect("a path").to_owned()).collect()
}

/// Runs a block of commands as a reader types them.
#[cfg(unix)]
fn run(commands: &str, workspace: &Path) -> std::process::Output {
    let program = Path::new(env!("CARGO_BIN_EXE_sqspack")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let shell = Command::new("sh").args(["-ec", commands]).env("PATH", path).current_dir(workspace).output();
    shell.expect("a shell")
}

#[test]
#[cfg(unix)]
fn a_first_inspection_goes_as_the_readme_says() {
    let workspace = tempfile::tempdir().expect("a temporary folder");
    let readme = page("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("A first inspection")).expect("a section");
    let mut last = String::new();
    for block in blocks(section) {
        if block.language == "sh" {
            let ran = run(&block.text, workspace.path());
            assert!(ran.status.success(), "{}{}", block.text, String::from_utf8_lossy(&ran.stderr));
            last = String::from_utf8_lossy(&ran.stdout).into_owned();
        } else if let Some(path) = block.path("inspections/") {
            append(&workspace.path().join(path), &block.text);
        } else {
            assert_eq!((block.language.as_str(), &block.text), ("text", &last));
        }
    }
    assert!(last.contains("6 written"), "{last}");
    assert!(workspace.path().join("packs/2027-03-harrowdale/1-announcement/announcement-email.eml").is_file());
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
    let text = page("docs/architecture.md");
    let quoted = text.split('`').skip(1).step_by(2);
    let rooms = ["src/", "tests/", "docs/", "templates/", "benches/"];
    let mut named = quoted.filter(|path| rooms.iter().any(|room| path.starts_with(room))).peekable();
    assert!(named.peek().is_some());
    for path in named {
        assert!(Path::new(ROOT).join(path).exists(), "{path}");
    }
}
