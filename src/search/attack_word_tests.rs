//! What an attacker found once, of names that are words, short or double, and of what has a name.

use super::Terms;
use super::attack_tests::{beside, child};
use super::tests::terms;

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
    assert_eq!(child("Will Jack", "Young").in_prose("Will they come? Young lives matter.", false), []);
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
        ("Faith", "Hope", "2027-06-faith-hope", true),
        ("Faith", "Hope", "notes/faith/hope/x.txt", true),
        ("Faith", "Hope", "hope/faith", true),
        ("Mark", "Day", "notes/day/mark.txt", true),
        ("Will", "Hall", "will/hall-booking.txt", false),
        ("Faith", "Hope", "hope-faith-2", true),
        ("Faith", "Hope", "faith-and-hope-2", false),
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
fn a_name_that_is_a_word_is_asked_about_behind_another_capital_without_a_comma() {
    for (first, family, text) in [
        ("Grace", "Young", "In January Grace was remanded."),
        ("Jack", "King", "On Friday Jack and his mother came in."),
        ("Grace", "Young", "On 3 November Grace took an overdose."),
        ("Grace", "Young", "In November Grace's mother died."),
        ("Jack", "King", "In Leeds Jack lived with an aunt."),
        ("Jack", "King", "At Millgate Academy Jack did well."),
        ("Jack", "King", "At Court Jack was calm."),
        ("Grace", "Young", "We saw Grace Monday."),
        ("Jack", "King", "After this Jack did well."),
        ("Summer", "Price", "Before Summer was sentenced nobody assessed her."),
        ("April", "Green", "Since April moved placement she has done well."),
    ] {
        assert!(!child(first, family).in_prose(text, false).is_empty(), "{text}");
    }
    for (first, family, text) in [
        ("Grace", "Court", "The Youth Court."),
        ("Grace", "Court", "We wrote to the Youth Court, and it agreed."),
        ("April", "Green", "Since April the plan has been better."),
        ("Mark", "Young", "For this Young people wait."),
    ] {
        assert_eq!(child(first, family).in_prose(text, false), [], "{text}");
    }
    for text in ["The team moved to Bolton in May.", "The Bolton office was closed.", "We compared it with Bolton."] {
        assert!(child("Will", "Bolton").in_prose(text, false).iter().all(|found| !found.is_certain), "{text}");
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

#[test]
fn the_title_of_a_document_is_searched_from_its_first_word() {
    for (first, family, title) in [
        ("Destiny", "King", "Destiny PSR"),
        ("Destiny", "King", "King PSR"),
        ("Destiny", "King", "Complaint of Mr King"),
        ("Grace", "Young", "Pre-sentence report on Grace"),
        ("Grace", "Young", "G. Young chronology"),
        ("Grace", "Young", "AssetPlus Grace Y"),
        ("Summer", "Featherstone", "Summer - referral order contract"),
        ("Rhys", "ap Gwilym", "Rhys contract 2026"),
    ] {
        let found = child(first, family).in_a_heading(title, false);
        assert!(!found.is_empty(), "{title}");
        let said = found.iter().find_map(|found| title.get(found.at.clone())).expect("words of the title");
        assert!([first, family].iter().any(|name| said.contains(name)), "{title}: {said}");
    }
    for title in ["Young people's survey", "Public protection policy 2026", "Hall plan"] {
        assert_eq!(child("Grace", "Young").in_a_heading(title, false), [], "{title}");
    }
}

#[test]
fn the_title_of_a_post_is_asked_about_where_it_has_an_initial_a_title_or_a_common_first_name() {
    for (first, family, title) in [
        ("Grace", "Young", "Foster carer of G. Young"),
        ("Grace", "Young", "Social worker: Grace Y"),
        ("Destiny", "King", "Brother of Mr King"),
        ("Destiny", "King", "King family worker"),
        ("Summer", "Hall", "Link worker - Summer"),
        ("Ffion", "Hall", "Mam Ffion"),
    ] {
        assert!(!child(first, family).in_a_title(title, false).is_empty(), "{title}");
    }
    for title in ["Team manager, North", "Head of Service", "Hall manager"] {
        assert_eq!(child("Zebulon", "North").in_a_title(title, false), [], "{title}");
    }
}

#[test]
fn a_family_name_is_found_in_the_form_that_a_relative_bears() {
    for (family, text) in [
        ("MacAllister", "Mrs McAllister was seen."),
        ("MacAllister", "Mrs Mc Allister was seen."),
        ("McAllister", "Mrs MacAllister was seen."),
        ("Wi\u{15b}niewski", "Mrs Wisniewska was seen."),
        ("Kowalska", "Mr Kowalski was seen."),
        ("Ivanov", "Mrs Ivanova was seen."),
        ("Novotn\u{e1}", "Mr Novotn\u{fd} was seen."),
    ] {
        assert_eq!(child("Aaliyah", family).in_prose(text, false).len(), 1, "{text}");
    }
    for (family, text) in [("Mace", "Mrs Mce was seen."), ("Macken", "Mrs Ken was seen."), ("Skit", "Skat was seen.")] {
        assert_eq!(child("Aaliyah", family).in_prose(text, false), [], "{text}");
    }
}

#[test]
fn a_full_name_that_is_the_whole_of_a_place_or_a_line_is_the_childs() {
    let certain =
        |text: &str| child("Jack", "Taylor").in_the_name_of_a_place(text).iter().any(|found| found.is_certain);
    assert!(certain("Jack Taylor") && certain("Taylor, Jack"));
    assert!(!certain("Jack Taylor Way") && !certain("12 Jack Taylor House") && !certain("Taylor"));
}

#[test]
fn the_possessive_of_a_school_is_asked_about() {
    let found = child("Destiny", "King").in_prose("The service works with King's College.", false);
    assert_eq!(found.iter().map(|found| found.is_certain).collect::<Vec<_>>(), [false]);
}

#[test]
fn two_names_with_the_labels_of_forms_and_of_programs_are_found() {
    for text in [
        "{\"givenName\":\"Joshua\",\"familyName\":\"Taylor\"}",
        "familyName: Taylor\nfirstNames: Joshua",
        "Surname: Taylor\nForename(s): Joshua",
        "Family name: Taylor\nFirst name(s): Joshua",
        "Child's surname: Taylor\nChild's forename: Joshua",
        "| First name | Joshua |\n| --- | --- |\n| Surname | Taylor |",
    ] {
        assert_eq!(child("Joshua", "Taylor").find(text).len(), 1, "{text}");
    }
}
