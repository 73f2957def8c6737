//! An answer to a browser, with the headers that every answer has.

/// What every page, picture and text may do: show itself, with what comes from the same place, and nothing else.
pub const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                          frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// What the HTML of a message, or a page of the pack, may do: show itself within our page, without a script, and load nothing.
pub const MESSAGE_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; \
                                  base-uri 'none'; form-action 'none'";

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// The status: 200.
    pub status: u16,
    /// What the body is.
    pub media_type: &'static str,
    /// What a browser may do with it.
    pub policy: String,
    /// What a browser tells of the page that it comes from.
    pub referrer: &'static str,
    /// Headers beside those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// What was asked for.
    pub fn of(media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            media_type,
            policy: POLICY.to_owned(),
            referrer: "no-referrer",
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// Something other than what was asked for, in words.
    pub fn refusal(status: u16, words: &str) -> Self {
        Self { status, ..Self::of("text/plain; charset=utf-8", format!("{words}\n")) }
    }

    /// The same with another header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same for a page with styles of its own, which are told to the browser by their hash.
    pub fn allowing_style(mut self, hash: &str) -> Self {
        self.policy = POLICY.replace("style-src 'self'", &format!("style-src 'self' 'sha256-{hash}'"));
        self
    }

    /// The same for a page with forms for this server. Without a referrer, a browser would not tell where a form comes from.
    pub fn allowing_forms(mut self) -> Self {
        self.policy = POLICY.replace("form-action 'none'", "form-action 'self'");
        self.referrer = "same-origin";
        self
    }

    /// The lines before the body. A stream of events says no length.
    pub fn head(&self, is_stream: bool) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let fixed = [
            ("Content-Type", self.media_type),
            ("Content-Security-Policy", &self.policy),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", self.referrer),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ];
        let others = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in fixed.into_iter().chain(others) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !is_stream {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head + "\r\n"
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
