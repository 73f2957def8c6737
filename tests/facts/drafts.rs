//! Draft and final, who is waited for, and words that stand in the place of an hour.

use std::collections::HashSet;

use crate::holes::{Hole, holes};
use crate::inspection::{ENGLAND, Inspection, WALES};

#[test]
fn a_final_report_in_which_nothing_is_wrong_has_no_gap_whichever_key_is_left_out() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        inspection.change("report.toml", "state = \"draft\"", "state = \"final\"");
        // What a draft may lack; beside that, the keys of every other file that the report speaks of.
        let all = inspection.files.iter().filter(|(file, _)| !file.ends_with("team.toml"));
        let all: Vec<Hole> = all.flat_map(|(file, text)| holes(file, text)).collect();
        let mut reports = HashSet::new();
        for hole in all {
            let is_another = hole.way.len() > 1 && hole.way[1].parse().is_ok_and(|index: usize| index > 2);
            let record = if is_another { None } else { inspection.sound_without(std::slice::from_ref(&hole)) };
            let Some(record) = record else { continue };
            assert!(hole.way != ["summary"], "{name}: a gap stops the pack");
            let rendered = inspection.rendered_from(&record);
            reports.extend(rendered.into_iter().filter(|(document, _)| document.starts_with("report/")));
        }
        assert!(reports.len() > 10, "{name}: {}", reports.len());
        for (document, text) in reports {
            // A report that is a draft again may have gaps.
            let is_draft = text.contains("#callout[");
            let gap = text.find("#gap[").or(text.find("#blank[")).filter(|_| !is_draft);
            assert_eq!(gap.map(|at| &text[at..]), None, "{name}, {document}");
        }
    }
}

#[test]
fn whoever_is_missing_or_cannot_be_reached_holds_back_what_needs_them_and_the_rest_is_made() {
    let planned = |inspection: &mut Inspection| {
        let record = inspection.sound_without(&[]).expect("no error");
        let planned = inspection.inputs.plan(&record).expect("sound phrases");
        let made: Vec<String> = planned.files.iter().map(|file| file.deliverable.document.id.clone()).collect();
        (made, planned.waiting)
    };
    // The record here has no children, for whom the selected case sample waits, and the message with it.
    let (all, always) = planned(&mut Inspection::of(ENGLAND));
    let always_held: Vec<&str> = always.iter().map(|held| held.document.as_str()).collect();
    assert_eq!(always_held, ["selected-case-sample", "sample-message"]);
    let of_the_manager = ["draft-report-message", "sample-message", "final-schedule-message", "evaluation-invitation"];
    for (from, to, waiting) in [
        ("\"director-of-childrens-services\"", "\"report-copy\"", &[][..]),
        ("\"board-chair\"", "\"report-copy\"", &[]),
        (
            "\"yot-manager\"",
            "\"report-copy\"",
            &[&["announcement-email", "confirmation-letter"][..], &of_the_manager].concat(),
        ),
        ("email = \"helen.marsh@aberford.example\"\n", "", &[&["announcement-email"][..], &of_the_manager].concat()),
        ("email = \"patrick.osei@aberford.example\"\n", "", &["announcement-email"]),
        ("email = \"joanna.birtles@north-brack-police.example\"\n", "", &[]),
    ] {
        let mut inspection = Inspection::of(ENGLAND);
        inspection.change("contacts.toml", from, to);
        let (made, held) = planned(&mut inspection);
        let mut ids: Vec<&str> =
            held.iter().filter(|held| !always.contains(held)).map(|held| held.document.as_str()).collect();
        ids.dedup();
        assert_eq!(ids, waiting, "{from}");
        let rest: Vec<&String> = all.iter().filter(|id| !waiting.contains(&id.as_str())).collect();
        assert_eq!(made.iter().collect::<Vec<_>>(), rest, "{from}");
    }
    let mut inspection = Inspection::of(ENGLAND);
    inspection.change("contacts.toml", "email = \"patrick.osei@aberford.example\"\n", "");
    let (_, mut held) = planned(&mut inspection);
    held.retain(|held| !always.contains(held));
    assert_eq!(held[0].waits_for, ["an e-mail address of Patrick Osei (contacts.toml)"]);
}

#[test]
fn a_pack_in_one_language_promises_no_other() {
    let mut inspection = Inspection::of(WALES);
    let promise = "short published report, in Welsh and in English";
    assert!(inspection.texts()["announcement-email/en.txt"].contains(promise));
    let text = &inspection.texts()["timeline-calendar/en.calendar.toml"].clone();
    assert!(text.contains("translation"), "{text}");
    inspection.change("inspection.toml", "[yot]", "languages = [\"english\"]\n\n[yot]");
    let texts = inspection.texts();
    assert!(!texts["announcement-email/en.txt"].contains(promise));
    assert!(!texts["timeline-calendar/en.calendar.toml"].contains("translation"));
}

#[test]
fn a_part_of_the_day_stands_where_the_guidance_has_no_hour_in_timeline_calendar_letter_and_draft() {
    let whole_day = |calendar: &str, part: &str| {
        let calendar: toml::Value = toml::from_str(calendar).expect("TOML");
        let events = calendar["event"].as_array().expect("events").clone();
        let event = events.into_iter().find(|event| event["title"].as_str().is_some_and(|title| title.contains(part)));
        event.is_some_and(|event| event.get("time").is_none())
    };
    for (name, tag, close, afternoon) in
        [(ENGLAND, "en", "close of business", "afternoon"), (WALES, "cy", "diwedd y diwrnod gwaith", "prynhawn")]
    {
        let inspection = Inspection::of(name);
        let texts = inspection.texts();
        for (document, part) in [
            ("timeline", close),
            ("timeline", afternoon),
            ("confirmation-letter", close),
            ("confirmation-letter", afternoon),
            ("report", close),
        ] {
            assert!(texts[&format!("{document}/{tag}.typ")].contains(part), "{document}: {part}");
        }
        let calendar = format!("timeline-calendar/{tag}.calendar.toml");
        let (_, calendar) = inspection.rendered().into_iter().find(|(document, _)| *document == calendar).expect("one");
        assert!(whole_day(&calendar, close) && whole_day(&calendar, afternoon), "{calendar}");
    }
}

#[test]
fn a_draft_says_so_and_what_is_asked_by_when_and_does_not_speak_of_publication_as_done() {
    for (name, tag, says, asks, published) in [
        (
            ENGLAND,
            "en",
            "state: [Draft, not for publication]",
            "factual inaccuracies, and send them by Monday 1 February 2027 to Ruth Calder, ruth.calder@hmip.example",
            "We publish it on our",
        ),
        (
            WALES,
            "cy",
            "state: [Drafft, nid i’w gyhoeddi]",
            "ynddo, ac anfonwch hwy erbyn dydd Llun 8 Mawrth 2027 at Gwenllian Tudor, gwenllian.tudor@hmip.example",
            "\nFe’i cyhoeddir",
        ),
    ] {
        let mut inspection = Inspection::of(name);
        let path = format!("report/{tag}.typ");
        let source = |inspection: &Inspection| {
            inspection.rendered().into_iter().find(|(document, _)| *document == path).expect("a report").1
        };
        let draft = inspection.texts()[&path].clone();
        assert!(source(&inspection).contains(says) && draft.contains(asks), "{draft}");
        assert!(!draft.contains(published), "{draft}");
        inspection.change("report.toml", "state = \"draft\"", "state = \"final\"");
        let last = inspection.texts()[&path].clone();
        assert!(!source(&inspection).contains("state: [") && !last.contains(asks), "{last}");
    }
}

#[test]
fn a_schedule_for_checking_and_the_final_one_each_have_their_day_of_issue() {
    let mut inspection = Inspection::of(ENGLAND);
    let source = |inspection: &Inspection| {
        inspection.rendered().into_iter().find(|(document, _)| document == "schedule/en.typ").expect("a schedule").1
    };
    assert!(source(&inspection).contains("state: [Final, issued on Thursday 14 January 2027]"));
    inspection.change("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
    let text = source(&inspection);
    assert!(text.contains("state: [For checking, issued on Monday 11 January 2027]"), "{text}");
    assert!(text.contains("what has to change by Thursday 14 January 2027"), "{text}");
}

#[test]
fn a_paragraph_keeps_its_number_when_one_before_it_is_withdrawn() {
    let mut inspection = Inspection::of(ENGLAND);
    let report = |inspection: &Inspection| {
        inspection.rendered().into_iter().find(|(document, _)| document == "report/en.typ").expect("a report").1
    };
    let before = report(&inspection);
    assert!(before.contains(r"([1\.1], [Nine in ten") && before.contains(r"([1\.2], [Plans were"), "{before}");
    inspection.change("report.toml", "state = \"draft\"", "state = \"draft\"\nwithdrawn = [\"1.1\"]");
    let after = report(&inspection);
    assert!(after.contains(r"([1\.2], [Nine in ten") && after.contains(r"([1\.3], [Plans were"), "{after}");
    assert!(!after.contains(r"[1\.1]") && after.contains(r"([2\.1], ["), "{after}");
}

#[test]
fn a_final_report_waits_until_somebody_has_read_it_and_a_draft_does_not() {
    let mut inspection = Inspection::of(ENGLAND);
    let waits = |inspection: &mut Inspection| {
        let record = inspection.sound_without(&[]).expect("no error");
        let planned = inspection.inputs.plan(&record).expect("sound phrases");
        planned.waiting.into_iter().find(|waiting| waiting.document == "report").map(|waiting| waiting.waits_for)
    };
    let read = "\n[[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-02-08\n";
    inspection.change("report.toml", read, "\n");
    assert_eq!(waits(&mut inspection), None);
    inspection.change("report.toml", "state = \"draft\"", "state = \"final\"");
    let missing = waits(&mut inspection).expect("the report waits");
    assert!(missing[0].starts_with("who has read the report"), "{missing:?}");
}

#[test]
fn a_figure_that_prose_names_is_written_in_as_the_findings_count_it() {
    let mut inspection = Inspection::of(ENGLAND);
    let path = format!("inspections/{ENGLAND}/findings.toml");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let findings = std::fs::read_to_string(root.join(&path)).expect("read");
    let [met, unmet] = ["yes", "no"].map(|answer| findings.matches(&format!("\nharm-plan = \"{answer}\"\n")).count());
    inspection.files.insert(path, findings);
    inspection.change(
        "report.toml",
        "Overall, we found",
        "In {findings.harm-plan} cases ({findings.harm-plan.per-cent}), we found",
    );
    let rendered = inspection.rendered();
    let report = &rendered.iter().find(|(document, _)| document == "report/en.typ").expect("a report").1;
    let share = (200 * met + met + unmet) / (2 * (met + unmet));
    let written = format!(r"In {met} of {} cases \({share}\%\)\, we found", met + unmet);
    assert!(report.contains(&written), "{written}: {report}");
}
