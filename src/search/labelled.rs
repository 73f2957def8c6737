//! What stands beside a name that is a word or in small letters, and says whether it is somebody's.

use super::around::{is_of_somebody, is_relative};
use super::finder::Seen;
use super::text::{Case, Text};

/// Verbs that are names too, which stand before anybody: `will mum come`.
const VERBS: &[&str] = &["will", "may", "can", "do", "has", "see"];

/// Whether a name in small letters that is a word is somebody's by what stands beside it: `jack's mum`, `mrs king`, `the king family`, `mum of jack`, `jack and
/// his mum`, `mam grace`.
pub fn is_somebodys(text: &Text<'_>, seen: &Seen) -> bool {
    let word = |index: Option<usize>| index.map_or("", |index| text.folded(index));
    let (before, after) = (word(seen.start.checked_sub(1)), word(Some(seen.end)));
    let is_titled = matches!(before, "mr" | "mrs" | "ms" | "miss") && text.gap(seen.start) != ".";
    let is_kin = matches!(after, "family" | "household" | "brothers" | "sisters" | "siblings" | "twins");
    let name = text.folded(seen.start);
    let is_verb = VERBS.contains(&name);
    // `jacks mum`: an apostrophe is left out.
    let is_plural = seen.end == seen.start + 1 && name.ends_with('s');
    let is_of = seen.is_possessive || (is_plural && !is_verb);
    let is_kin_of = matches!(before, "of" | "to" | "for") && seen.start > 1 && is_relative(text.folded(seen.start - 2));
    is_titled
        || (is_kin && text.is_beside(seen.end))
        || (is_of && is_of_somebody(after))
        || is_kin_of
        || is_beside_kin(text, seen, is_verb)
}

/// Words behind the name of a parent among which one names the child.
const BEHIND_A_PARENT: usize = 6;

/// Whether what follows a name says that its bearer has a child: `Mrs Ellis said her son is ill`, `Dr Taylor rang re son`.
pub fn has_offspring(text: &Text<'_>, index: usize) -> bool {
    let is_one =
        |index: usize| matches!(text.folded(index), "son" | "sons" | "daughter" | "daughters" | "mab" | "merch");
    (index..index + BEHIND_A_PARENT).any(is_one)
}

/// Whether a name stands right before or behind somebody's kin: `jack and his mum`, `jack & mum`, `jack (mum rang)`, `mam jack`.
fn is_beside_kin(text: &Text<'_>, seen: &Seen, is_verb: bool) -> bool {
    let is_kin = |index: usize| is_relative(text.folded(index));
    let signs = text.gap(seen.end).trim();
    let is_near =
        matches!(signs, "&" | "(" | "-" | "\u{2013}" | "/" | "+" | ";" | ",") && text.gap(seen.end).len() <= 5;
    let is_of_his = matches!(text.folded(seen.end), "and" | "a")
        && (is_kin(seen.end + 1)
            || (matches!(text.folded(seen.end + 1), "his" | "her" | "their" | "i") && is_kin(seen.end + 2)));
    let is_welsh_kin = |index: usize| {
        matches!(
            text.folded(index),
            "mam" | "mamgu" | "tad" | "dad" | "nain" | "taid" | "brawd" | "chwaer" | "rhieni" | "gofalwr" | "mum"
        )
    };
    let is_behind = !is_verb && text.is_beside(seen.start) && is_welsh_kin(seen.start - 1);
    (is_near && is_kin(seen.end)) || is_of_his || is_behind
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
        "yp" => is_plain,
        "is" => is_plain && seen.start > 1 && text.folded(seen.start - 2) == "name",
        _ => false,
    };
    let age = text
        .words
        .get(seen.end)
        .filter(|word| word.case == Case::Digits && text.gap(seen.end).contains([',', '|', '(']));
    let is_age = age.is_some_and(|age| age.folded.parse().is_ok_and(|age: u32| (10..=18).contains(&age)));
    let next = text.folded(seen.end);
    let says_so_behind =
        (next == "aged" && text.is_beside(seen.end)) || (seen.is_possessive && matches!(next, "dob" | "age"));
    // `will, 14 days after that`
    label || says_so_behind || (is_age && !text.is_beside(seen.end + 1))
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
