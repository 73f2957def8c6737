//! What is on the screen: the record as it was saved last, the last good pages above an error, and nothing that may not be there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};

use crate::client::{Answer, Preview, hrefs};
use crate::support::{Workspace, repository};

/// A stream of events of a preview.
struct Events(BufReader<std::net::TcpStream>);

impl Events {
    fn of(preview: &Preview) -> Self {
        let mut stream = preview.connect();
        let head = format!("GET /events HTTP/1.1\r\nHost: {}\r\n{}\r\n", preview.host(), preview.cookie);
        stream.write_all(head.as_bytes()).expect("written");
        Self(BufReader::new(stream))
    }

    /// The next state that it tells.
    fn next(&mut self) -> u64 {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).expect("readable"), 0, "the stream has ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return state.trim().parse().expect("a number");
            }
        }
    }
}

/// Addresses of the pages that a document's page shows.
fn pages(answer: &Answer) -> Vec<String> {
    hrefs(&answer.body).into_iter().filter(|address| address.starts_with("/page/")).collect()
}

#[test]
fn the_board_for_programs_is_what_status_prints_to_the_byte() {
    let workspace = Workspace::built();
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let printed = workspace.run(["status", "--format", "json"]);
    assert_eq!(preview.get("/board.json").body, printed.out);
    assert!(preview.get("/").body.contains("<a href=\"/inspection/1\">"));
}

#[test]
fn a_save_changes_the_pages_that_say_something_else_and_no_other_address() {
    let workspace = Workspace::built();
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let before = preview.document(1, "team-and-preparation.pdf");
    let letter = pages(&preview.document(1, "confirmation-letter.pdf"));
    assert!(before.body.contains("Priya Nair") && !pages(&before).is_empty());
    let mut events = Events::of(&preview);
    let first = events.next();
    workspace.edit("team.toml", "Priya Nair", "Priti Winter");
    assert!(events.next() > first);
    let after = preview.document(1, "team-and-preparation.pdf");
    assert!(after.body.contains("Priti Winter") && !after.body.contains("Priya Nair"));
    let (old, new) = (pages(&before), pages(&after));
    assert_ne!(old, new);
    let changed = preview.document(1, "confirmation-letter.pdf");
    let same: BTreeSet<_> = pages(&changed).into_iter().collect();
    let all = letter.len();
    let kept = letter.iter().filter(|page| same.contains(*page)).count();
    assert!(kept == all || changed.body.contains("Priti Winter"), "a page without the name has another address");
    for page in &new {
        let svg = preview.get(page);
        assert_eq!(svg.status, 200);
        assert!(svg.body.starts_with("<svg") && !svg.body.contains("<text") && !svg.body.contains("<script"));
    }
}

#[test]
fn an_error_keeps_the_last_good_pages_below_what_is_wrong_and_goes_with_the_mend() {
    let workspace = Workspace::built();
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let good = preview.document(1, "confirmation-letter.pdf");
    let mut events = Events::of(&preview);
    events.next();
    workspace.edit("team.toml", "priya.nair@hmip.example", "priya.nair.hmip.example");
    events.next();
    for _ in 0..2 {
        let stale = preview.document(1, "confirmation-letter.pdf");
        assert_eq!(pages(&stale), pages(&good));
        let bar =
            stale.body.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("<header>").next()).expect("a bar");
        assert!(bar.contains("Stale since ") && bar.contains("team.toml:") && bar.contains("1 error"), "{bar}");
    }
    // A tab that comes late is told at once in which state things are.
    assert_eq!(Events::of(&preview).next(), 1);
    workspace.edit("team.toml", "priya.nair.hmip.example", "priya.nair@hmip.example");
    events.next();
    let mended = preview.document(1, "confirmation-letter.pdf");
    assert_eq!(pages(&mended), pages(&good));
    assert!(!mended.body.contains("Stale since"));
}

#[test]
fn a_message_a_sheet_a_calendar_and_a_page_are_shown_as_what_they_are() {
    let workspace = Workspace::built();
    let preview = Preview::start(&workspace, &[]);
    let message = preview.document(1, "announcement-email.eml").body;
    for words in
        ["<dt>To</dt>", "<dt>Subject</dt>", "<dt>Attachments</dt>", "confirmation-letter.pdf", "<iframe", "<pre"]
    {
        assert!(message.contains(words), "{words}");
    }
    let part = hrefs(&message).into_iter().find(|address| address.starts_with("/message/")).expect("the page");
    assert!(preview.get(&part).body.contains("<html"));
    assert!(preview.document(1, "case-sample-spreadsheet.xlsx").body.contains("<th scope=\"col\">"));
    assert!(preview.document(1, "timeline.ics").body.contains("<time datetime=\"2027-"));
    let around = preview.document(1, "report.html").body;
    let page = hrefs(&around).into_iter().find(|address| address.starts_with("/message/")).expect("the page");
    assert!(around.contains("sandbox></iframe>") && preview.get(&page).body.contains("<h2>Commentary</h2>"));
}

#[test]
fn a_value_of_the_record_never_acts_as_markup() {
    let workspace = Workspace::built();
    workspace.edit("team.toml", "Priya Nair", "<script>alert(1)</script><img src=x>");
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let all = crawl(&preview);
    assert!(all.values().any(|answer| answer.body.contains("&lt;script&gt;")));
    for (address, answer) in &all {
        assert!(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"), "{address}");
    }
}

/// Every answer that can be reached from the board, by its address.
fn crawl(preview: &Preview) -> std::collections::BTreeMap<String, Answer> {
    let mut found = std::collections::BTreeMap::new();
    let mut left = vec!["/".to_owned(), "/board.json".to_owned()];
    while let Some(address) = left.pop() {
        if found.contains_key(&address) || !address.starts_with('/') {
            continue;
        }
        let answer = preview.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        left.extend(hrefs(&answer.body).into_iter().filter(|address| !address.ends_with(".svg")));
        found.insert(address, answer);
    }
    found
}

/// Keys whose values say who, where or how to reach somebody.
const TELLING: [&str; 12] = [
    "name",
    "name-welsh",
    "short-name",
    "organisation",
    "organisation-welsh",
    "address",
    "address-welsh",
    "telephone",
    "email",
    "salutation",
    "site",
    "line-manager",
];

/// The texts under these keys.
fn telling(value: &toml::Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) if TELLING.contains(&key) && text.chars().count() >= 3 => {
            found.insert(text.clone());
        }
        toml::Value::Array(values) => values.iter().for_each(|value| telling(value, key, found)),
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| telling(value, key, found)),
        _ => {}
    }
}

/// All that the templates say.
fn own_words(folder: &std::path::Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let text = |path: std::path::PathBuf| match path.is_dir() {
        true => own_words(&path),
        false => fs::read_to_string(&path).unwrap_or_default(),
    };
    entries.map(text).collect()
}

#[test]
fn a_masked_session_says_nowhere_who_where_or_how_to_reach_them() {
    let workspace = Workspace::built().and(Workspace::RHYD_Y_TWR);
    let mut preview = Preview::start(&workspace, &["--masked"]);
    preview.until("watching");
    let mut values = BTreeSet::new();
    for folder in [Workspace::ABERFORD, Workspace::RHYD_Y_TWR] {
        values.insert(folder.to_owned());
        for file in ["inspection.toml", "team.toml", "contacts.toml", "cases.toml"] {
            let path = repository("inspections").join(folder).join(file);
            telling(&toml::from_str(&fs::read_to_string(path).expect("readable")).expect("TOML"), "", &mut values);
        }
    }
    let settings = fs::read_to_string(workspace.path("sqspack.toml")).expect("readable");
    let mut of_office = BTreeSet::new();
    telling(&toml::from_str(&settings).expect("TOML"), "", &mut of_office);
    values.extend(of_office);
    // What the templates say themselves tells nothing of the record.
    let own = own_words(&repository("templates"));
    values.retain(|value| !own.contains(value.as_str()));
    assert!(values.len() > 60, "{values:?}");
    let all = crawl(&preview);
    assert!(all.len() > 60, "{}", all.len());
    for (address, answer) in &all {
        let said = format!("{address}\n{}\n{}", answer.head, html_escape::decode_html_entities(&answer.body));
        for value in &values {
            assert!(!said.contains(value.as_str()), "{address} says `{value}`");
        }
    }
    let json: serde_json::Value = serde_json::from_str(&all["/board.json"].body).expect("JSON");
    let printed = workspace.run(["status", "--masked", "--format", "json"]);
    assert_eq!(json, printed.json());
    assert_eq!(json[0]["inspection"], "inspection-1");
}

#[test]
fn a_masked_session_quotes_no_record_where_something_is_wrong() {
    let workspace = Workspace::built();
    workspace.edit("team.toml", "priya.nair@hmip.example", "priya.nair.hmip.example");
    let mut preview = Preview::start(&workspace, &["--masked"]);
    preview.until("watching");
    let page = preview.get("/inspection/1").body;
    assert!(page.contains("team.toml:") && page.contains("1 error"), "{page}");
    assert!(!page.to_lowercase().contains("priya") && !page.contains("aberford"), "{page}");
}

#[test]
fn a_document_that_may_name_children_is_shown_with_named_alone() {
    let workspace = Workspace::built();
    let name = "children-named.pdf";
    let is_shown = |arguments: &[&str]| {
        let preview = Preview::start(&workspace, arguments);
        let list = preview.get("/inspection/1").body;
        let naming = list.split("<li>").filter(|item| item.contains("case-") || item.contains(name)).count();
        assert!(naming > 0);
        let all = crawl(&preview);
        let withheld = all.values().filter(|answer| answer.body.contains("This document may name children.")).count();
        let children = fs::read_to_string(workspace.record("children.private.toml")).expect("readable");
        let table: toml::Value = toml::from_str(&children).expect("TOML");
        let family: BTreeSet<String> = table["child"]
            .as_array()
            .expect("children")
            .iter()
            .filter_map(|child| child["family-name"].as_str())
            .map(str::to_owned)
            .collect();
        let named = all.values().filter(|answer| family.iter().any(|name| answer.body.contains(name.as_str()))).count();
        (withheld > 0, named > 0)
    };
    assert_eq!(is_shown(&[]), (true, false));
    assert_eq!(is_shown(&["--masked"]), (true, false));
    assert_eq!(is_shown(&["--named"]), (false, true));
}

#[test]
fn a_document_says_where_its_facts_come_from_once_somebody_asks() {
    let workspace = Workspace::built();
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let page = preview.document(1, "confirmation-letter.pdf");
    assert!(!page.body.contains("class=\"origins\""));
    let asked = hrefs(&page.body).into_iter().find(|link| link.contains("origins=shown")).expect("a link");
    let told = preview.get(&asked);
    assert!(told.body.contains("<code>inspections/2027-01-aberford/contacts.toml:"), "{}", told.body);
    assert!(told.body.contains("Helen Marsh</span>"), "{}", told.body);
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "nowhere");
    preview.until("1 error");
    let broken = preview.get(&asked);
    assert!(broken.body.contains("There is nothing to say while the record has errors"), "{}", broken.body);
}

#[test]
fn a_masked_session_says_where_facts_come_from_without_naming_anybody() {
    let workspace = Workspace::built();
    let mut preview = Preview::start(&workspace, &["--masked"]);
    preview.until("watching");
    let page = preview.get("/inspection/1");
    let links: Vec<String> = hrefs(&page.body).into_iter().filter(|link| link.contains("document=")).collect();
    let mut told = 0;
    for link in links.iter().filter(|link| !link.contains("origins")).take(12) {
        let answer = preview.get(&format!("{link}&origins=shown&changes=shown"));
        told += answer.body.matches("<summary>").count();
        for name in ["Helen", "Marsh", "Calder", "Aberford", "aberford", "900111"] {
            assert!(!answer.body.contains(name), "{link}: {name}");
        }
    }
    assert!(told > 100, "{told}");
}

#[test]
fn what_has_changed_since_it_was_issued_stands_beside_a_document_in_words_too() {
    let workspace = Workspace::built();
    workspace.write_at(".gitignore", "/packs/\n/.sqspack/\n*children*private*\n");
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@office.example"];
        let run = std::process::Command::new("git").arg("-C").arg(workspace.root()).args(who).args(arguments).output();
        assert!(run.expect("git is at hand").status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "-m", "the record"]);
    let name = Workspace::ABERFORD;
    workspace.run(["build"]).well();
    let issued =
        ["issue", name, "confirmation-letter", "--to", "yot-manager", "--how", "by-hand", "--on", "2027-01-04"];
    workspace.run(issued).well();
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "-m", "issued"]);
    workspace.edit("contacts.toml", "Helen Marsh", "Helen Winter");
    let mut preview = Preview::start(&workspace, &[]);
    preview.until("watching");
    let page = preview.document(1, "confirmation-letter.pdf");
    let asked = hrefs(&page.body).into_iter().find(|link| link.contains("changes=shown")).expect("a link");
    let told = preview.get(&asked);
    assert!(told.body.contains("deleted: </span>Marsh"), "{}", told.body);
    assert!(told.body.contains("inserted: </span>Winter"), "{}", told.body);
    let other = preview.document(1, "timeline.pdf");
    assert!(!other.body.contains("changes=shown"), "nothing was sent of it");
}
