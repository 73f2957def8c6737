//! What makes a file unreadable as a whole: an unfinished merge, lost line ends, notes without their signs, a text without an end.

use super::file_kind::FileKind;
use super::mended::MendedText;
use super::merge::{left_over, unfinished};
use super::reader::{Reader, shortened};
use crate::problem::code;

/// Complains of what makes a file unreadable as a whole, and says whether there is such a thing.
pub fn complain(text: &str, reader: &mut Reader) -> bool {
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
        let of_ledger =
            "type `sqspack verify --mend` with the inspection's name: it keeps the entries of both".to_owned();
        let help = if reader.is_of(FileKind::Issued) { of_ledger } else { help };
        reader.complain(code::UNFINISHED_MERGE, merge.begins, message, help);
        return true;
    }
    let lines = left_over(text);
    if !lines.is_empty() {
        let message = "this line is left over from an unfinished merge";
        lines.into_iter().for_each(|line| reader.complain(code::UNFINISHED_MERGE, line, message, "delete this line"));
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

/// Complains once of a file whose notes have lost the `#` before them, and says whether it is one.
pub fn complain_of_lost_notes(mended: &MendedText, reader: &mut Reader) -> bool {
    let is_sentence = |line: &str| {
        let line = line.trim();
        let begins = line.starts_with(|sign: char| sign.is_uppercase()) || line.starts_with("- ");
        begins && line.contains(' ') && line.ends_with(['.', ':']) && !line.contains('=')
    };
    let lines: Vec<usize> = (0..mended.count()).filter(|line| is_sentence(mended.line(*line))).collect();
    let apart = lines.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
    let is_text = (0..mended.count()).any(|line| mended.line(line).contains("\"\"\""));
    if lines.len() < LOST_NOTES || apart < LOST_NOTES / 2 || is_text {
        return false;
    }
    let message = format!("the notes of this file have lost the `#` before them: {} lines like this one", lines.len());
    let help = "undo the last change in the editor, or put a `#` before every line that is a note";
    reader.complain(code::SYNTAX, mended.whole(lines[0]), message, help);
    true
}

/// Lines that are sentences, in a file without texts over several lines, from which on its notes have lost their signs.
const LOST_NOTES: usize = 4;

/// Complains of a text whose three quotation marks at the end are missing, and says whether there is one. Everything below it
/// would be a part of it.
pub fn complain_of_open_text(mended: &MendedText, reader: &mut Reader) -> bool {
    const MARKS: &str = "\"\"\"";
    let is_marked = |line: &usize| mended.line(*line).matches(MARKS).count() % 2 == 1;
    let marked: Vec<usize> = (0..mended.count()).filter(is_marked).collect();
    if marked.len().is_multiple_of(2) {
        return false;
    }
    let is_structure = |line: usize| {
        let typed = mended.line(line).trim_start();
        let key = typed.split_once(" = ").map_or("", |(key, _)| key);
        typed.starts_with('[') || !key.is_empty() && key.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-')
    };
    let ends = |at: usize| marked.get(at + 1).copied().unwrap_or(mended.count());
    let open = (0..marked.len()).step_by(2).find(|at| (marked[*at] + 1..ends(*at)).any(is_structure));
    let Some(line) = open.map(|at| marked[at]).or(marked.last().copied()) else { return false };
    let message = "the three quotation marks at the end of this text are missing";
    let help =
        "type `\"\"\"` behind its last word; a text that stands in one line takes one quotation mark at each end";
    reader.complain(code::SYNTAX, mended.whole(line), message, help);
    true
}
