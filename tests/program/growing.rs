//! A record grows for weeks. What is not there yet is no error: a document comes when the record holds what it needs.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

/// What a build prints about the record as it is now.
fn built(workspace: &Workspace) -> String {
    workspace.build().out
}

#[test]
fn with_the_yot_and_its_week_alone_there_are_the_dates_and_every_other_document_says_what_it_waits_for() {
    let workspace = Workspace::aberford();
    for file in ["team.toml", "contacts.toml", "cases.toml", "report.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 2 written, 0 unchanged, not searched for children (there is no `children.private.toml`)
  announcement-email waits for a lead inspector (team.toml); a support officer (team.toml); a contact with the role `yot-manager` (contacts.toml); contacts to write to (contacts.toml)
  confirmation-letter waits for a contact with the role `yot-manager` (contacts.toml); a lead inspector (team.toml); a support officer (team.toml)
  team-and-preparation waits for a lead inspector (team.toml); a support officer (team.toml)
  case-sample-specification waits for a support officer (team.toml)
  case-sample-spreadsheet waits for a support officer (team.toml)
  information-request waits for a lead inspector (team.toml); a support officer (team.toml)
  call-sheet waits for a lead inspector (team.toml)
  covering-message waits for a lead inspector (team.toml); contacts to write to (contacts.toml)
  contacts-form waits for a support officer (team.toml)
  readiness-checklist waits for a lead inspector (team.toml)
  schedule waits for a slot for a selected case (cases.toml)
  report waits for a lead inspector (team.toml)
  report-page waits for a lead inspector (team.toml)

"#]]
    );
    let timeline = ["1-announcement/timeline.ics", "1-announcement/timeline.pdf", "manifest.json"];
    assert_eq!(workspace.pack(Workspace::ABERFORD).paths(), timeline);
}

#[test]
fn with_the_team_come_the_documents_that_need_no_contact() {
    let workspace = Workspace::aberford();
    for file in ["contacts.toml", "cases.toml", "report.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 13 written, 0 unchanged, not searched for children (there is no `children.private.toml`)
  announcement-email waits for a contact with the role `yot-manager` (contacts.toml); contacts to write to (contacts.toml)
  confirmation-letter waits for a contact with the role `yot-manager` (contacts.toml)
  schedule waits for a slot for a selected case (cases.toml)

"#]]
    );
}

#[test]
fn without_a_support_officer_nobody_can_be_named_to_return_the_list_to() {
    let workspace = Workspace::aberford();
    workspace.remove("cases.toml");
    workspace.remove("children.private.toml");
    let team = workspace.read("team.toml");
    workspace.write("team.toml", team.split("[support-officer]").next().unwrap());
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 11 written, 0 unchanged, not searched for children (there is no `children.private.toml`)
  announcement-email waits for a support officer (team.toml)
  confirmation-letter waits for a support officer (team.toml)
  team-and-preparation waits for a support officer (team.toml)
  case-sample-specification waits for a support officer (team.toml)
  case-sample-spreadsheet waits for a support officer (team.toml)
  information-request waits for a support officer (team.toml)
  schedule waits for a slot for a selected case (cases.toml)

"#]]
    );
}

#[test]
fn on_the_day_of_the_announcement_only_the_schedule_waits() {
    let workspace = Workspace::aberford();
    for file in ["cases.toml", "report.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 15 written, 0 unchanged, not searched for children (there is no `children.private.toml`)
  schedule waits for a slot for a selected case (cases.toml)

"#]]
    );
}

#[test]
fn once_every_case_has_its_slot_the_schedule_comes_and_only_the_report_knew_of_the_cases_before() {
    let workspace = Workspace::aberford();
    let cases = workspace.read("cases.toml");
    for file in ["cases.toml", "report.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.write("cases.toml", &cases.replace("\nslot = ", "\n# slot = ").replace("\"final\"", "\"for-checking\""));
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 3 written, 8 unchanged, 4 taken away, not searched for children (there is no `children.private.toml`)
  selected-case-sample waits for the child of a selected case (children.private.toml)
  schedule waits for a slot for a selected case (cases.toml)
  sample-message waits for its attachment `selected-case-sample`

"#]]
    );
    workspace.write("cases.toml", &cases);
    assert_data_eq!(
        built(&workspace),
        str![[r#"
2027-01-aberford: 58 written, 10 unchanged, not searched for children (there is no `children.private.toml`)
  selected-case-sample waits for the child of a selected case (children.private.toml)
  sample-message waits for its attachment `selected-case-sample`

"#]]
    );
    let pack = workspace.pack(Workspace::ABERFORD);
    let touched = pack.touched_since(&before);
    let of_interviews = |path: &&&str| {
        ["/interview-", "/team-interviews-", "/survey-invitation-"].iter().any(|part| path.contains(part))
    };
    assert_eq!(touched.iter().filter(of_interviews).count(), 4 * 11 + 2);
    let rest: Vec<&str> = touched.into_iter().filter(|path| !of_interviews(&path)).collect();
    let expected = [
        "1-announcement/recipients.pdf",
        "2-sample/final-schedule-message.eml",
        "2-sample/schedule.pdf",
        "2-sample/whole-schedule.pdf",
        "3-fieldwork/destruction-receipt.pdf",
        "3-fieldwork/evaluation-invitation.eml",
        "3-fieldwork/judgement-sheet-dev-chaudhry.xlsx",
        "3-fieldwork/judgement-sheet-priya-nair.xlsx",
        "3-fieldwork/judgement-sheet-ruth-calder.xlsx",
        "3-fieldwork/monday-briefing.pdf",
        "3-fieldwork/team-briefing-message.eml",
        "3-fieldwork/team-briefing.pdf",
        "4-report/report.html",
        "4-report/report.pdf",
        "manifest.json",
    ];
    assert_eq!(rest, expected);
}

#[test]
fn findings_fill_the_gaps_of_the_report_alone() {
    let workspace = Workspace::built();
    let report = workspace.read("report.toml");
    workspace.remove("report.toml");
    workspace.build();
    let before = workspace.pack(Workspace::ABERFORD);
    workspace.write("report.toml", &report);
    workspace.build();
    assert_eq!(
        workspace.pack(Workspace::ABERFORD).touched_since(&before),
        [
            "1-announcement/recipients.pdf",
            "4-report/accuracy-message.eml",
            "4-report/accuracy-response.pdf",
            "4-report/distribution-list.pdf",
            "4-report/draft-report-message.eml",
            "4-report/draft-to-final.pdf",
            "4-report/factual-accuracy-form.xlsx",
            "4-report/report.html",
            "4-report/report.pdf",
            "manifest.json"
        ]
    );
}

#[test]
fn what_waits_is_told_as_json_too() {
    let workspace = Workspace::aberford();
    for file in ["contacts.toml", "cases.toml", "children.private.toml"] {
        workspace.remove(file);
    }
    let (_, row) = workspace.build_json();
    assert_data_eq!(
        serde_json::to_string_pretty(&row["waiting"]).unwrap(),
        str![[r#"
[
  {
    "document": "announcement-email",
    "waits_for": [
      "a contact with the role `yot-manager` (contacts.toml)",
      "contacts to write to (contacts.toml)"
    ]
  },
  {
    "document": "confirmation-letter",
    "waits_for": [
      "a contact with the role `yot-manager` (contacts.toml)"
    ]
  },
  {
    "document": "schedule",
    "waits_for": [
      "a slot for a selected case (cases.toml)"
    ]
  },
  {
    "document": "draft-report-message",
    "waits_for": [
      "a contact with the role `yot-manager` (contacts.toml)",
      "contacts to write to (contacts.toml)"
    ]
  },
  {
    "document": "accuracy-message",
    "waits_for": [
      "a contact with the role `yot-manager` (contacts.toml)",
      "contacts to write to (contacts.toml)"
    ]
  }
]
"#]]
    );
}
