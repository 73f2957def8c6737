//! E-mail: a message becomes an `.eml` file, a draft that a person opens, reads and sends.
//!
//! Nothing in a draft comes from the clock, the machine or chance: its date is the document's, and its identifier and
//! boundaries are made from its own content, so that the same message is the same file.

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

/// Domain of the identifiers: nobody's, now and for ever (RFC 2606), since a machine's name has no business in a draft.
const ID_DOMAIN: &str = "sqspack.invalid";

/// Characters in a line of base64.
const LINE: usize = 76;

/// A name, which may be empty, and an e-mail address.
pub type Mailbox = (String, String);

/// A message to be written.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// Who sends it; without it the person's own account does.
    pub from: Option<Mailbox>,
    /// Who it is for.
    pub to: Vec<Mailbox>,
    /// Who gets a copy, seen by everyone.
    pub cc: Vec<Mailbox>,
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
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of it, in hexadecimal digits.
    pub sha256: String,
}

/// Why a message cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailError {
    /// Not an address that can stand in a header as it is.
    Address(String),
    /// Not a media type.
    MediaType(String),
}

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => write!(f, "`{address}` cannot be written as an e-mail address"),
            Self::MediaType(media_type) => write!(f, "`{media_type}` is not a media type"),
        }
    }
}

impl std::error::Error for MailError {}

/// Writes `message` as an unsent draft. The same message always gives the same bytes.
///
/// # Errors
/// When an address or media type has a character that would end it or begin another.
pub fn render(message: &Message<'_>) -> Result<Vec<u8>, MailError> {
    let seal = seal(message);
    let mut draft = MessageBuilder::new().header("X-Unsent", Raw::new("1"));
    if let Some(from) = &message.from {
        draft = draft.from(address(from)?);
    }
    for (header, people) in [("To", &message.to), ("Cc", &message.cc)] {
        if !people.is_empty() {
            draft = draft.header(header, addresses(people)?);
        }
    }
    draft = draft
        .subject(words(&message.subject))
        .date(message.date.and_time(midday()).and_utc().timestamp())
        .message_id(format!("{seal}@{ID_DOMAIN}"))
        .header("Content-Language", Raw::new(one_line(&message.language)))
        .body(body(message, &seal)?);
    let mut bytes = Vec::new();
    draft.serialize(&mut bytes);
    Ok(bytes)
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
    for (name, address) in message.from.iter().chain(&message.to).chain(&message.cc) {
        piece(name.as_bytes());
        piece(address.as_bytes());
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

fn body<'x>(message: &'x Message<'_>, seal: &str) -> Result<MimePart<'x>, MailError> {
    let text = MimePart::new("text/plain", BodyPart::Text(lines(message.text).into()));
    let html = MimePart::new("text/html", BodyPart::Text(lines(message.html).into()));
    let mut parts = vec![multipart("alternative", seal, vec![text, html])];
    for attachment in &message.attachments {
        parts.push(attached(attachment)?);
    }
    Ok(multipart("mixed", seal, parts))
}

/// `=_` occurs in no quoted-printable or base64 line (RFC 2045, section 6.7), and a text that is sent as it is would
/// have to hold its own hash to hold the rest.
fn multipart<'x>(subtype: &str, seal: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
    let kind = ContentType::new(format!("multipart/{subtype}"));
    MimePart::new(kind.attribute("boundary", format!("=_{subtype}_{seal}")), parts)
}

fn attached(attachment: &Attachment) -> Result<MimePart<'_>, MailError> {
    let media_type = attachment.media_type.as_str();
    let token = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-+.".contains(&b));
    if !media_type.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype)) {
        return Err(MailError::MediaType(media_type.to_owned()));
    }
    let part = MimePart::new(ContentType::new(media_type), BodyPart::Binary(encoded(&attachment.bytes).into()));
    Ok(part.transfer_encoding("base64").attachment(file_name(&attachment.file_name)))
}

/// A file as lines of base64 (RFC 2045, section 6.8). The mail library's own way takes a byte at a time, which half a
/// megabyte of attachments makes long.
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
fn words(text: &str) -> String {
    let line = one_line(text);
    if line.contains("=?") { line + " " } else { line }
}

/// A body with the line breaks of this program, whatever breaks the values in it have.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn addresses(people: &[Mailbox]) -> Result<Address<'_>, MailError> {
    people.iter().map(address).collect::<Result<Vec<_>, _>>().map(Address::new_list)
}

fn address((name, address): &Mailbox) -> Result<Address<'_>, MailError> {
    let name = words(name);
    if can_stand_in_a_header(address) {
        Ok(Address::new_address((!name.is_empty()).then_some(name), address.as_str()))
    } else {
        Err(MailError::Address(address.clone()))
    }
}

/// Whether `address` is a plain `local@domain` (RFC 5322, dot-atoms on both sides), and so cannot end its header, add a
/// second address or change whose it is.
fn can_stand_in_a_header(address: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    address.split_once('@').is_some_and(|(local, domain)| local.split('.').all(atom) && domain.split('.').all(atom))
}

#[cfg(test)]
mod tests;
