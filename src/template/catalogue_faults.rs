//! What can be wrong with the entries of a catalogue, taken together.

use super::catalogue::{Catalogue, Document, Format, Per};

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
            if !document.attach.is_empty() && document.format != Format::Eml {
                fault("only a message can have attachments".to_owned());
            }
            if !document.cc.is_empty() && document.format != Format::Eml {
                fault("only a message can have copies".to_owned());
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
                    Some(_) => {}
                }
            }
        }
        faults
    }
}

/// The marking of whatever names children.
const SENSITIVE: &str = "OFFICIAL-SENSITIVE";

/// What is wrong with an entry that may name children, or that goes by secure mail.
fn naming_faults(document: &Document) -> Vec<&'static str> {
    let is_message = document.format == Format::Eml;
    let faults = [
        (
            document.names_children && matches!(document.format, Format::Eml | Format::Ics),
            "only a PDF or a workbook can name children",
        ),
        (
            document.names_children && !matches!(document.per, Per::Inspection | Per::Inspector),
            "what names children is for the inspection or for each inspector, for nobody else",
        ),
        (document.secure && !is_message, "only a message goes by secure mail"),
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
        let text = LETTER.replace("\"pdf\"", "\"eml\"") + "attach = [\"nothing\"]\n";
        assert_eq!(Catalogue::read(&text).expect("a catalogue").faults().len(), 1);
    }

    #[test]
    fn what_names_children_is_sensitive_and_a_message_carries_it_by_secure_mail_alone() {
        let naming = LETTER.replace("\"OFFICIAL\"", "\"OFFICIAL-SENSITIVE\"") + "names-children = true\n";
        let message = "[[document]]\nid = \"note\"\ntitle.en = \"Note\"\nstage = \"1-announcement\"\nformat = \"eml\"\naudience = \"YOT\"\nmarking = \"OFFICIAL-SENSITIVE\"\nattach = [\"letter\"]\n";
        let faults = |text: &str| Catalogue::read(text).expect("a catalogue").faults().len();
        assert_eq!(faults(&naming), 0);
        assert_eq!(faults(&format!("{naming}{message}secure = true\n")), 0);
        for wrong in [
            format!("{LETTER}names-children = true\n"),
            format!("{naming}per = \"contact\"\n"),
            naming.replace("\"pdf\"", "\"eml\""),
            format!("{naming}secure = true\n"),
            format!("{naming}{message}"),
            format!("{naming}{message}secure = true\n")
                .replace("marking = \"OFFICIAL-SENSITIVE\"\nattach", "marking = \"OFFICIAL\"\nattach"),
        ] {
            assert_eq!(faults(&wrong), 1, "{wrong}");
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
