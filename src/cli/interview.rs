//! The questions of `sqspack new`, which a person answers in a terminal.

use std::io::BufRead;

use chrono::NaiveDate;

use super::Failure;
use super::output::{err, tell};
use crate::calendar::{BankHolidays, Country};
use crate::scaffold::{Person, RefusedAnswer, SiteAnswer, area_of, refused_email, refused_line, refused_start};

/// Asks a person. An answer that cannot be right is asked for again; the answers before it stay.
pub struct Interview<'i> {
    /// Where the answers come from.
    pub answers: &'i mut dyn BufRead,
    /// The bank holidays of the workspace.
    pub holidays: &'i BankHolidays,
}

impl Interview<'_> {
    /// The answer to a question that needs one.
    pub fn need(&mut self, question: &str, refused: impl Fn(&str) -> Option<RefusedAnswer>) -> Result<String, Failure> {
        loop {
            let answer = self.ask(question)?;
            match refused(&answer).filter(|_| !answer.is_empty()) {
                Some(refusal) => tell!("{refusal}")?,
                None if answer.is_empty() => {}
                None => return Ok(answer),
            }
        }
    }

    /// The answer to a question that may be left without one.
    pub fn may(
        &mut self,
        question: &str,
        refused: impl Fn(&str) -> Option<RefusedAnswer>,
    ) -> Result<Option<String>, Failure> {
        loop {
            let answer = self.ask(&format!("{question} (Enter leaves it out)"))?;
            if answer.is_empty() {
                return Ok(None);
            }
            match refused(&answer) {
                Some(refusal) => tell!("{refusal}")?,
                None => return Ok(Some(answer)),
            }
        }
    }

    /// The country of the YOT.
    pub fn country(&mut self) -> Result<Country, Failure> {
        let refused = |word: &str| country(word).err();
        let word = self.need("Country, england or wales", refused)?;
        country(&word).map_err(|refusal| Failure(refusal.to_string()))
    }

    /// The day on which fieldwork starts.
    pub fn start(&mut self) -> Result<NaiveDate, Failure> {
        let refused = |text: &str| match date(text) {
            Ok(starts) => refused_start(starts, self.holidays),
            Err(refusal) => Some(refusal),
        };
        let text = self.need("The Monday on which fieldwork starts, such as 2027-03-08", refused)?;
        date(&text).map_err(|refusal| Failure(refusal.to_string()))
    }

    /// The authorities that the YOT serves.
    pub fn authorities(&mut self) -> Result<Vec<String>, Failure> {
        let refused = |text: &str| parts(text).iter().find_map(|name| refused_line("authority", name));
        let question = "Local authorities that it serves, with semicolons between them";
        loop {
            let names = parts(&self.need(question, refused)?);
            if !names.is_empty() {
                return Ok(names);
            }
        }
    }

    /// The area, which is proposed from the first authority.
    pub fn area(&mut self, authorities: &[String]) -> Result<Option<String>, Failure> {
        let proposed = authorities.first().map(|name| area_of(name)).unwrap_or_default();
        let refused = |text: &str| refused_line("area", text);
        let answer = self.ask(&format!("Name of the area (Enter for {proposed})"))?;
        match refused(&answer).filter(|_| !answer.is_empty()) {
            None if answer.is_empty() => Ok(Some(proposed)),
            None => Ok(Some(answer)),
            Some(refusal) => {
                tell!("{refusal}")?;
                self.need("Name of the area", refused).map(Some)
            }
        }
    }

    /// The office where fieldwork takes place.
    pub fn site(&mut self) -> Result<Option<SiteAnswer>, Failure> {
        let line = |text: &str| refused_line("site", text);
        let Some(name) = self.may("Office where fieldwork takes place", line)? else { return Ok(None) };
        let lines = |text: &str| parts(text).iter().find_map(|part| line(part));
        let address = self.may("Its address, with semicolons between the lines", lines)?;
        Ok(Some(SiteAnswer { name, address: parts(&address.unwrap_or_default()) }))
    }

    /// One of our own people.
    pub fn person(&mut self, answer: &'static str, title: &str) -> Result<Option<Person>, Failure> {
        let line = |text: &str| refused_line(answer, text);
        let Some(name) = self.may(&format!("Name of the {title}"), line)? else { return Ok(None) };
        let email = self.need(&format!("E-mail address of {name}"), |text| refused_email(answer, text))?;
        let telephone = self.need(&format!("Telephone number of {name}"), line)?;
        Ok(Some(Person { name, email, telephone }))
    }

    fn ask(&mut self, question: &str) -> Result<String, Failure> {
        err(format_args!("{question}: "))?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            return Err(Failure(format!("no answer to '{question}'; nothing was written")));
        }
        Ok(answer.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The parts of an answer that has semicolons between them.
fn parts(text: &str) -> Vec<String> {
    text.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The country that a word names.
pub fn country(word: &str) -> Result<Country, RefusedAnswer> {
    let named = Country::ALL.into_iter().find(|country| country.name() == word.trim().to_lowercase());
    named.ok_or_else(|| RefusedAnswer {
        answer: "country",
        message: format!("`{word}` is not a country"),
        help: "type `england` or `wales`".to_owned(),
    })
}

/// The date that a text gives.
pub fn date(text: &str) -> Result<NaiveDate, RefusedAnswer> {
    text.trim().parse().map_err(|_| RefusedAnswer {
        answer: "fieldwork",
        message: format!("`{text}` is not a date"),
        help: "type year, month and day: `2027-03-08`".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(answers: &str, ask: impl Fn(&mut Interview<'_>) -> Result<T, Failure>) -> T {
        let jubilee = BankHolidays::new().with_added([(date("2027-06-07").expect("a day"), "jubilee".to_owned())]);
        let mut answers = answers.as_bytes();
        ask(&mut Interview { answers: &mut answers, holidays: &jubilee }).expect("answered")
    }

    #[test]
    fn an_answer_that_cannot_be_is_asked_for_again() {
        assert_eq!(with("Scotland\n\n Wales \n", |interview| interview.country()), Country::Wales);
        assert_eq!(with("8 March\n2027-03-09\n2027-03-08\n", |interview| interview.start()).to_string(), "2027-03-08");
        // The Tuesday after a Monday that is a bank holiday in this workspace alone.
        assert_eq!(with("2027-06-09\n2027-06-08\n", |interview| interview.start()).to_string(), "2027-06-08");
        let person = with("Ruth Calder\nruth\nruth@hmip.example\n07700 900111\n", |interview| {
            interview.person("lead-inspector", "lead inspector")
        });
        assert_eq!(person.map(|person| person.email), Some("ruth@hmip.example".to_owned()));
    }

    #[test]
    fn a_question_may_be_left_without_an_answer_and_the_area_is_proposed() {
        assert!(with("\n", |interview| interview.site()).is_none());
        let authorities =
            with(";\nCyngor Sir Bro Hafren; Aberford City Council;\n", |interview| interview.authorities());
        assert_eq!(authorities.len(), 2);
        assert_eq!(with("\n", |interview| interview.area(&authorities)), Some("Bro Hafren".to_owned()));
    }

    #[test]
    fn an_end_of_all_answers_is_no_answer() {
        let mut answers = "".as_bytes();
        let holidays = BankHolidays::new();
        assert!(Interview { answers: &mut answers, holidays: &holidays }.country().is_err());
    }
}
