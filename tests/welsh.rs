//! An inspection in Wales: every document in both languages, and none without the other.

use std::fs;
use std::path::Path;

use sqspack::publish::{Lock, Manifest, Memory, Outcome, WorkspaceInputs, build};
use sqspack::template::Templates;
use sqspack::workspace::Workspace;

mod support;

const WALES: &str = support::Workspace::RHYD_Y_TWR;
const ENGLAND: &str = support::Workspace::ABERFORD;

/// A workspace of its own with the demonstration inspections.
fn workspace() -> support::Workspace {
    support::Workspace::with(WALES).and(ENGLAND)
}

fn change(workspace: &support::Workspace, file: &str, from: &str, to: &str) {
    workspace.edit_at(&format!("inspections/{WALES}/{file}"), from, to);
}

fn built(root: &Path, folder: &str) -> Outcome {
    let workspace = Workspace::open(root).expect("a workspace");
    let templates = Templates::load(&workspace.root, &workspace.templates()).expect("sound templates");
    let inputs = WorkspaceInputs::new(workspace, templates);
    let lock = Lock::take(&inputs.workspace, || {}).expect("the lock");
    let mut outcomes = Vec::new();
    build(&inputs, &lock, &[folder.to_owned()], None, Memory::OnDisk, |outcome| outcomes.push(outcome));
    outcomes.pop().expect("an outcome")
}

fn manifest(root: &Path, folder: &str) -> Manifest {
    Manifest::read(&fs::read(root.join("packs").join(folder).join(Manifest::NAME)).unwrap_or_default())
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.problems.iter().map(|problem| problem.code.id).collect()
}

#[test]
fn a_welsh_inspection_has_each_document_in_both_languages_paired_and_each_message_in_both() {
    let workspace = workspace();
    let outcome = built(workspace.root(), WALES);
    assert_eq!(codes(&outcome), Vec::<&str>::new(), "{:?}", outcome.problems);
    let manifest = manifest(workspace.root(), WALES);
    assert!(manifest.unpaired().is_empty());
    let (messages, documents): (Vec<_>, Vec<_>) = manifest.files.iter().partition(|file| file.path.ends_with(".eml"));
    assert!(messages.len() > 5 && messages.iter().all(|file| file.language == "cy en"), "{messages:?}");
    assert!(documents.len() >= 12 && documents.iter().all(|file| file.pair.is_some() && file.record.is_some()));
    let eml = fs::read(workspace.root().join("packs").join(WALES).join(&messages[0].path)).expect("read");
    let message = mail_parser::MessageParser::default().parse(&eml).expect("a message");
    let text = message.body_text(0).expect("a text").into_owned();
    assert!(text.find("Annwyl").expect("Welsh") < text.find("Dear").expect("English"), "{text}");
    let html = message.body_html(0).expect("a page").into_owned();
    assert!(html.contains("<div lang=\"cy\">") && html.contains("<div lang=\"en\">"));
    assert_eq!(message.attachment_count(), 10);
}

#[test]
fn a_missing_welsh_template_leaves_the_whole_pack_as_it_was() {
    let workspace = workspace();
    let entry = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1-announcement\"\nformat = \"pdf\"\n\
                 marking = \"OFFICIAL\"\naudience = \"YOT\"\n";
    workspace.write_at("templates/catalogue.toml", entry);
    let english = fs::read_to_string(support::repository("templates/information-request/en.typ")).expect("read");
    workspace.write_at("templates/note/en.typ", &english);
    let outcome = built(workspace.root(), WALES);
    assert!(codes(&outcome).contains(&"SQS0702") && outcome.written.is_empty(), "{:?}", outcome.problems);
    assert!(!workspace.root().join("packs").join(WALES).join(Manifest::NAME).exists());
    let outcome = built(workspace.root(), ENGLAND);
    assert!(outcome.written.contains(&"1-announcement/note.pdf".to_owned()), "{:?}", outcome.problems);
}

#[test]
fn an_english_inspection_neither_builds_nor_mentions_welsh() {
    let workspace = workspace();
    let outcome = built(workspace.root(), ENGLAND);
    assert!(outcome.written.iter().all(|path| !path.contains(".cy.") && !path.contains(".en.")));
    let text = fs::read_to_string(workspace.root().join("packs").join(ENGLAND).join(Manifest::NAME)).expect("read");
    assert!(!text.contains("\"cy") && !text.contains("pair"), "{text}");
}

#[test]
fn an_inspection_in_wales_can_be_in_english_alone() {
    let workspace = workspace();
    change(&workspace, "inspection.toml", "[yot]", "languages = [\"english\"]\n\n[yot]");
    let outcome = built(workspace.root(), WALES);
    assert!(outcome.written.contains(&"1-announcement/confirmation-letter.pdf".to_owned()), "{:?}", outcome.written);
}

#[test]
fn both_variants_follow_a_change_of_the_record_together() {
    let workspace = workspace();
    built(workspace.root(), WALES);
    let before = manifest(workspace.root(), WALES).files[1].record.clone();
    change(&workspace, "inspection.toml", "Tŷ Glan-yr-afon", "Tŷ Newydd");
    built(workspace.root(), WALES);
    let after = manifest(workspace.root(), WALES);
    assert!(after.unpaired().is_empty() && after.files[1].record != before);
}

/// Puts a message that goes to one person alone into the workspace's own catalogue.
fn add_a_message_to_the_manager(workspace: &support::Workspace) {
    let entry = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\ntitle.cy = \"Nodyn\"\nstage = \"1-announcement\"\n\
                 format = \"eml\"\nmarking = \"OFFICIAL\"\naudience = \"YOT\"\nto.wales = [\"yot-manager\"]\n\
                 to.england = [\"yot-manager\"]\n";
    workspace.write_at("templates/catalogue.toml", entry);
    for (language, words) in [("cy", "Bore da"), ("en", "Good morning")] {
        for part in ["subject.txt", "txt", "html"] {
            workspace.write_at(&format!("templates/note/{language}.{part}"), words);
        }
    }
}

#[test]
fn a_message_to_one_person_is_in_the_language_that_the_person_wants_and_else_in_both() {
    let manager = "name = \"Ifor Glŷn Bowen\"";
    for (preference, tags) in [("", "cy en"), ("both", "cy en"), ("welsh", "cy"), ("english", "en")] {
        let workspace = workspace();
        add_a_message_to_the_manager(&workspace);
        if !preference.is_empty() {
            let to = format!("{manager}\nlanguage = \"{preference}\"");
            change(&workspace, "contacts.toml", manager, &to);
        }
        built(workspace.root(), WALES);
        let manifest = manifest(workspace.root(), WALES);
        assert_eq!(manifest.get("1-announcement/note.eml").expect("the note").language, tags, "{preference}");
        // A preference never takes the other language from a message that goes to several.
        assert_eq!(manifest.get("1-announcement/announcement-email.eml").expect("the message").language, "cy en");
    }
}

/// Whether a PDF has a passage that it says is English.
fn has_english_passage(pdf: &[u8]) -> bool {
    let pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<_> = pdf.page_iter().map(|page| pdf.get_page_content(page)).collect();
    pages.iter().any(|page| page.windows(8).any(|bytes| bytes == b"Lang(en-"))
}

#[test]
fn a_text_without_its_welsh_stands_there_in_english_and_says_so_in_page_and_message() {
    let workspace = workspace();
    let letter = |file: &str| fs::read(workspace.root().join("packs").join(WALES).join(file)).expect("read");
    built(workspace.root(), WALES);
    let path = "1-announcement/confirmation-letter.cy.pdf";
    assert!(!has_english_passage(&letter(path)));
    change(&workspace, "contacts.toml", "title-welsh = \"Rheolwr y Gwasanaeth Troseddau Ieuenctid\"\n", "");
    let outcome = built(workspace.root(), WALES);
    assert_eq!(codes(&outcome), ["SQS0701"]);
    assert!(has_english_passage(&letter(path)));
    let eml = letter("1-announcement/announcement-email.eml");
    let message = mail_parser::MessageParser::default().parse(&eml).expect("a message");
    let html = message.body_html(0).expect("a page").into_owned();
    assert!(html.contains("<span lang=\"en\">Youth Offending Service Manager</span>"), "{html}");
    let text = message.body_text(0).expect("a text").into_owned();
    assert!(text.contains("Ifor Glŷn Bowen, Youth Offending Service Manager"), "{text}");
    assert_eq!(text.find('\u{e0001}'), None);
}

#[test]
fn one_document_is_built_in_both_languages_and_the_others_stay_the_pairs_that_they_were() {
    let workspace = workspace();
    built(workspace.root(), WALES);
    change(&workspace, "inspection.toml", "3 Stryd y Bont", "5 Stryd y Bont");
    let root = Workspace::open(workspace.root()).expect("a workspace");
    let inputs = WorkspaceInputs::new(root, Templates::embedded().expect("sound templates"));
    let lock = Lock::take(&inputs.workspace, || {}).expect("the lock");
    let mut written = Vec::new();
    build(&inputs, &lock, &[WALES.to_owned()], Some("confirmation-letter"), Memory::OnDisk, |outcome| {
        written = outcome.written
    });
    let letters = ["1-announcement/confirmation-letter.cy.pdf", "1-announcement/confirmation-letter.en.pdf"];
    assert_eq!(written, letters);
    let manifest = manifest(workspace.root(), WALES);
    assert!(manifest.unpaired().is_empty());
    let record = |path: &str| manifest.get(path).expect("the file").record.clone();
    assert_eq!(record(letters[0]), record(letters[1]));
    assert_ne!(record(letters[0]), record("2-sample/schedule.cy.pdf"));
}

#[test]
fn the_calendar_files_of_both_languages_hold_the_same_events() {
    let workspace = workspace();
    built(workspace.root(), WALES);
    let lines = |language: &str, key: &str| -> Vec<String> {
        let path = format!("packs/{WALES}/1-announcement/timeline.{language}.ics");
        let text = fs::read_to_string(workspace.root().join(path)).expect("read");
        text.lines().filter(|line| line.starts_with(key)).map(str::to_owned).collect()
    };
    for key in ["UID", "DTSTART", "SEQUENCE"] {
        assert_eq!(lines("cy", key), lines("en", key));
    }
    assert!(lines("cy", "SUMMARY")[0].ends_with("Cyhoeddi’r arolygiad"), "{:?}", lines("cy", "SUMMARY"));
}

#[test]
fn a_welsh_document_has_the_name_that_the_inspectorate_had_at_its_date() {
    let workspace = workspace();
    change(&workspace, "inspection.toml", "2027-02-22", "2022-09-12");
    let workspace = Workspace::open(workspace.root()).expect("a workspace");
    let inputs = WorkspaceInputs::new(workspace, Templates::embedded().expect("sound templates"));
    let names: Vec<(String, String)> = inputs
        .views(WALES)
        .into_iter()
        .filter(|(deliverable, _)| deliverable.path.ends_with(".cy.pdf"))
        .map(|(deliverable, view)| (deliverable.document.id.clone(), view.file.office.inspectorate))
        .collect();
    // The announcement is before the change of the sovereign's title on 8 September 2022, and the report after it.
    let of = |id: &str| names.iter().find(|(document, _)| document == id).map(|(_, name)| name.as_str());
    assert_eq!(of("confirmation-letter"), Some("Arolygiaeth Prawf EM"));
    assert_eq!(of("report"), Some("Arolygiaeth Prawf EF"));
}
