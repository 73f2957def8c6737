//! The key that somebody means by another word: `phone` for `telephone`, `full name` for `name`, `address1` for `address`.

use crate::problem::did_you_mean;

/// Words that people type, and the keys that they mean, the likeliest first.
const MEANT: &[(&[&str], &[&str])] = &[
    (&["full-name", "fullname", "person", "who", "contact-name"], &["name"]),
    (&["job-title", "job", "post", "position", "occupation"], &["title"]),
    (
        &[
            "tel",
            "tel-no",
            "tel-number",
            "phone",
            "phone-no",
            "phone-number",
            "telephone-number",
            "telephone-no",
            "mobile",
            "mob",
            "landline",
            "direct-line",
            "ffon",
            "cell",
        ],
        &["telephone"],
    ),
    (&["mail", "e-mail", "email-address", "e-mail-address", "mailto", "mailbox", "e-bost", "ebost"], &["email"]),
    (&["postal-address", "street", "addr", "postcode", "post-code"], &["address"]),
    (
        &["organization", "organisation-name", "employer", "agency", "company", "org", "body", "works-for"],
        &["organisation"],
    ),
    (&["greeting", "dear"], &["salutation"]),
    (&["manager", "caseworker", "case-worker", "worker", "cm"], &["case-manager", "line-manager"]),
    (&["supervisor", "managed-by"], &["line-manager", "with"]),
    (
        &["date", "day", "when", "start", "begins", "start-date", "starting", "from", "monday"],
        &["on", "starts", "done"],
    ),
    (&["end", "finish", "finishes", "end-date", "last-day"], &["ends"]),
    (&["time", "hour"], &["at"]),
    (&["why", "because", "note", "notes", "comment", "comments"], &["reason"]),
    (&["dbs", "dbs-check", "dbs-date", "dbs-checked-on", "crb"], &["dbs-checked"]),
    (&["case-id", "hmip-id", "ref", "reference", "number", "case-number"], &["id"]),
    (&["office", "location", "base", "venue", "based-at"], &["site", "sites"]),
    (
        &["leave", "absent", "holiday", "holidays", "annual-leave", "days-away", "unavailable", "not-available"],
        &["away"],
    ),
    (&["yot", "home-team", "from-yot", "own-yot"], &["home-yot"]),
    (&["system", "case-management-system", "cms"], &["case-system"]),
    (&["inspector", "paired-with", "partner"], &["with"]),
    (&["council", "councils", "local-authority", "local-authorities", "la"], &["authorities", "organisation"]),
    (&["dob", "birthday", "born", "birth-date", "date-of-birth"], &["date-of-birth"]),
    (&["surname", "last-name", "lastname"], &["family-name"]),
    (&["first-name", "firstname", "forename", "forenames", "given-names", "given-name"], &["first-names"]),
    (&["sex"], &["gender"]),
    (&["weaknesses", "areas-for-improvement", "recommendations"], &["improvements"]),
    (&["status"], &["state", "schedule"]),
];

/// A key as the record writes it: small letters, and hyphens for spaces.
pub fn key_name(key: &str) -> String {
    let words = key.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// The one of the known keys that a word means.
pub fn likely_key<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let name = key_name(typed);
    let is = |wanted: &str| known.iter().copied().find(|key| *key == wanted);
    let numbered = name.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '-').trim_end_matches("-line");
    let meant = |name: &str| {
        let (_, keys) = MEANT.iter().find(|(words, _)| words.contains(&name))?;
        keys.iter().find_map(|key| is(key))
    };
    is(&name)
        .or_else(|| is(numbered))
        .or_else(|| did_you_mean(&name, known.iter().copied()))
        .or_else(|| meant(&name))
        .or_else(|| meant(numbered))
        .or_else(|| of_a_part(&name, known))
}

/// The only known key that a part of the word is: `contact-email`, `name-of-contact`.
fn of_a_part<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let ends = |key: &&&str| {
        let rest = name.strip_suffix(**key).and_then(|rest| rest.strip_suffix('-'));
        rest.or_else(|| name.strip_prefix(**key)?.strip_prefix('-')).is_some_and(|rest| !rest.is_empty())
    };
    let mut fitting = known.iter().filter(ends);
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTACT: [&str; 9] =
        ["name", "title", "roles", "authorities", "organisation", "email", "telephone", "address", "name-welsh"];

    #[test]
    fn another_word_for_a_key_and_a_key_with_a_number_or_a_word_beside_it_are_understood() {
        for (typed, key) in [
            ("full name", "name"),
            ("Name", "name"),
            ("job title", "title"),
            ("tel", "telephone"),
            ("Phone no.", "telephone"),
            ("E-mail", "email"),
            ("role", "roles"),
            ("authority", "authorities"),
            ("address1", "address"),
            ("Address line 2", "address"),
            ("contact email", "email"),
            ("nmae", "name"),
        ] {
            assert_eq!(likely_key(typed, &CONTACT), Some(key), "{typed}");
        }
        assert_eq!(likely_key("date", &["starts", "ends"]), Some("starts"));
        assert_eq!(likely_key("manager", &["id", "case-manager"]), Some("case-manager"));
        for typed in ["budget", "", "welsh", "case-system", "schedule"] {
            assert_eq!(likely_key(typed, &CONTACT), None, "{typed}");
        }
    }
}
