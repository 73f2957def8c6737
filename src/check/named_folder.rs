//! The name of an inspection's folder, which is its reference in every document: it names no child.

use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code};
use crate::search::{Terms, What};

/// Stands in the place of what is not shown.
const UNSEEN: &str = "…";

/// What is shown of a folder that is named after a child: the year and month with which it begins. Nothing where it is not.
pub fn without_child(folder: &str, terms: &Terms) -> Option<String> {
    child_in(folder, terms).map(|_| month_of(folder))
}

fn month_of(folder: &str) -> String {
    let is_of_date = |sign: char| sign.is_ascii_digit() || sign == '-';
    let date = folder.split(|sign| !is_of_date(sign)).next().unwrap_or_default();
    // Six or eight digits can be a date of birth.
    let is_month = date.trim_end_matches('-').split('-').map(str::len).eq([4, 2]);
    format!("{}{UNSEEN}", if is_month { date } else { "" })
}

/// Complains of a folder that is named after a child, without its name.
pub fn complain(folder: &str, terms: &Terms) -> Option<Problem> {
    let found = child_in(folder, terms)?;
    let place = Place::new(Arc::new(SourceFile::new(format!("inspections/{}", month_of(folder)), "")), 0..0);
    let message = format!("the name of this inspection's folder holds {}", found.words());
    let help = "give the folder another name: the area and the month, as in `2027-01-aberford`";
    Some(Problem::new(code::CHILD_NAMED, place, message, help))
}

fn child_in(folder: &str, terms: &Terms) -> Option<What> {
    let in_prose = terms.in_prose(folder, false).into_iter().find(|found| found.is_certain).map(|found| found.what);
    in_prose.or_else(|| terms.in_the_name_of_a_file(folder))
}

/// What the first of these problems says of a folder that is named after a child: how it is shown.
pub fn shown_in(problems: &[Problem]) -> Option<&str> {
    let paths =
        problems.iter().filter(|problem| problem.code == code::CHILD_NAMED).map(|problem| &problem.place.file.path);
    paths.filter_map(|path| path.strip_prefix("inspections/")).find(|shown| shown.ends_with(UNSEEN))
}
