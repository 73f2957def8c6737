//! Who is where in a week, over all inspections: fieldwork by day and office, who is away, and what is due on which day.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::dates::{self, is_done};
use super::masked::Onlookers;
use crate::calendar::{BankHolidays, Milestone};
use crate::check::check;
use crate::facts::{self, Facts, Member, folded, monday_of, site_on_day};
use crate::problem::code;
use crate::record::{Mask, Record};
use crate::workspace::Workspace;

/// A day of a week, Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekDay {
    /// The date.
    pub date: NaiveDate,
    /// Name of the bank holiday that it is.
    pub holiday: Option<String>,
    /// The offices at which somebody inspects.
    pub places: Vec<Attended>,
    /// Who does not inspect on a day of their fieldwork, each with what they do instead: `is away`.
    pub absent: Vec<(String, &'static str)>,
    /// What is due.
    pub due: Vec<DueOnDay>,
}

/// An office at which somebody inspects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attended {
    /// Name of the inspected YOT.
    pub yot: String,
    /// Name of the office, or empty if the record names none.
    pub site: String,
    /// Names of those who are there, in the order of the team.
    pub people: Vec<String>,
}

/// A milestone on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueOnDay {
    /// Which one.
    pub milestone: Milestone,
    /// The time of day, where it has one.
    pub time: Option<NaiveTime>,
    /// Name of the YOT of its inspection.
    pub yot: String,
    /// Whether the record says that it was done.
    pub is_done: bool,
}

/// The week of a day; on a Saturday or Sunday, the next.
pub fn week_of(day: NaiveDate) -> Vec<NaiveDate> {
    let is_past = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let within = if is_past { day + Days::new(2) } else { day };
    monday_of(within).iter_days().take(5).collect()
}

/// Who is where in the week of a day. An inspection whose dates cannot be known has no part in it, nor one whose record names a
/// child where it must not.
pub fn week(workspace: &Workspace, folders: &[String], on: NaiveDate) -> Vec<WeekDay> {
    week_for(workspace, folders, on, Onlookers::None)
}

/// The same for a screen that others may look at.
pub fn week_for(workspace: &Workspace, folders: &[String], on: NaiveDate, onlookers: Onlookers) -> Vec<WeekDay> {
    let holidays = facts::holidays(&workspace.settings);
    let day = |date: NaiveDate| WeekDay {
        date,
        holiday: holidays.name_of(date).map(str::to_owned),
        places: Vec::new(),
        absent: Vec::new(),
        due: Vec::new(),
    };
    let mut days: Vec<WeekDay> = week_of(on).into_iter().map(day).collect();
    for folder in folders {
        add((workspace, folder), &holidays, on, onlookers, &mut days);
    }
    for day in &mut days {
        day.due.sort_by_key(|due| (due.time, due.milestone));
    }
    days
}

/// Joins the same days of another workspace.
pub fn join(days: &mut Vec<WeekDay>, others: Vec<WeekDay>) {
    if days.is_empty() {
        *days = others;
        return;
    }
    for (day, other) in days.iter_mut().zip(others) {
        day.holiday = day.holiday.take().or(other.holiday);
        day.places.extend(other.places);
        day.absent.extend(other.absent);
        day.due.extend(other.due);
        day.due.sort_by_key(|due| (due.time, due.milestone));
    }
}

/// Adds an inspection to the days of a week.
fn add(
    (workspace, folder): (&Workspace, &str),
    holidays: &BankHolidays,
    on: NaiveDate,
    onlookers: Onlookers,
    days: &mut [WeekDay],
) {
    let (sources, problems) = workspace.files(folder);
    let masked = |sources| Record::read_masked(folder, sources, &Mask::default());
    let shown = (onlookers == Onlookers::Some).then(|| masked(sources.clone()));
    let (record, found) = Record::read(folder, sources);
    let found = [problems, found].concat();
    let facts = Facts::new(&record, &workspace.settings, holidays);
    let is_here = |day: &WeekDay| {
        facts.fieldwork.contains(&day.date) || facts.timeline.entries().iter().any(|entry| entry.date() == day.date)
    };
    if dates::on(&record, &found, &facts.timeline, on).is_none() || !days.iter().any(is_here) {
        return;
    }
    let (problems, _) = check(&record, &facts, &workspace.settings, holidays, &|_| true, found);
    if problems.iter().any(|problem| problem.code == code::CHILD_NAMED) {
        return;
    }
    let record = shown.unwrap_or(record);
    let facts = Facts::new(&record, &workspace.settings, holidays);
    for day in days {
        add_people(&record, &facts, day);
        let entries = facts.timeline.entries().iter().filter(|entry| entry.date() == day.date);
        day.due.extend(entries.map(|entry| DueOnDay {
            milestone: entry.milestone,
            time: entry.time,
            yot: record.inspection.yot.name.to_string(),
            is_done: is_done(&record, entry.milestone, on),
        }));
    }
}

fn add_people(record: &Record, facts: &Facts<'_>, day: &mut WeekDay) {
    let Some(nth) = facts.fieldwork.iter().position(|date| *date == day.date) else { return };
    for member in &facts.roster.members {
        let name = member.name.to_string();
        if let Some(why) = absence(member, day.date) {
            // Whoever is in two teams is away once.
            if !day.absent.iter().any(|(other, _)| folded(other) == folded(&name)) {
                day.absent.push((name, why));
            }
            continue;
        }
        let (yot, site) = (&**record.inspection.yot.name, site_on_day(record, member, nth));
        match day.places.iter_mut().find(|place| place.yot == yot && place.site == site) {
            Some(place) => place.people.push(name),
            None => {
                day.places.push(Attended { yot: yot.to_owned(), site: site.to_owned(), people: vec![name] });
            }
        }
    }
}

/// What somebody does who does not come on a whole day.
fn absence(member: &Member<'_>, on: NaiveDate) -> Option<&'static str> {
    const WHOLE_DAY: (u16, u16) = (facts::DAY_STARTS, facts::DAY_ENDS);
    const HALVES: [(u16, u16); 2] = [(facts::DAY_STARTS, 13 * 60), (13 * 60, facts::DAY_ENDS)];
    let absent = |hours| member.availability.absent(on, hours);
    HALVES.into_iter().all(|half| absent(half).is_some()).then(|| absent(WHOLE_DAY)).flatten().map(facts::Absent::words)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn at_a_weekend_the_week_is_the_next() {
        for (on, monday) in [
            ("2027-01-18", "2027-01-18"),
            ("2027-01-22", "2027-01-18"),
            ("2027-01-23", "2027-01-25"),
            ("2027-01-24", "2027-01-25"),
            ("2026-12-31", "2026-12-28"),
        ] {
            assert_eq!(week_of(day(on))[0], day(monday), "{on}");
        }
    }

    #[test]
    fn each_day_says_who_is_at_which_office_who_is_away_and_what_is_due() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("inspections/a");
        fs::create_dir_all(&folder).unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let inspection = "[yot]\nname = \"Harrowdale YJS\"\ncountry = \"england\"\nauthorities = [\"Harrowdale Council\"]\n\
             [[site]]\nname = \"Weir House\"\n[[site]]\nname = \"Mill Lane\"\n[fieldwork]\nstarts = 2027-01-18\n";
        fs::write(folder.join("inspection.toml"), inspection).unwrap();
        let team = "[lead-inspector]\nname = \"Ruth Calder\"\nemail = \"ruth@hmip.example\"\ntelephone = \"07700 900111\"\n\
             [[inspector]]\nname = \"Priya Nair\"\naway = [2027-01-19]\nsites = [\"Weir House\", \"Weir House\", \"Mill Lane\"]\n";
        fs::write(folder.join("team.toml"), team).unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let days = week(&workspace, &["a".to_owned()], day("2027-01-20"));
        let at = |site: &str, people: &[&str]| Attended {
            yot: "Harrowdale YJS".to_owned(),
            site: site.to_owned(),
            people: people.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(days[0].places, [at("Weir House", &["Ruth Calder", "Priya Nair"])]);
        assert_eq!(days[1].places, [at("Weir House", &["Ruth Calder"])]);
        assert_eq!(days[1].absent, [("Priya Nair".to_owned(), "is away")]);
        assert_eq!(days[2].places, [at("Weir House", &["Ruth Calder"]), at("Mill Lane", &["Priya Nair"])]);
        assert!(days[3].places.is_empty() && days[3].absent.is_empty());
        assert_eq!(days[0].due.iter().map(|due| due.milestone).collect::<Vec<_>>(), [Milestone::FieldworkStart]);
    }
}
