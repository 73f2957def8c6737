//! The names of the months as people type them, in both languages, in small letters.

/// How people type the name of one month.
pub struct MonthNames {
    /// The name and its usual short forms, in English and Welsh.
    pub names: &'static [&'static str],
    /// Shorter forms that stand in the cells of sheets alone: in prose they are other words.
    pub in_sheets: &'static [&'static str],
    /// Forms of prose alone: as Welsh changes a name after `o`, or shortens it.
    pub in_prose: &'static [&'static str],
}

/// The months from January on.
const MONTHS: [MonthNames; 12] = [
    MonthNames { names: &["january", "jan", "ionawr", "ion"], in_sheets: &[], in_prose: &[] },
    MonthNames { names: &["february", "feb", "chwefror", "chwe"], in_sheets: &["chw"], in_prose: &["chwef"] },
    MonthNames { names: &["march", "mar", "mawrth", "maw"], in_sheets: &[], in_prose: &["fawrth"] },
    MonthNames { names: &["april", "apr", "ebrill", "ebr"], in_sheets: &[], in_prose: &[] },
    MonthNames { names: &["may", "mai"], in_sheets: &[], in_prose: &["fai"] },
    MonthNames { names: &["june", "jun", "mehefin", "meh"], in_sheets: &[], in_prose: &["fehefin"] },
    MonthNames { names: &["july", "jul", "gorffennaf", "gorff"], in_sheets: &["gor"], in_prose: &["orffennaf"] },
    MonthNames { names: &["august", "aug", "awst"], in_sheets: &["aws"], in_prose: &[] },
    MonthNames { names: &["september", "sep", "sept", "medi"], in_sheets: &["med"], in_prose: &["fedi"] },
    MonthNames { names: &["october", "oct", "hydref", "hyd"], in_sheets: &[], in_prose: &[] },
    MonthNames { names: &["november", "nov", "tachwedd", "tach"], in_sheets: &["tac"], in_prose: &["dachwedd"] },
    MonthNames { names: &["december", "dec", "rhagfyr", "rhag"], in_sheets: &["rha"], in_prose: &["ragfyr"] },
];

/// The number of the month that a word names, if it is one of its names or of the further forms that `further` takes.
pub fn month_of(word: &str, further: fn(&MonthNames) -> &'static [&'static str]) -> Option<u32> {
    if !may_be_month(word) {
        return None;
    }
    let found = MONTHS.iter().position(|month| month.names.contains(&word) || further(month).contains(&word))?;
    u32::try_from(found + 1).ok()
}

/// Whether the name of a month may begin as a word does: the search asks for every word of every document, and most begin otherwise.
fn may_be_month(word: &str) -> bool {
    matches!(
        word.as_bytes(),
        [b'j', b'a' | b'u', ..]
            | [b'i', b'o', ..]
            | [b'f' | b'm' | b's' | b'd', b'a' | b'e', ..]
            | [b'c', b'h', ..]
            | [b'a', b'p' | b'u' | b'w', ..]
            | [b'e', b'b', ..]
            | [b'g' | b'n', b'o', ..]
            | [b'o', b'r' | b'c', ..]
            | [b'h', b'y', ..]
            | [b't', b'a', ..]
            | [b'r', b'h' | b'a', ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_months_share_a_name() {
        let mut known = std::collections::BTreeSet::new();
        for month in &MONTHS {
            for name in [month.names, month.in_sheets, month.in_prose].concat() {
                assert!(known.insert(name) && may_be_month(name), "{name}");
            }
        }
    }

    #[test]
    fn a_short_form_of_sheets_is_no_month_in_prose_and_the_other_way_round() {
        assert_eq!(month_of("medi", |month| month.in_prose), Some(9));
        assert_eq!(month_of("med", |month| month.in_sheets), Some(9));
        assert_eq!(month_of("med", |month| month.in_prose), None);
        assert_eq!(month_of("fedi", |month| month.in_sheets), None);
    }
}
