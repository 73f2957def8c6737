use super::*;

#[test]
fn the_usual_teams_inspect_14_20_34_and_47_cases() {
    let counts: Vec<u32> = TEAMS.iter().map(|team| team.split.total()).collect();
    assert_eq!(counts, [14, 20, 34, 47]);
}

#[test]
fn every_usual_team_has_just_as_many_slots_as_cases() {
    for team in TEAMS {
        assert_eq!(team.inspectors * 7 + team.local_assessors * 6, team.split.total(), "{team:?}");
    }
}
