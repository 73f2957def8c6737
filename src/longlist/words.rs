//! The words of the code lists as YOTs type them, in English and Welsh, and the word that the record has for each.

use crate::record::{normalise, plain as letters, single_spaced};

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
}

/// A text for comparing: one kind of letters and spaces, no capitals, no signs.
pub fn plain(text: &str) -> String {
    let text: String = letters(&normalise(text)).flat_map(char::to_lowercase).collect();
    let text: String =
        text.chars().map(|letter| if letter.is_alphanumeric() || letter == '-' { letter } else { ' ' }).collect();
    single_spaced(&text)
}

/// The word of the record for each of several words that are typed.
type Known = &'static [(&'static str, &'static [&'static str])];

const GENDER: Known = &[
    ("female", &["female", "f", "girl", "woman", "benyw", "merch", "menyw"]),
    ("male", &["male", "m", "boy", "man", "gwryw", "bachgen", "dyn"]),
    ("other", &["other", "o", "arall", "non-binary", "non binary"]),
    ("not known", &["not known", "unknown", "ddim yn hysbys", "nk"]),
];

const LEVEL: Known = &[
    ("low", &["low", "l", "isel"]),
    ("medium", &["medium", "med", "m", "canolig"]),
    ("high", &["high", "h", "uchel"]),
    ("very high", &["very high", "v high", "vhigh", "vh", "veryhigh", "very-high", "uchel iawn"]),
];

const SCALED_APPROACH: Known = &[
    ("standard", &["standard", "s", "safonol"]),
    ("enhanced", &["enhanced", "e", "uwch"]),
    ("intensive", &["intensive", "i", "dwys"]),
];

const HOME_OR_HOST: Known =
    &[("home", &["home", "home authority", "cartref"]), ("host", &["host", "host authority", "lletyol"])];

const ORDER: Known = &[
    ("referral order", &["referral order", "referral", "gorchymyn atgyfeirio"]),
    ("reparation order", &["reparation order", "reparation", "gorchymyn gwneud iawn"]),
    (
        "youth rehabilitation order",
        &["youth rehabilitation order", "yro", "youth rehab order", "gorchymyn adsefydlu ieuenctid"],
    ),
    (
        "youth rehabilitation order with intensive supervision and surveillance",
        &[
            "youth rehabilitation order with intensive supervision and surveillance",
            "yro iss",
            "yro with iss",
            "yro issp",
            "gorchymyn adsefydlu ieuenctid gyda goruchwyliaeth a gwyliadwriaeth ddwys",
        ],
    ),
    ("detention and training order", &["detention and training order", "dto", "gorchymyn cadw a hyfforddi"]),
    (
        "section 90 or 91 sentence",
        &[
            "section 90 or 91 sentence",
            "section 90 91",
            "section 90",
            "section 91",
            "s90",
            "s91",
            "dedfryd adran 90 neu 91",
        ],
    ),
    (
        "section 226 or 228 sentence",
        &[
            "section 226 or 228 sentence",
            "section 226 228",
            "section 226",
            "section 228",
            "s226",
            "s228",
            "dedfryd adran 226 neu 228",
        ],
    ),
    ("section 250 sentence", &["section 250 sentence", "section 250", "s250", "dedfryd adran 250"]),
    ("section 252A sentence", &["section 252a sentence", "section 252a", "s252a", "dedfryd adran 252a"]),
    ("section 254 sentence", &["section 254 sentence", "section 254", "s254", "dedfryd adran 254"]),
    ("section 258 sentence", &["section 258 sentence", "section 258", "s258", "dedfryd adran 258"]),
    ("section 259 sentence", &["section 259 sentence", "section 259", "s259", "dedfryd adran 259"]),
];

/// Chinese is O1 in the list of 16 groups and A4 in that of 18, so that the word alone is asked about.
const ETHNICITY: Known = &[
    ("W1", &["white british", "gwyn prydeinig"]),
    ("W2", &["white irish", "gwyn gwyddelig"]),
    ("W3", &["white gypsy or irish traveller", "gypsy or irish traveller", "gwyn sipsi neu deithiwr gwyddelig"]),
    ("W9", &["white any other background", "any other white background", "white other", "gwyn unrhyw gefndir arall"]),
    ("M1", &["mixed white and black caribbean", "white and black caribbean", "cymysg gwyn a du caribiaidd"]),
    ("M2", &["mixed white and black african", "white and black african", "cymysg gwyn a du affricanaidd"]),
    ("M3", &["mixed white and asian", "white and asian", "cymysg gwyn ac asiaidd"]),
    ("M9", &["mixed any other background", "any other mixed background", "cymysg unrhyw gefndir arall"]),
    ("A1", &["asian or asian british indian", "indian", "asian indian", "asiaidd neu asiaidd prydeinig indiaidd"]),
    (
        "A2",
        &[
            "asian or asian british pakistani",
            "pakistani",
            "asian pakistani",
            "asiaidd neu asiaidd prydeinig pacistanaidd",
        ],
    ),
    (
        "A3",
        &[
            "asian or asian british bangladeshi",
            "bangladeshi",
            "asian bangladeshi",
            "asiaidd neu asiaidd prydeinig bangladeshaidd",
        ],
    ),
    ("A4", &[]),
    (
        "A9",
        &[
            "asian or asian british any other background",
            "any other asian background",
            "asiaidd neu asiaidd prydeinig unrhyw gefndir arall",
        ],
    ),
    ("B1", &["black or black british caribbean", "black caribbean", "du neu ddu prydeinig caribiaidd"]),
    ("B2", &["black or black british african", "black african", "du neu ddu prydeinig affricanaidd"]),
    (
        "B9",
        &[
            "black or black british any other background",
            "any other black background",
            "du neu ddu prydeinig unrhyw gefndir arall",
        ],
    ),
    ("O1", &[]),
    ("O2", &["arab", "arabaidd"]),
    ("O9", &["any other ethnic group", "other ethnic group", "unrhyw grwp ethnig arall"]),
    ("NS", &["not stated", "heb ei nodi", "refused"]),
];

/// The record's word for one that was typed.
pub fn of_list(list: WordList, typed: &str) -> Option<&'static str> {
    let typed = plain(typed);
    let known = match list {
        WordList::Gender => GENDER,
        WordList::Ethnicity => return ethnic_group(&typed),
        WordList::Order => ORDER,
        WordList::ScaledApproach => SCALED_APPROACH,
        WordList::Level => LEVEL,
        WordList::HomeOrHost => HOME_OR_HOST,
    };
    known.iter().find(|(_, words)| words.contains(&typed.as_str())).map(|(word, _)| *word)
}

/// A code may stand alone, or before its words as the list offers it.
fn ethnic_group(typed: &str) -> Option<&'static str> {
    let first = typed.split(' ').next().unwrap_or_default();
    let by_code = ETHNICITY.iter().find(|(code, _)| code.eq_ignore_ascii_case(first));
    let by_words = || ETHNICITY.iter().find(|(_, words)| words.iter().any(|known| plain(known) == typed));
    by_code.or_else(by_words).map(|(code, _)| *code)
}

/// Yes or no.
pub fn truth(typed: &str) -> Option<bool> {
    match plain(typed).as_str() {
        "y" | "yes" | "true" | "1" | "ydy" | "ydi" | "do" | "oes" | "ie" | "x" => Some(true),
        "n" | "no" | "false" | "0" | "na" | "nac ydy" | "nac ydi" | "naddo" | "nag oes" | "nac oes" | "nage" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether a text says that there is nothing to say.
pub fn says_nothing(typed: &str) -> bool {
    let typed = plain(typed);
    [
        "",
        "-",
        "n a",
        "na",
        "none",
        "nil",
        "not applicable",
        "dim",
        "amherthnasol",
        "nobody suitable",
        "neb addas",
        "assetplus",
        "asset plus",
    ]
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

    const PHRASES: [&str; 2] =
        [include_str!("../../templates/phrases/en.toml"), include_str!("../../templates/phrases/cy.toml")];

    #[test]
    fn every_order_that_the_sheet_offers_is_read_in_both_languages_as_the_english_name() {
        let names = PHRASES.map(|phrases| {
            let phrases: toml::Table = phrases.parse().expect("TOML");
            let orders = phrases["order"].as_array().expect("orders").iter();
            orders.map(|order| order["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
        });
        let [english, welsh] = &names;
        assert_eq!(english.len(), welsh.len());
        for (english, welsh) in english.iter().zip(welsh) {
            assert_eq!(of_list(WordList::Order, english), Some(english.as_str()));
            assert_eq!(of_list(WordList::Order, welsh), Some(english.as_str()), "{welsh}");
        }
    }
}
