//! What a Welsh document needs and the program never makes up: names, titles and phrases in Welsh.

use crate::facts::languages;
use crate::problem::code;
use crate::record::reader::list;
use crate::record::{At, FileKind, Language, Line, Preference};

use super::context::{Context, whole};
use super::{Finding, Findings};

/// Whether documents are made in Welsh, as far as the record can be understood.
fn is_due(context: &Context<'_>) -> bool {
    let named = &context.record.inspection.languages;
    let known = context.country().is_some() || !named.is_empty();
    known && languages(context.record).contains(&Language::Welsh)
}

/// Warns once for a person, place or team, at its name, of every Welsh key that is needed and not there.
fn warn(at: &At, whose: &str, keys: &[(&'static str, bool)], findings: &mut Findings) {
    let missing: Vec<&str> = keys.iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| *key).collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("{whose} has no {}, so that Welsh documents show the English", list(&missing));
    let help = format!("add {} with the Welsh as it really is, even where it is the same", list(&missing));
    findings.add(Finding::new(code::WELSH_MISSING, at, message, help));
}

/// Whether a text is there in one language alone.
fn lacks(text: &Option<Line>, welsh: &Option<Line>) -> bool {
    text.is_some() && welsh.is_none()
}

/// The team and its offices have their Welsh names, and a phrase for where they are.
pub fn is_there_for_the_yot(context: &Context<'_>, findings: &mut Findings) {
    if !is_due(context) {
        return;
    }
    let yot = &context.record.inspection.yot;
    let keys = [
        ("name-welsh", yot.name_welsh.is_none()),
        ("area-welsh", lacks(&yot.area, &yot.area_welsh)),
        ("in-area-welsh", yot.in_area_welsh.is_none()),
        ("authorities-welsh", !yot.authorities.is_empty() && yot.authorities_welsh.is_empty()),
    ];
    warn(&yot.name.at, "the team", &keys, findings);
    let office = context.settings.office();
    let is_missing = office.is_some_and(|office| lacks(&office.report_from_title, &office.report_from_title_welsh));
    warn(&yot.name.at, "the office in sqspack.toml", &[("report-from-title-welsh", is_missing)], findings);
    for (_, date) in &context.record.inspection.dates.0 {
        if let Some(reason) = date.reason.as_ref().filter(|_| date.reason_welsh.is_none()) {
            warn(&reason.at, "the reason", &[("reason-welsh", true)], findings);
        }
    }
    for site in &context.record.inspection.sites {
        warn(&site.name.at, &format!("`{}`", site.name), &[("name-welsh", site.name_welsh.is_none())], findings);
    }
}

/// Whoever is written to or named has title and organisation in Welsh.
pub fn is_there_for_contacts(context: &Context<'_>, findings: &mut Findings) {
    if !is_due(context) {
        return;
    }
    for contact in &context.record.contacts.contacts {
        // What follows 'Annwyl' changes a title in a name, so the name is not simply put after it.
        let needs_salutation = contact.salutation.is_some() || contact.name_welsh.is_some();
        let keys = [
            ("title-welsh", lacks(&contact.title, &contact.title_welsh)),
            ("organisation-welsh", lacks(&contact.organisation, &contact.organisation_welsh)),
            ("salutation-welsh", needs_salutation && contact.salutation_welsh.is_none()),
        ];
        warn(&contact.name.at, &format!("`{}`", contact.name), &keys, findings);
    }
}

/// The inspection team has its titles and YOTs in Welsh.
pub fn is_there_for_the_team(context: &Context<'_>, findings: &mut Findings) {
    if !is_due(context) {
        return;
    }
    let team = &context.record.team;
    let titled = team.lead_inspector.iter().chain(&team.inspectors);
    let titled = titled.map(|person| (&person.name, lacks(&person.title, &person.title_welsh)));
    let officer = team.support_officer.iter().map(|person| (&person.name, lacks(&person.title, &person.title_welsh)));
    for (name, is_missing) in titled.chain(officer) {
        warn(&name.at, &format!("`{name}`"), &[("title-welsh", is_missing)], findings);
    }
    for person in &team.local_assessors {
        let keys = [("home-yot-welsh", person.home_yot_welsh.is_none())];
        warn(&person.name.at, &format!("`{}`", person.name), &keys, findings);
    }
}

/// Findings that are written are written in Welsh too, before the report goes out (guidance §3.5).
pub fn is_there_for_the_findings(context: &Context<'_>, findings: &mut Findings) {
    let report = &context.record.report;
    if is_due(context) && !report.summary.is_empty() && report.welsh.is_none() {
        let message = "the findings are there in English alone, so that the Welsh report has gaps";
        let help = "add a group `[welsh]` at the end with the translators' text under the same keys";
        findings.add(Finding::new(code::WELSH_MISSING, &whole(FileKind::Report), message, help));
    }
}

/// Authorities stand in the same order in both languages, so there are as many.
pub fn has_as_many_authorities(context: &Context<'_>, findings: &mut Findings) {
    let yot = &context.record.inspection.yot;
    let (english, welsh) = (yot.authorities.len(), yot.authorities_welsh.len());
    if let Some(last) = yot.authorities_welsh.last().filter(|_| english != welsh) {
        let message = format!("`authorities-welsh` has {welsh} names, but `authorities` has {english}");
        let help = "give every authority its Welsh name, in the order of `authorities`";
        findings.add(Finding::new(code::WELSH_LIST_DIFFERS, &last.at, message, help));
    }
}

/// Nobody is promised a language in which nothing is made.
pub fn is_made_for_whoever_wants_it(context: &Context<'_>, findings: &mut Findings) {
    if context.country().is_none() {
        return;
    }
    let made = languages(context.record);
    for contact in &context.record.contacts.contacts {
        let Some(wanted) = contact.language.as_ref().filter(|wanted| context.is_sound(&wanted.at)) else { continue };
        let missing = Language::ALL.iter().find(|language| wanted.wants(**language) && !made.contains(language));
        // Both is what suits everybody: only somebody who wants one language is let down.
        if let Some(language) = missing.filter(|_| wanted.value != Preference::Both) {
            let message =
                format!("`{}` is to be written to in {}, in which nothing is made here", contact.name, language.name());
            let help =
                "put `languages = [\"welsh\", \"english\"]` at the top of inspection.toml, or take this line out";
            findings.add(Finding::new(code::LANGUAGE_NOT_MADE, &wanted.at, message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::TestRecord;
    use super::*;
    use crate::problem::Code;

    fn welsh() -> TestRecord {
        TestRecord::sound().change(FileKind::Inspection, "\"england\"", "\"wales\"").change(
            FileKind::Contacts,
            "director-of-childrens-services",
            "director-of-social-services",
        )
    }

    fn messages(files: &TestRecord, code: Code) -> Vec<String> {
        files.problems().into_iter().filter(|problem| problem.code == code).map(|problem| problem.message).collect()
    }

    #[test]
    fn an_english_inspection_needs_no_welsh_and_a_welsh_one_names_what_is_missing_once_for_each() {
        assert_eq!(messages(&TestRecord::sound(), code::WELSH_MISSING), Vec::<String>::new());
        let found = messages(&welsh(), code::WELSH_MISSING);
        assert!(found.iter().any(|message| message.contains("`in-area-welsh`")), "{found:?}");
        assert!(found.iter().any(|message| message.contains("`Owen Blake` has no `organisation-welsh`")), "{found:?}");
        assert!(found.iter().any(|message| message.contains("`Dev Chaudhry` has no `home-yot-welsh`")), "{found:?}");
    }

    #[test]
    fn an_inspection_in_wales_that_names_english_alone_needs_no_welsh() {
        let files = welsh().change(FileKind::Inspection, "# The inspection", "languages = [\"english\"]");
        assert_eq!(messages(&files, code::WELSH_MISSING), Vec::<String>::new());
    }

    #[test]
    fn findings_in_english_alone_are_told() {
        let files = welsh().with(FileKind::Report, "summary = [\"Good.\"]");
        assert!(messages(&files, code::WELSH_MISSING).iter().any(|message| message.contains("findings")));
        let files = welsh().with(FileKind::Report, "summary = [\"Good.\"]\n[welsh]\nsummary = [\"Da.\"]");
        assert!(!messages(&files, code::WELSH_MISSING).iter().any(|message| message.contains("findings")));
    }

    #[test]
    fn two_welsh_names_for_one_authority_are_an_error() {
        let two = "authorities-welsh = [\"Cyngor Un\", \"Cyngor Dau\"]\nauthorities =";
        let files = welsh().change(FileKind::Inspection, "authorities =", two);
        assert_eq!(messages(&files, code::WELSH_LIST_DIFFERS).len(), 1);
    }

    #[test]
    fn somebody_who_wants_welsh_of_an_english_inspection_is_told_of() {
        let wants = "name = \"Petra Lund\"\nlanguage = \"welsh\"";
        let files = TestRecord::sound().change(FileKind::Contacts, "name = \"Petra Lund\"", wants);
        assert_eq!(messages(&files, code::LANGUAGE_NOT_MADE).len(), 1);
        let wants = "name = \"Petra Lund\"\nlanguage = \"both\"";
        let files = TestRecord::sound().change(FileKind::Contacts, "name = \"Petra Lund\"", wants);
        assert_eq!(messages(&files, code::LANGUAGE_NOT_MADE).len(), 0);
    }
}
