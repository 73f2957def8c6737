//! The lines of a file: what stands above a place in it.

use std::ops::Range;

/// The line that a byte offset is in, without its break.
pub fn line_at(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |found| found + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |found| offset + found);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// Lines above a place that are searched: thousands of mistakes in one file must not take minutes.
const SEARCHED: usize = 500;

/// The lines above the one that a byte offset is in, the nearest first.
fn above(text: &str, offset: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = line_at(text, offset).start;
    std::iter::from_fn(move || {
        let line = line_at(text, start.checked_sub(1)?);
        start = line.start;
        Some(line)
    })
    .take(SEARCHED)
}

/// A heading that is still commented out above a key, with no heading in use between the two: the place of the line, and
/// the heading without its `#`.
pub fn commented_heading(text: &str, offset: usize) -> Option<(Range<usize>, &str)> {
    let lines = above(text, offset).take_while(|line| !text[line.clone()].trim_start().starts_with('['));
    lines.into_iter().find_map(|line| Some((line.clone(), heading(text[line].trim_start().strip_prefix('#')?)?)))
}

/// The heading below which a place stands; nothing at the top of the file.
pub fn heading_above(text: &str, offset: usize) -> Option<&str> {
    above(text, offset).find_map(|line| heading(&text[line]))
}

/// The heading that a line is, where it is nothing else.
fn heading(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_end_matches(']');
    let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase() || matches!(sign, '-' | '.'));
    (is_name && line.starts_with('[') && line.ends_with(']')).then_some(line)
}

/// Where a key that stands twice in its group, or a heading that stands twice in its file, stands first.
pub fn first_of(text: &str, offset: usize) -> Option<Range<usize>> {
    let line = line_at(text, offset);
    let typed = text[line.clone()].trim_start();
    if typed.starts_with('[') {
        let named = |line: &Range<usize>| text[line.clone()].split('#').next().unwrap_or_default().trim();
        return above(text, offset).filter(|other| named(other) == named(&line)).last();
    }
    let key = |line: &str| Some(line.split_once('=')?.0.trim().to_owned());
    let wanted = key(typed)?;
    let group = above(text, offset).take_while(|line| !text[line.clone()].trim_start().starts_with('['));
    let same = group.filter(|line| key(&text[line.clone()]).as_ref() == Some(&wanted));
    same.last().map(|line| {
        let indent = text[line.clone()].len() - text[line.clone()].trim_start().len();
        line.start + indent..line.start + indent + wanted.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commented_heading_is_found_up_to_the_heading_in_use_and_a_sentence_in_brackets_is_none() {
        let text = "[[case]]\nid = \"AB01\"\n# [[case-manager]]  # who\n# [see below]x\nname = \"Ann\"\n";
        let (line, heading) = commented_heading(text, text.find("name").unwrap()).unwrap();
        assert_eq!((&text[line], heading), ("# [[case-manager]]  # who", "[[case-manager]]"));
        assert_eq!(commented_heading(text, text.find("id").unwrap()), None);
    }

    #[test]
    fn a_key_that_stands_twice_is_found_where_it_stands_first_in_its_group_alone() {
        let text = "name = \"a\"\n[b]\n name = \"b\"\nx = 1\nname = \"c\"\n[b]\n";
        let first = first_of(text, text.rfind("name").unwrap()).unwrap();
        assert_eq!(first, text.find(" name").unwrap() + 1..text.find(" name").unwrap() + 5);
        assert_eq!(first_of(text, text.rfind("[b]").unwrap() + 1).map(|line| line.start), text.find("[b]"));
    }
}
