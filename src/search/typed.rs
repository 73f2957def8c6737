//! What identifies children as it is typed, line by line, in a file that TOML or the record's form does not take. Until somebody
//! has mended the file, no message may quote these either.

use chrono::NaiveDate;

use super::dates::dates;
use super::finder::ChildFacts;
use super::text::Text;

/// A child as its lines have it.
#[derive(Default)]
pub struct TypedChild<'t> {
    /// Names, date of birth and ID; empty or nothing where no line has them.
    pub facts: ChildFacts<'t>,
    /// Where its entry begins, in bytes.
    pub start: usize,
}

/// The children that the text of a children's file has. An entry begins with a heading, whatever stands in it, or where a key comes again.
pub fn children(text: &str) -> Vec<TypedChild<'_>> {
    let mut children = Vec::new();
    let mut start = 0;
    // An old program may end lines with another sign.
    for line in text.split_inclusive(['\n', '\r']) {
        let begins = line.contains("child]") || line.trim_start().starts_with("[[");
        let is_again = |child: &TypedChild<'_>| {
            let mut facts = ChildFacts::default();
            take(&mut facts, line);
            let known = &child.facts;
            [(facts.family, known.family), (facts.first, known.first)]
                .iter()
                .any(|(new, old)| !new.is_empty() && !old.is_empty())
        };
        if begins || children.last().is_none_or(is_again) {
            children.push(TypedChild { start, ..TypedChild::default() });
        }
        if let Some(child) = children.last_mut() {
            take(&mut child.facts, line);
        }
        start += line.len();
    }
    children.retain(|child| child.facts != ChildFacts::default());
    children
}

fn take<'t>(facts: &mut ChildFacts<'t>, line: &'t str) {
    let Some((key, value)) = line.split_once(['=', ':']) else { return };
    let value = value.trim_matches(|sign: char| !sign.is_alphanumeric());
    let letters: String = key.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
    match letters.as_str() {
        "familyname" => facts.family = value,
        "firstnames" => facts.first = value,
        "systemid" => facts.id = Some(value).filter(|id| !id.is_empty()),
        "dateofbirth" => facts.born = date(value),
        // Most files of a record call somebody `name`.
        "name" | "fullname" | "childname" | "knownas" | "enw" if facts.first.is_empty() && facts.family.is_empty() => {
            (facts.first, facts.family) = value.rsplit_once(' ').unwrap_or(("", value));
        }
        _ => {}
    }
}

/// The day that a value may mean.
pub fn date(value: &str) -> Option<NaiveDate> {
    dates(&Text::new(value), None).first().map(|dated| dated.day)
}
