//! Names that few others bear, so that they are a child's wherever they stand.

use super::finder::{Finder, Seen};
use super::text::{Case, Text, Word};
use super::words::{self, PARTICLES, is_word};

impl Finder {
    /// The child whose name this is, where it is neither a word nor a common name nor that of somebody who may be named.
    pub fn rare_name(&self, text: &Text<'_>, seen: &Seen) -> Option<usize> {
        if seen.is_split {
            let name = &self.names[*seen.names.first()?];
            return (self.judge_pieces(text, seen) == Some(true) && !name.is_word).then_some(name.child);
        }
        let words = &text.words[seen.start..seen.end - usize::from(seen.is_possessive)];
        let name = &self.names[*seen.names.first()?];
        // `van der Zwan` is as rare as `Zwan`, and so is `Zwan Brown`, which is one name.
        let own: Vec<&Word> = words.iter().filter(|word| !PARTICLES.contains(&&*word.folded)).collect();
        let is_rare = own.iter().any(|word| !self.may_be_anybodys(&word.folded))
            || self.is_rare_in_one(text, seen.start, words)
            || self.is_rare_double(&own);
        // `O'Brien` is as common as `Obrien`.
        let is_common = || words::is_common_name(&words.iter().map(|word| word.folded.as_str()).collect::<String>());
        let is_other = || Self::is_acronym(text, seen) || Self::is_an_authors(text, seen);
        (is_rare && !name.is_word && !name.is_short && !is_common() && !is_other()).then_some(name.child)
    }

    /// The child whose name this is, where it is neither a word nor a common name, whoever else bears it.
    pub(super) fn rare_wherever(&self, text: &Text<'_>, seen: &Seen) -> Option<usize> {
        let name = &self.names[*seen.names.first()?];
        let has_rare = || text.words[seen.start..seen.end].iter().any(|word| words::is_rare(&word.folded));
        self.rare_name(text, seen).or_else(|| (!seen.is_split && !name.is_short && has_rare()).then_some(name.child))
    }

    /// Whether a name is a word as well, or common, or that of somebody who may be named.
    pub(super) fn may_be_anybodys(&self, name: &str) -> bool {
        !words::is_rare(name) || self.borne.contains(name)
    }

    /// Whether the words of a family name are rare together, though somebody bears one of them.
    fn is_rare_double(&self, words: &[&Word]) -> bool {
        let whole: String = words.iter().map(|word| word.folded.as_str()).collect();
        let has_rare = || words.iter().any(|word| words::is_rare(&word.folded));
        words.len() > 1 && has_rare() && !self.borne.contains(&whole)
    }

    /// Whether words are a rare name with a hyphen or an apostrophe in it, as in `Quill-feather`, though each is a word. In small letters one of
    /// them has to be a name and no word: `ellie-mae`.
    fn is_rare_in_one(&self, text: &Text<'_>, start: usize, words: &[Word]) -> bool {
        let whole: String = words.iter().map(|word| word.folded.as_str()).collect();
        // `Al Rashid` is one name, as `Al-Rashid` is.
        let is_one = |index: usize| {
            text.is_joined(index) || (text.is_beside(index) && PARTICLES.contains(&&*text.words[index - 1].folded))
        };
        let is_joined = (start + 1..start + words.len()).all(is_one);
        let has_name = || words[0].case != Case::Small || words.iter().any(|word| !is_word(&word.folded));
        let is_name = words.len() > 1 && is_joined && has_name();
        is_name && !self.may_be_anybodys(&whole)
    }
}
