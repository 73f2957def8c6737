//! Who gets which message, drafts for a mail program, and what stands in the way of a step.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

#[test]
fn the_table_of_recipients_names_everybody_with_address_line_reason_and_attachments() {
    let workspace = Workspace::aberford();
    let table = workspace.run(["recipients", "aberford"]).well().out;
    let announcement = table.split("\n\n").nth(1).expect("a message");
    assert_data_eq!(
        announcement,
        str![[r#"
1-announcement/announcement-email.eml
  Wednesday 30 December 2026, OFFICIAL, English
  to   Imogen Thwaite  imogen.thwaite@aberford.example            Chief Executive
  to   Patrick Osei    patrick.osei@aberford.example              Director of Children’s Services
  to   Helen Marsh     helen.marsh@aberford.example               YOT manager
  cc   Joanna Birtles  joanna.birtles@north-brack-police.example  Strategic manager
  cc   Samir Haddad    samir.haddad@probation.example             Strategic manager
  cc   Lesley Crane    lesley.crane@brack-icb.example             Strategic manager
  with confirmation-letter.pdf, team-and-preparation.pdf, case-sample-specification.pdf, case-sample-spreadsheet.xlsx, information-request.pdf
"#]]
    );
    let rows = workspace.run(["recipients", "aberford", "--format", "json"]).json();
    let rows = rows.as_array().expect("a list").clone();
    assert_eq!(rows[0]["readers"].as_array().map(Vec::len), Some(6));
    let own = rows.iter().find(|row| row["path"] == "2-sample/interview-invitation-gill-shaw.eml").expect("a message");
    assert_eq!(own["readers"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        own["attachments"],
        serde_json::json!(["interview-slip-gill-shaw.pdf", "interview-calendar-gill-shaw.ics"])
    );
}

#[test]
fn a_draft_is_a_copy_of_the_file_in_the_pack_with_its_text_beside_it() {
    let workspace = Workspace::aberford();
    let early = workspace.run(["draft", "aberford", "announcement-email", "--path"]);
    assert!(early.code == 2 && early.err.contains("run `sqspack build 2027-01-aberford`"), "{}", early.err);
    workspace.build();
    let path = workspace.run(["draft", "aberford", "announcement-email", "--path"]).well().out;
    let copy = std::path::Path::new(path.trim());
    let pack = workspace.pack(Workspace::ABERFORD);
    assert_eq!(std::fs::read(copy).expect("a copy"), pack.bytes("1-announcement/announcement-email.eml"));
    let text = std::fs::read_to_string(copy.with_extension("txt")).expect("a text");
    assert_eq!(text, workspace.run(["draft", "aberford", "announcement-email", "--text"]).well().out);
    assert!(text.starts_with("To: Imogen Thwaite <imogen.thwaite@aberford.example>; "), "{text}");
    assert!(text.contains("\nAttach: 1-announcement/confirmation-letter.pdf\n"), "{text}");
    std::fs::remove_dir_all(copy.parent().expect("a folder")).expect("taken away");
    let several = workspace.run(["draft", "aberford", "interview-invitation"]);
    assert!(several.code == 2 && several.err.contains("interview-invitation-gill-shaw"), "{}", several.err);
}

#[test]
fn what_stands_in_the_way_of_a_step_is_told_in_the_order_of_work() {
    let workspace = Workspace::aberford();
    for file in ["cases.toml", "report.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    let announced = workspace.run(["check", "aberford", "--for", "announcement"]).well().out;
    assert!(announced.starts_with("2027-01-aberford: nothing stands in the way of the announcement"), "{announced}");
    assert!(announced.contains("  to send  announcement-email, due on 2026-12-30"), "{announced}");
    let row = workspace.run(["check", "aberford", "--for", "sample", "--format", "json"]).json()[0].clone();
    assert_eq!(row["ready"], false);
    let missing: Vec<&str> =
        row["missing"].as_array().expect("a list").iter().filter_map(|gap| gap["what"].as_str()).collect();
    assert_eq!(missing, ["the long-list", "the selected cases"]);
    assert_eq!(row["waiting"][0]["document"], "schedule");
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "helen");
    assert_eq!(workspace.run(["check", "aberford", "--for", "sample"]).code, 1);
}
