//! What cannot wait for the report (guidance §13) and what somebody complained of (guidance §8). No message quotes what was
//! seen, asked or answered: a case is its HMIP ID.

use chrono::NaiveDate;

use crate::facts::open_alerts;
use crate::problem::{Code, code};
use crate::record::{At, Concern, Placed, ReportState};

use super::context::Context;
use super::names::{as_str, folded, folded_id, long, suggestion};
use super::{Finding, Findings};

/// Each concern is about a selected case.
pub fn are_of_selected_cases(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let ids: Vec<&str> = cases.iter().map(|case| as_str(&case.id)).collect();
    for id in context.record.concerns.concerns.iter().map(|concern| &concern.case) {
        if cases.iter().all(|case| folded_id(&case.id) != folded_id(id)) {
            let message = format!("no selected case has the ID `{id}`");
            let help = match ids.as_slice() {
                [] => "list the selected cases first: `[[case]]` in cases.toml".to_owned(),
                ids => suggestion(id, ids, "type the ID of a selected case:"),
            };
            findings.add(Finding::new(code::CONCERN_OF_NO_CASE, &id.at, message, help));
        }
    }
}

/// What follows something comes on its day or later.
pub fn come_in_order(context: &Context<'_>, findings: &mut Findings) {
    let order: [(&str, &str); 4] = [
        ("case-manager-told", "the case manager was told before it was seen"),
        ("manager-told", "the manager was told before it was seen"),
        ("answered", "the answer came before the manager was told"),
        ("closed", "it was closed before the answer came"),
    ];
    for concern in &context.record.concerns.concerns {
        let told = concern.manager_told.as_ref().or(concern.case_manager_told.as_ref());
        let pairs = [
            (Some(&concern.seen), concern.case_manager_told.as_ref()),
            (Some(&concern.seen), concern.manager_told.as_ref()),
            (told.or(Some(&concern.seen)), concern.answered.as_ref()),
            (concern.answered.as_ref().or(Some(&concern.seen)), concern.closed.as_ref()),
        ];
        for ((key, words), (first, then)) in order.into_iter().zip(pairs) {
            findings.0.extend(crossed(context, code::CONCERN_OUT_OF_ORDER, key, words, first, then));
        }
        let first = told.or(Some(&concern.seen));
        let words = "the answer was asked for by a day before anybody was told";
        findings.0.extend(crossed(context, code::CONCERN_OUT_OF_ORDER, "by", words, first, concern.by.as_ref()));
    }
}

/// What is wrong where the second of two days is before the first.
fn crossed(
    context: &Context<'_>,
    code: Code,
    key: &str,
    words: &str,
    first: Option<&Placed<NaiveDate>>,
    then: Option<&Placed<NaiveDate>>,
) -> Option<Finding> {
    let (first, then) = (first?, then?);
    if then.value >= first.value || !context.is_sound(&first.at) || !context.is_sound(&then.at) {
        return None;
    }
    let help = format!("type `{key}` with {} or a later day, or mend the earlier day", long(first.value));
    let finding = Finding::new(code, &then.at, words, help);
    Some(finding.with(&first.at, "the earlier day"))
}

/// A manager is told of an alert: it needs to be addressed with urgency.
pub fn reach_a_manager(context: &Context<'_>, findings: &mut Findings) {
    for concern in open_alerts(context.record).filter(|concern| concern.manager_told.is_none()) {
        let message = format!("no manager is told of the alert about `{}`", concern.case);
        let help = "tell the manager, then type `manager = \"…\"` and `manager-told = …`";
        findings.add(Finding::new(code::ALERT_NOT_TOLD, &concern.kind.at, message, help));
    }
}

/// The case manager hears of an escalation before it happens, or the record says why not.
pub fn reach_the_case_manager_first(context: &Context<'_>, findings: &mut Findings) {
    for concern in &context.record.concerns.concerns {
        let Some(told) = concern.manager_told.as_ref().filter(|told| context.is_sound(&told.at)) else { continue };
        let first = concern.case_manager_told.as_ref();
        if concern.case_manager_later.is_some() || first.is_some_and(|first| first.value <= told.value) {
            continue;
        }
        let message = format!("the manager is told of `{}`, and the case manager is not told first", concern.case);
        let help =
            "type `case-manager-told = …`, or say in `case-manager-later = \"…\"` why it was later or not at all";
        findings.add(Finding::new(code::CASE_MANAGER_NOT_FIRST, &told.at, message, help));
    }
}

/// What is closed has its answer, and says who closed it.
pub fn are_closed_with_an_answer(context: &Context<'_>, findings: &mut Findings) {
    for concern in &context.record.concerns.concerns {
        let Some(closed) = &concern.closed else { continue };
        let missing = [
            ("answered", concern.answered.is_none()),
            ("answer", concern.answer.is_none()),
            ("closed-by", concern.closed_by.is_none()),
        ];
        for key in missing.into_iter().filter_map(|(key, is_missing)| is_missing.then_some(key)) {
            let message = format!("`{}` is closed, and `{key}` is not there", concern.case);
            let help = format!("add `{key} = …`, or take `closed` out: until then it is open");
            findings.add(Finding::new(code::CLOSED_UNANSWERED, &closed.at, message, help));
        }
    }
}

/// Whoever saw or closed it is in the team.
pub fn are_the_teams(context: &Context<'_>, findings: &mut Findings) {
    let members: Vec<&str> = context.facts.roster.members.iter().map(|member| as_str(member.name)).collect();
    if members.is_empty() {
        return;
    }
    let people = |concern: &'_ Concern| [concern.seen_by.clone(), concern.closed_by.clone()];
    for name in context.record.concerns.concerns.iter().flat_map(people).flatten() {
        if members.iter().all(|member| folded(member) != folded(&name)) {
            let message = format!("`{name}` is not a member of the inspection team");
            let help = suggestion(&name, &members, "the team is");
            findings.add(Finding::new(code::CONCERN_OF_NO_MEMBER, &name.at, message, help));
        }
    }
}

/// Whoever was observed is in the team.
pub fn observations_are_of_the_team(context: &Context<'_>, findings: &mut Findings) {
    let members: Vec<&str> = context.facts.roster.members.iter().map(|member| as_str(member.name)).collect();
    if members.is_empty() {
        return;
    }
    let named = context.record.complaints.observations.iter().filter_map(|observation| observation.member.as_ref());
    for name in named.filter(|name| members.iter().all(|member| folded(member) != folded(name))) {
        let message = format!("`{name}` is not a member of the inspection team");
        let help = suggestion(name, &members, "the team is");
        findings.add(Finding::new(code::OBSERVED_NO_MEMBER, &name.at, message, help));
    }
}

/// No report is final over an open alert.
pub fn leave_no_alert_open_in_a_final_report(context: &Context<'_>, findings: &mut Findings) {
    let Some(state) = &context.record.report.state else { return };
    if state.value != ReportState::Final || !context.is_sound(&state.at) {
        return;
    }
    for concern in open_alerts(context.record).filter(|concern| context.is_sound(&concern.kind.at)) {
        let message = format!("the report is final, and the alert about `{}` is open", concern.case);
        let help = "close the alert first: `answered`, `answer`, `closed` and `closed-by`, or type `state = \"draft\"` in \
                    report.toml";
        let finding = Finding::new(code::FINAL_OVER_ALERT, &concern.kind.at, message, help);
        findings.add(finding.with(&state.at, "the report is final here"));
    }
}

/// A complaint is answered before its procedure is told and before it ends; who is not satisfied is told of the procedure.
pub fn complaints_take_their_steps(context: &Context<'_>, findings: &mut Findings) {
    for complaint in &context.record.complaints.complaints {
        let answered = complaint.answered.as_ref().or(Some(&complaint.raised));
        let steps = [
            ("answered", "the answer came before it was raised", Some(&complaint.raised), complaint.answered.as_ref()),
            (
                "procedure-told",
                "the complaints procedure was told before the answer",
                answered,
                complaint.procedure_told.as_ref(),
            ),
            ("closed", "it was closed before the answer", answered, complaint.closed.as_ref()),
        ];
        for (key, words, first, then) in steps {
            findings.0.extend(crossed(context, code::COMPLAINT_OUT_OF_ORDER, key, words, first, then));
        }
        let mut incomplete = |at: &At, message: &str, help: &str| {
            findings.add(Finding::new(code::COMPLAINT_INCOMPLETE, at, message, help));
        };
        let unsatisfied = complaint.satisfied.as_ref().filter(|one| !one.value && context.is_sound(&one.at));
        if let Some(satisfied) = unsatisfied.filter(|_| complaint.procedure_told.is_none()) {
            let message = "whoever complained is not satisfied, and is not told of the complaints procedure";
            incomplete(&satisfied.at, message, "tell them of it, then type `procedure-told = …`");
        }
        let is_whole = complaint.answer.is_some() && complaint.answered.is_some() && complaint.outcome.is_some();
        if let Some(closed) = complaint.closed.as_ref().filter(|_| !is_whole) {
            let message = "this complaint is closed without an answer or an outcome";
            incomplete(&closed.at, message, "add `answered`, `answer` and `outcome`, or take `closed` out");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{TestRecord, assert_found};
    use crate::problem::{Code, code};
    use crate::record::FileKind::{Complaints, Concerns, Report};

    const CONCERN: &str = "[[concern]]\ncase = \"ab 01\"\nkind = \"alert\"\nseen = 2027-02-02\nseen-by = \"Priya Nair\"\n\
                           what = \"No plan.\"\ncase-manager-told = 2027-02-02\nmanager = \"Helen Marsh\"\n\
                           manager-told = 2027-02-02\nby = 2027-02-05\nanswered = 2027-02-04\nanswer = \"Planned.\"\n\
                           closed = 2027-02-05\nclosed-by = \"Ruth Calder\"\n";

    fn assert_after(was: &str, becomes: &str, expected: &[(Code, &str)]) {
        assert_eq!(CONCERN.matches(was).count(), 1, "{was}");
        assert_found(&TestRecord::sound().with(Concerns, &CONCERN.replace(was, becomes)), expected);
    }

    #[test]
    fn a_concern_that_went_its_way_is_sound() {
        assert_found(&TestRecord::sound().with(Concerns, CONCERN), &[]);
    }

    #[test]
    fn a_concern_is_about_a_selected_case_and_of_members_of_the_team() {
        assert_after("\"ab 01\"", "\"AB99\"", &[(code::CONCERN_OF_NO_CASE, "case = \"AB99\"")]);
        assert_after("Priya Nair", "Jo Lark", &[(code::CONCERN_OF_NO_MEMBER, "seen-by = \"Jo Lark\"")]);
        assert_after("Ruth Calder", "Jo Lark", &[(code::CONCERN_OF_NO_MEMBER, "closed-by = \"Jo Lark\"")]);
    }

    #[test]
    fn no_step_of_a_concern_comes_before_the_one_that_it_follows() {
        for (was, becomes) in [
            ("case-manager-told = 2027-02-02", "case-manager-told = 2027-02-01"),
            ("\nmanager-told = 2027-02-02", "\ncase-manager-later = \"ill\"\nmanager-told = 2027-02-01"),
            ("answered = 2027-02-04", "answered = 2027-02-01"),
            ("closed = 2027-02-05", "closed = 2027-02-03"),
            ("by = 2027-02-05", "by = 2027-02-01"),
        ] {
            let line = becomes.lines().last().expect("a line");
            assert_after(was, becomes, &[(code::CONCERN_OUT_OF_ORDER, line)]);
        }
    }

    #[test]
    fn the_case_manager_hears_first_or_the_record_says_why_not() {
        let line = "manager-told = 2027-02-02";
        assert_after("case-manager-told = 2027-02-02\n", "", &[(code::CASE_MANAGER_NOT_FIRST, line)]);
        let later = "case-manager-told = 2027-02-03\n";
        assert_after("case-manager-told = 2027-02-02\n", later, &[(code::CASE_MANAGER_NOT_FIRST, line)]);
        assert_after("case-manager-told = 2027-02-02\n", "case-manager-later = \"on sick leave\"\n", &[]);
    }

    #[test]
    fn nothing_is_closed_without_its_answer_and_who_closed_it() {
        for line in ["answered = 2027-02-04\n", "answer = \"Planned.\"\n", "closed-by = \"Ruth Calder\"\n"] {
            assert_after(line, "", &[(code::CLOSED_UNANSWERED, "closed = 2027-02-05")]);
        }
    }

    #[test]
    fn an_open_alert_of_which_no_manager_is_told_is_told_and_a_closed_one_or_a_concern_is_not() {
        let alert = "[[concern]]\ncase = \"AB01\"\nkind = \"alert\"\nseen = 2027-02-02\nwhat = \"No plan.\"\n";
        let files = TestRecord::sound();
        assert_found(&files.clone().with(Concerns, alert), &[(code::ALERT_NOT_TOLD, "kind = \"alert\"")]);
        assert_found(&files.with(Concerns, &alert.replace("\"alert\"", "\"concern\"")), &[]);
    }

    #[test]
    fn no_report_is_final_over_an_open_alert() {
        let open = CONCERN.split("answered").next().expect("a part").to_owned();
        let over = |concern: &str, state: &str| {
            let files = TestRecord::sound().with(Concerns, concern).with(Report, &format!("state = \"{state}\"\n"));
            let problems = files.problems();
            problems.iter().filter(|problem| problem.code == code::FINAL_OVER_ALERT).cloned().collect::<Vec<_>>()
        };
        let told = over(&open, "final");
        assert_eq!(told.len(), 1);
        assert!(told[0].is_error() && told[0].place.file.path.ends_with("concerns.toml"));
        assert_eq!(told[0].place.line_column().0, 3);
        assert!(!format!("{told:?}").contains("message: \"No plan"), "no message quotes what was seen");
        for (concern, state) in
            [(open.as_str(), "draft"), (CONCERN, "final"), (&open.replace("\"alert\"", "\"concern\""), "final")]
        {
            assert!(over(concern, state).is_empty(), "{state} {concern}");
        }
    }

    #[test]
    fn an_observation_is_of_a_member_of_the_team_or_of_the_team_as_a_whole() {
        let note = "[[observation]]\non = 2027-02-02\nobserved-by = \"Judith Wren\"\nmember = \"Priya Nair\"\nnote = \"Calm.\"\n";
        let files = TestRecord::sound();
        assert_found(&files.clone().with(Complaints, note), &[]);
        assert_found(&files.clone().with(Complaints, &note.replace("member = \"Priya Nair\"\n", "")), &[]);
        let other = note.replace("Priya Nair", "Jo Lark");
        assert_found(&files.with(Complaints, &other), &[(code::OBSERVED_NO_MEMBER, "member = \"Jo Lark\"")]);
    }

    #[test]
    fn a_complaint_takes_its_steps_in_order_and_ends_with_an_outcome() {
        let sound = "[[complaint]]\nraised = 2027-02-02\nraised-by = \"Helen Marsh\"\nabout = \"Late.\"\n\
                     answered = 2027-02-03\nanswer = \"We begin later.\"\nsatisfied = false\n\
                     procedure-told = 2027-02-04\nclosed = 2027-02-26\noutcome = \"No more was heard.\"\n";
        let files = TestRecord::sound();
        assert_found(&files.clone().with(Complaints, sound), &[]);
        for (was, becomes, code, line) in [
            ("answered = 2027-02-03", "answered = 2027-02-01", code::COMPLAINT_OUT_OF_ORDER, "answered = 2027-02-01"),
            (
                "procedure-told = 2027-02-04",
                "procedure-told = 2027-02-02",
                code::COMPLAINT_OUT_OF_ORDER,
                "procedure-told = 2027-02-02",
            ),
            ("closed = 2027-02-26", "closed = 2027-02-02", code::COMPLAINT_OUT_OF_ORDER, "closed = 2027-02-02"),
            ("procedure-told = 2027-02-04\n", "", code::COMPLAINT_INCOMPLETE, "satisfied = false"),
            ("outcome = \"No more was heard.\"\n", "", code::COMPLAINT_INCOMPLETE, "closed = 2027-02-26"),
            ("answer = \"We begin later.\"\n", "", code::COMPLAINT_INCOMPLETE, "closed = 2027-02-26"),
        ] {
            assert_eq!(sound.matches(was).count(), 1, "{was}");
            assert_found(&files.clone().with(Complaints, &sound.replace(was, becomes)), &[(code, line)]);
        }
    }
}
