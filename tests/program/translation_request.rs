//! What the office asks the translators for: made once the English of the report is settled and some of its Welsh is not there.

use crate::support::{Tree, Workspace};

const REQUEST: &str = "4-report/translation-request.eml";

/// Parts that the demonstration leaves out, in English.
const REST: &str = "\noperational-management = [\"Case managers have time for each child.\"]\n\n[reoffending]\nrate = 37.5\nprevious = 39.1\n\
                    england-and-wales = 38.0\nsource = \"Ministry of Justice\"\ncohort = \"2025\"\n\n[[quality-assurance]]\n\
                    read-by = \"Judith Wren\"\non = 2027-03-22\n\n[commentary]";
const THEMES: &str =
    "protecting-the-child = [\"One two three four.\", \"Five – six.\"]\nserving-the-sentence = [\"Seven.\"]\n\n[welsh]";

/// The Welsh demonstration with its English whole and read.
fn whole_in_english() -> Workspace {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    edit(&workspace, "\n[commentary]", REST);
    edit(&workspace, "\n[welsh]", &format!("\n{THEMES}"));
    workspace
}

fn edit(workspace: &Workspace, was: &str, becomes: &str) {
    workspace.edit_at(&format!("inspections/{}/report.toml", Workspace::RHYD_Y_TWR), was, becomes);
}

/// The text of the request, if the pack has one.
fn request(workspace: &Workspace) -> Option<String> {
    workspace.run(["build"]).well();
    let pack = Tree::of(&workspace.path("packs").join(Workspace::RHYD_Y_TWR));
    let is_there = pack.paths().contains(&REQUEST);
    is_there.then(|| {
        let message = mail_parser::MessageParser::default().parse(pack.bytes(REQUEST)).expect("a message");
        message.body_text(0).expect("a text").replace("\r\n", "\n")
    })
}

#[test]
fn the_passages_without_welsh_go_to_the_office_with_their_words_counted() {
    let workspace = whole_in_english();
    let text = request(&workspace).expect("a request");
    for said in [
        "- Paragraph 3.1: words 4\n",
        "- Paragraph 3.2: words 2\n",
        "- Paragraph 4.1: words 1\n",
        "- Operational management, paragraph 1: words 7\n",
        "already; please leave them as they are: Summary, paragraph 1; Paragraph 1.1;",
        "publication in both languages is planned for Wednesday 31 March 2027",
        "report.en.pdf",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("- Paragraph 1.1") && !text.contains("earlier English text"), "{text}");
    let readers = workspace.run(["recipients", Workspace::RHYD_Y_TWR]).well().out;
    let message = readers.split("\n\n").find(|block| block.starts_with(REQUEST)).expect("the message");
    assert!(message.contains("to   Arolygiaeth Prawf EF  sqs@hmip.example"), "{message}");
    let told = workspace.run(["check", Workspace::RHYD_Y_TWR, "--for", "publication"]).out;
    assert!(told.contains("the Welsh of the report: reoffending.1, 3.1, 3.2, 4.1, operational-management.1"), "{told}");
}

#[test]
fn welsh_of_an_earlier_english_text_is_asked_for_anew() {
    let workspace = whole_in_english();
    edit(&workspace, "who could tell us what came first.\",", "who could all tell us what came first.\",");
    let text = request(&workspace).expect("a request");
    assert!(text.contains("- Paragraph 1.2: words 14; its Welsh is that of an earlier English text\n"), "{text}");
    // A paragraph whose Welsh has changed too is translated.
    assert!(!text.contains("- Paragraph 1.1"), "{text}");
}

#[test]
fn nothing_is_asked_for_before_the_english_is_settled_nor_where_all_is_there() {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    assert_eq!(request(&workspace), None, "the English is not whole");
    let workspace = whole_in_english();
    edit(&workspace, "[[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-03-22\n", "");
    assert_eq!(request(&workspace), None, "nobody has read it");
    let workspace = whole_in_english();
    let open =
        "\n[[point]]\nnumber = 9\nraised = 2027-03-05\nby = \"Ifor Bowen\"\nparagraph = \"1.2\"\nsaid = \"Not so.\"\n";
    workspace.append_at(&format!("inspections/{}/accuracy.toml", Workspace::RHYD_Y_TWR), open);
    assert_eq!(request(&workspace), None, "a point is open");
}
