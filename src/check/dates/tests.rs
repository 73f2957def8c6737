use super::*;
use crate::check::tests::{TestRecord, assert_found};
use crate::record::FileKind::Inspection;

fn setting(dates: &[(&str, &str)]) -> TestRecord {
    dates.iter().fold(TestRecord::sound(), |files, (milestone, on)| {
        files.append(Inspection, &format!("[dates.{milestone}]\non = {on}\nreason = \"agreed with the YOT\"\n"))
    })
}

#[test]
fn fieldwork_is_set_in_one_place_only() {
    let files = setting(&[("fieldwork-start", "2027-02-08")]);
    let problems = assert_found(&files, &[(code::FIELDWORK_BY_HAND, "[dates.fieldwork-start]")]);
    assert_eq!(problems[0].help, "take `[dates.fieldwork-start]` out and set `starts` in `[fieldwork]`");
    assert_found(&setting(&[("fieldwork-end", "2027-02-04")]), &[(code::FIELDWORK_BY_HAND, "[dates.fieldwork-end]")]);
}

#[test]
fn translation_has_a_date_in_wales_alone() {
    let files = setting(&[("translation", "2027-02-16")]);
    assert_found(&files, &[(code::MILESTONE_OF_OTHER_COUNTRY, "[dates.translation]")]);
}

#[test]
fn a_date_of_another_year_is_a_slip() {
    let files = setting(&[("announcement", "2026-01-15")]);
    assert_found(&files, &[(code::OUT_OF_RANGE, "on = 2026-01-15")]);
}

#[test]
fn a_date_moved_within_the_order_is_fine() {
    assert_found(&setting(&[("announcement", "2027-01-14"), ("sample-sent", "2027-01-26")]), &[]);
    assert_found(&setting(&[("long-list-due", "2027-01-25")]), &[]);
    assert_found(&setting(&[("publication", "2027-02-26")]), &[]);
}

/// Every milestone that is not fieldwork, set by hand to the day that the rules give it.
fn all_set(files: TestRecord) -> TestRecord {
    let rows = files.facts(|facts| {
        let entries = facts.timeline.entries().iter().filter(|entry| entry.week.is_some());
        let row = |entry: &TimelineEntry| {
            format!("[dates.{}]\non = {}\nreason = \"agreed\"\n", entry.milestone.name(), entry.date())
        };
        entries.map(row).collect::<String>()
    });
    files.append(Inspection, &rows)
}

#[test]
fn after_fieldwork_moves_every_date_set_by_hand_is_told_with_its_week_and_the_week_of_fieldwork_that_it_fits() {
    let set = all_set(TestRecord::sound());
    assert_found(&set, &[]);
    for (starts, moved) in [("2027-02-08", "Monday 8 February 2027"), ("2027-02-15", "Monday 15 February 2027")] {
        let problems = set.clone().change(Inspection, "starts = 2027-02-01", &format!("starts = {starts}")).problems();
        let told: Vec<_> = problems
            .iter()
            .filter(|problem| [code::OTHER_WEEK, code::DATES_OUT_OF_ORDER].contains(&problem.code))
            .collect();
        assert_eq!(told.len(), 11, "{}", crate::problem::render(&problems, false));
        let other_week = told.iter().filter(|problem| problem.code == code::OTHER_WEEK);
        for problem in other_week {
            assert!(problem.message.contains(&format!("for fieldwork from {moved}")), "{}", problem.message);
            assert!(problem.help.ends_with("the week of Monday 1 February 2027"), "{}", problem.help);
        }
    }
}

#[test]
fn a_long_list_that_stayed_when_fieldwork_moved_is_told_even_if_only_the_planning_meeting_follows_it() {
    let files = setting(&[("announcement", "2027-01-15"), ("long-list-due", "2027-01-21")]);
    assert_found(&files, &[]);
    let files = files.change(Inspection, "starts = 2027-02-01", "starts = 2027-02-08");
    let expected = [(code::OTHER_WEEK, "on = 2027-01-15"), (code::DATES_OUT_OF_ORDER, "on = 2027-01-21")];
    let problems = assert_found(&files, &expected);
    assert!(problems[1].message.contains("the planning meeting"), "{}", problems[1].message);
}

#[test]
fn a_date_may_go_to_another_week_when_the_rules_day_is_closed() {
    let files = setting(&[("publication", "2027-03-10")]);
    let problems = assert_found(&files, &[(code::OTHER_WEEK, "on = 2027-03-10")]);
    assert_eq!(
        problems[0].message,
        "the publication is set to Wednesday 10 March 2027, in week +5; for fieldwork from Monday 1 February 2027 the \
         rule has Wednesday 24 February 2027, in week +3"
    );
    for kind in ["recess", "pre-election", "closure"] {
        let period = format!("[[{kind}]]\nfrom = 2027-02-22\nto = 2027-03-05\nname = \"spring\"\n");
        assert_found(&files.clone().settings(&period), &[]);
    }
}

#[test]
fn days_on_which_things_were_done_keep_the_order_of_the_milestones() {
    let done = |rows: &[(&str, &str)]| {
        rows.iter().fold(TestRecord::sound(), |files, (milestone, on)| {
            files.append(Inspection, &format!("[dates.{milestone}]\ndone = {on}\n"))
        })
    };
    assert_found(&done(&[("announcement", "2027-01-15"), ("long-list-due", "2027-01-15")]), &[]);
    let wrong = done(&[("announcement", "2027-01-15"), ("long-list-due", "2027-01-14"), ("sample-sent", "2027-01-13")]);
    let line = ["done = 2027-01-14", "done = 2027-01-13"];
    assert_found(&wrong, &[(code::DONE_OUT_OF_ORDER, line[0]), (code::DONE_OUT_OF_ORDER, line[1])]);
    for (earlier, later, _) in ORDER {
        let of = |milestone: &Milestone| matches!(milestone, Milestone::FieldworkStart | Milestone::FieldworkEnd);
        let wales = TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
        if of(earlier) || of(later) {
            continue;
        }
        let files = [(earlier, "2027-02-05"), (later, "2027-02-04")].iter().fold(wales, |files, (milestone, on)| {
            files.append(Inspection, &format!("[dates.{}]\ndone = {on}\n", milestone.name()))
        });
        let told = files.problems().into_iter().any(|problem| problem.code == code::DONE_OUT_OF_ORDER);
        assert!(told, "{earlier:?} {later:?}");
    }
}

#[test]
fn an_announcement_after_the_long_list_is_due_is_refused() {
    let files = setting(&[("announcement", "2027-01-21"), ("planning-meeting", "2027-01-21")]);
    let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-21")]);
    assert_eq!(problems[0].help, "type a date before `2027-01-21`, or set `[dates.long-list-due]` too");
    let files = setting(&[("announcement", "2027-01-21")]);
    let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-21")]);
    assert_eq!(
        problems[0].message,
        "the announcement falls on Thursday 21 January 2027, and the planning meeting, which comes after it, on Monday \
         18 January 2027"
    );
    assert_eq!(problems[0].help, "type `2027-01-18` or an earlier date, or set `[dates.planning-meeting]` too");
}

#[test]
fn of_two_dates_set_by_hand_the_later_milestone_is_complained_of() {
    let files = setting(&[("long-list-due", "2027-01-27"), ("sample-sent", "2027-01-26")]);
    let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-26")]);
    assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Inspection, "on = 2027-01-27"));
}

#[test]
fn a_final_schedule_must_come_before_fieldwork() {
    let files = setting(&[("final-schedule", "2027-02-01")]);
    let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-02-01")]);
    assert_eq!(problems[0].help, "type a date before `2027-02-01`");
}

#[test]
fn a_late_draft_report_takes_its_factual_inaccuracies_beyond_the_publication() {
    let files = setting(&[("draft-report-sent", "2027-02-22")]);
    let line = "on = 2027-02-22";
    let problems = assert_found(&files, &[(code::RULES_PART, line), (code::DATES_OUT_OF_ORDER, line)]);
    assert_eq!(problems[1].help, "type an earlier date, or set `[dates.publication]` too");
}

#[test]
fn every_milestone_that_comes_before_another_is_so_by_the_guidances_own_dates() {
    let files = TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
    let problems = files.problems();
    assert!(problems.iter().all(|problem| problem.code != code::DATES_OUT_OF_ORDER), "{problems:?}");
    assert!(ORDER.iter().all(|(earlier, later, _)| earlier < later));
}

#[test]
fn an_announcement_on_another_day_than_the_documents_say_is_warned_of_unless_fieldwork_was_postponed() {
    let record = |more: &str| {
        let fieldwork = "[fieldwork]\nstarts = 2027-02-01";
        TestRecord::sound().change(Inspection, fieldwork, &format!("{fieldwork}\n\n{more}"))
    };
    let done = |day: &str| format!("[dates.announcement]\ndone = {day}\n");
    assert_found(&record(&done("2027-01-15")), &[]);
    assert_found(&record(&done("2027-01-14")), &[(code::ANNOUNCED_ON_ANOTHER_DAY, "done = 2027-01-14")]);
    let by_hand = done("2027-01-14") + "on = 2027-01-14\nreason = \"the chief executive asked for it\"\n";
    assert_found(&record(&by_hand), &[]);
    let change = "\n[[change]]\nwhat = \"fieldwork-postponed\"\ndecided = 2027-01-20\nfrom-day = 2027-01-25\nto-day = 2027-02-01\n";
    assert_found(&record(&(done("2027-01-08") + change)), &[]);
}
