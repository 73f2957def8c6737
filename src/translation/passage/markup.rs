//! What a translation adds to a template that is no word.

use std::collections::BTreeMap;

use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::tags::masked;
use crate::template::tags;

/// The first sign that a new text brings into a template and that is read as markup. Each side is the whole template and
/// the text of the passage. Markup that was there may stay, and may move within the passage.
pub fn added(path: &str, in_code: bool, old: (&str, &str), new: (&str, &str)) -> Option<String> {
    let signs = |(template, text): (&str, &str)| {
        let mut signs = Vec::new();
        if path.ends_with(".typ") {
            signs = typst_signs(template);
        }
        // A string is read with its escapes; a page with its elements and entities.
        let special: &[char] = if in_code {
            &['\\']
        } else if path.ends_with(".html") {
            &['&', '<', '>']
        } else {
            &[]
        };
        signs.extend(outside_slots(text).matches(special).map(str::to_owned));
        signs
    };
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for sign in signs(old) {
        *left.entry(sign).or_default() += 1;
    }
    signs(new).into_iter().find(|sign| match left.get_mut(sign) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// A passage's text without its slots.
fn outside_slots(text: &str) -> String {
    text.split('{')
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) })
        .collect()
}

/// Every piece of a Typst template that is not words: marks, escapes, shorthands, code.
fn typst_signs(template: &str) -> Vec<String> {
    fn visit(node: &LinkedNode<'_>, signs: &mut Vec<String>) {
        let is_words = matches!(
            node.kind(),
            SyntaxKind::Text | SyntaxKind::Space | SyntaxKind::Parbreak | SyntaxKind::SmartQuote | SyntaxKind::Str
        );
        if node.children().len() == 0 && !is_words {
            // A tag is masked by its length in `x`, and a string within it may have grown.
            let mut text: Vec<char> = node.get().leaf_text().chars().collect();
            text.dedup_by(|one, other| *one == 'x' && *other == 'x');
            signs.extend((!text.is_empty()).then(|| text.into_iter().collect::<String>()));
        }
        node.children().for_each(|child| visit(&child, signs));
    }
    let mut signs = Vec::new();
    visit(&LinkedNode::new(&parse(&masked(template, &tags(template)))), &mut signs);
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_was_there_may_move_and_none_may_be_added() {
        let of = |old: &str, new: &str| added("a.typ", false, (old, old), (new, new));
        assert_eq!(of("Mae *hyn* yn dda", "Da yw *hyn*: 'da' a \"da\", 5 m_n"), None);
        assert_eq!(of("Mae *hyn* yn dda", "Mae *hyn* yn *dda*").as_deref(), Some("*"));
        assert_eq!(of("Un", "Un -- dau").as_deref(), Some("--"));
        assert_eq!(of("Un", "http://a.example").as_deref(), Some("http://a.example"));
    }

    #[test]
    fn a_string_and_a_page_have_signs_of_their_own() {
        assert_eq!(added("a.toml", true, ("", "Un"), ("", "Un\\ndau")).as_deref(), Some("\\"));
        assert_eq!(added("a.html", false, ("", "Un {<br}"), ("", "Un {<br} &nbsp; dau")).as_deref(), Some("&"));
        assert_eq!(added("a.txt", false, ("", "Un"), ("", "Un & _dau_ \\n")), None);
    }
}
