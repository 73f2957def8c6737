//! The last look at the new files of a pack before anything is written.

use super::moved::{self, HeldDates};
use super::queued::ReadyFile;
use crate::check::settle_what_a_build_found;
use crate::pack::Made;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::Record;
use crate::search::Hit;
use crate::workspace::disk::PackFolder;

/// What is wrong with the new files: one names children, has too many pages, moves dates that calendars may hold, or
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
        if file.is_in_pack {
            continue;
        }
        problems.extend(made.hits.iter().map(|hit| names_child(made, hit, record)));
        problems.extend(too_long(made));
        problems.extend(made.warnings.iter().cloned());
    }
    settle_what_a_build_found(record, &mut problems);
    problems
}

/// A file whose text names a child of the record.
fn names_child(made: &Made<'_>, hit: &Hit, record: &Record) -> Problem {
    let id = &made.deliverable.document.id;
    let message =
        format!("`{}` would hold {}: nothing of this pack is written", made.deliverable.path, hit.what.words());
    let help =
        format!("take it out of the record's other files, or out of templates/{id}/; this is where the record has it");
    Problem::new(code::CHILD_NAMED, record.place(&hit.at), message, help)
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
