//! What differs between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tokens::{Unit, UnitKind, tokens};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// It stands in both.
    Same,
    /// It stands in the old text alone.
    Removed,
    /// It stands in the new text alone.
    Added,
}

/// A run of text of which one thing is true.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// What became of it.
    pub piece: Piece,
    /// What it says.
    pub text: String,
    /// Whether it is dates and times alone.
    #[serde(skip)]
    pub is_dates: bool,
}

/// So many equal words between two changes are part of one change: they are easier to read so.
const SWALLOWED: usize = 2;

/// Texts of more tokens than these together are told as a whole.
const MOST_TOKENS: usize = 40_000;

/// What differs between two texts. Without what was added it is the old text, without what was removed the new one.
pub fn differences(old: &str, new: &str) -> Vec<Span> {
    let (old, new) = (tokens(old), tokens(new));
    let mut spans = Vec::new();
    for part in parts(&old, &new) {
        match part {
            Part::Same(tokens) => push(&mut spans, Piece::Same, tokens),
            Part::Changed(removed, added) => {
                push(&mut spans, Piece::Removed, removed);
                push(&mut spans, Piece::Added, added);
            }
        }
    }
    spans
}

/// What lies between two ends: equal tokens, or others in their place.
enum Part<'p, 't> {
    Same(&'p [Unit<'t>]),
    Changed(&'p [Unit<'t>], &'p [Unit<'t>]),
}

fn parts<'p, 't>(old: &'p [Unit<'t>], new: &'p [Unit<'t>]) -> Vec<Part<'p, 't>> {
    if old.len() + new.len() > MOST_TOKENS {
        return vec![Part::Changed(old, new)];
    }
    // Where in both texts each run of equal tokens begins, and its length; the last one is the end of both.
    let mut equal: Vec<(usize, usize, usize)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            match equal.last_mut() {
                Some((at_old, at_new, length)) if (*at_old + *length, *at_new + *length) == (old_index, new_index) => {
                    *length += len;
                }
                _ => equal.push((old_index, new_index, len)),
            }
        }
    }
    let between = |(at_old, at_new, length): &(usize, usize, usize)| {
        let starts = *at_old == 0 && *at_new == 0;
        let ends = at_old + length == old.len() && at_new + length == new.len();
        !starts && !ends
    };
    let words = |(at, _, length): &(usize, usize, usize)| {
        old[*at..at + length].iter().filter(|token| token.kind != UnitKind::Between).count()
    };
    equal.retain(|run| !between(run) || words(run) > SWALLOWED);
    let mut parts = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (at_old, at_new, length) in equal.into_iter().chain([(old.len(), new.len(), 0)]) {
        let (removed, added) = (&old[from_old..at_old], &new[from_new..at_new]);
        if !removed.is_empty() || !added.is_empty() {
            parts.push(Part::Changed(removed, added));
        }
        if length > 0 {
            parts.push(Part::Same(&old[at_old..at_old + length]));
        }
        (from_old, from_new) = (at_old + length, at_new + length);
    }
    parts
}

fn push(spans: &mut Vec<Span>, piece: Piece, tokens: &[Unit<'_>]) {
    if tokens.is_empty() {
        return;
    }
    let is_date = |token: &Unit<'_>| matches!(token.kind, UnitKind::Date | UnitKind::Time);
    let mut telling = tokens.iter().filter(|token| token.kind != UnitKind::Between).peekable();
    let is_dates = telling.peek().is_some() && telling.all(is_date);
    spans.push(Span { piece, text: tokens.iter().map(|token| token.text).collect(), is_dates });
}

/// The changes with so many words around each; `…` stands for the rest.
pub fn excerpt(spans: &[Span], words: usize) -> Vec<Span> {
    let shortened = |(index, span): (usize, &Span)| {
        if span.piece != Piece::Same {
            return span.clone();
        }
        let after = (index > 0).then(|| first_words(&span.text, words));
        let before = (index + 1 < spans.len()).then(|| last_words(&span.text, words));
        let text = match (after, before) {
            (Some(end), Some(start)) if end >= start => span.text.clone(),
            (Some(end), Some(start)) => format!("{} … {}", &span.text[..end], &span.text[start..]),
            (Some(end), None) if end < span.text.len() => format!("{} …", &span.text[..end]),
            (None, Some(start)) if start > 0 => format!("… {}", &span.text[start..]),
            _ => span.text.clone(),
        };
        Span { text, ..span.clone() }
    };
    spans.iter().enumerate().map(shortened).collect()
}

/// Where the first so many words of a text end.
fn first_words(text: &str, words: usize) -> usize {
    ends(text).nth(words.saturating_sub(1)).unwrap_or(text.len())
}

/// Where the last so many words of a text begin.
fn last_words(text: &str, words: usize) -> usize {
    let mut starts: Vec<usize> = starts(text).collect();
    starts.reverse();
    starts.get(words.saturating_sub(1)).copied().unwrap_or(0)
}

fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut was_blank = true;
    text.char_indices().filter_map(move |(at, sign)| {
        let begins = was_blank && !sign.is_whitespace();
        was_blank = sign.is_whitespace();
        begins.then_some(at)
    })
}

fn ends(text: &str) -> impl Iterator<Item = usize> {
    let mut was_blank = true;
    text.char_indices().filter_map(move |(at, sign)| {
        let ends = !was_blank && sign.is_whitespace();
        was_blank = sign.is_whitespace();
        ends.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The spans as the terminal shows them.
    fn shown(old: &str, new: &str) -> String {
        let marked = |span: &Span| match span.piece {
            Piece::Same => span.text.clone(),
            Piece::Removed => format!("[-{}-]", span.text),
            Piece::Added => format!("{{+{}+}}", span.text),
        };
        differences(old, new).iter().map(marked).collect()
    }

    #[test]
    fn what_people_read_as_one_is_changed_as_one() {
        for (old, new, expected) in [
            (
                "Fieldwork starts on Monday 18 January 2027 at 13:30.",
                "Fieldwork starts on Monday 25 January 2027 at 13:30.",
                "Fieldwork starts on [-Monday 18 January 2027-]{+Monday 25 January 2027+} at 13:30.",
            ),
            (
                "Write to ruth.calder@hmip.example.",
                "Write to ruth.marsh@hmip.example.",
                "Write to [-ruth.calder@hmip.example-]{+ruth.marsh@hmip.example+}.",
            ),
            ("Rhyd-y-tŵr YOT", "Rhyd-y-twr YOT", "[-Rhyd-y-tŵr-]{+Rhyd-y-twr+} YOT"),
            ("Call 0161 496 0100 today", "Call 0161 496 0123 today", "Call [-0161 496 0100-]{+0161 496 0123+} today"),
            ("by 4 pm", "by 5 pm", "by [-4 pm-]{+5 pm+}"),
            ("M1 2ZX", "M1 2ZY", "[-M1 2ZX-]{+M1 2ZY+}"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn two_equal_words_between_changes_are_swallowed_and_three_are_not() {
        assert_eq!(shown("one of the two", "three of the four"), "[-one of the two-]{+three of the four+}");
        assert_eq!(shown("one in all the two", "three in all the four"), "[-one-]{+three+} in all the [-two-]{+four+}");
    }

    #[test]
    fn an_excerpt_keeps_the_words_around_a_change() {
        let spans = differences("a b c d e f g h i j", "a b c d e x g h i j");
        let text: String = excerpt(&spans, 2).iter().map(|span| span.text.as_str()).collect();
        assert_eq!(text, "… d e fx g h …");
    }

    proptest! {
        #[test]
        fn without_what_was_added_it_is_the_old_text_and_without_what_was_removed_the_new(
            old in "([a-dŵ]{1,2}[ ,.\n]|18 May 2027 |13:30 |a@b.c ){0,14}",
            new in "([a-dŵ]{1,2}[ ,.\n]|18 May 2027 |13:31 |a@b.d ){0,14}",
        ) {
            let spans = differences(&old, &new);
            let without = |piece: Piece| -> String {
                spans.iter().filter(|span| span.piece != piece).map(|span| span.text.as_str()).collect()
            };
            prop_assert_eq!(without(Piece::Added), old.clone());
            prop_assert_eq!(without(Piece::Removed), new.clone());
            prop_assert_eq!(old == new, spans.iter().all(|span| span.piece == Piece::Same));
        }
    }
}
