//! Kinds of text in a record.

use std::ops::Range;

use email_address::EmailAddress;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::letters::{plain, plain_sign};
use super::normalise::{is_line_break, normalise, single_spaced, unwrapped};
use super::quoted_texts::quoted;
use super::reader::{Placed, Reader, Scalar, Wrong};
use crate::problem::code;

/// Text on a single line: a name, a title, a line of an address.
pub type Line = Placed<LineText>;
/// Text that may run over several lines.
pub type Paragraph = Placed<ParagraphText>;
/// An e-mail address.
pub type Email = Placed<EmailText>;

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $schema:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

text!(
    /// Text on a single line, normalised, never empty once read without complaint.
    LineText,
    schemars::json_schema!({ "type": "string", "minLength": 1 })
);
text!(
    /// Text that may run over several lines, normalised, never empty once read without complaint.
    ParagraphText,
    schemars::json_schema!({ "type": "string", "minLength": 1 })
);
text!(
    /// An e-mail address that a mail program will take.
    EmailText,
    schemars::json_schema!({ "type": "string", "format": "email" })
);

/// Characters that text on a single line can have.
pub const MOST_IN_LINE: usize = 1_000;
/// Characters that text over several lines can have.
pub const MOST_IN_PARAGRAPH: usize = 50_000;

/// Text in quotes that is not empty, of so many characters at most.
fn text(value: &DeValue<'_>, span: Range<usize>, reader: &Reader, most: usize) -> Result<String, Wrong> {
    let Some(text) = value.as_str() else {
        let texts =
            value.as_array().map(|texts| texts.iter().filter_map(|text| text.get_ref().as_str()).collect::<Vec<_>>());
        let typed = match texts {
            Some(texts) => (!texts.is_empty()).then(|| quoted(&texts.join(", "))),
            None => reader.typed(&span).map(quoted),
        };
        let help = reader.with_line("put it into quotation marks", &span, typed, "`\"…\"`");
        return Err(Wrong::kind("text", value, help));
    };
    if text.len() > most && text.chars().count() > most {
        return Err(Wrong {
            code: code::TOO_LONG,
            message: format!("this text has {} characters, and {most} are the most", text.chars().count()),
            help: "shorten it".to_owned(),
        });
    }
    let text = normalise(text).into_owned();
    if text.trim().is_empty() {
        return Err(Wrong {
            code: code::EMPTY_TEXT,
            message: "the text between the quotes is empty".to_owned(),
            help: "type the text, or take the line out while it is not known".to_owned(),
        });
    }
    Ok(text)
}

impl Scalar for LineText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let text = text(value, span, reader, MOST_IN_LINE)?;
        if text.trim().contains(is_line_break) {
            return Err(Wrong {
                code: code::LINE_BREAK,
                message: "this text has to stand on a single line".to_owned(),
                help: "take out the line break".to_owned(),
            });
        }
        Ok(Self(single_spaced(&text)))
    }
}

impl Scalar for ParagraphText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        text(value, span, reader, MOST_IN_PARAGRAPH).map(|text| Self(unwrapped(&text)))
    }
}

/// Whether every mail program takes an address for the same one. They part over quoted names, comments, the number of a machine
/// in brackets (`a@[192.0.2.1]`), and what looks like an encoded word (RFC 2047), which some decode (`=?utf-8?q?…?=@b.example`).
fn is_read_alike(address: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
    address.chars().all(is_plain) && !address.contains("=?") && !address.contains("?=")
}

impl Scalar for EmailText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let line = LineText::parse(value, span.clone(), reader)?;
        if EmailAddress::is_valid(&line) && line.is_ascii() {
            if is_read_alike(&line) {
                return Ok(Self(line.0));
            }
            let inside = line.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
            let alone = inside.filter(|address| EmailAddress::is_valid(address) && is_read_alike(address));
            let words = "write a plain address, without a name, quotes, brackets or `=?`";
            let typed = alone.map(|address| format!("\"{address}\""));
            return Err(Wrong {
                code: code::NOT_AN_EMAIL,
                message: format!("mail programs may read {} as another address", reader.quoted(&line)),
                help: reader.with_line(words, &span, typed, "`first.last@council.example`"),
            });
        }
        if let Some(sign) = line.chars().find(|sign| !sign.is_ascii()) {
            return Err(foreign_sign(&line, sign, &span, reader));
        }
        Err(Wrong {
            code: code::NOT_AN_EMAIL,
            message: format!("{} is not an e-mail address", reader.quoted(&line)),
            help: "write the address alone, without a name or spaces: `first.last@council.example`".to_owned(),
        })
    }
}

/// An address with a sign that no address has: a word processor's apostrophe or dash, or a letter with an accent.
fn foreign_sign(line: &str, sign: char, span: &Range<usize>, reader: &Reader) -> Wrong {
    let meant: String = plain(line).collect();
    let what = match plain_sign(sign) {
        '\'' => "the curly apostrophe",
        '-' => "the long hyphen",
        _ if sign.is_alphabetic() => "the letter",
        _ => "the sign",
    };
    let shown = if reader.is_private() { "one of its signs".to_owned() } else { format!("{what} `{sign}`") };
    let typed = (meant.is_ascii() && EmailAddress::is_valid(&meant)).then(|| format!("\"{meant}\""));
    let example = "`first.last@council.example`";
    Wrong {
        code: code::NOT_AN_EMAIL,
        message: format!("{} is not an e-mail address: {shown} cannot stand in one", reader.quoted(line)),
        help: reader.with_line("ask how the address is spelled; it is probably", span, typed, example),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_two_mail_programs_could_take_differently_is_refused() {
        for address in ["ann@aberford.example", "ann.o'brien+yot@mail.aberford.example", "a_b=c@aberford.example"] {
            assert!(is_read_alike(address), "{address}");
        }
        for address in [
            "=?utf-8?q?eve=40evil.example=3e?=@aberford.example",
            "ann@[192.0.2.1]",
            "ann@[IPv6:2001:db8::1]",
            "\"ann@evil.example\"@aberford.example",
            "ann(eve@evil.example)@aberford.example",
            "Ann <ann@aberford.example>",
            "a?=@aberford.example",
        ] {
            assert!(!is_read_alike(address), "{address}");
        }
    }
}
