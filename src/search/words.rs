//! What is a word of the language, what a common name, and what belongs to a date or a number, in English and Welsh.

use std::sync::LazyLock;

/// Words in order, as a file has them, one a line.
type List = LazyLock<Vec<&'static str>>;

static ENGLISH: List = LazyLock::new(|| include_str!("../../assets/words/english.txt").lines().collect());
static WELSH: List = LazyLock::new(|| include_str!("../../assets/words/welsh.txt").lines().collect());
static CAPITALS: List = LazyLock::new(|| include_str!("../../assets/words/capitals.txt").lines().collect());
static NAMES: List = LazyLock::new(|| include_str!("../../assets/words/names.txt").lines().collect());
static FURTHER_NAMES: List = LazyLock::new(|| include_str!("../../assets/words/further-names.txt").lines().collect());

/// Whether a folded word is one of the language, so that it need be no name.
pub fn is_word(word: &str) -> bool {
    is_listed(&ENGLISH, word) || is_listed(&WELSH, word) || is_word_with_capital(word)
}

/// Whether a folded word is one of English: many names are words of Welsh alone, such as `Rhys`.
pub fn is_english_word(word: &str) -> bool {
    is_listed(&ENGLISH, word) || is_word_with_capital(word)
}

/// Whether a folded word is one that always has a capital, such as `English` or `Friday`, and no common name.
pub fn is_word_with_capital(word: &str) -> bool {
    is_time_or_place(word) && !is_common_name(word)
}

/// Whether a folded word is that of a day, a feast, a people, a place or a faith, which may be a name too: `April`, `Bolton`.
pub fn is_time_or_place(word: &str) -> bool {
    is_listed(&CAPITALS, word)
}

/// Whether a folded name is so common that it may be anybody's.
pub fn is_common_name(name: &str) -> bool {
    is_listed(&NAMES, name) || is_listed(&FURTHER_NAMES, name)
}

/// Whether a folded name is neither a word nor common, so that few people have it.
pub fn is_rare(name: &str) -> bool {
    !is_word(name) && !is_common_name(name)
}

fn is_listed(list: &List, word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Words of a date that say neither day, month nor year.
pub const IN_A_DATE: &[&str] = &[
    "st",
    "nd",
    "rd",
    "th",
    "af",
    "il",
    "ydd",
    "fed",
    "ed",
    "eg",
    "ain",
    "of",
    "the",
    "o",
    "mis",
    "fis",
    "r",
    "y",
    "day",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "in",
    "year",
    "month",
    "flwyddyn",
    "yn",
    "dydd",
    "ar",
    "llun",
    "mercher",
    "iau",
    "gwener",
    "sadwrn",
    "sul",
    "born",
    "on",
];

/// Words before the number of a part of a text or of a law.
pub const BEFORE_A_PART: &[&str] = &[
    "adran",
    "annex",
    "appendix",
    "article",
    "atodiad",
    "chapter",
    "clause",
    "clauses",
    "criteria",
    "criterion",
    "erthygl",
    "fersiwn",
    "figure",
    "flat",
    "flats",
    "guidance",
    "guideline",
    "guidelines",
    "issue",
    "item",
    "number",
    "page",
    "pages",
    "para",
    "paragraff",
    "paragraph",
    "paragraphs",
    "paras",
    "part",
    "pennod",
    "regulation",
    "regulations",
    "rhan",
    "rheol",
    "rule",
    "rules",
    "safon",
    "section",
    "sections",
    "standard",
    "standards",
    "tabl",
    "table",
    "tudalen",
    "version",
    "volume",
];

/// Words before three short numbers, or six digits, that are a version, a score or a code: `score 3/2/10`, `see 4.7.10`.
pub const BEFORE_A_NUMBER: &[&str] = &[
    "canllawiau",
    "clock",
    "code",
    "ip",
    "ratio",
    "reg",
    "regs",
    "release",
    "sample",
    "score",
    "scored",
    "scores",
    "see",
    "v",
    "ver",
];

/// What is part of a double name and no half of it.
pub const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "ten", "la", "le", "el", "al", "bin", "ibn", "ap",
    "ab", "ferch", "mac", "mc", "st", "san", "abu", "ben", "dos", "du", "and",
];
