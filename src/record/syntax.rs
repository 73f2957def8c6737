//! What an error of the TOML parser is to an officer.

use super::reader::Reader;
use crate::problem::code;

/// Complains of an error that the TOML parser found.
pub fn complain(error: &toml::de::Error, text: &str, reader: &mut Reader) {
    let span = error.span().unwrap_or(text.len()..text.len());
    let message = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default());
    reader.complain(code::SYNTAX, span, message, syntax_help(error.message()));
}

/// How to mend a TOML error, by what the parser says of it.
fn syntax_help(message: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if has(&["duplicate key"]) {
        "each key may stand once in its group: take one of the two out; for another entry of a list, begin it with `[[…]]`"
    } else if has(&["quot", "string"]) {
        "put text between two straight quotes: `name = \"Helen Marsh\"`"
    } else if has(&["unclosed", "`]`", "array"]) {
        "close every bracket: `[\"one\", \"two\"]`, `[group]`, `[[entry]]`"
    } else if has(&["date", "time"]) {
        "write dates as `2027-01-18` and times as `14:00:00`, without quotes"
    } else if has(&["no value", "`=`", "key"]) {
        "write `key = value`, one to a line"
    } else {
        "write `key = value`, one to a line; text stands in quotes, dates as `2027-01-18`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;

    #[test]
    fn every_syntax_error_of_a_file_is_complained_of_with_help() {
        let text = "name = Helen\nwhen = \ntitle = \"ok\"\n";
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        let mut reader = Reader::new(FileKind::Contacts);
        errors.iter().for_each(|error| complain(error, text, &mut reader));
        assert!(reader.complaints.len() >= 2, "{:?}", reader.complaints);
        assert!(reader.complaints.iter().all(|complaint| !complaint.help.is_empty()));
    }
}
