//! What identifies the children, made ready to be looked for, and where a text holds it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::around::is_of_somebody;
use super::birth_months::BirthMonths;
use super::exact;
use super::forms::{
    FEWEST_LETTERS, halves, humps, in_addresses, of_relatives, plural, split, umlauts, whole, with_initials,
};
use super::runs::Runs;
use super::starts::Starts;
use super::text::{Case, Text, Word, fold};
use super::words::{self, is_word};

/// What is looked for of one child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChildFacts<'f> {
    /// Family name.
    pub family: &'f str,
    /// First names.
    pub first: &'f str,
    /// Date of birth.
    pub born: Option<NaiveDate>,
    /// ID in the case management system.
    pub id: Option<&'f str>,
    /// HMIP ID of the case.
    pub case: Option<&'f str>,
}

/// Which part of a child's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A first name.
    First,
    /// The family name, or a half of it.
    Family,
}

/// A name that is looked for.
#[derive(Clone, Debug)]
pub struct Name {
    /// Whose it is.
    pub child: usize,
    /// Which part.
    pub part: Part,
    /// Whether it is a word as well.
    pub is_word: bool,
    /// Whether it is so short that it can be anything.
    pub is_short: bool,
    /// Whether it was entered in capitals: `TJ`.
    pub in_capitals: bool,
}

/// A name where it stands in a text.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The children's names that it can be, as indices.
    pub names: Vec<usize>,
    /// First word.
    pub start: usize,
    /// The word after the last.
    pub end: usize,
    /// Whether it has a possessive behind it, so that what follows is not part of the name.
    pub is_possessive: bool,
    /// Whether its letters stand apart: `Quill feather`.
    pub is_split: bool,
}

/// What is looked for, of all children.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Every name.
    pub names: Vec<Name>,
    pub(super) by_form: HashMap<String, Vec<usize>>,
    /// The beginnings of the longer forms, by which a name in pieces is known.
    pub(super) beginnings: HashSet<String>,
    pub(super) whole: HashMap<String, usize>,
    /// What addresses make of the children's names, in one word: `mnguyen`, `jli`.
    pub(super) addressed: HashMap<String, usize>,
    /// How the forms and the names in one word begin.
    pub(super) starts: Starts,
    pub(super) initials: Vec<HashSet<char>>,
    /// Of each child those of the family name and its halves.
    pub(super) family_initials: Vec<HashSet<char>>,
    /// Of each child whether few others can have its name: a part of it is neither a word nor common.
    pub(super) rare: Vec<bool>,
    pub(super) born: HashMap<NaiveDate, usize>,
    /// The days of birth of the children, by the HMIP IDs of their cases in one word.
    pub(super) cases: HashMap<String, Option<NaiveDate>>,
    /// How these begin.
    pub(super) case_starts: Starts,
    pub(super) birth_months: BirthMonths,
    /// The forms of the IDs, each with its child, and whether it can be nothing else.
    pub(super) ids: HashMap<String, (usize, bool)>,
    /// Words of the longest ID.
    pub(super) id_parts: usize,
    /// How the IDs begin.
    pub(super) id_starts: Starts,
    pub(super) notes: Runs,
    /// The names of others and of places, of which what is one is no child; with 1 for those of people.
    pub(super) others: Runs,
    /// The single words of others' names, and what their addresses make of these.
    pub borne: HashSet<String>,
    /// Names of one word that stand for somebody else, who may be the child in the wrong place.
    pub(super) lone: HashSet<String>,
}

/// Words of one name at most.
const LONGEST_NAME: usize = 5;

impl Finder {
    /// Adds a child; the number of those before it is the child's.
    pub fn add(&mut self, facts: ChildFacts<'_>) {
        let child = self.initials.len();
        let first: Vec<String> = split(facts.first);
        let family = facts.family;
        self.family_initials
            .push(Text::new(family).words.iter().filter_map(|word| word.folded.chars().next()).collect());
        self.initials.push(first.iter().filter_map(|name| fold(name).chars().next()).collect());
        let is_rare = |name: &str| {
            let name = whole(name);
            !name.is_empty() && words::is_rare(&name)
        };
        self.rare.push(is_rare(family) || first.first().is_some_and(|name| is_rare(name)));
        for name in &first {
            self.push(child, Part::First, name);
        }
        if first.len() > 1 {
            self.push(child, Part::First, facts.first);
        }
        // `Abdulrahman` of `Yusuf Abdul Rahman`.
        for pair in first.windows(2).filter(|_| first.len() > 2) {
            self.push(child, Part::First, &pair.join(" "));
        }
        if let Some(case) = facts.case.map(whole) {
            self.case_starts.add(&case);
            self.cases.insert(case, facts.born);
        }
        self.push(child, Part::Family, family);
        for first in first.first().into_iter().map(String::as_str).chain([facts.first]) {
            for family in [whole(family)].into_iter().chain(halves(family)) {
                self.push_whole(whole(first) + &family, child);
                self.push_whole(family + &whole(first), child);
            }
        }
        let words: Vec<String> = first.iter().map(|name| whole(name)).chain([whole(family)]).collect();
        self.addressed.extend(in_addresses(&words).into_iter().map(|word| (word, child)));
        for word in with_initials(facts.first, facts.family) {
            if words::is_rare(&word) {
                self.push_whole(word, child);
            }
        }
        self.add_numbers(child, facts);
    }

    fn push_whole(&mut self, word: String, child: usize) {
        self.starts.add(&word);
        self.whole.insert(word, child);
    }

    /// Adds the date of birth and the ID of a child that was added.
    pub fn add_numbers(&mut self, child: usize, facts: ChildFacts<'_>) {
        if let Some(born) = facts.born {
            self.born.insert(born, child);
            self.birth_months.add(born);
        }
        self.id_parts = self.id_parts.max(exact::USUAL_PARTS).max(facts.id.map_or(0, exact::parts));
        for (id, is_certain) in facts.id.map(exact::written).unwrap_or_default() {
            self.id_starts.add(&id);
            // What is certainly one child's is not another's perhaps.
            let known = self.ids.entry(id).or_insert((child, is_certain));
            if is_certain {
                *known = (child, true);
            }
        }
    }

    /// Adds a confidential note, which is told by its number.
    pub fn add_note(&mut self, note: &str, number: usize) {
        for run in exact::runs(note) {
            self.notes.add(&run, number);
        }
    }

    /// Every form of the children's names, one to a line.
    pub fn forms(&self) -> String {
        self.by_form.keys().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn push(&mut self, child: usize, part: Part, name: &str) {
        let text = Text::new(name);
        let words: Vec<&str> = text.words.iter().map(|word| word.folded.as_str()).collect();
        let whole = words.concat();
        if whole.is_empty() {
            return;
        }
        let mut forms = vec![whole.clone(), words.join(" ")];
        forms.extend(umlauts(name));
        forms.extend(humps(name));
        forms.extend(of_relatives(name).into_iter().filter(|_| part == Part::Family));
        let in_capitals = text.words.iter().all(|word| word.case == Case::Capitals);
        self.note((child, part, in_capitals), &whole, words.len() == 1 && is_word(&whole), forms);
        for half in halves(name) {
            let mut forms = vec![half.clone()];
            forms.extend(of_relatives(&half).into_iter().filter(|_| part == Part::Family));
            self.note((child, part, in_capitals), &half, is_word(&half), forms);
        }
    }

    fn note(
        &mut self,
        (child, part, in_capitals): (usize, Part, bool),
        whole: &str,
        is_word: bool,
        forms: Vec<String>,
    ) {
        let index = self.names.len();
        self.names.push(Name { child, part, is_word, is_short: whole.chars().count() < 3, in_capitals });
        for form in forms {
            if form.chars().count() >= FEWEST_LETTERS && !form.contains(' ') {
                self.beginnings.extend(form.char_indices().skip(1).map(|(at, _)| form[..at].to_owned()));
            }
            self.starts.add(&form);
            let known = self.by_form.entry(form).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.initials.is_empty()
    }

    /// The names in a text, in order; of two that overlap the longer, which begins first.
    pub fn names_in(&self, text: &Text<'_>) -> Vec<Seen> {
        let mut seen = Vec::new();
        let mut start = 0;
        while start < text.words.len() {
            if !self.starts.may_be(&text.words[start].folded) {
                start += 1;
                continue;
            }
            let (whole, in_pieces) = (self.name_at(text, start), self.pieces_at(text, start));
            match whole.into_iter().chain(in_pieces).max_by_key(|name| (name.end, !name.is_split)) {
                Some(name) => {
                    start = name.end;
                    seen.push(name);
                }
                None => start += 1,
            }
        }
        seen
    }

    fn name_at(&self, text: &Text<'_>, start: usize) -> Option<Seen> {
        let mut form = String::new();
        let mut found = None;
        for index in start..text.words.len().min(start + LONGEST_NAME) {
            let word = &text.words[index];
            if index > start {
                match () {
                    () if text.is_joined(index) => {}
                    () if text.is_beside(index) => form.push(' '),
                    () => break,
                }
            }
            form.push_str(&word.folded);
            if let Some(names) = self.by_form.get(&form) {
                found = Some((names.clone(), index + 1));
            } else if index > start && word.folded == "s" {
                // The possessive of what was found.
                break;
            } else if let Some(names) = plural(&form).find_map(|form| self.by_form.get(form)) {
                // What is a word of its own, `wills` or `prices`, is a plural of that.
                let is_before_kin = || is_of_somebody(text.folded(index + 1)) && text.is_beside(index + 1);
                if !(word.case == Case::Small && is_word(&word.folded)) || is_before_kin() {
                    found = Some((names.clone(), index + 1));
                }
            }
        }
        let (names, end) = found?;
        let is_possessive = text.words.get(end).is_some_and(|next| next.folded == "s" && text.is_joined(end));
        Some(Seen { names, start, end: end + usize::from(is_possessive), is_possessive, is_split: false })
    }

    /// The children's names of a part that it can be.
    pub(super) fn named<'f>(&'f self, seen: &'f Seen, part: Part) -> impl Iterator<Item = &'f Name> {
        seen.names.iter().map(|name| &self.names[*name]).filter(move |name| name.part == part)
    }

    /// The child whose first and family name stand here beside each other, in either order, with the word after the last.
    /// With `initials`, an initial stands for the first name.
    pub fn full_name(&self, text: &Text<'_>, seen: &[Seen], index: usize, initials: bool) -> Option<(usize, usize)> {
        let here = &seen[index];
        // `will.young@…`: an address has no capitals.
        let in_an_address =
            |seen: &Seen| matches!(text.gap(seen.start), "." | "_") || matches!(text.gap(seen.end), "." | "_");
        let own = |seen: &Seen, part: Part, child: Option<usize>| -> Option<usize> {
            let counts = |name: &Name| {
                let is_weak = if seen.is_split {
                    self.judge_pieces(text, seen).is_none()
                } else {
                    name.is_word && text.words[seen.start].case == Case::Small && !in_an_address(seen)
                };
                child.is_none_or(|child| child == name.child) && !is_weak
            };
            self.named(seen, part).find(|name| counts(name)).map(|name| name.child)
        };
        for (part, other) in [(Part::First, Part::Family), (Part::Family, Part::First)] {
            let mut children: Vec<usize> = self.named(here, part).map(|name| name.child).collect();
            children.dedup();
            for child in children {
                if own(here, part, Some(child)).is_none() {
                    continue;
                }
                for next in seen.iter().skip(index + 1).take(3) {
                    if !self.is_near(text, here, next, child) && !Self::is_labelled(text, here.end, next.start) {
                        break;
                    }
                    let is_chance =
                        || self.is_chance(text, here, next, child) || Self::is_listed(text, part, here, next);
                    if own(next, other, Some(child)).is_some() && !is_chance() {
                        return Some((child, next.end));
                    }
                    if own(next, part, Some(child)).is_none() {
                        break;
                    }
                }
            }
        }
        if let Some((child, end, true)) = self.in_small_letters(text, seen, index) {
            return Some((child, end));
        }
        if let Some(child) = self.after_initial_in_an_address(text, here) {
            return Some((child, here.end));
        }
        if !initials {
            return None;
        }
        // `A Black child`, `Ward C`, `Child B`: of a name that is a word, only an initial with its full stop is one for sure.
        let is_word = here.names.iter().all(|name| self.names[*name].is_word);
        let has_stop = text.gap(here.start).starts_with('.') || text.gap(here.end + 1).starts_with('.');
        if text.words[here.start].case == Case::Small || (is_word && !has_stop) {
            return None;
        }
        let is_initial = |word: &Word, child: usize| {
            word.case == Case::Capital && word.letter().is_some_and(|letter| self.initials[child].contains(&letter))
        };
        for child in self.named(here, Part::Family).map(|name| name.child) {
            let before = here.start.checked_sub(1).filter(|before| is_initial(&text.words[*before], child));
            let before = before.filter(|before| !self.is_an_initial_of_another(text, *before, child));
            if before.is_some() && text.gap(here.start).chars().all(|sign| matches!(sign, '.' | ' ' | '\n' | '\u{a0}'))
            {
                return Some((child, here.end));
            }
            let after = text.words.get(here.end).filter(|_| !here.is_possessive).filter(|word| is_initial(word, child));
            if let Some(word) = after {
                let pronoun = matches!(word.folded.as_str(), "i" | "a") && !text.gap(here.end + 1).starts_with('.');
                if !pronoun && matches!(text.gap(here.end), " " | ", " | "\n" | ",\n") {
                    return Some((child, here.end + 1));
                }
            }
        }
        None
    }

    /// The child whose names a word gives as one, as addresses and names of files do.
    pub fn run_together(&self, word: &Word) -> Option<usize> {
        let known = self.starts.may_be(&word.folded).then(|| self.whole.get(&word.folded))??;
        Some(*known).filter(|_| !self.borne.contains(&word.folded))
    }
}
