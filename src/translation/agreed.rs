//! `templates/agreed.toml`: for each Welsh template the English sentences that it was agreed against, by fingerprint.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::passage::{Passage, aligned, passages};
use super::{Pair, pairs, place};
use crate::problem::{Problem, code};
use crate::template::{AGREED, Templates};
use crate::workspace::hash::sha256;

const HEAD: &str = "# For each Welsh template the fingerprints of the English sentences that its Welsh says. `unconfirmed` has those whose\n\
                    # Welsh no translator has agreed yet. Written by `sqspack translations agree`.\n\n";

/// The table of what nobody has agreed.
const UNCONFIRMED: &str = "\n[unconfirmed]\n";

/// How many characters of a sentence's fingerprint the file keeps.
const LENGTH: usize = 12;

/// Whether a translator stands behind a Welsh text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A translator has agreed it.
    Agreed,
    /// It was written for the English beside it, and no translator has seen it.
    Unconfirmed,
}

/// What has been agreed and what waits for a translator, by path of the Welsh template.
#[derive(Debug, Default, Deserialize)]
pub struct Agreed {
    #[serde(default)]
    unconfirmed: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    agreed: BTreeMap<String, Against>,
}

/// The English that a Welsh template was agreed against.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Against {
    /// The template as a whole, as files of earlier versions have it.
    Whole(String),
    /// Each sentence.
    Sentences(Vec<String>),
}

impl Agreed {
    /// Reads what has been agreed, and says what is wrong with the file.
    pub fn read(templates: &Templates) -> (Self, Option<Problem>) {
        let (agreed, error) = Self::of(&templates.text(AGREED));
        let problem = error.map(|error| {
            let at = place(templates, AGREED, error.span().unwrap_or(0..0));
            let help = "run `sqspack translations agree` to write it anew";
            Problem::new(code::TEMPLATE, at, error.message().to_owned(), help)
        });
        (agreed, problem)
    }

    /// Reads the text of the file.
    pub fn of(text: &str) -> (Self, Option<toml::de::Error>) {
        match toml::from_str(text) {
            Ok(agreed) => (agreed, None),
            Err(error) => (Self::default(), Some(error)),
        }
    }

    /// What to say of a pair whose English is not what its Welsh was written for: each sentence that is new or changed,
    /// where its Welsh stands.
    pub fn changed(&self, templates: &Templates, pair: &Pair) -> Vec<Problem> {
        let changed = |message: String, span: std::ops::Range<usize>| {
            let help = format!(
                "look through `templates/{}` with the translator, then run `sqspack translations agree {}`",
                pair.welsh, pair.document
            );
            Problem::new(code::NOT_AGREED, place(templates, &pair.welsh, span), message, help)
        };
        let unconfirmed = self.unconfirmed.get(&pair.welsh);
        let known = match self.agreed.get(&pair.welsh) {
            Some(Against::Whole(agreed)) if *agreed == sha256(templates.text(&pair.english).as_bytes()) => {
                return Vec::new();
            }
            Some(Against::Whole(_)) if unconfirmed.is_none() => {
                return vec![changed(format!("`{}` has changed since its Welsh was agreed", pair.english), 0..0)];
            }
            Some(Against::Sentences(agreed)) => Some(agreed),
            Some(Against::Whole(_)) | None => None,
        };
        // A template without a word of its own, such as a subject made of values, has nothing to agree.
        if known.is_none() && unconfirmed.is_none() && !changes(templates, pair, &[]).is_empty() {
            return vec![changed(format!("the Welsh of `{}` has never been agreed", pair.english), 0..0)];
        }
        let known: Vec<String> = known.into_iter().chain(unconfirmed).flatten().cloned().collect();
        changes(templates, pair, &known).into_iter().map(|(message, span)| changed(message, span)).collect()
    }

    /// What to say of a pair with Welsh that no translator has agreed, and that is as new as its English.
    fn unconfirmed(&self, templates: &Templates, pair: &Pair) -> Option<Problem> {
        let count = self.unconfirmed.get(&pair.welsh).filter(|sentences| !sentences.is_empty())?.len();
        let sentences = if count == 1 { "one text is".to_owned() } else { format!("{count} texts are") };
        let message = format!("{sentences} in Welsh that no translator has agreed");
        let help =
            format!("once a translator has agreed the Welsh, run `sqspack translations agree {}`", pair.document);
        Some(Problem::new(code::WELSH_UNCONFIRMED, place(templates, &pair.welsh, 0..0), message, help))
    }
}

/// What has changed in the English since it was agreed, each with the place of its Welsh.
fn changes(templates: &Templates, pair: &Pair, agreed: &[String]) -> Vec<(String, std::ops::Range<usize>)> {
    let english = passages(&pair.english, &templates.text(&pair.english));
    let welsh = passages(&pair.welsh, &templates.text(&pair.welsh));
    let partners = aligned(&english, &welsh);
    let mut left = agreed.to_vec();
    let mut is_new = |passage: &&Passage| match left.iter().position(|known| *known == fingerprint(passage)) {
        Some(index) => {
            left.swap_remove(index);
            false
        }
        None => true,
    };
    let new: Vec<&Passage> = english.iter().filter(|passage| is_new(passage)).collect();
    let mut changes = Vec::new();
    for passage in &new {
        let is_its_welsh =
            |(original, _): &&(Option<&Passage>, usize)| original.is_some_and(|one| one.range == passage.range);
        changes.push(match partners.iter().find(is_its_welsh) {
            Some((_, index)) => (
                format!("the English of this has changed since its Welsh was agreed: `{}`", passage.text),
                welsh[*index].range.clone(),
            ),
            None => {
                (format!("`{}` has a sentence for which no Welsh was agreed: `{}`", pair.english, passage.text), 0..0)
            }
        });
    }
    if let Some(gone) = left.len().checked_sub(new.len()).filter(|gone| *gone > 0) {
        let sentences = if gone == 1 { "a sentence".to_owned() } else { format!("{gone} sentences") };
        changes.push((format!("{sentences} of `{}` went since its Welsh was agreed", pair.english), 0..0));
    }
    changes
}

/// Every Welsh sentence that is older than its English, and every template whose Welsh nobody has agreed.
pub fn stale(templates: &Templates) -> Vec<Problem> {
    let (agreed, unreadable) = Agreed::read(templates);
    let there = pairs(templates).into_iter().filter(|pair| templates.has(&pair.welsh));
    unreadable.into_iter().chain(there.flat_map(|pair| agreed.changed(templates, &pair))).collect()
}

/// Every template with Welsh that no translator has agreed.
pub fn unconfirmed(templates: &Templates) -> Vec<Problem> {
    let (agreed, _) = Agreed::read(templates);
    let there = pairs(templates).into_iter().filter(|pair| templates.has(&pair.welsh));
    there.filter_map(|pair| agreed.unconfirmed(templates, &pair)).collect()
}

/// The text of the file once the Welsh of a document, or of all, says what the English says; the other entries stay.
pub fn agree(templates: &Templates, document: Option<&str>, standing: Standing) -> String {
    let (Agreed { mut unconfirmed, mut agreed }, _) = Agreed::read(templates);
    let all = pairs(templates);
    let is_there = |path: &String| all.iter().any(|pair| pair.welsh == *path);
    agreed.retain(|path, _| is_there(path));
    unconfirmed.retain(|path, _| is_there(path));
    for pair in all.iter().filter(|pair| document.is_none_or(|document| document == pair.document)) {
        if !templates.has(&pair.welsh) {
            continue;
        }
        let english = passages(&pair.english, &templates.text(&pair.english));
        let sentences: Vec<String> = english.iter().map(fingerprint).collect();
        let (known, new) = match (standing, agreed.remove(&pair.welsh)) {
            (Standing::Agreed, _) => (sentences, Vec::new()),
            // What a translator has agreed stays agreed.
            (Standing::Unconfirmed, Some(Against::Sentences(known))) => {
                sentences.into_iter().partition(|sentence| known.contains(sentence))
            }
            (Standing::Unconfirmed, _) => (Vec::new(), sentences),
        };
        unconfirmed.remove(&pair.welsh);
        if !known.is_empty() {
            agreed.insert(pair.welsh.clone(), Against::Sentences(known));
        }
        if !new.is_empty() {
            unconfirmed.insert(pair.welsh.clone(), new);
        }
    }
    let listed = |path: &String, sentences: &[String]| {
        let quoted: Vec<String> = sentences.iter().map(|sentence| format!("\"{sentence}\"")).collect();
        format!("\"{path}\" = [{}]\n", quoted.join(", "))
    };
    let line = |(path, against): (&String, &Against)| match against {
        Against::Whole(fingerprint) => format!("\"{path}\" = \"{fingerprint}\"\n"),
        Against::Sentences(sentences) => listed(path, sentences),
    };
    let table = (!unconfirmed.is_empty()).then(|| UNCONFIRMED.to_owned());
    let waiting = unconfirmed.iter().map(|(path, sentences)| listed(path, sentences));
    std::iter::once(HEAD.to_owned()).chain(agreed.iter().map(line)).chain(table).chain(waiting).collect()
}

fn fingerprint(passage: &Passage) -> String {
    sha256(passage.text.as_bytes()).chars().take(LENGTH).collect()
}
