//! Single values that the record shares with everybody: dates, times, numbers, yes and no.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use toml::de::DeValue;

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
        let help = "write year, month and day without quotes: `2027-01-18`";
        match value {
            DeValue::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) => {
                let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
                let day = day.ok_or_else(|| Wrong::kind("a day that exists", value, help))?;
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
                let help = reader.with_line("type", &span, Some(date.to_string()), "`2027-01-18`");
                Err(in_the_form("a date stands here, without a time of day", help))
            }
            other => Err(match typed(other).and_then(written::date) {
                Some(day) => {
                    in_the_form(FORM_OF_A_DATE, reader.with_line("type", &span, Some(day.to_string()), "`2027-01-18`"))
                }
                None => Wrong::kind("a date", other, help),
            }),
        }
    }
}

impl Scalar for NaiveTime {
    fn blank() -> Self {
        NaiveTime::default()
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        let help = "write hours and minutes without quotes: `14:00:00`";
        match value {
            DeValue::Datetime(toml::value::Datetime { date: None, time: Some(time), offset: None }) => {
                let time = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0);
                time.ok_or_else(|| Wrong::kind("a time that exists", value, help))
            }
            other => {
                let hour =
                    typed(other).filter(|hour| other.is_integer() && hour.len() < 3).map(|hour| format!("{hour}:00"));
                let typed = hour.as_deref().or_else(|| typed(other));
                Err(match typed.and_then(written::time) {
                    Some(time) => {
                        let time = time.format("%H:%M:%S").to_string();
                        in_the_form(FORM_OF_A_TIME, reader.with_line("type", &span, Some(time), "`14:00:00`"))
                    }
                    None => Wrong::kind("a time of day", other, help),
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

impl Scalar for bool {
    fn blank() -> Self {
        false
    }
    fn parse(value: &DeValue<'_>, span: Range<usize>, reader: &mut Reader) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| {
            let typed = match value.as_str().map(|text| text.trim().to_lowercase()).as_deref() {
                Some("yes" | "y" | "true") => Some("true".to_owned()),
                Some("no" | "n" | "false") => Some("false".to_owned()),
                _ => None,
            };
            let help = reader.with_line(
                "write `true` or `false` without quotes",
                &span,
                typed,
                "`true` for yes, `false` for no",
            );
            Wrong::kind("`true` or `false`", value, help)
        })
    }
}
