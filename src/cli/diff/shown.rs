//! What differs, printed.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};
use serde_json::{Value, json};

use super::super::{Failure, output};
use super::Compared;
use crate::difference::{Piece, Span, excerpt};
use crate::history::{ChangedDocument, ChangesPage, DocumentChanges, DocumentState, InspectionChanges, page, pdf};

/// Words around each change in the terminal.
const AROUND: usize = 7;

/// The program that makes both sides.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What differs in a document, in a line.
fn headline(document: &ChangedDocument) -> String {
    let title = &document.title;
    match document.state {
        DocumentState::Same => format!("{title}: the same"),
        DocumentState::New => format!("{title}: new"),
        DocumentState::Gone => format!("{title}: no longer there"),
        DocumentState::Changed => {
            let places =
                if document.places == 1 { "1 place".to_owned() } else { format!("{} places", document.places) };
            let dates = if document.dates_only { ", dates and times only" } else { "" };
            let hidden = match document.hidden {
                0 => String::new(),
                hidden if hidden == document.places => "; not shown, since they may tell of a child".to_owned(),
                hidden => format!("; {hidden} not shown, since they may tell of a child"),
            };
            format!("{title}: {places}{dates}{hidden}")
        }
    }
}

/// What differs, for people.
pub fn in_words(sides: &[String; 2], all: &[Compared]) -> String {
    let [from, to] = sides;
    let mut text = format!("From {from} to {to}.\nBoth sides are made by sqspack {PROGRAM}.\n");
    for Compared { folder, notes, comparison, .. } in all {
        let differing: Vec<_> = comparison.documents.iter().filter(|one| one.state != DocumentState::Same).collect();
        let same = comparison.documents.len() - differing.len();
        let word = |count: usize| if count == 1 { "1 document".to_owned() } else { format!("{count} documents") };
        let say = |count: usize| if count == 1 { "says" } else { "say" };
        let differs = if differing.len() == 1 { "differs" } else { "differ" };
        writeln!(text, "\n{folder}: {} {differs}, {} {} the same", word(differing.len()), word(same), say(same)).ok();
        for note in notes {
            writeln!(text, "note: {note}").ok();
        }
        for document in differing {
            writeln!(text, "\n{}\n  {}", document.path, headline(document)).ok();
            for spans in &document.changes {
                let words: String = excerpt(spans, AROUND).iter().map(marked).collect();
                for line in words.lines() {
                    writeln!(text, "    {line}").ok();
                }
            }
        }
    }
    text
}

/// A piece of text with its marks, which say the same as its colour.
fn marked(span: &Span) -> String {
    let (style, open, close) = match span.piece {
        Piece::Same => return span.text.clone(),
        Piece::Removed => (AnsiColor::Red.on_default(), "[-", "-]"),
        Piece::Added => (AnsiColor::Green.on_default().underline(), "{+", "+}"),
    };
    // A style that runs over the end of a line would run into the blanks before the next.
    let lines: Vec<String> = span.text.split('\n').map(|line| format!("{style}{line}{style:#}")).collect();
    format!("{}{}{}", styled(style, open), lines.join("\n"), styled(style, close))
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// The same for programs.
pub fn in_json([from, to]: &[String; 2], all: &[Compared]) -> Value {
    let inspection = |compared: &Compared| {
        json!({
            "inspection": compared.folder,
            "notes": compared.notes,
            "documents": compared.comparison.documents,
        })
    };
    json!({
        "from": from,
        "to": to,
        "program": PROGRAM,
        "inspections": all.iter().map(inspection).collect::<Vec<_>>(),
    })
}

/// The same as a page to pass on.
pub fn as_page(sides: &[String; 2], all: &[Compared]) -> Result<String, Failure> {
    Ok(page(&content(sides, all))?)
}

/// The same as a PDF, which names no folder that nothing shows.
pub fn as_pdf(sides: &[String; 2], all: &[Compared]) -> Result<Vec<u8>, Failure> {
    let mut content = content(sides, all);
    let texts = [&mut content.title, &mut content.from, &mut content.to].into_iter();
    let inner = content.inspections.iter_mut().flat_map(|inspection| {
        let paths = inspection.documents.iter_mut().map(|document| &mut document.path);
        std::iter::once(&mut inspection.name).chain(&mut inspection.notes).chain(paths)
    });
    texts.chain(inner).for_each(|text| *text = output::without_hidden(std::mem::take(text)));
    pdf(&content).map_err(|why| Failure(format!("the PDF cannot be made: {why}")))
}

fn content([from, to]: &[String; 2], all: &[Compared]) -> ChangesPage {
    let document = |document: &ChangedDocument| DocumentChanges {
        headline: headline(document),
        path: document.path.clone(),
        language: document.language,
        changes: document.changes.clone(),
    };
    let inspection = |compared: &Compared| {
        let differing = compared.comparison.documents.iter().filter(|one| one.state != DocumentState::Same);
        let documents: Vec<DocumentChanges> = differing.map(document).collect();
        let nothing = documents.is_empty().then(|| "Every document says the same.".to_owned());
        let notes = compared.notes.iter().cloned().chain(nothing).collect();
        InspectionChanges { name: compared.folder.clone(), notes, documents }
    };
    let title = match all {
        [one] => one.folder.clone(),
        several => format!("{} inspections", several.len()),
    };
    ChangesPage {
        title,
        from: from.clone(),
        to: to.clone(),
        date: all.iter().map(|compared| compared.since.clone()).max().unwrap_or_default(),
        version: PROGRAM,
        inspections: all.iter().map(inspection).collect(),
    }
}
