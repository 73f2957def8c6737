//! The columns of the list (guidance, Appendix A): the key of the record that each fills, the headings under which it comes
//! back in either language, and what belongs in it.

use super::words::plain;
use crate::calendar::Tier;

/// What belongs in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// Its headings.
    pub headings: &'static [&'static str],
    /// What belongs in it.
    pub kind: Kind,
    /// Which rows need it.
    pub needed: Needed,
}

const fn column(key: &'static str, kind: Kind, needed: Needed, headings: &'static [&'static str]) -> Column {
    Column { key, headings, kind, needed }
}

use Needed::{Always, Custodial, Sometimes};

/// The columns of a sheet of cases, in the order of the record.
pub const CASES: &[Column] = &[
    column("system-id", Kind::Id, Always, &["Case system ID", "System ID", "Rhif yn y system achosion"]),
    column("family-name", Kind::Text, Always, &["Family name", "Surname", "Last name", "Cyfenw"]),
    column(
        "first-names",
        Kind::Text,
        Always,
        &["First names", "First name", "Forename", "Forenames", "Enwau cyntaf", "Enw cyntaf"],
    ),
    column("gender", Kind::Word(WordList::Gender), Always, &["Gender", "Sex", "Rhywedd", "Rhyw"]),
    column("date-of-birth", Kind::Date, Always, &["Date of birth", "DOB", "D.O.B.", "Dyddiad geni"]),
    column("ethnicity", Kind::Word(WordList::Ethnicity), Always, &["Ethnicity", "Race or ethnicity", "Ethnigrwydd"]),
    column(
        "order",
        Kind::Word(WordList::Order),
        Always,
        &["Order or sentence", "Type of order or sentence", "Order", "Gorchymyn neu ddedfryd"],
    ),
    column("sentenced", Kind::Date, Always, &["Sentence date", "Date of sentence", "Dyddiad y ddedfryd"]),
    column("sentence-length", Kind::Text, Always, &["Length of sentence", "Sentence length", "Hyd y ddedfryd"]),
    column("terminated", Kind::Date, Sometimes, &["Date terminated", "Dyddiad dod i ben"]),
    column(
        "termination-reason",
        Kind::Text,
        Sometimes,
        &["Reason if it ended early", "Reason terminated", "Rheswm os daeth i ben yn gynnar"],
    ),
    column("asset-score", Kind::Score, Sometimes, &["Asset score", "Sgôr Asset"]),
    column(
        "scaled-approach",
        Kind::Word(WordList::ScaledApproach),
        Always,
        &["Scaled Approach level", "Scaled Approach", "Lefel y Dull Graddedig"],
    ),
    column(
        "vulnerability",
        Kind::Word(WordList::Level),
        Always,
        &["Highest vulnerability", "Vulnerability", "Bregusrwydd uchaf"],
    ),
    column(
        "rosh",
        Kind::Word(WordList::Level),
        Always,
        &["Highest RoSH", "RoSH", "Risk of serious harm", "Risg uchaf o niwed difrifol"],
    ),
    column("looked-after", Kind::Truth, Always, &["Looked after", "LAC", "Yn derbyn gofal"]),
    column("authority", Kind::Word(WordList::HomeOrHost), Sometimes, &["Home or host", "Cartref neu letyol"]),
    column(
        "child-protection",
        Kind::Truth,
        Always,
        &[
            "Child protection plan",
            "On the child protection register",
            "Child protection",
            "Cynllun amddiffyn plant",
            "Ar y gofrestr amddiffyn plant",
        ],
    ),
    column("case-manager", Kind::Text, Always, &["Case manager", "Rheolwr achos"]),
    column(
        "case-manager-email",
        Kind::Email,
        Always,
        &["Case manager’s e-mail", "Case manager email", "E-bost y rheolwr achos"],
    ),
    column("line-manager", Kind::Text, Always, &["Line manager", "Rheolwr llinell"]),
    column("office", Kind::Text, Always, &["Office", "Office location", "Swyddfa"]),
    column("released", Kind::Date, Custodial, &["Date of release", "Release date", "Dyddiad rhyddhau"]),
    column("release-reason", Kind::Text, Sometimes, &["Reason for release", "Rheswm dros ryddhau"]),
    column("licence-length", Kind::Text, Sometimes, &["Length of licence", "Licence length", "Hyd y drwydded"]),
    column("note", Kind::Text, Sometimes, &["Note on suitability", "Notes", "Nodyn ar addasrwydd"]),
];

/// The columns of the sheet of case managers.
pub const MANAGERS: &[Column] = &[
    column("case-manager", Kind::Text, Always, &["Case manager", "Rheolwr achos"]),
    column("works", Kind::Text, Sometimes, &["Working pattern", "Patrwm gwaith"]),
    column("away", Kind::Text, Sometimes, &["Away the week before", "I ffwrdd yr wythnos flaenorol"]),
    column("unavailable", Kind::Text, Sometimes, &["Not available", "Ddim ar gael"]),
    column("case-manager-needs", Kind::Text, Sometimes, &["Needs", "Anghenion"]),
];

/// The column of this heading, or of this key, which the sheet that is sent has behind the heading.
pub fn called(columns: &'static [Column], heading: &str) -> Option<&'static Column> {
    let heading = plain(heading);
    columns.iter().find(|column| column.key == heading || column.headings.iter().any(|known| plain(known) == heading))
}

/// The column that fills a key.
pub fn of_key(key: &str) -> Option<&'static Column> {
    CASES.iter().chain(MANAGERS).find(|column| column.key == key)
}

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
