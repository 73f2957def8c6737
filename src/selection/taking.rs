//! The chosen cases in the texts of the record: `cases.toml` gets the cases, `children.private.toml` which row is which.

use std::ops::Range;

use super::edit::{Lines, RowDecision, append, comment_behind, decide, line_end, put, quoted};
use crate::calendar::Tier;

const CHILDREN: &str = "children.private.toml";
const CASES: &str = "cases.toml";

/// A chosen case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenCase {
    /// The reference of its row.
    pub reference: String,
    /// Its HMIP ID.
    pub id: String,
    /// Its tier.
    pub tier: Tier,
    /// The case manager; without one it is inspected from its records alone.
    pub manager: Option<String>,
}

/// The texts of the record once a sample is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenTexts {
    /// `children.private.toml`
    pub children: String,
    /// `cases.toml`
    pub cases: String,
}

/// Writes a sample into the texts, in the order of the HMIP IDs.
///
/// # Errors
/// A text is no TOML, or its entries are not written as `[[child]]` and `[[case]]`.
pub fn take(children: &str, cases: &str, chosen: &[TakenCase]) -> Result<TakenTexts, String> {
    let mut in_order: Vec<&TakenCase> = chosen.iter().collect();
    in_order.sort_by(|one, other| one.id.cmp(&other.id));
    let rows = Lines::read(children, CHILDREN)?;
    let ids =
        in_order.iter().map(|case| key(&rows, ("child", "reference", &case.reference), "id", &case.id, Place::First));
    let children = with(children, ids.collect::<Result<_, _>>()?);
    let mut cases = cases.to_owned();
    for case in in_order {
        let manager = case.manager.as_deref().map(|manager| ("case-manager", manager));
        let lines: Vec<(&str, &str)> =
            [("id", case.id.as_str()), ("tier", case.tier.name())].into_iter().chain(manager).collect();
        cases = append(&cases, "case", &lines);
    }
    Lines::read(&cases, CASES)?;
    Ok(TakenTexts { children, cases })
}

/// Writes into the texts that a case gives way to another of its tier. The new one stands in its place, with an ID of its own; it
/// keeps the slot if it has the same case manager. The row that falls out is barred, with the reason.
///
/// # Errors
/// As [`take`].
pub fn replace(
    children: &str,
    cases: &str,
    old: &TakenCase,
    new: &TakenCase,
    reason: &str,
) -> Result<TakenTexts, String> {
    let children = without_key(children, CHILDREN, ("child", "reference", &old.reference), "id")?;
    let rows = Lines::read(&children, CHILDREN)?;
    let id = key(&rows, ("child", "reference", &new.reference), "id", &new.id, Place::First)?;
    let children = with(&children, vec![id]);
    let mut cases = decide(cases, &old.reference, RowDecision::Bar, reason)?;
    let entry = ("case", "id", old.id.as_str());
    if old.manager != new.manager {
        cases = without_key(&cases, CASES, entry, "slot")?;
        cases = without_key(&cases, CASES, entry, "case-manager")?;
        if let Some(manager) = &new.manager {
            let lines = Lines::read(&cases, CASES)?;
            let manager = key(&lines, entry, "case-manager", manager, Place::Last)?;
            cases = with(&cases, vec![manager]);
        }
    }
    let lines = Lines::read(&cases, CASES)?;
    let place = lines.entry("case", "id", &old.id)?.and_then(|table| lines.value(table, "id"));
    let place = place.ok_or_else(|| format!("`{}` is no `[[case]]` of {CASES}", old.id))?;
    Ok(TakenTexts { children, cases: put(&cases, place, &quoted(&new.id)) })
}

/// Which entry: the key of its list, and the name and value of the key that tells it from the others.
type Entry<'e> = (&'e str, &'e str, &'e str);

/// Where a new key stands in its entry.
#[derive(Clone, Copy)]
enum Place {
    First,
    Last,
}

/// A place in a text, and what is to stand there.
type Put = (Range<usize>, String);

/// Where and how a value goes into an entry.
fn key(
    lines: &Lines<'_>,
    (list, name, wanted): Entry<'_>,
    key: &str,
    value: &str,
    place: Place,
) -> Result<Put, String> {
    let missing = || format!("there is no `[[{list}]]` with `{name} = \"{wanted}\"`");
    let table = lines.entry(list, name, wanted)?.ok_or_else(missing)?;
    if let Some(old) = lines.value(table, key) {
        return Ok((old, quoted(value)));
    }
    let at = match place {
        Place::First => lines.heading(table).map(|line| line.end),
        Place::Last => table.iter().filter_map(|(key, _)| lines.line(table, key)).map(|line| line.end).max(),
    };
    let at = at.ok_or_else(missing)?;
    let end = line_end(lines.text());
    let break_off = if lines.text()[..at].ends_with('\n') { "" } else { end };
    Ok((at..at, format!("{break_off}{key} = {}{end}", quoted(value))))
}

/// The text with all of this in it.
fn with(text: &str, mut puts: Vec<Put>) -> String {
    puts.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    puts.into_iter().fold(text.to_owned(), |text, (place, words)| put(&text, place, &words))
}

/// The text without a key of an entry; the comment behind it stays.
fn without_key(text: &str, file: &'static str, entry: Entry<'_>, key: &str) -> Result<String, String> {
    let (list, name, wanted) = entry;
    let lines = Lines::read(text, file)?;
    let line = lines.entry(list, name, wanted)?.and_then(|table| lines.line(table, key));
    Ok(line.map_or_else(|| text.to_owned(), |line| put(text, line.clone(), &comment_behind(&text[line]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(reference: &str, id: &str, manager: Option<&str>) -> TakenCase {
        TakenCase {
            reference: reference.to_owned(),
            id: id.to_owned(),
            tier: Tier::Community,
            manager: manager.map(str::to_owned),
        }
    }

    const CHILD: &str = "# mine\n[[child]] # first\n# a comment\nreference = \"L001\"\ntier = \"community\"\n\n[[child]]\nreference = \"L002\"\n";

    #[test]
    fn a_sample_goes_into_both_texts_and_every_other_byte_stays() {
        let cases = "# ours\n[[case-manager]]\nname = \"Ada Pryor\" # back soon\n";
        let chosen = [case("L002", "AB02", None), case("L001", "AB01", Some("Ada Pryor"))];
        let taken = take(CHILD, cases, &chosen).expect("taken");
        let expected = CHILD
            .replace("# first\n", "# first\nid = \"AB01\"\n")
            .replace("\n\n[[child]]\n", "\n\n[[child]]\nid = \"AB02\"\n");
        assert_eq!(taken.children, expected);
        let added = "\n[[case]]\nid = \"AB01\"\ntier = \"community\"\ncase-manager = \"Ada Pryor\"\n\n[[case]]\nid = \"AB02\"\ntier = \"community\"\n";
        assert_eq!(taken.cases, format!("{cases}{added}"));
        assert_eq!(take(&taken.children, cases, &chosen).expect("taken again").children, expected);
    }

    #[test]
    fn a_case_that_gives_way_leaves_its_place_and_its_comments_and_its_row_is_barred() {
        let children = CHILD.replace("# first\n", "# first\nid = \"AB01\" # seen\n");
        let cases = "# the first\n[[case]]\nid = \"AB01\" # one\ntier = \"community\"\ncase-manager = \"Ada Pryor\"\nslot = \"LI 1\" # early\n\n# end\n";
        let (old, new) = (case("L001", "AB01", Some("Ada Pryor")), case("L002", "AB02", Some("Bo Marsh")));
        let replaced = replace(&children, cases, &old, &new, "moved away").expect("replaced");
        assert!(replaced.children.contains("# first\n# seen\n# a comment\n"), "{}", replaced.children);
        assert!(replaced.children.contains("[[child]]\nid = \"AB02\"\nreference = \"L002\""), "{}", replaced.children);
        let expected = "# the first\n[[case]]\nid = \"AB02\" # one\ntier = \"community\"\ncase-manager = \"Bo Marsh\"\n# early\n\n# end\n\n[[bar]]\nreference = \"L001\"\nreason = \"moved away\"\n";
        assert_eq!(replaced.cases, expected);
        let same = replace(&children, cases, &old, &case("L002", "AB02", Some("Ada Pryor")), "x").expect("replaced");
        assert!(same.cases.contains("slot = \"LI 1\" # early"), "{}", same.cases);
    }
}
