//! The HMIP IDs of a sample.

use super::listed::Listed;
use crate::facts::folded_id;
use crate::record::{Record, Settings, file_name_part};

/// The IDs of chosen cases, each at the place of its case in `chosen`. They are numbered in the order of a hash of what each row
/// says of the sentence, so that neither the list's order nor a name nor an age can be told from a number; the same rows get
/// the same numbers on every machine.
pub fn case_ids(listed: &Listed<'_>, chosen: &[usize], record: &Record, settings: &Settings) -> Vec<String> {
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let candidate = |place: &usize| &listed.question.candidates[chosen[*place]];
    order.sort_by(|one, other| {
        let key = |place| (&candidate(place).tie_break, &candidate(place).reference);
        key(one).cmp(&key(other))
    });
    let digits = chosen.len().to_string().len().max(2);
    let pattern = pattern(record, settings);
    let mut ids = vec![String::new(); chosen.len()];
    for (number, place) in (1..).zip(order) {
        ids[place] = case_id(&pattern, number, digits);
    }
    ids
}

/// The first ID beyond those that any case of the record has: nobody's number is given to another child.
pub fn next_case_id(record: &Record, settings: &Settings) -> String {
    let cases = record.cases.cases.iter().map(|case| case.id.to_string());
    let children = record.children.children.iter().filter_map(|child| child.id.as_ref()).map(ToString::to_string);
    let known: Vec<String> = cases.chain(children).collect();
    let pattern = pattern(record, settings);
    let (before, after) = pattern.split_once(NUMBER).unwrap_or((&pattern, ""));
    let digits = |id: &String| id.strip_prefix(before)?.strip_suffix(after).map(str::to_owned);
    let numbers: Vec<String> = known.iter().filter_map(digits).collect();
    let highest = numbers.iter().filter_map(|number| number.parse::<usize>().ok()).max().unwrap_or(0);
    let width = numbers.iter().map(String::len).max().unwrap_or(2);
    let is_free = |id: &String| known.iter().all(|other| folded_id(other) != folded_id(id));
    let mut ids = (highest + 1..).map(|number| case_id(&pattern, number, width));
    ids.find(is_free).unwrap_or_default()
}

const NUMBER: &str = "{number}";

/// The office's pattern with the letters of the area in it.
fn pattern(record: &Record, settings: &Settings) -> String {
    settings.case_id().replace("{area}", &letters(record))
}

fn case_id(pattern: &str, number: usize, digits: usize) -> String {
    pattern.replace(NUMBER, &format!("{number:0digits$}"))
}

/// The first two letters of the area's name.
fn letters(record: &Record) -> String {
    let yot = &record.inspection.yot;
    let area = yot.area.as_ref().or(yot.authorities.first()).unwrap_or(&yot.name);
    let letters = file_name_part(area, 6);
    let letters: String = letters.chars().filter(char::is_ascii_alphabetic).take(2).collect();
    letters.to_uppercase()
}
