use serde::Serialize;

use super::{Place, Problem, Severity};

#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    help: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<&'a str>,
}

/// A further place that belongs to a problem.
#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

impl<'a> Related<'a> {
    fn new((place, words): &'a (Place, String)) -> Self {
        let (line, column) = place.line_column();
        Self { file: &place.file.path, line, column, message: words }
    }
}

/// The problems as a JSON array, for other programs.
pub fn to_json(problems: &[Problem]) -> serde_json::Value {
    let row = |problem: &Problem| {
        let (line, column) = problem.place.line_column();
        serde_json::json!(Row {
            code: problem.code.id,
            severity: problem.code.severity,
            message: &problem.message,
            help: &problem.help,
            file: &problem.place.file.path,
            line,
            column,
            related: problem.related.iter().map(Related::new).collect(),
            settled: problem.settled.as_deref(),
        })
    };
    problems.iter().map(row).collect()
}
