//! Single values that the record shares with everybody: dates, times, numbers, yes and no.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use toml::de::DeValue;

use super::days::{Days, christmas, days};
use super::reader::{Reader, Scalar, Wrong};
use super::written::{self, YEARS};
use crate::problem::code;

const FORM_OF_A_DATE: &str = "a date is written as year, month and day, without quotation marks";
const FORM_OF_A_TIME: &str = "a time of day is written with hours, minutes and seconds, without quotation marks";

/// A value that says what is wanted in a form that is not the record's.
fn in_the_form(message: &str, help: String) -> Wrong {
    Wrong { code: code::WRONG_TYPE, message: message.to_owned(), help }
}

/// What was typed for a date or a time of day: in quotation marks, or as a number.
fn typed<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    match value {
        DeValue::Float(number) => Some(number.as_str()),
        DeValue::Integer(number) => Some(number.as_str()),
        other => other.as_str(),
    }
}

impl Scalar for NaiveDate {
    fn blank() -> Self {
        NaiveDate::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        const FORM: &str = "type year, month and day without quotation marks; Christmas Day would be";
        let day = christmas(reader.example);
        let shown = format!("`{day}`");
        let help = format!("{FORM} {shown}");
        match value {
            DeValue::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) => {
                let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
                let day = day.ok_or_else(|| Wrong::kind("a day that exists", value, help.clone()))?;
                if YEARS.contains(&date.year.into()) {
                    return Ok(day);
                }
                Err(Wrong {
                    code: code::OUT_OF_RANGE,
                    message: match reader.is_private() {
                        true => "the year cannot be right".to_owned(),
                        false => format!("the year {} cannot be right", date.year),
                    },
                    help: format!("write a year from {} to {}", YEARS.start(), YEARS.end()),
                })
            }
            DeValue::Datetime(toml::value::Datetime { date: Some(date), .. }) => {
                let help = reader.with_line("type", &span, Some(date.to_string()), &shown);
                Err(in_the_form("a date stands here, without a time of day", help))
            }
            other => {
                let line = |words: &str, day: NaiveDate| reader.with_line(words, &span, Some(day.to_string()), &shown);
                Err(match typed(other).and_then(days) {
                    Some(Days::One(day)) => in_the_form(FORM_OF_A_DATE, line("type", day)),
                    Some(Days::Period(first, _)) => {
                        let message = "one day is needed here, and these are several";
                        in_the_form(message, line("type the one that is meant; the first would be", first))
                    }
                    Some(Days::NoSuchDay(last)) => {
                        let message = "there is no such day in the calendar";
                        in_the_form(message, line("type a day that there is; the last of that month would be", last))
                    }
                    Some(Days::NoYear) => in_the_form("this date has no year", reader.with_example(FORM, &span, &day)),
                    None => Wrong::kind("a date", other, reader.with_example(FORM, &span, &day)),
                })
            }
        }
    }
}

impl Scalar for NaiveTime {
    fn blank() -> Self {
        NaiveTime::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let help = "type hours (from 0 to 23), minutes and seconds, without quotation marks; noon would be";
        let noon = |reader: &Reader| reader.with_example(help, &span, "12:00:00");
        match value {
            DeValue::Datetime(toml::value::Datetime { date: None, time: Some(time), offset: None }) => {
                let time = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0);
                time.ok_or_else(|| Wrong::kind("a time that exists", value, noon(reader)))
            }
            other => {
                let hour =
                    typed(other).filter(|hour| other.is_integer() && hour.len() < 3).map(|hour| format!("{hour}:00"));
                let typed = hour.as_deref().or_else(|| typed(other));
                Err(match typed.and_then(written::time) {
                    Some(time) => {
                        let time = time.format("%H:%M:%S").to_string();
                        in_the_form(FORM_OF_A_TIME, reader.with_line("type", &span, Some(time), "`12:00:00`"))
                    }
                    None => Wrong::kind("a time of day", other, noon(reader)),
                })
            }
        }
    }
}

impl Scalar for u32 {
    fn blank() -> Self {
        0
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let DeValue::Integer(number) = value else {
            let typed =
                value.as_str().and_then(|text| text.trim().parse::<u32>().ok()).map(|number| number.to_string());
            let help = reader.with_line("write digits without quotes", &span, typed, "`20`");
            return Err(Wrong::kind("a whole number", value, help));
        };
        u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| *number <= 100_000).ok_or_else(|| {
            Wrong {
                code: code::OUT_OF_RANGE,
                message: format!("{} is not a possible number here", reader.quoted(number.as_str())),
                help: "write a whole number from 0 upwards".to_owned(),
            }
        })
    }
}

impl Scalar for u64 {
    fn blank() -> Self {
        0
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let help = reader.with_line("write digits without quotes", &span, None, "`48213`");
        let DeValue::Integer(number) = value else { return Err(Wrong::kind("a whole number", value, help)) };
        Self::from_str_radix(number.as_str(), number.radix()).map_err(|_| Wrong {
            code: code::OUT_OF_RANGE,
            message: format!("{} is not a possible number here", reader.quoted(number.as_str())),
            help: "write a whole number from 0 upwards".to_owned(),
        })
    }
}

impl Scalar for bool {
    fn blank() -> Self {
        false
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| {
            let typed = match value.as_str().map(|text| text.trim().to_lowercase()).as_deref() {
                Some("yes" | "y" | "true" | "ydy" | "ie") => Some("true".to_owned()),
                Some("no" | "n" | "false" | "na" | "nag ydy") => Some("false".to_owned()),
                _ => None,
            };
            let help = reader.with_line(
                "type one word without quotation marks",
                &span,
                typed,
                "`true` for yes, `false` for no",
            );
            Wrong::kind("`true` or `false`", value, help)
        })
    }
}
