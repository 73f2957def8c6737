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

/// Signs of a tag, at most: what is longer is no tag.
const LONGEST_TAG: usize = 400;

/// A text without the tags of a web page or of an office file, which may stand within a name: `Quill<b>feather</b>`; nothing where there
/// are none.
pub fn without_tags(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let end = after.char_indices().take(LONGEST_TAG).find(|(_, sign)| matches!(sign, '>' | '<'));
        match end.filter(|(_, sign)| *sign == '>') {
            Some((end, _)) => rest = &after[end + 1..],
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    (plain.len() < text.len()).then_some(plain)
}

/// What a file of the form RTF says, without its groups and words of control; nothing where it is none.
pub fn said_in_rtf(text: &str) -> Option<String> {
    let mut rest = &text[text.find("{\\rtf")?..];
    let mut plain = String::with_capacity(rest.len());
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '{' | '}' | '\n' | '\r' => {}
            '\\' => rest = control(rest, &mut plain),
            _ => plain.push(sign),
        }
    }
    Some(plain)
}

/// Takes in a control of RTF that begins a text, behind its backslash, and gives what follows it.
fn control<'t>(text: &'t str, plain: &mut String) -> &'t str {
    let word = text.find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(text.len());
    if word == 0 {
        if let Some((sign, rest)) = of_rtf(text) {
            plain.push(sign);
            return rest;
        }
        let mut signs = text.chars();
        match signs.next() {
            Some('~') => plain.push(' '),
            Some(sign @ ('{' | '}' | '\\')) => plain.push(sign),
            _ => {}
        }
        return signs.as_str();
    }
    let (name, rest) = text.split_at(word);
    let digits = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '-')).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(digits);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    match (name, number.parse::<i32>()) {
        ("par" | "line" | "cell" | "row" | "page" | "sect", _) => plain.push('\n'),
        ("tab", _) => plain.push(' '),
        ("u", Ok(code)) => {
            // Numbers above 32,767 are written as negative ones.
            let code = u32::try_from(if code < 0 { code + 65_536 } else { code }).ok();
            plain.extend(code.and_then(char::from_u32));
            return behind_older(rest).unwrap_or(rest);
        }
        _ => {}
    }
    rest
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
    Some((char::from_u32(number[..end].parse().ok()?)?, behind_older(&number[end..])?))
}

/// What follows the sign that RTF has for older programs behind the number of another one; nothing where there is none.
fn behind_older(text: &str) -> Option<&str> {
    text.strip_prefix('?').or_else(|| text.strip_prefix("\\'")?.get(2..))
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
    fn an_office_file_is_read_without_what_stands_within_its_words() {
        for text in [
            "{\\rtf1\\ansi 14{\\super th} of Umber{\\b leaf} and P\\uc0\\u117 mble\\lang2057 forth\\par}",
            "{\\rtf1 14\\super th\\nosupersub  of Umberleaf and P\\u117\\'75mbleforth}",
        ] {
            let said = said_in_rtf(text).expect("RTF");
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(said, "14th of Umberleaf and Pumbleforth", "{text}");
        }
        assert_eq!(said_in_rtf("plain"), None);
        assert_eq!(
            without_tags("14<sup>th</sup> of <w:t>Umber</w:t></w:r><w:t>leaf").as_deref(),
            Some("14th of Umberleaf")
        );
        assert_eq!(without_tags("a < b and c <= d"), None);
        for odd in
            ["{\\rtf\\", "{\\rtf\\u", "{\\rtf\\u-", "{\\rtf\\u99999999999 \\'", "{\\rtf\\'ŵŵ", "<ŵ<<", "{\\rtf\\u1\\'ŵ"]
        {
            said_in_rtf(odd);
            without_tags(odd);
        }
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
