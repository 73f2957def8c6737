use std::path::Path;

use super::super::output::say;
use super::super::{Failure, Status, output};
use super::opened::{Opened, RowWords, with_list};
use super::propose::conflict_text;
use crate::facts::{self, Facts};
use crate::record::FileKind;
use crate::sample::Choice;
use crate::selection::{Listed, Proposal, RowDecision, decide, listed, propose, tier_words};

/// Pins or bars rows.
pub fn run(directory: &Path, words: &RowWords<'_>, decision: RowDecision, reason: &str) -> Result<Status, Failure> {
    with_list(directory, words.folder, |opened| {
        let rows: Vec<usize> = words.rows.iter().map(|typed| opened.row(typed)).collect::<Result<_, _>>()?;
        if decision == RowDecision::Bar {
            refuse_selected(opened, &rows)?;
        }
        let decided: Vec<_> = rows.into_iter().map(|row| (row, decision, reason.to_owned())).collect();
        write(opened, &decided)
    })
}

/// Bars one row and pins another.
pub fn swap(
    directory: &Path,
    folder: Option<&str>,
    (out, into): (&str, &str),
    reason: Option<&str>,
) -> Result<Status, Failure> {
    with_list(directory, folder, |opened| {
        let (out, into) = (opened.row(out)?, opened.row(into)?);
        refuse_selected(opened, &[out])?;
        let cases = &opened.listed.question.candidates;
        if out == into {
            return Err(Failure("name two rows: the one that goes out and the one that comes in".to_owned()));
        }
        if cases[out].tier != cases[into].tier {
            let tiers = [out, into].map(|row| format!("{} is {}", cases[row].reference, tier_words(cases[row].tier)));
            let help = "swap rows of one tier, or pin and bar them one by one";
            return Err(Failure(format!(
                "{}: the numbers of the tiers would change\nhelp: {help}",
                tiers.join(" and ")
            )));
        }
        let words = |word: &str, other: usize| {
            reason.map_or_else(|| format!("{word} {}", cases[other].reference), str::to_owned)
        };
        let decided = [
            (out, RowDecision::Bar, words("gives way to", into)),
            (into, RowDecision::Pin, words("in the place of", out)),
        ];
        write(opened, &decided)
    })
}

/// A selected case is not changed by a decision alone (guidance §10.4).
fn refuse_selected(opened: &Opened<'_>, rows: &[usize]) -> Result<(), Failure> {
    if opened.record.cases.cases.is_empty() {
        return Ok(());
    }
    let selected = rows.iter().find_map(|&row| Some((row, opened.listed.children[row].id.as_ref()?)));
    let Some((row, id)) = selected else { return Ok(()) };
    let reference = opened.listed.reference(row);
    let help =
        format!("`sqspack sample replace {} {id} --reason …` puts the best other case in its place", opened.folder);
    Err(Failure(format!(
        "{reference} is a selected case, and the selected sample is not normally changed\nhelp: {help}"
    )))
}

/// Writes decisions, and says what they change in the proposal.
fn write(opened: &Opened<'_>, decided: &[(usize, RowDecision, String)]) -> Result<Status, Failure> {
    let before = propose(&opened.listed);
    let mut text = opened.text(FileKind::Cases);
    for (row, decision, reason) in decided {
        if reason.trim().is_empty() {
            return Err(Failure("say why with `--reason \"…\"`; nothing was written".to_owned()));
        }
        text = decide(&text, opened.listed.reference(*row), *decision, reason.trim()).map_err(Failure)?;
    }
    let texts = [(FileKind::Cases, text)];
    let after = opened.with_texts(&texts)?;
    let holidays = facts::holidays(&opened.workspace.settings);
    let facts = Facts::new(&after, &opened.workspace.settings, &holidays);
    let (list, _) = listed(&after, &facts, &opened.workspace.settings);
    let proposal = propose(&list);
    if let (Proposal::Conflict(demands), Proposal::Sample { .. }) = (&proposal, &before) {
        let now = Opened {
            workspace: opened.workspace,
            folder: opened.folder,
            record: &after,
            listed: list,
            terms: opened.terms.clone(),
        };
        output::err(format_args!("{}", conflict_text(&now, demands)))?;
        return Err(Failure("with this no sample is possible, so nothing was written".to_owned()));
    }
    opened.write(&texts)?;
    for (row, decision, _) in decided {
        let word = if *decision == RowDecision::Pin { "pinned" } else { "barred" };
        say!("{}: {} {word}", opened.folder, opened.listed.reference(*row))?;
    }
    if after.cases.cases.is_empty() {
        effect(&list, &before, &proposal).iter().try_for_each(|line| say!("  {line}"))?;
    }
    Ok(Status::Well)
}

/// What has changed from one proposal to the next.
fn effect(list: &Listed<'_>, before: &Proposal, after: &Proposal) -> Vec<String> {
    let (Proposal::Sample { choice: old, .. }, Proposal::Sample { choice: new, .. }) = (before, after) else {
        return match after {
            Proposal::Sample { .. } => vec!["a sample is possible now".to_owned()],
            _ => vec!["no sample is possible yet; `sqspack sample propose` says why".to_owned()],
        };
    };
    let only = |one: &Choice, other: &Choice| {
        let mut names: Vec<&str> =
            one.chosen.iter().filter(|case| !other.chosen.contains(case)).map(|&case| list.reference(case)).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let (come, go) = (only(new, old), only(old, new));
    if come.is_empty() {
        return vec!["the proposed sample stays as it was".to_owned()];
    }
    let mut lines = vec![format!("proposed now: {come}; no longer: {go}")];
    for (old, new) in old.goals.iter().zip(&new.goals).filter(|(old, new)| old.value != new.value) {
        lines.push(format!("`{}`: {} instead of {}", new.goal.word(), new.value, old.value));
    }
    lines
}
