use std::path::Path;

use super::super::output::say;
use super::super::{Failure, Status};
use super::opened::{OpenedSchedule, with_schedule};
use crate::scheduling::{Asked, BeforeKey, InterviewKey, Purpose, SlotEntry, forget_before, pin as pinned, place};

/// Pins a case to its slot, or to the one that is named.
pub fn pin(
    directory: &Path,
    folder: Option<&str>,
    typed: &str,
    slot: Option<&str>,
    reason: &str,
) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failure("say why with `--reason \"…\"`; nothing was written".to_owned()));
        }
        if !opened.terms.in_prose(reason, false).is_empty() {
            let help = "name the case by its HMIP ID alone";
            return Err(Failure(format!("the reason may name a child, so nothing was written\nhelp: {help}")));
        }
        let asked = opened.ask(Purpose::Complete);
        let case = opened.case(&asked, typed)?;
        let id = &asked.cases[case].id;
        let mut text = opened.text();
        let slot = match slot {
            Some(written) => {
                let slot = known_slot(opened, &asked, written)?;
                refuse_taken(opened, &asked, slot, &[case])?;
                text = place(&text, &[at(&asked, case, slot)]).map_err(Failure)?;
                slot
            }
            None => asked.before[case].map(|place| place.slot).ok_or_else(|| {
                let help =
                    format!("`sqspack schedule pin {} {id} --slot \"LI 3\" --reason …` gives it one", opened.folder);
                Failure(format!("{id} has no slot to be pinned to\nhelp: {help}"))
            })?,
        };
        opened.write(pinned(&text, id, Some(reason)).map_err(Failure)?)?;
        say!("{}: {id} pinned to {}", opened.folder, asked.question.slots[slot].name)?;
        Ok(Status::Well)
    })
}

/// Lets a case move again.
pub fn unpin(directory: &Path, folder: Option<&str>, typed: &str) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let asked = opened.ask(Purpose::Complete);
        let id = &asked.cases[opened.case(&asked, typed)?].id;
        let is_changed = opened.write(pinned(&opened.text(), id, None).map_err(Failure)?)?;
        let words = if is_changed { "may move again" } else { "was not pinned" };
        say!("{}: {id} {words}", opened.folder)?;
        Ok(Status::Well)
    })
}

/// Lets two cases change places.
pub fn swap(directory: &Path, folder: Option<&str>, typed: [&str; 2]) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let asked = opened.ask(Purpose::Complete);
        let [one, other] = [opened.case(&asked, typed[0])?, opened.case(&asked, typed[1])?];
        if one == other {
            return Err(Failure("name two cases".to_owned()));
        }
        for case in [one, other] {
            let id = &asked.cases[case].id;
            if asked.cases[case].pinned.is_some() {
                let help = format!("`sqspack schedule unpin {} {id}` lets it move", opened.folder);
                return Err(Failure(format!("{id} is pinned to its slot\nhelp: {help}")));
            }
        }
        let [Some(from), Some(to)] = [asked.before[one], asked.before[other]] else {
            let help = format!("`sqspack schedule propose {}` finds slots", opened.folder);
            return Err(Failure(format!("a case without a slot has no place to give\nhelp: {help}")));
        };
        let places = [at(&asked, one, to.slot), at(&asked, other, from.slot)];
        opened.write(place(&opened.text(), &places).map_err(Failure)?)?;
        let name = |slot: usize| &asked.question.slots[slot].name;
        let ids = [one, other].map(|case| &asked.cases[case].id);
        say!("{}: {} is in {} now, and {} in {}", opened.folder, ids[0], name(to.slot), ids[1], name(from.slot))?;
        Ok(Status::Well)
    })
}

/// Says that the schedule has gone out.
pub fn sent(directory: &Path, folder: Option<&str>) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let changed = opened.record.cases.cases.iter().filter(|case| case.before.is_some());
        let ids: Vec<&str> = changed.map(|case| &**case.id).collect();
        opened.write(forget_before(&opened.text(), &ids).map_err(Failure)?)?;
        say!("{}: changes are counted from the schedule as it stands now", opened.folder)?;
        Ok(Status::Well)
    })
}

fn at(asked: &Asked<'_>, case: usize, slot: usize) -> SlotEntry {
    SlotEntry {
        id: asked.cases[case].id.to_string(),
        slot: asked.question.slots[slot].name.clone(),
        interview: InterviewKey::AsWritten,
        before: BeforeKey::AsWritten,
    }
}

/// The position of a slot that was typed.
fn known_slot(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, written: &str) -> Result<usize, Failure> {
    asked.slot(written, opened.facts).ok_or_else(|| {
        let help = format!("`sqspack slots {}` shows the slots", opened.folder);
        Failure(format!("nobody in the team has this slot\nhelp: {help}"))
    })
}

/// Another case must not lose its slot unasked.
fn refuse_taken(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, slot: usize, but: &[usize]) -> Result<(), Failure> {
    let holder = (0..asked.cases.len())
        .find(|case| !but.contains(case) && asked.before[*case].is_some_and(|place| place.slot == slot));
    let Some(holder) = holder else { return Ok(()) };
    let (name, id) = (&asked.question.slots[slot].name, &asked.cases[holder].id);
    let help = format!("`sqspack schedule swap {} CASE {id}` lets two cases change places", opened.folder);
    Err(Failure(format!("{id} is in {name}\nhelp: {help}")))
}
