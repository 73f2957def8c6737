//! The columns of the list (guidance, Appendix A): the key of the record that each fills, the headings under which it comes
//! back in either language, and what belongs in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::WordList;
use crate::calendar::Tier;
use crate::record::Language;
use crate::returned::plain;

/// What belongs in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Any text on a line.
    Text,
    /// An ID, which stays as it was typed.
    Id,
    /// A date.
    Date,
    /// A word of a list.
    Word(WordList),
    /// Yes or no.
    Truth,
    /// A whole number of an Asset score.
    Score,
    /// An e-mail address.
    Email,
}

/// Which rows need a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Every row.
    Always,
    /// Rows of the custodial tier.
    Custodial,
    /// Some rows.
    Sometimes,
}

/// A column of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The key that it fills in `children.private.toml`.
    pub key: &'static str,
    /// Its headings in English, the one of the sheet that is sent first.
    pub english: &'static [&'static str],
    /// Its headings in Welsh, in the same way.
    pub welsh: &'static [&'static str],
    /// What belongs in it.
    pub kind: CellKind,
    /// Which rows need it.
    pub needed: Needed,
}

const fn column(
    key: &'static str,
    kind: CellKind,
    needed: Needed,
    english: &'static [&'static str],
    welsh: &'static [&'static str],
) -> Column {
    Column { key, english, welsh, kind, needed }
}

impl Column {
    /// Its heading on the sheet that is sent in a language.
    pub fn heading(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english[0],
            Language::Welsh => self.welsh[0],
        }
    }
}

use Needed::{Always, Custodial, Sometimes};

/// The columns of a sheet of cases, in the order of the record.
pub const CASES: &[Column] = &[
    column("system-id", CellKind::Id, Always, &["Case system ID", "System ID"], &["Rhif yn y system achosion"]),
    column("family-name", CellKind::Text, Always, &["Family name", "Surname", "Last name"], &["Cyfenw"]),
    column(
        "first-names",
        CellKind::Text,
        Always,
        &["First names", "First name", "Forename", "Forenames"],
        &["Enwau cyntaf", "Enw cyntaf"],
    ),
    column("gender", CellKind::Word(WordList::Gender), Always, &["Gender", "Sex"], &["Rhywedd", "Rhyw"]),
    column("date-of-birth", CellKind::Date, Always, &["Date of birth", "DOB", "D.O.B."], &["Dyddiad geni"]),
    column(
        "ethnicity",
        CellKind::Word(WordList::Ethnicity),
        Always,
        &["Ethnicity", "Race or ethnicity"],
        &["Ethnigrwydd"],
    ),
    column(
        "order",
        CellKind::Word(WordList::Order),
        Always,
        &["Order or sentence", "Type of order or sentence", "Order"],
        &["Gorchymyn neu ddedfryd"],
    ),
    column("sentenced", CellKind::Date, Always, &["Sentence date", "Date of sentence"], &["Dyddiad y ddedfryd"]),
    column("sentence-length", CellKind::Text, Always, &["Length of sentence", "Sentence length"], &["Hyd y ddedfryd"]),
    column("terminated", CellKind::Date, Sometimes, &["Date terminated"], &["Dyddiad dod i ben"]),
    column(
        "termination-reason",
        CellKind::Text,
        Sometimes,
        &["Reason if it ended early", "Reason terminated"],
        &["Rheswm os daeth i ben yn gynnar"],
    ),
    column("asset-score", CellKind::Score, Sometimes, &["Asset score"], &["Sgôr Asset"]),
    column(
        "scaled-approach",
        CellKind::Word(WordList::ScaledApproach),
        Always,
        &["Scaled Approach level", "Scaled Approach"],
        &["Lefel y Dull Graddedig"],
    ),
    column(
        "vulnerability",
        CellKind::Word(WordList::Level),
        Always,
        &["Highest vulnerability", "Vulnerability"],
        &["Bregusrwydd uchaf"],
    ),
    column(
        "rosh",
        CellKind::Word(WordList::Level),
        Always,
        &["Highest RoSH", "RoSH", "Risk of serious harm"],
        &["Risg uchaf o niwed difrifol"],
    ),
    column("looked-after", CellKind::Truth, Always, &["Looked after", "LAC"], &["Yn derbyn gofal"]),
    column("authority", CellKind::Word(WordList::HomeOrHost), Sometimes, &["Home or host"], &["Cartref neu letyol"]),
    column(
        "child-protection",
        CellKind::Truth,
        Always,
        &["Child protection plan", "On the child protection register", "Child protection"],
        &["Cynllun amddiffyn plant", "Ar y gofrestr amddiffyn plant"],
    ),
    column("case-manager", CellKind::Text, Always, &["Case manager"], &["Rheolwr achos"]),
    column(
        "case-manager-email",
        CellKind::Email,
        Always,
        &["Case manager’s e-mail", "Case manager email"],
        &["E-bost y rheolwr achos"],
    ),
    column("line-manager", CellKind::Text, Always, &["Line manager"], &["Rheolwr llinell"]),
    column("office", CellKind::Text, Always, &["Office", "Office location"], &["Swyddfa"]),
    column("released", CellKind::Date, Custodial, &["Date of release", "Release date"], &["Dyddiad rhyddhau"]),
    column(
        "release-reason",
        CellKind::Word(WordList::ReleaseReason),
        Sometimes,
        &["Reason for release"],
        &["Rheswm dros ryddhau"],
    ),
    column("licence-length", CellKind::Text, Sometimes, &["Length of licence", "Licence length"], &["Hyd y drwydded"]),
    column("note", CellKind::Text, Sometimes, &["Note on suitability", "Notes"], &["Nodyn ar addasrwydd"]),
];

/// The columns of the sheet of case managers.
pub const MANAGERS: &[Column] = &[
    column("case-manager", CellKind::Text, Always, &["Case manager"], &["Rheolwr achos"]),
    column("works", CellKind::Text, Sometimes, &["Working pattern"], &["Patrwm gwaith"]),
    column("away", CellKind::Text, Sometimes, &["Away the week before"], &["I ffwrdd yr wythnos flaenorol"]),
    column("unavailable", CellKind::Text, Sometimes, &["Not available"], &["Ddim ar gael"]),
    column("case-manager-needs", CellKind::Text, Sometimes, &["Needs"], &["Anghenion"]),
];

/// The column of this heading.
pub fn called(columns: &'static [Column], heading: &str) -> Option<&'static Column> {
    static KEYS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
        let headings = |column: &'static Column| column.english.iter().chain(column.welsh);
        let keys = |column| headings(column).map(|heading| (plain(heading), column.key));
        CASES.iter().chain(MANAGERS).flat_map(keys).collect()
    });
    let key = KEYS.get(&plain(heading))?;
    columns.iter().find(|column| column.key == *key)
}

/// The column that fills a key.
pub fn of_key(key: &str) -> Option<&'static Column> {
    CASES.iter().chain(MANAGERS).find(|column| column.key == key)
}

/// Whether a sheet's name says nothing but what the sheet is. Any other may be a child's, also where no row of it was read.
pub fn is_plain_name(name: &str) -> bool {
    const WORDS: [&str; 46] = [
        "first",
        "tier",
        "tiers",
        "community",
        "custodial",
        "custody",
        "out",
        "of",
        "court",
        "case",
        "cases",
        "manager",
        "managers",
        "sample",
        "list",
        "longlist",
        "long",
        "sheet",
        "new",
        "old",
        "copy",
        "final",
        "read",
        "this",
        "code",
        "codes",
        "lists",
        "haen",
        "gyntaf",
        "cymunedol",
        "cymuned",
        "gymuned",
        "yn",
        "y",
        "dalfa",
        "ddalfa",
        "rheolwyr",
        "achos",
        "achosion",
        "rhestr",
        "rhestrau",
        "codau",
        "taflen",
        "notes",
        "staff",
        "darllenwch",
    ];
    let small = name.to_lowercase();
    let mut words = small.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        let word = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
        word.is_empty() || WORDS.contains(&word)
    }) && name.chars().filter(char::is_ascii_digit).count() < FEWEST_DIGITS
}

/// Digits of a name that may be a date of birth or a system ID.
const FEWEST_DIGITS: usize = 5;

/// The tier that a sheet's name tells, slips of typing included.
pub fn tier_of(name: &str) -> Option<Tier> {
    const NAMES: [(Tier, &[&str]); 3] = [
        (Tier::FirstTier, &["first tier", "haen gyntaf"]),
        (Tier::Community, &["community", "cymunedol", "yn y gymuned", "cymuned"]),
        (Tier::Custodial, &["custodial", "custody", "y ddalfa", "dalfa"]),
    ];
    let name = plain(&name.replace('-', " "));
    let near = |known: &&str| name.contains(known) || strsim::damerau_levenshtein(&name, known) <= 2;
    NAMES.iter().find(|(_, known)| known.iter().any(near)).map(|(tier, _)| *tier)
}
