//! Warnings that a build gives: each is shown once, counted with each inspection, and put to rest like any other.

use crate::support::{Run, Workspace};

/// A document of the workspace's own of which a build warns: it has a page too many, and asks for a font that is not there.
const NOTE: &str = "[[document]]\nid = \"site-note\"\ntitle.en = \"Note for the site\"\nstage = \"3-fieldwork\"\n\
                    format = \"pdf\"\nmarking = \"OFFICIAL\"\naudience = \"site\"\nmilestone = \"fieldwork-start\"\n\
                    pages = 1\n";

const NOTE_TEMPLATE: &str = "#set document(title: \"Note\", date: datetime(year: 2027, month: 1, day: 18))\n\
                             #set text(font: (\"No Such Font\", \"Sqspack Sans\"), lang: \"en\", region: \"GB\")\n\
                             = Note\nOne page.\n#pagebreak()\nAnother.\n";

/// A second inspection with the same record, but for the children.
const OTHER: &str = "2027-01-other";

/// What puts the page too many to rest.
const SETTLED: &str =
    "\n[[settled]]\ncode = \"SQS0504\"\nat = \"templates/site-note/en.typ\"\nreason = \"printed on both sides\"\n";

/// A workspace with two inspections that share the document with a page too many.
fn of_two() -> Workspace {
    let workspace = Workspace::aberford();
    for file in ["inspection", "team", "contacts", "cases", "report"] {
        let text = workspace.read(&format!("{file}.toml"));
        workspace.write_at(&format!("inspections/{OTHER}/{file}.toml"), &text);
    }
    workspace.write_at("templates/catalogue.toml", NOTE);
    workspace.write_template("site-note/en.typ", &NOTE_TEMPLATE.replace("\"No Such Font\", ", ""));
    workspace
}

/// What a build says at the end of an inspection.
fn line<'r>(run: &'r Run, inspection: &str) -> &'r str {
    run.out.lines().find(|line| line.starts_with(inspection)).unwrap_or_else(|| panic!("{}\n{}", run.out, run.err))
}

fn settle(workspace: &Workspace, inspection: &str, entry: &str) {
    workspace.append_at(&format!("inspections/{inspection}/inspection.toml"), entry);
}

#[test]
fn a_warning_that_two_inspections_share_is_shown_once_and_counted_with_both() {
    let workspace = of_two();
    let run = workspace.build();
    assert_eq!(run.err.matches("SQS0504").count(), 1, "{}", run.err);
    let (first, second) = (line(&run, Workspace::ABERFORD), line(&run, OTHER));
    assert!(first.ends_with("1 warning"), "{first}");
    assert!(second.ends_with("1 warning, 1 of these shown above, with another inspection"), "{second}");
}

#[test]
fn a_warning_that_one_inspection_puts_to_rest_is_shown_with_the_other() {
    for (settled, open) in [(Workspace::ABERFORD, OTHER), (OTHER, Workspace::ABERFORD)] {
        let workspace = of_two();
        settle(&workspace, settled, SETTLED);
        let run = workspace.build();
        assert_eq!(run.err.matches("SQS0504").count(), 1, "{}", run.err);
        let (settled, open) = (line(&run, settled), line(&run, open));
        assert!(settled.ends_with("no problems, 1 settled"), "{settled}");
        assert!(open.ends_with("1 warning"), "{open}");
    }
}

#[test]
fn every_warning_that_only_a_build_or_a_look_at_all_inspections_gives_can_be_put_to_rest() {
    type Begin = fn(&Workspace);
    let nothing: Begin = |_| {};
    let too_long: Begin = |workspace| {
        let long = "Priya Anjali Nair-Featherstonehaugh-Cholmondeley ".repeat(4);
        workspace.edit("team.toml", "name = \"Priya Nair\"", &format!("name = \"{}\"", long.trim()));
        workspace.edit("team.toml", "with = \"Priya Nair\"", &format!("with = \"{}\"", long.trim()));
    };
    let moved: Begin = |workspace| {
        workspace.build();
        workspace.edit("inspection.toml", "on = 2026-12-30", "on = 2026-12-29");
    };
    for (command, code, at, about, begin) in [
        ("build", "SQS0504", "templates/site-note/en.typ", "", nothing),
        ("build", "SQS0505", "templates/site-note/en.typ", "no such font", nothing),
        ("build", "SQS0507", "team.toml: inspector[1].name", "", too_long),
        ("build", "SQS0601", "inspection.toml: fieldwork.starts", "", moved),
        ("check", "SQS0313", "team.toml", "inspects in", nothing),
    ] {
        let about = if about.is_empty() { String::new() } else { format!("about = \"{about}\"\n") };
        let entry = format!("\n[[settled]]\ncode = \"{code}\"\nat = \"{at}\"\n{about}reason = \"as agreed\"\n");
        // Settled before the first build that warns, and after it.
        for is_told_before in [false, true] {
            let workspace = of_two();
            workspace.write_template("site-note/en.typ", NOTE_TEMPLATE);
            begin(&workspace);
            let last = if command == "check" { OTHER } else { Workspace::ABERFORD };
            let told = |code: &str| {
                // What several inspections have in common is seen by a look at all of them.
                let arguments = if command == "check" { vec![command] } else { vec![command, last] };
                let run = workspace.run(arguments).well();
                let counted = line(&run, last).contains(" settled");
                (format!("{}{}", run.out, run.err).contains(&format!("[{code}]")), counted)
            };
            if is_told_before {
                assert_eq!(told(code), (true, false), "{code}");
                assert_eq!(told(code), (true, false), "{code}: the next time");
            }
            settle(&workspace, last, &entry);
            assert_eq!(told(code), (false, true), "{code}, told before: {is_told_before}");
        }
    }
}
