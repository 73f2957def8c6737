//! The figures of several inspections together, from which nobody can work out one of them (guidance §3.5).
//!
//! The manager of a YOT has the charts of their own inspection, and can take those figures away from the sum. So a sum is printed only if
//! it is large enough without any one of the inspections too, and the tiers of a question only if that is so of each of them.

use super::findings::CountedFindings;
use super::suppression::is_large_enough;
use super::tally::Tally;
use crate::record::{QuestionSettings, Record, Settings};

/// Fewer inspections are not put together: without one of two, the other would be left.
pub const FEWEST_INSPECTIONS: usize = 3;

/// The figures of several inspections together.
#[derive(Clone, Debug)]
pub struct AggregatedFigures<'s> {
    /// How many inspections are in them.
    pub inspections: usize,
    /// How many cases.
    pub cases: usize,
    /// The figures, question by question.
    pub questions: Vec<AggregatedQuestion<'s>>,
}

/// The figures of one question.
#[derive(Clone, Debug)]
pub struct AggregatedQuestion<'s> {
    /// The question.
    pub question: &'s QuestionSettings,
    /// How many inspections asked it.
    pub inspections: usize,
    /// All cases; nothing where the figure must not be printed.
    pub all: Option<Tally>,
    /// The tiers, in order; a tier without a case is an empty tally.
    pub tiers: [Option<Tally>; 3],
}

impl<'s> AggregatedFigures<'s> {
    /// Puts inspections together. One that lacks a judgement is left out.
    pub fn of<'r>(records: impl Iterator<Item = &'r Record>, settings: &'s Settings) -> Self {
        let counted = |record: &'r Record| {
            let counted = CountedFindings::of(record, settings).filter(CountedFindings::is_complete);
            counted.map(|counted| (record.cases.cases.len(), counted))
        };
        let counted: Vec<(usize, CountedFindings<'s>)> = records.filter_map(counted).collect();
        let mut asked: Vec<(&'s QuestionSettings, Vec<Table>)> = Vec::new();
        for (question, table) in counted.iter().flat_map(|(_, counted)| &counted.questions) {
            match asked.iter_mut().find(|(known, _)| std::ptr::eq(*known, *question)) {
                Some((_, tables)) => tables.push(*table),
                None => asked.push((question, vec![*table])),
            }
        }
        let least = settings.smallest_number();
        let figures = |(question, tables): (&'s QuestionSettings, Vec<Table>)| {
            let (all, tiers) = shown(&tables, least);
            AggregatedQuestion { question, inspections: tables.len(), all, tiers }
        };
        Self {
            inspections: counted.len(),
            cases: counted.iter().map(|(cases, _)| cases).sum(),
            questions: asked.into_iter().map(figures).collect(),
        }
    }
}

/// The answers to one question in one inspection, by tier.
type Table = [Tally; 3];

/// What may be printed of a question: the sum, and the sums by tier.
fn shown(tables: &[Table], least: u32) -> (Option<Tally>, [Option<Tally>; 3]) {
    let totals: Vec<Tally> = tables.iter().map(|table| sum(table.iter().copied())).collect();
    if !is_safe(&totals, least) {
        return (None, [None; 3]);
    }
    let tiers: [Vec<Tally>; 3] = std::array::from_fn(|tier| tables.iter().map(|table| table[tier]).collect());
    let is_shown = |tier: &Vec<Tally>| is_empty(tier) || is_safe(tier, least);
    let tiers = match tiers.iter().all(is_shown) {
        true => tiers.map(|tier| Some(sum(tier.into_iter()))),
        false => [None; 3],
    };
    (Some(sum(totals.into_iter())), tiers)
}

fn is_empty(group: &[Tally]) -> bool {
    group.iter().all(|one| one.cases() == 0)
}

/// Whether a sum may be printed: enough inspections have cases in it, and it is large enough, whole and without any one of them.
fn is_safe(parts: &[Tally], least: u32) -> bool {
    let whole = sum(parts.iter().copied());
    let without = |part: &Tally| whole.without(*part).is_some_and(|rest| is_large_enough(rest, least));
    let inspections = parts.iter().filter(|part| part.cases() > 0).count();
    inspections >= FEWEST_INSPECTIONS && is_large_enough(whole, least) && parts.iter().all(without)
}

fn sum(parts: impl Iterator<Item = Tally>) -> Tally {
    parts.fold(Tally::default(), Tally::with)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn tally(met: u32, unmet: u32) -> Tally {
        Tally { met, unmet, neither: 0 }
    }

    #[test]
    fn a_sum_that_one_inspection_alone_makes_large_enough_is_left_out() {
        let of =
            |parts: [(u32, u32); 3]| shown(&parts.map(|(met, unmet)| [tally(met, unmet), tally(0, 0), tally(0, 0)]), 3);
        assert_eq!(of([(2, 2), (2, 2), (2, 2)]).0, Some(tally(6, 6)));
        assert_eq!(of([(6, 0), (6, 1), (6, 8)]).0, None, "without the third, one case is left");
        assert_eq!(of([(9, 9), (9, 9), (0, 0)]).0, None, "two inspections are too few");
    }

    #[test]
    fn the_tiers_of_a_question_are_printed_all_or_none() {
        let large = [tally(2, 2), tally(2, 2), tally(0, 0)];
        let (all, tiers) = shown(&[large; 3], 3);
        assert_eq!((all, tiers), (Some(tally(12, 12)), [Some(tally(6, 6)), Some(tally(6, 6)), Some(tally(0, 0))]));
        let small = [tally(2, 2), tally(2, 2), tally(1, 0)];
        let (all, tiers) = shown(&[small, large, large], 3);
        assert_eq!((all, tiers), (Some(tally(13, 12)), [None; 3]));
    }

    /// Everybody who knows the rule, everything printed and the figures of one inspection: what they know of the sum of the
    /// others.
    #[test]
    fn no_hidden_number_of_the_others_follows_from_what_is_printed_and_from_ones_own_inspection() {
        let sizes = [2, 2];
        let tables: Vec<Table> = Tally::every(sizes[0])
            .flat_map(|first| Tally::every(sizes[1]).map(move |second| [first, second, Tally::default()]))
            .collect();
        let mut known: BTreeMap<_, [[Option<Option<u32>>; 3]; 2]> = BTreeMap::new();
        let mut printed = 0;
        for own in &tables {
            for second in &tables {
                for third in &tables {
                    let seen = shown(&[*own, *second, *third], 2);
                    printed += usize::from(seen.1[0].is_some());
                    let numbers = known.entry((*own, seen)).or_default();
                    for tier in 0..2 {
                        let others = second[tier].with(third[tier]).parts();
                        for part in 0..3 {
                            numbers[tier][part] = match numbers[tier][part] {
                                None => Some(Some(others[part])),
                                Some(Some(number)) if number == others[part] => Some(Some(number)),
                                Some(_) => Some(None),
                            };
                        }
                    }
                }
            }
        }
        assert!(printed > 0);
        for ((_, (_, tiers)), numbers) in known {
            for tier in (0..2).filter(|tier| tiers[*tier].is_none()) {
                // That a question arises in every case says nothing of the work.
                let is_kept = |part: usize| {
                    numbers[tier][part] == Some(None) || (part == 2 && numbers[tier][part] == Some(Some(0)))
                };
                assert!((0..3).all(is_kept), "{tiers:?} {numbers:?}");
            }
        }
    }
}
