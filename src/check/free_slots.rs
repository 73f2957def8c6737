//! The free slots that a message names: those in which the case manager of the case could be interviewed (guidance §10.4).

use crate::facts::{FreeSlot, Slot};
use crate::record::reader::list;
use crate::record::{Case, FileKind};

use super::context::Context;
use super::names::folded;

/// How many messages name free slots, so that a record with thousands of clashes is checked as quickly as any.
const NAMED: usize = 20;

/// How many free slots a message names.
const SHOWN: usize = 6;

/// Names free slots, and no slot first in two messages: whoever does what both say would put two cases into it.
pub struct FreeSlots<'c> {
    context: &'c Context<'c>,
    left: usize,
    offered: Vec<Offer>,
}

/// A slot that a message names first.
struct Offer {
    member: usize,
    slot: Slot,
    manager: Option<String>,
}

impl<'c> FreeSlots<'c> {
    /// Free slots for the messages of one rule.
    pub fn new(context: &'c Context<'c>) -> Self {
        Self { context, left: NAMED, offered: Vec::new() }
    }

    /// The slots to which a case could go, the best first; nothing where the team is not known or too many messages ask.
    pub fn for_case(&mut self, case: &Case) -> Option<Vec<String>> {
        self.names(case.interviewee().map(|name| &***name), Some(case), true)
    }

    /// `; free for Mared Ellis: LI 4 and AI 5`, or nothing. What the case manager has now stays taken.
    pub fn sentence_for_manager(&mut self, manager: &str) -> String {
        sentence(Some(manager), self.names(Some(manager), None, true))
    }

    /// The same for a case that leaves its slot; `with_first_day_back` says whether slots on a first day back count.
    pub fn sentence_for_move(&mut self, case: &Case, with_first_day_back: bool) -> String {
        let manager = case.interviewee().map(|name| &***name);
        sentence(manager, self.names(manager, Some(case), with_first_day_back))
    }

    fn names(
        &mut self,
        manager: Option<&str>,
        moving: Option<&Case>,
        with_first_day_back: bool,
    ) -> Option<Vec<String>> {
        if !self.context.has(FileKind::Team) {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let Context { facts, record, .. } = self.context;
        let manager = manager.map(folded);
        let mut free = facts.free_slots_for(manager.as_deref(), moving, record);
        let is_open =
            |free: &FreeSlot| !self.offered.iter().any(|offer| offer.is_in_the_way_of(free, manager.as_deref()));
        free.retain(|slot| (with_first_day_back || !slot.is_first_day_back) && is_open(slot));
        self.offered.extend(free.first().map(|first| Offer { member: first.member, slot: first.slot, manager }));
        Some(free.into_iter().take(SHOWN).map(|slot| slot.name).collect())
    }
}

impl Offer {
    fn is_in_the_way_of(&self, free: &FreeSlot, manager: Option<&str>) -> bool {
        let is_same_slot = self.member == free.member && self.slot == free.slot;
        let is_same_manager = manager.is_some() && self.manager.as_deref() == manager;
        is_same_slot || is_same_manager && self.slot.overlaps(&free.slot)
    }
}

fn sentence(manager: Option<&str>, names: Option<Vec<String>>) -> String {
    let names = names.unwrap_or_default();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match manager {
        _ if names.is_empty() => String::new(),
        Some(manager) => format!("; free for `{manager}`: {}", list(&names)),
        None => format!("; free: {}", list(&names)),
    }
}
