//! Which figures about the findings may be printed, so that nobody can work out a single case.
//!
//! The rule. A figure about a group of cases is printed only if at least so many of them stand on either side, and if no or at
//! least so many others are left over. What a question's total and its tiers show must not give away the hidden tiers either: the
//! cases of all hidden tiers together are a group to which the same applies, so that a hidden tier is never alone.
//!
//! Whoever knows this rule can conclude more from what is hidden than subtraction gives. So the choice is tried as such a reader
//! would: over all tables that print the same. If one of the hidden numbers is the same in all of them, the tiers are hidden
//! altogether, and if it still is, the total too. Each step judges every table that prints alike in the same way, so that the step
//! itself says nothing more.

use std::ops::ControlFlow;

use super::tally::Tally;

/// First tier, community and custodial.
const TIERS: usize = 3;

/// The answers to one question by tier.
type Table = [Tally; TIERS];

/// Which figures of a question are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShownFigures {
    /// That of all cases.
    pub all: bool,
    /// Those of the tiers, in order.
    pub tiers: [bool; TIERS],
}

impl ShownFigures {
    const NONE: Self = Self { all: false, tiers: [false; TIERS] };
    const TOTAL: Self = Self { all: true, tiers: [false; TIERS] };

    /// Which figures of a question may be printed. `least` cases stand at least on either side of each.
    pub fn of(table: &Table, least: u32) -> Self {
        let rule = Rule { sizes: table.map(Tally::cases), least };
        let by_sums = rule.by_sums(table);
        if !by_sums.all || by_sums.tiers.contains(&true) && rule.keeps_secret(table, by_sums) {
            return by_sums;
        }
        if rule.total_keeps_secret(total(table)) { Self::TOTAL } else { Self::NONE }
    }
}

/// Whether so many cases of a group stand on either side that it may be printed.
pub(super) fn is_large_enough(group: Tally, least: u32) -> bool {
    group.met >= least && group.unmet >= least && (group.neither == 0 || group.neither >= least)
}

/// The rule for one inspection: how many cases each tier has is no secret.
struct Rule {
    sizes: [u32; TIERS],
    least: u32,
}

impl Rule {
    fn is_large_enough(&self, group: Tally) -> bool {
        is_large_enough(group, self.least)
    }

    /// The figures that may be printed as far as sums and differences go: of all choices the one with the most cases in it.
    fn by_sums(&self, table: &Table) -> ShownFigures {
        if !self.is_large_enough(total(table)) {
            return ShownFigures::NONE;
        }
        let choices = (0..1_u32 << TIERS).map(|choice| std::array::from_fn(|tier| choice & (1 << tier) != 0));
        let allowed = choices.filter(|tiers: &[bool; TIERS]| self.is_allowed(table, *tiers));
        let shown_cases = |tiers: &[bool; TIERS]| -> u32 {
            tiers.iter().zip(self.sizes).filter(|(shown, _)| **shown).map(|(_, size)| size).sum()
        };
        allowed.max_by_key(shown_cases).map_or(ShownFigures::TOTAL, |tiers| ShownFigures { all: true, tiers })
    }

    fn is_allowed(&self, table: &Table, tiers: [bool; TIERS]) -> bool {
        let mut hidden = (0, Tally::default());
        for tier in 0..TIERS {
            if tiers[tier] && !self.is_large_enough(table[tier]) {
                return false;
            }
            if !tiers[tier] && self.sizes[tier] > 0 {
                hidden = (hidden.0 + 1, hidden.1.with(table[tier]));
            }
        }
        hidden.0 == 0 || hidden.0 > 1 && self.is_large_enough(hidden.1)
    }

    /// Whether nobody can conclude a hidden number from what is printed by sums.
    fn keeps_secret(&self, table: &Table, shown: ShownFigures) -> bool {
        let mut seen = Seen::new(shown.tiers, self.sizes);
        let _ = self.visit(total(table), table, shown.tiers, &mut |other| {
            if self.by_sums(other) == shown { seen.add(other) } else { ControlFlow::Continue(()) }
        });
        seen.keeps_secret()
    }

    /// Whether nobody can conclude a number of a tier from the total alone, and from what it means that no tier is printed.
    fn total_keeps_secret(&self, all: Tally) -> bool {
        let mut seen = Seen::new([false; TIERS], self.sizes);
        let _ = self.visit(all, &Table::default(), [false; TIERS], &mut |other| {
            let by_sums = self.by_sums(other);
            let has_tiers = by_sums.tiers.contains(&true) && self.keeps_secret(other, by_sums);
            if has_tiers { ControlFlow::Continue(()) } else { seen.add(other) }
        });
        seen.keeps_secret()
    }

    /// Goes through all tables with this total and with the shown tiers as they are in `table`.
    fn visit(
        &self,
        all: Tally,
        table: &Table,
        shown: [bool; TIERS],
        see: &mut impl FnMut(&Table) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let choices = |tier: usize| -> Vec<Tally> {
            if shown[tier] { vec![table[tier]] } else { Tally::every(self.sizes[tier]).collect() }
        };
        let (firsts, seconds) = (choices(0), choices(1));
        for first in firsts {
            let Some(rest) = all.without(first) else { continue };
            for second in &seconds {
                let Some(third) = rest.without(*second) else { continue };
                if !shown[2] || third == table[2] {
                    see(&[first, *second, third])?;
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// What a reader has seen of the tables that can be behind what is printed.
struct Seen {
    hidden: [bool; TIERS],
    first: Option<Table>,
    /// Whether a number of a tier has been another one than in the first table.
    varies: [[bool; 3]; TIERS],
}

impl Seen {
    fn new(shown: [bool; TIERS], sizes: [u32; TIERS]) -> Self {
        let hidden = std::array::from_fn(|tier| !shown[tier] && sizes[tier] > 0);
        Self { hidden, first: None, varies: [[false; 3]; TIERS] }
    }

    /// Adds a table, and ends the search once nothing more can be hidden.
    fn add(&mut self, table: &Table) -> ControlFlow<()> {
        let first = self.first.get_or_insert(*table);
        for (tier, varies) in self.varies.iter_mut().enumerate() {
            let pairs = first[tier].parts().into_iter().zip(table[tier].parts());
            varies.iter_mut().zip(pairs).for_each(|(varies, (one, other))| *varies |= one != other);
        }
        if self.keeps_secret() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Whether no hidden number is the same in all. That a question arises in every case of a tier says nothing of the work.
    fn keeps_secret(&self) -> bool {
        let Some(first) = &self.first else { return true };
        let is_kept = |tier: usize| {
            let [met, unmet, neither] = self.varies[tier];
            met && unmet && (neither || first[tier].neither == 0)
        };
        (0..TIERS).filter(|tier| self.hidden[*tier]).all(is_kept)
    }
}

fn total(table: &Table) -> Tally {
    table.iter().fold(Tally::default(), |sum, tier| sum.with(*tier))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// What a reader sees of a table.
    type Printed = (Option<Tally>, [Option<Tally>; TIERS]);

    fn printed(table: &Table, least: u32) -> Printed {
        let shown = ShownFigures::of(table, least);
        (shown.all.then(|| total(table)), std::array::from_fn(|tier| shown.tiers[tier].then_some(table[tier])))
    }

    fn tables(sizes: [u32; TIERS]) -> impl Iterator<Item = Table> {
        Tally::every(sizes[0]).flat_map(move |first| {
            Tally::every(sizes[1])
                .flat_map(move |second| Tally::every(sizes[2]).map(move |third| [first, second, third]))
        })
    }

    /// A reader who knows the rule and all printed figures: every table there can be, by what it prints.
    fn attack(sizes: [u32; TIERS], least: u32) -> usize {
        let mut alike: BTreeMap<Printed, Vec<Table>> = BTreeMap::new();
        for table in tables(sizes) {
            alike.entry(printed(&table, least)).or_default().push(table);
        }
        for ((all, tiers), behind) in &alike {
            for tier in (0..TIERS).filter(|tier| tiers[*tier].is_none() && sizes[*tier] > 0) {
                for part in 0..3 {
                    let first = behind[0][tier].parts()[part];
                    let is_known = behind.iter().all(|table| table[tier].parts()[part] == first);
                    let says_nothing = part == 2 && first == 0;
                    assert!(
                        !is_known || says_nothing,
                        "{sizes:?} with {least}: tier {tier} has {first} in {part} behind {all:?} {tiers:?}"
                    );
                }
            }
            for figure in tiers.iter().chain([all]).flatten() {
                assert!(figure.met >= least && figure.unmet >= least, "{sizes:?} with {least}: {figure:?}");
                assert!(figure.neither == 0 || figure.neither >= least, "{sizes:?} with {least}: {figure:?}");
            }
        }
        alike.keys().filter(|(_, tiers)| tiers.iter().any(Option::is_some)).count()
    }

    #[test]
    fn no_hidden_number_can_be_recovered_from_what_is_printed_and_the_rule() {
        let mut sizes: Vec<[u32; TIERS]> = Vec::new();
        for first in 0..=3 {
            sizes.extend((first..=4).flat_map(|second| (second..=4).map(move |third| [first, second, third])));
        }
        for sizes in sizes {
            for least in 2..=3 {
                attack(sizes, least);
            }
        }
        // Here even the total would give a number away to whoever knows the rule.
        attack([5, 6, 6], 2);
        attack([3, 7, 4], 3);
        assert!(attack([4, 10, 6], 3) > 50, "the usual sample still has figures by tier");
    }

    #[test]
    fn a_tier_is_never_hidden_alone_and_a_total_of_few_cases_hides_everything() {
        let tally = |met, unmet| Tally { met, unmet, neither: 0 };
        let of = |table: Table| ShownFigures::of(&table, 3);
        assert_eq!(of([tally(4, 3), tally(6, 4), tally(3, 3)]).tiers, [true; 3]);
        assert_eq!(of([tally(3, 1), tally(6, 4), tally(3, 3)]).tiers, [false, true, false]);
        assert_eq!(of([tally(4, 0), tally(9, 1), tally(5, 1)]), ShownFigures::NONE);
        assert_eq!(of([tally(4, 0), tally(8, 2), tally(5, 1)]), ShownFigures::TOTAL);
    }
}
