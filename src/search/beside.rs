//! Names that are known by what stands beside them: another name in small letters, an initial, a title.

use super::around::{OF_BOYS, YOUNG_PEOPLE};
use super::finder::{Finder, Name, Part, Seen};
use super::forms::FEWEST_LETTERS;
use super::text::{Case, Text, Word};
use super::words::is_common_name;

impl Finder {
    /// The child whose first and family name stand here in small letters, with the word after the last, and whether it can be nothing else:
    /// `will young` can, and so can `young, will`.
    pub fn in_small_letters(&self, text: &Text<'_>, seen: &[Seen], index: usize) -> Option<(usize, usize, bool)> {
        let (here, next) = (&seen[index], seen.get(index + 1)?);
        let is_small = |seen: &Seen| text.words[seen.start..seen.end].iter().all(|word| word.case == Case::Small);
        let gap = text.gap(next.start);
        let after =
            text.words.get(next.end).filter(|_| text.is_beside(next.end)).map_or("", |word| word.folded.as_str());
        let is_letter = |index: usize| text.words[index].folded.chars().count() == 1 && text.gap(index) == " ";
        let is_next = next.start == here.end || (next.start == here.end + 1 && is_letter(here.end));
        let is_one = is_next
            && (text.is_beside(next.start) || matches!(gap, "/" | "-" | "," | ", " | ": " | " (" | ". "))
            && !gap.contains("\n\n")
            && !YOUNG_PEOPLE.contains(&after);
        if !is_one || here.is_split || next.is_split || !is_small(here) || !is_small(next) {
            return None;
        }
        let of = |seen: &Seen, part: Part| -> Vec<&Name> {
            seen.names
                .iter()
                .map(|name| &self.names[*name])
                .filter(|name| name.part == part && !name.is_short)
                .collect()
        };
        [(here, next), (next, here)].into_iter().find_map(|(first, family)| {
            let families = of(family, Part::Family);
            of(first, Part::First).into_iter().find_map(|first| {
                let family = families.iter().find(|family| family.child == first.child)?;
                let is_plain = next.start == here.end && (text.is_beside(next.start) || matches!(gap, "/" | "-"));
                Some((first.child, next.end, is_plain && !(first.is_word && family.is_word)))
            })
        })
    }

    /// The child whose initial and family name an address gives: `j.smith@school.example`.
    pub fn after_initial_in_an_address(&self, text: &Text<'_>, seen: &Seen) -> Option<usize> {
        let initial = &text.words[seen.start.checked_sub(1)?];
        let (gap, word) = (text.gap(seen.start), &text.words[seen.start]);
        let is_here =
            matches!(gap, "." | "_") && word.case == Case::Small && text.gap(seen.end).starts_with(['@', '_', '.']);
        let mut signs = initial.folded.chars();
        let first = signs.next().filter(|_| is_here && signs.next().is_none())?;
        let names = seen.names.iter().map(|name| &self.names[*name]).filter(|name| name.part == Part::Family);
        let mut children = names.map(|name| name.child);
        children.find(|child| {
            self.initials[*child].contains(&first) && !self.borne.contains(&format!("{first}{}", word.folded))
        })
    }

    /// Whether the initial of a child's family name stands behind the child's first name, and no further name: `Grace Y. was seen`.
    pub fn has_family_initial(&self, text: &Text<'_>, seen: &Seen) -> bool {
        let Some(initial) = text.words.get(seen.end).filter(|_| text.is_beside(seen.end) && !seen.is_possessive) else {
            return false;
        };
        let is_middle = text.words.get(seen.end + 1).is_some_and(|next| {
            matches!(next.case, Case::Capital | Case::Capitals) && matches!(text.gap(seen.end + 1), " " | ". ")
        }) && !text.words[seen.end + 1].begins;
        let mut signs = initial.folded.chars();
        let Some(sign) = signs.next().filter(|_| initial.case == Case::Capital && signs.next().is_none() && !is_middle)
        else {
            return false;
        };
        let names = seen.names.iter().map(|name| &self.names[*name]);
        names.filter(|name| name.part == Part::First).any(|name| self.family_initials[name.child].contains(&sign))
    }

    /// Whether one other word with a capital, or one letter, stands between a child's first and family name: `Lily Smith-Brown`, `Jack a. Smith`.
    pub fn with_another_between(&self, text: &Text<'_>, seen: &[Seen], index: usize) -> bool {
        let here = &seen[index];
        let touches = |index: usize| text.is_beside(index) || text.is_joined(index);
        let is_between = |next: &&Seen| {
            let between = text.words.get(here.end).filter(|_| next.start == here.end + 1);
            let is_letter = |word: &Word| word.folded.chars().count() == 1;
            between.is_some_and(|word| !word.begins && (word.case == Case::Capital || is_letter(word)))
                && (here.end..=next.start).all(|index| touches(index) || text.gap(index) == ". ")
        };
        let of = |seen: &Seen, part: Part| -> Vec<usize> {
            let names = seen.names.iter().map(|name| &self.names[*name]);
            names.filter(|name| name.part == part).map(|name| name.child).collect()
        };
        let is_capital = |seen: &Seen| text.words[seen.start].case != Case::Small;
        let next = seen.get(index + 1).filter(is_between).filter(|next| is_capital(here) && is_capital(next));
        next.is_some_and(|next| {
            let families = of(next, Part::Family);
            of(here, Part::First).iter().any(|child| families.contains(child))
        })
    }

    /// Whether an initial hangs on a family name in small letters: `g.young`, `young_g`, `j. smith`.
    pub fn with_small_initial(&self, text: &Text<'_>, seen: &Seen) -> bool {
        let is_stop = |index: usize| matches!(text.gap(index), "." | "_" | ". ");
        // `A young` and `it's young` have no initial.
        let is_letter = |index: usize| {
            let letter = text.words.get(index).filter(|_| !text.is_joined(index));
            letter.is_some_and(|word| !matches!(word.folded.as_str(), "a" | "i" | "y" | "o" | "s" | "t" | "d" | "m"))
        };
        let hangs = |index: usize| {
            let other = if index == seen.end { index } else { index.saturating_sub(1) };
            is_stop(index) || (text.gap(index) == " " && is_letter(other))
        };
        let before = seen.start.checked_sub(1).filter(|_| hangs(seen.start));
        let after = Some(seen.end).filter(|end| hangs(*end) && *end < text.words.len());
        let initials = before.into_iter().chain(after).map(|index| &text.words[index]);
        let mut initials = initials.filter(|word| word.case == Case::Small && word.folded.chars().count() == 1);
        let families = || seen.names.iter().map(|name| &self.names[*name]).filter(|name| name.part == Part::Family);
        text.words[seen.start].case == Case::Small
            && initials.any(|word| {
                let sign = word.folded.chars().next().unwrap_or_default();
                let is_borne = self.borne.contains(&format!("{sign}{}", text.words[seen.start].folded));
                !is_borne && families().any(|name| self.initials[name.child].contains(&sign))
            })
    }

    /// The children whose rare name begins or ends what stands before the `@` of an address or behind that of a handle, which may be theirs:
    /// `zebulonq@school.example`, `@zebulonq09`. Each with the word.
    pub fn perhaps_in_addresses(&self, text: &Text<'_>) -> Vec<(usize, usize)> {
        if !text.raw().contains('@') {
            return Vec::new();
        }
        // A number may stand behind the name.
        let is_number = |index: usize| text.words.get(index).is_some_and(|word| word.case == Case::Digits);
        let end = |index: usize| index + 1 + usize::from(is_number(index + 1) && text.gap(index + 1).is_empty());
        let is_local = |index: &usize| {
            (text.gap(*index).ends_with('@') || text.gap(end(*index)).starts_with('@'))
                && !self.borne.contains(&text.words[*index].folded)
        };
        let words = (0..text.words.len()).filter(is_local);
        words.filter_map(|index| Some((self.rare_within(&text.words[index].folded)?, index))).collect()
    }

    /// The child whose rare name a word begins or ends with.
    fn rare_within(&self, word: &str) -> Option<usize> {
        let is_in = |form: &str| word.starts_with(form) || word.ends_with(form);
        let is_rare = |form: &str| form.chars().count() >= FEWEST_LETTERS && !self.may_be_anybodys(form);
        let (_, names) = self.by_form.iter().find(|(form, _)| is_in(form) && is_rare(form))?;
        names.iter().map(|name| self.names[*name].child).min()
    }

    /// The child whose family name stands behind the title of a boy, and whether it can be nothing else: `Master Key` can.
    pub fn after_title_of_a_boy(&self, text: &Text<'_>, seen: &Seen) -> Option<(usize, bool)> {
        let title = &text.words[seen.start.checked_sub(1)?];
        let word = &text.words[seen.start];
        let is_titled = OF_BOYS.contains(&title.folded.as_str())
            && title.case != Case::Small
            && word.case != Case::Small
            && matches!(text.gap(seen.start), " " | "\n" | ". ");
        let mut names = seen.names.iter().map(|name| &self.names[*name]);
        let name = names.find(|name| name.part == Part::Family).filter(|_| is_titled)?;
        Some((name.child, !name.is_word || is_common_name(&word.folded)))
    }

    /// Whether a text has a name of one word that the record gives to somebody, and that is a child's too.
    pub fn has_lone_name(&self, text: &Text<'_>) -> bool {
        let is_lone = |seen: &Seen| {
            text.words[seen.start..seen.end]
                .iter()
                .any(|word| word.case != Case::Small && self.lone.contains(&word.folded))
        };
        !self.lone.is_empty() && self.names_in(text).iter().any(is_lone)
    }
}
