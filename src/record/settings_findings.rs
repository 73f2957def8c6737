//! What can be wrong with `sqspack.toml` beyond its form: periods that end before they begin, closures of nobody, web
//! addresses that are none.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::at::At;
use super::finding::{Finding, Places};
use super::reader::Placed;
use super::settings::SettingsFile;
use super::text::Line;
use crate::problem::{code, did_you_mean};

/// Periods that end before they begin, so that no day is in them. `found` is what reading has found wrong.
pub fn backward_periods(file: &SettingsFile, found: &[Finding]) -> Vec<Finding> {
    let listed = file.bank_holidays_listed.iter().map(|given| (&given.from, &given.to));
    let elections = file.pre_elections.iter().map(|given| (&given.from, &given.to));
    let closures = file.closures.iter().map(|given| (&given.from, &given.to));
    let recesses = file.recesses.iter().map(|given| (&given.from, &given.to));
    let spans = listed.chain(elections).chain(closures).chain(recesses);
    let complained: Places = found.iter().map(|finding| finding.at.clone()).collect();
    let sound = |at: &At| !complained.cover(at);
    let wrong = spans.filter(|(from, to)| to.value < from.value && sound(&from.at) && sound(&to.at));
    wrong.map(|(from, to)| backward(from, to)).collect()
}

fn backward(from: &Placed<NaiveDate>, to: &Placed<NaiveDate>) -> Finding {
    let message = format!("the last day, {}, comes before the first, {}", to.value, from.value);
    Finding::new(code::OUT_OF_RANGE, &to.at, message, format!("type `{}` or a later day", from.value))
}

/// Addresses of the survey and the evaluation that are no web addresses: a message makes a link of them.
pub fn no_web_addresses(file: &SettingsFile) -> Vec<Finding> {
    let feedback = file.feedback.iter();
    let given = feedback.flat_map(|given| {
        [&given.survey, &given.survey_welsh, &given.evaluation, &given.evaluation_welsh].into_iter().flatten()
    });
    let finding = |address: &Line| {
        let message = format!("`{address}` is no address of a web page");
        let help = "type the whole address as the browser shows it: `https://…`, without blanks";
        Finding::new(code::NOT_A_WEB_ADDRESS, &address.at, message, help)
    };
    // A blank is what reading has complained of.
    given.filter(|address| !address.is_empty() && !is_web_address(address)).map(finding).collect()
}

/// Whether a text is `https://`, a name of a machine and perhaps more, without a sign that ends an address.
fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let machine = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |sign: char| sign.is_ascii_graphic() && !"\"<>\\^`{|}".contains(sign);
    machine.contains('.') && !machine.contains('@') && rest.chars().all(is_plain)
}

/// Closures of one inspection that name none of `folders`: they would keep off nothing.
pub fn closures_of_nobody(file: &SettingsFile, folders: &[String]) -> Vec<Finding> {
    let known: BTreeSet<&str> = folders.iter().map(String::as_str).collect();
    let named = file.closures.iter().filter_map(|closure| closure.inspection.as_ref());
    let unknown = named.filter(|name| !known.contains(&****name));
    let finding = |name: &Line| {
        let message = format!("`inspections/` has no folder `{name}`, so this closure concerns nobody");
        let help = match did_you_mean(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? Without the line, the closure concerns every inspection"),
            None => "type the name of the inspection's folder, or take the line out: the closure then concerns every \
                     inspection"
                .to_owned(),
        };
        Finding::new(code::UNKNOWN_INSPECTION, &name.at, message, help)
    };
    unknown.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::FileKind;
    use crate::record::read_file;

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused_at_its_last_day() {
        for kind in ["[[pre-election]]", "[[closure]]", "[[recess]]"] {
            let text = format!("{kind}\nfrom = 2027-03-22\nto = 2027-03-21\nname = \"x\"\n");
            let (file, _, found) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
            let wrong = backward_periods(&file, &found);
            assert_eq!(wrong.len(), 1, "{kind}");
            assert_eq!(&text[wrong[0].at.start..wrong[0].at.end], "2027-03-21");
            assert_eq!(
                (wrong[0].code, wrong[0].help.as_str()),
                (code::OUT_OF_RANGE, "type `2027-03-22` or a later day")
            );
        }
        let one_day = "[[recess]]\nfrom = 2027-03-22\nto = 2027-03-22\nname = \"x\"\n";
        let (file, ..) = read_file(FileKind::Settings, one_day, SettingsFile::read_table).expect("TOML");
        assert!(backward_periods(&file, &[]).is_empty());
    }

    #[test]
    fn a_closure_of_an_unknown_inspection_is_told_with_the_folder_that_was_meant() {
        let closure = "[[closure]]\nfrom = 2027-03-22\nto = 2027-03-22\nname = \"x\"\n";
        let text = format!("{closure}{closure}inspection = \"2027-01-abeford\"\n");
        let (file, ..) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
        let wrong = closures_of_nobody(&file, &["2027-01-aberford".to_owned()]);
        assert_eq!(wrong.len(), 1);
        assert_eq!(&text[wrong[0].at.start..wrong[0].at.end], "\"2027-01-abeford\"");
        assert!(wrong[0].help.starts_with("did you mean `2027-01-aberford`?"), "{}", wrong[0].help);
        assert!(closures_of_nobody(&file, &["2027-01-abeford".to_owned()]).is_empty());
    }

    #[test]
    fn an_address_that_a_browser_would_not_open_as_a_page_is_refused() {
        let wrong = |address: &str| {
            let text = format!("[feedback]\nsurvey = \"{address}\"\n");
            let (file, ..) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("TOML");
            no_web_addresses(&file).iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        for sound in ["https://survey.example", "https://survey.example/sqs?year=2027&id=a_b#top"] {
            assert_eq!(wrong(sound), [], "{sound}");
        }
        for address in [
            "survey.example",
            "http://survey.example",
            "javascript:alert(1)",
            "https://",
            "https://survey",
            "https://survey.example/a b",
            "https://me@survey.example",
            "https://survey.example/<b>",
        ] {
            assert_eq!(wrong(address), [code::NOT_A_WEB_ADDRESS], "{address}");
        }
    }

    #[test]
    fn a_last_day_that_is_missing_is_complained_of_once() {
        let text = "[[recess]]\nfrom = 2027-03-22\nname = \"x\"\n";
        let (file, _, found) = read_file(FileKind::Settings, text, SettingsFile::read_table).expect("TOML");
        assert_eq!((found.len(), backward_periods(&file, &found).len()), (1, 0));
    }
}
