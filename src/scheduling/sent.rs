//! The schedule that went out, as an earlier record has it.

use crate::facts::{folded, folded_id, is_same_name};
use crate::record::{Before, Case, Line, Placed, Record};

/// Lets the cases of a record say what the schedule of an earlier record said of them. A case that has come in the place of another says
/// so itself and stays as it is.
pub fn count_from(record: &mut Record, then: &Record) {
    for case in &mut record.cases.cases {
        let stands_for_another = case.before.as_ref().is_some_and(|before| before.case.is_some());
        let former = then.cases.cases.iter().find(|former| folded_id(&former.id) == folded_id(&case.id));
        if !stands_for_another {
            case.before = former.and_then(|former| said(former, case));
        }
    }
}

/// What the record of then says of a case; nothing where the record of now says the same.
fn said(then: &Case, now: &Case) -> Option<Before> {
    let slot = then.slot.as_ref()?;
    let is_same_slot = now.slot.as_ref().is_some_and(|own| folded(own) == folded(slot));
    if is_same_slot && is_same_person(then.interviewee(), now.interviewee()) {
        return None;
    }
    let is_held = then.interviewee().is_some();
    Some(Before {
        at: now.id.at.clone(),
        slot: slot.clone(),
        interview: (!is_held).then(|| Placed { value: false, at: now.id.at.clone() }),
        case: None,
        case_manager: then
            .interviewee()
            .filter(|_| !is_same_person(then.interviewee(), now.case_manager.as_ref()))
            .cloned(),
    })
}

fn is_same_person(one: Option<&Line>, other: Option<&Line>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same_name(one, other),
        (None, None) => true,
        _ => false,
    }
}
