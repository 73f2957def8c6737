//! What an attacker found once.

use super::Terms;
use super::tests::{CHILDREN, terms, terms_of};

/// What identifies the children where one key of theirs is another one.
pub fn terms_where(from: &str, to: &str) -> Terms {
    assert!(CHILDREN.contains(from));
    terms_of("", &CHILDREN.replace(from, to))
}

/// What identifies one child beside these contacts.
pub fn beside(contacts: &str, first: &str, family: &str) -> Terms {
    terms_of(contacts, &format!("[[child]]\nfamily-name = \"{family}\"\nfirst-names = \"{first}\"\n"))
}

/// What identifies one child.
pub fn child(first: &str, family: &str) -> Terms {
    beside("", first, family)
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
fn two_words_that_are_a_childs_names_are_asked_about_whatever_follows_but_for_those_whom_young_goes_before() {
    let asked = |text: &str| terms("").in_prose(text, false).iter().any(|found| !found.is_certain);
    for text in ["we met will young at home", "the case of will young in which"] {
        assert!(asked(text), "{text}");
    }
    assert!(!asked("there we will young people meet"));
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
fn a_name_at_or_beside_the_beginning_of_a_sentence_or_before_a_place_stops_nothing_where_it_may_be_another() {
    for (terms, text, expected) in [
        (child("Jordan", "Court"), "Youth Court staff came.", Some(false)),
        (child("Jordan", "Court"), "Then Court staff came.", Some(true)),
        (child("Tyrell", "Jones"), "Mark Jones chairs it.", Some(false)),
        (child("Tyrell", "Jones"), "When Jones came.", Some(true)),
        (child("Tyrell", "Quillfeather"), "Mark Quillfeather chairs it.", Some(true)),
        (child("Jordan", "Frampton"), "We read the Jordan School Report.", Some(false)),
        (child("Jordan", "Frampton"), "We met at Jordan School.", None),
        (child("Jordan", "Frampton"), "We met at Jordan School. Reports are late.", None),
        (child("Max", "Frampton"), "We saw a max of 5 children.", None),
        (child("Jo", "Frampton"), "Jo's plan was late.", Some(false)),
        (child("Jo", "Frampton"), "Jo was late.", Some(false)),
        (child("Al", "Frampton"), "JO AND AL", None),
        (child("June", "Adams"), "The views of June were sought.", Some(false)),
        (child("June", "Adams"), "We spoke to June about it.", Some(false)),
        (child("April", "West"), "In April's case, the plan was late.", Some(false)),
        (child("Tyrell", "May"), "We met the May family.", Some(false)),
        (child("June", "Adams"), "It was late at the end of June and in June 2026, from May to June.", None),
        (child("April", "May"), "In April, May and June it rose, as the April/May figures show.", None),
        (child("Grace", "Young"), "Grace Y. was seen at home.", Some(false)),
        (child("Jo", "Nolan"), "Jo N was seen.", Some(false)),
        (child("Grace", "Ingram"), "Good practice: Grace I", Some(false)),
        (child("Lily", "Brown"), "Lily Smith-Brown had no plan.", Some(false)),
        (child("Grace", "Young"), "We met Grace Smith Young.", Some(false)),
        (child("Grace", "Young"), "the plan of g.young was late", Some(false)),
        (child("Jordan", "Court"), "see court_j for it", Some(false)),
        (child("Max", "Price"), "{\"surname\": \"Price\", \"forename\": \"Max\"}", Some(true)),
        (child("Jordan", "Frampton"), "He came from Jordan last year.", Some(false)),
        (child("Lan", "Frampton"), "The LAN was slow.", Some(false)),
    ] {
        let found = terms.in_prose(text, false);
        assert_eq!(found.iter().map(|found| found.is_certain).max(), expected, "{text}");
    }
}

#[test]
fn both_names_of_a_child_are_found_beside_labels_and_a_list_or_an_acronym_is_no_name_in_a_finished_file() {
    for (terms, text, found) in [
        (child("Jordan", "Court"), "Surname: Court\nForename: Jordan", 1),
        (child("Grace", "Young"), "family-name = \"Young\"\nfirst-names = \"Grace\"", 1),
        (child("Grace", "Young"), "first: Grace\nlast: Young", 1),
        (child("Amber", "Light"), "Red, Amber, Light green", 0),
        (child("April", "May"), "the April/May figures, and April, May and June", 0),
        (child("April", "May"), "We met April May", 1),
        (child("Lan", "Frampton"), "The LAN was slow", 0),
    ] {
        assert_eq!(terms.find(text).len(), found, "{text}");
    }
}

#[test]
fn two_names_that_are_words_are_asked_about_in_small_letters_however_they_stand_and_a_letter_before_a_word_is_no_initial()
 {
    let jack = child("Jack", "Smith");
    for text in [
        "plan of smith, jack",
        "smith jack came",
        "smith: jack",
        "smith (jack)",
        "jack t smith was late",
        "j smith was late",
        "j. smith was late",
        "smith j was late",
        "Jack a Smith was late",
    ] {
        let found = jack.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
    assert!(jack.in_prose("Jack a. Smith was late", false).iter().any(|found| found.is_certain));
    assert_eq!(jack.in_prose("a smith, it's smith work", false), []);
    assert!(!child("Dafydd", "Rhys").in_prose("Dafydd a Rhys oedd yma.", true).is_empty());
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
        let terms = child(first, family);
        assert!(terms.in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
        assert_eq!(terms.find(text), [], "{text}");
    }
    for text in ["we met W. Young", "we met Young, W."] {
        assert!(child("Will", "Young").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
}

#[test]
fn a_first_name_with_the_initial_of_the_family_is_told_in_a_name_and_a_middle_initial_is_not() {
    let terms = child("Jack", "Adams");
    for (name, found) in [("Jack A", 1), ("home of Jack A.", 1), ("Jack A. Smith", 0), ("Jack Smith", 0)] {
        assert_eq!(terms.in_a_name(name).len(), found, "{name}");
    }
}

#[test]
fn a_name_is_found_before_every_sign_for_an_apostrophe_and_a_rare_one_in_a_handle_is_asked_about() {
    for sign in ['\'', '’', 'ʼ', 'ʻ', 'ʹ', 'ʽ', 'ˈ', '＇'] {
        assert_eq!(terms("").find(&format!("Tarrant{sign}s mother rang")).len(), 1, "{sign}");
    }
    let found = terms("").in_prose("posted as @wynnetarrantxx", false);
    assert!(found.iter().any(|found| !found.is_certain), "{found:?}");
}

#[test]
fn a_family_name_with_a_particle_or_half_of_somebody_elses_is_as_rare_as_it_is_without() {
    let martin = "[[contact]]\nname = \"Martin Adeyemi\"\n";
    for (terms, text, found) in [
        (beside("", "Mae", "van der Zwan"), "Mrs van der Zwan rang", 1),
        (beside("", "Mae", "van der Zwan"), "the VAN DER ZWAN family", 1),
        (beside("", "Ali", "bin Razoul"), "of Bin Razoul", 1),
        (beside(martin, "Tyrell", "Adeyemi-Brown"), "Mrs Adeyemi-Brown, his mother", 1),
        (beside(martin, "Tyrell", "Adeyemi-Brown"), "Martin Adeyemi, and Mr Adeyemi", 0),
        (beside("[[contact]]\nname = \"Ann Quill-Zabrok\"\n", "Tyrell", "Quill-Zabrok"), "Ms Quill-Zabrok", 0),
        (beside("", "Joshua", "Taylor"), "AB03;Taylor;Joshua;community", 1),
        (beside("", "Joshua", "Taylor"), "\"Taylor\";\"Joshua\"", 1),
        (beside("", "Joshua", "Taylor"), "AB03,Joshua,Taylor", 1),
        (beside("", "Joshua", "Taylor"), "**Joshua** **Taylor** has moved", 1),
        (beside("", "Joshua", "Taylor"), "We met Taylor; Joshua was away", 0),
        (beside("", "Joshua", "Taylor"), "Taylor; Joshua", 1),
        (beside("", "Joshua", "Taylor"), "AB03; Hill; Anne\nAB04; Taylor; Joshua; community", 1),
        (beside("", "Joshua", "Taylor"), "Taylor: Joshua", 1),
        (beside("", "Joshua", "Taylor"), "AB03,Taylor,Mr,Joshua", 1),
        (beside("", "Joshua", "Taylor"), "Anne Taylor; Joshua Hill; Sam Price", 0),
        (beside("", "Joshua", "Taylor"), "They wrote to Mrs Taylor: Joshua was away", 0),
        (beside("", "Joshua", "Taylor"), "We met Taylor, Mr Joshua Hill and others", 0),
        (beside("", "Ellie-Mae", "Taylor"), "ellie-mae was seen", 1),
        (beside("", "May-Be", "Taylor"), "may-be so", 0),
        (beside("", "Zebulon", "Brown"), "zebulonb.docx", 1),
        (beside("", "Zebulon", "Brown"), "@zebulonb09", 1),
        (beside("[[contact]]\nname = \"Zebulon Bell\"\n", "Zebulon", "Brown"), "zebulonb@x.example", 0),
        (beside("", "Grace", "Brown"), "graceb", 0),
        (beside("", "April", "May"), "the April/May figures", 0),
    ] {
        assert_eq!(terms.find(text).len(), found, "{text}");
    }
}

#[test]
fn a_word_with_which_welsh_sentences_begin_is_no_name_there() {
    let terms = child("Ellie-Mae", "Hughes");
    for text in ["Mae’r cofnodion yn dangos hyn.", "Mae’n aros.", "Mae gan y tîm gynllun."] {
        assert_eq!(terms.in_prose(text, true), [], "{text}");
    }
    assert!(terms.in_prose("We asked Mae about it.", false)[0].is_certain);
}

#[test]
fn somebody_of_whose_name_a_rare_part_is_a_childs_is_told_once_whatever_else_is_in_it() {
    for (name, is_told) in
        [("Samir Haddad (Zebulon)", true), ("Zebulon Hill", true), ("Ms Quillfeather", true), ("Grace Hill", false)]
    {
        let terms = beside(&format!("[[contact]]\nname = \"{name}\"\n"), "Zebulon", "Quillfeather");
        assert_eq!(!terms.in_a_name(name).is_empty(), is_told, "{name}");
    }
}

#[test]
fn a_place_that_is_a_family_name_is_asked_about_where_it_says_something_and_the_number_of_a_room_stops_nothing() {
    for text in ["Grace Hill told us", "Grace Hall said so", "Grace Green agreed"] {
        assert!(!child("Grace", "Young").in_prose(text, false).is_empty(), "{text}");
    }
    for text in ["Grace Hill was closed", "at Grace Hall in May", "Grace Street said so"] {
        assert_eq!(child("Grace", "Young").in_prose(text, false), [], "{text}");
    }
    let terms = terms_where("CV/40213", "40213");
    for text in ["in room 40213", "ext. 40213", "PO Box 40213"] {
        assert_eq!(terms.find(text), [], "{text}");
        assert!(terms.in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
    }
    assert_eq!(terms.find("case 40213").len(), 1);
}
