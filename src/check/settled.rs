//! Warnings that somebody has looked at and put to rest in the record, with a reason.

use std::collections::{BTreeSet, HashMap};

use crate::problem::code::{self, Code, Severity};
use crate::problem::{Problem, did_you_mean};
use crate::record::{FileKind, Record, Settled};

/// Codes of warnings that come only once files are made or inspections are compared, so that an entry for one may answer to
/// none of those that the rules find.
const LATER: [Code; 5] =
    [code::TOO_MANY_PAGES, code::CROWDED_TEXT, code::REVISION_NOT_RAISED, code::TYPST_WARNING, code::SHARED_PERSON];

/// Entries that a record can have: each is held against every warning.
const MOST: usize = 500;

/// Settles those of further problems that the record settles: what comes once files are made or inspections are compared.
pub fn settle_further(record: &Record, problems: &mut [Problem]) {
    let entries = entries(record);
    let keys = keys_of(record, entries, problems);
    for entry in entries {
        apply(entry, problems, &keys);
    }
}

/// Settles the warnings that the record settles, and warns of entries that settle none.
pub fn settle(record: &Record, problems: &mut Vec<Problem>) {
    let entries = entries(record);
    if entries.is_empty() {
        return;
    }
    let keys = keys_of(record, entries, problems);
    let mut idle = Vec::new();
    for entry in entries {
        let is_used = apply(entry, problems, &keys);
        let known = code::ALL.iter().find(|code| code.id == &**entry.code);
        let complaint = match known {
            None => {
                let meant = did_you_mean(&entry.code, code::ALL.iter().map(|code| code.id));
                let help = meant
                    .map_or("copy the code from the warning".to_owned(), |meant| format!("did you mean `{meant}`?"));
                Some((&entry.code.at, "there is no such code".to_owned(), help))
            }
            Some(code) if code.severity == Severity::Error => Some((
                &entry.code.at,
                "an error cannot be settled".to_owned(),
                "mend it, and take this entry out".to_owned(),
            )),
            Some(code) if !is_used && LATER.iter().all(|other| other.id != code.id) => Some((
                &entry.at,
                "no warning matches this entry".to_owned(),
                "take it out if the warning is gone; or copy `code` and `at` from the warning: the text may have moved"
                    .to_owned(),
            )),
            Some(_) => None,
        };
        idle.extend(complaint);
    }
    for (at, message, help) in idle {
        problems.push(Problem::new(code::SETTLES_NOTHING, record.place(at), message, help));
    }
    if let Some(first_too_many) = record.inspection.settled.get(MOST) {
        let all = record.inspection.settled.len();
        let message = format!("{all} warnings are settled here, and {MOST} are the most");
        let help = "take entries out from here on, and mend what they are about";
        problems.push(Problem::new(code::TOO_LONG, record.place(&first_too_many.at), message, help));
    }
}

/// The entries that count.
fn entries(record: &Record) -> &[Settled] {
    let all = &record.inspection.settled;
    &all[..all.len().min(MOST)]
}

/// The key at which each warning stands that an entry may be about, by its place in the list.
fn keys_of(record: &Record, entries: &[Settled], problems: &[Problem]) -> HashMap<usize, String> {
    let codes: BTreeSet<&str> = entries.iter().map(|entry| &*entry.code.value).collect();
    let mut keys = HashMap::new();
    for file in FileKind::RECORD {
        let is_meant = |problem: &Problem| codes.contains(problem.code.id) && is_in(problem, file.name());
        let meant: Vec<usize> = (0..problems.len()).filter(|index| is_meant(&problems[*index])).collect();
        if meant.is_empty() {
            continue;
        }
        let places: Vec<usize> = meant.iter().map(|index| problems[*index].place.span.start).collect();
        let around = record.keys_around(file, &places);
        keys.extend(meant.into_iter().zip(around).filter_map(|(index, key)| Some((index, key?))));
    }
    keys
}

/// Whether a problem is in a file of this name.
fn is_in(problem: &Problem, name: &str) -> bool {
    let path = &problem.place.file.path;
    path.strip_suffix(name).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// Settles what an entry is about; whether there was anything.
fn apply(entry: &Settled, problems: &mut [Problem], keys: &HashMap<usize, String>) -> bool {
    let mut is_used = false;
    for (index, problem) in problems.iter_mut().enumerate() {
        if !problem.is_error() && answers(entry, problem, keys.get(&index)) {
            problem.settled = Some(entry.reason.to_string());
            is_used = true;
        }
    }
    is_used
}

/// Whether a warning, at the key where it stands, is the one that an entry is about.
fn answers(entry: &Settled, problem: &Problem, nearest: Option<&String>) -> bool {
    let (name, key) = entry.place.split_once(':').map_or((&**entry.place, ""), |(name, key)| (name, key.trim()));
    if problem.code.id != &**entry.code || !is_in(problem, name.trim()) {
        return false;
    }
    let about = entry.about.as_ref().map(|about| &***about);
    let is_below = |nearest: &String| {
        nearest.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let is_about = |about: &str| problem.message.contains(about) || sentence(problem).contains(about);
    // A file alone would settle whatever comes there later.
    let says_which = !key.is_empty() || about.is_some() || problem.place.span.is_empty();
    says_which && (key.is_empty() || nearest.is_some_and(is_below)) && about.is_none_or(is_about)
}

/// Bytes on either side of a place that are read for the sentence around it.
const LONGEST_HALF: usize = 2_000;

/// The sentence or line that a warning points at.
fn sentence(problem: &Problem) -> &str {
    let text = &problem.place.file.text;
    let (start, end) = (problem.place.span.start, problem.place.span.end);
    let ends = |sign: char| matches!(sign, '.' | '!' | '?' | '"' | '\n');
    let first = text.ceil_char_boundary(start.saturating_sub(LONGEST_HALF));
    let last = text.floor_char_boundary((end + LONGEST_HALF).min(text.len()));
    let from = text[first..start].rfind(ends).map_or(first, |at| first + at + 1);
    let to = text[end..last].find(ends).map_or(last, |at| end + at);
    &text[from..to]
}
