//! The first stage: a file that the pack is to hold, with everything that its templates see.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde_json::Value;

use super::deliverable::Deliverable;
use super::file_view::{FileView, SharedContext};
use super::plan::{Missing, Waiting, is_about_messages, plan};
use super::recipients::{MessageReader, Readers, answered_to, recipients};
use crate::facts::{self, Facts};
use crate::phrases::Phrases;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{Language, Record, Settings};
use crate::selection::account_of;
use crate::template::{Format, Per, Recipient, Templates};
use crate::view::{
    AttachmentView, ChildrenView, DocumentView, FileParts, MessageView, ReaderView, TemplateView, View, ViewBuilder,
};

/// A planned file.
#[derive(Clone, Debug)]
pub struct Planned<'t> {
    /// What it is.
    pub deliverable: Deliverable<'t>,
    /// What its templates see.
    pub view: FileView,
    /// The same in the second language of a message that is in two.
    pub second: Option<FileView>,
    /// Where it goes, if it is a message.
    pub route: Route,
}

/// Who a message is from, who gets it, and what goes with it. Empty for any other file.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// Name and e-mail address of the support officer, where the record has them.
    pub sender: Option<(String, String)>,
    /// Who gets it.
    pub readers: Readers,
    /// Who gets the answers, where that is not the sender.
    pub reply_to: Option<MessageReader>,
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
    /// The messages and to whom each goes, in English, or in the inspection's only language.
    pub messages: Vec<MessageView>,
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
        let sample = account_of(record, facts, settings);
        let builder = |language: Language| {
            let phrases = templates.phrases(language).map_err(|problem| vec![*problem])?;
            Ok(ViewBuilder { record, facts, settings, phrases, language, sample: sample.as_ref() })
        };
        let builders: Vec<ViewBuilder<'_>> =
            facts::languages(record).into_iter().map(builder).collect::<Result<_, Vec<Problem>>>()?;
        let tellers: Vec<Teller<'_>> =
            builders.par_iter().map(|builder| Teller::new(builder, templates)).collect::<Result<_, _>>()?;
        let naming = serde_json::to_value(tellers.first().map(Teller::children).as_deref()).unwrap_or_default();
        let views: Vec<(Language, Value)> =
            tellers.iter().map(|teller| (teller.builder.language, teller.plan_view())).collect();
        let plan = plan(templates, record, facts, &views, &naming);
        let first = views.first().map(|(_, view)| view).unwrap_or(&Value::Null);
        let all = &plan.deliverables;
        let routes: Vec<Route> = all.iter().map(|file| route(file, first, record, all)).collect();
        let messages = |builder: &ViewBuilder<'_>| -> Vec<MessageView> {
            let routed = all.iter().zip(&routes).filter(|(file, _)| file.document.format == Format::Eml);
            routed.map(|(file, route)| message_view(file, route, builder.phrases, builder.language)).collect()
        };
        let file = |(deliverable, route): (&Deliverable<'t>, &Route)| {
            let view = |language: Language, item: &Option<Value>| {
                let teller = tellers.iter().find(|teller| teller.builder.language == language)?;
                let mut view = teller.view(deliverable, item.clone(), all);
                if is_about_messages(deliverable.document) {
                    view.file.messages = messages(teller.builder);
                    view.file.messages.retain(|message| !is_about_a_matter(templates, &message.id));
                }
                let view = match deliverable.document.names_children {
                    false => TemplateView::Nameless(Box::new(view)),
                    true => TemplateView::naming(view, teller.children()),
                };
                Some(FileView::new(view, teller.shared.clone()))
            };
            Some(Planned {
                view: view(deliverable.language, &deliverable.item)?,
                second: deliverable.second.as_ref().and_then(|(language, item)| view(*language, item)),
                route: route.clone(),
                deliverable: deliverable.clone(),
            })
        };
        let english = builders.iter().find(|builder| builder.language == Language::English);
        Ok(Self {
            messages: english.or(builders.first()).map(messages).unwrap_or_default(),
            files: all.par_iter().zip(&routes).filter_map(file).collect(),
            waiting: plan.waiting,
            problems: plan.missing.iter().map(missing_language).collect(),
        })
    }
}

/// What the files of a language are told, made once for all of them.
struct Teller<'b> {
    builder: &'b ViewBuilder<'b>,
    overview: View,
    shared: Arc<SharedContext>,
    children: OnceLock<Arc<ChildrenView>>,
}

impl<'b> Teller<'b> {
    fn new(builder: &'b ViewBuilder<'b>, templates: &Templates) -> Result<Self, Vec<Problem>> {
        let overview = overview(builder);
        let shared = SharedContext::new(&overview).map_err(|error| vec![templates.problem(&error)])?;
        Ok(Self { builder, overview, shared: Arc::new(shared), children: OnceLock::new() })
    }

    /// What only documents that may name children are told.
    fn children(&self) -> Arc<ChildrenView> {
        self.children.get_or_init(|| Arc::new(self.builder.naming(&self.overview))).clone()
    }

    /// What the plan looks things up in: the view, and what one person alone is told, which no template sees but as its `item`.
    fn plan_view(&self) -> Value {
        let mut all = self.shared.json().clone();
        let further = [serde_json::to_value(&self.overview.file), serde_json::to_value(self.builder.matters())];
        if let Value::Object(parts) = &mut all {
            further.into_iter().flatten().for_each(|more| parts.extend(more.as_object().cloned().unwrap_or_default()));
        }
        all
    }

    /// What the templates of a file see.
    fn view(&self, file: &Deliverable<'_>, item: Option<Value>, all: &[Deliverable<'_>]) -> View {
        let parts = self.builder.file_parts(document_view(self.builder, file, all), file.date);
        View { file: FileParts { item, ..parts }, shared: self.overview.shared.clone() }
    }
}

/// An inspection's view about no document: the plan looks up in it what a document needs.
fn overview(builder: &ViewBuilder<'_>) -> View {
    let announced = builder.facts.timeline.announced();
    let no_document = DocumentView {
        id: String::new(),
        title: String::new(),
        file: String::new(),
        marking: String::new(),
        is_draft: false,
        changed: None,
        date: builder.phrases.date(announced),
        attachments: Vec::new(),
    };
    builder.view(no_document, announced)
}

/// Whether a message tells of a concern or a complaint: no document says that there is one (guidance §8 and §13).
fn is_about_a_matter(templates: &Templates, id: &str) -> bool {
    templates
        .catalogue
        .documents
        .iter()
        .any(|document| document.id == id && matches!(document.per, Per::Concern | Per::Complaint))
}

/// What the templates of a file see of the file itself, in one language.
fn document_view(builder: &ViewBuilder<'_>, file: &Deliverable<'_>, all: &[Deliverable<'_>]) -> DocumentView {
    let attachments = attached(file, all).filter(|other| other.language == builder.language);
    DocumentView {
        id: file.document.id.clone(),
        title: file.title_in(builder.language).unwrap_or(&file.title).to_owned(),
        is_draft: file.draft.is_some(),
        changed: None,
        file: file.file_name().to_owned(),
        marking: builder.phrases.marking(file.document.printed_marking()),
        date: builder.phrases.date(file.date),
        attachments: attachments
            .map(|other| AttachmentView { title: other.title.clone(), file: other.file_name().to_owned() })
            .collect(),
    }
}

/// The files that the catalogue attaches to a message, in all languages, in the order of the catalogue's list. A message to
/// one person carries what is made for that person.
fn attached<'d, 't>(
    message: &'d Deliverable<'t>,
    all: &'d [Deliverable<'t>],
) -> impl Iterator<Item = &'d Deliverable<'t>> {
    let attach = message.document.attach.iter();
    attach.flat_map(move |id| all.iter().filter(move |other| other.document.id == *id && other.goes_with(message)))
}

/// Where a message goes: from the support officer to the people whom the catalogue names for it, with the attachments in
/// its languages.
fn route(file: &Deliverable<'_>, view: &Value, record: &Record, all: &[Deliverable<'_>]) -> Route {
    if file.document.format != Format::Eml {
        return Route::default();
    }
    let officer = &view["team"]["support_officer"];
    let name = officer["name"].as_str().unwrap_or_default();
    let goes = |other: &&Deliverable<'_>| file.languages().any(|language| language == other.language);
    Route {
        sender: officer["email"].as_str().map(|email| (name.to_owned(), email.to_owned())),
        readers: recipients(file.document, file.item.as_ref(), view, facts::country(record)),
        reply_to: answered_to(file.document, view),
        attachments: attached(file, all).filter(goes).map(|other| other.path.clone()).collect(),
    }
}

/// A message as documents tell of it.
fn message_view(file: &Deliverable<'_>, route: &Route, phrases: &Phrases, language: Language) -> MessageView {
    let reader = |line: &'static str, reader: &MessageReader| ReaderView {
        name: reader.name.clone(),
        address: reader.address.clone(),
        line,
        named: reader.because.map_or(file.document.per.word(), Recipient::word),
        role: match (reader.because, file.document.per) {
            (Some(Recipient::Contact(role)), _) | (None, Per::Role(role)) => phrases.role(role.word()),
            (Some(Recipient::LeadInspector), _) => phrases.team_role("lead-inspector"),
            (Some(Recipient::Inspectors), _) => phrases.team_role("inspector"),
            (Some(Recipient::LocalAssessors), _) => phrases.team_role("local-assessor"),
            (Some(Recipient::SupportOfficer), _) => phrases.team_role("support-officer"),
            _ => String::new(),
        },
    };
    let Readers { to, cc, bcc } = &route.readers;
    let lines = [("to", to), ("cc", cc), ("bcc", bcc)];
    let file_name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
    MessageView {
        id: file.document.id.clone(),
        title: file.title_in(language).unwrap_or(&file.title).to_owned(),
        path: file.path.clone(),
        date: phrases.date(file.date),
        marking: phrases.marking(&file.document.marking),
        secure: file.document.secure,
        languages: file.languages().map(Language::tag).collect(),
        readers: lines
            .into_iter()
            .flat_map(|(line, readers)| readers.iter().map(move |one| reader(line, one)))
            .collect(),
        reply_to: route.reply_to.as_ref().map(|reader| reader.address.clone()).unwrap_or_default(),
        attachments: route.attachments.iter().map(file_name).collect(),
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
