//! A template sees nothing outside `templates/`, and no path or link leads out of the workspace.

use std::fs;

use crate::support::{Tree, Workspace};

/// Builds with a report template of this code, which has to fail, and gives what was said.
fn refused(code: &str) -> String {
    let workspace = Workspace::aberford();
    workspace.write_at("secret.txt", "the secret of the workspace");
    workspace.write_at("templates/report/en.typ", &format!("= Report\n{code}\n"));
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1, "{code}: {}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default(), "{code}");
    assert!(run.err.contains("error[SQS0503]"), "{code}: {}", run.err);
    run.err
}

#[test]
fn a_template_reads_no_file_outside_the_templates() {
    for path in ["/etc/passwd", "../../secret.txt", "/../secret.txt", "../../../../../../etc/passwd", "/secret.txt"] {
        let said = refused(&format!("#read(\"{path}\")"));
        assert!(!said.contains("root:") && !said.contains("the secret"), "{said}");
    }
}

#[test]
fn a_template_loads_no_package_and_no_network_address() {
    refused("#import \"@preview/cetz:0.3.0\"");
    refused("#image(\"https://example.org/a.png\")");
}

#[test]
fn a_template_does_not_reach_another_document_s_templates_with_children_s_data() {
    refused("#read(\"/children.private.toml\")");
    refused("#read(\"../../inspections/2027-01-aberford/children.private.toml\")");
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
        assert!(run.err.contains("a link leads out of the workspace"), "{}", run.err);
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
            assert_eq!(Tree::of(outside.path()), Tree::default(), "{linked}");
        }
    }
}
