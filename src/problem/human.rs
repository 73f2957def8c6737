use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Place, Problem, Severity};

/// Widest line of a message, in columns.
const WIDTH: usize = 120;

/// The problems as a person reads them, each with its excerpt and a caret; styled for a terminal where asked.
pub fn render(problems: &[Problem], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut text = String::new();
    for problem in problems {
        text.push_str(&renderer.render(&[group(problem)]));
        text.push_str("\n\n");
    }
    text
}

/// How many errors and warnings there are, in one line without its end.
pub fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => count(errors, "error"),
        (0, _) => count(warnings, "warning"),
        _ => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

fn group(problem: &Problem) -> Group<'_> {
    let level = match problem.code.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str()).id(problem.code.id);
    let mut group = place(Group::with_title(title), problem);
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(problem.help.as_str()));
    }
    group
}

/// The excerpts: one a file, with every place in it marked; for a private or an empty file its position alone.
fn place<'a>(group: Group<'a>, problem: &'a Problem) -> Group<'a> {
    let main = &problem.place;
    if main.file.private || main.file.text.is_empty() {
        let (line, column) = main.line_column();
        return group.element(Origin::path(main.file.path.as_str()).line(line).char_column(column));
    }
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        problem.related.iter().partition(|(place, _)| place.file.path == main.file.path);
    let mut group = group.element(
        snippet(main)
            .annotation(AnnotationKind::Primary.span(visible(main)))
            .annotations(here.into_iter().map(|(place, words)| context(place, words))),
    );
    for (place, words) in elsewhere.into_iter().filter(|(place, _)| !place.file.private) {
        group = group.element(snippet(place).annotation(context(place, words)));
    }
    group
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(place.file.text.as_str()).path(place.file.path.as_str())
}

fn context<'a>(place: &Place, words: &'a str) -> annotate_snippets::Annotation<'a> {
    AnnotationKind::Context.span(visible(place)).label(words)
}

/// The place's first line: a caret under a whole paragraph or table would hide what it points at.
fn visible(place: &Place) -> std::ops::Range<usize> {
    let text = &place.file.text[place.span.clone()];
    let first_line = text.find('\n').unwrap_or(text.len());
    place.span.start..place.span.start + first_line
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::{SourceFile, code};

    #[test]
    fn a_message_shows_code_place_excerpt_caret_and_help() {
        let file = Arc::new(SourceFile::new("inspections/a/inspection.toml", "[fieldwork]\nstarts = 2027-01-19\n"));
        let problem = Problem::new(code::NOT_A_MONDAY, Place::new(file, 21..31), "not a Monday", "type `2027-01-18`");
        snapbox::assert_data_eq!(
            render(&[problem], false),
            snapbox::str![[r#"
error[SQS0301]: not a Monday
 --> inspections/a/inspection.toml:2:10
  |
2 | starts = 2027-01-19
  |          ^^^^^^^^^^
  |
  = help: type `2027-01-18`


"#]]
        );
    }

    #[test]
    fn a_message_about_a_private_file_shows_none_of_its_text() {
        let file = Arc::new(SourceFile::private("a/children.private.toml", "[[child]]\nfamily-name = 7 # Maya\n"));
        let problem = Problem::new(code::WRONG_TYPE, Place::new(file, 24..25), "not text", "use quotes");
        let shown = render(&[problem], false);
        assert!(shown.contains("a/children.private.toml:2:15"), "{shown}");
        assert!(!shown.contains("Maya"), "{shown}");
    }
}
