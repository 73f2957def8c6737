//! A message on its way from rendered templates to its file.

use super::bilingual::{MessageText, join, with_languages};
use super::deliverable::Deliverable;
use super::made::{Made, search};
use super::planned::{Planned, Route};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::Language;
use crate::render::mail::{self, Attachment, Mailbox, Message, NoAddress};
use crate::render::readable;
use crate::search::Terms;
use crate::template::{TemplateContext, TemplateEngine, Templates};
use crate::view::View;

/// A message whose templates have been rendered.
#[derive(Debug)]
pub struct RenderedMessage<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// Who it is from, where the record names the support officer.
    pub sender: Option<Mailbox>,
    /// Those to whom it is addressed.
    pub to: Vec<Mailbox>,
    /// Those who get a copy.
    pub cc: Vec<Mailbox>,
    /// Paths in the pack of the files that go with it, in order.
    pub attachments: Vec<String>,
    /// What it says.
    pub text: MessageText,
}

impl<'t> RenderedMessage<'t> {
    pub(super) fn new(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, second, route: Route { sender, to, cc, attachments } } = planned;
        let text_in = |language: Language, view: &View| {
            let context = TemplateEngine::context(view).map_err(|error| vec![templates.problem(&error)])?;
            text(&deliverable, language, &context, templates)
        };
        // A message names no child, whatever it carries.
        let first = text_in(deliverable.language, view.without_children())?;
        let text = match (&deliverable.second, &second) {
            (Some((language, _)), Some(view)) => join(first, text_in(*language, view.without_children())?),
            _ => first,
        };
        let bad_address = |error: NoAddress| {
            let file = SourceFile::new(format!("templates/{}", deliverable.template(".txt")), "");
            let help = "mend the address in contacts.toml or team.toml";
            vec![Problem::new(code::DOCUMENT, Place::new(file.into(), 0..0), error.to_string(), help)]
        };
        let mailbox = |(name, email): (String, String)| Mailbox::new(name, email).map_err(bad_address);
        let sender = sender.map(mailbox).transpose()?;
        let to = to.into_iter().map(mailbox).collect::<Result<_, _>>()?;
        let cc = cc.into_iter().map(mailbox).collect::<Result<_, _>>()?;
        Ok(Self { deliverable, sender, to, cc, attachments, text })
    }

    /// Assembles the file from the message and the files that go with it, and searches the message for the children of
    /// the record. The attachments were searched when they were made.
    pub fn assemble(self, attachments: &[&Made<'_>], children: &Terms) -> Made<'t> {
        let attachment = |made: &&Made<'_>| Attachment {
            file_name: made.deliverable.file_name().to_owned(),
            media_type: made.deliverable.document.format.media_type(),
            bytes: made.bytes.clone(),
            sha256: made.sha256.clone(),
        };
        let MessageText { subject, text, html, .. } = self.text;
        let people = self.sender.iter().chain(&self.to).chain(&self.cc);
        let people: String = people.map(|person| format!("{}\n\n{}\n\n", person.name(), person.address())).collect();
        let said = format!("{subject}\n\n{text}\n\n{}\n\n{people}", readable(&html));
        let hits = search(&self.deliverable, &said, children);
        let bytes = mail::render(&Message {
            from: self.sender,
            to: self.to,
            cc: self.cc,
            subject,
            date: self.deliverable.date,
            text: &text,
            html: &html,
            attachments: attachments.iter().map(attachment).collect(),
            id: self.deliverable.ident.clone(),
            language: self.deliverable.tags(", "),
        });
        Made::new(self.deliverable, bytes, None, hits)
    }
}

/// What a message says in one language.
fn text(
    deliverable: &Deliverable<'_>,
    language: Language,
    context: &TemplateContext,
    templates: &Templates,
) -> Result<MessageText, Vec<Problem>> {
    let render = |part: &str| {
        let path = format!("{}/{}{part}", deliverable.document.id, language.tag());
        templates.engine.render(&path, context).map_err(|error| vec![templates.problem(&error)])
    };
    Ok(MessageText {
        language,
        subject: render(".subject.txt")?.split_whitespace().collect::<Vec<_>>().join(" "),
        text: render(".txt")?,
        html: with_languages(&render(".html")?),
    })
}
