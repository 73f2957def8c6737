//! For whom a document is made, and to whom a message goes, as the catalogue says it.

use serde::Deserialize;

use crate::calendar::Country;
use crate::record::Role;

/// How many of a document there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Per {
    /// One for the inspection.
    #[default]
    Inspection,
    /// One for each member of the inspection team.
    Inspector,
    /// One for each contact.
    Contact,
    /// One for each contact with this role.
    Role(Role),
    /// One for each case manager.
    CaseManager,
    /// One for each line manager of case managers who are interviewed.
    LineManager,
    /// One for each site.
    Site,
    /// One for each person who gets a copy of the report.
    ReportReader,
    /// One for each person whom a change touches that has not been told yet.
    Touched,
    /// One for each open concern or alert of which a manager is to be told (guidance §13).
    Concern,
    /// One for each step that a complaint has taken (guidance §8).
    Complaint,
}

/// What stands before the role of a document that is made for each contact with it.
const ROLE: &str = "role:";

impl TryFrom<String> for Per {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let known = [
            Self::Inspection,
            Self::Inspector,
            Self::Contact,
            Self::CaseManager,
            Self::LineManager,
            Self::Site,
            Self::ReportReader,
            Self::Touched,
            Self::Concern,
            Self::Complaint,
        ];
        if let Some(role) = word.strip_prefix(ROLE) {
            return role_of(role).map(Self::Role).ok_or_else(|| format!("`{role}` is not a role of a contact"));
        }
        known.into_iter().find(|per| per.word() == word).ok_or_else(|| {
            let words = known.map(|per| format!("`{}`", per.word())).join(", ");
            format!("`{word}` is not what a document can be made for: {words}, or `role:` and a role")
        })
    }
}

impl Per {
    /// The word of the catalogue; of one for each contact with a role, the role.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inspection => "inspection",
            Self::Inspector => "inspector",
            Self::Contact => "contact",
            Self::Role(role) => role.word(),
            Self::CaseManager => "case-manager",
            Self::LineManager => "line-manager",
            Self::Site => "site",
            Self::ReportReader => "report-reader",
            Self::Touched => "touched",
            Self::Concern => "concern",
            Self::Complaint => "complaint",
        }
    }

    /// Whether its documents go when something happens, and not at a milestone.
    pub fn has_its_own_day(self) -> bool {
        matches!(self, Self::Touched | Self::Concern | Self::Complaint)
    }
}

fn role_of(word: &str) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role.word() == word)
}

/// Somebody to whom a message can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Recipient {
    /// Every contact with a role.
    Contact(Role),
    /// The lead inspector.
    LeadInspector,
    /// The further inspectors of HMI Probation.
    Inspectors,
    /// The local assessors.
    LocalAssessors,
    /// Everybody who inspects.
    Members,
    /// The support services officer.
    SupportOfficer,
    /// The office's own mailbox.
    Office,
}

/// The words of those who are no contacts: parts of the view, as in `needs`.
const OWN: [(Recipient, &str); 6] = [
    (Recipient::LeadInspector, "team.lead_inspector"),
    (Recipient::Inspectors, "team.inspectors"),
    (Recipient::LocalAssessors, "team.local_assessors"),
    (Recipient::Members, "team.members"),
    (Recipient::SupportOfficer, "team.support_officer"),
    (Recipient::Office, "office"),
];

impl TryFrom<String> for Recipient {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let own = OWN.iter().find(|(_, own)| *own == word).map(|(recipient, _)| *recipient);
        own.or_else(|| role_of(&word).map(Self::Contact)).ok_or_else(|| {
            let words = OWN.map(|(_, word)| format!("`{word}`")).join(", ");
            format!("`{word}` is not a role of a contact, and none of {words}")
        })
    }
}

impl Recipient {
    /// The word of the catalogue.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contact(role) => role.word(),
            own => OWN.iter().find(|(known, _)| *known == own).map_or("", |(_, word)| word),
        }
    }

    /// Whether it is neither of the inspection team and its office nor the YOT's manager.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::Contact(role) if role != Role::YotManager)
    }
}

/// Those to whom a message goes, who can differ between the countries: a list for both, or `england` and `wales`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Listed")]
pub struct Recipients {
    england: Vec<Recipient>,
    wales: Vec<Recipient>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a list of roles, or such a list under `england` and under `wales`")]
enum Listed {
    Both(Vec<String>),
    Each(ByCountry),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByCountry {
    #[serde(default)]
    england: Vec<String>,
    #[serde(default)]
    wales: Vec<String>,
}

impl TryFrom<Listed> for Recipients {
    type Error = String;

    fn try_from(listed: Listed) -> Result<Self, String> {
        let (england, wales) = match listed {
            Listed::Both(all) => (all.clone(), all),
            Listed::Each(ByCountry { england, wales }) => (england, wales),
        };
        let read = |words: Vec<String>| words.into_iter().map(Recipient::try_from).collect::<Result<_, _>>();
        Ok(Self { england: read(england)?, wales: read(wales)? })
    }
}

impl Recipients {
    /// Whether nobody is named for any country.
    pub fn is_empty(&self) -> bool {
        self.england.is_empty() && self.wales.is_empty()
    }

    /// Those in a country, in order.
    pub fn of(&self, country: Country) -> &[Recipient] {
        match country {
            Country::England => &self.england,
            Country::Wales => &self.wales,
        }
    }

    /// Whether somebody from outside the team and the YOT is among them in any country.
    pub fn has_outsiders(&self) -> bool {
        self.england.iter().chain(&self.wales).any(|recipient| recipient.is_outside())
    }
}
