//! Forms of one mistake as different people make it: each is one message, which says what the officer did and shows the line as it
//! should be. What the message says to type is then typed in its place, and nothing more is said of it.

use std::fs;

use super::{changed, told};
use crate::support::Workspace;

const TELEPHONE: &str = "telephone = \"01632 960145\"";
const NOTE: &str = "# Copies of the letter and the report.";
const CASE: &str = "[[case]]\nid = \"AB01\"";
const MANAGER: &str = "case-manager = \"Mared Ellis\"";
const START: &str = "starts = 2027-01-18";
const EMAIL: &str = "email = \"helen.marsh@aberford.example\"";

/// The file, the text, what is typed for it, the words that the one message has, and the words that it has not.
type Form = (&'static str, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const SALUTATION: &str = "salutation = \"Dear Ms Marsh\"\n";
const HEADING: &str = "[[contact]]\nname = \"Helen Marsh\"";
const ROLES: &str = "roles = [\"yot-manager\"]";
const GROUP: &str = "[dates.announcement]\non = 2026-12-30\nat = 09:30:00\nreason = \"office closed on 31 December\"";

const FORMS: &[Form] = &[
    ("contacts.toml", SALUTATION, "salutation = \"Dear Ms Marsh\"\n=======\n", &["an unfinished merge"], &[]),
    (
        "report.toml",
        "strengths = [\n",
        "strengths = [\n  <<<<<<< HEAD\n  \"a\",\n  =======\n  \"b\",\n  >>>>>>> theirs\n",
        &["an unfinished merge"],
        &[],
    ),
    ("contacts.toml", "name = \"Helen Marsh\"", "name = 'Helen Marsh\"", &["`name = \"Helen Marsh\"`"], &[]),
    ("contacts.toml", ROLES, "role = \"yot-manager\"", &["`roles = [\"yot-manager\"]`"], &["`role = ["]),
    ("contacts.toml", "name = \"Helen Marsh\"", "full name = \"Helen Marsh\"", &["`name = "], &["docs/"]),
    (
        "contacts.toml",
        HEADING,
        "// manager\n[[contact]]\nname = \"Helen Marsh\"",
        &["a note begins with `#`"],
        &["missing"],
    ),
    ("contacts.toml", HEADING, "• [[contact]]\nname = \"Helen Marsh\"", &["`[[contact]]`"], &["two brackets"]),
    (
        "inspection.toml",
        "starts = 2027-01-18",
        "starts = 18th of January, 2027",
        &["`starts = 2027-01-18`"],
        &["take the"],
    ),
    ("inspection.toml", "starts = 2027-01-18", "starts = 2027-18-01", &["`starts = 2027-01-18`"], &[]),
    (
        "inspection.toml",
        "starts = 2027-01-18",
        "starts = 8 Marhc 2027",
        &["year, month and day"],
        &["take the", "2027-01-18"],
    ),
    ("inspection.toml", "at = 09:30:00", "at = 0930", &["`at = 09:30:00`"], &["take the"]),
    (
        "inspection.toml",
        GROUP,
        "[dates]\nannouncement = 30 December 2026",
        &["[dates.announcement]", "2026-12-30"],
        &["text is"],
    ),
    ("inspection.toml", "country = \"england\"", "country = England", &["`country = \"england\"`"], &[]),
    (
        "inspection.toml",
        "authorities = [\"Aberford City Council\"]",
        "authorities = \"Aberford City Council, Brack Council\"",
        &["`authorities = [\"Aberford City Council\", \"Brack Council\"]`"],
        &[],
    ),
    (
        "cases.toml",
        "away = [2027-01-19]",
        "away = [\"19/01/2027\", \"20/01/2027\"]",
        &["[2027-01-19, 2027-01-20]"],
        &[],
    ),
    ("cases.toml", "away = [2027-01-19]", "away = [Tuesday]", &["`away = [2027-"], &[]),
    ("report.toml", "  \"Assessments of why", "  Assessments of why", &["timely, drew on"], &["timely\", \"drew"]),
    (
        "report.toml",
        "why children offend",
        "why \"children\" offend",
        &["'children'", "timely, drew"],
        &["timely\", \"drew"],
    ),
    ("report.toml", "rate = 37.5", "rate = 41.2%", &["`rate = 41.2`"], &["37.5"]),
    ("children.private.toml", "looked-after = false", "looked-after = \"No\"", &["`false`"], &["quotes: `true`"]),
    ("children.private.toml", "system-id = \"0048218\"", "system-id = 0048218", &["quotation marks"], &["telephone"]),
    (
        "contacts.toml",
        SALUTATION,
        "salutation = \"Dear Ms Marsh\"\n>>>>>>> theirs\n",
        &["delete this line"],
        &["nothing"],
    ),
    ("contacts.toml", TELEPHONE, "telephone = n/a", &["take the line out"], &["\"n/a\""]),
    ("contacts.toml", TELEPHONE, "telephone = \"TBC\"", &["take the line out"], &[]),
    ("contacts.toml", TELEPHONE, "tel: 01632 960145", &["`telephone = \"01632 960145\"`"], &["`tel = "]),
    ("contacts.toml", TELEPHONE, "phone = \"01632 960145\"", &["did you mean `telephone`?"], &[]),
    (
        "contacts.toml",
        TELEPHONE,
        "telephone = \"01632 960145\" / \"07700 900145\"",
        &["`telephone = \"01632 960145 / 07700 900145\"`"],
        &[],
    ),
    (
        "contacts.toml",
        "organisation = \"Aberford Youth Offending Team\"",
        "authority = \"Aberford City Council\"",
        &["`authorities = [\"Aberford City Council\"]`"],
        &["`authority = "],
    ),
    (
        "contacts.toml",
        "address = [\"Millgate House\", \"12 Millgate\", \"Aberford\", \"AB1 2CD\"]",
        "address1 = \"12 Millgate\"\naddress2 = \"Aberford\"",
        &["`address = [\"12 Millgate\", \"Aberford\"]`"],
        &[],
    ),
    ("contacts.toml", "title = \"Head", "job title = \"Head", &["`title = \"Head of Youth Justice\"`"], &["docs/"]),
    ("contacts.toml", "name = \"Helen Marsh\"", "name = \"Marsh, Helen\"", &["`name = \"Helen Marsh\"`"], &[]),
    ("contacts.toml", "\"Dear Ms Marsh\"", "\"Ms Marsh\"", &["`salutation = \"Dear Ms Marsh\"`"], &[]),
    ("contacts.toml", "name = \"Helen Marsh\"", "name = \"Helen Marsh\"\n\"", &["delete the line"], &["comma"]),
    ("contacts.toml", NOTE, "Copies\n======", &["`# Copies`"], &[]),
    ("contacts.toml", NOTE, "*** Copies ***", &["`# Copies`"], &["missing"]),
    ("contacts.toml", HEADING, "[[yot-manager]]\nname = \"Helen Marsh\"", &["`[[contact]]`"], &[]),
    ("cases.toml", CASE, "[case.AB01]", &["`[[case]]`", "`id = \"AB01\"`"], &[]),
    ("cases.toml", CASE, "[AB01]", &["`[[case]]`", "`id = \"AB01\"`"], &[]),
    ("cases.toml", "[[case]]\nid = \"AB01\"", "[[case]] AB01\nid = \"AB01\"", &["stands alone in its line"], &[]),
    ("cases.toml", "away = [2027-01-19]", "away = 19/01/2027, 20/01/2027", &["[2027-01-19, 2027-01-20]"], &[]),
    ("cases.toml", "away = [2027-01-19]", "away = 2027-01-19 to 2027-01-20", &["[2027-01-19, 2027-01-20]"], &[]),
    ("cases.toml", MANAGER, "case-manager = \"Ellis, Mared\"", &["did you mean `Mared Ellis`?"], &["[[case-manager]]"]),
    ("cases.toml", MANAGER, "case-manager = \"M. Ellis\"", &["did you mean `Mared Ellis`?"], &["[[case-manager]]"]),
    ("cases.toml", MANAGER, "case-manager = \"Mared Ellis / Tom Ridley\"", &["a case has one case manager"], &[]),
    ("inspection.toml", START, "starts = 01/18/2027", &["`starts = 2027-01-18`"], &[]),
    ("inspection.toml", START, "starts = \"18-20 January 2027\"", &["`starts = 2027-01-18`"], &["take the"]),
    ("inspection.toml", START, "starts = 31 February 2027", &["no such day"], &["take the", "2027-01-18"]),
    ("inspection.toml", START, "starts = 2027-01-17", &["fieldwork starts on a Monday"], &["2026-12-29"]),
    ("inspection.toml", "at = 09:30:00", "at = 25:00", &["from 0 to 23"], &["take the"]),
    ("inspection.toml", "at = 09:30:00", "at = half past nine", &["`at = 09:30:00`"], &["take the"]),
    (
        "inspection.toml",
        GROUP,
        "[dates]\nannouncement = \"30/12/2026\"",
        &["[dates.announcement]", "`on = 2026-12-30`"],
        &["\"30/12"],
    ),
    (
        "inspection.toml",
        "[fieldwork]\nstarts = ",
        "fieldwork = ",
        &["`[fieldwork]`", "`starts = 2027-01-18`"],
        &["below no"],
    ),
    (
        "team.toml",
        "[lead-inspector]\nname =",
        "lead-inspector =",
        &["`[lead-inspector]`", "`name = \"Ruth Calder\"`"],
        &[],
    ),
    ("report.toml", "rate = 37.5", "rate = \"37,5 %\"", &["`rate = 37.5`"], &[]),
    (
        "children.private.toml",
        "date-of-birth = 2009-12-14",
        "date-of-birth = 14/12/2009",
        &["date-of-birth = 2010-12-25"],
        &["docs/", "2009"],
    ),
];

#[test]
fn every_form_of_a_mistake_is_one_message_that_shows_what_to_type() {
    let mut wrong = Vec::new();
    for (file, from, to, words, without) in FORMS {
        let found = told(&changed(file, from, to));
        let said: String = found.iter().map(|(_, said)| said.as_str()).collect::<Vec<_>>().join("\n");
        let has_all = words.iter().all(|word| said.contains(word));
        let is_sound = found.len() == 1 && has_all && !without.iter().any(|word| said.contains(word));
        if !is_sound {
            wrong.push(format!("{to}\n  {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The lines that a help says to type: what stands in backticks and is a key with its value, or a heading.
fn lines_to_type(help: &str) -> Vec<&str> {
    let shown = help.split('`').skip(1).step_by(2);
    shown
        .filter(|line| line.contains(" = ") && !line.contains('…') || line.starts_with("#") || line.starts_with('"'))
        .collect()
}

#[test]
fn what_a_message_says_to_type_leaves_nothing_to_say_when_it_is_typed_in_the_place_of_the_line() {
    let mut typed = 0;
    for (file, from, to, ..) in FORMS.iter().filter(|(file, ..)| *file != "children.private.toml") {
        let workspace = changed(file, from, to);
        let rows = workspace.run(["check", "--format", "json"]).json();
        let help = rows[0]["help"].as_str().unwrap_or_default().to_owned();
        let one = lines_to_type(&help);
        let is_whole = !to.contains('\n') && !["take", "would be", "line below"].iter().any(|word| help.contains(word));
        let ([line], true, Some(number)) = (one.as_slice(), is_whole, rows[0]["line"].as_u64()) else { continue };
        let text = workspace.read(file);
        let number = usize::try_from(number).unwrap() - 1;
        let lines: Vec<&str> =
            text.lines().enumerate().map(|(at, old)| if at == number { *line } else { old }).collect();
        workspace.write(file, &(lines.join("\n") + "\n"));
        let rows = workspace.run(["check", "--format", "json"]).json();
        let is_here = |row: &&serde_json::Value| {
            let is_in_file = row["file"].as_str().is_some_and(|path| path.ends_with(file));
            is_in_file && row["line"] == number + 1 && row["severity"] == "error"
        };
        let after: Vec<_> = rows.as_array().unwrap().iter().filter(is_here).collect();
        assert!(after.is_empty(), "{to}: {help}: {after:?}");
        typed += 1;
    }
    assert!(typed > 20, "{typed}");
}

#[test]
fn an_address_in_another_form_names_the_sign_that_is_wrong_and_shows_the_likely_address() {
    for (typed, words) in [
        ("helen.marsh@aberford.example; pa@aberford.example", "several"),
        ("mailto:helen.marsh@aberford.example", "`mailto:`"),
        ("helen.marsh(at)aberford.example", "in words"),
        ("helen.marsh@aberford,example", "a comma"),
        ("helen marsh@aberford.example", "a space"),
        ("helen.marsh@aberford.example.", "at its end"),
        ("<helen.marsh@aberford.example>", "`<` and `>`"),
    ] {
        let found = told(&changed("contacts.toml", EMAIL, &format!("email = \"{typed}\"")));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.contains(words) && found[0].1.contains(&format!("`{EMAIL}`")), "{found:?}");
    }
    for typed in [
        "[helen.marsh@aberford.example](mailto:helen.marsh@aberford.example)",
        "Helen Marsh <helen.marsh@aberford.example>",
    ] {
        let found = told(&changed("contacts.toml", EMAIL, &format!("email = {typed}")));
        assert!(found.len() == 1 && found[0].1.contains(&format!("`{EMAIL}`")), "{found:?}");
    }
}

#[test]
fn one_address_of_any_two_people_is_asked_about_and_the_answer_is_kept() {
    let address = "mared.ellis@aberford.example";
    let workspace = changed("cases.toml", "tom.ridley@aberford.example", address);
    assert_eq!(told(&workspace).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["SQS0121"]);
    let text = workspace.read("inspection.toml");
    let entry =
        "\n[[settled]]\ncode = \"SQS0121\"\nat = \"cases.toml: case-manager[2].email\"\nreason = \"one mailbox\"\n";
    workspace.write("inspection.toml", &(text + entry));
    let rows = workspace.run(["check", "--format", "json"]).json();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    assert_eq!(rows[0]["settled"], "one mailbox", "{rows}");
    let workspace = changed("team.toml", "colin.ashworth@hmip.example", "ruth.calder@hmip.example");
    assert_eq!(told(&workspace).iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["SQS0121"]);
}

#[test]
fn a_key_that_was_moved_is_told_where_it_belongs() {
    for (file, line, words) in [
        ("inspection.toml", "case-system = \"Childview\"\n", "below `[yot]`"),
        ("inspection.toml", "country = \"england\"\n", "below `[yot]`"),
        ("cases.toml", "schedule = \"final\"\n", "above the first heading"),
    ] {
        let workspace = changed(file, line, "");
        let text = workspace.read(file);
        workspace.write(file, &format!("{text}\n{line}"));
        let found = told(&workspace);
        assert!(found.len() == 1 && found[0].1.contains(words), "{line}: {found:?}");
    }
}

#[test]
fn a_file_pasted_over_another_or_twice_into_itself_is_one_message() {
    let workspace = Workspace::aberford();
    workspace.write("team.toml", &workspace.read("contacts.toml"));
    let found = told(&workspace);
    assert!(found.len() == 1 && found[0].1.contains("the text of `contacts.toml`"), "{found:?}");
    let workspace = Workspace::aberford();
    let text = workspace.read("contacts.toml");
    workspace.write("contacts.toml", &format!("{text}\n{}", &text[text.find("[[contact]]").unwrap()..]));
    let found = told(&workspace);
    assert!(found.len() == 1 && found[0].1.contains("twice"), "{found:?}");
}

#[test]
fn contacts_in_a_file_of_another_program_or_in_a_folder_of_their_own_are_named_and_stop_the_pack() {
    for name in ["contacts.docx", "contacts.xlsx", "contacts.tml", "old/contacts.toml"] {
        let workspace = Workspace::aberford();
        let to = workspace.record(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(workspace.record("contacts.toml"), &to).unwrap();
        let found = told(&workspace);
        let named = format!("`{name}` is not read");
        assert!(found.len() == 1 && found[0].0 == "SQS0017" && found[0].1.contains(&named), "{name}: {found:?}");
    }
    let workspace = Workspace::aberford();
    fs::write(workspace.record("contacts.docx"), "a list that somebody sent").unwrap();
    assert_eq!(told(&workspace), [], "the record is there, and this is another document");
}

#[test]
fn a_file_that_was_emptied_after_a_build_is_told() {
    let workspace = Workspace::built();
    for file in ["contacts.toml", "report.toml"] {
        let text = workspace.read(file);
        workspace.write(file, "\n");
        let found = told(&workspace);
        assert!(found.iter().any(|one| one.0 == "SQS0019" && one.1.contains(file)), "{file}: {found:?}");
        workspace.write(file, &text);
    }
}
