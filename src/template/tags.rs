//! The tags of a template, as Tera reads them. Whoever asks what a template's tags say asks here.

use std::ops::Range;

/// A tag of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it does.
    pub kind: TagKind,
    /// What it says, piece by piece; a comment says nothing.
    pub tokens: Vec<Token>,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}`
    Value,
    /// `{% … %}`
    Control,
    /// `{# … #}`
    Comment,
}

/// A piece of what a tag says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the template; those of a string without its quotes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// What a piece of a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or a keyword.
    Word,
    /// A string.
    Text,
    /// A number.
    Number,
    /// One character of punctuation.
    Sign,
}

impl TagKind {
    fn close(self) -> &'static str {
        match self {
            Self::Value => "}}",
            Self::Control => "%}",
            Self::Comment => "#}",
        }
    }
}

impl Tag {
    /// What it says, without its braces and the hyphens that trim the space around it.
    pub fn inner<'t>(&self, template: &'t str) -> &'t str {
        let inner = template[self.range.clone()].get(2..).unwrap_or_default();
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        let inner = inner.strip_suffix(self.kind.close()).unwrap_or(inner);
        inner.strip_suffix('-').unwrap_or(inner).trim()
    }

    /// The keyword of a control tag: `if`, `endfor`.
    pub fn keyword<'t>(&self, template: &'t str) -> Option<&'t str> {
        let first = self.tokens.first().filter(|token| token.kind == TokenKind::Word)?;
        (self.kind == TagKind::Control).then(|| &template[first.range.clone()])
    }

    /// The insides of the strings in it.
    pub fn strings(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.tokens.iter().filter(|token| token.kind == TokenKind::Text).map(|token| token.range.clone())
    }
}

/// All tags of a template, in order. What stands in a raw block is no tag. A tag that is not closed, which Tera refuses,
/// reaches to the end.
pub fn tags(template: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut at = 0;
    while let Some((open, kind)) = next_open(template, at) {
        let inside = if template[open + 2..].starts_with('-') { open + 3 } else { open + 2 };
        at = match (kind, bare(&template[inside..], "raw")) {
            (TagKind::Control, Some(length)) => {
                tags.push(said(template, open, kind, inside + length));
                let Some(end) = end_of_raw(template, inside + length) else { break };
                tags.push(end);
                tags[tags.len() - 1].range.end
            }
            (TagKind::Comment, _) => {
                let end = template[inside..].find("#}").map_or(template.len(), |end| inside + end + 2);
                tags.push(Tag { range: open..end, kind, tokens: Vec::new() });
                end
            }
            _ => {
                tags.push(said(template, open, kind, template.len()));
                tags[tags.len() - 1].range.end
            }
        };
    }
    tags
}

/// The next place at which a tag opens.
fn next_open(template: &str, at: usize) -> Option<(usize, TagKind)> {
    let open = template.as_bytes()[at..].windows(2).position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))? + at;
    let kind = match template.as_bytes()[open + 1] {
        b'{' => TagKind::Value,
        b'%' => TagKind::Control,
        _ => TagKind::Comment,
    };
    Some((open, kind))
}

/// The first `{% endraw %}`. Tera looks for it alone, and reads nothing else before it.
fn end_of_raw(template: &str, at: usize) -> Option<Tag> {
    template[at..].match_indices("{%").map(|(offset, _)| at + offset).find_map(|open| {
        let length = bare(&template[open + 2..], "endraw")?;
        Some(said(template, open, TagKind::Control, open + 2 + length))
    })
}

/// The bytes to the end of a control tag that says this word and nothing else, read from behind its opening.
fn bare(rest: &str, word: &str) -> Option<usize> {
    let inside = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let end = inside.strip_prefix(word)?.trim_ascii_start();
    let left = end.strip_prefix('-').unwrap_or(end).strip_prefix("%}")?;
    Some(rest.len() - left.len())
}

/// Reads a tag token by token, to its close or to a limit.
fn said(template: &str, open: usize, kind: TagKind, limit: usize) -> Tag {
    let close = kind.close();
    let mut tokens = Vec::new();
    let mut at = open + 2;
    while let Some(first) = template[at..limit].chars().next() {
        let rest = &template[at..limit];
        if rest.starts_with(close) {
            at += close.len();
            break;
        }
        let mut inside = 0..0;
        let (length, token) = match first {
            '"' | '\'' | '`' => {
                let (length, end) = string(rest, first);
                inside = 1..end;
                (length, Some(TokenKind::Text))
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                (run(rest, |sign| sign.is_ascii_alphanumeric() || sign == '_'), Some(TokenKind::Word))
            }
            '0'..='9' => (number(rest), Some(TokenKind::Number)),
            // The hyphens of `{{- … -}}` trim the space around the tag.
            '-' if at == open + 2 || rest[1..].starts_with(close) => (1, None),
            _ if first.is_whitespace() => (first.len_utf8(), None),
            _ => (first.len_utf8(), Some(TokenKind::Sign)),
        };
        if inside.is_empty() && token != Some(TokenKind::Text) {
            inside = 0..length;
        }
        tokens.extend(token.map(|kind| Token { range: at + inside.start..at + inside.end, kind }));
        at += length;
    }
    Tag { range: open..at, kind, tokens }
}

/// The bytes of a string with its quotes, and the end of its inside. A backslash takes the next character with it; a string
/// that is not closed reaches to the end.
fn string(rest: &str, quote: char) -> (usize, usize) {
    let mut is_escaped = false;
    for (offset, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == quote => return (offset + 1, offset),
            _ => {}
        }
    }
    (rest.len(), rest.len())
}

/// A number has at most one point.
fn number(rest: &str) -> usize {
    let whole = run(rest, |sign| sign.is_ascii_digit());
    let fraction = rest[whole..].strip_prefix('.').map_or(0, |after| 1 + run(after, |sign| sign.is_ascii_digit()));
    whole + fraction
}

fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is_in(character)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;
    use tera::{Context, ErrorKind, Tera};

    use super::*;

    fn found(template: &str) -> Vec<&str> {
        tags(template).into_iter().map(|tag| &template[tag.range]).collect()
    }

    #[test]
    fn a_close_in_a_string_ends_no_tag_and_what_is_raw_or_a_comment_opens_none() {
        let template = r#"a{{ ": }} " ~ x -}}b{% raw %}{{ no }}{% if %}{%- endraw -%}{# {{ no }} #}{{'\'}}'}}"#;
        let expected = [r#"{{ ": }} " ~ x -}}"#, "{% raw %}", "{%- endraw -%}", "{# {{ no }} #}", r"{{'\'}}'}}"];
        assert_eq!(found(template), expected);
    }

    #[test]
    fn a_tag_says_what_stands_between_its_braces_and_hyphens() {
        let template = "{%- if a == '-' -%}{{-b-}}{#- c -#}{{ -1 }}";
        let said: Vec<&str> = tags(template).iter().map(|tag| tag.inner(template)).collect();
        assert_eq!(said, ["if a == '-'", "b", "c", "-1"]);
        assert_eq!(tags(template)[0].keyword(template), Some("if"));
    }

    /// Whole tags, and splinters of them.
    const PIECES: [&str; 52] = [
        "{{ x }}",
        "{{- x -}}",
        "{{ \"}}\" }}",
        "{{ '%}' ~ x }}",
        "{{ `{{` }}",
        r#"{{ "\"}}" }}"#,
        "{{ x ~ \"{#\" }}",
        "{{",
        "}}",
        "{{-",
        "-}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{#",
        "#}",
        "{#-",
        "-#}",
        "{# x #}",
        "{#- {{ #}",
        "{# ' #}",
        "{#}",
        "{% if true %}",
        "{%- endif -%}",
        "{% endif %}",
        "{% set y = '%}' %}",
        "{% raw %}",
        "{%- raw -%}",
        "{% endraw %}",
        "{%- endraw-%}",
        "{%raw%}",
        "{%--raw%}",
        "raw",
        "endraw",
        "x",
        " ",
        "\n",
        "\u{a0}",
        "-",
        "\"",
        "'",
        "`",
        "\\",
        "{",
        "}",
        "%",
        "#",
        "ŵ",
        "1.",
        "~",
        "|",
    ];

    fn bare_text(text: &str) -> String {
        text.chars().filter(|character| !character.is_whitespace()).collect()
    }

    fn rendered(template: &str) -> Result<String, tera::Error> {
        let mut context = Context::new();
        context.insert("x", "value");
        let mut tera = Tera::default();
        tera.add_raw_template("t", template)?;
        tera.render("t", &context)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// What Tera yields is the text between the tags, and for each value what its tag yields alone; so every tag begins and
        /// ends where Tera says that it does. Spaces are left out, since hyphens trim them.
        #[test]
        fn what_is_taken_for_a_tag_is_what_tera_takes_for_one(pieces in prop::collection::vec(select(&PIECES[..]), 0..9)) {
            let template = pieces.concat();
            let tags = tags(&template);
            let (mut expected, mut at) = (String::new(), 0);
            for tag in &tags {
                prop_assert!(at <= tag.range.start && tag.range.start < tag.range.end, "{}", template);
                expected.push_str(&template[at..tag.range.start]);
                if tag.kind == TagKind::Value {
                    expected.push_str(&rendered(&template[tag.range.clone()]).unwrap_or_default());
                }
                at = tag.range.end;
            }
            expected.push_str(&template[at..]);
            match rendered(&template) {
                Ok(text) => prop_assert_eq!(bare_text(&text), bare_text(&expected), "{}", template),
                Err(error) => if let ErrorKind::SyntaxError(report) = error.kind() {
                    // What Tera cannot read is in a tag, or missing at the end.
                    let start = report.span().range.start;
                    let is_in_a_tag = tags.iter().any(|tag| tag.range.contains(&start) || tag.range.end == template.len());
                    prop_assert!(is_in_a_tag || start >= template.len() || report.span().range.end >= template.len(), "{}: {}", template, report.message());
                },
            }
        }
    }

    #[test]
    fn the_random_templates_are_often_ones_that_tera_reads() {
        let all = PIECES.iter().flat_map(|one| PIECES.iter().map(move |other| format!("{one}{other}")));
        assert!(all.filter(|template| rendered(template).is_ok()).count() > PIECES.len() * PIECES.len() / 4);
    }
}
