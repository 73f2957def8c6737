//! One case that a person moves by hand: what each slot would break and who would have to be told, before anybody moves it, and the
//! move in the text of `cases.toml`.

use super::asked::{Asked, Purpose};
use super::change::{CaseChange, Told, told};
use super::edit::{SlotEntry, place};
use super::proposal::entry;
use super::words::{ConflictWords, counted_title};
use crate::allocation::{CasePlace, Fault, ScheduleDemand, ScheduleQuestion, faults, measure};
use crate::facts::{Facts, SentTwice};
use crate::phrases::Phrases;
use crate::record::{Record, Settings};

/// A slot to which a case could go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveTarget {
    /// The slot, as a position in the question.
    pub slot: usize,
    /// The case that is there and would come into the place of the other.
    pub with: Option<usize>,
    /// Whether the case can go there.
    pub verdict: MoveVerdict,
}

/// Whether a case can go into a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveVerdict {
    /// It cannot, for these reasons.
    Refused(Vec<String>),
    /// It can, and this comes of it.
    Possible {
        /// What would be worse or better.
        effects: Vec<MoveEffect>,
        /// Who would have to be told; nobody where the schedule has not gone out.
        told: Told,
    },
}

/// What would be worse or better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveEffect {
    /// In words.
    pub words: String,
    /// Whether it would be worse.
    pub is_worse: bool,
}

/// A schedule in which a person moves one case after the other.
pub struct MovableSchedule<'m> {
    /// The record as a question, in which pinned cases alone have to stay.
    pub asked: Asked<'m>,
    /// The same against the schedule that has gone out, if it has.
    sent: Option<Asked<'m>>,
    facts: &'m Facts<'m>,
    phrases: &'m Phrases,
    folder: &'m str,
}

/// Cases that have a slot, each with its place.
struct PlacedCases {
    question: ScheduleQuestion,
    places: Vec<CasePlace>,
    /// Their positions in the whole question.
    positions: Vec<usize>,
}

impl<'m> MovableSchedule<'m> {
    /// The schedule of a record.
    pub fn new(record: &'m Record, facts: &'m Facts<'m>, settings: &Settings, phrases: &'m Phrases) -> Self {
        let ask = |purpose| Asked::new(record, facts, settings, purpose);
        let sent = SentTwice::Schedule.has_gone_out(record).then(|| ask(Purpose::Replan));
        Self { asked: ask(Purpose::Anew), sent, facts, phrases, folder: &record.folder }
    }

    /// Whether the schedule has gone out, so that people have to be told of a move.
    pub fn has_gone_out(&self) -> bool {
        self.sent.is_some()
    }

    /// Whether a case has to stay where it is.
    pub fn is_pinned(&self, case: usize) -> bool {
        self.asked.cases[case].pinned.is_some()
    }

    /// Every other slot for a case, and what would come of putting it there.
    pub fn targets(&self, case: usize) -> Vec<MoveTarget> {
        let others = (0..self.asked.question.slots.len()).filter(|slot| !self.is_in(case, *slot));
        others.map(|slot| self.target(case, slot)).collect()
    }

    /// What would come of putting a case into another slot.
    pub fn target(&self, case: usize, slot: usize) -> MoveTarget {
        let holders = self.holders(case, slot);
        let with = holders.first().copied();
        let mut reasons = self.reasons_to_stay(case, slot, &holders);
        let moved = self.moved(case, slot, with);
        let then = self.placed(&moved);
        let is_moved = |at: usize| moved.iter().any(|(of, _)| *of == then.positions[at]);
        let mut effects = Vec::new();
        for fault in faults(&then.question, &then.places) {
            match fault {
                Fault::Closed { case } if is_moved(case) => {
                    reasons.push(self.demand(&ScheduleDemand::Closed { slot: then.places[case].slot }));
                }
                Fault::Absent { case } if is_moved(case) => {
                    reasons.extend(self.absent(then.positions[case], then.places[case].slot));
                }
                Fault::Twice { case, other } if is_moved(case) || is_moved(other) => {
                    reasons.push(self.twice(then.positions[case], then.positions[other]));
                }
                Fault::Elsewhere { case } if is_moved(case) => effects.extend(self.elsewhere(then.positions[case])),
                _ => {}
            }
        }
        if !reasons.is_empty() {
            return MoveTarget { slot, with, verdict: MoveVerdict::Refused(reasons) };
        }
        effects.extend(self.counted(case, &then));
        MoveTarget { slot, with, verdict: MoveVerdict::Possible { effects, told: self.told(&moved) } }
    }

    /// The text of `cases.toml` with a case in another slot, and the one that was there in its place. What the schedule said that has
    /// gone out stays in the cases as `before`, as `sqspack schedule replan --take` writes it.
    ///
    /// # Errors
    /// Why the case cannot go there.
    pub fn write(&self, text: &str, case: usize, target: &MoveTarget) -> Result<String, String> {
        let slot = target.slot;
        if self.is_in(case, slot) {
            return Err("the case is in this slot already".to_owned());
        }
        if let MoveVerdict::Refused(reasons) = &target.verdict {
            return Err(reasons.join("; "));
        }
        let asked = self.sent.as_ref().unwrap_or(&self.asked);
        let purpose = if self.sent.is_some() { Purpose::Replan } else { Purpose::Anew };
        let moved = self.moved(case, slot, target.with);
        let entries: Vec<SlotEntry> = moved.iter().map(|(case, to)| entry(asked, *case, *to, purpose)).collect();
        place(text, &entries)
    }

    fn is_in(&self, case: usize, slot: usize) -> bool {
        self.asked.before[case].is_some_and(|place| place.slot == slot)
    }

    /// The other cases in a slot.
    fn holders(&self, case: usize, slot: usize) -> Vec<usize> {
        (0..self.asked.cases.len()).filter(|other| *other != case && self.is_in(*other, slot)).collect()
    }

    fn reasons_to_stay(&self, case: usize, slot: usize, holders: &[usize]) -> Vec<String> {
        let id = |case: usize| &self.asked.question.cases[case].id;
        let name = &self.asked.question.slots[slot].name;
        let pinned = holders.iter().chain([&case]).filter(|case| self.is_pinned(**case));
        let mut reasons: Vec<String> = pinned.map(|case| format!("{} is pinned to its slot", id(*case))).collect();
        match holders {
            [_, _, ..] => reasons.push(format!("more than one case is in {name}")),
            [holder] if self.asked.before[case].is_none() => {
                reasons.push(format!("{} is in {name}, and {} has no slot to give it", id(*holder), id(case)));
            }
            _ => {}
        }
        reasons
    }

    /// The cases that move, each with its new place. Whether there is an interview stays.
    fn moved(&self, case: usize, slot: usize, with: Option<usize>) -> Vec<(usize, CasePlace)> {
        let at = |case: usize, slot: usize| {
            (case, CasePlace { slot, is_interviewed: self.asked.cases[case].interviewee().is_some() })
        };
        let back = with.zip(self.asked.before[case]).map(|(with, own)| at(with, own.slot));
        [at(case, slot)].into_iter().chain(back).collect()
    }

    /// The schedule after a move: the cases that have a slot.
    fn placed(&self, moved: &[(usize, CasePlace)]) -> PlacedCases {
        let place = |case: usize| {
            let new = moved.iter().find(|(of, _)| *of == case).map(|(_, place)| *place);
            Some((case, new.or(self.asked.before[case])?))
        };
        let (positions, places): (Vec<usize>, Vec<CasePlace>) = (0..self.asked.cases.len()).filter_map(place).unzip();
        let cases = positions.iter().map(|case| self.asked.question.cases[*case].clone()).collect();
        PlacedCases { question: ScheduleQuestion { cases, ..self.asked.question.clone() }, places, positions }
    }

    fn demand(&self, demand: &ScheduleDemand) -> String {
        let words = ConflictWords { asked: &self.asked, facts: self.facts, folder: self.folder, phrases: self.phrases };
        words.demand(demand)
    }

    /// Why a case manager cannot come.
    fn absent(&self, case: usize, slot: usize) -> Option<String> {
        let manager = self.asked.question.cases[case].manager?;
        let windows = &self.asked.question.managers[manager].windows;
        let window = windows.iter().position(|window| window.slots.contains(&slot))?;
        let words = self.demand(&ScheduleDemand::Unavailable { manager, window });
        Some(format!("{words} ({})", self.asked.question.cases[case].id))
    }

    fn elsewhere(&self, case: usize) -> Option<MoveEffect> {
        let manager = self.asked.question.cases[case].manager?;
        let words = self.demand(&ScheduleDemand::Site { manager });
        Some(MoveEffect { words: format!("{words}, and this is at another"), is_worse: true })
    }

    fn twice(&self, case: usize, other: usize) -> String {
        let question = &self.asked.question;
        let manager = question.cases[case].manager.map_or("the case manager", |one| &question.managers[one].name);
        let [one, two] = [case, other].map(|case| &question.cases[case].id);
        format!("{manager} would be interviewed about {one} and {two} at once")
    }

    /// Each number that changes. Nothing for a case that had no slot: the schedule had no number with it before.
    fn counted(&self, case: usize, then: &PlacedCases) -> Vec<MoveEffect> {
        if self.asked.before[case].is_none() {
            return Vec::new();
        }
        let now = self.placed(&[]);
        let effect = |counted| {
            let of = |placed: &PlacedCases| measure(counted, &placed.question, &placed.places);
            let (was, is) = (of(&now), of(then));
            let words = format!("{}: {is} instead of {was}", counted_title(counted));
            (was != is).then_some(MoveEffect { words, is_worse: is > was })
        };
        self.asked.question.counted().into_iter().filter_map(effect).collect()
    }

    fn told(&self, moved: &[(usize, CasePlace)]) -> Told {
        let Some(sent) = &self.sent else { return Told::default() };
        let change = |(case, to): &(usize, CasePlace)| {
            let from = sent.before[*case];
            let is_change = from != Some(*to) || sent.replaced(*case).is_some();
            is_change.then_some(CaseChange { case: *case, from, to: *to })
        };
        told(sent, &moved.iter().filter_map(change).collect::<Vec<_>>())
    }
}
