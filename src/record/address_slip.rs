//! What is wrong with an e-mail address, and the address that is likely meant.

use email_address::EmailAddress;

/// Why a text is no address, in words.
pub struct NamedSign {
    /// With the sign.
    pub named: String,
    /// Without anything that the text says.
    pub unnamed: &'static str,
    /// What to do, where no address can be guessed.
    pub how: &'static str,
}

/// Whether a text is an address that every mail program takes for the same one. They part over quoted names, comments, the number
/// of a machine in brackets (`a@[192.0.2.1]`), and what looks like an encoded word (RFC 2047), which some decode
/// (`=?utf-8?q?…?=@b.example`).
pub fn is_address(text: &str) -> bool {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(sign);
    let is_read_alike = text.chars().all(is_plain) && !text.contains("=?") && !text.contains("?=");
    is_read_alike && EmailAddress::is_valid(text)
}

/// The sign or form that keeps a text from being an address.
pub fn named_sign(text: &str) -> Option<NamedSign> {
    let alone = "type the address alone";
    let sign = |named: &str, how| Some((named.to_owned(), how));
    let (named, how) = match text {
        _ if text.contains("](") => sign("this is a link with square and round brackets", alone),
        _ if text.to_lowercase().starts_with("mailto:") => sign("`mailto:` does not belong to it", alone),
        _ if text.matches('@').count() > 1 && text.contains("@@") => sign("it has two `@`", "type one `@`"),
        _ if text.matches('@').count() > 1 => {
            sign("there are several, and one can stand here", "type one; a person of their own gets each further one")
        }
        _ if text.contains(['<', '>']) => sign("there is more than the address between the signs `<` and `>`", alone),
        _ if !text.contains('@') && written_at(text).is_some() => sign("the `@` is written in words", alone),
        _ if !text.contains('@') => sign("it has no `@`", "type the whole address, with `@` and what stands behind it"),
        _ if text.ends_with(['.', ',', ';', ':']) => {
            let last = text.chars().next_back().unwrap_or('.');
            Some((format!("the `{last}` at its end does not belong to it"), alone))
        }
        _ if text.contains(',') => sign("a comma stands in it", "type a full stop in its place"),
        _ if text.contains(' ') => {
            sign("a space stands in it", "take the space out, or type the sign that belongs there")
        }
        _ if text.contains(';') => sign("a semicolon stands in it", "type a full stop in its place"),
        _ if text.contains("..") => sign("two full stops stand side by side in it", "type one full stop"),
        _ if text.starts_with('@') => sign("nothing stands before the `@`", "type the whole address"),
        _ if text.ends_with('@') => sign("nothing stands behind the `@`", "type the whole address"),
        _ if text.contains('/') || text.contains('\\') => sign("a slash stands in it", alone),
        _ => None,
    }?;
    Some(NamedSign { named, unnamed: "a sign in it cannot stand in one", how })
}

/// A text in which the `@` is written in words, with the sign in their place.
fn written_at(text: &str) -> Option<String> {
    let small = text.to_lowercase();
    let words = ["(at)", "[at]", "{at}", " at ", "_at_", "-at-", "(a)"];
    let word = words.into_iter().find(|word| small.matches(word).count() == 1)?;
    let is_boundary = |at: &usize| text.is_char_boundary(*at) && text.is_char_boundary(*at + word.len());
    let at = small.find(word).filter(|at| small.len() == text.len() && is_boundary(at))?;
    Some(format!("{}@{}", text[..at].trim_end(), text[at + word.len()..].trim_start()))
}

/// The address that a text most likely means.
pub fn likely_address(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some((_, address)) = text.rsplit_once('<') {
        return Some(address.trim().trim_end_matches('>').trim().to_owned()).filter(|address| is_address(address));
    }
    if let Some((words, link)) = text.split_once("](") {
        let link = link.trim_end_matches(')').trim_start_matches("mailto:");
        let words = words.trim_start_matches('[');
        return [words, link].into_iter().find(|address| is_address(address)).map(str::to_owned);
    }
    let words = text.split([' ', ',', ';', '/', '\t', '(', ')', '"', ':']);
    let mut whole =
        words.filter(|word| word.contains('@') && word.contains('.')).map(bare).filter(|word| is_address(word));
    if let Some(first) = whole.next().filter(|first| has_ending(first) && !is_cut(text, first)) {
        return Some(first.to_owned());
    }
    let text = written_at(text).unwrap_or_else(|| text.to_owned());
    let text = text.replace("@@", "@").replace("(dot)", ".").replace(" dot ", ".").replace([',', ';'], ".");
    let (name, rest) = text.split_once('@')?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(".");
    let rest: String = rest.split_whitespace().collect();
    let mut address = format!("{name}@{rest}").replace("/", "");
    while address.contains("..") {
        address = address.replace("..", ".");
    }
    let address = address.replace(".@", "@").replace("@.", "@");
    Some(bare(&address).to_owned()).filter(|address| is_address(address) && has_ending(address))
}

/// Bytes of the longest text that is looked at.
const LONGEST: usize = 300;

/// Whether an address has an ending, such as `.gov.uk`: none of a council's is without.
pub fn has_ending(address: &str) -> bool {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.rsplit_once('.').is_some_and(|(_, ending)| ending.len() > 1)
}

/// Whether the word of a text that is an address goes on behind a space or a comma, or begins before one.
fn is_cut(text: &str, word: &str) -> bool {
    let Some((before, behind)) = text.split_once(word) else { return false };
    let is_part = |rest: &str| rest.len() > 1 && !rest.contains(['@', '<', '(', ':']) && !rest.contains(" - ");
    (before.ends_with(' ') && is_part(before.trim())) || (behind.starts_with([',', ' ']) && is_part(behind.trim()))
}

/// An address without the signs that stand round one in a sentence.
fn bare(word: &str) -> &str {
    let small = word.trim_matches(['.', ',', ';', ':', '<', '>', '(', ')', '[', ']', '"', '\'', ' ']);
    small.strip_prefix("mailto:").unwrap_or(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_two_mail_programs_could_take_differently_is_none() {
        for address in ["ann@aberford.example", "ann.o'brien+yot@mail.aberford.example", "a_b=c@aberford.example"] {
            assert!(is_address(address), "{address}");
        }
        for address in [
            "=?utf-8?q?eve=40evil.example=3e?=@aberford.example",
            "ann@[192.0.2.1]",
            "ann@[IPv6:2001:db8::1]",
            "\"ann@evil.example\"@aberford.example",
            "ann(eve@evil.example)@aberford.example",
            "Ann <ann@aberford.example>",
            "a?=@aberford.example",
        ] {
            assert!(!is_address(address), "{address}");
        }
    }

    #[test]
    fn the_sign_that_is_wrong_is_named_and_the_address_that_is_meant_is_shown() {
        for (typed, words) in [
            ("helen.marsh@aberford.example; pa@aberford.example", "several"),
            ("helen.marsh@aberford.example, pa@aberford.example", "several"),
            ("mailto:helen.marsh@aberford.example", "mailto"),
            ("helen.marsh(at)aberford.example", "in words"),
            ("helen.marsh at aberford.example", "in words"),
            ("helen.marsh@aberford,example", "a comma"),
            ("helen marsh@aberford.example", "a space"),
            ("helen.marsh@ aberford.example", "a space"),
            ("helen.marsh@aberford.example.", "`.` at its end"),
            ("helen..marsh@aberford.example", "two full stops"),
            ("helen.marsh@@aberford.example", "two `@`"),
            ("<helen.marsh@aberford.example>", "`<` and `>`"),
            ("Helen Marsh <helen.marsh@aberford.example>", "`<` and `>`"),
            ("[helen.marsh@aberford.example](mailto:helen.marsh@aberford.example)", "a link"),
        ] {
            assert_eq!(likely_address(typed).as_deref(), Some("helen.marsh@aberford.example"), "{typed}");
            assert!(named_sign(typed).unwrap().named.contains(words), "{typed}: {}", named_sign(typed).unwrap().named);
        }
        for typed in
            ["helen.marsh", "@aberford.example", "helen.marsh@", "www.aberford.example", "", "@", "a(at)b(at)c"]
        {
            assert_eq!(likely_address(typed), None, "{typed}");
            assert!(named_sign(typed).is_some(), "{typed}");
        }
        assert!(has_ending("a@b.example") && !has_ending("a@aberford") && !has_ending("a@b.c"));
    }
}
