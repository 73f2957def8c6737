//! What an attacker found once.

use super::Terms;
use super::tests::{CHILDREN, terms_of};

/// What identifies the children where one key of theirs is another one.
fn terms_where(from: &str, to: &str) -> Terms {
    assert!(CHILDREN.contains(from));
    terms_of("", &CHILDREN.replace(from, to))
}

#[test]
fn a_date_of_birth_is_found_however_its_year_is_said_and_whatever_stands_around_it() {
    let born = |day: &str| terms_where("date-of-birth = 2009-12-14", &format!("date-of-birth = {day}"));
    for (terms, texts) in [
        (
            born("2009-12-14"),
            ["14 December nine", "14 December two o o nine", "14 December 20 nine", "14 December oh nine"].as_slice(),
        ),
        (born("2012-12-06"), &["6 December two o one two", "6 December 20 twelve", "6 Rhagfyr 20 deuddeg"]),
        (born("2010-05-21"), &["the 21 May ten", "21 May 20 ten", "21 May 20-ten", "21 May two o one o", "21 Mai deg"]),
    ] {
        for text in texts {
            let text =
                format!("Work with the boy who was born on {text} had begun late, and nobody had said what was meant.");
            assert_eq!(terms.find(&text).len(), 1, "{text}");
        }
    }
}

#[test]
fn a_text_that_moves_to_another_key_of_a_child_is_looked_for_anew() {
    for (key, text) in [("date-of-birth", "2009-12-14"), ("system-id", "\"0048218\"")] {
        let here = format!("{key} = {text}");
        let digest = |to: &str| terms_where(&here, to).digest();
        let quoted = format!("\"{}\"", text.trim_matches('"'));
        let moved = ["termination-reason", "release-reason"].map(|other| digest(&format!("{other} = {quoted}")));
        assert!(digest(&here) != moved[0] && moved[0] != moved[1], "{key}");
    }
}

#[test]
fn a_round_number_is_asked_about_and_any_other_in_groups_is_found() {
    let with = |id: &str| terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
    assert_eq!(with("0090000").find("It had 90,000 pounds").len(), 0);
    assert!(with("0090000").in_prose("It had 90,000 pounds", false).iter().all(|found| !found.is_certain));
    assert_eq!(with("0090000").in_prose("It had 90,000 pounds", false).len(), 1);
    assert_eq!(with("0090000").find("Case 90000").len(), 1);
    assert_eq!(with("0090123").find("Case 90,123").len(), 1);
}
