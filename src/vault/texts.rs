//! What a file says, however it was saved.

/// A text with the escapes of TOML and JSON read: `Zo\u00eb` is a name too. Lines stay lines; nothing where there are none.
pub fn unescaped(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut signs = after.chars();
        let digits = match signs.next() {
            Some('u') => 4,
            Some('U') => 8,
            Some('x') => 2,
            _ => 0,
        };
        let code = after.get(1..=digits).filter(|_| digits > 0).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        rest = match code.and_then(char::from_u32) {
            Some(sign) => {
                plain.push(sign);
                &after[1 + digits..]
            }
            None => {
                // What `\n` and `\"` stand for parts two words.
                plain.push(' ');
                after.get(1..).unwrap_or(after)
            }
        };
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_toml_are_read() {
        assert_eq!(unescaped("a = \"Zo\\u00eb \\U00000051uillon\"").as_deref(), Some("a = \"Zoë Quillon\""));
        assert_eq!(unescaped("plain"), None);
        for odd in ["\\", "\\u", "\\u00", "\\uŵŵŵŵ", "\\U99999999", "a\\"] {
            unescaped(odd);
        }
    }
}
