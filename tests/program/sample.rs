//! The sample from the long-list to the selected cases: proposed by the program, decided by a person.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Run, Workspace};

const FOLDER: &str = Workspace::ABERFORD;

/// Case managers of the Aberford record.
const MANAGERS: [&str; 11] = [
    "Mared Ellis",
    "Tom Ridley",
    "Anneke Visser",
    "Kofi Mensah",
    "Sally Lomax",
    "Ravi Kapoor",
    "Bronagh Kelly",
    "Peter Sugden",
    "Nadia Farouk",
    "Owen Tranter",
    "Gill Shaw",
];

/// Letters that no word has, one row's unlike another's.
pub fn planted(row: usize) -> (String, String) {
    let letters: String = [row / 26, row % 26].iter().map(|part| char::from(b'a' + *part as u8)).collect();
    (format!("Zaxqwy{letters}"), format!("Vurzhuq{letters}"))
}

/// A row of the list, by its number in the content; its place and names are given.
fn row(number: usize, reference: usize, (family, first): &(String, String)) -> String {
    let tier =
        ["community", "first-tier", "community", "custodial", "community", "custodial", "first-tier"][number % 7];
    let gender = if number % 5 == 3 { "female" } else { "male" };
    let ethnicity = ["W1", "W1", "B1", "W2", "M1", "W1", "A1"][number / 3 % 7];
    let level = ["low", "medium", "high", "medium", "very high", "low"][number % 6];
    let (born, sentenced) = (2009 + number % 4, 8 + number % 4);
    let manager = MANAGERS[number % MANAGERS.len()];
    let extra = match number {
        11 => "looked-after = true\nauthority = \"host\"\n",
        20 => "note = \"kept by another team since spring\"\n",
        _ => "",
    };
    format!(
        "\n# row {number}\n[[child]]\nreference = \"L{reference:03}\"\nsystem-id = \"77{number:05}\"\nfamily-name = \"{family}\"\n\
         first-names = \"{first}\"\ngender = \"{gender}\"\ndate-of-birth = {born}-03-{:02}\nethnicity = \"{ethnicity}\"\n\
         tier = \"{tier}\"\nsentenced = 2026-{sentenced:02}-{:02}\nsentence-length = \"12 months\"\nvulnerability = \"{level}\"\n\
         rosh = \"medium\"\ncase-manager = \"{manager}\"\n{extra}",
        1 + number % 28,
        1 + number % 27,
    )
}

/// The Aberford record with a long-list of 70 rows and no case selected yet.
pub fn with_list() -> Workspace {
    let workspace = Workspace::aberford();
    let rows: String = (0..70).map(|number| row(number, number + 1, &planted(number))).collect();
    workspace.write("children.private.toml", &format!("# ours\n{rows}"));
    let cases = workspace.read("cases.toml").replace("schedule = \"final\"\n", "");
    workspace.write("cases.toml", &cases[..cases.find("\n[[case]]").expect("cases")]);
    workspace
}

pub fn sample(workspace: &Workspace, arguments: &[&str]) -> Run {
    let (command, rest) = arguments.split_first().expect("a command");
    workspace.run([&["sample", command, FOLDER], rest].concat())
}

pub fn proposal(workspace: &Workspace) -> Value {
    sample(workspace, &["propose", "--format", "json"]).well().json()
}

pub fn references(proposal: &Value) -> Vec<String> {
    let cases = proposal["selected"].as_array().expect("cases").iter();
    cases.map(|case| case["reference"].as_str().expect("a reference").to_owned()).collect()
}

/// Pins the proposed rows that a person has to look at first.
pub fn look_at_doubtful(workspace: &Workspace) {
    let text = sample(workspace, &["propose"]).well().out;
    let doubtful: BTreeSet<&str> = text
        .lines()
        .filter(|line| line.contains("  proposed  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    if !doubtful.is_empty() {
        let rows: Vec<&str> = doubtful.into_iter().collect();
        sample(workspace, &[&["pin"], &rows[..], &["--reason", "talked over with the YOT"]].concat()).well();
    }
}

#[test]
fn a_proposal_has_as_many_cases_of_each_tier_as_are_planned_and_says_what_each_goal_reaches() {
    let workspace = with_list();
    let proposal = proposal(&workspace);
    let keys: Vec<&String> = proposal.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["selected", "goals", "conflict"]);
    assert!(proposal["conflict"].is_null());
    let selected = proposal["selected"].as_array().expect("cases");
    let of = |tier: &str| selected.iter().filter(|case| case["tier"] == tier).count();
    assert_eq!([of("first-tier"), of("community"), of("custodial")], [4, 10, 6]);
    assert_eq!(
        selected[0].as_object().expect("a case").keys().collect::<Vec<_>>(),
        ["reference", "id", "tier", "case_manager"]
    );
    let ids: BTreeSet<&str> = selected.iter().filter_map(|case| case["id"].as_str()).collect();
    assert_eq!((ids.len(), ids.first(), ids.last()), (20, Some(&"AB01"), Some(&"AB20")));
    let goals: Vec<&str> =
        proposal["goals"].as_array().expect("goals").iter().filter_map(|goal| goal["name"].as_str()).collect();
    assert_eq!(goals, ["uncovered", "high", "within", "overall", "fine", "load", "old"]);
    let text = sample(&workspace, &["propose"]).well().out;
    assert!(
        text.starts_with("2027-01-aberford: 20 of 70 cases proposed: 4 first tier, 10 community, 6 custodial\n"),
        "{text}"
    );
    for part in
        ["\nProposed:\n", "\nGoals, the first before the second:\n", "\nMix:\n", "looked after by another authority"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.find("Look at these first").expect("told") < text.find("\nProposed:").expect("told"), "{text}");
}

#[test]
fn the_order_of_rows_and_the_names_in_them_change_nothing_but_names() {
    let workspace = with_list();
    let number = |reference: &str| reference[1..].parse::<usize>().expect("a number");
    let first: BTreeMap<usize, Value> = proposal(&workspace)["selected"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| (number(case["reference"].as_str().expect("a reference")) - 1, case["id"].clone()))
        .collect();
    // The same rows, the last first, with other references and other people.
    let rows: String = (0..70).rev().map(|number| row(number, 69 - number + 101, &planted(number + 200))).collect();
    workspace.write("children.private.toml", &rows);
    let second: BTreeMap<usize, Value> = proposal(&workspace)["selected"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| (170 - number(case["reference"].as_str().expect("a reference")), case["id"].clone()))
        .collect();
    assert_eq!(first, second);
}

#[test]
fn other_goals_and_another_limit_are_settings() {
    let workspace = with_list();
    workspace.append_at("sqspack.toml", "[sample-goals]\norder = [\"old\", \"load\"]\n");
    let goals = proposal(&workspace)["goals"].clone();
    assert_eq!(
        goals.as_array().expect("goals").iter().map(|goal| goal["name"].clone()).collect::<Vec<_>>(),
        ["old", "load"]
    );
    workspace.edit_at("sqspack.toml", "#cases-per-manager = 3 ", "cases-per-manager = 1 ");
    let impossible = sample(&workspace, &["propose"]);
    assert_eq!(impossible.code, 1, "{}{}", impossible.out, impossible.err);
    assert!(impossible.out.contains("one case manager presents 1 at most"), "{}", impossible.out);
    assert!(impossible.out.contains("raise `cases-per-manager`"), "{}", impossible.out);
    workspace.edit_at("sqspack.toml", "cases-per-manager = 1 ", "cases-per-manager = 0 ");
    let refused = sample(&workspace, &["propose"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("no case manager could present a case"), "{}", refused.err);
}

#[test]
fn what_no_sample_can_have_is_told_in_words_for_the_yot_and_with_what_would_resolve_it() {
    let workspace = with_list();
    let custodial: Vec<usize> =
        (0..70).filter(|number| [3, 5].contains(&(number % 7))).map(|number| number + 1).collect();
    let bars =
        custodial[5..].iter().map(|row| format!("[[bar]]\nreference = \"L{row:03}\"\nreason = \"not suitable\"\n"));
    workspace.append_at(&format!("inspections/{FOLDER}/cases.toml"), &bars.collect::<String>());
    let impossible = sample(&workspace, &["propose"]);
    assert_eq!(impossible.code, 1);
    let listed = custodial.len();
    assert!(
        impossible.out.contains(&format!("custodial: 6 wanted; {listed} listed, of which {} barred (", listed - 5)),
        "{}",
        impossible.out
    );
    assert!(impossible.out.contains("plan other numbers of the tiers in `[sample]`"), "{}", impossible.out);
    let json = sample(&workspace, &["propose", "--format", "json"]).json();
    assert_eq!(json["selected"], Value::Array(Vec::new()));
    assert_eq!(json["conflict"]["demands"][0]["demand"], "quota");
    assert_eq!(sample(&workspace, &["take"]).code, 1);
}

#[test]
fn a_decision_is_an_entry_more_with_its_reason_and_the_proposal_keeps_to_it() {
    let workspace = with_list();
    let before = workspace.read("cases.toml");
    let chosen = references(&proposal(&workspace));
    let out = &chosen[10];
    let told = sample(&workspace, &["bar", out, "--reason", "another YOT did the work"]).well().out;
    assert!(told.starts_with(&format!("{FOLDER}: {out} barred\n  proposed now: ")), "{told}");
    let after = workspace.read("cases.toml");
    assert_eq!(after, format!("{before}\n[[bar]]\nreference = \"{out}\"\nreason = \"another YOT did the work\"\n"));
    assert!(!references(&proposal(&workspace)).contains(out));
    sample(&workspace, &["pin", &out.to_lowercase(), "--reason", "it was ours after all"]).well();
    assert!(references(&proposal(&workspace)).contains(out));
    let text = workspace.read("cases.toml");
    assert!(text.starts_with(&before) && !text.contains("[[bar]]") && text.contains("it was ours after all"), "{text}");
    let shown = sample(&workspace, &["propose"]).well().out;
    assert!(shown.contains(&format!("  {out}  pinned  it was ours after all\n")), "{shown}");
}

#[test]
fn a_swap_bars_one_row_and_pins_another_of_its_tier() {
    let workspace = with_list();
    let chosen = references(&proposal(&workspace));
    let out = &chosen[8];
    let into = (0..70).filter(|number| [0, 2, 4].contains(&(number % 7))).map(|number| format!("L{:03}", number + 1));
    let into = into.into_iter().find(|row| !chosen.contains(row)).expect("a row that is not chosen");
    sample(&workspace, &["swap", out, &into]).well();
    let now = references(&proposal(&workspace));
    assert!(now.contains(&into) && !now.contains(out));
    let text = workspace.read("cases.toml");
    assert!(text.contains(&format!("reason = \"gives way to {into}\"")), "{text}");
    assert!(text.contains(&format!("reason = \"in the place of {out}\"")), "{text}");
    let tiers = sample(&workspace, &["swap", &chosen[0], &chosen[19]]);
    assert_eq!(tiers.code, 2);
    assert!(tiers.err.contains("the numbers of the tiers would change"), "{}", tiers.err);
}

#[test]
fn what_cannot_be_decided_is_refused_and_nothing_is_written() {
    let workspace = with_list();
    let before = workspace.read("cases.toml");
    let (family, first) = planted(4);
    for (arguments, said) in [
        (vec!["pin", "L999", "--reason", "x"], "the long-list of 2027-01-aberford has no row `L999`".to_owned()),
        (
            vec!["pin", "L005", "--reason", " "],
            "nothing stands between the quotation marks behind `--reason`".to_owned(),
        ),
        (
            vec!["pin", "L005", "--reason", &format!("{first} {family} is known to us")],
            "so nothing was written".to_owned(),
        ),
        (
            vec!["pin", "L004", "L006", "L011", "L013", "L018", "L020", "L025", "--reason", "x"],
            "custodial: 6 wanted".to_owned(),
        ),
        (vec!["swap", "L001", "L001"], "name two rows".to_owned()),
        (vec!["replace", "AB07", "--reason", "x"], "has no selected case `AB07`".to_owned()),
        (vec!["explain", "L999"], "has no row `L999`".to_owned()),
    ] {
        let run = sample(&workspace, &arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}{}", run.out, run.err);
        assert!(run.err.contains(&said), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains(&family) && !run.err.contains(&first), "{}", run.err);
        assert_eq!(workspace.read("cases.toml"), before, "{arguments:?}");
    }
    workspace.write("children.private.toml", "# none yet\n");
    let none = sample(&workspace, &["propose"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("the long-list is not in\nhelp: `sqspack longlist import FILE.xlsx"), "{}", none.err);
}

#[test]
fn rows_that_lack_what_the_choice_needs_are_told_at_their_line_and_not_quoted() {
    let workspace = with_list();
    workspace.edit("children.private.toml", "# row 7\n[[child]]\nreference = \"L008\"\n", "# row 7\n[[child]]\n");
    let (family, _) = planted(12);
    let gender = workspace.read("children.private.toml");
    let gender = gender.lines().skip_while(|line| !line.contains(&family)).find(|line| line.starts_with("gender"));
    let gender = format!("first-names = \"{}\"\n{}\n", planted(12).1, gender.expect("a gender"));
    workspace.edit("children.private.toml", &gender, &format!("first-names = \"{}\"\n", planted(12).1));
    let run = sample(&workspace, &["propose"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("SQS0901") && run.err.contains("this row has no reference"), "{}", run.err);
    assert!(run.err.contains("SQS0902") && run.err.contains("this row lacks `gender`"), "{}", run.err);
    let line = workspace.read("children.private.toml").lines().position(|line| line == "# row 7").expect("a row") + 2;
    assert!(run.err.contains(&format!("children.private.toml:{line}:")), "{line}: {}", run.err);
    assert!(!run.err.contains(&family) && !run.err.contains("7700012"), "{}", run.err);
}

#[test]
fn a_sample_is_taken_into_both_files_once_the_doubtful_rows_were_looked_at() {
    let workspace = with_list();
    let doubtful = proposal(&workspace)["selected"].clone();
    let rows = ["L012", "L021"].map(|row| references(&proposal(&workspace)).contains(&row.to_owned()));
    if rows.contains(&true) {
        let refused = sample(&workspace, &["take"]);
        assert_eq!(refused.code, 2, "{doubtful}");
        assert!(refused.err.contains("a person has to look at these first"), "{}", refused.err);
    }
    look_at_doubtful(&workspace);
    let proposed = proposal(&workspace)["selected"].clone();
    let (children, cases) = (workspace.read("children.private.toml"), workspace.read("cases.toml"));
    let told = sample(&workspace, &["take"]).well().out;
    assert!(told.starts_with("2027-01-aberford: 20 cases taken, AB01 to AB20\n"), "{told}");
    let after = workspace.read("cases.toml");
    assert!(after.starts_with(&cases) && !after.contains("L0") || after.contains("[[pin]]"), "{after}");
    let record: toml::Table = after.parse().expect("TOML");
    let taken: Vec<(String, String)> = record["case"]
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| (case["id"].as_str().expect("an ID").to_owned(), case["tier"].as_str().expect("a tier").to_owned()))
        .collect();
    let mut wanted: Vec<(String, String)> = proposed
        .as_array()
        .expect("cases")
        .iter()
        .map(|case| (case["id"].as_str().expect("an ID").to_owned(), case["tier"].as_str().expect("a tier").to_owned()))
        .collect();
    wanted.sort();
    assert_eq!(taken, wanted);
    let mapped = workspace.read("children.private.toml");
    let without: String =
        mapped.lines().filter(|line| !line.starts_with("id = ")).map(|line| format!("{line}\n")).collect();
    assert_eq!(without, children);
    assert_eq!(mapped.lines().filter(|line| line.starts_with("id = ")).count(), 20);
    let found = workspace.run(["check", FOLDER, "--format", "json"]).json();
    assert!(found.as_array().expect("problems").iter().all(|problem| problem["severity"] == "warning"), "{found}");
    let again = sample(&workspace, &["take"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("has 20 cases already"), "{}", again.err);
    assert!(sample(&workspace, &["propose"]).well().out.ends_with("The selected cases are these.\n"));
    assert_eq!(proposal(&workspace)["selected"], proposed);
}

#[test]
fn a_take_that_was_cut_off_between_the_two_files_is_completed_by_the_next() {
    let workspace = with_list();
    look_at_doubtful(&workspace);
    let cases = workspace.read("cases.toml");
    sample(&workspace, &["take"]).well();
    let (children, whole) = (workspace.read("children.private.toml"), workspace.read("cases.toml"));
    workspace.write("cases.toml", &cases);
    sample(&workspace, &["take"]).well();
    assert_eq!((workspace.read("children.private.toml"), workspace.read("cases.toml")), (children, whole));
}

#[test]
fn a_case_that_falls_out_gives_way_to_the_best_other_one_and_nothing_else_changes() {
    let workspace = with_list();
    look_at_doubtful(&workspace);
    sample(&workspace, &["take"]).well();
    let before = proposal(&workspace)["selected"].clone();
    let out = before.as_array().expect("cases").iter().find(|case| case["id"] == "AB07").expect("a case").clone();
    let refused = sample(&workspace, &["bar", out["reference"].as_str().expect("a row"), "--reason", "x"]);
    assert!(refused.err.contains("the selected sample is not normally changed"), "{}", refused.err);
    let told = sample(&workspace, &["replace", "ab07", "--reason", "the case file is with the court"]).well().out;
    assert!(told.starts_with("2027-01-aberford: AB07 gives way to AB21 (L"), "{told}");
    let text = workspace.read("cases.toml");
    let record: toml::Table = text.parse().expect("TOML");
    let cases = record["case"].as_array().expect("cases");
    let ids: Vec<&str> = cases.iter().filter_map(|case| case["id"].as_str()).collect();
    assert_eq!((ids.len(), ids[5], ids[6], ids[7]), (20, "AB06", "AB21", "AB08"));
    assert_eq!(cases[6]["tier"].as_str(), out["tier"].as_str());
    assert!(
        text.contains(&format!("reference = {}\nreason = \"the case file is with the court\"", out["reference"])),
        "{text}"
    );
    let children = workspace.read("children.private.toml");
    assert!(!children.contains("\"AB07\"") && children.contains("\"AB21\""));
    assert_eq!(children.lines().filter(|line| line.starts_with("id = ")).count(), 20);
}

#[test]
fn nothing_that_a_command_prints_or_writes_outside_the_private_file_identifies_a_child() {
    let workspace = with_list();
    let mut said = String::new();
    let mut run = |arguments: &[&str]| {
        let run = sample(&workspace, arguments);
        said.push_str(&run.out);
        said.push_str(&run.err);
    };
    run(&["propose"]);
    run(&["propose", "--format", "json"]);
    (1..=20).for_each(|row| run(&["explain", &format!("L{:03}", row * 3)]));
    run(&["pin", "L012", "L021", "--reason", "talked over with the YOT"]);
    run(&["bar", "L005", "--reason", "not suitable"]);
    run(&["swap", "L001", "L003", "--reason", "asked for"]);
    run(&["take"]);
    run(&["replace", "AB03", "--reason", "with the court"]);
    said.push_str(&workspace.read("cases.toml"));
    let said = said.to_lowercase();
    for number in 0..70 {
        let (family, first) = planted(number);
        for name in [family.to_lowercase(), first.to_lowercase(), format!("77{number:05}")] {
            assert!(!said.contains(&name), "{name}");
        }
    }
    assert!(!said.contains("kept by another team") && said.contains("taken, ab01"), "{said}");
}
