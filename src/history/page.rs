//! What has changed, as one page for people who read no diff.

use serde::Serialize;

use crate::difference::{Span, excerpt};
use crate::render::{Tree, TypstJob, compile};
use crate::template::{Target, TemplateEngine, TemplateError, Templates};

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
    /// The day of the old side, `2026-12-30`.
    pub date: String,
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
    rendered(page, "changes.html", include_str!("changes.html"), Target::Html)
}

/// Makes the page as PDF.
///
/// # Errors
/// The template of the page cannot be rendered or laid out, in words.
pub fn pdf(page: &ChangesPage) -> Result<Vec<u8>, String> {
    let name = "changes/en.typ";
    let main = rendered(page, name, include_str!("changes.typ"), Target::Typst).map_err(|error| error.to_string())?;
    let templates = Templates::embedded().map_err(|_| "the program's own templates cannot be read".to_owned())?;
    let date = page.date.parse().unwrap_or_default();
    let ident = format!("changes {} {} {}", page.title, page.from, page.to);
    let job = TypstJob { name: name.to_owned(), main, data: b"{}".to_vec(), date, ident };
    let made = compile(&job, &Tree::new(templates.reader()));
    made.map(|pdf| pdf.bytes)
        .map_err(|problems| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; "))
}

/// A template of the page, with as much around each change as people need.
fn rendered(page: &ChangesPage, name: &str, template: &str, target: Target) -> Result<String, TemplateError> {
    let mut page = page.clone();
    for document in page.inspections.iter_mut().flat_map(|inspection| &mut inspection.documents) {
        document.changes.iter_mut().for_each(|spans| *spans = excerpt(spans, AROUND));
    }
    let engine = TemplateEngine::new([(name, template, target)])?;
    engine.render(name, &TemplateEngine::context(&page)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference::differences;
    use crate::render::pdf_words;

    #[test]
    fn the_page_says_in_words_what_was_deleted_and_inserted_and_no_value_is_markup() {
        let changes = vec![differences("Dear <b>Helen</b> & co", "Dear <i>Ann</i> & co")];
        let document =
            DocumentChanges { headline: "letter: 1 place".into(), path: "a.pdf".into(), language: Some("cy"), changes };
        let inspections =
            vec![InspectionChanges { name: "<x>".into(), notes: vec!["a note".into()], documents: vec![document] }];
        let changes = ChangesPage {
            title: "t".into(),
            from: "a".into(),
            to: "b".into(),
            date: "2026-12-30".into(),
            version: "1",
            inspections,
        };
        let pdf = pdf(&changes).expect("a PDF");
        assert_eq!(pdf, super::pdf(&changes).expect("a PDF"), "the same bytes");
        let words: String = pdf_words(&pdf).expect("words").split_whitespace().collect();
        assert!(words.contains("Dear<[-b>Helen</b-]{+i>Ann</i+}>&co"), "{words}");
        let html = page(&changes).expect("a page");
        assert!(html.contains("<del><span class=\"hidden\" lang=\"en\">deleted: </span>"), "{html}");
        assert!(html.contains("inserted: ") && html.contains("lang=\"cy\"") && html.contains("a note"), "{html}");
        for value in ["<b>Helen", "<i>Ann", "<x>", "<script", "http:", "https:"] {
            assert!(!html.contains(value), "{value}");
        }
    }
}
