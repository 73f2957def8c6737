//! The messages of a pack, and what goes with them.

use super::fingerprint::Fingerprint;
use super::prepare::{Envelope, Job};
use super::source::{Made, Source};
use crate::pack::Deliverable;
use crate::render::mail::{self, Attachment, Message};

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
