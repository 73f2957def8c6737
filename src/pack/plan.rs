//! The plan: which documents a record calls for, and what the others wait for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::deliverable::{Deliverable, template, title};
use super::file_names::file_names;
use super::recipients::{has_address, lacks_address, message_languages, recipients, with_role, without_address};
use crate::facts::{Facts, complaint_steps, country, open_escalations};
use crate::record::{Language, Record, unmarked};
use crate::template::{Document, Format, Per, Templates};
use crate::view::document_date;

/// A document that is due in a language in which the templates do not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its id.
    pub document: String,
    /// The language.
    pub language: Language,
    /// What is not there: `confirmation-letter/cy.typ`, or `title.cy` of the catalogue.
    pub what: String,
}

/// A document that is not made yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its id.
    pub document: String,
    /// What it waits for, in words.
    pub waits_for: Vec<String>,
}

/// What the pack is to hold.
#[derive(Debug, Default)]
pub struct Plan<'t> {
    /// The files, in the order of the catalogue.
    pub deliverables: Vec<Deliverable<'t>>,
    /// What is not made yet.
    pub waiting: Vec<Waiting>,
    /// What cannot be made in a language in which it is due.
    pub missing: Vec<Missing>,
}

/// Plans a pack. `views` are the inspection's views as JSON, one for each of its languages, in order. What a document
/// needs is looked up in the first, and for one that may name children in `naming`.
pub fn plan<'t>(
    templates: &'t Templates,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, Value)],
    naming: &Value,
) -> Plan<'t> {
    let mut plan = Plan::default();
    let Some((_, view)) = views.first() else { return plan };
    let here = country(record);
    // Once children's data is destroyed, nothing is said of the documents that name children, not even that they wait.
    let is_destroyed = record.destroyed.last().is_some();
    let is_called_for = |document: &&Document| {
        let by = document.called_for_by.as_deref();
        document.is_its_time(record)
            && !(is_destroyed && document.may_hold_children())
            && document.country.is_none_or(|only| only == here)
            && by.is_none_or(|part| part == MESSAGES || has(document, part, (view, naming)))
    };
    let called_for = templates.catalogue.documents.iter().filter(is_called_for);
    let (of_messages, others): (Vec<&'t Document>, Vec<&'t Document>) =
        called_for.partition(|document| is_about_messages(document));
    let add = |plan: &mut Plan<'t>, document: &'t Document| {
        let waits_for = waits_for(document, templates, (view, naming), record);
        if waits_for.is_empty() {
            let missing = missing(document, templates, views);
            if missing.is_empty() {
                let (made, unreachable) = deliverables(document, record, facts, views);
                plan.deliverables.extend(made);
                if !unreachable.is_empty() {
                    plan.waiting.push(Waiting { document: document.id.clone(), waits_for: unreachable });
                }
            }
            plan.missing.extend(missing);
        } else {
            plan.waiting.push(Waiting { document: document.id.clone(), waits_for });
        }
    };
    others.into_iter().for_each(|document| add(&mut plan, document));
    hold_back_messages(&mut plan);
    if plan.deliverables.iter().any(|file| file.document.format == Format::Eml) {
        of_messages.into_iter().for_each(|document| add(&mut plan, document));
    }
    plan
}

/// The part of the view that is known only once the messages are planned.
const MESSAGES: &str = "messages";

/// Whether a document tells of the messages, so that it is planned after them.
pub fn is_about_messages(document: &Document) -> bool {
    document.called_for_by.as_deref() == Some(MESSAGES)
}

/// What a document waits for. A message needs somebody to go to as well.
fn waits_for(document: &Document, templates: &Templates, views: (&Value, &Value), record: &Record) -> Vec<String> {
    let here = country(record);
    let describe = |need: &str| templates.catalogue.needs.get(need).cloned().unwrap_or_else(|| format!("`{need}`"));
    let once_final = document.final_needs.iter().filter(|_| document.as_draft(record).is_none());
    let missing =
        document.needs.iter().chain(once_final).filter(|need| !has(document, need, views)).map(|need| describe(need));
    let view = views.0;
    let is_message = document.format == Format::Eml && document.per == Per::Inspection;
    let unreachable = if is_message { without_address(document, view, here) } else { Vec::new() };
    let nobody = is_message && unreachable.is_empty() && recipients(document, None, view, here).to.is_empty();
    missing.chain(unreachable).chain(nobody.then(|| describe("recipients"))).collect()
}

/// Whether what a document's templates see has a part that is not empty; children count for a document that may name them.
fn has(document: &Document, part: &str, (view, naming): (&Value, &Value)) -> bool {
    is_there(view, part) || (document.names_children && is_there(naming, part))
}

/// Whether a part of the view is there and not empty.
fn is_there(view: &Value, path: &str) -> bool {
    match path.split('.').try_fold(view, |value, key| value.get(key)) {
        None | Some(Value::Null) => false,
        Some(Value::Array(values)) => !values.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    }
}

/// What a document lacks in each language in which it is due: a template, or its title where it is due in several.
fn missing(document: &Document, templates: &Templates, views: &[(Language, Value)]) -> Vec<Missing> {
    let path = |language: Language, part: &str| template(document, language, part);
    let has = |language: Language| document.format.parts().iter().all(|part| templates.has(&path(language, part)));
    let mut missing = Vec::new();
    for (language, _) in views {
        let mut lacks =
            |what: String| missing.push(Missing { document: document.id.clone(), language: *language, what });
        for part in document.format.parts().iter().filter(|part| !templates.has(&path(*language, part))) {
            lacks(path(*language, part));
        }
        if views.len() > 1 && has(*language) && document.lacks_title(*language) {
            lacks(format!("title.{}", language.tag()));
        }
    }
    missing
}

/// The files of a document, and what is missing of those who have no address for a message that is made for each of them.
fn deliverables<'t>(
    document: &'t Document,
    record: &Record,
    facts: &Facts<'_>,
    views: &[(Language, Value)],
) -> (Vec<Deliverable<'t>>, Vec<String>) {
    let all: Vec<Language> = views.iter().map(|(language, _)| *language).collect();
    let items: Vec<_> = views.iter().map(|(_, view)| items(document.per, view)).collect();
    let count = items[0].as_ref().map_or(1, Vec::len);
    let draft = document.as_draft(record);
    let is_message = document.format == Format::Eml;
    let item_in = |index: usize, language: Language| {
        let items = items[all.iter().position(|other| *other == language)?].as_ref();
        items.and_then(|items| items.get(index)).map(|(_, item)| item.clone())
    };
    let one = |index: usize, sets: &[Vec<Language>], languages: &[Language]| {
        let suffix = items[0].as_ref().map_or(String::new(), |items| format!("-{}", items[index].0));
        let language = languages[0];
        let path = |language: Language| {
            let tag = if sets.len() > 1 { format!(".{}", language.tag()) } else { String::new() };
            format!("{}/{}{suffix}{tag}.{}", document.stage, document.file(), document.format.extension())
        };
        let other = all.iter().find(|other| **other != language && sets.len() > 1);
        let tags: Vec<&str> = languages.iter().map(|language| language.tag()).collect();
        Deliverable {
            document,
            draft,
            language,
            second: languages.get(1).map(|language| (*language, item_in(index, *language))),
            pair: other.map(|other| path(*other)),
            title: title(document, draft, language).unwrap_or(&document.id).to_owned(),
            ident: format!("{}/{}{suffix}/{}", record.folder, document.id, tags.join("-")),
            path: path(language),
            date: due_date(document, record, facts),
            item: item_in(index, language),
            position: items[0].as_ref().map(|_| index),
        }
    };
    let (mut files, mut unreachable) = (Vec::new(), Vec::new());
    for index in 0..count {
        let item = items[0].as_ref().map(|items| &items[index].1);
        if item.is_some_and(|item| document.item_needs.iter().any(|need| !is_there(item, need))) {
            continue;
        }
        if let Some(person) = item.filter(|person| is_message && !has_address(document, person)) {
            let name = unmarked(person["name"].as_str().unwrap_or_default());
            unreachable.push(lacks_address(document, &name, file_of(document.per, person)));
            continue;
        }
        let sets: Vec<Vec<Language>> = match document.format {
            Format::Eml => vec![message_languages(document, item, &views[0].1, country(record), &all)],
            Format::Pdf | Format::Xlsx | Format::Ics | Format::Html => {
                all.iter().map(|language| vec![*language]).collect()
            }
        };
        files.extend(sets.iter().map(|languages| one(index, &sets, languages)));
    }
    (files, unreachable)
}

/// The day on which a document is due: its milestone's, or so many working days before; of a change the day on which the last
/// one was decided, of a concern the day on which the last one was seen, and of a complaint that of its last step.
pub fn due_date(document: &Document, record: &Record, facts: &Facts<'_>) -> NaiveDate {
    let own = match document.per {
        Per::Touched => Facts::open_changes(record).map(|change| change.decided.value).max(),
        Per::Concern => open_escalations(record).map(|concern| concern.seen.value).max(),
        Per::Complaint => complaint_steps(record).map(|(_, _, day)| day).max(),
        _ => None,
    };
    if let Some(day) = own {
        return day;
    }
    facts.working_days.before(document_date(facts, document.serves(record)), document.working_days_before)
}

/// The file of the record that has the address of somebody for whom a document is made.
fn file_of(per: Per, person: &Value) -> &'static str {
    match per {
        Per::Inspection | Per::Contact | Per::Role(_) | Per::ReportReader | Per::Concern | Per::Complaint => {
            "contacts.toml"
        }
        Per::Inspector => "team.toml",
        Per::CaseManager | Per::LineManager => "cases.toml",
        Per::Site => "inspection.toml",
        Per::Touched => match person["kind"].as_str() {
            Some("member") => "team.toml",
            Some("case-manager") => "cases.toml",
            Some("former") => "`from-email` in inspection.toml",
            _ => "contacts.toml",
        },
    }
}

/// The people or places that get a document each, with a name for its file; nothing where one document is for all.
fn items(per: Per, view: &Value) -> Option<Vec<(String, Value)>> {
    let list = match per {
        Per::Inspection => return None,
        Per::Inspector => &view["team"]["members"],
        Per::Contact => &view["contacts"],
        Per::Role(role) => with_role(view, role),
        Per::CaseManager => &view["case_managers"],
        Per::LineManager => &view["line_managers"],
        Per::Site => &view["yot"]["sites"],
        Per::ReportReader => &view["report_copies"],
        Per::Touched => &view["touched"],
        Per::Concern => &view["escalations"],
        Per::Complaint => &view["complaint_letters"],
    };
    let items: Vec<&Value> = list.as_array().into_iter().flatten().collect();
    let names =
        file_names(&items, if matches!(per, Per::Concern | Per::Complaint) { "key" } else { "name" }, per.word());
    Some(names.into_iter().zip(items.into_iter().cloned()).collect())
}

/// Takes out each message that lacks an attachment: no file of that document is made that may go with it.
fn hold_back_messages(plan: &mut Plan<'_>) {
    let files = std::mem::take(&mut plan.deliverables);
    let missing = |message: &Deliverable<'_>| -> Vec<String> {
        let is_made = |id: &String| files.iter().any(|file| file.document.id == *id && file.goes_with(message));
        let ids = message.document.attach.iter().filter(|id| !is_made(id));
        ids.map(|id| format!("its attachment `{id}`")).collect()
    };
    let lacks: Vec<Vec<String>> = files.iter().map(missing).collect();
    for (file, waits_for) in files.into_iter().zip(lacks) {
        if waits_for.is_empty() {
            plan.deliverables.push(file);
        } else if plan.waiting.iter().all(|known| known.document != file.document.id || known.waits_for != waits_for) {
            plan.waiting.push(Waiting { document: file.document.id.clone(), waits_for });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::Country;
    use crate::check::tests::TestRecord;
    use crate::pack::recipients::recipients;
    use crate::template::Catalogue;

    fn entry(id: &str, format: &str, per: &str, more: &str) -> String {
        format!(
            "[[document]]\nid = \"{id}\"\ntitle.en = \"{id}\"\ntitle.cy = \"{id}\"\nstage = \"1\"\nformat = \"{format}\"\n\
             per = \"{per}\"\nmarking = \"OFFICIAL\"\naudience = \"somebody\"\n{more}"
        )
    }

    proptest! {
        #[test]
        fn a_message_for_one_person_goes_to_that_person_alone_with_what_is_made_for_them(
            people in prop::collection::vec((0..4_u8, 0..3_u8, 0..4_u8, 0..3_u8), 0..7),
            per in prop::sample::select(vec!["contact", "inspector", "case-manager"]),
        ) {
            let catalogue = [
                entry("page", "pdf", per, "item-needs = [\"interviews\"]\n"),
                entry("days", "ics", per, "item-needs = [\"interviews\"]\n"),
                entry("map", "pdf", "inspection", ""),
                entry("note", "eml", per, "item-needs = [\"interviews\"]\nattach = [\"page\", \"map\", \"days\"]\n"),
            ]
            .concat();
            let catalogue = Catalogue::read(&catalogue).expect("a catalogue");
            prop_assert_eq!(catalogue.faults(), vec![]);
            // Names and addresses meet by chance; the order in the list alone tells some people apart.
            let person = |(at, &(name, address, interviews, language)): (usize, &(u8, u8, u8, u8))| {
                let email = if address == 0 { String::new() } else { format!("a{address}@aberford.example") };
                let wanted = ["", "welsh", "both"][usize::from(language)];
                serde_json::json!({
                    "name": format!("Person {name}"), "email": email, "own": at, "interviews": vec![at; interviews.into()],
                    "language": wanted,
                })
            };
            let list: Vec<Value> = people.iter().enumerate().map(person).collect();
            let view = serde_json::json!({
                "contacts": list, "team": { "members": list }, "case_managers": list, "roles": {}
            });
            let views = vec![(Language::Welsh, view.clone()), (Language::English, view.clone())];
            let files: Vec<Deliverable<'_>> = TestRecord::sound().facts(|facts| {
                let record = TestRecord::sound().record("a");
                catalogue.documents.iter().flat_map(|document| deliverables(document, &record, facts, &views).0).collect()
            });
            let messages: Vec<_> = files.iter().filter(|file| file.document.format == Format::Eml).collect();
            let due = list.iter().filter(|one| one["email"] != "" && is_there(one, "interviews"));
            let own = |file: &Deliverable<'_>| file.item.as_ref().map(|item| item["own"].clone());
            prop_assert_eq!(
                messages.iter().filter_map(|message| own(message)).collect::<Vec<_>>(),
                due.map(|one| one["own"].clone()).collect::<Vec<_>>(),
                "each once, in the order of the list"
            );
            for message in messages {
                let item = message.item.as_ref().expect("a person");
                let readers = recipients(message.document, Some(item), &view, Country::England);
                let address = item["email"].as_str().expect("an address").to_owned();
                prop_assert_eq!(readers.all().map(|reader| reader.address.clone()).collect::<Vec<_>>(), vec![address]);
                let carried: Vec<_> = files.iter().filter(|file| file.goes_with(message)).collect();
                prop_assert!(carried.iter().filter_map(|file| own(file)).all(|who| who == item["own"]));
                prop_assert!(carried.iter().any(|file| file.document.id == "page"));
                prop_assert!(carried.iter().any(|file| file.document.id == "map"));
            }
            let paths: std::collections::BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
            prop_assert_eq!(paths.len(), files.len(), "no two have one path");
        }
    }

    #[test]
    fn a_message_that_would_carry_what_is_made_for_others_is_a_fault() {
        let faults = |message: &str| {
            let text = [entry("page", "pdf", "case-manager", ""), message.to_owned()].concat();
            Catalogue::read(&text).expect("a catalogue").faults().len()
        };
        let attach = "attach = [\"page\"]\n";
        assert_eq!(faults(&entry("note", "eml", "case-manager", attach)), 0);
        let to_all = "to = [\"yot-manager\"]\nattach = [\"page\"]\n";
        assert_eq!(faults(&entry("note", "eml", "inspection", to_all)), 1);
        assert_eq!(faults(&entry("note", "eml", "contact", attach)), 1);
        assert_eq!(faults(&entry("note", "eml", "case-manager", "to.england = [\"yot-manager\"]\n")), 1);
        assert_eq!(faults(&entry("note", "eml", "line-manager", "")), 1);
        assert_eq!(faults(&entry("note", "eml", "role:board-chair", "")), 0);
        assert_eq!(faults(&entry("note", "pdf", "inspection", "item-needs = [\"name\"]\n")), 1);
    }

    #[test]
    fn a_part_of_the_view_that_is_null_or_empty_is_not_there() {
        let view = serde_json::json!({ "a": { "b": [1] }, "n": null, "e": [], "t": "" });
        assert!(is_there(&view, "a.b"));
        for path in ["n", "e", "t", "a.c", "z.z"] {
            assert!(!is_there(&view, path), "{path}");
        }
    }
}
