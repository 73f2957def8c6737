//! Which parts of the view a template names, read off its tags.

use std::collections::BTreeMap;

use super::tags::{Tag, TokenKind, tags};

/// A part of the view: `contacts[].name` is `contacts`, any entry, `name`.
pub type Path = Vec<Segment>;

/// A step into the view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
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
    /// Parts of the view, each once, in the order of the template, with the byte where the template first names each.
    pub paths: Vec<(Path, usize)>,
    /// The templates that it includes, and the one that it extends.
    pub includes: Vec<String>,
}

/// Words of the template language, which name no part of the view.
const KEYWORDS: [&str; 14] =
    ["and", "elif", "else", "false", "False", "if", "in", "is", "loop", "none", "None", "not", "or", "true"];

/// Statements that name nothing of the view.
const BARE_STATEMENTS: [&str; 10] =
    ["block", "break", "continue", "endblock", "endfilter", "endfor", "endif", "endraw", "endset", "raw"];

#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// A path, with the byte where it stands.
    Path(Path, usize),
    Text(String),
    Sign(String),
}

/// Reads off a template's tags which parts of the view it names. A name that the template gives itself (`{% for p in
/// report.summary %}`, `{% set x = yot.name %}`) stands for the parts that it was given from.
pub fn named(template: &str) -> Named {
    let mut named = Named::default();
    let mut own: BTreeMap<String, Vec<Path>> = BTreeMap::new();
    for tag in &tags(template) {
        let parts = parts(template, tag);
        let word = |index: usize| match parts.get(index) {
            Some(Part::Path(path, _)) => name(path),
            _ => None,
        };
        let keyword = tag.keyword(template);
        let (bound, rest) = match keyword {
            Some("include" | "extends") => {
                named.includes.extend(parts.into_iter().filter_map(|part| match part {
                    Part::Text(text) => Some(text),
                    _ => None,
                }));
                continue;
            }
            Some(statement) if BARE_STATEMENTS.contains(&statement) => continue,
            Some("for") => {
                let at = (1..parts.len()).find(|index| word(*index) == Some("in")).unwrap_or(parts.len());
                (&parts[1..at], &parts[at..])
            }
            Some("set" | "set_global" | "filter") => (&parts[1..2.min(parts.len())], &parts[2.min(parts.len())..]),
            _ => (&parts[..0], &parts[..]),
        };
        let used = used(rest, &own);
        let loops = keyword == Some("for");
        for part in bound.iter().filter(|_| keyword != Some("filter") && (!used.is_empty() || loops)) {
            let Part::Path(path, _) = part else { continue };
            let Some(name) = name(path) else { continue };
            let given = used.iter().cloned().map(|(mut path, _)| {
                path.extend(loops.then_some(Segment::Each));
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
        Some(Segment::Field(name)) => Some(name),
        _ => None,
    }
}

/// What a tag says, with each path such as `roles.yot_manager[0]?.name` as one part.
fn parts(template: &str, tag: &Tag) -> Vec<Part> {
    let text = |index: usize| tag.tokens.get(index).map(|token| &template[token.range.clone()]);
    let kind = |index: usize| tag.tokens.get(index).map(|token| token.kind);
    let is_sign = |index: usize, sign: &str| kind(index) == Some(TokenKind::Sign) && text(index) == Some(sign);
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(token) = tag.tokens.get(at) {
        let said = text(at).unwrap_or_default().to_owned();
        at += 1;
        match token.kind {
            TokenKind::Text => parts.push(Part::Text(said)),
            TokenKind::Sign => parts.push(Part::Sign(said)),
            TokenKind::Number => {}
            TokenKind::Word => {
                // `loop` alone among them has fields.
                let is_keyword = said != "loop" && KEYWORDS.contains(&said.as_str());
                let mut path = vec![Segment::Field(said)];
                let mut inside = Vec::new();
                loop {
                    if is_keyword {
                        break;
                    }
                    let step = if is_sign(at, "?") { at + 1 } else { at };
                    if is_sign(step, ".") && matches!(kind(step + 1), Some(TokenKind::Word | TokenKind::Number)) {
                        let field = text(step + 1).unwrap_or_default();
                        path.push(field.parse().map_or_else(|_| Segment::Field(field.to_owned()), Segment::Entry));
                        at = step + 2;
                    } else if is_sign(step, "[") {
                        let close = close_of(template, tag, step);
                        path.push(match (close == step + 2, kind(step + 1)) {
                            (true, Some(TokenKind::Text)) => {
                                Segment::Field(text(step + 1).unwrap_or_default().to_owned())
                            }
                            (true, Some(TokenKind::Number)) => {
                                text(step + 1).unwrap_or_default().parse().map_or(Segment::Each, Segment::Entry)
                            }
                            _ => Segment::Each,
                        });
                        let tokens = tag.tokens.get(step + 1..close).unwrap_or_default().to_vec();
                        inside.extend(self::parts(template, &Tag { tokens, ..tag.clone() }));
                        at = (close + 1).min(tag.tokens.len());
                    } else {
                        break;
                    }
                }
                parts.push(Part::Path(path, token.range.start));
                // What an index is worked out from is used as well; it stands apart from the path.
                for part in inside {
                    parts.extend([Part::Sign(",".to_owned()), part]);
                }
            }
        }
    }
    parts
}

/// The token that closes the bracket at this one.
fn close_of(template: &str, tag: &Tag, open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tag.tokens.iter().enumerate().skip(open).filter(|(_, token)| token.kind == TokenKind::Sign) {
        match &template[token.range.clone()] {
            "[" => depth += 1,
            "]" if depth == 1 => return index,
            "]" => depth -= 1,
            _ => {}
        }
    }
    tag.tokens.len()
}

/// The parts of the view that an expression uses, each with the byte where it names it.
fn used(parts: &[Part], own: &BTreeMap<String, Vec<Path>>) -> Vec<(Path, usize)> {
    let is_sign = |index: Option<usize>, sign: &str| matches!(index.and_then(|index| parts.get(index)), Some(Part::Sign(other)) if other == sign);
    let is_word = |index: Option<usize>, word: &str| matches!(index.and_then(|index| parts.get(index)), Some(Part::Path(path, _)) if name(path) == Some(word));
    let mut used = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let Part::Path(path, at) = part else { continue };
        let Some(first) = name(path).filter(|first| !KEYWORDS.contains(first)) else { continue };
        let before = index.checked_sub(1);
        let is_test = is_word(before, "is") || (is_word(before, "not") && is_word(index.checked_sub(2), "is"));
        let is_filter = is_sign(before, "|");
        let is_argument = is_sign(Some(index + 1), "=") && !is_sign(Some(index + 2), "=");
        let is_function = is_sign(Some(index + 1), "(");
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
pub fn shown(path: &[Segment]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Segment::Field(name) if text.is_empty() => text.push_str(name),
            Segment::Field(name) => text.push_str(&format!(".{name}")),
            Segment::Entry(number) => text.push_str(&format!("[{number}]")),
            Segment::Each => text.push_str("[]"),
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
        assert_eq!(of("{{ a ~ \": }} \" ~ yot.name }}{% raw %}{{ no }}{% endraw %}"), ["a", "yot.name"]);
        assert_eq!(of("{% if a[b.c][0] is not defined and d in [\"x\"] %}"), ["a[][0]", "b.c", "d"]);
        assert_eq!(of("{% if loop.last and not (x | last) == loop.index %}"), ["x"]);
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
    fn what_a_template_includes_or_extends_is_told_apart() {
        assert_eq!(named("{% include \"shared/a.typ\" %}{{ x }}").includes, ["shared/a.typ"]);
        let child = named("{% extends \"shared/a.html\" %}{% block body %}{{ x }}{% endblock %}");
        assert_eq!((child.includes, child.paths.len()), (vec!["shared/a.html".to_owned()], 1));
    }
}
