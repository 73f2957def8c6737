//! Parity: whether the Welsh templates say what the English ones say, in the glossary's terms and without English left
//! over. What a translator has agreed is kept by fingerprint in `templates/agreed.toml`.

mod agreed;
mod exchange;
mod fields;
mod glossary;
mod words;

use std::sync::Arc;

use crate::pack::Templates;
use crate::problem::{Place, Problem, SourceFile, code, sort};
use crate::record::Language;

pub use agreed::{AGREED, agree};
pub use exchange::{Import, export, import};

/// A template in both languages, by path: `confirmation-letter/en.typ` and `confirmation-letter/cy.typ`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Id of the document, or `phrases`.
    pub document: String,
    /// Path of the English template.
    pub english: String,
    /// Path of the Welsh template, which need not be there.
    pub welsh: String,
}

/// Every template that has an English variant, in the order of the catalogue, and the phrases.
pub fn pairs(templates: &Templates) -> Vec<Pair> {
    let pair = |document: &str, english: String, welsh: String| Pair { document: document.to_owned(), english, welsh };
    let mut pairs = vec![pair("phrases", "phrases/en.toml".to_owned(), "phrases/cy.toml".to_owned())];
    for document in &templates.catalogue.documents {
        for part in document.format.parts() {
            let path = |language: Language| format!("{}/{}{part}", document.id, language.tag());
            if templates.has(&path(Language::English)) {
                pairs.push(pair(&document.id, path(Language::English), path(Language::Welsh)));
            }
        }
    }
    pairs
}

/// Everything in which the Welsh templates and the glossary fall short, in the order of files and lines.
pub fn check(templates: &Templates) -> Vec<Problem> {
    let glossary = match glossary::Glossary::read(templates) {
        Ok(glossary) => glossary,
        Err(problem) => return vec![*problem],
    };
    let mut problems = glossary.unconfirmed(templates);
    let (agreed, unreadable) = agreed::Agreed::read(templates);
    problems.extend(unreadable);
    for pair in pairs(templates) {
        if !templates.has(&pair.welsh) {
            problems.push(missing(templates, &pair));
            continue;
        }
        problems.extend(agreed.changed(templates, &pair));
        problems.extend(words::english_left(templates, &pair));
        if pair.document == "phrases" {
            problems.extend(glossary.in_phrases(templates, &pair));
        } else {
            problems.extend(fields::compare(templates, &pair));
        }
    }
    problems.extend(glossary.in_documents(templates));
    sort(&mut problems);
    problems
}

fn missing(templates: &Templates, pair: &Pair) -> Problem {
    let message = format!("`{}` has no Welsh variant", pair.english);
    let help = format!("write `templates/{}`", pair.welsh);
    Problem::new(code::VARIANT_MISSING, place(templates, &pair.english, 0..0), message, help)
}

/// A place in a template.
fn place(templates: &Templates, path: &str, span: std::ops::Range<usize>) -> Place {
    Place::new(Arc::new(SourceFile::new(format!("templates/{path}"), templates.text(path))), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The program's templates with one file changed, in a folder of its own.
    pub fn with(path: &str, change: impl Fn(&str) -> String) -> Templates {
        let folder = tempfile::tempdir().expect("a folder");
        let embedded = Templates::embedded().expect("sound templates");
        let file = folder.path().join("templates").join(path);
        crate::build::write_new(&file, &change(&embedded.text(path))).expect("written");
        Templates::load(folder.path(), &folder.path().join("templates")).expect("sound templates")
    }

    fn found(templates: &Templates, code: crate::problem::Code) -> Vec<String> {
        check(templates).into_iter().filter(|problem| problem.code == code).map(|problem| problem.message).collect()
    }

    #[test]
    fn every_document_of_the_program_has_its_welsh_without_english_left_and_with_the_same_fields() {
        let templates = Templates::embedded().expect("sound templates");
        for code in [code::VARIANT_MISSING, code::ENGLISH_LEFT, code::FIELDS_DIFFER] {
            assert_eq!(found(&templates, code), Vec::<String>::new());
        }
    }

    #[test]
    fn a_field_that_one_variant_has_alone_is_told() {
        let path = "confirmation-letter/cy.typ";
        let templates = with(path, |text| text.replace("{{ reference }}", ""));
        assert!(!found(&templates, code::FIELDS_DIFFER).iter().any(|message| message.contains("`reference`")));
        let templates = with(path, |text| text.replace("{{ document.date.long }}", ""));
        assert!(found(&templates, code::FIELDS_DIFFER).iter().any(|message| message.contains("`document.date.long`")));
    }

    #[test]
    fn english_in_a_welsh_template_is_told_with_its_line() {
        let templates = with("announcement-email/cy.txt", |text| format!("{text}\nThis is what we have agreed\n"));
        let problems = check(&templates);
        let left: Vec<_> = problems.iter().filter(|problem| problem.code == code::ENGLISH_LEFT).collect();
        assert!(!left.is_empty() && left[0].place.line_column().0 > 10, "{left:?}");
    }

    #[test]
    fn a_changed_english_template_makes_its_agreed_welsh_stale_until_it_is_agreed_again() {
        let path = "confirmation-letter/en.typ";
        let templates = with(path, |text| format!("{text}\n// changed"));
        let stale = found(&templates, code::NOT_AGREED);
        assert!(stale.iter().any(|message| message.contains("confirmation-letter/en.typ")), "{stale:?}");
        let text = agree(&templates, Some("confirmation-letter"));
        let (agreed, _) = agreed::Agreed::of(&text);
        let letter = pairs(&templates).into_iter().find(|pair| pair.english == path).expect("the letter");
        assert!(agreed.changed(&templates, &letter).is_none());
    }

    #[test]
    fn a_term_outside_the_glossarys_form_is_told() {
        let templates = with("phrases/cy.toml", |text| text.replace("\"Arolygydd arweiniol\"", "\"Prif swyddog\""));
        assert!(!found(&templates, code::NOT_THE_TERM).is_empty());
    }

    #[test]
    fn unconfirmed_terms_are_listed() {
        let templates = Templates::embedded().expect("sound templates");
        let listed = found(&templates, code::UNCONFIRMED);
        assert!(listed.iter().any(|message| message.contains("Short Quality Screening")), "{listed:?}");
    }
}
