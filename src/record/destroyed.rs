//! `destroyed.toml`: when children's data was destroyed. `sqspack destroy` writes it, and no person does.

use chrono::NaiveDate;

use super::declare::table;
use super::reader::Placed;
use super::text::Line;

table! {
    /// When the children's data of this inspection was destroyed, by whom and under which rule (guidance §5). `sqspack destroy` adds an
    /// entry; nothing here names a child. While there is an entry, no children's data may be here.
    pub struct DestroyedFile "" {
        /// One destruction; a further one where data was found here again.
        pub destructions "destroyed": Vec<Destroyed> = "[[destroyed]]",
    }
}

table! {
    /// A destruction of children's data.
    pub struct Destroyed "destroyed" {
        /// Its name: the day and a number.
        pub id "id": Line = "\"2027-07-05-1\"",
        /// The day.
        pub on "on": Placed<NaiveDate> = "2027-07-05",
        /// Who destroyed it.
        pub by "by": Line = "\"Colin Ashworth\"",
        /// The rule of the retention policy.
        pub rule "rule": Line = "\"Retention policy, section 4: 90 days after publication\"",
        /// How many files were destroyed.
        pub copies "copies": Placed<u32> = "9",
        /// The entries of `issued.toml` whose files that may name children were destroyed: nobody can show the bytes of these
        /// files again.
        pub entries "entries": Vec<Line> = "[\"2027-01-11-2\"]",
    }
}

impl DestroyedFile {
    /// The last destruction.
    pub fn last(&self) -> Option<&Destroyed> {
        self.destructions.last()
    }

    /// The destruction of the files of an entry of the ledger that may name children.
    pub fn of_entry(&self, id: &str) -> Option<&Destroyed> {
        self.destructions.iter().find(|destroyed| destroyed.entries.iter().any(|entry| &***entry == id))
    }
}
