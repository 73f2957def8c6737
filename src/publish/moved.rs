//! Dates that have moved against the calendar file that others may hold.
//!
//! A pack is made from the record alone, and the record does not know where a date was before: a sequence number rises only
//! when the record says so. So the scratch folder keeps the dates that calendars may hold, until a number rises past them:
//! an officer who overlooks the question is asked again by every build.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::pack::Made;
use crate::problem::{Problem, code};
use crate::record::Record;
use crate::render::ics::{self, Published};
use crate::template::Format;
use crate::workspace::disk::PackFolder;
use crate::workspace::gate;
use crate::workspace::scratch::Scratch;

/// The dates that calendars may hold, by the identifier of the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDates(BTreeMap<String, Held>);

/// When a calendar that has the file believes an event to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Held {
    starts: Result<NaiveDate, NaiveDateTime>,
    sequence: u32,
}

impl HeldDates {
    /// The dates that calendars may hold of an inspection.
    pub fn load(scratch: &Scratch, folder: &str) -> Self {
        let bytes = scratch.read(&name(folder));
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Notes them.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn save(&self, scratch: &Scratch, folder: &str) -> std::io::Result<()> {
        let _writing = gate::enter();
        scratch.write(&name(folder), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// Takes in the events of a new file, and names those that have moved under a number that has not risen. Of these the
    /// old date stays.
    fn take<'n>(&mut self, now: &'n [Published]) -> Vec<&'n Published> {
        let mut moved = Vec::new();
        for event in now {
            let held = self.0.get(&event.uid);
            if held.is_some_and(|held| held.starts != event.starts && held.sequence >= event.sequence) {
                moved.push(event);
            } else {
                self.0.insert(event.uid.clone(), Held { starts: event.starts, sequence: event.sequence });
            }
        }
        moved
    }
}

/// Warns where a new calendar file moves an event without raising its sequence number: calendars that hold an old file
/// would keep the old date. Nothing is known of a pack that was made elsewhere; then the file in it counts.
pub fn warn(made: &Made<'_>, pack: &PackFolder, held: &mut HeldDates, record: &Record) -> Option<Problem> {
    if made.deliverable.document.format != Format::Ics {
        return None;
    }
    if held.0.is_empty() {
        held.take(&ics::read(&pack.read(&made.deliverable.path).unwrap_or_default()));
    }
    let now = ics::read(&made.bytes);
    let names: Vec<&str> = held.take(&now).into_iter().map(milestone).collect();
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
    let path = &made.deliverable.path;
    let message = format!(
        "{listed} {have} moved since `{path}` was made, and calendars that hold the file would keep the old dates"
    );
    let next = revision.saturating_add(1);
    let what = match calendar {
        Some(_) => format!("type `revision = {next}`"),
        None => format!("add `revision = {next}` under a line `[calendar]`"),
    };
    let help = format!("{what}, which does no harm if nobody has the file yet; until then every build asks");
    Some(Problem::new(code::REVISION_NOT_RAISED, record.place(at), message, help))
}

fn name(folder: &str) -> String {
    format!("calendar-{folder}")
}

/// The milestone of an event, from its identifier: `2027-01-aberford.announcement@sqspack.invalid`.
fn milestone(event: &Published) -> &str {
    event.uid.split('@').next().and_then(|uid| uid.rsplit('.').next()).unwrap_or(&event.uid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(names: &[&str], day: u32, sequence: u32) -> Vec<Published> {
        let starts = Ok(chrono::NaiveDate::from_ymd_opt(2027, 1, day).unwrap());
        let event = |name: &&str| Published { uid: format!("a.{name}@sqspack.invalid"), sequence, starts };
        names.iter().map(event).collect()
    }

    /// What is told of each state of a file, one after the other.
    fn told(states: &[Vec<Published>]) -> Vec<Vec<&str>> {
        let mut held = HeldDates::default();
        states.iter().map(|now| held.take(now).into_iter().map(milestone).collect()).collect()
    }

    #[test]
    fn a_date_that_moves_under_the_same_or_a_lower_number_is_told_by_every_build_until_the_number_rises() {
        let at = |day, sequence| events(&["announcement"], day, sequence);
        let none: Vec<&str> = Vec::new();
        let moved = vec!["announcement"];
        let states = [at(4, 2), at(5, 2), at(5, 2), at(5, 1), at(6, 2), at(6, 3), at(6, 3)];
        let expected = [&none, &moved, &moved, &moved, &moved, &none, &none];
        assert_eq!(told(&states).iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_date_that_stays_or_comes_back_is_fine() {
        let at = |day| events(&["announcement"], day, 0);
        let none: Vec<&str> = Vec::new();
        assert_eq!(told(&[at(4), at(4)]), [none.clone(), none.clone()]);
        assert_eq!(told(&[at(4), at(5), at(4)]), [none.clone(), vec!["announcement"], none]);
    }

    #[test]
    fn every_event_that_moves_is_told_not_only_the_first() {
        let names = ["announcement", "long-list-due", "publication"];
        assert_eq!(told(&[events(&names, 4, 0), events(&names, 5, 0)])[1], names);
    }
}
