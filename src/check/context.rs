//! What a rule may look at.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::{BankHolidays, Country};
use crate::facts::Facts;
use crate::problem::Problem;
use crate::record::Settings;
use crate::record::{At, FileKind, Places, Record};
use crate::search::Terms;

/// What a rule may look at.
pub struct Context<'c> {
    /// The record.
    pub record: &'c Record,
    /// What follows from it.
    pub facts: &'c Facts<'c>,
    /// The workspace's settings.
    pub settings: &'c Settings,
    /// The bank holidays, with those that the workspace adds.
    pub holidays: &'c BankHolidays,
    /// Whether the documents' font has a character.
    pub showable: &'c dyn Fn(char) -> bool,
    /// The places of which reading has complained.
    pub complained: Places,
    /// What identifies the children.
    pub terms: Terms,
}

impl Context<'_> {
    /// Whether the record has a file, and it is TOML.
    pub fn has(&self, file: FileKind) -> bool {
        self.record.sources.contains_key(&file) && !self.record.broken.contains(&file)
    }

    /// Whether a value is what somebody wrote, and not a blank that stands in for what is missing or wrong. Nothing
    /// should be concluded from a blank: a mistyped country is not England.
    pub fn is_sound(&self, at: &At) -> bool {
        !is_whole_file(at) && !self.is_complained_of(at)
    }

    /// Whether reading has complained of this place or of one around it.
    pub fn is_complained_of(&self, at: &At) -> bool {
        !is_whole_file(at) && self.complained.cover(at)
    }

    /// Whether reading has complained of anything in a file.
    pub fn has_unreadable(&self, file: FileKind) -> bool {
        self.complained.are_in(file)
    }

    /// The country, where the record gives it rightly.
    pub fn country(&self) -> Option<Country> {
        let country = &self.record.inspection.yot.country;
        self.is_sound(&country.at).then_some(country.value)
    }

    /// The first day of fieldwork as it was written, Monday or not.
    pub fn starts(&self) -> Option<NaiveDate> {
        let starts = &self.record.inspection.fieldwork.starts;
        self.is_sound(&starts.at).then_some(starts.value)
    }

    /// The first day of fieldwork, if fieldwork can start on it.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.starts().and(self.facts.first_day)
    }

    /// How many days the schedule has.
    pub fn day_count(&self) -> usize {
        self.facts.schedule.days
    }

    /// The days of the schedule. Which week a day at the weekend belongs to cannot be told.
    pub fn days(&self) -> Option<Vec<NaiveDate>> {
        let is_weekend = matches!(self.starts()?.weekday(), Weekday::Sat | Weekday::Sun);
        let is_known = self.facts.first_day.is_some() || !is_weekend;
        is_known.then(|| (0..self.day_count()).map(|day| self.facts.date_of_day(day)).collect())
    }
}

/// The place of a file as a whole, for what is missing and has no place of its own.
pub fn whole(file: FileKind) -> At {
    At { file, start: 0, end: 0 }
}

fn is_whole_file(at: &At) -> bool {
    at.start == 0 && at.end == 0
}

/// The places of the problems that reading has found, as far as they lie in the record's files.
pub fn places_of(problems: &[Problem], record: &Record) -> Places {
    let paths = FileKind::RECORD.map(|file| (file, record.place(&whole(file)).file));
    let place = |problem: &Problem| {
        let (file, _) = paths.iter().find(|(_, source)| source.path == problem.place.file.path)?;
        Some(At { file: *file, start: problem.place.span.start, end: problem.place.span.end })
    };
    problems.iter().filter_map(place).filter(|at| !is_whole_file(at)).collect()
}
