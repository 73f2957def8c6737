//! What keeps a file from being read, as an officer did it: one complaint for one cause.

use std::ops::Range;

use serde_json::Value;
use toml::de::DeTable;

use super::finding::Finding;
use super::likely_value::BULLETS;
use super::lines::Lines;
use super::mended::MendedText;
use super::quoted_texts::quoted;
use super::reader::{Reader, list};

use super::slip::{self, Above};
use super::wanted::{Group, Heading, headings};
use super::whole_file::{complain_of_lost_notes, complain_of_open_text};
use super::{headings, lists, loose_lines, numbered_keys, value_headings};
use crate::problem::code;

/// Bytes of a line up to which it is searched for slips: nobody types a longer one.
const LONGEST_LINE: usize = 2_000;

/// Mistakes of one file that are told, each behind the mended ones before it. With so many, what is told is enough to do.
const MOST: usize = 60;

/// Complains of what keeps a file from being read, and says whether anything does. Each mistake is mended before the parser
/// goes on, so that none makes others of what follows.
pub fn complain(text: &str, schema: &Value, is_of_another_file: &dyn Fn(&str) -> bool, reader: &mut Reader) -> bool {
    let mut mended = MendedText::new(text);
    if complain_of_lost_notes(&mended, reader) || complain_of_open_text(&mended, reader) {
        return true;
    }
    complain_of_headings(&mut mended, schema, is_of_another_file, reader);
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

/// Complains of headings in another form than the file's, outside texts over several lines, and of keys with a number before
/// them, and says whether there are any.
pub fn complain_of_headings(
    mended: &mut MendedText,
    schema: &Value,
    is_of_another_file: &dyn Fn(&str) -> bool,
    reader: &mut Reader,
) -> bool {
    let known = headings(schema);
    let groups: Vec<(Heading, Vec<&str>)> =
        known.iter().map(|heading| (heading.clone(), Group::below(schema, Some(&heading.path)).keys())).collect();
    let mut is_text = false;
    for line in 0..mended.count() {
        let was_text = is_text;
        is_text ^= mended.line(line).matches("\"\"\"").count() % 2 == 1;
        if was_text || !may_be_heading(mended.line(line)) {
            continue;
        }
        let keys = keys_below(line, mended);
        let slip = headings::find(mended.line(line), keys.first().copied(), &known, reader.is_private())
            .or_else(|| value_headings::find(mended.line(line), &keys, &known, schema, is_of_another_file))
            .or_else(|| headings::by_keys(mended.line(line), &keys, &groups, is_of_another_file, reader.is_private()));
        let Some(slip) = slip else { continue };
        reader.complain(slip.code, mended.original(line, slip.span), slip.message, slip.help);
        match slip.is_guess {
            true => mended.guess(line, slip.line),
            false => mended.replace(line, slip.line),
        }
    }
    numbered_keys::complain(mended, schema, reader);
    mended.is_changed()
}

/// Whether a line may be a heading, sound or not: it is no key with a value.
fn may_be_heading(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    !line.contains('=') && line.contains(|sign: char| sign.is_alphanumeric())
}

/// The keys that stand below a heading.
fn keys_below(line: usize, mended: &MendedText) -> Vec<&str> {
    let below = (line + 1..mended.count()).take(MOST_LINES).map(|line| mended.line(line).trim());
    let group = below.take_while(|line| !line.starts_with('['));
    let keys = group.filter(|line| !line.starts_with(['#', '"'])).filter_map(|line| line.split_once('='));
    keys.map(|(key, _)| key.trim()).collect()
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
            let help = self.in_one_line(line, last, mended, reader);
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

    /// How to type a text that stands in several lines: a list with an entry for each, or one line.
    fn in_one_line(&self, line: usize, last: usize, mended: &MendedText, reader: &Reader) -> String {
        let group = Group::below(self.schema, self.now.heading_above(self.span.start));
        let lines = (line..=last).map(|line| mended.line(line).trim());
        let whole: Vec<&str> = lines.collect();
        let (key, first) = whole.first().and_then(|first| first.split_once('=')).unwrap_or_default();
        let wanted = group.key(key.trim());
        let texts = [first].into_iter().chain(whole.iter().skip(1).copied());
        let texts: Vec<&str> = texts.map(|text| text.trim_matches(['"', '[', ']', ',', ' '])).collect();
        let value = match wanted.is_list() && !wanted.is_prose() {
            true => format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")),
            false => quoted(&texts.join(" ")),
        };
        let is_shown = wanted.is_known() && value.len() < LONGEST_SHOWN && !first.trim().starts_with('[');
        match is_shown && !reader.is_private() {
            true => format!("type: `{} = {value}`", key.trim()),
            false => "put it into one line, or type three quotation marks, `\"\"\"`, before and behind it".to_owned(),
        }
    }

    /// Complains of a slip in the line, if it has one that is known.
    fn complain_of_slip(&self, line: usize, mended: &mut MendedText, reader: &mut Reader) -> bool {
        let typed = mended.line(line);
        let group = Group::below(self.schema, self.now.heading_above(self.span.start));
        let list = lists::key_above(line, mended).map(|key| group.key(key)).unwrap_or_default();
        let above = Above { group, list };
        let Some(slip) = (typed.len() <= LONGEST_LINE).then(|| slip::find(typed, above)).flatten() else {
            return false;
        };
        if let Some((key, "")) = typed.split_once('=').map(|(key, value)| (key.trim(), value.trim()))
            && let Some(last) = last_loose(line + 1, mended)
        {
            let text = |line| mended.line(line).trim_matches(['"', ',', ' ', '\t']).trim_start_matches(BULLETS);
            let values: Vec<&str> = (line + 1..=last).map(text).collect();
            let texts: Vec<String> = values.iter().map(|text| quoted(text)).collect();
            let value =
                if group.key(key).is_list() { format!("[{}]", texts.join(", ")) } else { quoted(&values.join(" ")) };
            let help = shown("type", &format!("{key} = {value}"), group, reader);
            let message = "a value stands in the line of its key";
            reader.complain(code::SYNTAX, mended.original(line, slip.span), message, help);
            mended.take_out_all(line..=last);
            return true;
        }
        if let Some((key, "")) = typed.split_once('=').map(|(key, value)| (key.trim(), value.trim()))
            && group.key(key).is_list()
            && mended.below(line).is_some_and(|below| mended.line(below).trim_start().starts_with('"'))
        {
            let opened = format!("{key} = [");
            let message = "the square bracket at the beginning of this list is missing";
            reader.complain(code::SYNTAX, mended.original(line, slip.span), message, format!("type: `{opened}`"));
            mended.replace(line, opened);
            return true;
        }
        let help = match &slip.line {
            Some(typed) => shown(&slip.how, typed, group, reader),
            None => slip.how,
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
        let underline = mended.line(line + 1).trim();
        if last > line {
            let message = format!("these {} lines are no keys with values", last + 1 - line);
            let lines: Vec<&str> = (line..=last).map(|line| mended.line(line).trim()).collect();
            let group = Group::below(self.schema, self.now.heading_above(self.span.start));
            let help = match loose_lines::of_person(&lines, &group.keys()).filter(|_| !reader.is_private()) {
                Some(typed) => format!("type each behind its key, and take the rest out: {typed}"),
                None if group.keys().is_empty() => "put a `#` before each if they are a note".to_owned(),
                None => "put a `#` before each if they are a note; prose stands between three quotation marks behind its key, \
                         `key = \"\"\"…\"\"\"`"
                    .to_owned(),
            };
            reader.complain(code::SYNTAX, whole, message, help);
        } else if last == line && is_loose(mended.line(line)) && is_rule(underline) {
            let note = mended.line(line).trim();
            let message = "a title with a line drawn below it is a note, and a note begins with `#`";
            let help = match reader.is_private() {
                true => "put a `#` before it, and delete the line below".to_owned(),
                false => format!("type: `# {note}`, and delete the line below"),
            };
            reader.complain(code::SYNTAX, whole, message, help);
            mended.take_out_all(line..=line + 1);
            return;
        } else if let Some(help) = self.behind_a_key(line, mended, reader) {
            reader.complain(code::SYNTAX, whole, "this line is no key with a value", help);
        } else {
            let (message, help) = of_error(self.message);
            let (_, column) = mended.position(self.span.start);
            let length = self.span.len().min(mended.line(line).len().saturating_sub(column));
            reader.complain(code::SYNTAX, mended.original(line, column..column + length), message, help);
        }
        mended.take_out_all(line..=last);
    }
}

impl Found<'_> {
    /// What to do with a line of words alone.
    fn behind_a_key(&self, line: usize, mended: &MendedText, reader: &Reader) -> Option<String> {
        let group = Group::below(self.schema, self.now.heading_above(self.span.start));
        let (text, keys) = (mended.line(line).trim(), group.keys());
        let is_words = is_loose(text) && text.len() < LONGEST_SHOWN && !text.contains(['"', '[', ']', '{', '}']);
        let first = keys.first().filter(|_| is_words && !reader.is_private())?;
        let value = quoted(text);
        let keys = list(&keys);
        Some(format!(
            "type a key before it, as in `{first} = {value}`, or a `#` if it is a note; the keys here are {keys}"
        ))
    }
}

/// Bytes of a value up to which a message shows it.
const LONGEST_SHOWN: usize = 160;

/// Whether a line is drawn, of signs of one kind.
fn is_rule(line: &str) -> bool {
    let first = line.chars().next().filter(|sign| "=-_*~".contains(*sign));
    line.len() > 2 && first.is_some_and(|first| line.chars().all(|sign| sign == first))
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

/// What to do, with the line as it should be typed; in a file that names children, with an invented value in it.
fn shown(how: &str, typed: &str, group: Group<'_>, reader: &Reader) -> String {
    if !reader.is_private() {
        let sign = if how.ends_with("would be") { "" } else { ":" };
        return format!("{how}{sign} `{typed}`");
    }
    let key = typed.split_once('=').map(|(key, _)| key.trim()).filter(|key| group.keys().contains(key));
    let Some(key) = key else { return "look how a line like this is typed elsewhere in the file".to_owned() };
    let wanted = group.key(key);
    let example = wanted.example().unwrap_or_else(|| if wanted.is_text() { "\"…\"" } else { "…" }.to_owned());
    format!("type it in this form, with the value of your own: `{key} = {example}`")
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
