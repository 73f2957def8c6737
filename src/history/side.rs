//! One side of a comparison: the record at a commit or as the files are now, and the text of its documents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::commit::{Commit, RecordFiles, too_large};
use crate::check::hide_children;
use crate::pack::{Made, Rendered, RenderedDocument, Source};
use crate::problem::{Problem, SourceFile, code};
use crate::publish::{Masked, WorkspaceInputs, render, which};
use crate::record::{FileKind, Mask, Record, Sources};
use crate::search::Terms;
use crate::template::OwnFiles;
use crate::workspace::Workspace;
use crate::workspace::files::text;

/// One side of a comparison.
pub struct Side {
    /// What people call it: `HEAD~3 (1f3a9c2, 2026-12-30)`.
    pub shown: String,
    inputs: WorkspaceInputs,
    /// The commit; nothing for the files as they are now.
    commit: Option<Commit>,
}

/// A screen that others look at. Both sides have the same stand-ins, so that a word that stays the same stays the same.
#[derive(Clone, Debug, Default)]
pub struct MaskedScreen {
    /// What the inspection's folder is called.
    pub folder: String,
    /// The stand-ins.
    pub mask: Mask,
}

/// What a reader sees of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentText {
    /// The document's name in the catalogue.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language; nothing where it has two.
    pub language: Option<&'static str>,
    /// Whether it may name children.
    pub names_children: bool,
    /// Its paragraphs, each in one line.
    pub paragraphs: Vec<String>,
}

impl Side {
    /// The files as they are now.
    ///
    /// # Errors
    /// What is wrong with the settings and the templates.
    pub fn of_now(workspace: &Workspace) -> Result<Self, Vec<Problem>> {
        let own = OwnFiles::read(&workspace.root, &workspace.templates());
        let inputs = WorkspaceInputs::open(workspace.clone(), own)?;
        Ok(Self { shown: "the files as they are now".to_owned(), inputs, commit: None })
    }

    /// The files at a commit.
    ///
    /// # Errors
    /// What is wrong with the settings and the templates of the commit, or with reading them.
    pub fn of_commit(workspace: &Workspace, commit: Commit) -> Result<Self, Vec<Problem>> {
        let path = FileKind::Settings.name();
        let settings = match commit.file(path).map(|bytes| text(bytes.to_vec())) {
            Some(Ok(settings)) => settings,
            Some(Err(refused)) => return Err(vec![commit.unread(path, refused.message())]),
            None if commit.is_too_large(path) => return Err(vec![commit.unread(path, too_large())]),
            // The settings may be younger than the record.
            None => String::new(),
        };
        let shown = format!("{}:{path}", commit.name);
        let then = workspace.clone().with_settings(&shown, settings, &commit.folders());
        let inputs = WorkspaceInputs::open_as(then, OwnFiles::of(commit.templates()))?;
        let short = commit.id.get(..10).unwrap_or(&commit.id);
        Ok(Self { shown: format!("{} ({short}, {})", commit.name, commit.day), inputs, commit: Some(commit) })
    }

    /// The day of its commit, `2026-12-30`; nothing for the files as they are now.
    pub fn day(&self) -> Option<&str> {
        self.commit.as_ref().map(|commit| commit.day.as_str())
    }

    /// The names of its inspections.
    pub fn folders(&self) -> Vec<String> {
        match &self.commit {
            Some(commit) => commit.folders(),
            None => self.inputs.workspace.folders().unwrap_or_default(),
        }
    }

    /// The files of an inspection.
    pub fn files(&self, folder: &str) -> RecordFiles {
        let Some(commit) = &self.commit else { return self.inputs.workspace.files(folder) };
        commit.record(folder)
    }

    /// The documents of an inspection with their templates rendered: all, or the one of this name in the catalogue. The children are those
    /// whom no message may name. For a masked screen they are made of stand-ins, and those that may name children are left out.
    ///
    /// # Errors
    /// What is wrong with the record, by today's rules.
    pub fn documents(
        &self,
        folder: &str,
        files: RecordFiles,
        only: Option<&str>,
        children: &[Terms],
        masked: Option<&MaskedScreen>,
    ) -> Result<SideDocuments<'_>, Vec<Problem>> {
        let told = |mut problems: Vec<Problem>| {
            children.iter().for_each(|terms| hide_children(&mut problems, terms));
            problems.retain(Problem::is_error);
            problems
        };
        let sources = files.0.clone();
        let checked = self.inputs.check(folder, files);
        // A record that names a child is made all the same: what is shown of it is searched for children.
        let stops = |problem: &Problem| problem.is_error() && problem.code.id != code::CHILD_NAMED.id;
        if checked.problems.iter().any(stops) {
            return Err(told(checked.problems));
        }
        let mut planned = self.inputs.plan(&checked.record).map_err(told)?;
        // A person's file is found by its own name on both sides, whatever stands in for it.
        let paths: BTreeMap<_, _> =
            planned.files.iter().map(|file| (which(&file.deliverable), file.deliverable.path.clone())).collect();
        if let Some(screen) = masked {
            planned =
                Masked::read(&self.inputs, &screen.folder, sources, &screen.mask).plan(&self.inputs).map_err(told)?;
        }
        let rendered = render(&self.inputs, planned).map_err(told)?;
        let is_wanted = |file: &Rendered<'_>| {
            let document = file.deliverable().document;
            only.is_none_or(|only| document.id == only) && !(masked.is_some() && document.names_children)
        };
        let path = |file: &Rendered<'_>| {
            let own = file.deliverable();
            paths.get(&which(own)).unwrap_or(&own.path).clone()
        };
        let files = rendered.into_iter().filter(is_wanted).map(|file| (path(&file), file)).collect();
        Ok(SideDocuments { inputs: &self.inputs, files })
    }
}

/// The documents of one side.
pub struct SideDocuments<'s> {
    inputs: &'s WorkspaceInputs,
    files: BTreeMap<String, Rendered<'s>>,
}

impl SideDocuments<'_> {
    /// What a reader sees of each, by its path in the pack. One that the other side makes from the same has no paragraphs here, and
    /// none there, since nobody has to lay it out to know that it says the same.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn texts(&self, other: Option<&Self>) -> Result<BTreeMap<String, DocumentText>, Vec<Problem>> {
        let read = self.files.par_iter().map(|(path, file)| {
            let about = file.deliverable();
            let twin = other.and_then(|other| Some((other.files.get(path)?, other.inputs)));
            let is_twin = twin.is_some_and(|(twin, inputs)| {
                inputs.templates.own_digest == self.inputs.templates.own_digest && is_from_same(file, twin)
            });
            let paragraphs = match is_twin {
                true => Vec::new(),
                false => file.paragraphs(&self.inputs.templates, &self.inputs.tree)?,
            };
            let text = DocumentText {
                id: about.document.id.clone(),
                title: about.title.clone(),
                language: about.second.is_none().then(|| about.language.tag()),
                names_children: about.document.names_children,
                paragraphs,
            };
            Ok((path.clone(), text))
        });
        read.collect()
    }
}

impl<'s> SideDocuments<'s> {
    /// The bytes of the files with these paths, each as a build makes it. A message is made with the files that go with it.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn bytes(self, paths: &BTreeSet<String>, children: &Terms) -> Result<BTreeMap<String, Vec<u8>>, Vec<Problem>> {
        let Self { inputs, files } = self;
        let (mut documents, mut messages) = (Vec::new(), Vec::new());
        let mut wanted = paths.clone();
        for (path, file) in files {
            match file {
                Rendered::Document(document) => documents.push((path, document)),
                Rendered::Message(message) if paths.contains(&path) => {
                    wanted.extend(message.attachments.iter().cloned());
                    messages.push((path, message));
                }
                Rendered::Message(_) => {}
            }
        }
        documents.retain(|(path, _)| wanted.contains(path));
        let made = documents
            .into_par_iter()
            .map(|(path, document)| document.make(&inputs.templates, &inputs.tree, children).map(|made| (path, made)));
        let made: BTreeMap<String, Made<'s>> = made.collect::<Result<_, _>>()?;
        let assembled = messages.into_iter().map(|(path, message)| {
            let attachments: Vec<&Made<'_>> = message.attachments.iter().filter_map(|path| made.get(path)).collect();
            (path, message.assemble(&attachments, Vec::new()).bytes)
        });
        let mut bytes: BTreeMap<String, Vec<u8>> = assembled.collect();
        bytes.extend(made.into_iter().map(|(path, made)| (path, made.bytes)));
        bytes.retain(|path, _| paths.contains(path));
        Ok(bytes)
    }
}

/// Whether two PDFs are made from the same, if their layouts are the same.
fn is_from_same(one: &Rendered<'_>, other: &Rendered<'_>) -> bool {
    let job = |file: &Rendered<'_>| match file {
        Rendered::Document(RenderedDocument { source: Source::Typst(job), .. }) => Some(job.clone()),
        _ => None,
    };
    job(one).is_some_and(|one| job(other).is_some_and(|other| one == other))
}

/// Who must not be named in what is shown of a side: the children of these files, judged by its record.
pub fn children_of(folder: &str, sources: &Sources, children: Option<&Arc<SourceFile>>) -> Terms {
    let mut sources = sources.clone();
    if let Some(children) = children {
        sources.insert(FileKind::Children, children.clone());
    }
    Terms::new(&Record::read(folder, sources).0)
}
