use std::sync::Arc;

use super::*;
use crate::problem::SourceFile;
use crate::record::Sources;

/// Three children.
pub const CHILDREN: &str = "[[child]]\nfamily-name = \"Ŵynne-Tarrant\"\nfirst-names = \"Zoë Odo\"\nsystem-id = \"CV/40213\"\n\
    date-of-birth = 2009-12-14\nnote = \"revoked before the first meeting\"\n\
    [[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will James\"\nsystem-id = \"0048218\"\n[[child]]\nfamily-name = \"O'Brien\"\nfirst-names = \"Grace\"\n";

/// What identifies these children, with contacts beside them.
pub fn terms(contacts: &str) -> Terms {
    terms_of(contacts, CHILDREN)
}

/// The same of other children.
pub fn terms_of(contacts: &str, children: &str) -> Terms {
    let inspection = "[yot]\nname = \"Aberford YOT\"\ncountry = \"england\"\n[fieldwork]\nstarts = 2027-01-18\n";
    let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
    let sources: Sources = [
        file(FileKind::Inspection, inspection),
        file(FileKind::Contacts, contacts),
        (FileKind::Children, Arc::new(SourceFile::private(FileKind::Children.name(), children))),
    ]
    .into();
    Terms::new(&Record::read("test", sources).0)
}

/// What prose holds: surely, perhaps, or nothing.
fn judged(text: &str) -> Option<bool> {
    terms("").in_prose(text, false).iter().map(|found| found.is_certain).max()
}

#[test]
fn a_name_is_found_however_it_is_spelt() {
    for text in [
        "we met Zoe there",
        "said ZOË",
        "the Wynne Tarrants",
        "WynneTarrant",
        "in Tarrant's case",
        "we saw OBrien",
        "for O Brien",
        "and O’Brien’s",
        "to Young, Will of",
        "for W. Young",
        "as Young, W.",
        "with Will J. Young",
        "will.young@x.example",
        "zoe told us",
    ] {
        assert_eq!(judged(text), Some(true), "{text}");
    }
}

/// A child of a rare name, one of a common name that is a word, and one whose names are both words.
const OTHERS: &str = "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n[[child]]\nfamily-name = \"Smith\"\n\
    first-names = \"James\"\n[[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will\"\n[[child]]\nfamily-name = \"Goodwin\"\n\
    first-names = \"Mark\"\n";

fn others(contacts: &str) -> Terms {
    let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
    Terms::new(&Record::read("test", [file(FileKind::Contacts, contacts), file(FileKind::Children, OTHERS)].into()).0)
}

#[test]
fn a_name_in_pieces_with_an_initial_in_small_letters_or_behind_the_title_of_a_boy_is_found() {
    for text in [
        "zquillfeather",
        "quillfeatherz@school.example",
        "jsmith@school.example",
        "j.smith@school.example",
        "of Quill feather",
        "the Quill\nfeather case",
        "of Quill/feather",
        "of Quill_feather",
        "of Quillf eather",
        "Zebulon/Quillfeather",
        "james smith",
        "zebulon  young",
        "Master Smith",
        "of Feistr Smith",
        "Q\u{3c5}illfeather",
        "Quillfe\u{430}ther",
        "Quillfeather",
    ] {
        let found = others("").in_prose(text, false);
        assert!(found.iter().any(|found| found.is_certain), "{text}: {found:?}");
    }
    for text in ["will young", "he, will young, said", "Master Young Officer", "of Good win"] {
        let found = others("").in_prose(text, false);
        assert!(!found.is_empty(), "{text}");
    }
    for text in
        ["will young people come", "a good win", "Good win for all", "the master key", "smiths", "we may smith it"]
    {
        assert!(others("").in_prose(text, false).is_empty(), "{text}: {:?}", others("").in_prose(text, false));
    }
}

#[test]
fn a_finished_text_is_searched_for_names_in_pieces_with_an_initial_and_with_signs_that_nobody_sees() {
    for text in [
        "zquillfeather@x.example",
        "jsmith@x.example",
        "of Quill feather",
        "Quill\u{ad}feather",
        "Quill\u{200b}feather",
        "Q\u{3c5}illfeather",
        "James\u{2028}Smith",
        "james smith",
        "James          Smith",
        "Master Smith",
        "Qu&#x69;llfeather",
        "%2551uillfeather",
        "1 4 xii 2 0 0 9",
    ] {
        let terms = if text.ends_with('9') { terms("") } else { others("") };
        assert!(!terms.find(text).is_empty(), "{text}");
    }
    for text in ["will young people", "the plan will young", "a good win", "Good Win Awards", "Master Plan", "j smith"]
    {
        assert!(others("").find(text).is_empty(), "{text}");
    }
}

#[test]
fn an_address_of_somebody_who_may_be_named_is_no_childs() {
    let terms = others("[[contact]]\nname = \"Jane Smith\"\n[[contact]]\nname = \"Zoe Anne Quillfeather\"\n");
    for text in ["jsmith@x.example", "smithj", "j.smith@x.example", "zquillfeather", "zaquillfeather"] {
        assert!(terms.find(text).is_empty() && terms.in_prose(text, false).is_empty(), "{text}");
    }
}

#[test]
fn a_name_of_one_word_that_is_a_childs_too_may_be_told_by_no_message_wherever_it_stands() {
    let terms = others("[[contact]]\nname = \"Smith\"\n");
    for text in [
        "`Smith` is in two slots",
        "two cases of Smith at once",
        "Smith",
        "type `Quill feather`",
        "\"quill feather\" = 1",
    ] {
        assert!(terms.may_be_told_by(text), "{text}");
    }
    assert!(!terms.may_be_told_by("a smith is at work"));
}

#[test]
fn a_word_is_no_name_and_where_it_cannot_be_told_that_is_asked() {
    for text in [
        "young people will",
        "Young people said",
        "Will the plan hold?",
        "the Young Offender Institution",
        "with good grace",
    ] {
        assert_eq!(judged(text), None, "{text}");
    }
    for text in ["Grace was late.", "It was late. Young was late too."] {
        assert_eq!(judged(text), Some(false), "{text}");
    }
    assert_eq!(judged("we asked Grace about it"), Some(true));
}

#[test]
fn a_time_of_day_or_the_number_of_a_paragraph_is_no_part_of_a_date() {
    for text in [
        "Monday 14 December, 09:45 to 11am",
        "Monday 14 \n\nDecember, 09:45am i 11:15am",
        "14 December, 09am",
        "14.12\n\nNine in ten assessments were finished on time",
        "14.12 Nine in ten assessments were finished on time",
        "on the fourteenth of the twelfth, 09:15",
    ] {
        assert_eq!(terms("").find(text), [], "{text}");
    }
    for text in ["14:12:2009", "14:12:09", "14 December 09, 9:30am"] {
        assert_eq!(terms("").find(text).len(), 1, "{text}");
    }
}

#[test]
fn a_date_of_birth_and_an_id_are_found_in_every_form() {
    for text in [
        "14th December 2009",
        "14 Dec 09",
        "14/12/2009",
        "14.12.09",
        "14 Rhagfyr 2009",
        "2009-12-14",
        "12/14/2009",
        "14eg o Ragfyr 2009",
        "December 14, 2009",
        "14122009",
        "the fourteenth of December 2009",
        "CV 40213",
        "cv-40213",
        "CV40213",
        "CV 402 13",
        "0048218",
        "ID48218",
        "CV0048218",
        "0048218a",
        "0048:218",
        "(0048)218",
        "0048·218",
        "born 141209",
        "141209",
        "091214.",
        "(DOB: 121409)",
        "DOB141209",
        "14.xii.2009",
        "14 XII 09",
        "14-Ⅻ-2009",
        "14   December   2009",
        "14 /   12 / 2009",
        "1 4 1 2 2 0 0 9",
        "1-4-1-2-0-9",
        "1 4 December 2 0 0 9",
        "14 12 20 09",
        "1412 2009",
        "14 December 20 09",
        "１４/１２/２００９",
        "the 14th day of December in the year 2009",
        "fourteenth December two thousand and nine",
        "December the fourteenth, twenty oh nine",
        "fourteen, twelve, two thousand nine",
        "one four one two two zero zero nine",
        "y pedwerydd ar ddeg o Ragfyr dwy fil a naw",
        "Rhagfyr un deg pedwar dwy fil naw",
        "dydd Llun, 14 Rhagfyr 2009",
    ] {
        assert_eq!(judged(text), Some(true), "{text}");
        assert_eq!(terms("").find(text).len(), 1, "{text}");
    }
    assert!(terms("").may_be_told_by("£141209"), "no message tells what may be a date of birth");
    for text in ["£141209", "07700 141209", "CV141209", "141209 0123", "48,218", "48218 children"] {
        assert_eq!(judged(text), Some(false), "{text}");
        assert!(terms("").find(text).is_empty(), "{text}");
    }
    for text in [
        "14 December 2010",
        "CV402131",
        "402",
        "2009",
        "a4821",
        "482180",
        "148218",
        "141208",
        "14 xi 2009",
        "the fourteenth of December two thousand and ten",
        "14 people of December 2009",
        "14122009001",
    ] {
        assert_eq!(judged(text), None, "{text}");
    }
}

#[test]
fn a_system_id_that_is_typed_for_an_hmip_id_too_is_looked_for_whether_or_not_the_file_is_sound() {
    for line in ["", "date-of-birth = \"14 December 2009\"\n"] {
        let child = "[[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will\"\nsystem-id = \"AB0148\"\n";
        let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
        let found = |cases: &str| {
            let sources = [file(FileKind::Cases, cases), file(FileKind::Children, &format!("{child}{line}"))].into();
            Terms::new(&Record::read("test", sources).0).find("the case AB0148").len()
        };
        assert_eq!((found(""), found("[[case]]\nid = \"AB0148\"\n")), (1, 1), "{line}");
    }
}

#[test]
fn a_finished_text_is_searched_for_full_names_rare_names_and_notes_alone() {
    for text in ["Will\nYoung", "Young, Will", "Tarrant", "it was revoked before the first meeting, she said"] {
        assert!(!terms("").find(text).is_empty(), "{text}");
    }
    for text in ["Young people will", "Grace", "We will: young people", "revoked before the meeting"] {
        assert!(terms("").find(text).is_empty(), "{text}");
    }
}

#[test]
fn whoever_may_be_named_is_no_child() {
    let terms = terms("[[contact]]\nname = \"Grace O'Brien\"\n");
    assert!(terms.find("Grace O’Brien will come").is_empty());
    assert!(terms.in_prose("we met Grace O'Brien and Ms O'Brien", false).is_empty());
    assert!(!terms.in_a_name("Grace O'Brien").is_empty());
}

#[test]
fn a_short_note_is_asked_about_where_people_type_and_stops_no_finished_file() {
    let terms = {
        let child =
            "[[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will\"\ncase-manager-needs = \"uses a wheelchair\"\n";
        let sources: Sources =
            [(FileKind::Children, Arc::new(SourceFile::private(FileKind::Children.name(), child)))].into();
        Terms::new(&Record::read("test", sources).0)
    };
    let text = "The case manager uses a wheelchair.";
    let found = terms.in_prose(text, false);
    assert!(found.len() == 1 && found[0].what == What::Note && !found[0].is_certain, "{found:?}");
    assert!(terms.find(text).is_empty() && terms.in_a_name(text).is_empty());
}

#[test]
fn a_name_that_shares_nothing_with_a_childs_changes_neither_the_digest_nor_what_is_found() {
    // Parts of the children's names and others, with all that can join or part two words.
    let words = [
        "Zoe", "Ŵynne", "Tarrant", "Tarrants", "Young", "Youngs", "Will", "O", "Brien", "Briens", "s", "Grace", "Gr",
        "ace", "Mbxrsh", "Quix", "Quixs", "Vup", "Kexh", "Jupp", "Fyx", "Hux",
    ];
    let gaps = [" ", "-", "'", ", ", ".", "\n"];
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let (mut alike, mut apart) = (0, 0);
    for _ in 0..300 {
        let mut said = |length: usize| -> String {
            (0..length).map(|_| words[random(words.len())].to_owned() + gaps[random(gaps.len())]).collect()
        };
        let text = said(12);
        let names = [said(1), said(1)].map(|name| name.replace(['\n', ',', '.'], " ").trim().to_owned());
        let [one, other] = names.map(|name| terms(&format!("[[contact]]\nname = \"{name}\"\nroles = [\"chair\"]\n")));
        if one.digest() == other.digest() {
            alike += 1;
            assert_eq!(one.find(&text), other.find(&text), "{text}");
        } else {
            apart += 1;
        }
    }
    assert!(alike > 5 && apart > 5, "{alike} alike, {apart} apart");
}

#[test]
fn a_finished_text_is_searched_for_names_in_boxes_in_reverse_and_in_a_code_that_a_program_undoes_at_once() {
    let boxes =
        |name: &str, between: &str| name.chars().map(|letter| letter.to_string()).collect::<Vec<_>>().join(between);
    for text in [
        boxes("Quillfeather", " "),
        boxes("QUILLFEATHER", "\n"),
        format!("a {} in it", boxes("quillfeather", "  |  ")),
        "Qu il lf ea th er".to_owned(),
        format!("{} {}", boxes("James", " "), boxes("Smith", " ")),
        "rehtaeflliuQ".to_owned(),
        "of NOLUBEZ".to_owned(),
        "htimS semaJ".to_owned(),
        "semajhtims".to_owned(),
        "see UXVpbGxmZWF0aGVy".to_owned(),
        "WmVidWxvbiBRdWlsbGZlYXRoZXI=".to_owned(),
        "5175696c6c66656174686572".to_owned(),
        "4A 61 6d 65 73 20 53 6d 69 74 68".to_owned(),
    ] {
        assert!(!others("").find(&text).is_empty(), "{text}");
    }
    for text in [
        "i t i s a t a n e n d",
        "A B C D E F G H",
        "is to be in it as we go on",
        "Smith semaJ",
        "kram",
        "a m e r i c a n",
        "aW5mb3JtYXRpb24=",
        "5175696c6c",
    ] {
        assert!(others("").find(text).is_empty(), "{text}: {:?}", others("").find(text));
    }
}
