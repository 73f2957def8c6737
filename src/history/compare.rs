//! Two sets of documents, document by document and paragraph by paragraph.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::side::DocumentText;
use crate::difference::{Piece, Span, differences};
use crate::search::Terms;

/// How a document stands in the new pack against the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentState {
    /// It says the same.
    Same,
    /// It says something else.
    Changed,
    /// It is in the new pack alone.
    New,
    /// It is in the old pack alone.
    Gone,
}

/// What became of a document.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ChangedDocument {
    /// Its path in the pack.
    pub path: String,
    /// Its name in the catalogue.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its language; nothing where it has two.
    pub language: Option<&'static str>,
    /// How it stands.
    pub state: DocumentState,
    /// In how many places it differs.
    pub places: usize,
    /// Whether dates and times alone differ.
    pub dates_only: bool,
    /// In how many of its places the words are not shown, since they may tell of a child.
    pub hidden: usize,
    /// The paragraphs that differ, each as a whole.
    pub changes: Vec<Vec<Span>>,
}

/// What differs between two packs of an inspection.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Comparison {
    /// Every document of either, in the order of their paths.
    pub documents: Vec<ChangedDocument>,
}

impl Comparison {
    /// Whether both say the same.
    pub fn is_same(&self) -> bool {
        self.documents.iter().all(|document| document.state == DocumentState::Same)
    }
}

/// Compares the documents of two packs. No words are shown that may tell of the children of either.
pub fn compare(
    old: &BTreeMap<String, DocumentText>,
    new: &BTreeMap<String, DocumentText>,
    children: &[&Terms],
) -> Comparison {
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let of = |path: &String| {
        let (before, after) = (old.get(path), new.get(path));
        let about = after.or(before)?;
        let state = match (before, after) {
            (None, _) => DocumentState::New,
            (_, None) => DocumentState::Gone,
            (Some(before), Some(after)) if before.paragraphs == after.paragraphs => DocumentState::Same,
            _ => DocumentState::Changed,
        };
        let mut document = ChangedDocument {
            path: path.clone(),
            document: about.id.clone(),
            title: about.title.clone(),
            language: about.language,
            state,
            places: 0,
            dates_only: false,
            hidden: 0,
            changes: Vec::new(),
        };
        if let (DocumentState::Changed, Some(before), Some(after)) = (state, before, after) {
            document.take(before, after, children);
        }
        Some(document)
    };
    Comparison { documents: paths.into_iter().filter_map(of).collect() }
}

impl ChangedDocument {
    fn take(&mut self, before: &DocumentText, after: &DocumentText, children: &[&Terms]) {
        let tells = |text: &str| children.iter().any(|terms| !terms.find(text).is_empty());
        let may_tell = |text: &str| children.iter().any(|terms| terms.may_be_told_by(text));
        // What tells of a child over two paragraphs shows in the whole text alone.
        let all = [&before.paragraphs, &after.paragraphs].map(|paragraphs| paragraphs.join("\n"));
        let hides_all = before.names_children || after.names_children || all.iter().any(|text| tells(text));
        self.dates_only = true;
        for (old, new) in blocks(&before.paragraphs, &after.paragraphs) {
            let spans = differences(&old, &new);
            let places = count(&spans);
            let mut changed = spans.iter().filter(|span| span.piece != Piece::Same);
            self.dates_only &= changed.all(|span| span.is_dates);
            self.places += places;
            if hides_all || may_tell(&old) || may_tell(&new) {
                self.hidden += places;
            } else {
                self.changes.push(spans);
            }
        }
    }
}

/// In how many places something was changed.
fn count(spans: &[Span]) -> usize {
    let is_change = |span: &Span| span.piece != Piece::Same;
    let starts =
        spans.iter().enumerate().filter(|(at, span)| is_change(span) && (*at == 0 || !is_change(&spans[at - 1])));
    starts.count()
}

/// The paragraphs that differ, old and new side by side.
fn blocks(old: &[String], new: &[String]) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (removed, added) = (&old[op.old_range()], &new[op.new_range()]);
        if removed.len() == added.len() {
            blocks.extend(removed.iter().cloned().zip(added.iter().cloned()));
        } else {
            blocks.push((removed.join("\n"), added.join("\n")));
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(paragraphs: &[&str]) -> DocumentText {
        DocumentText {
            id: "letter".to_owned(),
            title: "Letter".to_owned(),
            language: Some("en"),
            names_children: false,
            paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    fn pack(paragraphs: &[&str]) -> BTreeMap<String, DocumentText> {
        BTreeMap::from([("1/letter.pdf".to_owned(), document(paragraphs))])
    }

    #[test]
    fn the_headline_of_a_document_says_how_many_places_and_whether_only_dates() {
        let old = pack(&["Dear Helen", "We come on Monday 18 January 2027.", "At 13:30 we meet."]);
        let dates = pack(&["Dear Helen", "We come on Monday 25 January 2027.", "At 14:00 we meet."]);
        let compared = compare(&old, &dates, &[]);
        let letter = &compared.documents[0];
        assert_eq!((letter.state, letter.places, letter.dates_only), (DocumentState::Changed, 2, true));
        let words =
            compare(&old, &pack(&["Dear Helen", "We come on Monday 18 January 2027.", "At 13:30 we talk."]), &[]);
        assert_eq!((words.documents[0].places, words.documents[0].dates_only), (1, false));
        assert!(compare(&old, &old, &[]).is_same());
    }

    #[test]
    fn a_document_of_one_side_alone_is_new_or_gone() {
        let (none, one) = (BTreeMap::new(), pack(&["a"]));
        assert_eq!(compare(&none, &one, &[]).documents[0].state, DocumentState::New);
        assert_eq!(compare(&one, &none, &[]).documents[0].state, DocumentState::Gone);
    }

    #[test]
    fn the_words_of_a_document_that_may_name_children_are_never_shown() {
        let named = |words: &str| {
            let mut pack = pack(&[words]);
            pack.values_mut().for_each(|document| document.names_children = true);
            pack
        };
        let compared = compare(&named("one"), &named("two"), &[]);
        assert_eq!((compared.documents[0].places, compared.documents[0].hidden), (1, 1));
        assert!(compared.documents[0].changes.is_empty());
    }

    #[test]
    fn a_paragraph_that_was_put_in_leaves_the_others_alone() {
        assert_eq!(
            blocks(&["a", "c"].map(str::to_owned), &["a", "b", "c"].map(str::to_owned)),
            [(String::new(), "b".to_owned())]
        );
    }
}
