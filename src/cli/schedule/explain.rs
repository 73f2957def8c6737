use std::path::Path;

use super::super::sample::table::table;
use super::super::{Failure, Status, output};
use super::opened::{OpenedSchedule, with_schedule};
use super::propose::no_plan;
use super::show;
use crate::allocation::{CasePlace, Price, cost_of};
use crate::scheduling::{Asked, Exchange, ExchangeOutcome, Purpose, counted_word, exchanges, propose};

/// Says where a case is, and what each other slot would cost.
pub fn run(directory: &Path, folder: Option<&str>, typed: &str) -> Result<Status, Failure> {
    with_schedule(directory, folder, |opened| {
        let asked = opened.ask(Purpose::Complete);
        let case = opened.case(&asked, typed)?;
        let placed: Option<Vec<CasePlace>> = asked.before.iter().copied().collect();
        let (place, rows): (CasePlace, Vec<[String; 4]>) = match placed {
            Some(places) => {
                let rows =
                    exchanges(&asked, &places, case).iter().map(|one| exchange_row(opened, &asked, one)).collect();
                (places[case], rows)
            }
            None => match propose(&asked) {
                Ok(proposal) => {
                    let costs = cost_of(&asked.question, &proposal.allocation, case);
                    let row = |cost: &crate::allocation::SlotCost| {
                        let name = asked.question.slots[cost.slot].name.clone();
                        let words = price_words(&asked, case, cost.can_come, cost.price);
                        [name, show::when(opened, &asked, cost.slot, false), words, String::new()]
                    };
                    (proposal.allocation.places[case], costs.iter().map(row).collect())
                }
                Err(error) => return no_plan(opened, &asked, error, super::Form::Human),
            },
        };
        output::out(format_args!("{}", text(opened, &asked, case, place, &rows)))?;
        Ok(Status::Well)
    })
}

fn text(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, case: usize, place: CasePlace, rows: &[[String; 4]]) -> String {
    let record = asked.cases[case];
    let slot = &asked.question.slots[place.slot];
    let state = if record.slot.is_some() { "in" } else { "proposed for" };
    let who = show::who(asked, case, place);
    let when = show::when(opened, asked, place.slot, false);
    let mut text = format!("{}: {state} {} ({when}), {who}\n", record.id, slot.name);
    if let Some(reason) = &record.pinned {
        let shown = if opened.terms.in_prose(reason, false).is_empty() { reason } else { "(not shown)" };
        text.push_str(&format!("  pinned: {}\n", shown.replace('\n', " ")));
    }
    text.push_str("\nIn another slot:\n");
    text.push_str(&table(rows));
    text
}

fn exchange_row(opened: &OpenedSchedule<'_>, asked: &Asked<'_>, exchange: &Exchange) -> [String; 4] {
    let question = &asked.question;
    let id = |case: usize| question.cases[case].id.as_str();
    let with = exchange.with.map_or("free".to_owned(), |with| format!("changes places with {}", id(with)));
    let words = match exchange.outcome {
        ExchangeOutcome::Equal => "as good as now".to_owned(),
        ExchangeOutcome::Changes(counted, now, then) => {
            format!("`{}` would be {then} instead of {now}", counted_word(counted))
        }
        ExchangeOutcome::Pinned => "the case there is pinned".to_owned(),
        ExchangeOutcome::Closed => "nobody inspects then".to_owned(),
    };
    [question.slots[exchange.slot].name.clone(), show::when(opened, asked, exchange.slot, false), with, words]
}

fn price_words(asked: &Asked<'_>, case: usize, can_come: bool, price: Price) -> String {
    let absent = match asked.question.cases[case].manager {
        Some(manager) if !can_come => format!("{} cannot come; ", asked.question.managers[manager].name),
        _ => String::new(),
    };
    let words = match price {
        Price::Nothing => "as good as the proposed one".to_owned(),
        Price::Change { counted, from, to } => format!("`{}` would be {to} instead of {from}", counted_word(counted)),
        Price::Pinned { case } => format!("{} keeps it", asked.question.cases[case].id),
        Price::NoSchedule => "there is no such schedule".to_owned(),
        Price::Unknown => "the search ended before it knew".to_owned(),
    };
    format!("{absent}{words}")
}
