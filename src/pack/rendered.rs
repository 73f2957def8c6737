//! The second stage: a file whose templates have been rendered, so that everything it is made from is known.

use super::deliverable::Deliverable;
use super::document::RenderedDocument;
use super::message::RenderedMessage;
use super::planned::Planned;
use crate::problem::Problem;
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
            Format::Eml => RenderedMessage::new(planned, templates).map(Self::Message),
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
