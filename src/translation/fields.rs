//! The fields of the view that a template uses, so that two variants can be compared.

use std::collections::BTreeMap;

use super::{Pair, place};
use crate::pack::Templates;
use crate::problem::{Problem, code};

/// Words of Tera's own, and names that it gives.
const KEYWORDS: [&str; 24] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "set",
    "endset",
    "and",
    "or",
    "not",
    "is",
    "true",
    "false",
    "none",
    "loop",
    "include",
    "raw",
    "endraw",
    "filter",
    "endfilter",
    "defined",
    "block",
];

/// What to say of the fields that one of a pair uses and the other does not.
pub fn compare(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let (english, welsh) = (fields(&templates.text(&pair.english)), fields(&templates.text(&pair.welsh)));
    let alone = |has: &BTreeMap<String, usize>, lacks: &BTreeMap<String, usize>, path: &str, other: &str| {
        has.iter()
            .filter(|(field, _)| !lacks.contains_key(*field))
            .map(|(field, at)| {
                let message = format!("`{field}` is used in `{path}` and not in `{other}`");
                let help = format!("say in `templates/{other}` what it says here, or take it out of both");
                Problem::new(code::FIELDS_DIFFER, place(templates, path, *at..*at), message, help)
            })
            .collect::<Vec<_>>()
    };
    let mut problems = alone(&english, &welsh, &pair.english, &pair.welsh);
    problems.extend(alone(&welsh, &english, &pair.welsh, &pair.english));
    problems
}

/// The fields in a template's tags with the byte where each first stands. A loop's variable is written out as what it
/// runs over: `tiers[].name`.
fn fields(template: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|found| at + found) {
        let close = match template.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = template[open..].find(close).map_or(template.len(), |end| open + end);
        if close != "#}" {
            read_tag(&template[open + 2..end], open + 2, &mut names, &mut found);
        }
        at = end;
    }
    found
}

fn read_tag(tag: &str, start: usize, names: &mut BTreeMap<String, String>, found: &mut BTreeMap<String, usize>) {
    let words = words(tag);
    let texts: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
    let declared = match texts.as_slice() {
        ["for", name, "in", ..] | ["set", name, ..] => Some((*name).to_owned()),
        _ => None,
    };
    let mut first_path = None;
    for (offset, word) in &words {
        if KEYWORDS.contains(&word.split('.').next().unwrap_or_default()) || Some(word) == declared.as_ref() {
            continue;
        }
        let path = resolve(word, names);
        first_path.get_or_insert_with(|| path.clone());
        if !path.starts_with('=') {
            found.entry(path).or_insert(start + offset);
        }
    }
    match (declared, texts.first(), first_path) {
        (Some(name), Some(&"for"), Some(path)) => drop(names.insert(name, format!("{path}[]"))),
        // A name that a template gives to something is its own, whatever it is called.
        (Some(name), _, _) => drop(names.insert(name, "=".to_owned())),
        _ => {}
    }
}

/// A path with the template's own names written out.
fn resolve(word: &str, names: &BTreeMap<String, String>) -> String {
    let (first, rest) = word.find(['.', '[']).map_or((word, ""), |end| word.split_at(end));
    names.get(first).map_or_else(|| word.to_owned(), |path| format!("{path}{rest}"))
}

/// The names and paths in a tag, without what is quoted, what is called as a filter and what names an argument.
fn words(tag: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut quote = None;
    let mut characters = tag.char_indices().peekable();
    let mut after_pipe = false;
    while let Some((offset, character)) = characters.next() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if character.is_ascii_alphabetic() || character == '_' => {
                let rest = &tag[offset..];
                let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '?' | '[' | ']');
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                let word = rest[..length].replace('?', "").replace("[0]", "[]");
                while characters.peek().is_some_and(|(next, _)| *next < offset + length) {
                    characters.next();
                }
                let is_argument = rest[length..].starts_with('=') && !rest[length..].starts_with("==");
                if !after_pipe && !is_argument {
                    words.push((offset, word));
                }
                after_pipe = false;
            }
            None if character == '|' => after_pipe = true,
            None => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(template: &str) -> Vec<String> {
        fields(template).into_keys().collect()
    }

    #[test]
    fn fields_are_found_in_values_conditions_and_loops_and_not_in_quotes_or_filters() {
        let template = "{{ yot.name | default(value=\"yot.area\") }}{% if team.lead_inspector?.name == 'x' %}{% endif %}\
                        {% for tier in tiers %}{{ tier.from.long }}{% endfor %}{# office.email #}";
        assert_eq!(names(template), ["team.lead_inspector.name", "tiers", "tiers[].from.long", "yot.name"]);
    }

    #[test]
    fn a_name_that_the_template_sets_is_no_field() {
        assert_eq!(names("{% set lead = team.lead.name %}{{ lead }}"), ["team.lead.name"]);
    }
}
