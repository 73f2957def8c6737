//! From an inspection's folder to the files that have to be made: reading, checking, planning, rendering the words.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::fingerprint::{of_inputs, of_workspace};
use super::manifest::{FileEntry, Manifest};
use super::source::{Made, Seen, Shared, Source};
use crate::calendar::{BankHolidays, Country};
use crate::check::check;
use crate::facts::{self, Facts};
use crate::pack::{Deliverable, Missing, Waiting, plan, recipients};
use crate::problem::{self, Place, Problem, SourceFile, code};
use crate::record::{Language, Record, Sources};
use crate::render::mail::{Mailbox, NoAddress};
use crate::render::{Tree, fonts, warm_up};
use crate::search::{Hit, Terms};
use crate::template::{Broken, Format, OwnFiles, Templates};
use crate::template::{Context, TemplateEngine};
use crate::view::{AttachmentView, DocumentView, OwnParts, Sight, View};
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::sha256;
use crate::workspace::{Reading, Workspace};

/// What every inspection of a build shares.
pub struct WorkspaceInputs {
    /// The workspace.
    pub workspace: Workspace,
    /// The templates.
    pub templates: Templates,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// The template tree, for Typst.
    pub tree: Tree,
}

impl WorkspaceInputs {
    /// Everything that the inspections of a workspace share.
    pub fn new(workspace: Workspace, templates: Templates) -> Self {
        let holidays = facts::holidays(&workspace.settings);
        let tree = Tree::new(templates.reader());
        Self { workspace, templates, holidays, tree }
    }

    /// The inputs of a workspace with its own templates.
    ///
    /// # Errors
    /// What is wrong with the settings and the templates.
    pub fn open(workspace: Workspace, own: OwnFiles) -> Result<Self, Vec<Problem>> {
        match Templates::with(own) {
            Ok(templates) if !workspace.has_errors() => Ok(Self::new(workspace, templates)),
            Ok(_) => Err(workspace.problems),
            Err(Broken(problems)) => Err([workspace.problems, problems].concat()),
        }
    }

    /// Reads what every document needs before the first document asks for it.
    pub fn warm_up(&self) {
        self.templates.engine.warm_up();
        warm_up(&self.tree, self.templates.layouts());
    }

    /// A fingerprint of all that the inspections share.
    pub fn fingerprint(&self) -> String {
        of_workspace(&self.workspace.settings_text, &self.templates.own_digest)
    }

    /// Reads and checks an inspection: its record and everything that is wrong with it, in order.
    pub fn checked(&self, folder: &str) -> (Record, Vec<Problem>) {
        let (record, problems, _) = self.examined(folder, self.workspace.files(folder));
        (record, problems)
    }

    /// An inspection read from its files and checked, with what identifies its children.
    fn examined(&self, folder: &str, (sources, refused): (Sources, Vec<Problem>)) -> (Record, Vec<Problem>, Terms) {
        let (record, found) = Record::read(folder, sources);
        let found = [refused, found].concat();
        let settings = &self.workspace.settings;
        let facts = Facts::new(&record, settings, &self.holidays);
        let showable = |character: char| fonts::shows(character);
        let mut problems = check(&record, &facts, settings, &self.holidays, &showable, found);
        let terms = Terms::new(&record, Templates::VOCABULARY);
        problems.extend(terms.warnings(&record));
        problem::sort(&mut problems);
        (record, problems, terms)
    }

    /// The files of an inspection's pack as planned, each with what its templates see.
    pub fn views(&self, folder: &str) -> Vec<(Deliverable<'_>, View)> {
        let (record, _) = self.workspace.read(folder);
        let files = planned(self, &record).map(|planned| planned.files).unwrap_or_default();
        files.into_iter().map(|file| (file.deliverable.clone(), file.view())).collect()
    }
}

/// A file of the pack on its way.
pub struct Job<'s> {
    /// What it is.
    pub deliverable: Deliverable<'s>,
    /// What it is made from.
    pub source: Source,
    /// The fingerprint of that.
    pub fingerprint: String,
    /// Who it is from and for, where it is a message.
    pub envelope: Option<Envelope>,
    /// The file as it lies in the pack, where it was made from the same.
    pub standing: Option<Standing>,
    /// What identifies the inspection's children.
    pub terms: Arc<Terms>,
    /// Where what is to be read in it names children, once that is known.
    pub named: Vec<Hit>,
    /// The file, once it is made.
    pub made: Option<New>,
}

/// A file that has been made.
pub struct New {
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of it, in hexadecimal digits.
    pub sha256: String,
    /// Number of pages; nothing for a file that has none.
    pub pages: Option<usize>,
    /// What Typst warns of in the workspace's own templates.
    pub warnings: Vec<Problem>,
}

impl Job<'_> {
    /// Makes the file, unless it is a message, which waits for its attachments, and looks its words through.
    ///
    /// # Errors
    /// What the document's compiler refuses, in the template's file.
    pub fn make(&mut self, inputs: &WorkspaceInputs) -> Result<(), Vec<Problem>> {
        let (made, words) = self.source.make(&inputs.templates, &inputs.tree)?;
        self.named = self.terms.find(&words);
        if let Some(made) = made {
            self.take(made);
        }
        Ok(())
    }

    /// Takes the file that was made.
    pub fn take(&mut self, Made { bytes, pages, warnings }: Made) {
        self.made = Some(New { sha256: sha256(&bytes), bytes, pages, warnings });
    }

    /// Whether Typst lays it out.
    pub fn is_laid_out(&self) -> bool {
        matches!(self.source, Source::Typst(_))
    }

    /// Whether it is a message.
    pub fn is_message(&self) -> bool {
        matches!(self.source, Source::Mail { .. })
    }

    /// The file: as it is made, or as it stands.
    pub fn bytes(&self) -> &[u8] {
        match (&self.made, &self.standing) {
            (Some(made), _) => &made.bytes,
            (None, Some(standing)) => &standing.bytes,
            (None, None) => &[],
        }
    }

    /// SHA-256 of the file, in hexadecimal digits.
    pub fn sha256(&self) -> &str {
        match (&self.made, &self.standing) {
            (Some(made), _) => &made.sha256,
            (None, Some(standing)) => &standing.entry.sha256,
            (None, None) => "",
        }
    }
}

/// A file that lies in the pack as it was made.
pub struct Standing {
    /// Its entry in the manifest.
    pub entry: FileEntry,
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// An inspection that is ready to be made.
pub struct Prepared<'s> {
    /// Name of its folder.
    pub folder: String,
    /// What the record was read from.
    pub reading: Reading,
    /// The record.
    pub record: Record,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What identifies its children.
    pub terms: Arc<Terms>,
    /// Its pack.
    pub pack: Option<PackFolder>,
    /// What the pack held before.
    pub before: Manifest,
    /// The files that it is to hold.
    pub jobs: Vec<Job<'s>>,
    /// What is not made yet.
    pub waiting: Vec<Waiting>,
    /// A fingerprint of all that the pack is made from.
    pub inputs_fingerprint: String,
    /// Why the pack cannot be written, where it is the machine's fault.
    pub fault: Option<String>,
}

/// Prepares an inspection. Where its record has errors or its templates cannot be rendered, there is nothing to make. Where it
/// is known what its pack held, that is believed before what its manifest says now.
pub fn prepare<'s>(inputs: &'s WorkspaceInputs, folder: &str, held: Option<&Manifest>) -> Prepared<'s> {
    let (sources, refused) = inputs.workspace.files(folder);
    let reading = Reading::of(&sources, &refused);
    let (record, mut problems, terms) = inputs.examined(folder, (sources, refused));
    let inputs_fingerprint = of_inputs(&inputs.fingerprint(), folder, &record.sources);
    let mut prepared = Prepared {
        folder: folder.to_owned(),
        reading,
        record,
        problems: Vec::new(),
        terms: terms.into(),
        pack: None,
        before: held.cloned().unwrap_or_default(),
        jobs: Vec::new(),
        waiting: Vec::new(),
        inputs_fingerprint,
        fault: None,
    };
    if !problems.iter().any(Problem::is_error) {
        problems.extend(fill(inputs, &mut prepared).err().into_iter().flatten());
    }
    prepared.problems = problems;
    prepared
}

fn fill<'s>(inputs: &'s WorkspaceInputs, prepared: &mut Prepared<'s>) -> Result<(), Vec<Problem>> {
    let planned = planned(inputs, &prepared.record)?;
    let pack = match PackFolder::open(&inputs.workspace, &prepared.folder) {
        Ok(pack) => pack,
        Err(error) => {
            prepared.fault = Some(error.to_string());
            return Ok(());
        }
    };
    prepared.before.add(Manifest::in_pack(&pack));
    let children = prepared.terms.digest();
    let words = |file: &File<'s>| {
        let source = words(inputs, file)?;
        job(inputs, &file.deliverable, source, &planned.first.json, &children, prepared, &pack)
    };
    let jobs: Vec<Result<Job<'s>, Vec<Problem>>> = planned.files.par_iter().map(words).collect();
    let mut problems = planned.missing;
    for made in jobs {
        match made {
            Ok(job) => prepared.jobs.push(job),
            Err(found) => problems.extend(found),
        }
    }
    prepared.waiting = planned.waiting;
    prepared.pack = Some(pack);
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Renders the words of a file, once its template has been shown to keep a record's values in their place.
fn words(inputs: &WorkspaceInputs, file: &File<'_>) -> Result<Source, Vec<Problem>> {
    let File { deliverable, shared, own, context, second } = file;
    if deliverable.document.format == Format::Pdf {
        inputs.templates.prove(&deliverable.template(".typ"), || file.view())?;
    }
    let seen = Seen { shared, own, context, second: second.as_ref() };
    Source::render(deliverable, seen, &inputs.templates).map_err(|problem| vec![*problem])
}

/// A planned file with what its templates see; a message in two languages sees it in the second, too.
struct File<'s> {
    deliverable: Deliverable<'s>,
    shared: Arc<Shared>,
    own: OwnParts,
    context: Context,
    second: Option<Context>,
}

impl File<'_> {
    fn view(&self) -> View {
        self.own.within(&self.shared.view)
    }
}

/// A plan with the views of every file.
struct Planned<'s> {
    files: Vec<File<'s>>,
    waiting: Vec<Waiting>,
    /// What cannot be made in a language in which it is due.
    missing: Vec<Problem>,
    /// The inspection in its first language.
    first: Arc<Shared>,
}

fn planned<'s>(inputs: &'s WorkspaceInputs, record: &Record) -> Result<Planned<'s>, Vec<Problem>> {
    let settings = &inputs.workspace.settings;
    let facts = Facts::new(record, settings, &inputs.holidays);
    let room = |language: Language| {
        let phrases = inputs.templates.phrases(language)?;
        let sight = Sight { record, facts: &facts, settings, phrases, language };
        let view = sight.view(no_document(sight, &facts), facts.timeline.announced());
        let context = TemplateEngine::context(&view).map_err(|error| Box::new(inputs.templates.problem(&error)))?;
        let shared = Shared { json: serde_json::to_value(&view).unwrap_or_default(), view, context };
        Ok(Room { sight, shared: shared.into() })
    };
    let rooms: Result<Vec<Room<'_>>, Box<Problem>> = facts::languages(record).into_iter().map(room).collect();
    let rooms = rooms.map_err(|problem| vec![*problem])?;
    let views: Vec<(Language, &Value)> = rooms.iter().map(|room| (room.sight.language, &room.shared.json)).collect();
    let plan = plan(&inputs.templates, record, &facts, &views);
    let file = |deliverable: &Deliverable<'s>| {
        let seen_in = |language: Language, item: &Option<Value>| {
            let room = rooms.iter().find(|room| room.sight.language == language)?;
            let own = own_parts(room, deliverable, item.clone(), &plan.deliverables);
            let context = room.context_of(&own);
            Some((room.shared.clone(), own, context))
        };
        let (shared, own, context) = seen_in(deliverable.language, &deliverable.item)?;
        let second = deliverable.second.as_ref().and_then(|(language, item)| seen_in(*language, item));
        let second = second.map(|(_, _, context)| context);
        Some(File { deliverable: deliverable.clone(), shared, own, context, second })
    };
    Ok(Planned {
        files: plan.deliverables.par_iter().filter_map(file).collect(),
        waiting: plan.waiting,
        missing: plan.missing.iter().map(variant_missing).collect(),
        first: rooms[0].shared.clone(),
    })
}

fn job<'s>(
    inputs: &'s WorkspaceInputs,
    deliverable: &Deliverable<'s>,
    source: Source,
    view: &Value,
    children: &[u8; 32],
    prepared: &Prepared<'s>,
    pack: &PackFolder,
) -> Result<Job<'s>, Vec<Problem>> {
    let fingerprint = source.fingerprint(deliverable, &inputs.templates, children);
    let standing =
        prepared.before.get(&deliverable.path).filter(|entry| entry.fingerprint == fingerprint).and_then(|entry| {
            let bytes = pack.read(&entry.path).filter(|bytes| sha256(bytes) == entry.sha256)?;
            Some(Standing { entry: entry.clone(), bytes: bytes.into() })
        });
    let is_message = deliverable.document.format == Format::Eml;
    let envelope = is_message.then(|| Envelope::new(deliverable, view, facts::country(&prepared.record)));
    Ok(Job {
        deliverable: deliverable.clone(),
        source,
        fingerprint,
        envelope: envelope.transpose()?,
        standing,
        terms: prepared.terms.clone(),
        named: Vec::new(),
        made: None,
    })
}

/// Who a message is from and for.
pub struct Envelope {
    /// Its sender.
    pub from: Option<Mailbox>,
    /// Those to whom it is addressed.
    pub to: Vec<Mailbox>,
    /// Those who get a copy.
    pub cc: Vec<Mailbox>,
}

impl Envelope {
    /// From the support officer to the contacts that the catalogue names for the document.
    ///
    /// # Errors
    /// An address that cannot stand in a message.
    pub fn new(deliverable: &Deliverable<'_>, view: &Value, here: Country) -> Result<Self, Vec<Problem>> {
        let problem = |error: NoAddress| {
            let file = SourceFile::new(format!("templates/{}", deliverable.template(".txt")), "");
            let help = "mend the address in contacts.toml or team.toml";
            vec![Problem::new(code::DOCUMENT, Place::new(file.into(), 0..0), error.to_string(), help)]
        };
        let officer = &view["team"]["support_officer"];
        let mailbox = |email: &str| Mailbox::new(officer["name"].as_str().unwrap_or_default(), email);
        let mailboxes = |people: Vec<(String, String)>| {
            people.into_iter().map(|(name, email)| Mailbox::new(name, email)).collect::<Result<_, _>>().map_err(problem)
        };
        let recipients = recipients(deliverable.document, view, here);
        Ok(Self {
            from: officer["email"].as_str().map(mailbox).transpose().map_err(problem)?,
            to: mailboxes(recipients.to)?,
            cc: mailboxes(recipients.cc)?,
        })
    }
}

/// The document that a view is about while it is not yet about one.
fn no_document(sight: Sight<'_>, facts: &Facts<'_>) -> DocumentView {
    DocumentView {
        id: String::new(),
        title: String::new(),
        file: String::new(),
        marking: String::new(),
        date: sight.phrases.date(facts.timeline.announced()),
        attachments: Vec::new(),
    }
}

/// An inspection in one of its languages.
struct Room<'a> {
    sight: Sight<'a>,
    shared: Arc<Shared>,
}

impl Room<'_> {
    /// A document's view as templates see it. What it has from the inspection's is shared, not written out anew.
    fn context_of(&self, own: &OwnParts) -> Context {
        let mut context = self.shared.context.clone();
        for (name, part) in own.by_name() {
            context.insert(name, &part);
        }
        context
    }
}

/// What to say of a document that lacks a language: neither goes without the other.
fn variant_missing(missing: &Missing) -> Problem {
    let in_catalogue = missing.what.starts_with("title.");
    let path = if in_catalogue { "templates/catalogue.toml".to_owned() } else { format!("templates/{}", missing.what) };
    let message = format!("`{}` is due in {} and is not there in it", missing.document, missing.language.name());
    let help = if in_catalogue {
        format!("add a line `{} = \"…\"` to its entry in `{path}`", missing.what)
    } else {
        format!("write `{path}`; until then nothing of this pack goes out in any language")
    };
    Problem::new(code::VARIANT_MISSING, Place::new(SourceFile::new(path, "").into(), 0..0), message, help)
}

/// What is a document's own in the inspection's view.
fn own_parts(room: &Room<'_>, deliverable: &Deliverable<'_>, item: Option<Value>, all: &[Deliverable<'_>]) -> OwnParts {
    let language = room.sight.language;
    let mut attachments = Vec::new();
    for id in &deliverable.document.attach {
        for other in all.iter().filter(|other| other.document.id == *id && other.language == language) {
            attachments.push(AttachmentView { title: other.title.clone(), file: other.file_name().to_owned() });
        }
    }
    let title = deliverable.document.title.get(language.tag()).unwrap_or(&deliverable.title);
    let document = DocumentView {
        id: deliverable.document.id.clone(),
        title: title.clone(),
        file: deliverable.file_name().to_owned(),
        marking: room.sight.phrases.marking(&deliverable.document.marking),
        date: room.sight.phrases.date(deliverable.date),
        attachments,
    };
    room.sight.own_parts(document, deliverable.date, item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_see_the_whole_view_of_their_document() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let inputs = WorkspaceInputs::new(Workspace::open(root).unwrap(), Templates::embedded().unwrap());
        for folder in inputs.workspace.folders().unwrap() {
            let (record, _) = inputs.workspace.read(&folder);
            let planned = planned(&inputs, &record).unwrap();
            assert!(planned.files.len() > 8, "{folder}: {} files", planned.files.len());
            for file in &planned.files {
                assert_eq!(file.context, TemplateEngine::context(&file.view()).unwrap(), "{}", file.deliverable.path);
            }
        }
    }
}
