//! A message on its way from rendered templates to its file.

use super::bilingual::{MessageText, join, with_languages};
use super::deliverable::Deliverable;
use super::file_view::FileView;
use super::made::{Made, search};
use super::planned::{Planned, Route};
use super::recipients::MessageReader;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::Language;
use crate::render::mail::{self, Attachment, Mailbox, Message, NoAddress};
use crate::render::readable;
use crate::search::{Hit, Terms};
use crate::template::{TemplateContext, Templates};

/// A message whose templates have been rendered.
#[derive(Debug)]
pub struct RenderedMessage<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// Who it is from, where the record names the support officer.
    pub sender: Option<Mailbox>,
    /// Those to whom it is addressed.
    pub to: Vec<Mailbox>,
    /// Those who get a copy that everybody sees.
    pub cc: Vec<Mailbox>,
    /// Those who get a copy of which nobody else knows.
    pub bcc: Vec<Mailbox>,
    /// Who gets the answers, where that is not the sender.
    pub reply_to: Option<Mailbox>,
    /// Paths in the pack of the files that go with it, in order.
    pub attachments: Vec<String>,
    /// What it says.
    pub text: MessageText,
}

impl<'t> RenderedMessage<'t> {
    pub(super) fn new(planned: Planned<'t>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let Planned { deliverable, view, second, route: Route { sender, readers, reply_to, attachments } } = planned;
        // A message names no child, whatever it carries.
        let text_in = |language: Language, view: &FileView| {
            let context = view.without_children().map_err(|error| vec![templates.problem(&error)])?;
            text(&deliverable, language, &context, templates)
        };
        let first = text_in(deliverable.language, &view)?;
        let text = match (&deliverable.second, &second) {
            (Some((language, _)), Some(view)) => join(first, text_in(*language, view)?),
            _ => first,
        };
        let bad_address = |error: NoAddress| {
            let file = SourceFile::new(format!("templates/{}", deliverable.template(".txt")), "");
            let help = "mend the address in contacts.toml or team.toml";
            vec![Problem::new(code::DOCUMENT, Place::new(file.into(), 0..0), error.to_string(), help)]
        };
        let mailbox = |name: String, address: String| Mailbox::new(name, address).map_err(bad_address);
        let of = |reader: MessageReader| mailbox(reader.name, reader.address);
        let all = |readers: Vec<MessageReader>| readers.into_iter().map(of).collect::<Result<Vec<_>, _>>();
        let sender = sender.map(|(name, address)| mailbox(name, address)).transpose()?;
        let (to, cc, bcc) = (all(readers.to)?, all(readers.cc)?, all(readers.bcc)?);
        let reply_to = reply_to.map(of).transpose()?;
        Ok(Self { deliverable, sender, to, cc, bcc, reply_to, attachments, text })
    }

    /// The message as plain text to paste: the lines of its head, its words, and the names of the files that go with it.
    pub fn as_text(&self) -> String {
        let mut lines = Vec::new();
        let answers: Vec<Mailbox> = self.reply_to.iter().cloned().collect();
        for (name, people) in [("To", &self.to), ("Cc", &self.cc), ("Bcc", &self.bcc), ("Reply-To", &answers)] {
            if !people.is_empty() {
                let people: Vec<String> =
                    people.iter().map(|person| format!("{} <{}>", person.name(), person.address())).collect();
                lines.push(format!("{name}: {}", people.join("; ")));
            }
        }
        lines.push(format!("Subject: {}", self.text.subject));
        lines.extend(self.attachments.iter().map(|path| format!("Attach: {path}")));
        format!("{}\n\n{}\n", lines.join("\n"), self.text.text.trim())
    }

    /// Searches the message for the children of the record. The attachments are searched when they are made.
    pub fn search(&self, children: &Terms) -> Vec<Hit> {
        let MessageText { subject, text, html, .. } = &self.text;
        let people = self.sender.iter().chain(&self.to).chain(&self.cc).chain(&self.bcc).chain(&self.reply_to);
        let people: String = people.map(|person| format!("{}\n\n{}\n\n", person.name(), person.address())).collect();
        search(&self.deliverable, &format!("{subject}\n\n{text}\n\n{}\n\n{people}", readable(html)), children)
    }

    /// Assembles the file from the message and the files that go with it. `hits` is what the search of the message has found.
    pub fn assemble(self, attachments: &[&Made<'_>], hits: Vec<Hit>) -> Made<'t> {
        let attachment = |made: &&Made<'_>| Attachment {
            file_name: made.deliverable.file_name().to_owned(),
            media_type: made.deliverable.document.format.media_type(),
            bytes: made.bytes.clone(),
            sha256: made.sha256.clone(),
        };
        let MessageText { subject, text, html, .. } = self.text;
        let message = Message {
            from: self.sender,
            to: self.to,
            cc: self.cc,
            bcc: self.bcc,
            reply_to: self.reply_to,
            subject,
            date: self.deliverable.date,
            text: &text,
            html: &html,
            attachments: attachments.iter().map(attachment).collect(),
            id: self.deliverable.ident.clone(),
            language: self.deliverable.tags(", "),
        };
        let bytes = mail::render(&message);
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
