//! Commas, semicolons and headings that stand where none belongs in a line.

use std::ops::Range;

use toml::de::DeTable;

/// Where the slip is in the line, what is wrong, what to do, and the line as it should be typed where that can be told.
pub type Stray = (Range<usize>, &'static str, &'static str, Option<String>);

/// The first slip of its kind in a line.
pub fn find(line: &str) -> Option<Stray> {
    behind_heading(line).or_else(|| behind_value(line)).or_else(|| doubled(line)).or_else(|| in_list(line))
}

/// Something behind a heading, in the same line.
fn behind_heading(line: &str) -> Option<Stray> {
    let heading = line.trim_start();
    let end = heading.starts_with('[').then(|| heading.find(']'))?? + 1;
    let name = heading[..end].trim_matches(['[', ']', ' ']);
    let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_.".contains(sign));
    let rest = heading[end..].trim_start_matches(']');
    let behind = rest.trim_start();
    let is_more = !behind.is_empty() && !behind.starts_with(['#', '=', ',']);
    let start = line.len() - behind.len();
    if is_name && is_more && !behind.contains('=') {
        let heading = &line[..line.len() - rest.len()].trim();
        let how = "put what stands behind it into the lines below, each with its key, or make a note of it";
        let mended = format!("{heading} # {}", behind.trim());
        return Some((start..line.trim_end().len(), "a heading stands alone in its line", how, Some(mended)));
    }
    let how = "put what stands behind the heading into a line of its own, below it";
    (is_name && is_more).then(|| (start..line.trim_end().len(), "a heading stands alone in its line", how, None))
}

/// A comma or a semicolon at the end of a line with a value.
fn behind_value(line: &str) -> Option<Stray> {
    let typed = line.trim_end();
    let kept = typed.strip_suffix([',', ';'])?;
    let is_sound = kept.contains('=') && DeTable::parse(kept).is_ok();
    let how = "take it out";
    is_sound.then(|| {
        (kept.len()..typed.len(), "nothing stands behind a value, no comma either", how, Some(kept.trim().to_owned()))
    })
}

/// Two commas, one behind the other, between the entries of a list.
fn doubled(line: &str) -> Option<Stray> {
    let at = line.find(",,").or_else(|| line.find(", ,")).filter(|_| line.contains('='))?;
    let mended = line.replace(", ,", ",,").replace(",,", ",");
    DeTable::parse(&mended).is_ok().then(|| (at..at + 2, "one comma stands between two entries", "type", Some(mended)))
}

/// Semicolons in the place of a list's commas.
fn in_list(line: &str) -> Option<Stray> {
    let mut is_text = false;
    let outside = |(_, sign): &(usize, char)| {
        is_text ^= *sign == '"';
        *sign == ';' && !is_text
    };
    let semicolons: Vec<usize> = line.char_indices().filter(outside).map(|(at, _)| at).collect();
    let first = *semicolons.first()?;
    let mut mended = line.to_owned();
    semicolons.iter().for_each(|at| mended.replace_range(at..&(at + 1), ","));
    let is_sound = mended.contains('=') && DeTable::parse(&mended).is_ok();
    is_sound.then(|| (first..first + 1, "the entries of a list have commas between them", "type", Some(mended)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_a_semicolon_or_a_heading_in_the_wrong_place_is_named_and_the_line_mended() {
        for (line, mended) in [
            ("name = \"Helen Marsh\",", "name = \"Helen Marsh\""),
            ("roles = [\"yot-manager\"];", "roles = [\"yot-manager\"]"),
            ("roles = [\"a; b\"; \"c\"]", "roles = [\"a; b\", \"c\"]"),
            ("roles = [\"a\",, \"c\"]", "roles = [\"a\", \"c\"]"),
        ] {
            assert_eq!(find(line).and_then(|(.., mended)| mended).as_deref(), Some(mended));
        }
        let (span, words, ..) = find("[[contact]] name = \"Helen\"").unwrap();
        assert_eq!((span.start, words), (12, "a heading stands alone in its line"));
    }

    #[test]
    fn a_word_behind_a_heading_is_told_and_made_a_note() {
        let (span, words, _, mended) = find("[[case]] AB01").unwrap();
        assert_eq!((span.start, words), (9, "a heading stands alone in its line"));
        assert_eq!(mended.as_deref(), Some("[[case]] # AB01"));
    }

    #[test]
    fn a_sound_line_and_an_entry_of_a_list_have_none() {
        for line in
            ["name = \"a; b,\"", "  \"one\",", "[[case]] # a = b", "[dates.announcement]", "roles = [", "away = []"]
        {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
