//! What the record says of people, dates and numbers and cannot be right, and what no document may then say.

use super::{assert_one, changed, told};
use crate::support::Workspace;
use crate::support::pdf::Pdf;

/// The text of one document of the Aberford pack, made alone.
fn document(workspace: &Workspace, id: &str, path: &str) -> String {
    workspace.run(["build", "--document", id]).well();
    Pdf::read(workspace.pack(Workspace::ABERFORD).bytes(path)).text()
}

#[test]
fn a_check_that_is_not_recorded_is_told_and_claimed_by_no_letter() {
    let workspace = changed("team.toml", "dbs-checked = 2025-03-14\n", "");
    assert_one(&workspace, "SQS0112", &["Ruth Calder", "dbs-checked = "]);
    let letter = document(&workspace, "team-and-preparation", "1-announcement/team-and-preparation.pdf");
    assert!(!letter.contains("DBS"), "{letter}");
}

#[test]
fn the_information_is_due_on_the_monday_though_fieldwork_follows_easter() {
    let workspace = changed("inspection.toml", "starts = 2027-01-18", "starts = 2027-03-29");
    let rows = workspace.run(["timeline", Workspace::ABERFORD, "--format", "json"]).json();
    let rows = rows.as_array().unwrap();
    let due = rows.iter().find(|row| row["milestone"] == "information-due").unwrap();
    assert_eq!(due["date"], "2027-03-22", "{due}");
}

#[test]
fn dates_set_by_hand_that_stayed_when_fieldwork_moved_are_told() {
    let workspace = changed("inspection.toml", "starts = 2027-01-18", "starts = 2027-01-25");
    let later = "\n[dates.long-list-due]\non = 2027-01-07\nreason = \"agreed\"\n";
    workspace.write("inspection.toml", &(workspace.read("inspection.toml") + later));
    let found = told(&workspace);
    let told_of = |words: &str| found.iter().any(|(_, said)| said.contains(words));
    assert!(
        told_of("[dates.announcement]") && told_of("return of the long-list falls on Thursday 7 January"),
        "{found:?}"
    );
}

#[test]
fn a_local_assessor_at_another_site_than_the_inspector_whom_they_observe_is_told() {
    let site = "address = [\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]\n";
    let workspace = changed("inspection.toml", site, &format!("{site}\n[[site]]\nname = \"Weir House\"\n"));
    workspace.edit("team.toml", "with = \"Priya Nair\"\n", "with = \"Priya Nair\"\nsites = [\"Weir House\"]\n");
    assert!(told(&workspace).iter().any(|(code, _)| code == "SQS0125"), "{:?}", told(&workspace));
}

#[test]
fn a_second_person_in_a_post_of_one_is_told() {
    let workspace = Workspace::aberford();
    let second =
        "\n[[contact]]\nname = \"Nia Bowen\"\nroles = [\"yot-manager\"]\nemail = \"nia.bowen@aberford.example\"\n";
    workspace.write("contacts.toml", &(workspace.read("contacts.toml") + second));
    assert_one(&workspace, "SQS0124", &["Nia Bowen", "Helen Marsh"]);
}

#[test]
fn a_case_manager_with_none_and_one_with_far_more_than_an_even_share_are_told() {
    let workspace = Workspace::aberford();
    let text = workspace.read("cases.toml");
    let mut left = 7;
    let lines = text.lines().map(|line| match line.strip_prefix("case-manager = ") {
        Some(name) if left > 0 && name != "\"Gill Shaw\"" => {
            left -= 1;
            "case-manager = \"Mared Ellis\""
        }
        _ => line,
    });
    workspace.write("cases.toml", &lines.collect::<Vec<_>>().join("\n"));
    let found = told(&workspace);
    assert!(found.iter().any(|(code, words)| code == "SQS0213" && words.contains("Mared Ellis")), "{found:?}");
}
