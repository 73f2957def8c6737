//! How many cases are inspected, and of which tiers (guidance §11.7).

use crate::calendar::Tier;
use crate::problem::code;
use crate::record::{FileKind, Sample};

use super::context::{Context, whole};
use super::names::counted;
use super::{Finding, Findings};

/// The split that the record gives has no more cases than the team has slots. It may well differ from the programme's:
/// a small YOT has fewer recent cases, and a fourth day of fieldwork holds more. `[sample]` says why.
pub fn adds_up(context: &Context<'_>, findings: &mut Findings) {
    let Some(sample) = context.record.inspection.sample.as_ref().filter(|sample| is_sound(sample, context)) else {
        return;
    };
    let numbers = [sample.first_tier.value, sample.community.value, sample.custodial.value];
    let (total, slots) =
        (numbers.iter().map(|number| *number as usize).sum::<usize>(), context.facts.schedule.slot_count());
    let sum = format!("{} + {} + {} are {total} cases", numbers[0], numbers[1], numbers[2]);
    if total <= slots {
        return;
    }
    let message = format!("{sum}, but this team has {}", counted(slots, "slot"));
    let help = format!(
        "type numbers that add up to {slots} or less, give fieldwork another day with `ends` in `[fieldwork]`, or take \
         `[sample]` out for the programme's usual split"
    );
    findings.add(Finding::new(code::SPLIT_DOES_NOT_ADD_UP, &sample.first_tier.at, message, help));
}

/// The team has a slot for each case.
pub fn fits_into_the_teams_slots(context: &Context<'_>, findings: &mut Findings) {
    let (cases, slots) = (&context.record.cases.cases, context.facts.schedule.slot_count());
    let Some(first_without) = cases.get(slots) else { return };
    let message = format!("the team cannot hold {} cases: it has {}", cases.len(), counted(slots, "slot"));
    let help =
        format!("take {} out, or give the team further members in `team.toml`", counted(cases.len() - slots, "case"));
    let finding = Finding::new(code::TEAM_CANNOT_HOLD, &first_without.id.at, message, help);
    findings.add(match &context.record.team.lead_inspector {
        Some(lead) => finding.with(&lead.name.at, format!("this team has {}", counted(slots, "slot"))),
        None => finding,
    });
}

/// Of each tier there are as many cases as were planned, once there is a case. If the team cannot hold the cases at all,
/// another rule says so.
pub fn has_the_tiers_that_were_planned(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let sample = context.record.inspection.sample.as_ref();
    let judged = cases.iter().all(|case| context.is_sound(&case.tier.at))
        && sample.is_none_or(|sample| is_sound(sample, context))
        && (1..=context.facts.schedule.slot_count()).contains(&cases.len());
    let split = context.facts.split;
    let counts = Tier::ALL.map(|tier| {
        let there = cases.iter().filter(|case| case.tier.value == tier).count();
        (tier, there, split.of(tier) as usize)
    });
    if !judged || counts.iter().all(|(_, there, planned)| there == planned) {
        return;
    }
    let parts = counts.map(|(tier, there, planned)| format!("{there} of {planned} {}", tier.name().replace('-', " ")));
    let message = format!("the cases are not those that were planned: {}", parts.join(", "));
    let help = match sample {
        Some(_) => "add the missing cases or correct their `tier`; the plan stands in `[sample]` in `inspection.toml`",
        None => "add the missing cases or correct their `tier`; another plan stands in `inspection.toml` as `[sample]`",
    };
    let finding = Finding::new(code::TIER_COUNT, &whole(FileKind::Cases), message, help);
    findings.add(match sample {
        Some(sample) => finding.with(&sample.first_tier.at, "the plan"),
        None => finding,
    });
}

fn is_sound(sample: &Sample, context: &Context<'_>) -> bool {
    [&sample.first_tier.at, &sample.community.at, &sample.custodial.at].into_iter().all(|at| context.is_sound(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use FileKind::{Cases, Inspection, Team};

    fn with_sample(first_tier: &str, custodial: &str) -> TestRecord {
        let sample = format!(
            "[sample]\nfirst-tier = {first_tier}\ncommunity = 10\ncustodial = {custodial}\nreason = \"few sentences\"\n"
        );
        TestRecord::sound().append(Inspection, &sample)
    }

    #[test]
    fn a_split_that_adds_up_to_another_number_is_refused() {
        let found = with_sample("5", "6").change(Cases, "tier = \"community\" # fifth", "tier = \"first-tier\"");
        assert_found(&found.without(Cases), &[(code::SPLIT_DOES_NOT_ADD_UP, "first-tier = 5")]);
        assert_found(&with_sample("6", "4").without(Cases), &[]);
    }

    #[test]
    fn a_fourth_day_takes_a_plan_of_29_cases_and_no_more() {
        let day = "starts = 2027-02-01\nends = 2027-02-04";
        let planned = |first_tier: &str| {
            with_sample(first_tier, "6").without(Cases).change(Inspection, "starts = 2027-02-01", day)
        };
        assert_found(&planned("13"), &[]);
        let problems = assert_found(&planned("14"), &[(code::SPLIT_DOES_NOT_ADD_UP, "first-tier = 14")]);
        assert_eq!(problems[0].message, "14 + 10 + 6 are 30 cases, but this team has 29 slots");
    }

    #[test]
    fn a_split_is_not_judged_while_one_of_its_numbers_is_no_number() {
        assert_found(&with_sample("\"5\"", "6"), &[(code::WRONG_TYPE, "first-tier = \"5\"")]);
    }

    #[test]
    fn a_split_that_a_team_of_no_known_shape_cannot_hold_is_refused() {
        let files = with_sample("4", "16").without(Cases);
        let four = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";
        assert_found(&files.append(Team, four), &[(code::SPLIT_DOES_NOT_ADD_UP, "first-tier = 4")]);
    }

    #[test]
    fn one_case_more_than_the_team_has_slots_is_too_many() {
        let files = TestRecord::sound().append(Cases, "[[case]]\nid = \"AB21\"\ntier = \"community\"\n");
        let problems =
            assert_found(&files, &[(code::NOT_SCHEDULED, "id = \"AB21\""), (code::TEAM_CANNOT_HOLD, "id = \"AB21\"")]);
        assert_eq!(problems[1].message, "the team cannot hold 21 cases: it has 20 slots");
    }

    #[test]
    fn a_fourth_day_of_fieldwork_holds_nine_cases_more() {
        let day = "starts = 2027-02-01\nends = 2027-02-04";
        let files = TestRecord::sound()
            .change(Inspection, "starts = 2027-02-01", day)
            .append(Cases, "[[case]]\nid = \"AB21\"\ntier = \"community\"\nslot = \"LA 9\"\n");
        assert_found(&files, &[(code::TIER_COUNT, "# The cases")]);
    }

    #[test]
    fn another_number_of_a_tier_is_warned_of_once_for_all_tiers() {
        let files = TestRecord::sound().change(Cases, "tier = \"community\" # fifth", "tier = \"custodial\"");
        let problems = assert_found(&files, &[(code::TIER_COUNT, "# The cases")]);
        let said = "the cases are not those that were planned: 4 of 4 first tier, 9 of 10 community, 7 of 6 custodial";
        assert_eq!(problems[0].message, said);
    }

    #[test]
    fn the_record_can_plan_other_tiers() {
        let files = with_sample("4", "6")
            .change(Inspection, "community = 10", "community = 9")
            .change(Inspection, "custodial = 6", "custodial = 7")
            .change(Cases, "tier = \"community\" # fifth", "tier = \"custodial\"");
        assert_found(&files, &[]);
    }

    #[test]
    fn without_cases_no_tier_is_missed_and_a_mistyped_one_is_not_counted() {
        assert_found(&TestRecord::sound().with(Cases, "# none yet\n"), &[]);
        let files = TestRecord::sound().change(Cases, "tier = \"community\" # fifth", "tier = \"comunity\"");
        assert_found(&files, &[(code::UNKNOWN_CHOICE, "tier = \"comunity\"")]);
    }
}
