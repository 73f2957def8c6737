//! What the files of a document are called that is made for each person or place.
//!
//! A file keeps its name whatever else is put into a list, for somebody may have sent it or filed it under that name. So no name
//! holds a place in the list: namesakes are told apart by what they have of their own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::record::file_name_part;

/// Whether a word before a name is a title, which nobody looks for in a file name.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 10] = ["cllr", "councillor", "dame", "dr", "miss", "mr", "mrs", "ms", "professor", "sir"];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Keys by which namesakes are told apart, in this order. A key counts only for namesakes who are alike in the key before it.
const OWN: [&[&str]; 3] = [&["organisation", "site", "address"], &["email"], &["title"]];

/// Parts of file names for the items of a list, of which `key` is the name. A number follows only where two have nothing of
/// their own.
pub fn file_names(items: &[&Value], key: &str, otherwise: &str) -> Vec<String> {
    let name = |item: &&Value| {
        let name = item[key].as_str().unwrap_or_default();
        let words = name.split_once(' ').filter(|(first, _)| is_title(first)).map_or(name, |(_, rest)| rest);
        let part = short(words);
        if part.is_empty() { otherwise.to_owned() } else { part }
    };
    let mut names: Vec<String> = items.iter().map(name).collect();
    for keys in OWN {
        let mut entries: BTreeMap<String, usize> = BTreeMap::new();
        names.iter().for_each(|name| *entries.entry(name.clone()).or_default() += 1);
        for (name, item) in names.iter_mut().zip(items).filter(|(name, _)| entries.get(*name) > Some(&1)) {
            let own = keys.iter().map(|key| short(&text(&item[key]))).find(|own| !own.is_empty());
            if let Some(own) = own {
                *name = format!("{name}-{own}");
            }
        }
    }
    let (mut taken, mut next) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let unique = |part: String| {
        if taken.insert(part.clone()) {
            return part;
        }
        let number = next.entry(part.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{part}-{number}");
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    };
    names.into_iter().map(unique).collect()
}

fn short(text: &str) -> String {
    let part: String = file_name_part(text, 6).chars().take(40).collect();
    part.trim_end_matches('-').to_owned()
}

/// What a value says in one line; of an e-mail address what stands before the `@`.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.split('@').next().unwrap_or_default().to_owned(),
        Value::Array(lines) => lines.iter().map(text).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(items: &[Value]) -> Vec<String> {
        file_names(&items.iter().collect::<Vec<_>>(), "name", "contact")
    }

    #[test]
    fn a_name_becomes_a_part_of_a_file_name_that_leads_nowhere() {
        let named = ["Dr Siôn Dâvies-Howe", "../../etc/passwd", "漢", "Ann Lowe", "ann lowe"]
            .map(|name| json!({ "name": name }));
        assert_eq!(names(&named), ["sion-davies-howe", "etc-passwd", "contact", "ann-lowe", "ann-lowe-2"]);
    }

    #[test]
    fn namesakes_are_told_apart_by_what_they_have_of_their_own_and_an_insertion_renames_nobody() {
        let yot = json!({ "name": "Ann Lowe", "organisation": "", "email": "ann.lowe@yot.example" });
        let council = json!({ "name": "Ann Lowe", "organisation": "Aberford City Council", "email": "ann.lowe@aberford.example" });
        let police = json!({ "name": "Ann Lowe", "organisation": "Police", "email": "a.lowe@police.example" });
        let second = json!({ "name": "Ann Lowe", "organisation": "Police", "email": "ann.lowe2@police.example" });
        let other = json!({ "name": "Ben Rees", "organisation": "Police", "email": "ben.rees@police.example" });
        let called = [
            (&yot, "ann-lowe"),
            (&council, "ann-lowe-aberford-city-council"),
            (&police, "ann-lowe-police-a-lowe"),
            (&second, "ann-lowe-police-ann-lowe2"),
            (&other, "ben-rees"),
        ];
        for turn in 0..called.len() {
            let mut order = called;
            order.rotate_left(turn);
            let items: Vec<Value> = order.iter().map(|(item, _)| (*item).clone()).collect();
            assert_eq!(names(&items), order.map(|(_, name)| name));
        }
        // Before another of the same body comes, the body is enough.
        assert_eq!(names(&[council, yot]), ["ann-lowe-aberford-city-council", "ann-lowe"]);
    }
}
