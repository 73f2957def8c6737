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
