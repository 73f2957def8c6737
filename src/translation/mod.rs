//! Parity: whether the Welsh templates say what the English ones say, in the glossary's terms and without English left
//! over. What a translator has agreed is kept by fingerprint in `templates/agreed.toml`.

mod agreed;
mod exchange;
mod fields;
mod glossary;
mod passage;
mod visible_text;

use std::sync::Arc;

use crate::problem::{Place, Problem, SourceFile, code, sort};
use crate::record::Language;
use crate::template::Templates;

pub use agreed::{Standing, agree, stale, unconfirmed};
use exchange::leaves;
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

/// Every template that has an English variant: the phrases, what several documents include (`shared/whole-schedule/en.typ`),
/// and those of the documents in the order of the catalogue.
pub fn pairs(templates: &Templates) -> Vec<Pair> {
    let pair = |document: &str, english: String, welsh: String| Pair { document: document.to_owned(), english, welsh };
    let mut pairs = vec![pair("phrases", "phrases/en.toml".to_owned(), "phrases/cy.toml".to_owned())];
    for english in templates.shared() {
        if let Some((folder, ending)) = english.rsplit_once("/en.") {
            pairs.push(pair(folder, english.clone(), format!("{folder}/cy.{ending}")));
        }
    }
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

/// Everything that is wrong with the Welsh templates and the glossary, in the order of files and lines.
pub fn check(templates: &Templates) -> Vec<Problem> {
    let glossary = match glossary::Glossary::read(templates) {
        Ok(glossary) => glossary,
        Err(problem) => return vec![*problem],
    };
    let mut problems = glossary.unconfirmed(templates);
    problems.extend(stale(templates));
    problems.extend(unconfirmed(templates));
    for pair in pairs(templates) {
        if !templates.has(&pair.welsh) {
            problems.push(missing(templates, &pair));
            continue;
        }
        problems.extend(visible_text::english_left(templates, &pair));
        problems.extend(visible_text::ampersands(templates, &pair));
        if pair.document == "phrases" {
            problems.extend(phrases_missing(templates, &pair));
        } else {
            problems.extend(visible_text::not_translated(templates, &pair));
            problems.extend(fields::compare(templates, &pair));
        }
    }
    problems.extend(untitled(templates));
    problems.extend(glossary.not_used(templates));
    sort(&mut problems);
    problems
}

fn missing(templates: &Templates, pair: &Pair) -> Problem {
    let message = format!("`{}` has no Welsh variant", pair.english);
    let help = format!("write `templates/{}`", pair.welsh);
    Problem::new(code::VARIANT_MISSING, place(templates, &pair.english, 0..0), message, help)
}

/// Documents with a Welsh template whose title is in English alone.
fn untitled(templates: &Templates) -> Vec<Problem> {
    let is_untitled = |document: &&crate::template::Document| {
        let is_translated =
            pairs(templates).iter().any(|pair| pair.document == document.id && templates.has(&pair.welsh));
        is_translated && document.lacks_title(Language::Welsh)
    };
    let problem = |document: &crate::template::Document| {
        let message = format!("`{}` has no Welsh title", document.id);
        let file = SourceFile::new("templates/catalogue.toml", templates.catalogue_text());
        let start = file.text.find(&format!("id = \"{}\"", document.id)).unwrap_or(0);
        let help = "add a line `title.cy = \"…\"` to its entry";
        Problem::new(code::VARIANT_MISSING, Place::new(Arc::new(file), start..start), message, help)
    };
    templates.catalogue.documents.iter().filter(is_untitled).map(problem).collect()
}

/// English phrases that the Welsh ones lack; how a place stands after 'in' is the record's to say in Welsh.
fn phrases_missing(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let (english, welsh) = (leaves(&templates.text(&pair.english)), leaves(&templates.text(&pair.welsh)));
    let is_missing = |key: &&String| !welsh.contains_key(*key) && !key.starts_with("place.");
    let problem = |key: &String| {
        let message = format!("`{key}` is in `{}` and not in `{}`", pair.english, pair.welsh);
        let span = english.get(key).map_or(0..0, |(_, span)| span.clone());
        let help = format!("add it to `templates/{}`", pair.welsh);
        Problem::new(code::VARIANT_MISSING, place(templates, &pair.english, span), message, help)
    };
    english.keys().filter(is_missing).map(problem).collect()
}

/// A place in a template.
fn place(templates: &Templates, path: &str, span: std::ops::Range<usize>) -> Place {
    Place::new(Arc::new(SourceFile::new(format!("templates/{path}"), templates.text(path))), span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::AGREED;

    /// The program's templates with one file changed, in a folder of its own.
    pub fn with(path: &str, change: impl Fn(&str) -> String) -> Templates {
        let folder = tempfile::tempdir().expect("a folder");
        let embedded = Templates::embedded().expect("sound templates");
        let file = folder.path().join("templates").join(path);
        crate::workspace::durable::write_new(&file, &change(&embedded.text(path))).expect("written");
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
    fn a_passage_that_was_never_translated_is_told_and_so_is_an_ampersand() {
        let path = "report/cy.typ";
        let templates = with(path, |text| text.replace("== Y camau nesaf", "== What to do next"));
        let left = found(&templates, code::ENGLISH_LEFT);
        assert!(left.iter().any(|message| message.starts_with("this passage")), "{left:?}");
        for (path, from) in [("report/cy.typ", "Diolch a chyswllt"), ("phrases/cy.toml", "Trafodaeth gloi’r arolygiad")]
        {
            let templates = with(path, |text| text.replace(from, "Diolch & chyswllt"));
            assert_eq!(found(&templates, code::ENGLISH_LEFT), ["an ampersand in a Welsh text"], "{path}");
        }
    }

    #[test]
    fn a_document_without_a_welsh_title_or_template_and_a_phrase_without_its_welsh_are_told() {
        let note = "[[document]]\nid = \"timeline\"\ntitle.en = \"Timeline\"\nstage = \"1-announcement\"\nformat = \"pdf\"\n\
                    marking = \"OFFICIAL\"\naudience = \"YOT\"\n\n[[document]]\nid = \"note\"\ntitle.en = \"Note\"\n\
                    stage = \"1-announcement\"\nformat = \"pdf\"\nmarking = \"OFFICIAL\"\naudience = \"YOT\"\n";
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("templates");
        crate::workspace::durable::write_new(&own.join("catalogue.toml"), note).expect("written");
        crate::workspace::durable::write_new(&own.join("note/en.typ"), "Note").expect("written");
        let templates = Templates::load(folder.path(), &own).expect("sound templates");
        let expected = ["`timeline` has no Welsh title", "`note/en.typ` has no Welsh variant"];
        assert_eq!(found(&templates, code::VARIANT_MISSING), expected);
        let templates = with("phrases/cy.toml", |text| text.replace("chief-executive =", "chief-exec ="));
        let missing = found(&templates, code::VARIANT_MISSING);
        assert_eq!(missing, ["`roles.chief-executive` is in `phrases/en.toml` and not in `phrases/cy.toml`"]);
    }

    #[test]
    fn each_english_sentence_that_has_changed_since_its_welsh_was_agreed_is_told_where_its_welsh_stands() {
        let path = "confirmation-letter/en.typ";
        let embedded = Templates::embedded().expect("sound templates");
        let (agreed, _) = agreed::Agreed::of(&agree(&embedded, None, Standing::Agreed));
        let letter = pairs(&embedded).into_iter().find(|pair| pair.english == path).expect("the letter");
        assert!(agreed.changed(&embedded, &letter).is_empty());
        let changed = |templates: &Templates, agreed: &agreed::Agreed| agreed.changed(templates, &letter);
        let comment = with(path, |text| format!("{text}\n// a comment"));
        assert!(changed(&comment, &agreed).is_empty(), "a comment is no sentence");
        let other =
            changed(&with(path, |text| text.replacen("enhanced Disclosure", "enhanced, new Disclosure", 1)), &agreed);
        let line =
            embedded.text("confirmation-letter/cy.typ").lines().position(|line| line.contains("Datgelu a Gwahardd"));
        assert!(other.len() == 1 && other[0].message.contains("enhanced, new"), "{other:?}");
        assert_eq!(other[0].place.line_column().0, line.expect("the line") + 1);
        let fewer = changed(&with(path, |text| text.replacen("close: [Yours sincerely],", "", 1)), &agreed);
        assert!(fewer.len() == 1 && fewer[0].message.starts_with("a sentence of"), "{fewer:?}");
        let more = with(path, |text| format!("{text}\n\nA sentence that is new\n"));
        let new = changed(&more, &agreed);
        assert!(new.len() == 1 && new[0].message.contains("A sentence that is new"), "{new:?}");
        let (again, _) = agreed::Agreed::of(&agree(&more, Some("confirmation-letter"), Standing::Agreed));
        assert!(changed(&more, &again).is_empty());
    }

    #[test]
    fn welsh_that_no_translator_has_agreed_is_listed_until_one_has_and_is_told_as_older_once_its_english_changes() {
        let path = "confirmation-letter/en.typ";
        let id = Some("confirmation-letter");
        let listed = |templates: &Templates| {
            let all = check(templates);
            let of_letter = |problem: &&Problem| problem.place.file.path.contains("confirmation-letter");
            let count = |code: crate::problem::Code| {
                all.iter().filter(of_letter).filter(|problem| problem.code == code).count()
            };
            (count(code::WELSH_UNCONFIRMED), count(code::NOT_AGREED))
        };
        let with_agreed = |text: String| with(AGREED, move |_| text.clone());
        let embedded = Templates::embedded().expect("sound templates");
        let unconfirmed = agree(&embedded, id, Standing::Unconfirmed);
        assert_eq!(listed(&with_agreed(unconfirmed.clone())), (1, 0));
        let agreed = agree(&embedded, id, Standing::Agreed);
        assert_eq!(listed(&with_agreed(agreed.clone())), (0, 0));
        let changed = with(path, |text| text.replacen("enhanced Disclosure", "enhanced, new Disclosure", 1));
        for text in [unconfirmed, agreed] {
            let (known, _) = agreed::Agreed::of(&text);
            let letter = pairs(&embedded).into_iter().find(|pair| pair.english == path).expect("the letter");
            assert_eq!(known.changed(&changed, &letter).len(), 1);
        }
        // What a translator has agreed stays so beside a sentence that is new.
        let after = with_agreed(agree(&embedded, id, Standing::Agreed));
        assert_eq!(listed(&with_agreed(agree(&after, id, Standing::Unconfirmed))), (0, 0));
    }

    #[test]
    fn the_programs_own_welsh_is_as_new_as_its_english() {
        let templates = Templates::embedded().expect("sound templates");
        let older: Vec<String> = stale(&templates).into_iter().map(|problem| problem.message).collect();
        assert_eq!(older, [""; 0], "translate it, then run `sqspack translations agree --unconfirmed`");
    }

    #[test]
    fn a_term_outside_the_glossarys_form_is_told() {
        let templates = with("phrases/cy.toml", |text| text.replace("\"Arolygydd arweiniol\"", "\"Prif swyddog\""));
        assert!(!found(&templates, code::NOT_THE_TERM).is_empty());
    }

    #[test]
    fn a_corrected_term_flags_every_phrase_title_and_sentence_that_has_the_old_one() {
        let correct = |english: &str, from: &str| {
            let entry = format!("english = \"{english}\"\nwelsh = \"{from}\"");
            let templates = with("glossary.toml", |text| {
                assert!(text.contains(&entry), "{entry}");
                let text = text.replace(&entry, &format!("english = \"{english}\"\nwelsh = \"gair newydd\""));
                // Its other forms belong to the old word.
                text.lines().filter(|line| !line.starts_with("also")).map(|line| format!("{line}\n")).collect()
            });
            let wanted = "`gair newydd`";
            let places = check(&templates).into_iter().filter(|problem| problem.message.contains(wanted));
            places.map(|problem| problem.place.file.path.clone()).collect::<Vec<_>>()
        };
        let files = correct("enhanced check", "gwiriad manylach");
        for document in ["announcement-email/cy.html", "announcement-email/cy.txt", "confirmation-letter/cy.typ"] {
            assert!(files.contains(&format!("templates/{document}")), "{files:?}");
        }
        let files = correct("fieldwork", "gwaith maes");
        assert!(files.contains(&"templates/phrases/cy.toml".to_owned()), "{files:?}");
        assert!(files.iter().filter(|file| file.contains("confirmation-letter")).count() >= 1, "{files:?}");
    }

    #[test]
    fn unconfirmed_terms_are_listed() {
        let templates = Templates::embedded().expect("sound templates");
        let listed = found(&templates, code::UNCONFIRMED);
        assert!(listed.iter().any(|message| message.contains("Short Quality Screening")), "{listed:?}");
    }
}
