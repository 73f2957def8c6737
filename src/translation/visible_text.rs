//! The words of a template that a reader sees, and the English that is left among those of a Welsh one.

use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::passage::{Passage, aligned, passages};
use super::{Pair, place};
use crate::problem::{Problem, code};
use crate::template::{Templates, tags};

/// English words that hardly a sentence does without, and that are no Welsh words.
const ENGLISH: [&str; 32] = [
    "the", "and", "of", "with", "which", "this", "that", "these", "those", "are", "will", "have", "has", "your", "you",
    "our", "we", "their", "they", "please", "been", "was", "were", "should", "must", "would", "who", "what", "when",
    "from", "its", "by",
];

/// What to say of English in a Welsh template: one problem for each line.
pub fn english_left(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let text = templates.text(&pair.welsh);
    let mut problems: Vec<Problem> = Vec::new();
    let mut last_line = None;
    for (offset, word) in visible_words(&pair.welsh, &text) {
        let line = text[..offset].matches('\n').count();
        if ENGLISH.contains(&word.to_lowercase().as_str()) && last_line != Some(line) {
            last_line = Some(line);
            let message = format!("`{word}` is English, in a Welsh template");
            let at = place(templates, &pair.welsh, offset..offset + word.len());
            problems.push(Problem::new(code::ENGLISH_LEFT, at, message, "put the sentence into Welsh"));
        }
    }
    problems
}

/// What to say of passages that are in the Welsh template just as in the English one.
pub fn not_translated(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let english = passages(&pair.english, &templates.text(&pair.english));
    let welsh = passages(&pair.welsh, &templates.text(&pair.welsh));
    let same = |(original, index): (Option<&Passage>, usize)| {
        let passage = &welsh[index];
        (original?.text == passage.text && has_a_long_word(&passage.text)).then(|| {
            let message = "this passage is in the Welsh template as it is in the English one".to_owned();
            let at = place(templates, &pair.welsh, passage.range.clone());
            Problem::new(code::ENGLISH_LEFT, at, message, "put it into Welsh")
        })
    };
    aligned(&english, &welsh).into_iter().filter_map(same).collect()
}

/// Whether there is a word in a passage outside its slots, and not just a letter or two.
fn has_a_long_word(passage: &str) -> bool {
    let outside = passage.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    outside.flat_map(|part| part.split(|c: char| !c.is_alphabetic())).any(|word| word.chars().count() > 3)
}

/// What to say of ampersands in Welsh words, which are written out.
pub fn ampersands(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let text = templates.text(&pair.welsh);
    let shown = shown(&pair.welsh, &text);
    let is_html = pair.welsh.ends_with(".html");
    let is_sign = |at: &usize| {
        let rest = &shown[at + 1..];
        let name = rest.split(';').next().unwrap_or("");
        let is_entity =
            name.len() < rest.len() && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        !is_html || !is_entity || name == "amp"
    };
    let problem = |at: usize| {
        let message = "an ampersand in a Welsh text".to_owned();
        let help = "write the word for 'and' that the next word needs, or part the two with a comma";
        Problem::new(code::ENGLISH_LEFT, place(templates, &pair.welsh, at..at + 1), message, help)
    };
    shown.match_indices('&').map(|(at, _)| at).filter(is_sign).map(problem).collect()
}

/// The words that a reader reads, each with the byte where it stands.
pub fn visible_words<'t>(path: &str, text: &'t str) -> Vec<(usize, &'t str)> {
    let shown = shown(path, text);
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '’' | '\'' | '-');
    let mut words = Vec::new();
    let mut start = None;
    // What is not shown has become spaces of the same length, so that places stay what they are.
    for (offset, character) in shown.char_indices().chain([(shown.len(), ' ')]) {
        match (is_word(character), start) {
            (true, None) => start = Some(offset),
            (false, Some(first)) => {
                words.push((first, &text[first..offset]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A template with spaces in place of its tags.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for tag in tags(text) {
        kept.push_str(&text[at..tag.range.start]);
        kept.push_str(&blank(&text[tag.range.clone()]));
        at = tag.range.end;
    }
    kept + &text[at..]
}

/// A template's text with everything that no reader sees replaced by spaces, byte for byte.
fn shown(path: &str, text: &str) -> String {
    let without_tags = without_tags(text);
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("typ") => keep(&without_tags, &typst_texts(&without_tags)),
        Some("html") => blank_between(&without_tags, "<", ">"),
        Some("toml") => blank_between(&keep(&without_tags, &super::passage::quoted(&without_tags)), "{", "}"),
        _ => without_tags,
    }
}

fn blank(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) }).collect()
}

fn blank_between(text: &str, open: &str, close: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end + close.len());
        blanked.push_str(&rest[..start]);
        blanked.push_str(&blank(&rest[start..end]));
        rest = &rest[end..];
    }
    blanked + rest
}

fn keep(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        kept.push_str(&blank(&text[at..range.start]));
        kept.push_str(&text[range.clone()]);
        at = range.end;
    }
    kept + &blank(&text[at..])
}

fn typst_texts(text: &str) -> Vec<std::ops::Range<usize>> {
    fn visit(node: &LinkedNode<'_>, ranges: &mut Vec<std::ops::Range<usize>>) {
        if matches!(node.kind(), SyntaxKind::Text | SyntaxKind::Str | SyntaxKind::SmartQuote) {
            ranges.push(node.range());
        }
        // The first argument of an import is a path, not words.
        if node.kind() != SyntaxKind::ModuleImport {
            node.children().for_each(|child| visit(&child, ranges));
        }
    }
    let mut ranges = Vec::new();
    visit(&LinkedNode::new(&parse(text)), &mut ranges);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(path: &str, text: &str) -> Vec<String> {
        visible_words(path, text).into_iter().map(|(_, word)| word.to_owned()).collect()
    }

    #[test]
    fn what_is_code_in_each_kind_of_template_is_not_read() {
        assert_eq!(words("a.typ", "#import \"/l.typ\": x\n#show: f.with(t: [Bore da {{ yot.name }}])"), ["Bore", "da"]);
        assert_eq!(words("a.html", "<p class=\"the\">Tŷ{% if a %} mawr{% endif %}</p>"), ["Tŷ", "mawr"]);
        assert_eq!(words("a.toml", "# the\nwith = \"Bore {from} da\"\n\"the\" = \"a\"\n"), ["Bore", "da", "a"]);
    }
}
