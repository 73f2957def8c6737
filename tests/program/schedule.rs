//! The schedule from the selected cases to the pages: proposed by the program, decided by a person, planned again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::pdf::Pdf;
use crate::support::{Run, Tree, Workspace};

const FOLDER: &str = Workspace::ABERFORD;

fn schedule(workspace: &Workspace, arguments: &[&str]) -> Run {
    let (command, rest) = arguments.split_first().expect("a command");
    workspace.run([&["schedule", command, FOLDER], rest].concat())
}

/// The Aberford record with no case in a slot.
fn unscheduled() -> Workspace {
    let workspace = Workspace::aberford();
    let text = workspace.read("cases.toml");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("slot = ")).collect();
    workspace.write("cases.toml", &(lines.join("\n") + "\n"));
    workspace
}

/// The slot of each case, and whether its case manager is interviewed.
fn slots(proposal: &Value) -> BTreeMap<String, (String, bool)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let slots = proposal["slots"].as_array().expect("slots").iter();
    slots
        .map(|slot| (text(&slot["case"]), (text(&slot["slot"]), slot["interviewed"].as_bool().expect("a yes or no"))))
        .collect()
}

fn value(proposal: &Value, goal: &str) -> u64 {
    let goals = proposal["goals"].as_array().expect("goals");
    let found = goals.iter().find(|one| one["name"] == goal).unwrap_or_else(|| panic!("no {goal} in {goals:?}"));
    found["value"].as_u64().expect("a number")
}

#[test]
fn every_case_gets_a_slot_from_availability_alone_and_check_finds_nothing_wrong() {
    let workspace = unscheduled();
    let proposal = schedule(&workspace, &["propose", "--format", "json"]).well().json();
    let keys: Vec<&String> = proposal.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["slots", "goals", "conflict"]);
    let placed = slots(&proposal);
    let distinct: std::collections::BTreeSet<&String> = placed.values().map(|(slot, _)| slot).collect();
    assert_eq!((placed.len(), distinct.len()), (20, 20));
    for goal in ["without", "nobody", "observed", "back", "breaks", "tiers", "extra", "fair"] {
        assert_eq!(value(&proposal, goal), 0, "{goal}");
    }
    let before = workspace.read("cases.toml");
    schedule(&workspace, &["take"]).well();
    let after = workspace.read("cases.toml");
    let added: Vec<&str> = after.lines().filter(|line| line.starts_with("slot = ")).collect();
    assert_eq!(added.len(), 20);
    let rest: Vec<&str> = after.lines().filter(|line| !line.starts_with("slot = ")).collect();
    assert_eq!(rest, before.lines().collect::<Vec<_>>(), "every other line stays");
    assert_eq!(workspace.run(["check", FOLDER]).well().out.trim(), "2027-01-aberford: no problems");
    assert!(schedule(&workspace, &["take"]).well().out.contains("is the proposed one already"));
}

#[test]
fn what_a_person_placed_stays_unless_the_schedule_is_planned_anew_and_a_pin_stays_even_then() {
    let workspace = unscheduled();
    schedule(&workspace, &["pin", "AB14", "--slot", "ai 1", "--reason", "agreed by telephone"]).well();
    assert!(workspace.read("cases.toml").contains("slot = \"AI 1\"\npinned = \"agreed by telephone\"\n"));
    workspace.edit("cases.toml", "id = \"AB19\"\n", "id = \"AB19\"\nslot = \"LI 1\"\n");
    let complete = slots(&schedule(&workspace, &["propose", "--format", "json"]).well().json());
    assert_eq!([&complete["AB14"].0, &complete["AB19"].0], ["AI 1", "LI 1"]);
    let anew = slots(&schedule(&workspace, &["propose", "--anew", "--format", "json"]).well().json());
    assert_eq!(anew["AB14"].0, "AI 1");
    schedule(&workspace, &["unpin", "AB14"]).well();
    assert!(!workspace.read("cases.toml").contains("pinned"));
}

#[test]
fn cases_change_places_unless_one_is_pinned_or_the_other_slot_is_impossible() {
    let workspace = Workspace::aberford();
    schedule(&workspace, &["swap", "ab19", "AB20"]).well();
    let text = workspace.read("cases.toml");
    let slot_of = |id: &str| {
        let entry = &text[text.find(&format!("id = \"{id}\"")).expect("the case")..];
        let line = entry.lines().find(|line| line.starts_with("slot = ")).expect("a slot");
        line.to_owned()
    };
    assert_eq!([slot_of("AB19"), slot_of("AB20")], ["slot = \"AI 7\"", "slot = \"LI 7\""]);
    schedule(&workspace, &["pin", "AB19", "--reason", "agreed"]).well();
    let refused = schedule(&workspace, &["swap", "AB19", "AB20"]);
    assert!(refused.code == 2 && refused.err.contains("is pinned to its slot"), "{}", refused.err);
    // On the Tuesday Mared Ellis is away.
    let before = workspace.read("cases.toml");
    let refused = schedule(&workspace, &["swap", "AB01", "AB03"]);
    assert!(refused.code == 2 && refused.err.contains("nothing was written"), "{}", refused.err);
    assert_eq!(workspace.read("cases.toml"), before);
    let refused = schedule(&workspace, &["pin", "AB01", "--reason", " "]);
    assert_eq!(refused.code, 2);
}

#[test]
fn a_case_is_told_what_each_other_slot_would_cost() {
    let workspace = Workspace::aberford();
    schedule(&workspace, &["pin", "AB20", "--reason", "agreed"]).well();
    let text = schedule(&workspace, &["explain", "AB01"]).well().out;
    assert!(text.starts_with("AB01: in LI 1 (Monday 18 January, 3pm to 5pm), Mared Ellis\n"), "{text}");
    let line = |slot: &str| {
        let found = text.lines().find(|line| line.starts_with(&format!("  {slot} ")));
        found.unwrap_or_else(|| panic!("{slot}: {text}")).to_owned()
    };
    assert!(line("LI 2").contains("changes places with AB03  `without` would be 2 instead of 0"), "{text}");
    assert!(line("AI 7").contains("is pinned"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("  ") && line.contains("January")).count(), 19);
    let open = schedule(&unscheduled(), &["explain", "AB01"]).well().out;
    assert!(open.starts_with("AB01: proposed for ") && open.contains("Mared Ellis cannot come; "), "{open}");
}

#[test]
fn a_reason_that_may_name_a_child_is_not_written() {
    let workspace = Workspace::aberford();
    let child = "[[child]]\nid = \"AB01\"\nsystem-id = \"7700001\"\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n\
                 date-of-birth = 2009-12-14\n";
    workspace.write("children.private.toml", child);
    let before = workspace.read("cases.toml");
    let refused = schedule(&workspace, &["pin", "AB01", "--reason", "Zebulon Quillfeather asked"]);
    assert!(refused.code == 2 && !refused.err.contains("Quillfeather"), "{}", refused.err);
    assert_eq!(workspace.read("cases.toml"), before);
}

/// The Aberford record as it went out, after which a case manager is in court for the Tuesday.
fn in_court() -> Workspace {
    let workspace = Workspace::aberford();
    let court = "unavailable = [{ on = 2027-01-19, from = 09:00:00, to = 17:00:00, reason = \"court\" }]";
    workspace.edit(
        "cases.toml",
        "email = \"anneke.visser@aberford.example\"\n",
        &format!("email = \"anneke.visser@aberford.example\"\n{court}\n"),
    );
    workspace
}

#[test]
fn a_case_manager_who_cannot_come_is_planned_again_with_the_fewest_moves_and_told_in_a_document() {
    let workspace = in_court();
    assert_eq!(workspace.run(["check", FOLDER]).code, 1);
    let plan = schedule(&workspace, &["replan", "--format", "json"]).well().json();
    assert_eq!(value(&plan, "newly-without"), 0);
    let moved = plan["moved"].as_array().expect("moves");
    assert_eq!(moved.len() as u64, value(&plan, "moved"));
    assert_eq!(plan["told"].as_array().expect("people").len() as u64, value(&plan, "told"));
    assert_eq!(moved.len(), 2, "a case goes to another day, and one comes into its slot: {moved:?}");
    let text = schedule(&workspace, &["replan", "--take"]).well().out;
    for part in ["What changes:", "To be told:", "Nothing changes for:", "Anneke Visser"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    workspace.run(["check", FOLDER]).well();
    let cases = workspace.read("cases.toml");
    assert_eq!(cases.matches("before = { slot = ").count(), 2, "{cases}");
    assert!(
        schedule(&workspace, &["replan"]).well().out.contains("2 cases change"),
        "it still counts from what went out"
    );
    workspace.run(["build", FOLDER]).well();
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    let changes = Pdf::read(pack.bytes("2-sample/schedule-changes.pdf")).text();
    for case in moved {
        let id = case["case"].as_str().expect("an ID");
        assert!(changes.contains(id), "{id}: {changes}");
    }
    for unmoved in ["AB01", "AB20"] {
        assert!(!changes.contains(unmoved), "{unmoved}: {changes}");
    }
    let pages = Pdf::read(pack.bytes("2-sample/schedule.pdf")).text();
    assert!(pages.contains("Changedsinceitlastwentout"), "{pages}");
    schedule(&workspace, &["sent"]).well();
    assert!(!workspace.read("cases.toml").contains("before ="));
    workspace.run(["build", FOLDER]).well();
    assert!(!workspace.path("packs").join(FOLDER).join("2-sample/schedule-changes.pdf").exists());
}

#[test]
fn nothing_changes_where_the_schedule_holds() {
    let workspace = Workspace::aberford();
    assert_eq!(schedule(&workspace, &["replan"]).well().out, "2027-01-aberford: nothing has to change\n");
}

#[test]
fn a_case_whose_case_manager_is_there_on_no_day_is_inspected_from_its_records_and_check_agrees() {
    let workspace = unscheduled();
    workspace.edit("cases.toml", "away = [2027-01-19]", "away = [2027-01-18, 2027-01-19, 2027-01-20]");
    let proposal = schedule(&workspace, &["propose", "--format", "json"]).well().json();
    assert_eq!(value(&proposal, "without"), 1);
    assert!(!slots(&proposal)["AB01"].1);
    let text = schedule(&workspace, &["propose"]).well().out;
    for words in
        ["Mared Ellis has one case and could come to no slot", "is away on Tuesday 19 January", "can come after all"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(proposal["conflict"]["demands"].as_array().expect("demands").len() > 1);
    schedule(&workspace, &["take"]).well();
    assert!(workspace.read("cases.toml").contains("interview = false\n"));
    workspace.run(["check", FOLDER]).well();
    workspace.run(["build", FOLDER]).well();
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    assert!(!pack.paths().iter().any(|path| path.contains("mared-ellis")), "she has no interview: {:?}", pack.paths());
}

#[test]
fn a_day_on_which_an_inspector_is_away_has_no_case_of_theirs() {
    let workspace = unscheduled();
    workspace.edit("team.toml", "name = \"Dev Chaudhry\"\n", "name = \"Dev Chaudhry\"\naway = [2027-01-19]\n");
    let run = schedule(&workspace, &["propose"]);
    assert_eq!(run.code, 1, "twenty cases do not fit into seventeen slots");
    for words in ["20 cases are inspected", "the week has 17 open slots", "enlarge the team"] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
}

#[test]
fn each_case_manager_gets_a_slip_an_invitation_and_a_calendar_of_their_own_interviews_and_nobody_elses() {
    let workspace = Workspace::aberford();
    workspace.run(["build", FOLDER]).well();
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    let cases = |name: &str| match name {
        "mared-ellis" => vec!["AB01"],
        "anneke-visser" => vec!["AB02", "AB03"],
        _ => vec!["AB12", "AB17"],
    };
    for name in ["mared-ellis", "anneke-visser", "tom-ridley"] {
        let slip = Pdf::read(pack.bytes(&format!("2-sample/interview-slip-{name}.pdf"))).text().replace("AB12CD", "");
        let calendar =
            String::from_utf8_lossy(pack.bytes(&format!("2-sample/interview-calendar-{name}.ics"))).into_owned();
        let message = pack.bytes(&format!("2-sample/interview-invitation-{name}.eml"));
        let parsed = mail_parser::MessageParser::default().parse(message).expect("a message");
        let to: Vec<_> = parsed.to().expect("a reader").iter().filter_map(|address| address.address()).collect();
        assert_eq!(to, [format!("{}@aberford.example", name.replace('-', "."))]);
        assert!(parsed.cc().is_none());
        let attached: Vec<Vec<u8>> = parsed.attachments().map(|part| part.contents().to_vec()).collect();
        assert_eq!(attached.len(), 2);
        assert!(attached.iter().any(|part| part == pack.bytes(&format!("2-sample/interview-slip-{name}.pdf"))));
        let body = parsed.body_text(0).expect("a text").into_owned();
        for number in 1..=20 {
            let id = format!("AB{number:02}");
            let is_own = cases(name).contains(&id.as_str());
            assert_eq!(slip.contains(&id), is_own, "{id} on the slip of {name}");
            assert_eq!(calendar.contains(&id), is_own, "{id} in the calendar of {name}");
            assert_eq!(body.contains(&id), is_own, "{id} in the message to {name}");
        }
    }
}

#[test]
fn whoever_has_lost_an_interview_is_told_which_and_what_remains_and_nobody_else_is() {
    let workspace = Workspace::aberford();
    let email = "email = \"anneke.visser@aberford.example\"\n";
    let message = |name: &str| {
        workspace.run(["build", FOLDER, "--document", "interview-cancellation"]).well();
        let pack = Tree::of(&workspace.path("packs").join(FOLDER));
        let paths = pack.paths().into_iter().filter(|path| path.ends_with(".eml")).collect::<Vec<_>>();
        assert_eq!(paths, [format!("2-sample/interview-cancellation-{name}.eml")]);
        let parsed = mail_parser::MessageParser::default().parse(pack.bytes(paths[0])).expect("a message").into_owned();
        let to: Vec<_> = parsed.to().expect("a reader").iter().filter_map(|address| address.address()).collect();
        assert_eq!(to, ["anneke.visser@aberford.example"]);
        parsed.body_text(0).expect("a text").into_owned()
    };
    // One case is inspected from its records alone.
    workspace.edit("cases.toml", "id = \"AB02\"\n", "id = \"AB02\"\ninterview = false\nbefore = { slot = \"AI 1\" }\n");
    let one = message("anneke-visser");
    assert!(one.contains("AB02: Monday 18 January") && one.contains("- AB03: Tuesday 19 January"), "{one}");
    // She cannot come at all.
    workspace.edit("cases.toml", email, &format!("{email}away = [2027-01-18, 2027-01-19, 2027-01-20, 2027-01-21]\n"));
    schedule(&workspace, &["replan", "--take"]).well();
    let both = message("anneke-visser");
    let (lost, remains) = both.split_once("You have no other interview").expect("nothing remains");
    assert!(lost.contains("AB02: ") && lost.contains("AB03: ") && !remains.contains("AB0"), "{both}");
}

#[test]
fn a_file_keeps_the_byte_order_mark_that_an_editor_has_put_before_it() {
    let workspace = Workspace::aberford();
    let place = workspace.record("cases.toml");
    let marked = format!("\u{feff}{}", std::fs::read_to_string(&place).unwrap());
    std::fs::write(&place, &marked).unwrap();
    workspace.run(["schedule", "swap", "aberford", "AB05", "AB07"]).well();
    let swapped = std::fs::read_to_string(&place).unwrap();
    assert!(swapped.starts_with('\u{feff}') && swapped != marked);
    workspace.run(["schedule", "swap", "aberford", "AB05", "AB07"]).well();
    assert_eq!(std::fs::read_to_string(&place).unwrap(), marked);
}
