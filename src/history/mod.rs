//! The record and its documents at another commit, and what differs, word by word.
//!
//! Git's own program reads the commit ([`Commit`]): nothing is checked out, no filter or command of the repository runs. The
//! documents of both sides are made by the program at hand ([`Side`]), so that what differs is what people wrote. [`compare()`] aligns
//! their paragraphs, then the words in them.

mod commit;
mod compare;
mod page;
mod side;
mod since_sent;

pub use commit::{Commit, NoCommit, RecordFiles};
pub use compare::{ChangedDocument, Comparison, DocumentState, compare};
pub use page::{ChangesPage, DocumentChanges, InspectionChanges, page, pdf};
pub use side::{DocumentText, MaskedScreen, Side, SideDocuments, children_of};
pub use since_sent::since_sent;
