//! One line typed wrongly, in every way that an officer found: one message, and a record without a problem once the line is
//! typed as the message shows it.

use super::{changed, told};
use crate::support::Workspace;

/// The file, the line of the demonstration, and the ways to mistype it.
type Mistyped = (&'static str, &'static str, &'static [&'static str]);

const NAME: &str = "name = \"Helen Marsh\"";
const ROLES: &str = "roles = [\"yot-manager\"]";

/// Lines that the message shows as they stand in the demonstration.
const SHOWN: &[Mistyped] = &[
    (
        "contacts.toml",
        NAME,
        &[
            "name = “Helen Marsh”",
            "name= “Helen Marsh\"",
            "name = \"Helen Marsh\"\"",
            "name = \"\"Helen Marsh\"",
            "name = Helen Marsh\"",
            "name = \"Helen Marsh",
            "name = \"Helen\" \"Marsh\"",
            "name == \"Helen Marsh\"",
            "name := \"Helen Marsh\"",
            "name => \"Helen Marsh\"",
            "name – \"Helen Marsh\"",
            "name - \"Helen Marsh\"",
            "name: Helen Marsh",
            "name Helen Marsh",
            "Name: “Helen Marsh”",
            "name\tHelen Marsh",
            "name = `Helen Marsh`",
            "name = ´Helen Marsh´",
            "name = <Helen Marsh>",
            "name = «Helen Marsh»",
            "name = ‘Helen Marsh’",
            "name = Helen Marsh",
            "name = \"Helen Marsh\";",
            "name = \"Helen Marsh\",",
            "1. name = \"Helen Marsh\"",
            "1.name = \"Helen Marsh\"",
            "1) name = \"Helen Marsh\"",
            "a. Name = \"Helen Marsh\"",
        ],
    ),
    (
        "contacts.toml",
        ROLES,
        &[
            "roles = yot-manager",
            "roles = \"yot-manager\"",
            "roles = “yot-manager”",
            "roles = [yot-manager]",
            "roles = [“yot-manager”]",
            "roles = [\"yot-manager\"",
            "roles = [\"yot-manager\",",
            "roles = \"yot-manager\"]",
            "roles = (\"yot-manager\")",
            "roles = {\"yot-manager\"}",
            "roles: yot-manager",
        ],
    ),
    (
        "inspection.toml",
        "starts = 2027-01-18",
        &[
            "starts = 18/1/2027",
            "starts = 18-01-2027",
            "starts = 18.01.27",
            "starts = 2027-1-18",
            "starts = 2027–01–18",
            "starts = 20270118",
            "starts = \"2027-01-18\"",
            "starts = “2027-01-18”",
            "starts = 2027-01-18 09:00",
            "starts = 2027-01-18T09:00:00Z",
            "starts = w/c 18 January 2027",
            "starts = Dydd Llun 18 Ionawr 2027",
            "starts: 18th January 2027",
            "starts 18/01/2027",
        ],
    ),
    ("inspection.toml", "at = 09:30:00", &["at = 9:30", "at = 9.30", "at = 9.30am", "at = \"09:30\"", "at: 9.30 a.m."]),
    (
        "inspection.toml",
        "[fieldwork]",
        &["[fieldwork", "fieldwork]", "[[fieldwork]]", "[feildwork]", "[Fieldwork]", "(fieldwork)", "fieldwork"],
    ),
    ("inspection.toml", "[[site]]", &["[site]", "[[site]", "[[sites]]", "[Site]", "[ [site] ]", "{{site}}"]),
    (
        "inspection.toml",
        "[dates.announcement]",
        &[
            "[dates announcement]",
            "[date.announcement]",
            "[announcement]",
            "[dates.anouncement]",
            "[Dates.Announcement]",
            "[dates]",
        ],
    ),
    (
        "inspection.toml",
        "address = [\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]",
        &[
            "address = \"12 Millgate, Aberford, AB1 2CD\"",
            "address = 12 Millgate, Aberford, AB1 2CD",
            "address = \"12 Millgate\", \"Aberford\", \"AB1 2CD\"",
            "address = [\"12 Millgate\" \"Aberford\" \"AB1 2CD\"]",
            "address = [\"12 Millgate\"; \"Aberford\"; \"AB1 2CD\"]",
            "address = [\"12 Millgate\",, \"Aberford\", \"AB1 2CD\"]",
            "address = [“12 Millgate”, “Aberford”, “AB1 2CD”]",
            "address =\n12 Millgate\nAberford\nAB1 2CD",
        ],
    ),
    (
        "team.toml",
        "[lead-inspector]",
        &["[lead inspector]", "[[lead-inspector]]", "[Lead_Inspector]", "[lead-inspecter]"],
    ),
    ("team.toml", "telephone = \"07700 900111\"", &["telephone = 07700 900111", "telephone: 07700 900111"]),
    (
        "team.toml",
        "email = \"ruth.calder@hmip.example\"",
        &["email = ruth.calder@hmip.example", "email = <ruth.calder@hmip.example>"],
    ),
    (
        "cases.toml",
        "case-manager = \"Mared Ellis\"",
        &["case manager = \"Mared Ellis\"", "Case manager: Mared Ellis", "case_manager = Mared Ellis"],
    ),
    (
        "cases.toml",
        "away = [2027-01-19]",
        &["away = 2027-01-19", "away = 19/01/2027", "away = [19 January 2027]", "away = \"19 January 2027\""],
    ),
    ("cases.toml", "slot = \"LI 1\"", &["slot = LI 1", "slot: LI 1"]),
    ("contacts.toml", "email = \"helen.marsh@aberford.example\"", &["3. email = \"helen.marsh@aberford.example\""]),
    ("cases.toml", "schedule = \"final\"", &["schedule = final", "schedule = “final”"]),
];

/// The one message about a mistyped line, and the text between backticks in it that stands for the line.
#[track_caller]
fn only(workspace: &Workspace, typed: &str) -> String {
    let found = told(workspace);
    assert_eq!(found.len(), 1, "{typed}: {found:#?}");
    found[0].1.clone()
}

#[test]
fn a_line_typed_wrongly_is_one_message_that_shows_the_line_as_it_should_be() {
    for (file, line, ways) in SHOWN {
        for typed in *ways {
            let workspace = changed(file, line, typed);
            let words = only(&workspace, typed);
            let plain = |text: &str| text.replace(' ', "");
            let shown = words.split('`').any(|part| plain(part) == plain(line));
            assert!(shown, "{typed}: {words}");
        }
    }
}

/// Lines after which nothing is wrong once the first thing in backticks that looks like a line is typed.
const FOLLOWED: &[Mistyped] = &[
    (
        "contacts.toml",
        NAME,
        &["name = \"Helen Marsh\" (acting)", "name = \"Helen Marsh\" // acting", "name = \"Helen Marsh\" -- acting"],
    ),
    (
        "contacts.toml",
        ROLES,
        &[
            "roles = \"yot-manager, strategic-manager\"",
            "roles = yot-manager and strategic-manager",
            "roles = [\"yot-manager\" \"strategic-manager\"]",
            "roles = [“yot-manager”; “strategic-manager”]",
            "roles = \"yot-manager\", \"strategic-manager\"",
        ],
    ),
    ("team.toml", "dbs-checked = 2025-03-14", &["dbs-checked = yes", "dbs-checked = “yes”", "dbs-checked = TBC"]),
    ("inspection.toml", "at = 09:30:00", &["at = 09:30–10:00", "at = morning"]),
    ("cases.toml", "slot = \"LI 1\"", &["slot = LI-1", "slot = LI/1", "slot: li-1", "slot = [“LI-1”]"]),
];

#[test]
fn a_line_typed_as_the_message_shows_it_leaves_nothing_to_say() {
    for (file, line, ways) in FOLLOWED {
        for typed in *ways {
            let workspace = changed(file, line, typed);
            let words = only(&workspace, typed);
            let key = line.split(' ').next().unwrap();
            let shown = words.split('`').find(|part| part.starts_with(&format!("{key} = ")));
            workspace.edit(file, typed, shown.unwrap_or_else(|| panic!("{typed}: {words}")));
            let after = told(&workspace);
            assert!(after.is_empty(), "{typed}: {words}\n{after:#?}");
        }
    }
}

#[test]
fn lines_that_belong_together_are_one_message() {
    let list = "address = [\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]";
    for (file, from, to, words) in [
        ("inspection.toml", list, "address = [\n\"12 Millgate\"\n\"Aberford\"\n\"AB1 2CD\"\n]", "`\"12 Millgate\",`"),
        ("inspection.toml", list, "address = [\n  \"12 Millgate\",\n  \"Aberford\"\n", "behind its last entry"),
        ("inspection.toml", list, "12 Millgate\nAberford\nAB1 2CD", "these 3 lines are no keys"),
        ("contacts.toml", "[[contact]]\nname = \"Helen Marsh\"", "name = \"Helen Marsh\"", "`[[contact]]`"),
        ("contacts.toml", "[[contact]]\nname = \"Imogen Thwaite\"", "name = \"Imogen Thwaite\"", "`[[contact]]`"),
        ("inspection.toml", "[fieldwork]", "# [fieldwork]", "delete the `#`"),
        ("cases.toml", "[[case]]\nid = \"AB01\"", "[[case]] id = \"AB01\"", "line of its own"),
    ] {
        let workspace = changed(file, from, to);
        let found = told(&workspace);
        assert!(found.len() == 1 && found.iter().all(|(_, said)| said.contains(words)), "{to}: {found:#?}");
    }
}

#[test]
fn rows_pasted_from_a_spreadsheet_are_one_message() {
    let workspace = Workspace::aberford();
    let rows =
        "\nAB21\tcommunity\tMared Ellis\tLI 8\nAB22\tcommunity\tTom Ridley\tLI 9\nAB23\tcustodial\tGill Shaw\tAI 8\n";
    workspace.write("cases.toml", &(workspace.read("cases.toml") + rows));
    let words = only(&workspace, rows);
    assert!(words.contains("these 3 lines are no keys"), "{words}");
}

#[test]
fn several_texts_in_a_list_without_commas_are_several_however_they_are_marked() {
    let list = "address = [\"12 Millgate\", \"Aberford\", \"AB1 2CD\"]";
    for typed in [
        "address = [\"12 Millgate\" \"Aberford\" \"AB1 2CD\"]",
        "address = [\"12 Millgate\"  \"Aberford\", \"AB1 2CD\"]",
        "address = [\"12 Millgate\", \"Aberford\" \"AB1 2CD\"] # where",
        "address = [“12 Millgate” “Aberford” “AB1 2CD”]",
        "address = [\"12 Millgate\" and \"Aberford\" and \"AB1 2CD\"]",
        "address = [\"12 Millgate\"\"Aberford\"\"AB1 2CD\"]",
        "address = ['12 Millgate' 'Aberford' 'AB1 2CD']",
    ] {
        let words = only(&changed("inspection.toml", list, typed), typed);
        assert!(words.contains(list), "{typed}: {words}");
    }
    // Where one text belongs, two of them in a list are told to be one too many, not joined without a word.
    let words = only(&changed("contacts.toml", NAME, "name = [\"Helen Marsh\" \"Tom Hale\"]"), "two names");
    assert!(words.contains("not a list") && words.contains("`name = \"Helen Marsh, Tom Hale\"`"), "{words}");
}

#[test]
fn days_on_which_somebody_works_are_shown_as_the_list_to_type_however_they_are_written() {
    let three = "`works = [\"monday\", \"tuesday\", \"wednesday\"]`";
    for typed in [
        "works = \"Mon, Tue and Wed\"",
        "works = \"Mondays, Tuesdays, Wednesdays\"",
        "works = \"Mon to Wed\"",
        "works = Mon, Tue and Wed",
        "works = Monday–Wednesday",
        "works = [Mon, Tue, Wed]",
        "works = [\"Mon\", \"Tues\", \"Weds\"]",
        "works = [“Mon”, “Tue”, “Wed”]",
        "works = \"Mon\", \"Tue\", \"Wed\"",
    ] {
        let workspace = changed("cases.toml", "away = [2027-01-19]", typed);
        let words = only(&workspace, typed);
        assert!(words.contains(three), "{typed}: {words}");
        workspace.edit("cases.toml", typed, three.trim_matches('`'));
        assert_eq!(told(&workspace), [], "{typed}");
    }
    let words = only(&changed("cases.toml", "away = [2027-01-19]", "works = [\"Mon, Tue and Wed\"]"), "in one");
    assert!(words.contains("`\"monday\", \"tuesday\", \"wednesday\"`"), "{words}");
    let words = only(&changed("cases.toml", "away = [2027-01-19]", "works = [\"flexible\"]"), "flexible");
    assert!(words.contains("`monday morning`"), "{words}");
}

#[test]
fn a_role_typed_as_a_heading_says_how_a_contact_is_written() {
    let heading = "[[contact]]\nname = \"Helen Marsh\"";
    for typed in ["[[yot-manager]]", "[yot-manager]", "[[YOT manager]]", "[yot_manager]"] {
        let workspace = changed("contacts.toml", heading, &format!("{typed}\nname = \"Helen Marsh\""));
        workspace.edit("contacts.toml", &format!("{ROLES}\n"), "");
        let words = only(&workspace, typed);
        assert!(words.contains("`[[contact]]`") && words.contains(&format!("`{ROLES}`")), "{typed}: {words}");
        workspace.edit("contacts.toml", typed, &format!("[[contact]]\n{ROLES}"));
        assert_eq!(told(&workspace), [], "{typed}");
    }
}

#[test]
fn a_year_of_fieldwork_that_is_far_from_everything_else_is_one_message() {
    for year in ["2072", "2017", "2028", "2127"] {
        let typed = format!("starts = {year}-01-18");
        let words = only(&changed("inspection.toml", "starts = 2027-01-18", &typed), &typed);
        assert!(words.contains("year"), "{words}");
    }
}
