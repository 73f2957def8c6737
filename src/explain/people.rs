//! From a person in the view to the lines of the record that say who it is.

use serde_json::Value;

use super::date::line;
use super::origin::{Origin, Origins, told};
use crate::record::{At, Line};
use crate::template::Segment;

impl Origins<'_> {
    /// Finds a person of the view in the record by name. No other person there has it.
    pub(super) fn person(&self, group: &str, path: &[Segment], view: &Value, key: &str) -> Origin {
        let of_the_team = match (group, key) {
            ("team", "size") => Some("the number of those who inspect"),
            ("team", "all_dbs_checked") => Some("whether everyone who inspects has a recent DBS check"),
            _ => None,
        };
        if let Some(how) = of_the_team {
            let places = self.facts.roster.members.iter().map(|member| line(self.record, &member.name.at)).collect();
            return Origin { places, how: how.to_owned() };
        }
        let mut value = view;
        let mut name = None;
        for step in path {
            value = match step {
                Segment::Field(field) => &value[field.as_str()],
                Segment::Entry(number) => &value[*number],
                Segment::Each => value,
            };
            name = value.get("name").and_then(Value::as_str).or(name);
        }
        let name = name.unwrap_or_default();
        let (at, own) = if group == "team" { self.member(name, key) } else { self.contact(name, key) };
        match (at, own) {
            (Some(at), true) => self.record_line(&at, "as it stands there"),
            (Some(at), false) => self.record_line(&at, "follows from this person's entry"),
            (None, _) => told("team.toml and contacts.toml", "does not name this person by itself"),
        }
    }

    /// Whom or what a document is made for: a member of the team, a contact, a case manager or a site.
    pub(super) fn item(&self, view: &Value, key: &str) -> Origin {
        let name = view["item"]["name"].as_str().unwrap_or_default();
        if view["item"].is_null() {
            return told("templates/catalogue.toml", "this document is made once, not for each of several");
        }
        let found = match self.member(name, key) {
            (None, _) => self.contact(name, key),
            found => found,
        };
        match found {
            (Some(at), true) => return self.record_line(&at, "as it stands there"),
            (Some(at), false) => return self.record_line(&at, "follows from this person's entry"),
            (None, _) => {}
        }
        match self.record.inspection.sites.iter().find(|site| &**site.name == name) {
            Some(site) if key == "address" => {
                self.record_line(site.address.first().map_or(&site.at, |line| &line.at), "as it stands there")
            }
            Some(site) => self.record_line(&site.name.at, "as it stands there"),
            None => self.case_manager(name, key),
        }
    }

    /// A case manager of the view.
    pub(super) fn case_manager(&self, name: &str, key: &str) -> Origin {
        let cases = &self.record.cases;
        let Some(manager) = cases.case_managers.iter().find(|manager| &**manager.name == name) else {
            return told("cases.toml", "the record lists no such case manager");
        };
        if key == "cases" {
            let presents = |case: &&crate::record::Case| {
                case.case_manager.as_ref().is_some_and(|presenter| presenter.value == manager.name.value)
            };
            let places = cases.cases.iter().filter(presents).map(|case| line(self.record, &case.id.at)).collect();
            return Origin { places, how: "the cases that name this case manager".to_owned() };
        }
        if key == "interviews" {
            return self.schedule();
        }
        let text = |line: &Option<Line>| line.as_ref().map(|line| line.at.clone());
        let own = match key {
            "name" => Some(manager.name.at.clone()),
            "email" => manager.email.as_ref().map(|email| email.at.clone()),
            "telephone" => text(&manager.telephone),
            "site" => text(&manager.site),
            "line_manager" => text(&manager.line_manager),
            "language" => manager.language.as_ref().map(|language| language.at.clone()),
            _ => None,
        };
        match own {
            Some(at) => self.record_line(&at, "as it stands there"),
            None => self.record_line(&manager.name.at, "follows from this person's entry"),
        }
    }

    /// Where a member of the team is, and whether the key itself stands there.
    fn member(&self, name: &str, key: &str) -> (Option<At>, bool) {
        let team = &self.record.team;
        let is = |line: &Line| &***line == name;
        let text = |line: &Option<Line>| line.as_ref().map(|line| line.at.clone());
        let own = |own: Option<At>, name: &Line| (own.clone().or(Some(name.at.clone())), own.is_some());
        if let Some(person) = team.lead_inspector.iter().chain(&team.inspectors).find(|person| is(&person.name)) {
            return own(
                match key {
                    "name" => Some(person.name.at.clone()),
                    "title" => text(&person.title),
                    "email" => person.email.as_ref().map(|email| email.at.clone()),
                    "telephone" => text(&person.telephone),
                    _ => None,
                },
                &person.name,
            );
        }
        if let Some(person) = team.local_assessors.iter().find(|person| is(&person.name)) {
            return own(
                match key {
                    "name" => Some(person.name.at.clone()),
                    "home_yot" => Some(person.home_yot.at.clone()),
                    "paired_with" => text(&person.with),
                    "email" => person.email.as_ref().map(|email| email.at.clone()),
                    "telephone" => text(&person.telephone),
                    _ => None,
                },
                &person.name,
            );
        }
        let Some(person) = team.support_officer.as_ref().filter(|person| is(&person.name)) else {
            return (None, false);
        };
        own(
            match key {
                "name" => Some(person.name.at.clone()),
                "title" => text(&person.title),
                "email" => Some(person.email.at.clone()),
                "telephone" => Some(person.telephone.at.clone()),
                _ => None,
            },
            &person.name,
        )
    }

    fn contact(&self, name: &str, key: &str) -> (Option<At>, bool) {
        let text = |line: &Option<Line>| line.as_ref().map(|line| line.at.clone());
        let person = self.record.contacts.contacts.iter().find(|contact| &**contact.name == name);
        let Some(person) = person else { return (None, false) };
        let own = match key {
            "name" => Some(person.name.at.clone()),
            "title" => text(&person.title),
            "organisation" => text(&person.organisation),
            "email" => person.email.as_ref().map(|email| email.at.clone()),
            "telephone" => text(&person.telephone),
            "address" => person.address.first().map(|line| line.at.clone()),
            "salutation" => text(&person.salutation),
            "roles" => person.roles.first().map(|role| role.at.clone()),
            _ => None,
        };
        (own.clone().or(Some(person.name.at.clone())), own.is_some())
    }
}
