//! An inspection as it is shown: its documents, each with its state, and what it is made from.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::drawn::{HashedPiece, Pieces};
use crate::ledger::last_of;
use crate::pack::{Deliverable, Rendered, RenderedMessage, Source, Waiting};
use crate::problem::Problem;
use crate::publish::{PackInputs, PackShown, PackState, WorkspaceInputs, changed_since_sent, show};
use crate::record::{Language, Sources};
use crate::render::ics::{self, ShownEvent};
use crate::render::mail::Mailbox;
use crate::render::workbook::{self, ShownSheet};
use crate::render::{Tree, TypstJob, TypstProblem, draw};
use crate::search::Terms;
use crate::workspace::Workspace;
use crate::workspace::hash::sha256;

/// How a document in the pack stands to what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackStanding {
    /// The file in the pack says this.
    UpToDate,
    /// The file in the pack is older.
    Stale,
    /// Somebody has changed the file in the pack.
    ChangedByHand,
    /// There is no file in the pack.
    Missing,
}

/// What went out of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WentOut {
    /// The day.
    pub on: NaiveDate,
    /// Whether it says something else now.
    pub differs: bool,
}

/// An inspection as it is shown.
#[derive(Clone, Debug)]
pub struct ShownInspection {
    /// Its folder, which nobody who looks on may see.
    folder: String,
    /// Name of its folder, or what stands in for it.
    pub name: String,
    /// Name of its YOT, or what stands in for it.
    pub yot: String,
    /// The documents, in the order of the plan.
    pub documents: Vec<ShownDocument>,
    /// The documents that are not made yet.
    pub waiting: Vec<Waiting>,
    /// What identifies its children.
    pub children: Terms,
    /// What the checks warn of.
    pub warnings: Vec<Problem>,
}

/// A document as it is shown.
#[derive(Clone, Debug)]
pub struct ShownDocument {
    /// What stands for it in an address.
    pub key: String,
    /// Its name in the catalogue.
    pub id: String,
    /// Its path in the pack as it is, which nobody who looks on may see.
    pub path: String,
    /// The same of its other language, where it has one.
    pub pair: Option<String>,
    /// Its title.
    pub title: String,
    /// Its title in the list, and the language of that: English where it has one, since an officer reads the list in English.
    pub listed: (String, Language),
    /// The one person or office that it is made for, or empty.
    pub about: String,
    /// The stage that it belongs to: the folder in the pack.
    pub stage: String,
    /// Name of the file.
    pub file: String,
    /// Its language; the first one of a message in two.
    pub language: Language,
    /// Whether it may name children.
    pub names_children: bool,
    /// How the file in the pack stands to it.
    pub standing: PackStanding,
    /// What went out of it.
    pub went_out: Option<WentOut>,
    /// What it says.
    pub content: Arc<Content>,
}

/// What a document says.
#[derive(Debug)]
pub enum Content {
    /// Pages, which are drawn when somebody wants to see them.
    Pages(Box<TypstJob>, OnceLock<Drawn>),
    /// The sheets of a workbook.
    Sheets(Vec<ShownSheet>),
    /// The entries of a calendar.
    Calendar(Vec<ShownEvent>),
    /// A page for a browser, which has an address of its own.
    Page(Arc<HashedPiece>),
    /// A message.
    Message(Box<ShownMessage>),
    /// It names children, and this session shows no such document.
    Withheld,
}

/// The pages of a document, or why there are none.
pub type Drawn = Result<Vec<ShownPage>, Vec<TypstProblem>>;

/// A page.
#[derive(Clone, Debug)]
pub struct ShownPage {
    /// The picture.
    pub picture: Arc<HashedPiece>,
    /// The words on it.
    pub text: String,
}

/// A message.
#[derive(Debug)]
pub struct ShownMessage {
    /// The lines of its head: the name of the line, and who or what stands in it.
    pub head: Vec<(&'static str, String)>,
    /// Names of the files that go with it.
    pub attachments: Vec<String>,
    /// The plain text.
    pub text: String,
    /// The same as HTML, which has an address of its own.
    pub html: Arc<HashedPiece>,
}

/// Which documents are shown, and how.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'m> {
    /// What stands in for the folder's name, where others look on.
    pub stand_in: Option<&'m str>,
    /// Whether documents that name children are shown.
    pub named: bool,
}

impl ShownInspection {
    /// Reads an inspection. A document that is made from the same as before keeps its pages.
    ///
    /// # Errors
    /// What is wrong with the record or the templates.
    pub fn read(
        inputs: &WorkspaceInputs,
        folder: &str,
        manner: Manner<'_>,
        before: Option<&Self>,
        pieces: &Pieces,
    ) -> Result<Self, Vec<Problem>> {
        let PackShown { record, yot, children, problems, files, waiting } = show(inputs, folder, manner.stand_in)?;
        let pack = PackLook::new(inputs, folder, &record.sources);
        let manifest = pack.state.manifest.clone().unwrap_or_default();
        let changed = changed_since_sent(&inputs.workspace, folder, &record.issued, &manifest);
        let document = |(file, path): (Rendered<'_>, Option<String>)| {
            let deliverable = file.deliverable().clone();
            let path_there = path.unwrap_or_default();
            let went_out = last_of(&record.issued, &path_there).map(|sent| WentOut {
                on: sent.issue.on.value,
                differs: changed.iter().any(|(path, _)| *path == path_there),
            });
            let names_children = deliverable.document.names_children;
            let content = match file {
                _ if names_children && (!manner.named || manner.stand_in.is_some()) => Content::Withheld,
                Rendered::Document(document) => match document.source {
                    Source::Typst(job) => Content::Pages(Box::new(job), OnceLock::new()),
                    Source::Workbook { text, .. } => Content::Sheets(workbook::shown(&text)),
                    Source::Calendar { text, .. } => Content::Calendar(ics::shown(&text)),
                    Source::Page(html) => Content::Page(pieces.add(html)),
                },
                Rendered::Message(message) => Content::Message(Box::new(ShownMessage::of(message, pieces))),
            };
            let key = key(&deliverable.path);
            let content = match before.and_then(|before| before.get(&key)).map(|before| &before.content) {
                Some(same) if content.is_made_as(same) => same.clone(),
                _ => Arc::new(content),
            };
            ShownDocument {
                key,
                id: deliverable.document.id.clone(),
                path: path_there.clone(),
                pair: deliverable.pair.as_deref().map(self::key),
                title: deliverable.title.clone(),
                listed: listed(&deliverable),
                about: about(&deliverable),
                stage: deliverable.document.stage.clone(),
                file: deliverable.file_name().to_owned(),
                language: deliverable.language,
                names_children,
                standing: pack.standing(&path_there),
                went_out,
                content,
            }
        };
        let documents = files.into_iter().map(document).collect();
        let name = manner.stand_in.unwrap_or(folder).to_owned();
        let folder = folder.to_owned();
        Ok(Self { folder, name, yot, documents, waiting, children, warnings: problems })
    }

    /// The same, searched for the children whom its record has now: a child who was entered since is in no page that stays. Where
    /// none can be read, it stays searched for those of before.
    pub fn for_children_now(self: &Arc<Self>, workspace: &Workspace) -> Arc<Self> {
        let children = Terms::new(&workspace.read(&self.folder).0);
        if children.children() == 0 || children.digest() == self.children.digest() {
            return self.clone();
        }
        Arc::new(Self { children, ..(**self).clone() })
    }

    /// The document that something in an address stands for.
    pub fn get(&self, key: &str) -> Option<&ShownDocument> {
        self.documents.iter().find(|document| document.key == key)
    }
}

/// The pack of an inspection, as it lies there.
struct PackLook {
    state: PackState,
    is_current: bool,
}

impl PackLook {
    fn new(inputs: &WorkspaceInputs, folder: &str, sources: &Sources) -> Self {
        let mut state = PackState::of(&inputs.workspace, folder);
        let now = PackInputs {
            workspace: &inputs.workspace,
            shared: &inputs.fingerprint(),
            own_templates: &inputs.templates.own_digest,
            folder,
            sources,
        };
        let is_current = state.compare(&now);
        Self { state, is_current }
    }

    fn standing(&self, path: &str) -> PackStanding {
        let has = |paths: &[String]| paths.iter().any(|other| other == path);
        let is_listed = self.state.manifest.as_ref().is_some_and(|manifest| manifest.get(path).is_some());
        if !is_listed || has(&self.state.missing) {
            PackStanding::Missing
        } else if has(&self.state.changed) {
            PackStanding::ChangedByHand
        } else if !self.is_current || has(&self.state.old) {
            PackStanding::Stale
        } else {
            PackStanding::UpToDate
        }
    }
}

impl ShownDocument {
    /// Draws its pages if it has some and nobody has wanted to see them before. Says whether it can be laid out.
    pub fn is_drawn(&self, tree: &Tree, pieces: &Pieces) -> bool {
        match &*self.content {
            Content::Pages(job, drawn) => pages(job, drawn, tree, pieces).is_ok(),
            _ => true,
        }
    }
}

impl Content {
    fn is_made_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pages(job, _), Self::Pages(other, _)) => job == other,
            _ => false,
        }
    }
}

/// The pages of a document, drawn now if nobody has wanted to see them before.
pub fn pages<'d>(job: &TypstJob, drawn: &'d OnceLock<Drawn>, tree: &Tree, pieces: &Pieces) -> &'d Drawn {
    drawn.get_or_init(|| {
        let page = |page: crate::render::DrawnPage| ShownPage { picture: pieces.add(page.svg), text: page.text };
        Ok(draw(job, tree)?.into_iter().map(page).collect())
    })
}

impl ShownMessage {
    fn of(message: RenderedMessage<'_>, pieces: &Pieces) -> Self {
        let name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        let people = |people: &[Mailbox]| {
            people.iter().map(|one| format!("{} <{}>", one.name(), one.address())).collect::<Vec<_>>().join("; ")
        };
        let one = |one: &Option<Mailbox>| people(one.as_slice());
        let head = [
            ("From", one(&message.sender)),
            ("To", people(&message.to)),
            ("Cc", people(&message.cc)),
            ("Bcc", people(&message.bcc)),
            ("Reply-To", one(&message.reply_to)),
            ("Subject", message.text.subject.clone()),
        ];
        Self {
            head: head.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
            attachments: message.attachments.iter().map(name).collect(),
            html: pieces.add(message.text.html.clone()),
            text: message.text.text,
        }
    }
}

/// The title of a document in the list. One that is made in two languages is in the list twice, and a message in both once.
fn listed(file: &Deliverable<'_>) -> (String, Language) {
    let english = file.title_in(Language::English).filter(|_| file.second.is_some());
    english.map_or_else(|| (file.title.clone(), file.language), |title| (title.to_owned(), Language::English))
}

/// The name of whom a document is made for.
fn about(file: &Deliverable<'_>) -> String {
    file.item.as_ref().and_then(|item| item["name"].as_str()).unwrap_or_default().to_owned()
}

/// What stands for a path in an address: a name in a path is no part of it.
fn key(path: &str) -> String {
    sha256(path.as_bytes())[..12].to_owned()
}
