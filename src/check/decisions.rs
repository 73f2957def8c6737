//! What people decided about rows of the long-list, and whether the selected cases are still those of its rows (guidance §10.4).
//! Nothing here quotes the children's file; a row is its reference.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::names::folded_id;
use super::{Finding, Findings};
use crate::problem::code;
use crate::record::{Child, Line};

/// A decision is about a row of the list.
pub fn are_about_rows(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let known: BTreeSet<String> =
        children.iter().filter_map(|child| child.reference.as_ref()).map(|reference| folded_id(reference)).collect();
    for (reference, word) in decisions(context) {
        if !reference.is_empty() && !known.contains(&folded_id(reference)) {
            let message = format!("no row of the long-list has the reference `{reference}`, so that nothing is {word}");
            let help = "type the reference of the row as `sqspack sample propose` shows it, or take the entry out";
            findings.add(Finding::new(code::DECISION_ON_NO_ROW, &reference.at, message, help));
        }
    }
}

/// The row in the place of another is one of the list.
pub fn give_way_to_rows(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let is_row = |by: &Line| {
        let wanted = folded_id(by);
        children.iter().filter_map(|child| child.reference.as_ref()).any(|reference| folded_id(reference) == wanted)
    };
    for bar in &context.record.cases.bars {
        if let Some(by) = bar.replaced_by.as_ref().filter(|by| !by.is_empty() && !is_row(by)) {
            let message = format!(
                "no row of the long-list has the reference `{by}`, which is to stand in the place of `{}`",
                bar.reference
            );
            let help = "type the reference of the row as `sqspack sample propose` shows it, or take the line out";
            findings.add(Finding::new(code::DECISION_ON_NO_ROW, &by.at, message, help));
        }
    }
}

/// No row is decided twice.
pub fn are_one_for_each_row(context: &Context<'_>, findings: &mut Findings) {
    let mut firsts: BTreeMap<String, (&Line, &str)> = BTreeMap::new();
    for (reference, word) in decisions(context).filter(|(reference, _)| context.is_sound(&reference.at)) {
        let Some((first, other)) = firsts.get(&folded_id(reference)) else {
            firsts.insert(folded_id(reference), (reference, word));
            continue;
        };
        let message = match word == *other {
            true => format!("`{reference}` is {word} twice"),
            false => format!("`{reference}` is both {other} and {word}"),
        };
        let finding = Finding::new(code::DECIDED_TWICE, &reference.at, message, "take one of the two entries out");
        findings.add(finding.with(&first.at, "decided here first"));
    }
}

/// A selected case has its row in the list, and is of its row's tier. Children who were typed without the list are not judged.
pub fn have_their_rows(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let rows: BTreeMap<String, &Child> =
        children.iter().filter_map(|child| Some((folded_id(child.id.as_ref()?), child))).collect();
    if !rows.values().any(|child| child.reference.is_some()) {
        return;
    }
    for case in context.record.cases.cases.iter().filter(|case| context.is_sound(&case.id.at)) {
        let Some(child) = rows.get(&folded_id(&case.id)) else {
            let message = format!("no row of `children.private.toml` has the HMIP ID `{}`", case.id);
            let help = "put `id` back into its row, or replace the case: `sqspack sample replace`";
            findings.add(Finding::new(code::CASE_WITHOUT_ROW, &case.id.at, message, help));
            continue;
        };
        let tier = child.tier.as_ref().filter(|tier| context.is_sound(&tier.at) && context.is_sound(&case.tier.at));
        if let Some(tier) = tier.filter(|tier| tier.value != case.tier.value) {
            let message = format!("`{}` is of another tier than its row of the long-list", case.id);
            let finding = Finding::new(code::CASE_UNLIKE_ROW, &case.tier.at, message, "correct the one that is wrong");
            findings.add(finding.with(&tier.at, "the row has it here"));
        }
    }
}

/// The sample that was taken keeps to what was decided: pinned rows are in it, and barred ones are not.
pub fn are_kept_by_the_sample(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let rows: BTreeMap<String, &Child> =
        children.iter().filter_map(|child| Some((folded_id(child.reference.as_ref()?), child))).collect();
    if context.record.cases.cases.is_empty() || !rows.values().any(|child| child.id.is_some()) {
        return;
    }
    let is_selected = |reference: &Line| rows.get(&folded_id(reference)).map(|child| child.id.is_some());
    let cases = &context.record.cases;
    for reference in cases.pins.iter().map(|pin| &pin.reference).filter(|one| is_selected(one) == Some(false)) {
        let message = format!("`{reference}` is pinned and is not among the selected cases");
        let help = "take the pin out, or replace a case: the program then chooses this one";
        findings.add(Finding::new(code::AGAINST_DECISION, &reference.at, message, help));
    }
    for reference in cases.bars.iter().map(|bar| &bar.reference).filter(|one| is_selected(one) == Some(true)) {
        let message = format!("`{reference}` is barred and is among the selected cases");
        let help = "take the bar out, or replace the case: `sqspack sample replace`";
        findings.add(Finding::new(code::AGAINST_DECISION, &reference.at, message, help));
    }
}

/// Every decision with its word, pins first.
fn decisions<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c Line, &'static str)> {
    let cases = &context.record.cases;
    let pins = cases.pins.iter().map(|pin| (&pin.reference, "pinned"));
    pins.chain(cases.bars.iter().map(|bar| (&bar.reference, "barred")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Children};

    fn row(lines: &str) -> String {
        format!("[[child]]\n{lines}\nfamily-name = \"Quill\"\nfirst-names = \"Wren\"\n")
    }

    fn pin(reference: &str) -> String {
        format!("[[pin]]\nreference = \"{reference}\"\nreason = \"asked for\"\n")
    }

    fn bar(reference: &str) -> String {
        format!("[[bar]]\nreference = \"{reference}\"\nreason = \"not suitable\"\n")
    }

    #[test]
    fn a_decision_about_a_row_that_is_not_in_the_list_is_told_at_its_reference() {
        let files = TestRecord::sound().with(Children, &row("reference = \"L001\"")).append(Cases, &bar("L007"));
        let problems = assert_found(&files, &[(code::DECISION_ON_NO_ROW, "reference = \"L007\"")]);
        assert!(problems[0].message.ends_with("`L007`, so that nothing is barred"), "{}", problems[0].message);
        assert_found(&TestRecord::sound().append(Cases, &pin("L007")), &[]);
    }

    #[test]
    fn a_row_in_the_place_of_another_that_is_not_in_the_list_is_told_at_its_reference() {
        let replaced = |by: &str| {
            let rows = row("reference = \"L001\"") + &row("reference = \"L002\"");
            let bar = format!("{}replaced-by = \"{by}\"\n", bar("L001"));
            TestRecord::sound().with(Children, &rows).append(Cases, &bar)
        };
        assert_found(&replaced("l002"), &[]);
        let problems = assert_found(&replaced("L003"), &[(code::DECISION_ON_NO_ROW, "replaced-by = \"L003\"")]);
        assert!(
            problems[0].message.ends_with("`L003`, which is to stand in the place of `L001`"),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn a_row_that_is_pinned_and_barred_or_pinned_twice_is_told_at_the_second_place() {
        let files = TestRecord::sound().with(Children, &row("reference = \"L001\""));
        let both = files.append(Cases, &pin("L001")).append(Cases, &bar("l001"));
        let problems = assert_found(&both, &[(code::DECIDED_TWICE, "reference = \"l001\"")]);
        assert_eq!(problems[0].message, "`l001` is both pinned and barred");
        let twice = files.append(Cases, &pin("L001")).append(Cases, &pin(" L001"));
        assert_eq!(twice.problems()[0].message, "`L001` is pinned twice");
    }

    #[test]
    fn a_case_whose_child_is_gone_and_one_of_another_tier_are_told_once_the_program_has_taken_a_sample() {
        let rows: String =
            (2..=20).map(|number| row(&format!("id = \"AB{number:02}\"\nreference = \"L{number:03}\""))).collect();
        let files = TestRecord::sound().with(Children, &rows);
        let problems = assert_found(&files, &[(code::CASE_WITHOUT_ROW, "id = \"AB01\"")]);
        assert_eq!(problems[0].message, "no row of `children.private.toml` has the HMIP ID `AB01`");
        let other = format!("{rows}{}", row("id = \"AB01\"\nreference = \"L001\"\ntier = \"custodial\""));
        let found = TestRecord::sound().with(Children, &other).problems();
        assert_eq!(found.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code::CASE_UNLIKE_ROW]);
        let typed = TestRecord::sound().with(Children, &row("id = \"AB02\""));
        assert_found(&typed, &[]);
    }

    #[test]
    fn a_sample_against_a_decision_is_told_at_the_decision() {
        let row = |number: u32| row(&format!("id = \"AB{number:02}\"\nreference = \"L{number:03}\""));
        let rows: String = (1..=20).map(row).collect();
        let open = rows.replacen("id = \"AB01\"\n", "", 1).replacen("L001", "L021", 1);
        let files =
            TestRecord::sound().with(Children, &format!("{rows}{}", &open[..open.find("\n[[child]]").unwrap() + 1]));
        let found = files.append(Cases, &pin("L021")).append(Cases, &bar("L002")).append(Cases, &pin("L003"));
        let lines = ["reference = \"L021\"", "reference = \"L002\""];
        assert_found(&found, &lines.map(|line| (code::AGAINST_DECISION, line)));
    }
}
