//! The keys that say something of a child.

/// Keys of `children.private.toml` alone: one of them in another file says something of a child there.
pub const KEYS: &[&str] = &[
    "child",
    "system-id",
    "family-name",
    "first-names",
    "first-name",
    "surname",
    "gender",
    "date-of-birth",
    "dob",
    "ethnicity",
    "looked-after",
    "child-protection",
    "vulnerability",
    "rosh",
    "asset-score",
    "case-manager-needs",
];
