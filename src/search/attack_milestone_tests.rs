//! What an attacker found once, of days on which a child comes of age, labels before names in small letters, and adults of a child's name.

use super::attack_form_tests::{asked, born_on};
use super::attack_tests::child;
use super::tests::terms_of;

#[test]
fn a_day_on_which_a_child_reaches_an_age_is_asked_about_however_it_is_said() {
    let born = "[[child]]\nfamily-name = \"King\"\nfirst-names = \"Summer\"\ndate-of-birth = 2010-03-07\n";
    let terms = terms_of("", born);
    for text in [
        "He will be 18 (7/3/28)",
        "His 18th is on 7 March 2028",
        "his sixteenth was on 7 March",
        "18: 7/3/28",
        "becomes 18 7/3/28",
        "hits 18 - 7.3.28",
        "17 (7/3)",
        "17 since 7 March",
        "17 from 7 March",
        "adult services on 7/3/28",
        "transition due 7/3/28",
        "comes of age on 7 March",
        "yn 17 ers 7 Mawrth",
        "oedolyn ar 7 Mawrth 2028",
    ] {
        let found = terms.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    for text in [
        "On 7 March the team met",
        "14-03-2027 and 18.03.2027",
        "The 17 from 4 March were read",
        "the sum of 12, 14 and 16",
        "ages 12, 14 March",
        "18-03-07 is a number",
        "12 officers were there from 7 March",
    ] {
        assert!(terms.in_prose(text, false).is_empty(), "{text}");
    }
}

#[test]
fn a_name_in_small_letters_is_asked_about_behind_a_label_and_before_an_age() {
    let terms = child("Grace", "Li");
    for text in [
        "forename grace",
        "Name: grace",
        "Surname: li",
        "there is a girl called grace here",
        "she is named grace",
        "grace, 14",
        "| grace | 14 |",
        "grace (15)",
    ] {
        assert!(!terms.in_prose(text, false).is_empty(), "{text}");
    }
    for text in ["we said grace", "in good grace, 14 days on", "the name grace period", "a period of grace, 3"] {
        assert!(terms.in_prose(text, false).is_empty(), "{text}");
    }
}

#[test]
fn a_day_that_everybody_knows_is_no_name_behind_its_possessive() {
    for (family, text, expected) in [
        ("Day", "The office is closed on New Year's Day", None),
        ("Day", "closed on St David’s Day", None),
        ("Eve", "from New Year's Eve on", None),
        ("Day", "It was Callum's Day", Some(false)),
        ("Day", "it was about Day", Some(true)),
    ] {
        let found = child("Zebulon", family).in_prose(text, false);
        assert_eq!(found.iter().map(|found| found.is_certain).max(), expected, "{family}, {text}: {found:?}");
    }
}

#[test]
fn a_cited_name_and_the_name_of_a_firm_are_asked_about_and_stop_nothing() {
    let terms = child("Callum", "Taylor");
    for text in
        ["Taylor (2016) says", "Taylor and Partners", "Smith and Taylor solicitors", "Taylor LLP", "Taylor & Co"]
    {
        let found = terms.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    for text in ["Taylor and partners of his mother", "Taylor and Jones came", "Callum Taylor (2010)"] {
        assert!(terms.in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
}

#[test]
fn a_name_is_as_common_with_its_apostrophe_as_without_and_as_rare_with_a_space_as_with_a_hyphen() {
    let common = child("Mary", "O'Brien");
    for text in ["O'Brien", "OBrien", "obrien", "Sergeant O'Brien", "The O'Brien report"] {
        assert!(common.find(text).is_empty(), "{text}");
    }
    assert!(!common.find("Mary O'Brien").is_empty() && !common.find("Mary OBrien").is_empty());
    assert!(common.in_prose("O'Brien was late", false).iter().any(|found| found.is_certain));
    let rare = child("Sam", "Al-Rashid");
    for text in ["Al-Rashid", "Al Rashid", "al rashid", "AlRashid"] {
        assert!(!rare.find(text).is_empty(), "{text}");
    }
}

#[test]
fn somebody_who_is_entered_as_initial_and_family_name_of_a_child_is_told_once() {
    let terms = child("Siân", "Llewellyn-Pryce");
    for name in ["S. Llewellyn-Pryce", "Llewellyn Pryce, S.", "S Llewellyn-Pryce"] {
        let found = terms.in_a_name(name);
        assert!(found.len() == 1 && !found[0].is_certain, "{name}: {found:?}");
    }
    assert!(child("Callum", "Taylor").in_a_name("C. Taylor").len() == 1);
    for name in ["J. Taylor", "Ann Taylor", "Taylor, J."] {
        assert!(child("Callum", "Taylor").in_a_name(name).is_empty(), "{name}");
    }
}

#[test]
fn a_name_that_hangs_on_that_of_somebody_or_something_else_is_told() {
    let terms = child("Callum", "Taylor");
    for text in [
        "Tom Hale (Callum)",
        "Tom Hale - Callum",
        "Tom Hale/Taylor",
        "Tom Hale re Callum",
        "Home visit Callum",
        "Home visit: Callum",
        "Wetherby YOI (Taylor)",
        "Taylor home",
        "Dear Callum",
        "Dear Callum and family",
        "HMYOI for Callum",
        "Tom Hale AB01 Callum",
    ] {
        assert!(!terms.in_a_name(text).is_empty(), "{text}");
    }
    for text in ["Callum Reed", "Ann Taylor", "Taylor Street", "Reed, Callum Ann", "Mary Callum"] {
        assert!(terms.in_a_name(text).is_empty(), "{text}");
    }
}

#[test]
fn short_names_and_ages_are_asked_about_and_a_case_at_law_or_a_head_of_service_is_no_child_for_sure() {
    for (first, family, text) in [
        ("Jo", "Smith", "spoke to jo smith today"),
        ("Jo", "Smith", "smith, jo"),
        ("Mo", "Brown", "mo brown did not come"),
        ("Ho", "Chan", "Ho was late"),
        ("Ho", "Chan", "AB03: Ho"),
        ("Jo", "Li", "MUM OF LI RANG"),
    ] {
        assert!(asked(&child(first, family), text).0, "{text}");
    }
    let terms = born_on("2010-03-14");
    for text in [
        "17yo on 14/3",
        "17 yrs on 14/3",
        "14/3 is her 17th",
        "her 17th: 14 March",
        "age on 14/3: 17",
        "BD 14/3",
        "out of scope from 14/3/28",
    ] {
        assert_eq!(asked(&terms, text), (true, false), "{text}");
    }
    for (first, family, text) in [
        ("Callum", "Taylor", "R v Taylor"),
        ("Callum", "Khan", "Khan v Home Secretary"),
        ("Callum", "Head", "Helen Marsh, Head of Youth Justice"),
    ] {
        assert!(!asked(&child(first, family), text).1, "{text}");
    }
    assert_eq!(asked(&born_on("2010-02-27"), "Draft sent 10/02/27"), (true, false));
}
