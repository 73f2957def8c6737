//! Days of a year that are called by a name: `Christmas Day 2011`.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::dates::Dated;
use super::text::{Case, Text};

/// The days, each by its words without a possessive and a plural, with its month and day.
const FEASTS: &[(&[&str], u32, u32)] = &[
    (&["new", "year", "day"], 1, 1),
    (&["new", "year", "eve"], 12, 31),
    (&["burn", "night"], 1, 25),
    (&["valentine", "day"], 2, 14),
    (&["leap", "day"], 2, 29),
    (&["st", "david", "day"], 3, 1),
    (&["st", "patrick", "day"], 3, 17),
    (&["april", "fool", "day"], 4, 1),
    (&["april", "fool"], 4, 1),
    (&["st", "george", "day"], 4, 23),
    (&["may", "day"], 5, 1),
    (&["hallowe", "en"], 10, 31),
    (&["halloween"], 10, 31),
    (&["bonfire", "night"], 11, 5),
    (&["guy", "fawke", "night"], 11, 5),
    (&["st", "andrew", "day"], 11, 30),
    (&["nye"], 12, 31),
    (&["christma", "eve"], 12, 24),
    (&["christma", "day"], 12, 25),
    (&[SEASON], 12, 25),
    (&["boxing", "day"], 12, 26),
    (&["dydd", "calan"], 1, 1),
    (&["ddydd", "calan"], 1, 1),
    (&["no", "galan"], 12, 31),
    (&["sante", "dwynwen"], 1, 25),
    (&["san", "ffolant"], 2, 14),
    (&["gwyl", "dewi"], 3, 1),
    (&["gwyl", "ddewi"], 3, 1),
    (&["wyl", "dewi"], 3, 1),
    (&["wyl", "ddewi"], 3, 1),
    (&["calan", "mai"], 5, 1),
    (&["no", "calan", "gaeaf"], 10, 31),
    (&["noson", "calan", "gaeaf"], 10, 31),
    (&["noson", "guto", "ffowc"], 11, 5),
    (&["noswyl", "nadolig"], 12, 24),
    (&["no", "nadolig"], 12, 24),
    (&["dydd", "nadolig"], 12, 25),
    (&["ddydd", "nadolig"], 12, 25),
    (&["gwyl", "san", "steffan"], 12, 26),
    (&["wyl", "san", "steffan"], 12, 26),
];

/// `Christmas 2010` is some weeks, and a day only near `born` and the like.
const SEASON: &str = "christma";

/// With what such a name begins.
static BEGINNINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FEASTS.iter().filter_map(|(words, ..)| words.first().copied()).collect());

/// Words between such a day and its year, at most.
const REACH: usize = 4;

/// The days of a year that a text calls by a name: first word, word after the last, month and day.
pub fn feasts(text: &Text<'_>) -> Vec<(usize, usize, u32, u32)> {
    // Most words begin none of them.
    let may_begin = |start: &usize| BEGINNINGS.contains(stem(&text.words[*start].folded));
    let at = |start: usize| {
        let mut found =
            FEASTS.iter().filter_map(|(words, month, day)| Some((start, end(text, start, words)?, *month, *day)));
        found.next()
    };
    (0..text.words.len()).filter(may_begin).filter_map(at).collect()
}

/// A word without the ending of a plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The word after a name of several words that begins here. `Year's`, `Years` and `Year` are one.
fn end(text: &Text<'_>, start: usize, words: &[&str]) -> Option<usize> {
    let mut at = start;
    for wanted in words {
        if at > start && text.words.get(at)?.folded == "s" {
            at += 1;
        }
        if stem(&text.words.get(at)?.folded) != *wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The same with the year that stands near: `on Christmas Day 2011`, `in 2011, on Christmas Day`.
pub fn with_years(text: &Text<'_>) -> Vec<Dated> {
    let year = |index: usize| {
        let word = &text.words[index];
        let value = (word.case == Case::Digits && word.folded.len() == 4).then(|| word.folded.parse().ok()).flatten();
        value.map(|year: i32| (index, year))
    };
    let dated = |(start, end, month, day): (usize, usize, u32, u32)| {
        let behind = (end..text.words.len().min(end + REACH)).find_map(year);
        let (at, year) = behind.or_else(|| (start.saturating_sub(REACH)..start).rev().find_map(year))?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Dated { start: start.min(at), end: end.max(at + 1), day, is_certain: true })
    };
    // Of no day is it the last word.
    let is_day = |(_, end, ..): &(usize, usize, u32, u32)| stem(&text.words[end - 1].folded) != SEASON;
    feasts(text).into_iter().filter(is_day).filter_map(dated).collect()
}
