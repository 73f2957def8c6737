//! Kinds of text in a record.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::normalise::{MOST_IN_LINE, MOST_IN_PARAGRAPH, is_line_break, normalise, single_spaced, unwrapped};
use super::quoted_texts::quoted;
use super::reader::{Placed, Reader, Scalar, Wrong};
use crate::problem::code;

/// Text on a single line: a name, a title, a line of an address.
pub type Line = Placed<LineText>;
/// Text that may run over several lines.
pub type Paragraph = Placed<ParagraphText>;

/// Declares a kind of text.
macro_rules! kind_of_text {
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

pub(super) use kind_of_text;

kind_of_text!(
    /// Text on a single line, normalised, never empty once read without complaint.
    LineText,
    schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST_IN_LINE })
);
kind_of_text!(
    /// Text that may run over several lines, normalised, never empty once read without complaint.
    ParagraphText,
    schemars::json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST_IN_PARAGRAPH })
);

/// Text in quotes that is not empty, of so many characters at most.
pub(super) fn text(value: &DeValue<'_>, span: Range<usize>, reader: &Reader, most: usize) -> Result<String, Wrong> {
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
        Ok(Self(reader.shown(single_spaced(&text))))
    }
}

impl Scalar for ParagraphText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        text(value, span, reader, MOST_IN_PARAGRAPH).map(|text| Self(reader.shown(unwrapped(&text))))
    }
}
