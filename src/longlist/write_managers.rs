//! The case managers of a list into the text of `cases.toml`.

use chrono::{NaiveTime, Timelike};
use toml_edit::{Array, InlineTable, Item, Table, Value};

use super::managers::Manager;
use super::values::toml_date;
use crate::returned::edit::{bare, below_its_comments, entries, parse, set};
use crate::returned::{ImportChange, Take, plain};

/// Writes the case managers into `cases.toml`.
///
/// # Errors
/// The text is no TOML, or its entries are not written as `[[case-manager]]`.
pub fn merge_managers(
    managers: &[&Manager],
    text: &str,
    take: &Take,
    changes: &mut Vec<ImportChange>,
) -> Result<String, String> {
    let mut document = parse(text, "cases.toml")?;
    let is_bare = document.is_empty();
    let known = entries(&mut document, "case-manager")?;
    for manager in managers {
        let is_them = |table: &&mut Table| {
            table.get("name").and_then(Item::as_str).is_some_and(|name| plain(name) == plain(&manager.name))
        };
        let wanted = wanted(manager);
        if let Some(table) = known.iter_mut().find(is_them) {
            let (mut changed, mut kept) = (Vec::new(), Vec::new());
            for (key, new) in wanted {
                let old = table.get(key).and_then(Item::as_value).map(bare);
                if old.as_deref() == Some(bare(&new).as_str()) {
                    continue;
                }
                if old.is_none() || take.allows(&manager.name, key) {
                    set(table, key, new);
                    changed.push(key.to_owned());
                } else {
                    kept.push(key.to_owned());
                }
            }
            changes.extend((!changed.is_empty()).then(|| ImportChange::Changed(manager.name.clone(), changed)));
            changes.extend((!kept.is_empty()).then(|| ImportChange::Kept(manager.name.clone(), kept)));
        } else {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            set(&mut table, "name", manager.name.as_str().into());
            wanted.into_iter().for_each(|(key, new)| set(&mut table, key, new));
            known.push(table);
            changes.push(ImportChange::New(manager.name.clone()));
        }
    }
    if known.is_empty() {
        document.remove("case-manager");
    }
    Ok(below_its_comments(text, is_bare, &document))
}

fn wanted(manager: &Manager) -> Vec<(&'static str, Value)> {
    let mut wanted: Vec<(&'static str, Value)> = Vec::new();
    let texts = [("email", &manager.email), ("line-manager", &manager.line_manager), ("site", &manager.office)];
    wanted.extend(texts.into_iter().filter_map(|(key, text)| Some((key, Value::from(text.as_deref()?)))));
    if !manager.absence.days.is_empty() {
        wanted.push((
            "away",
            manager.absence.days.iter().map(|day| Value::from(toml_date(*day))).collect::<Array>().into(),
        ));
    }
    if !manager.absence.hours.is_empty() {
        let hours = manager.absence.hours.iter().map(|hours| {
            let parts =
                [("on", toml_date(hours.on)), ("from", toml_time(hours.span.0)), ("to", toml_time(hours.span.1))];
            Value::from(parts.into_iter().map(|(key, part)| (key, Value::from(part))).collect::<InlineTable>())
        });
        wanted.push(("unavailable", hours.collect::<Array>().into()));
    }
    if !manager.works.is_empty() {
        wanted.push(("works", manager.works.iter().map(|time| time.word()).collect::<Array>().into()));
    }
    wanted
}

fn toml_time(time: NaiveTime) -> toml_edit::Datetime {
    let text = format!("{:02}:{:02}:00", time.hour(), time.minute());
    text.parse().unwrap_or(toml_edit::Datetime { date: None, time: None, offset: None })
}
