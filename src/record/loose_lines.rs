//! Lines out of a mail program's card or an e-mail's foot, which have no keys.

use super::address_slip::{is_address, likely_address};
use super::quoted_texts::quoted;

/// The lines of a person as they should be typed, if some lines are a person's and the group has the keys; which line is the
/// e-mail address or the telephone number shows in itself.
pub fn of_person(lines: &[&str], keys: &[&str]) -> Option<String> {
    if !(keys.contains(&"name") && keys.contains(&"email")) {
        return None;
    }
    let value = |line: &str| {
        let label = line.split_once(':').filter(|(label, _)| label.len() < LONGEST_LABEL && !label.contains('@'));
        label.map_or(line, |(_, value)| value).trim().to_owned()
    };
    let values: Vec<String> = lines.iter().map(|line| value(line)).collect();
    let is_number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits > 8 && text.chars().all(|sign| sign.is_ascii_digit() || " +-()".contains(sign))
    };
    let is_words = |text: &str| !text.is_empty() && !text.contains(|sign: char| sign.is_ascii_digit() || sign == '@');
    let email = values.iter().find_map(|text| likely_address(text).filter(|address| is_address(address)));
    let telephone = values.iter().find(|text| is_number(text));
    if email.is_none() && telephone.is_none() {
        return None;
    }
    let mut words = values.iter().filter(|text| is_words(text));
    let found = [
        ("name", words.next().cloned()),
        ("title", words.next().cloned()),
        ("email", email),
        ("telephone", telephone.cloned()),
    ];
    let typed = found.into_iter().filter(|(key, _)| keys.contains(key));
    let typed: Vec<String> = typed.filter_map(|(key, value)| Some(format!("`{key} = {}`", quoted(&value?)))).collect();
    Some(typed.join(", "))
}

/// Letters of the longest label before a value: `Mobile`.
const LONGEST_LABEL: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_told_as_the_keys_of_a_person_and_an_address_is_none() {
        let keys = ["name", "title", "email", "telephone"];
        let card = ["Helen Marsh", "Head of Youth Justice", "E: helen.marsh@aberford.example", "T: 01632 960145"];
        let typed = "`name = \"Helen Marsh\"`, `title = \"Head of Youth Justice\"`, `email = \"helen.marsh@aberford.example\"`, \
                     `telephone = \"01632 960145\"`";
        assert_eq!(of_person(&card, &keys).as_deref(), Some(typed));
        assert_eq!(of_person(&["12 Millgate", "Aberford"], &keys), None);
        assert_eq!(of_person(&card, &["on", "reason"]), None);
    }
}
