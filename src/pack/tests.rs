//! Who gets what, over random records: the table of recipients against the guidance.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::planned::{Planned, PlannedPack};
use crate::check::tests::TestRecord;
use crate::facts::{Facts, holidays};
use crate::record::{Contact, FileKind, Record, Role, Settings, SettingsFile, domain_of, read_file};
use crate::template::{Format, Per, Templates};

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::embedded().expect("templates"));

/// The domain to which mail is secure in these records.
const SECURE: &str = "secure.example";

/// A contact by chance: roles, an address that others may have, whether that is secure, and an address for secure mail.
type Drawn = (Vec<usize>, u8, bool, bool, u8);

fn contacts(drawn: &[Drawn]) -> String {
    let mut text = String::new();
    for (index, (roles, address, at_secure, has_secure, language)) in drawn.iter().enumerate() {
        let roles: BTreeSet<&str> = roles.iter().map(|role| Role::ALL[role % Role::ALL.len()].word()).collect();
        let roles: Vec<String> = roles.into_iter().map(|role| format!("\"{role}\"")).collect();
        writeln!(text, "[[contact]]\nname = \"Person {index}\"\nroles = [{}]", roles.join(", ")).ok();
        let domain = if *at_secure { SECURE } else { "aberford.example" };
        if *address > 0 {
            writeln!(text, "email = \"a{address}@{domain}\"").ok();
        }
        if *has_secure {
            writeln!(text, "secure-email = \"a{address}@aberford.safe.example\"").ok();
        }
        if *language > 0 {
            writeln!(text, "language = \"{}\"", ["welsh", "english"][usize::from(*language - 1)]).ok();
        }
    }
    text
}

/// To whom the guidance has the announcement sent (§10.1), and who gets copies (§2).
fn announced_to(record: &Record, is_wales: bool) -> (BTreeSet<String>, BTreeSet<String>) {
    let director = if is_wales { Role::DirectorOfSocialServices } else { Role::DirectorOfChildrensServices };
    let addressed = [Role::ChiefExecutive, Role::BoardChair, director, Role::YotManager];
    let of = |roles: &[Role]| -> BTreeSet<String> {
        let holds = |contact: &&Contact| contact.roles.iter().any(|held| roles.contains(&held.value));
        let holders = record.contacts.contacts.iter().filter(holds);
        holders.filter_map(|contact| contact.email.as_ref()).map(|email| email.to_lowercase()).collect()
    };
    let to = of(&addressed);
    let cc = of(&[Role::StrategicManager]).difference(&to).cloned().collect();
    (to, cc)
}

fn addresses(readers: &[super::MessageReader]) -> BTreeSet<String> {
    readers.iter().map(|reader| reader.address.to_lowercase()).collect()
}

/// What is wrong with where a message goes, whatever message it is.
fn faults(message: &Planned<'_>, all: &[Planned<'_>], record: &Record) -> Vec<String> {
    let (file, readers) = (&message.deliverable, &message.route.readers);
    let mut faults = Vec::new();
    let mut fault = |words: String| faults.push(format!("{}: {words}", file.path));
    let every: Vec<String> = readers.all().map(|reader| reader.address.to_lowercase()).collect();
    if every.iter().collect::<BTreeSet<_>>().len() != every.len() {
        fault(format!("somebody gets it twice: {every:?}"));
    }
    if readers.to.is_empty() {
        fault("nobody gets it".to_owned());
    }
    if file.document.per != Per::Inspection {
        let key = if file.document.secure { "secure_email" } else { "email" };
        let own = file.item.as_ref().and_then(|item| item[key].as_str()).unwrap_or_default().to_lowercase();
        if every != [own] {
            fault(format!("it is made for one person and goes to {every:?}"));
        }
    }
    for path in &message.route.attachments {
        let Some(carried) = all.iter().find(|other| other.deliverable.path == *path) else {
            fault(format!("{path} is not made"));
            continue;
        };
        let document = carried.deliverable.document;
        if document.per != Per::Inspection && carried.deliverable.item != file.item {
            fault(format!("{path} is made for somebody else"));
        }
        if document.is_sensitive() != file.document.is_sensitive() {
            fault(format!("{path} has another marking"));
        }
    }
    if file.document.is_sensitive() {
        let given = record.contacts.contacts.iter().filter_map(|contact| contact.secure_email.as_ref());
        let given: BTreeSet<String> = given.map(|email| email.to_lowercase()).collect();
        for address in every.iter().filter(|one| domain_of(one) != SECURE && !given.contains(*one)) {
            fault(format!("{address} is not marked as secure"));
        }
    }
    faults
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn each_message_goes_to_whom_the_guidance_says_each_once_with_nothing_made_for_another(
        drawn in prop::collection::vec(
            (prop::collection::vec(0..12_usize, 0..4), 0..6_u8, any::<bool>(), any::<bool>(), 0..3_u8), 0..9,
        ),
        is_wales in any::<bool>(),
    ) {
        let country = if is_wales { "wales" } else { "england" };
        let record = TestRecord::sound()
            .with(FileKind::Contacts, &contacts(&drawn))
            .change(FileKind::Inspection, "country = \"england\"", &format!("country = \"{country}\""))
            .record("a");
        let text = format!("[domains]\nsecure = [\"{SECURE}\", \"hmip.example\"]\n");
        let (file, ..) = read_file(FileKind::Settings, &text, SettingsFile::read_table).expect("settings");
        let settings = Settings::new(file);
        let holidays = holidays(&settings);
        let facts = Facts::new(&record, &settings, &holidays);
        let planned = PlannedPack::new(&record, &facts, &settings, &TEMPLATES).expect("a plan");
        let mut found = Vec::new();
        for message in planned.files.iter().filter(|file| file.deliverable.document.format == Format::Eml) {
            found.extend(faults(message, &planned.files, &record));
            if message.deliverable.document.id == "announcement-email" {
                let (to, cc) = announced_to(&record, is_wales);
                prop_assert_eq!(addresses(&message.route.readers.to), to);
                prop_assert_eq!(addresses(&message.route.readers.cc), cc);
            }
        }
        prop_assert_eq!(found, Vec::<String>::new());
        let table: usize = planned.messages.iter().map(|message| message.readers.len()).sum();
        let routed = planned.files.iter().map(|file| file.route.readers.all().count()).sum::<usize>();
        prop_assert_eq!(table, routed, "the table shows every reader");
    }
}
