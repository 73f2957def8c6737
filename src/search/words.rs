//! Words that may stand beside a name or look like one, in English and Welsh.

const ENGLISH: &str = include_str!("../../assets/words/english.txt");
const WELSH: &str = include_str!("../../assets/words/welsh.txt");
const NAMES: &str = include_str!("../../assets/words/names.txt");

/// Whether a folded word is one of the language, so that it need be no name.
pub fn is_word(word: &str) -> bool {
    is_listed(ENGLISH, word) || is_listed(WELSH, word)
}

/// Whether a folded name is so common that it may be anybody's.
pub fn is_common_name(name: &str) -> bool {
    is_listed(NAMES, name)
}

/// Looks a word up in a list, a word a line, in order.
fn is_listed(list: &str, word: &str) -> bool {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list[..middle].rfind('\n').map_or(0, |newline| newline + 1);
        let end = list[start..].find('\n').map_or(list.len(), |newline| start + newline);
        match list[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Months, days and seasons that are names as well, and bear a capital as a date.
pub const CALENDAR: &[&str] = &[
    "january",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "summer",
    "autumn",
    "winter",
    "spring",
    "friday",
    "sunday",
    "monday",
    "easter",
    "christmas",
    "noel",
    "mai",
    "mawrth",
    "awst",
    "ebrill",
    "haf",
];

/// What stands before a month or season.
pub const BEFORE_A_DATE: &[&str] = &[
    "in", "since", "during", "until", "till", "by", "before", "after", "early", "late", "mid", "last", "next", "each",
    "every", "this", "previous", "of", "to", "from", "between", "and", "for", "on", "the", "ym", "yn", "mis", "ers",
    "hyd", "tan", "fis", "o", "i",
];

/// What makes the name before it that of a place, a building or a body.
pub const OF_A_PLACE: &[&str] = &[
    "street",
    "road",
    "lane",
    "avenue",
    "house",
    "court",
    "centre",
    "center",
    "school",
    "academy",
    "college",
    "hospital",
    "park",
    "council",
    "borough",
    "county",
    "city",
    "town",
    "police",
    "university",
    "square",
    "close",
    "estate",
    "building",
    "buildings",
    "library",
    "station",
    "crescent",
    "drive",
    "gardens",
    "terrace",
    "way",
    "wood",
    "hill",
    "valley",
    "bridge",
    "prison",
    "trust",
    "foundation",
    "institute",
    "constabulary",
    "crown",
    "day",
    "church",
    "hall",
    "green",
    "island",
    "bay",
    "river",
    "office",
    "partnership",
    "ltd",
    "plc",
    "unit",
    "hub",
    "clinic",
    "surgery",
    "stryd",
    "ffordd",
    "ysgol",
];

/// What makes the name before it that of a report or a method.
pub const OF_A_WORK: &[&str] = &[
    "review",
    "report",
    "inquiry",
    "enquiry",
    "act",
    "model",
    "principles",
    "framework",
    "competence",
    "committee",
    "commission",
    "law",
    "rules",
    "method",
    "scale",
    "test",
    "case",
];

/// What comes before a thing rather than a person.
pub const ARTICLES: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "our", "its", "their", "each", "every", "any", "some", "no",
    "y", "yr",
];

/// What makes the family name before it a family's.
pub const KIN: &[&str] = &[
    "family",
    "brothers",
    "sisters",
    "twins",
    "siblings",
    "boy",
    "boys",
    "girl",
    "girls",
    "children",
    "child",
    "household",
    "case",
    "brother",
    "sister",
    "twin",
    "lad",
    "lads",
];

/// What follows `Young`, `Will` or `May` at the start of a sentence where it is no name.
pub const AFTER_A_WORD: &[&str] = &[
    "people",
    "persons",
    "person",
    "offender",
    "offenders",
    "men",
    "women",
    "adults",
    "adult",
    "children",
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "we",
    "they",
    "it",
    "you",
    "there",
    "all",
    "every",
    "any",
    "each",
    "no",
    "of",
    "term",
    "to",
    "for",
    "from",
    "with",
    "which",
    "our",
    "their",
    "his",
    "her",
    "some",
    "many",
    "most",
    "more",
    "in",
    "on",
    "at",
    "by",
    "as",
    "than",
    "if",
    "when",
    "where",
    "what",
    "how",
    "i",
    "one",
    "two",
    "three",
    "four",
    "five",
    "work",
    "plans",
    "cases",
    "managers",
    "staff",
    "y",
    "yr",
];

/// What follows `young` where it is no name: `we will young people`.
pub const AFTER_AN_ADJECTIVE: &[&str] = &[
    "people",
    "persons",
    "person",
    "offender",
    "offenders",
    "men",
    "women",
    "adults",
    "adult",
    "children",
    "workers",
    "parents",
    "carers",
    "victims",
    "lives",
    "boys",
    "girls",
];

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
    "appendix",
    "article",
    "atodiad",
    "chapter",
    "criteria",
    "criterion",
    "erthygl",
    "fersiwn",
    "figure",
    "flat",
    "flats",
    "issue",
    "item",
    "number",
    "page",
    "pages",
    "paragraph",
    "paragraphs",
    "part",
    "pennod",
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

/// Titles that no child has.
pub const OF_ADULTS: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "cllr",
    "councillor",
    "sir",
    "dame",
    "lord",
    "lady",
    "judge",
    "reverend",
    "rev",
    "sergeant",
    "inspector",
    "constable",
    "pc",
    "cynghorydd",
    "arglwydd",
    "athro",
];

/// Titles of a boy alone.
pub const OF_BOYS: &[&str] = &["master", "meistr", "feistr"];

/// Titles that a child may have too.
const OF_ANYBODY: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "st"];

/// Whether a folded word is a title before a name; a full stop after one ends no sentence.
pub fn is_title(word: &str) -> bool {
    OF_ANYBODY.contains(&word) || OF_ADULTS.contains(&word)
}

/// What is part of a double name and no half of it.
pub const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "ten", "la", "le", "el", "al", "bin", "ibn", "ap",
    "ab", "ferch", "mac", "mc", "st", "san", "abu", "ben", "dos", "du", "and",
];
