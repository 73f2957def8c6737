//! What an attacker found once.

use super::Terms;
use super::tests::{CHILDREN, terms, terms_of};

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
fn a_name_and_an_id_are_found_where_a_sign_stands_for_another_or_digits_are_said() {
    for text in ["we met Ŵynne-T4rrant", "we met Zo3", "case CV four oh two one three"] {
        assert!(terms("").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
    for text in ["Zo3 Wynn3-Tarrant", "CV 4O2I3", "oh oh four eight two one eight"] {
        assert_eq!(terms("").find(text).len(), 1, "{text}");
    }
    for text in ["four eight two, one eight", "Wynn4-Tarent", "CV 4O2B3"] {
        assert_eq!(terms("").find(text), [], "{text}");
    }
}

#[test]
fn a_rare_full_name_is_a_childs_in_the_name_of_a_place_unless_somebody_bears_it_and_one_that_may_be_anybodys_is_asked_about()
 {
    let contact = "[[contact]]\nname = \"Zoe Wynne-Tarrant\"\n";
    for (contacts, name, expected) in [
        ("", "Zoe Wynne-Tarrant House", Some(true)),
        (contact, "Zoe Wynne-Tarrant House", Some(false)),
        ("", "Will Young House", Some(false)),
        ("", "Aberford House", None),
    ] {
        let found = terms(contacts).in_the_name_of_a_place(name);
        assert_eq!(found.iter().map(|found| found.is_certain).max(), expected, "{name} beside {contacts}");
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
fn two_words_that_are_a_childs_names_are_asked_about_whatever_follows_but_for_those_whom_young_goes_before() {
    let asked = |text: &str| terms("").in_prose(text, false).iter().any(|found| !found.is_certain);
    for text in ["we met will young at home", "the case of will young in which"] {
        assert!(asked(text), "{text}");
    }
    assert!(!asked("there we will young people meet"));
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
fn a_name_is_found_in_a_word_that_is_put_together_with_capitals() {
    for text in
        ["see ZoeWynneTarrantPlan.docx", "see AssetPlusWynnetarrant.pdf", "see WynnetarrantZ", "see ZWynnetarrantPlan"]
    {
        assert_eq!(terms("").find(text).len(), 1, "{text}");
        assert!(terms("").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
    for text in ["see AssetPlus and ChildView", "McYoung", "YouTube"] {
        assert_eq!(terms("").find(text), [], "{text}");
    }
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
        [("zebulonq@x.example", true), ("zebulonquil@x.example", true), ("zebulonq and so on", false)]
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
fn a_name_at_or_beside_the_beginning_of_a_sentence_or_before_a_place_stops_nothing_where_it_may_be_another() {
    let children = |first: &str, family: &str| {
        terms_of("", &format!("[[child]]\nfamily-name = \"{family}\"\nfirst-names = \"{first}\"\n"))
    };
    for (terms, text, expected) in [
        (children("Jordan", "Court"), "Youth Court staff came.", Some(false)),
        (children("Jordan", "Court"), "Then Court staff came.", Some(true)),
        (children("Tyrell", "Jones"), "Mark Jones chairs it.", Some(false)),
        (children("Tyrell", "Jones"), "When Jones came.", Some(true)),
        (children("Tyrell", "Quillfeather"), "Mark Quillfeather chairs it.", Some(true)),
        (children("Jordan", "Frampton"), "We read the Jordan School Report.", Some(false)),
        (children("Jordan", "Frampton"), "We met at Jordan School.", None),
        (children("Jordan", "Frampton"), "We met at Jordan School. Reports are late.", None),
        (children("Max", "Frampton"), "We saw a max of 5 children.", None),
        (children("Jo", "Frampton"), "Jo's plan was late.", Some(false)),
        (children("Jo", "Frampton"), "Jo was late.", Some(false)),
        (children("Al", "Frampton"), "JO AND AL", None),
        (children("June", "Adams"), "The views of June were sought.", Some(false)),
        (children("June", "Adams"), "We spoke to June about it.", Some(false)),
        (children("April", "West"), "In April's case, the plan was late.", Some(false)),
        (children("Tyrell", "May"), "We met the May family.", Some(false)),
        (children("June", "Adams"), "It was late at the end of June and in June 2026, from May to June.", None),
        (children("April", "May"), "In April, May and June it rose, as the April/May figures show.", None),
        (children("Grace", "Young"), "Grace Y. was seen at home.", Some(false)),
        (children("Jo", "Nolan"), "Jo N was seen.", Some(false)),
        (children("Grace", "Ingram"), "Good practice: Grace I", Some(false)),
        (children("Lily", "Brown"), "Lily Smith-Brown had no plan.", Some(false)),
        (children("Grace", "Young"), "We met Grace Smith Young.", Some(false)),
        (children("Grace", "Young"), "the plan of g.young was late", Some(false)),
        (children("Jordan", "Court"), "see court_j for it", Some(false)),
        (children("Max", "Price"), "{\"surname\": \"Price\", \"forename\": \"Max\"}", Some(true)),
        (children("Jordan", "Frampton"), "He came from Jordan last year.", Some(false)),
        (children("Lan", "Frampton"), "The LAN was slow.", Some(false)),
    ] {
        let found = terms.in_prose(text, false);
        assert_eq!(found.iter().map(|found| found.is_certain).max(), expected, "{text}");
    }
}

#[test]
fn both_names_of_a_child_are_found_beside_labels_and_a_list_or_an_acronym_is_no_name_in_a_finished_file() {
    let children = |first: &str, family: &str| {
        terms_of("", &format!("[[child]]\nfamily-name = \"{family}\"\nfirst-names = \"{first}\"\n"))
    };
    for (terms, text, found) in [
        (children("Jordan", "Court"), "Surname: Court\nForename: Jordan", 1),
        (children("Grace", "Young"), "family-name = \"Young\"\nfirst-names = \"Grace\"", 1),
        (children("Grace", "Young"), "first: Grace\nlast: Young", 1),
        (children("Amber", "Light"), "Red, Amber, Light green", 0),
        (children("April", "May"), "the April/May figures, and April, May and June", 0),
        (children("April", "May"), "We met April May", 1),
        (children("Lan", "Frampton"), "The LAN was slow", 0),
    ] {
        assert_eq!(terms.find(text).len(), found, "{text}");
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
fn two_names_that_are_words_are_asked_about_in_small_letters_however_they_stand_and_a_letter_before_a_word_is_no_initial()
 {
    let children = |first: &str, family: &str| {
        terms_of("", &format!("[[child]]\nfamily-name = \"{family}\"\nfirst-names = \"{first}\"\n"))
    };
    let jack = children("Jack", "Smith");
    for text in [
        "plan of smith, jack",
        "smith jack came",
        "smith: jack",
        "smith (jack)",
        "jack t smith was late",
        "j smith was late",
        "j. smith was late",
        "smith j was late",
        "Jack a. Smith was late",
        "Jack a Smith was late",
    ] {
        let found = jack.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    assert_eq!(jack.in_prose("a smith, it's smith work", false), []);
    assert!(!children("Dafydd", "Rhys").in_prose("Dafydd a Rhys oedd yma.", true).is_empty());
    for (first, family, text) in [
        ("Amir", "Black", "A Black child told us of racism."),
        ("Ava", "Court", "A Court order was missing."),
        ("Ava", "Head", "A Head of Service was appointed."),
        ("Ava", "May", "A May 2026 letter asked for this."),
        ("Ben", "Child", "Child B told us."),
        ("Chloe", "Ward", "Ward C is for women."),
        ("Ivy", "Young", "Annex A Young people"),
        ("Justice", "Okoro", "Ministry of Justice guidance was followed."),
    ] {
        let terms = children(first, family);
        assert!(terms.in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
        assert_eq!(terms.find(text), [], "{text}");
    }
    for text in ["we met W. Young", "we met Young, W."] {
        assert!(children("Will", "Young").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
}

#[test]
fn a_first_name_with_the_initial_of_the_family_is_told_in_a_name_and_a_middle_initial_is_not() {
    let terms = terms_of("", "[[child]]\nfamily-name = \"Adams\"\nfirst-names = \"Jack\"\n");
    for (name, found) in [("Jack A", 1), ("home of Jack A.", 1), ("Jack A. Smith", 0), ("Jack Smith", 0)] {
        assert_eq!(terms.in_a_name(name).len(), found, "{name}");
    }
}
