//! What has come of the information in advance (guidance §10.2).

use super::progress::{done_on, is_past};
use crate::calendar::Milestone;
use crate::record::{Information, InformationItem, Record};

/// Something that the YOT is asked to send in advance.
#[derive(Clone, Copy, Debug)]
pub struct RequestedItem<'r> {
    /// What was asked for.
    pub item: InformationItem,
    /// What the record says of it; nothing where it has no entry.
    pub entry: Option<&'r Information>,
    /// How it stands.
    pub answer: InformationState,
}

/// How an item of the information in advance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InformationState {
    /// It has come.
    Received,
    /// The YOT has none, and need not write one.
    DoesNotExist,
    /// It is still to come.
    Open,
}

/// The information in advance, item by item: those of the guidance in its order, then what else was asked for. Nothing where
/// the record has not begun to follow it: it has no entry, and nothing is recorded as done. Once the whole is recorded as
/// sent, an item without an entry is left out, since nobody wrote what became of it.
pub fn information(record: &Record) -> Option<Vec<RequestedItem<'_>>> {
    let entries = &record.inspection.information;
    // The final schedule comes later and says nothing of it.
    let is_in = done_on(record, Milestone::InformationDue).is_some() || is_past(record, Milestone::FieldworkStart);
    if entries.is_empty() && (is_in || !is_past(record, Milestone::Announcement)) {
        return None;
    }
    let known = InformationItem::ALL.iter().copied().filter(|item| *item != InformationItem::Other);
    let of_item = |item: InformationItem| (item, entries.iter().find(|entry| entry.item.value == item));
    let known = known.map(of_item).filter(|(_, entry)| entry.is_some() || !is_in);
    let others = entries.iter().filter(|entry| entry.item.value == InformationItem::Other);
    let others = others.map(|entry| (InformationItem::Other, Some(entry)));
    Some(known.chain(others).map(|(item, entry)| RequestedItem { item, entry, answer: answer(item, entry) }).collect())
}

/// How an item stands. The structure chart is needed in any case.
fn answer(item: InformationItem, entry: Option<&Information>) -> InformationState {
    let Some(entry) = entry else { return InformationState::Open };
    match (&entry.received, &entry.does_not_exist) {
        (Some(_), _) => InformationState::Received,
        (None, Some(_)) if item != InformationItem::StructureChart => InformationState::DoesNotExist,
        _ => InformationState::Open,
    }
}
