//! Finds the row of a table's headings.

use std::collections::BTreeMap;

use super::sheets::{Sheet, Value};

/// Rows below the names of the fields among which the headings stand, where somebody has put rows between.
const ROWS_BETWEEN: usize = 10;

/// Columns by number, each with what it is.
type Columns<C> = BTreeMap<u32, C>;

/// The columns whose cells in a row say which they are. The first of two that say the same is meant.
fn columns<C: Copy + PartialEq>(cells: &BTreeMap<u32, Value>, which: impl Fn(&str) -> Option<C>) -> Columns<C> {
    let mut found = Columns::new();
    for (number, cell) in cells {
        if let Some(column) = cell.text().and_then(&which)
            && !found.values().any(|known| *known == column)
        {
            found.insert(*number, column);
        }
    }
    found
}

/// The row near the top with the most columns, and these. `which` says what a cell's text is the name of.
pub fn fullest_row<C: Copy + PartialEq>(
    sheet: &Sheet,
    which: impl Fn(&str) -> Option<C>,
) -> Option<(u32, BTreeMap<u32, C>)> {
    let rows: Vec<(u32, Columns<C>)> = sheet.top_rows().map(|(row, cells)| (row, columns(cells, &which))).collect();
    let most = rows.iter().map(|(_, found)| found.len()).max()?;
    let first = rows.iter().position(|(_, found)| found.len() == most)?;
    // Of two rows alike, one below the other, as headings in both languages, the lower one is next to the cases.
    let mut run = rows.into_iter().skip(first).take_while(|(_, found)| found.len() == most && most > 0);
    let mut last = run.next()?;
    for next in run {
        if next.0 != last.0 + 1 {
            break;
        }
        last = next;
    }
    Some(last)
}

/// The row of the headings below the names of the fields, which stand in `row`. A column without a field counts by its heading;
/// what somebody has called one that has a field does not matter.
pub fn below_fields<C: Copy + PartialEq>(
    sheet: &Sheet,
    row: u32,
    columns: &mut BTreeMap<u32, C>,
    called: impl Fn(&str) -> Option<C>,
) -> u32 {
    let named = |cell: &Value| cell.text().and_then(&called);
    let is_heading =
        |(number, cell): (&u32, &Value)| named(cell).is_some_and(|named| columns.get(number) == Some(&named));
    let below = || sheet.cells.range(row + 1..).take(ROWS_BETWEEN);
    let headings = below().find(|(_, cells)| cells.iter().filter(|cell| is_heading(*cell)).count() >= 2);
    // Where every heading has been changed, a row of texts next to the fields is theirs.
    let texts = |cells: &BTreeMap<u32, Value>| {
        cells.len() * 2 > columns.len() && cells.values().all(|cell| matches!(cell, Value::Text(_)))
    };
    let head = headings.or_else(|| below().next().filter(|(next, cells)| **next == row + 1 && texts(cells)));
    for (number, cell) in head.into_iter().flat_map(|(_, cells)| cells) {
        if let Some(column) = named(cell)
            && !columns.contains_key(number)
            && !columns.values().any(|known| *known == column)
        {
            columns.insert(*number, column);
        }
    }
    head.map_or(row, |(head, _)| *head)
}
