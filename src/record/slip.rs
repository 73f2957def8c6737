//! Slips of the hand and of word processors in a line, and the line as it should be typed.

use std::ops::Range;

use super::quoted_texts::quoted;
use super::separators;
use super::value_slip::{Mend, Within, of_value};
use super::wanted::{Group, Wanted};
use crate::problem::did_you_mean;

/// A slip in a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it is in the line.
    pub span: Range<usize>,
    /// What is wrong, without anything that the line says.
    pub message: String,
    /// What to do.
    pub how: &'static str,
    /// The line as it should be typed, where that can be told.
    pub line: Option<String>,
}

/// Slips in one line after which the search for more ends: no line that somebody types has as many.
const MOST: usize = 40;

/// The first slip of a line, together with the line in which all of them are mended; `group` tells what the keys take.
pub fn find(line: &str, group: Group<'_>) -> Option<Slip> {
    let mut first = next(line, group)?;
    for _ in 0..MOST {
        let Some(further) = first.line.as_deref().and_then(|line| next(line, group)) else { break };
        first.line = further.line;
    }
    Some(Slip { line: first.line.map(|line| line.trim().to_owned()), ..first })
}

fn next(line: &str, group: Group<'_>) -> Option<Slip> {
    let of_separator = || {
        let (span, message, how, line) = separators::find(line)?;
        Some(Slip { span, message: message.to_owned(), how, line })
    };
    of_space(line).or_else(of_separator).or_else(|| of_heading(line)).or_else(|| of_key(line, group)).or_else(|| {
        let of_key = line.split_once('=').map_or_else(Wanted::default, |(key, _)| group.key(key.trim()));
        let (values, is_list) = values(line);
        if is_list && of_key.is_single() {
            return of_list(line, &values, of_key);
        }
        let (wanted, within) = if is_list { (of_key.entry(), Within::InList) } else { (of_key, Within::Alone) };
        values.into_iter().find_map(|span| {
            let Mend { message, how, instead } = of_value(&line[span.clone()], wanted, within)?;
            let line = instead.map(|instead| format!("{}{instead}{}", &line[..span.start], &line[span.end..]));
            let line = line.map(|line| with_known_key(&line, group).unwrap_or(line));
            Some(Slip { span, message, how, line })
        })
    })
}

/// A line with its key as the record writes it: `case-manager` for `case_manager`; nothing where it is written so.
fn with_known_key(line: &str, group: Group<'_>) -> Option<String> {
    let (key, rest) = line.split_once('=')?;
    let name = key_name(key);
    let is_meant = key.trim() != name && group.keys().contains(&name.as_str());
    is_meant.then(|| format!("{name} ={rest}"))
}

/// A space outside quotation marks that only looks like one.
fn of_space(line: &str) -> Option<Slip> {
    let (at, sign) = outside(line).find(|(_, sign)| sign.is_whitespace() && !sign.is_ascii())?;
    let end = at + sign.len_utf8();
    Some(Slip {
        span: at..end,
        message: "this space is a no-break space, which a word processor puts; only an ordinary one can stand here"
            .to_owned(),
        how: "type an ordinary space",
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
        how: "type",
        line: Some(format!("{open}{name}{close}")),
    })
}

/// Whether a text is a heading, or one that lacks a bracket: one word without quotation marks.
fn is_heading(text: &str) -> bool {
    let name = text.trim_matches(['[', ']', ' ']);
    let is_word = name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_.".contains(sign));
    text.starts_with('[') && name.starts_with(|first: char| first.is_ascii_alphabetic()) && is_word
}

/// A list where a single value belongs.
fn of_list(line: &str, values: &[Range<usize>], wanted: Wanted<'_>) -> Option<Slip> {
    let (key, rest) = line.split_once('=')?;
    let texts: Vec<&str> = values.iter().map(|value| line[value.clone()].trim_matches(['"', '\'', ' '])).collect();
    let value = if wanted.is_text() { quoted(&texts.join(", ")) } else { (*texts.first()?).to_owned() };
    let start = line.len() - rest.trim_start().len();
    Some(Slip {
        span: start..line.trim_end().len(),
        message: format!("{} is needed here, not a list", wanted.words()),
        how: "type",
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
    let slip = |end: usize, message: &str, how: &'static str, line: Option<String>| {
        Some(Slip { span: start..end, message: message.to_owned(), how, line })
    };
    let Some((at, _)) = outside(line).find(|(_, sign)| *sign == '=') else {
        let (key, rest) = without_equals(typed, group)?;
        let end = start + (typed.len() - typed.trim_start_matches(|sign| sign != ' ' && sign != ':').len()).max(1);
        let line = Some(format!("{key} = {rest}"));
        return slip(end, "an equals sign is missing behind this key", "type", line);
    };
    let (key, rest) = (line[start..at].trim_end(), line[at + 1..].trim_start());
    if key.is_empty() && typed.trim_end().chars().all(|sign| sign == '=') {
        let message = "this line of equals signs is left over from a merge, or drawn below a heading";
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
    let name = key_name(key);
    let keys = group.keys();
    let meant = keys.iter().copied().find(|known| *known == name).or_else(|| did_you_mean(&name, keys));
    let how = if meant.is_some() { "type" } else { "look up how the key is written: `docs/record.md` has all" };
    let message = "a key is one word in small letters; only hyphens can stand in it";
    slip(start + key.len(), message, how, meant.map(|meant| format!("{meant} = {rest}")))
}

/// A key as the record writes it: small letters, and hyphens for spaces.
fn key_name(key: &str) -> String {
    let words = key.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

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
    let end = typed.find(|sign: char| !(sign.is_ascii_lowercase() || sign == '-')).filter(|end| *end > 0)?;
    let value = typed[end..].trim_start_matches(between);
    let is_value =
        value.starts_with(['"', '\'', '[', '\u{201c}']) || value.starts_with(|sign: char| sign.is_ascii_digit());
    (is_value && value.len() < typed.len() - end).then(|| (typed[..end].to_owned(), value))
}

/// The characters outside quotation marks and before a comment, each with its place.
fn outside(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut escaped = false;
    let mut before = ' ';
    let mut ended = false;
    line.char_indices().filter(move |(_, sign)| {
        if ended {
            return false;
        }
        match quote {
            Some(mark) => {
                if *sign == mark && !escaped {
                    quote = None;
                    before = mark;
                }
                escaped = mark == '"' && *sign == '\\' && !escaped;
                false
            }
            None => {
                // An apostrophe in the middle of a word begins no text.
                if matches!(sign, '"' | '\'') && matches!(before, '=' | '[' | ',' | ' ') {
                    quote = Some(*sign);
                    return false;
                }
                ended = *sign == '#';
                before = if sign.is_whitespace() && before != ' ' { before } else { *sign };
                !ended
            }
        }
    })
}

/// The places of the single values of a line, and whether it is a list: what stands behind `=`, or, in a list, between commas.
fn values(line: &str) -> (Vec<Range<usize>>, bool) {
    let equals = outside(line).find(|(_, sign)| *sign == '=').map(|(at, _)| at);
    let start = equals.map_or(0, |at| at + 1);
    let end = outside(line).find(|(at, sign)| *at >= start && *sign == '#').map_or(line.len(), |(at, _)| at);
    let comment = comment(line, start).unwrap_or(end);
    let whole = trimmed(line, start..comment);
    let text = &line[whole.clone()];
    if equals.is_none() && is_heading(text) {
        return (Vec::new(), false);
    }
    let is_list = text.starts_with('[') || equals.is_none() && text.ends_with(',');
    if !is_list {
        return (if equals.is_some() { vec![whole] } else { Vec::new() }, false);
    }
    let inside = line[whole.clone()].trim_matches(['[', ']', ',', ' ', '\t']);
    let from = whole.start + text.find(inside).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = from;
    let mut typographic = 0_i32;
    let mut straight = None;
    for (offset, sign) in inside.char_indices() {
        match (straight, sign) {
            (None, '"' | '\'') if line[at..from + offset].trim().is_empty() => straight = Some(sign),
            (Some(mark), sign) if sign == mark => straight = None,
            (None, '\u{201c}' | '\u{2018}') => typographic += 1,
            (None, '\u{201d}') => typographic -= 1,
            (None, ',') if typographic <= 0 => {
                found.push(trimmed(line, at..from + offset));
                at = from + offset + 1;
                typographic = 0;
            }
            _ => {}
        }
    }
    found.push(trimmed(line, at..from + inside.len()));
    found.retain(|value| !value.is_empty());
    (found, true)
}

/// Where a comment begins behind a value.
fn comment(line: &str, start: usize) -> Option<usize> {
    let last_outside = outside(line).last().map_or(0, |(at, sign)| at + sign.len_utf8());
    let hash = line[start..].match_indices('#').map(|(at, _)| start + at);
    hash.into_iter().find(|at| *at >= last_outside && line[..*at].ends_with([' ', '\t']))
}

fn trimmed(line: &str, span: Range<usize>) -> Range<usize> {
    let text = &line[span.clone()];
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slip of a line of which nobody knows what its key takes.
    fn slip(line: &str) -> Option<Slip> {
        find(line, Group::default())
    }

    #[track_caller]
    fn assert_mended(line: &str, words: &str, mended: &str) {
        let slip = slip(line).unwrap_or_else(|| panic!("no slip in {line}"));
        assert!(slip.message.contains(words), "{}", slip.message);
        assert_eq!(slip.line.as_deref(), Some(mended));
        assert!(toml::de::DeTable::parse(mended.trim_end_matches(',')).is_ok() || !mended.contains('='), "{mended}");
    }

    #[test]
    fn quotation_marks_of_a_word_processor_are_named_and_made_straight_wherever_they_stand() {
        for line in ["name = “Priya Nair”", "name = \"Priya Nair”", "name = „Priya Nair“", "name = ‘Priya Nair’"]
        {
            assert_mended(line, "curly quotation mark, `", "name = \"Priya Nair\"");
        }
        assert_mended("name = “Pat O’Dwyer” # who", "`“`", "name = \"Pat O’Dwyer\" # who");
        assert_mended("roles = [“yot-manager”, “board-chair”]", "`“`", "roles = [\"yot-manager\", \"board-chair\"]");
        assert_mended("  “A line, and more”,", "`“`", "\"A line, and more\",");
    }

    #[test]
    fn a_no_break_space_is_named_and_all_slips_of_the_line_are_mended_at_once() {
        assert_mended("name\u{a0}= \"Priya Nair\"", "no-break space", "name = \"Priya Nair\"");
        assert_mended("name\u{a0}=\u{a0}“Priya Nair”", "no-break space", "name = \"Priya Nair\"");
    }

    #[test]
    fn an_apostrophe_or_a_quotation_mark_that_ends_a_text_early_is_said_to() {
        assert_mended("name = 'Pat O'Dwyer'", "apostrophe ends the text", "name = \"Pat O'Dwyer\"");
        assert_mended("name = 'Pat Dwyer", "no end", "name = \"Pat Dwyer\"");
        assert_mended("name = \"The \"Old\" Mill\"", "inside the text", "name = \"The 'Old' Mill\"");
        assert_mended("name = \"Helen Marsh", "at the end", "name = \"Helen Marsh\"");
    }

    #[test]
    fn a_telephone_number_or_a_word_without_quotation_marks_gets_them() {
        for number in ["01632960145", "01632 960145", "+44 7700 900111", "(01632) 960145"] {
            assert_mended(&format!("telephone = {number}"), "telephone number", &format!("telephone = \"{number}\""));
        }
        assert_mended("name = Helen Marsh", "quotation marks", "name = \"Helen Marsh\"");
        assert_mended("name = Pat O'Dwyer", "quotation marks", "name = \"Pat O'Dwyer\"");
        assert_mended("selected = True", "small letters", "selected = true");
    }

    #[test]
    fn a_date_in_another_form_is_shown_in_the_records() {
        for day in ["18/01/2027", "18.1.2027", "2027/01/18", "18 January 2027", "Monday 18th January 2027", "18 Jan 27"]
        {
            assert_mended(&format!("starts = {day}"), "year, month and day", "starts = 2027-01-18");
        }
        assert_mended("away = [18/01/2027, 2027-01-19]", "year, month", "away = [2027-01-18, 2027-01-19]");
        assert!(slip("away = [8 March]").unwrap().message.contains("no year"));
        let slip = slip("starts = 2027-02-30").unwrap();
        assert!(slip.message.contains("no such day") && slip.line.is_none(), "{slip:?}");
    }

    #[test]
    fn a_time_in_another_form_is_shown_in_the_records() {
        for time in ["1.30pm", "1:30 pm", "1.30 p.m."] {
            assert_mended(&format!("time = {time}"), "time of day", "time = 13:30:00");
        }
        assert_mended("time = midday", "time of day", "time = 12:00:00");
    }

    #[test]
    fn a_key_with_another_sign_behind_it_or_with_spaces_is_shown_with_its_equals_sign() {
        let file =
            serde_json::json!({ "properties": { "name": { "type": "string" }, "first-tier": { "type": "integer" } } });
        for (line, mended) in [
            ("name == \"Helen\"", "name = \"Helen\""),
            ("name – \"Helen\"", "name = \"Helen\""),
            ("name: Helen Marsh", "name = \"Helen Marsh\""),
            ("Name  “Helen”", "name = \"Helen\""),
            ("first tier = 4", "first-tier = 4"),
            ("First tier: four", "first-tier = 4"),
            ("full name = \"Helen\"", "look up"),
        ] {
            let slip = find(line, Group::below(&file, None)).unwrap_or_else(|| panic!("{line}"));
            match slip.line.as_deref() {
                Some(line) => assert_eq!(line, mended),
                None => assert!(slip.how.starts_with(mended), "{line}: {slip:?}"),
            }
        }
    }

    #[test]
    fn a_missing_equals_sign_bracket_or_value_is_named() {
        assert_mended("name: \"Helen\"", "equals sign", "name = \"Helen\"");
        assert_mended("name \"Helen\"", "equals sign", "name = \"Helen\"");
        assert_mended("[[contact]", "bracket", "[[contact]]");
        assert_mended("[fieldwork", "bracket", "[fieldwork]");
        assert_eq!(slip("email =").unwrap().line, None);
    }

    #[test]
    fn a_sound_line_has_no_slip() {
        for line in [
            "",
            "# a “comment”",
            "[yot]",
            "[[case]]",
            "[dates.long-list-due]",
            "name = \"The “Old” Mill\" # a 'b'",
            "name = \"O'Kelly\u{a0}x\"",
            "away = [2027-01-18]",
            "time = 13:30:00",
            "area = \"\"\"",
            "on = true",
            "roles = [",
            "  \"one\",",
            "]",
        ] {
            assert_eq!(slip(line), None, "{line}");
        }
    }
}
