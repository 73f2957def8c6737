//! People as templates see them.

use std::collections::{BTreeMap, HashSet};

use super::wording::{curly, name_in, unbroken};
use super::{ContactView, MemberView, TeamView};
use crate::facts::{ANNOUNCED_TO, REPORT_COPIES, Roster, TeamRole};
use crate::phrases::Phrases;
use crate::record::{Contact, ContactsFile, Language, Line, Paragraph, Role, Settings, TeamFile, unmarked};

/// The contacts of a record, by themselves, by role, and in the lists that documents want.
pub struct Contacts {
    /// All, in the order of the file.
    pub all: Vec<ContactView>,
    /// By role, with `_` for `-`.
    pub by_role: BTreeMap<String, Vec<ContactView>>,
    /// To whom the confirmation letter is addressed.
    pub addressee: Option<ContactView>,
    /// Who is sent a copy of it.
    pub letter_copies: Vec<ContactView>,
    /// To whom the report is copied.
    pub report_copies: Vec<ContactView>,
}

impl Contacts {
    /// The contacts of a record.
    pub fn new(file: &ContactsFile, settings: &Settings, phrases: &Phrases, language: Language) -> Self {
        let view = |contact| contact_view(contact, settings, phrases, language);
        let all: Vec<ContactView> = file.contacts.iter().map(view).collect();
        let with_role =
            |role: Role| all.iter().filter(move |contact| contact.roles.iter().any(|held| held == role.word()));
        let by_role =
            Role::ALL.iter().map(|role| (role.word().replace('-', "_"), with_role(*role).cloned().collect())).collect();
        let addressee = with_role(Role::YotManager).next().cloned();
        let chair = with_role(Role::BoardChair).next().cloned();
        let in_order = |roles: &[Role], without: &Option<ContactView>| {
            let (mut listed, mut seen) = (Vec::new(), HashSet::new());
            for contact in roles.iter().flat_map(|role| with_role(*role)) {
                if Some(contact) != without.as_ref() && seen.insert(contact) {
                    listed.push(contact.clone());
                }
            }
            listed
        };
        let letter_copies = in_order(&ANNOUNCED_TO, &addressee);
        let report_copies = in_order(&REPORT_COPIES, &chair);
        Self { all, by_role, addressee, letter_copies, report_copies }
    }
}

/// The roles that are a post, so that their name can stand for a title that the record does not give. The others say why
/// somebody is sent a copy: behind `Ofsted`, `Partner inspectorate` would say nothing.
const POSTS: [Role; 8] = [
    Role::YotManager,
    Role::ChiefExecutive,
    Role::BoardChair,
    Role::DirectorOfChildrensServices,
    Role::DirectorOfSocialServices,
    Role::ElectedMemberChildren,
    Role::ElectedMemberCrime,
    Role::PoliceAndCrimeCommissioner,
];

fn contact_view(contact: &Contact, settings: &Settings, phrases: &Phrases, language: Language) -> ContactView {
    let roles: Vec<String> = contact.roles.iter().map(|role| role.word().to_owned()).collect();
    let role_names: Vec<String> = roles.iter().map(|role| phrases.role(role)).collect();
    let post = || POSTS.iter().find(|post| contact.roles.iter().any(|role| role.value == **post));
    let title = contact.title.as_ref().map(|title| in_language(language, title, &contact.title_welsh));
    let title = title.or_else(|| post().map(|post| phrases.role(post.word()))).unwrap_or_default();
    let salutation = match language {
        Language::Welsh => &contact.salutation_welsh,
        Language::English => &contact.salutation,
    };
    let name = match (language, &contact.name_welsh) {
        (Language::Welsh, Some(welsh)) => text(welsh),
        _ => name_in(language, &contact.name),
    };
    let organisation = contact
        .organisation
        .as_ref()
        .map(|body| in_language(language, body, &contact.organisation_welsh))
        .unwrap_or_default();
    let (title, organisation) = office_of(title, organisation);
    let email = contact.email.as_ref().map(|email| email.to_string()).unwrap_or_default();
    ContactView {
        organisation: unless_said(organisation, &[&name, &title]),
        title: unless_said(title, &[&name]),
        roles,
        role_names,
        secure_email: settings.secure_address(contact.secure_email.as_ref(), &email),
        email,
        telephone: contact.telephone.as_ref().map(|number| unbroken(number)).unwrap_or_default(),
        address: address(language, &contact.address, &contact.address_welsh),
        salutation: salutation.as_ref().map_or_else(|| phrases.salutation(&name_in(language, &contact.name)), text),
        language: contact.language.as_ref().map_or("both", |language| language.word()).to_owned(),
        name,
    }
}

/// A title and a body, where an office that is called after its holder says no more than the title: `Police and Crime
/// Commissioner, Office of the Police and Crime Commissioner for North Brack`.
fn office_of(title: String, body: String) -> (String, String) {
    let post = unmarked(&title).into_owned();
    let prefix = ["Office of the ", "Swyddfa ", "Swyddfa’r "].into_iter().find(|prefix| {
        !post.is_empty() && unmarked(&body).strip_prefix(prefix).is_some_and(|rest| rest.starts_with(&post))
    });
    match prefix {
        // What the office is for stays: `for North Brack`.
        Some(prefix) => (body.replacen(prefix, "", 1), String::new()),
        None => (title, body),
    }
}

/// A text, or nothing where one that stands before it says the same: `Youth Justice Board for England and Wales, Youth
/// Justice Board`.
fn unless_said(text: String, before: &[&str]) -> String {
    let words = |text: &str| {
        let text = unmarked(text).to_lowercase();
        let words: Vec<&str> =
            text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        format!(" {} ", words.join(" "))
    };
    if before.iter().any(|said| words(said).contains(&words(&text))) { String::new() } else { text }
}

/// Tells of the inspection team in a language.
pub struct TeamTeller<'t> {
    /// The workspace's settings, which say where mail is secure.
    pub settings: &'t Settings,
    /// The words of the language.
    pub phrases: &'t Phrases,
    /// The language.
    pub language: Language,
}

impl TeamTeller<'_> {
    /// The inspection team; `dbs` says whether each member's check is recorded and recent enough.
    pub fn view(&self, file: &TeamFile, roster: &Roster<'_>, dbs: bool) -> TeamView {
        let Self { settings, phrases, language } = *self;
        let name_of = |index: Option<usize>| index.map(|index| text(roster.members[index].name)).unwrap_or_default();
        let members: Vec<MemberView> = roster
            .members
            .iter()
            .map(|member| {
                let role = role_word(member.role);
                let role_name = phrases.team_role(role);
                MemberView {
                    name: text(member.name),
                    role: role.to_owned(),
                    label: member.label.clone(),
                    title: member.title.map_or_else(
                        || role_name.clone(),
                        |title| in_language(language, title, &member.title_welsh.cloned()),
                    ),
                    role_name,
                    email: member.email.to_owned(),
                    secure_email: settings.secure_address(None, member.email),
                    telephone: unbroken(member.telephone),
                    home_yot: member
                        .home_yot
                        .map(|yot| in_language(language, yot, &member.home_yot_welsh.cloned()))
                        .unwrap_or_default(),
                    paired_with: name_of(member.partner),
                    inspects: Vec::new(),
                }
            })
            .collect();
        let support_officer = file.support_officer.as_ref().map(|person| {
            let role_name = phrases.team_role("support-officer");
            MemberView {
                name: text(&person.name),
                role: "support-officer".to_owned(),
                label: String::new(),
                title: person
                    .title
                    .as_ref()
                    .map_or_else(|| role_name.clone(), |title| in_language(language, title, &person.title_welsh)),
                role_name,
                email: person.email.to_string(),
                secure_email: settings.secure_address(None, &person.email),
                telephone: unbroken(&person.telephone),
                home_yot: String::new(),
                paired_with: String::new(),
                inspects: Vec::new(),
            }
        });
        TeamView {
            size: u32::try_from(members.len()).unwrap_or(u32::MAX),
            lead_inspector: members.iter().find(|member| member.role == "lead-inspector").cloned(),
            members,
            support_officer,
            all_dbs_checked: dbs,
        }
    }
}

/// A team role as views write it.
pub fn role_word(role: TeamRole) -> &'static str {
    match role {
        TeamRole::LeadInspector => "lead-inspector",
        TeamRole::Inspector => "inspector",
        TeamRole::LocalAssessor => "local-assessor",
    }
}

/// A text of the record as documents print it.
pub fn text(line: &Line) -> String {
    curly(line)
}

/// A text in a language. Where the record has no Welsh, its English stands in for it, marked as English, and the checks
/// have warned.
pub fn in_language(language: Language, english: &Line, welsh: &Option<Line>) -> String {
    words_in(language, english, welsh.as_ref().map(|welsh| -> &str { welsh }))
}

/// The same of a text of several lines.
pub fn paragraph_in(language: Language, english: &Paragraph, welsh: &Option<Paragraph>) -> String {
    words_in(language, english, welsh.as_ref().map(|welsh| -> &str { welsh }))
}

fn words_in(language: Language, english: &str, welsh: Option<&str>) -> String {
    match (language, welsh) {
        (Language::Welsh, Some(welsh)) => curly(welsh),
        (Language::Welsh, None) => Language::English.mark(&curly(english)),
        (Language::English, _) => curly(english),
    }
}

/// A list of texts in a language, in the same way. An entry that is the same in both lists has no Welsh of its own, and is
/// marked where it is English.
pub fn all_in_language(language: Language, english: &[Line], welsh: &[Line]) -> Vec<String> {
    match language {
        Language::Welsh if welsh.is_empty() => english.iter().map(|line| Language::English.mark(&text(line))).collect(),
        Language::Welsh => welsh.iter().map(|line| name_in(language, line)).collect(),
        Language::English => lines(english),
    }
}

/// A postal address in a language: where the record has no Welsh one, the one that it has is as good in Welsh.
pub fn address(language: Language, english: &[Line], welsh: &[Line]) -> Vec<String> {
    lines(if language == Language::Welsh && !welsh.is_empty() { welsh } else { english })
}

/// Lines as plain texts.
pub fn lines(lines: &[Line]) -> Vec<String> {
    lines.iter().map(text).collect()
}

/// An optional line, empty where it is missing.
pub fn optional(line: &Option<Line>) -> String {
    line.as_ref().map(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_the_name_or_the_title_says_is_not_said_again() {
        let said = |text: &str, before: &[&str]| unless_said(text.to_owned(), before);
        assert_eq!(said("YJB Cymru", &["Dafydd Amlyn", "Head of YJB Cymru"]), "");
        assert_eq!(said("Youth Justice Board", &["Youth Justice Board for England and Wales"]), "");
        assert_eq!(said("Estyn", &["Non Haf Prothero", "Estynwr"]), "Estyn");
    }

    #[test]
    fn an_office_called_after_its_holder_leaves_one_of_the_two() {
        let both = |title: &str, body: &str| office_of(title.to_owned(), body.to_owned());
        let post = "Police and Crime Commissioner";
        let whole = format!("{post} for North Brack");
        assert_eq!(both(post, &format!("Office of the {whole}")), (whole.clone(), String::new()));
        assert_eq!(both(&whole, &format!("Office of the {whole}")), (whole, String::new()));
        assert_eq!(
            both("Chief Executive", "Brack Council"),
            ("Chief Executive".to_owned(), "Brack Council".to_owned())
        );
    }
}
