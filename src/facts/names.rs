//! When two names, or two IDs, are one.

use std::collections::BTreeMap;

use crate::record::{CaseManager, CasesFile, ChildrenFile, Line, plain};

/// The letters of a name as they are compared: two names that differ only in capitals, spaces, accents, or in the kind of
/// their apostrophes and hyphens are the same person's.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(plain(word).flat_map(char::to_lowercase)))
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

/// An inspection as the hidden marker of a sheet names it: the name of its folder in small letters, digits and hyphens.
pub fn sheet_reference(folder: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '-' };
    folder.chars().take(60).map(plain).collect()
}

/// The case managers by their names as they are compared. Of two entries of one name it has the first.
pub fn managers_by_name(cases: &CasesFile) -> BTreeMap<String, &CaseManager> {
    cases.case_managers.iter().rev().map(|manager| (folded(&manager.name), manager)).collect()
}

/// What case managers need, as the long-list says it of their cases (guidance §10.4): by their names as they are compared, each with
/// the name as it is written first, and each need once.
pub fn needs_by_manager(children: &ChildrenFile) -> BTreeMap<String, (&Line, Vec<&Line>)> {
    let mut all: BTreeMap<String, (&Line, Vec<&Line>)> = BTreeMap::new();
    for child in &children.children {
        let (Some(manager), Some(needs)) = (&child.case_manager, &child.case_manager_needs) else { continue };
        let (_, known) = all.entry(folded(manager)).or_insert((manager, Vec::new()));
        // Two lines are equal only where they stand in one place.
        if known.iter().all(|one| ****one != ***needs) {
            known.push(needs);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_other_capitals_spaces_accents_apostrophes_and_hyphens() {
        for (one, other) in [
            ("Mared Ellis", "mared  ellis"),
            ("Mared Ellis", "Mared\u{a0}Ellis"),
            ("Siôn Puw", "Sion Puw"),
            ("Siôn Puw", "Sio\u{302}n Puw"),
            ("Pat O'Kelly", "Pat O’Kelly"),
            ("Ann Lloyd-Hughes", "Ann Lloyd–Hughes"),
        ] {
            assert!(is_same_name(one, other), "{one} {other}");
            assert_eq!(folded(one), folded(other));
        }
        assert!(!is_same_name("Mared Ellis", "Mared Elis") && !is_same_name("Pat O'Kelly", "Pat Okelly"));
    }
}
