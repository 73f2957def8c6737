//! What a file says, however it was saved.

/// A text with the escapes of TOML, JSON and RTF read: `Zo\u00eb`, `Zo\u235?` and `Zo\'eb` are a name too. Lines stay lines; nothing
/// where there are none.
pub fn unescaped(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        rest = match of_rtf(after).or_else(|| of_toml(after)) {
            Some((sign, after)) => {
                plain.push(sign);
                after
            }
            None => {
                // What `\n` and `\"` stand for parts two words.
                plain.push(' ');
                let mut signs = after.chars();
                signs.next();
                signs.as_str()
            }
        };
    }
    plain.push_str(rest);
    Some(plain)
}

/// The sign that an escape of TOML or JSON stands for, and what follows it.
fn of_toml(after: &str) -> Option<(char, &str)> {
    let digits = match after.chars().next()? {
        'u' => 4,
        'U' => 8,
        'x' => 2,
        _ => return None,
    };
    let code = u32::from_str_radix(after.get(1..=digits)?, 16).ok()?;
    Some((char::from_u32(code)?, &after[1 + digits..]))
}

/// The sign that an escape of RTF stands for, and what follows it. Behind a number stands what older programs show instead of it.
fn of_rtf(after: &str) -> Option<(char, &str)> {
    if let Some(code) = after.strip_prefix('\'') {
        return Some((char::from(u8::from_str_radix(code.get(..2)?, 16).ok()?), &code[2..]));
    }
    let number = after.strip_prefix('u')?;
    let end = number.find(|sign: char| !sign.is_ascii_digit())?;
    let behind = &number[end..];
    let older = behind.strip_prefix('?').or_else(|| {
        let code = behind.strip_prefix("\\'")?;
        code.get(2..)
    })?;
    Some((char::from_u32(number[..end].parse().ok()?)?, older))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_toml_are_read() {
        assert_eq!(unescaped("a = \"Zo\\u00eb \\U00000051uillon\"").as_deref(), Some("a = \"Zoë Quillon\""));
        assert_eq!(unescaped("plain"), None);
    }

    #[test]
    fn escapes_of_rtf_are_read() {
        let text = "Zo\\'eb Cynd\\u375?lan {\\b Zo\\u235\\'eb} \\u8217?";
        assert_eq!(unescaped(text).as_deref(), Some("Zoë Cyndŷlan {  Zoë} ’"));
    }

    #[test]
    fn nothing_that_follows_a_backslash_stops_the_reading() {
        for odd in [
            "\\",
            "\\u",
            "\\u00",
            "\\uŵŵŵŵ",
            "\\U99999999",
            "a\\",
            "\\'",
            "\\'ŵŵ",
            "\\u1",
            "\\u99999999999?",
            "\\u55296?",
            "\\u1\\'ŵ",
        ] {
            unescaped(odd);
        }
    }
}
