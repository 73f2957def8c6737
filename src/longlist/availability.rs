//! When a case manager can come, as YOTs write it: 'Mon to Wed', '12 January', '19 January 1pm to 5pm'. What holds anything
//! else is asked about as a whole.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::dates::{month, typed};
use crate::record::{HalfDay, WorkingTime, half_day_of, weekday_of, working_times};
use crate::returned::plain;

/// Hours of a day at which somebody cannot come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The day.
    pub on: NaiveDate,
    /// From when to when.
    pub span: (NaiveTime, NaiveTime),
}

/// Days on which somebody is away, and hours of others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absence {
    /// Whole days.
    pub days: Vec<NaiveDate>,
    /// Parts of days.
    pub hours: Vec<Hours>,
}

/// Words between days that say nothing more.
const FILLERS: [&str; 11] = ["and", "a", "ac", "days", "on", "dydd", "the", "of", "every", "each", "yn"];
/// Reasons for an absence, and other words of one that say nothing more. Who works on a day is not away.
const OF_ABSENCE: [&str; 18] = [
    "leave",
    "annual",
    "al",
    "l",
    "away",
    "off",
    "holiday",
    "holidays",
    "court",
    "training",
    "meeting",
    "toil",
    "not",
    "available",
    "unavailable",
    "in",
    "gwyliau",
    "llys",
];
/// Days from the week that is asked about at which a date is taken for a slip of typing.
const FAR: i64 = 180;
const TO: [&str; 4] = ["to", "i", "-", "until"];

/// The day of the week that a word names; `mawrth` alone is March.
fn weekday(word: &str) -> Option<usize> {
    weekday_of(word).filter(|_| word != "mawrth")
}

fn tokens(text: &str) -> Vec<String> {
    plain(&text.replace(['–', '—'], "-").replace('-', " - ").replace(':', "h")).split(' ').map(str::to_owned).collect()
}

/// The days on which somebody works: an empty list for all, nothing for what cannot be read.
pub fn pattern(text: &str) -> Option<Vec<WorkingTime>> {
    let text = plain(text);
    if [
        "full time",
        "fulltime",
        "full-time",
        "llawn amser",
        "standard",
        "office hours",
        "monday to friday",
        "mon - fri",
        "mon-fri",
    ]
    .contains(&text.as_str())
    {
        return Some(Vec::new());
    }
    working_times(&text)
}

/// The days and hours of an absence in the week of a Monday; nothing for what cannot be read. A weekday without a date is that
/// of this week, and a date without a year that of the year nearest to it.
pub fn absence(text: &str, monday: NaiveDate) -> Option<Absence> {
    let mut absence = Absence::default();
    // Numbers alone are days of the month that the next part names: `19, 20 January`, `19 and 20 January`.
    let mut numbers: Vec<String> = Vec::new();
    let parts =
        text.split([',', ';', '\n', '&']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" a "));
    for part in parts.filter(|part| !part.trim().is_empty()) {
        if part.trim().parse::<u32>().is_ok_and(|number| number <= 31) {
            numbers.push(part.trim().to_owned());
            continue;
        }
        if let Some(month) = part.split_whitespace().position(|word| month(&plain(word)).is_some()) {
            let of_month: Vec<&str> = part.split_whitespace().skip(month).collect();
            for number in numbers.drain(..) {
                add(&format!("{number} {}", of_month.join(" ")), monday, &mut absence)?;
            }
        }
        add(part, monday, &mut absence)?;
    }
    if !numbers.is_empty() {
        return None;
    }
    let is_near = |day: &NaiveDate| (*day - monday).num_days().abs() < FAR;
    let are_near = absence.days.iter().chain(absence.hours.iter().map(|hours| &hours.on)).all(is_near);
    are_near.then_some(absence)
}

fn add(part: &str, monday: NaiveDate, absence: &mut Absence) -> Option<()> {
    let words = tokens(part);
    let is_filler = |word: &&str| FILLERS.contains(word) || OF_ABSENCE.contains(word);
    let words: Vec<&str> = words.iter().map(|word| without_ordinal(word)).filter(|word| !is_filler(word)).collect();
    if let Ok(day) = typed(&words.join(" "))
        && !words.iter().any(|word| weekday(word).is_some())
    {
        absence.days.push(day);
        return Some(());
    }
    if matches!(words.as_slice(), ["all", "week"] | ["whole", "week"]) {
        absence.days.extend(monday.iter_days().take(5));
        return Some(());
    }
    let is_day = |word: &&&str| {
        weekday(word).is_some()
            || month(word).is_some()
            || word.parse::<u32>().is_ok_and(|number| number <= 31 || number > 1999)
            || TO.contains(word)
    };
    let split = words.iter().take_while(is_day).count();
    // A `to` before a time belongs to the times.
    let (day_words, time_words) = words.split_at(split);
    let days = days(day_words, monday)?;
    match time_words {
        [] => absence.days.extend(days),
        [one] if half_day_of(one).is_some() => {
            let span = if half_day_of(one)? == HalfDay::Morning {
                (time(9, 0)?, time(13, 0)?)
            } else {
                (time(13, 0)?, time(17, 0)?)
            };
            absence.hours.extend(days.into_iter().map(|on| Hours { on, span }));
        }
        [from, to, until] if TO.contains(to) => {
            let span = (clock(from)?, clock(until)?);
            if span.0 >= span.1 {
                return None;
            }
            absence.hours.extend(days.into_iter().map(|on| Hours { on, span }));
        }
        _ => return None,
    }
    Some(())
}

/// `12th` as `12`.
fn without_ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(char::is_alphabetic);
    if ["st", "nd", "rd", "th"].contains(&&word[digits.len()..]) && !digits.is_empty() { digits } else { word }
}

fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// `1pm`, `13h00`.
fn clock(word: &str) -> Option<NaiveTime> {
    let (digits, add) = match word {
        word if word.ends_with("pm") => (word.trim_end_matches("pm"), 12),
        word if word.ends_with("am") => (word.trim_end_matches("am"), 0),
        word if word.contains('h') => (word, 0),
        _ => return None,
    };
    let (hour, minute) = digits.split_once('h').unwrap_or((digits, "0"));
    let hour: u32 = hour.parse().ok()?;
    time(if hour == 12 { hour } else { hour + add }, minute.parse().ok()?)
}

/// `12 january`, `12 - 14 january 2027`, `tuesday`, `tuesday - thursday`, `2027 01 12`, `tuesday 19 january`.
fn days(words: &[&str], monday: NaiveDate) -> Option<Vec<NaiveDate>> {
    let near = |month: u32, day: u32, year: Option<i32>| {
        let years = year.map_or(vec![monday.year() - 1, monday.year(), monday.year() + 1], |year| vec![year]);
        years
            .into_iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .min_by_key(|day| (*day - monday).num_days().abs())
    };
    let of_week = |word: &str| Some(monday + chrono::Days::new(u64::try_from(weekday(word)?).ok()?));
    let span = |from: NaiveDate, to: NaiveDate| {
        let is_short = from <= to && (to - from).num_days() < 31;
        let is_weekday = |day: &NaiveDate| day.weekday().number_from_monday() < 6;
        is_short.then(|| from.iter_days().take_while(|day| *day <= to).filter(is_weekday).collect::<Vec<_>>())
    };
    let number = |word: &str| word.parse::<u32>().ok();
    match words {
        [day] => of_week(day).map(|day| vec![day]),
        [from, to, until] if TO.contains(to) && weekday(from).is_some() => span(of_week(from)?, of_week(until)?),
        [name, rest @ ..] if weekday(name).is_some() => {
            let found = days(rest, monday)?;
            let is_it = found
                .first()
                .is_some_and(|day| day.weekday().num_days_from_monday() as usize == weekday(name).unwrap_or(7));
            is_it.then_some(found)
        }
        [day, name] => near(month(name)?, number(day)?, None).map(|day| vec![day]),
        [from, to, until, name] if TO.contains(to) => {
            let month = month(name)?;
            span(near(month, number(from)?, None)?, near(month, number(until)?, None)?)
        }
        [from, to, until, name, year] if TO.contains(to) && month(name).is_some() => {
            let (month, year) = (month(name)?, year.parse().ok());
            span(near(month, number(from)?, year)?, near(month, number(until)?, year)?)
        }
        [year, dash, month, other, day] if *dash == "-" && *other == "-" && year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?).map(|day| vec![day])
        }
        [day, name, year] => near(month(name)?, number(day)?, year.parse().ok()).map(|day| vec![day]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 1, day).expect("a day")
    }

    #[test]
    fn working_days_are_read_and_anything_else_is_asked_about() {
        assert_eq!(pattern("Full time"), Some(vec![]));
        let words = |text: &str| pattern(text).expect("days").into_iter().map(WorkingTime::word).collect::<Vec<_>>();
        assert_eq!(words("Mon to Wed"), ["monday", "tuesday", "wednesday"]);
        assert_eq!(words("Part time: Mondays and Fridays"), ["monday", "friday"]);
        for text in ["term time", "3 days", "Mon to", "flexible", "mornings", "not Mondays", "leave on Fridays"] {
            assert_eq!(pattern(text), None, "{text}");
        }
    }

    #[test]
    fn absences_are_read_as_days_or_hours() {
        let days = |text: &str| absence(text, day(18)).expect("read").days;
        assert_eq!(days("19 January"), [day(19)]);
        assert_eq!(days("Tuesday"), [day(19)]);
        assert_eq!(days("12-14 January 2027"), [day(12), day(13), day(14)]);
        assert_eq!(days("2027-01-19"), [day(19)]);
        assert_eq!(days("Tuesday 19 Ionawr; 20 Jan"), [day(19), day(20)]);
        assert_eq!(days("19 and 20 January"), [day(19), day(20)]);
        assert_eq!(days("18, 19 & 20th January 2027"), [day(18), day(19), day(20)]);
        assert_eq!(days("annual leave 18/01/2027"), [day(18)]);
        assert_eq!(days("court on Tuesday and Wednesday"), [day(19), day(20)]);
        let hours = absence("19 January pm, Wednesday 10am to 12pm", day(18)).expect("read").hours;
        assert_eq!(hours.len(), 2);
        assert_eq!(hours[1].span, (time(10, 0).expect("a time"), time(12, 0).expect("a time")));
        for text in [
            "court in the morning perhaps",
            "Monday 19 January",
            "3/4",
            "19 January maybe",
            "19 January 1927",
            "works Tuesdays",
            "19, 20",
            "3/4/2027",
        ] {
            assert_eq!(absence(text, day(18)), None, "{text}");
        }
    }
}
