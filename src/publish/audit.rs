//! The last look at the new files of a pack before anything is written.

use super::moved::{self, HeldDates};
use super::queued::ReadyFile;
use crate::pack::Made;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{At, Record};
use crate::search::{Hit, What};
use crate::workspace::disk::PackFolder;

/// What is wrong with the new files: one names children, has too many pages, has no room for a text, moves dates that calendars may hold, or
/// has a template of the workspace's own of which Typst warns.
pub fn audit<'s>(
    files: impl Iterator<Item = &'s ReadyFile<'s>>,
    pack: &PackFolder,
    held: &mut HeldDates,
    record: &Record,
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for file in files {
        let made = &file.made;
        // A file that stays as it was may still move dates against what calendars hold.
        let moved = moved::warn(made, pack, held, record);
        let is_told = |problem: &Problem| problems.iter().any(|other| other.code == problem.code);
        let moved = moved.filter(|moved| !is_told(moved));
        problems.extend(moved);
        problems.extend(too_long(made));
        if file.is_in_pack {
            continue;
        }
        problems.extend(made.hits.iter().map(|hit| names_child(made, hit, record)));
        problems.extend(crowded(made, record));
        problems.extend(made.warnings.iter().cloned());
    }
    problems
}

/// A file whose text names a child of the record.
fn names_child(made: &Made<'_>, hit: &Hit, record: &Record) -> Problem {
    let id = &made.deliverable.document.id;
    // Whoever settled a question about a name may have meant somebody else.
    let of_adult = match hit.what {
        What::Name => {
            ". If it is the name of somebody who may be named, enter that person with both names in `contacts.toml` or `team.toml`"
        }
        _ => "",
    };
    let message =
        format!("`{}` would hold {}: nothing of this pack is written", made.deliverable.path, hit.what.words());
    let help = format!(
        "take it out of the record's other files, or out of templates/{id}/; this is where the record has it{of_adult}"
    );
    let file = SourceFile::new(format!("packs/{}/{}", record.folder, made.deliverable.path), "");
    Problem::new(code::CHILD_NAMED, record.place(&hit.at), message, help)
        .with_related(Place::new(file.into(), 0..0), "it would stand in this file")
}

/// A file with more pages than the catalogue allows.
fn too_long(made: &Made<'_>) -> Option<Problem> {
    let document = made.deliverable.document;
    let (most, pages) = document.pages.zip(made.pages).filter(|(most, pages)| pages > most)?;
    let file = SourceFile::new(format!("templates/{}", made.deliverable.template(".typ")), "");
    let message = format!("`{}` has {pages} pages, but {most} at most are meant", document.id);
    let help = "shorten what the record says in it: names, titles, addresses";
    Some(Problem::new(code::TOO_MANY_PAGES, Place::new(file.into(), 0..0), message, help))
}

/// The texts that are cut off in a file or run over others, each once, with its place in the record if any is from there.
fn crowded(made: &Made<'_>, record: &Record) -> Vec<Problem> {
    let id = &made.deliverable.document.id;
    let mut problems: Vec<Problem> = Vec::new();
    let places: Vec<Option<&At>> = made.crowded.iter().map(|text| whose(text, record)).collect();
    // Beside a text of the record, what nobody typed is most likely its short last line, or the words that it runs over.
    let is_from_record = places.iter().any(Option::is_some);
    for at in places.into_iter().filter(|at| at.is_some() || !is_from_record) {
        let place = at.map_or_else(
            || Place::new(SourceFile::new(format!("templates/{}", made.deliverable.template(".typ")), "").into(), 0..0),
            |at| record.place(at),
        );
        if problems.iter().all(|known| known.place != place) {
            let message = format!("this has no room in `{id}`: it is cut off, or runs over another text");
            problems.push(Problem::new(code::CROWDED_TEXT, place, message, "shorten it, and look at the page"));
        }
    }
    problems
}

/// The place in the record of the text that contains this line; if there is none, of the longest text that the line contains.
fn whose<'r>(line: &str, record: &'r Record) -> Option<&'r At> {
    let line = as_typed(line);
    // A word alone may stand anywhere.
    if line.chars().count() < 12 {
        return None;
    }
    let texts = || record.texts.iter().filter(|(at, _)| !at.file.is_private()).map(|(at, text)| (at, as_typed(text)));
    let whole = texts().find(|(_, text)| text.contains(&line));
    whole
        .or_else(|| {
            texts()
                .filter(|(_, text)| text.chars().count() >= 12 && line.contains(text.as_str()))
                .max_by_key(|(_, text)| text.len())
        })
        .map(|(at, _)| at)
}

/// A text without what documents do to it: apostrophes of print, spaces that hold together, marks in long words.
fn as_typed(text: &str) -> String {
    let sign = |sign: char| match sign {
        '\u{ad}' | '\u{200b}' => None,
        '\u{a0}' | '\n' => Some(' '),
        '‘' | '’' => Some('\''),
        other => Some(other),
    };
    text.trim().chars().filter_map(sign).collect()
}
