//! The parts of `sqspack.toml` that are about dates: bank holidays, pre-election periods, days on which people are away.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::record::Line;
use crate::record::declare::table;
use crate::record::reader::Placed;

table! {
    /// A bank holiday in England and Wales.
    pub struct BankHolidaySettings "bank-holiday" {
        /// The day.
        pub on "on": Placed<NaiveDate> = "2027-06-07",
        /// Its name.
        pub name "name": Line = "\"bank holiday for the jubilee\"",
        /// Its name in Welsh documents.
        pub name_welsh "name-welsh": Option<Line> = "\"gŵyl banc y jiwbilî\"",
    }
}

table! {
    /// The days for which this file lists every bank holiday: for them, sqspack uses neither its rule nor the days that it
    /// knows. `sqspack holidays import` writes it.
    pub struct ListedSettings "bank-holidays" {
        /// First day that the list covers.
        pub from "known-from": Placed<NaiveDate> = "2021-01-01",
        /// Last day that the list covers.
        pub to "known-until": Placed<NaiveDate> = "2028-12-31",
    }
}

table! {
    /// A period before an election, in which nothing is published and fieldwork is best avoided.
    pub struct PreElectionSettings "pre-election" {
        /// First day.
        pub from "from": Placed<NaiveDate> = "2027-03-22",
        /// Last day: the day of the election.
        pub to "to": Placed<NaiveDate> = "2027-05-06",
        /// Which election.
        pub name "name": Line = "\"local elections\"",
    }
}

table! {
    /// Days on which a YOT or the office is closed.
    pub struct ClosureSettings "closure" {
        /// First day.
        pub from "from": Placed<NaiveDate> = "2027-12-29",
        /// Last day.
        pub to "to": Placed<NaiveDate> = "2027-12-31",
        /// Why, or of what.
        pub name "name": Line = "\"office closed between the years\"",
        /// Folder of the one inspection that it concerns; where it is left out, all of them.
        pub inspection "inspection": Option<Line> = "\"2027-01-aberford\"",
    }
}

table! {
    /// A recess, in which the office publishes no report.
    pub struct RecessSettings "recess" {
        /// First day.
        pub from "from": Placed<NaiveDate> = "2027-07-23",
        /// Last day.
        pub to "to": Placed<NaiveDate> = "2027-08-31",
        /// Which recess.
        pub name "name": Line = "\"summer recess\"",
    }
}

/// Days in a row that bear a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// First to last day.
    pub days: RangeInclusive<NaiveDate>,
    /// What it is, in the office's words.
    pub name: String,
}

impl Period {
    fn new(from: &Placed<NaiveDate>, to: &Placed<NaiveDate>, name: &Line) -> Self {
        Self { days: from.value..=to.value, name: name.to_string() }
    }

    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.days.contains(&day)
    }
}

impl From<&PreElectionSettings> for Period {
    fn from(given: &PreElectionSettings) -> Self {
        Self::new(&given.from, &given.to, &given.name)
    }
}

impl From<&ClosureSettings> for Period {
    fn from(given: &ClosureSettings) -> Self {
        Self::new(&given.from, &given.to, &given.name)
    }
}

impl From<&RecessSettings> for Period {
    fn from(given: &RecessSettings) -> Self {
        Self::new(&given.from, &given.to, &given.name)
    }
}
