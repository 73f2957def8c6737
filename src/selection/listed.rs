//! The children of a record as the cases of a question.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::doubts::doubts;
use crate::calendar::{Tier, WindowParameters, Windows};
use crate::facts::{Facts, folded, folded_id, managers_by_name};
use crate::problem::code;
use crate::record::{At, CaseManager, Child, Finding, Line, Record, Settings};
use crate::sample::{AgeGroup, Candidate, Decision, EthnicGroup, Gender, Mix, Question, Quotas};

/// The long-list of a record as a question.
#[derive(Clone, Debug)]
pub struct Listed<'r> {
    /// What is asked of the choice.
    pub question: Question,
    /// The children of its cases, at the same positions.
    pub children: Vec<&'r Child>,
}

impl Listed<'_> {
    /// The position of the row with this reference, whatever its capitals.
    pub fn position(&self, reference: &str) -> Option<usize> {
        let wanted = folded_id(reference);
        self.question.candidates.iter().position(|case| folded_id(&case.reference) == wanted)
    }

    /// The position of the row whose case has this HMIP ID.
    pub fn position_of_case(&self, id: &str) -> Option<usize> {
        let wanted = folded_id(id);
        self.children.iter().position(|child| child.id.as_ref().is_some_and(|id| folded_id(id) == wanted))
    }

    /// The reference at a position.
    pub fn reference(&self, position: usize) -> &str {
        &self.question.candidates[position].reference
    }

    /// The rows of the selected cases: those with an HMIP ID.
    pub fn taken(&self) -> Vec<usize> {
        (0..self.children.len()).filter(|&position| self.children[position].id.is_some()).collect()
    }

    /// Whether a person has to look at a row first, and has not decided about it yet.
    pub fn is_doubtful(&self, position: usize) -> bool {
        self.question.candidates[position].decision == Decision::Open && !doubts(self.children[position]).is_empty()
    }
}

/// The long-list of a record, and what is wrong with rows: an error where a row cannot be chosen from, a warning where the choice
/// has to count it as not stated. Nothing quotes the row.
pub fn listed<'r>(record: &'r Record, facts: &Facts<'_>, settings: &Settings) -> (Listed<'r>, Vec<Finding>) {
    let mut findings = Vec::new();
    let (mut candidates, mut children) = (Vec::new(), Vec::new());
    let managers = managers_by_name(&record.cases);
    let reading = Reading { record, settings, managers, recent: recent(facts, settings) };
    let mut known: BTreeMap<String, &At> = BTreeMap::new();
    for child in &record.children.children {
        if let Some(reference) = &child.reference
            && let Some(first) = known.insert(folded_id(reference), &reference.at)
        {
            let message = "another row has the same reference";
            let help = "type another reference, such as `L999`, for one of the two rows";
            let finding = Finding::new(code::ROW_NOT_CHOOSABLE, &reference.at, message, help);
            findings.push(finding.with(first, "used here first"));
            continue;
        }
        match reading.candidate(child) {
            Ok(candidate) => {
                findings.extend(gaps(child));
                candidates.push(candidate);
                children.push(child);
            }
            Err(finding) => findings.push(*finding),
        }
    }
    let quotas = Quotas {
        first_tier: facts.split.of(Tier::FirstTier),
        community: facts.split.of(Tier::Community),
        custodial: facts.split.of(Tier::Custodial),
    };
    let question =
        Question { candidates, quotas, most_of_manager: settings.cases_per_manager(), goals: settings.goals() };
    (Listed { question, children }, findings)
}

/// The window in which a sentence is recent.
fn recent(facts: &Facts<'_>, settings: &Settings) -> crate::calendar::Window {
    let parameters = WindowParameters { first_tier_months: settings.recent_months(), ..settings.windows() };
    Windows::compute(facts.timeline.announced(), &parameters).first_tier
}

struct Reading<'r> {
    record: &'r Record,
    settings: &'r Settings,
    managers: BTreeMap<String, &'r CaseManager>,
    recent: crate::calendar::Window,
}

impl Reading<'_> {
    fn candidate(&self, child: &Child) -> Result<Candidate, Box<Finding>> {
        let refused =
            |at, message: &str, help: &str| Err(Box::new(Finding::new(code::ROW_NOT_CHOOSABLE, at, message, help)));
        let Some(reference) = &child.reference else {
            let help = "add a line `reference = \"L001\"` with a number of its own; `sqspack longlist import` gives one to each row";
            return refused(&child.at, "this row has no reference, so that nobody could name it", help);
        };
        let Some(tier) = &child.tier else {
            let help = "add `tier = \"first-tier\"`, `\"community\"` or `\"custodial\"`";
            return refused(
                &child.at,
                "this row has no tier, so that nobody knows among which cases it is chosen",
                help,
            );
        };
        let manager = match &child.case_manager {
            None => None,
            Some(name) => match self.managers.get(&folded(name)) {
                Some(listed) => Some(listed.name.to_string()),
                None => {
                    let help = "add a `[[case-manager]]` with this name to `cases.toml`, or take the line out for a case that \
                                is inspected from its records alone";
                    return refused(&name.at, "the case manager of this row is not listed in `cases.toml`", help);
                }
            },
        };
        Ok(Candidate {
            reference: reference.to_string(),
            tier: tier.value,
            mix: Mix {
                gender: gender(child),
                ethnicity: child.ethnicity.as_ref().map_or(EthnicGroup::NotStated, |code| EthnicGroup::of_code(code)),
                age: self.age(child),
            },
            is_high: self.is_high(child),
            is_recent: child.sentenced.as_ref().is_some_and(|day| self.recent.contains(day.value)),
            manager,
            decision: decision(self.record, reference),
            tie_break: content(child),
        })
    }

    fn age(&self, child: &Child) -> AgeGroup {
        let born = child.date_of_birth.as_ref().zip(child.sentenced.as_ref());
        let years = born.and_then(|(born, sentenced)| sentenced.value.years_since(born.value));
        years.map_or(AgeGroup::NotKnown, |years| AgeGroup::of_age(years, &self.settings.age_groups()))
    }

    fn is_high(&self, child: &Child) -> bool {
        let high = self.settings.high_levels();
        [&child.vulnerability, &child.rosh].into_iter().flatten().any(|level| high.contains(&level.value))
    }
}

fn gender(child: &Child) -> Gender {
    match child.gender.as_ref().map(|gender| folded(gender)).as_deref().map(str::trim) {
        Some("female") => Gender::Female,
        Some("male") => Gender::Male,
        _ => Gender::NotStated,
    }
}

/// What a person decided about a row. Where it is both pinned and barred, `check` says so.
fn decision(record: &Record, reference: &str) -> Decision {
    let is_it = |other: &Line| folded_id(other) == folded_id(reference);
    if record.cases.bars.iter().any(|bar| is_it(&bar.reference)) {
        Decision::Barred
    } else if record.cases.pins.iter().any(|pin| is_it(&pin.reference)) {
        Decision::Pinned
    } else {
        Decision::Open
    }
}

/// What the choice looks at and a row lacks.
fn gaps(child: &Child) -> Option<Finding> {
    let has_level = child.vulnerability.is_some() || child.rosh.is_some();
    let lacks = [
        (child.gender.is_none(), "`gender`"),
        (child.date_of_birth.is_none(), "`date-of-birth`"),
        (child.ethnicity.is_none(), "`ethnicity`"),
        (child.sentenced.is_none(), "`sentenced`"),
        (!has_level, "`vulnerability` and `rosh`"),
    ];
    let lacks: Vec<&str> = lacks.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, key)| key).collect();
    if lacks.is_empty() {
        return None;
    }
    let message = format!("this row lacks {}, so that the choice counts it as not stated there", lacks.join(", "));
    let help = "ask the YOT, and add what it answers; a row without a level counts as not high, and one without a day as not recent";
    Some(Finding::new(code::ROW_INCOMPLETE, &child.at, message, help))
}

/// A hash of what a row says of the sentence, without the names of people and without its place in the list. It decides where
/// two cases are equal in everything that the goals see, and it orders the HMIP IDs, so that neither tells anything of a child.
fn content(child: &Child) -> String {
    let line = |line: &Option<Line>| line.as_ref().map(|line| folded(line)).unwrap_or_default();
    let day = |day: &Option<crate::record::Placed<chrono::NaiveDate>>| {
        day.as_ref().map(|day| day.value.to_string()).unwrap_or_default()
    };
    let truth = |truth: &Option<crate::record::Placed<bool>>| {
        truth.as_ref().map(|truth| truth.value.to_string()).unwrap_or_default()
    };
    let level = |level: &Option<crate::record::Placed<crate::record::Level>>| {
        level.as_ref().map_or("", |level| level.word()).to_owned()
    };
    let parts = [
        line(&child.system_id),
        line(&child.gender),
        day(&child.date_of_birth),
        line(&child.ethnicity),
        child.tier.as_ref().map_or("", |tier| tier.name()).to_owned(),
        line(&child.order),
        day(&child.sentenced),
        line(&child.sentence_length),
        day(&child.terminated),
        child.asset_score.as_ref().map(|score| score.value.to_string()).unwrap_or_default(),
        child.scaled_approach.as_ref().map_or("", |level| level.word()).to_owned(),
        level(&child.vulnerability),
        level(&child.rosh),
        truth(&child.looked_after),
        child.authority.as_ref().map_or("", |authority| authority.word()).to_owned(),
        truth(&child.child_protection),
        day(&child.released),
        line(&child.licence_length),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
