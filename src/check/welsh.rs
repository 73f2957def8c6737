//! What a Welsh document needs and the program never makes up: names, titles and phrases in Welsh.

use std::collections::BTreeSet;

use crate::calendar::Country;
use crate::facts::{SentTwice, languages};
use crate::problem::code;
use crate::record::reader::list;
use crate::record::{At, ChangeKind, Commentary, Contact, FileKind, Language, Line, Preference, Prose};

use super::contacts::is_announced_to;
use super::context::{Context, whole};
use super::names::counted;
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
    for change in &context.record.inspection.changes {
        let keys = [
            ("from-welsh", change.what.value == ChangeKind::SiteChanged && lacks(&change.from, &change.from_welsh)),
            ("reason-welsh", change.reason.is_some() && change.reason_welsh.is_none()),
        ];
        warn(&change.what.at, "the change", &keys, findings);
    }
    for site in &context.record.inspection.sites {
        warn(&site.name.at, &format!("`{}`", site.name), &[("name-welsh", site.name_welsh.is_none())], findings);
    }
}

/// What was agreed in the planning meeting, and why a point of accuracy was decided, goes to the YOT in both languages.
pub fn is_there_for_what_was_agreed(context: &Context<'_>, findings: &mut Findings) {
    if !is_due(context) {
        return;
    }
    for agreed in &context.record.inspection.agreed {
        warn(&agreed.what.at, "what was agreed", &[("what-welsh", agreed.what_welsh.is_none())], findings);
    }
    for point in &context.record.accuracy.points {
        let is_missing = point.why.is_some() && point.why_welsh.is_none();
        warn(point.why.as_ref().map_or(&point.at, |why| &why.at), "the reason", &[("why-welsh", is_missing)], findings);
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
    // In a final report it is an error, which another rule reports.
    let is_final = SentTwice::Report.is_final(context.record);
    if is_due(context) && !is_final && !report.summary.is_empty() && report.welsh.is_none() {
        let message = "the findings are there in English alone, so that the Welsh report has gaps";
        let help = "add a group `[welsh]` at the end with the translators' text under the same keys";
        findings.add(Finding::new(code::WELSH_MISSING, &whole(FileKind::Report), message, help));
    }
}

/// An inspection in Wales is in both languages: the inspectorate treats them as equal (guidance §1).
pub fn is_made_in_wales(context: &Context<'_>, findings: &mut Findings) {
    let named = &context.record.inspection.languages;
    let Some(first) = named.first().filter(|_| context.country() == Some(Country::Wales)) else { return };
    let sound = named.iter().all(|language| context.is_sound(&language.at));
    if sound && named.iter().all(|language| language.value != Language::Welsh) {
        let message = "this inspection is in Wales, and its documents are in English alone";
        let help = "take the line out, or type `languages = [\"welsh\", \"english\"]`";
        let finding = Finding::new(code::WELSH_LEFT_OUT, &first.at, message, help);
        findings.add(finding.with(&context.record.inspection.yot.country.at, "the country of the inspection"));
    }
}

/// The paragraphs of one theme of the commentary.
type Theme = fn(&Commentary) -> &Vec<Prose>;

/// The report says as much in Welsh as in English, list by list.
pub fn has_as_many_findings(context: &Context<'_>, findings: &mut Findings) {
    let report = &context.record.report;
    let Some(welsh) = &report.welsh else { return };
    let (themes, welsh_themes) = (report.commentary.as_ref(), welsh.commentary.as_ref());
    let theme = |commentary: Option<&'_ Commentary>, pick: Theme| {
        commentary.map_or_else(Vec::new, |commentary| pick(commentary).clone())
    };
    let picks: [(&str, Theme); 4] = [
        ("reducing-reoffending", |commentary| &commentary.reducing_reoffending),
        ("protecting-the-public", |commentary| &commentary.protecting_the_public),
        ("protecting-the-child", |commentary| &commentary.protecting_the_child),
        ("serving-the-sentence", |commentary| &commentary.serving_the_sentence),
    ];
    let themes = picks.map(|(name, pick)| (name, theme(themes, pick), theme(welsh_themes, pick)));
    let previous = |paragraph: &Option<Prose>| paragraph.iter().cloned().collect::<Vec<_>>();
    let others = [
        ("context", report.context.clone(), welsh.context.clone()),
        ("summary", report.summary.clone(), welsh.summary.clone()),
        ("previous-inspection", previous(&report.previous_inspection), previous(&welsh.previous_inspection)),
        ("operational-management", report.operational_management.clone(), welsh.operational_management.clone()),
        ("strengths", report.strengths.clone(), welsh.strengths.clone()),
        ("improvements", report.improvements.clone(), welsh.improvements.clone()),
    ];
    for (name, english, welsh) in others.into_iter().chain(themes) {
        let (longer, shorter) = if english.len() > welsh.len() { (&english, &welsh) } else { (&welsh, &english) };
        // Two texts of one place can have a different number of paragraphs too.
        let differ = english.iter().zip(&welsh).find(|(one, other)| one.blocks().len() != other.blocks().len());
        if let Some((one, other)) = differ {
            let [one, count] = [one, other].map(|text| counted(text.blocks().len(), "paragraph"));
            let message = format!("this text of `{name}` has {one} in English and {count} in Welsh");
            let help = "give both languages the same paragraphs in the same order";
            findings.add(Finding::new(code::FINDINGS_DIFFER, &other.at, message, help));
            continue;
        }
        // The first paragraph to which the other language has nothing.
        let Some(alone) = longer.get(shorter.len()) else { continue };
        let message = format!(
            "`{name}` has {} in English and {} in Welsh",
            counted(english.len(), "paragraph"),
            counted(welsh.len(), "paragraph")
        );
        let help = "give both languages the same paragraphs in the same order";
        findings.add(Finding::new(code::FINDINGS_DIFFER, &alone.at, message, help));
    }
}

/// A contact's language has an effect only in a message that goes to nobody else: one to several people is in every
/// language of the inspection.
pub fn is_a_choice_that_has_an_effect(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    let contacts = &context.record.contacts.contacts;
    let sound = contacts.iter().flat_map(|contact| &contact.roles).all(|role| context.is_sound(&role.at));
    if !sound {
        return;
    }
    let is_written_to = |contact: &Contact| contact.roles.iter().any(|role| is_announced_to(role.value, country));
    let written_to = contacts.iter().filter(|contact| is_written_to(contact)).count();
    let made = languages(context.record);
    for contact in contacts.iter().filter(|contact| written_to != 1 || !is_written_to(contact)) {
        let Some(wanted) = contact.language.as_ref().filter(|wanted| context.is_sound(&wanted.at)) else { continue };
        let is_made = Language::ALL.iter().all(|language| !wanted.value.wants(*language) || made.contains(language));
        if wanted.value == Preference::Both || !is_made {
            continue;
        }
        let message = format!(
            "the language of `{}` has no effect: messages to several people are in every language of the inspection",
            contact.name
        );
        let help = "take the line out, and write to this person yourself in that language";
        findings.add(Finding::new(code::LANGUAGE_WITHOUT_EFFECT, &wanted.at, message, help));
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

/// A Welsh text has no ampersand, which is English for 'and': Welsh has two words for it, by what follows.
pub fn has_no_ampersand(context: &Context<'_>, findings: &mut Findings) {
    let with_one: BTreeSet<&At> =
        context.record.texts.iter().filter(|(_, text)| text.contains('&')).map(|(at, _)| at).collect();
    for file in FileKind::RECORD.into_iter().filter(|file| with_one.iter().any(|at| at.file == *file)) {
        for (span, key) in context.record.keys(file) {
            let name = key.rsplit('.').next().unwrap_or(key).split('[').next().unwrap_or_default();
            let is_welsh = name.ends_with("-welsh") || key.starts_with("welsh.");
            let at = At { file, start: span.start, end: span.end };
            if !is_welsh || !with_one.contains(&at) {
                continue;
            }
            let message = format!("`{key}` is Welsh and has an ampersand, `&`");
            let help = "write the word: `a` before most letters, `ac` before a vowel";
            findings.add(Finding::new(code::WELSH_AMPERSAND, &at, message, help));
        }
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

    #[test]
    fn an_ampersand_is_told_in_every_welsh_text_of_the_record_and_in_no_english_one() {
        let told = |file: FileKind, lines: &str| {
            let problems = TestRecord::sound().merge(file, lines).problems().into_iter();
            problems.filter(|problem| problem.code == code::WELSH_AMPERSAND).count()
        };
        for (file, lines, count) in [
            (FileKind::Inspection, "[yot]\nname-welsh = \"Gwasanaeth Tŵr & Bro\"\narea = \"Tower & Vale\"", 1),
            (FileKind::Inspection, "[yot]\nauthorities-welsh = [\"Cyngor Tŵr & Bro\"]", 1),
            (FileKind::Inspection, "[[site]]\nname = \"Mill & Weir\"\nname-welsh = \"Melin & Cored\"", 1),
            (FileKind::Contacts, "[[contact]]\nname = \"Ann\"\nroles = []\ntitle-welsh = \"Plant & Pobl\"", 1),
            (FileKind::Report, "summary = [\"A & B\"]\n[welsh]\nsummary = [\"A & B\"]", 1),
        ] {
            assert_eq!(told(file, lines), count, "{lines}");
        }
    }
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
    fn an_inspection_in_wales_without_welsh_is_told_and_one_in_england_is_not() {
        let only = |files: TestRecord, languages: &str| {
            let files = files.change(FileKind::Inspection, "# The inspection", &format!("languages = {languages}"));
            messages(&files, code::WELSH_LEFT_OUT).len()
        };
        assert_eq!(only(welsh(), "[\"english\"]"), 1);
        assert_eq!(only(welsh(), "[\"welsh\"]"), 0);
        assert_eq!(only(welsh(), "[\"english\", \"welsh\"]"), 0);
        assert_eq!(only(TestRecord::sound(), "[\"english\"]"), 0);
    }

    #[test]
    fn a_paragraph_that_one_language_has_alone_is_told_in_every_list_and_either_way() {
        for name in ["context", "summary", "operational-management", "strengths", "improvements"] {
            for (english, welsh_list) in [("[\"One.\", \"Two.\"]", "[\"Un.\"]"), ("[\"One.\"]", "[\"Un.\", \"Dau.\"]")]
            {
                let report = format!("{name} = {english}\n[welsh]\n{name} = {welsh_list}\n");
                let found = messages(&welsh().with(FileKind::Report, &report), code::FINDINGS_DIFFER);
                assert_eq!(found.len(), 1, "{name}");
                assert!(found[0].starts_with(&format!("`{name}` has")), "{}", found[0]);
            }
        }
        for theme in ["reducing-reoffending", "protecting-the-public", "protecting-the-child", "serving-the-sentence"] {
            let report = format!("[commentary]\n{theme} = [\"One.\"]\n[welsh.commentary]\n{theme} = []\n");
            assert_eq!(messages(&welsh().with(FileKind::Report, &report), code::FINDINGS_DIFFER).len(), 1, "{theme}");
        }
        let same = "strengths = [\"One.\"]\n[welsh]\nstrengths = [\"Un.\"]\n";
        assert_eq!(messages(&welsh().with(FileKind::Report, same), code::FINDINGS_DIFFER), [""; 0]);
    }

    #[test]
    fn a_language_has_an_effect_only_for_whoever_is_written_to_alone() {
        let wants = |files: TestRecord, name: &str, language: &str| {
            let line = format!("name = \"{name}\"");
            files.change(FileKind::Contacts, &line, &format!("{line}\nlanguage = \"{language}\""))
        };
        for name in ["Helen Marsh", "Petra Lund"] {
            assert_eq!(messages(&wants(welsh(), name, "welsh"), code::LANGUAGE_WITHOUT_EFFECT).len(), 1, "{name}");
            assert_eq!(messages(&wants(welsh(), name, "both"), code::LANGUAGE_WITHOUT_EFFECT).len(), 0, "{name}");
        }
        let alone = "[[contact]]\nname = \"Helen Marsh\"\nroles = [\"yot-manager\"]\nemail = \"h@a.example\"\n";
        let files = wants(welsh().with(FileKind::Contacts, alone), "Helen Marsh", "welsh");
        assert_eq!(messages(&files, code::LANGUAGE_WITHOUT_EFFECT).len(), 0);
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
