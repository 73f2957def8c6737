//! The page of a schedule: slots by day and time, the members of the team side by side, and where a chosen case could go.

use std::collections::BTreeSet;

use serde::Serialize;

use super::grid_record::GridRecord;
use super::moves::LastMove;
use super::trouble::{ProblemItem, problem_item};
use crate::facts::Facts;
use crate::phrases::Phrases;
use crate::problem::Problem;
use crate::scheduling::{MovableSchedule, MoveTarget, MoveVerdict, Told};
use crate::template::{TemplateEngine, TemplateError, Templates};
use crate::workspace::hash::sha256;

/// Name of its template.
pub const NAME: &str = "grid.html";

/// Whether cases can be moved.
pub enum MoveOffer {
    /// They can, with this token; perhaps the last move can be undone.
    Open(String, Option<LastMove>),
    /// They cannot, for this reason.
    Closed(&'static str),
}

/// What a page of a schedule is asked to show.
pub struct GridLook<'l> {
    /// The number of the inspection.
    pub number: usize,
    /// The state of all, which tabs compare.
    pub generation: u64,
    /// Whether others look on.
    pub is_masked: bool,
    /// What stands for the chosen case.
    pub chosen: Option<&'l str>,
    /// What is said of a move that was refused, or empty.
    pub notice: &'l str,
    /// Whether cases can be moved.
    pub offer: MoveOffer,
}

#[derive(Serialize)]
struct GridPage {
    number: usize,
    generation: u64,
    yot: String,
    name: String,
    is_masked: bool,
    notice: String,
    summary: String,
    problems: Vec<ProblemItem>,
    closed: &'static str,
    token: String,
    undo: String,
    has_gone_out: bool,
    chosen: Option<ChosenItem>,
    members: Vec<MemberItem>,
    rows: Vec<RowItem>,
    unplaced: Vec<CaseItem>,
}

#[derive(Serialize)]
struct ChosenItem {
    key: String,
    id: String,
    place: String,
}

#[derive(Serialize)]
struct MemberItem {
    label: String,
    name: String,
}

#[derive(Serialize)]
struct RowItem {
    day: String,
    time: String,
    cells: Vec<Option<CellItem>>,
}

#[derive(Serialize)]
struct CellItem {
    slot: String,
    is_closed: bool,
    cases: Vec<CaseItem>,
    target: Option<TargetItem>,
}

#[derive(Serialize)]
struct CaseItem {
    key: String,
    id: String,
    tier: String,
    manager: String,
    is_pinned: bool,
    is_chosen: bool,
}

#[derive(Serialize)]
struct TargetItem {
    slot_key: String,
    action: String,
    reasons: Vec<String>,
    effects: Vec<EffectItem>,
    told: String,
}

#[derive(Serialize)]
struct EffectItem {
    words: String,
    is_worse: bool,
}

/// The page of a schedule.
///
/// # Errors
/// The program's own template is wrong.
pub fn html(engine: &TemplateEngine, record: &GridRecord, look: GridLook<'_>) -> Result<String, TemplateError> {
    let (closed, token, last) = match look.offer {
        MoveOffer::Open(token, last) => ("", token, last),
        MoveOffer::Closed(why) => (why, String::new(), None),
    };
    let yot = record.record.inspection.yot.name.to_string();
    let mut page = GridPage {
        number: look.number,
        generation: look.generation,
        yot: if yot.is_empty() || !record.has_schedule() { record.shown_name.clone() } else { yot },
        name: record.shown_name.clone(),
        is_masked: look.is_masked,
        notice: look.notice.to_owned(),
        summary: if record.errors.is_empty() { String::new() } else { crate::problem::summary(&record.errors) },
        problems: record.errors.iter().map(|problem: &Problem| problem_item(problem, look.is_masked)).collect(),
        closed,
        token,
        undo: last.map(|last| last.words).unwrap_or_default(),
        has_gone_out: false,
        chosen: None,
        members: Vec::new(),
        rows: Vec::new(),
        unplaced: Vec::new(),
    };
    if let (true, Ok(phrases)) = (record.has_schedule(), Templates::own_phrases()) {
        let facts = Facts::new(&record.record, &record.settings, &record.inputs.holidays);
        let schedule = MovableSchedule::new(&record.record, &facts, &record.settings, &phrases);
        Drawing { schedule: &schedule, facts: &facts, phrases: &phrases, chosen: look.chosen }.fill(&mut page);
    }
    engine.render(NAME, &TemplateEngine::context(&page)?)
}

/// The text of `cases.toml` with a case in a slot, each named by its key, and words for it.
///
/// # Errors
/// Why the case cannot go there.
pub fn moved(record: &GridRecord, case: &str, slot: &str) -> Result<(String, String), String> {
    if !record.has_schedule() {
        return Err("the record has an error, so no case can be moved".to_owned());
    }
    let phrases = Templates::own_phrases().map_err(|_| "the program's own words cannot be read".to_owned())?;
    let facts = Facts::new(&record.record, &record.settings, &record.inputs.holidays);
    let schedule = MovableSchedule::new(&record.record, &facts, &record.settings, &phrases);
    let question = &schedule.asked.question;
    let case = question.cases.iter().position(|one| key(&one.id) == case);
    let slot = question.slots.iter().position(|one| key(&one.name) == slot);
    let (case, slot) = case.zip(slot).ok_or("there is no such case or slot any more")?;
    let target = schedule.target(case, slot);
    let text = schedule.write(&record.text(), case, &target)?;
    let id = |case: usize| &question.cases[case].id;
    let own = schedule.asked.before[case].map(|place| &question.slots[place.slot].name);
    let words = match (target.with, own) {
        (Some(with), Some(own)) => {
            format!("{} is in {} now, and {} in {own}", id(case), question.slots[slot].name, id(with))
        }
        (_, Some(own)) => format!("{} is in {} now; it was in {own}", id(case), question.slots[slot].name),
        (_, None) => format!("{} is in {} now; it had no slot", id(case), question.slots[slot].name),
    };
    let told = match &target.verdict {
        MoveVerdict::Possible { told, .. } => people(told),
        MoveVerdict::Refused(_) => String::new(),
    };
    let words = if told.is_empty() { words } else { format!("{words}. To be told: {told}") };
    Ok((text, words))
}

/// Who has to be told, in one line.
fn people(told: &Told) -> String {
    told.members.iter().chain(&told.managers).cloned().collect::<Vec<_>>().join(", ")
}

/// What stands for a case or slot in an address and in a form.
fn key(name: &str) -> String {
    sha256(name.as_bytes())[..12].to_owned()
}

struct Drawing<'d> {
    schedule: &'d MovableSchedule<'d>,
    facts: &'d Facts<'d>,
    phrases: &'d Phrases,
    chosen: Option<&'d str>,
}

impl Drawing<'_> {
    fn fill(&self, page: &mut GridPage) {
        let asked = &self.schedule.asked;
        let is_wanted = |case: &usize| Some(&*key(&asked.question.cases[*case].id)) == self.chosen;
        let chosen = (0..asked.cases.len()).find(is_wanted).filter(|case| !self.schedule.is_pinned(*case));
        let targets = chosen.map(|case| self.schedule.targets(case)).unwrap_or_default();
        page.has_gone_out = self.schedule.has_gone_out();
        page.chosen = chosen.map(|case| ChosenItem {
            key: key(&asked.question.cases[case].id),
            id: asked.question.cases[case].id.clone(),
            place: asked.before[case].map_or_else(String::new, |place| asked.question.slots[place.slot].name.clone()),
        });
        let members = self.facts.schedule.members.iter();
        page.members = members.map(|one| MemberItem { label: one.label.clone(), name: one.name.to_owned() }).collect();
        let times: BTreeSet<(usize, u16, u16)> =
            asked.question.slots.iter().map(|slot| (slot.day, slot.from, slot.to)).collect();
        let row = |(day, from, to): (usize, u16, u16)| {
            let at = |member: usize| {
                let is_it = |one: &crate::allocation::AskedSlot| {
                    (one.member, one.day, one.from, one.to) == (member, day, from, to)
                };
                asked.question.slots.iter().position(is_it)
            };
            RowItem {
                day: self.phrases.date(self.facts.date_of_day(day)).day,
                time: self.phrases.clock_range(from, to),
                cells: (0..page.members.len()).map(|member| Some(self.cell(at(member)?, chosen, &targets))).collect(),
            }
        };
        page.rows = times.into_iter().map(row).collect();
        let unplaced = (0..asked.cases.len()).filter(|case| asked.before[*case].is_none());
        page.unplaced = unplaced.map(|case| self.case(case, chosen)).collect();
    }

    fn cell(&self, slot: usize, chosen: Option<usize>, targets: &[MoveTarget]) -> CellItem {
        let asked = &self.schedule.asked;
        let is_here = |case: &usize| asked.before[*case].is_some_and(|place| place.slot == slot);
        let target = targets.iter().find(|target| target.slot == slot);
        CellItem {
            slot: asked.question.slots[slot].name.clone(),
            is_closed: asked.question.slots[slot].is_closed,
            cases: (0..asked.cases.len()).filter(is_here).map(|case| self.case(case, chosen)).collect(),
            target: target.zip(chosen).map(|(target, chosen)| self.target(target, chosen)),
        }
    }

    fn case(&self, case: usize, chosen: Option<usize>) -> CaseItem {
        let record = self.schedule.asked.cases[case];
        let name = record.case_manager.as_ref().map(|name| self.schedule.asked.name_of(name));
        let manager = match (name, record.interviewee()) {
            (Some(name), Some(_)) => name,
            (Some(name), None) => format!("{name}, no interview"),
            (None, _) => "no case manager".to_owned(),
        };
        CaseItem {
            key: key(&record.id),
            id: record.id.to_string(),
            tier: self.phrases.tier(record.tier.value.name()),
            manager,
            is_pinned: self.schedule.is_pinned(case),
            is_chosen: chosen == Some(case),
        }
    }

    fn target(&self, target: &MoveTarget, chosen: usize) -> TargetItem {
        let question = &self.schedule.asked.question;
        let (id, slot) = (&question.cases[chosen].id, &question.slots[target.slot].name);
        let action = match target.with {
            Some(with) => format!("Swap {id} with {} in {slot}", question.cases[with].id),
            None => format!("Move {id} to {slot}"),
        };
        let item =
            TargetItem { slot_key: key(slot), action, reasons: Vec::new(), effects: Vec::new(), told: String::new() };
        match &target.verdict {
            MoveVerdict::Refused(reasons) => TargetItem { reasons: reasons.clone(), ..item },
            MoveVerdict::Possible { effects, told } => TargetItem {
                effects: effects
                    .iter()
                    .map(|effect| EffectItem { words: effect.words.clone(), is_worse: effect.is_worse })
                    .collect(),
                told: people(told),
                ..item
            },
        }
    }
}
