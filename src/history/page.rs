//! What has changed, as one page for people who read no diff.

use serde::Serialize;

use super::pieces::{Span, excerpt};
use crate::template::{Target, TemplateEngine, TemplateError};

/// Words around each change on the page.
const AROUND: usize = 12;

/// The page.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    /// What it is about: the inspection, or the workspace.
    pub title: String,
    /// The old side.
    pub from: String,
    /// The new side.
    pub to: String,
    /// The program's version.
    pub version: &'static str,
    /// The inspections.
    pub inspections: Vec<InspectionChanges>,
}

/// An inspection on the page.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionChanges {
    /// The name of its folder.
    pub name: String,
    /// What has to be said of the comparison.
    pub notes: Vec<String>,
    /// The documents that differ.
    pub documents: Vec<DocumentChanges>,
}

/// A document on the page.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentChanges {
    /// What differs, in a line.
    pub headline: String,
    /// Its path in the pack.
    pub path: String,
    /// Its language; nothing where it has two.
    pub language: Option<&'static str>,
    /// The paragraphs that differ.
    pub changes: Vec<Vec<Span>>,
}

/// Makes the page as HTML that needs no other file and runs nothing.
///
/// # Errors
/// The template of the page cannot be rendered.
pub fn page(page: &ChangesPage) -> Result<String, TemplateError> {
    let mut page = page.clone();
    for document in page.inspections.iter_mut().flat_map(|inspection| &mut inspection.documents) {
        document.changes.iter_mut().for_each(|spans| *spans = excerpt(spans, AROUND));
    }
    let name = "changes.html";
    let engine = TemplateEngine::new([(name, include_str!("changes.html"), Target::Html)])?;
    engine.render(name, &TemplateEngine::context(&page)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::differences;

    #[test]
    fn the_page_says_in_words_what_was_deleted_and_inserted_and_no_value_is_markup() {
        let changes = vec![differences("Dear <b>Helen</b> & co", "Dear <i>Ann</i> & co")];
        let document =
            DocumentChanges { headline: "letter: 1 place".into(), path: "a.pdf".into(), language: Some("cy"), changes };
        let inspections =
            vec![InspectionChanges { name: "<x>".into(), notes: vec!["a note".into()], documents: vec![document] }];
        let html =
            page(&ChangesPage { title: "t".into(), from: "a".into(), to: "b".into(), version: "1", inspections })
                .expect("a page");
        assert!(html.contains("<del><span class=\"hidden\" lang=\"en\">deleted: </span>"), "{html}");
        assert!(html.contains("inserted: ") && html.contains("lang=\"cy\"") && html.contains("a note"), "{html}");
        for value in ["<b>Helen", "<i>Ann", "<x>", "<script", "http:", "https:"] {
            assert!(!html.contains(value), "{value}");
        }
    }
}
