//! What may not be in git: by its path, by its content, by its name.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::clean::CleanPieces;
use super::fault::{GuardFault, GuardFinding};
use super::known::KnownChildren;
use super::names::{format_of, is_below};
use super::texts::{said_in_rtf, unescaped, without_tags};
use crate::record::{FileKind, schema_text};
use crate::sealing::{holds_passphrase, look};
use crate::search::{Terms, What};
use crate::workspace::decoded::{mixed_with_utf16, packed, text_of};
use crate::workspace::{Workspace, has_children, looks_like_children, sealed};

/// The rule for one workspace.
pub struct Rule {
    /// Whom it looks for.
    known: KnownChildren,
    /// The workspace's path in the repository: empty, or with `/` at its end.
    prefix: String,
    /// The root of the repository.
    pub top: PathBuf,
    allowed: Vec<String>,
    clean: CleanPieces,
}

impl Rule {
    /// The rule for a workspace that has this path in the repository at `top`. Whose children are invented is not looked for.
    pub fn new(workspace: &Workspace, top: PathBuf, prefix: &str) -> Self {
        Self {
            known: KnownChildren::of(workspace, &top, prefix),
            prefix: prefix.to_owned(),
            top,
            allowed: workspace.settings.allowed_in_git().map(|path| format!("{prefix}{path}")).collect(),
            clean: CleanPieces::default(),
        }
    }

    /// How many children it knows.
    pub fn children(&self) -> usize {
        self.known.terms.iter().map(Terms::children).sum()
    }

    /// How many of them are not looked for by their full name, which the record gives to somebody else.
    pub fn namesakes(&self) -> usize {
        self.known.terms.iter().map(Terms::namesakes).sum()
    }

    /// How many inspections have children that it does not know, because their file is sealed and was not opened.
    pub fn closed(&self) -> usize {
        self.known.closed
    }

    /// Whether the children of any inspection are invented, and their files may be in git.
    pub fn knows_invented(&self) -> bool {
        !self.known.invented.is_empty()
    }

    /// The children's files that no child can be read from.
    pub fn unread(&self) -> impl Iterator<Item = GuardFinding> + '_ {
        self.known.unread.iter().map(|path| self.finding(path, GuardFault::Unread))
    }

    /// What is said of a file that is too large to be searched. A message is never so large.
    pub fn of_too_large(&self, place: &str) -> Option<GuardFinding> {
        let is_passed_over = self.known.terms.is_empty() || self.is_allowed(place);
        (!is_passed_over).then(|| self.finding(place, GuardFault::TooLarge))
    }

    fn finding(&self, place: &str, fault: GuardFault) -> GuardFinding {
        GuardFinding { place: self.shown(place), fault }
    }

    /// What a path says of a file, wherever in the repository it lies.
    pub fn of_path(&self, path: &str) -> Option<GuardFinding> {
        self.name_fault(path).map(|fault| self.finding(path, fault))
    }

    fn name_fault(&self, path: &str) -> Option<GuardFault> {
        if let Some(what) = self.what_in_name(path) {
            return Some(GuardFault::NamedAfter(what));
        }
        // A folder has `/` at its end, and no format.
        if path.ends_with('/') {
            return self.is_made(path).then_some(GuardFault::Made);
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_invented = name == FileKind::Children.name() && self.is_of_invented(path);
        if sealed::is_sealed_path(path) {
            return None;
        }
        if has_children(name) && !is_invented {
            return Some(self.private(path));
        }
        if self.is_made(path) {
            return Some(GuardFault::Made);
        }
        format_of(path).filter(|_| !self.is_allowed(path)).map(GuardFault::Format)
    }

    /// What the name of a file, a folder, a branch or a tag holds of a child.
    pub fn what_in_name(&self, name: &str) -> Option<What> {
        self.known.terms.iter().find_map(|terms| terms.in_the_name_of_a_file(name))
    }

    /// Whether a path lies where sqspack writes what it makes.
    fn is_made(&self, path: &str) -> bool {
        let own = path.strip_prefix(&self.prefix);
        own.is_some_and(|own| ["packs/", "issued/", ".sqspack/"].iter().any(|folder| own.starts_with(folder)))
    }

    /// Why a children's file may not be there.
    fn private(&self, path: &str) -> GuardFault {
        let is_doubted = self.known.doubted.iter().any(|folder| is_below(path, folder));
        if is_doubted { GuardFault::Doubted } else { GuardFault::PrivateFile }
    }

    /// Whether the settings say that a file may be there although nobody can read it line by line.
    fn is_allowed(&self, path: &str) -> bool {
        self.allowed.iter().any(|allowed| is_below(path, allowed))
    }

    /// What the content of a file tells of a child. The file has a path, or what it is is said in words.
    pub fn of_content(&self, place: &str, content: &[u8]) -> Option<GuardFinding> {
        if sealed::is_sealed_path(place) {
            let fault = look(content).err().map(|_| GuardFault::NotSealed);
            return fault.map(|fault| self.finding(place, fault));
        }
        let (text, is_text) = text_of(content);
        let is_otherwise = text.as_bytes() != content;
        let is_childrens = looks_like_children(content) || (is_otherwise && looks_like_children(text.as_bytes()));
        if is_childrens && !self.is_allowed(place) && !self.is_of_invented(place) {
            return Some(self.finding(place, self.private(place)));
        }
        if is_text && holds_passphrase(&text) {
            return Some(self.finding(place, GuardFault::Passphrase));
        }
        if self.known.terms.is_empty() || is_schema(content) {
            return None;
        }
        if let Some(format) = packed(content).filter(|_| format_of(place).is_none() && !self.is_allowed(place)) {
            return Some(self.finding(place, GuardFault::Format(format)));
        }
        let otherwise = [unescaped, without_tags, said_in_rtf];
        let read = || otherwise.iter().filter_map(|read| read(&text));
        let mixed = || self.in_text(&mixed_with_utf16(content)?, true);
        let found = self
            .in_text(&text, is_text)
            .or_else(|| read().find_map(|plain| self.in_text(&plain, is_text)))
            .or_else(mixed);
        found.map(|(what, line)| {
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            let finding = self.finding(place, GuardFault::Holds(what));
            GuardFinding { place: finding.place + &line, ..finding }
        })
    }

    /// What a message tells of a child, also by the name of a file or a branch in it: `Merge branch 'jack-smith'`.
    pub fn of_message(&self, place: &str, content: &[u8]) -> Option<GuardFinding> {
        let named = || {
            let (text, _) = text_of(content);
            let mut names = text.split(|sign: char| sign.is_whitespace() || "'\"`()[]<>,;:".contains(sign));
            names.find_map(|name| name.contains(['-', '_', '/', '.']).then(|| self.what_in_name(name))?)
        };
        self.of_people(place, content).or_else(|| Some(self.finding(place, GuardFault::Holds(named()?))))
    }

    /// What a text tells of a child that has people in it as git writes them, one to a line, perhaps in small letters: `faith hope
    /// <f@x.example>`.
    pub fn of_people(&self, place: &str, content: &[u8]) -> Option<GuardFinding> {
        let named = || {
            let (text, _) = text_of(content);
            let mut people = text.lines().filter_map(|line| {
                let (name, address) = line.split_once('<')?;
                address.contains('@').then(|| name.rsplit(':').next().unwrap_or(name).trim())
            });
            people.find_map(|name| self.what_in_name(name))
        };
        self.of_content(place, content).or_else(|| Some(self.finding(place, GuardFault::Holds(named()?))))
    }

    /// Whether a path lies in an inspection whose children are invented, so that their file may be in git.
    fn is_of_invented(&self, path: &str) -> bool {
        self.known.invented.iter().any(|folder| is_below(path, folder))
    }

    /// What a text holds, with the line of it where it stands in one.
    fn in_text(&self, text: &str, is_text: bool) -> Option<(What, Option<usize>)> {
        // Digits in what is no text are no date and no number of anybody.
        let counts = |what: &What| is_text || *what == What::Name;
        let found = |text: &str| self.whats(text).find(counts);
        // Of what is no text, each piece would count differently.
        if is_text && self.clean.is_clean(text, |piece| self.whats(piece).next().is_some()) {
            return None;
        }
        let whole = found(text)?;
        let line = text.lines().position(|line| found(line).is_some()).map(|line| line + 1);
        Some((whole, line))
    }

    /// What a name or a short text holds of a child.
    pub fn what(&self, text: &str) -> Option<What> {
        self.whats(text).next()
    }

    fn whats<'r>(&'r self, text: &'r str) -> impl Iterator<Item = What> + 'r {
        self.known.terms.iter().flat_map(move |terms| terms.find(text)).map(|hit| hit.what)
    }

    /// A path without what its parts hold of a child.
    pub fn shown(&self, path: &str) -> String {
        let tells = |text: &str| self.what_in_name(text).is_some();
        let parts: Vec<&str> = path.split('/').map(|part| if tells(part) { "…" } else { part }).collect();
        let shown = parts.join("/");
        // A first name for a folder, and a family name in it.
        if tells(&shown) || tells(&shown.replace('/', " ")) { "…".to_owned() } else { shown }
    }
}

/// Whether a file is a schema as this program writes it, whose examples are words that may stand in a note on a child.
fn is_schema(content: &[u8]) -> bool {
    static SCHEMAS: LazyLock<Vec<String>> = LazyLock::new(|| FileKind::ALL.map(schema_text).into());
    content.starts_with(b"{") && SCHEMAS.iter().any(|schema| schema.as_bytes() == content)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    const CHILDREN: &str = "[[child]]\nid = \"AB01\"\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n\
                            date-of-birth = 2009-12-14\nsystem-id = \"CV40213\"\n\n\
                            [[child]]\nid = \"AB02\"\nfamily-name = \"Hope\"\nfirst-names = \"Faith\"\n";

    #[test]
    fn the_names_of_people_are_read_in_small_letters_too() {
        let rule = rule("");
        for people in
            ["faith hope <f@x.example>", "Co-authored-by: faith hope <f@x.example>", "Faith hope <f@x.example>"]
        {
            assert!(rule.of_people("people", people.as_bytes()).is_some(), "{people}");
            assert!(rule.of_message("message", format!("Mend a date\n\n{people}\n").as_bytes()).is_some(), "{people}");
        }
        for people in ["hope hall <h@x.example>", "we have faith, hope and <b>love</b>"] {
            assert!(rule.of_people("people", people.as_bytes()).is_none(), "{people}");
        }
    }

    fn rule(settings: &str) -> Rule {
        let top = tempfile::tempdir().expect("a temporary folder");
        let root = top.path().join("office");
        fs::create_dir_all(root.join("inspections/a")).expect("made");
        fs::write(root.join("sqspack.toml"), settings).expect("written");
        fs::write(root.join("inspections/a/inspection.toml"), "").expect("written");
        fs::write(root.join("inspections/a/children.private.toml"), CHILDREN).expect("written");
        Rule::new(&Workspace::open(&root).expect("a workspace"), top.path().to_owned(), "office/")
    }

    #[test]
    fn the_childrens_file_is_refused_under_any_name_and_what_packs_have_by_its_format() {
        let rule = rule("[guard]\nallowed = [\"docs/guide.pdf\"]\n");
        let fault = |path: &str| rule.of_path(path).map(|found| found.fault);
        for path in [
            "office/inspections/a/children.private.toml",
            "children.private.toml",
            "office/Children.Private.toml.bak",
            "x/.children.private.toml.swp",
            "office/inspections/a/children.private.toml.age.orig",
        ] {
            assert_eq!(fault(path), Some(GuardFault::PrivateFile), "{path}");
        }
        assert_eq!(fault("office/packs/a/manifest.json"), Some(GuardFault::Made));
        assert_eq!(fault("office/children.private.toml.age"), Some(GuardFault::Format("age")));
        assert_eq!(fault("list.XLSX"), Some(GuardFault::Format("xlsx")));
        assert_eq!(fault("docs/guide.pdf"), Some(GuardFault::Format("pdf")));
        for path in ["office/docs/guide.pdf", "office/inspections/a/team.toml", "README.md"] {
            assert_eq!(fault(path), None, "{path}");
        }
        // Under another name it is known by how it begins.
        let within = |path: &str, content: &[u8]| rule.of_content(path, content).map(|found| found.fault);
        assert_eq!(within("x.bin", b"%PDF-1.7"), Some(GuardFault::Format("pdf")));
        assert_eq!(within("x", b"PK\x03\x04"), Some(GuardFault::Format("zip")));
        assert_eq!(within("office/docs/guide.pdf", b"%PDF-1.7"), None);
        assert_eq!(within("x.txt", b"nothing of %PDF-"), None);
    }

    #[test]
    fn a_sealed_file_may_be_in_git_and_a_plain_one_of_its_name_may_not() {
        let rule = rule("");
        let path = "office/inspections/a/children.private.toml.age";
        let of = |content: &[u8]| rule.of_content(path, content).map(|found| found.fault);
        assert_eq!(rule.of_path(path), None);
        assert_eq!(of(CHILDREN.as_bytes()), Some(GuardFault::NotSealed));
        assert_eq!(of(&[b"age-encryption.org/v1\n", CHILDREN.as_bytes()].concat()), Some(GuardFault::NotSealed));
        let sealed = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sealed-by-age.age")).expect("a file");
        assert_eq!(of(&sealed), None);
    }

    #[test]
    fn a_child_is_found_in_a_text_however_it_was_saved_with_the_line() {
        let rule = rule("");
        let wide: Vec<u8> = "first\nZebulon Quillfeather".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (content, line) in [
            (b"first\nZebulon Quillfeather\n".to_vec(), ":2"),
            (wide, ":2"),
            (b"a = 1\nb = \"Zebulon Quill\\u0066eather\"\n".to_vec(), ":2"),
            (b"{\\rtf1 Qu\\'edllfeather}".to_vec(), ":1"),
            (b"about Qu=C3=ADllf=\neather".to_vec(), ""),
            (b"about Quill-feather".to_vec(), ":1"),
            (b"> about Quill-\n>   feather".to_vec(), ""),
            (b"14<sup>th</sup> December 2009".to_vec(), ":1"),
            (b"{\\rtf1 the 14{\\super th} of December 2009}".to_vec(), ":1"),
            (b"Quill\xc2\xadfeather".to_vec(), ":1"),
            (b"born 14 December 2009".to_vec(), ":1"),
            (b"CV40213".to_vec(), ":1"),
        ] {
            let found = rule
                .of_content("office/notes.toml", &content)
                .unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(&content)));
            assert_eq!(found.place, format!("office/notes.toml{line}"));
        }
        assert_eq!(rule.of_content("a.txt", b"nobody"), None);
    }

    #[test]
    fn a_child_is_found_wherever_the_lines_of_a_text_are_parted_for_the_search() {
        let rule = rule("");
        for number in 0..200 {
            let around = format!("nothing of anybody {number}\n").repeat(3);
            for (first, second) in [
                ("of Zebulon", "Quillfeather agreed"),
                ("born the fourteenth", "of December 2009 at"),
                ("CV 402", "13 in room"),
            ] {
                let text = format!("{around}{first}\n{second} {number}\n{around}");
                let is_whole = rule.what(&text).is_some();
                assert_eq!(rule.of_content("office/notes.toml", text.as_bytes()).is_some(), is_whole, "{text}");
                assert!(is_whole || first == "CV 402", "{text}");
            }
        }
    }

    #[test]
    fn whose_children_are_invented_is_not_looked_for_and_has_a_file_in_git() {
        let rule = rule("[guard]\ninvented = [\"a\"]\n");
        assert_eq!(rule.of_content("a.txt", b"Zebulon Quillfeather"), None);
        assert_eq!(rule.of_path("office/inspections/a/children.private.toml"), None);
        assert!(rule.of_path("office/inspections/b/children.private.toml").is_some());
    }

    static RULE: std::sync::OnceLock<Rule> = std::sync::OnceLock::new();

    proptest! {
        #[test]
        fn no_finding_holds_what_was_looked_for(
            path in "((zebulon|Quillfeather|notes|CV40213|[a-z]{1,4})[-_./ ]){1,6}",
            content in "(Zebulon Quillfeather|2009-12-14|cv40213|[a-z\n]{1,5}| ){0,5}",
        ) {
            let rule = RULE.get_or_init(|| rule(""));
            let found = [rule.of_path(&path), rule.of_content(&path, content.as_bytes())];
            for finding in found.into_iter().flatten() {
                let said = format!("{} {}", finding.place, finding.fault.words()).to_lowercase();
                prop_assert!(!said.contains("quillfeather") && !said.contains("cv40213"), "{}", said);
            }
        }

        #[test]
        fn a_version_of_a_file_is_refused_or_let_through_as_if_it_were_searched_whole(
            lines in proptest::collection::vec(
                prop_oneof![
                    40 => "(of the plan|room 7 is free|Monday|agreed with [a-z]{2,6}|)( agreed| with the officer|)",
                    1 => "(Zebulon|Quillfeather|14|December 2009|the fourteenth of)",
                    1 => prop::sample::select(&[
                        "Zebulon\nQuillfeather",
                        "Zebulon\n\nQuillfeather",
                        "the fourteenth\nof December\n2009",
                        "Q\nu\ni\nl\nl\nf\ne\na\nt\nh\ne\nr",
                        "WmVidWxvbiBRdWlsbGZlYXRoZXI=",
                        "rehtaeflliuQ noluBez",
                        "CV 402\n13",
                    ][..]).prop_map(str::to_owned),
                ],
                0..150,
            ),
        ) {
            let rule = RULE.get_or_init(|| rule(""));
            let text = lines.join("\n");
            let is_refused = rule.of_content("office/notes.toml", text.as_bytes()).is_some();
            prop_assert_eq!(is_refused, rule.what(&text).is_some(), "{}", text);
        }
    }
}
