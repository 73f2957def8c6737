use std::sync::Arc;

use super::*;
use crate::problem::SourceFile;
use crate::record::Sources;

const CHILDREN: &str = "[[child]]\nfamily-name = \"Ŵynne-Tarrant\"\nfirst-names = \"Zoë Odo\"\nsystem-id = \"CV/40213\"\n\
    date-of-birth = 2009-12-14\nnote = \"revoked before the first meeting\"\n\
    [[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will James\"\nsystem-id = \"0048218\"\n[[child]]\nfamily-name = \"O'Brien\"\nfirst-names = \"Grace\"\n";

fn terms(contacts: &str) -> Terms {
    let inspection = "[yot]\nname = \"Aberford YOT\"\ncountry = \"england\"\n[fieldwork]\nstarts = 2027-01-18\n";
    let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
    let sources: Sources = [
        file(FileKind::Inspection, inspection),
        file(FileKind::Contacts, contacts),
        (FileKind::Children, Arc::new(SourceFile::private(FileKind::Children.name(), CHILDREN))),
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
        "48,218",
        "0048:218",
        "(0048)218",
        "0048·218",
    ] {
        assert_eq!(judged(text), Some(true), "{text}");
        assert_eq!(terms("").find(text).len(), 1, "{text}");
    }
    for text in ["14 December 2010", "CV402131", "402", "2009", "a4821", "482180", "148218"] {
        assert_eq!(judged(text), None, "{text}");
    }
}

#[test]
fn an_hmip_id_that_a_system_has_too_is_no_childs_alone_whether_or_not_the_file_is_sound() {
    for line in ["", "date-of-birth = \"14 December 2009\"\n"] {
        let child = "[[child]]\nfamily-name = \"Young\"\nfirst-names = \"Will\"\nsystem-id = \"AB0148\"\n";
        let file = |kind: FileKind, text: &str| (kind, Arc::new(SourceFile::new(kind.name(), text)));
        let found = |cases: &str| {
            let sources = [file(FileKind::Cases, cases), file(FileKind::Children, &format!("{child}{line}"))].into();
            Terms::new(&Record::read("test", sources).0).find("the case AB0148").len()
        };
        assert_eq!((found(""), found("[[case]]\nid = \"AB0148\"\n")), (1, 0), "{line}");
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
