//! The one write that there is: a case is moved, and `cases.toml` says so. Who may write has a token for one form of one page.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::gate::random;
use super::grid_record::GridRecord;
use crate::workspace::hash::sha256;

/// How many pages may hold a token at a time; the oldest gives way.
const MOST_PERMITS: usize = 64;

/// How a text gets into `cases.toml`: as the commands write it.
pub trait CasesWriter: Send + Sync {
    /// Writes the text, if the record has no error then that it did not have before and nobody has saved meanwhile.
    ///
    /// # Errors
    /// Why nothing was written.
    fn write(&self, record: &GridRecord, text: String) -> Result<(), String>;

    /// Writes a former text, if nobody has saved meanwhile.
    ///
    /// # Errors
    /// Why nothing was written.
    fn put_back(&self, record: &GridRecord, text: String) -> Result<(), String>;
}

/// The moves of a session, where cases can be moved.
pub struct Moves {
    writer: Box<dyn CasesWriter>,
    held: Mutex<Held>,
    /// Held while something is written, so that two moves come one after the other.
    writing: Mutex<()>,
}

#[derive(Default)]
struct Held {
    permits: VecDeque<Permit>,
    /// The last move of each inspection, by its folder, until it is undone.
    last: BTreeMap<String, LastMove>,
}

/// What lets one form of one page write, once.
struct Permit {
    /// Hash of its token, so that the time of a comparison tells nothing of it.
    token: String,
    /// The number of the inspection.
    inspection: usize,
    /// Hash of `cases.toml` as the page shows it.
    seen: String,
}

/// The last move of an inspection.
#[derive(Clone, Debug)]
pub struct LastMove {
    /// What was moved, in words.
    pub words: String,
    former: String,
    /// Hash of what the move wrote.
    wrote: String,
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveForm {
    /// A case to be put into a slot; each by its key.
    Move {
        /// The case.
        case: String,
        /// The slot.
        slot: String,
    },
    /// The last move to be undone.
    Undo,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMoved {
    /// The form is none of this server's pages, or was used before.
    NoPermit,
    /// Something else, in words for a person.
    Refused(String),
}

/// Why a move is refused once somebody has saved.
const CHANGED: &str = "cases.toml has changed since this page was made, so nothing was written. This is how it is now.";

impl Moves {
    /// Moves that are written in this way.
    pub fn new(writer: Box<dyn CasesWriter>) -> Self {
        Self { writer, held: Mutex::default(), writing: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token for the forms of a page; nothing where the system gives no random bytes.
    pub fn permit(&self, inspection: usize, record: &GridRecord) -> Option<String> {
        let token = random().ok()?;
        let mut held = self.held();
        let seen = sha256(record.text().as_bytes());
        held.permits.push_back(Permit { token: sha256(token.as_bytes()), inspection, seen });
        if held.permits.len() > MOST_PERMITS {
            held.permits.pop_front();
        }
        Some(token)
    }

    /// The last move of an inspection, if it can be undone: `cases.toml` still is what the move wrote.
    pub fn last(&self, record: &GridRecord) -> Option<LastMove> {
        let last = self.held().last.get(&record.folder).cloned()?;
        (last.wrote == sha256(record.text().as_bytes())).then_some(last)
    }

    /// Uses a token up, whatever comes of it. `read` reads the record, `change` makes the new text of `cases.toml` with words for it.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn apply(
        &self,
        inspection: usize,
        token: &str,
        form: &MoveForm,
        read: impl FnOnce() -> Option<GridRecord>,
        change: impl FnOnce(&GridRecord, &str, &str) -> Result<(String, String), String>,
    ) -> Result<(), NotMoved> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let permit = self.take(token).filter(|permit| permit.inspection == inspection).ok_or(NotMoved::NoPermit)?;
        let record = read().ok_or_else(|| NotMoved::Refused("the record cannot be read".to_owned()))?;
        let former = record.text();
        if permit.seen != sha256(former.as_bytes()) {
            return Err(NotMoved::Refused(CHANGED.to_owned()));
        }
        match form {
            MoveForm::Move { case, slot } => {
                let (text, words) = change(&record, case, slot).map_err(NotMoved::Refused)?;
                let wrote = sha256(text.as_bytes());
                self.writer.write(&record, text).map_err(NotMoved::Refused)?;
                self.held().last.insert(record.folder, LastMove { words, former, wrote });
            }
            MoveForm::Undo => {
                let nothing = || NotMoved::Refused("there is no move to undo: cases.toml has changed since".to_owned());
                let last = self.last(&record).ok_or_else(nothing)?;
                self.writer.put_back(&record, last.former).map_err(NotMoved::Refused)?;
                self.held().last.remove(&record.folder);
            }
        }
        Ok(())
    }

    fn take(&self, token: &str) -> Option<Permit> {
        let (token, mut held) = (sha256(token.as_bytes()), self.held());
        let at = held.permits.iter().position(|permit| permit.token == token)?;
        held.permits.remove(at)
    }
}

impl MoveForm {
    /// What a form says, with its token; nothing for a body that no page of this server sends.
    pub fn read(body: &[u8], is_undo: bool) -> Option<(String, Self)> {
        let body = std::str::from_utf8(body).ok()?;
        let is_plain = |sign: u8| sign.is_ascii_alphanumeric() || b"-_=&".contains(&sign);
        let pairs = body.bytes().all(is_plain).then(|| body.split('&').map(|pair| pair.split_once('=')));
        match (pairs?.collect::<Option<Vec<_>>>()?.as_slice(), is_undo) {
            ([("token", token)], true) => Some(((*token).to_owned(), Self::Undo)),
            ([("token", token), ("case", case), ("slot", slot)], false) => {
                Some(((*token).to_owned(), Self::Move { case: (*case).to_owned(), slot: (*slot).to_owned() }))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_its_fields_in_their_order_and_nothing_else() {
        let read = |body: &str, is_undo| MoveForm::read(body.as_bytes(), is_undo);
        let (case, slot) = ("a".to_owned(), "b".to_owned());
        assert_eq!(read("token=t&case=a&slot=b", false), Some(("t".to_owned(), MoveForm::Move { case, slot })));
        assert_eq!(read("token=t", true), Some(("t".to_owned(), MoveForm::Undo)));
        for body in ["", "token", "token=t&slot=b&case=a", "token=t&case=a", "token=t&case=a&slot=b&x=y", "token=%41"] {
            assert_eq!(read(body, false), None, "{body}");
        }
        assert_eq!(read("token=t&case=a&slot=b", true), None);
        assert_eq!(MoveForm::read(b"token=\xff", true), None);
    }
}
