//! `templates/glossary.toml`: the terms, which a translator can correct.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::exchange::{CATALOGUE, Row, rows};
use super::place;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::template::{GLOSSARY, Templates};

/// All terms.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    #[serde(default)]
    term: Vec<Term>,
}

/// A term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    english: toml::Spanned<String>,
    welsh: String,
    /// Other forms that are as good: a plural, a verb, a form that a sentence needs.
    #[serde(default)]
    also: Vec<String>,
    confirmed: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    note: String,
}

impl Term {
    /// Its Welsh in every form.
    fn forms(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.welsh).chain(&self.also)
    }
}

impl Glossary {
    /// Reads the glossary of the templates.
    ///
    /// # Errors
    /// A file that has not the form of a glossary.
    pub fn read(templates: &Templates) -> Result<Self, Box<Problem>> {
        toml::from_str(&templates.text(GLOSSARY)).map_err(|error| {
            let at = place(templates, GLOSSARY, error.span().unwrap_or(0..0));
            let help =
                "write each term as `[[term]]` with `english`, `welsh`, `also`, `confirmed`, `source` and `note`";
            Box::new(Problem::new(code::TEMPLATE, at, error.message().to_owned(), help))
        })
    }

    /// The terms that nobody has confirmed.
    pub fn unconfirmed(&self, templates: &Templates) -> Vec<Problem> {
        let problem = |term: &Term| {
            let message = format!("`{}`, for `{}`, is a working translation", term.welsh, term.english.get_ref());
            let known: Vec<&str> = [&*term.source, &*term.note].into_iter().filter(|text| !text.is_empty()).collect();
            let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join("; ")) };
            let help = format!("once a translator has confirmed it, set `confirmed = true` and name the source{known}");
            Problem::new(code::UNCONFIRMED, place(templates, GLOSSARY, term.english.span()), message, help)
        };
        self.term.iter().filter(|term| !term.confirmed).map(problem).collect()
    }

    /// Every text whose English uses a term and whose Welsh does not: sentences of documents, phrases, titles. A word of a
    /// term may stand in any of its mutated forms.
    pub fn not_used(&self, templates: &Templates) -> Vec<Problem> {
        let terms = self.by_english();
        let texts = rows(templates).into_iter().filter(|row| row.file != GLOSSARY);
        texts.flat_map(|row| not_used_in(templates, &terms, &row)).collect()
    }

    /// The terms by their English, which some share.
    fn by_english(&self) -> BTreeMap<String, Vec<&Term>> {
        let mut terms: BTreeMap<String, Vec<&Term>> = BTreeMap::new();
        for term in &self.term {
            terms.entry(term.english.get_ref().to_lowercase()).or_default().push(term);
        }
        terms
    }
}

/// The terms that the English of a text uses and its Welsh does not.
fn not_used_in(templates: &Templates, terms: &BTreeMap<String, Vec<&Term>>, row: &Row) -> Vec<Problem> {
    let words = |text: &str| {
        let text = outside_slots(text).replace('’', "'").to_lowercase();
        text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (english, welsh) = (words(&row.english), words(&row.welsh));
    let used: Vec<(&String, &Vec<&Term>)> =
        terms.iter().filter(|(original, _)| contains(&english, original, is_english_form_of)).collect();
    // `youth offending team manager` is not a team.
    let is_part_of_another = |term: &str| {
        used.iter().any(|(other, _)| other.as_str() != term && contains(&words(other), term, is_english_form_of))
    };
    let is_kept = |terms: &[&Term]| {
        terms
            .iter()
            .flat_map(|term| term.forms())
            .any(|form| contains(&welsh, &form.replace('’', "'").to_lowercase(), is_form_of))
    };
    let lost = used.iter().filter(|(original, terms)| !is_part_of_another(original) && !is_kept(terms));
    lost.map(|(_, terms)| {
        let term = terms[0];
        not_the_term(templates, &row.file, row.span(templates), term.english.get_ref(), &term.welsh)
    })
    .collect()
}

/// A text without its slots.
fn outside_slots(text: &str) -> String {
    let after = |part: &str| part.split_once('}').map_or(String::new(), |(_, rest)| format!(" {rest}"));
    text.split('{').enumerate().map(|(index, part)| if index == 0 { part.to_owned() } else { after(part) }).collect()
}

/// Whether an English word is a term's word, alone or in the plural.
fn is_english_form_of(word: &str, wanted: &str) -> bool {
    word == wanted || word.strip_suffix('s') == Some(wanted)
}

fn not_the_term(
    templates: &Templates,
    path: &str,
    span: std::ops::Range<usize>,
    english: &str,
    welsh: &str,
) -> Problem {
    let message = format!("the Welsh of `{english}` is not the glossary's `{welsh}`");
    let help = "use the glossary's term here, or correct it in `templates/glossary.toml`";
    let text = if path == CATALOGUE { templates.catalogue_text() } else { templates.text(path) };
    let place = Place::new(Arc::new(SourceFile::new(format!("templates/{path}"), text)), span);
    Problem::new(code::NOT_THE_TERM, place, message, help)
}

/// Whether words stand one after the other in a text.
fn contains(text: &[String], wanted: &str, matches: impl Fn(&str, &str) -> bool) -> bool {
    let wanted: Vec<&str> = wanted.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    !wanted.is_empty()
        && text
            .windows(wanted.len())
            .any(|window| window.iter().zip(&wanted).all(|(word, wanted)| matches(word, wanted)))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '’' | '\'' | '-')
}

/// First letters and what mutation makes of them.
const MUTATIONS: [(&str, &[&str]); 9] = [
    ("c", &["g", "ngh", "ch"]),
    ("p", &["b", "mh", "ph"]),
    ("t", &["d", "nh", "th"]),
    ("g", &["", "ng"]),
    ("b", &["f", "m"]),
    ("d", &["dd", "n"]),
    ("m", &["f"]),
    ("ll", &["l"]),
    ("rh", &["r"]),
];

/// Whether a word is a term's word in some form: with its first letter mutated, joined to what precedes it or with what
/// follows joined to it. This only recognises forms; none is ever written so.
fn is_form_of(word: &str, wanted: &str) -> bool {
    let bare = |text: &str| text.split(['’', '\'']).next().unwrap_or_default().to_owned();
    let (word, wanted) = (bare(word), bare(wanted));
    if word == wanted || word.strip_prefix('h') == Some(&wanted) {
        return true;
    }
    MUTATIONS.iter().any(|(plain, mutated)| {
        let Some(rest) = wanted.strip_prefix(plain) else { return false };
        mutated.iter().any(|start| word.strip_prefix(start) == Some(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_known_in_its_mutated_forms_and_not_in_another_word() {
        for (word, wanted) in
            [("ddedfryd", "dedfryd"), ("gwaith", "gwaith"), ("waith", "gwaith"), ("harolygydd", "arolygydd")]
        {
            assert!(is_form_of(word, wanted), "{word}");
        }
        assert!(!is_form_of("dyfarniad", "dedfryd"));
    }
}
