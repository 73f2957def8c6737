//! Fingerprints: a hash of everything that a file is made from.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::pack::{Deliverable, Made, RenderedDocument, RenderedMessage, Source};
use crate::problem::SourceFile;
use crate::record::{FileKind, Sources, canonical};
use crate::template::Templates;
use crate::workspace::hash::hex;

/// Name of this build of the program: a hash of its sources, so that a changed program makes its documents anew.
pub const PROGRAM: &str = env!("SQSPACK_BUILD");

/// SHA-256 over named pieces, each with its length, so that no two lists of pieces run together.
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// A fingerprint that holds this program.
    pub fn new() -> Self {
        Self(Sha256::new()).with(PROGRAM.as_bytes())
    }

    /// Adds a piece.
    pub fn with(mut self, piece: &[u8]) -> Self {
        self.0.update((piece.len() as u64).to_le_bytes());
        self.0.update(piece);
        self
    }

    /// Adds files of a record, each with what kind of file it is. Line ends and composition do not count.
    fn with_files<'s>(self, files: impl Iterator<Item = (&'s FileKind, &'s Arc<SourceFile>)>) -> Self {
        let text = |file: &'s SourceFile| canonical(&file.text);
        files.fold(self, |so_far, (kind, file)| so_far.with(kind.name().as_bytes()).with(text(file).as_bytes()))
    }

    /// The fingerprint in hexadecimal digits.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A fingerprint of all that the inspections of a workspace share.
pub fn of_workspace(settings: &str, own_templates: &[u8; 32]) -> String {
    Fingerprint::new().with(canonical(settings).as_bytes()).with(own_templates).finish()
}

/// A fingerprint of all that a pack is made from: what is shared, the inspection's reference, and the record's files. The
/// children's file is left out: whoever has the manifest could guess a date of birth until the hash fits.
pub fn of_inputs(shared: &str, folder: &str, sources: &Sources) -> String {
    let start = Fingerprint::new().with(shared.as_bytes()).with(folder.as_bytes());
    start.with_files(public(sources)).finish()
}

/// A fingerprint of what people wrote for an inspection, the children's file left out.
pub fn of_record(sources: &Sources) -> String {
    Fingerprint::new().with_files(public(sources)).finish()
}

fn public(sources: &Sources) -> impl Iterator<Item = (&FileKind, &Arc<SourceFile>)> {
    sources.iter().filter(|(kind, _)| !kind.is_private())
}

/// The fingerprint of a document: what it is and what it is made from.
pub fn of_document(document: &RenderedDocument<'_>, templates: &Templates) -> String {
    let start = of_deliverable(&document.deliverable);
    match &document.source {
        Source::Typst(job) => start
            .with(&templates.digest(&document.deliverable.document.id))
            .with(job.main.as_bytes())
            .with(&job.data)
            .finish(),
        Source::Workbook { text, properties, .. } => {
            start.with(text.as_bytes()).with(properties.author.as_bytes()).with(properties.subject.as_bytes()).finish()
        }
        Source::Calendar { text, reference, .. } => start.with(text.as_bytes()).with(reference.as_bytes()).finish(),
        Source::Page(html) => start.with(html.as_bytes()).finish(),
    }
}

/// The fingerprint of a message: what it says, who it is from and for, and the files that go with it.
pub fn of_message(message: &RenderedMessage<'_>, attachments: &[&Made<'_>]) -> String {
    let mut fingerprint = of_deliverable(&message.deliverable)
        .with(message.text.subject.as_bytes())
        .with(message.text.text.as_bytes())
        .with(message.text.html.as_bytes());
    for person in message.sender.iter().chain(&message.to) {
        fingerprint = fingerprint.with(person.name().as_bytes()).with(person.address().as_bytes());
    }
    let others = [("Cc", &message.cc), ("Bcc", &message.bcc)];
    let others = others.into_iter().flat_map(|(word, people)| people.iter().map(move |person| (word, person)));
    for (word, person) in others.chain(message.reply_to.iter().map(|person| ("Reply-To", person))) {
        // Without the word, a recipient who becomes a copy would leave the fingerprint as it was.
        fingerprint =
            fingerprint.with(word.as_bytes()).with(person.name().as_bytes()).with(person.address().as_bytes());
    }
    for made in attachments {
        fingerprint = fingerprint.with(made.deliverable.file_name().as_bytes()).with(made.sha256.as_bytes());
    }
    fingerprint.finish()
}

fn of_deliverable(deliverable: &Deliverable<'_>) -> Fingerprint {
    Fingerprint::new()
        .with(deliverable.ident.as_bytes())
        .with(deliverable.title.as_bytes())
        .with(deliverable.date.to_string().as_bytes())
        .with(deliverable.path.as_bytes())
        // The manifest says these of it, and they are searched for children with the file.
        .with(deliverable.document.audience.as_bytes())
        .with(deliverable.document.marking.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_two_pieces_counts() {
        let one = Fingerprint::new().with(b"ab").with(b"c").finish();
        let other = Fingerprint::new().with(b"a").with(b"bc").finish();
        assert_ne!(one, other);
    }

    #[test]
    fn what_the_manifest_says_of_a_file_is_part_of_its_fingerprint() {
        let (_root, inputs) = crate::publish::demonstration::workspace();
        let (record, _) = inputs.checked(crate::publish::demonstration::FOLDER);
        let planned = inputs.plan(&record).unwrap();
        let file = &planned.files[0].deliverable;
        let of = |file: &Deliverable<'_>| of_deliverable(file).finish();
        let mut told = [file.document.clone(), file.document.clone()];
        told[0].audience = "for somebody else".to_owned();
        told[1].marking = "OFFICIAL-SENSITIVE".to_owned();
        for document in &told {
            assert_ne!(of(&Deliverable { document, ..file.clone() }), of(file));
        }
        assert_ne!(of(&Deliverable { path: "elsewhere.pdf".to_owned(), ..file.clone() }), of(file));
    }
}
