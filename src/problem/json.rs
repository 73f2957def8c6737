use serde::{Serialize, Serializer};

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

/// As other programs get it.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (line, column) = self.place.line_column();
        let row = Row {
            code: self.code.id,
            severity: self.code.severity,
            message: &self.message,
            help: &self.help,
            file: &self.place.file.path,
            line,
            column,
            related: self.related.iter().map(Related::new).collect(),
            settled: self.settled.as_deref(),
        };
        row.serialize(to)
    }
}

/// The problems as a JSON array, for other programs.
pub fn to_json(problems: &[Problem]) -> serde_json::Value {
    serde_json::json!(problems)
}
