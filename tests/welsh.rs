//! An inspection in Wales: every document in both languages, and none without the other.

use std::fs;
use std::path::Path;

use sqspack::build::{Lock, Manifest, Outcome, Shop, build};
use sqspack::pack::Templates;
use sqspack::workspace::Workspace;

mod common;

const WALES: &str = "2027-02-rhyd-y-twr";
const ENGLAND: &str = "2027-01-aberford";

/// A workspace of its own with the demonstration inspections.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(common::root().join("sqspack.toml"), folder.path().join("sqspack.toml")).expect("copied");
    for name in [WALES, ENGLAND] {
        let to = folder.path().join("inspections").join(name);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(common::root().join("inspections").join(name)).expect("listed") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    folder
}

fn change(root: &Path, file: &str, from: &str, to: &str) {
    let path = root.join("inspections").join(WALES).join(file);
    let text = fs::read_to_string(&path).expect("read");
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

fn built(root: &Path, folder: &str) -> Outcome {
    let workspace = Workspace::open(root).expect("a workspace");
    let templates = Templates::load(&workspace.root, &workspace.templates()).expect("sound templates");
    let shop = Shop::new(workspace, templates);
    let lock = Lock::take(&shop.workspace, || {}).expect("the lock");
    let mut outcomes = Vec::new();
    build(&shop, &lock, &[folder.to_owned()], None, |outcome| outcomes.push(outcome));
    outcomes.pop().expect("an outcome")
}

fn manifest(root: &Path, folder: &str) -> Manifest {
    Manifest::read(&fs::read(root.join("packs").join(folder).join(Manifest::NAME)).unwrap_or_default())
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.problems.iter().map(|problem| problem.code.id).collect()
}

#[test]
fn a_welsh_inspection_has_each_document_in_both_languages_paired_and_one_message_in_both() {
    let workspace = workspace();
    let outcome = built(workspace.path(), WALES);
    assert_eq!(codes(&outcome), Vec::<&str>::new(), "{:?}", outcome.problems);
    let manifest = manifest(workspace.path(), WALES);
    assert!(manifest.unpaired().is_empty());
    let (messages, documents): (Vec<_>, Vec<_>) = manifest.files.iter().partition(|file| file.path.ends_with(".eml"));
    assert_eq!(messages.iter().map(|file| file.language.as_str()).collect::<Vec<_>>(), ["cy en"]);
    assert!(documents.len() >= 12 && documents.iter().all(|file| file.pair.is_some() && file.record.is_some()));
    let eml = fs::read(workspace.path().join("packs").join(WALES).join(&messages[0].path)).expect("read");
    let message = mail_parser::MessageParser::default().parse(&eml).expect("a message");
    let text = message.body_text(0).expect("a text").into_owned();
    assert!(text.find("Annwyl").expect("Welsh") < text.find("Dear").expect("English"), "{text}");
    let html = message.body_html(0).expect("a page").into_owned();
    assert!(html.contains("<div lang=\"cy\">") && html.contains("<div lang=\"en\">"));
    assert_eq!(message.attachment_count(), 8);
}

#[test]
fn a_missing_welsh_template_leaves_the_whole_pack_as_it_was() {
    let workspace = workspace();
    let own = workspace.path().join("templates");
    fs::create_dir_all(own.join("note")).expect("a folder");
    let entry = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1-announcement\"\nformat = \"pdf\"\n\
                 marking = \"OFFICIAL\"\naudience = \"YOT\"\n";
    fs::write(own.join("catalogue.toml"), entry).expect("written");
    let english = fs::read_to_string(common::root().join("templates/information-request/en.typ")).expect("read");
    fs::write(own.join("note/en.typ"), english).expect("written");
    let outcome = built(workspace.path(), WALES);
    assert!(codes(&outcome).contains(&"SQS0702") && outcome.written.is_empty(), "{:?}", outcome.problems);
    assert!(!workspace.path().join("packs").join(WALES).join(Manifest::NAME).exists());
    let outcome = built(workspace.path(), ENGLAND);
    assert!(outcome.written.contains(&"1-announcement/note.pdf".to_owned()), "{:?}", outcome.problems);
}

#[test]
fn an_english_inspection_neither_builds_nor_mentions_welsh() {
    let workspace = workspace();
    let outcome = built(workspace.path(), ENGLAND);
    assert!(outcome.written.iter().all(|path| !path.contains(".cy.") && !path.contains(".en.")));
    let text = fs::read_to_string(workspace.path().join("packs").join(ENGLAND).join(Manifest::NAME)).expect("read");
    assert!(!text.contains("\"cy") && !text.contains("pair"), "{text}");
}

#[test]
fn an_inspection_in_wales_can_be_in_english_alone() {
    let workspace = workspace();
    change(workspace.path(), "inspection.toml", "[yot]", "languages = [\"english\"]\n\n[yot]");
    let outcome = built(workspace.path(), WALES);
    assert!(outcome.written.contains(&"1-announcement/confirmation-letter.pdf".to_owned()), "{:?}", outcome.written);
}

#[test]
fn both_variants_follow_a_change_of_the_record_together() {
    let workspace = workspace();
    built(workspace.path(), WALES);
    let before = manifest(workspace.path(), WALES).files[1].record.clone();
    change(workspace.path(), "inspection.toml", "Tŷ Glan-yr-afon", "Tŷ Newydd");
    built(workspace.path(), WALES);
    let after = manifest(workspace.path(), WALES);
    assert!(after.unpaired().is_empty() && after.files[1].record != before);
}
