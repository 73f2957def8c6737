//! What a timeline is computed from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::{Country, HandSet, Milestone};

/// The counts of working days and the times of day; by default those of the guidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// Working days from the announcement to fieldwork (guidance §10.1).
    pub announcement: u16,
    /// Working days from the return of the long-list to fieldwork (guidance §10.2).
    pub long_list: u16,
    /// Working days from the sending of the sample and schedule to fieldwork (guidance §10.4).
    pub sample: u16,
    /// Working days that the YOT has to look for factual inaccuracies (guidance §14.3).
    pub factual_accuracy: u16,
    /// The hour of each milestone that has one (guidance §10.2, §10.4 and §15).
    pub times: BTreeMap<Milestone, NaiveTime>,
}

impl Default for Parameters {
    fn default() -> Self {
        let times = [
            (Milestone::LongListDue, 12),
            (Milestone::SampleSent, 16),
            (Milestone::InformationDue, 17),
            (Milestone::FieldworkStart, 13),
            (Milestone::FieldworkEnd, 18),
        ];
        let at = |(milestone, hour)| Some((milestone, NaiveTime::from_hms_opt(hour, 0, 0)?));
        Self {
            announcement: 11,
            long_list: 7,
            sample: 5,
            factual_accuracy: 3,
            times: times.into_iter().filter_map(at).collect(),
        }
    }
}

/// What a timeline is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs {
    /// First day of fieldwork, usually a Monday. Weeks begin on a Monday whichever day it is; working days are counted
    /// from the day itself.
    pub fieldwork_starts: NaiveDate,
    /// Last day of fieldwork. The guidance has Wednesday (§15); a large inspection can need longer.
    pub fieldwork_ends: NaiveDate,
    /// Country of the YOT.
    pub country: Country,
    /// Dates that a person has set. Each moves its own milestone alone, with two exceptions: the days for factual
    /// inaccuracies are counted from when the draft report goes out, and the translation from when they are due.
    pub by_hand: BTreeMap<Milestone, HandSet>,
    /// Counts and times.
    pub parameters: Parameters,
}

impl Inputs {
    /// An inspection as in the guidance: nothing set by hand, the standard counts and times.
    pub fn new(fieldwork_starts: NaiveDate, fieldwork_ends: NaiveDate, country: Country) -> Self {
        Self { fieldwork_starts, fieldwork_ends, country, by_hand: BTreeMap::new(), parameters: Parameters::default() }
    }
}
