//! `issued.toml`: what has been sent to whom. `sqspack issue` writes it, and no person does.

use chrono::NaiveDate;

use super::contacts::Role;
use super::declare::{choice, table};
use super::reader::Placed;
use super::text::Line;

table! {
    /// What has been issued, one entry below the other. `sqspack issue` adds an entry, and nobody edits one: each holds a hash of
    /// itself and of the entry before, so that `sqspack verify --chain` finds what was edited, moved or taken out.
    pub struct IssuedFile "" {
        /// One sending.
        pub issues "issue": Vec<Issue> = "[[issue]]",
    }
}

table! {
    /// Something that went out: files, on a day, to people.
    pub struct Issue "issue" {
        /// Its name, and that of the folder below `issued/` with the bytes: the day and a number.
        pub id "id": Line = "\"2027-01-11-1\"",
        /// The day on which it went out.
        pub on "on": Placed<NaiveDate> = "2027-01-11",
        /// Who sent it.
        pub by "by": Line = "\"Colin Ashworth\"",
        /// How it went out.
        pub how "how": Placed<IssueWay> = "\"email\"",
        /// The commit of the record from which the files were made.
        pub commit "commit": Line = "\"6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5\"",
        /// The fingerprint of everything that the pack was made from.
        pub record "record": Line = "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"",
        /// The program that made the files: its version and its build.
        pub program "program": Line = "\"0.1.0 (5d41402abc4b2a76)\"",
        /// The hashes of the entries before it: one, or several where two copies of the workspace were merged; none for the first.
        pub previous "previous": Vec<Line> = "[\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\"]",
        /// The hash of this entry.
        pub hash "hash": Line = "\"fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9\"",
        /// To whom it went, each as they were then.
        pub to "to": Vec<IssuedTo> = "[[issue.to]]",
        /// The files that went out.
        pub files "file": Vec<IssuedDocument> = "[[issue.file]]",
    }
}

table! {
    /// Somebody to whom something went.
    pub struct IssuedTo "to" {
        /// Name.
        pub name "name": Line = "\"Helen Marsh\"",
        /// The roles that the person had then.
        pub roles "roles": Vec<Placed<Role>> = "[\"yot-manager\"]",
        /// The address to which it went; nothing where it was given by hand.
        pub address "address": Option<Line> = "\"helen.marsh@aberford.example\"",
    }
}

table! {
    /// A file that went out.
    pub struct IssuedDocument "file" {
        /// The document's id in the catalogue.
        pub document "document": Line = "\"confirmation-letter\"",
        /// Its path in the pack.
        pub path "path": Line = "\"1-announcement/confirmation-letter.pdf\"",
        /// SHA-256 of its bytes. If the file may name children, SHA-256 of a secret that lies beside the kept file, followed
        /// by its bytes: nobody can guess a child from that.
        pub sha256 "sha256": Line = "\"b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c\"",
        /// SHA-256 of the letters and digits that a PDF prints, without headers and footers; left out if the file may name
        /// children.
        pub words "words": Option<Line> = "\"3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b\"",
        /// Whether the hash is of a secret and the bytes.
        pub salted "salted": Option<Placed<bool>> = "true",
        /// Its size in bytes; left out if the file may name children.
        pub size "size": Option<Placed<u64>> = "48213",
        /// Its number of pages, where it has pages.
        pub pages "pages": Option<Placed<u32>> = "2",
    }
}

choice! {
    /// How something went out.
    pub enum IssueWay "a way of sending" {
        /// By e-mail.
        Email = "email",
        /// By post.
        Post = "post",
        /// By secure e-mail.
        SecureEmail = "secure-email",
        /// Given by hand.
        ByHand = "by-hand",
    }
}
