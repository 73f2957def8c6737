//! What a reader makes of a page in HTML or a drawing in SVG.

use html_escape::decode_html_entities;

/// All that a page says to a reader, and more: its words with the tags taken out, once so that `<b>An</b>na` stays a word
/// and once so that `<td>An</td><td>na</td>` are two, and the page with its tags, since attributes and comments can be read.
pub fn readable(page: &str) -> String {
    let texts = [without_tags(page, ""), without_tags(page, " "), page.to_owned()];
    texts.map(|text| decode_html_entities(&text).into_owned()).join("\n\n")
}

/// Elements that stand within a line.
const INLINE: [&str; 4] = ["a", "span", "strong", "sup"];

/// What a page shows, one line for each paragraph, heading, item and cell. What only its head says is not shown.
pub fn seen(page: &str) -> String {
    let body = page.split_once("</head>").map_or(page, |(_, body)| body);
    let mut pieces = body.split('<');
    let mut text = pieces.next().unwrap_or_default().replace('\n', " ");
    for piece in pieces {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.trim_start_matches('/').split(|sign: char| !sign.is_ascii_alphanumeric()).next();
        if name.is_none_or(|name| !INLINE.contains(&name)) {
            text.push('\n');
        }
        text.push_str(&words.replace('\n', " "));
    }
    decode_html_entities(&text).into_owned()
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

    #[test]
    fn a_page_shows_a_line_for_each_paragraph_item_and_cell_and_nothing_of_its_head() {
        let page = "<html><head><title>T</title><style>p { margin: 0 }</style></head>\n<body>\n<h1>Head</h1>\n\
                    <p>One &lt;b&gt;\nline <strong>of</strong> three<sup><a href=\"#n\">1</a></sup>.</p>\
                    <ul><li>a</li><li><span lang=\"cy\">b</span></li></ul><table><tr><th>x</th><td>y</td></tr></table>";
        let lines: Vec<String> =
            seen(page).lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        assert_eq!(lines, ["Head", "One <b> line of three1.", "a", "b", "x", "y"]);
    }
}
