//! The second kind of view: what the templates of a document see that may name children (guidance §10.4).
//!
//! Those are the documents with `names-children = true` in the catalogue, for the officer and the inspectors. They see all that
//! others see, and beside it the children and what is told of the long-list. Nothing here is part of a [`View`], so that no
//! other document can reach it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::people::{optional, text};
use super::wording::curly;
use super::{CaseView, PlacedCaseView, View};
use crate::calendar::Tier;
use crate::facts::{AGES, Facts, folded, is_same_name, needs_by_manager};
use crate::phrases::{DateView, Phrases};
use crate::record::{Child, Line, Record};

/// What the templates of a file see.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum TemplateView {
    /// The view in which no child has a place.
    Nameless(Box<View>),
    /// That, and beside it what only a document that may name children sees.
    Naming(Box<NamingView>),
}

/// The view of a document that may name children.
#[derive(Clone, Debug, Serialize)]
pub struct NamingView {
    #[serde(flatten)]
    view: View,
    #[serde(flatten, serialize_with = "super::itself")]
    beside: Arc<ChildrenView>,
}

impl TemplateView {
    /// What a document that may name children sees.
    pub fn naming(view: View, beside: Arc<ChildrenView>) -> Self {
        Self::Naming(Box::new(NamingView { view, beside }))
    }

    /// What only a document that may name children sees; nothing in any other.
    pub fn children(&self) -> Option<&ChildrenView> {
        match self {
            Self::Nameless(_) => None,
            Self::Naming(naming) => Some(&naming.beside),
        }
    }

    /// The part in which no child has a place.
    pub fn without_children(&self) -> &View {
        match self {
            Self::Nameless(view) => view,
            Self::Naming(naming) => &naming.view,
        }
    }

    /// That part alone.
    pub fn into_nameless(self) -> View {
        match self {
            Self::Nameless(view) => *view,
            Self::Naming(naming) => naming.view,
        }
    }
}

/// What a document that may name children sees beside all that others see.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ChildrenView {
    /// The children of the record, in the order of the file. A child has an entry for each sentence.
    pub children: Vec<ChildView>,
    /// The selected cases with their children, by inspector, once one has its child.
    pub selected_cases: Vec<InspectorCasesView>,
    /// The long-list that the YOT returned, once it is in.
    pub long_list: Option<LongListView>,
    /// Case managers who have needs, in order of their names (guidance §10.4).
    pub case_manager_needs: Vec<NeedsView>,
}

/// What a case manager needs: confidential to the support services officer and the lead inspector.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NeedsView {
    /// Name of the case manager.
    pub case_manager: String,
    /// What they need, in the words of the long-list, each once.
    pub needs: Vec<String>,
    /// When and where they are interviewed: `Monday 18 January, 3:30pm to 5pm`, with the inspector and the room.
    pub interviews: Vec<PlacedCaseView>,
}

/// A child with a sentence.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChildView {
    /// The HMIP ID of the case, once it is selected, or empty.
    pub id: String,
    /// The reference of the row of the long-list: `L001`, or empty.
    pub reference: String,
    /// Sheet and row of the long-list: `Community!14`, or empty.
    pub row: String,
    /// ID in the YOT's case management system, or empty.
    pub system_id: String,
    /// Family name.
    pub family_name: String,
    /// First names.
    pub first_names: String,
    /// First names and family name.
    pub name: String,
    /// Date of birth.
    pub date_of_birth: Option<DateView>,
    /// Age in years at the sentence, where both dates are known.
    pub age: Option<u32>,
    /// Gender in words, or empty.
    pub gender: String,
    /// Ethnic group as the sheet offers it, with its code, or empty.
    pub ethnicity: String,
    /// `first-tier`, `community`, `custodial`, or empty.
    pub tier: String,
    /// `First tier`, or empty.
    pub tier_name: String,
    /// Order or sentence, or empty.
    pub order: String,
    /// Date of the sentence.
    pub sentenced: Option<DateView>,
    /// Length of the sentence, or empty.
    pub sentence_length: String,
    /// Scaled Approach level in words, or empty.
    pub scaled_approach: String,
    /// Highest vulnerability in words, or empty.
    pub vulnerability: String,
    /// Highest risk of serious harm in words, or empty.
    pub rosh: String,
    /// Whether the child was looked after.
    pub looked_after: Option<bool>,
    /// Whether the child was on a child protection plan or register.
    pub child_protection: Option<bool>,
    /// Name of the case manager, or empty.
    pub case_manager: String,
    /// Office of the case manager, or empty.
    pub office: String,
}

/// The selected cases that one person inspects.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectorCasesView {
    /// Name of the inspector or local assessor, or empty for the cases that have no slot yet.
    pub name: String,
    /// `Lead inspector`, `Assistant inspector`, `Local assessor`, or empty.
    pub role_name: String,
    /// The cases in the order in which they are inspected; without slots in the order of their HMIP IDs.
    pub cases: Vec<SelectedCaseView>,
}

/// A selected case with its child.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SelectedCaseView {
    /// HMIP ID.
    pub id: String,
    /// `First tier`
    pub tier_name: String,
    /// Name of the case manager, or empty where the case is inspected from its records alone.
    pub case_manager: String,
    /// The child, or nothing where `children.private.toml` does not have one for the case.
    pub child: Option<ChildView>,
}

/// What is told of a long-list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LongListView {
    /// Number of its cases.
    pub count: usize,
    /// The cases of each tier.
    pub tiers: Vec<ListedTierView>,
    /// Its cases counted in several ways, each by tier: gender, ethnicity, age, vulnerability and RoSH.
    pub counts: Vec<CountView>,
    /// Its case managers with their cases, in order of their names. A case that has none is in the last, whose name is empty.
    pub case_managers: Vec<ListedManagerView>,
}

/// The cases of a long-list in one tier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListedTierView {
    /// `First tier`
    pub name: String,
    /// Number of its cases in the list.
    pub count: usize,
    /// Number of cases that are to be selected.
    pub wanted: u32,
}

/// The cases of a long-list counted in one way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CountView {
    /// `gender`, `ethnicity`, `age`, `vulnerability` or `rosh`.
    pub of: String,
    /// The values that occur.
    pub rows: Vec<CountRowView>,
}

/// How many cases have a value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CountRowView {
    /// The value in words, or empty where the list does not say.
    pub name: String,
    /// The number in each tier, in the order of `tiers`.
    pub tiers: Vec<usize>,
    /// The number in all.
    pub total: usize,
}

/// A case manager of a long-list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListedManagerView {
    /// Name, or empty for the cases that have none.
    pub name: String,
    /// References of the cases: `L001`.
    pub cases: Vec<String>,
    /// The number of cases in each tier, in the order of `tiers`.
    pub tiers: Vec<usize>,
}

/// Tells of children.
pub struct Naming<'a> {
    /// The record.
    pub record: &'a Record,
    /// What follows from it.
    pub facts: &'a Facts<'a>,
    /// The words of the view's language.
    pub phrases: &'a Phrases,
    /// The selected cases by HMIP ID.
    pub cases: &'a [CaseView],
    /// The cases that have their slots, in the order of time.
    pub placed: &'a [PlacedCaseView],
}

impl Naming<'_> {
    /// What is told of a record's children.
    pub fn view(&self) -> ChildrenView {
        let file = &self.record.children;
        ChildrenView {
            children: file.children.iter().map(|child| self.child(child)).collect(),
            selected_cases: self.selected_cases(),
            long_list: (!file.sheets.is_empty()).then(|| self.long_list()),
            case_manager_needs: self.case_manager_needs(),
        }
    }

    fn case_manager_needs(&self) -> Vec<NeedsView> {
        let needs = needs_by_manager(&self.record.children).into_values();
        let view = |(manager, needs): (&Line, Vec<&Line>)| {
            let is_theirs = |case: &&PlacedCaseView| is_same_name(&case.case_manager, manager);
            let interviews = self.placed.iter().filter(is_theirs).cloned().collect();
            NeedsView { case_manager: text(manager), needs: needs.into_iter().map(text).collect(), interviews }
        };
        needs.map(view).collect()
    }

    /// The words of a code, in the list that it is of.
    fn word(&self, list: &str, value: Option<&str>) -> String {
        let known = value.and_then(|value| self.phrases.code_list(list).iter().find(|(code, _)| code == value));
        known.map_or_else(|| value.map(curly).unwrap_or_default(), |(_, words)| words.clone())
    }

    fn order(&self, child: &Child) -> String {
        let Some(order) = &child.order else { return String::new() };
        let known = self.phrases.all_orders().find(|(record, _)| record.eq_ignore_ascii_case(order));
        known.map_or_else(|| text(order), |(_, name)| name.to_owned())
    }

    pub(super) fn child(&self, child: &Child) -> ChildView {
        let tier = child.tier.as_ref().map(|tier| tier.value.name());
        let date = |day: &Option<crate::record::reader::Placed<chrono::NaiveDate>>| {
            day.as_ref().map(|day| self.phrases.date(day.value))
        };
        ChildView {
            id: optional(&child.id),
            reference: row_reference(child),
            row: optional(&child.row),
            system_id: optional(&child.system_id),
            family_name: text(&child.family_name),
            first_names: text(&child.first_names),
            name: format!("{} {}", text(&child.first_names), text(&child.family_name)),
            date_of_birth: date(&child.date_of_birth),
            age: age(child),
            gender: self.word("gender", child.gender.as_ref().map(|word| &***word)),
            ethnicity: self.word("ethnicity", child.ethnicity.as_ref().map(|word| &***word)),
            tier: tier.unwrap_or_default().to_owned(),
            tier_name: tier.map(|tier| self.phrases.tier(tier)).unwrap_or_default(),
            order: self.order(child),
            sentenced: date(&child.sentenced),
            sentence_length: optional(&child.sentence_length),
            scaled_approach: self.word("scaled-approach", child.scaled_approach.as_ref().map(|level| level.word())),
            vulnerability: self.word("level", child.vulnerability.as_ref().map(|level| level.word())),
            rosh: self.word("level", child.rosh.as_ref().map(|level| level.word())),
            looked_after: child.looked_after.as_ref().map(|answer| answer.value),
            child_protection: child.child_protection.as_ref().map(|answer| answer.value),
            case_manager: optional(&child.case_manager),
            office: optional(&child.office),
        }
    }

    fn long_list(&self) -> LongListView {
        let rows: Vec<&Child> = self.record.children.children.iter().filter(|child| child.row.is_some()).collect();
        let tier = |tier: Tier| ListedTierView {
            name: self.phrases.tier(tier.name()),
            count: by_tier(&rows)[tier as usize],
            wanted: self.facts.split.of(tier),
        };
        LongListView {
            count: rows.len(),
            tiers: Tier::ALL.into_iter().map(tier).collect(),
            counts: self.counts(&rows),
            case_managers: case_managers(&rows),
        }
    }

    fn counts(&self, rows: &[&Child]) -> Vec<CountView> {
        let of_list = |of: &str, list: &str, value: fn(&Child) -> Option<&str>| {
            let values: Vec<String> = self.phrases.code_list(list).iter().map(|(value, _)| value.clone()).collect();
            let value = |child: &Child| value(child).map(str::to_owned);
            let name = |known: &str| self.word(list, Some(known));
            CountView { of: of.to_owned(), rows: counted(rows, values, value, name) }
        };
        let ages = AGES.map(|age| age.to_string()).collect();
        let ages = counted(rows, ages, |child| age(child).map(|age| age.to_string()), str::to_owned);
        vec![
            of_list("gender", "gender", |child| child.gender.as_ref().map(|word| &***word)),
            of_list("ethnicity", "ethnicity", |child| child.ethnicity.as_ref().map(|word| &***word)),
            CountView { of: "age".to_owned(), rows: ages },
            of_list("vulnerability", "level", |child| child.vulnerability.as_ref().map(|level| level.word())),
            of_list("rosh", "level", |child| child.rosh.as_ref().map(|level| level.word())),
        ]
    }
}

/// The number of cases with each value that occurs: the known values first, in their order, then others, then those without.
fn counted(
    rows: &[&Child],
    known: Vec<String>,
    value: impl Fn(&Child) -> Option<String>,
    name: impl Fn(&str) -> String,
) -> Vec<CountRowView> {
    let mut values: Vec<Option<String>> = known.into_iter().map(Some).collect();
    for child in rows {
        let of_child = value(child);
        if of_child.is_some() && !values.contains(&of_child) {
            values.push(of_child);
        }
    }
    values.push(None);
    let row = |wanted: &Option<String>| {
        let with: Vec<&Child> = rows.iter().copied().filter(|child| value(child) == *wanted).collect();
        let name = wanted.as_deref().map(&name).unwrap_or_default();
        CountRowView { name, tiers: by_tier(&with).to_vec(), total: with.len() }
    };
    values.iter().map(row).filter(|row| row.total > 0).collect()
}

/// The number of cases in each tier.
fn by_tier(rows: &[&Child]) -> [usize; 3] {
    Tier::ALL.map(|tier| rows.iter().filter(|child| child.tier.as_ref().is_some_and(|of| of.value == tier)).count())
}

fn case_managers(rows: &[&Child]) -> Vec<ListedManagerView> {
    let name = |child: &Child| optional(&child.case_manager);
    let mut names: Vec<String> = rows.iter().map(|child| name(child)).collect();
    names.sort_by_cached_key(|name| (name.is_empty(), folded(name), name.clone()));
    names.dedup_by(|one, other| is_same_name(one, other));
    let manager = |manager: String| {
        let with: Vec<&Child> = rows.iter().copied().filter(|child| is_same_name(&name(child), &manager)).collect();
        let cases = with.iter().map(|child| row_reference(child)).collect();
        ListedManagerView { name: manager, cases, tiers: by_tier(&with).to_vec() }
    };
    names.into_iter().map(manager).collect()
}

fn row_reference(child: &Child) -> String {
    child.reference.as_ref().map(|reference| reference.to_string()).unwrap_or_default()
}

/// Age in years at the sentence.
fn age(child: &Child) -> Option<u32> {
    let (born, sentenced) = (child.date_of_birth.as_ref()?, child.sentenced.as_ref()?);
    sentenced.value.years_since(born.value)
}
