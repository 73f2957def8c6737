use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::super::{Failure, Form, Status, output, print_json};
use super::opened::{Opened, with_list};
use super::table::table;
use crate::calendar::Tier;
use crate::sample::{Choice, Decision, Demand, Explained};
use crate::selection::{
    Listed, Proposal, case_ids, demand_lines, doubts, goal_line, goal_title, mix_rows, propose, remedies, tier_words,
};

pub fn run(directory: &Path, folder: Option<&str>, format: Form) -> Result<Status, Failure> {
    with_list(directory, folder, |opened| {
        let proposal = propose(&opened.listed);
        match (format, &proposal) {
            (_, Proposal::NotFound) => return Err(not_found()),
            (Form::Json, _) => print_json(&to_json(opened, &proposal))?,
            (Form::Human, Proposal::Sample { choice, goals }) => {
                output::out(format_args!("{}", sample_text(opened, choice, goals)))?;
            }
            (Form::Human, Proposal::Conflict(demands)) => {
                output::out(format_args!("{}", conflict_text(opened, demands)))?;
            }
        }
        Ok(match proposal {
            Proposal::Conflict(_) => Status::Problems,
            _ => Status::Well,
        })
    })
}

/// The solver gave up.
pub fn not_found() -> Failure {
    Failure(
        "the search ended without a sample\nhelp: pin rows that have to be in it, so that there is less to choose"
            .to_owned(),
    )
}

/// The demands that exclude each other, and what would resolve them.
pub fn conflict_text(opened: &Opened<'_>, demands: &[Demand]) -> String {
    let mut text = format!("{}: no sample has all of this\n", opened.folder);
    let lines = |lines: Vec<String>| lines.iter().map(|line| format!("  {line}\n")).collect::<String>();
    text.push_str(&lines(demand_lines(demands, &opened.listed)));
    text.push_str("What would resolve it:\n");
    text.push_str(&lines(remedies(demands)));
    text
}

fn sample_text(opened: &Opened<'_>, choice: &Choice, goals: &[Explained]) -> String {
    let listed = &opened.listed;
    let count =
        |tier: Tier| choice.chosen.iter().filter(|&&case| listed.question.candidates[case].tier == tier).count();
    let tiers = Tier::ALL.map(|tier| format!("{} {}", count(tier), tier_words(tier)));
    let (chosen, all) = (choice.chosen.len(), listed.children.len());
    let mut text = format!("{}: {chosen} of {all} cases proposed: {}\n", opened.folder, tiers.join(", "));
    section(&mut text, "Look at these first, and pin or bar those that are proposed:", &doubtful(listed, choice));
    section(&mut text, "Proposed:", &proposed(listed, choice));
    section(&mut text, "Decided:", &decided(opened));
    section(&mut text, "Goals, the first before the second:", &goal_rows(listed, goals));
    let mix: Vec<[String; 6]> = [["tier", "mix", "listed", "share", "proposed", ""].map(str::to_owned)]
        .into_iter()
        .chain(mix_rows(listed, &choice.chosen))
        .collect();
    section(&mut text, "Mix:", &mix);
    text.push_str(&beside_taken(opened, choice));
    text
}

fn section<const COLUMNS: usize>(text: &mut String, heading: &str, rows: &[[String; COLUMNS]]) {
    if !rows.is_empty() {
        let _ = write!(text, "\n{heading}\n{}", table(rows));
    }
}

/// Rows that nobody has decided about yet and that a person looks at before they are taken; those proposed come first.
fn doubtful(listed: &Listed<'_>, choice: &Choice) -> Vec<[String; 3]> {
    let mut rows: Vec<(bool, [String; 3])> = Vec::new();
    for position in (0..listed.children.len()).filter(|&position| listed.is_doubtful(position)) {
        let is_proposed = choice.chosen.contains(&position);
        let word = if is_proposed { "proposed" } else { "not proposed" };
        for doubt in doubts(listed.children[position]) {
            let row = [listed.reference(position).to_owned(), word.to_owned(), doubt.words().to_owned()];
            rows.push((!is_proposed, row));
        }
    }
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The chosen rows by tier and reference.
fn proposed(listed: &Listed<'_>, choice: &Choice) -> Vec<[String; 4]> {
    let row = |position: usize| {
        let case = &listed.question.candidates[position];
        let manager = case.manager.clone().unwrap_or_else(|| "from its records alone".to_owned());
        let pinned = if case.decision == Decision::Pinned { "pinned" } else { "" };
        [case.reference.clone(), tier_words(case.tier), manager, pinned.to_owned()]
    };
    in_order(listed, &choice.chosen).into_iter().map(row).collect()
}

fn in_order(listed: &Listed<'_>, chosen: &[usize]) -> Vec<usize> {
    let mut order = chosen.to_vec();
    order.sort_by_key(|&case| (listed.question.candidates[case].tier, listed.reference(case).to_owned()));
    order
}

fn decided(opened: &Opened<'_>) -> Vec<[String; 3]> {
    let cases = &opened.record.cases;
    let row = |reference: &str, word: &str, reason: &str| {
        [reference.to_owned(), word.to_owned(), opened.shown(reason).replace('\n', " ")]
    };
    let pins = cases.pins.iter().map(|pin| row(&pin.reference, "pinned", &pin.reason));
    pins.chain(cases.bars.iter().map(|bar| row(&bar.reference, "barred", &bar.reason))).collect()
}

fn goal_rows(listed: &Listed<'_>, goals: &[Explained]) -> Vec<[String; 4]> {
    let row = |explained: &Explained| {
        let goal = explained.reached.goal;
        let value = explained.reached.value.to_string();
        [goal.word().to_owned(), value, goal_title(goal).to_owned(), goal_line(explained, listed)]
    };
    goals.iter().map(row).collect()
}

/// Whether the sample that was taken is the proposed one.
fn beside_taken(opened: &Opened<'_>, choice: &Choice) -> String {
    let listed = &opened.listed;
    let taken = listed.taken();
    if taken.is_empty() || opened.record.cases.cases.is_empty() {
        return String::new();
    }
    let only = |one: &[usize], other: &[usize]| -> Vec<usize> {
        one.iter().filter(|case| !other.contains(case)).copied().collect()
    };
    let names = |cases: &[usize]| {
        in_order(listed, cases).into_iter().map(|case| listed.reference(case)).collect::<Vec<_>>().join(", ")
    };
    let (new, old) = (only(&choice.chosen, &taken), only(&taken, &choice.chosen));
    match (new.is_empty(), old.is_empty()) {
        (true, true) => "\nThe selected cases are these.\n".to_owned(),
        (true, false) => format!("\nThe selected cases have {} beside these.\n", names(&old)),
        (false, true) => format!("\nThe selected cases lack {}.\n", names(&new)),
        (false, false) => format!("\nThe selected cases have {} in the place of {}.\n", names(&old), names(&new)),
    }
}

fn to_json(opened: &Opened<'_>, proposal: &Proposal) -> Value {
    match proposal {
        Proposal::Sample { choice, goals } => json!({
            "selected": selected(opened, choice),
            "goals": goals.iter().map(|goal| json!({
                "name": goal.reached.goal.word(), "value": goal.reached.value, "alone": goal.alone
            })).collect::<Vec<_>>(),
            "conflict": null,
        }),
        Proposal::Conflict(demands) => json!({
            "selected": [], "goals": [],
            "conflict": { "demands": demands.iter().map(demand_json).collect::<Vec<_>>() },
        }),
        Proposal::NotFound => Value::Null,
    }
}

/// The chosen rows; each with the HMIP ID that it has, or that it would get while no sample is taken.
fn selected(opened: &Opened<'_>, choice: &Choice) -> Vec<Value> {
    let listed = &opened.listed;
    let order = in_order(listed, &choice.chosen);
    let is_taken = !opened.record.cases.cases.is_empty();
    let given = case_ids(listed, &order, opened.record, &opened.workspace.settings);
    let case = |(position, given): (usize, String)| {
        let case = &listed.question.candidates[position];
        let has = listed.children[position].id.as_ref().map(ToString::to_string);
        let id = if is_taken { has } else { Some(given) };
        json!({ "reference": case.reference, "id": id, "tier": case.tier.name(), "case_manager": case.manager })
    };
    order.into_iter().zip(given).map(case).collect()
}

fn demand_json(demand: &Demand) -> Value {
    match demand {
        Demand::Quota { tier, wanted, listed } => {
            json!({ "demand": "quota", "tier": tier.name(), "wanted": wanted, "listed": listed })
        }
        Demand::Limit { manager, most, listed } => {
            json!({ "demand": "limit", "case_manager": manager, "most": most, "listed": listed })
        }
        Demand::Barred { reference } => json!({ "demand": "barred", "reference": reference }),
        Demand::Pinned { reference } => json!({ "demand": "pinned", "reference": reference }),
    }
}
