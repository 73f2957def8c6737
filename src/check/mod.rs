//! What can be wrong with a record that parses: one rule a function, each with the code that it reports under.
//!
//! Rules run on whatever is there. One whose files are missing or are no TOML is left out, and none draws conclusions
//! from a value of which reading has complained already, so that one mistake gives one message.

mod accuracy;
mod addresses;
mod assessments;
mod assessors;
mod authorities;
mod availability;
#[cfg(test)]
mod bounds;
mod cases;
mod changes;
mod characters;
mod children;
mod comments;
mod concerns;
mod contacts;
mod context;
mod dates;
mod decisions;
mod elsewhere;
mod fieldwork;
mod fieldwork_year;
mod finals;
mod former_slots;
mod free_slots;
mod information;
mod issued;
mod named_folder;
mod names;
mod notices;
mod oddities;
mod people;
mod periods;
mod presence;
mod prose;
mod prose_numbers;
mod sample;
mod schedule;
mod settled;
mod shared;
mod sites;
mod spelling;
mod team;
#[cfg(test)]
pub(crate) mod tests;
mod translation;
mod typed_days;
mod welsh;

use std::collections::BTreeMap;

use crate::calendar::BankHolidays;
use crate::facts::Facts;
use crate::problem::{Problem, sort};
use crate::record::FileKind::{self, Cases, Children, Contacts, Inspection, Team};
use crate::record::Record;
use crate::record::Settings;
use crate::search::Terms;

use context::Context;

use crate::record::{Finding, Findings};

pub use children::{cases_with_child, hide_children, leaves_children_unread};
pub use dates::milestone_title;
pub use named_folder::{shown_in as folder_shown_in, without_child as folder_without_child};
pub use settled::settle_further;
pub use shared::across;

/// A rule with the files that it needs to judge.
struct Rule {
    needs: &'static [FileKind],
    run: fn(&Context<'_>, &mut Findings),
}

const fn rule(needs: &'static [FileKind], run: fn(&Context<'_>, &mut Findings)) -> Rule {
    Rule { needs, run }
}

/// Every rule. Their order is of no account: problems are sorted by their places.
const RULES: &[Rule] = &[
    rule(&[Inspection], fieldwork::starts_on_a_monday),
    rule(&[Inspection], fieldwork::starts_in_a_year_that_can_be),
    rule(&[Inspection], fieldwork::ends_in_the_same_week),
    rule(&[Inspection], fieldwork::passes_over_no_bank_holiday),
    rule(&[Inspection], fieldwork::is_in_a_full_week),
    rule(&[Inspection], dates::leave_fieldwork_alone),
    rule(&[Inspection], dates::are_of_this_country),
    rule(&[Inspection], dates::have_a_reason),
    rule(&[Inspection], dates::lie_near_fieldwork),
    rule(&[Inspection], dates::are_in_order),
    rule(&[Inspection], dates::fit_this_fieldwork),
    rule(&[Inspection], dates::were_done_in_order),
    rule(&[Inspection], dates::tell_the_day_of_the_announcement),
    rule(&[Inspection], changes::say_from_what_to_what),
    rule(&[Inspection], changes::have_a_new_day),
    rule(&[Inspection], changes::begin_with_what_was_told),
    rule(&[Inspection, Team], changes::are_made_in_the_record),
    rule(&[Inspection], translation::is_of_what_is_settled),
    rule(&[Inspection], notices::need_a_look),
    rule(&[Inspection], periods::keep_out_of_pre_election_periods),
    rule(&[Inspection], periods::keep_off_closures),
    rule(&[Inspection], periods::publish_outside_recesses),
    rule(&[Inspection], information::is_listed_once),
    rule(&[Inspection], information::has_one_answer),
    rule(&[Inspection], information::has_its_structure_chart),
    rule(&[Inspection], information::says_what_else_was_asked_for),
    rule(&[Inspection], information::comes_in_order),
    rule(&[Inspection], information::lies_near_fieldwork),
    rule(&[Inspection], authorities::are_listed),
    rule(&[Inspection, Contacts], authorities::of_chief_executives_are_the_yots),
    rule(&[Inspection, Contacts], authorities::have_their_chiefs),
    rule(&[Inspection, Contacts], contacts::hold_every_role_that_is_written_to),
    rule(&[Contacts], contacts::hold_every_role_that_gets_a_copy),
    rule(&[Inspection, Contacts], contacts::hold_no_post_together),
    rule(&[Inspection, Contacts], contacts::have_no_role_of_the_other_country),
    rule(&[Inspection, Contacts], contacts::can_be_written_to),
    rule(&[Contacts], contacts::have_a_role),
    rule(&[Contacts], contacts::are_listed_once),
    rule(&[Team], team::has_a_lead_inspector),
    rule(&[Team], team::is_one_of_the_programmes),
    rule(&[Team], team::lists_everybody_once),
    rule(&[Team], team::has_a_dbs_check_recorded),
    rule(&[Inspection, Team], team::has_recent_dbs_checks),
    rule(&[Inspection, Team], assessors::come_from_another_yot),
    rule(&[Team], assessors::have_an_inspector_each),
    rule(&[Inspection, Team], sites::of_the_team_are_listed),
    rule(&[Inspection, Cases], sites::of_case_managers_are_no_slips),
    rule(&[Inspection, Team, Cases], sites::of_interviews_are_the_case_managers),
    rule(&[Inspection, Team], assessors::work_where_their_inspectors_do),
    rule(&[Cases], cases::reach_case_managers_by_email),
    rule(&[Inspection, Team, Cases], cases::are_shared_evenly),
    rule(&[Inspection, Team], sites::of_the_team_fit_the_days),
    rule(&[Cases], cases::have_an_id_each),
    rule(&[Cases], cases::name_case_managers_who_are_listed),
    rule(&[Cases], cases::list_every_case_manager_once),
    rule(&[Inspection, Team], sample::adds_up),
    rule(&[Inspection, Team, Cases], sample::fits_into_the_teams_slots),
    rule(&[Inspection, Team, Cases], sample::has_the_tiers_that_were_planned),
    rule(&[Cases], finals::schedule_has_every_case),
    rule(&[Inspection, FileKind::Report], finals::report_has_no_gap),
    rule(&[Inspection, FileKind::Report], prose::has_figures_that_are_there),
    rule(&[FileKind::Report], prose::names_no_case_and_nobody),
    rule(&[FileKind::Report], prose::has_no_small_number_and_no_other_figure),
    rule(&[FileKind::Report], prose::withdraws_numbers_that_can_be),
    rule(&[Inspection, Cases, FileKind::Findings], assessments::are_of_selected_cases),
    rule(&[Inspection, FileKind::Findings], assessments::answer_what_is_asked),
    rule(&[Team, FileKind::Findings], assessments::were_made_by_the_team),
    rule(&[Cases, FileKind::Findings], assessments::say_once_who_was_there),
    rule(&[Cases, FileKind::Concerns], concerns::are_of_selected_cases),
    rule(&[FileKind::Concerns], concerns::come_in_order),
    rule(&[FileKind::Concerns], concerns::reach_a_manager),
    rule(&[FileKind::Concerns], concerns::reach_the_case_manager_first),
    rule(&[FileKind::Concerns], concerns::are_closed_with_an_answer),
    rule(&[Team, FileKind::Concerns], concerns::are_the_teams),
    rule(&[FileKind::Report, FileKind::Concerns], concerns::leave_no_alert_open_in_a_final_report),
    rule(&[FileKind::Complaints], concerns::complaints_take_their_steps),
    rule(&[Team, FileKind::Complaints], concerns::observations_are_of_the_team),
    rule(&[FileKind::Accuracy], accuracy::is_about_paragraphs_that_are_there),
    rule(&[FileKind::Accuracy], accuracy::has_a_number_for_each_point),
    rule(&[FileKind::Accuracy], accuracy::comes_in_order),
    rule(&[FileKind::Accuracy], accuracy::gives_reasons),
    rule(&[FileKind::Report, FileKind::Accuracy], accuracy::is_done_in_the_report),
    rule(&[FileKind::Report, FileKind::Accuracy], accuracy::leaves_no_point_open_in_a_final_report),
    rule(&[FileKind::Report, FileKind::ReportDraft], accuracy::explains_each_edit),
    rule(&[Cases], schedule::is_complete_once_begun),
    rule(&[Cases], schedule::gives_a_slot_to_one_case),
    rule(&[Inspection, Team, Cases], schedule::has_slots_that_exist),
    rule(&[Cases], schedule::pins_cases_that_have_a_slot),
    rule(&[Cases], schedule::interviews_somebody),
    rule(&[Cases], former_slots::replaced_cases_are_gone),
    rule(&[Inspection, Team, Cases], presence::of_the_team_holds),
    rule(&[Team, Cases], presence::has_hours_in_order),
    rule(&[Inspection, Team, Cases], availability::keeps_case_managers_in_one_place),
    rule(&[Inspection, Team, Cases], availability::keeps_to_days_when_case_managers_are_there),
    rule(&[Inspection, Cases], availability::lies_near_fieldwork),
    rule(&[Inspection], welsh::is_there_for_the_yot),
    rule(&[Inspection, Contacts], welsh::is_there_for_contacts),
    rule(&[Inspection, Team], welsh::is_there_for_the_team),
    rule(&[Inspection, FileKind::Report], welsh::is_there_for_the_findings),
    rule(&[Inspection], welsh::is_there_for_what_was_agreed),
    rule(&[Inspection], welsh::has_as_many_authorities),
    rule(&[Inspection], welsh::is_made_in_wales),
    rule(&[], welsh::has_no_ampersand),
    rule(&[Inspection, FileKind::Report], welsh::has_as_many_findings),
    rule(&[Inspection, Contacts], welsh::is_a_choice_that_has_an_effect),
    rule(&[Inspection, Contacts], welsh::is_made_for_whoever_wants_it),
    rule(&[], oddities::say_nothing_of_what_is_not_known),
    rule(&[], oddities::name_people_as_they_are_called),
    rule(&[Contacts], oddities::greet_whom_they_address),
    rule(&[], oddities::write_addresses_in_lines),
    rule(&[], oddities::have_whole_email_addresses),
    rule(&[], oddities::have_an_email_address_each),
    rule(&[], addresses::are_no_private_mailboxes),
    rule(&[Inspection], addresses::are_at_domains_that_are_listed),
    rule(&[], addresses::look_like_no_other_domain),
    rule(&[Inspection], addresses::list_domains),
    rule(&[FileKind::Issued], issued::is_a_whole_chain),
    rule(&[FileKind::Issued], issued::was_added_to_in_one_place),
    rule(&[Contacts, FileKind::Issued], issued::was_sent_to_the_same_addresses),
    rule(&[], spelling::of_every_name_is_one),
    rule(&[], characters::can_be_shown),
    rule(&[FileKind::Destroyed], children::are_gone_once_destroyed),
    rule(&[Children, Cases], children::have_a_case),
    rule(&[Children, Cases], decisions::are_about_rows),
    rule(&[Children, Cases], decisions::give_way_to_rows),
    rule(&[Cases], decisions::are_one_for_each_row),
    rule(&[Children, Cases], decisions::have_their_rows),
    rule(&[Children, Cases], decisions::are_kept_by_the_sample),
    rule(&[Children], children::are_listed_once),
    // Whom a damaged children's file names is known by its lines.
    rule(&[], children::are_named_nowhere_else),
    rule(&[], comments::name_no_child),
    rule(&[], typed_days::are_no_childs),
    rule(&[Inspection, Children], children::were_sentenced_in_the_window),
    rule(&[Children], children::have_an_order_of_their_tier),
    rule(&[Children], children::were_of_an_age_that_can_be),
];

/// Everything that is wrong with a record, what reading it has found included, in the order of files and lines.
///
/// `showable` tells whether the documents' font has a character. What a rule finds at a place of which reading has
/// complained, or inside one, is left out. With it comes what identifies the children, which the documents are searched for next.
pub fn check(
    record: &Record,
    facts: &Facts<'_>,
    settings: &Settings,
    holidays: &BankHolidays,
    showable: &dyn Fn(char) -> bool,
    found_in_reading: Vec<Problem>,
) -> (Vec<Problem>, Terms) {
    let complained = context::places_of(&found_in_reading, record);
    let terms = Terms::new(record);
    let mut context = Context { record, facts, settings, holidays, showable, complained, terms };
    let mut problems = found_in_reading;
    if let Some(slip) = fieldwork_year::is_a_slip(&context) {
        // Told now, so that no rule judges anything by the year.
        problems.push(slip.into_problem(|at| record.place(at)));
        context.complained = context::places_of(&problems, record);
    }
    let context = context;
    let mut findings = Findings::default();
    for rule in RULES.iter().filter(|rule| rule.needs.iter().all(|file| context.has(*file))) {
        (rule.run)(&context, &mut findings);
    }
    let new = findings.0.into_iter().filter(|finding| !context.is_complained_of(&finding.at));
    problems.extend(new.map(|finding| finding.into_problem(|at| record.place(at))));
    problems.extend(named_folder::complain(&record.folder, &context.terms));
    settled::settle(record, &mut problems);
    keep_the_first(&mut problems);
    hide_children(&mut problems, &context.terms);
    sort(&mut problems);
    (problems, context.terms)
}

/// Problems of one kind in one file that are told: more than anybody mends before the next check.
const MOST_OF_A_KIND: usize = 1_000;

/// Keeps the first problems of each kind in a file; the last of these says how many more there are.
fn keep_the_first(problems: &mut Vec<Problem>) {
    if problems.len() <= MOST_OF_A_KIND {
        return;
    }
    sort(problems);
    let key = |problem: &Problem| (problem.place.file.path.clone(), problem.code.id);
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.settled.is_none()) {
        *counts.entry(key(problem)).or_default() += 1;
    }
    let mut kept: BTreeMap<(String, &str), usize> = BTreeMap::new();
    problems.retain_mut(|problem| {
        if problem.settled.is_some() {
            return true;
        }
        let key = key(problem);
        let (kept, all) = (kept.entry(key.clone()).or_default(), counts.get(&key).copied().unwrap_or_default());
        *kept += 1;
        if *kept == MOST_OF_A_KIND && all > MOST_OF_A_KIND {
            problem.help = format!("{}; this file has {} more of this kind", problem.help, all - MOST_OF_A_KIND);
        }
        *kept <= MOST_OF_A_KIND
    });
}
