//! Texts of cells for comparing.

use crate::record::{normalise, plain as letters, single_spaced};

/// A text for comparing: one kind of letters and spaces, no capitals, no signs.
pub fn plain(text: &str) -> String {
    // Most cells hold these signs alone, which need no look at a table of letters.
    if text.bytes().all(|sign| sign.is_ascii_graphic() || sign == b' ') {
        return plain_ascii(text);
    }
    let text: String = letters(&normalise(text)).flat_map(char::to_lowercase).collect();
    let text: String =
        text.chars().map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { ' ' }).collect();
    single_spaced(&text)
}

fn plain_ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_ascii_alphanumeric() || sign == '-' {
            plain.push(sign.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Whether two names, as they are compared, differ by a letter or two, so that they may be one person's.
pub fn are_alike(one: &str, other: &str) -> bool {
    let are_long = one.len().min(other.len()) > 5 && one.len().abs_diff(other.len()) <= 4;
    one != other && are_long && strsim::damerau_levenshtein(one, other) <= 2
}

/// The sheets that are sent beside a table, in both languages: what to do, and the code lists.
const BESIDE_A_TABLE: [&str; 4] = ["Read this first", "Code lists", "Darllenwch hwn yn gyntaf", "Rhestrau codau"];

/// Whether a sheet is one of those that are sent beside a table.
pub fn is_beside_the_table(name: &str) -> bool {
    BESIDE_A_TABLE.iter().any(|known| plain(known) == plain(name))
}
