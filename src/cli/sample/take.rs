use std::path::Path;

use super::super::output::say;
use super::super::{Failure, Status, output};
use super::opened::{Opened, with_list};
use super::propose::{conflict_text, not_found};
use crate::facts::{SentTwice, folded_id};
use crate::record::{Case, FileKind};
use crate::sample::{Decision, NoChoice, choose, conflict};
use crate::selection::{
    FormerPlace, Proposal, TakenCase, TakenTexts, case_ids, doubts, next_case_id, propose, replace as replaced, take,
};

/// Writes the proposed sample into the record.
pub fn run(directory: &Path, folder: Option<&str>) -> Result<Status, Failure> {
    with_list(directory, folder, |opened| {
        let count = opened.record.cases.cases.len();
        if count > 0 {
            let help = format!(
                "`sqspack sample replace {} CASE --reason …` changes one case; to begin again, take the `[[case]]` entries out",
                opened.folder
            );
            return Err(Failure(format!("cases.toml of {} has {count} cases already\nhelp: {help}", opened.folder)));
        }
        let choice = match propose(&opened.listed) {
            Proposal::Sample { choice, .. } => choice,
            Proposal::Conflict(demands) => {
                output::out(format_args!("{}", conflict_text(opened, &demands)))?;
                return Ok(Status::Problems);
            }
            Proposal::NotFound => return Err(not_found()),
        };
        let listed = &opened.listed;
        refuse_doubtful(opened, choice.chosen.iter().copied())?;
        let ids = case_ids(listed, &choice.chosen, opened.record, &opened.workspace.settings);
        let chosen: Vec<TakenCase> = choice.chosen.iter().zip(ids).map(|(&case, id)| taken(opened, case, id)).collect();
        refuse_other_ids(opened, &chosen)?;
        let texts = take(&opened.text(FileKind::Children), &opened.text(FileKind::Cases), &chosen).map_err(Failure)?;
        write(opened, texts)?;
        let mut ids: Vec<&str> = chosen.iter().map(|case| case.id.as_str()).collect();
        ids.sort_unstable();
        let (first, last) = (ids.first().unwrap_or(&""), ids.last().unwrap_or(&""));
        say!("{}: {} cases taken, {first} to {last}", opened.folder, chosen.len())?;
        say!("  `sqspack slots {} --for \"CASE MANAGER\"` shows where each can be inspected", opened.folder)?;
        say!(
            "  `sqspack build {}` makes the selected case sample, which names the children, and the note on the choice",
            opened.folder
        )?;
        Ok(Status::Well)
    })
}

/// Replaces a case that falls out by the best other one of its tier.
pub fn replace(directory: &Path, folder: Option<&str>, id: &str, reason: &str) -> Result<Status, Failure> {
    with_list(directory, folder, |opened| {
        let listed = &opened.listed;
        let case = opened.record.cases.cases.iter().find(|case| folded_id(&case.id) == folded_id(id));
        let case = case.ok_or_else(|| {
            let help = format!("the cases are those in cases.toml; `sqspack slots {}` shows them", opened.folder);
            Failure(format!("{} has no selected case `{}`\nhelp: {help}", opened.folder, id.trim()))
        })?;
        let out = listed.position_of_case(&case.id).ok_or_else(|| {
            let help = "put `id` into its row first";
            Failure(format!("no row of `children.private.toml` has the HMIP ID `{}`\nhelp: {help}", case.id))
        })?;
        if reason.trim().is_empty() {
            return Err(Failure("say why with `--reason \"…\"`; nothing was written".to_owned()));
        }
        let mut question = listed.question.clone();
        for position in listed.taken() {
            question.candidates[position].decision = Decision::Pinned;
        }
        question.candidates[out].decision = Decision::Barred;
        let choice = match choose(&question) {
            Ok(choice) => choice,
            Err(NoChoice::Impossible) => {
                let demands = conflict(&question).unwrap_or_default();
                output::out(format_args!("{}", conflict_text(opened, &demands)))?;
                return Ok(Status::Problems);
            }
            Err(NoChoice::NotFound) => return Err(not_found()),
        };
        let taken_now = listed.taken();
        let new: Vec<usize> = choice.chosen.iter().filter(|case| !taken_now.contains(case)).copied().collect();
        let &[into] = &new[..] else {
            let help = format!("`sqspack check {}` says which cases are missing", opened.folder);
            return Err(Failure(format!("the selected cases are not as many as were planned\nhelp: {help}")));
        };
        refuse_doubtful(opened, [into].into_iter())?;
        let old = TakenCase {
            id: case.id.to_string(),
            manager: case.case_manager.as_ref().map(ToString::to_string),
            ..taken(opened, out, String::new())
        };
        let new = taken(opened, into, next_case_id(opened.record, &opened.workspace.settings));
        let (children, cases) = (opened.text(FileKind::Children), opened.text(FileKind::Cases));
        let former = former_place(opened, case);
        let texts = replaced(&children, &cases, (&old, &new), reason.trim(), former.as_ref());
        write(opened, texts.map_err(Failure)?)?;
        let manager = new.manager.as_deref().unwrap_or("from its records alone");
        say!("{}: {} gives way to {} ({}, {manager})", opened.folder, old.id, new.id, new.reference)?;
        if former.is_none() && case.slot.is_some() && old.manager != new.manager {
            say!(
                "  it has no slot yet; `sqspack slots {} --for \"{manager}\"` shows those it can have",
                opened.folder
            )?;
        }
        if former.is_some() {
            let folder = opened.folder;
            say!(
                "  the schedule has gone out: `sqspack schedule replan {folder}` finds its slot, and says who must be told"
            )?;
        }
        Ok(Status::Well)
    })
}

/// What the schedule said of a case, if it has gone out with the case in a slot.
fn former_place(opened: &Opened<'_>, case: &Case) -> Option<FormerPlace> {
    if !SentTwice::Schedule.has_gone_out(opened.record) {
        return None;
    }
    let (slot, id, manager) = match &case.before {
        Some(before) => (&before.slot, before.case.as_ref().unwrap_or(&case.id), case.former_interviewee()),
        None => (case.slot.as_ref()?, &case.id, case.interviewee()),
    };
    Some(FormerPlace { slot: slot.to_string(), id: id.to_string(), manager: manager.map(ToString::to_string) })
}

fn taken(opened: &Opened<'_>, position: usize, id: String) -> TakenCase {
    let case = &opened.listed.question.candidates[position];
    TakenCase { reference: case.reference.clone(), id, tier: case.tier, manager: case.manager.clone() }
}

/// A row that a person has to look at first is taken only once somebody has (guidance §10.4).
fn refuse_doubtful(opened: &Opened<'_>, chosen: impl Iterator<Item = usize>) -> Result<(), Failure> {
    let listed = &opened.listed;
    let doubtful: Vec<usize> = chosen.filter(|&case| listed.is_doubtful(case)).collect();
    if doubtful.is_empty() {
        return Ok(());
    }
    let line = |&case: &usize| {
        let words: Vec<&str> = doubts(listed.children[case]).into_iter().map(|doubt| doubt.words()).collect();
        format!("\n  {}: {}", listed.reference(case), words.join("; "))
    };
    let lines: String = doubtful.iter().map(line).collect();
    let names: Vec<&str> = doubtful.iter().map(|&case| listed.reference(case)).collect();
    let help = format!(
        "look at them, then `sqspack sample pin {} {} --reason …`, or `bar` those that are not suitable",
        opened.folder,
        names.join(" ")
    );
    Err(Failure(format!("a person has to look at these first, so nothing was written:{lines}\nhelp: {help}")))
}

/// HMIP IDs that rows have already, though no case is selected, are those of this sample, as after a `take` that was cut off; or
/// somebody has typed them.
fn refuse_other_ids(opened: &Opened<'_>, chosen: &[TakenCase]) -> Result<(), Failure> {
    let listed = &opened.listed;
    let is_ours = |position: usize, id: &str| {
        chosen.iter().any(|case| case.reference == listed.reference(position) && folded_id(&case.id) == folded_id(id))
    };
    let other = listed
        .taken()
        .into_iter()
        .find(|&position| listed.children[position].id.as_ref().is_some_and(|id| !is_ours(position, id)));
    let Some(position) = other else { return Ok(()) };
    let help = "take the `id` out of the rows, or write the `[[case]]` entries that they belong to";
    Err(Failure(format!(
        "{} has an HMIP ID already, though cases.toml has no case\nhelp: {help}",
        listed.reference(position)
    )))
}

/// Writes both texts. The children's file takes its place first: if the program is killed in between, `take` does the rest.
fn write(opened: &Opened<'_>, texts: TakenTexts) -> Result<(), Failure> {
    let texts = [(FileKind::Children, texts.children), (FileKind::Cases, texts.cases)];
    opened.with_texts(&texts)?;
    opened.write(&texts)
}
