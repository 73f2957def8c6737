//! Unfinished merges: what git leaves in a file that two people have changed.

use std::ops::Range;

/// A place where two versions of a file still stand one below the other.
#[derive(Debug, PartialEq, Eq)]
pub struct Merge {
    /// The line with which it begins.
    pub begins: Range<usize>,
    /// What one side says, in one line.
    pub one: String,
    /// What the other says.
    pub other: String,
    /// How many more of them the file has.
    pub further: usize,
}

/// The lines that a merge has left over where one of its versions was taken out, but not all of its signs. What a text over
/// several lines holds counts too: a document would print it.
pub fn left_over(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let place = |line: &str| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        sign(line).map(|_| start..start + line.trim().len())
    };
    text.split_inclusive('\n').filter_map(place).collect()
}

/// The first unfinished merge of a text that still has both versions. What a text over several lines holds counts too.
pub fn unfinished(text: &str) -> Option<Merge> {
    let signs: Vec<char> = text.lines().filter_map(sign).collect();
    if !(signs.contains(&'<') && signs.contains(&'=')) {
        return None;
    }
    let mut begins = Vec::new();
    let mut sides = [String::new(), String::new()];
    // Which of the two sides a line belongs to; with some settings git puts the common ancestor between them.
    let mut side = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let range = start..start + line.trim().len();
        at += line.len();
        let sign = sign(line);
        match sign {
            Some('<') => {
                begins.push(range);
                side = Some(0);
            }
            Some('|') if side == Some(0) => side = None,
            Some('=') if !begins.is_empty() => side = Some(1),
            Some('>') => side = None,
            _ => {
                if let Some(side) = side.filter(|_| begins.len() == 1) {
                    let text = &mut sides[side];
                    text.push_str(if text.is_empty() { "" } else { " / " });
                    text.push_str(line.trim());
                }
            }
        }
    }
    let [one, other] = sides;
    Some(Merge { begins: begins.first()?.clone(), one, other, further: begins.len() - 1 })
}

/// The sign of which a marker consists: seven of one, and perhaps the name of a version. An editor may have indented it.
fn sign(line: &str) -> Option<char> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '|' | '=' | '>'))?;
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_merge_are_told_wherever_it_stands_and_further_ones_are_counted() {
        let text =
            "a = 1\r\n<<<<<<< HEAD\r\nb = 2\r\nc = 3\r\n||||||| base\nb = 0\n=======\r\nb = 4\r\n>>>>>>> theirs\r\n";
        let merge = unfinished(&text.repeat(2)).unwrap();
        assert_eq!((merge.one.as_str(), merge.other.as_str(), merge.further), ("b = 2 / c = 3", "b = 4", 1));
        assert_eq!(&text[merge.begins], "<<<<<<< HEAD");
    }

    #[test]
    fn a_marker_that_was_left_over_is_found_and_a_line_under_a_heading_is_none() {
        let text = "a = 1\n  =======\nb = 2\n>>>>>>> theirs\r\n";
        let lines: Vec<&str> = left_over(text).into_iter().map(|line| &text[line]).collect();
        assert_eq!((unfinished(text), lines), (None, vec!["=======", ">>>>>>> theirs"]));
        let text = "a = \"\"\"\nHeading\n======\n========\n<<<<<<<<\n\"\"\"\n";
        assert_eq!((unfinished(text), left_over(text), left_over("a = 1 # =======\n")), (None, vec![], vec![]));
    }
}
