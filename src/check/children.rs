//! The children behind the cases, and that nothing else names them. No message here quotes what the children's file says,
//! nor what is found of it elsewhere (guidance §10.4).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::Tier;
use crate::facts::{AGES, is_a_childs_age, tier_of_order};
use crate::ledger::day_and_month;
use crate::problem::{Place, Problem, SourceFile, code};
use crate::record::{At, Child, FileKind, Finding, Findings, Placed, Record};
use crate::search::{Found, Terms, What, is_of_a_document, is_of_a_place, is_of_a_post, is_prose};

use super::context::{Context, whole};
use super::names::{folded, folded_id, repeated};

/// A child with an HMIP ID is one of the selected cases, once there are any.
pub fn have_a_case(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    if cases.is_empty() || cases.iter().any(|case| !context.is_sound(&case.id.at)) {
        return;
    }
    let known: BTreeSet<String> = cases.iter().map(|case| folded_id(&case.id)).collect();
    for id in context.record.children.children.iter().filter_map(|child| child.id.as_ref()) {
        if !known.contains(&folded_id(id)) {
            let message = "no case in `cases.toml` has the HMIP ID of this child";
            let help = "type the `id` of the child's case, or take the line out if the case was not selected";
            findings.add(Finding::new(code::UNKNOWN_CHILD, &id.at, message, help));
        }
    }
}

/// Where children's data was destroyed, the children's file is not here again (guidance §5).
pub fn are_gone_once_destroyed(context: &Context<'_>, findings: &mut Findings) {
    let Some(last) = context.record.destroyed.last() else { return };
    if context.record.sources.contains_key(&FileKind::Children) {
        let message = format!("this was destroyed on {}, and is here again", day_and_month(last.on.value));
        let help = format!("run `sqspack destroy {}`", context.record.folder);
        findings.add(Finding::new(code::DESTROYED_IS_BACK, &whole(FileKind::Children), message, help));
    }
}

/// How many of the selected cases have their child in the children's file.
pub fn cases_with_child(record: &Record) -> usize {
    let known: BTreeSet<String> =
        record.children.children.iter().filter_map(|child| child.id.as_ref()).map(|id| folded_id(id)).collect();
    record.cases.cases.iter().filter(|case| known.contains(&folded_id(&case.id))).count()
}

/// A sentence began within the case window of its tier (guidance Appendix A).
pub fn were_sentenced_in_the_window(context: &Context<'_>, findings: &mut Findings) {
    if context.first_day().is_none() || context.country().is_none() {
        return;
    }
    for child in &context.record.children.children {
        let (Some(sentenced), Some(tier)) = (&child.sentenced, &child.tier) else { continue };
        let sound = context.is_sound(&sentenced.at) && context.is_sound(&tier.at);
        if !sound || context.facts.windows.of(tier.value).contains(sentenced.value) {
            continue;
        }
        let window = |tier: Tier| {
            let window = context.facts.windows.of(tier);
            format!("{} from {} to {}", tier.name().replace('-', " "), window.earliest, window.latest)
        };
        let message = "this sentence began outside the case window of its tier";
        let help = format!("check the date and the tier; the windows are {}", Tier::ALL.map(window).join(", "));
        findings.add(Finding::new(code::OUTSIDE_WINDOW, &sentenced.at, message, help));
    }
}

/// An order is one of its tier.
pub fn have_an_order_of_their_tier(context: &Context<'_>, findings: &mut Findings) {
    for child in &context.record.children.children {
        let (Some(order), Some(tier)) = (&child.order, &child.tier) else { continue };
        if tier_of_order(order).is_some_and(|of| of != tier.value) && context.is_sound(&tier.at) {
            let message = "this order is one of another tier";
            let help = "correct the `tier` or the `order`";
            let finding = Finding::new(code::TIER_OF_OTHER_ORDER, &tier.at, message, help);
            findings.add(finding.with(&order.at, "the order"));
        }
    }
}

/// A child was of an age to be sentenced as a child.
pub fn were_of_an_age_that_can_be(context: &Context<'_>, findings: &mut Findings) {
    for child in &context.record.children.children {
        let (Some(born), Some(sentenced)) = (&child.date_of_birth, &child.sentenced) else { continue };
        let sound = context.is_sound(&born.at) && context.is_sound(&sentenced.at);
        if !sound || is_a_childs_age(born.value, sentenced.value) {
            continue;
        }
        let message = format!("by these dates the child was not {} to {} when sentenced", AGES.start(), AGES.end());
        let help = "check the year of birth and the date of the sentence; whoever turned 18 before the sentence stays, with \
                    a `note`";
        let finding = Finding::new(code::IMPOSSIBLE_AGE, &born.at, message, help);
        findings.add(finding.with(&sentenced.at, "the sentence"));
    }
}

/// No sentence is listed twice, and no two children have one ID. One child can have two sentences: a row is a sentence
/// (guidance §10.4).
pub fn are_listed_once(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let ids = children.iter().filter_map(|child| child.id.as_ref());
    for (id, first) in repeated(ids, folded_id, context) {
        let message = "another child has the same HMIP ID";
        let help = "type each child's own ID, or take one of the two `[[child]]` entries out";
        findings.add(Finding::new(code::DUPLICATE_ID, &id.at, message, help).with(&first.at, "used here first"));
    }
    let mut known: BTreeMap<String, Vec<&Child>> = BTreeMap::new();
    for child in children {
        let Some(id) = child.system_id.as_ref().filter(|id| context.is_sound(&id.at)) else { continue };
        let others = known.entry(folded_id(id)).or_default();
        let first = others.iter().find_map(|other| Some((other.system_id.as_ref()?, clash(other, child)?)));
        if let Some((first, (message, help))) = first {
            findings
                .add(Finding::new(code::DUPLICATE_PERSON, &id.at, message, help).with(&first.at, "used here first"));
        }
        if others.len() < COMPARED {
            others.push(child);
        }
    }
}

/// What people type outside the children's file names no child (guidance §10.4). Where it cannot be told whether it does, that
/// is asked.
pub fn are_named_nowhere_else(context: &Context<'_>, findings: &mut Findings) {
    let (record, terms) = (context.record, &context.terms);
    if terms.children() == 0 {
        return;
    }
    // The draft's words are a copy: what the report still says is asked about there.
    let in_report: HashSet<&str> =
        record.texts.iter().filter(|(at, _)| at.file == FileKind::Report).map(|(_, text)| text.as_str()).collect();
    let mut namesakes: BTreeSet<&At> = BTreeSet::new();
    let mut addresses = Vec::new();
    for file in FileKind::RECORD.into_iter().filter(|file| !file.is_private()) {
        // Reversed, so that of several keys at one place the first is kept.
        let keys = record.keys(file);
        addresses.extend(record.names_of(file, keys).into_iter().filter(|(_, text, _)| text.contains('\n')));
        let keys: HashMap<usize, &str> = keys.iter().rev().map(|(span, key)| (span.start, key.as_str())).collect();
        for (at, text) in record.texts.iter().filter(|(at, _)| at.file == file) {
            let key = keys.get(&at.start).copied().unwrap_or_default();
            let mut said: BTreeSet<(&At, bool)> = BTreeSet::new();
            let found = match () {
                () if is_of_a_document(key) => terms.in_a_heading(text, is_welsh(key)),
                () if is_of_a_post(key) => terms.in_a_title(text, is_welsh(key)),
                () if is_prose(file, key) => terms.in_prose(text, is_welsh(key)),
                () if is_of_a_place(file, key) => terms.in_the_name_of_a_place(text),
                () => terms.in_a_name(text),
            };
            let is_copy = file == FileKind::ReportDraft && in_report.contains(text.as_str());
            for found in found.iter().filter(|found| found.is_certain || !is_copy) {
                let line = terms.line(found);
                // Nobody's name is an HMIP ID.
                let is_case = file == FileKind::Cases && key.ends_with(".id");
                if (found.is_certain || is_case) && said.insert((line, true)) {
                    findings.add(named(found, line, &exact_place(record, at, text, found), is_case));
                } else if !found.is_certain && !is_prose(file, key) && namesakes.insert(line) {
                    findings.add(namesake(line, at));
                } else if !found.is_certain && is_prose(file, key) && said.insert((line, false)) {
                    findings.add(perhaps(found.what, line, &exact_place(record, at, text, found), file, key));
                }
            }
        }
    }
    // Two lines of an address can be the two names of a child.
    for (at, text, _) in &addresses {
        for found in terms.in_the_name_of_a_place(text) {
            let line = terms.line(&found);
            if found.is_certain && found.what == What::Name {
                findings.add(named(&found, line, at, false));
            } else if namesakes.insert(line) {
                findings.add(namesake(line, at));
            }
        }
    }
}

fn is_welsh(key: &str) -> bool {
    key.starts_with("welsh.") || key.split('[').next().is_some_and(|key| key.ends_with("-welsh"))
}

/// `is_case` says that this is the HMIP ID of a case.
pub(super) fn named(found: &Found, line: &At, at: &At, is_case: bool) -> Finding {
    let message = format!("{} stands here", found.what.words());
    let help = match found.what {
        // Nothing but findings and the HMIP ID stands there.
        What::Name | What::DateOfBirth | What::SystemId if at.file == FileKind::Findings => {
            "take it out: the findings name a case by its HMIP ID alone"
        }
        _ if is_case => "give the case an HMIP ID of its own: a child can be looked up by what stands here",
        What::Note => "take it out: it is confidential to the support services officer and the lead inspector",
        What::Name => {
            "take it out, or write the HMIP ID of the case instead; if it is the name of somebody who may be named, enter both names of \
             that person in `contacts.toml` or `team.toml`"
        }
        What::DateOfBirth | What::SystemId => "take it out, or write the HMIP ID of the case instead",
    };
    Finding::new(code::CHILD_NAMED, at, message, help).with(line, "the children's file has it here")
}

fn namesake(line: &At, at: &At) -> Finding {
    let message = "somebody or something here has the name of a child, so sqspack does not search for the name where \
                   it may be theirs";
    let help = "if it is the child, take the name out; if not, read the documents for it yourself before they are sent";
    Finding::new(code::NAMESAKE, at, message, help).with(line, "the children's file has it here")
}

fn perhaps(what: What, line: &At, at: &At, file: FileKind, key: &str) -> Finding {
    let (message, mend) = match what {
        What::Note => ("words here may be a confidential note", "if they are the note, take them out"),
        What::DateOfBirth => ("a number here may be a child's date of birth", "if it is the date, take it out"),
        What::Name | What::SystemId => {
            ("a word here may be the name of a child", "if it is the child, write the HMIP ID of the case instead")
        }
    };
    let help = format!(
        "{mend}; if not, settle it in `inspection.toml`: `[[settled]]` with \
         `code = \"{}\"`, `at = \"{}: {key}\"` and your `reason = \"…\"`",
        code::PERHAPS_A_CHILD.id,
        file.name()
    );
    Finding::new(code::PERHAPS_A_CHILD, at, message, help).with(line, "the children's file has it here")
}

/// Where in the file something stands that was found in a text; the whole text where it is written as an escape.
fn exact_place(record: &Record, at: &At, text: &str, found: &Found) -> At {
    let Some(said) = text.get(found.at.clone()).filter(|said| !said.is_empty()) else { return at.clone() };
    let nth = text[..found.at.start].matches(said).count();
    let written = record.sources.get(&at.file).and_then(|source| source.text.get(at.start..at.end)).unwrap_or_default();
    match written.match_indices(said).nth(nth) {
        Some((offset, _)) => At { file: at.file, start: at.start + offset, end: at.start + offset + said.len() },
        None => at.clone(),
    }
}

/// Takes out of messages what they quote of a child, wherever they came from: a name typed for a case manager's, say, or
/// an excerpt of what a template made of it.
pub fn hide_children(problems: &mut [Problem], terms: &Terms) {
    let mut unseen = Unseen::default();
    let known = RefCell::default();
    let is_any_unread = terms.children() == 0 && (terms.is_unread() || problems.iter().any(leaves_children_unread));
    for problem in problems {
        if is_any_unread {
            hide_all(problem, &mut unseen);
        } else {
            hide(problem, terms, &mut unseen, &known);
        }
    }
}

/// Whether there is a children's file from which nobody knows what is a child's: it lies under another name, is a link or too large, or has
/// lost its text.
pub fn leaves_children_unread(problem: &Problem) -> bool {
    let is_childrens = || problem.place.file.path.rsplit('/').next() == Some(FileKind::Children.name());
    let of_childrens = [code::UNREADABLE, code::LEAVES_WORKSPACE, code::CHILDREN_LOST];
    problem.code == code::PRIVATE_FILE_ASTRAY || (of_childrens.contains(&problem.code) && is_childrens())
}

/// Tells the kind and the place alone: any word may be a child's.
fn hide_all(problem: &mut Problem, unseen: &mut Unseen) {
    if problem.place.file.private || leaves_children_unread(problem) {
        return;
    }
    problem.message = problem.code.title.to_owned();
    "mend the children's file first: nothing is quoted while no child can be read from it"
        .clone_into(&mut problem.help);
    let related = problem.related.iter_mut().map(|(place, words)| {
        words.clear();
        place
    });
    std::iter::once(&mut problem.place).chain(related).for_each(|place| unseen.take_in(place));
}

/// Which texts tell of a child: messages of one kind and lines with several mistakes repeat them.
type Known = RefCell<HashMap<String, bool>>;

fn hide(problem: &mut Problem, terms: &Terms, unseen: &mut Unseen, known: &Known) {
    if UNSEEN.iter().any(|code| code.id == problem.code.id) {
        unseen.take_in(&mut problem.place);
    }
    if terms.children() == 0 {
        return;
    }
    let tells = |text: &str| {
        let told = known.borrow().get(text).copied();
        told.unwrap_or_else(|| {
            let told = terms.may_be_told_by(text);
            known.borrow_mut().insert(text.to_owned(), told);
            told
        })
    };
    if tells(&problem.message) || tells(&problem.help) || problem.related.iter().any(|(_, words)| tells(words)) {
        problem.message = problem.code.title.to_owned();
        "the value is not shown, since it may be a child's".clone_into(&mut problem.help);
    }
    let places = std::iter::once(&mut problem.place).chain(problem.related.iter_mut().map(|(place, _)| place));
    for place in places {
        if !place.file.private && lines_of(place).is_none_or(&tells) {
            unseen.take_in(place);
        }
        if let Some((folder, name)) = place.file.path.rsplit_once('/')
            && tells(name)
        {
            // Somebody has named a file after a child.
            place.file = Arc::new(SourceFile::private(folder, ""));
            place.span = 0..0;
        }
    }
}

/// What is found of a child: its place is told without the text there.
const UNSEEN: [code::Code; 4] = [code::CHILD_NAMED, code::NAMESAKE, code::PERHAPS_A_CHILD, code::CHILD_KEY_ASTRAY];

/// Files of which no message shows the text: each once, however many problems lie in it.
#[derive(Default)]
struct Unseen(BTreeMap<usize, [Arc<SourceFile>; 2]>);

impl Unseen {
    /// Puts a place into the file without its text.
    fn take_in(&mut self, place: &mut Place) {
        if place.file.private {
            return;
        }
        let copy = || Arc::new(SourceFile::private(place.file.path.clone(), place.file.text.clone()));
        // By its address, which is nobody else's while the file is kept.
        let address = Arc::as_ptr(&place.file).addr();
        let [_, private] = self.0.entry(address).or_insert_with(|| [place.file.clone(), copy()]);
        place.file = private.clone();
    }
}

/// Bytes on either side of a place in which its line is looked for; no excerpt shows a line as long as that.
const LONGEST_HALF: usize = 2_000;

/// The line that an excerpt shows, and the next one, which it shows if the message marks a place below that; nothing where the line is too
/// long to be shown.
fn lines_of(place: &Place) -> Option<&str> {
    let (text, at) = (&place.file.text, place.span.start);
    let from = text.ceil_char_boundary(at.saturating_sub(LONGEST_HALF));
    let to = text.floor_char_boundary((at + LONGEST_HALF).min(text.len()));
    let start = text[from..at].rfind('\n').map(|newline| from + newline + 1).or((from == 0).then_some(0))?;
    let end = text[at..to].find('\n').map(|newline| at + newline).or((to == text.len()).then_some(to))?;
    let next = text[end..to].match_indices('\n').nth(1).map_or(to, |(newline, _)| end + newline);
    Some(&text[start..next])
}

/// Sentences of one system ID with which a further one is compared. If there are more, enough is told.
const COMPARED: usize = 8;

/// What is wrong with two entries of one system ID: two children, or one sentence twice.
fn clash(one: &Child, other: &Child) -> Option<(&'static str, &'static str)> {
    let same_name = |one: &str, other: &str| folded(one) == folded(other);
    let differ = |one: &Option<Placed<NaiveDate>>, other: &Option<Placed<NaiveDate>>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.value != other.value)
    };
    if !same_name(&one.family_name, &other.family_name)
        || !same_name(&one.first_names, &other.first_names)
        || differ(&one.date_of_birth, &other.date_of_birth)
    {
        return Some((
            "another child has the same ID in the case management system",
            "type each child's own ID, or correct name and date of birth if it is one child with two sentences",
        ));
    }
    let ids_differ =
        one.id.as_ref().zip(other.id.as_ref()).is_some_and(|(one, other)| folded_id(one) != folded_id(other));
    let orders_differ = one.order.as_ref().zip(other.order.as_ref()).is_some_and(|(one, other)| !same_name(one, other));
    let two_sentences = ids_differ || orders_differ || differ(&one.sentenced, &other.sentenced);
    // Where the YOT is asked about a row of its list, its answer tells whether these are two sentences.
    let is_asked = [one, other].iter().any(|child| child.row.is_some() && !child.questions.is_empty());
    (!two_sentences && !is_asked).then_some((
        "this sentence of the child is listed twice",
        "take one of the two `[[child]]` entries out, or type the `sentenced` and `order` of the other sentence",
    ))
}

#[cfg(test)]
mod tests;
