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
            | "bd"
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
    let is_of_age = |index: usize| {
        is(index, "age") && ((index > 0 && is(index - 1, "of")) || matches!(word(index + 1), "on" | "at"))
    };
    // `14/3 is her 17th`.
    let is_his_age = |index: usize| {
        is_age(text, index)
            && matches!(word(index + 1), "st" | "nd" | "rd" | "th")
            && index > 0
            && matches!(word(index - 1), "his" | "her" | "their")
    };
    let counts = |index: usize| {
        let said = word(index);
        is_of_a_birthday(said)
            || is_in_letters(index)
            || is_of_age(index)
            || is_his_age(index)
            || is_age_of_a_day(text, index)
    };
    (0..text.words.len()).filter(|index| counts(*index)).collect()
}

/// Whether a word is an age, and those behind it lead to a day: `18 on`, `17 since`, `his 18th is on`, `his sixteenth was`.
fn is_age_of_a_day(text: &Text<'_>, index: usize) -> bool {
    let next = |index: usize| text.folded(index);
    let is_ordinal = matches!(next(index + 1), "st" | "nd" | "rd" | "th");
    // `17yo on 14/3`, `17 yrs on 14/3`.
    let is_in_years = matches!(next(index + 1), "yo" | "yr" | "yrs" | "years");
    let behind = next(index + 1 + usize::from(is_ordinal || is_in_years));
    let leads = match behind {
        "on" | "ar" | "since" | "from" | "ers" | "by" | "due" | "falls" | "until" | "till" | "til" | "as" | "last"
        | "next" | "hyd" | "tan" => true,
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
    age(text, index).is_some()
}

fn age(text: &Text<'_>, index: usize) -> Option<i32> {
    let word = &text.words[index].folded;
    word.parse().ok().or_else(|| spoken::simple(word)).filter(|age| AGES.contains(age))
}

/// What begins, ends or changes on the day on which somebody comes of age: `transfers to probation on …`, `care order ends …`, `CAMHS until …`.
const CHANGES: &[&str] = &[
    "ageing",
    "ages",
    "aging",
    "ben",
    "camhs",
    "care",
    "cease",
    "ceases",
    "end",
    "closed",
    "closes",
    "ends",
    "expires",
    "finishes",
    "gofal",
    "gorffen",
    "hyd",
    "lac",
    "lose",
    "leave",
    "leaves",
    "leaving",
    "lapses",
    "minor",
    "move",
    "moves",
    "nps",
    "probation",
    "prawf",
    "scope",
    "runs",
    "stops",
    "till",
    "transfer",
    "transferred",
    "transferring",
    "transfers",
    "until",
    "yoi",
    "youth",
];

/// Birthdays on which something changes for a child.
const OF_CHANGE: &[i32] = &[16, 18, 21, 25];

/// Whether a text has a word that can make a day one on which a child is of an age.
pub fn may_tell_of_age(text: &Text<'_>) -> bool {
    (0..text.words.len()).any(|index| CHANGES.contains(&text.folded(index)) || is_age(text, index))
}

/// Whether the words beside a day, from `start` to `end`, say that a child is as old on it as it then is, by the years that have passed since the birth:
/// `17 as of 14/12/26`, `age at 14/12/26: 17`, `was 16 until 14/12/26`; or that something ends on it that ends with an age.
pub fn tells_of_age(text: &Text<'_>, (start, end): (usize, usize), years: i32, near: usize) -> bool {
    let beside = (start.saturating_sub(near)..start).chain(end..(end + near).min(text.words.len()));
    let is_hour = |index: usize| text.gap(index).ends_with(':') || text.gap(index + 1).starts_with(':');
    let is_its_age =
        |index: usize| age(text, index).is_some_and(|age| age == years || age + 1 == years) && !is_hour(index);
    let is_change = |index: usize| OF_CHANGE.contains(&years) && CHANGES.contains(&text.folded(index));
    beside.into_iter().any(|index| is_its_age(index) || is_change(index))
}
