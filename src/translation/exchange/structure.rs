//! Where the slots of a text stand among its conditions.

/// What a stretch of text holds, whatever the order: slots, and conditions with their branches.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotPart {
    /// A value.
    Slot(String),
    /// A condition or loop: each tag with what follows it up to the next.
    Branches(Vec<(String, Vec<SlotPart>)>),
}

/// The slots of a text by the branch that they stand in; nothing if the tags do not open and close in order. Two texts that
/// are equal in this differ in words and in the order of slots within a branch.
pub fn structure(text: &str) -> Option<Vec<SlotPart>> {
    let mut open: Vec<Vec<(String, Vec<SlotPart>)>> = vec![vec![(String::new(), Vec::new())]];
    for slot in text.split('{').skip(1) {
        let slot = slot.split_once('}')?.0;
        // A number tells two tags of one name apart. It is no part of the tag.
        let keyword = slot.split(' ').next().unwrap_or_default();
        match keyword {
            "if" | "for" | "filter" => open.push(vec![(slot.to_owned(), Vec::new())]),
            "elif" | "else" if open.len() > 1 => open.last_mut()?.push((slot.to_owned(), Vec::new())),
            "endif" | "endfor" | "endfilter" if open.len() > 1 => {
                let mut branches: Vec<_> = open.pop()?.into_iter().map(|(tag, parts)| (tag, sorted(parts))).collect();
                if keyword.strip_prefix("end") != branches[0].0.split(' ').next() {
                    return None;
                }
                branches.push((slot.to_owned(), Vec::new()));
                open.last_mut()?.last_mut()?.1.push(SlotPart::Branches(branches));
            }
            "elif" | "else" | "endif" | "endfor" | "endfilter" => return None,
            _ => open.last_mut()?.last_mut()?.1.push(SlotPart::Slot(slot.to_owned())),
        }
    }
    let mut whole = open.pop()?;
    open.is_empty().then(|| whole.pop().map(|(_, parts)| sorted(parts)))?
}

fn sorted(mut parts: Vec<SlotPart>) -> Vec<SlotPart> {
    parts.sort();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "A {a} {if x}B {b} {c}{else}C {d}{endif} {if y}D{endif}";

    #[test]
    fn words_and_the_order_within_a_branch_may_change() {
        for same in
            ["{a} {if x}{c} B {b}{else}{d}{endif} {if y}{endif}", "{if y}D{endif} {if x}{b} {c}{else}{d}{endif} {a}"]
        {
            assert_eq!(structure(TEXT), structure(same), "{same}");
        }
    }

    #[test]
    fn a_slot_in_another_branch_and_a_tag_in_another_place_show() {
        for other in [
            "A {a} {if x}B {b}{else}C {c} {d}{endif} {if y}D{endif}",
            "A {if x}B {a} {b} {c}{else}C {d}{endif} {if y}D{endif}",
            "A {a} {if x}B {b} {c}{endif}C {d}{else} {if y}D{endif}",
            "A {a} {if y}B {b} {c}{else}C {d}{endif} {if x}D{endif}",
            "A {a} {else}B {b} {c}{if x}C {d}{endif} {if y}D{endif}",
            "A {a} {if x}B {b} {c}{else}C {d} {if y}{endif}D{endif}",
        ] {
            assert_ne!(structure(TEXT), structure(other), "{other}");
        }
        for broken in ["{if x}", "{endif}", "{else}", "{if x}{endfor}", "{a"] {
            assert_eq!(structure(broken), None, "{broken}");
        }
    }
}
