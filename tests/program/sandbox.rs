//! A template sees nothing outside `templates/`, and no path or link leads out of the workspace.

use std::fs;

use crate::support::pdf::Pdf;
use crate::support::{Run, Tree, Workspace};

/// Builds with a report template of this code.
fn build_with(workspace: &Workspace, code: &str) -> Run {
    let start = "#set document(title: \"Report\", date: datetime(year: 2027, month: 1, day: 18))\n\
                 #set text(font: \"Sqspack Sans\", lang: \"en\", region: \"GB\")\n= Report\n";
    workspace.write_template("report/en.typ", &format!("{start}{code}\n"));
    workspace.run(["build"])
}

/// Builds with a report template of this code, which has to fail and to leave no pack, and gives what was said.
fn refused(workspace: &Workspace, code: &str) -> String {
    let run = build_with(workspace, code);
    assert_eq!(run.code, 1, "{code}: {}", run.err);
    assert!(run.err.contains("error[SQS0503]"), "{code}: {}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default(), "{code}");
    run.err
}

#[test]
fn a_template_reads_a_file_under_the_templates() {
    let workspace = Workspace::aberford();
    workspace.write_template("report/note.txt", "the note");
    build_with(&workspace, "#read(\"note.txt\") #read(\"/report/note.txt\")").well();
    let pack = workspace.pack(Workspace::ABERFORD);
    assert!(Pdf::read(pack.bytes("4-report/report.pdf")).text().contains("thenotethenote"));
}

#[test]
fn a_template_reads_no_file_outside_the_templates() {
    let workspace = Workspace::aberford();
    workspace.write_at("secret.txt", "the secret of the workspace");
    let private = format!("inspections/{}/children.private.toml", Workspace::ABERFORD);
    for file in ["secret.txt", &private] {
        let content = std::fs::read_to_string(workspace.path(file)).expect("the file is there to be read");
        let absolute = workspace.path(file).display().to_string();
        for path in [
            &absolute,
            &format!("/../../../../../../../..{absolute}"),
            &format!("/{file}"),
            &format!("/../{file}"),
            &format!("../../{file}"),
        ] {
            let said = refused(&workspace, &format!("#read(\"{path}\")"));
            let quoted = content.lines().filter(|line| line.len() > 12).find(|line| said.contains(*line));
            assert_eq!(quoted, None, "{path}: {said}");
        }
    }
}

#[test]
fn a_template_loads_no_package_and_no_network_address() {
    let workspace = Workspace::aberford();
    refused(&workspace, "#import \"@preview/cetz:0.3.0\"");
    refused(&workspace, "#image(\"https://example.org/a.png\")");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_file_of_the_record_that_is_a_link_out_of_the_workspace_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        let workspace = Workspace::aberford();
        fs::rename(workspace.record("team.toml"), outside.path().join("team.toml")).unwrap();
        symlink(outside.path().join("team.toml"), workspace.record("team.toml")).unwrap();
        let run = workspace.run(["build"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("error[SQS0011]") && run.err.contains("team.toml:1:1"), "{}", run.err);
        assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
    }

    #[test]
    fn an_inspection_that_is_a_link_out_of_the_workspace_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        let workspace = Workspace::aberford();
        fs::write(outside.path().join("inspection.toml"), workspace.read("inspection.toml")).unwrap();
        symlink(outside.path(), workspace.path("inspections/linked")).unwrap();
        let run = workspace.run(["build", "linked"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("error[SQS0011]"), "{}", run.err);
        assert_eq!(workspace.pack("linked"), Tree::default());
    }

    #[test]
    fn a_template_that_is_a_link_out_of_the_workspace_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("en.typ"), "= Report").unwrap();
        let workspace = Workspace::aberford();
        fs::create_dir_all(workspace.path("templates/report")).unwrap();
        symlink(outside.path().join("en.typ"), workspace.path("templates/report/en.typ")).unwrap();
        let run = workspace.run(["build"]);
        assert_eq!(run.code, 1);
        assert!(run.err.contains("a link leads out of `templates/`"), "{}", run.err);
        assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
    }

    #[test]
    fn packs_are_not_written_through_a_link() {
        for linked in ["packs", "packs/2027-01-aberford"] {
            let outside = tempfile::tempdir().unwrap();
            let workspace = Workspace::aberford();
            if linked != "packs" {
                fs::create_dir(workspace.path("packs")).unwrap();
            }
            symlink(outside.path(), workspace.path(linked)).unwrap();
            let run = workspace.run(["build"]);
            assert_eq!(run.code, 2, "{linked}: {}", run.err);
            assert!(run.err.contains("is a link"), "{linked}: {}", run.err);
            assert_eq!(Tree::of(outside.path()), Tree::default(), "{linked}");
        }
    }
}
