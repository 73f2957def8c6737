//! The tags of a template, as Tera reads them. Every room that needs them reads them here.

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

/// The next place where a tag opens.
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
mod tests;
