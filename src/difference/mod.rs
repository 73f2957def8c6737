//! What differs between two texts, word by word: what people read as one, a date or an address, changes as one.

mod pieces;
mod tokens;

pub use pieces::{Piece, Span, differences, excerpt};
