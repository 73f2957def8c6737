//! What can be wrong with the settings of the sample in `sqspack.toml` beyond their form.

use std::collections::BTreeSet;

use super::At;
use super::finding::{Finding, Places};
use super::reader::Placed;
use super::settings::SettingsFile;
use crate::problem::code;

/// Ages at which a child can be sentenced, for the groups of the mix to begin with.
const AGES: std::ops::RangeInclusive<u32> = 11..=17;

/// What is wrong with the settings of the sample beyond their form. `found` is what reading has found wrong.
pub fn sample_settings(file: &SettingsFile, found: &[Finding]) -> Vec<Finding> {
    let complained: Places = found.iter().map(|finding| finding.at.clone()).collect();
    let checks = [goals_twice, age_groups, limit_of_none, case_id];
    checks.into_iter().flat_map(|check| check(file)).filter(|finding| !complained.cover(&finding.at)).collect()
}

fn goals_twice(file: &SettingsFile) -> Vec<Finding> {
    let of_sample = file.sample_goals.iter().flat_map(|goals| &goals.order).map(|goal| (&goal.at, goal.word()));
    let of_schedule = file.schedule_goals.iter().flat_map(|goals| &goals.order).map(|goal| (&goal.at, goal.word()));
    // No goal of the sample has the word of one of the schedule.
    let mut seen = BTreeSet::new();
    let twice = of_sample.chain(of_schedule).filter(|(_, word)| !seen.insert(*word));
    let finding = |(at, word): (&At, &str)| {
        let message = format!("the goal `{word}` is there twice");
        Finding::new(code::UNKNOWN_CHOICE, at, message, "name each goal once, where it is to count")
    };
    twice.map(finding).collect()
}

fn age_groups(file: &SettingsFile) -> Vec<Finding> {
    let groups: Vec<&Placed<u32>> = file.programme.iter().flat_map(|programme| &programme.age_groups).collect();
    let help = "type the ages at which a group begins after the first one, in order: `[14, 15, 16, 17]`";
    let impossible = groups.iter().filter(|age| !AGES.contains(&age.value)).map(|age| {
        let message = format!("no age group of children at sentence begins at {}", age.value);
        Finding::new(code::OUT_OF_RANGE, &age.at, message, help)
    });
    let backward = groups.windows(2).filter(|pair| pair[1].value <= pair[0].value).map(|pair| {
        let message = format!("the age {} does not come after {}", pair[1].value, pair[0].value);
        Finding::new(code::OUT_OF_RANGE, &pair[1].at, message, help)
    });
    impossible.chain(backward).collect()
}

fn limit_of_none(file: &SettingsFile) -> Vec<Finding> {
    let limit = file.programme.iter().filter_map(|programme| programme.cases_per_manager.as_ref());
    let none = limit.filter(|limit| limit.value == 0);
    let message = "no case manager could present a case";
    none.map(|limit| Finding::new(code::OUT_OF_RANGE, &limit.at, message, "type 1 or more: `3`")).collect()
}

/// An ID is made of plain letters, digits and hyphens, as it stands in file names and on the schedule.
fn case_id(file: &SettingsFile) -> Vec<Finding> {
    let pattern = file.office.iter().filter_map(|office| office.case_id.as_ref());
    let wrong = pattern.filter_map(|pattern| {
        let rest = pattern.replacen("{number}", "", 1).replacen("{area}", "", 1);
        let message = if !pattern.contains("{number}") {
            format!("`{}` has no `{{number}}`, so that all cases would have one ID", &**pattern)
        } else if let Some(sign) = rest.chars().find(|sign| !(sign.is_ascii_alphanumeric() || "-/ ".contains(*sign))) {
            format!("`{sign}` cannot stand in the ID of a case")
        } else {
            return None;
        };
        let help =
            "type letters and digits with `{number}`, and `{area}` for the first letters of the area: `\"AB{number}\"`";
        Some(Finding::new(code::OUT_OF_RANGE, &pattern.at, message, help))
    });
    wrong.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{FileKind, read_file};

    /// What is found in a text: the words at the place, and the message.
    fn found(text: &str) -> Vec<(String, String)> {
        let (file, _, found) = read_file(FileKind::Settings, text, SettingsFile::read_table).expect("TOML");
        let all = found.clone().into_iter().chain(sample_settings(&file, &found));
        all.map(|finding| (text[finding.at.start..finding.at.end].to_owned(), finding.message)).collect()
    }

    #[test]
    fn settings_of_the_sample_that_cannot_be_are_told_at_their_place() {
        for (text, at, message) in [
            ("[sample-goals]\norder = [\"high\", \"hihg\"]\n", "\"hihg\"", "`hihg` is not a goal of the sample"),
            ("[sample-goals]\norder = [\"high\", \"high\"]\n", "\"high\"", "the goal `high` is there twice"),
            ("[programme]\nage-groups = [14, 19]\n", "19", "no age group of children at sentence begins at 19"),
            ("[programme]\nage-groups = [15, 14]\n", "14", "the age 14 does not come after 15"),
            ("[programme]\nhigh-levels = [\"hihg\"]\n", "\"hihg\"", "`hihg` is not a level of risk"),
            ("[programme]\ncases-per-manager = 0\n", "0", "no case manager could present a case"),
            ("[office]\ncase-id = \"AB\"\n", "\"AB\"", "`AB` has no `{number}`, so that all cases would have one ID"),
            ("[office]\ncase-id = \"{nr}{number}\"\n", "\"{nr}{number}\"", "`{` cannot stand in the ID of a case"),
        ] {
            assert_eq!(found(text), [(at.to_owned(), message.to_owned())], "{text}");
        }
    }

    #[test]
    fn the_guidances_own_settings_of_the_sample_are_sound() {
        let text = "[office]\ncase-id = \"{area}-{number}\"\n[programme]\ncases-per-manager = 3\nrecent-months = 3\n\
                    age-groups = [14, 15, 16, 17]\nhigh-levels = [\"high\", \"very high\"]\n\
                    [sample-goals]\norder = [\"old\", \"high\"]\n";
        assert_eq!(found(text), []);
    }
}
