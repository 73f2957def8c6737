//! Whether two names stand together as one person's, or only by chance.

use super::around::{ARTICLES, LABELS, is_title};
use super::finder::{Finder, Part, Seen};
use super::otherwise::CALENDAR;
use super::text::{Case, Text, Word};
use super::words::is_word;

impl Finder {
    /// Whether nothing but signs, initials and further names of the child stand between two names.
    pub(super) fn is_near(&self, text: &Text<'_>, here: &Seen, next: &Seen, child: usize) -> bool {
        let (from, to) = (here.end, next.start);
        (from..=to).all(|index| {
            let gap = text.gap(index);
            let after_initial = index > 0 && text.words[index - 1].letter().is_some();
            // In a list, `Taylor;Joshua` are two columns, and so are `Taylor; Joshua` if nobody else has a part of one.
            let parts = gap.contains([';', ':']) && gap.contains(char::is_whitespace);
            let ends = (parts && Self::is_of_more(text, here, next))
                || gap.contains(['!', '?'])
                || (gap.contains(". ") && !after_initial);
            let between = index == to
                || (text.words[index].letter().is_some() && text.words[index].case == Case::Capital)
                || self.initials[child].is_empty();
            let wide = gap.chars().filter(|sign| *sign == ' ').count().saturating_sub(1);
            !ends && gap.chars().count() - wide <= 6 && wide <= 20 && between
        })
    }

    /// Whether one of two names may be a part of somebody else's: `Mrs Taylor; Joshua Hill`.
    fn is_of_more(text: &Text<'_>, here: &Seen, next: &Seen) -> bool {
        let is_capital = |index: usize| text.words.get(index).is_some_and(|word| word.case != Case::Small);
        let is_beside = |index: usize| text.is_beside(index) && !text.gap(index).contains('\n');
        is_beside(here.start) || (is_beside(next.end) && is_capital(next.end))
    }

    /// Whether two names that are both words stand together by chance: in two cells, or in two lines.
    pub(super) fn is_chance(&self, text: &Text<'_>, one: &Seen, other: &Seen, child: usize) -> bool {
        let is_word = |seen: &Seen| {
            seen.names.iter().map(|name| &self.names[*name]).any(|name| name.child == child && name.is_word)
        };
        is_word(one) && is_word(other) && (one.end..=other.start).any(|index| text.gap(index).contains("\n\n"))
    }

    /// Whether two names that are words are listed: `Red, Amber, Light green`, `the April/May figures`. The family name stands first where a
    /// comma parts the two.
    pub(super) fn is_listed(text: &Text<'_>, part: Part, one: &Seen, other: &Seen) -> bool {
        let gap = text.gap(other.start);
        let words = [one, other].map(|seen| text.words[seen.start].folded.as_str());
        let are_months = words.iter().all(|word| CALENDAR.contains(word)) && gap != " ";
        let has_comma = part == Part::First && gap.contains(',') && one.end == other.start;
        are_months || (has_comma && words.into_iter().all(is_word))
    }

    /// Whether a short name in capitals stands behind `the` among words without: `the LAN was slow`.
    pub(super) fn is_acronym(text: &Text<'_>, seen: &Seen) -> bool {
        let word = &text.words[seen.start];
        let before = seen.start.checked_sub(1).map(|index| &text.words[index]);
        let is_article =
            before.is_some_and(|word| word.case != Case::Capitals && ARTICLES.contains(&word.folded.as_str()));
        let is_one = seen.end == seen.start + 1;
        is_one && word.case == Case::Capitals && word.folded.chars().count() <= 4 && is_article
    }

    /// Whether a name is that of somebody who has written something: `Zhang et al.`, `Zhang and colleagues`.
    pub(super) fn is_an_authors(text: &Text<'_>, seen: &Seen) -> bool {
        let word = |index: usize| text.folded(index);
        let behind = [word(seen.end), word(seen.end + 1)];
        let touches = text.is_beside(seen.end) && text.is_beside(seen.end + 1);
        touches && matches!(behind, ["et", "al"] | ["and", "colleagues"]) || Self::is_one_of_two_authors(text, seen)
    }

    /// Whether a name is one of two that are cited with a year: `Hughes and Taylor (2018)`.
    fn is_one_of_two_authors(text: &Text<'_>, seen: &Seen) -> bool {
        let is_and =
            |index: usize| text.words.get(index).is_some_and(|word| word.folded == "and" && text.is_beside(index));
        let is_year = |index: usize| {
            let year =
                text.words.get(index).filter(|_| text.gap(index) == " (" && text.gap(index + 1).starts_with(')'));
            year.is_some_and(|word| word.case == Case::Digits && word.folded.len() == 4)
        };
        let is_second = seen.start >= 2 && is_and(seen.start - 1) && text.words[seen.start - 2].case == Case::Capital;
        (is_and(seen.end) && is_year(seen.end + 2)) || (is_second && is_year(seen.end))
    }

    /// Whether the initial before a word is one that a child's first names do not have: `W. H. Smith` is nobody called H. Smith.
    pub(super) fn is_an_initial_of_another(&self, text: &Text<'_>, index: usize, child: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return false };
        let word =
            Some(&text.words[before]).filter(|word| word.case == Case::Capital && text.gap(index).starts_with('.'));
        word.and_then(Word::letter).is_some_and(|letter| !self.initials[child].contains(&letter))
    }

    /// Whether somebody else's initial stands before a common family name: `P. Smith` beside a child called Harry Smith.
    pub(super) fn is_another_with_initial(&self, text: &Text<'_>, seen: &Seen) -> bool {
        let before = seen.start.saturating_sub(1);
        let has_letter = seen.start > 0 && text.words[before].letter().is_some();
        let is_of_all = |child: usize| {
            self.is_an_initial_of_another(text, seen.start, child)
                || (has_letter && self.is_an_initial_of_another(text, before, child))
        };
        let mut names = seen.names.iter().map(|name| &self.names[*name]);
        names.all(|name| name.part == Part::Family && is_of_all(name.child))
    }

    /// Whether a name is cited with a year behind it: `Taylor (2016) says`, `see Taylor (2016)`. Somebody born in 2016 may ring.
    pub(super) fn is_cited(text: &Text<'_>, seen: &Seen) -> bool {
        let word = |index: Option<usize>| index.map_or("", |index| text.folded(index));
        let year = text.words.get(seen.end).filter(|word| word.case == Case::Digits && word.folded.len() == 4);
        let is_year = year.is_some() && text.gap(seen.end) == " (" && text.gap(seen.end + 1).starts_with(')');
        let says = || {
            matches!(
                word(Some(seen.end + 1)),
                "argues"
                    | "found"
                    | "finds"
                    | "notes"
                    | "reports"
                    | "says"
                    | "shows"
                    | "showed"
                    | "states"
                    | "suggests"
                    | "writes"
            )
        };
        is_year && (says() || matches!(word(seen.start.checked_sub(1)), "cf" | "in" | "per" | "see"))
    }

    /// Whether a name is that of a firm: `Hussain & Co`, `Jones and Partners`, `Smith and Jones solicitors`.
    pub(super) fn is_a_firms(text: &Text<'_>, seen: &Seen) -> bool {
        let word = |index: usize| text.folded(index);
        let is_of_firm = |word: &str| {
            matches!(word, "associates" | "co" | "company" | "daughters" | "llp" | "ltd" | "partners" | "sons")
        };
        let has_capital = |index: usize| text.words.get(index).is_some_and(|word| word.case != Case::Small);
        let is_and = word(seen.end) == "and" && text.is_beside(seen.end) && text.is_beside(seen.end + 1);
        (text.gap(seen.end) == " & " && is_of_firm(word(seen.end)))
            || (is_and && is_of_firm(word(seen.end + 1)) && has_capital(seen.end + 1))
            || (text.is_beside(seen.end) && matches!(word(seen.end), "llp" | "ltd" | "solicitors"))
    }

    /// Whether a name is a party of a case at law: `R v Taylor`, `Brown v Taylor`.
    pub(super) fn is_of_a_law_case(text: &Text<'_>, seen: &Seen) -> bool {
        let is_versus = |index: usize| {
            let word = text.words.get(index).filter(|word| word.case == Case::Small);
            word.is_some_and(|word| matches!(word.folded.as_str(), "v" | "vs"))
        };
        seen.start.checked_sub(1).is_some_and(is_versus) || is_versus(seen.end)
    }

    /// Whether a name is one of two that stand together: `Ernst & Young`; of a name that is a word also `Black and Brown`.
    pub(super) fn is_of_two(text: &Text<'_>, seen: &Seen, is_a_word: bool) -> bool {
        let has_capital = |index: usize| {
            text.words.get(index).is_some_and(|word| word.case == Case::Capital && word.letter().is_none())
        };
        let is_sign = |index: usize| text.gap(index).trim() == "&";
        let before = seen.start.checked_sub(1);
        let is_behind = before.is_some_and(|before| is_sign(seen.start) && has_capital(before));
        let is_second = || {
            let is_and = before.is_some_and(|before| text.folded(before) == "and" && text.is_beside(seen.start));
            is_and && text.is_beside(seen.start - 1) && seen.start > 1 && has_capital(seen.start - 2)
        };
        is_behind || (is_sign(seen.end) && has_capital(seen.end)) || (is_a_word && is_second())
    }

    /// Whether nothing but labels and titles stand between two names: `Surname: Court`, and `Forename: Jordan` in the next line.
    pub(super) fn is_labelled(text: &Text<'_>, from: usize, to: usize) -> bool {
        // The rule below the head of a table stands between: `| --- | --- |`.
        const WIDEST: usize = 24;
        // `Taylor,Mr,Joshua`: a title has a column of its own.
        let is_of_a_column = |index: usize| text.gap(index).trim_end().ends_with([',', ';', '|', '"', '\t']);
        let is_label = |index: usize| {
            let word = text.words[index].folded.as_str();
            LABELS.contains(&word) || (is_title(word) && is_of_a_column(index) && is_of_a_column(index + 1))
        };
        let are_labels = (from..to).all(is_label);
        from < to && are_labels && (from..=to).all(|index| text.gap(index).chars().count() <= WIDEST)
    }
}
