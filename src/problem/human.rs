use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Place, Problem, Severity};

/// Widest line of a message, in columns.
const WIDTH: usize = 120;

/// The open problems for a person, each with an excerpt and a caret. Settled ones are left out. `styled` adds a terminal's colours.
pub fn render(problems: &[Problem], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut text = String::new();
    for problem in problems.iter().filter(|problem| problem.settled.is_none()) {
        text.push_str(&renderer.render(&[group(problem)]));
        text.push_str("\n\n");
    }
    text
}

/// How many errors and warnings there are, in one line without its end.
pub fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let settled = problems.iter().filter(|problem| problem.settled.is_some()).count();
    let warnings = problems.len() - errors - settled;
    let open = match (errors, warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => count(errors, "error"),
        (0, _) => count(warnings, "warning"),
        _ => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    };
    if settled == 0 { open } else { format!("{open}, {settled} settled") }
}

/// A number of things, with their word in the singular or plural.
pub fn count(number: usize, word: &str) -> String {
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
        let group = group.element(Origin::path(main.file.path.as_str()).line(line).char_column(column));
        return positions(group, problem);
    }
    if line_length(main) > LONGEST_LINE {
        let (line, column) = main.line_column();
        return group.element(Origin::path(main.file.path.as_str()).line(line).char_column(column));
    }
    let is_here =
        |place: &Place| !place.file.private && place.file.path == main.file.path && distance(place, main) <= NEAR;
    let (here, elsewhere): (Vec<_>, Vec<_>) = problem.related.iter().partition(|(place, _)| is_here(place));
    let lines = Excerpt::around(std::iter::once(main).chain(here.iter().map(|(place, _)| place)), main);
    let primary = AnnotationKind::Primary.span(lines.visible(main));
    let context = |(place, words): &'a (Place, String), lines: &Excerpt<'_>| {
        AnnotationKind::Context.span(lines.visible(place)).label(words.as_str())
    };
    let mut group = group
        .element(lines.snippet(main).annotation(primary).annotations(here.into_iter().map(|one| context(one, &lines))));
    let shown = |(place, _): &&(Place, String)| !place.file.private && line_length(place) <= LONGEST_LINE;
    for related in elsewhere.into_iter().filter(shown) {
        let lines = Excerpt::around(std::iter::once(&related.0), &related.0);
        group = group.element(lines.snippet(&related.0).annotation(context(related, &lines)));
    }
    positions(group, problem)
}

/// The further places in private files, by their positions.
fn positions<'a>(group: Group<'a>, problem: &'a Problem) -> Group<'a> {
    let private = problem.related.iter().filter(|(place, _)| place.file.private);
    private.fold(group, |group, (place, _)| {
        let (line, column) = place.line_column();
        group.element(Origin::path(place.file.path.as_str()).line(line).char_column(column))
    })
}

/// The lines of a file that a message shows. The renderer reads all that it is given, so it gets only these lines: thousands of
/// messages about one file would otherwise take minutes.
struct Excerpt<'a> {
    text: &'a str,
    /// Byte offset where the lines begin.
    start: usize,
    /// Number of the first.
    line: usize,
}

impl<'a> Excerpt<'a> {
    /// The lines from the first of these places to the last, which are all in one file.
    fn around<'p>(places: impl Iterator<Item = &'p Place> + Clone, main: &'a Place) -> Self {
        let file = &main.file;
        let first = places.clone().map(|place| place.span.start).min().unwrap_or_default();
        let last = places.map(|place| visible(place).end).max().unwrap_or_default();
        let line = file.line(first);
        let start = file.line_start(line);
        Self { text: &file.text[start..file.line_start(file.line(last) + 1)], start, line }
    }

    fn snippet(&self, place: &'a Place) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text).path(place.file.path.as_str()).line_start(self.line)
    }

    fn visible(&self, place: &Place) -> std::ops::Range<usize> {
        let span = visible(place);
        span.start - self.start..span.end - self.start
    }
}

/// One excerpt shows two places in a file if no more lines than these lie between them.
const NEAR: usize = 200;

fn distance(one: &Place, other: &Place) -> usize {
    one.file.line(one.span.start).abs_diff(other.file.line(other.span.start))
}

/// A message shows a line up to so many bytes. A longer one fits no screen.
const LONGEST_LINE: usize = 2_000;

fn line_length(place: &Place) -> usize {
    let line = place.file.line(place.span.start);
    place.file.line_start(line + 1) - place.file.line_start(line)
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
    fn a_place_within_a_character_shows_all_of_it() {
        let file = Arc::new(SourceFile::new("inspections/a/contacts.toml", "[[contac\u{fffd}t]]\n"));
        for span in [8..9, 9..10, 9..9, 10..11, 8..11] {
            let place = Place::new(file.clone(), span.clone());
            assert_eq!(&file.text[place.span.clone()], "\u{fffd}", "{span:?}");
            let problem = Problem::new(code::NOT_A_MONDAY, place, "no sign of a heading", "type a letter");
            assert!(render(&[problem], false).contains("contacts.toml:1:9"), "{span:?}");
        }
    }

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
    fn a_second_place_is_shown_with_its_own_line_however_far_away() {
        let text = format!("a = 1\n{}b = 2\n", "#\n".repeat(500));
        let file = Arc::new(SourceFile::new("a.toml", text.clone()));
        let problem =
            Problem::new(code::DUPLICATE_ID, Place::new(file.clone(), text.len() - 6..text.len() - 5), "x", "y")
                .with_related(Place::new(file, 0..1), "here first");
        let shown = render(&[problem], false);
        assert!(shown.contains("502 | b = 2") && shown.contains("1 | a = 1"), "{shown}");
        assert!(shown.lines().count() < 20, "{shown}");
    }

    #[test]
    fn ten_thousand_problems_in_one_line_are_shown_to_the_last() {
        let file = Arc::new(SourceFile::new("a.toml", "x = 1, ".repeat(10_000)));
        let at = |index: usize| Place::new(file.clone(), 7 * index..7 * index + 1);
        let problems: Vec<_> =
            (0..10_000).map(|index| Problem::new(code::UNKNOWN_KEY, at(index), "no such key", "none")).collect();
        let shown = render(&problems, false);
        assert!(shown.contains("a.toml:1:69994"));
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
