//! Which files of a pack differ from what was sent. PDFs are compared by their words, other files by their bytes.

use chrono::NaiveDate;

use super::manifest::Manifest;
use crate::ledger::{differs_since, last_of};
use crate::record::IssuedFile;
use crate::render::pdf_words;
use crate::workspace::Workspace;
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::sha256;

/// The files of a pack that were sent and say something else now, each with the day on which it last went out.
pub fn changed_since_sent(
    workspace: &Workspace,
    folder: &str,
    ledger: &IssuedFile,
    manifest: &Manifest,
) -> Vec<(String, NaiveDate)> {
    let pack = PackFolder::open(workspace, folder).ok();
    let changed = manifest.files.iter().filter_map(|file| {
        let on = differs_since(workspace, folder, ledger, (&file.path, &file.sha256))?;
        let then = last_of(ledger, &file.path)?.file.words.as_ref();
        let now = || words_hash(&pack.as_ref()?.read(&file.path)?);
        let is_same = then.is_some_and(|then| now().is_some_and(|now| now == ***then));
        (!is_same).then(|| (file.path.clone(), on))
    });
    changed.collect()
}

/// The hash of a PDF's letters and digits. Spaces, line breaks and punctuation are left out, because other programs place them
/// differently. None if it is no PDF, or holds no letter or digit.
pub fn words_hash(bytes: &[u8]) -> Option<String> {
    let letters: String = pdf_words(bytes)?.chars().filter(|sign| sign.is_alphanumeric()).collect();
    (!letters.is_empty()).then(|| sha256(letters.as_bytes()))
}
