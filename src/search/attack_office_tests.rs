//! What an attacker found once, of addresses of mail, bodies, firms, short forms of days and what stands within an ID.

use super::attack_tests::{beside, child, terms_where};
use super::tests::{terms, terms_of};

#[test]
fn an_address_of_mail_tells_of_a_child_as_prose_does_and_a_date_of_birth_in_one_is_certain() {
    let born = "[[child]]\nfamily-name = \"King\"\nfirst-names = \"Summer\"\ndate-of-birth = 2010-12-25\n";
    for (terms, address, expected) in [
        (child("Callum James", "Taylor"), "callum070310@x.example", Some(false)),
        (child("Callum James", "Taylor"), "mrs.taylor@x.example", Some(false)),
        (child("Callum James", "Taylor"), "callum.social-worker@x.example", Some(false)),
        (terms_of("", born), "summer251210@x.example", Some(true)),
        (terms_of("", born), "summer.school@x.example", None),
        (child("Rhys", "ap Gwilym"), "rhysgwilym@x.example", Some(false)),
        (child("Siân Angharad", "Llewelyn-Hughes"), "sianhughes1@x.example", Some(false)),
        (beside("[[contact]]\nname = \"Ann Taylor\"\n", "Callum", "Taylor"), "ann.taylor@x.example", None),
        (child("Callum", "Taylor"), "duty.desk@x.example", None),
    ] {
        let found = terms.in_a_name(address);
        assert_eq!(found.iter().map(|found| found.is_certain).max(), expected, "{address}: {found:?}");
    }
}

#[test]
fn somebody_or_a_body_that_relates_to_a_child_is_told() {
    let callum = child("Callum", "Taylor");
    for name in [
        "c/o Callum",
        "Mum of Callum",
        "Taylor family home",
        "Key worker for C Taylor",
        "Foster carer of Callum",
        "Callum's social worker",
        "Callum’s mum",
    ] {
        assert!(!callum.in_a_name(name).is_empty(), "{name}");
        assert!(!callum.in_the_name_of_a_place(name).is_empty(), "{name}");
    }
    for name in ["Callum Reid", "Taylor Street Surgery", "Jane Taylor", "Office of Skills", "The Taylor Centre"] {
        assert!(callum.in_a_name(name).is_empty(), "{name}");
    }
    let grace = child("Grace", "Hope");
    assert!(grace.in_a_name("Mother of Grace").len() == 1 && grace.in_a_name("House of Hope").is_empty());
    assert!(!child("Summer", "King").in_a_title("KING, S", false).is_empty());
}

#[test]
fn a_word_may_stand_within_an_id_and_a_day_may_be_called_in_short() {
    let id = terms_where("CV/40213", "RCT00871");
    for text in ["RCT no 871", "RCT number 871", "RCT case 871", "RCT ref. 00871"] {
        assert!(!id.in_prose(text, false).is_empty(), "{text}");
    }
    for (born, text, is_told) in [
        ("2011-12-31", "since NYE 2011", true),
        ("2013-04-01", "on April Fools 2013", true),
        ("2010-12-25", "born Christmas 2010", true),
        ("2010-12-25", "It opened at Christmas 2010", false),
    ] {
        let terms = terms_where("date-of-birth = 2009-12-14", &format!("date-of-birth = {born}"));
        assert_eq!(!terms.in_prose(text, false).is_empty(), is_told, "{text}");
    }
    for text in [
        "AB03, b. 14 Dec",
        "her bday 14 Dec",
        "her b'day, 14th December",
        "will be eighteen on 14 December",
        "turning 18, 14 December",
    ] {
        assert!(!terms("").in_prose(text, false).is_empty(), "{text}");
    }
    for text in ["AB03, b. 15 Dec", "sections a and b, 14 December"] {
        assert_eq!(terms("").in_prose(text, false), [], "{text}");
    }
    assert!(!child("Oliwia", "Szczepański").in_prose("państwo Szczepańscy", false).is_empty());
}

#[test]
fn authors_firms_and_towns_that_have_a_childs_name_stop_nothing() {
    for (terms, text) in [
        (child("Angharad", "Hughes"), "A review by Hughes and Taylor (2018) said so."),
        (child("Angharad", "Hughes"), "A review by Taylor and Hughes (2018) said so."),
        (child("Mohammed", "Hussain"), "Hussain & Co Solicitors acted in three cases."),
        (child("Summer", "King"), "Case managers see children in King's Lynn."),
        (child("Angharad", "Hughes"), "Angharad Jones translated it."),
        (child("Mai", "Nguyen"), "Dr Nguyen is the named doctor."),
    ] {
        let found = terms.in_prose(text, false);
        assert!(found.iter().all(|found| !found.is_certain), "{text}: {found:?}");
        assert_eq!(terms.find(text), [], "{text}");
    }
    for text in ["Hughes (2018) rang", "Hughes and his mother", "In Hughes's case"] {
        assert!(child("Angharad", "Hughes").in_prose(text, false).iter().any(|found| found.is_certain), "{text}");
    }
}

#[test]
fn a_child_whose_entry_has_another_form_is_known_by_the_lines_of_it() {
    let child = "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\nsystem-id = \"0048218\"\n";
    for (from, to) in [
        ("[[child]]", "[[children]]"),
        ("[[child]]", "[[ch\"ild]]"),
        ("\"Quillfeather\"", "[\"Quillfeather\"]"),
        ("\"Zebulon\"", "[\"Zebulon\"]"),
        ("\n", "\r"),
    ] {
        let terms = terms_of("", &child.replace(from, to));
        assert!(terms.may_be_told_by("zebulon quillfeather") && !terms.is_unread(), "{to}");
        assert!(terms.may_be_told_by("0048218"), "{to}");
    }
    let twice = child.replace("[[child]]\n", "");
    let both = terms_of("", &format!("[[x]]\n{twice}{}", twice.replace("Zebulon", "Ada").replace("feather", "rook")));
    assert!(both.may_be_told_by("Ada Quillrook") && both.may_be_told_by("Zebulon Quillfeather"));
    assert!(terms_of("", "\u{0}\u{0}PK").is_unread() && !terms_of("", "# none yet\n").is_unread());
    assert!(!terms("").is_unread());
}

#[test]
fn what_stands_under_a_key_that_no_child_has_is_looked_for_until_it_is_mended() {
    for text in [
        "[[child]]\nname = \"Zebulon Quillfeather\"\n",
        "[[child]]\nfull-name = \"Zebulon Quillfeather\"\nsystem-id = \"1\"\n",
        "[[child]]\nlast = \"Quillfeather\"\nfirst = \"Zebulon\"\n",
        "[[child]]\nsname = \"Quillfeather\"\nfname = \"Zebulon\"\n",
        "[[child]]\ncyfenw = \"Quillfeather\"\nenw-cyntaf = \"Zebulon\"\n",
        "child = [\"Zebulon Quillfeather\"]\n",
        "child = \"Zebulon Quillfeather\"\n",
        "child = [{ name = \"Zebulon Quillfeather\" }]\n",
        "[[child]]\nname.family = \"Quillfeather\"\nname.first = \"Zebulon\"\n",
        "[[child.\"Zebulon Quillfeather\"]]\nid = \"AB01\"\n",
        "[[\"Zebulon Quillfeather\"]]\nid = \"AB01\"\n",
        "AB01 = \"Zebulon Quillfeather\"\n",
        "children = [\"Zebulon Quillfeather\"]\n",
    ] {
        let terms = terms_of("", text);
        assert!(terms.children() > 0 && !terms.find("Zebulon Quillfeather is in court").is_empty(), "{text}");
        assert!(terms.may_be_told_by("\"Zebulon Quillfeather was well served\""), "{text}");
    }
    for (text, said) in [
        ("[[child]]\nupn = \"X0077123\"\n", "case X0077123"),
        ("[[child]]\nyot-id = \"0077123\"\n", "case 0077123"),
        ("[[child]]\ndate = 2009-12-14\n", "born 14 December 2009"),
        ("[[child]]\nborn-on = \"14/12/2009\"\n", "born 14 December 2009"),
        ("[[child]]\nnotes = \"one two three four five six\"\n", "she said one two three four five six"),
    ] {
        assert!(!terms_of("", text).find(said).is_empty(), "{text}");
    }
    let sound = "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\ntier = \"comunity\"\nrosh = \"medium\"\n";
    assert_eq!(terms_of("", sound).children(), 1, "a value of a key that is known is no name");
}
