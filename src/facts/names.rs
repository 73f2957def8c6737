//! When two names, or two IDs, are one.

/// The letters of a name as they are compared: two that differ only in capitals and spaces are the same person's.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars().flat_map(char::to_lowercase)))
}

/// A name as it is compared.
pub fn folded(text: &str) -> String {
    letters(text).collect()
}

/// Whether two names are one as they are compared. Neither is written out, since most pairs part at their first letter.
pub fn is_same_name(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// An HMIP ID or a slot as it is compared: spaces and capitals make no other of it.
pub fn folded_id(id: &str) -> String {
    id.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}
