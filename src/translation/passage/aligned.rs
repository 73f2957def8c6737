//! Pairs each passage of a template with its translation.

use super::Passage;

/// What two passages of one kind score before anybody compares their words. Leaving both without a partner scores less.
const SAME_KIND: f64 = 0.4;

/// Each Welsh passage that has to be translated, by its index, with the English passage that it is the Welsh of. The two
/// templates are read side by side; passages with the same slots belong together. A string among code that is the same in
/// both, or that has no space, is not words.
pub fn aligned<'p>(english: &'p [Passage], welsh: &'p [Passage]) -> Vec<(Option<&'p Passage>, usize)> {
    let mut best = vec![vec![0.0_f64; welsh.len() + 1]; english.len() + 1];
    for (row, one) in english.iter().enumerate().rev() {
        for (column, other) in welsh.iter().enumerate().rev() {
            let paired = likeness(one, other) + best[row + 1][column + 1];
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while column < welsh.len() {
        let is_paired = row < english.len()
            && best[row][column] <= likeness(&english[row], &welsh[column]) + best[row + 1][column + 1]
            && likeness(&english[row], &welsh[column]) > 0.0;
        if is_paired {
            pairs.push((Some(&english[row]), column));
            row += 1;
            column += 1;
        } else if row < english.len() && best[row][column] <= best[row + 1][column] {
            row += 1;
        } else {
            pairs.push((None, column));
            column += 1;
        }
    }
    let is_words = |(original, index): &(Option<&Passage>, usize)| {
        let passage = &welsh[*index];
        !passage.in_code
            || match original {
                Some(original) => original.text != passage.text,
                None => passage.text.contains(' '),
            }
    };
    pairs.retain(is_words);
    pairs
}

/// How well one passage can be the other in another language, from 0 to somewhat over 1.
fn likeness(one: &Passage, other: &Passage) -> f64 {
    if one.in_code != other.in_code {
        return 0.0;
    }
    let (mine, theirs) = (one.slots(), other.slots());
    let shared = mine.iter().filter(|slot| theirs.contains(slot)).count();
    let all = mine.len().max(theirs.len());
    #[expect(clippy::cast_precision_loss, reason = "a passage has a handful of slots")]
    let slots = if all == 0 { 1.0 } else { shared as f64 / all as f64 };
    SAME_KIND + slots + if one.text == other.text { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::passages;
    use super::*;

    #[test]
    fn a_passage_that_one_language_has_alone_does_not_shift_the_others() {
        let english = passages("a.txt", "One\n{{ a }} two\nThree of {{ b }}\nFour\n");
        let welsh = passages("a.txt", "Un\n{{ a }}\nTri: {{ b }}\nPedwar\n");
        let found: Vec<_> = aligned(&english, &welsh)
            .into_iter()
            .map(|(one, index)| (one.map(|one| &*one.text), &*welsh[index].text))
            .collect();
        let expected = [(Some("One"), "Un"), (Some("Three of {b}"), "Tri: {b}"), (Some("Four"), "Pedwar")];
        assert_eq!(found, expected);
    }

    #[test]
    fn strings_that_are_the_same_in_both_languages_are_not_words() {
        let english = passages("a.toml", "kind = \"list\"\nheading = \"Sex\"\n");
        let welsh = passages("a.toml", "kind = \"list\"\nheading = \"Rhywedd\"\n");
        let found: Vec<_> = aligned(&english, &welsh).into_iter().map(|(_, index)| &*welsh[index].text).collect();
        assert_eq!(found, ["Rhywedd"]);
    }
}
