//! Messages from the sample to the fieldwork: what each carries, and whom a change is told to.

use std::collections::BTreeSet;

use crate::support::pdf::Pdf;
use crate::support::{Tree, Workspace, demonstrations};

const FOLDER: &str = Workspace::ABERFORD;

/// The files of the pack that tell of a change, without folder and ending.
fn notices(workspace: &Workspace) -> BTreeSet<String> {
    workspace.run(["build", FOLDER]).well();
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    let name = |path: &&str| Some(path.strip_prefix("5-changes/change-notice-")?.strip_suffix(".eml")?.to_owned());
    pack.paths().iter().filter_map(name).collect()
}

fn with(change: &str) -> Workspace {
    let workspace = Workspace::aberford();
    let text = workspace.read("inspection.toml");
    workspace.write("inspection.toml", &format!("{text}\n[[change]]\ndecided = 2027-01-13\n{change}\n"));
    workspace
}

/// The case managers who are interviewed in slots of this label, as file names have them.
fn interviewed(workspace: &Workspace, label: &str) -> BTreeSet<String> {
    let cases: toml::Table = workspace.read("cases.toml").parse().expect("TOML");
    let text = |case: &toml::Value, key: &str| case.get(key).and_then(|value| value.as_str()).unwrap_or("").to_owned();
    let cases = cases["case"].as_array().expect("cases").iter();
    let of_label = cases.filter(|case| text(case, "slot").starts_with(label)).map(|case| text(case, "case-manager"));
    of_label.filter(|name| !name.is_empty()).map(|name| name.to_lowercase().replace(' ', "-")).collect()
}

fn people(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const TEAM: [&str; 3] = ["ruth-calder", "priya-nair", "dev-chaudhry"];

#[test]
fn another_inspector_is_told_to_the_yot_manager_the_team_and_whom_that_inspector_interviews() {
    let change = "what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"";
    let workspace = with(change);
    let touched = interviewed(&workspace, "AI");
    assert!(touched.len() > 2 && touched.len() < 11, "{touched:?}");
    assert_eq!(notices(&workspace), &(&people(&TEAM) | &people(&["helen-marsh"])) | &touched);
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    for name in &touched {
        let message = String::from_utf8_lossy(pack.bytes(&format!("5-changes/change-notice-{name}.eml"))).into_owned();
        assert_eq!(message.matches("@aberford.example").count(), 1, "one reader: {message}");
    }
    workspace.edit("inspection.toml", "decided = 2027-01-13", "decided = 2027-01-13\ntold = 2027-01-14");
    assert_eq!(notices(&workspace), people(&[]), "whoever was told is not told again");
    let not_final = with(change);
    not_final.edit("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
    assert_eq!(notices(&not_final), &people(&TEAM) | &people(&["helen-marsh"]), "nobody was invited yet");
}

#[test]
fn another_lead_inspector_and_other_days_are_told_to_all_to_whom_the_inspection_was_announced() {
    let announced = ["imogen-thwaite", "patrick-osei", "helen-marsh", "joanna-birtles", "samir-haddad", "lesley-crane"];
    let replaced = with("what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Ruth Calder\"");
    let expected = &(&people(&TEAM) | &people(&announced)) | &interviewed(&replaced, "LI");
    assert_eq!(notices(&replaced), expected);
    let postponed = with("what = \"fieldwork-postponed\"\nfrom-day = 2027-01-11\nto-day = 2027-01-18");
    let expected = &(&people(&TEAM) | &people(&announced)) | &interviewed(&postponed, "");
    assert_eq!(notices(&postponed), expected, "and to nobody who gets the report alone");
}

#[test]
fn another_office_is_told_to_the_yot_manager_and_to_those_who_work_or_are_interviewed_there() {
    let workspace = with("what = \"site-changed\"\nfrom = \"Tannery Court\"\nto = \"Brackside\"");
    let site = "[[site]]\nname = \"Millgate House\"";
    workspace.edit("inspection.toml", site, &format!("[[site]]\nname = \"Brackside\"\n\n{site}"));
    workspace.edit("team.toml", "07700 900112\"", "07700 900112\"\nsites = [\"Brackside\"]");
    for member in ["07700 900111\"", "01632 960222\""] {
        workspace.edit("team.toml", member, &format!("{member}\nsites = [\"Millgate House\"]"));
    }
    let touched = interviewed(&workspace, "AI");
    assert_eq!(notices(&workspace), &people(&["helen-marsh", "priya-nair"]) | &touched);
}

/// The plain text of a message, and its page.
fn parts(bytes: &[u8]) -> (String, String) {
    let message = mail_parser::MessageParser::default().parse(bytes).expect("a message");
    let text = message.body_text(0).expect("a text").into_owned();
    (text.replace("\r\n", "\n"), message.body_html(0).expect("a page").into_owned())
}

/// A text without blanks, and without what stands for another sign in a page.
fn packed(text: &str) -> String {
    let text = ["&amp;", "&#x27;", "&quot;"]
        .iter()
        .zip(["&", "'", "\""])
        .fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign));
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// What stands in no tag.
fn untagged(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

#[test]
fn every_paragraph_of_a_message_is_a_part_of_its_plain_text_and_the_other_way_round() {
    let mut compared = 0;
    for (workspace, inspection) in demonstrations() {
        let pack = workspace.pack(inspection);
        for path in pack.paths().into_iter().filter(|path| path.ends_with(".eml")) {
            let (text, html) = parts(pack.bytes(path));
            let whole = packed(&text);
            let paragraphs =
                html.split("<p").skip(1).filter_map(|rest| Some(rest.split_once('>')?.1.split_once("</p>")?.0));
            for paragraph in paragraphs {
                let paragraph = packed(&untagged(paragraph));
                assert!(whole.contains(&paragraph), "{path}: {paragraph} is in no part of {text}");
                compared += 1;
            }
            let page = packed(&untagged(&html));
            for line in text.lines().filter(|line| line.ends_with(['.', '?']) && !line.starts_with('-')) {
                assert!(page.contains(&packed(line)), "{path}: {line} is in no part of the page");
                compared += 1;
            }
        }
    }
    assert!(compared > 400, "{compared}");
}

/// The text of the notice for somebody.
fn notice(workspace: &Workspace, name: &str) -> String {
    workspace.run(["build", FOLDER]).well();
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    parts(pack.bytes(&format!("5-changes/change-notice-{name}.eml"))).0
}

#[test]
fn whoever_is_replaced_is_told_at_their_own_address_and_is_asked_for_the_papers() {
    let change = "what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"";
    let without = with(change);
    let built = without.run(["build", FOLDER]);
    assert!(built.out.contains("an e-mail address of Owen Hartley"), "{}", built.out);
    let workspace = with(&format!("{change}\nfrom-email = \"owen.hartley@hmip.example\""));
    let told = notices(&workspace);
    assert!(told.contains("owen-hartley"), "{told:?}");
    let text = notice(&workspace, "owen-hartley");
    assert!(text.contains("You take no part in this inspection any more"), "{text}");
    assert!(!notice(&workspace, "helen-marsh").contains("You take no part"));
}

#[test]
fn those_who_are_asked_about_an_office_are_told_of_another_office_and_of_other_days() {
    let change = "what = \"site-changed\"\nfrom = \"Tannery Court\"\nto = \"Millgate House\"\n\
                  from-email = \"kit.shaw@aberford.example\"\nfrom-contact = \"Kit Shaw\"";
    let asked = "[[site]]\nname = \"Millgate House\"";
    let named = format!("{asked}\ncontact = \"Jo Lark\"\nemail = \"jo.lark@aberford.example\"");
    let moved = with(change);
    moved.edit("inspection.toml", asked, &named);
    let told = notices(&moved);
    assert!(told.contains("kit-shaw") && told.contains("jo-lark"), "{told:?}");
    let postponed = with("what = \"fieldwork-postponed\"\nfrom-day = 2027-01-11\nto-day = 2027-01-18");
    postponed.edit("inspection.toml", asked, &named);
    assert!(notices(&postponed).contains("jo-lark"));
    assert!(notice(&postponed, "jo-lark").contains("The team needs its rooms then"));
    let replaced = with("what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"");
    replaced.edit("inspection.toml", asked, &named);
    assert!(!notices(&replaced).contains("jo-lark"), "an office is not told who inspects");
}

#[test]
fn interviews_that_get_new_times_are_listed_in_no_message_that_says_so() {
    let both = with(
        "what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"\n\n[[change]]\ndecided = 2027-01-13\n\
         what = \"fieldwork-postponed\"\nfrom-day = 2027-01-11\nto-day = 2027-01-18",
    );
    let name = interviewed(&both, "AI").into_iter().next().expect("somebody who is interviewed");
    let text = notice(&both, &name);
    assert!(
        text.contains("You get the new times from me") && !text.contains("your interviews as they are now"),
        "{text}"
    );
}

#[test]
fn no_message_carries_the_schedule_together_with_the_selected_cases() {
    for (workspace, inspection) in demonstrations() {
        let pack = workspace.pack(inspection);
        let mut carried = BTreeSet::new();
        for path in pack.paths().into_iter().filter(|path| path.ends_with(".eml")) {
            let message = String::from_utf8_lossy(pack.bytes(path)).into_owned();
            let sample = message.contains("selected-case-sample");
            assert!(!(sample && message.contains("whole-schedule")), "{path}");
            assert!(!message.contains("print-pack"), "{path}");
            carried.extend(sample.then_some(path));
        }
        // Without the children of its cases a record has no list of them to send.
        let has_sample = pack.paths().iter().any(|path| path.contains("selected-case-sample"));
        let expected: BTreeSet<&str> = has_sample.then_some("2-sample/sample-message.eml").into_iter().collect();
        assert_eq!(carried, expected, "{inspection}");
    }
}

#[test]
fn the_team_is_told_what_the_record_lacks_and_nothing_else() {
    let workspace = Workspace::aberford();
    let texts = |workspace: &Workspace| {
        workspace.run(["build", FOLDER]).well();
        let pack = Tree::of(&workspace.path("packs").join(FOLDER));
        ["3-fieldwork/team-briefing.pdf", "3-fieldwork/print-pack-priya-nair.pdf", "3-fieldwork/monday-briefing.pdf"]
            .map(|path| Pdf::read(pack.bytes(path)).text())
    };
    let lacks = ["DevChaudhry:notelephonenumber", "Thecasemanagementsystemisnotnamed"];
    for text in texts(&workspace) {
        assert!(text.contains("MillgateHouse:noroomisnamed"), "{text}");
        assert!(lacks.iter().all(|words| !text.contains(words)), "{text}");
    }
    workspace.edit("team.toml", "telephone = \"01632 960222\"\n", "");
    workspace.edit("inspection.toml", "case-system = \"Childview\"\n", "");
    for text in texts(&workspace) {
        assert!(lacks.iter().all(|words| text.contains(words)), "{text}");
    }
}

#[test]
fn the_survey_and_the_evaluation_are_asked_for_only_at_an_address() {
    let workspace = Workspace::aberford();
    let asked = |workspace: &Workspace| {
        workspace.run(["build", FOLDER]).well();
        let pack = Tree::of(&workspace.path("packs").join(FOLDER));
        let is_asked = |path: &&&str| path.contains("survey-invitation") || path.contains("evaluation-invitation");
        pack.paths().iter().filter(is_asked).count()
    };
    assert_eq!(asked(&workspace), 12, "eleven case managers, and the manager of the YOT");
    let settings = std::fs::read_to_string(workspace.path("sqspack.toml")).expect("settings");
    let (before, rest) = settings.split_once("[feedback]").expect("the table");
    let (_, after) = rest.split_once("\n\n").expect("a blank line");
    workspace.write_at("sqspack.toml", &format!("{before}{after}"));
    assert_eq!(asked(&workspace), 0);
}
