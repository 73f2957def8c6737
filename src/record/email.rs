//! E-mail addresses: what every mail program takes for the same one, and what an officer means by another text.

use std::ops::Range;

use email_address::EmailAddress;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::address_slip::{is_address, likely_address, named_sign};
use super::letters::{plain, plain_sign};
use super::reader::{Placed, Reader, Scalar, Wrong};
use super::text::{LineText, kind_of_text};
use crate::problem::code;

/// An e-mail address.
pub type Email = Placed<EmailText>;

kind_of_text!(
    /// An e-mail address that a mail program will take.
    EmailText,
    schemars::json_schema!({ "type": "string", "format": "email" })
);

/// How an address is typed.
const EXAMPLE: &str = "`first.last@council.example`";

impl Scalar for EmailText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        if value.as_str().is_none() {
            let typed = reader.typed(&span).and_then(likely_address).map(|address| format!("\"{address}\""));
            let help = reader.with_line("type the address between quotation marks", &span, typed, EXAMPLE);
            return Err(Wrong::kind("an e-mail address", value, help));
        }
        let line = LineText::parse(value, span.clone(), reader)?;
        if is_address(&line) {
            return Ok(Self(line.to_string()));
        }
        let line: &str = &line;
        let likely = likely_address(line);
        let typed = likely.as_ref().map(|address| format!("\"{address}\""));
        let wrong = |message: String, words: &str, typed: Option<String>| {
            Err(Wrong { code: code::NOT_AN_EMAIL, message, help: reader.with_line(words, &span, typed, EXAMPLE) })
        };
        if EmailAddress::is_valid(line) && line.is_ascii() {
            let message = format!("mail programs may read {} as another address", reader.quoted(line));
            return wrong(message, "write a plain address, without a name, quotes, brackets or `=?`", typed);
        }
        let shown = reader.quoted(line);
        if let Some(sign) = named_sign(line) {
            let why = if reader.is_private() { sign.unnamed } else { &sign.named };
            let message = format!("{shown} is not an e-mail address: {why}");
            let words = if typed.is_some() { "if this is the address, type" } else { sign.how };
            return wrong(message, words, typed);
        }
        if let Some(sign) = line.chars().find(|sign| !sign.is_ascii()) {
            let named = if reader.is_private() { "one of its signs".to_owned() } else { foreign(sign) };
            let meant: String = plain(line).collect();
            let typed = is_address(&meant).then(|| format!("\"{meant}\"")).or(typed);
            let message = format!("{shown} is not an e-mail address: {named} cannot stand in one");
            return wrong(message, "ask how the address is spelled; it is probably", typed);
        }
        let message = format!("{shown} is not an e-mail address");
        wrong(message, "write the address alone, without a name or spaces", typed)
    }
}

/// A sign that no address has: a word processor's apostrophe or dash, or a letter with an accent.
fn foreign(sign: char) -> String {
    let what = match plain_sign(sign) {
        '\'' => "the curly apostrophe",
        '-' => "the long hyphen",
        _ if sign.is_alphabetic() => "the letter",
        _ => "the sign",
    };
    format!("{what} `{sign}`")
}
