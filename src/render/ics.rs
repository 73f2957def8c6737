//! Calendar files: a TOML description becomes an `.ics` file (RFC 5545).
//!
//! The description comes from a template, which may put a value only inside a quoted TOML string. Its times are those of
//! Europe/London. The file carries the rule of that zone, so that a calendar which does not know the zone shows the right
//! time in summer and in winter.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, Property};
use serde::Deserialize;

/// The zone of all times.
const ZONE: &str = "Europe/London";

/// The rule of the zone, for calendars that do not know it: since 1996, an hour ahead from the last Sunday of March to the
/// last of October. The library has no component for it.
const ZONE_RULE: &str = "BEGIN:VTIMEZONE\r\n\
    TZID:Europe/London\r\n\
    BEGIN:DAYLIGHT\r\n\
    TZNAME:BST\r\n\
    DTSTART:19960331T010000\r\n\
    TZOFFSETFROM:+0000\r\n\
    TZOFFSETTO:+0100\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    END:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\n\
    TZNAME:GMT\r\n\
    DTSTART:19961027T020000\r\n\
    TZOFFSETFROM:+0100\r\n\
    TZOFFSETTO:+0000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// The octets that a line may have, its end not counted (RFC 5545 §3.1).
const LONGEST_LINE: usize = 75;

/// How long an event with a time lasts. A milestone is a moment, but an event without an end is drawn as a hairline, or
/// refused.
const LASTS: TimeDelta = TimeDelta::minutes(30);

const FIRST_EVENT: &str = "BEGIN:VEVENT\r\n";

/// A finished calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// The `.ics` file.
    pub bytes: Vec<u8>,
    /// All text in it that a person reads, for the search for children's names.
    pub text: String,
}

/// Why a description is not a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the description where it stands.
    pub span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    /// What calendars call it.
    name: String,
    #[serde(default, rename = "event")]
    events: Vec<EventDescription>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventDescription {
    /// What it is called within the inspection, for ever.
    id: String,
    title: String,
    #[serde(default)]
    text: String,
    date: NaiveDate,
    /// `16:00`; without it the event takes the whole day.
    #[serde(default, deserialize_with = "time")]
    time: Option<NaiveTime>,
    /// When it ends, for an event with a time.
    #[serde(default, deserialize_with = "time")]
    until: Option<NaiveTime>,
    /// Where it takes place.
    #[serde(default)]
    place: String,
    sequence: u32,
}

fn time<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = |_| serde::de::Error::custom(format!("`{text}` is not a time: write it as `16:00`"));
    NaiveTime::parse_from_str(&text, "%H:%M").map(Some).map_err(wrong)
}

/// An entry of a calendar, for whoever only looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownEvent {
    /// Its day.
    pub date: NaiveDate,
    /// When it begins and ends, where it does not take the whole day.
    pub time: Option<(NaiveTime, Option<NaiveTime>)>,
    /// What it is.
    pub title: String,
    /// What there is to say of it.
    pub text: String,
    /// Where it takes place, or nothing.
    pub place: String,
}

/// The entries of the calendar that a description describes, in their order; none where it describes none.
pub fn shown(description: &str) -> Vec<ShownEvent> {
    let Ok(Description { events, .. }) = toml::from_str(description) else { return Vec::new() };
    let event = |event: EventDescription| ShownEvent {
        date: event.date,
        time: event.time.map(|time| (time, event.until)),
        title: event.title,
        text: event.text,
        place: event.place,
    };
    let mut events: Vec<ShownEvent> = events.into_iter().map(event).collect();
    events.sort_by_key(|event| (event.date, event.time));
    events
}

/// Makes a calendar file. `reference` is the inspection's, and the identifiers of its events end with it; `date` is the
/// document's, and stands as the moment of making.
///
/// # Errors
/// The description is not one, with the place in it.
pub fn render(description: &str, reference: &str, date: NaiveDate) -> Result<CalendarFile, CalendarError> {
    let Description { name, events } = toml::from_str(description).map_err(|error| refusal(&error))?;
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//sqspack//timeline//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.append_property(Property::new("NAME", escaped(&name)));
    calendar.append_property(Property::new("X-WR-CALNAME", &name)).timezone(ZONE);
    for event in &events {
        calendar.push(entry(event, reference, date));
    }
    let texts = events.iter().flat_map(|event| [event.title.as_str(), &event.text, &event.place, &event.id]);
    let text = std::iter::once(name.as_str()).chain(texts).collect::<Vec<_>>().join("\n");
    let written = calendar.to_string().replacen(FIRST_EVENT, &format!("{ZONE_RULE}{FIRST_EVENT}"), 1);
    Ok(CalendarFile { bytes: folded(&written).into_bytes(), text })
}

/// What a calendar shows of each event of a file that [`render`] has made: when it begins and ends, what and where it is.
pub fn entries(bytes: &[u8]) -> Vec<String> {
    let whole = String::from_utf8_lossy(bytes).replace("\r\n ", "");
    let shown = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let word = match name.split(';').next()? {
            "SUMMARY" | "DESCRIPTION" => "",
            "DTSTART" => "begins: ",
            "DTEND" => "ends: ",
            "LOCATION" => "place: ",
            _ => return None,
        };
        let text = moment(value).unwrap_or_else(|| value.replace("\\n", " ").replace('\\', ""));
        Some(format!("{word}{text}"))
    };
    whole.lines().filter_map(shown).collect()
}

/// A moment of a calendar file as people write it: `2027-01-18 13:30`.
fn moment(value: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        value.get(range).filter(|part| part.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let day = format!("{}-{}-{}", digits(0..4)?, digits(4..6)?, digits(6..8)?);
    match value.get(8..) {
        Some("") => Some(day),
        Some(rest) if rest.starts_with('T') => Some(format!("{day} {}:{}", digits(9..11)?, digits(11..13)?)),
        _ => None,
    }
}

/// A text as the value of a property that the library does not know to be text (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A calendar with its lines folded anew, none between the bytes of a character. The library leaves the last piece of some
/// lines an octet too long.
fn folded(calendar: &str) -> String {
    let mut folded = String::with_capacity(calendar.len() + calendar.len() / 16);
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST_LINE {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(character);
            length += character.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// The identifier of an event, which stays the same when its date moves.
pub fn uid(id: &str, reference: &str) -> String {
    format!("{reference}.{id}@sqspack.invalid")
}

fn entry(event: &EventDescription, reference: &str, stamp: NaiveDate) -> Event {
    let mut entry = Event::with_uid(&uid(&event.id, reference));
    entry
        .timestamp(stamp.and_time(NaiveTime::MIN).and_utc())
        .sequence(event.sequence)
        .summary(&event.title)
        // A deadline takes nobody's time, and the day stays free; what has an end takes it.
        .add_property("TRANSP", if event.until.is_some() { "OPAQUE" } else { "TRANSPARENT" });
    if !event.place.is_empty() {
        entry.location(&event.place);
    }
    if !event.text.is_empty() {
        entry.description(&event.text);
    }
    match event.time {
        Some(time) => {
            let starts = event.date.and_time(time);
            let ends = event.until.map_or(starts + LASTS, |until| event.date.and_time(until));
            entry.starts(in_zone(starts)).ends(in_zone(ends))
        }
        // Without an end, an event that starts on a date lasts for that day.
        None => entry.starts(event.date),
    };
    entry.done()
}

fn in_zone(date_time: NaiveDateTime) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time, tzid: ZONE.to_owned() }
}

fn refusal(error: &toml::de::Error) -> CalendarError {
    CalendarError { message: error.message().to_owned(), span: error.span().unwrap_or(0..0) }
}

/// When an event of a calendar file happens, and its sequence number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The identifier.
    pub uid: String,
    /// The sequence number.
    pub sequence: u32,
    /// When it starts: a date, or a date and a time in London.
    pub starts: Result<NaiveDate, NaiveDateTime>,
}

/// Reads the events of a calendar file that [`render`] has made, and passes over what it does not know.
pub fn read(bytes: &[u8]) -> Vec<Published> {
    let unfolded = String::from_utf8_lossy(bytes).replace("\r\n ", "");
    let timed = format!("DTSTART;TZID={ZONE}:");
    let event = |event: &str| {
        let value = |key: &str| event.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
        let day = value("DTSTART;VALUE=DATE:").and_then(|text| NaiveDate::parse_from_str(&text, "%Y%m%d").ok()).map(Ok);
        let moment = || NaiveDateTime::parse_from_str(&value(&timed)?, "%Y%m%dT%H%M%S").ok().map(Err);
        let sequence = value("SEQUENCE:")?.parse().ok()?;
        Some(Published { uid: value("UID:")?, sequence, starts: day.or_else(moment)? })
    };
    unfolded.split("BEGIN:VEVENT").skip(1).filter_map(event).collect()
}

#[cfg(test)]
mod tests;
