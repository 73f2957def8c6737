//! Proof that a template's values stand where their escape holds.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use typst::syntax::{DiagSpanKind, LinkedNode, Source, SyntaxKind};

use super::sentinel::{NUMBER, SENTINEL};

/// A place in rendered source where a value could be taken for something other than its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LintProblem {
    /// The bytes of the rendered source where it begins.
    pub span: Range<usize>,
    /// What is wrong, and what to write.
    pub message: String,
}

/// Checks Typst source that a template has made of a [`sentinel_view`](super::sentinel_view).
///
/// A value belongs into markup as `{{ x }}` or into code as `{{ x | lit }}`. Anywhere else (a comment, raw text, a
/// label, a formula, bare code, quotes of the template's own) it is a fault of the template, as is anything that does
/// not parse: a template that passes cannot be broken by a record.
pub fn lint_typst(rendered: &str) -> Vec<LintProblem> {
    let source = Source::detached(rendered);
    let mut found = syntax_errors(&source);
    visit(&LinkedNode::new(source.root()), false, &mut |leaf, in_raw| {
        if let Some((offset, message)) = misplaced(leaf, in_raw, rendered) {
            found.push((leaf.offset() + offset, message));
        }
    });
    found.sort_by_key(|(offset, _)| *offset);
    found.into_iter().map(|(offset, message)| LintProblem { span: offset..offset, message }).collect()
}

fn syntax_errors(source: &Source) -> Vec<(usize, String)> {
    let (errors, _) = source.root().errors_and_warnings();
    let offset = |span| match span {
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map_or(0, |range| range.start),
        DiagSpanKind::Range { range, .. } => range.start,
        DiagSpanKind::Detached => 0,
    };
    errors.into_iter().map(|error| (offset(error.span.get()), error.message.to_string())).collect()
}

fn visit(node: &LinkedNode, in_raw: bool, each: &mut impl FnMut(&LinkedNode, bool)) {
    if node.children().len() == 0 {
        return each(node, in_raw);
    }
    let in_raw = in_raw || node.kind() == SyntaxKind::Raw;
    for child in node.children() {
        visit(&child, in_raw, each);
    }
}

/// What is wrong with the value in this leaf, if one is there, and where in the leaf it begins.
fn misplaced(leaf: &LinkedNode, in_raw: bool, rendered: &str) -> Option<(usize, String)> {
    let text = leaf.get().leaf_text();
    if leaf.kind() == SyntaxKind::EnumMarker && text.starts_with(&NUMBER.to_string()) {
        let advice = "a number with a full stop after it begins a list item here; put a word before it";
        return Some((0, advice.to_owned()));
    }
    // Filters such as `upper` change the word's case, never its length.
    let offset = text.to_ascii_lowercase().find(&SENTINEL.to_ascii_lowercase())?;
    let after = &rendered[leaf.offset() + offset + SENTINEL.len()..];
    let message = match leaf.kind() {
        SyntaxKind::Text if in_raw => "a value in raw text shows its escapes; use `#raw({{ x | lit }})`",
        SyntaxKind::Text if after.starts_with(r"\u{2a}") => "`lit` is for code; in markup write `{{ x }}`",
        SyntaxKind::Text => return None,
        SyntaxKind::Str if after.starts_with(r"\*") => {
            "a value in quotes shows its escapes; in code write `{{ x | lit }}`, which brings its own quotes"
        }
        SyntaxKind::Str => return None,
        SyntaxKind::LineComment | SyntaxKind::BlockComment => "a value in a comment; use Tera's `{# … #}` to comment",
        SyntaxKind::MathText | SyntaxKind::MathIdent => "a value in a formula; write it as `#{{ x | lit }}`",
        SyntaxKind::Label | SyntaxKind::RefMarker => "a value in a label; labels are the template's own",
        _ => "a value in code; write `{{ x | lit }}`, or `[{{ x }}]` for content",
    };
    Some((offset, message.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::template::{Target, TemplateEngine, sentinel_view};

    fn lint(template: &str) -> Vec<LintProblem> {
        let view = sentinel_view(&json!({ "x": "text", "n": 3, "list": ["a", "b"] }));
        let words = TemplateEngine::new([("t.typ", template, Target::Typst)]).unwrap();
        lint_typst(&words.render("t.typ", &TemplateEngine::context(&view).unwrap()).unwrap())
    }

    #[test]
    fn values_in_markup_and_literals_in_code_pass() {
        for template in [
            "{{ x }}",
            "= {{ x }}\n- {{ x | upper }}\n+ *{{ x }}* _{{ x }}_",
            "#f[{{ x }}][{{ n }}]({{ x | lit }}, n: {{ n }}, {{ n | lit }})",
            "#table(columns: 2, {% for y in list %}[{{ y }}], {{ y | lit | upper }},{% endfor %})",
            "/ {{ x }}: {{ x }} ({{ n }}.) see {{ n }}.",
            "#let a = {{ x | lit }}\n#a #link(\"mailto:\" + {{ x | lit }})[{{ x }}]",
            "$ #{{ x | lit }} $",
        ] {
            assert_eq!(lint(template), [], "{template}");
        }
    }

    #[test]
    fn a_value_anywhere_else_is_found_with_its_place() {
        for template in [
            "text\n#f(\"{{ x }}\")",
            "text\n#f({{ x }})",
            "text\n#{{ x }}",
            "text\n#f(\"{{ x | lit }}\")",
            "text\n// {{ x }}",
            "text\n/* {{ x }} */",
            "text\n`{{ x }}`",
            "text\n``` {{ x }} ```",
            "text\n$ {{ x }} $",
            "text\n\\{{ x }}",
            "text\n{{ x | lit }}",
            "text\n#let {{ x | lit }} = 1",
            "text\n{{ n }}. end",
        ] {
            let found = lint(template);
            assert!(found.iter().any(|problem| problem.span.start >= "text\n".len()), "{template}: {found:?}");
        }
    }

    #[test]
    fn a_problem_says_where_and_what_to_write() {
        let problems = lint("Dear\n#align(right, \"{{ x }}\")");
        assert_eq!(problems[0].span.start, "Dear\n#align(right, \"".len());
        assert!(problems[0].message.contains("{{ x | lit }}"), "{}", problems[0].message);
    }
}
