//! What a text says to whoever reads it as an address, a web page or a mail, or letter by letter: percent signs, character references,
//! quoted-printable, letters with spaces between.

use html_escape::decode_html_entities;

/// The letters in a row that are taken for one word.
const FEWEST: usize = 4;

/// How often a text can be written so, one way within the other.
const MOST_TIMES: usize = 4;

/// The text read so; nothing where that is the text itself.
pub fn decoded(text: &str) -> Option<String> {
    let is_plain = !text.contains(['%', '&', '=']) && spelt_out(text).is_none();
    if is_plain {
        return None;
    }
    let read = |signs: &[char]| {
        let plain = without_any_codes(text, signs);
        Some(spelt_out(&plain).unwrap_or(plain)).filter(|plain| plain != text)
    };
    let as_mail = read(&['%', '=']);
    // `?dob=14%2F12%2F2009` is no mail, where `=14` would be one sign.
    let as_address = (text.contains('=') && text.contains('%')).then(|| read(&['%'])).flatten();
    match (as_mail, as_address) {
        (Some(mail), Some(address)) if mail != address => Some(format!("{mail}\n\n{address}")),
        (mail, address) => mail.or(address),
    }
}

/// A text with what codes behind these signs stand for, however often one is written within the other.
fn without_any_codes(text: &str, signs: &[char]) -> String {
    let mut plain = text.to_owned();
    // What stands in an address within a web page is written so twice.
    for _ in 0..MOST_TIMES {
        let once = without_codes(&decode_html_entities(&plain), signs);
        if once == plain {
            break;
        }
        plain = once;
    }
    plain
}

/// `Q` for `%51` and `=51`, and nothing for a line of a mail that goes on in the next.
fn without_codes(text: &str, signs: &[char]) -> String {
    let (mut plain, mut run) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(byte) = coded(rest, signs) {
            run.push(byte);
            rest = &rest[3..];
            continue;
        }
        plain.push_str(&of_bytes(&mut run));
        let goes_on = ["=\n", "=\r\n"].iter().find_map(|end| rest.strip_prefix(end)).filter(|_| signs.contains(&'='));
        rest = goes_on.unwrap_or_else(|| {
            plain.push(first);
            &rest[first.len_utf8()..]
        });
    }
    plain + &of_bytes(&mut run)
}

/// The byte that two digits behind one of these signs at the beginning of a text stand for.
fn coded(text: &str, signs: &[char]) -> Option<u8> {
    let digits = text.strip_prefix(signs)?.get(..2)?;
    // A mail has capitals there, and a web page `width=device-width`.
    let is_mail = text.starts_with('=');
    let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit() && !(is_mail && digit.is_ascii_lowercase()));
    are_digits.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
}

/// What bytes say in UTF-8, or in the code that Western Europe had before it.
fn of_bytes(bytes: &mut Vec<u8>) -> String {
    let bytes = std::mem::take(bytes);
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|byte| char::from(*byte)).collect())
}

/// `Quill` for `Q u i l l`, `Q.u.i.l.l` and one letter below the other; nothing where no letters stand so.
fn spelt_out(text: &str) -> Option<String> {
    if has_letters_apart(text) { put_together(text) } else { None }
}

fn put_together(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().collect();
    let is_alone = |at: usize| {
        let is_letter = signs.get(at).is_some_and(|sign| sign.is_alphabetic());
        let ends = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_none_or(|sign| !sign.is_alphanumeric());
        is_letter && ends(at.checked_sub(1)) && ends(Some(at + 1))
    };
    let (mut plain, mut at, mut is_changed) = (String::new(), 0, false);
    while at < signs.len() {
        let mut letters = 0;
        while is_alone(at + 2 * letters)
            && (letters == 0
                || matches!(signs[at + 2 * letters - 1], ' ' | '\n' | '.' | '-' | '_' | '·' | '/' | '|' | '*'))
        {
            letters += 1;
        }
        if letters >= FEWEST {
            plain.extend((0..letters).map(|letter| signs[at + 2 * letter]));
            (at, is_changed) = (at + 2 * letters - 1, true);
        } else {
            plain.push(signs[at]);
            at += 1;
        }
    }
    is_changed.then_some(plain)
}

/// Whether a text has so many single letters in a row that some may be spelt out. Most have not.
fn has_letters_apart(text: &str) -> bool {
    let (mut letters, mut is_in_word) = (0, false);
    for sign in text.chars() {
        let is_letter = sign.is_alphabetic();
        let is_part = sign.is_alphanumeric();
        match () {
            // A word of two letters or more, or a number.
            () if is_part && (is_in_word || !is_letter) => letters = 0,
            () if is_letter => letters += 1,
            // More than one sign between two letters.
            () if !is_in_word => letters = 0,
            () => {}
        }
        if letters >= FEWEST {
            return true;
        }
        is_in_word = is_part;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_has_no_letters_apart_spells_nothing(text in "[aQé1 .\n,-]{0,24}") {
            prop_assert!(has_letters_apart(&text) || put_together(&text).is_none(), "{}", text);
        }
    }

    #[test]
    fn a_name_is_read_as_an_address_a_web_page_or_a_child_who_spells_has_it() {
        for (text, plain) in [
            ("x.example/%51uill", "x.example/Quill"),
            ("Qu&#105;ll &amp; Co", "Quill & Co"),
            ("met Q u i l l there", "met Quill there"),
            ("met Q.U.I.L.L.", "met QUILL."),
            ("Q\nu\ni/l|l", "Quill"),
            ("x.example/%2551uill &amp;#81;", "x.example/Quill Q"),
            ("Zo=C3=ABa Cynd=C5=B7lan, Zo=EB, Quill=\r\nfeather", "Zoëa Cyndŷlan, Zoë, Quillfeather"),
        ] {
            assert_eq!(decoded(text).as_deref(), Some(plain), "{text}");
        }
        for text in
            ["100% of a b c", "J. R. R. Tolkien", "A & B", "at 50%, or 5 %", "a = b, x=y", "width=device-width", ""]
        {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
