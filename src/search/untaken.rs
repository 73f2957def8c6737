//! What stands in a children's file and the record does not take: a name under a key that is not known, a list in the place of a table. It is
//! a child's all the same, and looked for until somebody has mended the file.

use super::finder::ChildFacts;
use super::text::{Case, Text};
use super::{Places, Terms, typed};
use crate::record::{At, Child, FileKind, Record};

/// Words of a name at most. What has more is a note.
const LONGEST_NAME: usize = 5;

/// Whether a value stands under a key of a child, or of a sheet of the list.
fn is_known(path: &str) -> bool {
    let Some((group, key)) = path.split_once('.') else { return false };
    let is_in = |name: &str| group.strip_prefix(name).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']'));
    let key = key.split('[').next().unwrap_or_default();
    is_in("long-list-sheet") || (is_in("child") && Child::KEYS.contains(&key))
}

impl Terms {
    /// Adds every text of the children's file that the record has not taken, as a name, a day, an ID or a note.
    pub(super) fn add_untaken(&mut self, record: &Record) {
        let Some(source) = record.sources.get(&FileKind::Children) else { return };
        for (span, key) in record.keys(FileKind::Children).iter().filter(|(_, key)| !is_known(key)) {
            let value = source.text.get(span.clone()).unwrap_or_default();
            let at = At { file: FileKind::Children, start: span.start, end: span.end };
            let is_text = value.starts_with(['"', '\'']);
            if is_text || value.starts_with(|sign: char| sign.is_ascii_digit()) {
                self.add_untaken_text(value.trim_matches(['"', '\'']), &at);
            }
            // `[[child."Zebulon Quillfeather"]]`
            for part in key.split('.').filter(|part| part.contains(' ') || part.contains(char::is_uppercase)) {
                self.add_untaken_text(part.split('[').next().unwrap_or_default(), &at);
            }
        }
    }

    fn add_untaken_text(&mut self, said: &str, at: &At) {
        let text = Text::new(said);
        let has_digits = text.words.iter().any(|word| word.case == Case::Digits);
        if text.words.is_empty() {
            return;
        }
        if text.words.len() > LONGEST_NAME {
            self.finder.add_note(said, self.notes.len());
            self.notes.push(at.clone());
            return;
        }
        let (first, family) = said.rsplit_once(' ').unwrap_or(("", said));
        let born = typed::date(said);
        let facts = match has_digits {
            true => ChildFacts { born, id: Some(said).filter(|_| born.is_none()), ..ChildFacts::default() },
            false => ChildFacts { first, family, ..ChildFacts::default() },
        };
        self.finder.add(facts);
        let at = || at.clone();
        self.children.push(Places { family: at(), first: at(), born: at(), id: at() });
    }
}
