//! Warnings that somebody has looked at and put to rest in the record, with a reason.

use crate::problem::code::{self, Code, Severity};
use crate::problem::{Problem, did_you_mean};
use crate::record::{FileKind, Record, Settled};

/// Codes of warnings that come only once files are made, so that `check` cannot tell whether an entry for one answers to any.
const OF_A_BUILD: [Code; 3] = [code::TOO_MANY_PAGES, code::CROWDED_TEXT, code::REVISION_NOT_RAISED];

/// Settles the warnings that the record settles, and warns of entries that settle none.
pub fn settle(record: &Record, problems: &mut Vec<Problem>) {
    let entries = &record.inspection.settled;
    if entries.is_empty() {
        return;
    }
    let mut idle = Vec::new();
    for entry in entries {
        let is_used = apply(record, entry, problems);
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
            Some(code) if !is_used && OF_A_BUILD.iter().all(|other| other.id != code.id) => Some((
                &entry.at,
                "no warning answers to this entry".to_owned(),
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
}

/// Settles the warnings that come only once files are made.
pub fn settle_what_a_build_found(record: &Record, problems: &mut [Problem]) {
    for entry in &record.inspection.settled {
        apply(record, entry, problems);
    }
}

/// Settles what an entry is about; whether there was anything.
fn apply(record: &Record, entry: &Settled, problems: &mut [Problem]) -> bool {
    let mut is_used = false;
    for problem in problems.iter_mut().filter(|problem| !problem.is_error() && answers(record, entry, problem)) {
        problem.settled = Some(entry.reason.to_string());
        is_used = true;
    }
    is_used
}

/// Whether a warning is the one that an entry is about.
fn answers(record: &Record, entry: &Settled, problem: &Problem) -> bool {
    let (name, key) = entry.place.split_once(':').map_or((&**entry.place, ""), |(name, key)| (name, key.trim()));
    let (name, about) = (name.trim(), entry.about.as_ref().map(|about| about.to_string()));
    let file = FileKind::RECORD.into_iter().find(|file| file.name() == name);
    let is_there = problem.place.file.path.ends_with(&format!("/{name}")) || problem.place.file.path == name;
    if problem.code.id != &**entry.code || !is_there {
        return false;
    }
    let is_key = |file: FileKind| {
        let at = problem.place.span.start;
        let here = record.keys(file).into_iter().filter(|(span, _)| span.contains(&at));
        let nearest = here.min_by_key(|(span, _)| span.len()).map(|(_, key)| key);
        nearest.is_some_and(|nearest| {
            nearest.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    let is_about = |about: &String| problem.message.contains(about) || sentence(problem).contains(about);
    // A file alone would settle whatever comes there later.
    let says_which = !key.is_empty() || about.is_some() || problem.place.span.is_empty();
    says_which && (key.is_empty() || file.is_some_and(is_key)) && about.as_ref().is_none_or(is_about)
}

/// The sentence or line that a warning points at.
fn sentence(problem: &Problem) -> &str {
    let text = &problem.place.file.text;
    let (start, end) = (problem.place.span.start, problem.place.span.end);
    let ends = |sign: char| matches!(sign, '.' | '!' | '?' | '"' | '\n');
    let from = text[..start].rfind(ends).map_or(0, |at| at + 1);
    let to = text[end..].find(ends).map_or(text.len(), |at| end + at);
    &text[from..to]
}
