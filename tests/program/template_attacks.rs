//! Attacks by templates and records that came from elsewhere. Each got somewhere once.

use std::fs;
use std::time::{Duration, Instant};

use crate::support::{Run, Tree, Workspace};

/// Longer than any limit, and far shorter than for ever.
const ALIVE: Duration = Duration::from_secs(900);

const PREAMBLE: &str = "#set document(title: \"Report\", date: datetime(year: 2027, month: 1, day: 18))\n\
                        #set text(font: \"Sqspack Sans\", lang: \"en\", region: \"GB\")\n= Report\n";

/// A line of the private file that no other file holds.
fn private_words(workspace: &Workspace) -> Vec<String> {
    let text = workspace.read("children.private.toml");
    let quoted = text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split('"').skip(1).step_by(2));
    let words: Vec<String> = quoted.filter(|word| word.len() > 4).map(str::to_owned).collect();
    assert!(words.len() > 10);
    words
}

fn says_nothing_private(workspace: &Workspace, run: &Run) {
    for word in private_words(workspace) {
        assert!(!run.err.contains(&word) && !run.out.contains(&word), "{word} in {}{}", run.out, run.err);
    }
}

/// Runs a build whose own templates never end or take too much: it ends, and blames a file.
fn ends_with_a_message(workspace: &Workspace, file: &str) -> String {
    let start = Instant::now();
    let run = workspace.run(["build"]);
    assert!(start.elapsed() < ALIVE, "{file}: {:?}", start.elapsed());
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.err.contains(file), "{file}: {}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default());
    run.err
}

#[test]
fn templates_that_nobody_here_has_confirmed_make_nothing_and_are_shown_with_what_they_change() {
    let workspace = Workspace::built();
    let before = workspace.pack(Workspace::ABERFORD);
    let catalogue = fs::read_to_string(crate::support::repository("templates/catalogue.toml")).unwrap();
    let entry = catalogue.split("[[document]]").nth(1).unwrap();
    assert!(entry.contains("id = \"announcement-email\"") && entry.contains("to.england"));
    let lines = entry.lines().filter(|line| !line.starts_with("to.england"));
    let entry = lines.collect::<Vec<_>>().join("\n") + "\nto.england = [\"strategic-manager\"]\n";
    workspace.write_at("templates/catalogue.toml", &format!("[[document]]\n{entry}"));
    let run = workspace.run(["build"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[SQS0506]") && run.err.contains("sqspack templates trust"), "{}", run.err);
    assert_eq!(workspace.pack(Workspace::ABERFORD), before, "the last good pack stays");
    let told = "to.england = [\"strategic-manager\"] instead of [";
    for command in [["templates"].as_slice(), &["check"]] {
        let run = workspace.run(command);
        assert!(format!("{}{}", run.out, run.err).contains(told), "{}{}", run.out, run.err);
    }
    assert!(workspace.run(["status"]).err.contains("own templates not confirmed: catalogue.toml; "));
    workspace.trust_templates();
    let run = workspace.build();
    assert!(run.err.contains("own templates in force: catalogue.toml; "), "{}", run.err);
    workspace.append_at("templates/catalogue.toml", "# changed elsewhere");
    assert_eq!(workspace.run(["build"]).code, 1, "a change is confirmed anew");
}

#[test]
fn a_confirmation_that_came_with_the_workspace_does_not_count() {
    let one = Workspace::aberford();
    one.write_template("report/en.typ", PREAMBLE);
    one.build();
    let other = Workspace::aberford();
    other.write_at("templates/report/en.typ", PREAMBLE);
    other.write_at(".sqspack/trusted-templates", &fs::read_to_string(one.path(".sqspack/trusted-templates")).unwrap());
    assert_eq!(other.run(["build"]).code, 1);
}

/// A report with this in its template ends in a message about a limit.
fn assert_ends_at_a_limit(attack: &str) {
    let workspace = Workspace::aberford();
    workspace.write_template("report/en.typ", &format!("{PREAMBLE}{attack}\n"));
    let said = ends_with_a_message(&workspace, "templates/report/en.typ");
    // Which limit comes first depends on how fast this build of the program is.
    let limits = ["does not end", "MB of memory", "makes more than"];
    assert!(limits.iter().any(|limit| said.contains(limit)), "{said}");
}

#[test]
fn loops_and_growing_texts_of_tera_end_in_a_message() {
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% for c in range(end=100000) %}\
                   {% endfor %}{% endfor %}{% endfor %}";
    let growing = "{% set_global x = \"aaaaaaaa\" %}{% for a in range(end=40) %}{% set_global x = x ~ x %}{% endfor %}";
    let printing =
        "{% for a in range(end=100000) %}{{ yot.name }} {{ yot.name }} {{ yot.name }} {{ yot.name }}{% endfor %}";
    [endless, growing, printing].into_iter().for_each(assert_ends_at_a_limit);
}

#[test]
fn code_of_typst_that_never_ends_or_takes_all_memory_ends_in_a_message() {
    let endless = "#for a in range(100000) { for b in range(100000) { for c in range(100000) { } } }";
    let growing = "#{ let x = \"aaaaaaaa\"; for a in range(40) { x = x + x } }";
    let list = "#range(100000000000).len()";
    [endless, growing, list].into_iter().for_each(assert_ends_at_a_limit);
}

#[test]
fn what_nests_too_deep_ends_in_a_message() {
    let n = 10_000;
    for attack in [
        "{% if yot %}\n".repeat(n) + &"{% endif %}".repeat(n),
        format!("{{{{ {}yot.name{} }}}}", "(".repeat(n), ")".repeat(n)),
        format!("#let x = {}1{}", "(".repeat(n), ")".repeat(n)),
        format!("#let x = 1{}", "+1".repeat(100 * n)),
        "#box[".repeat(n) + &"]".repeat(n),
    ] {
        let workspace = Workspace::aberford();
        workspace.write_at("templates/report/en.typ", &format!("{PREAMBLE}{attack}\n"));
        workspace.run(["templates", "trust"]);
        ends_with_a_message(&workspace, "templates/report/en.typ");
    }
    let nested = format!("name = \"x\"\nevent = {}{}\n", "[".repeat(n), "]".repeat(n));
    let workspace = Workspace::aberford();
    workspace.write_template("timeline-calendar/en.calendar.toml", &nested);
    ends_with_a_message(&workspace, "en.calendar.toml");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn no_template_reads_the_private_file_through_a_link() {
        for (link, target) in [
            ("templates/report/data.toml", format!("../../inspections/{}/children.private.toml", Workspace::ABERFORD)),
            ("templates/report/data", format!("../../inspections/{}", Workspace::ABERFORD)),
            ("templates", format!("inspections/{}", Workspace::ABERFORD)),
        ] {
            for code in [
                "#toml(\"data.toml\").pairs().len()",
                "#panic(read(\"data.toml\"))",
                "#panic(read(\"data/children.private.toml\"))",
            ] {
                let workspace = Workspace::aberford();
                if link != "templates" {
                    workspace.write_at("templates/report/en.typ", &format!("{PREAMBLE}{code}\n"));
                }
                symlink(&target, workspace.path(link)).unwrap();
                workspace.run(["templates", "trust"]);
                let run = workspace.run(["build"]);
                assert_eq!(run.code, 1, "{link}: {}", run.err);
                assert!(run.err.contains("error[SQS0001]"), "{link}: {}", run.err);
                says_nothing_private(&workspace, &run);
                assert_eq!(workspace.pack(Workspace::ABERFORD), Tree::default(), "{link}");
            }
        }
    }

    #[test]
    fn a_link_from_one_template_to_another_is_followed() {
        let workspace = Workspace::aberford();
        workspace.write_at("templates/report/real.typ", PREAMBLE);
        symlink("real.typ", workspace.path("templates/report/en.typ")).unwrap();
        workspace.trust_templates();
        workspace.build();
    }

    #[test]
    fn a_file_of_the_record_that_is_a_link_is_refused_and_nothing_of_its_target_is_quoted() {
        for file in ["report.toml", "cases.toml", "contacts.toml", "../../sqspack.toml"] {
            let workspace = Workspace::aberford();
            fs::remove_file(workspace.record(file)).unwrap();
            symlink(workspace.record("children.private.toml"), workspace.record(file)).unwrap();
            for command in ["check", "build", "status"] {
                let run = workspace.run([command]);
                assert_ne!(run.code, 0, "{file}, {command}");
                assert!(run.err.contains("this is a link") || command == "status", "{file}: {}", run.err);
                says_nothing_private(&workspace, &run);
            }
        }
    }

    #[test]
    fn a_pipe_or_device_in_the_place_of_a_file_is_refused_at_once() {
        for file in [
            "inspections/2027-01-aberford/report.toml",
            "inspections/2027-01-aberford/children.private.toml",
            "templates/report/en.typ",
            "sqspack.toml",
            ".sqspack/trusted-templates",
            ".sqspack/stamps.json",
            "packs/2027-01-aberford/4-report/report.pdf",
            "packs/2027-01-aberford/manifest.json",
        ] {
            let workspace = Workspace::aberford();
            let path = workspace.path(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::remove_file(&path).ok();
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            // Whoever opens a pipe to read it waits for a writer, for ever.
            let mut child = workspace.command(["build"]).stdout(std::process::Stdio::null()).spawn().unwrap();
            let start = Instant::now();
            while child.try_wait().unwrap().is_none() {
                assert!(start.elapsed() < Duration::from_secs(60) || child.kill().is_err(), "{file}");
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
}
