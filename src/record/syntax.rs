//! What keeps a file from being read, as an officer did it: one complaint for one cause.

use std::collections::BTreeSet;
use std::ops::Range;

use super::finding::Finding;
use super::lines::Lines;
use super::merge::unfinished;
use super::reader::{Reader, shortened};
use super::slip;
use crate::problem::code;

/// Bytes of a line up to which it is searched for slips: nobody types a longer one.
const LONGEST_LINE: usize = 2_000;

/// Complains of what makes a file unreadable as a whole, and says whether there is such a thing.
pub fn complain_of_file(text: &str, reader: &mut Reader) -> bool {
    if let Some(merge) = unfinished(text) {
        let side = |text: &str| match text {
            "" => "nothing".to_owned(),
            text => format!("`{}`", shortened(text)),
        };
        let sides = format!("; one side says {}, the other {}", side(&merge.one), side(&merge.other));
        let sides = if reader.is_private() { String::new() } else { sides };
        let further = match merge.further {
            0 => String::new(),
            further => format!(", and there are {further} more below"),
        };
        let message = format!("this is an unfinished merge: two people changed these lines{further}");
        let help = format!(
            "keep the lines that are right, and delete those that begin with `<<<<<<<`, `=======` and `>>>>>>>`{sides}"
        );
        reader.complain(code::UNFINISHED_MERGE, merge.begins, message, help);
        return true;
    }
    let bytes = text.as_bytes();
    let bare = bytes.iter().enumerate().find(|(at, byte)| **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    if let Some((at, _)) = bare {
        let message = "the lines of this file end as in very old programs (with a carriage return alone)";
        let help = "open it in an editor such as Notepad++, choose Edit, EOL Conversion, Windows (CR LF), and save it";
        reader.complain(code::SYNTAX, at..at + 1, message, help);
        return true;
    }
    false
}

/// Complains of the errors that the TOML parser found: once a line, since one slip makes several errors.
pub fn complain(errors: &[toml::de::Error], reader: &mut Reader) {
    let source = reader.lines.clone();
    let text = source.text();
    let mut lines = BTreeSet::new();
    // What stands before this place is told already.
    let mut told = 0;
    let span = |error: &toml::de::Error| error.span().unwrap_or(text.len()..text.len());
    // The parser gives its errors in the order in which it finds them, which is not that of the file.
    let mut errors: Vec<_> = errors.iter().collect();
    errors.sort_by_key(|error| span(error).start);
    for error in errors {
        let span = span(error);
        let line = source.at(span.start);
        if span.start < told || !lines.insert(line.start) {
            continue;
        }
        match over_lines(text, line) {
            Some(whole) => {
                // Nor what the parser makes of the rest of its last line.
                told = text[whole.end..].find('\n').map_or(text.len(), |at| whole.end + at) + 1;
                let message = "this text goes on in the next line, and a text in quotation marks ends in its own";
                let help = "put it into one line, or type three quotation marks, `\"\"\"`, before and behind it; an address is a \
                            list with an entry for each line: `[\"1 Weir Lane\", \"Harrowdale\"]`";
                reader.complain(code::SYNTAX, whole, message, help);
            }
            None => complain_of_line(error.message(), span, &source, reader),
        }
    }
}

/// Lines below one that are searched for the end of a text.
const MOST_LINES: usize = 20;

/// The whole of a text between single quotation marks that begins in this line and ends in a later one.
fn over_lines(text: &str, line: Range<usize>) -> Option<Range<usize>> {
    let quotes = |line: &str| line.matches('"').count() - line.matches("\\\"").count();
    let first = &text[line.clone()];
    if !first.contains('=') || first.contains("\"\"\"") || quotes(first) % 2 == 0 {
        return None;
    }
    let mut at = line.end + text[line.end..].find('\n')? + 1;
    for further in text[at..].split_inclusive('\n').take(MOST_LINES) {
        let typed = further.trim();
        if typed.is_empty() || typed.starts_with(['[', '#', '"']) || typed.contains('=') {
            return None;
        }
        if let Some(end) = further.rfind('"') {
            let begins = line.start + first.rfind('"')?;
            return (quotes(typed) % 2 == 1).then_some(begins..at + end + 1);
        }
        at += further.len();
    }
    None
}

fn complain_of_line(found: &str, span: Range<usize>, source: &Lines, reader: &mut Reader) {
    let line = source.at(span.start);
    if found.contains("duplicate key") {
        complain_of_second(span, source, reader);
    } else if let Some(slip) = (line.len() <= LONGEST_LINE).then(|| slip::find(&source.text()[line.clone()])).flatten()
    {
        let help = match slip.line.filter(|_| !reader.is_private()) {
            Some(typed) => format!("{}: `{typed}`", slip.how),
            None if slip.how == "type" => "look at an example in `docs/record.md`".to_owned(),
            None => slip.how.to_owned(),
        };
        let span = line.start + slip.span.start..line.start + slip.span.end;
        reader.complain(code::SYNTAX, span, slip.message, help);
    } else {
        let (message, help) = of_error(found);
        reader.complain(code::SYNTAX, span, message, help);
    }
}

/// Complains of a key or heading that stands twice, and shows the first. Below a heading that is still commented out, that
/// is the cause.
fn complain_of_second(span: Range<usize>, source: &Lines, reader: &mut Reader) {
    let first = source.first_of(span.start);
    let typed = source.text()[source.at(span.start)].trim_start();
    let is_heading = typed.starts_with('[');
    let above = source
        .commented_heading(span.start)
        .filter(|(line, _)| !is_heading && first.as_ref().is_some_and(|first| first.start < line.start));
    if let Some((line, heading)) = above {
        reader.complain_of_commented(line, heading, span);
        return;
    }
    let what = if is_heading { "this heading stands twice in the file" } else { "this key stands twice in its group" };
    let help = match (is_heading, typed.starts_with("[[")) {
        (true, false) => "put the keys of both below one of them, and take the other out",
        _ => {
            "take one of the two out; a further entry of a list begins with a heading of its own, such as `[[contact]]`"
        }
    };
    let finding = Finding::new(code::SYNTAX, &reader.at(span), what, help);
    let finding = match first {
        Some(first) => finding.with(&reader.at(first), "it stands here first"),
        None => finding,
    };
    reader.push(finding);
}

/// What an error of the parser is, and how to mend it, where the line shows no slip that is known.
fn of_error(found: &str) -> (&'static str, &'static str) {
    let has = |words: &[&str]| words.iter().any(|word| found.contains(word));
    if has(&["comma"]) {
        ("a comma is missing or too many in this list", "put one comma between two entries: `[\"one\", \"two\"]`")
    } else if has(&["unclosed", "bracket", "array", "table"]) {
        ("a bracket is missing", "close every bracket: `[\"one\", \"two\"]`, `[yot]`, `[[contact]]`")
    } else if has(&["quot", "string"]) {
        ("a quotation mark is missing", "put text between two straight quotation marks: `name = \"Helen Marsh\"`")
    } else if has(&["escape", "backslash"]) {
        ("a backslash cannot stand in a text like this", "type a slash, or leave it out")
    } else {
        (
            "this line cannot be read",
            "write a line like `name = \"Helen Marsh\"` or `starts = 2027-01-18`, or a heading like `[yot]`; a note begins with `#`",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ContactsFile, FileKind, read_file};

    fn complaints(file: FileKind, text: &str) -> Vec<Finding> {
        read_file(file, text, ContactsFile::read_table)
            .map_or_else(|complaints| complaints, |(_, _, complaints)| complaints)
    }

    #[test]
    fn every_slip_of_a_file_is_complained_of_once_with_help_and_without_a_programmers_word() {
        let text = "name = Helen\nwhen = \ntitle = \"ok\"\na = 'it's'\nb = [1 2]\n= 3\nc = \"\\q\"\nd = {\n[x\n\"\"\n";
        let found = complaints(FileKind::Contacts, text);
        assert!(found.len() >= 5, "{found:?}");
        for complaint in found {
            assert!(!complaint.help.is_empty());
            let said = format!("{} {}", complaint.message, complaint.help);
            for word in ["TOML", "string", "literal", "unquoted", "expected", "parse"] {
                assert!(!said.contains(word), "{said}");
            }
        }
    }

    #[test]
    fn a_slip_in_the_childrens_file_is_named_without_a_word_of_the_line() {
        for text in [
            "[[child]]\nfamily-name = “Zebulon”\n",
            "family-name = Zebulon\n",
            "<<<<<<< a\nZebulon\n=======\n>>>>>>> b\n",
        ] {
            let found = complaints(FileKind::Children, text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(!format!("{} {}", found[0].message, found[0].help).contains("Zebulon"), "{found:?}");
        }
    }

    #[test]
    fn keys_below_a_heading_that_is_still_commented_out_give_one_complaint_at_that_heading() {
        for before in ["", "[[contact]]\nname = \"Ann\"\n\n"] {
            let text = format!("{before}#[[contact]]\nname = \"Ben\"\nroles = []\n");
            let found = complaints(FileKind::Contacts, &text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(&text[found[0].at.start..found[0].at.end], "#[[contact]]");
            assert_eq!(found[0].help, "delete the `#` before it: `[[contact]]`");
        }
    }

    #[test]
    fn a_text_that_goes_on_in_the_next_line_is_one_complaint_from_its_beginning_to_its_end() {
        for (text, whole) in [
            ("name = \"1 Weir Lane\nHarrowdale\"\n", "\"1 Weir Lane\nHarrowdale\""),
            ("name = [\"a\", \"One.\r\nTwo.\r\nThree.\"]\r\n", "\"One.\r\nTwo.\r\nThree.\""),
        ] {
            let found = complaints(FileKind::Contacts, text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(&text[found[0].at.start..found[0].at.end], whole);
        }
        let found = complaints(FileKind::Contacts, "[[contact]]\nname = \"Ann\nroles = [\"x\"]\n");
        assert!(found[0].message.contains("at the end of this text is missing"), "{found:?}");
    }

    #[test]
    fn lines_that_end_in_carriage_returns_alone_are_one_complaint() {
        assert_eq!(complaints(FileKind::Contacts, "[[contact]]\rname = \"Ann\"\r\rroles = []\r").len(), 1);
        assert!(complaints(FileKind::Contacts, "[[contact]]\r\nname = \"Ann\"\r\nroles = []\r\n").is_empty());
    }
}
