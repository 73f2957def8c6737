//! The chain: which entry follows which, and whether one was edited, moved or taken out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::{Table, Value};

use crate::workspace::hash::sha256;

/// The entries of a ledger, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Each entry.
    pub links: Vec<Link>,
}

/// An entry, as far as the chain needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub id: String,
    /// The hash that it says it has.
    pub hash: String,
    /// The hash that it has.
    found: String,
    /// The hashes of the entries that it follows.
    previous: Vec<String>,
}

/// What is wrong with an entry, given by its place in the list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// It does not have the hash that stands in it.
    Edited(usize),
    /// It is there twice.
    Repeated(usize),
    /// It stands above the entry that it follows.
    Moved(usize),
    /// The entry that it follows is not there.
    FollowsNothing(usize),
}

impl ChainFault {
    /// The entry at which it shows.
    pub fn entry(self) -> usize {
        match self {
            Self::Edited(entry) | Self::Repeated(entry) | Self::Moved(entry) | Self::FollowsNothing(entry) => entry,
        }
    }

    /// What has happened, in words.
    pub fn words(self) -> String {
        let number = self.entry() + 1;
        match self {
            Self::Edited(_) => format!("entry {number} was edited after it was written"),
            Self::Repeated(_) => format!("entry {number} is there twice"),
            Self::Moved(_) => format!("entry {number} was moved: it stands above the entry that it follows"),
            Self::FollowsNothing(_) => {
                format!("the entry before entry {number} was taken out, or was edited together with its hash")
            }
        }
    }
}

impl Chain {
    /// The chain of a ledger's text; nothing where that is no TOML, or has something else in the place of entries.
    pub fn read(text: &str) -> Option<Self> {
        let table: Table = toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
        let entries = match table.get("issue") {
            None => &Vec::new(),
            Some(entries) => entries.as_array()?,
        };
        entries.iter().map(|entry| entry.as_table().map(Link::of)).collect::<Option<_>>().map(|links| Self { links })
    }

    /// Everything that is wrong, in the order of the entries.
    pub fn faults(&self) -> Vec<ChainFault> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, link) in self.links.iter().enumerate() {
            places.entry(&link.hash).or_insert(index);
        }
        let fault = |(index, link): (usize, &Link)| {
            let before = |hash: &String| places.get(hash.as_str()).map(|place| *place < index);
            if link.found != link.hash {
                Some(ChainFault::Edited(index))
            } else if places.get(link.hash.as_str()) != Some(&index) {
                Some(ChainFault::Repeated(index))
            } else if link.previous.iter().any(|hash| before(hash).is_none()) {
                Some(ChainFault::FollowsNothing(index))
            } else {
                link.previous.iter().any(|hash| before(hash) == Some(false)).then_some(ChainFault::Moved(index))
            }
        };
        self.links.iter().enumerate().filter_map(fault).collect()
    }

    /// The entries that nothing follows: one, or several where two copies of the workspace have each added entries.
    pub fn ends(&self) -> Vec<usize> {
        let is_followed = |hash: &String| self.links.iter().any(|link| link.previous.contains(hash));
        (0..self.links.len()).filter(|index| !is_followed(&self.links[*index].hash)).collect()
    }

    /// The entry that has a hash.
    pub fn find(&self, hash: &str) -> Option<usize> {
        self.links.iter().position(|link| link.hash == hash)
    }
}

impl Link {
    fn of(entry: &Table) -> Self {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let previous = entry.get("previous").and_then(Value::as_array).into_iter().flatten();
        Self {
            id: text("id"),
            hash: text("hash"),
            found: hash_of(entry),
            previous: previous.map(|hash| hash.as_str().unwrap_or_default().to_owned()).collect(),
        }
    }
}

/// The hash of an entry: SHA-256 over everything that it says but its hash. Line ends, comments and the order of keys do not count.
pub fn hash_of(entry: &Table) -> String {
    let mut said = String::new();
    let rest: Table =
        entry.iter().filter(|(key, _)| *key != "hash").map(|(key, value)| (key.clone(), value.clone())).collect();
    say(&Value::Table(rest), &mut said);
    sha256(said.as_bytes())
}

/// Writes a value so that no two values are written alike: texts with their lengths, keys in order.
fn say(value: &Value, said: &mut String) {
    let mut text = |kind: char, text: &str| write!(said, "{kind}{}:{text}", text.len()).ok();
    match value {
        Value::String(value) => drop(text('s', value)),
        Value::Integer(value) => drop(text('i', &value.to_string())),
        Value::Float(value) => drop(text('f', &value.to_string())),
        Value::Boolean(value) => drop(text('b', &value.to_string())),
        Value::Datetime(value) => drop(text('d', &value.to_string())),
        Value::Array(values) => {
            text('a', &values.len().to_string());
            values.iter().for_each(|value| say(value, said));
        }
        Value::Table(table) => {
            text('t', &table.len().to_string());
            let ordered: BTreeMap<&String, &Value> = table.iter().collect();
            for (key, value) in ordered {
                say(&Value::String(key.clone()), said);
                say(value, said);
            }
        }
    }
}

#[cfg(test)]
mod tests;
