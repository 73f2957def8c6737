//! What has changed of what people were told: a message says it to them, so it has to be whole and true.

use crate::facts::Facts;
use crate::problem::{code, did_you_mean};
use crate::record::reader::list;
use crate::record::{ArrangementChange, At, ChangeKind};

use super::context::Context;
use super::names::{as_str, is_same_name, long};
use super::{Finding, Findings};

/// Each change says from what to what. Only fieldwork can be postponed to a day that is not known yet.
pub fn say_from_what_to_what(context: &Context<'_>, findings: &mut Findings) {
    for change in &context.record.inspection.changes {
        if !context.is_sound(&change.what.at) {
            continue;
        }
        let keys: &[(&'static str, bool)] = match change.what.value {
            ChangeKind::FieldworkPostponed => &[("from-day", change.from_day.is_none())],
            ChangeKind::InspectorReplaced | ChangeKind::SiteChanged => {
                &[("from", change.from.is_none()), ("to", change.to.is_none())]
            }
        };
        has_no_key_of_another_kind(change, context, findings);
        let missing: Vec<&str> = keys.iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| *key).collect();
        if missing.is_empty() || context.is_complained_of(&change.at) {
            continue;
        }
        let message = format!("this change has no {}", list(&missing));
        let help = match change.what.value {
            ChangeKind::FieldworkPostponed => {
                "type `from-day = …` with the first day of fieldwork that people were told"
            }
            ChangeKind::InspectorReplaced => {
                "type `from = \"…\"` and `to = \"…\"` with the names of the two inspectors"
            }
            ChangeKind::SiteChanged => "type `from = \"…\"` and `to = \"…\"` with the names of the two offices",
        };
        findings.add(Finding::new(code::CHANGE_INCOMPLETE, &change.what.at, message, help));
    }
}

/// A key that says nothing about this kind of change is a slip: nobody would read it.
fn has_no_key_of_another_kind(change: &ArrangementChange, context: &Context<'_>, findings: &mut Findings) {
    use ChangeKind::{FieldworkPostponed, InspectorReplaced, SiteChanged};
    let key = |key: &'static str, at: Option<&At>, kinds: &'static [ChangeKind]| at.cloned().map(|at| (key, at, kinds));
    let keys = [
        key("from-day", change.from_day.as_ref().map(|day| &day.at), &[FieldworkPostponed]),
        key("to-day", change.to_day.as_ref().map(|day| &day.at), &[FieldworkPostponed]),
        key("from", change.from.as_ref().map(|line| &line.at), &[InspectorReplaced, SiteChanged]),
        key("to", change.to.as_ref().map(|line| &line.at), &[InspectorReplaced, SiteChanged]),
        key("from-welsh", change.from_welsh.as_ref().map(|line| &line.at), &[SiteChanged]),
        key("from-email", change.from_email.as_ref().map(|email| &email.at), &[InspectorReplaced, SiteChanged]),
        key("from-contact", change.from_contact.as_ref().map(|line| &line.at), &[SiteChanged]),
    ];
    let what = change.what.value;
    for (key, at, _) in
        keys.into_iter().flatten().filter(|(_, at, kinds)| !kinds.contains(&what) && context.is_sound(at))
    {
        let message = format!("`{key}` says nothing about `{}`", what.word());
        findings.add(Finding::new(code::CHANGE_NOT_MADE, &at, message, "take the line out, or mend `what`"));
    }
}

/// A change begins with what people were told before: with what the last change of its kind came to. Otherwise its message
/// would name a day, a person or an office that nobody was told.
pub fn begin_with_what_was_told(context: &Context<'_>, findings: &mut Findings) {
    let changes = &context.record.inspection.changes;
    for change in changes.iter().filter(|change| change.what.value == ChangeKind::FieldworkPostponed) {
        let Some(from) = change.from_day.as_ref().filter(|from| context.is_sound(&from.at)) else { continue };
        let when = |change: &ArrangementChange| (change.decided.value, change.at.start);
        let is_before = |other: &&ArrangementChange| {
            other.what.value == ChangeKind::FieldworkPostponed && when(other) < when(change)
        };
        let before = changes.iter().filter(is_before).max_by_key(|other| when(other));
        let Some(before) = before else { continue };
        let Some(told) = before.to_day.as_ref().or(before.from_day.as_ref()) else { continue };
        if told.value == from.value || !context.is_sound(&told.at) {
            continue;
        }
        let message =
            format!("fieldwork was to begin on {}, and this change begins with {}", long(told.value), long(from.value));
        let help =
            format!("type `from-day = {}`, the day that people were told last, or mend the earlier change", told.value);
        let finding = Finding::new(code::CHANGE_NOT_MADE, &from.at, message, help);
        findings.add(finding.with(&told.at, "as people were told it here"));
    }
}

/// What a change comes to is what the record says, as long as nobody has been told of it.
pub fn are_made_in_the_record(context: &Context<'_>, findings: &mut Findings) {
    for change in Facts::open_changes(context.record) {
        let later = context.record.inspection.changes.iter().any(|other| follows(other, change));
        if later || !context.is_sound(&change.what.at) {
            continue;
        }
        match change.what.value {
            ChangeKind::FieldworkPostponed => begins_on_the_new_day(change, context, findings),
            ChangeKind::InspectorReplaced => {
                let names: Vec<&str> = context.facts.roster.members.iter().map(|member| as_str(member.name)).collect();
                names_what_is_there(change, &names, ("an inspector of the team", "team.toml"), context, findings);
                leaves_the_team(change, context, findings);
            }
            ChangeKind::SiteChanged => {
                let names: Vec<&str> = context.record.inspection.sites.iter().map(|site| as_str(&site.name)).collect();
                names_what_is_there(change, &names, ("a site of the inspection", "inspection.toml"), context, findings);
            }
        }
    }
}

/// Whether a change begins with what another one came to.
fn follows(other: &ArrangementChange, change: &ArrangementChange) -> bool {
    if other.what.value != change.what.value || std::ptr::eq(other, change) {
        return false;
    }
    match change.what.value {
        ChangeKind::FieldworkPostponed => {
            let day = change.to_day.as_ref().map(|day| day.value);
            day.is_some() && other.from_day.as_ref().map(|day| day.value) == day
        }
        ChangeKind::InspectorReplaced | ChangeKind::SiteChanged => match (&other.from, &change.to) {
            (Some(from), Some(to)) => is_same_name(from, to),
            _ => false,
        },
    }
}

/// As long as postponed fieldwork has no new day, every date is that of a week that will not be.
pub fn have_a_new_day(context: &Context<'_>, findings: &mut Findings) {
    let changes = &context.record.inspection.changes;
    let is_open =
        |change: &&ArrangementChange| change.what.value == ChangeKind::FieldworkPostponed && change.to_day.is_none();
    for change in changes.iter().filter(is_open) {
        let is_answer =
            |other: &ArrangementChange| other.postponed_to().is_some() && other.decided.value >= change.decided.value;
        if changes.iter().any(is_answer) || context.is_complained_of(&change.at) {
            continue;
        }
        let message =
            "fieldwork is postponed and has no new day, so every date in the documents is that of the old week";
        let help = "send the message about the postponement and nothing else; once the new day is known, type it here as `to-day` and \
                    under `[fieldwork]` as `starts`";
        findings.add(Finding::new(code::NO_NEW_DAY, &change.what.at, message, help));
    }
}

fn begins_on_the_new_day(change: &ArrangementChange, context: &Context<'_>, findings: &mut Findings) {
    let (Some(starts), Some(to)) = (context.starts(), &change.to_day) else { return };
    if let Some(from) = change.from_day.as_ref().filter(|from| from.value >= to.value && context.is_sound(&from.at)) {
        let message =
            format!("fieldwork is postponed from {} to {}, which is no later day", long(from.value), long(to.value));
        let help = "type as `from-day` the first day that people were told, and as `to-day` the new one";
        findings.add(Finding::new(code::CHANGE_NOT_MADE, &from.at, message, help));
    }
    if to.value == starts || !context.is_sound(&to.at) {
        return;
    }
    let message =
        format!("fieldwork is postponed to {}, and the record has it begin on {}", long(to.value), long(starts));
    let help = format!("type `starts = {}` under `[fieldwork]`, or mend this day", to.value);
    let finding = Finding::new(code::CHANGE_NOT_MADE, &to.at, message, help);
    findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork begins here"));
}

fn names_what_is_there(
    change: &ArrangementChange,
    names: &[&str],
    (what, file): (&str, &str),
    context: &Context<'_>,
    findings: &mut Findings,
) {
    let Some(to) = change.to.as_ref().filter(|to| context.is_sound(&to.at)) else { return };
    if names.iter().any(|name| is_same_name(name, to)) {
        return;
    }
    let message = format!("`{to}` is not {what}");
    let help = match did_you_mean(to, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("put `{to}` into `{file}` first: the message says what the record says"),
    };
    findings.add(Finding::new(code::CHANGE_NOT_MADE, &to.at, message, help));
}

/// Whoever is replaced inspects no more.
fn leaves_the_team(change: &ArrangementChange, context: &Context<'_>, findings: &mut Findings) {
    let Some(from) = change.from.as_ref().filter(|from| context.is_sound(&from.at)) else { return };
    let still: Option<&At> = context
        .facts
        .roster
        .members
        .iter()
        .find(|member| is_same_name(member.name, from))
        .map(|member| &member.name.at);
    let Some(at) = still else { return };
    let message = format!("`{from}` is replaced, and is still in the team");
    let help = format!("take `{from}` out of `team.toml`, or mend this name");
    let finding = Finding::new(code::CHANGE_NOT_MADE, &from.at, message, help);
    findings.add(finding.with(at, "in the team here"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Inspection;

    fn with(change: &str) -> TestRecord {
        let fieldwork = "[fieldwork]\nstarts = 2027-02-01";
        let more = format!("{fieldwork}\n\n[[change]]\ndecided = 2027-01-20\n{change}");
        TestRecord::sound().change(Inspection, fieldwork, &more)
    }

    #[test]
    fn a_change_that_says_from_what_to_what_the_record_has_is_sound() {
        for change in [
            "what = \"fieldwork-postponed\"\nfrom-day = 2027-01-25\nto-day = 2027-02-01",
            "what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"priya  nair\"",
            "what = \"site-changed\"\nfrom = \"Tannery Court\"\nto = \"Millgate House\"",
        ] {
            assert_found(&with(change), &[]);
        }
    }

    #[test]
    fn postponed_fieldwork_without_a_new_day_is_warned_of_until_there_is_one_even_once_it_was_told() {
        let what = "what = \"fieldwork-postponed\"";
        let postponed = format!("{what}\nfrom-day = 2027-01-25\n");
        assert_found(&with(&postponed), &[(code::NO_NEW_DAY, what)]);
        assert_found(&with(&format!("{postponed}told = 2027-01-20")), &[(code::NO_NEW_DAY, what)]);
        let next = "[[change]]\nwhat = \"fieldwork-postponed\"\ndecided = 2027-01-21\nfrom-day = 2027-01-25\nto-day = 2027-02-01";
        assert_found(&with(&format!("{postponed}\n{next}")), &[]);
    }

    #[test]
    fn a_change_without_its_from_or_to_is_refused() {
        for (what, rest, missing) in [
            ("fieldwork-postponed", "to-day = 2027-02-01", "`from-day`"),
            ("inspector-replaced", "to = \"Priya Nair\"", "`from`"),
            ("site-changed", "from = \"Tannery Court\"", "`to`"),
        ] {
            let line = format!("what = \"{what}\"");
            let problems = assert_found(&with(&format!("{line}\n{rest}")), &[(code::CHANGE_INCOMPLETE, line.as_str())]);
            assert_eq!(problems[0].message, format!("this change has no {missing}"));
        }
    }

    #[test]
    fn a_key_of_another_kind_of_change_is_refused() {
        for (change, line) in [
            ("what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"", "from-day = 2027-01-25"),
            (
                "what = \"inspector-replaced\"\nfrom = \"Owen Hartley\"\nto = \"Priya Nair\"",
                "from-contact = \"Jo Lark\"",
            ),
            (
                "what = \"fieldwork-postponed\"\nfrom-day = 2027-01-25\nto-day = 2027-02-01",
                "from-email = \"jo.lark@aberford.example\"",
            ),
        ] {
            assert_found(&with(&format!("{change}\n{line}")), &[(code::CHANGE_NOT_MADE, line)]);
        }
    }

    #[test]
    fn a_second_postponement_begins_with_the_day_of_the_first() {
        let first = "what = \"fieldwork-postponed\"\nfrom-day = 2027-01-11\nto-day = 2027-01-18\ntold = 2027-01-20\n\n";
        let second = |from: &str| {
            let lines =
                format!("what = \"fieldwork-postponed\"\ndecided = 2027-01-21\nfrom-day = {from}\nto-day = 2027-02-01");
            with(&format!("{first}[[change]]\n{lines}"))
        };
        assert_found(&second("2027-01-18"), &[]);
        let found = assert_found(&second("2027-01-11"), &[(code::CHANGE_NOT_MADE, "from-day = 2027-01-11")]);
        assert!(found[0].help.starts_with("type `from-day = 2027-01-18`"), "{}", found[0].help);
    }

    #[test]
    fn a_change_that_the_record_does_not_show_is_refused() {
        let postponed = "what = \"fieldwork-postponed\"\nfrom-day = 2027-02-01\nto-day = 2027-02-08";
        assert_found(&with(postponed), &[(code::CHANGE_NOT_MADE, "to-day = 2027-02-08")]);
        for from in ["2027-02-01", "2027-02-08"] {
            let line = format!("from-day = {from}");
            let backwards = with(&format!("what = \"fieldwork-postponed\"\n{line}\nto-day = 2027-02-01"));
            assert_found(&backwards, &[(code::CHANGE_NOT_MADE, line.as_str())]);
        }
        let replaced =
            |from: &str, to: &str| with(&format!("what = \"inspector-replaced\"\nfrom = \"{from}\"\nto = \"{to}\""));
        let slip =
            assert_found(&replaced("Owen Hartley", "Prya Nair"), &[(code::CHANGE_NOT_MADE, "to = \"Prya Nair\"")]);
        assert_eq!(slip[0].help, "did you mean `Priya Nair`?");
        assert_found(&replaced("Ruth Calder", "Priya Nair"), &[(code::CHANGE_NOT_MADE, "from = \"Ruth Calder\"")]);
        let site = "what = \"site-changed\"\nfrom = \"Millgate House\"\nto = \"Tannery Court\"";
        assert_found(&with(site), &[(code::CHANGE_NOT_MADE, "to = \"Tannery Court\"")]);
    }

    #[test]
    fn a_change_that_was_told_or_that_another_one_follows_need_not_be_in_the_record_any_more() {
        let postponed = "what = \"fieldwork-postponed\"\nfrom-day = 2027-01-11\nto-day = 2027-01-18\n";
        assert_found(&with(&format!("{postponed}told = 2027-01-20")), &[]);
        let next = "[[change]]\nwhat = \"fieldwork-postponed\"\ndecided = 2027-01-21\nfrom-day = 2027-01-18\n\
                    to-day = 2027-02-01";
        assert_found(&with(&format!("{postponed}\n{next}")), &[]);
    }
}
