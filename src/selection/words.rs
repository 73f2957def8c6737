//! The choice in words: goals, the mix, and demands that exclude each other. What is said of a row is its reference.

use super::listed::Listed;
use crate::calendar::Tier;
use crate::record::Goal;
use crate::sample::{AgeGroup, Demand, EthnicGroup, Explained, Gender, Hindrance, MixValue, Share, compare_mix};

/// A tier in words: `first tier`.
pub fn tier_words(tier: Tier) -> String {
    tier.name().replace('-', " ")
}

/// What a goal counts.
pub fn goal_title(goal: Goal) -> &'static str {
    match goal {
        Goal::Uncovered => "case managers without a case",
        Goal::High => "cases of high vulnerability or RoSH too few",
        Goal::Within => "cases off the mix of their tier, beyond rounding",
        Goal::Overall => "cases off the mix of all tiers, beyond rounding",
        Goal::Fine => "distance from the mix, in hundredths of a case",
        Goal::Load => "load of case managers with several cases",
        Goal::Old => "cases that are not recent",
    }
}

/// What is known of a goal: its value, and what stood in the way of a better one.
pub fn goal_line(explained: &Explained, listed: &Listed<'_>) -> String {
    let reached = explained.reached;
    if reached.value == 0 {
        return "reached".to_owned();
    }
    if reached.bound < reached.value {
        let bound = reached.bound;
        return format!("not proven: the search ended, and the best is from {bound} to {}", reached.value);
    }
    let alone = explained.alone;
    match &explained.hindrance {
        None => "reached".to_owned(),
        Some(Hindrance::Goal(goal)) => format!("{alone} were it alone; `{}` comes first and excludes it", goal.word()),
        Some(Hindrance::Goals) => format!("{alone} were it alone; the goals before it exclude it together"),
        Some(Hindrance::Decisions { without, cases }) => match &cases[..] {
            [] => format!("{without} without the rows that were pinned and barred"),
            cases => {
                let named: Vec<String> = cases.iter().map(|&case| decided(listed, case)).collect();
                format!("{without} without what was pinned and barred; in the way: {}", named.join(", "))
            }
        },
        Some(Hindrance::List) => "as good as the long-list allows".to_owned(),
    }
}

fn decided(listed: &Listed<'_>, case: usize) -> String {
    let word = match listed.question.candidates[case].decision {
        crate::sample::Decision::Barred => "barred",
        _ => "pinned",
    };
    format!("{} {word}", listed.reference(case))
}

/// A value of the mix in words.
pub fn value_words(value: MixValue) -> String {
    match value {
        MixValue::Gender(Gender::Female) => "female".to_owned(),
        MixValue::Gender(Gender::Male) => "male".to_owned(),
        MixValue::Gender(Gender::NotStated) => "gender not stated".to_owned(),
        MixValue::Ethnicity(group) => match group {
            EthnicGroup::White => "White",
            EthnicGroup::Mixed => "Mixed",
            EthnicGroup::Asian => "Asian",
            EthnicGroup::Black => "Black",
            EthnicGroup::Other => "other ethnic group",
            EthnicGroup::NotStated => "ethnicity not stated",
        }
        .to_owned(),
        MixValue::Age(AgeGroup::Below(first)) => format!("aged 10 to {}", first.saturating_sub(1)),
        MixValue::Age(AgeGroup::From(from, None)) => format!("aged {from} and over"),
        MixValue::Age(AgeGroup::From(from, Some(to))) if from == to => format!("aged {from}"),
        MixValue::Age(AgeGroup::From(from, Some(to))) => format!("aged {from} to {to}"),
        MixValue::Age(AgeGroup::NotKnown) => "age not known".to_owned(),
    }
}

/// A share with two decimals: `3.33`.
fn share_words(share: Share) -> String {
    let hundredths = share.hundredths();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The mix of the long-list beside that of a choice: tier, value, listed, share, chosen, and how far off it is beyond rounding.
pub fn mix_rows(listed: &Listed<'_>, chosen: &[usize]) -> Vec<[String; 6]> {
    let row = |line: crate::sample::MixLine| {
        let off = line.share.beyond_rounding(line.chosen);
        let sign = if line.chosen > line.share.ceil() { "too many" } else { "too few" };
        [
            line.tier.map_or("all tiers".to_owned(), tier_words),
            value_words(line.value),
            line.listed.to_string(),
            share_words(line.share),
            line.chosen.to_string(),
            if off == 0 { String::new() } else { format!("{off} {sign}") },
        ]
    };
    compare_mix(&listed.question, chosen).into_iter().map(row).collect()
}

/// Demands that exclude each other, a line each, as one would tell the YOT: `custodial: 6 wanted; 5 listed, of which 1 barred`.
pub fn demand_lines(demands: &[Demand], listed: &Listed<'_>) -> Vec<String> {
    let tier_of = |reference: &str| listed.position(reference).map(|at| listed.question.candidates[at].tier);
    let barred = |tier: Tier| -> Vec<&str> {
        let references = demands.iter().filter_map(|demand| match demand {
            Demand::Barred { reference } => Some(reference.as_str()),
            _ => None,
        });
        references.filter(|reference| tier_of(reference) == Some(tier)).collect()
    };
    let line = |demand: &Demand| match demand {
        Demand::Quota { tier, wanted, listed } => {
            let barred = barred(*tier);
            let of_which = match barred.len() {
                0 => String::new(),
                count => format!(", of which {count} barred ({})", barred.join(", ")),
            };
            Some(format!("{}: {wanted} wanted; {listed} listed{of_which}", tier_words(*tier)))
        }
        Demand::Limit { manager, most, listed } => {
            Some(format!("{manager}: {listed} listed in these tiers; one case manager presents {most} at most"))
        }
        Demand::Pinned { reference } => Some(match tier_of(reference) {
            Some(tier) => format!("{reference} ({}): pinned", tier_words(tier)),
            None => format!("{reference}: pinned"),
        }),
        Demand::Barred { .. } => None,
    };
    demands.iter().filter_map(line).collect()
}

/// What would resolve such demands.
pub fn remedies(demands: &[Demand]) -> Vec<String> {
    let mut remedies = Vec::new();
    let references = |is: fn(&Demand) -> Option<&String>| -> Vec<&str> {
        demands.iter().filter_map(is).map(String::as_str).collect()
    };
    let barred = references(|demand| if let Demand::Barred { reference } = demand { Some(reference) } else { None });
    let pinned = references(|demand| if let Demand::Pinned { reference } = demand { Some(reference) } else { None });
    let has_quota = demands.iter().any(|demand| matches!(demand, Demand::Quota { .. }));
    if has_quota {
        remedies.push("plan other numbers of the tiers in `[sample]` of inspection.toml, with the `reason`".to_owned());
    }
    if !barred.is_empty() {
        remedies.push(format!("take a `[[bar]]` out of cases.toml: {}", barred.join(", ")));
    }
    if !pinned.is_empty() {
        remedies.push(format!("take a `[[pin]]` out of cases.toml: {}", pinned.join(", ")));
    }
    if demands.iter().any(|demand| matches!(demand, Demand::Limit { .. })) {
        remedies.push("raise `cases-per-manager` in `[programme]` of sqspack.toml".to_owned());
    }
    if has_quota && barred.is_empty() && pinned.is_empty() {
        remedies.push("ask the YOT whether cases are missing from its list".to_owned());
    }
    remedies
}
