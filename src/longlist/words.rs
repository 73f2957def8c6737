//! The words of the code lists as YOTs type them, in English and Welsh, and the word that the record has for each.

use std::collections::BTreeMap;

use crate::phrases::Phrases;
use crate::returned::plain;

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Gender.
    Gender,
    /// Ethnic group.
    Ethnicity,
    /// Order or sentence.
    Order,
    /// Level of the Scaled Approach.
    ScaledApproach,
    /// Level of risk.
    Level,
    /// Home or host authority.
    HomeOrHost,
    /// Yes or no.
    YesOrNo,
    /// Why a child was released otherwise than on licence.
    ReleaseReason,
}

/// Words for one value of a record: the value, and the words.
type Synonyms = &'static [(&'static str, &'static [&'static str])];

const GENDER: Synonyms = &[
    ("female", &["f", "girl", "woman", "merch", "menyw"]),
    ("male", &["m", "boy", "man", "bachgen", "dyn"]),
    ("other", &["o", "non-binary", "non binary"]),
    ("not known", &["unknown", "nk"]),
];

const LEVEL: Synonyms = &[
    ("low", &["l"]),
    ("medium", &["med", "m"]),
    ("high", &["h"]),
    ("very high", &["v high", "vhigh", "vh", "veryhigh", "very-high"]),
];

const SCALED_APPROACH: Synonyms = &[("standard", &["s"]), ("enhanced", &["e"]), ("intensive", &["i"])];

const HOME_OR_HOST: Synonyms = &[("home", &["home authority"]), ("host", &["host authority"])];

const YES_OR_NO: Synonyms = &[
    ("true", &["y", "true", "1", "ydy", "ydi", "oes", "ie", "x"]),
    ("false", &["n", "false", "0", "na", "nac ydy", "nac ydi", "nag oes", "nac oes", "nage"]),
];

const ORDER: Synonyms = &[
    ("referral order", &["referral"]),
    ("reparation order", &["reparation"]),
    ("youth rehabilitation order", &["yro", "youth rehab order"]),
    (
        "youth rehabilitation order with intensive supervision and surveillance",
        &["yro iss", "yro with iss", "yro issp"],
    ),
    ("detention and training order", &["dto"]),
    ("section 90 or 91 sentence", &["section 90 91", "section 90", "section 91", "s90", "s91"]),
    ("section 226 or 228 sentence", &["section 226 228", "section 226", "section 228", "s226", "s228"]),
    ("section 250 sentence", &["section 250", "s250"]),
    ("section 252A sentence", &["section 252a", "s252a"]),
    ("section 254 sentence", &["section 254", "s254"]),
    ("section 258 sentence", &["section 258 sentence", "section 258", "s258", "dedfryd adran 258"]),
    ("section 259 sentence", &["section 259", "s259"]),
];

const ETHNICITY: Synonyms = &[
    ("W3", &["gypsy or irish traveller"]),
    ("W9", &["any other white background", "white other"]),
    ("M1", &["white and black caribbean"]),
    ("M2", &["white and black african"]),
    ("M3", &["white and asian"]),
    ("M9", &["any other mixed background"]),
    ("A1", &["indian", "asian indian"]),
    ("A2", &["pakistani", "asian pakistani"]),
    ("A3", &["bangladeshi", "asian bangladeshi"]),
    ("A9", &["any other asian background"]),
    ("B1", &["black caribbean"]),
    ("B2", &["black african"]),
    ("B9", &["any other black background"]),
    ("O9", &["other ethnic group"]),
    ("NS", &["refused"]),
];

impl WordList {
    const ALL: [Self; 8] = [
        Self::Gender,
        Self::Ethnicity,
        Self::Order,
        Self::ScaledApproach,
        Self::Level,
        Self::HomeOrHost,
        Self::YesOrNo,
        Self::ReleaseReason,
    ];

    /// What YOTs type besides the words that the sheet offers.
    fn synonyms(self) -> Synonyms {
        match self {
            Self::Gender => GENDER,
            Self::Ethnicity => ETHNICITY,
            Self::Order => ORDER,
            Self::ScaledApproach => SCALED_APPROACH,
            Self::Level => LEVEL,
            Self::HomeOrHost => HOME_OR_HOST,
            Self::YesOrNo => YES_OR_NO,
            Self::ReleaseReason => &[],
        }
    }

    /// The values of a record and the words that the sheet offers for them.
    fn offered(self, phrases: &Phrases) -> Vec<(String, String)> {
        let name = match self {
            Self::Order => {
                return phrases.all_orders().map(|(record, name)| (record.to_owned(), name.to_owned())).collect();
            }
            Self::Gender => "gender",
            Self::Ethnicity => "ethnicity",
            Self::ScaledApproach => "scaled-approach",
            Self::Level => "level",
            Self::HomeOrHost => "authority",
            Self::YesOrNo => "yes-or-no",
            Self::ReleaseReason => "release-reason",
        };
        phrases.code_list(name).to_vec()
    }
}

/// The words of the code lists as a workspace's phrases have them in every language, with those that YOTs type besides.
#[derive(Clone, Debug)]
pub struct ListWords {
    known: Vec<(WordList, BTreeMap<String, String>)>,
    codes: Vec<String>,
    nobody: Vec<String>,
}

impl ListWords {
    /// The words of several languages.
    pub fn new(languages: &[&Phrases]) -> Self {
        let of_list = |list: WordList| {
            let offered = languages.iter().flat_map(|phrases| list.offered(phrases));
            let offered = offered.flat_map(|(value, words)| {
                let without_code = (list == WordList::Ethnicity).then(|| name_of_group(&words)).flatten();
                without_code.into_iter().chain([plain(&words)]).map(move |words| (words, value.clone()))
            });
            let besides = list
                .synonyms()
                .iter()
                .flat_map(|(value, words)| words.iter().map(|word| ((*word).to_owned(), (*value).to_owned())));
            // What a workspace calls its values comes before what YOTs are known to type.
            (list, besides.chain(offered).collect())
        };
        let nobody = languages.iter().flat_map(|phrases| phrases.code_list("case-manager"));
        let codes = languages.iter().flat_map(|phrases| phrases.code_list("ethnicity"));
        Self {
            known: WordList::ALL.into_iter().map(of_list).collect(),
            codes: codes.map(|(code, _)| code.clone()).collect(),
            nobody: nobody.map(|(_, words)| plain(words)).collect(),
        }
    }

    /// The record's value for a word that was typed. The code of an ethnic group may stand alone, or before its words.
    pub fn value(&self, list: WordList, typed: &str) -> Option<&str> {
        let typed = plain(typed);
        if list == WordList::Ethnicity {
            let first = typed.split(' ').next().unwrap_or_default();
            if let Some(code) = self.codes.iter().find(|code| code.eq_ignore_ascii_case(first)) {
                return Some(code);
            }
        }
        let (_, words) = self.known.iter().find(|(known, _)| *known == list)?;
        words.get(&typed).map(String::as_str)
    }

    /// Whether a text says that there is nobody.
    pub fn is_nobody(&self, typed: &str) -> bool {
        self.nobody.contains(&plain(typed))
    }
}

/// The name of an ethnic group without its code and the list that it is of. Chinese is O1 in the list of 16 groups and A4 in
/// that of 18, so that the word alone is asked about.
fn name_of_group(words: &str) -> Option<String> {
    let name = words.split_once(' ')?.1.split(" (").next()?;
    (!words.contains("(16+1)")).then(|| plain(name))
}

/// Whether a text says that there is nothing to say.
pub fn says_nothing(typed: &str) -> bool {
    let typed = plain(typed);
    ["", "-", "n a", "na", "none", "nil", "not applicable", "dim", "amherthnasol", "assetplus", "asset plus"]
        .contains(&typed.as_str())
}

/// Whether a row's first text is that of a row of totals.
pub fn is_total(typed: &str) -> bool {
    let typed = plain(typed);
    ["total", "totals", "grand total", "sum", "count", "number of cases", "cyfanswm", "nifer"]
        .iter()
        .any(|word| typed == *word || typed.starts_with(&format!("{word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::tests::{english, welsh};

    #[test]
    fn everything_that_the_sheet_offers_is_read_in_both_languages() {
        let (english, welsh) = (english(), welsh());
        let words = ListWords::new(&[&english, &welsh]);
        for phrases in [&english, &welsh] {
            for list in WordList::ALL {
                assert!(!list.offered(phrases).is_empty(), "{list:?}");
                for (value, offered) in list.offered(phrases) {
                    assert_eq!(words.value(list, &offered), Some(value.as_str()), "{offered}");
                }
            }
            assert!(words.is_nobody(&phrases.code_list("case-manager")[0].1));
        }
    }

    #[test]
    fn texts_of_plain_signs_and_others_are_compared_alike() {
        for text in ["", "  A-b  c.D ", "v. high", "(16+1)", "Ada\tPryor", "x `y` 'z'"] {
            assert_eq!(plain(&format!("{text}\u{a0}")), plain(text), "{text}");
        }
    }

    #[test]
    fn a_workspaces_own_word_is_read() {
        let own = include_str!("../../templates/phrases/en.toml").replace("\"W1 White: British\"", "\"W1 British\"");
        let own = Phrases::read(&own.replace("\"Female\"", "\"Girl or woman\"")).expect("phrases");
        let words = ListWords::new(&[&own]);
        assert_eq!(words.value(WordList::Gender, "girl or  woman"), Some("female"));
        assert_eq!(words.value(WordList::Ethnicity, "British"), Some("W1"));
        assert_eq!(words.value(WordList::Ethnicity, "Chinese"), None);
    }

    #[test]
    fn what_yots_type_besides_is_for_values_that_there_are() {
        let english = english();
        for list in WordList::ALL {
            let values: Vec<String> = list.offered(&english).into_iter().map(|(value, _)| value).collect();
            for (value, words) in list.synonyms().iter().filter(|(value, _)| *value != "section 258 sentence") {
                assert!(values.iter().any(|known| known == value), "{value}");
                assert!(words.iter().all(|word| plain(word) == *word), "{words:?}");
            }
        }
    }
}
