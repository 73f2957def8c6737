//! Takes the keys of a table one by one, and complains of those that are missing, mistyped or not known.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::child_keys::KEYS;
use super::likely_key::likely_key;
use super::reader::{Field, MOST_COMPLAINTS, Reader, Wrong, list};
use crate::problem::code;

/// Keys of one group up to which those are looked for that mean others.
const MOST_MISTYPED: usize = 64;

/// Takes the declared keys out of a table one by one; what is left over at the end is not known.
pub struct DeclaredKeys<'t, 'i> {
    table: &'t DeTable<'i>,
    name: &'static str,
    at: Range<usize>,
    known: &'static [&'static str],
    /// The keys that are not known, each with the one that it means.
    meant: Vec<(&'static str, &'t Spanned<DeValue<'i>>)>,
    mended: Vec<Mended>,
}

/// The line that stands for one or several of which the key is not known, and the value not of the kind that the meant key takes.
struct Mended {
    key: &'static str,
    line: String,
    replaces: usize,
}

impl<'t, 'i> DeclaredKeys<'t, 'i> {
    /// The keys of a table that stands at a place; `name` is the table's in messages, empty for a whole file. `known` are all
    /// that it can have.
    pub fn new(table: &'t DeTable<'i>, name: &'static str, at: Range<usize>, known: &'static [&'static str]) -> Self {
        let unknown = table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref()));
        let few = unknown.filter(|_| table.len() <= MOST_MISTYPED);
        let mut meant: Vec<_> =
            few.filter_map(|(key, value)| Some((likely_key(key.get_ref(), known)?, value))).collect();
        meant.sort_by_key(|(_, value)| value.span().start);
        Self { table, name, at, known, meant, mended: Vec::new() }
    }

    /// What stands behind the keys that are not known and mean this one: [`DeclaredKeys::finish`] complains of the keys, and nothing
    /// is missed besides.
    fn mistyped(&self, key: &str) -> Vec<&'t Spanned<DeValue<'i>>> {
        self.meant.iter().filter(|(meant, _)| *meant == key).map(|(_, value)| *value).collect()
    }

    /// The value of a key; where a required one is missing, that is complained of with an example.
    pub fn take<F: Field>(&mut self, key: &'static str, example: &'static str, reader: &mut Reader) -> F {
        reader.example = example;
        reader.key = key;
        if let Some(value) = self.table.get(key) {
            return F::read(value, reader);
        }
        let mistyped = self.mistyped(key);
        if let Some(value) = mistyped.first() {
            let told = reader.told();
            let read = F::read(value, reader);
            let spans: Vec<Range<usize>> = mistyped.iter().map(|value| value.span()).collect();
            let is_wrong = reader.told() > told;
            let likely = match spans.as_slice() {
                [span] if is_wrong => reader.likely::<F>(span),
                [_] => None,
                spans => reader.likely_list::<F>(spans),
            };
            if let Some(likely) = likely {
                reader.take_since(told);
                self.mended.push(Mended { key, line: format!("{key} = {likely}"), replaces: spans.len() });
            }
            return read;
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
        let meant = |key: &str| likely_key(key, self.known);
        let lines = reader.lines.clone();
        let above = |key: &Spanned<_>| lines.commented_heading(key.span().start);
        // One key that is known nowhere near shows that the others, too, belong below the heading.
        let below = unknown().filter_map(|key| Some((key, above(key)?.0.start))).take(MOST_COMPLAINTS);
        let headings: BTreeSet<usize> =
            below.filter(|(key, _)| meant(key.get_ref()).is_none()).map(|(_, start)| start).collect();
        let (mut told, mut gathered) = (BTreeSet::new(), BTreeSet::new());
        for key in unknown() {
            let Some((line, heading)) = above(key).filter(|(line, _)| headings.contains(&line.start)) else { continue };
            reader.complain_of_commented(line, heading, key.span());
            told.insert(key.span().start);
        }
        for key in unknown().filter(|key| !told.contains(&key.span().start)) {
            if reader.counts_only() {
                continue;
            }
            let meant = meant(key.get_ref());
            let mended = meant.and_then(|meant| self.mended.iter().find(|mended| mended.key == meant));
            if mended.is_some_and(|mended| mended.replaces > 1 && !gathered.insert(mended.key)) {
                continue;
            }
            let place = if self.name.is_empty() { "here".to_owned() } else { format!("in `{}`", self.name) };
            let help = match meant {
                Some(meant) if self.table.contains_key(meant) => {
                    format!("`{meant}` is there already; take one of the two lines out")
                }
                Some(meant) => match mended {
                    Some(Mended { line, replaces: 1, .. }) => format!("did you mean `{meant}`? Type: `{line}`"),
                    Some(Mended { line, .. }) => format!("type one line for all that are like it: `{line}`"),
                    None => format!("did you mean `{meant}`?"),
                },
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

/// Complains of a single value in the place of a group with these keys.
pub fn complain_of_value(value: &DeValue<'_>, span: Range<usize>, keys: &[&str], reader: &mut Reader) {
    let heading = if reader.example.starts_with('[') { reader.example } else { "[…]" };
    if reader.example.starts_with("[{") {
        let entry = reader.example.trim_matches(['[', ']']);
        let help = reader.with_example("type it in this form, with the day and the hours of your own", &span, entry);
        let wrong = Wrong::kind("a group of keys", value, help);
        reader.complain(wrong.code, span, wrong.message, wrong.help);
        return;
    }
    let first = keys.first().copied().unwrap_or_default();
    let line = reader.typed(&span).map_or_else(|| format!("`{first} = …`"), |typed| format!("`{first} = {typed}`"));
    let help = format!("take this line out, and type a heading, `{heading}`, with a line below it: {line}");
    let wrong = Wrong::kind("a group of keys", value, help);
    reader.complain(wrong.code, span, wrong.message, wrong.help);
}
