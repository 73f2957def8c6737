//! Which parts of the view a template names, read off its tags.

use std::collections::BTreeMap;

use super::tags::{Kind, tags};

/// A part of the view: `contacts[].name` is `contacts`, any entry, `name`.
pub type Path = Vec<Step>;

/// A step into the view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The field of this name.
    Field(String),
    /// The entry of this number.
    Entry(usize),
    /// Every entry.
    Each,
}

/// What the tags of a template name.
#[derive(Debug, Default)]
pub struct Named {
    /// Parts of the view, each once, in the order of the template, with the byte at which each is first named.
    pub paths: Vec<(Path, usize)>,
    /// The templates that it includes.
    pub includes: Vec<String>,
}

/// Words of the template language, which are no parts of the view.
const WORDS: [&str; 25] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "set",
    "set_global",
    "endset",
    "include",
    "block",
    "endblock",
    "and",
    "or",
    "not",
    "is",
    "true",
    "false",
    "none",
    "loop",
    "filter",
    "endfilter",
    "raw",
    "endraw",
];

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A path, with the byte at which it stands.
    Path(Path, usize),
    Text(String),
    Sign(char),
}

/// Reads off a template's tags which parts of the view it names. A name that the template gives itself (`{% for p in
/// report.summary %}`, `{% set x = yot.name %}`) stands for the parts that it was given from.
pub fn named(template: &str) -> Named {
    let mut named = Named::default();
    let mut own: BTreeMap<String, Vec<Path>> = BTreeMap::new();
    for tag in tags(template).iter().filter(|tag| tag.kind != Kind::Comment) {
        let inner = tag.inner(template);
        let start = tag.range.start + template[tag.range.clone()].find(inner).unwrap_or(0);
        let tokens = tokens(inner, start);
        let word = |index: usize| match tokens.get(index) {
            Some(Token::Path(path, _)) => name(path),
            _ => None,
        };
        if word(0) == Some("include") {
            named.includes.extend(tokens.iter().filter_map(|token| match token {
                Token::Text(text) => Some(text.clone()),
                _ => None,
            }));
            continue;
        }
        let (bound, rest) = match word(0) {
            Some("for") => {
                let at = (1..tokens.len()).find(|index| word(*index) == Some("in")).unwrap_or(tokens.len());
                (&tokens[1..at], &tokens[at..])
            }
            Some("set" | "set_global") => tokens.split_at(2.min(tokens.len())),
            _ => (&tokens[..0], &tokens[..]),
        };
        let used = used(rest, &own);
        let loops = word(0) == Some("for");
        for token in bound.iter().filter(|_| !used.is_empty() || loops) {
            let Token::Path(path, _) = token else { continue };
            let Some(name) = name(path).filter(|name| !WORDS.contains(name)) else { continue };
            let given = used.iter().cloned().map(|(mut path, _)| {
                path.extend(loops.then_some(Step::Each));
                path
            });
            own.insert(name.to_owned(), given.collect());
        }
        for (path, at) in used {
            if !named.paths.iter().any(|(known, _)| *known == path) {
                named.paths.push((path, at));
            }
        }
    }
    named
}

fn name(path: &Path) -> Option<&str> {
    match path.first() {
        Some(Step::Field(name)) => Some(name),
        _ => None,
    }
}

/// The tokens of what a tag says; `start` is the byte at which it does.
fn tokens(tag: &str, start: usize) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = tag;
    while let Some(first) = rest.chars().next() {
        if matches!(first, '"' | '\'' | '`') {
            let inside = &rest[1..];
            let end = inside.find(first).unwrap_or(inside.len());
            tokens.push(Token::Text(inside[..end].to_owned()));
            rest = inside.get(end + 1..).unwrap_or_default();
        } else if first.is_alphabetic() || first == '_' {
            let (path, after) = path(rest);
            tokens.push(Token::Path(path, start + tag.len() - rest.len()));
            rest = after;
        } else if first.is_ascii_digit() {
            rest = rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Sign(first));
            }
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// Takes a path such as `roles.yot_manager[0]?.name` from the beginning of a text.
fn path(text: &str) -> (Path, &str) {
    let word = |text: &str| text.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(text.len());
    let mut path = vec![Step::Field(text[..word(text)].to_owned())];
    let mut rest = &text[word(text)..];
    loop {
        let after = rest.strip_prefix('?').unwrap_or(rest);
        if let Some(field) = after.strip_prefix('.').filter(|field| word(field) > 0) {
            let (step, left) = field.split_at(word(field));
            path.push(step.parse().map_or_else(|_| Step::Field(step.to_owned()), Step::Entry));
            rest = left;
        } else if let Some((inside, left)) = after.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            let quoted = inside.trim().trim_matches(['"', '\'']);
            path.push(match inside.trim().parse() {
                Ok(number) => Step::Entry(number),
                Err(_) if quoted.len() < inside.trim().len() => Step::Field(quoted.to_owned()),
                Err(_) => Step::Each,
            });
            rest = left;
        } else {
            return (path, rest);
        }
    }
}

/// The parts of the view that an expression uses, each with the byte at which it is named.
fn used(tokens: &[Token], own: &BTreeMap<String, Vec<Path>>) -> Vec<(Path, usize)> {
    let mut used = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Token::Path(path, at) = token else { continue };
        let Some(first) = name(path).filter(|first| !WORDS.contains(first)) else { continue };
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let after = (tokens.get(index + 1), tokens.get(index + 2));
        let is_test = matches!(before, Some(Token::Path(path, _)) if matches!(name(path), Some("is")));
        let is_filter = before == Some(&Token::Sign('|'));
        let is_argument = after.0 == Some(&Token::Sign('=')) && after.1 != Some(&Token::Sign('='));
        let is_function = after.0 == Some(&Token::Sign('('));
        if is_test || is_filter || is_argument || is_function {
            continue;
        }
        match own.get(first) {
            Some(given) => used.extend(given.iter().map(|given| ([given, &path[1..]].concat(), *at))),
            None => used.push((path.clone(), *at)),
        }
    }
    used
}

/// `contacts[0].name`, `contacts[].name`
pub fn shown(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Entry(number) => text.push_str(&format!("[{number}]")),
            Step::Each => text.push_str("[]"),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(template: &str) -> Vec<String> {
        named(template).paths.iter().map(|(path, _)| shown(path)).collect()
    }

    #[test]
    fn values_are_named_with_their_steps_and_filters_tests_and_arguments_are_none() {
        assert_eq!(of("{{ yot.name | upper | default(value=office.email) }}"), ["yot.name", "office.email"]);
        assert_eq!(
            of("{% if roles.yot_manager[0]?.name is defined and not a == b %}"),
            ["roles.yot_manager[0].name", "a", "b"]
        );
        assert_eq!(of("{# {{ no }} #}{{ 'yot.name' ~ \"x\" ~ 7 }}{{- reference -}}"), ["reference"]);
        assert_eq!(
            of("{{ range(end=case_count) }}{{ dates[\"publication\"].when }}"),
            ["case_count", "dates.publication.when"]
        );
    }

    #[test]
    fn names_that_a_template_gives_itself_stand_for_what_they_were_given_from() {
        let template = "{% for person in contacts %}{{ person.name }}{% for line in person.address %}{{ line }}{% endfor %}\
            {% endfor %}{% set lead = team.lead_inspector?.name or office.email %}{{ lead }}";
        let expected = [
            "contacts",
            "contacts[].name",
            "contacts[].address",
            "contacts[].address[]",
            "team.lead_inspector.name",
            "office.email",
        ];
        assert_eq!(of(template), expected);
    }

    #[test]
    fn includes_are_told_apart() {
        assert_eq!(named("{% include \"shared/a.typ\" %}{{ x }}").includes, ["shared/a.typ"]);
    }
}
