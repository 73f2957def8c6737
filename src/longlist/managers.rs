//! The case managers whom a list names: from the rows of cases, and from the sheet that says when they can come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::availability::{Absence, absence, pattern};
use super::sheet::{ListRow, ReadSheet};
use super::values::Taken;
use super::words::says_nothing;
use crate::problem::code;
use crate::record::WorkingTime;
use crate::returned::CellQuestion;
use crate::returned::{are_alike, plain};

/// A case manager of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manager {
    /// Name, as it stands first in the list.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Line manager.
    pub line_manager: Option<String>,
    /// Office.
    pub office: Option<String>,
    /// Days on which they work, if not on all.
    pub works: Vec<WorkingTime>,
    /// When they cannot come.
    pub absence: Absence,
    /// What they need; confidential, so that it goes to the children's file.
    pub needs: Option<String>,
}

/// Gathers the case managers, asks about what is missing or cannot be read, and moves the questions of their sheet's rows to
/// the sheet.
pub fn managers(sheets: &mut [ReadSheet], monday: NaiveDate) -> Vec<Manager> {
    spell_alike(sheets);
    let mut found: Vec<Manager> = Vec::new();
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    let mut first_cells: Vec<(usize, String)> = Vec::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.is_of_managers) {
        let letter = letter(sheet, "case-manager");
        for row in &sheet.kept {
            let Some(name) = row.text("case-manager") else { continue };
            let position = *positions.entry(plain(name)).or_insert_with(|| {
                found.push(Manager { name: name.to_owned(), ..Manager::default() });
                first_cells.push((index, format!("{letter}{}", row.number)));
                found.len() - 1
            });
            let manager = &mut found[position];
            let text = |key| row.text(key).map(str::to_owned);
            manager.email = manager.email.take().or_else(|| text("case-manager-email"));
            manager.line_manager = manager.line_manager.take().or_else(|| text("line-manager"));
            manager.office = manager.office.take().or_else(|| text("office"));
        }
    }
    fill_from_other_rows(sheets, &found, &positions);
    let mut seen = vec![false; found.len()];
    // Where a sheet could not be read, nobody can tell who has no case.
    let is_unread =
        sheets.iter().any(|sheet| sheet.questions.iter().any(|question| question.code == code::SHEET_UNREADABLE));
    for sheet in sheets.iter_mut().filter(|sheet| sheet.is_of_managers) {
        let letters: Vec<(&'static str, String)> = sheet.columns.clone();
        let cell = |key: &str, row: &ListRow| {
            let letter = letters.iter().find(|(known, _)| *known == key).map_or("A", |(_, letter)| letter);
            format!("{letter}{}", row.number)
        };
        for row in &sheet.kept {
            sheet.questions.extend(row.questions.iter().cloned());
            let Some(name) = row.text("case-manager") else { continue };
            let Some(&position) = positions.get(&plain(name)) else {
                let alike = found.iter().position(|known| are_alike(&plain(&known.name), &plain(name)));
                let code = if alike.is_some() { code::MANAGER_SPELT_TWICE } else { code::MANAGER_WITHOUT_CASE };
                if let Some(alike) = alike {
                    seen[alike] = true;
                }
                if alike.is_some() || !is_unread {
                    sheet.questions.push(CellQuestion::new(cell("case-manager", row), "case-manager", code));
                }
                continue;
            };
            seen[position] = true;
            for key in read_days(row, monday, &mut found[position]) {
                sheet.questions.push(CellQuestion::new(cell(key, row), key, code::UNCLEAR_AVAILABILITY));
            }
        }
    }
    // Whoever may be another person misspelt is asked about as such.
    let names: Vec<String> = found.iter().map(|manager| plain(&manager.name)).collect();
    let is_misspelt = |name: &String| names.iter().zip(&seen).any(|(known, seen)| *seen && are_alike(known, name));
    for (position, (index, cell)) in first_cells.into_iter().enumerate() {
        if !seen[position] && !is_misspelt(&names[position]) {
            sheets[index].questions.push(CellQuestion::new(cell, "case-manager", code::NO_AVAILABILITY));
        }
    }
    found
}

/// Gives names that differ in capitals and spaces alone the spelling that most rows have.
fn spell_alike(sheets: &mut [ReadSheet]) {
    let mut spellings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for name in sheets.iter().flat_map(|sheet| &sheet.kept).filter_map(|row| row.text("case-manager")) {
        *spellings.entry(plain(name)).or_default().entry(name.to_owned()).or_default() += 1;
    }
    let most = |known: &BTreeMap<String, usize>| {
        known.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone())
    };
    let usual: BTreeMap<&String, Option<String>> = spellings.iter().map(|(name, known)| (name, most(known))).collect();
    for row in sheets.iter_mut().flat_map(|sheet| &mut sheet.kept) {
        if let Some(Taken::Text(name)) = row.values.get_mut("case-manager")
            && let Some(Some(usual)) = usual.get(&plain(name))
        {
            name.clone_from(usual);
        }
    }
}

/// What one row says of a case manager holds for the others that leave it empty. Where none says it, the first is asked about.
fn fill_from_other_rows(sheets: &mut [ReadSheet], found: &[Manager], positions: &BTreeMap<String, usize>) {
    let mut asked: BTreeSet<(String, &str)> = BTreeSet::new();
    for row in sheets.iter_mut().filter(|sheet| !sheet.is_of_managers).flat_map(|sheet| &mut sheet.kept) {
        let Some(name) = row.text("case-manager").map(plain) else { continue };
        let Some(manager) = positions.get(&name).and_then(|position| found.get(*position)) else { continue };
        for (key, known) in [("case-manager-email", &manager.email), ("line-manager", &manager.line_manager)] {
            let is_doubtful = |question: &CellQuestion| question.about == key && question.code != code::EMPTY_CELL;
            if row.values.contains_key(key) || row.questions.iter().any(is_doubtful) {
                continue;
            }
            let is_first = asked.insert((name.clone(), key));
            if let Some(known) = known {
                row.values.insert(key, Taken::Text(known.clone()));
            }
            row.questions.retain(|question| question.about != key || (known.is_none() && is_first));
        }
    }
}

fn letter(sheet: &ReadSheet, key: &str) -> String {
    sheet.columns.iter().find(|(known, _)| *known == key).map_or("A".to_owned(), |(_, letter)| letter.clone())
}

/// Reads when a case manager can come; gives the keys of what cannot be read.
fn read_days(row: &ListRow, monday: NaiveDate, manager: &mut Manager) -> Vec<&'static str> {
    let mut unread = Vec::new();
    let said = |key: &'static str| row.text(key).filter(|text| !says_nothing(text));
    if let Some(text) = said("works") {
        match pattern(text) {
            Some(days) => manager.works = days,
            None => unread.push("works"),
        }
    }
    for (key, week) in [("away", monday - Days::new(7)), ("unavailable", monday)] {
        match said(key).map(|text| absence(text, week)) {
            Some(Some(read)) => {
                manager.absence.days.extend(read.days);
                manager.absence.hours.extend(read.hours);
            }
            Some(None) => unread.push(key),
            None => {}
        }
    }
    manager.absence.days.sort();
    manager.absence.days.dedup();
    manager.needs = manager.needs.take().or_else(|| said("case-manager-needs").map(str::to_owned));
    unread
}
