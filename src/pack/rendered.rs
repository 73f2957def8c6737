//! The second stage: a file whose templates have been rendered, so that everything it is made from is known.

use super::deliverable::Deliverable;
use super::document::{RenderedDocument, lines};
use super::message::RenderedMessage;
use super::planned::Planned;
use crate::problem::Problem;
use crate::render::Tree;
use crate::template::{Format, Templates};

/// A rendered file.
#[derive(Debug)]
pub enum Rendered<'t> {
    /// A document, which can be made by itself.
    Document(RenderedDocument<'t>),
    /// A message, which can be assembled once its attachments are made.
    Message(RenderedMessage<'t>),
}

impl<'t> Rendered<'t> {
    /// Renders the templates of a planned file.
    ///
    /// # Errors
    /// What is wrong with its templates, or with an address that cannot stand in a message.
    pub fn new(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        match planned.deliverable.document.format {
            Format::Pdf => RenderedDocument::typst(planned, templates).map(Self::Document),
            Format::Xlsx => RenderedDocument::workbook(planned, templates).map(Self::Document),
            Format::Ics => RenderedDocument::calendar(planned, templates).map(Self::Document),
            Format::Html => RenderedDocument::page(planned, templates).map(Self::Document),
            Format::Eml => RenderedMessage::new(planned, templates).map(Self::Message),
        }
    }

    /// What its reader sees, each paragraph, cell or entry in one line; of a message the addresses, the names of the files that go
    /// with it and its words.
    ///
    /// # Errors
    /// What Typst, the workbook or the calendar file refuses, with its place in the template's file.
    pub fn paragraphs(&self, templates: &Templates, tree: &Tree) -> Result<Vec<String>, Vec<Problem>> {
        match self {
            Self::Document(document) => document.paragraphs(templates, tree),
            Self::Message(message) => Ok(lines(&message.as_text())),
        }
    }

    /// What the file is.
    pub fn deliverable(&self) -> &Deliverable<'t> {
        match self {
            Self::Document(document) => &document.deliverable,
            Self::Message(message) => &message.deliverable,
        }
    }
}
