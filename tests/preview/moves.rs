//! A case is moved, and undone: what stands in `cases.toml` then, and who cannot do it.

use std::fs;

use crate::client::{Answer, Preview};
use crate::support::Workspace;

const PAGE: &str = "/inspection/1/schedule";
const MOVE: &str = "/inspection/1/schedule/move";
const UNDO: &str = "/inspection/1/schedule/undo";

/// The value of the first hidden field of a name in a part of a page.
fn field(html: &str, name: &str) -> String {
    let rest = html.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {html}"));
    rest.split('"').next().expect("a value").to_owned()
}

/// The page on which a case is chosen.
fn chosen(preview: &Preview, id: &str) -> String {
    let page = preview.get(PAGE).body;
    let card = page.split("<form method=\"get\"").find(|form| form.contains(&format!("Choose {id}\"")));
    preview.get(&format!("{PAGE}?case={}", field(card.expect("a card"), "case"))).body
}

/// The form behind a button.
fn form(page: &str, button: &str) -> String {
    let form = page.split("<form ").find(|form| form.contains(&format!(">{button}</button>")));
    let form = form.unwrap_or_else(|| panic!("no button {button}"));
    let fields = ["token", "case", "slot"].into_iter().filter(|name| form.contains(&format!("name=\"{name}\"")));
    fields.map(|name| format!("{name}={}", field(form, name))).collect::<Vec<_>>().join("&")
}

/// The cell of a slot.
fn cell<'p>(page: &'p str, slot: &str) -> &'p str {
    page.split("<td").find(|cell| cell.contains(&format!(">{slot}</span>"))).expect("a cell")
}

/// What a browser sends for a form.
fn post(preview: &Preview, path: &str, body: &str) -> Answer {
    let origin = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", preview.host());
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let lines = format!("{origin}{kind}Content-Length: {}\r\n", body.len());
    preview.raw(format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{}{lines}\r\n{body}", preview.host(), preview.cookie))
}

fn cases(workspace: &Workspace) -> Vec<u8> {
    fs::read(workspace.record("cases.toml")).expect("readable")
}

/// A workspace whose schedule has not gone out.
fn unsent() -> Workspace {
    let workspace = Workspace::aberford();
    workspace.edit("cases.toml", "schedule = \"final\"\n", "");
    workspace
}

#[test]
fn a_move_is_written_as_a_person_would_and_one_undo_gives_the_same_bytes_back() {
    let workspace = Workspace::aberford();
    let preview = Preview::start(&workspace, &[]);
    let before = cases(&workspace);
    let page = chosen(&preview, "AB01");
    assert!(cell(&page, "AI 1").contains("To be told: Priya Nair, Ruth Calder, Anneke Visser, Mared Ellis"));
    let moved = post(&preview, MOVE, &form(&page, "Swap AB01 with AB02 in AI 1"));
    assert_eq!(moved.status, 303, "{moved:?}");
    assert!(moved.head.contains(&format!("Location: {PAGE}")), "{moved:?}");
    let [old, new] = [before.clone(), cases(&workspace)].map(|bytes| String::from_utf8(bytes).expect("text"));
    let changed: Vec<&str> = new.lines().filter(|line| !old.lines().any(|other| other == *line)).collect();
    assert_eq!(changed, ["before = { slot = \"LI 1\" }", "before = { slot = \"AI 1\" }"]);
    let comments = |text: &str| text.lines().filter(|line| line.contains('#')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(comments(&new), comments(&old));
    assert_eq!(new.lines().count(), old.lines().count() + 2);
    let page = preview.get(PAGE).body;
    assert!(page.contains("AB01 is in AI 1 now, and AB02 in LI 1") && cell(&page, "AI 1").contains("AB01"), "{page}");
    assert_eq!(post(&preview, UNDO, &form(&page, "Undo the last move")).status, 303);
    assert_eq!(cases(&workspace), before);
    assert!(!preview.get(PAGE).body.contains("Undo"), "there is one undo");
}

#[test]
fn a_schedule_that_has_not_gone_out_is_moved_without_a_word_of_what_it_was() {
    let workspace = unsent();
    let preview = Preview::start(&workspace, &[]);
    let page = chosen(&preview, "AB01");
    assert!(!page.contains("To be told") && preview.get(PAGE).body.contains("so nobody has to be told"));
    assert_eq!(post(&preview, MOVE, &form(&page, "Swap AB01 with AB02 in AI 1")).status, 303);
    assert!(!String::from_utf8(cases(&workspace)).expect("text").contains("before = "));
}

#[test]
fn each_slot_says_beforehand_why_a_case_cannot_go_there_and_has_no_button_then() {
    let workspace = unsent();
    workspace.edit("cases.toml", "slot = \"AI 1\"\n", "slot = \"AI 1\"\npinned = \"agreed\"\n");
    let preview = Preview::start(&workspace, &[]);
    let page = chosen(&preview, "AB01");
    let refused = [
        ("AI 1", "AB02 is pinned to its slot"),
        ("AI 2", "Mared Ellis is away on Tuesday 19 January (AB01)"),
        ("LI 2", "at once"),
    ];
    for (slot, words) in refused {
        let cell = cell(&page, slot);
        assert!(cell.contains("Cannot go here") && cell.contains(words), "{slot}: {cell}");
        assert!(!cell.contains("class=\"target\""), "{slot}: {cell}");
    }
    assert!(!page.contains("Choose AB02\""), "a pinned case is not chosen");
}

#[test]
fn a_free_slot_takes_a_case_and_a_case_without_a_slot_gets_one() {
    let workspace = unsent();
    workspace.edit("cases.toml", "slot = \"AI 1\"\n", "");
    let preview = Preview::start(&workspace, &[]);
    let before = cases(&workspace);
    let page = chosen(&preview, "AB02");
    assert!(page.contains("<h2>Without a slot</h2>"));
    assert!(cell(&page, "LI 1").contains("AB02 has no slot to give it"));
    assert_eq!(post(&preview, MOVE, &form(&page, "Move AB02 to AI 1")).status, 303);
    assert!(cell(&preview.get(PAGE).body, "AI 1").contains("AB02"));
    let page = preview.get(PAGE).body;
    assert_eq!(post(&preview, UNDO, &form(&page, "Undo the last move")).status, 303);
    assert_eq!(cases(&workspace), before);
}

#[test]
fn nothing_is_written_over_what_somebody_has_saved_meanwhile() {
    let workspace = unsent();
    let preview = Preview::start(&workspace, &[]);
    let page = chosen(&preview, "AB01");
    workspace.append_at("inspections/2027-01-aberford/cases.toml", "# saved meanwhile\n");
    let saved = cases(&workspace);
    let refused = post(&preview, MOVE, &form(&page, "Swap AB01 with AB02 in AI 1"));
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("Nothing was moved") && refused.body.contains("has changed"), "{}", refused.body);
    assert_eq!(cases(&workspace), saved);
    assert_eq!(post(&preview, MOVE, &form(&chosen(&preview, "AB01"), "Swap AB01 with AB02 in AI 1")).status, 303);
    let page = preview.get(PAGE).body;
    workspace.append_at("inspections/2027-01-aberford/cases.toml", "# and again\n");
    let saved = cases(&workspace);
    assert_eq!(post(&preview, UNDO, &form(&page, "Undo the last move")).status, 409);
    assert_eq!(cases(&workspace), saved);
    assert!(!preview.get(PAGE).body.contains("Undo the last move"));
}

#[test]
fn a_record_with_an_error_says_so_and_moves_nothing() {
    let workspace = unsent();
    let preview = Preview::start(&workspace, &[]);
    let page = chosen(&preview, "AB01");
    let before = cases(&workspace);
    workspace.edit("team.toml", "priya.nair@hmip.example", "priya.nair.hmip.example");
    let shown = preview.get(PAGE).body;
    assert!(shown.contains("1 error in this record") && shown.contains("team.toml:"), "{shown}");
    assert!(!shown.contains("<table") && !shown.contains("<button"), "{shown}");
    assert_eq!(post(&preview, MOVE, &form(&page, "Swap AB01 with AB02 in AI 1")).status, 409);
    assert_eq!(cases(&workspace), before);
}

#[test]
fn whoever_has_no_token_or_is_no_page_of_this_server_writes_nothing() {
    let workspace = unsent();
    let preview = Preview::start(&workspace, &[]);
    let before = cases(&workspace);
    let good = form(&chosen(&preview, "AB01"), "Swap AB01 with AB02 in AI 1");
    let rest = good.split_once('&').expect("fields").1.to_owned();
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let origin = format!("Origin: http://{}\r\n", preview.host());
    let (host, cookie) = (format!("Host: {}\r\n", preview.host()), preview.cookie.clone());
    let long = format!("{good}&{}", "a".repeat(4096));
    let session = cookie.split('=').nth(1).expect("a secret").trim().to_owned();
    let head = |lines: &[&str]| lines.concat();
    let all = head(&[&host, &cookie, &origin, kind]);
    let attacks: Vec<(&str, &str, String, String, u16)> = vec![
        ("no token", MOVE, all.clone(), rest.clone(), 400),
        ("an empty token", MOVE, all.clone(), format!("token=&{rest}"), 403),
        ("a wrong token", MOVE, all.clone(), format!("token=AAAA&{rest}"), 403),
        ("the secret of the session", MOVE, all.clone(), format!("token={session}&{rest}"), 403),
        ("two tokens", MOVE, all.clone(), format!("token=A&{good}"), 400),
        ("no origin", MOVE, head(&[&host, &cookie, kind]), good.clone(), 403),
        ("another origin", MOVE, head(&[&host, &cookie, "Origin: http://evil.example\r\n", kind]), good.clone(), 403),
        ("an origin of nowhere", MOVE, head(&[&host, &cookie, "Origin: null\r\n", kind]), good.clone(), 403),
        ("two origins", MOVE, head(&[&all, &origin]), good.clone(), 403),
        ("another site", MOVE, head(&[&all, "Sec-Fetch-Site: cross-site\r\n"]), good.clone(), 403),
        ("no page", MOVE, head(&[&all, "Sec-Fetch-Site: none\r\n"]), good.clone(), 403),
        ("another host", MOVE, head(&["Host: evil.example\r\n", &cookie, &origin, kind]), good.clone(), 421),
        ("no cookie", MOVE, head(&[&host, &origin, kind]), good.clone(), 403),
        ("another kind", MOVE, head(&[&host, &cookie, &origin, "Content-Type: text/plain\r\n"]), good.clone(), 415),
        ("no kind", MOVE, head(&[&host, &cookie, &origin]), good.clone(), 415),
        ("two lengths", MOVE, head(&[&all, "Content-Length: 3\r\n"]), good.clone(), 400),
        ("pieces", MOVE, head(&[&all, "Transfer-Encoding: chunked\r\n"]), good.clone(), 400),
        ("too much", MOVE, all.clone(), long, 413),
        ("other bytes", MOVE, all.clone(), format!("{good}%00"), 400),
        ("another field", MOVE, all.clone(), format!("{good}&file=a"), 400),
        ("a question behind it", "/inspection/1/schedule/move?a=b", all.clone(), good.clone(), 405),
        ("a way up", "/inspection/1/../1/schedule/move", all.clone(), good.clone(), 405),
        ("a stroke more", "/inspection/1/schedule/move/", all.clone(), good.clone(), 405),
        ("a sign", "/inspection/+1/schedule/move", all.clone(), good.clone(), 405),
        ("the page itself", PAGE, all.clone(), good.clone(), 405),
        ("another verb of the page", "/inspection/1/schedule/take", all.clone(), good.clone(), 405),
        ("no such inspection", "/inspection/99999999999999999999/schedule/move", all.clone(), good.clone(), 404),
    ];
    for (what, path, lines, body, status) in attacks {
        let length = format!("Content-Length: {}\r\n", body.len());
        let answer = preview.raw(format!("POST {path} HTTP/1.1\r\n{lines}{length}\r\n{body}"));
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        assert!(!answer.body.contains("<html"), "{what}: {answer:?}");
        assert!(answer.head.contains("Content-Security-Policy: ") && !answer.head.contains("Access-Control"), "{what}");
        assert_eq!(cases(&workspace), before, "{what}");
    }
    for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE"] {
        let answer = preview.raw(format!("{method} {MOVE}?{good} HTTP/1.1\r\n{host}{cookie}{origin}\r\n"));
        assert!([404, 405].contains(&answer.status), "{method}: {answer:?}");
        assert_eq!(cases(&workspace), before, "{method}");
    }
    assert_eq!(post(&preview, MOVE, &good).status, 303, "no attack has used the token up");
    let moved = cases(&workspace);
    assert_ne!(moved, before);
    assert_eq!(post(&preview, MOVE, &good).status, 403, "a token is good for one form");
    assert_eq!(post(&preview, UNDO, &good).status, 400);
    assert_eq!(cases(&workspace), moved);
}

#[test]
fn a_token_of_one_inspection_moves_nothing_in_another() {
    let workspace = unsent().and(Workspace::RHYD_Y_TWR);
    let preview = Preview::start(&workspace, &[]);
    let before = cases(&workspace);
    let good = form(&chosen(&preview, "AB01"), "Swap AB01 with AB02 in AI 1");
    assert_eq!(post(&preview, &MOVE.replace('1', "2"), &good).status, 403);
    assert_eq!(post(&preview, MOVE, &good).status, 403, "it is used up all the same");
    assert_eq!(cases(&workspace), before);
}

#[test]
fn a_session_that_is_masked_or_only_reads_offers_no_move_and_takes_none() {
    let workspace = unsent();
    let before = cases(&workspace);
    for (argument, words) in [("--masked", "A masked session moves no case"), ("--read-only", "moves no case")] {
        let preview = Preview::start(&workspace, &[argument]);
        let page = chosen(&preview, "AB01");
        assert!(page.contains(words) && page.contains("Cannot go here"), "{argument}: {page}");
        assert!(!page.contains("name=\"token\"") && !page.contains("draggable"), "{argument}: {page}");
        for path in [MOVE, UNDO] {
            let answer = post(&preview, path, "token=AAAA&case=1c7e857fd263&slot=f292920ca4a1");
            assert_eq!(answer.status, 405, "{argument}: {answer:?}");
        }
        assert_eq!(cases(&workspace), before, "{argument}");
    }
}
