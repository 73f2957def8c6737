//! `templates/glossary.toml`: the terms, which a translator can correct.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::exchange::{CATALOGUE, TextRow, rows};
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
    /// term may stand in any of its mutated forms. A term of one word, which a sentence may say in another way, is missed only
    /// where no text of the whole document has it.
    pub fn not_used(&self, templates: &Templates) -> Vec<Problem> {
        let terms = self.by_english();
        let mut documents: BTreeMap<String, Vec<TextRow>> = BTreeMap::new();
        for row in rows(templates).into_iter().filter(|row| row.file != GLOSSARY) {
            documents.entry(row.file.split('/').next().unwrap_or_default().to_owned()).or_default().push(row);
        }
        let of_one = |texts: &Vec<TextRow>| {
            let whole: Vec<Vec<String>> = texts.iter().map(|row| lower_case_words(&row.welsh)).collect();
            let is_missed =
                |term: &str, terms: &[&Term]| term.contains(' ') || !whole.iter().any(|welsh| is_kept(welsh, terms));
            texts.iter().flat_map(|row| not_used_in(templates, &terms, row, is_missed)).collect::<Vec<_>>()
        };
        documents.values().flat_map(of_one).collect()
    }

    /// The terms by their English, which some share.
    fn by_english(&self) -> BTreeMap<String, Vec<&Term>> {
        let mut terms: BTreeMap<String, Vec<&Term>> = BTreeMap::new();
        for term in &self.term {
            terms.entry(lower_case(term.english.get_ref())).or_default().push(term);
        }
        terms
    }
}

/// The terms that the English of a text uses and its Welsh does not, and that are missed.
fn not_used_in(
    templates: &Templates,
    terms: &BTreeMap<String, Vec<&Term>>,
    row: &TextRow,
    is_missed: impl Fn(&str, &[&Term]) -> bool,
) -> Vec<Problem> {
    let (english, welsh) = (lower_case_words(&row.english), lower_case_words(&row.welsh));
    let used: Vec<(&String, &Vec<&Term>)> = terms.iter().filter(|(original, _)| uses(&english, original)).collect();
    // `case manager` is no `case`.
    let is_part_of_another =
        |term: &str| used.iter().any(|(other, _)| other.as_str() != term && contains(&lower_case_words(other), term));
    let lost = used.iter().filter(|(original, terms)| {
        !is_part_of_another(original) && !is_kept(&welsh, terms) && is_missed(original, terms)
    });
    lost.map(|(_, terms)| {
        let term = terms[0];
        not_the_term(templates, &row.file, row.span(templates), term.english.get_ref(), &term.welsh)
    })
    .collect()
}

/// The words of a text outside its slots, in small letters.
fn lower_case_words(text: &str) -> Vec<String> {
    let text = lower_case(&outside_slots(text));
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// In small letters, with one kind of apostrophe. Accents stay, unlike in names: in Welsh `tŷ` and `ty` are two words.
fn lower_case(text: &str) -> String {
    text.replace('’', "'").to_lowercase()
}

/// How many words may stand between those of a term: `enhanced DBS check` uses `enhanced check`.
const BETWEEN: usize = 4;

/// Whether an English text uses a term: its words one after the other, with a few others between them.
fn uses(english: &[String], term: &str) -> bool {
    let wanted = lower_case_words(term);
    let Some(first) = wanted.first() else { return false };
    let starts = english.iter().enumerate().filter(|(_, word)| is_english_form_of(word, first)).map(|(start, _)| start);
    starts.into_iter().any(|start| {
        let mut at = start;
        wanted[1..].iter().all(|wanted| {
            let next = english.iter().skip(at + 1).take(BETWEEN + 1).position(|word| is_english_form_of(word, wanted));
            at += next.map_or(0, |distance| distance + 1);
            next.is_some()
        })
    })
}

/// Whether a Welsh text has all words of one of these terms in any form.
fn is_kept(welsh: &[String], terms: &[&Term]) -> bool {
    let has = |wanted: &String| welsh.iter().any(|word| is_form_of(word, wanted));
    terms.iter().flat_map(|term| term.forms()).any(|form| lower_case_words(form).iter().all(has))
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
fn contains(text: &[String], wanted: &str) -> bool {
    let wanted = lower_case_words(wanted);
    let is_here = |window: &[String]| window.iter().zip(&wanted).all(|(word, wanted)| is_english_form_of(word, wanted));
    !wanted.is_empty() && text.windows(wanted.len()).any(is_here)
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
