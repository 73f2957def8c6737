//! The first stage: a file that the pack is to hold, with everything that its templates see.

use rayon::prelude::*;
use serde_json::Value;

use super::deliverable::Deliverable;
use super::plan::{Missing, Waiting, plan};
use super::recipients::recipients;
use crate::facts::{self, Facts};
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{Language, Record, Settings};
use crate::template::{Document, Format, Templates};
use crate::view::{AttachmentView, DocumentView, TemplateView, View, ViewBuilder};

/// A planned file.
#[derive(Clone, Debug)]
pub struct Planned<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// What its templates see.
    pub view: TemplateView,
    /// The same in the second language of a message that is in two.
    pub second: Option<TemplateView>,
    /// Where it goes, if it is a message.
    pub route: Route,
}

/// Who a message is from, who gets it, and what goes with it. Empty for any other file.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// Name and e-mail address of the support officer, where the record has them.
    pub sender: Option<(String, String)>,
    /// Name and e-mail address of everyone to whom it is addressed.
    pub to: Vec<(String, String)>,
    /// Name and e-mail address of everyone who gets a copy.
    pub cc: Vec<(String, String)>,
    /// Paths in the pack of the files that go with it, in order.
    pub attachments: Vec<String>,
}

/// What a record calls for.
#[derive(Debug)]
pub struct PlannedPack<'t> {
    /// The files, in the order of the catalogue.
    pub files: Vec<Planned<'t>>,
    /// The documents that are not made yet, and what they wait for.
    pub waiting: Vec<Waiting>,
    /// The documents that cannot be made in a language in which they are due; each is an error.
    pub problems: Vec<Problem>,
}

impl<'t> PlannedPack<'t> {
    /// Plans the pack of a checked record.
    ///
    /// # Errors
    /// The phrases of a language in which documents are due are wrong.
    pub fn new(
        record: &Record,
        facts: &Facts<'_>,
        settings: &Settings,
        templates: &'t Templates,
    ) -> Result<Self, Vec<Problem>> {
        let builder = |language: Language| {
            let phrases = templates.phrases(language).map_err(|problem| vec![*problem])?;
            Ok(ViewBuilder { record, facts, settings, phrases, language })
        };
        let builders: Vec<ViewBuilder<'_>> =
            facts::languages(record).into_iter().map(builder).collect::<Result<_, Vec<Problem>>>()?;
        let views: Vec<(Language, Value)> =
            builders.iter().map(|builder| (builder.language, overview(builder))).collect();
        let naming = builders.first().map(|builder| serde_json::to_value(builder.naming()).unwrap_or_default());
        let plan = plan(templates, record, facts, &views, &naming.unwrap_or_default());
        let first = views.first().map(|(_, view)| view).unwrap_or(&Value::Null);
        let file = |deliverable: &Deliverable<'t>| {
            let view = |language: Language, item: &Option<Value>| {
                let builder = builders.iter().find(|builder| builder.language == language)?;
                Some(view(builder, deliverable, item.clone(), &plan.deliverables))
            };
            Some(Planned {
                view: view(deliverable.language, &deliverable.item)?,
                second: deliverable.second.as_ref().and_then(|(language, item)| view(*language, item)),
                route: route(deliverable, first, record, &plan.deliverables),
                deliverable: deliverable.clone(),
            })
        };
        Ok(Self {
            files: plan.deliverables.par_iter().filter_map(file).collect(),
            waiting: plan.waiting,
            problems: plan.missing.iter().map(missing_language).collect(),
        })
    }
}

/// An inspection's view about no document, as JSON: the plan looks up in it what a document needs.
fn overview(builder: &ViewBuilder<'_>) -> Value {
    let announced = builder.facts.timeline.announced();
    let no_document = DocumentView {
        id: String::new(),
        title: String::new(),
        file: String::new(),
        marking: String::new(),
        is_draft: false,
        date: builder.phrases.date(announced),
        attachments: Vec::new(),
    };
    serde_json::to_value(builder.view(no_document, announced)).unwrap_or_default()
}

/// What the templates of a file see in one language.
fn view(
    builder: &ViewBuilder<'_>,
    file: &Deliverable<'_>,
    item: Option<Value>,
    all: &[Deliverable<'_>],
) -> TemplateView {
    let attachments = attached(file.document, all).filter(|other| other.language == builder.language);
    let document = DocumentView {
        id: file.document.id.clone(),
        title: file.title_in(builder.language).unwrap_or(&file.title).to_owned(),
        is_draft: file.draft.is_some(),
        file: file.file_name().to_owned(),
        marking: builder.phrases.marking(&file.document.marking),
        date: builder.phrases.date(file.date),
        attachments: attachments
            .map(|other| AttachmentView { title: other.title.clone(), file: other.file_name().to_owned() })
            .collect(),
    };
    let view = View { item, ..builder.view(document, file.date) };
    if file.document.names_children {
        TemplateView::naming(view, builder.naming())
    } else {
        TemplateView::Nameless(Box::new(view))
    }
}

/// The files that the catalogue attaches to a document, in all languages, in the order of the catalogue's list.
fn attached<'d, 't>(document: &'d Document, all: &'d [Deliverable<'t>]) -> impl Iterator<Item = &'d Deliverable<'t>> {
    document.attach.iter().flat_map(|id| all.iter().filter(move |other| other.document.id == *id))
}

/// Where a message goes: from the support officer to the contacts that the catalogue names for it, with the attachments in
/// its languages.
fn route(file: &Deliverable<'_>, view: &Value, record: &Record, all: &[Deliverable<'_>]) -> Route {
    if file.document.format != Format::Eml {
        return Route::default();
    }
    let officer = &view["team"]["support_officer"];
    let name = officer["name"].as_str().unwrap_or_default();
    let readers = recipients(file.document, view, facts::country(record));
    let goes = |other: &&Deliverable<'_>| file.languages().any(|language| language == other.language);
    Route {
        sender: officer["email"].as_str().map(|email| (name.to_owned(), email.to_owned())),
        to: readers.to,
        cc: readers.cc,
        attachments: attached(file.document, all).filter(goes).map(|other| other.path.clone()).collect(),
    }
}

/// What to say of a document that lacks a language: neither language goes out without the other.
fn missing_language(missing: &Missing) -> Problem {
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
