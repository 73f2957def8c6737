//! Slips in a single value: a word processor's quotation marks, a date in another form, text without quotation marks.

use toml::de::DeValue;

use super::quoted_texts::{behind_first, of_several, quoted};
use super::wanted::Wanted;
use super::written::{date, number, time};

/// What is wrong with a value, what to do, and the value as it should be, where that can be told.
#[derive(Debug)]
pub struct Mend {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub how: &'static str,
    /// The value as it should be typed.
    pub instead: Option<String>,
}

fn mend(message: impl Into<String>, how: &'static str, instead: impl Into<Option<String>>) -> Option<Mend> {
    Some(Mend { message: message.into(), how, instead: instead.into() })
}

/// Quotation marks that a word processor puts, and those of which a pair of them could be a mixture.
const OPENING: [char; 7] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{2018}', '\u{2019}', '\u{201a}'];
const CLOSING: [char; 6] = ['\u{201c}', '\u{201d}', '\u{bb}', '\u{2018}', '\u{2019}', '"'];

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
    // Several entries, and a text with a note behind it, are no single value.
    let is_right = |instead: &str| wanted.takes(instead) || wanted.is_text() && instead.starts_with('"');
    let Some(instead) = found.instead.as_deref().filter(|instead| !is_right(instead)) else { return Some(found) };
    if wanted.is_list() {
        return Some(match entries(instead, wanted, wanted.is_list_of_lines()) {
            Some(entries) => Mend { instead: Some(format!("[{entries}]")), ..found },
            None => of_another_kind(wanted),
        });
    }
    let typed = typed(value);
    match typed.to_lowercase().as_str() {
        "yes" | "y" | "on" if wanted.is_truth() => mend("`true` is typed for yes", "type", "true".to_owned()),
        "no" | "n" | "off" if wanted.is_truth() => mend("`false` is typed for no", "type", "false".to_owned()),
        _ if wanted.is_text() => mend("text stands between two straight quotation marks", "type", quoted(typed)),
        _ if wanted.takes(typed) => Some(Mend { instead: Some(typed.to_owned()), ..found }),
        _ => match number(typed).map(|number| number.to_string()).filter(|number| wanted.takes(number)) {
            Some(number) => mend("a whole number is written in digits alone", "type", number),
            None => Some(of_another_kind(wanted)),
        },
    }
}

/// What somebody typed between whatever marks.
fn typed(value: &str) -> &str {
    value.trim_matches(|sign: char| OPENING.contains(&sign) || CLOSING.contains(&sign) || sign == '\'')
}

/// A value of another kind than the key takes, such as a word for a date.
fn of_another_kind(wanted: Wanted<'_>) -> Mend {
    let message = format!("{} is needed here", wanted.words());
    let how = "take the line out while it is not known, or type it as in this example";
    Mend { message, how, instead: wanted.example() }
}

/// The entries of a list in whose place a single value was typed. In a list of lines, such as those of an address, it is
/// several in one pair of quotation marks.
pub fn entries(value: &str, list: Wanted<'_>, is_of_lines: bool) -> Option<String> {
    let entry = list.entry();
    let words = apart(typed(value));
    if entry.is_choice() || entry.is_text() && is_of_lines {
        return Some(words.into_iter().map(quoted).collect::<Vec<_>>().join(", "));
    }
    if entry.takes(value) {
        return Some(value.to_owned());
    }
    if entry.is_text() {
        return Some(quoted(typed(value)));
    }
    let dates: Option<Vec<String>> = words.into_iter().map(|word| Some(date(word)?.to_string())).collect();
    dates.filter(|dates| dates.iter().all(|date| entry.takes(date))).map(|dates| dates.join(", "))
}

/// What stands between commas, semicolons or 'and'.
pub fn apart(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';']).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// What is wrong with the form of a single value, if anything is.
fn of_form(value: &str, wanted: Wanted<'_>, within: Within) -> Option<Mend> {
    if value.is_empty() {
        return mend(
            "nothing stands behind the equals sign",
            "type the value, or take the line out while it is not known",
            None,
        );
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
        let message = match text.find('\'') {
            Some(_) => "the apostrophe ends the text, because the text begins with one",
            None => "the text begins with an apostrophe and has no end",
        };
        return mend(
            message,
            "put it between two straight quotation marks",
            quoted(text.strip_suffix('\'').unwrap_or(text)),
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
            Within::Alone => mend("these are several texts, and one is needed", "type", quoted(&texts.join(" "))),
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
    if let Some(day) = date(value) {
        return mend("a date is written as year, month and day", "type", day.to_string());
    }
    if let Some(time) = time(value) {
        return mend(
            "a time of day is written with hours, minutes and seconds",
            "type",
            time.format("%H:%M:%S").to_string(),
        );
    }
    if value.len() < 20 && date(&format!("{value} 2027")).or_else(|| date(&format!("{value}/2027"))).is_some() {
        return mend("this date has no year", "write year, month and day: `2027-01-18`", None);
    }
    if let Some(text) = value.strip_suffix('"').filter(|text| !text.contains(['"', '[', ']'])) {
        return mend("the quotation mark at the beginning of this text is missing", "type it", quoted(text.trim_end()));
    }
    let round = ROUND.iter().find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close));
    if let Some(text) = round.filter(|text| !text.contains('"')) {
        return mend("text stands between two straight quotation marks", "type", quoted(text));
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_number = digits > 4 && value.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign));
    let is_date = value.len() == 10 && value.chars().nth(4) == Some('-') && value.chars().nth(7) == Some('-');
    match () {
        () if is_number && is_date => mend("there is no such day in the calendar", "type a day that there is", None),
        () if is_number && !wanted.is_date() => {
            mend("a telephone number is a text and stands in quotation marks", "type", quoted(value))
        }
        () if value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false") => {
            mend("`true` and `false` are written in small letters", "type", value.to_lowercase())
        }
        () if value.contains(['"', '[', ']', '{', '}']) => None,
        () => mend("text stands between two straight quotation marks", "type", quoted(value)),
    }
}
