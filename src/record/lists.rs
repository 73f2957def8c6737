//! Lists over several lines that lack a bracket or commas.

use super::mended::MendedText;
use super::reader::Reader;
use crate::problem::code;

/// Lines above one that are searched for the beginning of a list.
const SEARCHED: usize = 200;

/// Complains of a list that goes wrong at a line, and mends it; says whether it is one.
pub fn complain(line: usize, mended: &mut MendedText, reader: &mut Reader) -> bool {
    complain_of_commas(line, mended, reader) || complain_of_open(line, mended, reader)
}

/// A list whose entries stand one below the other without commas: told once for all of them.
fn complain_of_commas(line: usize, mended: &mut MendedText, reader: &mut Reader) -> bool {
    let is_entry = |line: &str| line.trim_start().starts_with('"') && !line.contains('=');
    let lacks = |line: &str| without_comment(line).ends_with('"');
    let Some(above) = mended.above(line) else { return false };
    if !is_entry(mended.line(line)) || !lacks(mended.line(above)) || mended.is_told(above) {
        return false;
    }
    let typed = without_comment(mended.line(above)).trim_start().to_owned();
    let help = match reader.is_private() {
        true => "put a comma behind each entry".to_owned(),
        false => format!("put a comma behind each entry: `{typed},`"),
    };
    let message = "a comma is missing between this entry of the list and the next";
    reader.complain(code::SYNTAX, mended.whole(above), message, help);
    let mut at = above;
    while let Some(below) = mended.below(at).filter(|below| is_entry(mended.line(*below)) && lacks(mended.line(at))) {
        mended.replace(at, format!("{},", without_comment(mended.line(at))));
        at = below;
    }
    true
}

/// A list that a key or a heading follows before it is closed.
fn complain_of_open(line: usize, mended: &mut MendedText, reader: &mut Reader) -> bool {
    let typed = mended.line(line).trim_start();
    let is_next = typed.starts_with('[') || typed.split_once('=').is_some_and(|(key, _)| !key.contains('"'));
    let last = if is_next || typed.is_empty() { mended.above(line) } else { Some(line) };
    let Some(last) = last.filter(|last| !mended.is_told(*last)) else { return false };
    let lowest = last.saturating_sub(SEARCHED);
    let mut open = 0;
    let begins = (lowest..=last).rev().find(|line| {
        open += balance(mended.line(*line));
        opens_list(mended.line(*line))
    });
    let Some(begins) = begins.filter(|_| open > 0) else { return false };
    let closed = format!("{}]", without_comment(mended.line(last)).trim_end_matches(','));
    let help = match begins == last && !reader.is_private() {
        true => format!("type: `{}`", closed.trim()),
        false => "type `]` behind its last entry".to_owned(),
    };
    reader.complain(code::SYNTAX, mended.whole(begins), "the square bracket at the end of this list is missing", help);
    mended.replace(last, closed);
    true
}

/// The key of the list that is open above a line.
pub fn key_above(line: usize, mended: &MendedText) -> Option<&str> {
    let mut open = 0;
    let lowest = line.saturating_sub(SEARCHED);
    let begins = (lowest..line).rev().find(|line| {
        open += balance(mended.line(*line));
        opens_list(mended.line(*line)) || mended.line(*line).trim_start().starts_with('[')
    })?;
    let (key, _) = mended.line(begins).split_once('=').filter(|_| open > 0)?;
    Some(key.trim())
}

fn opens_list(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, value)| !key.contains('"') && value.trim_start().starts_with('['))
}

/// How many square brackets a line opens more than it closes, those in texts and comments left out.
fn balance(line: &str) -> i32 {
    let mut is_text = false;
    let mut open = 0;
    for sign in without_comment(line).chars() {
        match sign {
            '"' => is_text = !is_text,
            '[' if !is_text => open += 1,
            ']' if !is_text => open -= 1,
            _ => {}
        }
    }
    open
}

/// A line without the comment at its end.
fn without_comment(line: &str) -> &str {
    let mut is_text = false;
    let comment = line.char_indices().find(|(_, sign)| {
        is_text ^= *sign == '"';
        *sign == '#' && !is_text
    });
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;

    #[test]
    fn a_list_without_its_commas_or_its_last_bracket_is_told_once_and_mended() {
        for (text, line, told, mended_line) in [
            ("a = [\"x\"\n\"y\" # why\n\"z\"]\n", 1, "comma", "a = [\"x\","),
            ("a = [\"x\", # why\nb = 1\n", 1, "bracket", "a = [\"x\"]"),
            ("a = [\n  \"x\",\n\n[b]\n", 3, "bracket", "  \"x\"]"),
        ] {
            let (mut mended, mut reader) = (MendedText::new(text), Reader::new(FileKind::Contacts, text));
            assert!(complain(line, &mut mended, &mut reader), "{text}");
            let complaints = reader.take_complaints();
            assert_eq!(complaints.len(), 1);
            assert!(complaints[0].message.contains(told), "{complaints:?}");
            assert!(mended.text().lines().any(|line| line == mended_line), "{}", mended.text());
            assert!(toml::de::DeTable::parse(&mended.text()).is_ok(), "{}", mended.text());
        }
        let sound = "a = [\"x\"]\nb = [\n\"[\",\n]\n= 3\n";
        let (mut mended, mut reader) = (MendedText::new(sound), Reader::new(FileKind::Contacts, sound));
        assert!(!complain(4, &mut mended, &mut reader));
    }
}
