//! The list into the texts of the record. Comments, order and what a person has edited stay.

use chrono::{NaiveTime, Timelike};
use sha2::{Digest, Sha256};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::list::List;
use super::managers::Manager;
use super::question::Question;
use super::sheet::{ReadSheet, Row};
use super::values::{Taken, toml_date};
use super::words::plain;

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

/// What may be overwritten though a person has edited it: `L003`, `L003.sentenced`, the name of a case manager, or `all`.
#[derive(Clone, Debug, Default)]
pub struct Take(pub Vec<String>);

impl Take {
    fn allows(&self, name: &str, key: &str) -> bool {
        self.0.iter().any(|taken| taken == "all" || plain(taken) == plain(name) || *taken == format!("{name}.{key}"))
    }
}

/// What an import changes, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new row, by its reference, or a new case manager, by name.
    New(String),
    /// Keys that have changed.
    Changed(String, Vec<String>),
    /// Keys that the list has otherwise and that a person has edited, so that they stay.
    Kept(String, Vec<String>),
    /// A row that the list has no more, and that stays.
    Gone(String),
    /// A row that the list has no more, and that was taken out.
    Removed(String),
}

/// The texts of the record once the list is in it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// `children.private.toml`
    pub children: String,
    /// `cases.toml`
    pub cases: String,
    /// What is new, changed and gone.
    pub changes: Vec<Change>,
}

/// Writes a list into the texts of the record.
///
/// # Errors
/// A text that is no TOML, or whose entries are not written as `[[child]]`.
pub fn merge(list: &List, children: &str, cases: &str, take: &Take) -> Result<Merged, String> {
    let mut changes = Vec::new();
    let children = merge_children(list, children, take, &mut changes)?;
    let cases = merge_managers(&list.managers, cases, take, &mut changes)?;
    Ok(Merged { children, cases, changes })
}

fn parse(text: &str, file: &str) -> Result<DocumentMut, String> {
    text.trim_start_matches('\u{feff}').parse().map_err(|_| format!("{file} is no TOML; mend it first"))
}

fn entries<'d>(document: &'d mut DocumentMut, key: &str) -> Result<&'d mut ArrayOfTables, String> {
    let item = document.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| format!("`{key}` has to be written as `[[{key}]]` entries"))
}

fn merge_children(list: &List, text: &str, take: &Take, changes: &mut Vec<Change>) -> Result<String, String> {
    let mut document = parse(text, "children.private.toml")?;
    let is_bare = document.is_empty();
    document.remove("long-list-sheet");
    let children = entries(&mut document, "child")?;
    let rows: Vec<(&ReadSheet, &Row)> = list.rows().collect();
    let places = places(children, &rows);
    let mut next =
        children.iter().filter_map(|table| reference(table)?.strip_prefix('L')?.parse::<u32>().ok()).max().unwrap_or(0);
    let known = children.len();
    for ((sheet, row), place) in rows.iter().zip(&places) {
        let needs = list
            .managers
            .iter()
            .find(|manager| row.text("case-manager").is_some_and(|name| plain(name) == plain(&manager.name)));
        let mut wanted: Vec<(&str, Value)> = row.values.iter().map(|(key, taken)| (*key, taken.toml())).collect();
        wanted.extend(
            needs.and_then(|manager| manager.needs.as_deref()).map(|needs| ("case-manager-needs", Value::from(needs))),
        );
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
                let print = fingerprint(&table);
                set(&mut table, "imported", print.into());
                children.push(table);
                changes.push(Change::New(name));
            }
        }
    }
    leave(children, known, &places, take, changes);
    if children.is_empty() {
        document.remove("child");
    }
    put_sheets(&mut document, list);
    Ok(below_its_comments(text, is_bare, &document))
}

/// A file that holds comments alone keeps them at its head.
fn below_its_comments(text: &str, is_bare: bool, document: &DocumentMut) -> String {
    if !is_bare || text.trim().is_empty() {
        return document.to_string();
    }
    let mut document = document.clone();
    document.set_trailing("");
    format!("{}\n{document}", text.trim_end())
}

/// What the list has no more stays, unless it is to go; a selected case always stays.
fn leave(children: &mut ArrayOfTables, known: usize, places: &[Option<usize>], take: &Take, changes: &mut Vec<Change>) {
    for place in (0..known).rev().filter(|place| !places.contains(&Some(*place))) {
        let Some(table) = children.get(place) else { continue };
        let Some(name) = reference(table) else { continue };
        if !table.contains_key("id") && take.0.contains(&name) {
            children.remove(place);
            changes.push(Change::Removed(name));
        } else {
            changes.push(Change::Gone(name));
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

/// A value without the spaces and comments around it.
fn bare(value: &Value) -> String {
    value.clone().decorated("", "").to_string()
}

/// Which child of the record each row is: by ID and sentence, by name and sentence, and then by what is left of either.
fn places(children: &ArrayOfTables, rows: &[(&ReadSheet, &Row)]) -> Vec<Option<usize>> {
    let of_row = |row: &Row, key: &str| {
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
    let mut is_taken = vec![false; children.len()];
    for keys in keys {
        let id = |get: &dyn Fn(&str) -> Option<String>| {
            keys.iter()
                .map(|key| get(key).map(|text| if *key == "system-id" { without_zeros(text) } else { text }))
                .collect::<Option<Vec<_>>>()
        };
        let mut index: std::collections::BTreeMap<Vec<String>, Vec<usize>> = std::collections::BTreeMap::new();
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
fn update(table: &mut Table, name: &str, wanted: &[(&str, Value)], take: &Take) -> Vec<Change> {
    let is_untouched = table.get("imported").and_then(Item::as_str).is_some_and(|print| print == fingerprint(table));
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
        let print = fingerprint(table);
        set(table, "imported", print.into());
    }
    let changed = (!changed.is_empty()).then(|| Change::Changed(name.to_owned(), changed));
    let kept = (!kept.is_empty()).then(|| Change::Kept(name.to_owned(), kept));
    changed.into_iter().chain(kept).collect()
}

/// Sets a key, and leaves the comment behind an older value.
fn set(table: &mut Table, key: &str, mut new: Value) {
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *new.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = value(new),
        None => drop(table.insert(key, value(new))),
    }
}

/// Notes where a row stands in the list, and the questions about it that nothing in the record answers.
fn mark(table: &mut Table, sheet: &ReadSheet, row: &Row) {
    set(table, "row", format!("{}!{}", sheet.name, row.number).into());
    let open = row
        .questions
        .iter()
        .filter(|question| !(question.is_answered_by_a_value() && table.contains_key(&question.about)));
    let mut lines: Vec<String> = open.map(Question::line).collect();
    lines.dedup();
    let lines: Array = lines.into_iter().collect();
    if lines.is_empty() {
        table.remove("questions");
    } else {
        set(table, "questions", lines.into());
    }
}

/// What the import wrote, as a hash.
fn fingerprint(table: &Table) -> String {
    let mut hash = Sha256::new();
    for key in KEYS {
        if let Some(value) = table.get(key).and_then(Item::as_value) {
            hash.update(format!("{key}={}\n", bare(value)));
        }
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
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
        let questions: Array = sheet.questions.iter().map(Question::line).collect();
        set(&mut table, "questions", questions.into());
        sheets.push(table);
    }
    if !sheets.is_empty() {
        document.insert("long-list-sheet", Item::ArrayOfTables(sheets));
    }
}

fn merge_managers(managers: &[Manager], text: &str, take: &Take, changes: &mut Vec<Change>) -> Result<String, String> {
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
            changes.extend((!changed.is_empty()).then(|| Change::Changed(manager.name.clone(), changed)));
            changes.extend((!kept.is_empty()).then(|| Change::Kept(manager.name.clone(), kept)));
        } else {
            let mut table = Table::new();
            table.decor_mut().set_prefix("\n");
            set(&mut table, "name", manager.name.as_str().into());
            wanted.into_iter().for_each(|(key, new)| set(&mut table, key, new));
            known.push(table);
            changes.push(Change::New(manager.name.clone()));
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
        wanted.push(("works", manager.works.iter().map(String::as_str).collect::<Array>().into()));
    }
    wanted
}

fn toml_time(time: NaiveTime) -> toml_edit::Datetime {
    let text = format!("{:02}:{:02}:00", time.hour(), time.minute());
    text.parse().unwrap_or(toml_edit::Datetime { date: None, time: None, offset: None })
}
