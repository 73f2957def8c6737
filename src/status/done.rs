//! Writes into `inspection.toml` that a milestone was done, and takes it back. Every other byte stays: comments, order, line ends.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use toml_edit::{Datetime, Document, DocumentMut, InlineTable, Item, TableLike, Value, value};

use crate::calendar::Milestone;

/// What a command did to the text of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The text is another now.
    Made,
    /// The text said so already.
    Nothing,
}

const DATES: &str = "dates";
const DONE: &str = "done";

/// The text of `inspection.toml` once it says on which day a milestone was done; nothing if the text is not TOML, or if
/// something other than groups stands under `dates`.
pub fn record_done(text: &str, milestone: Milestone, on: NaiveDate) -> Option<(String, Change)> {
    let mut document: DocumentMut = without_mark(text).parse().ok()?;
    if done_in(&document, milestone) == Some(on) {
        return Some((text.to_owned(), Change::Nothing));
    }
    let changed = if let Some(group) = group_of(&mut document, milestone) {
        set(group.as_table_like_mut()?, on);
        with_new_lines(text, &document.to_string())
    } else if let Some(dates) = document.get_mut(DATES).and_then(Item::as_inline_table_mut) {
        let group = InlineTable::from_iter([(DONE, Value::from(toml_date(on)))]);
        dates.insert(milestone.name(), group.into());
        with_new_lines(text, &document.to_string())
    } else {
        with_group(text, milestone, on)
    };
    let says_so = done_in(&without_mark(&changed).parse().ok()?, milestone) == Some(on);
    says_so.then_some((changed, Change::Made))
}

/// The text of `inspection.toml` once it does not say any more that a milestone was done; nothing if the text is not TOML.
pub fn take_back(text: &str, milestone: Milestone) -> Option<(String, Change)> {
    let mut document: DocumentMut = without_mark(text).parse().ok()?;
    let group = group_of(&mut document, milestone);
    let Some(group) = group.and_then(Item::as_table_like_mut).filter(|group| group.contains_key(DONE)) else {
        return Some((text.to_owned(), Change::Nothing));
    };
    let is_alone = group.len() == 1;
    let changed = match line_of_done(text, milestone) {
        Some(line) => without_line(text, line, is_alone),
        None => {
            group.remove(DONE);
            with_new_lines(text, &document.to_string())
        }
    };
    let is_gone = done_in(&without_mark(&changed).parse().ok()?, milestone).is_none();
    is_gone.then_some((changed, Change::Made))
}

/// What stands under a milestone.
fn group_of(document: &mut DocumentMut, milestone: Milestone) -> Option<&mut Item> {
    // `Item::get_mut` would put an empty item where there is none.
    document.get_mut(DATES)?.as_table_like_mut()?.get_mut(milestone.name())
}

/// The day on which a text says that a milestone was done.
fn done_in(document: &DocumentMut, milestone: Milestone) -> Option<NaiveDate> {
    let date = document.get(DATES)?.get(milestone.name())?.get(DONE)?.as_datetime()?.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

/// Sets the day in a group, and leaves the comment behind an older one.
fn set(group: &mut dyn TableLike, on: NaiveDate) {
    let mut day = Value::from(toml_date(on));
    if let Some(known) = group.get(DONE).and_then(Item::as_value) {
        *day.decor_mut() = known.decor().clone();
    }
    match group.get_mut(DONE) {
        Some(known) => *known = Item::Value(day),
        None => drop(group.insert(DONE, value(day))),
    }
}

fn toml_date(day: NaiveDate) -> Datetime {
    let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
    let date = toml_edit::Date { year, month: part(day.month()), day: part(day.day()) };
    Datetime { date: Some(date), time: None, offset: None }
}

/// The text with a new group at its end, where no comment of another group can come to stand below its heading.
fn with_group(text: &str, milestone: Milestone, on: NaiveDate) -> String {
    let end = line_end(text);
    let first = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{first}{end}[{DATES}.{}]{end}{DONE} = {on}{end}", milestone.name())
}

/// The old text with those lines changed that are changed in the new one, which may have lost the old line ends.
fn with_new_lines(old: &str, new: &str) -> String {
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let plain: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(['\r', '\n'])).collect();
    let new: Vec<&str> = new.lines().collect();
    let same = |index: usize, line: &&str| without_mark(plain[index]) == *line;
    let before = new.iter().enumerate().take_while(|(index, line)| *index < plain.len() && same(*index, line)).count();
    let left = plain.len().min(new.len()) - before;
    let after = (1..=left).take_while(|back| plain[plain.len() - back] == new[new.len() - back]).count();
    let end = line_end(old);
    let changed = new[before..new.len() - after].iter().flat_map(|line| [*line, end]);
    let kept_before = lines[..before].iter().copied();
    kept_before.chain(changed).chain(lines[lines.len() - after..].iter().copied()).collect()
}

/// The bytes of the line that says when a milestone was done, if nothing else stands on it.
fn line_of_done(text: &str, milestone: Milestone) -> Option<Range<usize>> {
    let body = without_mark(text);
    let document = Document::parse(body).ok()?;
    let group = document.get(DATES)?.get(milestone.name())?.as_table_like()?;
    let (key, item) = group.get_key_value(DONE)?;
    let (key, value) = (key.span()?, item.span()?);
    let start = body[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let end = body[value.end..].find('\n').map_or(body.len(), |at| value.end + at + 1);
    let behind = body[value.end..end].trim();
    let head = body[start..key.start].trim();
    // Dotted keys: `announcement.done = …` in `[dates]`.
    let is_key = head.chars().all(|sign| sign.is_alphanumeric() || "-._\"".contains(sign));
    let is_alone = is_key && (behind.is_empty() || behind.starts_with('#'));
    let mark = text.len() - body.len();
    is_alone.then_some(start + mark..end + mark)
}

/// The text without a line, and without the heading above it and the blank line above that if the group had nothing else.
fn without_line(text: &str, line: Range<usize>, is_alone: bool) -> String {
    let above = |end: usize| {
        let start = text[..end.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
        (start, text[start..end].trim())
    };
    let mut start = line.start;
    if is_alone && start > 0 {
        let (heading, words) = above(start);
        if words.starts_with('[') && words.ends_with(']') {
            start = heading;
            if start > 0 && above(start).1.is_empty() {
                start = above(start).0;
            }
        }
    }
    format!("{}{}", &text[..start], &text[line.end..])
}

/// A text without the byte order mark that some editors put before it.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// How lines end in a text: as the first one does.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILESTONE: Milestone = Milestone::LongListDue;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 1, 7).expect("a day")
    }

    /// Records that typical forms of the record take, each with the line that a person would add.
    const RECORDS: [(&str, &str); 7] = [
        ("[dates.announcement]\ndone = 2026-12-30\n", "\n[dates.long-list-due]\ndone = 2027-01-07\n"),
        (
            "[fieldwork]\nstarts = 2027-01-18\n# ends\n#ends = 2027-01-21\n",
            "\n[dates.long-list-due]\ndone = 2027-01-07\n",
        ),
        (
            "# a\n[dates.long-list-due]\n# why\non = 2027-01-08 # late\n\n# next\n[calendar]\nrevision = 1\n",
            "done = 2027-01-07\n",
        ),
        (
            "[dates.announcement]\ndone = 2026-12-30\n\n[dates.long-list-due]\nat = 12:00:00\n# empty\n[yot]\nname = \"x\"",
            "done = 2027-01-07\n",
        ),
        (
            "[dates]\nannouncement.done = 2026-12-30 # on time\nlong-list-due.on = 2027-01-08\n",
            "long-list-due.done = 2027-01-07\n",
        ),
        ("\u{feff}[yot]\nname = \"x\"\n", "\n[dates.long-list-due]\ndone = 2027-01-07\n"),
        ("", "\n[dates.long-list-due]\ndone = 2027-01-07\n"),
    ];

    #[test]
    fn a_day_is_one_line_more_and_every_other_byte_stays_whatever_the_line_ends() {
        for (before, added) in RECORDS {
            for end in ["\n", "\r\n"] {
                let (before, added) =
                    (before.replace('\n', end), added.replace('\n', if before.contains('\n') { end } else { "\n" }));
                let (after, change) = record_done(&before, MILESTONE, day()).expect("written");
                assert_eq!(change, Change::Made);
                let at = after.find(&added).unwrap_or_else(|| panic!("{after:?} lacks {added:?}"));
                assert_eq!(format!("{}{}", &after[..at], &after[at + added.len()..]), before);
            }
        }
    }

    #[test]
    fn undo_takes_back_what_done_wrote_to_the_byte() {
        for (before, _) in RECORDS {
            for before in [before.to_owned(), before.replace('\n', "\r\n")] {
                let (after, _) = record_done(&before, MILESTONE, day()).expect("written");
                let (back, change) = take_back(&after, MILESTONE).expect("taken back");
                assert_eq!((back.as_str(), change), (before.as_str(), Change::Made));
            }
        }
    }

    #[test]
    fn another_day_replaces_the_first_and_keeps_the_comment_behind_it() {
        let (after, _) =
            record_done("[dates.long-list-due]\ndone = 2027-01-01 # by post\n", MILESTONE, day()).expect("written");
        assert_eq!(after, "[dates.long-list-due]\ndone = 2027-01-07 # by post\n");
        assert_eq!(record_done(&after, MILESTONE, day()), Some((after.clone(), Change::Nothing)));
        let inline = "dates = { long-list-due = { on = 2027-01-08 } } # one line\n";
        let (after, _) = record_done(inline, MILESTONE, day()).expect("written");
        assert!(after.contains("done = 2027-01-07") && after.ends_with(" # one line\n"), "{after}");
    }

    #[test]
    fn a_comment_in_a_group_keeps_its_heading_when_the_day_is_taken_back() {
        let text = "[dates.long-list-due]\n# agreed by telephone\ndone = 2027-01-07\n";
        assert_eq!(take_back(text, MILESTONE).expect("taken back").0, "[dates.long-list-due]\n# agreed by telephone\n");
        assert_eq!(take_back("", MILESTONE), Some((String::new(), Change::Nothing)));
    }

    #[test]
    fn a_text_that_is_no_toml_is_left_alone() {
        assert_eq!(record_done("[[[", MILESTONE, day()), None);
        assert_eq!(record_done("dates = 3\n", MILESTONE, day()), None);
        assert_eq!(take_back("[[[", MILESTONE), None);
    }
}
