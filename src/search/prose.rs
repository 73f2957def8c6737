//! The first line: what people type. A name that stands alone is judged by the words around it.

use std::ops::Range;

use super::What;
use super::exact::SHORTEST_NOTE;
use super::finder::{Finder, Part, Seen};
use super::text::{Case, Text};
use super::words::{
    AFTER_A_WORD, ARTICLES, BEFORE_A_DATE, CALENDAR, KIN, OF_A_PLACE, OF_A_WORK, OF_ADULTS, is_title, is_word,
};

/// Something in a text that is, or may be, a child's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What kind of thing.
    pub what: What,
    /// Whose: the number of the child; of the note, where it is one.
    pub whose: usize,
    /// Which name, where it is a name.
    pub part: Option<Part>,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// Whether it can be nothing else. Where it can, a person has to say.
    pub is_certain: bool,
}

/// What a prose text holds of the children, in order. `is_welsh` tells the language, in which other words are in small letters.
pub fn find(finder: &Finder, text: &Text<'_>, is_welsh: bool) -> Vec<Found> {
    let bytes = |start: usize, end: usize| text.words[start].at.start..text.words[end - 1].at.end;
    // Never certain, so that finished files are not searched for them.
    let birthdays = finder.birthdays_in(text).map(|(child, dated)| Found {
        what: What::DateOfBirth,
        whose: child,
        part: None,
        at: bytes(dated.start, dated.end),
        is_certain: false,
    });
    let mut found: Vec<Found> = birthdays.chain(exact(finder, text)).collect();
    let seen = finder.names_in(text);
    let covered = finder.covered(text);
    let mut done = 0;
    for (index, name) in seen.iter().enumerate() {
        if name.start < done || covered[name.start..name.end].iter().any(|covered| *covered) {
            continue;
        }
        if let Some((child, end)) = finder.full_name(text, &seen, index, true) {
            done = end;
            found.push(Found {
                what: What::Name,
                whose: child,
                part: Some(Part::Family),
                at: bytes(name.start, end),
                is_certain: true,
            });
        } else if let Some((child, end, is_certain)) = finder.in_small_letters(text, &seen, index) {
            done = end;
            found.push(Found {
                what: What::Name,
                whose: child,
                part: Some(Part::Family),
                at: bytes(name.start, end),
                is_certain,
            });
        } else if let Some(is_certain) = judge(finder, text, name, is_welsh) {
            let first = &finder.names[name.names[0]];
            found.push(Found {
                what: What::Name,
                whose: first.child,
                part: Some(first.part),
                at: bytes(name.start, name.end),
                is_certain,
            });
        }
    }
    for word in &text.words {
        if let Some(child) = finder.run_together(word) {
            found.push(Found {
                what: What::Name,
                whose: child,
                part: Some(Part::Family),
                at: word.at.clone(),
                is_certain: true,
            });
        }
    }
    found.sort_by_key(|found| (found.at.start, !found.is_certain));
    found.dedup_by_key(|found| found.at.start);
    found
}

/// Dates of birth, system IDs and confidential notes. A short note is not certain, and neither is a date that may be another number.
pub fn exact(finder: &Finder, text: &Text<'_>) -> Vec<Found> {
    let found = |what: What| {
        move |(whose, start, end): (usize, usize, usize)| Found {
            what,
            whose,
            part: None,
            at: text.words[start].at.start..text.words[end - 1].at.end,
            is_certain: true,
        }
    };
    let born = finder.born_in(text).map(|(child, dated)| Found {
        is_certain: dated.is_certain,
        ..found(What::DateOfBirth)((child, dated.start, dated.end))
    });
    let ids = finder.ids_in(text).into_iter().map(|(id, is_certain)| Found {
        // `90,000` is a round number in most texts, and pounds are pounds.
        is_certain: is_certain && !is_round(text, id.1..id.2) && !text.gap(id.1).ends_with('£'),
        ..found(What::SystemId)(id)
    });
    let is_long = |note: &(usize, usize, usize)| note.2 - note.1 >= SHORTEST_NOTE;
    let notes =
        finder.notes_in(text).into_iter().map(|note| Found { is_certain: is_long(&note), ..found(What::Note)(note) });
    born.chain(ids).chain(notes).collect()
}

/// Whether digits stand in groups of three with commas between them, of which the last is `000`.
fn is_round(text: &Text<'_>, words: Range<usize>) -> bool {
    let is_group = |index: usize| text.gap(index) == "," && text.words[index].folded.len() == 3;
    words.len() > 1 && words.clone().skip(1).all(is_group) && text.words[words.end - 1].folded == "000"
}

/// Whether a name that stands alone is a child's: surely, perhaps, or not.
fn judge(finder: &Finder, text: &Text<'_>, seen: &Seen, is_welsh: bool) -> Option<bool> {
    const SURELY: Option<bool> = Some(true);
    const PERHAPS: Option<bool> = Some(false);
    const NOT: Option<bool> = None;
    if seen.is_split {
        return finder.judge_pieces(text, seen);
    }
    if let Some((_, is_certain)) = finder.after_title_of_a_boy(text, seen) {
        return Some(is_certain);
    }
    let names = || seen.names.iter().map(|name| &finder.names[*name]);
    let word = &text.words[seen.start];
    let last = &text.words[seen.end - 1 - usize::from(seen.is_possessive)];
    let is_a_word = names().all(|name| name.is_word) || (seen.end - seen.start == 1 && is_word(&word.folded));
    let is_borne = finder.borne.contains(&word.folded);
    if word.case == Case::Small {
        return match () {
            () if is_a_word || is_borne || names().all(|name| name.is_short) => NOT,
            () if is_welsh => PERHAPS,
            () => SURELY,
        };
    }
    let before = seen.start.checked_sub(1).map(|index| &text.words[index]);
    let before_word = before.map_or("", |word| word.folded.as_str());
    let after = text.words.get(seen.end).filter(|_| text.is_beside(seen.end));
    let after_word = after.map_or("", |word| word.folded.as_str());
    let starts = word.begins;
    let is_titled = is_title(before_word) && !starts;
    if matches!(before_word, "st" | "saint" | "sant") && !starts {
        return NOT;
    }
    if is_titled {
        return if is_borne || OF_ADULTS.contains(&before_word) { NOT } else { PERHAPS };
    }
    if names().all(|name| name.is_short) {
        return if starts || word.case == Case::Capitals { NOT } else { PERHAPS };
    }
    // `Ffion Haf`: two names beside each other are no date.
    if seen.end - seen.start - usize::from(seen.is_possessive) == 1 && CALENDAR.contains(&last.folded.as_str()) {
        let near_a_number = |word: Option<&super::text::Word>| {
            word.is_some_and(|word| word.case == Case::Digits || CALENDAR.contains(&word.folded.as_str()))
        };
        let ordinal = matches!(before_word, "st" | "nd" | "rd" | "th");
        let is_date = near_a_number(before)
            || near_a_number(after)
            || ordinal
            || (BEFORE_A_DATE.contains(&before_word) && !starts);
        let is_no_name = starts && AFTER_A_WORD.contains(&after_word);
        return if is_date || is_no_name { NOT } else { PERHAPS };
    }
    if !seen.is_possessive && OF_A_PLACE.contains(&after_word) && after.is_some_and(|word| word.case != Case::Small) {
        return NOT;
    }
    // `Mark-ups`: a word that is joined to one in small letters is part of that.
    let joined = text.words.get(seen.end).filter(|word| text.is_joined(seen.end) && word.case == Case::Small);
    if is_a_word && !seen.is_possessive && joined.is_some() {
        return NOT;
    }
    let is_article = ARTICLES.contains(&before_word) && !starts;
    if is_article && OF_A_WORK.contains(&after_word) && !is_a_word {
        return PERHAPS;
    }
    // Part of somebody's or something's longer name.
    let neighbour = neighbour(text, seen);
    if let Some(other) = neighbour {
        return if is_a_word && is_word(other) { NOT } else { PERHAPS };
    }
    match () {
        () if starts && is_a_word => {
            if AFTER_A_WORD.contains(&after_word) {
                NOT
            } else {
                PERHAPS
            }
        }
        () if is_a_word && is_article => {
            if KIN.contains(&after_word) {
                PERHAPS
            } else {
                NOT
            }
        }
        () if is_borne => PERHAPS,
        () => SURELY,
    }
}

/// The word beside a name that bears a capital as well, and not only since a sentence begins with it.
fn neighbour<'t>(text: &'t Text<'_>, seen: &Seen) -> Option<&'t str> {
    let capitals = text.words[seen.start].case == Case::Capitals;
    let counts = |index: usize| {
        let word = &text.words[index];
        let is_capital = word.case == Case::Capital || (capitals && word.case == Case::Capitals);
        is_capital && word.folded.chars().count() > 1 && !(word.begins && is_word(&word.folded))
    };
    let touches = |index: usize| text.is_beside(index) || text.is_joined(index);
    let before = seen
        .start
        .checked_sub(1)
        .filter(|index| touches(seen.start) && !text.words[seen.start].begins && counts(*index));
    let before_link = seen.start.checked_sub(2).filter(|index| {
        let is_link = matches!(text.words[index + 1].folded.as_str(), "of" | "for");
        is_link && touches(seen.start) && touches(index + 1) && counts(*index) && !text.words[index + 1].begins
    });
    let after = Some(seen.end)
        .filter(|index| !seen.is_possessive && *index < text.words.len() && touches(*index) && counts(*index));
    before.or(before_link).or(after).map(|index| text.words[index].folded.as_str())
}
