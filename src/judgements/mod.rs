//! The judgement sheets that inspectors fill in (guidance §3.4): the workbooks into judgements and questions, and those into
//! `findings.toml`.
//!
//! Nothing is dropped in silence: each row that is not empty is either kept or reported with a question. A sheet gives nothing to
//! the record but answers that the settings have, and names that the record has already: so no text that somebody typed beside
//! them, a child's name among it, can get there.

mod asked;
mod columns;
mod doubt;
mod judged;
mod report;
mod sheet;
mod write;

pub use asked::AskedOfCases;
pub use columns::JudgementColumn;
pub use doubt::{OtherPlace, SheetDoubt};
pub use judged::{Judged, Judgements, NotJudgements, read};
pub use report::report;
pub use sheet::{JudgedRow, JudgementSheet};
pub use write::{MergedFindings, merge};
