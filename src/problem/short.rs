use super::{Problem, Severity};

/// The problems as an editor reads them: a line each with file, line, column, severity, code and words, but none that is settled.
/// `before` stands before each path: nothing where paths count from the folder in which the editor is.
pub fn to_lines(problems: &[Problem], before: &str) -> String {
    let line = |problem: &Problem| {
        let (line, column) = problem.place.line_column();
        let severity = match problem.code.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let help = if problem.help.is_empty() { String::new() } else { format!(" ({})", problem.help) };
        let (path, code, message) = (&problem.place.file.path, problem.code.id, &problem.message);
        // A line break within a message would make an editor lose the rest of it.
        format!("{before}{path}:{line}:{column}: {severity}[{code}]: {message}{help}").replace(char::is_control, " ")
            + "\n"
    };
    problems.iter().filter(|problem| problem.settled.is_none()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{Place, SourceFile, code};

    fn problem(message: &str) -> Problem {
        let file = Arc::new(SourceFile::new("inspections/a/team.toml", "ŵ = 1\nname = 7\n"));
        Problem::new(code::WRONG_TYPE, Place::new(file, 0..2), message, "use quotes")
    }

    #[test]
    fn a_problem_is_one_line_with_its_place_code_words_and_help() {
        let found = to_lines(&[problem("not text")], "");
        assert_eq!(
            found,
            format!("inspections/a/team.toml:1:1: error[{}]: not text (use quotes)\n", code::WRONG_TYPE.id)
        );
        assert!(to_lines(&[problem("not text")], "/office/").starts_with("/office/inspections/a/"));
    }

    #[test]
    fn a_message_of_several_lines_takes_one_and_a_settled_warning_none() {
        assert_eq!(to_lines(&[problem("not\ntext\r\n")], "").lines().count(), 1);
        let settled = Problem { settled: Some("looked at".to_owned()), ..problem("not text") };
        assert_eq!(to_lines(&[settled], ""), "");
    }
}
