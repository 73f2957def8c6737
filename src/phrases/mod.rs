//! The program's own words in one language, from `templates/phrases/`: dates, times, lists, milestones, roles and the schedule.

mod dates;
mod pattern;
mod schedule;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use dates::DatePhrases;
use pattern::fill;

pub use dates::{DateView, TimeView};
pub use schedule::ScheduleWords;

/// The words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Phrases {
    dates: DatePhrases,
    day_parts: BTreeMap<String, DayPartPhrases>,
    #[serde(default)]
    bank_holidays: BTreeMap<String, String>,
    #[serde(default)]
    markings: BTreeMap<String, String>,
    lists: ListPhrases,
    salutation: SalutationPhrases,
    place: Option<PlacePhrases>,
    programme: Option<ProgrammePhrases>,
    inspectorate: Vec<DatedName>,
    milestones: BTreeMap<String, String>,
    who: BTreeMap<String, String>,
    tiers: BTreeMap<String, String>,
    team: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    themes: BTreeMap<String, String>,
    #[serde(default)]
    report_parts: BTreeMap<String, String>,
    #[serde(default)]
    topics: BTreeMap<String, String>,
    #[serde(default)]
    information: BTreeMap<String, String>,
    #[serde(default)]
    findings: BTreeMap<String, String>,
    schedule: ScheduleWords,
    #[expect(dead_code, reason = "the layout reads it; a phrases file without it is none")]
    layout: LayoutPhrases,
    code_lists: BTreeMap<String, Vec<(String, String)>>,
    questions: BTreeMap<String, (String, String)>,
    open_points: BTreeMap<String, String>,
    order: Vec<Order>,
    #[serde(default)]
    exception: Vec<DatedText>,
}

/// A part of the day: alone, and with its date in one phrase.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayPartPhrases {
    text: String,
    when: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ListPhrases {
    two: String,
    more: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SalutationPhrases {
    usual: String,
}

/// How a place stands after the word for 'in', in a language where that changes nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PlacePhrases {
    in_area: String,
}

/// What the programme is called, where the workspace does not say.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ProgrammePhrases {
    name: String,
    short_name: String,
}

/// What the layout writes itself (`templates/layout/base.typ`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the layout reads it")]
struct LayoutPhrases {
    page: String,
    gap: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedName {
    until: Option<toml::value::Date>,
    name: String,
    short: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    record: String,
    tier: String,
    from: Option<toml::value::Date>,
    until: Option<toml::value::Date>,
    name: String,
}

/// A text that holds from one day to another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatedText {
    from: Option<toml::value::Date>,
    until: Option<toml::value::Date>,
    name: String,
}

impl Phrases {
    /// Reads a phrases file.
    ///
    /// # Errors
    /// What toml finds wrong, with the place of it.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// A date in all its forms.
    pub fn date(&self, date: NaiveDate) -> DateView {
        self.dates.date(date)
    }

    /// From one day to another.
    pub fn range(&self, first: NaiveDate, last: NaiveDate) -> String {
        self.dates.range(first, last)
    }

    /// A time of day.
    pub fn time(&self, time: NaiveTime) -> TimeView {
        self.dates.time(time)
    }

    /// A time of day in all its forms, from minutes after midnight.
    pub fn time_of(&self, minute: u16) -> TimeView {
        self.dates.time_of(minute)
    }

    /// A time of day, from minutes after midnight.
    pub fn clock(&self, minute: u16) -> String {
        self.dates.clock(minute)
    }

    /// From one time to another, both from minutes after midnight.
    pub fn clock_range(&self, from: u16, to: u16) -> String {
        self.dates.clock_range(from, to)
    }

    /// Day and time in one phrase.
    pub fn when(&self, date: NaiveDate, time: Option<&TimeView>) -> String {
        self.dates.when(date, time)
    }

    /// A part of the day by its name: `close-of-business`. It is the words alone, then with the date in one phrase.
    pub fn day_part(&self, name: &str, date: NaiveDate) -> (String, String) {
        let Some(part) = self.day_parts.get(name) else { return (name.to_owned(), self.when(date, None)) };
        (part.text.clone(), self.dates.put_when(&part.when, date, &[]))
    }

    /// A bank holiday's name, from the English one, where these words have it.
    pub fn bank_holiday(&self, english: &str) -> Option<String> {
        self.bank_holidays.get(&english.replace('’', "'")).cloned()
    }

    /// A protective marking, from the catalogue's.
    pub fn marking(&self, marking: &str) -> String {
        word(&self.markings, marking)
    }

    /// The words of the schedule.
    pub fn schedule(&self) -> &ScheduleWords {
        &self.schedule
    }

    /// Several things as one phrase: `a, b and c`.
    pub fn list(&self, things: &[&str]) -> String {
        match things {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [before @ .., next_to_last, last] => {
                let end = fill(&self.lists.two, &[("first", next_to_last), ("last", last)]);
                // What stands before and after the rest, thing by thing: no list is too long to be put in one go.
                let (head, tail) = self.lists.more.split_once("{rest}").unwrap_or((&self.lists.more, ""));
                let heads = before.iter().map(|first| fill(head, &[("first", first)]));
                let tails = before.iter().rev().map(|first| fill(tail, &[("first", first)]));
                heads.chain([end]).chain(tails).collect()
            }
        }
    }

    /// The usual salutation of somebody.
    pub fn salutation(&self, name: &str) -> String {
        fill(&self.salutation.usual, &[("name", name)])
    }

    /// Where an area is, as one phrase; the area alone where the language has no phrase that suits every name.
    pub fn in_area(&self, area: &str) -> String {
        self.place.as_ref().map_or_else(|| area.to_owned(), |place| fill(&place.in_area, &[("area", area)]))
    }

    /// Name and short name of the programme.
    pub fn programme(&self) -> (&str, &str) {
        self.programme.as_ref().map_or(("", ""), |programme| (&programme.name, &programme.short_name))
    }

    /// The inspectorate's full name at a date.
    pub fn inspectorate(&self, date: NaiveDate) -> &str {
        self.inspectorate_at(date).map_or("", |dated| &dated.name)
    }

    /// The inspectorate's short name at a date; the full one where there is none.
    pub fn inspectorate_short(&self, date: NaiveDate) -> &str {
        self.inspectorate_at(date).map_or("", |dated| dated.short.as_ref().unwrap_or(&dated.name))
    }

    fn inspectorate_at(&self, date: NaiveDate) -> Option<&DatedName> {
        self.inspectorate.iter().find(|dated| dated.until.is_none_or(|until| date <= day(until)))
    }

    /// What a milestone is called.
    pub fn milestone(&self, name: &str) -> String {
        word(&self.milestones, name)
    }

    /// Who acts at a milestone.
    pub fn who(&self, name: &str) -> String {
        word(&self.who, name)
    }

    /// What a tier is called.
    pub fn tier(&self, name: &str) -> String {
        word(&self.tiers, name)
    }

    /// What a role in the inspection team is called.
    pub fn team_role(&self, name: &str) -> String {
        word(&self.team, name)
    }

    /// What a contact's role is called.
    pub fn role(&self, name: &str) -> String {
        word(&self.roles, name)
    }

    /// What a theme of the report is called.
    pub fn theme(&self, name: &str) -> String {
        word(&self.themes, name)
    }

    /// What a paragraph of a part of the report is called.
    pub fn report_part(&self, part: &str, number: &str) -> String {
        fill(&word(&self.report_parts, part), &[("number", number)])
    }

    /// What a point of the planning meeting's agenda is called.
    pub fn topic(&self, name: &str) -> String {
        word(&self.topics, name)
    }

    /// What an item of the information in advance is called.
    pub fn information(&self, name: &str) -> String {
        word(&self.information, name)
    }

    /// Words of the figures about the findings, by their name, with what fills their slots.
    pub fn findings(&self, name: &str, slots: &[(&str, &str)]) -> String {
        fill(&word(&self.findings, name), slots)
    }

    /// The orders and sentences of a tier that were in force at some time from one day to another.
    pub fn orders(&self, tier: &str, first: NaiveDate, last: NaiveDate) -> Vec<String> {
        let held = |order: &&Order| order.tier == tier && overlaps(order.from, order.until, first, last);
        self.order.iter().filter(held).map(|order| order.name.clone()).collect()
    }

    /// Every order and sentence: the name under which a record has it, and its name in this language.
    pub fn all_orders(&self) -> impl Iterator<Item = (&str, &str)> {
        self.order.iter().map(|order| (order.record.as_str(), order.name.as_str()))
    }

    /// The names of the code lists.
    pub fn code_lists(&self) -> impl Iterator<Item = &str> {
        self.code_lists.keys().map(String::as_str)
    }

    /// A code list of the long-list: each value as a record has it, and its words.
    pub fn code_list(&self, name: &str) -> &[(String, String)] {
        self.code_lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// What is doubtful about a part of a long-list, and what the YOT is asked: by the code of the question, and what it is about.
    pub fn question(&self, code: &'static str, about: &str) -> (&str, &str) {
        let known = self.questions.get(&format!("{code}-{about}")).or_else(|| self.questions.get(code));
        known.map_or((code, ""), |(what, ask)| (what, ask))
    }

    /// Something that is still open, by its name, with whom or what it is about.
    pub fn open_point(&self, name: &str, about: &str) -> String {
        fill(&word(&self.open_points, name), &[("name", about)])
    }

    /// What the long-list leaves out at a date (guidance Appendix A).
    pub fn exceptions(&self, date: NaiveDate) -> Vec<String> {
        let holds = |one: &&DatedText| overlaps(one.from, one.until, date, date);
        self.exception.iter().filter(holds).map(|one| one.name.clone()).collect()
    }
}

/// Whether something that holds from one day to another, either of them open, holds at some time within a span of days.
fn overlaps(
    from: Option<toml::value::Date>,
    until: Option<toml::value::Date>,
    first: NaiveDate,
    last: NaiveDate,
) -> bool {
    from.is_none_or(|from| day(from) <= last) && until.is_none_or(|until| first <= day(until))
}

/// The names of a month, January being 0, in the program's own words of every language: what a workspace's own words say
/// does not matter here.
pub fn own_months(month: u32) -> impl Iterator<Item = &'static str> {
    static OWN: std::sync::LazyLock<Vec<Phrases>> = std::sync::LazyLock::new(|| {
        let own = [include_str!("../../templates/phrases/en.toml"), include_str!("../../templates/phrases/cy.toml")];
        own.iter().filter_map(|text| Phrases::read(text).ok()).collect()
    });
    OWN.iter().filter_map(move |phrases| phrases.dates.month_name(month))
}

/// A word by its name; a name that the file leaves out stands for itself.
fn word(words: &BTreeMap<String, String>, name: &str) -> String {
    words.get(name).map_or(name, |word| word).to_owned()
}

fn day(date: toml::value::Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests;
