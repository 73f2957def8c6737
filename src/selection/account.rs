//! The sample that a record holds, against its long-list: what the note on the choice says.

use super::listed::{Listed, listed};
use crate::facts::Facts;
use crate::record::{Line, Record, Settings};
use crate::sample::{GoalAccount, account};

/// The selected cases of a record against its long-list.
#[derive(Clone, Debug)]
pub struct SampleAccount<'r> {
    /// The long-list, as far as cases can be chosen from it.
    pub listed: Listed<'r>,
    /// Number of rows in the children's file that cannot be chosen, because they lack a reference, a tier or a known case manager.
    pub left_out: usize,
    /// The rows of the selected cases, as positions in the list, in order.
    pub chosen: Vec<usize>,
    /// HMIP IDs of the selected cases that have no row in the list.
    pub without_row: Vec<&'r Line>,
    /// What the sample reaches in each goal.
    pub goals: Vec<GoalAccount>,
}

/// What a record's sample is like; nothing while no selected case has its row in the long-list.
pub fn account_of<'r>(record: &'r Record, facts: &Facts<'_>, settings: &Settings) -> Option<SampleAccount<'r>> {
    let cases = &record.cases.cases;
    if cases.is_empty() || record.children.children.iter().all(|child| child.reference.is_none()) {
        return None;
    }
    let (listed, _) = listed(record, facts, settings);
    let position = |id: &Line| listed.position_of_case(id);
    let mut chosen: Vec<usize> = cases.iter().filter_map(|case| position(&case.id)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        return None;
    }
    let without_row = cases.iter().map(|case| &case.id).filter(|id| position(id).is_none()).collect();
    let left_out = record.children.children.len() - listed.children.len();
    let goals = account(&listed.question, &chosen);
    Some(SampleAccount { listed, left_out, chosen, without_row, goals })
}
