//! Standard output and standard error. Whatever cannot be written (a full disk, a closed pipe) ends the command with status 2.

use std::collections::BTreeMap;
use std::fmt::Arguments;
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

use super::Failure;
use crate::check::folder_shown_in;
use crate::problem::Problem;

/// Writes a result to standard output.
pub fn out(text: Arguments<'_>) -> Result<(), Failure> {
    anstream::stdout().write_all(harmless(&without_hidden(text.to_string())).as_bytes()).map_err(not_written)
}

/// Writes a message to standard error.
pub fn err(text: Arguments<'_>) -> Result<(), Failure> {
    anstream::stderr().write_all(harmless(&without_hidden(text.to_string())).as_bytes()).map_err(not_written)
}

/// The names of folders that nothing shows any more, each with what stands in its place.
static HIDDEN: RwLock<BTreeMap<String, String>> = RwLock::new(BTreeMap::new());

/// Shows another word in the place of a folder's name from now on: one that is named after a child.
pub fn hide(folder: &str, shown: &str) {
    HIDDEN.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), shown.to_owned());
}

/// The same where one of its problems says so.
pub fn hide_named(folder: &str, problems: &[Problem]) {
    if let Some(shown) = folder_shown_in(problems) {
        hide(folder, shown);
    }
}

/// A text without the names of folders that nothing shows.
pub fn without_hidden(text: String) -> String {
    let hidden = HIDDEN.read().unwrap_or_else(PoisonError::into_inner);
    hidden
        .iter()
        .fold(text, |text, (folder, shown)| if text.contains(folder) { text.replace(folder, shown) } else { text })
}

/// A text without what would steer a terminal: a name of a file can hold any character, and so can what somebody typed.
/// Line ends, tabs and our own colours stay.
pub fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(steers) {
        harmless.push_str(&rest[..at]);
        let length = style(&rest[at..]);
        if length == 0 {
            harmless.push(char::REPLACEMENT_CHARACTER);
        } else {
            harmless.push_str(&rest[at..at + length]);
        }
        let next = rest[at..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[at + length.max(next)..];
    }
    harmless + rest
}

/// JSON with what would steer a terminal as escapes; the values stay what they are.
pub fn escaped(json: &str) -> String {
    let escape = |sign: char| if steers(sign) { format!("\\u{:04x}", u32::from(sign)) } else { sign.to_string() };
    if json.contains(steers) { json.chars().map(escape).collect() } else { json.to_owned() }
}

/// Whether a character steers a terminal, or makes a text read in another order than it is written.
fn steers(sign: char) -> bool {
    let turns =
        matches!(sign, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    (sign.is_control() && !matches!(sign, '\n' | '\t')) || turns
}

/// The length of a style at the start of a text: bold, dimmed, underlined, in a colour, or none of these.
fn style(text: &str) -> usize {
    let Some((numbers, _)) = text.strip_prefix("\u{1b}[").and_then(|style| style.split_once('m')) else { return 0 };
    let plain = |number: &str| matches!(number.parse(), Ok(0..=4 | 22 | 24 | 30..=37 | 39 | 90..=97));
    // The colours that messages have: `38;5;12`.
    let is_plain = match numbers.split(';').collect::<Vec<_>>()[..] {
        ["38", "5", colour] => colour.parse::<u8>().is_ok(),
        ref numbers => numbers.len() < 4 && numbers.iter().all(|number| plain(number)),
    };
    if is_plain { numbers.len() + 3 } else { 0 }
}

/// Writes bytes that are no text for a terminal, such as a script, to standard output.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    io::stdout().write_all(bytes).map_err(not_written)
}

/// Waits until standard output has taken all that was written to it.
pub fn flush() -> Result<(), Failure> {
    io::stdout().flush().map_err(not_written)
}

fn not_written(error: io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::BrokenPipe => "nobody reads it any more".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    Failure(format!("cannot write the output: {reason}"))
}

/// Writes a line of the result to standard output.
macro_rules! say {
    ($($line:tt)*) => {
        $crate::cli::output::out(format_args!("{}\n", format_args!($($line)*)))
    };
}

/// Writes a line of a message to standard error.
macro_rules! tell {
    ($($line:tt)*) => {
        $crate::cli::output::err(format_args!("{}\n", format_args!($($line)*)))
    };
}

pub(super) use {say, tell};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_steers_no_terminal_and_our_own_colours_stay() {
        let ours = "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: \u{1b}[38;5;12ma.toml\u{1b}[0m\n\tline\n";
        assert_eq!(harmless(ours), ours);
        for hostile in [
            "\u{1b}]0;x\u{7}",
            "\u{1b}[2J",
            "\u{1b}[8m",
            "\u{1b}[1;8m",
            "a\rb",
            "\u{9b}2J",
            "\u{202e}a",
            "\u{8}",
            "\u{1b}",
        ] {
            let text = harmless(&format!("name {hostile} ends"));
            assert!(!text.contains(steers), "{text:?}");
            assert!(text.starts_with("name ") && text.ends_with(" ends"), "{text:?}");
        }
    }
}
