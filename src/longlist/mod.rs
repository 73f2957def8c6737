//! The long-list that a YOT sends back (guidance §10.4, Appendix A): the workbook into rows and questions, and those into the
//! record.
//!
//! Nothing is dropped in silence: each row that is not empty is either kept or reported with a question. No question holds
//! what stands in a cell. The record keeps the questions, so that [`report()`] says the same of it at any time.

mod availability;
mod dates;
mod fields;
mod headings;
mod list;
mod managers;
mod report;
mod rules;
mod sheet;
mod values;
mod words;
mod write;
mod write_managers;

pub use fields::{is_plain_name, tier_of};
pub use list::{List, read};
pub use managers::Manager;
pub use report::{ListState, QuestionWords, report, state};
pub use sheet::{ListRow, ReadSheet};
pub use words::ListWords;
pub use write::{MergedTexts, merge};
