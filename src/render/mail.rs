//! E-mail: a message becomes an `.eml` file, a draft that a person opens, reads and sends.
//!
//! The same message is the same file: a draft bears the date of its document, and the program makes its boundaries from its
//! content. Nothing comes from the clock, the machine or chance. A draft has no `Message-ID`: the mail program that sends it
//! gives it one. Outlook is said to open a draft with one only once, and some servers drop a second message with the same.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{NaiveDate, NaiveTime};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

/// Characters in a line of base64.
const LINE: usize = 76;

/// A name, which may be empty, and an e-mail address that can stand in a header as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    name: String,
    address: String,
}

impl Mailbox {
    /// Somebody's mailbox.
    ///
    /// # Errors
    /// An address with a character that would end it or begin another.
    pub fn new(name: impl Into<String>, address: impl Into<String>) -> Result<Self, NoAddress> {
        let (name, address) = (name.into(), address.into());
        if can_stand_in_a_header(&address) { Ok(Self { name, address }) } else { Err(NoAddress(address)) }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// A message to be written.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// Who sends it; without it the person's own account does.
    pub from: Option<Mailbox>,
    /// Who it is for.
    pub to: Vec<Mailbox>,
    /// Who gets a copy, seen by everyone.
    pub cc: Vec<Mailbox>,
    /// Who gets a copy of which nobody else knows.
    pub bcc: Vec<Mailbox>,
    /// Who gets the answers, where that is not the sender.
    pub reply_to: Option<Mailbox>,
    /// Subject.
    pub subject: String,
    /// The date that it bears; the time is midday, which is the same day in every time zone of Europe.
    pub date: NaiveDate,
    /// The message as plain text.
    pub text: &'a str,
    /// The message as HTML.
    pub html: &'a str,
    /// The files that go with it, in order.
    pub attachments: Vec<Attachment>,
    /// What names this message among all others and stays the same: `2027-01-aberford/announcement-email/en`.
    pub id: String,
    /// Language of its words: `en` or `cy`.
    pub language: String,
}

/// A file that goes with a message.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Name that the recipient sees.
    pub file_name: String,
    /// Media type: `application/pdf`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of it, in hexadecimal digits.
    pub sha256: String,
}

/// What is not an address that can stand in a header as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAddress(pub String);

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be written as an e-mail address", self.0)
    }
}

impl std::error::Error for NoAddress {}

/// Writes `message` as an unsent draft. The same message always gives the same bytes.
pub fn render(message: &Message<'_>) -> Vec<u8> {
    let seal = seal(message);
    let mut draft = MessageBuilder::new().header("X-Unsent", Raw::new("1"));
    if let Some(from) = &message.from {
        draft = draft.from(address(from));
    }
    if let Some(person) = &message.reply_to {
        draft = draft.reply_to(address(person));
    }
    for (header, people) in [("To", &message.to), ("Cc", &message.cc), ("Bcc", &message.bcc)] {
        if !people.is_empty() {
            draft = draft.header(header, addresses(people));
        }
    }
    draft = draft
        .subject(header_text(&message.subject))
        .date(message.date.and_time(midday()).and_utc().timestamp())
        .message_id(seal.clone())
        .header("Content-Language", Raw::new(one_line(&message.language)))
        .body(body(message, &seal));
    let mut bytes = Vec::new();
    draft.serialize(&mut bytes);
    without_line(&bytes, &format!("\r\nMessage-ID: <{seal}>"))
}

/// A message without a line of its head. The mail library puts in an identifier with the machine's name where it gets none, so
/// it gets one that is taken out again.
fn without_line(message: &[u8], line: &str) -> Vec<u8> {
    let at = message.windows(line.len()).position(|bytes| bytes == line.as_bytes());
    at.map_or_else(|| message.to_vec(), |at| [&message[..at], &message[at + line.len()..]].concat())
}

fn midday() -> NaiveTime {
    NaiveTime::MIN + chrono::TimeDelta::hours(12)
}

/// Hash of everything that the message says, in hexadecimal digits.
fn seal(message: &Message<'_>) -> String {
    let mut hash = Sha256::new();
    // A length before each piece, so that no two messages run together into the same bytes.
    let mut piece = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    piece(message.id.as_bytes());
    for Mailbox { name, address } in message.from.iter().chain(&message.to) {
        piece(name.as_bytes());
        piece(address.as_bytes());
    }
    for (header, people) in [("Cc", &message.cc), ("Bcc", &message.bcc)] {
        for Mailbox { name, address } in people {
            piece(header.as_bytes());
            piece(name.as_bytes());
            piece(address.as_bytes());
        }
    }
    for text in [&message.subject, message.text, message.html] {
        piece(text.as_bytes());
    }
    for attachment in &message.attachments {
        piece(attachment.file_name.as_bytes());
        piece(attachment.sha256.as_bytes());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn body<'x>(message: &'x Message<'_>, seal: &str) -> MimePart<'x> {
    let text = MimePart::new("text/plain", BodyPart::Text(lines(message.text).into()));
    // As base64: Outlook's editor is said to stumble over the soft line breaks of quoted-printable.
    let page = lines(message.html).replace('\n', "\r\n");
    let kind = ContentType::new("text/html").attribute("charset", "utf-8");
    let html = MimePart::new(kind, BodyPart::Binary(encoded(page.as_bytes()).into())).transfer_encoding("base64");
    let mut parts = vec![multipart("alternative", seal, vec![text, html])];
    parts.extend(message.attachments.iter().map(attached));
    multipart("mixed", seal, parts)
}

/// `=_` occurs in no quoted-printable or base64 line (RFC 2045, section 6.7), and a text that is sent as it is would
/// have to hold its own hash to hold the rest.
fn multipart<'x>(subtype: &str, seal: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
    let kind = ContentType::new(format!("multipart/{subtype}"));
    MimePart::new(kind.attribute("boundary", format!("=_{subtype}_{seal}")), parts)
}

fn attached(attachment: &Attachment) -> MimePart<'_> {
    let body = BodyPart::Binary(encoded(&attachment.bytes).into());
    let part = MimePart::new(ContentType::new(attachment.media_type), body);
    part.transfer_encoding("base64").attachment(file_name(&attachment.file_name))
}

/// A file as lines of base64 (RFC 2045, section 6.8). The mail library encodes a byte at a time, which is slow for half a
/// megabyte of attachments.
fn encoded(bytes: &[u8]) -> Vec<u8> {
    let whole = STANDARD.encode(bytes);
    let mut lines = Vec::with_capacity(whole.len() + whole.len() / LINE * 2 + 2);
    for line in whole.as_bytes().chunks(LINE) {
        lines.extend_from_slice(line);
        lines.extend_from_slice(b"\r\n");
    }
    lines
}

/// A file's name alone: no folder, no control character, no order of reading that would disguise its ending.
fn file_name(name: &str) -> String {
    let one_line = one_line(name);
    let disguises = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    one_line.chars().filter(|c| !disguises(*c)).map(|c| if matches!(c, '/' | '\\') { '-' } else { c }).collect()
}

/// A header's text: what is not a character becomes a space, since a line break would begin another header.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// A name or subject. One that looks like an encoded word (RFC 2047) would be decoded by its reader; a space at its end
/// makes the library encode it, and so it is read as it was meant.
fn header_text(text: &str) -> String {
    let line = one_line(text);
    if line.contains("=?") { line + " " } else { line }
}

/// A body with the line breaks of this program, whatever breaks the values in it have.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn addresses(people: &[Mailbox]) -> Address<'_> {
    Address::new_list(people.iter().map(address).collect())
}

fn address(Mailbox { name, address }: &Mailbox) -> Address<'_> {
    let name = header_text(name);
    Address::new_address((!name.is_empty()).then_some(name), address.as_str())
}

/// Whether `address` is a plain `local@domain` (RFC 5322, dot-atoms on both sides), and so cannot end its header, add a
/// second address or change whose it is.
fn can_stand_in_a_header(address: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    // An encoded word (RFC 2047) may not stand there, but some mail programs decode one all the same.
    if address.contains("=?") || address.contains("?=") {
        return false;
    }
    address.split_once('@').is_some_and(|(local, domain)| local.split('.').all(atom) && domain.split('.').all(atom))
}

#[cfg(test)]
mod tests;
