//! What an attacker found once, of dates and numbers.

use super::attack_tests::terms_where;
use super::tests::{terms, terms_of};

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
fn a_number_in_groups_with_commas_is_asked_about() {
    let with = |id: &str| terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
    assert_eq!(with("0090000").find("It had 90,000 pounds").len(), 0);
    assert!(with("0090000").in_prose("It had 90,000 pounds", false).iter().all(|found| !found.is_certain));
    assert_eq!(with("0090000").in_prose("It had 90,000 pounds", false).len(), 1);
    assert_eq!(with("0090000").find("Case 90000").len(), 1);
    assert_eq!(with("0090123").find("Case 90,123").len(), 0);
    assert_eq!(with("0090123").in_prose("Case 90,123", false).len(), 1);
}

#[test]
fn a_date_of_birth_is_found_with_its_year_before_the_day_in_roman_numbers_and_with_other_words_between() {
    let certain = [
        "in December 2009, on the 14th",
        "in 2009, on 14 December",
        "2009 (14 December)",
        "14eg o fis Rhagfyr 2009",
        "yn 2009, ar 14 Rhagfyr",
        "14 December two thousand & nine",
        "14 December two double oh nine",
        "14 XII MMIX",
        "14 December MMIX",
        "14 December 2OO9",
        "I4/12/2009",
    ];
    for text in certain {
        assert_eq!(terms("").find(&format!("The boy was born {text}, we heard.")).len(), 1, "{text}");
    }
    for text in [
        "14/12/9",
        "14.12.9",
        "in December 2009, 14 boys",
        "sections 9, 12, 14",
        "9 of 12, 14 of 20",
        "14, 12, 09",
        "14.12, 09",
        "Issue 14, December 2009",
        "paragraph 14.12.09",
        "in 14/12 of 09 cases",
        "in 2009, 12 of 14 cases",
    ] {
        let found = terms("").in_prose(&format!("It was so on {text}, we heard."), false);
        assert!(found.len() == 1 && !found[0].is_certain, "{text}: {found:?}");
        assert_eq!(terms("").find(text), [], "{text}");
    }
    for text in [
        "14 December MMX",
        "in December 2009, on the 15th",
        "14 / 12, 9 of them",
        "14-12/9",
        "14 December MMXXXX",
        "£14,122,009",
    ] {
        assert_eq!(terms("").in_prose(text, false), [], "{text}");
    }
}

#[test]
fn a_system_id_of_letters_and_numbers_is_found_however_its_parts_are_written() {
    for (id, certain, perhaps) in [
        (
            "CV-0048218",
            &["CV-48218", "cv 48218", "CV0048218", "CV 0048218", "CV/48218"][..],
            &["48218", "0048218", "no. 48218"][..],
        ),
        (
            "YJ/2019/00417",
            &["YJ/2019/417", "YJ2019417", "YJ/2019/0417", "YJ/19/00417", "yj/19/417", "2019/00417", "2019 417"],
            &[],
        ),
        ("ABD0012345X", &["ABD12345X", "abd 12345 x", "ABD 0012345 X"], &["12345", "0012345"]),
        ("2019-0417-33", &["2019-417-33", "2019/0417/33", "2019041733"], &[]),
    ] {
        let terms = terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
        for text in certain {
            assert_eq!(terms.find(&format!("the case {text} we saw")).len(), 1, "{id}: {text}");
        }
        for text in perhaps {
            let text = format!("the case {text} we saw");
            let found = terms.in_prose(&text, false);
            assert!(found.len() == 1 && !found[0].is_certain, "{id}: {text}: {found:?}");
            assert_eq!(terms.find(&text), [], "{id}: {text}");
        }
        for text in ["CV-148218", "CV-482180", "YJ/2019/418", "YJ/2018/417", "2019", "417", "33", "12346"] {
            assert_eq!(terms.in_prose(&format!("the case {text} we saw"), false), [], "{id}: {text}");
        }
    }
}

#[test]
fn a_birthday_in_another_year_is_asked_about_where_a_text_says_that_it_is_one() {
    for text in [
        "His 17th birthday, 14 December 2026, fell within the order",
        "He turned 17 on 14/12/26",
        "Born: 14 December; aged 17 on 14 December 2026",
        "Bydd yn 18 oed ar 14 Rhagfyr 2027",
        "Pen-blwydd yn 18 ar 14 Rhagfyr 2027",
    ] {
        let found = terms("").in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    for text in ["The order ends on 14 December 2026", "Her birthday, 13 December 2026", "£482.18 was paid"] {
        assert!(terms("").in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
        assert_eq!(terms("").find(text), [], "{text}");
    }
    assert_eq!(terms("").in_prose("The order ends on 14 December 2026", false), []);
}

#[test]
fn a_birthday_without_its_year_and_a_part_of_an_id_or_an_address_are_asked_about() {
    for text in [
        "He was born 14 December and is now 17",
        "born on the 14th of December",
        "Her birthday is 14/12",
        "His birthday (December 14th)",
        "Pen-blwydd ar 14 Rhagfyr",
        "case YOT2026048218 was opened",
        "cases 0048217/18 were read",
        "cases 0048216–18 were read",
        "ask wynnetarrant.school@x.example",
        "ask mswynnetarrant2@x.example",
    ] {
        let found = terms("").in_prose(text, false);
        assert!(!found.is_empty(), "{text}");
        assert!(text.contains('@') || found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    for text in
        ["He was born 15 December", "It was opened on 14 December, said Ann", "case YOT2026048219", "0048217/19"]
    {
        assert_eq!(terms("").in_prose(text, false), [], "{text}");
    }
    let terms = terms_of("", "[[child]]\nfamily-name = \"Quill\"\nfirst-names = \"Zebulon\"\n");
    for (text, is_asked) in
        [("zebulonqu@x.example", true), ("zebulonquil@x.example", true), ("zebulonqu and so on", false)]
    {
        let found = terms.in_prose(text, false);
        assert_eq!(found.iter().any(|found| !found.is_certain), is_asked, "{text}: {found:?}");
    }
}

#[test]
fn a_number_that_may_well_be_another_is_asked_about_and_stops_nothing() {
    let eleventh = terms_where("date-of-birth = 2009-12-14", "date-of-birth = 2011-11-11");
    let id = terms("");
    for (terms, text) in [
        (&eleventh, "It is in 11.11 on 11 March"),
        (&id, "It fell by 48218% in all"),
        (&id, "It was 48.218 in all"),
        (&id, "Ring 0161 004 8218 now"),
        (&id, "Ring 004 8218 9101 now"),
    ] {
        let found = terms.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
        assert_eq!(terms.find(text), [], "{text}");
    }
    for (terms, text) in
        [(&eleventh, "born 11.11 11"), (&id, "cases 0048217 0048218 0048219"), (&id, "case 004 8218, he said")]
    {
        assert_eq!(terms.find(text).len(), 1, "{text}");
    }
}

#[test]
fn a_system_id_of_two_digits_of_a_year_is_found_with_four_and_its_number_is_asked_about() {
    let with = |id: &str| terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
    assert_eq!(with("YOT26/0481").find("case YOT2026/0481, he said").len(), 1);
    assert_eq!(with("EH1234567").find("case E H 1 2 3 4 5 6 7, he said").len(), 1);
    for (id, text) in [("YOT26/0481", "case 2026/0481"), ("AP-7731-X", "case 7731"), ("AP-7731-X", "case AP7731")] {
        let found = with(id).in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{id} {text}: {found:?}");
    }
    for (id, text) in [
        ("YJ/2026/04817", "YJ/04817"),
        ("YJ/2026/04817", "no. 4817"),
        ("HD/0481/26", "HD 0481"),
        ("AB-481-X", "AB 481"),
    ] {
        let found = with(id).in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{id} {text}: {found:?}");
    }
}

#[test]
fn an_id_of_many_parts_is_found_as_it_is_entered_and_each_long_number_in_one_is_asked_about() {
    let with = |id: &str| terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
    for id in [
        "6f1e9c34-7b21-4d0a-9c55-1a2b3c4d5e6f",
        "6f1e9c34",
        "5c7d2f90ab1e",
        "A12B34C56D78",
        "48-21-80-33-17-22-91",
        "3FA85F64-5717-4562-B3FC-2C963F66AFA6",
    ] {
        assert_eq!(with(id).find(&format!("Case {id} on the system had no plan")).len(), 1, "{id}");
    }
    for (id, text) in
        [("N7H4 0048347", "case 0048347"), ("CV2/0048347", "case 48347"), ("CV2/0048347", "0048347, he said")]
    {
        let found = with(id).in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{id} {text}: {found:?}");
    }
}

#[test]
fn a_date_of_birth_is_found_where_a_text_gives_two_days_or_years() {
    for text in [
        "born on 14 or 15 December 2009",
        "born on 14 and 15 December 2009",
        "14 December 2008 or 2009",
        "DOB 14/15 December 2009",
        "between 14 and 20 December 2009",
        "14-15 December 2009",
        "14 December or 15 December 2009",
        "December 14 and 15, 2009",
        "December 13 and 14, 2009",
        "14 neu 15 Rhagfyr 2009",
    ] {
        assert_eq!(terms("").find(&format!("It was so: {text}, we heard.")).len(), 1, "{text}");
    }
    for text in ["15 or 16 December 2009", "14 cases and 15 of December 2009", "14 December 2008 and 12 cases"] {
        assert_eq!(terms("").find(text), [], "{text}");
    }
}

/// What a text has of the child with this ID: 2 where it is certain, 1 where it is asked about.
fn of_id(id: &str, text: &str) -> u8 {
    let terms = terms_where("system-id = \"0048218\"", &format!("system-id = \"{id}\""));
    let ids = terms.in_prose(text, false).into_iter().filter(|found| found.what == super::What::SystemId);
    let found = ids.map(|found| 1 + u8::from(found.is_certain)).max().unwrap_or(0);
    assert_eq!(found == 2, terms.find(text).iter().any(|hit| hit.what == super::What::SystemId), "{id}: {text}");
    found
}

#[test]
fn an_id_with_zeros_is_found_as_it_was_entered_and_a_part_of_one_is_asked_about() {
    for (id, text, expected) in [
        ("0000912", "Case 0000912 was late", 2),
        ("0000912", "Case 00912 was late", 1),
        ("0000912", "Case 912 was late", 0),
        ("00871", "Case 00871 was late", 2),
        ("00871", "Case 0871 was late", 1),
        ("0012345-01", "Case 0012345 was late", 1),
        ("0012345-01", "Case 12345 was late", 1),
        ("456789-2", "Case 456789 was late", 1),
        ("88-0001-A", "Case 88-0001 was late", 1),
        ("88-0001-A", "Case 88/0001 was late", 1),
        ("RCT00871", "Childview 00871 was late", 1),
        ("YJ00417", "Case 0417 was late", 1),
        ("YJ-2026-0417", "case number 0417", 1),
        ("2019/00123", "Case 00123 was late", 1),
        ("P0098", "Case 0098 was late", 1),
        ("P0098", "at 09:30 on 98 days", 0),
        ("00553", "See ID00553 for this", 2),
        ("DS/2026/77", "DS/26/77", 2),
        ("DS/2026/77", "ds/26/077", 2),
        ("DS/2026/77", "on 26/77 of them", 0),
        ("YOT2026048218", "YOT-26-48218", 2),
        ("YOT2026048218", "YOT26048218", 2),
        ("YOT2026048218", "YOT 2026 48218", 2),
        ("YOT2026048218", "YOT 48218", 1),
    ] {
        assert_eq!(of_id(id, text), expected, "{id}: {text}");
    }
}

#[test]
fn a_day_a_hash_a_telephone_and_an_amount_are_no_id() {
    for (id, text) in [
        ("HD/2027/510", "starts = 2027-05-10"),
        ("YJ/2026/112", "dbs-checked = 2026-01-12"),
        ("20270510", "starts = 2027-05-10"),
        ("88213", "checksum = \"7c5d3a8f00e1b2c4d6f8a0b1c2d3e4f55a6b7c8d9e0f1a2b3c4d5e6f8a088213\""),
        ("0093715", "This reverts commit 0093715abcdef0123456789abcdef01234567890"),
        ("104 882", "The helpline is 01632 104882."),
        ("104 882", "A grant of 104 882 euros was received."),
    ] {
        assert!(of_id(id, text) < 2, "{id}: {text}");
    }
    assert_eq!(of_id("20270510", "case 20270510"), 2);
    assert_eq!(of_id("HD/2027/510", "case HD/2027/510"), 2);
    assert_eq!(of_id("6f1e9c34-55aa", "case 6F1E9C3455AA"), 2);
}

#[test]
fn a_date_of_birth_is_found_where_its_month_hangs_on_the_day() {
    for text in ["born 14thDecember 2009", "DOB 14thDec2009", "the 14thDecember2009"] {
        assert_eq!(terms("").find(text).len(), 1, "{text}");
    }
}

#[test]
fn a_birthday_is_asked_about_behind_the_words_for_it_and_behind_an_age() {
    for text in [
        "Date of birth: 14 December",
        "Date of birth is 14 December",
        "Dyddiad geni: 14 Rhagfyr",
        "He will be 18 on 14 December.",
        "He reaches 18 on 14 December 2027.",
        "He is 18 years old on 14/12/2027",
    ] {
        let found = terms("").in_prose(text, false);
        assert!(found.iter().any(|found| !found.is_certain), "{text}");
    }
    assert_eq!(terms("").in_prose("They saw 30 on 14 December 2027.", false), []);
}

#[test]
fn a_birth_is_found_by_the_name_of_its_day() {
    for (born, texts) in [
        ("2011-12-25", ["born on Christmas Day 2011", "ganwyd ar Ddydd Nadolig 2011", "in 2011, on Christmas Day"]),
        ("2012-12-31", ["New Year's Eve 2012", "ganwyd Nos Galan 2012", "New Years Eve, 2012"]),
        ("2010-02-14", ["Valentine\u{2019}s Day 2010", "St Valentine's Day in 2010", "Valentines Day 2010"]),
        ("2009-11-05", ["Bonfire Night 2009", "born on Guy Fawkes Night 2009", "Noson Guto Ffowc 2009"]),
    ] {
        let terms = terms_where("date-of-birth = 2009-12-14", &format!("date-of-birth = {born}"));
        for text in texts {
            assert_eq!(terms.find(text).len(), 1, "{text}");
        }
    }
    let terms = terms_where("date-of-birth = 2009-12-14", "date-of-birth = 2011-12-25");
    for text in ["closed on Christmas Day 2026", "from Boxing Day 2011", "on Christmas Day"] {
        assert_eq!(terms.find(text), [], "{text}");
    }
    assert_eq!(terms.in_prose("born on Christmas Day", false).len(), 1);
    assert_eq!(terms.in_prose("closed on Christmas Day", false), []);
}

#[test]
fn the_last_digits_of_an_id_are_asked_about_where_they_are_said_to_be_that() {
    let terms = terms_where("system-id = \"0048218\"", "system-id = \"0048218\"");
    for text in [
        "The case with the number ending 8218 was late.",
        "the one ending in 218",
        "last four digits 8218",
        "last four digits of the ID 8218",
        "last 4: 8218",
        "ID ...8218",
        "Childview \u{2026}8218",
    ] {
        assert!(!terms.in_prose(text, false).is_empty(), "{text}");
    }
    for text in ["It cost 8218 pounds.", "the year ending 2026", "ending 82"] {
        assert_eq!(terms.in_prose(text, false), [], "{text}");
    }
}

#[test]
fn the_short_number_of_a_commit_is_no_id_and_a_postcode_no_name() {
    let terms = terms_where("system-id = \"0048218\"", "system-id = \"0048748\"");
    assert_eq!(terms.find("see 3c3834e48748 for it"), []);
    assert_eq!(terms.find("see AB48748").len() + terms.find("case 48748").len(), 2);
    let child = super::attack_tests::child("Thi", "Nguyen");
    assert_eq!(child.find("1 High Street, Aberford TH1 1AA"), []);
    assert_eq!(child.find("Th1 Nguyen was seen").len(), 1);
}

#[test]
fn an_address_of_a_page_is_read_with_what_stands_behind_its_equals_signs() {
    for text in [
        "https://childview.aberford.example/search?dob=14%2F12%2F2009",
        "We used https://x.example/s?dob=14%2f12%2f2009&x=1 in the case.",
        "https://x.example/s?d=14%20December%202009",
        "https://x.example/s?from=14%2F12%2F2009&to=",
    ] {
        assert_eq!(terms("").find(text).len(), 1, "{text}");
        assert!(terms("").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
    let terms = super::attack_tests::child("Callum", "Taylor");
    assert_eq!(terms.find("https://x.example/s?n=CALLUM%20TAYLOR").len(), 1);
    // As mail writes it, both in one.
    assert_eq!(terms.find("Call=75m Taylor, 50%").len(), 1);
}
