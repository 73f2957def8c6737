//! Records in which texts are as long as they may come.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value as Schema;
use sqspack::publish::WorkspaceInputs;
use sqspack::record::{FileKind, schema};
use sqspack::template::Templates;
use sqspack::workspace::Workspace;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// The record that is made longer: in Wales, so that all is in both languages.
pub const NAME: &str = "2027-02-rhyd-y-twr";

/// Fields that give the name of something else in the record, are addresses of another form, or are not printed: they follow what they
/// name.
const FOLLOWS: [&str; 24] = [
    "works",
    "with",
    "site",
    "sites",
    "case-manager",
    "authorities",
    "slot",
    "code",
    "at",
    "about",
    "inspection",
    "invented",
    "secure-email",
    "survey",
    "survey-welsh",
    "evaluation",
    "evaluation-welsh",
    "domains",
    "known",
    "secure",
    "from",
    "to",
    "case",
    // The number of a paragraph.
    "withdrawn",
];

/// A report with every group; the fields are added.
const REPORT: &str = "[reoffending]\nrate = 37.5\nprevious = 39.1\nengland-and-wales = 38.0\nsource = \"statistics\"\n\
                      cohort = \"the year before\"\n\n[commentary]\n\n[welsh]\n\n\
                      [welsh.commentary]\n";

/// What the record has not, of what documents print.
const ADDED: &str = "\n[dates.planning-meeting]\non = 2027-02-09\nreason = \"as agreed\"\n\n[sample]\nfirst-tier = 4\n\
                     community = 10\ncustodial = 6\nreason = \"as agreed\"\n";

/// A kind of long text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Long {
    /// The longest name of a town in the country.
    Word,
    /// A title of 140 letters in words.
    Title,
    /// A line of 300 letters without a space.
    Solid,
}

impl Long {
    /// A text of this kind, another for each number.
    fn text(self, number: usize) -> String {
        let letters: String = [number / 26, number % 26].iter().map(|of| char::from(b'a' + *of as u8)).collect();
        match self {
            Self::Word => format!("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch{letters}"),
            Self::Title => format!(
                "Interim Executive Director of Children, Families, Communities, Lifelong Learning, Youth Justice and Early \
                 Intervention Services (North) {letters}"
            ),
            Self::Solid => "abcdefghij".repeat(30) + &letters,
        }
    }
}

/// A field that holds a text of any length.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    /// Its file.
    pub file: FileKind,
    /// The way to it, without the numbers of lists: `contact.title`.
    pub way: String,
    /// Whether it takes several texts.
    is_list: bool,
}

/// Every such field of the record and the settings, as the schemas have them.
pub fn fields() -> BTreeSet<Field> {
    let mut found = BTreeSet::new();
    // The findings hold names of others alone, no document has concerns or complaints, a point of accuracy is about paragraphs of a
    // report that is another here, and the program writes what was issued, what
    // was destroyed and what the draft said.
    let without = [
        FileKind::Children,
        FileKind::Findings,
        FileKind::Concerns,
        FileKind::Complaints,
        FileKind::Accuracy,
        FileKind::ReportDraft,
        FileKind::Issued,
        FileKind::Destroyed,
    ];
    for file in FileKind::RECORD.into_iter().chain([FileKind::Settings]).filter(|file| !without.contains(file)) {
        let schema = schema(file).to_value();
        collect(&schema, &schema, String::new(), false, &mut |way, is_list| {
            found.insert(Field { file, way, is_list });
        });
    }
    found
}

fn collect(schema: &Schema, root: &Schema, way: String, is_list: bool, found: &mut impl FnMut(String, bool)) {
    let own = match schema["$ref"].as_str() {
        Some(name) => &root["$defs"][name.trim_start_matches("#/$defs/")],
        None => schema,
    };
    if let Some(properties) = own["properties"].as_object() {
        for (key, value) in properties {
            // What holds for one milestone holds for all.
            let key = if way == "dates" { "planning-meeting" } else { key };
            let way = if way.is_empty() { key.to_owned() } else { format!("{way}.{key}") };
            collect(value, root, way, false, found);
        }
    } else if own["type"] == "array" {
        collect(&own["items"], root, way, true, found);
    } else if own["type"] == "string" && own.get("oneOf").is_none() {
        let last = way.rsplit('.').next().unwrap_or_default();
        let is_text = own.get("format").is_none_or(|format| format == "email");
        if is_text && !FOLLOWS.contains(&last) {
            found(way, is_list);
        }
    }
}

/// The record with its fields as they were.
pub struct Record {
    files: BTreeMap<String, String>,
}

impl Record {
    /// The record as it stands in the repository, with all that a document may print.
    pub fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: &str| fs::read_to_string(root.join(path)).expect("read");
        let folder = format!("inspections/{NAME}");
        let mut files = BTreeMap::from([("sqspack.toml".to_owned(), read("sqspack.toml"))]);
        for file in ["inspection", "team", "contacts", "cases"] {
            let path = format!("{folder}/{file}.toml");
            let whole = read(&path);
            // A change names people and offices as they were.
            let text = whole.split("\n[[change]]").next().unwrap_or_default().to_owned() + "\n";
            files.insert(path, text);
        }
        files.entry(format!("{folder}/inspection.toml")).and_modify(|text| text.push_str(ADDED));
        files.insert(format!("{folder}/report.toml"), REPORT.to_owned());
        Self { files }
    }

    /// The record in a workspace of its own, with a long text of the kind in every field of these.
    pub fn with(&self, long: Long, fields: &BTreeSet<Field>) -> (tempfile::TempDir, WorkspaceInputs) {
        let mut texts = Texts { long, known: BTreeMap::new() };
        let mut documents: BTreeMap<&String, DocumentMut> =
            self.files.iter().map(|(path, text)| (path, text.parse().expect("TOML"))).collect();
        for field in fields {
            let name = field.file.name();
            let (_, document) = documents.iter_mut().find(|(path, _)| path.ends_with(name)).expect("a file");
            let keys: Vec<&str> = field.way.split('.').collect();
            fill(document.as_item_mut(), &keys, field.is_list, &mut texts);
        }
        // What gives the name of something else goes on giving it.
        documents.values_mut().for_each(|document| follow(document.as_item_mut(), &texts.known));
        let folder = tempfile::tempdir().expect("a folder");
        for (path, document) in documents {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, document.to_string()).expect("written");
        }
        let workspace = Workspace::open(folder.path()).expect("a workspace");
        assert!(!workspace.has_errors(), "{:?}", workspace.problems);
        let inputs = WorkspaceInputs::new(workspace, Templates::embedded().expect("sound templates"));
        (folder, inputs)
    }
}

/// The long texts, each in the place of one that was there.
struct Texts {
    long: Long,
    known: BTreeMap<String, String>,
}

impl Texts {
    fn instead_of(&mut self, key: &str, old: Option<&str>) -> String {
        let number = self.known.len();
        let old = old.map_or_else(|| format!("none {number}"), str::to_owned);
        let letters = self.long.text(number);
        let (_, letters) = letters.split_at(letters.len() - 2);
        let new = match key {
            "email" => format!(
                "llanfairpwllgwyngyll-gogerychwyrndrobwllllantysilio{letters}.jones@\
                 llanfairpwllgwyngyllgogerychwyrndrobwllllantysilio.gov.example"
            ),
            "telephone" => {
                format!("+44 (0)161 496 0123 extension 12345 (in office hours, or ask for duty officer {letters})")
            }
            "case-id" => format!("LLANFAIRPWLLGWYNGYLLGOGERYCHWYRNDROBWLL-{letters}{{number}}"),
            "id" => format!("LLANFAIRPWLLGWYNGYLLGOGERYCHWYRNDROBWLL-{letters}"),
            _ => self.long.text(number),
        };
        self.known.entry(old).or_insert(new).clone()
    }
}

/// Puts long texts into a field wherever the record has the group that it belongs to.
fn fill(item: &mut Item, way: &[&str], is_list: bool, texts: &mut Texts) {
    if let Some(tables) = item.as_array_of_tables_mut() {
        tables.iter_mut().for_each(|table| fill_table(table, way, is_list, texts));
    } else if let Some(table) = item.as_table_like_mut() {
        fill_table(table, way, is_list, texts);
    }
}

fn fill_table(table: &mut dyn TableLike, way: &[&str], is_list: bool, texts: &mut Texts) {
    let Some((key, rest)) = way.split_first() else { return };
    if !rest.is_empty() {
        if let Some(item) = table.get_mut(key) {
            fill(item, rest, is_list, texts);
        }
        return;
    }
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(Value::Array(values)) => {
            for value in values.iter_mut() {
                *value = texts.instead_of(key, value.as_str()).into();
            }
        }
        Some(value) => *value = texts.instead_of(key, value.as_str()).into(),
        None => {
            let text = texts.instead_of(key, None);
            let value = if is_list { Value::from_iter([text]) } else { text.into() };
            table.insert(key, Item::Value(value));
        }
    }
}

fn follow(item: &mut Item, known: &BTreeMap<String, String>) {
    if let Some(tables) = item.as_array_of_tables_mut() {
        tables.iter_mut().flat_map(|table| table.iter_mut()).for_each(|(_, item)| follow(item, known));
    } else if let Some(table) = item.as_table_like_mut() {
        table.iter_mut().for_each(|(_, item)| follow(item, known));
    } else if let Some(value) = item.as_value_mut() {
        let new = |value: &Value| value.as_str().and_then(|old| known.get(old)).cloned();
        match value {
            Value::Array(values) => {
                for value in values.iter_mut() {
                    if let Some(new) = new(value) {
                        *value = new.into();
                    }
                }
            }
            value => {
                if let Some(new) = new(value) {
                    *value = new.into();
                }
            }
        }
    }
}
