//! References of rows of the long-list: what stands for a child where no name may.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use toml::de::DeValue;

use super::reader::{Placed, Reader, Scalar, Wrong};
use super::text::{LineText, kind_of_text};
use crate::problem::code;

/// The reference of a row of the long-list.
pub type RowReference = Placed<RowReferenceText>;

kind_of_text!(
    /// `L` and a number. Commands of the sample print it, so that nothing of a child may stand there.
    RowReferenceText,
    schemars::json_schema!({ "type": "string", "pattern": "^L[0-9]+$" })
);

impl Scalar for RowReferenceText {
    fn blank() -> Self {
        Self::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let line = LineText::parse(value, span, reader)?;
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        if line.strip_prefix('L').is_some_and(is_number) {
            return Ok(Self(line.to_string()));
        }
        Err(Wrong {
            code: code::WRONG_TYPE,
            message: "the reference of a row is `L` and a number".to_owned(),
            help: "take the line out: `sqspack longlist import` gives each row its reference, `\"L001\"`".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::record::{FileKind, Record};

    #[test]
    fn a_reference_of_a_row_is_the_one_that_the_import_gave_and_nothing_of_a_child() {
        let read = |reference: &str| {
            let text = format!("[[child]]\nfamily-name = \"a\"\nfirst-names = \"b\"\nreference = \"{reference}\"\n");
            let source = crate::problem::SourceFile::private("children.private.toml", text);
            Record::read("test", [(FileKind::Children, source.into())].into())
        };
        let problems = |reference: &str| read(reference).1.iter().filter(|problem| problem.place.file.private).count();
        assert_eq!(problems("L001"), 0);
        for wrong in ["Zebulon Quillfeather", "0051001", "L", "L1 Zebulon", "l001"] {
            assert_eq!(problems(wrong), 1, "{wrong}");
            let printed = read(wrong).0.children.children[0].reference.as_ref().map(|reference| reference.to_string());
            assert!(printed.is_none_or(|printed| printed.is_empty()), "{wrong}");
        }
    }
}
