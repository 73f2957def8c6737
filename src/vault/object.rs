//! What an object of git has against the rule: a commit, a tag, a folder or the version of a file.

use super::fault::GuardFinding;
use super::rule::Rule;
use crate::workspace::decoded::plain_text;
use crate::workspace::git_program::GitObject;

/// What is seen in an object, with the number by which its commit is found.
pub enum InObject {
    /// Something against the rule; a message has no number.
    Finding(GuardFinding, String),
    /// A path, which is held against the rule once.
    Named(String, String),
}

/// What is seen in an object, which may have a path.
pub fn of_object(rule: &Rule, object: &GitObject, path: &str) -> Vec<InObject> {
    let content = object.content.as_deref().unwrap_or_default();
    let short = object.id.get(..10).unwrap_or(&object.id);
    let against = |place: &str, content: &[u8], id: &str| -> Vec<InObject> {
        rule.of_content(place, content).map(|found| InObject::Finding(found, id.to_owned())).into_iter().collect()
    };
    let too_large = |place: &str| -> Vec<InObject> {
        rule.of_too_large(place).map(|found| InObject::Finding(found, object.id.clone())).into_iter().collect()
    };
    match object.kind.as_str() {
        // As long a message or list of files is nobody's work.
        "commit" | "tag" | "tree" if object.content.is_none() => too_large(&format!("{} {short}", object.kind)),
        "commit" | "tag" => {
            let end = content.windows(2).position(|pair| pair == b"\n\n").map_or(content.len(), |at| at + 2);
            let message = rule.of_message(&format!("the message of {} {short}", object.kind), &content[end..]);
            let mut seen: Vec<InObject> =
                message.map(|found| InObject::Finding(found, String::new())).into_iter().collect();
            let place = format!("the name of somebody who made {} {short}", object.kind);
            let person = rule.of_people(&place, people(&content[..end]).as_bytes());
            seen.extend(person.map(|found| InObject::Finding(found, String::new())));
            let place = format!("what {} {short} has beside its message", object.kind);
            seen.extend(against(&place, further(&content[..end]).as_bytes(), ""));
            seen
        }
        "tree" => {
            let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
            let named = tree_entries(content, object.id.len() / 2);
            named.map(|(name, id)| InObject::Named(format!("{folder}{name}"), id)).collect()
        }
        _ => {
            let place = if path.is_empty() { short } else { path };
            match object.content {
                Some(_) => against(place, content, &object.id),
                None => too_large(place),
            }
        }
    }
}

/// The names and addresses of those who made a commit or a tag, without the times.
fn people(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head);
    let person = |line: &str| {
        let (role, rest) = line.split_once(' ')?;
        ["author", "committer", "tagger"]
            .contains(&role)
            .then(|| rest.split_inclusive('>').next().unwrap_or(rest).to_owned())
    };
    head.lines().filter_map(person).collect::<Vec<_>>().join("\n\n")
}

/// What the head of a commit says beside its numbers, its people and its signature: the message of a signed tag that was merged, and
/// headers of other programs.
fn further(head: &[u8]) -> String {
    let head = String::from_utf8_lossy(head);
    let mut is_signature = false;
    let is_further = |line: &&str| {
        let word = line.split(' ').next().unwrap_or_default();
        if !word.is_empty() {
            is_signature = word.starts_with("gpgsig");
        }
        let usual = ["tree", "parent", "author", "committer", "object", "type", "tagger", "encoding"];
        !is_signature && !usual.contains(&word) && !line.starts_with("mergetag object ")
    };
    head.lines().filter(is_further).collect::<Vec<_>>().join("\n")
}

/// The files of a tree as git keeps it, each with its number: mode, blank, name, zero, number.
fn tree_entries(content: &[u8], number: usize) -> impl Iterator<Item = (String, String)> {
    let mut rest = content;
    // A folder that has another name now may have nothing else that is new.
    std::iter::from_fn(move || {
        let end = rest.iter().position(|byte| *byte == 0)?;
        let head = plain_text(&rest[..end]);
        let id = rest.get(end + 1..end + 1 + number)?.iter().map(|byte| format!("{byte:02x}")).collect();
        rest = &rest[end + 1 + number..];
        let (mode, name) = head.split_once(' ')?;
        Some((if mode == "40000" { format!("{name}/") } else { name.to_owned() }, id))
    })
}
