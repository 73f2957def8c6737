//! The bank holidays of England and Wales: the standing rule, the one-off days since 2010, and the office's additions.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

/// Bank holidays that the rule does not give, proclaimed or moved since 2010.
const ONE_OFF: [(NaiveDate, &str); 8] = [
    (date(2011, 4, 29), "Royal wedding bank holiday"),
    (date(2012, 6, 4), "Spring bank holiday"),
    (date(2012, 6, 5), "Diamond Jubilee bank holiday"),
    (date(2020, 5, 8), "Early May bank holiday (VE Day)"),
    (date(2022, 6, 2), "Spring bank holiday"),
    (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
    (date(2022, 9, 19), "Bank holiday for the state funeral of Queen Elizabeth II"),
    (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
];

/// The last day up to which the program's own list is what was proclaimed. Beyond it the rule speaks alone, and a day can
/// still be added or moved: one was approved nine days ahead.
const PROCLAIMED_UNTIL: NaiveDate = date(2027, 12, 31);

/// Days of the rule that were working days, because their holiday was moved to one of the [`ONE_OFF`] days.
const MOVED_AWAY: [NaiveDate; 3] = [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)];

/// For the tables above, which the compiler evaluates: a date that does not exist fails the build.
#[expect(clippy::expect_used, reason = "evaluated by the compiler only")]
const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("the tables hold real dates")
}

/// A bank holiday with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHoliday {
    /// The day off.
    pub date: NaiveDate,
    /// `Easter Monday`
    pub name: String,
}

/// The bank holidays of England and Wales.
///
/// The standing rule: 1 January, Good Friday, Easter Monday, the first and the last Monday of May, the last Monday of
/// August, 25 and 26 December; what falls on a weekend moves to the next weekday that is free. On top of it come the
/// days that were proclaimed or moved since 2010, and those that the office adds. Before 2010 the rule stands alone.
///
/// Where the office has imported a published list, that list is the whole truth for the days that it covers: neither the
/// rule nor a one-off day adds to it.
///
/// Each query is worked out from the date asked for, so that making one of these costs nothing.
#[derive(Clone, Debug, Default)]
pub struct BankHolidays {
    added: BTreeMap<NaiveDate, String>,
    listed: Option<RangeInclusive<NaiveDate>>,
}

/// What makes a day a bank holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The workspace's settings list it.
    Settings,
    /// It was proclaimed, or moved there, and the program knows it.
    Proclaimed,
    /// The standing rule, for a year whose days have been proclaimed.
    Rule,
    /// The standing rule alone: nothing has been proclaimed for that year yet.
    ByRule,
}

impl BankHolidays {
    /// The rule and the known one-off days.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with further days, each with its name. A name given here replaces the built-in one of that day.
    pub fn with_added(mut self, days: impl IntoIterator<Item = (NaiveDate, String)>) -> Self {
        self.added.extend(days);
        self
    }

    /// The same with the days for which the added ones are the whole list.
    pub fn with_listed(mut self, days: Option<RangeInclusive<NaiveDate>>) -> Self {
        self.listed = days;
        self
    }

    /// The last day whose bank holidays are certain. After it they follow the rule.
    pub fn known_until(&self) -> NaiveDate {
        self.listed.as_ref().map_or(PROCLAIMED_UNTIL, |listed| PROCLAIMED_UNTIL.max(*listed.end()))
    }

    /// What makes a day a bank holiday, if it is one.
    pub fn ground(&self, date: NaiveDate) -> Option<Ground> {
        self.name_of(date)?;
        Some(if self.added.contains_key(&date) {
            Ground::Settings
        } else if one_off(date).is_some() {
            Ground::Proclaimed
        } else if date > self.known_until() {
            Ground::ByRule
        } else {
            Ground::Rule
        })
    }

    /// The name of the bank holiday on a date, if there is one. A day off in lieu of one that falls on a weekend is
    /// named `Boxing Day (substitute day)`; the weekend day itself is then none.
    pub fn name_of(&self, date: NaiveDate) -> Option<&str> {
        let added = self.added.get(&date).map(String::as_str);
        if self.listed.as_ref().is_some_and(|listed| listed.contains(&date)) {
            return added;
        }
        added.or_else(|| one_off(date)).or_else(|| by_rule(date))
    }

    /// The bank holidays of a year, in order; none for a year that a date cannot hold.
    pub fn in_year(&self, year: i32) -> Vec<BankHoliday> {
        let first = NaiveDate::from_yo_opt(year, 1);
        let days = first.into_iter().flat_map(|first| first.iter_days());
        self.among(days.take_while(|date| date.year() == year))
    }

    /// The bank holidays from one day to another, both of them included; a span of years is cut off after the first.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> Vec<BankHoliday> {
        self.among(first.iter_days().take_while(|day| *day <= last).take(400))
    }

    /// Those of the given days that are bank holidays.
    pub(super) fn among(&self, days: impl Iterator<Item = NaiveDate>) -> Vec<BankHoliday> {
        days.filter_map(|date| Some(BankHoliday { date, name: self.name_of(date)?.to_owned() })).collect()
    }
}

fn one_off(date: NaiveDate) -> Option<&'static str> {
    ONE_OFF.iter().find(|(day, _)| *day == date).map(|(_, name)| *name)
}

fn by_rule(date: NaiveDate) -> Option<&'static str> {
    let (day, weekday) = (date.day(), date.weekday());
    let monday = weekday == Weekday::Mon;
    if matches!(weekday, Weekday::Sat | Weekday::Sun) || MOVED_AWAY.contains(&date) {
        return None;
    }
    match (date.month(), day) {
        (1, 1) => Some("New Year's Day"),
        (1, 2 | 3) if monday => Some("New Year's Day (substitute day)"),
        (3 | 4, _) => by_easter(date),
        (5, ..=7) if monday => Some("Early May bank holiday"),
        (5, 25..) if monday => Some("Spring bank holiday"),
        (8, 25..) if monday => Some("Summer bank holiday"),
        (12, 25) => Some("Christmas Day"),
        (12, 26) => Some("Boxing Day"),
        // On a Monday or Tuesday these follow a weekend that held the day itself, two days before. Where the 25th was a
        // Sunday, the 26th is Boxing Day on its own Monday, and Christmas Day takes the Tuesday.
        (12, 27) if monday || weekday == Weekday::Tue => Some("Christmas Day (substitute day)"),
        (12, 28) if monday || weekday == Weekday::Tue => Some("Boxing Day (substitute day)"),
        _ => None,
    }
}

fn by_easter(date: NaiveDate) -> Option<&'static str> {
    let (name, days_after_easter) = match date.weekday() {
        Weekday::Fri => ("Good Friday", -2),
        Weekday::Mon => ("Easter Monday", 1),
        _ => return None,
    };
    let day_of_march = if date.month() == 3 { date.day() } else { date.day() + 31 };
    (i64::from(day_of_march) == i64::from(easter(date.year())) + days_after_easter).then_some(name)
}

/// Easter Sunday as a day of March, 32 being 1 April: the computus of the Gregorian calendar in the form given by
/// Meeus, Jones and Butcher.
fn easter(year: i32) -> i32 {
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let golden = year.rem_euclid(19);
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let full_moon = (19 * golden + century - century.div_euclid(4) - moon_shift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - full_moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    22 + full_moon + to_sunday - 7 * late
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    fn dates_in(year: i32) -> Vec<String> {
        BankHolidays::new().in_year(year).iter().map(|holiday| holiday.date.format("%m-%d").to_string()).collect()
    }

    #[test]
    fn an_ordinary_year_has_eight_bank_holidays_with_their_names() {
        let holidays = BankHolidays::new().in_year(2019);
        let listed: Vec<_> = holidays.iter().map(|day| (day.date.to_string(), day.name.as_str())).collect();
        let expected = [
            ("2019-01-01", "New Year's Day"),
            ("2019-04-19", "Good Friday"),
            ("2019-04-22", "Easter Monday"),
            ("2019-05-06", "Early May bank holiday"),
            ("2019-05-27", "Spring bank holiday"),
            ("2019-08-26", "Summer bank holiday"),
            ("2019-12-25", "Christmas Day"),
            ("2019-12-26", "Boxing Day"),
        ];
        assert_eq!(listed, expected.map(|(date, name)| (date.to_owned(), name)));
    }

    #[test]
    fn the_published_lists_of_years_with_one_off_days_are_met() {
        assert_eq!(dates_in(2011), ["01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"]);
        assert_eq!(dates_in(2012), ["01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"]);
        assert_eq!(dates_in(2020), ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]);
        assert_eq!(
            dates_in(2022),
            ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]
        );
        assert_eq!(dates_in(2023), ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]);
    }

    #[test]
    fn the_published_lists_of_years_under_the_rule_alone_are_met() {
        assert_eq!(dates_in(2010), ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]);
        assert_eq!(dates_in(2016), ["01-01", "03-25", "03-28", "05-02", "05-30", "08-29", "12-26", "12-27"]);
        assert_eq!(dates_in(2021), ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]);
    }

    #[test]
    fn a_christmas_at_the_weekend_moves_each_day_to_the_next_free_weekday() {
        let holidays = BankHolidays::new();
        let name_of = |iso| holidays.name_of(day(iso));
        assert_eq!(name_of("2021-12-25"), None, "a Saturday");
        assert_eq!(name_of("2021-12-27"), Some("Christmas Day (substitute day)"));
        assert_eq!(name_of("2021-12-28"), Some("Boxing Day (substitute day)"));
        assert_eq!(name_of("2022-12-25"), None, "a Sunday");
        assert_eq!(name_of("2022-12-26"), Some("Boxing Day"));
        assert_eq!(name_of("2022-12-27"), Some("Christmas Day (substitute day)"));
        assert_eq!(name_of("2020-12-28"), Some("Boxing Day (substitute day)"));
        assert_eq!(name_of("2022-01-03"), Some("New Year's Day (substitute day)"));
    }

    #[test]
    fn a_holiday_that_was_moved_is_named_on_its_new_day_only() {
        let holidays = BankHolidays::new();
        assert_eq!(holidays.name_of(day("2022-05-30")), None);
        assert_eq!(holidays.name_of(day("2022-06-02")), Some("Spring bank holiday"));
        assert_eq!(holidays.name_of(day("2022-06-03")), Some("Platinum Jubilee bank holiday"));
    }

    #[test]
    fn easter_is_right_on_its_earliest_and_latest_days_and_where_the_computus_corrects_itself() {
        let known = [
            (1818, 22),
            (1943, 56),
            (1954, 49),
            (1981, 50),
            (2008, 23),
            (2016, 27),
            (2038, 56),
            (2049, 49),
            (2285, 22),
        ];
        for (year, day_of_march) in known {
            assert_eq!(easter(year), day_of_march, "{year}");
        }
    }

    #[test]
    fn a_day_that_the_office_adds_is_a_holiday_and_its_name_beats_the_built_in_one() {
        let added = [(day("2027-06-07"), "Regatta day".to_owned()), (day("2027-12-27"), "Long Christmas".to_owned())];
        let holidays = BankHolidays::new().with_added(added);
        assert_eq!(holidays.name_of(day("2027-06-07")), Some("Regatta day"));
        assert_eq!(holidays.name_of(day("2027-12-27")), Some("Long Christmas"));
        assert_eq!(holidays.in_year(2027).len(), 9);
    }

    #[test]
    fn an_imported_list_is_the_whole_truth_for_its_days_and_the_rule_stands_beyond_them() {
        let listed = [(day("2027-06-07"), "Moved spring bank holiday".to_owned())];
        let holidays = BankHolidays::new().with_added(listed).with_listed(Some(day("2027-01-01")..=day("2028-12-31")));
        assert_eq!(holidays.name_of(day("2027-06-07")), Some("Moved spring bank holiday"));
        assert_eq!(holidays.name_of(day("2027-05-31")), None, "the list does not have it");
        assert_eq!(holidays.name_of(day("2029-12-25")), Some("Christmas Day"));
        assert_eq!(holidays.known_until(), day("2028-12-31"));
    }

    #[test]
    fn every_bank_holiday_tells_what_makes_it_one() {
        let holidays = BankHolidays::new().with_added([(day("2027-06-07"), "Regatta day".to_owned())]);
        let ground = |iso| holidays.ground(day(iso));
        assert_eq!(ground("2027-06-07"), Some(Ground::Settings));
        assert_eq!(ground("2022-06-03"), Some(Ground::Proclaimed));
        assert_eq!(ground("2026-12-25"), Some(Ground::Rule));
        assert_eq!(ground("2030-12-25"), Some(Ground::ByRule));
        assert_eq!(ground("2030-12-24"), None);
    }

    #[test]
    fn an_old_list_does_not_make_less_known() {
        let holidays = BankHolidays::new().with_listed(Some(day("2019-01-01")..=day("2020-12-31")));
        assert_eq!(holidays.known_until(), PROCLAIMED_UNTIL);
    }

    #[test]
    fn a_year_that_no_date_can_hold_has_no_holidays() {
        assert_eq!(BankHolidays::new().in_year(i32::MAX), []);
        assert_eq!(BankHolidays::new().in_year(NaiveDate::MAX.year()).len(), 8);
        assert_eq!(BankHolidays::new().in_year(NaiveDate::MIN.year()).len(), 8);
    }
}
