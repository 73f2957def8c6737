//! What is doubtful about the list as the record has it (guidance §10.4, Appendix A).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::Tier;
use crate::facts::{Facts, is_a_childs_age, tier_of_order};
use crate::problem::{Code, code};
use crate::record::{Child, Placed, Record, ScaledApproach};
use crate::returned::{are_alike, plain};

/// Something doubtful about a row, or about a sheet.
pub struct Doubt<'r> {
    /// The row.
    pub child: Option<&'r Child>,
    /// The sheet, where it is about no row.
    pub sheet: String,
    /// The key.
    pub key: &'static str,
    /// What kind of doubt it is.
    pub code: Code,
}

fn of<'r>(child: &'r Child, key: &'static str, code: Code) -> Doubt<'r> {
    Doubt { child: Some(child), sheet: String::new(), key, code }
}

/// Everything doubtful about the rows that came from the list.
pub fn doubts<'r>(record: &'r Record, facts: &Facts<'_>) -> Vec<Doubt<'r>> {
    let rows: Vec<&Child> = record.children.children.iter().filter(|child| child.row.is_some()).collect();
    let mut found = Vec::new();
    for child in &rows {
        found.extend(about_the_sentence(child, facts));
        found.extend(about_the_assessment(child));
    }
    found.extend(groups_of_two_lists(&rows));
    found.extend(managers_incomplete(&rows));
    found.extend(managers_spelt_twice(&rows));
    found.extend(too_few(record, &rows, facts));
    found
}

fn day(date: &Option<Placed<NaiveDate>>) -> Option<NaiveDate> {
    date.as_ref().map(|date| date.value)
}

/// Since this day the Sentencing Code has sentences of its own: sections 250 to 259.
const SENTENCING_CODE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2020, 12, 1);

fn about_the_sentence<'r>(child: &'r Child, facts: &Facts<'_>) -> Vec<Doubt<'r>> {
    let mut found = Vec::new();
    let (sentenced, tier) = (day(&child.sentenced), child.tier.as_ref().map(|tier| tier.value));
    let order = child.order.as_ref().map(|order| order.to_lowercase()).unwrap_or_default();
    if let (Some(sentenced), Some(tier)) = (sentenced, tier)
        && facts.first_day.is_some()
        && !facts.windows.of(tier).contains(sentenced)
    {
        found.push(of(child, "sentenced", code::OUTSIDE_WINDOW));
    }
    if tier.zip(tier_of_order(&order)).is_some_and(|(tier, of_order)| tier != of_order) {
        found.push(of(child, "order", code::TIER_OF_OTHER_ORDER));
    }
    let is_of_the_code = ["section 250", "section 252a", "section 254", "section 258", "section 259"]
        .iter()
        .any(|name| order.starts_with(name));
    if is_of_the_code && sentenced.zip(SENTENCING_CODE).is_some_and(|(sentenced, since)| sentenced < since) {
        found.push(of(child, "order", code::NOT_OF_ITS_TIME));
    }
    if let (Some(born), Some(sentenced)) = (day(&child.date_of_birth), sentenced)
        && !is_a_childs_age(born, sentenced)
    {
        found.push(of(child, "date-of-birth", code::IMPOSSIBLE_AGE));
    }
    for (date, key) in [(&child.terminated, "terminated"), (&child.released, "released")] {
        if day(date).zip(sentenced).is_some_and(|(date, sentenced)| date < sentenced) {
            found.push(of(child, key, code::DATES_CROSSED));
        }
    }
    if tier == Some(Tier::Custodial)
        && child.released.is_some()
        && child.release_reason.is_none()
        && child.licence_length.is_none()
    {
        found.push(of(child, "licence-length", code::RELEASE_UNCLEAR));
    }
    found
}

fn about_the_assessment(child: &Child) -> Vec<Doubt<'_>> {
    let mut found = Vec::new();
    if let (Some(score), Some(level)) = (&child.asset_score, &child.scaled_approach) {
        let usual = match score.value {
            0..=14 => ScaledApproach::Standard,
            15..=32 => ScaledApproach::Enhanced,
            _ => ScaledApproach::Intensive,
        };
        if usual != level.value {
            found.push(of(child, "scaled-approach", code::SCORE_AND_LEVEL));
        }
    }
    if let Some(looked_after) = &child.looked_after
        && looked_after.value != child.authority.is_some()
    {
        found.push(of(child, "authority", code::HOME_OR_HOST));
    }
    found
}

/// A case manager of whom no row says what every one needs is asked about once.
fn managers_incomplete<'r>(rows: &[&'r Child]) -> Vec<Doubt<'r>> {
    let mut of_name: BTreeMap<String, Vec<&'r Child>> = BTreeMap::new();
    for child in rows {
        if let Some(name) = child.case_manager.as_deref() {
            of_name.entry(plain(name)).or_default().push(child);
        }
    }
    let is_asked = |child: &Child, key: &str| child.questions.iter().any(|line| line.split(' ').nth(1) == Some(key));
    let mut found = Vec::new();
    for children in of_name.values() {
        let has_address = children.iter().any(|child| child.case_manager_email.is_some());
        let has_line_manager = children.iter().any(|child| child.line_manager.is_some());
        for (is_there, key) in [(has_address, "case-manager-email"), (has_line_manager, "line-manager")] {
            if !is_there && !children.iter().any(|child| is_asked(child, key)) {
                found.extend(children.first().map(|child| of(child, key, code::MANAGER_INCOMPLETE)));
            }
        }
    }
    found
}

/// O1 is Chinese in the list of 16 groups; W3, A4 and O2 stand in that of 18 alone.
fn groups_of_two_lists<'r>(rows: &[&'r Child]) -> Vec<Doubt<'r>> {
    let has = |child: &Child, codes: &[&str]| child.ethnicity.as_ref().is_some_and(|group| codes.contains(&&***group));
    if !rows.iter().any(|child| has(child, &["W3", "A4", "O2"])) {
        return Vec::new();
    }
    rows.iter().filter(|child| has(child, &["O1"])).map(|child| of(child, "ethnicity", code::NOT_OF_ITS_TIME)).collect()
}

/// Names that differ by a letter or two are asked about where the rarer one stands.
fn managers_spelt_twice<'r>(rows: &[&'r Child]) -> Vec<Doubt<'r>> {
    let mut names: BTreeMap<String, (usize, &'r Child)> = BTreeMap::new();
    for child in rows {
        if let Some(name) = child.case_manager.as_deref() {
            names.entry(plain(name)).or_insert((0, child)).0 += 1;
        }
    }
    let all: Vec<(String, (usize, &Child))> = names.into_iter().take(300).collect();
    let mut found = Vec::new();
    for (index, (name, (count, child))) in all.iter().enumerate() {
        for (_, (other_count, other_child)) in all[index + 1..].iter().filter(|(other, _)| are_alike(name, other)) {
            let rarer = if count <= other_count { child } else { other_child };
            found.push(of(rarer, "case-manager", code::MANAGER_SPELT_TWICE));
        }
    }
    found
}

fn too_few<'r>(record: &'r Record, rows: &[&'r Child], facts: &Facts<'_>) -> Vec<Doubt<'r>> {
    let mut found = Vec::new();
    for tier in Tier::ALL.into_iter().filter(|_| !record.children.sheets.is_empty()) {
        let there = rows.iter().filter(|child| child.tier.as_ref().is_some_and(|of| of.value == tier)).count();
        if there >= facts.split.of(tier) as usize {
            continue;
        }
        let sheet = record.children.sheets.iter().find(|sheet| sheet.tier.as_ref().is_some_and(|of| of.value == tier));
        let name = sheet.map_or_else(|| tier.name().replace('-', " "), |sheet| sheet.name.to_string());
        found.push(Doubt { child: None, sheet: name, key: "tier", code: code::TOO_FEW_CASES });
    }
    found
}
