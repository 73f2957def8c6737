//! What goes out together, to whom and how: of a message its readers and attachments, of other documents what the officer says.

use crate::calendar::Milestone;
use crate::facts::is_same_name;
use crate::ledger::SentTo;
use crate::pack::{Planned, PlannedPack};
use crate::problem::did_you_mean;
use crate::record::{Contact, IssueWay, Record, Role};
use crate::template::{Format, Per};

/// Files that go out together: one entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Paths in the pack.
    pub paths: Vec<String>,
    /// To whom.
    pub to: Vec<SentTo>,
    /// How.
    pub how: IssueWay,
}

/// What the officer asks for.
#[derive(Clone, Debug, Default)]
pub struct WantedParcels {
    /// Ids of documents, or names of single files without their ending.
    pub documents: Vec<String>,
    /// All messages of a milestone.
    pub milestone: Option<Milestone>,
    /// Roles and names of those to whom what is no message went. A message goes to its readers.
    pub to: Vec<String>,
    /// How; where it is not said, as the message goes.
    pub how: Option<IssueWay>,
}

impl WantedParcels {
    /// The parcels that are meant.
    ///
    /// # Errors
    /// In words: a document that the pack does not have, a reader whom the record does not know or who has no such address.
    pub fn parcels(&self, planned: &PlannedPack<'_>, record: &Record) -> Result<Vec<Parcel>, String> {
        let mut parcels = Vec::new();
        let mut others = Vec::new();
        for id in &self.documents {
            let is_meant = |file: &&Planned<'_>| file.deliverable.document.id == *id || stem(file) == id;
            let files: Vec<&Planned<'_>> = planned.files.iter().filter(is_meant).collect();
            let Some(first) = files.first() else { return Err(self.lacking(id, planned)) };
            let document = first.deliverable.document;
            if document.format == Format::Eml {
                for file in files {
                    parcels.push(self.message(file, record)?);
                }
            } else if document.per != Per::Inspection && stem(first) != id {
                let names: Vec<&str> = files.iter().map(|file| stem(file)).collect();
                return Err(format!(
                    "`{id}` is made for each of several people, and each gets their own\nhelp: name one: {}",
                    names.join(", ")
                ));
            } else {
                refuse_in_the_open(first, self.how)?;
                others.extend(files.iter().map(|file| file.deliverable.path.clone()));
            }
        }
        if let Some(milestone) = self.milestone {
            let messages: Vec<&Planned<'_>> = messages_of(planned, record, milestone).collect();
            if messages.is_empty() {
                return Err(format!(
                    "no message of the pack belongs to `{}`\nhelp: name the documents",
                    milestone.name()
                ));
            }
            for file in messages {
                parcels.push(self.message(file, record)?);
            }
        }
        if !others.is_empty() {
            let (Some(how), false) = (self.how, self.to.is_empty()) else {
                return Err(format!(
                    "{} is no message, so say to whom it went and how\nhelp: type `--to yot-manager --how post`; a role of \
                     contacts.toml or a name will do",
                    others.join(", ")
                ));
            };
            parcels.push(Parcel { paths: others, to: self.named(record, how)?, how });
        }
        Ok(parcels)
    }

    /// A message with what goes with it, to those in its head. Mail programs rewrite a message, so that its attachments are noted
    /// themselves.
    fn message(&self, file: &Planned<'_>, record: &Record) -> Result<Parcel, String> {
        if !self.to.is_empty() {
            let readers: Vec<&str> = file.route.readers.all().map(|reader| reader.name.as_str()).collect();
            return Err(format!(
                "{} goes to those in its head: {}\nhelp: leave out `--to`; what somebody else got is another message",
                file.deliverable.path,
                readers.join(", ")
            ));
        }
        let as_made = if file.deliverable.document.secure { IssueWay::SecureEmail } else { IssueWay::Email };
        let how = self.how.unwrap_or(as_made);
        refuse_in_the_open(file, Some(how))?;
        let paths = [&file.deliverable.path].into_iter().chain(&file.route.attachments).cloned().collect();
        let to = file.route.readers.all().map(|reader| SentTo {
            roles: contact(record, &reader.name).map(roles).unwrap_or_default(),
            name: reader.name.clone(),
            address: Some(reader.address.clone()),
        });
        Ok(Parcel { paths, to: to.collect(), how })
    }

    /// The people whom the officer names.
    fn named(&self, record: &Record, how: IssueWay) -> Result<Vec<SentTo>, String> {
        let mut found: Vec<SentTo> = Vec::new();
        for word in &self.to {
            let contacts = &record.contacts.contacts;
            let is_meant = |contact: &&Contact| {
                is_same_name(&contact.name, word) || contact.roles.iter().any(|role| role.value.word() == word)
            };
            let meant: Vec<&Contact> = contacts.iter().filter(is_meant).collect();
            if meant.is_empty() {
                return Err(unknown(word, record));
            }
            for contact in meant {
                let to =
                    SentTo { name: contact.name.to_string(), roles: roles(contact), address: address(contact, how)? };
                if !found.contains(&to) {
                    found.push(to);
                }
            }
        }
        Ok(found)
    }

    fn lacking(&self, id: &str, planned: &PlannedPack<'_>) -> String {
        if let Some(waiting) = planned.waiting.iter().find(|waiting| waiting.document == id) {
            return format!("`{id}` is not made yet: it waits for {}", waiting.waits_for.join("; "));
        }
        let mut ids: Vec<&str> = planned.files.iter().map(|file| file.deliverable.document.id.as_str()).collect();
        ids.dedup();
        match did_you_mean(id, ids.iter().copied()) {
            Some(meant) => format!("the pack has no document `{id}`\nhelp: did you mean `{meant}`?"),
            None => format!("the pack has no document `{id}`\nhelp: it has {}", ids.join(", ")),
        }
    }
}

/// The messages of a pack that are sent for a milestone. One about a change belongs to none.
pub fn messages_of<'p, 't>(
    planned: &'p PlannedPack<'t>,
    record: &'p Record,
    milestone: Milestone,
) -> impl Iterator<Item = &'p Planned<'t>> {
    planned.files.iter().filter(move |file| milestone_of(file, record) == Some(milestone))
}

/// The milestone for which a file is sent, if it is a message.
pub fn milestone_of(file: &Planned<'_>, record: &Record) -> Option<Milestone> {
    let document = file.deliverable.document;
    let is_sent = document.format == Format::Eml && !document.per.has_its_own_day();
    is_sent.then(|| document.serves(record))
}

/// The name of a file without its folder and ending: `print-pack-ruth-calder`.
fn stem<'p>(file: &'p Planned<'_>) -> &'p str {
    let name = file.deliverable.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What is marked OFFICIAL-SENSITIVE goes by no ordinary mail.
fn refuse_in_the_open(file: &Planned<'_>, how: Option<IssueWay>) -> Result<(), String> {
    let document = file.deliverable.document;
    // What names children, or goes by secure mail, has no other marking: the catalogue is refused otherwise.
    match how == Some(IssueWay::Email) && document.is_sensitive() {
        false => Ok(()),
        true => Err(format!(
            "{} is marked {}, which goes by no ordinary e-mail\nhelp: `--how secure-email`, `--how post` or `--how by-hand`; where it did go \
             by ordinary e-mail, tell whoever answers for data protection",
            file.deliverable.path, document.marking
        )),
    }
}

fn contact<'r>(record: &'r Record, name: &str) -> Option<&'r Contact> {
    record.contacts.contacts.iter().find(|contact| is_same_name(&contact.name, name))
}

fn roles(contact: &Contact) -> Vec<Role> {
    contact.roles.iter().map(|role| role.value).collect()
}

/// Where somebody is reached in a way.
fn address(contact: &Contact, how: IssueWay) -> Result<Option<String>, String> {
    let (address, key) = match how {
        IssueWay::Email => (contact.email.as_ref().map(ToString::to_string), "email"),
        IssueWay::SecureEmail => (contact.secure_email.as_ref().map(ToString::to_string), "secure-email"),
        IssueWay::Post => {
            let lines: Vec<&str> = contact.address.iter().map(|line| &***line).collect();
            ((!lines.is_empty()).then(|| lines.join(", ")), "address")
        }
        IssueWay::ByHand => return Ok(None),
    };
    let lacks = || format!("{} has no `{key}` in contacts.toml, so nothing was written", &*contact.name);
    address.map(Some).ok_or_else(lacks)
}

fn unknown(word: &str, record: &Record) -> String {
    let names = record.contacts.contacts.iter().map(|contact| &**contact.name);
    let roles = Role::ALL.iter().map(|role| role.word());
    match did_you_mean(word, names.chain(roles)) {
        Some(meant) => {
            format!("contacts.toml has nobody called `{word}`, and no such role\nhelp: did you mean `{meant}`?")
        }
        None => {
            format!("contacts.toml has nobody called `{word}`, and nobody with such a role\nhelp: add the person there")
        }
    }
}
