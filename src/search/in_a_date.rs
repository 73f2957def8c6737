//! Months and seasons that are names too: where they stand in a date.

use super::around::{KIN, OF_A_CASE, is_doing};
use super::finder::Seen;
use super::otherwise::{BEFORE_A_DATE, CALENDAR, LINKS_OF_DATES, MONTHS_IN_WELSH, PARTS_OF_TIME};
use super::text::{Case, Text, Word};

/// What somebody sends: `an e-mail from June`.
const SENT: &[&str] = &[
    "email",
    "mail",
    "emails",
    "letter",
    "letters",
    "call",
    "calls",
    "text",
    "texts",
    "message",
    "messages",
    "complaint",
    "complaints",
    "note",
    "apology",
    "apologies",
    "reply",
    "request",
    "heard",
    "news",
    "consent",
    "response",
    "responses",
    "contact",
    "feedback",
    "views",
    "anything",
    "nothing",
    "statement",
    "word",
    "visit",
];

/// Ages that are days of a month too.
const AGES: std::ops::RangeInclusive<u32> = 10..=18;

/// What bears a number that is no day: `Case 3 May`, `slot LI 3 June`.
const NUMBERED_ALIKE: &[&str] = &["case", "slot", "child", "row", "number", "no", "li", "ai", "achos"];

/// Whether a month or season that is a name too stands in a date: beside a number of one, or behind a word of time. Nothing is a date's own:
/// `In April's case`; and neither a case nor an age is a day: `AB26 – June`, `June (16)`.
pub fn is_in_a_date(text: &Text<'_>, seen: &Seen, is_welsh: bool) -> bool {
    let word = |index: Option<usize>| index.and_then(|index| text.words.get(index));
    let after = word(Some(seen.end)).filter(|_| text.is_beside(seen.end));
    let after_word = after.map_or("", |word| word.folded.as_str());
    let [before, second] = [1, 2].map(|back| word(seen.start.checked_sub(back)));
    let before_word = before.map_or("", |word| word.folded.as_str());
    let touches = text.is_beside(seen.start) || text.is_joined(seen.start) || text.gap(seen.start) == "/";
    // `April, May and June`.
    let is_listed = text.gap(seen.start) == ", " && CALENDAR.contains(&before_word);
    let is_behind_a_number = touches && seen.start.checked_sub(1).is_some_and(|index| leads_to_a_month(text, index));
    // `May may come`.
    let is_before_a_month = CALENDAR.contains(&after_word) && after.is_some_and(|word| word.case != Case::Small);
    let is_before_a_number = is_behind_month(text, seen) || is_before_a_month;
    let is_linked = LINKS_OF_DATES.contains(&before_word)
        && seen.start.checked_sub(2).is_some_and(|index| leads_to_a_month(text, index));
    // `Since Mai left` has no Welsh month in English.
    let is_of_here = is_welsh || !MONTHS_IN_WELSH.contains(&text.words[seen.start].folded.as_str());
    // `A call from Summer to us`.
    let goes_to_somebody = before_word == "from"
        && matches!(after_word, "to" | "and")
        && word(Some(seen.end + 1)).is_some_and(|word| !is_of_time(word) && word.folded != "the");
    let is_sent = before_word == "from" && second.is_some_and(|word| SENT.contains(&word.folded.as_str()));
    let is_behind = (BEFORE_A_DATE.contains(&before_word) && is_of_here && !goes_to_somebody && !is_sent) || is_linked;
    let goes_on = KIN.contains(&after_word) || is_doing(after_word) || OF_A_CASE.contains(&after_word);
    is_behind_a_number
        || is_listed
        || is_before_a_number
        || (is_behind && !text.words[seen.start].begins && !seen.is_possessive && !goes_on)
}

fn is_of_time(word: &Word) -> bool {
    let folded = word.folded.as_str();
    word.case == Case::Digits || CALENDAR.contains(&folded) || PARTS_OF_TIME.contains(&folded)
}

/// Whether a word leads to a month behind it: the number of a day or a year, or a word of time.
fn leads_to_a_month(text: &Text<'_>, index: usize) -> bool {
    let word = &text.words[index];
    if word.case != Case::Digits {
        return is_of_time(word);
    }
    // `AB26 May` and `Case 3 May` have no day.
    let before = index.checked_sub(1).map_or("", |before| text.folded(before));
    let is_of_a_case = (index > 0 && text.gap(index).is_empty()) || NUMBERED_ALIKE.contains(&before);
    let is_day = || word.folded.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    !is_of_a_case && (is_day() || word.folded.len() == 4)
}

/// Whether the number of a day or a year stands behind a month. Between ten and eighteen it may be an age, unless a year follows: `May 2027`, `May 12,
/// 2027`.
fn is_behind_month(text: &Text<'_>, seen: &Seen) -> bool {
    let index = seen.end;
    let Some(number) = text.words.get(index).filter(|word| word.case == Case::Digits && text.is_beside(index)) else {
        return false;
    };
    let is_year =
        |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits && word.folded.len() == 4);
    let next = text.folded(index + 1);
    let hangs = text.gap(index + 1).is_empty() && index + 1 < text.words.len();
    let is_ordinal = hangs && matches!(next, "st" | "nd" | "rd" | "th");
    // `May 10am`, `June 16yrs`, `Summer 9:30`.
    let is_other = (hangs && !is_ordinal)
        || matches!(next, "am" | "pm" | "yrs" | "yr" | "years" | "year" | "yo")
        || matches!(text.gap(index + 1), ":" | "/" | ".");
    let may_be_age = number.folded.parse().is_ok_and(|number: u32| AGES.contains(&number));
    !is_other && (is_year(index) || is_ordinal || is_year(index + 1) || !may_be_age)
}
