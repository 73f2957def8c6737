//! What the README and `docs/templates.md` show, tried out as a reader would.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

mod support;

use support::{Workspace, repository};

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
    fs::read_to_string(repository(path)).expect("a page")
}

/// Builds the English demonstration with the documents of a page, and gives the paths that its pack then holds.
fn build_with(page: &str) -> Vec<String> {
    let workspace = Workspace::aberford();
    for block in blocks(&self::page(page)) {
        if let Some(path) = block.path("templates/") {
            workspace.append_at(path, &block.text);
        }
    }
    workspace.trust_templates();
    workspace.build();
    let files = workspace.manifest(Workspace::ABERFORD);
    files.iter().map(|file| file["path"].as_str().expect("a path").to_owned()).collect()
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
    let workspace = Workspace::bare();
    let readme = page("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("A first inspection")).expect("a section");
    let mut last = String::new();
    for block in blocks(section) {
        if block.language == "sh" {
            let ran = run(&block.text, workspace.root());
            assert!(ran.status.success(), "{}{}", block.text, String::from_utf8_lossy(&ran.stderr));
            last = String::from_utf8_lossy(&ran.stdout).into_owned();
        } else if let Some(path) = block.path("inspections/") {
            workspace.append_at(path, &block.text);
        } else if let Some(path) = block.path("sqspack.toml") {
            let (heading, _) = block.text.split_once('\n').expect("a line");
            workspace.edit_at(path, &format!("\n{heading}\n"), &format!("\n{}", block.text));
        } else {
            assert_eq!((block.language.as_str(), &block.text), ("text", &last));
        }
    }
    assert_eq!(last.matches(" waits for ").count(), 2, "{last}");
    let pack = workspace.pack("2027-03-harrowdale");
    let ids = pack.paths().join(" ");
    for document in ["announcement-email.eml", "confirmation-letter.pdf", "schedule.pdf", "report.pdf"] {
        assert!(ids.contains(document), "{document}: {ids}");
    }
}

#[test]
#[cfg(unix)]
fn a_list_goes_from_the_sheet_to_the_selected_sample_as_the_readme_says() {
    let workspace = Workspace::bare();
    let readme = page("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("From the long-list")).expect("a section");
    let file = section.split('`').find(|word| word.ends_with(".xlsx") && word.contains('/')).expect("a file");
    fs::copy(repository(file), workspace.path("returned.xlsx")).expect("copied");
    let (mut said, mut asked) = (String::new(), String::new());
    for block in blocks(section) {
        if block.language == "sh" {
            let ran = run(&block.text, workspace.root());
            said = String::from_utf8_lossy(&ran.stdout).into_owned();
            asked = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(ran.status.success(), "{}{said}{asked}", block.text);
        } else if let Some(path) = block.path("inspections/") {
            workspace.append_at(path, &block.text);
        } else {
            assert!(said.contains(&block.text), "{} in {said}{asked}", block.text);
            let open = block.text.lines().find_map(|line| line.strip_prefix("questions open: "));
            assert!(open.is_none_or(|count| *count == (asked.matches("\n  ask: ").count() / 2).to_string()), "{asked}");
        }
    }
    assert_eq!(workspace.read("children.private.toml").matches("\n[[child]]").count(), 70);
    assert_eq!(workspace.read("cases.toml").matches("\n[[case]]").count(), 20);
    let manager = "[[contact]]\nname = \"Helen Marsh\"\nroles = [\"yot-manager\"]\nemail = \"helen.marsh@aberford.example\"\n\
                   secure-email = \"helen.marsh@aberford-secure.example\"\n";
    workspace.append_at("inspections/2027-01-aberford/contacts.toml", manager);
    workspace.build();
    let pack = workspace.pack(Workspace::ABERFORD);
    let told: Vec<&str> = section.split('`').filter(|word| word.starts_with("2-sample/")).collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told.iter().all(|path| pack.paths().contains(path)), "{told:?} in {:?}", pack.paths());
}

#[test]
fn the_document_that_the_readme_adds_is_in_the_pack() {
    let files = build_with("README.md");
    assert!(files.contains(&"1-announcement/reception-note.pdf".to_owned()), "{files:?}");
}

#[test]
fn the_documents_of_the_page_on_templates_are_in_the_pack() {
    let files = build_with("docs/templates.md");
    for path in ["3-fieldwork/badge-ruth-calder.pdf", "2-sample/schedule-email.eml", "1-announcement/room-list.xlsx"] {
        assert!(files.iter().any(|file| file == path), "{path}: {files:?}");
    }
}

#[test]
fn every_link_within_the_pages_leads_to_a_file() {
    let docs = fs::read_dir(repository("docs")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pages = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    for page in pages.chain(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(repository)) {
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
        assert!(repository(path).exists(), "{path}");
    }
}

/// The keys of a declaration in `src/template/catalogue.rs`, as they are typed in a catalogue.
fn declared(declaration: &str) -> BTreeSet<String> {
    let source = page("src/template/catalogue.rs");
    let body = source.split(declaration).nth(1).expect("the declaration").split("\n}").next().expect("its end");
    let keys = body.lines().filter_map(|line| line.trim().split_once(": "));
    let keys = keys
        .map(|(key, _)| key.trim_start_matches("pub "))
        .filter(|key| key.chars().all(|c| c.is_lowercase() || c == '_'));
    keys.map(|key| key.replace('_', "-")).collect()
}

#[test]
fn the_page_on_templates_has_every_key_of_the_catalogue_and_no_other() {
    let text = page("docs/templates.md");
    let section = text.split("## An entry in the catalogue").nth(1).expect("the section");
    let rows =
        section.lines().skip_while(|line| !line.starts_with("| ---")).skip(1).take_while(|line| line.starts_with('|'));
    // `title.en` and `title.cy` stand for `title`.
    let first = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let written: BTreeSet<String> = first.map(|key| key.split('.').next().unwrap_or(key).to_owned()).collect();
    let keys = declared("pub struct Document {");
    assert!(keys.len() > 12, "{keys:?}");
    assert_eq!(written, keys);
    for (file, declaration, example) in
        [("catalogue", "pub enum Format {", "ics"), ("audience", "pub enum Per {", "case-manager")]
    {
        let source = page(&format!("src/template/{file}.rs"));
        let body = source.split(declaration).nth(1).expect("the declaration").split("\n}").next().expect("its end");
        let names = body.lines().filter_map(|line| line.trim().strip_suffix(',')).map(|name| {
            let (name, is_with_more) = name.split_once('(').map_or((name, false), |(name, _)| (name, true));
            let dashed: String = name
                .chars()
                .flat_map(|c| if c.is_uppercase() { vec!['-', c.to_ascii_lowercase()] } else { vec![c] })
                .collect();
            format!("{}{}", dashed.trim_start_matches('-'), if is_with_more { ":…" } else { "" })
        });
        let names: Vec<String> = names.collect();
        assert!(names.contains(&example.to_owned()), "{names:?}");
        for name in names {
            assert!(section.contains(&format!("`{name}`")), "{name} is not on the page");
        }
    }
}
