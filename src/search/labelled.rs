//! What stands beside a name that is a word or in small letters, and says whether it is somebody's.

use super::around::OF_KIN;
use super::finder::Seen;
use super::text::{Case, Text};

/// Whether a name in small letters that is a word is somebody's by what stands beside it: `jack's mum`, `mrs king`, `the king family`.
pub fn is_somebodys(text: &Text<'_>, seen: &Seen) -> bool {
    let word = |index: Option<usize>| index.map_or("", |index| text.folded(index));
    let (before, after) = (word(seen.start.checked_sub(1)), word(Some(seen.end)));
    let is_titled = matches!(before, "mr" | "mrs" | "ms" | "miss") && text.gap(seen.start) != ".";
    let is_kin =
        before == "the" && matches!(after, "family" | "household" | "brothers" | "sisters" | "siblings" | "twins");
    is_titled || is_kin || (seen.is_possessive && OF_KIN.contains(&after))
}

/// Whether what stands before a name in small letters says that it is one, or an age stands behind it: `forename grace`, `Surname: li`,
/// `a girl called grace`, `grace, 14`.
pub fn is_labelled(text: &Text<'_>, seen: &Seen) -> bool {
    let before = seen.start.checked_sub(1).map_or("", |index| text.folded(index));
    let is_plain = text.is_beside(seen.start);
    let label = match before {
        "forename" | "forenames" | "surname" | "firstname" | "lastname" => true,
        "name" | "names" => text.gap(seen.start).contains([':', '=', '|']),
        "called" | "named" | "alias" | "aka" => is_plain && seen.start > 1 && !text.is_joined(seen.start - 1),
        _ => false,
    };
    let age = text
        .words
        .get(seen.end)
        .filter(|word| word.case == Case::Digits && text.gap(seen.end).contains([',', '|', '(']));
    let is_age = age.is_some_and(|age| age.folded.parse().is_ok_and(|age: u32| (10..=18).contains(&age)));
    // `will, 14 days after that`
    label || (is_age && !text.is_beside(seen.end + 1))
}

/// Whether a name that is a word stands behind the possessive of a capital word, and if so whether the two are a day that everybody knows: `New Year's
/// Day`, `Mother's Day`.
pub fn is_behind_a_possessive(text: &Text<'_>, seen: &Seen) -> Option<bool> {
    let sign = seen.start.checked_sub(1).filter(|sign| text.words[*sign].folded == "s" && text.is_joined(*sign))?;
    let other = sign.checked_sub(1).map(|index| &text.words[index]).filter(|word| word.case == Case::Capital)?;
    let name = text.words[seen.start].folded.as_str();
    let other = other.folded.as_str();
    let has_day =
        matches!(other, "year" | "valentine" | "mother" | "father" | "david" | "patrick" | "george" | "andrew");
    Some(if name == "day" { has_day } else { name == "eve" && other == "year" })
}
