//! How a record's text stands in a document: with the apostrophes of print, with telephone numbers in one piece, and
//! with English that a Welsh document cannot put into Welsh marked as English.

use crate::record::Language;

/// A text with the apostrophes and quotes of print. People type `'` and `"`, templates have `’` and `”`, and the two do not
/// stand in one document.
pub fn curly(text: &str) -> String {
    if !text.contains(['\'', '"']) {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let is_word = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|sign| sign.is_alphanumeric());
    let follows = |at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            !characters[before].is_whitespace() && !matches!(characters[before], '(' | '[' | '‘' | '“')
        })
    };
    // A quote that ends something: no word goes on behind it.
    let ends_later = |at: usize| {
        (at + 1..characters.len()).any(|other| characters[other] == '\'' && follows(other) && !is_word(Some(other + 1)))
    };
    let put = |(at, sign): (usize, &char)| match sign {
        '"' if !follows(at) => '“',
        '"' => '”',
        '\'' if !follows(at) && ends_later(at) => '‘',
        '\'' => '’',
        other => *other,
    };
    characters.iter().enumerate().map(put).collect()
}

/// A telephone number that no line parts. A note behind it is parted like any text.
pub fn unbroken(telephone: &str) -> String {
    let signs: Vec<char> = telephone.chars().collect();
    let is_digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let ends = |at: usize| is_digit(at) || signs[at] == ')';
    let begins = |at: usize| is_digit(at) || signs.get(at) == Some(&'(') && is_digit(at + 1);
    let put = |(at, sign): (usize, &char)| match sign {
        ' ' if at > 0 && ends(at - 1) && begins(at + 1) => '\u{a0}',
        sign => *sign,
    };
    signs.iter().enumerate().map(put).collect()
}

/// Words that make a name or a title English, whatever else is in it. `Sir` is not among them: it is the Welsh for a county.
const ENGLISH: [&str; 19] = [
    "alderman",
    "baroness",
    "borough",
    "board",
    "chief",
    "city",
    "cllr",
    "council",
    "councillor",
    "county",
    "dame",
    "district",
    "inspector",
    "lady",
    "lord",
    "office",
    "police",
    "professor",
    "superintendent",
];

/// A name that has no Welsh in the record. If a word of it is English, it gets the mark for English, so that a screen
/// reader says `Councillor Aled Bebb` rightly. A name alone belongs to both languages.
pub fn name_in(language: Language, name: &str) -> String {
    let is_english = |word: &str| ENGLISH.contains(&word.to_lowercase().as_str());
    let name = curly(name);
    if language == Language::Welsh && name.split(|sign: char| !sign.is_alphanumeric()).any(is_english) {
        Language::English.mark(&name)
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_and_quotes_are_those_of_print() {
        for (typed, printed) in [
            ("Director of Children's Services", "Director of Children’s Services"),
            ("the team's 'stop and think' plans", "the team’s ‘stop and think’ plans"),
            ("parents' views", "parents’ views"),
            ("mae'r 'Steddfod yma", "mae’r ’Steddfod yma"),
            ("('so')", "(‘so’)"),
            ("called \"the Hub\" (\"it's open\")", "called “the Hub” (“it’s open”)"),
            ("already ’right’", "already ’right’"),
        ] {
            assert_eq!(curly(typed), printed);
        }
    }

    #[test]
    fn a_telephone_number_holds_together_and_the_note_behind_it_does_not() {
        for (typed, printed) in [
            ("0161 496 0123", "0161~496~0123"),
            ("+44 (0)161 496 0123", "+44~(0)161~496~0123"),
            ("(0161) 496 0123", "(0161)~496~0123"),
            (
                "0161 496 0123 extension 12 (ask for the duty officer)",
                "0161~496~0123 extension 12 (ask for the duty officer)",
            ),
        ] {
            assert_eq!(unbroken(typed), printed.replace('~', "\u{a0}"));
        }
    }

    #[test]
    fn a_name_with_an_english_word_is_marked_as_english_in_welsh_alone() {
        let marked = |name: &str| name_in(Language::Welsh, name) != name;
        assert!(marked("Councillor Aled Bebb") && marked("Harsley County Council"));
        assert!(!marked("Aled Bebb") && !marked("Cyngor Sir Bro Llanhŷl"));
        assert_eq!(name_in(Language::English, "Councillor Aled Bebb"), "Councillor Aled Bebb");
    }
}
