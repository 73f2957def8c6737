//! A workspace changes a template or adds a document with no change to the program.

use crate::support::pdf::Pdf;
use crate::support::{Workspace, repository};

const NOTE: &str = "[[document]]\nid = \"site-note\"\ntitle.en = \"Note for the site\"\nstage = \"3-fieldwork\"\nformat = \"pdf\"\n\
                    per = \"site\"\nmarking = \"OFFICIAL\"\naudience = \"site\"\nmilestone = \"fieldwork-start\"\n";

const NOTE_TEMPLATE: &str = "#set document(title: \"Note\", date: datetime(year: 2027, month: 1, day: 18))\n\
                             #set text(font: \"Sqspack Sans\", lang: \"en\", region: \"GB\")\n= Note\n\
                             Please have {{ item.name }} open at 1pm on {{ fieldwork.starts.full }}.\n";

#[test]
fn a_document_of_the_workspace_s_own_is_made_for_each_site_contact_and_case_manager() {
    // What it is made for, and the files and names that the demonstration then has.
    for (per, folder, list) in [
        ("site", "inspection.toml", "site"),
        ("contact", "contacts.toml", "contact"),
        ("case-manager", "cases.toml", "case-manager"),
    ] {
        let workspace = Workspace::aberford();
        workspace.write_template("catalogue.toml", &NOTE.replace("\"site\"\nmarking", &format!("\"{per}\"\nmarking")));
        workspace.write_template("site-note/en.typ", NOTE_TEMPLATE);
        workspace.build();
        let record: toml::Table = workspace.read(folder).parse().unwrap();
        let mut names: Vec<&str> =
            record[list].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert!(!names.is_empty(), "{per}");
        let pack = workspace.pack(Workspace::ABERFORD);
        let notes = pack.paths().into_iter().filter(|path| path.starts_with("3-fieldwork/site-note-"));
        let texts: Vec<String> = notes.map(|path| Pdf::read(pack.bytes(path)).text()).collect();
        assert_eq!(texts.len(), names.len(), "{per}");
        names.retain(|name| {
            let sentence = format!("Pleasehave{}openat1pmonMonday18January2027.", name.replace(' ', ""));
            !texts.iter().any(|text| text.contains(&sentence))
        });
        assert_eq!(names, Vec::<&str>::new(), "{per}: {texts:?}");
    }
}

#[test]
fn an_own_template_takes_the_place_of_the_program_s_and_its_document_alone_is_made_again() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let own = std::fs::read_to_string(repository("templates/information-request/en.typ")).unwrap();
    workspace.write_template("information-request/en.typ", &format!("{own}\nBring tea to {{{{ yot.name }}}}.\n"));
    workspace.build();
    let after = workspace.pack(Workspace::ABERFORD);
    let touched = after.touched_since(&before);
    let request = "1-announcement/information-request.pdf";
    assert_eq!(touched, ["1-announcement/announcement-email.eml", request, "manifest.json"]);
    assert!(Pdf::read(after.bytes(request)).text().contains("BringteatoAberfordYouthOffendingTeam."));
}

#[test]
fn a_layout_of_the_workspace_s_own_changes_every_pdf() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let own = std::fs::read_to_string(repository("templates/layout/base.typ")).unwrap();
    workspace.write_template("layout/base.typ", &own.replace("#let family", "// Our own.\n#let family"));
    workspace.build();
    // The remark changes no page, so that no file is touched, but every fingerprint is new.
    assert_eq!(workspace.pack(Workspace::ABERFORD).touched_since(&before), ["manifest.json"]);
}

#[test]
fn what_typst_warns_of_in_an_own_template_is_a_warning_of_check_and_of_the_build_that_makes_the_document() {
    let workspace = Workspace::aberford();
    workspace.write_template("catalogue.toml", NOTE);
    let no_such_font = NOTE_TEMPLATE.replace("\"Sqspack Sans\"", "(\"No Such Font\", \"Sqspack Sans\")");
    workspace.write_template("site-note/en.typ", &no_such_font);
    for command in ["check", "build"] {
        let run = workspace.run([command]);
        assert_eq!(run.code, 0, "{}", run.err);
        let all = format!("{}{}", run.out, run.err);
        assert!(all.contains("warning[SQS0505]") && all.contains("templates/site-note/en.typ:2:"), "{command}: {all}");
        assert_eq!(all.matches("SQS0505").count(), 1, "{command}: {all}");
    }
}

#[test]
fn a_name_that_the_view_does_not_have_is_told_with_its_place() {
    let workspace = Workspace::aberford();
    workspace.write_template("report/en.typ", "= Report\n{{ yot.nmae }}\n");
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[SQS0501]") && run.err.contains("templates/report/en.typ:2:"), "{}", run.err);
}

#[test]
fn a_value_in_a_place_where_its_escape_does_not_hold_is_refused() {
    for misplaced in [
        "#let x = \"{{ yot.name }}\"",
        "// {{ yot.name }}",
        "#{{ yot.name }}",
        "`{{ yot.name }}`",
        "$ {{ yot.name }} $",
    ] {
        let workspace = Workspace::aberford();
        workspace.write_template("report/en.typ", &format!("= Report\n{misplaced}\n"));
        let run = workspace.run(["build"]);
        assert_eq!(run.code, 1, "{misplaced}");
        assert!(run.err.contains("error[SQS0501]"), "{misplaced}: {}", run.err);
    }
}

#[test]
fn a_wrong_entry_in_the_catalogue_is_told_with_its_place() {
    let workspace = Workspace::aberford();
    workspace.write_template("catalogue.toml", &format!("{NOTE}colour = \"red\"\n"));
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[SQS0502]") && run.err.contains("templates/catalogue.toml:"), "{}", run.err);
}

#[test]
fn a_child_in_the_title_of_an_own_document_is_not_in_the_list_of_what_can_be_explained() {
    let workspace = Workspace::aberford();
    workspace.write_template("catalogue.toml", &NOTE.replace("Note for the site", "Papers of Zebulon Quillfeather"));
    workspace.write_template("site-note/en.typ", NOTE_TEMPLATE);
    for form in ["human", "json"] {
        let run = workspace.run(["explain", Workspace::ABERFORD, "--format", form]).well();
        assert!(run.out.contains("site-note") && !run.out.contains("Quillfeather"), "{}", run.out);
    }
}
