//! Holes in a record: keys that are there and can be left out.

use toml_edit::{DocumentMut, Item};

/// The way to a key in a file: keys, and numbers for one of several.
pub type Way = Vec<String>;

/// A key that is left out of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hole {
    /// The file.
    pub file: String,
    /// The way to the key.
    pub way: Way,
}

/// Every key of a file, tables among them.
pub fn holes(file: &str, text: &str) -> Vec<Hole> {
    let document: DocumentMut = text.parse().expect("TOML");
    let mut ways = Vec::new();
    walk(document.as_item(), &Vec::new(), &mut ways);
    ways.into_iter().map(|way| Hole { file: file.to_owned(), way }).collect()
}

fn walk(item: &Item, above: &Way, ways: &mut Vec<Way>) {
    let below = |name: &str| [above.as_slice(), &[name.to_owned()]].concat();
    if let Some(table) = item.as_table_like() {
        for (name, value) in table.iter() {
            ways.push(below(name));
            walk(value, &below(name), ways);
        }
    }
    for (index, table) in item.as_array_of_tables().into_iter().flatten().enumerate() {
        walk(&Item::Table(table.clone()), &below(&index.to_string()), ways);
    }
}

/// A file without some of its keys.
pub fn without(text: &str, ways: &[&Way]) -> String {
    let mut document: DocumentMut = text.parse().expect("TOML");
    for way in ways {
        remove(document.as_item_mut(), way);
    }
    document.to_string()
}

fn remove(item: &mut Item, way: &[String]) {
    let Some((name, rest)) = way.split_first() else { return };
    let numbered = name.parse::<usize>().ok();
    if let (Some(index), Some(tables)) = (numbered, item.as_array_of_tables_mut()) {
        let Some(table) = tables.get_mut(index) else { return };
        if let [last] = rest {
            table.remove(last);
        } else if let Some((next, rest)) = rest.split_first()
            && let Some(item) = table.get_mut(next)
        {
            remove(item, rest);
        }
    } else if let Some(table) = item.as_table_like_mut() {
        if rest.is_empty() {
            table.remove(name);
        } else if let Some(item) = table.get_mut(name) {
            remove(item, rest);
        }
    }
}

/// Pairs of holes in one table: two facts of one person or thing, which may both be missing.
pub fn pairs(holes: &[Hole]) -> Vec<Vec<Hole>> {
    let table = |hole: &Hole| (hole.file.clone(), hole.way[..hole.way.len() - 1].to_vec());
    let mut pairs = Vec::new();
    for (index, one) in holes.iter().enumerate() {
        let others = holes[index + 1..].iter().filter(|other| table(other) == table(one));
        pairs.extend(others.map(|other| vec![one.clone(), other.clone()]));
    }
    pairs
}
