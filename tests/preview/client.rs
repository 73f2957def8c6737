//! `sqspack preview` at work, and a client that writes its requests by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::support::Workspace;

/// `sqspack preview` at work, with a client that it has let in.
pub struct Preview {
    child: Child,
    /// Its port.
    pub port: u16,
    /// The path of the first address.
    pub first: String,
    /// The line of the head that lets a client in.
    pub cookie: String,
    out: BufReader<std::process::ChildStdout>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The lines before the body.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Preview {
    /// Starts it, before it has built anything, and is let in.
    pub fn start(workspace: &Workspace, arguments: &[&str]) -> Self {
        let mut preview = Self::unopened(workspace, arguments);
        let opened = preview.raw(format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.first, preview.host()));
        assert_eq!(opened.status, 303, "{}", opened.head);
        let cookie = opened.head.lines().find_map(|line| line.strip_prefix("Set-Cookie: ")).expect("a cookie");
        preview.cookie = format!("Cookie: {}\r\n", cookie.split(';').next().expect("a pair"));
        preview
    }

    /// Starts it, and leaves the first address to somebody else.
    pub fn unopened(workspace: &Workspace, arguments: &[&str]) -> Self {
        let mut command = workspace.command(["preview"]);
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        while !line.starts_with("http://127.0.0.1:") {
            line.clear();
            assert_ne!(out.read_line(&mut line).expect("readable"), 0, "it has ended");
        }
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, first) = address.split_once('/').expect("a path");
        Self { child, port: port.parse().expect("a port"), first: format!("/{first}"), cookie: String::new(), out }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it prints a line with these words.
    pub fn until(&mut self, words: &str) -> String {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).expect("readable"), 0, "it has ended");
        }
        line
    }

    /// The host that it answers for.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A connection to it.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
        stream
    }

    /// The answer to bytes as they are.
    pub fn raw(&self, request: impl AsRef<[u8]>) -> Answer {
        let mut stream = self.connect();
        // The server may answer, and close, before it has read all.
        stream.write_all(request.as_ref()).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        Answer::of(&answer)
    }

    /// The answer to a request of the client that was let in, with further lines in its head.
    pub fn ask(&self, method: &str, path: &str, lines: &str) -> Answer {
        self.raw(format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{}{lines}\r\n", self.host(), self.cookie))
    }

    /// What there is at a path, for the client that was let in.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// What there is at the address of a document, by words that stand with it in the list of an inspection's page.
    pub fn document(&self, inspection: usize, words: &str) -> Answer {
        let page = self.get(&format!("/inspection/{inspection}"));
        let link = page.body.split("<li>").find(|item| item.contains(words)).expect("a document with these words");
        self.get(&hrefs(link)[0])
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The addresses in a page that follow `href="` or `src="`.
pub fn hrefs(html: &str) -> Vec<String> {
    let after = html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1));
    // What follows a `#` is for the browser alone.
    let addresses = after.filter_map(|rest| rest.split(['"', '#']).next());
    addresses.filter(|address| !address.is_empty()).map(|address| address.replace("&amp;", "&")).collect()
}
