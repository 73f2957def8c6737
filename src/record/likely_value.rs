//! The value that somebody most likely means, in the form that a key takes: a date in the record's form, a word of the key's own, a
//! list for a single value.

use chrono::Datelike;

use super::address_slip::likely_address;
use super::days::{Days, days, weekdays};
use super::quoted_texts::{of_several, quoted};
use super::wanted::Wanted;
use super::working_times::{WorkingTime, working_times};
use super::written::{decimal, is_placeholder, number, time, without_ordinal};
use crate::problem::did_you_mean;

/// Quotation marks that a word processor puts, and those of which a pair of them could be a mixture.
pub const OPENING: [char; 7] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{2018}', '\u{2019}', '\u{201a}'];
/// The same at the end of a text, and the straight one.
pub const CLOSING: [char; 6] = ['\u{201c}', '\u{201d}', '\u{bb}', '\u{2018}', '\u{2019}', '"'];
/// Signs before the points of a list.
pub const BULLETS: [char; 8] = ['•', '·', '*', '-', '–', '◦', '▪', ' '];

/// What was typed, in the form that a key takes; nothing where that cannot be told.
pub fn likely_value(value: &str, wanted: Wanted<'_>) -> Option<String> {
    let value = value.trim();
    if wanted.is_known() && wanted.takes(value) && !wanted.is_list() {
        return Some(value.to_owned());
    }
    if wanted.is_list() {
        return Some(format!("[{}]", entries(value, wanted)?));
    }
    let text = typed(value);
    let truth = match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "ydy" | "ie" => Some("true"),
        "no" | "n" | "false" | "off" | "nag ydy" | "na" => Some("false"),
        _ => None,
    };
    match () {
        () if wanted.is_truth() => truth.map(str::to_owned),
        () if wanted.is_date() => match days(text)? {
            Days::One(day) | Days::Period(day, _) => Some(day.to_string()),
            Days::NoSuchDay(_) | Days::NoYear => None,
        },
        () if wanted.is_time() => time(text).map(|time| time.format("%H:%M:%S").to_string()),
        () if wanted.is_number() => {
            let whole = || number(text).map(|number| number.to_string());
            decimal(text).filter(|number| wanted.takes(number)).or_else(whole).filter(|number| wanted.takes(number))
        }
        () if wanted.is_choice() => likely_choice(text, &wanted.choices()).map(quoted),
        () if wanted.is_email() => likely_address(text).map(|address| format!("\"{address}\"")),
        () if wanted.is_text() && !is_placeholder(text) => Some(quoted(text)),
        () => None,
    }
}

/// The one of a set of words that a text means: `England`, `YOT manager`.
pub fn likely_choice<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let letters = |text: &str| {
        let letters = text.chars().filter(|sign| sign.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let typed = letters(text);
    let exact = words.iter().copied().find(|word| letters(word) == typed);
    let exact = exact.or_else(|| match in_days(text, words)?.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    exact.or_else(|| did_you_mean(text, words.iter().copied())).or_else(|| {
        let begins =
            |word: &&str| typed.len() > 3 && (letters(word).starts_with(&typed) || typed.starts_with(&letters(word)));
        let is_part = |word: &&str| word.split('-').any(|part| part == typed);
        let only = |fits: &dyn Fn(&&str) -> bool| {
            let mut fitting = words.iter().copied().filter(|word| fits(word));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        only(&begins).or_else(|| only(&is_part))
    })
}

/// Those of a set of words that a text means together: `Mon, Tue and Wed`, `yot-manager, board-chair`. Nothing where it means one,
/// or says anything else.
pub fn likely_choices<'w>(text: &str, words: &[&'w str]) -> Option<Vec<&'w str>> {
    let each = || apart(text).into_iter().map(|part| likely_choice(part, words)).collect::<Option<Vec<_>>>();
    in_days(text, words).or_else(each).filter(|meant| meant.len() > 1)
}

/// The words of a set that are days of the week or halves of them, as a text names them in its own way.
fn in_days<'w>(text: &str, words: &[&'w str]) -> Option<Vec<&'w str>> {
    let are_days = words.contains(&WorkingTime::MONDAY);
    let times = working_times(text).filter(|_| are_days)?;
    times.iter().map(|time| words.iter().copied().find(|word| *word == time.word())).collect()
}

/// What somebody typed between whatever marks.
pub fn typed(value: &str) -> &str {
    let is_mark = |sign: char| OPENING.contains(&sign) || CLOSING.contains(&sign) || sign == '\'';
    value.trim_matches(is_mark).trim()
}

/// The entries of a list, however they were typed: in one pair of quotation marks, without any, in other brackets. In prose a comma
/// parts nothing.
pub fn entries(value: &str, list: Wanted<'_>) -> Option<String> {
    let entry = list.entry();
    let inside = value.trim().trim_matches(['[', ']', '(', ')', '{', '}', ' ', ',', ';']);
    if let Some(days) = in_days(inside, &entry.choices()) {
        return Some(days.into_iter().map(quoted).collect::<Vec<_>>().join(", "));
    }
    // A word processor's marks are told from straight ones only where the value is a single text.
    let is_mark = |sign: char| OPENING[..3].contains(&sign) || sign == '\'' && inside.starts_with('\'');
    let straight = inside.replace(is_mark, "\"");
    let words = match of_several(&straight) {
        Some(texts) => texts,
        None if list.is_prose() => vec![typed(inside)],
        None if entry.is_text() && !entry.is_choice() => typed(inside).split([',', ';']).map(typed).collect(),
        None if entry.is_date() && matches!(days(typed(inside)), Some(Days::One(_) | Days::Period(..))) => {
            vec![typed(inside)]
        }
        None => apart(typed(inside)),
    };
    let words = words.into_iter().map(|word| word.trim().trim_start_matches(BULLETS)).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    // `19th, 20th January 2027`: the first takes its month and year from the last.
    let last = words.last().filter(|_| entry.is_date()).and_then(|word| days(word));
    let of_last = |word: &str| {
        let Some(Days::One(last)) = last else { return None };
        Some(vec![last.with_day(without_ordinal(word).parse().ok()?)?.to_string()])
    };
    let found: Option<Vec<Vec<String>>> =
        words.iter().map(|word| of_entry(word, entry).or_else(|| of_last(word))).collect();
    found.map(|found| found.concat()).map(|found| found.join(", ")).filter(|found| !found.is_empty())
}

/// What one entry of a list stands for: a period of days, or days with spaces between them, are several.
fn of_entry(word: &str, entry: Wanted<'_>) -> Option<Vec<String>> {
    if !entry.is_date() {
        return Some(vec![likely_value(word, entry)?]);
    }
    let all = |days: Vec<chrono::NaiveDate>| days.into_iter().map(|day| day.to_string()).collect();
    match days(typed(word)) {
        Some(Days::One(day)) => Some(vec![day.to_string()]),
        Some(Days::Period(first, last)) => Some(all(weekdays(first, last))),
        Some(Days::NoSuchDay(_) | Days::NoYear) => None,
        None => {
            let one = |word| if let Some(Days::One(day)) = days(typed(word)) { Some(day) } else { None };
            word.split_whitespace().map(one).collect::<Option<Vec<_>>>().map(all)
        }
    }
}

/// What stands between commas, semicolons or 'and'.
fn apart(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';']).flat_map(|part| part.split(" and ")).map(typed);
    parts.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn assert_likely(schema: &Value, typed: &str, value: Option<&str>) {
        assert_eq!(likely_value(typed, Wanted::of_schema(schema)).as_deref(), value, "{typed}");
    }

    #[test]
    fn a_value_in_another_form_is_brought_into_the_one_that_the_key_takes() {
        let date = json!({ "type": "string", "format": "date" });
        assert_likely(&date, "\"18 January 2027\"", Some("2027-01-18"));
        assert_likely(&date, "soon", None);
        assert_likely(&json!({ "type": "string", "format": "partial-time" }), "0930", Some("09:30:00"));
        assert_likely(&json!({ "type": "number" }), "41.2%", Some("41.2"));
        assert_likely(&json!({ "type": "integer" }), "four", Some("4"));
        assert_likely(&json!({ "type": "boolean" }), "\"No\"", Some("false"));
        let country = json!({ "type": "string", "oneOf": [{ "const": "england" }, { "const": "wales" }] });
        assert_likely(&country, "England", Some("\"england\""));
        assert_likely(&country, "France", None);
        let text = json!({ "type": "string", "maxLength": 1000 });
        assert_likely(&text, "Helen Marsh", Some("\"Helen Marsh\""));
        assert_likely(&text, "n/a", None);
        let days = json!({ "type": "array", "items": date });
        assert_likely(&days, "[\"19/01/2027\", \"20/01/2027\"]", Some("[2027-01-19, 2027-01-20]"));
        assert_likely(&days, "[2027-01-19 2027-01-20]", Some("[2027-01-19, 2027-01-20]"));
        assert_likely(&days, "2027-01-19 to 2027-01-21", Some("[2027-01-19, 2027-01-20, 2027-01-21]"));
        assert_likely(&days, "[19th, 20th January 2027]", Some("[2027-01-19, 2027-01-20]"));
        assert_likely(&days, "[Tuesday]", None);
        let lines = json!({ "type": "array", "items": text });
        assert_likely(&lines, "\"Aberford Council, Brack Council\"", Some("[\"Aberford Council\", \"Brack Council\"]"));
        assert_likely(&lines, "Bath and Wells Council", Some("[\"Bath and Wells Council\"]"));
        let prose = json!({ "type": "array", "items": { "type": "string", "maxLength": 50_000 } });
        assert_likely(&prose, "Timely, and sound.", Some("[\"Timely, and sound.\"]"));
        let roles = json!({ "type": "array", "items": { "type": "string", "oneOf": [{ "const": "yot-manager" }, { "const": "board-chair" }] } });
        assert_likely(&roles, "chair", Some("[\"board-chair\"]"));
        let days: Vec<Value> = WorkingTime::words().map(|word| json!({ "const": word })).collect();
        let days = json!({ "type": "array", "items": { "type": "string", "oneOf": days } });
        for typed in ["Mon, Tue and Wed", "\"Monday to Wednesday\"", "[\"Mondays\", \"Tues\" \"wed\"]", "(Mon-Wed)"] {
            assert_likely(&days, typed, Some("[\"monday\", \"tuesday\", \"wednesday\"]"));
        }
        assert_likely(&days, "Monday am", Some("[\"monday morning\"]"));
        assert_likely(&days, "flexible", None);
        assert_likely(&roles, "YOT Manager and board chair", Some("[\"yot-manager\", \"board-chair\"]"));
    }
}
