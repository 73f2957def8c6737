//! The pages that were drawn, by their hash: an unchanged page has the same address, and no browser asks for it again.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::workspace::hash::sha256;

/// The most recent additions that stay alive even if no page shows them: a browser may be about to ask for one.
const KEPT: usize = 64;

/// Something with an address of its own.
#[derive(Debug)]
pub struct HashedPiece {
    /// The first 32 hexadecimal digits of its hash, as used in the address.
    pub hash: String,
    /// The picture or the page.
    pub content: String,
}

/// Pieces by their hash.
#[derive(Debug, Default)]
pub struct Pieces {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    by_hash: HashMap<String, Weak<HashedPiece>>,
    last: VecDeque<Arc<HashedPiece>>,
}

impl Pieces {
    /// Gives something an address.
    pub fn add(&self, content: String) -> Arc<HashedPiece> {
        let hash = sha256(content.as_bytes())[..32].to_owned();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.by_hash.get(&hash).and_then(Weak::upgrade);
        let piece = known.unwrap_or_else(|| Arc::new(HashedPiece { hash: hash.clone(), content }));
        held.by_hash.retain(|_, piece| piece.strong_count() > 0);
        held.by_hash.insert(hash, Arc::downgrade(&piece));
        held.last.push_back(piece.clone());
        if held.last.len() > KEPT {
            held.last.pop_front();
        }
        piece
    }

    /// What has an address.
    pub fn get(&self, hash: &str) -> Option<Arc<HashedPiece>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).by_hash.get(hash)?.upgrade()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_has_the_same_address_and_another_page_another() {
        let pieces = Pieces::default();
        let (one, same, other) = (pieces.add("a".into()), pieces.add("a".into()), pieces.add("b".into()));
        assert_eq!(one.hash, same.hash);
        assert_ne!(one.hash, other.hash);
        assert_eq!(pieces.get(&one.hash).unwrap().content, "a");
    }

    #[test]
    fn pages_that_nobody_shows_any_more_are_forgotten_in_the_end() {
        let pieces = Pieces::default();
        let first = pieces.add("first".into()).hash.clone();
        (0..KEPT).for_each(|number| drop(pieces.add(number.to_string())));
        assert!(pieces.get(&first).is_none());
    }
}
