//! What a session shows between a save and the build of the pack, and when the clock goes on.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::column::column;
use super::inspection::{Content, ShownDocument};
use super::session::{Hearing, Session, Shows};
use crate::publish::demonstration::{FOLDER, workspace};
use crate::watch::{Listener, Report, ReportKind};

/// Takes reports, and does nothing with them.
struct Nobody;

impl Listener for Nobody {
    fn report(&mut self, _: &Report) {}
}

/// A session over the demonstration.
struct Scene {
    root: tempfile::TempDir,
    session: Session,
}

impl Scene {
    fn new() -> Self {
        let (root, inputs) = workspace();
        let shows = Shows { masked: false, named: false };
        Self { session: Session::new(inputs.workspace, shows, NaiveDateTime::default), root }
    }

    fn save(&self, file: &str, from: &str, to: &str) {
        let path = self.root.path().join("inspections").join(FOLDER).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).unwrap();
    }

    fn hears(&self, hear: impl FnOnce(&mut Hearing<'_>)) {
        hear(&mut Hearing::new(&self.session, &mut Nobody));
    }

    /// The watcher is about to build what was saved.
    fn is_about_to_build(&self) {
        self.hears(|hearing| hearing.before_build(&[FOLDER.to_owned()]));
    }

    /// Whether the letter that is shown is to this person, and the state that tabs compare.
    fn shows_to(&self, name: &str) -> (bool, u64) {
        let look = self.session.look(1).unwrap();
        let inspection = look.inspection.unwrap();
        let letter = inspection.documents.iter().find(|document| document.id == "confirmation-letter").unwrap();
        let says = format!("{:?}", letter.content).contains(name);
        self.session.note_look(1, vec![letter.key.clone()]);
        (says, look.generation)
    }
}

#[test]
fn what_somebody_saves_is_shown_before_its_pack_is_built() {
    let scene = Scene::new();
    assert_eq!(scene.shows_to("Helen Marsh"), (true, 0));
    scene.save("contacts.toml", "Helen Marsh", "Helen Wynter");
    scene.is_about_to_build();
    assert_eq!(scene.shows_to("Helen Wynter"), (true, 1));
}

#[test]
fn where_the_pack_cannot_be_built_the_last_good_pages_come_back() {
    let scene = Scene::new();
    scene.shows_to("Helen Marsh");
    scene.save("contacts.toml", "Helen Marsh", "Helen Wynter");
    scene.hears(|hearing| {
        hearing.before_build(&[FOLDER.to_owned()]);
        hearing.report(&Report::message(ReportKind::Stale, Some(FOLDER), "a document cannot be laid out"));
    });
    assert_eq!(scene.shows_to("Helen Marsh"), (true, 2));
}

#[test]
fn a_record_with_an_error_leaves_the_pages_as_they_are_until_the_watcher_reports_it() {
    let scene = Scene::new();
    scene.shows_to("Helen Marsh");
    scene.save("contacts.toml", "helen.marsh@", "helen.marsh.");
    scene.is_about_to_build();
    assert_eq!(scene.shows_to("Helen Marsh"), (true, 0));
}

#[test]
fn an_inspection_that_nobody_looks_at_is_read_when_its_pack_is_built() {
    let scene = Scene::new();
    scene.shows_to("Helen Marsh");
    scene.session.note_look(2, Vec::new());
    scene.save("contacts.toml", "Helen Marsh", "Helen Wynter");
    scene.is_about_to_build();
    assert_eq!(scene.session.generation(), 0);
}

#[test]
fn a_document_that_would_name_a_child_is_withheld_whatever_made_it() {
    let scene = Scene::new();
    let look = scene.session.look(1).unwrap();
    let (inspection, inputs) = (look.inspection.unwrap(), look.inputs.unwrap());
    let named = {
        let (record, _) = scene.session.open(1).map(|(folder, inputs)| inputs.workspace.read(&folder)).unwrap();
        let child = &record.children.children[0];
        format!("{} {}", *child.first_names, *child.family_name)
    };
    let timeline = inspection.documents.iter().find(|document| document.id == "timeline-calendar").unwrap();
    let Content::Calendar(events) = &*timeline.content else { panic!("a calendar") };
    let shown = |title: &str| {
        let mut events = events.clone();
        events[0].title = title.to_owned();
        let document = ShownDocument { content: Arc::new(Content::Calendar(events)), ..timeline.clone() };
        serde_json::to_string(&column(&scene.session, &inspection.children, &document, &inputs.tree)).unwrap()
    };
    assert!(shown("The planning meeting").contains("The planning meeting"));
    let withheld = shown(&format!("A talk about {named}"));
    assert!(withheld.contains("This document would hold a child's name") && !withheld.contains(&named), "{withheld}");
}

#[test]
fn a_page_that_stays_is_withheld_once_a_child_whom_it_names_is_entered() {
    let scene = Scene::new();
    scene.save("inspection.toml", "office closed on 31 December", "Marmaduke Zquoll is in court");
    let shown = || {
        let look = scene.session.look(1).unwrap();
        let (inspection, inputs) = (look.inspection.unwrap(), look.inputs.unwrap());
        let timeline = inspection.documents.iter().find(|document| document.id == "timeline").unwrap();
        serde_json::to_string(&column(&scene.session, &inspection.children, timeline, &inputs.tree)).unwrap()
    };
    assert!(!shown().contains("would hold a child's name"));
    let entry = "[[child]]\nfamily-name = \"Zquoll\"\nfirst-names = \"Marmaduke\"\n\n[[child]]";
    scene.save("children.private.toml", "[[child]]", entry);
    scene.hears(|hearing| {
        hearing.report(&Report::message(ReportKind::Stale, Some(FOLDER), "a child's name stands here"));
    });
    let withheld = shown();
    assert!(withheld.contains("This document would hold a child's name") && !withheld.contains("Zquoll"), "{withheld}");
}
