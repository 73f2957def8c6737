//! The judgements into the text of `findings.toml`. Comments, order and what a person has edited stay.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, Item, Table, Value};

use super::asked::AskedOfCases;
use super::columns::JudgementColumn;
use super::doubt::{OtherPlace, SheetDoubt};
use super::judged::{Judged, Judgements};
use crate::facts::folded_id;
use crate::problem::code;
use crate::returned::edit::{bare, below_its_comments, entries, fingerprint, parse, set};
use crate::returned::{ImportChange, Take};

/// The text of the findings once the judgements are in it.
#[derive(Clone, Debug)]
pub struct MergedFindings {
    /// `findings.toml`
    pub text: String,
    /// What is new, changed and gone.
    pub changes: Vec<ImportChange>,
    /// What does not go together with what is in the record: the number of the sheet, and the doubt.
    pub doubts: Vec<(usize, SheetDoubt)>,
}

/// The group of a case's answers.
const ANSWERS: &str = "answers";
/// The key of what an import wrote, as a hash.
const IMPORTED: &str = "imported";
/// The keys of a case beside its answers.
const PEOPLE: [&str; 3] = ["assessed-by", "interviewed-by", "without"];

/// Writes judgements into the text of `findings.toml`.
///
/// # Errors
/// The text is no TOML, or its entries are not written as `[[assessment]]`, or their answers not as a group.
pub fn merge(
    judgements: &Judgements,
    text: &str,
    take: &Take,
    asked: &AskedOfCases<'_>,
) -> Result<MergedFindings, String> {
    let mut document = parse(text, "findings.toml")?;
    let is_bare = document.is_empty();
    let known = entries(&mut document, "assessment")?;
    let mut merging = Merging { judgements, take, asked, changes: Vec::new(), doubts: Vec::new() };
    for judged in judgements.cases.iter().filter(|judged| !judged.values.is_empty()) {
        let is_it = |table: &Table| case_of(table).is_some_and(|case| folded_id(&case) == folded_id(&judged.case));
        let place = known.iter().position(is_it);
        match place.and_then(|place| known.get_mut(place)) {
            Some(table) => merging.update(table, judged)?,
            None => known.push(merging.fresh(judged, known.is_empty() && text.trim().is_empty())?),
        }
    }
    merging.leave(known);
    if known.is_empty() {
        document.remove("assessment");
    }
    let Merging { changes, doubts, .. } = merging;
    Ok(MergedFindings { text: below_its_comments(text, is_bare, &document), changes, doubts })
}

fn case_of(table: &Table) -> Option<String> {
    table.get("case")?.as_str().map(str::to_owned)
}

struct Merging<'m> {
    judgements: &'m Judgements,
    take: &'m Take,
    asked: &'m AskedOfCases<'m>,
    changes: Vec<ImportChange>,
    doubts: Vec<(usize, SheetDoubt)>,
}

impl Merging<'_> {
    fn owner(&self, sheet: usize) -> &str {
        self.judgements.sheets.get(sheet).map_or("", |sheet| &sheet.owner)
    }

    /// An entry for a case that the record has no judgement of; a blank line stands before it unless it is the first in its file.
    fn fresh(&mut self, judged: &Judged, is_first: bool) -> Result<Table, String> {
        let mut table = Table::new();
        table.decor_mut().set_prefix(if is_first { "" } else { "\n" });
        set(&mut table, "case", judged.case.as_str().into());
        for (column, (value, ..)) in &judged.values {
            put(&mut table, *column, value, self.asked)?;
        }
        let print = print_of(&table, self.owner(judged.sheet));
        set(&mut table, IMPORTED, print.into());
        self.changes.push(ImportChange::New(judged.case.clone()));
        Ok(table)
    }

    /// Puts what the sheets say of a case into its entry, except where a person has edited it or another inspector's sheet has
    /// said otherwise before.
    fn update(&mut self, table: &mut Table, judged: &Judged) -> Result<(), String> {
        let owner = self.owner(judged.sheet).to_owned();
        let written_for = self.written_for(table);
        let is_untouched = written_for.as_ref().is_some_and(|written| *written == owner);
        let (mut changed, mut kept) = (Vec::new(), Vec::new());
        for (column, (value, sheet, cell)) in &judged.values {
            let key = column.key(self.asked);
            let old = get(table, *column, self.asked);
            if old.as_deref() == Some(value.as_str()) {
                continue;
            }
            if contradicts_the_record(table, *column) {
                self.doubts.push((*sheet, SheetDoubt::of(cell, *column, code::INTERVIEW_BOTH_WAYS)));
                continue;
            }
            if is_untouched || old.is_none() || self.take.allows(&judged.case, key) {
                put(table, *column, value, self.asked)?;
                changed.push(key.to_owned());
                continue;
            }
            match written_for.as_ref().and_then(|label| self.asked.members.iter().find(|(known, _)| known == label)) {
                Some((_, other)) => {
                    let other = OtherPlace::Imported((*other).to_owned());
                    let doubt = SheetDoubt::of(cell, *column, code::JUDGEMENTS_DISAGREE).against(other);
                    self.doubts.push((*sheet, doubt));
                }
                None => kept.push(key.to_owned()),
            }
        }
        if is_untouched {
            self.tell_gone(table, judged, &mut changed);
        }
        if let Some(written_for) = written_for {
            let print = print_of(table, &written_for);
            set(table, IMPORTED, print.into());
        }
        self.changes.extend((!changed.is_empty()).then(|| ImportChange::Changed(judged.case.clone(), changed)));
        self.changes.extend((!kept.is_empty()).then(|| ImportChange::Kept(judged.case.clone(), kept)));
        Ok(())
    }

    /// What the sheet brought before and has no more stays, unless it is to go.
    fn tell_gone(&mut self, table: &mut Table, judged: &Judged, changed: &mut Vec<String>) {
        for column in JudgementColumn::all(self.asked).into_iter().filter(|column| column.is_kept()) {
            let has_column = self.judgements.sheets[judged.sheet].columns.contains_key(&column);
            let is_blank = has_column && !judged.values.contains_key(&column) && !judged.doubtful.contains(&column);
            if !is_blank || get(table, column, self.asked).is_none() {
                continue;
            }
            let key = column.key(self.asked);
            let name = format!("{}.{key}", judged.case);
            if self.take.0.contains(&name) {
                remove(table, column, self.asked);
                changed.push(key.to_owned());
            } else {
                self.changes.push(ImportChange::Gone(name));
            }
        }
    }

    /// For whom the sheet was made that an entry came from; nothing once a person has edited it, or if a person wrote it.
    fn written_for(&self, table: &Table) -> Option<String> {
        let print = table.get(IMPORTED)?.as_str()?;
        let labels = self.asked.members.iter().map(|(label, _)| label.as_str()).chain([""]);
        let owners = self.judgements.sheets.iter().map(|sheet| sheet.owner.as_str());
        labels.chain(owners).find(|owner| print_of(table, owner) == print).map(str::to_owned)
    }

    /// A case that a sheet brought before and has no more stays, unless it is to go.
    fn leave(&mut self, known: &mut ArrayOfTables) {
        for place in (0..known.len()).rev() {
            let Some(case) = known.get(place).and_then(case_of) else { continue };
            let written_for = known.get(place).and_then(|table| self.written_for(table));
            let is_of_a_sheet = |owner: &String| {
                self.judgements.sheets.iter().any(|sheet| sheet.owner == *owner && !sheet.columns.is_empty())
            };
            let is_there = self.judgements.cases.iter().any(|judged| folded_id(&judged.case) == folded_id(&case));
            if is_there || !written_for.as_ref().is_some_and(is_of_a_sheet) {
                continue;
            }
            if self.take.0.contains(&case) {
                known.remove(place);
                self.changes.push(ImportChange::Removed(case));
            } else {
                self.changes.push(ImportChange::Gone(case));
            }
        }
    }
}

/// Whether the entry has an interview for a case that is said to be assessed without one, or the other way round.
fn contradicts_the_record(table: &Table, column: JudgementColumn) -> bool {
    match column {
        JudgementColumn::InterviewedBy => table.contains_key("without"),
        JudgementColumn::Without => table.contains_key("interviewed-by"),
        _ => false,
    }
}

fn get(table: &Table, column: JudgementColumn, asked: &AskedOfCases<'_>) -> Option<String> {
    let key = column.key(asked);
    let item = match column {
        JudgementColumn::Question(_) => table.get(ANSWERS)?.as_table_like()?.get(key)?,
        _ => table.get(key)?,
    };
    item.as_str().map(str::to_owned)
}

fn put(table: &mut Table, column: JudgementColumn, value: &str, asked: &AskedOfCases<'_>) -> Result<(), String> {
    let key = column.key(asked);
    let JudgementColumn::Question(_) = column else {
        set(table, key, Value::from(value));
        return Ok(());
    };
    let answers = table.entry(ANSWERS).or_insert_with(|| Item::Table(Table::new()));
    let answers = answers.as_table_like_mut().ok_or("`answers` of findings.toml has to be a group of answers")?;
    let is_new = !answers.contains_key(key);
    set(answers, key, Value::from(value));
    if let Some(line) = table.get_mut(ANSWERS).and_then(Item::as_inline_table_mut).filter(|_| is_new) {
        // A group on one line has a blank before its bracket, which would stand before the comma.
        line.fmt();
    }
    Ok(())
}

fn remove(table: &mut Table, column: JudgementColumn, asked: &AskedOfCases<'_>) {
    let key = column.key(asked);
    match column {
        JudgementColumn::Question(_) => {
            let answers = table.get_mut(ANSWERS).and_then(Item::as_table_like_mut);
            answers.map(|answers| answers.remove(key));
        }
        _ => drop(table.remove(key)),
    }
}

/// What an import wrote of an entry, and for whom the sheet was made, as a hash.
fn print_of(table: &Table, owner: &str) -> String {
    let people = PEOPLE.into_iter().filter_map(|key| Some((key, bare(table.get(key)?.as_value()?))));
    let answers = table.get(ANSWERS).and_then(Item::as_table_like);
    let answers: BTreeMap<&str, String> = answers
        .into_iter()
        .flat_map(|group| group.iter())
        .filter_map(|(id, item)| Some((id, bare(item.as_value()?))))
        .collect();
    fingerprint([("sheet", owner.to_owned())].into_iter().chain(people).chain(answers))
}
