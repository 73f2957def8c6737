//! What all sheets have in common that somebody fills in and sends back: how texts are compared, how entries of the record are
//! changed without touching what a person has edited, and what is said of a sheet.

pub mod edit;
mod plain;
mod question;
mod report;

pub use edit::{ImportChange, Take};
pub use plain::{are_alike, is_beside_the_table, plain};
pub use question::{ASIDE, CellQuestion, ROW, SHEET};
pub use report::{Query, ReturnReport, SheetCount, by_row};
