//! The parts of `sqspack.toml` that are about dates: bank holidays, pre-election periods, days on which people are away.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::problem::{code, did_you_mean};
use crate::record::declare::table;
use crate::record::reader::{At, Complaint, Placed};
use crate::record::{FileKind, Line};

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
    /// The days for which the bank holidays of this file are the whole list, which neither the program's rule nor a day
    /// that it knows adds to. `sqspack holidays import` writes it.
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

/// What is wrong with the periods of the settings: one that ends before it begins has no day in it.
pub fn complaints(file: &super::SettingsFile, complained: &[Complaint]) -> Vec<Complaint> {
    let listed = file.bank_holidays_listed.iter().map(|given| (&given.from, &given.to));
    let elections = file.pre_elections.iter().map(|given| (&given.from, &given.to));
    let closures = file.closures.iter().map(|given| (&given.from, &given.to));
    let recesses = file.recesses.iter().map(|given| (&given.from, &given.to));
    let spans = listed.chain(elections).chain(closures).chain(recesses);
    let sound = |at: &At| !complained.iter().any(|other| other.at.start <= at.start && at.end <= other.at.end);
    let wrong = spans.filter(|(from, to)| to.value < from.value && sound(&from.at) && sound(&to.at));
    wrong.map(|(from, to)| backwards(from, to)).collect()
}

/// Closures of one inspection that name none of `folders`: they would keep off nothing.
pub fn of_nobody(file: &super::SettingsFile, folders: &[String]) -> Vec<Complaint> {
    let named = file.closures.iter().filter_map(|closure| closure.inspection.as_ref());
    let unknown = named.filter(|name| !folders.iter().any(|folder| folder.as_str() == &****name));
    let complaint = |name: &Line| Complaint {
        code: code::UNKNOWN_INSPECTION,
        at: At { file: FileKind::Settings, ..name.at.clone() },
        message: format!("`inspections/` has no folder `{name}`, so this closure concerns nobody"),
        help: match did_you_mean(name, folders.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`? Without the line, the closure concerns every inspection"),
            None => "type the name of the inspection's folder, or take the line out: the closure then concerns every \
                     inspection"
                .to_owned(),
        },
    };
    unknown.map(complaint).collect()
}

fn backwards(from: &Placed<NaiveDate>, to: &Placed<NaiveDate>) -> Complaint {
    Complaint {
        code: code::OUT_OF_RANGE,
        at: At { file: FileKind::Settings, ..to.at.clone() },
        message: format!("the last day, {}, comes before the first, {}", to.value, from.value),
        help: format!("type `{}` or a later day", from.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::SettingsFile;
    use crate::record::read_file;

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused_at_its_last_day() {
        for kind in ["[[pre-election]]", "[[closure]]", "[[recess]]"] {
            let text = format!("{kind}\nfrom = 2027-03-22\nto = 2027-03-21\nname = \"x\"\n");
            let (file, _, found) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
            let wrong = complaints(&file, &found);
            assert_eq!(wrong.len(), 1, "{kind}");
            assert_eq!(&text[wrong[0].at.start..wrong[0].at.end], "2027-03-21");
            assert_eq!(
                (wrong[0].code, wrong[0].help.as_str()),
                (code::OUT_OF_RANGE, "type `2027-03-22` or a later day")
            );
        }
        let one_day = "[[recess]]\nfrom = 2027-03-22\nto = 2027-03-22\nname = \"x\"\n";
        let (file, ..) = read_file(FileKind::Settings, one_day, SettingsFile::read_table).expect("TOML");
        assert!(complaints(&file, &[]).is_empty());
    }

    #[test]
    fn a_closure_of_an_unknown_inspection_is_told_with_the_folder_that_was_meant() {
        let closure = "[[closure]]\nfrom = 2027-03-22\nto = 2027-03-22\nname = \"x\"\n";
        let text = format!("{closure}{closure}inspection = \"2027-01-abeford\"\n");
        let (file, ..) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
        let wrong = of_nobody(&file, &["2027-01-aberford".to_owned()]);
        assert_eq!(wrong.len(), 1);
        assert_eq!(&text[wrong[0].at.start..wrong[0].at.end], "\"2027-01-abeford\"");
        assert!(wrong[0].help.starts_with("did you mean `2027-01-aberford`?"), "{}", wrong[0].help);
        assert!(of_nobody(&file, &["2027-01-abeford".to_owned()]).is_empty());
    }

    #[test]
    fn a_last_day_that_is_missing_is_complained_of_once() {
        let text = "[[recess]]\nfrom = 2027-03-22\nname = \"x\"\n";
        let (file, _, found) = read_file(FileKind::Settings, text, SettingsFile::read_table).expect("TOML");
        assert_eq!((found.len(), complaints(&file, &found).len()), (1, 0));
    }
}
