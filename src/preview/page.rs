//! An inspection's page: its documents by stage beside the one that somebody looks at.

use serde::Serialize;

use super::beside::{changes, origins};
use super::column::{ColumnItem, column, state};
use super::grid;
use super::inspection::{Content, ShownDocument, ShownInspection};
use super::session::{InspectionState, Session};
use super::trouble::{ProblemItem, TroubleItem, problem_item, trouble_item};
use crate::page::Pressing;
use crate::record::Language;
use crate::template::{Target, TemplateEngine, TemplateError};

const NAME: &str = "inspection.html";

/// What somebody wants to see of an inspection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedDocument {
    /// What stands for the document; the first one where nothing does.
    document: Option<String>,
    /// Whether the other language stands beside it.
    both: bool,
    /// Whether where its facts come from stands beside it.
    origins: bool,
    /// Whether what differs from what was sent stands beside it.
    changes: bool,
}

impl WantedDocument {
    /// What the part of an address behind the `?` asks for.
    pub fn of(query: &str) -> Self {
        let mut wanted = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "document" => wanted.document = Some(value.to_owned()),
                "languages" => wanted.both = value == "both",
                "changes" => wanted.changes = value == "shown",
                "origins" => wanted.origins = value == "shown",
                _ => {}
            }
        }
        wanted
    }
}

#[derive(Serialize)]
struct InspectionPage {
    generation: u64,
    yot: String,
    name: String,
    title: String,
    is_masked: bool,
    number: usize,
    inspections: Vec<LinkItem>,
    stages: Vec<StageItem>,
    waiting: Vec<WaitingItem>,
    warnings: Vec<ProblemItem>,
    troubles: Vec<TroubleItem>,
    languages: Vec<LinkItem>,
    columns: Vec<ColumnItem>,
}

#[derive(Serialize)]
struct LinkItem {
    href: String,
    words: String,
    is_here: bool,
}

#[derive(Serialize)]
struct StageItem {
    name: String,
    documents: Vec<DocumentItem>,
}

#[derive(Serialize)]
struct DocumentItem {
    href: String,
    title: String,
    /// The one person or office that it is made for, or empty.
    about: String,
    language: &'static str,
    language_name: &'static str,
    file: String,
    state: String,
    pressing: Pressing,
    is_here: bool,
}

#[derive(Serialize)]
struct WaitingItem {
    document: String,
    waits_for: String,
}

/// The engine that puts the words in their places, here and on the page of a schedule.
///
/// # Errors
/// The program's own template is wrong.
pub fn engine() -> Result<TemplateEngine, TemplateError> {
    let problems = ("problems.html", include_str!("problems.html"));
    let sources = [(NAME, include_str!("inspection.html")), (grid::NAME, include_str!("grid.html")), problems];
    TemplateEngine::new(sources.map(|(name, source)| (name, source, Target::Html)))
}

/// The page of the inspection with a number.
///
/// # Errors
/// The program's own template is wrong.
pub fn html(
    engine: &TemplateEngine,
    session: &Session,
    number: usize,
    look: &InspectionState,
    wanted: &WantedDocument,
) -> Result<String, TemplateError> {
    let masked = session.shows.masked;
    let inspection = look.inspection.as_deref();
    let chosen = inspection.and_then(|inspection| chosen(inspection, wanted));
    let address = |document: &ShownDocument, both: bool| {
        let languages = if both { "&languages=both" } else { "" };
        format!("/inspection/{number}?document={}{languages}", document.key)
    };
    let pair = chosen.and_then(|chosen| inspection?.get(chosen.pair.as_deref()?));
    let shown: Vec<&ShownDocument> = chosen.into_iter().chain(pair.filter(|_| wanted.both)).collect();
    session.note_look(number, shown.iter().map(|document| document.key.clone()).collect());
    let tree = look.inputs.as_ref().map(|inputs| &inputs.tree);
    let mut languages = Vec::new();
    if let Some((chosen, pair)) = chosen.zip(pair) {
        let mut two = [chosen, pair];
        two.sort_by_key(|document| document.language != Language::English);
        languages.extend(two.map(|document| LinkItem {
            href: address(document, false),
            words: document.language.name().to_owned(),
            is_here: !wanted.both && document.key == chosen.key,
        }));
        languages.push(LinkItem { href: address(two[0], true), words: "Both".to_owned(), is_here: wanted.both });
    }
    let link = |(other, name): (usize, String)| LinkItem {
        href: format!("/inspection/{other}"),
        words: name,
        is_here: other == number,
    };
    let inspections = session.inspections();
    let name = inspections.iter().find(|(other, _)| *other == number).map(|(_, name)| name.clone());
    let name = inspection.map(|inspection| inspection.name.clone()).or(name).unwrap_or_default();
    let page = InspectionPage {
        generation: look.generation,
        yot: inspection.map(|inspection| inspection.yot.clone()).filter(|yot| !yot.is_empty()).unwrap_or(name.clone()),
        title: chosen.map(|chosen| chosen.title.clone()).unwrap_or_default(),
        name,
        is_masked: masked,
        number,
        inspections: inspections.into_iter().map(link).collect(),
        stages: inspection.map(|inspection| stages(inspection, &shown, &address, wanted.both)).unwrap_or_default(),
        waiting: inspection.map(waiting).unwrap_or_default(),
        warnings: inspection.map(|one| warnings(one, masked)).unwrap_or_default(),
        troubles: look.troubles.iter().map(|trouble| trouble_item(trouble, inspection.is_some(), masked)).collect(),
        languages,
        columns: shown
            .iter()
            .filter_map(|document| {
                let other = if wanted.origins { "" } else { "&origins=shown" };
                let mut item = column(session, &inspection?.children, document, tree?);
                item.origins_href = format!("{}{other}", address(document, wanted.both));
                if document.went_out.is_some_and(|sent| sent.differs) {
                    let other = if wanted.changes { "" } else { "&changes=shown" };
                    item.changes_href = format!("{}{other}", address(document, wanted.both));
                }
                item.changes = wanted.changes.then(|| changes(session, number, document));
                // What a withheld document says is no fact to show either.
                let is_shown = wanted.origins && !item.is_withheld();
                item.origins = is_shown.then(|| origins(session, number, document));
                Some(item)
            })
            .collect(),
    };
    engine.render(NAME, &TemplateEngine::context(&page)?)
}

/// The document that is wanted, or the first that may be shown.
fn chosen<'i>(inspection: &'i ShownInspection, wanted: &WantedDocument) -> Option<&'i ShownDocument> {
    let named = wanted.document.as_deref().and_then(|key| inspection.get(key));
    let is_shown = |document: &&ShownDocument| !matches!(*document.content, Content::Withheld);
    named.or_else(|| inspection.documents.iter().find(is_shown))
}

fn stages(
    inspection: &ShownInspection,
    shown: &[&ShownDocument],
    address: &dyn Fn(&ShownDocument, bool) -> String,
    both: bool,
) -> Vec<StageItem> {
    let mut stages: Vec<StageItem> = Vec::new();
    for document in &inspection.documents {
        let (state, pressing) = state(document);
        let item = DocumentItem {
            href: address(document, both && document.pair.is_some()),
            title: document.listed.0.clone(),
            about: document.about.clone(),
            language: document.listed.1.tag(),
            language_name: if document.pair.is_some() { document.language.name() } else { "" },
            file: document.file.clone(),
            state,
            pressing,
            is_here: shown.iter().any(|shown| shown.key == document.key),
        };
        let name = stage_name(&document.stage);
        match stages.iter_mut().find(|stage| stage.name == name) {
            Some(stage) => stage.documents.push(item),
            None => stages.push(StageItem { name, documents: vec![item] }),
        }
    }
    // The folders begin with their numbers.
    stages.sort_by(|one, other| one.name.cmp(&other.name));
    stages
}

/// `1-announcement` as `1 Announcement`.
fn stage_name(stage: &str) -> String {
    let mut signs = stage.replace('-', " ");
    if let Some(first) = signs.find(char::is_alphabetic) {
        signs[first..=first].make_ascii_uppercase();
    }
    signs
}

fn warnings(inspection: &ShownInspection, masked: bool) -> Vec<ProblemItem> {
    let open = inspection.warnings.iter().filter(|problem| problem.settled.is_none());
    open.map(|problem| problem_item(problem, masked)).collect()
}

fn waiting(inspection: &ShownInspection) -> Vec<WaitingItem> {
    let item = |waiting: &crate::pack::Waiting| WaitingItem {
        document: waiting.document.clone(),
        waits_for: waiting.waits_for.join(", "),
    };
    inspection.waiting.iter().map(item).collect()
}
