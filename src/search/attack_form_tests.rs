//! What an attacker found once, of months and seasons that are names, cases beside days, short forms of names, and numbers that are no days.

use super::attack_tests::child;
use super::tests::terms_of;

/// A child who was born on a day, with names that stand in no text.
pub(super) fn born_on(day: &str) -> super::Terms {
    terms_of("", &format!("[[child]]\nfamily-name = \"K\"\nfirst-names = \"M\"\ndate-of-birth = {day}\n"))
}

/// Whether a text is asked about, and whether anything in it is certain.
pub(super) fn asked(terms: &super::Terms, text: &str) -> (bool, bool) {
    let found = terms.in_prose(text, false);
    (!found.is_empty(), found.iter().any(|found| found.is_certain))
}

#[test]
fn a_month_or_season_is_a_name_beside_a_case_an_age_or_an_hour_and_a_date_beside_a_day() {
    for (first, text) in [
        ("June", "AB26 – June"),
        ("May", "AB26: May"),
        ("June", "AB26 (June)"),
        ("June", "LI 3: June"),
        ("May", "Case 3: May"),
        ("May", "Case 3 May was seen"),
        ("June", "1. June"),
        ("Summer", "AB26 Summer K"),
        ("Summer", "Summer no review"),
        ("June", "June 16"),
        ("May", "May 10am"),
        ("May", "Met with May 12:30"),
        ("Summer", "Summer 16yrs"),
        ("April", "Monday: April"),
        ("Summer", "a call from Summer to us"),
        ("Summer", "the report by Summer"),
        ("Summer", "PSR on Summer"),
        ("June", "spoke to June 3/4"),
        ("June", "AB03 and June"),
        ("May", "May may come"),
        ("June", "a letter from June"),
    ] {
        assert!(asked(&child(first, "Quillrook"), text).0, "{text}");
    }
    for (first, text) in [
        ("May", "The week of 10 May"),
        ("June", "by the end of June 2027"),
        ("April", "from April to June"),
        ("May", "May 2027"),
        ("May", "before May 12, 2027"),
        ("June", "in April, May and June"),
        ("Spring", "next Spring and Summer"),
        ("May", "May no child wait"),
        ("June", "from May and June"),
        ("June", "3 June"),
    ] {
        assert!(!asked(&child(first, "Quillrook"), text).0, "{text}");
    }
}

#[test]
fn a_name_that_is_a_word_is_asked_about_before_no_and_before_children() {
    for (first, family, text) in [
        ("Mark", "Young", "Mark no plan"),
        ("Siân", "Price", "Siân no contact since then"),
        ("Siân", "Price", "no Siân plan"),
        ("May", "King", "King boys"),
        ("Mark", "Young", "the Mark file"),
        ("Mark", "Young", "our Mark"),
        ("Mark", "Young", "a. Mark"),
        ("Mark", "Young", "Mark Asset late"),
        ("Ava", "Price", "the Price file"),
    ] {
        assert!(asked(&child(first, family), text).0, "{text}");
    }
    for (first, family, text) in [("Will", "Young", "Will no one help"), ("Mark", "Young", "Young boys")] {
        assert!(!asked(&child(first, family), text).0, "{text}");
    }
}

#[test]
fn a_day_on_which_a_child_is_as_old_as_a_text_says_or_on_which_care_ends_is_asked_about() {
    let born = "[[child]]\nid = \"AB01\"\nfamily-name = \"King\"\nfirst-names = \"Mark\"\ndate-of-birth = 2009-12-14\n";
    let terms = terms_of("", born);
    for text in [
        "17 as of 14/12/26",
        "was 16 until 14/12/26",
        "under 18 until 14/12/27",
        "minor until 14/12/27",
        "age at 14/12/2026: 17",
        "17 last December 14",
        "transfers to probation on 14/12/27",
        "leaves care 14 December 2027",
        "ages out 14/12/2027",
        "care order ends 14/12/2027",
        "CAMHS until 14/12/27",
        "AB01: 14/12",
        "AB 01 (14 December)",
    ] {
        assert_eq!(asked(&terms, text), (true, false), "{text}");
    }
    for text in [
        "The order ends on 14 December 2026",
        "care order ends 15/12/2027",
        "AB02: 14/12",
        "AB01: 15/12",
        "17:00 on 14 December 2026",
        "9 as of 14/12/26",
    ] {
        assert!(!asked(&terms, text).0, "{text}: {:?}", terms.in_prose(text, false));
    }
}

#[test]
fn the_number_of_a_part_a_score_or_an_address_is_asked_about_and_no_certain_day() {
    for (born, text) in [
        ("2012-01-09", "guidance 9.1.12"),
        ("2011-04-04", "standards 5.4.11 and 4.4.11"),
        ("2010-02-03", "v 3.2.10"),
        ("2010-02-03", "the address 10.3.2.10 is ours"),
        ("2010-02-03", "score 3/2/10"),
        ("2010-02-03", "a ratio of 3:2:10"),
    ] {
        let terms = born_on(born);
        assert!(!asked(&terms, text).1, "{text}");
        assert!(asked(&terms, text.rsplit(' ').next().unwrap_or_default()).0 || text.contains("address"), "{text}");
        assert!(terms.find(text).is_empty(), "{text}");
    }
    let terms = born_on("2012-01-09");
    for text in ["born 9.1.12", "she was born on 9.1.12", "DOB: 9/1/12", "dob 90112"] {
        assert!(asked(&terms, text).0, "{text}");
    }
}

#[test]
fn a_sum_and_the_number_of_a_house_are_no_certain_system_id() {
    let id = |id: &str| {
        terms_of("", &format!("[[child]]\nfamily-name = \"King\"\nfirst-names = \"Mark\"\nsystem-id = \"{id}\"\n"))
    };
    for (system_id, text) in [
        ("83211", "a grant of 83211"),
        ("83211", "Cost: 83211"),
        ("83211", "83 211 notifications"),
        ("7731", "at 7731 Long Lane"),
    ] {
        assert_eq!(asked(&id(system_id), text), (true, false), "{text}");
    }
    assert_eq!(asked(&id("83211"), "case 83211 Long wait"), (true, true));
}

#[test]
fn somebody_with_a_rank_or_another_initial_is_no_child() {
    for (family, text) in
        [("Smith", "W. H. Smith sells pens"), ("Smith", "P. Smith will chair"), ("Hussain", "DC Hussain rang")]
    {
        assert!(!asked(&child("Harry", family), text).1, "{text}");
    }
    // An officer is no title in the middle of a sentence.
    for text in ["He told the officer. Hussain was upset.", "The officer Hussain met"] {
        assert!(asked(&child("Ali", "Hussain"), text).0, "{text}");
    }
    assert!(asked(&child("Harry", "Smith"), "H. Smith was late").1);
}

#[test]
fn a_name_is_known_in_an_address_in_one_word_and_beside_a_short_family_name() {
    for (first, family, text) in [
        ("Mai Linh", "Nguyen", "mnguyen@school.example"),
        ("Mai", "Nguyen", "write to mainguyen@school.example"),
        ("Jo", "Li", "jli@school.example"),
        ("Grace", "Ng", "grace ng was late"),
        ("Yusuf Abdul Rahman", "Said", "Abdulrahman came"),
    ] {
        assert!(asked(&child(first, family), text).0, "{text}");
    }
    assert!(!asked(&child("Will", "Do"), "what they will do").0);
}

#[test]
fn a_name_with_signs_of_emphasis_within_it_or_over_two_comments_is_found() {
    let terms = child("Callum", "Quillfeather");
    for text in ["**Quill**feather", "# Notes on Callum\n# Quillfeather", "_Quill_feather was late", "*Quill*feather"] {
        assert!(!terms.find(text).is_empty(), "{text}");
    }
    for text in ["# Callum\n# Taylor", "// Callum\n// Taylor", "> Callum\n> Taylor", "   * Callum\n   * Taylor"] {
        assert!(!child("Callum", "Taylor").find(text).is_empty(), "{text}");
    }
}

#[test]
fn a_rare_first_name_alone_in_the_place_of_a_persons_is_certainly_the_childs_and_any_other_is_told() {
    let terms = child("Zebulon", "Quillfeather");
    let certain = |text: &str| terms.in_a_name(text).iter().any(|found| found.is_certain);
    assert!(certain("Zebulon") && !certain("Quillfeather") && !certain("Zebulon Quillfeather"));
    assert!(!certain("Mrs Quillfeather") && !certain("Ann Quillfeather") && !certain("Samir (Zebulon)"));
    for (first, family, text) in [
        ("Callum", "Khan", "Mrs Khan"),
        ("Callum", "Khan", "Mrs Khan (mum)"),
        ("Callum", "Khan", "Khan"),
        ("Callum", "Khan", "Callum"),
        ("Mark", "King", "Mrs King"),
        ("Zebulon", "Quillfeather", "Quillfeather"),
    ] {
        assert!(!child(first, family).in_a_name(text).is_empty(), "{text}");
    }
    for (first, family, text) in
        [("Callum", "Khan", "Mrs Ann Khan"), ("Mark", "King", "King Street"), ("Mark", "King", "Ann King")]
    {
        assert!(child(first, family).in_a_name(text).is_empty(), "{text}");
    }
}

#[test]
fn a_case_with_a_childs_name_is_certainly_the_child_in_the_place_of_a_name_or_an_address() {
    let terms = terms_of("", "[[child]]\nid = \"AB12\"\nfamily-name = \"King\"\nfirst-names = \"Mai\"\n");
    let certain = |text: &str| terms.in_a_name(text).iter().any(|found| found.is_certain);
    assert!(certain("AB12 - Mai") && certain("Mrs King (AB12)") && certain("Mai: AB12"));
    assert!(!certain("King Street, Aberford AB12 4XY") && !certain("AB12 4XY") && !certain("Mai (AB13)"));
}

#[test]
fn a_message_tells_nothing_that_the_search_asks_about() {
    for (first, family, text) in [
        ("Mark", "King", "case-manager = \"Mrs King\""),
        ("Mark", "Young", "`mother (Mrs Young)` is not listed"),
        ("Mai", "Nguyen", "`AB28: Nguyen` is not listed"),
        ("Tia-Mae", "Pryce", "`YP: Tia-Mae`"),
        ("Callum", "Taylor", "`callum.t`"),
        ("June", "King", "`AB26 – June`"),
    ] {
        assert!(child(first, family).may_be_told_by(text), "{text}");
    }
}

#[test]
fn a_name_that_is_a_word_is_asked_about_beside_kin_in_small_letters() {
    for (first, family, texts) in [
        (
            "Jack",
            "Brown",
            &[
                "jacks mum rang",
                "mum of jack",
                "jack and his mum",
                "jack & mum",
                "jack (mum rang)",
                "jack - mum rang",
                "jack's stepdad",
                "brown family",
                "mam jack",
                "rhieni jack",
                "MUM OF JACK",
                "JACKS MUM RANG",
                "yp jack",
                "jack aged 17",
                "jack's dob",
            ][..],
        ),
        ("Grace", "Ng", &["mrs ng rang", "ng family", "ffoniodd mam grace"]),
        ("Rhys", "Jones", &["spoke to rhys today", "rhys dna", "Rhys a'i fam"]),
        ("Mark", "King", &["m king was late", "KING FAMILY"]),
    ] {
        for text in texts {
            assert!(asked(&child(first, family), text).0, "{text}");
        }
    }
    for (first, family, text) in [
        ("Will", "May", "will mum come and may dad come"),
        ("Jack", "Long", "it took as long as that"),
        ("Mark", "King", "a mark for each"),
    ] {
        assert!(!asked(&child(first, family), text).0, "{text}");
    }
}

#[test]
fn a_name_is_asked_about_before_an_institution_and_of_a_parent_with_a_child() {
    for (first, family, text) in [
        ("Callum", "Taylor", "Callum School rang re attendance"),
        ("Callum", "Taylor", "AB03: Callum Hospital appt"),
        ("Mohammed", "Khan", "Khan Police interview"),
        ("Jack", "Brown", "Jack Court 3/4"),
        ("Jack", "Brown", "Home Visit Jack Tues"),
        ("Jack", "Brown", "Not seen: Mark Jack Rose"),
        ("Callum", "Taylor", "Dr Taylor rang re son"),
        ("Callum", "Taylor", "PC Callum was there"),
        ("Ho", "An", "Ho family"),
    ] {
        assert!(asked(&child(first, family), text).0, "{text}");
    }
    for (first, family, text) in [
        ("Ann", "Bolton", "Bolton Council wrote"),
        ("Ann", "Taylor", "at Taylor Street"),
        ("Ann", "Taylor", "Dr Taylor rang"),
    ] {
        assert!(!asked(&child(first, family), text).0, "{text}");
    }
}

#[test]
fn an_hour_or_a_count_behind_a_day_is_no_certain_year() {
    for (born, texts) in [
        ("2010-05-14", &["Fri 14 May 10.00", "14/5 10-12", "On 14 May 10 cases were chosen."][..]),
        ("2010-01-06", &["6 Jan 10-11", "Wed 6 Jan 10 Room 3"]),
        ("2012-06-01", &["1 June 12 noon", "The call lasted 01:06:12"]),
        ("2010-07-04", &["4 July (10 places)", "a 4-7-10 split", "see 4.7.10", "Release 4.7.10", "Sample: 4-7-10"]),
        ("2010-05-14", &["Door code 140510", "Sort code 14-05-10"]),
    ] {
        let terms = born_on(born);
        for text in texts {
            assert!(!asked(&terms, text).1 && terms.find(text).is_empty(), "{text}");
        }
    }
    let terms = born_on("2010-05-14");
    for text in [
        "14 May 10",
        "born 14 May 10 in Leeds",
        "14/05/10 was",
        "14 May 2010 was",
        "(14 May 10)",
        "M's 14.5.10",
        "dob 1405",
    ] {
        assert!(asked(&terms, text).0, "{text}");
        assert!(!terms.find(text).is_empty() || text == "dob 1405", "{text}");
    }
}

#[test]
fn two_names_of_a_firm_and_a_welsh_beginning_are_no_certain_children() {
    for (first, family, text) in [
        ("Jack", "Brown", "Black and Brown children were seen more often"),
        ("Will", "Young", "Ernst & Young wrote"),
        ("Ann", "Taylor", "Taylor & Francis"),
        ("Ann", "Evans", "Jones & Evans solicitors"),
    ] {
        assert!(!asked(&child(first, family), text).1, "{text}");
    }
    let mae = child("Kayleigh-Mae", "Webb");
    for text in ["1. Mae pawb yno", "2) Mae pawb yno", "Nodyn \u{2013} Mae pawb yno", "Iawn, Mae pawb yno"] {
        assert!(mae.in_prose(text, true).iter().all(|found| !found.is_certain), "{text}");
    }
}

#[test]
fn the_last_digits_of_an_id_with_a_label_and_another_spelling_of_a_half_are_found() {
    let id = terms_of("", "[[child]]\nfamily-name = \"K\"\nfirst-names = \"M\"\nsystem-id = \"0048218\"\n");
    for text in ["ID 8218", "CV 8218", "ref: 8218"] {
        assert_eq!(asked(&id, text), (true, false), "{text}");
    }
    assert!(!asked(&id, "in 8218 homes").0);
    assert!(asked(&child("Ann", "McAllister-Webb"), "MacAllister rang").0);
}
