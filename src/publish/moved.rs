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
    let moved = moved(&before, &now)?;
    let calendar = record.inspection.calendar.as_ref();
    let (at, revision) = match calendar {
        Some(calendar) => (&calendar.revision.at, calendar.revision.value),
        None => (&record.inspection.fieldwork.starts.at, 0),
    };
    let message = format!(
        "`{}` has moved since `{}` was made, and calendars that hold the file would keep the old date",
        moved.uid.split('@').next().and_then(|uid| uid.rsplit('.').next()).unwrap_or(&moved.uid),
        made.deliverable.path,
    );
    let next = revision.saturating_add(1);
    let help = match calendar {
        Some(_) => format!("if the file has been sent, type `revision = {next}`"),
        None => format!("if the file has been sent, add `revision = {next}` under a line `[calendar]`"),
    };
    Some(Problem::new(code::REVISION_NOT_RAISED, record.place(at), message, help))
}

/// The first event that has another date than before under a number that has not risen.
fn moved<'n>(before: &[Published], now: &'n [Published]) -> Option<&'n Published> {
    now.iter().find(|event| {
        let same = before.iter().find(|other| other.uid == event.uid);
        same.is_some_and(|other| other.starts != event.starts && other.sequence >= event.sequence)
    })
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
        assert!(moved(&event(4, 2), &event(5, 2)).is_some());
        assert!(moved(&event(4, 2), &event(5, 1)).is_some());
    }

    #[test]
    fn a_date_that_stays_and_one_whose_number_rises_are_fine() {
        assert_eq!(moved(&event(4, 2), &event(4, 2)), None);
        assert_eq!(moved(&event(4, 2), &event(5, 3)), None);
        assert_eq!(moved(&[], &event(5, 0)), None);
    }
}
