//! The list into the texts of the record. Comments, order and what a person has edited stay.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use super::list::List;
use super::managers::Manager;
use super::sheet::{ListRow, ReadSheet};
use super::values::Taken;
use super::write_managers::merge_managers;
use crate::returned::CellQuestion;
use crate::returned::edit::{bare, below_its_comments, entries, fingerprint, parse, set};
use crate::returned::{ImportChange, Take, plain};

/// The keys of a row that come from the list, in the order in which the record has them.
const KEYS: [&str; 28] = [
    "system-id",
    "family-name",
    "first-names",
    "gender",
    "date-of-birth",
    "ethnicity",
    "tier",
    "order",
    "sentenced",
    "sentence-length",
    "terminated",
    "termination-reason",
    "asset-score",
    "scaled-approach",
    "vulnerability",
    "rosh",
    "looked-after",
    "authority",
    "child-protection",
    "case-manager",
    "case-manager-email",
    "line-manager",
    "case-manager-needs",
    "office",
    "released",
    "release-reason",
    "licence-length",
    "note",
];

/// The texts of the record once the list is in it.
#[derive(Clone, Debug)]
pub struct MergedTexts {
    /// `children.private.toml`
    pub children: String,
    /// `cases.toml`
    pub cases: String,
    /// What is new, changed and gone.
    pub changes: Vec<ImportChange>,
}

/// Writes a list into the texts of the record.
///
/// # Errors
/// A text that is no TOML, or whose entries are not written as `[[child]]`.
pub fn merge(list: &List, children: &str, cases: &str, take: &Take) -> Result<MergedTexts, String> {
    let mut changes = Vec::new();
    let (children, named) = merge_children(list, children, take, &mut changes)?;
    let managers: Vec<&Manager> =
        list.managers.iter().filter(|manager| named.contains(&plain(&manager.name))).collect();
    let cases = merge_managers(&managers, cases, take, &mut changes)?;
    Ok(MergedTexts { children, cases, changes })
}

/// The text with the rows of the list, and the case managers whom it then names: where a person has corrected a name, the
/// list's is nobody's.
fn merge_children(
    list: &List,
    text: &str,
    take: &Take,
    changes: &mut Vec<ImportChange>,
) -> Result<(String, BTreeSet<String>), String> {
    let mut document = parse(text, "children.private.toml")?;
    let is_bare = document.is_empty();
    document.remove("long-list-sheet");
    let children = entries(&mut document, "child")?;
    let rows: Vec<(&ReadSheet, &ListRow)> = list.rows().collect();
    let places = places(children, &rows);
    let mut next =
        children.iter().filter_map(|table| reference(table)?.strip_prefix('L')?.parse::<u32>().ok()).max().unwrap_or(0);
    let known = children.len();
    let needs: BTreeMap<String, &str> =
        list.managers.iter().filter_map(|manager| Some((plain(&manager.name), manager.needs.as_deref()?))).collect();
    for ((sheet, row), place) in rows.iter().zip(&places) {
        let needs = row.text("case-manager").and_then(|name| needs.get(&plain(name)));
        let mut wanted: Vec<(&str, Value)> = row.values.iter().map(|(key, taken)| (*key, taken.toml())).collect();
        wanted.extend(needs.map(|needs| ("case-manager-needs", Value::from(*needs))));
        let fresh = place.is_none_or(|place| children.get(place).and_then(reference).is_none());
        next += u32::from(fresh);
        let name = format!("L{next:03}");
        match place.and_then(|place| children.get_mut(place)) {
            Some(table) => {
                if fresh {
                    set(table, "reference", name.as_str().into());
                }
                let name = reference(table).unwrap_or_default();
                changes.extend(update(table, &name, &wanted, take));
                mark(table, sheet, row);
            }
            None => {
                let mut table = Table::new();
                table.decor_mut().set_prefix("\n");
                set(&mut table, "reference", name.as_str().into());
                set(&mut table, "row", format!("{}!{}", sheet.name, row.number).into());
                for key in KEYS {
                    if let Some((_, given)) = wanted.iter().find(|(known, _)| *known == key) {
                        set(&mut table, key, given.clone());
                    }
                }
                mark(&mut table, sheet, row);
                let print = print_of(&table);
                set(&mut table, "imported", print.into());
                children.push(table);
                changes.push(ImportChange::New(name));
            }
        }
    }
    leave(children, known, &places, take, changes);
    let named = children.iter().filter_map(|table| plain_text(table, "case-manager")).collect();
    if children.is_empty() {
        document.remove("child");
    }
    put_sheets(&mut document, list);
    Ok((below_its_comments(text, is_bare, &document), named))
}

/// What the list has no more stays, unless it is to go; a selected case always stays.
fn leave(
    children: &mut ArrayOfTables,
    known: usize,
    places: &[Option<usize>],
    take: &Take,
    changes: &mut Vec<ImportChange>,
) {
    for place in (0..known).rev().filter(|place| !places.contains(&Some(*place))) {
        let Some(table) = children.get(place) else { continue };
        let Some(name) = reference(table) else { continue };
        if !table.contains_key("id") && take.0.contains(&name) {
            children.remove(place);
            changes.push(ImportChange::Removed(name));
        } else {
            changes.push(ImportChange::Gone(name));
        }
    }
}

fn reference(table: &Table) -> Option<String> {
    table.get("reference")?.as_str().map(str::to_owned)
}

fn plain_text(table: &Table, key: &str) -> Option<String> {
    let item = table.get(key)?.as_value()?;
    Some(match item.as_str() {
        Some(text) => plain(text),
        None => bare(item),
    })
}

/// Which child of the record each row is: by ID and sentence, by name and sentence, and then by what is left of either.
fn places(children: &ArrayOfTables, rows: &[(&ReadSheet, &ListRow)]) -> Vec<Option<usize>> {
    let of_row = |row: &ListRow, key: &str| {
        row.values.get(key).map(|taken| match taken {
            Taken::Text(text) => plain(text),
            other => bare(&other.toml()),
        })
    };
    let without_zeros = |id: String| id.trim_start_matches('0').to_owned();
    let keys: [&[&str]; 5] = [
        &["system-id", "sentenced", "order"],
        &["family-name", "first-names", "sentenced"],
        &["system-id", "sentenced"],
        &["system-id", "tier"],
        &["family-name", "first-names", "tier"],
    ];
    let mut places: Vec<Option<usize>> = vec![None; rows.len()];
    if children.is_empty() {
        return places;
    }
    let mut is_taken = vec![false; children.len()];
    for keys in keys {
        let id = |get: &dyn Fn(&str) -> Option<String>| {
            keys.iter()
                .map(|key| get(key).map(|text| if *key == "system-id" { without_zeros(text) } else { text }))
                .collect::<Option<Vec<_>>>()
        };
        let mut index: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (place, table) in children.iter().enumerate().filter(|(place, _)| !is_taken[*place]) {
            if let Some(id) = id(&|key| plain_text(table, key)) {
                index.entry(id).or_default().push(place);
            }
        }
        for ((_, row), place) in rows.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let Some(found) =
                id(&|key| of_row(row, key)).and_then(|id| index.get_mut(&id)).filter(|found| !found.is_empty())
            else {
                continue;
            };
            let first = found.remove(0);
            is_taken[first] = true;
            *place = Some(first);
        }
    }
    places
}

/// Puts what the list says into a row, except where a person has edited it.
fn update(table: &mut Table, name: &str, wanted: &[(&str, Value)], take: &Take) -> Vec<ImportChange> {
    let is_untouched = table.get("imported").and_then(Item::as_str).is_some_and(|print| print == print_of(table));
    let (mut changed, mut kept) = (Vec::new(), Vec::new());
    for key in KEYS {
        let new = wanted.iter().find(|(known, _)| *known == key).map(|(_, value)| value);
        let old = table.get(key).and_then(Item::as_value).map(bare);
        if new.map(bare) == old {
            continue;
        }
        let is_allowed = is_untouched || (old.is_none() && new.is_some()) || take.allows(name, key);
        match new {
            Some(new) if is_allowed => set(table, key, new.clone()),
            None if is_allowed => drop(table.remove(key)),
            // The list says nothing of what a person has filled in: their answer stands.
            None => continue,
            Some(_) => {
                kept.push(key.to_owned());
                continue;
            }
        }
        changed.push(key.to_owned());
    }
    if is_untouched {
        let print = print_of(table);
        set(table, "imported", print.into());
    }
    let changed = (!changed.is_empty()).then(|| ImportChange::Changed(name.to_owned(), changed));
    let kept = (!kept.is_empty()).then(|| ImportChange::Kept(name.to_owned(), kept));
    changed.into_iter().chain(kept).collect()
}

/// Notes where a row stands in the list, and the questions about it that nothing in the record answers.
fn mark(table: &mut Table, sheet: &ReadSheet, row: &ListRow) {
    set(table, "row", format!("{}!{}", sheet.name, row.number).into());
    let open = row
        .questions
        .iter()
        .filter(|question| !(question.is_answered_by_a_value() && table.contains_key(&question.about)));
    let mut lines: Vec<String> = open.map(CellQuestion::line).collect();
    lines.dedup();
    let lines: Array = lines.into_iter().collect();
    if lines.is_empty() {
        table.remove("questions");
    } else {
        set(table, "questions", lines.into());
    }
}

/// What the import wrote, as a hash.
fn print_of(table: &Table) -> String {
    fingerprint(KEYS.into_iter().filter_map(|key| Some((key, bare(table.get(key)?.as_value()?)))))
}

fn put_sheets(document: &mut DocumentMut, list: &List) {
    let mut sheets = ArrayOfTables::new();
    for sheet in &list.sheets {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        set(&mut table, "name", sheet.name.as_str().into());
        if let Some(tier) = sheet.tier {
            set(&mut table, "tier", tier.name().into());
        }
        let count = |number: usize| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
        set(&mut table, "rows", count(sheet.rows));
        set(&mut table, "kept", count(sheet.kept.len()));
        let columns: Array = sheet.columns.iter().map(|(key, letter)| format!("{key} {letter}")).collect();
        set(&mut table, "columns", columns.into());
        let questions: Array = sheet.questions.iter().map(CellQuestion::line).collect();
        set(&mut table, "questions", questions.into());
        sheets.push(table);
    }
    if !sheets.is_empty() {
        document.insert("long-list-sheet", Item::ArrayOfTables(sheets));
    }
}
