//! What can be wrong with a record that parses: one rule a function, each with the code that it reports under.
//!
//! Rules run on whatever is there. One whose files are missing or are no TOML is left out, and none draws conclusions
//! from a value of which reading has complained already, so that one mistake gives one message.

mod assessors;
mod authorities;
mod availability;
#[cfg(test)]
mod bounds;
mod cases;
mod characters;
mod children;
mod contacts;
mod context;
mod dates;
mod decisions;
mod fieldwork;
mod finals;
mod free_slots;
mod names;
mod notices;
mod periods;
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
mod welsh;

use crate::calendar::BankHolidays;
use crate::facts::Facts;
use crate::problem::{Problem, sort};
use crate::record::FileKind::{self, Cases, Children, Contacts, Inspection, Team};
use crate::record::Record;
use crate::record::Settings;
use crate::search::Terms;

use context::Context;

use crate::record::{Finding, Findings};

pub use children::{cases_with_child, hide_children};
pub use dates::milestone_title;
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
    rule(&[Inspection], translation::is_of_what_is_settled),
    rule(&[Inspection], notices::need_a_look),
    rule(&[Inspection], periods::keep_out_of_pre_election_periods),
    rule(&[Inspection], periods::keep_off_closures),
    rule(&[Inspection], periods::publish_outside_recesses),
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
    rule(&[Cases], schedule::is_complete_once_begun),
    rule(&[Cases], schedule::gives_a_slot_to_one_case),
    rule(&[Inspection, Team, Cases], schedule::has_slots_that_exist),
    rule(&[Inspection, Team, Cases], availability::keeps_case_managers_in_one_place),
    rule(&[Inspection, Team, Cases], availability::keeps_to_days_when_case_managers_are_there),
    rule(&[Inspection, Cases], availability::lies_near_fieldwork),
    rule(&[Inspection], welsh::is_there_for_the_yot),
    rule(&[Inspection, Contacts], welsh::is_there_for_contacts),
    rule(&[Inspection, Team], welsh::is_there_for_the_team),
    rule(&[Inspection, FileKind::Report], welsh::is_there_for_the_findings),
    rule(&[Inspection], welsh::has_as_many_authorities),
    rule(&[Inspection], welsh::is_made_in_wales),
    rule(&[], welsh::has_no_ampersand),
    rule(&[Inspection, FileKind::Report], welsh::has_as_many_findings),
    rule(&[Inspection, Contacts], welsh::is_a_choice_that_has_an_effect),
    rule(&[Inspection, Contacts], welsh::is_made_for_whoever_wants_it),
    rule(&[], spelling::of_every_name_is_one),
    rule(&[], characters::can_be_shown),
    rule(&[Children, Cases], children::have_a_case),
    rule(&[Children, Cases], decisions::are_about_rows),
    rule(&[Cases], decisions::are_one_for_each_row),
    rule(&[Children, Cases], decisions::have_their_rows),
    rule(&[Children, Cases], decisions::are_kept_by_the_sample),
    rule(&[Children], children::are_listed_once),
    rule(&[Children], children::are_named_nowhere_else),
    rule(&[Inspection, Children], children::were_sentenced_in_the_window),
    rule(&[Children], children::have_an_order_of_their_tier),
    rule(&[Children], children::were_of_an_age_that_can_be),
];

/// Everything that is wrong with a record, what reading it has found included, in the order of files and lines.
///
/// `showable` tells whether the documents' font has a character. What a rule finds at a place of which reading has
/// complained, or inside one, is left out.
pub fn check(
    record: &Record,
    facts: &Facts<'_>,
    settings: &Settings,
    holidays: &BankHolidays,
    showable: &dyn Fn(char) -> bool,
    found_in_reading: Vec<Problem>,
) -> Vec<Problem> {
    let complained = context::places_of(&found_in_reading, record);
    let terms = Terms::new(record);
    let context = Context { record, facts, settings, holidays, showable, complained, terms };
    let mut findings = Findings::default();
    for rule in RULES.iter().filter(|rule| rule.needs.iter().all(|file| context.has(*file))) {
        (rule.run)(&context, &mut findings);
    }
    let new = findings.0.into_iter().filter(|finding| !context.is_complained_of(&finding.at));
    let mut problems = found_in_reading;
    problems.extend(new.map(|finding| finding.into_problem(|at| record.place(at))));
    settled::settle(record, &mut problems);
    hide_children(&mut problems, &context.terms);
    sort(&mut problems);
    problems
}
