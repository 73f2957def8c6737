//! How deep a template may nest. Tera reads a template by recursion, and a deep one would end the program.

use super::tags::tags;

/// How many statements may be open at once, each `elif` among them.
const DEEPEST: usize = 64;

/// How many words and signs a tag may have. They nest too: `not not not …`, `((((…`.
const LONGEST_TAG: usize = 400;

/// Statements that stay open until their `end…`, or that nest in what is open.
const OPENING: [&str; 7] = ["block", "component", "elif", "filter", "for", "if", "set"];

/// What is wrong with a template that nests too deep, if anything.
pub(super) fn too_deep(path: &str, bytes: &[u8]) -> Option<String> {
    let is_layout = path.starts_with("layout/");
    let text = std::str::from_utf8(bytes).ok().filter(|_| !is_layout)?;
    let (mut depth, mut branches) = (0usize, Vec::new());
    for tag in tags(text) {
        if tag.tokens.len() > LONGEST_TAG {
            let line = text[..tag.range.start].matches('\n').count() + 1;
            return Some(format!("the tag in line {line} has more than {LONGEST_TAG} words and signs"));
        }
        match tag.keyword(text) {
            // `{% set x = 1 %}` is whole; `{% set x %}` is closed later.
            Some("set") if tag.tokens.iter().any(|token| &text[token.range.clone()] == "=") => {}
            Some("elif") => {
                depth += 1;
                if let Some(branches) = branches.last_mut() {
                    *branches += 1;
                }
            }
            Some(word) if OPENING.contains(&word) => {
                depth += 1;
                branches.push(1);
            }
            Some(word) if word.starts_with("end") => depth -= branches.pop().unwrap_or(0).min(depth),
            _ => {}
        }
        if depth > DEEPEST {
            let line = text[..tag.range.start].matches('\n').count() + 1;
            return Some(format!("more than {DEEPEST} statements lie within each other at line {line}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal_of(text: &str) -> Option<String> {
        too_deep("report/en.typ", text.as_bytes())
    }

    #[test]
    fn ten_thousand_branches_within_each_other_are_refused_however_they_are_written() {
        let n = 10_000;
        assert!(refusal_of(&"{% if yot %}\n".repeat(n)).is_some());
        assert!(refusal_of(&format!("{{% if yot %}}{}{{% endif %}}", "{% elif yot %}".repeat(n))).is_some());
        assert!(refusal_of(&format!("{{{{ {}yot{} }}}}", "(".repeat(n), ")".repeat(n))).is_some());
        assert!(refusal_of(&format!("{{% if {} yot %}}{{% endif %}}", "not ".repeat(n))).is_some());
    }

    #[test]
    fn any_number_of_statements_after_each_other_is_allowed() {
        let one = "{% for x in y %}{% if x %}a{% elif y %}b{% else %}c{% endif %}{% set z = 1 %}{% endfor %}";
        assert_eq!(refusal_of(&one.repeat(10_000)), None);
    }
}
