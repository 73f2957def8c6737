//! Slots in the text of `cases.toml`: what is not named stays as it is to the byte, comments and order among it.

use toml_edit::Value;

use crate::facts::folded_id;
use crate::record::text_entries::{KeyPlace, Put, TextEntries, with};

const CASES: &str = "cases.toml";

/// What `cases.toml` says of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotEntry {
    /// The HMIP ID.
    pub id: String,
    /// The slot: `LI 3`.
    pub slot: String,
    /// What becomes of the key `interview`.
    pub interview: InterviewKey,
    /// What becomes of the key `before`.
    pub before: BeforeKey,
}

/// What becomes of the key `interview` of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InterviewKey {
    /// It stays as it is.
    AsWritten,
    /// The case manager is interviewed: the key goes.
    Held,
    /// `interview = false`
    None,
}

/// What becomes of the key `before` of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeforeKey {
    /// It stays as it is.
    AsWritten,
    /// It goes.
    Gone,
    /// The slot that went out, and whether the case manager was to be interviewed.
    Said {
        /// The slot.
        slot: String,
        /// Whether the case manager was to be interviewed.
        is_interviewed: bool,
        /// The case manager, where it was another one.
        case_manager: Option<String>,
    },
}

/// The text of `cases.toml` with cases in their slots.
///
/// # Errors
/// The text is no TOML, or has no `[[case]]` with one of the IDs.
pub fn place(text: &str, placed: &[SlotEntry]) -> Result<String, String> {
    let entries = TextEntries::read(text, CASES)?;
    let mut puts = Vec::new();
    for case in placed {
        puts.extend(puts_of(&entries, case)?);
    }
    let after = with(text, puts);
    TextEntries::read(&after, CASES).map_err(|_| "the slots cannot be written into cases.toml".to_owned())?;
    Ok(after)
}

fn puts_of(entries: &TextEntries<'_>, case: &SlotEntry) -> Result<Vec<Put>, String> {
    let wanted = folded_id(&case.id);
    let missing = || format!("there is no `[[case]]` with `id = \"{}\"` in {CASES}", case.id);
    let table = entries.entry("case", "id", |id| folded_id(id) == wanted)?.ok_or_else(missing)?;
    let key = |key: &str, value: &str| entries.key(table, key, value, KeyPlace::Last).ok_or_else(missing);
    let mut puts = vec![key("slot", &Value::from(case.slot.as_str()).to_string())?];
    match case.interview {
        InterviewKey::AsWritten => (),
        InterviewKey::Held => puts.extend(entries.without_key(table, "interview")),
        InterviewKey::None => puts.push(key("interview", "false")?),
    }
    match &case.before {
        BeforeKey::AsWritten => (),
        BeforeKey::Gone => puts.extend(entries.without_key(table, "before")),
        BeforeKey::Said { slot, is_interviewed, case_manager } => {
            let slot = Value::from(slot.as_str());
            let interview = if *is_interviewed { "" } else { ", interview = false" };
            let manager = case_manager.as_deref().map(|name| format!(", case-manager = {}", Value::from(name)));
            let manager = manager.unwrap_or_default();
            puts.push(key("before", &format!("{{ slot = {slot}{interview}{manager} }}"))?);
        }
    }
    Ok(puts)
}

/// The text of `cases.toml` with a case pinned to its slot, for a reason; without a reason it is pinned no longer.
///
/// # Errors
/// As [`place`].
pub fn pin(text: &str, id: &str, reason: Option<&str>) -> Result<String, String> {
    let entries = TextEntries::read(text, CASES)?;
    let wanted = folded_id(id);
    let missing = || format!("there is no `[[case]]` with `id = \"{id}\"` in {CASES}");
    let table = entries.entry("case", "id", |id| folded_id(id) == wanted)?.ok_or_else(missing)?;
    let put = match reason {
        Some(reason) => {
            Some(entries.key(table, "pinned", &Value::from(reason).to_string(), KeyPlace::Last).ok_or_else(missing)?)
        }
        None => entries.without_key(table, "pinned"),
    };
    Ok(with(text, put.into_iter().collect()))
}

/// The text of `cases.toml` once the schedule has gone out as it is: no case says any longer what it was before.
///
/// # Errors
/// The text is no TOML.
pub fn forget_before(text: &str, ids: &[&str]) -> Result<String, String> {
    let entries = TextEntries::read(text, CASES)?;
    let mut puts = Vec::new();
    for id in ids {
        let wanted = folded_id(id);
        let table = entries.entry("case", "id", |id| folded_id(id) == wanted)?;
        puts.extend(table.and_then(|table| entries.without_key(table, "before")));
    }
    Ok(with(text, puts))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# ours\n[[case]]\nid = \"AB01\" # one\ntier = \"community\"\nslot = \"LI 1\" # early\n\n# two\n[[case]]\nid = \"AB02\"\ntier = \"custodial\"\n\n# end\n";

    fn placed(id: &str, slot: &str, interview: InterviewKey) -> SlotEntry {
        SlotEntry { id: id.to_owned(), slot: slot.to_owned(), interview, before: BeforeKey::AsWritten }
    }

    #[test]
    fn slots_go_into_their_cases_and_every_other_byte_stays_whatever_the_line_ends() {
        for text in [TEXT.to_owned(), TEXT.replace('\n', "\r\n"), format!("\u{feff}{TEXT}")] {
            let cases = [placed("ab02", "AI 3", InterviewKey::None), placed("AB01", "LI 4", InterviewKey::Held)];
            let after = place(&text, &cases).expect("placed");
            let expected = TEXT
                .replace("\"LI 1\"", "\"LI 4\"")
                .replace("\"custodial\"\n", "\"custodial\"\nslot = \"AI 3\"\ninterview = false\n");
            assert_eq!(after.replace("\r\n", "\n").trim_start_matches('\u{feff}'), expected);
            assert_eq!(after.matches('\r').count(), after.matches('\n').count() * usize::from(text.contains('\r')));
        }
    }

    #[test]
    fn what_went_out_is_kept_and_forgotten() {
        let said = BeforeKey::Said { slot: "LI 1".to_owned(), is_interviewed: false, case_manager: None };
        let moved = SlotEntry { before: said, ..placed("AB01", "LI 5", InterviewKey::AsWritten) };
        let after = place(TEXT, &[moved]).expect("placed");
        let expected =
            TEXT.replace("\"LI 1\" # early\n", "\"LI 5\" # early\nbefore = { slot = \"LI 1\", interview = false }\n");
        assert_eq!(after, expected);
        assert_eq!(forget_before(&after, &["AB01", "AB02"]).expect("forgotten"), TEXT.replace("\"LI 1\"", "\"LI 5\""));
    }

    #[test]
    fn a_pin_has_its_reason_and_goes_again() {
        let pinned = pin(TEXT, "AB01", Some("agreed \"by\" telephone")).expect("pinned");
        assert_eq!(pinned, TEXT.replace("# early\n", "# early\npinned = 'agreed \"by\" telephone'\n"));
        assert_eq!(pin(&pinned, "AB01", None).expect("freed"), TEXT);
    }

    #[test]
    fn a_case_that_is_not_there_changes_nothing() {
        assert!(place(TEXT, &[placed("AB09", "LI 1", InterviewKey::Held)]).is_err());
        assert!(place("[[[", &[]).is_err());
    }
}
