//! The program's own words in one language, from `templates/phrases/`, and how dates, times and lists are put with them.

mod dates;
mod pattern;
mod schedule;

use std::collections::BTreeMap;

use chrono::NaiveDate;
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
    schedule: ScheduleWords,
    #[expect(dead_code, reason = "the layout reads it; a phrases file without it is none")]
    layout: LayoutPhrases,
    order: Vec<Order>,
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
    tier: String,
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
            [first, last] => fill(&self.lists.two, &[("first", first), ("last", last)]),
            [first, rest @ ..] => fill(&self.lists.more, &[("first", first), ("rest", &self.list(rest))]),
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

    /// The orders and sentences of a tier that are in force at a date.
    pub fn orders(&self, tier: &str, date: NaiveDate) -> Vec<String> {
        let holds = |order: &&Order| {
            order.tier == tier
                && order.from.is_none_or(|from| day(from) <= date)
                && order.until.is_none_or(|until| date <= day(until))
        };
        self.order.iter().filter(holds).map(|order| order.name.clone()).collect()
    }
}

/// The names of a month, January being 0, in the program's own words of every language: what a workspace's own words say
/// does not matter here.
pub fn own_months(month: u32) -> impl Iterator<Item = &'static str> {
    static OWN: std::sync::LazyLock<Vec<Phrases>> = std::sync::LazyLock::new(|| {
        let own = [include_str!("../../templates/phrases/en.toml"), include_str!("../../templates/phrases/cy.toml")];
        own.iter().filter_map(|text| Phrases::read(text).ok()).collect()
    });
    OWN.iter().filter_map(move |phrases| Some(phrases.dates.months.get(month as usize)?.as_str()))
}

/// A word by its name; a name that the file leaves out stands for itself.
fn word(words: &BTreeMap<String, String>, name: &str) -> String {
    words.get(name).map_or(name, |word| word).to_owned()
}

fn day(date: toml::value::Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveTime;

    use super::*;

    pub fn english() -> Phrases {
        Phrases::read(include_str!("../../templates/phrases/en.toml")).expect("the English phrases are sound")
    }

    pub fn welsh() -> Phrases {
        Phrases::read(include_str!("../../templates/phrases/cy.toml")).expect("the Welsh phrases are sound")
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_are_put_in_the_house_style() {
        let view = english().date(date("2027-01-18"));
        assert_eq!(view.full, "Monday 18 January 2027");
        assert_eq!(view.long, "18 January 2027");
        assert_eq!(view.day, "Monday 18 January");
    }

    #[test]
    fn a_range_names_its_month_once_unless_it_runs_over_two() {
        let english = english();
        let within = english.range(date("2027-01-18"), date("2027-01-20"));
        assert_eq!(within, "Monday 18 to Wednesday 20 January 2027");
        let over = english.range(date("2027-11-29"), date("2027-12-01"));
        assert_eq!(over, "Monday 29 November to Wednesday 1 December 2027");
    }

    #[test]
    fn times_are_put_in_the_house_style() {
        let texts = ["12:00:00", "09:30:00", "16:00:00", "00:00:00", "12:15:00", "00:05:00"]
            .map(|time| english().time(time.parse().expect("a time")).text);
        assert_eq!(texts, ["midday", "9:30am", "4pm", "midnight", "12:15pm", "12:05am"]);
    }

    #[test]
    fn welsh_dates_have_no_ordinals_and_a_range_ends_in_the_form_that_follows_to() {
        let welsh = welsh();
        assert_eq!(welsh.date(date("2027-03-02")).full, "dydd Mawrth 2 Mawrth 2027");
        let within = welsh.range(date("2027-01-18"), date("2027-01-20"));
        assert_eq!(within, "dydd Llun 18 i ddydd Mercher 20 Ionawr 2027");
        let over = welsh.range(date("2027-11-29"), date("2027-12-01"));
        assert_eq!(over, "dydd Llun 29 Tachwedd i ddydd Mercher 1 Rhagfyr 2027");
    }

    #[test]
    fn welsh_times_and_lists_need_no_changed_form() {
        let welsh = welsh();
        let texts = ["12:00:00", "09:30:00", "16:00:00"].map(|time| welsh.time(time.parse().expect("a time")));
        assert_eq!(texts.map(|time| time.text), ["canol dydd", "9:30yb", "4yp"]);
        let when = welsh.when(&welsh.date(date("2027-01-07")), Some(&welsh.time(NaiveTime::MIN)));
        assert_eq!(when, "canol nos, dydd Iau 7 Ionawr 2027");
        assert_eq!(welsh.list(&["Cyngor Aber", "Cyngor Bryn"]), "Cyngor Aber, Cyngor Bryn");
    }

    #[test]
    fn a_value_that_looks_like_a_slot_stays_what_it_is() {
        assert_eq!(english().list(&["{last}", "{first}", "{rest}"]), "{last}, {first} and {rest}");
    }

    #[test]
    fn the_inspectorate_has_the_name_of_the_documents_date() {
        assert!(english().inspectorate(date("2016-03-16")).starts_with("Her Majesty"));
        assert!(english().inspectorate(date("2027-01-18")).starts_with("His Majesty"));
        assert_eq!(welsh().inspectorate(date("2016-03-16")), "Arolygiaeth Prawf Ei Mawrhydi");
        assert_eq!(welsh().inspectorate(date("2027-01-18")), "Arolygiaeth Prawf Ei Fawrhydi");
    }

    #[test]
    fn an_order_is_listed_from_the_day_it_came_into_force() {
        let names = |day| english().orders("custodial", date(day));
        assert!(!names("2016-03-16").contains(&"section 250 sentence".to_owned()));
        assert!(names("2027-01-18").contains(&"section 250 sentence".to_owned()));
    }

    #[test]
    fn every_milestone_tier_and_role_has_its_words() {
        for phrases in [english(), welsh()] {
            for milestone in crate::calendar::Milestone::ALL {
                assert!(phrases.milestones.contains_key(milestone.name()), "{}", milestone.name());
                assert!(phrases.who.contains_key(milestone.name()), "{}", milestone.name());
            }
            for role in crate::record::Role::ALL {
                assert!(phrases.roles.contains_key(role.word()), "{}", role.word());
            }
            for tier in crate::calendar::Tier::ALL {
                assert!(phrases.tiers.contains_key(tier.name()), "{}", tier.name());
            }
        }
    }
}
