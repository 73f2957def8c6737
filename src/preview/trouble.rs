//! What is wrong with an inspection, as far as it may be shown.

use serde::Serialize;

use super::session::ReportedTrouble;
use crate::problem::{self, Problem};

/// What is wrong, as it is shown.
#[derive(Serialize)]
pub struct TroubleItem {
    about: String,
    problems: Vec<ProblemItem>,
}

/// A problem, as far as it may be shown.
#[derive(Serialize)]
pub struct ProblemItem {
    severity: &'static str,
    code: &'static str,
    place: String,
    message: String,
    help: String,
}

/// What is wrong, since when and where. Where others look on, the words of a message stay away: they quote the record.
pub fn trouble_item(trouble: &ReportedTrouble, has_pages: bool, masked: bool) -> TroubleItem {
    let since = trouble.since.format("%H:%M:%S");
    let what = match (trouble.problems.is_empty(), trouble.message.as_str()) {
        (true, words) if !masked && !words.is_empty() => words.to_owned(),
        (true, _) => "the pack cannot be written".to_owned(),
        (false, _) => problem::summary(&trouble.problems),
    };
    let about = match has_pages {
        true => format!("Stale since {since}: {what}. The pages below are the last good ones."),
        false => format!("Since {since}: {what}. There are no pages until this is mended."),
    };
    let open = trouble.problems.iter().filter(|problem| problem.settled.is_none());
    TroubleItem { about, problems: open.map(|problem| problem_item(problem, masked)).collect() }
}

/// A problem with its place. Where others look on, its words stay away: they quote the record.
pub fn problem_item(problem: &Problem, masked: bool) -> ProblemItem {
    let (line, column) = problem.place.line_column();
    let path = &problem.place.file.path;
    let file = if masked { path.rsplit('/').next().unwrap_or_default() } else { path.as_str() };
    let words = |words: &str| if masked { String::new() } else { words.to_owned() };
    ProblemItem {
        severity: if problem.is_error() { "error" } else { "warning" },
        code: problem.code.id,
        place: format!("{file}:{line}:{column}"),
        message: words(&problem.message),
        help: words(&problem.help),
    }
}
