//! `[guard]` of `sqspack.toml`: what keeps children's data out of git.

use super::declare::table;
use super::text::Line;

table! {
    /// What keeps children's data out of git.
    pub struct GuardSettings "guard" {
        /// Folders of inspections whose children are invented, so that their `children.private.toml` may be in git.
        pub invented "invented": Vec<Line> = "[\"2027-01-aberford\"]",
        /// Files and folders of the workspace in which git may have PDFs, workbooks, messages and other formats of packs.
        pub allowed "allowed": Vec<Line> = "[\"guides/handbook.pdf\"]",
    }
}
