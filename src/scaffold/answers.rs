//! The answers that `new` needs, and whether they can be right.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};
use serde_spanned::Spanned;
use toml::de::DeValue;

use super::commented::{Known, Values, quoted};
use crate::calendar::{BankHolidays, Country};
use crate::facts::{first_day, first_working_day};
use crate::record::reader::{Field, Placed, Reader};
use crate::record::{Email, FileKind, Line, file_name_part};
use crate::workspace::unusable;

/// The known facts of an inspection on the day on which somebody begins its record.
#[derive(Clone, Debug)]
pub struct Answers {
    /// Name of its folder; [`default_folder`] proposes one.
    pub folder: String,
    /// Full name of the YOT.
    pub yot_name: String,
    /// Name of the area, if it is not the name of the first authority.
    pub area: Option<String>,
    /// The YOT's country.
    pub country: Country,
    /// The authorities that it serves, at least one.
    pub authorities: Vec<String>,
    /// The first day of the fieldwork: a Monday, or the working day after one that is a bank holiday.
    pub fieldwork_starts: NaiveDate,
    /// The lead inspector.
    pub lead_inspector: Option<Person>,
    /// The support services officer.
    pub support_officer: Option<Person>,
    /// The office where fieldwork takes place.
    pub site: Option<SiteAnswer>,
}

/// One of our own people.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
}

/// An office.
#[derive(Clone, Debug)]
pub struct SiteAnswer {
    /// Name.
    pub name: String,
    /// Postal address, one entry a line.
    pub address: Vec<String>,
}

/// An answer that cannot be written into a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedAnswer {
    /// Which answer: `fieldwork-starts`.
    pub answer: &'static str,
    /// What is wrong with it.
    pub message: String,
    /// What to answer instead.
    pub help: String,
}

impl fmt::Display for RefusedAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}\nhelp: {}", self.answer, self.message, self.help)
    }
}

/// The area of an authority: its name without the words for its kind, in English or in Welsh. `new` writes it into the record,
/// where the officer can change it.
pub fn area_of(authority: &str) -> String {
    const KINDS: [&str; 9] =
        ["council", "city", "borough", "county", "district", "metropolitan", "unitary", "london", "authority"];
    const WELSH_KINDS: [&str; 6] = ["cyngor", "bwrdeistref", "sirol", "sir", "dinas", "cymuned"];
    let words: Vec<&str> = authority.split_whitespace().collect();
    let is_of = |kinds: &[&str], word: &str| kinds.contains(&word.to_lowercase().as_str());
    let kept = if words.first().is_some_and(|first| first.to_lowercase() == WELSH_KINDS[0]) {
        // Welsh puts the kind first: `Cyngor Sir Bro Hafren`.
        let kinds = words.iter().take_while(|word| is_of(&WELSH_KINDS, word)).count();
        &words[kinds..]
    } else {
        let kinds = words.iter().rev().take_while(|word| is_of(&KINDS, word)).count();
        &words[..words.len() - kinds]
    };
    if kept.is_empty() { authority.to_owned() } else { kept.join(" ") }
}

/// Year, month and area in letters and digits that every system allows in a path: `2027-01-aberford`.
pub fn default_folder(fieldwork_starts: NaiveDate, area: &str) -> String {
    let words = file_name_part(area, 8);
    let between = if words.is_empty() { "" } else { "-" };
    format!("{}{between}{words}", fieldwork_starts.format("%Y-%m")).chars().take(80).collect()
}

/// The answers in TOML.
pub(super) struct Written {
    /// The groups of `inspection.toml`.
    pub inspection: Known,
    /// The groups of `team.toml`.
    pub team: Known,
    /// The names of the authorities.
    pub authorities: Vec<String>,
}

impl Answers {
    /// The answers in TOML, or everything that is wrong with them. The rules that read a record read them too, so that the
    /// record can be read again.
    pub(super) fn write(&self, holidays: &BankHolidays) -> Result<Written, Vec<RefusedAnswer>> {
        let mut check = AnswerCheck::default();
        check.folder(&self.folder);
        check.start(self.fieldwork_starts, holidays);
        let authorities = check.authorities(&self.authorities);
        let mut yot = vec![("name", check.line("yot-name", &self.yot_name))];
        yot.extend(self.area.as_ref().map(|area| ("area", check.line("area", area))));
        yot.extend([("country", quoted(self.country.name())), ("authorities", list(&authorities))]);
        let mut inspection = vec![("yot", yot), ("fieldwork", vec![("starts", self.fieldwork_starts.to_string())])];
        inspection.extend(self.site.as_ref().map(|site| ("site", check.site(site))));
        let people = [("lead-inspector", &self.lead_inspector), ("support-officer", &self.support_officer)];
        let answered = people.into_iter().filter_map(|(group, person)| Some((group, person.as_ref()?)));
        let team = answered.map(|(group, person)| (group, check.person(group, person))).collect();
        if check.refusals.is_empty() { Ok(Written { inspection, team, authorities }) } else { Err(check.refusals) }
    }
}

/// Why an answer on one line cannot be written into a record.
pub fn refused_line(answer: &'static str, text: &str) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.line(answer, text);
    check.refusals.pop()
}

/// Why a name cannot be that of an inspection's folder.
pub fn refused_folder(name: &str) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.folder(name);
    check.refusals.pop()
}

/// Why a person cannot be written into a record.
pub fn refused_person(answer: &'static str, person: &Person) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.person(answer, person);
    check.refusals.into_iter().next()
}

/// Why an office cannot be written into a record.
pub fn refused_site(site: &SiteAnswer) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.site(site);
    check.refusals.into_iter().next()
}

/// Why an e-mail address cannot be written into a record.
pub fn refused_email(answer: &'static str, text: &str) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.email(answer, text);
    check.refusals.pop()
}

/// Why fieldwork cannot start on a day, with the bank holidays of its workspace.
pub fn refused_start(starts: NaiveDate, holidays: &BankHolidays) -> Option<RefusedAnswer> {
    let mut check = AnswerCheck::default();
    check.start(starts, holidays);
    check.refusals.pop()
}

/// Reads answers and keeps what is wrong with them.
#[derive(Default)]
struct AnswerCheck {
    refusals: Vec<RefusedAnswer>,
}

impl AnswerCheck {
    fn refuse(&mut self, answer: &'static str, message: impl Into<String>, help: impl Into<String>) {
        self.refusals.push(RefusedAnswer { answer, message: message.into(), help: help.into() });
    }

    /// Reads an answer as the record will be read.
    fn read<F: Field>(&mut self, answer: &'static str, value: DeValue<'_>) -> F {
        let mut reader = Reader::new(FileKind::Inspection, "");
        let read = F::read(&Spanned::new(0..0, value), &mut reader);
        for complaint in reader.into_complaints() {
            self.refuse(answer, complaint.message, complaint.help);
        }
        read
    }

    fn line(&mut self, answer: &'static str, text: &str) -> String {
        let line: Line = self.read(answer, DeValue::String(text.into()));
        quoted(&line)
    }

    fn email(&mut self, answer: &'static str, text: &str) -> String {
        let email: Email = self.read(answer, DeValue::String(text.into()));
        quoted(&email)
    }

    fn folder(&mut self, name: &str) {
        if let Some(message) = unusable(name) {
            self.refuse("folder", message, "name the folder with letters, digits and hyphens: `2027-01-aberford`");
        }
    }

    fn start(&mut self, starts: NaiveDate, holidays: &BankHolidays) {
        let part = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let date = toml::value::Date {
            year: u16::try_from(starts.year()).unwrap_or(0),
            month: part(starts.month()),
            day: part(starts.day()),
        };
        let date = toml::value::Datetime { date: Some(date), time: None, offset: None };
        let _: Placed<NaiveDate> = self.read("fieldwork-starts", DeValue::Datetime(date));
        // After a Monday that is a bank holiday, fieldwork starts on the Tuesday.
        if first_day(starts, holidays).is_none() {
            let message = format!("fieldwork starts on a Monday, and {starts} is a {}", starts.format("%A"));
            let first = first_working_day(starts, holidays);
            let help = if first.weekday() == Weekday::Mon {
                format!("the Monday of that week is {first}")
            } else {
                format!("the Monday of that week is a bank holiday: start on the {}, {first}", first.format("%A"))
            };
            self.refuse("fieldwork-starts", message, help);
        }
    }

    fn authorities(&mut self, names: &[String]) -> Vec<String> {
        if names.is_empty() {
            self.refuse("authority", "a YOT serves at least one authority", "name it: `Aberford City Council`");
        }
        names.iter().map(|name| self.line("authority", name)).collect()
    }

    fn person(&mut self, answer: &'static str, person: &Person) -> Values {
        vec![
            ("name", self.line(answer, &person.name)),
            ("email", self.email(answer, &person.email)),
            ("telephone", self.line(answer, &person.telephone)),
        ]
    }

    fn site(&mut self, site: &SiteAnswer) -> Values {
        let name = self.line("site", &site.name);
        let address: Vec<String> = site.address.iter().map(|line| self.line("site", line)).collect();
        vec![("name", name), ("address", list(&address))]
    }
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn answers() -> Answers {
        Answers {
            folder: "2027-01-aberford".to_owned(),
            yot_name: "Aberford Youth Offending Team".to_owned(),
            area: None,
            country: Country::England,
            authorities: vec!["Aberford City Council".to_owned()],
            fieldwork_starts: day("2027-01-18"),
            lead_inspector: None,
            support_officer: None,
            site: None,
        }
    }

    #[test]
    fn the_default_folder_is_the_month_and_the_area_in_plain_letters() {
        assert_eq!(default_folder(day("2027-01-18"), "Aberford"), "2027-01-aberford");
        assert_eq!(default_folder(day("2027-02-22"), "Rhyd-y-tŵr & Bro Llanhŷl"), "2027-02-rhyd-y-twr-bro-llanhyl");
        assert_eq!(default_folder(day("2027-02-22"), "../北"), "2027-02");
    }

    #[test]
    fn an_area_is_called_as_its_authority_without_the_kind_in_either_language() {
        assert_eq!(area_of("Harrowdale Borough Council"), "Harrowdale");
        assert_eq!(area_of("Isle of Thrane Council"), "Isle of Thrane");
        assert_eq!(area_of("County Council"), "County Council");
        assert_eq!(area_of("Cyngor Sir Bro Hafren"), "Bro Hafren");
        assert_eq!(area_of("Cyngor Bwrdeistref Sirol Rhyd-y-tŵr"), "Rhyd-y-tŵr");
        assert_eq!(default_folder(day("2027-02-22"), &area_of("Cyngor Sir Bro Hafren")), "2027-02-bro-hafren");
    }

    #[test]
    fn everything_wrong_with_the_answers_is_said_at_once() {
        let wrong = Answers {
            folder: "../aberford".to_owned(),
            yot_name: " ".to_owned(),
            authorities: Vec::new(),
            fieldwork_starts: day("2027-01-19"),
            lead_inspector: Some(Person {
                name: "Ruth\nCalder".to_owned(),
                email: "ruth".to_owned(),
                telephone: "0161 496 0111".to_owned(),
            }),
            ..answers()
        };
        let refused: Vec<_> =
            wrong.write(&BankHolidays::new()).err().unwrap().into_iter().map(|refusal| refusal.answer).collect();
        assert_eq!(
            refused,
            ["folder", "fieldwork-starts", "authority", "yot-name", "lead-inspector", "lead-inspector"]
        );
    }

    #[test]
    fn a_day_that_is_not_a_monday_is_answered_with_the_monday_of_its_week() {
        let refusals =
            Answers { fieldwork_starts: day("2027-01-20"), ..answers() }.write(&BankHolidays::new()).err().unwrap();
        assert_eq!(refusals[0].message, "fieldwork starts on a Monday, and 2027-01-20 is a Wednesday");
        assert_eq!(refusals[0].help, "the Monday of that week is 2027-01-18");
    }

    #[test]
    fn a_tuesday_after_a_bank_holiday_is_taken_and_no_other_day_of_that_week() {
        let holidays = BankHolidays::new();
        let refused = |starts: &str| Answers { fieldwork_starts: day(starts), ..answers() }.write(&holidays).is_err();
        // Easter Monday, the early May bank holiday, and Christmas Day's substitute with Boxing Day's after it.
        for starts in ["2027-03-30", "2027-05-04", "2027-12-29"] {
            assert!(!refused(starts) && refused_start(day(starts), &holidays).is_none(), "{starts}");
        }
        for starts in ["2027-03-31", "2027-05-05", "2027-12-30", "2027-05-11"] {
            assert!(refused(starts), "{starts}");
        }
        let help = |starts: &str| refused_start(day(starts), &holidays).map(|refusal| refusal.help);
        let tuesday = "the Monday of that week is a bank holiday: start on the Tuesday, 2027-03-30";
        assert_eq!(help("2027-03-31").as_deref(), Some(tuesday));
    }

    #[test]
    fn a_bank_holiday_that_the_workspace_adds_makes_way_for_the_tuesday_after_it() {
        let tuesday = day("2027-03-09");
        let jubilee = BankHolidays::new().with_added([(day("2027-03-08"), "jubilee".to_owned())]);
        for (holidays, is_taken) in [(BankHolidays::new(), false), (jubilee, true)] {
            let answers = Answers { fieldwork_starts: tuesday, ..answers() };
            assert_eq!(answers.write(&holidays).is_ok(), is_taken);
            assert_eq!(refused_start(tuesday, &holidays).is_none(), is_taken);
        }
    }

    #[test]
    fn a_year_that_no_record_can_have_is_refused() {
        assert!(Answers { fieldwork_starts: day("1980-01-07"), ..answers() }.write(&BankHolidays::new()).is_err());
    }
}
