//! How the sample was chosen, as templates see it: counts and reasons. A row is its reference, and nothing here says more of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::wording::curly;
use crate::calendar::Tier;
use crate::facts::{Facts, folded};
use crate::phrases::Phrases;
use crate::record::{Barred, Language, Line, Paragraph, Record};
use crate::sample::{AgeGroup, EthnicGroup, Gender, GoalAccount, Hindrance, MixLine, MixValue, compare_mix};
use crate::selection::SampleAccount;

/// The selected cases against the long-list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleView {
    /// Number of cases in the long-list.
    pub listed: usize,
    /// Number of selected cases that are in it.
    pub selected: usize,
    /// Number of rows that nobody could choose: they lack a reference, a tier, or a case manager whom `cases.toml` has.
    pub left_out: usize,
    /// HMIP IDs of selected cases that have no row in the list, so that nothing here counts them.
    pub without_row: Vec<String>,
    /// Why the numbers of the tiers are not the programme's, or empty where they are.
    pub split_reason: String,
    /// The tiers.
    pub tiers: Vec<SampleTierView>,
    /// Cases that one case manager presents at most.
    pub most_of_manager: u32,
    /// The goals, the first before the second.
    pub goals: Vec<SampleGoalView>,
    /// The mix of each tier, and then of all together.
    pub mix: Vec<MixTierView>,
    /// The rows that were pinned, then those that were barred before the choice.
    pub decisions: Vec<DecisionView>,
    /// The rows that fell out of the selected sample.
    pub replaced: Vec<ReplacedView>,
    /// The case managers with a case in the list, by name; the cases that have none are the last.
    pub case_managers: Vec<SampleManagerView>,
}

/// A tier of the sample.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleTierView {
    /// `First tier`
    pub name: String,
    /// Cases in the long-list.
    pub listed: usize,
    /// Cases that are to be inspected.
    pub wanted: u32,
    /// Cases selected.
    pub selected: usize,
}

/// A goal of the sample.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleGoalView {
    /// `uncovered`, `high`, `within`, `overall`, `fine`, `load` or `old`.
    pub name: String,
    /// How far the sample is from it; 0 is reached.
    pub value: u64,
    /// The best value, were there no other goal; nothing where no sample has all that it must have.
    pub alone: Option<u64>,
    /// The best value that takes nothing from the goals before it. Below `value`, people settled on less.
    pub possible: u64,
    /// What stands in the way of a better value: `goal`, `goals`, `decisions`, `list`, or empty.
    pub hindrance: String,
    /// With `goal`: its number, the first being 1; else 0.
    pub hindering_goal: usize,
    /// With `decisions`: the best value without them; else 0.
    pub without_decisions: u64,
    /// With `decisions`: the references of the rows that were pinned or barred and stand in the way one by one; may be empty.
    pub hindering_rows: Vec<String>,
}

/// The mix of a tier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MixTierView {
    /// `First tier`, or empty for all tiers together.
    pub name: String,
    /// The values that occur.
    pub rows: Vec<MixRowView>,
}

/// A value of the mix.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MixRowView {
    /// `gender`, `ethnicity` or `age`.
    pub of: String,
    /// `female`, `male`; `white`, `mixed`, `asian`, `black`, `other`; `years`; or `not stated`.
    pub value: String,
    /// For `years`: the youngest, or nothing.
    pub from: Option<u32>,
    /// For `years`: the oldest, or nothing for all older ones.
    pub to: Option<u32>,
    /// Cases in the long-list.
    pub listed: u64,
    /// What its share of the sample would be: `3.6`.
    pub share: String,
    /// Cases selected.
    pub selected: u64,
    /// Cases too many, beyond rounding.
    pub too_many: u64,
    /// Cases too few, beyond rounding.
    pub too_few: u64,
}

/// What a person decided about a row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// The reference of the row: `L017`.
    pub reference: String,
    /// `pinned` or `barred`.
    pub decision: String,
    /// Why, in that person's words.
    pub reason: String,
    /// Whether the row is among the selected cases.
    pub is_selected: bool,
}

/// A row that fell out of the selected sample.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReplacedView {
    /// The reference of the row.
    pub reference: String,
    /// The reference of the row that stands in its place.
    pub by: String,
    /// Why, in the person's words.
    pub reason: String,
}

/// A case manager's part of the sample.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SampleManagerView {
    /// Name, or empty for the cases that have none.
    pub name: String,
    /// Cases in the long-list.
    pub listed: usize,
    /// Cases selected.
    pub selected: usize,
}

/// Tells of a sample in one language.
pub struct SampleTeller<'a> {
    /// The sample.
    pub account: &'a SampleAccount<'a>,
    /// The record that holds it.
    pub record: &'a Record,
    /// What follows from it.
    pub facts: &'a Facts<'a>,
    /// The words of the language.
    pub phrases: &'a Phrases,
    /// The language.
    pub language: Language,
}

impl SampleTeller<'_> {
    /// What templates see of it.
    pub fn view(&self) -> SampleView {
        let SampleAccount { listed, left_out, chosen, without_row, goals } = self.account;
        let reason = self.record.inspection.sample.as_ref().map(|sample| self.reason(&sample.reason));
        SampleView {
            listed: listed.children.len(),
            selected: chosen.len(),
            left_out: *left_out,
            without_row: without_row.iter().map(ToString::to_string).collect(),
            split_reason: reason.unwrap_or_default(),
            tiers: Tier::ALL.into_iter().map(|tier| self.tier(tier)).collect(),
            most_of_manager: listed.question.most_of_manager,
            goals: goals.iter().map(|goal| self.goal(goal)).collect(),
            mix: self.mix(),
            decisions: self.decisions(),
            replaced: self.replaced(),
            case_managers: self.case_managers(),
        }
    }

    /// A reason that somebody typed in English.
    fn reason(&self, reason: &Paragraph) -> String {
        match self.language {
            Language::English => curly(reason),
            Language::Welsh => Language::English.mark(&curly(reason)),
        }
    }

    /// How many positions, of those that a test takes, are in the list and in the sample.
    fn count(&self, takes: impl Fn(usize) -> bool) -> (usize, usize) {
        let SampleAccount { listed, chosen, .. } = self.account;
        let all = (0..listed.children.len()).filter(|&at| takes(at)).count();
        (all, chosen.iter().filter(|&&at| takes(at)).count())
    }

    fn tier(&self, tier: Tier) -> SampleTierView {
        let candidates = &self.account.listed.question.candidates;
        let (listed, selected) = self.count(|at| candidates[at].tier == tier);
        SampleTierView { name: self.phrases.tier(tier.name()), listed, wanted: self.facts.split.of(tier), selected }
    }

    fn goal(&self, account: &GoalAccount) -> SampleGoalView {
        let listed = &self.account.listed;
        let number = |goal| listed.question.goals.iter().position(|other| *other == goal).map_or(0, |at| at + 1);
        let (hindrance, hindering_goal, without_decisions, hindering_rows) = match &account.hindrance {
            None => ("", 0, 0, Vec::new()),
            Some(Hindrance::Goal(goal)) => ("goal", number(*goal), 0, Vec::new()),
            Some(Hindrance::Goals) => ("goals", 0, 0, Vec::new()),
            Some(Hindrance::Decisions { without, cases }) => {
                ("decisions", 0, *without, cases.iter().map(|&case| listed.reference(case).to_owned()).collect())
            }
            Some(Hindrance::List) => ("list", 0, 0, Vec::new()),
        };
        SampleGoalView {
            name: account.goal.word().to_owned(),
            value: account.value,
            alone: account.alone,
            possible: account.possible,
            hindrance: hindrance.to_owned(),
            hindering_goal,
            without_decisions,
            hindering_rows,
        }
    }

    fn mix(&self) -> Vec<MixTierView> {
        let lines = compare_mix(&self.account.listed.question, &self.account.chosen);
        let of = |tier: Option<Tier>| MixTierView {
            name: tier.map(|tier| self.phrases.tier(tier.name())).unwrap_or_default(),
            rows: lines.iter().filter(|line| line.tier == tier).map(mix_row).collect(),
        };
        let tiers = Tier::ALL.into_iter().map(Some).chain([None]).map(of);
        tiers.filter(|tier| !tier.rows.is_empty()).collect()
    }

    fn is_selected(&self, reference: &Line) -> bool {
        self.account.listed.position(reference).is_some_and(|at| self.account.chosen.contains(&at))
    }

    fn decisions(&self) -> Vec<DecisionView> {
        let cases = &self.record.cases;
        let view = |reference: &Line, decision: &str, reason: &Paragraph| DecisionView {
            reference: reference.to_string(),
            decision: decision.to_owned(),
            reason: self.reason(reason),
            is_selected: self.is_selected(reference),
        };
        let pins = cases.pins.iter().map(|pin| view(&pin.reference, "pinned", &pin.reason));
        let bars = cases.bars.iter().filter(|bar| bar.replaced_by.is_none());
        pins.chain(bars.map(|bar| view(&bar.reference, "barred", &bar.reason))).collect()
    }

    fn replaced(&self) -> Vec<ReplacedView> {
        let view = |bar: &Barred| {
            Some(ReplacedView {
                reference: bar.reference.to_string(),
                by: bar.replaced_by.as_ref()?.to_string(),
                reason: self.reason(&bar.reason),
            })
        };
        self.record.cases.bars.iter().filter_map(view).collect()
    }

    fn case_managers(&self) -> Vec<SampleManagerView> {
        let candidates = &self.account.listed.question.candidates;
        let mut names: Vec<Option<&String>> = candidates.iter().map(|case| case.manager.as_ref()).collect();
        names.sort_by_cached_key(|name| (name.is_none(), name.map(|name| folded(name))));
        names.dedup();
        let view = |name: Option<&String>| {
            let (listed, selected) = self.count(|at| candidates[at].manager.as_ref() == name);
            SampleManagerView { name: name.map(|name| curly(name)).unwrap_or_default(), listed, selected }
        };
        names.into_iter().map(view).collect()
    }
}

fn mix_row(line: &MixLine) -> MixRowView {
    let (of, value, from, to) = match line.value {
        MixValue::Gender(gender) => ("gender", gender_word(gender), None, None),
        MixValue::Ethnicity(group) => ("ethnicity", group_word(group), None, None),
        MixValue::Age(AgeGroup::Below(first)) => ("age", "years", None, Some(first.saturating_sub(1))),
        MixValue::Age(AgeGroup::From(from, to)) => ("age", "years", Some(from), to),
        MixValue::Age(AgeGroup::NotKnown) => ("age", NOT_STATED, None, None),
    };
    let tenths = (line.share.hundredths() + 5) / 10;
    MixRowView {
        of: of.to_owned(),
        value: value.to_owned(),
        from,
        to,
        listed: line.listed,
        share: format!("{}.{}", tenths / 10, tenths % 10),
        selected: line.chosen,
        too_many: line.chosen.saturating_sub(line.share.ceil()),
        too_few: line.share.floor().saturating_sub(line.chosen),
    }
}

const NOT_STATED: &str = "not stated";

fn gender_word(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
        Gender::NotStated => NOT_STATED,
    }
}

fn group_word(group: EthnicGroup) -> &'static str {
    match group {
        EthnicGroup::White => "white",
        EthnicGroup::Mixed => "mixed",
        EthnicGroup::Asian => "asian",
        EthnicGroup::Black => "black",
        EthnicGroup::Other => "other",
        EthnicGroup::NotStated => NOT_STATED,
    }
}
