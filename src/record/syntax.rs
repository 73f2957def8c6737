//! What keeps a file from being read, as an officer did it: one complaint for one cause.

use std::ops::Range;

use serde_json::Value;
use toml::de::DeTable;

use super::finding::Finding;
use super::lines::Lines;
use super::mended::MendedText;
use super::merge::unfinished;
use super::quoted_texts::quoted;
use super::reader::{Reader, shortened};
use super::wanted::{Group, Heading, headings};
use super::{headings, lists, slip};
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

/// Mistakes of one file that are told, each behind the mended ones before it. With so many, what is told is enough to do.
const MOST: usize = 60;

/// Complains of what keeps a file from being read, and says whether anything does. Each mistake is mended before the parser
/// goes on, so that none makes others of what follows.
pub fn complain(text: &str, schema: &Value, reader: &mut Reader) -> bool {
    let mut mended = MendedText::new(text);
    complain_of_headings(&mut mended, &headings(schema), reader);
    for _ in 0..MOST {
        let now = Lines::new(&mended.text());
        let (_, errors) = DeTable::parse_recoverable(now.text());
        let end = now.text().len();
        let span = |error: &toml::de::Error| error.span().unwrap_or(end..end);
        let Some(error) = errors.iter().min_by_key(|error| span(error).start) else { return mended.is_changed() };
        let found = Found { message: error.message(), span: span(error), now: &now, schema };
        let (line, _) = mended.position(found.span.start);
        if !mended.is_told(line) {
            found.complain(line, &mut mended, reader);
        } else if !mended.take_out(line) {
            return true;
        }
    }
    let message = format!("there are more mistakes than these {MOST} in this file");
    reader.complain(code::SYNTAX, 0..0, message, "mend them, and check again");
    true
}

/// Complains of headings in another form than the file's, outside texts over several lines, and says whether there are any.
pub fn complain_of_headings(mended: &mut MendedText, known: &[Heading], reader: &mut Reader) -> bool {
    let mut is_text = false;
    for line in 0..mended.count() {
        let was_text = is_text;
        is_text ^= mended.line(line).matches("\"\"\"").count() % 2 == 1;
        let below = mended.below(line).and_then(|below| mended.line(below).split_once('=')).map(|(key, _)| key.trim());
        let Some(slip) = headings::find(mended.line(line), below, known).filter(|_| !was_text) else { continue };
        reader.complain(slip.code, mended.original(line, slip.span), slip.message, slip.help);
        match slip.is_guess {
            true => mended.guess(line, slip.line),
            false => mended.replace(line, slip.line),
        }
    }
    mended.is_changed()
}

/// An error of the parser, in the text as it is mended so far.
struct Found<'f> {
    message: &'f str,
    span: Range<usize>,
    now: &'f Lines,
    schema: &'f Value,
}

impl Found<'_> {
    /// Complains of what the officer did, and mends it.
    fn complain(&self, line: usize, mended: &mut MendedText, reader: &mut Reader) {
        if self.message.contains("duplicate key") {
            self.complain_of_second(line, mended, reader);
        } else if let Some(last) = over_lines(mended, line) {
            let message = "this text goes on in the next line, and a text in quotation marks ends in its own";
            let help = "put it into one line, or type three quotation marks, `\"\"\"`, before and behind it; an address is a list with an \
                        entry for each line: `[\"1 Weir Lane\", \"Harrowdale\"]`";
            let typed = mended.line(line);
            let begins = typed.rfind('"').unwrap_or_default();
            let ends = mended.line(last).rfind('"').unwrap_or_default() + 1;
            let whole = mended.original(line, begins..begins).start..mended.original(last, ends..ends).end;
            reader.complain(code::SYNTAX, whole, message, help);
            mended.take_out_all(line..=last);
        } else if !self.complain_of_slip(line, mended, reader) && !lists::complain(line, mended, reader) {
            self.complain_of_lines(line, mended, reader);
        }
    }

    /// Complains of a slip in the line, if it has one that is known.
    fn complain_of_slip(&self, line: usize, mended: &mut MendedText, reader: &mut Reader) -> bool {
        let typed = mended.line(line);
        let group = Group::below(self.schema, self.now.heading_above(self.span.start));
        let Some(slip) = (typed.len() <= LONGEST_LINE).then(|| slip::find(typed, group)).flatten() else {
            return false;
        };
        if let Some((key, "")) = typed.split_once('=').map(|(key, value)| (key.trim(), value.trim()))
            && let Some(last) = last_loose(line + 1, mended)
        {
            let values: Vec<String> = (line + 1..=last).map(|line| mended.line(line).trim().to_owned()).collect();
            let texts: Vec<String> = values.iter().map(|text| quoted(text.trim_matches(['"', ',', ' ']))).collect();
            let value =
                if group.key(key).is_list() { format!("[{}]", texts.join(", ")) } else { quoted(&values.join(" ")) };
            let help = shown("type", &format!("{key} = {value}"), reader);
            let message = "a value stands in the line of its key";
            reader.complain(code::SYNTAX, mended.original(line, slip.span), message, help);
            mended.take_out_all(line..=last);
            return true;
        }
        let help = match &slip.line {
            Some(typed) => shown(slip.how, typed, reader),
            None => slip.how.to_owned(),
        };
        reader.complain(code::SYNTAX, mended.original(line, slip.span), slip.message, help);
        match slip.line {
            Some(typed) => mended.replace(line, typed),
            None => match typed_apart(mended.line(line)) {
                Some(apart) => mended.replace(line, apart),
                None => mended.take_out_all(line..=line),
            },
        }
        true
    }

    /// Complains of a key or heading that stands twice, and shows the first. Below a heading that is still commented out, that
    /// is the cause.
    fn complain_of_second(&self, line: usize, mended: &mut MendedText, reader: &mut Reader) {
        let typed = mended.line(line).to_owned();
        let place = |span: Range<usize>| {
            let (line, column) = mended.position(span.start);
            (!mended.is_told(line)).then(|| mended.original(line, column..column + span.len()))
        };
        let first = self.now.first_of(self.span.start);
        let is_heading = typed.trim_start().starts_with('[');
        let above = self
            .now
            .commented_heading(self.span.start)
            .filter(|(line, _)| !is_heading && first.as_ref().is_some_and(|first| first.start < line.start));
        let at = place(self.span.clone()).unwrap_or_else(|| mended.whole(line));
        if let Some((commented, heading)) = above {
            let commented = place(commented.clone()).unwrap_or_else(|| mended.whole(line));
            reader.complain_of_commented(commented, heading, at);
        } else {
            let heading = self.now.heading_above(self.span.start).filter(|_| !is_heading);
            let heading = heading.filter(|heading| heading.starts_with("[[") && begins_entry(line, heading, mended));
            if let Some(heading) = heading {
                let message = "a second entry begins here, without a heading of its own";
                let finding =
                    Finding::new(code::SYNTAX, &reader.at(at), message, format!("type in a line above: `{heading}`"));
                let finding = match first.and_then(place) {
                    Some(first) => finding.with(&reader.at(first), "the key stands here first"),
                    None => finding,
                };
                reader.push(finding);
                mended.replace(line, format!("{heading}\n{typed}"));
                return;
            }
            let what =
                if is_heading { "this heading stands twice in the file" } else { "this key stands twice in its group" };
            let help = match is_heading && !typed.trim_start().starts_with("[[") {
                true => "put the keys of both below one of them, and take the other out",
                false => {
                    "take one of the two out; a further entry of a list begins with a heading of its own, such as `[[contact]]`"
                }
            };
            let finding = Finding::new(code::SYNTAX, &reader.at(at), what, help);
            let finding = match first.and_then(place) {
                Some(first) => finding.with(&reader.at(first), "it stands here first"),
                None => finding,
            };
            reader.push(finding);
        }
        // Under another name, what stands below it is read on.
        let other = format!("twice-{line}");
        let renamed = match typed.split_once('=').filter(|_| !is_heading) {
            Some((_, value)) => format!("{other} = {value}"),
            None => format!("[{other}]"),
        };
        mended.replace(line, renamed);
    }

    /// Complains of lines that are nothing that a file can hold, such as text pasted without a key: once for all of them.
    fn complain_of_lines(&self, line: usize, mended: &mut MendedText, reader: &mut Reader) {
        let whole = mended.whole(line);
        let last = if is_loose(mended.line(line)) { last_loose(line, mended).unwrap_or(line) } else { line };
        if last > line {
            let message = format!("these {} lines are no keys with values", last + 1 - line);
            let help = "put them between three quotation marks behind a key, `key = \"\"\"…\"\"\"`, or a `#` before each if they are a note";
            reader.complain(code::SYNTAX, whole, message, help);
        } else {
            let (message, help) = of_error(self.message);
            let (_, column) = mended.position(self.span.start);
            let length = self.span.len().min(mended.line(line).len().saturating_sub(column));
            reader.complain(code::SYNTAX, mended.original(line, column..column + length), message, help);
        }
        mended.take_out_all(line..=last);
    }
}

/// A heading and what stands behind it in two lines.
fn typed_apart(line: &str) -> Option<String> {
    let (heading, rest) = line.trim().split_once("] ")?;
    (heading.starts_with('[') && rest.contains('=')).then(|| format!("{heading}]\n{rest}"))
}

/// Whether a key that stands twice below a heading begins an entry: it is the first below the heading, too.
fn begins_entry(line: usize, heading: &str, mended: &MendedText) -> bool {
    let key = |line: usize| mended.line(line).split_once('=').map(|(key, _)| key.trim().to_owned());
    let above = (0..line).rev().find(|above| mended.line(*above).trim().starts_with(heading));
    let first = above.and_then(|above| mended.below(above));
    first.is_some_and(|first| first < line && key(first).is_some() && key(first) == key(line))
}

/// What to do, with the line as it should be typed, unless the file names children.
fn shown(how: &str, typed: &str, reader: &Reader) -> String {
    match reader.is_private() {
        false => format!("{how}: `{typed}`"),
        true if how == "type" => "look at an example in `docs/record.md`".to_owned(),
        true => how.to_owned(),
    }
}

/// Whether a line is neither a key with a value nor a heading, nor empty.
fn is_loose(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.contains('=') && !line.starts_with(['#', '[', ']', '"'])
}

/// The last of the loose lines that follow each other from one on; nothing if that is none.
fn last_loose(line: usize, mended: &MendedText) -> Option<usize> {
    (line..mended.count()).take(MOST_LINES).take_while(|line| is_loose(mended.line(*line))).last()
}

/// Lines below one that are searched for the end of a text.
const MOST_LINES: usize = 20;

/// The last line of a text between single quotation marks that begins in one line and ends in a later one.
fn over_lines(mended: &MendedText, line: usize) -> Option<usize> {
    let quotes = |line: &str| line.matches('"').count() - line.matches("\\\"").count();
    let first = mended.line(line);
    if !first.contains('=') || first.contains("\"\"\"") || quotes(first) % 2 == 0 {
        return None;
    }
    for further in (line + 1..mended.count()).take(MOST_LINES) {
        let typed = mended.line(further).trim();
        if typed.is_empty() || typed.starts_with(['[', '#', '"']) || typed.contains('=') {
            return None;
        }
        if typed.contains('"') {
            return (quotes(typed) % 2 == 1).then_some(further);
        }
    }
    None
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
mod tests;
