//! The first line: what people type. A name that stands alone is judged by the words around it.

use std::ops::Range;

use super::What;
use super::another_number::is_another_number;
use super::around::{
    BEFORE_A_NAME, BEGINNINGS_IN_WELSH, KIN, OF_A_CASE, OF_ADULTS, OF_HONOUR, follows_no_name, is_article, is_doing,
    is_only_of_people, is_title,
};
use super::exact::SHORTEST_NOTE;
use super::finder::{Finder, Part, Seen};
use super::in_a_date::is_in_a_date;
use super::labelled::{has_offspring, is_behind_a_possessive, is_labelled, is_somebodys};
use super::otherwise::{CALENDAR, NAMES_OF_PLACES, OF_A_BODY, OF_A_PLACE, OF_A_WORK, RATINGS, TO_A_PLACE};
use super::text::{Case, Text, Word};
use super::words::{is_common_name, is_english_word, is_time_or_place, is_word, is_word_with_capital};

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

impl Found {
    /// A name.
    pub fn name(whose: usize, part: Part, at: Range<usize>, is_certain: bool) -> Self {
        Self { what: What::Name, whose, part: Some(part), at, is_certain }
    }

    /// Something that is no name: whose, its first word, and the word after its last.
    fn of(text: &Text<'_>, what: What, (whose, start, end): (usize, usize, usize), is_certain: bool) -> Self {
        Self { what, whose, part: None, at: text.bytes(start, end), is_certain }
    }
}

/// What a prose text holds of the children, in order. `is_welsh` tells the language, in which other words are in small letters.
pub fn find(finder: &Finder, text: &Text<'_>, is_welsh: bool) -> Vec<Found> {
    find_but(finder, text, is_welsh, &finder.covered(text))
}

/// The same, but for names among the words that are `covered` by somebody else's.
pub fn find_but(finder: &Finder, text: &Text<'_>, is_welsh: bool, covered: &[bool]) -> Vec<Found> {
    let mut found = exact(finder, text);
    found.extend(perhaps(finder, text));
    let seen = finder.names_in(text);
    let mut done = 0;
    for (index, name) in seen.iter().enumerate() {
        if name.start < done || covered[name.start..name.end].iter().any(|covered| *covered) {
            continue;
        }
        let full = finder.full_name(text, &seen, index, true).map(|(child, end)| (child, end, true));
        if let Some((child, end, is_certain)) = full.or_else(|| finder.in_small_letters(text, &seen, index)) {
            done = end;
            found.push(Found::name(child, Part::Family, text.bytes(name.start, end), is_certain));
        } else if let Some(is_certain) =
            judge(finder, text, name, is_welsh).max(perhaps_whole(finder, text, &seen, index))
        {
            let first = &finder.names[name.names[0]];
            found.push(Found::name(first.child, first.part, text.bytes(name.start, name.end), is_certain));
        }
    }
    for word in &text.words {
        if let Some(child) = finder.run_together(word) {
            found.push(Found::name(child, Part::Family, word.at.clone(), true));
        }
    }
    found.sort_by_key(|found| (found.at.start, !found.is_certain));
    found.dedup_by_key(|found| found.at.start);
    found
}

/// What may be a child's birthday, a part of a system ID or an address, and is never certain, so that finished files are not searched for it.
pub fn perhaps(finder: &Finder, text: &Text<'_>) -> Vec<Found> {
    let found = |what: What| move |one: (usize, usize, usize)| Found::of(text, what, one, false);
    let birthdays = finder.birthdays_in(text).into_iter().map(found(What::DateOfBirth));
    let ids = finder.ids_within(text).into_iter().map(found(What::SystemId));
    let addresses = finder.perhaps_in_addresses(text).into_iter();
    let names = addresses.map(|(child, word)| Found::name(child, Part::First, text.bytes(word, word + 1), false));
    birthdays.chain(ids).chain(names).collect()
}

/// Dates of birth, system IDs and confidential notes. A short note is not certain, and neither is a date that may be another number.
pub fn exact(finder: &Finder, text: &Text<'_>) -> Vec<Found> {
    let born = finder
        .born_in(text)
        .map(|(child, dated)| Found::of(text, What::DateOfBirth, (child, dated.start, dated.end), dated.is_certain));
    let ids = finder.ids_in(text).into_iter().map(|(id, is_certain)| {
        Found::of(text, What::SystemId, id, is_certain && !is_another_number(text, id.1..id.2))
    });
    let is_long = |note: &(usize, usize, usize)| note.2 - note.1 >= SHORTEST_NOTE;
    let notes = finder.notes_in(text).into_iter().map(|note| Found::of(text, What::Note, note, is_long(&note)));
    born.chain(ids).chain(notes).collect()
}

/// Whether a name may be a part of a child's whole name: with another name between, or with an initial in small letters.
fn perhaps_whole(finder: &Finder, text: &Text<'_>, seen: &[Seen], index: usize) -> Option<bool> {
    let is_whole = finder.with_another_between(text, seen, index) || finder.with_small_initial(text, &seen[index]);
    is_whole.then_some(false)
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
    let is_short = names().all(|name| name.is_short);
    if word.case == Case::Small {
        let is_double = seen.end - seen.start > 1 && finder.rare_name(text, seen).is_some();
        return match () {
            () if is_double => SURELY,
            () if is_labelled(text, seen) => PERHAPS,
            () if (is_a_word || is_short) && is_somebodys(text, seen) => PERHAPS,
            () if is_borne || is_short => NOT,
            // `Spoke to rhys`: no word of English.
            () if is_a_word && !is_welsh && is_common_name(&word.folded) && !is_english_word(&word.folded) => PERHAPS,
            () if is_a_word => NOT,
            () if is_welsh => PERHAPS,
            () => SURELY,
        };
    }
    // The finished file would be stopped for it, whatever stands beside it.
    if finder.rare_name(text, seen).is_some() {
        return SURELY;
    }
    let is_others = Finder::is_an_authors(text, seen)
        || Finder::is_a_firms(text, seen)
        || Finder::is_cited(text, seen)
        || finder.is_another_with_initial(text, seen)
        || Finder::is_of_two(text, seen, is_a_word)
        || Finder::is_of_a_law_case(text, seen);
    if is_others {
        return PERHAPS;
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
        // `Officer King`, and not `the officer King spoke to`.
        let is_adults = OF_ADULTS.contains(&before_word) && before.is_some_and(|title| title.case != Case::Small);
        // `Mrs Ellis said her son is ill`, and `PC Callum`.
        let is_parents = has_offspring(text, seen.end);
        let is_first = || names().all(|name| name.part == Part::First) && !OF_HONOUR.contains(&before_word);
        return if (is_borne || (is_adults && !is_first())) && !is_parents { NOT } else { PERHAPS };
    }
    if finder.has_family_initial(text, seen) && (starts && is_a_word || is_short) {
        return PERHAPS;
    }
    if is_short {
        let is_as_entered = names().any(|name| name.in_capitals) || word.case != Case::Capitals;
        let may_be = is_as_entered && !(starts && is_a_word);
        let is_alone = word.case == Case::Capital && seen.end == text.words.len();
        let goes_on = KIN.contains(&after_word) || is_doing(after_word) || is_only_of_people(after_word);
        let may_be = may_be || is_alone || goes_on || is_somebodys(text, seen);
        return if seen.is_possessive || may_be { PERHAPS } else { NOT };
    }
    // `Ffion Haf`: two names beside each other are no date.
    if seen.end - seen.start - usize::from(seen.is_possessive) == 1 && CALENDAR.contains(&last.folded.as_str()) {
        let is_no_name = starts && follows_no_name(&word.folded, after_word);
        return if is_no_name || is_in_a_date(text, seen, is_welsh) { NOT } else { PERHAPS };
    }
    // `King's College`, `King's Lynn`.
    let is_before_a_thing = OF_A_PLACE.contains(&after_word) || is_a_word;
    if seen.is_possessive && is_before_a_thing && after.is_some_and(|word| word.case != Case::Small) {
        return PERHAPS;
    }
    if !seen.is_possessive && OF_A_PLACE.contains(&after_word) && after.is_some_and(|word| word.case != Case::Small) {
        // `The Jordan School Report` may be a report on Jordan from school.
        let next = text.words.get(seen.end + 1).filter(|_| text.is_beside(seen.end + 1));
        let is_of_a_thing =
            next.is_some_and(|next| next.case != Case::Small && !OF_A_PLACE.contains(&next.folded.as_str()));
        // `Grace Hill told us`: a place that is a family name as well tells nothing.
        let is_somebody = is_common_name(after_word)
            && names().any(|name| name.part == Part::First)
            && next.is_some_and(|next| is_only_of_people(&next.folded));
        // `Callum School rang`: no school is called so. `George Street` and `Kent Police` are.
        // `Green Lane Academy` is one name.
        let goes_on = !starts && text.is_beside(seen.start) && before.is_some_and(|word| word.case == Case::Capital);
        let is_of_a_body = OF_A_BODY.contains(&after_word) && !is_time_or_place(&word.folded) && !goes_on;
        let is_known = is_a_word && !is_common_name(&word.folded);
        let may_be = is_somebody || (is_of_a_thing && !is_a_word) || (is_of_a_body && !is_known);
        return if may_be { PERHAPS } else { NOT };
    }
    // `Mark-ups`: a word that is joined to one in small letters is part of that.
    let joined = text.words.get(seen.end).filter(|word| text.is_joined(seen.end) && word.case == Case::Small);
    if is_a_word && !seen.is_possessive && joined.is_some() {
        return NOT;
    }
    let second_word = seen.start.checked_sub(2).map_or("", |index| text.words[index].folded.as_str());
    let is_article = before.is_some_and(|word| is_article(&text.raw()[word.at.clone()], before_word, second_word))
        && !starts
        && (text.is_beside(seen.start) || text.is_joined(seen.start))
        && !(before_word == "this" && is_doing(after_word));
    if is_article && OF_A_WORK.contains(&after_word) && !is_a_word {
        return PERHAPS;
    }
    if is_a_word && let Some(is_a_day) = is_behind_a_possessive(text, seen) {
        return if is_a_day { NOT } else { PERHAPS };
    }
    if is_a_word && is_somebodys(text, seen) {
        return PERHAPS;
    }
    // Part of somebody's or something's longer name.
    if let Some(other) = neighbour(text, seen) {
        // `On Friday Jack came` and `At Court Jack was calm`: a comma may be left out. `Youth Court` and `Jack Straw` are one thing.
        let is_apart = stands_for_itself(text, seen) || is_time_or_place(other);
        let is_one_thing = is_a_word && is_word(other) && !is_apart;
        // `Mark Asset late`.
        let is_first = is_common_name(&word.folded) && names().any(|name| name.part == Part::First);
        let has_matter = KIN.contains(&after_word) || OF_A_CASE.contains(&after_word);
        let is_name = (is_first || has_matter) && !follows_no_name(&word.folded, after_word);
        return if is_one_thing && !is_name { NOT } else { PERHAPS };
    }
    // `Ministry of Justice`, where a sentence begins with the first word.
    let linked = seen.start.checked_sub(2).map(|index| &text.words[index]);
    let is_link = matches!(before_word, "of" | "for") && text.is_beside(seen.start) && text.is_beside(seen.start - 1);
    if !starts && is_a_word && is_link && linked.is_some_and(|first| first.begins && first.case == Case::Capital) {
        return PERHAPS;
    }
    if !starts
        && before.is_some_and(|other| {
            other.begins && text.is_beside(seen.start) && may_be_one(finder, other, word, is_a_word)
        })
    {
        return PERHAPS;
    }
    match () {
        () if starts && is_a_word => {
            // In Welsh `a` is and.
            let is_beginning = BEGINNINGS_IN_WELSH.contains(&word.folded.as_str()) && is_welsh;
            if is_beginning
                || (!seen.is_possessive
                    && follows_no_name(&word.folded, after_word)
                    && !((is_welsh || text.is_joined(seen.end + 1)) && matches!(after_word, "a" | "y" | "i")))
            {
                NOT
            } else {
                PERHAPS
            }
        }
        () if is_a_word && is_article => {
            // `A visit to the Browns`.
            let is_plural = seen.end == seen.start + 1 && !finder.by_form.contains_key(&word.folded);
            // `Our Mark`, `no Siân plan yet`, and `the Price file`.
            let may_be = is_common_name(&word.folded) || OF_A_CASE.contains(&after_word);
            let is_somebody = may_be && !follows_no_name(&word.folded, after_word);
            if KIN.contains(&after_word) || is_plural || is_somebody { PERHAPS } else { NOT }
        }
        // `Helen Marsh, Head of Youth Justice`.
        () if is_a_word && after_word == "of" && !seen.is_possessive => PERHAPS,
        // `1) Mae pawb yno`.
        () if is_welsh && BEGINNINGS_IN_WELSH.contains(&word.folded.as_str()) => PERHAPS,
        () if is_borne || is_word_with_capital(&word.folded) => PERHAPS,
        // `The team moved to Bolton`.
        () if is_time_or_place(&word.folded) && names().all(|name| name.part == Part::Family) => PERHAPS,
        // `The RAG rating was Amber`.
        () if word.folded == "amber" && text.words.iter().any(|other| RATINGS.contains(&other.folded.as_str())) => {
            PERHAPS
        }
        () if TO_A_PLACE.contains(&before_word) && NAMES_OF_PLACES.contains(&word.folded.as_str()) => PERHAPS,
        () if Finder::is_acronym(text, seen) => PERHAPS,
        () => SURELY,
    }
}

/// Whether a word goes on as a sentence does with somebody: `Jack was`, `Jack and his mother`, `Jack’s plan`.
fn stands_for_itself(text: &Text<'_>, seen: &Seen) -> bool {
    let after = text.words.get(seen.end).filter(|_| text.is_beside(seen.end));
    seen.is_possessive || after.is_some_and(|word| word.case == Case::Small)
}

/// Whether the word with which a sentence begins may be one thing with the name behind it: `Youth Court`, `Mark Jones`.
fn may_be_one(finder: &Finder, first: &Word, name: &Word, is_a_word: bool) -> bool {
    let begins_a_thing = is_a_word && !BEFORE_A_NAME.contains(&first.folded.as_str());
    let begins_a_name = is_common_name(&first.folded) && finder.may_be_anybodys(&name.folded);
    first.case == Case::Capital && is_word(&first.folded) && (begins_a_thing || begins_a_name)
}

/// The word beside a name that bears a capital as well, and not only since a sentence begins with it.
fn neighbour<'t>(text: &'t Text<'_>, seen: &Seen) -> Option<&'t str> {
    let capitals = text.words[seen.start].case == Case::Capitals;
    let counts = |index: usize| {
        let word = &text.words[index];
        let is_capital = word.case == Case::Capital || (capitals && word.case == Case::Capitals);
        is_capital && word.letter().is_none() && !(word.begins && is_word(&word.folded))
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
