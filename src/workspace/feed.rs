//! The public list of bank holidays, as JSON or as a calendar file, and its way into `sqspack.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime};
use serde::Deserialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};

use crate::calendar::{BankHoliday, BankHolidays};
use crate::record::normalise;

/// The division of the public feed that England and Wales are in.
const DIVISION: &str = "england-and-wales";

/// The bank holidays of a feed, by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    days: BTreeMap<NaiveDate, String>,
}

/// Why a file is no feed, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFeed(pub String);

impl std::fmt::Display for NoFeed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for NoFeed {}

#[derive(Deserialize)]
struct Division {
    division: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    title: String,
    date: NaiveDate,
    #[serde(default)]
    notes: String,
}

/// What an import changes in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedChange {
    /// The settings' new text.
    pub text: String,
    /// Days that were not in the settings before.
    pub added: Vec<NaiveDate>,
    /// Days that the settings had within the feed's years and the feed has not.
    pub taken_out: Vec<NaiveDate>,
}

impl Feed {
    /// Reads the feed's JSON, or an iCalendar file.
    ///
    /// # Errors
    /// The file is neither, lacks England and Wales, has no day in it, or a day outside the years of a record.
    pub fn read(text: &str) -> Result<Self, NoFeed> {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let days = match text.chars().next() {
            Some('{') => json(text)?,
            Some('<') => return Err(NoFeed("this is a web page, and not the list that it links to".to_owned())),
            Some('[') => return Err(NoFeed(format!("this list has no part `{DIVISION}`, as the public list has"))),
            _ => calendar(text)?,
        };
        match days.keys().find(|day| !(1990..=2100).contains(&day.year())) {
            Some(day) => Err(NoFeed(format!("{day} cannot be right: its year is not from 1990 to 2100"))),
            None if days.is_empty() => Err(NoFeed("there is no bank holiday in the file".to_owned())),
            None => Ok(Self { days }),
        }
    }

    /// Number of bank holidays.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there is none; never so for a feed that was read.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The bank holidays that its years have by the standing rule or by proclamation and that it lacks: the public list
    /// lacks one only if it was moved.
    pub fn lacking(&self) -> Vec<BankHoliday> {
        let span = self.span();
        let known = (span.start().year()..=span.end().year()).flat_map(|year| BankHolidays::new().in_year(year));
        known.filter(|holiday| !self.days.contains_key(&holiday.date)).collect()
    }

    /// The whole years that it covers.
    pub fn span(&self) -> RangeInclusive<NaiveDate> {
        let year = |day: Option<&NaiveDate>| day.map_or(2010, Datelike::year);
        let (first, last) = (year(self.days.keys().next()), year(self.days.keys().next_back()));
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        day(first, 1, 1)..=day(last, 12, 31)
    }

    /// Puts the feed into the text of the settings. What stands there for the feed's years gives way to it, comments and
    /// all else stay. The years of an earlier import that it does not cover are kept where they adjoin.
    ///
    /// # Errors
    /// The text is not TOML.
    pub fn put_into(&self, settings: &str) -> Result<FeedChange, TomlError> {
        let mut document: DocumentMut = settings.parse()?;
        let span = self.span();
        let known = listed(&document);
        let old = document.remove("bank-holiday").and_then(|item| item.into_array_of_tables().ok()).unwrap_or_default();
        let before: Vec<NaiveDate> = old.iter().filter_map(|entry| date(entry.get("on")?)).collect();
        let mut entries: Vec<(NaiveDate, Table)> = Vec::new();
        for entry in old {
            let day = entry.get("on").and_then(date).unwrap_or_default();
            if !span.contains(&day) || self.days.contains_key(&day) {
                entries.push((day, entry));
            }
        }
        // Reversed, so that of several entries for one day the first is kept.
        let kept: BTreeMap<NaiveDate, usize> =
            entries.iter().enumerate().rev().map(|(index, (day, _))| (*day, index)).collect();
        for (day, name) in &self.days {
            match kept.get(day) {
                Some(index) => set(&mut entries[*index].1, "name", name.as_str()),
                None => entries.push((*day, entry(*day, name))),
            }
        }
        entries.sort_by_key(|(day, _)| *day);
        let listed = document.entry("bank-holidays").or_insert_with(|| Item::Table(Table::new()));
        if let Some(listed) = listed.as_table_like_mut() {
            let whole = union(known, span.clone());
            listed.insert("known-from", value(toml_date(*whole.start())));
            listed.insert("known-until", value(toml_date(*whole.end())));
        }
        let mut list = ArrayOfTables::new();
        for (_, mut entry) in entries {
            // Each entry comes after the group of the span, wherever it stood.
            entry.set_position(None);
            list.push(entry);
        }
        document.insert("bank-holiday", Item::ArrayOfTables(list));
        let known: BTreeSet<NaiveDate> = before.iter().copied().collect();
        let added = self.days.keys().filter(|day| !known.contains(day)).copied().collect();
        let gone = |day: &&NaiveDate| span.contains(day) && !self.days.contains_key(day);
        Ok(FeedChange { text: document.to_string(), added, taken_out: before.iter().filter(gone).copied().collect() })
    }
}

fn json(text: &str) -> Result<BTreeMap<NaiveDate, String>, NoFeed> {
    let wrong = |error: serde_json::Error| match error.line() {
        0 => NoFeed("this is not the JSON of the public list: a day in it has another form".to_owned()),
        line => NoFeed(format!("this is not the JSON of the public list: line {line} has another form")),
    };
    let mut divisions: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).map_err(wrong)?;
    let ours = divisions.remove(DIVISION).ok_or_else(|| NoFeed(format!("the file has no `{DIVISION}`")))?;
    let division: Division = serde_json::from_value(ours).map_err(wrong)?;
    if division.division != DIVISION {
        return Err(NoFeed(format!("the days under `{DIVISION}` are of `{}`", division.division)));
    }
    let named = |event: Event| (event.date, name(&event.title, &event.notes));
    Ok(division.events.into_iter().map(named).collect())
}

fn calendar(text: &str) -> Result<BTreeMap<NaiveDate, String>, NoFeed> {
    let wrong = |_| NoFeed("this is neither the JSON of the public list nor a calendar file".to_owned());
    let calendar: icalendar::Calendar = text.parse().map_err(wrong)?;
    let mut days = BTreeMap::new();
    for event in calendar.components.iter().filter_map(|component| component.as_event()) {
        let name = name(event.get_summary().unwrap_or_default(), "");
        let refused = |words: &str| NoFeed(format!("`{name}` in the file {words}"));
        let repeats = |key: &&str| event.property_value(key).is_some() || event.multi_properties().contains_key(*key);
        if ["RRULE", "RDATE", "EXDATE"].iter().any(repeats) {
            return Err(refused("repeats, and bank holidays are taken one by one"));
        }
        if event.property_value("DURATION").is_some() {
            return Err(refused("has a length in place of a last day"));
        }
        let first = whole_day(event.get_start()).ok_or_else(|| refused("has no day, or a time of day"))?;
        let end = match event.get_end() {
            Some(end) => whole_day(Some(end)).ok_or_else(|| refused("ends at a time of day"))?,
            None => first,
        };
        if (end - first).num_days() > LONGEST {
            return Err(refused("lasts longer than any bank holiday"));
        }
        // The day on which an event ends is no longer part of it.
        days.insert(first, name.clone());
        days.extend(first.iter_days().take_while(|day| *day < end).map(|day| (day, name.clone())));
    }
    Ok(days)
}

/// Days that one bank holiday can last.
const LONGEST: i64 = 7;

/// The day that a moment is, where it is a whole day, or midnight in no zone.
fn whole_day(moment: Option<DatePerhapsTime>) -> Option<NaiveDate> {
    match moment? {
        DatePerhapsTime::Date(day) => Some(day),
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(moment)) if moment.time() == chrono::NaiveTime::MIN => {
            Some(moment.date())
        }
        DatePerhapsTime::DateTime(_) => None,
    }
}

/// `Boxing Day (substitute day)`, on one line and never empty.
fn name(title: &str, notes: &str) -> String {
    let line = |text: &str| normalise(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (title, notes) = (line(title), line(notes));
    match (title.is_empty(), notes.is_empty()) {
        (true, _) => "Bank holiday".to_owned(),
        (false, true) => title,
        (false, false) => format!("{title} ({})", notes.to_lowercase()),
    }
}

/// The span that the settings have been told to be whole for.
fn listed(document: &DocumentMut) -> Option<RangeInclusive<NaiveDate>> {
    let listed = document.get("bank-holidays")?.as_table_like()?;
    Some(date(listed.get("known-from")?)?..=date(listed.get("known-until")?)?)
}

fn union(known: Option<RangeInclusive<NaiveDate>>, new: RangeInclusive<NaiveDate>) -> RangeInclusive<NaiveDate> {
    let next = |day: NaiveDate| day.succ_opt().unwrap_or(day);
    match known {
        Some(known) if *known.start() <= next(*new.end()) && *new.start() <= next(*known.end()) => {
            *known.start().min(new.start())..=*known.end().max(new.end())
        }
        _ => new,
    }
}

fn entry(day: NaiveDate, name: &str) -> Table {
    let mut entry = Table::new();
    entry.insert("on", value(toml_date(day)));
    entry.insert("name", value(name));
    entry
}

/// Sets a text and leaves the comment behind it.
fn set(entry: &mut Table, key: &str, text: &str) {
    match entry.get_mut(key).and_then(Item::as_value_mut) {
        Some(known) if known.as_str() == Some(text) => {}
        Some(known) => {
            let decor = known.decor().clone();
            *known = text.into();
            *known.decor_mut() = decor;
        }
        None => drop(entry.insert(key, value(text))),
    }
}

fn date(item: &Item) -> Option<NaiveDate> {
    let date = item.as_datetime()?.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn toml_date(day: NaiveDate) -> toml_edit::Datetime {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(0);
    let date = toml_edit::Date { year, month: part(day.month()), day: part(day.day()) };
    toml_edit::Datetime { date: Some(date), time: None, offset: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{
        "england-and-wales": { "division": "england-and-wales", "events": [
            { "title": "New Year’s Day", "date": "2028-01-03", "notes": "Substitute day", "bunting": true },
            { "title": "Good Friday", "date": "2028-04-14", "notes": "", "bunting": false } ] },
        "scotland": { "division": "scotland", "events": [
            { "title": "2nd January", "date": "2028-01-04", "notes": "", "bunting": true } ] }
    }"#;

    const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\nBEGIN:VEVENT\r\n\
        DTSTART;VALUE=DATE:20280103\r\nDTEND;VALUE=DATE:20280104\r\nSUMMARY:New Year’s Day (substitute day)\r\n\
        UID:1@example\r\nDTSTAMP:20260101T000000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20280414\r\n\
        SUMMARY:Good Friday\r\nUID:2@example\r\nDTSTAMP:20260101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("a date")
    }

    #[test]
    fn the_json_and_the_calendar_file_of_one_list_are_read_alike_and_other_divisions_left_alone() {
        let feed = Feed::read(JSON).expect("a feed");
        assert_eq!(feed, Feed::read(CALENDAR).expect("a calendar"));
        assert_eq!(feed.len(), 2);
        assert_eq!(feed.days[&day("2028-01-03")], "New Year’s Day (substitute day)");
        assert_eq!(feed.span(), day("2028-01-01")..=day("2028-12-31"));
    }

    #[test]
    fn what_is_no_list_is_refused_in_words() {
        let refused = |text: &str| Feed::read(text).expect_err("refused").0;
        assert!(refused("{}").contains("no `england-and-wales`"));
        assert!(refused("{\"england-and-wales\": 7}").contains("not the JSON"));
        assert!(refused("hello").contains("neither"), "{}", refused("hello"));
        assert!(refused("<!DOCTYPE html><p>Bank holidays").contains("a web page"));
        assert!(refused("[{\"date\": \"2028-01-03\"}]").contains("no part `england-and-wales`"));
        assert!(refused("{\n\"a\":\n").contains("line 3"), "{}", refused("{\n\"a\":\n"));
        assert!(refused("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n").contains("no bank holiday"));
        assert!(refused(&JSON.replace("2028-04-14", "1828-04-14")).contains("1828"));
    }

    #[test]
    fn an_event_of_several_days_is_every_day_of_it_and_what_is_no_plain_day_is_refused() {
        let two = CALENDAR.replace("DTEND;VALUE=DATE:20280104", "DTEND;VALUE=DATE:20280105");
        let days: Vec<NaiveDate> = Feed::read(&two).expect("a calendar").days.into_keys().collect();
        assert_eq!(days, [day("2028-01-03"), day("2028-01-04"), day("2028-04-14")]);
        let start = "DTSTART;VALUE=DATE:20280414";
        for (instead, words) in [
            ("DTSTART;VALUE=DATE:20280414\r\nRRULE:FREQ=YEARLY", "`Good Friday` in the file repeats"),
            ("DTSTART;TZID=Europe/London:20280414T000000", "a time of day"),
            ("DTSTART:20280414T000000Z", "a time of day"),
            ("DTSTART;VALUE=DATE:20280414\r\nDURATION:P2D", "a length"),
            ("DTSTART;VALUE=DATE:20280414\r\nDTEND;VALUE=DATE:20290101", "longer than any bank holiday"),
        ] {
            let refused = Feed::read(&CALENDAR.replace(start, instead)).expect_err(instead).0;
            assert!(refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn the_days_that_a_list_lacks_and_a_year_has_are_known() {
        let lacking: Vec<NaiveDate> =
            Feed::read(JSON).expect("a feed").lacking().into_iter().map(|holiday| holiday.date).collect();
        let days = ["2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"];
        assert_eq!(lacking, days.map(day));
    }

    #[test]
    fn settings_keep_their_comments_and_give_way_to_the_list_within_its_years_alone() {
        let settings = "# Ours\n[office]\ntelephone = \"0161 496 0100\" # switchboard\n\n# said on the wireless\n\
            [[bank-holiday]]\non = 2028-06-05\nname = \"jubilee\"\n\n[[bank-holiday]]\non = 2029-05-07 # moved\nname = \"May\"\n";
        let change = Feed::read(JSON).expect("a feed").put_into(settings).expect("TOML");
        assert_eq!(
            change.text,
            "# Ours\n[office]\ntelephone = \"0161 496 0100\" # switchboard\n\n[bank-holidays]\nknown-from = 2028-01-01\n\
             known-until = 2028-12-31\n\n[[bank-holiday]]\non = 2028-01-03\nname = \"New Year’s Day (substitute day)\"\n\n\
             [[bank-holiday]]\non = 2028-04-14\nname = \"Good Friday\"\n\n[[bank-holiday]]\non = 2029-05-07 # moved\nname = \"May\"\n"
        );
        assert_eq!(change.added, [day("2028-01-03"), day("2028-04-14")]);
        assert_eq!(change.taken_out, [day("2028-06-05")]);
    }

    #[test]
    fn an_import_done_twice_changes_nothing_and_one_of_the_next_year_adjoins() {
        let feed = Feed::read(JSON).expect("a feed");
        let once = feed.put_into("").expect("TOML").text;
        let twice = feed.put_into(&once).expect("TOML");
        assert_eq!((twice.text.as_str(), twice.added.len()), (once.as_str(), 0));
        let next = Feed::read(&JSON.replace("2028-", "2029-")).expect("a feed").put_into(&once).expect("TOML");
        assert!(next.text.contains("known-from = 2028-01-01\nknown-until = 2029-12-31"), "{}", next.text);
        assert_eq!(next.text.matches("[[bank-holiday]]").count(), 4);
        let apart = Feed::read(&JSON.replace("2028-", "2032-")).expect("a feed").put_into(&once).expect("TOML");
        assert!(apart.text.contains("known-from = 2032-01-01\nknown-until = 2032-12-31"), "{}", apart.text);
    }
}
