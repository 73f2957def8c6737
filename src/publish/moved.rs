//! Dates that have moved against the calendar file of the last build.
//!
//! A pack is made from the record alone, and the record does not know where a date was before: a sequence number rises only
//! when the record says so. The file that lies in the pack shows when an officer should be asked to raise it.

use crate::pack::Made;
use crate::problem::{Problem, code};
use crate::record::Record;
use crate::render::ics::{self, Published};
use crate::template::Format;
use crate::workspace::disk::PackFolder;

/// Warns where a new calendar file moves an event of the file in the pack without raising its sequence number: calendars
/// that hold the old file would keep the old date.
pub fn warn(made: &Made<'_>, pack: &PackFolder, record: &Record) -> Option<Problem> {
    if made.deliverable.document.format != Format::Ics {
        return None;
    }
    let before = ics::read(&pack.read(&made.deliverable.path)?);
    let now = ics::read(&made.bytes);
    let moved = moved(&before, &now);
    let names: Vec<&str> = moved.iter().map(|event| milestone(event)).collect();
    let (last, others) = names.split_last()?;
    let (listed, have) = match others {
        [] => (format!("`{last}`"), "has"),
        others => (format!("`{}` and `{last}`", others.join("`, `")), "have"),
    };
    let calendar = record.inspection.calendar.as_ref();
    let (at, revision) = match calendar {
        Some(calendar) => (&calendar.revision.at, calendar.revision.value),
        None => (&record.inspection.fieldwork.starts.at, 0),
    };
    let message = format!(
        "{listed} {have} moved since `{}` was made, and calendars that hold the file would keep the old dates",
        made.deliverable.path,
    );
    let next = revision.saturating_add(1);
    let help = match calendar {
        Some(_) => format!("if the file has been sent, type `revision = {next}`"),
        None => format!("if the file has been sent, add `revision = {next}` under a line `[calendar]`"),
    };
    Some(Problem::new(code::REVISION_NOT_RAISED, record.place(at), message, help))
}

/// The milestone of an event, from its identifier: `2027-01-aberford.announcement@sqspack.invalid`.
fn milestone(event: &Published) -> &str {
    event.uid.split('@').next().and_then(|uid| uid.rsplit('.').next()).unwrap_or(&event.uid)
}

/// The events that have another date than before under a number that has not risen.
fn moved<'n>(before: &[Published], now: &'n [Published]) -> Vec<&'n Published> {
    let is_moved = |event: &&Published| {
        let same = before.iter().find(|other| other.uid == event.uid);
        same.is_some_and(|other| other.starts != event.starts && other.sequence >= event.sequence)
    };
    now.iter().filter(is_moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(day: u32, sequence: u32) -> Vec<Published> {
        let starts = Ok(chrono::NaiveDate::from_ymd_opt(2027, 1, day).unwrap());
        vec![Published { uid: "a.announcement@sqspack.invalid".to_owned(), sequence, starts }]
    }

    #[test]
    fn a_date_that_moves_under_the_same_or_a_lower_number_is_told() {
        assert!(!moved(&event(4, 2), &event(5, 2)).is_empty());
        assert!(!moved(&event(4, 2), &event(5, 1)).is_empty());
    }

    #[test]
    fn a_date_that_stays_and_one_whose_number_rises_are_fine() {
        let none: [&Published; 0] = [];
        assert_eq!(moved(&event(4, 2), &event(4, 2)), none);
        assert_eq!(moved(&event(4, 2), &event(5, 3)), none);
        assert_eq!(moved(&[], &event(5, 0)), none);
    }

    #[test]
    fn every_event_that_moves_is_told_not_only_the_first() {
        let all = |day| -> Vec<Published> {
            let named = |name: &str| Published { uid: format!("a.{name}@sqspack.invalid"), ..event(day, 0).remove(0) };
            ["announcement", "long-list-due", "publication"].map(named).into()
        };
        let (before, now) = (all(4), all(5));
        let names: Vec<&str> = moved(&before, &now).into_iter().map(milestone).collect();
        assert_eq!(names, ["announcement", "long-list-due", "publication"]);
    }
}
