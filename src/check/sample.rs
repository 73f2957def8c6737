//! How many cases are inspected, and of which tiers (guidance §11.7).

use crate::calendar::Tier;
use crate::facts::TeamRole;
use crate::problem::code;
use crate::record::{FileKind, Sample};

use super::context::{Context, whole};
use super::names::counted;
use super::{Finding, Findings};

/// The split that the record gives has no more cases than the programme's team inspects, and than the team can hold. A small
/// YOT may well have fewer that are recent enough; `[sample]` says why.
pub fn adds_up(context: &Context<'_>, findings: &mut Findings) {
    let Some(sample) = context.record.inspection.sample.as_ref().filter(|sample| is_sound(sample, context)) else {
        return;
    };
    let numbers = [sample.first_tier.value, sample.community.value, sample.custodial.value];
    let (total, slots) =
        (numbers.iter().map(|number| *number as usize).sum::<usize>(), context.facts.schedule.slot_count());
    let sum = format!("{} + {} + {} are {total} cases", numbers[0], numbers[1], numbers[2]);
    let (message, fit) = match programmes_count(context) {
        Some(count) if count < total => (format!("{sum}, but this team inspects {count}"), count),
        _ if total > slots => (format!("{sum}, but this team has {}", counted(slots, "slot")), slots),
        _ => return,
    };
    let help = format!("type numbers that add up to {fit}, or take `[sample]` out for the programme's usual split");
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

/// Of each tier there are as many cases as were planned, once there is a case. Where the team cannot hold the cases at
/// all, that is what is said.
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

/// How many cases the programme has a team of this shape inspect. A lead inspector who is missing is counted as if there.
fn programmes_count(context: &Context<'_>) -> Option<usize> {
    let roster = &context.facts.roster;
    let shape = (roster.count(TeamRole::Inspector) + 1, roster.count(TeamRole::LocalAssessor));
    let teams = context.settings.teams();
    let team = teams.iter().find(|team| (team.inspectors as usize, team.local_assessors as usize) == shape)?;
    Some(team.split.total() as usize)
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
    fn a_split_is_not_judged_while_one_of_its_numbers_is_no_number() {
        assert_found(&with_sample("\"5\"", "6"), &[(code::WRONG_TYPE, "first-tier = \"5\"")]);
    }

    #[test]
    fn a_split_that_a_team_of_no_known_shape_cannot_hold_is_refused() {
        let files = with_sample("4", "16").without(Cases);
        let four = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";
        assert_found(
            &files.append(Team, four),
            &[(code::SPLIT_DOES_NOT_ADD_UP, "first-tier = 4"), (code::TEAM_SIZE, "name = \"Ruth Calder\"")],
        );
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
