//! What is seen only when several inspections are looked at together: somebody who inspects in two places in one week, and
//! contacts that they tell otherwise.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::facts::monday_of;
use crate::problem::{Problem, code, sort};
use crate::record::{FileKind, Line, Record};

use super::elsewhere::compared;
use super::names::{folded, long};

/// Warns of contacts that the records tell otherwise, and of everybody who inspects in two inspections of one week, at the name
/// in the later folder. Support officers
/// are not meant: they have several inspections in hand as a rule.
pub fn across<'r>(records: impl IntoIterator<Item = &'r Record>) -> Vec<Problem> {
    let records: Vec<&Record> = records.into_iter().collect();
    let mut seen: BTreeMap<(NaiveDate, String), (&Record, &Line)> = BTreeMap::new();
    let mut problems = compared(&records);
    for record in records {
        let starts = &record.inspection.fieldwork.starts;
        if starts.value == NaiveDate::default() || record.broken.contains(&FileKind::Inspection) {
            continue;
        }
        let week = monday_of(starts.value);
        for name in inspecting(record).filter(|name| !name.is_empty()) {
            match seen.get(&(week, folded(name))) {
                Some((other, place)) if other.folder != record.folder => {
                    problems.push(problem(record, name, other, place, week));
                }
                Some(_) => {}
                None => drop(seen.insert((week, folded(name)), (record, name))),
            }
        }
    }
    sort(&mut problems);
    problems
}

fn problem(record: &Record, name: &Line, other: &Record, place: &Line, week: NaiveDate) -> Problem {
    let message = format!("{} inspects in `{}` too in the week of {}", &***name, other.folder, long(week));
    let help = "give one of the two to somebody else, or move the fieldwork of one of them";
    let problem = Problem::new(code::SHARED_PERSON, record.place(&name.at), message, help);
    problem.with_related(other.place(&place.at), "the same person in the other team")
}

/// Everybody who is at the YOT during fieldwork.
fn inspecting(record: &Record) -> impl Iterator<Item = &Line> {
    let team = &record.team;
    let inspectors = team.lead_inspector.iter().chain(&team.inspectors).map(|person| &person.name);
    inspectors.chain(team.local_assessors.iter().map(|person| &person.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::TestRecord;
    use FileKind::{Inspection, Team};

    #[test]
    fn somebody_in_two_inspections_of_one_week_is_warned_of_in_the_later_folder_with_the_other_place() {
        let first = TestRecord::sound().change(Team, "\"Dev Chaudhry\"", "\"Ann Lowe\"").record("a");
        let second = TestRecord::sound()
            .change(Team, "name = \"Ruth Calder\"", "name = \"Maud Ferris\"")
            .change(Team, "name = \"Priya Nair\"", "name = \"priya  nair\"")
            .record("b");
        let found = across([&first, &second]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code, code::SHARED_PERSON);
        assert_eq!(found[0].place.file.path, "inspections/b/team.toml");
        assert_eq!(found[0].message, "priya nair inspects in `a` too in the week of Monday 1 February 2027");
        assert_eq!(found[0].related[0].0.file.path, "inspections/a/team.toml");
    }

    #[test]
    fn one_team_may_have_the_next_week_and_its_support_officer_any() {
        let first = TestRecord::sound().record("a");
        let next = TestRecord::sound().change(Inspection, "2027-02-01", "2027-02-08").record("b");
        assert!(across([&first, &next]).is_empty());
        let team = "[support-officer]\nname = \"Colin Ashworth\"\nemail = \"c@hmip.example\"\ntelephone = \"1\"\n";
        assert!(across([&first, &TestRecord::sound().with(Team, team).record("b")]).is_empty());
    }

    #[test]
    fn a_record_whose_week_is_not_known_meets_nobody() {
        let broken = |folder| TestRecord::sound().with(Inspection, "[yot\n").record(folder);
        assert!(across([&broken("a"), &broken("b")]).is_empty());
    }
}
