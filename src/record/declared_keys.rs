//! Takes the keys of a table one by one, and complains of those that are missing, mistyped or not known.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::child_keys::KEYS;
use super::reader::{Field, Reader, list};
use crate::problem::{code, did_you_mean};

/// Keys of one group up to which those are looked for that mean others.
const MOST_MISTYPED: usize = 64;

/// Takes the declared keys out of a table one by one; what is left over at the end is not known.
pub struct DeclaredKeys<'t, 'i> {
    table: &'t DeTable<'i>,
    name: &'static str,
    at: Range<usize>,
    known: &'static [&'static str],
}

impl<'t, 'i> DeclaredKeys<'t, 'i> {
    /// The keys of a table that stands at a place; `name` is the table's in messages, empty for a whole file. `known` are all
    /// that it can have.
    pub fn new(table: &'t DeTable<'i>, name: &'static str, at: Range<usize>, known: &'static [&'static str]) -> Self {
        Self { table, name, at, known }
    }

    /// What stands behind a key that is not known and means this one: [`DeclaredKeys::finish`] complains of the key, and nothing is
    /// missed besides.
    fn mistyped(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        let is_unknown = |typed: &str| !self.known.contains(&typed);
        let means = |typed: &str| is_unknown(typed) && did_you_mean(typed, self.known.iter().copied()) == Some(key);
        let few = Some(self.table).filter(|table| table.len() <= MOST_MISTYPED)?;
        few.iter().find(|(typed, _)| means(typed.get_ref())).map(|(_, value)| value)
    }

    /// The value of a key; where a required one is missing, that is complained of with an example.
    pub fn take<F: Field>(&mut self, key: &'static str, example: &'static str, reader: &mut Reader) -> F {
        if let Some(value) = self.table.get(key).or_else(|| self.mistyped(key)) {
            reader.example = example;
            return F::read(value, reader);
        }
        if F::REQUIRED {
            let message = match self.name {
                "" => format!("`{key}` is missing"),
                name => format!("`{name}` has no `{key}`"),
            };
            let line =
                if example.starts_with('[') && example.ends_with(']') && self.name.is_empty() && !example.contains(',')
                {
                    format!("add the group `{example}`")
                } else {
                    format!("add a line `{key} = {example}`")
                };
            reader.complain(code::MISSING_KEY, self.at.clone(), message, line);
        }
        F::blank(reader.at(self.at.clone()))
    }

    /// Complains of every key that was not taken.
    pub fn finish(self, reader: &mut Reader) {
        let unknown = || self.table.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref()));
        let meant = |key: &str| did_you_mean(key, self.known.iter().copied());
        let lines = reader.lines.clone();
        let above = |key: &Spanned<_>| lines.commented_heading(key.span().start);
        // One key that is known nowhere near shows that the others, too, belong below the heading.
        let astray = unknown().filter(|key| meant(key.get_ref()).is_none());
        let headings: BTreeSet<usize> = astray.filter_map(|key| Some(above(key)?.0.start)).collect();
        let mut told = BTreeSet::new();
        for key in unknown() {
            let Some((line, heading)) = above(key).filter(|(line, _)| headings.contains(&line.start)) else { continue };
            reader.complain_of_commented(line, heading, key.span());
            told.insert(key.span().start);
        }
        for key in unknown().filter(|key| !told.contains(&key.span().start)) {
            let meant = meant(key.get_ref());
            let place = if self.name.is_empty() { "here".to_owned() } else { format!("in `{}`", self.name) };
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys {place} are {}", list(self.known)),
            };
            if !reader.is_private() && KEYS.contains(&key.get_ref().as_ref()) {
                let message = "this key identifies a child and does not belong here";
                let help = "put it into `children.private.toml`, and nowhere else";
                reader.complain(code::CHILD_KEY_ASTRAY, key.span(), message, help);
                continue;
            }
            let shown = if reader.is_private() { "this key".to_owned() } else { reader.quoted(key.get_ref()) };
            reader.complain(code::UNKNOWN_KEY, key.span(), format!("{shown} is not known {place}"), help);
        }
    }
}
