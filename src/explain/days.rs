//! From a day in the view to the lines of the record, or to the calendar, that it comes from.

use super::date::{by_hand, line, place};
use super::origin::{Origin, Origins, told};
use crate::calendar::{Ground, Milestone, TimelineEntry};
use crate::facts::{self, kept_day};

impl Origins<'_> {
    pub(super) fn fieldwork(&self, rest: &[&str]) -> Origin {
        let fieldwork = &self.record.inspection.fieldwork;
        match (rest.first(), &fieldwork.ends) {
            (Some(&"starts"), _) => self.record_line(&fieldwork.starts.at, "as it stands there"),
            (Some(&"ends"), Some(ends)) => self.record_line(&ends.at, "as it stands there"),
            (_, Some(ends)) => {
                let places = [&fieldwork.starts.at, &ends.at].map(|at| line(self.record, at)).to_vec();
                Origin { places, how: "the days from the first to the last".to_owned() }
            }
            (Some(&"ends"), None) => {
                self.record_line(&fieldwork.starts.at, "the third day from the start of fieldwork")
            }
            _ => self.record_line(&fieldwork.starts.at, "the three days from the start of fieldwork"),
        }
    }

    pub(super) fn milestone(&self, name: &str, rest: &[&str]) -> Origin {
        let entry = Milestone::from_name(name).and_then(|milestone| self.facts.timeline.get(milestone));
        let Some(entry) = entry else { return told("the calendar", "a date that this inspection does not have") };
        match rest.first() {
            Some(&("title" | "who")) => told("templates/phrases/en.toml", "the program's words for the milestone"),
            Some(&"milestone") => told("the guidance", "the milestone's name"),
            Some(&"time") => self.time(entry),
            _ => self.date(entry),
        }
    }

    fn date(&self, entry: &TimelineEntry) -> Origin {
        let how = match (&entry.by_hand, entry.week) {
            (Some(hand_set), _) if kept_day(self.record, entry.milestone).is_some() => hand_set.reason.clone(),
            (Some(hand_set), _) => format!("set by hand: {}", hand_set.reason),
            (None, None)
                if entry.milestone == Milestone::FieldworkEnd && self.record.inspection.fieldwork.ends.is_none() =>
            {
                "the third day of fieldwork, which starts on the day that stands there".to_owned()
            }
            (None, None) => "as it stands there".to_owned(),
            (None, Some(_)) => format!("worked out from the start of fieldwork: {}", entry.reason()),
        };
        let draft = by_hand(Milestone::DraftReportSent, self.record)
            .filter(|_| entry.milestone == Milestone::FactualAccuracyDue && entry.by_hand.is_none());
        self.record_line(draft.unwrap_or_else(|| place(entry, self.record)), &how)
    }

    fn time(&self, entry: &TimelineEntry) -> Origin {
        let dates = &self.record.inspection.dates.0;
        let own = dates.iter().find(|(key, _)| key.value == entry.milestone).and_then(|(_, date)| date.time.as_ref());
        match own {
            Some(time) => self.record_line(&time.at, "as it stands there"),
            None => told("the program's default", "the time of day that the guidance gives"),
        }
    }

    pub(super) fn bank_holiday(&self, number: Option<usize>) -> Origin {
        let settings = &self.workspace.settings;
        let Some(holiday) = number.and_then(|number| self.facts.holidays.get(number)) else {
            return told("the calendar", "the bank holidays of England and Wales between the milestones");
        };
        let listed = settings.file().bank_holidays.iter().find(|listed| listed.on.value == holiday.date);
        match (facts::holidays(settings).ground(holiday.date), listed) {
            (Some(Ground::Settings), Some(listed)) => self.settings_line(&listed.on.at),
            (Some(Ground::Proclaimed), _) => told("the calendar", "a bank holiday that was proclaimed"),
            _ => told("the calendar", "the standing rule for bank holidays in England and Wales"),
        }
    }
}
