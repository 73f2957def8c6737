//! A schedule in words.

use super::asked::Asked;
use crate::allocation::{Counted, ExplainedGoal, Obstacle, ScheduleConflict, ScheduleDemand, WindowKind};
use crate::facts::Facts;
use crate::phrases::Phrases;
use crate::record::ScheduleGoal;

/// The word of something that is counted: `without`.
pub fn counted_word(counted: Counted) -> &'static str {
    match counted {
        Counted::NewlyWithout => "newly-without",
        Counted::Moved => "moved",
        Counted::Told => "told",
        Counted::Goal(goal) => goal.word(),
    }
}

/// What is counted.
pub fn counted_title(counted: Counted) -> &'static str {
    match counted {
        Counted::NewlyWithout => "cases that lose the interview with their case manager",
        Counted::Moved => "cases that move",
        Counted::Told => "people to be told",
        Counted::Goal(goal) => match goal {
            ScheduleGoal::Without => "cases inspected without their case manager",
            ScheduleGoal::Nobody => "case managers who are interviewed about no case",
            ScheduleGoal::Observed => "observed first cases without their case manager",
            ScheduleGoal::Back => "interviews on a first day back",
            ScheduleGoal::Breaks => "breaks between interviews that are too short",
            ScheduleGoal::Tiers => "cases by which the tiers are not spread over the team",
            ScheduleGoal::Extra => "further inspectors whom a case manager meets",
            ScheduleGoal::Fair => "cases from the records alone beyond a fair share",
        },
    }
}

/// What is known of a goal: whether it is reached, and what stood in the way.
pub fn counted_line(goal: &ExplainedGoal, asked: &Asked<'_>) -> String {
    let (reached, alone) = (goal.reached, goal.alone);
    if reached.value == 0 {
        return "reached".to_owned();
    }
    if reached.bound < reached.value {
        return format!(
            "not proven: the search ended, and the best is between {} and {}",
            reached.bound, reached.value
        );
    }
    match &goal.obstacle {
        Some(Obstacle::Earlier(earlier)) => {
            format!("{alone} were it alone; `{}` comes first and excludes it", counted_word(*earlier))
        }
        Some(Obstacle::SeveralEarlier) => format!("{alone} were it alone; those before it exclude it together"),
        Some(Obstacle::Pins { without, cases }) => {
            let named: Vec<&str> = cases.iter().map(|&case| asked.question.cases[case].id.as_str()).collect();
            match named.as_slice() {
                [] => format!("{without} if no case had to keep its slot"),
                named => format!("{without} if no case had to keep its slot; in the way: {}", named.join(", ")),
            }
        }
        _ => "no schedule has fewer".to_owned(),
    }
}

/// Demands that exclude each other and what would resolve them, in words for the YOT.
pub struct ConflictWords<'w> {
    /// The question.
    pub asked: &'w Asked<'w>,
    /// The days of fieldwork.
    pub facts: &'w Facts<'w>,
    /// The folder of the inspection.
    pub folder: &'w str,
    /// The words of days and times.
    pub phrases: &'w Phrases,
}

impl ConflictWords<'_> {
    /// The demands, a line each.
    pub fn demands(&self, conflict: &ScheduleConflict) -> Vec<String> {
        conflict.demands.iter().map(|demand| self.demand(demand)).collect()
    }

    /// What would resolve it, each alone.
    pub fn remedies(&self, conflict: &ScheduleConflict) -> Vec<String> {
        let mut remedies: Vec<String> = conflict.demands.iter().map(|demand| self.remedy(demand)).collect();
        remedies.dedup();
        remedies
    }

    /// A demand: `Aled Puw has 4 cases and could come to 3 slots: LI 1, AI 1, LA 2`.
    pub fn demand(&self, demand: &ScheduleDemand) -> String {
        let question = &self.asked.question;
        let name = |manager: usize| question.managers[manager].name.as_str();
        match demand {
            ScheduleDemand::Presents { manager, cases, slots } => {
                let names: Vec<&str> = slots.iter().map(|&slot| question.slots[slot].name.as_str()).collect();
                let cases = counted(*cases, "case");
                match names.as_slice() {
                    [] => format!("{} has {cases} and could come to no slot", name(*manager)),
                    names => format!(
                        "{} has {cases} and could come to {}: {}",
                        name(*manager),
                        counted(names.len(), "slot"),
                        names.join(", ")
                    ),
                }
            }
            ScheduleDemand::Unavailable { manager, window } => {
                format!("{} {}", name(*manager), self.window(question.managers[*manager].windows[*window].kind))
            }
            ScheduleDemand::Site { manager } => {
                format!("{} is interviewed at their own office alone", name(*manager))
            }
            ScheduleDemand::Pin { case } => {
                let slot = question.cases[*case].pinned.map_or("its slot", |slot| question.slots[slot].name.as_str());
                format!("{} has to stay in {slot}", question.cases[*case].id)
            }
            ScheduleDemand::Closed { slot } => {
                let slot = &question.slots[*slot];
                format!("{} cannot inspect in {}", self.asked.members[slot.member], slot.name)
            }
            ScheduleDemand::Cases { count } => format!("{} are inspected", counted(*count, "case")),
            ScheduleDemand::Slots { open } => {
                format!("the week has {}, each for one case", counted(*open, "open slot"))
            }
        }
    }

    fn window(&self, kind: WindowKind) -> String {
        let day = |day: usize| self.phrases.date(self.facts.date_of_day(day)).day;
        match kind {
            WindowKind::Away { day: on } => format!("is away on {}", day(on)),
            WindowKind::Hours { day: on, from, to } => {
                format!("cannot come on {}, {}", day(on), self.phrases.clock_range(from, to))
            }
            WindowKind::NoWork { day: on } => format!("does not work on {}, or on a part of it", day(on)),
        }
    }

    fn remedy(&self, demand: &ScheduleDemand) -> String {
        let question = &self.asked.question;
        let name = |manager: usize| question.managers[manager].name.as_str();
        match demand {
            ScheduleDemand::Presents { manager, .. } => {
                format!(
                    "inspect a case of {} from its records alone, or let somebody else present it (guidance §11.6)",
                    name(*manager)
                )
            }
            ScheduleDemand::Unavailable { manager, window } => {
                let window = self.window(question.managers[*manager].windows[*window].kind);
                format!("ask whether {} can come after all: now {window}", name(*manager))
            }
            ScheduleDemand::Site { manager } => format!("agree with the YOT that {} travels", name(*manager)),
            ScheduleDemand::Pin { case } => {
                let (id, folder) = (&question.cases[*case].id, self.folder);
                match self.asked.cases[*case].pinned {
                    Some(_) => format!("let {id} move: `sqspack schedule unpin {folder} {id}`"),
                    None => format!(
                        "let {id} move: take its `slot` out of cases.toml, or try `sqspack schedule propose {folder} --anew`"
                    ),
                }
            }
            ScheduleDemand::Closed { slot } => {
                format!("find somebody else to inspect in {}", question.slots[*slot].name)
            }
            ScheduleDemand::Cases { .. } => {
                "select fewer cases: `[sample]` in inspection.toml, with the reason".to_owned()
            }
            ScheduleDemand::Slots { .. } => "enlarge the team, or add a day of fieldwork".to_owned(),
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("one {noun}"),
        number => format!("{number} {noun}s"),
    }
}
