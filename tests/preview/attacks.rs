//! Whoever is not the browser that was let in gets nothing, however they ask.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::client::Preview;
use crate::support::Workspace;

const COMMON: [&str; 7] = [
    "Content-Security-Policy: ",
    "Cross-Origin-Resource-Policy: same-origin",
    "Cross-Origin-Opener-Policy: same-origin",
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Cache-Control: no-store",
    "Connection: close",
];

/// What an attacker sends, and the statuses that refuse it. `{h}` is the right host, `{c}` the line with the cookie, `{f}` the path
/// of the first address, which was used.
const ATTACKS: [(&str, &str, &[u16]); 31] = [
    ("a name that leads here", "GET / HTTP/1.1\r\nHost: evil.example:{p}\r\n{c}\r\n", &[421]),
    ("localhost", "GET / HTTP/1.1\r\nHost: localhost:{p}\r\n{c}\r\n", &[421]),
    ("no port", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{c}\r\n", &[421]),
    ("no host", "GET / HTTP/1.1\r\n{c}\r\n", &[421]),
    ("no host, older", "GET / HTTP/1.0\r\n{c}\r\n", &[421]),
    ("two hosts, the right one first", "GET / HTTP/1.1\r\nHost: {h}\r\nHost: evil.example\r\n{c}\r\n", &[421]),
    ("two hosts, the right one last", "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {h}\r\n{c}\r\n", &[421]),
    ("a host with more behind it", "GET / HTTP/1.1\r\nHost: {h}.evil.example\r\n{c}\r\n", &[421]),
    ("a whole address", "GET http://{h}/ HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[400]),
    ("two slashes", "GET //evil.example/ HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[404]),
    ("a page of another server", "GET / HTTP/1.1\r\nHost: {h}\r\nOrigin: http://evil.example\r\n{c}\r\n", &[403]),
    ("a page of nowhere", "GET / HTTP/1.1\r\nHost: {h}\r\nOrigin: null\r\n{c}\r\n", &[403]),
    ("a page of another port", "GET / HTTP/1.1\r\nHost: {h}\r\nOrigin: http://127.0.0.1:1\r\n{c}\r\n", &[403]),
    ("two origins", "GET / HTTP/1.1\r\nHost: {h}\r\nOrigin: http://{h}\r\nOrigin: null\r\n{c}\r\n", &[403]),
    ("another site", "GET / HTTP/1.1\r\nHost: {h}\r\nSec-Fetch-Site: cross-site\r\n{c}\r\n", &[403]),
    ("the same machine", "GET / HTTP/1.1\r\nHost: {h}\r\nSec-Fetch-Site: same-site\r\n{c}\r\n", &[403]),
    ("a form", "POST / HTTP/1.1\r\nHost: {h}\r\nContent-Length: 0\r\n{c}\r\n", &[405]),
    ("a question before", "OPTIONS / HTTP/1.1\r\nHost: {h}\r\nOrigin: http://evil.example\r\n{c}\r\n", &[405]),
    ("a file", "PUT /board.json HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[405]),
    ("taking away", "DELETE / HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[405]),
    ("a tunnel", "CONNECT {h} HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[405]),
    ("a body", "GET / HTTP/1.1\r\nHost: {h}\r\nContent-Length: 5\r\n{c}\r\nhello", &[400]),
    ("a body in pieces", "GET / HTTP/1.1\r\nHost: {h}\r\nTransfer-Encoding: chunked\r\n{c}\r\n", &[400]),
    ("no cookie", "GET / HTTP/1.1\r\nHost: {h}\r\n\r\n", &[403]),
    ("another cookie", "GET / HTTP/1.1\r\nHost: {h}\r\nCookie: sqspack-{p}=AAAA\r\n\r\n", &[403]),
    ("the used address", "GET {f} HTTP/1.1\r\nHost: {h}\r\n\r\n", &[403]),
    ("no token", "GET /open/ HTTP/1.1\r\nHost: {h}\r\n\r\n", &[403]),
    ("a way up", "GET /../../etc/passwd HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[400]),
    ("a hidden way up", "GET /page/..%2f..%2fsqspack.toml HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[400]),
    ("the end of a text", "GET /inspection/1%00 HTTP/1.1\r\nHost: {h}\r\n{c}\r\n", &[400]),
    ("no request", "\u{16}\u{3}\u{1}\r\n\r\n", &[400]),
];

#[test]
fn every_attack_is_refused_and_the_server_lives_on() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    for (what, request, statuses) in ATTACKS {
        let request = request
            .replace("{h}", &preview.host())
            .replace("{p}", &preview.port.to_string())
            .replace("{c}", &preview.cookie)
            .replace("{f}", &preview.first);
        let answer = preview.raw(&request);
        assert!(statuses.contains(&answer.status), "{what}: {answer:?}");
        assert!(!answer.body.contains("<html"), "{what}: {answer:?}");
        has_common_headers(what, &answer.head);
    }
    assert_eq!(preview.get("/").status, 200);
}

/// What every answer says, whatever it answers.
fn has_common_headers(what: &str, head: &str) {
    for line in COMMON {
        assert_eq!(head.matches(line).count(), 1, "{what}: {line}: {head}");
    }
    assert!(!head.to_lowercase().contains("access-control-"), "{what}: {head}");
}

#[test]
fn every_route_has_the_headers_that_keep_a_browser_from_doing_more_than_show_it() {
    let workspace = Workspace::built();
    let preview = Preview::start(&workspace, &[]);
    let inspection = preview.get("/inspection/1").body;
    let message =
        inspection.split("src=\"/message/").nth(1).and_then(|rest| rest.split('"').next()).expect("a message");
    let letter = preview.document(1, "confirmation-letter.pdf").body;
    let page = letter.split("src=\"/page/").nth(1).and_then(|rest| rest.split('"').next()).expect("a page");
    let routes = [
        "/",
        "/board.json",
        "/preview.css",
        "/preview.js",
        "/inspection/1",
        "/inspection/1?document=none",
        "/inspection/0",
        "/inspection/99999999999999999999",
        "/page/none.svg",
        "/nothing",
        &format!("/message/{message}"),
        &format!("/page/{page}"),
    ];
    for route in routes {
        let (whole, head) = (preview.get(route), preview.ask("HEAD", route, ""));
        has_common_headers(route, &whole.head);
        has_common_headers(route, &head.head);
        assert_eq!((head.status, head.body.as_str()), (whole.status, ""), "{route}");
        let policy = whole.head.lines().find(|line| line.starts_with("Content-Security-Policy")).expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'none'"), "{route}: {policy}");
        let may_run = policy.contains("unsafe-inline") && !policy.contains("sandbox;");
        assert!(!may_run && !policy.contains("unsafe-eval"), "{route}: {policy}");
    }
}

#[test]
fn a_head_without_end_is_refused_before_it_fills_the_memory() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    let long = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", preview.host(), "a".repeat(64 * 1024));
    assert_eq!(preview.raw(&long).status, 431);
    let many = format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", preview.host(), "A: b\r\n".repeat(200));
    assert_eq!(preview.raw(&many).status, 431);
    let mut stream = preview.connect();
    let mut written = 0;
    while written < 64 * 1024 * 1024 && stream.write_all(&[b'a'; 4096]).is_ok() {
        written += 4096;
    }
    assert!(written < 8 * 1024 * 1024, "the server took {written} bytes");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn slow_clients_hold_nobody_up_and_are_sent_away() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    let mut slow: Vec<_> = (0..40).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("written");
    }
    let begun = Instant::now();
    assert_eq!(preview.get("/preview.css").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    let mut answer = String::new();
    slow[0].read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn more_clients_than_there_is_room_for_are_told_so_and_room_comes_back() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    let mut held: Vec<_> = (0..80).map(|_| preview.connect()).collect();
    let statuses = || (0..20).map(|_| preview.get("/preview.css").status).collect::<Vec<_>>();
    assert!(statuses().contains(&503));
    held.clear();
    let until = Instant::now() + Duration::from_secs(30);
    while preview.get("/preview.css").status != 200 {
        assert!(Instant::now() < until, "there is still no room");
    }
}

/// The addresses at which a port listens, from the system's own tables.
#[cfg(target_os = "linux")]
#[test]
fn only_this_machine_reaches_it() {
    let workspace = Workspace::empty();
    let preview = Preview::start(&workspace, &[]);
    let wanted = format!(":{:04X}", preview.port);
    let listening = |table: &str| -> Vec<String> {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        let lines = text.lines().skip(1).map(|line| line.split_whitespace().collect::<Vec<_>>());
        let ours = lines.filter(|line| line[1].ends_with(&wanted) && line[3] == "0A");
        ours.map(|line| line[1].to_owned()).collect()
    };
    assert_eq!(listening("/proc/net/tcp"), [format!("0100007F{wanted}")]);
    assert_eq!(listening("/proc/net/tcp6"), Vec::<String>::new());
}
