//! What can be wrong with the entries of a catalogue, taken together.

use super::audience::Per;
use super::catalogue::{Catalogue, Document, Format};

/// The most documents that there may be.
const MOST_DOCUMENTS: usize = 200;

impl Document {
    /// Whether another document's file would lie where this one's does.
    fn collides_with(&self, other: &Self) -> bool {
        (&self.stage, self.file(), self.format) == (&other.stage, other.file(), other.format)
    }
}

impl Catalogue {
    /// What is wrong with the entries of a workspace that may name children: the program's own documents may, and no other
    /// (guidance §10.4).
    pub fn naming_too_much(&self, own: &Self) -> Vec<(String, String)> {
        let may = |id: &str| self.documents.iter().any(|known| known.id == id && known.names_children);
        let is_too_much = |document: &&Document| document.names_children && !may(&document.id);
        let words = "only the documents of the program that name children may have `names-children`";
        own.documents.iter().filter(is_too_much).map(|document| (document.id.clone(), words.to_owned())).collect()
    }

    /// What is wrong with the entries taken together, each with the id of the entry.
    pub fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        if self.documents.len() > MOST_DOCUMENTS {
            return vec![("catalogue".to_owned(), format!("there are more than {MOST_DOCUMENTS} documents"))];
        }
        for (index, document) in self.documents.iter().enumerate() {
            let mut fault = |words: String| faults.push((document.id.clone(), words));
            if !is_file_name(&document.id) {
                fault(format!("the id `{}` is not made of small letters, digits and hyphens", document.id));
            }
            if !is_file_name(&document.stage) {
                fault(format!("the stage `{}` is not made of small letters, digits and hyphens", document.stage));
            }
            if self.documents[..index].iter().any(|earlier| earlier.id == document.id) {
                fault(format!("the id `{}` is there twice", document.id));
            }
            if let Some(file) = document.file.as_deref().filter(|file| !is_file_name(file)) {
                fault(format!("the file name `{file}` is not made of small letters, digits and hyphens"));
            }
            let earlier = &self.documents[..index];
            if let Some(other) = earlier.iter().find(|other| other.id != document.id && document.collides_with(other)) {
                fault(format!("its file is that of `{}`", other.id));
            }
            if !document.item_needs.is_empty() && document.per == Per::Inspection {
                fault("`item-needs` is for a document that is made for each person or place".to_owned());
            }
            for words in message_faults(document) {
                fault(words);
            }
            for words in naming_faults(document) {
                fault(words.to_owned());
            }
            for attached in &document.attach {
                match self.documents.iter().find(|other| other.id == *attached) {
                    None => fault(format!("there is no document `{attached}` to attach")),
                    Some(other) if other.format == Format::Eml => fault(format!("`{attached}` is a message itself")),
                    Some(other) if other.names_children && !document.secure => fault(format!(
                        "`{attached}` names children, so that a message carries it with `secure = true` alone"
                    )),
                    Some(other) if other.is_sensitive() && !document.secure => fault(format!(
                        "`{attached}` is marked {}, so that a message carries it with `secure = true` alone",
                        other.marking
                    )),
                    Some(other) if !other.is_sensitive() && document.secure => fault(format!(
                        "`{attached}` is marked {}, and a message by secure mail carries only what is marked {SENSITIVE}: \
                         send it with another message",
                        other.marking
                    )),
                    Some(other) if other.per != Per::Inspection && other.per != document.per => fault(format!(
                        "`{attached}` is made for each {}, so that a message to {} would carry what is made for somebody else",
                        words_of(other.per),
                        if document.per == Per::Inspection { "several people" } else { "each of others" },
                    )),
                    Some(_) => {}
                }
            }
        }
        faults
    }
}

/// For whom or what a document is made, in words.
fn words_of(per: Per) -> String {
    match per {
        Per::Role(role) => format!("contact with the role {}", role.word()),
        Per::ReportReader => "person who gets a copy of the report".to_owned(),
        Per::Touched => "person whom a change touches".to_owned(),
        Per::Concern => "concern or alert of which a manager is to be told".to_owned(),
        Per::Complaint => "step of a complaint".to_owned(),
        other => other.word().replace('-', " "),
    }
}

/// What is wrong with the keys of an entry that are for messages alone, or with the way in which they meet.
fn message_faults(document: &Document) -> Vec<String> {
    let Document { to, cc, bcc, per, .. } = document;
    let is_for_all = *per == Per::Inspection;
    if document.format != Format::Eml {
        let keys = [
            (!document.attach.is_empty(), "only a message can have attachments"),
            (!cc.is_empty() || !bcc.is_empty(), "only a message can have copies"),
            (!to.is_empty(), "only a message goes to somebody: take `to` out"),
            (document.reply_to.is_some(), "only a message has answers: take `reply-to` out"),
            (document.see_each_other, "only a message has readers who can see each other: take `see-each-other` out"),
        ];
        return keys.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, words)| words.to_owned()).collect();
    }
    let names_readers = [to, cc, bcc].into_iter().any(|list| !list.is_empty());
    let has_outsiders = to.has_outsiders() || cc.has_outsiders();
    let faults = [
        (
            !is_for_all && names_readers,
            "a message that is made for each person goes to that person: it has neither `to` nor `cc` nor `bcc`".to_owned(),
        ),
        (
            *per == Per::LineManager,
            format!("no address is known of a {}, so that no message goes there", words_of(*per)),
        ),
        (
            is_for_all && to.is_empty(),
            "nobody is named to whom it goes: add `to`, or `per` for a message to each of several".to_owned(),
        ),
        (
            is_for_all && has_outsiders && !document.see_each_other,
            "those to whom it goes from outside the team and the YOT would see the names and addresses of each other: add \
             `see-each-other = true` if they may, put them into `bcc`, or make a message for each with `per = \"role:…\"`"
                .to_owned(),
        ),
        (
            document.see_each_other && !has_outsiders,
            "`see-each-other` is for a message to several from outside the team and the YOT: take it out".to_owned(),
        ),
        (
            document.is_sensitive() && !document.secure,
            format!("a message marked {} goes by secure mail alone: add `secure = true`", document.marking),
        ),
        (
            document.reply_to.is_some_and(|recipient| recipient.is_outside()),
            "answers go to the team, the office or the YOT manager, and to nobody else: change `reply-to`".to_owned(),
        ),
        (
            document.called_for_by.as_deref() == Some("messages"),
            "`messages` calls for documents about messages, and a message is none: change `called-for-by`".to_owned(),
        ),
        (document.marking_once_filled.is_some(), "nobody fills in a message: take `marking-once-filled` out".to_owned()),
    ];
    faults.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, words)| words).collect()
}

/// The marking of whatever names children.
const SENSITIVE: &str = "OFFICIAL-SENSITIVE";

/// What is wrong with an entry that may name children, or that goes by secure mail.
fn naming_faults(document: &Document) -> Vec<&'static str> {
    let is_message = document.format == Format::Eml;
    let faults = [
        (
            document.names_children && matches!(document.format, Format::Eml | Format::Ics | Format::Html),
            "only a PDF or a workbook can name children",
        ),
        (
            document.names_children && !matches!(document.per, Per::Inspection | Per::Inspector),
            "what names children is for the inspection or for each inspector, for nobody else",
        ),
        (document.secure && !is_message, "only a message goes by secure mail"),
        (
            matches!(document.per, Per::Concern | Per::Complaint) && document.marking != SENSITIVE,
            "what tells of a concern or a complaint is marked OFFICIAL-SENSITIVE",
        ),
        (
            (document.names_children || document.secure) && document.marking != SENSITIVE,
            "what names children, or goes by secure mail, is marked OFFICIAL-SENSITIVE",
        ),
    ];
    faults.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, words)| words).collect()
}

/// Whether a name from a catalogue can be part of a path: it then leads nowhere else on any system.
fn is_file_name(name: &str) -> bool {
    let plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    !name.is_empty() && name.len() <= 60 && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::tests::LETTER;
    use super::*;

    #[test]
    fn an_id_that_is_a_path_is_a_fault() {
        let catalogue = Catalogue::read(&LETTER.replace("\"letter\"", "\"../letter\"")).expect("a catalogue");
        assert_eq!(catalogue.faults().len(), 1);
    }

    #[test]
    fn two_documents_in_one_place_are_a_fault() {
        let other = LETTER.replace("\"letter\"", "\"note\"");
        let catalogue =
            |file: &str| Catalogue::read(&format!("{LETTER}{other}file = \"{file}\"\n")).expect("a catalogue");
        assert_eq!(catalogue("letter").faults(), [("note".to_owned(), "its file is that of `letter`".to_owned())]);
        assert_eq!(catalogue("reminder").faults(), []);
    }

    #[test]
    fn an_attachment_that_does_not_exist_is_a_fault() {
        let text = LETTER.replace("\"pdf\"", "\"eml\"") + "to = [\"yot-manager\"]\nattach = [\"nothing\"]\n";
        assert_eq!(Catalogue::read(&text).expect("a catalogue").faults().len(), 1);
    }

    #[test]
    fn what_names_children_is_sensitive_and_a_message_carries_it_by_secure_mail_alone() {
        let naming = LETTER.replace("\"OFFICIAL\"", "\"OFFICIAL-SENSITIVE\"") + "names-children = true\n";
        let message = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1-announcement\"\nformat = \"eml\"\naudience = \"YOT\"\nto = [\"yot-manager\"]\nmarking = \"OFFICIAL-SENSITIVE\"\nattach = [\"letter\"]\n";
        let faults = |text: &str| Catalogue::read(text).expect("a catalogue").faults().len();
        assert_eq!(faults(&naming), 0);
        assert_eq!(faults(&format!("{naming}{message}secure = true\n")), 0);
        // Not by secure mail: neither the message nor what it carries may go.
        assert_eq!(faults(&format!("{naming}{message}")), 2);
        for wrong in [
            format!("{LETTER}names-children = true\n"),
            format!("{naming}per = \"contact\"\n"),
            naming.replace("\"pdf\"", "\"eml\"") + "secure = true\nto = [\"yot-manager\"]\n",
            naming.replace("\"pdf\"", "\"html\""),
            format!("{naming}secure = true\n"),
            format!("{naming}{message}secure = true\n")
                .replace("marking = \"OFFICIAL-SENSITIVE\"\nattach", "marking = \"OFFICIAL\"\nattach"),
        ] {
            assert_eq!(faults(&wrong), 1, "{wrong}");
        }
    }

    const MESSAGE: &str = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1-announcement\"\nformat = \"eml\"\naudience = \"YOT\"\n";

    #[test]
    fn a_message_carries_what_is_sensitive_or_what_is_not_and_never_both() {
        let other = LETTER.replace("\"letter\"", "\"form\"").replace("\"OFFICIAL\"", "\"OFFICIAL-SENSITIVE\"");
        let faults = |keys: &str| {
            let catalogue = Catalogue::read(&format!("{LETTER}{other}{MESSAGE}to = [\"yot-manager\"]\n{keys}"));
            catalogue.expect("a catalogue").faults().len()
        };
        let open = "marking = \"OFFICIAL\"\n";
        let secure = "marking = \"OFFICIAL-SENSITIVE\"\nsecure = true\n";
        assert_eq!(faults(&format!("{open}attach = [\"letter\"]\n")), 0);
        assert_eq!(faults(&format!("{secure}attach = [\"form\"]\n")), 0);
        for wrong in [
            format!("{open}attach = [\"form\"]\n"),
            format!("{open}attach = [\"letter\", \"form\"]\n"),
            format!("{secure}attach = [\"letter\"]\n"),
            format!("{secure}attach = [\"letter\", \"form\"]\n"),
            "marking = \"OFFICIAL-SENSITIVE\"\n".to_owned(),
            format!("{open}secure = true\n"),
        ] {
            assert_eq!(faults(&wrong), 1, "{wrong}");
        }
    }

    #[test]
    fn people_from_outside_see_each_other_only_where_the_entry_says_so() {
        let faults = |keys: &str| {
            let catalogue = Catalogue::read(&format!("{MESSAGE}marking = \"OFFICIAL\"\n{keys}")).expect("a catalogue");
            catalogue.faults().into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        for right in [
            "to = [\"yot-manager\", \"team.members\", \"office\"]\n",
            "to = [\"yot-manager\"]\nbcc = [\"strategic-manager\"]\nreply-to = \"team.lead_inspector\"\n",
            "to = [\"chief-executive\", \"board-chair\"]\nsee-each-other = true\n",
            "to.england = [\"yot-manager\"]\nto.wales = [\"yot-manager\"]\n",
            "per = \"role:chief-executive\"\n",
            "per = \"site\"\n",
        ] {
            assert_eq!(faults(right), [""; 0], "{right}");
        }
        for (wrong, words) in [
            ("to = [\"chief-executive\", \"board-chair\"]\n", "would see the names and addresses of each other"),
            ("to.wales = [\"yot-manager\"]\ncc.wales = [\"inspectorate\"]\n", "would see the names"),
            ("to = [\"yot-manager\"]\nsee-each-other = true\n", "take it out"),
            ("cc = [\"yot-manager\"]\n", "nobody is named"),
            ("per = \"role:chief-executive\"\nbcc = [\"office\"]\n", "neither `to` nor `cc` nor `bcc`"),
            ("per = \"line-manager\"\n", "no address is known of a line manager"),
            ("to = [\"office\"]\nreply-to = \"inspectorate\"\n", "answers go to"),
            ("to = [\"office\"]\nmarking-once-filled = \"OFFICIAL\"\n", "nobody fills in a message"),
        ] {
            let faults = faults(wrong);
            assert!(faults.len() == 1 && faults[0].contains(words), "{wrong}: {faults:?}");
        }
        for letter in
            ["to = [\"office\"]\n", "bcc = [\"office\"]\n", "reply-to = \"office\"\n", "see-each-other = true\n"]
        {
            assert_eq!(
                Catalogue::read(&format!("{LETTER}{letter}")).expect("a catalogue").faults().len(),
                1,
                "{letter}"
            );
        }
        for unknown in
            ["to = [\"team.leader\"]\n", "per = \"role:leader\"\n", "per = \"leader\"\n", "to.scotland = []\n"]
        {
            let error = Catalogue::read(&format!("{MESSAGE}marking = \"OFFICIAL\"\n{unknown}")).expect_err(unknown);
            assert!(
                error.message().contains("role") || error.message().contains("what a document can be made for"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_workspace_can_replace_an_entry_that_names_children_and_add_none() {
        let naming = LETTER.replace("\"OFFICIAL\"", "\"OFFICIAL-SENSITIVE\"") + "names-children = true\n";
        let of = |text: &str| Catalogue::read(text).expect("a catalogue");
        assert_eq!(of(&naming).naming_too_much(&of(&naming)), []);
        assert_eq!(of(LETTER).naming_too_much(&of(&naming)).len(), 1);
        assert_eq!(of(&naming).naming_too_much(&of(&naming.replace("\"letter\"", "\"list\""))).len(), 1);
    }
}
