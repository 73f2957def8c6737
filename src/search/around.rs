//! The words around a name by which prose tells whether it is one, in English and Welsh.

/// What a form or a list calls the parts of a name.
pub const LABELS: &[&str] = &[
    "surname",
    "forename",
    "forenames",
    "first",
    "last",
    "family",
    "given",
    "name",
    "names",
    "middle",
    "second",
    "christian",
    "firstname",
    "firstnames",
    "lastname",
    "givenname",
    "givennames",
    "familyname",
    "s",
    "child",
    "client",
    "person",
    "fname",
    "lname",
    "cyfenw",
    "enw",
    "enwau",
    "cyntaf",
    "teulu",
];

/// What comes before a thing rather than a person.
pub const ARTICLES: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "our", "its", "their", "each", "every", "any", "some", "no",
    "y", "yr",
];

/// Relatives, and who is in the place of one.
const RELATIVES: &[&str] = &[
    "stepdad",
    "stepmum",
    "grandma",
    "grandad",
    "girlfriend",
    "boyfriend",
    "cousin",
    "twin",
    "guardian",
    "mum",
    "mother",
    "mam",
    "dad",
    "father",
    "gran",
    "nan",
    "nana",
    "grandmother",
    "grandfather",
    "brother",
    "sister",
    "carer",
    "carers",
    "parents",
    "stepfather",
    "stepmother",
    "aunt",
    "uncle",
];

/// The same in Welsh, in short or in the plural, and children.
const FURTHER_RELATIVES: &[&str] = &[
    "mums", "mom", "dads", "nanna", "parent", "auntie", "son", "daughter", "fam", "tad", "mamgu", "nain", "taid",
    "rhieni", "brawd", "chwaer", "gofalwr", "gofalwyr",
];

/// What else is somebody's.
const ABOUT_SOMEBODY: &[&str] =
    &["sw", "step", "foster", "solicitor", "keyworker", "school", "family", "worker", "case", "plan", "assessment"];

/// Whether a folded word is that of a relative.
pub fn is_relative(word: &str) -> bool {
    RELATIVES.contains(&word) || FURTHER_RELATIVES.contains(&word)
}

/// Whether a folded word is that of a relative or of something else that is somebody's: `Jack's mum`, `Jack's plan`.
pub fn is_of_somebody(word: &str) -> bool {
    RELATIVES.contains(&word) || ABOUT_SOMEBODY.contains(&word)
}

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
    "home",
    "house",
    "case",
    "brother",
    "sister",
    "twin",
    "lad",
    "lads",
];

/// What a case has, so that the name before it is that of its child: `the Price file`.
pub const OF_A_CASE: &[&str] = &[
    "file",
    "files",
    "record",
    "records",
    "plan",
    "asset",
    "assessment",
    "interview",
    "psr",
    "order",
    "matter",
    "breach",
    "sentence",
];

/// People whom `young` goes before where it is no name: `we will young people`.
pub const YOUNG_PEOPLE: &[&str] = &[
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

/// What else follows `Young`, `Will` or `May` at the start of a sentence where it is no name. `Jack in custody` is somebody.
const AFTER_A_WORD: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "we", "they", "it", "you", "there", "all", "every", "any",
    "each", "of", "term", "which", "our", "their", "his", "her", "some", "many", "most", "more", "than", "what", "how",
    "i", "one", "two", "three", "four", "five", "work", "plans", "cases", "managers", "staff", "y", "yr",
];

/// What stands before `that` where it points at something. Elsewhere a clause begins with it: `we heard that Jack was well`.
const BEFORE_POINTING_THAT: &[&str] =
    &["of", "in", "on", "at", "for", "with", "by", "from", "to", "into", "about", "and", "or", "than", "like"];

/// What somebody does or is: `After this Jack did well`, `Before April was sentenced`.
const DOING: &[&str] = &[
    "was", "is", "has", "had", "did", "does", "would", "could", "should", "can", "might", "got", "left", "moved",
    "said", "told", "went", "came", "lives", "lived", "began", "started", "needed", "wanted", "felt", "became",
    "stayed", "agreed", "refused", "attended", "missed", "made", "took", "met", "saw", "engaged", "settled",
];

/// What people alone do: no building said anything.
const ONLY_OF_PEOPLE: &[&str] = &[
    "said", "says", "told", "tells", "asked", "asks", "rang", "felt", "feels", "wanted", "wants", "agreed", "refused",
    "attended", "missed", "lives", "lived", "met", "saw", "thinks", "thought", "dweud", "meddai",
];

/// Whether a folded word says what people alone do.
pub fn is_only_of_people(word: &str) -> bool {
    ONLY_OF_PEOPLE.contains(&word)
}

/// Whether a folded word says that the one before it does something.
pub fn is_doing(word: &str) -> bool {
    DOING.contains(&word)
}

/// Whether a word, as it is written and folded, stands before a thing rather than a person, behind this other word. Welsh `â` is no article.
pub fn is_article(written: &str, folded: &str, before: &str) -> bool {
    match folded {
        "that" => BEFORE_POINTING_THAT.contains(&before),
        "a" => matches!(written, "a" | "A"),
        _ => ARTICLES.contains(&folded),
    }
}

/// Words with which Welsh sentences begin, and which are names as well: `Mae`.
pub const BEGINNINGS_IN_WELSH: &[&str] = &["mae", "bu", "ai", "os", "er"];

/// Whether a folded word shows that the one before it, with which a sentence begins, is no name.
pub fn follows_no_name(name: &str, word: &str) -> bool {
    let is_verb = matches!(name, "may" | "will" | "can");
    // `King boys` are a family's.
    let goes_before = name == "young" || is_verb || (word != "lives" && !KIN.contains(&word));
    AFTER_A_WORD.contains(&word) || (word == "no" && is_verb) || (YOUNG_PEOPLE.contains(&word) && goes_before)
}

/// What begins a sentence before a name, and is no part of the name itself: `Then Grace`, `Met Grace`. `Youth Court` is one thing.
pub const BEFORE_A_NAME: &[&str] = &[
    "and",
    "but",
    "or",
    "nor",
    "so",
    "yet",
    "then",
    "when",
    "after",
    "before",
    "since",
    "while",
    "because",
    "although",
    "though",
    "if",
    "as",
    "with",
    "without",
    "for",
    "to",
    "by",
    "in",
    "on",
    "at",
    "from",
    "of",
    "about",
    "unless",
    "until",
    "once",
    "where",
    "whereas",
    "like",
    "both",
    "also",
    "later",
    "today",
    "yesterday",
    "here",
    "now",
    "did",
    "does",
    "do",
    "is",
    "was",
    "has",
    "had",
    "can",
    "could",
    "should",
    "would",
    "poor",
    "dear",
    "hi",
    "hello",
    "only",
    "even",
    "met",
    "saw",
    "visited",
    "asked",
    "told",
    "rang",
    "phoned",
    "called",
    "helped",
    "gave",
    "seen",
    "ask",
    "tell",
    "ring",
    "phone",
    "call",
    "help",
    "give",
    "meet",
    "see",
    "visit",
    "mae",
    "roedd",
    "oedd",
    "bu",
    "gan",
    "gyda",
    "wedi",
    "ac",
    "a",
    "ond",
    "neu",
    "pan",
    "ar",
    "i",
    "o",
    "yn",
    "felly",
    "gwelodd",
    "cyfarfu",
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
    "sgt",
    "inspector",
    "insp",
    "superintendent",
    "supt",
    "constable",
    "detective",
    "officer",
    "pc",
    "dc",
    "ds",
    "dci",
    "dsi",
    "pcso",
    "cynghorydd",
    "arglwydd",
    "athro",
];

/// Titles of honour and of an office that is held for life or by election, some of which stand before a first name: `Lord Dale`.
pub const OF_HONOUR: &[&str] =
    &["cllr", "councillor", "cynghorydd", "lord", "arglwydd", "lady", "sir", "dame", "judge"];

/// Titles of a boy alone.
pub const OF_BOYS: &[&str] = &["master", "meistr", "feistr"];

/// Titles that a child may have too.
const OF_ANYBODY: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "st"];

/// Whether a folded word is a title before a name; a full stop after one ends no sentence.
pub fn is_title(word: &str) -> bool {
    OF_ANYBODY.contains(&word) || OF_ADULTS.contains(&word)
}
