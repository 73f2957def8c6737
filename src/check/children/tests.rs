use super::*;
use crate::check::tests::{TestRecord, assert_found};
use crate::problem::Problem;
use crate::record::FileKind::{Cases, Children};

const MAYA: &str = "[[child]]\nid = \"AB01\" # Maya\nsystem-id = \"40213\" # Maya\nfamily-name = \"Quillon\"\n\
                    first-names = \"Maya\"\n";
const LEO: &str = "[[child]]\nid = \"ab 02\" # Leo\nsystem-id = \"40214\" # Leo\nfamily-name = \"Thornby\"\n\
                   first-names = \"Leo\"\n";

fn children() -> TestRecord {
    TestRecord::sound().with(Children, &format!("{MAYA}{LEO}"))
}

/// The messages say nothing of any child, in any form.
fn assert_silent(problems: &[Problem]) {
    let said = format!("{}{}", crate::problem::render(problems, false), crate::problem::to_json(problems));
    for secret in ["Maya", "Leo", "Quillon", "Thornby", "4021"] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn a_child_whose_case_is_not_selected_is_found_and_not_quoted() {
    let files = children().change(Children, "\"ab 02\"", "\"ZZ99\"");
    let problems = assert_found(&files, &[(code::UNKNOWN_CHILD, "id = \"ZZ99\" # Leo")]);
    assert_silent(&problems);
    assert!(!problems[0].message.contains("ZZ99"));
}

#[test]
fn children_are_fine_with_cases_of_their_own_or_while_there_are_none() {
    assert_found(&children(), &[]);
    assert_found(&children().without(Cases), &[]);
    assert_found(&children().with(Cases, "# none yet\n").change(Children, "\"ab 02\"", "\"ZZ99\""), &[]);
}

#[test]
fn two_children_of_one_id_are_found_and_not_quoted() {
    let problems = assert_found(
        &children().change(Children, "\"ab 02\"", "\"AB 01\""),
        &[(code::DUPLICATE_ID, "id = \"AB 01\" # Leo")],
    );
    assert_silent(&problems);
    let problems = assert_found(
        &children().change(Children, "\"40214\"", "\"40213\""),
        &[(code::DUPLICATE_PERSON, "system-id = \"40213\" # Leo")],
    );
    assert_silent(&problems);
}

#[test]
fn one_child_may_have_two_sentences_but_no_sentence_stands_twice() {
    let second = |rows: &str| {
        let maya = MAYA.replace("id = \"AB01\" # Maya\nsystem-id = \"40213\" # Maya", "system-id = \"40213\" # twice");
        TestRecord::sound().with(Children, &format!("{MAYA}sentenced = 2026-11-02\n{maya}{rows}"))
    };
    for other in ["id = \"AB02\"\n", "sentenced = 2026-10-01\n", "sentenced = 2026-11-02\nid = \"AB02\"\n"] {
        assert_found(&second(other), &[]);
    }
    let line = "system-id = \"40213\" # twice";
    for same in ["", "sentenced = 2026-11-02\n"] {
        let problems = assert_found(&second(same), &[(code::DUPLICATE_PERSON, line)]);
        assert_silent(&problems);
    }
}

/// Maya with the rows of a sentence.
fn sentenced(rows: &str) -> TestRecord {
    TestRecord::sound().with(Children, &format!("{MAYA}{rows}"))
}

#[test]
fn a_sentence_on_either_side_of_its_tiers_window_is_told_and_its_ends_are_not() {
    // Announced on 15 January 2027: the windows end on 4 December 2026.
    for (tier, first, before) in [
        ("first-tier", "2026-09-04", "2026-09-03"),
        ("community", "2026-06-04", "2026-06-03"),
        ("custodial", "2026-06-04", "2026-06-03"),
    ] {
        let on = |day: &str| sentenced(&format!("tier = \"{tier}\"\nsentenced = {day}\n"));
        assert_found(&on(first), &[]);
        assert_found(&on("2026-12-04"), &[]);
        for day in [before, "2026-12-05"] {
            let line = format!("sentenced = {day}");
            assert_silent(&assert_found(&on(day), &[(code::OUTSIDE_WINDOW, &line)]));
        }
    }
}

#[test]
fn an_order_of_another_tier_is_told_for_every_pair_of_order_and_tier() {
    let orders = [
        ("Referral order", "first-tier"),
        ("reparation order", "first-tier"),
        ("Youth Rehabilitation Order with intensive supervision", "community"),
        ("detention and training order", "custodial"),
        ("section 250 detention", "custodial"),
    ];
    for (order, own) in orders {
        for tier in ["first-tier", "community", "custodial"] {
            let files = sentenced(&format!("tier = \"{tier}\"\norder = \"{order}\"\n"));
            let line = format!("tier = \"{tier}\"");
            let expected = [(code::TIER_OF_OTHER_ORDER, line.as_str())];
            assert_silent(&assert_found(&files, if own == tier { &[] } else { &expected }));
        }
    }
    assert_found(&sentenced("tier = \"custodial\"\norder = \"curfew\"\n"), &[]);
}

#[test]
fn an_age_at_sentence_under_10_or_over_17_is_told() {
    let born = |day: &str| sentenced(&format!("date-of-birth = {day}\nsentenced = 2026-11-02\n"));
    for day in ["2016-11-02", "2008-11-03"] {
        assert_found(&born(day), &[]);
    }
    for day in ["2016-11-03", "2008-11-02", "2027-01-01", "1999-05-21"] {
        let line = format!("date-of-birth = {day}");
        assert_silent(&assert_found(&born(day), &[(code::IMPOSSIBLE_AGE, &line)]));
    }
}

#[test]
fn children_who_are_here_after_their_data_was_destroyed_are_an_error_and_not_quoted() {
    let destroyed = "[[destroyed]]\nid = \"2027-07-05-1\"\non = 2027-07-05\nby = \"Colin Ashworth\"\nrule = \"section 4\"\n\
                     copies = 9\nentries = []\n";
    let problems = children().with(FileKind::Destroyed, destroyed).problems();
    let told: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
    assert_eq!(told, [code::DESTROYED_IS_BACK.id]);
    assert!(problems[0].message.contains("5 July 2027"), "{}", problems[0].message);
    assert_silent(&problems);
    assert_found(&TestRecord::sound().with(FileKind::Destroyed, destroyed), &[]);
    // What cannot be read as TOML is here all the same.
    let broken = TestRecord::sound().with(Children, "[[child").with(FileKind::Destroyed, destroyed).problems();
    assert!(broken.iter().any(|problem| problem.code == code::DESTROYED_IS_BACK));
}
