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
        let is_letter = |index: usize| text.words[index].letter().is_some() && text.gap(index) == " ";
        let is_next = next.start == here.end || (next.start == here.end + 1 && is_letter(here.end));
        let is_one = is_next
            && (text.is_beside(next.start) || matches!(gap, "/" | "-" | "," | ", " | ": " | " (" | ". "))
            && !gap.contains("\n\n")
            && !YOUNG_PEOPLE.contains(&after);
        if !is_one || here.is_split || next.is_split || !is_small(here) || !is_small(next) {
            return None;
        }
        let is_plain = next.start == here.end && (text.is_beside(next.start) || matches!(gap, "/" | "-"));
        [(here, next), (next, here)].into_iter().find_map(|(first, family)| {
            // `jo smith`: of a short name that is no word.
            let counts = |name: &&Name| !(name.is_short && name.is_word);
            self.named(first, Part::First).filter(counts).find_map(|first| {
                // `grace ng`: a short name that is no word.
                let counts =
                    |name: &&Name| name.child == first.child && !(name.is_short && (name.is_word || first.is_short));
                let family = self.named(family, Part::Family).find(counts)?;
                let are_short = family.is_short || first.is_short;
                let are_words = first.is_word && family.is_word;
                Some((first.child, next.end, is_plain && !are_short && !are_words))
            })
        })
    }

    /// The child whose initial and family name an address gives: `j.smith@school.example`.
    pub fn after_initial_in_an_address(&self, text: &Text<'_>, seen: &Seen) -> Option<usize> {
        let initial = &text.words[seen.start.checked_sub(1)?];
        let (gap, word) = (text.gap(seen.start), &text.words[seen.start]);
        let is_here =
            matches!(gap, "." | "_") && word.case == Case::Small && text.gap(seen.end).starts_with(['@', '_', '.']);
        let letter = initial.letter().filter(|_| is_here)?;
        self.with_initial(seen, letter, &word.folded)
    }

    /// The child whose family name this is and whose first name begins with a letter, unless somebody who may be named is called so.
    fn with_initial(&self, seen: &Seen, letter: char, family: &str) -> Option<usize> {
        let mut children = self.named(seen, Part::Family).map(|name| name.child);
        let child = children.find(|child| self.initials[*child].contains(&letter));
        child.filter(|_| !self.borne.contains(&format!("{letter}{family}")))
    }

    /// Whether the initial of a child's family name stands behind the child's first name, and no further name: `Grace Y. was seen`.
    pub fn has_family_initial(&self, text: &Text<'_>, seen: &Seen) -> bool {
        let initial = text
            .words
            .get(seen.end)
            .filter(|word| text.is_beside(seen.end) && !seen.is_possessive && word.case == Case::Capital);
        let is_middle = || {
            text.words.get(seen.end + 1).is_some_and(|next| {
                matches!(next.case, Case::Capital | Case::Capitals)
                    && matches!(text.gap(seen.end + 1), " " | ". ")
                    && !next.begins
            })
        };
        let letter = initial.and_then(Word::letter).filter(|_| !is_middle());
        letter.is_some_and(|letter| {
            self.named(seen, Part::First).any(|name| self.family_initials[name.child].contains(&letter))
        })
    }

    /// Whether one other word with a capital, or one letter, stands between a child's first and family name: `Lily Smith-Brown`, `Jack a. Smith`.
    pub fn with_another_between(&self, text: &Text<'_>, seen: &[Seen], index: usize) -> bool {
        let here = &seen[index];
        let touches = |index: usize| text.is_beside(index) || text.is_joined(index);
        let is_between = |next: &&Seen| {
            let between = text.words.get(here.end).filter(|_| next.start == here.end + 1);
            between.is_some_and(|word| !word.begins && (word.case == Case::Capital || word.letter().is_some()))
                && (here.end..=next.start).all(|index| touches(index) || text.gap(index) == ". ")
        };
        let is_capital = |seen: &Seen| text.words[seen.start].case != Case::Small;
        let next = seen.get(index + 1).filter(is_between).filter(|next| is_capital(here) && is_capital(next));
        next.is_some_and(|next| {
            let is_of = |child| self.named(next, Part::Family).any(|family| family.child == child);
            self.named(here, Part::First).any(|first| is_of(first.child))
        })
    }

    /// Whether a name with a capital stands alone between two signs of quotation, such as `tier = "Jack"`.
    pub fn has_quoted_name(&self, text: &str) -> bool {
        let is_name = |quoted: &str| {
            let quoted = Text::new(quoted);
            let seen = self.names_in(&quoted);
            let named: usize = seen.iter().map(|seen| seen.end - seen.start).sum();
            named > 0 && named == quoted.words.len() && quoted.words.iter().all(|word| word.case != Case::Small)
        };
        ['`', '"'].into_iter().any(|sign| text.split(sign).skip(1).step_by(2).any(is_name))
    }

    /// Whether a part of a path has a child's first and family name in this order, or the two in either order and nothing else.
    pub fn is_named_after(&self, part: &str) -> bool {
        self.named_after(part).is_some()
    }

    /// Whether a name, read in small letters, is a child's and nothing else but a date or a count: of two folders one within the other.
    pub fn is_wholly_named_after(&self, part: &str) -> bool {
        self.named_after(part).is_some_and(|is_whole| is_whole)
    }

    /// Whether a child's name in the name of a file is all that it has; nothing where it has none.
    fn named_after(&self, part: &str) -> Option<bool> {
        let small = part.replace(['-', '_', '.'], " ").to_lowercase();
        let text = Text::new(&small);
        let seen = self.names_in(&text);
        // A date or a count stands before a name or behind it: `2027-06-faith-hope`.
        let is_count = |word: &Word| word.folded.chars().all(|sign| sign.is_ascii_digit());
        let found = (0..seen.len()).filter_map(|index| {
            let (child, end, _) = self.in_small_letters(&text, &seen, index)?;
            let is_first = self.named(&seen[index], Part::First).any(|name| name.child == child);
            let is_whole = text.words[..seen[index].start].iter().chain(&text.words[end..]).all(is_count);
            (is_first || is_whole).then_some(is_whole)
        });
        found.max()
    }

    /// Whether a text has two parts of a child's name together that may be a name: in small letters, or with another name between.
    pub fn has_parts_together(&self, text: &Text<'_>) -> bool {
        let seen = self.names_in(text);
        (0..seen.len()).any(|index| {
            self.in_small_letters(text, &seen, index).is_some()
                || self.with_another_between(text, &seen, index)
                || self.with_small_initial(text, &seen[index])
        })
    }

    /// Whether an initial hangs on a family name in small letters: `g.young`, `young_g`, `j. smith`.
    pub fn with_small_initial(&self, text: &Text<'_>, seen: &Seen) -> bool {
        let is_stop = |index: usize| matches!(text.gap(index), "." | "_" | ". ");
        // `A young` and `it's young` have no initial.
        let is_letter = |index: usize| {
            let letter = text.words.get(index).filter(|_| !text.is_joined(index));
            letter.is_some_and(|word| !matches!(word.folded.as_str(), "a" | "i" | "y" | "o"))
        };
        let hangs = |index: usize| {
            let other = if index == seen.end { index } else { index.saturating_sub(1) };
            is_stop(index) || (text.gap(index) == " " && is_letter(other))
        };
        let before = seen.start.checked_sub(1).filter(|_| hangs(seen.start));
        let after = Some(seen.end).filter(|end| hangs(*end) && *end < text.words.len());
        let initials = before.into_iter().chain(after).map(|index| &text.words[index]);
        let mut letters = initials.filter(|word| word.case == Case::Small).filter_map(Word::letter);
        let word = &text.words[seen.start];
        word.case == Case::Small && letters.any(|letter| self.with_initial(seen, letter, &word.folded).is_some())
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
        let whose = |word: &str| self.rare_within(word).or_else(|| self.addressed.get(word).copied());
        words.filter_map(|index| Some((whose(&text.words[index].folded)?, index))).collect()
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
        let name = self.named(seen, Part::Family).next().filter(|_| is_titled)?;
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
