//! What a reader makes of a page in HTML or a drawing in SVG.

use html_escape::decode_html_entities;

/// All that a page says to a reader, and more: its words with the tags taken out, once so that `<b>An</b>na` stays a word
/// and once so that `<td>An</td><td>na</td>` are two, and the page with its tags, since attributes and comments can be read.
pub fn readable(page: &str) -> String {
    let texts = [without_tags(page, ""), without_tags(page, " "), page.to_owned()];
    texts.map(|text| decode_html_entities(&text).into_owned()).join("\n\n")
}

fn without_tags(page: &str, between: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push_str(between);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_whatever_parts_or_spells_them() {
        for page in [
            "<p>Zo&euml; <b>Quill</b>on</p>",
            "<td>Zo&#235;</td><td>Quillon</td>",
            "<img alt=\"Zo&#xeb; Quillon\">",
            "<!-- Zoë Quillon -->",
        ] {
            let words: String = readable(page).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("Zoë Quillon"), "{words}");
        }
    }
}
