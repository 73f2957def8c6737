//! `templates/glossary.toml`: the terms, which a translator can correct.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::passage::{Passage, aligned, passages};
use super::visible_text::visible_words;
use super::{Pair, pairs, place};
use crate::problem::{Problem, code};
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

    /// Phrases whose English is a term and whose Welsh is not that term's.
    pub fn in_phrases(&self, templates: &Templates, pair: &Pair) -> Vec<Problem> {
        let texts = |path: &str| {
            let mut found = BTreeMap::new();
            if let Ok(table) = toml::from_str::<toml::Table>(&templates.text(path)) {
                leaves("", &toml::Value::Table(table), &mut found);
            }
            found
        };
        let (english, welsh_text) = (texts(&pair.english), templates.text(&pair.welsh));
        let mut problems = Vec::new();
        for (key, welsh) in texts(&pair.welsh) {
            let Some(original) = english.get(&key) else { continue };
            let mut terms = self.term.iter().filter(|term| same(term.english.get_ref(), original)).peekable();
            if terms.peek().is_none() || terms.clone().any(|term| term.forms().any(|form| same(form, &welsh))) {
                continue;
            }
            let wanted = terms.next().map_or("", |term| &term.welsh);
            let start = welsh_text.find(&format!("\"{welsh}\"")).unwrap_or(0);
            problems.push(not_the_term(templates, &pair.welsh, start..start + welsh.len(), original, wanted));
        }
        problems
    }

    /// Documents whose English uses a term that their Welsh does not. All templates of a document count together, and a
    /// word of a term may stand in any of its mutated forms. The place is that of the first passage in question.
    pub fn in_documents(&self, templates: &Templates) -> Vec<Problem> {
        let mut documents: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
        for pair in pairs(templates).into_iter().filter(|pair| pair.document != "phrases" && templates.has(&pair.welsh))
        {
            documents.entry(pair.document.clone()).or_default().push(pair);
        }
        let of_one = |pairs: &Vec<Pair>| {
            let words = |pick: fn(&Pair) -> &String| -> Vec<String> {
                let words_of = |pair: &Pair| {
                    let text = templates.text(pick(pair));
                    visible_words(pick(pair), &text)
                        .into_iter()
                        .map(|(_, word)| word.to_lowercase())
                        .collect::<Vec<_>>()
                };
                pairs.iter().flat_map(words_of).collect()
            };
            let (english, welsh) = (words(|pair| &pair.english), words(|pair| &pair.welsh));
            let lost = |(original, terms): (String, Vec<&Term>)| {
                let is_used = contains(&english, &original, |word, wanted| word == wanted);
                let mut forms = terms.iter().flat_map(|term| term.forms());
                let is_kept = forms.any(|form| contains(&welsh, &form.to_lowercase(), is_form_of));
                (is_used && !is_kept).then(|| {
                    let (path, span) = first_use(templates, pairs, &original);
                    not_the_term(templates, &path, span, &original, &terms[0].welsh)
                })
            };
            self.by_english().into_iter().filter_map(lost).collect::<Vec<_>>()
        };
        documents.values().flat_map(of_one).collect()
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

/// The first Welsh passage whose English uses a term; the start of the first template where none can be told.
fn first_use(templates: &Templates, pairs: &[Pair], term: &str) -> (String, std::ops::Range<usize>) {
    for pair in pairs {
        let english = passages(&pair.english, &templates.text(&pair.english));
        let welsh = passages(&pair.welsh, &templates.text(&pair.welsh));
        let uses = |(original, index): (Option<&Passage>, usize)| {
            let words = |text: &str| text.to_lowercase().split(|c| !is_word(c)).map(str::to_owned).collect::<Vec<_>>();
            let is_used = contains(&words(&original?.text), term, |word, wanted| word == wanted);
            is_used.then(|| welsh[index].range.clone())
        };
        if let Some(span) = aligned(&english, &welsh).into_iter().find_map(uses) {
            return (pair.welsh.clone(), span);
        }
    }
    (pairs.first().map(|pair| pair.welsh.clone()).unwrap_or_default(), 0..0)
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
    Problem::new(code::NOT_THE_TERM, place(templates, path, span), message, help)
}

fn same(one: &str, other: &str) -> bool {
    one.replace('’', "'").to_lowercase() == other.replace('’', "'").to_lowercase()
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

/// Every text in a TOML value by its path.
fn leaves(path: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::String(text) => drop(found.insert(path.to_owned(), text.clone())),
        toml::Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(&format!("{path}.{index}"), item, found));
        }
        toml::Value::Table(table) => {
            table.iter().for_each(|(key, item)| leaves(&format!("{path}.{key}"), item, found));
        }
        _ => {}
    }
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
