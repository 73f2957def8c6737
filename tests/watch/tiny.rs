//! A workspace whose documents are small enough to be built a thousand times in a test: a page, a message, a calendar file.

use std::fs;
use std::path::{Path, PathBuf};

use sqspack::template::{Format, Templates};
use tempfile::TempDir;

/// A workspace in a temporary folder.
pub struct Tiny {
    folder: TempDir,
}

/// Settings that say nothing. An empty file would be asked about, where the last build had another.
pub const NO_SETTINGS: &str = "# Nothing is set.\n";

/// The program's own documents wait for what no record has; a note and a message take their place.
const CATALOGUE: &str = r#"
[needs]
"never" = "what never comes"

[[document]]
id = "note"
title.en = "Note"
stage = "1-announcement"
format = "pdf"
marking = "OFFICIAL"
audience = "YOT"
needs = ["addressee"]

[[document]]
id = "message"
title.en = "Message"
stage = "2-sample"
format = "eml"
marking = "OFFICIAL"
audience = "YOT"
attach = ["note"]
to = ["yot-manager"]
"#;

/// The note's template; `word` tells one version from another.
pub fn note(word: &str) -> String {
    format!(
        "#import \"/layout/tiny.typ\": tiny\n\
         #show: tiny.with(title: {{{{ document.title | lit }}}}, author: {{{{ office.inspectorate | lit }}}}, \
         date: {{{{ document.date.iso | lit }}}})\n\
         = Note\n\n\
         {word} {{{{ yot.name }}}}, {{{{ office.telephone }}}}\n\n\
         {{% for contact in contacts %}}{{{{ contact.name }}}}\n\n{{% endfor %}}"
    )
}

/// The layout that the note imports; `size` tells one version from another.
pub fn layout(size: u32) -> String {
    format!(
        "#let tiny(title: \"\", author: \"\", date: \"\", body) = {{\n  \
         let (year, month, day) = date.split(\"-\").map(int)\n  \
         set document(title: title, author: author, date: datetime(year: year, month: month, day: day))\n  \
         set text(lang: \"en\", region: \"GB\", font: \"Liberation Sans\", size: {size}pt)\n  body\n}}\n"
    )
}

/// The catalogue; the message is for `audience`.
pub fn catalogue(audience: &str) -> String {
    // All but the calendar file, which costs next to nothing, and what is about children, whom no record here has.
    let own = Templates::embedded().expect("sound templates").catalogue.documents;
    let own = own.iter().filter(|own| own.id != "timeline-calendar" && !own.names_children && !own.secure);
    let off: Vec<String> = own
        .map(|own| {
            let to = if own.format == Format::Eml { "to = [\"yot-manager\"]\n" } else { "" };
            format!(
                "[[document]]\nid = \"{0}\"\ntitle.en = \"{0}\"\nstage = \"1-announcement\"\nformat = \"{1}\"\n\
             marking = \"{2}\"\naudience = \"nobody\"\nneeds = [\"never\"]\n{to}",
                own.id,
                own.format.extension(),
                own.marking
            )
        })
        .collect();
    off.join("\n") + &CATALOGUE.replace("audience = \"YOT\"", &format!("audience = \"{audience}\""))
}

/// `inspection.toml` of a YOT with this name.
pub fn inspection(name: &str) -> String {
    format!(
        "[yot]\nname = \"{name}\"\narea = \"Harrowdale\"\ncountry = \"england\"\n\
         authorities = [\"Harrowdale Council\"]\n\n[[site]]\nname = \"Station House\"\n\
         address = [\"1 Station Road\", \"Harrowdale\", \"HD1 1AA\"]\n\n[fieldwork]\nstarts = 2027-03-15\n"
    )
}

/// The roles of guidance §10.1, which one person may hold.
const ALL_WHO_ARE_ANNOUNCED_TO: &str =
    r#""yot-manager", "chief-executive", "board-chair", "director-of-childrens-services""#;

/// `contacts.toml` with these people, the first of whom holds every role that an announcement goes to.
pub fn contacts<S: AsRef<str>>(names: &[S]) -> String {
    let contact = |(index, name): (usize, &S)| {
        let roles = if index == 0 { ALL_WHO_ARE_ANNOUNCED_TO } else { "\"strategic-manager\"" };
        let name = name.as_ref();
        format!(
            "[[contact]]\nname = \"{name}\"\ntitle = \"Head of Service\"\nroles = [{roles}]\n\
             organisation = \"Harrowdale Council\"\nemail = \"contact{index}@harrowdale.example\"\n\
             address = [\"1 Station Road\", \"Harrowdale\", \"HD1 1AA\"]\nsalutation = \"Dear colleague\"\n\n"
        )
    };
    names.iter().enumerate().map(contact).collect()
}

/// `team.toml` with this lead inspector.
pub fn team(lead: &str) -> String {
    format!(
        "[lead-inspector]\nname = \"{lead}\"\nemail = \"lead@hmip.example\"\ntelephone = \"07700 900111\"\n\
         dbs-checked = 2025-03-14\n\n[support-officer]\nname = \"Colin Ashworth\"\n\
         email = \"colin.ashworth@hmip.example\"\ntelephone = \"0161 496 0123\"\n"
    )
}

impl Tiny {
    /// A workspace with inspections of these names.
    pub fn with(inspections: &[&str]) -> Self {
        let tiny = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        tiny.write("sqspack.toml", NO_SETTINGS);
        tiny.write("templates/catalogue.toml", &catalogue("YOT"));
        tiny.write("templates/note/en.typ", &note("About"));
        tiny.write("templates/layout/tiny.typ", &layout(10));
        tiny.write("templates/message/en.subject.txt", "{{ document.title }}: {{ yot.name }}\n");
        tiny.write("templates/message/en.txt", "{{ yot.name }} {{ team.lead_inspector?.name or \"\" }}\n");
        tiny.write("templates/message/en.html", "<p>{{ yot.name }}</p>\n");
        for name in inspections {
            tiny.begin(name);
        }
        tiny
    }

    /// Writes the record of an inspection.
    pub fn begin(&self, name: &str) {
        self.write(&format!("inspections/{name}/inspection.toml"), &inspection("Harrowdale YOT"));
        self.write(&format!("inspections/{name}/contacts.toml"), &contacts(&["Helen Marsh", "Samir Haddad"]));
        self.write(&format!("inspections/{name}/team.toml"), &team("Ruth Calder"));
    }

    /// The root.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the workspace.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file, and the folders that it needs.
    pub fn write(&self, path: &str, text: &str) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, text).expect("written");
    }
}
