//! A document of an inspection's page, in one language, as the template sees it.

use serde::Serialize;

use super::beside::{ChangeList, OriginList};
use super::inspection::{Content, PackStanding, ShownDocument, ShownMessage, ShownPage, pages};
use super::session::Session;
use crate::ledger::day_and_month;
use crate::page::Pressing;
use crate::render::Tree;
use crate::render::ics::ShownEvent;
use crate::render::readable;
use crate::render::workbook::ShownSheet;
use crate::search::Terms;

/// A document, in one language.
#[derive(Default, Serialize)]
pub struct ColumnItem {
    key: String,
    language: &'static str,
    title: String,
    file: String,
    state: String,
    /// Why there is nothing to see, or empty.
    words: String,
    pages: Vec<PageItem>,
    sheets: Vec<SheetItem>,
    events: Vec<EventItem>,
    /// Where a page for a browser is, or empty.
    browser_page: String,
    message: Option<MessageParts>,
    /// Where the same page is with the origins of its facts, or without them.
    pub origins_href: String,
    /// Where each fact comes from; nothing unless somebody wants to know.
    pub origins: Option<OriginList>,
    /// Where the same page is with what differs from what was sent, or without it; empty where nothing differs.
    pub changes_href: String,
    /// What differs from what was sent; nothing unless somebody wants to know.
    pub changes: Option<ChangeList>,
}

#[derive(Serialize)]
struct PageItem {
    address: String,
    label: String,
    text: String,
}

#[derive(Serialize)]
struct SheetItem {
    name: String,
    title: String,
    lines: Vec<LabelledItem>,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    blank_rows: u32,
}

#[derive(Serialize)]
struct LabelledItem {
    label: String,
    words: String,
}

#[derive(Serialize)]
struct EventItem {
    date: String,
    when: String,
    title: String,
    text: String,
    place: String,
}

#[derive(Serialize)]
struct MessageParts {
    head: Vec<LabelledItem>,
    attachments: Vec<String>,
    text: String,
    html: String,
}

/// The state of a document in words, and how much it presses.
pub fn state(document: &ShownDocument) -> (String, Pressing) {
    let (words, pressing) = match document.standing {
        PackStanding::UpToDate => ("up to date", Pressing::Calm),
        PackStanding::Stale => ("the file in the pack is older", Pressing::Soon),
        PackStanding::ChangedByHand => ("somebody has changed the file in the pack", Pressing::Now),
        PackStanding::Missing => ("not in the pack", Pressing::Soon),
    };
    match document.went_out {
        None => (words.to_owned(), pressing),
        Some(sent) if sent.differs => {
            let pressing = if pressing == Pressing::Calm { Pressing::Soon } else { pressing };
            (format!("{words}; differs from what was issued on {}", day_and_month(sent.on)), pressing)
        }
        Some(sent) => (format!("{words}; issued on {}", day_and_month(sent.on)), pressing),
    }
}

impl ColumnItem {
    /// Whether it may not be seen, or cannot.
    pub fn is_withheld(&self) -> bool {
        !self.words.is_empty()
    }
}

/// A document as it is shown. What would name a child and may not is withheld, as a build refuses it.
pub fn column(session: &Session, children: &Terms, document: &ShownDocument, tree: &Tree) -> ColumnItem {
    let column = filled(session, document, tree);
    if document.names_children || session.shows.masked {
        return column;
    }
    match children.find(&said(&column, &document.content)).first() {
        None => column,
        Some(hit) => {
            let words =
                format!("This document would hold {}. `sqspack build` says where it comes from.", hit.what.words());
            ColumnItem { words, ..bare(document) }
        }
    }
}

/// What a document says, to be searched.
fn said(column: &ColumnItem, content: &Content) -> String {
    let labelled = |item: &LabelledItem| format!("{} {}", item.label, item.words);
    let mut said = vec![column.title.clone(), column.file.clone()];
    said.extend(column.pages.iter().map(|page| page.text.clone()));
    for sheet in &column.sheets {
        said.extend([sheet.name.clone(), sheet.title.clone(), sheet.headings.join("\n\n")]);
        said.extend(sheet.lines.iter().map(labelled));
        said.extend(sheet.rows.iter().map(|row| row.join("\n\n")));
    }
    said.extend(column.events.iter().map(|event| format!("{}\n\n{}\n\n{}", event.title, event.text, event.place)));
    if let Some(message) = &column.message {
        said.extend(message.head.iter().map(labelled));
        said.extend(message.attachments.iter().cloned());
        said.push(message.text.clone());
    }
    match content {
        Content::Page(page) => said.push(readable(&page.content)),
        Content::Message(message) => said.push(readable(&message.html.content)),
        _ => {}
    }
    said.join("\n\n")
}

/// What is told of a document whatever it says.
fn bare(document: &ShownDocument) -> ColumnItem {
    ColumnItem {
        key: document.key.clone(),
        language: document.language.tag(),
        title: document.title.clone(),
        file: document.file.clone(),
        state: state(document).0,
        ..ColumnItem::default()
    }
}

fn filled(session: &Session, document: &ShownDocument, tree: &Tree) -> ColumnItem {
    let column = bare(document);
    match &*document.content {
        Content::Withheld => {
            let words = match session.shows.masked {
                true => "This document may name children. A masked session never shows it.",
                false => "This document may name children. `sqspack preview --named` shows it.",
            };
            ColumnItem { words: words.to_owned(), ..column }
        }
        Content::Pages(job, drawn) => match pages(job, drawn, tree, &session.pieces) {
            Ok(pages) => {
                let count = pages.len();
                let page = |(index, page): (usize, &ShownPage)| PageItem {
                    address: format!("/page/{}.svg", page.picture.hash),
                    label: format!("Page {} of {count}", index + 1),
                    text: page.text.clone(),
                };
                ColumnItem { pages: pages.iter().enumerate().map(page).collect(), ..column }
            }
            Err(_) => {
                ColumnItem { words: "This document cannot be laid out: `sqspack check` says why.".to_owned(), ..column }
            }
        },
        Content::Sheets(sheets) => ColumnItem { sheets: sheets.iter().map(sheet).collect(), ..column },
        Content::Calendar(events) => ColumnItem { events: events.iter().map(event).collect(), ..column },
        Content::Page(page) => ColumnItem { browser_page: format!("/message/{}.html", page.hash), ..column },
        Content::Message(message) => ColumnItem { message: Some(parts(message)), ..column },
    }
}

fn sheet(sheet: &ShownSheet) -> SheetItem {
    let ShownSheet { name, title, lines, headings, rows, blank_rows } = sheet.clone();
    let lines = lines.into_iter().map(|(label, words)| LabelledItem { label, words }).collect();
    SheetItem { name, title, lines, headings, rows, blank_rows }
}

fn event(event: &ShownEvent) -> EventItem {
    let day = event.date.format("%A %-d %B %Y");
    let when = match event.time {
        None => day.to_string(),
        Some((from, None)) => format!("{day}, {}", from.format("%H:%M")),
        Some((from, Some(until))) => format!("{day}, {} to {}", from.format("%H:%M"), until.format("%H:%M")),
    };
    let ShownEvent { date, title, text, place, .. } = event.clone();
    EventItem { date: date.to_string(), when, title, text, place }
}

fn parts(message: &ShownMessage) -> MessageParts {
    MessageParts {
        head: message
            .head
            .iter()
            .map(|(name, words)| LabelledItem { label: (*name).to_owned(), words: words.clone() })
            .collect(),
        attachments: message.attachments.clone(),
        text: message.text.clone(),
        html: format!("/message/{}.html", message.html.hash),
    }
}
