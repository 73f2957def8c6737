//! The chosen cases in the texts of the record: `cases.toml` gets the cases, `children.private.toml` which row is which.

use super::edit::{RowDecision, decide, entry};
use crate::calendar::Tier;
use crate::record::text_entries::{KeyPlace, Put, TextEntries, append, put, quoted, with};

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
    let rows = TextEntries::read(children, CHILDREN)?;
    let ids = in_order
        .iter()
        .map(|case| key(&rows, ("child", "reference", &case.reference), "id", &case.id, KeyPlace::First));
    let children = with(children, ids.collect::<Result<_, _>>()?);
    let mut cases = cases.to_owned();
    for case in in_order {
        let manager = case.manager.as_deref().map(|manager| ("case-manager", manager));
        let lines: Vec<(&str, &str)> =
            [("id", case.id.as_str()), ("tier", case.tier.name())].into_iter().chain(manager).collect();
        cases = append(&cases, "case", &lines);
    }
    TextEntries::read(&cases, CASES)?;
    Ok(TakenTexts { children, cases })
}

/// What a schedule that has gone out said of a case that gives way to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPlace {
    /// The slot: `LI 3`.
    pub slot: String,
    /// The HMIP ID of the case that was in it when the schedule went out.
    pub id: String,
    /// The case manager who was to be interviewed, if one was.
    pub manager: Option<String>,
}

/// Writes into the texts that a case gives way to another of its tier. The new one stands in its place, with an ID of its own; it
/// keeps the slot if it has the same case manager. The row that falls out is barred, with the reason and the row in its place.
/// If the schedule has gone out, the new case says what it said: whoever was to come is told (guidance §10.4).
///
/// # Errors
/// As [`take`].
pub fn replace(
    children: &str,
    cases: &str,
    (old, new): (&TakenCase, &TakenCase),
    reason: &str,
    former: Option<&FormerPlace>,
) -> Result<TakenTexts, String> {
    let children = without_key(children, CHILDREN, ("child", "reference", &old.reference), "id")?;
    let rows = TextEntries::read(&children, CHILDREN)?;
    let id = key(&rows, ("child", "reference", &new.reference), "id", &new.id, KeyPlace::First)?;
    let children = with(&children, vec![id]);
    let mut cases = decide(cases, &old.reference, RowDecision::Bar, reason)?;
    let bar = ("bar", "reference", old.reference.as_str());
    let by = key(&TextEntries::read(&cases, CASES)?, bar, "replaced-by", &new.reference, KeyPlace::Last)?;
    cases = with(&cases, vec![by]);
    let old_case = ("case", "id", old.id.as_str());
    if old.manager != new.manager {
        cases = without_key(&cases, CASES, old_case, "slot")?;
        cases = without_key(&cases, CASES, old_case, "case-manager")?;
        if let Some(manager) = &new.manager {
            let lines = TextEntries::read(&cases, CASES)?;
            let manager = key(&lines, old_case, "case-manager", manager, KeyPlace::Last)?;
            cases = with(&cases, vec![manager]);
        }
    }
    if let Some(former) = former {
        let lines = TextEntries::read(&cases, CASES)?;
        let table = entry(&lines, "case", "id", &old.id)?;
        let before = table.and_then(|table| lines.key(table, "before", &before(former), KeyPlace::Last));
        cases = with(&cases, before.into_iter().collect());
    }
    let lines = TextEntries::read(&cases, CASES)?;
    let place = entry(&lines, "case", "id", &old.id)?.and_then(|table| lines.value(table, "id"));
    let place = place.ok_or_else(|| format!("`{}` is no `[[case]]` of {CASES}", old.id))?;
    Ok(TakenTexts { children, cases: put(&cases, place, &quoted(&new.id)) })
}

/// `{ slot = "LI 3", case = "AB07", case-manager = "Mared Ellis" }`
fn before(former: &FormerPlace) -> String {
    let manager = former.manager.as_deref().map(|manager| format!(", case-manager = {}", quoted(manager)));
    format!("{{ slot = {}, case = {}{} }}", quoted(&former.slot), quoted(&former.id), manager.unwrap_or_default())
}

/// Which entry: the key of its list, and the name and value of the key that tells it from the others.
type Entry<'e> = (&'e str, &'e str, &'e str);

/// Where and how a value goes into an entry.
fn key(
    lines: &TextEntries<'_>,
    (list, name, wanted): Entry<'_>,
    key: &str,
    value: &str,
    place: KeyPlace,
) -> Result<Put, String> {
    let table = entry(lines, list, name, wanted)?;
    let put = table.and_then(|table| lines.key(table, key, &quoted(value), place));
    put.ok_or_else(|| format!("there is no `[[{list}]]` with `{name} = \"{wanted}\"`"))
}

/// The text without a key of an entry; the comment behind it stays.
fn without_key(text: &str, file: &'static str, (list, name, wanted): Entry<'_>, key: &str) -> Result<String, String> {
    let lines = TextEntries::read(text, file)?;
    let put = entry(&lines, list, name, wanted)?.and_then(|table| lines.without_key(table, key));
    Ok(with(text, put.into_iter().collect()))
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
        let replaced = replace(&children, cases, (&old, &new), "moved away", None).expect("replaced");
        assert!(replaced.children.contains("# first\n# seen\n# a comment\n"), "{}", replaced.children);
        assert!(replaced.children.contains("[[child]]\nid = \"AB02\"\nreference = \"L002\""), "{}", replaced.children);
        let expected = "# the first\n[[case]]\nid = \"AB02\" # one\ntier = \"community\"\ncase-manager = \"Bo Marsh\"\n# early\n\n# end\n\n[[bar]]\nreference = \"L001\"\nreason = \"moved away\"\nreplaced-by = \"L002\"\n";
        assert_eq!(replaced.cases, expected);
        let ada = case("L002", "AB02", Some("Ada Pryor"));
        let same = replace(&children, cases, (&old, &ada), "x", None).expect("replaced");
        assert!(same.cases.contains("slot = \"LI 1\" # early"), "{}", same.cases);
        let former = FormerPlace { slot: "LI 1".to_owned(), id: "AB01".to_owned(), manager: old.manager.clone() };
        let told = replace(&children, cases, (&old, &new), "x", Some(&former)).expect("replaced");
        let before = "before = { slot = \"LI 1\", case = \"AB01\", case-manager = \"Ada Pryor\" }\n";
        assert_eq!(told.cases.replacen(before, "", 1), replaced.cases.replacen("moved away", "x", 1));
    }
}
