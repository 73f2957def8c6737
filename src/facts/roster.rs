//! The inspection team in the order of its schedule pages, with the labels that cases use for their slots.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::names::folded;
use super::presence::Availability;
use crate::record::{Line, Placed, TeamFile};

/// What somebody does in the inspection team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamRole {
    /// Leads the inspection.
    LeadInspector,
    /// A further inspector of HMI Probation.
    Inspector,
    /// A volunteer from another YOT (guidance §4).
    LocalAssessor,
}

/// A member of the inspection team.
#[derive(Clone, Debug)]
pub struct Member<'r> {
    /// What the person does.
    pub role: TeamRole,
    /// `LI`, `AI` (`AI1`, `AI2` where there are several), `LA` (`LA1`, `LA2`).
    pub label: String,
    /// Name, with its place.
    pub name: &'r Line,
    /// Title, where the record gives one.
    pub title: Option<&'r Line>,
    /// The same title in Welsh.
    pub title_welsh: Option<&'r Line>,
    /// E-mail address, or empty.
    pub email: &'r str,
    /// Telephone number, or empty.
    pub telephone: &'r str,
    /// Date of the last DBS check.
    pub dbs_checked: Option<&'r Placed<NaiveDate>>,
    /// The sites that the record names for the person.
    pub sites: &'r [Line],
    /// When the person can inspect.
    pub availability: Availability<'r>,
    /// A local assessor's own YOT.
    pub home_yot: Option<&'r Line>,
    /// The same by its Welsh name.
    pub home_yot_welsh: Option<&'r Line>,
    /// Index of the local assessor's inspector, or of the inspector's local assessor.
    pub partner: Option<usize>,
}

/// The team, lead inspector first.
#[derive(Clone, Debug, Default)]
pub struct Roster<'r> {
    /// All who inspect, in the order of their pages.
    pub members: Vec<Member<'r>>,
}

impl<'r> Roster<'r> {
    /// The team of a record. Local assessors work with the inspector whom the record names, else with the further
    /// inspectors in their order.
    pub fn new(team: &'r TeamFile) -> Self {
        let lead = team.lead_inspector.iter().map(|person| inspector(person, TeamRole::LeadInspector, "LI".to_owned()));
        let further =
            labelled("AI", &team.inspectors).map(|(label, person)| inspector(person, TeamRole::Inspector, label));
        let mut members: Vec<Member<'r>> = lead.chain(further).collect();
        let inspectors = members.len();
        let mut by_name = BTreeMap::new();
        for (index, member) in members.iter().enumerate() {
            by_name.entry(folded(member.name)).or_insert(index);
        }
        let further: Vec<usize> = (0..inspectors).filter(|index| members[*index].role == TeamRole::Inspector).collect();
        for (position, (label, person)) in labelled("LA", &team.local_assessors).enumerate() {
            let partner = match &person.with {
                Some(name) => by_name.get(&folded(name)).copied(),
                None => further.get(position).copied(),
            };
            let own_index = members.len();
            let partner = partner.filter(|index| *members[*index].partner.get_or_insert(own_index) == own_index);
            members.push(Member {
                role: TeamRole::LocalAssessor,
                label,
                name: &person.name,
                title: None,
                title_welsh: None,
                email: person.email.as_ref().map_or("", |email| email),
                telephone: person.telephone.as_ref().map_or("", |number| number),
                dbs_checked: person.dbs_checked.as_ref(),
                sites: &person.sites,
                availability: Availability::from(person),
                home_yot: Some(&person.home_yot),
                home_yot_welsh: person.home_yot_welsh.as_ref(),
                partner,
            });
        }
        Self { members }
    }

    /// How many members do something.
    pub fn count(&self, role: TeamRole) -> usize {
        let lead = self.members.first().is_some_and(|first| first.role == TeamRole::LeadInspector);
        match role {
            TeamRole::LeadInspector => lead.into(),
            TeamRole::Inspector => self.inspectors() - usize::from(lead),
            TeamRole::LocalAssessor => self.members.len() - self.inspectors(),
        }
    }

    /// The inspectors of HMI Probation, the lead inspector among them. They come before the local assessors.
    pub fn inspectors(&self) -> usize {
        self.members.partition_point(|member| member.role != TeamRole::LocalAssessor)
    }

    /// A label as the roster has it: a single `AI` or `LA` may be called `AI1` or `LA1` too.
    pub fn own_label(&self, label: String) -> String {
        let role = match label.as_str() {
            "AI1" => TeamRole::Inspector,
            "LA1" => TeamRole::LocalAssessor,
            _ => return label,
        };
        if self.count(role) == 1 { label.replace('1', "") } else { label }
    }
}

fn inspector<'r>(person: &'r crate::record::Inspector, role: TeamRole, label: String) -> Member<'r> {
    Member {
        role,
        label,
        name: &person.name,
        title: person.title.as_ref(),
        title_welsh: person.title_welsh.as_ref(),
        email: person.email.as_ref().map_or("", |email| email),
        telephone: person.telephone.as_ref().map_or("", |number| number),
        dbs_checked: person.dbs_checked.as_ref(),
        sites: &person.sites,
        availability: Availability::from(person),
        home_yot: None,
        home_yot_welsh: None,
        partner: None,
    }
}

/// People with their labels: numbered only where there are several.
fn labelled<'r, P>(prefix: &'r str, people: &'r [P]) -> impl Iterator<Item = (String, &'r P)> {
    let single = people.len() == 1;
    people
        .iter()
        .enumerate()
        .map(move |(index, person)| (if single { prefix.to_owned() } else { format!("{prefix}{}", index + 1) }, person))
}

/// Signs that people put between the label of a slot and its number.
const BETWEEN: [char; 8] = ['-', '\u{2010}', '\u{2011}', '\u{2013}', '.', '/', '_', ':'];

/// Takes `LI 3` apart into its label and number. Spaces and the signs for one, as in `LI-3`, are free; case is not regarded.
pub fn parse_slot(slot: &str) -> Option<(String, u32)> {
    let slot = slot.replace(BETWEEN, " ").to_uppercase();
    let (label, number) = match slot.trim().rsplit_once(char::is_whitespace) {
        Some((label, number)) => (label.split_whitespace().collect(), number.to_owned()),
        None => {
            let slot = slot.trim();
            let digits = slot.find(|character: char| character.is_ascii_digit())?;
            (slot[..digits].to_owned(), slot[digits..].to_owned())
        }
    };
    let number = number.parse().ok().filter(|number| *number > 0)?;
    let is_label = !label.is_empty() && label.chars().all(|character| character.is_ascii_alphanumeric());
    is_label.then_some((label, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_a_label_and_a_number() {
        assert_eq!(parse_slot("LI 3"), Some(("LI".to_owned(), 3)));
        assert_eq!(parse_slot("ai2 7"), Some(("AI2".to_owned(), 7)));
        assert_eq!(parse_slot("LI3"), Some(("LI".to_owned(), 3)));
        for typed in ["LI-3", "li – 3", "LI.3", "LI/3", "L I 3", " li_3 "] {
            assert_eq!(parse_slot(typed), Some(("LI".to_owned(), 3)), "{typed:?}");
        }
        assert_eq!(parse_slot("AI-2-3"), Some(("AI2".to_owned(), 3)));
        for wrong in ["", "LI", "3", "LI 0", "LI three", "LI-", "- -", "LI 3rd"] {
            assert_eq!(parse_slot(wrong), None, "{wrong:?}");
        }
    }
}
