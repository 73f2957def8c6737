use std::path::Path;

use super::super::output::say;
use super::super::{Failure, Status, output};
use super::opened::{Opened, RowWords, with_list};
use super::propose::{conflict_text, not_found};
use crate::record::Goal;
use crate::sample::{CaseExchange, Choice, Decision, Otherwise, Turned, exchange, turn};
use crate::selection::{Listed, Proposal, doubts, propose, tier_words};

pub fn run(directory: &Path, words: &RowWords<'_>) -> Result<Status, Failure> {
    with_list(directory, words.folder, |opened| {
        let position = opened.row(words.rows[0])?;
        match propose(&opened.listed) {
            Proposal::Sample { choice, .. } => {
                let turned = turn(&opened.listed.question, &choice, position).map_err(|_| not_found())?;
                lines(opened, &choice, position, &turned).iter().try_for_each(|line| say!("{line}"))?;
                Ok(Status::Well)
            }
            Proposal::Conflict(demands) => {
                output::out(format_args!("{}", conflict_text(opened, &demands)))?;
                Ok(Status::Problems)
            }
            Proposal::NotFound => Err(not_found()),
        }
    })
}

fn lines(opened: &Opened<'_>, choice: &Choice, position: usize, turned: &Turned) -> Vec<String> {
    let listed = &opened.listed;
    let case = &listed.question.candidates[position];
    let manager = case.manager.as_deref().unwrap_or("from its records alone");
    let state = if turned.is_chosen { "proposed" } else { "not proposed" };
    let mut lines = vec![format!("{}: {}, {manager}: {state}", case.reference, tier_words(case.tier))];
    lines.extend(reason(opened, position));
    if case.decision == Decision::Open {
        lines.extend(doubts(listed.children[position]).into_iter().map(|doubt| format!("  {}", doubt.words())));
    }
    let exchange = exchange(&listed.question, &choice.chosen, position);
    lines.extend(exchange.map(|exchange| exchange_line(listed, turned.is_chosen, &exchange)));
    lines.push(match &turned.otherwise {
        None if turned.is_chosen => "  without it no sample has all that it must have".to_owned(),
        None => "  with it no sample has all that it must have".to_owned(),
        Some(otherwise) => otherwise_line(listed, position, turned.is_chosen, otherwise),
    });
    if turned.is_chosen && case.manager.is_some() && holds_alone(listed, choice, position) {
        lines.push(format!("  it is the only case of {manager} in the sample"));
    }
    lines
}

/// Whether no other chosen case is of the same case manager.
fn holds_alone(listed: &Listed<'_>, choice: &Choice, position: usize) -> bool {
    let manager = |case: usize| listed.question.candidates[case].manager.as_deref();
    choice.chosen.iter().filter(|&&other| manager(other) == manager(position)).count() == 1
}

fn reason(opened: &Opened<'_>, position: usize) -> Option<String> {
    let is_it = |reference: &str| opened.listed.position(reference) == Some(position);
    let cases = &opened.record.cases;
    let barred = cases.bars.iter().find(|bar| is_it(&bar.reference)).map(|bar| ("barred", &bar.reason));
    let pinned = cases.pins.iter().find(|pin| is_it(&pin.reference)).map(|pin| ("pinned", &pin.reason));
    let (word, reason) = barred.or(pinned)?;
    Some(format!("  {word}: {}", opened.shown(reason).replace('\n', " ")))
}

/// The case in the place of another, or the one that would come in for it, and what the exchange would change in each goal.
fn exchange_line(listed: &Listed<'_>, is_chosen: bool, exchange: &CaseExchange) -> String {
    let other = listed.reference(exchange.other);
    let place = if is_chosen { format!("{other} would be in its place") } else { format!("{other} is in its place") };
    if exchange.changes.is_empty() {
        return format!("  {place}; exchanging them changes no goal, and the content of the rows decides");
    }
    let change = |(goal, now, then): &(Goal, u64, u64)| format!("`{}` {then} instead of {now}", goal.word());
    let changes: Vec<String> = exchange.changes.iter().map(change).collect();
    format!("  {place}; exchanging them alone gives {}", changes.join(", "))
}

fn otherwise_line(listed: &Listed<'_>, position: usize, is_chosen: bool, otherwise: &Otherwise) -> String {
    let names = |cases: &[usize]| {
        let mut names: Vec<&str> =
            cases.iter().filter(|&&case| case != position).map(|&case| listed.reference(case)).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let (come, go) = (names(&otherwise.come_in), names(&otherwise.go_out));
    let exchange = match (come.is_empty(), go.is_empty()) {
        (true, true) => "nothing else changes".to_owned(),
        (false, true) => format!("{come} comes in"),
        (true, false) => format!("{go} goes out"),
        (false, false) => format!("{come} in, {go} out"),
    };
    let with = if is_chosen { "the best sample without it" } else { "the best sample with it" };
    match otherwise.first_change {
        Some((goal, now, then)) => {
            let better = if then < now { ", which the decision stands in the way of" } else { "" };
            format!("  {with}: {exchange}; `{}` {then} instead of {now}{better}", goal.word())
        }
        None => format!("  {with}: {exchange}; equal in every goal, and the content of the rows decides"),
    }
}
