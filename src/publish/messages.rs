//! The messages of a pack: who they go to, and what goes with them.

use serde_json::Value;

use super::fingerprint::Fingerprint;
use super::prepare::Job;
use super::source::{Made, Source};
use crate::calendar::Country;
use crate::pack::{Deliverable, recipients};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::render::mail::{self, Attachment, Mailbox, Message, NoAddress};

/// Who a message is from and for.
pub struct Envelope {
    from: Option<Mailbox>,
    to: Vec<Mailbox>,
    cc: Vec<Mailbox>,
}

impl Envelope {
    /// From the support officer to the contacts that the catalogue names for the document.
    ///
    /// # Errors
    /// An address that cannot stand in a message.
    pub fn new(deliverable: &Deliverable<'_>, view: &Value, here: Country) -> Result<Self, Vec<Problem>> {
        let problem = |error: NoAddress| {
            let file = SourceFile::new(format!("templates/{}", deliverable.template(".txt")), "");
            let help = "mend the address in contacts.toml or team.toml";
            vec![Problem::new(code::DOCUMENT, Place::new(file.into(), 0..0), error.to_string(), help)]
        };
        let officer = &view["team"]["support_officer"];
        let mailbox = |email: &str| Mailbox::new(officer["name"].as_str().unwrap_or_default(), email);
        let mailboxes = |people: Vec<(String, String)>| {
            people.into_iter().map(|(name, email)| Mailbox::new(name, email)).collect::<Result<_, _>>().map_err(problem)
        };
        let recipients = recipients(deliverable.document, view, here);
        Ok(Self {
            from: officer["email"].as_str().map(mailbox).transpose().map_err(problem)?,
            to: mailboxes(recipients.to)?,
            cc: mailboxes(recipients.cc)?,
        })
    }
}

/// Makes a message, whose attachments are made; any other file is left alone. Its fingerprint covers them, so it is known
/// only now.
pub fn make(jobs: &mut [Job<'_>], index: usize) {
    let job = &jobs[index];
    let (Source::Mail { subject, text, html }, Some(Envelope { from, to, cc })) = (&job.source, &job.envelope) else {
        return;
    };
    let deliverable = &job.deliverable;
    let attachments = attachments(deliverable, jobs);
    let mut fingerprint = Fingerprint::new().with(job.fingerprint.as_bytes());
    for person in from.iter().chain(to) {
        fingerprint = fingerprint.with(person.name().as_bytes()).with(person.address().as_bytes());
    }
    for person in cc {
        // Without the word, a recipient who becomes a copy would leave the fingerprint as it was.
        fingerprint = fingerprint.with(b"Cc").with(person.name().as_bytes()).with(person.address().as_bytes());
    }
    for attachment in &attachments {
        fingerprint = fingerprint.with(attachment.file_name.as_bytes()).with(attachment.sha256.as_bytes());
    }
    let message = Message {
        from: from.clone(),
        to: to.clone(),
        cc: cc.clone(),
        subject: subject.clone(),
        date: deliverable.date,
        text,
        html,
        attachments,
        id: deliverable.ident.clone(),
        language: deliverable.tags(", "),
    };
    let bytes = mail::render(&message);
    jobs[index].fingerprint = fingerprint.finish();
    jobs[index].take(Made { bytes, pages: None, warnings: Vec::new() });
}

fn attachments(message: &Deliverable<'_>, jobs: &[Job<'_>]) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for id in &message.document.attach {
        let goes = |job: &&Job<'_>| {
            job.deliverable.document.id == *id && message.languages().any(|one| one == job.deliverable.language)
        };
        for job in jobs.iter().filter(goes) {
            attachments.push(Attachment {
                file_name: job.deliverable.file_name().to_owned(),
                media_type: job.deliverable.document.format.media_type(),
                bytes: job.bytes().to_vec(),
                sha256: job.sha256().to_owned(),
            });
        }
    }
    attachments
}
