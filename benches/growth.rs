//! How the cost of a check grows with a record: eight times as large, and some eight times as long, whatever is wrong with it. A
//! rule that looks through a list for each entry of a list takes 64 times as long.
//!
//! `cargo bench --bench growth`. The two sizes are checked in turns, from the texts of the files to the messages.

#[path = "common/mod.rs"]
#[allow(dead_code, reason = "shared with the other benches")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;
use std::sync::Arc;

use common::parts::ended;
use common::program::{ONE, machine, repository};
use common::table::{Row, summary};
use common::timing::{in_turns, timed};
use common::{Result, program, table, timing};
use sqspack::problem::{SourceFile, render, to_json};
use sqspack::publish::WorkspaceInputs;
use sqspack::record::FileKind::{self, Cases, Children, Contacts, Inspection, Report, Team};
use sqspack::record::Sources;
use sqspack::template::Templates;
use sqspack::workspace::Workspace;

const SMALL: usize = 500;
const LARGE: usize = 8 * SMALL;
const ROUNDS: usize = 3;

/// Beyond every n log n, and well below the 64 of a square.
const MOST: f64 = 28.0;

fn main() -> ExitCode {
    ended(measure())
}

fn measure() -> Result<()> {
    println!("{}", machine());
    let workspace = Workspace::open(repository())?;
    let templates = Templates::embedded().map_err(|_| "the templates of the program are broken")?;
    let mut growth = Growth { inputs: WorkspaceInputs::new(workspace, templates), rows: Vec::new() };
    people(&mut growth)?;
    authorities(&mut growth)?;
    children(&mut growth)?;
    mistakes(&mut growth)?;
    summary(&growth.rows);
    Ok(())
}

/// What is measured, and on what.
struct Growth {
    inputs: WorkspaceInputs,
    rows: Vec<Row>,
}

impl Growth {
    /// Checks a record of each size.
    fn of(&mut self, what: &str, of: impl Fn(usize) -> Texts) -> Result<()> {
        let [small, large] = [SMALL, LARGE].map(|count| of(count).sources());
        let check = |sources: &Sources| {
            let checked = timed(|| {
                let checked = self.inputs.check(ONE, (sources.clone(), Vec::new()));
                drop((render(&checked.problems, false), to_json(&checked.problems)));
                Ok(())
            });
            Ok(checked?.1)
        };
        let [small, large] = in_turns(ROUNDS, true, [&mut || check(&small), &mut || check(&large)])?;
        self.rows.push(Row::below(what, table::ratio(&large, &small), MOST));
        Ok(())
    }
}

/// The texts of a record, by file.
struct Texts(BTreeMap<FileKind, String>);

impl Texts {
    /// The record of the English demonstration.
    fn sound() -> Self {
        let folder = repository().join("inspections").join(ONE);
        let text = |file: FileKind| Some((file, fs::read_to_string(folder.join(file.name())).ok()?));
        Self(FileKind::RECORD.into_iter().filter_map(text).collect())
    }

    fn text(&self, file: FileKind) -> &str {
        self.0.get(&file).map_or("", String::as_str)
    }

    fn with(mut self, file: FileKind, text: &str) -> Self {
        self.0.insert(file, text.to_owned());
        self
    }

    fn append(self, file: FileKind, text: &str) -> Self {
        let whole = format!("{}\n{text}", self.text(file));
        self.with(file, &whole)
    }

    fn change(self, file: FileKind, from: &str, to: &str) -> Self {
        let changed = self.text(file).replacen(from, to, 1);
        assert_ne!(changed, self.text(file), "{from} is not there");
        self.with(file, &changed)
    }

    fn sources(&self) -> Sources {
        let source = |(file, text): (&FileKind, &String)| {
            let path = format!("inspections/{ONE}/{}", file.name());
            let source = if file.is_private() { SourceFile::private(path, text) } else { SourceFile::new(path, text) };
            (*file, Arc::new(source))
        };
        self.0.iter().map(source).collect()
    }
}

fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

/// A name for each number, without digits.
fn name(number: usize) -> String {
    let letters = |number: usize| ["ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wy"][number % 10];
    let name = |from: usize| (0..3).map(|place| letters(from / 10_usize.pow(place))).collect::<String>();
    format!("{} {}", name(number), name(number / 7 + 3))
}

fn contact(number: usize, lines: &str) -> String {
    let person = name(number);
    format!("[[contact]]\nname = \"{person} {number}\"\nroles = [\"report-copy\"]\n{lines}\n")
}

fn case(number: usize, lines: &str) -> String {
    format!("[[case]]\nid = \"AB{number}\"\ntier = \"community\"\n{lines}\n")
}

/// People and cases.
fn people(growth: &mut Growth) -> Result<()> {
    let of = |file, entry: fn(usize) -> String| move |count| Texts::sound().append(file, &many(count, entry));
    growth.of("sound contacts", of(Contacts, |number| contact(number, "")))?;
    growth.of("contacts listed twice", of(Contacts, |number| contact(number / 2, "email = \"a@b.example\"")))?;
    growth.of("unknown roles", of(Contacts, |number| contact(number, "").replace("report-copy", "reprot")))?;
    growth.of("unknown keys", of(Contacts, |number| contact(number, "nmae = \"x\"")))?;
    growth.of("wrong addresses", of(Contacts, |number| contact(number, "email = \"a’b@c.example\"")))?;
    growth.of("strange letters", of(Contacts, |number| contact(number, "title = \"☐ 漢\"")))?;
    growth.of("several chairs", |count| {
        let chairs = many(count, |number| contact(number, "").replace("report-copy", "board-chair"));
        Texts::sound().append(Contacts, &chairs)
    })?;
    growth.of("cases without a slot", of(Cases, |number| case(number, "")))?;
    growth.of("one slot", of(Cases, |number| case(number, "slot = \"LI 1\"\ncase-manager = \"Mared Ellis\"")))?;
    growth.of("unknown managers", |count| {
        let cases = many(count, |number| case(number, &format!("case-manager = \"{} {number}\"", name(number))));
        Texts::sound().append(Cases, &cases).append(Contacts, &many(count, |number| contact(number, "")))
    })?;
    growth.of("managers elsewhere", |count| {
        let site = |number| format!("[[site]]\nname = \"{} House {number}\"\n", name(number));
        let manager = |number| {
            format!(
                "[[case-manager]]\nname = \"{0} {number}\"\nsite = \"{0} Huose {number}\"\naway = [2027-02-02]\n",
                name(number)
            )
        };
        Texts::sound().append(Cases, &many(count, manager)).append(Inspection, &many(count, site))
    })?;
    growth.of("assessors without an inspector", |count| {
        let inspector =
            |number| format!("[[inspector]]\nname = \"{} {number}\"\nsites = [\"Elsewhere\"]\n", name(number));
        let assessor = |number| {
            format!(
                "[[local-assessor]]\nname = \"{0} LA{number}\"\nhome-yot = \"X\"\nwith = \"{0} LI{number}\"\n",
                name(number)
            )
        };
        let cases = many(count, |number| case(number + 100, "slot = \"AI1 1\""));
        let team = many(count / 2, inspector) + &many(count / 2, assessor);
        Texts::sound().append(Team, &team).append(Cases, &cases)
    })?;
    Ok(())
}

/// Authorities, languages, Welsh texts and settled warnings.
fn authorities(growth: &mut Growth) -> Result<()> {
    let wales = || Texts::sound().change(Inspection, "\"england\"", "\"wales\"");
    growth.of("authorities", |count| {
        let listed = format!("authorities = [{}]", many(count, |number| format!("\"{} {number}\", ", name(number))));
        let chief = |number| {
            contact(number, &format!("authorities = [\"{} x{number}\"]", name(number)))
                .replace("report-copy", "chief-executive")
        };
        let from = "authorities = [\"Aberford City Council\"]";
        Texts::sound().change(Inspection, from, &listed).append(Contacts, &many(count, chief))
    })?;
    growth.of("languages", |count| {
        let languages = format!("languages = [{}]", "\"english\", ".repeat(count));
        let contacts = many(count, |number| contact(number, "language = \"welsh\""));
        wales()
            .with(Inspection, &format!("{languages}\n{}", Texts::sound().text(Inspection)))
            .append(Contacts, &contacts)
    })?;
    growth.of("ampersands", |count| {
        let paragraphs = many(count, |number| format!("\"{} & {number}\", ", name(number)));
        wales().with(Report, &format!("summary = []\n[welsh]\nsummary = [{paragraphs}]\n"))
    })?;
    growth.of("settled warnings", |count| {
        let entry = |number: usize| {
            format!("[[settled]]\ncode = \"SQS0718\"\nat = \"report.toml: welsh.summary[{number}]\"\nreason = \"x\"\n")
        };
        let paragraphs = many(count, |number| format!("\"{} & {number}\", ", name(number)));
        let report = format!("summary = []\n[welsh]\nsummary = [{paragraphs}]\n");
        wales().with(Report, &report).append(Inspection, &many(400, entry))
    })?;
    Ok(())
}

/// Children beside adults and mistakes.
fn children(growth: &mut Growth) -> Result<()> {
    let child = |number: usize| {
        let (person, other) = (name(number), name(number + 71));
        format!(
            "[[child]]\nid = \"AB{number}\"\nsystem-id = \"{}\"\nfamily-name = \"{}\"\nfirst-names = \"{}\"\n\
             note = \"a note of {number} words that nobody else has\"\n",
            70_000 + number,
            person.replace(' ', ""),
            other.split(' ').next().unwrap_or_default(),
        )
    };
    growth.of("children", |count| {
        let contacts = many(count, |number| contact(number, "organisation = \"Aberford City Council\""));
        Texts::sound().with(Children, &many(count, child)).append(Contacts, &contacts)
    })?;
    growth.of("children and mistakes in one line", |count| {
        let keys = many(count, |number| format!("x{number} = 1, "));
        let yot = format!("yot = {{ {keys} name = \"A\" }}\n");
        Texts::sound().with(Children, &many(count / 10, child)).with(Inspection, &yot)
    })?;
    growth.of("children at work", |count| {
        let managers = many(count, |number| format!("[[case-manager]]\nname = \"Mared {number}\"\nemial = \"x\"\n"));
        Texts::sound().with(Children, &many(count / 10, child)).with(Cases, &managers)
    })?;
    Ok(())
}

/// Mistakes, in one line and in many.
fn mistakes(growth: &mut Growth) -> Result<()> {
    growth.of("in one line", |count| {
        let keys = many(count, |number| format!("\"ŵ{number}\" = 1, "));
        Texts::sound().with(Contacts, &format!("contact = [{{ {keys} name = \"ŵŷ\", roles = [] }}]\n"))
    })?;
    growth.of("wrong kinds in one line", |count| {
        Texts::sound().with(Contacts, &format!("contact = [{}]\n", "{ name = 7, roles = 3 }, ".repeat(count)))
    })?;
    growth.of("below a heading that is commented out", |count| {
        let keys = many(count, |number| format!("key-{number} = 1\n"));
        Texts::sound().with(Contacts, &format!("# [[contact]]\n{keys}"))
    })?;
    growth.of("under headings that are commented out", |count| {
        Texts::sound().with(Inspection, &many(count, |number| format!("#[fieldwork]\nkey-{number} = 1\n")))
    })?;
    growth
        .of("no TOML", |count| Texts::sound().with(Contacts, &many(count, |number| format!("name {number} = “x\n"))))?;
    growth.of("no TOML in one line", |count| {
        Texts::sound().with(Contacts, &format!("name = [{}", "\"a\" \"b\" = ] ".repeat(count)))
    })?;
    growth.of("keys that stand twice", |count| {
        Texts::sound().with(Contacts, &format!("[[contact]]\n{}", "name = \"x\"\n".repeat(count)))
    })?;
    growth.of("headings that stand twice", |count| Texts::sound().with(Contacts, &"[a]\n".repeat(count)))?;
    growth.of("an unfinished merge", |count| {
        Texts::sound().with(Contacts, &"<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n".repeat(count))
    })?;
    Ok(())
}
