//! The tags of a template: what Tera reads of it.

use std::ops::Range;

/// A tag of a template.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it does.
    pub kind: Kind,
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{{ … }}`
    Value,
    /// `{% … %}`
    Control,
    /// `{# … #}`
    Comment,
}

impl Tag {
    /// What it says, without its braces.
    pub fn inner<'t>(&self, template: &'t str) -> &'t str {
        let tag = &template[self.range.clone()];
        tag.get(2..tag.len() - 2).unwrap_or("").trim_matches(|c: char| c.is_whitespace() || c == '-')
    }
}

/// All tags of a template, in order. One that is not closed reaches to the end.
pub fn tags(template: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|found| at + found) {
        let (kind, close) = match template.as_bytes().get(open + 1) {
            Some(b'{') => (Kind::Value, "}}"),
            Some(b'%') => (Kind::Control, "%}"),
            Some(b'#') => (Kind::Comment, "#}"),
            _ => {
                at = open + 1;
                continue;
            }
        };
        let end = template[open + 2..].find(close).map_or(template.len(), |end| open + 2 + end + 2);
        tags.push(Tag { range: open..end, kind });
        at = end;
    }
    tags
}
