//! What an attacker found once.

use super::Terms;
use super::tests::{CHILDREN, terms, terms_of};

/// What identifies the children where one key of theirs is another one.
pub fn terms_where(from: &str, to: &str) -> Terms {
    assert!(CHILDREN.contains(from));
    terms_of("", &CHILDREN.replace(from, to))
}

/// What identifies one child beside these contacts.
fn beside(contacts: &str, first: &str, family: &str) -> Terms {
    terms_of(contacts, &format!("[[child]]\nfamily-name = \"{family}\"\nfirst-names = \"{first}\"\n"))
}

/// What identifies one child.
fn child(first: &str, family: &str) -> Terms {
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
        "Jack a. Smith was late",
        "Jack a Smith was late",
    ] {
        let found = jack.in_prose(text, false);
        assert!(!found.is_empty() && found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
    }
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
fn a_name_that_is_a_word_is_asked_about_in_a_clause_and_before_what_an_officer_notes_of_somebody() {
    for text in [
        "We heard that Jack was well supported.",
        "The file says that Jack is at risk.",
        "It was clear that Smith had moved.",
        "Jack lives with his gran.",
        "Jack to attend court on Monday.",
        "Jack in custody since May.",
        "Jack on a tag until June.",
        "Jack when seen was upset.",
        "Siaradodd y gweithiwr â Jack.",
    ] {
        let found = child("Jack", "Smith").in_prose(text, false);
        assert!(!found.is_empty(), "{text}");
    }
    for text in ["He told us of that Jack.", "Will they come? Young lives matter."] {
        assert_eq!(child("Will Jack", "Young").in_prose(text, false), [], "{text}");
    }
    for text in ["Since Mai left care he has done well.", "After Mai was arrested, it was reviewed."] {
        assert!(!child("Mai", "Nguyen").in_prose(text, false).is_empty(), "{text}");
    }
    assert_eq!(child("Mai", "Nguyen").in_prose("Ers Mai mae’n well.", true), []);
}

#[test]
fn a_double_family_name_is_found_without_its_hyphen_and_one_that_has_written_something_is_asked_about() {
    for entered in ["Zabrok-Brown", "Zabrok Brown"] {
        for text in ["Zabrok Brown called", "ZABROK BROWN", "zabrok brown", "Ms Zabrok Brown", "Anna Zabrok Brown"] {
            assert_eq!(child("Zofia", entered).find(text).len(), 1, "{text}");
        }
    }
    let ann = "[[contact]]\nname = \"Ann Zabrok Brown\"\n";
    assert_eq!(beside(ann, "Zofia", "Zabrok-Brown").find("Ann Zabrok Brown, and Ms Zabrok Brown"), []);
    for text in ["Zabrok and colleagues (2019) found the same.", "Zabrok et al. found the same."] {
        let terms = child("Zofia", "Zabrok");
        assert_eq!(terms.find(text), [], "{text}");
        assert!(terms.in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
        assert_eq!(terms.in_prose(text, false).len(), 1, "{text}");
    }
}

#[test]
fn a_name_is_counted_that_the_record_gives_to_somebody_else_too() {
    let contact = |name: &str| format!("[[contact]]\nname = \"{name}\"\n");
    for (name, count) in [("Will Young", 1), ("Will James Young", 1), ("Ann Young", 0), ("Grace O'Brien", 1)] {
        assert_eq!(terms(&contact(name)).namesakes(), count, "{name}");
    }
}

#[test]
fn a_message_hides_a_name_that_is_a_word_where_it_is_the_whole_of_a_value() {
    let terms = child("Jack", "Young");
    for text in ["`Jack` is not a tier", "tier = \"Jack\"", "`Jack Young`, `Young Jack`"] {
        assert!(terms.may_be_told_by(text), "{text}");
    }
    for text in ["Young people", "`young` is not a tier", "`Jack of all` is not a tier", "name = \"Amber\""] {
        assert!(!terms.may_be_told_by(text), "{text}");
    }
}

#[test]
fn a_short_name_is_asked_about_as_it_was_entered_and_before_every_sign() {
    for (first, family, text) in [
        ("TJ", "Cole", "A boy called TJ was stabbed."),
        ("TJ", "Cole", "One child (TJ, 15) had no plan."),
        ("TJ", "Cole", "Nobody told TJ why."),
        ("TJ", "Cole", "Case AB01 (TJ) was good."),
        ("Jo", "Wu", "Jo, 15, was in custody."),
        ("Jo", "Wu", "Jo (aged 15) was in custody."),
        ("Jo", "Wu", "Jo: plan late."),
        ("Jo", "Wu", "Wu: plan late."),
    ] {
        assert!(!child(first, family).in_prose(text, false).is_empty(), "{text}");
    }
    for (first, family, text) in
        [("Ed", "Ng", "the ED and the NG were there"), ("So", "Do", "So the team did. Do you?")]
    {
        assert_eq!(child(first, family).in_prose(text, false), [], "{text}");
    }
}

#[test]
fn a_word_is_a_familys_in_the_plural_and_before_a_home_and_somebodys_before_kin_and_behind_a_title() {
    for text in [
        "A visit to the Browns was cancelled.",
        "A visit to the Brown home was cancelled.",
        "A visit to the Brown house was cancelled.",
        "spoke to mrs brown",
        "the brown family was late",
        "mark's mum was not asked",
    ] {
        assert!(!child("Mark", "Brown").in_prose(text, false).is_empty(), "{text}");
    }
    for text in ["We mark it. The brown door.", "a mark’s width", "the brown folder"] {
        assert_eq!(child("Mark", "Brown").in_prose(text, false), [], "{text}");
    }
}

#[test]
fn a_double_name_is_rare_though_somebody_bears_half_of_it_and_an_address_frees_no_name() {
    let martin = "[[contact]]\nname = \"Martin Adeyemi\"\n";
    let seun = beside(martin, "Seun", "Adeyemi-Cole");
    for text in ["interview of Ms Adeyemi Cole", "the Adeyemi Cole family", "mrs adeyemi-cole"] {
        assert_eq!(seun.find(text).len(), 1, "{text}");
        assert!(seun.in_prose(text, false)[0].is_certain, "{text}");
    }
    assert_eq!(seun.find("Martin Adeyemi and Ms Adeyemi"), []);
    let contact = "[[contact]]\nname = \"zabrok@x.example\"\n";
    assert_eq!(beside(contact, "Zofia", "Zabrok").find("zabrok@x.example").len(), 1);
}

#[test]
fn the_name_of_a_file_or_branch_is_a_childs_in_small_letters_too() {
    for (first, family, name, is_one) in [
        ("Jack", "Smith", "jack-smith", true),
        ("Jack", "Smith", "fix/jack-smith", true),
        ("Jack", "Smith", "smith jack.md", true),
        ("Jack", "Smith", "Jack_Smith.docx", true),
        ("Jack", "Smith", "notes/jack-smith-visit.md", true),
        ("Jack", "Smith", "jack-of-all", false),
        ("Jack", "Smith", "smithy.md", false),
        ("Will", "Hall", "hall-will-be-open", false),
        ("Amber", "Green", "red-amber-light-green", false),
        ("Will", "Young", "will-young-people-attend", false),
        ("Faith", "Hope", "hope-faith", true),
    ] {
        assert_eq!(child(first, family).in_the_name_of_a_file(name).is_some(), is_one, "{name}");
    }
    for text in ["`jack smith` is not a tier", "with = \"Jack Michael Smith\""] {
        assert!(child("Jack", "Smith").may_be_told_by(text), "{text}");
    }
}

#[test]
fn a_name_that_is_a_word_is_somebodys_with_a_possessive_whatever_follows() {
    for text in [
        "Grace's parents were seen.",
        "We saw Grace's parents at home.",
        "Grace\u{2019}s carers were seen.",
        "Hope's parents were not told.",
        "Grace's workers were seen.",
        "Grace's two sisters were seen.",
    ] {
        assert!(!child("Grace", "Hope").in_prose(text, false).is_empty(), "{text}");
    }
}

#[test]
fn a_word_that_always_has_a_capital_stops_no_pack() {
    let is_certain = |terms: &Terms, text: &str| terms.in_prose(text, false).iter().any(|found| found.is_certain);
    for text in ["In Jun 2026 plans changed.", "Jan, Feb and Jun were busy."] {
        assert!(!is_certain(&child("Jun", "Wang"), text), "{text}");
    }
    for (family, text) in [
        ("English", "The English version was sent."),
        ("England", "In England and Wales this is usual."),
        ("Friday", "We came on Friday 2 April."),
        ("Manchester", "The office is in Manchester."),
        ("Easter", "Easter is passed over."),
    ] {
        let terms = child("Paige", family);
        assert!(terms.find(text).is_empty() && !is_certain(&terms, text), "{text}");
        assert_eq!(terms.find(&format!("We met Paige {family}.")).len(), 1, "{family}");
        assert!(!terms.in_prose(&format!("We met {family} at home."), false).is_empty(), "{family}");
    }
}
