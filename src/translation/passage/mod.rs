//! The passages of a template: what is translated as a whole, with a named slot for everything that is not words.
//!
//! A passage is a paragraph, heading, item or cell of a page, a line of a plain text, or a string among code. A value, a
//! condition or a call in it is a slot, under a name that says what it is: `{yot.name}`, `{if wales}`, `{#footnote}`. A
//! passage is written back only where the template, read again, holds the same passages and this one says what was meant:
//! so nothing that a translator types can become markup or code.

mod aligned;
mod flat;
mod markup;
mod tags;
mod typst;

use std::ops::Range;

pub use aligned::aligned;
pub use flat::quoted;

use crate::template::{Tag, tags};
use tags::{balanced, masked, slot_name};

/// A passage of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The bytes of the template that it takes up.
    pub range: Range<usize>,
    /// Its words on one line, each slot by its name in braces.
    pub text: String,
    /// Whether it stands among code, where a string may be something other than words.
    pub in_code: bool,
    slots: Vec<(String, String)>,
}

/// A piece of a template that may be a passage, before its slots are known.
struct Piece {
    range: Range<usize>,
    in_code: bool,
    /// Calls and the like within it, which are slots as a whole.
    opaque: Vec<Range<usize>>,
}

impl Piece {
    fn prose(range: Range<usize>, opaque: Vec<Range<usize>>) -> Self {
        Self { range, in_code: false, opaque }
    }

    fn code(range: Range<usize>) -> Self {
        Self { range, in_code: true, opaque: Vec::new() }
    }
}

/// The passages of a template, in the order of their beginnings. One may lie in a slot of another.
pub fn passages(path: &str, template: &str) -> Vec<Passage> {
    let tags = tags(template);
    let masked = masked(template, &tags);
    let mut pieces = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "typ" => typst::pieces(&masked),
        "html" => flat::html(&masked),
        "toml" => flat::toml(&masked),
        _ => flat::text(&masked),
    };
    pieces.extend(tags.iter().flat_map(Tag::strings).map(Piece::code));
    let mut passages: Vec<Passage> =
        pieces.into_iter().filter_map(|piece| passage(template, &masked, piece, &tags)).collect();
    passages.sort_by_key(|passage| (passage.range.start, std::cmp::Reverse(passage.range.end)));
    passages
}

/// A piece as a passage, if there is a letter in it outside its slots.
fn passage(template: &str, masked: &str, piece: Piece, tags: &[Tag]) -> Option<Passage> {
    let range =
        if piece.in_code { piece.range } else { balanced(template, masked, trimmed(masked, piece.range), tags) };
    let mut parts: Vec<(Range<usize>, String)> =
        piece.opaque.iter().map(|at| (at.clone(), opaque_name(&masked[at.clone()]))).collect();
    let lies_open = |tag: &&Tag| {
        let inside = |outer: &Range<usize>| outer.start <= tag.range.start && tag.range.end <= outer.end;
        inside(&range) && !piece.opaque.iter().any(inside)
    };
    parts.extend(tags.iter().filter(lies_open).map(|tag| (tag.range.clone(), slot_name(template, tag))));
    parts.sort_by_key(|(at, _)| at.start);
    let (mut text, mut words, mut slots) = (String::new(), String::new(), Vec::new());
    let mut at = range.start;
    for (part, name) in parts {
        let before = template.get(at..part.start)?;
        text.push_str(before);
        words.push_str(before);
        let source = template[part.clone()].to_owned();
        let name = unique(&name, &source, &slots);
        text.push_str(&format!("{{{name}}}"));
        slots.push((name, source));
        at = part.end;
    }
    let rest = template.get(at..range.end)?;
    text.push_str(rest);
    words.push_str(rest);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().any(char::is_alphabetic).then_some(Passage { range, text, in_code: piece.in_code, slots })
}

/// A range without the spaces at its edges, tags being spaces here unless they print something.
fn trimmed(masked: &str, range: Range<usize>) -> Range<usize> {
    let text = &masked[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..(start + text.trim().len())
}

/// What a call is: `#footnote`.
fn opaque_name(source: &str) -> String {
    source
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '#' | '-' | '<' | '/')))
        .next()
        .unwrap_or("#")
        .to_owned()
}

/// A name that stands for one source alone.
fn unique(name: &str, source: &str, slots: &[(String, String)]) -> String {
    let is_free = |name: &str| slots.iter().all(|(other, known)| other != name || known == source);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| is_free(name)).unwrap_or_default()
}

impl Passage {
    /// The names of its slots, in order of their names.
    pub fn slots(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }
}

/// A template in which a passage says something else.
///
/// # Errors
/// Why not, in words that follow on the passage's name, where the text would not be read as what it says.
pub fn replaced(path: &str, template: &str, index: usize, text: &str) -> Result<String, String> {
    let other = || "would be read as something else than words".to_owned();
    let before = passages(path, template);
    let passage = before.get(index).ok_or_else(other)?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let source = source(passage, &text).ok_or_else(other)?;
    let mut new = template.to_owned();
    new.replace_range(passage.range.clone(), &source);
    if let Some(sign) = markup::added(path, passage.in_code, (template, &passage.text), (&new, &text)) {
        return Err(format!("has `{sign}`, which would be read as markup"));
    }
    let after = passages(path, &new);
    let is_meant = |(place, (old, new)): (usize, (&Passage, &Passage))| {
        let wanted = if place == index { &text } else { &old.text };
        new.text == *wanted && new.in_code == old.in_code
    };
    let is_as_before = after.len() == before.len() && before.iter().zip(&after).enumerate().all(is_meant);
    if is_as_before { Ok(new) } else { Err(other()) }
}

/// A passage's new text with the slots that it had; nothing if it names others.
fn source(passage: &Passage, text: &str) -> Option<String> {
    let mut source = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}')? + open;
        let whole = &rest[open..=close];
        source.push_str(&rest[..open]);
        source.push_str(match passage.slots.iter().find(|(name, _)| *name == rest[open + 1..close]) {
            Some((_, slot)) => slot,
            // A string in a tag has slots of its own, which a filter fills.
            None if passage.in_code && passage.text.contains(whole) => whole,
            None => return None,
        });
        rest = &rest[close + 1..];
    }
    Some(source + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(path: &str, template: &str) -> Vec<String> {
        passages(path, template).into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn a_paragraph_is_one_passage_with_a_slot_for_each_value_and_condition() {
        let template =
            "Mae {{ office.name }} yn\narolygu{% if wales %}, yma{% endif %}.\n\n== Pennawd\n\n{{ paragraph }}\n";
        assert_eq!(texts("a.typ", template), ["Mae {office.name} yn arolygu{if wales}, yma{endif}.", "Pennawd"]);
    }

    #[test]
    fn a_condition_at_the_edge_of_a_passage_is_whole() {
        let template = "#text(size: 10pt)[Mae x. {% if a %}Pob un{% else %}Rhai{% endif %}]";
        assert_eq!(texts("a.typ", template), ["Mae x. {if a}Pob un{else}Rhai{endif}"]);
        assert_eq!(
            texts("a.typ", "{% if a %}Pob un{% else %}Rhai{% endif %} yma"),
            ["{if a}Pob un{else}Rhai{endif} yma"]
        );
    }

    #[test]
    fn a_call_is_a_slot_and_what_it_shows_is_a_passage_of_its_own() {
        let template = "Y gyfradd.#footnote[Ffynhonnell: {{ source }}.] Mae *hyn* yn well.";
        let expected = ["Y gyfradd.{#footnote} Mae *hyn* yn well.", "Ffynhonnell: {source}."];
        assert_eq!(texts("a.typ", template), expected);
    }

    #[test]
    fn every_cell_item_and_string_of_words_is_a_passage_and_no_other_code_is() {
        let template = "#import \"/layout/a.typ\": *\n#show: f.with(title: {{ t | lit }}, language: \"cy\", s: \"Un gair a mwy\")\n\
                        #list(\n  [Un {{ x }}],\n  [{{ y }}],\n  {%- for z in zs %}\n  [Dau: {{ z }}],\n  {%- endfor %}\n)";
        assert_eq!(texts("a.typ", template), ["Un gair a mwy", "Un {x}", "Dau: {z}"]);
    }

    #[test]
    fn a_page_a_text_and_a_description_give_their_passages() {
        let page = "<p style=\"{{ p }}\">Annwyl {{ name }}, <strong>diolch</strong></p><li>un</li>";
        assert_eq!(texts("a.html", page), ["Annwyl {name}, {<strong}diolch{</strong}", "un"]);
        assert_eq!(texts("a.txt", "{{ marking }}\n\n- Un {{ x }}\nDau\n"), ["Un {x}", "Dau"]);
        assert_eq!(texts("a.toml", "# na\nkey = \"Un {{ x }}\" # \"na\"\n\"na\" = 1\n"), ["Un {x}"]);
        assert_eq!(texts("a.typ", "{% set lead = a or \"Yr arolygydd\" %}{{ lead }}"), ["Yr arolygydd"]);
    }

    #[test]
    fn a_passage_is_written_back_in_its_place_with_its_slots() {
        let template = "Un {{ x }}.#footnote[Dau {%- if y %} tri{% endif %}]\n\nPedwar";
        let new = replaced("a.typ", template, 0, "Am {x} un.{#footnote}").expect("taken");
        assert_eq!(new, "Am {{ x }} un.#footnote[Dau {%- if y %} tri{% endif %}]\n\nPedwar");
        let new = replaced("a.typ", template, 1, "Chwech{if y} saith{endif}").expect("taken");
        assert_eq!(new, "Un {{ x }}.#footnote[Chwech{%- if y %} saith{% endif %}]\n\nPedwar");
    }

    #[test]
    fn a_string_in_a_tag_keeps_the_slots_that_a_filter_fills() {
        let template = "#f(alt: {{ \"Un {a}.\" | replace(from=\"{a}\", to=x) | lit }})";
        let new = replaced("a.typ", template, 0, "Dau: {a}.").expect("taken");
        assert_eq!(new, template.replace("Un {a}.", "Dau: {a}."));
        assert!(replaced("a.typ", template, 0, "Dau: {b}.").is_err());
    }

    #[test]
    fn what_would_be_markup_or_code_is_not_written() {
        for text in ["#panic()", "Un] [dau", "Un // dau", "= Un", "Un {y}", "Un {{ y }}", "Un {x", "/* Un"] {
            assert!(replaced("a.typ", "A [Un {{ x }}]\n\nDau", 0, text).is_err(), "{text}");
        }
        assert!(replaced("a.toml", "a = \"Un\"", 0, "Un\" b = \"dau").is_err());
        assert!(replaced("a.html", "<p>Un</p>", 0, "Un</p><p>dau").is_err());
        assert!(replaced("a.html", "<p>Un</p>", 0, "Un <script>").is_err());
    }
}
