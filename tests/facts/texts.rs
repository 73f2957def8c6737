//! What a rendered document says, piece by piece, read without the program; and what is wrong with a piece.

use typst::syntax::{LinkedNode, SyntaxKind, parse};

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A heading, with its level.
    Heading(usize, String),
    /// A paragraph, a cell, an entry of a list.
    Text(String),
    /// A line of labelled lines whose value is empty.
    BareLabel(String),
}

/// The pieces of a rendered template, by the ending of its name.
pub fn pieces(name: &str, rendered: &str) -> Vec<Piece> {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("typ") => typst(rendered),
        Some("html") => html(rendered),
        Some("json") => texts(&serde_json::from_str(rendered).expect("JSON")),
        Some("toml") => strings(&toml::from_str(rendered).unwrap_or_else(|error| panic!("{name}: {error}"))),
        _ => rendered.lines().map(|line| Piece::Text(line.to_owned())).collect(),
    }
}

fn texts(value: &serde_json::Value) -> Vec<Piece> {
    match value {
        serde_json::Value::String(text) => vec![Piece::Text(text.clone())],
        serde_json::Value::Array(values) => values.iter().flat_map(texts).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn strings(value: &toml::Value) -> Vec<Piece> {
    match value {
        toml::Value::String(text) => vec![Piece::Text(text.clone())],
        toml::Value::Array(values) => values.iter().flat_map(strings).collect(),
        toml::Value::Table(values) => values.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

fn html(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut text, mut level) = (String::new(), None);
    let body = page.split_once("<body").expect("a body").1;
    for part in body.split('<').skip(1) {
        let (tag, after) = part.split_once('>').expect("a whole tag");
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if !["a", "span", "b", "strong"].contains(&name) {
            finish(&mut pieces, &mut text, level);
            level = name.strip_prefix('h').filter(|_| !tag.starts_with('/')).and_then(|level| level.parse().ok());
        }
        text.push_str(&after.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'"));
    }
    finish(&mut pieces, &mut text, level);
    pieces
}

fn typst(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    visit(&LinkedNode::new(&parse(source)), &mut pieces);
    pieces
}

fn finish(pieces: &mut Vec<Piece>, text: &mut String, level: Option<usize>) {
    let said = std::mem::take(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match level {
        Some(level) if !said.is_empty() => pieces.push(Piece::Heading(level, said)),
        None if !said.is_empty() => pieces.push(Piece::Text(said)),
        _ => {}
    }
}

fn visit(node: &LinkedNode<'_>, pieces: &mut Vec<Piece>) {
    match node.kind() {
        SyntaxKind::Markup => {
            let mut text = String::new();
            inline(node, &mut text, pieces);
            finish(pieces, &mut text, None);
        }
        // A label and its value, as the heads of documents have them.
        SyntaxKind::Array => {
            let parts: Vec<LinkedNode<'_>> =
                node.children().filter(|part| part.kind() == SyntaxKind::ContentBlock).collect();
            let bare = |part: &LinkedNode<'_>| part.get().full_text().trim_matches(['[', ']']).trim().to_owned();
            if let [label, value] = parts.as_slice()
                && bare(value).is_empty()
            {
                pieces.push(Piece::BareLabel(bare(label)));
            }
            node.children().for_each(|child| visit(&child, pieces));
        }
        SyntaxKind::ModuleImport => {}
        _ => node.children().for_each(|child| visit(&child, pieces)),
    }
}

/// Functions whose content belongs to the words around it.
const INLINE: [&str; 6] = ["text", "box", "strong", "emph", "blank", "linebreak"];

fn inline(node: &LinkedNode<'_>, text: &mut String, pieces: &mut Vec<Piece>) {
    for child in node.children() {
        let source = child.get().full_text();
        match child.kind() {
            SyntaxKind::Text | SyntaxKind::SmartQuote | SyntaxKind::Shorthand => text.push_str(&source),
            SyntaxKind::Escape if source.starts_with("\\u") => text.push('·'),
            SyntaxKind::Escape => text.extend(source.chars().skip(1)),
            SyntaxKind::Space | SyntaxKind::Linebreak => text.push(' '),
            SyntaxKind::Strong | SyntaxKind::Emph | SyntaxKind::Markup => inline(&child, text, pieces),
            SyntaxKind::Parbreak => finish(pieces, text, None),
            SyntaxKind::Heading => {
                finish(pieces, text, None);
                let level = source.chars().take_while(|sign| *sign == '=').count();
                let mut heading = String::new();
                inline(&child, &mut heading, pieces);
                finish(pieces, &mut heading, Some(level));
            }
            SyntaxKind::FuncCall => {
                let name: String = source.chars().take_while(|sign| sign.is_alphanumeric()).collect();
                if INLINE.contains(&name.as_str()) {
                    contents(&child, text, pieces);
                } else {
                    if name != "footnote" {
                        finish(pieces, text, None);
                    }
                    visit(&child, pieces);
                }
            }
            _ => visit(&child, pieces),
        }
    }
}

/// The content that a call is given, as part of the words around it.
fn contents(call: &LinkedNode<'_>, text: &mut String, pieces: &mut Vec<Piece>) {
    for child in call.children() {
        match child.kind() {
            SyntaxKind::Args => contents(&child, text, pieces),
            SyntaxKind::ContentBlock => child.children().for_each(|part| inline(&part, text, pieces)),
            _ => {}
        }
    }
}

/// What a hole leaves in a text.
const SCARS: [&str; 26] = [
    ",,", ", ,", " ,", ",.", ", .", ",;", "..", " .", ";;", "; ;", " ;", ";.", "; .", ":.", ": .", ":,", ": ,", ":;",
    ": ;", " :", "()", "( ", " )", "(,", "(;", "(:",
];

/// What is wrong with the pieces of a document, if anything.
pub fn scars(pieces: &[Piece]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1);
        match piece {
            Piece::BareLabel(label) => found.push(format!("the label `{label}` has no value")),
            Piece::Heading(level, text) => {
                let empty = next.is_none_or(|next| matches!(next, Piece::Heading(below, _) if below <= level));
                if empty {
                    found.push(format!("nothing stands below the heading `{text}`"));
                }
                found.extend(scar(text));
            }
            Piece::Text(text) => {
                let leads_nowhere = text.ends_with(':') && !matches!(next, Some(Piece::Text(next)) if !next.is_empty());
                if leads_nowhere {
                    found.push(format!("nothing follows `{text}`"));
                }
                found.extend(scar(text));
            }
        }
    }
    found
}

fn scar(text: &str) -> Option<String> {
    let is_list_mark = text.starts_with("- ");
    let hangs = text.starts_with([',', '.', ';', ':', ')']) || text.ends_with([',', '(']);
    let marked = SCARS.iter().any(|scar| text.contains(scar));
    let spaced = text.trim_end().contains("  ") || (is_list_mark && text.trim() == "-");
    (hangs || marked || spaced).then(|| format!("`{text}`"))
}

#[test]
fn the_scars_of_a_hole_are_seen_in_every_language_of_templates() {
    for (name, rendered) in [
        ("a.typ", "Source: . The rest\\."),
        ("a.typ", "#f(([Name], []))"),
        ("a.typ", "= One\n== Two\n= Three\n\nText"),
        ("a.typ", "#f([Anna\\, \\, Chair])"),
        ("a.typ", "Ask #text(lang: \"en\")[Anna]\\, ."),
        ("a.html", "<html><body><p>Ring  (<b></b>) now</p></body>"),
        ("a.html", "<html><body><h2>Team</h2><h2>Dates</h2><p>Now</p></body>"),
        ("a.txt", "Ring us:\n\nYours"),
        ("a.txt", "Anna,  Chair"),
        ("a.toml", "a = [\"Anna, , Chair\"]"),
    ] {
        assert!(!scars(&pieces(name, rendered)).is_empty(), "{name}: {rendered}");
    }
    for (name, rendered) in [
        (
            "a.typ",
            "Source: #blank[the source]. The rest.\n\n#f(([Name], [Anna]))\n= One\n== Two\n\nLead-in:\n#list([one])",
        ),
        ("a.html", "<html><body><h2>Team</h2><p>Now: <b>Anna</b></p></body>"),
        ("a.txt", "Ring us:\n- Anna\n\nYours"),
    ] {
        assert_eq!(scars(&pieces(name, rendered)), Vec::<String>::new(), "{rendered}");
    }
}
