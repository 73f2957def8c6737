//! What holds for every sheet.

use proptest::prelude::*;
use rust_xlsxwriter::Worksheet;
use sqspack::judgements;

use super::sheets::{FIRST, file_with, sheet};
use super::{FOLDER, import, with_asked};

/// The codes of a row that is not kept.
const NOT_KEPT: [&str; 3] = ["SQS1705", "SQS1706", "SQS1707"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_stands_in_the_cells_nothing_stops_the_program_and_rows_are_kept_or_reported(
        cells in prop::collection::vec(
            (0..14_u32, 0..10_u16, "\\PC{0,12}|AB[0-2][0-9]|Yes|no|NADDO|Ruth Calder|Community|Case|Tier", any::<u8>()),
            0..60,
        ),
        damage in any::<(prop::sample::Index, u8)>(),
    ) {
        let write = |sheet: &mut Worksheet| {
            for (row, column, text, kind) in &cells {
                match kind % 8 {
                    0 => drop(sheet.write_number(FIRST + row, *column, f64::from(*kind) * 1e4)),
                    1 => drop(sheet.write_boolean(FIRST + row, *column, true)),
                    _ => drop(sheet.write_string(FIRST + row, *column, text.as_str())),
                }
            }
        };
        let mut made = file_with(&sheet(|_| {}), write);
        let imported = import(made.clone());
        let read = &imported.read.sheets[0];
        let is_reported =
            |doubt: &&judgements::SheetDoubt| doubt.about == "row" && NOT_KEPT.contains(&doubt.code.id);
        prop_assert_eq!(read.rows, read.kept.len() + read.doubts.iter().filter(is_reported).count());
        let counted = &imported.report.sheets[0];
        prop_assert_eq!(counted.rows, counted.kept + counted.reported);
        // Each case that was taken is in the record, and no other.
        let cases: std::collections::BTreeSet<&str> = read.kept.iter().map(|row| row.case.as_str()).collect();
        let with_values = imported.read.cases.iter().filter(|judged| !judged.values.is_empty()).count();
        prop_assert_eq!(imported.text.matches("[[assessment]]").count(), with_values);
        prop_assert!(with_values <= cases.len());
        let at = damage.0.index(made.len());
        made[at] = damage.1;
        with_asked(FOLDER, |asked| drop(judgements::read(&[Ok(made)], asked)));
    }
}
