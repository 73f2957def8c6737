//! Slips in a single value: a word processor's quotation marks, a date in another form, text without quotation marks.

use toml::de::DeValue;

use super::days::{Days, days};
use super::likely_value::{CLOSING, OPENING, likely_value, typed};
use super::quoted_texts::{behind_first, between, of_several, quoted};
use super::wanted::Wanted;
use super::written::{is_placeholder, time};

/// What is wrong with a value, what to do, and the value as it should be, where that can be told.
#[derive(Debug)]
pub struct Mend {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub how: String,
    /// The value as it should be typed.
    pub instead: Option<String>,
}

fn mend(message: impl Into<String>, how: impl Into<String>, instead: impl Into<Option<String>>) -> Option<Mend> {
    Some(Mend { message: message.into(), how: how.into(), instead: instead.into() })
}

/// Signs that people put round a text instead of quotation marks.
const ROUND: [(char, char); 5] = [('`', '`'), ('´', '´'), ('`', '´'), ('<', '>'), ('*', '*')];

/// Where a value stands: as the value of a key, or as one entry of its list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Behind the equals sign.
    Alone,
    /// Between the commas of a list.
    InList,
}

/// What is wrong with a single value, if anything is; what stands instead is of the kind that the key takes.
pub fn of_value(value: &str, wanted: Wanted<'_>, within: Within) -> Option<Mend> {
    let found = of_form(value, wanted, within)?;
    if !wanted.is_known() {
        return Some(found);
    }
    let is_text = wanted.is_text() && !wanted.is_choice() && !wanted.is_email();
    // Several entries, and a text with a note behind it, are no single value.
    let are_taken =
        |texts: Vec<&str>| within == Within::InList && texts.into_iter().all(|text| wanted.takes(&quoted(text)));
    let is_right = |instead: &str| {
        wanted.takes(instead) || is_text && instead.starts_with('"') || of_several(instead).is_some_and(are_taken)
    };
    if wanted.is_date()
        && let Some(mend) = of_day(typed(value), wanted)
    {
        return Some(mend);
    }
    let takes_words = wanted.is_text() || wanted.is_list();
    if value.is_empty() || takes_words && is_placeholder(typed(value)) {
        return of_nothing(value.is_empty(), wanted);
    }
    if found.instead.as_deref().is_some_and(is_right) {
        return Some(found);
    }
    match likely_value(value, wanted) {
        Some(likely) => Some(of_kind(&likely, found, wanted)),
        None if found.instead.is_none() && !found.message.is_empty() && !wanted.is_list() => Some(found),
        None => Some(of_another_kind(wanted)),
    }
}

/// What is wrong with a value that was typed in another form than the key takes, with the likely one.
fn of_kind(likely: &str, found: Mend, wanted: Wanted<'_>) -> Mend {
    let message = match () {
        () if wanted.is_truth() && likely == "true" => "`true` is typed for yes",
        () if wanted.is_truth() => "`false` is typed for no",
        () if wanted.is_time() => "a time of day is written with hours, minutes and seconds",
        () if wanted.is_whole() => "a whole number is written in digits alone",
        () if wanted.is_number() => {
            "a number is written in digits, with a full stop before its decimals and no sign behind"
        }
        () if wanted.is_choice() => "one of a few words is needed here, as it is written in the record",
        () if wanted.entry().is_date() => "dates stand in square brackets, as year, month and day",
        () if wanted.is_list() && !found.message.contains("bracket") && !found.message.contains("curly") => {
            "a list stands in square brackets, each entry in quotation marks"
        }
        () => return Mend { instead: Some(likely.to_owned()), ..found },
    };
    Mend { message: message.to_owned(), how: "type".to_owned(), instead: Some(likely.to_owned()) }
}

/// What is wrong with a value that says that it is not known.
fn of_nothing(is_empty: bool, wanted: Wanted<'_>) -> Option<Mend> {
    let message = match is_empty {
        true => "nothing stands behind the equals sign",
        false => "this says that there is no value, or that nobody knows it yet",
    };
    let how = match wanted.is_optional() {
        true => "type the value, or take the line out while it is not known",
        false => "type the value; while it is not known, put a `#` before every line of this group",
    };
    mend(message, how, None)
}

/// What is wrong with a date, if it is one in another form or none that there is.
fn of_day(text: &str, wanted: Wanted<'_>) -> Option<Mend> {
    match days(text)? {
        Days::One(day) => mend("a date is written as year, month and day", "type", day.to_string()),
        Days::Period(first, last) => {
            let message = "one day is needed here, and these are several";
            mend(message, format!("type the first, or `{last}` for the last; the first would be"), first.to_string())
        }
        Days::NoSuchDay(last) => {
            let message = "there is no such day in the calendar";
            mend(message, "type a day that there is; the last of that month would be", last.to_string())
        }
        Days::NoYear => mend("this date has no year", wanted.how(), wanted.example()),
    }
}

/// A value of another kind than the key takes, such as a word for a date.
fn of_another_kind(wanted: Wanted<'_>) -> Mend {
    let message = match wanted.is_choice() {
        true => "one of a few words is needed here, as it is written in the record".to_owned(),
        false => format!("{} is needed here", wanted.words()),
    };
    Mend { message, how: wanted.how(), instead: wanted.example() }
}

/// What is wrong with the form of a single value, if anything is.
fn of_form(value: &str, wanted: Wanted<'_>, within: Within) -> Option<Mend> {
    if value.is_empty() {
        return of_nothing(true, wanted);
    }
    if value.starts_with("\"\"\"") || value.starts_with("'''") || DeValue::parse(value).is_ok() {
        return None;
    }
    if wanted.is_list()
        && within == Within::Alone
        && let Some(list) = of_brackets(value)
    {
        return Some(list);
    }
    if value.starts_with('{') {
        return None;
    }
    let typographic = |sign: char| OPENING.contains(&sign) || CLOSING[..5].contains(&sign);
    if value.starts_with(OPENING) || value.starts_with(['"', '\'']) && value.ends_with(typographic) {
        let text = value.strip_prefix(|_: char| true).unwrap_or_default();
        let text = text.strip_suffix(CLOSING).or_else(|| text.strip_suffix('\'')).unwrap_or(text);
        let sign = value.chars().find(|sign| typographic(*sign)).unwrap_or('\u{201c}');
        let instead = text.contains(OPENING).then(|| value.replace(['\u{201c}', '\u{201d}', '\u{201e}'], "\""));
        return mend(
            format!("this is a curly quotation mark, `{sign}`, as word processors put it"),
            "type straight quotation marks",
            instead.filter(|straight| of_several(straight).is_some()).unwrap_or_else(|| quoted(text)),
        );
    }
    if let Some(text) = value.strip_prefix('\'') {
        // `'12 Millgate' 'Aberford'`: apostrophes around each of several texts.
        let straight = value.replace('\'', "\"");
        if !value.contains('"') && of_several(&straight).is_some() {
            return of_quoted(&straight, wanted, within);
        }
        let message = match text.find('\'') {
            Some(_) => "the apostrophe ends the text, because the text begins with one",
            None => "the text begins with an apostrophe and has no end",
        };
        return mend(
            message,
            "put it between two straight quotation marks",
            quoted(text.strip_suffix(['\'', '"']).unwrap_or(text)),
        );
    }
    if value.starts_with('"') {
        return of_quoted(value, wanted, within);
    }
    of_bare(value, wanted)
}

/// A list in other brackets, or without its first.
fn of_brackets(value: &str) -> Option<Mend> {
    let inside = |open, close| value.strip_prefix(open)?.strip_suffix(close);
    if let Some(inner) = inside('(', ')').or_else(|| inside('{', '}')).filter(|inner| !inner.contains('=')) {
        return mend("a list stands in square brackets", "type", format!("[{}]", inner.trim()));
    }
    let is_unopened = value.ends_with(']') && !value.contains('[');
    is_unopened
        .then(|| format!("[{value}"))
        .and_then(|list| mend("the square bracket at the beginning of this list is missing", "type", list))
}

/// What is wrong with a value that begins with a quotation mark.
fn of_quoted(value: &str, wanted: Wanted<'_>, within: Within) -> Option<Mend> {
    let text = value.strip_prefix('"')?;
    if !text.contains('"') {
        return mend("the quotation mark at the end of this text is missing", "type it", quoted(text.trim_end()));
    }
    if let Some(texts) = of_several(value) {
        let all = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ");
        return match within {
            Within::InList => mend("a comma is missing between two entries of this list", "type", all),
            Within::Alone if wanted.is_list() => {
                mend("several texts are a list, and a list stands in square brackets", "type", format!("[{all}]"))
            }
            Within::Alone => {
                let whole = texts.join(between(value));
                mend("these are several texts, and one is needed", "type", quoted(&whole))
            }
        };
    }
    let inner = value.trim_matches('"');
    if !inner.contains('"') && (value.starts_with("\"\"") || value.ends_with("\"\"")) {
        return mend("there is a quotation mark too many", "type", quoted(inner));
    }
    if let Some((first, rest)) = behind_first(value).filter(|_| within == Within::Alone) {
        if rest.trim_start_matches([',', ';', ' ']).split_once('=').is_some_and(|(key, _)| is_key(key.trim())) {
            return mend(
                "a second key stands in this line",
                "put it into a line of its own, so that this one is",
                quoted(first),
            );
        }
        if !rest.contains('"') {
            let note = rest.trim_start_matches(['/', '-', '\u{2013}', '\u{2014}', ';', ',', '*', ' ']);
            let kept = if note.is_empty() { quoted(first) } else { format!("{} # {note}", quoted(first)) };
            return mend("something stands behind this text", "a note begins with `#`; type", kept);
        }
    }
    let inner = text.strip_suffix('"').unwrap_or(text);
    if inner.contains('"') {
        return mend("a quotation mark inside the text ends it", "type single ones inside", quoted(inner));
    }
    if inner.contains('\\') {
        let instead = format!("\"{}\"", inner.replace('\\', "/"));
        return mend("a backslash cannot stand in a text like this", "type a slash, or leave it out", instead);
    }
    None
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-')
}

/// What is wrong with a value without quotation marks.
fn of_bare(value: &str, wanted: Wanted<'_>) -> Option<Mend> {
    if !wanted.is_known()
        && let Some(mend) = of_day(value, wanted).or_else(|| of_time(value))
    {
        return Some(mend);
    }
    if let Some(text) = value.strip_suffix('"').filter(|text| !text.contains(['"', '[', ']'])) {
        return mend("the quotation mark at the beginning of this text is missing", "type it", quoted(text.trim_end()));
    }
    let round = ROUND.iter().find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close));
    if let Some(text) = round.filter(|text| !text.contains('"')) {
        return mend("text stands between two straight quotation marks", "type", quoted(text));
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_number = digits > 3 && value.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
    match () {
        () if is_number && (wanted.is_telephone() || !wanted.is_known() && digits > 4) => {
            mend("a telephone number is a text and stands in quotation marks", "type", quoted(value))
        }
        () if is_number && wanted.is_text() => mend(
            "a number that begins with 0, or has more than digits, stands in quotation marks",
            "type",
            quoted(value),
        ),
        () if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => {
            mend("`true` and `false` are written in small letters", "type", value.to_lowercase())
        }
        () if value.contains(['"', '[', ']', '{', '}']) && !wanted.is_known() => None,
        () => mend("text stands between two straight quotation marks", "type", quoted(value)),
    }
}

fn of_time(value: &str) -> Option<Mend> {
    let time = time(value)?.format("%H:%M:%S").to_string();
    mend("a time of day is written with hours, minutes and seconds", "type", time)
}
