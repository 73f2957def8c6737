//! What kind of text stands under a key of a record: somebody's name, that of a place, or prose.

use crate::record::FileKind;

/// Whether a text is the name of a body or a place, or a line of an address.
pub fn is_of_a_place(file: FileKind, key: &str) -> bool {
    const PLACES: &[&str] =
        &["address", "area", "authorities", "case-system", "home-yot", "in-area", "organisation", "site", "sites"];
    let name = last_of(key);
    PLACES.contains(&name) || file == FileKind::Inspection && name == "name"
}

/// Whether a text is what somebody's post is called.
pub fn is_of_a_post(key: &str) -> bool {
    last_of(key) == "title" && !is_of_a_document(key)
}

/// Whether a text is the title of a document that the YOT sent.
pub fn is_of_a_document(key: &str) -> bool {
    last_of(key) == "title" && key.starts_with("information")
}

/// The last part of a key, without the number of an element and without its language.
fn last_of(key: &str) -> &str {
    let name = key.rsplit('.').next().unwrap_or(key).split('[').next().unwrap_or_default();
    name.strip_suffix("-welsh").unwrap_or(name)
}

/// Whether a text stands where people write prose, by the last part of its key. What is not known is taken for prose.
pub fn is_prose(file: FileKind, key: &str) -> bool {
    const NAMES: &[&str] = &[
        "name",
        "present",
        "email",
        "address",
        "organisation",
        "salutation",
        "roles",
        "area",
        "in-area",
        "authorities",
        "case-system",
        "home-yot",
        "with",
        "site",
        "sites",
        "line-manager",
        "case-manager",
        "id",
        "tier",
        "slot",
        "country",
        "languages",
        "code",
        "at",
        "language",
    ];
    file != FileKind::Children && !NAMES.contains(&last_of(key))
}
