//! Who may come in. Other users of the same machine reach the same port, and pages from anywhere can make a browser ask it.
//!
//! A request must name this server and no other as its host, so that no name that somebody points here is of use; must come
//! from a page of this server or from nobody; and must bring the cookie that the first, secret address gave, once.

use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::answer::Response;
use crate::workspace::hash::sha256;

/// Lines that the head of a request may have.
const MOST_HEADERS: usize = 64;

/// A request that may come in.
#[derive(Debug, PartialEq, Eq)]
pub struct Admitted {
    /// Path: `/board.json`.
    pub path: String,
    /// What stands behind the `?`, or nothing.
    pub query: String,
    /// What it asks for.
    pub asks: Asks,
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// To see something.
    Look,
    /// To see whether there is something: the head of the answer.
    Head,
    /// To write, with so many bytes of a form behind the head.
    Write {
        /// The bytes.
        length: usize,
    },
}

/// The ends of the only addresses at which a form may write.
const WRITES: [&str; 2] = ["/schedule/move", "/schedule/undo"];

/// The most bytes of a form.
const MOST_OF_FORM: usize = 1024;

/// Decides who may come in.
#[derive(Debug)]
pub struct Gate {
    host: String,
    origin: String,
    cookie: String,
    secret: String,
    /// What stands in the first address, until somebody has used it.
    token: Mutex<Option<String>>,
    /// Where it leads.
    first: String,
    /// Whether anything can be written through this server.
    takes_writes: bool,
}

impl Gate {
    /// A gate for the server at a port.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self {
            host: format!("127.0.0.1:{port}"),
            origin: format!("http://127.0.0.1:{port}"),
            cookie: format!("sqspack-{port}"),
            secret: random()?,
            token: Mutex::new(Some(random()?)),
            first: "/".to_owned(),
            takes_writes: false,
        })
    }

    /// The same with an inspection behind the first address, by its number, instead of the board.
    pub fn leading_to(self, inspection: Option<usize>) -> Self {
        let first = inspection.map_or_else(|| "/".to_owned(), |number| format!("/inspection/{number}"));
        Self { first, ..self }
    }

    /// The same where cases can be moved, or cannot.
    pub fn taking_writes(self, takes_writes: bool) -> Self {
        Self { takes_writes, ..self }
    }

    /// The address that lets a browser in, once.
    pub fn first_address(&self) -> Option<String> {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        token.as_ref().map(|token| format!("{}/open/{token}", self.origin))
    }

    /// What a request may have, by its head; or what it is told instead.
    pub fn admit(&self, head: &[u8]) -> Result<Admitted, Response> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Complete(_)) => {}
            Err(httparse::Error::TooManyHeaders) => {
                return Err(Response::refusal(431, "the request has too many headers"));
            }
            _ => return Err(Response::refusal(400, "this is not a request that a browser makes")),
        }
        let (method, target) = (parsed.method.unwrap_or_default(), parsed.path.unwrap_or_default());
        let all = |name: &str| -> Vec<&[u8]> {
            let named = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| header.value).collect()
        };
        let is_write = method == "POST" && self.takes_writes && is_place_of_writes(target);
        if !is_write && !["GET", "HEAD"].contains(&method) {
            return Err(Response::refusal(405, "this server only shows").with("Allow", "GET, HEAD"));
        }
        let is_plain = |sign: u8| sign.is_ascii_alphanumeric() || b"/-_.?=&".contains(&sign);
        if !target.starts_with('/') || !target.bytes().all(is_plain) || target.contains("..") {
            return Err(Response::refusal(400, "this is not an address of this server"));
        }
        if all("host") != [self.host.as_bytes()] {
            return Err(Response::refusal(421, "the request is for another server"));
        }
        if !all("transfer-encoding").is_empty() || !is_write && !all("content-length").is_empty() {
            return Err(Response::refusal(400, "this server takes nothing in"));
        }
        if all("origin").iter().any(|origin| *origin != self.origin.as_bytes()) {
            return Err(Response::refusal(403, "the request comes from a page of another server"));
        }
        if all("sec-fetch-site").iter().any(|site| ![&b"same-origin"[..], b"none"].contains(site)) {
            return Err(Response::refusal(403, "the request comes from a page of another server"));
        }
        if is_write && (all("origin").len() != 1 || all("sec-fetch-site").contains(&&b"none"[..])) {
            return Err(Response::refusal(403, "a form has to come from a page of this server"));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if let Some(token) = path.strip_prefix("/open/") {
            return Err(self.open(token, method == "GET"));
        }
        if !all("cookie").iter().any(|cookies| self.has_secret(cookies)) {
            let words = "open the address that `sqspack preview` has printed; it lets one browser in, once";
            return Err(Response::refusal(403, words));
        }
        let asks = match method {
            "POST" => Asks::Write { length: length_of_form(&all("content-length"), &all("content-type"))? },
            "HEAD" => Asks::Head,
            _ => Asks::Look,
        };
        Ok(Admitted { path: path.to_owned(), query: query.to_owned(), asks })
    }

    /// Lets a browser in that brings the token, and nobody after it.
    fn open(&self, token: &str, is_used: bool) -> Response {
        let mut held = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        // Hashes are compared, so that the time it takes tells nothing of the token.
        let is_right = held.as_ref().is_some_and(|held| sha256(held.as_bytes()) == sha256(token.as_bytes()));
        if !is_right || !is_used {
            let words = "this address is not valid, or was used before: end `sqspack preview` and start it again";
            return Response::refusal(403, words);
        }
        *held = None;
        let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie, self.secret);
        Response { status: 303, ..Response::refusal(303, "the board is at /") }
            .with("Set-Cookie", cookie)
            .with("Location", &*self.first)
    }

    fn has_secret(&self, cookies: &[u8]) -> bool {
        let cookies = String::from_utf8_lossy(cookies);
        let ours = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        ours.filter(|(name, _)| *name == self.cookie)
            .any(|(_, value)| sha256(value.as_bytes()) == sha256(self.secret.as_bytes()))
    }
}

/// Whether a form may write at an address: `/inspection/1/schedule/move`.
fn is_place_of_writes(target: &str) -> bool {
    let rest = target.strip_prefix("/inspection/");
    let number = rest.and_then(|rest| WRITES.iter().find_map(|end| rest.strip_suffix(end)));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit()))
}

/// The bytes of a form, as its head says.
fn length_of_form(lengths: &[&[u8]], types: &[&[u8]]) -> Result<usize, Response> {
    if types != [b"application/x-www-form-urlencoded"] {
        return Err(Response::refusal(415, "this is not a form of this server"));
    }
    let unknown = || Response::refusal(400, "the form does not say its length");
    let [length] = lengths else { return Err(unknown()) };
    let length = std::str::from_utf8(length).map_err(|_| unknown())?;
    if length.is_empty() || !length.bytes().all(|sign| sign.is_ascii_digit()) {
        return Err(unknown());
    }
    let small = length.parse().ok().filter(|length| *length <= MOST_OF_FORM);
    small.ok_or_else(|| Response::refusal(413, "the form is too large"))
}

/// 32 random bytes in letters, digits, hyphens and underscores.
pub(super) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(gate: &Gate, head: &str) -> u16 {
        gate.admit(head.as_bytes()).map_or_else(|refused| refused.status, |_| 200)
    }

    fn cookie(gate: &Gate) -> String {
        format!("Cookie: a=b; {}={}\r\n", gate.cookie, gate.secret)
    }

    #[test]
    fn the_first_address_lets_one_browser_in_and_no_other() {
        let gate = Gate::new(7).unwrap();
        let address = gate.first_address().unwrap();
        let head = |method: &str| {
            let path = address.strip_prefix("http://127.0.0.1:7").unwrap();
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:7\r\n\r\n")
        };
        assert_eq!(status(&gate, &head("HEAD")), 403, "a program that only looks at an address uses nothing up");
        assert_eq!(status(&gate, &head("GET")), 303);
        assert_eq!(status(&gate, &head("GET")), 403);
        assert_eq!(gate.first_address(), None);
    }

    #[test]
    fn a_request_comes_in_with_the_cookie_of_this_port_alone() {
        let gate = Gate::new(7).unwrap();
        let with = |cookie: &str| format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:7\r\n{cookie}\r\n");
        assert_eq!(status(&gate, &with(&cookie(&gate))), 200);
        assert_eq!(status(&gate, &with("")), 403);
        assert_eq!(status(&gate, &with(&format!("Cookie: sqspack-8={}\r\n", gate.secret))), 403);
        assert_eq!(status(&gate, &with(&format!("Cookie: sqspack-7={}x\r\n", gate.secret))), 403);
    }

    #[test]
    fn two_gates_share_no_secret() {
        let (one, other) = (Gate::new(7).unwrap(), Gate::new(7).unwrap());
        assert_ne!(one.secret, other.secret);
        assert_ne!(one.first_address(), other.first_address());
        assert!(one.secret.len() >= 43);
    }
}
