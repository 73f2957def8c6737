//! A schedule for a person at the terminal.

use std::fmt::Write as _;

use super::super::Failure;
use super::super::sample::table::table;
use super::opened::OpenedSchedule;
use crate::allocation::{CasePlace, ExplainedGoal, ScheduleConflict};
use crate::scheduling::{
    Asked, CaseChange, ConflictWords, ScheduleProposal, Told, counted_line, counted_title, counted_word,
};

/// The slots of each member, with what is in them.
pub fn grid(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, places: &[CasePlace], changes: &[CaseChange]) -> String {
    let mut text = String::new();
    for (member, slots) in opened.facts.schedule.members.iter().enumerate() {
        let own = |&slot: &usize| asked.question.slots[slot].member == member;
        let rows: Vec<[String; 5]> =
            (0..asked.question.slots.len()).filter(own).map(|slot| row(opened, asked, slot, places, changes)).collect();
        let _ = write!(text, "\n{} ({})\n{}", slots.name, slots.label, table(&rows));
    }
    text
}

fn row(
    opened: &OpenedSchedule<'_>,
    asked: &Asked<'_>,
    slot: usize,
    places: &[CasePlace],
    changes: &[CaseChange],
) -> [String; 5] {
    let question = &asked.question;
    let name = question.slots[slot].name.clone();
    let when = when(opened, asked, slot, false);
    let Some(case) = places.iter().position(|place| place.slot == slot) else {
        let state = if question.slots[slot].is_closed { "closed" } else { "free" };
        return [name, when, state.to_owned(), String::new(), String::new()];
    };
    let note = changes.iter().find(|change| change.case == case).map(|change| match change.from {
        None => "new".to_owned(),
        Some(from) if from.slot == slot && !places[case].is_interviewed => "no interview any more".to_owned(),
        Some(from) if from.slot == slot => "interview".to_owned(),
        Some(from) => format!("from {}", question.slots[from.slot].name),
    });
    let pinned = asked.cases[case].pinned.as_ref().map(|_| "pinned".to_owned());
    [name, when, question.cases[case].id.clone(), who(asked, case, places[case]), note.or(pinned).unwrap_or_default()]
}

/// Who is interviewed about a case, or that nobody is.
pub fn who(asked: &Asked<'_>, case: usize, place: CasePlace) -> String {
    let manager = asked.question.cases[case].manager.map(|manager| asked.question.managers[manager].name.as_str());
    match (manager, place.is_interviewed) {
        (Some(name), true) => name.to_owned(),
        (Some(name), false) => format!("from its records alone, without {name}"),
        (None, _) => "from its records alone".to_owned(),
    }
}

/// `Tuesday 19 January, 9am to 11am`; for an interview from when the case manager joins.
pub fn when(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, slot: usize, is_interview: bool) -> String {
    let slot = &asked.question.slots[slot];
    let date = opened.phrases.date(opened.facts.date_of_day(slot.day)).day;
    let from = if is_interview { slot.joins } else { slot.from };
    format!("{date}, {}", opened.phrases.clock_range(from, slot.to))
}

/// The solver gave up.
pub fn not_found() -> Failure {
    let help = "pin cases that have to be in a slot, so that there is less to choose";
    Failure(format!("the search ended without a schedule\nhelp: {help}"))
}

/// What a proposal reaches, and the demands that exclude each other.
pub fn reached(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, proposal: &ScheduleProposal) -> Result<String, Failure> {
    let explained = proposal.explained(asked).map_err(|_| not_found())?;
    Ok(goals(asked, &explained) + &conflict(opened, asked, proposal.conflict(asked).as_ref()))
}

/// What a schedule reaches and what stood in the way, with a heading.
fn goals(asked: &Asked<'_>, goals: &[ExplainedGoal]) -> String {
    let row = |goal: &ExplainedGoal| {
        let counted = goal.reached.counted;
        let value = goal.reached.value.to_string();
        [counted_word(counted).to_owned(), value, counted_title(counted).to_owned(), counted_line(goal, asked)]
    };
    let rows: Vec<[String; 4]> = goals.iter().map(row).collect();
    format!("\nGoals, the first before the second:\n{}", table(&rows))
}

/// Demands that exclude each other, and what would resolve them; nothing where there are none.
pub fn conflict(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, conflict: Option<&ScheduleConflict>) -> String {
    let Some(conflict) = conflict else { return String::new() };
    let words = ConflictWords { asked, facts: opened.facts, folder: opened.folder, phrases: &opened.phrases };
    let lines = |lines: Vec<String>| lines.iter().map(|line| format!("  {line}\n")).collect::<String>();
    let (demands, remedies) = (lines(words.demands(conflict)), lines(words.remedies(conflict)));
    format!("\nThese exclude each other:\n{demands}Any of these would resolve it:\n{remedies}")
}

/// What changes against the schedule that went out, and who is to be told.
pub fn changed(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, changes: &[CaseChange], told: &Told) -> String {
    let mut text = String::new();
    let rows: Vec<[String; 2]> = changes.iter().map(|change| change_row(opened, asked, *change)).collect();
    let _ = write!(text, "\nWhat changes:\n{}", table(&rows));
    let names =
        |names: &std::collections::BTreeSet<String>| names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let rest = |all: &mut dyn Iterator<Item = &str>, told: &std::collections::BTreeSet<String>| {
        all.filter(|name| !told.contains(*name)).collect::<Vec<_>>().join(", ")
    };
    let of = |label: &str, list: String| if list.is_empty() { String::new() } else { format!("  {label}: {list}\n") };
    let question = &asked.question;
    let mut managers = question.managers.iter().map(|manager| manager.name.as_str());
    let mut members = asked.members.iter().copied();
    let _ = write!(
        text,
        "\nTo be told:\n{}{}",
        of("team", names(&told.members)),
        of("case managers", names(&told.managers))
    );
    let unchanged =
        [of("team", rest(&mut members, &told.members)), of("case managers", rest(&mut managers, &told.managers))]
            .concat();
    if !unchanged.is_empty() {
        let _ = write!(text, "\nNothing changes for:\n{unchanged}");
    }
    text
}

fn change_row(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, change: CaseChange) -> [String; 2] {
    let question = &asked.question;
    let at = |place: CasePlace| {
        let name = &question.slots[place.slot].name;
        let inspector = asked.members[question.slots[place.slot].member];
        let who = if place.is_interviewed { String::new() } else { ", no interview".to_owned() };
        format!("{name} ({inspector}, {}{who})", when(opened, asked, place.slot, place.is_interviewed))
    };
    let manager = question.cases[change.case].manager.map(|manager| question.managers[manager].name.clone());
    let case = [Some(question.cases[change.case].id.clone()), manager].into_iter().flatten().collect::<Vec<_>>();
    let words = match change.from {
        from if asked.replaced(change.case).is_some() => {
            let was = from
                .filter(|from| from.slot != change.to.slot)
                .map_or_else(String::new, |from| format!(", which was in {}", at(from)));
            format!("in {} in the place of {}{was}", at(change.to), former(asked, change.case))
        }
        Some(from) if from.slot == change.to.slot && change.to.is_interviewed => {
            format!("stays in {}, with an interview", at(change.to))
        }
        Some(from) if from.slot == change.to.slot => format!("stays in {}", at(change.to)),
        Some(from) => format!("from {} to {}", at(from), at(change.to)),
        None => format!("new in {}", at(change.to)),
    };
    [case.join(", "), words]
}

/// The case in whose place another has come: `AB07, Kofi Mensah`.
fn former(asked: &Asked<'_>, case: usize) -> String {
    let id = asked.replaced(case).and_then(|before| before.case.as_ref()).map(ToString::to_string);
    let manager = asked.cases[case].former_interviewee().map(|name| asked.name_of(name));
    [id, manager].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
