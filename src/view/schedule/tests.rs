//! The grid against Appendix B of the guidance, page by page.

use std::fmt::Write;

use proptest::prelude::*;

use super::grid::{GridCase, GridInput, GridMember, build};
use super::{SchedulePage, ScheduleView};
use crate::facts::{TeamRole, slots};
use crate::phrases::tests::english;
use crate::view::DateView;

fn date(day: u32, weekday: &str) -> DateView {
    let long = format!("{day} January 2027");
    DateView {
        iso: format!("2027-01-{day}"),
        full: format!("{weekday} {long}"),
        day: format!("{weekday} {day} January"),
        long,
        weekday: weekday.to_owned(),
    }
}

fn week() -> Vec<DateView> {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].into_iter().zip(18..).map(|(w, d)| date(d, w)).collect()
}

fn member(label: &str, role: TeamRole, partner: Option<usize>, fieldwork_days: usize) -> GridMember {
    let (name, role_name) = match role {
        TeamRole::LeadInspector => ("Ruth Calder", "Lead inspector"),
        TeamRole::Inspector => ("Tom Okafor", "Inspector"),
        TeamRole::LocalAssessor => ("Dev Chaudhry", "Local assessor"),
    };
    let cases = slots(role, fieldwork_days).into_iter().map(|slot| {
        Some(GridCase {
            id: format!("{label}{}", slot.number),
            case_manager: Some(format!("CM {label}{}", slot.number)),
        })
    });
    GridMember {
        name: name.to_owned(),
        label: label.to_owned(),
        role,
        role_name: role_name.to_owned(),
        partner,
        sites: vec!["Millgate House".to_owned(); fieldwork_days],
        cases: cases.collect(),
    }
}

fn input(fieldwork_days: usize, members: Vec<GridMember>) -> GridInput {
    let manager_title = "YOT manager".to_owned();
    GridInput { days: week(), first_day: 0, fieldwork_days, reading_minutes: 30, manager_title, members }
}

/// The team of Appendix B: a lead inspector, a further inspector and a local assessor.
fn team_of_three(fieldwork_days: usize) -> GridInput {
    let members = vec![
        member("LI", TeamRole::LeadInspector, None, fieldwork_days),
        member("AI", TeamRole::Inspector, Some(2), fieldwork_days),
        member("LA", TeamRole::LocalAssessor, Some(1), fieldwork_days),
    ];
    input(fieldwork_days, members)
}

/// A page as lines: weekday, time, kind, title, and for a case its HMIP ID and when the case manager joins.
fn lines(page: &SchedulePage) -> String {
    let mut text = String::new();
    for day in &page.days {
        for block in &day.blocks {
            let clock = |minute| format!("{:02}.{:02}", minute / 60, minute % 60);
            let line = format!(
                "{} {}-{} {}: {} {} {}",
                &day.date.weekday[..3],
                clock(block.from),
                clock(block.to),
                block.kind,
                block.title,
                block.case_id,
                block.joins
            );
            writeln!(text, "{}", line.trim_end()).unwrap();
        }
    }
    text
}

fn page(view: &ScheduleView, index: usize) -> String {
    lines(&view.pages[index])
}

#[test]
fn lead_inspectors_page_has_the_times_of_appendix_b() {
    let expected = "\
Mon 09.00-13.30 travel: Travel to the YOT
Mon 13.30-14.00 it: IT, health and safety briefing
Mon 14.00-14.15 break: Break
Mon 14.15-14.45 meeting: Meeting with the YOT manager
Mon 14.45-15.00 break: Break
Mon 15.00-17.00 interview: Case 1 LI1 3:30pm
Mon 17.00-18.00 free:
Tue 09.00-11.00 interview: Case 2 LI2 9:30am
Tue 11.00-11.30 break: Break
Tue 11.30-13.30 interview: Case 3 LI3 midday
Tue 13.30-15.00 break: Lunch, and time for other work of the lead inspector
Tue 15.00-17.00 interview: Case 4 LI4 3:30pm
Tue 17.00-18.00 free:
Wed 09.00-11.00 interview: Case 5 LI5 9:30am
Wed 11.00-11.15 break: Break
Wed 11.15-13.15 interview: Case 6 LI6 11:45am
Wed 13.15-13.45 break: Lunch
Wed 13.45-15.45 interview: Case 7 LI7 2:15pm
Wed 15.45-16.00 break: Break
Wed 16.00-16.30 inspectorate: Inspection debrief
Wed 16.30-17.00 meeting: Meeting with the YOT manager
Wed 17.00-18.00 travel: Travel home
Thu 09.00-18.00 none: No inspection fieldwork
Fri 09.00-18.00 none: No inspection fieldwork
";
    assert_eq!(page(&build(&team_of_three(3), &english()), 0), expected);
}

#[test]
fn further_inspectors_page_has_the_times_of_appendix_b() {
    let expected = "\
Mon 09.00-13.30 travel: Travel to the YOT
Mon 13.30-14.00 it: IT, health and safety briefing
Mon 14.00-14.15 break: Break
Mon 14.15-14.45 inspectorate: Meeting with Dev Chaudhry
Mon 14.45-15.00 break: Break
Mon 15.00-17.00 interview: Case 1 AI1 3:30pm
Mon 17.00-18.00 free:
Tue 09.00-11.00 interview: Case 2 AI2 9:30am
Tue 11.00-11.15 break: Break
Tue 11.15-13.15 interview: Case 3 AI3 11:45am
Tue 13.15-13.45 break: Lunch
Tue 13.45-14.45 inspectorate: Quality check with Dev Chaudhry
Tue 14.45-15.00 break: Break
Tue 15.00-17.00 interview: Case 4 AI4 3:30pm
Tue 17.00-18.00 free:
Wed 09.00-11.00 interview: Case 5 AI5 9:30am
Wed 11.00-11.15 break: Break
Wed 11.15-13.15 interview: Case 6 AI6 11:45am
Wed 13.15-13.45 break: Lunch
Wed 13.45-15.45 interview: Case 7 AI7 2:15pm
Wed 15.45-16.00 break: Break
Wed 16.00-16.30 inspectorate: Inspection debrief
Wed 16.30-17.00 inspectorate: Debrief with Dev Chaudhry
Wed 17.00-18.00 travel: Travel home
Thu 09.00-18.00 none: No inspection fieldwork
Fri 09.00-18.00 none: No inspection fieldwork
";
    assert_eq!(page(&build(&team_of_three(3), &english()), 1), expected);
}

#[test]
fn local_assessors_page_has_the_times_of_appendix_b() {
    let expected = "\
Mon 09.00-13.30 travel: Travel to the YOT
Mon 13.30-14.00 it: IT, health and safety briefing
Mon 14.00-14.15 break: Break
Mon 14.15-14.45 inspectorate: Meeting with Tom Okafor
Mon 14.45-15.00 break: Break
Mon 15.00-17.00 interview: Observing Tom Okafor: case 1 AI1 3:30pm
Mon 17.00-18.00 free:
Tue 09.00-11.00 interview: Case 1 LA1 9:30am
Tue 11.00-11.15 break: Break
Tue 11.15-13.15 interview: Case 2 LA2 11:45am
Tue 13.15-13.45 break: Lunch
Tue 13.45-14.45 inspectorate: Quality check with Tom Okafor
Tue 14.45-15.00 break: Break
Tue 15.00-17.00 interview: Case 3 LA3 3:30pm
Tue 17.00-18.00 free:
Wed 09.00-11.00 interview: Case 4 LA4 9:30am
Wed 11.00-11.15 break: Break
Wed 11.15-13.15 interview: Case 5 LA5 11:45am
Wed 13.15-13.45 break: Lunch
Wed 13.45-15.45 interview: Case 6 LA6 2:15pm
Wed 15.45-16.00 break: Break
Wed 16.00-16.30 inspectorate: Inspection debrief
Wed 16.30-17.00 inspectorate: Debrief with Tom Okafor
Wed 17.00-18.00 travel: Travel home
Thu 09.00-18.00 none: No inspection fieldwork
Fri 09.00-18.00 none: No inspection fieldwork
";
    assert_eq!(page(&build(&team_of_three(3), &english()), 2), expected);
}

#[test]
fn an_inspector_without_a_local_assessor_has_none_of_the_joint_entries() {
    let alone =
        input(3, vec![member("LI", TeamRole::LeadInspector, None, 3), member("AI", TeamRole::Inspector, None, 3)]);
    let (alone, paired) = (page(&build(&alone, &english()), 1), page(&build(&team_of_three(3), &english()), 1));
    let expected = paired
        .replace("Meeting with Dev Chaudhry", "Preparation")
        .replace("Quality check with Dev Chaudhry", "Preparation")
        .replace("Wed 16.30-17.00 inspectorate: Debrief with Dev Chaudhry\n", "")
        .replace("Wed 17.00-18.00", "Wed 16.30-18.00");
    assert_eq!(alone, expected);
    let debrief = "Wed 16.30-18.00 travel: Travel home\n";
    assert!(alone.contains(debrief));
}

#[test]
fn a_fourth_day_of_fieldwork_repeats_the_tuesday_and_moves_the_last_day() {
    let (three, four) = (build(&team_of_three(3), &english()), build(&team_of_three(4), &english()));
    for (three, four) in three.pages.iter().zip(&four.pages) {
        let times = |page: &SchedulePage, day: usize| -> Vec<_> {
            page.days[day].blocks.iter().map(|block| (block.from, block.to, block.kind)).collect()
        };
        for (in_three, in_four) in [(0, 0), (1, 1), (1, 2), (2, 3), (4, 4)] {
            assert_eq!(times(three, in_three), times(four, in_four));
        }
    }
    let last_cases = four.pages.iter().map(|page| page.days[3].blocks.iter().rfind(|block| block.kind == "interview"));
    assert_eq!(
        last_cases.map(|block| block.unwrap().title.as_str()).collect::<Vec<_>>(),
        ["Case 10", "Case 10", "Case 9"]
    );
}

#[test]
fn teams_of_2_3_5_and_7_hold_14_20_34_and_47_cases() {
    let held = |inspectors: usize, assessors: usize| {
        let further = slots(TeamRole::Inspector, 3).len() * (inspectors - 1);
        slots(TeamRole::LeadInspector, 3).len() + further + slots(TeamRole::LocalAssessor, 3).len() * assessors
    };
    assert_eq!([held(2, 0), held(2, 1), held(4, 1), held(5, 2)], [14, 20, 34, 47]);
}

#[test]
fn four_days_have_ten_slots_for_an_inspector_and_nine_for_a_local_assessor() {
    let roles = [TeamRole::LeadInspector, TeamRole::Inspector, TeamRole::LocalAssessor];
    assert_eq!(roles.map(|role| slots(role, 4).len()), [10, 10, 9]);
    let third = slots(TeamRole::LeadInspector, 3)[2];
    assert_eq!((third.number, third.day, third.from, third.to), (3, 1, 690, 810));
}

#[test]
fn the_first_case_says_who_observes_it_and_the_observers_page_whose_interview_it_is() {
    let view = build(&team_of_three(3), &english());
    let first = |page: usize| &view.pages[page].days[0].blocks[5];
    assert_eq!(first(1).details[0], "Observed by Dev Chaudhry, local assessor");
    assert_eq!((first(2).case_id.as_str(), first(2).case_manager.as_str()), ("AI1", "CM AI1"));
    assert!(first(0).details.iter().chain(&first(2).details).all(|detail| !detail.contains("Observed")));
}

#[test]
fn only_the_first_interview_of_a_case_manager_covers_management_training_and_supervision() {
    let mut input = team_of_three(3);
    for member in &mut input.members {
        member.cases.iter_mut().flatten().for_each(|case| case.case_manager = None);
    }
    // In order of time, not of pages: the assessor's Tuesday morning comes before the lead inspector's Tuesday noon.
    for (member, slot) in [(0, 2), (1, 5), (2, 0)] {
        input.members[member].cases[slot].as_mut().unwrap().case_manager = Some("Mared Ellis".to_owned());
    }
    let view = build(&input, &english());
    let blocks = view.pages.iter().flat_map(|page| page.days.iter().flat_map(|day| &day.blocks));
    let covering =
        blocks.filter(|block| block.details.iter().any(|detail| *detail == english().schedule().first_interview));
    assert_eq!(covering.map(|block| block.case_id.as_str()).collect::<Vec<_>>(), ["LA1"]);
}

#[test]
fn a_case_without_a_case_manager_says_so_and_nobody_joins() {
    let mut input = team_of_three(3);
    input.members[0].cases[0].as_mut().unwrap().case_manager = None;
    let block = &build(&input, &english()).pages[0].days[0].blocks[5];
    assert_eq!((block.case_manager.as_str(), block.joins.as_str()), (english().schedule().records_alone.as_str(), ""));
}

#[test]
fn a_slot_without_a_case_is_shown_as_unused_and_observed_by_nobody() {
    let mut input = team_of_three(3);
    input.members[1].cases.clear();
    let view = build(&input, &english());
    for page in [1, 2] {
        let block = &view.pages[page].days[0].blocks[5];
        assert_eq!((block.kind, block.case_id.as_str(), block.joins.as_str()), ("free", "", ""));
        assert_eq!(block.details, [english().schedule().no_case.as_str()]);
    }
}

#[test]
fn a_day_names_its_office_only_if_there_is_fieldwork() {
    let mut input = team_of_three(3);
    input.members[0].sites = ["Millgate House", "Brack Road", "Millgate House"].map(str::to_owned).to_vec();
    let view = build(&input, &english());
    let sites = view.pages[0].days.iter().map(|day| day.site.as_str());
    assert_eq!(sites.collect::<Vec<_>>(), ["Millgate House", "Brack Road", "Millgate House", "", ""]);
}

/// Any team, with partners that make sense or not and with any number of cases.
fn any_team() -> impl Strategy<Value = GridInput> {
    let role = prop_oneof![Just(TeamRole::LeadInspector), Just(TeamRole::Inspector), Just(TeamRole::LocalAssessor)];
    let members = prop::collection::vec((role, prop::option::of(0usize..9), 0usize..17), 0..8);
    (0usize..7, members).prop_map(|(fieldwork_days, members)| {
        let members = members.into_iter().map(|(role, partner, cases)| {
            let mut member = member("X", role, partner, fieldwork_days);
            member.cases.truncate(cases);
            member
        });
        input(fieldwork_days, members.collect())
    })
}

proptest! {
    #[test]
    fn every_day_runs_from_nine_to_six_in_quarters_of_an_hour_without_gap_or_overlap(input in any_team()) {
        let view = build(&input, &english());
        prop_assert_eq!(view.pages.len(), input.members.len());
        for day in view.pages.iter().flat_map(|page| &page.days) {
            let mut reached = view.day_starts;
            for block in &day.blocks {
                prop_assert_eq!(block.from, reached);
                prop_assert!(block.to > block.from && block.to % 15 == 0);
                reached = block.to;
            }
            prop_assert_eq!(reached, view.day_ends);
        }
    }

    #[test]
    fn every_case_of_a_team_stands_once_on_its_members_page(input in any_team()) {
        let view = build(&input, &english());
        for (page, member) in view.pages.iter().zip(&input.members) {
            let own = page.days.iter().flat_map(|day| &day.blocks).filter(|block| block.title.starts_with("Case "));
            let shown: Vec<_> = own.map(|block| block.case_id.clone()).filter(|id| !id.is_empty()).collect();
            let within_the_week = slots(member.role, input.fieldwork_days).iter().filter(|slot| slot.day < 5).count();
            let held = member.cases.iter().flatten().map(|case| case.id.clone()).take(within_the_week);
            prop_assert_eq!(shown, held.collect::<Vec<_>>());
        }
    }
}
