//! How messages quote a value and list words.

/// Characters of a value that a message quotes.
pub const QUOTED: usize = 80;

/// A text as a message quotes it: a long one is cut, so that no message is longer than what it is about deserves.
pub fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// Words that a list in a message names before it says how many more there are.
const LISTED: usize = 40;

/// `a`, `b` and `c`, each in backticks.
pub fn list(words: &[&str]) -> String {
    let mut shown: Vec<String> = words.iter().take(LISTED).map(|word| format!("`{word}`")).collect();
    if words.len() > LISTED {
        shown.push(format!("{} more", words.len() - LISTED));
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
