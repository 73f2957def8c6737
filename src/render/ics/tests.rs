//! What is made is read back by a parser of other hands.

use std::io::BufReader;

use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use ical::property::Property;
use proptest::prelude::*;

use super::*;
use crate::template::escape_toml;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 4).unwrap()
}

fn parse(bytes: &[u8]) -> IcalCalendar {
    let mut parser = ical::IcalParser::new(BufReader::new(bytes));
    let calendar = parser.next().unwrap().unwrap();
    assert!(parser.next().is_none());
    calendar
}

fn property<'e>(event: &'e IcalEvent, name: &str) -> &'e Property {
    let mut all = event.properties.iter().filter(|property| property.name == name);
    let property = all.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(all.next().is_none(), "{name} twice");
    property
}

fn value<'e>(event: &'e IcalEvent, name: &str) -> &'e str {
    property(event, name).value.as_deref().unwrap()
}

/// RFC 5545 §3.3.11, backwards.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, if character == '\\' { characters.next() } else { None }) {
            (_, Some('n' | 'N')) => out.push('\n'),
            (_, Some(escaped)) => out.push(escaped),
            (plain, None) => out.push(plain),
        }
    }
    out
}

fn made(events: &str) -> IcalCalendar {
    parse(&render(&format!("name = \"SQS\"\n{events}"), "2027-01-aberford", day()).unwrap().bytes)
}

fn event(title: &str, date: &str, time: &str) -> String {
    let mut escaped = Vec::new();
    escape_toml(title, &mut escaped).unwrap();
    let (title, time) = (String::from_utf8(escaped).unwrap(), time.to_owned());
    let time = if time.is_empty() { time } else { format!("time = \"{time}\"\n") };
    format!("[[event]]\nid = \"long-list-due\"\ntitle = \"{title}\"\ndate = \"{date}\"\nsequence = 3\n{time}")
}

#[test]
fn an_event_has_its_identifier_number_and_stamp_from_the_record_alone() {
    let calendar = made(&event("Due", "2027-01-07", "12:00"));
    let event = &calendar.events[0];
    assert_eq!(value(event, "UID"), "2027-01-aberford.long-list-due@sqspack.invalid");
    assert_eq!((value(event, "SEQUENCE"), value(event, "DTSTAMP")), ("3", "20270104T000000Z"));
}

#[test]
fn a_time_is_that_of_london_on_both_sides_of_a_change_of_the_clocks() {
    for (date, expected) in [("2027-03-25", "20270325T160000"), ("2027-03-30", "20270330T160000")] {
        let calendar = made(&event("Sent", date, "16:00"));
        let start = property(&calendar.events[0], "DTSTART");
        assert_eq!(start.value.as_deref(), Some(expected));
        assert_eq!(start.params, Some(vec![("TZID".to_owned(), vec!["Europe/London".to_owned()])]));
    }
}

#[test]
fn the_rule_of_the_zone_comes_along() {
    let calendar = made(&event("Sent", "2027-03-30", "16:00"));
    let [zone] = calendar.timezones.as_slice() else { panic!("{} zones", calendar.timezones.len()) };
    let changes: Vec<String> = zone
        .transitions
        .iter()
        .map(|change| {
            let value = |name: &str| {
                let found = change.properties.iter().find(|property| property.name == name);
                found.and_then(|property| property.value.clone()).unwrap()
            };
            format!("{} {} {}", value("TZOFFSETFROM"), value("TZOFFSETTO"), value("RRULE"))
        })
        .collect();
    assert_eq!(
        changes,
        ["+0000 +0100 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "+0100 +0000 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"]
    );
}

#[test]
fn an_event_without_a_time_takes_the_day() {
    let calendar = made(&event("Published", "2027-02-10", ""));
    let start = property(&calendar.events[0], "DTSTART");
    assert_eq!(start.value.as_deref(), Some("20270210"));
    assert_eq!(start.params, Some(vec![("VALUE".to_owned(), vec!["DATE".to_owned()])]));
}

#[test]
fn what_is_made_is_read_back_for_the_next_build() {
    let text = format!("name = \"SQS\"\n{}{}", event("A", "2027-03-30", "16:00"), event("B", "2027-04-01", ""));
    let found = read(&render(&text, "a", day()).unwrap().bytes);
    let starts: Vec<_> = found.iter().map(|event| event.starts).collect();
    let (date, moment) = (NaiveDate::from_ymd_opt(2027, 4, 1).unwrap(), "2027-03-30T16:00:00".parse().unwrap());
    assert_eq!(starts, [Err(moment), Ok(date)]);
    assert!(found.iter().all(|event| event.sequence == 3 && event.uid == "a.long-list-due@sqspack.invalid"));
}

#[test]
fn an_event_with_a_time_ends_half_an_hour_later_if_need_be_on_the_next_day() {
    for (time, expected) in [("16:00", "20270330T163000"), ("23:45", "20270331T001500")] {
        let calendar = made(&event("Sent", "2027-03-30", time));
        let end = property(&calendar.events[0], "DTEND");
        assert_eq!(end.value.as_deref(), Some(expected));
        assert_eq!(end.params, Some(vec![("TZID".to_owned(), vec!["Europe/London".to_owned()])]));
    }
}

#[test]
fn a_wrong_time_is_told_with_its_place() {
    let text = format!("name = \"SQS\"\n{}", event("A", "2027-03-30", "noon"));
    let error = render(&text, "a", day()).unwrap_err();
    assert_eq!((&text[error.span], error.message.as_str()), ("\"noon\"", "`noon` is not a time: write it as `16:00`"));
}

proptest! {
    #[test]
    fn no_line_is_longer_than_75_octets_and_every_name_is_read_back(name in "[^\\p{Cc}\u{2028}\u{2029}]{0,300}") {
        let mut escaped = Vec::new();
        escape_toml(&name, &mut escaped).unwrap();
        let name_line = format!("name = \"{}\"\n", String::from_utf8(escaped).unwrap());
        let bytes = render(&format!("{name_line}{}", event(&name, "2027-01-07", "16:00")), "a", day()).unwrap().bytes;
        let written = String::from_utf8(bytes).unwrap();
        for line in written.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
        }
        let unfolded = written.replace("\r\n ", "");
        for key in ["NAME:", "X-WR-CALNAME:", "SUMMARY:"] {
            let value = unfolded.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            prop_assert_eq!(unescape(value), name.as_str());
            prop_assert!(!value.replace("\\,", "").contains(','), "{}", value);
        }
    }

    #[test]
    fn a_title_comes_back_as_it_was_and_makes_no_property(area in "[^\\p{Cc}\u{2028}\u{2029}]{0,200}") {
        let title = format!("SQS {area}");
        let bytes = render(&format!("name = \"SQS\"\n{}", event(&title, "2027-01-07", "")), "a", day()).unwrap().bytes;
        let calendar = parse(&bytes);
        prop_assert_eq!(calendar.events.len(), 1);
        // The parser loses spaces at a fold, so the test looks for spaces in the file itself.
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&unescape(value(&calendar.events[0], "SUMMARY"))), bare(&title));
        let unfolded = String::from_utf8(bytes).unwrap().replace("\r\n ", "");
        let summary = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        prop_assert_eq!(unescape(summary), title);
        prop_assert_eq!(calendar.events[0].properties.len(), 6);
    }
}
