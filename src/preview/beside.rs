//! What stands beside a document for whoever wants to know: where its facts come from, and what differs from what was sent.

use serde::Serialize;

use super::inspection::ShownDocument;
use super::session::Session;
use crate::difference::{Span, excerpt};
use crate::explain::document::Fact;

/// What differs from what was sent.
#[derive(Serialize)]
pub struct ChangeList {
    /// Why there is nothing to compare, or how many places tell of a child; or empty.
    words: String,
    changes: Vec<Vec<Span>>,
}

/// Where the facts of a document come from.
#[derive(Serialize)]
pub struct OriginList {
    facts: Vec<OriginItem>,
}

#[derive(Serialize)]
struct OriginItem {
    value: String,
    about: String,
    places: Vec<String>,
    how: String,
}

/// What differs in a document from what was sent of it, with some words around each change.
pub fn changes(session: &Session, number: usize, document: &ShownDocument) -> ChangeList {
    match session.since_sent(number, document) {
        Err(words) => ChangeList { words: format!("There is nothing to compare: {words}."), changes: Vec::new() },
        Ok(found) => {
            let words = match (found.changes.is_empty(), found.hidden) {
                (true, 0) => "The words are the same: what differs is how the file was made.".to_owned(),
                (_, 0) => String::new(),
                (_, hidden) => format!("Places that may tell of a child and are not shown: {hidden}."),
            };
            ChangeList { words, changes: found.changes.iter().map(|spans| excerpt(spans, AROUND)).collect() }
        }
    }
}

/// Words around each change.
const AROUND: usize = 12;

/// Where the facts of a document come from. A group that reaches the document whole has no words of its own.
pub fn origins(session: &Session, number: usize, document: &ShownDocument) -> OriginList {
    let item = |fact: Fact| OriginItem {
        value: fact.value.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
        about: match fact.person {
            Some(person) => format!("{} ({person})", fact.fact),
            None => fact.fact,
        },
        places: fact.places,
        how: fact.how,
    };
    let facts = session.facts_of(number, &document.id).unwrap_or_default();
    OriginList { facts: facts.into_iter().map(item).filter(|item| !item.value.is_empty()).collect() }
}
