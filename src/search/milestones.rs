//! Where a text says of a day that it is somebody's birthday, or that somebody comes of age on it.

use std::ops::RangeInclusive;

use super::spoken;
use super::text::{Case, Text};
use crate::calendar::month_of;

/// Ages that a text gives with the day on which a child of the list is, was or will be as old.
const AGES: RangeInclusive<i32> = 10..=21;

/// Whether a text says by this word of a day that it is somebody's birthday.
fn is_of_a_birthday(word: &str) -> bool {
    matches!(
        word,
        "adult"
            | "adulthood"
            | "aged"
            | "bday"
            | "bdays"
            | "benblwydd"
            | "birth"
            | "birthdate"
            | "birthday"
            | "birthdays"
            | "blwydd"
            | "born"
            | "celebrated"
            | "celebrates"
            | "dob"
            | "eni"
            | "ganed"
            | "ganwyd"
            | "geni"
            | "majority"
            | "mhenblwydd"
            | "oed"
            | "oedolyn"
            | "old"
            | "penblwydd"
            | "reached"
            | "reaches"
            | "reaching"
            | "transition"
            | "transitions"
            | "turn"
            | "turned"
            | "turning"
            | "turns"
    )
}

/// The words of a text that say of a day near them that it is somebody's birthday: `born`, `D.o.b.`, `comes of age`, `18 on`, `his 18th is`.
pub fn tells_of_birthday(text: &Text<'_>) -> Vec<usize> {
    let word = |index: usize| text.folded(index);
    let is = |index: usize, known: &str| word(index) == known;
    // `D.o.b. 14.12`, `b. 14 Dec`, `b'day`.
    let is_in_letters = |index: usize| {
        let is_short = || text.gap(index + 1).starts_with('.') || matches!(word(index + 1), "day" | "days");
        is(index, "b") && (is_short() || (index >= 2 && is(index - 2, "d") && is(index - 1, "o")))
    };
    let is_of_age = |index: usize| is(index, "age") && index > 0 && is(index - 1, "of");
    let counts = |index: usize| {
        let said = word(index);
        is_of_a_birthday(said) || is_in_letters(index) || is_of_age(index) || is_age_of_a_day(text, index)
    };
    (0..text.words.len()).filter(|index| counts(*index)).collect()
}

/// Whether a word is an age, and those behind it lead to a day: `18 on`, `17 since`, `his 18th is on`, `his sixteenth was`.
fn is_age_of_a_day(text: &Text<'_>, index: usize) -> bool {
    let next = |index: usize| text.folded(index);
    let is_ordinal = matches!(next(index + 1), "st" | "nd" | "rd" | "th");
    let behind = next(index + 1 + usize::from(is_ordinal));
    let leads = match behind {
        "on" | "ar" | "since" | "from" | "ers" | "by" | "due" | "falls" => true,
        "is" | "was" | "will" => is_ordinal || text.words[index].folded.ends_with("th"),
        _ => false,
    };
    leads && is_age(text, index)
}

/// The ages in a text that a day follows at once: `He will be 18 (14/12/27)`, `18: 14.12.27`, `17, 14 December`.
pub fn ages_before_days(text: &Text<'_>) -> Vec<usize> {
    let is_before = |index: usize| {
        // `18-12-2027` and `18.12` are days themselves.
        let gap = text.gap(index + 1);
        // `Becomes 18 7/3/28`.
        let before = index.checked_sub(1).map_or("", |before| text.folded(before));
        let is_reached =
            gap == " " && matches!(before, "attains" | "be" | "becomes" | "becoming" | "hits" | "is" | "was");
        let is_apart = is_reached
            || gap.contains(['(', ':', '=', ',', ';', '|'])
            || matches!(gap, " - " | " \u{2013} " | " \u{2014} ");
        let next = text.words.get(index + 1).filter(|_| is_apart);
        next.is_some_and(|word| word.case == Case::Digits || month_of(&word.folded, |month| month.in_prose).is_some())
    };
    (0..text.words.len()).filter(|index| is_before(*index) && is_age(text, *index)).collect()
}

fn is_age(text: &Text<'_>, index: usize) -> bool {
    let word = &text.words[index].folded;
    let age = word.parse().ok().or_else(|| spoken::simple(word));
    age.is_some_and(|age| AGES.contains(&age))
}
