//! Names of people, bodies and places, and addresses: what stands in place of prose.

use super::around::{is_of_somebody, is_relative, is_title};
use super::finder::{Part, Seen};
use super::prose::{self, Found};
use super::text::{Case, Text};
use super::{Terms, What};

/// Words of a case's HMIP ID, `AB01`.
const WORDS_OF_A_CASE: usize = 2;

impl Terms {
    /// What stands in place of a name, an address or a number: a child's date of birth, system ID or note, or the full name
    /// of a child or a rare one, which somebody or something else may bear as well.
    pub fn in_a_name(&self, text: &str) -> Vec<Found> {
        let text = Text::new(text);
        let seen = self.finder.names_in(&text);
        let full = self.full_names(&text, &seen).next().map(|(_, child)| child);
        let of_people = self.finder.covered_by_people(&text);
        // The name itself makes the word somebody's from then on: `Samir Haddad (Tyrese)` is told here, once.
        let rare = || seen.iter().find_map(|seen| self.finder.rare_wherever(&text, seen));
        let whole = || text.words.iter().find_map(|word| self.finder.run_together(word));
        let with_initial = || {
            let name = seen.iter().find(|seen| self.finder.has_family_initial(&text, seen))?;
            name.names.first().map(|name| self.finder.names[*name].child)
        };
        // `S. Llewellyn-Pryce` frees these words in prose, so that it is told as the full name is.
        let in_short = || (0..seen.len()).find_map(|index| self.finder.full_name(&text, &seen, index, true));
        let whose =
            full.or_else(rare).or_else(whole).or_else(with_initial).or_else(|| in_short().map(|(child, _)| child));
        let is_address = text.raw().contains('@');
        let whose =
            whose.or_else(|| if is_address { self.in_an_address(&text) } else { self.in_relation(&text, &seen) });
        // Somebody has two names: a rare first name alone is a child's in the wrong place.
        let is_first = |seen: &Seen| seen.names.iter().all(|name| self.finder.names[*name].part == Part::First);
        let is_alone = |seen: &Seen| {
            seen.start == 0
                && seen.end == text.words.len()
                && is_first(seen)
                && self.finder.rare_name(&text, seen).is_some()
        };
        // Nobody else's name or address is a case with a child's name: `AB26 - Mai`, `Mrs King (AB01)`. A postcode has more beside it.
        let is_beside_a_case = |seen: &Seen| {
            let titles = text.words.iter().filter(|word| is_title(&word.folded)).count();
            let is_whole = text.words.len() == seen.end - seen.start + titles + WORDS_OF_A_CASE;
            let may_be = is_whole && text.words[seen.start].case != Case::Small && !of_people[seen.start];
            may_be && self.finder.has_case(&text)
        };
        let is_certain = seen.iter().any(|seen| is_alone(seen) || is_beside_a_case(seen));
        let whose = whose.or_else(|| {
            let name = seen.iter().find(|seen| is_beside_a_case(seen))?.names.first()?;
            Some(self.finder.names[*name].child)
        });
        let name = whose.map(|whose| Found::name(whose, Part::Family, 0..0, is_certain));
        // Digits of a day of birth in an address are nothing else; the whole address is told.
        let counts = |found: &Found| found.is_certain || (is_address && found.what == What::DateOfBirth);
        let exact = prose::exact(&self.finder, &text).into_iter().filter(counts);
        let certain =
            exact.map(|found| if found.is_certain { found } else { Found { is_certain: true, at: 0..0, ..found } });
        certain.chain(name).collect()
    }

    /// The child whose name stands in an address of somebody else: `callum.social-worker@…`.
    fn in_an_address(&self, text: &Text<'_>) -> Option<usize> {
        let found = prose::find(&self.finder, text, false).into_iter().find(|found| found.what == What::Name);
        found.map(|found| found.whose)
    }

    /// The child to whom the name of somebody else or of a body relates: `Mum of Callum`, `c/o Callum`, `Taylor family home`, `Worker for C. Taylor`.
    fn in_relation(&self, text: &Text<'_>, seen: &[Seen]) -> Option<usize> {
        let word = |index: Option<usize>| index.map_or("", |index| text.folded(index));
        let has = |is_one: fn(&str) -> bool| text.words.iter().any(|word| is_one(&word.folded));
        let is_word = |seen: &Seen| seen.names.iter().all(|name| self.finder.names[*name].is_word);
        let is_titled = |seen: &Seen| seen.start == 1 && is_title(word(Some(0)));
        let is_whole = |seen: &Seen| seen.end == text.words.len() && (seen.start == 0 || is_titled(seen));
        let relates = |seen: &Seen| {
            let is_of = |back: usize| matches!(word(seen.start.checked_sub(back)), "of" | "for" | "o" | "i");
            let is_initial = || word(seen.start.checked_sub(1)).chars().count() == 1;
            is_of(1)
                || (is_initial() && is_of(2))
                || matches!(word(Some(seen.end)), "family" | "household")
                || (seen.is_possessive && has(is_of_somebody))
        };
        let counts = |seen: &&Seen| {
            text.words[seen.start].case != Case::Small
                && (has(is_relative)
                    || is_whole(seen)
                    || is_beside_somebody(text, seen, is_word(seen))
                    || (relates(seen) && (!is_word(seen) || has(is_of_somebody))))
        };
        let name = seen.iter().find(counts)?.names.first()?;
        Some(self.finder.names[*name].child)
    }

    /// What stands in place of the name of a body or a place, or in an address. A child's full name is certainly the child's there,
    /// unless it may be anybody's, as in `George Street`, or somebody of the record is called so.
    pub fn in_the_name_of_a_place(&self, text: &str) -> Vec<Found> {
        let mut found = self.in_a_name(text);
        let text = Text::new(text);
        let seen = self.finder.names_in(&text);
        let of_people = self.finder.covered_by_people(&text);
        let mut full = self.full_names(&text, &seen).filter(|(first, _)| !of_people[first.start]);
        // The whole of a line is nobody's street.
        let is_whole = |child: usize| {
            let is_his = |seen: &Seen| seen.names.iter().any(|name| self.finder.names[*name].child == child);
            let of_his = |index: usize| seen.iter().any(|one| (one.start..one.end).contains(&index) && is_his(one));
            text.words.len() > 1 && (0..text.words.len()).all(of_his)
        };
        if let Some((_, whose)) = full.find(|(_, child)| self.finder.rare[*child] || is_whole(*child)) {
            found.retain(|found| found.what != What::Name);
            found.push(Found::name(whose, Part::Family, 0..0, true));
        }
        found
    }
}

/// Whether a name hangs on that of somebody or something else, and is not a part of it: `Tom Hale (Callum)`, `Home visit Callum`, `Dear Callum`,
/// `Taylor home`. Of a name that is a word, `House of Hope` is none.
fn is_beside_somebody(text: &Text<'_>, seen: &Seen, is_word: bool) -> bool {
    let Some(before) = seen.start.checked_sub(1).map(|index| &text.words[index]) else {
        return text.words.get(seen.end).is_some_and(|next| {
            next.case == Case::Small && matches!(next.folded.as_str(), "home" | "house" | "and" | "case")
        });
    };
    let gap = text.gap(seen.start);
    let is_hung = gap.contains(['(', '/', ':', '+']) || matches!(gap.trim(), "-" | "\u{2013}") && gap.len() > 1;
    let is_last = seen.end == text.words.len() || text.folded(seen.end) == "and";
    let is_greeted = matches!(before.folded.as_str(), "dear" | "annwyl");
    let is_led = is_greeted || (!is_word && matches!(before.case, Case::Small | Case::Digits));
    is_hung || (is_last && is_led)
}
