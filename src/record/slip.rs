//! Slips of the hand and of word processors in a line, and the line as it should be typed.

use std::ops::Range;

use super::address_slip::likely_address;
use super::likely_key::{key_name, likely_key};
use super::likely_value::{BULLETS, likely_value, typed};
use super::line_parts::{is_heading, outside, values};
use super::quoted_texts::{of_several, quoted};
use super::reader::list;
use super::value_slip::{Mend, Within, of_value};
use super::wanted::{Group, Wanted};
use super::{paragraph_slip, separators};

/// A slip in a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it is in the line.
    pub span: Range<usize>,
    /// What is wrong, without anything that the line says.
    pub message: String,
    /// What to do.
    pub how: String,
    /// The line as it should be typed, where that can be told.
    pub line: Option<String>,
}

impl From<separators::Stray> for Slip {
    fn from((span, message, how, line): separators::Stray) -> Self {
        Self { span, message: message.to_owned(), how: how.to_owned(), line }
    }
}

/// What stands above a line: the group of its key, and the list of which the line is a part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Above<'s> {
    /// What the keys take.
    pub group: Group<'s>,
    /// What the list takes that is open above the line.
    pub list: Wanted<'s>,
}

/// Slips in one line after which the search for more ends: no line that somebody types has as many.
const MOST: usize = 40;

/// The first slip of a line, together with the line in which all of them are mended; what stands above tells what the keys take.
pub fn find(line: &str, above: Above<'_>) -> Option<Slip> {
    let mut first = next(line, above)?;
    for _ in 0..MOST {
        let further = first.line.as_deref().and_then(|line| next(line, above));
        let Some(further) = further.filter(|further| further.line != first.line) else { break };
        if further.line.is_none() {
            break;
        }
        first.line = further.line;
    }
    Some(Slip { line: first.line.map(|line| line.trim().to_owned()), ..first })
}

fn next(line: &str, above: Above<'_>) -> Option<Slip> {
    let of_separator = || separators::find(line).map(Slip::from);
    let of_line = of_note(line).or_else(|| of_space(line)).or_else(of_separator).or_else(|| of_heading(line));
    of_line.or_else(|| of_key(line, above.group)).or_else(|| of_values(line, above))
}

/// What is wrong with the values of a line whose key is right.
fn of_values(line: &str, above: Above<'_>) -> Option<Slip> {
    let key = line.split_once('=').filter(|_| outside(line).any(|(_, sign)| sign == '='));
    let of_key = key.map_or(above.list, |(key, _)| above.group.key(meant(key, above.group).unwrap_or(key.trim())));
    if let Some((key, _)) = key.filter(|_| of_key.is_group() && !of_key.is_list()) {
        return of_group(line, key.trim(), above.group);
    }
    let is_bare = key.is_some_and(|(_, value)| !value.trim_start().starts_with('['));
    if of_key.is_prose() && of_key.is_list() && !is_bare {
        return paragraph_slip::find(line).map(Slip::from);
    }
    let (values, is_list) = values(line);
    if is_list && of_key.is_single() {
        return of_list(line, &values, of_key);
    }
    if let Some((key, value)) = key.filter(|_| of_key.entry().is_date() && !reads(line))
        && let Some(days) = likely_value(value, of_key)
    {
        let start = line.len() - value.trim_start().len();
        return Some(Slip {
            span: start..line.trim_end().len().max(start),
            message: "dates stand in square brackets with commas between, as year, month and day".to_owned(),
            how: "type".to_owned(),
            line: Some(format!("{} = {days}", meant(key, above.group).unwrap_or(key.trim()))),
        });
    }
    let (wanted, within) = if is_list { (of_key.entry(), Within::InList) } else { (of_key, Within::Alone) };
    let found = values.into_iter().find_map(|span| Some((of_value(&line[span.clone()], wanted, within)?, span)));
    let (Mend { message, how, instead }, span) = found?;
    let mended = instead.map(|instead| format!("{}{instead}{}", &line[..span.start], &line[span.end..]));
    let mended = mended.map(|line| with_known_key(&line, above.group).unwrap_or(line));
    let whole = key.filter(|_| is_list && !mended.as_deref().is_some_and(reads)).and_then(|(key, _)| {
        let value = &line[key.len() + 1..];
        let likely = likely_value(value, of_key).unwrap_or_default();
        let key = meant(key, above.group).unwrap_or(key.trim());
        Some(format!("{key} = {likely}")).filter(|_| !likely.is_empty())
    });
    Some(Slip { span, message, how, line: whole.or(mended) })
}

/// Whether a line can be read.
fn reads(line: &str) -> bool {
    toml::de::DeTable::parse(line).is_ok()
}

/// The key of the group that a key means.
fn meant<'s>(key: &str, group: Group<'s>) -> Option<&'s str> {
    likely_key(key.trim(), &group.keys())
}

/// A line with its key as the record writes it: `case-manager` for `case_manager`; nothing where it is written so.
fn with_known_key(line: &str, group: Group<'_>) -> Option<String> {
    let (key, rest) = line.split_once('=')?;
    let meant = meant(key, group).filter(|meant| *meant != key.trim())?;
    Some(format!("{meant} ={rest}"))
}

/// A value behind the name of a group, which is a heading.
fn of_group(line: &str, key: &str, group: Group<'_>) -> Option<Slip> {
    let below = group.group(key);
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    if value.starts_with('{') {
        return None;
    }
    let has_reason = below.keys().contains(&"reason");
    let first = below.keys().into_iter().find_map(|key| {
        let wanted = below.key(key);
        likely_value(value, wanted)
            .filter(|_| wanted.is_date() || !has_reason)
            .map(|value| format!(", `{key} = {value}`"))
    });
    let first = first.or_else(|| has_reason.then(|| ", `on = …` with year, month and day".to_owned()));
    let how = format!(
        "take this line out, and type a group in its place, line by line: `{}`{}{}",
        group.heading_of(key),
        first.unwrap_or_default(),
        if has_reason { " and `reason = \"…\"`" } else { "" }
    );
    let message = match has_reason {
        true => "a date that is set by hand needs a group of its own, with its reason",
        false => "this is the name of a group, which is a heading",
    };
    let start = line.len() - line.trim_start().len();
    Some(Slip { span: start..line.trim_end().len(), message: message.to_owned(), how, line: None })
}

/// Signs with which a note begins elsewhere.
const NOTES: [&str; 7] = ["//", ";", "--", "***", "<!--", "/*", "%"];

/// A note that begins with another sign than the record's, and a quotation mark that is alone in its line.
fn of_note(line: &str) -> Option<Slip> {
    let typed = line.trim();
    let start = line.len() - line.trim_start().len();
    let slip = |message: &str, how: &str, line: Option<String>| {
        Some(Slip { span: start..start + typed.len(), message: message.to_owned(), how: how.to_owned(), line })
    };
    if !typed.is_empty() && typed.len() < 8 && typed.chars().all(|sign| "\"“”‘’'".contains(sign)) && typed != "\"\"\""
    {
        return slip("a quotation mark is left over here", "delete the line", None);
    }
    let text = NOTES.iter().find_map(|sign| typed.strip_prefix(sign))?;
    let text = text.trim_matches(|sign: char| "/;-*<>!% ".contains(sign));
    let line = (!text.is_empty()).then(|| format!("# {text}"));
    slip("a note begins with `#`", if line.is_some() { "type" } else { "delete the line" }, line)
}

/// A space outside quotation marks that only looks like one.
fn of_space(line: &str) -> Option<Slip> {
    let (at, sign) = outside(line).find(|(_, sign)| sign.is_whitespace() && !sign.is_ascii())?;
    let end = at + sign.len_utf8();
    Some(Slip {
        span: at..end,
        message: "this space is a no-break space, which a word processor puts; only an ordinary one can stand here"
            .to_owned(),
        how: "type an ordinary space".to_owned(),
        line: Some(format!("{} {}", &line[..at], &line[end..])),
    })
}

/// A heading without all of its brackets.
fn of_heading(line: &str) -> Option<Slip> {
    let typed = line.split('#').next().unwrap_or_default().trim();
    let name = typed.trim_matches(['[', ']', ' ']);
    let (open, close) = (typed.matches('[').count(), typed.matches(']').count());
    if !is_heading(typed) || open == close && !typed.contains(' ') {
        return None;
    }
    let (open, close) = if open.max(close) > 1 { ("[[", "]]") } else { ("[", "]") };
    let start = line.len() - line.trim_start().len();
    Some(Slip {
        span: start..start + typed.len(),
        message: "this heading lacks a bracket".to_owned(),
        how: "type".to_owned(),
        line: Some(format!("{open}{name}{close}")),
    })
}

/// A list where a single value belongs.
fn of_list(line: &str, values: &[Range<usize>], wanted: Wanted<'_>) -> Option<Slip> {
    let (key, rest) = line.split_once('=')?;
    let text = |value: &Range<usize>| {
        let value = &line[value.clone()];
        of_several(value).unwrap_or_else(|| vec![typed(value)])
    };
    let texts: Vec<&str> = values.iter().flat_map(text).collect();
    let value = match () {
        () if wanted.is_email() => format!("\"{}\"", likely_address(rest.trim())?),
        () if wanted.is_text() && !wanted.is_choice() => quoted(&texts.join(", ")),
        () => likely_value(texts.first()?, wanted)?,
    };
    let start = line.len() - rest.trim_start().len();
    Some(Slip {
        span: start..line.trim_end().len(),
        message: format!("{} is needed here, not a list", wanted.words()),
        how: "type".to_owned(),
        line: Some(format!("{} = {value}", key.trim())),
    })
}

/// What is wrong with a key or with the equals sign behind it.
fn of_key(line: &str, group: Group<'_>) -> Option<Slip> {
    let typed = line.trim_start();
    let start = line.len() - typed.len();
    if typed.starts_with(['#', '[', '"', '\'']) {
        return None;
    }
    let slip = |end: usize, message: &str, how: &str, line: Option<String>| {
        Some(Slip { span: start..end, message: message.to_owned(), how: how.to_owned(), line })
    };
    let Some((at, _)) = outside(line).find(|(_, sign)| *sign == '=') else {
        let (key, rest) = without_equals(typed, group)?;
        let end = start + (typed.len() - typed.trim_start_matches(|sign| sign != ' ' && sign != ':').len()).max(1);
        let line = Some(format!("{key} = {rest}"));
        return slip(end, "an equals sign is missing behind this key", "type", line);
    };
    let (key, rest) = (line[start..at].trim_end(), line[at + 1..].trim_start());
    if key.is_empty() && typed.trim_end().chars().all(|sign| sign == '=') {
        let message = "this line of equals signs is drawn below a heading, or left over";
        return slip(line.trim_end().len(), message, "delete it", None);
    }
    if rest.starts_with(['=', ':', '>']) {
        let line = format!("{key} = {}", rest.trim_start_matches(['=', ':', '>', ' ']));
        return slip(
            line.len().min(at + 1),
            "one equals sign stands behind a key, and nothing else",
            "type",
            Some(line),
        );
    }
    let is_bare = !key.is_empty() && key.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_.".contains(sign));
    if is_bare || key.is_empty() {
        return None;
    }
    let keys = group.keys();
    let meant = likely_key(key, &keys);
    let how = match (meant, keys.as_slice()) {
        (Some(_), _) => "type".to_owned(),
        (None, []) => "type the key in small letters, with hyphens in the place of spaces".to_owned(),
        (None, keys) => format!("the keys here are {}", list(keys)),
    };
    let message = match key.starts_with(BULLETS) && key_name(key) == key.trim_start_matches(BULLETS) {
        true => "a key stands at the beginning of its line, without a sign before it",
        false => "a key is one word in small letters; only hyphens can stand in it",
    };
    slip(start + key.len(), message, &how, meant.map(|meant| format!("{meant} = {rest}")))
}

/// Letters of the longest words that stand for a key.
const LONGEST_KEY: usize = 30;

/// A key and its value where no equals sign stands between them, but perhaps another sign.
fn without_equals<'l>(typed: &'l str, group: Group<'_>) -> Option<(String, &'l str)> {
    let between = [' ', '\t', ':', ';', '-', '\u{2013}', '\u{2014}', '>', '~'];
    let mut known = group.keys();
    known.sort_by_key(|key| std::cmp::Reverse(key.len()));
    let begins = known.into_iter().find_map(|key| {
        let is_begun = typed.get(..key.len()).is_some_and(|begin| begin.to_lowercase().replace(' ', "-") == key);
        let rest = typed.get(key.len()..).filter(|rest| is_begun && rest.starts_with(between))?;
        Some((key.to_owned(), rest.trim_start_matches(between)))
    });
    if let Some(found) = begins {
        return Some(found).filter(|(_, value)| !value.is_empty());
    }
    if let Some((words, value)) = typed.split_once(':')
        && let Some(key) = meant(words, group).filter(|_| words.len() < LONGEST_KEY && !value.trim().is_empty())
    {
        return Some((key.to_owned(), value.trim()));
    }
    let end = typed.find(|sign: char| !(sign.is_ascii_lowercase() || sign == '-')).filter(|end| *end > 0)?;
    let value = typed[end..].trim_start_matches(between);
    let known_name = meant(&typed[..end], group);
    let is_value =
        value.starts_with(['"', '\'', '[', '\u{201c}']) || value.starts_with(|sign: char| sign.is_ascii_digit());
    (is_value && value.len() < typed.len() - end).then(|| (known_name.unwrap_or(&typed[..end]).to_owned(), value))
}

#[cfg(test)]
mod tests;
